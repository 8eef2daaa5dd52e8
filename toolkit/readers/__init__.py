"""Readers: bytes to a Document, one module a format.

Most have a container to take apart: `of_content` makes a reader of what does that.

To add one, write `toolkit/readers/<format>.py` with a `READER`; its module name is the format's name.
Packages of others register theirs under the entry point group `diglot.readers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from toolkit import transcript
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.findings import Findings
from toolkit.model import Document
from toolkit.reading.lines import Content


class Read(Protocol):
    """From bytes to a document.

    The document has no ids yet. With it comes what is wrong or doubtful in it.

    Raises SourceError where the bytes can't be read.
    """

    def __call__(
        self, data: bytes, *, name: str, path: str, lang: str, sidecar: Sidecar
    ) -> tuple[Document, Findings]:
        """Read."""
        ...


class TakeApart(Protocol):
    """From bytes to the lines of a container, and what it knows of each.

    Raises SourceError where the bytes can't be read.
    """

    def __call__(self, data: bytes, *, path: str) -> Content:
        """Take it apart.

        path  as it is shown to a person
        """
        ...


def of_content(content: TakeApart) -> Read:
    """How a document is read of a container that is no text; `plain.of_text` is for those that are."""

    def read(data: bytes, *, name: str, path: str, lang: str, sidecar: Sidecar) -> tuple[Document, Findings]:
        taken = content(data, path=path)
        return transcript.document(taken, name=name, path=path, lang=lang, sidecar=sidecar)

    return read


@dataclass(frozen=True, slots=True)
class Reader:
    """A format."""

    suffixes: tuple[str, ...]
    """With their dot, in lower case; each suffix belongs to one reader."""
    read: Read
    write: Callable[[Document], bytes] | None = None
    """The file again, byte for byte; None for a format of which a document doesn't keep every character."""
    stated: Callable[[bytes, str], str] | None = None
    """From the bytes and the path of a file to the tag of the language that it says it is in; "" for none.
    None for a format that can't say it."""
    sure: Callable[[bytes], bool] | None = None
    """Whether a file is surely of this format, whatever it is called. None for a format that is told by its
    suffix alone."""
    syntax: tuple[Literal["zip", "markup", "json"], ...] = ()
    """What all its files are written in: `sure` is asked of no others. Nothing where they are text of their
    own form."""
    mark: str = ""
    """A pattern that the beginning of each of its files has somewhere: `sure` is asked of no others."""

    def __post_init__(self) -> None:
        """Refuse a suffix that no file would be found by."""
        for suffix in self.suffixes:
            if not suffix.startswith(".") or suffix != suffix.lower():
                hint = 'Write suffixes with their dot, in lower case: (".sbv",).'
                raise DiglotError(f"{suffix!r} is no suffix of a file.", hint=hint)
