"""Comments of ours as we wrote them, each on one line, however an editor has wrapped the lines since."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from toolkit.text.scripts import unspaced


def unwrapped(
    comments: tuple[str, ...], ours: re.Pattern[str], right: Callable[[re.Match[str]], bool] = bool
) -> tuple[str, ...]:
    """The comments, with each that is ours on a line of its own.

    ours   what one looks like where any blank may be a line end; with `begun` and `ended` as its first and
           last groups, which take in a blank where other words stand on its lines
    right  whether a match is one indeed
    """
    text, before = "\n".join(comments), ""
    if not ours.search(text):
        return comments
    # Of two in one line, the first has taken the blank between them.
    while text != before:
        text, before = ours.sub(lambda found: _alone(found) if right(found) else found[0], text), text
    return tuple(text.split("\n"))


def _alone(found: re.Match[str]) -> str:
    before, after = ("\n" if found[group] else "" for group in ("begun", "ended"))
    return f"{before}{flat(found[0].strip(' '))}{after}"


def flat(text: str) -> str:
    r"""Wrapped lines as one: a line ends at a blank, after a hyphen, or where the script has no blanks.

    >>> flat("a well-\nknown\nword"), flat("渡轮\n来了")
    ('a well-known word', '渡轮来了')
    """
    lines = text.split("\n")
    parts = lines[:1]
    for last, line in pairwise(lines):
        hyphen = last.endswith("-") and re.match(r"\w", last[-2:-1]) and re.match(r"\w", line)
        dense = last and line and unspaced(last[-1]) and unspaced(line[0])
        parts += [line] if hyphen or dense else [" ", line]
    return "".join(parts)
