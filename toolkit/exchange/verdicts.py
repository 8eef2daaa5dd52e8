"""What becomes of one message when its unit comes back.

A three-way merge: as it went out, as it came back, and as it is here now.
"""

from __future__ import annotations

from typing import Literal

from toolkit import catalog
from toolkit.catalog import provenance
from toolkit.exchange import STATES, MessageUnit, UnitState
from toolkit.exchange.outgoing import checksum, checksum_of, state_of, token
from toolkit.model import Entry
from toolkit.text.hygiene import fitted, tidy, untypeset

_WAS = "was: "
"""Begins the comments that keep what stood here."""
Answer = Literal["unchanged", "take", "conflict", "deleted"]


def verdict(ours: Entry, unit: MessageUnit) -> Answer:
    """Whether what came is taken, and if not, why."""
    # `unit.base` is the common ancestor, `ours` and `unit` are what became of it.
    state, target = meant(unit, ours), _target(unit, ours)
    same = same_source(ours, unit)
    if token(state, unit.target) == unit.base:
        return "unchanged"
    if target == ours.target and (state == state_of(ours) or (not same and ours.state == "fuzzy")):
        return "unchanged"
    if not target:
        # Of a row that has lost its token nobody knows whether it ever had a text.
        return "deleted" if unit.base else "unchanged"
    if not ours.target:
        return "take"
    free = same and token(state_of(ours), ours.target) == unit.base
    if not same or _elsewhere(ours, unit):
        # With its source, an entry became fuzzy. If it is done by now, a person has looked at it again.
        free |= ours.state == "fuzzy" and token(_went_out(unit), ours.target) == unit.base
    return "take" if free else "conflict"


def difference(ours: Entry, unit: MessageUnit) -> str:
    """How a message differs from the file: a wording of D261."""
    went_out = checksum_of(unit.base)
    if not went_out and _went_out(unit) != "empty":
        return "undated"
    here = checksum(ours.target) != went_out
    there = checksum(unit.target) != went_out
    if here:
        return "both" if there else "here"
    if not same_source(ours, unit):
        return "source"
    return "there" if there else "states"


def same_source(ours: Entry, unit: MessageUnit) -> bool:
    """Whether a unit was translated from the words of an entry.

    Whoever said them then.
    """
    return untypeset(ours.source) == untypeset(unit.source)


def _went_out(unit: MessageUnit) -> UnitState:
    """The state in which a unit went out."""
    return STATES.get(unit.base.partition(".")[0], "")


def meant(unit: MessageUnit, ours: Entry | None) -> UnitState:
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


def merged(ours: Entry, unit: MessageUnit) -> Entry:
    """The entry with the unit's translation."""
    target, state = _target(unit, ours), meant(unit, ours)
    if not target:
        return ours.replace(target="", state="empty", previous=None)
    if not same_source(ours, unit):
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


def comments(ours: Entry, unit: MessageUnit) -> tuple[str, ...]:
    """The comments of both.

    Where a translation comes from is not among them: a file can't tell.
    """
    # Only added: a translator's comment that a tool has dropped stays.
    there = {tidy(line) for line in ours.comments}
    new = [line for line in dict.fromkeys(map(tidy, unit.comments)) if line and line not in there]
    return (*ours.comments, *provenance.remarks(tuple(new)))


def kept(target: str, comments: tuple[str, ...]) -> list[str]:
    """Comments that keep a translation that gives way, but for those that are there."""
    lines = [_WAS + tidy(line) for line in target.split("\n") if tidy(line)]
    return [line for line in lines if line not in comments]
