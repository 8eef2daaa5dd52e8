"""From a version of a catalog to the next.

Nothing of a translator's is lost or passes unseen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from toolkit.catalog import (
    carrying,
    contexts,
    edits,
    headers,
    id_record,
    machine_marks,
    memory_marks,
    provenance,
    review,
)
from toolkit.catalog.changes import Changes
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.glossary import Glossary
from toolkit.catalog.headers import About
from toolkit.catalog.template import shared
from toolkit.model import Catalog, Entry
from toolkit.model.values import apart
from toolkit.text.difference import ChangeKind
from toolkit.text.hygiene import counted, shortened, tidy

_SHOWN = 40
"""Characters of a text in a list."""


def update(
    old: Catalog | None,
    new: Catalog,
    lang: str,
    about: About,
    moment: datetime,
    accept: Collection[ChangeKind] = (),
    glossary: Glossary | None = None,
) -> tuple[Catalog, Changes]:
    """The next version of a catalog, and what changed.

    It is that of a template where `lang` is "".

    old     the catalog as it was loaded; None for the first time
    new     for a template what `extract` gave, for a translation the updated template
    moment  the time, with its zone; stamped only where messages changed
    accept  kinds of edits that a person has looked at: what was finished before one stays finished
    glossary  its terms are told in the notes of the messages that have them

    A second update with the same values changes nothing.
    """
    if lang:
        carried, obsolete, changes = carrying.translation(old, new, lang, accept)
        entries = tuple(_settled(entry) if entry.comments else entry for entry in carried)
        # The template has none: so what the glossary had before is gone.
        entries = tuple(map(glossary.noted, entries)) if glossary else entries
    else:
        entries, obsolete, changes = _template(old, new)
    updated = Catalog(
        document=new.document,
        source_lang=new.source_lang,
        lang=lang,
        entries=entries,
        obsolete=obsolete,
        header=headers.updated(old, new, lang, about, moment),
        preamble=tuple(headers.preamble(old, new, lang)),
        # A comment behind the last message is somebody's, like all that diglot didn't write.
        trailer=old.trailer if old else (),
    )
    return updated, changes


def _settled(entry: Entry) -> Entry:
    """An entry without marks that a person has settled, or that say nothing of what stands there now.

    What was said of other words than it got, the next update would take away.
    """
    told = review.settled(provenance.settled(entry))
    return id_record.unordered(machine_marks.settled(memory_marks.settled(told)))


def _template(old: Catalog | None, new: Catalog) -> tuple[tuple[Entry, ...], tuple[Entry, ...], Changes]:
    before = old.entries if old else ()
    gone, _ = apart(before, new.entries)
    # An id that nothing has any more stays on record, so that it is never given to another text.
    ids = {name for entry in new.entries for name in entry.ids}
    resting = ((entry, True) for entry in (old.obsolete if old else ()))
    retired = id_record.retire(ids, (*((entry, False) for entry in gone), *resting))
    entries: Iterable[Entry] = new.entries
    if retired:
        # Words that are back have their old ids, which are on record with them.
        back = ((entry, retired.pop(entry.key, ())) for entry in entries)
        entries = [_retaining(entry, names) if names else entry for entry, names in back]
    made = shared(entries, gone)
    obsolete = tuple(Entry(where, source, ids=names) for (where, source), names in retired.items())
    return made, obsolete, _template_changes(*apart(before, made), ids, len(made))


def _retaining(entry: Entry, names: Iterable[str]) -> Entry:
    """A message with ids on record that are out of use."""
    return entry.replace(notes=(*entry.notes, id_record.RETIRED + " ".join(names)))


def _template_changes(
    gone: Sequence[Entry], come: Sequence[Entry], have: AbstractSet[str], count: int
) -> Changes:
    """What changed in a template, by its ids.

    An edited text is one whose id had other words.

    gone, come  what is as it was is in neither of them
    have        all ids that it has now
    count       how many messages it has
    """
    old, new = ({entry.key for entry in entries} for entries in (gone, come))
    fresh = [entry for entry in come if entry.key not in old]
    left = [entry for entry in gone if entry.key not in new]
    # Ids outlive an edit of the words: they tell what was edited from what came and went.
    by_id = {name: entry for entry in gone for name in entry.ids} if fresh else {}
    known = [(entry, [by_id[name] for name in entry.ids if name in by_id]) for entry in fresh]
    return Changes(
        new=tuple(entry for entry, parts in known if not parts),
        # With what changed, for `lines`: the template itself has no such notes.
        edited=tuple(
            edits.with_note(entry, parts) for entry, parts in known if parts and not _moved(entry, parts)
        ),
        apart=tuple(entry for entry, parts in known if parts and _moved(entry, parts)),
        gone=tuple(entry for entry in left if have.isdisjoint(entry.ids)),
        unchanged=count - len(fresh),
        template=True,
    )


def _moved(entry: Entry, parts: Sequence[Entry]) -> bool:
    """Whether an entry only is another for the same words, set apart or no longer."""
    words = contexts.shared(entry.context), entry.source
    return all((contexts.shared(part.context), part.source) == words for part in parts)


# Drafts that alignment has placed, taken over together: by a person who has gone over them as a whole.


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
        elif entry.state == "fuzzy" and entry.key != CREDITS:
            others += 1
        entries.append(provenance.accepted(entry) if taken[-1:] == [entry] else entry)
    return replace(catalog, entries=tuple(entries)), Accepted(least, tuple(taken), below, otherwise, others)


def _codes(entry: Entry) -> set[str]:
    """Why alignment has doubted the text of an entry."""
    placed = provenance.placed(entry)
    return {doubt.code for doubt in placed.doubts} if placed is not None else set()


def _short(text: str) -> str:
    return shortened(" ".join(tidy(text).split()), _SHOWN)
