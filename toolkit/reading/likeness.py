"""How the labels of one document look alike: what others that are printed as a label is have in common.

Speakers of a document are printed in one way, and what else is printed so is commonly no speaker either: a
list of facts, an agenda, times and places. A label that comes once is known by its company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

import numpy as np
from rapidfuzz import fuzz, process

from toolkit.reading.candidates import DASHES, MARKS
from toolkit.reading.lexicon import lexicon
from toolkit.reading.shape import Flags, Indices, Numbers
from toolkit.text.scripts import unspaced

_NEAR = 85.0
"""Of `fuzz.ratio`, from which on two labels may be spellings of one name."""
_SPELT, _SLIP = 5, 2
"""Characters of a label that may be misspelt, at least; and of which another spelling has more, at most."""
_CROWD, _FEW = 300, 60
"""Sure speakers, of whom no more are compared with others; and of whom each is compared with all."""
_AT_ONCE = 4096
"""Labels that are compared at once: what is known of each two takes memory."""
_SOON = 6
"""Lines between a question and its answer, at most."""
ASKED = (
    "to 12", "to 25", "one word", "two or three words", "capitalised", "capitals", "digit", "lower words",
    "first starts", "some title", "some role", "list meta", "log count", "once", "line: gap",
    "line: item form", "behind: lower", "behind: ends", "behind: to 40", "behind: wider", "behind: address",
    "behind: digits", "before: colon",
)  # fmt: skip
"""Features of each label that are asked of the others of its style."""
ALIKE = ("alone in its style", "spread of widths", *(f"alike: {name}" for name in ASKED))
"""What `alike` gives, in order."""


def alike(rows: Numbers, names: Sequence[str], widths: Numbers, of: Indices, style: Indices) -> Numbers:
    """Of each label what the others of its style are like: means, each label counted once.

    rows    labels x features, and their names
    widths  of each label
    of      of each place, its label; `style` its style
    """
    count = len(rows)
    ways = int(style.max()) + 1
    # Each label once in each style, and not `np.unique`, which imports masked arrays.
    both = np.sort(of * ways + style)
    both = both[np.append(True, both[1:] != both[:-1])]
    who, which = both // ways, both % ways
    asked = np.column_stack([rows[:, [names.index(name) for name in ASKED]], np.log1p(widths)])
    mine = np.zeros(count, dtype=np.intp)
    # The style in which a label is printed first.
    mine[of[::-1]] = style[::-1]
    sums = np.zeros((ways, asked.shape[1]))
    squares = np.zeros(ways)
    np.add.at(sums, which, asked[who])
    np.add.at(squares, which, asked[who, -1] ** 2)
    types = np.bincount(which, minlength=ways)
    others = np.maximum(0, types[mine] - 1)[:, None]
    some = others > 0
    means = np.where(some, (sums[mine] - asked) / np.maximum(1, others), 0)
    spread = squares[mine] / types[mine] - (sums[mine, -1] / types[mine]) ** 2
    return np.column_stack([~some, np.sqrt(np.maximum(0, spread)), means[:, :-1]]).astype(np.float32)


def inside(keys: Sequence[str], recurs: Flags) -> Numbers:
    """Whether the words of each label are some of a longer one's that recurs."""
    parts: set[str] = set()
    for k in np.flatnonzero(recurs):
        words = keys[int(k)].split()[:8]
        for a in range(len(words)):
            parts.update(" ".join(words[a:b]) for b in range(a + 1, len(words) + 1) if b - a < len(words))
        if len(words) == 1 and unspaced(words[0][0]):
            parts.update(words[0][:b] for b in range(1, min(4, len(words[0]))))
    return np.array([own in parts for own in keys], dtype=np.float32)


def longer_than(keys: Sequence[str], recurs: Flags) -> Numbers:
    """Whether each label begins or ends with another that recurs: a title and a name, where one will do."""
    often = {keys[int(k)] for k in np.flatnonzero(recurs)}
    result = np.zeros(len(keys), dtype=np.float32)
    for k, own in enumerate(keys):
        words = own.split()[:8]
        parts = [part for cut in range(1, len(words)) for part in (words[:cut], words[cut:])]
        result[k] = any(" ".join(part) in often for part in parts)
    return result


def paired(keys: Sequence[str], of: Indices, line: Indices) -> Numbers:
    """Of each label: how often it is a word for a question before one for an answer, or this behind that.

    of    of each place, its label; `line` its line; in the order of lines
    """
    words = lexicon()
    asks, answers = (np.array([own in some for own in keys])[of] for some in (words.ask, words.answer))
    at = np.flatnonzero(asks | answers)
    first, then = at[:-1], at[1:]
    met = asks[first] & answers[then] & (of[first] != of[then]) & (line[then] - line[first] <= _SOON)
    count = len(keys)
    pairs = np.bincount(of[first[met]], minlength=count) + np.bincount(of[then[met]], minlength=count)
    return (np.minimum(1, pairs / np.bincount(of, minlength=count))).astype(np.float32)


def like_commoner(keys: Sequence[str], speakers: Indices, often: Indices) -> Numbers:
    """Of each label: whether it is like a speaker's that is commoner: shorter, longer, or with a slip.

    speakers  the labels that surely speak
    often     how often each label comes
    """
    result = np.zeros(len(keys), dtype=np.float32)
    chosen = speakers[np.argsort(-often[speakers], kind="stable")][:_CROWD]
    others = [keys[k] for k in chosen.tolist()]
    rarer = np.flatnonzero(often < often[chosen].max(initial=0)).tolist()
    rows = [k for k in rarer if keys[k].split() and keys[k][0] not in DASHES and keys[k][0] not in MARKS]
    for begin in range(0, len(rows), _AT_ONCE):
        some = rows[begin : begin + _AT_ONCE]
        result[some] = _like([keys[k] for k in some], others, often[chosen] > often[some][:, None])
    return result


def _like(labels: Sequence[str], others: Sequence[str], commoner: Flags) -> Flags:
    """Of each label: whether it may be one name with any of the others that are commoner.

    commoner  labels x others
    """
    words, of_others = ([set(label.split()) for label in some] for some in (labels, others))
    count, more = (np.array([*map(len, some)]) for some in (words, of_others))
    size, longer = (np.array([*map(len, some)]) for some in (labels, others))
    # In scripts without blanks the first character tells who may be meant; in others all may be.
    first, begins = (
        np.array([ord(label[0]) if unspaced(label[0]) else 0 for label in some]) for some in (labels, others)
    )
    common = _common(words, of_others)
    near = commoner & ((first[:, None] == begins) | (common > 0) | (len(others) <= _FEW))
    short = size[:, None] <= longer
    fewer, least = np.where(short, count[:, None], more), np.minimum(size[:, None], longer)
    like: Flags = (near & (common == fewer) & (fewer < np.where(short, more, count[:, None]))).any(axis=1)
    close = near & ~like[:, None] & (least > 1) & (np.where(short, first[:, None], begins) > 0)
    for k, other in np.argwhere(close).tolist():
        shorter, whole = sorted((labels[k], others[other]), key=len)
        like[k] |= whole.startswith(shorter) or whole.endswith(shorter)
    near &= ~like[:, None] & (least >= _SPELT) & (np.abs(size[:, None] - longer) <= _SLIP)
    spelt = np.flatnonzero(near.any(axis=1))
    ratios = process.cdist(
        [labels[k] for k in spelt.tolist()], others, scorer=fuzz.ratio, score_cutoff=_NEAR, dtype=np.float64
    )
    like[spelt] = (near[spelt] & (ratios > _NEAR)).any(axis=1)
    return like


def _common(labels: Sequence[Set[str]], others: Sequence[Set[str]]) -> Indices:
    """How many words each label has in common with each other: labels x others."""
    columns, rows = defaultdict(list), defaultdict(list)
    for k, words in enumerate(others):
        for word in words:
            columns[word].append(k)
    for k, words in enumerate(labels):
        for word in words & columns.keys():
            rows[word].append(k)
    common = np.zeros((len(labels), len(others)), dtype=np.intp)
    for word, some in rows.items():
        common[np.ix_(some, columns[word])] += 1
    return common
