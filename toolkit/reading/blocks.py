"""Paragraphs: lines that belong together, and how sure their reading is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    places = [block.body[0] if block.state == "label" and block.body else block.first for block in blocks]
    mass = np.stack([read.p[places][:, of_kind[kind]].sum(axis=1) for kind in kinds], axis=1)
    # Narration is what wraps without a paragraph to go on with, and a label with nothing to say is metadata.
    own = [
        kinds.index(
            "meta" if block.state == "label" and not block.body else KINDS.get(block.state, "narration")
        )
        for block in blocks
    ]
    order = np.argsort(-mass, axis=1, kind="stable")
    other = np.where(order[:, 0] == own, order[:, 1], order[:, 0]).tolist()
    p = mass[np.arange(len(own)), own]
    for k, share in _undisturbed(read, blocks):
        p[k] = share
    return [Sureness(min(1.0, max(0.0, share)), kinds[k]) for share, k in zip(p.tolist(), other, strict=True)]


def _undisturbed(read: Inferred, blocks: Sequence[LineBlock]) -> Iterator[tuple[int, float]]:
    """Index of each block of speech, and the probability that it is of the turn that it was read in."""
    mine: list[tuple[int, int]] = []
    turns: list[list[int]] = []
    for k, block in enumerate(blocks):
        if block.labelled:
            turns.append([block.first, block.first])
        if turns and block.body and (block.labelled or block.state == "continuation"):
            turns[-1][1] = block.body[0]
            mine.append((k, block.body[0]))
    if turns:
        shares = read.lattice.undisturbed(*np.array(turns).T)
        yield from ((k, float(shares[place])) for k, place in mine)
