"""What begins on which lines of a file: a finding knows a line, and is about what begins there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence


class OnLines:
    """Where some things begin, such as paragraphs.

    Several may begin on one line, and a page may show what stands further below in its file first.
    """

    def __init__(self, lines: Iterable[int]) -> None:
        """`lines` has the line of each, 1-based."""
        self._there: defaultdict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            self._there[line].append(number)
        self._lines = sorted(self._there)

    def holding(self, line: int) -> Sequence[int]:
        """The numbers, from 0, of all that begin on a line, or of the one in whose midst it stands.

        >>> OnLines([3, 5, 5]).holding(5), OnLines([3, 5, 5]).holding(9), OnLines([3, 5, 5]).holding(2)
        ([1, 2], [2], [])
        """
        last = bisect_right(self._lines, line) - 1
        if last < 0:
            return []
        there = self._there[self._lines[last]]
        return there if self._lines[last] == line else there[-1:]
