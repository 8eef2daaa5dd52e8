"""What is nobody's label by how it is written: headings of parts, and words of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.reading.candidates import Candidate, LabelForm
from toolkit.reading.lines import Line
from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import CATEGORIES, WORD, lists

_TOLD = frozenset({"stated", "bracket"})
"""Forms of labels that are surely meant as such."""
_FOLLOWED = frozenset({"colon", "letter"})
"""Forms behind which a heading may say something: `## Q: Why?`"""
_WITHIN: tuple[LabelForm, ...] = ("colon", "gap", "stroke", "period")
"""Forms in which a sentence may begin."""
_SMALL = 2
"""Words in lower case, from which on a label that comes once is no name."""
_CLAUSE = 5
"""The same, with what a comma and a description of somebody follow."""
_PARTICLE, _TITLE, _ROLE = (1 << CATEGORIES.index(name) for name in ("particles", "titles", "role"))


def heads(lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]]) -> Iterator[int]:
    """The lines that head a part of the text, and are nobody's label.

    Who sets names as headings does so whenever somebody speaks: a heading is a label where it ends in a
    colon or a time, and where another heading has the same label, printed in the same way.
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


def phrases(known: Labels) -> Iterator[int]:
    """The labels that come once and are words of a sentence.

    Two of them or more are in lower case, and none is one for a role.
    """
    often = np.bincount(known.of, minlength=len(known.keys))
    # Brackets and emphasis set a label apart from any sentence.
    within = ~known.bare & np.isin(known.form, [AT_FORM[form] for form in _WITHIN])
    for at in np.flatnonzero(within & (often[known.of] == 1)).tolist():
        k, whole = int(known.of[at]), known.candidates[at].printed
        for printed, small in ((known.names[k], _SMALL), (whole, _CLAUSE)):
            words = [(word, lists(word)) for word in WORD.findall(printed)]
            found = sum(word[0].islower() and not of & _PARTICLE for word, of in words)
            if found >= small and not any(of & (_TITLE | _ROLE) for _, of in words):
                yield k
                break
