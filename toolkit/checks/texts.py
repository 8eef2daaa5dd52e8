"""Texts: positions that rise and agree, elements with words, translations that say where they are from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.checks.codes import finding
from toolkit.checks.facts import Place, Survey, Text, Unit
from toolkit.model import Problem
from toolkit.text import number

_CATEGORIES = {
    "humanParagraphs": "origin.human",
    "alignedParagraphs": "origin.aligned",
    "machineParagraphs": "origin.mt",
    "revisedParagraphs": "origin.revised",
    "unrecordedParagraphs": "origin.entry",
}
"""Unit of a `measure` -> the category that it counts."""


def check(survey: Survey) -> Iterator[Problem]:
    """Findings about the units of each text."""
    source = survey.source
    positions = (
        {}
        if source is None
        else {
            (source.place.file, unit.id): unit.n
            for units in (source.turns, source.paragraphs)
            for unit in units
        }
    )
    for text in survey.texts:
        if not text.tags:
            yield finding(survey, "D470", f"there is no text in {text.lang or 'this TEI'}.", text.place)
        yield from _rising(survey, text, sorted([*text.paragraphs, *text.gaps], key=lambda unit: unit.line))
        yield from _rising(survey, text, text.turns)
        for unit in (*text.turns, *text.paragraphs):
            if unit.empty:
                yield finding(survey, "D492", f"{unit.id} (`{unit.tag}`) is empty.", _at(text, unit))
        for unit in (*text.turns, *text.paragraphs, *text.gaps) if text is not source else ():
            meant = survey.resolve(text.place.file, unit.corresp) if unit.corresp else None
            if meant in positions and positions[meant] != unit.n:
                name = unit.id or "a gap"
                message = f"{name} has the position {unit.n}, and {meant[1]} {positions[meant]}."
                yield finding(survey, "D493", message, _at(text, unit))
        if text.role == "translation":
            yield from _origins(survey, text)


def _rising(survey: Survey, text: Text, units: Sequence[Unit]) -> Iterator[Problem]:
    last: tuple[int, ...] = ()
    before = ""
    for unit in units:
        parts = [number(part) for part in unit.n.split(".")]
        position = tuple(part for part in parts if part is not None)
        if len(position) < len(parts):
            yield finding(survey, "D493", f"{unit.id} has the position {unit.n!r}.", _at(text, unit))
            continue
        if position <= last:
            message = f"the position {unit.n} stands after {before}."
            yield finding(survey, "D493", message, _at(text, unit))
        last, before = position, unit.n


def _origins(survey: Survey, text: Text) -> Iterator[Problem]:
    """Where paragraphs come from: each says it, and the header's numbers agree."""
    for unit in text.paragraphs:
        if not unit.ana:
            message = f"{unit.id} doesn't say where the translation comes from."
            yield finding(survey, "D491", message, _at(text, unit))
    if text.header is None:
        return
    real = Counter(_name(category) for unit in text.paragraphs for category in unit.ana.split())
    said = {
        _CATEGORIES.get(measure.attributes.get("unit", ""), ""): measure
        for measure in text.header.find("fileDesc/extent/measure")
    }
    for category in _CATEGORIES.values():
        measure = said.get(category)
        quantity = measure.attributes.get("quantity", "") if measure is not None else "0"
        if quantity != str(real[category]):
            message = f"the header says {quantity or 'no number of'} {category}; there are {real[category]}."
            yield finding(survey, "D490", message, (measure or text.header).place)


def _name(pointer: str) -> str:
    return pointer.rpartition("#")[2].rpartition(":")[2]


def _at(text: Text, unit: Unit) -> Place:
    return Place(text.place.file, unit.line, unit.tag)
