"""Figures that are per cent on one side, and so many on the other; and the words for it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from toolkit import languages, late
from toolkit.aligning import words
from toolkit.checks.quantities import units
from toolkit.text.patterns import any_of

_SIGNS = "%٪％"
_SIGN = late.regex(f"[{_SIGNS}]")
_FIGURE = r"(?<![\d.,])\d+(?:[.,]\d+)?"
# In Turkish and Basque the sign stands before the figure.
_PER_CENT = late.regex(rf"({_FIGURE})\s?[{_SIGNS}](?!\w)|(?<!\S)[{_SIGNS}]\s?({_FIGURE})")
_BARE = late.regex(rf"(?<!\d[:/–-]){_FIGURE}(?![.,]?\d|[:/–-]\d|\s?[{_SIGNS}])")
"""Of no share, such as 50:50."""
_HUNDRED = "100"
"""Of so many it may be: 3 in 100."""


def lost(source: str, target: str, source_lang: str, lang: str) -> tuple[str, str] | None:
    """A figure that has lost its sign of per cent, or the word for it, as both sides have it; None for none.

    A translation may say it in words, or another figure: a half for 50 %.

    >>> lost("It is 20% less.", "Das sind 20 weniger.", "en", "de")
    ('20%', '20')
    >>> lost("20 percent less", "20 weniger", "en", "de"), lost("20% less", "20 Prozent weniger", "en", "de")
    (('20 percent', '20'), None)
    """
    named = _named(languages.base(source_lang))
    shares = [*(_PER_CENT.finditer(words.plain(source)) if _SIGN.search(source) else ())]
    shares += [*named.finditer(words.plain(source))]
    if not shares or _SIGN.search(target):
        return None
    if units.may_be_named(units.of_name("percent"), target, languages.base(lang)):
        return None
    ours, theirs = _bare(named.sub("", source)), _bare(target)
    if theirs[_HUNDRED] > ours[_HUNDRED]:
        return None
    for match in shares:
        figure = _plain(match[1] or match[2])
        # What the source counts, too, is said of that: 20 % of 20 boats.
        if theirs[figure] > ours[figure]:
            return match[0].strip(), match[1] or match[2]
    return None


def _bare(text: str) -> Counter[str]:
    """The figures of a text that no sign of per cent stands behind."""
    return Counter(_plain(match[0]) for match in _BARE.finditer(words.plain(text)))


def _plain(figure: str) -> str:
    """A figure with one mark before its fraction, and none where that is nought."""
    return figure.replace(",", ".").removesuffix(".0")


def is_in_name(text: str, end: int, lang: str) -> bool:
    """Whether the word that ends there belongs to the name of a share: por ciento, في المائة.

    >>> is_in_name("80 por ciento", 13, "es"), is_in_name("ciento dos", 6, "es")
    (True, False)
    """
    before = text[max(0, end - _LONGEST) : end].lower()
    return any(units.ends_with(before, name) for name in _names(lang))


@cache
def _named(lang: str) -> re.Pattern[str]:
    """A figure that a word for per cent stands behind."""
    known = [name.replace("_", " ") for name in units.names("percent", lang) if not name.endswith("*")]
    whole = any_of(known, longest=True) or "(?!)"
    return re.compile(rf"({_FIGURE})()[\s-]?(?:{whole})(?!\w)", re.IGNORECASE)


@cache
def _names(lang: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in units.names("share", lang))


_LONGEST = 20
"""Characters of such a name."""
