"""Contents and landmarks of an EPUB, and the contents of a web page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit import languages
from toolkit.edition.directions import turned
from toolkit.model import Book, Cell
from toolkit.text.markup import Span
from toolkit.text.xml import escape
from toolkit.writers.xhtml_parts import attributes, spans, words

_LANDMARKS = {
    "cover": "cover",
    "titlepage": "title_page",
    "bodymatter": "text",
    "glossary": "glossary",
    "index": "index",
    "colophon": "colophon",
}
"""epub:type -> key of the printed word."""


class SheetLine(NamedTuple):
    """A line of the table of contents."""

    depth: int
    """0 for the outermost."""
    id: str
    """Of what it leads to; "" for the beginning of its sheet."""
    labels: tuple[Cell, ...]
    """Main language first; one or more."""


def navigation(
    book: Book, contents: Sequence[tuple[str, SheetLine]], landmarks: Sequence[tuple[str, str]]
) -> str:
    """The navigation document of an EPUB.

    The table of contents, as deep as the book, and its landmarks.

    contents   address and line, in the order of the spine
    landmarks  address and epub:type
    """
    main = book.main
    lang = languages.strings_lang(main)
    say = languages.strings(main)
    places = [
        f'<li><a epub:type="{kind}" href="{href}">{words(main, _LANDMARKS[kind])}</a></li>'
        for href, kind in landmarks
    ]
    lines = [
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">',
        f'<h1 id="contents"{attributes(lang)}>{escape(say["contents"])}</h1>',
        nested(contents),
        "</nav>",
        '<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">',
        f'<h2 id="landmarks"{attributes(lang)}>{escape(say["landmarks"])}</h2>',
        "<ol>",
        *places,
        "</ol>",
        "</nav>",
    ]
    return "\n".join(lines)


def nested(contents: Sequence[tuple[str, SheetLine]]) -> str:
    """Lists inside of lists.

    A line may be deeper than the one before by one, or shallower by any number.
    """
    depth = -1
    parts = []
    for href, line in contents:
        # A deeper line opens a list inside of the item that is open.
        parts.append("\n<ol>\n" if line.depth > depth else _closed(depth - line.depth) + "\n")
        parts.append(f'<li><a href="{href}">{_names(line)}</a>')
        depth = line.depth
    return "".join([*parts, _closed(depth), "\n</ol>"]).lstrip("\n")


def _closed(deeper: int) -> str:
    """End a line, and the lists inside."""
    return "</li>" + "\n</ol>\n</li>" * deeper


def _names(line: SheetLine) -> str:
    """The labels of a line: that of the main language, the others below.

    A dot stands between languages, since readers show them without any style.
    """
    first, *others = (
        f"{attributes(cell.lang)}>{spans(turned((Span('text', cell.text),), cell.lang))}</span>"
        for cell in line.labels
    )
    dot = '<span class="dot"> · </span>'
    return "".join([f"<span{first}", *(f'{dot}<span class="also"{other}' for other in others)])
