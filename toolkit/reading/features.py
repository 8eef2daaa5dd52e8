"""What speaks for each state of each line, in numbers.

Most of it is told by the line and its neighbours; the rest by its best label, and by where speakers begin and
end in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import compress, starmap
from operator import add, matmul

import numpy as np

from toolkit.giving_way import pause
from toolkit.reading.candidates import Candidate
from toolkit.reading.forms import FORMS
from toolkit.reading.labelled import Labelled
from toolkit.reading.lattice import WRAPS, LineState, are
from toolkit.reading.roster import AT_FORM
from toolkit.reading.shape import (
    CATEGORIES,
    SHAPE,
    TEXT,
    Flags,
    Indices,
    Numbers,
    above,
    below,
    beside,
    bits,
    lists,
)
from toolkit.reading.view import FLAGS, GENRE, View
from toolkit.reading.vocabulary import HALF, SEVERAL
from toolkit.reading.whole import among_items, blocks, foretold, may_head, of_list, since
from toolkit.text.scripts import unspaced

_LABEL = (
    "label to .05", "label to .25", "label to .5", "label to .7", "label to .9", "label over .9",
    "no label", "label odds", "label bare", "sure label bare", "sure label, long text",
    "unlikely label with colon", "label printed otherwise", "first label alone",
    "first label alone and otherwise", "label timed", "label in another form",
)  # fmt: skip
_NOBODY = (
    "to 15", "to 40", "to 80", "to 200", "wider", "ends", "item", "persons", "no persons", "asks", "address",
    "opens quote", "lower",
)  # fmt: skip
"""Of `SHAPE`: what is looked at again where nobody has spoken yet.

An item goes on with what somebody
says, but nobody says the first of all."""
_PLACE = (
    "before speech", "just before speech", "behind speech", "far behind speech", "nobody speaks",
    "soon speech", "next has label", "label before", "bare label before", "label below at once",
    "dense labels", "head block", "tail block",
    "since label", "since label, beyond usual", "heading since label", "item beside labels",
    "items beside have labels", "names a speaker", "short, names a speaker",
    "behind speech, begins with a speaker", "names who speaks",
    *(f"nobody yet: {name}" for name in _NOBODY),
)  # fmt: skip
_STANDS = (
    "first line", "second line", "third to fifth", "last line", "last lines", "first and short",
    "first in capitals", "second below short", "next is long", "seen twice", "corner and short",
    "below the head of a note", "question set apart", "below a question set apart",
    "among questions set apart", "before questions set apart", "list below a heading", "list below a colon",
    "list of short items", "list of addresses", "list", "below a heading",
    "may head",
)  # fmt: skip
_WRAP = (
    "joins", "joins a full line", "joins, lower", "layout full", "layout unended", "layout ungapped",
    "narrow layout", "wide layout", "below a short line", "below an end", "longer than layout", "wraps",
    "stated to join",
)  # fmt: skip
_NEAR = tuple(f"before: {name}" for name in SHAPE)
_NEXT = tuple(f"after: {name}" for name in SHAPE)
STEADY = ("one", *GENRE, *TEXT, *FLAGS, *_STANDS, *_WRAP, *_NEAR, *_NEXT)
"""Features of lines that are the same whoever speaks."""
FEATURES = (
    *STEADY,
    *_LABEL,
    *(f"label in {name}" for name in CATEGORIES),
    *(f"form {form}" for form in FORMS),
    *_PLACE,
)
_PENALTY = {
    "gap": 0.02, "stroke": 0.02, "arrow": 0.02, "period": 0.03, "time": 0.01, "alone": 0.02, "letter": 0.01,
    "dash": 0.4, "mark": 0.1,
}  # fmt: skip
"""How much likelier than others a label in this form must be: what looks so is commonly something else."""
_PENALTIES = np.array([_PENALTY.get(form, 0.0) for form in FORMS])
_FULL = 0.8
_APART = 0.1
"""Share of the blocks that are questions set apart, in an interview without labels."""


@dataclass(frozen=True, slots=True)
class Best:
    """Of each line its likeliest label."""

    place: Indices
    """Index into the places of `Labelled`; -1 for none."""
    key: Indices
    """Index into `Labelled.keys`; -1 for none."""
    likely: Numbers
    """0 for none."""
    candidates: tuple[Candidate | None, ...]

    def of(self, each: Flags) -> Flags:
        """What is said of each label, by line; False for none."""
        return np.append(each, False)[self.place]


def best(text: Labelled, likely: Numbers, refused: Collection[int] = ()) -> Best:
    """The likeliest label of each line; the first of several.

    likely   of each key
    refused  indices of keys that are certainly nobody's
    """
    size = len(text.lines)
    place = np.full(size, -1, dtype=np.intp)
    if text.candidates:
        value = likely[text.of].astype(np.float64) - _PENALTIES[text.form]
        gone = np.zeros(len(text.keys), dtype=np.bool_)
        gone[list(refused)] = True
        value[gone[text.of]] = -np.inf
        top = np.full(size, -np.inf)
        np.maximum.at(top, text.line, value)
        ahead = np.flatnonzero((value == top[text.line]) & (value > -np.inf))[::-1]
        # Of several for one line the last that is set stays: that is the first.
        place[text.line[ahead]] = ahead
    return standing(text, likely, place)


def standing(text: Labelled, likely: Numbers, place: Indices) -> Best:
    """The labels that stand at some places, of each line one: -1 for none."""
    key = np.append(text.of, -1)[place]
    candidates = (*text.candidates, None)
    of_lines = np.append(likely, np.float32(0))[key]
    return Best(place, key, of_lines, tuple([candidates[n] for n in place.tolist()]))


def features(text: Labelled, likely: Numbers, chosen: Best) -> Numbers:
    """Lines x `FEATURES`."""
    return np.hstack([steady(text), moving(text, likely, chosen)])


def steady(view: View) -> Numbers:
    """Lines x `STEADY`."""
    return np.hstack(_steady_parts(view))


def weighed(view: View, tables: Sequence[Numbers], top: int) -> tuple[Numbers, list[Numbers]]:
    """The first lines x `STEADY`, and all lines x `STATES` as each of some tables of weights has it.

    All lines x `STEADY` would be the widest matrix of all, so each part is weighed by itself.
    """
    parts = _steady_parts(view)
    edges = np.cumsum([part.shape[1] for part in parts])[:-1]
    each = [zip(parts, np.split(table, edges), strict=True) for table in tables]
    return np.hstack([part[:top] for part in parts]), [reduce(add, starmap(matmul, pairs)) for pairs in each]


def _steady_parts(view: View) -> list[Numbers]:
    """Lines x `STEADY`, in parts that stand beside each other."""
    pause()
    shapes = view.text[:, : len(SHAPE)]
    bias = np.tile(np.array([1, *view.genre], dtype=np.float32), (len(view.lines), 1))
    return [bias, view.text, view.flags, _of_layout(view), _of_wrap(view), above(shapes), below(shapes)]


def moving(text: Labelled, likely: Numbers, chosen: Best) -> Numbers:
    """Lines x the other `FEATURES`, which depend on who speaks."""
    pause()
    of_label = bits([*map(lists, text.keys), 0])[chosen.key]
    forms = np.zeros((len(text.lines), len(FORMS)), dtype=np.float32)
    some = np.flatnonzero(chosen.likely > 0.25)
    forms[some, text.form[chosen.place[some]]] = 1
    place = _of_place(text, likely, chosen)
    return np.concatenate([_of_label(text, chosen), of_label, forms, place], axis=1)


def _of_label(text: Labelled, chosen: Best) -> Numbers:
    p = chosen.likely
    has = chosen.key >= 0
    bare, timed, printed = chosen.of(text.bare), chosen.of(text.clocked), chosen.of(text.renamed)
    colon = chosen.of(~text.bare & ((text.form == AT_FORM["colon"]) | (text.form == AT_FORM["bold"])))
    sure = p > 0.5
    begins = np.flatnonzero(sure)
    isolated = np.zeros(len(p), dtype=bool)
    if len(begins):
        first = begins[0]
        isolated[first] = not sure[first + 1 : first + 4].any()
    odds = np.where(has, np.clip(np.log((p + 1e-3) / (1 - p + 1e-3)), -4, 4) / 4, 0)
    columns = (
        has & (p <= 0.05), (p > 0.05) & (p <= 0.25), (p > 0.25) & (p <= 0.5), (p > 0.5) & (p <= 0.7),
        (p > 0.7) & (p <= 0.9), p > 0.9, ~has, odds, bare, bare & sure, sure & (text.widths > 60),
        has & (p < 0.25) & colon, sure & printed, isolated, isolated & printed, timed & has,
        sure & chosen.of(text.unusual),
    )  # fmt: skip
    return beside(columns)


def _of_place(text: Labelled, likely: Numbers, chosen: Best) -> Numbers:
    size = len(text.lines)
    at = np.arange(size)
    sure = chosen.likely > 0.5
    begins = np.flatnonzero(sure)
    first, last = (int(begins[0]), int(begins[-1])) if len(begins) else (size, -1)
    bare = chosen.of(text.bare)
    dense = min(1.0, len(begins) / max(1.0, float(text.opens.sum())))
    names, begin, own = _mentions(text, likely, chosen)
    after, before = below(sure), above(sure)
    columns = (
        at < first, at == first - 1, at > last, at > last + 1, np.full(size, not len(begins)),
        (at < first) & (first < size), after, before, before & above(bare),
        after & below(text.gap == 0), np.full(size, dense),
        *blocks(text, sure), *since(text, sure),
        *among_items(text, sure), names,
        names & (text.widths < 60) & ~sure, (at > last) & begin, own & ~sure,
        *((at < first) & text.has(name) for name in _NOBODY),
    )  # fmt: skip
    return beside(columns)


def _of_layout(view: View) -> Numbers:
    size, widths = len(view.lines), view.widths
    at = np.arange(size)
    capitals = view.has("capitals")
    corner = view.has("corner")
    same = Counter(view.plain)
    twice = np.array([same[text] > 1 for text in view.plain])
    columns = (
        at == 0, at == 1, (at >= 2) & (at <= 4), at == size - 1, (at > size - 4) & (at < size - 1),
        (at == 0) & (widths < 45), (at == 0) & capitals, (at == 1) & (widths[0] < 45),
        below(widths > 120), twice, corner & (widths < 40), above(view.has("whole note")),
        *_apart(view), *of_list(view), may_head(view),
    )  # fmt: skip
    return beside(columns)


def set_apart(view: View) -> Flags:
    """Whether each line is a question that stands apart, where that is how questions are set.

    Interviews without labels are set so: in bold, in italics or as headings, or each is a paragraph between
    answers. A few such questions make no interview, nor do headings that contents announce.
    """
    return _many(view, otherwise(view) | (view.has("heading") & ~foretold(view))) | view.interview.asks


def unnamed(view: View, labelled: Flags) -> Flags:
    """Whether each line is set as questions without a label are: nobody who has a label says it.

    What doesn't ask is one where an answer follows, with a label if any has one; else it may be emphasis.

    labelled  whether each line begins a turn
    """
    asks = _many(view, otherwise(view) & ~labelled)
    bold, italic = (view.has(name) for name in ("bold", "italic"))
    mark = bold if 2 * (asks & bold).sum() >= asks.sum() else italic
    answers = below(labelled if labelled.any() else ~mark & (view.gap > 0))
    return (asks | (mark & ~labelled & answers) if asks.any() else asks) | (view.interview.asks & ~labelled)


def remarks(states: Sequence[LineState], answers: Indices, asking: Flags) -> Flags:
    """The lines above answers that whoever asks without a label says, though they ask nothing.

    Only one person has labels, and half of these stand below a question. Who has just spoken seldom begins
    anew: above `Ann: No.`, `They say it is sold.` is not Ann's, either.

    answers  indices of the lines with labels
    asking   whether each line is a question without a label
    """
    begins = np.flatnonzero(~are(states, *WRAPS))
    before = np.searchsorted(begins, answers) - 1
    above = begins[before[before >= 0]]
    said = above[are(states, "continuation")[above]]
    found = np.zeros_like(asking)
    found[said] = asking[said].sum() >= max(SEVERAL, HALF * len(answers))
    return found


def _many(view: View, apart: Flags) -> Flags:
    """The lines that ask among those set apart; none where few do."""
    asks = apart & view.has("asks")
    many = asks.sum() >= max(3, _APART * float(view.opens.sum()))
    return asks if many else np.zeros_like(asks)


def otherwise(view: View) -> Flags:
    """Whether each line is in bold or in italics, from its beginning to its end."""
    return view.has("bold") | view.has("italic")


def _apart(view: View) -> tuple[Flags, Flags, Flags, Flags]:
    """Questions that are set apart; what is just below one; what is below some; what is above all."""
    asks = set_apart(view)
    since = np.maximum.accumulate(asks)
    return asks, above(asks), since & ~asks, ~since & asks.any()


def _mentions(text: Labelled, likely: Numbers, chosen: Best) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whether each line names a speaker; begins with one; names the one who spoke last."""
    size = len(text.lines)
    names, begin, own = np.zeros(size, bool), np.zeros(size, bool), np.zeros(size, bool)
    speakers = [
        k
        for k in np.flatnonzero(likely > 0.6).tolist()
        if len(text.keys[k]) > 2 or (len(text.keys[k]) == 2 and unspaced(text.keys[k][0]))
    ][:200]
    if not speakers:
        return names, begin, own
    owner: dict[str, set[int]] = {}
    for k in speakers:
        for word in {text.keys[k], *(part for part in text.keys[k].split() if len(part) > 2)}:
            owner.setdefault(word, set()).add(k)
    # Who spoke last at each line: the key of the last sure label up to there.
    last = np.maximum.accumulate(np.where(chosen.likely > 0.5, np.arange(size), -1))
    currents = np.where(last >= 0, chosen.key[last], -1).tolist()
    there = text.having(tuple(sorted(owner)))
    names[[*there]] = True
    begin[[i for i, found in there.items() if 0 in found]] = True
    mine = (any(currents[i] in owner[word] for word in found.values()) for i, found in there.items())
    own[[*compress(there, mine)]] = True
    return names, begin, own


def _of_wrap(view: View) -> Numbers:
    size = len(view.lines)
    close = view.gap == 0
    ends = view.has("ends")
    ended = above(ends, True)
    before = above(view.columns)
    full = before > _FULL * view.widest
    lower = view.has("lower")
    joined = np.array([line.joined for line in view.lines])
    columns = (
        close & ~ended, close & full, close & lower, view.full * close, view.unended * close,
        np.full(size, view.ungapped), close & (view.widest < 110), np.full(size, view.widest >= 200),
        close & (before < 0.6 * view.widest), close & ended, view.columns > 1.15 * view.widest,
        close & full & ~ended & (view.widest < 110), joined,
    )  # fmt: skip
    return beside(columns)
