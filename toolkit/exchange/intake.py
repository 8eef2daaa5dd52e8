"""Take a parcel that came back into its catalog.

Nothing is lost, and nothing overwritten unseen. Three versions of each message are compared: as it went out
(its token travels with it), as it came back, and as it is here now. What changed on one side only is taken
from that side. What changed on both is a conflict: the translation here stays, unless the person who imports
wants the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit import catalog
from toolkit.catalog import provenance
from toolkit.exchange import STATES, MessageUnit, Parcel, UnitState
from toolkit.exchange.outgoing import checksum, checksum_of, named, state_of, token
from toolkit.exchange.slips import misfits, ranges, slipped, strayed, undone
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Entry, Location
from toolkit.text.hygiene import (
    SURROGATE,
    blank,
    counted,
    fitted,
    misread,
    shortened,
    tidy,
    ungarbled,
    untypeset,
)

_WAS = "was: "
"""Begins the comments that keep what stood here."""
_NO_TEXT = re.compile(rf"\0|{SURROGATE.pattern}|#-#-#-#-#")
"""Characters that no text can hold, and the mark of `msgcat` between versions that nobody decided between."""
_Key = tuple[str, str]
_Answer = Literal["unchanged", "take", "conflict", "deleted"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the messages of a parcel."""

    taken: tuple[Entry, ...] = ()
    """As they are now."""
    dated: int = 0
    """Those of `taken` whose source has changed since they went out: fuzzy, or obsolete where it is gone."""
    unchanged: int = 0
    conflicts: int = 0
    unknown: int = 0
    left_out: int = 0
    """Rows in which something is wrong."""

    def __str__(self) -> str:
        dated = f" ({self.dated} of them for a source that has changed since)" if self.dated else ""
        conflicts = counted(self.conflicts, "conflict")
        wrong = f", {self.left_out} left out" if self.left_out else ""
        return (
            f"{len(self.taken)} taken{dated}, {self.unchanged} unchanged, {conflicts}, "
            f"{self.unknown} unknown{wrong}"
        )

    def lines(self) -> Iterator[str]:
        """A line for each message that was taken."""
        for entry in self.taken:
            yield f"{entry.state}: {entry.context}: {_short(entry.source)}"


def take(
    found: Catalog, came: Parcel, path: str, *, theirs: bool = False
) -> tuple[Catalog, Intake, tuple[Finding, ...]]:
    """The catalog with what is taken of a parcel, and what that was.

    path    of the file, for findings
    theirs  in a conflict, take what came; what stood here is kept in translator's comments

    A second intake of the same parcel changes nothing. A row in which something is wrong is left out.
    """
    work = _Unpacking(found, path, theirs)
    work.problems += came.problems
    work.left_out += len(came.problems)
    for unit in work.sound(came.units):
        work.take(unit)
    work.look_for_the_rest(len(came.problems))
    after = replace(found, entries=tuple(work.entries.values()), obsolete=tuple(work.obsolete.values()))
    taken = tuple(work.taken.values())
    return (
        after if taken else found,
        Intake(taken, work.dated, work.unchanged, work.conflicts, work.unknown, work.left_out),
        tuple(work.problems),
    )


class _Unpacking:
    """A parcel while it is unpacked."""

    def __init__(self, found: Catalog, path: str, theirs: bool) -> None:
        self.path = path
        self.theirs = theirs
        self.entries = {(e.context, e.source): e for e in found.entries}
        self.obsolete = {(e.context, e.source): e for e in found.obsolete}
        usable = [entry for entry in found.entries if not entry.plural]
        # Any of its paragraphs' ids will do, and the one that it went out under.
        self.by_id = {name: (e.context, e.source) for e in usable for name in e.ids}
        self.by_id |= {name: (e.context, e.source) for name, e in named(usable)}
        # A name or a signature has no paragraph's id; but there is just one in its context.
        self.by_context: dict[str, _Key | None] = {}
        for entry in usable:
            if entry.context and not entry.ids:
                once = entry.context not in self.by_context
                self.by_context[entry.context] = (entry.context, entry.source) if once else None
        self.sources = {entry.source for entry in usable}
        self.usable = {(entry.context, entry.source) for entry in usable}
        self.seen: set[_Key] = set()
        self.taken: dict[_Key, Entry] = {}
        self.problems: list[Finding] = []
        self.dated = self.unchanged = self.conflicts = self.unknown = self.left_out = 0

    def sound(self, rows: Sequence[MessageUnit]) -> list[MessageUnit]:
        """The rows in which nothing is wrong.

        About all others there are findings.
        """
        units = [undone(unit, self.sources, self._here(unit)) for unit in rows]
        wrong: dict[int, str] = {}
        for k, unit in enumerate(units):
            if fault := self._fault(unit):
                wrong[k] = fault
        crossed = [k for k in wrong if wrong[k] == "D272"]
        if len(crossed) == 1 and (units[crossed[0]].context, units[crossed[0]].source) not in self.entries:
            # Nothing was sorted: it is a text that was edited since.
            del wrong[crossed[0]]
        # What a whole column tells outweighs what its rows tell by themselves.
        for stretch in (*slipped(units), strayed(units)):
            wrong |= dict.fromkeys(stretch, "D271")
        for places in self._twice(units, wrong).values():
            wrong |= dict.fromkeys(places, "D275")
        # Lengths are asked of new translations alone: an old one fitted when it went out.
        doubtful = {k for stretch in misfits(units) for k in stretch} - wrong.keys()
        doubtful = {k for k in doubtful if checksum(units[k].target) != checksum_of(units[k].base)}
        blanks = {k for k, unit in enumerate(units) if unit.target and blank(unit.target)}
        # A finding a fault, not a row: a sorted column makes hundreds.
        for code in dict.fromkeys(wrong.values()):
            faulty = [units[k] for k in wrong if wrong[k] == code]
            self.left_out += len(faulty)
            self._say_all(code, faulty)
            self.seen |= {key for unit in faulty if (key := self._live(unit))}
        self._say_all("D277", [units[k] for k in sorted(doubtful)])
        self._say_all("D273", [units[k] for k in sorted(blanks - wrong.keys())])
        sound = []
        for k, unit in enumerate(units):
            if k in wrong:
                continue
            if k in blanks:
                sound.append(replace(unit, target=""))
            else:
                sound.append(replace(unit, state="fuzzy") if k in doubtful else unit)
        return sound

    def _here(self, unit: MessageUnit) -> str:
        key = self._live(unit)
        return self.entries[key].target if key else ""

    def _fault(self, unit: MessageUnit) -> str:
        """The code of what is wrong with a row, or ""."""
        # What the catalog has itself is no fault of the file.
        texts = unit.target, unit.source, unit.context
        if any(_NO_TEXT.search(text) for text in texts if text not in self.sources):
            return "D276"
        new = checksum(unit.target) != checksum_of(unit.base)
        if new and _garbled(unit.target) and not _garbled(unit.source):
            return "D278"
        if ungarbled(unit.source) in self.sources:
            return "D278"
        return "D272" if self._crossed(unit) else ""

    def _crossed(self, unit: MessageUnit) -> bool:
        """Whether id and source of a row are of two messages."""
        own = self.by_id.get(unit.id)
        if own is None or own[1] == unit.source or unit.source not in self.sources:
            return False
        # Of several paragraphs with these words, the one whose id went out was edited since.
        other = self.entries.get((unit.context, unit.source))
        return other is None or not other.target or token(state_of(other), other.target) != unit.base

    def _twice(self, units: Sequence[MessageUnit], wrong: Mapping[int, str]) -> dict[_Key, list[int]]:
        """Rows of one message with several new translations."""
        rows: defaultdict[_Key, list[int]] = defaultdict(list)
        for k, unit in enumerate(units):
            if k not in wrong:
                rows[self._live(unit) or (unit.context, unit.source)].append(k)
        twice = {}
        for key, places in rows.items():
            new = set()
            for unit in (units[k] for k in places):
                if token(_meant(unit, None), unit.target) != unit.base:
                    new.add((unit.target, unit.state))
            if len(new) > 1:
                twice[key] = places
        return twice

    def look_for_the_rest(self, unread: int) -> None:
        """Report how many messages the file lacks.

        unread  rows that can't be read, which may have been some of them
        """
        if self.seen and len(rest := self.usable - self.seen) > unread:
            first = next(key[1] for key in self.entries if key in rest)
            missing = len(rest) - unread
            where = Location(self.path, 0)
            self.problems.append(report("D274", where, messages=missing, source=_short(first)))

    def _say_all(self, code: str, rows: Sequence[MessageUnit]) -> None:
        """Report all rows with one fault together."""
        if rows:
            where = Location(self.path, rows[0].line)
            lines = ranges(sorted({unit.line for unit in rows}))
            source = _short(rows[0].source)
            self.problems.append(report(code, where, rows=len(rows), lines=lines, source=source))

    def take(self, unit: MessageUnit) -> None:
        """Decide about one message."""
        key = self._live(unit)
        if key is not None:
            self.seen.add(key)
        gone = key is None
        where = self.obsolete if gone else self.entries
        key = key or (unit.context, unit.source)
        ours = where.get(key)
        if ours is None:
            # Of what is gone only new work is worth a word.
            untouched = not unit.target or token(_meant(unit, None), unit.target) == unit.base
            if key in self.entries or not (unit.base and unit.source):
                self.unknown += 1
                self._say("D263.unknown", unit)
                return
            if untouched:
                self.unchanged += 1
                return
            self._say("D264", unit)
            ours = Entry(*key)
        elif ours.plural:
            self.unknown += 1
            self._say("D263.plural", unit)
            return
        self._settle(unit, key, ours, where, gone=gone)

    def _live(self, unit: MessageUnit) -> _Key | None:
        """The message that a unit stands for, if it is in use.

        Its source may have changed.
        """
        key = (unit.context, unit.source)
        by_id = self.by_id.get(unit.id)
        # A format may not be able to carry a context.
        if by_id and by_id[1] == unit.source and unit.context in {"", by_id[0]}:
            return by_id
        if key in self.entries and not self.entries[key].plural:
            return key
        return by_id or (self.by_context.get(unit.context) if unit.id.startswith("m") else None)

    def _settle(
        self, unit: MessageUnit, key: _Key, ours: Entry, where: dict[_Key, Entry], *, gone: bool
    ) -> None:
        """Put what is taken in the place of an entry."""
        verdict = _verdict(ours, unit)
        made = ours.replace(comments=_comments(ours, unit))
        against = verdict in {"conflict", "deleted"}
        if verdict == "take" or (against and self.theirs):
            # What gives way is kept where the translator finds it.
            if against:
                made = made.replace(comments=(*made.comments, *_kept(ours.target, made.comments)))
            made = _made(made, unit)
            self.dated += gone or not _same_source(ours, unit)
        elif against:
            self.conflicts += 1
            name = f"D261.{_differ(ours, unit)}" if verdict == "conflict" else "D262"
            self._say(name, unit, here=tidy(ours.target), there=tidy(unit.target))
        if made != ours:
            where[key] = self.taken[key] = made
        elif verdict == "unchanged":
            self.unchanged += 1

    def _say(self, name: str, unit: MessageUnit, **texts: str) -> None:
        """Report something about one message."""
        said = {"context": unit.context or "message", "source": _short(unit.source), **texts}
        self.problems.append(report(name, Location(self.path, unit.line), **said))


def _verdict(ours: Entry, unit: MessageUnit) -> _Answer:
    # A three-way merge: `unit.base` is the common ancestor, `ours` and `unit` are what became of it.
    state, target = _meant(unit, ours), _target(unit, ours)
    same_source = _same_source(ours, unit)
    if token(state, unit.target) == unit.base:
        return "unchanged"
    if target == ours.target and (state == state_of(ours) or (not same_source and ours.state == "fuzzy")):
        return "unchanged"
    if not target:
        # Of a row that has lost its token nobody knows whether it ever had a text.
        return "deleted" if unit.base else "unchanged"
    if not ours.target:
        return "take"
    free = same_source and token(state_of(ours), ours.target) == unit.base
    if not same_source or _elsewhere(ours, unit):
        # With its source, an entry became fuzzy. If it is done by now, a person has looked at it again.
        free |= ours.state == "fuzzy" and token(_went_out(unit), ours.target) == unit.base
    return "take" if free else "conflict"


def _differ(ours: Entry, unit: MessageUnit) -> str:
    """How a message differs from the file: a wording of D261."""
    went_out = checksum_of(unit.base)
    if not went_out and _went_out(unit) != "empty":
        return "undated"
    here = checksum(ours.target) != went_out
    there = checksum(unit.target) != went_out
    if here:
        return "both" if there else "here"
    if not _same_source(ours, unit):
        return "source"
    return "there" if there else "states"


def _same_source(ours: Entry, unit: MessageUnit) -> bool:
    """Whether a unit was translated from the words of an entry.

    Whoever said them then.
    """
    return untypeset(ours.source) == untypeset(unit.source)


def _went_out(unit: MessageUnit) -> UnitState:
    """The state in which a unit went out."""
    return STATES.get(unit.base.partition(".")[0], "")


def _meant(unit: MessageUnit, ours: Entry | None) -> UnitState:
    """The state that the sender of a unit means."""
    if not unit.target:
        return "empty"
    was = _went_out(unit)
    as_it_was = token(was, unit.target) == unit.base
    if not unit.base and ours is not None:
        was, as_it_was = state_of(ours), unit.target == ours.target
    if unit.state == "":
        return was if as_it_was else "done"
    if unit.state == "empty":
        # Who types a text into an empty row doesn't always think of its state.
        return "done" if was in {"", "empty"} else "fuzzy"
    if unit.state == "unrevised" and not (was == "unrevised" and as_it_was):
        return "done"
    return unit.state


def _target(unit: MessageUnit, ours: Entry) -> str:
    """The text of a unit as a catalog has it."""
    # Spreadsheets write CR LF inside of cells.
    text = unit.target if "\r" in ours.source else unit.target.replace("\r\n", "\n")
    return fitted(text, ours.source)


def _made(ours: Entry, unit: MessageUnit) -> Entry:
    """The entry with the unit's translation."""
    target, state = _target(unit, ours), _meant(unit, ours)
    if not target:
        return ours.replace(target="", state="empty", previous=None)
    if not _same_source(ours, unit):
        return ours.replace(target=target, state="fuzzy", previous=(_elsewhere(ours, unit), unit.source))
    if state == "fuzzy":
        return ours.replace(target=target, state="fuzzy")
    # From here on it is a person's work, for the words as they are here.
    made = ours.replace(target=target, state="done", previous=None)
    if target != ours.target:
        mark = (provenance.elsewhere(context, "", target),) if (context := _elsewhere(ours, unit)) else ()
        made = made.replace(comments=(*provenance.here(made.comments), *mark))
    if state == "done" and catalog.origin(made) in {"aligned", "machine"}:
        made = made.replace(comments=(provenance.REVISED, *made.comments))
    return made


def _elsewhere(ours: Entry, unit: MessageUnit) -> str | None:
    """The context in which a unit went out, if it is another now."""
    return unit.context if unit.context not in {"", ours.context} else None


def _comments(ours: Entry, unit: MessageUnit) -> tuple[str, ...]:
    """The comments of both.

    But for where a translation comes from, which a file can't tell.
    """
    # Only added: a translator's comment that a tool has dropped stays.
    there = {tidy(line) for line in ours.comments}
    new = [line for line in dict.fromkeys(map(tidy, unit.comments)) if line and line not in there]
    return (*ours.comments, *provenance.remarks(tuple(new)))


def _garbled(text: str) -> bool:
    return bool(ungarbled(text) or misread(text))


def _kept(target: str, comments: tuple[str, ...]) -> list[str]:
    lines = [_WAS + tidy(line) for line in target.split("\n") if tidy(line)]
    return [line for line in lines if line not in comments]


def _short(text: str) -> str:
    return shortened(tidy(text))
