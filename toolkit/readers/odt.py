"""ODT: what LibreOffice writes, packed (.odt) or as one file of XML (.fodt).

Insertions that are tracked are read, deletions aren't. Comments, pictures, headers and footers aren't read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Literal, get_args

from toolkit import late, limits
from toolkit.errors import SourceError
from toolkit.readers import Reader, containers, document_lines, drawn_tables, odt_shown, of_content
from toolkit.readers.containers import (
    AGAIN,
    Package,
    TextSetting,
    child,
    name,
    number,
    outermost,
    setting,
    telling,
    value,
    words,
)
from toolkit.readers.left_out import PAGES_EDGE, STRUCK, not_read
from toolkit.readers.paragraphs import Paragraphs, TextBudget, target
from toolkit.readers.runs import TextLook
from toolkit.reading.lines import Content, Line
from toolkit.text.above import PLACES, TextPlace
from toolkit.text.markup import Span
from toolkit.text.scripts import WrittenSide, side

if TYPE_CHECKING:
    from lxml.etree import _Element


_KIND = b"application/vnd.oasis.opendocument.text"
_FLAT = b"<office:document"
_OTHER = late.regex(rb"opendocument\.(?!text)\w+\"")
HEAD = 8192
"""Bytes at the beginning of a flat file, in which its type stands."""


def content(data: bytes, *, path: str) -> Content:
    """The lines of a text; their numbers are those of its paragraphs.

    Raises SourceError for what is none.
    """
    body, looks, properties = parts(data, path, "ODT")
    text = child(child(body, "body"), "text")
    if text is None:
        raise SourceError("there is no text in this ODT.", path, AGAIN)
    sources = OdtSources(path, TextBudget(path), read(looks))
    # A deletion is kept beside the text, in a list of changes.
    changes = child(text, "tracked-changes")
    if changes is not None:
        sources.left_out["deletion"] += sum(name(element) == "deletion" for element in changes.iter())
    odt_shown.with_labels(text, looks)
    lines = OdtBodyReader(sources, count(1).__next__).blocks(text)
    sources.left_out[PAGES_EDGE] += odt_shown.edges(looks)
    # As in a DOCX: the rest is of the machine on which it was made.
    title = words(child(properties, "meta", "title"))
    meta = {"title": title} if title else {}
    return Content(
        document_lines.believed(lines),
        meta=meta,
        findings=not_read(sources.left_out, path),
        formed=True,
    )


def parts(
    data: bytes, path: str, what: str
) -> tuple[_Element | None, list[_Element | None], _Element | None]:
    """The part with the text, those with styles, that with the properties.

    what  the file should be, as a person calls it
    """
    if not data.startswith(b"PK"):
        # A flat file has all parts in one root.
        root = containers.parse(data, path)
        return root, [root], root
    package = Package(data, path, what)
    # Its parts are unpacked without an error, and are no XML then.
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        hint = "Save it without a password, and give diglot that file."
        raise SourceError("it is encrypted.", path, hint)
    text = package.xml("content.xml")
    # Later ones win: formatting by hand makes styles in the part of the text.
    return text, [package.xml("styles.xml"), text], package.xml("meta.xml")


def sure(data: bytes) -> bool:
    """Whether a file is an ODT, by its type, which stands at its beginning."""
    if data.startswith(b"PK"):
        return _KIND in data[:1000]
    # Of sheets and slides in one file the type is another; it may stand behind many names.
    return _FLAT in data[:1000] and not _OTHER.search(data, 0, HEAD)


READER = Reader(
    suffixes=(".odt", ".fodt", ".ott"), read=of_content(content), sure=sure, syntax=("zip", "markup")
)


# The text of an OpenDocument file, paragraph by paragraph.


@dataclass(slots=True)
class OdtSources:
    """What a text refers to."""

    path: str
    budget: TextBudget
    styles: OdtStyles
    left_out: Counter[str] = field(default_factory=Counter)
    """What isn't read, and how often it is there."""


class OdtBodyReader:
    """One pass over a text, a cell of a table or a note."""

    def __init__(self, sources: OdtSources, number: Callable[[], int]) -> None:
        """`number` gives the number of the next paragraph."""
        self.sources, self.number = sources, number
        self.out = Paragraphs(sources.budget)
        self._boxes: list[_Element] = []
        """Text boxes that are anchored in the paragraph."""
        self._note = False

    def blocks(self, node: _Element, *, item: bool = False) -> list[Line]:
        """The lines of all paragraphs and tables in an element."""
        for block in node:
            kind = name(block)
            if kind in {"p", "h"} and not odt_shown.hidden(block):
                self._add_paragraph(block, item)
            elif kind == "table":
                self._add_table(block)
            # Sections, lists and the like are gone into, whatever they are called.
            elif not self._left_out(block):
                self.blocks(block, item=item or kind == "list-item")
        return self.out.lines

    def note(self, node: _Element | None) -> Span:
        """A footnote or an endnote, its paragraphs as one."""
        self._note = True
        for paragraph in node.iter("{*}p", "{*}h") if node is not None else ():
            self._runs(paragraph, TextLook())
            self.out.line_break()
        return Span("note", inside=self.out.spans())

    def _left_out(self, node: _Element) -> bool:
        if noun := odt_shown.unread(node):
            self.sources.left_out[noun] += 1
        return noun is not None

    def _add_paragraph(self, node: _Element, item: bool) -> None:
        place, style = self.number(), value(node, "style-name")
        setting = self.sources.styles.setting(style)
        if setting.contents or self.sources.styles.has("hidden", "paragraph", style):
            self.sources.left_out["table of contents" if setting.contents else "hidden text"] += 1
            return
        level = number(node, "outline-level")
        # `h` is a heading by itself, but for one whose style says that it is the title.
        if name(node) == "h" and setting.kind is None:
            setting = TextSetting("heading", level=level or 1)
        elif item and setting == TextSetting():
            setting = TextSetting(form="item")
        self._runs(node, self._look("paragraph", style, TextLook(), node))
        styles = self.sources.styles.names(style)
        self.out.end(
            Line("", place, kind=setting.kind, form=setting.form, level=setting.level, styles=styles)
        )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _add_table(self, node: _Element) -> None:
        rows: list[drawn_tables.TableRow] = []
        for row, head in _rows(node, head=False):
            if self._left_out(row):
                continue
            limits.check(len(rows) + 1, limits.TABLE, self.sources.path)
            cells: list[list[Line]] = []
            for cell in row:
                if name(cell) in {"table-cell", "covered-table-cell"}:
                    reader = OdtBodyReader(self.sources, self.number)
                    lines = [] if self._left_out(cell) else reader.blocks(cell)
                    times = (number(cell, "number-columns-repeated") or 1) if not lines else 1
                    limits.check(len(cells) + times, limits.CELLS_OF_ROW, self.sources.path)
                    cells += [lines] * times
            rows.append(drawn_tables.TableRow(cells, head=head))
        self.out.lines += drawn_tables.lines(rows, self.sources.left_out)

    def _look(self, family: str, style: str, look: TextLook, node: _Element) -> TextLook:
        styles = self.sources.styles
        through = styles.has("struck", family, style) and any(map(str.strip, map(str, node.itertext())))
        self.sources.left_out[STRUCK] += bool(through)
        strong, em = (styles.stress(what, family, style, node) for what in get_args(OdtStressedAs))
        # A style that says nothing leaves what is around as it is.
        place = styles.place(family, style)
        return look._replace(
            strong=look.strong if strong is None else strong,
            em=look.em if em is None else em,
            place=look.place if place is None else place,
        )

    def _runs(self, node: _Element, look: TextLook) -> None:
        """Add what stands in a paragraph, a link or a run."""
        self.out.text(_blanked(node.text), look)
        for part in node:
            self._part(name(part), part, look)
            self.out.text(_blanked(part.tail), look)

    def _part(self, kind: str, part: _Element, look: TextLook) -> None:
        if kind == "span":
            style = value(part, "style-name")
            if self.sources.styles.has("hidden", "text", style):
                self.sources.left_out["hidden text"] += 1
            else:
                self._runs(part, self._look("text", style, look, part))
        elif kind == "s":
            # A run of blanks is one; several behind another part columns, as a tab does.
            self.out.text(" " if value(part, "c") in {"", "0", "1"} else "\t", look)
        elif kind == "tab":
            self.out.text("\t", look)
        elif kind == "line-break":
            self.out.line_break()
        elif kind == "a":
            self._runs(part, look._replace(target=target(value(part, "href")) or look.target))
        elif kind == "note":
            if not self._note:
                self.out.span(OdtBodyReader(self.sources, self.number).note(child(part, "note-body")))
        elif kind == "ruby":
            base, reading = ("".join(map(str, element.itertext())) for element in _pair(part))
            self.out.ruby(base, (reading,))
        elif kind in {"frame", "custom-shape", "g", "rect"}:
            self._boxes += outermost(part, "text-box") if kind == "frame" else [part]
            self.sources.left_out["picture"] += any(
                child(part, one) is not None for one in ("image", "object")
            )
        # A paragraph in a paragraph of a note is read by itself.
        elif not self._left_out(part) and not (self._note and kind in {"p", "h"}):
            self._runs(part, look)


def _rows(node: _Element, *, head: bool) -> Iterator[tuple[_Element, bool]]:
    """The rows of a table, each with whether it names the columns."""
    for part in node:
        kind = name(part)
        if kind == "table-row":
            yield part, head
        elif kind in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(part, head=head or kind == "table-header-rows")


def _pair(ruby: _Element) -> tuple[_Element, _Element]:
    """Base and reading of ruby; itself where one of them is missing."""
    elements = [child(ruby, "ruby-base"), child(ruby, "ruby-text")]
    base, reading = (ruby if element is None else element for element in elements)
    return base, reading


def _blanked(text: str | None) -> str:
    """A text in which a line end is a blank, and a tab too: real ones are elements."""
    return (text or "").replace("\t", " ")


# Styles of an OpenDocument text: those of the document, and those that its formatting makes.


_HEIGHT = late.regex(r"-?[0-9]{1,3}(?:\.[0-9]{1,9})?")
_DEEP, _CODE = 20, "_20_"
"""Styles that may be based on each other, and how a blank is written in the name of a style."""
_STRESSED = frozenset({"bold", "600", "700", "800", "900", "italic", "oblique"})
_SIDES: dict[WrittenSide, str] = {"western": "", "asian": "-asian", "complex": "-complex"}
"""What the names of weight and slope end in, for letters of each side (ODF 1.3, 20.192 to 20.194)."""
OdtStyledAs = Literal["hidden", "struck"]
OdtStressedAs = Literal["strong", "em"]


@dataclass(slots=True)
class _OdtStyle:
    name: str
    parent: str = ""
    strong: dict[WrittenSide, bool] = field(default_factory=dict)
    em: dict[WrittenSide, bool] = field(default_factory=dict)
    hidden: bool | None = None
    struck: bool | None = None
    place: TextPlace | None = None
    level: int = 0
    automatic: bool = False
    """Whether formatting by hand has made it: its name is a number."""


@dataclass(slots=True)
class OdtStyles:
    """All styles, by family and name."""

    by_name: dict[tuple[str, str], _OdtStyle] = field(default_factory=dict)
    _stresses: dict[tuple[str, str, str], dict[WrittenSide, bool]] = field(default_factory=dict)

    def setting(self, style: str) -> TextSetting:
        """What a paragraph of a style is, or of one that it is based on."""
        for definition in self._chain("paragraph", style):
            if stated := setting(definition.name):
                return stated
            if definition.level:
                return TextSetting("heading", level=definition.level)
        return TextSetting()

    def has(self, what: OdtStyledAs, family: str, style: str) -> bool | None:
        """Whether text of a style is set so; None where no style says anything of it."""
        said = (getattr(definition, what) for definition in self._chain(family, style))
        return next((answer for answer in said if answer is not None), None)

    def stress(self, what: OdtStressedAs, family: str, style: str, node: _Element) -> bool | None:
        """Whether the text of an element is stressed so, by its letters; None where no style says so.

        Of letters of which nothing is said what is said of the western ones holds.
        """
        key = (what, family, style)
        if key not in self._stresses:
            said: dict[WrittenSide, bool] = {}
            for definition in self._chain(family, style):
                said = getattr(definition, what) | said
            self._stresses[key] = said
        said = self._stresses[key]
        if len(set(said.values())) < 2 and (not said or "western" in said):
            return next(iter(said.values()), None)
        letters = side("".join(map(str, node.itertext())))
        # A mark alone has the stress of what stands beside it, whichever that is.
        return any(said.values()) if letters is None else said.get(letters, said.get("western"))

    def place(self, family: str, style: str) -> TextPlace | None:
        """Whether text of a style is set above the line or below; None where no style says anything of it."""
        said = (definition.place for definition in self._chain(family, style))
        return next((place for place in said if place is not None), None)

    def names(self, style: str) -> tuple[str, ...]:
        """What a style is called, and those that it is based on, as far as somebody has thought of them."""
        chain = self._chain("paragraph", style)
        return telling(definition.name for definition in chain if not definition.automatic)

    def _chain(self, family: str, style: str) -> Iterator[_OdtStyle]:
        # Styles that are based on each other in a circle have no end.
        for _ in range(_DEEP):
            if not style:
                return
            # A style that comes with the program may be named, and not be written down.
            definition = self.by_name.get((family, style)) or _OdtStyle(style.replace(_CODE, " "))
            yield definition
            style = definition.parent


def read(roots: Iterable[_Element | None]) -> OdtStyles:
    """The styles in some parts; those of a later part win."""
    styles = OdtStyles()
    for root in roots:
        for node in root.iter("{*}style") if root is not None else ():
            look = child(node, "text-properties")
            level = number(node, "default-outline-level")
            # An automatic style says what it is by its parent; its own name is made up.
            shown = value(node, "display-name") or value(node, "name").replace(_CODE, " ")
            # A paragraph and a stretch of text may have styles of one name.
            styles.by_name[value(node, "family"), value(node, "name")] = _OdtStyle(
                shown,
                value(node, "parent-style-name"),
                strong=_by_side(look, "font-weight"),
                em=_by_side(look, "font-style"),
                struck=line != "none" if (line := value(look, "text-line-through-style")) else None,
                place=_place(value(look, "text-position")),
                hidden=value(look, "display") in {"none", "true"} if value(look, "display") else None,
                level=level if level is not None and level < 10 else 0,
                automatic=(around := node.getparent()) is not None and name(around) == "automatic-styles",
            )
    return styles


def _by_side(look: _Element | None, what: str) -> dict[WrittenSide, bool]:
    """Whether letters of each side are stressed, as far as that is said."""
    said = {name: value(look, what + end) for name, end in _SIDES.items()}
    return {name: word in _STRESSED for name, word in said.items() if word}


def _place(position: str) -> TextPlace | None:
    """What `super 58%` or `-33% 58%` says: by how much text is raised, and how high it is."""
    raised = position.partition(" ")[0].removesuffix("%")
    if raised in PLACES:
        return PLACES[raised]
    height = float(raised) if _HEIGHT.fullmatch(raised) else None
    return None if height is None else "above" if height > 0 else "below" if height < 0 else ""
