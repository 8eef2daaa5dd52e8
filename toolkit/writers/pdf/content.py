"""A book as data for `book.typ`.

A section stands on pages of its own:

    {"k": "document", "head": {"l": language, "c": pieces}, "blocks": [...]}

    k       titlepage, contents, division, document, glossary, index or page
    head    what stands above the pages, in the language of the readers: pieces at whose ends it may be cut
            off, since it has one line; None for nothing
    left    of a document whose pages face each other: what stands above those of the source

A block is one thing in the flow of pages:

    {"k": "speech", "cells": [cell, ...], "above": 1.0, "below": 1.0, "keep": false, "level": 0, "mark": ""}

    k             kind of the paragraph, or label, separator, aside, list and so on
    cells         one a language, in the order of the layout; or `pieces`, a list of such lists, by sentence
    each          of a list or a quotation: whether each of its cells is set in, and not the whole
    above, below  room, in sizes of the text; between two blocks there is the larger one
    keep          whether it stays with the next block
    whole         of a pair: whether it is so short that no page ends in it
    level, mark   of a heading: 1 or more, and what the bookmark says; level 0 for all else; `names` has that
                  by language, for the contents
    at            of a paragraph that an index leads to: its id
    who, role     of what stands in a turn: keys of its speakers, and their role; `asks` whether it asks, and
                  `asked` whether it is kept with an answer

A cell is `{"l": language, "s": state, "c": spans}`, and `verse` where its lines end; that of a headline has
`line` (`toolkit.edition.headlines`); a span is a string, or a
mark with what is inside. Text is never put together with code: it stays data until it is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from toolkit.config import BuildOptions
from toolkit.edition.back_index import BACK, GLOSSARY
from toolkit.edition.blocks import labels, order, short
from toolkit.edition.directions import isolated
from toolkit.edition.page import Block, Slot
from toolkit.edition.sections import Section, sections
from toolkit.edition.title_page import heading
from toolkit.model import Book, Cell, Edition
from toolkit.text.line_breaks import line_pieces
from toolkit.text.verse import flat
from toolkit.writers import pictures
from toolkit.writers.pdf import endnotes, index_entries, turns
from toolkit.writers.pdf.cells import Data, cell_of, cells_of, divided, long, name_of, stripped
from toolkit.writers.pdf.entries import ROOM, boxed, credit, entry, under_pictures

_AFTER_TITLES = 2.6
_BETWEEN_SENTENCES = 0.6


class PaperContent:
    """The sections of one book on paper."""

    def __init__(self, book: Book, options: BuildOptions, *, beside: bool = False) -> None:
        """Begin a book.

        beside  whether names have a column of their own
        """
        self.book = book
        self.layout = options.layout
        self.by_sentence = options.by_sentence
        self.endnotes = options.notes == "end"
        self.drop_caps = options.drop_caps
        self.beside = beside
        self.sought = book.index.ids
        """Paragraphs that the index leads to."""
        self.documents: list[Edition] = []
        """Those that the sections are past, without their scenes."""

    def sections(self) -> Iterator[Data]:
        """In the order in which they are read."""
        book = self.book
        listed = book.many
        for section in sections(book, self.layout, by_sentence=self.by_sentence):
            # The contents come behind the title page, or first where there is none.
            if listed and section.kind != "title-page":
                listed = False
                yield self._contents()
            if section.edition:
                self.documents.append(section.edition)
                blocks = list(self._document(section))
                if self.endnotes:
                    blocks = self._ended(blocks, section)
                heads = short(section.edition)
                made = {"k": "document", "head": _head(heads), "blocks": blocks}
                yield made | {"left": _head(self._left(section.edition) or heads)}
            elif section.kind == "title-page":
                (block,) = section.blocks
                lines = [
                    _shown(line) if line.kind == "figure" else [_line(line, listed=False)]
                    for line in block.blocks
                ]
                yield _section("titlepage", [*chain.from_iterable(lines)])
            elif section.kind == "division":
                yield _section("division", [_line(block) for block in section.blocks])
            elif section.kind in BACK:
                blocks = [*chain.from_iterable(_back(block, section) for block in section.blocks)]
                yield {"k": section.kind, "head": _head(section.labels), "blocks": blocks}
            else:
                flows = (page_entries(block, section.lang) for block in section.blocks)
                blocks = list(chain.from_iterable(flows))
                yield _section(section.motto or "page", blocks)

    def _left(self, edition: Edition) -> tuple[Cell, ...]:
        """What stands above left pages, where they face those of the translations."""
        if self.layout != "facing":
            return ()
        titles = {**edition.titles, **edition.short_titles}
        first = order(edition.langs, self.layout)[0]
        return (titles[first],) if first in titles and titles[first].state != "missing" else ()

    def _contents(self) -> Data:
        """The heading of the contents.

        The compiler makes the list from the headings of the pages.
        """
        line = _line(heading(self.book.main, "contents"), listed=False)
        return {"k": "contents", "head": _head(labels(self.book, self.book.titles)), "blocks": [line]}

    def _document(self, section: Section) -> Iterator[Data]:
        """The title block, then all else."""
        blocks = iter(section.blocks)
        header = next(blocks)
        front = [*chain.from_iterable(self._set(block, section.depth) for block in header.blocks)]
        for line in front:
            line["front"] = True
        # A title that comes after other lines is set where it stands.
        for line in front[-1:]:
            line["below"] = _AFTER_TITLES
        yield from front
        rows = boxed(chain.from_iterable(self._set(block, section.depth) for block in blocks))
        facing = self.layout == "facing"
        rows = turns.answered(rows, facing=facing)
        if facing and not self.by_sentence:
            rows = turns.exchanges(rows)
        yield from turns.set_in(rows) if self._set_in else rows

    @property
    def _set_in(self) -> bool:
        """Whether paragraphs are told by indents: where pages face each other, and names are in the line."""
        in_line = self.documents[-1].labels != "above"
        return self.layout == "facing" and in_line and not self.by_sentence

    def _ended(self, blocks: list[Data], section: Section) -> list[Data]:
        """A document with its footnotes behind it."""
        kept, notes = endnotes.taken(blocks, section.name)
        if not notes:
            return kept
        line = _line(heading(section.lang, "notes"))
        line |= {"k": "heading", "level": 2 + section.depth, "keep": True, "above": 2.4, "below": 1.1}
        return [*kept, line, *(entry("endnote", cells=cells) for cells in notes)]

    def _set(self, block: Block, depth: int) -> list[Data]:
        """A block of a document.

        depth  how much lower its headings are
        """
        if block.kind in {"turn", "aside"}:
            rows = [*chain.from_iterable(self._set(inner, depth) for inner in block.blocks)]
            if block.kind == "aside":
                return [_aside(rows, block)]
            if not self._set_in:
                # As much room as above a name, where the name is run in.
                rows[0]["above"] = max(rows[0]["above"], ROOM["label"][0])
            # Columns would begin and end elsewhere beside it: it stands above them.
            columns = self.layout == "columns" and len(self.book.langs) > 1 and not self.beside
            if block.blocks[0].portrait:
                whole = self.layout == "facing"
                rows = (
                    turns.presented(rows)
                    if columns
                    else turns.portrayed(rows, column=self.beside, whole=whole)
                )
            elif self.beside and (block.continued or rows[0]["k"] == "label"):
                rows = turns.named(rows)
            return [_voiced(row, block) | {"opens": number == 0} for number, row in enumerate(rows)]
        if block.kind == "pull":
            return [entry("pull", cells=[cell_of(slot) for slot in block.slots])]
        if block.kind in {"list", "quote"}:
            return self._together(block, [self._set(inner, depth) for inner in block.blocks])
        lines = [one | {"form": block.shape, "whole": not long(one)} for one in self._paragraph(block, depth)]
        if block.id in self.sought:
            # What is printed, and not what it stands in.
            first = lines[0]
            while "blocks" in first:
                first = first["blocks"][0]
            first["at"] = block.id
        return lines

    def _together(self, block: Block, rows: list[list[Data]]) -> list[Data]:
        """A list or a quotation.

        Where pages face each other, each paragraph is set by itself. In columns each of its cells is set in.
        """
        if self.layout == "facing":
            return list(chain.from_iterable(rows))
        each = self.layout == "columns" or any(inner.shape == "numbered" for inner in block.blocks)
        for row in rows if not each else ():
            # The whole is set in, and the list has a sign before each item: the paragraph in it needs none.
            row[0]["form"] = "prose"
        if block.kind == "quote":
            return [entry("quote", blocks=list(chain.from_iterable(rows)), each=each)]
        return [entry("list", items=rows, start=-1, each=each) | {"l": _first(block).lang}]

    def _paragraph(self, block: Block, depth: int) -> list[Data]:
        if block.kind == "label":
            # In one line names written alike are said once.
            apart = self.layout in {"columns", "facing"} and not self.beside
            slots = [slot for slot in block.slots if apart or not slot.again]
            return [entry("label", cells=[name_of(slot) for slot in slots], keep=True)]
        if block.pieces:
            return self._sentences(block)
        style = block.info.pdf
        if block.form == "picture":
            return self._figure(block)
        if not block.slots:
            return [entry(style)]
        if block.form == "verse":
            verses = [cell_of(slot.replace(spans=flat(slot.spans))) | {"verse": True} for slot in block.slots]
            return [entry(style, cells=[*map(self._divided, verses)])]
        made = zip(cells_of(block, columns=self.layout == "columns"), block.slots, strict=True)
        cells = [self._divided(self._begun(cell, block, slot)) for cell, slot in made]
        if not block.level:
            return [entry(style, cells=cells)]
        keep = block.level > 1
        return [entry(style, cells=cells, keep=keep) | _listed(block, block.level + depth)]

    def _begun(self, cell: Data, block: Block, slot: Slot) -> Data:
        """A cell, with its first letter apart where that is large."""
        if not (self.drop_caps and block.enlarged(slot)):
            return cell
        first, rest = cell["c"][0], cell["c"][1:]
        count = 1 + (not first[0].isalnum())
        return cell | {"c": [{"m": "initial", "c": [first[:count]]}, first[count:], *rest]}

    def _figure(self, block: Block) -> list[Data]:
        """A picture, and its caption below."""
        # A portrait stays with whose it is.
        made, keep = [], bool(block.slots or block.credit) or block.portrait
        for said in block.pictures:
            # It can't be shown: what it shows is printed in its place.
            if (picture := said[0].shown) is None:
                cells = [cell_of(Slot(span.lang, span.lang, (span,))) for span in said]
                made.append(entry("caption", cells=cells, keep=keep))
            else:
                # An image has one text, in whatever languages.
                alt = " · ".join([span.text for span in said if span.text])
                made.append(entry("picture", file=pictures.file_name(picture), alt=alt, keep=keep))
        if block.slots:
            cells = [self._divided(cell_of(slot)) for slot in block.slots]
            made.append(entry(block.info.pdf, cells=cells, keep=bool(block.credit) or block.portrait))
        if block.credit and made:
            made[-1]["below"] = ROOM["credit"][0]
            made.append(credit(block.credit, self.layout))
        made = list(made if block.portrait else under_pictures(made)) or [entry("separator")]
        # Facing pages are filled apart. Elsewhere a picture without room goes to the next page by itself.
        if self.layout == "facing" or block.portrait or made[0]["k"] != "picture":
            return made
        last = sum(one["k"] == "picture" for one in made) - 1
        return [entry("figure", blocks=blocks) for blocks in (*([one] for one in made[:last]), made[last:])]

    def _sentences(self, block: Block) -> list[Data]:
        """One block, but where pages face each other."""
        style = block.info.pdf
        pieces = [[*map(self._sentence, slots)] for slots in block.pieces]
        if self.layout != "facing":
            return [entry(style, pieces=pieces)]
        lines = [entry(style, cells=cells) for cells in pieces]
        for before, after in pairwise(lines):
            before["below"] = after["above"] = _BETWEEN_SENTENCES
        return lines

    def _sentence(self, slot: Slot) -> Data:
        """A sentence; the room around it is the style's."""
        return self._divided(cell_of(stripped(slot)))

    def _divided(self, cell: Data) -> Data:
        """A cell in pieces, where pages face each other."""
        return cell | {"c": divided(cell["c"])} if self.layout == "facing" else cell


def _voiced(row: Data, turn: Block) -> Data:
    """A block of a turn, with whose it is; what a list or a quotation holds is the speaker's too."""
    made = row | {"who": list(turn.speakers), "role": turn.role, "asks": turn.asks, "asked": turn.asked}
    if "blocks" in row:
        made["blocks"] = [_voiced(inner, turn) for inner in row["blocks"]]
    if "items" in row:
        made["items"] = [[_voiced(inner, turn) for inner in item] for item in row["items"]]
    return made


def _first(block: Block) -> Slot:
    """The first text in a list."""
    inner = block.blocks[0]
    return inner.slots[0] if inner.slots else inner.pieces[0][0]


def _aside(rows: list[Data], block: Block) -> Data:
    """A note and its heading are one thing."""
    if len(rows) > 1:
        rows[0]["keep"] = True
    # One that goes on with the next one is kept with it.
    rows[-1]["keep"] = block.goes_on
    # The room is that of the box, whose rules stand above and below.
    rows[0]["above"] = rows[-1]["below"] = 0
    above, below = ROOM["aside"]
    made = {"k": "aside", "blocks": rows, "above": above, "below": below, "keep": block.goes_on}
    return made | {"open": block.goes_on, "again": False}


def _back(block: Block, section: Section) -> list[Data]:
    """A block of an index or a glossary."""
    if block.kind == "entries":
        return index_entries.lines(block, explained=section.kind == GLOSSARY)
    return page_entries(block, section.lang)


def page_entries(block: Block, lang: str) -> list[Data]:
    """A block of a page around documents.

    lang  of the page
    """
    kind, slots = block.kind, block.slots

    def within(outer: Block) -> list[Data]:
        return [*chain.from_iterable(page_entries(inner, lang) for inner in outer.blocks)]

    if kind == "group":
        return within(block)
    if kind == "list":
        items = [within(item) for item in block.blocks]
        # JSON's null would have to be asked for in Typst, a number is compared.
        start = -1 if block.start is None else block.start
        return [entry("list", items=items, start=start, each=False) | {"l": lang}]
    if kind == "quote":
        return [entry("quote", blocks=within(block), each=False)]
    if kind == "table":
        rows = [[*map(cell_of, row.slots)] for row in block.blocks]
        return [entry("table", rows=rows) | {"l": lang}]
    if kind == "separator":
        return [entry("separator")]
    if kind == "figure":
        return _shown(block)
    if kind == "code":
        text = "".join([span.text for span in slots[0].spans]).rstrip("\n")
        return [entry("code", cells=[cell_of(slots[0]) | {"c": [text]}])]
    if block.level:
        line = entry("heading", cells=[cell_of(slots[0])], keep=True) | _listed(block, min(6, block.level))
        return [line | {"listed": block.level == 1}]
    return [entry("text" if kind == "line" else kind, cells=[cell_of(slots[0])])]


def _shown(block: Block) -> list[Data]:
    """A picture of a page around documents, and its caption."""
    made = [
        entry("picture", file=pictures.file_name(span.shown), alt=span.text, keep=bool(block.slots))
        for (span,) in block.pictures
        if span.shown is not None
    ]
    captions = [entry("caption", cells=[cell_of(slot)]) for slot in block.slots]
    return [*under_pictures([*made, *captions])]


def _line(block: Block, *, listed: bool = True) -> Data:
    """A line of a title page or the like.

    listed  whether contents name it
    """
    kind = "title" if block.kind == "titles" else block.kind
    line = entry(kind, cells=cells_of(block)) | _listed(block, block.level)
    return line if listed or not block.level else line | {"listed": False}


def _listed(block: Block, level: int) -> Data:
    """What contents and bookmarks say of a heading."""
    names = [{"l": cell.lang, "c": [isolated(cell.text, cell.lang)]} for cell in block.labels]
    return {"level": level, "mark": bookmark(block.labels), "names": names}


def bookmark(cells: Iterable[Cell]) -> str:
    """One line for all languages."""
    return " · ".join([cell.text for cell in cells])


def _section(kind: str, blocks: list[Data]) -> Data:
    return {"k": kind, "head": None, "blocks": blocks}


def _head(titles: Sequence[Cell]) -> Data:
    first = titles[0]
    return {"l": first.lang, "c": list(line_pieces(isolated(first.text, first.lang)))}
