"""Write books as DOCX: for who works in Word, LibreOffice or Google Docs.

Side by side in tables, or below each other; `diglot import` takes back what was changed in the translations
(`toolkit.exchange.docx`).

    styles   named for what a paragraph is
    runs     spans as runs; footnotes, links
    body     blocks as paragraphs and tables
    marks    which text is which message's
    sent     what travels with the file, so that it can come back
    package  the parts of the file
"""

from __future__ import annotations

from typing import BinaryIO

from toolkit.config import BuildOptions
from toolkit.edition.blocks import labels
from toolkit.errors import WritingModeError
from toolkit.model import Book
from toolkit.writers import Writer, modified
from toolkit.writers.docx.body import TABLES, BodyPrinter, anchors
from toolkit.writers.docx.package import AboutFile, DocxPackage
from toolkit.writers.docx.runs import NoteKind, RunPrinter
from toolkit.writers.metadata import metadata


def write(book: Book, options: BuildOptions, sink: BinaryIO) -> None:
    """Write the file.

    The same book and options give the same bytes.
    """
    if options.vertical:
        raise WritingModeError("a DOCX can't be set vertically.", hint="Build an EPUB: -f epub.")
    # Three columns need the long side of a page.
    wide = options.layout in TABLES and len(book.langs) > 2
    with DocxPackage(sink, book.main, options.paper, wide=wide) as package:
        note: NoteKind = "endnote" if options.notes == "end" else "footnote"
        runs = RunPrinter(package.relation, package.picture, note, anchors(book), package.highest)
        body = BodyPrinter(book, options, runs, package.width)
        package.text(body.parts())
        # Only now all documents are known.
        known = list(metadata(book, body.documents))
        package.close_with(
            {runs.note: runs.notes},
            body.lines,
            body.marks.sent(),
            AboutFile(
                title=labels(book, book.titles)[0].text,
                authors=tuple([value for name, value, _ in known if name == "creator"]),
                description=next((value for name, value, _ in known if name == "description"), ""),
                subjects=tuple([value for name, value, _ in known if name == "subject"]),
                languages=tuple(dict.fromkeys((book.main, *book.langs))),
                identifier=book.identifier,
                modified=modified(options, body.documents),
            ),
        )


WRITER = Writer(suffix=".docx", write=write, returns="docx")
