"""Two versions of a catalog become one.

A three-way merge, message by message: what changed on one side is taken from that side. What both sides
changed is a clash: the message is a draft then, and the other translation stands in its comments.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, TypeVar

from toolkit.catalog import beside, carrying, contexts, edits, memory_marks, provenance, review
from toolkit.catalog.contexts import CREDITS, MessageKey
from toolkit.catalog.headers import NOBODY, SOURCE_LANGUAGE, HeaderFields
from toolkit.model import Catalog, Entry, State
from toolkit.model.values import wholly_same
from toolkit.text.data import from_header
from toolkit.text.hygiene import escaped

T = TypeVar("T")
_Text = tuple[str, State, tuple[str | None, str] | None, tuple[str, ...]]
"""What a translator makes of a message: translation, state, what it was made for, and plural forms."""
_EMPTY: _Text = ("", "empty", None, ())

CONFLICT = "conflict: "
"""Begins the comment of a message that was translated twice, until somebody has decided."""
_DECIDE = CONFLICT + "translated twice. Keep one, delete these lines, and take the fuzzy mark away."
OTHER = "other: "
"""Begins each line of the translation of the other side."""

_ABSENT, _RESTING, _LIVE = range(3)
"""Where a message is in a catalog: nowhere, obsolete, in use."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A message that both sides changed."""

    how: Literal["both", "emptied", "gone"]
    """Translated in two ways; translated here and emptied there; translated here and no longer in the text
    there, so that it is obsolete. Only the first asks for a decision."""
    entry: Entry
    """As it is in the merged catalog."""
    ours: str
    theirs: str


def merge(base: Catalog | None, ours: Catalog, theirs: Catalog) -> tuple[Catalog, tuple[Clash, ...]]:
    """The catalog with the work of both sides, and what they clash about.

    base  what both come from; None where nobody knows it

    The catalogs are of one document and language, as their files have them. Where only one side changed
    anything, it is that side.
    """
    work = _Merge(base, ours, theirs)
    for key in dict.fromkeys((*work.ours.all, *work.theirs.all)):
        work.settle(key)
    work.follow()
    entries, obsolete = work.arranged()
    was = base or replace(ours, header=(), preamble=(), trailer=())
    merged = replace(
        ours,
        entries=entries,
        obsolete=obsolete,
        header=_header(was.header, ours.header, theirs.header),
        preamble=_lines(was.preamble, ours.preamble, theirs.preamble),
        trailer=_lines(was.trailer, ours.trailer, theirs.trailer),
    )
    return merged, tuple(replace(clash, entry=work.merged[clash.entry.key]) for clash in work.clashes)


class _Side:
    """The messages of one version."""

    def __init__(self, catalog: Catalog | None) -> None:
        self.live = {entry.key: entry for entry in catalog.entries} if catalog else {}
        self.resting = {entry.key: entry for entry in catalog.obsolete} if catalog else {}
        self.all = self.live | self.resting

    def place(self, key: MessageKey) -> int:
        return _LIVE if key in self.live else _RESTING if key in self.resting else _ABSENT


class _Merge:
    """The state of one merge."""

    def __init__(self, base: Catalog | None, ours: Catalog, theirs: Catalog) -> None:
        self.catalog = ours
        self.base, self.ours, self.theirs = _Side(base), _Side(ours), _Side(theirs)
        self.before: dict[str, Entry] = {}
        """Id, or context of what has none -> the message in the base."""
        for entry in self.base.live.values():
            self.before |= dict.fromkeys(entry.ids or (entry.context,), entry)
        self.merged: dict[MessageKey, Entry] = {}
        self.places: dict[MessageKey, int] = {}
        self.clashes: list[Clash] = []
        self.left: list[Entry] = []
        """Translated on one side, as they are there, while the other side has taken them out of use."""

    def settle(self, key: MessageKey) -> None:
        """Decide about one message."""
        base, ours, theirs = (side.all.get(key) for side in (self.base, self.ours, self.theirs))
        places = [side.place(key) for side in (self.base, self.ours, self.theirs)]
        place = _three_way(*places)
        # What one side gave up and the other took up again is needed.
        place = max(places[1:]) if place is None else place
        if ours is not None and theirs is not None:
            made = self._both(base, ours, theirs)
        else:
            made = ours or theirs or Entry(*key)
            # Work at what is gone on the other side is kept as obsolete.
            if base is not None and (_text(made), made.comments) != (_text(base), base.comments):
                place = max(place, _RESTING)
        if place < _LIVE and places[0] == _LIVE and places[1] != places[2]:
            worked = ours if places[1] == _LIVE else theirs
            if base is not None and worked is not None and worked.target and _text(worked) != _text(base):
                self.left.append(made.replace(ids=worked.ids, notes=worked.notes, where=worked.where))
        if place == _RESTING and _LIVE in places[1:]:
            # Ids out of use are on record in the template alone (decision 12).
            made = made.replace(notes=(), where=(), ids=() if self.catalog.lang else made.ids)
        if place != _ABSENT:
            self.merged[key], self.places[key] = made, place

    def _both(self, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
        """A message that both sides have."""
        if wholly_same(ours, theirs):
            return ours
        if base not in (ours, theirs):
            # A review is of the words beside which it stands, and not of those that the other side has. On a
            # side that has changed the words itself, nobody knows which came first.
            ours, theirs = (review.signed(review.doubted(side, base)) for side in (ours, theirs))
            base = base and review.signed(base)
        known = base or Entry(*ours.key)
        made = ours.replace(
            **{
                name: _lines(getattr(known, name), getattr(ours, name), getattr(theirs, name))
                for name in ("ids", "notes", "comments", "flags", "where")
            }
        )
        text = _three_way(self._base_text(base, ours, theirs), _text(ours), _text(theirs))
        if text is None:
            text, other, new = self._decide(known, ours, theirs)
            # What tells whence a text is goes with that text.
            gone = provenance.marks(other) if other is not None else ()
            kept = [line for line in made.comments if line not in gone]
            made = made.replace(comments=(*kept, *(line for line in new if line not in kept)))
        target, state, previous, plural = text
        return made.replace(target=target, state=state, previous=previous, plural=plural)

    def _decide(self, base: Entry, ours: Entry, theirs: Entry) -> tuple[_Text, Entry | None, Sequence[str]]:
        """The translation of a message that both sides changed.

        Besides, what it stands before, and comments that keep that.
        """
        if ours.key == CREDITS and ours.target and theirs.target:
            # Who translates with others signs beside them.
            names = _lines(*(tuple(entry.target.split("\n")) for entry in (base, ours, theirs)))
            return ("\n".join(filter(None, names)), "done", None, ()), None, ()
        if (ours.target, ours.plural) == (theirs.target, theirs.plural):
            # Finished for one of them, and not for the other.
            return _text(theirs if theirs.state == "fuzzy" else ours), None, ()
        # A person's text stands before a machine's, what is finished before a draft, and ours before theirs.
        first, other = sorted((ours, theirs), key=_rank)
        if not other.target:
            # That is sooner a slip than a decision (decision 60).
            self.clashes.append(Clash("emptied", ours, ours.target, theirs.target))
            return _text(first), other, ()
        if _by_machine(other) and not _by_machine(first):
            return _text(first), other, ()
        self.clashes.append(Clash("both", ours, ours.target, theirs.target))
        forms = other.plural[1:] or (other.target,)
        lines = [OTHER + escaped(line) for form in forms for line in form.split("\n")]
        return (first.target, "fuzzy", first.previous, first.plural), other, (_DECIDE, *lines)

    def _base_text(self, base: Entry | None, ours: Entry, theirs: Entry) -> _Text:
        """What a translation was before either side changed it."""
        if base is not None:
            return _text(base)
        # New on both sides, of an edit that both have: who still has what stood there has changed nothing.
        before = self._before(ours) or self._before(theirs)
        for entry in (ours, theirs):
            if before is not None and entry.target == before.target:
                return _text(entry)
        return _EMPTY

    def _before(self, entry: Entry) -> Entry | None:
        """What a message was in the base, by its ids."""
        names = entry.ids or (entry.context,)
        return next((self.before[name] for name in names if name in self.before), None)

    def follow(self) -> None:
        """Suggest what was translated on one side for the words that the other has edited.

        As an update would, had it known of both.
        """
        left = {entry.key for entry in self.left}
        fresh = {key: self.merged[key] for key in self.merged if self._waits(key, left)}
        names = [
            entry
            for key, entry in self.merged.items()
            if contexts.named(entry.context) and self.places[key] == _LIVE and key not in fresh
        ]
        if left and fresh:
            old = replace(self.catalog, entries=(*names, *self.left), obsolete=())
            now = map(edits.without_note, fresh.values())
            new = replace(self.catalog, entries=(*names, *now), obsolete=())
            entries, obsolete, _ = carrying.translation(old, new, self.catalog.lang)
            for made in entries:
                if made.key in fresh and made.target:
                    comments = dict.fromkeys((*fresh[made.key].comments, *made.comments))
                    flags = dict.fromkeys((*fresh[made.key].flags, *made.flags))
                    self.merged[made.key] = made.replace(comments=tuple(comments), flags=tuple(flags))
            # A draft that has gone on to other words needs no place of its own.
            resting = {entry.key for entry in obsolete}
            for key in left - resting:
                self.places[key] = _ABSENT
        for entry in self.left:
            ours, theirs = (side.live.get(entry.key) for side in (self.ours, self.theirs))
            texts = ours.target if ours else "", theirs.target if theirs else ""
            self.clashes.append(Clash("gone", entry, *texts))

    def _waits(self, key: MessageKey, left: Iterable[MessageKey]) -> bool:
        """Whether a message is new, and nobody has worked at it."""
        entry = self.merged[key]
        if self.places[key] != _LIVE or key in self.base.live or entry.plural or key == CREDITS:
            return False
        before = self._before(entry)
        if not entry.target or before is None:
            return not entry.target
        # What is finished for other words than there, or was a draft there, somebody has finished here.
        finished = entry.state == "done" and not (
            before.state == "done" and beside.same(before.source, entry.source)
        )
        return before.key in left and entry.target == before.target and not finished

    def arranged(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The messages in use, and those that are not, in order."""
        arranged = []
        for place, sides in (
            (_LIVE, (self.base.live, self.ours.live, self.theirs.live)),
            (_RESTING, (self.base.resting, self.ours.resting, self.theirs.resting)),
        ):
            order = _in_order(*([*side] for side in sides))
            # What is out of use now may have been in use on both sides.
            keys = dict.fromkeys((*order, *self.merged))
            arranged.append(tuple(self.merged[key] for key in keys if self.places.get(key) == place))
        live, resting = arranged
        return live, resting


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    return not entry.target, _by_machine(entry), entry.state != "done"


def _by_machine(entry: Entry) -> bool:
    """Whether no person has written a text or looked at it: a machine has, or it comes from another text."""
    found = memory_marks.origin(entry)
    # Who has finished a draft has looked at it.
    remembered = found is not None and found.done == (entry.state == "done")
    return remembered or provenance.origin(entry) == "machine"


def _text(entry: Entry) -> _Text:
    return entry.target, entry.state, entry.previous, entry.plural


def _three_way(base: T, ours: T, theirs: T) -> T | None:
    """What changed on one side, or alike on both; None where they differ."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else None


def _lines(base: tuple[T, ...], ours: tuple[T, ...], theirs: tuple[T, ...]) -> tuple[T, ...]:
    """Several values, each of which a side may have added or taken out."""
    whole = _three_way(base, ours, theirs)
    if whole is not None:
        return whole
    # Of a line that stands there twice one may be taken out, and the other stays.
    gone = (Counter(base) - Counter(theirs)) - (Counter(base) - Counter(ours))
    kept = []
    for value in ours:
        if gone[value] > 0:
            gone[value] -= 1
        else:
            kept.append(value)
    return (*kept, *(value for value in theirs if value not in base and value not in ours))


def _in_order(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Iterator[T]:
    """All values, in the order of ours; in that of theirs, where they alone have moved some."""
    known, here, there = set(base), set(ours), set(theirs)
    common = known & here & there
    was, now = ([value for value in values if value in common] for values in (base, ours))
    first, second = (theirs, ours) if was == now else (ours, theirs)
    placed = there if first is theirs else here
    # What only one side has stands behind the one that it stood behind there.
    behind: defaultdict[T | None, list[T]] = defaultdict(list)
    anchor: T | None = None
    for value in second:
        if value in placed:
            anchor = value
        else:
            behind[anchor].append(value)
    yield from behind[None]
    for value in first:
        yield value
        yield from behind.get(value, ())


# The header: for each field one side is right.

_LAST = ("PO-Revision-Date", "Last-Translator", "X-Generator")
"""Fields that tell of the last change. They stay together: of whoever changed something last."""
_EXTRACTED = "POT-Creation-Date"
_OF_TEMPLATES = frozenset((_EXTRACTED, "Project-Id-Version", "Report-Msgid-Bugs-To", SOURCE_LANGUAGE))


def _header(base: HeaderFields, ours: HeaderFields, theirs: HeaderFields) -> HeaderFields:
    """The header of both.

    What both changed is that of the later side: by the date of the template, where it is from there, else by
    that of the last change.
    """
    was, here, there = (_numbered(fields) for fields in (base, ours, theirs))
    fields = {}
    for name in dict.fromkeys((*here, *there)):
        values = [side.get(name) for side in (was, here, there)]
        value = _three_way(*values)
        if value is None and None not in values[1:]:
            dated = _EXTRACTED if name[0] in _OF_TEMPLATES else _LAST[0]
            value = max((_moment(here, dated), values[1] or ""), (_moment(there, dated), values[2] or ""))[1]
        # One side has taken it out, and the other has changed it.
        elif value is None and was.get(name) not in values[1:]:
            value = values[1] or values[2]
        if value is not None:
            fields[name] = value
    last = [tuple(side.get((name, 0)) for name in _LAST) for side in (was, here, there)]
    if _three_way(*last) is None:
        later = max((here, there), key=lambda side: (_moment(side, _LAST[0]), side.get((_LAST[1], 0)) or ""))
        for key in ((name, 0) for name in _LAST):
            # Where the last change was no person's, the last person still is who they were.
            if later.get(key, NOBODY) != NOBODY:
                fields[key] = later[key]
    return tuple((name, value) for (name, _), value in fields.items())


def _numbered(fields: HeaderFields) -> Mapping[tuple[str, int], str]:
    """The fields by name; one that is there several times has several numbers."""
    seen: Counter[str] = Counter()
    numbered = {}
    for name, value in fields:
        numbered[name, seen[name]] = value
        seen[name] += 1
    return numbered


def _moment(fields: Mapping[tuple[str, int], str], name: str) -> datetime:
    """A date of a header; long ago, where it is none."""
    try:
        return from_header(fields.get((name, 0), ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
