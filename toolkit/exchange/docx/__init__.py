"""DOCX: for translators and reviewers who work in Word, LibreOffice or the like.

Written as a table: the source, its translation, and the state of that. Read too is what `diglot build` writes
as DOCX, in any layout. What is tracked counts as done: insertions are taken, deletions are gone. Comments
come back as comments of the translator's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from toolkit import languages
from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, MessageUnit, Parcel, RoundTrip
from toolkit.exchange.docx.returned import parcels
from toolkit.readers.docx import opened
from toolkit.text import markup
from toolkit.text.markup import Span
from toolkit.writers.docx.body import CLOSING, cell, opening, row
from toolkit.writers.docx.package import AboutFile, DocxPackage
from toolkit.writers.docx.runs import RunPrinter, paragraph
from toolkit.writers.docx.sent import (
    NAMESPACE,
    Sent,
    SentParcel,
    SentUnit,
    as_read,
    bookmark,
    checksum,
    load,
)
from toolkit.writers.docx.styles import style

_STATE = 1100
"""Width of the column with states, in twentieths of a point."""


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write a table of a parcel's messages."""
    with DocxPackage(sink, parcel.lang, "a4") as package:
        runs = RunPrinter(package.relation, package.picture)
        printed = _MessageTable(parcel, runs, package.width)
        package.text(printed.parts())
        about = AboutFile(
            f"{parcel.document}, {parcel.source_lang} > {parcel.lang}", (parcel.source_lang, parcel.lang)
        )
        sent = Sent([printed.sent], list(printed.others))
        package.close_with({runs.note: runs.notes}, {}, sent, about)


class _MessageTable:
    """The table of a parcel, and what travels with it."""

    def __init__(self, parcel: Parcel, runs: RunPrinter, width: int) -> None:
        self.parcel, self.runs = parcel, runs
        column = (width - _STATE) // 2
        self.widths = [column, column, _STATE]
        self.sent = SentParcel(replace(parcel, units=(), header=()), [], columns=3, column=1, state_column=2)
        self.others: dict[str, None] = {}

    def parts(self) -> list[str]:
        """The markup of the table."""
        rtl = languages.get(self.parcel.source_lang).dir == "rtl"
        langs = self.parcel.source_lang, self.parcel.lang
        names = [(languages.get(lang).autonym, lang) for lang in langs] + [("state", "en")]
        head = [paragraph(style("language"), lang, self._other(name, lang)) for name, lang in names]
        made = [opening(self.widths, right_to_left=rtl), self._row(head, head=True)]
        made += [self._unit(number, unit) for number, unit in enumerate(self.parcel.units)]
        # Word wants a paragraph behind a table.
        return [*made, CLOSING, "<w:p/>"]

    def _unit(self, number: int, unit: MessageUnit) -> str:
        source_lang, lang = self.parcel.source_lang, self.parcel.lang
        spans, raw = _printed(unit.target)
        kept = replace(unit, notes=(), comments=(), previous="", line=number + 1)
        self.sent.units.append(SentUnit(kept, [checksum(unit.target if raw else as_read(spans))], raw))
        name = bookmark("row", 0, number)
        source = _printed(unit.source)[0]
        self.others[checksum(as_read(source))] = None
        marked = (
            f'<w:bookmarkStart w:id="{number + 1}" w:name="{name}"/>{self.runs.runs(source, source_lang)}'
        )
        cells = [paragraph(style("text"), source_lang, f'{marked}<w:bookmarkEnd w:id="{number + 1}"/>')]
        # What a translator is told stands below the source, where a PO editor shows it too.
        previous = [f"was: {unit.previous}"] if unit.previous else []
        told = [unit.context, *unit.notes, *previous, *unit.comments]
        cells[0] += "".join(
            [paragraph(style("state"), "en", self._other(line, "en")) for line in told if line.strip()]
        )
        return self._row(
            [
                *cells,
                paragraph(style("text"), lang, self.runs.runs(spans, lang)),
                paragraph(style("state"), "en", self._other(unit.state, "en")),
            ]
        )

    def _row(self, cells: list[str], *, head: bool = False) -> str:
        return row([cell(inside, width) for inside, width in zip(cells, self.widths, strict=True)], head=head)

    def _other(self, words: str, lang: str) -> str:
        spans = (Span("text", words),)
        self.others[checksum(as_read(spans))] = None
        return self.runs.runs(spans, lang)


def _printed(text: str) -> tuple[tuple[Span, ...], bool]:
    """The spans of a text, and whether they are bare: as it is typed, where its marks can't be read back."""
    spans = markup.parse(text)
    if as_read(spans) == text and not any(markup.pictures(spans)):
        return spans, False
    bare: list[Span] = []
    for number, line in enumerate(text.split("\n")):
        bare += [Span("break")] * bool(number) + [Span("text", line)]
    return tuple(bare), True


def read(data: bytes, path: str) -> list[Parcel]:
    """Read the parcels of a DOCX that came back.

    Raises DiglotError for one that diglot hasn't written, or that has lost what it went out with.
    """
    file = opened(data, path)
    for name in file.package.parts():
        if name.startswith("customXml/item") and name.endswith(".xml"):
            root = file.package.xml(name)
            if root is not None and root.tag == f"{{{NAMESPACE}}}sent":
                return parcels(file, load("".join(root.itertext()), path), path)
    raise DiglotError(
        "this DOCX has nothing that tells which text is which message's.",
        path,
        "Did diglot write it? Word and LibreOffice keep what it needs; programs on the web may not.",
    )


FORMAT = RoundTrip(suffix=".table.docx", write=write, read=read, suffixes=(".docx", ".docm"))
