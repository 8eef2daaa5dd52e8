"""The sections of a book on paper, each on pages of its own: pure, Book -> data for `book.typ`.

{"k": "document", "head": {"l": language, "c": pieces}, "blocks": [...]}

k     cover, titlepage, contents, division, document or page
head  what stands above the pages, in the language of the readers: pieces at whose ends it may be cut off,
      since it has one line; None for nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit import languages
from toolkit.model import Book, Cell, Edition
from toolkit.text import markup
from toolkit.text.line_breaks import line_pieces
from toolkit.writers import Options, colophon, matter, roles, titles
from toolkit.writers.markup import labels
from toolkit.writers.pdf.content import Data, Setter, block, bookmark, slot
from toolkit.writers.pdf.pages import page
from toolkit.writers.rows import Setting


class Sections:
    """The sections of one book, and what was seen while they were made."""

    def __init__(self, book: Book, options: Options) -> None:
        self.book = book
        self.setting = Setting(options.layout, options.by_sentence)
        self.documents: list[Edition] = []
        """Those that the sections are past, without their scenes."""

    def all(self) -> Iterator[Data]:
        """In the order in which they are read."""
        book = self.book
        if book.title_page:
            title, *others = self._title_page()
            yield _section("titlepage", [title | {"listed": False}, *others])
        if book.many:
            heading = _own(book.main, "contents", "heading", level=1) | {"listed": False}
            yield _section("contents", [heading], _head(labels(book, book.titles)))
        for text in book.front:
            yield _section("page", page(matter.section(text, "m"), text.lang))
        for part in book.parts:
            if part.titles:
                yield _section("division", [_titles(book, part.titles, 1)])
            for edition in part.documents:
                self.documents.append(replace(edition, scenes=()))
                yield self._document(edition, 2 if part.titles else 1)
        for text in book.back:
            yield _section("page", page(matter.section(text, "m"), text.lang))
        pieces = "\n".join(colophon.pieces(book, self.documents))
        yield _section("page", page(pieces, languages.strings_lang(book.main)))

    def _document(self, edition: Edition, level: int) -> Data:
        head = _head(labels(edition, edition.titles))
        return _section("document", list(Setter(edition, self.setting, level).blocks()), head)

    def _title_page(self) -> Iterator[Data]:
        book = self.book
        yield _titles(book, book.titles, 1)
        for cell in labels(book, book.subtitles):
            yield block("subtitle", cells=[slot(cell.lang, [cell.text])])
        own = languages.strings_lang(book.main)
        makers: dict[str, list[str]] = {}
        for one in book.contributors:
            makers.setdefault(roles.key(one.role), []).append(one.names[book.main].text)
        for role, names in makers.items():
            line = f"{languages.strings(book.main)[role]} {' · '.join(names)}"
            yield block("maker", cells=[slot(own, [line])])
        if below := titles.imprint(book):
            yield block("imprint", cells=[slot(book.main, [below])])


def _titles(book: Book, cells: Mapping[str, Cell], level: int) -> Data:
    found = labels(book, cells)
    lines = [slot(cell.lang, [markup.plain(cell.text)]) for cell in found]
    return block("title", cells=lines, level=level, mark=bookmark(found))


def _own(main: str, key: str, kind: str, level: int) -> Data:
    """A line of the words that a book prints of its own."""
    line = languages.strings(main)[key]
    return block(kind, cells=[slot(languages.strings_lang(main), [line])], level=level, mark=line)


def _head(titles: Sequence[Cell]) -> Data:
    return {"l": titles[0].lang, "c": list(line_pieces(markup.plain(titles[0].text)))}


def _section(kind: str, blocks: list[Data], head: Data | None = None) -> Data:
    return {"k": kind, "head": head, "blocks": blocks}
