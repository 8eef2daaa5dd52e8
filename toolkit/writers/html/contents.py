"""What a web page has to be found in it: titles, headings, and who speaks, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.model import Book, Cell, Edition
from toolkit.writers.markup import labels
from toolkit.writers.pages import TOP
from toolkit.writers.rows import Setter, Setting
from toolkit.writers.sheets import Line

LONG = 30
"""Turns from which on the contents of a single document list the speakers too."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the list of contents, in order."""

    lines: tuple[Line, ...]
    speakers: tuple[Line, ...]
    """Each at their first turn."""
    turns: int
    """Of all documents."""


def contents(book: Book, setting: Setting) -> Contents:
    """Of the whole page. Documents that a book makes as they are gone through are made for it."""
    lines: list[Line] = []
    speakers: tuple[Line, ...] = ()
    turns = 0
    lines += _matter(book, "front")
    for number, part in enumerate(book.parts, 1):
        if part.titles:
            lines.append(Line(0, f"division-{number}", labels(book, part.titles)))
        depth = int(bool(part.titles))
        for edition in part.documents:
            if book.many:
                lines.append(Line(depth, edition.prefix + TOP, labels(edition, edition.titles)))
            lines += _headings(edition, setting, depth + book.many)
            turns += len(edition.scenes)
            speakers = () if book.many else _speakers(edition)
    return Contents((*lines, *_matter(book, "back")), speakers, turns)


def _matter(book: Book, place: str) -> Iterator[Line]:
    for number, one in enumerate(book.front if place == "front" else book.back, 1):
        if one.title:
            yield Line(0, f"{place}-{number}", (Cell(one.title, one.lang, "original"),))


def _headings(edition: Edition, setting: Setting, depth: int) -> Iterator[Line]:
    setter = Setter(edition, setting)
    for scene in edition.scenes:
        if scene.kind == "heading":
            for row in scene.rows:
                if row.kind == "heading" and setter.printed(row):
                    yield Line(depth, row.id, labels(edition, row.cells))


def _speakers(edition: Edition) -> tuple[Line, ...]:
    """Each with their first turn, where there are so many turns that somebody may look for one."""
    turns = [scene for scene in edition.scenes if scene.kind == "speech" and scene.speakers]
    first = {speaker: scene.id for scene in reversed(turns) for speaker in scene.speakers}
    if len(turns) < LONG:
        return ()
    return tuple(
        Line(0, first[speaker.key], (edition.names[speaker.key][edition.main],))
        for speaker in edition.speakers
        if speaker.key in first
    )
