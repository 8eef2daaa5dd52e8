"""The pages of an edition as XHTML: what stands in one file, and what the table of contents says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from toolkit.model import KINDS, Cell, Edition, Row, Scene
from toolkit.writers.markup import labels
from toolkit.writers.rows import STACKED, Setter, Setting

TOP = "top"
"""Of the title block of a document that is one of several: its id after the prefix."""
LIMIT = 240_000
"""Bytes of a page's text in UTF-8: readers on paper-like screens take seconds to lay out more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    id: str
    """Of the heading; "" for the beginning of the page."""
    labels: tuple[Cell, ...]
    """Main language first; no two with the same text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What fits into one file."""

    body: str
    """Scenes, without anything around them."""
    entries: tuple[Entry, ...]


class Block(NamedTuple):
    """What is never divided between pages."""

    markup: str
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    """Its footnotes, which stand at the end of the page."""

    @property
    def size(self) -> int:
        """In bytes of UTF-8."""
        own = len(self.markup) if self.markup.isascii() else len(self.markup.encode())
        return own + sum(len(note.encode()) for note in self.notes) if self.notes else own


def pages(edition: Edition, setting: Setting = STACKED, limit: int = LIMIT) -> Iterator[Page]:
    """The interview, divided so that no page has more than `limit` bytes of text; one page or more.

    Pages are divided before headings where that is enough, else between scenes; only a scene that is longer
    than a page is divided, between its rows.
    """
    whole: list[Block] = []  # parts that fit, each from its heading to the next
    part: list[Block] = []
    whole_size = part_size = 0
    for block in blocks(edition, setting, limit):
        if block.entries:
            whole += part
            whole_size, part_size, part = whole_size + part_size, 0, []
        size = block.size
        if whole and whole_size + part_size + size > limit:
            yield _page(whole)
            whole, whole_size = [], 0
        if part and part_size + size > limit:
            yield _page(part)
            part, part_size = [], 0
        part.append(block)
        part_size += size
    yield _page(whole + part)


def _page(parts: Sequence[Block]) -> Page:
    block = _joined(parts)
    return Page("\n".join(filter(None, (block.markup, below(block.notes)))), block.entries)


def below(notes: Sequence[str]) -> str:
    """Footnotes at the end of a page; "" for none."""
    return "\n".join(['<div class="notes">', *notes, "</div>"]) if notes else ""


def blocks(edition: Edition, setting: Setting, limit: int) -> Iterator[Block]:
    """The interview in order: title block, then headings with what follows them, turns, and all else.

    limit  bytes of a block; only a single paragraph that is longer makes one that is longer
    """
    setter = Setter(edition, setting)
    opening = tuple(takewhile(lambda scene: KINDS[scene.kind].before_title, edition.scenes))
    headline = next(
        (
            row.id
            for scene in opening
            for row in scene.rows
            if KINDS[row.kind].prints == "headline" and setter.printed(row)
        ),
        "",
    )
    head = tuple(takewhile(lambda scene: KINDS[scene.kind].title_block, opening))
    lines = [setter.row(row, headline) for scene in head for row in scene.rows]
    if not headline:
        lines.insert(0, setter.headline())
    title = Entry("", labels(edition, edition.titles))
    opened = f'<header id="{edition.prefix}{TOP}">' if edition.prefix else "<header>"
    yield Block("\n".join([opened, *filter(None, lines), "</header>"]), (title,), tuple(setter.notes()))

    # A heading is kept with what follows it.
    held: list[Block] = []
    for scene in islice(edition.scenes, len(head), None):
        for block in _scene(setter, scene, headline, limit):
            held.append(block)
            if not block.entries:
                yield _joined(held)
                held = []
    if held:
        yield _joined(held)


def _joined(parts: Sequence[Block]) -> Block:
    if len(parts) == 1:
        return parts[0]
    return Block(
        "\n".join(block.markup for block in parts),
        tuple(entry for block in parts for entry in block.entries),
        tuple(note for block in parts for note in block.notes),
    )


def _scene(setter: Setter, scene: Scene, headline: str, limit: int) -> Iterator[Block]:
    rows = [
        Block(text, _entries(setter, scene, row), tuple(setter.notes()))
        for row in scene.rows
        if (text := setter.row(row, headline))
    ]
    prints = KINDS[scene.kind].prints
    if prints not in ("turn", "aside"):
        yield from rows
        return
    if not rows:
        return
    if prints == "aside":
        # A note and its heading are one thing.
        element, attributes = "aside", ' role="note"'
    else:
        element, attributes = "div", ' class="turn"'
        # The label stays with the first paragraph.
        rows[0] = Block(setter.label(scene) + rows[0].markup, notes=rows[0].notes)
    id_ = f' id="{scene.id}"'
    for part in _parts(rows, limit):
        block = _joined(part)
        markup = f"<{element}{attributes}{id_}>\n{block.markup}\n</{element}>"
        yield Block(markup, notes=block.notes)
        id_ = ""


def _entries(setter: Setter, scene: Scene, row: Row) -> tuple[Entry, ...]:
    """What the table of contents says of a paragraph; in a turn or a note nothing."""
    if KINDS[row.kind].prints != "heading" or KINDS[scene.kind].prints in ("turn", "aside"):
        return ()
    return (Entry(row.id, labels(setter.edition, row.cells)),)


def _parts(rows: Sequence[Block], limit: int) -> Iterator[list[Block]]:
    """The rows of a scene, together if they fit into a page."""
    part: list[Block] = []
    size = 0
    for row in rows:
        more = row.size if len(rows) > 1 else 0
        if part and size + more > limit:
            yield part
            part, size = [], 0
        part.append(row)
        size += more
    yield part
