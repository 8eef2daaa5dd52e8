"""The sum of the scorers for every bead in a band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.aligning import anchors, bounds, length, lexical, paths
from toolkit.aligning.arrays import Floats, Ints, RowNumbers, found, running
from toolkit.aligning.beads import IMPOSSIBLE, MOVES, NULLS, REACH, Band, Rectangle, band_along
from toolkit.aligning.length import Length
from toolkit.aligning.model1 import WordTable
from toolkit.aligning.stretches import UnitStretches
from toolkit.aligning.structure import Frame, Structure
from toolkit.aligning.vocabulary import Words

if TYPE_CHECKING:
    from toolkit.aligning.clauses import Clauses

Ratios = npt.NDArray[np.float32]
"""Logarithms of likelihood ratios."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the scorers see of one text."""

    lengths: Floats
    marks: anchors.UnitMarks
    """Shape (units, classes)."""
    stretches: UnitStretches
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
        clauses = self.clauses.slice(first, last) if self.clauses else None
        return replace(self._at(slice(first, last), slice(first, last + 1)), clauses=clauses)

    def take(self, spans: Sequence[tuple[int, int]]) -> Features:
        """The units first ... last - 1 of each span, with one between spans that belongs to none."""
        # That unit keeps beads from reaching over from one piece into the next.
        positions = np.concatenate([np.arange(first, last + 1) for first, last in spans])
        return self._at(positions[:-1], positions)

    def _at(self, units: RowNumbers, positions: RowNumbers) -> Features:
        return Features(
            self.lengths[units],
            self.marks[units],
            self.stretches.at(positions),
            self.text.at(units),
            self.gates.at(positions) if self.gates else None,
            self.frame.at(units, positions) if self.frame else None,
        )


def band_between(
    sides: tuple[Features, Features],
    box: Rectangle,
    path: tuple[Ints, Ints],
    half: int,
) -> Band:
    """A band around a path, in a rectangle of two texts.

    It has `half` cells on both sides, within the fixed points; see `beads.band_along`.

    box: source and target units before the rectangle, and before its end; path: its columns at each source
    unit of the whole texts, first and last.
    """
    i0, j0, i1, j1 = box
    # The path as rows and columns of the box.
    first, last = (np.minimum(np.maximum(side[i0 : i1 + 1] - j0, 0), j1 - j0) for side in path)
    return band_inside(sides, box, (first, last), half)


def band_inside(sides: tuple[Features, Features], box: Rectangle, path: tuple[Ints, Ints], half: int) -> Band:
    """As `band_between`, of a path that is told as rows and columns of the rectangle."""
    (i0, j0, i1, j1), (ours, theirs) = box, (side.gates for side in sides)
    if not ours or not theirs:
        return band_along(*path, j1 - j0, half)
    both = ours.at(slice(i0, i1 + 1)), theirs.at(slice(j0, j1 + 1))
    return band_along(*path, j1 - j0, half, paths.limits(*both), paths.needed(*both))


@dataclass(frozen=True, slots=True)
class Model:
    """All that is estimated from the pair of texts."""

    prior: Floats
    """ln p of each move."""
    length: Length
    agree: Floats
    marks: tuple[Floats, Floats]
    """`UnitStretches.shares` of both whole texts."""
    lexicon: WordTable
    structure: Structure | None = None
    """Where an outline is given."""

    @property
    def stake(self) -> float:
        """What a bead must be worth; see `grid.likeliest`."""
        return bounds.STAKE_OF_TURNS if self.structure else bounds.STAKE

    def beside(self, source: Features, target: Features) -> tuple[Model, Features, Features]:
        """A part of the texts on its own: a model whose lexicon has learnt nothing yet, and both sides."""
        (ours, old), (theirs, old_too) = source.text.alone(), target.text.alone()
        lexicon = WordTable((ours, theirs), self.lexicon.seeds.among(old, old_too))
        return replace(self, lexicon=lexicon), replace(source, text=ours), replace(target, text=theirs)

    def flipped(self) -> Model:
        """The model from target to source, whose lexicon has learnt nothing yet."""
        lexicon = WordTable(self.lexicon.texts[::-1], self.lexicon.seeds.flipped())
        return Model(
            self.prior[[MOVES.index((q, p)) for p, q in MOVES]],
            replace(self.length, ratio=-self.length.ratio),
            self.agree,
            self.marks[::-1],
            lexicon,
            self.structure.flipped() if self.structure else None,
        )


@dataclass(frozen=True, slots=True)
class Scorer:
    """A model ready for one pass over a text, for some of the moves."""

    model: Model
    moves: tuple[int, ...]
    """Those with nothing on one side first."""
    tables: Ratios
    """Ratios of the codes of marks, shape (groups, moves with units on both sides, codes, codes)."""
    words: bool

    @classmethod
    def of(cls, model: Model, moves: Sequence[int], *, words: bool) -> Scorer:
        """Make tables for some moves, those with nothing on one side first.

        With `words`, the lexical score is added.
        """
        full = [MOVES[k] for k in moves if k >= NULLS]
        tables = anchors.tables(*model.marks, model.agree, full, bounds.MARKS_WEIGHT)
        return cls(model, tuple(moves), tables, words)

    def score(self, source: Features, target: Features, band: Band) -> Floats:
        """The score of each bead.

        A bead is told by the cell that it ends in. Shape (n + 1, moves, width); impossible off the text.
        """
        p, q = np.array([MOVES[k] for k in self.moves]).T
        full = len(p) - self.tables.shape[1]
        # A null bead has its prior alone: all ratios of nothing are 1.
        prior = self.model.prior[[*self.moves]].astype(np.float32)[:, None, None]
        by_move: npt.NDArray[Any] = np.empty((len(p), band.rows + 1, band.width), dtype=np.float32)
        by_move[:full] = prior[:full]
        np.add(self._full(source, target, band, p[full:], q[full:]), prior[full:], out=by_move[full:])
        # A bead needs room before its end on both sides, which only rows near an edge of the texts haven't.
        rows = np.arange(band.rows + 1)
        near = found((rows < REACH) | (band.lo < REACH) | (band.lo + band.width > band.columns + 1))
        columns = band.lo[near, None] + np.arange(band.width)
        p, q = p[:, None, None], q[:, None, None]
        room = (rows[near, None] >= p) & (columns >= q) & (columns <= band.columns)
        by_move[:, near] = np.where(room, by_move[:, near], np.float32(IMPOSSIBLE))
        out = by_move.swapaxes(0, 1)
        if self.model.structure and source.frame and target.frame:
            self.model.structure.add(out, self.moves, source.frame, target.frame, band)
        if source.gates and target.gates:
            paths.forbid(out, self.moves, source.gates, target.gates, band)
        return out

    def each(
        self, sides: tuple[Features, Features], boxes: Sequence[Rectangle], bands: Sequence[Band]
    ) -> list[Floats]:
        """The scores in each box of its band, in one go: bands behind each other are one. Boxes ascend.

        All are of the widest one's width: in the last cells of others there may be a neighbour's beads.
        """
        source = sides[0].take([(i0, i1) for i0, _, i1, _ in boxes])
        target = sides[1].take([(j0, j1) for _, j0, _, j1 in boxes])
        # Between two of them stands a unit that is neither's.
        width = max(band.width for band in bands)
        shifts = running([band.columns + 1 for band in bands])
        low = np.concatenate(
            [band.lo + shift for band, shift in zip(bands, shifts[:-1].tolist(), strict=True)]
        )
        scores = self.score(source, target, Band(low, width, len(target)))
        ends = running([band.rows + 1 for band in bands]).tolist()
        return [scores[first:last] for first, last in pairwise(ends)]

    def _full(self, source: Features, target: Features, band: Band, p: Ints, q: Ints) -> Ratios:
        """The ratios of beads with units on both sides, shape (moves, n + 1, width), off the text as well.

        p, q: how many units of each side these beads have.
        """
        # Both texts have a table of stretches, by units and by where they end.
        law, look = self.model.length, band.looker(q[:, None])
        lengths = [
            length.StretchLengths.of(law, side.logs, side.chance)
            for side in (source.stretches, target.stretches)
        ]
        total = length.score(law, lengths[0].mapped(lambda table: table[p, :, None]), lengths[1].mapped(look))
        total *= np.float32(bounds.LENGTH_WEIGHT)
        ours, theirs = source.stretches.codes, target.stretches.codes
        # Many a mark is nowhere in a short text: it says everywhere the same.
        there = ours.any((1, 2)) | theirs.any((1, 2))
        total += self.tables[~there, :, 0, 0].sum(axis=0)[:, None, None]
        tables, ours, theirs = self.tables[there], ours[there], theirs[there]
        if band.width < bounds.WIDE:
            size = self.tables.shape[-1]
            first = np.arange(len(p))[:, None] * size
            for table, own, other in zip(tables, ours.astype(np.intp), theirs.astype(np.intp), strict=True):
                place = look(other)
                place += ((first + own[p]) * size)[..., None]
                total += table.take(place)
        else:
            # Few stretches of a wide band differ in their marks: each two kinds are looked up once.
            for k, (units, others) in enumerate(zip(p.tolist(), q.tolist(), strict=True)):
                (rows, row), (columns, column) = (
                    anchors.kinds(ours[:, units]),
                    anchors.kinds(theirs[:, others]),
                )
                known = np.zeros((rows.shape[1], columns.shape[1]), dtype=np.float32)
                for table, own, other in zip(tables[:, k], rows, columns, strict=True):
                    known += table[own[:, None], other]
                total[k] += band.looker(row)(known.take(column, axis=1))
        if self.words:
            moves = list(zip(p.tolist(), q.tolist(), strict=True))
            said = lexical.scores(self.model.lexicon, source.text, target.text, band, moves)
            said *= np.float32(bounds.WORDS_WEIGHT)
            total += said
        return total
