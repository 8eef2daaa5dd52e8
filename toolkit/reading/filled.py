"""Lines that a program has filled: each has as many words as a page of some width has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.late import once
from toolkit.reading.forms import FORMS
from toolkit.reading.shape import Flags, above, flags
from toolkit.reading.vocabulary import HALF, SIGNED
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small, unspaced

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled

_LEAST, _ALL = 8, 0.95
"""Breaks within sentences, at least, that tell the width of a page; and the share of them at which the line
was full. Who ends lines by hand, or writes verse, ends most where there is room for another word."""
_WIDEST, _NARROW, _WORD = 0.98, 30, 0.4
"""The quantile of widths that is a page's: an address is wider, and has no blank to break at. The columns of
the narrowest page: a label alone on its line has as many as it has. And the share of the line above that the
first word of a line has, at most, where that tells anything."""


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
    # A sentence goes on in lower case, or in a script that has none, and not with a label that comes again:
    # one with a sign, or one in the form of that of the line above.
    signed = text.of_form(*SIGNED)
    heads = [text.are(text.line[text.again & text.of_form(form)]) for form in FORMS if form not in SIGNED]
    headed = text.are(text.line[text.again & signed])
    headed = np.logical_or.reduce([headed, *(one & above(one) for one in heads)])[amid]
    amid = amid[~headed & [begins_small(lines[i].text) or unspaced(lines[i].text[:1]) for i in amid.tolist()]]
    widths, rooms = (np.array([measure(line.text) for line in lines]) for measure in (width, _room))
    # A list of addresses, or of files, has no room for another anywhere: its first words tell nothing.
    close &= (rooms <= _WORD * above(widths)) & ~above(text.has("drawn"))
    amid = amid[close[amid]]
    if len(amid) < _LEAST:
        return nothing
    page = np.quantile(widths[amid - 1], _WIDEST)
    full = above(widths) + rooms > page
    if page < _NARROW or full[amid].mean() < _ALL:
        return nothing
    # What a program would have parted is none of its lines, nor what stands among them.
    wider = flags(wide > page and _least(line.text) > page for wide, line in zip(widths, lines, strict=True))
    block = np.cumsum(text.gap > 0)
    other = np.bincount(block, weights=wider) > (1 - _ALL) * np.bincount(block)
    close &= ~(wider | above(wider) | other[block])
    below = close & full
    # A label that comes again stands mostly where a page would have had room for it: not so a word.
    open_ = np.bincount(text.of, weights=~below[text.line], minlength=len(text.keys))
    again = text.again & (open_ >= HALF * text.often)[text.of]
    sure, ended_above = again & signed, (again | signed) & ended[text.line]
    return FilledLines(below & ~text.are(text.line[sure | ended_above]), close & ~full & ended)


def _room(text: str) -> int:
    """The columns that the first word of a line takes behind others."""
    first = text[:1]
    return width(first) if unspaced(first) else 1 + width(next(iter(text.split(maxsplit=1)), ""))


def _least(text: str) -> int:
    """The columns of a text without its last word."""
    return width(text[:-2] if unspaced(text[-1:]) else text.rpartition(" ")[0])
