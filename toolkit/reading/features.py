"""What speaks for each state of each line, in numbers.

Most of it is told by the line and its neighbours; the rest by its best label, and by where speakers begin and
end in the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

import numpy as np

from toolkit.reading.candidates import FORMS, Candidate
from toolkit.reading.roster import Indices, Labels
from toolkit.reading.shape import CATEGORIES, SHAPE, TEXT, Numbers, bits, lists
from toolkit.reading.view import FLAGS, View
from toolkit.text.scripts import unspaced

_LABEL = (
    "label to .05", "label to .25", "label to .5", "label to .7", "label to .9", "label over .9",
    "no label", "label odds", "label bare", "sure label bare", "sure label, long text",
    "unlikely label with colon", "label printed otherwise", "first label alone",
    "first label alone and otherwise", "label timed",
)  # fmt: skip
_PLACE = (
    "first line", "second line", "third to fifth", "last line", "last lines", "before speech",
    "just before speech", "behind speech", "far behind speech", "nobody speaks", "soon speech",
    "first and short", "first in capitals", "second below short", "next has label", "next is long",
    "label before", "bare label before", "label below at once", "dense labels", "names a speaker",
    "short, names a speaker", "behind speech, begins with a speaker", "names who speaks", "seen twice",
    "corner and short", "once more as text", "below the head of a note",
)  # fmt: skip
_WRAP = (
    "joins", "joins a full line", "joins, lower", "layout full", "layout unended", "layout ungapped",
    "narrow layout", "wide layout", "below a short line", "below an end", "longer than layout", "wraps",
    "stated to join",
)  # fmt: skip
_NEAR = tuple(f"before: {name}" for name in SHAPE)
_NEXT = tuple(f"after: {name}" for name in SHAPE)
FEATURES = (
    "one", *_LABEL, *(f"label in {name}" for name in CATEGORIES), *(f"form {form}" for form in FORMS),
    *TEXT, *FLAGS, *_PLACE, *_WRAP, *_NEAR, *_NEXT,
)  # fmt: skip
_PENALTY = {
    "gap": 0.02,
    "stroke": 0.02,
    "arrow": 0.02,
    "period": 0.03,
    "time": 0.01,
    "alone": 0.02,
    "letter": 0.01,
    "dash": 0.4,
    "mark": 0.1,
}
"""How much likelier than others a label in this form must be: what looks so is commonly something else."""
_FULL = 0.8


@dataclass(frozen=True, slots=True)
class Best:
    """Of each line its likeliest label."""

    candidates: tuple[Candidate | None, ...]
    key: Indices
    """Index into `Labels.keys`; -1 for none."""
    likely: Numbers
    """0 for none."""


def best(view: View, known: Labels, likely: Numbers, refused: Container[int] = ()) -> Best:
    """The likeliest label of each line.

    likely   of each key
    refused  indices of keys that are certainly nobody's
    """
    size = len(view.lines)
    chosen: list[Candidate | None] = [None] * size
    key = np.full(size, -1, dtype=np.intp)
    top = np.full(size, -9.0)
    for k, i, candidate in zip(known.of.tolist(), known.line.tolist(), known.candidates, strict=True):
        if k in refused:
            continue
        value = float(likely[k]) - _PENALTY.get(candidate.form, 0.0)
        if value > top[i]:
            top[i], key[i], chosen[i] = value, k, candidate
    return Best(
        tuple(chosen), key, np.where(key >= 0, likely[key] if len(likely) else 0, 0).astype(np.float32)
    )


def features(view: View, known: Labels, likely: Numbers, chosen: Best) -> Numbers:
    """Lines x `FEATURES`."""
    size = len(view.lines)
    one = np.ones((size, 1), dtype=np.float32)
    categories = bits([*map(lists, known.keys), 0])
    of_label = categories[chosen.key]
    forms = np.zeros((size, len(FORMS)), dtype=np.float32)
    for i, candidate in enumerate(chosen.candidates):
        if candidate is not None and chosen.likely[i] > 0.25:
            forms[i, FORMS.index(candidate.form)] = 1
    shapes = view.text[:, : len(SHAPE)]
    edge = np.zeros((1, len(SHAPE)), dtype=np.float32)
    return np.concatenate(
        [
            one, _of_label(view, known, chosen), of_label, forms, view.text, view.flags,
            _of_place(view, known, likely, chosen), _of_wrap(view),
            np.concatenate([edge, shapes[:-1]]), np.concatenate([shapes[1:], edge]),
        ],
        axis=1,
    )  # fmt: skip


def _of_label(view: View, known: Labels, chosen: Best) -> Numbers:
    p = chosen.likely
    size = len(p)
    has = chosen.key >= 0
    bare = np.array([c is not None and c.bare for c in chosen.candidates])
    colon = np.array(
        [c is not None and c.form in ("colon", "bold") and not c.bare for c in chosen.candidates]
    )
    timed = np.array([c is not None and bool(c.time) for c in chosen.candidates])
    printed = np.array(
        [
            c is not None and c.label != known.names[k]
            for c, k in zip(chosen.candidates, chosen.key, strict=True)
        ]
    )
    sure = p > 0.5
    begins = np.flatnonzero(sure)
    isolated = np.zeros(size, dtype=bool)
    if len(begins):
        first = begins[0]
        isolated[first] = not sure[first + 1 : first + 4].any()
    odds = np.where(has, np.clip(np.log((p + 1e-3) / (1 - p + 1e-3)), -4, 4) / 4, 0)
    columns = (
        has & (p <= 0.05), (p > 0.05) & (p <= 0.25), (p > 0.25) & (p <= 0.5), (p > 0.5) & (p <= 0.7),
        (p > 0.7) & (p <= 0.9), p > 0.9, ~has, odds, bare, bare & sure, sure & (view.widths > 60),
        has & (p < 0.25) & colon, sure & printed, isolated, isolated & printed, timed & has,
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _of_place(view: View, known: Labels, likely: Numbers, chosen: Best) -> Numbers:
    size = len(view.lines)
    at = np.arange(size)
    sure = chosen.likely > 0.5
    begins = np.flatnonzero(sure)
    first, last = (int(begins[0]), int(begins[-1])) if len(begins) else (size, -1)
    bare = np.array([c is not None and c.bare for c in chosen.candidates])
    widths = view.widths
    capitals = view.text[:, TEXT.index("capitals")] > 0
    corner = view.text[:, TEXT.index("corner")] > 0
    dense = len(begins) / max(1.0, float(view.gap.sum()))
    names, begin, own = _mentions(view, known, likely, chosen)
    same = Counter(view.plain)
    twice = np.array([same[text] > 1 for text in view.plain])
    after, before = np.append(sure[1:], False), np.concatenate([[False], sure[:-1]])
    short = widths < 45
    columns = (
        at == 0, at == 1, (at >= 2) & (at <= 4), at == size - 1, (at > size - 4) & (at < size - 1),
        at < first, at == first - 1, at > last, at > last + 1, np.full(size, not len(begins)),
        (at < first) & (first < size), (at == 0) & short, (at == 0) & capitals,
        (at == 1) & (widths[0] < 45), after, np.append(widths[1:] > 120, False), before,
        before & np.concatenate([[False], bare[:-1]]), after & np.append(view.gap[1:] == 0, False),
        np.full(size, dense), names, names & (widths < 60) & ~sure, (at > last) & begin, own & ~sure, twice,
        corner & (widths < 40), _echoed(view), _below_note(view),
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _below_note(view: View) -> Numbers:
    """Whether the line before is nothing but the head of a note."""
    head = view.text[:, TEXT.index("whole note")]
    return np.concatenate([[0], head[:-1]])


def _echoed(view: View) -> Numbers:
    """Whether a short line's words stand in a longer line again: a pull quote, or a headline."""
    result = np.zeros(len(view.lines), dtype=np.float32)
    whole = "\n".join(view.plain) if len(view.plain) < 5000 else ""
    for i, text in enumerate(view.plain[:12]):
        core = text.strip('"“”«»「」『』 .!?')
        if 12 <= len(core) <= 200 and whole.count(core) > 1:
            result[i] = 1
    return result


def _mentions(
    view: View, known: Labels, likely: Numbers, chosen: Best
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whether each line names a speaker; begins with one; names the one who spoke last."""
    size = len(view.lines)
    names, begin, own = np.zeros(size, bool), np.zeros(size, bool), np.zeros(size, bool)
    speakers = [
        k
        for k in np.flatnonzero(likely > 0.6).tolist()
        if len(known.keys[k]) > 2 or (len(known.keys[k]) == 2 and unspaced(known.keys[k][0]))
    ][:200]
    if not speakers:
        return names, begin, own
    owner: dict[str, set[int]] = {}
    for k in speakers:
        for word in {known.keys[k], *(part for part in known.keys[k].split() if len(part) > 2)}:
            owner.setdefault(word, set()).add(k)
    ordered = sorted(owner, key=lambda word: (-len(word), word))
    pattern = re.compile(
        "|".join(
            (r"\b" if word[0].isalnum() and not unspaced(word[0]) else "") + re.escape(word)
            for word in ordered
        )
    )
    current = -1
    for i, text in enumerate(view.plain):
        if chosen.likely[i] > 0.5:
            current = int(chosen.key[i])
        for match in pattern.finditer(text.casefold()):
            names[i] = True
            begin[i] = begin[i] or match.start() == 0
            if current in owner.get(match[0], ()):
                own[i] = True
                break
    return names, begin, own


def _of_wrap(view: View) -> Numbers:
    size = len(view.lines)
    close = view.gap == 0
    ends = view.text[:, TEXT.index("ends")] > 0
    ended = np.concatenate([[True], ends[:-1]])
    above = np.concatenate([[0], view.widths[:-1]])
    full = above > _FULL * view.widest
    lower = view.text[:, TEXT.index("lower")] > 0
    joined = np.array([line.joined for line in view.lines])
    columns = (
        close & ~ended, close & full, close & lower, view.full * close, view.unended * close,
        np.full(size, view.ungapped), close & (view.widest < 110), np.full(size, view.widest >= 200),
        close & (above < 0.6 * view.widest), close & ended, view.widths > 1.15 * view.widest,
        close & full & ~ended & (view.widest < 110), joined,
    )  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)
