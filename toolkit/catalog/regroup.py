"""Which texts are several others in one.

Paragraphs that were merged, or one that was split.

A text that is others letter by letter, one after the other, is found first. Labels may stand before them: a
question and its answer in one paragraph become two turns. Where words were edited besides, pairs of words
that few texts have tell it. Both take time linear in the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from toolkit import late
from toolkit.catalog.plain_texts import PlainTexts, solid
from toolkit.text.similarity import shingles

_BEGINNING = 8
"""Characters by which texts are found."""
_COMMON = 20
"""Texts that may share a beginning or a pair of words before it says nothing."""
_CONTAINED = 0.6
"""Share of a part's pairs of words that must be in the whole."""
_FEW = 3
"""Pairs of words a part must have to be recognised by them."""
_BESIDE = 4
"""Short parts that are looked for at each end of a whole."""
_LABEL = late.regex(r"[—–-]?[^\W\d_][^.:：]{0,23}[.:：]")
"""What may say who speaks, without blanks."""


def regrouped(
    wholes: Mapping[int, str],
    parts: PlainTexts,
    count: int,
    free: Callable[[int], bool],
    own: Mapping[int, int],
) -> dict[int, tuple[int, ...]]:
    """Of which parts each whole is made.

    They are by number, in its order. There are two or more.

    wholes  texts that are not among the parts as they are
    parts   all texts of the other side, in the order of the document: the first `count` of these
    free    whether a part is needed nowhere else; each of these is in one whole at most
    own     whole -> the part that it is alike
    """
    if not wholes:
        return {}
    # Blanks don't count: who joins paragraphs sets others between them (decision 134).
    work = _Work({i: solid(text) for i, text in wholes.items()}, parts, count, free, own)
    made_of: dict[int, tuple[int, ...]] = {}
    for i in sorted(wholes):
        if made := work.spelt(i):
            made_of[i] = made
            work.taken.update(k for k in made if free(k))
    alike = _contained({i: text for i, text in wholes.items() if i not in made_of}, parts, work)
    for i in sorted(wholes):
        if i not in made_of and (core := alike.get(i) or ([own[i]] if i in own else [])):
            made = work.extended(i, core)
            if len(made) > 1:
                made_of[i] = made
                work.taken.update(made)
    return made_of


class _SolidTexts(dict[int, str]):
    """Texts without blanks, by number: each is made when it is asked for, and most never are."""

    def __init__(self, texts: PlainTexts) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, k: int) -> str:
        made = self[k] = solid(self._texts[k])
        return made


class _Work:
    """Texts without blanks, and which parts are free."""

    def __init__(
        self,
        wholes: Mapping[int, str],
        parts: PlainTexts,
        count: int,
        free: Callable[[int], bool],
        own: Mapping[int, int],
    ) -> None:
        self.wholes, self.parts, self.count, self.own = wholes, _SolidTexts(parts), count, own
        self.taken: set[int] = set()
        self._free = free
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        self.waiting = [k for k in range(count) if free(k)]
        """Parts that are needed nowhere else."""
        begun = parts.beginnings(count, _BEGINNING)
        for k in dict.fromkeys((*self.waiting, *range(count))):
            same = self._starts[begun[k]]
            if begun[k] and len(same) < _COMMON:
                same.append(k)

    def has(self, i: int, k: int) -> bool:
        """Whether a part is to be had for a whole."""
        return (self._free(k) or self.own.get(i) == k) and k not in self.taken

    def spelt(self, i: int) -> tuple[int, ...]:
        """The parts that are a whole letter by letter.

        Those before others that are needed nowhere else.
        """
        text, at, made = self.wholes[i], 0, list[int]()
        while at < len(text):
            after = made[-1] + 1 if made else -1
            fitting = self._fitting(text, at, after)
            label = _LABEL.match(text, at)
            # The name of a speaker is a text, too, and no part of what follows it.
            if label and not any(at + len(self.parts[k]) >= label.end() for k in fitting):
                behind = self._fitting(text, label.end(), after)
                if behind := [k for k in behind if after in (-1, k) and self.has(i, k)]:
                    at, fitting = label.end(), behind
            if not fitting:
                return ()
            k = max(fitting, key=lambda k: (k == after, len(self.parts[k]), self.has(i, k)))
            made.append(k)
            at += len(self.parts[k])
        return tuple(made) if len(made) > 1 else ()

    def _fitting(self, text: str, at: int, after: int) -> list[int]:
        """The parts that stand at a place of a whole, where `after` is expected."""
        near = [after] if 0 <= after < self.count else []
        known = chain.from_iterable(self._starts.get(text[at : at + n], ()) for n in range(1, _BEGINNING + 1))
        # A beginning that many texts share is not indexed: the next part in order is tried all the same.
        return [
            k
            for k in dict.fromkeys((*near, *known))
            if self.parts[k] and k not in self.taken and text.startswith(self.parts[k], at)
        ]

    def extended(self, i: int, core: Sequence[int]) -> tuple[int, ...]:
        """The parts, with their neighbours in the whole.

        It begins or ends with them.
        """
        text = self.wholes[i]
        made = list(core)
        for k in range(_BESIDE, 0, -1):
            before = range(min(core) - k, min(core))
            if before.start >= 0 and self._are(i, before) and text.startswith(self._said(before)):
                made[:0] = before
                break
        for k in range(_BESIDE, 0, -1):
            behind = range(max(core) + 1, max(core) + 1 + k)
            if behind.stop <= self.count and self._are(i, behind) and text.endswith(self._said(behind)):
                made += behind
                break
        return tuple(made)

    def _are(self, i: int, places: range) -> bool:
        return all(self.parts[k] and self.has(i, k) for k in places)

    def _said(self, places: range) -> str:
        return "".join(self.parts[k] for k in places)


class _LikelyPart(NamedTuple):
    """A part that may be in a whole.

    They sort the likeliest first.
    """

    other: bool
    """Whether it isn't the one that the whole is alike."""
    less: int
    """Pairs of words in common, below zero."""
    part: int
    size: int
    """Pairs of words that it has."""
    shared: frozenset[str]


def _contained(wholes: Mapping[int, str], parts: PlainTexts, work: _Work) -> dict[int, list[int]]:
    """The parts whose words are in a whole, mostly.

    They are by whole, in the order of the document.
    """
    held: dict[int, list[int]] = {}
    for i, candidates in _candidates(wholes, parts, work).items():
        taken: set[str] = set()
        for candidate in sorted(candidates, key=lambda candidate: candidate[:3]):
            # What two have in common with the whole is only one's: the other is a second version of it.
            if not candidate.other or len(candidate.shared - taken) >= _CONTAINED * candidate.size:
                held.setdefault(i, []).append(candidate.part)
                taken |= candidate.shared
        held.get(i, []).sort()
    return held


def _candidates(wholes: Mapping[int, str], parts: PlainTexts, work: _Work) -> dict[int, list[_LikelyPart]]:
    """For each whole the parts that share words with it.

    More than with another.
    """
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in wholes.items():
        for shingle in shingles(text):
            index[shingle].append(i)
    owner = {k: i for i, k in work.own.items() if i in wholes}
    candidates: defaultdict[int, list[_LikelyPart]] = defaultdict(list)
    for k in sorted({*work.waiting, *owner}) if index else ():
        if k not in owner and k in work.taken:
            continue
        mine = shingles(parts[k])
        votes: defaultdict[int, list[str]] = defaultdict(list)
        for shingle in mine:
            if len(known := index.get(shingle, ())) <= _COMMON:
                for i in known:
                    votes[i].append(shingle)
        if k not in owner and (not votes or len(mine) < _FEW):
            continue
        # A part is looked for in one whole alone: where it shares most words.
        i = owner[k] if k in owner else min(votes, key=lambda i: (-len(votes[i]), i))
        candidates[i].append(_LikelyPart(k not in owner, -len(votes[i]), k, len(mine), frozenset(votes[i])))
    return candidates
