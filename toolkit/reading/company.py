"""What company a label keeps: how like it is to those that surely speak.

It is evidence for the second and third look at the roster, when there is a first reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from toolkit.reading.candidates import DASHES, MARKS
from toolkit.reading.lines import width
from toolkit.reading.roster import AGAIN, Labels
from toolkit.reading.shape import Indices, Numbers, beside
from toolkit.text.scripts import unspaced

_NEAR = 85.0
"""Of `fuzz.ratio`, from which on two labels may be spellings of one name."""
_LETTERS = 2.0
"""Columns; where labels are no longer than this on the average, they are letters, and names are longer."""
_CROWD = 300
"""Sure speakers, from which on none is compared with all others."""


def again(known: Labels, likely: Numbers, turns: Numbers | None) -> Numbers:
    """The features that a first reading gives.

    likely  of each key: how likely it is a speaker's
    turns   of each line: how likely it begins a turn; None where lines were not read yet
    """
    count = len(known.keys)
    if not count:
        return np.zeros((0, AGAIN), dtype=np.float32)
    often = np.bincount(known.of, minlength=count)
    sure = likely > 0.5
    from_sure = sure[known.of]
    steady = from_sure & (often[known.of] > 1)
    styles = int(known.style.max()) + 1
    ours = np.bincount(known.style[steady], minlength=styles)
    others = np.bincount(known.style[~from_sure], minlength=styles)
    begin = np.full(count, len(known.of), dtype=np.intp)
    np.minimum.at(begin, known.of, np.arange(len(known.of)))
    mine = known.style[begin]
    total = max(1, int(ours.sum()))
    ratio = ours[mine] / (ours[mine] + others[mine] + 1)
    once = often == 1
    speakers = np.flatnonzero(sure)
    alike = _alike(known.keys, speakers, often)
    weight = often[speakers].sum() or 1
    # A letter is a capital in every style.
    cased = np.array([name.upper() != name.lower() and len(name) > _LETTERS for name in known.names])
    shouted = np.array([name.upper() == name for name in known.names]) & cased
    compared = speakers[cased[speakers]]
    capital = float((often[compared] * shouted[compared]).sum() / (often[compared].sum() or 1))
    words = np.array([min(4, len(key.split())) for key in known.keys])
    lengths = Counter(words[speakers].tolist())
    widths = np.array([width(key) for key in known.keys], dtype=np.float32)
    usual = float((often[speakers] * widths[speakers]).sum() / weight) if len(speakers) else 0.0
    read = np.zeros(count, dtype=np.float32)
    best = np.zeros(count, dtype=np.float32)
    if turns is not None:
        read = (np.bincount(known.of, weights=turns[known.line], minlength=count) / often).astype(np.float32)
        np.maximum.at(best, known.of, turns[known.line].astype(np.float32))
    columns = (
        likely, ours[mine] / total, np.log1p(ours[mine]) / 3, np.log1p(others[mine]) / 3, ratio,
        once * ratio, alike, alike * (ours[mine] > 0),
        cased & (len(compared) > 0) & ((capital > 0.6) == shouted), cased & (capital > 0.6) & ~shouted,
        np.array([lengths[w] for w in words]) / max(1, len(speakers)),
        np.minimum(2, np.abs(np.log((widths + 1) / (usual + 1)))) if usual > _LETTERS else np.zeros(count),
        (widths > 2.2 * usual) if usual > _LETTERS else np.zeros(count), read, best,
    )  # fmt: skip
    return beside(columns)


def _alike(keys: Sequence[str], speakers: Indices, often: Indices) -> Numbers:
    """Of each label: whether it is like a speaker's that is commoner."""
    result = np.zeros(len(keys), dtype=np.float32)
    chosen = sorted(speakers, key=lambda k: -often[k])[:_CROWD]
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for k in chosen:
        for word in {*keys[k].split(), keys[k][:1] if unspaced(keys[k][0]) else ""}:
            by_word[word].append(k)
    for k, key in enumerate(keys):
        words = key.split()
        if not words or key[0] in DASHES or key[0] in MARKS:
            continue
        near = {
            other for word in {*words, key[:1] if unspaced(key[0]) else ""} for other in by_word.get(word, ())
        }
        if len(chosen) <= 60:
            near.update(chosen)
        for other in near:
            if other != k and often[other] > often[k] and _similar(key, keys[other]):
                result[k] = 1
                break
    return result


def _similar(key: str, other: str) -> bool:
    """Whether two labels may be one name: shorter, longer, or with a slip."""
    short, long = sorted((key, other), key=len)
    if set(short.split()) < set(long.split()):
        return True
    if unspaced(short[0]) and len(short) > 1 and (long.startswith(short) or long.endswith(short)):
        return True
    return len(short) >= 5 and len(long) - len(short) <= 2 and fuzz.ratio(short, long) > _NEAR
