"""Who speaks by a guess of whoever wrote the transcript (`Bo?: At six.`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit import late
from toolkit.findings import Finding
from toolkit.reading.guesses import guess, unsure
from toolkit.reading.names import MOST_WORDS, SPEAKERS, name
from toolkit.text.scripts import begins_small
from toolkit.transcript.decisions import TextAsRead
from toolkit.transcript.questions import alike

_COLON = late.regex("[:：]")
_LONGEST = 60
"""Characters before it, at most."""
_LEAST = 2
"""Turns with a colon, at least, in a text where other words before one may be a name."""


def guessed(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs that are read as those of somebody behind whose name a question mark stands.

    asked  indices of the lines with which paragraphs begin that are decided, or asked about
    """
    best, names = now.read.best, now.read.text.names
    who: dict[int, str] = {}
    for block, _ in now.parts:
        label = best.candidates[block.first] if block.labelled else None
        if label is not None and unsure(label) and block.body and block.first not in asked:
            who[block.first] = names[int(best.key[block.first])]
    yield from alike("D122.guessed", now, who)


def left(now: TextAsRead, asked: Collection[int]) -> Iterator[Finding]:
    """D122: paragraphs that begin as such turns do, with a name that nobody else has there (`Cy?: Yes.`).

    Words that somebody asks may stand there, too: `Really?: Yes.`

    asked  as in `guessed`
    """
    best = now.read.best
    turns = (best.candidates[block.first] for block, _ in now.parts if block.labelled)
    if sum(label is not None and label.form == "colon" for label in turns) < _LEAST:
        return
    who: dict[int, str] = {}
    for block, _ in now.parts:
        if block.labelled or block.kind not in {"speech", "narration"} or block.first in asked:
            continue
        text = now.read.text.printed[block.first]
        colon = _COLON.search(text, 0, _LONGEST)
        own = guess(text[: colon.start()]) if colon else ""
        behind = text[colon.end() :].lstrip() if colon else ""
        named = 0 < len(own.split()) <= MOST_WORDS and name(own).looks in SPEAKERS
        if named and behind and not begins_small(behind):
            who[block.first] = own
    yield from alike("D122.signed", now, who)
