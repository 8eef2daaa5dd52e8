"""Beads as ladder, TSV, JSON lines or TMX.

None of them loses a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from toolkit.corpora import scores
from toolkit.corpora.texts import SegmentedText
from toolkit.model import Bead
from toolkit.text.data import json_line

if TYPE_CHECKING:
    from toolkit.exchange import tmx

Texts = tuple[SegmentedText, SegmentedText]


def write(sink: BinaryIO, form: str, beads: Sequence[Bead], texts: Texts) -> None:
    """Write beads in one of the formats.

    ladder  `[0, 1]:[0]`, a bead a line: 0-based numbers of sentences
    tsv     source, target, confidence; several sentences are joined as their language joins them
    jsonl   `source` and `target` as lists of sentences, `at`: their numbers, `confidence`
    tmx     TMX 1.4b, a unit a bead, the confidence as property `x-confidence`; a unit without a counterpart
            has one language
    """
    if form == "tmx":
        # TMX's own imports take as long as a short text's alignment.
        from toolkit.exchange import tmx

        tmx.write(sink, tmx.MemoryHeader(texts[0].lang), _units(beads, texts))
        return
    # Line by line, so that a large result needs no memory.
    lines = {"ladder": _ladder, "tsv": _tsv, "jsonl": _jsonl}[form](beads, texts)
    sink.writelines(f"{line}\n".encode() for line in lines)


def confidence(bead: Bead) -> float:
    """Probability that a bead is right, in thousandths."""
    return round(math.exp(-bead.cost), 3)


def _ladder(beads: Sequence[Bead], texts: Texts) -> Iterator[str]:
    del texts
    yield from scores.ladder(beads).splitlines()


def _tsv(beads: Sequence[Bead], texts: Texts) -> Iterator[str]:
    for bead in beads:
        source, target = (_one_field(text) for text in _sides(bead, texts))
        yield f"{source}\t{target}\t{confidence(bead):.3f}"


def _one_field(text: str) -> str:
    return text.replace("\t", " ").replace("\r", " ")


def _jsonl(beads: Sequence[Bead], texts: Texts) -> Iterator[str]:
    for bead in beads:
        source, target = texts
        row = {
            "source": [source.sentences[i] for i in bead.source],
            "target": [target.sentences[j] for j in bead.target],
            "at": [bead.source, bead.target],
            "confidence": confidence(bead),
        }
        yield json_line(row)


def _units(beads: Sequence[Bead], texts: Texts) -> Iterator[tmx.MemoryUnit]:
    from toolkit.exchange import tmx

    for number, bead in enumerate(beads, 1):
        variants = [
            tmx.Variant(text.lang, side)
            for text, side in zip(texts, _sides(bead, texts), strict=True)
            if side
        ]
        yield tmx.MemoryUnit(variants, f"b{number}", [("x-confidence", f"{confidence(bead):.3f}")])


def _sides(bead: Bead, texts: Texts) -> tuple[str, str]:
    return texts[0].join(bead.source), texts[1].join(bead.target)
