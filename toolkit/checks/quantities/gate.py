"""Whether a text may have a quantity that counts: quick, for most texts have none."""

from __future__ import annotations

import re
from functools import cache

from toolkit import languages
from toolkit.aligning import words
from toolkit.checks.quantities import clock, dates, east, units
from toolkit.checks.quantities.lexicon import lexicon
from toolkit.text import scripts


def passes(text: str, lang: str) -> bool:
    """Whether a text has a figure, or a word that may be one, or a day, a month or a time.

    >>> passes("Nobody came.", "en"), passes("Nobody came on Friday.", "en"), passes("没有人来。", "zh-Hans")
    (False, True, False)
    """
    return has_digits(text) or tells(text, lang)


def has_digits(text: str) -> bool:
    """Whether a text has a digit of any script."""
    return _DIGIT.search(text) is not None


def tells(text: str, lang: str) -> bool:
    """Whether a text has such a word."""
    base = languages.base(lang)
    if east.has_numerals(base):
        return _signs(base).search(text) is not None
    seen, telling = _memory(base)
    # With the marks that stand at them: to cut these off takes longer than all else.
    found = set(text.lower().split())
    new = found - seen
    if new:
        if len(seen) > _REMEMBERED:
            seen.clear()
            telling.clear()
            new = found
        telling |= {
            written for written in new if any(_tells(word, base) for word in scripts.LETTERS.findall(written))
        }
        seen |= new
    return not telling.isdisjoint(found)


_DIGIT = re.compile(r"\d")
_REMEMBERED = 50_000
"""Words, seen and sorted once, as texts repeat them; enough for several books, and bounded."""


@cache
def _memory(lang: str) -> tuple[set[str], set[str]]:
    """The words of a language that were seen, and those among them that tell something."""
    del lang
    return set(), set()


def _tells(word: str, lang: str) -> bool:
    """Whether a word may count, or name a day, a month or a time."""
    if lang == "ko":
        return any(1 not in number.values for number in east.korean(word)) or dates.has_name(word, lang)
    known = lexicon(lang)
    if known and (word in known.phrases or any(part.sure for part in known.parts(word))):
        return True
    return dates.has_name(word, lang) or clock.has_word(word, lang) or units.names_metric(word, lang)


@cache
def _signs(lang: str) -> re.Pattern[str]:
    """What tells something in a text without blanks; 一 by itself is nobody's one."""
    numerals = words.NUMERALS.replace("一", "")
    times = [form.pattern for form in clock.spelled(lang)]
    return re.compile("|".join([f"[{numerals}]", dates.day_pattern(lang), *times]))
