"""Documents with answers, as the reader sees them: what `learn.py` and `title_blocks.py` learn from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.languages.lexicon import key
from toolkit.readers import plain
from toolkit.reading import roster
from toolkit.reading.labelled import Labelled
from toolkit.reading.lattice import AT, STATES
from toolkit.reading.names import parted
from toolkit.reading.shape import Numbers
from toolkit.reading.view import view


@dataclass
class Example:
    """A document with what is known of it."""

    name: str
    weight: float
    """How much it counts."""
    text: Labelled
    fixed: Numbers
    """What is known of its labels before it is read."""
    allow: Numbers
    """Lines x states."""
    speaker: Numbers
    """Of each key: 1 for a speaker, 0 for none, -1 where it isn't known."""
    likely: Numbers
    turns: Numbers | None = None
    rows: Numbers | None = None
    mask: Numbers | None = None


def examples(paths: Sequence[str], most: int | None = None) -> Iterator[Example]:
    """The documents of some files.

    most  lines of each that are read; None for all
    """
    for name in paths:
        path, _, times = name.partition("*")
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.endswith(".gz")
            else Path(path).open(encoding="utf-8") as file
        ):
            for line in file:
                made = example(json.loads(line), float(times or 1), most)
                if made is not None:
                    yield made


def example(document: dict[str, Any], weight: float, most: int | None = None) -> Example | None:
    """One document."""
    content = plain.content(document["text"], path="x.txt")
    content = replace(content, lines=content.lines[:most])
    if not content.lines:
        return None
    known = roster.labelled(view(content.lines))
    fixed = roster.fixed(known, frozenset(key(name) for name in content.cast))
    gold = {line["n"]: line for line in document["lines"]}
    allow = np.ones((len(content.lines), len(STATES)), dtype=np.float32)
    speaker = np.full(len(known.keys), -1, dtype=np.float32)
    index = {name: k for k, name in enumerate(known.keys)}
    opens = np.zeros(len(content.lines), dtype=bool)
    sure = np.zeros(len(content.lines), dtype=bool)
    right = np.full(len(content.lines), -1)
    for i, line in enumerate(content.lines):
        entry = gold.get(line.number)
        states = (entry or {}).get("allow") or []
        if not states:
            continue
        allow[i] = 0
        allow[i, [AT[state] for state in states]] = 1
        opens[i] = bool({"turn", "label"} & set(states))
        sure[i] = not opens[i] or {"turn", "label"} >= set(states)
        if entry.get("label"):
            right[i] = index.get(_key(entry["label"]), -1)
    for k, i, candidate in zip(known.of, known.line, known.candidates, strict=True):
        if not sure[i]:
            continue
        if right[i] == k:
            speaker[k] = 1
        elif speaker[k] < 0 and (not opens[i] or right[i] >= 0):
            speaker[k] = 0
        elif opens[i] and right[i] < 0:
            pass
        del candidate
    # Whoever stands at a line of unknown kind may be one all the same.
    for k, i in zip(known.of, known.line, strict=True):
        if not sure[i] and speaker[k] == 0:
            speaker[k] = -1
    return Example(
        document["id"], weight, known, fixed, allow, speaker, np.zeros(len(known.keys), dtype=np.float32)
    )


def _key(label: str) -> str:
    """The key of a label; a dash or a sign is its own."""
    base, _ = parted(label)
    return key(base) if any(map(str.isalnum, base)) else label[:1].replace("ー", "―")
