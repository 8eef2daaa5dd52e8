"""JSON lines: paragraphs or sentences that translate each other, an object each, with all languages in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from toolkit.exchange import ExportOptions, OneWay
from toolkit.exchange.units import parallel
from toolkit.model import Edition
from toolkit.text.data import json_line


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.jsonl": partial(_write, edition, options)}


def _write(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    sink.writelines(f"{line}\n".encode() for line in _lines(edition, options))


def _lines(edition: Edition, options: ExportOptions) -> Iterator[str]:
    for unit in parallel(edition, options):
        cells = unit.row.cells
        row = {
            "id": unit.id,
            "document": edition.name,
            "kind": unit.row.kind,
            "speakers": unit.speakers,
            "texts": unit.texts,
            "origins": {lang: cells[lang].origin for lang in unit.texts if cells[lang].origin},
            # Always there, since programs make columns of what they find in the first lines.
            "confidence": None if unit.confidence is None else round(unit.confidence, 3),
        }
        yield json_line(row)


FORMAT = OneWay(_files, together=True)
