"""From a paragraph to its sentences, without losing a character.

A mark that can end a sentence is found by one regular expression; what stands before and after it decides.
Abbreviations are data, `languages/abbreviations/<language>.txt`, whose first lines tell the format. What
can't be known without understanding the text is decided for the longer sentence: an aligner mends a missed
end more easily than a false one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_FULL = "。！？｡．"
"""Marks that end a sentence without a blank behind them (East Asian)."""
_OTHER = "؟۔।॥։።፧፨။៕៚᙮꘎᠃᠉꓿܀܁܂߹‼⁇⁈⁉"
"""Marks of other scripts; a full stop is not one of them, so that no abbreviation ends in them."""
_CLOSERS = "\"'”’»›)\\]}」』）】》〉〕］｝＂＇"
_OPENERS = frozenset("\"'“‘«‹([{„‚‟‛¿¡–—―-•*「『（【《〈〔［＂＇…. \t\u00a0\u202f\u3000”»›’#_~")
_THAI = "\u0e00-\u0eff"

_BOUNDARY = re.compile(
    rf"(?P<full>[{_FULL}]+[.!?…]*(?:\s*[{_CLOSERS}])*\s*)"
    rf"|(?P<other>[{_OTHER}]+[.!?…]*[{_CLOSERS}]*\s*)"
    r"|(?P<stop>[.!?…;]+(?:[\"'“”’«»›)\]}}」』）】》〉〕］｝]|[\u00a0\u202f ]»)*(?:\[\d+\])*"
    r"(?:\s+|$|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])))"
    r"|(?P<line>\n[ \t]*\n\s*)"
    rf"|(?P<blank>(?<=[{_THAI}]) +(?=[{_THAI}]))"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘«»„‚()\[\]{}/—–…]*$")
_SPACED = re.compile(r"(?<!\w)\w\.[ \u00a0\u202f](?:\w\.[ \u00a0\u202f])*\w$")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVXLC]+$")
_CONSONANTS = re.compile(r"[bcčćdďfghjklľmnňpqrřsšśtťvwxzžźż]{2,4}$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")

_ORDINALS = frozenset("de cs sk pl hu da nb nn no fi et lv sl hr sr bs tr is fo eu hsb dsb lb".split())
"""Languages that write an ordinal number as digits and a full stop."""
_OPENING_GUILLEMET = frozenset("de da sl hr hu cs sk sr bs pl".split())
"""Languages where a quotation may open with »."""
_ACRONYM_STARTERS = frozenset(
    "the a an this that these those it he she they we you i in on at but and or as if when while after "
    "before there here his her its their our my for with from by what who why how not no yes so then however "
    "according der die das ein eine er sie es wir ich in im am und aber le la les un une il elle ils nous je "
    "el los las en o os as um uma ele ela ed un uno una lo gli si de het een hij zij".split()
)
"""Words that hardly ever follow U.S. or a.m. as part of a name: such a capital begins a sentence."""


@dataclass(frozen=True, slots=True)
class _Rules:
    before: frozenset[str]
    """Abbreviations that a sentence doesn't end with."""
    maybe: frozenset[str]
    """Abbreviations that it may end with."""
    number: frozenset[str]
    """Abbreviations only before a number."""
    ordinals: bool
    greek: bool
    guillemet_opens: bool


@lru_cache(maxsize=64)
def _rules(lang: str) -> _Rules:
    """Of a language, by its first subtag; without data only what holds anywhere."""
    base = lang.replace("_", "-").partition("-")[0].lower()
    before: set[str] = set()
    maybe: set[str] = set()
    number: set[str] = set()
    lines: list[str] = []
    if base.isascii() and base.isalpha():
        with suppress(FileNotFoundError):
            lines = (
                (files("toolkit.languages") / "abbreviations" / f"{base}.txt").read_text("utf-8").splitlines()
            )
    for line in lines:
        if line.startswith("#"):
            continue
        for word in line.lower().split():
            kind = {"*": maybe, "#": number}.get(word[-1], before)
            kind.add(word.rstrip("*#"))
    return _Rules(
        frozenset(before),
        frozenset(maybe),
        frozenset(number),
        base in _ORDINALS,
        base == "el",
        base in _OPENING_GUILLEMET,
    )


def split(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, each with the blanks behind it: joined they are the text.

    lang: BCP 47 tag; only the language itself counts. Unknown languages are split by their marks alone.

    >>> split("Dr. Lind came at 6 p.m. It rained. “Why?” she asked.", "en")
    ('Dr. Lind came at 6 p.m. ', 'It rained. ', '“Why?” she asked.')
    >>> split("“走吧。”她说。外面下雨！", "zh")
    ('“走吧。”她说。', '外面下雨！')
    """
    rules = _rules(lang)
    out: list[str] = []
    start = 0
    size = len(text)
    lower = None
    for found in _BOUNDARY.finditer(text):
        end = found.end()
        if end >= size:
            break
        kind = found.lastgroup
        if kind == "stop":
            if lower is None:
                # A text without a single capital has its sentences begin with small letters.
                lower = text == text.lower() and text != text.upper()
            if not _stops(text, found.start(), end, rules, lower):
                continue
            if rules.guillemet_opens:
                end = _before_guillemet(text, found.start(), end)
        elif kind == "full":
            if not _full_stops(text, found.start(), end):
                continue
        elif kind == "blank" and end - start < 12:
            continue
        out.append(text[start:end])
        start = end
    if start < size:
        out.append(text[start:])
    return tuple(out)


def _before_guillemet(text: str, begin: int, end: int) -> int:
    """`Ja. »Nein«`: the mark after the blank belongs to the next sentence."""
    at = text.find(" »", begin, end)
    return at + 1 if at >= 0 and end < len(text) and not text[end - 1].isspace() else end


_SPEECH_GOES_ON = frozenset("，、,とっなのがをはもでにへだ…—")
_SAYS = re.compile(r"[^\s，。！？“”「」、：]{0,6}?(?:说|道|问|說|問|喊|叫|笑|答)")


def _full_stops(text: str, begin: int, end: int) -> bool:
    """Whether an East Asian mark ends a sentence: not where the narrator goes on after a quotation."""
    after = text[end]
    closed = text[end - 1] in "」』”’》）】"
    if closed:
        if after in _SPEECH_GOES_ON:
            return False
        if text[end - 1] in "”」』’" and _SAYS.match(text, end):
            return False
    if text[begin] == "．":
        return not (text[begin - 1 : begin].isdigit() and after.isdigit())
    return after not in "，、,。"


def _stops(text: str, begin: int, end: int, rules: _Rules, lower: bool) -> bool:
    """Whether a full stop, question mark, exclamation mark or ellipsis ends a sentence."""
    mark = text[begin]
    if mark == ";":
        return rules.greek and "!" not in text[begin:end]
    # What comes next, behind quotation marks, dashes and brackets that open.
    at = end
    while at < len(text) and text[at] in _OPENERS:
        at += 1
    if at >= len(text):
        return False
    after = text[at]
    if after.islower() and not lower:
        return False
    if after in ",;:!?)]}%&=/+":
        return False
    single = mark == "." and text[begin + 1 : begin + 2] not in ".!?…"
    if not single:
        return True
    return _full_stop(text, begin, at, rules)


def _full_stop(text: str, begin: int, at: int, rules: _Rules) -> bool:
    """Whether a single full stop ends a sentence, where no small letter follows."""
    found = _WORD_BEFORE.search(text, max(0, begin - 24), begin)
    word = found.group() if found else ""
    if not word:
        return True
    after = text[at]
    if word.isdigit():
        return _after_number(text, begin - len(word), word, after, rules)
    folded = word.lower().strip("'’")
    if len(word) == 1 and (spaced := _SPACED.search(text, max(0, begin - 24), begin)):
        # "z. B." and "т. д." are in the data as one word.
        folded = re.sub(r"\s", "", spaced.group()).lower()
        if folded in rules.maybe:
            return True
    if folded in rules.before:
        return False
    if folded in rules.number:
        return not (after.isdigit() or _ROMAN.match(text[at : at + 1]))
    if folded in rules.maybe:
        # It ends the sentence if what follows looks like the beginning of one.
        return not after.isdigit() and ("." not in folded or _starts(text, at))
    if len(word) == 1:
        return not (word.isalpha() and word.isupper()) and not (
            word.isalpha() and ord(word) < 0x2000 and word != "I"
        )
    if "." in word:
        return not _INITIALS.match(word) or _starts(text, at)
    if rules.ordinals and _ROMAN.match(word):
        return False
    return not (_CONSONANTS.match(word) and bool(rules.before))


def _after_number(text: str, begin: int, word: str, after: str, rules: _Rules) -> bool:
    """A number and a full stop: an ordinal, the number of a list, or the end of a sentence."""
    if not text[:begin].strip():
        return False
    if rules.ordinals and len(word) <= 2:
        return False
    return not after.isdigit() or len(word) > 2


def _starts(text: str, at: int) -> bool:
    """Whether a word follows that begins sentences rather than names."""
    found = _NEXT_WORD.match(text, at)
    return found is not None and (
        not found.group()[0].isupper() or found.group().lower() in _ACRONYM_STARTERS
    )
