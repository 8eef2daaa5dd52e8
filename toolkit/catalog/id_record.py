"""What a template tells of ids.

Which text each stands for, in the order of the document, and which are out of use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from toolkit import late
from toolkit.catalog import contexts
from toolkit.catalog.contexts import MessageKey
from toolkit.model import Catalog, Entry
from toolkit.model.documents import OWN_ID

Messages = Iterable[tuple[Entry, bool]]
"""Entries of a template, each with whether it is obsolete; gone through once."""
BROUGHT = r"[A-Za-z_](?=[A-Za-z_.-]*[0-9])[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_]"
"""An `xml:id` of others that is kept. It has a digit, as no id of ours for anything else than a text has."""
PATTERN = late.regex(f"(?:{OWN_ID.pattern}|{BROUGHT})", re.ASCII)
RETIRED = "retired: "
"""Begins the note of a template's message whose text was said more often once: ids that are out of use."""
_ORDER = "order: "
"""Begins the comment of a template's message that stands at several places: `s051JB1>sTPFAPT`, the paragraph
before, and the one of this message behind it. At its first place a message stands in the template itself.
A translator's comment, which programs take from a template into a translation only beside what is new."""
_IS_ORDER = late.regex(r"order: [^\s>]*>[^\s>]+(?: [^\s>]*>[^\s>]+)* ?")
_ORDER_IN_A_LINE = 5


def order(behind: Sequence[str]) -> tuple[str, ...]:
    """The comments that tell where a text stands again.

    behind  the id of the paragraph before, ">" and the id; nothing before the first of all
    """
    starts = range(0, len(behind), _ORDER_IN_A_LINE)
    return tuple(_ORDER + " ".join(behind[k : k + _ORDER_IN_A_LINE]) for k in starts)


def unordered(entry: Entry) -> Entry:
    """An entry of a translation without what only a template tells."""
    kept = tuple(comment for comment in entry.comments if not _IS_ORDER.fullmatch(comment))
    return entry if len(kept) == len(entry.comments) else entry.replace(comments=kept)


def _again(comments: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The paragraph before, and the one behind it."""
    for line in comments:
        if line.startswith(_ORDER):
            for pair in line.removeprefix(_ORDER).split():
                before, _, name = pair.partition(">")
                yield before, name


@lru_cache(maxsize=1024)  # few notes are said of many messages
def _left(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of a text that was said more often."""
    names = []
    for note in notes:
        if note.startswith(RETIRED):
            names += [name for name in note.removeprefix(RETIRED).split() if PATTERN.fullmatch(name)]
    return tuple(names)


def without_retired(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of an entry of a template that its translations have, too."""
    # Ids out of use are on record in the template alone (decision 12).
    return notes[:-1] if notes and notes[-1].startswith(RETIRED) else notes


def messages(template: Catalog) -> Messages:
    """The messages of a catalog that is held."""
    yield from ((entry, False) for entry in template.entries)
    yield from ((entry, True) for entry in template.obsolete)


def retired(template: Catalog) -> dict[MessageKey, tuple[str, ...]]:
    """Ids out of use, by context and text that they stood for."""
    record: dict[MessageKey, tuple[str, ...]] = {}
    for entry, obsolete in messages(template):
        if names := _out_of_use(entry, obsolete):
            unit = contexts.shared(entry.context), entry.source
            # Of entries that were set apart several are of one unit, and any of these may have a note.
            record[unit] = (*record.get(unit, ()), *names)
    return record


def _out_of_use(entry: Entry, obsolete: bool) -> tuple[str, ...]:
    """The ids that an entry of a template keeps on record.

    Obsolete messages have them, and notes where the same message is still in use: GNU gettext refuses a
    message that is both (decision 12).
    """
    return entry.ids if obsolete else _left(entry.notes)


class Register:
    """What a template says of ids."""

    def __init__(self, template: Messages, texts: Iterable[MessageKey] = ()) -> None:
        """Read a template.

        texts  units of a document: the strings that a template shares with them are held once
        """
        known = {unit: unit for unit in texts}
        # Lists side by side: with a tuple for each paragraph this takes half as long again.
        lines: list[int] = []
        self.units: list[MessageKey] = []
        """Context and text of each paragraph of the template, in the order of the document.

        A text that occurs several times is one message: comments tell where the others stood. Without them
        they follow on the first.
        """
        self.names: list[str] = []
        """The ids of these paragraphs."""
        self.placed = True
        """Whether it is known where each stood."""
        self.speakers: dict[str, str] = {}
        """Key -> name."""
        self.retired: dict[MessageKey, tuple[str, ...]] = {}
        """Ids that no paragraph has any more, by the context and text that they stood for last."""
        line = 0
        behind: dict[str, str] = {}
        unplaced: list[str] = []
        for entry, obsolete in template:
            unit = contexts.shared(entry.context), entry.source
            unit = known.get(unit, unit)
            if names := _out_of_use(entry, obsolete):
                self.retired[unit] = (*self.retired.get(unit, ()), *names)
            if obsolete:
                continue
            if key := contexts.named(entry.context):
                self.speakers[key] = entry.source
            behind.update(_again(entry.comments))
            # Templates of diglot 0.1 tell the line of each.
            places = [_line(place) for place in entry.where]
            counted = len(places) == len(entry.ids) and 0 not in places
            if not counted:
                unplaced += entry.ids[1:]
            for k, name in enumerate(entry.ids):
                if counted:
                    line = places[0]
                lines.append(places[k] if counted else line)
                self.units.append(unit)
                self.names.append(name)
        again = set(behind.values())
        self.placed = again.issuperset(unplaced)
        order = _chained(self.names, behind) if behind else sorted(range(len(lines)), key=lines.__getitem__)
        if any(k != place for k, place in enumerate(order)):
            self.units = [self.units[k] for k in order]
            self.names = [self.names[k] for k in order]

    def ever(self) -> set[str]:
        """Every id that was ever given."""
        return set(self.names).union(*self.retired.values())


def _line(place: str) -> int:
    """The line in a reference; 0 where there is none."""
    line = place.rpartition(":")[2]
    # Of digits as they are written there: `isdecimal` takes those of all scripts, and of any length.
    return int(line) if line.isdecimal() and line.isascii() and len(line) < 10 else 0


def _chained(names: Sequence[str], behind: dict[str, str]) -> list[int]:
    """The places of ids in a list, in the order of the document.

    behind  id -> the one behind it, of those that don't stand in the order of the list; emptied
    """
    again = set(behind.values())
    places = {name: k for k, name in enumerate(names)}
    order: list[int] = []
    for name in ("", *(name for name in names if name not in again)):
        following: str | None = name
        while following is not None:
            if following in places:
                order.append(places.pop(following))
            following = behind.pop(following, None)
    # What a hand has put in stays, behind all others.
    return [*order, *places.values()]


def retire(now: set[str], before: Messages) -> dict[MessageKey, tuple[str, ...]]:
    """Ids that the next template must keep on record, by the context and text that they stood for.

    now     those that paragraphs have
    before  the messages of the template as it was; those that stay as they are may be left out
    """
    messages_before = [*before]
    old: defaultdict[MessageKey, list[str]] = defaultdict(list)
    for entry, obsolete in messages_before:
        if names := _out_of_use(entry, obsolete):
            old[contexts.shared(entry.context), entry.source] += [name for name in names if name not in now]
    for entry, obsolete in messages_before:
        if not obsolete and not now.issuperset(entry.ids):
            old[contexts.shared(entry.context), entry.source] += [
                name for name in entry.ids if name not in now
            ]
    return {unit: tuple(dict.fromkeys(ids)) for unit, ids in old.items() if ids}
