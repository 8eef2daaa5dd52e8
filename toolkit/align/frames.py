"""A layout made ready for the scorers, and what is frequent in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.align.band import Floats, Ints
from toolkit.align.outline import SECTION, TURN, Layout

LEVELS = SECTION + 1
MOST = 60
"""Voices that are learnt one by one; of more, the rarest share a number."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of a text or of a piece of it."""

    border: Ints
    """Level of the border at each position, shape (units + 1,); the ends of the text are borders of all."""
    voice: Ints
    """Number of each unit's voice, from 0 on."""
    turn: Ints
    """Number of each unit's turn in the whole text."""

    def slice(self, first: int, last: int) -> Frame:
        """Units first ... last - 1."""
        return Frame(self.border[first : last + 1], self.voice[first:last], self.turn[first:last])

    def take(self, spans: Sequence[tuple[int, int]]) -> Frame:
        """All positions of these spans of units, one span behind the other, with one unit between spans."""
        full = [(first, last + (k + 1 < len(spans))) for k, (first, last) in enumerate(spans)]
        return Frame(
            np.concatenate([self.border[first : last + 1] for first, last in spans]),
            np.concatenate([self.voice[first:last] for first, last in full]),
            np.concatenate([self.turn[first:last] for first, last in full]),
        )


def frame(layout: Layout, own: dict[int, int]) -> Frame:
    """A layout's frame; own: its `numbers`."""
    levels = np.array(layout.levels, dtype=np.int64)
    voice = np.array([own[name] for name in layout.voices], dtype=np.int64)
    ends = (levels >= TURN) | np.append(np.diff(voice) != 0, True)
    border = np.concatenate((levels[:1], levels))
    border[[0, -1]] = levels.max(initial=0)
    return Frame(border, voice, np.cumsum(ends) - ends)


@dataclass(frozen=True, slots=True)
class Habit:
    """One text: what is how frequent in it, beads aside."""

    border: Floats
    """Share of each level."""
    place: Floats
    """Share of units in the middle of a paragraph, at its end, at its beginning, alone in it."""
    voice: Floats
    """Share of units of each voice."""
    turn: Ints
    """Voice of each turn."""

    @classmethod
    def of(cls, text: Frame, voices: int) -> Habit:
        """From the whole text."""
        first = np.unique(text.turn, return_index=True)[1]
        return cls(
            _share(np.bincount(text.border[1:], minlength=LEVELS)),
            _share(np.bincount(places(text), minlength=4)),
            _share(np.bincount(text.voice, minlength=voices)),
            text.voice[first],
        )


def places(text: Frame) -> Ints:
    """For each unit: 0 in the middle of a paragraph, 1 at its end, 2 at its beginning, 3 alone in it."""
    border = text.border > 0
    result: Ints = 2 * border[:-1] + border[1:]
    return result


def numbers(layout: Layout) -> dict[int, int]:
    """A number from 0 on for each voice, in order of frequency."""
    names, many = np.unique(np.array(layout.voices, dtype=np.int64), return_counts=True)
    order = np.argsort(-many, kind="stable").tolist()
    return {int(names[k]): min(rank, MOST) for rank, k in enumerate(order)}


def _share(counted: Ints) -> Floats:
    result: Floats = (counted + 0.1) / (counted.sum() + 0.1 * len(counted))
    return result
