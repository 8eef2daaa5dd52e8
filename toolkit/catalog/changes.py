"""What an update did to a catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.model import Entry
from toolkit.text.hygiene import shortened


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did to a catalog."""

    new: tuple[Entry, ...] = ()
    """Nothing to translate them from was there."""
    edited: tuple[Entry, ...] = ()
    """As they are now: fuzzy in a translation."""
    gone: tuple[Entry, ...] = ()
    """No longer in the document; kept as obsolete where they were translated."""
    back: tuple[Entry, ...] = ()
    """Were gone, and are as they were before that."""
    context: tuple[Entry, ...] = ()
    """They stay translated: their words are as they were, but another says them, or their kind is another."""
    unchanged: int = 0
    template: bool = False
    lost: tuple[Entry, ...] = ()
    """Had a translation, and somebody has deleted their entries since."""
    restored: tuple[Entry, ...] = ()
    """Were lost, and are drafts now."""

    def __str__(self) -> str:
        edited = "edited" if self.template else "fuzzy"
        counts = [(len(self.new), "new"), (len(self.edited), edited), (len(self.gone), "gone")]
        counts += [
            (len(entries), what)
            for entries, what in (
                (self.back, "back"),
                (self.context, "in another context"),
                (self.lost, "lost"),
                (self.restored, "restored"),
            )
            if entries
        ]
        return ", ".join(f"{number} {what}" for number, what in [*counts, (self.unchanged, "unchanged")])

    def told_from(self, lost: Sequence[Entry]) -> Changes:
        """The same, with deleted entries told from new ones."""
        before = {(entry.context, entry.source) for entry in lost}
        fresh = tuple(entry for entry in self.new if (entry.context, entry.source) not in before)
        gone = tuple(entry for entry in self.new if (entry.context, entry.source) in before)
        return replace(self, new=fresh, lost=gone) if gone else self

    def lines(self) -> Iterator[str]:
        """One line for each message that changed, for people."""
        edited = "edited" if self.template else "fuzzy"
        kinds = (("new", self.new), (edited, self.edited), ("gone", self.gone), ("back", self.back))
        others = (("context", self.context), ("lost", self.lost), ("restored", self.restored))
        for what, entries in (*kinds, *others):
            for entry in entries:
                text = shortened(entry.source)
                yield f"{what}: {entry.context}: {text}"
