"""Halves of the day, as they are told beside a time.

They are the rows "am" and "pm" of `clock.tsv`, regular expressions in which {t} is the time.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from toolkit import late
from toolkit.languages import base
from toolkit.text import tables


class HalfForm(NamedTuple):
    """What tells a half of the day."""

    behind: bool
    """Whether it stands behind the time."""
    half: str
    """ "am" or "pm"."""
    beside: re.Pattern[str]
    """At the end of what stands before the time, or anywhere in what stands behind it."""


@cache
def forms(lang: str) -> tuple[HalfForm, ...]:
    """Those of a language, by its base."""
    made: list[HalfForm] = []
    for tag, half, form in tables.rows("toolkit.languages", "clock.tsv"):
        if tag == lang and half in ("am", "pm"):
            behind, bare = form.startswith("{t}"), form.replace("{t}", "")
            made.append(HalfForm(behind, half, re.compile(bare + ("" if behind else "$"))))
    return tuple(made)


_BEFORE, _BEHIND = 10, 30
"""Characters that are looked at: between a figure and its half stands what hours are called."""
_ENDS = late.regex(r"\d|[.!?;,:]\s")
"""What ends the words that belong to a figure: another, or a pause."""


def beside(text: str, start: int, end: int, lang: str) -> str:
    """Which half of the day is told beside a figure, "am" or "pm"; "" where none is.

    >>> beside("à 7 heures du matin", 2, 3, "fr"), beside("at 9 p.m.", 3, 4, "en")
    ('am', 'pm')
    """
    before, behind = text[max(0, start - _BEFORE) : start].lower(), text[end : end + _BEHIND].lower()
    behind = behind[: pause.start()] if (pause := _ENDS.search(behind)) else behind
    near = (
        (match.start() if form.behind else 0, form.half)
        for form in forms(base(lang))
        if (match := form.beside.search(behind if form.behind else before))
    )
    return min(near, default=(0, ""))[1]


_SAME = frozenset(map(str, range(1, 12)))
"""Hours that clocks of 12 and of 24 hours may call the same."""


def alike(figure: str, other: str, ours: str, theirs: str) -> bool:
    """Whether a figure in a translation may follow that of the source, by the halves told beside them.

    12 p.m. is 12 heures, but 3 p.m. is 15 heures; and 7 heures du matin is no 14 heures du matin.

    >>> alike("12", "3", "pm", ""), alike("7", "14", "", "am"), alike("7", "8", "am", "am")
    (False, False, True)
    """
    if ours == theirs:
        return True
    hours = {re.split(r"\D", written)[0].lstrip("0") for written in (figure, other)}
    return not ours and hours <= _SAME
