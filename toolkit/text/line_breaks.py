"""Where a line may end, and where a text is best cut.

    line_pieces  a text in pieces between which a line may end
    may_begin    whether a line may begin with a character
    TIED         what no line begins with, though readers let it
    HYPHENED     a word with hyphens, at which short ones are never divided in titles and names
    no_break     the text with other blanks where none may
    breaks       the places where a line may end, each with a price
    Cutter       a text in pieces: so many as there are times, or so long as fit on a screen

Offsets are 0-based, of characters. Time grows with the length of the text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.text import scripts
from toolkit.text.patterns import any_of
from toolkit.text.segment import split

# Chinese and Japanese: a line may end between any two letters, but for the rules below.
_EAST = late.regex(f"[{scripts.CJK}]")
# The typesetter takes it as it is, and has no pattern that looks around.
HYPHENED = r"\w+(?:[-\u2010]\w+)+"
WHOLE = 16
"""Letters of such a word that stays whole: what is longer may have no room."""
TIES = "·•∙⋅—―⸺⸻～／－＝"
GERESH = "״׳"
"""Hebrew marks of quotation, which Unicode takes for letters: a line would end before one behind a stop."""
TIED = rf"[{TIES}](?<!\s.)[{TIES}]*|(?:(?<=[.,;:?!…])|^)[{GERESH}]+(?![^\W_])"
"""The dot of a name, a dash and the like: a line may end behind them and doesn't begin with them, but where a
blank is before them. What ends a quotation in Hebrew, too."""
PRONOUNS = "t|je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|ci|là"
"""French words behind a hyphen that a line doesn't begin with: *fait-il*, *va-t-elle*, *celui-ci*."""
_CHUNK = late.regex(r" *[^ ]+ *")
_CLOSING_CLASSES = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})
_OPENING_CLASSES = frozenset({"Ps", "Pi"})
_BLANKS = frozenset(" \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


def line_pieces(text: str) -> Iterator[str]:
    """A text in pieces between line breaks.

    A line may end at the end of each.

    >>> list(line_pieces("One 「二、三」"))
    ['One ', '「二、', '三」']
    """
    words = _CHUNK.findall(text) or ([text] if text else [])
    for word in words:
        if not _EAST.search(word):
            yield word
            continue
        start = 0
        for k in range(1, len(word)):
            if _may_end(word[k - 1], word[k]):
                yield word[start:k]
                start = k
        yield word[start:]


def may_begin(character: str) -> bool:
    """Whether a line may begin with a character."""
    if character in _BLANKS or character in _SMALL or character in TIES:
        return False
    return unicodedata.category(character) not in _CLOSING_CLASSES


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end here.

    It is asked of two characters that no blank divides.
    """
    if not may_begin(after):
        return False
    if before == " " or unicodedata.category(before) in _OPENING_CLASSES:
        return False
    return bool(_EAST.match(before) or _EAST.match(after))


# Blanks at which no line may end: what a typesetter does to a text whose writer typed ordinary ones.
#
# Only for print: catalogs and archives keep what was typed. A blank becomes another one or stays; none is
# added and none taken away, so that quotation marks and all else are as the translator left them.
#
#     everywhere        between a number and its unit, and between groups of three digits (10 000);
#                       beside km and its like these are the brief units in letters of the language: км
#     French            before ; ! ? the narrow blank of printers; before : and in guillemets a full one
#     Czech, Polish,    after prepositions and conjunctions of one letter, which may not end a line
#     Slovak
#
# Sources: the International System of Units, section 5.4.3; the French Imprimerie nationale's rules of
# typography; the Czech ČSN 01 6910 and its Polish and Slovak counterparts.


_FULL, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_SYMBOLS = "[%‰€£¥$°℃℉Ω]"
_UNITS = "(?:[kcmµ]?m|[kM]?W|[km]?g|[mc]?l|[kMG]?Hz|[kMGT]?B|km/h|min|h|s|V|A|K|ha|hPa)(?![^\\W_])"
_LATIN = late.regex("[A-Za-z\u00c0-\u024f*?_]")
"""What a unit has that has no sign in letters of another script; and what is no word alone."""
# Each begins with its blank: a search for one character is far quicker than to look around at each.
_IN_NUMBER = rf"(?<=\d )(?=\d{{3}}(?!\d)|{_SYMBOLS}|{_UNITS})"
_NUMBERS = late.regex(f" {_IN_NUMBER}")
# In one search: each takes as long as the text is. What stands beside them rules most blanks out.
_FRENCH = late.regex(
    rf" (?:(?=[;!?:»›])|(?<=[«‹\d] ))(?:{_IN_NUMBER}|(?<=\S )(?=[;!?]+(?!\w)|:(?!\w)|[»›])|(?<=[«‹] )(?=\S))"
)
_LETTERS = {"cs": "AIKOSUVZaikosuvz", "sk": "AIKOSUVZaikosuvz", "pl": "AIOUWZaiouwz"}


def no_break(text: str, lang: str) -> str:
    r"""The text with no-break spaces.

    They take the place of each blank at which no line may end.

    lang  BCP 47 tag

    >>> no_break("Vraiment ? Oui : 10 000 km.", "fr")
    'Vraiment\u202f? Oui\xa0: 10\xa0000\xa0km.'
    """
    if " " not in text:
        return text
    for blank, put in _rules(lang):
        text = blank.sub(put, text)
    return text


@cache
def _rules(lang: str) -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    """Blanks at which no line may end, and what takes their place."""
    language = lang.partition("-")[0]
    rules: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]
    rules = [(_FRENCH, _french) if language == "fr" else (_NUMBERS, _FULL)]
    if units := _units(language):
        rules.append((re.compile(rf" (?<=\d )(?=(?:{units})(?![^\W_]))"), _FULL))
    if letters := _LETTERS.get(language):
        rules.append((re.compile(rf"([{letters}]) (?<![^\s(„“‚«–—]. )(?=\S)"), rf"\1{_FULL}"))
    return tuple(rules)


def _french(match: re.Match[str]) -> str:
    return _NARROW if match.string[match.end()] in ";!?" else _FULL


# How much a cut hurts.
#
# A cut is best behind a sentence, then behind a comma, then before a word that begins a clause, which is
# data (`languages/conjunctions.toml`). It is never inside of a word. In Chinese and Japanese, where blanks
# don't say what a word is, a cut behind a particle or before other letters than kana is taken for the
# better one.


# Prices of a cut. Only their order and their rough proportions matter: twenty is a piece too many.
_SENTENCE, _CLAUSE, _COMMA, _JOINS, _BLANK, _HANGS, _INSIDE = 0.0, 1.0, 1.5, 3.0, 6.0, 9.0, 12.0
_PIECE, _SHORT_PIECE, _OVER = 12.0, 20.0, 30.0
_SHORT = 3
"""Letters of a word that belongs to the next one, as an article or a preposition does."""

_CLAUSES, _COMMAS = frozenset(";:—–…；：؛"), frozenset(",،、，")
_CLOSING = "\"'”’»›」』）)]】〉》"
_PARTICLES = frozenset("的了着著过過得吧吗嗎呢啊")
_KANA = late.regex(f"[{scripts.HIRAGANA}]")
_WORD = late.regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
_WIDE = late.regex(f"[{scripts.WIDE}]")
_REACH = 12
"""Breaks on each side that are looked at for one cut."""
_NEAR, _NEAR_WIDE = 12.0, 5.0
"""Characters by which a cut may be off its place for the price of one."""


class Break(NamedTuple):
    """A place where a line may end."""

    at: int
    """Offset of what stands behind it."""
    price: float


class Room(NamedTuple):
    """How much there is room for."""

    line: int
    """Characters."""
    lines: int = 2
    wide: bool = False
    """Whether characters are counted by their width: two Latin letters are one of Han."""


def _units(language: str) -> str:
    """A part of a pattern: the brief units in letters of a language's own, as "км" and "كم"."""
    table = tomllib.loads(files("toolkit.languages").joinpath("units.toml").read_text("utf-8"))
    words = {
        word
        for measured in table.values()
        for unit in measured.values()
        for word in unit.get("words", {}).get(language, "").split()
        if sum(map(str.isalpha, word)) <= 3 and not _LATIN.search(word)
    }
    return any_of(sorted(words), longest=True)


@cache
def conjunctions(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Words before which a clause begins, and beginnings of such words."""
    table = tomllib.loads(files("toolkit.languages").joinpath("conjunctions.toml").read_text("utf-8"))
    listed = table.get(lang.partition("-")[0], "").split()
    if not scripts.has_blanks({"zh": "Hani", "ja": "Jpan"}.get(lang.partition("-")[0], "Latn")):
        return frozenset(), tuple(listed)
    whole = frozenset(word for word in listed if not word.endswith("-"))
    return whole, tuple(word[:-1] for word in listed if word.endswith("-"))


def breaks(text: str, lang: str) -> list[Break]:
    """Where a text may be cut, in order.

    lang  BCP 47 tag; of an unknown language the marks alone tell

    >>> [(one.at, one.price) for one in breaks("It rained, and we ran.", "en")]
    [(3, 9.0), (11, 1.5), (15, 9.0), (18, 9.0)]
    """
    ends = set(accumulate(map(len, split(text, lang))))
    whole, begins = conjunctions(lang)
    cuts = []
    # Blanks at which no line may end are others there; the offsets are the same.
    places = accumulate(map(len, line_pieces(no_break(text, lang))))
    for start, at in pairwise([0, *places]):
        before, after = text[start:at].rstrip(), text[at:]
        if at == len(text) or not before or _hyphened(before):
            continue
        if at in ends:
            cuts.append(Break(at, _SENTENCE))
            continue
        price = _price(before, text[at - 1] in " \u3000", text[at : at + 30])
        word = _WORD.match(after)
        joins = word is not None and word[0].casefold() in whole
        if before.casefold() in whole:
            price = _HANGS
        elif price > _JOINS and (joins or any(after.startswith(opening) for opening in begins)):
            # "in which": a clause may begin with a word before its first.
            price = _JOINS if price < _HANGS or not text[at - 1].isspace() else _BLANK
        cuts.append(Break(at, price))
    return cuts


def _hyphened(before: str) -> bool:
    """Whether a reader would join what stands behind it without a blank."""
    return len(before) > 1 and before[-1] in "-‐\u00ad" and before[-2].isalpha()


def _price(before: str, blank: bool, after: str) -> float:
    """What a cut costs by the characters around it."""
    mark = before.rstrip(_CLOSING)[-1:]
    if not any(map(str.isalnum, before)):
        return _INSIDE if mark not in _COMMAS | _CLAUSES else _CLAUSE
    if mark in _CLAUSES:
        return _CLAUSE
    if mark in _COMMAS or unicodedata.category(before[-1]) in {"Pe", "Pf"}:
        return _COMMA
    if blank:
        return _HANGS if len(before) <= _SHORT else _BLANK
    if before[-1] in _PARTICLES or (_KANA.match(before[-1]) and not _KANA.match(after)):
        return _BLANK
    return _INSIDE


class Cutter:
    """A text, to be cut into pieces."""

    def __init__(self, text: str, lang: str, room: Room) -> None:
        """`text` has no marks."""
        self.text, self.room = text, room
        self.breaks = breaks(text, lang)
        self.places = [cut.at for cut in self.breaks]
        self._prices = {cut.at: cut.price for cut in self.breaks}
        self._sizes = [0.0, *accumulate(_size(character, room.wide) for character in text)]

    def size(self, start: int, end: int) -> float:
        """Characters that are seen between two places, without a blank at the end."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self._sizes[end] - self._sizes[start]

    def spread(self, shares: Sequence[float]) -> list[int]:
        """Where the pieces begin that have these shares of the text.

        A piece may be empty, where the text has fewer words than there are shares.
        """
        size, whole = self._sizes[-1], sum(shares)
        # Offset by size: what is seen is spread, not what is typed.
        wanted = [bisect_left(self._sizes, size * share / whole) for share in accumulate(shares)][:-1]
        near = _NEAR_WIDE if self.room.wide else _NEAR
        # What it costs to cut at a place, and where the cut before is, for each cut.
        steps: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for ideal in wanted:
            now: dict[int, tuple[float, int]] = {}
            for at in self._around(ideal):
                off = (self._sizes[at] - self._sizes[min(ideal, len(self.text))]) / near
                price = self._prices.get(at, 0.0) + off * off
                costs = [
                    (cost + price + self._crowded(before, at), before)
                    for before, (cost, _) in steps[-1].items()
                    if before <= at
                ]
                if costs:
                    now[at] = min(costs)
            steps.append(now or {at: (cost, at) for at, (cost, _) in steps[-1].items()})
        last = len(self.text)
        _, at = min((cost + self._crowded(at, last), at) for at, (cost, _) in steps[-1].items())
        cuts = []
        for step in reversed(steps[1:]):
            cuts.append(at)
            at = step[at][1]
        return [0, *reversed(cuts)]

    def _around(self, ideal: int) -> Iterator[int]:
        """Places near the one that is wanted, both ends of the text among them."""
        place = bisect_left(self.places, ideal)
        yield from self.places[max(0, place - _REACH) : place + _REACH]
        if place < _REACH:
            yield 0
        if place + _REACH >= len(self.places):
            yield len(self.text)

    def _crowded(self, start: int, end: int) -> float:
        """The price of a piece that is empty, or has no room."""
        if start == end:
            return _OVER
        over = self.size(start, end) - self.room.line * self.room.lines
        return _PIECE * (1 + over / self.room.line) if over > 0 else 0.0

    def parts(self, start: int, end: int) -> list[tuple[tuple[int, int], ...]]:
        """What stands between two places, in parts that have room.

        A part is lines, each from one offset to another. A word that is longer than a line has one to itself.
        """
        points = [start, *self.places[bisect_right(self.places, start) : bisect_left(self.places, end)], end]
        best: list[tuple[float, int, tuple[tuple[int, int], ...]]] = [(0.0, 0, ())]
        most = self.room.line * self.room.lines
        for j in range(1, len(points)):
            ways: list[tuple[float, int, tuple[tuple[int, int], ...]]] = []
            for i in range(j - 1, -1, -1):
                if ways and self.size(points[i], points[j]) > most:
                    break
                price, lines = self._set(points[i : j + 1])
                cut = self._prices.get(points[j], 0.0)
                ways.append((best[i][0] + cut + _PIECE + price, i, lines))
            best.append(min(ways))
        parts = []
        j = len(points) - 1
        while j > 0:
            _, i, lines = best[j]
            parts.append(lines)
            j = i
        return parts[::-1]

    def _set(self, points: Sequence[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        """A part in one line or two, and what that costs."""
        start, *between, end = points
        line = self.room.line
        size = self.size(start, end)
        # A word or two by themselves flash past.
        short = max(0.0, 0.6 - size / line) * _SHORT_PIECE
        if size <= line:
            return short, ((start, end),)
        ways = []
        for number, at in enumerate(between, 1):
            above, below = self.size(start, at), self.size(at, end)
            # Nothing can be done about a word that is longer than a line.
            over = (above > line and number == 1) + (below > line and number == len(between))
            if (above <= line or number == 1) and (below <= line or number == len(between)):
                uneven = min(1.0, abs(above - below) / line)
                price = self._prices[at] / 2 + 2 * uneven * uneven + _OVER * over
                ways.append((price, ((start, at), (at, end))))
        if ways:
            return min(ways)
        return (float("inf") if between else _OVER), ((start, end),)


def _size(character: str, wide: bool) -> float:
    if character.isascii():
        return 0.5 if wide else 1.0
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    return 0.5 if wide and not _WIDE.match(character) else 1.0


def measure(text: str, room: Room) -> float:
    """How many characters of a text are seen."""
    return sum(_size(character, room.wide) for character in text)
