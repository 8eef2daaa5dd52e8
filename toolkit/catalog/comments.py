"""Comments of diglot's own in a catalog.

They are signed, and put on a line each however an editor has wrapped them since.

What ends such a comment is a checksum of the text that it is about, after the name of the file that the text
is from: `[old.txt 7K2M9Q]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b
from itertools import pairwise
from pathlib import PurePath

from toolkit.catalog.ids import base32
from toolkit.text.hygiene import tidy
from toolkit.text.scripts import unspaced

CODE = r"\[(?:(?P<file>(?:[^][\s]|(?<=-)\n)+)\s)?(?P<code>[0-9A-Z]{6})\]"
"""What ends a comment of ours: the file that the text is from, and the text's checksum."""
_LONGEST = 40
"""Characters of a file's name that tell it from others: its last, so that no editor has to break it."""


def code(text: str) -> str:
    """Six characters that tell texts apart.

    Blanks at line ends and the like don't count.
    """
    return base32(blake2b(tidy(text).encode(), digest_size=8).digest(), 6)


def file_name(path: str) -> str:
    """How a comment names a file.

    It is the name without its folders, in one word.
    """
    return re.sub(r"-+", "-", re.sub(r"[][\s]+", "_", tidy(PurePath(path).name)))[-_LONGEST:]


def signature(text: str, file: str = "") -> str:
    """What ends a comment about a text."""
    return f"[{file} {code(text)}]" if file else f"[{code(text)}]"


def unwrapped(
    comments: tuple[str, ...], ours: re.Pattern[str], right: Callable[[re.Match[str]], bool] = bool
) -> tuple[str, ...]:
    """The comments, with each of ours on one line.

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
    r"""Wrapped lines as one.

    A line ends at a blank, after a hyphen, or where the script has no blanks.

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
