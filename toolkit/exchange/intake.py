"""What of a parcel that came back is taken into its catalog: nothing is lost, nothing overwritten unseen.

Three versions of each message are compared: as it went out (its token travels with it), as it came back, and
as it is here now. What changed on one side only is taken from that side. What changed on both is a conflict:
the translation here stays, unless the person who imports wants the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from toolkit import catalog
from toolkit.catalog import provenance
from toolkit.errors import DiglotError
from toolkit.exchange import STATES, Parcel, Unit, UnitState
from toolkit.exchange.outgoing import named, state_of, token
from toolkit.model import Catalog, Entry, Location, Problem
from toolkit.text import counted, tidy

_WAS = "was: "
"""Begins the comments that keep what stood here."""
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_Key = tuple[str, str]
_Verdict = Literal["unchanged", "take", "conflict", "deleted"]


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

    def __str__(self) -> str:
        dated = f" ({self.dated} of them for a source that has changed since)" if self.dated else ""
        conflicts = counted(self.conflicts, "conflict")
        return (
            f"{len(self.taken)} taken{dated}, {self.unchanged} unchanged, {conflicts}, {self.unknown} unknown"
        )

    def lines(self) -> Iterator[str]:
        """One line for each message that was taken, for people."""
        for entry in self.taken:
            yield f"{entry.state}: {entry.context}: {_short(entry.source)}"


def take(
    found: Catalog, came: Parcel, path: str, *, theirs: bool = False
) -> tuple[Catalog, Intake, tuple[Problem, ...]]:
    """The catalog with what is taken of a parcel that came back, what that was, and findings.

    path    of the file, for findings
    theirs  in a conflict, take what came; what stood here is kept in translator's comments

    A second intake of the same parcel changes nothing. Raises DiglotError for characters that are no text.
    """
    desk = _Desk(found, path, theirs)
    for unit in came.units:
        desk.take(unit)
    after = replace(found, entries=tuple(desk.entries.values()), obsolete=tuple(desk.obsolete.values()))
    taken = tuple(desk.taken.values())
    return (
        after if taken else found,
        Intake(taken, desk.dated, desk.unchanged, desk.conflicts, desk.unknown),
        tuple(desk.problems),
    )


class _Desk:
    """What is at hand while a parcel is unpacked."""

    def __init__(self, found: Catalog, path: str, theirs: bool) -> None:
        self.path = path
        self.theirs = theirs
        self.entries = {(e.context, e.source): e for e in found.entries}
        self.obsolete = {(e.context, e.source): e for e in found.obsolete}
        usable = [entry for entry in found.entries if not entry.plural]
        self.by_id = {name: (e.context, e.source) for e in usable for name in e.ids}
        self.by_id |= {name: (e.context, e.source) for name, e in named(usable)}
        # A name or a signature has no paragraph's id; but there is just one in its context.
        self.by_context: dict[str, _Key | None] = {}
        for entry in usable:
            if entry.context and not entry.ids:
                once = entry.context not in self.by_context
                self.by_context[entry.context] = (entry.context, entry.source) if once else None
        self.taken: dict[_Key, Entry] = {}
        self.problems: list[Problem] = []
        self.dated = self.unchanged = self.conflicts = self.unknown = 0

    def take(self, unit: Unit) -> None:
        """Decide about one message."""
        if any(map(_NO_TEXT.search, (unit.target, unit.source, unit.context))):
            place = Location(self.path, unit.line)
            raise DiglotError("there is a character that no text can hold.", place, "Delete it.")
        key = self._live(unit)
        gone = key is None
        where = self.obsolete if gone else self.entries
        key = key or (unit.context, unit.source)
        ours = where.get(key)
        if ours is None:
            untouched = not unit.target or token(_meant(unit, None), unit.target) == unit.base
            if key in self.entries or not (unit.base and unit.source):
                self.unknown += 1
                self._say("D263", unit, "the catalog has no such message, so it is left out", "")
                return
            if untouched:
                self.unchanged += 1
                return
            self._say("D264", unit, "this text is gone; the translation is kept as obsolete", "")
            ours = Entry(*key)
        elif ours.plural:
            self.unknown += 1
            self._say("D263", unit, "the message has plural forms by now, so it is left out", "")
            return
        self._settle(unit, key, ours, where, gone=gone)

    def _live(self, unit: Unit) -> _Key | None:
        """The message in use that a unit stands for; its source may have changed."""
        key = (unit.context, unit.source)
        by_id = self.by_id.get(unit.id)
        # A format may not be able to carry a context.
        if by_id and by_id[1] == unit.source and unit.context in {"", by_id[0]}:
            return by_id
        if key in self.entries and not self.entries[key].plural:
            return key
        return by_id or (self.by_context.get(unit.context) if unit.id.startswith("m") else None)

    def _settle(self, unit: Unit, key: _Key, ours: Entry, where: dict[_Key, Entry], *, gone: bool) -> None:
        """Put what is taken of a unit in the place of an entry."""
        verdict = _verdict(ours, unit)
        made = ours.replace(comments=_comments(ours, unit))
        against = verdict in {"conflict", "deleted"}
        if verdict == "take" or (against and self.theirs):
            if against:
                made = made.replace(comments=(*made.comments, *_kept(ours.target, made.comments)))
            made = _made(made, unit)
            self.dated += gone or not _same_source(ours, unit)
        elif against:
            self.conflicts += 1
            both = f"Here: “{tidy(ours.target)}”, in the file: “{tidy(unit.target)}”. See --replace."
            if verdict == "conflict":
                self._say(
                    "D261", unit, "translated here and in the file meanwhile; the text here is kept", both
                )
            else:
                self._say("D262", unit, "the file has deleted the translation; it is kept", both)
        if made != ours:
            where[key] = self.taken[key] = made
        elif verdict == "unchanged":
            self.unchanged += 1

    def _say(self, code: str, unit: Unit, words: str, hint: str) -> None:
        message = f"{unit.context or 'message'} “{_short(unit.source)}”: {words}."
        self.problems.append(Problem(code, "warning", message, Location(self.path, unit.line), hint))


def _verdict(ours: Entry, unit: Unit) -> _Verdict:
    state, target = _meant(unit, ours), _fitted(unit.target, ours.source)
    same_source = _same_source(ours, unit)
    if token(state, unit.target) == unit.base:
        return "unchanged"
    if target == ours.target and (state == state_of(ours) or (not same_source and ours.state == "fuzzy")):
        return "unchanged"
    if not target:
        return "deleted" if unit.base else "unchanged"
    if not ours.target:
        return "take"
    if same_source:
        free = token(state_of(ours), ours.target) == unit.base
    else:
        # With its source, an entry became fuzzy. If it is done by now, a person has looked at it again.
        free = ours.state == "fuzzy" and token(_went_out(unit), ours.target) == unit.base
    return "take" if free else "conflict"


def _same_source(ours: Entry, unit: Unit) -> bool:
    return ours.source == unit.source and unit.context in {"", ours.context}


def _went_out(unit: Unit) -> UnitState:
    """The state in which a unit went out, as its token says."""
    return STATES.get(unit.base.partition(".")[0], "")


def _meant(unit: Unit, ours: Entry | None) -> UnitState:
    """The state that a unit's sender means, as far as its file says it."""
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


def _fitted(target: str, source: str) -> str:
    """The text with line breaks at its ends where the source has them: a PO file must have it so."""
    if "\r" not in source:
        target = target.replace("\r\n", "\n")
    body = target.strip("\n")
    if not body:
        return ""
    if target.startswith("\n") != source.startswith("\n"):
        target = (
            "\n" + body + target[len(target.rstrip("\n")) :]
            if source.startswith("\n")
            else target.lstrip("\n")
        )
    if target.endswith("\n") != source.endswith("\n"):
        target = target + "\n" if source.endswith("\n") else target.rstrip("\n")
    return target


def _made(ours: Entry, unit: Unit) -> Entry:
    """The entry with the unit's translation."""
    target, state = _fitted(unit.target, ours.source), _meant(unit, ours)
    if not target:
        return ours.replace(target="", state="empty", previous=None)
    if not _same_source(ours, unit):
        context = unit.context if unit.context not in {"", ours.context} else None
        return ours.replace(target=target, state="fuzzy", previous=(context, unit.source))
    if state == "fuzzy":
        return ours.replace(target=target, state="fuzzy")
    made = ours.replace(target=target, state="done", previous=None)
    if state == "done" and catalog.origin(made) in {"aligned", "machine"}:
        made = made.replace(comments=(provenance.REVISED, *made.comments))
    return made


def _comments(ours: Entry, unit: Unit) -> tuple[str, ...]:
    """The comments of both. Where a translation comes from, a file can't tell."""
    there = {tidy(line) for line in ours.comments}
    new = [line for line in dict.fromkeys(map(tidy, unit.comments)) if line and line not in there]
    return (*ours.comments, *provenance.remarks(tuple(new)))


def _kept(target: str, comments: tuple[str, ...]) -> list[str]:
    lines = [_WAS + tidy(line) for line in target.split("\n") if tidy(line)]
    return [line for line in lines if line not in comments]


def _short(text: str) -> str:
    text = tidy(text)
    return text if len(text) <= 60 else text[:59] + "…"
