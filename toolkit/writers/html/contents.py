"""What stands in the list of contents of a web page.

Titles, headings, questions, and who speaks, with their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from toolkit import languages
from toolkit.edition import back_index, voices
from toolkit.edition.blocks import headings, labels, short, top
from toolkit.edition.byline import byline, reading_times
from toolkit.edition.page import Block
from toolkit.model import ASKING, KINDS, Book, Cell, Edition
from toolkit.text import markup
from toolkit.text.hygiene import shortened
from toolkit.writers.navigation import SheetLine

LINE = 90
"""Characters of a question that contents show."""
LONG = 30
"""Turns from which on the contents of a single document list the speakers too."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the list of contents, in order."""

    lines: tuple[SheetLine, ...]
    speakers: tuple[SheetLine, ...]
    """Each at their first turn."""
    turns: int
    """Of all documents."""
    bylines: Mapping[str, Block]
    """Name of a document -> what stands below its headline."""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Class of a speaker -> language -> name."""


def contents(book: Book) -> Contents:
    """List what is on the page.

    Documents that a book makes as they are gone through are made for it.
    """
    lines: list[SheetLine] = []
    names: dict[str, Mapping[str, str]] = {}
    speakers: tuple[SheetLine, ...] = ()
    turns = 0
    bylines: dict[str, Block] = {}
    lines += _matter(book, "front")
    for number, part in enumerate(book.parts, 1):
        if part.titles:
            lines.append(SheetLine(0, f"division-{number}", labels(book, part.titles)))
        depth = int(bool(part.titles))
        for edition in part.documents:
            if book.many:
                lines.append(SheetLine(depth, top(edition), short(edition)))
            # The questions of many documents would be as long as a text.
            lines += _headings(edition, depth + 1) if book.many else _outline(edition, depth)
            for key, cells in edition.names.items():
                names.setdefault(voices.css(key), {lang: cell.text for lang, cell in cells.items()})
            turns += len(edition.scenes)
            said = {scene.kind for scene in edition.scenes}
            bylines[edition.name] = byline(edition, reading_times(edition), said)
            # In a book of several, the list would be as long as the contents.
            speakers = () if book.many else _speakers(edition)
    lines += [*_matter(book, "back"), *_index(book)]
    return Contents(tuple(lines), speakers, turns, bylines, names)


def _index(book: Book) -> Iterator[SheetLine]:
    """The glossary and the index, where there are some."""
    own = languages.strings_lang(book.main)
    for kind in back_index.BACK:
        if back_index.entries_of(book, kind):
            yield SheetLine(0, kind, (Cell(languages.strings(own)[kind], own, "original"),))


def _matter(book: Book, place: str) -> Iterator[SheetLine]:
    for number, page in enumerate(book.front if place == "front" else book.back, 1):
        if page.title:
            yield SheetLine(0, f"{place}-{number}", (Cell(page.title, page.lang, "original"),))


def _headings(edition: Edition, depth: int) -> Iterator[SheetLine]:
    return (SheetLine(depth, id_, named) for id_, named in headings(edition))


def _outline(edition: Edition, depth: int) -> Iterator[SheetLine]:
    """Headings, and below each the questions that follow it.

    A question is the turn of somebody who asks; where one follows another, the first leads there.
    """
    named = dict(headings(edition))
    speaking = voices.Voices(edition)
    inside, asking = 0, False
    for scene in edition.scenes:
        for row in scene.rows:
            if row.id in named:
                yield SheetLine(depth, row.id, named[row.id])
                inside, asking = 1, False
        if not KINDS[scene.kind].spoken:
            continue
        asks = speaking.role(scene.speakers) in ASKING
        cell = scene.rows[0].cells[edition.main] if asks and not asking else None
        if cell and cell.state != "missing":
            words = shortened(markup.plain(cell.text), LINE, words=True)
            yield SheetLine(depth + inside, scene.id, (Cell(words, cell.lang, "original"),))
        asking = asks


def _speakers(edition: Edition) -> tuple[SheetLine, ...]:
    """Speakers with their first turns.

    There are none where turns are so few that nobody looks for one.
    """
    turns = [scene for scene in edition.scenes if KINDS[scene.kind].spoken and scene.speakers]
    # Backwards, so that the first turn of each stays.
    first = {speaker: scene.id for scene in reversed(turns) for speaker in scene.speakers}
    if len(turns) < LONG:
        return ()
    return tuple(
        SheetLine(0, first[speaker.key], (edition.names[speaker.key][edition.main],))
        for speaker in edition.speakers
        if speaker.key in first
    )
