"""The editor's decisions about paragraphs.

They are found by how paragraphs begin, and are certain: the rest is inferred around them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.model import Kind, Location, Speaker
from toolkit.reading.lexicon import key
from toolkit.text.hygiene import fold, untypeset


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one paragraph is, by the editor."""

    kind: Kind
    speakers: tuple[Speaker, ...]
    """Of speech: whose; () where the speaker before goes on."""


def decide(
    sidecar: Sidecar,
    texts: Sequence[Sequence[str]],
    labels: Container[str],
    speakers: Mapping[str, Speaker],
    path: str,
) -> tuple[dict[int, Verdict], list[Finding]]:
    """What the editor says of each paragraph.

    Index of paragraph -> verdict; and the decisions that fit nothing, or several paragraphs.

    texts     of each paragraph: how it may be quoted, with its label and without
    labels    keys of all labels that lines may have
    speakers  by folded name, alias and key
    """
    if not sidecar.decide:
        return {}, []
    index = sorted({(_key(text), i) for i, ways in enumerate(texts) for text in ways})
    verdicts: dict[int, Verdict] = {}
    problems = []
    where = Location(sidecar_shown(path) or path, 1)
    for decision in sidecar.decide:
        if decision.label:
            if key(decision.label) not in labels:
                problems.append(report("D104.label", where, label=decision.label))
            continue
        begins = _key(decision.begins)
        fitting = _fitting(index, begins)
        last = _fitting(index, _key(decision.until)) if decision.until else fitting
        unknown = [name for name in decision.who if key(name) not in speakers]
        if unknown:
            problems.append(report("D104.nobody", where, speaker=unknown[0], begins=decision.begins))
        elif not fold(decision.begins):
            problems.append(report("D104.empty", where, kind=decision.kind))
        elif not fitting:
            problems.append(report("D104.none", where, begins=decision.begins, kind=decision.kind))
        elif len(fitting) > 1:
            problems.append(report("D105", where, begins=decision.begins, kind=decision.kind))
        elif not last or max(last) < min(fitting):
            problems.append(report("D104.none", where, begins=decision.until, kind=decision.kind))
        elif len(last) > 1:
            problems.append(report("D105", where, begins=decision.until, kind=decision.kind))
        else:
            kind = decision.kind or "speech"
            who = tuple(dict.fromkeys(speakers[key(name)] for name in decision.who))
            verdict = Verdict(kind, who if kind == "speech" else ())
            verdicts |= dict.fromkeys(range(min(fitting), max(last) + 1), verdict)
    return verdicts, problems


def _fitting(index: Sequence[tuple[str, int]], begins: str) -> set[int]:
    """The paragraphs that begin so; no more than three."""
    fitting: set[int] = set()
    place = bisect_left(index, (begins, -1))
    while begins and place < len(index) and index[place][0].startswith(begins) and len(fitting) < 3:
        fitting.add(index[place][1])
        place += 1
    return fitting


def _key(text: str) -> str:
    """What beginnings are compared by."""
    # Case and typography may change.
    return fold(untypeset(text))
