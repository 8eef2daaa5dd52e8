"""What the layout of a whole text tells of each line: blocks, lists, and how far the last label is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from toolkit.reading.shape import FLAGS, TEXT, Flags, Indices, View

_TIGHT = 0.5
"""Share of lines without a blank one above, from which on a blank line parts a text."""
_NO_TITLE = (
    "date", "month", "clock", "address", "link", "drawn", "item", "rights", "ends", "comma", "tag",
    "whole meta", "first meta", "whole about", "first by", "first byline", "first date", "first credit",
    "whole note",
)  # fmt: skip
"""What no title is, by its look and its words; one that asks or calls out is left out, too."""
_TITLE, _HEAD = (6, 200), 8
"""Columns of a title, and lines among which it is."""
_FAR = 64
"""Lines from a label; what is farther is no less its."""
_MOST_ITEMS = 0.7
"""Share of the items of a list that say what it is a list of."""


def since(view: View, sure: Flags) -> tuple[npt.ArrayLike, npt.ArrayLike, Flags]:
    """How far above the last sure label stands, and beyond what is usual; whether a heading is between."""
    at = np.arange(len(sure))
    last = np.maximum.accumulate(np.where(sure, at, -1))
    spoken = last >= 0
    far = np.where(spoken, np.log1p(np.minimum(_FAR, at - last)), 0)
    usual = float(np.log1p(np.diff(np.flatnonzero(sure)) - 1).mean()) if sure.sum() > 1 else 0.0
    headings = np.cumsum(view.flags[:, FLAGS.index("heading")])
    passed = spoken & (headings > headings[last])
    return far / 3, np.where(spoken, np.maximum(0, far - usual) / 3, 0), passed & ~sure


def blocks(view: View, sure: Flags) -> tuple[Flags, Flags]:
    """Where few lines have a blank one above: which blocks are above the first label, and behind the last."""
    block = np.cumsum(view.gap).astype(np.intp)
    labels = np.bincount(block, weights=sure, minlength=1)
    if view.ungapped <= _TIGHT or not sure.any():
        return np.zeros_like(sure), np.zeros_like(sure)
    spoken = np.flatnonzero(labels)
    return block < spoken[0], block > spoken[-1]


def may_head(view: View) -> Flags:
    """The first line whose look allows it to be the title: no date, fact, credit or sentence."""
    text = view.text
    other = text[:, [TEXT.index(name) for name in _NO_TITLE]].any(axis=1)
    may = ~other & (view.widths >= _TITLE[0]) & (view.widths <= _TITLE[1])
    at = np.flatnonzero(may[:_HEAD])
    result = np.zeros(len(may), dtype=np.bool_)
    result[at[:1]] = True
    return result


def among_items(view: View, sure: Flags) -> tuple[npt.ArrayLike, npt.ArrayLike]:
    """Of each item which share of its list has a sure label: where it has one, and where it has none."""
    item = view.text[:, TEXT.index("item")] > 0
    run = _runs(item)
    count = np.maximum(1, np.bincount(run, weights=item, minlength=1))
    share = (np.bincount(run, weights=item & sure, minlength=1) / count)[run] * item
    return share * sure, share * ~sure


def of_list(view: View) -> tuple[Flags, ...]:
    """Of each item of a list what holds for the whole list, and which lines are below a heading.

    A list is a run of items; the line above it announces it, or doesn't.
    """
    item = view.flags[:, FLAGS.index("item form")] > 0
    run = _runs(item)
    head = np.flatnonzero(np.diff(run, prepend=0)) - 1
    heading = (view.flags[:, FLAGS.index("heading")] > 0) | (view.flags[:, FLAGS.index("bold")] > 0)
    colon = view.text[:, TEXT.index("colon")] > 0
    short = (view.text[:, TEXT.index("to 15")] > 0) | (view.text[:, TEXT.index("to 40")] > 0)
    count = np.maximum(1, np.bincount(run, weights=item, minlength=1))

    def share(of: Flags) -> Flags:
        return np.bincount(run, weights=item & of, minlength=1) > _MOST_ITEMS * count

    def above(of: Flags) -> Flags:
        return np.concatenate([[False], (head >= 0) & of[head]])

    address = view.text[:, TEXT.index("address")] > 0
    told = (above(heading), above(colon), share(short), share(address), count > 1)
    return *(item & of[run] for of in told), np.concatenate([[False], heading[:-1]])


USUAL = {
    "text of items": 0.1, "text of bullets": 0.2, "text of nested bullets": 0.2, "text of sentences": 0.6,
    "text of persons": 0.5, "text of questions": 0.2,
}  # fmt: skip
"""Shares of a usual text. By thought: what is learnt takes the difference."""
GENRE = tuple(USUAL)
"""What `genre` gives, in order."""
_LINES = 1
"""So many lines of a usual text are added: few lines tell little of what kind of text it is."""


def genre(view: View) -> tuple[float, ...]:
    """What kind of text it is: shares of its lines, the same for all of them.

    Items of lists; lines that begin with a bullet or a number, and how many of these stand deeper; lines that
    end a sentence; long lines that say I or you; questions.
    """
    ends, persons, asks, bullet, nobody = (
        view.text[:, TEXT.index(name)] > 0 for name in ("ends", "persons", "asks", "item", "no persons")
    )
    # A star is a mark of emphasis to a line, and a bullet to a text.
    bullet |= np.array([line.text.startswith("* ") for line in view.lines])
    item, deeper = (view.flags[:, FLAGS.index(name)] > 0 for name in ("item form", "indented"))
    opens, long = view.opens, persons | nobody
    pairs = (
        (item, opens), (bullet, opens), (deeper, bullet), (ends, opens), (persons, long), (asks, opens),
    )  # fmt: skip
    return tuple(
        float(((of & among).sum() + _LINES * usual) / (among.sum() + _LINES))
        for (of, among), usual in zip(pairs, USUAL.values(), strict=True)
    )


def _runs(item: Flags) -> Indices:
    """The number of each line's run of items; of other lines that of the run above."""
    return np.cumsum(item & ~np.concatenate([[False], item[:-1]]))
