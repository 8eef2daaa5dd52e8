"""Lexical scores of a whole band at once: the words of each unit given stretches of the other text.

For each word made and each unit given within reach, the ratios of the unit's words are summed (a sparse join
of the table's pairs with the places of the words); running sums over units then give every stretch.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from toolkit.align.beads import REACH, Floats, Ints
from toolkit.align.lexical import STRENGTH, Table, Text, find


def likelihood(
    table: Table, given: Text, made: Text, first: Ints, width: int, bead_given: Ints, bead_made: Ints
) -> list[npt.NDArray[np.float32]]:
    """ln p(unit | stretch) / p(unit) for stretches of w units given, w = 0 ... 5 (0 is empty).

    given, made: pieces of the table's texts. Unit u is scored against stretches that end with the units
    first[u] ... first[u] + width - 1 (which may lie outside). bead_given, bead_made: number of the bead of
    the training sample of each unit, -1 for none. Each result has the shape (units, width).
    """
    known = _known(table, given, made, first, width, bead_given, bead_made)
    running = np.zeros((known.shape[0], width + 1), dtype=np.float32)
    np.cumsum(known, axis=1, out=running[:, 1:])
    ground = np.concatenate(([0.0], np.cumsum(_ground(table, given, bead_given))))[given.starts]
    many = given.starts
    ends = np.clip(first[:, None] + np.arange(width) + 1, 0, given.units)
    owner = made.owner()
    sizes = np.diff(made.starts).astype(np.float32)
    filled = np.flatnonzero(sizes)
    out = [np.zeros((made.units, width), dtype=np.float32)]
    for w in range(1, REACH + 1):
        begins = np.maximum(ends - w, 0)
        base = (1.0 + ground[ends] - ground[begins]).astype(np.float32)
        dilution = (1.0 + many[ends] - many[begins]).astype(np.float32)
        result = sizes[:, None] * np.log(base / dilution)
        found = running[:, 1:].copy()
        if w < width:
            found[:, w:] -= running[:, 1 : width + 1 - w]
        np.maximum(found, 0.0, out=found)
        found /= base[owner]
        np.log1p(found, out=found)
        if len(filled):
            result[filled] += np.add.reduceat(found, made.starts[filled], axis=0)
        out.append(result.astype(np.float32))
    return out


def _known(
    table: Table, given: Text, made: Text, first: Ints, width: int, bead_given: Ints, bead_made: Ints
) -> npt.NDArray[np.float32]:
    """Summed `extra` of each word made with each unit given in its unit's range, shape (words, width)."""
    size = table.given.size
    out = np.zeros(len(made.words) * width, dtype=np.float32)
    if not len(made.words) or not len(given.words) or not len(table.keys):
        return out.reshape(-1, width)
    owner_made = made.owner()
    before, place, units = _index(given, table.speaks)
    # Pairs of each word made, as far as the word given is in this piece at all.
    kinds, kind = np.unique(made.words, return_inverse=True)
    begin = np.searchsorted(table.keys, kinds * size)
    many = np.searchsorted(table.keys, (kinds + 1) * size) - begin
    row, entry = _expand(begin, many)
    local = place[table.keys[entry] % size]
    here = np.flatnonzero(local >= 0)
    row, entry, local = row[here], entry[here], local[here]
    begin = np.searchsorted(row, np.arange(len(kinds) + 1))
    position, at = _expand(begin[kind], np.diff(begin)[kind])
    entry, local = entry[at], local[at]
    g = table.keys[entry] % size
    start = first[owner_made[position]]
    begin = before[local, np.clip(start, 0, given.units)].astype(np.int64)
    many = before[local, np.clip(start + width, 0, given.units)] - begin
    row, at = _expand(begin, many)
    position, entry, g, unit = position[row], entry[row], g[row], units[at]
    extra = table.extra[entry]
    if table.own is not None:
        few = np.flatnonzero(table.own.rare[entry])
        extra[few] = table.own.without(
            bead_given[unit[few]],
            bead_made[owner_made[position[few]]],
            entry[few],
            g[few],
            extra[few],
            table.share[made.words[position[few]]],
        )
    cell = position * width + unit - first[owner_made[position]]
    out += np.bincount(cell, extra, len(out)).astype(np.float32)
    return out.reshape(-1, width)


def _index(text: Text, wanted: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int32], Ints, Ints]:
    """Where the wanted words of a piece are: before[k, u] occurrences of the k-th come before unit u.

    Occurrences are counted over all words, so that they index the third result, the unit of each. The
    second gives k for each word of the whole text, -1 for those that are not in the piece.
    """
    mine = np.flatnonzero(wanted[text.words])
    words, local = np.unique(text.words[mine], return_inverse=True)
    place = np.full(text.size, -1, dtype=np.int64)
    place[words] = np.arange(len(words))
    owner = text.owner()[mine]
    seen = np.zeros((len(words), text.units + 1), dtype=np.int32)
    seen[local, owner + 1] = 1
    before = np.cumsum(seen.reshape(-1), dtype=np.int32).reshape(seen.shape)
    return before, place, owner[np.argsort(local, kind="stable")]


def _ground(table: Table, given: Text, bead: Ints) -> Floats:
    """Ratio to unknown words of each word given, without what its own bead taught."""
    ground = table.ground[given.words]
    if table.own is None:
        return ground
    own = table.own
    less = find(own.word_keys, own.word_gamma, bead[given.owner()] * own.size + given.words)
    weight = own.total[given.words] + STRENGTH
    result: Floats = ground * (weight / np.maximum(weight - less, STRENGTH))
    return result


def _expand(begin: Ints, many: Ints) -> tuple[Ints, Ints]:
    """Rows (k, begin[k] + 0 ... many[k] - 1) for all k."""
    row = np.repeat(np.arange(len(begin)), many)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
    return row, begin[row] + offset
