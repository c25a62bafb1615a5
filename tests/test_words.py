"""What counts as one word: the cuts of segmenters, and names of the codebook, whatever cuts the text."""

import re
from random import Random

import pytest
import wordfreq
from generate import article

from helpers import load_corpus
from helpers.codebook import load_codebook
from helpers.corpus import ROOT
from helpers.segmentation import _HAN_RUN, SEGMENTERS, normalise, words
from helpers.vietnamese_words import _best, _cut, tokens


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


def test_rjieba_cuts_as_jieba_does():
    import jieba

    jieba.setLogLevel(60)
    files = sorted((ROOT / "data" / "sample" / "raw").glob("*zh*"))
    runs = _HAN_RUN.findall("".join(path.read_text("utf-8", "replace") for path in files))
    runs += _HAN_RUN.findall(" ".join(wordfreq.top_n_list("zh", 3000)))
    runs += ["中国外交部发言人表示", "\U00020000字〇", "北京大学生前来应聘", "他从马上下来"]
    tokenizer = jieba.Tokenizer()
    assert all(SEGMENTERS["jieba"](run) == tokenizer.lcut(run, HMM=False) for run in runs)
    assert sum(map(len, runs)) > 2000


def test_vietnamese_words_are_underthesea_s():
    from underthesea import word_tokenize

    random = Random(1)
    texts = [sentence for number in range(12) for sentence in article(number, "vi").replace("\n\n", ". ").split(". ")]
    texts += [line for path in (ROOT / "data" / "sample" / "raw").iterdir() for line in path.read_text("utf-8", "replace").splitlines()]
    texts += ["", " ", "BOS", "Ông A.\nB. C.", "A.\n", "A. ", "A.", " a  b ", "99999999999 2147483648 -5 ٣", "H'Mông Tp. T.Ư v.v... :D"]
    texts += ["số " + "9" * 5000, "a" * 5000]
    letters = "aăâđêôơưàáảãạAĐHNÊ0135..,,--''’/:;%()“”?! \t\n  ðÐ&@+_→\u0301٣²Σ中"
    texts += ["".join(random.choices(letters, k=random.randint(1, 40))) for _ in range(1000)]
    texts += [" ".join(word.title() if random.random() < 0.5 else word for word in text.split()) for text in texts[:200]]
    assert [text for text in texts if tokens(text) != word_tokenize(text)] == []
    short = [text for text in texts if len(text) < 4000]
    tied = sum(_best([part for chunk in text.split() for part in _cut(chunk)]) is None for text in short)
    assert 0 < tied < len(texts) / 50  # equally good ones are left to underthesea, and are few
