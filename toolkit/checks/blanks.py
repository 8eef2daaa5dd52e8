"""Blanks that are too many, missing, or of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit import languages, late
from toolkit.checks import Check, Checked
from toolkit.checks.manner import WAY
from toolkit.checks.messages import CheckedMessage
from toolkit.checks.signs import Habits, Signs, around, of, without_addresses
from toolkit.findings import Finding, define
from toolkit.text import scripts

_NO_BREAK = "\u00a0\u202f\u2007\u2060"
_BLANK = f" {_NO_BREAK}"
_DOUBLE = late.regex(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)")
_BEFORE = late.regex(
    rf"(?<=\w)[\"”’»)\]]?[{_BLANK}](?:[,;،؛](?![\d(\[{{]|-?\))|[!?؟](?!\w|[(\[{{])|\.(?![.\w…]))"
    rf"|(?<=[(\[„])[{_BLANK}](?=\w)|(?<=[\w.,!?])[{_BLANK}][)\]](?!\S{{0,40}}[(\[])"
)
"""A blank before a mark, behind a bracket that opens, before one that closes."""
_BEHIND = late.regex(
    r"(?:(?<![\w@#/.:-])(?:[^\W\d_]{2,}|\d{2,})|(?<=\w)[\])”\"»])"
    rf"(?:(?:[,;!?،؛؟]|…(?![{scripts.HANGUL}]))(?=[^\W\d_])"
    r"|(?<=\w{2})\.(?=[^\W\d_a-z](?:[^\W\d_]|['’])))(?!\w{0, 40}[.@/()=])"
)
"""A mark between two words, with no blank behind it."""
_TIGHT = late.regex(r"[,;!?.،؛؟…][^\W\d_]")
"""What `_BEHIND` must have; found quickly, in few texts."""
_PLURAL = late.regex(r"(?:([^\W\d_])\1\.){2}")
"""Several of what an abbreviation says, in Spanish: EE.UU."""
_TOKEN = late.regex(r"\S{0,60}")
_EAST = scripts.HAN + scripts.HIRAGANA + scripts.KATAKANA + scripts.KATAKANA_SIGNS
_FOREIGN = scripts.KATAKANA + scripts.KATAKANA_SIGNS
"""Words of other languages in Japanese: some houses part them by blanks."""
_LAWS = {
    "double": "D244.double",
    "before": "D244.before",
    "behind": "D244.behind",
    "beside": "D244.beside",
    "between": "D244.between",
}
"""What is a slip anywhere, but where a catalog does it all the time, and its wording."""
_BLANKS = tuple(_BLANK)
_NO_END = tuple("_/)(\\-")
_WORD_ENDS = tuple('»)”"’_')
_PRIOR = 3
"""Messages that speak against a slip, before any is looked at."""
_PRIOR_OF_HOUSE = 2
"""Fewer where houses differ, as in French."""

FoundBlank = tuple[str, str, int, int]
"""A thing, the way in which a text does it, and where it begins and ends; the way is "" where all is well."""


def blanks(checked: Checked) -> Iterator[Finding]:
    """Report blanks that are too many, missing, or of another kind than the rest has."""
    signs = of(checked.catalog.lang)
    spaced = scripts.parts_sentences(languages.get(checked.catalog.lang).script)
    habits = Habits()
    for message in checked.messages:
        # As it is written: what is read has its blanks in order.
        target = message.entry.target
        if target != target.strip() and (edge := _edge(target, message.entry.source)):
            text = target.strip()
            at = 0 if edge == "begins" else len(text)
            yield checked.report("D244.outer", message, shown=around(text, at, at), end=edge)
        for thing, way, begin, end in _ways(message, signs) if spaced else _ways_of_unspaced(message):
            habits.note(thing, way, message, (target, begin, end))
    lawful = len(checked.messages) + _PRIOR
    # A catalog that has them before one mark has them before all.
    strict = any("no-break" in habits.ways(mark) for mark in signs.before)
    for thing in habits.things:
        expected = {"": lawful} if thing in _LAWS else {"no-break": _PRIOR_OF_HOUSE + strict}
        for way, usual, _, message, shown in habits.departures(thing, expected):
            if name := _wording(way, usual):
                yield checked.report(name, message, shown=shown, sign=thing)


def _wording(way: str, usual: str) -> str:
    """The wording for a departure; "" for what is none."""
    if way in _LAWS:
        return _LAWS[way]
    if way == "none":
        return "D244.none"
    if usual == "none":
        return "D244.needless"
    return "D244.plain" if way == "plain" else ""


def _close(word: str, text: str) -> bool:
    """Whether a text has a word and its mark with a letter behind them: Yahoo!ニュース."""
    _, found, behind = text.partition(word)
    return bool(found) and behind[:1].isalpha()


def _edge(target: str, source: str) -> str:
    """At which end of a translation a blank stands that its source hasn't; "" for neither."""
    if target[:1].isspace() and not source[:1].isspace():
        return "begins"
    return "ends" if target[-1:].isspace() and not source[-1:].isspace() else ""


def _ways(message: CheckedMessage, signs: Signs) -> Iterator[FoundBlank]:
    """What a text with blanks between sentences does with them."""
    target = message.entry.target
    if match := _doubled(target, message.entry.source):
        yield "double", "double", *match.span()
    text = without_addresses(target)
    for match in _BEFORE.finditer(text) if _loose(signs.before).search(text) else ():
        # Where the source has one that stands alone it is a word: a file that begins with a .
        alone = match[0][-1] == "." and " ." in message.entry.source
        if match[0][-1] not in signs.before and not alone:
            yield "before", "before", *match.span()
    for match in _BEHIND.finditer(text) if _TIGHT.search(text) else ():
        token = _TOKEN.match(text, match.start())
        if _PLURAL.match(text, match.start()):
            continue
        # A name, such as Node.js.
        if token and token[0].rstrip(".,;:!?") not in message.source and not _close(match[0], message.source):
            yield "behind", "behind", *match.span()
    if signs.before:
        for match in _marks(signs.before + signs.behind).finditer(text):
            yield from _beside(text, match.start(), signs)


@cache
def _loose(before: str) -> re.Pattern[str]:
    """What `_BEFORE` must have, in a language with blanks before some marks; found quickly, in few texts."""
    marks = "".join(mark for mark in ",;!?.،؛؟" if mark not in before)
    return re.compile(rf"[{marks})\](\[„](?:(?<=[{_BLANK}].)|(?<=[(\[„])(?=[{_BLANK}]))")


def _beside(text: str, at: int, signs: Signs) -> Iterator[FoundBlank]:
    """What stands between a mark and its word."""
    mark = text[at]
    if mark in signs.before:
        begin = at - (text[at - 1 : at] in _BLANKS)
        # Faces, times, ports and the like are none.
        after, before = text[at + 1 : at + 2], text[begin - 1 : begin]
        ends = not (after.isalnum() or after in _NO_END) and (before.isalnum() or before in _WORD_ENDS)
        if ends and not (mark == ":" and before.isdigit()):
            yield mark, _kind(text[begin:at]), begin, at + 1
    else:
        end = at + 1 + (text[at + 1 : at + 2] in _BLANKS)
        if text[end : end + 1].isalnum():
            yield mark, _kind(text[at + 1 : end]), at, end


def _kind(blank: str) -> str:
    return "none" if not blank else "plain" if blank == " " else "no-break"


def _doubled(target: str, source: str) -> re.Match[str] | None:
    # A look is quicker than a search, and most texts have none.
    if "  " in target or "\u00a0" in target or "\u202f" in target:
        return None if _DOUBLE.search(source) else _DOUBLE.search(target)
    return None


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def _ways_of_unspaced(message: CheckedMessage) -> Iterator[FoundBlank]:
    """What a text without any does with them."""
    text = message.entry.target
    # Two between Chinese letters are told as what should not be there at all.
    if (match := _doubled(text, message.entry.source)) and not _of_east()[1].search(text):
        yield "double", "double", *match.span()
    if " " in text or "\u00a0" in text:
        beside, between = _of_east()
        for match in beside.finditer(text):
            yield "beside", "beside", *match.span()
        for match in between.finditer(text):
            neighbours = text[match.start() - 1], text[match.end()]
            if not all(scripts.within(letter, _FOREIGN) for letter in neighbours):
                yield "between", "between", *match.span()


@cache
def _of_east() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Blanks beside marks, and between letters."""
    opening, closing = "「『《（“", "，。、；：」』》）"
    beside = (
        rf"[ \u00a0](?=[{closing}？！”])"
        rf"|(?<=[{closing}{opening}])[ \u00a0](?=[{_EAST}])"
        rf"|(?<=[{opening}])[ \u00a0]"
    )
    return re.compile(beside), re.compile(rf"(?<=[{_EAST}])[ \u00a0]+(?=[{_EAST}])")


CHECK = Check(
    define(
        "D244",
        severity="warning",
        when=WAY,
        title=(
            "Blanks are too many, missing, or of another kind than in the rest of the catalog: two in a "
            "row, at the start or the end, before a comma, none behind it; in French none or one that "
            "breaks before ? ! ; : »; in Chinese and Japanese beside marks."
        ),
        words={
            "outer": "the translation {shown} ({message}) {end} with a blank.",
            "double": "two blanks stand in a row in the translation {shown} ({message}).",
            "before": "a blank is on the wrong side of a mark in the translation {shown} ({message}).",
            "behind": "a blank is missing behind a mark in the translation {shown} ({message}).",
            "beside": "a blank stands beside a mark in the translation {shown} ({message}).",
            "between": "a blank stands between letters in the translation {shown} ({message}).",
            "none": (
                "a blank is missing beside “{sign}” in the translation {shown} ({message}), where nearly all "
                "others have one."
            ),
            "plain": (
                "the blank beside “{sign}” may break in the translation {shown} ({message}), where nearly "
                "all others have a no-break one."
            ),
            "needless": (
                "a blank stands beside “{sign}” in the translation {shown} ({message}), where nearly all "
                "others have none."
            ),
        },
        cure="Put the blank in order.",
    ),
    blanks,
)
