"""A corpus as a table: a row a bead, in one of four formats.

All have the same columns:

document      what the pair is called
source        text of the source: several sentences are joined as their language joins them; "" for none
target        likewise
source_ids    0-based numbers of its sentences in their text
target_ids    likewise
probability   that these belong together, in thousandths
kind          how many sentences go with how many: `1:2`
method        what tells it: `words`, and `dictionary` and `vectors` where these were used
version       of diglot
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from toolkit import __version__
from toolkit.corpora import packed, parquet
from toolkit.corpora.output import Texts, confidence, field_of
from toolkit.model import Bead
from toolkit.text.data import json_line

COLUMNS: dict[str, Any] = {
    "document": str, "source": str, "target": str, "source_ids": [int], "target_ids": [int],
    "probability": float, "kind": str, "method": str, "version": str,
}  # fmt: skip
FORMS = ("jsonl.zst", "tsv", "tmx", "parquet")


class CorpusRow(NamedTuple):
    """A bead of a document."""

    source: str
    target: str
    source_ids: tuple[int, ...]
    target_ids: tuple[int, ...]
    probability: float

    @property
    def kind(self) -> str:
        """How many sentences go with how many."""
        return f"{len(self.source_ids)}:{len(self.target_ids)}"


DocumentRows = tuple[str, Sequence[CorpusRow]]
"""What a document is called, and its beads."""


def rows(beads: Sequence[Bead], texts: Texts) -> list[CorpusRow]:
    """The rows of a pair."""
    source, target = texts
    return [
        CorpusRow(source.join(b.source), target.join(b.target), b.source, b.target, confidence(b))
        for b in beads
    ]


def write(
    sink: BinaryIO, form: str, documents: Iterable[DocumentRows], langs: tuple[str, str], method: str
) -> None:
    """Write the rows of documents.

    tsv        a line with the names of the columns first; a tab or a line break in a text is a blank
    jsonl.zst  an object a line, compressed with Zstandard
    tmx        TMX 1.4b: a unit a bead; what no element has stands in properties
    parquet    compressed with Zstandard; the languages stand beside the schema
    """
    if form == "tmx":
        _tmx(sink, documents, langs, method)
        return
    cells = _cells(documents, method)
    if form == "parquet":
        columns = list(zip(*cells, strict=True)) or [()] * len(COLUMNS)
        about = {"source_lang": langs[0], "target_lang": langs[1]}
        parquet.write(sink, dict(zip(COLUMNS, columns, strict=True)), COLUMNS, about)
    elif form == "tsv":
        sink.write(("\t".join(COLUMNS) + "\n").encode())
        sink.writelines(("\t".join(map(_field, line)) + "\n").encode() for line in cells)
    else:
        with packed.packing(sink) as stream:
            for line in cells:
                stream.write((json_line(dict(zip(COLUMNS, line, strict=True))) + "\n").encode())


def _cells(documents: Iterable[DocumentRows], method: str) -> Iterator[tuple[Any, ...]]:
    for document, rows in documents:
        for row in rows:
            yield (document, *row, row.kind, method, __version__)


def _field(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return f"{value:.3f}" if isinstance(value, float) else field_of(str(value))


def _tmx(sink: BinaryIO, documents: Iterable[DocumentRows], langs: tuple[str, str], method: str) -> None:
    from toolkit.exchange import tmx

    def units() -> Iterator[tmx.MemoryUnit]:
        number = 0
        for document, rows in documents:
            for row in rows:
                number += 1
                variants = zip(langs, (row.source, row.target), strict=True)
                about = [
                    ("x-document", document),
                    ("x-confidence", f"{row.probability:.3f}"),
                    ("x-sentences", f"{list(row.source_ids)}:{list(row.target_ids)}"),
                ]
                yield tmx.MemoryUnit(
                    [tmx.Variant(lang, text) for lang, text in variants if text], f"b{number}", about
                )

    tmx.write(sink, tmx.MemoryHeader(langs[0], properties=[("x-method", method)]), units())
