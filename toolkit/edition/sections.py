"""A book, section by section, as it is read.

title page, front matter; for each part its title and its documents; back matter, glossary, index, imprint
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition import back_index, matter
from toolkit.edition.blocks import document, labels
from toolkit.edition.imprint import imprint
from toolkit.edition.page import Block
from toolkit.edition.title_page import title_page, titles
from toolkit.model import Book, Cell, Edition, Matter


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a book with pages of its own."""

    kind: Literal["title-page", "matter", "division", "document", "glossary", "index", "colophon"]
    name: str
    """Of a matter `front-1`, of the title of a part `division-1`; the id of its heading. Of a document its
    name, of all else its kind."""
    lang: str
    """Of what surrounds its texts."""
    labels: tuple[Cell, ...]
    """What it is called; one or more."""
    blocks: Iterable[Block]
    """Made as they are gone through, once."""
    depth: int = 0
    """1 for documents below the title of a part."""
    edition: Edition | None = None
    """The document, without its scenes."""
    matter: Matter | None = None

    @property
    def motto(self) -> str:
        """`dedication` or `epigraph` for a page of matter of that name, which has few words; else ""."""
        name = self.matter.name.lower() if self.matter else ""
        return name if name in ("dedication", "epigraph") else ""


def sections(book: Book, layout: Layout = "stacked", *, by_sentence: bool = False) -> Iterator[Section]:
    """All sections, once.

    A document is made when its turn comes, and never held.
    """
    own = languages.strings_lang(book.main)
    if book.title_page:
        named = labels(book, book.titles)
        alone = None if book.many else replace(next(book.documents), scenes=())
        yield Section("title-page", "title-page", book.main, named, (title_page(book, alone),))
    yield from _matter(book, "front", book.front)
    # The imprint tells of all documents, but not of their text, which may be long.
    documents: list[Edition] = []
    for number, part in enumerate(book.parts, 1):
        if part.titles:
            name = f"division-{number}"
            block = titles(book, part.titles, name)
            yield Section("division", name, book.main, block.labels, (block,))
        for edition in part.documents:
            # Without its text, which is made once and let go.
            known = replace(edition, scenes=())
            documents.append(known)
            yield Section(
                "document",
                edition.name,
                edition.main,
                labels(edition, edition.titles),
                document(edition, layout, by_sentence=by_sentence),
                depth=int(bool(part.titles)),
                edition=known,
            )
    yield from _matter(book, "back", book.back)
    for kind in back_index.BACK:
        if back_index.entries_of(book, kind):
            word = Cell(languages.strings(own)[kind], own, "original")
            yield Section(kind, kind, book.main, (word,), back_index.page(book, kind))
    words = Cell(languages.strings(own)["colophon"], own, "original")
    yield Section("colophon", "colophon", own, (words,), imprint(book, documents))


def _matter(book: Book, place: str, texts: Sequence[Matter]) -> Iterator[Section]:
    for number, text in enumerate(texts, 1):
        name = f"{place}-{number}"
        title = (Cell(text.title, text.lang, "original"),)
        named = title if text.title else labels(book, book.titles)
        yield Section("matter", name, text.lang, named, matter.page(text, name), matter=text)
