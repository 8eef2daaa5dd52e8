"""Units that stand beside numbers; they are data, `languages/units.toml`. Offsets count from 0."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from toolkit import languages
from toolkit.text import scripts

DEGREE = "degree"
"""One of temperature, where nobody says which."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, and how to convert it."""

    measures: str
    """length, weight, money ..."""
    name: str
    size: float | None
    """In the base unit; None where it changes."""
    zero: float = 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language calls the units."""

    exact: Mapping[str, Unit]
    begins: tuple[tuple[str, Unit], ...]
    phrases: tuple[tuple[str, Unit], ...]
    """Several words, or what is written without blanks; the longest first."""
    before: tuple[tuple[str, Unit], ...]


@cache
def _known() -> tuple[tuple[Unit, Mapping[str, str], Mapping[str, str], tuple[str, ...]], ...]:
    table = tomllib.loads(files(languages.__package__).joinpath("units.toml").read_text("utf-8"))
    return tuple(
        (
            Unit(measures, name, facts.get("is"), facts.get("zero", 0.0)),
            facts.get("words", {}),
            facts.get("before", {}),
            tuple(facts.get("signs", "").split()),
        )
        for measures, units in table.items()
        for name, facts in units.items()
    )


@cache
def _signs() -> tuple[tuple[str, Unit], ...]:
    signs = [(sign, unit) for unit, *_, own in _known() for sign in own]
    return tuple(sorted(signs, key=lambda pair: -len(pair[0])))


@cache
def _words(lang: str) -> _Words:
    exact: dict[str, Unit] = {}
    begins: list[tuple[str, Unit]] = []
    phrases: list[tuple[str, Unit]] = []
    before: list[tuple[str, Unit]] = []
    for unit, words, earlier, _ in _known():
        for word in words.get(lang, "").split():
            if "_" in word or scripts.unspaced(word[0]) or lang == "ko":
                phrases.append((word.replace("_", " "), unit))
            elif word.endswith("*"):
                begins.append((word[:-1], unit))
            else:
                exact[word] = unit
        before += [(word, unit) for word in earlier.get(lang, "").split()]
    phrases.sort(key=lambda pair: -len(pair[0]))
    return _Words(exact, tuple(begins), tuple(phrases), tuple(before))


_NEXT = re.compile(r"[ -]?(?:[^\W\d_]+(?:[״׳’'“”\"\u200c][^\W\d_]+)*)?")
_WORD = re.compile(r"[^\W\d_]+(?:[״׳’'“”\"\u200c][^\W\d_]+)*")
_INNER = str.maketrans('“”"', "״״״")
"""What stands in Hebrew units, as it is often typed."""
_REACH = 24
"""Characters behind a number in which its unit stands."""


def unit_of(text: str, start: int, end: int, lang: str) -> Unit | None:
    """The unit of a number that stands from `start` to `end`.

    >>> unit_of("some 5 km away", 5, 6, "en").name, unit_of("$20", 1, 3, "en").name
    ('km', 'usd')
    """
    behind = text[end : end + _REACH]
    known = _words(languages.base(lang))
    ahead = text[max(0, start - 6) : start].rstrip()
    for word, unit in known.before:
        if ahead.endswith(word):
            return unit
    match = _NEXT.match(behind)
    bare = behind[1:] if behind[:1] in (" ", "-", "\u00a0") else behind
    for sign, unit in _signs():
        if bare.startswith(sign) and not (sign[-1].isalpha() and bare[len(sign) : len(sign) + 1].isalnum()):
            return unit
        if unit.measures == "money" and ahead.endswith(sign):
            return unit
    lower = bare.lower()
    for word, unit in known.phrases:
        if lower.startswith(word):
            return unit
    word = match[0].lstrip(" -").lower() if match else ""
    return _named(word, known) if word else None


def _named(word: str, known: _Words) -> Unit | None:
    word = word.translate(_INNER)
    if word in known.exact:
        return known.exact[word]
    return next((unit for begin, unit in known.begins if word.startswith(begin)), None)


def mentioned(text: str, lang: str) -> set[Unit]:
    """The units that a text names by their words, whether a number stands there or not."""
    known = _words(languages.base(lang))
    found = {unit for phrase, unit in known.phrases if phrase in text.lower()}
    for word in _WORD.findall(text.lower()):
        unit = _named(word, known)
        if unit:
            found.add(unit)
    return found


def converted(value: float, unit: Unit, other: Unit) -> float | None:
    """A value in another unit of what it measures; None where nobody can tell."""
    if unit.measures != other.measures or unit.size is None or other.size is None:
        return None
    return (value * unit.size + unit.zero - other.zero) / other.size


def degrees(value: float, unit: Unit, other: Unit) -> list[float]:
    """A temperature in other degrees, which may not be told to be Celsius or Fahrenheit."""
    own = [unit] if unit.size is not None else _scales()
    others = [other] if other.size is not None else _scales()
    told = [converted(value, one, second) for one in own for second in others]
    # "10 degrees warmer" has no zero.
    told += [value * one.size / second.size for one in own for second in others if one.size and second.size]
    return [degree for degree in told if degree is not None]


def _scales() -> list[Unit]:
    return [unit for unit, *_ in _known() if unit.measures == "temperature" and unit.size is not None]
