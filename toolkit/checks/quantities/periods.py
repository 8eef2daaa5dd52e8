"""Periods that are named without a number: every week, daily. They are data, `languages/units.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.checks.quantities import units
from toolkit.checks.quantities.units import MeasureUnit
from toolkit.text import scripts
from toolkit.text.patterns import any_of

_WORD = scripts.WORDS
_BEGINNING = 3
"""Letters of the beginning of a word, at least."""


class NamedPeriod(NamedTuple):
    """A word for a period, as it is written, and whether it says nothing else."""

    word: str
    sure: bool


class _Periods(NamedTuple):
    """The words of a language for days, weeks and the like, and whether each says nothing else."""

    exact: Mapping[str, tuple[MeasureUnit, bool]]
    beginnings: Mapping[str, tuple[MeasureUnit, bool]]
    longest: int
    """Of the beginnings."""
    anywhere: re.Pattern[str] | None
    """What is looked for anywhere, where words have no blanks between them; the longest first."""


@cache
def _periods(lang: str) -> _Periods:
    exact: dict[str, tuple[MeasureUnit, bool]] = {}
    beginnings: dict[str, tuple[MeasureUnit, bool]] = {}
    for unit, told in units.periods(lang):
        word = told.rstrip("?")
        found = beginnings if word.endswith("*") else exact
        found[word.rstrip("*").replace("_", " ")] = (unit, word == told)
    unspaced = lang == "ko" or any(scripts.unspaced(word[0]) for word in exact)
    anywhere = re.compile(any_of(exact, longest=True)) if unspaced else None
    return _Periods(exact, beginnings, max(map(len, beginnings), default=0), anywhere)


@lru_cache(maxsize=1 << 15)
def _of_word(word: str, lang: str) -> tuple[MeasureUnit, bool] | None:
    """The period that a word in small letters names, and whether it is sure; None for nearly all."""
    known = _periods(lang)
    if word in known.exact or not known.beginnings:
        return known.exact.get(word)
    begins = (word[:end] for end in range(min(len(word), known.longest), _BEGINNING - 1, -1))
    return next((known.beginnings[begin] for begin in begins if begin in known.beginnings), None)


def named(text: str, lang: str) -> Mapping[MeasureUnit, NamedPeriod]:
    """The periods that a text names, each by a word; by one that says nothing else, where it has one.

    >>> [(unit.name, *word) for unit, word in named("All day, at the last minute", "en").items()]
    [('day', 'day', True), ('minute', 'minute', False)]
    >>> [(unit.name, *word) for unit, word in named("毎週来ました。", "ja").items()]
    [('week', '毎週', True)]
    """
    found: dict[MeasureUnit, NamedPeriod] = {}
    for word in (_periods(lang).anywhere or _WORD).findall(text):
        if (told := _of_word(word.lower(), lang)) and not (told[0] in found and found[told[0]].sure):
            found[told[0]] = NamedPeriod(word, told[1])
    return found


def may_be(word: str, lang: str) -> bool:
    """Whether a word in small letters may name a period."""
    return _of_word(word, lang) is not None
