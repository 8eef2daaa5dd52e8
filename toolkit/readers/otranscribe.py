"""oTranscribe: HTML with marks of time, in JSON (.otr)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.readers import Reader, forms, plain
from toolkit.reading.lines import Content, Line
from toolkit.text import markup
from toolkit.text.hygiene import tidy, xml_legal
from toolkit.text.lines import seen
from toolkit.text.markup import Span
from toolkit.text.times import interval

if TYPE_CHECKING:
    from lxml.etree import _Element

_COUNTED = late.regex(r"[0-9]{1,7}(?:\.[0-9]{1,20})?")
_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 blockquote".split())


def content(text: str, *, path: str) -> Content:
    """The paragraphs of a transcript; a piece behind a mark has its time."""
    value = forms.whole_json(text, path)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise SourceError(
            "this is no transcript of oTranscribe: it has no text.",
            Location(path, 1),
            "Export it anew, as oTranscribe's own format or as plain text.",
        )
    return Content(list(_lines(value["text"])), text)


def _lines(page: str) -> Iterator[Line]:
    """The pieces between marks, in paragraphs."""
    from lxml import html

    # What XML can't carry is dropped, as elsewhere.
    legal = xml_legal(page)
    if not legal.strip():
        return
    # All stands on one line of the file: paragraphs are counted.
    number, joined = 1, False
    time: int | None = None
    said: list[str] = []
    # One more end behind the last piece, which closes it.
    for piece in [*_pieces(html.fragment_fromstring(legal, create_parent="div")), PagePiece(ends=True)]:
        said.append(piece.text)
        if not piece.ends:
            continue
        text = tidy("".join(said)).strip()
        said.clear()
        if seen(text):
            yield Line(markup.compose((Span("text", text),)), number, start=time, joined=joined)
            joined, time = True, None
        # A paragraph ends only where it had words: empty ones are layout.
        if piece.mark is None and joined:
            number, joined = number + 1, False
        elif piece.mark is not None:
            time = piece.mark


class PagePiece(NamedTuple):
    """A text, and what stands behind it."""

    text: str = ""
    ends: bool = False
    """Whether a mark stands behind it, or the end of a paragraph."""
    mark: int | None = None
    """Milliseconds; None for the end of a paragraph."""


def _pieces(root: _Element) -> Iterator[PagePiece]:
    """The texts of a page, in order, without those of marks."""
    from lxml import etree

    inside = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        marks = "timestamp" in str(node.get("class", "")).split()
        if event == "start":
            if node.tag in _BLOCKS:
                yield PagePiece(ends=True)
            if marks:
                time = _time(node)
                yield PagePiece(str(node.text or "") if time is None else "", time is not None, time)
            # The text of a mark is its time as it is printed, and no words.
            elif not inside:
                yield PagePiece(str(node.text or ""))
            inside += marks
            continue
        inside -= marks
        if node.tag in _BLOCKS:
            yield PagePiece(ends=True)
        if not inside and node is not root:
            yield PagePiece(str(node.tail or ""))


def _time(node: _Element) -> int | None:
    """The time of a mark: as it is counted, else as it is printed."""
    counted = str(node.get("data-timestamp", ""))
    # Seconds with their fraction: more exact than what is printed.
    if _COUNTED.fullmatch(counted):
        return round(1000 * float(counted))
    return interval(str(node.text or ""))[0]


_PAGE = late.regex(r"\s*<(?:p|div|span|b|i|br)\b[^<>]*>", re.IGNORECASE)


def _sure(data: bytes) -> bool:
    """Whether it is JSON with a page, or with a text and the name of a recording."""
    value = forms.json_of(data)
    text = value.get("text") if isinstance(value, dict) else None
    # Editors of such files leave the name of the recording out.
    return isinstance(text, str) and ("media" in (value or ()) or _PAGE.match(text) is not None)


READER = Reader(
    suffixes=(".otr",),
    read=plain.of_text(content, in_lines=False),
    write=plain.write,
    sure=_sure,
    syntax=("json",),
)
