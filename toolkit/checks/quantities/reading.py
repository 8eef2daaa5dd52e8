"""All quantities of a text, in one row. Offsets count from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from toolkit import late
from toolkit.checks.quantities import beside, clock, cues, dates, percents, portions, relative
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.checks.quantities.lexicon import Amount, words_of_range
from toolkit.checks.quantities.numerals import numbers
from toolkit.checks.quantities.units import MeasureUnit, as_written, unit_of
from toolkit.text import scripts


class Quantity(NamedTuple):
    """A number, a month, a day of the week, a season or a time of day."""

    kind: str
    """"number", "month", "weekday", "time", or one of `relative.KINDS`."""
    start: int
    end: int
    text: str
    """As it is written."""
    keys: frozenset[tuple[str, Amount]]
    """What it may be: two quantities are the same where they have one in common."""
    sure: bool
    digits: bool = False
    about: bool = False
    unit: MeasureUnit | None = None
    measure: str = ""
    """The unit as it is written, where it isn't in `text`."""
    day: bool = False
    """Whether it is the number of a day, beside a month."""
    parts: tuple[Amount, ...] = ()
    """The two numbers of what two units tell: 6 feet 2."""
    side: int = 0
    """Of nought, where that is said: -1 below it, 1 above."""


_ADDRESS = late.regex(r"(?<!\w)\w++://\S+|www\.\S+|(?<!\S)\S+@\S+")
_DATE_LIKE = late.regex(r"\d[./-] ?\d{1,2}[./-]")
"""Found faster than a date, which looks behind."""
_DATE = late.regex(
    r"(?<![\d./])(?<![\d./]-)(?:(?P<y>\d{4})([./-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\6(?P<z>\d{2,4}))(?![\d/-])"
    r"|(?<![\d.,])(?P<k>[12]?\d|3[01])\. ?(?P<l>1[0-2]|[1-9])\.(?!\d)"
)
_TO = late.regex(r" ?[-\u2010-\u2015~\u301c〜至到] ?")
"""What stands between the two numbers of a range in any language."""
_HOUR = late.regex(r"([01]?\d|2[0-3])[.:]([0-5]\d)|(0\d|[1-9])([0-5]\d)")
"""7.40, and what is said and written down without its mark: 0740, 740."""
_SUFFIX = late.regex(r"['’][^\W\d_]+$")
"""The ending of a case: 18.30’dan."""
_AGE = late.regex(r"[-\u2010\u2011][^\W\d_]{4}")
"""What makes a number no day: 30-річний."""
_MINUS = late.regex(rf"(?:^|[\s(:,{scripts.HAN}{scripts.HIRAGANA}{scripts.KATAKANA}])[-\u2212\u2013]$")
_LIST_LIKE = late.regex(r"\d,\d\d?,\d")
_LIST = late.regex(r"(?<![\d.,])\d{1,2}(?:,\d{1,2}){2,}(?![\d.,])")
_LARGEST_DAY, _LAST_MONTH = 31, 12
_NAMED = 24
"""Characters beside a number in which its unit is named."""
_HALF = Fraction(1, 2)
_NEAR = 12
"""Characters between the two numbers of a range, at most."""


def read(text: str, lang: str, told: int = cues.ALL) -> list[Quantity]:
    """The quantities of a text that is `prepared`, in order.

    lang  the language alone
    told  the cues of the text: what they don't tell isn't looked for

    >>> [(quantity.kind, quantity.text) for quantity in read("On 2 May 1947, at half past six.", "en")]
    [('number', '2'), ('month', 'May'), ('number', '1947'), ('time', 'half past six')]
    """
    if "://" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    if "," in text and _LIST_LIKE.search(text):
        text = _LIST.sub(lambda numbers: numbers[0].replace(",", ";"), text)
    quantities: list[Quantity] = []
    if _DATE_LIKE.search(text):

        def taken(match: re.Match[str]) -> str:
            date = _date(match)
            quantities.extend(date)
            return " " * len(match[0]) if date else match[0]

        text = _DATE.sub(taken, text)
    figures = [
        one for one in numbers(text, lang) if one.digits or not percents.is_in_name(text, one.end, lang)
    ]
    named = [*dates.named(text, lang, figures)] if told & cues.DATE else []
    if told & cues.RELATIVE:
        named += relative.named(text, lang)
    days = {place for name in named for place in name.beside}
    quantities += [_named(name, text) for name in named]
    # In the East a month is a number, and in Chinese a day, too.
    covered = bytearray(len(text) + 1)
    for name in named:
        if name.sure:
            covered[name.start : name.end] = b"x" * (name.end - name.start)
    figures = [figure for figure in figures if not covered[figure.start]]
    used: set[int] = set()
    near = clock.between(text, figures)
    for time, places in clock.times(text, lang, figures, near, cued=bool(told & cues.CLOCK)):
        used |= places
        quantities.append(_time(time, text))
        covered[time.start : time.end] = b"x" * (time.end - time.start)
    for portion in portions.portions(text, lang, figures, near) if told & cues.UNIT else ():
        if not (used & portion.numbers) and not any(covered[portion.start : portion.end]):
            used |= portion.numbers
            quantities.append(_portion(portion, text))
            covered[portion.start : portion.end] = b"x" * (portion.end - portion.start)
    left = [figure for place, figure in enumerate(figures) if place not in used and not covered[figure.start]]
    if told & cues.BESIDE or near:
        left = beside.changed(left, text, lang, near)
    quantities += _numbers(left, text, lang, days, measured=bool(told & cues.UNIT))
    quantities.sort(key=lambda quantity: quantity.start)
    return quantities


def _numbers(
    figures: Sequence[ReadNumber], text: str, lang: str, days: Set[int], *, measured: bool
) -> Iterator[Quantity]:
    """Numbers with their units; "two to three miles" has one for both."""
    read = [_number(figure, text, lang, day=figure.start in days, measured=measured) for figure in figures]
    for one, following in zip_longest(read, read[1:]):
        between = text[one.end : following.start] if following else ""
        if following and len(between) <= _NEAR and _is_range(between, one, following, lang):
            yield _ranged(one, following)
        else:
            yield one


def _is_range(between: str, one: Quantity, following: Quantity, lang: str) -> bool:
    """Whether two numbers are the ends of a range."""
    if _TO.fullmatch(between):
        return True
    # "At nine, and 3 litres": the two of a range are written alike.
    return one.digits == following.digits and between.strip().lower() in words_of_range(lang)


def _ranged(one: Quantity, following: Quantity) -> Quantity:
    """The first number of a range: "two to three miles", 12-15 000."""
    scales = {scale for _, value in following.keys for scale in _SCALES if value >= scale}
    thousands = {
        ("number", value * scale) for kind, value in one.keys if kind == "number" for scale in scales
    }
    counted = one if one.unit else following
    return one._replace(unit=counted.unit, measure=counted.measure, keys=one.keys | thousands)


_SCALES = (10**3, 10**6, 10**9)


def _number(figure: ReadNumber, text: str, lang: str, *, day: bool, measured: bool) -> Quantity:
    keys = frozenset([("number", value) for value in figure.values])
    counted = measured and figure.sure and not figure.bare
    unit = unit_of(text, figure.start, figure.end, lang) if counted else None
    if unit and unit.measures == "time" and any(value >= 1000 for value in figure.values):
        # 1947年 is a year, and not so many of them.
        unit = None
    if unit and any(value % 1 == _HALF and value - _HALF in figure.values for value in figure.values):
        # Half an hour is told, where half of anything may be left out.
        keys = frozenset(("number", value) for value in figure.values if value % 1)
    written = text[figure.start : figure.end]
    kind = "number"
    if figure.digits and (times := _as_time(_SUFFIX.sub("", written))):
        half = clock.half(text, figure.start, figure.end, lang)
        kind = "time" if half else kind
        # At 3.20 a.m.
        keys |= {time for time in times if not half or (time[1] >= clock.NOON) == (half == "pm")}
    elif years := [int(value) for value in figure.values if 1000 <= value < 2400 and value == int(value)]:
        # Ten thirty, which is read as a year.
        keys |= _as_time(f"{years[0] // 100}:{years[0] % 100:02}")
    return Quantity(
        kind,
        figure.start,
        figure.end,
        written,
        keys,
        figure.sure,
        figure.digits,
        figure.about,
        unit,
        as_written(unit, text[max(0, figure.start - _NAMED) : figure.end + _NAMED], lang) if unit else "",
        day=day
        and any(1 <= value <= _LARGEST_DAY for value in figure.values)
        and not _AGE.match(text, figure.end),
        side=-1
        if figure.digits and _MINUS.search(text, max(0, figure.start - 2), figure.start)
        else figure.side,
    )


@lru_cache(maxsize=4096)
def _as_time(digits: str) -> frozenset[tuple[str, Amount]]:
    """What 7.40 is where it is a time."""
    hour = _HOUR.fullmatch(digits)
    if not hour:
        return frozenset()
    minutes = int(hour[1] or hour[3]) * 60 + int(hour[2] or hour[4])
    # Up to one o'clock nobody says whether it is before noon.
    late = (
        {minutes % clock.NOON, minutes % clock.NOON + clock.NOON} if minutes < clock.NOON + 60 else {minutes}
    )
    return frozenset(("time", minute) for minute in late)


def _named(name: dates.NamedTime, text: str) -> Quantity:
    keys: set[tuple[str, Amount]] = {(name.kind, name.number)}
    return Quantity(name.kind, name.start, name.end, text[name.start : name.end], frozenset(keys), name.sure)


def _time(time: clock.Time, text: str) -> Quantity:
    keys: set[tuple[str, Amount]] = {("time", minute) for minute in time.minutes}
    keys |= {("number", hour) for hour in time.hours}
    return Quantity("time", time.start, time.end, text[time.start : time.end], frozenset(keys), time.sure)


def _portion(portion: portions.Portion, text: str) -> Quantity:
    """Half an hour, and an hour and twenty minutes; two units are as sure as figures."""
    keys: set[tuple[str, Amount]] = {("number", portion.value)}
    if portion.parts and portion.value == portion.parts[0] * 60 + portion.parts[1]:
        # 1:20
        keys |= {("time", portion.value), ("time", portion.value + clock.NOON)}
    written = text[portion.start : portion.end]
    told = Quantity(
        "number", portion.start, portion.end, written, frozenset(keys), sure=True, unit=portion.unit
    )
    return told._replace(digits=bool(portion.parts), parts=portion.parts)


def _date(match: re.Match[str]) -> list[Quantity]:
    """The day, the month and the year of a date in figures; it may not be told which is which."""
    if match["k"]:
        day, month = int(match["k"]), int(match["l"])
        number: frozenset[tuple[str, Amount]] = frozenset(
            {("number", day), ("number", Fraction(f"{day}.{month}"))}
        )
        start, end = match.span()
        return [
            Quantity("number", start, match.end("k"), match["k"], number, sure=True, digits=True, day=True),
            Quantity(
                "month",
                match.start("l"),
                end,
                match["l"],
                frozenset({("month", month), ("number", month)}),
                sure=False,
            ),
        ]
    if match["y"]:
        year, pair = match["y"], [int(match["m"]), int(match["d"])]
        if pair[0] > _LAST_MONTH:
            return []
        days, months = {pair[1]}, {pair[0]}
        years: set[int] = {int(year)}
    else:
        first, second = int(match["a"]), int(match["b"])
        days = {value for value in (first, second) if 1 <= value <= _LARGEST_DAY}
        months = {value for value in (first, second) if 1 <= value <= _LAST_MONTH}
        year = match["z"]
        years = {int(year)} if len(year) > 2 else {int(year), 1900 + int(year), 2000 + int(year)}
    if not days or not months:
        return []

    def one_of(kind: str, values: set[int], *, day: bool = False) -> Quantity:
        keys = frozenset((kind, value) for value in values)
        return Quantity(kind, *match.span(), match[0], keys, sure=True, digits=kind == "number", day=day)

    return [one_of("number", days, day=True), one_of("month", months), one_of("number", years)]
