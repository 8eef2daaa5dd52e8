"""A message of a translation beside the one of its template."""

from __future__ import annotations

from operator import attrgetter

from toolkit.catalog import id_record, provenance, review
from toolkit.model import Entry
from toolkit.text.hygiene import fitted, untypeset


def settled(entry: Entry) -> Entry:
    """An entry of a catalog without what a person has resolved meanwhile, with one text."""
    # Most have neither comments nor forms.
    if not entry.comments and not entry.plural:
        return entry
    return review.settled(provenance.settled(single(entry)))


def at_rest(was: Entry, now: Entry) -> bool:
    """Whether nothing is to be done for a translation of the same words, nor to be told of it."""
    # Asked of each message of a long text: what two values say is compared at once.
    return (
        _worked(was) == _FINISHED
        and _told(was) == _told(now)
        and was.target[:1] > " "
        and was.target[:1].isprintable()
        and was.target == fitted(was.target, now.source)
    )


_worked = attrgetter("state", "comments", "flags", "plural")
_FINISHED = ("done", (), (), ())
_told = attrgetter("ids", "notes", "where")


def has_all(was: Entry, now: Entry) -> bool:
    """Whether a translation has all of its template already."""
    return (
        (was.context, was.source) == (now.context, now.source)
        and was.ids == now.ids
        and was.where == now.where
        and was.notes == id_record.without_retired(now.notes)
        and was.target == fitted(was.target, now.source)
        and not was.plural
    )


def single(entry: Entry) -> Entry:
    """The entry with one text.

    Of several forms the first stays, to be looked at; the others become comments.
    """
    if not entry.plural:
        return entry
    # diglot writes no plural forms (decision 14), and loses none that others wrote.
    others = tuple(f"{number}: {form}" for number, form in enumerate(entry.plural[1:]) if number and form)
    state = "fuzzy" if entry.target else "empty"
    return entry.replace(comments=(*entry.comments, *others), state=state, plural=())


def bare(now: Entry) -> Entry:
    """An entry of the template, not translated."""
    notes = id_record.without_retired(now.notes)
    return now.replace(notes=notes, target="", state="empty", comments=(), flags=(), previous=None, plural=())


def same(source: str, other: str) -> bool:
    """Whether two sources have the same words, however set."""
    return source == other or untypeset(source) == untypeset(other)
