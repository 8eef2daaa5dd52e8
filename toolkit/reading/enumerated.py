"""Labels of lists: numbers and letters that only count, and the words of a dictionary. They are no people."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.languages.lexicon import key

if TYPE_CHECKING:
    from toolkit.reading.candidates import LabelForm
    from toolkit.reading.lines import Line
    from toolkit.reading.named import LineLabels, Renamed

_POINTS, _ROW = 4, 0.9
"""So many numbers count something; three people may each speak once. And which share of the letters of lists
stands behind the one before, or begins anew."""
_ORDERS = (
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "가나다라마바사아자차카타파하",
    "アイウエオカキクケコサシスセソ",
    "イロハニホヘトチリヌルヲ",
    "甲乙丙丁戊己庚辛壬癸",
    "กขคงจฉชซฌญ",
)
"""Orders in which lists have letters, where it isn't that of Unicode."""


def points(_lines: Sequence[Line], found: LineLabels) -> Renamed:
    """What only counts: numbers alone that go on by one, or stand in brackets; letters that do so again."""
    numbers: defaultdict[LabelForm, list[tuple[float, tuple[int, str]]]] = defaultdict(list)
    letters: defaultdict[LabelForm, list[tuple[str, tuple[int, str]]]] = defaultdict(list)
    for i, of in enumerate(found):
        for label in of:
            if label.form != "stated" and (number := _number(label.label)) >= 0:
                numbers[label.form].append((number, (i, label.key)))
            elif label.form in {"letter", "bracket"} and len(label.label) == 1 and label.label.isalpha():
                letters[label.form].append((label.label, (i, label.key)))
    counted: set[tuple[int, str]] = set()
    for form, each in numbers.items():
        values, at = zip(*each, strict=True)
        # People speak more than once, or not in order.
        follow = all(b == a + 1 for a, b in pairwise(values))
        counted.update(at if form == "bracket" or (len(at) >= _POINTS and follow) else ())
    for listed in letters.values():
        own, at = zip(*listed, strict=True)
        counted.update(at if _in_row(own) else ())
    return {(i, label): None for i, of in enumerate(found) for label in of if (i, label.key) in counted}


def _in_row(letters: Sequence[str]) -> bool:
    """Whether letters are those of lists, one of which has three at least: `a)`, `b)`, `c)`, and so again."""
    # An alif may be written without its hamza.
    own = ["أ" if letter == "ا" else letter for letter in letters]
    rows = [[*map(order.find, own)] for order in _ORDERS if {*own}.issubset(order)] or [[*map(ord, own)]]
    return any(map(_steps, rows))


def _steps(places: Sequence[int]) -> bool:
    """Whether places in a row go on by one, or begin anew."""
    steps = [b - a for a, b in pairwise(places)]
    again = sum(step == 1 or b == places[0] for step, b in zip(steps, places[1:], strict=True))
    return (1, 1) in pairwise(steps) and again >= _ROW * len(steps)


def _number(label: str) -> float:
    """The number that a label is, in any script; below 0 for one that is more."""
    if label.isdecimal() or len(label) > 1:
        return float(label) if label.isdecimal() else -1.0
    return unicodedata.numeric(label, -1.0)


ENTRIES: tuple[LabelForm, ...] = ("period", "gap")
"""Forms of the headwords of a dictionary."""
_LEAST, _CLASSES, _ORDER = 5, 0.6, 0.9
"""Entries of one, at least; kinds of words for each, at most; and which share of them stands below one that
comes before it in the alphabet."""


def headwords(_lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Words of a dictionary, each once and in the order of the alphabet, are no people: `ANCHOR, n. ...`."""
    named = ((i, one.printed) for i, of in enumerate(found) for one in of if one.form in ENTRIES)
    entries = {i: printed.rstrip(".").rpartition(", ") for i, printed in named}
    entries = {i: parts for i, parts in entries.items() if parts[0] and parts[-1].islower()}
    words, kinds = [key(word) for word, _, _ in entries.values()], {kind for _, _, kind in entries.values()}
    alike = len({*words}) >= max(_LEAST, _ORDER * len(words)) and len(kinds) <= _CLASSES * len(words)
    if not alike or sum(a < b for a, b in pairwise(words)) < _ORDER * (len(words) - 1):
        return {}
    return {(i, label): None for i in entries for label in found[i]}
