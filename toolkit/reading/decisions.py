"""The editor's decisions about paragraphs, found by how these begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.config import Decision, Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding
from toolkit.model import Kind, Location, Speaker
from toolkit.reading.blocks import Block
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
    sidecar: Sidecar, lines: Lines, blocks: Sequence[Block], speakers: dict[str, Speaker], path: str
) -> tuple[dict[int, Verdict], list[Finding]]:
    """Index of block -> verdict; and the decisions that fit nothing, or several paragraphs.

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
    for one in sidecar.decide:
        if one.label:
            problems += [_unused(one, where)] * (key(one.label) not in labels)
            continue
        begins = _key(one.begins)
        found: set[int] = set()
        at = bisect_left(index, (begins, -1))
        while begins and at < len(index) and index[at][0].startswith(begins) and len(found) < 3:
            found.add(index[at][1])
            at += 1
        unknown = [name for name in one.who if key(name) not in speakers]
        if unknown:
            problems.append(_nobody(unknown[0], one, where))
        elif not found:
            problems.append(_none(one, where))
        elif len(found) > 1:
            problems.append(_several(one, where))
        else:
            kind = one.kind or "speech"
            who = tuple(dict.fromkeys(speakers[key(name)] for name in one.who))
            verdicts[found.pop()] = Verdict(kind, who if kind == "speech" else ())
    return verdicts, problems


def _key(text: str) -> str:
    """What beginnings are compared by: case and typography may change."""
    return fold(untypeset(text))


def _none(one: Decision, where: Location) -> Finding:
    if not fold(one.begins):
        return Finding(
            "D104",
            "warning",
            f"`begins` is empty, so it fits no paragraph, and nothing is decided to be {one.kind}.",
            where,
            "Write the first words of the paragraph, without its label, or delete this [[decide]].",
        )
    return Finding(
        "D104",
        "warning",
        f"no paragraph begins with {one.begins!r}, so it can't be decided that it is {one.kind}.",
        where,
        "Write the first words of the paragraph as it is now, without its label, or delete this [[decide]].",
    )


def _unused(one: Decision, where: Location) -> Finding:
    return Finding(
        "D104",
        "warning",
        f"no label is {one.label!r}, so it can't be decided whose it is.",
        where,
        "Write the label as it is printed, without its colon, or delete this [[decide]].",
    )


def _several(one: Decision, where: Location) -> Finding:
    return Finding(
        "D105",
        "warning",
        f"several paragraphs begin with {one.begins!r}, so it can't be told which of them is {one.kind}.",
        where,
        "Write more of the paragraph's first words.",
    )


def _nobody(name: str, one: Decision, where: Location) -> Finding:
    return Finding(
        "D104",
        "warning",
        f"nobody is called {name!r}, so {one.begins!r} isn't given to them.",
        where,
        "Write a name as it is printed in the transcript, or add a [[speakers]] table with that name.",
    )
