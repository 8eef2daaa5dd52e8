"""Layouts of texts, and what they say about a bead.

A layout says where paragraphs and turns end, and whose voice each sentence is in. A transcript is more than a
list of sentences. Translators merge and split paragraphs, but mostly they keep them; they leave out a whole
turn rather than a sentence in its middle; and whoever speaks in the source speaks in the target, under a
label in another language.

Four likelihood ratios are added up, all learnt from the pair. Do both sides end a paragraph or turn here? Has
the bead such a border inside? Is a unit left out where the other side has a border, as all of a whole
paragraph are? Does the one voice speak for the other?
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, RowNumbers, running
from toolkit.aligning.beads import MOVES, REACH, Band
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
        """Raise DiglotError unless there is a level and a voice for each of n and m units."""
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
    """How many confident beads join each pair (source voice, target voice), most frequent first.

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


# A layout made ready for the scorers, and what is frequent in it.


LEVELS = SECTION + 1


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of a text or of a piece of it."""

    border: Ints
    """Level of the border at each position, shape (units + 1,); the ends of the text are borders of all."""
    voice: Ints
    """Number of each unit's voice, from 0 on."""
    turn: Ints
    """Number of each unit's turn in the whole text."""

    def at(self, units: RowNumbers, positions: RowNumbers) -> Frame:
        """Some units, and the positions before and after them."""
        return Frame(self.border[positions], self.voice[units], self.turn[units])


def frame(layout: TextLayout, own: dict[int, int]) -> Frame:
    """A layout's frame; own: its `numbers`."""
    levels = np.array(layout.levels, dtype=np.int64)
    voice = np.array([own[name] for name in layout.voices], dtype=np.int64)
    # Another voice is another turn, also where the transcript marks none.
    ends = (levels >= TURN) | np.append(np.diff(voice) != 0, True)
    # What ends before the first unit is what ends after it: nothing is known there.
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
    """Where each unit is in its paragraph: 0 in the middle, 1 at its end, 2 at its beginning, 3 alone."""
    border = text.border > 0
    result: Ints = 2 * border[:-1] + border[1:]
    return result


def numbers(layout: TextLayout) -> dict[int, int]:
    """A number for each voice, from 0 on by frequency."""
    names, many = np.unique(np.array(layout.voices, dtype=np.int64), return_counts=True)
    order = np.argsort(-many, kind="stable").tolist()
    return {int(names[k]): min(rank, bounds.VOICES) for rank, k in enumerate(order)}


def _share(counted: Ints) -> Floats:
    # What was never seen is rare, but possible.
    result: Floats = (counted + bounds.BORDERS_UNSEEN) / (
        counted.sum() + bounds.BORDERS_UNSEEN * len(counted)
    )
    return result


INSIDE = np.array(bounds.BORDERS_INSIDE)
"""First guess: borders of each level inside of beads, beside how many there are anywhere."""
APART = np.array(bounds.BORDERS_APART)
"""A bead over two source paragraphs belongs to neither: no better than this, whatever is learnt."""
OMITTED = np.array(bounds.OMITTED)
"""First guess, beside chance: null beads whose unit is in the middle of a paragraph, ends one, begins one, is
one; by the level of the border that they meet on the other side."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Logarithms of likelihood ratios."""

    source: Habit
    target: Habit
    known: Floats
    """1 where a source voice and a target voice are the same kind of text, else 0."""
    ends: Floats
    """[source level, target level] of the borders at which a bead ends."""
    inside: tuple[Floats, Floats]
    """For each side, [level] of a border inside of a bead."""
    omitted: tuple[Floats, Floats]
    """Null beads of each side: [place of the unit, level of the border on the other side]."""
    ahead: npt.NDArray[np.float32]
    """[source turn, target voice]: from all other turns."""
    behind: npt.NDArray[np.float32]
    """[target turn, source voice]."""

    def add(self, scores: Floats, moves: Sequence[int], source: Frame, target: Frame, band: Band) -> None:
        """Add the ratios to scores of beads, shape (n + 1, moves, width), in place."""
        columns = np.minimum(band.cells(), band.columns)
        # A bead is judged by its last units: what ends there, and who speaks. No bead ends before the first,
        # so that any will do there.
        u, v = np.maximum(np.arange(band.rows + 1) - 1, 0), np.maximum(columns - 1, 0)
        total = self.ends[source.border[:, None], target.border[columns]]
        if len(source.turn) and len(target.turn):
            total += self.ahead[source.turn[u][:, None], target.voice[v]] / 2
            total += self.behind[target.turn[v], source.voice[u][:, None]] / 2
        ours, theirs = (self._inside(k, text) for k, text in enumerate((source, target)))
        for at, k in enumerate(moves):
            p, q = MOVES[k]
            if p and q:
                scores[:, at] += total + ours[p][:, None] + theirs[q][columns]
            elif p and len(source.turn):
                scores[:, at] += self.omitted[0][places(source)[u][:, None], target.border[columns]]
            elif q and len(target.turn):
                scores[:, at] += self.omitted[1][places(target)[v], source.border[:, None]]

    def flipped(self) -> Structure:
        """From target to source."""
        return Structure(
            self.target,
            self.source,
            self.known.T,
            self.ends.T,
            self.inside[::-1],
            self.omitted[::-1],
            self.behind,
            self.ahead,
        )

    def _inside(self, side: int, text: Frame) -> Floats:
        """Ratios of the borders inside of the w units before each position, shape (6, n + 1)."""
        n = len(text.turn)
        ratio = self.inside[side][text.border]
        # The border belongs to the unit before it, and both voices are in the bead.
        ratio[1:-1][np.diff(text.voice) != 0] += bounds.VOICES_MIXED
        sums = running(ratio)
        out = np.zeros((REACH + 1, n + 1))
        for w in range(2, min(REACH, n) + 1):
            out[w, w:] = sums[w : n + 1] - sums[1 : n + 2 - w]
        return out

    def learn(self, source: Frame, target: Frame, corners: Ints, weight: Floats) -> Structure:
        """The ratios from weighted beads between these corners; frames and corners of one piece."""
        begin, end = corners[:-1], corners[1:]
        size = end - begin
        full = (size > 0).all(axis=1)
        sides = (source, target)
        ends = np.zeros((LEVELS, LEVELS))
        np.add.at(ends, (source.border[end[full, 0]], target.border[end[full, 1]]), weight[full])
        inside, omitted = [], []
        for k, text in enumerate(sides):
            inside.append(_borders(text, begin[full, k], end[full, k], weight[full]))
            lone = (size[:, k] > 0) & ~full
            other = sides[1 - k].border[begin[lone, 1 - k]]
            counted = np.zeros((4, LEVELS))
            np.add.at(counted, (places(text)[begin[lone, k]], other), weight[lone])
            omitted.append(counted)
        sure = full & (weight >= bounds.TEACHES)
        last = end[sure] - 1
        turns = source.turn[last[:, 0]], target.turn[last[:, 1]]
        voices = source.voice[last[:, 0]], target.voice[last[:, 1]]
        return replace(
            self,
            ends=_ends(self.source, self.target, ends),
            inside=(np.minimum(_inside(self.source, inside[0]), APART), _inside(self.target, inside[1])),
            omitted=(
                _omitted(self.source, self.target, omitted[0]),
                _omitted(self.target, self.source, omitted[1]),
            ),
            ahead=_spoken(self.source, self.target, self.known, turns[0], voices[1], weight[sure]),
            behind=_spoken(self.target, self.source, self.known.T, turns[1], voices[0], weight[sure]),
        )


def begin(outline: Outline) -> tuple[Frame, Frame, Structure]:
    """Both frames, and the first guesses about them."""
    voices = [numbers(layout) for layout in (outline.source, outline.target)]
    ours, theirs = (
        frame(layout, own) for layout, own in zip((outline.source, outline.target), voices, strict=True)
    )
    many = [max(own.values(), default=0) + 1 for own in voices]
    # Only kinds have the same number on both sides: speakers are numbered by each text.
    known = np.zeros(many)
    for voice in voices[0].keys() & voices[1].keys():
        if voice < 0:
            known[voices[0][voice], voices[1][voice]] = 1.0
    habits = Habit.of(ours, many[0]), Habit.of(theirs, many[1])
    none = np.zeros((0, 0))
    table = none.astype(np.float32)
    blank = Structure(*habits, known, none, (none, none), (none, none), table, table)
    return ours, theirs, blank.learn(ours, theirs, np.zeros((1, 2), dtype=np.int64), np.zeros(0))


def _ratio(counted: Floats, guess: Floats, chance: Floats) -> Floats:
    """ln of the share, from counts and a first guess, over chance."""
    share = (counted + bounds.GUESS_WEIGHT * guess / guess.sum()) / (counted.sum() + bounds.GUESS_WEIGHT)
    result: Floats = np.clip(np.log(share / chance), bounds.STRUCTURE_WORST, bounds.STRUCTURE_BEST)
    return result


def _ends(source: Habit, target: Habit, counted: Floats) -> Floats:
    chance = np.outer(source.border, target.border)
    same = np.eye(LEVELS)
    mean = (same * source.border[:, None] + same * target.border) / 2
    return _ratio(counted, bounds.BORDERS_KEPT * mean + (1 - bounds.BORDERS_KEPT) * chance, chance)


def _inside(habit: Habit, counted: Floats) -> Floats:
    return _ratio(counted, INSIDE * habit.border, habit.border)


def _omitted(own: Habit, other: Habit, counted: Floats) -> Floats:
    chance = np.outer(own.place, other.border)
    return _ratio(counted, OMITTED * chance, chance)


def _spoken(
    own: Habit, other: Habit, known: Floats, turn: Ints, voice: Ints, weight: Floats
) -> npt.NDArray[np.float32]:
    """How voices of the other side speak for turns, from the turn, voice and weight of each bead.

    A turn counts as one witness, however long it is, and not for itself: what its sentences are aligned
    with now must not confirm that they are.
    """
    met = np.zeros((len(own.turn), len(other.voice)))
    np.add.at(met, (turn, voice), weight)
    met /= np.maximum(met.sum(axis=1, keepdims=True), 1.0)
    all_turns = np.zeros((len(own.voice), len(other.voice)))
    np.add.at(all_turns, own.turn, met)
    kind = bounds.KINDS_ALIKE * known.any(axis=1, keepdims=True)
    guess = kind * known + (1 - kind) * other.voice
    rest = all_turns[own.turn] - met
    share = (rest + bounds.VOICE_WEIGHT * guess[own.turn]) / (
        rest.sum(axis=1, keepdims=True) + bounds.VOICE_WEIGHT
    )
    result: npt.NDArray[np.float32] = np.clip(
        np.log(share / other.voice), bounds.STRUCTURE_WORST, bounds.STRUCTURE_BEST
    ).astype(np.float32)
    return result


def _borders(text: Frame, begin: Ints, end: Ints, weight: Floats) -> Floats:
    """The weight of borders of each level inside of stretches of units."""
    counted = np.zeros(LEVELS)
    for step in range(1, REACH):
        inside = begin + step < end
        counted += np.bincount(text.border[begin[inside] + step], weight[inside], LEVELS)
    return counted
