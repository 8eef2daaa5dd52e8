"""One inference over a whole document: what each line is, and how sure that is.

A log-linear model of lines: scores of states, from features and learnt weights; some states can't follow
others; forward-backward gives the probability of each. What is read is right most often: the path with the
greatest sum of probabilities. The roster is asked before and after a first reading.

Method: conditional random fields (Lafferty, McCallum and Pereira 2001) whose transitions are only allowed or
not; decoding by posterior sums as in `toolkit.aligning`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from toolkit.reading import features, roster
from toolkit.reading.features import Best
from toolkit.reading.roster import Labels
from toolkit.reading.shape import Numbers
from toolkit.reading.view import View

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
_OPENERS = ("turn", "label")
_WRAPS = {
    "wrap.speech": ("turn", "continuation", "wrap.speech"),
    "wrap.narration": ("narration", "wrap.narration"),
    "wrap.other": (
        "meta",
        "kicker",
        "title",
        "byline",
        "dateline",
        "caption",
        "note",
        "event",
        "heading",
        "wrap.other",
    ),
}
_BELOW_LABEL = ("continuation", "event", "label")
Mask = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    roster: tuple[Numbers, ...]
    """Of `roster.FEATURES`: of the first look, which sees nothing read, and of each round."""
    lines: tuple[Numbers, ...]
    """`features.FEATURES` x `STATES`, of each round."""


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
    gap: Sequence[bool]
    """Whether a blank line stands before each line."""

    @property
    def p(self) -> Mask:
        """Lines x states: the probability of each."""
        return self.forward * self.backward

    def undisturbed(self, i: int, last: int) -> npt.NDArray[np.float64]:
        """How likely a turn begins on line i and goes on, line by line up to the last, without another label.

        One number for each line from i on: the probability that its speech is of that turn.
        """
        close, apart = allowed_next()
        row = np.zeros(len(STATES))
        openers = [AT[state] for state in _OPENERS]
        speech = [AT[state] for state in SPEECH]
        row[openers] = self.forward[i, openers]
        shares = [float((row * self.backward[i]).sum())]
        for n in range(i + 1, last + 1):
            row = (row @ (apart if self.gap[n] else close)) * self.emit[n] / self.scale[n]
            row[openers] = 0
            shares.append(float((row * self.backward[n])[speech].sum()))
        return np.array(shares)


@dataclass(frozen=True, slots=True)
class Inferred:
    """What was inferred."""

    view: View
    labels: Labels
    likely: Numbers
    """Of each key: how likely it is a speaker's."""
    best: Best
    states: tuple[LineState, ...]
    lattice: Lattice
    p: Mask
    """Lines x `STATES`: the probability of each."""
    of_keys: Numbers
    """Keys x `roster.FEATURES`: what the last look at them saw."""


@cache
def allowed_next() -> tuple[Mask, Mask]:
    """Which state may follow which: where a blank line stands between, and where none does."""
    close = np.ones((len(STATES), len(STATES)))
    for wrap, before in _WRAPS.items():
        for state in STATES:
            close[AT[state], AT[wrap]] = state in before
    for state in STATES:
        if state not in _BELOW_LABEL:
            close[AT["label"], AT[state]] = 0
    apart = close.copy()
    for wrap in _WRAPS:
        apart[:, AT[wrap]] = 0
    return close, apart


@cache
def begins() -> Mask:
    """Which state a document may begin with."""
    start = np.ones(len(STATES))
    for state in _WRAPS:
        start[AT[state]] = 0
    # Only an editor can say so.
    start[AT["continuation"]] = 1e-9
    return start


def possible(view: View, chosen: Best, speakers: Container[str] = ()) -> Mask:
    """Which states each line may have: a turn needs a label, and text behind it.

    speakers  keys that somebody is sure of: before a colon they begin a turn
    """
    mask = np.ones((len(view.lines), len(STATES)))
    for i, candidate in enumerate(chosen.candidates):
        if candidate is not None and candidate.form == "colon" and candidate.key in speakers:
            mask[i] = 0
        mask[i, AT["turn"]] = candidate is not None and not candidate.bare
        mask[i, AT["label"]] = candidate is not None and candidate.bare
    return mask


def forward_backward(scores: npt.NDArray[np.float64], allowed: Mask, gap: Sequence[bool]) -> Lattice:
    """All paths, summed up from both ends.

    scores   lines x states
    allowed  lines x states; 1 where a line may have a state
    gap      whether a blank line stands before each line
    """
    size = len(scores)
    top = np.where(allowed > 0, scores, -np.inf).max(axis=1, keepdims=True)
    emit = np.exp(scores - top) * allowed
    close, apart = allowed_next()
    forward = np.empty_like(emit)
    scale = np.empty(size)
    row = emit[0] * begins()
    for i in range(size):
        if i:
            row = (forward[i - 1] @ (apart if gap[i] else close)) * emit[i]
        scale[i] = total = row.sum() or 1e-300
        forward[i] = row / total
    backward = np.empty_like(emit)
    backward[-1] = 1
    for i in range(size - 2, -1, -1):
        backward[i] = (apart if gap[i + 1] else close) @ (emit[i + 1] * backward[i + 1]) / scale[i + 1]
    return Lattice(float(np.log(scale).sum() + top.sum()), forward, backward, emit, scale, gap)


def decode(p: Mask, allowed: Mask, gap: Sequence[bool]) -> tuple[LineState, ...]:
    """The path with the greatest sum of probabilities."""
    size = len(p)
    close, apart = (np.where(mask > 0, 0.0, -1e9) for mask in allowed_next())
    value = np.where(begins() * allowed[0] > 0, p[0], -1e9)
    come = np.zeros((size, len(STATES)), dtype=np.intp)
    for i in range(1, size):
        ways = value[:, None] + (apart if gap[i] else close)
        come[i] = ways.argmax(axis=0)
        value = ways.max(axis=0) + np.where(allowed[i] > 0, p[i], -1e9)
    state = int(value.argmax())
    path = [state]
    for i in range(size - 1, 0, -1):
        state = int(come[i][state])
        path.append(state)
    return tuple(STATES[state] for state in reversed(path))


def sigmoid(values: Numbers) -> Numbers:
    """Odds in logs as probabilities."""
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)


def infer(
    view: View,
    weights: Weights,
    declared: frozenset[str] = frozenset(),
    pinned: Mapping[str, bool] = MappingProxyType({}),
    allow: Mask | None = None,
) -> Inferred:
    """The reading of a document.

    declared  keys of names that its container lists
    pinned    keys that are certain to be a speaker's, or not
    allow     lines x states; 0 for what is certain not to be
    """
    known = roster.labels(view, declared)
    certain = {k: float(pinned[key]) for k, key in enumerate(known.keys) if key in pinned}
    certain |= {k: 1.0 for k, key in enumerate(known.keys) if key in declared and k not in certain}
    refused = {k for k, value in certain.items() if not value}
    speakers = {key for key, speaks in pinned.items() if speaks}
    stated = {
        int(k) for k, candidate in zip(known.of, known.candidates, strict=True) if candidate.form == "stated"
    }
    certain |= dict.fromkeys(stated - certain.keys(), 1.0)
    likely = _likely(known.fixed, weights.roster[0], certain)
    gap = (view.gap > 0).tolist()
    turns: Numbers | None = None
    for of_keys, of_lines in zip(weights.roster[1:], weights.lines, strict=True):
        again = roster.again(view, known, likely, turns)
        keys = np.concatenate([known.fixed, again], axis=1)
        likely = _likely(keys, of_keys, certain)
        chosen = features.best(view, known, likely, refused)
        scores = (features.features(view, known, likely, chosen) @ of_lines).astype(np.float64)
        mask = possible(view, chosen, speakers)
        if allow is not None:
            # What is said of a line outweighs what is said of a label.
            mask = np.where(allow.min(axis=1, keepdims=True) < 1, possible(view, chosen) * allow, mask)
        lattice = forward_backward(scores, mask, gap)
        p = lattice.p
        turns = (p[:, AT["turn"]] + p[:, AT["label"]]).astype(np.float32)
    states = decode(p, mask, gap)
    return Inferred(view, known, likely, chosen, states, lattice, p, keys)


def _likely(rows: Numbers, weights: Numbers, certain: Mapping[int, float]) -> Numbers:
    likely = sigmoid(rows @ weights)
    for k, value in certain.items():
        likely[k] = value
    return likely
