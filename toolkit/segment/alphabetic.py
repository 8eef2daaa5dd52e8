"""Whether a mark ends a sentence in scripts with blanks between words, by what follows it."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit import scripts
from toolkit.segment import east_asian, stops
from toolkit.segment.rules import Rules

_OPENERS = frozenset("\"'“‘«‹([{„‚‟‛¿¡–—―-•*「『（【《〈〔［＂＇…. \t\n\u00a0\u202f\u3000”»›’#_~")
_LONGEST_OPENING = 12
"""Characters; what opens longer than this is no text."""
_BRACKETS = frozenset("([{«„“‘「『（【《")
_LONE = frozenset("([")
"""Before a mark that closes at once, as in (!), [...]: it is about what it stands in."""
_GOES_ON = frozenset(",;:!?)]}%&=/+،؛")
"""No sentence begins with these."""
_ELLIPSES = frozenset(["..", "...", "…", "……"])
"""More or other marks end a sentence as any mark."""
_NEXT_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?(?:\s|[,;!?…]|\.\s|$)")
_KOREAN_ENDINGS = frozenset("다요까죠네지군야자라오")


class Style(NamedTuple):
    """What is true of a whole paragraph."""

    small: bool
    """There is not a single capital: sentences begin with small letters."""
    danda: bool
    """Sentences end with a danda: a full stop belongs to an abbreviation."""


def style(text: str) -> Style:
    """Of a paragraph."""
    return Style(text == text.lower() and text != text.upper(), "।" in text)


def ends(text: str, start: int, found: re.Match[str], rules: Rules, style: Style) -> bool:
    """Whether the sentence that begins at `start` ends with this mark."""
    begin, mark_end = found.span("mark")
    end = found.end()
    closed = found.end("closers") > mark_end
    after = text[end]
    if not text[end - 1].isspace():
        if scripts.within(after, scripts.HANGUL) or after >= scripts.EAST or after in "「『（《【“":
            return east_asian.ends_by_stop(text, begin, closed, end, rules)
        return not closed and _lacks_blank(text, start, begin, end, rules)
    at = end
    limit = min(len(text), end + _LONGEST_OPENING)
    while after in _OPENERS:
        at += 1
        if at >= limit:
            return False
        after = text[at]
    if after in _GOES_ON or (closed and text[begin - 1 : begin] in _LONE):
        return False
    if after.islower() and not style.small and not scripts.within(after, scripts.GEORGIAN):
        # Dutch: 's Avonds, 't Is.
        return text[at - 1] in "'’" and after in "stnk" and text[at + 1 : at + 3].strip(" ").istitle()
    single = text[begin] == "." and mark_end == begin + 1
    caseless = stops.caseless(after)
    if closed and (caseless or not single) and rules.says is not None and rules.says.match(text, at):
        return False
    if single:
        if style.danda and caseless:
            return False
        noted = found.end("note") > found.end("closers") and text[found.start("note")].isdigit()
        return stops.ends(text, start, begin, at, rules, noted=noted)
    if closed or text[begin:mark_end] not in _ELLIPSES:
        return True
    return _after_ellipsis(text, begin, at, rules, caseless=caseless)


def ends_by_other(text: str, found: re.Match[str], rules: Rules) -> bool:
    """The same for marks of other scripts, which nothing else is written with."""
    end = found.end()
    if text[end] in _GOES_ON:
        return False
    closed = not text[found.end("other_mark")].isspace()
    return not (closed and rules.says is not None and rules.says.match(text, end))


def _after_ellipsis(text: str, begin: int, at: int, rules: Rules, *, caseless: bool) -> bool:
    """An ellipsis stands for a pause, too: a capital tells, where capitals begin sentences."""
    after = text[at]
    if text[at - 1] in _BRACKETS:
        return True
    if caseless:
        hangul = scripts.within(after, scripts.SYLLABLES)
        return text[begin - 1 : begin] in _KOREAN_ENDINGS if hangul else after >= scripts.EAST
    if after == "I" and "i" in rules.starts and not text[at + 1 : at + 2].isalpha():
        return False
    if after.isalpha():
        return not rules.nouns or stops.starts(text, at, rules)
    return False


def _lacks_blank(text: str, start: int, begin: int, end: int, rules: Rules) -> bool:
    """`It rained.Nobody came`: a blank was forgotten; not so in node.js or www.example.org."""
    before = text[max(start, begin - 3) : begin]
    if not (len(before) == 3 and before[1:].islower() and before.isalpha() and text[end].isupper()):
        return False
    if not (text[end + 1].islower() and _NEXT_TOKEN.match(text, end)):
        return False
    return end - begin == 1 and (text[begin] != "." or stops.ends(text, start, begin, end, rules))
