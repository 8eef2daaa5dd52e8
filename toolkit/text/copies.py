"""How much of a translation is the source itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from toolkit.text.hygiene import fold

COPY_LETTERS = 20
"""Letters from which on a text is hardly the same in two languages. By hand: names are shorter."""
COPY_SHARE = 0.25
"""Share of the longer texts from which on a translation seems to be the source itself.

By hand: quotations stay untranslated, and close languages agree in a sentence here and there."""


class CopiedTexts(NamedTuple):
    """Of some texts with their translations: which are the same."""

    same: list[int]
    """Their places, from 0: short ones, too."""
    longer: int
    """How many are not short."""
    longer_same: int
    """How many of these are the source itself."""


def copied(pairs: Iterable[tuple[str, str]]) -> CopiedTexts:
    """Compare texts with their translations, letter by letter.

    >>> copied([("Yes, she came.", "yes she came"), ("She sold the boat for a pig.", "Elle a vendu.")])
    CopiedTexts(same=[0], longer=1, longer_same=0)
    """
    same = []
    longer = longer_same = 0
    for number, (source, translation) in enumerate(pairs):
        own = letters(source)
        alike = bool(own) and own == letters(translation)
        # Short texts are the same in many languages: names, "OK".
        long = bool(translation) and len(own) >= COPY_LETTERS
        longer += long
        longer_same += long and alike
        same += [number] * alike
    return CopiedTexts(same, longer, longer_same)


def many(longer_same: int, longer: int) -> bool:
    """Whether a translation of so many longer texts, of which some are the source itself, is hardly one."""
    return longer_same >= max(2, COPY_SHARE * longer)


def letters(text: str) -> str:
    """The letters of a text, capital or small."""
    return "".join(filter(str.isalpha, fold(text)))
