"""A name between two times, `0:00 Ann Lee 0:04`: the second says when it ends, or says the first again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit import late
from toolkit.readers import bounds
from toolkit.readers.time_forms import NAME, SPAN, timed
from toolkit.text.scripts import LETTERS
from toolkit.text.times import interval

_BETWEEN = late.regex(
    rf"[\[(]?(?P<first>{SPAN})[\])]?[ \t]++(?:[|–—-][ \t]++)?(?P<name>{NAME})[ \t]++"
    rf"[\[(]?(?P<second>{SPAN})[\])]?(?=[ \t]|$)[ \t]*+(?P<text>.*)$"
)
_FIRST = late.regex(rf"[\[(]?{SPAN}")
_MOST, _AGAIN = 0.8, 0.5
"""Share of the lines with a time that have a second one, and of the names that come again: at least."""


def once(texts: Sequence[str]) -> dict[int, str]:
    """The lines with a name between two times, with one of them: `Ann Lee [0:00 - 0:04]`; "" for none left.

    The first time may stand alone on the line above. Most lines with a time have both, and names come again:
    a list of parts names each once. No second time is later than the next first one.
    """
    rows = [(i, text) for i, text in enumerate(texts) if timed(text) and _FIRST.match(text)]
    found = {i: mark for i, text in rows if (mark := _BETWEEN.match(text))}
    below: list[int] = []
    if not found:
        pairs = (
            (i, f"{text} {texts[i + 1]}")
            for i, text in rows
            if i + 1 < len(texts) and not LETTERS.search(text)
        )
        found = {i: mark for i, text in pairs if (mark := _BETWEEN.match(text))}
        below = [i + 1 for i in found]
    names = [mark["name"] for mark in found.values()]
    if len(found) < max(bounds.MARKS_LEAST, _MOST * len(rows)):
        return {}
    if len(names) - len({*names}) < _AGAIN * len(names):
        return {}
    spans = [(interval(mark["first"])[0], interval(mark["second"])[0]) for mark in found.values()]
    own = [a is not None and b is not None and b >= a for a, b in spans]
    ends = [b is not None and c is not None and b <= c for (_, b), (c, _) in pairwise(spans)]
    if sum(own) < _MOST * len(own) or sum(ends) < _MOST * len(ends):
        return {}
    left = dict.fromkeys(below, "")
    for i, mark in found.items():
        first, second = (interval(mark[time])[0] for time in ("first", "second"))
        time = mark["first"] if first == second else f"{mark['first']} - {mark['second']}"
        left[i] = f"{mark['name']} [{time}] {mark['text']}".rstrip()
    return left
