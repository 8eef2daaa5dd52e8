"""Patterns that find many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.grouped import grouped
from toolkit.text.similarity import shared_start

_DEEPEST = 30
"""Groups inside each other, at most: who compiles a pattern goes down into each."""


def any_of(words: Iterable[str], *, longest: bool = False) -> str:
    """A pattern of the shortest beginnings of words, which takes no longer for many than for few.

    longest  of words that begin at one place the longest that fits is wanted, and not a beginning of it

    >>> re.findall(any_of(["ann", "anna", "bo"]), "anna and bob")
    ['ann', 'bo']
    >>> re.findall(any_of(["ann", "anna", "bo"], longest=True), "anna and bob")
    ['anna', 'bo']
    """
    return _any_of([*words], longest, _DEEPEST)


def _any_of(words: list[str], longest: bool, deep: int) -> str:
    start = shared_start(words) if words else ""
    rest = [word[len(start) :] for word in words]
    # What one of them begins with ends the look.
    if not any(rest) or (not longest and "" in rest):
        return re.escape(start)
    if not deep:
        return f"{re.escape(start)}(?:{'|'.join(map(re.escape, sorted(rest, key=len, reverse=longest)))})"
    by_first = grouped((word[0], word) for word in filter(None, rest))
    branches = [_any_of(some, longest, deep - 1) for some in by_first.values()]
    return f"{re.escape(start)}(?:{'|'.join(branches)})" + "?" * ("" in rest)
