"""What a text seems to count, date or measure, word by word.

That takes a look at each word that was not met before. Most texts tell nothing, and most others the same as
their translations: these need not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from toolkit.aligning import words
from toolkit.checks.quantities import clock, dates, east, portions, relative, units
from toolkit.checks.quantities.lexicon import Amount, lexicon
from toolkit.text import scripts

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(words.NUMBER)
_REMEMBERED = 50_000
"""Words with their marks, as texts repeat them; enough for several books, and bounded."""
_AROUND = ".,;:!?…'’\"“”„«»()[]‐–—-*_؟،"
_UNREAD = "?"
"""Stands for what only a reading can tell: words that go together, a time of day."""
_PARTLY = "e"
"""Stands beside figures where what they count isn't told."""
_ONE = "~1"
"""Stands for a one that may count, or be an article."""
_FIGURES, _NUMBER, _BESIDE = "d", "n", "~"
"""Begin what is written in digits, a number word, and what tells nothing by itself, such as a unit."""


def told(text: str, lang: str) -> list[str]:
    """What the words of a text tell, sorted; nothing where no reading would find anything.

    lang  the language alone: no script, no region

    >>> told("In May 1947, forty of us walked five miles.", "en")
    ['d1947', 'n40', 'n5', '~length mi', '~month 5']
    >>> told("Nobody may come for miles.", "en")
    []
    """
    if east.has_numerals(lang):
        if _signs(lang).search(text):
            return [_UNREAD]
        figures = _FIGURE.findall(words.plain(text)) if _DIGIT.search(text) else ()
        # What is counted has no blank before it, and isn't told.
        return sorted([*(f"{_FIGURES}{figure}" for figure in figures), _PARTLY]) if figures else []
    found = [tells for tells in map(_words(lang).__getitem__, text.lower().split()) if tells]
    if not found:
        return []
    flat = sorted(tell for tells in found for tell in tells)
    # What begins with "~" stands behind all others; half, and following, count beside a unit.
    if flat[0][0] == _BESIDE and not (f"{_BESIDE}{_UNREAD}" in flat and any(" " in tell for tell in flat)):
        return []
    return flat


def agree(ours: list[str], theirs: list[str]) -> bool:
    """Whether two texts tell the same, which needs no reading.

    Two numbers in words may be a time, which other words make one of several: ten to three. A figure and a
    word may have changed places. And "one" may belong to what stands before it: forty-one.
    """
    if not (ours or theirs):
        return True
    one = _ONE in ours or _ONE in theirs
    ours, theirs = [tell for tell in ours if tell != _ONE], [tell for tell in theirs if tell != _ONE]
    if ours != theirs or _PARTLY in ours or any(tell[-1] == _UNREAD for tell in ours):
        return False
    numbers = sum(tell[0] == _NUMBER for tell in ours)
    return numbers == 0 or (numbers == 1 and not one and not any(tell[0] == _FIGURES for tell in ours))


def in_figures(tells: list[str]) -> bool:
    """Whether all that a text tells is written in digits."""
    beside = (_FIGURES, _BESIDE, _PARTLY)
    return all(tell[0] in beside and tell[-1] != _UNREAD for tell in tells)


class _ToldByWord(dict[str, tuple[str, ...]]):
    """What each word of a language tells."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, written: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        return self.setdefault(written, tuple(_tells(words.plain(written), self._lang)))


_words = cache(_ToldByWord)


def _tells(written: str, lang: str) -> Iterator[str]:
    """What something between two blanks tells."""
    bare = written.strip(_AROUND)
    if _DIGIT.search(bare):
        # With all that is written to it: $20, 10:30, 19th.
        yield f"{_FIGURES}{bare}"
        if lang == "ko":
            yield _PARTLY
    elif units.is_sign(bare):
        yield f"{_BESIDE}{bare}"
    if "°" in bare or "℃" in bare:
        yield f"{_BESIDE}{_UNREAD}"
    for word in scripts.LETTERS.findall(written):
        yield from _of_word(word, lang)


def _of_word(word: str, lang: str) -> Iterator[str]:
    """What a word tells."""
    if lang == "ko":
        if (
            any(1 not in number.values for number in east.korean(word))
            or dates.has_name(word, lang)
            or relative.has_word(word, lang)
            or portions.has_word(word, lang)
        ):
            yield _UNREAD
        return
    yield from _of_number(word, lang)
    if (name := dates.names(lang).get(word)) or (name := relative.told(word, lang)):
        kind, number, sure = name
        yield f"{'' if sure else _BESIDE}{kind} {number}"
    elif dates.has_name(word, lang) or relative.has_word(word, lang):
        yield _UNREAD
    elif relative.is_cue(word, lang):
        yield f"{_BESIDE}{_UNREAD}"
    if unit := units.named(word, lang):
        yield f"{'' if units.names_metric(word, lang) else _BESIDE}{unit.measures} {unit.name}"
        if unit.measures == "temperature":
            # Above nought, or below it?
            yield f"{_BESIDE}{_UNREAD}"
    elif units.names_metric(word, lang):
        yield _UNREAD


def _of_number(word: str, lang: str) -> Iterator[str]:
    """What a word tells of a number, or of a time."""
    known = lexicon(lang)
    parts = known.parts(word) if known else ()
    if (known and word in known.phrases) or clock.has_word(word, lang) or portions.has_word(word, lang):
        yield _UNREAD
    elif any(isinstance(part.values[0], Fraction) for part in parts):
        # Half past and half an hour are told apart by what stands beside.
        yield f"{'' if parts[0].sure else _BESIDE}{_UNREAD}"
    elif any(part.sure for part in parts):
        yield from (_number(part.values) for part in parts)
    elif any(1 in part.values for part in parts):
        yield _ONE


def _number(values: Sequence[Amount]) -> str:
    return f"{_NUMBER}{'|'.join(map(str, values))}"


@cache
def _signs(lang: str) -> re.Pattern[str]:
    """What tells something in a text without blanks; 一 by itself is nobody's one."""
    numerals = words.NUMERALS.replace("一", "")
    times = [form.pattern for form in clock.spelled(lang)]
    below = ["マイナス|氷点下|[负負]|°|℃"]
    return re.compile(
        "|".join(
            [
                f"[{numerals}]",
                *below,
                dates.day_pattern(lang),
                *times,
                portions.spelled(lang),
                relative.pattern(lang),
            ]
        )
    )
