"""Parts of units, and what is told in two units.

They are data, `languages/portions.tsv`: language, how much, and a regular expression in which {u} is the word
of a unit.

1/2     so much of it: half an hour, полчаса, 半年
n+1/2   so much more than the number before it, or than one: an hour and a half, trois ans et demi
N+1/2   the same where a number stands there
N+      a smaller unit follows, after its number {m}: two hours and twenty minutes
1+      the same behind one: an hour and twenty minutes

Offsets count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from toolkit.checks.quantities import clock, units
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.checks.quantities.forms import lines, lowered, needed, possible
from toolkit.checks.quantities.lexicon import Amount, simple
from toolkit.text import scripts


class Portion(NamedTuple):
    """So much of a unit."""

    start: int
    end: int
    value: Amount
    unit: units.MeasureUnit
    numbers: frozenset[int]
    """The numbers that it is made of, by their places."""
    parts: tuple[Amount, ...] = ()
    """The two numbers that tell it where two units do."""


class _PortionForm(NamedTuple):
    """A line of the table."""

    counts: str
    """How many whole units there are: "n", "N", "1" or ""."""
    more: Fraction | None
    """What is added; None for what follows in another unit."""
    pattern: re.Pattern[str]
    needed: tuple[str, ...]


@cache
def _rows(lang: str) -> tuple[_PortionForm, ...]:
    word = units.pattern(lang)
    rows = []
    for much, form in lines("portions.tsv", lang):
        counts, _, more = much.rpartition("+")
        # From inside of a word each unit in it would be read to its end.
        start = "(?<![^\\W\\d_¼½¾])" if form.startswith("{u}") else ""
        pattern = re.compile(start + form.replace("{u}", f"(?P<u>{word})").replace("{m}", " ?"))
        rows.append(_PortionForm(counts, Fraction(more) if more else None, pattern, needed(form)))
    return tuple(rows)


def portions(text: str, lang: str, numbers: Sequence[ReadNumber], near: str = "") -> Iterator[Portion]:
    """The parts of units in a text, and the sums of two.

    lang  the language alone
    near  what stands between numbers that are near each other (`clock.between`)

    >>> [(str(told.value), told.unit.name) for told in portions("Half an hour, a mile and a half.", "en", [])]
    [('1/2', 'hour'), ('3/2', 'mi')]
    """
    small = lowered(text)
    starts = {number.start: place for place, number in enumerate(numbers)}
    for row in possible(_rows(lang), small):
        # "Two hours and twenty minutes", and "an hour and twenty".
        if row.more is None and not (near if row.counts == "N" else numbers):
            continue
        for match, before in _matches(row, small, numbers):
            unit = units.named_in(match["u"], lang)
            counted = _counted(row.counts, None if before is None else numbers[before])
            if unit is None or counted is None or scripts.within_word(small, match.start()):
                continue
            start = match.start() if before is None else numbers[before].start
            inside = {place for at, place in starts.items() if start <= at < match.end()}
            if row.more is not None:
                yield Portion(start, match.end(), simple(counted + row.more), unit, frozenset(inside))
            elif (place := starts.get(match.end())) is not None:
                number = numbers[place]
                smaller = units.unit_of(small, number.start, number.end, lang) or units.following(unit)
                value = _sum(counted, unit, number, smaller)
                if smaller and value is not None:
                    parts = simple(counted), *number.values
                    yield Portion(start, number.end, value, smaller, frozenset({*inside, place}), parts)


def _matches(
    row: _PortionForm, text: str, numbers: Sequence[ReadNumber]
) -> Iterator[tuple[re.Match[str], int | None]]:
    """Where a form stands, with the place of the number before it."""
    if row.counts == "N":
        # Looked for behind the numbers alone, which is faster.
        for place, number in enumerate(numbers):
            if row.more is None and not clock.are_near(numbers[place : place + 2]):
                continue
            blank = text.startswith((" ", "\u00a0", "-"), number.end)
            if match := row.pattern.match(text, number.end + blank):
                yield match, place
        return
    ends = {number.end: place for place, number in enumerate(numbers)} if row.counts == "n" else {}
    for match in row.pattern.finditer(text):
        yield match, ends.get(match.start(), ends.get(match.start() - 1))


def _counted(counts: str, number: ReadNumber | None) -> Fraction | None:
    """How many whole units there are; None where nobody says it."""
    if number is None:
        return None if counts == "N" else Fraction(counts in ("n", "1"))
    values = set(number.values)
    return Fraction(values.pop()) if len(values) == 1 else None


def _sum(
    counted: Fraction, unit: units.MeasureUnit, number: ReadNumber, smaller: units.MeasureUnit | None
) -> Amount | None:
    """What two units come to in the smaller one; None where they tell two things."""
    more = _counted("N", number)
    if not (more and unit.size and smaller and smaller.size) or smaller.measures != unit.measures:
        return None
    per = Fraction(round(unit.size / smaller.size))
    # Years are no part of others, and what is as much as the larger unit neither.
    return simple(counted * per + more) if more < per and counted < _MANY else None


_MANY = 1000


@cache
def _halves(lang: str) -> re.Pattern[str]:
    forms = [row.pattern.pattern.replace("?P<u>", "?:") for row in _rows(lang) if row.more and not row.counts]
    return re.compile("|".join(forms) or "(?!)")


def spelled(lang: str) -> str:
    """A pattern of half a unit."""
    return _halves(lang).pattern


def has_word(word: str, lang: str) -> bool:
    """Whether a word in small letters is half a unit: полчаса, Halbjahr."""
    return _halves(lang).match(word) is not None
