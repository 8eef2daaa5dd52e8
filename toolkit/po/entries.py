"""From the lines of a message to an `Entry`.

Ids of paragraphs stand in `#.` lines ("id: s7QKD3A s0B1C2D4"), the only place that all tools leave alone and
translators see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from toolkit.catalog.ids import PATTERN
from toolkit.model import Entry, Location
from toolkit.po.grammar import Block, lines_of, unwrapped
from toolkit.text.hygiene import blank, fitted

_IDS = re.compile(rf"id: {PATTERN.pattern}(?: {PATTERN.pattern})*")
_STRING = r'"([^"\\\n]*)"\n'
_PLAIN = re.compile(
    rf"((?:# .*\n)*)((?:#\. (?!id: ).*\n)*)(?:#\. id: ({PATTERN.pattern}(?: {PATTERN.pattern})*)\n)?"
    r"(?:#: (?:([^\s\u2068]+):([1-9][0-9]{{0,8}})|(.*))\n)?(?:#, (.*)\n)?"
    rf"(?:(?:#\| msgctxt {_STRING})?#\| msgid {_STRING})?"
    rf'(?:msgctxt {_STRING})?msgid {_STRING}msgstr "([^"\\\n]*)"\n?'
)
"""Comments, notes, ids, path and line of the one place or several places, flags, previous context and source,
context, source, target."""
# A path with blanks stands between isolates, as in xgettext of GNU gettext 0.22.
_PLACE = re.compile("\u2068([^\u2069]*)\u2069(?::([1-9][0-9]{0,8})(?!\\S))?|(\\S+)")


_NUMBER = re.compile("[1-9][0-9]{0,8}")


def fields_of(header: str) -> list[tuple[str, str]]:
    """The fields of a header's msgstr, in order; a line that is no field has the name ""."""
    fields = []
    for line in header.removesuffix("\n").split("\n"):
        key, colon, value = line.partition(":")
        fields.append((key, value.strip()) if colon and key else ("", line))
    return fields


def preamble_of(header: Block) -> tuple[str, ...]:
    """The translators' comments above a header."""
    return comments_of(lines_of(header.comments))


def comments_of(lines: Iterable[str]) -> tuple[str, ...]:
    """What the translators' comments among some lines say."""
    return tuple(_comment(line) for line in lines if mark_of(line) == "#")


_MARKS = frozenset({"#.", "#:", "#,"})
"""Of comments that are not a translator's."""


def mark_of(line: str) -> str:
    """The mark of a comment line: "#" for a translator's."""
    mark = line[:2]
    return mark if mark in _MARKS else "#"


def _comment(line: str) -> str:
    return line[len(mark_of(line)) :].removeprefix(" ")


class Message(NamedTuple):
    """A message with its place in the file."""

    entry: Entry
    obsolete: bool
    line: int
    """1-based line at which `text` begins."""
    text: str
    """Its lines; comments may be among them."""

    @property
    def first(self) -> int:
        """1-based line of the first keyword."""
        if self.text.startswith(("msg", "#~")):
            return self.line
        return self.line + self.text.count("\n", 0, self.text.find("\nmsg") + 1)

    @property
    def last(self) -> int:
        """1-based line of the last string."""
        return self.line + self.text.rstrip("\n").count("\n")


def message_of(block: Block) -> Message:
    """The message of a block whose strings are decoded."""
    return Message(entry_of(block), block.obsolete, block.message_line, block.body)


def plain(piece: str, line: int) -> Message | None:
    """A message in the layout that nearly all have, by one search; None for all else.

    piece  what stands between two blank lines, from that line on

    In the layout, comments stand in gettext's order, and strings hold no escape. What this gives is what
    `message_of` gives.
    """
    found = _PLAIN.fullmatch(unwrapped(piece) if '"\n"' in piece else piece)
    if found is None:
        return None
    comments, notes, names, path, number, places, marks, old_context, old, context, source, target = (
        found.groups()
    )
    if not source:
        return None  # a header, whose lines matter
    if target and blank(target):
        target = ""
    flags = _flags(marks) if marks else ()
    entry = Entry(
        context or "",
        source,
        target,
        "empty" if not target else "fuzzy" if "fuzzy" in flags else "done",
        tuple(names.split(" ")) if names else (),
        _texts(notes, 3) if notes else (),
        _texts(comments, 2) if comments else (),
        tuple([flag for flag in flags if flag != "fuzzy"]) if flags else (),
        None if old is None else (old_context, old),
        (),
        (Location(path, int(number)),) if path else locations(places) if places else (),
    )
    return Message(entry, False, line, piece)


@lru_cache(maxsize=256)  # few notes are said of many messages, and are held once
def _texts(lines: str, mark: int) -> tuple[str, ...]:
    """What whole lines of comments say behind a mark of so many characters, blank included."""
    return tuple([line[mark:] for line in lines[:-1].split("\n")])


def _flags(text: str) -> list[str]:
    return [flag.strip() for flag in text.split(",") if flag.strip()]


def entry_of(block: Block) -> Entry:
    """The message of a block whose strings are decoded."""
    values = block.values
    comments: list[str] = []
    notes: list[str] = []
    ids: list[str] = []
    where: list[Location] = []
    flags: list[str] = []
    for line in lines_of(block.comments):
        mark = line[:2]
        if mark == "#.":
            note = line[2:].removeprefix(" ")
            if note.startswith("id: ") and _IDS.fullmatch(note):
                ids += note[4:].split(" ")
            else:
                notes.append(note)
        elif mark == "#:":
            where += locations(line[2:])
        elif mark == "#,":
            flags += _flags(line[2:])
        else:
            comments.append(line[1:].removeprefix(" "))
    source = values["msgid"]
    forms = () if "msgstr" in values else tuple([fitted(form, source) for form in _forms(values)])
    target = forms[0] if forms else fitted(values["msgstr"], source)
    complete = all(forms) if forms else bool(target)
    previous = None
    if "#|msgid" in values or "#|msgctxt" in values:
        previous = values.get("#|msgctxt"), values.get("#|msgid", source)
    return Entry(
        context=values.get("msgctxt", ""),
        source=source,
        target=target,
        state="empty" if not complete else "fuzzy" if "fuzzy" in flags else "done",
        ids=tuple(ids),
        notes=tuple(notes),
        comments=tuple(comments),
        flags=tuple(flag for flag in flags if flag != "fuzzy") if flags else (),
        previous=previous,
        plural=(values.get("msgid_plural", ""), *forms) if forms else (),
        where=tuple(where),
    )


def _forms(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(value for key, value in values.items() if key.startswith("msgstr["))


def locations(text: str) -> tuple[Location, ...]:
    """The places in a `#:` line, behind its mark."""
    if "\u2068" not in text:
        return tuple([_location(place) for place in text.split()])
    return tuple(
        _location(found[3]) if found[1] is None else Location(found[1], int(found[2] or 0))
        for found in _PLACE.finditer(text)
    )


def _location(text: str) -> Location:
    path, _, line = text.rpartition(":")
    return Location(path, int(line)) if path and _NUMBER.fullmatch(line) else Location(text, 0)
