"""What a program for chats says itself in its log: that somebody came, that a picture is left out."""

from __future__ import annotations

import re

from toolkit.reading.candidates import Candidate, colon_label
from toolkit.reading.lines import Line
from toolkit.text.times import dated, split_time

_LEAST = 5
"""Entries of a log, at least."""
_MARK = "\u200e \t"
_SAID_BY_IT = re.compile(r"\s*(?:\u200e|<[^\W\d_][^<>:/@]*>\s*$)")
"""How a program sets its own words behind a name: a mark of direction before them, or angle brackets around
all of them."""
_NAMES = (": ", "：")


def read(lines: list[Line]) -> list[Line]:
    """The lines; what nobody wrote in a log, whose entries have a day, a time and mostly a name, as events.

    `[3/3/26, 6:02:11 PM] Ann: image omitted` has a mark before its words that nobody sees. What has no name
    and no colon is the program's own: `3/3/26, 18:02 - Ann left`.
    """
    entries = {i: rest for i, line in enumerate(lines) if (rest := _behind_moment(line))}
    if len(entries) < max(_LEAST, len(lines) / 2):
        return lines
    labels = {i: label for i, rest in entries.items() if (label := colon_label(rest)) is not None}
    if 2 * len(labels) < len(entries) or 2 * len({label.key for label in labels.values()}) > len(labels):
        return lines
    return [
        line
        if (own := _own(entries.get(i, ""), labels.get(i))) == ""
        else line.replace(text=own, kind="event")
        for i, line in enumerate(lines)
    ]


def _own(entry: str, label: Candidate | None) -> str:
    """What the program itself says in an entry, with the name that it is of; "" where somebody wrote it."""
    if label is None:
        return "" if any(map(entry.count, _NAMES)) else entry.strip()
    said = entry[label.start :]
    return f"{label.printed}: {said.strip(_MARK)}" if _SAID_BY_IT.match(said) else ""


def _behind_moment(line: Line) -> str:
    """What stands behind the day and the time that a line begins with; "" for all else."""
    time, rest = ("", "") if line.kind else split_time(line.text)
    return rest if dated(time) else ""
