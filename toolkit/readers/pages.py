"""The pages of a text that was taken out of a PDF, put together again.

A form feed ends a page, as `pdftotext` writes it. What stands at the edge of all pages, but for a number
in it, is a running head or the number of the page: nobody says it, and a paragraph goes on over it. Where
no form feed is left, lines whose number goes on by one tell of pages, if one stands within a sentence: a
heading never does. Three of them do, or two in columns. In scripts without capitals a sentence goes on where
all others have an end.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from toolkit import late
from toolkit.grouped import grouped
from toolkit.reading.lines import Line
from toolkit.text import scripts
from toolkit.text.lines import width
from toolkit.text.scripts import begins_small
from toolkit.text.signs import ends_sentence
from toolkit.text.times import masked

_FEED = late.regex("\f")
_FIGURES = late.regex(r"\d{1,9}")
_WORD = r"(?:[^\W\d_]{1,10}\.?\s?)?"
_NUMBER = late.regex(rf"[-–—|\[(\s]*{_WORD}\d{{1,4}}(?:\s?/\s?\d{{1,4}})?{_WORD}[-–—|\])\s]*")
_COLUMNS = late.regex(r"\S(?: {3}|\t)\s*+\S")
_COLON = late.regex("[:：]")
_SENTENCE = 24
"""Columns of a sentence, at least, where no capital tells that it goes on."""
_NEAR = 40
"""Lines before one and behind it that show how sentences end there."""
_ENDED = 0.7
"""Share of them that have an end, at least."""
_LETTER = late.regex(r"[(（][A-D][)）]")
"""Of a part of a page, as the records of some parliaments have it."""
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
    feeds = [feed.start() for feed in _FEED.finditer(text)]
    counted = [] if feeds else _counted(lines)
    feeds = feeds or [lines[i].at for i in counted]
    if not feeds:
        return list(lines)
    pages: list[list[Line]] = [[] for _ in range(len(feeds) + 1)]
    for line in lines:
        pages[bisect(feeds, line.at)].append(line)
    pages = [page for page in pages if page]
    edges = (page[:_EDGE] + page[-_EDGE:] for page in pages)
    often = Counter(key for edge in edges for key in {_key(line) for line in edge if _may_run(line.text)})
    common = {key for key, times in often.items() if times > max(_LEAST, _OFTEN * len(pages))}
    common |= {_key(lines[i]) for i in counted}
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
        enough = len(places) > _LEAST - (_COLUMNS.search(lines[places[0]].text) is not None)
        counted = enough and all({1} <= each <= {0, 1} for each in steps)
        apart = all(b - a > 2 * _EDGE for a, b in pairwise(places))
        # A heading stands above all, or below a title alone.
        below = places[0] >= _EDGE or not _NUMBER.fullmatch(lines[places[0]].text)
        if not (counted and apart and below):
            continue
        within = sum(_within_sentence(lines, i) for i in places)
        # Where no small letter tells it a paragraph may just lack its stop above a heading.
        small = any(begins_small(line.text) for i in places for line in lines[i + 1 : i + 1 + _EDGE])
        if within > (0 if small or _COLUMNS.search(lines[places[0]].text) else 1):
            return places
    return []


def _within_sentence(lines: Sequence[Line], place: int) -> bool:
    """Whether a line, or it and the next, stands between two that are one sentence."""
    before, below = lines[place - 1 : place], lines[place + 1 : place + 1 + _EDGE]
    if not any(not ends_sentence(line.text) for line in before):
        return False
    return any(begins_small(line.text) for line in below) or (
        _cut(before[0].text) and not any(map(_may_begin, below[:1])) and _all_end(lines, place)
    )


def _cut(text: str) -> bool:
    """Whether a line without an end is as long as a sentence, in a script without capitals."""
    return scripts.one_of(scripts.CASELESS).search(text[-_LEAST:]) is not None and width(text) >= _SENTENCE


def _may_begin(line: Line) -> bool:
    """Whether a label may begin a line, or all of it may be a heading."""
    return _COLON.search(line.text) is not None or not ends_sentence(line.text)


def _all_end(lines: Sequence[Line], place: int) -> bool:
    """Whether nearly all lines near one that are as long as a sentence have its end."""
    near = (line.text for line in lines[max(0, place - _NEAR) : place + _NEAR])
    long = [ends_sentence(text) for text in near if width(text) >= _SENTENCE and not _COLUMNS.search(text)]
    return len(long) > 1 and sum(long) >= _ENDED * len(long)


def _inside(page: Sequence[Line], common: set[str]) -> tuple[int, int]:
    """Where the lines of a page begin and end that none of its edges has."""
    first, last = 0, len(page)
    while first < min(_EDGE, last) and _key(page[first]) in common:
        first += 1
    if 0 < first < last and _LETTER.fullmatch(page[first].text):
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
