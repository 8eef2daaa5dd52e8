"""Which figures stand beside the same form of a word, by their sound.

It is l'8 maggio, and il 9 maggio. The words are data, `sounds.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from toolkit import late
from toolkit.languages import base


class _Class(NamedTuple):
    behind: bool
    words: re.Pattern[str]
    figures: Sequence[re.Pattern[str]]


_REACH = 16
"""Characters that are looked at; no word of the table is longer."""
_ELISION = late.regex(r"[^\W\d_]'[*_]*$")


def alike(lang: str, figure: str, other: str, before: str, after: str) -> bool:
    """Whether what stands before and after one figure may stay as it is beside another.

    >>> alike("it", "8", "9", "l'", " maggio"), alike("es", "8", "80", "7 u ", "")
    (False, True)
    """
    before, after = (near.lower().replace("’", "'") for near in (before[-_REACH:], after[:_REACH]))
    known = [
        row
        for row in _classes().get(base(lang), ())
        if (row.words.match(after) if row.behind else row.words.search(before))
    ]
    if not known and _ELISION.search(before):
        return False
    return all(row.figures and _sound(row, figure) == _sound(row, other) for row in known)


def _sound(row: _Class, figure: str) -> list[int]:
    """The number of its class, -1 for none, in each way that a figure may be read: 1.100 has two."""
    hour = figure.partition(":")[0]
    readings = (figure,) if row.behind else (re.split("[.,]", hour)[0], hour)
    numbers = [re.sub(r"\D", "", reading) for reading in readings]
    return [
        next((k for k, form in enumerate(row.figures) if form.fullmatch(number)), -1) for number in numbers
    ]


@cache
def _classes() -> dict[str, list[_Class]]:
    """Language -> what it has."""
    table = tomllib.loads(files("toolkit.languages").joinpath("sounds.toml").read_text("utf-8"))
    classes: dict[str, list[_Class]] = {}
    for row in table["classes"]:
        behind = row.get("behind", False)
        words = "|".join(
            word if behind or word[-1] in "'-" else rf"{word}\s+" for word in row["words"].split()
        )
        # A particle ends there; between a word and its figure may stand what stresses it.
        pattern = rf"(?:{words})(?!\w)" if behind else rf"(?<!\w)(?:{words})[*_]*$"
        known = _Class(behind, re.compile(pattern), [re.compile(form) for form in row.get("figures", ())])
        for lang in row["languages"].split():
            classes.setdefault(lang, []).append(known)
    return classes
