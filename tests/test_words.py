"""What counts as one word: names of the codebook, whatever cuts the text."""

import re

import pytest

from helpers import load_corpus
from helpers.codebook import load_codebook
from helpers.corpus import ROOT
from helpers.segmentation import normalise, words


@pytest.mark.parametrize(
    ("tag", "text", "joined"),
    [
        ("zh-Hans", "聯合國安理會，中美官員談無人艇", ["中美", "无人艇"]),  # China and the US; the drone boat
        ("vi", "Máy bay không người lái và trí tuệ nhân tạo, Liên Hợp Quốc", ["Máy bay không người lái", "trí tuệ nhân tạo"]),
        ("vi", "Hội đồng Bảo an Liên Hợp Quốc", ["Hội đồng Bảo an Liên Hợp Quốc"]),  # the longest name, not the one inside it
        ("vi", "Liên, Hợp Quốc", []),  # a comma parts what looks like a name
        ("en", "the United Nations", []),  # words are what spaces part
    ],
)
def test_names_of_the_codebook_are_one_word(tag, text, joined):
    book = load_codebook(ROOT / "data" / "codebook")
    text = normalise(text, "zh-Hant" if tag.startswith("zh") else tag)
    plain, named = words(text, tag), words(text, tag, names=book.names(tag))
    assert [word for word in named if word not in plain] == joined
    assert "".join("".join(named).split()) == "".join("".join(plain).split())


def test_names_are_joined_alike_whatever_cuts_the_words():
    import jieba

    book = load_codebook(ROOT / "data" / "codebook")
    for paragraph in load_corpus(ROOT / "data" / "sample", text=True).paragraphs.itertuples():
        text = normalise(paragraph.text, "zh-Hant")
        for run in re.findall("[\u4e00-\u9fff]+", text):
            assert words(run, "zh", names=book.names("zh")) == book.names("zh").join(jieba.lcut(run, HMM=False))
