"""Lines of text in a given width, in whatever font: pure, text -> size and lines.

Widths are those of wide book faces; where a reader's font is narrower, lines are a little shorter than they
could be, and nothing ever stands over the edge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from toolkit.writers.breaks import words

_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]-·/ ")
_WIDE = frozenset("mwMW@%—…")
_ONE_LINE = 0.7
_SAFE = 1.06
"""Bold letters are wider."""


def fitted(text: str, size: float, width: float, smallest: float) -> tuple[float, list[str]]:
    """A size, the given one or less, and lines of about the same length that fit into the width.

    smallest  the size at which a word that is wider than the line is divided anywhere, rather than made
              smaller
    """
    pieces = list(words(text))
    # Without blanks only a reader sees where a word ends: one line, a little smaller, where that will do.
    if " " not in text and _ONE_LINE * size <= width / max(advance(text), 0.01) < size:
        return width / advance(text), [text]
    longest = max((advance(piece.strip(" ")) for piece in pieces), default=0)
    if longest * size > width:
        size = max(smallest, width / longest)
    if longest * size > width:
        pieces = [part for piece in pieces for part in _cut(piece, width / size)]
    lines = _wrapped(pieces, width / size)
    # The narrowest width that needs no more lines: a last line of one short word looks like a mistake.
    low, high = advance(text) / max(1, len(lines)), width / size
    for _ in range(12):
        middle = (low + high) / 2
        if len(_wrapped(pieces, middle)) <= len(lines) and _fits(pieces, middle):
            high = middle
        else:
            low = middle
    return size, [line.strip(" ") for line in _wrapped(pieces, high)]


def _fits(pieces: Sequence[str], width: float) -> bool:
    return all(advance(piece.strip(" ")) <= width for piece in pieces)


def _wrapped(pieces: Sequence[str], width: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and advance((lines[-1] + piece).strip(" ")) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _cut(piece: str, width: float) -> list[str]:
    """A word in parts that fit."""
    marks = [0]
    for k in range(1, len(piece) + 1):
        if advance(piece[marks[-1] : k]) > width and k - 1 > marks[-1]:
            marks.append(k - 1)
    return [piece[a:b] for a, b in pairwise([*marks, len(piece)])]


@lru_cache(maxsize=4096)
def advance(text: str) -> float:
    """The width of a text, in sizes of its letters."""
    return sum(map(_advance, text)) * _SAFE


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1
    if character in _NARROW:
        return 0.34
    if character in _WIDE:
        return 0.98
    if category == "Lu":
        return 0.76
    return 0.62 if ord(character) > 0x24F else 0.56
