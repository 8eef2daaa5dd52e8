"""The text of an edition in one language: turns as `u`, their paragraphs as `seg`, all else as what it is.

A paragraph that isn't translated is a `gap` there: never the source's words under another language's name.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.errors import DiglotError
from toolkit.model import Cell, Edition, Kind, Row, Scene
from toolkit.writers.tei import events
from toolkit.writers.tei.markup import ILLEGAL, Markup, quote

ORIGIN = "origin.entry"
"""The category of a translation that comes from a finished entry of a catalog."""

# Element, its attributes, and the child that holds the words where the element itself may not.
_Shape = tuple[str, str, str]
_SHAPES: dict[Kind, _Shape] = {
    "kicker": ("head", ' type="kicker"', ""),
    "title": ("head", ' type="main"', ""),
    "heading": ("head", "", ""),
    "byline": ("byline", "", ""),
    "dateline": ("dateline", "", ""),
    "caption": ("figure", "", "head"),
    "note": ("note", ' type="editorial"', ""),
    "meta": ("note", ' type="metadata"', ""),
    "narration": ("p", "", ""),
    "speech": ("seg", ' type="p"', ""),
}
_EVENTS: dict[events.Event, _Shape] = {
    "vocal": ("vocal", "", "desc"),
    "kinesic": ("kinesic", "", "desc"),
    "incident": ("incident", "", "desc"),
    "inaudible": ("gap", ' reason="inaudible"', "desc"),
    "note": ("note", ' type="transcriber"', ""),
}
_HEADS: frozenset[Kind] = frozenset({"kicker", "title", "heading"})
_TOP_ONLY: frozenset[Kind] = frozenset({"byline", "dateline"})
# After one of these a division has begun in earnest: `head` and `dateline` have no place any more.
_FLOW: frozenset[Kind] = frozenset({"narration", "speech"})


@dataclass(slots=True)
class Extent:
    """What a text was found to hold while it was written."""

    paragraphs: int = 0
    """Published; those without a translation and separators are not."""
    untranslated: int = 0
    length: int = 0
    """Of the paragraphs, in the unit of the measure that was given; printed labels don't count."""
    tags: Counter[str] = field(default_factory=Counter)
    """Elements by name, from `text` down."""


_PUBLISHED = frozenset({"original", "translated"})


def published(cell: Cell) -> bool:
    """Whether the words of the cell are in its language."""
    return cell.state in _PUBLISHED


def spoken(scene: Scene, lang: str) -> bool:
    """Whether there is a `u` for this scene in this language."""
    if scene.kind == "speech":
        for row in scene.rows:  # written out: this is asked of each scene in each language
            if row.cells[lang].state in _PUBLISHED:
                return True
    return False


def pivot(edition: Edition) -> str:
    """The language that the others correspond to; "" where the source text is no part of the edition."""
    return edition.source_lang if edition.source_lang in edition.langs else ""


class Text:
    """The `text` of one language while it is written, scene by scene: where in its divisions the pen is.

    `measure` tells the length of a paragraph. Raises DiglotError for a character that XML can't carry.
    """

    def __init__(self, out: Markup, edition: Edition, lang: str, measure: Callable[[str], int] = len) -> None:
        self.out = out
        self.edition = edition
        self.lang = lang
        self.measure = measure
        self.extent = Extent()
        """Of what was written so far."""
        self.part = False
        """Whether a division of the interview is open."""
        self.top = True
        """Whether the open division has nothing yet but what may stand above its text."""
        self.pivot = pivot(edition)
        # The beginnings of attributes that nearly every element has.
        self.id = f' xml:id="{lang}.'
        self.corresp = f' corresp="#{self.pivot}.' if self.pivot and lang != self.pivot else ""
        self.ana = f' ana="#{ORIGIN}"' if lang != edition.source_lang else ""
        out.start("text", f" xml:lang={quote(lang)}")
        out.start("body")
        out.start("div", ' type="interview"')

    def end(self) -> Extent:
        """Closes what is open; what the text was found to hold."""
        if self.part:
            self.out.end("div")
        for tag in ("div", "body", "text"):
            self.out.end(tag)
        self.out.flush()
        self.extent.tags = self.out.tags
        return self.extent

    def scene(self, scene: Scene) -> None:
        """Writes the next scene."""
        if scene.kind == "speech":
            self._turn(scene)
        elif scene.kind == "note" and len(scene.rows) > 1:
            self._note(scene)
        elif scene.kind == "separator":
            self._separator(scene)
        else:
            if scene.kind in _HEADS:
                self._division(scene.kind)
            for row in scene.rows:
                self._paragraph(row, self._shape(row))
        if scene.kind in _FLOW:
            self.top = False

    def _division(self, kind: Kind) -> None:
        """Opens a part, unless the heading can still join those at the top of this one."""
        if self.top and (self.part or kind != "heading"):
            return
        if self.part:
            self.out.end("div")
        self.out.start("div", ' type="part"')
        self.part = self.top = True

    def _turn(self, scene: Scene) -> None:
        said = spoken(scene, self.lang)
        if said:
            self._label(scene)
            who = f' who="#spk.{scene.speaker}"' if scene.speaker is not None else ""
            self.out.start("u", f'{self.id}{scene.id}" n="{scene.n}"{who}{self._corresp(scene.id)}')
        for row in scene.rows:
            self._paragraph(row, _SHAPES["speech"] if row.kind == "speech" else self._shape(row))
        if said:
            self.out.end("u")

    def _note(self, scene: Scene) -> None:
        """A note of several paragraphs, its heading among them: one note, unless nothing of it is here."""
        here = any(published(row.cells[self.lang]) for row in scene.rows)
        if here:
            self.out.start("note", f'{_SHAPES["note"][1]} n="{scene.n}"')
        for row in scene.rows:
            self._paragraph(row, _SHAPES["narration"] if row.kind == "note" else self._shape(row))
        if here:
            self.out.end("note")

    def _label(self, scene: Scene) -> None:
        """The printed label, where there is one in this language: `who` says whose turn it is in any case."""
        cell = scene.names.get(self.lang)
        if cell is not None and published(cell) and cell.text:
            self.out.leaf("note", ' type="speaker"', self._legal(cell.text, scene.id))

    def _shape(self, row: Row) -> _Shape:
        kind = row.kind
        if kind == "event":
            # One element for all languages: the words of the source decide.
            source = row.cells.get(self.pivot or self.lang)
            words, lang = (source.text, source.lang) if source else ("", "")
            return _EVENTS[events.classify(words, lang)]
        if kind in _TOP_ONLY and not self.top:
            return "ab", f' type="{kind}"', ""
        return _SHAPES[kind]

    def _paragraph(self, row: Row, shape: _Shape) -> None:
        cell = row.cells[self.lang]
        if not published(cell):
            self.extent.untranslated += 1
            self.out.empty("gap", f' reason="untranslated" n="{row.n}"{self._corresp(row.id)}')
            return
        self.extent.paragraphs += 1
        self.extent.length += self.measure(cell.text)
        tag, attributes, inner = shape
        attributes = f'{self.id}{row.id}"{attributes} n="{row.n}"{self._corresp(row.id)}{self.ana}'
        self.out.leaf(tag, attributes, self._legal(cell.text, row.id), inner)

    def _separator(self, scene: Scene) -> None:
        """A mark without words: no unit of translation, so nothing corresponds to it."""
        drawn = " ".join(row.cells[self.lang].text for row in scene.rows)
        # `rend` takes tokens of printable characters (TEI data type teidata.word).
        tokens = " ".join(
            "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in drawn).split()
        )
        rend = f" rend={quote(tokens)}" if tokens else ""
        self.out.empty("milestone", f'{self.id}{scene.id}" unit="section" n="{scene.n}"{rend}')

    def _corresp(self, stem: str) -> str:
        return f'{self.corresp}{stem}"' if self.corresp else ""

    def _legal(self, text: str, stem: str) -> str:
        # Nearly all text is printable, and finding that out is much faster than a search.
        if not text.isprintable() and (found := ILLEGAL.search(text)):
            raise DiglotError(
                f"XML can't carry the character U+{ord(found[0]):04X} in paragraph {stem} ({self.lang}).",
                where=self.edition.name,
                hint="Take it out of the transcript or of the translation.",
            )
        return text
