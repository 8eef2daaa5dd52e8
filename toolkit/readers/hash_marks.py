"""Times between number signs, as f4, MAXQDA and ATLAS.ti write them: `#00:00:04-2#`.

They stand in plain text, and as often in documents of word processors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from toolkit.readers import bounds
from toolkit.reading.lines import Line
from toolkit.text.times import interval

# "#00:00:04-2#" and "#00:00:04.250#".
_HASH = re.compile(r"(#\d{1,2}:\d\d:\d\d(?:[-.,]\d{1,3})?#)")


def marked(texts: Sequence[str]) -> bool:
    """Whether marks such as `#00:00:04-2#` stand in a text: nothing else looks so."""
    times = [interval(mark)[0] for text in texts for mark in _HASH.findall(text)]
    return len(times) >= 2 and ascend(times)


def ascend(times: Sequence[int | None]) -> bool:
    """Whether times ascend, but for few, and are not all the same."""
    known = [time for time in times if time is not None]
    # Where two speak at once, a time may be before the one above.
    back = sum(b < a for a, b in pairwise(known))
    return back <= bounds.BACK * len(known) and known[0] < known[-1]


def lines(rows: Sequence[Line]) -> Iterator[Line]:
    """The lines of a text with marks between number signs."""
    split = [list(_at_hashes(row)) for row in rows]
    with_marks = [pieces for pieces in split if any(_HASH.fullmatch(piece.text) for piece in pieces)]
    # f4 sets a mark where a paragraph ends, the others where it begins.
    # Told by most lines: the first may have no mark.
    behind = sum(not _HASH.fullmatch(pieces[0].text) for pieces in with_marks) > len(with_marks) / 2
    if behind:
        yield from _before_marks(split)
        return
    time: int | None = None
    for pieces in split:
        for piece in pieces:
            if _HASH.fullmatch(piece.text):
                time = interval(piece.text)[0]
                continue
            yield piece.replace(start=time)
            time = None


def _at_hashes(row: Line) -> Iterator[Line]:
    """The pieces of a line between marks, and the marks."""
    at = 0
    joined = row.joined
    for text in filter(None, map(str.strip, _HASH.split(row.text))):
        at = row.text.index(text, at)
        strong = max(0, min(len(text), row.strong - at))
        yield row.replace(text=text, strong=strong, joined=joined, broken=row.broken and not at)
        joined = joined or not _HASH.fullmatch(text)
        at += len(text)


def _before_marks(split: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The lines of a text whose marks tell when what stands before them is over."""
    waiting: list[Line] = []
    last = 0
    for piece in chain.from_iterable(split):
        end = interval(piece.text)[0] if _HASH.fullmatch(piece.text) else None
        if end is None:
            waiting.append(piece)
            continue
        for line in waiting:
            yield line.replace(start=last, end=max(last, end))
        waiting.clear()
        last = end
    yield from waiting
