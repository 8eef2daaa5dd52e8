"""Change objects of a PDF that the compiler has made.

The compiler writes each object as text, one behind the other, and a table of where they begin (ISO 32000-1,
7.5). What it can't do itself is put right there: all else stays to the byte, and the table is counted anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from toolkit import late

Change = Callable[[bytes], bytes | None]
"""Gives an object anew, from its number to its `endobj`; None for one that stays."""
_END = late.regex(rb"trailer\n<<.*>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_PAGES = late.regex(rb"<</Type/Pages/Count (\d+)")
_ENTRY = late.regex(rb"(\d{10})( \d{5} n)")


def pages(data: bytes) -> int:
    """How many pages a PDF of the compiler's has.

    Raises ValueError for a PDF of another form.
    """
    # Pages may stand in groups; the group of all groups counts them all.
    counts = [int(count[1]) for count in _PAGES.finditer(data)]
    if not counts:
        raise ValueError("the compiler's PDF does not count its pages")
    return max(counts)


def rewrite(data: bytes, changes: Sequence[Change], sink: BinaryIO) -> None:
    """Write a PDF of the compiler's with some objects changed.

    An object is changed once: by the first that gives it anew. It is written as it is come to, so that what
    is put in is never held twice.

    Raises ValueError for a PDF of another form, which another version of the compiler would write.
    """
    end = _END.search(data, max(0, len(data) - 1024))
    if not end or not data.startswith(b"xref\n", start := int(end[1])):
        raise ValueError("the compiler's PDF ends in no table of its objects")
    table = data[start : end.start()]
    places = sorted(int(entry[1]) for entry in _ENTRY.finditer(table))
    moved: dict[int, int] = {}
    at = sink.write(data[: places[0]])
    for place, piece in _changed(data, [*places, start], changes):
        moved[place] = at
        at += sink.write(piece)
    sink.write(_ENTRY.sub(lambda entry: b"%010d%s" % (moved[int(entry[1])], entry[2]), table))
    sink.write(data[end.start() : end.start(1)] + b"%d" % at + data[end.end(1) :])


def _changed(data: bytes, places: Sequence[int], changes: Sequence[Change]) -> Iterator[tuple[int, bytes]]:
    """Where each object began, and what it is now."""
    for place, after in pairwise(places):
        piece = data[place:after]
        yield place, next((made for change in changes if (made := change(piece)) is not None), piece)
