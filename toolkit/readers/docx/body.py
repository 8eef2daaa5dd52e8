"""The body of a DOCX."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from toolkit import late, limits
from toolkit.readers import drawn_tables
from toolkit.readers.containers import TextSetting, child, name, number, outermost, value
from toolkit.readers.docx import symbols
from toolkit.readers.docx.list_labels import ListLabels
from toolkit.readers.docx.styles import (
    TAGS,
    DocxStyledAs,
    DocxStyles,
    numbered,
    off_line,
    outline,
    struck,
    switched,
)
from toolkit.readers.left_out import ELSEWHERE, FORMULA, STRUCK
from toolkit.readers.paragraphs import Paragraphs, TextBudget, target
from toolkit.readers.runs import TextLook
from toolkit.reading.lines import Line
from toolkit.text.above import PLACES
from toolkit.text.markup import Span
from toolkit.text.scripts import side

if TYPE_CHECKING:
    from lxml.etree import _Element


_FIELD_LINK = late.regex(r'\s*HYPERLINK\s+"([^"]+)"')
_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_THROUGH = frozenset(
    "ins moveTo smartTag customXml sdt sdtContent fldSimple dir bdo r rubyBase oMathPara oMath e num den sub"
    " sup deg f d func fName sSub sSup sSubSup rad nary m mr eqArr acc bar box borderBox groupChr limLow"
    " limUpp lim".split()
)
"""What stands around text, and says nothing that is kept here."""
_FORMULA = {"den": ("/", ""), "rad": ("√", ""), "d": ("(", ")")}
"""What a formula draws before its parts and behind them."""
_RAISED = frozenset({"sSub", "sSup", "sSubSup", "sPre"})
_LEFT_OUT = {"del": "deletion", "moveFrom": "deletion", "commentReference": "comment"}
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_INITIAL = frozenset({"drop", "margin"})
_NEW_PAGE = frozenset({"page", "column"})
_NEAR = 20
"""What stands behind a break between pages, and is looked at."""
_PICTURES = frozenset({"blip", "imagedata"})
_DEEP = 20
"""Fields that may stand in each other; what is deeper is text."""
_ELSEWHERE = frozenset({"altChunk", "subDoc"})
_DRAWN = frozenset({"OLEObject", "textpath", "relIds", "chart", "t"})
"""What a drawing has that says something, and isn't read: objects, lettering, diagrams, charts, words."""
_SHOWN = late.regex(
    r"\s*(?:AUTONUM\w*|LISTNUM|EQ|SYMBOL|FORMDROPDOWN|MACROBUTTON|GOTOBUTTON|QUOTE|INCLUDETEXT|(?:SAVE|PRINT|CREATE)?DATE|PAGE|NUMPAGES|TIME)\b"
)
"""Fields that show something, though their result isn't in the file."""


@dataclass(slots=True)
class DocxSources:
    """What a body refers to."""

    path: str
    budget: TextBudget
    styles: DocxStyles
    lists: ListLabels
    links: Mapping[str, str] = field(default_factory=dict)
    """Id of a relation -> address."""
    notes: Mapping[tuple[str, str], _Element] = field(default_factory=dict)
    """Kind of note ("footnote", "endnote") and its id -> the note."""
    note_links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind of note -> links in notes of it."""
    left_out: Counter[str] = field(default_factory=Counter)
    """What isn't read, and how often it is there."""


@dataclass(slots=True)
class _Field:
    """A complex field that is open, such as a link: its instruction, then what it shows."""

    instruction: str = ""
    shows: bool = False
    link: str = ""


class DocxBodyReader:
    """One pass over a body, a cell of a table or a note."""

    def __init__(self, sources: DocxSources, number: Callable[[], int]) -> None:
        """`number` gives the number of the next paragraph."""
        self.sources, self.number = sources, number
        self.out = Paragraphs(sources.budget, typed=True)
        self._fields: list[_Field] = []
        self._boxes: list[_Element] = []
        """Text boxes that are anchored in the paragraph."""
        self._style = ""
        """Of the paragraph."""
        self._font = ""
        """Of the run, where it has signs in place of letters."""
        self._goes_on: Line | None = None
        """What is known of a paragraph that goes on with the next one."""

    def read(self, node: _Element) -> list[Line]:
        """The lines of all paragraphs and tables in an element."""
        self._blocks(node)
        self._end()
        return self.out.lines

    def _blocks(self, node: _Element) -> None:
        for block in node:
            kind = name(block)
            if kind == "p":
                self._add_paragraph(block)
            elif kind == "tbl":
                self._add_table(block)
            elif _contents(block):
                self.sources.left_out["table of contents"] += 1
            elif kind == "AlternateContent":
                self._blocks(_chosen(block))
            elif kind in _ELSEWHERE:
                self.sources.left_out[ELSEWHERE] += 1
            elif kind in _THROUGH:
                self._blocks(block)
            elif kind in _LEFT_OUT:
                self.sources.left_out[_LEFT_OUT[kind]] += 1

    def _end(self) -> None:
        """End a paragraph that goes on with nothing."""
        if self._goes_on:
            self.out.end(self._goes_on)
        self._goes_on = None

    def note(self, node: _Element, mark: str = "") -> Span:
        """A footnote or an endnote, its paragraphs as one.

        mark  what stands in place of its number, and before its words
        """
        for paragraph in node.iter("{*}p"):
            self._runs(paragraph, TextLook())
            self.out.line_break()
        inside = self.out.spans()
        if mark and inside and inside[0].text.startswith(mark):
            inside = (inside[0].replace(text=inside[0].text.removeprefix(mark).lstrip()), *inside[1:])
        return Span("note", inside=inside)

    def marked(self, paragraphs: Iterable[_Element]) -> str:
        """The text of some paragraphs as one, with its marks; what their styles say is none."""
        self._style = ""
        for paragraph in paragraphs:
            self._runs(paragraph, TextLook())
        return self.out.marked()

    def typed(self, paragraphs: Iterable[_Element]) -> str:
        """The text of some paragraphs as it is typed, however it is set."""
        for paragraph in paragraphs:
            self._runs(paragraph, TextLook())
        return self.out.typed()

    def _add_paragraph(self, node: _Element) -> None:
        properties, number = child(node, "pPr"), self.number()
        self._style = value(child(properties, "pStyle"))
        # What the style says of the paragraph comes first; what is set by hand may add to it.
        setting = self.sources.styles.setting(self._style)
        if setting.contents:
            self.sources.left_out["table of contents"] += 1
            return
        if level := outline(properties):
            setting = TextSetting("heading", level=level)
        # A number by hand makes an item of plain text only: a heading may be numbered, too.
        elif setting == TextSetting() and numbered(properties):
            setting = TextSetting(form="item")
        if self._add_label(properties) and setting == TextSetting(form="item"):
            setting = TextSetting()
        self._runs(node, TextLook())
        # Where the mark of a paragraph was deleted, it goes on with the next one; so does a large initial.
        initial = value(child(properties, "framePr"), "dropCap") in _INITIAL
        like = Line("", number, kind=setting.kind, form=setting.form, level=setting.level)
        self._goes_on = like.replace(styles=self.sources.styles.names(self._style))
        if child(properties, "rPr", "del") is None and not initial:
            self._end()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _add_label(self, properties: _Element | None) -> bool:
        """Add what Word writes before an item, where that has words; whether it has."""
        list_, level = value(child(properties, "numPr", "numId")), number(child(properties, "numPr", "ilvl"))
        if not list_:
            list_, level = self.sources.styles.list_of(self._style)
        label, strong = self.sources.lists.label(list_, level, self._style)
        if label:
            self.out.text(f"{label} ", TextLook(strong=strong))
        return bool(label)

    def _add_table(self, node: _Element) -> None:
        self._end()
        rows: list[drawn_tables.TableRow] = []
        for row in _inside(node, "tr"):
            limits.check(len(rows) + 1, limits.TABLE, self.sources.path)
            if child(row, "trPr", "del") is not None:
                self.sources.left_out["deletion"] += 1
                continue
            cells = [DocxBodyReader(self.sources, self.number).read(cell) for cell in _inside(row, "tc")]
            rows.append(drawn_tables.TableRow(cells, head=bool(switched(child(row, "trPr"), "tblHeader"))))
        self.out.lines += drawn_tables.lines(rows, self.sources.left_out)

    def _runs(self, node: Iterable[_Element], look: TextLook) -> None:
        """Add what stands in a paragraph, a link, a run, or in what is around them."""
        for part in node:
            kind = name(part)
            if kind == "t":
                # Behind `separate` stands what a field shows. Before it, its instruction,
                # which is no text.
                if all(open_field.shows for open_field in self._fields):
                    text = part.text or ""
                    self._signs(self._font, text, look) if self._font else self.out.text(text, look)
            elif kind == "r":
                self._run(part, look)
            elif kind == "hyperlink":
                # A link to a place in the same file has no relation, and leads nowhere in a
                # book.
                address = target(self.sources.links.get(value(part, "id"), ""))
                self._runs(part, look._replace(target=address or look.target))
            elif kind in _SIGNS:
                self.out.text(_SIGNS[kind], look)
            elif kind in {"br", "cr"}:
                # Between pages LibreOffice sets it behind the words of the page before.
                if value(part, "type") not in _NEW_PAGE or not _is_last(part):
                    self.out.line_break()
            elif kind == "AlternateContent":
                self._runs(_chosen(part), look)
            elif kind in _THROUGH:
                self._through(kind, part, look)
            elif kind in _LEFT_OUT:
                self.sources.left_out[_LEFT_OUT[kind]] += 1
            else:
                self._other(kind, part, look)

    def _through(self, kind: str, part: _Element, look: TextLook) -> None:
        """Add what stands in an element, with the signs that a formula draws."""
        before, behind = _FORMULA.get(kind, ("", ""))
        self.sources.left_out[FORMULA] += kind == "oMath"
        # A bar stands between the parts of a fraction alone.
        self.out.text(before, look)
        around = part.getparent()
        raised = around is not None and name(around) in _RAISED
        place = PLACES.get(kind, look.place) if raised else look.place
        self._runs(part, look._replace(place=place))
        self.out.text(behind, look)

    def _run(self, node: _Element, look: TextLook) -> None:
        properties = child(node, "rPr")
        style, styles = value(child(properties, "rStyle")), self.sources.styles

        def has(what: DocxStyledAs) -> bool:
            direct = switched(properties, *TAGS[what])
            if direct is not None:
                return direct
            # The style of a run turns over what that of its paragraph says (ECMA-376, 17.7.3).
            return styles.has(what, style) != styles.has(what, self._style)

        if has("hidden"):
            # Runs without text are no loss.
            self.sources.left_out["hidden text"] += child(node, "t") is not None
            return
        # A field that links may hold others that don't.
        link = look.target or next(
            (open_field.link for open_field in reversed(self._fields) if open_field.link), ""
        )
        # Chinese and Japanese stress by marks at each character (17.3.2.12).
        dotted = value(child(node, "rPr", "em")) not in {"", "none"}
        # A mark in place of a note's number is no text.
        sign = next(filter(_marked, node), None)
        parts = node if sign is None else [sign]
        by_hand = struck(properties)
        through = (
            (styles.has("struck", style) or styles.has("struck", self._style)) if by_hand is None else by_hand
        )
        words = any(name(part) == "t" and (part.text or "").strip() for part in node)
        self.sources.left_out[STRUCK] += through and words
        place = styles.place(style) or styles.place(self._style) or look.place
        place = place if (own := off_line(properties)) is None else own
        self._font = symbols.font(properties)
        if _complex(node, properties):
            strong, em = has("strong_complex"), has("em_complex")
        else:
            strong, em = has("strong"), has("em")
        self._runs(parts, TextLook(strong, em or dotted, link, place))
        self._font = ""

    def _other(self, kind: str, part: _Element, look: TextLook) -> None:
        """What seldom stands in a run."""
        if kind in _REFERENCES:
            self._add_note(kind.removesuffix("Reference"), part, look)
        elif kind == "fldChar":
            self._field(value(part, "fldCharType"))
        elif kind == "instrText" and self._fields:
            self._fields[-1].instruction += part.text or ""
        elif kind == "sym":
            self._symbol(value(part, "font"), value(part, "char"), look)
        elif kind == "ruby":
            texts = [part.iterfind(f"{{*}}{tag}//{{*}}t") for tag in ("rubyBase", "rt")]
            base, reading = ("".join(text.text or "" for text in found) for found in texts)
            self.out.ruby(base, (reading,))
        elif kind in {"drawing", "pict", "object"}:
            # A text box stands in a run, and is read behind the paragraph that it is anchored
            # in.
            self._boxes += outermost(part, "txbxContent")
            # A drawing without a picture is a box or a shape.
            inside = {name(element) for element in part.iter()}
            pictured, boxed = bool(inside & _PICTURES), "txbxContent" in inside
            self.sources.left_out["picture"] += pictured
            self.sources.left_out["drawing"] += not pictured and not boxed and bool(inside & _DRAWN)
        elif not kind.endswith("Pr") and part.find(".//{*}t") is not None:
            # What nobody has heard of is gone into where it has words.
            self._runs(part, look)

    def _add_note(self, kind: str, sign: _Element, look: TextLook) -> None:
        note = self.sources.notes.get((kind, value(sign, "id")))
        mark = "".join([text.text or "" for text in sign.itersiblings("{*}t")]) if _marked(sign) else ""
        if note is not None:
            # What a note refers to is no note of its own; its links are those of its part.
            alone = replace(self.sources, notes={}, links=self.sources.note_links.get(kind, {}))
            self.out.span(DocxBodyReader(alone, self.number).note(note, mark), look)

    def _field(self, what: str) -> None:
        if what == "begin" and len(self._fields) < _DEEP:
            self._fields.append(_Field())
        elif what == "separate" and self._fields:
            self._fields[-1].shows = True
            link = _FIELD_LINK.match(self._fields[-1].instruction)
            self._fields[-1].link = target(link[1]) if link else ""
        elif what == "end" and self._fields:
            last = self._fields.pop()
            self.sources.left_out["field"] += not last.shows and bool(_SHOWN.match(last.instruction))

    def _symbol(self, font: str, code: str, look: TextLook) -> None:
        try:
            point = int(code, 16)
        except ValueError:
            return
        # Below are control characters, and from there on halves of pairs.
        if point in symbols.PRIVATE or 31 < point < 0xD800:
            self._signs(font, chr(point), look)

    def _signs(self, font: str, signs: str, look: TextLook) -> None:
        """Signs of a font that has others in place of letters."""
        shown = "".join(symbols.shown(font, sign) for sign in signs)
        self.sources.left_out["symbol"] += symbols.unknown(font, signs)
        self.out.text(shown, look)


def _complex(run: _Element, properties: _Element | None) -> bool:
    """Whether a run is set as Hebrew, Arabic, Thai and their like are: it says so, or has their letters."""
    said = any(switched(properties, tag) for tag in ("rtl", "cs"))
    return said or any(side(part.text or "") == "complex" for part in run.iterfind("{*}t"))


def _marked(part: _Element) -> bool:
    """Whether it is the sign of a note that has a mark in place of a number."""
    return name(part) in _REFERENCES and value(part, "customMarkFollows") in {"1", "true", "on"}


def _inside(node: _Element, wanted: str) -> Iterator[_Element]:
    """The rows of a table, or the cells of a row, whatever stands around them."""
    for part in node:
        if name(part) == wanted:
            yield part
        elif name(part) in _THROUGH:
            yield from _inside(part, wanted)


def _chosen(node: _Element) -> _Element:
    """Of several ways to say the same the first, which is the newest."""
    ways = [part for part in node if name(part) in {"Choice", "Fallback"}]
    return ways[0] if ways else node


def _is_last(node: _Element) -> bool:
    """Whether no words stand behind a node in its paragraph."""
    around: _Element | None = node
    while around is not None and name(around) != "p":
        behind = list(islice(around.itersiblings(), _NEAR))
        if len(behind) == _NEAR or any(text.text for part in behind for text in part.iter("{*}t")):
            return False
        around = around.getparent()
    return True


def _contents(node: _Element) -> bool:
    gallery = child(node, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) == "Table of Contents"
