"""What happens while people talk, told in brackets.

Brackets are events where they hold a known word of any language and nothing else ("[laughs softly]",
"（笑）"), a mark for what is left out or not understood ("[...]", "(?)"), or, in square brackets, a few small
words and a time code ("[popping noise 00:45:49]"). All others hold words.

The words are in `languages/events.tsv`: language, kind, phrases. "modifier" lists what may stand beside one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from toolkit import late
from toolkit.text import tables
from toolkit.text.hygiene import fold

Event = Literal["vocal", "kinesic", "incident", "pause", "unclear", "inaudible", "gap", "note"]
"""vocal: made with the voice, and no word; kinesic: a gesture; incident: anything else that happens; unclear:
somebody wasn't sure; inaudible: nobody understood; gap: left out; note: whatever nobody knows.

TEI tells them apart likewise (P5, chapter 8, "Vocal, Kinesic, Incident")."""

OPENING = "([（［【〔"
"""What an event begins with."""
_BEGINS = tuple(f"{OPENING}\\")
_WIDE_OPENING = late.regex(f"[{OPENING[2:]}]")
_LONGEST = 60
_INSIDE = rf"[^()\[\]（）［］【】〔〕\\\n]{{1,{_LONGEST}}}"
_BRACKETS = late.regex(
    rf"\(\({_INSIDE}\)\)|[(（]{_INSIDE}[)）]|[\[［]{_INSIDE}[\]］]|【{_INSIDE}】|〔{_INSIDE}〕"
    # As Markdown writes brackets that begin no link.
    rf"|\\\[{_INSIDE}\\\]|\\\({_INSIDE}\\\)"
)
_MARKS = " \t()[]{}<>*.!,;:-\\\u2026\u2013\u2014\u3002\uff01\u00ab\u00bb（）［］【】〔〕"
"""What stands around the words, in any script: brackets, stars and stops."""
_TIME = late.regex(r"[@~]?(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?\b")
_LASTS = late.regex(r"\b\d{1,3}(?:[.,]\d+)?(?=\s*(?:\D|$))")
_LEFT_OUT = late.regex(r"(?:\.\s?){3,6}|\u2026{1,3}|\u22ef{1,3}|\u3002{3,6}|--+")
_SHORT_PAUSE = late.regex(r"\.{1,2}")
_DOUBT = late.regex(r"[?\uff1f]{1,3}")
_AND = late.regex(
    r"\s*(?:[,;/&+\uff0c\u3001\u00b7]|\b(?:and|then|und|et|y|e|i|och|og|ja|\u00e9s|\u0219i|\u015fi|\u0438|\u0456|ve|dan|v\u00e0)\b|\u548c)\s*"
)
_WORDS_BESIDE_TIME = 4


@cache
def _languages() -> Mapping[str, frozenset[str]]:
    """Folded phrase -> the languages that have it."""
    langs: dict[str, set[str]] = {}
    for lang, kind, phrases in tables.rows("toolkit.languages", "events.tsv"):
        if kind != "modifier":
            for phrase in map(fold, phrases.split("|")):
                langs.setdefault(phrase, set()).add(lang)
    return {phrase: frozenset(tags) for phrase, tags in langs.items()}


def languages(bracket: str) -> frozenset[str]:
    """The languages in which an event is told in these words; none where nobody knows them.

    >>> sorted(languages("[laughs]")), "fr" in languages("(pause)"), languages("[hums a tune]")
    (['en'], True, frozenset())
    """
    return _languages().get(fold(bracket.strip(_MARKS)), frozenset())


@cache
def _phrases() -> tuple[Mapping[str, Event], frozenset[str]]:
    """Folded phrase -> kind, and folded modifiers."""
    kinds: dict[str, Event] = {}
    beside: set[str] = set()
    for _, kind, phrases in tables.rows("toolkit.languages", "events.tsv"):
        words = map(fold, phrases.split("|"))
        if kind == "modifier":
            beside.update(words)
            continue
        if kind not in get_args(Event):
            raise ValueError(f"events.tsv: {kind}")
        for phrase in words:
            kinds.setdefault(phrase, cast("Event", kind))
    return kinds, frozenset(beside)


@cache
def _most_words() -> int:
    """How many words the longest phrase has."""
    return max(len(phrase.split()) for phrase in _phrases()[0])


@lru_cache(maxsize=1024)  # the same few recur
def classify(words: str) -> Event:
    """The kind of event in a bracket's words.

    It is `note` for what nobody knows.

    >>> classify("(Laughter.)"), classify("[inaudible 00:12]"), classify("(as he laughs)")
    ('vocal', 'inaudible', 'note')
    """
    phrases, beside = _phrases()
    bare = words.strip(_MARKS)
    if not bare:
        inside = words.strip(" ()[]（）［］【】〔〕\\")
        return "gap" if _LEFT_OUT.fullmatch(inside) else "pause" if _SHORT_PAUSE.fullmatch(inside) else "note"
    if _DOUBT.fullmatch(bare):
        return "unclear"
    folded = fold(_TIME.sub(" ", bare)).strip(_MARKS)
    if kind := phrases.get(folded):
        return kind
    kinds = [phrases.get(part) or phrases.get(_without(part, beside, phrases)) for part in _AND.split(folded)]
    return kinds[0] if kinds[0] and all(kinds) else "note"


def _without(words: str, beside: frozenset[str], phrases: Mapping[str, Event]) -> str:
    """A phrase without the modifiers around it."""
    parts, most = deque(_LASTS.sub(" ", words).split()), _most_words()
    # The longest that is known: a word may be a modifier in another phrase.
    while parts and (len(parts) > most or " ".join(parts) not in phrases):
        if parts[0].strip(_MARKS) in beside:
            parts.popleft()
        elif parts[-1].strip(_MARKS) in beside:
            parts.pop()
        else:
            break
    return " ".join(parts)


def kind(bracket: str) -> Event:
    """The kind of an event: what nobody knows happens."""
    known = classify(bracket)
    return "incident" if known == "note" else known


def end(text: str, at: int, last: int) -> int:
    """Where an event ends that begins at a place.

    It is 0 where none begins there, and at most `last`.
    """
    match = _BRACKETS.match(text, at, last)
    return match.end() if match and is_event(match[0]) else 0


@lru_cache(maxsize=4096)
def is_event(bracket: str) -> bool:
    """Whether a bracket holds an event.

    >>> is_event("[laughs]"), is_event("(as my mother said)"), is_event("[popping noise 00:45:49.28]")
    (True, False, True)
    """
    if classify(bracket) != "note":
        return True
    inside = bracket.strip(_MARKS)
    if not bracket.lstrip("\\").startswith(("[", "［")) or not _TIME.search(inside):
        return False
    words = _TIME.sub(" ", inside).split()
    return 0 < len(words) <= _WORDS_BESIDE_TIME and words[0][0].islower()


def is_alone(text: str) -> bool:
    """Whether a text is a bracket that holds an event, and nothing else.

    A look is enough for nearly all.
    """
    return text[:1] in _BEGINS and is_event(text)


def may_be_among(text: str) -> bool:
    """Whether a text has a bracket that may open an event.

    It is much quicker than to look for one.
    """
    return "(" in text or "[" in text or (not text.isascii() and bool(_WIDE_OPENING.search(text)))


def among(text: str) -> bool:
    """Whether a text has any event."""
    return any(is_event(bracket[0]) for bracket in _BRACKETS.finditer(text))


def without(text: str) -> str:
    """A text without its events: other brackets hold words.

    >>> without("[laughs] (as my mother said)")
    '  (as my mother said)'
    """
    return _BRACKETS.sub(lambda bracket: " " if is_event(bracket[0]) else bracket[0], text)


def brackets(text: str) -> int:
    """How many brackets stand in a text, whatever they hold."""
    return len(_BRACKETS.findall(text))


def translated(text: str, terms: Mapping[str, str]) -> str:
    """A text with the translations of its events.

    Time codes stay, before the bracket that closes.

    >>> translated("Non [inaudible 00:12:30].", {"[inaudible]": "[peu clair]"})
    'Non [peu clair 00:12:30].'
    """
    return _BRACKETS.sub(lambda match: _translated(match, terms), text)


def _translated(match: re.Match[str], terms: Mapping[str, str]) -> str:
    bracket = shown(match[0])
    wanted = terms.get(term(bracket), "")
    # What is in square brackets may be the words of a link.
    if not wanted or not is_event(match[0]) or match.string.startswith("(", match.end()):
        return match[0]
    time = _TIME.search(bracket)
    return f"{wanted[:-1]} {time[0]}{wanted[-1]}" if time else wanted


def shown(bracket: str) -> str:
    """An event as it is printed."""
    return bracket.replace("\\", "")


def term(event: str) -> str:
    """What is translated once of an event that is shown.

    A time code isn't.

    >>> term("[inaudible 00:12:30]"), term("(laughs)")
    ('[inaudible]', '(laughs)')
    """
    return event if not any(map(str.isdecimal, event)) else re.sub(r"\s*" + _TIME.pattern + r"\s*", "", event)
