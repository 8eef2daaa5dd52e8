"""Align one pair of texts.

Its beads, and what is odd about it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from toolkit.aligning import align
from toolkit.aligning.bounds import SURE
from toolkit.aligning.moved import MovedBlock, moved
from toolkit.aligning.related import excerpt, unrelated
from toolkit.aligning.resources import Resources
from toolkit.corpora.texts import SegmentedText
from toolkit.findings import Finding, report
from toolkit.model import Bead
from toolkit.text.hygiene import counted, percent


@dataclass(frozen=True, slots=True)
class BeadCounts:
    """Counts of beads and sentences.

    They are those of one pair or of many; add them with `+`.
    """

    beads: int = 0
    one_to_one: int = 0
    sentences: tuple[int, int] = (0, 0)
    alone: tuple[int, int] = (0, 0)
    """Sentences without a counterpart, of either text."""
    sure: int = 0
    """Sentences of both texts in beads of probability .9 and more."""

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> BeadCounts:
        """Of one alignment."""
        kinds = Counter((len(bead.source), len(bead.target)) for bead in beads)
        return cls(
            len(beads),
            kinds[1, 1],
            (
                sum(n * many for (n, _), many in kinds.items()),
                sum(m * many for (_, m), many in kinds.items()),
            ),
            (
                sum(n * many for (n, m), many in kinds.items() if not m),
                sum(m * many for (n, m), many in kinds.items() if not n),
            ),
            sum(len(b.source) + len(b.target) for b in beads if b.source and b.target and b.cost <= SURE),
        )

    def __add__(self, other: BeadCounts) -> BeadCounts:
        return BeadCounts(
            self.beads + other.beads,
            self.one_to_one + other.one_to_one,
            (self.sentences[0] + other.sentences[0], self.sentences[1] + other.sentences[1]),
            (self.alone[0] + other.alone[0], self.alone[1] + other.alone[1]),
            self.sure + other.sure,
        )

    def __str__(self) -> str:
        total = sum(self.sentences)
        (n, m), (left, right) = self.sentences, self.alone
        return (
            f"{counted(self.beads, 'bead')} of {n:,} and {counted(m, 'sentence')}: {self.one_to_one:,} "
            f"of them 1:1, {left:,} and {counted(right, 'sentence')} without counterpart; "
            f"{percent(self.sure / total if total else 0)} of the sentences in sure beads"
        )


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A pair of texts and what goes with what."""

    texts: tuple[SegmentedText, SegmentedText]
    beads: tuple[Bead, ...]
    problems: tuple[Finding, ...]
    """What a person should know before they trust it."""


def pair(source: SegmentedText, target: SegmentedText, resources: Resources) -> AlignedPair:
    """Align two texts."""
    aligner = partial(
        align,
        source_lang=source.lang,
        target_lang=target.lang,
        dictionary=resources.dictionary,
        encoder=resources.encoder,
    )
    beads = aligner(source.sentences, target.sentences)
    # Looked for, and only told: a corpus keeps the order of its texts.
    blocks = moved(source.sentences, target.sentences, beads, aligner)
    return AlignedPair((source, target), beads, tuple(_oddities(source, target, beads, blocks)))


def _oddities(
    source: SegmentedText, target: SegmentedText, beads: Sequence[Bead], blocks: Sequence[MovedBlock]
) -> Iterator[Finding]:
    names = source.name, target.name
    for text in (source, target):
        if not any(text.sentences):
            yield report("D310", text=text.name)
    for (a, b), (c, d) in ((block.source, block.target) for block in blocks):
        ends = {"first": a + 1, "last": b, "begin": c + 1, "end": d}
        yield report("D315.files", source=names[0], target=names[1], **ends)
    # Of a text in another order many sentences are in its blocks; a block by chance is alone.
    # Sentences in blocks are rightly doubtful where they stand.
    held = sum(block.source[1] - block.source[0] for block in blocks)
    problem = None if held > len(source.sentences) / 3 else unrelated(beads, names)
    if problem is not None:
        yield problem
    problem = excerpt(beads, names)
    if problem is not None:
        yield problem
