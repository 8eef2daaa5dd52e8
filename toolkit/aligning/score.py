"""The sum of the scorers for every bead in a band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.aligning import anchors, bounds, length, lexical, paths
from toolkit.aligning.arrays import Floats, Ints
from toolkit.aligning.beads import MOVES, Band, band_along
from toolkit.aligning.length import Length, Windows, stretches
from toolkit.aligning.model1 import WordTable
from toolkit.aligning.structure import Frame, Structure
from toolkit.aligning.vocabulary import Words

if TYPE_CHECKING:
    from toolkit.aligning.clauses import Clauses

IMPOSSIBLE = -1e30


@dataclass(frozen=True, slots=True)
class Features:
    """What the scorers see of one text."""

    lengths: Floats
    marks: Ints
    """Shape (units, classes)."""
    text: Words
    gates: paths.Gates | None = None
    """Where there are fixed points; both sides have them or none."""
    frame: Frame | None = None
    """Where an outline is given, for both sides."""
    clauses: Clauses | None = None
    """Of the units of a whole text, or of a part that is learnt from by itself."""

    def __len__(self) -> int:
        return len(self.lengths)

    def slice(self, first: int, last: int) -> Features:
        """Units first ... last - 1."""
        return Features(
            self.lengths[first:last],
            self.marks[first:last],
            self.text.slice(first, last),
            self.gates.slice(first, last) if self.gates else None,
            self.frame.slice(first, last) if self.frame else None,
            self.clauses.slice(first, last) if self.clauses else None,
        )

    def take(self, spans: Sequence[tuple[int, int]]) -> Features:
        """Spans of units, one behind the other.

        The units first ... last - 1 of each, with one unit between spans that belongs to none.
        """
        # A unit between spans keeps beads from reaching over from one piece into the next.
        full = [(first, last + (k + 1 < len(spans))) for k, (first, last) in enumerate(spans)]
        return Features(
            np.concatenate([self.lengths[first:last] for first, last in full]),
            np.concatenate([self.marks[first:last] for first, last in full]),
            self.text.take(full),
            self.gates.take(spans) if self.gates else None,
            self.frame.take(spans) if self.frame else None,
        )


def band_between(source: Features, target: Features, first: Ints, last: Ints, half: int) -> Band:
    """A band around a path.

    It has `half` cells on both sides, within the fixed points; see `beads.band_along`.
    """
    if not source.gates or not target.gates:
        return band_along(first, last, len(target), half)
    both = source.gates, target.gates
    return band_along(first, last, len(target), half, paths.limits(*both), paths.needed(*both))


@dataclass(frozen=True, slots=True)
class Model:
    """All that is estimated from the pair of texts."""

    prior: Floats
    """ln p of each move."""
    length: Length
    windows: tuple[Windows, Windows]
    """Of both whole texts."""
    agree: Floats
    marks: tuple[Floats, Floats]
    """`anchors.shares` of both whole texts."""
    lexicon: WordTable
    structure: Structure | None = None
    """Where an outline is given."""

    @property
    def stake(self) -> float:
        """What a bead must be worth; see `grid.likeliest`."""
        return bounds.STAKE_OF_TURNS if self.structure else bounds.STAKE

    def beside(self, source: Features, target: Features) -> tuple[Model, Features, Features]:
        """A part of the texts on its own.

        A model whose lexicon has learnt nothing yet, and both sides.
        """
        (ours, old), (theirs, old_too) = source.text.alone(), target.text.alone()
        lexicon = WordTable((ours, theirs), self.lexicon.seeds.among(old, old_too))
        return replace(self, lexicon=lexicon), replace(source, text=ours), replace(target, text=theirs)

    def flipped(self) -> Model:
        """From target to source.

        Its lexicon has learnt nothing yet.
        """
        lexicon = WordTable(self.lexicon.texts[::-1], self.lexicon.seeds.flipped())
        return Model(
            self.prior[[MOVES.index((q, p)) for p, q in MOVES]],
            replace(self.length, ratio=-self.length.ratio),
            self.windows[::-1],
            self.agree,
            self.marks[::-1],
            lexicon,
            self.structure.flipped() if self.structure else None,
        )


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model ready for one pass over a text.

    For some of the moves.
    """

    model: Model
    moves: tuple[int, ...]
    tables: Mapping[tuple[int, int], npt.NDArray[np.float32]]
    """For each move with units on both sides: ratios of the codes of marks, shape (groups, codes, codes)."""
    joined: bool
    """Whether a code is for several classes of marks."""
    words: bool

    @classmethod
    def of(cls, model: Model, moves: Sequence[int], *, words: bool) -> Scorer:
        """Make tables for some moves.

        With `words`, the lexical score is added.
        """
        # Joined tables are looked up faster, and cost more to make.
        joined = model.lexicon.texts[0].units > bounds.JOINED_UNITS
        full = [MOVES[k] for k in moves if min(MOVES[k])]
        ratios = anchors.tables(*model.marks, model.agree, full)
        tables = {
            move: anchors.joint(bounds.MARKS_WEIGHT * own, joined=joined)
            for move, own in zip(full, ratios, strict=True)
        }
        return cls(model, tuple(moves), tables, joined, words)

    def score(self, source: Features, target: Features, band: Band) -> Floats:
        """The score of each bead.

        A bead is told by the cell that it ends in. Shape (n + 1, moves, width); impossible off the text.
        """
        n, width = band.rows, band.width
        out = np.full((n + 1, len(self.moves), width), IMPOSSIBLE)
        columns = band.cells()
        inside = columns <= band.columns
        column = np.minimum(columns, band.columns)
        lengths = _Lengths(self.model, source, target, column, self.tables)
        ours, seen = (anchors.codes(side.marks, joined=self.joined) for side in (source, target))
        widths = {q for _, q in self.tables}
        theirs = {q: seen[q].take(column, axis=1) for q in widths}
        # Many a mark is nowhere in a short text: it says everywhere the same.
        there = ours.any((0, 2)) | seen.any((0, 2))
        groups, idle = np.flatnonzero(there).tolist(), np.flatnonzero(~there)
        full = [MOVES[k] for k in self.moves if min(MOVES[k])]
        words = lexical.scores(self.model.lexicon, source.text, target.text, band, full) if self.words else {}
        rows = np.arange(n + 1)
        for at, k in enumerate(self.moves):
            p, q = MOVES[k]
            # A null bead has its prior alone: all ratios of nothing are 1.
            total = np.full((n + 1, width), self.model.prior[k], dtype=np.float32)
            if p and q:
                table = self.tables[p, q]
                total += bounds.LENGTH_WEIGHT * lengths.score(p, q) + table[idle, 0, 0].sum()
                size = table.shape[-1]
                for group in groups:
                    total += table[group].take(ours[p][group][:, None] * size + theirs[q][group])
                if words:
                    total += np.float32(bounds.WORDS_WEIGHT) * words[p, q]
            # A bead needs room before its end on both sides.
            np.copyto(out[:, at], total, where=inside & (rows[:, None] >= p) & (columns >= q))
        if self.model.structure and source.frame and target.frame:
            self.model.structure.add(out, self.moves, source.frame, target.frame, band)
        if source.gates and target.gates:
            paths.forbid(out, self.moves, source.gates, target.gates, band)
        return out


class _Lengths:
    """Length ratios of every move in a band."""

    def __init__(
        self, model: Model, source: Features, target: Features, column: Ints, moves: Iterable[tuple[int, int]]
    ) -> None:
        self.law = model.length
        both = [
            length.StretchLengths.of(
                self.law,
                stretches(side.lengths).astype(np.float32),
                windows.mean[:, None],
                windows.spread[:, None],
            )
            for side, windows in zip((source, target), model.windows, strict=True)
        ]
        rows = np.arange(len(source) + 1)[:, None]
        self.ours: dict[int, length.StretchLengths] = {}
        self.theirs: dict[int, length.StretchLengths] = {}
        for p, q in moves:
            if p not in self.ours:
                self.ours[p] = both[0].at(p, rows)
            if q not in self.theirs:
                self.theirs[q] = both[1].at(q, column)

    def score(self, p: int, q: int) -> npt.NDArray[np.float32]:
        return length.score(self.law, self.ours[p], self.theirs[q])
