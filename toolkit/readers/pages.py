"""The pages of a text that was taken out of a PDF, put together again.

A form feed ends a page, as `pdftotext` writes it. What stands at the edge of all pages, but for a number
in it, is a running head or the number of the page: nobody says it, and a paragraph goes on over it. Where
no form feed is left, lines whose number goes on by one tell of pages, if one stands within a sentence: a
heading never does.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from toolkit import late
from toolkit.grouped import grouped
from toolkit.reading.lines import Line
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence
from toolkit.text.times import masked

_FEED = late.regex("\f")
_FIGURES = late.regex(r"\d{1,9}")
_WORD = r"(?:[^\W\d_]{1,10}\.?\s?)?"
_NUMBER = late.regex(rf"[-–—|\[(\s]*{_WORD}\d{{1,4}}(?:\s?/\s?\d{{1,4}})?{_WORD}[-–—|\])\s]*")
_EDGE = 2
"""Lines above and below what a page says, at most."""
_LEAST = 2
"""Pages that have the same at their edge, at least: more than these."""
_OFTEN = 0.5
"""Share of the pages that have the same at their edge."""


def joined(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines of all pages, without what stands at their edges; as they are where nothing tells of pages.

    A line goes on over the edge where it ends no sentence.
    """
    feeds = [feed.start() for feed in _FEED.finditer(text)] or [lines[i].at for i in _counted(lines)]
    if not feeds:
        return list(lines)
    pages: list[list[Line]] = [[] for _ in range(len(feeds) + 1)]
    for line in lines:
        pages[bisect(feeds, line.at)].append(line)
    pages = [page for page in pages if page]
    edges = (page[:_EDGE] + page[-_EDGE:] for page in pages)
    often = Counter(key for edge in edges for key in {_key(line) for line in edge if _may_run(line.text)})
    common = {key for key, times in often.items() if times > max(_LEAST, _OFTEN * len(pages))}
    made: list[Line] = []
    for page in pages:
        first, last = _inside(page, common)
        kept = list(page[first:last])
        if kept and made:
            # What stood between had blank lines around it.
            kept[0] = kept[0].replace(gap=max(1, kept[0].gap) if ends_sentence(made[-1].text) else 0)
        made += kept
    return made


def _counted(lines: Sequence[Line]) -> list[int]:
    """The lines that are the same but for a number, which goes on by one, if one stands within a sentence."""
    with_number = (i for i, line in enumerate(lines) if _FIGURES.search(line.text) and _may_run(line.text))
    timeless = (i for i in with_number if masked(lines[i].text) == lines[i].text)
    for places in grouped((_key(lines[i]), i) for i in timeless).values():
        numbers = ([*map(int, _FIGURES.findall(lines[i].text))] for i in places)
        steps = [{b - a for a, b in zip(*two, strict=True)} for two in pairwise(numbers)]
        counted = len(places) > _LEAST and all({1} <= each <= {0, 1} for each in steps)
        apart = all(b - a > 2 * _EDGE for a, b in pairwise(places))
        # A heading stands above all, or below a title alone.
        below = places[0] >= _EDGE or not _NUMBER.fullmatch(lines[places[0]].text)
        if counted and apart and below and any(_within_sentence(lines, i) for i in places):
            return places
    return []


def _within_sentence(lines: Sequence[Line], place: int) -> bool:
    """Whether a line, or it and the next, stands between two that are one sentence."""
    before, below = lines[place - 1 : place], lines[place + 1 : place + 1 + _EDGE]
    return any(not ends_sentence(line.text) for line in before) and any(
        begins_small(line.text) for line in below
    )


def _inside(page: Sequence[Line], common: set[str]) -> tuple[int, int]:
    """Where the lines of a page begin and end that none of its edges has."""
    first, last = 0, len(page)
    while first < min(_EDGE, last) and _key(page[first]) in common:
        first += 1
    while last > max(first, len(page) - _EDGE) and (
        _key(page[last - 1]) in common or (page[last - 1].gap and _NUMBER.fullmatch(page[last - 1].text))
    ):
        last -= 1
    return first, last


def _may_run(text: str) -> bool:
    """Whether a line may be a running head or a number, and neither a sentence nor who speaks."""
    return _NUMBER.fullmatch(text) is not None or not (ends_sentence(text) or text.endswith((":", "：")))


def _key(line: Line) -> str:
    """A line whatever its numbers are."""
    return _FIGURES.sub("0", line.text)
