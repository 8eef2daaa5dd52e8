"""Where a paragraph may be divided, for pages that face each other: pure, spans -> smaller spans.

A page that has to end where the one beside it ends can't be left to the compiler: `book.typ` measures how
much of a paragraph fits, and takes so many of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

# Chinese and Japanese: a line may end between any two letters, but for the rules below.
_EAST = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_WORD = re.compile(r" *[^ ]+ *")
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})
_OPENING = frozenset({"Ps", "Pi"})
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_LONG = 160
"""Characters from which on emphasis is divided."""


def divided(spans: Sequence[Any]) -> list[Any]:
    """The same text in pieces: words, and letters where there are no blanks; joined they are the spans.

    Links, footnotes, ruby and short emphasis stay whole.
    """
    return [piece for span in spans for piece in _pieces(span)]


def _pieces(span: Any) -> Iterator[Any]:
    if isinstance(span, str):
        yield from words(span)
    elif span["m"] in {"em", "strong", "mark"} and _length(span["c"]) > _LONG:
        for inside in divided(span["c"]):
            yield {**span, "c": [inside]}
    else:
        yield span


def _length(spans: Sequence[Any]) -> int:
    return sum(len(span) if isinstance(span, str) else _length(span["c"]) for span in spans)


def words(text: str) -> Iterator[str]:
    """A text in pieces at whose ends a line may end.

    >>> list(words("One 「二、三」"))
    ['One ', '「二、', '三」']
    """
    found = _WORD.findall(text) or ([text] if text else [])
    for word in found:
        if not _EAST.search(word):
            yield word
            continue
        start = 0
        for k in range(1, len(word)):
            if _may_end(word[k - 1], word[k]):
                yield word[start:k]
                start = k
        yield word[start:]


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no blank divides."""
    if after == " " or after in _SMALL or unicodedata.category(after) in _CLOSING:
        return False
    if before == " " or unicodedata.category(before) in _OPENING:
        return False
    return bool(_EAST.match(before) or _EAST.match(after))
