"""The editor's decisions about paragraphs.

They are found by how paragraphs begin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.model import Kind, Location, Speaker
from toolkit.reading.blocks import LineBlock
from toolkit.reading.lexicon import key
from toolkit.reading.lines import Lines
from toolkit.text.hygiene import fold, untypeset


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one paragraph is, by the editor."""

    kind: Kind
    speakers: tuple[Speaker, ...]
    """Of speech: whose; () where the speaker before goes on."""


def decide(
    sidecar: Sidecar, lines: Lines, blocks: Sequence[LineBlock], speakers: dict[str, Speaker], path: str
) -> tuple[dict[int, Verdict], list[Finding]]:
    """What the editor says of each block.

    Index of block -> verdict; and the decisions that fit nothing, or several paragraphs.

    speakers  by folded name, alias and key
    """
    if not sidecar.decide:
        return {}, []
    index = sorted(
        {
            (_key(text), i)
            for i, block in enumerate(blocks)
            for text in (block.text() if block.parts else "", block.whole(lines))
        }
    )
    verdicts: dict[int, Verdict] = {}
    labels = {block.label.name.key for block in blocks if block.label is not None}
    problems = []
    where = Location(sidecar_shown(path) or path, 1)
    for decision in sidecar.decide:
        if decision.label:
            if key(decision.label) not in labels:
                problems.append(report("D104.label", where, label=decision.label))
            continue
        begins = _key(decision.begins)
        fitting: set[int] = set()
        place = bisect_left(index, (begins, -1))
        while begins and place < len(index) and index[place][0].startswith(begins) and len(fitting) < 3:
            fitting.add(index[place][1])
            place += 1
        unknown = [name for name in decision.who if key(name) not in speakers]
        if unknown:
            problems.append(report("D104.nobody", where, speaker=unknown[0], begins=decision.begins))
        elif not fold(decision.begins):
            problems.append(report("D104.empty", where, kind=decision.kind))
        elif not fitting:
            problems.append(report("D104.none", where, begins=decision.begins, kind=decision.kind))
        elif len(fitting) > 1:
            problems.append(report("D105", where, begins=decision.begins, kind=decision.kind))
        else:
            kind = decision.kind or "speech"
            who = tuple(dict.fromkeys(speakers[key(name)] for name in decision.who))
            verdicts[fitting.pop()] = Verdict(kind, who if kind == "speech" else ())
    return verdicts, problems


def _key(text: str) -> str:
    """What beginnings are compared by."""
    # Case and typography may change.
    return fold(untypeset(text))
