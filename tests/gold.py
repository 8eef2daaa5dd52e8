"""Texts with answers made by hand.

source, target, gold = aligned_by_hand(path)    of data/align; bead_f1(beads, gold)
text, gold = read_by_hand(path)                 of data/reading; score(rows, gold)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.model import Bead
from toolkit.text.hygiene import tidy, visible

FOLDER = Path(__file__).parent / "data"


class Answer(NamedTuple):
    """What is right to say of a paragraph."""

    kinds: tuple[str, ...]
    """The best first."""
    names: tuple[str, ...] | None
    """Of who says it, the best first: "" for nobody known; None where nobody can tell."""
    label: int = 0
    """Line of the label that stands alone above it; 0 for none."""

    @property
    def speech(self) -> bool:
        """Whether it is best called speech."""
        return self.kinds[0] == "speech"


class Score(NamedTuple):
    """Paragraphs by how they were read."""

    right: int
    """Speech with the right speaker."""
    given: int
    """Speech that was read."""
    wanted: int
    """Speech of the answers."""
    kinds: int
    """Answers whose kind is right."""
    answers: int

    @property
    def speech(self) -> float:
        """F1 of speech; where nobody speaks, it is right to find nobody."""
        if not self.given and not self.wanted:
            return 1.0
        return harmonic(*(self.right / total if total else 0.0 for total in (self.given, self.wanted)))

    @property
    def accuracy(self) -> float:
        """Share of kinds that are right."""
        return self.kinds / self.answers

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.right == self.given == self.wanted and self.kinds == self.answers


def total(scores: Iterable[Score]) -> Score:
    """All paragraphs together."""
    return Score(*map(sum, zip(*scores, strict=True)))


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
    """The transcript, and the answers by the line (1-based) on which the text of their paragraphs begins."""
    lines = []
    answers = {}
    label = 0
    for number, row in enumerate(path.read_text("utf-8").removesuffix("\n").split("\n"), 1):
        told, _, line = row.partition("\t")
        lines.append(line)
        if told and told != "label":
            kinds, _, names = told.partition(" ")
            answers[number] = Answer(
                tuple(kinds.split("|")), None if names == "?" else tuple(names.split("|")), label
            )
        label = number if told == "label" else 0
    return "\n".join(lines) + "\n", answers


def score(rows: Sequence[Mapping[str, Any]], gold: Mapping[int, Answer]) -> Score:
    """How many paragraphs are read as people read them.

    rows  as `toolkit.workflow.reading_rows.rows` gives them

    What may be speech and something else counts as speech only where it is best called so and was read so:
    else the figures would be better for the guess that happens to stand first.
    """
    by_line: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_line[row["line"]].append(row)
    right = wanted = kinds = 0
    given = sum(row["kind"] == "speech" for row in rows)
    for line, answer in gold.items():
        here = by_line[line] or by_line[answer.label]
        kind, who = max((_said(row) for row in here), key=lambda said: _fit(said, answer), default=("", ""))
        kinds += kind in answer.kinds
        spoken = kind == "speech"
        if answer.names is None or (kind in answer.kinds and spoken != answer.speech):
            given -= spoken
        elif answer.speech:
            wanted += 1
            right += spoken and who in map(_name, answer.names)
    return Score(right, given, wanted, kinds, len(gold))


def _said(row: Mapping[str, Any]) -> tuple[str, str]:
    """The kind and the speaker of a row; several who speak together are joined as in the files."""
    who = row["speaker"] or ""
    return row["kind"], _name(who if isinstance(who, str) else " + ".join(who))


def _fit(said: tuple[str, str], answer: Answer) -> int:
    """Which of several rows of a line an answer is about."""
    kind, who = said
    return (kind in answer.kinds) + (kind == "speech" and who in map(_name, answer.names or ()))


def _name(who: str) -> str:
    """A form in which names are compared."""
    return tidy(visible(who)).casefold()
