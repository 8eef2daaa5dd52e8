"""Which unit of a text was which in the version before: local, in document order, near-linear.

Anchors are units that didn't change, in the order of the document; what was edited is looked for only between
two anchors; then one look for what was moved. A global search for the best match of each unit costs the
square of the length, and finds the wrong "Thank you." besides.

Sources: anchoring on lines that are unique on both sides is Bram Cohen's patience diff (2005), the longest
rising subsequence by piles Fredman's (1975).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from toolkit.likeness import shingles, similarity

Unit = tuple[str, str]
"""Context and text."""

Kind = Literal["same", "moved", "edited", "new"]

_RATIO_ELSEWHERE = 0.8
"""How alike where the context differs: another speaker's words are more likely other words."""
_LONG = 40
"""Bytes of UTF-8 from which a moved and edited text can be recognised: seven words, or 13 Han characters."""
_SMALL = 1024
"""Pairs up to which all in a gap is compared with all; larger gaps are looked up in an index."""
_COMMON = 20
"""Units that may share a shingle before it says nothing."""
_ASK = 8
"""Shingles of a unit that are looked up: its rarest."""
_LOOK = 5
"""Units that are compared with one of a large gap: those that share most shingles with it."""
_BAND = 2
"""Units at the same height of a large gap, up and down, that are compared whatever they share."""


class Match(NamedTuple):
    """What a new unit was before."""

    kind: Kind
    """same: as it was, in its place; moved: as it was, elsewhere; edited: other words or context; new."""
    old: int
    """0-based index of the old unit; -1 for a new one."""
    ratio: float
    """How alike the texts are, 0 to 1: 1 but for edited texts, 0 for new ones."""


_NEW = Match("new", -1, 0.0)


def match(old: Sequence[Unit], new: Sequence[Unit]) -> list[Match]:
    """One `Match` for each new unit, in order; no old unit serves twice. Deterministic.

    >>> old = [("a", "One."), ("a", "Two of them.")]
    >>> match(old, [("b", "Zero."), ("a", "One."), ("a", "Two of those.")])[1:]
    [Match(kind='same', old=0, ratio=1.0), Match(kind='edited', old=1, ratio=0.88)]
    """
    if list(old) == list(new):  # the usual case, and much quicker found than proved
        return [Match("same", j, 1.0) for j in range(len(old))]
    work = _Work(old, new)
    work.anchor(lambda unit: unit)
    work.move()
    # Whole units are settled; a renamed speaker leaves texts that are equal in another context.
    work.anchor(lambda unit: unit[1])
    work.edit()
    return [found or _NEW for found in work.found]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between two anchors: old[old_from:old_to] and new[new_from:new_to]."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


class _Work:
    """The state of one matching: which pairs are found, and which of them are anchors."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old = old
        self.new = new
        self.found: list[Match | None] = [None] * len(new)
        self.used = bytearray(len(old))
        self.anchors: list[int] = [-1] * len(new)
        """For each new unit the old one that it is in order with; rising but for the -1."""

    def anchor(self, key: Callable[[Unit], Unit | str]) -> None:
        """Pair units of equal key that stand in the same order on both sides."""
        old, new = [key(unit) for unit in self.old], [key(unit) for unit in self.new]
        # Unique keys can't mislead. Then those that occur equally often within a gap, the first with the
        # first; at last what repeats with other counts: an answer said three times, then twice.
        for find in (self._once, partial(self._pairs, trusted="even"), partial(self._pairs, trusted="any")):
            for gap in list(self._gaps()):
                for i, j in _rising(find(gap, old, new)):
                    self._take(i, j)
            self._spread(old, new)

    def _free(self, i: int, j: int) -> bool:
        return self.found[i] is None and not self.used[j]

    def _once(self, gap: _Gap, old: Sequence[Unit | str], new: Sequence[Unit | str]) -> list[tuple[int, int]]:
        """Units of equal key in a gap, by new unit: those left once on both sides."""
        before: dict[Unit | str, int] = {}
        after: dict[Unit | str, int] = {}
        for j in range(gap.old_from, gap.old_to):
            if not self.used[j]:
                before[old[j]] = -1 if old[j] in before else j
        for i in range(gap.new_from, gap.new_to):
            if self.found[i] is None and before.get(new[i], -1) >= 0:
                after[new[i]] = -1 if new[i] in after else i
        return [(i, before[key]) for key, i in after.items() if i >= 0]

    def _pairs(
        self, gap: _Gap, old: Sequence[Unit | str], new: Sequence[Unit | str], *, trusted: str
    ) -> list[tuple[int, int]]:
        """Units of equal key in a gap, by new unit: those left equally often, or any."""
        before: defaultdict[Unit | str, list[int]] = defaultdict(list)
        after: defaultdict[Unit | str, list[int]] = defaultdict(list)
        for j in range(gap.old_from, gap.old_to):
            if not self.used[j]:
                before[old[j]].append(j)
        for i in range(gap.new_from, gap.new_to):
            if self.found[i] is None and new[i] in before:
                after[new[i]].append(i)
        pairs: list[tuple[int, int]] = []
        for key, places in after.items():
            if trusted == "any" or len(before[key]) == len(places):
                pairs += zip(places, before[key], strict=False)
        return sorted(pairs)

    def _spread(self, old: Sequence[Unit | str], new: Sequence[Unit | str]) -> None:
        """From each anchor, and from both ends, on to the neighbours as long as they are equal."""
        for step, order in ((1, range(len(new))), (-1, range(len(new) - 1, -1, -1))):
            j = -1 if step == 1 else len(old)
            equal = True
            for i in order:
                if self.anchors[i] >= 0:
                    j, equal = self.anchors[i], True
                elif equal:
                    j += step
                    equal = 0 <= j < len(old) and old[j] == new[i] and self._free(i, j)
                    if equal:
                        self._take(i, j)

    def _take(self, i: int, j: int) -> None:
        same = self.old[j] == self.new[i]
        self.found[i] = Match("same" if same else "edited", j, 1.0)
        self.used[j] = 1
        self.anchors[i] = j

    def _gaps(self) -> Iterator[_Gap]:
        """Every stretch between anchors that has units on both sides."""
        j0 = i0 = 0
        for i, j in enumerate([*self.anchors, len(self.old)]):
            if j >= 0:
                if i > i0 and j > j0:
                    yield _Gap(j0, j, i0, i)
                i0, j0 = i + 1, j + 1

    def move(self) -> None:
        """Pair what is equal, anywhere: what is there once, what goes with it, then first with first."""
        whole = _Gap(0, len(self.old), 0, len(self.new))
        for find in (self._once, partial(self._pairs, trusted="any")):
            for i, j in find(whole, self.old, self.new):
                self._carry(i, j)
            self._along()

    def _carry(self, i: int, j: int) -> None:
        self.found[i] = Match("moved", j, 1.0)
        self.used[j] = 1

    def _along(self) -> None:
        """A block moves as a whole: the equal neighbours of what was moved."""
        for step, order in ((1, range(len(self.new))), (-1, range(len(self.new) - 1, -1, -1))):
            for i in order:
                found = self.found[i - step] if 0 <= i - step < len(self.new) else None
                if self.found[i] is None and found is not None and found.kind == "moved":
                    j = found.old + step
                    if 0 <= j < len(self.old) and not self.used[j] and self.old[j] == self.new[i]:
                        self._carry(i, j)

    def edit(self) -> None:
        """Pair what is alike: inside each gap, then long texts anywhere; best first, nearer first."""
        large: dict[int, tuple[int, float]] = {}  # new unit -> number of its gap, height in it from 0 to 1
        sides: dict[int, tuple[int, float]] = {}  # the same for old units
        pairs: list[tuple[float, float, int, int]] = []
        for number, gap in enumerate(self._gaps()):
            olds = [j for j in range(gap.old_from, gap.old_to) if not self.used[j]]
            news = [i for i in range(gap.new_from, gap.new_to) if self.found[i] is None]
            if len(olds) * len(news) <= _SMALL:
                for a, i in enumerate(news):
                    for b, j in enumerate(olds):
                        self._compare(i, j, abs(a - b), pairs)
            else:
                large.update((i, (number, a / len(news))) for a, i in enumerate(news))
                sides.update((j, (number, b / len(olds))) for b, j in enumerate(olds))
                for a, i in enumerate(news):
                    middle = a * len(olds) // len(news)
                    for b in range(max(0, middle - _BAND), min(len(olds), middle + _BAND + 1)):
                        self._compare(i, olds[b], abs(middle - b), pairs)
        self._settle(pairs)
        self._search(large, sides)

    def _search(self, large: dict[int, tuple[int, float]], sides: dict[int, tuple[int, float]]) -> None:
        """Look up what is left in an index of shingles: units of large gaps, long texts that were moved."""
        olds = [
            j for j in range(len(self.old)) if not self.used[j] and (j in sides or self._is_long(self.old[j]))
        ]
        news = [i for i, found in enumerate(self.found) if found is None]
        if not olds or not news:
            return
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j in olds:
            for shingle in shingles(self.old[j][1]):
                index[shingle].append(j)
        pairs: list[tuple[float, float, int, int]] = []
        for i in news:
            shared = (
                shingle
                for shingle in shingles(self.new[i][1])
                if len(index.get(shingle, ())) in range(1, _COMMON + 1)
            )
            votes: defaultdict[int, int] = defaultdict(int)
            for shingle in sorted(shared, key=lambda s: (len(index[s]), s))[:_ASK]:
                for j in index[shingle]:
                    votes[j] += 1
            for j in sorted(votes, key=lambda j: (-votes[j], j))[:_LOOK]:
                near = i in large and j in sides and large[i][0] == sides[j][0]
                if near or (self._is_long(self.new[i]) and self._is_long(self.old[j])):
                    distance = abs(large[i][1] - sides[j][1]) if near else abs(i - j) + 1.0
                    self._compare(i, j, distance, pairs)
        self._settle(pairs)

    def _is_long(self, unit: Unit) -> bool:
        return len(unit[1]) >= _LONG or len(unit[1].encode()) >= _LONG

    def _compare(self, i: int, j: int, distance: float, pairs: list[tuple[float, float, int, int]]) -> None:
        ratio = similarity(self.old[j][1], self.new[i][1])
        if self.old[j][0] != self.new[i][0]:
            if ratio < _RATIO_ELSEWHERE:
                return
            ratio -= 1  # behind all that were said in the same context
        if ratio:
            pairs.append((-ratio, distance, i, j))

    def _settle(self, pairs: list[tuple[float, float, int, int]]) -> None:
        for ratio, _, i, j in sorted(pairs):
            if self.found[i] is None and not self.used[j]:
                self.found[i] = Match("edited", j, round(-ratio if ratio < 0 else 1 - ratio, 3))
                self.used[j] = 1


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest part of the pairs, which come with rising firsts, whose seconds rise as well. O(n log n)."""
    tails: list[int] = []  # smallest second that ends a rising run of length k + 1
    ends: list[int] = []  # the pair which that is
    back: list[int] = []  # for each pair the one before it in its run
    for k, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        tails[length : length + 1] = [second]
        ends[length : length + 1] = [k]
        back.append(ends[length - 1] if length else -1)
    run = []
    k = ends[-1] if ends else -1
    while k >= 0:
        run.append(pairs[k])
        k = back[k]
    return run[::-1]
