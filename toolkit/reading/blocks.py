"""Talks that are set in blocks: a name, and all that is said below it."""

from __future__ import annotations

import re

import numpy as np

from toolkit.reading.labelled import Labelled
from toolkit.reading.shape import BIT, NOBODY, above
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, ToldTurns, flags, recurring, share

_PARTS, _ASKED = 6, 0.1
"""Parts, at least; and lines that ask for each part that a name in italics heads, at least."""


def parts(text: Labelled) -> ToldTurns:
    """Who speaks, where drawn lines part a text, or where names in italics do, and somebody heads each part.

    Who copies a page that shows each turn as a block gets a drawn line between two, and a name without a
    colon below it. Books set the names of a play in italics, and nobody else has a label; no recipe asks.
    """
    drawn, italic = text.has("drawn"), text.has("italic") & text.has("gaps around")
    # A note, an example and a laugh come again and again, too; headings of parts seldom do.
    named = text.bare & ~text.in_lists(NOBODY | BIT["event"])
    for tops, by_name in ((above(drawn), False), (italic, True)):
        places = text.firsts(named & tops[text.line])
        heads = text.line[places]
        again = share(recurring(text.of[places])) >= HALF
        asks = text.has("asks").sum() >= _ASKED * len(heads) and text.first_turn == len(text.lines)
        if len(heads) >= max(_PARTS, NEARLY_ALL * tops.sum()) and again and (asks or not by_name):
            inside = ~drawn & (np.arange(len(drawn)) > heads[0]) & (not by_name)
            inside[heads] = False
            return text.turns_at(places, np.flatnonzero(inside).tolist())
    return ToldTurns()


ADDRESS = re.compile(r"<?[a-z]{2,9}://\S+")
"""Where something lies, on the web or elsewhere."""


def below_names(text: Labelled) -> ToldTurns:
    """Who speaks, where the first line is a name in bold that comes again, and most such stand alone."""
    colon = text.of_form("colon") & ~text.in_lists(BIT["event"])
    bold = flags(text.before(at).startswith("**") for at in range(len(text.of)))
    places = text.firsts(colon & bold & text.again)
    line = text.line[places]
    if (
        len(line) < SEVERAL
        or line[0]
        or share(text.bare[places]) < HALF
        or (colon & ~bold & text.again).any()
    ):
        return ToldTurns()
    said = ~(text.has("heading", "drawn") | text.begins(ADDRESS) | text.are(text.line[bold]))
    return text.turns_at(places, np.flatnonzero(said).tolist())
