"""The pages of a text that was taken out of a PDF, put together again.

A form feed ends a page, as `pdftotext` writes it. What stands at the edge of all pages, but for a number
in it, is a running head or the number of the page: nobody says it, and a paragraph goes on over it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence

from toolkit.reading.lines import Line
from toolkit.text.signs import ends_sentence

_FEED = re.compile("\f")
_FIGURES = re.compile(r"\d+")
_WORD = r"(?:[^\W\d_]{1,10}\.?\s?)?"
_NUMBER = re.compile(rf"[-–—|\[(\s]*{_WORD}\d{{1,4}}(?:\s?/\s?\d{{1,4}})?{_WORD}[-–—|\])\s]*")
_EDGE = 2
"""Lines above and below what a page says, at most."""
_OFTEN = 0.5
"""Share of the pages that have the same at their edge."""


def joined(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines of all pages, without what stands at their edges; as they are where no form feed ends a page.

    A line goes on over the edge where it ends no sentence.
    """
    feeds = [feed.start() for feed in _FEED.finditer(text)]
    if not feeds:
        return list(lines)
    pages: list[list[Line]] = [[] for _ in range(len(feeds) + 1)]
    for line in lines:
        pages[bisect(feeds, line.at)].append(line)
    pages = [page for page in pages if page]
    edges = (page[:_EDGE] + page[-_EDGE:] for page in pages)
    often = Counter(key for edge in edges for key in {_key(line) for line in edge if _may_run(line.text)})
    common = {key for key, times in often.items() if times > max(2, _OFTEN * len(pages))}
    made: list[Line] = []
    for page in pages:
        first, last = _inside(page, common)
        kept = list(page[first:last])
        if kept and made:
            # What stood between had blank lines around it.
            kept[0] = kept[0].replace(gap=max(1, kept[0].gap) if ends_sentence(made[-1].text) else 0)
        made += kept
    return made


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
