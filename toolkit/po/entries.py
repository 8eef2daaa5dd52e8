"""From what a message says to an `Entry`.

Ids of paragraphs stand in `#.` lines ("id: s7QKD3A s0B1C2D4"), the only place that all tools leave alone and
translators see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern

from toolkit import late
from toolkit.catalog.id_record import PATTERN
from toolkit.model import Entry
from toolkit.po.reading import Message, is_previous
from toolkit.text.hygiene import fitted

_IDS = late.regex(rf"id:(?: (?>{PATTERN.pattern}(?= |\Z)))++")
# What has blanks stands between isolates, as in xgettext of GNU gettext 0.22, which puts lines behind them.
_PLACE = late.regex("\u2068([^\u2069]*)\u2069(:[1-9][0-9]{0,8}(?!\\S))?|(\\S+)")
_MARKS = frozenset({"#.", "#:", "#,"})
"""Of comments that are not a translator's."""


def entry_of(message: Message) -> Entry:
    """The entry that a message of a file is."""
    notes: list[str] = []
    comments: list[str] = []
    flags: list[str] = []
    where: tuple[str, ...] = ()
    for line in message.head[:-1].split("\n"):
        mark = line[:2]
        if mark == "#.":
            notes.append(line[3:] if line[2:3] == " " else line[2:])
        elif mark == "#:":
            where += references(line[2:])
        elif mark == "#,":
            flags += [flag.strip() for flag in line[2:].split(",") if flag.strip()]
        elif line and not line.isspace() and not is_previous(line):
            comments.append(line[1:].removeprefix(" "))
    strings = message.context or "", message.source, message.plural, message.forms
    return made(strings, notes, comments, flags, message.previous, where)


def made(
    strings: tuple[str, str, str | None, Sequence[str]],
    notes: Sequence[str],
    comments: Sequence[str],
    flags: Sequence[str],
    previous: tuple[str | None, str] | None,
    where: tuple[str, ...],
) -> Entry:
    """An entry from what a PO file says.

    strings  context, source, `msgid_plural` or None, and the forms of the target, one or more
    notes    those with the ids of paragraphs among them
    flags    fuzzy among them
    """
    context, source, plural, forms = strings
    # Thousands have one of a few.
    context = intern(context)
    # `msgfmt -c` refuses a translation whose outer line breaks are not those of its source.
    target = fitted(forms[0], source)
    complete = target != ""
    with_plural: tuple[str, ...] = ()
    if plural is not None:
        # Kept for the programs that write them; no edition has them (decision 15).
        with_plural = (plural, target, *[fitted(form, source) for form in forms[1:]])
        complete = all(with_plural[1:])
    ids: list[str] = []
    others: list[str] = []
    for note in notes:
        # The one place that all tools leave alone and translators see (decision 12).
        if note[:4] == "id: " and _IDS.fullmatch(note):
            ids += note[4:].split(" ")
        else:
            others.append(note)
    # Given by position, since names take twice the time.
    return Entry(
        context,
        source,
        target,
        "empty" if not complete else "fuzzy" if "fuzzy" in flags else "done",
        tuple(ids),
        _once(tuple(others)) if others else (),
        tuple(comments) if comments else (),
        tuple([flag for flag in flags if flag != "fuzzy"]) if flags else (),
        previous,
        with_plural,
        where,
    )


@lru_cache(maxsize=256)
def _once(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The same notes.

    Few are said of many messages, and are held once.
    """
    return notes


def header_fields(header: str) -> list[tuple[str, str]]:
    """The fields of a header's msgstr, in order.

    A line that is no field has the name "".
    """
    fields = []
    for line in header.removesuffix("\n").split("\n"):
        key, colon, value = line.partition(":")
        fields.append((key, value.strip()) if colon and key else ("", line))
    return fields


def comments_of(lines: Iterable[str]) -> tuple[str, ...]:
    """What the translators' comments among some lines say."""
    return tuple([line[1:].removeprefix(" ") for line in lines if mark_of(line) == "#"])


def mark_of(line: str) -> str:
    """The mark of a comment line: "#" for a translator's."""
    mark = line[:2]
    return mark if mark in _MARKS else "#"


def references(text: str) -> tuple[str, ...]:
    """The places in a `#:` line, behind its mark.

    >>> references(" talk.txt:s7QKD3A \u2068my talk.txt\u2069:17")
    ('talk.txt:s7QKD3A', 'my talk.txt:17')
    """
    if "\u2068" not in text:
        return tuple(text.split())
    return tuple(place[3] or place[1] + (place[2] or "") for place in _PLACE.finditer(text))
