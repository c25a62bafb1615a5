"""The facts of each language, and nothing else: the only place that knows which language does what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from helpers.reading.page_words import PageWords, page_words
from helpers.speech.words import SpeechWords, speech_words
from helpers.stopwords import STOPWORDS
from helpers.story.words import StoryWords, story_words

# Each module that needs a fact of a language has it as a field here, with a comment that says what it is for.


@dataclass(frozen=True)
class Language:
    """What the collection knows of one language; every field has the same meaning in every language."""

    tag: str  # primary language subtag, BCP 47
    name: str
    speech: SpeechWords  # quotation marks, reporting verbs, who may be meant by a pronoun
    page: PageWords  # months, stamps, bylines, credits, buttons: what news pages say around their text
    story: StoryWords  # numbers, dates, names, hedges, strong words: what is compared of one story in two articles
    # --- segmentation
    segmenter: str  # the default word segmenter, by its name in segmentation.SEGMENTERS
    sentence_enders: str  # characters that may end a sentence
    ends_need_space: bool  # whether a sentence end must be followed by white space (scripts that write spaces)
    name_glue: str | None = None  # what joins the words of a name that the segmenter split; None: words are what spaces part
    compounds: tuple[str, ...] = ()  # terms of the field that the segmenter splits and that are one word to a reader
    old_tone_marks: bool = False  # whether tone marks move to where the segmenter has them (thoả -> thỏa)
    abbreviations: frozenset[str] = frozenset()  # lower case, without the last full stop: no sentence ends after them
    sentence_starters: frozenset[str] = frozenset()  # words that begin a sentence even after an abbreviation such as U.S.
    # --- terms
    stopwords: frozenset[str] = frozenset()  # function words, shown as a choice wherever they are left out
    lemmatiser: str | None = None  # simplemma's code, where words inflect
    general_list: str | None = None  # wordfreq's code of the list that terms are compared with
    general_single: bool = False  # whether that list holds single syllables only: longer words are inferred, so refused
    # --- negation
    negators: tuple[str, ...] = ()  # forms that negate a codebook form after them in the same clause
    false_negators: tuple[str, ...] = ()  # longer forms in which a negator negates nothing: "not only", 不断; who refuses a thing does not deny it
    negation_reach: int = 0  # characters between negator and form, at the most
    clause_marks: str = ",;:()"  # negation does not reach over these
    regional: tuple[tuple[str, str], ...] = ()  # words of the codebook's region and of another: a form is looked for in either
    part_reach: int = 8  # words (characters in a script without spaces) between neighbouring parts of an entry, at the most
    clause_words: tuple[str, ...] = ()  # nor over these: a new clause begins with them


LANGUAGES: dict[str, Language] = {
    "en": Language(
        tag="en",
        name="English",
        speech=speech_words("en"),
        page=page_words("en"),
        story=story_words("en"),
        segmenter="spaces",
        sentence_enders=".!?…",
        ends_need_space=True,
        abbreviations=frozenset(
            ["mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep", "gov", "pres", "amb", "rev", "st", "jr", "sr", "no", "nos", "vs", "etc", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "e.g", "i.e", "cf", "al", "fig", "ed", "vol", "pp", "dept", "u.s", "u.n", "u.k", "e.u", "p.m", "a.m", "d.c", "ph.d", "u.s.a"]
        ),
        sentence_starters=frozenset(
            ["the", "a", "an", "it", "he", "she", "they", "we", "i", "but", "and", "in", "on", "at", "this", "that", "these", "those", "its", "his", "her", "their", "when", "while", "after", "before", "as", "however", "meanwhile", "some", "many", "both", "according"]
        ),
        negators=(
            "not", "'t", "never", "no", "nor", "neither", "without", "cannot", "denied", "denies", "deny", "denying",
            "rejected the idea", "rather than", "instead of",
        ),
        false_negators=("not only", "not just", "not merely", "not simply", "no longer only", "no doubt", "no matter", "no less",
            "not accept", "not tolerate", "not allow", "not permit", "not bow", "not yield", "cannot accept", "no right to", "no standing to", "no one is allowed",
        ),
        negation_reach=30,
        clause_marks=",;:()—–",
        clause_words=("and", "because", "but", "if", "so", "than", "that", "though", "although", "until", "when", "where", "which", "while", "who"),
        regional=(  # British and American
            ("defence", "defense"), ("metre", "meter"), ("centre", "center"), ("labour", "labor"), ("harbour", "harbor"),
            ("neighbour", "neighbor"), ("armour", "armor"), ("behaviour", "behavior"), ("fibre", "fiber"), ("licence", "license"),
            ("organis", "organiz"), ("authoris", "authoriz"), ("recognis", "recogniz"), ("modernis", "moderniz"), ("militaris", "militariz"),
            ("stabilis", "stabiliz"), ("criticis", "criticiz"), ("analyse", "analyze"), ("sceptic", "skeptic"),
        ),
        stopwords=STOPWORDS["en"],
        lemmatiser="en",
        general_list="en",
    ),
    "zh": Language(
        tag="zh",
        name="Chinese",
        speech=speech_words("zh"),
        page=page_words("zh"),
        story=story_words("zh"),
        segmenter="jieba",
        name_glue="",
        compounds=("人工智慧", "无人机", "无人艇", "大语言模型", "多边主义", "单边主义"),
        sentence_enders="。！？!?…",
        ends_need_space=False,
        negators=("不", "没", "无", "未", "非", "否认", "并非", "毫无", "绝不"),
        false_negators=(
            "不仅", "不但", "不只", "不光", "不断", "不少", "不同", "不久", "不过", "不得不", "不可否认", "不容忽视", "不容置疑", "不管", "不论",
            "不料", "不满", "不安", "不确定", "不公", "不平等", "不均", "不足", "不对称", "不负责", "不透明", "不扩散", "无论", "无疑", "无人", "无时",
            "无数", "无限", "无比", "无核", "未来", "未必不", "未经", "非常", "非洲", "非政府", "非国家", "非法", "非传统", "非人", "非正式", "非但",
            "除非", "是非", "没收", "没落", "无线", "无非", "不可或缺", "不可避免", "不得", "不应", "不能不", "不结盟", "不干涉", "不歧视", "不再只",
            "不接受", "不容", "不允许", "不许", "不能接受", "不会屈服", "没有资格", "没有权利", "无权",
            "非盟", "南非", "中非", "北非", "西非", "东非", "亚非", "非裔", "不丹", "不来梅", "雷克雅未克", "无锡", "无线电", "未成年", "非自愿", "无辜",
        ),
        negation_reach=8,
        part_reach=16,
        clause_marks=",;:，；：、（）()",
        regional=(  # mainland and Taiwan (or Hong Kong), after conversion to Simplified
            ("人工智能", "人工智慧"), ("智能", "智慧"), ("信息", "资讯"), ("信息", "讯息"), ("网络", "网路"), ("互联网", "网际网路"), ("软件", "软体"),
            ("硬件", "硬体"), ("巡航导弹", "巡弋飞弹"), ("导弹", "飞弹"), ("数字", "数位"), ("激光", "雷射"), ("芯片", "晶片"), ("程序", "程式"),
            ("算法", "演算法"), ("数据", "资料"), ("服务器", "伺服器"), ("计算机", "电脑"), ("隐形", "匿踪"), ("隐身", "匿踪"), ("高超音速", "极音速"),
            ("视频", "影片"), ("黑客", "骇客"), ("恐怖分子", "恐怖份子"), ("大规模杀伤性", "大规模毁灭性"), ("发展中国家", "开发中国家"),
            ("展中国家", "发中国家"), ("朝鲜", "北韩"), ("韩国", "南韩"), ("特朗普", "川普"), ("普京", "普丁"), ("泽连斯基", "泽伦斯基"),
            ("古特雷斯", "古特瑞斯"), ("意大利", "义大利"), ("新西兰", "纽西兰"), ("沙特", "沙乌地"), ("英伟达", "辉达"),
        ),
        stopwords=STOPWORDS["zh"],
        general_list="zh",
    ),
    "vi": Language(
        tag="vi",
        name="Vietnamese",
        speech=speech_words("vi"),
        page=page_words("vi"),
        story=story_words("vi"),
        segmenter="underthesea",
        name_glue=" ",
        compounds=("trí tuệ nhân tạo", "máy bay không người lái", "chủ nghĩa đa phương", "chủ nghĩa đơn phương"),
        old_tone_marks=True,
        sentence_enders=".!?…",
        ends_need_space=True,
        abbreviations=frozenset(["tp", "ts", "ths", "pgs", "gs", "q", "p", "tr", "mr", "mrs", "ms", "dr", "st", "u.s", "u.n", "k.t", "ô", "ct", "tx", "nxb", "đ/c"]),
        sentence_starters=frozenset(),
        negators=("không", "chưa", "chẳng", "chả", "phủ nhận", "bác bỏ", "thay vì"),
        false_negators=(
            "không chỉ", "không những", "không ngừng", "không gian", "không quân", "không khí", "không phận", "hàng không",
            "trên không", "phòng không", "không người lái", "không chắc chắn", "không công bằng", "không kém", "không ít", "không thể thiếu",
            "không đối", "đường không", "không phổ biến", "không tặc", "không lưu", "không vận", "không thể phủ nhận", "không minh bạch",
            "không kích", "không chiến", "không lực", "không trung", "chân không", "chưa từng có", "không chấp nhận", "không dung thứ", "không cho phép", "không để", "không có quyền", "không đủ tư cách", "không được phép", "không ai được phép",
        ),
        negation_reach=25,
        clause_marks=",;:()—–",
        clause_words=("bởi", "khi", "mà", "nếu", "nhưng", "rằng", "vì", "và"),
        stopwords=STOPWORDS["vi"],
        general_list="vi",
        general_single=True,
    ),
}  # fmt: skip


@cache
def language_of(tag: str) -> Language:
    """The language of a BCP 47 tag, such as zh-Hant; KeyError names what is supported.

    >>> language_of("zh-Hant").name, language_of("vi").segmenter
    ('Chinese', 'underthesea')
    """
    primary = str(tag).split("-")[0].lower()
    if primary not in LANGUAGES:
        raise KeyError(f"the language {tag!r} is not supported; supported are {', '.join(sorted(LANGUAGES))}")
    return LANGUAGES[primary]
