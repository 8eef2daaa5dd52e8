"""Numbers that are written in digits, with what is written close to them.

Digits are plain (`aligning.words.plain`). Offsets count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Container
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from toolkit import late
from toolkit.checks.quantities.lexicon import Amount, NumberWord, simple
from toolkit.text import scripts

LONGEST = 30
"""Digits of a number, and words of one."""


class ReadNumber(NamedTuple):
    """What is read as one number."""

    start: int
    end: int
    values: frozenset[Amount]
    """What it may mean: 1.500 is 1500 or 1.5."""
    sure: bool
    """Whether it counts something; neither "second" nor the 8 of UTF-8 need do."""
    digits: bool = False
    about: bool = False
    """Whether it is a round number, as a dozen."""
    bare: bool = False
    """Whether what stands behind it is not counted by it: at the age of nine litres are heavy."""
    side: int = 0
    """Of nought, where that is said: -1 below it, 1 above."""


@lru_cache(maxsize=4096)
def amounts(digits: str, point: str = "") -> tuple[Amount, ...]:
    """What a number in plain digits may mean, the most likely first.

    Nothing where it is a date or too long.

    point  the decimal mark of the language, by which the other one parts thousands alone

    >>> amounts("1,947"), amounts("12 500"), amounts("1.234,5"), amounts("3.5.1")
    ((1947, Fraction(1947, 1000)), (12500,), (Fraction(2469, 2),), ())
    """
    if len(digits) > LONGEST:
        return ()
    digits = digits.replace(" ", "")
    if digits.isdecimal():
        return (int(digits),)
    marks = [mark for mark in digits if not mark.isdecimal()]
    groups = re.split(r"[.,]", digits)
    if not all(groups):
        return ()
    threes = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0"
    whole = int("".join(groups))
    if len(marks) == 1:
        decimal = simple(Fraction(f"{groups[0]}.{groups[1]}"))
        if not threes:
            return (decimal,)
        return (whole, decimal) if marks[0] == point or not point else (whole,)
    if len(set(marks)) == 1:
        # In India, thousands are parted, and above them hundreds.
        indian = len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
        return (whole,) if threes or indian else ()
    if len(set(marks[:-1])) == 1 and all(len(group) == 3 for group in groups[1:-1]):
        return (simple(Fraction(f"{''.join(groups[:-1])}.{groups[-1]}")),)
    return ()


_LATIN_SUFFIX = late.regex(r"['’]?[A-Za-zÀ-ÿ]+|[ºª]")
_ORDINALS = frozenset("st nd rd th er re e è eme ème ère ième o a os as º ª ter te ten".split())
_UNITS = frozenset(
    "s n x h min km cm mm m kg g mg l ml cl mi ft lb lbs oz kb mb gb tb am pm hz khz mhz ghz w kw v".split()
)
"""What may be written close behind a number that counts."""
_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
_DECADE = late.regex(r"['’]?s|er|ern|ers")
_SERIES = late.regex(r"\d{1,3}\.\d{1,3}(?=\.)")
_YEAR_BEFORE = late.regex(r"(\d{4})年?[-\u2010-\u2015/~\u301c]$")
_DASHES = ("-", "\u2010", "\u2011")


def in_digits(
    text: str, start: int, end: int, scales: Container[str] = (), point: str = "."
) -> tuple[NumberWord, int] | None:
    """What digits at a place say, and where they end with the letters behind them.

    None where they are no amount.

    scales  words of numbers, which may be written close to digits: 5million
    point   as in `amounts`
    """
    values = amounts(text[start:end], point)
    if not values:
        # A version answers for its series: 3.11.2, 3.11.
        series = _SERIES.match(text, start, end)
        return (NumberWord((simple(Fraction(series[0])),), sure=False, digits=True), end) if series else None
    sure = _alone(text, start, values[0])
    before = text[start - 1 : start]
    year = _YEAR_BEFORE.search(text, max(0, start - 6), start) if end - start == 2 else None
    if year:
        # 1939-45
        values = (*values, int(year[1][:2]) * 100 + values[0])
    elif before in ("'", "’") and end - start == 2:
        values = (*values, *centuries(values[0]))
    suffix = _LATIN_SUFFIX.match(text, end)
    if suffix:
        letters = suffix[0].lower()
        if _DECADE.fullmatch(letters) and values[0] % 10 == 0:
            values = (*values, *decade(values[0]))
        elif letters in scales or (letters in _UNITS and letters not in _SCALES):
            return NumberWord(values, sure, digits=True), end
        elif letters in _SCALES:
            values = (values[0] * _SCALES[letters], *values)
        elif letters[0] not in "'’" and letters not in _ORDINALS:
            sure = False
        end = suffix.end()
    return NumberWord(values, sure, digits=True), end


def centuries(year: Amount) -> tuple[Amount, ...]:
    """The years that may be told by two digits."""
    return (1900 + year, 2000 + year)


def decade(year: Amount) -> tuple[Amount, ...]:
    """How else the years from this one on are called: 1980s, the 80s; 1800s, the 19th century."""
    if year < 100:
        return (1900 + year,)
    return (year % 100, *((year // 100 + 1,) if year % 100 == 0 else ()))


def _alone(text: str, start: int, value: Amount) -> bool:
    """Whether digits are no part of a name: MP3, COVID-19, C/1."""
    before = text[start - 1 : start]
    if not before or before.isspace():
        return True
    if before.isalpha():
        return scripts.unspaced(before) or before > "\u00ff"
    if before in _DASHES:
        # What is as long as a year is one: mid-1990s.
        behind = text[start - 2 : start - 1]
        return value >= 1000 or not behind.isalpha() or scripts.unspaced(behind)
    return before not in "/._#:@=\\" or not text[start - 2 : start - 1].isalpha()
