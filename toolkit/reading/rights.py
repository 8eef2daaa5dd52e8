"""Whose a text is: the lines that say who has its rights, and the labels that are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late
from toolkit.languages.lexicon import key, lexicon, lowered

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled

_SIGN = late.regex(r"[\s*_]*(?:[©ⓒ℗]|[(（][cCсСpP][)）](?=\s?\d{4}\b))")
"""The sign of a copyright. In brackets it is a letter, in Latin or in Cyrillic, before a year."""
_BEHIND = late.regex(r"\s*(?:$|[:：©ⓒ℗.。,，;!]|[(（][cс][)）]|(?:1[5-9]|20)\d\d\b)")
"""What stands behind a word for rights that tells of them: a sign, a year, or nothing more."""
_LONGEST = 40
"""Characters of such words, at most."""


@cache
def _words() -> re.Pattern[str]:
    """A word for rights at the beginning of a line."""
    longest_first = sorted(lexicon().rights, key=len, reverse=True)
    return re.compile(rf"[\s*_]*({'|'.join(map(re.escape, longest_first))})(?!\w)")


def tells_of_rights(words: str) -> bool:
    """Whether a line begins with the sign of a copyright, or with a word for it and a year, a sign or a name.

    >>> [*map(tells_of_rights, ("© Ada Berg", "(c) 1994 Vell", "Copyright by Ada Berg", "Copyright is hard"))]
    [True, True, True, False]
    """
    if _SIGN.match(words):
        return True
    # Letters in small are as many as before, but in a few scripts, where it is no matter which stand behind.
    if (found := _words().match(lowered(words[: 2 * _LONGEST]))) is None:
        return False
    behind = words[found.end() :]
    name = behind.lstrip()[:1]
    by = key(behind.split(maxsplit=1)[0]) in lexicon().by if behind.strip() else False
    return by or name.isupper() or _BEHIND.match(lowered(behind)) is not None


def of_rights(text: Labelled) -> Iterator[int]:
    """The keys of labels that tell of rights, in any language: those of `© 1994 Vell Archive: Ask us.`."""
    for k, own in enumerate(text.names):
        if _SIGN.match(own) or (own[:1].isalpha() and tells_of_rights(own)):
            yield k


def reserved(text: Labelled) -> list[int]:
    """The lines that tell of rights: with a sign anywhere, with a word above all turns or below them.

    Nobody says them, and none is of a list: `(c)` stands before no year there.
    """
    size = len(text.lines)
    turns = text.line[text.again]
    # A headline may have such a word.
    apart = (text.gap > 0) & ~text.has("heading", "asks") & (np.arange(size) > 0)
    apart[int(turns.min(initial=size)) : int(turns.max(initial=-1)) + 1] = False
    return [
        i for i, words in enumerate(text.plain) if _SIGN.match(words) or (apart[i] and tells_of_rights(words))
    ]
