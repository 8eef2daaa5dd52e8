"""The files of a book of XHTML, in the order in which they are read: pure, Book -> sheets.

    cover, title page, front matter; for each part its title and its documents; back matter, colophon

A sheet is handed over as it is made, so that a long book is never held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit import languages
from toolkit.errors import WritingModeError
from toolkit.model import Book, Cell, Edition, Matter, Part
from toolkit.text.xml import escape
from toolkit.writers import Options, colophon, matter, titles
from toolkit.writers.markup import attributes, labels, tagged, words
from toolkit.writers.pages import LIMIT, pages
from toolkit.writers.rows import Setting, on_screen


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table of contents."""

    depth: int
    """0 for the outermost."""
    id: str
    """Of what it leads to; "" for the beginning of its sheet."""
    labels: tuple[Cell, ...]
    """Main language first; one or more."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file."""

    name: str
    """Stem of its name, an NCName."""
    lang: str
    title: Cell
    """Of the browser's window; never empty."""
    classes: str
    body: str
    lines: tuple[Line, ...] = ()
    landmark: str = ""
    """Its `epub:type`, if readers should find it by that."""


class Binding:
    """The sheets of one book, and what was seen while they were made."""

    def __init__(self, book: Book, options: Options, cover: str = "") -> None:
        """cover: the address of its picture, as a page in the folder of sheets writes it; "" for none."""
        self.book = book
        if options.vertical:
            _check_vertical(book)
        self.setting = Setting(on_screen(options.layout), options.by_sentence, options.vertical)
        self.cover = cover
        self.documents: list[Edition] = []
        """Those that the sheets are past, without their scenes."""

    def sheets(self) -> Iterator[Sheet]:
        """All of them, once."""
        book = self.book
        title = labels(book, book.titles)[0]
        if self.cover and book.cover:
            body = (
                f'<section class="cover" epub:type="cover"{tagged(book.cover.alt.lang)}>\n'
                f'<img src="{self.cover}" alt="{escape(book.cover.alt.text)}" role="doc-cover"/>\n</section>'
            )
            yield Sheet("cover", book.main, title, "cover", body, (), "cover")
        if book.title_page:
            body = f'<section epub:type="titlepage">\n{titles.page(book)}\n</section>'
            yield Sheet("title-page", book.main, title, "back", body, (), "titlepage")
        yield from self._matter("front", book.front)
        first = True
        for number, part in enumerate(book.parts, 1):
            if part.titles:
                yield self._part(number, part)
            for edition in part.documents:
                self.documents.append(replace(edition, scenes=()))
                yield from self._document(edition, 1 if part.titles else 0, first)
                first = False
        yield from self._matter("back", book.back)
        yield from self._colophon()

    def _part(self, number: int, part: Part) -> Sheet:
        name = f"division-{number}"
        heading = titles.heading(self.book, part.titles, name)
        body = f'<section epub:type="part" role="doc-part" aria-labelledby="{name}">\n{heading}\n</section>'
        named = labels(self.book, part.titles)
        return Sheet(name, self.book.main, named[0], "back division", body, (Line(0, name, named),))

    def _document(self, edition: Edition, depth: int, first: bool) -> Iterator[Sheet]:
        """The pages of a document: its name is in theirs, where there are others."""
        stem = edition.prefix.rstrip(".") or "part"
        title = labels(edition, edition.titles)[0]
        opening = (
            f'<section class="interview" epub:type="qna" role="doc-qna" aria-label="{escape(title.text)}"'
            f'{tagged(title.lang)} dir="{self.setting.dir(edition)}">\n'
        )
        # A document by itself is what its file is about: its headings are not below its title.
        inner = depth + 1 if self.book.title_page else depth
        for number, page in enumerate(pages(edition, self.setting), 1):
            yield Sheet(
                f"{stem}-{number:03d}",
                edition.main,
                title,
                self.setting.classes(edition),
                f"{opening}{page.body}\n</section>",
                tuple(Line(inner if entry.id else depth, entry.id, entry.labels) for entry in page.entries),
                "bodymatter" if first and number == 1 else "",
            )

    def _matter(self, place: str, texts: Sequence[Matter]) -> Iterator[Sheet]:
        for number, text in enumerate(texts, 1):
            name = f"{place}-{number}"
            title = Cell(text.title, text.lang, "original")
            named = title if text.title else labels(self.book, self.book.titles)[0]
            lines = (Line(0, name, (title,)),) if text.title else ()
            yield Sheet(name, text.lang, named, "matter", matter.section(text, name), lines)

    def _colophon(self) -> Iterator[Sheet]:
        """One file, or several where there are very many documents."""
        lang = languages.strings_lang(self.book.main)
        title = Cell(languages.strings(lang)["colophon"], lang, "original")
        named = f'aria-labelledby="{colophon.ID}"'
        sheet: list[str] = []
        size, number = 0, 1
        for piece in [*colophon.pieces(self.book, self.documents), ""]:
            length = len(piece.encode())
            if sheet and (size + length > LIMIT or not piece):
                body = "\n".join([f'<section epub:type="colophon" role="doc-colophon" {named}>', *sheet])
                whole = f"{body}\n</section>"
                if number == 1:
                    yield Sheet("colophon", lang, title, "back", whole, (Line(0, "", (title,)),), "colophon")
                else:
                    yield Sheet(f"colophon-{number}", lang, title, "back", whole)
                named = f'aria-label="{escape(title.text)}"'
                sheet, size, number = [], 0, number + 1
            sheet.append(piece)
            size += length


# ISO 15924, of scripts whose lines may run from top to bottom and follow each other from right to left.
_VERTICAL = frozenset(["Jpan", "Hans", "Hant", "Hani"])


def _check_vertical(book: Book) -> None:
    """A page has one writing mode, since reading systems know no other: that of all its languages."""
    others = [lang for lang in book.langs if languages.get(lang).script not in _VERTICAL]
    if others or len(book.langs) > 1:
        what = f"lines of {', '.join(others)} run sideways" if others else "two languages stand in it"
        raise WritingModeError(
            f"{book.name} can't be set vertically: {what}.",
            hint="Japanese or Chinese alone can: --mono, or `mono = true` in its edition.",
        )


# The navigation document of an EPUB: the table of contents, as deep as the book, and its landmarks.


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
