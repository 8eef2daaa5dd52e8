"""Lexical scores of a whole band at once.

They are those of the words of each unit given stretches of the other text.

Each meeting of two tokens inside of the band adds a ratio to the word made; running sums over units then give
every stretch.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, numbered, order, running, runs
from toolkit.aligning.beads import REACH
from toolkit.aligning.lexical import AHEAD, BEHIND, Words, WordTable
from toolkit.aligning.model1 import Taught

# Where words that may translate each other meet: a sparse join of the lexicon with the words' places.


@dataclass(frozen=True, slots=True)
class Reach:
    """Which units each unit may be put beside.

    first[u] ... first[u] + width - 1 of the other text.
    """

    first: Ints
    """May be negative or end beyond the text."""
    width: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings of source and target tokens."""

    tokens: tuple[Ints, Ints]
    extra: tuple[Floats, Floats]
    """What each adds to the ratio of the word made, AHEAD and BEHIND."""


def meetings(lexicon: WordTable, source: Words, target: Words, reach: Reach) -> Meetings:
    """All meetings inside of a band.

    reach: the target units beside each source unit.
    """
    words, local = numbered(target.words)
    pairs = _Pairs.of(lexicon, source, target.size, words)
    # Tokens of a word stand together in `places`, so that a range of units is a range of places: before[k, u]
    # of all tokens up to those of word k are before unit u.
    places = order(local)
    seen = np.zeros((len(words), target.units + 1), dtype=np.int32)
    seen[local, target.owner() + 1] = 1
    before = np.cumsum(seen.reshape(-1), dtype=np.int32).reshape(seen.shape)

    token, pair = runs(pairs.begin, pairs.many)
    unit, word = source.owner()[token], pairs.word[pair]
    # Only meetings inside of the band count: the first and the number of them, by running sums.
    begin = before[word, np.clip(reach.first, 0, target.units)[unit]].astype(np.int64)
    many = before[word, np.clip(reach.first + reach.width, 0, target.units)[unit]] - begin
    wish, at = runs(begin, many)
    entry = pairs.entry[pair]
    met = Meetings((token[wish], places[at]), (lexicon.extra[0][entry][wish], lexicon.extra[1][entry][wish]))
    if lexicon.taught is not None:
        # Most meetings are of pairs that were met often: they are done.
        seldom = np.flatnonzero(lexicon.rare[entry][wish])
        _leave_out(lexicon, lexicon.taught, (source, target), pairs, local, met, seldom, wish[seldom])
    return met


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The lexicon's pairs in a piece.

    Those with both words there, ascending.
    """

    entry: Ints
    """Number in the lexicon."""
    word: Ints
    """The target word, as numbered in the piece."""
    begin: Ints
    """First pair of each source token."""
    many: Ints
    """Number of pairs of each source token."""

    @classmethod
    def of(cls, lexicon: WordTable, source: Words, size: int, words: Ints) -> _Pairs:
        """The pairs of a source piece.

        They are with the words of the target piece, ascending. `size` is that of the target vocabulary.
        """
        # From the whole vocabulary to the words of the piece.
        place = np.full(size, -1, dtype=np.int64)
        place[words] = np.arange(len(words))
        kinds, kind = numbered(source.words)
        many = lexicon.begin[kinds + 1] - lexicon.begin[kinds]
        _, entry = runs(lexicon.begin[kinds], many)
        word = place[lexicon.other[entry]]
        here = word >= 0
        # How many pairs are kept before each kind of source word.
        kept = running(here)[running(many)]
        return cls(entry[here], word[here], kept[:-1][kind], np.diff(kept)[kind])

    def by_target(self, words: int) -> tuple[Ints, Ints]:
        """The pairs by their target words.

        The rank of each pair among those of its word, and the number of pairs of each word.
        """
        places = order(self.word)
        many = np.bincount(self.word, minlength=words)
        rank = np.empty(len(places), dtype=np.int64)
        rank[places] = np.arange(len(places)) - np.repeat(np.cumsum(many) - many, many)
        return rank, many


def _leave_out(
    lexicon: WordTable,
    taught: Taught,
    texts: tuple[Words, Words],
    pairs: _Pairs,
    local: Ints,
    met: Meetings,
    seldom: Ints,
    wish: Ints,
) -> None:
    """Leave out what the beads themselves taught.

    Ratios are as they would be had the beads of both tokens not been learnt; changes `met.extra`.

    local: the target tokens' words in the piece; seldom: meetings of pairs that one bead makes a difference
    to; wish: for each of those, the source token's pair, all tokens' pairs counted through.
    """
    # Each token's own bead, in the pass that taught.
    bead = [taught.bead[d][texts[d].place] for d in (0, 1)]
    less = [taught.less[d][texts[d].place] for d in (0, 1)]
    weight = [lexicon.total[d][texts[d].words] + bounds.PRIOR_STRENGTH for d in (0, 1)]
    tokens = [side[seldom] for side in met.tokens]
    for d in (0, 1):
        met.extra[d][seldom] *= (weight[d] / np.maximum(weight[d] - less[d], bounds.PRIOR_STRENGTH))[
            tokens[d]
        ]
    # Left are meetings where the bead of either token has taught this very pair: its row there, or -1.
    rows = np.arange(len(taught.entry))[taught.rows(bead[0])]
    own = [_here(texts[d].place, taught.tokens[d][rows]) for d in (0, 1)]
    kept = np.flatnonzero((own[0] >= 0) & (own[1] >= 0))
    rows, own = rows[kept], [side[kept] for side in own]
    pair = np.searchsorted(pairs.entry, taught.entry[rows])
    begin = np.cumsum(pairs.many) - pairs.many
    ours = _rows_at(begin[own[0]] + pair - pairs.begin[own[0]], int(pairs.many.sum()))[wish]
    rank, many = pairs.by_target(int(local.max(initial=-1)) + 1)
    begin = np.cumsum(many[local]) - many[local]
    theirs = _rows_at(begin[own[1]] + rank[pair], int(many[local].sum()))
    met_pair = pairs.begin[tokens[0]] + wish - (np.cumsum(pairs.many) - pairs.many)[tokens[0]]
    theirs = theirs[begin[tokens[1]] + rank[met_pair]]
    known = np.flatnonzero((ours >= 0) | (theirs >= 0))
    ours, theirs, tokens = ours[known], theirs[known], [side[known] for side in tokens]
    # What one bead taught both is taken out once.
    same = bead[0][tokens[0]] == bead[1][tokens[1]]
    others = (np.where(same, -1, theirs), np.where(same, -1, ours))
    entry = pairs.entry[met_pair[known]]
    for d in (0, 1):
        ratio = np.append(taught.ratio[d][rows], 0.0)
        word = np.append(less[d][own[d]], 0.0)
        total = weight[d][tokens[d]]
        left = lexicon.extra[d][entry] * total - ratio[ours] - ratio[others[0]]
        # Counts and their sum are both reduced; a rest below the prior is no evidence.
        total = total - less[d][tokens[d]] - word[others[d]]
        met.extra[d][seldom[known]] = np.maximum(left, 0.0) / np.maximum(total, bounds.PRIOR_STRENGTH)


def _rows_at(places: Ints, size: int) -> npt.NDArray[np.int32]:
    """The row at each place.

    There are `size` places; it is -1 where there is none.
    """
    rows = np.full(size, -1, dtype=np.int32)
    rows[places] = np.arange(len(places))
    return rows


def _here(place: Ints, tokens: Ints) -> Ints:
    """Where tokens are in a piece.

    They are those of the whole text, the piece has the words of these places; -1 for nowhere.
    """
    if not len(place):
        return np.full(len(tokens), -1, dtype=np.int64)
    first, last = int(place[0]), int(place[-1])
    table = np.full(last - first + 2, -1, dtype=np.int64)
    table[place - first] = np.arange(len(place))
    at = tokens - first
    at[(at < 0) | (at > last - first)] = last - first + 1
    return table[at]


VectorTable = npt.NDArray[np.float32]


def likelihoods(
    lexicon: WordTable, source: Words, target: Words, across: Reach, down: Reach, most: int = REACH
) -> tuple[list[VectorTable], list[VectorTable]]:
    """The lexical scores of units given stretches.

    In ln, of target units and of source units, over what the units have by chance.

    source, target: pieces of the lexicon's texts. across: the target units beside each source unit; down: the
    source units beside each target unit; the same cells both. Each list has a table for stretches of
    w = 0 ... `most` units (0 is empty); a column stands for the last unit of the stretch.
    """
    met = meetings(lexicon, source, target, across)
    owners = (source.owner(), target.owner())
    units = [owner[side] for owner, side in zip(owners, met.tokens, strict=True)]
    made = partial(_made, lexicon, most)
    ahead = made(AHEAD, (source, target), down, met.tokens[1], units[0], met.extra[AHEAD])
    behind = made(BEHIND, (target, source), across, met.tokens[0], units[1], met.extra[BEHIND])
    return ahead, behind


def _made(
    lexicon: WordTable,
    most: int,
    d: int,
    texts: tuple[Words, Words],
    reach: Reach,
    token: Ints,
    unit: Ints,
    extra: Floats,
) -> list[VectorTable]:
    """The tables of one direction.

    From its meetings: token made, unit given, what it adds.
    """
    given, made = texts
    # Running sums over units give every stretch by a difference.
    ground = running(_ground(lexicon, d, given))[given.starts]
    many = given.starts
    ends = np.clip(reach.first + np.arange(reach.width)[:, None] + 1, 0, given.units)
    # Only the rows of words that meet one are computed: the others know nothing of any stretch.
    heard = np.zeros(len(made.words), dtype=bool)
    heard[token] = True
    heard = np.flatnonzero(heard)
    place = np.zeros(len(made.words), dtype=np.int64)
    place[heard] = np.arange(len(heard))
    owner = made.owner()
    width = reach.width
    cell = (unit - reach.first[owner[token]]) * len(heard) + place[token]
    # Cells first: there are few of them, and long rows of words are added up fast.
    known = np.bincount(cell, extra, len(heard) * width).astype(np.float32).reshape(width, -1)
    owner = owner[heard]
    speaking = np.bincount(owner, minlength=made.units)
    speakers = np.flatnonzero(speaking)
    sizes = np.diff(made.starts).astype(np.float32)
    silent = sizes - speaking.astype(np.float32)
    begins = np.maximum(ends - np.arange(1, most + 1)[:, None, None], 0)
    base = (1.0 + ground[ends] - ground[begins]).astype(np.float32)
    dilution = (1.0 + many[ends] - many[begins]).astype(np.float32)
    # A word that meets nothing is as likely as its stretch has unknown words.
    out = silent * np.log(base) - sizes * np.log(dilution)
    if len(speakers):
        first = np.cumsum(speaking[speakers]) - speaking[speakers]
        said = np.zeros((most, width, len(speakers) + 1), dtype=np.float32)
        stretch = np.zeros_like(known)
        for w in range(1, most + 1):
            if w <= width:
                stretch[w - 1 :] += known[: width + 1 - w]
            ratio = base[w - 1].take(owner, axis=1)
            ratio += stretch
            # The words of a unit are independent given the stretch, so logs add up.
            np.add.reduceat(np.log(ratio, out=ratio), first, axis=1, out=said[w - 1, :, :-1])
        # The last place, 0, is for those of which nothing is known.
        place = np.full(made.units, len(speakers))
        place[speakers] = np.arange(len(speakers))
        out += said.take(place, axis=2)
    return [np.zeros((made.units, width), dtype=np.float32), *(table.T for table in out)]


def _ground(lexicon: WordTable, d: int, given: Words) -> Floats:
    """The ratio to unknown words.

    It is that of each word given, without what its own bead taught.
    """
    ground = lexicon.ground[d][given.words]
    if lexicon.taught is None:
        return ground
    weight = lexicon.total[d][given.words] + bounds.PRIOR_STRENGTH
    less = lexicon.taught.less[d][given.place]
    result: Floats = ground * (weight / np.maximum(weight - less, bounds.PRIOR_STRENGTH))
    return result
