"""Times as they are printed: on a line of their own, before a label, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit import late
from toolkit.text import events

# "0:49", "00:03:48", "00:03:48.120".
TIME = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;]\d{1,3})?"
# Runs of blanks are taken whole: to try them in parts takes the square of their length.
_CUE = late.regex(
    rf"(?:\d+\s++)?[\[(（]?\s*+{TIME}(?:\s*+(?:-->|--|->|[-–—~→]|to)\s*+|(?<=[.,]\d{{3}})\s++){TIME}(?:\s*+[\])）])?"
    r"(?:\s++(?:align|line|position|size|region|vertical):\S++)*+\s*+$"
)
# A time alone on its line: "[00:03:48]".
_STAMP = late.regex(rf"[\[(（<]?\s*{TIME}\s*[\])）>]?$")
OF_DAY = r"(?![ \u202f]?(?i:[ap]\.?m\b))"
"""What no time of day goes on with, which is no place in a recording: 10:05:54 am."""
# Hours may be missing; behind the seconds stands a fraction, the tenth of f4, or the number of a frame.
_CODE = late.regex(
    r"(?<![\w:：.,])(?:(?P<hours>\d{1,3})[:：])?(?P<minutes>\d{1,3})[:：](?P<seconds>\d\d)"
    r"(?:[.,](?P<fraction>\d{1,3})|-(?P<tenth>\d)(?=#)|[:;]\d\d)?"
    rf"(?![\d:：]){OF_DAY}"
)
# "00;00;03;12": hours to frames, as films of 29.97 pictures a second count.
DROP_FRAME = r"\d{1,2};\d\d;\d\d;\d\d"
_DROP_FRAME = late.regex(rf"(?<![\w;]){DROP_FRAME}(?![\w;])")
# Date and time together, as programs for chats write them: "3/3/26, 18:02", "3.3.2026 klo 18.02",
# "3/3/2026, 6:02 p. m.", "2026/3/3 下午6:02", "18:02, 3/3/2026". A short word may stand beside the time.
_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of a text, and aren't seen; for a character class."""
_BLANK = rf"[ \u00a0\u202f\2{_DIRECTIONS}]"
_STROKE = "\u200f?[-./] ?"
"""What parts the figures of a day; in Arabic a mark of direction stands before it."""
_DAY = (
    rf"(?:\d{{4}}{_STROKE}\d\d?{_STROKE}\d\d?(?!\d)\.?"
    rf"|\d\d?{_STROKE}\d\d?{_STROKE}(?:\d{{4}}|\d\d)(?!\d)\.?)"
)
_MINUTE = r"\d\d?[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?(?:Z\b|[+-]\d\d:\d\d)?"
_HALF = rf"(?:{_BLANK}?[^\W\d_]{{1,2}}\b\.?(?:{_BLANK}?[^\W\d_]\b\.?)?)?"
_DATED = (
    rf"(?:{_DAY}(?:T|[,،]?{_BLANK}{{1,2}}(?:[^\W\d_]{{1,3}}\.?,?{_BLANK}{{0,2}})?){_MINUTE}{_HALF}"
    rf"|{_MINUTE}{_HALF}[,،]?{_BLANK}{{1,2}}{_DAY})"
)
# How a date in figures begins, or a time with one behind it.
_MONTH = r"(?:\d{1,2}\.? (?:[^\W\d_]{2} )?[^\W\d_]{3,9}|[^\W\d_]{3,9}\.? \d{1,2})\.?"
_YEAR = r"(?:,| [^\W\d_]{2})? \d{4}"
_WORDED = rf"{_MONTH}(?:{_YEAR})?,?"
"""A day with its month in words: "15 Jan", "March 3, 2026", "3 de marzo de 2026"."""
_DATE = late.regex(
    rf"\d{{1,4}}{_STROKE}\d\d?{_STROKE}\d|{_MINUTE}{_HALF}[,،]?{_BLANK}{{1,2}}{_DAY}|{_WORDED} "
)
_STAMPED = late.regex(
    rf"[{_DIRECTIONS}]*(?:\[{_BLANK}?{_DATED}{_BLANK}?\]|{_DATED}(?=\s+[-–—|]\s|\s*<|\t|,\s))", re.IGNORECASE
)
_LEAD = late.regex(
    # The log of a chat: "[2026-03-14 10:12] mira: ...", "14/03/2026, 10:12 - Mira: ..."
    rf"[{_DIRECTIONS}]*(?:\[({_DATED})\]|({_DATED})(?=\s+[-–—|]\s|\s*<|\t|,\s)"
    rf"|[\[(（<]\s*({TIME}(?:\s*[-–—~]+>?\s*{TIME})?)\s*[\])）>]"
    # Without brackets it must look like a time code, and not like a time of day.
    r"|(\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?|\d\d:\d\d)(?=\s)(?!\s*(?:[ap]\.?\s?m\b|(?-i:[A-Z]{3,4}$)|uhr\b))"
    r")\s*[-–—|:]?\s*",
    re.IGNORECASE,
)
"""A time that something follows; in the one group that is there."""
_OPENING = " [(（<#\u200e\u200f"
CLOCK = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,:;-]\d{1,3})?(?:Z\b|[+-]\d\d:\d\d)?"
# Between both a brief word may stand: "um", "г. в", "오후".
_BRIEF = r"(?:[^\W\d_]{1,3}\.?,?[ \u202f]?){0,2}"
_BEFORE = rf"(?:(?<![\d:]){_DAY}(?:T|[,،]?[ \u202f])|(?<=[\s\[(]){_MONTH}{_YEAR},?[ \u202f]){_BRIEF}"
DAY_BEFORE = late.regex(rf"(?:{_BEFORE}|\d{{4}}[年년] ?\d\d?[月월] ?\d\d?[日일] ?{_BRIEF})$")
"""A day that a time of day stands behind: 3/11/2026, 3. November 2026 um, 2026年11月3日."""
_MOMENT = rf"(?:{_BEFORE})?(?<![\d:]){CLOCK}(?!:?\d)(?:[ \u202f]?[ap]\.?m\b\.?)?"
_TIME = late.regex(
    rf"\x02?(?:[(（{{<#`]|\[{{1,2}})?(?:(?<!\s)\s+)?{_MOMENT}"
    # Both ends of a range may have brackets of their own.
    rf"(?:(?:\s*\x02?[\])）])?\s*(?:-->|[-–—~→]|to)\s*(?:\x02?[\[(（]\s*)?{_MOMENT})?"
    r"(?:\s?min\b\.?)?\s*\x02?(?:[)）}>#`]|\]{1,2})?"
    rf"|\[(?:[^\W\d_]{{1,9}}\.?,?|{_WORDED}) {_MOMENT}\]"  # of a weekday, or a day of a month
    r"|\[\d\d?\.\d\d\]",  # 9.04 elsewhere is a number
    re.IGNORECASE,
)
_COLONS = (":", "：")
# A pattern that begins with a sign is found much quicker than one that begins with any figure.
_CLOCK, _POINTED = late.regex(r":(?<=\d:)\d\d"), late.regex(r"\[\d\d?\.\d\d\]")


def cue(line: str) -> bool:
    """Whether a line is a time or a range.

    Nothing else may be on the line.
    """
    return ":" in line and (_CUE.match(line) is not None or _STAMP.match(line) is not None)


def dated(time: str) -> bool:
    """Whether a time has its date, or the day of the week: it is a time of day.

    The log of a chat has such times.
    """
    return bool(time) and (time[0].isalpha() or _DATE.match(time) is not None)


def interval(printed: str) -> tuple[int | None, int | None]:
    """When it begins and ends, in milliseconds, as a time code or a range says it.

    None where nothing is said: a date or a time of day is no place in a recording. Of frames nobody knows how
    many a second has, so they are left out.

    >>> interval("[00:01:02.5]"), interval("1:02 - 1:07"), interval("#00:00:04-2#"), interval("1:02 pm")
    ((62500, None), (62000, 67000), (4200, None), (None, None))
    >>> interval("00;01;02;28")
    (62000, None)
    >>> interval("00:17:57.559 --> 00:17:60.000")  # programs round up to a minute
    (1077559, 1080000)
    >>> interval("0:60"), interval("0:60.5")
    ((None, None), (None, None))
    """
    if ";" in printed:
        printed = _DROP_FRAME.sub(lambda code: code[0].replace(";", ":"), printed)
    if dated(printed.lstrip(_OPENING)):
        return None, None
    moments = [_milliseconds(code) for code in _CODE.finditer(printed)]
    start, end = (*moments, None, None)[:2]
    return (start, end) if start is not None and end is not None and end >= start else (start, None)


def _milliseconds(code: re.Match[str]) -> int | None:
    hours, minutes, seconds = (int(code[name] or 0) for name in ("hours", "minutes", "seconds"))
    fraction = (code["fraction"] or code["tenth"] or "").ljust(3, "0")
    known = seconds < 60 or (seconds == 60 and bool(code["fraction"]) and not int(fraction))
    return ((60 * hours + minutes) * 60 + seconds) * 1000 + int(fraction) if known else None


# "0:0:2.90", and before the beginning "0:0:-7.-650": no zero stands before a digit.
_BARE = late.regex(r"(?<![\w:.,-])(\d{1,3}):(\d\d?):(-?\d\d?)\.(-?\d{1,3})(?![\d:])")
_BARE_LINE = late.regex(rf"\s*{_BARE.pattern}(?:\s*-->\s*{_BARE.pattern})?\s*")
_MILLISECONDS = 3
"""Digits of a fraction that counts them."""


def evened(texts: Sequence[str]) -> Sequence[str]:
    """Lines, with zeros before the digits of times that stand alone, where a program left these out.

    Teams writes so: its fraction counts thousandths of a second, too. What is before the beginning is heard
    at the beginning.

    >>> evened(["0:0:2.90 --> 0:0:4.480", "Ann Lee", "0:12:37.50 --> 0:12:39.0"])
    ['0:00:02.090 --> 0:00:04.480', 'Ann Lee', '0:12:37.050 --> 0:12:39.000']
    """
    lines = [i for i, text in enumerate(texts) if ":" in text and _BARE_LINE.fullmatch(text)]
    times = [time for i in lines for time in _BARE.findall(texts[i])]
    bare = any(len(minutes) == 1 or len(seconds.lstrip("-")) == 1 for _, minutes, seconds, _ in times)
    if not bare or not any(len(fraction) == _MILLISECONDS for *_, fraction in times):
        return texts
    even = list(texts)
    for i in lines:
        even[i] = _BARE.sub(_with_zeros, texts[i])
    return even


def _with_zeros(time: re.Match[str]) -> str:
    if "-" in time[0]:
        return "0:00:00.000"
    return f"{time[1]}:{time[2]:0>2}:{time[3]:0>2}.{time[4]:0>3}"


def split_time(line: str) -> tuple[str, str]:
    """The time that a line begins with.

    Then the rest. "" and the line where there is none.

    >>> split_time("[00:00:12] And the owl."), split_time("It was 10:30.")
    (('00:00:12', 'And the owl.'), ('', 'It was 10:30.'))
    """
    lead = _LEAD.match(line)
    if lead is None or lead.end() == len(line):
        return "", line
    return lead[lead.lastindex or 0], line[lead.end() :]


def masked(head: str) -> str:
    """A text with NUL for each character of its times, so that offsets stay: no text has that."""
    if (stamped := _STAMPED.match(head)) is not None:
        head = "\0" * stamped.end() + head[stamped.end() :]
    if _CLOCK.search(head) or _POINTED.search(head):
        head = _TIME.sub(lambda time: time[0] if _happens(time) else "\0" * len(time[0]), head)
    return head


def _happens(time: re.Match[str]) -> bool:
    """Whether a word before a time tells what happens then, `[laughs 0:12]`, and is no day of the week.

    Behind a colon any small word does: days stand before names. Before a colon it is of a name.
    """
    before, _, behind = time.string.partition(time[0])
    if not time[0][1:2].isalpha() or behind.lstrip().startswith(_COLONS):
        return False
    said = before.rstrip().endswith(_COLONS)
    return events.is_event(time[0]) if said else events.classify(time[0]) != "note"
