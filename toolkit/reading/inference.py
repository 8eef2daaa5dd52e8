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
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.giving_way import pause
from toolkit.languages.lexicon import calls_itself_interview, lexicon
from toolkit.late import WorkedOut
from toolkit.reading import features, roster, title_block
from toolkit.reading.features import Best
from toolkit.reading.forms import SIGNS
from toolkit.reading.labelled import Labelled
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
    forward_backward,
    left,
    passable,
)
from toolkit.reading.laws import LIKELY, possible, signed, told_by_layout
from toolkit.reading.roster import AGAIN, MANY
from toolkit.reading.shape import Flags, Numbers, beside, distinct
from toolkit.reading.unsure import questioned, quieted, settled
from toolkit.reading.vocabulary import voices
from toolkit.reading.whole import foretold
from toolkit.reading.whose import certain as told_by_text
from toolkit.reading.whose import roles_alone
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
_KNOWN = 0.95
"""How likely a label is a speaker's by itself, from which on no others tell of it."""


@dataclass(frozen=True)
class Inferred:
    """What was inferred."""

    text: Labelled
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

    @property
    def fixed(self) -> Numbers:
        """What was known of labels before anything was read."""
        return np.ascontiguousarray(self.of_keys[:, :-AGAIN])


def sigmoid(values: Numbers) -> Numbers:
    """Odds in logs as probabilities."""
    return (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)


class Certain(NamedTuple):
    """What is certain of a text before it is read."""

    declared: frozenset[str] = frozenset()
    """Keys of names that its container lists."""
    pinned: Mapping[str, bool] = MappingProxyType({})
    """Keys that are certain to be a speaker's, or not."""
    heard: Mapping[str, float] = MappingProxyType({})
    """How likely keys are a speaker's, where it is part of a text that has told it."""
    allow: Mask | None = None
    """Lines x states; 0 for what is certain not to be."""
    formed: Flags | None = None
    """The lines that are said by the form of their times, which a list may have as well."""
    transcribed: bool = False
    """Whether its container names who wrote down what was said."""


NOTHING = Certain()


def infer(
    text: Labelled, weights: Weights, given: Certain = NOTHING, fixed: Numbers | None = None
) -> Inferred:
    """The reading of a document; `fixed` is what `roster.fixed` gives, where that was found already."""
    fixed = roster.fixed(text, given.declared) if fixed is None else fixed
    refused = {k for k, key in enumerate(text.keys) if not given.pinned.get(key, True)}
    speakers = {key for key, speaks in given.pinned.items() if speaks}
    certain = _certain(text, given)
    roles = text.shortened | roles_alone(text)
    likely = _likely(fixed, weights.roster[0], certain, roles)
    talk = [*filter(None, voices(text, likely < _KNOWN))]
    allow, gap = given.allow, text.gap > 0
    # Which line is the title is told of all others, too, and decides nothing else about them.
    decided = np.zeros_like(gap) if allow is None else np.delete(allow, AT["title"], axis=1).min(axis=1) < 1
    going, people = told_by_layout(text, speakers)
    if allow is not None:
        # Of lines that nobody says a law may leave states that their form doesn't have, as of items.
        unsaid = (chance(going, *SPOKEN) == 0) & ((going * allow).max(axis=1) == 0)
        going[unsaid] = but(*SPOKEN)
    certain = dict.fromkeys(people, 1.0) | certain
    certain |= {k: given.heard[key] for k, key in enumerate(text.keys) if key in given.heard}
    turns: Numbers | None = None
    top, common = title_block.LONGEST, len(features.STEADY)
    # What is the same in each round.
    above, whoever = features.weighed(text, [of_lines[:common] for of_lines in weights.lines], top)
    keys = np.concatenate([fixed, np.empty((len(text.keys), AGAIN), dtype=np.float32)], axis=1)
    for of_keys, of_lines, steady in zip(weights.roster[1:], weights.lines, whoever, strict=True):
        keys[:, -AGAIN:] = company(text, likely, turns)
        likely = _likely(keys, of_keys, certain, roles, talk)
        chosen = features.best(text, likely, refused)
        moving = features.moving(text, likely, chosen)
        scores = (steady + moving @ of_lines[common:]).astype(np.float64)
        mask = possible(text, chosen, going, speakers)
        if allow is not None:
            mask = left(mask * allow, mask)
        if allow is not None and decided.any():
            # What is said of a line outweighs what is said of a label, and that how the text is laid out.
            both = allow
            for layout in (np.ones_like(going), going):
                both = left(possible(text, chosen, layout) * allow, both)
            mask = np.where(decided[:, None], both, mask)
        lattice = forward_backward(scores, mask := passable(mask), gap)
        turns = chance(lattice.p, *OPENERS).astype(np.float32)
    p, height = title_block.settled(text, np.hstack([above, moving[:top]]), lattice.p, mask, weights.block)
    draft = _Unsettled(text, likely, chosen.of(text.again), signed(text, p, mask), mask)
    draft.begin(given.transcribed)
    if not (speakers or given.declared):
        draft.end(given.transcribed)
    sure = settled(allow, len(gap))
    open_ = ~sure if given.formed is None else ~sure | given.formed
    shown = draft.shown(~text.has("heading"))
    written = (mask[:, AT["narration"]] > 0) & (not (given.transcribed or shown))
    p, quiet = questioned(text, draft.p, sure, open_, written, draft.states)
    lawful = ((going if allow is None else going * allow) > 0) | ~open_[:, None]
    return Inferred(text, likely, chosen, draft.states, lattice, p, height, keys, lawful, quiet)


def _certain(text: Labelled, given: Certain) -> dict[int, float]:
    """The keys of labels that are certain to be a speaker's, 1, or nobody's, 0.

    What the editor says outweighs what the container does, and that what the text tells.
    """
    certain = told_by_text(text)
    certain |= dict.fromkeys(text.of[text.of_form("stated")].tolist(), 1.0)
    certain |= {k: 1.0 for k, key in enumerate(text.keys) if key in given.declared}
    return certain | {k: float(given.pinned[key]) for k, key in enumerate(text.keys) if key in given.pinned}


_OFTEN, _NAMED = 3, 2
"""How often somebody speaks whom an introduction tells of; and paragraphs that name one, at least."""
_SHORTEST = 4
"""Columns of a name."""
_HEAD, _HEADLINE = 12, 100
"""Lines among which a headline stands; columns that it has, at most."""


class _Unsettled:
    """A reading, as long as it isn't settled whether the text, and what stands above all labels, is said.

    Above the first label nobody is named, and a line alone can't tell that it is said and the next one isn't:
    prose is all said there, or all told.
    """

    def __init__(self, text: Labelled, likely: Numbers, again: Flags, p: Mask, mask: Mask) -> None:
        """again: the lines whose label comes again."""
        self.text, self.likely, self.again = text, likely, again
        self.p, self.mask, self.gap = p, mask, text.gap > 0
        self.states = title_block.path(p, mask, self.gap)
        self.first = next((i for i, state in enumerate(self.states) if state in OPENERS), len(self.states))
        """The line with the first turn."""
        self.people = likely[text.of] >= LIKELY
        """The labels that are likely a speaker's."""

    def begin(self, transcribed: bool) -> None:
        """Settle what stands above the first turn."""
        if transcribed and are(self.states, *OPENERS).sum() < _FEW * len(self.states):
            self._say_above()
        elif (narrower := self._told()) is not None:
            widths = self.text.widths
            most = widths[: self.first].sum() >= _MOST * max(1.0, float(widths.sum()))
            # An introduction is told. Where it would be most of the text, that stays a question, but for one
            # that says what it is.
            if self._announced() or not most:
                self.p = _given(self.p, narrower)
            self.states = title_block.path(self.p, narrower, self.gap)

    def end(self, transcribed: bool) -> None:
        """Settle that nobody speaks, where nothing tells that somebody does."""
        if not (transcribed or self._spoken()):
            told = self.p.copy()
            # What would be said is told, and no field or heading.
            for state, said in _SAID.items():
                told[:, AT[state]] += self.p[:, AT[said]]
            self.states = title_block.path(told, left(self.mask * but(*SPOKEN), self.mask), self.gap)

    def _say_above(self) -> None:
        """What was transcribed is said above the first turn, too, but for addresses and notes."""
        can = chance(self.mask[: self.first], "continuation", "wrap.speech") > 0
        prose = np.flatnonzero(~self.text.has("address")[: self.first] & can)
        self.p = self.p.copy()
        for told, said in _SAID.items():
            self.p[prose, AT[said]] += self.p[prose, AT[told]]
            self.p[prose, AT[told]] = 0
        self.states = title_block.path(self.p, self.mask, self.gap)

    def _told(self) -> Mask | None:
        """The states that are left where most of what stands above is told; None where all are.

        Questions set apart make an interview, whose introduction is told: but for those that have a label,
        which tells who asks. Of whom it names, and who speaks below, it tells.
        """
        text, first, size = self.text, self.first, len(self.states)
        labelled = np.zeros(size, dtype=np.bool_)
        labelled[text.line[self.people]] = True
        # Those that stand above all labels alone are of the introduction.
        if (features.set_apart(self.text) & ~labelled)[first if first < size else 0 :].any():
            return None
        said, told = self._widths(first)
        if said >= told and not (self._announced() or self._introduced()):
            return None
        narrower = self.mask.copy()
        narrower[:first] *= but(*SPEECH)
        # What an editor or the container says stays.
        narrower = left(narrower, self.mask)
        # Questions and answers are a talk of their own; who likely speaks behind a sign may be the first.
        stays = self.text.interview.asks | self.text.interview.answers
        stays[text.line[self.people & text.again & text.of_form(*SIGNS)]] = True
        narrower[stays] = self.mask[stays]
        return narrower

    def _widths(self, end: int) -> tuple[float, float]:
        """How many columns of the first lines are likely said, and how many told."""
        said, told = (chance(self.p[:end], *of) @ self.text.widths[:end] for of in (SPEECH, _TELLS))
        return float(said), float(told)

    def _announced(self) -> bool:
        """Whether a text calls itself an interview in a headline above all labels, which no question does."""
        text, first, labelled = self.text, self.first, self.text.line[self.people]
        if first == 0 or (labelled < first).any() or len(distinct(labelled)) < _OFTEN:
            return False
        heads = np.flatnonzero(text.widths[: min(first, _HEAD)] <= _HEADLINE).tolist()
        return not text.has("asks")[first - 1] and any(calls_itself_interview(text.plain[i]) for i in heads)

    def _introduced(self) -> bool:
        """Whether paragraphs above the first turn name those who speak below, or the headline begins so."""
        text, above = self.text, self.text.plain[: self.first]
        often = np.flatnonzero((self.likely >= LIKELY) & (text.often >= _OFTEN)).tolist()
        says = {text.names[k] for k in often}
        names = {name for name in says if width(name) > _SHORTEST}
        # A surname alone is a word as well; with two more characters that come again it is somebody's name.
        for name in says & lexicon().surnames:
            longer = re.compile(rf"{re.escape(name)}\w{{2}}")
            full = Counter(chain.from_iterable(set(longer.findall(row)) for row in above))
            names |= {one for one, count in full.items() if count >= _OFTEN}
        headed = above[:1] and above[0].startswith(tuple(names)) and self.first > 1
        return headed or sum(any(name in row for name in names) for row in above) >= _NAMED

    def shown(self, of: Flags | bool = True) -> bool:
        """Whether somebody has a label, or questions are set apart or take turns with answers.

        In a lesson points of a list have labels, too, each once.

        of  the lines that are looked at for what is set apart: headings ask in lessons, too
        """
        asked = features.set_apart(self.text) & of | self.text.interview.asks
        turns = are(self.states, *OPENERS)
        return bool(asked.any() or (turns & self.again if foretold(self.text).any() else turns).any())

    def _spoken(self) -> bool:
        """Whether a text is said in which nobody has a label: surely, or since questions are set apart."""
        said, told = self._widths(len(self.states))
        return self.shown() or said >= _SURELY * (said + told)


def _given(p: Mask, allowed: Mask) -> Mask:
    """The probabilities where no other states are left."""
    rest: Mask = p * (allowed > 0)
    return left(rest / np.maximum(rest.sum(axis=1, keepdims=True), LEAST), p)


def _likely(
    rows: Numbers,
    weights: Numbers,
    certain: Mapping[int, float],
    roles: Mapping[int, int],
    talk: Sequence[Sequence[int]] = (),
) -> Numbers:
    likely = sigmoid(rows @ weights)
    for k, role in roles.items():
        likely[k] = max(likely[k], likely[role])
    for group in talk:
        if (own := likely[group]).max() >= LIKELY:
            likely[group] = np.where(own < LIKELY, own.max(), own)
    likely[[*certain]] = [*certain.values()]
    return likely


# What company a label keeps: how like it is to those that surely speak.
#
# It is evidence for the second and third look at the roster, when there is a first reading.


_LETTERS = 2.0
"""Columns; where labels are no longer than this on the average, they are letters, and names are longer."""


def company(text: Labelled, likely: Numbers, turns: Numbers | None) -> Numbers:
    """The features that a first reading gives.

    likely  of each key: how likely it is a speaker's
    turns   of each line: how likely it begins a turn; None where lines were not read yet
    """
    pause()
    count = len(text.keys)
    if not count:
        return np.zeros((0, AGAIN), dtype=np.float32)
    often = text.often
    # Not who surely speaks, but how many likely do: else labels that are a little less likely than not take
    # each other along.
    each = likely[text.of]
    styles = int(text.style.max()) + 1
    ours = np.bincount(text.style, weights=each * text.again, minlength=styles)
    others = np.bincount(text.style, weights=1 - each, minlength=styles)
    mine = text.style[text.first]
    total = max(1, float(ours.sum()))
    ratio = ours[mine] / (ours[mine] + others[mine] + 1)
    counted = [np.log1p(np.minimum(MANY, of[mine])) / 3 for of in (ours, others)]
    once = often == 1
    heft = often * likely
    # A letter is a capital in every style.
    cased = np.array([name.upper() != name.lower() and len(name) > _LETTERS for name in text.names])
    shouted = np.array([name.upper() == name for name in text.names]) & cased
    compared = float(heft @ cased)
    capital = float(heft @ shouted) / max(LEAST, compared)
    known_case = cased & (compared > 0.5)
    words = np.array([min(4, len(key.split())) for key in text.keys])
    lengths = np.bincount(words, weights=likely)
    widths = np.array([width(key) for key in text.keys], dtype=np.float32)
    usual = float(heft @ widths / max(LEAST, float(heft.sum())))
    read, best = np.zeros((2, count), dtype=np.float32)
    if turns is not None:
        read = (np.bincount(text.of, weights=turns[text.line], minlength=count) / often).astype(np.float32)
        np.maximum.at(best, text.of, turns[text.line].astype(np.float32))
    columns = (
        likely, ours[mine] / total, counted[0], counted[1], ratio,
        once * ratio,
        known_case & ((capital > 0.6) == shouted), known_case & (capital > 0.6) & ~shouted,
        lengths[words] / max(1, float(likely.sum())),
        np.minimum(2, np.abs(np.log((widths + 1) / (usual + 1)))) if usual > _LETTERS else np.zeros(count),
        (widths > 2.2 * usual) if usual > _LETTERS else np.zeros(count), read, best,
    )  # fmt: skip
    return beside(columns)
