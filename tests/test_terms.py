"""Measures against published numbers, and properties of the term tables that must hold for any corpus."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from helpers.concordance import collocations, kwic, log_dice, ngrams
from helpers.languages import LANGUAGES
from helpers.statistics.keyness import keyness
from helpers.statistics.shift import word_shift
from helpers.tables import CorpusError
from helpers.terms import frequencies, general_frequency_effect, read_stopwords, rows_of

WORDS = {"en": ["ai", "nato", "military"], "zh-Hans": ["军事", "合作", "的"], "vi": ["trí tuệ", "quân sự", "của"]}


@st.composite
def corpora(draw, languages=("en", "zh-Hans", "vi")):
    rows = []
    number = draw(st.integers(4, 8))
    tags = [draw(st.sampled_from(languages)) for _ in range(number)]
    for k, tag in enumerate(tags):
        for word in WORDS[tag]:
            count = draw(st.integers(0, 9)) + (word == WORDS[tag][0])
            if count:
                rows.append((f"d{k}", word, count, 1))
    terms = pd.DataFrame(rows, columns=["doc_id", "term", "count", "n_paragraphs"])
    documents = pd.DataFrame({"doc_id": [f"d{k}" for k in range(number)], "language": tags})
    documents["source"] = ["A", "B"] * (number // 2) + ["A"] * (number % 2)
    documents["event_id"] = [f"e{k // 2}" for k in range(number)]
    documents["cluster_id"] = documents["event_id"] + " × " + documents["source"]
    return terms, documents


@settings(max_examples=25, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_counts_are_conserved_and_the_order_of_articles_changes_nothing(corpus, random):
    terms, documents = corpus
    for by in ("source", "doc_id", "language"):
        table = frequencies(terms, documents, by)
        assert table["count"].sum() == terms["count"].sum()
        keys = list(dict.fromkeys([by, "language"]))
        sums = table.groupby(keys).agg(count=("count", "sum"), n=("n_words", "first"), rate=("rate", "sum"))
        assert (sums["count"] == sums["n"]).all()
        assert sums["rate"].to_numpy() == pytest.approx(1000)
        assert table["range"].between(0, 1).all()
    order = list(range(len(terms)))
    random.shuffle(order)
    shuffled = terms.iloc[order], documents.iloc[::-1]
    pd.testing.assert_frame_equal(frequencies(*shuffled), frequencies(terms, documents), check_exact=True)


@settings(max_examples=25, deadline=None)
@given(corpora(languages=("vi",)), st.randoms(use_true_random=False))
def test_keyness_and_shift_of_whole_tables(corpus, random):
    terms, documents = corpus
    there, back = keyness(terms, documents, "A", "B"), keyness(terms, documents, "B", "A")
    both = there.set_index("term").join(back.set_index("term").add_suffix("_back"))
    for column in ("log_odds", "z", "log_ratio"):
        assert both[column].to_numpy() == pytest.approx(-both[f"{column}_back"].to_numpy(), abs=1e-9, nan_ok=True)
    assert both["g2"].to_numpy() == pytest.approx(both["g2_back"].to_numpy(), abs=1e-9)
    assert there["count_target"].sum() + there["count_reference"].sum() == terms["count"].sum()
    order = list(range(len(terms)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(there, keyness(terms.iloc[order], documents.iloc[::-1], "A", "B"), check_exact=True)
    shift = word_shift(terms, documents, "A", "B")
    p, q = shift["share_target"].to_numpy(), shift["share_reference"].to_numpy()
    assert shift["contribution"].sum() == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-9)
    assert (shift["contribution"] >= 0).all()


TWO = pd.DataFrame({"doc_id": list("xxxyyz"), "term": ["ai", "un", "meetings", "ai", "nato", "军事"], "count": [3, 4, 1, 2, 5, 2]})
DOCUMENTS = pd.DataFrame(
    {"doc_id": ["x", "y", "z"], "source": ["Xinhua", "Bloomberg", "RFI"], "language": ["en", "en", "zh-Hans"],
     "cluster_id": ["c1", "c2", "c3"], "event_id": ["e1", "e2", "e3"]}
)  # fmt: skip


def test_the_reference_alone_has_negative_keywords_and_few_clusters_get_no_p():
    table = keyness(TWO, DOCUMENTS, "Xinhua", "Bloomberg")
    assert table["term"].iloc[-1] == "nato"
    assert table["log_ratio"].iloc[-1] < 0
    assert not {"p", "p_adjusted", "smallest_p"} & set(table.columns)
    assert table["basis"].unique().tolist() == ["descriptive: 2 articles, 2 clusters, group and event coincide"]
    assert "500 words" in table.attrs["note"]


def test_matched_clusters_get_an_exact_p_and_its_smallest_possible_value():
    rows, documents = [], []
    for event in range(6):
        for source in "AB":
            name = f"{source}{event}"
            documents.append((name, source, "vi", f"e{event} × {source}", f"e{event}"))
            rows += [(name, "quân sự", 9 if source == "A" else 1, 1), (name, "của", 10, 1)]
    terms = pd.DataFrame(rows, columns=["doc_id", "term", "count", "n_paragraphs"])
    columns = ["doc_id", "source", "language", "cluster_id", "event_id"]
    table = keyness(terms, pd.DataFrame(documents, columns=columns), "A", "B").set_index("term")
    assert table.loc["quân sự", "p"] == 2 / 2**6 == table.loc["quân sự", "smallest_p"]
    assert (table["p_adjusted"] >= table["p"]).all()


def test_a_group_in_two_languages_is_two_groups_and_lemmas_are_grouped_in_english_only():
    documents = DOCUMENTS.assign(source="one")
    table = frequencies(TWO, documents, lemmas=True)
    assert table.groupby("language")["n_words"].first().to_dict() == {"en": 15, "zh": 2}
    assert "meet" in set(table["term"])
    assert "军事" in set(table["term"])


def test_stopwords_leave_the_table_but_not_the_denominators():
    full, less = frequencies(TWO, DOCUMENTS), frequencies(TWO, DOCUMENTS, stopwords=["un"])
    kept = full[full["term"] != "un"].reset_index(drop=True)
    pd.testing.assert_frame_equal(less, kept)
    pd.testing.assert_frame_equal(frequencies(TWO, DOCUMENTS, stopwords={"en": ["un"], "zh": ["ai"]}), kept)
    for language in LANGUAGES.values():
        assert all(word == word.lower().strip() for word in language.stopwords)
        assert not language.stopwords & set(language.negators)


def test_the_general_list_says_what_it_cannot_say():
    terms = pd.DataFrame(
        [("a", "trí tuệ", 3, 1), ("a", "quân", 2, 1), ("z", "军事", 2, 1), ("z", "2023", 1, 1)],
        columns=["doc_id", "term", "count", "n_paragraphs"],
    )
    documents = pd.DataFrame({"doc_id": ["a", "z"], "source": ["Báo", "报"], "language": ["vi", "zh-Hans"]})
    table = general_frequency_effect(terms, documents).set_index("term")
    assert table["status"].to_dict() == {
        "quân": "listed", "trí tuệ": "more than one token", "军事": "listed", "2023": "not in the list",
    }  # fmt: skip
    assert table["log_ratio"].notna().tolist() == (table["status"] == "listed").tolist()
    assert table.loc["quân", "log_ratio"] == pytest.approx(math.log2(400 / table.loc["quân", "general_rate"]))


def refusals():
    xinhua = TWO[TWO["doc_id"] == "x"]
    yield "no articles", lambda: keyness(TWO, DOCUMENTS, "Xinhua", "Reuters")
    yield "no articles in vi", lambda: keyness(TWO, DOCUMENTS, "Xinhua", "Bloomberg", language="vi")
    yield "mixes languages", lambda: keyness(TWO, DOCUMENTS, "Xinhua", "RFI")
    yield "mixes languages", lambda: word_shift(TWO, DOCUMENTS, "Xinhua", "RFI")
    yield "in target and reference", lambda: keyness(TWO, DOCUMENTS, "Xinhua", ["Xinhua", "Bloomberg"])
    yield "no articles", lambda: keyness(xinhua, DOCUMENTS[:1], "Xinhua", "Bloomberg")
    yield "no term to count", lambda: frequencies(TWO[:0], DOCUMENTS)
    yield "no column", lambda: frequencies(TWO, DOCUMENTS, by="camp")
    yield "not in the catalogue", lambda: frequencies(TWO, DOCUMENTS[:1])
    yield "not supported", lambda: frequencies(TWO, DOCUMENTS.assign(language="fr"))
    yield "has no source", lambda: frequencies(TWO, DOCUMENTS.assign(source=None))
    yield "'hegemony' does not occur", lambda: rows_of(frequencies(TWO, DOCUMENTS), "term", ["ai", "hegemony"])
    yield "no column 'cluster_id'", lambda: keyness(TWO, DOCUMENTS.drop(columns="cluster_id"), "Xinhua", "Bloomberg")
    yield "never occurs", lambda: kwic([["军事", "合作"]], "霸权")


@pytest.mark.parametrize(("words", "call"), list(refusals()), ids=[words for words, _ in refusals()])
def test_bad_input_is_one_clear_sentence(words, call):
    with pytest.raises(CorpusError, match=words) as error:
        call()
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_a_language_without_a_general_list(monkeypatch):
    monkeypatch.setattr("wordfreq.available_languages", lambda: {"fr": ""})
    with pytest.raises(CorpusError, match="no general frequency list for en, zh"):
        general_frequency_effect(TWO, DOCUMENTS)


def test_stopword_files(tmp_path):
    path = tmp_path / "từ dừng.txt"
    path.write_text("# ghi chú\ncủa\n\nVà\n", "utf-8-sig")
    assert read_stopwords(path) == {"của", "và"}
    for content in (b"", b"# only a note\n", "của".encode("utf-16")):
        path.write_bytes(content)
        with pytest.raises(CorpusError):
            read_stopwords(path)


LINES = [["双方", "讨论", "安全", "问题"], ["各方", "讨论", "风险"], ["讨论", "结束"]]


def test_company_of_words():
    assert kwic(LINES, "讨论", sort="left")["left"].tolist() == ["", "双方", "各方"]
    assert kwic(LINES, "讨论", sort="position")["list"].tolist() == [0, 1, 2]
    assert kwic([["Trí tuệ", "nhân tạo", "là", "gì"]], ["trí tuệ", "nhân tạo"])["node"].tolist() == ["Trí tuệ nhân tạo"]
    runs = ngrams([["The", "AI", "arms", "race"], ["an", "ai", "arms", "race"]], 3)
    assert runs["ngram"].tolist() == ["ai arms race"]
    assert log_dice(4, 8, 8) == 13
    near = collocations([["a", "x", "b"], ["a", "b", "x"], ["b", "c", "d", "e", "x"]], "x", window=1, minimum=1)
    assert near.set_index("collocate")[["count", "left", "right", "total"]].loc["b"].tolist() == [2, 1, 1, 3]
    assert near["count"].sum() == 4  # every neighbour once: a, b; b; e
    with pytest.raises(ValueError, match="window"):
        collocations(LINES, "讨论", window=0)


@given(st.lists(st.lists(st.sampled_from("abcx"), max_size=8), min_size=1, max_size=6), st.integers(1, 3))
def test_a_word_is_counted_once_though_windows_overlap(lists, window):
    if not any("x" in row for row in lists):
        return
    table = collocations(lists, "x", window=window, minimum=1)
    expected = sum(word != "x" and "x" in row[max(0, k - window) : k + window + 1] for row in lists for k, word in enumerate(row))
    assert table["count"].sum() == expected
    assert (table["count"] <= table["total"]).all()
    assert (table["left"] + table["right"] == table["count"]).all()
