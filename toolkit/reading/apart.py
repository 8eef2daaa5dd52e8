"""What stands apart from a talk: sentences that are set once more, heads of pages, and notes below them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from toolkit.reading.lines import width
from toolkit.reading.shape import Flags
from toolkit.reading.view import View

# What stands there once more: a sentence that was taken out of what somebody says, and set apart to be seen.

_QUOTED, _PULLED = 8, 24
"""Columns of it, at least, where it is a quotation, and where it is in bold or between quotation marks: fewer
may stand somewhere by chance."""
_SEARCHED, _TRIED = 1_000_000, 200
"""Characters of a text in which such lines are looked for, and how many of them are: at most."""
STOPS = ".。…।۔"
_PULL = re.compile('["“”„«»‹›「」『』]?(.+?)(?:["”“»«›」』]\\s*(?:[–—―-]+\\s*.{0,60})?)?$')


def pulled(view: View) -> Iterator[int]:
    """The lines that are set apart and stand word for word in a longer line, which isn't."""
    flags = [view.has(name) for name in ("quotation", "bold", "italic")]
    apart = np.any(flags, axis=0) | in_marks(view)
    least = np.where(flags[0], _QUOTED, _PULLED)
    tried = np.flatnonzero(apart & (view.widths >= least))[:_TRIED].tolist()
    if not tried or sum(map(len, view.plain)) > _SEARCHED:
        return
    lines = [text for text, set_apart in zip(view.plain, apart.tolist(), strict=True) if not set_apart]
    whole = "\n".join(lines)
    same = Counter(line.rstrip(STOPS) for line in lines)
    for i in tried:
        match = _PULL.match(view.plain[i])
        words = match[1].strip().rstrip(STOPS) if match else ""
        if width(words) >= least[i] and whole.count(words) > same[words]:
            yield i


def in_marks(view: View) -> Flags:
    """Whether each line is between quotation marks, from its beginning to its end."""
    marks: Flags = view.has("opens quote") & view.has("closes quote")
    return marks


# A page has its head again, with another number; a note has the number that a word has above it.

_TOP = 5
"""Lines among which the name of a text stands that is the head of its pages."""
_AGAIN = 2
"""Pages below, at least, which have it."""
_PAGED = re.compile(r"(?:\W*(\d{1,4})\W*\s+)?([^\d\s]\D*?)(?:\s+\W*(\d{1,4})\W*)?$")
_NOTE = re.compile(r"(\d{1,3})\s+[^\W\d_]")
_CALLS = re.compile(r"[^\W\d_][.,;:!?”\"’»)]*(\d{1,3})(?=[\s—–]|$)")
_FAR = 80
"""Lines from a note up to the word that calls it, at most."""


def running_heads(view: View) -> list[int]:
    """The lines that are one of the first again, each with a greater number before or behind it."""
    found = [_PAGED.match(words) for words in view.plain]
    tops = {match[2] for match in found[:_TOP] if match and not (match[1] or match[3])}
    same: defaultdict[str, list[int]] = defaultdict(list)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for i, match in enumerate(found):
        if match and match[2] in tops and (number := match[1] or match[3]):
            same[match[2]].append(i)
            numbers[match[2]].append(int(number))
    return sorted(
        i
        for top, at in same.items()
        if len(at) >= _AGAIN and numbers[top] == sorted(set(numbers[top]))
        for i in at
    )


def footnotes(view: View) -> list[int]:
    """The lines that begin with a number that stands right behind a word or a full stop above: `in May.1`.

    Numbers that only count have a full stop or a bracket, or no word that calls them.
    """
    calls = [(i, int(call)) for i, words in enumerate(view.plain) for call in _CALLS.findall(words)]
    if not calls:
        return []
    last: dict[int, int] = {}
    found = []
    todo = iter([*calls, (len(view.plain), 0)])
    place, called = next(todo)
    for i, words in enumerate(view.plain):
        while place < i:
            last[called] = place
            place, called = next(todo)
        note = _NOTE.match(words)
        if note and i - last.get(int(note[1]), -_FAR - 1) <= _FAR:
            found.append(i)
    return found
