"""An index of names and a glossary as pages: entries with their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from toolkit import languages
from toolkit.edition.directions import slot
from toolkit.edition.page import Block, Slot
from toolkit.edition.printed_words import BETWEEN, Spans, joined, marked, printed, spaced
from toolkit.edition.title_page import heading
from toolkit.model import Book
from toolkit.model.indexes import IndexEntry, PlacesOfDocument, PrintedWords
from toolkit.text.markup import Span

BackKind = Literal["glossary", "index"]
INDEX: BackKind = "index"
GLOSSARY: BackKind = "glossary"
"""Ids of their headings, and keys of what they are called."""
BACK: tuple[BackKind, ...] = (GLOSSARY, INDEX)
"""Both, in the order of a book."""


def entries_of(book: Book, kind: str) -> tuple[IndexEntry, ...]:
    """The entries of a glossary or an index."""
    return book.index.terms if kind == GLOSSARY else book.index.names


def page(book: Book, kind: str) -> Iterator[Block]:
    """The blocks of an index or a glossary: a heading, and the entries in groups by their letters."""
    entries = entries_of(book, kind)
    main = book.main
    yield heading(main, kind, kind)
    if any(place.speaks for entry in entries for one in entry.documents for place in one.places):
        yield Block("headnote", (slot(languages.strings_lang(main), printed(main, "index_bold")),))
    for _, some in groupby(entries, key=lambda entry: entry.letter):
        yield Block("entries", blocks=tuple(_entry(book, entry) for entry in some), about=(kind,))


def _entry(book: Book, entry: IndexEntry) -> Block:
    head = entry.heading
    said = (Span("text", head.text),)
    # In a glossary it is what is explained.
    words = said if entry.indexed else (Span("strong", inside=said),)
    if entry.seen:
        told = [Block("text", (slot(languages.strings_lang(book.main), _see(book, entry, entry.seen)),))]
    else:
        told = [Block("text", (slot(one.lang, (Span("text", one.text),)),)) for one in entry.definitions]
    others = joined(marked(one.lang, one.text) for one in entry.others)
    between = (Span("text", BETWEEN),) if others else ()
    # One document needs no name.
    places = entry.documents if book.many else tuple(one.replace(title=None) for one in entry.documents)
    apart = joined(marked(one.lang, one.text) for one in entry.known_by)
    known = (Span("text", " ("), *apart, Span("text", ")")) if apart else ()
    line = (*words, *known, *between, *others)
    block = Block("entry", (slot(head.lang, line),), tuple(told), id=entry.id)
    return block.replace(places=places)


def in_line(block: Block, main: str) -> Block:
    """An entry as one line with its places, for formats that know no pages.

    Places are links to their ids; numbers say where they are.
    """
    (slot_,) = block.slots
    comma = Span("text", languages.comma(main))
    line = [*slot_.spans]
    for told in block.blocks:
        line += [comma, *(span for one in told.slots for span in marked_spans(one))]
    documents = [_places(one, comma, main) for one in block.places]
    places = joined(documents, languages.strings(main)["semicolon"])
    before = (Span("text", before_places(block, main)),) if places else ()
    return Block("entry", (slot_.replace(spans=(*line, *before, *places)),), id=block.id)


def before_places(block: Block, main: str) -> str:
    """What stands between an entry and its places: a colon, where these begin with the name of a document."""
    named = any(document.title for document in block.places)
    colon = languages.strings(main)["label_colon"] if named else ""
    return spaced(colon)


def marked_spans(slot_: Slot) -> Spans:
    """What a slot says, with its language."""
    return (Span("foreign", inside=slot_.spans, lang=slot_.lang),)


def _places(document: PlacesOfDocument, comma: Span, main: str) -> Spans:
    title = document.title
    line = [*marked(title.lang, title.text), Span("text", " ")] if title else []
    for number, place in enumerate(document.places):
        link: Span = Span("link", inside=(Span("text", place.numbers),), target=f"#{place.id}")
        line += [comma] if number else []
        line.append(Span("strong", inside=(link,)) if place.speaks else link)
        if place.passim:
            line += [Span("text", " "), *printed(main, "index_passim")]
    return tuple(line)


def _see(book: Book, entry: IndexEntry, seen: PrintedWords) -> Spans:
    """What leads to the entry that has the places."""
    link = Span("link", inside=marked(seen.lang, seen.text), target=f"#{entry.see}")
    return (*printed(book.main, "index_see"), Span("text", " "), link)
