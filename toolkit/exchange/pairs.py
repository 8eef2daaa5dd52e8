"""A table of paragraphs or sentences that translate each other.

It is for corpus tools and scripts. The texts are words alone, as in the other formats that only go out:
without marks of emphasis and the like.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from toolkit.catalog import contexts
from toolkit.exchange import ExportOptions, OneWay
from toolkit.model import Edition, Row
from toolkit.text import cuts, markup
from toolkit.text.hygiene import tidy


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A bead that has text on both sides."""

    id: str
    """Of the paragraph, with a dot and the 1-based number of the bead in it."""
    source: str
    target: str
    confidence: float
    """That these sentences belong together, from 0 to 1."""


def sentence_pairs(row: Row, source: str, target: str) -> Iterator[SentencePair]:
    """The beads of a row that have text in both languages.

    There are none where there is no finished translation.
    """
    sources, targets = (cuts.balance(row.cells[lang].sentences) for lang in (source, target))
    for number, bead in enumerate(row.beads.get(target, ()), 1):
        left = words("".join(sources[k] for k in bead.source))
        right = words("".join(targets[k] for k in bead.target))
        if left and right:
            yield SentencePair(f"{row.id}.{number}", left, right, math.exp(-bead.cost))


def words(text: str) -> str:
    """The words of a tidy text, without marks."""
    bare = markup.plain(text)
    return bare.strip(" ") if bare is text else tidy(bare)  # nearly always there are no marks


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.pairs.tsv": partial(_write, edition, options)}


def _write(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    _line(sink, "id", "kind", "speaker", "origin", "confidence", *edition.langs)
    source, target = edition.langs
    for scene in edition.scenes:
        for row in scene.rows:
            about = row.kind, contexts.together(scene.speakers), row.cells[target].origin
            if options.unit == "sentence":
                for pair in sentence_pairs(row, source, target):
                    _line(sink, pair.id, *about, f"{pair.confidence:.3f}", pair.source, pair.target)
            elif row.cells[target].state == "translated":
                _line(sink, row.id, *about, "", words(row.cells[source].text), words(row.cells[target].text))


def _line(sink: BinaryIO, *cells: str) -> None:
    # A tidy text has neither tabs nor line breaks, so nothing needs quotes: few corpus tools know them.
    sink.write(("\t".join(map(tidy, cells)) + "\n").encode())


FORMAT = OneWay(_files)
