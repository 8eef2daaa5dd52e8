"""Which sentences of a message stand for which: the likeliest way, with none left out and with one.

A translator joins and parts sentences; that a sentence is missing is likelier only where the others then fit
by far better. What is compared are lengths, and what both sides write alike: figures, names, words of one
origin. (`toolkit.aligning` compares whole texts in arrays; here are two or three sentences.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log

from toolkit.checks.lengths import Law, length, sums

_TOKEN = re.compile(r"\d+|[^\W\d_]{4,}")
_STEM = 5
"""Letters by which words of one origin are known."""
_MOST = 30
"""Sentences; a longer message is compared by nobody."""

_ALONE = log(0.004)
_THIRD = log(3.0)
"""Whoever joins two sentences is likelier to join a third."""
_SHARED, _APART = 0.8, -1.0
"""For something that both sides write alike: where it stands in a pair, and where it doesn't."""


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one side, as they are compared."""

    lengths: tuple[float, ...]
    tokens: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Side:
        """Of sentences in their order."""
        return cls(tuple(map(length, sentences)), tuple(map(tokens, sentences)))


def tokens(text: str) -> frozenset[str]:
    """What another language may write alike: digits, and the beginnings of words without accents."""
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(character, character))
            for character in unicodedata.normalize("NFD", text)
            if not unicodedata.combining(character)
        )
    return frozenset(token[:_STEM] if token[0] > "9" else token for token in _TOKEN.findall(text.casefold()))


def left_out(source: Side, target: Side, law: Law) -> tuple[int, float]:
    """Which sentence of the source most likely has no counterpart, and how much likelier that is than not.

    It is a logarithm, and the place is -1 where nothing can be said. To find what is added the
    sides change places, with `law` the other way round.
    """
    n, m = len(source.lengths), len(target.lengths)
    if not (2 <= n <= _MOST and 1 <= m <= _MOST):
        return -1, -inf
    common = frozenset().union(*source.tokens) & frozenset().union(*target.tokens)
    pairs = _Compared(
        sums(source.lengths),
        sums(target.lengths),
        [own & common for own in source.tokens],
        [own & common for own in target.tokens],
        law,
    )
    join, part = log(law.joins), log(law.parts)
    matches = {
        (1, 1): log(max(0.5, 1 - law.joins - law.parts)),
        (2, 1): join,
        (1, 2): part,
        (3, 1): 2 * join + _THIRD,
        (1, 3): 2 * part + _THIRD,
        (2, 2): join + part + _THIRD,
    }
    # For each place in both: the best way with nothing left out, and with one, and which one that is.
    whole = [[-inf] * (m + 1) for _ in range(n + 1)]
    lacking = [[(-inf, -1)] * (m + 1) for _ in range(n + 1)]
    whole[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), prior in matches.items():
                if a > i or b > j or (lacking[i - a][j - b][0] == -inf and whole[i - a][j - b] == -inf):
                    continue
                worth = prior + pairs.score(i - a, i, j - b, j)
                whole[i][j] = max(whole[i][j], whole[i - a][j - b] + worth)
                before, place = lacking[i - a][j - b]
                lacking[i][j] = max(lacking[i][j], (before + worth, place))
            if i:
                alone = whole[i - 1][j] + _ALONE + pairs.alone(i - 1)
                lacking[i][j] = max(lacking[i][j], (alone, i - 1))
    best, place = lacking[n][m]
    return (place, best - whole[n][m]) if best > -inf else (-1, -inf)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two sides, with what is asked again and again worked out."""

    source: list[float]
    """Running sums of lengths."""
    target: list[float]
    source_tokens: list[frozenset[str]]
    """Those that both sides have."""
    target_tokens: list[frozenset[str]]
    law: Law

    def score(self, first: int, last: int, start: int, stop: int) -> float:
        """How well sentences `first` ... `last - 1` go with `start` ... `stop - 1`."""
        worth = self.law.fits(self.source[last] - self.source[first], self.target[stop] - self.target[start])
        own: frozenset[str] = frozenset().union(*self.source_tokens[first:last])
        others: frozenset[str] = frozenset().union(*self.target_tokens[start:stop])
        return worth + _SHARED * len(own & others) + _APART * len(own - others)

    def alone(self, place: int) -> float:
        """How well a sentence goes with nothing."""
        return _APART * len(self.source_tokens[place])
