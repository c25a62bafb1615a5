"""The multiverse by hand: which choices count, what supports a finding, what is stale, and what hangs on one thing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from test_codebook import codebook

from helpers.codebook import load_codebook
from helpers.coding.codebook_use import ENTRY
from helpers.coding.cues import CUES
from helpers.coding.evoked import body_mentions, glossed
from helpers.corpus import ROOT, Corpus, load_corpus
from helpers.equivalence import corpus_of_texts
from helpers.findings import findings, robustness_of
from helpers.robustness.influence import fragility, influence, most_influential
from helpers.robustness.multiverse import curves, multiverse, read_robustness, support, write_robustness
from helpers.robustness.quantities import Share, log_odds_of, quantity
from helpers.robustness.segmented import segmented_terms
from helpers.robustness.statements import COLUMNS, compare, read_findings
from helpers.statistics.simulation import clusters_needed
from helpers.tables import CorpusError, command, read_csv, write_csv

TEXTS = [
    ("here", 0, "The adversary spoke. The weather was fine."),
    ("here", 1, "An adversary accepts arms limits."),
    ("here", 2, "Mr Lee said: “The adversary came.”"),
    ("there", 0, "They are not an adversary."),
    ("there", 1, "Nothing else was said."),
    ("there", 2, "An adversary came, and another adversary."),
]
ROW = ("rival", "Here {counts}.", "frame_share", "frame=rivalry", "doc_id=here_en", "others", "higher", "paragraphs", "03-frames")
TERM = ("term", "Here {value}.", "term_share", "term=adversary", "doc_id=here_en", "others", "higher", "words", "02-terms")


def corpus_with(folder, *rows: tuple) -> Corpus:
    texts = pd.DataFrame(TEXTS, columns=["story", "paragraph", "text"]).assign(language="en").astype({"paragraph": str})
    write_csv(pd.DataFrame(rows, columns=COLUMNS), folder / "findings.csv")
    return replace(corpus_of_texts(texts, load_codebook(codebook(folder))), folder=folder, name="invented")


def test_only_choices_that_change_a_count_or_the_verdict_make_specifications(tmp_path):
    corpus = corpus_with(tmp_path, ROW)
    table = multiverse(corpus)
    # nothing is shadowed and nothing is a duplicate; unit, voice, negated and the codebook's core (none is marked) change counts
    assert list(table.columns[8:]) == ["unit", "voice", "negated", "codebook"]
    assert len(table) == 16
    default = table.iloc[0]
    assert default[["n_evoked", "n_units", "n_evoked_reference", "n_units_reference", "supports"]].tolist() == [3, 3, 1, 3, True]


def test_each_specification_is_the_finding_under_its_options(tmp_path):
    corpus = corpus_with(tmp_path, ROW)
    (finding,) = read_findings(corpus)
    for row in multiverse(corpus).to_dict("records"):
        found = compare(corpus, finding, **{name: row[name] for name in ("unit", "voice", "negated", "codebook")})
        assert (row["n_evoked"], row["n_units"], row["supports"]) == (*found.target, found.holds)


def test_a_finding_that_a_choice_turns_is_supported_by_part(tmp_path):
    equal = (*ROW[:3], "frame=rivalry", "doc_id=there_en", "doc_id=here_en", "lower", *ROW[7:])
    said = support(multiverse(corpus_with(tmp_path, equal))).iloc[0]
    assert (said["n_specifications"], said["n_supporting"]) == (16, 6)
    # nothing is marked core, so eight have nothing on either side; two more tie or turn: the outlet's words, negated ones in
    assert said["decisive"] == "codebook"
    assert "codebook" in said["turned_by"]
    assert said["smallest"] == pytest.approx(-2 / 3)


def test_what_turns_a_finding_is_a_choice_whose_options_disagree_and_results_are_counted_once():
    rows = [("a", "x", 2, 4, 1, 4, 0.25, True), ("a", "y", 2, 4, 1, 4, 0.25, True), ("b", "x", 1, 4, 3, 4, -0.5, False)]
    rows.append(("b", "y", 1, 4, 3, 4, -0.5, False))
    names = ["voice", "unit", "n_evoked", "n_units", "n_evoked_reference", "n_units_reference", "difference", "supports"]
    table = pd.DataFrame(rows, columns=names).assign(finding="f", specification="")
    said = support(table).iloc[0]
    assert (said["turned_by"], said["n_distinct"], said["n_distinct_supporting"]) == ("voice", 2, 1)
    assert robustness_of(table) == "2 of 4 specifications, 1 of 2 distinct results support it; turned by: voice"
    steady = robustness_of(table.assign(supports=True))
    assert steady.endswith("nothing turns it")


def test_curves_are_sorted_and_name_the_options_that_are_no_default(tmp_path):
    drawn = curves(multiverse(corpus_with(tmp_path, ROW)))
    assert drawn["points"].is_monotonic_increasing
    assert drawn["place"].tolist() == list(range(1, len(drawn) + 1))
    assert () in drawn["options"].tolist()
    assert ("codebook: core", "negated: in", "unit: sentence", "voice: outlet") in [tuple(sorted(o)) for o in drawn["options"]]


def test_stored_specifications_are_read_back_until_something_changes(tmp_path):
    corpus = corpus_with(tmp_path, ROW, TERM)
    made = write_robustness(corpus)
    read, why = read_robustness(corpus)
    assert why == ""
    pd.testing.assert_frame_equal(read, made.round({"difference": 6}), check_dtype=False)
    said = findings(corpus)["robustness"].tolist()[0]
    assert said == "6 of 16 specifications, 6 of 10 distinct results support it; turned by: voice, negated, codebook"
    changed = replace(corpus, codebook=replace(corpus.codebook, sha256="other"))
    assert read_robustness(changed)[1].startswith(f"not yet computed for the present codebook; run: {command('robustness')}")
    fewer = replace(corpus, mentions=corpus.mentions.iloc[1:])
    assert read_robustness(fewer)[1].startswith("not yet computed for the present features")
    (tmp_path / "robustness.json").unlink()
    assert read_robustness(corpus)[0].empty


def test_without_findings_nothing_is_written_and_everything_is_empty(tmp_path):
    corpus = corpus_with(tmp_path)
    assert write_robustness(corpus).empty
    assert not (tmp_path / "robustness.csv").exists()
    specifications, left_out = multiverse(corpus), influence(corpus)
    for table in (support(specifications), curves(specifications), fragility(left_out), most_influential(left_out)):
        assert table.empty


def test_lemmas_count_the_lemma_of_the_term_that_the_finding_names():
    corpus = load_corpus(ROOT / "data" / "sample")
    finding = next(finding for finding in read_findings(corpus) if finding.finding == "english_countries")
    written, lemmas = (compare(corpus, finding, forms=forms).target.n_evoked for forms in ("as written", "lemmas"))
    assert lemmas >= written > 0


def test_a_prior_shrinks_but_keeps_the_sign_of_equal_exposure():
    here, there = Share(8, 1000), Share(2, 1000)
    assert log_odds_of(here, there, "pooled", 100) == pytest.approx(0.851, abs=5e-4)  # the doctest of measures.log_odds
    assert 0 < log_odds_of(here, there, "uniform", 100) < 0.851


# --- what needs the text


def test_other_segmenters_need_the_text_and_say_so():
    corpus = load_corpus(ROOT / "data" / "sample")
    with pytest.raises(CorpusError, match=r"compares words, and other segmenters need the articles' text; put the files into sample/raw"):
        write_robustness(corpus)


def test_the_default_segmenter_counts_what_the_features_count_and_parts_count_as_the_term():
    corpus = load_corpus(ROOT / "data" / "sample", text=True)
    same = segmented_terms(corpus, "tên lửa", "underthesea")
    ids = corpus.documents.loc[corpus.documents["language"] == "vi", "doc_id"]
    order = ["doc_id", "term"]
    own, stored = (table[table["doc_id"].isin(ids)].sort_values(order, ignore_index=True) for table in (same, corpus.terms))
    pd.testing.assert_frame_equal(own, stored, check_dtype=False)
    syllables = segmented_terms(corpus, "tên lửa", "spaces")
    counts = [table.loc[table["term"] == "tên lửa", "count"].sum() for table in (same, syllables)]
    assert counts[1] >= counts[0] > 0
    assert syllables.loc[syllables["doc_id"].isin(ids), "count"].sum() > own["count"].sum()  # more, shorter words


# --- influence


def test_without_the_one_entry_or_concept_nothing_is_left_to_find(tmp_path):
    table = influence(corpus_with(tmp_path, ROW))
    entry = table[table["without"] == "entry"].set_index("what").loc["adversar* (en, adversary)"]
    assert (entry["counts"], entry["holds"], entry["change"]) == ("0 of 3 against 0 of 3", False, pytest.approx(-2 / 3))
    articles = table[table["without"] == "article"]
    assert articles["difference"].isna().all()
    said = fragility(table).set_index("without")
    assert said.loc["article", ["turning", "alone"]].tolist() == ["none", "here_en, there_en"]
    assert most_influential(table)["what"].tolist() == ["adversar* (en, adversary)"]


def without(corpus: Corpus, kind: str, thing) -> Corpus:
    """The corpus made anew without a thing: what `influence` must equal, for it subtracts."""
    mentions, tables = corpus.mentions, {name: getattr(corpus, name) for name in ("documents", "terms")}
    if kind == "article":
        return replace(corpus, **{name: rows[rows["doc_id"] != thing] for name, rows in tables.items()})
    if kind == "speaker":
        return replace(corpus, voices=corpus.voices[corpus.voices["speaker"] != thing])
    if kind == "concept":
        return replace(corpus, mentions=mentions[mentions["concept"] != thing])
    tag, concept, form = thing
    here = mentions["doc_id"].map(corpus.documents.set_index("doc_id")["language"]).str.startswith(tag)
    hidden = here & (mentions["shadowed_by"] == form)
    if concept.startswith(CUES):  # a frame's cues set aside entries of that frame alone
        hidden &= mentions["concept"].map(corpus.codebook.frame_of) == concept.removeprefix(CUES)
    freed = mentions.assign(shadowed_by=mentions["shadowed_by"].mask(hidden, ""))
    return replace(corpus, mentions=freed[~(here & (mentions["concept"] == concept) & (mentions["form"] == form))])


def things(corpus: Corpus, finding, kind: str) -> list:
    """What `influence` leaves out, in its order."""
    ids = list(dict.fromkeys([*finding.target, *finding.reference]))
    if kind == "article":
        return ids
    if kind == "speaker":
        return sorted(set(corpus.voices.loc[corpus.voices["doc_id"].isin(ids) & (corpus.voices["kind"] != "outlet"), "speaker"]))
    hits = glossed(corpus, body_mentions(corpus))
    hits = hits[hits["doc_id"].isin(ids) & (hits["left_out"] == "") & (hits["frame"].isin([finding.of[1]]) | (finding.against[1] == ""))]
    return sorted(set(hits["concept"])) if kind == "concept" else sorted(set(hits[ENTRY].itertuples(index=False, name=None)))


SAMPLE = {"quillport_first": ("article", "concept", "entry"), "quillport_itself": ("article", "speaker"), "chinese_states": ("article",)}


@pytest.mark.parametrize("name", SAMPLE)
def test_what_is_left_by_subtraction_is_what_a_corpus_without_the_thing_says(tmp_path, name):
    stated = read_csv(ROOT / "data" / "sample" / "findings.csv")
    write_csv(stated[stated["finding"] == name], tmp_path / "findings.csv")
    corpus = replace(load_corpus(ROOT / "data" / "sample"), folder=tmp_path)
    table, (finding,) = influence(corpus), read_findings(corpus)
    assert tuple(table["without"].unique()) == SAMPLE[name]
    for kind, own in table.groupby("without"):
        found = [compare(without(corpus, kind, thing), finding) for thing in things(corpus, finding, kind)]
        assert own["counts"].tolist() == ["{} of {} against {} of {}".format(*one.target, *one.reference) for one in found]
        assert own["holds"].tolist() == [one.holds for one in found]
        assert own["counts"].nunique() > 1


def test_a_form_that_a_left_out_entry_had_hidden_counts_again(tmp_path):
    """Invented mentions: "arms race" hides "arms" of the same frame, in a paragraph of its own, beside another form, and negated."""
    corpus = corpus_with(tmp_path, ROW)
    row = corpus.mentions.iloc[0].to_dict()

    def said(paragraph: int, form: str, by: str = "", negated: bool = False) -> dict:
        return row | {"doc_id": "here_en", "paragraph": paragraph, "form": form, "shadowed_by": by, "negated": negated}

    mentions = [said(0, "race"), said(0, "arms", "race"), said(1, "race"), said(1, "other"), said(2, "race", negated=True)]
    mentions.append(said(2, "arms", "race"))
    table = influence(replace(corpus, mentions=pd.DataFrame(mentions, columns=corpus.mentions.columns)))
    entries = table[table["without"] == "entry"].set_index("what")["counts"].str.partition(" ")[0].astype(int)
    assert {name.split(" ")[0]: count for name, count in entries.items()} == {"race": 3, "other": 2}


# --- quantities and the look-up


def test_indirect_speech_may_count_as_the_outlets():
    corpus = load_corpus(ROOT / "data" / "military_ai")
    options = ("the speaker's", "the outlet's")
    words = [quantity(corpus, "voice_share", "kind", indirect=option).groupby("value")["n_evoked"].sum() for option in options]
    assert words[0]["outlet"] + words[0]["indirect"] == words[1]["outlet"]
    assert "indirect" not in words[1]


def test_clusters_needed_is_the_number_from_which_all_larger_ones_do(tmp_path):
    found = [0.9, 0.5, 0.8, 0.85]
    table = pd.DataFrame({"n_clusters": [5, 10, 20, 30], "design": "matched", "difference": 0.1, "icc": 0.2, "found": found})
    assert clusters_needed(table)["icc 0.2"].tolist() == ["20"]
    assert clusters_needed(table.assign(found=0.1))["icc 0.2"].tolist() == ["more than 30"]


@pytest.mark.parametrize("name", ["military_ai", "sample"])
def test_the_committed_specifications_are_of_this_corpus(name):
    table = read_csv(ROOT / "data" / name / "robustness.csv")
    corpus = load_corpus(ROOT / "data" / name)
    assert set(table["finding"]) == {finding.finding for finding in read_findings(corpus)}
