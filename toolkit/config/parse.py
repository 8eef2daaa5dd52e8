"""Read TOML files as tables, and tell errors.

Where it is wrong, and what is legal.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from toolkit import limits
from toolkit.config import identifiers, refusals, rules
from toolkit.config.build_options import Look
from toolkit.config.settings import ProjectSettings, Sidecar
from toolkit.config.tables import DATES, PinTable
from toolkit.config.toml_source import cut, held_text, line_of, toml_data, too_deep
from toolkit.errors import ConfigError
from toolkit.giving_way import unhurried
from toolkit.model import Location
from toolkit.text.hygiene import tidy

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
    return _sidecar(held_text(text), path)


@lru_cache(maxsize=2)  # one with many pins takes long to read, and is asked for again and again
def _sidecar(text: str, path: str) -> Sidecar:
    sidecar = _parse(text, path, Sidecar)
    for keys, what, hint in rules.of_sidecar(sidecar):
        raise ConfigError(what, Location(path, line_of(text, keys)), hint)
    return sidecar


def _parse(text: str, path: str, kind: type[_T]) -> _T:
    # Of a text in pieces, each was looked at before it was read.
    if cut(text) is None and (line := too_deep(text)):
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
        if what.startswith("Cannot overwrite"):
            # As where the lines of two hints were pasted.
            hint = 'Write each key once. Two lists become one: not-speakers = ["Example", "Rule one"].'
            raise ConfigError(
                "TOML has each key once, and this one is there already.", Location(path, line), hint
            ) from error
        hint = 'Texts stand in "quotes", lists in [brackets], and each key once on a line of its own.'
        raise ConfigError(f"this is not TOML: {what}.", Location(path, line), hint) from error
    except ValueError as error:  # Python's own limit, against numbers that take minutes to read
        long = re.search(r"[0-9_]{4300,}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        raise _too_long(path, line) from error
    # Before the types are checked: a date of TOML is a text from here on.
    data = _all_cleaned(data, text, path)
    # Before msgspec sees it: afterwards nobody could tell a default from what was said.
    if kind is ProjectSettings and isinstance(data.get("editions"), list):
        # What the project says of a look, it says of each edition that doesn't say it itself.
        look = {key: data[key] for key in _LOOK if key in data}
        data["editions"] = [look | table if isinstance(table, dict) else table for table in data["editions"]]
    try:
        if kind is Sidecar and (pins := _pins(text)):
            return msgspec.convert(data | {"pins": ()}, kind).replace(pins=pins)
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise refusals.refusal(error, data, kind, lambda keys: Location(path, line_of(text, keys))) from error


def _pins(text: str) -> tuple[PinTable, ...]:
    """The pins of a sidecar that was cleaned, of which an act changes a few; none where one is wrong."""
    known = cut(text)
    own = known.tables("pins") if known else ()
    try:
        for piece in [piece for piece in own if piece.made is None]:
            piece.made = msgspec.convert(piece.cleaned, PinTable)
    # Which it is, is told where all of them are made.
    except msgspec.ValidationError:
        return ()
    return cast("tuple[PinTable, ...]", tuple([piece.made for piece in own]))


def _all_cleaned(data: dict[str, Any], text: str, path: str) -> dict[str, Any]:
    """All that a text says, as `_cleaned`; what is remembered of its tables is taken again."""
    known = cut(text)
    tables: dict[str, list[dict[str, Any] | None]] = {}
    try:
        for array, own in [(name, known.tables(name)) for name in known.arrays] if known else ():
            for piece in unhurried([piece for piece in own if piece.cleaned is None]):
                made: dict[str, Any] = _cleaned(piece.table, (array, "0"), text, path)
                # Nearly all are as they should be, and are held once.
                piece.cleaned = piece.table if made == piece.table else made
            tables[array] = [piece.cleaned for piece in own]
    # Which table it is, it is told below.
    except ConfigError:
        tables.clear()
    rest: dict[str, Any] = _cleaned({k: v for k, v in data.items() if k not in tables}, (), text, path)
    return {**rest, **tables}


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
    if keys[-1] in DATES:
        # It may be written as TOML's own, or as a text where only the year or the month is known.
        try:
            value = str(value)
        except ValueError as error:  # a number in sixteens, which is read whatever its length
            raise _too_long(path, line_of(text, keys)) from error
    if not isinstance(value, str):
        return value
    value = tidy(value)
    if not value or not (keys[-1] == "licence" or keys[-1].endswith("-licence")):
        return value
    try:
        return identifiers.licence(value)
    except ValueError as error:
        raise ConfigError(str(error), Location(path, line_of(text, keys)), _LICENCE) from error


def _too_long(path: str, line: int) -> ConfigError:
    return ConfigError("a number has too many digits.", Location(path, line), "Shorten it.")
