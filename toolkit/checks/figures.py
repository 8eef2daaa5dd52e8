"""Figures, dates, times of day and units that a translation has changed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, message_of, quoted
from toolkit.findings import Finding, define, report


def numbers(checked: Checked) -> Iterator[Finding]:
    """Report figures and number words that a translation has changed."""
    for message, source, target in _differing(checked, "number"):
        yield report("D221", checked.where, message=message, source=source, target=target)


def dates(checked: Checked) -> Iterator[Finding]:
    """Report days, months and days of the week that a translation has changed."""
    for message, source, target in _differing(checked, "date"):
        yield report("D222", checked.where, message=message, source=source, target=target)


def times(checked: Checked) -> Iterator[Finding]:
    """Report times of day that a translation has changed."""
    for message, source, target in _differing(checked, "time"):
        yield report("D223", checked.where, message=message, source=source, target=target)


def units(checked: Checked) -> Iterator[Finding]:
    """Report units that a translation has changed, where the value doesn't fit."""
    for message, source, target in _differing(checked, "unit"):
        yield report("D224", checked.where, message=message, source=source, target=target)


def _differing(checked: Checked, kind: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Each difference of a kind: the message, what its source has, and what its translation."""
    for message in checked.messages:
        for difference in checked.alone[message].differences:
            if difference.kind == kind:
                yield message_of(message.entry), _shown(difference.source), _shown(difference.target)


def _shown(text: str) -> str:
    return quoted(text) if text else "no such figure"


_WORDS = "the source has {source}, the translation {target} ({message})."

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
