"""Figures that are per cent on one side, and so many on the other."""

from __future__ import annotations

import re

from toolkit import languages
from toolkit.aligning import words
from toolkit.checks.quantities import units

_SIGNS = "%٪％"
_SIGN = re.compile(f"[{_SIGNS}]")
_FIGURE = r"(?<![\d.,])\d+(?:[.,]\d+)?"
# In Turkish and Basque the sign stands before the figure.
_PER_CENT = re.compile(rf"({_FIGURE})\s?[{_SIGNS}](?!\w)|(?<!\S)[{_SIGNS}]\s?({_FIGURE})")
_BARE = re.compile(rf"{_FIGURE}(?![.,]?\d)")


def lost(source: str, target: str, lang: str) -> tuple[str, str] | None:
    """A figure that has lost its sign of per cent, as both sides have it; None for none.

    A translation may say it in words, or another figure: a half for 50 %.

    lang  of the translation

    >>> lost("It is 20% less.", "Das sind 20 weniger.", "de"), lost("20% less", "20 Prozent weniger", "de")
    (('20%', '20'), None)
    """
    if not _SIGN.search(source) or _SIGN.search(target):
        return None
    if units.may_be_named(units.of_name("percent"), target, languages.base(lang)):
        return None
    bare = {_plain(match[0]): match[0] for match in _BARE.finditer(words.plain(target))}
    for match in _PER_CENT.finditer(words.plain(source)):
        if figure := bare.get(_plain(match[1] or match[2])):
            return match[0].strip(), figure
    return None


def _plain(figure: str) -> str:
    """A figure with one mark before its fraction, and none where that is nought."""
    return figure.replace(",", ".").removesuffix(".0")
