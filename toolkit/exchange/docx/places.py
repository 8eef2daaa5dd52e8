"""Where the texts of a DOCX stand that came back: its bookmarks, paragraphs and comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from toolkit.readers.containers import child, children, name, value
from toolkit.writers.docx.sent import BOOKMARK

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE = frozenset({"del", "moveFrom", "Fallback", "delText"})
"""What is there no more for who reads, or stands there twice."""
_SAYS = frozenset({"t", "footnoteReference", "endnoteReference", "sym", "drawing"})


MOST = 100
"""Bookmarks that may be open at once, or stand in one row."""


class DocxPlace(NamedTuple):
    """What a bookmark names."""

    kind: str
    """row or text."""
    parcel: int
    unit: int
    piece: int


class DocxPlaces:
    """One pass over a body."""

    def __init__(self, body: _Element) -> None:
        self.paragraphs: list[_Element] = []
        """All of them, in order."""
        self.at: dict[DocxPlace, list[_Element]] = {}
        """The paragraphs in which a bookmark has text, or begins."""
        self.comments: list[tuple[str, _Element | None]] = []
        """Ids, each with the paragraph where it begins."""
        self._open: dict[str, DocxPlace] = {}
        self._in: list[_Element] = []
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, node in walk:
            kind = name(node)
            if kind == "p":
                self._paragraph(event, node)
            elif event == "end":
                continue
            elif kind in _GONE and not _mark(node):
                walk.skip_subtree()
            elif kind == "bookmarkStart":
                self._begin(node)
            elif kind == "bookmarkEnd":
                self._open.pop(value(node, "id"), None)
            elif kind in {"commentRangeStart", "commentReference"}:
                self.comments.append((value(node, "id"), self._in[-1] if self._in else None))
            elif kind in _SAYS and self._in:
                self._text()

    def _paragraph(self, event: str, node: _Element) -> None:
        if event == "start":
            self._in.append(node)
            self.paragraphs.append(node)
        else:
            self._in.pop()

    def _begin(self, node: _Element) -> None:
        if match := BOOKMARK.fullmatch(value(node, "name")):
            place = DocxPlace(match[1], int(match[2]), int(match[3]), int(match[4]))
            # Each text that follows is of all that are open: nobody has as many languages in a row.
            if len(self._open) < MOST:
                self._open[value(node, "id")] = place
                self.at.setdefault(place, self._in[-1:])

    def _text(self) -> None:
        for place in self._open.values():
            found = self.at[place]
            if not found or found[-1] is not self._in[-1]:
                found.append(self._in[-1])


def _mark(node: _Element) -> bool:
    """Whether it tells that the mark of a paragraph or a row was deleted, and holds nothing."""
    return len(node) == 0


def row_of(paragraph: _Element) -> _Element | None:
    """The row of a table that a paragraph stands in; None where there is none, or where it was deleted."""
    row = next((node for node in paragraph.iterancestors() if name(node) == "tr"), None)
    return None if row is None or child(row, "trPr", "del") is not None else row


def cells(row: _Element) -> list[_Element]:
    """The cells of a row, whatever stands around them."""
    made: list[_Element] = []
    for part in row:
        if name(part) == "tc":
            made.append(part)
        elif name(part) in {"sdt", "sdtContent", "customXml"}:
            made += cells(part)
    return made


def joined(paragraphs: list[_Element]) -> Iterator[list[_Element]]:
    """The paragraphs, together where the mark between two of them was deleted."""
    group: list[_Element] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if not open_ended(paragraph):
            yield group
            group = []
    if group:
        yield group


def open_ended(paragraph: _Element) -> bool:
    """Whether the mark at the end of a paragraph was deleted."""
    return child(paragraph, "pPr", "rPr", "del") is not None


def remarks(root: _Element | None) -> dict[str, str]:
    """The comments of a file by their ids: who wrote it, and what."""
    made = {}
    for node in children(root):
        paragraphs = ["".join(map(str, _words(paragraph))) for paragraph in node.iter("{*}p")]
        text = " ".join(" ".join(paragraphs).split())
        author = " ".join(value(node, "author").split())
        if text:
            made[value(node, "id")] = f"{author}: {text}" if author else text
    return made


def _words(paragraph: _Element) -> Iterator[str]:
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, node in walk:
        if name(node) in _GONE and not _mark(node):
            walk.skip_subtree()
        elif name(node) == "t":
            yield node.text or ""
        elif name(node) in {"br", "tab"}:
            yield " "
