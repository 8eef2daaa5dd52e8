"""Lexical scores of a whole band at once: the words of each unit given stretches of the other text.

The pairs of the lexicon are joined with the places of the words: each meeting of two tokens inside of the
band adds a ratio to the word made. Running sums over units then give every stretch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.align.beads import REACH, Floats, Ints
from toolkit.align.leaveout import Taught, runs
from toolkit.align.lexical import AHEAD, BEHIND, STRENGTH, Lexicon, Text

Table = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which units of the other text each unit may be put beside: first[u] ... first[u] + width - 1."""

    first: Ints
    """May be negative or end beyond the text."""
    width: int


def likelihoods(
    lexicon: Lexicon, source: Text, target: Text, across: Reach, down: Reach
) -> tuple[list[Table], list[Table]]:
    """ln p(unit | stretch) / p(unit) of target units, and of source units.

    source, target: pieces of the lexicon's texts. across: the target units beside each source unit; down: the
    source units beside each target unit; the same cells both. Each list has a table for stretches of
    w = 0 ... 5 units (0 is empty); a column stands for the last unit of the stretch.
    """
    met = _meetings(lexicon, source, target, across)
    units = (source.owner(), target.owner())
    ahead = _made(lexicon, AHEAD, (source, target), down, met.target, units[0][met.source], met.ahead)
    behind = _made(lexicon, BEHIND, (target, source), across, met.source, units[1][met.target], met.behind)
    return ahead, behind


@dataclass(frozen=True, slots=True)
class _Met:
    """Meetings of two tokens that translate each other, with the ratios that they add in both directions."""

    source: Ints
    target: Ints
    ahead: Floats
    behind: Floats


def _made(
    lexicon: Lexicon, d: int, texts: tuple[Text, Text], reach: Reach, token: Ints, unit: Ints, extra: Floats
) -> list[Table]:
    """The tables of one direction from its meetings: token made, unit given, what it adds."""
    given, made = texts
    ground = np.concatenate(([0.0], np.cumsum(_ground(lexicon, d, given))))[given.starts]
    many = given.starts
    ends = np.clip(reach.first[:, None] + np.arange(reach.width) + 1, 0, given.units)
    # Only the rows of words that meet one are computed: the others know nothing of any stretch.
    heard = np.zeros(len(made.words), dtype=bool)
    heard[token] = True
    heard = np.flatnonzero(heard)
    place = np.zeros(len(made.words), dtype=np.int64)
    place[heard] = np.arange(len(heard))
    owner = made.owner()
    width = reach.width
    cell = place[token] * width + (unit - reach.first[owner[token]])
    known = np.bincount(cell, extra, len(heard) * width).reshape(-1, width)
    running = np.zeros((len(heard), width + 1), dtype=np.float32)
    np.cumsum(known, axis=1, out=running[:, 1:])
    owner = owner[heard]
    speaking = np.bincount(owner, minlength=made.units)
    first = np.flatnonzero(np.diff(owner, prepend=-1)) if len(owner) else owner
    sizes = np.diff(made.starts).astype(np.float32)
    out = [np.zeros((made.units, width), dtype=np.float32)]
    for w in range(1, REACH + 1):
        begins = np.maximum(ends - w, 0)
        base = (1.0 + ground[ends] - ground[begins]).astype(np.float32)
        dilution = (1.0 + many[ends] - many[begins]).astype(np.float32)
        silent = (sizes - speaking)[:, None].astype(np.float32)
        result = silent * np.log(base) - sizes[:, None] * np.log(dilution)
        if len(heard):
            found = base[owner]
            found += running[:, 1:]
            if w < width:
                found[:, w:] -= running[:, 1 : width + 1 - w]
            np.log(np.maximum(found, 1.0, out=found), out=found)
            result[owner[first]] += np.add.reduceat(found, first, axis=0)
        out.append(result)
    return out


def _ground(lexicon: Lexicon, d: int, given: Text) -> Floats:
    """Ratio to unknown words of each word given, without what its own bead taught."""
    ground = lexicon.ground[d][given.words]
    if lexicon.taught is None:
        return ground
    weight = lexicon.total[d][given.words] + STRENGTH
    less = lexicon.taught.less[d][given.offset : given.offset + len(given.words)]
    result: Floats = ground * (weight / np.maximum(weight - less, STRENGTH))
    return result


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of the lexicon that have both words in a piece, ascending."""

    entry: Ints
    word: Ints
    """Number of the target word among those of the piece."""
    begin: Ints
    """First pair of each source token."""
    many: Ints
    """Number of pairs of each source token."""


def _meetings(lexicon: Lexicon, source: Text, target: Text, reach: Reach) -> _Met:
    """All meetings of two tokens in the band."""
    # The target words of the piece, and their tokens word by word.
    order = np.argsort(target.words, kind="stable")
    words, local = np.unique(target.words, return_inverse=True)
    place = np.full(target.size, -1, dtype=np.int64)
    place[words] = np.arange(len(words))
    before = np.zeros((len(words), target.units + 1), dtype=np.int32)
    before[local, target.owner() + 1] = 1
    before = np.cumsum(before.reshape(-1), dtype=np.int32).reshape(before.shape)

    pairs = _pairs(lexicon, source, place)
    token, pair = runs(pairs.begin, pairs.many)
    unit = source.owner()[token]
    word = pairs.word[pair]
    begin = before[word, np.clip(reach.first, 0, target.units)[unit]].astype(np.int64)
    many = before[word, np.clip(reach.first + reach.width, 0, target.units)[unit]] - begin
    group, at = runs(begin, many)
    entry = pairs.entry[pair]
    met = _Met(token[group], order[at], *(extra[entry][group] for extra in lexicon.extra))
    if lexicon.taught is not None:
        seldom = np.flatnonzero(lexicon.rare[entry][group])
        _leave_out(lexicon, lexicon.taught, (source, target), pairs, local, met, group, pair, seldom)
    return met


def _leave_out(lexicon,taught,texts,pairs,local,met,group,pair,seldom):
    source, target = texts
    pieces = [slice(side.offset, side.offset + len(side.words)) for side in texts]
    bead = [taught.bead[d][pieces[d]] for d in (0, 1)]
    less = [taught.less[d][pieces[d]] for d in (0, 1)]
    weight = [lexicon.total[d][texts[d].words] + STRENGTH for d in (0, 1)]
    token = [met.source[seldom], met.target[seldom]]
    extra = [met.ahead, met.behind]
    for d in (0, 1):
        extra[d][seldom] *= (weight[d] / np.maximum(weight[d] - less[d], STRENGTH))[token[d]]
    rows = taught.rows(bead[0])
    entry = taught.entry[rows]
    tokens = [taught.tokens[d][rows] - texts[d].offset for d in (0, 1)]
    at = np.searchsorted(pairs.entry, entry)
    # meeting of source token and pair
    start = np.cumsum(pairs.many) - pairs.many
    mine = np.full(int(pairs.many.sum()), -1, dtype=np.int32)
    mine[start[tokens[0]] + at - pairs.begin[tokens[0]]] = np.arange(len(entry))
    # target token and pair
    by_word = np.argsort(pairs.word, kind="stable")
    first = np.searchsorted(pairs.word[by_word], np.arange(int(local.max(initial=-1)) + 2))
    rank = np.empty(len(by_word), dtype=np.int64)
    rank[by_word] = np.arange(len(by_word))
    rank -= first[pairs.word]
    many = np.diff(first)[local]
    start = np.cumsum(many) - many
    theirs = np.full(int(many.sum()), -1, dtype=np.int32)
    theirs[start[tokens[1]] + rank[at]] = np.arange(len(entry))
    g = group[seldom]
    row_i = mine[g]
    row_j = theirs[start[token[1]] + rank[pair[g]]]
    fix = np.flatnonzero((row_i >= 0) | (row_j >= 0))
    row_i, row_j = row_i[fix], row_j[fix]
    token = [t[fix] for t in token]
    same = bead[0][token[0]] == bead[1][token[1]]
    rowo = np.where(same, -1, row_j)
    row_o = [rowo, np.where(same, -1, row_i)]
    e = pairs.entry[pair[g[fix]]]
    for d in (0, 1):
        ratio = np.append(taught.ratio[d][rows], 0.0)
        w = weight[d][token[d]]
        other = np.append(less[d][tokens[d]], 0.0)[row_o[d]]
        num = np.maximum(lexicon.extra[d][e] * w - ratio[row_i] - ratio[rowo], 0.0)
        extra[d][seldom[fix]] = num / np.maximum(w - less[d][token[d]] - other, STRENGTH)


def _pairs(lexicon: Lexicon, source: Text, place: Ints) -> _Pairs:
    """The pairs of a piece; place: number of each target word in the piece, -1 for those that are not in it."""
    kinds, kind = np.unique(source.words, return_inverse=True)
    begin = lexicon.begin[kinds]
    _, entry = runs(begin, lexicon.begin[kinds + 1] - begin)
    word = place[lexicon.other[entry]]
    here = word >= 0
    # Pairs are counted up to each kind, before and after those that are not here are left out.
    upto = np.concatenate(([0], np.cumsum(here)))[
        np.concatenate(([0], np.cumsum(lexicon.begin[kinds + 1] - begin)))
    ]
    return _Pairs(entry[here], word[here], upto[:-1][kind], np.diff(upto)[kind])
