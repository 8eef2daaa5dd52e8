"""Where in a TOML file something stands.

The parser tells where in the data, but not where in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit import limits
from toolkit.text.hygiene import number

# Each character is looked at once: a string that isn't closed goes to the end of its line, or of the text.
_STRING = (
    r'"""(?:\\[\s\S]?+|(?!""")[^\\])*+(?:"""(?:"{0,2})|\Z)'
    r"|'''(?:(?!''')[\s\S])*+(?:'''(?:'{0,2})|\Z)"
    r'|"(?:\\.?+|[^"\\\n])*+(?:"|(?=\n)|\Z)'
    r"|'[^'\n]*+(?:'|(?=\n)|\Z)"
)
_KEY = rf"(?<![\w-])(?:[\w-]++|{_STRING})"
_DEEP = re.compile(rf"({_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{{limits.TOML_DEPTH.most},}})|{_STRING}|#[^\n]*")
_GAP = re.compile(r"(?:\s|#[^\n]*)*")
_NAME = re.compile(rf"({_STRING})|[\w-]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_SCALAR = re.compile(rf"{_STRING}|[^,\]}}#\n]*[^,\]}}#\s]")
"""A value without parts; a date may have a blank inside."""

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


@lru_cache(maxsize=1)  # who asks for one line often asks for more
def places(text: str) -> Mapping[KeyPath, ValuePlace]:
    """Everything in a TOML file, which is legal."""
    return _Walk(text).found


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line of a key in a TOML file, 1-based.

    The file is legal.

    keys  those on the way to it, with the 0-based number of a table in its array: `editions`, `1`, `parts`,
          `0`, `title`. Where the last can't be found, the line of the table; where that can't be, line 1
    """
    path: KeyPath = tuple(key if (at := number(key)) is None else at for key in keys)
    found = places(text)
    while path and path not in found:
        path = path[:-1]
    return text.count("\n", 0, found[path].start) + 1 if path else 1


def too_deep(text: str) -> int:
    """The line of a key with too many parts.

    1-based; 0 for none.

    Also for what isn't TOML, and before it is parsed: that takes the square of the parts.
    """
    found = next((key for key in _DEEP.finditer(text) if key[1]), None)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def gap(text: str, at: int) -> int:
    """Where blanks, line ends and comments end.

    They begin at a place of the text.
    """
    found = _GAP.match(text, at)
    return found.end() if found else at


class _Walk:
    """Goes once through a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[KeyPath, ValuePlace] = {}
        self.tables: dict[KeyPath, int] = {}
        """How many tables an array of tables has so far."""
        self.at = gap(text, 0)
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
            self.found.setdefault(path, ValuePlace(start, start, self.at))
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
        path = (*path, names[-1])
        if brackets == 2:
            self.found.setdefault(path, ValuePlace(start, start, self.at))
            self.tables[path] = self.tables.get(path, 0) + 1
            path = (*path, self.tables[path] - 1)
        self.found[path] = ValuePlace(start, start, self.at)
        return path

    def pair(self, base: KeyPath) -> None:
        """`a.b = value`."""
        start = self.at
        path = base
        names = self.key()
        self.at = gap(self.text, self.text.index("=", self.at) + 1)
        for name in names[:-1]:
            path = (*path, name)
            self.found.setdefault(path, ValuePlace(start, self.at, self.at))
        self.value((*path, names[-1]), start)

    def key(self) -> list[str]:
        """`a."b.c"`, as its parts."""
        names: list[str] = []
        while found := _NAME.match(self.text, self.at):
            names.append(tomllib.loads(f"k = {found[1]}")["k"] if found[1] else found[0])
            self.at = found.end()
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
        self.found[path] = ValuePlace(start, begin, self.at)
