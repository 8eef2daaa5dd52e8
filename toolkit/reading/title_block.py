"""What stands above the text: which line is the title, and what the lines beside it are.

One line doesn't tell. Of two short lines the first is the headline, or what stands above it: that depends on
the other. So the few lines above the text are looked at again, together: a conditional random field whose
transitions are learnt, and which knows what the reading of all lines made of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from toolkit.reading.lattice import AT, SPOKEN, LineState, Mask, are, chance, decode, left
from toolkit.reading.lines import Line
from toolkit.reading.shape import TEXT, Flags, Numbers, beside
from toolkit.text.hygiene import fold, untypeset

if TYPE_CHECKING:
    from toolkit.reading.view import View

BLOCK: tuple[LineState, ...] = (
    "kicker", "title", "byline", "dateline", "caption", "note", "meta", "narration", "heading", "wrap.other",
)  # fmt: skip
"""What a line above the text may be. `wrap.other` is any line that goes on with the one before."""
_PLACE = (
    "alone above", "first of two above", "first of many above", "second above", "third above",
    "further above", "last above", "longest above", "shortest above", "longer than before",
    "shorter than before", "longer than after", "shorter than after", "much longer than before",
    "much longer than after",
    "caseless and first above", "caseless and last above", "caseless and short", "caseless and in midst",
    "text is below", "nothing is below",
)  # fmt: skip
OWN = (*_PLACE, *(f"log {state}" for state in BLOCK))
"""What is known of a line beside `features.FEATURES`: its place, and how likely each state was."""
_COLUMNS = [AT[state] for state in BLOCK]
_TOLD, _OTHER = AT["wrap.narration"], AT["wrap.other"]
LONGEST = 12
"""Lines that a title block has at most."""
_PROSE = 40
"""Columns from which on a line that ends a sentence is the text, and no part of the block."""
_SHORT = 20
"""Columns of a short line."""
_LONGER, _MUCH = 0.3, 1.0
"""Log of how much longer one line is than another, to be longer, or much longer."""
_ALIKE = 80
"""How much of the shorter one of two titles stands in the other, at least, in percent."""
_TITLED = 0.8
"""How likely a line is a title, at least, to be a second one."""
_BESIDE: tuple[LineState, ...] = ("meta", "kicker", "byline", "dateline", "caption")
_PLAINLY = 0.7
"""What stands beside a title; and how likely such a line is that, at least, to be no title where none is."""
_FLOOR = 1e-3
"""Probabilities are no smaller, so that the reading before can be overruled."""


@dataclass(frozen=True, slots=True)
class BlockWeights:
    """What was learnt of title blocks."""

    lines: Numbers
    """(`features.FEATURES` and `OWN`) x `BLOCK`."""
    follows: Numbers
    """`BLOCK` x `BLOCK`: what speaks for a state below another."""


def may_head(lines: Sequence[Line], stated: str) -> Flags:
    """Which lines may be the title, by what is stated of it.

    A title that its container sets as one is the only one. Where a title stands in front matter, another line
    is the title only where it says the same, or where it is set as one and the text begins with it.

    stated  the title in front matter; "" for none
    """
    may = np.full(len(lines), not any(line.kind == "title" for line in lines))
    may[[i for i, line in enumerate(lines) if line.kind == "title"]] = True
    if stated:
        wanted = untypeset(fold(stated))
        for i in np.flatnonzero(may).tolist():
            set_so = i == 0 and lines[i].kind == "title"
            may[i] = set_so or (i < LONGEST and _alike(untypeset(fold(lines[i].text)), wanted))
    return may


def _alike(line: str, title: str) -> bool:
    """Whether a line says the same as a title, or more; an address may have its words, and isn't it."""
    return "://" not in line and fuzz.partial_ratio(line, title) >= _ALIKE


def size(view: View, p: Mask) -> int:
    """How many lines stand above the text: up to a label, to speech, or to prose."""
    speech = chance(p[:LONGEST], *SPOKEN)
    ends = view.text[:LONGEST, TEXT.index("ends")] > 0
    prose = ends & (view.widths[:LONGEST] >= _PROSE)
    other = 1 - inside(p[:LONGEST]).sum(axis=1)
    text = np.flatnonzero((speech > 0.5) | prose | (other > 0.5))
    return int(text[0]) if len(text) else min(len(p), LONGEST)


def inside(p: Mask) -> Mask:
    """Lines x `BLOCK`: the probabilities of what a line may be there; the wraps are one."""
    shares = p[:, _COLUMNS].copy()
    shares[:, -1] += p[:, _TOLD]
    return shares


def rows(view: View, features: Numbers, p: Mask) -> Numbers:
    """Lines of the block x (`features.FEATURES` and `OWN`).

    features  of the block's lines
    p         of the block's lines, as they were read before
    """
    count = len(features)
    at = np.arange(count)
    log = np.log(np.maximum(1, view.widths[:count]))
    before, after = np.diff(log, prepend=log[:1]), -np.diff(log, append=log[-1:])
    caseless = view.text[:count, TEXT.index("caseless")] > 0
    short = view.widths[:count] <= _SHORT
    first, last = at == 0, at == count - 1
    more = len(view.widths) > count
    columns = (
        first & (count == 1), first & (count == 2), first & (count > 2), at == 1, at == 2, at > 2,
        last & (count > 1), log == log.max(), log == log.min(), before > _LONGER, before < -_LONGER,
        after > _LONGER, after < -_LONGER, before > _MUCH, after > _MUCH,
        caseless & first, caseless & last, caseless & short, caseless & ~first & ~last,
        np.full(count, more), np.full(count, not more),
    )  # fmt: skip
    return np.concatenate([features, beside(columns), np.log(np.maximum(_FLOOR, inside(p)))], axis=1)


def settled(view: View, features: Numbers, p: Mask, mask: Mask, weights: BlockWeights) -> tuple[Mask, int]:
    """The probabilities of all lines, those of the title block settled together; and how many lines it has.

    features  lines x `features.FEATURES`
    mask      lines x `STATES`; 0 for what a line can't be
    """
    count = size(view, p)
    if count == 0:
        return p, 0
    can: Flags = np.asarray(inside(mask[:count]) > 0)
    can[view.gap[:count] > 0, -1] = False
    fixed: Flags = np.asarray(~can.any(axis=1))
    can[fixed] = True
    scores = rows(view, features[:count], p[:count]) @ weights.lines
    shares = _shares(np.where(can, scores, -np.inf), weights.follows)
    before = inside(p[:count])
    # What a line may be beside these states keeps its share.
    shares = np.where(fixed[:, None], before, shares * before.sum(axis=1, keepdims=True))
    made = p.copy()
    made[:count, _COLUMNS] = shares
    told = 0.0
    for i in range(count):
        made[i, _TOLD], made[i, _OTHER] = shares[i, -1] * told, shares[i, -1] * (1 - told)
        told = float(shares[i, BLOCK.index("narration")] + shares[i, -1] * told)
    return made, count


def path(p: Mask, allowed: Mask, gap: Flags) -> tuple[LineState, ...]:
    """The path that is worth most, on which the title is the likeliest one, or what surely is one, too.

    Where it has none, the title is what stands in its place, is next likeliest a title, and not plainly
    something else: a book has to be called somehow.
    """
    title = p[:, AT["title"]] * allowed[:, AT["title"]]
    others = np.ones_like(allowed)
    others[:, AT["title"]] = (title >= _TITLED) | (np.arange(len(p)) == title.argmax())
    states = decode(p, left(allowed * others, allowed), gap)
    if "title" not in states:
        own = p[np.arange(len(p)), [AT[state] for state in states]][:LONGEST]
        may = are(states, *_BESIDE)[:LONGEST] & (own < _PLAINLY)
        may &= (p[:LONGEST] > title[:LONGEST, None]).sum(axis=1) <= 1
        likely = np.where(may, title[:LONGEST], 0)
        if len(likely) and likely.max() > 0:
            at = int(likely.argmax())
            states = (*states[:at], "title", *states[at + 1 :])
    return states


def _shares(scores: Mask, follows: Numbers) -> Mask:
    """Lines x `BLOCK`: the probability of each state over all paths."""
    ahead, back = np.empty_like(scores), np.zeros_like(scores)
    ahead[0] = scores[0]
    for i in range(1, len(scores)):
        ahead[i] = scores[i] + np.logaddexp.reduce(ahead[i - 1][:, None] + follows, axis=0)
    for i in range(len(scores) - 2, -1, -1):
        back[i] = np.logaddexp.reduce(follows + (scores[i + 1] + back[i + 1])[None, :], axis=1)
    whole = ahead + back
    shares: Mask = np.exp(whole - np.logaddexp.reduce(whole, axis=1, keepdims=True))
    return shares
