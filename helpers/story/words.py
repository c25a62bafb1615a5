"""What survives translation, and what is lost on the way, in the words of each language: facts for `languages.py`.

Hedges and strong words stand in groups with one name in every language, so that *warned*, 警告 and *cảnh báo* are one fact.
Patterns are regular expressions, matched in lower case; where the script has spaces they begin and end at a word's boundary.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StoryWords:
    """Numbers, dates, names, hedges and strong words of one language; every field has the same meaning in every language."""

    decimal: str  # the decimal mark; the other of . and , groups thousands
    scales: dict[str, int]  # words that multiply the number before them
    percent: tuple[str, ...]  # what follows a percentage
    number_words: dict[str, int] = field(default_factory=dict)  # numbers in letters
    uncertain: dict[str, int] = field(default_factory=dict)  # numbers only before what `counted` says (năm: year, or five)
    counted: str = ""  # what must follow those, and a single numeral where one character is too little to tell (九条)
    joined: str = ""  # what joins hundreds to the rest (one hundred and twelve)
    no_number: tuple[str, str] = ("", "")  # what, before or after it, makes a number in letters none (hai phần ba: two thirds)
    percent_before: str = ""  # what stands before a percentage (百分之)
    dates: tuple[str, ...] = ()  # patterns with groups y, m or month, d, w that page.dates lacks: no year, no month, a weekday
    month_words: tuple[str, ...] = ()  # what stands in every date without a digit but a weekday; none: a month of page.months
    weekdays: dict[str, int] = field(default_factory=dict)  # 1 is Monday
    hedges: dict[str, str] = field(default_factory=dict)  # `able` is none, but có thể and could may stand for it
    strong: dict[str, str] = field(default_factory=dict)
    short_quote: int = 5  # words (characters where none are spaced) up to which a quoted phrase is a scare quote
    capitals: bool = True  # whether names are told by capital letters
    sounds: dict[str, str] = field(default_factory=dict)  # characters that transliterate foreign names, with their consonants


_MONTHS_EN = "January|February|March|April|June|July|August|September|October|November|December"
_DAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _english_numbers() -> dict[str, int]:
    units = {word: value for value, word in enumerate(_UNITS.split())}
    tens = {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
    both = {f"{ten}-{unit}": high + units[unit] for ten, high in tens.items() for unit in list(units)[1:10]}
    return {**both, **tens, **{word: value for word, value in units.items() if value > 1}, "dozen": 12}


ENGLISH_STORY = StoryWords(
    decimal=".",
    scales={"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "tn": 10**12, "m": 10**6},
    percent=("%", "per cent", "percent"),
    number_words=_english_numbers(),
    uncertain={"one": 1, "a": 1},
    counted=" (?:hundred|thousand|million|billion|trillion)",
    joined=" and ",
    dates=(
        rf"\b(?P<month>(?-i:{_MONTHS_EN}))\b(?! \d)",
        r"\b(?:in|last|this|next|since|until|by|of|early|late|mid) (?P<month>(?-i:May))\b(?! \d)",
        r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)\b",
        rf"\b(?P<w>{'|'.join(_DAYS_EN)})\b",
    ),
    weekdays={name: number for number, name in enumerate(_DAYS_EN, start=1)},
    hedges={
        "may": "may|might|could|possibly|perhaps|maybe|potentially",
        "able": "can|cannot|can't|able to|capable of",
        "likely": "likely|probably|presumably",
        "expected": "(?:is|are|was|were|been|be) (?:due|set|scheduled|planned|slated|poised|believed|thought|said|reported|understood) to|expect(?:s|ed)?|hopes? to|aims? to",
        "reportedly": "reportedly|allegedly|apparently|purportedly|supposedly|so-called",
        "estimate": "estimated|estimates?|by one count",
        "about": r"(?:about|around|approximately|roughly|nearly|almost|some|close to) (?=\d|a hundred|a dozen|one|two|three|four|five|six|seven|eight|nine|ten|el|tw|th|fo|fi|si|se|ei|ni|half)|up to|as (?:many|much) as (?=\d|an? |one|two|three|four|five|six|seven|eight|nine|ten|el|tw|th|fo|fi|si|se|ei|ni|half)",
        "seem": "seems?|seemed|appears? to|appeared to|suggests?|suggested that|indicates? that",
    },
    strong={
        "accuse": "accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)",
        "condemn": "condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing)|slam(?:s|med|ming)?|blast(?:s|ed|ing)|lambast(?:s|ed|es)?|lash(?:es|ed|ing) out|deplor(?:e|es|ed)|decr(?:y|ies|ied)|attacked|hit out",
        "criticise": "critici[sz](?:e|es|ed|ing)",
        "warn": "warn(?:s|ed|ing)?",
        "demand": "demand(?:s|ed|ing)",
        "vow": "vow(?:s|ed|ing)?|swear(?:s|ing)?|swore",
        "insist": "insist(?:s|ed|ing)?|assert(?:s|ed|ing)?",
        "stress": "stress(?:es|ed|ing)|emphasi[sz](?:e|es|ed|ing)|underlin(?:es|ed|ing)|underscor(?:es|ed|ing)",
        "reject": "reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|turn(?:s|ed|ing)? (?:[\\w' ]{0,20} )?down|rebuff(?:s|ed)?|rul(?:e|es|ed) out",
        "threaten": "threaten(?:s|ed|ing)?",
        "resolute": "resolutely|firmly|never|absolutely|categorically|strongly|utterly|flatly|fiercely|vehemently|sharply|at all costs",
    },
)

_UNITS_VI = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}


def _vietnamese_numbers() -> dict[str, int]:
    ones = {**_UNITS_VI, "một": 1, "mốt": 1, "tư": 4, "lăm": 5}
    teens = {f"mười {word}": 10 + value for word, value in ones.items()}
    tens = {f"{word} mươi": 10 * value for word, value in {**_UNITS_VI, "năm": 5}.items()}
    both = {f"{ten} {word}": high + value for ten, high in tens.items() for word, value in ones.items()}
    return {**both, **tens, **teens, "mười": 10, **_UNITS_VI}


_DAYS_VI = {"thứ hai": 1, "thứ ba": 2, "thứ tư": 3, "thứ năm": 4, "thứ sáu": 5, "thứ bảy": 6, "chủ nhật": 7}

VIETNAMESE_STORY = StoryWords(
    decimal=",",
    scales={"trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "nghìn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỷ": 10**12},
    percent=("%", "phần trăm"),
    number_words=_vietnamese_numbers(),
    uncertain={"năm": 5, "một": 1},
    counted=" (?:lần|nước|quốc gia|người|ngày|tuần|tháng|năm|triệu|tỷ|tỉ|nghìn|ngàn|trăm|thành viên|điểm|nguyên tắc|tên lửa|tàu|máy bay)",
    no_number=("phần ", " phần"),
    dates=(
        r"(?:ngày|hôm qua|hôm nay|sáng|chiều|tối|\() ?\(?(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})(?!\d|[-/.]\d)",
        r"\btháng (?P<m>\d{1,2})(?!\d|[-/.]\d)",
        r"\btháng (?P<month>giêng|mười một|mười hai|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)\b",
        r"\bngày (?P<d>\d{1,2})(?!\d|[-/.]\d| tháng)",
        rf"\b(?:(?:hôm|ngày|sáng|chiều|tối|đêm|trưa) (?P<w>{'|'.join(_DAYS_VI)})|(?P<w_>(?-i:Thứ) (?:{'|'.join(day[4:] for day in _DAYS_VI if day[:4] == 'thứ ')})|(?-i:Chủ) nhật))\b",
    ),
    month_words=("tháng",),
    weekdays=_DAYS_VI,
    hedges={
        "may": "có thể|có lẽ|có khả năng|biết đâu",
        "likely": "nhiều khả năng|chắc hẳn|hẳn là",
        "expected": "dự kiến|dự tính|dự định|dự đoán|dự báo|được kỳ vọng|hy vọng sẽ|có kế hoạch",
        "reportedly": "được cho là|bị cho là|nghe nói|được biết là|cái gọi là",
        "estimate": "ước tính|ước lượng|ước chừng",
        "about": r"(?:khoảng|gần|chừng|độ) (?=\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)|xấp xỉ|lên tới|lên đến|tới (?=\d)",
        "seem": "dường như|có vẻ|hình như|tỏ ra",
    },
    strong={
        "accuse": "cáo buộc|tố cáo|buộc tội|đổ lỗi|tố (?!tụng|chất)",
        "condemn": "lên án|đả kích|công kích|phê phán|chỉ trích gay gắt|kịch liệt",
        "criticise": "chỉ trích|phê bình",
        "warn": "cảnh báo|răn đe|cảnh cáo",
        "demand": "đòi|yêu sách",
        "vow": "thề",
        "insist": "khăng khăng|quả quyết|một mực",
        "stress": "nhấn mạnh",
        "reject": "bác bỏ|từ chối|khước từ|cự tuyệt",
        "threaten": "(?<!mối )đe dọa|(?<!đe )dọa",
        "resolute": "kiên quyết|tuyệt đối|không bao giờ|quyết không|dứt khoát|cương quyết|mạnh mẽ|gay gắt|bằng mọi giá|thẳng thừng|nhất định",
    },
    short_quote=8,
)

# Consonants of the characters in which Chinese writes foreign names (after the tables of Xinhua's handbook of names), the classes
# merged that languages mix: b p, d t, g k, v w f, l r, s z sh ch j. Characters that are common words besides are left out.
_SOUNDS = {
    "": "阿埃艾爱奥厄伊约尤亚雅耶叶乌沃欧翁俄",
    "n": "安恩昂延",
    "p": "巴帕贝佩比皮波博布普拜鲍伯柏彼珀坡",
    "pn": "班潘彭宾邦庞",
    "t": "达塔德特迪蒂多托杜图戴泰陶太堤忒",
    "tn": "丹坦登滕丁廷敦顿唐汀",
    "k": "卡克科库加格戈古盖凯考吉奎瓜夸哥柯",
    "kn": "肯坎甘贡孔昆冈康",
    "f": "菲费福夫弗瓦韦维伏威",
    "fn": "文万冯温芬凡旺",
    "l": "拉莱劳勒雷利里丽莉蕾罗洛鲁卢吕留尔赖",
    "ln": "林兰朗伦琳龙隆廉",
    "m": "马玛麦毛梅米密莫穆姆迈",
    "mn": "曼门蒙敏缪",
    "n_": "纳娜奈尼努诺农宁嫩",
    "s": "萨斯丝塞西希谢锡索苏瑟泽扎佐祖齐奇恰切彻乔丘朱茨兹什舍莎施舒绍贾杰久夏沙",
    "sn": "辛桑森松孙詹珍琼津茜圣",
    "h": "哈赫黑霍侯豪",
    "hn": "亨汉欣",
}
_CONSONANTS = {character: sounds.rstrip("_") for sounds, characters in _SOUNDS.items() for character in characters}

CHINESE_STORY = StoryWords(
    decimal=".",
    scales={"百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千万": 10**7},
    percent=("%", "个百分点"),
    percent_before="百分之",
    counted="个|名|条|枚|所|颗|张|份|只|头|辆|台|户|篇|本|起|场|道|段|层|级|票|年|天|次|倍|国|位|项|艘|架|人|家|方|种|点|小时|分钟|公里|周|轮|届|座|件|支|套|岁|吨|米|元|美元|成|度|月间",
    dates=(
        r"(?<![\d月])(?P<d>\d{1,2})[日号](?!电)",
        r"(?<!\d)(?<!\d年)(?P<m>\d{1,2})月(?!\d|份?以)",
        r"(?P<month>十[一二]|(?<!十)[一二三四五六七八九十])月(?!间)",
        r"(?P<w>(?:星期|周|礼拜)[一二三四五六日天])",
    ),
    month_words=("年", "月"),
    weekdays={f"{word}{day}": number for word in ("星期", "周", "礼拜") for number, day in [*enumerate("一二三四五六日", start=1), (7, "天")]},
    hedges={
        "may": "可能(?!性)|或许|也许|或将|或会|恐怕|恐将|不排除|未必",
        "able": "能够|可以|(?<![功智可性效职技才])能(?![力源量见手够])",
        "likely": "很可能|大概|想必|多半",
        "expected": "预计|有望|预期|料将|预料|拟(?=[于在投将])|计划(?=[在于将])",
        "reportedly": "据称|据说|据悉|据传|被指|疑似|涉嫌|所谓",
        "estimate": "估计|估算|据估|推算",
        "about": r"大约|约(?=[\d一二三四五六七八九十百千]|为)|左右|将近|近(?=[\d一二三四五六七八九十百千])|多达|高达|上下",
        "seem": "似乎|看来|好像|看似",
    },
    strong={
        "accuse": "指责|指控|控诉|归咎|控告",
        "condemn": "谴责|痛斥|怒斥|抨击|痛批|炮轰|怒批|声讨|斥责|猛烈",
        "criticise": "批评|批判",
        "warn": "警告|告诫|警示",
        "demand": "强烈要求|勒令|责令",
        "vow": "誓言|扬言|发誓|誓要",
        "insist": "坚称|坚持(?:说|认为|称)|断言|力主|一口咬定",
        "stress": "强调|着重",
        "reject": "拒绝|驳回|回绝|驳斥|拒不",
        "threaten": "威胁(?=要|将|说|称)|恐吓|恫吓",
        "resolute": "坚决|绝不|决不|坚定|强烈|断然|严正|绝对|务必|必将|势必|不惜一切",
    },
    short_quote=8,
    capitals=False,
    sounds=_CONSONANTS,
)
