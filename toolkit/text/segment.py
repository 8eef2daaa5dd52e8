"""The sentences of a paragraph.

No character is lost.

A mark that can end a sentence is found by one regular expression; what stands before and after it decides.
Whether a full stop ends one is told by `stops`.
What differs between languages is data, `languages/sentences/<language>.toml`. What can't be known without
understanding the text is decided for the longer sentence: an aligner mends a missed end more easily than a
false one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit import late
from toolkit.text import scripts, signs, stops
from toolkit.text.stops import Rules, load

# Where a sentence ends in Chinese and Japanese, whose marks need no blank behind them.


_GOES_ON = frozenset("，、,；;：:。)）…—")
"""No sentence begins with these."""
_PARTICLES = frozenset("とっなのがをはもでにへだ")
"""What Japanese puts behind a quotation that is part of a sentence."""
_CLOSERS = frozenset("」』”’》〉）】\"'")
_TITLE_CLOSERS = frozenset("》〉")
_LONGEST_QUOTATION = 400
"""Characters in which the other half of a straight quotation mark is looked for."""


_QUESTION = "?？؟⁇⁈"


def asks(text: str, lang: str) -> bool:
    """Whether a text ends with a question; quotation marks and brackets may stand behind it.

    >>> asks("Who rang?", "en"), asks("He said, “Who?”", "en"), asks("Who rang;", "en"), asks("Ποιος;", "el")
    (True, True, False, True)
    >>> asks("誰ですか。", "ja"), asks("私です。", "ja")
    (True, False)
    """
    end = text.rstrip("".join(_CLOSERS) + ")»） ")
    # NFC makes a semicolon of the Greek question mark.
    return end.endswith(tuple(_QUESTION + ";" * lang.startswith("el"))) or signs.asks_unmarked(end)


def closing(text: str, start: int, match: re.Match[str]) -> int:
    """Where a mark and what belongs to it end.

    Closing quotation marks and blanks included.

    A straight quotation mark closes where an odd number stands before it; else it opens the next sentence.
    """
    quote = match.end("full_mark")
    if text[quote] == '"' and text.count('"', max(start, quote - _LONGEST_QUOTATION), quote) % 2 == 0:
        return quote
    return match.end()


def ends_without_blanks(text: str, begin: int, end: int, rules: Rules) -> bool:
    """Whether a mark ends a sentence before a character.

    The mark begins at `begin`, and the character follows at `end`.

    It does not where the narrator goes on after a quotation, nor in the title of a book.
    """
    after, closer = text[end], text[end - 1]
    if after in _GOES_ON:
        return False
    if closer in _CLOSERS:
        if closer in _TITLE_CLOSERS or after in _PARTICLES:
            return False
        if closer not in "）】" and rules.says is not None and rules.says.match(text, end):
            return False
    if text[begin] == "．":
        return not (text[begin - 1 : begin].isdigit() and after.isdigit())
    return True


def ends_by_stop(text: str, begin: int, closed: bool, end: int, rules: Rules) -> bool:
    """Whether a Western mark ends a sentence there.

    A full stop, question mark, exclamation mark or ellipsis.

    An ellipsis inside a sentence looks like one at its end: only a quotation that closes tells them apart.
    Korean particles stand at a closing quotation mark without a blank.
    """
    hangul = scripts.within(text[end], scripts.SYLLABLES)
    if closed and (hangul or text[begin - 1 : begin] in ("(", "（", "[")):
        return False
    if text[end] == "“" and text[begin - 1 : begin] < scripts.EAST:
        return False
    if text[begin] == "…" or text.startswith("..", begin):
        if not closed:
            return False
    elif text[begin] == ".":
        word = text[max(0, begin - 1) : begin]
        if word.isascii() and word.isalnum():
            return False
    return ends_without_blanks(text, begin, end, rules)


# Whether a mark ends a sentence in scripts with blanks between words, by what follows it.


_OPENERS = frozenset("\"'“‘«‹([{„‚‟‛¿¡–—―-•*「『（【《〈〔［＂＇…. \t\n\u00a0\u202f\u3000”»›’#_~")
_LONGEST_OPENING = 12
"""Characters; what opens longer than this is no text."""
_BRACKETS = frozenset("([{«„“‘「『（【《")
_LONE = frozenset("([")
"""Before a mark that closes at once, as in (!), [...]: it is about what it stands in."""
_CONTINUES = frozenset(",;:!?)]}%&=/+،؛")
"""No sentence begins with these."""
_ELLIPSES = frozenset(["..", "...", "…", "……"])
"""More or other marks end a sentence as any mark."""
_NEXT_TOKEN = late.regex(r"[^\W\d_]+(?:[’'][^\W\d_]+)?(?:\s|[,;!?…]|\.\s|$)")
_KOREAN_ENDINGS = frozenset("다요까죠네지군야자라오")


class Style(NamedTuple):
    """What is true of a whole paragraph."""

    small: bool
    """There is not a single capital: sentences begin with small letters."""
    danda: bool
    """Sentences end with a danda: a full stop belongs to an abbreviation."""


def style_of(text: str) -> Style:
    """Of a paragraph."""
    return Style(text == text.lower() and text != text.upper(), "।" in text)


def ends_with_blanks(text: str, start: int, match: re.Match[str], rules: Rules, style: Style) -> bool:
    """Whether a mark before a blank ends a sentence.

    The sentence begins at `start`.
    """
    begin, mark_end = match.span("mark")
    end = match.end()
    closed = match.end("closers") > mark_end
    after = text[end]
    if not text[end - 1].isspace():
        if scripts.within(after, scripts.HANGUL) or after >= scripts.EAST or after in "「『（《【“":
            return ends_by_stop(text, begin, closed, end, rules)
        return not closed and _lacks_blank(text, start, begin, end, rules)
    at = end
    limit = min(len(text), end + _LONGEST_OPENING)
    while after in _OPENERS:
        at += 1
        if at >= limit:
            return False
        after = text[at]
    if after in _CONTINUES or (closed and text[begin - 1 : begin] in _LONE):
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
        noted = match.end("note") > match.end("closers") and text[match.start("note")].isdigit()
        return stops.ends(text, start, begin, at, rules, noted=noted)
    if closed or text[begin:mark_end] not in _ELLIPSES:
        return True
    return _after_ellipsis(text, begin, at, rules, caseless=caseless)


def ends_by_other(text: str, start: int, match: re.Match[str], rules: Rules) -> bool:
    """Whether a mark of another script does.

    Nothing else is written with these marks, but that they open a text in Tibetan: `༄༅། །`, and stand on both
    sides of a letter in Khmer: `។ល។` is "and so on".
    """
    begin, end = match.span()
    if text[end].isalpha() and text[end + 1 : end + 2] == text[begin]:
        return False
    if begin - start < _LONGEST_OPENING and not any(map(str.isalnum, text[start:begin])):
        return False
    if text[end] in _CONTINUES:
        return False
    closed = not text[match.end("other_mark")].isspace()
    return not (closed and rules.says is not None and rules.says.match(text, end))


_SYLLABLES = late.regex(r"[\s་༌།]+")
_LONGEST_SYLLABLE = 12
"""Characters, with the mark behind it."""


def ends_by_shad(text: str, start: int, begin: int, rules: Rules) -> bool:
    """Whether a single shad does, which ends clauses of Tibetan, too: the last syllable tells."""
    said = text[max(start, begin - _LONGEST_SYLLABLE) : begin].rstrip("་༌")
    return _SYLLABLES.split(said)[-1] in rules.closes


def _after_ellipsis(text: str, begin: int, at: int, rules: Rules, *, caseless: bool) -> bool:
    """Whether an ellipsis ends a sentence.

    It stands for a pause, too: a capital tells, where capitals begin sentences.
    """
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
    """Whether a blank was forgotten.

    It was in `It rained.Nobody came`, and not in node.js or www.example.org.
    """
    before = text[max(start, begin - 3) : begin]
    if not (len(before) == 3 and before[1:].islower() and before.isalpha() and text[end].isupper()):
        return False
    if not (text[end + 1].islower() and _NEXT_TOKEN.match(text, end)):
        return False
    return end - begin == 1 and (text[begin] != "." or stops.ends(text, start, begin, end, rules))


__all__ = ["split"]

_SHORTEST_CLAUSE = 12
"""Characters before a blank. Measured on treebanks of Thai: what is shorter are names and items of lists."""


def ends_by_blank(text: str, start: int, match: re.Match[str], rules: Rules) -> bool:
    """Whether a blank ends a sentence in Thai or Lao, which have no marks for it.

    Blanks stand between clauses, items of a list and around names, too. The words on both sides tell, and how
    long what stands between this blank and the one before it is.
    """
    begin, end = match.span()
    if text.startswith(_any_of(rules.joins), end) or text.endswith(_any_of(rules.leads), start, begin):
        return False
    since = max(start, text.rfind(" ", start, begin) + 1)
    return begin - since >= _SHORTEST_CLAUSE or text.startswith(_any_of(rules.starts), end)


@lru_cache(maxsize=16)
def _any_of(words: frozenset[str]) -> tuple[str, ...]:
    """Words as `startswith` takes them, but for Latin ones, which are of another language."""
    return tuple(word for word in words if not word.isascii())


def split(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text.

    Each has the blanks behind it: joined they are the text.

    lang: BCP 47 tag; only the language itself counts. Unknown languages are split by their marks alone.
    Time is linear in the length of the text.

    >>> split("Dr. Lind came at 6 p.m. It rained. “Why?” she asked.", "en")
    ('Dr. Lind came at 6 p.m. ', 'It rained. ', '“Why?” she asked.')
    >>> split("“走吧。”她说。外面下雨！", "zh")
    ('“走吧。”她说。', '外面下雨！')
    """
    rules = load(lang)
    out: list[str] = []
    start = 0
    size = len(text)
    style = None
    for match in rules.places(text):
        end = match.end()
        if end >= size:
            break
        kind = match.lastgroup
        if kind == "stop":
            style = style or style_of(text)
            ended = ends_with_blanks(text, start, match, rules, style)
        elif kind == "full":
            end = closing(text, start, match)
            ended = ends_without_blanks(text, match.start(), end, rules)
        elif kind == "other":
            ended = ends_by_other(text, start, match, rules)
        elif kind == "shad":
            ended = ends_by_shad(text, start, match.start(), rules)
        elif kind == "clause":
            ended = ends_by_blank(text, start, match, rules)
        else:  # an empty line
            ended = not text[start : match.start()].isspace() and match.start() > start
        if ended:
            out.append(text[start:end])
            start = end
    if start < size:
        out.append(text[start:])
    return tuple(out)
