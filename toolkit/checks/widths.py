"""Marks of ASCII, of another width, or in figures of another language, where a language has its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from toolkit import languages, late
from toolkit.checks import Check, Checked, separators
from toolkit.checks.signs import Habits, Signs, around, of, without_addresses
from toolkit.findings import Finding, define
from toolkit.text import scripts

_EAST = scripts.HAN + scripts.HIRAGANA + scripts.KATAKANA + scripts.KATAKANA_SIGNS
_ASCII_BEFORE = tuple("_.:)")
_FACE = late.regex(r"[:;][-'^]?[()DPp]")
_FULL_WIDTH = late.regex("[！-／：-＠［-｀｛-｝。、｡､]")
"""Digits and letters are looked at elsewhere."""
_HALF_WIDTH = late.regex(f"[{scripts.HALFWIDTH}]+")
_PRIOR = 3
"""Messages that speak for a language's own mark, before any is looked at."""


def widths(checked: Checked) -> Iterator[Finding]:
    """Report marks that are of another width, or another script, than those of the language."""
    signs = of(checked.catalog.lang)
    script = languages.get(checked.catalog.lang).script
    if signs.signs:
        yield from _of_ascii(checked, signs, script)
    if scripts.parts_sentences(script):
        yield from _wide(checked)
    else:
        yield from _half(checked)
    for figure, (_, _, _, message, shown) in separators.departures(checked.messages):
        yield checked.report("D243.figure", message, figure=figure, shown=shown)


def _of_ascii(checked: Checked, signs: Signs, script: str) -> Iterator[Finding]:
    habits = Habits()
    narrow = _narrow(script, "".join(signs.signs))
    sign_of = {mark: sign for sign, marks in signs.signs.items() for mark in marks}
    for message in checked.messages:
        target = message.printed
        for mark, sign in sign_of.items():
            if mark in target:
                habits.note(sign, "own", message)
        # A look is quicker than a search.
        if any(sign in target for sign in signs.signs):
            text = without_addresses(target)
            for match in narrow.finditer(text):
                if _beside(text, match.start(), script) and not _FACE.match(text, match.start()):
                    habits.note(match[0], "ascii", message, (target, *match.span()))
    for sign in habits.things:
        for way, _, _, message, shown in habits.departures(sign, {"own": _PRIOR}):
            if way == "ascii":
                mark = signs.signs[sign][0]
                yield checked.report("D243.ascii", message, sign=sign, own=mark, shown=shown)


@cache
def _narrow(script: str, signs: str) -> re.Pattern[str]:
    """Marks of ASCII that aren't in the midst of Latin letters."""
    marks = f"[{re.escape(signs)}]"
    if scripts.parts_sentences(script):
        return re.compile(rf"{marks}(?!\S{{0,40}}[a-zA-Z0-9])")
    return re.compile(rf"{marks}(?:(?![\w.]{{0,40}}[a-zA-Z0-9]|\.)|(?=[{_EAST}]))")


def _beside(text: str, at: int, script: str) -> bool:
    """Whether a mark stands beside a letter of a script."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if scripts.parts_sentences(script):
        return before.isalpha() and not before.isascii()
    if scripts.within(before, _EAST):
        return True
    return scripts.within(after, _EAST) and not (before.isalnum() or before in _ASCII_BEFORE)


def _wide(checked: Checked) -> Iterator[Finding]:
    for message in checked.messages:
        target = message.printed
        match = None if target.isascii() else _FULL_WIDTH.search(target)
        # What was quoted from the source is all right.
        if match and match[0] not in message.source:
            shown = around(target, *match.span())
            yield checked.report("D243.wide", message, sign=match[0], shown=shown)


def _half(checked: Checked) -> Iterator[Finding]:
    for message in checked.messages:
        match = _HALF_WIDTH.search(message.printed)
        if match and match[0] not in message.source:
            shown = around(message.printed, *match.span())
            own = unicodedata.normalize("NFKC", match[0])
            yield checked.report("D243.half", message, sign=match[0], own=own, shown=shown)


CHECK = Check(
    define(
        "D243",
        severity="warning",
        title=(
            "A mark of ASCII stands where the language has its own, such as a comma between Chinese "
            "characters; a full-width mark where it has none; half-width katakana; or a figure has the marks "
            "of another language."
        ),
        words={
            "ascii": "“{sign}” stands for “{own}” in the translation {shown} ({message}).",
            "figure": (
                "“{figure}” has the marks of another language in the translation {shown} ({message}), and "
                "may be read as another number."
            ),
            "half": "the half-width “{sign}” stands in the translation {shown} ({message}).",
            "wide": "the full-width “{sign}” stands in the translation {shown} ({message}).",
        },
        cure={
            "ascii": "Write “{own}”, as in the rest of the catalog.",
            "figure": "Part its thousands, and write its decimal mark, as the language does.",
            "half": "Write “{own}”.",
            "wide": "Write the mark of the language.",
        },
        advice="Write the mark of the language.",
    ),
    widths,
)
