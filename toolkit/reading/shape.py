"""What lines look like, in numbers.

They hold in any language. The same are taken of a line, of what stands behind a label, and of the lines
around.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_

import numpy as np
import numpy.typing as npt

from toolkit.reading.candidates import MARKS, TAG, Candidate, candidates
from toolkit.reading.lexicon import heads_note, key, lexicon
from toolkit.reading.lines import Line, width
from toolkit.reading.numbering import uncounted
from toolkit.reading.times import CLOCK, ends_sentence, is_question, is_separator, masked_marks
from toolkit.text.patterns import any_of

Numbers = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

CATEGORIES = (
    "role", "meta", "date", "caption", "note", "byline", "by", "credit", "text", "saying", "starts",
    "titles", "persons", "about", "event", "months", "sides", "particles", "salutation",
)  # fmt: skip
"""Lists of words, of all languages at once; `sides` are words for question and answer."""
_BIT = {name: 1 << i for i, name in enumerate(CATEGORIES)}

WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_URL = re.compile(r"(?:(?:[-*+•]|\d{1,3}\.)\s+)?(?:<?(?:https?://|www\.)\S+>?|!?\[[^\]]*\]\([^()\s]+\))$")
_LINK = re.compile(r"https?://|www\.|\S@\S+\.\w")
_DATE = re.compile(
    r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)|\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|uhr|h\b)|(?:\d|[〇零一二三四五六七八九]{3})\s*[年月日년월일]|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九]")
"""A date has one."""
_CLOCKED = re.compile(rf"[\[(（<]?\s*+{CLOCK}(?:\s*+(?:-->|[-–—>])\s*+{CLOCK})?\s*+(?:[\])）>]\s*+)?[:：]?$")
_TAG = re.compile(rf"{TAG}|</?[abiu](?:\s[^<>]*)?>|<!--|\{{[%{{]|:::")
"""Of HTML, and of programs that make pages."""
_STROKE = re.compile(r"\s[/|·｜／»]\s|／|｜")
_ITEM = re.compile(r"(?:[-*+•·▪‣]|\(?\d{1,3}[.)]|[a-z]\))\s")
_QUOTES = re.compile("[“”«»「」『』„]")
_DIGIT = re.compile(r"\d")
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
_CLOSING = dict(zip("(（[［〔【〈《<＜", ")）]］〕】〉》>＞", strict=True))
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
    folded = key(word)
    return _lists().get(folded, 0) or heads_note(folded) * _BIT["note"]


def bits(values: Iterable[int]) -> Numbers:
    """A row of `CATEGORIES` for each value that `lists` gives."""
    column = np.fromiter(values, dtype=np.int64)[:, None]
    return (column >> np.arange(len(CATEGORIES)) & 1).astype(np.float32)


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
    cased = head.lower() != head.upper()
    closed = last if last not in ".。" else text[-2:-1]
    bracket = first in _CLOSING and _CLOSING[first] == closed
    words = _words(head)
    counted = sum(words)
    starts, capitals = counted // _LETTER % _COUNTED, counted // _UPPER % _COUNTED
    whole = _any(words)
    every = whole if len(words) <= _WORDS else _any(words[:_WORDS])
    flags = (
        False,
        columns <= 15,
        15 < columns <= 40,
        40 < columns <= 80,
        80 < columns <= 200,
        columns > 200,
        ends_sentence(text),
        last in ":：",
        is_question(text[-60:]),
        last in ",，、;；",
        last in _CLOSING_QUOTES,
        first.islower(),
        first in _OPENING_QUOTES,
        first.isdigit(),
        first in MARKS,
        first in "—–―‒−-─",
        bracket and first in _ROUND,
        bracket and first in _SQUARE,
        bracket and first in _CORNER,
        first in _CLOSING and not bracket,
        _URL.match(text) is not None,
        ("://" in head or "@" in head or "www." in head) and _LINK.search(head) is not None,
        columns > 3 and head.isupper(),
        cased and starts > 2 and capitals > 0.6 * starts,
        False,
        # Most texts have no number, month or word of a caption: what takes longer is asked behind that.
        columns < 70 and _NUMERAL.search(text) is not None and _DATE.search(text) is not None,
        _CLOCKED.match(text) is not None,
        columns < 60 and _STROKE.search(text) is not None,
        "right" in low or "©" in head or "ⓒ" in head or "℗" in head,
        _ITEM.match(text) is not None,
        is_separator(text),
        '"' in head or (not head.isascii() and _QUOTES.search(head) is not None),
        columns < 70 and every & _BIT["months"] > 0 and _any(words[:8]) & _BIT["months"] > 0,
        every & _BIT["persons"] > 0,
        columns > 60 and not every & _BIT["persons"],
        every & _BIT["saying"] > 0,
        (counted // _TELLING % _COUNTED > 0 or not low.isascii()) and _about()[0].search(low) is not None,
        columns < 60 and every & _BIT["event"] > 0,
        columns < 200
        and whole & _BIT["caption"] > 0
        and (_any(words[:2]) | _any(words[-8:])) & _BIT["caption"] > 0
        and (_any(words[:2]) | _any(_words(text[-60:])[-8:])) & _BIT["caption"] > 0,
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


# A document as arrays: what its lines look like, and how it is laid out.


FLAGS = (
    "gap", "wide gap", "gap after", "wide gap after", "gaps around", "bold", "bold begins", "italic",
    "heading", "top heading", "quotation", "timed", "indented", "item form", "verse form",
    "fenced", "roll",
)  # fmt: skip
"""What is known of a line beside its words."""
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r">\s+(?=\S)")
_WHOLE_BOLD = re.compile(
    r"(?:(\*\*|__)(?!\s)(?:(?!\1).)+(?<!\s)\1|<(b|strong)>.+?</\2>)[.:：]?$", re.DOTALL | re.IGNORECASE
)
_WHOLE_ITALIC = re.compile(r"([*_])(?![*_\s]).+?(?<![*_\s])\1[.:：]?$", re.DOTALL)
_POINT = re.compile(r"(?:[-*+•]|(\*\*|__)?\(?\d{1,3}[.)]?(?(1)\1)[.)]?)\s+(?=[*_])")
"""A bullet or a number before emphasis, itself in bold or not."""
_FENCE = ("```", "~~~")
_BRIEF, _BESIDE, _ROLL = 40, 0.7, 8
"""Columns of lines in a roll, at most; of the widest lines' width, at most; lines that make a sure one."""
_FULL = 0.8
"""Share of the widest lines' width from which on a line is full."""


@dataclass(frozen=True, slots=True)
class View:
    """Lines, and all that is told by one line or by the layout of all."""

    lines: Sequence[Line]
    found: Sequence[tuple[Candidate, ...]]
    plain: Sequence[str]
    """The words, without marks of Markdown and times before them."""
    text: Numbers
    """Lines x `TEXT`."""
    flags: Numbers
    """Lines x `FLAGS`."""
    widths: Numbers
    """Columns of each line."""
    widest: float
    """Columns of the 97th percentile: few lines of a wrapped text are wider."""
    ungapped: float
    """Share of lines without a blank line before them."""
    full: float
    """Of lines that another follows without a gap, the share that are as wide as the widest."""
    unended: float
    """Of full lines that another follows without a gap, the share that end no sentence."""

    @property
    def gap(self) -> Numbers:
        """Whether a blank line stands before each line."""
        return self.flags[:, 0]

    def has(self, name: str) -> Flags:
        """Whether each line has what is called so in `TEXT` or `FLAGS`."""
        column = self.flags[:, FLAGS.index(name)] if name in FLAGS else self.text[:, TEXT.index(name)]
        return np.asarray(column > 0)

    @property
    def opens(self) -> Flags:
        """Whether each line begins a paragraph by its layout: it is below no full line that is unended."""
        full = (self.widths > _FULL * self.widest) & ~self.has("ends")
        return np.asarray((self.gap > 0) | ~np.append(False, full[:-1]))


def view(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> View:
    """The arrays of some lines; one at least.

    known  keys of labels that are a speaker's, whatever they look like
    """
    labels: list[tuple[Candidate, ...]] = []
    plain: list[str] = []
    flags: list[tuple[float, ...]] = []
    count = len(lines)
    for i, line in enumerate(lines):
        labels.append(candidates(line, known))
        words, flag = _line(line, lines[i + 1].gap if i + 1 < count else 9, first=i == 0)
        plain.append(words)
        flags.append(flag)
    matrix = text(plain)
    widths = np.array([width(words) for words in plain], dtype=np.float32)
    widest = float(np.sort(widths)[max(0, int(0.97 * count) - 1)])
    brief = (widths <= min(_BRIEF, _BESIDE * widest)) & (matrix[:, TEXT.index("ends")] == 0)
    marks = np.concatenate([numbers(flags, FLAGS[:-2]), _fenced(plain, lines), _rolls(brief)], axis=1)
    close = marks[1:, 0] == 0
    full = widths[:-1][close] > _FULL * widest
    ends = matrix[:-1, TEXT.index("ends")][close] > 0
    wide = widths[:-1][close] > 0.5 * widest
    return View(
        lines, uncounted(lines, labels, known), plain, matrix, marks, widths, widest,
        ungapped=float(1 - marks[:, 0].mean()),
        full=float(full.mean()) if full.size else 0.0,
        unended=float((~ends[wide]).mean()) if wide.any() else 0.0,
    )  # fmt: skip


def _fenced(plain: Sequence[str], lines: Sequence[Line]) -> Numbers:
    """Whether each line is in a block of code between fences; a fence that is never closed fences nothing."""
    fences = [i for i, words in enumerate(plain) if words.startswith(_FENCE)]
    blocks = zip(fences[::2], fences[1::2], strict=False)
    # What a container says to be no code is what somebody pasted: a log.
    code = [i for first, last in blocks for i in range(first, last + 1) if lines[i].kind]
    return np.isin(np.arange(len(plain)), code).astype(np.float32)[:, None]


def _rolls(brief: Flags) -> Numbers:
    """How far each line is one of many brief ones that end no sentence, as names are: 0 for one alone."""
    run = np.cumsum(~brief)
    sizes = np.bincount(run, weights=brief)[run] * brief
    return np.clip((sizes - 1) / (_ROLL - 1), 0, 1).astype(np.float32)[:, None]


def _line(line: Line, after: int, *, first: bool) -> tuple[str, tuple[float, ...]]:
    """The words of a line, and its flags.

    after  blank lines behind it
    """
    words, level = line.text, line.level
    if (heading := _HEADING.match(words)) is not None:
        level = level or len(heading[1])
        words = words[heading.end() :].rstrip("# ")
    quoted = line.form == "quotation"
    if (quote := _QUOTE.match(words)) is not None:
        quoted = True
        words = words[quote.end() :]
    point = _POINT.match(words)
    whole = words[point.end() :] if point is not None else words
    bold = _WHOLE_BOLD.match(whole) is not None or 0 < len(words) <= line.strong
    italic = not bold and _WHOLE_ITALIC.match(whole) is not None
    masked = masked_marks(words[:160])
    begins = masked.startswith("\1") or line.strong > 0
    timed = masked.startswith("\0") or line.start is not None
    if "\0" in masked or "\1" in masked or "\2" in masked:
        kept = [char for char, mask in zip(words, masked, strict=False) if mask not in "\1\2"]
        words = "".join(kept) + words[160:].replace("**", "").replace("__", "")
        front = len(masked) - len(masked.lstrip("\0\1\2 "))
        if masked.startswith("\0") and front < len(masked):
            words = words[sum(mask not in "\1\2" for mask in masked[:front]) :]
    gap = 9 if first else line.gap
    flags = (
        gap > 0, gap > 1, after > 0, after > 1, gap > 0 and after > 0, bold, begins and not bold, italic,
        level > 0, level == 1, quoted, timed, line.indent > 0, line.form == "item", line.form == "verse",
    )  # fmt: skip
    return words.strip() or line.text, flags
