"""The longest part of a sequence that is in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def rising(values: Sequence[int]) -> list[int]:
    """Places of a longest subsequence that never falls (Fredman 1975, by piles).

    >>> rising([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    """
    tops: list[int] = []
    piles: list[int] = []
    came = [-1] * len(values)
    for k, value in enumerate(values):
        at = bisect_right(tops, value)
        came[k] = piles[at - 1] if at else -1
        tops[at : at + 1] = [value]
        piles[at : at + 1] = [k]
    chain: list[int] = []
    k = piles[-1] if piles else -1
    while k >= 0:
        chain.append(k)
        k = came[k]
    return chain[::-1]
