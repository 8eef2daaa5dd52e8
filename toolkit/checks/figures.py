"""Figures, dates, times of day and units that a translation has changed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define


def numbers(checked: Checked) -> Iterator[Finding]:
    """Report figures and number words that a translation has changed."""
    yield from _differing(checked, "number", "D221.both", "D221.source", "D221.target")


def dates(checked: Checked) -> Iterator[Finding]:
    """Report days, months and days of the week that a translation has changed."""
    yield from _differing(checked, "date", "D222.both", "D222.source", "D222.target")


def times(checked: Checked) -> Iterator[Finding]:
    """Report times of day that a translation has changed."""
    yield from _differing(checked, "time", "D223.both", "D223.source", "D223.target")


def units(checked: Checked) -> Iterator[Finding]:
    """Report units that a translation has changed, where the value doesn't fit."""
    yield from _differing(checked, "unit", "D224.both", "D224.source", "D224.target")


def _differing(checked: Checked, kind: str, both: str, source: str, target: str) -> Iterator[Finding]:
    """Each difference of a kind: what a source has, and what its translation.

    both, source, target  the names of the findings where both have something, or one of them alone
    """
    for message in checked.messages:
        for found in checked.alone[message].differences:
            if found.kind == kind:
                sides = {"source": found.source, "target": found.target}
                told = {side: quoted(text) for side, text in sides.items() if text}
                name = both if len(told) == len(sides) else source if found.source else target
                yield checked.report(name, message, **told)


_WORDS = {
    "both": "the source has {source}, the translation {target} ({message}).",
    "source": "the source has {source}, the translation no such figure ({message}).",
    "target": "the source has no such figure, the translation {target} ({message}).",
}

CHECK = (
    Check(
        define(
            "D221",
            severity="warning",
            title="A translation has other figures or number words than its source.",
            words=_WORDS,
            cure="Look at the figure on both sides; digits may be swapped, and a nought may be lost.",
        ),
        numbers,
    ),
    Check(
        define(
            "D222",
            severity="warning",
            title="A translation names another day, month or day of the week than its source.",
            words=_WORDS,
            cure="Look at the date on both sides.",
        ),
        dates,
    ),
    Check(
        define(
            "D223",
            severity="warning",
            title="A translation tells another time of day than its source.",
            words=_WORDS,
            cure="Look at the time on both sides: half past six is halb sieben in German.",
        ),
        times,
    ),
    Check(
        define(
            "D224",
            severity="warning",
            title="A translation has another unit than its source, with a value that doesn't fit.",
            words=_WORDS,
            cure="Keep the unit of the source, or convert the value: 5 miles are 8 km.",
        ),
        units,
    ),
)
