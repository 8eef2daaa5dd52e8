"""Writers: an Edition to the bytes of one format; one module a format.

To add one, write `toolkit/writers/<format>.py` with a `WRITER`; `diglot build -f` takes the module's name.
Packages of others register theirs under the entry point group `diglot.writers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal

from toolkit.config import Layout, Unit
from toolkit.model import Edition


@dataclass(frozen=True, slots=True)
class Options:
    """What an editor chooses for a build, beside the words."""

    layout: Layout = "stacked"
    unit: Unit = "paragraph"
    """What is put beside what."""
    modified: str = ""
    """Time of the last change of the sources, such as 2026-03-14T09:30:00Z; "" where it is not known."""
    publisher: str = ""
    """Who publishes the edition (not the source)."""

    @property
    def by_sentence(self) -> bool:
        """Whether sentences stand beside sentences; in one layout there is no other way."""
        return self.unit == "sentence" or self.layout == "alternating"


@dataclass(frozen=True, slots=True)
class Writer:
    """A format."""

    suffix: str
    """Of the file, with its dot."""
    write: Callable[[Edition, Options, BinaryIO], None]
    """Writes to a binary file; the same edition and options give the same bytes."""
    sentences: Callable[[Options], bool] = lambda options: options.by_sentence
    """Whether it wants the cells in sentences, and their beads."""
    scope: Literal["selection", "document"] = "selection"
    """`selection`: one file for the languages chosen, named by them; `document`: one for all languages."""
