"""What an update, or another program, did to a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from toolkit.catalog import edits, pinned, provenance
from toolkit.model import Catalog, Entry
from toolkit.text.data import from_header
from toolkit.text.hygiene import shortened


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did to a catalog."""

    new: tuple[Entry, ...] = ()
    """Nothing to translate them from was there."""
    edited: tuple[Entry, ...] = ()
    """As they are now: fuzzy in a translation, and empty where nobody had translated them."""
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
    accepted: tuple[Entry, ...] = ()
    """Edited, and finished as they are: a person has looked at edits of this kind."""
    left: tuple[Entry, ...] = ()
    """Edits of such a kind that are drafts all the same: nobody knows how their figures are to be written."""
    remembered: tuple[Entry, ...] = ()
    """New, with a translation that the memory had."""
    apart: tuple[Entry, ...] = ()
    """Of a template: the same words as before, which have a message of their own now."""
    doubted: tuple[Entry, ...] = ()
    """They have a review that may be of other words."""
    lapsed: tuple[Entry, ...] = ()
    """They had a review, of other words than they have now."""

    def __str__(self) -> str:
        fuzzy, edited = self._drafts()
        if self.template:
            counts = [(len(self.new), "new"), (len(edited), "edited"), (len(self.gone), "gone")]
        else:
            counts = [(len(self.new), "new"), (len(fuzzy), "fuzzy"), (len(self.gone), "gone")]
        # What is rare is told where there is some of it.
        rare = [(0 if self.template else len(edited), "edited")]
        rare += [(len(entries), several) for several, _, entries in self._rare()]
        counts += [(number, what) for number, what in rare if number]
        return ", ".join(f"{number} {what}" for number, what in [*counts, (self.unchanged, "unchanged")])

    def _rare(self) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
        """What seldom happens: as it is counted, as one is told, and the entries."""
        yield "from memory", "from memory", self.remembered
        yield "set apart", "set apart", self.apart
        yield "back", "back", self.back
        yield "in another context", "context", self.context
        yield "accepted", "accepted", self.accepted
        yield "left fuzzy", "left fuzzy", self.left
        yield "lost", "lost", self.lost
        yield "restored", "restored", self.restored
        yield "with a review in doubt", "review in doubt", self.doubted
        yield "with a lapsed review", "lapsed review", self.lapsed

    def told_from(self, lost: Sequence[Entry]) -> Changes:
        """The same, with deleted entries told from new ones."""
        before = {entry.key for entry in lost}
        fresh = tuple(entry for entry in self.new if entry.key not in before)
        gone = tuple(entry for entry in self.new if entry.key in before)
        return replace(self, new=fresh, lost=gone) if gone else self

    def _drafts(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """Edited messages with a draft, and those without."""
        fuzzy = tuple(entry for entry in self.edited if entry.target)
        return fuzzy, tuple(entry for entry in self.edited if not entry.target)

    def lines(self) -> Iterator[str]:
        """One line for each message that changed, for people.

        Of an edited one it shows the words that changed.
        """
        fuzzy, edited = self._drafts()
        kinds = (("new", self.new), ("fuzzy", fuzzy), ("edited", edited), ("gone", self.gone))
        for what, entries in (*kinds, *((one, entries) for _, one, entries in self._rare())):
            for entry in entries:
                yield f"{what}: {entry.context}: {edits.noted(entry) or shortened(entry.source)}"


@dataclass(frozen=True, slots=True)
class Suggested:
    """What became of the empty messages of a catalog."""

    by: Mapping[str, int]
    """Engine -> messages that it has filled: the one that was asked, and those of runs before."""
    filled: tuple[Entry, ...] = ()
    doubtful: int = 0
    """Those of `filled` in which a check finds something wrong."""
    unanswered: int = 0

    def __str__(self) -> str:
        doubtful = f" ({self.doubtful} doubtful)" if self.doubtful else ""
        # The one that was asked is told of nothing only where nobody has done anything.
        made = {name: number for name, number in self.by.items() if number} or self.by
        told = f"{len(self.filled)} suggested"
        if len(made) == 1:
            told += f" by {next(iter(made))}{doubtful}"
        else:
            told += f"{doubtful}, " + ", ".join(f"{number} by {name}" for name, number in made.items())
        return f"{told}, {self.unanswered} left empty"

    def lines(self) -> Iterator[str]:
        """One for each message that was filled."""
        for entry in self.filled:
            yield f"{entry.context}: {shortened(entry.source)}  =  {shortened(entry.target)}"


# What another program took out of a catalog.
#
# A translation is lost where its message has none any more, or isn't there any more, obsolete ones
# included. One that stands beside another source now was moved, and is not lost. What an update or another
# program has put in its place, made for other words, is none: such as that of another document whose catalog
# was copied over this one.


OlderText: TypeAlias = tuple[Entry, str]
"""A translation, and the older text that stands in its place."""


def translations(catalog: Catalog) -> tuple[Entry, ...]:
    """The messages in use that have a translation or a comment.

    Finished or not, with all that a translator wrote.
    """
    there = (entry for entry in catalog.entries if entry.target or entry.comments)
    return tuple(entry.replace(notes=(), where=()) for entry in there)


def lost(last: Sequence[Entry], now: Catalog | None) -> tuple[Entry, ...]:
    """Translations that are nowhere any more.

    now  None where its file is gone
    """
    both = (*now.entries, *now.obsolete) if now is not None else ()
    missing = _missing(last, both)
    if not missing:
        return ()
    # As often as a text stands somewhere new, it was moved there; once more, and one of them is lost.
    before = {(entry.key, entry.target) for entry in last}
    moved = Counter(e.target for e in both if e.target and (e.key, e.target) not in before)
    nowhere = []
    for entry in missing:
        if moved[entry.target]:
            moved[entry.target] -= 1
        else:
            nowhere.append(entry)
    return tuple(nowhere)


def still(gone: Iterable[Entry], now: Catalog) -> tuple[Entry, ...]:
    """Those that were lost and haven't been translated anew since."""
    return tuple(_missing(gone, (*now.entries, *now.obsolete)))


def _missing(last: Iterable[Entry], now: Iterable[Entry]) -> list[Entry]:
    there = {entry.key: entry for entry in now if entry.target}
    had = (entry for entry in last if entry.target)
    return [entry for entry in had if entry.key not in there or _replaced(there[entry.key], entry)]


def _replaced(now: Entry, was: Entry) -> bool:
    """Whether a draft that was made for other words stands in the place of a translation."""
    return (
        now.state == "fuzzy"
        and now.target != was.target
        and now.previous not in (None, was.previous)
        and edits.before_edit(now) is not None
    )


def older(last: Iterable[Entry], revised: str, now: Catalog) -> tuple[OlderText, ...]:
    """Translations in the place of which others stand, where a catalog was revised before it had them.

    An older copy was saved over it.

    revised  when the catalog that had them was revised, as its header says
    """
    try:
        if from_header(revision(now)) >= from_header(revised):
            return ()
    except ValueError:  # a header that nobody filled in
        return ()
    there = {entry.key: entry.target for entry in now.entries}
    pairs = ((entry, there.get(entry.key, "")) for entry in last if entry.state == "done")
    return tuple((entry, text) for entry, text in pairs if text and text != entry.target)


def still_older(known: Iterable[OlderText], now: Catalog) -> tuple[OlderText, ...]:
    """Those in the place of which the same older text stands, and no comment keeps the newer."""
    there = {entry.key: entry for entry in now.entries}
    return tuple(
        (was, text)
        for was, text in known
        if (entry := there.get(was.key))
        and entry.target == text
        and not {*provenance.was(was.target)} <= {*entry.comments}
    )


def uncommented(last: Iterable[Entry], now: Catalog) -> tuple[Entry, ...]:
    """Messages as they were, with the comments that are gone, so that a program has taken them.

    It takes all that are in a catalog, or puts them where they are no translator's comments. A person deletes
    one that is done with; but what was decided of sentences holds as long as they stand there.
    """
    pairs = _beside_now((was for was in last if was.comments), now)
    # Who changes a text may be done with all that was said of it.
    same = [(was, entry) for was, entry in pairs if was.target == entry.target]
    silent = [_silent(entry) for was, entry in same if provenance.here(was.comments)]
    if all(silent) and len(silent) > 1:
        return tuple(was for was, entry in pairs if _silent(entry))
    langs = now.source_lang, now.lang
    unpinned = (was for was, entry in same if _unpinned(entry, was) and not pinned.gone(was, *langs))
    return tuple(was.replace(comments=pinned.telling(was.comments)) for was in unpinned)


def still_uncommented(known: Iterable[Entry], now: Catalog) -> tuple[Entry, ...]:
    """Those whose comments nobody has brought back, or written anew."""
    return tuple(was for was, entry in _beside_now(known, now) if _silent(entry) or _unpinned(entry, was))


def _beside_now(last: Iterable[Entry], now: Catalog) -> list[tuple[Entry, Entry]]:
    """Messages as they were that are there, and as they are; also where a program has taken the contexts."""
    bare = {("", entry.source): entry for entry in now.entries if not entry.context}
    there = {entry.key: entry for entry in now.entries}
    found = ((was, there.get(was.key) or bare.get(("", was.source))) for was in last)
    return [(was, entry) for was, entry in found if entry]


def _silent(entry: Entry) -> bool:
    return not provenance.here(entry.comments)


def _unpinned(now: Entry, was: Entry) -> bool:
    return bool(pinned.beads_of(was)) and not pinned.beads_of(now)


def revision(catalog: Catalog) -> str:
    """When a catalog was revised, as its header says."""
    return dict(catalog.header).get("PO-Revision-Date", "")


class Missed(NamedTuple):
    """What another program took out of a catalog, as it was."""

    lost: tuple[Entry, ...] = ()
    """Translations that are nowhere any more."""
    older: tuple[OlderText, ...] = ()
    """Translations over which an older copy was saved, and the texts that stand there."""
    uncommented: tuple[Entry, ...] = ()
    """Messages with the comments that they haven't any more."""


def restored(
    now: Catalog,
    gone: Sequence[Entry],
    older: Sequence[OlderText] = (),
    uncommented: Sequence[Entry] = (),
) -> Catalog:
    """The catalog with what was lost, as drafts, and comments: those that are gone, and with what was newer.

    Nothing else that is there is changed, but for drafts of other words in the place of what was lost.

    The next `update` finds their places, as it does for all messages.
    """
    beside = {was.key: provenance.was(was.target) for was, _ in still_older(older, now)}
    for was, entry in _beside_now(still_uncommented(uncommented, now), now):
        beside[entry.key] = (*was.comments, *beside.get(entry.key, ()))
    if beside:
        now = replace(now, entries=tuple(_beside(entry, beside.get(entry.key, ())) for entry in now.entries))
    missing = {entry.key: entry for entry in gone}
    entries = [_filled(entry, missing.pop(entry.key, None)) for entry in now.entries]
    # Words that were edited meanwhile are new to the update, else they couldn't have what was done before.
    entries = [entry for entry in entries if entry.target or entry.comments or not missing]
    obsolete = tuple(_filled(entry, missing.pop(entry.key, None)) for entry in now.obsolete)
    return replace(
        now,
        entries=(*entries, *(entry.replace(state="fuzzy") for entry in missing.values())),
        obsolete=obsolete,
    )


def _beside(entry: Entry, lines: Sequence[str]) -> Entry:
    more = [line for line in lines if line not in entry.comments]
    return entry.replace(comments=(*entry.comments, *more)) if more else entry


def _filled(entry: Entry, was: Entry | None) -> Entry:
    if was is None or (entry.target and not _replaced(entry, was)):
        return entry
    lines = (*was.comments, *provenance.was(entry.target)) if entry.target else was.comments
    return _beside(entry, lines).replace(target=was.target, state="fuzzy", previous=was.previous)
