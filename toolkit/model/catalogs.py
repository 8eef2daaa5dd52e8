"""What a translator edits: a Catalog.

It has entries of source and target, in one language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.model.documents import Location
from toolkit.model.values import Value, same

State = Literal["empty", "fuzzy", "done"]


class Entry(Value, frozen=True, gc=False):
    """One message of a catalog."""

    context: str
    """Kind and speaker key, such as `turn|mara`; never a position."""
    source: str
    target: str = ""
    state: State = "empty"
    ids: tuple[str, ...] = ()
    """Ids of the paragraphs with this text, in order; none for names and credits."""
    notes: tuple[str, ...] = ()
    """For the translator, from diglot (`#.`)."""
    comments: tuple[str, ...] = ()
    """The translator's own lines (`#`), without the mark; kept as they are."""
    flags: tuple[str, ...] = ()
    """Other than fuzzy."""
    previous: tuple[str | None, str] | None = None
    """Context (None if it is as now) and source that the target was made for, while the entry is fuzzy."""
    plural: tuple[str, ...] = ()
    """msgid_plural and all forms of the target, in messages of other programs: kept, not used."""
    where: tuple[Location, ...] = ()
    """Places of the paragraphs in the source. Not compared."""

    @property
    def key(self) -> tuple[str, str]:
        """Context and source: no two messages of a catalog share both."""
        return self.context, self.source

    def __eq__(self, other: object) -> bool:
        return same(self, other, but=("where",))

    def __hash__(self) -> int:
        return hash((self.context, self.source, self.target))


@dataclass(frozen=True, slots=True)
class Catalog:
    """One document's messages in one language.

    It is a template where `lang` is "".
    """

    document: str
    source_lang: str
    lang: str
    entries: tuple[Entry, ...]
    obsolete: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    """Header fields in order."""
    preamble: tuple[str, ...] = ()
    """Comment lines above the header, without the mark."""
    trailer: tuple[str, ...] = ()
    """Comment lines behind the last message, without the mark."""
