"""Which sentences of a message stand for which: the likeliest way, with none left out and with one.

A translator joins and parts sentences; that a sentence is missing is likelier only where the others then fit
by far better. What is compared are lengths, and what both sides write alike: figures, names, words of one
origin. (`toolkit.aligning` compares whole texts in arrays; here are two or three sentences.)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log

from toolkit import late
from toolkit.checks.lengths import Law, length, sums

_TOKEN = late.regex(r"\d+|[^\W\d_]{4,}")
_SIGNS = {"?": late.regex("[?？؟]"), '"': late.regex('["“”„«»「」『』]')}
"""Kinds of marks that a translation keeps."""
_STEM = 5
"""Letters by which words of one origin are known."""
_MOST = 30
"""Sentences; a longer message is compared by nobody."""

_BAND = 3
"""Sentences by which two that stand for each other may be out of step."""
_SUSPECT, _STRANGE = 0.1, 1.4
"""Deviations of length: of a text that may lack a sentence, and of one that may in spite of its marks."""
_ENDS = (". ", "? ", "! ", "؟ ", "。", "！", "？")
_ASCII_ENDS = 3
_ALONE = log(0.004)
_LONGEST = 6
"""Sentences that are one on the other side, at most."""
_THIRD = log(3.0)
"""Whoever joins two sentences is likelier to join a third."""
_SHARED, _APART = 0.8, -1.0
"""For something that both sides write alike: where it stands in a pair, and where it doesn't."""


@dataclass(frozen=True, slots=True)
class SideSentences:
    """The sentences of one side, as they are compared."""

    lengths: tuple[float, ...]
    tokens: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> SideSentences:
        """Of sentences in their order."""
        return cls(tuple(map(length, sentences)), tuple(map(tokens, sentences)))


class _Plain(dict[int, str]):
    """Characters without accents, and digits of any script as plain ones; looked up when met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base, *marks = list(unicodedata.normalize("NFD", character))
        accented = marks and all(map(unicodedata.combining, marks))
        return self.setdefault(code, str(unicodedata.decimal(character, base if accented else character)))


_PLAIN = _Plain()


def tokens(text: str) -> frozenset[str]:
    """What another language may write alike: digits, beginnings of words without accents, kinds of marks."""
    text = text.casefold() if text.isascii() else text.casefold().translate(_PLAIN)
    found = {token[:_STEM] if token[0] > "9" else token for token in _TOKEN.findall(text)}
    found.update(kind for kind, signs in _SIGNS.items() if signs.search(text))
    return frozenset(found)


def suspect(source: str, target: str, far: float) -> bool:
    """Whether a translation, so many deviations too short, may lack a sentence: a quick look.

    To find what is added the sides change places, and the sign of `far`.
    """
    if far > -_SUSPECT:
        return False
    # Nearly always there are less marks too; counting is quicker than finding sentences.
    return far < -_STRANGE or ends_inside(target) < ends_inside(source)


def ends_inside(text: str) -> int:
    """How many sentences end before the last sign, or seem to."""
    ends = 0
    for mark in _ENDS[:_ASCII_ENDS] if text.isascii() else _ENDS:
        ends += text.count(mark, 0, -1)
    return ends


def has_ends(text: str) -> bool:
    """Whether a text marks where its sentences end."""
    return any(mark.rstrip() in text for mark in (*_ENDS, "।", "…", ":", "："))


def left_out(source: SideSentences, target: SideSentences, law: Law) -> tuple[int, float]:
    """Which sentence of the source most likely has no counterpart, and how much likelier that is than not.

    It is a logarithm, and the place is -1 where nothing can be said. To find what is added the
    sides change places, with `law` the other way round.
    """
    n, m = len(source.lengths), len(target.lengths)
    if not (2 <= n <= _MOST and 1 <= m <= _MOST):
        return -1, -inf
    ours, theirs = frozenset().union(*source.tokens), frozenset().union(*target.tokens)
    # A question is one in any language, so that also counts that there is none.
    common = (ours & theirs) | (ours & _SIGNS.keys())
    compared = _Compared(
        sums(source.lengths),
        sums(target.lengths),
        [own & common for own in source.tokens],
        [own & common for own in target.tokens],
        theirs,
        law,
    )
    moves = _moves(law)
    # For each place in both: the best way with nothing left out, and with one, and which one that is.
    whole = [[-inf] * (m + 1) for _ in range(n + 1)]
    lacking = [[-inf] * (m + 1) for _ in range(n + 1)]
    places = [[-1] * (m + 1) for _ in range(n + 1)]
    whole[0][0] = 0.0
    for i in range(n + 1):
        # What stands far from its place by length is no pair.
        middle = round(i * m / n)
        for j in range(max(0, middle - _BAND), min(m, middle + _BAND) + 1):
            for a, b, prior in moves:
                if a > i or b > j:
                    continue
                before, before_lacking = whole[i - a][j - b], lacking[i - a][j - b]
                if before == before_lacking == -inf:
                    continue
                worth = prior + compared.score(i - a, i, j - b, j)
                whole[i][j] = max(whole[i][j], before + worth)
                if before_lacking + worth > lacking[i][j]:
                    lacking[i][j], places[i][j] = before_lacking + worth, places[i - a][j - b]
            if i:
                alone = whole[i - 1][j] + _ALONE + compared.alone(i - 1)
                if alone > lacking[i][j]:
                    lacking[i][j], places[i][j] = alone, i - 1
    best = lacking[n][m]
    return (places[n][m], best - whole[n][m]) if best > -inf else (-1, -inf)


def worths_of_lack(source: SideSentences, target: SideSentences, law: Law) -> list[float]:
    """How well a translation fits that lacks each sentence of the source, the others one by one."""
    theirs: frozenset[str] = frozenset().union(*target.tokens)
    common = theirs.intersection(frozenset().union(*source.tokens))

    def pair(place: int, other: int) -> float:
        own = source.tokens[place] & common
        worth = law.fits(source.lengths[place], target.lengths[other])
        return worth + _SHARED * len(own & target.tokens[other]) + _APART * len(own - target.tokens[other])

    count = len(target.lengths)
    before = sums([pair(place, place) for place in range(count)])
    behind = sums([pair(place + 1, place) for place in range(count)])
    return [
        before[place] + behind[count] - behind[place] + _APART * len(source.tokens[place] & common)
        for place in range(count + 1)
    ]


@lru_cache(maxsize=8)
def _moves(law: Law) -> tuple[tuple[int, int, float], ...]:
    """Sentences of the source, sentences of the translation, and how likely they stand for each other."""
    join, part = log(law.joins), log(law.parts)
    return (
        (1, 1, log(max(0.5, 1 - law.joins - law.parts))),
        (2, 1, join),
        (1, 2, part),
        (3, 1, 2 * join + _THIRD),
        (1, 3, 2 * part + _THIRD),
        (2, 2, join + part + _THIRD),
        # Whoever goes on so far goes on: a long sentence of old prose is five of today's.
        *((count, 1, 2 * join + _THIRD + (count - 3) * (join + _THIRD)) for count in range(4, _LONGEST + 1)),
        *((1, count, 2 * part + _THIRD + (count - 3) * (part + _THIRD)) for count in range(4, _LONGEST + 1)),
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two sides, with what is asked again and again worked out."""

    source: list[float]
    """Running sums of lengths."""
    target: list[float]
    source_tokens: list[frozenset[str]]
    """Those that both sides have."""
    target_tokens: list[frozenset[str]]
    theirs: frozenset[str]
    """All of the target."""
    law: Law

    def score(self, first: int, last: int, start: int, stop: int) -> float:
        """How well sentences `first` ... `last - 1` go with `start` ... `stop - 1`."""
        worth = self.law.fits(self.source[last] - self.source[first], self.target[stop] - self.target[start])
        own: frozenset[str] = frozenset().union(*self.source_tokens[first:last])
        if own:
            others: frozenset[str] = frozenset().union(*self.target_tokens[start:stop])
            worth += _SHARED * len(own & others) + _APART * len(own - others)
        return worth

    def alone(self, place: int) -> float:
        """How well a sentence goes with nothing."""
        return _APART * len(self.source_tokens[place] & self.theirs)
