"""Figures with the marks of another language: 48,500 in German, where it is 48 and a half."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from toolkit import languages, late
from toolkit.aligning import words
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.quantities import lexicon, units
from toolkit.checks.quantities.digits import amounts
from toolkit.checks.signs import Departure, Habits

_MARKED = late.regex(r"\d[., \u00a0\u202f'’]\d")
_FIGURE = late.regex(
    r"(?<![A-Za-z0-9_.,:/@#-])\d+(?:[.,]\d+|[ \u00a0\u202f'’]\d{3}(?!\d))+(?![A-Za-z0-9_:/]|[.,-]\d)"
)
"""One whose thousands are parted, or with a decimal mark; no part of a date, a time or a name."""
_THOUSANDS = late.regex(r"[1-9]\d{0,2}(?:(\D)\d{3})(?:\1\d{3})*")
_RUN = late.regex(r"(?<![\d.,])\d+(?:[.,]+\d+)*")
_SOURCE_FIGURE = late.regex(words.NUMBER)
_PRIOR = 3
"""Figures that speak for the marks of a language that are known, before any is looked at."""


def departures(messages: tuple[CheckedMessage, ...]) -> Iterator[tuple[str, Departure]]:
    """The figures whose marks aren't those of the language, nor of the catalog.

    Each says something else in its language than its source: 48,500 for 48 500 and 48.500. Where the marks of
    the language aren't known, the catalog tells them.
    """
    habits = Habits()
    shown: dict[tuple[str, CheckedMessage], str] = {}
    for message in messages:
        printed = message.printed
        for match in _FIGURE.finditer(printed) if _MARKED.search(printed) else ():
            thing, way = _way(message, match)
            if thing:
                habits.note(thing, way, message, (printed, *match.span()))
                shown.setdefault((way, message), match[0])
    known = {"own": _PRIOR} if messages and _point(messages[0].lang) else {}
    for thing in habits.things:
        for departure in habits.departures(thing, known):
            # Where marks aren't known, a blank for a comma is a matter of style.
            if departure.way != "own" and departure.way + departure.usual in _SAY_ANOTHER:
                yield shown[departure.way, departure.message], departure


_SAY_ANOTHER = frozenset([".own", ",own", ".,", ",."])


def _way(message: CheckedMessage, figure: re.Match[str]) -> tuple[str, str]:
    """What a figure of a translation has a mark for, and which, or "own"; "" for neither."""
    text, point = figure[0], _point(message.lang)
    parted = _THOUSANDS.fullmatch(text)
    if parted:
        if point and parted[1] != point:
            return "thousands", "own"
        return ("thousands", parted[1]) if _is_whole(message, text) else ("", "")
    if not point or text.count(".") + text.count(",") != 1:
        return "", ""
    if point in text:
        return "decimal", "own"
    return ("decimal", "," if "," in text else ".") if _is_copied(message, figure) else ("", "")


def _is_whole(message: CheckedMessage, text: str) -> bool:
    """Whether the source has the same digits, and surely means a whole number by them."""
    digits, point = re.sub(r"\D", "", words.plain(text)), _point(message.source_lang)
    same = _by_digits(message.source).get(digits, ())
    return any(amounts(figure, point) == (int(digits),) for figure in same)


@lru_cache(maxsize=1)  # a message may have thousands
def _by_digits(source: str) -> dict[str, dict[str, None]]:
    """The figures of a source by their digits."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for figure in _SOURCE_FIGURE.findall(words.plain(source)):
        found[re.sub(r"\D", "", figure)][figure] = None
    return found


def _is_copied(message: CheckedMessage, figure: re.Match[str]) -> bool:
    """Whether the source has the very same decimal of a unit; a version, or a chapter, has none."""
    point = _point(message.source_lang)
    if not point or point not in figure[0] or figure[0] not in _decimals(message.source):
        return False
    lang = languages.base(message.lang)
    return units.unit_of(_lower(message.printed), *figure.span(), lang) is not None


@lru_cache(maxsize=1)
def _decimals(source: str) -> frozenset[str]:
    """Figures as they stand in a source, with all their marks."""
    return frozenset(_RUN.findall(source))


_lower = lru_cache(maxsize=1)(str.lower)


@cache
def _point(tag: str) -> str:
    """The decimal mark of a language; "" where it isn't known."""
    return str(lexicon.table().get(languages.base(tag), {}).get("point", ""))
