"""Read TOML files as tables, and tell errors.

Where it is wrong, and what is legal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from toolkit import languages, limits
from toolkit.config import identifiers, rules, settings
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
from toolkit.config.sidecar import Decision, PinTable, RecordingTable, Sidecar, SpeakerTable, duration
from toolkit.config.tables import (
    IgnoreTable,
    PersonTable,
    RevisionTable,
    TranslationFileTable,
    TranslationTable,
    TranslatorTable,
    literals,
)
from toolkit.errors import ConfigError, DiglotError, nearest
from toolkit.model import Location
from toolkit.text.dates import is_duration
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
_COVERS = ("generated", "none")
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
    rules.check_date(project.date, ["date"], text, path)
    rules.check_revisions(project.revisions, text, path)
    rules.check_ignored(project.ignore, text, path)
    if project.cover not in _COVERS:
        raise ConfigError(
            f"`cover`: invalid enum value {project.cover!r}.",
            Location(path, line_of(text, ["cover"])),
            f"Legal values: {', '.join(_COVERS)}. A picture is of one edition.",
        )
    if project.formats == ():
        what, hint = settings.NO_FORMAT
        raise ConfigError(what, Location(path, line_of(text, ["formats"])), hint)
    encoder = project.align.encoder
    if encoder and encoder != "default":
        # It would run code of whoever wrote this file.
        own = ":" in encoder
        raise ConfigError(
            f"{encoder!r} is a program, which no project may start."
            if own
            else f"{encoder!r} is no encoder.",
            Location(path, line_of(text, ["align", "encoder"])),
            f"Name it on the command line, `--encoder {encoder}`, or in the environment, DIGLOT_ENCODER."
            if own
            else "Legal value: default. One of your own is named with `--encoder MODULE:NAME`.",
        )
    settings.check(project.editions, lambda keys: Location(path, line_of(text, keys)))
    return project


def parse_sidecar(text: str, path: str) -> Sidecar:
    """A sidecar. Raises ConfigError with file and line."""
    sidecar = _parse(text, path, Sidecar)
    tags = [(["lang"], sidecar.lang)]
    one = isinstance(sidecar.original_language, str)
    tags += [(["original-language", *([] if one else [str(k)])], tag) for k, tag in enumerate(sidecar.spoken)]
    tags += [(["translators", str(k), "lang"], one.lang) for k, one in enumerate(sidecar.translators)]
    tags += [(["pins", str(k), "lang"], one.lang) for k, one in enumerate(sidecar.pins)]
    tags += [(["translations", lang], lang) for lang in sidecar.translations]
    tags += [
        (["translations", lang, "translated-from"], one.translated_from)
        for lang, one in sidecar.translations.items()
    ]
    for keys, tag in tags:
        try:
            _ = tag and languages.get(tag)
        except DiglotError as error:
            raise ConfigError(error.what, Location(path, line_of(text, keys)), error.hint) from error
    rules.check_translations(sidecar.translations, text, path)
    rules.check_date(sidecar.date, ["date"], text, path)
    rules.check_date(sidecar.recording.date, ["recording", "date"], text, path)
    rules.check_revisions(sidecar.revisions, text, path)
    rules.check_ignored(sidecar.ignore, text, path)
    length = duration(sidecar.recording.duration)
    if length and not is_duration(length):
        raise ConfigError(
            f"{length!r} is no duration.",
            Location(path, line_of(text, ["recording", "duration"])),
            "Write 1:02:03 for hours, minutes and seconds, or PT1H2M3S.",
        )
    rules.check_keys(sidecar.speakers, text, path)
    rules.check_decisions(sidecar.decide, text, path)
    rules.check_pins(sidecar.pins, text, path)
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
    limits.check(_depth(data), limits.TOML_DEPTH, path)
    data = _tidied(data)
    data = _licensed(data, (), text, path)
    if kind is ProjectSettings:
        _layer(data)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
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
            hint = _legal_keys(keys, kind)
        else:
            hint = _FORMS.get(wrong[1], "") if wrong and wrong[1] else _legal_values(keys, kind)
        raise ConfigError(
            message.removeprefix("Object ") + ".", Location(path, line_of(text, keys)), hint
        ) from error


def _layer(data: dict[str, Any]) -> None:
    """Fill the editions' tables with the project's look."""
    usual = {key: data[key] for key in _LOOK if key in data}
    tables = data.get("editions")
    if isinstance(tables, list):
        data["editions"] = [usual | table if isinstance(table, dict) else table for table in tables]


def _is_table(data: Any) -> bool:
    """Whether it can be a table of a translation."""
    try:
        msgspec.convert(data, TranslationTable)
    except msgspec.ValidationError:
        return False
    return True


def _depth(data: Any) -> int:
    """How deep tables and lists stand in each other."""
    depth, level = 0, [data]
    while level:
        depth += 1
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
    return depth


def _nested(value: Any) -> bool:
    return isinstance(value, dict | list)


def _tidied(value: Any) -> Any:
    """A TOML value, each string on one line.

    Free of what a catalog or an edition can't hold.
    """
    if isinstance(value, dict):
        # A date may be written as TOML's own, or as a text where only the year or the month is known.
        dated = {key: str(one) for key, one in value.items() if key == "date" and not _nested(one)}
        return {key: _tidied(one) for key, one in (value | dated).items()}
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    return tidy(value) if isinstance(value, str) else value


def _licensed(value: Any, keys: tuple[str, ...], text: str, path: str) -> Any:
    """A TOML value with each licence as its URI.

    In whatever table it stands.
    """
    if isinstance(value, dict):
        return {key: _licensed(one, (*keys, key), text, path) for key, one in value.items()}
    if isinstance(value, list):
        return [_licensed(one, (*keys, str(number)), text, path) for number, one in enumerate(value)]
    if not isinstance(value, str) or not value or not re.fullmatch(r"(?:.+-)?licence", keys[-1]):
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


def _legal_keys(keys: Sequence[str], kind: Any) -> str:
    legal = _names(_table(keys, kind))
    return f"{nearest(keys[-1], legal)} Legal keys: {', '.join(legal)}.".lstrip()


def _legal_values(keys: Sequence[str], kind: Any) -> str:
    if not keys:
        return ""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(_table(keys, kind))}
    legal = literals(fields.get(keys[-1]))
    return f"Legal values: {', '.join(legal)}." if legal else ""
