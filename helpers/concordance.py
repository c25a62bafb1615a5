"""Words in their company: n-grams, collocations and concordance lines. They need running text, so text must be there.

All take a list of word lists, one list per sentence (or per paragraph: whatever a line, a window and an n-gram must not
cross), in any of the scripts: a Vietnamese word may hold a space, a Chinese one has none around it. Word lists hold no
punctuation, so a window may reach over a comma. Words are compared as terms (lower case, without the possessive).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from helpers.codebook import Codebook
from helpers.languages import language_of
from helpers.segmentation import normalise, sentences, term, words
from helpers.statistics.measures import log_likelihood, log_ratio
from helpers.statistics.tallies import tally
from helpers.tables import CorpusError

Words = Sequence[Sequence[str]]


def word_lists(paragraphs: pd.DataFrame, documents: pd.DataFrame, codebook: Codebook | None = None) -> pd.DataFrame:
    """One row per sentence of the body: doc_id, paragraph, sentence, words (a list, as they stand in the text).

    With a `codebook`, its names are one word each, as in the table `terms`.
    `paragraphs` as `load_corpus(…, text=True)` has them; CorpusError where they come without text.
    """
    if "text" not in paragraphs.columns:
        raise CorpusError("paragraphs", None, "the text is not there", "load with text=True, where the files are")
    tags = documents.set_index("doc_id")["language"]
    rows = []
    for row in paragraphs[paragraphs["role"] == "body"].itertuples():
        text = normalise(row.text, tags[row.doc_id])
        names = codebook.names(tags[row.doc_id]) if codebook else None
        for number, (start, end) in enumerate(sentences(text, tags[row.doc_id])):
            rows.append((row.doc_id, row.paragraph, number, words(text[start:end], tags[row.doc_id], names=names)))
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "sentence", "words"])


def dispersion_within(sentence_rows: pd.DataFrame) -> pd.DataFrame:
    """How evenly each term is spread over the paragraphs of its article: doc_id, term, count, paragraphs, dp, dp_norm.

    `sentence_rows`: as `word_lists` returns them. `paragraphs` is the number that hold the term; the parts of DP are
    all paragraphs of the article, by their words. Missing for an article of one paragraph.
    """
    words = sentence_rows.explode("words").dropna(subset="words")
    parts = words["doc_id"] + " " + words["paragraph"].astype(str)
    words = words.assign(article=words["doc_id"], doc_id=parts, term=words["words"].map(term))
    columns = ["doc_id", "term", "count", "paragraphs", "dp", "dp_norm"]
    if words.empty:
        return pd.DataFrame(columns=columns)
    counts = words.groupby(["doc_id", "term"]).size().rename("count").reset_index()
    spread = tally(counts, words[["doc_id", "article"]].drop_duplicates(), ["article"]).table
    spread = spread.rename(columns={"article": "doc_id", "document_frequency": "paragraphs"})
    order = [True, False, True]
    return spread.sort_values(["doc_id", "count", "term"], ascending=order, kind="stable", ignore_index=True)[columns]


def _found(lists: Words, node: str | Sequence[str]) -> tuple[list[list[str]], list[tuple[int, int]], int]:
    """The lists as terms, (list, position) of each occurrence of the node, and the node's length in words."""
    wanted = [term(word) for word in ([node] if isinstance(node, str) else node)]
    if not wanted or not all(wanted):
        raise ValueError("the node is empty; give a word, or a list of the words of a phrase.")
    terms = [[term(word) for word in row] for row in lists]
    found, size = [], len(wanted)
    for number, row in enumerate(terms):
        position = 0
        while position <= len(row) - size:
            hit = row[position : position + size] == wanted
            if hit:
                found.append((number, position))
            position += size if hit else 1
    if not found:
        shown = node if isinstance(node, str) else " ".join(node)
        raise CorpusError("the text", None, f"{shown!r} never occurs", "write it as the segmenter does")
    return terms, found, size


def ngrams(lists: Words, n: int = 2, minimum: int = 2, separator: str = " ") -> pd.DataFrame:
    """Runs of n words within a list: ngram, count, lists (how many hold it); most frequent first, from `minimum` on.

    >>> ngrams([["人工智能", "治理"], ["全球", "人工智能", "治理"]], separator="")
             ngram  count  lists
    0  人工智能治理      2      2
    """
    if n < 1:
        raise ValueError("an n-gram has at least one word; give n = 1 or more.")
    count, spread = Counter(), Counter()
    for row in lists:
        terms = [term(word) for word in row]
        runs = [tuple(terms[start : start + n]) for start in range(len(terms) - n + 1)]
        count.update(runs)
        spread.update(set(runs))
    rows = [(separator.join(run), k, spread[run]) for run, k in count.items() if k >= minimum]
    table = pd.DataFrame(rows, columns=["ngram", "count", "lists"])
    return table.sort_values(["count", "ngram"], ascending=[False, True], kind="stable", ignore_index=True)


def log_dice(f_both: float, f_node: float, f_collocate: float) -> float:
    """14 + log₂(2 f_xy / (f_x + f_y)) (Rychlý 2008, RASLAN). 14: never one without the other; −1 point: half as often.

    Independent of the size of the corpus. It passes 14 where a collocate stands twice around one node.

    >>> log_dice(10, 10, 10), log_dice(5, 10, 10)
    (14.0, 13.0)
    """
    return 14 + math.log2(2 * f_both / (f_node + f_collocate))


def collocations(lists: Words, node: str | Sequence[str], window: int = 5, minimum: int = 2) -> pd.DataFrame:
    """Words that keep company with the node, within `window` words to either side in the same list.

    Columns: collocate; count: its occurrences within a window, each once though windows overlap; left, right:
    of these, those nearer to a node on their right, or on their left; total: all its occurrences; node_count; window;
    log_dice (Rychlý 2008) of count, node_count and total, the order; log_ratio (Hardie) and g2 of its rate within
    windows against its rate elsewhere (both without the node). From `minimum` co-occurrences on.

    >>> lists = [["hai", "bên", "ký", "thỏa thuận"], ["thỏa thuận", "được", "ký"], ["họ", "ký", "tên"]]
    >>> table = collocations(lists, "thỏa thuận", window=2)
    >>> table[["collocate", "count", "left", "right", "total", "log_dice"]].round(2)
      collocate  count  left  right  total  log_dice
    0        ký      2     1      1      3     13.68
    """
    if window < 1:
        raise ValueError("the window has no words; give at least 1 to either side.")
    terms, found, size = _found(lists, node)
    nodes, near = {}, {}  # (list, position): whether a node's word; the distance to the nearest node, left negative
    for number, start in found:
        nodes.update(dict.fromkeys(((number, start + k) for k in range(size)), True))
        for distance in range(1, window + 1):
            for place, signed in ((start - distance, -distance), (start + size - 1 + distance, distance)):
                if 0 <= place < len(terms[number]) and abs(near.get((number, place), window + 1)) > distance:
                    near[number, place] = signed
    near = {place: signed for place, signed in near.items() if place not in nodes}
    inside = Counter(terms[number][place] for number, place in near)
    left = Counter(terms[number][place] for (number, place), signed in near.items() if signed < 0)
    outside = ((word, (number, at)) for number, row in enumerate(terms) for at, word in enumerate(row))
    total = Counter(word for word, place in outside if place not in nodes)
    n_inside, n_outside = len(near), total.total() - len(near)
    rows = []
    for word, count in inside.items():
        if count >= minimum:
            rest = total[word] - count
            ratio = log_ratio(count, n_inside, rest, n_outside) if n_outside else math.nan
            g2 = log_likelihood(count, n_inside - count, rest, n_outside - rest)
            dice = log_dice(count, len(found), total[word])
            rows.append((word, count, left[word], count - left[word], total[word], len(found), window, dice, ratio, g2))
    columns = ["collocate", "count", "left", "right", "total", "node_count", "window", "log_dice", "log_ratio", "g2"]
    table = pd.DataFrame(rows, columns=columns)
    order = ["log_dice", "count", "collocate"]
    return table.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def kwic(lists: Words, node: str | Sequence[str], width: int = 6, sort: str = "right", separator: str = " ") -> pd.DataFrame:
    """Key word in context, one row per occurrence: list (its number), position (of the word in it), left, node, right.

    `width` words to either side, as they stand in the text. Sorted by "right" (the word after the node, then the next
    …), "left" (the word before it, then the one before that …) or "position" (as it is read).

    >>> kwic([["双方", "讨论", "风险"], ["各方", "讨论", "安全"]], "讨论", sort="right", separator="")
       list  position left node right
    0     1         1   各方   讨论    安全
    1     0         1   双方   讨论    风险
    """
    if sort not in ("left", "right", "position"):
        raise ValueError(f"lines cannot be sorted by {sort!r}; name left, right or position.")
    terms, found, size = _found(lists, node)
    lines = []
    for number, start in found:
        row, end = lists[number], start + size
        before, after = slice(max(0, start - width), start), slice(end, end + width)
        key = {"right": terms[number][after], "left": terms[number][before][::-1], "position": []}[sort]
        parts = [separator.join(row[part]) for part in (before, slice(start, end), after)]
        lines.append((key, number, start, *parts))
    lines.sort(key=lambda line: line[:3])
    return pd.DataFrame([line[1:] for line in lines], columns=["list", "position", "left", "node", "right"])


def separator_of(tag: str) -> str:
    """What stands between two words of a language: a space, or nothing in Chinese."""
    return " " if language_of(tag).ends_need_space else ""
