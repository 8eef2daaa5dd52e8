"""A table of paragraphs or sentences that translate each other.

It is for corpus tools and scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import BinaryIO

from toolkit.catalog import contexts
from toolkit.exchange import ExportOptions, OneWay
from toolkit.exchange.units import parallel
from toolkit.model import Edition
from toolkit.text.hygiene import tidy


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.pairs.tsv": partial(_write, edition, options)}


def _write(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    _line(sink, "id", "kind", "speaker", "origin", "confidence", *edition.langs)
    target = edition.langs[1]
    for unit in parallel(edition, options):
        confidence = "" if unit.confidence is None else f"{unit.confidence:.3f}"
        about = unit.row.kind, contexts.together(unit.speakers), unit.row.cells[target].origin, confidence
        _line(sink, unit.id, *about, *unit.texts.values())


def _line(sink: BinaryIO, *cells: str) -> None:
    # A tidy text has neither tabs nor line breaks, so nothing needs quotes: few corpus tools know them.
    sink.write(("\t".join(map(tidy, cells)) + "\n").encode())


FORMAT = OneWay(_files)
