"""The navigation document of an EPUB: the table of contents, as deep as the book, and its landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit import languages
from toolkit.model import Book
from toolkit.writers.markup import attributes, escape, words
from toolkit.writers.sheets import Line

_LANDMARKS = {
    "cover": "cover",
    "titlepage": "title_page",
    "bodymatter": "text",
    "colophon": "colophon",
}
"""epub:type -> key of the printed word."""


def navigation(book: Book, contents: Sequence[tuple[str, Line]], landmarks: Sequence[tuple[str, str]]) -> str:
    """The body of the document.

    contents   address and line, in the order of the spine
    landmarks  address and epub:type
    """
    main = book.main
    lang = languages.strings_lang(main)
    say = languages.strings(main)
    toc = [
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">',
        f'<h1 id="contents"{attributes(lang)}>{escape(say["contents"])}</h1>',
        nested(contents),
        "</nav>",
    ]
    places = [
        '<nav epub:type="landmarks" aria-labelledby="landmarks" hidden="hidden">',
        f'<h2 id="landmarks"{attributes(lang)}>{escape(say["landmarks"])}</h2>',
        "<ol>",
        *(
            f'<li><a epub:type="{kind}" href="{href}">{words(main, _LANDMARKS[kind])}</a></li>'
            for href, kind in landmarks
        ),
        *("</ol>", "</nav>"),
    ]
    return "\n".join([*toc, *places])


def nested(contents: Sequence[tuple[str, Line]]) -> str:
    """Lists inside of lists. A line may be deeper than the one before by one, or shallower by any number."""
    depth = -1
    parts = []
    for href, line in contents:
        parts.append("\n<ol>\n" if line.depth > depth else _closed(depth - line.depth) + "\n")
        parts.append(f'<li><a href="{href}">{_names(line)}</a>')
        depth = line.depth
    return "".join([*parts, _closed(depth), "\n</ol>"]).lstrip("\n")


def _closed(deeper: int) -> str:
    """The end of a line, and of the lists inside of it."""
    return "</li>" + "\n</ol>\n</li>" * deeper


def _names(line: Line) -> str:
    """The labels of a line; a dot between languages, since readers show them without any style."""
    return " · ".join(f"<span{attributes(cell.lang)}>{escape(cell.text)}</span>" for cell in line.labels)
