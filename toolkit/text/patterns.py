"""Patterns that find many words at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable


def any_of(words: Iterable[str], *, longest: bool = False) -> str:
    """A pattern of the shortest beginnings of words, which takes no longer for many than for few.

    longest  of words that begin at one place the longest that fits is wanted, and not a beginning of it

    >>> re.findall(any_of(["ann", "anna", "bo"]), "anna and bob")
    ['ann', 'bo']
    >>> re.findall(any_of(["ann", "anna", "bo"], longest=True), "anna and bob")
    ['anna', 'bo']
    """
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    ends = False
    for word in words:
        if word:
            by_first[word[0]].append(word[1:])
        elif longest:
            ends = True
        else:
            # What one of them begins with ends the look.
            return ""
    branches = [re.escape(letter) + any_of(rest, longest=longest) for letter, rest in by_first.items()]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + "?" * ends if branches else ""
