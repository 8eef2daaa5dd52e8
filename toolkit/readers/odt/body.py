"""The text of an OpenDocument file, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.readers import columns
from toolkit.readers.odt.styles import OdtStyles
from toolkit.readers.packages import child, name, number, outermost, value
from toolkit.readers.paragraphs import Paragraphs, TextBudget, TextLook, target
from toolkit.readers.settings import TextSetting
from toolkit.reading.content import Line
from toolkit.text.markup import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = {
    "tracked-changes": "",
    "annotation": "comment",
    "annotation-end": "",
    "table-of-content": "table of contents",
    "illustration-index": "table of contents",
    "table-index": "table of contents",
    "alphabetical-index": "index",
    "bibliography": "",
    "forms": "",
    "sequence-decls": "",
    "variable-decls": "",
    "user-field-decls": "",
    "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text",
    "desc": "",
    "title": "",
    "ruby-text": "",
}
"""What isn't read, and what people call it; "" for what is no text."""


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
            if kind in {"p", "h"}:
                self._add_paragraph(block, item)
            elif kind == "table":
                self._add_table(block)
            elif not self._left_out(kind):
                self.blocks(block, item=item or kind == "list-item")
        return self.out.lines

    def note(self, node: _Element | None) -> Span:
        """A footnote or an endnote, its paragraphs as one."""
        self._note = True
        for paragraph in node.iter("{*}p", "{*}h") if node is not None else ():
            self._runs(paragraph, TextLook())
            self.out.line_break()
        return Span("note", inside=self.out.spans())

    def _left_out(self, kind: str) -> bool:
        if kind in _LEFT_OUT:
            self.sources.left_out[_LEFT_OUT[kind]] += bool(_LEFT_OUT[kind])
        return kind in _LEFT_OUT

    def _add_paragraph(self, node: _Element, item: bool) -> None:
        place, style = self.number(), value(node, "style-name")
        setting = self.sources.styles.setting(style)
        if setting.contents or self.sources.styles.has("hidden", "paragraph", style):
            self.sources.left_out["table of contents" if setting.contents else "hidden text"] += 1
            return
        level = number(node, "outline-level")
        if name(node) == "h" and setting.kind is None:
            setting = TextSetting("heading", level=level or 1)
        elif item and setting == TextSetting():
            setting = TextSetting(form="item")
        self._runs(node, self._look("paragraph", style, TextLook()))
        self.out.end(Line("", place, kind=setting.kind, form=setting.form, level=setting.level))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _add_table(self, node: _Element) -> None:
        rows: list[columns.TableRow] = []
        for row, head in _rows(node, head=False):
            limits.check(len(rows) + 1, limits.TABLE, self.sources.path)
            cells: list[list[Line]] = []
            for cell in row:
                if name(cell) in {"table-cell", "covered-table-cell"}:
                    found = OdtBodyReader(self.sources, self.number).blocks(cell)
                    times = (number(cell, "number-columns-repeated") or 1) if not found else 1
                    limits.check(len(cells) + times, limits.CELLS_OF_ROW, self.sources.path)
                    cells += [found] * times
            rows.append(columns.TableRow(cells, head=head))
        self.out.lines += columns.lines(rows)

    def _look(self, family: str, style: str, look: TextLook) -> TextLook:
        styles = self.sources.styles
        strong, em = styles.has("strong", family, style), styles.has("em", family, style)
        return look._replace(
            strong=look.strong if strong is None else strong, em=look.em if em is None else em
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
                self._runs(part, self._look("text", style, look))
        elif kind == "s":
            # However many blanks it stands for: a run of them is one.
            self.out.text(" ", look)
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
            base, reading = ("".join(map(str, one.itertext())) for one in _pair(part))
            self.out.ruby(base, (reading,))
        elif kind in {"frame", "custom-shape", "g", "rect"}:
            self._boxes += outermost(part, "text-box") if kind == "frame" else [part]
            self.sources.left_out["picture"] += child(part, "image") is not None
        # A paragraph in a paragraph of a note is read by itself.
        elif not self._left_out(kind) and not (self._note and kind in {"p", "h"}):
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
    found = [child(ruby, "ruby-base"), child(ruby, "ruby-text")]
    base, reading = (ruby if one is None else one for one in found)
    return base, reading


def _blanked(text: str | None) -> str:
    """A text in which a line end is a blank, and a tab too: real ones are elements."""
    return (text or "").replace("\t", " ")
