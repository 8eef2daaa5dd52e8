"""Roman numerals: Luis XIV, le XIXe siècle. Offsets count from 0."""

from __future__ import annotations

import re
from collections.abc import Container

from toolkit.checks.quantities.lexicon import NumberWord
from toolkit.text import scripts

_NUMERAL = re.compile(
    r"(?=[IVXLCDM])(?P<m>M{0,3})(?P<c>CM|CD|D?C{0,3})(?P<x>XC|XL|L?X{0,3})(?P<i>IX|IV|V?I{0,3})"
    r"(?P<th>er|e|ème|º|ª)?(?!\w)"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LONGEST_WORD = 12


def may_be(word: str) -> bool:
    """Whether a word may be a Roman numeral somewhere."""
    return _NUMERAL.match(word) is not None


def numeral(text: str, token: re.Match[str], century: Container[str]) -> tuple[NumberWord, int] | None:
    """The Roman numeral that a word is, and where it ends; None for any other word.

    It counts for sure beside a word for a century: elsewhere it may be a letter, or the name of something.

    >>> numeral("au XIXe siècle", re.search("XIXe", "au XIXe siècle"), {"siècle"})[0].values
    (19,)
    """
    match = _NUMERAL.match(text, token.start())
    if not match:
        return None
    letters = match[0].removesuffix(match["th"] or "")
    if len(letters) == 1 and match["th"]:
        # "Der" and "Ce" are words.
        return None
    values = [_VALUES[letter] for letter in letters]
    value = sum(
        -own if own < following else own for own, following in zip(values, [*values[1:], 0], strict=True)
    )
    after = scripts.LETTERS.match(text, match.end() + 1)
    before = text[max(0, match.start() - _LONGEST_WORD) : match.start()].split()[-1:]
    beside = {word.lower() for word in (*before, *([after[0]] if after else ()))}
    sure = any(word in century for word in beside)
    # A letter by itself is "I", or a name.
    return (NumberWord((value,), sure), match.end()) if sure or len(letters) > 1 else None
