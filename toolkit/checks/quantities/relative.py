"""Seasons, and years and days that are told by another one: the following year, yesterday.

They are data, `languages/relative.toml`. Nobody misses one, but another is told. Offsets count from 0.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from toolkit import languages
from toolkit.checks.quantities import dates, east
from toolkit.checks.quantities.dates import NamedTime
from toolkit.text import scripts
from toolkit.text.patterns import any_of

KINDS = {"seasons": "season", "years": "relative year", "days": "relative day"}
"""The kinds of what is named, by their keys in the table."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(languages.__package__).joinpath("relative.toml").read_text("utf-8"))


@cache
def names(lang: str) -> Mapping[str, tuple[str, int, bool]]:
    """The words of a language: what they name, and whether that is sure."""
    facts = _table().get(lang, {})
    return {
        form.rstrip("?").replace("_", " "): (kind, number, form[-1] != "?")
        for key, kind in KINDS.items()
        for number, forms in enumerate(facts.get(key, ()), 1)
        for form in forms.split()
    }


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    forms = any_of(names(lang), longest=True) or "(?!)"
    return re.compile(rf"(?<!\w)[{dates.prefixes_of(lang) or ' '}]{{0,2}}(?P<name>{forms})(?!\w)")


@cache
def words(lang: str) -> frozenset[str]:
    """Words of which a text that names something has one: the longest of each name."""
    return frozenset(max(scripts.WORDS.findall(name), key=len) for name in names(lang))


@cache
def _eastern(lang: str) -> re.Pattern[str]:
    """What names something where words have no blanks between them, or endings: a group a meaning."""
    facts = _table().get(lang, {})
    forms = [
        f"(?P<{key}{number}>{form})" for key in KINDS for number, form in enumerate(facts.get(key, ()), 1)
    ]
    return re.compile("|".join(forms) or "(?!)")


def named(text: str, lang: str) -> Iterator[NamedTime]:
    """The seasons in a text, and the years and days that are told by another.

    >>> [(name.kind, name.number) for name in named("In the summer of the following year", "en")]
    [('season', 2), ('relative year', 3)]
    """
    if lang == "ko" or east.has_numerals(lang):
        if not _quick(lang).search(text):
            return
        for match in _eastern(lang).finditer(text):
            key = str(match.lastgroup)
            yield NamedTime(*match.span(), KINDS[key[:-1]], int(key[-1]), sure=True)
        return
    small = text.lower()
    for match in _pattern(lang).finditer(small):
        kind, number, sure = names(lang)[match["name"]]
        yield NamedTime(*match.span("name"), kind, number, sure)


def told(word: str, lang: str) -> tuple[str, int, bool] | None:
    """What a word in small letters names by itself, and whether that is sure."""
    return names(lang).get(word)


def has_word(word: str, lang: str) -> bool:
    """Whether a Korean word has a name in it."""
    return _quick(lang).search(word) is not None


def is_cue(word: str, lang: str) -> bool:
    """Whether a word in small letters, beside one for a year or a day, may name something: following."""
    return word in _cues(lang)


@cache
def _cues(lang: str) -> frozenset[str]:
    return frozenset(_table().get(lang, {}).get("cues", "").split())


def pattern(lang: str) -> str:
    """What names something in Chinese or Japanese."""
    facts = _table().get(lang, {})
    return "|".join(form for key in KINDS for form in facts.get(key, ()))


@cache
def _quick(lang: str) -> re.Pattern[str]:
    """The same as `_eastern` without groups, in which a search is faster."""
    return re.compile(pattern(lang) or "(?!)")
