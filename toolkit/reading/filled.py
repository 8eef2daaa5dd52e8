"""Lines that a program has filled: each has as many words as a page of some width has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.late import once
from toolkit.reading.forms import FORMS
from toolkit.reading.shape import Flags, Indices, above, flags
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


_FEW, _USUAL, _MOST = 4, 0.9, 0.85
"""The same, where the first line of each paragraph has less room than the others: what tells that twice may
tell it less often, such as with a verse that is quoted."""


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
    amid = amid[~headed & [_may_go_on(lines[i].text[:1]) for i in amid.tolist()]]
    widths = np.array([line.indent + width(line.text[line.lead :]) for line in lines])
    rooms = np.array([_room(line.text) for line in lines])
    first = _below_first(text, ended) & close
    # A list of addresses, or of files, has no room for another anywhere: its first words tell nothing.
    close &= (rooms <= _WORD * above(widths)) & ~above(text.has("drawn"))
    within, amid = amid, amid[close[amid]]
    if len(amid) < _LEAST:
        return nothing
    page = np.quantile(widths[amid - 1], _WIDEST)
    full = above(widths) + rooms > page
    if page < _NARROW:
        return nothing
    # A name alone on its line ends there, whatever room is left.
    alone = above(text.are(text.line[text.again & text.bare]))
    leads = sum(line.lead > 0 for line in lines)
    narrow = _narrow(widths, rooms, first, within, leads - int(alone[within].sum()))
    if full[amid].mean() < _ALL and not narrow.any():
        return nothing
    # What a program would have parted is none of its lines, nor what stands among them.
    wider = flags(
        wide > page and _least(line.text[line.lead :]) > page
        for wide, line in zip(widths, lines, strict=True)
    )
    block = np.cumsum(text.gap > 0)
    other = np.bincount(block, weights=wider) > (1 - _ALL) * np.bincount(block)
    close &= ~(wider | above(wider) | other[block])
    below = close & full
    # A label that comes again stands mostly where a page would have had room for it: not so a word.
    open_ = np.bincount(text.of, weights=~below[text.line], minlength=len(text.keys))
    again = text.again & (open_ >= HALF * text.often)[text.of]
    sure, ended_above = again & signed, (again | signed) & ended[text.line]
    # Below a label alone on its line begins what is said.
    bare = above(text.are(text.line[text.again & text.bare & text.of_form(*SIGNED, "stroke")]))
    on = (below | narrow) & ~(text.are(text.line[sure | ended_above]) | bare)
    return FilledLines(on, close & ~full & ended & ~first)


def _may_go_on(first: str) -> bool:
    """Whether a sentence may go on with a character: a small letter, or one of a script that has no case."""
    return begins_small(first) or unspaced(first) or (first.isalpha() and not first.isupper())


def _below_first(text: Labelled, ended: Flags) -> Flags:
    """The lines below the first one of a paragraph, as far as the end of a sentence tells which that is."""
    begins = (text.gap > 0) | ended | above(text.has("heading", "round", "square"), first=True)
    begins[text.line[text.again & ~text.bare & text.of_form("stroke", "colon", "period")]] = True
    lead = flags(line.lead > 0 for line in text.lines)
    return above(begins & ~lead)


def _narrow(widths: Indices, rooms: Indices, first: Flags, amid: Indices, leads: int) -> Flags:
    """The lines that go on with the first line of a paragraph, where a program gave that less room.

    What stood before the first words of each has gone: tags of a page, an indent, a number.

    leads  lines on which only a part of a label had room, less those that may be a label alone
    """
    nothing = np.zeros_like(first)
    rest = amid[~first[amid]]
    if len(rest) < _FEW:
        return nothing
    full = above(widths) + rooms > np.quantile(widths[rest - 1], _USUAL)
    brief = amid[first[amid] & ~full[amid]]
    if len(brief) + leads < _LEAST or not len(brief) or full[rest].mean() < _MOST:
        return nothing
    most = np.quantile(widths[brief - 1], _WIDEST)
    on = first & (above(widths) <= most) & (above(widths) + rooms > most)
    on[brief] = True
    return on


def _room(text: str) -> int:
    """The columns that the first word of a line takes behind others."""
    first = text[:1]
    return width(first) if unspaced(first) else 1 + width(next(iter(text.split(maxsplit=1)), ""))


def _least(text: str) -> int:
    """The columns of a text without its last word."""
    return width(text[:-2] if unspaced(text[-1:]) else text.rpartition(" ")[0])
