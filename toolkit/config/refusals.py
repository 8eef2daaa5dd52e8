"""What a table of settings may not hold, in plain words.

The types of its keys say it. What refuses a value has words for programmers: here they are everybody's, and
say what is legal in that place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from toolkit.config.build_options import TeiTable
from toolkit.config.paper import MarginsTable
from toolkit.config.settings import (
    AccessibilityTable,
    AlignTable,
    ContributorTable,
    EditionTable,
    PartTable,
    RecordingTable,
    SuggestTable,
)
from toolkit.config.style import StyleTable
from toolkit.config.tables import (
    Decision,
    IgnoreTable,
    PersonTable,
    PictureTable,
    PinTable,
    PullQuoteTable,
    RevisionTable,
    SeamTable,
    SpeakerTable,
    TranslationFileTable,
    TranslationTable,
    TranslatorTable,
    literals,
)
from toolkit.errors import ConfigError, nearest
from toolkit.model import Location

_TABLES: dict[str, Any] = {
    "ignore": IgnoreTable,
    "authors": PersonTable,
    "editors": PersonTable,
    "speakers": SpeakerTable,
    "decide": Decision,
    "split": SeamTable,
    "join": SeamTable,
    "pins": PinTable,
    "pictures": PictureTable,
    "align": AlignTable,
    "suggest": SuggestTable,
    "editions": EditionTable,
    "parts": PartTable,
    "contributors": ContributorTable,
    "accessibility": AccessibilityTable,
    "tei": TeiTable,
    "margins": MarginsTable,
    "variables": StyleTable,
    "translators": TranslatorTable,
    "recording": RecordingTable,
    "revisions": RevisionTable,
    "pull-quotes": PullQuoteTable,
    "translations": TranslationTable,
    "files": TranslationFileTable,
}
"""Tables inside the files, by key."""
_NUMBER = "Write a number, without quotes and units."
_FORMS = {
    "str": 'Write it in quotes: "...".',
    "array": 'Write a list in brackets: ["...", "..."].',
    "bool": "Write true or false.",
    "int": _NUMBER,
    "float": _NUMBER,
    "object": "Write it as a table, with keys.",
}
"""How a value of a type is written, by msgspec's name for the type."""
_GIVEN = {
    "str": "a text can't stand here.",
    "array": "a list can't stand here.",
    "bool": "true and false can't stand here.",
    "int": "a number can't stand here.",
    "float": "a number can't stand here.",
    "object": "a table can't stand here.",
    "date": "a date can't stand here.",
    "time": "a time can't stand here.",
    "datetime": "a date can't stand here.",
}
"""What is said of a value of another type, by msgspec's name for it."""


_ANY = "..."
"""What msgspec writes for a key that may be any."""


def refusal(
    error: msgspec.ValidationError,
    data: Mapping[str, Any],
    kind: Any,
    place_of: Callable[[Sequence[str]], Location],
) -> ConfigError:
    """What to say of what msgspec refuses; `place_of` tells where keys stand."""
    # msgspec tells the place as a path in its message.
    message, _, place = str(error).partition(" - at `$")
    keys = _named(re.findall(r"\.\.\.|[^.\[\]`]+", place), error, data, kind)
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown:
        keys.append(unknown[1])
    named = [key for key in keys if not key.isdigit()]
    hint = _legal_values(keys, kind)
    if unknown:
        what = f"there is no key `{unknown[1]}` here."
        legal = _names(_table(keys, kind))
        hint = f"{nearest(keys[-1], legal)} Legal keys: {', '.join(legal)}.".lstrip()
    elif missing := re.search(r"missing required field `([^`]+)`", message):
        what = f"the key `{missing[1]}` is missing."
    elif "matching regex" in message:
        what, hint = f"`{named[-1]}` is empty.", "Write it, or delete the table."
    elif wrong := re.match(r"Expected `(\w++)[^`]*`, got `(\w+)`", message):
        given = _GIVEN[wrong[2]]
        what = f"`{named[-1]}`: {given}"
        # Where few values are legal, to know how one is written is no help.
        if not hint:
            table = wrong[1] == "array" and named[-1] in _TABLES
            hint = _FORMS["object" if table else wrong[1]]
    else:
        value = message.removeprefix("Invalid enum value ")
        what = f"`{named[-1]}`: {value} can't stand here."
    # A table goes on to the next one: a key that is written below it is the table's.
    below = len(named) > 1 and (unknown or (keys[:1] == ["translations"] and len(keys) == 2))
    if below and named[-1] in _names(kind):
        hint = f"`{named[-1]}` belongs to the top of the file: move it above the first [table]."
    return ConfigError(what, place_of(keys), hint)


def _named(keys: Sequence[str], error: msgspec.ValidationError, data: Any, kind: Any) -> list[str]:
    """The keys on the way to what msgspec refuses.

    Of a table whose keys are anybody's the message doesn't say which of them it is: it is the first that is
    refused likewise where the table has it alone.
    """
    found: list[str] = []
    for key in keys:
        found.append(
            key
            if key != _ANY
            else next(name for name in _at(data, found) if _alone(data, found, name, kind) == str(error))
        )
    return found


def _at(data: Any, keys: Sequence[str]) -> Any:
    """What stands at the end of a way; lists are counted from 0."""
    for key in keys:
        data = data[int(key) if isinstance(data, list) else key]
    return data


def _alone(data: Any, keys: Sequence[str], name: str, kind: Any) -> str:
    """What msgspec refuses where a table has one of its keys alone; "" for nothing."""

    def only(data: Any, keys: Sequence[str]) -> Any:
        if not keys:
            return {name: data[name]}
        if isinstance(data, list):
            return [only(one, keys[1:]) if at == int(keys[0]) else one for at, one in enumerate(data)]
        return {**data, keys[0]: only(data[keys[0]], keys[1:])}

    try:
        msgspec.convert(only(data, keys), kind)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _table(keys: Sequence[str], kind: Any) -> Any:
    """The table that the last key stands in."""
    # Numbers of arrays stand between.
    return next((_TABLES[key] for key in reversed(keys[:-1]) if key in _TABLES), kind)


def _names(kind: Any) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(kind)]


def _legal_values(keys: Sequence[str], kind: Any) -> str:
    if not keys:
        return ""
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(_table(keys, kind))}
    legal = literals(fields.get(keys[-1]))
    return f"Legal values: {', '.join(legal)}." if legal else ""
