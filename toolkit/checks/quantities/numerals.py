"""Numbers in a text, in digits and in words.

They are read in digits of any script and as each language writes them: `1.2 million`, `quatre-vingt-dix`,
`neunzehnhundertsiebenundvierzig`, `سبعة وأربعون`, 一百二十, 120万. Offsets count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence, Set
from typing import NamedTuple

from toolkit import late
from toolkit.aligning import words
from toolkit.checks.quantities import east
from toolkit.checks.quantities.digits import LONGEST, ReadNumber, in_digits
from toolkit.checks.quantities.lexicon import NumberLexicon, NumberWord, composed, lexicon, table
from toolkit.text import scripts


def numbers(text: str, lang: str) -> list[ReadNumber]:
    """The numbers of a text that is `prepared`, in order.

    lang  the language alone

    >>> [sorted(number.values) for number in numbers("In 1947 twenty-one of 1.2 million", "en")]
    [[1947], [21], [1200000]]
    """
    if east.has_numerals(lang):
        # The first year of an era is written so.
        return list(east.han(text.replace("元年", "一年"), lang))
    if lang == "ko":
        return list(east.korean(text))
    return _spaced(text, lexicon(lang))


def has_words(lang: str) -> bool:
    """Whether the number words of a language are known."""
    return lang in table()


def counts_first_day(lang: str) -> bool:
    """Whether a language counts days with the first one."""
    return bool(table().get(lang, {}).get("inclusive"))


_TOKEN = late.regex(rf"(?P<number>{words.NUMBER})|{scripts.WORDS.pattern}")
_BETWEEN = frozenset(["", " ", "-", "\u2010", "\u2011", "\u05be", "\u00a0", "\u200c"])
"""What stands between two words of one number."""


_SAID = tuple(map(NumberWord._fields.index, ("sure", "digits", "about")))


class _NumeralPart(NamedTuple):
    """A part of a number, and where it stands."""

    start: int
    end: int
    part: NumberWord


def _spaced(text: str, known: NumberLexicon | None) -> list[ReadNumber]:
    """Numbers where blanks stand between words."""
    out: list[ReadNumber] = []
    run: list[_NumeralPart] = []
    for pieces, close in _pieces(text, known):
        if close and run and known:
            if _together([*run, *pieces], known):
                run += pieces
                continue
            # "one hundred and two hundred" are two numbers: what an "and" has joined may begin the second.
            cut = next((place for place in range(len(run) - 1, 0, -1) if run[place].part.joined), 0)
            if cut and _together([*run[cut:], *pieces], known):
                out += _closed(run[:cut], known)
                run = [*run[cut:], *pieces]
                continue
        if run:
            out += _closed(run, known)
        run = pieces
    return out + _closed(run, known)


def _pieces(text: str, known: NumberLexicon | None) -> Iterator[tuple[list[_NumeralPart], bool]]:
    """What each word or figure adds to a number, and whether it stands close behind the last."""
    nothing: Set[str] = known.nothing if known else frozenset()
    joiners: Set[str] = known.joiners if known else frozenset()
    done = behind = 0
    joined = False
    last = ""
    # Most words say nothing, and are known to.
    for token in [token for token in _TOKEN.finditer(text) if token[0] not in nothing]:
        start, end = token.span()
        if start < done:
            continue
        word = token[0].lower()
        close = behind > 0 and text[behind:start] in _BETWEEN
        if word in joiners:
            joined, behind, last = close, end if close else 0, word
            continue
        parts, done = _parts(text, token, known)
        if known and known.apart and word in known.apart.get(last, ()):
            close = False
        last = word
        if not parts:
            joined, behind = False, 0
            continue
        if joined and close:
            parts = (parts[0]._replace(joined=True), *parts[1:])
        yield [_NumeralPart(start, done, part) for part in parts], close
        joined, behind = False, done


def _parts(text: str, token: re.Match[str], known: NumberLexicon | None) -> tuple[Sequence[NumberWord], int]:
    """What is said from a token on, and where that ends."""
    if token["number"]:
        read = in_digits(text, *token.span(), known.scales if known else (), known.point if known else "")
        return ((read[0],), read[1]) if read else ((), token.end())
    if known is None:
        return (), token.end()
    word = token[0].lower()
    for phrase, part in known.phrases.get(word, ()):
        if match := phrase.match(text, token.start()):
            return (part,), match.end()
    parts = known.parts(word)
    if parts:
        return parts, token.end()
    if roman := _roman(text, token, known.century):
        return (roman[0],), roman[1]
    if word not in known.phrases and not _may_be_roman(token[0], known):
        known.forget(token[0])
    return (), token.end()


def _together(pieces: Sequence[_NumeralPart], known: NumberLexicon) -> bool:
    return len(pieces) <= LONGEST and bool(composed([piece.part for piece in pieces], known))


def _closed(run: Sequence[_NumeralPart], known: NumberLexicon | None) -> list[ReadNumber]:
    """A number that is read to its end."""
    if len(run) > 1 and known and (values := composed([piece.part for piece in run], known)):
        sure, digits, about = (any(piece.part[field] for piece in run) for field in _SAID)
        return [ReadNumber(run[0].start, run[-1].end, frozenset(values), sure, digits, about)]
    # Parts of a word that are no number together are some each.
    return [
        ReadNumber(start, end, frozenset(part.values), part.sure, part.digits, part.about)
        for start, end, part in run
    ]


# Roman numerals: Luis XIV, le XIXe siècle.


_ROMAN = late.regex(
    r"(?=[IVXLCDM])(?P<m>M{0,3})(?P<c>CM|CD|D?C{0,3})(?P<x>XC|XL|L?X{0,3})(?P<i>IX|IV|V?I{0,3})"
    r"(?P<th>er|e|ème|º|ª)?(?!\w)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_LONGEST_WORD = 12


def _may_be_roman(word: str, known: NumberLexicon) -> bool:
    """Whether a word may be a Roman numeral somewhere; a letter by itself only beside a century."""
    return (len(word) > 1 or bool(known.century)) and _ROMAN.match(word) is not None


def _roman(text: str, token: re.Match[str], century: Container[str]) -> tuple[NumberWord, int] | None:
    """The Roman numeral that a word is, and where it ends; None for any other word.

    It counts for sure beside a word for a century: elsewhere it may be a letter, or the name of something.

    >>> _roman("au XIXe siècle", re.search("XIXe", "au XIXe siècle"), {"siècle"})[0].values
    (19,)
    """
    match = _ROMAN.match(text, token.start())
    if not match:
        return None
    letters = match[0].removesuffix(match["th"] or "")
    if len(letters) == 1 and match["th"]:
        # "Der" and "Ce" are words.
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    value = sum(
        -own if own < following else own for own, following in zip(values, [*values[1:], 0], strict=True)
    )
    after = scripts.WORDS.match(text, match.end() + 1)
    before = text[max(0, match.start() - _LONGEST_WORD) : match.start()].split()[-1:]
    beside = {word.lower() for word in (*before, *([after[0]] if after else ()))}
    sure = any(word in century for word in beside)
    # A letter by itself is "I", or a name.
    return (NumberWord((value,), sure), match.end()) if sure or len(letters) > 1 else None
