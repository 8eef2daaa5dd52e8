"""DOCX: what Word, LibreOffice, Google Docs and Teams write.

Insertions that are tracked are read, deletions aren't. Comments, pictures, headers and footers aren't read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from toolkit.errors import SourceError
from toolkit.readers import Reader, leftovers, of_content
from toolkit.readers.docx import styles, teams
from toolkit.readers.docx.body import DocxBodyReader, DocxSources
from toolkit.readers.packages import AGAIN, Package, child, holds, value, words
from toolkit.readers.paragraphs import TextBudget, believable
from toolkit.reading.content import Content

if TYPE_CHECKING:
    from lxml.etree import _Element


def content(data: bytes, *, path: str) -> Content:
    """The lines of a DOCX; their numbers are those of its paragraphs.

    Raises SourceError for what is none.
    """
    package = Package(data, path, "DOCX")
    main = next(_related(package, "", "officeDocument"), "word/document.xml")
    root = package.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise SourceError("there is no text in this DOCX.", path, AGAIN)
    found = DocxSources(
        path, TextBudget(path), styles.read(_part(package, main, "styles")), _links(package, main)
    )
    found.notes = {
        (kind, value(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in _notes(_part(package, main, f"{kind}s"))
    }
    lines = DocxBodyReader(found, count(1).__next__).blocks(body)
    properties = _part(package, "", "core-properties")
    # Who has the machine on which a file was made, and in which language that is, says nothing of the text.
    title = words(child(properties, "title"))
    meta = {"title": title} if title else {}
    return Content(teams.turns(believable(lines)), meta=meta, findings=leftovers.report(found.left_out, path))


def _notes(root: _Element | None) -> Iterator[_Element]:
    """The notes; those with a type are lines that are drawn above others."""
    return (note for note in _elements(root) if value(note, "type") in {"", "normal"})


def _elements(root: _Element | None) -> Iterator[_Element]:
    return iter(()) if root is None else iter(root)


def _part(package: Package, of: str, kind: str) -> _Element | None:
    """A part that another one refers to; None where there is none."""
    part = next(_related(package, of, kind), "")
    return package.xml(part) if part else None


def _relations(package: Package, of: str) -> Iterator[_Element]:
    root = package.xml(join(dirname(of), "_rels", f"{of.rpartition('/')[2]}.rels"))
    return _elements(root)


def _related(package: Package, of: str, kind: str) -> Iterator[str]:
    """The names of parts that another one refers to."""
    for relation in _relations(package, of):
        if value(relation, "Type").rpartition("/")[2] == kind and value(relation, "TargetMode") != "External":
            yield normpath(join("/", dirname(of), value(relation, "Target"))).lstrip("/")


def _links(package: Package, of: str) -> dict[str, str]:
    return {
        value(relation, "Id"): value(relation, "Target")
        for relation in _relations(package, of)
        if value(relation, "TargetMode") == "External"
    }


def sure(data: bytes) -> bool:
    """Whether a file is a DOCX, by the names of its parts."""
    return holds(data, b"word/")


READER = Reader(suffixes=(".docx", ".docm"), read=of_content(content), sure=sure)
