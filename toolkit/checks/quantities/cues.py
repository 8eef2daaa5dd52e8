"""What the words of a text may tell: bits of a number, looked up once for each word.

A text is read for what its cues may mean, and for nothing else. Most texts have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache, reduce
from operator import or_

from toolkit import late
from toolkit.aligning import words
from toolkit.checks.quantities import beside, clock, dates, east, periods, portions, relative, units
from toolkit.checks.quantities.lexicon import lexicon, prepared
from toolkit.text import scripts

COUNTS, HALF, NAMES = 1, 2, 4
"""What may count by itself; what counts beside a name alone, as half; a name of a unit or of a time."""
DATE, RELATIVE, CLOCK, BESIDE, UNIT, METRIC, PERIOD = 8, 16, 32, 64, 128, 256, 512
"""What may belong to a date, to a season or the like, to a time of day, to what stands beside a number, to a
unit, to one that counts without a number, and to a period, as a week."""
ALL = 1023
_REMEMBERED = 50_000
"""Words with their marks, as texts repeat them; enough for several books, and bounded."""
_DIGIT = late.regex(r"\d")


def told(text: str, lang: str) -> int:
    """What a text may tell.

    lang  the language alone: no script, no region
    """
    if east.has_numerals(lang):
        return ALL if _signs(lang).search(text) else ALL - COUNTS - HALF
    return reduce(or_, map(_tokens(lang).__getitem__, text.lower().split()), 0)


def counts(cues: int) -> bool:
    """Whether a reading may find anything that counts.

    >>> counts(told("Nobody may come for miles.", "en")), counts(told("They came in May 1947.", "en"))
    (False, True)
    """
    return bool(cues & COUNTS or (cues & HALF and cues & NAMES))


class _Remembered(dict[str, int]):
    """What is told by each of some strings, found out when one is first met."""

    def __init__(self, find: Callable[[str], int]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, written: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        return self.setdefault(written, self._find(written))


@cache
def _tokens(lang: str) -> _Remembered:
    """By what stands between two blanks, in small letters and with its marks."""
    by_word = _Remembered(lambda word: _of_word(word, lang))
    marks = units.marks()

    def find(written: str) -> int:
        written = prepared(written, lang)
        told = reduce(or_, map(by_word.__getitem__, scripts.WORDS.findall(written)), 0)
        if _DIGIT.search(written):
            told |= COUNTS
        if marks.search(written):
            told |= UNIT
        # Above nought, or below it?
        return told | HALF if "°" in written or "℃" in written else told

    return _Remembered(find)


def _of_word(word: str, lang: str) -> int:
    """What a word in small letters tells."""
    if lang == "ko":
        counts = (
            any(1 not in number.values for number in east.korean(word))
            or dates.has_name(word, lang)
            or relative.has_word(word, lang)
            or portions.has_word(word, lang)
        )
        return ALL if counts else ALL - COUNTS
    told = _of_number(word, lang)
    bare = dates.bare_forms(word, lang)
    known = dates.words(lang)
    if any(form in known for form in bare):
        told |= DATE
        names = dates.names(lang)
        told |= NAMES if any(form in names for form in bare) else 0
        told |= COUNTS if any(form in dates.sure_words(lang) for form in bare) else 0
    known = relative.words(lang)
    if any(form in known for form in bare):
        told |= RELATIVE
        named = [name for form in bare if (name := relative.told(form, lang))]
        told |= NAMES if named else 0
        told |= COUNTS if any(sure for _, _, sure in named) else 0
    if relative.is_cue(word, lang):
        told |= HALF
    if units.may_name(word, lang):
        told |= UNIT
    if units.may_be_metric(word, lang):
        told |= METRIC
    if clock.letters(lang).search(word):
        told |= CLOCK
    if beside.letters(lang).search(word):
        told |= BESIDE
    if unit := units.named(word, lang):
        told |= NAMES | (HALF if unit.measures == "temperature" else 0)
    if periods.may_be(word, lang):
        told |= PERIOD
    return told | COUNTS if units.names_metric(word, lang) else told


def _of_number(word: str, lang: str) -> int:
    """What a word tells of a number, or of a time."""
    known = lexicon(lang)
    parts = known.parts(word) if known else ()
    if portions.has_word(word, lang):
        return COUNTS | UNIT
    if (known and word in known.phrases) or clock.has_word(word, lang):
        return COUNTS
    if any(isinstance(part.values[0], Fraction) for part in parts):
        # Half past and half an hour are told apart by what stands beside.
        return COUNTS if parts[0].sure else HALF
    return COUNTS if any(part.sure for part in parts) else 0


@cache
def _signs(lang: str) -> re.Pattern[str]:
    """What tells something in a text without blanks; 一 by itself is nobody's one."""
    numerals = words.NUMERALS.replace("一", "")
    times = [form.pattern for form in clock.spelled(lang)]
    below = "マイナス|氷点下|[负負]|°|℃"
    names = [dates.day_pattern(lang), relative.pattern(lang)]
    return re.compile("|".join([rf"[\d{numerals}]", below, *names, *times, portions.spelled(lang)]))
