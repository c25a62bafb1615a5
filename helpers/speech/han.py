"""Names in Chinese: where a speaker's words begin and end, and which part of them is a person's name.

No capitals show names here, so rjieba's parts of speech do: a speaker's noun phrase ends at the adverb, preposition, time or
verb that follows it, and a person's name is what stands beside an office or is tagged as a name.
"""

from __future__ import annotations

import re

from helpers.speech.tagger import NUMBER, PERSON_ENDS, is_body, is_person_noun, nouns, tagged

# single characters that end a name
_NO_NAME = "也又还则曾已将都就对向在于从与和并再仍即便更均亦等却只先后今昨不没要有到给为被把让做作直笑斥仅酸批呛轰说称持看想谈提发率赴抵访"
_PLACES = "上中时后里前内下间外"  # what ends an adjunct that a preposition began
_DOT = "·•・"
_CLAUSES = re.compile(r"([，。；：、“”！？与及]|(?<![A-Za-z.])\s|(?<!共)和(?![平解谈谐]))")
_PRONOUN = re.compile(r"(?:对方|双方|他们|她们|我们|咱们|他|她|它|我|其)(?![们的余他中实])")
_LATIN = re.compile(r"[A-Z][A-Za-zÀ-ɏ.'-]+(?: [A-Z][A-Za-zÀ-ɏ.'-]*)*$")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_MARKED = re.compile("[「『“]([^「」『』“”]{2,16})[」』”](?!的)")
_DOTTED = re.compile(rf"[\u4e00-\u9fff]+(?:[{_DOT}][\u4e00-\u9fffA-Z]+)+$")


def head(source: str) -> str:
    """The noun phrase of a speaker: no adverb, time or place around it, no relative clause before it.

    >>> head("接着他放低声音"), head("外交部发言人毛宁12日在记者会上"), head("主持会议的挪威财长索拉诺")
    ('他', '外交部发言人毛宁', '挪威财长索拉诺')
    >>> head("中央银行的公告"), head("在记者会上")
    ('中央银行', '')
    """
    source = _ASIDE.sub("", source[-160:]).strip(" ，,、：:").rstrip("也又还则亦均曾已")
    marked = _MARKED.search(source)  # 承包商「立稳营造」下午
    if marked and all(flag[0] in "vdtpx" for _, flag in tagged(source[marked.end() :])[:1]) and not _verbal(source[: marked.start()]):
        return marked[1]
    told = tagged(source)
    tokens = list(told)
    if " " in source:
        between = {place for place in range(1, len(told) - 1) if told[place - 1][1] == told[place + 1][1] == "eng"}  # Jan Smit
        tokens = [token for place, token in enumerate(told) if token[0].strip() or place in between]
    begin = _begin(tokens)
    pronoun = _PRONOUN.match("".join(word for word, _ in tokens[begin:]))
    if pronoun:
        return pronoun[0]
    for place in range(len(tokens) - 1, begin, -1):
        if tokens[place][1] == "uj" and place + 1 < len(tokens):
            after = "".join(word for word, _ in tokens[place + 1 : _end(tokens, place + 1)])
            if nouns()[1].fullmatch(after):
                return "".join(word for word, _ in tokens[begin : min(place, _end(tokens, begin))])
            described = _described(tokens[begin:place])
            if tokens[begin][1] == "m" and described and after:  # 多名不愿透露姓名的同学
                return "".join(word for word, _ in tokens[begin : place + 1]) + after
            if person(after) or after.endswith(("女士", "先生")) or (described and (is_person_noun(after[-4:]) or is_body(after))):
                begin = place + 1
                break
    phrase = "".join(word for word, _ in tokens[begin : _end(tokens, begin)])
    owner = re.match(f"(.{{2,}}?)(?:一[份篇项则])?{nouns()[1].pattern}$", phrase)  # 南华早报文章 → 南华早报
    return owner[1] if owner and not nouns()[1].fullmatch(phrase) and phrase[0] not in "该这那一两多" else phrase


def _described(tokens: list[tuple[str, str]]) -> bool:
    """Whether words before 的 describe who follows (主持会议的财长), and do not name who speaks (他在清晨召开的记者会)."""
    lead = next((at for at, (word, flag) in enumerate(tokens) if flag[0] in "vp" or word == "之一"), -1)
    return lead >= 0 and not (lead and tokens[lead][1] == "p" and tokens[lead - 1][1][:2] in ("r", "nr"))


def _verbal(text: str) -> bool:
    return any(flag[0] in "vp" for _, flag in tagged(text))


def _begin(tokens: list[tuple[str, str]]) -> int:
    place = 0
    while place < len(tokens):
        word, flag = tokens[place]
        dated = flag == "m" and word.isdigit()
        if flag == "p" and word not in _DOT:
            of = [at for at in range(place + 1, len(tokens) - 1) if tokens[at][1] == "uj"]
            ends = [at for at in range(place + 1, len(tokens)) if tokens[at][0][-1] in _PLACES and tokens[at][1][0] in "fsnt"]
            ends = ends or of
            if not ends:
                return len(tokens)
            place = ends[0] + 1
        elif (flag[0] in "cdtf" and word not in "《“" and word[-1] not in "方国") or dated or word in "年月日号，,、） ":
            place += 1
        else:
            return place
    return place


def _end(tokens: list[tuple[str, str]], begin: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    surnames = nouns()[2]
    named, size = False, 0  # whether the tokens before may be the first part of a name, and of how many characters
    for place in range(begin, len(tokens)):
        word, flag = tokens[place]
        given = place > begin and size == 1 and tokens[place - 1][0] in surnames
        given = given and (tokens[place - 1][1] == "nr" if place == begin + 1 else is_person_noun(*tokens[place - 2]))
        if given and len(word) == 2 and flag[0] in "anvzd":  # 主席段知行
            named, size = True, 2
            continue
        if named and len(word) == 1 and (size == 1 or word not in _NO_NAME) and flag[0] not in "xfu" and not word.isdigit():
            size += 1
            continue
        stops = flag[0] in "dptcfs" or flag in ("ul", "uz", "ug", "u", "r")
        counted = flag[0] == "l" or (flag[0] == "m" and NUMBER.fullmatch(word))  # no part of a name such as 林郑月娥
        stops = stops or (counted and (named or word[0].isdigit()) and not is_person_noun(word))
        special = flag == "d" and len(word) > 1 and place + 1 < len(tokens) and is_person_noun(*tokens[place + 1])  # 特别协调员
        if special or ((flag[0] == "c" or word in "与和及、") and _goes_on(tokens, place)):
            continue
        verb = flag[0] == "v" and flag != "vg" and ((named and size > 1 and flag == "v") or not _goes_on(tokens, place))
        if place > begin and (stops or verb):
            return place
        adverb = flag in ("a", "ad") and (place + 1 == len(tokens) or tokens[place + 1][1][0] in "vdpm")  # 专家普遍, 记者连续两次
        if place > begin and (adverb or flag == "i"):
            return place
        size = 0 if is_person_noun(word, flag) else len(word)
        named = flag.startswith("nr") or is_person_noun(word, flag) or (word[0] in surnames and len(word) == 1) or word in _DOT
    return len(tokens)


def _goes_on(tokens: list[tuple[str, str]], place: int) -> bool:
    """Whether a verb stands within a noun phrase: an office or a name comes after it, and nothing ends the phrase before."""
    inside = tokens[place][1] == "vn" or tokens[place][0] == "驻"  # 应急指挥部, 驻旧金山总领事馆
    if inside and place + 1 < len(tokens) and tokens[place + 1][1] in ("n", "nt", "ns"):
        return True
    for word, flag in tokens[place + 1 : place + 6]:
        if flag[0] in "dptc" or flag in ("ul", "r") or word in "，,":
            return False
        if is_person_noun(word, flag) or flag == "nr":
            return True
    return tokens[place][1] == "vn" and place + 1 < len(tokens)


def person(surface: str) -> str:
    """The person's name in a speaker's noun phrase, or "".

    >>> person("外交部发言人毛宁"), person("退休机师麦卓怡"), person("张军大使"), person("北约秘书长延斯·斯托尔滕贝格"), person("中央银行")
    ('毛宁', '麦卓怡', '张军', '延斯·斯托尔滕贝格', '')
    """
    roles, _, surnames = nouns()
    if len(surface) == 2 and surface[0] in "老小阿" and surface[1] in surnames:
        return surface
    offices = list(roles.finditer(surface))
    latin = _LATIN.search(surface)
    if latin and (" " in latin[0] or (offices and offices[-1].end() == latin.start())):
        return latin[0]
    dotted = _DOTTED.search(surface)
    if dotted:
        inside = [office for office in offices if office.end() < len(surface) and office.end() > dotted.start()]
        start = inside[-1].end() if inside else dotted.start()
        return surface[start:] if re.search(f"[{_DOT}]", surface[start:]) else dotted[0]
    tokens = list(tagged(surface))
    if offices and offices[-1].end() < len(surface):
        rest = surface[offices[-1].end() :]
        size = 0
        for word, flag in tagged(rest):
            if flag[0] in "vdpctlfu" and (not size or (size > 1 and len(word) > 1)):  # 记者从, 部长顾立雄出席
                break
            size += len(word)
        rest = rest[:size]
        return rest if re.fullmatch(r"(?!.*的)[\u4e00-\u9fff]{2,9}", rest) and not is_body(rest) else ""
    if offices and offices[-1].end() == len(surface):  # 张军大使
        surface = surface[: offices[-1].start()]
        tokens = list(tagged(surface))
    tail: list[str] = []
    while tokens and (tokens[-1][1].startswith("nr") or _of_name(tokens)):
        tail.insert(0, tokens.pop()[0])
    name, whole = "".join(tail), not tokens or is_person_noun(*tokens[-1]) or tokens[-1][1] in ("ns", "nt", "n")
    return name if whole and 2 <= len(name) <= 10 and (len(name) > 3 or name[0] in surnames) and not is_body(name) else ""


def _of_name(tokens: list[tuple[str, str]]) -> bool:
    """Whether the last token is one character that may end a name, or a place after a person (冰川学家法尔克)."""
    return len(tokens[-1][0]) == 1 and len(tokens) > 1 and tokens[-1][1][0] not in "xu" and tokens[-2][1].startswith(("nr", "ag"))


def persons(text: str) -> list[tuple[int, str, str]]:
    """(place, name, the office before it) of each person named in running text.

    >>> persons("外交部发言人毛宁出席会议，俄罗斯外长拉夫罗夫没有到场。")
    [(6, '毛宁', '外交部发言人'), (18, '拉夫罗夫', '俄罗斯外长')]
    """
    found, begin = [], 0
    for clause in _CLAUSES.split(text):
        told = tagged(clause) if len(clause) > 2 else ()
        named = nouns()[0].search(clause) or any(flag[:2] in ("nr", "en") or word[-1] in _DOT + PERSON_ENDS for word, flag in told)
        phrases = [head(clause), *_offices(clause)] if named else []
        for phrase in phrases:
            name = person(phrase)
            place = text.find(name, begin) if name else -1
            if place >= 0 and (place, name) not in {(at, told) for at, told, _ in found}:
                found.append((place, name, phrase.replace(name, "")))
        begin += len(clause)
    return found


def _offices(clause: str) -> list[str]:
    """Each office in a clause with the name that follows it (公布了国防部长董军的表述 → 国防部长董军)."""
    tokens, found = tagged(clause), []
    for place, (word, flag) in enumerate(tokens[:-1]):
        if is_person_noun(word, flag) and (tokens[place + 1][1].startswith("nr") or tokens[place + 1][0][0] in nouns()[2]):
            found.append("".join(token for token, _ in tokens[max(0, place - 2) : _end(list(tokens), place)]))
    return found
