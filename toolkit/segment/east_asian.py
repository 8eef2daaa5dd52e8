"""Where a sentence ends in Chinese and Japanese, whose marks need no blank behind them."""

from __future__ import annotations

import re

from toolkit import scripts
from toolkit.segment.rules import Rules

_GOES_ON = frozenset("，、,；;：:。)）…—")
"""No sentence begins with these."""
_PARTICLES = frozenset("とっなのがをはもでにへだ")
"""What Japanese puts behind a quotation that is part of a sentence."""
_CLOSERS = frozenset("」』”’》〉）】\"'")
_TITLE_CLOSERS = frozenset("》〉")
_LONGEST_QUOTATION = 400
"""Characters in which the other half of a straight quotation mark is looked for."""


def closing(text: str, start: int, found: re.Match[str]) -> int:
    """Where what belongs to the mark ends, closing quotation marks and blanks included.

    A straight quotation mark closes where an odd number stands before it; else it opens the next sentence.
    """
    quote = found.end("full_mark")
    if text[quote] == '"' and text.count('"', max(start, quote - _LONGEST_QUOTATION), quote) % 2 == 0:
        return quote
    return found.end()


def ends(text: str, begin: int, end: int, rules: Rules) -> bool:
    """Whether the mark at `begin` ends a sentence before `end`, where a character follows.

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
    """The same for a full stop, question mark, exclamation mark or ellipsis that came from the West.

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
    return ends(text, begin, end, rules)
