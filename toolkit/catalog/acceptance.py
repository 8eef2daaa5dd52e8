"""Drafts that alignment has placed, taken over together: by a person who has gone over them as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from toolkit.catalog import provenance
from toolkit.catalog.contexts import CREDITS
from toolkit.model import Catalog, Entry
from toolkit.text.hygiene import counted, shortened, tidy

_SHOWN = 40
"""Characters of a text in a list."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the drafts of a catalog."""

    least: float
    taken: tuple[Entry, ...]
    """As they were."""
    below: int
    """Placed with less confidence than was asked for."""
    otherwise: int
    """In doubt for another reason than was asked for."""
    others: int
    """A person's, or with a source that was edited since they were placed."""
    dry: bool = False

    def __str__(self) -> str:
        """One line."""
        verb = "would be accepted" if self.dry else "accepted"
        parts = [f"{counted(len(self.taken), 'draft')} {verb}"]
        if self.below:
            parts.append(f"{self.below} below {self.least:g}")
        if self.otherwise:
            parts.append(f"{self.otherwise} in doubt for another reason")
        if self.others:
            parts.append(f"{counted(self.others, 'draft')} that alignment didn't leave so")
        return ", ".join(parts)

    def lines(self) -> Iterator[str]:
        """One for each draft that was taken."""
        for entry in self.taken:
            codes = " ".join(sorted(_codes(entry)))
            text = f"{_short(entry.source)}  =  {_short(entry.target)}"
            yield f"{provenance.waiting(entry):.2f}  {text}" + (f"  [{codes}]" if codes else "")


def accept(catalog: Catalog, least: float, doubts: Collection[str] = ()) -> tuple[Catalog, Accepted]:
    """Finish the drafts that alignment has placed.

    Only those that nobody has changed since.

    least   confidence from 0 to 1 that a draft must have been placed with
    doubts  codes of `doubts.WORDINGS`: a draft that is in doubt for another reason stays; none for any reason
    """
    taken, entries = [], []
    below = otherwise = others = 0
    for entry in catalog.entries:
        sure = provenance.waiting(entry)
        if sure is not None and sure >= least and doubts and not _codes(entry) <= set(doubts):
            otherwise += 1
        elif sure is not None and sure >= least:
            taken.append(entry)
        elif sure is not None:
            below += 1
        elif entry.state == "fuzzy" and (entry.context, entry.source) != CREDITS:
            others += 1
        entries.append(provenance.accepted(entry) if taken[-1:] == [entry] else entry)
    return replace(catalog, entries=tuple(entries)), Accepted(least, tuple(taken), below, otherwise, others)


def _codes(entry: Entry) -> set[str]:
    """Why alignment has doubted the text of an entry."""
    placed = provenance.placed(entry)
    return {doubt.code for doubt in placed.doubts} if placed is not None else set()


def _short(text: str) -> str:
    return shortened(" ".join(tidy(text).split()), _SHOWN)
