"""All paths through the states of lines, summed up.

Some states can't follow others; forward and backward sums give the probability of each state at each line.
What is read is right most often: the path with the greatest sum of what its states are worth (`worth`).

Method: conditional random fields (Lafferty, McCallum and Pereira 2001) whose transitions are only allowed or
not; decoding by posterior sums as in `toolkit.aligning`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from toolkit.giving_way import pause
from toolkit.reading.shape import Flags, Indices

LineState = Literal[
    "meta", "kicker", "title", "byline", "dateline", "caption", "note", "narration", "turn", "continuation",
    "event", "heading", "separator", "label", "wrap.speech", "wrap.narration", "wrap.other",
]  # fmt: skip
"""turn          a label and speech
label         a label alone: the speech is below
continuation  a further paragraph of speech
wrap.*        the line goes on with the paragraph of the line before"""
STATES: tuple[LineState, ...] = LineState.__args__  # type: ignore[attr-defined]
AT: dict[str, int] = {state: i for i, state in enumerate(STATES)}
"""Column of each state."""
SPEECH = ("turn", "continuation", "wrap.speech")
OPENERS = ("turn", "label")
SPOKEN = (*SPEECH, "label")
"""What is said, and the names of those who say it."""
FACTS = ("meta", "kicker", "title", "byline", "dateline", "caption", "note")
WRAPS = {
    "wrap.speech": ("turn", "continuation", "wrap.speech"),
    "wrap.narration": ("narration", "wrap.narration"),
    "wrap.other": (*FACTS, "event", "heading", "wrap.other"),
}
_BELOW_LABEL = ("continuation", "event", "label")
Mask = npt.NDArray[np.float64]
_NEVER = -1e9
"""Of a path that can't be."""
LEAST = 1e-300
"""What is likelier can be."""
_HALF = 0.5
"""How much it is worth to know whether a line is said, beside what it is. By thought."""
_AT_ONCE = 1024
"""Lines whose probabilities are made Python's numbers at once."""


@cache
def only(*states: str) -> Mask:
    """The row of a line that has one of these states."""
    row = np.array([float(state in states) for state in STATES])
    row.flags.writeable = False
    return row


@cache
def but(*states: str) -> Mask:
    """The row of a line that has any other state."""
    return only(*(state for state in STATES if state not in states))


def chance(p: Mask, *states: str) -> Mask:
    """How likely each line has one of these states."""
    share: Mask = p[:, [AT[state] for state in states]].sum(axis=1)
    return share


def are(states: Sequence[LineState], *some: str) -> Flags:
    """Whether each line has one of some states."""
    return np.array([state in some for state in states], dtype=np.bool_)


def left(rows: Mask, others: Mask) -> Mask:
    """The rows in which a state is left; of all other lines that of `others`."""
    return np.where(rows.max(axis=1, keepdims=True) > 0, rows, others)


def passable(mask: Mask) -> Mask:
    """The states that lines may have, but for a label above what stands below none: else no path is left."""
    below = [AT[state] for state in _BELOW_LABEL]
    while (idle := np.append((mask[:-1, AT["label"]] > 0) & ~mask[1:, below].any(axis=1), False)).any():
        mask = left(np.where(idle[:, None], mask * but("label"), mask), but(*OPENERS))
    return mask


@dataclass(frozen=True, slots=True)
class Lattice:
    """All paths through the states, summed up."""

    total: float
    """Log of the sum over all paths."""
    forward: Mask
    """Lines x states: share of the paths up to a line."""
    backward: Mask
    emit: Mask
    """Lines x states: exponentials of the scores, 0 where a line can't have a state."""
    scale: npt.NDArray[np.float64]
    gap: Flags
    """Whether a blank line stands before each line."""

    @property
    def p(self) -> Mask:
        """Lines x states: the probability of each."""
        return self.forward * self.backward

    def undisturbed(self, first: Indices, last: Indices) -> npt.NDArray[np.float64]:
        """How likely turns begin on their first lines and go on to their last without another label.

        Of each line of a turn: the probability that its speech is of that turn. No two turns have a line in
        common; of other lines it is 0.
        """
        close, apart = allowed_next()
        openers, speech = ([AT[state] for state in of] for of in (OPENERS, SPEECH))
        shares = np.zeros(len(self.emit))
        rows = np.zeros((len(first), len(STATES)))
        rows[:, openers] = self.forward[first][:, openers]
        shares[first] = (rows * self.backward[first]).sum(axis=1)
        # All turns at once, from line to line, as long as they go on.
        while len(going := np.flatnonzero(first < last)):
            first, last, rows = first[going] + 1, last[going], rows[going]
            rows = np.where(self.gap[first, None], rows @ apart, rows @ close)
            rows *= self.emit[first] / self.scale[first, None]
            rows[:, openers] = 0
            shares[first] = (rows * self.backward[first])[:, speech].sum(axis=1)
        return shares


@cache
def allowed_next() -> tuple[Mask, Mask]:
    """Which state may follow which: where a blank line stands between, and where none does."""
    close = np.ones((len(STATES), len(STATES)))
    for wrap, before in WRAPS.items():
        for state in STATES:
            close[AT[state], AT[wrap]] = state in before
    for state in STATES:
        if state not in _BELOW_LABEL:
            close[AT["label"], AT[state]] = 0
    apart = close.copy()
    for wrap in WRAPS:
        apart[:, AT[wrap]] = 0
    return close, apart


@cache
def begins() -> Mask:
    """Which state a document may begin with."""
    start = but(*WRAPS).copy()
    # Only an editor can say so.
    start[AT["continuation"]] = 1e-9
    return start


@cache
def _classes() -> tuple[Mask, Mask, Mask]:
    """States that may be followed by the same ones are a class.

    States x classes: 1 for the class of a state. Classes x states: what may follow, without a blank line
    between and with one.
    """
    close, apart = allowed_next()
    classes: dict[bytes, int] = {}
    of = [classes.setdefault(close[k].tobytes() + apart[k].tobytes(), k) for k in range(len(STATES))]
    some = list(classes.values())
    member = np.array([[float(k == first) for first in some] for k in of])
    return member, close[some], apart[some]


def forward_backward(scores: npt.NDArray[np.float64], allowed: Mask, gap: Flags) -> Lattice:
    """All paths, summed up from both ends.

    scores   lines x states
    allowed  lines x states; 1 where a line may have a state
    gap      whether a blank line stands before each line
    """
    top = np.where(allowed > 0, scores, -np.inf).max(axis=1, keepdims=True)
    # What a line may not be can outweigh what it may be by more than an exponential can tell. All is done in
    # one place: of a long text each new one is tens of megabytes.
    emit = scores - top
    np.exp(np.minimum(emit, 0, out=emit), out=emit)
    emit *= allowed
    made = summed(emit, gap, begins())
    return replace(made, total=made.total + float(top.sum()))


def summed(emit: Mask, gap: Flags, start: Mask) -> Lattice:
    """All paths, summed up from both ends.

    emit   lines x states: what speaks for each state, as exponentials
    gap    whether a blank line stands before each line
    start  what speaks for each state at the first line beside
    """
    pause()
    member, close, apart = _classes()
    blank = gap[1:, None]
    # From each class of a line to each of the next: the sum of the states that it may go to.
    steps = np.empty((len(emit) - 1, len(close), len(close)))
    for which, row in ((gap[1:], apart), (~gap[1:], close)):
        to = (row.T[:, :, None] * member[:, None, :]).reshape(len(STATES), -1)
        steps[which] = (emit[1:][which] @ to).reshape(-1, *steps.shape[1:])
    forward = np.empty_like(emit)
    forward[0] = emit[0] * start
    ahead = _carried(forward[0] @ member, steps)
    forward[1:] = np.where(blank, ahead[:-1] @ apart, ahead[:-1] @ close) * emit[1:]
    scale = forward.sum(axis=1)
    scale[scale == 0] = LEAST
    forward /= scale[:, None]
    # From the end: where those that came to each class came from. Nothing grows or vanishes so.
    steps *= ahead[:-1, :, None]
    total = steps.sum(axis=1, keepdims=True)
    steps /= np.where(total > 0, total, 1)
    shares = _carried(ahead[-1], steps.transpose(0, 2, 1)[::-1])[::-1]
    backward = np.where(ahead > LEAST, shares / np.maximum(ahead, LEAST), 0) @ member.T
    return Lattice(float(np.log(scale).sum()), forward, backward, emit, scale, gap)


def _carried(start: Mask, steps: Mask) -> Mask:
    """A row, and what is left of it after each step, each with the sum 1.

    steps  many square matrices; they are multiplied with each other in blocks, all blocks at once
    """
    count, size = len(steps), len(start)
    width = math.isqrt(count) + 1
    height = -(-count // width)
    padded = np.concatenate([steps, np.broadcast_to(np.eye(size), (height * width - count, size, size))])
    made = padded.reshape(height, width, size, size)
    # Each row has the sum 1, with the logarithm of what it had beside it: else one may vanish beside another.
    logs = np.zeros((height, width, size, 1))
    for i in range(width):
        if i:
            made[:, i] = made[:, i - 1] @ made[:, i]
        total = made[:, i].sum(axis=2, keepdims=True)
        made[:, i] /= np.where(total > 0, total, 1)
        logs[:, i] = total
    result = np.empty((1 + height * width, size))
    result[0] = start / (start.sum() or 1)
    with np.errstate(divide="ignore"):
        logs = np.log(logs).cumsum(axis=1)
        for block in range(height):
            shares = np.log(result[block * width])[:, None] + logs[block]
            most = shares.max(axis=1, keepdims=True)
            rows = (np.exp(shares - np.where(most > -np.inf, most, 0)) * made[block]).sum(axis=1)
            total = rows.sum(axis=1, keepdims=True)
            result[1 + block * width : 1 + (block + 1) * width] = rows / np.where(total > 0, total, 1)
    return result[: 1 + count]


def worth(p: Mask) -> Mask:
    """What each state of each line is worth: its probability, and half of that the line is said, or is told.

    Else what is told counts less than what is said: ten states share its probability.
    """
    spoken = only(*SPOKEN) > 0
    said = p[:, spoken].sum(axis=1, keepdims=True)
    value: Mask = p + _HALF * np.where(spoken, said, p.sum(axis=1, keepdims=True) - said)
    return value


def decode(p: Mask, allowed: Mask, gap: Flags) -> tuple[LineState, ...]:
    """The path that is worth most."""
    p = worth(p)
    close, apart = _befores(blank=False), _befores(blank=True)
    value = np.where(begins() * allowed[0] > 0, p[0], _NEVER).tolist()
    come: list[tuple[list[int], list[int]]] = []
    gaps = gap.tolist()
    for begin in range(1, len(p), _AT_ONCE):
        pause()
        part = slice(begin, begin + _AT_ONCE)
        rows = np.where(allowed[part] > 0, p[part], _NEVER).tolist()
        for blank, row in zip(gaps[part], rows, strict=True):
            befores, of, without = apart if blank else close
            top = max(value)
            first = value.index(top)
            # The best of all states is also the best of each set that it is in.
            best, tops = [first] * len(befores), [top] * len(befores)
            for k in without[first]:
                best[k] = max(befores[k], key=value.__getitem__, default=first)
                tops[k] = value[best[k]] if befores[k] else top + _NEVER
            value = [tops[k] + own for k, own in zip(of, row, strict=True)]
            come.append((best, of))
    state = value.index(max(value))
    path = [state]
    for best, of in reversed(come):
        state = best[of[state]]
        path.append(state)
    return tuple(STATES[state] for state in reversed(path))


@cache
def _befores(*, blank: bool) -> tuple[list[tuple[int, ...]], list[int], list[list[int]]]:
    """The states before each, each set of them once; the set of each state; and the sets without a state.

    blank  whether a blank line stands between
    """
    sets: dict[tuple[int, ...], int] = {}
    befores = allowed_next()[blank].T
    of = [sets.setdefault(tuple(np.flatnonzero(column).tolist()), len(sets)) for column in befores]
    return [*sets], of, [[k for k, some in enumerate(sets) if state not in some] for state in range(len(of))]
