"""Lines of a text: what is seen of one, how wide it is, and several as one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import overload
from unicodedata import east_asian_width

from toolkit import late
from toolkit.text import scripts
from toolkit.text.hygiene import tidy, visible
from toolkit.text.markup import BREAK
from toolkit.text.scripts import begins_small, between_lines, unspaced

_PAIRS = zip("([（【［〔<〈《＜{", ")]）】］〕>〉》＞}", strict=True)
BRACKETED = late.regex("|".join(rf"\{a}[^\{a}\{b}]+\{b}" for a, b in _PAIRS))
"""What stands in brackets: as a paragraph of its own it mostly tells what happens."""


_STARRED = late.regex(r"\*[^*\W\d_](?:[^*]*[^*.!?])?\*")


def is_heard(line: str) -> bool:
    """Whether a line of its own may tell what happens: it is in brackets, or in stars as `*laughs*` is."""
    starred = _STARRED.fullmatch(line) is not None and begins_small(line[1:])
    return starred or BRACKETED.fullmatch(line) is not None


SOFT_HYPHEN = "\u00ad"
"""At the end of a line it divides a word, and is no part of it."""

BLANKS = late.regex(r"[ \t\r\n\f]+")
"""What lays out a line; a blank that doesn't break is typography."""


class Slices(Sequence[str]):
    """Pieces of a text, cut on demand.

    Nobody holds them.
    """

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        """`starts` are the offsets of the pieces.

        They ascend. Each piece ends where the next one begins.
        """
        self._text = text
        self._bounds = (*starts, len(text))

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self[k] for k in range(*index.indices(len(self))))
        k = range(len(self))[index]
        return self._text[self._bounds[k] : self._bounds[k + 1]]


def seen(line: str) -> bool:
    """Whether anything in the line is visible."""
    return bool(visible(tidy(line)).strip())


def joined(parts: Sequence[str]) -> str:
    """Several lines as one.

    There is a space between two, but none between characters of scripts without spaces, or after a hyphen,
    and a soft one goes. A line may begin with the mark that ends the one before.
    """
    parts = list(filter(None, parts))
    if len(parts) == 1:
        only = parts[0].removeprefix(BREAK)
        # Already tidy, as most ASCII is: nothing to compose, nothing to drop, no blanks to collapse.
        if only.isascii() and only.isprintable() and "  " not in only:
            return only
        return tidy(only)
    if not parts:
        return ""
    pieces = [parts[0].removeprefix(BREAK)]
    for before, part in itertools.pairwise(parts):
        if _divided(before, part):
            pieces[-1] = pieces[-1][:-1]
        if not (part.startswith(BREAK) or _hyphenated(before, part)):
            pieces.append(between_lines(before, part))
        pieces.append(part)
    return tidy("".join(pieces))


def unwrapped(text: str) -> str:
    r"""The text of a page as it is shown: each run of blanks is one.

    None is left of it where a line ends between East Asian characters (CSS Text 3, 4.1.3).

    >>> unwrapped("ここで\n  行われた one\ntwo")
    'ここで行われた one two'
    """
    return BLANKS.sub(_between, text)


def _between(blanks: re.Match[str]) -> str:
    start, end = blanks.span()
    around = blanks.string[max(0, start - 1) : start] + blanks.string[end : end + 1]
    wide = len(around) == 2 and all(unspaced(one) and east_asian_width(one) in "FWH" for one in around)
    return "" if wide and "\n" in blanks[0] else " "


def starts(parts: Sequence[str], whole: str) -> list[int]:
    """Where each part begins in what `joined` has made of them.

    Offsets never descend; that of a part of which nothing is left is where it would stand.
    """
    offsets: list[int] = []
    at = 0
    for part, below in itertools.zip_longest(parts, parts[1:], fillvalue=""):
        if offsets and whole[at : at + 1] == " ":
            at += 1
        offsets.append(min(at, len(whole)))
        at += len(tidy(part)) - _divided(part, below)
    return offsets


def _divided(before: str, after: str) -> bool:
    return before.endswith(SOFT_HYPHEN) and _hyphenated(before, after)


def _hyphenated(before: str, after: str) -> bool:
    return ends_within(before) and begins_small(after)


def ends_within(line: str) -> bool:
    """Whether a line ends within a word: a hyphen stands behind a letter."""
    return line[-1:] in {"-", "‐", SOFT_HYPHEN} and line[-2:-1].isalpha()


def width(text: str) -> int:
    """Columns on a terminal."""
    # Wide characters have two.
    return len(text) if text.isascii() else len(text) + len(scripts.one_of(scripts.WIDE).findall(text))
