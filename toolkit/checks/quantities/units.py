"""Units that stand beside numbers; they are data, `languages/units.toml`. Offsets count from 0."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10

from toolkit import languages, late
from toolkit.checks.quantities.lexicon import table
from toolkit.text import scripts
from toolkit.text.patterns import any_of


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A unit, and how to convert it."""

    measures: str
    """length, weight, money ..."""
    name: str
    size: float | None
    """In the base unit; None where it changes."""
    zero: float = 0.0
    also: frozenset[str] = frozenset()
    """What else is called so: pounds are weighed and paid."""
    then: str = ""
    """The unit of a number that follows without one: six foot two."""

    def differs(self, other: MeasureUnit) -> bool:
        """Whether it surely is another unit than this."""
        return self != other and other.name not in self.also and self.name not in other.also


@dataclass(frozen=True, slots=True)
class _UnitWords:
    """How a language calls the units."""

    exact: Mapping[str, MeasureUnit]
    begins: tuple[tuple[str, MeasureUnit], ...]
    beginnings: tuple[str, ...]
    """Those of `begins`, to ask for all of them at once."""
    phrases: Mapping[str, MeasureUnit]
    """Several words, or what is written without blanks."""
    phrase: re.Pattern[str] | None
    before: tuple[tuple[str, MeasureUnit], ...]
    of: re.Pattern[str] | None
    """What may stand between a number and its unit."""


_UnitRow = tuple[MeasureUnit, Mapping[str, str], Mapping[str, str], tuple[str, ...], Mapping[str, str]]
"""A unit, its words and those before a number by language, its signs, and its names without a number."""


@cache
def _known() -> tuple[_UnitRow, ...]:
    table = tomllib.loads(files(languages.__package__).joinpath("units.toml").read_text("utf-8"))
    return tuple(
        (
            MeasureUnit(
                measures,
                name,
                facts.get("is"),
                facts.get("zero", 0.0),
                frozenset(facts.get("or", "").split()),
                facts.get("then", ""),
            ),
            facts.get("words", {}),
            facts.get("before", {}),
            tuple(facts.get("signs", "").split()),
            facts.get("named", {}),
        )
        for measures, units in table.items()
        for name, facts in units.items()
    )


@cache
def _signs() -> tuple[Mapping[str, MeasureUnit], re.Pattern[str], tuple[str, ...]]:
    """Signs, what stands behind a number, and what before."""
    signs = {sign: unit for unit, _, _, own, _ in _known() for sign in own}
    money = [sign for sign, unit in signs.items() if unit.measures == "money"]
    return (
        signs,
        re.compile(rf"(?:{any_of(signs, longest=True)})(?<!\w)|(?:{any_of(signs, longest=True)})(?!\w)"),
        tuple(sorted(money, key=len, reverse=True)),
    )


@cache
def _words(lang: str) -> _UnitWords:
    exact: dict[str, MeasureUnit] = {}
    begins: list[tuple[str, MeasureUnit]] = []
    phrases: dict[str, MeasureUnit] = {}
    before: list[tuple[str, MeasureUnit]] = []
    for unit, words, earlier, *_ in _known():
        for word in words.get(lang, "").split():
            if "_" in word or scripts.unspaced(word[0]) or lang == "ko":
                phrases[word.replace("_", " ")] = unit
            elif word.endswith("*"):
                begins.append((word[:-1], unit))
            else:
                exact[word] = unit
        before += [(word, unit) for word in earlier.get(lang, "").split()]
    phrase = re.compile(any_of(phrases, longest=True), re.IGNORECASE) if phrases else None
    of = table().get(lang, {}).get("of")
    return _UnitWords(
        exact,
        tuple(begins),
        tuple(begin for begin, _ in begins),
        phrases,
        phrase,
        tuple(before),
        re.compile(of, re.IGNORECASE) if of else None,
    )


_WORD = late.regex(rf"{scripts.WORDS.pattern}(?:[״׳’'“”\"\u200c][^\W\d_]+)*")
_INNER = str.maketrans('“”"', "״״״")
"""What stands in Hebrew units, as it is often typed."""
_ORDINAL_ENDING = late.regex(rf"-[{scripts.CYRILLIC}](?!\w)")
"""What makes a figure an ordinal where letters are Cyrillic: в 19-м веке, and no metres."""
_REACH = 8
"""Characters before a number in which its unit stands."""
"""Characters behind a number in which its unit stands."""


def unit_of(text: str, start: int, end: int, lang: str) -> MeasureUnit | None:
    """The unit of a number that stands from `start` to `end`.

    >>> unit_of("some 5 km away", 5, 6, "en").name, unit_of("$20", 1, 3, "en").name
    ('km', 'usd')
    """
    known = _words(lang)
    signs, behind, money = _signs()
    if ahead := text[max(0, start - _REACH) : start].rstrip():
        for word, unit in known.before:
            if ends_with(ahead.lower(), word):
                return unit
        if ahead.endswith(money):
            return signs[next(sign for sign in money if ahead.endswith(sign))]
    if _ORDINAL_ENDING.match(text, end):
        return None
    if text[end : end + 1] in (" ", "-", "\u00a0"):
        end += 1
    # "A hundred or so of kilometres", millions of dollars.
    if (of := known.of) and (match := of.match(text, end)):
        end = match.end()
    if match := behind.match(text, end):
        return signs[match[0]]
    if known.phrase and (match := known.phrase.match(text, end)):
        return known.phrases[match[0].lower()]
    match = _WORD.match(text, end)
    return _named(match[0].lower(), known) if match else None


def ends_with(text: str, word: str) -> bool:
    """Whether a text ends with a word that is no end of a longer one: binde in Turkish, and no Kabinde."""
    before = text.removesuffix(word)[-1:]
    return text.endswith(word) and not (before.isalpha() and word.isalpha() and not scripts.unspaced(word[0]))


def periods(lang: str) -> Iterator[tuple[MeasureUnit, str]]:
    """The words for days, weeks and the like where nothing is counted, as the table has them."""
    for unit, words, _, _, named in _known():
        # Where words have no blanks between them, one that is counted may be in any other.
        counted = "" if lang == "ko" or scripts.unspaced(words.get(lang, " ")[0]) else words.get(lang, "")
        if named:
            yield from ((unit, word) for word in (*counted.split(), *named.get(lang, "").split()))


def names(called: str, lang: str) -> Iterator[str]:
    """The words for a unit, or for the units of a kind, as the table has them."""
    for unit, words, *_ in _known():
        if called in (unit.name, unit.measures):
            yield from words.get(lang, "").split()


@cache
def of_name(name: str) -> MeasureUnit:
    """The unit that has a name in the table."""
    return next(unit for unit, *_ in _known() if unit.name == name)


def named(word: str, lang: str) -> MeasureUnit | None:
    """The unit that a word in small letters names."""
    return _named(word, _words(lang))


@cache
def pattern(lang: str) -> str:
    """A pattern of the words for units that a part of is told; "" where none are known."""
    known = _words(lang)
    words = [word for word, unit in known.exact.items() if len(word) > 1 and unit.measures in _DIVIDED]
    begins = [word for word, unit in known.begins if unit.measures in _DIVIDED]
    phrases = [word for word, unit in known.phrases.items() if unit.measures in _DIVIDED]
    if any(scripts.unspaced(word[0]) for word in phrases) or lang == "ko":
        return any_of(phrases, longest=True)
    words += [sign for sign, unit in _signs()[0].items() if unit.then]
    whole = rf"(?:{any_of([*words, *phrases], longest=True) or '(?!)'})(?!\w)"
    return rf"(?:{whole}|(?:{any_of(begins, longest=True)})\w*)" if begins else whole


_DIVIDED = frozenset(["length", "area", "weight", "volume", "time", "money"])
"""What is measured in units that have halves of their own."""


def named_in(words: str, lang: str) -> MeasureUnit | None:
    """The unit that words in small letters name, which `pattern` has found."""
    known = _words(lang)
    return known.phrases.get(words) or _named(words, known) or _signs()[0].get(words)


def following(unit: MeasureUnit) -> MeasureUnit | None:
    """The unit of a number that follows another and its unit, without one of its own."""
    return of_name(unit.then) if unit.then else None


def parts(value: float, unit: MeasureUnit) -> frozenset[int]:
    """How many of smaller units a part of one is, where that is a whole number.

    >>> parts(0.5, of_name("minute")), parts(7.5, of_name("percent"))
    (frozenset({30}), frozenset())
    """
    if unit.measures == "share":
        return frozenset()  # 7.5 % may be 75 ‰, and isn't 75
    own = unit.size or 0.0
    smaller = {
        value * own / other.size
        for other, *_ in _known()
        if other.measures == unit.measures and other.size and other.size < own
    }
    return frozenset(round(part) for part in smaller if part < _LARGEST_PART and part == round(part))


_LARGEST_PART = 1000


def may_name(word: str, lang: str) -> bool:
    """Whether letters in a row, small ones, may belong to the name of a unit, or to its sign."""
    return word in _letters(lang) or word.startswith(_words(lang).beginnings)


@cache
def _letters(lang: str) -> frozenset[str]:
    known = _words(lang)
    before = (word for word, _ in known.before)
    names = (*known.exact, *known.beginnings, *known.phrases, *before, *map(str.lower, _signs()[0]))
    return frozenset(letters for name in names for letters in scripts.WORDS.findall(name))


@cache
def marks() -> re.Pattern[str]:
    """What tells a unit in a text in small letters, and is no word: %, $."""
    return re.compile(any_of({sign.lower() for sign in _signs()[0] if not sign.isalpha()}, longest=True))


def _named(word: str, known: _UnitWords) -> MeasureUnit | None:
    word = word.translate(_INNER)
    if word in known.exact:
        return known.exact[word]
    if not word.startswith(known.beginnings):
        return None
    return next(unit for begin, unit in known.begins if word.startswith(begin))


def mentioned(text: str, lang: str) -> set[MeasureUnit]:
    """The units that a text names by their words, whether a number stands there or not."""
    known = _words(lang)
    found = (
        {known.phrases[phrase.lower()] for phrase in known.phrase.findall(text)} if known.phrase else set()
    )
    for word in _WORD.findall(text.lower()):
        unit = _named(word, known)
        if unit:
            found.add(unit)
    return found


def as_written(unit: MeasureUnit, text: str, lang: str) -> str:
    """The first words, or the sign, by which a text names a unit; "" for none.

    >>> as_written(unit_of("5 Kilometern", 0, 1, "de"), "5 Kilometern", "de")
    'Kilometern'
    """
    known = _words(lang)
    for match in known.phrase.finditer(text.lower()) if known.phrase else ():
        if known.phrases[match[0]] == unit:
            return text[slice(*match.span())]
    named = (word for word in _WORD.findall(text) if _named(word.lower(), known) == unit)
    return next(named, "") or next(
        (sign for sign, of in _signs()[0].items() if of == unit and sign in text), ""
    )


def may_be_named(unit: MeasureUnit, text: str, lang: str) -> bool:
    """Whether a text names a unit, or may: nobody wrote down its words in that language."""
    words = {of.name: own for of, own, *_ in _known()}[unit.name]
    before = (word for word, of in _words(lang).before if of == unit)
    return (
        lang not in words
        or any(word in text.lower() for word in before)
        or as_written(unit, text, lang) != ""
    )


_METRIC = {"length": 1, "weight": 0.001}
"""What metric units are of, and what they are tens of."""


@cache
def _metric(lang: str) -> Mapping[str, MeasureUnit]:
    """The words for metric units that mean nothing else: no single letter, no sign."""
    known = _words(lang)
    named: dict[str, MeasureUnit] = {**known.exact, **dict(known.begins)}
    named |= {phrase: unit for phrase, unit in known.phrases.items() if len(phrase) > 1}
    return {
        word: unit
        for word, unit in named.items()
        if unit.measures in _METRIC and len(word) > 1 and _tens(unit)
    }


def _tens(unit: MeasureUnit) -> bool:
    times = (unit.size or 0.0) / _METRIC[unit.measures]
    return times > 0 and abs(log10(times) - round(log10(times))) < 1e-6


def metric(text: str, lang: str) -> set[MeasureUnit]:
    """The metric units that a text names by their words."""
    named = _metric(lang)
    return {named[match.lower()] for match in _metric_pattern(lang).findall(text)} if named else set()


@cache
def _metric_pattern(lang: str) -> re.Pattern[str]:
    """Those words; in scripts with blanks, whole ones, or their beginnings."""
    named, known = _metric(lang), _words(lang)
    begins = {begin for begin, _ in known.begins} & named.keys()
    if any(scripts.unspaced(word[0]) for word in named):
        return re.compile(any_of(named, longest=True))
    whole = f"(?:{any_of(named.keys() - begins, longest=True)})(?!\\w)"
    return re.compile(rf"(?<!\w)(?:{'|'.join([whole, *map(re.escape, sorted(begins))])})", re.IGNORECASE)


def names_metric(word: str, lang: str) -> bool:
    """Whether a word in small letters surely names a metric unit."""
    return word in _metric(lang) or word.startswith(_metric_beginnings(lang, _LONG))


def may_be_metric(word: str, lang: str) -> bool:
    """Whether letters in a row, small ones, may belong to the name of a metric unit."""
    return word in _metric_letters(lang) or word.startswith(_metric_beginnings(lang, 1))


@cache
def _metric_letters(lang: str) -> frozenset[str]:
    return frozenset(letters for name in _metric(lang) for letters in scripts.WORDS.findall(name))


@cache
def _metric_beginnings(lang: str, shortest: int) -> tuple[str, ...]:
    known = _metric(lang)
    return tuple(begin for begin in _words(lang).beginnings if begin in known and len(begin) >= shortest)


_LONG = 6
"""Letters of a beginning that is of one word alone: gram is of grammar."""


def converted(value: float, unit: MeasureUnit, other: MeasureUnit) -> float | None:
    """A value in another unit of what it measures; None where nobody can tell."""
    if unit.measures != other.measures or unit.size is None or other.size is None:
        return None
    return (value * unit.size + unit.zero - other.zero) / other.size


def degrees(value: float, unit: MeasureUnit, other: MeasureUnit) -> list[float]:
    """A temperature in other degrees, which may not be told to be Celsius or Fahrenheit."""
    own = [unit] if unit.size is not None else _scales()
    others = [other] if other.size is not None else _scales()
    told = [converted(value, one, second) for one in own for second in others]
    # "10 degrees warmer" has no zero.
    told += [value * one.size / second.size for one in own for second in others if one.size and second.size]
    return [degree for degree in told if degree is not None]


def _scales() -> list[MeasureUnit]:
    return [unit for unit, *_ in _known() if unit.measures == "temperature" and unit.size is not None]
