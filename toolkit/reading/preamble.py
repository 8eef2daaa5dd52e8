"""What stands above a conversation: lists of those who are there, who has which part, bold paragraphs."""

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
from toolkit.reading.shape import Flags, runs
from toolkit.reading.speaking import begins
from toolkit.reading.view import View

_TURNS = 3
"""Turns with their words behind their label, at least."""
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
    """The lines above all turns that say who has a part: `Guest: Mara Lind, diver`.

    She speaks as Lind below, or as ML. Such a line ends no sentence, or stands beside one that doesn't. One
    alone may ask somebody to speak, who speaks next: `Chair: Mara Lind, please`.
    """
    colon = known.of_form("colon")
    first, stops = begins(view, known), view.ended
    next_ = {known.keys[k] for k in known.of[colon & (known.line == first)].tolist()}
    speak = {known.keys[k] for k in known.of[colon & known.again].tolist()}
    found: dict[int, tuple[bool, bool]] = {}
    for at in known.firsts(colon & ~known.again & ~known.bare & (known.line < first)).tolist():
        line = int(known.line[at])
        behind = view.lines[line].text[known.candidates[at].start :]
        own, *further = _COMMAS.split(behind.rstrip(STOPS))
        words = parted(own)[0].split()
        if len(words) < 2 or any(word.islower() for word in words):
            continue
        letters = [word[0] for word in words]
        called = {*map(key, (" ".join(words), words[-1], words[0], "".join(letters), *letters))}
        if not speak.isdisjoint(called):
            found[line] = not stops[line], not further or next_.isdisjoint(called)
    for line, (unended, other) in found.items():
        near = [found[i] for i in (line - 1, line + 1) if i in found]
        if (unended and (other or near)) or any(unended for unended, _ in near):
            yield line
