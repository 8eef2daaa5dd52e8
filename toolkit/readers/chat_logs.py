"""What a program for chats says itself in its log: that somebody came, that a picture is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit import late
from toolkit.readers.time_forms import TimeForm
from toolkit.reading.candidates import Candidate, colon_label
from toolkit.reading.lines import Line
from toolkit.text.signs import ends_sentence
from toolkit.text.times import dated, split_time

_LEAST = 5
"""Entries of a log, at least."""
_MARK = "\u200e \t"
_SAID_BY_IT = late.regex(r"\s*(?:\u200e|<[^\W\d_][^<>:/@]*>\s*$)")
"""How a program sets its own words behind a name: a mark of direction before them, or angle brackets around
all of them."""
_NAMES = (": ", "：")
_BY_PROGRAM = late.regex(r"(?:([=*~-])\1\1+|-!-|<-+|-+>)\s++(?=.*\w)(?!.*[=*~-]{3}$)")
"""How a program begins what it says between messages: `=== mira is now known as mira_away`."""


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
    told = {i: own for i, rest in entries.items() if (own := _own(rest, labels.get(i)))}
    # Some programs set the mark before all that people write from right to left: what comes again is its own.
    often = Counter(entries[i][labels[i].start :] for i in told if i in labels)
    written = 2 * sum(often.values()) >= len(labels)
    events = {i for i in told if not (written and i in labels and often[entries[i][labels[i].start :]] == 1)}
    return [line.replace(text=told[i], kind="event") if i in events else line for i, line in enumerate(lines)]


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


def between(texts: Sequence[str], form: TimeForm) -> dict[int, int]:
    """The lines that a program says between messages, and where the words of each begin.

    Below heads stands what people say, behind a dash a sentence, and above a line without a time part of one.
    """
    found = dict[int, int]()
    for i in reversed(range(0 if form.heads else len(texts))):
        sign = _BY_PROGRAM.match(texts[i])
        last = i + 1 in found or i + 1 == len(texts) or form.pattern.match(texts[i + 1])
        if sign and last and not (sign[1] == "-" and ends_sentence(texts[i])):
            found[i] = sign.end()
    return found
