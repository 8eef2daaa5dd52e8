"""Paragraphs get entries of their own, in catalogs that are up to date.

To bring all of a long catalog up to date takes longer than anybody waits who decides about one paragraph. So
only the messages of these words are made anew, as `extract` and `update` would make them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from operator import attrgetter, ne
from typing import NamedTuple

from toolkit.catalog import contexts, headers, id_record, template
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.glossary import Glossary
from toolkit.catalog.headers import About
from toolkit.catalog.ids import units_of
from toolkit.catalog.updating import update
from toolkit.model import Catalog, Document, Entry


def set_apart(
    wanted: Catalog,
    current: Catalog,
    document: Document,
    names: Collection[str],
    about: About,
    moment: datetime,
    glossary: Glossary | None = None,
) -> tuple[Catalog, Catalog] | None:
    """The template and the catalog with entries of their own for some paragraphs.

    wanted, current  both, up to date with the document as it was
    document  in which the paragraphs are set apart
    names     their ids
    None where only all of the document tells it.
    """
    # A catalog that somebody has put in another order is brought up to date as a whole.
    if len(wanted.entries) != len(current.entries) or any(map(ne, *map(_keys, (wanted, current)))):
        return None
    names = frozenset(names)
    touched = [k for k, entry in enumerate(wanted.entries) if not names.isdisjoint(entry.ids)]
    places = _MessagePlaces.of(wanted, document, names, touched)
    if places is None:
        return None
    now = places.put(wanted, places.made)
    now = replace(now, header=headers.updated(wanted, now, "", about, moment))
    # What is made of these words hangs on no other message, but for the names of those who speak.
    beside = [k for k, entry in enumerate(wanted.entries) if not entry.ids and contexts.named(entry.context)]
    part = update(
        replace(current, entries=tuple([current.entries[k] for k in sorted([*beside, *touched])])),
        replace(now, entries=(*[wanted.entries[k] for k in beside], *places.made)),
        current.lang,
        about,
        moment,
        glossary=glossary,
    )[0]
    made = places.put(current, part.entries[len(beside) :])
    return now, replace(part, entries=made.entries)


_KEY = attrgetter("context", "source")
_ID = attrgetter("id")
_STANDS = attrgetter("ids", "where")


def _keys(catalog: Catalog) -> Iterator[MessageKey]:
    return map(_KEY, catalog.entries)


class _MessagePlaces(NamedTuple):
    """Where messages come into a template and its catalogs, in the places of others."""

    gone: frozenset[int]
    """The numbers of those that are made anew."""
    made: Sequence[Entry]
    """As the template has them."""
    at: Sequence[int]
    """Before which of those that stay each stands."""

    @classmethod
    def of(
        cls, wanted: Catalog, document: Document, names: Collection[str], touched: Sequence[int]
    ) -> _MessagePlaces | None:
        """None where only all of the document tells it."""
        entries = [wanted.entries[k] for k in touched]
        # What stands elsewhere, too, or keeps ids on record, is told of all of the document.
        if any(
            len(entry.where) != len(entry.ids) or entry.notes != id_record.without_retired(entry.notes)
            for entry in entries
        ):
            return None
        paragraphs = [paragraph for turn in document.turns for paragraph in turn.paragraphs]
        number = dict(zip(map(_ID, paragraphs), count(), strict=False))
        texts = list(units_of(document, {entry.source for entry in entries}))
        units = {paragraph.id: unit for _, paragraph, unit in texts if unit is not None}
        own = [units.get(name) for name in names]
        keys = {key for key in own if key is not None} | {entry.key for entry in entries}
        if None in own:
            return None
        gone = frozenset(touched)
        # Before the paragraphs stand those that are in none, behind them the translators' signature.
        stay = [*wanted.entries[:-1]]
        for k in sorted(gone.intersection(range(len(stay))), reverse=True):
            del stay[k]
        places = [
            number.get(ids[0], -1) if ids and len(where) == len(ids) else -1
            for ids, where in map(_STANDS, stay)
        ]
        if places != sorted(places):
            return None
        made = template.some(document, texts, keys)
        return cls(gone, made, [bisect_right(places, number[entry.ids[0]]) for entry in made])

    def put(self, catalog: Catalog, made: Sequence[Entry]) -> Catalog:
        """A catalog with these in their places."""
        entries = [*catalog.entries]
        for k in sorted(self.gone, reverse=True):
            del entries[k]
        # From behind, so that the places before stay true.
        for at, entry in reversed([*zip(self.at, made, strict=True)]):
            entries.insert(at, entry)
        return replace(catalog, entries=tuple(entries))
