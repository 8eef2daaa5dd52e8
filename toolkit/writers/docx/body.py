"""A book as the body of a DOCX: paragraphs below each other, or tables with a column for each language.

Headings stand outside of tables in any layout, since Word's outline lists no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import inf

from toolkit import languages
from toolkit.config import BuildOptions, Layout
from toolkit.edition import headlines
from toolkit.edition.back_index import BACK, entries_of, in_line
from toolkit.edition.blocks import order
from toolkit.edition.page import Block, Slot
from toolkit.edition.sections import Section, sections
from toolkit.model import KINDS, Book, Edition
from toolkit.text.markup import Span
from toolkit.writers.docx.marks import Bookmarks
from toolkit.writers.docx.runs import RunPrinter, directed, paragraph
from toolkit.writers.docx.styles import style

TABLES: frozenset[Layout] = frozenset({"columns", "facing"})
"""Layouts with the languages side by side."""
_MARGINS = 216
"""Twips of a cell in which nothing stands, left and right together."""
_PER_PIXEL = 15
"""Twips: 1440 an inch, as browsers have 96."""
_BREAK = (
    '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    "</w:pPr></w:p>"
)
"""Stands on the new page, and takes no room there: behind a full page it would be alone on one."""
_RULE = "* * *"
_LONG = 900
"""Bytes of a pair from which on it may be divided between two pages."""
_TEXT = 9
"""The level of what is in no outline (17.3.1.20)."""


def anchors(book: Book) -> dict[str, str]:
    """Names of bookmarks for what an index leads to.

    Word takes 40 letters, digits and underscores at most.
    """
    entries = (entry.id for kind in BACK for entry in entries_of(book, kind))
    ids = (*sorted(book.index.ids), *entries)
    return {id_: f"index_{number}" for number, id_ in enumerate(ids, 1)}


class BodyPrinter:
    """Prints the sections of one book, in their order."""

    def __init__(self, book: Book, options: BuildOptions, runs: RunPrinter, width: int) -> None:
        """`width` is that of the text, in twentieths of a point."""
        self.book, self.options, self.runs, self.width = book, options, runs, width
        self.marks = Bookmarks(runs.as_printed)
        self.documents: list[Edition] = []
        """Those that are printed, without their scenes."""
        self.lines: dict[str, float] = {}
        """By kind: what the size of its longest headline goes by, as Word has one for all."""
        self._section: Section
        self._columns: tuple[str, ...] = ()
        """The languages of a table, where they stand side by side."""
        self._open = False
        """Whether a table is open."""
        self._asks = False
        """Whether the turn that is printed is a question."""

    def parts(self) -> Iterator[str]:
        """The markup of the body, as it is made."""
        layout, by_sentence = self.options.layout, self.options.by_sentence
        for number, section in enumerate(sections(self.book, layout, by_sentence=by_sentence)):
            if number:
                yield _BREAK
            self._section, self._columns = section, ()
            if edition := section.edition:
                self.documents.append(edition)
                if layout in TABLES and len(edition.langs) > 1:
                    self._columns = order(edition.langs, layout)
                self.marks.begin(edition, self._columns)
            for block in section.blocks:
                yield from self._block(block)
            yield from self._closed()

    def _block(self, block: Block) -> Iterator[str]:
        """A block, and what is inside of it."""
        self._asks = block.asks if block.kind == "turn" else self._asks
        if block.kind == "header":
            for line in block.blocks:
                yield from self._apart(line)
        elif block.kind == "table":
            yield from self._data(block)
        elif block.kind == "code":
            yield from self._apart(block.replace(slots=tuple(map(_in_lines, block.slots))))
        elif block.kind == "entry":
            yield from self._apart(in_line(block, self.book.main))
        elif block.blocks:
            for number, inner in enumerate(block.blocks, block.start or 0):
                yield from self._block(_within(inner, block, number))
        elif block.level or not self._columns:
            yield from self._closed()
            yield from self._apart(block)
        else:
            yield from self._rows(block)

    def _apart(self, block: Block) -> Iterator[str]:
        """A block whose languages stand below each other."""
        yield from self._unspoken(block)
        level = block.level + self._section.depth if block.level else 0
        if texts := block.headline:
            self.lines[block.kind] = max(self.lines.get(block.kind, 0), headlines.lines(texts))
        for piece, slots in enumerate(_pieces(block)):
            short = _short(slots)
            # Of a heading in several languages Word's outline has one: that of the readers.
            main = next((slot for slot in slots if slot.lang == self.book.main), slots[0])
            for slot in slots:
                if slot.again:
                    continue
                named = style(self._kind(block), block.shape, level, below=slot is not slots[0])
                outline = f'<w:outlineLvl w:val="{level - 1 if slot is main else _TEXT}"/>' if level else ""
                opening, closing = self.marks.around(block, slot, piece, in_row=False)
                if not piece and slot is slots[0]:
                    opening = self._anchor(block) + opening
                inside = opening + self._runs(slot)
                keep = (short and slot is not slots[-1]) or bool(block.credit)
                # Behind its paragraph a mark survives that somebody writes all of it anew.
                yield paragraph(named, slot.lang, inside, keep=keep, last=outline) + closing
        yield from (self._credit(slot) for slot in block.credit if not slot.again)

    def _rows(self, block: Block) -> Iterator[str]:
        """A block as rows of a table."""
        yield from self._opened()
        across = list(self._unspoken(block))
        if across:
            yield row([cell("".join(across), self.width, span=len(self._columns))])
        named = style(self._kind(block), block.shape)
        pieces = _pieces(block)
        made_by = [self._credit(slot) for slot in block.credit]
        # A caption and who made its picture are one row, which no page parts.
        below = dict(zip(self._columns, made_by, strict=True)) if pieces and len(made_by) > 1 else {}
        for piece, slots in enumerate(pieces):
            by_column = {slot.column: slot for slot in slots}
            cells: list[str] = []
            for lang, width in zip(self._columns, self._widths, strict=True):
                slot = by_column.get(lang) or Slot(lang, lang, ())
                opening, closing = self.marks.around(block, slot, piece, in_row=True)
                if not piece and not cells:
                    opening = self._anchor(block) + opening
                inside = opening + self._runs(slot, width) + closing
                # A name that nobody translated begins where what is said in its column does.
                along = slot.column if block.kind == "label" else slot.lang
                last = below.get(lang, "") if piece == len(pieces) - 1 else ""
                cells.append(cell(paragraph(named, along, inside, keep=bool(made_by)) + last, width))
            yield row(cells, whole=_short(slots))
        if len(made_by) > 1 and not below:
            beside = zip(made_by, self._widths, strict=True)
            yield row([cell(said, width) for said, width in beside], whole=True)
        elif len(made_by) == 1:
            yield row([cell(made_by[0], self.width, span=len(self._columns))], whole=True)

    def _anchor(self, block: Block) -> str:
        """What an index leads to."""
        name = self.runs.anchors.get(block.id, "")
        return self.marks.anchor(name) if name else ""

    def _kind(self, block: Block) -> str:
        """What a paragraph is called by its style: a question is told from its answer."""
        if self._section.motto and not block.level:
            return self._section.motto
        return "question" if self._asks and block.kind in KINDS and block.info.spoken else block.kind

    def _unspoken(self, block: Block) -> Iterator[str]:
        """What is no text in any language: a rule, and pictures."""
        lang = self._section.lang
        if not (block.slots or block.pieces or block.pictures):
            yield paragraph(style(block.kind), lang, self._still(_RULE, lang))
        for said in block.pictures:
            if drawn := self.runs.drawing(said):
                named = style("portrait" if block.portrait else next(iter(block.about), "picture"))
                yield paragraph(named, said[0].lang, f"<w:r>{drawn}</w:r>")
                continue
            # It can't be shown: what it shows is printed in its place.
            for span in said:
                words = f"[{span.text or span.target}]"
                yield paragraph(style("caption"), span.lang, self._still(words, span.lang))

    def _credit(self, slot: Slot) -> str:
        """Who made a picture: as the editor says it, and no translation."""
        self.marks.other(slot.spans, slot.lang)
        return paragraph(style("credit"), slot.lang, self._runs(slot))

    def _runs(self, slot: Slot, width: float = inf) -> str:
        """The runs of a text; in a cell of this width, in twips, no picture is wider."""
        self.runs.widest = (width - _MARGINS) / _PER_PIXEL
        made = self.runs.runs(directed(slot.spans, slot.lang), slot.lang)
        self.runs.widest = inf
        return made

    def _still(self, words: str, lang: str) -> str:
        """Words that are no translation."""
        spans = (Span("text", words),)
        self.marks.other(spans, lang)
        return self.runs.runs(spans, lang)

    def _data(self, block: Block) -> Iterator[str]:
        """A table of a page around documents."""
        columns = max((len(inner.slots) for inner in block.blocks), default=1)
        width = self.width // columns
        yield opening([width] * columns)
        for inner in block.blocks:
            cells = []
            for slot in inner.slots:
                self.marks.other(slot.spans, slot.lang)
                cells.append(cell(paragraph(style("text"), slot.lang, self._runs(slot, width)), width))
            yield row(cells)
        yield CLOSING

    @property
    def _widths(self) -> list[int]:
        """Those of the columns."""
        shares = [languages.get(lang).share for lang in self._columns]
        return [self.width * share // sum(shares) for share in shares]

    def _opened(self) -> Iterator[str]:
        """Open a table, if none is: the names of its languages stand on each of its pages."""
        if self._open:
            return
        self._open = True
        names = []
        for lang, width in zip(self._columns, self._widths, strict=True):
            name = self._still(languages.get(lang).autonym, lang)
            names.append(cell(paragraph(style("language"), lang, name), width))
        right_to_left = languages.get(self._columns[0]).dir == "rtl"
        yield opening(self._widths, right_to_left=right_to_left)
        yield row(names, head=True)

    def _closed(self) -> Iterator[str]:
        """Close the table that is open."""
        if self._open:
            self._open = False
            yield CLOSING


def _pieces(block: Block) -> Sequence[tuple[Slot, ...]]:
    """The texts of a block: one piece, or one for each sentence."""
    return block.pieces or ([block.slots] if block.slots else [])


def _in_lines(slot: Slot) -> Slot:
    """Code, whose lines end: to Word the end of a line in a text is a blank."""
    lines = "".join([span.text for span in slot.spans]).rstrip("\n").split("\n")
    spans = chain.from_iterable((Span("break"), Span("text", line)) for line in lines)
    return slot.replace(spans=tuple(spans)[1:])


def _short(slots: Iterable[Slot]) -> bool:
    """Whether texts are so short that they stand on one page together."""
    # In bytes, which are near to proportional to the room that text takes in any script.
    return sum(map(_size, chain.from_iterable(slot.spans for slot in slots))) < _LONG


def _size(span: Span) -> int:
    return len(span.text.encode()) + sum(map(_size, span.inside))


def _within(inner: Block, outer: Block, number: int) -> Block:
    """A block of a page as what it stands in has it set.

    number  of an item, where its list has numbers
    """
    if outer.kind == "quote":
        return inner.replace(form="quotation")
    if outer.kind != "list" or not inner.blocks:
        return inner
    first, *others = inner.blocks
    if outer.start is None:
        return inner.replace(blocks=(first.replace(form="item"), *others))
    # The number is the text's own: a list of Word's would count by itself.
    slots = [slot.replace(spans=(Span("text", f"{number}. "), *slot.spans)) for slot in first.slots]
    return inner.replace(blocks=(first.replace(slots=tuple(slots)), *others))


CLOSING = "</w:tbl>"


def opening(widths: Sequence[int], *, right_to_left: bool = False) -> str:
    """The beginning of a table, up to its first row."""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    visual = "<w:bidiVisual/>" if right_to_left else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Pairs"/>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def row(cells: Sequence[str], *, whole: bool = False, head: bool = False) -> str:
    """A row; `whole` where no page divides it, `head` for one that is repeated on each page."""
    marks = "<w:cantSplit/>" * (whole or head) + "<w:tblHeader/>" * head
    properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(paragraphs: str, width: int, *, span: int = 1) -> str:
    """A cell; `span` is how many columns it has."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}</w:tcPr>{paragraphs}</w:tc>'
