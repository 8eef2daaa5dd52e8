"""Divide a book of XHTML into files.

A sheet is handed over as it is made, so that a long book is never held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit import languages, late
from toolkit.config import BuildOptions
from toolkit.edition.back_index import BACK
from toolkit.edition.blocks import direction, labels
from toolkit.edition.imprint import COLOPHON
from toolkit.edition.page import Block
from toolkit.edition.sections import Section, sections
from toolkit.errors import WritingModeError
from toolkit.model import Book, Cell, Edition
from toolkit.model.values import Value
from toolkit.text.xml import escape
from toolkit.writers import xhtml_index, xhtml_parts
from toolkit.writers.navigation import SheetLine
from toolkit.writers.xhtml import AROUND, Printer
from toolkit.writers.xhtml_parts import ImageSource, attributes, portrayed, tagged
from toolkit.writers.xhtml_setting import Setting, on_screen, voice

LIMIT = 240_000
"""Bytes of a sheet's text in UTF-8: readers on paper-like screens take seconds to lay out more."""
_SIGN = late.regex(' id="(ref-[^"]*)"')
_BACK = late.regex('href="#(ref-[^"]*)"')
# ISO 15924, of scripts whose lines may run from top to bottom and follow each other from right to left.
_VERTICAL = frozenset(["Jpan", "Hans", "Hant", "Hani"])


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file."""

    name: str
    """Stem of its name, an NCName."""
    lang: str
    title: Cell
    """Of the browser's window; never empty."""
    classes: str
    body: str
    lines: tuple[SheetLine, ...] = ()
    landmark: str = ""
    """Its `epub:type`, if readers should find it by that."""


class Chunk(Value, frozen=True, gc=False):
    """What is never divided between sheets."""

    markup: str
    headings: tuple[Block, ...] = ()
    """Those that contents list; a document's header has its title."""
    notes: tuple[str, ...] = ()
    """Its footnotes, which stand at the end of the sheet."""

    @property
    def size(self) -> int:
        """In bytes of UTF-8."""
        # Counted often: ASCII needs no copy.
        own = len(self.markup) if self.markup.isascii() else len(self.markup.encode())
        return own + sum([len(note.encode()) for note in self.notes]) if self.notes else own

    @property
    def body(self) -> str:
        """The markup with the footnotes below it."""
        return "\n".join(filter(None, (self.markup, below(self.notes))))


class Binding:
    """The sheets of one book."""

    def __init__(self, book: Book, options: BuildOptions, source: ImageSource) -> None:
        """Begin a book.

        source  where a page in the folder of sheets finds pictures
        """
        self.book = book
        self.options = options
        # Before anything is made: the error is about the whole book.
        if options.vertical:
            _check_vertical(book)
        self.setting = Setting(
            on_screen(options.layout), options.vertical, drop_caps=options.drop_caps and not options.vertical
        )
        self.source = source
        self.documents: list[Edition] = []
        """Those that the sheets are past, without their scenes."""
        self.sought = book.index.ids
        """Paragraphs that the index leads to."""
        self.where: dict[str, str] = {}
        """In which sheets those are."""

    def sheets(self) -> Iterator[Sheet]:
        """All of them, once."""
        book = self.book
        # The cover is a page too, for readers that show the file from its beginning.
        if book.cover:
            alt, where = escape(book.cover.alt.text), self.source(book.cover)
            body = (
                f'<section class="cover" epub:type="cover"{tagged(book.cover.alt.lang)}>\n'
                f'<img {where} alt="{alt}" role="doc-cover"/>\n</section>'
            )
            yield Sheet("cover", book.main, labels(book, book.titles)[0], "cover", body, (), "cover")
        for section in sections(book, self.setting.layout, by_sentence=self.options.by_sentence):
            if section.edition:
                yield from self._document(section, section.edition)
            elif section.kind == "colophon":
                yield from _colophon(section, self.source)
            elif section.kind in BACK:
                yield from self._index(section)
            else:
                yield _page(section, self.source)

    def _document(self, section: Section, edition: Edition) -> Iterator[Sheet]:
        """The sheets of a document.

        Its name is in theirs, where there are others.
        """
        title = section.labels[0]
        # The landmark of the text is where the first document begins.
        first = not self.documents
        self.documents.append(edition)
        opening = (
            f'<section class="interview" epub:type="qna" role="doc-qna" aria-label="{escape(title.text)}"'
            f'{tagged(title.lang)} dir="{direction(edition.langs, self.setting.layout)}">\n'
        )
        # A document by itself is what its file is about: its headings are not below its title.
        inner = section.depth + 1 if self.book.title_page else section.depth
        # Footnotes are numbered through a document, and stand at the end of their sheets.
        printer = Printer(edition, self.setting, self.source)
        stem = edition.prefix.rstrip(".") or "part"
        ending = Endnotes(f"{stem}-notes")
        for number, page in enumerate(pages(section.blocks, printer), 1):
            name = f"{stem}-{number:03d}"
            whole = ending.taken(page, name) if self.options.notes == "end" else page
            if self.sought:
                self.where |= dict.fromkeys(self.sought & xhtml_index.ids(whole.markup), name)
            lines = [
                SheetLine(section.depth, "", block.labels)
                if block.kind == "header"
                else SheetLine(inner, block.id, block.labels)
                for block in whole.headings
            ]
            yield Sheet(
                name,
                section.lang,
                title,
                self.setting.classes(edition.langs),
                f"{opening}{whole.body}\n</section>",
                tuple(lines),
                "bodymatter" if first and number == 1 else "",
            )
        if ending.notes:
            yield self._notes(ending, section, inner)

    def _index(self, section: Section) -> Iterator[Sheet]:
        """An index or a glossary: one file, or several where it is long."""
        title = section.labels[0]
        names: list[str] = []
        pages = []
        for number, page in enumerate(divided(map(Chunk, xhtml_index.parts(section)), LIMIT), 1):
            names.append(section.name if number == 1 else f"{section.name}-{number}")
            pages.append(page.markup)
            # What leads to another entry may come before it.
            self.where |= dict.fromkeys(xhtml_index.ids(page.markup), names[-1])
        for name, markup in zip(names, pages, strict=True):
            first = name == section.name
            opening = xhtml_index.opening(section, "" if first else title.text)
            body = f"{opening}\n{xhtml_index.linked(markup, name, self.where)}\n</section>"
            lines = (SheetLine(0, "", (title,)),) if first else ()
            yield Sheet(name, section.lang, title, "back", body, lines, section.kind if first else "")

    def _notes(self, ending: Endnotes, section: Section, depth: int) -> Sheet:
        """The endnotes of a document.

        depth  of their line in the contents
        """
        own = languages.strings_lang(section.lang)
        word = Cell(languages.strings(own)["notes"], own, "original")
        head = f'<h1 id="{ending.sheet}"{attributes(own)}>{escape(word.text)}</h1>'
        named = f'role="doc-endnotes" aria-labelledby="{ending.sheet}"'
        rightwards = direction(self.documents[-1].langs, self.setting.layout)
        opening = f'<section epub:type="endnotes" {named} dir="{rightwards}">'
        body = "\n".join([opening, head, below(ending.notes), "</section>"])
        langs = self.documents[-1].langs
        line = SheetLine(depth, "", (word,))
        return Sheet(ending.sheet, section.lang, word, f"{self.setting.classes(langs)} back", body, (line,))


def _page(section: Section, source: ImageSource) -> Sheet:
    """A section that fits on one page.

    The title page, the title of a part, or matter.
    """
    name, title = section.name, section.labels[0]
    if section.kind == "title-page":
        body = f'<section epub:type="titlepage">\n{xhtml_parts.flow(section.blocks, source)}\n</section>'
        return Sheet(name, section.lang, title, "back", body, (), "titlepage")
    if section.kind == "division":
        named = f'epub:type="part" role="doc-part" aria-labelledby="{name}"'
        body = f"<section {named}>\n{xhtml_parts.flow(section.blocks, source)}\n</section>"
        return Sheet(name, section.lang, title, "back division", body, (SheetLine(0, name, section.labels),))
    lines = (SheetLine(0, name, section.labels),) if section.matter and section.matter.title else ()
    return Sheet(name, section.lang, title, "matter", xhtml_parts.matter(section, source), lines)


def _colophon(section: Section, source: ImageSource) -> Iterator[Sheet]:
    """The colophon.

    One file, or several where there are very many documents.
    """
    title = section.labels[0]
    # A book of hundreds of documents has a colophon that is longer than a sheet.
    groups = (Chunk(xhtml_parts.flow([group], source)) for group in section.blocks)
    named = f'aria-labelledby="{COLOPHON}"'
    for number, whole in enumerate(divided(groups, LIMIT), 1):
        body = f'<section epub:type="colophon" role="doc-colophon" {named}>\n{whole.markup}\n</section>'
        if number == 1:
            yield Sheet(
                "colophon", section.lang, title, "back", body, (SheetLine(0, "", (title,)),), "colophon"
            )
        else:
            yield Sheet(f"colophon-{number}", section.lang, title, "back", body)
        named = f'aria-label="{escape(title.text)}"'


def _check_vertical(book: Book) -> None:
    """Refuse what can't be set vertically.

    A page has one writing mode, that of all its languages: reading systems know no other.
    """
    others = [lang for lang in book.langs if languages.get(lang).script not in _VERTICAL]
    if others or len(book.langs) > 1:
        what = f"lines of {', '.join(others)} run sideways" if others else "two languages stand in it"
        raise WritingModeError(
            f"{book.name} can't be set vertically: {what}.",
            hint="Japanese or Chinese alone can: --mono, or `mono = true` in its edition.",
        )


# Documents in chunks --------------------------------------------------------------------------------------


def pages(blocks: Iterable[Block], printer: Printer, limit: int = LIMIT) -> Iterator[Chunk]:
    """Divide a document into pages.

    One or more, of at most `limit` bytes of text.
    """
    return divided(chunks(blocks, printer, limit), limit)


def chunks(blocks: Iterable[Block], printer: Printer, limit: int) -> Iterator[Chunk]:
    """A document in chunks.

    Its header, headings with what follows them, turns, and all else, in order.

    limit  bytes of a chunk; only a single paragraph that is longer makes one that is longer
    """
    # A heading is kept with what follows it.
    held: list[Chunk] = []
    for block in blocks:
        # Only subheadings are held back: what is above a document has its own chunk.
        for chunk in _printed(block, printer, limit):
            held.append(chunk)
            if block.level != 2:
                yield _joined(held)
                held = []
    if held:
        yield _joined(held)


def _printed(block: Block, printer: Printer, limit: int) -> Sequence[Chunk]:
    if block.kind == "header":
        lines = [printer.block(line) for line in block.blocks]
        id_ = f' id="{block.id}"' if block.id else ""
        markup = "\n".join([f"<header{id_}>", *lines, "</header>"])
        return [Chunk(markup, (block,), printer.notes())]
    if block.kind in {"turn", "aside"}:
        return _box(block, printer, limit)
    return _rows(block, printer, limit)


def _box(block: Block, printer: Printer, limit: int) -> Sequence[Chunk]:
    """A turn or a note.

    Together if it fits into a sheet, else in parts between its paragraphs. The name stays with the first.
    """
    rows: list[Chunk] = []
    label = portrait = ""
    for inner in block.blocks:
        if inner.kind == "label":
            label = f"{printer.block(inner)}\n"
        elif inner.portrait and not rows:
            portrait = printer.block(inner)
        else:
            # A list may be several chunks by itself.
            first, *others = _rows(inner, printer, limit)
            led = portrayed(portrait, label, first.markup) if portrait else label + first.markup
            rows += [first.replace(markup=led) if label or portrait else first, *others]
            label = portrait = ""
    turn = block.kind == "turn"
    classes = voice(block) if turn else "goes-on" * block.goes_on
    opening, closing = ("<div", "</div>") if turn else ('<aside role="note"', "</aside>")
    opening += classes and f' class="{classes}"'
    # Only the first part has the id: a link leads to where the turn begins.
    id_ = f' id="{block.id}"' if block.id else ""
    made = []
    # Most turns have one paragraph, which can't be divided.
    for part in divided(rows, limit) if len(rows) > 1 else rows:
        made.append(Chunk(f"{opening}{id_}>\n{part.markup}\n{closing}", (), part.notes))
        id_ = ""
    return made


def _rows(block: Block, printer: Printer, limit: int) -> Sequence[Chunk]:
    """A paragraph, or several that are one list or quotation.

    Those are divided as a turn is.
    """
    if block.kind not in AROUND:
        return [Chunk(printer.block(block), (block,) if block.level == 2 else (), printer.notes())]
    opening, closing = AROUND[block.kind]
    rows = (Chunk(printer.block(inner), (), printer.notes()) for inner in block.blocks)
    return [part.replace(markup=f"{opening}\n{part.markup}\n{closing}") for part in divided(rows, limit)]


def divided(parts: Iterable[Chunk], limit: int) -> Iterator[Chunk]:
    """Join chunks as far as a limit allows.

    They are divided before headings where that is enough, else between any two; one that is longer by itself
    stays whole.
    """
    whole: list[Chunk] = []  # stretches that fit, each from its heading to the next
    stretch: list[Chunk] = []
    whole_size = stretch_size = 0
    for part in parts:
        if part.headings:
            whole += stretch
            whole_size, stretch_size, stretch = whole_size + stretch_size, 0, []
        # With the line end between two of them.
        size = part.size + 1
        # At a heading where there is one on the sheet.
        if whole and whole_size + stretch_size + size > limit:
            yield _joined(whole)
            whole, whole_size = [], 0
        # A part without a heading that is longer than a sheet is divided where it is full.
        if stretch and stretch_size + size > limit:
            yield _joined(stretch)
            stretch, stretch_size = [], 0
        stretch.append(part)
        stretch_size += size
    yield _joined(whole + stretch)


def _joined(parts: Sequence[Chunk]) -> Chunk:
    if len(parts) == 1:
        return parts[0]
    return Chunk(
        "\n".join([part.markup for part in parts]),
        tuple([heading for part in parts for heading in part.headings]),
        tuple([note for part in parts for note in part.notes]),
    )


class Endnotes:
    """Footnotes that stand together behind their document, in a file of their own."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        """Its name."""
        self.notes: list[str] = []

    def taken(self, page: Chunk, name: str) -> Chunk:
        """A page without its footnotes, whose signs lead to the file with them.

        name  of the page's own file
        """
        here = frozenset(_SIGN.findall(page.markup))

        def back(link: re.Match[str]) -> str:
            # The sign of a note in a note stands beside it.
            return f'href="{name}.xhtml#{link[1]}"' if link[1] in here else link[0]

        self.notes += [_BACK.sub(back, note) for note in page.notes]
        markup = page.markup.replace('href="#note-', f'href="{self.sheet}.xhtml#note-')
        return page.replace(markup=markup, notes=())


def below(notes: Sequence[str]) -> str:
    """Footnotes at the end of a page.

    It is "" for none.
    """
    return "\n".join(['<div class="notes">', *notes, "</div>"]) if notes else ""
