"""How the labels of one document look alike: what others that are printed as a label is have in common.

Speakers of a document are printed in one way, and what else is printed so is commonly no speaker either: a
list of facts, an agenda, times and places. A label that comes once is known by its company.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.reading.lexicon import lexicon
from toolkit.reading.shape import Flags, Indices, Numbers

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
