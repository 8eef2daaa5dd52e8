"""One inference over a whole document: what each line is, and how sure that is.

A log-linear model of lines: scores of states, from features and learnt weights, and the paths through them
(`lattice`). The roster is asked before and after a first reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from toolkit.giving_way import pause
from toolkit.languages.lexicon import calls_itself_interview, lexicon
from toolkit.late import WorkedOut
from toolkit.reading import features, roster, title_block
from toolkit.reading.apart import foretold
from toolkit.reading.candidates import SIGNS
from toolkit.reading.features import Best
from toolkit.reading.in_full import in_full, in_initials, roles_alone
from toolkit.reading.lattice import (
    AT,
    FACTS,
    LEAST,
    OPENERS,
    SPEECH,
    SPOKEN,
    Lattice,
    LineState,
    Mask,
    are,
    but,
    chance,
    decode,
    forward_backward,
    left,
)
from toolkit.reading.laws import LIKELY, possible, silent, told_by_layout
from toolkit.reading.roster import AGAIN, MANY, Labels
from toolkit.reading.sayings import phrases, reported
from toolkit.reading.shape import TEXT, Flags, Numbers, beside
from toolkit.reading.speaking import asking
from toolkit.reading.unspoken import fields, records
from toolkit.reading.unsure import questioned, quieted, settled
from toolkit.reading.view import View
from toolkit.text.lines import width

if TYPE_CHECKING:
    from toolkit.reading.weights import Weights


_TELLS = (*FACTS, "narration", "wrap.narration", "wrap.other")
_SAID: dict[LineState, LineState] = {"narration": "continuation", "wrap.narration": "wrap.speech"}
_FEW = 0.1
"""Share of the lines that begin a turn, below which a transcript is of somebody who speaks nearly alone."""
_SURELY = 0.8
"""Share of a text in which nobody has a label that is said, from which on it is read so: such texts are told,
but for talks, which say more of themselves."""
_MOST = 0.5
"""Share of the text that an introduction has at most. Both by thought: an interview has a shorter one, and in
a talk somebody asks now and then."""


@dataclass(frozen=True)
class Inferred:
    """What was inferred."""

    view: View
    labels: Labels
    likely: Numbers
    """Of each key: how likely it is a speaker's."""
    best: Best
    states: tuple[LineState, ...]
    lattice: Lattice
    told: Mask
    """Lines x `STATES`: the probability of each, without a doubt of the whole text."""
    above: int
    """Lines of the title block."""
    of_keys: Numbers
    """Keys x `roster.FEATURES`: what the last look at them saw."""
    lawful: Flags
    """Lines x `STATES`: whether laws leave it, or somebody has decided about the line."""
    quiet: Flags
    """The lines in which hardly anybody talks to anybody: it is doubtful whether they are said at all."""

    @WorkedOut
    def p(self) -> Mask:
        """Lines x `STATES`: the probability of each."""
        return quieted(self.told, self.quiet)


def sigmoid(values: Numbers) -> Numbers:
    """Odds in logs as probabilities."""
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)


def infer(
    view: View,
    weights: Weights,
    declared: frozenset[str] = frozenset(),
    pinned: Mapping[str, bool] = MappingProxyType({}),
    allow: Mask | None = None,
    transcribed: bool = False,
    known: Labels | None = None,
    heard: Mapping[str, float] = MappingProxyType({}),
    formed: Flags | None = None,
) -> Inferred:
    """The reading of a document.

    declared     keys of names that its container lists
    pinned       keys that are certain to be a speaker's, or not
    allow        lines x states; 0 for what is certain not to be
    transcribed  whether its container names who wrote down what was said
    known        the labels of the view, where they are known: no state changes them
    heard        how likely keys are a speaker's, where it is part of a text that has told it
    formed       the lines that are said by the form of their times, which a list may have as well
    """
    known = roster.labels(view, declared) if known is None else known
    refused = {k for k, key in enumerate(known.keys) if not pinned.get(key, True)}
    speakers = {key for key, speaks in pinned.items() if speaks}
    certain = _certain(view, known, declared, pinned)
    roles = known.shortened | roles_alone(known)
    likely = _likely(known.fixed, weights.roster[0], certain, roles)
    gap = view.gap > 0
    decided = np.zeros_like(gap) if allow is None else allow.min(axis=1) < 1
    going, people = told_by_layout(view, known)
    certain = dict.fromkeys(people, 1.0) | certain
    certain |= {k: heard[key] for k, key in enumerate(known.keys) if key in heard}
    turns: Numbers | None = None
    top = title_block.LONGEST
    common = len(features.STEADY)
    # What is the same in each round.
    above, whoever = features.weighed(view, [of_lines[:common] for of_lines in weights.lines], top)
    keys = np.concatenate([known.fixed, np.empty((len(known.keys), AGAIN), dtype=np.float32)], axis=1)
    for of_keys, of_lines, fixed in zip(weights.roster[1:], weights.lines, whoever, strict=True):
        keys[:, -AGAIN:] = company(known, likely, turns)
        likely = _likely(keys, of_keys, certain, roles)
        chosen = features.best(view, known, likely, refused)
        moving = features.moving(view, known, likely, chosen)
        scores = (fixed + moving @ of_lines[common:]).astype(np.float64)
        mask = possible(view, known, chosen, going, speakers)
        if allow is not None:
            # What is said of a line outweighs what is said of a label, and that how the text is laid out.
            both = allow
            for layout in (np.ones_like(going), going):
                both = left(possible(view, known, chosen, layout) * allow, both)
            mask = np.where(decided[:, None], both, mask)
        lattice = forward_backward(scores, mask, gap)
        p = lattice.p
        turns = chance(p, *OPENERS).astype(np.float32)
    p, height = title_block.settled(view, np.hstack([above, moving[:top]]), p, mask, weights.block)
    states = decode(p, mask, gap)
    first = next((i for i, state in enumerate(states) if state in OPENERS), len(states))
    told = float(view.widths[:first].sum() / max(1.0, float(view.widths.sum())))
    if transcribed and are(states, *OPENERS).sum() < _FEW * len(states):
        p = _said(view, p, mask, first)
        states = decode(p, mask, gap)
    elif (narrower := _told(view, p, mask, first, known, likely)) is not None:
        # An introduction is told. Where it would be most of the text, that stays a question, but for one that
        # says what it is.
        p = _given(p, narrower) if told < _MOST or _announced(view, first, known, likely) else p
        states = decode(p, narrower, gap)
    if not (speakers or declared) and (
        silent(view, states) or not (transcribed or _spoken(view, states, p, chosen.of(known.again)))
    ):
        states = decode(_unsaid(p), left(mask * but(*SPOKEN), mask), gap)
    sure = settled(allow, len(gap))
    open_ = ~sure if formed is None else ~sure | formed
    shown = _shown(view, states, chosen.of(known.again), ~view.has("heading"))
    written = (mask[:, AT["narration"]] > 0) & (not (transcribed or shown))
    p, quiet = questioned(view, known, p, sure, open_, written, states)
    lawful = ((going if allow is None else going * allow) > 0) | ~open_[:, None]
    return Inferred(view, known, likely, chosen, states, lattice, p, height, keys, lawful, quiet)


def _certain(
    view: View, known: Labels, declared: frozenset[str], pinned: Mapping[str, bool]
) -> dict[int, float]:
    """The keys of labels that are certain to be a speaker's, 1, or nobody's, 0.

    What the editor says outweighs what the container does, and that what the text tells.
    """
    # No speaker's, though its line may look like the beginning of a turn.
    nobody = (phrases(known), reported(view, known), fields(view, known), records(view, known))
    certain = dict.fromkeys(chain(in_full(known), asking(view, known)), 1.0)
    certain |= dict.fromkeys(known.of[in_initials(known) & known.of_form("stroke")].tolist(), 1.0)
    certain |= dict.fromkeys(chain.from_iterable(nobody), 0.0)
    certain |= dict.fromkeys(known.of[known.of_form("stated")].tolist(), 1.0)
    certain |= {k: 1.0 for k, key in enumerate(known.keys) if key in declared}
    return certain | {k: float(pinned[key]) for k, key in enumerate(known.keys) if key in pinned}


# Above the first label nobody is named, and a line alone can't tell that it is said and the next one isn't:
# prose is all said there, or all told.


def _said(view: View, p: Mask, mask: Mask, first: int) -> Mask:
    """The probabilities where a container says that what stands there was transcribed.

    But for lines that are addresses, and those that can't be said.
    """
    can = mask[:first, AT["continuation"]] + mask[:first, AT["wrap.speech"]] > 0
    prose = np.flatnonzero((view.text[:first, TEXT.index("address")] == 0) & can)
    shares = p.copy()
    for told, said in _SAID.items():
        shares[prose, AT[said]] += shares[prose, AT[told]]
        shares[prose, AT[told]] = 0
    return shares


def _unsaid(p: Mask) -> Mask:
    """The probabilities where nobody speaks: what would be said is told, and no field or heading."""
    told = p.copy()
    for state, said in _SAID.items():
        told[:, AT[state]] += p[:, AT[said]]
    return told


def _told(view: View, p: Mask, mask: Mask, first: int, known: Labels, likely: Numbers) -> Mask | None:
    """The states that are left where most of it is told; None where all are.

    Questions set apart make an interview, whose introduction is told: but for those that have a label, which
    tells who asks. Of whom it names, and who speaks below, it tells.
    """
    labelled = np.zeros(len(view.lines), dtype=np.bool_)
    labelled[known.line[likely[known.of] >= LIKELY]] = True
    # Those that stand above all labels alone are of the introduction.
    if (features.set_apart(view) & ~labelled)[first if first < len(view.lines) else 0 :].any():
        return None
    widths = view.widths[:first]
    said, told = (chance(p[:first], *of) @ widths for of in (SPEECH, _TELLS))
    above = view, first, known, likely
    if said >= told and not (_announced(*above) or _introduced(*above)):
        return None
    narrower = mask.copy()
    narrower[:first] *= but(*SPEECH)
    # What an editor or the container says stays.
    narrower = left(narrower, mask)
    # Who likely speaks behind the same sign may be the first.
    signs = known.line[(likely[known.of] >= LIKELY) & known.again & known.of_form(*SIGNS)]
    narrower[signs] = mask[signs]
    return narrower


_OFTEN, _NAMED = 3, 2
"""How often somebody speaks whom an introduction tells of; and paragraphs that name one, at least."""
_SHORTEST = 4
"""Columns of a name."""
_HEAD, _HEADLINE = 12, 100
"""Lines among which a headline stands; columns that it has, at most."""


def _announced(view: View, first: int, known: Labels, likely: Numbers) -> bool:
    """Whether a text calls itself an interview in a headline above all labels, which no question does."""
    labelled = known.line[likely[known.of] >= LIKELY]
    if first == 0 or (labelled < first).any() or len({*labelled.tolist()}) < _OFTEN:
        return False
    heads = (view.plain[i] for i in np.flatnonzero(view.widths[: min(first, _HEAD)] <= _HEADLINE).tolist())
    return not view.has("asks")[first - 1] and any(map(calls_itself_interview, heads))


def _introduced(view: View, first: int, known: Labels, likely: Numbers) -> bool:
    """Whether the paragraphs above the first turn name those who speak below."""
    often = known.often
    says = [known.names[k] for k in np.flatnonzero((likely >= LIKELY) & (often >= _OFTEN)).tolist()]
    above = view.plain[:first]
    names = {name for name in says if width(name) > _SHORTEST}
    # A surname alone is a word as well; with two more characters that come again it is somebody's name.
    for name in set(says) & lexicon().surnames:
        full = Counter(one for text in above for one in set(re.findall(rf"{re.escape(name)}\w{{2}}", text)))
        names |= {one for one, count in full.items() if count >= _OFTEN}
    return sum(any(name in text for name in names) for text in above) >= _NAMED


def _shown(view: View, states: Sequence[LineState], again: Flags, of: Flags | bool = True) -> bool:
    """Whether somebody has a label, or questions are set apart or take turns with answers.

    In a lesson points of a list have labels, too, each once.

    again  the lines whose label comes again
    of     the lines that are looked at for what is set apart: headings ask in lessons, too
    """
    asked = features.set_apart(view) & of | view.interview.asks
    turns = are(states, *OPENERS)
    return bool(asked.any() or (turns & again if foretold(view).any() else turns).any())


def _spoken(view: View, states: Sequence[LineState], p: Mask, again: Flags) -> bool:
    """Whether a text is said in which nobody has a label: surely, or since questions are set apart.

    again  the lines whose label comes again
    """
    if _shown(view, states, again):
        return True
    said, told = (chance(p, *of) @ view.widths for of in (SPEECH, _TELLS))
    return bool(said >= _SURELY * (said + told))


def _given(p: Mask, allowed: Mask) -> Mask:
    """The probabilities where no other states are left."""
    rest: Mask = p * (allowed > 0)
    return left(rest / np.maximum(rest.sum(axis=1, keepdims=True), LEAST), p)


def _likely(
    rows: Numbers, weights: Numbers, certain: Mapping[int, float], roles: Mapping[int, int]
) -> Numbers:
    likely = sigmoid(rows @ weights)
    for k, role in roles.items():
        likely[k] = max(likely[k], likely[role])
    likely[[*certain]] = [*certain.values()]
    return likely


# What company a label keeps: how like it is to those that surely speak.
#
# It is evidence for the second and third look at the roster, when there is a first reading.


_LETTERS = 2.0
"""Columns; where labels are no longer than this on the average, they are letters, and names are longer."""


def company(known: Labels, likely: Numbers, turns: Numbers | None) -> Numbers:
    """The features that a first reading gives.

    likely  of each key: how likely it is a speaker's
    turns   of each line: how likely it begins a turn; None where lines were not read yet
    """
    pause()
    count = len(known.keys)
    if not count:
        return np.zeros((0, AGAIN), dtype=np.float32)
    often = known.often
    # Not who surely speaks, but how many likely do: else labels that are a little less likely than not take
    # each other along.
    each = likely[known.of]
    styles = int(known.style.max()) + 1
    ours = np.bincount(known.style, weights=each * known.again, minlength=styles)
    others = np.bincount(known.style, weights=1 - each, minlength=styles)
    mine = known.style[known.first]
    total = max(1, float(ours.sum()))
    ratio = ours[mine] / (ours[mine] + others[mine] + 1)
    counted = [np.log1p(np.minimum(MANY, of[mine])) / 3 for of in (ours, others)]
    once = often == 1
    heft = often * likely
    # A letter is a capital in every style.
    cased = np.array([name.upper() != name.lower() and len(name) > _LETTERS for name in known.names])
    shouted = np.array([name.upper() == name for name in known.names]) & cased
    compared = float(heft @ cased)
    capital = float(heft @ shouted) / max(LEAST, compared)
    known_case = cased & (compared > 0.5)
    words = np.array([min(4, len(key.split())) for key in known.keys])
    lengths = np.bincount(words, weights=likely)
    widths = np.array([width(key) for key in known.keys], dtype=np.float32)
    usual = float(heft @ widths / max(LEAST, float(heft.sum())))
    read, best = np.zeros((2, count), dtype=np.float32)
    if turns is not None:
        read = (np.bincount(known.of, weights=turns[known.line], minlength=count) / often).astype(np.float32)
        np.maximum.at(best, known.of, turns[known.line].astype(np.float32))
    columns = (
        likely, ours[mine] / total, counted[0], counted[1], ratio,
        once * ratio,
        known_case & ((capital > 0.6) == shouted), known_case & (capital > 0.6) & ~shouted,
        lengths[words] / max(1, float(likely.sum())),
        np.minimum(2, np.abs(np.log((widths + 1) / (usual + 1)))) if usual > _LETTERS else np.zeros(count),
        (widths > 2.2 * usual) if usual > _LETTERS else np.zeros(count), read, best,
    )  # fmt: skip
    return beside(columns)
