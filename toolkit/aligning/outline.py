"""How a text is laid out.

Where its paragraphs and turns end, and whose voice each sentence is in.

A transcript is more than a list of sentences. Translators merge and split paragraphs, but mostly they keep
them; they leave out a whole turn rather than a sentence in its middle; and whoever speaks in the source
speaks in the target, under a label in another language. `structure` makes scores of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.aligning import bounds
from toolkit.errors import DiglotError
from toolkit.model import Bead
from toolkit.text.hygiene import counted

SENTENCE, PARAGRAPH, TURN, SECTION = range(4)
"""What ends with a unit: itself only, a paragraph, a turn, or a part of the text (before a heading, say)."""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """One side's layout, a number for each unit."""

    levels: Sequence[int]
    """What ends with the unit: SENTENCE, PARAGRAPH, TURN or SECTION."""
    voices: Sequence[int]
    """Who speaks. Numbers from 0 on are the side's own: that 2 is 5 on the other side is learnt. Numbers
    below 0 are kinds that both sides have in common (title, caption, narration ...): the same number is
    taken for the same kind until the texts tell otherwise."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The layout of both texts."""

    source: TextLayout
    target: TextLayout

    def check(self, n: int, m: int) -> None:
        """Refuse an outline of other lengths.

        DiglotError unless there is a level and a voice for each of n and m units.
        """
        for side, layout, units in (("source", self.source, n), ("target", self.target, m)):
            for name, numbers in (("level", layout.levels), ("voice", layout.voices)):
                if len(numbers) != units:
                    raise DiglotError(
                        f"outline of the {side}: {counted(len(numbers), name)} for {counted(units, 'unit')}.",
                        hint="A layout has one level and one voice for each unit.",
                    )
            if any(not SENTENCE <= level <= SECTION for level in layout.levels):
                raise DiglotError(
                    f"outline of the {side}: a level that isn't one of {SENTENCE} to {SECTION}.",
                    hint="0 sentence, 1 paragraph, 2 turn, 3 section",
                )


def voices(beads: Iterable[Bead], outline: Outline) -> dict[tuple[int, int], int]:
    """Which voices meet in confident beads.

    How many join each pair (source voice, target voice), most frequent pairs first.

    Beads with two voices on one side are not counted, and neither are null beads.
    """
    counted: dict[tuple[int, int], int] = {}
    for bead in beads:
        ours = {outline.source.voices[i] for i in bead.source}
        theirs = {outline.target.voices[j] for j in bead.target}
        if len(ours) == len(theirs) == 1 and math.exp(-bead.cost) >= bounds.VOICES_BEAD:
            pair = (ours.pop(), theirs.pop())
            counted[pair] = counted.get(pair, 0) + 1
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
