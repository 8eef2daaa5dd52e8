"""From the last version of a catalog to the next: nothing of a translator's is lost or passes unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from toolkit import ids
from toolkit.catalog import header, provenance
from toolkit.catalog.header import About
from toolkit.match import Match, Unit, match
from toolkit.model import Catalog, Entry, Location


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
    unchanged: int = 0
    template: bool = False

    def __str__(self) -> str:
        edited = "edited" if self.template else "fuzzy"
        counts = [(len(self.new), "new"), (len(self.edited), edited), (len(self.gone), "gone")]
        if self.back:
            counts.append((len(self.back), "back"))
        return ", ".join(f"{number} {what}" for number, what in [*counts, (self.unchanged, "unchanged")])

    def lines(self) -> Iterator[str]:
        """One line for each message that changed, for people."""
        edited = "edited" if self.template else "fuzzy"
        kinds = (("new", self.new), (edited, self.edited), ("gone", self.gone), ("back", self.back))
        for what, entries in kinds:
            for entry in entries:
                text = entry.source if len(entry.source) <= 60 else entry.source[:59] + "…"
                yield f"{what}: {entry.context}: {text}"


def update(
    old: Catalog | None, new: Catalog, lang: str, about: About, moment: datetime
) -> tuple[Catalog, Changes]:
    """The next version of a template (`lang` "") or of a translation, and what changed.

    old     the catalog as it was loaded; None for the first time
    new     for a template what `extract` gave, for a translation the updated template
    moment  the time, with its zone; stamped only where messages changed

    A second update with the same values changes nothing.
    """
    if lang:
        entries, obsolete, changes = _translation(old, new)
    else:
        entries, obsolete, changes = _template(old, new, about)
    updated = Catalog(
        document=new.document,
        source_lang=new.source_lang,
        lang=lang,
        entries=entries,
        obsolete=obsolete,
        header=header.renew(old, new, lang, about, moment),
        preamble=tuple(header.preamble(old, new, lang)),
        trailer=old.trailer if old else (),
    )
    return updated, changes


_Parts = tuple[tuple[Entry, ...], tuple[Entry, ...], Changes]


def _template(old: Catalog | None, new: Catalog, about: About) -> _Parts:
    live = {(entry.context, entry.source): entry.ids for entry in new.entries}
    # An id that nothing has any more stays on record, so that it is never given to another text.
    retired = ids.retire(live, old) if old else {}
    entries = []
    for entry in new.entries:
        names = retired.pop((entry.context, entry.source), ())
        made = entry
        if names:
            made = made.replace(notes=(*entry.notes, ids.RETIRED + " ".join(names)))
        if not about.line_numbers:
            made = made.replace(where=_without_lines(entry.where))
        entries.append(made)
    obsolete = tuple(Entry(where, source, ids=names) for (where, source), names in retired.items())
    return tuple(entries), obsolete, _template_changes(old.entries if old else (), entries)


def _template_changes(old: Sequence[Entry], new: Sequence[Entry]) -> Changes:
    """What changed, told by the ids: an edited text is one whose id had other words."""
    before, now = set(_units(old)), set(_units(new))
    had = {name for entry in old for name in entry.ids}
    have = {name for entry in new for name in entry.ids}
    fresh = [entry for entry in new if (entry.context, entry.source) not in before]
    return Changes(
        new=tuple(entry for entry in fresh if had.isdisjoint(entry.ids)),
        edited=tuple(entry for entry in fresh if not had.isdisjoint(entry.ids)),
        gone=tuple(
            entry for entry in old if (entry.context, entry.source) not in now and have.isdisjoint(entry.ids)
        ),
        unchanged=len(new) - len(fresh),
        template=True,
    )


def _without_lines(where: tuple[Location, ...]) -> tuple[Location, ...]:
    return tuple(Location(path, 0) for path in dict.fromkeys(place.path for place in where))


def _units(entries: Sequence[Entry]) -> list[Unit]:
    return [(entry.context, entry.source) for entry in entries]


def _translation(old: Catalog | None, new: Catalog) -> _Parts:
    """Entries in the order of the template, with what was translated before; and what is out of use."""
    wanted = set(_units(new.entries))
    present = (*old.entries, *_parted(old, new)) if old else ()
    known = (*present, *old.obsolete) if old else ()
    live = len(present)
    # Messages with plural forms are another program's. They are kept, but translate nothing here.
    usable = [k for k, e in enumerate(known) if not e.plural or (e.context, e.source) in wanted]
    ours = [known[k] for k in usable]
    matches = _named(ours, sum(k < live for k in usable), new.entries) or match(
        _units(ours), _units(new.entries)
    )
    entries: list[Entry] = []
    fresh: list[Entry] = []
    edited: list[Entry] = []
    back: list[Entry] = []
    unchanged = 0
    by_id = {name: entry for entry in known[:live] for name in entry.ids}
    for found, entry in zip(matches, new.entries, strict=True):
        k = usable[found.old] if found.old >= 0 else -1
        made = _entry(entry, known[k] if k >= 0 else None, exact=found.kind != "edited")
        if found.kind == "new":
            # One of several paragraphs with the same words was edited: the others keep the message.
            sibling = next((by_id[name] for name in entry.ids if name in by_id), None)
            if sibling is not None and not sibling.plural:
                made = _entry(entry, sibling.replace(comments=(), flags=()), exact=False)
        entries.append(made)
        if found.kind in {"new", "edited"}:
            (edited if made.target else fresh).append(made)
        elif k >= live:
            back.append(made)
        else:
            unchanged += 1
    used = {usable[found.old] for found in matches if found.old >= 0}
    left = [k for k in range(len(known)) if k not in used]
    obsolete = tuple(
        known[k] if k >= live else known[k].replace(notes=(), ids=(), where=())
        for k in left
        if k >= live or known[k].target or provenance.remarks(known[k].comments) or known[k].plural
    )
    vanished = tuple(known[k] for k in left if k < live)
    return tuple(entries), obsolete, Changes(tuple(fresh), tuple(edited), vanished, tuple(back), unchanged)


def _named(old: Sequence[Entry], live: int, new: Sequence[Entry]) -> list[Match] | None:
    """What each was before, told by equal texts and by ids; None where these don't tell it of all.

    live  how many of the old are in use, not one of which may be left over

    An edited paragraph has kept its id, which was found by a match of all paragraphs in order. To match texts
    again takes longer, and only helps where paragraphs were merged, split, added or left out.
    """
    places = {unit: k for k, unit in reversed(list(enumerate(_units(old))))}
    pairs = [places.get(unit, -1) for unit in _units(new)]
    if -1 not in pairs:
        return [Match("same", k, 1.0) for k in pairs]
    used = set(pairs)
    by_id = {name: k for k, entry in enumerate(old[:live]) for name in entry.ids}
    found = []
    for k, entry in zip(pairs, new, strict=True):
        if k >= 0:
            found.append(Match("same", k, 1.0))
            continue
        before = {by_id.get(name, -1) for name in entry.ids}
        if len(before) != 1 or not before.isdisjoint(used):  # -1 is among them
            return None
        used |= before
        found.append(Match("edited", before.pop(), 1.0))
    return found if used.issuperset(range(live)) else None


def _parted(old: Catalog, new: Catalog) -> list[Entry]:
    """Copies of old entries for paragraphs that are set apart from now on, and were not before."""
    parted = [entry for entry in new.entries if ids.shared(entry.context) != entry.context]
    if not parted:
        return []
    before = {(entry.context, entry.source): entry for entry in old.entries}
    known = before.keys() | {(entry.context, entry.source) for entry in old.obsolete}
    return [
        before[shared].replace(context=entry.context)
        for entry in parted
        if (shared := (ids.shared(entry.context), entry.source)) in before
        and (entry.context, entry.source) not in known
    ]


def _entry(now: Entry, was: Entry | None, *, exact: bool) -> Entry:
    """The message as it is now with the translation that it had; fuzzy unless nothing of it changed."""
    notes = now.notes
    if notes and notes[-1].startswith(ids.RETIRED):
        notes = notes[:-1]
    if was is None:
        return Entry(now.context, now.source, ids=now.ids, notes=notes, where=now.where)
    was = provenance.settled(was)
    made = Entry(
        now.context,
        now.source,
        was.target,
        was.state,
        now.ids,
        notes,
        was.comments,
        was.flags,
        was.previous,
        where=now.where,
    )
    if was.plural:
        # One text can't have several forms: the first stays, to be looked at; the others stay as comments.
        others = tuple(f"{number}: {form}" for number, form in enumerate(was.plural[1:]) if number and form)
        made = made.replace(comments=(*was.comments, *others), state="fuzzy" if was.target else "empty")
    if exact or not was.target:
        return made
    context, source = was.context or now.context, was.source
    if was.state == "fuzzy" and was.previous:
        # The target is older than the last edit: a translator must see what it was made for.
        context, source = was.previous[0] or context, was.previous[1]
    previous = (None if context == now.context else context, source)
    return made.replace(state="fuzzy", previous=None if previous == (None, now.source) else previous)
