"""Pages of an edition as XHTML, for every format made of such pages: pure functions, Edition -> markup.

Each paragraph of a parallel edition is a pair, in reading order, and keeps its id in all editions:

    <div class="pair speech" id="s4QX7TM">
    <p class="src" xml:lang="en" lang="en" dir="ltr">...</p>
    <p class="tgt" xml:lang="ar" lang="ar" dir="rtl">...</p>
    </div>

With three languages there are two `.tgt`; in an edition of one language the paragraph itself has the id.
Layouts are style alone: the markup of `stacked` and `columns` is the same but for labels said twice.

Markup is put together as strings, in a third of the time that a tree takes; `escape` is the one door for
text into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import Literal

from toolkit import languages
from toolkit.model import Cell, Edition, Kind, Row, Scene

Layout = Literal["stacked", "columns"]

LIMIT = 240_000
"""Bytes of a page's text in UTF-8: readers on paper-like screens take seconds to lay out more."""

# Longer pairs may break across pages. In bytes of UTF-8, which are near to proportional to the room that
# text takes in any script; this many fill about half of a small screen.
_LONG = 600
_TITLE_BLOCK: frozenset[Kind] = frozenset({"kicker", "title", "byline", "dateline"})
# What may stand before the headline; a line of kind title after these is no headline of the whole.
_FRONT: frozenset[Kind] = _TITLE_BLOCK | {"caption", "note", "narration", "meta", "separator"}
# Kind -> element of the row and of its cells.
_ELEMENTS: dict[Kind, tuple[str, str]] = {"heading": ("h2", "span")}
_DASH = "\N{EM DASH}"


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


@dataclass(frozen=True, slots=True)
class _Block:
    """What is never divided between pages."""

    markup: str
    entries: tuple[Entry, ...] = ()

    @property
    def size(self) -> int:
        return len(self.markup) if self.markup.isascii() else len(self.markup.encode())


def main_lang(edition: Edition) -> str:
    """The language whose readers the edition is for: that of the first translation, or the only one."""
    return edition.langs[1] if len(edition.langs) > 1 else edition.langs[0]


def escape(text: str) -> str:
    """The text as character data or as an attribute's value in double quotes.

    >>> escape('R&D "<plans>"')
    'R&amp;D &quot;&lt;plans&gt;&quot;'
    """
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


@cache
def attributes(lang: str) -> str:
    """What every element with text of its own language carries: readers of EPUB know one, of HTML the other.

    >>> attributes("ar")
    ' xml:lang="ar" lang="ar" dir="rtl"'
    """
    return f'{tagged(lang)} dir="{languages.get(lang).dir}"'


def tagged(lang: str) -> str:
    """The language alone, for an element whose text has a direction of its own."""
    return f' xml:lang="{lang}" lang="{lang}"'


def words(lang: str, key: str, tag: str = "span", **values: object) -> str:
    """An element with words that an edition prints of its own, marked with the language that they are in."""
    text = languages.strings(lang)[key].format(**values)
    return f"<{tag}{attributes(languages.strings_lang(lang))}>{escape(text)}</{tag}>"


def labels(edition: Edition, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    """The cells to name a part of the edition by: main language first, nothing twice."""
    main = main_lang(edition)
    found: dict[str, Cell] = {}
    for lang in (main, *(lang for lang in edition.langs if lang != main)):
        if cells[lang].state != "missing":
            found.setdefault(cells[lang].text, cells[lang])
    return tuple(found.values())


def pages(edition: Edition, layout: Layout = "stacked", limit: int = LIMIT) -> Iterator[Page]:
    """The interview, divided so that no page has more than `limit` bytes of text; one page or more.

    Pages are divided before headings where that is enough, else between scenes; only a scene that is longer
    than a page is divided, between its rows.
    """
    whole: list[_Block] = []  # parts that fit, each from its heading to the next
    part: list[_Block] = []
    whole_size = part_size = 0
    for block in _blocks(edition, layout, limit):
        if block.entries:
            whole += part
            whole_size, part_size, part = whole_size + part_size, 0, []
        if whole and whole_size + part_size + block.size > limit:
            yield _page(whole)
            whole, whole_size = [], 0
        if part and part_size + block.size > limit:
            yield _page(part)
            part, part_size = [], 0
        part.append(block)
        part_size += block.size
    yield _page(whole + part)


def _page(blocks: Sequence[_Block]) -> Page:
    return Page(
        "\n".join(block.markup for block in blocks), tuple(e for block in blocks for e in block.entries)
    )


def _blocks(edition: Edition, layout: Layout, limit: int) -> Iterator[_Block]:
    opening = tuple(takewhile(lambda scene: scene.kind in _FRONT, edition.scenes))
    headline = next(
        (row.id for scene in opening for row in scene.rows if row.kind == "title" and _printed(edition, row)),
        "",
    )
    head = tuple(takewhile(lambda scene: scene.kind in _TITLE_BLOCK, opening))
    lines = [_row(edition, row, headline) for scene in head for row in scene.rows]
    if not headline:
        lines.insert(0, _headline(edition))
    title = Entry("", labels(edition, edition.titles))
    yield _Block("\n".join(["<header>", *filter(None, lines), "</header>"]), (title,))

    # A heading is kept with what follows it.
    held: list[_Block] = []
    for scene in islice(edition.scenes, len(head), None):
        for block in _scene(edition, scene, layout, headline, limit):
            held.append(block)
            if not block.entries:
                yield _joined(held)
                held = []
    if held:
        yield _joined(held)


def _joined(blocks: Sequence[_Block]) -> _Block:
    page = _page(blocks)
    return _Block(page.body, page.entries)


def _scene(edition: Edition, scene: Scene, layout: Layout, headline: str, limit: int) -> Iterator[_Block]:
    if scene.kind == "note":
        # A note and its heading are one thing.
        rows = [markup for row in scene.rows if (markup := _row(edition, row))]
        if rows:
            yield _Block("\n".join([f'<aside id="{scene.id}" role="note">', *rows, "</aside>"]))
        return
    if scene.kind != "speech":
        for row in scene.rows:
            if markup := _row(edition, row, headline):
                entry = Entry(row.id, labels(edition, row.cells))
                yield _Block(markup, (entry,) if row.kind == "heading" else ())
        return
    rows = [markup for row in scene.rows if (markup := _row(edition, row))]
    if not rows:
        return
    # The label stays with the first paragraph.
    rows[0] = _label(edition, scene, layout) + rows[0]
    opening = f'<div class="turn" id="{scene.id}">'
    for part in _parts(rows, limit):
        yield _Block("\n".join([opening, *part, "</div>"]))
        opening = '<div class="turn">'


def _parts(rows: Sequence[str], limit: int) -> Iterator[list[str]]:
    """The rows of a scene, together if they fit into a page."""
    part: list[str] = []
    size = 0
    for row in rows:
        length = len(row.encode())
        if part and size + length > limit:
            yield part
            part, size = [], 0
        part.append(row)
        size += length
    yield part


def _headline(edition: Edition) -> str:
    """The title of an edition whose text doesn't begin with one."""
    spans = "\n".join(
        f'<span class="{"src" if cell.lang == edition.source_lang else "tgt"}"{attributes(cell.lang)}>'
        f"{escape(cell.text)}</span>"
        for cell in sorted(labels(edition, edition.titles), key=lambda cell: cell.lang != edition.source_lang)
    )
    return f'<h1 class="pair title">\n{spans}\n</h1>'


def _label(edition: Edition, scene: Scene, layout: Layout) -> str:
    """Who speaks. Stacked, once is enough for a name written alike but for the shape of an apostrophe."""
    cells: dict[str, Cell] = {}
    for lang in edition.langs:
        if lang in scene.names:
            cell = scene.names[lang]
            cells.setdefault(cell.text.replace("’", "'") if layout == "stacked" else lang, cell)
    if not cells:
        return ""
    alone = len(edition.langs) == 1
    lines = [
        f'<p class="{"label" if alone else "tgt" if place else "src"}"{attributes(cell.lang)}>'
        f"{escape(cell.text + languages.strings(cell.lang)['label_colon'])}</p>\n"
        for place, cell in enumerate(cells.values())
    ]
    return "".join(lines if alone else ['<div class="pair label">\n', *lines, "</div>\n"])


def _printed(edition: Edition, row: Row) -> bool:
    """Whether there is anything to print; in a translation that stands alone a row may be missing."""
    return len(edition.langs) > 1 or row.cells[edition.langs[0]].state != "missing"


def _row(edition: Edition, row: Row, headline: str = "") -> str:
    """The markup of one paragraph; "" where it is left out."""
    if not _printed(edition, row):
        return ""
    if row.kind == "separator":
        return f'<hr class="separator" id="{row.id}"/>'
    elements = ("h1", "span") if row.id == headline else _ELEMENTS.get(row.kind, ("div", "p"))
    return _single(edition, row, *elements) if len(edition.langs) == 1 else _pair(edition, row, *elements)


def _single(edition: Edition, row: Row, outer: str, inner: str) -> str:
    classes, attrs, content = _cell(edition, row.cells[edition.langs[0]], edition.langs[0])
    opening = f'class="{row.kind}{classes and " " + classes}" id="{row.id}"'
    element = inner if outer == "div" else outer
    return f"<{element} {opening}{attrs}>{content}</{element}>"


def _pair(edition: Edition, row: Row, outer: str, inner: str) -> str:
    place = "src"
    lines = []
    size = 0
    for lang in edition.langs:
        classes, attrs, content = _cell(edition, row.cells[lang], lang)
        lines.append(f'<{inner} class="{place}{classes and " " + classes}"{attrs}>{content}</{inner}>')
        size += len(content) if content.isascii() else len(content.encode())
        place = "tgt"
    long = " long" if size > _LONG else ""
    cells = "\n".join(lines)
    return f'<{outer} class="pair {row.kind}{long}" id="{row.id}">\n{cells}\n</{outer}>'


def _cell(edition: Edition, cell: Cell, lang: str) -> tuple[str, str, str]:
    """Class, attributes and content of a cell.

    Beside its source, a paragraph that isn't translated shows a mark and not the same text again.
    """
    if cell.state in {"original", "translated"}:
        return "", attributes(cell.lang), escape(cell.text)
    own = languages.strings_lang(lang)
    mark = escape(languages.strings(lang)["not_translated"])
    if cell.state == "missing":
        return "missing", attributes(own), f'<span role="img" aria-label="{mark}">{_DASH}</span>'
    if edition.source_lang in edition.langs:
        return "fallback", attributes(own), mark
    marked = f'<span class="mark"{attributes(own)}>{mark}</span> {escape(cell.text)}'
    return "fallback", attributes(cell.lang), marked
