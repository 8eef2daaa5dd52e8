"""What stands above a conversation: its title, lists of those who are there, bold paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from toolkit.languages.lexicon import key
from toolkit.reading.abbreviations import shortened
from toolkit.reading.apart import STOPS
from toolkit.reading.candidates import LabelForm
from toolkit.reading.names import parted
from toolkit.reading.roster import Labels
from toolkit.reading.shape import OFFICE, Flags, lists, runs
from toolkit.reading.speaking import begins
from toolkit.reading.view import View

_TURNS = 3
"""Turns with their words behind their label, at least."""
_SAID = 0.8
"""Share of them that end a sentence, at least, where a line that ends none is told by that."""
_LONG = 60
"""Columns of a long line."""
_LISTED = 3
"""Items of a list, at least."""
_ABOVE = 0.5
"""Share of the text that stands above, at most: somebody may have talked before anybody is named."""


def items(view: View) -> Flags:
    """Whether each line is an item of a list, with its bullet or without."""
    items: Flags = view.has("item") | view.has("item form")
    return items


def preliminaries(view: View, known: Labels) -> tuple[list[int], list[int]]:
    """Above the first label that comes again: the items of lists, and what is in bold and asks nothing.

    A question in bold may be the first, and so may be what stands right above an answer.
    """
    first = begins(view, known)
    if first == len(view.lines) or view.widths[:first].sum() > _ABOVE * view.widths.sum():
        return [], []
    if (known.bare & known.of_form("bold"))[known.line == first].any():
        # Where names in bold head what is said, one that comes once may do so, too.
        return [], []
    # A list that goes on to the first label may be the conversation itself.
    lists = (block for block in runs(items(view)[:first]) if len(block) >= _LISTED and block.stop < first)
    bold = (view.has("bold") & ~view.has("asks"))[: max(0, first - 1)]
    return [*chain.from_iterable(lists)], np.flatnonzero(bold).tolist()


_LABELS: tuple[LabelForm, ...] = ("colon", "stroke", "period")
_COMMAS = re.compile("[,，、،;；・/]")


def listing(view: View, known: Labels) -> Iterator[int]:
    """The lines that say who is there: behind a label that comes once stand only names of those who speak."""
    # What ends in a full stop or a dash is a label where most labels do, and else what somebody says.
    forms = {name: known.of_form(name) for name in _LABELS}
    most = max(_LABELS, key=lambda name: int((forms[name] & known.again).sum()))
    form = forms["colon"] | forms[most]
    speak = {known.keys[k] for k in known.of[form & known.again].tolist()}
    for at in np.flatnonzero(form & ~known.again & ~known.bare).tolist():
        label = known.candidates[at]
        behind = view.lines[int(known.line[at])].text[label.start :]
        names = [parted(name) for name in _COMMAS.split(behind.rstrip(STOPS))]
        # By all of it; behind a colon by a part of it, too, or by letters behind it.
        pieces = [
            (name, *(() if label.form != "colon" else (*name.split(), *asides))) for name, asides in names
        ]
        if len(names) > 1 and not any(speak.isdisjoint(map(key, called)) for called in pieces):
            yield int(known.line[at])
    yield from shortened(known)


def below_field(view: View, known: Labels) -> Iterator[int]:
    """The lines right below a label alone that comes once, where turns have their words behind their label.

    Two brief lines at least that end no sentence: `Present:`, and who is, with an account or what for.
    """
    colon = known.of_form("colon")
    again = colon & known.again
    if (again & ~known.bare).sum() < _TURNS or (again & known.bare).any():
        return
    ends = view.ended | (view.widths > _LONG) | (view.gap > 0)
    ends[known.line[known.again & known.of_form("letter")]] = True
    for i in known.line[known.firsts(colon & known.bare & ~known.again)].tolist():
        past = np.flatnonzero(ends[i + 1 :])
        until = i + 1 + int(past[0]) if past.size else len(ends)
        whole = until == len(ends) or view.gap[until] > 0
        if whole and until - i > 2:
            yield from range(i + 1, until)


def presented(view: View, known: Labels) -> Iterator[int]:
    """The lines above all turns that say who has a part: `Guest: Mara Lind, diver`, who speaks as Lind below.

    Such a line ends no sentence, or stands beside one that doesn't.
    """
    colon = known.of_form("colon")
    first, stops = begins(view, known), view.ended
    speak = {known.keys[k] for k in known.of[colon & known.again].tolist()}
    found: dict[int, bool] = {}
    for at in known.firsts(colon & ~known.again & ~known.bare & (known.line < first)).tolist():
        line = int(known.line[at])
        behind = view.lines[line].text[known.candidates[at].start :]
        words = parted(_COMMAS.split(behind.rstrip(STOPS))[0])[0].split()
        named = not any(word.islower() for word in words) and len(words) > 1
        if named and not speak.isdisjoint(map(key, (" ".join(words), words[-1], words[0]))):
            found[line] = not stops[line]
    yield from (i for i, unended in found.items() if unended or found.get(i - 1) or found.get(i + 1))


def entitled(view: View, known: Labels) -> bool:
    """Whether the first line has a colon and is no turn, as others are: `Fog: A Conversation`.

    What stands before the colon comes once, and is a word for no office and no fact; the line ends no
    sentence, as nearly all turns do.
    """
    colon = known.of_form("colon") & ~known.bare
    turns = known.firsts(colon & known.again)
    at = np.flatnonzero(colon & (known.line == 0))
    if (
        len(at) != 1
        or len(turns) < _TURNS
        or known.again[at[0]]
        or lists(known.keys[known.of[at[0]]]) & OFFICE
    ):
        return False
    stops = view.ended
    return not stops[0] and bool(view.widths[0] <= _LONG) and bool(stops[known.line[turns]].mean() >= _SAID)
