"""Title pages: of a book, and of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from toolkit import languages
from toolkit.edition.blocks import labels
from toolkit.edition.directions import slot
from toolkit.edition.page import Block
from toolkit.edition.printed_words import (
    autonym,
    bare,
    joined,
    makers,
    printed,
    written,
    year,
)
from toolkit.model import Book, Cell, Edition
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span


def title_page(book: Book, document: Edition | None) -> Block:
    """The page before all others.

    It has titles and subtitles, who speaks, who made the book and in which role, its languages, its series,
    publisher and year.

    document  the only one of the book, without its scenes; None where there are several, each with a header
    """
    main = book.main
    own = languages.strings_lang(main)
    lines = [titles(book, book.titles)]
    lines += [
        Block("subtitle", (slot(cell.lang, (Span("text", cell.text),)),))
        for cell in labels(book, book.subtitles)
    ]
    # One line a role.
    for role, names in makers(book, document).items():
        if line := joined(names):
            lines.append(Block("maker", (slot(own, (*printed(main, role), Span("text", " "), *line)),)))
    if len(book.langs) > 1:
        lines.append(Block("maker", (slot(own, joined(map(autonym, book.langs))),)))
    if book.series:
        lines.append(_line("maker", series(book), book))
    # The imprint has the whole date.
    if below := joined((written(book.publisher, main), year(book.date, main))):
        lines.append(Block("imprint", (slot(main, bare(below, main)),)))
    return Block("title-page", blocks=(*lines, *logo(book)))


def masthead(book: Book) -> tuple[Block, ...]:
    """What a web page begins with: whose it is, and the series that it belongs to."""
    publisher, of_series = tidy(book.publisher), series(book) if book.series else ""
    lines = (_line("imprint", publisher, book), _line("maker", of_series, book))
    return tuple(line for line in lines if line.slots[0].spans)


def below_masthead(page: Block, book: Book) -> Block:
    """A title page without what stands above it."""
    said = [block.slots for block in masthead(book)]
    return page.replace(
        blocks=tuple(line for line in page.blocks if line.kind != "imprint" and line.slots not in said)
    )


def _line(kind: Literal["imprint", "maker"], text: str, book: Book) -> Block:
    return Block(kind, (slot(book.main, written(text, book.main)),))


def series(book: Book) -> str:
    """The series, with the number in it."""
    return f"{book.series} {book.series_number}".rstrip()


def logo(book: Book) -> Iterator[Block]:
    """The publisher's, where there is one."""
    if book.logo:
        alt = book.logo.alt
        yield Block(
            "figure",
            pictures=((Span("picture", alt.text, lang=alt.lang, shown=book.logo),),),
            about=("logo",),
        )


def titles(book: Book, cells: Mapping[str, Cell], id_: str = "") -> Block:
    """A heading in all languages there are.

    The main language comes first.
    """
    named = labels(book, cells)
    slots = tuple(slot(cell.lang, (Span("text", cell.text),)) for cell in named)
    return Block("titles", slots, id=id_, level=1, labels=named)


def heading(main: str, key: str, id_: str = "") -> Block:
    """A heading in diglot's own words."""
    own, text = languages.strings_lang(main), languages.strings(main)[key]
    labelled = (Cell(text, own, "original"),)
    return Block("heading", (slot(own, (Span("text", text),)),), id=id_, level=1, labels=labelled)
