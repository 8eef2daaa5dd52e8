"""A table of what stands beside what, for corpus tools and scripts: paragraphs, or sentences in beads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from toolkit.exchange import OneWay, Options
from toolkit.model import Edition, Kind, Origin, Row
from toolkit.text import tidy


@dataclass(frozen=True, slots=True)
class Pair:
    """A piece of the source and its finished translation."""

    id: str
    """Of the paragraph; with a dot and the 1-based number of the bead in it, for sentences."""
    kind: Kind
    speaker: str
    """Key; "" for none."""
    source: str
    target: str
    origin: Origin
    confidence: float | None
    """That these sentences belong together, from 0 to 1; None for paragraphs, which the catalog pairs."""


def pairs(edition: Edition, unit: str) -> Iterator[Pair]:
    """The pairs of an edition in two languages, in order.

    unit  paragraph or sentence; for the latter the edition's cells must have sentences

    What isn't translated is left out, and so is a sentence without a counterpart.
    """
    source, target = edition.langs
    for scene in edition.scenes:
        for row in scene.rows:
            one, other = row.cells[source], row.cells[target]
            if other.state != "translated" or not one.text:
                continue
            found = (
                _sentences(row, source, target)
                if unit == "sentence"
                else [(row.id, one.text, other.text, None)]
            )
            for name, left, right, confidence in found:
                yield Pair(
                    name, row.kind, scene.speaker or "", tidy(left), tidy(right), other.origin, confidence
                )


def _sentences(row: Row, source: str, target: str) -> Iterator[tuple[str, str, str, float | None]]:
    one, other = row.cells[source].sentences, row.cells[target].sentences
    for number, bead in enumerate(row.beads.get(target, ()), 1):
        left, right = "".join(one[i] for i in bead.source), "".join(other[j] for j in bead.target)
        if left.strip() and right.strip():
            yield f"{row.id}.{number}", left, right, math.exp(-bead.cost)


def _files(edition: Edition, options: Options) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.pairs.tsv": partial(_write, edition, options)}


def _write(edition: Edition, options: Options, sink: BinaryIO) -> None:
    columns = ("id", "kind", "speaker", "origin", "confidence", *edition.langs)
    if options.bom:
        sink.write(b"\xef\xbb\xbf")
    sink.write(("\t".join(columns) + "\n").encode())
    for pair in pairs(edition, options.unit):
        confidence = "" if pair.confidence is None else f"{pair.confidence:.3f}"
        # On one line each, without tabs: a tidy text has neither.
        cells = (pair.id, pair.kind, pair.speaker, pair.origin, confidence, pair.source, pair.target)
        sink.write(("\t".join(cells) + "\n").encode())


FORMAT = OneWay(_files)
