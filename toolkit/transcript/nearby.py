"""A reading with other decisions, inferred near them alone, at once.

Who speaks is told from the whole text, so each decision means something for all of it. Mostly it means next
to nothing but for the lines around it. Whoever decides is shown these at once: what speaks for each state of
each line stays as it was, and paths are summed up anew from a turn before the decision to a turn behind it,
where they agree with those that are known. The whole text is read anew after that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from toolkit.model import Turn
from toolkit.reading.features import standing
from toolkit.reading.inference import Inferred
from toolkit.reading.lattice import OPENERS, STATES, Mask, begins, but, decode, left, only, summed
from toolkit.reading.shape import Flags
from toolkit.transcript.cast import Cast
from toolkit.transcript.decisions import (
    FoundDecisions,
    SureBlock,
    TextAsRead,
    Undecided,
    around,
    begun,
    paragraphs_of,
)
from toolkit.transcript.turns import TurnBuilder

_MARGIN = 20
"""Lines on either side of a decision that are looked at anew at least."""
AGREES = 1e-3
"""Of probabilities: nobody sees less."""
_MOST = 0.5
"""Share of the lines, from which on all are looked at."""


class LineSpan(NamedTuple):
    """Lines that are looked at anew: from the first line of a turn to that of another."""

    first: int
    end: int


def with_rows(read: Inferred, lines: Sequence[int], rows: Mask, lawful: Flags) -> Inferred:
    """The reading with other rows of what speaks for each state, but for its paths.

    lawful  of the same lines, whether laws leave each state
    """
    if not lines:
        return read
    emit, laws, quiet = read.lattice.emit.copy(), read.lawful.copy(), read.quiet.copy()
    # Only shares count; the least of them could vanish.
    emit[lines] = rows / rows.max(axis=1, keepdims=True)
    laws[lines] = lawful
    # Of what somebody has decided nothing is in doubt.
    quiet[lines] &= ~lawful.all(axis=1)
    return replace(read, lattice=replace(read.lattice, emit=emit), lawful=laws, quiet=quiet)


# What is decided about labels.


def labelled(before: TextAsRead, now: Mapping[str, bool]) -> tuple[Inferred, set[int]]:
    """A reading in which other labels are certain, but for its paths; and the lines that this is for.

    What is read so already stays as it is, and so does what is decided about a line.
    """
    read, then = before.read, before.undecided.told
    known = read.text
    at = {key: k for k, key in enumerate(known.keys)}
    likely, place = read.likely.copy(), read.best.place.copy()
    made: dict[int, Mask] = {}
    for key, speaks in now.items():
        k = at.get(key, -1)
        if k < 0 or then.get(key) == speaks:
            continue
        likely[k] = speaks
        for n in np.flatnonzero(known.of == k).tolist():
            i = int(known.line[n])
            emit = read.lattice.emit[i]
            own = place[i] >= 0 and known.of[place[i]] == k
            if speaks and not (own and read.states[i] in OPENERS):
                place[i] = n
                opener = only("label" if known.bare[n] else "turn")
                # Before a colon it begins a turn; else that is as likely as anything.
                made[i] = opener if known.candidates[n].form == "colon" else np.maximum(emit, opener)
            elif own and not speaks:
                place[i] = -1
                if read.states[i] in OPENERS:
                    rest = emit * but(*OPENERS)
                    # It begins no turn, whatever is left of it.
                    made[i] = rest if rest.any() else but(*OPENERS)
    free = around(before.undecided, before.decided.verdicts).min(axis=1) > 0
    lines = [i for i in made if free[i]]
    rows = np.array([made[i] for i in lines]).reshape(-1, len(STATES))
    read = replace(read, likely=likely, best=standing(known, likely, place))
    return with_rows(read, lines, rows, read.lawful[lines]), {*lines}


def knows(then: Mapping[str, bool], now: Mapping[str, bool]) -> bool:
    """Whether what was certain of labels and isn't any more leaves the reading as it was.

    What speaks for labels that were nobody's was never reckoned.
    """
    return all(key in now or speaks for key, speaks in then.items())


# What is decided about paragraphs.


def decided(
    read: Inferred, before: TextAsRead, undecided: Undecided, now: FoundDecisions, others: Sequence[int] = ()
) -> tuple[Inferred, set[int]]:
    """The reading in which something else is decided than before, but for its paths; and the lines of that.

    others  lines that are others than before
    """
    then = around(before.undecided, before.decided.verdicts)
    mask = around(undecided, now.verdicts)
    other = (then != mask).any(axis=1)
    # Somebody else's is it without another path.
    was, said = _whose_decided(before.decided), _whose_decided(now)
    other[[i for i in was.keys() | said.keys() if was.get(i) != said.get(i)]] = True
    other[[*others]] = True
    lines, first = np.flatnonzero(other).tolist(), undecided.read
    # What is decided outweighs what is impossible.
    rows = left(first.lattice.emit[lines] * mask[lines], mask[lines])
    lawful = first.lawful[lines] | (mask[lines].min(axis=1, keepdims=True) < 1)
    return with_rows(read, lines, rows, lawful), {*lines}


def _whose_decided(found: FoundDecisions) -> dict[int, tuple[str, ...]]:
    """Whose paragraphs are, by keys, as far as it is decided; by the index of the first line."""
    return {
        first: tuple(speaker.key for speaker in verdict.speakers) for first, verdict in found.verdicts.items()
    }


# The paths around them.


def paths(read: Inferred, edges: Sequence[int], lines: set[int]) -> tuple[Inferred, list[LineSpan]]:
    """The reading with its paths, and the windows outside of which nothing is another.

    edges  lines with which turns begin, whatever becomes of those before
    lines  those that have other rows than these paths
    """
    if not lines:
        return read, []
    size = len(read.states)
    edges = [edge for edge in edges if edge not in lines]
    fixed: Flags = np.asarray((np.abs(read.told - read.lattice.p) > AGREES).any(axis=1))
    fixed[[*lines]] = False
    margin, whole = _MARGIN, [LineSpan(0, size)]
    while True:
        windows = _windows(sorted(lines), edges, margin, size)
        made, agrees = _summed_anew(read, windows, fixed)
        if agrees or windows == whole:
            return made, windows
        margin *= 8


def _windows(lines: Sequence[int], edges: Sequence[int], margin: int, size: int) -> list[LineSpan]:
    """Windows around some lines; all of the text instead of most of it."""
    ends = [0, *edges, size]
    found = _joined(
        LineSpan(ends[bisect_right(edges, line - margin)], ends[bisect_left(edges, line + margin + 1) + 1])
        for line in lines
    )
    return [LineSpan(0, size)] if sum(end - first for first, end in found) > _MOST * size else found


def _summed_anew(read: Inferred, windows: Sequence[LineSpan], fixed: Flags) -> tuple[Inferred, bool]:
    """The reading with other paths in some windows, and whether the ends of each are as they were.

    fixed  whether what is known of a line was told otherwise than by its paths, and stays
    """
    lattice, size = read.lattice, len(read.states)
    forward, backward, scale = (of.copy() for of in (lattice.forward, lattice.backward, lattice.scale))
    told, states, agrees = read.told.copy(), [*read.states], True
    for first, end in windows:
        stop, count = min(size, end + 1), end - first
        here, inner = slice(first, stop), slice(first, end)
        emit, start = lattice.emit[here].copy(), begins()
        # All that is told by the lines before, and by those behind.
        if first:
            emit[0], start = lattice.forward[first], np.ones(len(STATES))
        if stop > end:
            emit[-1] *= lattice.backward[end]
        made = summed(emit, lattice.gap[here], start)
        p = made.p
        ends = [(n, i) for n, i in ((0, first), (count, end)) if 0 < i < size]
        # Where one class of states can't be come from, nothing is summed up.
        agrees &= bool(np.isfinite(p).all())
        agrees &= all(np.abs(p[n] - lattice.forward[i] * lattice.backward[i]).max() < AGREES for n, i in ends)
        forward[inner], backward[inner] = made.forward[:count], made.backward[:count]
        scale[first + 1 : end] = made.scale[1:count]
        stays = fixed[inner]
        told[inner] = np.where(stays[:, None], read.told[inner], p[:count])
        allowed = (lattice.emit[here] > 0).astype(np.float64)
        for n in [*np.flatnonzero(stays).tolist(), *(n for n, _ in ends)]:
            allowed[n] = only(read.states[first + n])
        states[inner] = decode(told[here], allowed, lattice.gap[here])[:count]
    lattice = replace(lattice, forward=forward, backward=backward, scale=scale)
    return replace(read, lattice=lattice, told=told, states=tuple(states)), agrees


# Paragraphs and turns.


def turn_edges(before: TextAsRead) -> dict[int, int]:
    """The lines with which turns of the document begin by a label, with the numbers of the turns."""
    starts = accumulate((len(turn.paragraphs) for turn in before.turns), initial=0)
    firsts = ((number, before.parts[k][0]) for number, k in enumerate(starts) if k < len(before.parts))
    return {block.first: number for number, block in firsts if block.labelled}


def parts(then: Sequence[SureBlock], read: Inferred, windows: Sequence[LineSpan]) -> list[SureBlock]:
    """The paragraphs, of which those outside of the windows are as they were."""
    made: list[SureBlock] = []
    at = 0
    for first, end in windows:
        made += [*then[at : begun(then, first)], *paragraphs_of(read, first, end)]
        at = begun(then, end)
    return [*made, *then[at:]]


def turns(
    before: TextAsRead, now: TextAsRead, windows: Sequence[LineSpan], number: Mapping[int, int]
) -> tuple[Turn, ...]:
    """What is said by whom; turns outside of the windows are as they were, unless labels are somebody else's.

    windows  between lines of `number`, which is `turn_edges` of before
    """
    size = len(now.read.states)
    builder = TurnBuilder(now.read, now.made, now.decided.verdicts, now.undecided)
    then, theirs = _whose(before.made), _whose(now.made)
    if then != theirs:
        if not builder.like(TurnBuilder(before.read, before.made, {}, before.undecided)):
            windows = [LineSpan(0, size)]
        others = {label for label, who in then.items() if theirs.get(label) != who}
        edges = [*number, size]
        candidates = before.read.best.candidates
        changed = (
            LineSpan(first, end)
            for first, end in pairwise(edges)
            if (label := candidates[first]) is not None and label.key in others
        )
        windows = _joined([*windows, *changed])
    found: list[Turn] = []
    at = 0
    for first, end in windows:
        found += before.turns[at : number.get(first, 0)]
        found += builder.turns_of(now.parts[begun(now.parts, first) : begun(now.parts, end)])
        at = number[end] if end < size else len(before.turns)
    return (*found, *before.turns[at:])


def _joined(windows: Iterable[LineSpan]) -> list[LineSpan]:
    """The windows in order, of which none meets another."""
    found: list[LineSpan] = []
    for window in sorted(windows):
        last = found.pop() if found and window.first <= found[-1].end else window
        found.append(LineSpan(last.first, max(last.end, window.end)))
    return found


def _whose(made: Cast) -> dict[str, tuple[float | str, ...]]:
    """Whose each label is, by keys, and how sure that is."""
    return {
        label: (made.sure.get(label, 1.0), *(speaker.key for speaker in who))
        for label, who in made.who.items()
    }
