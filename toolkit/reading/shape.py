"""What lines look like, in numbers.

They hold in any language. The same are taken of a line, of what stands behind a label, and of the lines
around.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from toolkit import late
from toolkit.languages.lexicon import MARKS, heads_note, key, lexicon
from toolkit.reading.forms import TAG
from toolkit.text.hygiene import european
from toolkit.text.lines import width
from toolkit.text.patterns import any_of
from toolkit.text.scripts import THAI, begins_small
from toolkit.text.signs import ends_sentence, is_question, is_separator
from toolkit.text.times import CLOCK

Numbers = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
_Each = TypeVar("_Each", bound=np.generic)

CATEGORIES = (
    "role", "meta", "date", "caption", "note", "byline", "by", "credit", "text", "saying", "starts",
    "titles", "persons", "about", "event", "months", "sides", "particles", "salutation",
)  # fmt: skip
"""Lists of words, of all languages at once; `sides` are words for question and answer."""
BIT = {name: 1 << i for i, name in enumerate(CATEGORIES)}
"""Of each list its bit in what `lists` gives."""
OFFICE = BIT["titles"] | BIT["role"]
"""Lists of words that stand beside a name, or for one."""
NOBODY = sum(BIT[name] for name in ("meta", "date", "caption", "note", "byline", "credit", "text"))
"""Lists of words whose label is nobody's."""

WORD = late.regex(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_URL = late.regex(r"(?:(?:[-*+•]|\d{1,3}\.)\s+)?(?:<?(?:https?://|www\.)\S+>?|!?\[[^\]]*\]\([^()\s]+\))$")
_LINK = late.regex(r"https?://|www\.|\S@\S+\.\w")
_DATE = late.regex(
    rf"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)|(?<=[{THAI}][\s.])2[45]\d\d(?!\d)|\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m|uhr|h\b)|(?:\d|[〇零一二三四五六七八九]{{3}})\s*[年月日년월일]|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}",
    re.IGNORECASE,
)
_NUMERAL = late.regex(r"[\d〇零一二三四五六七八九]")
"""A date has one."""
_CLOCKED = late.regex(rf"[\[(（<]?\s*+{CLOCK}(?:\s*+(?:-->|[-–—>])\s*+{CLOCK})?\s*+(?:[\])）>]\s*+)?[:：]?$")
_TAG = late.regex(rf"{TAG}|</?[abiu](?:\s[^<>]*)?>|<!--|\{{[%{{]|:::")
"""Of HTML, and of programs that make pages."""
_STROKE = late.regex(r"\s[/|·｜／»]\s|／|｜")
_ITEM = late.regex(r"(?:[-*+•·▪‣]|\(?\d{1,3}[.)]|[a-z]\))\s")
_QUOTES = late.regex("[“”«»「」『』„]")
_DIGIT = late.regex(r"\d")
_COUNTED, _TELLING, _LETTER, _UPPER, _DIGITS = (1 << k for k in (8, 27, 35, 43, 51))
"""What is counted of words, in one number, above the lists that have them: those that may tell of the
conversation, that begin with a letter, with a capital; and figures. No text has as many as `_COUNTED`."""
_KEPT = 1 << 15
"""Different pieces that are kept."""
HEAD = 200
"""Characters from the beginning that are looked at."""
_WORDS = 24
"""Words of them."""
_ROUND, _SQUARE, _CORNER = "(（", "[［〔", "【〈《<＜"
CLOSING = dict(zip("(（[［〔【〈《<＜", ")）]］〕】〉》>＞", strict=True))
_OPENING_QUOTES = "\"“„«‹「『《‘'"
_CLOSING_QUOTES = "\"”“»›」』》’'"

SHAPE = (
    "log width", "to 15", "to 40", "to 80", "to 200", "wider", "ends", "colon", "asks", "comma",
    "closes quote", "lower", "opens quote", "digit", "sign", "dash", "round", "square", "corner",
    "opens bracket", "address", "link", "capitals", "title case", "digits", "date", "clock", "stroke",
    "rights", "item", "drawn", "quoted", "month", "persons", "no persons", "says", "about", "event word",
    "caption word", "caseless", "tag",
)  # fmt: skip
"""What `shapes` gives, in order."""
TEXT = (*SHAPE, *(f"{part} {name}" for part in ("first", "whole") for name in CATEGORIES))
"""What `text` gives: its shape, lists that have its first word, and lists that have all of it."""


@cache
def _lists() -> dict[str, int]:
    """The lists that a folded word is in, as bits."""
    words = lexicon()
    bits: defaultdict[str, int] = defaultdict(int)
    other = {"role": words.roles, "sides": words.asks_or_answers}
    for name in CATEGORIES:
        for word in other[name] if name in other else getattr(words, name):
            bits[word] |= BIT[name]
    return dict(bits)


@lru_cache(maxsize=1 << 16)
def lists(word: str) -> int:
    """The lists that have a word, as bits in the order of `CATEGORIES`."""
    folded = key(word)
    return _lists().get(folded, 0) or heads_note(folded) * BIT["note"]


def bits(values: Iterable[int]) -> Numbers:
    """A row of `CATEGORIES` for each value that `lists` gives."""
    rows = np.fromiter(values, dtype="<u4").view(np.uint8).reshape(-1, 4)
    return np.unpackbits(rows, axis=1, count=len(CATEGORIES), bitorder="little").astype(np.float32)


class _Pieces(dict[str, tuple[int, ...]]):
    """What is known of each piece of a text that stands between blanks.

    Of each of its words the lists that have it, as bits, and what is counted of it.
    """

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= _KEPT:
            self.clear()
        self[piece] = known = tuple(map(_counted, WORD.findall(piece)))
        return known


def _counted(word: str) -> int:
    """The lists that have a word, as bits, and what is counted of it."""
    return (
        lists(word)
        + (word.casefold() in _about()[1]) * _TELLING
        + word[0].isalpha() * _LETTER
        + word[0].isupper() * _UPPER
        + len(_DIGIT.findall(word)) * _DIGITS
    )


_PIECES = _Pieces()


def _words(text: str) -> list[int]:
    """What is known of each word of a text."""
    return [*chain.from_iterable(map(_PIECES.__getitem__, text.split()))]


def _any(words: Sequence[int]) -> int:
    """The lists that have any of some words, as bits."""
    return reduce(or_, words, 0)


@lru_cache(maxsize=1 << 15)
def _shape(text: str) -> tuple[bytes, float, float]:
    """What a text looks like: a byte for each name of `SHAPE`, and the two that are no yes or no."""
    if not text:
        return bytes(len(SHAPE)), 0.0, 0.0
    columns, first, last = width(text), text[0], text[-1]
    head = text[:HEAD]
    low = head.casefold()
    # What begins with a letter, as most does, begins with no sign: what looks for one isn't asked.
    letter = first.isalpha()
    cased = (letter and first.isascii()) or head.lower() != head.upper()
    closed = last if last not in ".。" else text[-2:-1]
    bracket = first in CLOSING and CLOSING[first] == closed
    words = _words(head)
    counted = sum(words)
    starts, capitals = counted // _LETTER % _COUNTED, counted // _UPPER % _COUNTED
    every = _any(words[:_WORDS])
    flags = (
        False,
        columns <= 15,
        15 < columns <= 40,
        40 < columns <= 80,
        80 < columns <= 200,
        columns > 200,
        ends_sentence(text),
        last in ":：" and not ends_sentence(text),
        is_question(text[-60:]),
        last in ",，、;；",
        last in _CLOSING_QUOTES,
        begins_small(first),
        first in _OPENING_QUOTES,
        first.isdigit(),
        first in MARKS,
        first in "—–―‒−-─",
        bracket and first in _ROUND,
        bracket and first in _SQUARE,
        bracket and first in _CORNER,
        first in CLOSING and not bracket,
        (not letter or first in "hw") and _URL.match(text) is not None,
        ("://" in head or "@" in head or "www." in head) and _LINK.search(head) is not None,
        columns > 3 and head.isupper(),
        cased and starts > 2 and capitals > 0.6 * starts,
        False,
        # Most texts have no number, month or word of a caption: what takes longer is asked behind that.
        columns < 70 and _NUMERAL.search(text) is not None and _DATE.search(european(text)) is not None,
        not letter and _CLOCKED.match(text) is not None,
        columns < 60 and _STROKE.search(text) is not None,
        "right" in low or "cc by" in low or "©" in head or "ⓒ" in head or "℗" in head,
        not (letter and first.isupper()) and _ITEM.match(text) is not None,
        not letter and is_separator(text),
        '"' in head or (not head.isascii() and _QUOTES.search(head) is not None),
        columns < 70 and every & BIT["months"] > 0 and _any(words[:8]) & BIT["months"] > 0,
        every & BIT["persons"] > 0,
        columns > 60 and not every & BIT["persons"],
        every & BIT["saying"] > 0,
        (counted // _TELLING % _COUNTED > 0 or not low.isascii()) and _about()[0].search(low) is not None,
        columns < 60 and every & BIT["event"] > 0,
        columns < 200
        and _any(words) & BIT["caption"] > 0
        and (_any(words[:2]) | _any(words[-8:])) & BIT["caption"] > 0
        and (_any(words[:2]) | _any(_words(text[-60:])[-8:])) & BIT["caption"] > 0,
        not cased,
        first in "<{:" and _TAG.match(text) is not None,
    )
    return bytes(flags), math.log1p(columns) / 5, counted // _DIGITS / len(head)


def shapes(texts: Iterable[str]) -> Numbers:
    """The numbers of `SHAPE`, a row for each text; all 0 for an empty one."""
    flags, widths, figures = zip(*map(_shape, texts), strict=True)
    made = np.frombuffer(b"".join(flags), dtype=np.uint8).reshape(-1, len(SHAPE)).astype(np.float32)
    made[:, SHAPE.index("log width")] = widths
    made[:, SHAPE.index("digits")] = figures
    return made


@cache
def _about() -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds any of the phrases, and the longest word of each: without one of them a text has none."""
    phrases = sorted(phrase for phrase in lexicon().about if len(phrase) > 6 or not phrase.isascii())
    return re.compile(any_of(phrases)), frozenset(max(phrase.split(), key=len) for phrase in phrases)


def text(stretches: Sequence[str]) -> Numbers:
    """The numbers of `TEXT`, a row for each stretch of text."""
    first = [lists(word[0]) if (word := WORD.search(stretch, 0, 80)) else 0 for stretch in stretches]
    whole = [lists(stretch.strip("*_:：[]()（）【】 ")) if len(stretch) < 60 else 0 for stretch in stretches]
    return np.concatenate([shapes(stretches), bits(first), bits(whole)], axis=1)


def beside(columns: Sequence[npt.ArrayLike]) -> Numbers:
    """A matrix of these columns, all of one length.

    Each is written to its place: `np.stack` makes three arrays of each, which takes longer than to fill them
    where a document is short.
    """
    made = np.empty((len(columns[0]), len(columns)), dtype=np.float32)  # type: ignore[arg-type]
    for k, column in enumerate(columns):
        made[:, k] = column
    return made


def numbers(rows: Iterable[Iterable[float]], names: Sequence[str]) -> Numbers:
    """A matrix of these rows, with a column for each name."""
    return np.fromiter(chain.from_iterable(rows), dtype=np.float32).reshape(-1, len(names))


def above(each: npt.NDArray[_Each], first: object = 0) -> npt.NDArray[_Each]:
    """Of each line what holds for the line above; `first` for the first."""
    return np.concatenate([np.full_like(each[:1], first), each[:-1]])


def below(each: npt.NDArray[_Each], last: object = 0) -> npt.NDArray[_Each]:
    """Of each line what holds for the line below; `last` for the last."""
    return np.concatenate([each[1:], np.full_like(each[:1], last)])


def distinct(values: Indices) -> Indices:
    """These values, each once, in order."""
    # `np.unique` imports masked arrays, which takes as long as to read a short text.
    ordered = np.sort(values)
    return np.asarray(ordered[ordered != above(ordered, -1)])


def share(flags: Flags) -> float:
    """Of some lines, which share it holds for; 0 where there is none."""
    return float(flags.mean()) if len(flags) else 0.0


def flags(values: Iterable[bool]) -> Flags:
    """These, as an array."""
    return np.fromiter(values, dtype=np.bool_)


def recurring(values: Indices) -> Flags:
    """Whether each value comes more than once among them."""
    return np.asarray(np.bincount(values, minlength=1)[values] > 1)
