"""What a translation counts, dates or measures otherwise than its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from toolkit import languages
from toolkit.checks.quantities import converting, cues, numerals, periods, places, relative, units
from toolkit.checks.quantities.converting import ABOUT, NEARLY, fits, near, values, without
from toolkit.checks.quantities.lexicon import prepared, simple
from toolkit.checks.quantities.matching import matched
from toolkit.checks.quantities.reading import Quantity, read
from toolkit.checks.quantities.small_numbers import FEW, broken, changed_times, counts


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same on both sides; "" where a side lacks it."""

    kind: str
    """"number", "date", "time" or "unit"."""
    source: str
    target: str


def differences(source: str, target: str, source_lang: str, lang: str) -> list[Difference]:
    """What differs between the quantities of a text and of its translation, or has changed places.

    >>> differences("In 1947, at half past six.", "En 1974, à six heures et demie.", "en", "fr")
    [Difference(kind='number', source='1947', target='1974')]
    """
    return _changed(source, target, source_lang, lang) or [
        Difference(
            "date" if _is_year(one) and _is_year(two) else "number", f"{one} ... {two}", f"{two} ... {one}"
        )
        for one, two in places.swapped(source, target, source_lang, lang)
    ]


def _is_year(figure: str) -> bool:
    return 1000 <= int(figure) < 2400


def _changed(source: str, target: str, source_lang: str, lang: str) -> list[Difference]:
    """What differs between the quantities of two texts."""
    base, other = languages.base(source_lang), languages.base(lang)
    told, also_told = cues.told(source, base), cues.told(target, other)
    langs = base, other
    if not (cues.counts(told) or cues.counts(also_told)):
        return _changed_period(source, target, langs, [], told & also_told)
    source, ours = _read_source(source, base, told)
    # What has too many isn't read twice.
    if len(ours) > _MANY:
        return []
    if not (cues.counts(also_told) or any(quantity.sure for quantity in ours)):
        return _changed_period(source, target, langs, ours, told & also_told)
    target = prepared(target, other)
    theirs = read(target, other, also_told)
    if len(theirs) > _MANY:
        return []
    if not numerals.has_words(other):
        ours = tuple(map(_without_scale, ours))
    if not numerals.has_words(base):
        theirs = list(map(_without_scale, theirs))
    left, added, unlike = matched(ours, theirs)
    found = [Difference("unit", _with_unit(one), _with_unit(second)) for one, second in unlike]
    if left or added:
        left, added = converting.as_measured(left, added), converting.as_measured(added, left)
        left, added = converting.said_once(left, ours), converting.said_once(added, theirs)
        left, added = converting.alike_by_chance(left, added, ours, theirs)
        left, added = _converted(left, added, found)
        left, added = _told_apart(left, added, ours, theirs)
        if numerals.counts_first_day(base) or numerals.counts_first_day(other):
            left, added = _inclusive(left, added)
        left, added = _elliptic(left, added, ours, theirs)
        left = [quantity for quantity in left if not converting.measured(quantity, target, other)]
        added = [quantity for quantity in added if not converting.measured(quantity, source, base)]
    if told & also_told & cues.METRIC:
        found += _named_units(source, target, base, other, [*ours, *theirs])
    found += _changed_period(source, target, langs, [*ours, *theirs], told & also_told)
    alone = numerals.has_words(base) and numerals.has_words(other)
    if alone:
        left, added = (
            left or changed_times(added, ours, theirs, base),
            added or changed_times(left, theirs, ours, other),
        )
    for kinds in _KINDS if left or added else ():
        found += _reported(
            [quantity for quantity in left if quantity.kind in kinds],
            [quantity for quantity in added if quantity.kind in kinds],
            alone=alone,
        )
    # What both write alike is copied: the town of 伊万里 has no ten thousand 里.
    found = [one for one in found if one.kind != "unit" or one.source != one.target]
    return found or list(_crossed(ours, theirs))


def _without_scale(quantity: Quantity) -> Quantity:
    """A quantity that is also what its figures alone say beside words nobody reads.

    2.4, of 2.4 million; 30, of the seconds that half a minute has.
    """
    if quantity.text.isnumeric():
        return quantity
    if quantity.unit and broken(quantity):
        parts = {("number", part) for value in values(quantity) for part in units.parts(value, quantity.unit)}
        quantity = quantity._replace(keys=quantity.keys | parts)
    bare = {
        ("number", simple(Fraction(value, scale)))
        for kind, value in quantity.keys
        for scale in _SCALES
        if kind == "number" and value >= scale
    }
    return quantity._replace(keys=quantity.keys | bare)


_SCALES = (10**3, 10**6, 10**9, 10**12)


def _elliptic(
    left: Sequence[Quantity], added: Sequence[Quantity], ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left without the five of "two million, then five", which may be five million elsewhere."""
    gone: set[int] = set()
    for some, others, side in ((left, added, ours), (added, left, theirs)):
        counted = [one for one in side if not one.text[-1].isnumeric()]
        for one in some:
            # The word for millions stands before it, behind another number.
            before = [value for other in counted if other.end <= one.start for value in values(other)]
            scales = [scale for scale in _SCALES if any(value >= scale for value in before)]
            meant = {value * scale for value in values(one) for scale in scales if value < _SCALES[0]}
            other = next((other for other in others if meant.intersection(values(other))), None)
            if other is not None and id(other) not in gone:
                gone |= {id(one), id(other)}
    return without(left, gone), without(added, gone)


def _crossed(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Difference]:
    """Numbers that have changed places where one of them has a unit: 60 kilos and 120 sacks."""
    for one in ours:
        if one.unit is None or one.kind != "number" or not one.sure:
            continue
        mine = [quantity for quantity in ours if quantity.unit == one.unit]
        yours = [quantity for quantity in theirs if quantity.unit == one.unit]
        if len(mine) != 1 or len(yours) != 1 or not yours[0].sure or one.keys & yours[0].keys:
            continue
        other = yours[0]
        if min([*values(one), *values(other)], default=0) <= FEW:
            continue
        here = any(quantity.keys & other.keys and quantity.sure for quantity in ours)
        if here and any(quantity.keys & one.keys and quantity.sure for quantity in theirs):
            yield Difference("number", _with_unit(one), _with_unit(other))
            return


@lru_cache(maxsize=1024)  # a project has several languages of one interview
def _read_source(text: str, lang: str, told: int) -> tuple[str, tuple[Quantity, ...]]:
    """A source as it is read, and its quantities."""
    text = prepared(text, lang)
    return text, tuple(read(text, lang, told))


_MANY = 200
"""Quantities of a text from which on it is a table, which takes the square of their number."""
_KINDS = (("weekday",), ("month",), *((kind,) for kind in relative.KINDS.values()), ("number", "time"))


def _told_apart(
    left: Sequence[Quantity], added: Sequence[Quantity], ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when a time may be told by two numbers, and two and a half be two."""
    gone: set[int] = set()
    for some, others in ((left, theirs), (added, ours)):
        for one in some:
            near: list[Quantity] = []
            if one.parts:
                near = _by_parts(one, others)
            elif one.kind == "time":
                near = _by_numbers(one, others)
            elif one.kind == "number":
                near = [other for other in others if _nearly_same(one, other)][:1]
            if near:
                gone |= {id(one), *map(id, near)}
    return without(left, gone), without(added, gone)


def _inclusive(left: Sequence[Quantity], added: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """What is left without a week of eight days, and two of fifteen."""
    remaining, free = list(left), list(added)
    for one in left:
        for other in added:
            days = {*values(one), *values(other)}
            measured = all(quantity.unit and quantity.unit.name == "day" for quantity in (one, other))
            if measured and one in remaining and other in free and days in _SAME_DAYS:
                remaining.remove(one)
                free.remove(other)
    return remaining, free


_SAME_DAYS = ({7, 8}, {14, 15})


def _by_numbers(time: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that tell a time: "six thirty"."""
    for kind, minutes in time.keys:
        if kind != "time":
            continue
        hour, minute = divmod(int(minutes), 60)
        # In words nobody says which half of the day it is: "four minutes past four" is 16:04.
        for value in (hour, (hour + 12) % 24):
            hours = next((other for other in others if ("number", value) in other.keys), None)
            minutes_told = next(
                (other for other in others if ("number", minute) in other.keys and other is not hours), None
            )
            if hours and minutes_told:
                return [hours, minutes_told]
    return []


def _by_parts(one: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that tell what two units do: 5'5"."""
    near: list[Quantity] = []
    for part in one.parts:
        near += [other for other in others if ("number", part) in other.keys and other not in near][:1]
    return near if len(near) == len(one.parts) else []


def _nearly_same(one: Quantity, other: Quantity) -> bool:
    """Whether one is half more than the other, or about as much."""
    if other.kind != "number" or broken(one) or broken(other):
        return False
    about = one.about or other.about
    if not about and all(any(value % 1 == 0.5 for value in values(quantity)) for quantity in (one, other)):
        # Two and a half are no three and a half.
        return False
    for value in values(one):
        for second in values(other):
            if abs(value - second) == 0.5 or (about and near(value, second, ABOUT)):
                return True
    return False


def _converted(
    left: Sequence[Quantity], added: Sequence[Quantity], found: list[Difference]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left without the values that were converted.

    Those which were converted wrongly are found.
    """
    measures = {one.unit.measures for one in left if one.unit} & {
        one.unit.measures for one in added if one.unit
    }
    remaining, free = list(left), list(added)
    for measured in sorted(measures):
        some = [one for one in remaining if one.unit and one.unit.measures == measured]
        others = [one for one in free if one.unit and one.unit.measures == measured]
        # Six foot two is 1 m 88.
        same = {one.unit for one in some} == {other.unit for other in others}
        whole = not same and near(sum(map(_in_base, some)), sum(map(_in_base, others)), NEARLY)
        for one in some:
            other = next((other for other in others if fits(one, other)), None)
            if other is None and not whole and others and others[0].unit != one.unit:
                other = others[0]
                found.append(Difference("unit", _with_unit(one), _with_unit(other)))
            if other is not None:
                others.remove(other)
                free.remove(other)
                remaining.remove(one)
        if whole:
            remaining = [one for one in remaining if not (one.unit and one.unit.measures == measured)]
            free = [one for one in free if not (one.unit and one.unit.measures == measured)]
    return remaining, free


def _in_base(quantity: Quantity) -> float:
    size = quantity.unit.size if quantity.unit else None
    return max(values(quantity), default=0.0) * (size or 0.0)


def _named_units(
    source: str, target: str, source_lang: str, lang: str, quantities: Sequence[Quantity]
) -> Iterator[Difference]:
    """A unit without a number that became another, a kilometre a metre.

    Where numbers stand with such units, or several of them, nobody knows which is which.
    """
    counted = {quantity.unit.measures for quantity in quantities if quantity.unit}
    ours = units.metric(source, source_lang)
    theirs = units.metric(target, lang) if ours else set()
    for measured in sorted({unit.measures for unit in ours} - counted):
        some = [unit for unit in ours if unit.measures == measured]
        others = [unit for unit in theirs if unit.measures == measured]
        if len(some) == len(others) == 1 and some != others:
            yield _units(some[0], source, source_lang, others[0], target, lang)


_FIRST_YEAR = 1000
"""A number that may be one."""


def _changed_period(
    source: str, target: str, langs: tuple[str, str], quantities: Sequence[Quantity], told: int
) -> list[Difference]:
    """A period without a number that became another: every month, and every year.

    It is one that only the source names, and one that only the translation does; where there are several,
    nobody knows which is which.

    told  the cues of both
    """
    if not told & cues.PERIOD:
        return []
    ours = periods.named(source, langs[0])
    theirs = periods.named(target, langs[1]) if ours else {}
    if ours.keys() == theirs.keys():
        return []
    counted = {quantity.unit for quantity in quantities if quantity.unit}
    # "Roku" behind 2012 is no period.
    if any(value >= _FIRST_YEAR for quantity in quantities for value in values(quantity)):
        counted.add(units.of_name("year"))
    left = [word for unit, word in ours.items() if not (unit in theirs or unit in counted)]
    added = [word for unit, word in theirs.items() if not (unit in ours or unit in counted)]
    if [one.sure for one in (*left, *added)] != [True, True] or len(left) != 1:
        return []
    return [Difference("unit", left[0].word, added[0].word)]


def _units(
    unit: units.MeasureUnit, source: str, source_lang: str, other: units.MeasureUnit, target: str, lang: str
) -> Difference:
    """A unit in the place of another, both as they are written."""
    ours, theirs = units.as_written(unit, source, source_lang), units.as_written(other, target, lang)
    return Difference("unit", ours or unit.name, theirs or other.name)


def _with_unit(quantity: Quantity) -> str:
    return f"{quantity.text} {quantity.measure}".rstrip()


def _reported(left: Sequence[Quantity], added: Sequence[Quantity], *, alone: bool) -> Iterator[Difference]:
    """What both sides have and the other hasn't; or one has, in figures.

    alone  whether that is looked for: the number words of both languages are known
    """
    # What comes and goes is nobody's counterpart where something else is there.
    left, added = sorted(left, key=counts, reverse=True), sorted(added, key=counts, reverse=True)
    pairs = list(zip(left, added, strict=False))
    for one, other in pairs:
        if counts(one) or counts(other):
            yield Difference(_kind(one, other), one.text, other.text)
    if alone:
        for one in left[len(pairs) :]:
            if one.digits and counts(one):
                yield Difference(_kind(one, one), one.text, "")
        for other in added[len(pairs) :]:
            if other.digits and counts(other):
                yield Difference(_kind(other, other), "", other.text)


def _kind(one: Quantity, other: Quantity) -> str:
    if "time" in (one.kind, other.kind):
        return "time"
    if one.kind != "number" or (one.day and other.day):
        return "date"
    return "number"
