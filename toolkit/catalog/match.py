"""Which unit of a text was which before.

Anchors are units that didn't change, in the order of the document; then what is equal anywhere; what was
edited is looked for only between two anchors; then one look for what was moved. Equal words go before all
else, whoever says them and wherever, so none are left over on one side while they are new on the other. A
global search for the best match of each unit costs the square of the length, and finds the wrong "Thank you."
besides.

Sources: anchoring on lines that are unique on both sides is Bram Cohen's patience diff (2005), the longest
rising subsequence by piles Fredman's (1975).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.plain_texts import PlainTexts, PlainUnits
from toolkit.catalog.regroup import regrouped
from toolkit.text.similarity import RATIO, rising, shingles, similarity

MatchKind = Literal["same", "moved", "edited", "new"]

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

    kind: MatchKind
    """same: as it was, in its place; moved: as it was, elsewhere; edited: other words, context or typography;
    new."""
    old: int
    """0-based index of the old unit, or of a spare one behind them; -1 for a new one."""
    ratio: float
    """How alike the texts are, 0 to 1: 1 where only context or typography differ, 0 for new ones."""
    parts: tuple[int, ...] = ()
    """Indices of the old units that are in this one, in its order, where it was made of several; the one that
    it was a part of, where that was split."""


_NEW = Match("new", -1, 0.0)


def match(
    old: Sequence[MessageKey],
    new: Sequence[MessageKey],
    spare: Sequence[MessageKey] = (),
    known: Mapping[int, int] | None = None,
    *,
    lend: bool = False,
) -> list[Match]:
    """One `Match` for each new unit, in order.

    No old unit serves twice. Deterministic.

    spare  what was gone before, and has no place: its words may be back
    known  new unit -> old unit, where that is certain
    lend   whether a long spare text may also have been edited into a new one

    >>> old = [("a", "One."), ("a", "Two of them.")]
    >>> [(one.kind, one.old, one.ratio) for one in match(old, [("b", "Zero."), ("a", "Two of those.")])]
    [('new', -1, 0.0), ('edited', 1, 0.88)]
    """
    if list(old) == list(new):  # the usual case, and much quicker found than proved
        return [Match("same", j, 1.0) for j in range(len(old))]
    if not old and not spare:  # the very first time
        return [_NEW] * len(new)
    work = _Work(old, new, spare)
    work.settle(known or {})
    # What is said once on both sides can't mislead, whoever says it. Within the gaps that it leaves, whole
    # units go before words alone: speakers may have changed places, and all else is as it was.
    work.pair(work.once, work.words)
    work.spread(work.units)
    work.anchor(work.units)
    work.anchor(work.words)
    # What still had a place goes before what was gone already.
    for until in (work.live, len(work.old)):
        work.move(work.units, until)
        work.move(work.words, until)
    work.edit(lend=lend)
    work.regroup()
    return [pair or _NEW for pair in work.matches]


def equal(old: Sequence[MessageKey], new: Sequence[MessageKey]) -> dict[int, int]:
    """New unit -> old unit that is the same.

    The first with the first, wherever they stand.
    """
    last = {unit: j for j, unit in enumerate(old)}
    # Nearly always each is there once, and needs no list of its places.
    if len(last) == len(old):
        return {i: last.pop(unit) for i, unit in enumerate(new) if unit in last}
    places: defaultdict[MessageKey, list[int]] = defaultdict(list)
    for j in range(len(old) - 1, -1, -1):
        places[old[j]].append(j)
    return {i: places[unit].pop() for i, unit in enumerate(new) if places.get(unit)}


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between two anchors: old[old_from:old_to] and new[new_from:new_to]."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


_Key = MessageKey | str
_Keys = tuple[Mapping[int, _Key], Mapping[int, _Key]]
"""What units are compared by, old and new: each made when it is asked for, as most are known at once."""
_Left = tuple[list[int], list[int]]
"""Old and new units that nothing is known of yet."""
_Find = Callable[[_Left, _Keys], list[tuple[int, int]]]


class _Work:
    """The state of one matching.

    Which pairs are found, and which of them are anchors.
    """

    def __init__(
        self, old: Sequence[MessageKey], new: Sequence[MessageKey], spare: Sequence[MessageKey]
    ) -> None:
        self.old = [*old, *spare]
        self.live = len(old)
        """Old units with a place in the document; those behind are spare."""
        self.new = new
        # Typography is no edit: texts are compared without it (decision 133).
        self.words = PlainTexts(self.old), PlainTexts(new)
        self.units = PlainUnits(self.old, self.words[0]), PlainUnits(new, self.words[1])
        self.matches: list[Match | None] = [None] * len(new)
        self.used = bytearray(len(self.old))
        self.anchors: list[int] = [-1] * len(new)
        """For each new unit the old one that it is in order with; rising but for the -1."""
        self.even = partial(self._pairs, even=True)
        self.any = partial(self._pairs, even=False)

    def settle(self, known: Mapping[int, int]) -> None:
        """Take over pairs that are certain; those in order are anchors."""
        pairs = sorted(known.items())
        self._keep_in_order([(i, j) for i, j in pairs if j < self.live])
        for i, j in pairs:
            if self.matches[i] is None:
                self._carry(i, j)

    def anchor(self, keys: _Keys) -> None:
        """Pair equal units in the same order."""
        # Unique keys can't mislead. Then those that occur equally often within a gap, the first with the
        # first; at last what repeats with other counts: an answer said three times, then twice.
        for find in (self.once, self.even, self.any):
            if None in self.matches:
                self.pair(find, keys)
                self.spread(keys)

    def pair(self, find: _Find, keys: _Keys) -> None:
        """Pair what a search finds in each gap, in the same order."""
        for gap in list(self._gaps()):
            self._keep_in_order(find(self._left(gap), keys))

    def _left(self, gap: _Gap) -> _Left:
        """What of a gap isn't paired."""
        olds = [j for j in range(gap.old_from, gap.old_to) if not self.used[j]]
        return olds, [i for i in range(gap.new_from, gap.new_to) if self.matches[i] is None]

    def _free(self, i: int, j: int) -> bool:
        return self.matches[i] is None and not self.used[j]

    def once(self, left: _Left, keys: _Keys) -> list[tuple[int, int]]:
        """Units of equal key that are left once on both sides."""
        old, new = keys
        before: dict[_Key, int] = {}
        after: dict[_Key, int] = {}
        for j in left[0]:
            before[old[j]] = -1 if old[j] in before else j
        for i in left[1]:
            if before.get(new[i], -1) >= 0:
                after[new[i]] = -1 if new[i] in after else i
        return [(i, before[key]) for key, i in after.items() if i >= 0]

    def _pairs(self, left: _Left, keys: _Keys, *, even: bool) -> list[tuple[int, int]]:
        """Units of equal key, first with first.

        even  those left equally often; else any
        """
        old, new = keys
        before: defaultdict[_Key, list[int]] = defaultdict(list)
        after: defaultdict[_Key, list[int]] = defaultdict(list)
        for j in left[0]:
            before[old[j]].append(j)
        for i in left[1]:
            if new[i] in before:
                after[new[i]].append(i)
        pairs: list[tuple[int, int]] = []
        for key, places in after.items():
            if not even or len(before[key]) == len(places):
                pairs += zip(places, before[key], strict=False)
        return sorted(pairs)

    def spread(self, keys: _Keys) -> None:
        """From each anchor, and from both ends, on to equal neighbours."""
        old, new = keys
        for step, first, ends in ((1, -1, -1), (-1, self.live, len(self.new))):
            j, equal = first, True
            # What is an anchor already is passed over: nearly all, mostly.
            for i in [i for i, anchor in enumerate(self.anchors) if anchor < 0][::step]:
                if i - step == ends or self.anchors[i - step] >= 0:
                    j, equal = first if i - step == ends else self.anchors[i - step], True
                if equal:
                    j += step
                    equal = 0 <= j < self.live and self._free(i, j) and old[j] == new[i]
                    if equal:
                        self._take(i, j)

    def _keep_in_order(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Make anchors of most of these pairs: of those that stand in one order."""
        for place in rising([j for _, j in pairs]):
            self._take(*pairs[place])

    def _take(self, i: int, j: int) -> None:
        self.matches[i] = Match("same" if self.old[j] == self.new[i] else "edited", j, 1.0)
        self.used[j] = 1
        self.anchors[i] = j

    def _gaps(self) -> Iterator[_Gap]:
        """Every stretch between anchors that has units on both sides."""
        anchors = [*self.anchors, self.live]
        last = -1
        for first in [i for i, j in enumerate(anchors) if j < 0]:
            if first <= last:
                continue
            last = first
            while anchors[last + 1] < 0:
                last += 1
            before, behind = anchors[first - 1] + 1 if first else 0, anchors[last + 1]
            if behind > before:
                yield _Gap(before, behind, first, last + 1)

    def move(self, keys: _Keys, until: int) -> None:
        """Pair what is equal, anywhere.

        What is there once, what goes with it, then the first with the first.

        until  how many of the old units are looked through
        """
        for find in (self.once, self.any):
            if None not in self.matches:
                return
            for i, j in find(self._left(_Gap(0, until, 0, len(self.new))), keys):
                self._carry(i, j)
            self._along(keys, until)

    def _carry(self, i: int, j: int) -> None:
        self.matches[i] = Match("moved" if self.old[j] == self.new[i] else "edited", j, 1.0)
        self.used[j] = 1

    def _along(self, keys: _Keys, until: int) -> None:
        """Move a block as a whole: equal neighbours of what was moved."""
        old, new = keys
        for step in (1, -1):
            for i in [i for i, pair in enumerate(self.matches) if pair is None][::step]:
                beside = self.matches[i - step] if 0 <= i - step < len(self.new) else None
                if self.matches[i] is None and beside is not None and self.anchors[i - step] < 0:
                    j = beside.old + step
                    if 0 <= j < until and not self.used[j] and old[j] == new[i]:
                        self._carry(i, j)

    def edit(self, *, lend: bool) -> None:
        """Pair what is alike: in each gap, then long texts anywhere."""
        if None not in self.matches:
            return
        large: dict[int, tuple[int, float]] = {}  # new unit -> number of its gap, height in it from 0 to 1
        sides: dict[int, tuple[int, float]] = {}  # the same for old units
        pairs: list[_Pair] = []
        for number, gap in enumerate(self._gaps()):
            olds, news = self._left(gap)
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
        self._search(large, sides, len(self.old) if lend else self.live)

    def _search(
        self, large: dict[int, tuple[int, float]], sides: dict[int, tuple[int, float]], until: int
    ) -> None:
        """Look up what is left in an index of shingles."""
        # What is short says nothing far from its place: only in a gap.
        olds = [j for j in range(until) if not self.used[j] and (j in sides or self._is_long(self.old[j]))]
        news = [i for i, pair in enumerate(self.matches) if pair is None]
        if not olds or not news:
            return
        index: defaultdict[str, list[int]] = defaultdict(list)
        for j in olds:
            for shingle in shingles(self.words[0][j]):
                index[shingle].append(j)
        pairs: list[_Pair] = []
        for i in news:
            shared = (
                shingle
                for shingle in shingles(self.words[1][i])
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

    def _is_long(self, unit: MessageKey) -> bool:
        return len(unit[1]) >= _LONG or len(unit[1].encode()) >= _LONG

    def _compare(self, i: int, j: int, distance: float, pairs: list[_Pair]) -> None:
        ratio = similarity(self.words[0][j], self.words[1][i])
        elsewhere = self.old[j][0] != self.new[i][0]
        if ratio >= (_RATIO_ELSEWHERE if elsewhere else RATIO):
            pairs.append((elsewhere, -ratio, distance, i, j))

    def _settle(self, pairs: list[_Pair]) -> None:
        # By rank: one number made of all three once took the same words of another speaker for nothing in
        # common (decision 130).
        for _, ratio, _, i, j in sorted(pairs):
            if self._free(i, j):
                self.matches[i] = Match("edited", j, round(-ratio, 3))
                self.used[j] = 1

    def regroup(self) -> None:
        """Find what was merged of several, and what was split."""
        old, new = self.words
        if all(self.used[: self.live]) and all(other is not None for other in self.matches):
            return
        own = {i: pair.old for i, pair in enumerate(self.matches) if pair and self._reworded(i, pair)}
        wholes = {i: new[i] for i, pair in enumerate(self.matches) if pair is None or i in own}
        merged = regrouped(wholes, old, self.live, lambda j: not self.used[j], own)
        for i, parts in merged.items():
            free = [j for j in parts if not self.used[j]]
            # Its id is that of the part that it is most alike, or of the longest one (decision 134).
            main = own.get(i, max(free, key=lambda j: len(old[j]), default=-1))
            self._made(i, main, parts)
            for j in free:
                self.used[j] = 1
        owners = {j: i for i, j in own.items() if i not in merged}
        left = {j: old[j] for j in range(self.live) if not self.used[j] or j in owners}
        split = regrouped(left, new, len(self.new), lambda i: self.matches[i] is None, owners)
        for j, parts in split.items():
            free = [i for i in parts if self.matches[i] is None]
            main = owners.get(j, max(free, key=lambda i: len(new[i]), default=-1))
            for i in parts if main >= 0 else ():
                pair = self.matches[i]
                self.matches[i] = (pair or _NEW)._replace(parts=(j,))
            if main >= 0:
                self._made(main, j, (j,))
                self.used[j] = 1

    def _reworded(self, i: int, pair: Match) -> bool:
        other = pair.old < self.live and self.old[pair.old][1] != self.new[i][1]
        return other and self.words[0][pair.old] != self.words[1][i]

    def _made(self, i: int, j: int, parts: tuple[int, ...]) -> None:
        if j < 0:  # what it is made of is still there besides
            self.matches[i] = _NEW._replace(parts=parts)
            return
        ratio = similarity(self.words[0][j], self.words[1][i])
        self.matches[i] = Match("edited", j, max(round(ratio, 3), RATIO), parts)


_Pair = tuple[bool, float, float, int, int]
"""Whether the context differs, the similarity below zero, the distance, new and old unit: less is better."""
