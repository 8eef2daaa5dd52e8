"""Marks that a translation keeps: ends, questions, quotations, commas, numbers; and its edges.

Each class of marks is counted in each unit. How a unit begins and how it ends are classes as well, whose
values are kinds: a clause that ends with a comma here hardly ends with a full stop there. With probability
`agree` a true pair has the same value, else the values have nothing to do with each other: one parameter a
class, learnt from the pair of texts itself, so that a mark which one of the languages doesn't use soon counts
for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from toolkit import late
from toolkit.aligning import bounds
from toolkit.aligning.arrays import Floats, Ints, found, running
from toolkit.aligning.beads import REACH
from toolkit.aligning.words import NUMBER, plain

MarkCounts = npt.NDArray[np.int8]
UnitMarks = npt.NDArray[np.int32]

CAP = 4
"""MarkCounts from here on are the same."""

_ENDS = ".。!?。！？؟।։။۔…"
_CLASSES: tuple[tuple[str, str, str | None], ...] = (
    ("question", "?？؟՞¿", None),
    ("exclamation", "!！¡", None),
    # Of a run of marks only the first one is tried, and it is not given back: a long run takes no longer.
    ("end", _ENDS, rf"[{_ENDS}](?<![{_ENDS}]{{2}})[{_ENDS}]*+(?=[\s\0\"'”’»」』)\]]|$)|[。！？।]"),
    ("quotation", '"“”„«»「」『』‹›', None),
    ("bracket", "()[]（）【】≪≫〈〉《》", None),
    ("comma", ",，、،", None),
    ("colon", ":：", None),
    ("dash", "-–—―…", r"(?<![^\s\0])[-–—]|[—―…]"),
    ("number", "0123456789", NUMBER),
    ("semicolon", ";；؛", None),
)
"""Name; what such a mark begins with; what it is, where that isn't one of these alone. U+0000 parts texts."""
FIRST, LAST = len(_CLASSES), len(_CLASSES) + 1
"""Classes of the edges: of a stretch of units they are those of its first, and of its last unit."""
NAMES = (*(name for name, _, _ in _CLASSES), "first", "last")
_PATTERNS = tuple(late.regex(pattern) if pattern else None for _, _, pattern in _CLASSES)
_TOP = 0xFFFF
"""No character, and none of the marks' is beyond it."""
# In Greek a semicolon asks. What is looked for first is passed over fast.
_ASKING = late.regex(r";(?<=[\u0370-\u03ff\u1f00-\u1fff];)")
_QUOTES = "\"'“”„«»‘’「」『』()[]（）【】《》"
_BLANK = (
    " \t\n\r\v\f\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
)
"""With the invisible marks of direction."""
_BEFORE, _BEHIND = _BLANK + "¿¡", _BLANK + _QUOTES
_BEGINS = dict.fromkeys(_QUOTES + "-–—―", 3) | {"…": 4}
"""What a unit begins with, if not with a letter: those in lower case are 2, in upper case 1, all else 0.

Where one language has speech between quotation marks, another one has it behind a dash (0776)."""
_ENDS_WITH = {
    **dict.fromkeys(",，、،:：;；؛-–—", 1),
    **dict.fromkeys(".。।۔։…", 2),
    **dict.fromkeys("?？؟՞", 3),
    **dict.fromkeys("!！", 4),
}
"""What a unit ends with, quotation marks and brackets aside; all else is 0."""


@cache
def _begins() -> npt.NDArray[np.int16]:
    """The classes that each character up to `_TOP` may begin, as bits."""
    out = np.zeros(_TOP + 1, dtype=np.int16)
    for c, (_, first, _) in enumerate(_CLASSES):
        out[[ord(mark) for mark in first]] |= 1 << c
    return out


def counts(texts: Sequence[str]) -> UnitMarks:
    """How many marks of each class each text has, and the kinds of its edges, shape (texts, classes)."""
    # What comes again is looked at once.
    number = {text: k for k, text in enumerate(dict.fromkeys(texts))}
    different = list(number)
    # A character needs many bytes while it is looked at: long lists are worked off in parts.
    parts = [
        _counts(different[first : first + bounds.MARKS_TEXTS])
        for first in range(0, len(different), bounds.MARKS_TEXTS)
    ]
    if len(different) == len(texts):
        return np.concatenate(parts) if parts else np.zeros((0, len(NAMES)), dtype=np.int32)
    at = np.fromiter(map(number.__getitem__, texts), dtype=np.int64, count=len(texts))
    return np.concatenate(parts)[at]


def _counts(texts: Sequence[str]) -> UnitMarks:
    text = _marked(texts)
    counts = np.zeros((len(texts), len(NAMES)), dtype=np.int32)
    counts[:, FIRST:] = [_edges(own) for own in text.split("\0")]
    # One look at all characters of all texts: few of them may begin a mark.
    code = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    begun = _begins().take(np.minimum(code, _TOP))
    places, ends = found(begun), found(code == 0)
    begun = begun[places]
    for c, pattern in enumerate(_PATTERNS):
        at = places[(begun & (1 << c)) > 0]
        if pattern is not None:
            at = np.array(_matches(pattern, text, at.tolist()), dtype=np.int64)
        counts[:, c] = np.bincount(np.searchsorted(ends, at), minlength=len(texts))
    return counts


def _matches(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> list[int]:
    """Where a pattern is found, as `finditer` does; places: of all that it may begin with."""
    matched: list[int] = []
    end = 0
    for place in places:
        if place >= end and (match := pattern.match(text, place)):
            matched.append(place)
            end = match.end()
    return matched


def _marked(texts: Sequence[str]) -> str:
    """Texts in which each mark is one character, with U+0000 between them."""
    text = "\0".join(texts)
    if text.count("\0") >= len(texts):
        texts = [text.replace("\0", "\1") for text in texts]
        text = "\0".join(texts)
    if not text.isascii():
        # Each by itself: most texts are in this form, and are seen to be so at once.
        text = "\0".join([text if text.isascii() else plain(text) for text in texts])
    text = text.replace("...", "…").replace("''", '"').replace("``", '"')
    return _ASKING.sub("?", text) if ";" in text else text


def _edges(text: str) -> tuple[int, int]:
    """The kinds of a text's beginning and of its end, both at most CAP."""
    first, last = text[:1], text[-1:]
    # Most texts begin with a letter.
    if first in _BEFORE:
        first = text.lstrip(_BEFORE)[:1]
    if last in _BEHIND:
        last = text.rstrip(_BEHIND)[-1:]
    return _BEGINS.get(first, 2 if first.islower() else int(first.isupper())), _ENDS_WITH.get(last, 0)


def spans(counted: UnitMarks, first: Ints, last: Ints) -> npt.NDArray[np.int64]:
    """Capped counts of the units first ... last - 1 (one at least) of spans, shape (spans, classes)."""
    sums = running(counted)
    capped: npt.NDArray[np.int64] = np.minimum(sums[last] - sums[first], CAP)
    # Edges of a stretch are those of its ends, not sums.
    capped[:, FIRST], capped[:, LAST] = counted[first, FIRST], counted[last - 1, LAST]
    return capped


def stretches(counted: UnitMarks) -> MarkCounts:
    """Capped counts of the w units before each position, shape (classes, 6, n + 1)."""
    n, classes = counted.shape
    capped = np.zeros((classes, REACH + 1, n + 1), dtype=np.int8)
    sums = np.ascontiguousarray(running(counted).T)
    for w in range(1, min(REACH, n) + 1):
        capped[:, w, w:] = np.minimum(sums[:, w:] - sums[:, :-w], CAP)
        capped[FIRST, w, w:], capped[LAST, w, w:] = counted[: n + 1 - w, FIRST], counted[w - 1 :, LAST]
    return capped


def shares(capped: MarkCounts) -> Floats:
    """How frequent each capped count is, from those of a text's `stretches`.

    In stretches of w units, shape (6, classes, CAP + 1).
    """
    classes, most, places = capped.shape
    share = np.full((most, classes, CAP + 1), 1.0 / (CAP + 1))
    table = np.arange(classes)[:, None] * (CAP + 1)
    for w in range(1, min(most, places)):
        # A count that was never seen may be seen once, so that no share is 0.
        seen = np.bincount((table + capped[:, w, w:]).reshape(-1), minlength=classes * (CAP + 1))
        many = seen.reshape(classes, -1) + bounds.MARKS_UNSEEN
        share[w] = many / many.sum(axis=1, keepdims=True)
    return share


def codes(capped: MarkCounts) -> MarkCounts:
    """MarkCounts as codes of tables: those of two classes as one number, shape (groups, 6, n + 1)."""
    # One look-up for two classes; tables for three would be larger than a processor's cache.
    result: MarkCounts = capped[0::2] * np.int8(CAP + 1) + capped[1::2]
    return result


def kinds(coded: MarkCounts) -> tuple[MarkCounts, Ints]:
    """The different `codes` of stretches, shape (groups, kinds), and of each stretch which it has."""
    joined = np.zeros(coded.shape[1], dtype=np.int64)
    for group in coded:
        joined *= (CAP + 1) ** 2
        joined += group
    _, first, number = np.unique(joined, return_index=True, return_inverse=True)
    return coded[:, first], number


def tables(
    source: Floats, target: Floats, agree: Floats, moves: Sequence[tuple[int, int]], weight: float = 1.0
) -> npt.NDArray[np.float32]:
    """Likelihood ratios of pairs of codes, those of the classes of a group added up.

    In ln, times a weight, for beads n:m, shape (groups, moves, codes, codes).

    source, target: the `shares` of both texts.
    """
    p, q = np.array(moves, dtype=np.int64).reshape(-1, 2).T
    # Equal counts: true pairs agree, or meet by chance as all others do.
    a = agree[:, None]
    ours, theirs = (np.log(a / side + (1 - a)) for side in (source, target))
    other = np.log(1 - agree)
    more = (weight * ((ours[p] + theirs[q]) / 2 - other[:, None])).swapaxes(0, 1)[..., None, None]
    size = CAP + 1
    result = np.empty((len(agree) // 2, len(p), size, size, size, size), dtype=np.float32)
    result[:] = weight * (other[0::2] + other[1::2])[:, None, None, None, None, None]
    # Where one class has equal counts on both sides: views of the diagonals.
    first, second = (np.einsum(where, result) for where in ("gmabac->gmabc", "gmabcb->gmbac"))
    first += more[0::2]
    second += more[1::2]
    return result.reshape(*result.shape[:2], size**2, size**2)


def fit(same: Floats, chance: Floats, weight: float, start: Floats) -> Floats:
    """How often counts agree, from the share of equal ones and from what chance would give.

    same, chance: shares for each class; weight: number of pairs. Some pairs' worth of `start` is mixed in.
    """
    # Agreement beyond what chance gives, as Cohen's kappa has it.
    seen = np.clip((same - chance) / np.maximum(1e-6, 1 - chance), 0.0, bounds.MARKS_MOST)
    # Where nearly all counts are equal by chance the pairs say little.
    worth = weight * (1 - chance)
    prior = bounds.MARKS_PRIOR
    result: Floats = np.clip((worth * seen + prior * start) / (worth + prior), *bounds.MARKS_AGREEING)
    return result


START = np.array(bounds.MARKS_AGREE)
"""`agree` before the first round, in the order of NAMES."""
