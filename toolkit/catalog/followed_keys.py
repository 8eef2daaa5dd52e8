"""What names a speaker's key, where the same speaker has another key now.

A key is no person: who is printed under the same name is the same. Messages in use have the new key from the
template. What rests, the context that a draft was made for, and comments on contexts follow here; else a text
that comes back would be another's, whom nothing names any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from toolkit.catalog import contexts, provenance
from toolkit.model import Entry

KeyChanges = Mapping[str, str]
"""Key that is gone -> the new one."""


def names(entries: Iterable[Entry]) -> dict[str, str]:
    """Key -> printed name, of the speakers in a catalog."""
    return {key: entry.source for entry in entries if (key := contexts.named(entry.context))}


def keys(before: Mapping[str, str], now: Mapping[str, str]) -> KeyChanges:
    """Which keys are others now.

    before, now  key -> printed name

    >>> keys({"mara-lind": "Mara Lind", "tom": "Tom"}, {"mara": "Mara Lind", "tom": "Tom"})
    {'mara-lind': 'mara'}
    """
    shared = {name for names in (before, now) for name, count in Counter(names.values()).items() if count > 1}
    fresh = {name: key for key, name in now.items() if key not in before and name not in shared}
    return {key: fresh[name] for key, name in before.items() if key not in now and name in fresh}


def followed(entries: Iterable[Entry], changed: KeyChanges) -> tuple[Entry, ...]:
    """Entries in use, whose own contexts are as the template has them."""
    return tuple(_followed(entry, changed) for entry in entries) if changed else tuple(entries)


def resting(entries: Iterable[Entry], changed: KeyChanges, used: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries out of use.

    used  those in use: no two of a file have one context and source
    """
    entries = tuple(entries)
    if not changed:
        return entries
    taken = {entry.key for entry in (*used, *entries)}
    made = []
    for entry in entries:
        context = contexts.rekeyed(entry.context, changed)
        if (context, entry.source) not in taken:
            entry = entry.replace(context=context)  # noqa: PLW2901
            taken.add(entry.key)
        made.append(_followed(entry, changed))
    return tuple(made)


def _followed(entry: Entry, changed: KeyChanges) -> Entry:
    comments = provenance.followed(entry.comments, changed)
    previous = entry.previous
    if previous and previous[0]:
        previous = contexts.rekeyed(previous[0], changed), previous[1]
    if (comments, previous) == (entry.comments, entry.previous):
        return entry
    return entry.replace(comments=comments, previous=previous)
