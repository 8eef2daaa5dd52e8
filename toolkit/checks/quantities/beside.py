"""Words beside a number that change what it says.

They are data, `languages/beside.tsv`: language, what they do, and a regular expression in which {n} is the
number, and a group "and" a digit that is added.

half       half of what was counted last is added: un million et demi
halved     half of it, where it is a dozen or more: half a million
tenths     so many tenths, in hundredths: 三割五分
off        tenths of a price, which others tell by what is taken off: 八折
times 12   it counts dozens
couple     two of them, or a few
share      of the number that follows at once: three in four are 75 %
era 1925   a year since that one: 昭和24年
eras 1925  ten of them: 昭和30年代
calendar 621   it may be a year of another calendar, and begins in that one
lunar      a year of the Hijra
century    it may name one, as Novecento
hundreds   it is the first year of one, which others count: 1600-luku, the 17th century
some       nobody knows how many times: several hundred
below      of nought; above likewise: two degrees below
age        no unit stands behind it: "aged nine"

Offsets count from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from toolkit.aligning import words
from toolkit.checks.quantities import forms
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.checks.quantities.forms import lines, lowered, needed, possible
from toolkit.checks.quantities.lexicon import simple
from toolkit.text import scripts

_start = attrgetter("start")
_REACH = 40
"""Characters before a number in which such words stand."""
_DOZEN = 12
_LAST_YEAR = 2200
_RECENT = 1600
"""Years that are counted from later on are fewer."""


def changed(numbers: Sequence[ReadNumber], text: str, lang: str, near: str) -> list[ReadNumber]:
    """The numbers of a text, as the words beside them have it.

    numbers  in their order
    lang     the language alone
    near     what stands between numbers that are near each other (`clock.between`)

    >>> from toolkit.checks.quantities.numerals import numbers
    >>> text = "三割五分"
    >>> [sorted(number.values) for number in changed(numbers(text, "ja"), text, "ja", "")]
    [[35]]
    """
    small = lowered(text)
    # A share is of a number that follows.
    rows = [row for row in possible(_rows(lang), small) if row.what != "share" or possible([row], near)]
    if not (rows and numbers):
        return list(numbers)
    told: list[ReadNumber] = []
    eras: set[int] = set()
    wholes: set[int] = set()
    taken = 0
    for place, read in enumerate(numbers):
        if read.start < taken:
            continue
        number = read
        for row in rows:
            behind = row.behind.match(small, number.end)
            ahead = row.before.search(small, max(0, number.start - _REACH), number.start) if behind else None
            if not (behind and ahead):
                continue
            at = bisect_left(numbers, behind.end(), place + 1, key=_start)
            following = numbers[at] if at < len(numbers) and numbers[at].start <= behind.end() + 1 else None
            number = _CHANGES[row.what](number, behind, row.since, following)
            taken = max(number.end, behind.end(behind.lastgroup or 0))
            if row.what == "era" and min(number.values, default=_RECENT) < _RECENT:
                eras.add(number.start)
            if row.what == "share" and following and number.values != read.values:
                wholes.add(following.start)
            if row.what == "halved":
                while told and told[-1].start >= ahead.start():
                    del told[-1]
        told.append(number)
    if wholes:
        # Nobody misses the four of "3 in 4" beside 75 %.
        told = [one._replace(digits=False) if one.start in wholes else one for one in told]
    if eras:
        years = {value for number in told if number.start not in eras for value in number.values}
        # 昭和24年(1949年)
        told = [
            number._replace(sure=False, values=number.values - years)
            if number.start in eras and number.values & years
            else number
            for number in told
        ]
    return told


@cache
def letters(lang: str) -> re.Pattern[str]:
    """Letters that are in a word of any text in which a number is changed."""
    return forms.letters([row for row in _rows(lang) if row.what != "share"])


class _ChangingForm(NamedTuple):
    """A line of the table."""

    what: str
    since: int
    before: re.Pattern[str]
    behind: re.Pattern[str]
    needed: tuple[str, ...]


@cache
def _rows(lang: str) -> tuple[_ChangingForm, ...]:
    rows = []
    for told, form in lines("beside.tsv", lang):
        (what, _, since), (before, behind) = told.partition(" "), form.split("{n}")
        # Where blanks part words, whole ones.
        start = "" if any(map(scripts.unspaced, before)) else r"(?<!\w)"
        end = "" if not behind or behind.startswith("(?") else r"(?!\w)"
        ahead = re.compile(f"{start}(?:{before})$" if before else "$")
        pattern = re.compile(f"(?:{behind}){end}")
        rows.append(_ChangingForm(what, int(since or 0), ahead, pattern, needed(form)))
    return tuple(rows)


def _half(number: ReadNumber, behind: re.Match[str], _: int, following: ReadNumber | None) -> ReadNumber:
    """A number with half of its scale: three million and a half, three and a half million."""
    scale = max(following.values, default=0) if following and len(following.values) == 1 else 0
    if following and scale in _SCALES:
        values = {
            value + Fraction(scale, 2) if value >= scale else value * scale + Fraction(scale, 2)
            for value in number.values
        }
        return number._replace(end=following.end, values=frozenset(map(simple, values)))
    values = set()
    for value in number.values:
        counted = max(size for size in (1, *_SCALES) if value % size == 0)
        # "Three and a half" may have become three.
        values |= {value + Fraction(counted, 2), *((value,) if counted == 1 else ())}
    return number._replace(end=behind.end(), values=frozenset(simple(Fraction(value)) for value in values))


def _halved(number: ReadNumber, *_: object) -> ReadNumber:
    if not all(value >= _DOZEN for value in number.values):
        return number
    return number._replace(values=frozenset(simple(Fraction(value) / 2) for value in number.values))


def _tenths(number: ReadNumber, behind: re.Match[str], *_: object) -> ReadNumber:
    more = words.value(behind[behind.lastgroup]) if behind.lastgroup else 0
    shares = [simple(value * 10 + Fraction(more)) for value in number.values]
    # Two of them are a fifth.
    fractions = [simple(Fraction(100) / share) for share in shares if share in (10, 20)]
    return number._replace(values=frozenset([*shares, *fractions]))


def _off(number: ReadNumber, *_: object) -> ReadNumber:
    left = {value * 10 if value < 10 else value for value in number.values}
    return number._replace(values=number.values | left | {100 - value for value in left})


def _times(number: ReadNumber, _: object, times: int, following: object) -> ReadNumber:
    del following
    return number._replace(values=number.values | {value * times for value in number.values})


def _couple(number: ReadNumber, *_: object) -> ReadNumber:
    hundreds = {value * 2 for value in number.values if value in _MANY}
    return number._replace(values=number.values | hundreds, about=True) if hundreds else number


def _share(number: ReadNumber, _: object, since: int, following: ReadNumber | None) -> ReadNumber:
    del since
    wholes = following.values if following else ()
    shares = {
        simple(Fraction(100) * value / whole)
        for value in number.values
        for whole in wholes
        if 0 < value < whole <= _OF_MOST
    }
    return number._replace(values=number.values | shares)


def _era(number: ReadNumber, _: object, since: int, following: object) -> ReadNumber:
    """A year that one side may count from another one."""
    del following
    # 22年 is no 1922 there.
    told = {value for value in number.values if value < _RECENT or min(number.values) >= 100}
    return number._replace(values=frozenset({*told, *(value + since for value in told if value < _RECENT)}))


def _years_of_era(number: ReadNumber, _: object, since: int, following: ReadNumber | None) -> ReadNumber:
    del following
    values = {value + since + more for value in number.values if value < _RECENT for more in range(-1, 11)}
    return number._replace(values=number.values | values, sure=False)


def _calendar(number: ReadNumber, _: object, since: int, following: ReadNumber | None) -> ReadNumber:
    """A year that may be one of another calendar, if that comes to one of the last centuries."""
    del following
    years = {value + since for value in number.values if 1800 <= value + since < 2100}
    return number._replace(values=number.values | years | {year + 1 for year in years})


def _lunar(number: ReadNumber, *_: object) -> ReadNumber:
    # Thirty-three of its years are thirty-two.
    years = {int(value) - int(value) // 33 + 622 for value in number.values}
    near = {year + more for year in years for more in (-1, 0, 1)}
    return number._replace(values=number.values | near, sure=False)


def _century(number: ReadNumber, *_: object) -> ReadNumber:
    hundreds = {value for value in number.values if value in range(200, 1000, 100)}
    if not hundreds or number.digits:
        return number
    told = {also for value in hundreds for also in (1000 + value, int(value) // 100 + 11)}
    return number._replace(values=number.values | told, sure=False)


def _hundreds(number: ReadNumber, *_: object) -> ReadNumber:
    counted = {int(value) // 100 + 1 for value in number.values if value % 100 == 0 and value < _LAST_YEAR}
    return number._replace(values=number.values | counted)


def _some(number: ReadNumber, *_: object) -> ReadNumber:
    return number._replace(sure=False)


def _below(number: ReadNumber, *_: object) -> ReadNumber:
    return number._replace(side=-1)


def _above(number: ReadNumber, *_: object) -> ReadNumber:
    return number._replace(side=1)


def _age(number: ReadNumber, *_: object) -> ReadNumber:
    return number._replace(bare=True)


_SCALES = (10**3, 10**6, 10**9, 10**12)
_MANY = (100, *_SCALES)
_OF_MOST = 100
"""What a share is told of, at most."""
_CHANGES: Mapping[str, Callable[[ReadNumber, re.Match[str], int, ReadNumber | None], ReadNumber]] = {
    "half": _half,
    "halved": _halved,
    "tenths": _tenths,
    "off": _off,
    "times": _times,
    "couple": _couple,
    "share": _share,
    "era": _era,
    "eras": _years_of_era,
    "calendar": _calendar,
    "lunar": _lunar,
    "century": _century,
    "hundreds": _hundreds,
    "below": _below,
    "above": _above,
    "age": _age,
    "some": _some,
}
