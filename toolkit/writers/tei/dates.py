"""Dates and durations: for machines only where they are what they seem."""

from __future__ import annotations

import datetime
import re

from toolkit.text.hygiene import tidy
from toolkit.writers.tei.markup import Element, element

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_LENGTH = re.compile(r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII)


def calendar(words: str) -> str | None:
    """A date that the calendar has, whole or in part; None for other words."""
    found = _DATE.fullmatch(words)
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return words


def date(words: str) -> Element:
    """A date; `when` only for one that the calendar has."""
    words = tidy(words)
    return element("date", words, when=calendar(words))


def length(words: str) -> str | None:
    """An ISO 8601 duration of days or less; None for other words."""
    return words if _LENGTH.fullmatch(words) else None
