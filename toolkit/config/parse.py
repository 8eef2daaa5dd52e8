"""Read TOML files as tables, and tell errors.

Where it is wrong, and what is legal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from toolkit import limits
from toolkit.config import identifiers, rules
from toolkit.config.build_options import Look, TeiTable
from toolkit.config.positions import line_of, too_deep
from toolkit.config.settings import (
    AccessibilityTable,
    AlignTable,
    ContributorTable,
    EditionTable,
    PartTable,
    ProjectSettings,
)
from toolkit.config.sidecar import Decision, PinTable, RecordingTable, Sidecar, SpeakerTable
from toolkit.config.tables import (
    IgnoreTable,
    PersonTable,
    RevisionTable,
    TranslationFileTable,
    TranslationTable,
    TranslatorTable,
    literals,
)
from toolkit.errors import ConfigError, nearest
from toolkit.model import Location
from toolkit.text.hygiene import tidy

_TABLES: dict[str, Any] = {
    "ignore": IgnoreTable,
    "editors": PersonTable,
    "speakers": SpeakerTable,
    "decide": Decision,
    "pins": PinTable,
    "align": AlignTable,
    "editions": EditionTable,
    "parts": PartTable,
    "contributors": ContributorTable,
    "accessibility": AccessibilityTable,
    "tei": TeiTable,
    "translators": TranslatorTable,
    "recording": RecordingTable,
    "revisions": RevisionTable,
    "translations": TranslationTable,
    "files": TranslationFileTable,
}
"""Tables inside the files, by key."""
_LOOK = [field.encode_name for field in msgspec.structs.fields(Look)]
_FORMS = {
    "str": 'Write it in quotes: "...".',
    "array": 'Write a list in brackets: ["...", "..."].',
    "bool": "Write true or false.",
    "object": "Write it as a table, with keys.",
}
"""How a value of a type is written, by msgspec's name for the type."""
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
    sidecar = _parse(text, path, Sidecar)
    for keys, what, hint in rules.of_sidecar(sidecar):
        raise ConfigError(what, Location(path, line_of(text, keys)), hint)
    return sidecar


def _parse(text: str, path: str, kind: type[_T]) -> _T:
    if line := too_deep(text):
        raise limits.beyond(limits.TOML_DEPTH, Location(path, line))
    try:
        data = tomllib.loads(text)
    except RecursionError as error:
        raise limits.beyond(limits.TOML_DEPTH, path) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = re.sub(r" \(at .*\)$", "", str(error))
        hint = 'Texts stand in "quotes", lists in [brackets], and each key once on a line of its own.'
        raise ConfigError(f"this is not TOML: {what}.", Location(path, line), hint) from error
    except ValueError as error:  # Python's own limit, against numbers that take minutes to read
        long = re.search(r"[0-9_]{4300,}", text)
        line = text.count("\n", 0, long.start()) + 1 if long else 1
        raise ConfigError("a number has too many digits.", Location(path, line), "Shorten it.") from error
    data = _cleaned(data, (), text, path)
    if kind is ProjectSettings and isinstance(data.get("editions"), list):
        # What the project says of a look, it says of each edition that doesn't say it itself.
        look = {key: data[key] for key in _LOOK if key in data}
        data["editions"] = [look | table if isinstance(table, dict) else table for table in data["editions"]]
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _explained(error, data, kind, text, path) from error


def _explained(
    error: msgspec.ValidationError, data: dict[str, Any], kind: type[_T], text: str, path: str
) -> ConfigError:
    """What msgspec refuses, with its line and what is legal there."""
    message, _, place = str(error).partition(" - at `$")
    keys = re.findall(r"[^.\[\]`]+", place)
    if place.startswith(".translations[...]"):
        # Of a table by language the message doesn't say which.
        keys.insert(1, next(lang for lang, one in data["translations"].items() if not _is_table(one)))
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        keys.append(unknown[1])
    named = [key for key in keys if not key.isdigit() and key != "..."]
    wrong = re.match(r"(?:Expected `(\w+)|Invalid)", message)
    if wrong and named:
        message = f"`{named[-1]}`: {message[0].lower()}{message[1:]}"
    # A table goes on to the next one: a key that is written below it is the table's.
    below = len(named) > 1 and (unknown or (keys[:1] == ["translations"] and len(keys) == 2))
    if below and named[-1] in _names(kind):
        hint = f"`{named[-1]}` belongs to the top of the file: move it above the first [table]."
    elif unknown:
        legal = _names(_table(keys, kind))
        hint = f"{nearest(keys[-1], legal)} Legal keys: {', '.join(legal)}.".lstrip()
    else:
        hint = _FORMS.get(wrong[1], "") if wrong and wrong[1] else _legal_values(keys, kind)
    return ConfigError(message.removeprefix("Object ") + ".", Location(path, line_of(text, keys)), hint)


def _is_table(data: Any) -> bool:
    """Whether it can be a table of a translation."""
    try:
        msgspec.convert(data, TranslationTable)
    except msgspec.ValidationError:
        return False
    return True


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


def _table(keys: Sequence[str], kind: Any) -> Any:
    """The table that the last key stands in."""
    return next((_TABLES[key] for key in reversed(keys[:-1]) if key in _TABLES), kind)


def _names(kind: Any) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(kind)]


def _legal_values(keys: Sequence[str], kind: Any) -> str:
    if not keys:
        return ""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(_table(keys, kind))}
    legal = literals(fields.get(keys[-1]))
    return f"Legal values: {', '.join(legal)}." if legal else ""
