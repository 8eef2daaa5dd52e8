"""Times in transcripts.

On a line of their own, before a label, behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from toolkit.model import Cue, Times
from toolkit.reading.content import Line
from toolkit.reading.lines import starts
from toolkit.reading.names import MAX_LENGTH
from toolkit.text.hygiene import tidy

# "0:49", "00:03:48", "00:03:48.120".
TIME = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?"
# Runs of blanks are taken whole: to try them in parts takes the square of their length.
_CUE = re.compile(
    rf"(?:\d+\s+)?[\[(（]?\s*+{TIME}\s*+(?:-->|--|->|[-–—~→]|to)\s*+{TIME}(?:\s*+[\])）])?"
    r"(?:\s++(?:align|line|position|size|region|vertical):\S++)*+\s*+$"
)
# A time alone on its line: "[00:03:48]".
_STAMP = re.compile(rf"[\[(（<]?\s*{TIME}\s*[\])）>]?$")
# Hours may be missing; behind the seconds stands a fraction, the tenth of f4, or the number of a frame.
_CODE = re.compile(
    r"(?<![\w:：.,])(?:(?P<hours>\d{1,3})[:：])?(?P<minutes>\d{1,3})[:：](?P<seconds>\d\d)"
    r"(?:[.,](?P<fraction>\d{1,3})|-(?P<tenth>\d)(?=#)|[:;]\d\d)?"
    r"(?![\d:：])(?![ \u202f]?(?i:[ap]\.?m\b))"
)
# How a date in figures begins.
_DATE = re.compile(r"\d{1,4}[-./]\d\d?[-./]\d")
# Date and time together, as programs for chats write them.
_DATED = (
    r"(?:\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:\d{4}|\d\d))"
    r"(?:,?[ \u202f]|T)\d\d?:\d\d(?::\d\d)?(?:[ \u202f]?[ap]\.?m\b\.?)?"
)
LEAD = re.compile(
    # The log of a chat: "[2026-03-14 10:12] mira: ...", "14/03/2026, 10:12 - Mira: ..."
    rf"(?:\[({_DATED})\]|({_DATED})(?=\s+[-–—|]\s|\s*<|\t)"
    rf"|[\[(（<]\s*({TIME}(?:\s*[-–—~]+>?\s*{TIME})?)\s*[\])）>]"
    # Without brackets it must look like a time code, and not like a time of day.
    r"|(\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?|\d\d:\d\d)(?=\s)(?!\s*(?:[ap]\.?\s?m\b|(?-i:[A-Z]{3,4}$)|uhr\b))"
    r")\s*[-–—|:]?\s*",
    re.IGNORECASE,
)
"""A time that something follows; in the one group that is there."""
BEHIND = re.compile(
    rf"(?P<name>[^\t]{{1,{MAX_LENGTH}}}?)(?P<gap>\s*+[\[(（{{<]\s*+|[^\S\t]*+\t\s*+|\s{{2,}}+|\s*+[-–—|,@]\s++|\s)"
    rf"(?P<time>{TIME}(?:[ \u202f]?(?i:[ap]\.?m\b\.?))?)\s*[\])）}}>]?(?P<colon>\s*[:：]?)\s*(?P<text>.*)$",
    re.DOTALL,
)
"""A name, a time, perhaps a colon and text."""


_OPENING = " [(（<#"


def cue(line: str) -> bool:
    """Whether a line is a time or a range.

    Nothing else may be on the line.
    """
    return ":" in line and (_CUE.match(line) is not None or _STAMP.match(line) is not None)


def dated(time: str) -> bool:
    """Whether a time has its date.

    The log of a chat has such times.
    """
    return bool(time) and _DATE.match(time) is not None


def interval(printed: str) -> tuple[int | None, int | None]:
    """When it begins and ends, in milliseconds, as a time code or a range says it.

    None where nothing is said: a date or a time of day is no place in a recording. Of frames nobody knows how
    many a second has, so they are left out.

    >>> interval("[00:01:02.5]"), interval("1:02 - 1:07"), interval("#00:00:04-2#"), interval("1:02 pm")
    ((62500, None), (62000, 67000), (4200, None), (None, None))
    """
    if dated(printed.lstrip(_OPENING)):
        return None, None
    found = [_milliseconds(code) for code in _CODE.finditer(printed)]
    start, end = (*found, None, None)[:2]
    return (start, end) if start is not None and end is not None and end >= start else (start, None)


def _milliseconds(code: re.Match[str]) -> int | None:
    hours, minutes, seconds = (int(code[name] or 0) for name in ("hours", "minutes", "seconds"))
    fraction = (code["fraction"] or code["tenth"] or "").ljust(3, "0")
    return ((60 * hours + minutes) * 60 + seconds) * 1000 + int(fraction) if seconds < 60 else None


class LinePart(NamedTuple):
    """A part of a paragraph, as its line has it."""

    line: Line
    at: int
    """Where it begins in the text of the line: behind a label, say."""

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.at :].strip()


def timed(pieces: Sequence[LinePart], text: str) -> Times:
    """When a paragraph is heard, and its parts.

    pieces  in order; neighbours with the same times are lines of one cue, and so is a line without any
    text    of the paragraph, as `lines.joined` makes it of the pieces
    """
    if all(piece.line.start is None and not piece.line.words for piece in pieces):
        return Times()
    cues: list[Cue] = []
    words: list[Cue] = []
    start: int | None = None
    end: int | None = None
    for at, (line, cut) in zip(starts([piece.text for piece in pieces], text), pieces, strict=True):
        words += _words(line, cut, at, text)
        if line.start is None or (line.start, line.end) == (start, end):
            continue
        if cues and end is None:
            # A mark holds until the next one.
            cues[-1] = cues[-1]._replace(end=max(cues[-1].start, line.start))
        start, end = line.start, line.end
        cues.append(Cue(at if cues else 0, start, start if end is None else end))
    if not cues:
        return Times(words[0].start, words[-1].end, (), tuple(words))
    whole = None if end is None else max(cue.end for cue in cues)
    return Times(cues[0].start, whole, tuple(cues) if len(cues) > 1 else (), tuple(words))


def _words(line: Line, cut: int, at: int, text: str) -> Iterator[Cue]:
    """The words of a line that belong to a paragraph, with their offsets in it."""
    for word, after in zip_longest(line.words, line.words[1:]):
        if word.at >= cut:
            said = tidy(line.text[word.at : after.at if after else None])
            found = text.find(said, at) if said else -1
            if found >= 0:
                yield word._replace(at=found)
                at = found + len(said)


def split_time(line: str) -> tuple[str, str]:
    """The time that a line begins with.

    Then the rest. "" and the line where there is none.

    >>> split_time("[00:00:12] And the owl."), split_time("It was 10:30.")
    (('00:00:12', 'And the owl.'), ('', 'It was 10:30.'))
    """
    found = LEAD.match(line)
    if found is None or found.end() == len(line):
        return "", line
    return found[found.lastindex or 0], line[found.end() :]
