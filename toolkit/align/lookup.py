"""Lexical scores of a whole band at once: the words of each unit given stretches of the other text.

Each meeting of two tokens inside of the band adds a ratio to the word made; running sums over units then give
every stretch.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from toolkit.align.band import REACH, Floats, Ints
from toolkit.align.lexical import AHEAD, BEHIND, Lexicon, Text
from toolkit.align.meetings import Reach, meetings
from toolkit.align.model1 import STRENGTH

Table = npt.NDArray[np.float32]


def likelihoods(
    lexicon: Lexicon, source: Text, target: Text, across: Reach, down: Reach, most: int = REACH
) -> tuple[list[Table], list[Table]]:
    """ln p(unit | stretch) / p(unit) of target units, and of source units.

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
    lexicon: Lexicon,
    most: int,
    d: int,
    texts: tuple[Text, Text],
    reach: Reach,
    token: Ints,
    unit: Ints,
    extra: Floats,
) -> list[Table]:
    """The tables of one direction from its meetings: token made, unit given, what it adds."""
    given, made = texts
    ground = np.concatenate(([0.0], np.cumsum(_ground(lexicon, d, given))))[given.starts]
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
    out = silent * np.log(base) - sizes * np.log(dilution)
    if len(speakers):
        first = np.cumsum(speaking[speakers]) - speaking[speakers]
        said = np.zeros((most, width, len(speakers) + 1), dtype=np.float32)
        stretch = np.zeros_like(known)
        for w in range(1, most + 1):
            if w <= width:
                stretch[w - 1 :] += known[: width + 1 - w]
            found = base[w - 1].take(owner, axis=1)
            found += stretch
            np.add.reduceat(np.log(found, out=found), first, axis=1, out=said[w - 1, :, :-1])
        # The last place, 0, is for those of which nothing is known.
        place = np.full(made.units, len(speakers))
        place[speakers] = np.arange(len(speakers))
        out += said.take(place, axis=2)
    return [np.zeros((made.units, width), dtype=np.float32), *(table.T for table in out)]


def _ground(lexicon: Lexicon, d: int, given: Text) -> Floats:
    """Ratio to unknown words of each word given, without what its own bead taught."""
    ground = lexicon.ground[d][given.words]
    if lexicon.taught is None:
        return ground
    weight = lexicon.total[d][given.words] + STRENGTH
    less = lexicon.taught.less[d][given.place]
    result: Floats = ground * (weight / np.maximum(weight - less, STRENGTH))
    return result
