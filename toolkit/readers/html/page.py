"""The text of a page, with its notes.

Pages are of the web, of a book, or of Markdown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from toolkit import late
from toolkit.model import Kind
from toolkit.model.kinds import Form
from toolkit.readers import drawn_tables
from toolkit.readers.containers import name
from toolkit.readers.html import labels, tables, unread
from toolkit.readers.html.notes import Notes
from toolkit.readers.html.places import LinesOfWords, first
from toolkit.readers.html.unread import SKIPPED, unseen
from toolkit.readers.left_out import FORMULA, HIDING, STRUCK
from toolkit.readers.paragraphs import Paragraphs, TextBudget, target
from toolkit.readers.runs import PLAIN, TextLook
from toolkit.reading.lines import Line
from toolkit.text.above import PLACES
from toolkit.text.lines import BLANKS, unwrapped
from toolkit.text.markup import Span, parse
from toolkit.text.scripts import begins_small
from toolkit.text.times import cue

if TYPE_CHECKING:
    from lxml.etree import _Element


_RAISED = {"msup": ("", "sup"), "msub": ("", "sub"), "msubsup": ("", "sub", "sup")}
"""How the parts of an element of a formula are set, in their order."""
BLOCKS = frozenset(
    "p div section article main header footer aside address center details summary fieldset figure hgroup"
    " body html ul ol dir li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 table hr figcaption caption".split()
)
"""What begins and ends a paragraph."""
_CLASSES = 8
"""Classes of a paragraph, and of what it stands in, that are looked at: the innermost."""
_STRONG = frozenset({"b", "strong"})
_EM = frozenset({"i", "em", "cite", "dfn", "var"})
_FORMS: dict[str, Form] = {"li": "item", "blockquote": "quotation"}
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_WEIGHT = late.regex(
    r"font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|(?:normal|lighter|[1-5]00))\b", re.IGNORECASE
)
_PLACE = late.regex(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_KEPT = late.regex(
    r"white-space\s*:\s*(?:(pre(?:-wrap|-line)?|break-spaces)|normal|nowrap)(?![\w-])", re.IGNORECASE
)
"""Whether a style keeps the ends of lines."""
_ROW = late.regex(r"display\s*:\s*(?:(block|flex|grid|list-item|table)(?![\w-])|[\w-]+)", re.IGNORECASE)
"""What is set on lines of its own, whatever it is called."""
_SLANT = late.regex(r"font-style\s*:\s*(?:(italic|oblique)|normal)\b", re.IGNORECASE)
STRUCK_TAGS = frozenset({"s", "strike", "del"})
_LINE = late.regex(r"text-decoration(?:-line)?\s*:(?:[^;]*?(line-through)|[^;]*)", re.IGNORECASE)
_VERSE = late.regex(r"(?:^|\s)(?:verse|poem|poetry|stanza)(?:$|\s)", re.IGNORECASE)
_HEARD = late.regex(r"ts_(\d{1,9})_(\d{1,9})_")
"""How an anchor of noScribe is called: when what stands in it is heard, in milliseconds."""
_JOINED = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)))
"""What makes one picture of several signs, or says how it is drawn."""
_FONT = late.regex(r"</?font(?:\s[^<>]*)?>", re.IGNORECASE)


def cleaned(text: str) -> str:
    """A page without its tags of fonts, but for line ends: old programs close them within paragraphs."""
    return _FONT.sub(lambda tag: "\n" * tag[0].count("\n"), text)


class PagePlace(NamedTuple):
    """What holds for all that stands in an element."""

    look: TextLook = PLAIN
    form: Form = "prose"
    kind: Kind | None = None
    level: int = 0
    verbatim: bool = False
    """Whether line ends are kept."""
    styles: tuple[str, ...] = ()
    """Classes of the blocks."""


@dataclass(slots=True)
class PageSources:
    """What a page refers to."""

    path: str
    budget: TextBudget
    notes: Notes = field(default_factory=Notes)
    labels: Collection[_Element] = ()
    """What `labels.find` gives."""
    left_out: Counter[str] = field(default_factory=Counter)
    """What isn't read, and how often it is there."""
    title: bool = False
    """Whether a heading of level 1 is the title: it is the only one."""
    headline: _Element | None = None
    """A heading of another level that is."""
    places: LinesOfWords = field(default_factory=LinesOfWords)
    """The lines of its words, where they are known."""


class PageReader:
    """One pass over a page, a cell of a table or a note."""

    def __init__(self, sources: PageSources, number: Callable[[int], int], *, note: bool = False) -> None:
        """`number` gives the number of what begins on a line of the page, which is 0 where it isn't known."""
        self.sources, self.number, self._note = sources, number, note
        self.out = Paragraphs(sources.budget)
        self._where = 0
        """The number of the paragraph that is open; 0 for none."""

    def read(self, node: _Element, place: PagePlace = PagePlace()) -> list[Line]:  # noqa: B008 (it is frozen)
        """The lines in an element that stands at a place."""
        self._inside(node, place)
        self._end(place)
        return self.out.lines

    def _inside(self, node: _Element, place: PagePlace) -> None:
        """Add all that is in an element: one call a level, since pages are deep."""
        self._add_text(node.text, place, self.sources.places.of(node))
        for part in node:
            tag = name(part)
            if tag and not self._taken(tag, part, place):
                row = _said(_ROW, part.get("style") or "", otherwise=False)
                if tag in BLOCKS:
                    self._end(place)
                elif row:
                    self._row_ends(place)
                if tag == "a" and (heard := _HEARD.match(part.get("name") or "")):
                    self.out.timed(int(heard[1]), int(heard[2]))
                # What is open goes down as a value: nothing need be undone on the way up.
                title = self.sources.title if tag == "h1" else part is self.sources.headline
                label = part in self.sources.labels or labels.told(part)
                inner = _entered(tag, part, place, title=title, label=label)
                self.sources.left_out[STRUCK] += _struck(tag, part)
                self.sources.left_out[HIDING] += unread.hides(part)
                apart = _set_apart(part, label=label)
                if apart and (before := part.getprevious()) is not None and not before.tail:
                    self.out.text(" ", place.look)
                self._inside(part, inner)
                if tag in BLOCKS:
                    self._end(inner)
                elif row:
                    self._row_ends(place)
                elif apart and (part.tail or "a")[0].isalnum():
                    self.out.text(" ", place.look)
                elif tag == "q":
                    # Browsers print the marks of `q`, which stand in no text.
                    self.out.text("\N{RIGHT DOUBLE QUOTATION MARK}", place.look)
            self._add_text(part.tail, place, self.sources.places.of(part, tail=True))

    def _taken(self, tag: str, part: _Element, place: PagePlace) -> bool:
        """Add what isn't entered; whether it was that."""
        notes = self.sources.notes
        if self._unread(tag, part):
            return True
        if tag == "br":
            self.out.line_break()
        elif tag == "hr":
            self._end(place)
            self.out.text("* * *")
            self._open(part)
            self._end(PagePlace(kind="separator"))
        elif tag == "img":
            if _symbols((shown := part.get("alt") or "").translate(_JOINED)):
                # Mails and blogs have pictures in place of such characters.
                self._add_text(shown, place, [self.sources.places.first(part)])
            else:
                self.sources.left_out["picture"] += 1
        elif tag == "ruby":
            base, reading = ruby(part)
            self._open(part)
            self.out.ruby(base, (reading,))
        # In a note a reference is left out: a note has no notes of its own.
        elif part in notes.of:
            if not self._note:
                self._open(part)
                self.out.span(self._noted(notes.of[part]))
        elif tag == "a" and _only_sign(part):
            self.sources.left_out["symbol"] += 1
        elif tag in {"table", "dl"}:
            self._end(place)
            found = self.sources.places
            rows = tables.rows(part, found) if tag == "table" else tables.terms(part, found)
            self.out.lines += drawn_tables.lines(
                [self._row(row, place) for row in rows], self.sources.left_out
            )
        else:
            self._formula(tag, part, place)
            if tag == "q":
                self._open(part)
                self.out.text("\N{LEFT DOUBLE QUOTATION MARK}", place.look)
            return self._note and notes.leads_back(part)
        return True

    def _unread(self, tag: str, part: _Element) -> bool:
        """Whether an element isn't read; what it is called is counted."""
        elsewhere = part in self.sources.notes.elsewhere
        if elsewhere or not (tag in SKIPPED or unseen(part)):
            return elsewhere
        if noun := unread.noun(part, within=self._where > 0):
            self.sources.left_out[noun] += 1
        return True

    def _row_ends(self, place: PagePlace) -> None:
        """End the line; a heading has one."""
        if place.kind:
            self.out.text(" ", place.look)
        else:
            self.out.line_end()

    def _formula(self, tag: str, part: _Element, place: PagePlace) -> None:
        """Write what a formula draws with signs; it is told that it had a layout."""
        self.sources.left_out[FORMULA] += tag == "math"
        around = part.getparent()
        if around is not None and name(around) == "mfrac" and part.getprevious() is not None:
            self.out.text("/", place.look)
        elif tag == "msqrt":
            self._open(part)
            self.out.text("√", place.look)

    def _row(self, cells: Sequence[_Element], place: PagePlace) -> drawn_tables.TableRow:
        cell_lines = [PageReader(self.sources, self.number).read(cell, place) for cell in cells]
        return drawn_tables.TableRow(
            cell_lines, head=bool(cells) and all(name(cell) == "th" for cell in cells)
        )

    def _noted(self, node: _Element) -> Span:
        """A note, its paragraphs as one."""
        lines = PageReader(self.sources, lambda _: self._where, note=True).read(node)
        return Span("note", inside=parse(" ".join(line.marked() for line in lines)))

    def _add_text(self, text: str | None, place: PagePlace, rows: Sequence[int]) -> None:
        """Add the words of a text, of whose rows the lines are known."""
        if not text:
            return
        # Blanks between two blocks begin no paragraph.
        if not text.isspace():
            self._begin(first(rows))
        if not place.verbatim:
            self.out.text(unwrapped(text), place.look)
            return
        kept = text.split("\n")
        # Words that a sheet adds stand before the others.
        known = [*[0] * (len(kept) - len(rows)), *rows][-len(kept) :]
        for k, (row, line) in enumerate(zip(kept, known, strict=True)):
            if k:
                self.out.line_break()
            if row.strip():
                self._begin(line)
            self.out.text(row, place.look)

    def _open(self, node: _Element) -> None:
        self._begin(self.sources.places.first(node))

    def _begin(self, line: int) -> None:
        """Begin a paragraph and a line of it, where none is open; its number is that of its first words."""
        if line or not self._where:
            number = self.number(line)
            self._where = self._where or number
            if line:
                self.out.at(number)

    def _end(self, place: PagePlace) -> None:
        """End the paragraph, where one is open."""
        if self._where:
            kind, form, level, styles = place.kind, place.form, place.level, place.styles
            self.out.end(Line("", self._where, kind=kind, form=form, level=level, styles=styles))
        else:
            # Nothing but blanks was added: they are let go.
            self.out.spans()
        self._where = 0


def _only_sign(link: _Element) -> bool:
    """Whether a link is a button, and has a symbol for words: "▶" plays what stands beside it."""
    return _symbols("".join(link.itertext()).strip())


def _symbols(shown: str) -> bool:
    """Whether what is shown is symbols alone."""
    return bool(shown) and all(category(sign) == "So" for sign in shown)


def _set_apart(node: _Element, *, label: bool) -> bool:
    """Whether a style sheet sets an element apart from the words beside it: who speaks, or a time.

    A small letter goes on with the word, and a time of no class that stands right behind words is theirs.
    """
    if label or len(node) or not cue((node.text or "").strip()):
        return label and not begins_small((node.tail or "")[:1])
    around, before = node.getparent(), node.getprevious()
    words = before.tail if before is not None else around.text if around is not None else ""
    return bool(node.get("class")) or not any(map(str.isalnum, words or ""))


def _struck(tag: str, node: _Element) -> bool:
    """Whether there is a line through words."""
    through = _said(_LINE, node.get("style") or "", otherwise=tag in STRUCK_TAGS)
    return through and any(map(str.strip, map(str, node.itertext())))


def _entered(tag: str, node: _Element, place: PagePlace, *, title: bool, label: bool) -> PagePlace:
    """What holds in an element that stands at a place."""
    style, names = node.get("style") or "", node.get("class") or ""
    strong, em, address, where = place.look
    strong = _said(_WEIGHT, style, otherwise=strong or tag in _STRONG) or label
    em = _said(_SLANT, style, otherwise=em or tag in _EM)
    if tag == "a":
        # A link that leads nowhere in a book may stand in one that leads somewhere.
        address = target(node.get("href") or "") or address
    around = node.getparent()
    if around is not None and (parts := _RAISED.get(name(around))):
        tag = next(islice(parts, around.index(node), None), "")
    where = PLACES.get(raised[1].lower() if (raised := _PLACE.search(style)) else tag, where)
    kept = _said(_KEPT, style, otherwise=place.verbatim or tag == "pre")
    place = place._replace(look=TextLook(strong, em, address, where), verbatim=kept)
    if tag in BLOCKS and names:
        place = place._replace(styles=(*names.split()[:_CLASSES], *place.styles)[:_CLASSES])
    if _VERSE.search(names):
        return place._replace(form="verse")
    if tag in _FORMS:
        return place._replace(form=_FORMS[tag])
    if tag in {"figcaption", "caption"}:
        return place._replace(kind="caption")
    if tag in _HEADINGS:
        # A heading may stand in a quotation, and is none of its text.
        kind: Kind = "title" if title else "heading"
        return PagePlace(place.look, kind=kind, level=int(tag[1]), styles=place.styles)
    return place


def _said(look: re.Pattern[str], style: str, *, otherwise: bool) -> bool:
    """Whether a style says a look; the last word counts."""
    return bool(words[-1]) if (words := look.findall(style)) else otherwise


def ruby(node: _Element) -> tuple[str, str]:
    """Base and reading of ruby."""
    base, reading = [node.text or ""], []
    for part in node:
        words = "".join(map(str, part.itertext()))
        tag = name(part)
        if tag in {"rt", "rtc"}:
            reading.append(words)
        elif tag not in {"rp", ""}:
            base.append(words)
        # The next base may stand behind a reading, without an element around it.
        base.append(part.tail or "")
    return BLANKS.sub("", "".join(base)), BLANKS.sub("", "".join(reading))
