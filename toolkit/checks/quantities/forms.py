"""Tables of regular expressions: language, what a form tells, and the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol, TypeVar

from toolkit import late
from toolkit.text import scripts, tables


class TableForm(Protocol):
    """A line of a table."""

    @property
    def needed(self) -> tuple[str, ...]:
        """What `needed` says of its form."""


F = TypeVar("F", bound=TableForm)


@cache
def lines(table: str, lang: str) -> tuple[tuple[str, str], ...]:
    """The lines of a language in a table of `languages/`: what is told, and the form."""
    told = tables.rows("toolkit.languages", table)
    return tuple((what, form) for tag, what, form in told if tag == lang)


def lowered(text: str) -> str:
    """A text in small letters, or as it is where that changes its length."""
    small = text.lower()
    return small if len(small) == len(text) else text


def possible(rows: Sequence[F], text: str) -> list[F]:
    """The lines that a text may have: a look for letters is faster than one for a form."""
    found = []
    for row in rows:
        for letters in row.needed:
            if letters in text:
                found.append(row)
                break
    return found


def letters(rows: Sequence[TableForm]) -> re.Pattern[str]:
    """A pattern of letters: one is in a word of each text that has one of some lines."""
    pieces = {_letters(piece) for row in rows for piece in row.needed}
    return re.compile("|".join(sorted(pieces)) if rows else "(?!)")


def _letters(piece: str) -> str:
    """The longest word in a piece of text, which may be cut off at its ends; a letter alone is a word."""
    words = list(scripts.WORDS.finditer(piece))
    if not words:
        return ""
    word = max(words, key=lambda word: (len(word[0]), word.start()))
    alone = len(word[0]) == 1 and not scripts.unspaced(word[0])
    return "^" * (alone or word.start() > 0) + word[0] + "$" * (alone or word.end() < len(piece))


_SIGN = late.regex(
    r"(\\.|\[[^]]*\]|\{[a-z]\}|\(\?(?:[:=!]|<[=!]|P<\w+>)|\(|\)|\||[^{])([?*]|\{[0-9,]+\})?\+?"
)
"""What stands in a form: a sign, or a class of them, and how often."""
_DENIED, _SYNTAX = ("(?!", "(?<!"), "().|^$"
_ANYTHING: tuple[str, ...] = ("",)


def needed(form: str) -> tuple[str, ...]:
    """Letters, some of which stand in each text that has a form; "" where it may have any.

    {h}, {m} and the like stand for something else.

    >>> needed("{h} ?(?:heures?|h) et demie?"), needed("{h}[点點](?:过|過)?{m}分"), needed("{h} ?{m}")
    ((' et demi',), ('点', '點'), ('',))
    >>> needed("(?:noon|midday) (?!sun)"), needed("half|{h}")
    (('noon', 'midday'), ('',))
    """
    return _needed(_SIGN.finditer(form))[0]


def _needed(signs: Iterator[re.Match[str]]) -> tuple[tuple[str, ...], bool]:
    """The same of what stands up to the end of a group, and whether a text may do without the group."""
    told: list[str] = []
    best, run, optional = _ANYTHING, "", False
    for match in signs:
        sign, often = match[1], bool(match[2])
        if (sign == r"\." or (len(sign) == 1 and sign not in _SYNTAX)) and not often:
            run += sign[-1]
            best = max(best, (run,), key=_shortest)
            continue
        run = ""
        if sign == ")":
            optional = often
            break
        if sign == "|":
            told += best
            best = _ANYTHING
        elif sign[0] == "(":
            group, often = _needed(signs)
            best = best if often or sign in _DENIED else max(best, group, key=_shortest)
        elif sign[0] == "[" and sign[1] != "^" and "-" not in sign and not often:
            best = max(best, tuple(sign[1:-1]), key=_shortest)
    told += best
    return tuple(dict.fromkeys(told)) if all(told) else _ANYTHING, optional


def _shortest(letters: tuple[str, ...]) -> int:
    return min(map(len, letters))
