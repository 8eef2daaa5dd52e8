"""Talks that are set in blocks: a name, and all that is said below it."""

from __future__ import annotations

import re

import numpy as np

from toolkit.reading.roster import Labels
from toolkit.reading.shape import BIT, NOBODY, above
from toolkit.reading.view import View
from toolkit.reading.vocabulary import (
    HALF,
    NEARLY_ALL,
    SEVERAL,
    ToldTurns,
    before,
    begins,
    flags,
    recurring,
    share,
)

_PARTS, _ASKED = 6, 0.1
"""Parts, at least; and lines that ask for each part that a name in italics heads, at least."""


def parts(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where drawn lines part a text, or where names in italics do, and somebody heads each part.

    Who copies a page that shows each turn as a block gets a drawn line between two, and a name without a
    colon below it. Books set the names of a play in italics, and nobody else has a label; no recipe asks.
    """
    drawn, italic = view.has("drawn"), view.has("italic") & view.has("gaps around")
    # A note, an example and a laugh come again and again, too; headings of parts seldom do.
    named = known.bare & ~known.in_lists(NOBODY | BIT["event"])
    for tops, by_name in ((above(drawn), False), (italic, True)):
        places = known.firsts(named & tops[known.line])
        heads = known.line[places]
        again = share(recurring(known.of[places])) >= HALF
        asks = view.has("asks").sum() >= _ASKED * len(heads) and begins(view, known) == len(view.lines)
        if len(heads) >= max(_PARTS, NEARLY_ALL * tops.sum()) and again and (asks or not by_name):
            inside = ~drawn & (np.arange(len(drawn)) > heads[0]) & (not by_name)
            inside[heads] = False
            return ToldTurns.at(known, places, np.flatnonzero(inside).tolist())
    return ToldTurns()


ADDRESS = re.compile(r"<?[a-z]{2,9}://\S+")
"""Where something lies, on the web or elsewhere."""


def below_names(view: View, known: Labels) -> ToldTurns:
    """Who speaks, where the first line is a name in bold that comes again, and most such stand alone.

    Nobody else has a label, and all below one is said, but for headings, addresses and drawn lines.
    """
    colon = known.of_form("colon") & ~known.in_lists(BIT["event"])
    bold = flags(before(view, known, at).startswith("**") for at in range(len(known.of)))
    places = known.firsts(colon & bold & known.again)
    line = known.line[places]
    if (
        len(line) < SEVERAL
        or line[0]
        or share(known.bare[places]) < HALF
        or (colon & ~bold & known.again).any()
    ):
        return ToldTurns()
    said = ~(view.has("heading", "drawn") | view.begins(ADDRESS) | view.are(known.line[bold]))
    return ToldTurns.at(known, places, np.flatnonzero(said).tolist())
