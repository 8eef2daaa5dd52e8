"""Writers: a Book to the bytes of one format, or an Edition; one module a format.

To add one, write `toolkit/writers/<format>.py` with a `WRITER`; `diglot build -f` takes the module's name.
Packages of others register theirs under the entry point group `diglot.writers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Generic, Literal, TypeVar

from toolkit.config import Layout, Paper, TeiTable, Unit
from toolkit.findings import Finding
from toolkit.model import Book, Edition, Revision

T = TypeVar("T", Book, Edition)


@dataclass(frozen=True, slots=True)
class Options:
    """What an editor chooses for a build, beside the words."""

    layout: Layout = "stacked"
    unit: Unit = "paragraph"
    """What is put beside what."""
    vertical: bool = False
    """Whether lines run from top to bottom: in books of one language, Chinese or Japanese."""
    paper: Paper = "b5"
    """Of a PDF."""
    modified: str = ""
    """When the sources last changed, such as 2026-03-14T09:30:00Z; "" where it is not known, or the documents
    of a book say it."""
    publisher: str = ""
    """Who publishes the editions (not the source); a book says it itself."""
    version: str = ""
    """Of the edition; "" where nobody said."""
    date: str = ""
    """When the edition is published: an ISO 8601 date, whole or in part."""
    licence: str = ""
    """URI of the licence of what the edition adds to the texts."""
    revisions: tuple[Revision, ...] = ()
    """Changes of all editions of the project."""
    tei: TeiTable = field(default_factory=TeiTable)

    @property
    def by_sentence(self) -> bool:
        """Whether sentences stand beside sentences; in one layout there is no other way."""
        return self.unit == "sentence" or self.layout == "alternating"


def modified(options: Options, documents: Iterable[Edition]) -> str:
    """When the sources of a book last changed; "" where nobody knows."""
    return options.modified or max((one.modified for one in documents), default="")


@dataclass(frozen=True, slots=True)
class Writer(Generic[T]):
    """A format, of books or of single documents."""

    suffix: str
    """Of the file, with its dot."""
    write: Callable[[T, Options, BinaryIO], tuple[Finding, ...] | None]
    """Writes to a binary file; the same book or edition and options give the same bytes. What only writing
    shows it may give as findings; their `where` is left to the caller."""
    sentences: Callable[[Options], bool] = lambda options: options.by_sentence
    """Whether it wants the cells in sentences, and their beads."""
    scope: Literal["selection", "document"] = "selection"
    """What a file holds. `selection`: a Book, in chosen languages; `document`: an Edition, in all of them."""
    files: Callable[[Edition, Options], Mapping[str, Callable[[BinaryIO], None]]] | None = None
    """For a format that may have several files: what stands between the name of the document and the suffix
    -> what writes that file. Without it there is one, which `write` writes."""
    findings: Callable[[Edition, Options], tuple[Finding, ...]] = lambda *_: ()
    """What an editor should know of an edition in this format; `where` is left to the caller."""
