"""Who speaks in a talk that is set in blocks: a name, and all that is said below it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from toolkit import late
from toolkit.late import once
from toolkit.reading.labelled import Labelled, ToldTurns
from toolkit.reading.nobody import alternate
from toolkit.reading.shape import BIT, NOBODY, Indices, above, distinct, flags, lists, recurring, share
from toolkit.reading.vocabulary import HALF, NEARLY_ALL, SEVERAL, SIGNED, addressed, capitals, talks
from toolkit.text.scripts import begins_small
from toolkit.text.times import interval

_PARTS, _ASKED = 6, 0.1
"""Parts, at least; and lines that ask for each part that a name in italics heads, at least."""
_LOUD, _AGAIN = 4, 0.3
"""Parts headed by names in capitals, at least; and the share of them that come again."""


def parts(text: Labelled) -> ToldTurns:
    """Who speaks, where drawn lines part a text, or where names in italics do, and somebody heads each part.

    Who copies a page that shows each turn as a block gets a drawn line between two, and a name without a
    colon below it. Books set the names of a play in italics, and nobody else has a label; no recipe asks.
    """
    drawn, italic = text.has("drawn"), text.has("italic") & text.has("gaps around")
    # A note, an example and a laugh come again and again, too; headings of parts seldom do.
    nobody = text.in_lists(NOBODY | BIT["event"])
    shouted = flags(map(capitals, text.names))[text.of]
    for tops, by_name in ((above(drawn), False), (italic, True)):
        heads = text.bare & tops[text.line]
        loud = heads & shouted & (not by_name)
        # Nobody heads parts in capitals, again, but who speaks.
        loud &= bool((loud & ~nobody).sum() >= max(_LOUD, HALF * heads.sum()) and addressed(text.plain))
        places = text.firsts(heads & (loud | ~nobody))
        again = share(recurring(text.of[places])) >= (_AGAIN if loud.any() else HALF)
        asks = text.has("asks").sum() >= _ASKED * len(places) and text.first_turn == len(text.lines)
        least = max(_LOUD if loud.any() else _PARTS, NEARLY_ALL * tops.sum())
        if len(places) >= least and again and (asks or not by_name):
            inside = ~drawn & (np.arange(len(drawn)) > text.line[places[0]]) & (not by_name)
            inside[text.line[places]] = False
            return text.turns_at(places, np.flatnonzero(inside).tolist())
    return ToldTurns()


ADDRESS = late.regex(r"<?[a-z]{2,9}://\S+")
"""Where something lies, on the web or elsewhere."""


def below_times(text: Labelled) -> ToldTurns:
    """Who speaks, where names stand alone on their lines with a time each: `[Mara] (0:10 - 0:25)`.

    Two or more come again and again and take turns, hardly any is earlier than the one before, and somebody
    asks. Chapters come once, and parts of a song in no such order. Sentences below are said.
    """
    places = text.firsts(text.clocked & text.bare & text.again & ~text.in_lists(NOBODY | BIT["event"]))
    times = [(at, interval(text.candidates[at].time)[0]) for at in places.tolist()]
    heard = [(at, start) for at, start in times if start is not None]
    who = [int(text.of[at]) for at, _ in heard]
    people = [k for k, turns in Counter(who).items() if turns >= SEVERAL]
    later = sum(b >= a for (_, a), (_, b) in pairwise(heard)) >= NEARLY_ALL * (len(heard) - 1)
    if len(people) < 2 or not later or not alternate(who, HALF) or not text.has("asks").any():
        return ToldTurns()
    said = text.ended & ~text.has("heading", "drawn", "round", "square", "corner", "italic")
    said[: text.line[places[0]]] = said[text.line[text.of_form(*SIGNED)]] = False
    return text.turns_at(places, np.flatnonzero(said).tolist())


def below_names(text: Labelled) -> ToldTurns:
    """Who speaks, where the first line is a name in bold that comes again, and most such stand alone.

    Nobody else has a label, and all below one is said, but for headings, addresses and drawn lines.
    """
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


_VOICE = late.regex(r"([^\W\d_]+)(?:[ _-]?\d{1,3}|[ _-][a-h])$")


@once
def counted_voices(text: Labelled) -> ToldTurns:
    """Who speaks, where a program has counted whom it heard: `SPEAKER_00`, `Speaker 2`, alone on their lines.

    One of them comes again. Nobody but people is counted so, whatever stands below.
    """
    heard = [(k, _VOICE.match(key)) for k, key in enumerate(text.keys)]
    told = [(k, lists(voice[1])) for k, voice in heard if voice]
    counted = [k for k, of in told if of & BIT["role"] and not of & BIT["sides"]]
    places = text.firsts(np.isin(text.of, counted))
    return _all_below(text, places) if text.again[places].any() else ToldTurns()


_RAW, _TALK = 0.1, 0.3
"""Share of the lines that end a sentence, at most, where nobody has set full stops; and of the blocks that
ask, or say I or you, at least."""


@once
def unpunctuated(text: Labelled) -> ToldTurns:
    """Who speaks, where hardly a sentence has an end, and names alone with a colon, or in bold, take turns.

    So programs write what they hear. Some ask, or say I or you: lists and recipes are set so, too.
    """
    nobody = text.in_lists(NOBODY | BIT["event"])
    places = text.firsts(text.bare & text.again & text.of_form("colon", "bold") & ~nobody)
    line, who = text.line[places], text.of[places]
    first = int(line.min(initial=len(text.lines)))
    below = ~text.are(line) & (np.arange(len(text.lines)) >= first)
    few = len(line) < _PARTS or len(distinct(who)) < 2 or not alternate(who.tolist(), HALF)
    if few or counted_voices(text).turns:
        return ToldTurns()
    if share(text.has("ends")[below]) > _RAW:
        return ToldTurns()
    ends = [*line[1:].tolist(), len(text.lines)]
    blocks = (" ".join(text.plain[i + 1 : end]) for i, end in zip(line.tolist(), ends, strict=True))
    talk = share(flags(talks(block, text.langs) for block in blocks)) >= _TALK
    return _all_below(text, places) if talk else ToldTurns()


def _all_below(text: Labelled, places: Indices) -> ToldTurns:
    """The turns of names that mostly stand alone, three at least; nothing where they don't.

    All below them is said, but for headings, addresses, what is in brackets, and whoever else has a sign and
    comes again. Where others stand alone, three times or more and not right below a name, as in a script,
    nothing is told: it has more than what is said.
    """
    line = text.line[places[text.bare[places]]]
    if len(line) < max(SEVERAL, HALF * len(places)):
        return ToldTurns()
    others = text.bare & text.again & ~np.isin(text.of, text.of[places])
    others &= (text.line > line[0]) & ~above(text.are(line))[text.line]
    others &= ~flags(map(begins_small, text.names))[text.of]
    if len(text.firsts(others)) >= SEVERAL:
        return ToldTurns()
    said = ~(text.has("heading", "drawn", "round", "square") | text.begins(ADDRESS))
    said[: line[0]] = said[text.line[places]] = False
    said[text.line[text.again & text.of_form(*SIGNED, "bold")]] = False
    return text.turns_at(places, np.flatnonzero(said).tolist())
