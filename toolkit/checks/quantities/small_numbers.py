"""Small numbers, which come and go: both, once, a pair.

A word for one counts where the other side has another number in its place: twice, three times; first, third.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.checks.contrast_words import what_says
from toolkit.checks.quantities.converting import values
from toolkit.checks.quantities.reading import Quantity

FEW = 2
"""Up to here numbers come and go: both, once, a pair."""
_TIMES = 5
"""What a word counts that may mean something else is less."""
_LAST, _FIRST = "last", frozenset([0])
"""The kind of `contrasts.toml` that tells what is first, and its member."""


def counts(quantity: Quantity) -> bool:
    """Whether it is more than a few, which come and go: both, once, a pair."""
    return quantity.kind != "number" or broken(quantity) or all(value > FEW for value in values(quantity))


def broken(quantity: Quantity) -> bool:
    """Whether it surely is a part of a unit, or has one."""
    return quantity.unit is not None and all(value % 1 for value in values(quantity))


def changed_times(
    added: Sequence[Quantity], ours: Sequence[Quantity], theirs: Sequence[Quantity], lang: str
) -> list[Quantity]:
    """The one word of a side that may count, where the other has another number: twice, three times.

    What is first counts, where one may be anything.

    lang  of that side
    """
    if len(added) != 1 or added[0].kind != "number" or added[0].digits or not counts(added[0]):
        return []
    rest = list(ours)
    for other in theirs:
        like = next((one for one in reversed(rest) if one.keys & other.keys), None)
        if like is not None:
            rest.remove(like)
    own = [one for one in rest if one.kind == "number" and not one.sure and not one.digits]
    small = [one for one in own if values(one) and all(1 <= value < _TIMES for value in values(one))]
    if len(own) != 1 or len(small) != 1:
        return []
    return small if min(values(small[0])) > 1 or _is_first(small[0].text, lang) else []


def _is_first(word: str, lang: str) -> bool:
    """Whether a word says what is first, in contrast to what is last."""
    says = what_says(word.lower(), lang)
    return any(one.kind == _LAST and one.members == _FIRST and (one.sure or one.mostly) for one in says)
