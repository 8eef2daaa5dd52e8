"""What a writer prints: a Book.

It has one document or many in a selection of languages, and what stands around them.

    Book > parts > documents, each an Edition (`toolkit.model`)

A book may have more documents than fit into memory, so they are made one at a time, as they are gone through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from toolkit.model.editions import Cell, Edition, Picture


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface that the editor puts into the book."""

    lang: str
    """Of the text that is set in it."""
    family: str
    """As the font itself says."""
    weight: int
    """100 to 900; 400 is regular, 700 bold."""
    italic: bool
    data: bytes = field(repr=False)
    """OpenType, of TrueType or CFF outlines."""
    notice: str = ""
    """Copyright, and the licence in a sentence, as the font itself says; "" where it doesn't."""
    licence: str = ""
    """Text of the licence, of a file beside the font; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the book, and no document of it."""

    names: Mapping[str, Cell]
    """By language; that of the book's main language is always there."""
    role: str
    """MARC relator code, such as `edt`."""
    orcid: str = ""
    """Its sixteen digits with hyphens, without an address before them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A page around the documents, such as a preface."""

    name: str
    """That of its file, without language and suffix: `preface`; one for a text in several."""
    lang: str
    title: str
    """Plain text; "" where the page has none."""
    text: str
    """Markdown (CommonMark, tables too), without the title; `toolkit.edition.matter` reads it."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Who found that the book is accessible.

    It tells by which standard. A person says it, never diglot.
    """

    certified_by: str
    conforms_to: tuple[str, ...]
    """Such as "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", to the letter."""
    report: str = ""
    """URL."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents, in order."""

    documents: Sequence[Edition]
    """Made anew each time they are gone through: hold on to what is needed again. One that can't be made
    raises DiglotError there."""
    titles: Mapping[str, Cell] = field(default_factory=dict)
    """By language; empty where nothing stands above the documents."""


@dataclass(frozen=True, slots=True)
class Book:
    """Documents in some languages, ready to be printed."""

    name: str
    """Stem of its file."""
    identifier: str
    """URN that stays the same while titles and texts are corrected, and that no other book has."""
    langs: tuple[str, ...]
    """In the order in which they are printed: the pivot, which others are compared with, first."""
    main: str
    """The language of the readers whom the book is for: of its metadata, its contents, its direction."""
    titles: Mapping[str, Cell]
    """By language, where there is one; that of the main language is always there."""
    parts: tuple[Part, ...]
    """One or more, with one document or more in all."""
    title_page: bool = False
    """Whether a page with the titles comes first; a document printed by itself begins with its own."""
    subtitles: Mapping[str, Cell] = field(default_factory=dict)
    cover: Picture | None = None
    """The editor's, or one that was drawn."""
    drawn: bool = False
    """Whether a cover is to be drawn where the editor has none."""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    date: str = ""
    """Of the book's publication, ISO 8601: 2026, 2026-03 or 2026-03-14."""
    identifiers: tuple[str, ...] = ()
    """Others that it has, as URNs or URIs: urn:isbn:..., https://doi.org/..., urn:..."""
    rights: str = ""
    licence: str = ""
    """URI."""
    series: str = ""
    series_number: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    front: tuple[Matter, ...] = ()
    back: tuple[Matter, ...] = ()
    evaluation: Evaluation | None = None
    fonts: tuple[Font, ...] = ()

    @property
    def documents(self) -> Iterator[Edition]:
        """All of them, in order."""
        for part in self.parts:
            yield from part.documents

    @property
    def many(self) -> bool:
        """Whether there is more than one document."""
        return sum(len(part.documents) for part in self.parts) > 1


def single(edition: Edition, publisher: str = "", variant: str = "") -> Book:
    """One document as a book.

    All that is known of it is what its sidecar says.

    variant  what tells it from the usual book of the same languages, where it isn't that
    """
    meta = edition.meta
    parts = (edition.name, *edition.langs, meta.identifier, meta.url, *([variant] if variant else []))
    return Book(
        name=f"{edition.name}.{'-'.join(edition.langs)}",
        identifier=urn(parts),
        langs=edition.langs,
        main=edition.main,
        titles=edition.titles,
        parts=(Part((edition,)),),
        publisher=publisher,
        identifiers=(meta.identifier,) if meta.identifier else (),
        description=meta.description,
        subjects=meta.subjects,
    )


def urn(identity: Sequence[str]) -> str:
    """A URN of what tells a book from others.

    It is the same whenever and wherever the book is built.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'diglot:edition:' + chr(0).join(identity))}"
