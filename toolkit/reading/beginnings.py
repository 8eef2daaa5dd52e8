"""How paragraphs begin: by its first words a decision names one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.config import place_among
from toolkit.giving_way import pause
from toolkit.late import WorkedOut
from toolkit.text import scripts
from toolkit.text.hygiene import fold, untypeset

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SPACELESS = scripts.HAN + scripts.KANA + scripts.SYLLABLES
_MIN_WORDS, _MIN_WIDE = 6, 12
"""Words, or characters of a script without blanks: a beginning with fewer is hard to recognise."""
LONG = 200
"""Characters; where as many are equal, words tell no paragraphs apart."""


class FirstWords(NamedTuple):
    """What names a paragraph in a decision."""

    begins: str
    which: str = ""
    """`2 of 3` where three paragraphs begin so, and it is the second."""


class Beginnings:
    """The beginnings of a document's paragraphs."""

    def __init__(self, ways: Sequence[Sequence[str]]) -> None:
        """ways: how each paragraph may be quoted; the first is how it is, where it has words."""
        self._ways = ways
        self._all: dict[str, list[int]] = {}

    @WorkedOut
    def _index(self) -> tuple[list[str], list[int]]:
        """All beginnings, sorted, so that those that begin most alike are neighbours; and whose each is."""
        ways = [way for k in range(len(self._ways)) for way in self._of(k)]
        keys, owners = [key for key, _ in ways], [k for _, k in ways]
        # Strings alone are sorted in half the time.
        order = sorted(range(len(ways)), key=keys.__getitem__)
        return [keys[i] for i in order], [owners[i] for i in order]

    def put(self, first: int, end: int, ways: Sequence[Sequence[str]]) -> Beginnings:
        """These beginnings, with other paragraphs in the place of some."""
        made = Beginnings([*self._ways[:first], *ways, *self._ways[end:]])
        more = len(ways) - (end - first)
        keys, owners = [], []
        for key, k in zip(*self._index, strict=True):
            if not first <= k < end:
                keys.append(key)
                owners.append(k + more if k >= end else k)
        for k in range(first, first + len(ways)):
            for key, _ in made._of(k):
                place = bisect_left(keys, key)
                keys.insert(place, key)
                owners.insert(place, k)
        made._index = keys, owners
        return made

    def _of(self, k: int) -> list[tuple[str, int]]:
        """How a paragraph begins in each way, with its number."""
        pause()
        # Most paragraphs are quoted in one way twice.
        return [(_key(text), k) for text in dict.fromkeys(self._ways[k])]

    def quoted(self, k: int) -> str:
        """The words of a paragraph, of which a decision quotes the first."""
        return next(filter(None, self._ways[k]), "")

    def fitting(self, begins: str, most: int) -> list[int]:
        """The paragraphs that begin so, in order; no more than so many, and one."""
        return sorted(self._fitting(_key(begins), most))

    def _fitting(self, begins: str, most: int) -> set[int]:
        (keys, owners), found = self._index, set[int]()
        place = bisect_left(keys, begins)
        while begins and place < len(keys) and keys[place].startswith(begins) and len(found) <= most:
            found.add(owners[place])
            place += 1
        return found

    def named(self, begins: str, which: str) -> tuple[int, int]:
        """The paragraph that is meant, and how many begin so.

        -1 for the paragraph where none is, or more than one may be.
        """
        place, of = place_among(which)
        found = self.fitting(begins, of)
        return (found[place - 1] if place <= len(found) == of else -1), len(found)

    def of(self, k: int) -> FirstWords | None:
        """What names a paragraph: the shortest beginning that no other has, with six words at least.

        None for one that can't be named, since it has no words.
        """
        text = self.quoted(k)
        if not fold(text):
            return None
        common = self._common(_key(text[:LONG]), k)
        begins = text
        for end in ends(text):
            if len(_key(text[:end])) > common and self._fitting(_key(text[:end]), 1) == {k}:
                return FirstWords(text[:end])
            if len(text) > LONG:
                begins = text[:end]
        found = self._alike(begins)
        return FirstWords(begins, f"{bisect_left(found, k) + 1} of {len(found)}" if len(found) > 1 else "")

    def _alike(self, begins: str) -> list[int]:
        """All paragraphs that begin so, in order: of thousands that do, each may be asked for."""
        key = _key(begins)
        if key not in self._all:
            self._all[key] = sorted(self._fitting(key, len(self._ways)))
        return self._all[key]

    def _common(self, whole: str, k: int) -> int:
        """How many characters a beginning has in common with that of another paragraph."""
        keys, owners = self._index
        at = bisect_left(keys, whole)
        common = 0
        for way in (range(at - 1, -1, -1), range(at, len(keys))):
            other = next((keys[place] for place in way if owners[place] != k), "")
            common = max(common, _equal(other, whole))
        return common


def ends(text: str) -> Iterator[int]:
    """Where the beginnings of a text end that are long enough."""
    found = [word.end() for word in _WORD.finditer(text, 0, LONG)]
    if scripts.within(text[:1], _SPACELESS) and len(found) * 8 < len(text[:LONG]):
        yield from range(_MIN_WIDE, min(len(text), LONG))
    else:
        yield from found[_MIN_WORDS - 1 :]


def _equal(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _key(text: str) -> str:
    """What beginnings are compared by."""
    # Case and typography may change.
    return fold(untypeset(text))
