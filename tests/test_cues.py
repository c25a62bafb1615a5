"""Cues: bad points refused with their row, what they weigh, what they change in an article, how they are fitted. All text is invented."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from test_codebook import codebook

from helpers.__main__ import main
from helpers.codebook import load_codebook
from helpers.coding.codebook_use import told_by
from helpers.coding.cues import Cue, Cues, read_cues
from helpers.corpus import ROOT
from helpers.equivalence import corpus_of_texts
from helpers.frames import evidence, evoked, frame_shares
from helpers.tables import CorpusError, read_csv, write_csv
from helpers.validation.held_out import FOLDER
from helpers.validation.points import cues_met
from helpers.voice_shares import frames_by_voice

SETS = [
    ("pacing", "kept pace|matched", "追赶", "đuổi kịp"),
    ("yard", "shipyard*|launch*", "船厂", "xưởng đóng tàu"),
    ("game", "chess|game*", "棋", "ván cờ"),
]
POINTS = [("start", -20, -10), ("pacing", 16, 0), ("yard", 5, 1), ("game", -6, 0)]
TEXTS = [
    ("race", "en", "0", '"We kept pace," said Ana Reyes. A shipyard opened.'),  # 16 + 5 - 20: rivalry, by cues alone
    ("race", "en", "1", "Her adversary lost at chess."),  # an entry with cues against it: -6 - 20 is less than -15
    ("race", "en", "2", "An adversary built a shipyard."),  # an entry, to which 5 - 20 suffices; the cues alone do not
    ("race", "en", "3", "They kept pace at chess, beside a shipyard."),  # 16 - 6 + 5 - 20: not enough
    ("race", "vi", "0", "Họ đuổi kịp đối thủ tại xưởng đóng tàu."),  # they caught up with the adversary at the shipyard: both
    ("race", "zh-Hans", "0", "没有对手，只有一盘棋。"),  # no adversary, only a game of chess: negated, and cues against it
]


def cued(folder, points=tuple(POINTS), entries=()):
    """The codebook of test_codebook with three fields and, where there are points, its cues.csv."""
    write_csv(pd.DataFrame(SETS, columns=["set", "en", "zh", "vi"]), codebook(folder, entries) / "sets.csv")
    if points:
        write_csv(pd.DataFrame(points, columns=["cue", "rivalry", "control"]), folder / "cues.csv")
    return folder


def texts(rows=tuple(TEXTS)) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["story", "language", "paragraph", "text"])


@pytest.mark.parametrize(
    ("columns", "rows", "row", "problem", "remedy"),
    [
        (["cue", "rivalry"], [("start", -9), ("ships", 3)], 3, "the cue 'ships' is no set of sets.csv", "define it there"),
        (["cue", "rivalry", "peace"], [("start", -9, -9)], 1, "the column 'peace' is no frame", "as frames.csv does"),
        (["cue", "rivalry"], [("start", -9), ("yard", "2.5")], 3, "'2.5' is no whole number", "0 where the cue says nothing"),
        (["cue", "rivalry"], [("start", -9), ("yard", "")], 3, "'' is no whole number", "0 where the cue says nothing"),
        (["cue", "rivalry"], [("yard", 3)], None, "the row start, must stand once", "add or delete rows"),
        (["cue", "rivalry"], [("start", -9), ("yard", 3), ("yard", 4)], None, "each cue", "add or delete rows"),
    ],
)
def test_points_that_cannot_be_used_are_refused(tmp_path, columns, rows, row, problem, remedy):
    folder = cued(tmp_path)
    write_csv(pd.DataFrame(rows, columns=columns), folder / "cues.csv")
    with pytest.raises(CorpusError) as refused:
        load_codebook(folder)
    assert refused.value.file.endswith("cues.csv")
    assert refused.value.row == row
    assert problem in str(refused.value)
    assert remedy in str(refused.value)


def test_weighing():
    cues = Cues(pd.DataFrame(POINTS, columns=["cue", "rivalry", "control"]))
    pacing, yard, game = Cue(1, 40, "matched"), Cue(0, 3, "shipyard"), Cue(0, 20, "chess")
    assert cues.weigh({"yard": yard, "pacing": pacing}) == ({"rivalry": [pacing, yard]}, set())  # the larger points first
    assert cues.weigh({"game": game}) == ({}, {"rivalry"})
    assert cues.weigh({"yard": yard}) == ({}, set())
    assert cues.weigh({"unheard": yard}) == cues.weigh({}) == ({}, set())
    level = Cues(pd.DataFrame([("start", -9), ("yard", 9), ("game", -6), ("pacing", -7)], columns=["cue", "rivalry"]))
    assert level.weigh({"yard": yard})[0] == {"rivalry": [yard]}  # zero suffices
    assert level.weigh({"game": game})[1] == set()  # an entry brings -15 to zero
    assert level.weigh({"pacing": pacing})[1] == {"rivalry"}  # and not -16


def test_cues_alone_give_one_mention_with_its_words_and_the_voice_of_the_first(tmp_path):
    corpus = corpus_of_texts(texts(), load_codebook(cued(tmp_path)))
    found = corpus.mentions[corpus.mentions["concept"].str.startswith("cues:") & (corpus.mentions["doc_id"] == "race_en")]
    [mention] = found.to_dict("records")
    assert (mention["paragraph"], mention["sentence"], mention["concept"], mention["form"]) == (0, 0, "cues:rivalry", "cues")
    assert (mention["count"], mention["negated"], mention["shadowed_by"]) == (1, False, "")
    assert mention["words"] == "kept pace … shipyard"
    voice = corpus.voices.merge(pd.DataFrame([mention])[["doc_id", "paragraph", "sentence", "voice_id"]])
    assert voice[["speaker", "kind"]].to_numpy().tolist() == [["Ana Reyes", "direct"]]


def test_an_entry_with_cues_against_it_is_left_out_and_shown_so(tmp_path):
    corpus = corpus_of_texts(texts(), load_codebook(cued(tmp_path)))
    assert evoked(corpus)[["doc_id", "paragraph"]].to_numpy().tolist() == [["race_en", 0], ["race_en", 2], ["race_vi", 0]]
    behind = evidence(corpus, "race_en", "rivalry", by="doc_id")
    assert behind[["paragraph", "words", "left_out"]].to_numpy().tolist() == [
        [0, "kept pace … shipyard", ""], [1, "adversary", "cues against it"], [2, "adversary", ""]
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "words"), [
    ("No adversary kept pace, beside a shipyard.", []),  # denied: the cues do not tell it again
    ("No adversary kept pace, beside a shipyard of the adversary.", ["adversary", "kept pace … shipyard"]),
    ("No adversary kept pace, beside a shipyard and a chess adversary.", []),  # the longer form hides the second one
])  # fmt: skip
def test_cues_do_not_see_denial(tmp_path, said, words):
    book = load_codebook(cued(tmp_path, entries=[("blocker", "en", "chess adversar*")]))
    corpus = corpus_of_texts(texts([("race", "en", "0", said)]), book)
    counted = corpus.mentions[(corpus.mentions["shadowed_by"] == "") & ~corpus.mentions["negated"]]
    assert sorted(counted["words"]) == words


def test_cues_stand_in_no_one_voice(tmp_path):
    corpus = corpus_of_texts(texts([("race", "en", "0", "They kept pace, beside a shipyard.")]), load_codebook(cued(tmp_path)))
    assert [len(evoked(corpus, voice=voice)) for voice in ("all", "outlet")] == [1, 0]
    assert frames_by_voice(corpus)["n_evoked"].sum() == 0


def test_what_each_frame_owes_to_entries_and_to_cues(tmp_path):
    corpus = corpus_of_texts(texts(), load_codebook(cued(tmp_path)))
    table = told_by(corpus, "doc_id").set_index("doc_id")
    assert table.columns.tolist() == ["frame", "label_frame", "n_evoked", "n_by_entries", "n_cues_only", "n_set_aside"]
    assert table.loc["race_en"].tolist() == ["rivalry", "Rivalry", 2, 1, 1, 1]
    assert table.loc["race_vi"].tolist() == ["rivalry", "Rivalry", 1, 1, 0, 0]
    assert "race_zh-Hans" not in table.index  # a negated entry is not set aside by cues
    for choice, parts in (("all", ["n_by_entries", "n_cues_only"]), ("entries", ["n_by_entries", "n_set_aside"])):
        shares = frame_shares(corpus, codebook=choice).query("frame == 'rivalry'").set_index("doc_id")["n_evoked"]
        assert shares[table.index].tolist() == table[parts].sum(axis=1).tolist()


def test_a_codebook_without_cues_counts_as_before(tmp_path):
    books = [load_codebook(cued(tmp_path / name, points)) for name, points in (("a", POINTS), ("b", ()))]
    with_cues, without = (corpus_of_texts(texts(), book) for book in books)
    entries = with_cues.mentions[~with_cues.mentions["concept"].str.startswith("cues:")]
    plain = entries.assign(shadowed_by=entries["shadowed_by"].replace("cues", "")).reset_index(drop=True)
    assert_frame_equal(plain, without.mentions)
    assert len(entries) < len(with_cues.mentions)
    assert (entries["shadowed_by"] == "cues").sum() == 2
    assert read_cues(tmp_path / "b", ["rivalry"], set()).fields == []
    assert told_by(without)["n_cues_only"].sum() == told_by(without)["n_set_aside"].sum() == 0


def test_the_hash_changes_with_the_points(tmp_path):
    folder, hashes = cued(tmp_path, ()), []
    for points in ((), POINTS, [*POINTS[:-1], ("game", -7, 0)], POINTS):
        if points:
            write_csv(pd.DataFrame(points, columns=["cue", "rivalry", "control"]), folder / "cues.csv")
        hashes.append(load_codebook(folder).sha256)
    assert len(set(hashes)) == 3
    assert hashes[1] == hashes[3]


def test_cues_met_are_the_same_in_three_languages(tmp_path):
    said = [("en", "They matched it. A game of ships."), ("zh-Hant", "他們追趕，下棋。"), ("vi", "Họ đuổi kịp, như ván cờ."), ("en", "No")]
    met = cues_met(pd.DataFrame(said, columns=["language", "text"]), load_codebook(cued(tmp_path))).str.split("|")
    assert [[cue for cue in own if ":" not in cue] for own in met] == [["game", "pacing"]] * 3 + [[""]]
    assert met[0] == ["en:game", "en:matched", "en:ships", "game", "pacing"]


def test_words_that_name_count_or_bind_are_no_cues(tmp_path):
    said = [("en", "China, in Varn, saw 3 new 5G masts. Masts, Varn said, fell."), ("zh-Hans", "中国在北京升起5座风车。")]
    said.append(("vi", "Hôm qua Trung Quốc và Hà Nội dựng 2 tháp."))
    met = cues_met(pd.DataFrame(said, columns=["language", "text"]), load_codebook(cued(tmp_path)))
    assert met.tolist() == ["en:fell|en:masts|en:new|en:saw", "zh:升起|zh:座|zh:风车", "vi:dựng|vi:tháp"]


def coded(path, frames=("rivalry", "")):
    """A table of 40 coded paragraphs: where ships are launched there is rivalry, at chess none."""
    said = [(f"s{n}", "en", "0", "They launched a ship.", frames[0]) for n in range(20)]
    said += [(f"s{n}", "en", "1", "A game of chess.", frames[1]) for n in range(20)]
    write_csv(pd.DataFrame(said, columns=["story", "language", "paragraph", "text", "frames"]), path)
    return path


def test_the_command_points_fits_and_writes(tmp_path, capsys):
    folder = cued(tmp_path / "book", ())
    assert main(["points", str(folder), str(coded(tmp_path / "coded.csv"))]) == 0
    assert "Points of 40 coded paragraphs" in capsys.readouterr().out
    rows, points = read_csv(folder / "coded.csv"), read_csv(folder / "cues.csv").set_index("cue").astype(int)
    assert rows.columns.tolist() == ["story", "language", "paragraph", "frames", "cues"]  # no text is kept
    assert rows["cues"].value_counts().to_dict() == {"en:launched|en:ship|yard": 20, "en:chess|en:game|game": 20}
    # what nobody met has no points,
    assert points.index.tolist() == ["start", "en:chess", "en:game", "en:launched", "en:ship", "game", "yard"]
    assert points.columns.tolist() == ["rivalry"]  # and a frame that nobody saw has none either
    assert points.loc["yard", "rivalry"] > 0 > points.loc["game", "rivalry"]
    assert load_codebook(folder).cues.fields == ["game", "yard"]
    before = (folder / "cues.csv").read_bytes()
    (folder / "cues.csv").write_text("cue,peace\n", "utf-8")  # old points are not read
    assert main(["points", str(folder)]) == 0  # from its coded.csv, to the same points
    assert (folder / "cues.csv").read_bytes() == before


def test_the_stories_held_out_are_not_among_those_fitted_on():
    fitted = read_csv(ROOT / "data" / "codebook" / "coded.csv")["story"]
    assert not fitted.str.startswith(f"{FOLDER.name}/").any()
    assert fitted.str.startswith("fresh_4/").any()


def test_the_command_points_names_the_row_it_cannot_use(tmp_path, capsys):
    folder = cued(tmp_path / "book", ())
    assert main(["points", str(folder), str(coded(tmp_path / "coded.csv", ("rivalry", "peace")))]) == 1
    assert "coded.csv, row 22: the frame 'peace' is unknown; name one of frames.csv" in capsys.readouterr().err
    assert not (folder / "cues.csv").exists()
    assert not (folder / "coded.csv").exists()  # what was coded before stays where a table is refused


def test_the_command_points_refuses_paragraphs_that_are_all_coded_alike(tmp_path, capsys):
    folder = cued(tmp_path / "book", ())
    assert main(["points", str(folder), str(coded(tmp_path / "coded.csv", ("", "")))]) == 1
    assert "all paragraphs are coded alike" in capsys.readouterr().err
    assert not (folder / "coded.csv").exists()
