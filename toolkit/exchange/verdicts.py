"""What becomes of messages when their units come back.

A three-way merge: as it went out, as it came back, and as it is here now. Rows of a spreadsheet whose cells
no longer belong together are found first.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from statistics import correlation, median, pstdev
from typing import Literal

from toolkit import catalog, late
from toolkit.catalog import provenance, review
from toolkit.exchange import REVIEWS, STATES, MessageUnit, UnitState, checksum, checksum_of, state_of, token
from toolkit.model import Entry
from toolkit.text.hygiene import fitted, normalized, tidy, untypeset

# A cell that is deleted or put in lets all below it slip by a row, and a column may be sorted alone. What a
# text was when it went out tells that of old translations (its checksum travels with each row); of new
# ones, only their lengths can.


_NUMBER = late.regex(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_ROWS = 3
"""Old translations in the rows of others that are surely no chance, nor a translator's purpose."""
_WINDOW = 10
"""Rows by whose lengths new translations are judged."""
_FAR = 3
"""Rows that new translations are looked for up and down: as many cells may have been put in."""
_FITS = 0.4
_BETTER = 0.4
"""A window has slipped where lengths fit the neighbour's source within the first, and better by the second:
means of the logarithms of ratios. Where each row is as it should be, they differ by about 0.3."""

_RATIO = 0.5
"""How much ratios of lengths differ between languages, at most: standard deviation of their logarithms."""
_CHANCE, _SURE = 0.5, 4.0
"""A correlation that chance has, and errors by which a lesser one is surely none of texts and translations.
Both after Fisher: as area tangents."""


def slipped(units: Sequence[MessageUnit]) -> Iterator[range]:
    """Stretches where old translations stand a row too low or high."""
    went_out = [checksum_of(unit.base) for unit in units]
    now = [checksum(unit.target) if unit.target.strip() else "" for unit in units]
    last = len(units)
    # A cell that was put in pushes all others down, one that was taken out pulls them up.
    for step in (-1, 1):
        first, seen, end = 0, 0, 0
        for k in range(last + 1):
            if k < last and not (now[k] and now[k] == went_out[k]):
                if now[k] and 0 <= k + step < last and now[k] == went_out[k + step]:
                    seen, end = seen + 1, k + 1
                    first = k if seen == 1 else first
                continue
            # A stretch may have rows between that were empty, or are new.
            if seen >= _ROWS:
                yield range(first, end)
            seen = 0


def strayed(
    units: Sequence[MessageUnit], slipped: Container[int] = frozenset()
) -> tuple[list[int], list[int]]:
    """Rows with old translations of other rows, as in a sorted column, and rows in doubt.

    The other rows have them no longer: a translation that stands in its own row as well was copied on
    purpose. One or two may have been moved on purpose, and are only in doubt. So are new translations
    where many have strayed, since the same was done to them.

    slipped  rows that slipped with their stretch, which says nothing of new ones far from it
    """
    went_out = [checksum_of(unit.base) for unit in units]
    now = [checksum(unit.target) if unit.target.strip() else "" for unit in units]
    old = {text for text in went_out if text}
    # Short answers are the same in many rows: those tell nothing.
    stayed = {text for text, was in zip(now, went_out, strict=True) if text == was}
    strange = [k for k, text in enumerate(now) if text in old and text != went_out[k]]
    moved = [k for k in strange if now[k] not in stayed]
    if len(moved) < _ROWS:
        return [], moved
    near = set(range(len(units)))
    if sum(k not in slipped for k in moved) < _ROWS:
        # What is new goes with a stretch that has slipped, up to the next row that is as it was.
        firm = {k for k in near if now[k] and now[k] == went_out[k]}
        near = set()
        for order in (range(len(units)), range(len(units) - 1, -1, -1)):
            beside = False
            for k in order:
                beside = k in slipped or (beside and k not in firm)
                near |= {k} if beside else set()
    return strange, [k for k in sorted(near) if now[k] and now[k] not in old]


def misfits(units: Sequence[MessageUnit]) -> Iterator[range]:
    """Stretches whose translations fit rows above or below better.

    The lengths of the texts tell.
    """
    rows = [k for k, unit in enumerate(units) if unit.target.strip()]
    if len(rows) < _WINDOW:
        return
    sources = [math.log(len(unit.source) + 3) for unit in units]
    targets = {k: math.log(len(units[k].target) + 3) for k in rows}
    # Languages differ in length: what is usual in this file is what tells.
    usual = median(targets[k] - sources[k] for k in rows)

    def off(k: int, step: int) -> float:
        beside = min(max(k + step, 0), len(units) - 1)
        return abs(targets[k] - sources[beside] - usual)

    here = [off(k, 0) for k in rows]
    for step in (step for step in range(-_FAR, _FAR + 1) if step):
        there = [off(k, step) for k in rows]
        windows = [
            n
            for n in range(len(rows) - _WINDOW + 1)
            if (fit := sum(there[n : n + _WINDOW]) / _WINDOW) < _FITS
            and fit + _BETTER < sum(here[n : n + _WINDOW]) / _WINDOW
        ]
        if windows:
            # Where neighbours are as long as each other, nothing tells: the same may go on there.
            first, final = max(windows[0] - _WINDOW, 0), min(windows[-1] + 2 * _WINDOW, len(rows))
            yield range(rows[first], rows[final - 1] + 1)


def shuffled(units: Sequence[MessageUnit]) -> list[int]:
    """Rows with new translations, where these were sorted alone.

    Long texts have long translations. Where theirs are as long as chance would have it, they stand beside
    other sources. Of few rows, or of texts that are all of one length, nothing can be told.
    """
    rows = [k for k, unit in enumerate(units) if unit.target.strip()]
    rows = [k for k in rows if checksum(units[k].target) != checksum_of(units[k].base)]
    sources = [math.log(len(units[k].source) + 3) for k in rows]
    targets = [math.log(len(units[k].target) + 3) for k in rows]
    if len(rows) < _WINDOW or 0 in (spread := pstdev(sources), pstdev(targets)):
        return []
    usual = math.atanh(spread / math.hypot(spread, _RATIO))
    least = min(_CHANCE, usual - _SURE / math.sqrt(len(rows) - 3))
    # Not quite 1 either way: of that nothing can be taken.
    alike = max(-0.999, min(correlation(sources, targets), 0.999))
    return rows if math.atanh(alike) < least else []


def undone(unit: MessageUnit, sources: Container[str], here: str) -> MessageUnit:
    """A row without what a spreadsheet has done to it.

    What went out tells it. A table in plain text that was opened and saved as a workbook keeps the apostrophe
    before a formula, and makes 7 of 007.

    sources  those of the catalog
    here     its translation of the message
    """
    source, target, went_out = unit.source, unit.target, checksum_of(unit.base)
    if source.startswith("'") and source not in sources and source[1:] in sources:
        source = source[1:]
    if went_out and checksum(target) != went_out:
        if target.startswith("'") and checksum(target[1:]) == went_out:
            target = target[1:]
        elif checksum(here) == went_out and _NUMBER.fullmatch(here) and _NUMBER.fullmatch(target):
            target = here if float(here) == float(target) else target
    same = (source, target) == (unit.source, unit.target)
    return unit if same else replace(unit, source=source, target=target)


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
    if _same(target, ours.target) and (state == state_of(ours) or (not same and ours.state == "fuzzy")):
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
        return "marked" if _same(_target(unit, ours), ours.target) else "undated"
    here = checksum(ours.target) != went_out
    there = checksum(unit.target) != went_out
    if here:
        return "both" if there else "here"
    if not same_source(ours, unit):
        return "source"
    return "there" if there else "states"


def _same(text: str, other: str) -> bool:
    """Whether two texts have the same characters: some systems write an accent behind its letter."""
    return text == other or normalized(text, "NFC") == normalized(other, "NFC")


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
    # Only what was finished can be reviewed: some tools call all that they save final.
    if unit.state in REVIEWS and not (as_it_was and was in {"done", *REVIEWS}):
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
    if (state == "done" or state in REVIEWS) and catalog.origin(made) in {"aligned", "machine"}:
        made = made.replace(comments=(provenance.REVISED, *made.comments))
    return review.reviewed(made, REVIEWS.get(state, ""))


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
