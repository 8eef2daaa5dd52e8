"""Times of day, as each language tells them.

They are data, `languages/clock.tsv`: language, minutes, and a regular expression in which {h} and {m} are
numbers. The minutes are after the hour {h}:

15, -15    so many
half, -half   half an hour, which may be one of a duration as well: six heures et demie
m, -m      as many as {m} says; m-60, in the hour before; +-m, one or the other: 8時20分前に
-m>        the same where it can be no range: ten to three, and not ten to twelve
q, -q      as many quarters
=720       no hour is told: noon; with a "?", where the words mean something else as well
=720-m     so many minutes before it, =720+m after it
~390       the same, before noon or after; ~60-m, so many minutes before
am, pm     no time: what is said before or after one, {t}

Offsets count from 0, minutes from midnight.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.checks.quantities import forms
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.checks.quantities.forms import lines, lowered, needed, possible
from toolkit.checks.quantities.lexicon import Amount
from toolkit.languages import halves as day_halves
from toolkit.text import scripts

DAY = 24 * 60
NOON = DAY // 2


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in a text."""

    start: int
    end: int
    minutes: frozenset[int]
    """Two where nobody says whether it is before noon."""
    sure: bool
    hours: frozenset[Amount] = frozenset()
    """How many hours it may mean where it is no time of day."""


class _ClockForm(NamedTuple):
    """A line of the table."""

    place: int
    minutes: str
    pattern: re.Pattern[str]
    needed: tuple[str, ...]
    """Of the text; where there are two numbers, of what is `between` them."""
    spelled: bool
    """Whether it is told without any number, as noon; half past noon isn't."""


class _ClockForms(NamedTuple):
    """How a language tells the time."""

    two: tuple[_ClockForm, ...]
    """By two numbers."""
    fewer: tuple[_ClockForm, ...]


_HOUR, _MINUTE = "\x01(?P<h>\\d+)\x02", "\x01(?P<m>\\d+)\x02"
_COLON = late.regex(f"(?<![:.\x02]){_HOUR}[:h]{_MINUTE}(?![:\\d])")
_NEAR = 40
"""Characters between two numbers that tell one thing: a time, or a length in feet and inches."""
_TWO = late.regex(r"\{[hm]\}((?:[^(){}]|\([^()]*\))*)\{[hm]\}")
"""What stands between two numbers, neither of which may be missing."""
_LAST = 1000
"""More than the lines of a language."""
_SYNTAX = late.regex(r"[][()?*+|\\]")
_ROMAN = late.regex("[IVXLC]+")
_REACH = 10
_REACH_BEHIND = 100
"""Characters, with the numbers among them as signs: enough for any line of the table."""
_FEW_MINUTES, _QUARTERS = 5, 3
_ALSO_WORDS = (1, 9)
"""Hours that may be no numbers elsewhere: un, neuf."""


@cache
def _forms(lang: str) -> _ClockForms:
    two = [_ClockForm(0, "m", _COLON, ("\n:\n", "\nh\n"), spelled=False)]
    fewer: list[_ClockForm] = []
    for place, (minutes, form) in enumerate(lines("clock.tsv", lang), 1):
        pattern = re.compile(form.replace("{h}", _HOUR).replace("{m}", _MINUTE))
        if minutes in ("am", "pm"):
            continue
        if inside := _TWO.search(form):
            two.append(_ClockForm(place, minutes, pattern, _between_them(inside[1]), spelled=False))
            continue
        halved = minutes[0] == "=" and int(minutes[1:].rstrip("?+-m")) % NOON
        spelled = not ("{" in form or halved)
        # What has no number comes last.
        fewer.append(_ClockForm(place + _LAST * spelled, minutes, pattern, needed(form), spelled))
    return _ClockForms(tuple(two), tuple(fewer))


def _between_them(form: str) -> tuple[str, ...]:
    """What `between` has where a form stands between two numbers."""
    # Nothing but letters is all that may stand there.
    return (f"\n{form}\n",) if not _SYNTAX.search(form) else needed(form)


@cache
def letters(lang: str) -> re.Pattern[str]:
    """Letters that are in a word of any text that tells a time with one number, or none."""
    return forms.letters(_forms(lang).fewer)


def spelled(lang: str) -> tuple[re.Pattern[str], ...]:
    """What tells a time without a number, as noon."""
    return tuple(form.pattern for form in _forms(lang).fewer if form.spelled)


@cache
def _any_spelled(lang: str) -> re.Pattern[str]:
    """Any of them; what matches nothing where there are none."""
    return re.compile("|".join(f"(?:{form.pattern})" for form in spelled(lang)) or "(?!)")


@cache
def _firsts(lang: str) -> frozenset[str]:
    """The first words of what tells a time in several."""
    several = [form.pattern for form in spelled(lang) if " " in form.pattern]
    return frozenset(scripts.WORDS.findall(form)[0] for pattern in several for form in pattern.split("|"))


def has_word(word: str, lang: str) -> bool:
    """Whether a word in small letters may be part of that."""
    return word in _firsts(lang) or _any_spelled(lang).search(word) is not None


def times(
    text: str, lang: str, numbers: Sequence[ReadNumber], near: str, *, cued: bool = True
) -> Iterator[tuple[Time, frozenset[int]]]:
    """The times of day in a text, and the numbers that they are made of, by their places.

    lang  the language alone
    near  what stands between numbers that are near each other (`between`)
    cued  whether a word may belong to a time of one number, or of none
    """
    known, small = _forms(lang), lowered(text)
    rows = possible(known.two, near) if near else []
    if cued:
        rows += [row for row in possible(known.fewer, small) if numbers or row.spelled]
    if not rows:
        return
    rows.sort(key=lambda row: row.place)
    masked = _Masked(small, numbers)
    taken: set[int] = set()
    covered = bytearray(len(text) + 1)
    for form in rows:
        for match in form.pattern.finditer(masked.text):
            places = {name: int(place) for name, place in match.groupdict().items() if place is not None}
            span = masked.offset(match.start()), masked.offset(match.end())
            # A pattern that begins with a word boundary is slow to find; \b is looked at here.
            if taken & set(places.values()) or scripts.within_word(masked.text, match.start()):
                continue
            # Nobody tells the time in Roman numerals: the second half of the XVII century.
            if any(_ROMAN.fullmatch(text, numbers[at].start, numbers[at].end) for at in places.values()):
                continue
            # "Ten to midnight" isn't midnight as well.
            if any(covered[slice(*span)]):
                continue
            time = _time(form.minutes, {name: numbers[place] for name, place in places.items()}, span)
            # 4:1 is a score.
            score = form.pattern is _COLON and numbers[places["m"]].end - numbers[places["m"]].start != 2
            if time and not score:
                taken |= set(places.values())
                covered[slice(*span)] = b"x" * (span[1] - span[0])
                yield _narrowed(time, masked.text, match, lang), frozenset(places.values())


def between(text: str, numbers: Sequence[ReadNumber]) -> str:
    """What stands between numbers that are near enough to tell one thing; "" where none are.

    Each is a line between two line ends.
    """
    pairs = pairwise(filter(_is_whole, numbers))
    lines = [text[before.end : after.start] for before, after in pairs if after.start - before.end <= _NEAR]
    return "\n".join(["", *lines, ""]).lower() if lines else ""


def are_near(pair: Sequence[ReadNumber]) -> bool:
    """Whether two numbers are near enough to tell one thing."""
    return len(pair) == 2 and pair[1].start - pair[0].end <= _NEAR


def _is_whole(number: ReadNumber) -> bool:
    """Whether it is no "half" or "quarter", which are words of the time, too."""
    return number.digits or all(isinstance(value, int) for value in number.values)


class _Masked:
    """A text with numbers as signs."""

    def __init__(self, text: str, numbers: Sequence[ReadNumber]) -> None:
        pieces: list[str] = []
        self._signs: list[tuple[int, int, int]] = []
        """Where each sign ends, and where its number began and ended."""
        at = length = 0
        for place, number in enumerate(numbers):
            if _is_whole(number):
                pieces += [text[at : number.start], f"\x01{place}\x02"]
                length += number.start - at + len(pieces[-1])
                self._signs.append((length, number.start, number.end))
                at = number.end
        self.text = "".join([*pieces, text[at:]])

    def offset(self, place: int) -> int:
        """Where a character stood; those of a sign stood where its number begins."""
        following = bisect_right(self._signs, place, key=lambda sign: sign[0])
        masked, _, end = self._signs[following - 1] if following else (0, 0, 0)
        told = end + place - masked
        return min(told, self._signs[following][1]) if following < len(self._signs) else told


def _time(minutes: str, parts: Mapping[str, ReadNumber], span: tuple[int, int]) -> Time | None:
    if minutes[0] in "=~":
        told = int(minutes[1:].rstrip("?+-m"))
        if "m" in parts:
            after = _after(minutes.lstrip("=~0123456789+"), parts["m"])
            if after is None:
                return None
            told += after
        both = {told % DAY, (told + NOON) % DAY} if minutes[0] == "~" else {told % DAY}
        if "m" in parts:
            return Time(*span, frozenset(both), sure=True)
        return Time(
            *span,
            frozenset(both),
            sure=minutes[-1] != "?",
            hours=frozenset({12} if told in (0, NOON) else ()),
        )
    hours = [value for value in parts["h"].values if value in range(25)]
    if len(hours) != 1 or not (parts["h"].sure or hours[0] in _ALSO_WORDS):
        return None
    hour = int(hours[0])
    after = _after(minutes.removeprefix("+-"), parts.get("m"))
    if after is None or (minutes == "-m>" and not (hour < -after and after % 5 == 0 and 1 < hour <= 12)):
        return None
    halves = {hour % 24} if hour > 12 else {hour % 12, hour % 12 + 12}
    counted: set[Amount] = set()
    if after == 0:
        counted = {hour, *halves, *({hour - 12} if hour > 12 else ())}
    elif minutes in ("half", "15"):
        counted = {hour, hour + Fraction(after, 60)}
    afters = (after, -after) if minutes.startswith("+-") else (after,)
    told_minutes = frozenset((half * 60 + more) % DAY for half in halves for more in afters)
    return Time(*span, told_minutes, sure=True, hours=frozenset(counted))


def _after(minutes: str, number: ReadNumber | None) -> int | None:
    """Minutes after the hour; None where they are none."""
    sign, kind = (-1 if minutes[0] == "-" else 1), minutes.strip("->")
    earlier = 60 if kind == "m-60" else 0
    kind = kind.removesuffix("-60")
    if kind == "half":
        return sign * 30
    if kind not in ("m", "q"):
        return int(minutes)
    values = [int(value) for value in number.values if value in range(60)] if number else []
    if number is None or len(values) != 1:
        return None
    if kind == "q":
        return sign * 15 * values[0] if values[0] <= _QUARTERS else None
    # Nobody says "six two" for 6:02.
    return sign * values[0] - earlier if values[0] >= _FEW_MINUTES or number.digits else None


def half(text: str, start: int, end: int, lang: str) -> str:
    """Which half of the day stands beside a time, "am" or "pm"; "" where none does."""
    before, after = text[max(0, start - _REACH) : start].lower(), text[end : end + 2 * _REACH].lower()
    for form in day_halves.forms(lang):
        if form.beside.match(after) if form.behind else form.beside.search(before):
            return form.half
    return ""


def _narrowed(time: Time, masked: str, match: re.Match[str], lang: str) -> Time:
    """The time, before or after noon where that is said."""
    if len(time.minutes) < 2:
        return time
    before = masked[max(0, match.start() - _REACH) : match.start()]
    after = masked[match.end() : match.end() + _REACH_BEHIND]
    for form in day_halves.forms(lang):
        if form.beside.match(after) if form.behind else form.beside.search(before):
            late = form.half == "pm"
            kept = frozenset(minute for minute in time.minutes if (minute >= NOON) == late)
            # Twelve at night is nobody's afternoon.
            if kept and not any(minute % NOON < 60 for minute in time.minutes):
                return replace(time, minutes=kept)
    return time
