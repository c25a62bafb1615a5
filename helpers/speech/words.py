"""How speech is reported in each language: the facts in `en.toml`, `zh.toml` and `vi.toml` beside this file.

Everything there is a word or a short pattern that a speaker of the language can check; alternatives are parted by |.
`%name%` stands for the list of that name in the same file, `verb*` for an English verb with its regular forms.
Verbs have strengths: `said` may be followed by anything; `reported` needs a clause, a complementiser, a colon or a quotation;
`quoted_only` needs one of the last three; `acts` name what was said by their object (urged both sides to talk, 呼吁各方……).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class SpeechWords:
    """What the collection knows about reported speech in one language."""

    quotes: tuple[tuple[str, str], ...]  # pairs of quotation marks
    said: str  # verbs that report whatever follows
    reported: str  # verbs that report a clause, a quotation, or what follows a complementiser
    acts: str  # verbs that report by naming the act; what follows them is the content
    that: str = ""  # complementisers
    open: str = ""  # pattern of any verb before a complementiser (grumbled that); whether it reports, its speaker decides
    quoted_only: str = ""  # verbs that report only next to a quotation or after a complementiser
    participles: str = ""  # forms whose speaker is the subject of the sentence
    false_uses: str = ""  # longer forms in which a verb reports nothing
    not_before: str = ""  # what, right before the verb, makes it no report (to say, bài phát biểu)
    before_verb: str = ""  # what may stand between speaker and verb
    after_verb: str = ""  # what may stand between verb and content
    describes: str = ""  # verbs that, with an object, hand over to a quoted phrase (called it “…”)
    weak: str = ""  # verbs of `acts` that need a speaker who can speak
    handed: tuple[str, ...] = ()  # patterns with a group `source`, before their content (quoted her as saying)
    citing: str = ""  # pattern with a group `source` that speaks in the verb's stead (citing the ministry, … said)
    not_after: str = ""  # what, right after the verb, makes it no report
    surnames: str = ""  # family names of one character, where names are not told by capitals
    phrase: int = 3  # words (characters without spaces) from which a quoted phrase counts as speech
    nouns: str = ""  # nouns for institutions, which refer back where they stand alone (the alliance, 该报)
    tells: str = ""  # the verbs that name their listener
    listener: str = ""  # whom something is told to, after a verb of `said`
    finite: str = ""  # what shows that a clause follows; "" where anything may be one
    comma_opens: bool = False  # whether a comma after the verb opens the content
    inverted: str = ""  # a speaker that follows its verb (said the minister); "" where there is no such order
    according: tuple[str, ...] = ()  # patterns with a group `source`; what they attribute is the rest of the sentence
    publishes: tuple[str, ...] = ()  # patterns with a group `source`: an institution that may speak next (issued a statement)
    until: str = ""  # where a reported clause ends and the outlet goes on (but declined to say)
    cites: str = ""  # what, before a second speaker, hands the word to that one (quoting, 援引, dẫn lời)
    connectors: str = ""  # what is stripped from the left of a speaker
    inner: str = ""  # what, within a speaker's words, introduces the clause of the true speaker
    crowd: str = ""  # roles of nobody in particular, which refer back to nobody
    leads: str = ""  # nouns after which a participle reports (a statement saying)
    reporting: str = ""  # circumstances that may follow verb and speaker at the end of a sentence
    asker: str = ""  # labels of questions in a transcript (Q: …)
    answerer: str = ""  # labels of answers
    both: str = "and"  # conjunctions between two speakers
    joins: str = ""  # conjunctions between two verbs of one subject
    adds: str = ""  # what, after an attribution in commas, goes on with the content (…, he said, and nobody would come)
    adjuncts: str = ""  # what begins a part of a sentence that is no speaker
    head_stops: str = ""  # words at which a speaker's name ends
    relative: str = ""  # relative pronouns: the speaker is what stands before them
    first_person: str = ""  # words that show that the speaker goes on
    narrator: str = ""  # words that show that the outlet tells what happened
    dateline: str = ""  # place, day and agency before the first sentence
    places: str = ""  # names of places that stand before a person's
    titles: str = ""  # words before a name that are no part of it
    title_marks: tuple[tuple[str, str], ...] = (("《", "》"), ("〈", "〉"))  # pairs of marks of titles, not of speech
    pronouns: tuple[tuple[str, str], ...] = ()  # pronoun, gender (m, f, p for plural, "" for any)
    genders: tuple[tuple[str, str], ...] = ()  # words that tell a person's gender
    any_case: bool = False  # whether titles, roles and institutions are written in either case
    determiners: str = ""  # what may stand before a role or a document that refers back
    back: str = ""  # what may stand after one (này)
    definite: str = ""  # what stands before an institution's noun that refers back
    demonstratives: str = ""  # what always refers back (that official, 这位官员)
    indefinite: str = ""  # what introduces somebody new
    articles: str = ""  # what is no part of a speaker's name, however often it stands before one
    name_ends: str = ""  # words at which a name's description begins (of, tại)
    unique: str = ""  # nouns for institutions of which there is one (the government), which refer back to their like alone
    body_ends: str = ""  # characters that end an institution's name, where names are not told by capitals
    last: str = ""  # the noun phrase that ends a clause
    subject: str = ""  # pattern with a group `name`: a sentence that begins with a person by their role alone
    roles: str = ""  # nouns for persons by their office
    documents: str = ""  # nouns for what institutions publish
    studies: str = ""  # nouns for what finds or shows something, and so speaks
    bodies: str = ""  # words of institutions' names, which no person bears
    media: str = ""  # words that mark a news outlet: whom it quotes speaks
    generic: str = ""  # words that are no speaker though they stand where one would
    persons: tuple[str, ...] = ()  # patterns with a group `name`: a person named in running text


UPPER = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1F00))))  # capital letters, for patterns
CAPITAL = rf"[{UPPER}][\w'.’-]*"  # a word that begins with one


def inflected(verb: str) -> str:
    """The present and past forms of a regular English verb.

    >>> inflected("add"), inflected("deny"), inflected("note")
    ('add|adds|added', 'deny|denies|denied', 'note|notes|noted')
    """
    y = verb.endswith("y") and verb[-2] not in "aeiou"
    s = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    ed = verb[:-1] + "ied" if y else verb + ("d" if verb.endswith("e") else "ed")
    return f"{verb}|{s}|{ed}"


def longest_first(words: str) -> str:
    """The alternatives of a pattern, the longest first so that one does not hide a longer one, with what they begin with in common
    written once, which is read faster.

    >>> longest_first("say|said|(?:to|at) last")
    '(?:to|at) last|s(?:a(?:id|y))'
    """
    parts, depth, begin = [], 0, 0
    for piece in re.finditer(r"\\.|\[(?:\\.|[^\]])*\]|.", words):
        depth += (piece[0] == "(") - (piece[0] == ")")
        if piece[0] == "|" and not depth:
            parts.append(words[begin : piece.start()])
            begin = piece.end()
    return _by_letter(sorted({*parts, words[begin:]}, key=lambda part: (-len(part), part)))


def _by_letter(parts: list[str]) -> str:
    groups: dict[str, list[str]] = {}
    for number, part in enumerate(parts):
        plain = (part[:1].isalnum() or part[:1] == " ") and part[1:2] not in tuple("?*+{")
        groups.setdefault(part[0] if plain else f"{number:09}", []).append(part)
    written = [
        letter + (f"(?:{_by_letter([part[1:] for part in group])})" if len(group) > 1 else group[0][1:]) if len(letter) == 1 else group[0]
        for letter, group in groups.items()
    ]
    return "|".join(written)


def gated(facts: tuple[str, ...]) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Patterns, each with the words of which a text needs one to be searched at all ("as |to <- pattern"; none where none is given)."""
    parted = [fact.rpartition(" <- ") for fact in facts]
    return [(tuple(filter(None, needs.split("|"))), re.compile(pattern)) for needs, _, pattern in parted]


def hits(gates: list[tuple[tuple[str, ...], re.Pattern[str]]], text: str) -> Iterator[re.Match[str]]:
    """The matches of `gated` patterns in a text, pattern by pattern."""
    for needs, pattern in gates:
        if needs and not any(need in text for need in needs):
            continue
        if pattern.pattern[0] == "^":
            match = pattern.match(text)
            if match:
                yield match
        else:
            yield from pattern.finditer(text)


def speech_words(tag: str) -> SpeechWords:
    """The facts of one language, their %lists% filled in.

    >>> speech_words("vi").quotes[0], "cho biết" in speech_words("vi").said
    (('“', '”'), True)
    """
    facts = tomllib.loads((Path(__file__).parent / f"{tag}.toml").read_text(encoding="utf-8"))
    lists = {"Name": CAPITAL, "A-Z": UPPER, **{name: fact for name, fact in facts.items() if isinstance(fact, str)}}
    plural = facts.get("plural", "")
    lists["roles"] = "|".join(sorted((role + plural for role in lists["roles"].split("|")), key=lambda role: (-len(role), role)))

    sorted_lists = {
        name: longest_first(lists[name])
        for name in ("roles", "nouns", "documents", "studies", "reported", "titles")
        if "%" not in lists[name]
    }

    def filled(fact: str) -> str:
        if "%" in fact:
            return filled(re.sub("%([^%]+)%", lambda match: sorted_lists.get(match[1], lists[match[1]]), fact))
        return re.sub(r"(?<![\w\\\])])([a-z]+)\*", lambda match: inflected(match[1]), fact)

    told = {}
    for field in fields(SpeechWords):
        fact = lists["roles"] if field.name == "roles" else facts.get(field.name, "")
        if field.name == "quotes":
            told[field.name] = tuple((pair[0], pair[1]) for pair in fact.split())
        elif isinstance(fact, dict):
            told[field.name] = tuple((word, gender.replace("any", "")) for gender, words in fact.items() for word in words.split("|"))
        elif isinstance(fact, list):
            told[field.name] = tuple(map(filled, fact))
        elif fact:
            told[field.name] = filled(fact) if isinstance(fact, str) else fact
    return SpeechWords(**told)
