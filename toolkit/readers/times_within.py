"""Times that stand within a text or behind its paragraphs.

f4, MAXQDA and ATLAS.ti write them between number signs (`#00:00:04-2#`), in plain text and as often in
documents of word processors. Others write them at the end of each paragraph, mostly in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain, pairwise, zip_longest

from toolkit import late
from toolkit.readers import bounds
from toolkit.reading.candidates import colon_label
from toolkit.reading.lines import Line
from toolkit.text import scripts
from toolkit.text.lines import width
from toolkit.text.signs import ends_sentence
from toolkit.text.times import interval

# "#00:00:04-2#" and "#00:00:04.250#".
_HASH = late.regex(r"(#\d{1,2}:\d\d:\d\d(?:[-.,]\d{1,3})?#)")
_INSIDE = late.regex(r"(?<=\S) (?=\[(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?\] [-–—] \S)")
"""Before a time and a dash, which aTrain writes for MAXQDA before each piece of a paragraph."""
_MOMENT = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
_SPAN = rf"{_MOMENT}(?:\s*(?:-->|[-–—→])\s*{_MOMENT})?"
_BEHIND = late.regex(rf"(?<=\S)\s+([\[(]{_SPAN}[\])])\s*$")
_BARE = late.regex(rf"(?<=\S)\s+({_SPAN})\s*$")
_UNMARKED = scripts.THAI + scripts.LAO
"""Scripts in which no mark ends a sentence."""


def marks(texts: Sequence[str]) -> re.Pattern[str] | None:
    """The form of the times that go through a text; None where it has none."""
    # Nothing else looks as those between number signs do: two of them are enough, wherever they stand.
    for form, least, share, over in (
        (_HASH, 2, 0.0, 0.0),
        (_BEHIND, bounds.MARKS_LEAST, bounds.MARKED, bounds.MARKED),
        # A sentence may end with a time that nothing is around.
        (_BARE, bounds.MARKS_LEAST, bounds.MARKED, bounds.PARTED),
    ):
        found = [(i, mark) for i, text in enumerate(texts) if ":" in text for mark in form.findall(text)]
        if len(found) < least or len(found) < share * (len(texts) - found[0][0]):
            continue
        # A time behind a name tells when they begin to speak.
        words = [form.sub("", texts[i]) for i, _ in found]
        times = [interval(mark)[0] for _, mark in found]
        if sum(map(_is_over, words)) >= over * len(found) and ascend(times):
            return form if form is not _BARE or _is_talk(words, times) else None
    return None


def _is_over(text: str) -> bool:
    """Whether a sentence is over: a mark ends it, or where none does, a name stands before it."""
    return ends_sentence(text) or (scripts.within(text[-1:], _UNMARKED) and _is_named(text))


def _is_named(text: str) -> bool:
    """Whether who says a text stands before it."""
    label = colon_label(text)
    return label is not None and not label.bare


def _is_talk(words: Sequence[str], times: Sequence[int | None]) -> bool:
    """Whether people talk between times.

    Hours of a programme and numbers of verses leave too long for that, and no diary names who speaks.
    """
    steps = [(b or 0) - (a or 0) for a, b in pairwise(times)]
    rates = sorted(1000 * width(text) / step for text, step in zip(words[1:], steps, strict=True) if step > 0)
    named = sum(map(_is_named, words)) >= bounds.MARKED * len(words)
    return named and rates[len(rates) // 2] >= bounds.SLOWEST


def inside(rows: Sequence[Line]) -> Iterator[Line]:
    """The lines; in pieces that go on, where times stand within paragraphs that begin with one, too."""
    parts = [[part for part in _INSIDE.split(row.text) if part] for row in rows]
    several = sum(len(texts) > 1 for texts in parts) > 1
    for row, texts in zip(rows, parts, strict=True):
        for number, text in enumerate(texts if several else [row.text]):
            yield row.replace(text=text.strip(), joined=number > 0, gap=0 if number else row.gap)


def ascend(times: Sequence[int | None]) -> bool:
    """Whether times ascend, but for few, and are not all the same."""
    known = [time for time in times if time is not None]
    # Where two speak at once, a time may be before the one above.
    back = sum(b < a for a, b in pairwise(known))
    return bool(known) and back <= bounds.BACK * len(known) and known[0] < known[-1]


def soon(times: Sequence[int | None]) -> bool:
    """Whether times are those of captions: the first lines of a record, and then a line each few seconds."""
    known = [time for time in times if time is not None]
    steps = sorted(b - a for a, b in pairwise(known))
    return (
        len(known) >= bounds.CAPTIONS and known[0] <= bounds.AT_ONCE and steps[len(steps) // 2] <= bounds.SOON
    )


def lines(rows: Sequence[Line], form: re.Pattern[str]) -> Iterator[Line]:
    """The lines of a text with times of a form, without them."""
    times = {time for row in rows for time in form.findall(row.text)}
    split = [list(_parted(row, form, times)) for row in rows]
    with_marks = [pieces for pieces in split if any(piece.text in times for piece in pieces)]
    headed = [_is_headed(pieces, times) for pieces in split]
    # f4 sets a mark where a paragraph ends, the others where it begins.
    # Told by most lines: the first may have no mark.
    behind = sum(pieces[0].text not in times for pieces in with_marks) - sum(headed) > len(with_marks) / 2
    if behind:
        yield from _before_marks(split, times)
        return
    time: int | None = None
    for row, apart in zip(split, headed, strict=True):
        pieces = _with_label(*row) if apart else row
        for piece, below in zip_longest(pieces, pieces[1:]):
            if piece.text in times:
                time = interval(piece.text)[0]
                continue
            # A paragraph that begins with a mark may have another where it is over.
            over = interval(below.text)[0] if below is pieces[-1] and below.text in times else None
            end = over if over and time is not None and over >= time else None
            yield piece.replace(start=time, end=end)
            time = None


def _is_headed(pieces: Sequence[Line], times: Container[str]) -> bool:
    """Whether a mark stands right behind who says a line, as f5 sets it: `B: #00:00:11-0# Why?`."""
    if [piece.text in times for piece in pieces[:3]] not in ([False, True], [False, True, False]):
        return False
    label = colon_label(pieces[0].text)
    return label is not None and label.bare


def _with_label(who: Line, mark: Line, *said: Line) -> Sequence[Line]:
    """The pieces of a line, its label with its words; without a word the mark is that of the line below."""
    if not said:
        return who, mark
    first, *more = said
    return mark, who.replace(text=f"{who.text} {first.text}"), *more


def _parted(row: Line, form: re.Pattern[str], times: Container[str]) -> Iterator[Line]:
    """The pieces of a line between times, and the times."""
    at = 0
    joined = row.joined
    for text in filter(None, map(str.strip, form.split(row.text))):
        at = row.text.index(text, at)
        strong = max(0, min(len(text), row.strong - at))
        yield row.replace(text=text, strong=strong, joined=joined, broken=row.broken and not at)
        joined = joined or text not in times
        at += len(text)


def _before_marks(split: Sequence[Sequence[Line]], times: Container[str]) -> Iterator[Line]:
    """The lines of a text whose marks tell when what stands before them is over.

    What stands above the paragraph of the first one may be a title: nothing tells when it is said.
    """
    waiting: list[Line] = []
    last = 0
    first = True
    for piece in chain.from_iterable(split):
        start, end = interval(piece.text) if piece.text in times else (None, None)
        if start is None:
            waiting.append(piece)
            continue
        since, until = (last, start) if end is None else (start, end)
        begins = max((k for k, line in enumerate(waiting) if line.gap), default=0) if first else 0
        yield from waiting[:begins]
        for line in waiting[begins:]:
            yield line.replace(start=since, end=max(since, until))
        waiting.clear()
        last, first = until, False
    yield from waiting
