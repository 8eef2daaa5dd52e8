"""Months and days of the week, as each language calls them (`languages/dates.toml`). Offsets count from 0."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit import languages, late
from toolkit.aligning import words as figures
from toolkit.checks.quantities import east, lexicon
from toolkit.checks.quantities.digits import ReadNumber
from toolkit.text import scripts


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A month or a day of the week in a text."""

    start: int
    end: int
    kind: str
    """"month" or "weekday"."""
    number: int
    """From 1: January, Monday."""
    sure: bool
    numeral: bool = False
    """Whether it is written as a number, which has to be taken for none."""
    beside: tuple[int, ...] = ()
    """Where the numbers begin that stand beside it."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(languages.__package__).joinpath("dates.toml").read_text("utf-8"))


@cache
def names(lang: str) -> Mapping[str, tuple[str, int, bool]]:
    """The words of a language: what they name, and whether that is sure."""
    facts = _table().get(lang, {})
    known: dict[str, tuple[str, int, bool]] = {}
    for kind, key in (("month", "months"), ("weekday", "days")):
        for number, forms in enumerate(facts.get(key, ()), 1):
            for form in forms.split():
                known[form.rstrip("?").replace("_", " ")] = (kind, number, form[-1] != "?")
    return known


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    known = sorted(names(lang), key=len, reverse=True)
    prefixes = prefixes_of(lang)
    before = f"[{prefixes}]{{0,{_JOINED}}}" if prefixes else ""
    forms = "|".join(name.replace(" ", "[- ]") for name in known)
    return re.compile(rf"(?<!\w){before}(?P<name>{forms})(?!\w)")


_JOINED = 2
"""Letters that may be joined to a name."""


def prefixes_of(lang: str) -> str:
    """Letters that are joined to a name: "and", "in"."""
    return str(lexicon.table().get(lang, {}).get("prefixes", ""))


@cache
def words(lang: str) -> frozenset[str]:
    """The words that are in names, sure or not."""
    return frozenset(word for name in names(lang) for word in scripts.WORDS.findall(name))


@cache
def sure_words(lang: str) -> frozenset[str]:
    """The words that are in sure names."""
    return frozenset(word for name, (_, _, sure) in names(lang).items() if sure for word in name.split())


def bare_forms(word: str, lang: str) -> list[str]:
    """A word as it is, and without the letters that may be joined to a name: "and", "in".

    >>> bare_forms("ومايو", "ar"), bare_forms("may", "en")
    (['ومايو', 'مايو'], ['may'])
    """
    prefixes, forms = prefixes_of(lang), [word]
    while len(forms) <= _JOINED and word[:1] and word[0] in prefixes:
        word = word[1:]
        forms.append(word)
    return forms


def has_name(word: str, lang: str) -> bool:
    """Whether a word in small letters may name a day or a month for sure, or be part of such a name."""
    if lang == "ko":
        return _eastern(lang).search(word) is not None
    return not sure_words(lang).isdisjoint(bare_forms(word, lang))


def day_pattern(lang: str) -> str:
    """What names a day of the week in Chinese or Japanese."""
    facts = _table()[lang]
    days = "".join(facts["days"])
    return f"(?:{facts['before']})[{days}]" if "before" in facts else f"[{days}]{facts['after']}"


_BESIDE_BEFORE = late.regex(r"(?:\. ?|[ -]|º |ª |er )(?:de |of |d['’]|di )?")
_DATE_BEHIND = late.regex(r",? (?:the |de |del )?\d{1,2}(?:st|nd|rd|th|\.|º)?(?: of| de)? (\w+)")
"""The day and the month behind what is a day of the week then: Τρίτη, 14 Μαρτίου."""
_BESIDE_AFTER = late.regex(r"\.?,? ?(?:the |de |del |of |do )?")


def named(text: str, lang: str, numbers: Sequence[ReadNumber]) -> Iterator[NamedTime]:
    """The months and days of the week in a text."""
    if lang == "ko" or east.has_numerals(lang):
        yield from _east(text, lang)
        return
    if not names(lang):
        return
    known = names(lang)
    small = text.lower()
    ends = [figure.end for figure in numbers]
    near = frozenset(_table()[lang].get("near", "").split())
    called = [[word] for word in _table()[lang].get("called", "").split()]
    for match in _pattern(lang).finditer(small):
        start, end = match.span("name")
        kind, number, sure = known[match["name"].replace("-", " ")]
        beside = tuple(
            figure.start
            for figure in numbers[bisect_left(ends, start - 8) : bisect_left(ends, end) + 2]
            if (figure.end <= start <= figure.end + 8 and _BESIDE_BEFORE.fullmatch(text, figure.end, start))
            or (end <= figure.start <= end + 6 and _BESIDE_AFTER.fullmatch(text, end, figure.start))
        )
        if not sure and kind == "month":
            earlier = text[max(0, start - 12) : start].lower().split()[-1:]
            sure = any(text[place].isdigit() for place in beside) or (
                bool(earlier) and earlier[0] in near and text[start].isupper() == (lang in ("en", "de"))
            )
        elif not sure:
            dated = _DATE_BEHIND.match(small, end)
            sure = small[: match.start()].split()[-1:] in called or (
                dated is not None and known.get(dated[1], ("",))[0] == "month"
            )
        yield NamedTime(start, end, kind, number, sure, beside=beside if kind == "month" else ())


@cache
def _eastern(lang: str) -> re.Pattern[str]:
    facts = _table()[lang]
    days = "".join(facts["days"])
    before, after = facts.get("before", ""), facts.get("after", "")
    day = rf"(?:{before})(?P<day>[{days}])" if before else rf"(?P<day>[{days}]){after}"
    month = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])" + (
        " ?월(?!요일)" if lang == "ko" else " ?月(?!曜)"
    )
    if lang == "ko":
        month = month.replace("|十[一二]?|[一二三四五六七八九]", "")
    return re.compile(rf"{day}|(?<![0-9{figures.NUMERALS}]){month}")


def _east(text: str, lang: str) -> Iterator[NamedTime]:
    """Months are numbers there, and in Chinese days are, too."""
    days = _table()[lang]["days"]
    for match in _eastern(lang).finditer(text):
        if match["day"]:
            number = next(k for k, forms in enumerate(days, 1) if match["day"] in forms)
            yield NamedTime(*match.span(), "weekday", number, sure=True, numeral=True)
            continue
        month = match["month"]
        number = int(month) if month.isdecimal() else int(figures.value(month))
        start, end = match.span()
        day = end + text.startswith(" ", end)
        yield NamedTime(start, end, "month", number, sure=True, numeral=True, beside=(day,))
