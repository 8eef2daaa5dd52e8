"""Write books and editions: one module a format.

To add one, write `toolkit/writers/<format>.py` with a `WRITER`; `diglot build -f` takes the module's name.
Packages of others register theirs under the entry point group `diglot.writers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Generic, Literal, TypeVar

from toolkit.config import BuildOptions
from toolkit.findings import Finding
from toolkit.model import Book, Edition

T = TypeVar("T", Book, Edition)
Files = Mapping[str, Callable[[BinaryIO], tuple[Finding, ...] | None]]
"""What stands between the name of a document and the suffix -> what writes that file, as `Writer.write`."""


def modified(options: BuildOptions, documents: Iterable[Edition]) -> str:
    """When a book's sources last changed.

    It is "" where nobody knows.
    """
    return options.modified or max((document.modified for document in documents), default="")


@dataclass(frozen=True, slots=True)
class Writer(Generic[T]):
    """A format, of books or of single documents."""

    suffix: str
    """Of the file, with its dot."""
    write: Callable[[T, BuildOptions, BinaryIO], tuple[Finding, ...] | None]
    """Writes to a binary file; the same book or edition and options give the same bytes. What only writing
    shows it may give as findings; their `where` is left to the caller."""
    sentences: Callable[[BuildOptions], bool] = lambda options: options.by_sentence
    """Whether it wants the cells in sentences, and their beads."""
    scope: Literal["selection", "document"] = "selection"
    """What a file holds. `selection`: a Book, in chosen languages; `document`: an Edition, in all of them."""
    files: Callable[[Edition, BuildOptions], Files] | None = None
    """For a format that may have several files. Without it there is one, which `write` writes."""
    returns: str = ""
    """The format of `diglot import` that reads it: what somebody did in such a file is not overwritten."""
    findings: Callable[[Edition, BuildOptions], tuple[Finding, ...]] = lambda *_: ()
    """What an editor should know of an edition in this format; `where` is left to the caller."""
