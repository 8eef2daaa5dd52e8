"""Lines that a program has filled: each has as many words as a page of some width has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.late import once
from toolkit.reading.shape import Flags, above
from toolkit.reading.vocabulary import HALF, SIGNED
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small, unspaced

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled
    from toolkit.reading.lines import Line

_LEAST, _ALL = 8, 0.95
"""Breaks within sentences, at least, that tell the width of a page; and the share of them at which the line
was full. Who ends lines by hand, or writes verse, ends most where there is room for another word."""
_WIDEST, _NARROW = 0.98, 30
"""The quantile of widths that is a page's: an address is wider, and has no blank to break at. And the columns
of the narrowest page: a label alone on its line has as many as it has."""


class FilledLines(NamedTuple):
    """What the breaks of a text tell; nothing of a text that no program has filled."""

    goes_on: Flags
    """The lines below a full one, but for those that begin with a label.

    A label with a sign that comes again begins a turn all the same. So does one that comes once, or comes
    again and has no sign, below the end of a sentence.
    """
    begins: Flags
    """The lines whose first word had room on the line above, where a sentence ends."""


@once
def filled(text: Labelled) -> FilledLines:
    """The lines that go on, and those that begin paragraphs, in a text that a program has filled."""
    lines = text.lines
    close = np.array([i > 0 and not line.gap for i, line in enumerate(lines)])
    nothing = FilledLines(np.zeros_like(close), np.zeros_like(close))
    ended = above(text.ended, first=True)
    amid = np.flatnonzero(close & ~ended)
    if len(amid) < _LEAST:
        return nothing
    # A sentence goes on in lower case, or in a script that has none, and not with a label that comes again.
    signed = text.of_form(*SIGNED)
    headed = text.are(text.line[text.again & signed])[amid]
    amid = amid[~headed & [begins_small(lines[i].text) or unspaced(lines[i].text[:1]) for i in amid.tolist()]]
    if len(amid) < _LEAST:
        return nothing
    widths = np.array([width(line.text) for line in lines])
    page = np.quantile(widths[amid - 1], _WIDEST)
    full = above(widths) + [_room(line) for line in lines] > page
    if page < _NARROW or full[amid].mean() < _ALL:
        return nothing
    below = close & full
    # A label that comes again stands mostly where a page would have had room for it: not so a word.
    open_ = np.bincount(text.of, weights=~below[text.line], minlength=len(text.keys))
    again = text.again & (open_ >= HALF * text.often)[text.of]
    sure, ended_above = again & signed, (again | signed) & ended[text.line]
    return FilledLines(below & ~text.are(text.line[sure | ended_above]), close & ~full & ended)


def _room(line: Line) -> int:
    """The columns that the first word of a line takes behind others."""
    first = line.text[:1]
    return width(first) if unspaced(first) else 1 + width(next(iter(line.text.split(maxsplit=1)), ""))
