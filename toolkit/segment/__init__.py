"""From a paragraph to its sentences, without losing a character.

A mark that can end a sentence is found by one regular expression; what stands before and after it decides:
`alphabetic` and `stops` ask in scripts that have blanks between words, `east_asian` in those that have none.
What differs between languages is data, `languages/sentences/<language>.toml`. What can't be known without
understanding the text is decided for the longer sentence: an aligner mends a missed end more easily than a
false one.
"""

from __future__ import annotations

from toolkit.segment import alphabetic, east_asian
from toolkit.segment.rules import load

__all__ = ["split"]

_SHORTEST_CLAUSE = 12
"""Characters. Thai and Lao have no marks, but blanks between clauses: shorter ones stay with the next."""


def split(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, each with the blanks behind it: joined they are the text.

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
    for found in rules.boundary.finditer(text):
        end = found.end()
        if end >= size:
            break
        kind = found.lastgroup
        if kind == "stop":
            style = style or alphabetic.style(text)
            ended = alphabetic.ends(text, start, found, rules, style)
        elif kind == "full":
            end = east_asian.closing(text, start, found)
            ended = east_asian.ends(text, found.start(), end, rules)
        elif kind == "other":
            ended = alphabetic.ends_by_other(text, found, rules)
        elif kind == "clause":
            ended = end - start >= _SHORTEST_CLAUSE
        else:  # an empty line
            ended = not text[start : found.start()].isspace() and found.start() > start
        if ended:
            out.append(text[start:end])
            start = end
    if start < size:
        out.append(text[start:])
    return tuple(out)
