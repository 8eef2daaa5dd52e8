"""Where a line may end: pure, text -> pieces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit import scripts

# Chinese and Japanese: a line may end between any two letters, but for the rules below.
_EAST = re.compile(f"[{scripts.CJK}]")
_WORD = re.compile(r" *[^ ]+ *")
_CLOSING = frozenset({"Pe", "Pf", "Po", "Lm", "Mn", "Mc"})
_OPENING = frozenset({"Ps", "Pi"})
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")


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
