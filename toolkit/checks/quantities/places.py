"""Figures that have changed places: each is on both sides, and one where the other should be."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

from toolkit import languages, late
from toolkit.checks.quantities import lexicon
from toolkit.text import segment

_FIGURE = late.regex(r"(?<![A-Za-z\d.,:])\d{2,4}(?![\d.,:]\d|\d)")
_GAP = 14
"""Characters between the two figures of a range."""
_MOST = 12
"""Figures of a text from which on it is a list."""


def swapped(source: str, target: str, source_lang: str, lang: str) -> list[tuple[str, str]]:
    """Pairs of figures that have changed places.

    Languages order the words of a sentence each in its own way. So these are years of which the other one is
    a beginning in the translation; and pairs that stand in each other's sentences, where sentences pair, or
    whose range runs the other way.

    >>> swapped("Since 1986 we paid; she saw it in 2009.", "Elle le vit en 1986 : depuis 2009.", "en", "fr")
    [('1986', '2009')]
    """
    ours = _FIGURE.findall(source)
    if not 2 <= len(ours) <= _MOST:
        return []
    ours, theirs = _plain(ours), _plain(_FIGURE.findall(target))
    shared = [figure for figure in ours if ours.count(figure) == theirs.count(figure) == 1]
    if len(shared) < 2:
        return []
    began, begun = _beginnings(source, source_lang), _beginnings(target, lang)
    pairs = [(one, two) for one in began - begun for two in begun - began if {one, two} <= {*shared}]
    other = [figure for figure in theirs if figure in shared]
    if pairs or shared == other:
        return sorted(pairs)
    here, there = _Places(source, source_lang), _Places(target, lang)
    return [
        (one, two)
        for one, two in combinations(shared, 2)
        if other.index(one) > other.index(two) and _crossed(here, there, one, two)
    ]


def _plain(figures: list[str]) -> list[str]:
    return [str(int(figure)) for figure in figures]


def _crossed(here: _Places, there: _Places, one: str, two: str) -> bool:
    """Whether two figures that stand the other way round there have changed places."""
    if len(here.sentences) == len(there.sentences) and here.sentence(one) != here.sentence(two):
        return here.sentence(one) == there.sentence(two) and here.sentence(two) == there.sentence(one)
    return here.is_range(one, two) and there.is_range(two, one)


class _Places:
    """Where the figures of a text stand."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = languages.base(lang)
        self.sentences = segment.split(text, lang)
        self._at = {str(int(match[0])): match.span() for match in _FIGURE.finditer(text)}

    def sentence(self, figure: str) -> int:
        """The place of the sentence that a figure is in."""
        at, end = self._at[figure][0], 0
        for place, sentence in enumerate(self.sentences):
            end = self.text.index(sentence.strip(), end) + len(sentence.strip())
            if at < end:
                return place
        return -1

    def is_range(self, one: str, two: str) -> bool:
        """Whether one figure leads to the other: 1964 to 1991."""
        between = self.text[self._at[one][1] : self._at[two][0]].lower()
        return 0 < len(between) <= _GAP and bool(_range(self.lang).search(between))


def _beginnings(text: str, lang: str) -> set[str]:
    """The years of a text that are told to be beginnings: since 1986."""
    return {str(int(match[match.lastindex or 0])) for match in _since(languages.base(lang)).finditer(text)}


@cache
def _since(lang: str) -> re.Pattern[str]:
    forms = str(lexicon.table().get(lang, {}).get("since", "(?!){n}"))
    return re.compile(forms.replace("{n}", r"(?<!\d)(\d{4})(?!\d)"), re.IGNORECASE)


@cache
def _range(lang: str) -> re.Pattern[str]:
    said = [rf"(?<!\w){word}(?!\w)" for word in sorted(lexicon.words_of_range(lang))]
    return re.compile("|".join([r"^ ?[-\u2010-\u2015~\u301c〜至到] ?$", "から", *said]))
