"""Values as text: JSON, dates and durations.

JSON has two shapes: one is a line, the other a text for people and diffs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from toolkit import late


def json_line(value: Any) -> str:
    """A value on one line, letters as they are.

    >>> json_line({"n": "1.2", "text": "déjà"})
    '{"n": "1.2", "text": "déjà"}'
    """
    return _writer()(value)


@cache
def _writer() -> Callable[[Any], str]:
    """What writes a value on one line: thousands are written at once, and none where help is asked for."""
    from msgspec import json as quick

    encode = quick.Encoder().encode

    def written(value: Any) -> str:
        try:
            return quick.format(encode(value), indent=0).decode()
        except UnicodeEncodeError:
            # Half of a pair of surrogates, which no file has, but a request may have: it comes back as it is.
            return json.dumps(value, ensure_ascii=False)

    return written


def json_text(value: Any) -> str:
    """A value on several lines.

    Each part has its own line, indented by a blank for each level.
    """
    return json.dumps(value, ensure_ascii=False, indent=1)


# Dates, durations and moments as text.


_DATE = late.regex(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DURATION = late.regex(r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII)
_CLOCK = late.regex(r"\d:[0-5]\d")
_TIME = late.regex(r"[T ]\d\d:?\d\d")
"""Behind a date."""
_UTC = "%Y-%m-%dT%H:%M:%SZ"


def is_date(text: str) -> bool:
    """Whether it is a date of ISO 8601.

    It may be a year, a month or a day that the calendar has.

    >>> is_date("2026-02"), is_date("2026-02-30"), is_date("26")
    (True, False, False)
    """
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(*(int(part) if part else 1 for part in match.groups()))
    except ValueError:
        return False
    return True


def dated(text: str) -> str:
    """The date that a file says of itself: a day without its time, or the words for it.

    Of words with a time, which machines write for machines, nothing is left.

    >>> dated("2026-02-03T10:30:00Z"), dated("9 mars 2026"), dated("Tue Feb 03 2026 00:00:00 GMT")
    ('2026-02-03', '9 mars 2026', '')
    """
    day, time = text[:10], text[10:]
    if is_date(day) and (not time or _TIME.match(time)):
        return day
    return "" if _CLOCK.search(text) else text


def is_day(text: str) -> bool:
    """Whether it is a whole date of ISO 8601.

    >>> is_day("2026-02-03"), is_day("2026-02")
    (True, False)
    """
    return is_date(text) and len(text) == len("2026-02-03")


def is_duration(text: str) -> bool:
    """Whether it is a duration of ISO 8601.

    It has days, hours, minutes and seconds, and no months or years.

    >>> is_duration("PT1H2M"), is_duration("P1Y"), is_duration("1:02")
    (True, False, False)
    """
    return _DURATION.fullmatch(text) is not None


def in_utc(moment: datetime) -> str:
    """A moment as editions tell it, such as 2026-03-14T09:30:00Z."""
    return moment.astimezone(UTC).strftime(_UTC)


def from_utc(text: str) -> datetime:
    """The moment that `in_utc` wrote.

    Raises ValueError for other texts.
    """
    return datetime.strptime(text, _UTC).replace(tzinfo=UTC)


def in_header(moment: datetime) -> str:
    """A moment as a PO header has it.

    Its time zone stands with it.
    """
    return moment.strftime("%Y-%m-%d %H:%M%z")


def from_header(text: str) -> datetime:
    """The moment in a PO header.

    Raises ValueError for other texts.
    """
    return datetime.strptime(text, "%Y-%m-%d %H:%M%z")
