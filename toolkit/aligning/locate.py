"""Find where an excerpt is.

Of texts of which one has much that the other lacks the diagonal tells nothing.

Short stretches of the shorter text, the probes, are looked for in all of the longer one, each with a path
that may begin and end anywhere. Their number is bounded, so that time is linear. Those that fit in one place
and in no other become anchors. From anchor to anchor the path goes straight, or with one long gap where what
is before it and what is behind it fit best.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np

from toolkit.aligning import bounds, length, paths
from toolkit.aligning.arrays import Floats, Ints, running, within
from toolkit.aligning.beads import ALL, MOVES, REACH, Band, Rectangle
from toolkit.aligning.grid import BandRows, backward, forward, trace, viterbi
from toolkit.aligning.paths import AlignmentPath
from toolkit.aligning.score import Features, Model, Scorer, band_between, band_inside

# The coarse path: where in the target each part of the source is, before anything is learnt.
#
# The first path is found by length, marks and layout alone, in a band around the diagonal that widens as
# long as the path comes near its edge; the second by the words known beforehand as well, in a narrow band
# around the first.


FEW = tuple(MOVES.index(move) for move in ((0, 1), (1, 0), (1, 1), (1, 2), (2, 1)))
"""The moves of a coarse path."""

Corner = tuple[int, int]


def first_path(model: Model, source: Features, target: Features, points: paths.Points) -> AlignmentPath:
    """The best path by length, marks and layout."""
    # One more for each unit, so that empty units have a place, too.
    share = running(source.lengths + 1)
    other = running(target.lengths + 1)
    scale, scale_other = paths.spread(points, share, other)
    diagonal = np.searchsorted(scale_other, scale).astype(np.int64)
    scorer = Scorer.of(model, FEW, words=False)
    sides = source, target
    chunks = paths.chunks(points, len(source), len(target), bounds.FIRST_BOX)
    return _through(chunks, lambda boxes: widening(scorer, sides, boxes, diagonal))


def second_path(
    model: Model, source: Features, target: Features, points: paths.Points, path: AlignmentPath
) -> tuple[AlignmentPath, Model]:
    """The path near the first, with words known beforehand and what the first told of the layout."""
    corners = path.corners()
    if model.structure and source.frame and target.frame:
        # Nobody has computed how sure the first path is.
        weight = np.full(len(corners) - 1, bounds.FIRST_TRUST)
        learnt = model.structure.learn(source.frame, target.frame, corners, weight)
        model = replace(model, structure=learnt)
    scorer = Scorer.of(model, FEW, words=True)
    columns = path.columns()
    sides = source, target
    # Units beside a gap would scatter over it: the inside of a long one stays as it is. Its ends are corners,
    # so that chunks can be cut there.
    gaps = corners[list(chain.from_iterable(path.gaps()))].tolist()
    chunks = paths.chunks(points, len(source), len(target), bounds.FIRST_BOX)

    def best(boxes: Sequence[Rectangle]) -> list[list[int]]:
        bands = [band_between(sides, box, columns, bounds.FIRST_BAND) for box in boxes]
        return _best(scorer, sides, boxes, bands)

    return _through(sorted({*chunks, *map(tuple, gaps)}), best), model


def _through(
    corners: Sequence[Corner], best: Callable[[Sequence[Rectangle]], list[list[int]]]
) -> AlignmentPath:
    """The path through some corners; best: the moves of the path in each box between two of them."""
    boxes = [(*first, *last) for first, last in pairwise(corners)]
    full = [(i0, j0, i1, j1) for i0, j0, i1, j1 in boxes if i0 < i1 and j0 < j1]
    moves = dict(zip(full, best(full), strict=True))
    inside = (moves[box] if box in moves else across(box[2] - box[0], box[3] - box[1]) for box in boxes)
    return AlignmentPath(tuple(chain.from_iterable(inside)))


def across(rows: int, columns: int) -> list[int]:
    """Moves straight across a rectangle, with what is over at the end."""
    straight = min(rows, columns)
    over = [MOVES.index((1, 0))] * (rows - straight) + [MOVES.index((0, 1))] * (columns - straight)
    return [MOVES.index((1, 1))] * straight + over


def widening(
    scorer: Scorer, sides: tuple[Features, Features], boxes: Sequence[Rectangle], diagonal: Ints
) -> list[list[int]]:
    """The moves of the best path in each box near the diagonal, in a band that widens until it fits in well.

    diagonal: of the whole texts, at each source unit.
    """
    found: dict[Rectangle, list[int]] = {}
    waiting = {
        box: min(bounds.WANDER_MOST, bounds.WANDER_LEAST + int(bounds.WANDER * np.sqrt(box[3] - box[1])))
        for box in boxes
    }
    while waiting:
        along = {box: within(diagonal[box[0] : box[2] + 1] - box[1], 0, box[3] - box[1]) for box in waiting}
        bands = [_near(sides, box, along[box], half) for box, half in waiting.items()]
        tried, waiting = waiting, {}
        for (box, half), moves in zip(tried.items(), _best(scorer, sides, [*tried], bands), strict=True):
            corners = AlignmentPath(tuple(moves)).corners()
            most = max(half, bounds.BAND_CELLS // (box[2] - box[0]))
            # A path that comes near the edge might be better beyond it.
            off = np.abs(corners[:, 1] - along[box][corners[:, 0]]).max()
            if off < bounds.NEAR_EDGE * half or half >= min(box[3] - box[1], most):
                found[box] = moves
            else:
                waiting[box] = min(2 * half, most)
    return [found[box] for box in boxes]


def _near(sides: tuple[Features, Features], box: Rectangle, diagonal: Ints, half: int) -> Band:
    """A band around the diagonal of a box."""
    # Where the diagonal leaps, the rows before and after it must still have a column in common.
    leap = np.maximum(diagonal, np.append(diagonal[1:], box[3] - box[1]) - half)
    return band_inside(sides, box, (diagonal, leap), half)


def _best(
    scorer: Scorer, sides: tuple[Features, Features], boxes: Sequence[Rectangle], bands: Sequence[Band]
) -> list[list[int]]:
    """The moves of the best path in each box, in its band."""
    moves: dict[int, list[int]] = {}
    # Those of like width go together: all have room for the widest.
    order = sorted(range(len(boxes)), key=lambda number: bands[number].width)
    several = [number for number in order if _is_short(bands[number])]
    for group in _groups(several, bands, lambda band: band.width, bounds.FIRST_CELLS):
        cells: dict[int, Floats] = {}
        for part in _groups(group, bands, lambda _: 1, bounds.ROWS):
            scores = scorer.each(sides, [boxes[k] for k in part], [bands[k] for k in part])
            cells |= ((k, table[..., : bands[k].width]) for k, table in zip(part, scores, strict=True))
        rows = BandRows.of([bands[k] for k in cells])
        _, back = viterbi(rows, rows.tables([*cells.values()]), scorer.moves)
        moves |= ((k, trace(bands[k], back[place])) for k, place in zip(cells, rows.places, strict=True))
    for number in {*order} - {*several}:
        i0, j0, i1, j1 = boxes[number]
        own = sides[0].slice(i0, i1), sides[1].slice(j0, j1)
        moves[number] = _by_blocks(scorer, *own, bands[number])
    return [moves[number] for number in range(len(boxes))]


def _is_short(band: Band) -> bool:
    """Whether all rows of a band are in memory at a time."""
    return band.rows <= bounds.FIRST_LONG and band.rows * band.width <= bounds.FIRST_CELLS


def _groups(
    numbers: Iterable[int], bands: Sequence[Band], width: Callable[[Band], int], most: int
) -> Iterator[list[int]]:
    """Numbers of bands in groups, ascending: rows times the width of the last are no more than `most`."""
    group: list[int] = []
    rows = 0
    for number in numbers:
        rows += bands[number].rows
        if group and rows * width(bands[number]) > most:
            yield sorted(group)
            group, rows = [], bands[number].rows
        group.append(number)
    if group:
        yield sorted(group)


def _by_blocks(scorer: Scorer, source: Features, target: Features, band: Band) -> list[int]:
    """The moves of the best path in a band, block by block: scores of few rows are in memory at a time."""
    n, m = band.rows, band.columns
    size = int(np.clip(bounds.FIRST_CELLS // band.width, bounds.FIRST_ROWS, bounds.FIRST_PIECE))
    back = np.zeros((n + 1, band.width), dtype=np.int8)
    row: Floats | None = None
    for first in range(0, max(n, 1), size):
        last = min(n, first + size)
        # A bead that ends in the block may begin before it, so that the scores of rows before it are needed.
        begin = max(0, first - REACH)
        j0 = max(0, int(band.lo[begin]) - REACH)
        j1 = min(m, int(band.lo[last]) + band.width)
        piece = Band(band.lo[begin : last + 1] - j0, band.width, j1 - j0)
        cells = scorer.score(source.slice(begin, last), target.slice(j0, j1), piece)
        row, moved = viterbi(BandRows.of([piece]), cells.swapaxes(0, 1), scorer.moves, first - begin, row)
        back[first + (first > 0) : last + 1] = moved[first > 0 :]
    return trace(band, back)


def lost(path: AlignmentPath) -> bool:
    """Whether a path's beads are too doubtful to be right."""
    # Null beads are right in any excerpt, and say nothing.
    full = np.array([min(MOVES[move]) > 0 for move in path.moves])
    return not full.any() or float(np.array(path.sure)[full].mean()) < bounds.LOST


def _unequal(source: Features, target: Features) -> bool:
    """Whether one side has much more units and more text; with units alone, they are split otherwise."""
    units = len(source) / len(target)
    text = (float(source.lengths.sum()) + 1) / (float(target.lengths.sum()) + 1)
    return (units > bounds.UNEQUAL_UNITS and text > bounds.UNEQUAL_TEXT) or (
        units < 1 / bounds.UNEQUAL_UNITS and text < 1 / bounds.UNEQUAL_TEXT
    )


def relocated(
    model: Model, source: Features, target: Features, points: paths.Points, path: AlignmentPath
) -> tuple[AlignmentPath, Model] | None:
    """The path, its stretches between fixed points led through anchors; None if nothing is new.

    Only those that are lost, or of which one side has much more than the other.

    The model has the length ratio that was seen between anchors.
    """
    corners = path.corners()
    bead = {(i, j): number for number, (i, j) in enumerate(corners.tolist())}
    zones = pairwise(dict.fromkeys([0, *(bead[i, j] for i, j in points), len(path.moves)]))
    moves: list[int] = []
    most = 0.0
    ratio = model.length.ratio
    for a, b in zones:
        (i0, j0), (i1, j1) = corners[[a, b]].tolist()
        part = path.part(a, b)
        located = None
        sides = source.slice(i0, i1), target.slice(j0, j1)
        if min(map(len, sides)) >= bounds.LOCATED_UNITS and (_unequal(*sides) or lost(part)):
            located = locate(model, *sides)
        moves += part.moves if located is None else located[0]
        if located is not None and located[1] > most:
            _, most, ratio = located
    return (
        (AlignmentPath(tuple(moves)), replace(model, length=replace(model.length, ratio=ratio)))
        if most
        else None
    )


def locate(model: Model, source: Features, target: Features) -> tuple[list[int], float, float] | None:
    """The moves of a path through anchors, the amount of text between these, and its length ratio."""
    # All of an excerpt is shorter than the whole, but its sentences are not: their mean length is compared.
    gap = float(length.logs(target.lengths).mean() - length.logs(source.lengths).mean())
    for ratio in (gap, 0.0):
        grid = _Grid(replace(model, length=replace(model.length, ratio=ratio)), source, target)
        corners = grid.between((0, 0), (len(source), len(target)))
        if len(corners) > 2:
            break
    else:
        return None
    moves: list[int] = []
    ours = theirs = 1.0
    for (i0, j0), (i1, j1) in pairwise(corners):
        moves += across(i1 - i0, j1 - j0)
        if abs((i1 - i0) - (j1 - j0)) <= bounds.STRAIGHT:
            ours, theirs = ours + source.lengths[i0:i1].sum(), theirs + target.lengths[j0:j1].sum()
    return moves, float(ours), float(np.log(theirs / ours))


@dataclass
class _Anchor:
    score: float
    corners: list[Corner]


class _Grid:
    """Two texts whose parts may translate each other."""

    def __init__(self, model: Model, source: Features, target: Features) -> None:
        self.model, self.source, self.target = model, source, target
        self.few, self.all = (Scorer.of(model, moves, words=True) for moves in (FEW, ALL))
        self._other: _Grid | None = None
        self._whose: weakref.ref[_Grid] | None = None

    def other(self) -> _Grid:
        """The same with source and target exchanged."""
        whose = self._whose() if self._whose is not None else None
        if whose is not None:
            return whose
        if self._other is None:
            self._other = _Grid(self.model.flipped(), self.target, self.source)
            # The way back holds nothing: in a run that looks for no cycles, both would stay for ever.
            self._other._whose = weakref.ref(self)
        return self._other

    def between(self, start: Corner, end: Corner) -> list[Corner]:
        """The corners of a path; between two of them it goes straight, or it is all gap."""
        rows, columns = end[0] - start[0], end[1] - start[1]
        if rows > columns:
            return [(i, j) for j, i in self.other().between(start[::-1], end[::-1])]
        if not rows:
            return [start, end]
        # Anchors out of order contradict each other: the likeliest chain stays.
        anchors = self._chain(self._anchors(start, end))
        corners = [start, *chain.from_iterable(anchor.corners for anchor in anchors), end]
        path = [start]
        for a, b in pairwise(corners):
            small = min(b[0] - a[0], b[1] - a[1])
            if abs((b[0] - a[0]) - (b[1] - a[1])) <= bounds.STRAIGHT:
                path.append(b)
            # Between two anchors the same may be done with shorter distances.
            elif anchors and small > 2 * bounds.PROBE:
                path += self.between(a, b)[1:]
            elif anchors:
                path += self._gap(a, b)[1:]
            else:
                path.append(b)
        return path

    def _anchors(self, start: Corner, end: Corner) -> list[_Anchor]:
        rows = end[0] - start[0]
        count = min(bounds.PROBES, max(1, rows // bounds.PROBE))
        begins = [start[0] + rows * k // count for k in range(count)]
        anchors = (self._probe(i, min(end[0], i + bounds.PROBE), start[1], end[1]) for i in begins)
        return [anchor for anchor in anchors if anchor is not None]

    def _probe(self, i0: int, i1: int, j0: int, j1: int) -> _Anchor | None:
        """Where in columns j0 ... j1 the rows i0 ... i1 are, if anywhere."""
        rows = self.source.slice(i0, i1)
        n = i1 - i0
        last: list[Floats] = []
        backs = []
        # Blocks bound the memory; they overlap by what a probe's path can reach.
        step = max(bounds.PROBE_BLOCK, 4 * n)
        for a in range(j0, j1, step):
            # A path may begin in the block before.
            first, final = max(j0, a - 2 * n), min(j1, a + step)
            band = Band(np.zeros(n + 1, dtype=np.int64), final - first + 1, final - first)
            cells = self.few.score(rows, self.target.slice(first, final), band)
            row, back = viterbi(BandRows.of([band]), cells.swapaxes(0, 1), FEW, 0, np.zeros((1, band.width)))
            last.append(row[-1, a - first + (a > j0) :])
            backs.append((a + (a > j0), first, back))
        scores = np.concatenate(last)
        at = int(scores.argmax())
        # Ends near the best one are the same place.
        far = np.abs(np.arange(len(scores)) - at) > n
        if scores[at] < 0 or (far.any() and scores[at] - scores[far].max() < bounds.PROBE_CLEAR):
            return None
        _, first, back = next(block for block in reversed(backs) if block[0] <= j0 + at)
        i, j = n, j0 + at - first
        corners = [(i1, first + j)]
        while i:
            p, q = MOVES[back[i, j]]
            i, j = i - p, j - q
            corners.append((i0 + i, first + j))
        trimmed = corners[::-1][bounds.PROBE_TRIM : -bounds.PROBE_TRIM or None]
        return _Anchor(float(scores[at]), trimmed) if len(trimmed) > 1 else None

    @staticmethod
    def _chain(anchors: list[_Anchor]) -> list[_Anchor]:
        """The likeliest anchors in order."""
        best: list[tuple[float, list[_Anchor]]] = []
        for anchor in anchors:
            before = max(
                (item for item in best if item[1][-1].corners[-1][1] <= anchor.corners[0][1]),
                key=lambda item: item[0],
                default=(0.0, []),
            )
            best.append((before[0] + anchor.score, [*before[1], anchor]))
        return max(best, key=lambda item: item[0], default=(0.0, []))[1]

    def _gap(self, start: Corner, end: Corner) -> list[Corner]:
        """The corners of a path with one long gap, where it fits best."""
        rows, columns = end[0] - start[0], end[1] - start[1]
        if rows > columns:
            return [(i, j) for j, i in self.other()._gap(start[::-1], end[::-1])]
        ours = self.source.slice(start[0], end[0])
        near = min(columns, rows + bounds.STRAIGHT)
        line = np.arange(rows + 1)
        width = min(near, 2 * bounds.STRAIGHT) + 1
        ahead = Band(np.clip(line - bounds.STRAIGHT, 0, near + 1 - width), width, near)
        behind = Band(np.clip(line + near - rows - bounds.STRAIGHT, 0, near + 1 - width), width, near)
        # From the start as far as it fits, and from the end back; where both together fit best is the gap.
        before = forward(ahead, self.all.score(ours, self.target.slice(start[1], start[1] + near), ahead))
        cells = self.all.score(ours, self.target.slice(end[1] - near, end[1]), behind)
        after = backward(behind, cells)
        row = int((before.max(axis=1) + after.max(axis=1)).argmax())
        i = start[0] + row
        j = start[1] + int(ahead.lo[row] + before[row].argmax())
        j_end = end[1] - near + int(behind.lo[row] + after[row].argmax())
        return [start, (i, j), (i, max(j, j_end)), end]
