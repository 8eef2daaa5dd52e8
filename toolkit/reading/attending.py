"""Who speaks by letters that the text gives somebody: `Mara Lind (ML)`, and then `ML: ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.reading.lines import Line
from toolkit.reading.roster import AT_FORM, Labels

_LETTERS = re.compile(r"[(（]([^\W\d_]{2,4})[)）]")
_PART = re.compile(r"[,;:/|()（）、，；：]")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_AS_LONG_AS = 60
"""Characters of a name."""
_OFTEN = 2
"""Turns by letters, at least: a label that comes once may head a paragraph about what it is short for."""
_PEOPLE = 2
"""People who have letters, at least: `World Harbour Office (WHO)` may come alone."""


def attending(lines: Sequence[Line], known: Labels) -> Iterator[int]:
    """The keys of letters that stand in parentheses behind a name, and are labels more than once."""
    often = np.bincount(known.of[known.form == AT_FORM["colon"]], minlength=len(known.keys))
    names = ((known.names[k], k) for k in np.flatnonzero(often >= _OFTEN).tolist())
    letters = {name: k for name, k in names if name == name.upper() != name.lower()}
    if len(letters) < _PEOPLE:
        return
    given = {
        letters[match[1]]
        for line in lines
        for match in _LETTERS.finditer(line.text)
        if match[1] in letters and _short(match[1], line.text[: match.start()][-_AS_LONG_AS:])
    }
    if len(given) >= _PEOPLE:
        yield from sorted(given)


def _short(letters: str, before: str) -> bool:
    """Whether letters are short for the name that stands before them: two words or more, with capitals."""
    words = _WORD.findall(_PART.split(before)[-1])
    return any(
        words[i][0] == letters[0] and words[-1][0].isupper() and _within(letters, "".join(words[i:]))
        for i in range(len(words) - 1)
    )


def _within(letters: str, name: str) -> bool:
    """Whether letters stand in a name, in their order."""
    rest = iter(name.casefold())
    return all(letter in rest for letter in letters.casefold())
