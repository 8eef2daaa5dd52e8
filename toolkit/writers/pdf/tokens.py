"""Where a paragraph may be divided, for pages that face each other: pure, spans -> smaller spans.

A page that has to end where the one beside it ends can't be left to the compiler: `book.typ` measures how
much of a paragraph fits, and takes so many of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.text.line_breaks import line_pieces

_LONG = 160
"""Characters from which on emphasis is divided."""


def divided(spans: Sequence[Any]) -> list[Any]:
    """The same text in pieces: words, and letters where there are no blanks; joined they are the spans.

    Links, footnotes, ruby and short emphasis stay whole.
    """
    return [piece for span in spans for piece in _pieces(span)]


def _pieces(span: Any) -> Iterator[Any]:
    if isinstance(span, str):
        yield from line_pieces(span)
    elif span["m"] in {"em", "strong", "mark"} and _length(span["c"]) > _LONG:
        for inside in divided(span["c"]):
            yield {**span, "c": [inside]}
    else:
        yield span


def _length(spans: Sequence[Any]) -> int:
    return sum(len(span) if isinstance(span, str) else _length(span["c"]) for span in spans)
