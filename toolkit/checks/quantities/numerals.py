"""Numbers in a text, in digits and in words.

They are read in digits of any script and as each language writes them: `1.2 million`, `quatre-vingt-dix`,
`neunzehnhundertsiebenundvierzig`, `سبعة وأربعون`, 一百二十, 120万. Offsets count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit import languages
from toolkit.aligning import words
from toolkit.checks.quantities import east, romans
from toolkit.checks.quantities.digits import LONGEST, ReadNumber, in_digits
from toolkit.checks.quantities.lexicon import Amount, NumberLexicon, NumberWord, composed, lexicon, table


def numbers(text: str, lang: str) -> list[ReadNumber]:
    """The numbers of a text that `words.plain` has been over, in order.

    >>> [sorted(number.values) for number in numbers("In 1947 twenty-one of 1.2 million", "en")]
    [[1947], [21], [1200000]]
    """
    base = languages.base(lang)
    if east.has_numerals(base):
        # The first year of an era is written so.
        return list(east.han(text.replace("元年", "一年"), base))
    if base == "ko":
        return list(east.korean(text))
    return list(_spaced(text, lexicon(base)))


def has_words(lang: str) -> bool:
    """Whether the number words of a language are known."""
    return languages.base(lang) in table()


_TOKEN = re.compile(rf"(?P<number>{words.NUMBER})|[^\W\d_]+")
_BETWEEN = frozenset(["", " ", "-", "\u2010", "\u2011", "\u00a0", "\u200c"])
"""What stands between two words of one number."""


class _NumeralPart(NamedTuple):
    """A part of a number, and where it stands."""

    start: int
    end: int
    part: NumberWord


def _spaced(text: str, known: NumberLexicon | None) -> Iterator[ReadNumber]:
    """Numbers where blanks stand between words."""
    run: list[_NumeralPart] = []
    for pieces, close in _pieces(text, known):
        if run and close and known:
            if _together([*run, *pieces], known):
                run += pieces
                continue
            # "one hundred and two hundred" are two numbers: what an "and" has joined may begin the second.
            cut = next((place for place in range(len(run) - 1, 0, -1) if run[place].part.joined), 0)
            if cut and _together([*run[cut:], *pieces], known):
                yield from _closed(run[:cut], known)
                run = [*run[cut:], *pieces]
                continue
        yield from _closed(run, known)
        run = list(pieces)
    yield from _closed(run, known)


def _pieces(text: str, known: NumberLexicon | None) -> Iterator[tuple[list[_NumeralPart], bool]]:
    """What each word or figure adds to a number, and whether it stands close behind the last."""
    nothing = known.nothing if known else frozenset()
    done = behind = 0
    joined = False
    for token in _TOKEN.finditer(text):
        # Most words say nothing, and are known to.
        if token[0] in nothing:
            behind = 0
            continue
        start = token.start()
        if start < done:
            continue
        parts, done = _parts(text, token, known)
        close = behind > 0 and text[behind:start] in _BETWEEN
        if parts:
            if joined and close:
                parts = (parts[0]._replace(joined=True), *parts[1:])
            yield [_NumeralPart(start, done, part) for part in parts], close
        joined = not parts and close and known is not None and token[0].lower() in known.joiners
        behind = done if parts or joined else 0


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
    if roman := romans.numeral(text, token, known.century):
        return (roman[0],), roman[1]
    if word not in known.phrases and word not in known.joiners and not romans.may_be(token[0]):
        known.forget(token[0])
    return (), token.end()


def _together(pieces: Sequence[_NumeralPart], known: NumberLexicon) -> bool:
    return len(pieces) <= LONGEST and bool(composed([piece.part for piece in pieces], known))


def _closed(run: Sequence[_NumeralPart], known: NumberLexicon | None) -> Iterator[ReadNumber]:
    """A number that is read to its end."""
    if len(run) > 1 and known and (values := composed([piece.part for piece in run], known)):
        yield _number(run, values)
        return
    # Parts of a word that are no number together are some each.
    for piece in run:
        yield _number([piece], piece.part.values)


def _number(run: Sequence[_NumeralPart], values: Sequence[Amount]) -> ReadNumber:
    sure = digits = about = False
    for piece in run:
        sure, digits, about = sure or piece.part.sure, digits or piece.part.digits, about or piece.part.about
    return ReadNumber(run[0].start, run[-1].end, frozenset(values), sure, digits, about)
