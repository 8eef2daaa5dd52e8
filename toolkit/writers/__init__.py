"""Write books and editions: one module a format.

To add one, write `toolkit/writers/<format>.py` with a `WRITER`; `diglot build -f` takes the module's name.
Packages of others register theirs under the entry point group `diglot.writers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Generic, Literal, TypeVar

from toolkit.config import BuildOptions
from toolkit.findings import Finding
from toolkit.model import Book, Edition

T = TypeVar("T", Book, Edition)


@dataclass(frozen=True, slots=True)
class Written:
    """What only writing a file has shown."""

    findings: tuple[Finding, ...] = ()
    """Their `where` is left to the caller."""
    pages: int = 0
    """Of a format that has pages."""


Files = Mapping[str, Callable[[BinaryIO], Written | None]]
"""What stands between the name of a document and the suffix -> what writes that file, as `Writer.write`."""

Put = Callable[[str, bytes | Callable[[BinaryIO], object]], None]
"""Puts a file into the folder of an edition: its path there, and its bytes or what writes them."""


def modified(options: BuildOptions, documents: Iterable[Edition]) -> str:
    """When a book's sources last changed.

    It is "" where nobody knows.
    """
    return options.modified or max((document.modified for document in documents), default="")


@dataclass(frozen=True, slots=True)
class Folder(Generic[T]):
    """A format whose edition may be a folder of files."""

    wanted: Callable[[BuildOptions], bool]
    """Whether it is one, and not the one file that `Writer.write` writes."""
    write: Callable[[T, BuildOptions, Put], Written | None]
    """Puts all its files; else as `Writer.write`."""
    first: str
    """The file that is opened."""
    signs: Mapping[str, bytes]
    """By the path of a file, what stands in it and in no other program's; of `first`, and of others by which
    the folder is known where that is gone."""
    names: re.Pattern[str]
    """Paths of all files that it may have: a folder with any other is somebody else's, but for what systems
    leave there."""


@dataclass(frozen=True, slots=True)
class Writer(Generic[T]):
    """A format, of books or of single documents."""

    suffix: str
    """Of the file, with its dot."""
    write: Callable[[T, BuildOptions, BinaryIO], Written | None]
    """Writes to a binary file; the same book or edition and options give the same bytes."""
    sentences: Callable[[BuildOptions], bool] = lambda options: options.by_sentence
    """Whether it wants the cells in sentences, and their beads."""
    scope: Literal["selection", "document", "language"] = "selection"
    """What a file holds. `selection`: a Book, in chosen languages; `document`: an Edition, in all of them;
    `language`: of an Edition, what is said in one of them."""
    files: Callable[[Edition, BuildOptions], Files] | None = None
    """For a format that may have several files. Without it there is one, which `write` writes."""
    folder: Folder[T] | None = None
    """For a format whose edition may be a folder, by an option."""
    returns: str = ""
    """The format of `diglot import` that reads it: what somebody did in such a file is not overwritten."""
    findings: Callable[[Edition, BuildOptions], tuple[Finding, ...]] = lambda *_: ()
    """What an editor should know of an edition in this format; `where` is left to the caller."""

    def in_folder(self, options: BuildOptions) -> Folder[T] | None:
        """How its edition is a folder; None where it is a file."""
        return self.folder if self.folder and self.folder.wanted(options) else None

    def called(self, stem: str, options: BuildOptions) -> str:
        """The name of an edition's file or folder."""
        return stem if self.in_folder(options) else f"{stem}{self.suffix}"

    def writes(self, printed: T, options: BuildOptions) -> Callable[[Any], Written | None]:
        """What writes an edition: to a binary file, or to the `Put` of a folder."""
        folder = self.in_folder(options)
        return partial(folder.write if folder else self.write, printed, options)
