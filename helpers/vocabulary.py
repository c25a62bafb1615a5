"""What the notebook on terms lays side by side: groups within a language, glosses, concepts across languages.

A *group* is a source in one language ("RFI (zh)"): a source that writes in two is two groups, because nothing is counted
across languages. Words are compared within a language, concepts across languages.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.codebook import GLOSS_LANGUAGE, NO_GLOSS, Codebook, split_forms
from helpers.coding.cues import CUES
from helpers.coding.evoked import body_mentions, body_places
from helpers.coding.evoked import glossed as mentions_glossed
from helpers.coding.matching import APART
from helpers.comparability import labelled
from helpers.corpus import ROOT, Corpus
from helpers.parted import kept, summed
from helpers.segmentation import term
from helpers.stopwords import STOPWORDS
from helpers.tables import read_csv

GLOSSES = ROOT / "data" / "codebook" / "glosses.csv"
FORMS = 20  # words of a concept that a cell names; the others are a number


class Comparison(NamedTuple):
    """Two sources with a language in common, target first; without such a pair all three are empty and `why` says so."""

    language: str
    target: str
    reference: str
    why: str


def comparison(documents: pd.DataFrame) -> Comparison:
    """The two sources with most words in the language where the second of two has most; the longer is the target.

    Ties go to the name that comes first. Without two sources in a language, `why` is a sentence for the reader.
    """
    words = labelled(documents).groupby(["primary", "source"], as_index=False)["n_words"].sum()
    words = words[words["n_words"] > 0].sort_values(["primary", "n_words", "source"], ascending=[True, False, True])
    pairs = [(pair["n_words"].iloc[1], tag, *pair["source"].iloc[:2]) for tag, pair in words.groupby("primary") if len(pair) > 1]
    if not pairs:
        why = "No language of this corpus has two sources, so no vocabularies can be compared; compare concepts instead."
        return Comparison("", "", "", why)
    _, language, target, reference = sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[0]
    return Comparison(language, target, reference, f"Target {target}, reference {reference}, in {language}.")


def glossary(codebook: Codebook, path: Path | str = GLOSSES) -> dict[tuple[str, str], str]:
    """(language, term in lower case) → English gloss: from the codebook's entries and actors, else from glosses.csv."""
    extra = read_csv(Path(path), ["language", "term", "gloss"])
    found = {(tag, term.lower()): gloss for tag, term, gloss in extra[["language", "term", "gloss"]].itertuples(index=False)}
    languages = [name for name in codebook.actors.columns if name in set(codebook.entries["language"])]
    actors: dict[tuple[str, str], list[str]] = {}
    for actor in codebook.actors.to_dict("records"):
        for tag in languages:
            for form in dict.fromkeys(form.lower() for form in split_forms(actor[tag])):
                actors.setdefault((tag, form), []).append(actor["label"])
    found = {form: " and ".join(labels) for form, labels in actors.items()} | found  # 中俄 names two actors
    for tag, form, gloss in codebook.entries[["language", "form", "gloss"]].itertuples(index=False):
        if gloss:
            found[tag, form.lower()] = gloss
    return found


def glossed(table: pd.DataFrame, codebook: Codebook, path: Path | str = GLOSSES) -> pd.DataFrame:
    """`table` (language, term) with `gloss` after the term: English; "" for an English term or a number, "no gloss" where none is."""
    known = glossary(codebook, path)
    gloss = [
        "" if tag == GLOSS_LANGUAGE or not any(map(str.isalpha, term)) else known.get((tag, term.lower()), NO_GLOSS)
        for tag, term in zip(table["language"], table["term"], strict=True)
    ]
    result = table.copy()
    result.insert(result.columns.get_loc("term") + 1, "gloss", gloss)
    return result


def concept_mentions(corpus: Corpus, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """Mentions in body paragraphs that count: not negated, not shadowed, no actors or cues; with place, group and primary of the article.

    documents: labelled, those of the whole where `corpus` is a part.
    """
    mentions, documents = body_mentions(corpus), labelled(corpus.documents) if documents is None else documents
    body = body_places(corpus)[["doc_id", "paragraph", "place"]]
    own = documents.set_index("doc_id")[["group", "primary"]].reindex(body["doc_id"].unique())
    counted = (mentions["left_out"] == "") & ~mentions["concept"].str.startswith(CUES)
    return mentions[counted].merge(body, on=["doc_id", "paragraph"]).join(own, on="doc_id")


def concept_panel(corpus: Corpus) -> pd.DataFrame:
    """Concepts of each group, ranked by the share of its body paragraphs that mention them.

    One row per group and concept that it mentions: group, language, concept, frame, n_paragraphs (that mention it),
    n_units (body paragraphs of the group), share, rank (1 is the largest share; ties take the best rank of the tie),
    forms (the words found with their counts, the FORMS most frequent; what differs by case alone is one; parts that stand
    apart joined by …), gloss (of their entries, in that order, each once; "" in English), each ((word, gloss) of all of them).
    Shares and ranks can stand side by side across languages; counts of forms cannot.
    """
    return kept(corpus, ("concepts",), lambda: _panel(corpus)).copy()


def _panel(corpus: Corpus) -> pd.DataFrame:
    documents, keys = labelled(corpus.documents), ["group", "primary", "concept"]
    as_said = [*keys, "apart", "key", "words", "form", "gloss"]

    def count(part: Corpus) -> list:
        mentions = mentions_glossed(part, concept_mentions(part, documents))
        mentions = mentions.assign(key=mentions["words"].str.lower(), apart=mentions["words"].str.contains(APART, regex=False))
        held = mentions[["doc_id", "paragraph", *keys]].drop_duplicates()
        return [mentions.groupby(as_said)["count"].sum(), held.groupby(keys).size()]

    said, n_paragraphs = summed(corpus, count)
    said = said.rename("n").reset_index()
    units = documents.groupby("group", sort=True)["n_paragraphs"].sum()
    rows = []
    for (group, tag, concept), part in said.groupby(keys, sort=True):
        counts = part.groupby(["apart", "key"], as_index=False).agg(n=("n", "sum"), words=("words", "max"), gloss=("gloss", "first"))
        counts = counts.sort_values(["n", "apart", "key"], ascending=[False, True, True])
        more = f" and {len(counts) - FORMS} more" if len(counts) > FORMS else ""
        forms = ", ".join((counts["words"] + " " + counts["n"].astype(str)).head(FORMS)) + more
        glosses = ["" if tag == GLOSS_LANGUAGE else gloss for gloss in counts["gloss"]]
        glossed_as, each = "; ".join(dict.fromkeys(filter(None, glosses[:FORMS]))), tuple(zip(counts["words"], glosses, strict=True))
        n = int(n_paragraphs[group, tag, concept])
        rows.append((group, tag, concept, corpus.codebook.frame_of[concept], n, int(units[group]), forms, glossed_as, each))
    columns = ["group", "language", "concept", "frame", "n_paragraphs", "n_units", "forms", "gloss", "each"]
    panel = pd.DataFrame(rows, columns=columns)
    panel["share"] = panel["n_paragraphs"] / panel["n_units"]
    panel["rank"] = panel.groupby("group")["share"].rank(method="min", ascending=False).astype(int)
    return panel.sort_values(["group", "rank", "concept"], ignore_index=True)


def in_most_groups(panel: pd.DataFrame, n: int = 12) -> list[str]:
    """The n concepts that the most languages, then the most groups mention, then by mean rank: what can be read across."""
    order = panel.groupby("concept").agg(languages=("language", "nunique"), groups=("group", "nunique"), rank=("rank", "mean"))
    order = order.reset_index().sort_values(["languages", "groups", "rank", "concept"], ascending=[False, False, True, True])
    return order["concept"].head(n).tolist()


def side_by_side(panel: pd.DataFrame, concepts: list[str]) -> pd.DataFrame:
    """Chosen concepts as rows, groups as columns; a cell holds rank, paragraphs, forms and gloss, or "not mentioned"."""
    some = panel[panel["concept"].isin(concepts)]
    gloss = some["gloss"].where(some["gloss"] == "", " = " + some["gloss"])
    said = "rank " + some["rank"].astype(str) + ", " + some["n_paragraphs"].astype(str) + " of " + some["n_units"].astype(str)
    cells = some.assign(cell=said + ": " + some["forms"] + gloss)
    wide = cells.pivot(index="concept", columns="group", values="cell")
    wide = wide.reindex(index=concepts, columns=sorted(panel["group"].unique()))
    return wide.fillna("not mentioned").rename_axis(columns=None).reset_index()


def concept_places(corpus: Corpus, n: int = 8, articles: int = 4) -> pd.DataFrame:
    """Where the longest article of each group (at most `articles`) mentions its n concepts with most paragraphs.

    Columns: article (its label), concept, place (body paragraph, from 1), count (mentions in it), n_paragraphs (of the
    article's body). Concepts in the order of their first place, so that the course of the article can be read.
    """
    documents = labelled(corpus.documents).sort_values(["group", "n_words", "doc_id"], ascending=[True, False, True])
    longest = documents.groupby("group").head(1).head(articles)[["doc_id", "n_paragraphs"]]
    mentions = concept_mentions(corpus.only(longest["doc_id"])).merge(longest, on="doc_id")
    places = mentions.groupby(["doc_id", "concept", "place", "n_paragraphs"], as_index=False)["count"].sum()
    spread = places.groupby(["doc_id", "concept"], as_index=False).agg(spread=("place", "size"), first=("place", "min"))
    spread = spread.sort_values(["doc_id", "spread", "first", "concept"], ascending=[True, False, True, True])
    kept = spread.groupby("doc_id").head(n)
    places = places.merge(kept, on=["doc_id", "concept"]).sort_values(["doc_id", "first", "concept", "place"], ignore_index=True)
    places["article"] = places["doc_id"].map(documents.set_index("doc_id")["label"])
    return places[["article", "concept", "place", "count", "n_paragraphs"]]


def concepts_over_time(corpus: Corpus, n: int = 6, most: int = 40) -> pd.DataFrame:
    """Share of body paragraphs that mention each of the n most widespread concepts, by group and day (by month past `most` days).

    The day is that of publication where it is known, else that of the event (`dated` says which); an article with
    neither has no row. Columns: concept, group, date (YYYY-MM-DD; the first of the month for months), dated, n_articles, n_paragraphs
    (that mention it), n_units (body paragraphs of that group and date), share. No row where fewer than three dates are known.
    """
    known = corpus.documents["published_precision"].isin(["day", "minute", "second"])
    date = corpus.documents["published"].str[:10].where(known, corpus.documents["event_date"])
    documents = labelled(corpus.documents).assign(date=date, dated=known.map({True: "publication", False: "event"}))
    documents = documents[documents["date"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").fillna(False)]
    if documents["date"].nunique() > most:
        documents = documents.assign(date=documents["date"].str[:7] + "-01")
    panel = concept_panel(corpus)
    if documents["date"].nunique() < 3 or panel.empty:
        return pd.DataFrame(columns=["concept", "group", "date", "dated", "n_articles", "n_paragraphs", "n_units", "share"])
    keys = ["group", "date", "dated"]
    units = documents.groupby(keys, as_index=False).agg(n_articles=("doc_id", "size"), n_units=("n_paragraphs", "sum"))

    def count(part: Corpus) -> list:
        hits = concept_mentions(part, documents)[["doc_id", "paragraph", "concept"]].drop_duplicates()
        hits = hits.join(own, on="doc_id")
        return [hits.groupby(["concept", *keys]).size()]

    own = documents.set_index("doc_id")[keys]
    [counts] = summed(corpus, count)
    counts = counts.rename("n_paragraphs").reset_index()
    table = pd.DataFrame({"concept": in_most_groups(panel, n)}).merge(units, how="cross").merge(counts, on=["concept", *keys], how="left")
    table["n_paragraphs"] = table["n_paragraphs"].fillna(0).astype(int)
    table["share"] = table["n_paragraphs"] / table["n_units"]
    return table[["concept", *keys, "n_articles", "n_paragraphs", "n_units", "share"]]


def nodes(by_language: dict[str, list[list[str]]], preferred: dict[str, str]) -> dict[str, str]:
    """A word to look up per language: the preferred one where it occurs, else the most frequent content word.

    `by_language`: word lists per primary language. Languages without words are left out.

    >>> nodes({"vi": [["hai", "bên"], ["hai", "nước"]]}, {"vi": "tên lửa", "zh": "导弹"})
    {'vi': 'hai'}
    """
    chosen = {}
    for tag, lists in sorted(by_language.items()):
        counts = Counter(term(word) for row in lists for word in row)
        function = STOPWORDS.get(tag, frozenset())
        rest = sorted((-n, word) for word, n in counts.items() if word not in function)
        if rest:
            chosen[tag] = preferred[tag] if counts[preferred.get(tag, "")] else rest[0][1]
    return chosen


def in_short(content: pd.DataFrame, panel: pd.DataFrame, codebook: Codebook, n: int = 5) -> pd.DataFrame:
    """Per group its n most frequent words with count and gloss, and its n concepts with the largest share of paragraphs.

    `content`: frequencies by group without function words; `panel`: from `concept_panel`. Columns group, words, concepts.
    """
    words = glossed(content.groupby("group").head(n), codebook)
    note = (" (" + words["gloss"] + ")").where(words["gloss"] != "", "")
    words = words.assign(said=words["term"] + note + " " + words["count"].astype(str))
    first = panel.groupby("group").head(n)
    spread = first["n_paragraphs"].astype(str) + " of " + first["n_units"].astype(str)
    first = first.assign(said=first["concept"].replace(codebook.label_of) + ": " + spread)
    joined = [table.groupby("group")["said"].agg("; ".join).rename(name) for name, table in (("words", words), ("concepts", first))]
    return pd.concat(joined, axis=1).fillna("none of the codebook's").reset_index()


def significant(values: pd.Series, digits: int = 2) -> list[str]:
    """Numbers of very different size for reading, with as many digits that count and without an exponent.

    >>> significant(pd.Series([0.0000321, 2.1878]))
    ['0.000032', '2.2']
    """
    return [np.format_float_positional(value, digits, fractional=False, trim="-") for value in values]
