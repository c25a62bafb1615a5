"""The scorecards of who speaks: weighed by hand, asked what gold answers, fitted anew from the coded questions. All text is invented."""

from __future__ import annotations

import pandas as pd

from helpers.__main__ import main
from helpers.speech.signs import GOES_ON, REPORTS, START, Doubt
from helpers.tables import read_csv, write_csv
from helpers.validation import voice_points
from helpers.validation.scoring import found_quotations
from helpers.voices import voices_of

TEXT = ["Ann Lee, the envoy, said the talks were long. They must go on. Rain fell on Tuesday."]
GOLD = [(0, 25, 61)]  # the talks were long. They must go on: hers, for it is a demand


def folder_of(tmp_path, gold=GOLD):
    """A gold standard of TEXT."""
    texts = pd.DataFrame([("t", "en", "0", TEXT[0])], columns=["text_id", "language", "paragraph", "text"])
    write_csv(texts, tmp_path / "voices_texts.csv")
    rows = [("t", "0", begin, end, "indirect", "Ann Lee", "Ann Lee", "said", TEXT[0][begin:end]) for _, begin, end in gold]
    columns = ["text_id", "paragraph", "start", "end", "kind", "speaker", "speaker_resolved", "verb", "content"]
    write_csv(pd.DataFrame(rows, columns=columns), tmp_path / "voices_quotations.csv")
    return tmp_path


def test_points_are_added_up() -> None:
    rows = [(REPORTS, START, -4), (REPORTS, "verb said", 9), (REPORTS, "doubt", -7), (GOES_ON, START, 0)]
    judge = voice_points.judge_by(pd.DataFrame(rows, columns=["question", "sign", "en"]))

    def asked(*signs: str) -> bool:
        return judge(Doubt(REPORTS, 0, (0, 1), (), frozenset(signs), "en"))

    assert asked("verb said")  # 9 - 4
    assert not asked("verb said", "doubt", "a sign without points")  # 9 - 7 - 4


def test_who_says_yes_to_everything_and_to_nothing() -> None:
    everything = voices_of(TEXT, "en", judge=lambda doubt: True)
    nothing = voices_of(TEXT, "en", judge=lambda doubt: False)
    assert {span.kind for span in nothing} == {"outlet"}
    assert "".join(TEXT[0][span.start : span.end] for span in everything) == TEXT[0]
    assert any("Rain fell" in TEXT[0][span.start : span.end] for span in everything if span.kind == "indirect")


def test_gold_answers_the_questions(tmp_path) -> None:
    tag, paragraphs, gold = next(voice_points.texts_of(folder_of(tmp_path)))
    assert (tag, paragraphs, gold) == ("en", TEXT, GOLD)
    found = voice_points.answers(tag, paragraphs, gold)
    answered = {(doubt.question, TEXT[0][slice(*doubt.place)].strip()): right for doubt, right, _ in found}
    assert answered[REPORTS, "said"]
    assert answered[GOES_ON, "They must go on."]
    assert not answered[GOES_ON, "Rain fell on Tuesday."]


def test_a_refit_gives_the_points_that_are_used_and_a_standard_can_join(tmp_path, monkeypatch, capsys) -> None:
    rows, used = voice_points.read_coded(), read_csv(voice_points.POINTS)
    fitted = voice_points.fit_points(rows).astype(str)
    assert fitted.to_numpy().tolist() == used.to_numpy().tolist()
    monkeypatch.setattr(voice_points, "FILE", tmp_path / "signs.csv")
    monkeypatch.setattr(voice_points, "POINTS", tmp_path / "points.csv")
    write_csv(rows, tmp_path / "signs.csv")
    assert main(["voice-points", f"mine={folder_of(tmp_path)}"]) == 0
    coded = voice_points.read_coded()
    assert (coded["gold"] == "mine").sum() >= 3
    assert len(coded) == len(rows) + (coded["gold"] == "mine").sum()
    assert str(len(coded)) in capsys.readouterr().out
    table = read_csv(tmp_path / "points.csv")
    assert set(table["question"]) == {REPORTS, GOES_ON}


def test_a_table_of_points_decides_what_is_found() -> None:
    texts = pd.DataFrame([("t", "en", 0, TEXT[0])], columns=["text_id", "language", "paragraph", "text"])
    never = pd.DataFrame([(REPORTS, START, -99), (GOES_ON, START, -99)], columns=["question", "sign", "en"])
    assert len(found_quotations(texts, voice_points.judge_by(never))) == 0
    assert len(found_quotations(texts)) > 0
