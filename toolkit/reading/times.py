"""Times in transcripts.

On a line of their own, before a label, behind it.
"""

from __future__ import annotations

import re

from toolkit.reading.names import MAX_LENGTH

# "0:49", "00:03:48", "00:03:48.120".
TIME = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?"
# Runs of blanks are taken whole: to try them in parts takes the square of their length.
_CUE = re.compile(
    rf"(?:\d+\s+)?[\[(（]?\s*+{TIME}\s*+(?:-->|--|->|[-–—~→]|to)\s*+{TIME}(?:\s*+[\])）])?"
    r"(?:\s++(?:align|line|position|size|region|vertical):\S++)*+\s*+$"
)
# A time alone on its line: "[00:03:48]".
_STAMP = re.compile(rf"[\[(（<]?\s*{TIME}\s*[\])）>]?$")
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


def seconds(time: str) -> int:
    """How long after the beginning a time code is.

    >>> seconds("1:02"), seconds("00:01:02.500")
    (62, 62)
    """
    total = 0
    for part in re.findall(r"\d+", re.split("[.,]", time)[0]):
        total = 60 * total + int(part)
    return total


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
