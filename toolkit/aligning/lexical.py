"""The lexical score: whether the words of a bead translate each other.

By IBM model 1 (Brown et al. 1993) each word m of a unit is made by some word g of the stretch beside it or
by the empty word, all of them equally likely; the empty word makes m as often as m is in the text:

    p(unit | stretch) = product over m of (p(m) + sum over g of p(m | g)) / (1 + words of the stretch)

The score is the logarithm of this over what the unit has by chance, the product of p(m). With the ratios
R(g, m) = p(m | g) / p(m) of `model1`:

    score(unit | stretch) = sum over m of ln((1 + sum over g of R(g, m)) / (1 + words of the stretch))

A bead has two stretches. Its score is the mean of both directions, each the sum over the units made.

`scores` finds it for all beads of a band at once, in three steps: which tokens meet (`_meetings`), what was
learnt from the very beads of these tokens is left out (`_leave_out`), and sums over stretches and units
(`likelihoods`, `scores`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, begins, found, numbered, order, running, runs, steps, within
from toolkit.aligning.beads import Band
from toolkit.aligning.model1 import Taught, WordTable
from toolkit.aligning.vocabulary import AHEAD, BEHIND, Words

_NOTHING = np.zeros(1)
Move = tuple[int, int]
ScoreTable = npt.NDArray[np.float32]


def scores(lexicon: WordTable, source: Words, target: Words, band: Band, moves: Sequence[Move]) -> ScoreTable:
    """The lexical score of each bead in a band.

    source, target: pieces of the lexicon's texts. moves: (source units, target units), none of them 0. For
    each move a table of the band's cells, shape (moves, n + 1, width); a bead is told by the cell that it
    ends in. What begins outside of the texts has any value.
    """
    n, width = band.rows, band.width
    out = np.zeros((len(moves), n + 1, width), dtype=np.float32)
    if not band.columns or not moves:
        return out
    across, down = Reach(band.lo[1:] - 1, width), _down(band)
    p, q = np.array(moves).T
    ahead, behind = likelihoods(lexicon, source, target, across, down, max(p.max(), q.max()))
    # Target units given so many source units; sums of q target units go along a row.
    cells, inside = _cells(band, down)
    made = ahead[: p.max()].reshape(p.max(), -1).take(cells, axis=1)
    made *= inside
    along = np.zeros((p.max(), n + 1, width + 1), dtype=np.float32)
    np.cumsum(made, axis=2, out=along[..., 1:])
    # Source units given so many target units; sums of p source units go up a column.
    made = np.zeros((q.max(), (n + 1) * width + 1), dtype=np.float32)
    made[:, width:-1] = behind[: q.max()].swapaxes(1, 2).reshape(q.max(), -1)
    up, above = made, _above(band)
    for units in range(1, p.max() + 1):
        if units > 1:
            up = made + up.take(above, axis=1)
        for number in found(p == units).tolist():
            own, over = out[number], int(q[number])
            own += along[units - 1, :, 1:]
            own[:, over:] -= along[units - 1, :, 1 : max(0, width + 1 - over)]
            own += up[over - 1, :-1].reshape(n + 1, width)
    out *= np.float32(0.5)
    return out


def _down(band: Band) -> Reach:
    """The rows of a band that each target unit is in; unit i - 1 of the source belongs to row i."""
    unit = np.arange(band.columns)
    first = np.searchsorted(band.lo[1:] + band.width - 1, unit + 1, side="left")
    last = np.searchsorted(band.lo[1:], unit + 1, side="right") - 1
    return Reach(first, int(np.maximum(last - first, 0).max(initial=0)) + 1)


def _cells(band: Band, down: Reach) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """For each cell of a band its place in a table of target units, and whether it ends one."""
    columns = band.cells()
    unit = within(columns - 1, 0, band.columns - 1)
    offset = np.arange(band.rows + 1)[:, None] - 1 - down.first[unit]
    inside = (columns >= 1) & (columns <= band.columns) & (offset >= 0) & (offset < down.width)
    return np.where(inside, offset * band.columns + unit, 0), inside


def _above(band: Band) -> Ints:
    """The cell above each cell, one after the other, and of one past the last.

    Its number one row up in its column; one past the last outside of the band.
    """
    n, width = band.rows, band.width
    outside = (n + 1) * width
    above = np.full(outside + 1, outside)
    # The column's place in the row shifts with the band.
    at = np.arange(width) + steps(band.lo)[:, None]
    above[width:-1].reshape(n, width)[:] = np.where(at < width, np.arange(n)[:, None] * width + at, outside)
    return above


@dataclass(frozen=True, slots=True)
class Reach:
    """Which units each unit may be put beside: first[u] ... first[u] + width - 1 of the other text."""

    first: Ints
    """May be negative or end beyond the text."""
    width: int


def likelihoods(
    lexicon: WordTable, source: Words, target: Words, across: Reach, down: Reach, most: int
) -> tuple[ScoreTable, ScoreTable]:
    """The scores of units given stretches: of target units, and of source units.

    source, target: pieces of the lexicon's texts. across: the target units beside each source unit; down: the
    source units beside each target unit; the same cells both. Shape (`most`, width of the reach, units): for
    stretches of 1 ... `most` units, each told by its last one.
    """
    met = _meetings(lexicon, source, target, across)
    ahead = _made(lexicon, AHEAD, (source, target), down, met, most)
    behind = _made(lexicon, BEHIND, (target, source), across, met, most)
    return ahead, behind


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Meetings of source and target tokens whose words are a pair of the lexicon."""

    tokens: tuple[Ints, Ints]
    slot: Ints
    """The source token's slot of the pair."""
    extra: tuple[Floats, Floats]
    """extra(g, m), AHEAD and BEHIND."""


def _meetings(lexicon: WordTable, source: Words, target: Words, reach: Reach) -> _Meetings:
    """All meetings inside of a band; reach: the target units beside each source unit."""
    pairs = _Pairs.of(lexicon, source, target)
    token, pair = pairs.slots()
    # Tokens of a word stand together in `places`, so that a range of units is a range of places: before[k, u]
    # of all tokens up to those of word k are before unit u.
    places = order(pairs.words[1])
    seen = np.zeros((int(pairs.words[1].max(initial=-1)) + 1, target.units + 1), dtype=np.int32)
    seen[pairs.words[1], target.owner + 1] = 1
    before = np.add.accumulate(seen.reshape(-1))
    unit, row = source.owner.take(token), pairs.other.take(pair) * (target.units + 1)
    # Only meetings inside of the band count: the first and the number of them, by running sums.
    begin = before.take(row + within(reach.first, 0, target.units).take(unit)).astype(np.int64)
    many = before.take(row + within(reach.first + reach.width, 0, target.units).take(unit)) - begin
    slot, at = runs(begin, many)
    entry = pairs.entry.take(pair).take(slot)
    extra = lexicon.extra[AHEAD].take(entry), lexicon.extra[BEHIND].take(entry)
    met = _Meetings((token.take(slot), places.take(at)), slot, extra)
    if lexicon.taught is not None:
        # Most meetings are of pairs that were met often: they are done.
        seldom = found(lexicon.rare.take(entry))
        own = pair.take(slot.take(seldom))
        _leave_out(lexicon, lexicon.taught, (source, target), pairs, met, seldom, own)
    return met


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The lexicon's pairs with both words in a piece, ascending.

    Each token has a slot for each pair that its word is in; slots of a text are numbered token by token.
    """

    entry: Ints
    """Number in the lexicon."""
    other: Ints
    """The target word, as numbered in the piece."""
    words: tuple[Ints, Ints]
    """The word of each token, as numbered in the piece."""
    begin: Ints
    """The first pair of each source word; one more at the end."""

    @classmethod
    def of(cls, lexicon: WordTable, source: Words, target: Words) -> _Pairs:
        """The pairs of two pieces."""
        (kinds, ours), (others, theirs) = numbered(source.words), numbered(target.words)
        # From the whole vocabulary to the words of the piece.
        place = np.full(target.size, -1, dtype=np.int64)
        place[others] = np.arange(len(others))
        first = lexicon.begin.take(kinds)
        many = lexicon.begin.take(kinds + 1) - first
        _, entry = runs(first, many)
        other = place.take(lexicon.other.take(entry))
        here = other >= 0
        begin = running(here).take(running(many))
        kept = found(here)
        return cls(entry.take(kept), other.take(kept), (ours, theirs), begin)

    def slots(self) -> tuple[Ints, Ints]:
        """The token and the pair of each slot of the source."""
        words = self.words[0]
        return runs(self.begin.take(words), steps(self.begin).take(words))

    def source_slots(self, token: Ints, pair: Ints) -> Ints:
        """The slot of each pair at a token of the source."""
        words = self.words[0]
        first = begins(steps(self.begin).take(words)) - self.begin.take(words)
        slots: Ints = first.take(token) + pair
        return slots

    def target_slots(self) -> tuple[Ints, Ints]:
        """The first slot of each token of the target, and the place of each pair among those of its word."""
        many = np.bincount(self.other, minlength=int(self.words[1].max(initial=-1)) + 1)
        rank = np.empty(len(self.other), dtype=np.int64)
        rank[order(self.other)] = np.arange(len(self.other)) - begins(many).repeat(many)
        return begins(many.take(self.words[1])), rank


def _leave_out(
    lexicon: WordTable,
    taught: Taught,
    texts: tuple[Words, Words],
    pairs: _Pairs,
    met: _Meetings,
    seldom: Ints,
    pair: Ints,
) -> None:
    """Leave out what the beads of both tokens themselves taught; changes `met.extra`.

    Whoever puts unit i beside unit j denies that either goes with anything else. So what the bead A of the
    word given and the bead B of the word made have added to the counts must not speak for that:

        extra(g, m) = (c(g, m) - c_A(g, m) - c_B(g, m)) / p(m) / (c(g) - c_A(g) - c_B(g) + k)

    A bead that taught both is left out once. B's part of c(g) is left out where B taught this very pair.

    seldom: meetings of pairs that one bead makes a difference to; pair: the pair of each.
    """
    bead = [taught.bead[d].take(texts[d].place) for d in (0, 1)]
    # c_A(g) and c(g) + k of each token as the word given: of the source AHEAD, of the target BEHIND.
    own = [taught.less[d].take(texts[d].place) for d in (0, 1)]
    total = [lexicon.total[d].take(texts[d].words) + bounds.PRIOR_STRENGTH for d in (0, 1)]
    tokens = [side.take(seldom) for side in met.tokens]
    for d in (AHEAD, BEHIND):
        less = total[d] / np.maximum(total[d] - own[d], bounds.PRIOR_STRENGTH)
        met.extra[d][seldom] *= less.take(tokens[d])
    # What is left are meetings of a token whose bead taught this very pair: the row of that, or the last one.
    rows, at = _rows_in(taught, texts, bead[0])
    number = np.empty(len(lexicon.other), dtype=np.int64)
    number[pairs.entry] = np.arange(len(pairs.entry))
    taught_pair = number.take(taught.entry.take(rows))
    first, rank = pairs.target_slots()
    by_source = _lookup(pairs.source_slots(at[0], taught_pair), met.slot.take(seldom))
    by_target = _lookup(first.take(at[1]) + rank.take(taught_pair), first.take(tokens[1]) + rank.take(pair))
    none = len(rows)
    known = found(np.minimum(by_source, by_target) < none)
    by_source, by_target = by_source.take(known), by_target.take(known)
    tokens, entry = [side.take(known) for side in tokens], pairs.entry.take(pair.take(known))
    # What one bead taught both is left out once.
    same = bead[0].take(tokens[0]) == bead[1].take(tokens[1])
    for d, (ours, theirs) in enumerate(((by_source, by_target), (by_target, by_source))):
        others = np.where(same, none, theirs)
        # The last place, 0, is where nothing was taught.
        ratio = np.concatenate((taught.ratio[d].take(rows), _NOTHING))
        given = np.concatenate((own[d].take(at[d]), _NOTHING))
        whole = total[d].take(tokens[d])
        count = lexicon.extra[d].take(entry) * whole - ratio.take(ours) - ratio.take(others)
        rest = whole - own[d].take(tokens[d]) - given.take(others)
        # Counts and their sum are both reduced; a rest below the prior is no evidence.
        met.extra[d][seldom.take(known)] = np.maximum(count, 0.0) / np.maximum(rest, bounds.PRIOR_STRENGTH)


def _rows_in(taught: Taught, texts: tuple[Words, Words], bead: Ints) -> tuple[Ints, tuple[Ints, Ints]]:
    """The rows of what was taught whose tokens are both in a piece, and these tokens, as numbered there.

    bead: of each of the piece's source tokens.
    """
    rows = taught.rows(bead)
    at = [_here(text.place, side[rows]) for text, side in zip(texts, taught.tokens, strict=True)]
    kept = found(np.minimum(at[0], at[1]) >= 0)
    return kept + rows.start, (at[0].take(kept), at[1].take(kept))


def _here(place: Ints, tokens: Ints) -> Ints:
    """Where tokens of the whole text are in a piece that has the words of these places; -1 for nowhere."""
    if not len(place):
        return np.full(len(tokens), -1, dtype=np.int64)
    first, last = int(place[0]), int(place[-1])
    table = np.full(last - first + 2, -1, dtype=np.int64)
    table[place - first] = np.arange(len(place))
    at = tokens - first
    # What is before the piece and what is behind it has the last place.
    at[at < 0] = last - first + 1
    result: Ints = table.take(np.minimum(at, last - first + 1, out=at))
    return result


def _lookup(slots: Ints, wanted: Ints) -> Ints:
    """The row whose slot each wanted one is; one past the last for none."""
    table = np.full(int(max(slots.max(initial=-1), wanted.max(initial=-1))) + 1, len(slots), dtype=np.int64)
    table[slots] = np.arange(len(slots))
    result: Ints = table.take(wanted)
    return result


def _made(
    lexicon: WordTable, d: int, texts: tuple[Words, Words], reach: Reach, met: _Meetings, most: int
) -> ScoreTable:
    """The scores of the units of one text given stretches of the other.

    d: AHEAD or BEHIND; texts: given, and made; reach: the units given beside each unit made.
    """
    given, made = texts
    # Each stretch is a difference of running sums: what is before its end less what is before its begin.
    ends = within(reach.first + np.arange(reach.width)[:, None] + 1, 0, given.units)
    begins = np.maximum(ends - np.arange(1, most + 1)[:, None, None], 0)
    ground = running(_ground(lexicon, d, given)).take(given.starts)
    unknown = (1.0 + ground.take(ends) - ground.take(begins)).astype(np.float32)
    words = (1.0 + given.starts.take(ends) - given.starts.take(begins)).astype(np.float32)
    # Words that meet nothing are as likely as the stretch has unknown words; most tokens are such.
    heard = np.zeros(len(made.words), dtype=bool)
    heard[met.tokens[1 - d]] = True
    tokens = found(heard)
    speaking = np.bincount(made.owner.take(tokens), minlength=made.units)
    sizes = steps(made.starts).astype(np.float32)
    out: ScoreTable = (sizes - speaking.astype(np.float32)) * np.log(unknown) - sizes * np.log(words)
    if len(tokens):
        out += _heard(d, (given, made), reach, met, tokens, speaking, unknown)
    return out


def _heard(
    d: int,
    texts: tuple[Words, Words],
    reach: Reach,
    met: _Meetings,
    heard: Ints,
    many: Ints,
    unknown: ScoreTable,
) -> ScoreTable:
    """What the words that meet one of the lexicon add: ln(1 + sum of R(g, m)), summed over each unit made.

    heard: these tokens; many: how many each unit made has; unknown: 1 + sum of the ground of each stretch.
    Shape as `unknown`: (stretches, width of the reach, units made).
    """
    given, made = texts
    most, width, units = unknown.shape
    owner = made.owner.take(heard)
    place = np.empty(len(made.words), dtype=np.int64)
    place[heard] = np.arange(len(heard)) - reach.first.take(owner) * len(heard)
    cell = given.owner.take(met.tokens[d]) * len(heard) + place.take(met.tokens[1 - d])
    # Cells first: there are few of them, and long rows of words are added up fast.
    extra = np.bincount(cell, met.extra[d], len(heard) * width).astype(np.float32).reshape(width, -1)
    speakers = found(many)
    first = begins(many.take(speakers))
    # The last place, 0, is for units of which nothing is known.
    said = np.zeros((most, width, len(speakers) + 1), dtype=np.float32)
    stretch = np.zeros_like(extra)
    for w in range(1, most + 1):
        if w <= width:
            stretch[w - 1 :] += extra[: width + 1 - w]
        ratio = unknown[w - 1].repeat(many, axis=1)
        ratio += stretch
        np.add.reduceat(np.log(ratio, out=ratio), first, axis=1, out=said[w - 1, :, :-1])
    place = np.full(units, len(speakers))
    place[speakers] = np.arange(len(speakers))
    return said.take(place, axis=2)


def _ground(lexicon: WordTable, d: int, given: Words) -> Floats:
    """The ground of each word given, without what its own bead taught: k (1 - q(g)) / (c(g) - c_A(g) + k)."""
    ground: Floats = lexicon.ground[d].take(given.words)
    if lexicon.taught is None:
        return ground
    total = lexicon.total[d].take(given.words) + bounds.PRIOR_STRENGTH
    less = lexicon.taught.less[d].take(given.place)
    result: Floats = ground * (total / np.maximum(total - less, bounds.PRIOR_STRENGTH))
    return result
