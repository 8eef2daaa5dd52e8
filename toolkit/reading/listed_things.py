"""Lists among turns, in which somebody tells of things: what their items begin with is no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.reading.apart import says_so
from toolkit.reading.candidates import SIGNS
from toolkit.reading.shape import OFFICE, Flags, Indices, distinct

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.view import View

_SAY = 0.5
"""Share of such items that say I or you, at most."""


def terms(view: View, known: Labels) -> Flags:
    """The labels of a list in which somebody tells of things, such as `- Sails: Cy sewed them`.

    Two items at least have one, right below each other, and it comes once; who speaks again has none so.
    A word for a role is somebody's: `- Audience: How so?` And below a question people may answer in a list.
    """
    item = _items(view)[known.line]
    people = known.again & ~known.of_form(*SIGNS)
    if (people & item).any() or not people.any():
        return np.zeros_like(item)
    own = item & ~people & ~known.bare & ~known.of_form(*SIGNS) & ~known.in_lists(OFFICE)
    own &= ~_below_question(view)[known.line]
    lines = distinct(known.line[own])
    # People may each say a sentence of themselves, or to others.
    if says_so(view, lines).sum() > _SAY * len(lines):
        return np.zeros_like(item)
    beside = np.isin(lines + 1, lines) | np.isin(lines - 1, lines)
    return own & np.isin(known.line, lines[beside])


def own_terms(view: View, known: Labels) -> Indices:
    """The items of such lists that stand right below a turn: whoever has that says them."""
    lines = distinct(known.line[terms(view, known)])
    list_ = np.cumsum(~_items(view))
    turns = known.line[known.again & ~known.bare & ~known.of_form(*SIGNS)]
    return lines[np.isin(list_[lines], list_[turns])]


def _below_question(view: View) -> Flags:
    """Whether each line is an item of a list below a line that asks."""
    asks, at = view.has("asks") & ~_items(view), np.arange(len(view.lines))
    above_ = np.maximum.accumulate(np.where(_items(view), -1, at))
    return _items(view) & (above_ >= 0) & asks[above_]


def _items(view: View) -> Flags:
    """Whether each line is an item of a list."""
    return view.has("item") | view.has("item form")
