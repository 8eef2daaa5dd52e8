"""Read TOML files as tables, and tell errors.

Where it is wrong, and what is legal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from toolkit import findings, languages, limits
from toolkit.config import identifiers, settings
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
from toolkit.model import KINDS, Location
from toolkit.text.dates import is_date, is_duration
from toolkit.text.hygiene import fold, slug, tidy

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
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHICH = re.compile(r"[1-9]\d{0,5} of [1-9]\d{0,5}", re.ASCII)
_LICENCE = (
    'Write its URI, such as "https://creativecommons.org/licenses/by/4.0/", or its SPDX id, such as '
    '"CC-BY-4.0". Words are for `rights`.'
)
_T = TypeVar("_T", ProjectSettings, Sidecar)


def parse_project(text: str, path: str) -> ProjectSettings:
    """`diglot.toml`. Raises ConfigError with file and line."""
    project = _parse(text, path, ProjectSettings)
    _check_date(project.date, ["date"], text, path)
    _check_revisions(project.revisions, text, path)
    _check_ignored(project.ignore, text, path)
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
    _check_translations(sidecar.translations, text, path)
    _check_date(sidecar.date, ["date"], text, path)
    _check_date(sidecar.recording.date, ["recording", "date"], text, path)
    _check_revisions(sidecar.revisions, text, path)
    _check_ignored(sidecar.ignore, text, path)
    length = duration(sidecar.recording.duration)
    if length and not is_duration(length):
        raise ConfigError(
            f"{length!r} is no duration.",
            Location(path, line_of(text, ["recording", "duration"])),
            "Write 1:02:03 for hours, minutes and seconds, or PT1H2M3S.",
        )
    _check_keys(sidecar.speakers, text, path)
    _check_decisions(sidecar.decide, text, path)
    _check_pins(sidecar.pins, text, path)
    return sidecar


def _check_date(given: str, keys: Sequence[str], text: str, path: str) -> None:
    if given and not is_date(given):
        raise ConfigError(
            f"{given!r} is no date.",
            Location(path, line_of(text, keys)),
            "Write 2026, 2026-03 or 2026-03-14.",
        )


def _check_translations(tables: Mapping[str, TranslationTable], text: str, path: str) -> None:
    """Refuse doubled languages, and files outside the project."""
    seen: dict[str, str] = {}
    for lang, one in tables.items():
        place = ["translations", lang]
        tag = languages.get(lang).tag
        if tag in seen:
            what = f"{seen[tag]} and {lang} are one language, and have two tables."
            raise ConfigError(what, Location(path, line_of(text, place)), "Keep one of them.")
        seen[tag] = lang
        _check_date(one.date, [*place, "date"], text, path)
        files = [([*place, "files", str(k), "file"], noted.file) for k, noted in enumerate(one.files)]
        for keys, name in [([*place, "file"], one.file), *files]:
            if name and not _is_inside(name):
                raise ConfigError(
                    f"{name!r} is no file of this project.",
                    Location(path, line_of(text, keys)),
                    "Write its path from the project's folder, such as translations/talk.fr.txt.",
                )
        for k, noted in enumerate(one.files):
            what = ""
            if bool(noted.file) == bool(noted.name):
                what = "this table must have either `file` or `name`."
            elif noted.sha256 and not _SHA256.fullmatch(noted.sha256):
                what = f"{noted.sha256!r} is no SHA-256."
            elif min(noted.sentences, noted.words) < 0:
                what = "a text can't have fewer than no words."
            if what:
                where = Location(path, line_of(text, [*place, "files", str(k)]))
                raise ConfigError(what, where, "Delete the table; `diglot align` writes it anew.")


def _is_inside(path: str) -> bool:
    """Whether a path, with slashes, leads to no folder above."""
    return not re.match(r"[/\\]|[A-Za-z]:", path) and ".." not in re.split(r"[/\\]", path)


def _check_revisions(revisions: Sequence[RevisionTable], text: str, path: str) -> None:
    for number, one in enumerate(revisions):
        _check_date(one.date, ["revisions", str(number), "date"], text, path)


def _check_ignored(tables: Sequence[IgnoreTable], text: str, path: str) -> None:
    """Refuse unknown codes, errors, and silence without a reason."""
    for number, table in enumerate(tables):
        key, what, hint = "code", "", ""
        try:
            rule = findings.rule(table.code)
        except KeyError:
            rule = None
        if rule is None:
            what = f"no finding has the code {table.code!r}."
            hint = "Write it as it stands at the end of the finding, such as D405."
        elif not rule.ignorable:
            what = f"{table.code} is an error, and no error can be ignored."
            hint = "Mend what it tells of, and take this out."
        elif not table.reason:
            key, what = "reason", f"nothing says why {table.code} is ignored."
            hint = 'Write reason = "...", for whoever comes after you.'
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["ignore", str(number), key])), hint)


def _check_decisions(decisions: Sequence[Decision], text: str, path: str) -> None:
    for number, one in enumerate(decisions):
        what = hint = ""
        if bool(one.begins) == bool(one.label):
            what = "this decision must have either `begins` or `label`."
            hint = "Write the first words of a paragraph, or the label of several who speak together."
        elif one.speaker and one.speakers:
            what, hint = "this decision has both `speaker` and `speakers`.", "Name all in `speakers`."
        elif one.label and (len(one.speakers) < 2 or (one.kind and not KINDS[one.kind].spoken)):
            what = f"{one.label!r} must be the label of two or more."
            hint = "Name them in `speakers`. The label of one person belongs among their `aliases`."
        elif not (one.kind or one.who):
            what, hint = "this decision has no `kind`.", "Write what kind of paragraph it is, or whose."
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["decide", str(number)])), hint)


def _check_pins(pins: Sequence[PinTable], text: str, path: str) -> None:
    for number, pin in enumerate(pins):
        place = ["pins", str(number)]
        if not (pin.lang and (pin.source or pin.begins)):
            raise ConfigError(
                f"this pin names {'no place' if pin.lang else 'no language'}.",
                Location(path, line_of(text, place)),
                "Write `lang`, and `source` (a paragraph's id) or `begins` (words of a sentence), or both.",
            )
        if pin.which and not (pin.begins and _WHICH.fullmatch(pin.which)):
            raise ConfigError(
                f"{pin.which!r} doesn't say which sentence begins so.",
                Location(path, line_of(text, [*place, "which"])),
                'Write it as "2 of 3", beside `begins`.',
            )


def _check_keys(speakers: Sequence[SpeakerTable], text: str, path: str) -> None:
    """Refuse keys and labels that can't be.

    Such as can't stand in a catalog and an edition, and what would make two speakers one.
    """
    seen: set[str] = set()
    labels: dict[str, str] = {}
    for number, speaker in enumerate(speakers):
        for label in (speaker.name, *speaker.aliases):
            other = labels.setdefault(fold(label), speaker.name)
            if other is not speaker.name:
                raise ConfigError(
                    f"the label {label!r} is given to two speakers.",
                    Location(path, line_of(text, ["speakers", str(number), "name"])),
                    f"Take it away from one: {other} or {speaker.name}.",
                )
        key, what, hint = speaker.key, "", ""
        if key and key != slug(key):
            what, hint = f"{key!r} is no key.", f"Write lower-case ASCII, such as {slug(key)}."
        elif key in seen:
            what, hint = f"two speakers have the key {key!r}.", "If they are one, name the other an alias."
        if what:
            raise ConfigError(what, Location(path, line_of(text, ["speakers", str(number), "key"])), hint)
        seen |= {key} - {""}


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
        if unknown:
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


def _legal_keys(keys: Sequence[str], kind: Any) -> str:
    legal = [field.encode_name for field in msgspec.structs.fields(_table(keys, kind))]
    return f"{nearest(keys[-1], legal)} Legal keys: {', '.join(legal)}.".lstrip()


def _legal_values(keys: Sequence[str], kind: Any) -> str:
    if not keys:
        return ""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(_table(keys, kind))}
    legal = literals(fields.get(keys[-1]))
    return f"Legal values: {', '.join(legal)}." if legal else ""
