"""What a stretch of text looks like, in numbers that hold in any language.

The same numbers are taken of a line, of what stands behind a label, and of the lines around.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from toolkit.reading.candidates import CLOCK, MARKS
from toolkit.reading.lexicon import key, lexicon
from toolkit.reading.lines import width
from toolkit.reading.signs import ends_sentence, is_question, is_separator

Numbers = npt.NDArray[np.float32]

CATEGORIES = (
    "role", "meta", "date", "caption", "note", "byline", "by", "credit", "text", "saying", "starts",
    "titles", "persons", "about", "event", "months", "sides", "particles", "salutation",
)  # fmt: skip
"""Lists of words, of all languages at once; `sides` are words for question and answer."""
_BIT = {name: 1 << i for i, name in enumerate(CATEGORIES)}

WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_URL = re.compile(r"<?(?:https?://|www\.)\S+>?$|!?\[[^\]]*\]\([^()\s]+\)$")
_LINK = re.compile(r"https?://|www\.|\S@\S+\.\w")
_DATE = re.compile(
    r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|uhr|h\b)|\d\s*[年月日년월일]|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_CLOCKED = re.compile(rf"[\[(（<]?\s*+{CLOCK}(?:\s*+(?:-->|[-–—>])\s*+{CLOCK})?\s*+(?:[\])）>]\s*+)?[:：]?$")
_STROKE = re.compile(r"\s[/|·｜／»]\s|／|｜")
_SIGNS_OF_RIGHTS = frozenset("©ⓒ℗")
_ITEM = re.compile(r"(?:[-*+•·▪‣]|\(?\d{1,3}[.)]|[a-z]\))\s")
_QUOTES = frozenset('"“”«»「」『』„')
_DIGIT = re.compile(r"\d")
HEAD = 200
"""Characters from the beginning that are looked at."""
_WORDS = 24
"""Words of them."""
_ROUND, _SQUARE, _CORNER = "(（", "[［〔", "【〈《<＜"
_CLOSING = {
    "(": ")",
    "（": "）",
    "[": "]",
    "［": "］",
    "〔": "〕",
    "【": "】",
    "〈": "〉",
    "《": "》",
    "<": ">",
    "＜": "＞",
}
_OPENING_QUOTES = "\"“„«‹「『《‘'"
_CLOSING_QUOTES = "\"”“»›」』》’'"

SHAPE = (
    "log width", "to 15", "to 40", "to 80", "to 200", "wider", "ends", "colon", "asks", "comma",
    "closes quote", "lower", "opens quote", "digit", "sign", "dash", "round", "square", "corner",
    "opens bracket", "address", "link", "capitals", "title case", "digits", "date", "clock", "stroke",
    "rights", "item", "drawn", "quoted", "month", "persons", "no persons", "says", "about", "event word",
    "caption word", "caseless",
)  # fmt: skip
"""What `shape` gives, in order."""
_FIRST = tuple(f"first {name}" for name in CATEGORIES)
_WHOLE = tuple(f"whole {name}" for name in CATEGORIES)
TEXT = (*SHAPE, *_FIRST, *_WHOLE)
"""What `text` gives: its shape, lists that have its first word, and lists that have all of it."""


@cache
def _lists() -> dict[str, int]:
    """The lists that a folded word is in, as bits."""
    words = lexicon()
    bits: defaultdict[str, int] = defaultdict(int)
    for name in CATEGORIES:
        if name == "role":
            members = frozenset(words.roles)
        elif name == "persons":
            members = frozenset().union(*words.persons.values())
        elif name == "sides":
            members = words.ask | words.answer
        elif name == "event":
            members = words.events
        else:
            members = getattr(words, name)
        for word in members:
            bits[word] |= _BIT[name]
    return dict(bits)


@lru_cache(maxsize=1 << 16)
def lists(word: str) -> int:
    """The lists that have a word, as bits in the order of `CATEGORIES`."""
    return _lists().get(key(word), 0)


def bits(value: int) -> list[float]:
    """One number for each list."""
    return [float(value >> i & 1) for i in range(len(CATEGORIES))]


@lru_cache(maxsize=1 << 15)
def shape(text: str) -> tuple[float, ...]:
    """The numbers of `SHAPE`; all 0 for an empty text."""
    if not text:
        return (0.0,) * len(SHAPE)
    columns = width(text)
    first, last = text[0], text[-1]
    head = text[:HEAD]
    low = head.casefold()
    words = WORD.findall(head)
    cased = head.lower() != head.upper()
    closed = last if last not in ".。" else text[-2:-1]
    bracket = first in _CLOSING and _CLOSING[first] == closed
    categories = [lists(word) for word in words[:_WORDS]]
    early = every = edge = 0
    for category in categories[:8]:
        early |= category
    for category in categories:
        every |= category
    if columns < 200:
        for category in (*categories[:2], *map(lists, WORD.findall(text[-60:])[-8:])):
            edge |= category
    capitals = columns > 3 and head.isupper()
    title = False
    if cased and len(words) > 2:
        starts = [word[0] for word in words if word[0].isalpha()]
        title = len(starts) > 2 and sum(map(str.isupper, starts)) > 0.6 * len(starts)
    return (
        math.log1p(columns) / 5,
        float(columns <= 15),
        float(15 < columns <= 40),
        float(40 < columns <= 80),
        float(80 < columns <= 200),
        float(columns > 200),
        float(ends_sentence(text)),
        float(last in ":："),
        float(is_question(text[-60:])),
        float(last in ",，、;；"),
        float(last in _CLOSING_QUOTES),
        float(first.islower()),
        float(first in _OPENING_QUOTES),
        float(first.isdigit()),
        float(first in MARKS),
        float(first in "—–―‒−-─"),
        float(bracket and first in _ROUND),
        float(bracket and first in _SQUARE),
        float(bracket and first in _CORNER),
        float(first in _CLOSING and not bracket),
        float(_URL.match(text) is not None),
        float(("://" in head or "@" in head or "www." in head) and _LINK.search(head) is not None),
        float(capitals),
        float(title),
        len(_DIGIT.findall(head)) / len(head),
        float(columns < 70 and _DATE.search(text) is not None),
        float(_CLOCKED.match(text) is not None),
        float(columns < 60 and _STROKE.search(text) is not None),
        float("right" in low or not _SIGNS_OF_RIGHTS.isdisjoint(head)),
        float(_ITEM.match(text) is not None),
        float(is_separator(text)),
        float(not _QUOTES.isdisjoint(head)),
        float(columns < 70 and bool(early & _BIT["months"])),
        float(bool(every & _BIT["persons"])),
        float(columns > 60 and not every & _BIT["persons"]),
        float(bool(every & _BIT["saying"])),
        float(_tells(low, words)),
        float(columns < 60 and bool(every & _BIT["event"])),
        float(columns < 200 and bool(edge & _BIT["caption"])),
        float(not cased),
    )


def _tells(low: str, words: Sequence[str]) -> bool:
    """Whether a text tells of the conversation: "this interview"."""
    if low.isascii() and _words_of_about().isdisjoint(map(str.casefold, words)):
        return False
    return any(phrase in low for phrase in _about())


@cache
def _about() -> tuple[str, ...]:
    return tuple(sorted(phrase for phrase in lexicon().about if len(phrase) > 6 or not phrase.isascii()))


@cache
def _words_of_about() -> frozenset[str]:
    """The longest word of each phrase: without one of them a text has none."""
    return frozenset(max(phrase.split(), key=len) for phrase in _about())


@lru_cache(maxsize=1 << 15)
def text(stretch: str) -> tuple[float, ...]:
    """The numbers of `TEXT`."""
    first = WORD.search(stretch[:80])
    of_first = lists(first[0]) if first else 0
    whole = lists(stretch.strip("*_:：[]()（）【】 ")) if len(stretch) < 60 else 0
    return (*shape(stretch), *bits(of_first), *bits(whole))


def numbers(rows: list[tuple[float, ...]], names: tuple[str, ...]) -> Numbers:
    """A matrix of these rows."""
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(names))
