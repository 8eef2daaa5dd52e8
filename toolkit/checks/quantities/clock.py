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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from toolkit import languages
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.checks.quantities.forms import letters_of
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


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language tells the time."""

    times: tuple[tuple[str, re.Pattern[str], str], ...]
    """With letters that stand in each, if there are some."""
    words: tuple[tuple[str, re.Pattern[str], str], ...]
    """Without a number."""


_HOUR, _MINUTE = "\x01(?P<h>\\d+)\x02", "\x01(?P<m>\\d+)\x02"
_COLON = re.compile(f"(?<![:.\x02]){_HOUR}[:h]{_MINUTE}(?![:\\d])")
_REACH = 10
_REACH_BEHIND = 100
"""Characters, with the numbers among them as signs: enough for any line of the table."""
_FEW_MINUTES, _QUARTERS = 5, 3
_ALSO_WORDS = (1, 9)
"""Hours that may be no numbers elsewhere: un, neuf."""


@cache
def _forms(lang: str) -> _Forms:
    times: list[tuple[str, re.Pattern[str], str]] = [("m", _COLON, "")]
    words: list[tuple[str, re.Pattern[str], str]] = []
    for line in files(languages.__package__).joinpath("clock.tsv").read_text("utf-8").splitlines():
        tag, minutes, form = line.split("\t")
        if tag != lang or minutes in ("am", "pm"):
            continue
        if "{" in form or (minutes[0] == "=" and int(minutes[1:].rstrip("?")) % NOON):
            # Half past noon has a number, too.
            pattern = re.compile(form.replace("{h}", _HOUR).replace("{m}", _MINUTE))
            times.append((minutes, pattern, letters_of(form)))
        else:
            words.append((minutes, re.compile(form), letters_of(form)))
    return _Forms(tuple(times), tuple(words))


def spelled(lang: str) -> tuple[re.Pattern[str], ...]:
    """What tells a time without a number, as noon."""
    return tuple(form for _, form, _ in _forms(lang).words)


def halves(text: str, lang: str) -> set[str]:
    """Which halves of the day a text names, "am" or "pm"; it may be no time."""
    text = text.lower()
    return {form.half for form in day_halves.forms(languages.base(lang)) if form.anywhere.search(text)}


@cache
def _any_spelled(lang: str) -> re.Pattern[str]:
    """Any of them; what matches nothing where there are none."""
    return re.compile("|".join(f"(?:{form.pattern})" for form in spelled(lang)) or "(?!)")


@cache
def _firsts(lang: str) -> frozenset[str]:
    """The first words of what tells a time in several."""
    several = [form.pattern for form in spelled(lang) if " " in form.pattern]
    return frozenset(scripts.LETTERS.findall(form)[0] for pattern in several for form in pattern.split("|"))


def has_word(word: str, lang: str) -> bool:
    """Whether a word in small letters may be part of that."""
    return word in _firsts(lang) or _any_spelled(lang).search(word) is not None


def times(text: str, lang: str, numbers: Sequence[ReadNumber]) -> Iterator[tuple[Time, frozenset[int]]]:
    """The times of day in a text, and the numbers that they are made of, by their places."""
    forms = _forms(languages.base(lang))
    masked, offsets = _masked(text.lower(), numbers)
    taken: set[int] = set()
    covered = bytearray(len(text) + 1)
    for minutes, form, letters in (*forms.times, *forms.words) if numbers else forms.words:
        if letters not in masked:
            continue
        for match in form.finditer(masked):
            places = {name: int(place) for name, place in match.groupdict().items() if place is not None}
            span = offsets[match.start()], offsets[match.end()]
            # A pattern that begins with a word boundary is slow to find; \b is looked at here.
            if taken & set(places.values()) or _within_word(masked, match.start()):
                continue
            # "Ten to midnight" isn't midnight as well.
            if any(covered[slice(*span)]):
                continue
            time = _time(minutes, {name: numbers[place] for name, place in places.items()}, span)
            # 4:1 is a score.
            if time and not (form is _COLON and numbers[places["m"]].end - numbers[places["m"]].start != 2):
                taken |= set(places.values())
                covered[slice(*span)] = b"x" * (span[1] - span[0])
                yield _narrowed(time, masked, match, lang), frozenset(places.values())


def _within_word(text: str, place: int) -> bool:
    """Whether a letter is in the middle of a word, where words have blanks between them."""
    before = text[place - 1] if place else ""
    return before.isalpha() and text[place].isalpha() and not scripts.unspaced(text[place])


def _masked(text: str, numbers: Sequence[ReadNumber]) -> tuple[str, list[int]]:
    """The text with numbers as signs, and where each character of it stood."""
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for place, number in enumerate(numbers):
        # "half" and "quarter" are words of the time, too.
        if number.digits or all(isinstance(value, int) for value in number.values):
            sign = f"\x01{place}\x02"
            out += [text[at : number.start], sign]
            offsets += [*range(at, number.start), *[number.start] * len(sign)]
            at = number.end
    out.append(text[at:])
    offsets += range(at, len(text) + 1)
    return "".join(out), offsets


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
    for form in day_halves.forms(languages.base(lang)):
        if form.beside.match(after) if form.behind else form.beside.search(before):
            return form.half
    return ""


def _narrowed(time: Time, masked: str, match: re.Match[str], lang: str) -> Time:
    """The time, before or after noon where that is said."""
    if len(time.minutes) < 2:
        return time
    before = masked[max(0, match.start() - _REACH) : match.start()]
    after = masked[match.end() : match.end() + _REACH_BEHIND]
    for form in day_halves.forms(languages.base(lang)):
        if form.beside.match(after) if form.behind else form.beside.search(before):
            late = form.half == "pm"
            kept = frozenset(minute for minute in time.minutes if (minute >= NOON) == late)
            # Twelve at night is nobody's afternoon.
            if kept and not any(minute % NOON < 60 for minute in time.minutes):
                return replace(time, minutes=kept)
    return time
