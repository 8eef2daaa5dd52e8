"""Texts with answers made by hand.

source, target, gold = aligned_by_hand(path)    of data/align; bead_f1(beads, gold)
text, gold = read_by_hand(path)                 of data/reading; speech_f1(rows, gold)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.model import Bead

FOLDER = Path(__file__).parent / "data"
Answer = tuple[str, str]
"""The kind of a paragraph, and who says it ("" for nobody)."""


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def aligned_by_hand(path: Path) -> tuple[list[str], list[str], list[Bead]]:
    """The sentences of both sides, and the beads.

    The file is called NAME.SOURCE-TARGET.txt.
    """
    langs = path.name.split(".")[1].split("-")
    sides: tuple[list[str], list[str]] = ([], [])
    beads = []
    for block in path.read_text("utf-8").strip("\n").split("\n\n"):
        starts = [len(side) for side in sides]
        for line in block.split("\n"):
            lang, _, sentence = line.partition(": ")
            sides[langs.index(lang)].append(sentence)
        source, target = (tuple(range(start, len(side))) for start, side in zip(starts, sides, strict=True))
        beads.append(Bead(source, target))
    return *sides, beads


def bead_f1(beads: Iterable[Bead], gold: Iterable[Bead]) -> float:
    """F1 of whole beads, as vecalign's scorer has it.

    A bead is right if the very same is in the gold. One with an empty side counts where it is given, and is
    not asked for: what was left out is nothing to be found.
    """
    given = {(bead.source, bead.target) for bead in beads}
    true = {(bead.source, bead.target) for bead in gold}
    wanted = {bead for bead in true if all(bead)}
    return harmonic(len(given & true) / len(given), len(given & wanted) / len(wanted))


def link_f1(beads: Iterable[Bead], gold: Iterable[Bead]) -> float:
    """F1 of pairs of sentences in one bead.

    What is nearly right is worth something.
    """
    given, true = _links(beads), _links(gold)
    return harmonic(len(given & true) / len(given), len(given & true) / len(true))


def _links(beads: Iterable[Bead]) -> set[tuple[int, int]]:
    links = set()
    for bead in beads:
        links |= {(i, j) for i in bead.source for j in bead.target}
    return links


def read_by_hand(path: Path) -> tuple[str, dict[int, Answer]]:
    """The transcript, and the answers by the line (1-based) on which their paragraphs begin."""
    lines = []
    answers = {}
    for number, row in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), 1):
        answer, _, line = row.partition("\t")
        lines.append(line)
        if answer:
            kind, _, speaker = answer.partition(" ")
            answers[number] = kind, speaker
    return "\n".join(lines) + "\n", answers


def speech_f1(rows: Sequence[Mapping[str, Any]], gold: Mapping[int, Answer]) -> float:
    """F1 of paragraphs that somebody says; who says it must be right, in letters of any case.

    rows  as `toolkit.cli.views.rows` gives them
    """
    given = _given(rows, gold)
    wanted = {line: who for line, (kind, who) in gold.items() if kind == "speech"}
    said = {line: who for line, (kind, who) in given.items() if kind == "speech"}
    if not said or not wanted:
        # Where nobody speaks, it is right to find nobody.
        return float(said == wanted)
    right = sum(said.get(line, "").casefold() == who.casefold() for line, who in wanted.items())
    return harmonic(right / len(said), right / len(wanted))


def kind_accuracy(rows: Sequence[Mapping[str, Any]], gold: Mapping[int, Answer]) -> float:
    """The share of answers whose kind is right."""
    given = _given(rows, gold)
    return sum(given.get(line, ("", ""))[0] == kind for line, (kind, _) in gold.items()) / len(gold)


def _given(rows: Sequence[Mapping[str, Any]], gold: Mapping[int, Answer]) -> dict[int, Answer]:
    """Rows by their line; of a label that stands alone, by the line below it, where the answer stands."""
    given: dict[int, Answer] = {}
    for row in rows:
        line = row["line"]
        line += line not in gold and line + 1 in gold
        given.setdefault(line, (row["kind"], row["speaker"] or ""))
    return given
