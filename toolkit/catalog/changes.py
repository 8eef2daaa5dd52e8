"""What an update, or another program, did to a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.contexts import MessageKey
from toolkit.model import Catalog, Entry
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


# What another program took out of a catalog.
#
# A translation is lost where its message has none any more, or isn't there any more, obsolete ones
# included. One that stands beside another source now was moved, and is not lost.


def translations(found: Catalog) -> tuple[Entry, ...]:
    """The messages in use that are translated.

    Finished or not, with all that a translator wrote.
    """
    return tuple(entry.replace(notes=(), where=()) for entry in found.entries if entry.target)


def lost(last: Sequence[Entry], now: Catalog | None) -> tuple[Entry, ...]:
    """Translations that are nowhere any more.

    now  None where its file is gone
    """
    both = (*now.entries, *now.obsolete) if now is not None else ()
    there = {_unit(entry) for entry in both if entry.target}
    missing = [entry for entry in last if _unit(entry) not in there]
    if not missing:
        return ()
    before = {(_unit(entry), entry.target) for entry in last}
    moved = Counter(e.target for e in both if e.target and (_unit(e), e.target) not in before)
    found = []
    for entry in missing:
        if moved[entry.target]:
            moved[entry.target] -= 1
        else:
            found.append(entry)
    return tuple(found)


def still(gone: Iterable[Entry], now: Catalog) -> tuple[Entry, ...]:
    """Those that were lost and haven't been translated anew since."""
    there = {_unit(entry) for entry in (*now.entries, *now.obsolete) if entry.target}
    return tuple(entry for entry in gone if _unit(entry) not in there)


def restored(now: Catalog, gone: Sequence[Entry]) -> Catalog:
    """The catalog with what was lost, as drafts.

    Nothing that is there is changed.

    The next `update` finds their places, as it does for all messages.
    """
    missing = {_unit(entry): entry for entry in gone}
    entries = tuple(_filled(entry, missing.pop(_unit(entry), None)) for entry in now.entries)
    obsolete = tuple(_filled(entry, missing.pop(_unit(entry), None)) for entry in now.obsolete)
    return replace(now, entries=(*entries, *map(_draft, missing.values())), obsolete=obsolete)


def _unit(entry: Entry) -> MessageKey:
    return entry.context, entry.source


def _draft(entry: Entry) -> Entry:
    return entry.replace(state="fuzzy")


def _filled(entry: Entry, was: Entry | None) -> Entry:
    if was is None or entry.target:
        return entry
    comments = (*entry.comments, *(line for line in was.comments if line not in entry.comments))
    return _draft(entry.replace(target=was.target, comments=comments, previous=was.previous))
