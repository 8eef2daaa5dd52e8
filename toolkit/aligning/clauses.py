"""Clauses: what inside of sentences tells where a bead ends.

Where a translator has put half a sentence into the next one, each sentence still has words enough of its
own to stand beside the wrong one. Clauses tell more: the path through them goes past the corner where both
sentences would end. So places of doubt are aligned clause by clause, with what the sentences have taught, and
each corner of the grid of sentences gets the log odds that the clauses' path goes through it.

No clause decides by itself: a bead is scored as a whole, and the odds of the corner where it ends are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np

from toolkit import late
from toolkit.aligning import anchors, bounds, length, pieces, vocabulary, words
from toolkit.aligning.arrays import Floats, Ints, running, steps, within
from toolkit.aligning.beads import ALL, Band, Rectangle
from toolkit.aligning.grid import posteriors
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.pieces import Piece
from toolkit.aligning.score import Features, Model, Scorer
from toolkit.aligning.stretches import UnitStretches
from toolkit.late import WorkedOut

_INSIDE, _PACKED, _ENDS = ",;:،؛՝…–—", "，；：、。！？", ".!?؟।"
_CUT = late.regex(
    # One class of characters first: what can't be a mark is passed over fast.
    rf"[{_INSIDE}{_PACKED}{_ENDS}](?:"
    rf"(?<=[{_INSIDE}])\s+"  # In scripts with blanks a mark inside of a number ends nothing.
    rf"|(?<=[{_PACKED}])"
    rf"|(?<=[{_ENDS}])[\"'”’»)\]]*\s+"
    r")(?=\S)"
)
"""How a clause ends that isn't the last."""


@dataclass(frozen=True)
class Clauses:
    """The clauses of a text, as `Features` has its units."""

    lengths: Floats
    marks: anchors.UnitMarks
    words: Ints
    """Words of the text before each clause; one more at the end. A word is in the first that has it."""
    first: Ints
    """Clauses before each unit; one more at the end."""

    @WorkedOut
    def stretches(self) -> UnitStretches:
        """What their stretches look like."""
        return UnitStretches.of(self.lengths, self.marks)

    def slice(self, first: int, last: int) -> Clauses:
        """Those of the units first ... last - 1."""
        a, b = self.first[[first, last]].tolist()
        return Clauses(
            self.lengths[a:b],
            self.marks[a:b],
            self.words[a : b + 1] - self.words[a],
            self.first[first : last + 1] - a,
        )

    def of_units(self) -> Floats:
        """The length of each unit."""
        sums = running(self.lengths)[self.first]
        lengths: Floats = steps(sums)
        return lengths

    def features(self, text: vocabulary.Words) -> Features:
        """Each clause as a unit; text: that of the units."""
        return Features(self.lengths, self.marks, self.stretches, replace(text, starts=self.words))


def cut(texts: Sequence[str]) -> tuple[list[str], Floats, Ints]:
    """The clauses of texts, how long each is, and how many are before each text; one more at the end.

    >>> cut(["Well, said the old man, I have 1,000 of them.", "「好，我们走。」"])[::2]
    (['Well, said the old man,', 'I have 1,000 of them.', '「好，我们走。」'], array([0, 2, 3]))
    """
    parts = [_parts(text) for text in texts]
    lengths = iter(length.units(list(chain.from_iterable(parts))).tolist())
    clauses: list[str] = []
    sizes: list[float] = []
    first = [0]
    for own in parts:
        for part in own:
            size = next(lengths)
            # Short ones are joined with those before them.
            if len(clauses) > first[-1] and min(sizes[-1], size) < bounds.CLAUSE:
                clauses[-1] += part
                sizes[-1] += size
            else:
                clauses.append(part)
                sizes.append(size)
        first.append(len(clauses))
    return [clause.strip() for clause in clauses], np.array(sizes), np.array(first, dtype=np.int64)


def _parts(text: str) -> list[str]:
    """A text, cut where clauses may end."""
    ends = [match.end() for match in _CUT.finditer(text)]
    return [text[a:b] for a, b in pairwise([0, *ends, len(text)])] if ends else [text]


def read(
    texts: Sequence[str], lexicon: frozenset[str] | None = None, characters: frozenset[str] = frozenset()
) -> tuple[list[list[str]], list[list[str]], anchors.UnitMarks, Clauses]:
    """For each text its words and their stems, as `words.types` has them, its marks, and the clauses."""
    parts, lengths, first = cut(texts)
    full, stems = words.types(parts, lexicon, characters)
    many = np.array(list(map(len, stems)), dtype=np.int64)
    lines: list[list[str]] = []
    kept: list[list[str]] = []
    for a, b in pairwise(first.tolist()):
        # A sentence is one clause, mostly.
        if b == a + 1:
            lines.append(full[a])
            kept.append(stems[a])
            continue
        own: dict[str, None] = {}
        for k in range(a, b):
            before = len(own)
            own.update(dict.fromkeys(stems[k]))
            many[k] = len(own) - before
        lines.append(list(chain.from_iterable(full[a:b])))
        kept.append(list(own))
    marks = anchors.counts([*texts, *parts])
    return lines, kept, marks[: len(texts)], Clauses(lengths, marks[len(texts) :], running(many), first)


def weighed(
    model: Model, sides: tuple[Features, Features], path: AlignmentPath, waiting: Sequence[Piece]
) -> list[Piece]:
    """Pieces of a path whose scores know what the clauses tell of each corner."""
    ours, theirs = (side.clauses for side in sides)
    if ours is None or theirs is None:
        return list(waiting)
    of_run = {piece.run: piece for piece in waiting}
    # Where each sentence is one clause, clauses tell nothing that sentences don't.
    boxes = [
        (piece.run, box)
        for piece in sorted(waiting, key=lambda piece: piece.run)
        if (box := _box(ours, theirs, piece))[2] - box[0] + box[3] - box[1]
        > piece.band.rows + piece.band.columns
        and not _lopsided(model, sides, piece)
    ]
    if not boxes:
        return list(waiting)
    both = ours.features(sides[0].text), theirs.features(sides[1].text)
    by_clause = replace(
        model,
        marks=(ours.stretches.shares, theirs.stretches.shares),
        structure=None,
    )
    columns = _columns(path.corners(), ours.first, theirs.first)
    scorer = Scorer.of(by_clause, ALL, words=True)
    parts = pieces.scored(scorer, both, columns, boxes, [bounds.CLAUSES_NEAR] * len(boxes))
    for batch in pieces.batches(list(chain.from_iterable(parts))):
        through = posteriors([part.band for part in batch], [part.scores for part in batch]).through()
        for part, seen in zip(batch, through, strict=True):
            of_run[part.run] = _told(of_run[part.run], part.band, seen, (ours.first, theirs.first))
    return list(of_run.values())


def _lopsided(model: Model, sides: tuple[Features, Features], piece: Piece) -> bool:
    """Whether so much of one text is left over in a piece that its beads, right or wrong, are few.

    What clauses say of such beads would make them surer, since it comes from the same words.
    """
    if piece.band.rows + piece.band.columns < bounds.LOPSIDED_UNITS:
        return False
    ours, theirs = (
        length.logs(side.lengths[first:last].sum(keepdims=True))
        for side, first, last in zip(sides, piece.corner, piece.end, strict=True)
    )
    return bool(abs(theirs - ours - model.length.ratio) > bounds.LOPSIDED)


def _box(ours: Clauses, theirs: Clauses, piece: Piece) -> Rectangle:
    """Where a piece begins and ends, in clauses."""
    (i0, j0), (i1, j1) = piece.corner, piece.end
    return int(ours.first[i0]), int(theirs.first[j0]), int(ours.first[i1]), int(theirs.first[j1])


def _columns(corners: Ints, ours: Ints, theirs: Ints) -> tuple[Ints, Ints]:
    """The columns of the path in each row of clauses, first and last; inside of a bead it goes straight."""
    rows, columns = ours[corners[:, 0]], theirs[corners[:, 1]]
    all_rows = np.arange(int(rows[-1]) + 1)
    at = np.searchsorted(rows, all_rows, side="right") - 1
    begin = np.searchsorted(rows, all_rows, side="left")
    straight = np.interp(all_rows, rows, columns)
    on = begin <= at
    low = np.where(on, columns[np.minimum(begin, len(rows) - 1)], np.floor(straight))
    high = np.where(on, columns[at], np.ceil(straight))
    return low.astype(np.int64), high.astype(np.int64)


def _told(piece: Piece, band: Band, through: Floats, first: tuple[Ints, Ints]) -> Piece:
    """A piece with the odds of its corners.

    band: of its clauses; through: how probable it is that their path goes through each cell.
    """
    (i, j), (n, m) = piece.corner, (piece.band.rows, piece.band.columns)
    rows = first[0][i : i + n + 1] - first[0][i]
    columns = (first[1][j : j + m + 1] - first[1][j])[np.minimum(piece.band.cells(), m)]
    place = columns - band.lo[rows][:, None]
    inside = (place >= 0) & (place < band.width)
    seen = np.where(inside, through[rows[:, None], within(place, 0, band.width - 1)], 0.0)
    return replace(piece, scores=piece.scores + bounds.CLAUSES_WEIGHT * log_odds(seen)[:, None])


def log_odds(seen: Floats) -> Floats:
    """Log odds of corners by their probabilities, of the same shape; none says more than `CLAUSES_SAY`."""
    least = 1 / (1 + np.exp(bounds.CLAUSES_SAY))
    seen = np.clip(seen, least, 1 - least)
    odds: Floats = np.log(seen / (1 - seen))
    return odds
