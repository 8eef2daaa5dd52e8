"""Spans as runs of Word, each with its language; footnotes, links and pictures go into parts of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from math import inf
from typing import Any, Literal, NamedTuple

from toolkit import languages, late
from toolkit.errors import DiglotError
from toolkit.model import Picture, Use
from toolkit.text.hygiene import xml_legal
from toolkit.text.markup import Span
from toolkit.text.xml import escape_text, quoted
from toolkit.writers import pictures
from toolkit.writers.docx.sent import without_notes

_SIGNS = late.regex("[\t\u00ad\u2011]")
_ELEMENTS = {"\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
"""What Word has elements for, and may not show as a character."""
_EAST = {"Hans": "SimSun", "Hant": "PMingLiU", "Jpan": "MS Mincho", "Kore": "Batang"}
"""Script -> a font that Word has; others find what their machine has for the language."""
_DOTS = {"Hans": "underDot", "Hant": "underDot", "Jpan": "comma", "Kore": "dot"}
"""Script without slanted letters -> the marks at each character that is stressed (17.18.24)."""
_ROOM: Mapping[Use, tuple[float, float]] = {
    "picture": (600, 720),
    "decoration": (600, 720),
    "portrait": (240, 180),
    "logo": (240, 90),
}
"""Pixels that a picture may be wide and high."""
_AROUND = {"ltr": "\u200f\u200e", "rtl": "\u200e\u200f"}
"""Before what is written in this direction among what goes the other way: letters that nobody sees."""
_PER_PIXEL = 9525
"""English metric units: 96 pixels an inch, as browsers have it."""


NoteKind = Literal["footnote", "endnote"]


class RunLook(NamedTuple):
    """How a run is set, as its marks say."""

    strong: bool = False
    em: bool = False
    style: str = ""
    """Of characters."""


PLAIN = RunLook()
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "em": {"em": True},
    "strong": {"strong": True},
    "label": {"strong": True, "style": "SpeakerInLine"},
    "dash": {"style": "SpeakerInLine"},
    "event": {"style": "Happens"},
    "remark": {"style": "Remark"},
}
"""What a mark adds to the look of what is inside of it."""


class RunPrinter:
    """Prints the runs of one file."""

    def __init__(
        self,
        relation: Callable[[str, str], str],
        file: Callable[[Picture], tuple[str, float, float] | None],
        note: NoteKind = "footnote",
        anchors: Mapping[str, str] | None = None,
        highest: float = inf,
    ) -> None:
        """Begin a file.

        relation  from type and target to the id of a relation
        file      from a picture to the id of its relation, its width and height in pixels; None where it
                  can't be shown
        anchors   names of bookmarks, by the ids of what they stand at
        highest   pixels that a picture may be high, so that its caption has room below it
        """
        self.highest, self.widest = highest, inf
        """Pixels that a picture may be high, and wide: as a cell is in which it stands."""
        self.anchors = anchors or {}
        self.relation, self.file, self.note = relation, file, note
        self.notes: list[str] = []
        """The notes so far, as elements; their ids begin with 1."""
        self._drawings = 0

    def runs(self, spans: Iterable[Span], lang: str, look: RunLook = PLAIN, *, linked: bool = False) -> str:
        """The runs of some spans.

        linked  whether they are inside of a link: no link may stand in another one
        """
        return "".join([self._run(span, lang, look, linked) for span in spans])

    def _run(self, span: Span, lang: str, look: RunLook, linked: bool) -> str:
        if span.mark == "break":
            return f"<w:r>{_properties(lang, look)}<w:br/></w:r>"
        if span.mark == "note":
            return self._note(span, lang, look)
        if span.mark == "ruby":
            return ruby(span, lang, look)
        if span.mark == "picture":
            drawn = self.drawing((span,))
            return f"<w:r>{drawn}</w:r>" if drawn else run(_instead(span), lang, look)
        if span.mark == "link" and not linked:
            if span.target.startswith("#"):
                inside = self.runs(span.inside, lang, look, linked=True)
                name = self.anchors.get(span.target[1:], "")
                return f'<w:hyperlink w:anchor="{name}">{inside}</w:hyperlink>' if name else inside
            relation = self.relation("hyperlink", span.target)
            inside = self.runs(span.inside, lang, look._replace(style="Hyperlink"), linked=True)
            return f"<w:hyperlink r:id={quoted(relation)}>{inside}</w:hyperlink>"
        look = look._replace(**_LOOKS.get(span.mark, {}))
        lang = span.lang or lang
        return (
            self.runs(span.inside, lang, look, linked=linked) if span.inside else run(span.text, lang, look)
        )

    def as_printed(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans, with words in place of pictures that can't be shown, as `runs` prints them."""
        return tuple(
            Span("text", _instead(span))
            if span.mark == "picture" and (span.shown is None or self.file(span.shown) is None)
            else span.replace(inside=self.as_printed(span.inside))
            if span.inside
            else span
            for span in spans
        )

    def _note(self, span: Span, lang: str, look: RunLook) -> str:
        """The sign of a note; its number is Word's own."""
        # Its place is taken before its words are set, which may have notes of their own.
        number, kind = len(self.notes) + 1, self.note
        self.notes.append("")
        raised = f"{kind.title()}Reference"
        # A note in a note is none to Word: its words stand where it was.
        said = self.runs(without_notes(span.inside), lang)
        sign = f"<w:r>{_properties(lang, RunLook(style=raised))}<w:{kind}Ref/></w:r>"
        inside = paragraph(f"{kind.title()}Text", lang, f"{sign}{run(' ', lang, PLAIN)}{said}")
        self.notes[number - 1] = f'<w:{kind} w:id="{number}">{inside}</w:{kind}>'
        return (
            f'<w:r>{_properties(lang, look._replace(style=raised))}<w:{kind}Reference w:id="{number}"/></w:r>'
        )

    def drawing(self, said: tuple[Span, ...]) -> str:
        """A picture, with what it shows in all languages; "" where it can't be shown."""
        shown = said[0].shown
        if shown is None:
            return ""
        try:
            placed = self.file(shown)
        except DiglotError as error:
            raise DiglotError(error.what, said[0].target, pictures.CURE) from error
        if placed is None:
            return ""
        relation, width, height = placed
        widest, highest = _ROOM[shown.use]
        scale = min(1.0, min(widest, self.widest) / width, min(highest, self.highest) / height)
        # Word takes a file for damaged whose picture has no width or height.
        wide, high = (max(1, round(side * scale)) * _PER_PIXEL for side in (width, height))
        extent = f'cx="{wide}" cy="{high}"'
        self._drawings += 1
        alt = quoted(xml_legal(" · ".join([span.text for span in said if span.text])))
        about = f'id="{self._drawings}" name="Picture {self._drawings}" descr={alt}'
        return (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f"<wp:docPr {about}/><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f"<a:blip r:embed={quoted(relation)}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )


def directed(spans: Iterable[Span], lang: str) -> tuple[Span, ...]:
    """The spans, with marks of direction around what goes the other way than their language.

    LibreOffice goes by letters alone: it draws a figure into the Latin name before it, and moves the last
    sign of an address or of a quotation. No text may come back with such marks: `undirected`.
    """
    return tuple(part for span in spans for part in _directed(span, lang))


def undirected(text: str) -> str:
    """A text that comes back, without the marks of `directed`: nobody types two of them side by side."""
    return text.replace(_AROUND["ltr"], "").replace(_AROUND["rtl"], "")


def _directed(span: Span, lang: str) -> Iterator[Span]:
    around = languages.get(lang).dir
    address = span.mark == "link" and span.inside == (Span("text", span.target),)
    # Before the sign of a note a stop stays behind words that go the other way.
    number = span.mark == "note"
    own = "ltr" if address or number else languages.get(span.lang).dir if span.lang else around
    made = span.replace(inside=directed(span.inside, span.lang or lang))
    if own == around or not span.inside:
        yield made
        return
    # Outside of a link, whose line would go on below them.
    yield Span("text", _AROUND[own])
    yield made
    yield Span("text", _AROUND[around])


def _instead(picture: Span) -> str:
    """What stands in place of a picture that can't be shown."""
    return f"[{picture.text or picture.target}]"


def run(text: str, lang: str, look: RunLook) -> str:
    """A run of plain text; "" for none."""
    text = xml_legal(text)
    if not text:
        return ""
    return f"<w:r>{_properties(lang, look)}{words(text)}</w:r>"


def words(text: str) -> str:
    """Text as the content of a run, with elements for what Word has no characters for."""
    if not _SIGNS.search(text):
        return _text(text)
    parts = re.split(f"({_SIGNS.pattern})", text)
    return "".join([_ELEMENTS.get(part) or _text(part) for part in parts if part])


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape_text(text)}</w:t>'


def ruby(span: Span, lang: str, look: RunLook) -> str:
    """Ruby: a reading for each character, or one for all."""
    tag = quoted(languages.located(lang))
    about = (
        '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="11"/><w:hpsRaise w:val="20"/>'
        f'<w:hpsBaseText w:val="22"/><w:lid w:val={tag}/></w:rubyPr>'
    )
    pairs = [
        f"<w:ruby>{about}<w:rt>{run(reading, lang, PLAIN)}</w:rt>"
        f"<w:rubyBase>{run(base, lang, look)}</w:rubyBase></w:ruby>"
        for base, reading in span.read_as
    ]
    return "".join([f"<w:r>{_properties(lang, look)}{pair}</w:r>" for pair in pairs])


@cache
def _properties(lang: str, look: RunLook) -> str:
    """What stands at the head of a run, in the order of the standard (ECMA-376, 17.3.2.28)."""
    language = languages.get(lang)
    east, dots = _EAST.get(language.script, ""), _DOTS.get(language.script, "")
    right_to_left = language.dir == "rtl"
    tag = quoted(languages.located(lang))
    made = [
        f"<w:rStyle w:val={quoted(look.style)}/>" if look.style else "",
        f'<w:rFonts w:hint="eastAsia" w:eastAsia="{east}"/>' if east else "",
        # Letters from right to left have properties of their own.
        "<w:b/><w:bCs/>" if look.strong else "",
        "<w:i/><w:iCs/>" if look.em and not dots else "",
        "<w:rtl/>" if right_to_left else "",
        f'<w:em w:val="{dots}"/>' if look.em and dots else "",
        f"<w:lang w:val={tag} w:eastAsia={tag} w:bidi={tag}/>",
    ]
    return f"<w:rPr>{''.join(made)}</w:rPr>"


def paragraph(style: str, lang: str, runs: str, *, keep: bool = False, last: str = "") -> str:
    """A paragraph; `last` stands at the end of its properties.

    keep  whether it stays with the next one
    """
    first = "<w:keepNext/>" if keep else ""
    bidi = "<w:bidi/>" if languages.get(lang).dir == "rtl" else ""
    return f"<w:p><w:pPr><w:pStyle w:val={quoted(style)}/>{first}{bidi}{last}</w:pPr>{runs}</w:p>"
