"""How large a headline is: the longer it is, and the less room there is for it, the smaller.

    three = the room for a line / `line`: the size for three lines
    size = `three`, or up to `LEAST` if six lines are enough

It is never less than that of the text, and never more than the style says.

Style sheets and the typesetter know the room; here is what they divide it by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from toolkit import languages
from toolkit.text.advance import advance
from toolkit.text.line_breaks import line_pieces

LEAST = 1.1
"""Where three lines are not enough: in sizes of the text, as in `book.css`."""
LENGTHY = 35
"""In sizes of its letters: what is longer is set smaller where a reader can't divide."""
ENDLESS = 30
"""From which `line` on there may be more than six lines on a phone: browsers make no more of one length."""
STEPS = tuple(sorted({round(4 * 1.08**k) for k in range(52)}))
"""How wide a line has to be, in the steps that style sheets know."""
_LINES = 3
_FILLED = 0.88
"""How much of a line is full, where all are of one length."""


def line(text: str) -> float:
    """How wide a line has to be, in sizes of its letters: for three lines, and for its longest word.

    >>> round(line("Rain"), 1), round(line("The clock that shows the tide of the harbour"), 1)
    (2.4, 8.6)
    """
    longest = max([advance(piece.strip()) for piece in line_pieces(text)], default=1)
    return max(longest, advance(text) / (_LINES * _FILLED), 1)


def step(needed: float) -> int:
    """The next step that is enough; the last one for what is longer.

    >>> step(2.1), step(20.2), step(9999) == STEPS[-1]
    (4, 22, True)
    """
    return STEPS[min(bisect_left(STEPS, needed), len(STEPS) - 1)]


def lines(texts: Mapping[str, str]) -> float:
    """That of the headlines of several languages, which stand below each other."""
    return max(map(line, texts.values()), default=1)


def abreast(texts: Mapping[str, str]) -> float:
    """That of all columns together, where languages stand side by side, and have one size."""
    return max(
        [line(text) / share for text, share in zip(texts.values(), _shares(texts), strict=True)], default=1
    )


def columns(texts: Mapping[str, str]) -> list[float]:
    """That of each of these columns."""
    whole = abreast(texts)
    return [whole * share for share in _shares(texts)]


def _shares(langs: Iterable[str]) -> list[float]:
    """Which part of the width each column has."""
    shares = [languages.get(lang).share for lang in langs]
    return [share / sum(shares) for share in shares]


def size(room: float, line: float, largest: float) -> float:
    """The law itself, in sizes of the text."""
    three = room / line
    return min(largest, max(three, min(LEAST, three * 2), 1))
