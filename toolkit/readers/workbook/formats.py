"""Numbers as a sheet shows them: times and dates are days since a first one, and a format says what to show.

What else is a number is shown with all its digits: a format may hide some.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache

from toolkit import late

_TOKEN = late.regex(
    r'"[^"]*"|\\.|[_*].|\[(?:h+|m+|s+)\]|\[[^\]]*\]|am/pm|a/p|上午/下午|h+|m+|s+|\.0+|[yd]+|.', re.IGNORECASE
)
_BUILT_IN = {
    **dict.fromkeys(("14", "15", "16", "17", *map(str, (*range(27, 32), 36, *range(50, 55), 57, 58))), "y"),
    **dict.fromkeys(("20", "32", "55"), "h:mm"),
    **dict.fromkeys(("21", "33", "34", "35", "56"), "h:mm:ss"),
    "18": "h:mm am/pm",
    "19": "h:mm:ss am/pm",
    "22": "y h",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mm:ss.0",
}
"""Formats that no file spells out, by their numbers (ECMA-376, part 1, 18.8.30)."""
_FIRST = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 (a sheet knows no zone)
_DAY = 86_400
_LATEST = {False: 2_958_466, True: 2_957_004}
"""Days up to the year 10,000."""


def shown(number: str, code: str, since_1904: bool) -> str:
    """What a cell shows.

    code  of its format, or the number of one that is built in

    >>> shown("0.05", "20", False), shown("0.00083912", "[m]:ss.00", False), shown("1998.0", "0", False)
    ('1:12', '1:12.50', '1998')
    >>> shown("36000.75", "d. mmmm yyyy", False), shown("0.55", "h:mm AM/PM", False)
    ('1998-07-24', '1:12 PM')
    """
    try:
        value = float(number)
    except ValueError:
        return number
    tokens = _tokens(_BUILT_IN.get(code, code))
    kinds = {token[0].lower() for token in tokens if token[0].lower() in "ydhs"} | {
        token[1].lower() for token in tokens if token[0] == "["
    }
    if not kinds or not 0 <= value < _LATEST[since_1904] - 1 / _DAY:
        return str(int(value)) if value.is_integer() else f"{value:.12f}".rstrip("0").rstrip(".")
    if kinds & {*"yd"}:
        moment = _FIRST[since_1904] + timedelta(seconds=round(value * _DAY))
        return str(moment) if kinds & {*"hs"} else str(moment.date())
    return _time(value, tokens)


@cache
def _tokens(code: str) -> tuple[str, ...]:
    """What a format is made of, without conditions, colours and room for signs."""
    # Formats for other numbers stand behind the first.
    found = _TOKEN.findall(code.partition(";")[0]) if code.lower() not in {"general", "standard"} else []
    return tuple(
        token
        for token in found
        if token[0] not in "_*" and (token[0] != "[" or token[1:-1].lower().strip("hms") == "")
    )


def _time(value: float, tokens: tuple[str, ...]) -> str:
    digits = max((len(token) - 1 for token in tokens if token.startswith(".0")), default=0)
    count = round(value * _DAY * 10**digits)
    seconds, fraction = divmod(count, 10**digits)
    half = any(token.lower() in {"am/pm", "a/p", "上午/下午"} for token in tokens)
    hour = seconds // 3600 % 24
    units = {
        "h": (hour - 1) % 12 + 1 if half else hour,
        "m": seconds // 60 % 60,
        "s": seconds % 60,
        "[h": seconds // 3600,
        "[m": seconds // 60,
        "[s": seconds,
    }
    pieces = []
    for token in tokens:
        unit = units.get(token[:2].lower() if token[0] == "[" else token[0].lower())
        if token.startswith(".0"):
            pieces.append(f".{fraction:0{digits}}")
        elif token.lower() in {"am/pm", "a/p", "上午/下午"}:
            pieces.append("AM" if hour < 12 else "PM")
        elif unit is not None:
            pieces.append(f"{unit:0{min(2, len(token.strip('[]')))}}")
        else:
            pieces.append(token.strip('"').removeprefix("\\"))
    return "".join(pieces)
