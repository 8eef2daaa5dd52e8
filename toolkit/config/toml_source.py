"""A TOML text: what it says, and where in it.

The parser tells where in the data something stands, but not where in the text, so that is walked through too.

A sidecar may have thousands of pins, of which an act changes a few. So a text is cut before each table, and
what a piece says is remembered as long as a text is that has it. Another text is cut where it differs.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from sys import intern
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

from toolkit import late, limits
from toolkit.giving_way import unhurried
from toolkit.model.values import ends_alike
from toolkit.text.hygiene import number

# Each character is looked at once: a string that isn't closed goes to the end of its line, or of the text.
_STRING = (
    r'"""(?:\\[\s\S]?+|(?!""")[^\\])*+(?:"""(?:"{0,2})|\Z)'
    r"|'''(?:(?!''')[\s\S])*+(?:'''(?:'{0,2})|\Z)"
    r'|"(?:\\.?+|[^"\\\n])*+(?:"|(?=\n)|\Z)'
    r"|'[^'\n]*+(?:'|(?=\n)|\Z)"
)
_KEY = rf"(?<![\w-])(?:[\w-]++|{_STRING})"
_DEEP = late.regex(rf"({_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{{limits.TOML_DEPTH.most}}})|{_STRING}|#[^\n]*")
_GAP = late.regex(r"(?:\s|#[^\n]*)*")
_NAME = late.regex(rf"({_STRING})|[\w-]+")
_DOT = late.regex(r"[ \t]*\.[ \t]*")
_SCALAR = late.regex(rf"{_STRING}|[^,\]}}#\n]*[^,\]}}#\s]")
"""A value without parts; a date may have a blank inside."""

_HEAD = late.regex(r"\[\[([\w-]+)\]\][ \t]*\r?\n", re.ASCII)
_PLAIN = late.regex(r'\[\[[\w-]+\]\]\n(?:[\w-]+ = (?:"[^"\\\x00-\x1f\x7f]*"|true|false)\n)+\n*', re.ASCII)
_PAIR = late.regex(r'^([\w-]+) = (?:"(.*)"|(true|false))$', re.ASCII | re.MULTILINE)
"""A pair of a plain table; nearly all tables are."""

_SHORT = 8
"""Characters of words that many tables say."""

KeyPath = tuple[str | int, ...]
"""Keys on the way to something, with the 0-based number of what is in an array."""


class ValuePlace(NamedTuple):
    """Where a value stands, in characters of the text."""

    start: int
    """Of its key; of the header of a table; of the value itself where it is in an array."""
    value: int
    """Of the value; of the header again."""
    end: int
    """Behind the value, or the header. What is in a table with a header has places of its own."""

    def moved(self, by: int) -> ValuePlace:
        """The same, in a text that begins elsewhere."""
        return ValuePlace(self.start + by, self.value + by, self.end + by)


class TomlPiece:
    """A table of an array at the top, with all up to the next header; or what stands outside of such."""

    __slots__ = ("__weakref__", "array", "cleaned", "made", "table", "text")

    def __init__(self, text: str) -> None:
        """Of text that is legal by itself. Raises what `tomllib` does, and ValueError where it isn't one."""
        self.text = text
        head = _HEAD.match(text)
        self.array = head[1] if head else ""
        """The name of the array; "" for what is in none."""
        self.table: dict[str, Any] = {}
        """What the table says. It is shared: nobody may change it."""
        self.cleaned: dict[str, Any] | None = None
        """The same, as whoever reads it makes it."""
        self.made: object = None
        """What they make of that."""
        pairs = _PAIR.findall(text) if _PLAIN.fullmatch(text) else ()
        if pairs:
            # Thousands of pins have the same keys, and say the same of themselves.
            self.table = {intern(key): flag == "true" if flag else _once(words) for key, words, flag in pairs}
        if len(self.table) < len(pairs) or not pairs:
            if too_deep(text):
                raise ValueError(text)
            data = tomllib.loads(text)
            if self.array:
                (self.table,) = data.pop(self.array)
                if data:
                    raise ValueError(text)


def _once(words: str) -> str:
    """The very same words for all who say them, where they are short: a language, numbers of sentences."""
    return intern(words) if len(words) <= _SHORT else words


_KNOWN: WeakValueDictionary[str, TomlPiece] = WeakValueDictionary()
"""The pieces that some text has, by what they say."""


class CutToml:
    """A text in pieces that say together what it says."""

    def __init__(
        self, text: str, pieces: Sequence[TomlPiece], starts: list[int], numbers: Mapping[str, Sequence[int]]
    ) -> None:
        """Raises what `tomllib` does, and ValueError where a table is said in two pieces.

        starts   where each piece begins, and where the last ends
        numbers  of the pieces of each array; "" for those that are in none
        """
        self.text, self.pieces, self.starts, self._numbers = text, pieces, starts, numbers
        self.rest: dict[str, Any] = tomllib.loads("".join([piece.text for piece in self.tables("")]))
        """What those say that are in no array."""
        if not self.rest.keys().isdisjoint(self.arrays):
            raise ValueError(text)

    @property
    def arrays(self) -> list[str]:
        """The names of its arrays."""
        return [name for name, own in self._numbers.items() if name and own]

    def tables(self, array: str) -> list[TomlPiece]:
        """Those of an array."""
        return [self.pieces[number] for number in self._numbers.get(array, ())]

    def place(self, array: str, number: int) -> tuple[int, TomlPiece]:
        """A table of an array by its number there, and where it begins."""
        at = self._numbers[array][number]
        return self.starts[at], self.pieces[at]

    def lines(self, array: str) -> list[int]:
        """The lines of those of an array, 1-based."""
        lines = [*accumulate([piece.text.count("\n") for piece in self.pieces], initial=1)]
        return [lines[number] for number in self._numbers.get(array, ())]

    def other(self, text: str, ends: tuple[int, int]) -> CutToml:
        """Another text, cut anew only where it says something else. Raises as `__init__` does.

        ends  as `ends_alike` tells them of both texts
        """
        starts, (alike, behind) = self.starts, ends
        # A text is cut between two signs: both have to stand there as they do here.
        first = max(0, bisect_left(starts, alike) - 1)
        last = min(len(self.pieces), bisect_right(starts, len(self.text) - behind))
        longer = len(text) - len(self.text)
        # Most of what stands between two places that differ is as it was.
        known = {piece.text: piece for piece in self.pieces[first:last]}
        parts = [*unhurried(_parts(text[starts[first] : starts[last] + longer]))]
        fresh = [known.get(part) or _piece(part) for part in parts]
        more, numbers = first + len(fresh) - last, dict(self._numbers)
        for name in dict.fromkeys([*numbers, *(piece.array for piece in fresh)]):
            own = numbers.get(name, ())
            come = [at for at, piece in enumerate(fresh, first) if piece.array == name]
            rest = [at + more for at in own[bisect_left(own, last) :]]
            numbers[name] = [*own[: bisect_left(own, first)], *come, *rest]
        begin = accumulate(map(len, parts), initial=starts[first])
        begins = [*starts[:first], *begin, *[at + longer for at in starts[last + 1 :]]]
        return CutToml(text, [*self.pieces[:first], *fresh, *self.pieces[last:]], begins, numbers)


_LATEST = deque([CutToml("", [], [0], {})], maxlen=2)
"""Texts that were cut last, each as it was last: an act changes a few of thousands of tables, and reads the
project's settings in between."""


@lru_cache(maxsize=2)
def cut(text: str) -> CutToml | None:
    """A text in pieces; None for one that has to be read as a whole.

    Where each piece is legal, all of them are behind each other, as long as no table is said in two of them.
    """
    before, ends = max(
        ((one, ends_alike(one.text, text)) for one in [*_LATEST]), key=lambda pair: sum(pair[1])
    )
    try:
        made = before.other(text, ends)
    # Whoever reads it as a whole is told what is wrong with it, and where.
    except (ValueError, RecursionError):
        return None
    # What has most of a text takes its place. Another thread may have done so.
    if 2 * sum(ends) >= len(before.text):
        with contextlib.suppress(ValueError):
            _LATEST.remove(before)
    _LATEST.append(made)
    return made


def held_text(text: str) -> str:
    """The very text that is held in pieces, where it says the same: a long one is held once."""
    known = cut(text)
    return known.text if known else text


def _piece(text: str) -> TomlPiece:
    """What is cut out of some text. Raises as `TomlPiece` does."""
    piece = _KNOWN.get(text)
    if piece is None:
        piece = _KNOWN[text] = TomlPiece(text)
    return piece


def _parts(text: str) -> list[str]:
    """A text, cut before each line that begins with a bracket."""
    # A pattern takes twice as long.
    first, *others = text.split("\n[")
    if not others:
        return [text]
    return [f"{first}\n", *[f"[{part}\n" for part in others[:-1]], f"[{others[-1]}"]


@lru_cache(maxsize=2)  # who asks for one line often asks for more
def places(text: str) -> Mapping[KeyPath, ValuePlace]:
    """Everything in a TOML file, which is legal."""
    return _Walk(text).places


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line of a key in a TOML file, 1-based.

    The file is legal.

    keys  those on the way to it, with the 0-based number of a table in its array: `editions`, `1`, `parts`,
          `0`, `title`. Where the last can't be found, the line of the table; where that can't be, line 1
    """
    # Keys come as texts from those who tell faults: numbers mean places in arrays.
    path: KeyPath = tuple(key if (at := number(key)) is None else at for key in keys)
    key_places = places(text)
    # A key that is missing has no place: its table has.
    while path and path not in key_places:
        path = path[:-1]
    return text.count("\n", 0, key_places[path].start) + 1 if path else 1


@lru_cache(maxsize=2)  # each that is wrong is asked for
def table_lines(text: str, key: str) -> list[int]:
    """The lines of all tables in an array at the top of a TOML file, 1-based."""
    known = cut(text)
    if known and key not in known.rest:
        return known.lines(key)
    lines: list[int] = []
    line, at = 1, 0
    key_places = places(text)
    while (place := key_places.get((key, len(lines)))) is not None:
        line, at = line + text.count("\n", at, place.start), place.start
        lines.append(line)
    return lines


def table_places(text: str, array: KeyPath, wanted: Iterable[int]) -> Iterable[tuple[KeyPath, ValuePlace]]:
    """Where these tables of an array stand, and all that is in them; perhaps everything else, too.

    wanted  their numbers, from 0
    """
    known = cut(text)
    if known is None or len(array) > 1 or array[0] in known.rest:
        return places(text).items()
    return [
        ((array[0], number, *path[2:]), place.moved(start))
        for number in wanted
        for start, piece in [known.place(str(array[0]), number)]
        for path, place in _Walk(piece.text).places.items()
        if len(path) > 1
    ]


def headed(text: str, array: KeyPath) -> bool:
    """Whether each table of an array has a header of its own, or would, where there is none."""
    known = cut(text)
    if known is not None and array[0] not in known.rest:
        return True
    place = places(text).get(array)
    return place is None or text[place.start] == "["


@lru_cache(maxsize=2)  # what was written is read next
def toml_data(text: str) -> dict[str, Any]:
    """What a TOML file says. It is shared: nobody may change it. Raises what `tomllib` does."""
    known = cut(text)
    if known is None:
        return tomllib.loads(text)
    return known.rest | {name: [piece.table for piece in known.tables(name)] for name in known.arrays}


def too_deep(text: str) -> int:
    """The line of a key with too many parts.

    1-based; 0 for none.

    Also for what isn't TOML, and before it is parsed: that takes the square of the parts.
    """
    deep_key = next((key for key in _DEEP.finditer(text) if key[1]), None)
    return text.count("\n", 0, deep_key.start()) + 1 if deep_key else 0


def gap(text: str, at: int) -> int:
    """Where blanks, line ends and comments end.

    They begin at a place of the text.
    """
    match = _GAP.match(text, at)
    return match.end() if match else at


class _Walk:
    """Goes once through a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: dict[KeyPath, ValuePlace] = {}
        self.tables: dict[KeyPath, int] = {}
        """How many tables an array of tables has so far."""
        self.at = gap(text, 0)
        # Keys stand at the top until the first header.
        base: KeyPath = ()
        while self.at < len(text):
            if text[self.at] == "[":
                base = self.header()
            else:
                self.pair(base)
            self.at = gap(text, self.at)

    def header(self) -> KeyPath:
        """`[a.b]` or `[[a.b]]`."""
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at = gap(self.text, start + brackets)
        names = self.key()
        self.at = self.text.index("]", self.at) + brackets
        path: KeyPath = ()
        for name in names[:-1]:
            path = (*path, name)
            self.places.setdefault(path, ValuePlace(start, start, self.at))
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
        path = (*path, names[-1])
        # The first table of an array tells where the array is.
        if brackets == 2:
            self.places.setdefault(path, ValuePlace(start, start, self.at))
            self.tables[path] = self.tables.get(path, 0) + 1
            path = (*path, self.tables[path] - 1)
        self.places[path] = ValuePlace(start, start, self.at)
        return path

    def pair(self, base: KeyPath) -> None:
        """`a.b = value`."""
        start = self.at
        path = base
        names = self.key()
        self.at = gap(self.text, self.text.index("=", self.at) + 1)
        for name in names[:-1]:
            path = (*path, name)
            self.places.setdefault(path, ValuePlace(start, self.at, self.at))
        self.value((*path, names[-1]), start)

    def key(self) -> list[str]:
        """`a."b.c"`, as its parts."""
        names: list[str] = []
        while match := _NAME.match(self.text, self.at):
            # A quoted key may have escapes, which the parser knows.
            names.append(tomllib.loads(f"k = {match[1]}")["k"] if match[1] else match[0])
            self.at = match.end()
            if dot := _DOT.match(self.text, self.at):
                self.at = dot.end()
            else:
                break
        return names

    def value(self, path: KeyPath, start: int) -> None:
        """An array, an inline table, or what has no parts."""
        begin = self.at
        if self.text[begin] in "[{":
            closing = "]" if self.text[begin] == "[" else "}"
            self.at = gap(self.text, begin + 1)
            number = 0
            while self.text[self.at] != closing:
                if closing == "]":
                    self.value((*path, number), self.at)
                else:
                    self.pair(path)
                number += 1
                self.at = gap(self.text, self.at)
                if self.text[self.at] == ",":
                    self.at = gap(self.text, self.at + 1)
            self.at += 1
        elif scalar := _SCALAR.match(self.text, begin):
            self.at = scalar.end()
        self.places[path] = ValuePlace(start, begin, self.at)
