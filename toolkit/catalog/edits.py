"""What an editor changed: which messages, and in each what, told to the translator.

It stands in an extracted comment (`#.`), so that every tool shows it, and spreadsheets and XLIFF have it as
a note:

    Changed since it was translated: in [-1947-] {+1949+}    a finished translation was made for other words
    Changed: in [-1947-] {+1949+}                            a draft was, or nobody has translated it
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from toolkit.catalog import review
from toolkit.catalog.contexts import CREDITS
from toolkit.languages import halves, plurals, sounds
from toolkit.model import Catalog, Entry
from toolkit.text import difference
from toolkit.text.difference import ChangeKind, ComparedPiece
from toolkit.text.hygiene import shortened, tidy, untypeset

_FINISHED = "Changed since it was translated: "
_CHANGED = "Changed: "
_LONGEST = 400
"""Characters of a note. Whoever needs all of it sees the text as it was in the `#|` lines."""


# What was edited in a message.


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of a source text since it was translated."""

    kind: ChangeKind
    pieces: tuple[ComparedPiece, ...]


def edit_of(entry: Entry, lang: str) -> Edit | None:
    """What changed in the source since a draft was made; None for nothing.

    lang  of the source
    """
    before = before_edit(entry)
    if before is None:
        return None
    return Edit(difference.kind(before, entry.source, lang), difference.compare(before, entry.source))


def before_edit(entry: Entry) -> str | None:
    """The source that a draft was made for; None where it is as it was."""
    if entry.state != "fuzzy" or entry.previous is None:
        return None
    before = tidy(entry.previous[1])
    # Typography is no edit (decision 133), and another context none of the words.
    return None if untypeset(before) == untypeset(entry.source) else before


def noted(entry: Entry) -> str:
    """What a note says of an edit; "" where none does."""
    notes = (note.removeprefix(start) for note in entry.notes for start in _STARTS if note.startswith(start))
    return next(notes, "")


_STARTS = (_FINISHED, _CHANGED)


def without_note(entry: Entry) -> Entry:
    """An entry as the template has it, where no edit is told."""
    return entry.replace(notes=tuple(note for note in entry.notes if not note.startswith(_STARTS)))


def with_note(made: Entry, parts: Sequence[Entry], rested: Collection[tuple[str, str]] = ()) -> Entry:
    """An entry of an update with a note of what changed.

    parts   what it was made of, as it was before; a note of theirs stays as long as it isn't finished
    rested  source and target of what was finished, and is kept since its words are gone
    """
    if made.state == "done" or made.key == CREDITS:
        return made
    before = before_edit(made)
    if made.state == "empty":
        there = set(made.ids)
        before = next(
            (p.source for p in parts if p.source != made.source and not there.isdisjoint(p.ids)), None
        )
        if before is None:
            # Told in an update before this: nobody has translated it since.
            kept = tuple(note for part in parts[:1] for note in part.notes if note.startswith(_CHANGED))
            return made.replace(notes=(*made.notes, *kept)) if kept else made
    if before is None:
        return made
    # What had no translation has no part in it, and where none stands, none is finished.
    had = [part for part in parts if tidy(part.target)] if made.state != "empty" else []
    # The next update has what was made here for its part, and says the same.
    finished = all(_was_finished(part, rested) for part in had) or _was_finished(made, rested)
    start = _FINISHED if had and finished else _CHANGED
    return made.replace(notes=(*made.notes, start + _line(before, made.source)))


def shown(entry: Entry) -> str:
    """The edit of a draft as one line; "" where its source is as it was."""
    before = before_edit(entry)
    return "" if before is None else _line(before, entry.source)


def _line(before: str, now: str) -> str:
    return shortened(difference.shown(difference.compare(before, now)), _LONGEST)


def told(catalog: Catalog) -> Catalog:
    """The catalog, without notes of edits that say nothing any more.

    What alignment, an import or a suggestion has filled in was made for the words as they are.
    """
    # Most have no such note, and a few notes are said of many.
    told = chain.from_iterable({entry.notes for entry in catalog.entries})
    if not any(note.startswith(_STARTS) for note in told):
        return catalog
    entries = tuple(map(_told, catalog.entries))
    return catalog if entries == catalog.entries else replace(catalog, entries=entries)


def _told(entry: Entry) -> Entry:
    for note in entry.notes:
        if note.startswith(_STARTS):
            # Of what nobody has translated, an update told it; what was taken away says nothing.
            told = note.startswith(_CHANGED) if entry.state == "empty" else before_edit(entry) is not None
            return entry if told or not noted(entry) else without_note(entry)
    return entry


def _was_finished(part: Entry, rested: Collection[tuple[str, str]]) -> bool:
    """Whether a person had finished a translation, before its words were edited."""
    if part.state == "done" or any(note.startswith(_FINISHED) for note in part.notes):
        return True
    # A program that updates from the template takes the notes from there.
    return part.previous is not None and (part.previous[1], part.target) in rested


def accepted(entry: Entry, kinds: Collection[ChangeKind], lang: str, target_lang: str) -> Entry | None:
    """A draft, finished since the edit that made it one is of a kind that a person has looked at.

    None where it isn't, or where it was no finished translation before the edit. Figures are changed in the
    translation, where each stands once on both sides, words beside the new one have the same form, and clocks
    the same hours; else it is given as it is.

    lang  of the source
    """
    edit = edit_of(entry, lang) if kinds and any(n.startswith(_FINISHED) for n in entry.notes) else None
    if edit is None or edit.kind not in kinds:
        return None
    target: str | None = entry.target
    if edit.kind == "figures":
        fits = partial(_fits, lang, target_lang)
        target = difference.with_figures(entry.target, before_edit(entry) or "", entry.source, fits)
    if target is None:
        return entry
    notes = tuple(note for note in entry.notes if not note.startswith(_STARTS))
    # Nobody has gone over what it says now.
    return review.settled(entry.replace(target=target, state="done", previous=None, notes=notes))


def _fits(lang: str, target_lang: str, new: str, source: re.Match[str], place: re.Match[str]) -> bool:
    """Whether a figure may stand in a translation where another stands now, and all else stay as it is."""
    old, text, (start, end) = place[0], place.string, place.span()
    ours = halves.beside(source.string, *source.span(), lang)
    return (
        plurals.alike(target_lang, old, new)
        and sounds.alike(target_lang, old, new, text[:start], text[end:])
        and halves.alike(old, new, ours, halves.beside(text, start, end, target_lang))
    )
