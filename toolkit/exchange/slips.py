"""Find rows of a spreadsheet whose cells no longer belong together.

A cell that is deleted or put in lets all below it slip by a row, and a column may be sorted alone. What a
text was when it went out tells that of old translations (its checksum travels with each row); of new ones,
only their lengths can.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from statistics import median

from toolkit.exchange import MessageUnit
from toolkit.exchange.outgoing import checksum, checksum_of

_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_ROWS = 3
"""Old translations in the rows of others that are no chance, nor a translator's purpose."""
_WINDOW = 10
"""Rows by whose lengths new translations are judged."""
_FITS = 0.4
_BETTER = 0.4
"""A window has slipped where lengths fit the neighbour's source within the first, and better by the second:
means of the logarithms of ratios. Where each row is as it should be, they differ by about 0.3."""


def slipped(units: Sequence[MessageUnit]) -> Iterator[range]:
    """Stretches where old translations stand a row too low or high."""
    went_out = [checksum_of(unit.base) for unit in units]
    now = [checksum(unit.target) if unit.target.strip() else "" for unit in units]
    last = len(units)
    # A cell that was put in pushes all others down, one that was taken out pulls them up.
    for step in (-1, 1):
        first, found, end = 0, 0, 0
        for k in range(last + 1):
            if k < last and not (now[k] and now[k] == went_out[k]):
                if now[k] and 0 <= k + step < last and now[k] == went_out[k + step]:
                    found, end = found + 1, k + 1
                    first = k if found == 1 else first
                continue
            # A stretch may have rows between that were empty, or are new.
            if found >= _ROWS:
                yield range(first, end)
            found = 0


def strayed(units: Sequence[MessageUnit]) -> list[int]:
    """Rows with old translations of other rows, as in a sorted column.

    The other rows have them no longer: a translation that stands in its own row as well was copied on
    purpose.
    """
    went_out = [checksum_of(unit.base) for unit in units]
    now = [checksum(unit.target) if unit.target.strip() else "" for unit in units]
    old = {text for text in went_out if text}
    # Short answers are the same in many rows: those tell nothing.
    stayed = {text for text, was in zip(now, went_out, strict=True) if text == was}
    strange = [k for k, text in enumerate(now) if text in old and text != went_out[k]]
    return strange if sum(now[k] not in stayed for k in strange) >= _ROWS else []


def misfits(units: Sequence[MessageUnit]) -> Iterator[range]:
    """Stretches whose translations fit the rows above or below better.

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
    for step in (-1, 1):
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


def ranges(numbers: Sequence[int]) -> str:
    """Numbers for people, cut short.

    >>> ranges([2, 3, 4, 7])
    '2-4, 7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    shown = ", ".join("-".join(map(str, part)) for part in parts[:5])
    return f"{shown} ..." if len(parts) > 5 else shown
