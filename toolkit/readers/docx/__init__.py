"""DOCX: what Word, LibreOffice, Google Docs and Teams write.

Insertions that are tracked are read, deletions aren't. Comments, pictures, headers and footers aren't read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.errors import SourceError
from toolkit.readers import Reader, cue_names, document_lines, of_content
from toolkit.readers.containers import AGAIN, Package, child, children, holds, value, words
from toolkit.readers.docx.body import DocxBodyReader, DocxSources
from toolkit.readers.docx.list_labels import ListLabels
from toolkit.readers.docx.styles import read_styles
from toolkit.readers.left_out import PAGES_EDGE, not_read
from toolkit.readers.paragraphs import TextBudget
from toolkit.reading.lines import Content, Line
from toolkit.text.times import interval

if TYPE_CHECKING:
    from lxml.etree import _Element


class DocxFile(NamedTuple):
    """What is in a DOCX, parsed where it is asked for."""

    package: Package
    main: str
    """The name of the part with the text."""
    body: _Element
    sources: DocxSources

    def part(self, kind: str) -> _Element | None:
        """A part that the text refers to; None where there is none."""
        return self.package.part(self.main, kind)


def opened(data: bytes, path: str) -> DocxFile:
    """Open a DOCX.

    Raises SourceError for what is none.
    """
    package = Package(data, path, "DOCX")
    # The relations tell where the text is (ECMA-376, part 2). Some programs write none.
    main = next(package.related("", "officeDocument"), "word/document.xml")
    root = package.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise SourceError("there is no text in this DOCX.", path, AGAIN)
    sources = DocxSources(
        path,
        TextBudget(path),
        read_styles(package.part(main, "styles")),
        ListLabels(package.part(main, "numbering")),
        _links(package, main),
    )
    sources.notes = {
        (kind, value(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in children(package.part(main, f"{kind}s"))
        # Those with a type are lines that are drawn above others.
        if value(note, "type") in {"", "normal"}
    }
    sources.note_links = {
        kind: _links(package, part)
        for kind in ("footnote", "endnote")
        for part in package.related(main, f"{kind}s")
    }
    return DocxFile(package, main, body, sources)


def content(data: bytes, *, path: str) -> Content:
    """The lines of a DOCX; their numbers are those of its paragraphs.

    Raises SourceError for what is none.
    """
    package, main, body, sources = opened(data, path)
    lines = DocxBodyReader(sources, count(1).__next__).read(body)
    # What stands there counts pages, and mostly no more.
    edges = [package.xml(part) for kind in ("header", "footer") for part in package.related(main, kind)]
    shown = (text.text or "" for edge in edges if edge is not None for text in edge.iter("{*}t"))
    sources.left_out[PAGES_EDGE] += any(sign.isalpha() for text in shown for sign in text)
    properties = package.part("", "core-properties")
    # Who has the machine on which a file was made, and in which language that is, says nothing of the text.
    title = words(child(properties, "title"))
    meta = {"title": title} if title else {}
    return Content(
        turns(document_lines.believed(lines)),
        meta=meta,
        findings=not_read(sources.left_out, path),
        formed=True,
    )


def _links(package: Package, of: str) -> dict[str, str]:
    return {
        value(relation, "Id"): value(relation, "Target")
        for relation in package.relations(of)
        if value(relation, "TargetMode") == "External"
    }


def sure(data: bytes) -> bool:
    """Whether a file is a DOCX, by the names of its parts."""
    return holds(data, b"word/")


READER = Reader(suffixes=(".docx", ".docm"), read=of_content(content), sure=sure, syntax=("zip",))


# Transcripts of Teams: each paragraph has a name and a time, and below them what is said.


# "Mira Sato   0:04".
_NAMED = late.regex(r"(\S.{0,79}?)\s+(\d{1,3}:\d\d(?::\d\d)?)")


class _TeamsTurn(NamedTuple):
    lines: Sequence[Line]
    speaker: str
    start: int | None


def turns(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with speakers and times where most paragraphs are such as Teams writes them."""
    groups = list(cue_names.together(lines))
    teams_turns = [_said(group) for group in groups]
    # A name and a time may stand in any text. Only where they go through most of it is it a transcript.
    if 2 * sum(turn is not None for turn in teams_turns) < max(len(groups), 4):
        return lines
    read: list[Line] = []
    for group, said in zip(groups, teams_turns, strict=True):
        if said is None:
            read += group
            continue
        # The time is that of the whole turn: its first line has it.
        first, *rest = said.lines
        stated = first.replace(joined=False, broken=False, gap=group[0].gap)
        read.append(stated.replace(speaker=said.speaker, start=said.start))
        read += [line.replace(speaker=said.speaker) for line in rest]
    return read


def _said(group: Sequence[Line]) -> _TeamsTurn | None:
    """What is said in a paragraph, by whom and when; None for another paragraph."""
    head = group[0].text
    if len(group) > 1 and (named := _NAMED.fullmatch(head)):
        return _TeamsTurn(group[1:], named[1], interval(named[2])[0])
    return None
