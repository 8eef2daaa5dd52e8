"""What a translation counts, dates or measures otherwise than its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.checks.quantities import gate, numerals, units
from toolkit.checks.quantities.reading import Quantity, read


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same on both sides; "" where a side lacks it."""

    kind: str
    """"number", "date", "time" or "unit"."""
    source: str
    target: str


_NEARLY = 0.11
"""How much a converted value may be off: a mile is 1.5 km."""
_WEEKS = 0.16
"""And a time: eight days are a week."""
_ABOUT = 0.26
"""And a round number: a dozen may be ten."""
_FEW = 2
"""Up to here numbers come and go: both, once, a pair."""


def differences(source: str, target: str, source_lang: str, lang: str) -> list[Difference]:
    """What differs between the quantities of a text and of its translation.

    >>> differences("In 1947, at half past six.", "En 1974, à six heures et demie.", "en", "fr")
    [Difference(kind='number', source='1947', target='1974')]
    """
    if not (gate.passes(source, source_lang) or gate.passes(target, lang)):
        return []
    ours, theirs = read(source, source_lang), read(target, lang)
    found: list[Difference] = []
    ours, theirs = _matched(ours, theirs, found)
    left = [quantity for quantity in ours if quantity.sure]
    added = [quantity for quantity in theirs if quantity.sure]
    if not (left or added):
        return found
    left, added = _told_apart(left, added, ours, theirs)
    left, added = _converted(left, added, found)
    added = [other for other in added if not _measured(other, source, source_lang)]
    left = [quantity for quantity in left if not _measured(quantity, target, lang)]
    for kinds in _KINDS:
        found += _reported(
            [quantity for quantity in left if quantity.kind in kinds],
            [quantity for quantity in added if quantity.kind in kinds],
            read_alike=numerals.has_words(source_lang) and numerals.has_words(lang),
        )
    return found


_KINDS = (("weekday",), ("month",), ("number", "time"))


def _matched(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], found: list[Difference]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left of both sides when each has been given its like."""
    free = list(theirs)
    left = list(ours)
    # Sure ones first, and of those the ones with the same unit: "5 km in 5 hours".
    for fits in (_same, _alike, _any_alike):
        for quantity in list(left):
            other = next((other for other in free if fits(quantity, other)), None)
            if other is not None:
                left.remove(quantity)
                free.remove(other)
                if quantity.unit and other.unit and quantity.unit != other.unit:
                    found += _unit(quantity, other)
    # What is said twice on one side need not be on the other.
    left = (
        [quantity for quantity in left if not any(_any_alike(quantity, other) for other in theirs)]
        if not ([other for other in free if other.sure])
        else left
    )
    free = (
        [other for other in free if not any(_any_alike(quantity, other) for quantity in ours)]
        if not ([quantity for quantity in left if quantity.sure])
        else free
    )
    return left, free


def _same(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and _alike(one, other)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.sure and other.sure and _any_alike(one, other)


def _any_alike(one: Quantity, other: Quantity) -> bool:
    common = one.keys & other.keys
    # Noon and midnight are both twelve, in figures.
    return bool(common) and (
        one.kind != "time" or other.kind != "time" or any(kind == "time" for kind, _ in common)
    )


def _unit(one: Quantity, other: Quantity) -> Iterable[Difference]:
    """A value that stayed while its unit changed."""
    if not (one.unit and other.unit):
        return
    value = _value(one)
    as_other = units.converted(value, one.unit, other.unit) if value is not None else None
    if value is not None and as_other is not None and _near(as_other, value, _NEARLY):
        return
    yield Difference("unit", _with_unit(one), _with_unit(other))


def _told_apart(
    left: Sequence[Quantity], added: Sequence[Quantity], ours: Sequence[Quantity], theirs: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left when a time may be told by two numbers, and two and a half be two."""
    gone: list[Quantity] = []
    for some, others in ((left, theirs), (added, ours)):
        for one in some:
            if one.kind == "time" and _by_numbers(one, others):
                gone += [one, *_by_numbers(one, others)]
            elif one.kind == "number":
                near = next((other for other in others if _nearly_same(one, other)), None)
                if near:
                    gone += [one, near]
    identities = set(map(id, gone))
    return [q for q in left if id(q) not in identities], [q for q in added if id(q) not in identities]


def _by_numbers(time: Quantity, others: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that tell this time: "six thirty"."""
    for key in time.keys:
        if key[0] == "time":
            hour, minute = divmod(int(key[1]), 60)
            numbers = [
                next((other for other in others if ("number", value) in other.keys), None)
                for value in (hour, minute)
            ]
            if all(numbers):
                return [number for number in numbers if number]
    return []


def _nearly_same(one: Quantity, other: Quantity) -> bool:
    if other.kind != "number":
        return False
    for _, value in one.keys:
        for _, second in other.keys:
            if abs(value - second) == 0.5 and min(value, second) % 1 == 0:
                return True
            if (one.about or other.about) and value and _near(float(value), float(second), _ABOUT):
                return True
    return False


def _converted(
    left: Sequence[Quantity], added: Sequence[Quantity], found: list[Difference]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is left without the values that were converted; those which were converted wrongly are found."""
    remaining, free = list(left), list(added)
    for quantity in list(remaining):
        unit = quantity.unit
        if unit is None:
            continue
        others = [
            other
            for other in free
            if other.unit and other.unit.measures == unit.measures and other.unit != unit
        ]
        if not others:
            continue
        other = next((other for other in others if _fits(quantity, other)), None)
        if other is None:
            total = sum(
                filter(
                    None,
                    (
                        _in_base(part)
                        for part in remaining
                        if part.unit and part.unit.measures == unit.measures
                    ),
                )
            )
            base = _in_base(others[0])
            if base is None or not _near(total, base, _NEARLY):
                found.append(Difference("unit", _with_unit(quantity), _with_unit(others[0])))
                remaining.remove(quantity)
            else:
                remaining = [
                    part for part in remaining if not (part.unit and part.unit.measures == unit.measures)
                ]
            free.remove(others[0])
            continue
        remaining.remove(quantity)
        free.remove(other)
    return remaining, free


def _fits(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other in another unit."""
    if not (one.unit and other.unit):
        return False
    if one.unit.size is None:
        # Nobody knows what money was worth.
        return True
    degrees = one.unit.measures == "temperature"
    tolerance = _WEEKS if one.unit.measures == "time" else _NEARLY
    for value in _values(one):
        as_other = units.converted(value, one.unit, other.unit)
        for wanted in _values(other):
            if as_other is not None and (
                _near(as_other, wanted, tolerance) or (degrees and abs(as_other - wanted) <= 1)
            ):
                return True
    return False


def _in_base(quantity: Quantity) -> float | None:
    value = _value(quantity)
    return (
        None
        if value is None or quantity.unit is None or quantity.unit.size is None
        else value * quantity.unit.size
    )


def _measured(quantity: Quantity, text: str, lang: str) -> bool:
    """Whether a text names one of another unit that comes to the same: a mile is 1.6 km."""
    unit = quantity.unit
    if unit is None or unit.size is None or unit.measures in ("time", "share", "temperature"):
        return False
    value = _value(quantity)
    for other in units.mentioned(text, lang):
        as_other = units.converted(value, unit, other) if value is not None and other != unit else None
        # One of it, or half of one.
        if as_other is not None and (_near(as_other, 1, _NEARLY) or _near(as_other, 0.5, _NEARLY)):
            return True
    return False


def _value(quantity: Quantity) -> float | None:
    return max(_values(quantity), default=None)


def _values(quantity: Quantity) -> list[float]:
    return [float(value) for kind, value in quantity.keys if kind == "number"]


def _near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _with_unit(quantity: Quantity) -> str:
    return f"{quantity.text} {quantity.unit.name}" if quantity.unit else quantity.text


def _reported(
    left: Sequence[Quantity], added: Sequence[Quantity], *, read_alike: bool
) -> Iterable[Difference]:
    """Both sides have something that the other hasn't; or one has, in figures."""
    pairs = list(zip(left, added, strict=False))
    for one, other in pairs:
        yield Difference(_kind(one, other), one.text, other.text)
    if not read_alike:
        return
    for one in left[len(pairs) :]:
        if one.digits and _counts(one):
            yield Difference(_kind(one, one), one.text, "")
    for other in added[len(pairs) :]:
        if other.digits and _counts(other):
            yield Difference(_kind(other, other), "", other.text)


def _counts(quantity: Quantity) -> bool:
    return all(value > _FEW for kind, value in quantity.keys if kind == "number")


def _kind(one: Quantity, other: Quantity) -> str:
    if "time" in (one.kind, other.kind):
        return "time"
    if one.kind in ("month", "weekday") or (one.day and other.day):
        return "date"
    return "number"
