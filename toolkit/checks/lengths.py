"""How long a translation is beside its source, as it is learnt from the catalog itself.

On a logarithmic scale the lengths of a text and its translation differ by a constant of the two languages,
and by what is close to normal (`toolkit.aligning.length`, whose counting in arrays costs more to load than
a small catalog to check). Here the constant is a median, so that slips don't move it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from statistics import median

from toolkit import languages, late
from toolkit.aligning.bounds import LENGTH_OF
from toolkit.text import scripts

_EAST = late.regex(f"[{scripts.EAST}-\U0003ffff]")

_MORE = 4.0
"""Added to each length, so that a word more or less is no great thing in a short text."""
_FLOOR, _SHORT = 0.012, 0.9
"""The variance of the logarithm is `_FLOOR + _SHORT / length`, times what is learnt."""
_LEAST = 20.0
"""Shorter sources tell nothing of the languages."""
_FEW = 8
_WORTH_RATIO, _WORTH_SCALE = 4, 12
"""As many messages the expectation is worth beside those of the catalog."""
_WORTH_JOINS = 10
"""The same in sentences."""
_TAIL, _WIDE = 0.03, 0.6
"""Share of true pairs whose lengths have little to do with each other, and how far these differ."""
_ODD = math.log(_TAIL / _WIDE)


def length(text: str) -> float:
    """How much a text says, in letters of a script with blanks.

    Marks are counted as well, which both sides have: they would take longer to find than they change.

    >>> length("Mara"), length("瑪拉"), length("マラ"), length("마라")
    (4.0, 8.0, 4.0, 6.0)
    """
    letters = float(len(text) - text.count(" "))
    if not text.isascii() and _EAST.search(text):
        letters += sum(
            len(letter.findall(text)) * (units - 1)
            for letter, units in zip(scripts.DENSE, LENGTH_OF, strict=True)
        )
    return letters


@dataclass(frozen=True, slots=True)
class Law:
    """How the lengths of a catalog's two sides go together."""

    ratio: float
    """The logarithm of how much longer a translation is."""
    scale: float
    """How much more it varies than is usual: a factor of the deviation."""
    joins: float = 0.04
    """How likely two sentences of the source are one of the translation."""
    parts: float = 0.04
    """How likely one sentence of the source is two of the translation."""

    @property
    def turned(self) -> Law:
        """The law of the same pairs, where source and translation change places."""
        return Law(-self.ratio, self.scale, self.parts, self.joins)

    def gap(self, source: float, target: float) -> float:
        """How much longer a translation is than expected, as a logarithm."""
        return math.log((target + _MORE) / (source + _MORE)) - self.ratio

    def far(self, source: float, target: float) -> float:
        """The same in deviations: negative where it is too short."""
        return self.gap(source, target) / self._deviation(source)

    def fits(self, source: float, target: float) -> float:
        """The logarithm of how likely such a length is beside that of the source."""
        deviation = self._deviation(source)
        far = self.gap(source, target) / deviation
        # The larger of two densities is their sum, nearly.
        usual = -0.5 * far * far - math.log(deviation)
        return usual if usual > _ODD else max(usual, _ODD - 0.5 * (far * deviation / _WIDE) ** 2)

    def _deviation(self, source: float) -> float:
        return self.scale * math.sqrt(_FLOOR + _SHORT / (source + _MORE))


def learn(pairs: Iterable[tuple[float, float]], source_lang: str, lang: str) -> Law:
    """The law of two languages, as far as these lengths of true pairs tell."""
    usual = Law(math.log(_usual(lang) / _usual(source_lang)), 1.0)
    long = [pair for pair in pairs if pair[0] >= _LEAST]
    # A few may all be wrong.
    if len(long) < _FEW:
        return usual
    gaps = [usual.gap(*pair) for pair in long]
    ratio = usual.ratio + median(gaps) * len(gaps) / (len(gaps) + _WORTH_RATIO)
    centred = Law(ratio, 1.0)
    spread = 1.4826 * median(abs(centred.far(*pair)) for pair in long)
    scale = math.sqrt((spread**2 * len(long) + _WORTH_SCALE) / (len(long) + _WORTH_SCALE))
    return Law(ratio, min(max(scale, 0.6), 2.5))


def learn_joins(law: Law, counts: Sequence[tuple[int, int]]) -> Law:
    """The same law with how often sentences are joined and parted, from their numbers on both sides."""
    sentences = sum(source for source, _ in counts) + _WORTH_JOINS
    joined = sum(max(0, source - target) for source, target in counts)
    parted = sum(max(0, target - source) for source, target in counts)
    usual = _WORTH_JOINS * law.joins
    return replace(law, joins=(joined + usual) / sentences, parts=(parted + usual) / sentences)


@cache
def _usual(lang: str) -> float:
    """How long a language is beside English; as long where nobody has counted."""
    return _lengths().get(languages.base(lang), 1.0)


@cache
def _lengths() -> dict[str, float]:
    return tomllib.loads(files("toolkit.languages").joinpath("lengths.toml").read_text("utf-8"))


def sums(lengths: Sequence[float]) -> list[float]:
    """Running sums, the first of which is 0."""
    total, out = 0.0, [0.0]
    for value in lengths:
        total += value
        out.append(total)
    return out
