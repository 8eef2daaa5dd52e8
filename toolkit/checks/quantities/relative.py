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
from toolkit.checks.quantities import dates, east, lexicon
from toolkit.checks.quantities.dates import NamedTime
from toolkit.text import scripts

KINDS = {"seasons": "season", "years": "relative year", "days": "relative day"}
"""The kinds of what is named, by their keys in the table."""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(languages.__package__).joinpath("relative.toml").read_text("utf-8"))


@cache
def _names(lang: str) -> Mapping[str, tuple[str, int, bool]]:
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
    known = sorted(_names(lang), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)[{_prefixes(lang) or ' '}]{{0,2}}(?P<name>{'|'.join(map(re.escape, known))})(?!\w)"
    )


def _prefixes(lang: str) -> str:
    """Letters that are joined to a name: "and", "in"."""
    return str(lexicon.table().get(lang, {}).get("prefixes", ""))


@cache
def _needed(lang: str) -> frozenset[str]:
    """Words of which a text that names something has one: the longest of each name."""
    return frozenset(max(scripts.LETTERS.findall(name), key=len) for name in _names(lang))


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
    base = languages.base(lang)
    if base == "ko" or east.has_numerals(base):
        if not _quick(base).search(text):
            return
        for match in _eastern(base).finditer(text):
            key = str(match.lastgroup)
            yield NamedTime(*match.span(), KINDS[key[:-1]], int(key[-1]), sure=True)
        return
    small = text.lower()
    # Most texts name none, which is quicker told by their words.
    if _prefixes(base):
        if not any(word in small for word in _needed(base)):
            return
    elif _needed(base).isdisjoint(dates.said(small)):
        return
    for match in _pattern(base).finditer(small):
        kind, number, sure = _names(base)[match["name"]]
        yield NamedTime(*match.span("name"), kind, number, sure)


def told(word: str, lang: str) -> tuple[str, int, bool] | None:
    """What a word in small letters names by itself, and whether that is sure."""
    return _names(lang).get(word)


def has_word(word: str, lang: str) -> bool:
    """Whether a word in small letters has a name in it: with letters joined to it, or by its beginning."""
    if lang == "ko":
        return _quick(lang).search(word) is not None
    prefixes = _prefixes(lang)
    return bool(prefixes) and word.lstrip(prefixes) in _names(lang)


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
