"""Paragraphs: lines that belong together, and how sure their reading is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from toolkit.model import Kind
from toolkit.reading.inference import AT, Inferred, LineState

KINDS: dict[LineState, Kind] = {
    "meta": "meta", "kicker": "kicker", "title": "title", "byline": "byline", "dateline": "dateline",
    "caption": "caption", "note": "note", "narration": "narration", "event": "event", "heading": "heading",
    "separator": "separator", "turn": "speech", "continuation": "speech", "label": "speech",
}  # fmt: skip
"""What a paragraph is whose first line is in a state."""


@dataclass(frozen=True, slots=True)
class LineBlock:
    """Lines that are one paragraph, or a label alone and what is below it."""

    first: int
    """Index of its first line."""
    body: tuple[int, ...]
    """Its lines with text; () for a label with nothing below."""
    state: LineState
    labelled: bool


def blocks(states: Sequence[LineState]) -> list[LineBlock]:
    """The paragraphs of lines."""
    found: list[LineBlock] = []
    i, count = 0, len(states)
    while i < count:
        state, first = states[i], i
        if state == "label" and i + 1 < count and states[i + 1] in ("continuation", "event"):
            i += 1
        body = [i] if state != "label" or i > first else []
        i += 1
        while body and i < count and states[i].startswith("wrap"):
            body.append(i)
            i += 1
        found.append(LineBlock(first, tuple(body), state, state in ("turn", "label")))
    return found


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a paragraph's reading is."""

    p: float
    """The probability of its kind and its speaker."""
    other: Kind | Literal[""]
    """The kind that is next likely; speech also where another speaker is; "" where it is certain."""


def readings(read: Inferred, blocks: Sequence[LineBlock]) -> list[Sureness]:
    """How sure each paragraph is read."""
    of_kind: dict[Kind, list[int]] = defaultdict(list)
    for state, kind in KINDS.items():
        of_kind[kind].append(AT[state])
    kinds = list(of_kind)
    mass = np.stack([read.p[:, of_kind[kind]].sum(axis=1) for kind in kinds], axis=1)
    undisturbed = _undisturbed(read, blocks)
    made = []
    for block in blocks:
        i = block.body[0] if block.state == "label" and block.body else block.first
        kind = KINDS.get(block.state, "narration")
        if block.state == "label" and not block.body:
            kind = "meta"
        order = np.argsort(-mass[i], kind="stable")
        other = next(kinds[k] for k in order if kinds[k] != kind)
        p = float(undisturbed.get(i, mass[i, kinds.index(kind)]))
        made.append(Sureness(min(1.0, max(0.0, p)), other))
    return made


def _undisturbed(read: Inferred, blocks: Sequence[LineBlock]) -> dict[int, float]:
    """Of each line of speech: the probability that it is of the turn that it was read as part of."""
    found: dict[int, float] = {}
    starts = [k for k, block in enumerate(blocks) if block.labelled]
    for n, k in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(blocks)
        mine = [block for block in blocks[k:end] if block.labelled or block.state == "continuation"]
        places = [block.body[0] for block in mine if block.body]
        if places:
            shares = read.lattice.undisturbed(blocks[k].first, places[-1])
            for place in places:
                found[place] = float(shares[place - blocks[k].first])
    return found
