"""Read TOML files as tables, and tell errors.

Where it is wrong, and what is legal. The parser tells where in the data something stands, but not where in
the text, so that is walked through too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from toolkit import limits
from toolkit.config import identifiers, refusals, rules
from toolkit.config.build_options import Look
from toolkit.config.settings import ProjectSettings, Sidecar
from toolkit.errors import ConfigError
from toolkit.model import Location
from toolkit.text.hygiene import number, tidy

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


@lru_cache(maxsize=2)  # who asks for one line often asks for more, and who edits a text looks at it twice
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


def table_lines(text: str, key: str) -> list[int]:
    """The lines of all tables in an array at the top of a TOML file, 1-based."""
    lines: list[int] = []
    line, at = 1, 0
    key_places = places(text)
    while (place := key_places.get((key, len(lines)))) is not None:
        line, at = line + text.count("\n", at, place.start), place.start
        lines.append(line)
    return lines


@lru_cache(maxsize=2)  # what was written is read next
def toml_data(text: str) -> dict[str, Any]:
    """What a TOML file says. It is shared: nobody may change it. Raises what `tomllib` does."""
    return tomllib.loads(text)


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


_LOOK = [field.encode_name for field in msgspec.structs.fields(Look)]
_LICENCE = (
    'Write its URI, such as "https://creativecommons.org/licenses/by/4.0/", or its SPDX id, such as '
    '"CC-BY-4.0". Words are for `rights`.'
)
_T = TypeVar("_T", ProjectSettings, Sidecar)


def parse_project(text: str, path: str) -> ProjectSettings:
    """`diglot.toml`. Raises ConfigError with file and line."""
    project = _parse(text, path, ProjectSettings)
    for keys, what, hint in rules.of_project(project):
        raise ConfigError(what, Location(path, line_of(text, keys)), hint)
    return project


def parse_sidecar(text: str, path: str) -> Sidecar:
    """A sidecar. Raises ConfigError with file and line."""
    return _sidecar(text, path)


@lru_cache(maxsize=4)  # one with many pins takes long to read, and is asked for again and again
def _sidecar(text: str, path: str) -> Sidecar:
    sidecar = _parse(text, path, Sidecar)
    for keys, what, hint in rules.of_sidecar(sidecar):
        raise ConfigError(what, Location(path, line_of(text, keys)), hint)
    return sidecar


def _parse(text: str, path: str, kind: type[_T]) -> _T:
    if line := too_deep(text):
        raise limits.beyond(limits.TOML_DEPTH, Location(path, line))
    try:
        data = toml_data(text)
    except RecursionError as error:
        raise limits.beyond(limits.TOML_DEPTH, path) from error
    # The line stands in its message alone (until Python 3.14).
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        hint = 'Texts stand in "quotes", lists in [brackets], and each key once on a line of its own.'
        raise ConfigError(f"this is not TOML: {what}.", Location(path, line), hint) from error
    except ValueError as error:  # Python's own limit, against numbers that take minutes to read
        long = re.search(r"[0-9_]{4300,}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        raise ConfigError("a number has too many digits.", Location(path, line), "Shorten it.") from error
    # Before the types are checked: a date of TOML is a text from here on.
    data = _cleaned(data, (), text, path)
    # Before msgspec sees it: afterwards nobody could tell a default from what was said.
    if kind is ProjectSettings and isinstance(data.get("editions"), list):
        # What the project says of a look, it says of each edition that doesn't say it itself.
        look = {key: data[key] for key in _LOOK if key in data}
        data["editions"] = [look | table if isinstance(table, dict) else table for table in data["editions"]]
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise refusals.refusal(error, data, kind, lambda keys: Location(path, line_of(text, keys))) from error


def _cleaned(value: Any, keys: tuple[str, ...], text: str, path: str) -> Any:
    """A TOML value, free of what a catalog or an edition can't hold.

    Each string is on one line, each licence a URI, in whatever table it stands.
    """
    if isinstance(value, dict | list):
        limits.check(len(keys) + 1, limits.TOML_DEPTH, path)
    if isinstance(value, dict):
        return {key: _cleaned(inner, (*keys, key), text, path) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner, (*keys, str(number)), text, path) for number, inner in enumerate(value)]
    if keys[-1] == "date":
        # It may be written as TOML's own, or as a text where only the year or the month is known.
        value = str(value)
    if not isinstance(value, str):
        return value
    value = tidy(value)
    if not value or not re.fullmatch(r"(?:.+-)?licence", keys[-1]):
        return value
    try:
        return identifiers.licence(value)
    except ValueError as error:
        raise ConfigError(str(error), Location(path, line_of(text, keys)), _LICENCE) from error
