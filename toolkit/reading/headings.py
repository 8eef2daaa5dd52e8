"""Headings that are labels: who sets names as headings does so whenever somebody speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.reading.candidates import Candidate
from toolkit.reading.lines import Line

_TOLD = frozenset({"stated", "bracket"})
"""Forms of labels that are surely meant as such."""
_FOLLOWED = frozenset({"colon", "letter"})
"""Forms behind which a heading may say something: `## Q: Why?`"""


def heads(lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]) -> Iterator[int]:
    """The lines that head a part of the text, and are nobody's label.

    A heading is a label where it ends in a colon or a time, and where another heading has the same label,
    printed in the same way.
    """
    headings = [i for i, line in enumerate(lines) if line.text.startswith("#")]
    often = Counter(_way(label) for i in headings for label in found[i])
    for i in headings:
        if not any(_told(label) or (_may(label) and often[_way(label)] > 1) for label in found[i]):
            yield i


def _told(label: Candidate) -> bool:
    return label.form in _TOLD or (label.bare and label.form != "alone")


def _may(label: Candidate) -> bool:
    return label.bare or label.form in _FOLLOWED


def _way(label: Candidate) -> tuple[str, str, bool]:
    """How a label is printed."""
    return label.printed, label.form, label.bare
