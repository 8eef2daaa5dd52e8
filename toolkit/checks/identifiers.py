"""Ids: each once, a name that XML takes, and one stem for one unit in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.codes import finding
from toolkit.checks.facts import LEVELS, Place, Survey, Text, Unit
from toolkit.model import Problem

# What of an NCName travels well: in URIs, file names and other formats.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def check(survey: Survey) -> Iterator[Problem]:
    """Findings about ids."""
    for number, file in enumerate(survey.files):
        for name, line in file.twice:
            first = file.ids[name][0]
            message = f"the id {name} is here twice, first on line {first}."
            yield finding(survey, "D410", message, Place(number, line, ""))
        for name, (line, tag) in file.ids.items():
            if not _NAME.fullmatch(name):
                yield finding(survey, "D411", f"{name!r} is no id.", Place(number, line, tag))
    for text in survey.texts:
        yield from _stems(survey, text)


def _stems(survey: Survey, text: Text) -> Iterator[Problem]:
    prefix = f"{text.lang}."
    for level in LEVELS:
        for unit in text.units(level):
            if not unit.id.startswith(prefix):
                message = f"the id {unit.id} doesn't begin with {prefix}, the language of its text."
                yield finding(survey, "D412", message, _at(text, unit))
            elif level != "sentence" and unit.corresp and _stem(unit.corresp) != unit.id[len(prefix) :]:
                message = f"{unit.id} corresponds to {unit.corresp}, which has another stem."
                yield finding(survey, "D412", message, _at(text, unit))
    if text.header is None and not text.tags:
        return
    if not text.id:
        yield finding(survey, "D413", f"the text in {text.lang or 'no language'} has no id.", text.place)


def _stem(pointer: str) -> str:
    """What identifies a unit in every language: `#en.s7QKD3A` and `en:s7QKD3A` have the stem s7QKD3A."""
    return re.split(r"[.:]", pointer.removeprefix("#"), maxsplit=1)[-1]


def _at(text: Text, unit: Unit) -> Place:
    return Place(text.place.file, unit.line, unit.tag)
