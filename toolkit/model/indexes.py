"""What stands at the back of a book: an index of names and a glossary, with the places in the texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from toolkit.model.values import Value

IndexedAs = Literal["", "person", "place", "name"]
"""How a term stands in an index of names: a person, by the family name; a place; any other name. "" is no
name, and stands in the glossary."""
INDEXED_AS: tuple[IndexedAs, ...] = get_args(IndexedAs)


@dataclass(frozen=True, slots=True)
class BookTerm:
    """A term of a project, in the languages of a book."""

    indexed: IndexedAs
    forms: Mapping[str, tuple[str, ...]]
    """By language what it is called; the first is the usual one."""
    origin: str = ""
    """The language that all others translate."""
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language other forms of it, which are looked for and not printed."""
    definitions: Mapping[str, str] = field(default_factory=dict)
    """What readers are told, by language."""
    file_as: Mapping[str, str] = field(default_factory=dict)
    """By language the form by which it is sorted."""


class PrintedWords(Value, frozen=True, gc=False):
    """A name, a term or a definition, as it is printed."""

    text: str
    lang: str


class IndexPlace(Value, frozen=True, gc=False):
    """Where something is spoken of: a paragraph, or several that follow each other."""

    id: str
    n: str
    """Position for people, such as 3.2."""
    last_id: str = ""
    last: str = ""
    """Of several: the last one, by id and position."""
    speaks: bool = False
    """Whether it reaches from the first to the last paragraph that the person says."""
    passim: bool = False
    """Whether it reaches over more places than anybody would look up one by one."""

    @property
    def numbers(self) -> str:
        """Its position, or those of its first and last paragraph."""
        return f"{self.n}–{self.last}" if self.last else self.n


class PlacesOfDocument(Value, frozen=True, gc=False):
    """The places in one document."""

    title: PrintedWords | None
    """What it is called; None in a book of one."""
    places: tuple[IndexPlace, ...]


class IndexEntry(Value, frozen=True, gc=False):
    """A name or a term, with its places."""

    id: str
    indexed: IndexedAs
    heading: PrintedWords
    """In the language of the readers, as it is sorted: a person by the family name."""
    letter: str
    """Under which it stands."""
    others: tuple[PrintedWords, ...] = ()
    """In the other languages of the book, where it is written otherwise there."""
    definitions: tuple[PrintedWords, ...] = ()
    documents: tuple[PlacesOfDocument, ...] = ()
    """Those that have it, in order."""
    see: str = ""
    """The id of the entry that has the places, where this is only another form."""
    seen: PrintedWords | None = None
    """Its heading."""
    known_by: tuple[PrintedWords, ...] = ()
    """Of one of several people of one name: what tells them apart."""


@dataclass(frozen=True, slots=True)
class BackIndex:
    """All entries, sorted as the language of the readers sorts."""

    names: tuple[IndexEntry, ...] = ()
    terms: tuple[IndexEntry, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Those of the paragraphs that they lead to."""
        return frozenset(
            id_
            for entry in (*self.names, *self.terms)
            for document in entry.documents
            for place in document.places
            for id_ in (place.id, place.last_id)
            if id_
        )
