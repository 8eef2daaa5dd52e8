"""Fonts that have signs in place of letters, as Word writes them: Symbol, Wingdings.

Word puts such a sign there by itself for `:)` and `-->`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.readers.containers import child, value

if TYPE_CHECKING:
    from lxml.etree import _Element

PRIVATE = range(0xE000, 0xF900)
"""Code points that each font of symbols has its own signs at."""
_CODE = 0xFF
"""What of a code point of its own tells which letter a sign stands at."""
_GREEK = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True),
) | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SIGNS = {
    "symbol": {
        **{sign: sign for sign in "0123456789()+,./:;<=>?[]_{|}!#%& "},
        **_GREEK,
        **dict(zip("£³¥«¬®¯°±´¸¹»", "≤≥∞↔←→↓°±×÷≠≈", strict=True)),
    },
    "wingdings": dict(zip("JKLØàßáâèüûþý§¨ ", "☺😐☹➢→←↑↓➔✓✗☑☒▪◻ ", strict=True)),
}
"""By font and letter."""
_OTHERS = frozenset({"wingdings 2", "wingdings 3", "webdings", "zapfdingbats", "zapf dingbats"})


def font(properties: _Element | None) -> str:
    """The font of a run, where it has signs in place of letters; else ""."""
    fonts = child(properties, "rFonts")
    named = value(fonts, "ascii") or value(fonts, "hAnsi")
    return named if _has_signs(named) else ""


def shown(font: str, sign: str) -> str:
    """What a person sees in place of a letter.

    What isn't known stays, if it is a letter: no word is lost. A code of the font's own says nothing.

    >>> shown("Wingdings", "J"), shown("Symbol", "\uf061"), shown("Webdings", "J"), shown("", "\uf04a")
    ('☺', 'α', 'J', '')
    """
    return _SIGNS.get(font.casefold(), {}).get(_letter(sign), "" if ord(sign) in PRIVATE else sign)


def unknown(font: str, signs: str) -> int:
    """How many letters of a font have another sign there, and nobody knows which."""
    known = _SIGNS.get(font.casefold(), {})
    return sum(
        _letter(sign) not in known
        for sign in signs
        if ord(sign) in PRIVATE or (_has_signs(font) and sign.isascii() and not sign.isspace())
    )


def _has_signs(font: str) -> bool:
    return font.casefold() in _SIGNS.keys() | _OTHERS


def _letter(sign: str) -> str:
    """The letter that a sign stands at."""
    return chr(ord(sign) & _CODE) if ord(sign) in PRIVATE else sign
