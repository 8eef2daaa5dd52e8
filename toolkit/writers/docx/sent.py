"""What a DOCX carries with it, so that it can come back.

A part of its own holds each message as it went out. A bookmark of Word binds it to a place in the text:

    _diglot_row_0_12_0    around a source: its row is that of message 12 of the first parcel
    _diglot_text_0_12_0   around a translation that stands by itself; the last number counts its pieces

Word and LibreOffice keep both. Whether a text was touched is told by what a reader makes of it, now and then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from toolkit import late
from toolkit.catalog.ids import short_hash
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, Parcel
from toolkit.readers.paragraphs import Paragraphs, TextBudget, target
from toolkit.readers.runs import TextLook
from toolkit.text import markup
from toolkit.text.hygiene import xml_legal
from toolkit.text.markup import Span
from toolkit.text.xml import ILLEGAL, escape_text

NAMESPACE = "urn:diglot:sent"
PART = "customXml/item1.xml"
_PIECE = 1 << 20
_HOST = late.regex(r"https?://[^/?#\s]+")
BOOKMARK = late.regex(r"_diglot_(row|text)_([0-9]{1,4})_([0-9]{1,8})_([0-9]{1,6})")


class SentUnit(Struct):
    """A message as it went out."""

    unit: MessageUnit
    seen: list[str] = []
    """For each piece of its translation a checksum of what a reader makes of it."""
    raw: bool = False
    """Whether the translation is printed as it is typed, since its marks could not be read back."""
    remark: str = ""
    """What stands in place of a translation."""
    lead: str = ""
    """What stands before it and says whose it is, as a reader has it."""


class SentParcel(Struct):
    """The messages of one document and language."""

    parcel: Parcel
    """Without its units."""
    units: list[SentUnit] = []
    columns: int = 0
    """Of its tables; 0 for texts that stand below each other."""
    column: int = 0
    """Of the translation, from 0."""
    state_column: int = 0
    """Of the state; 0 for none."""


class Sent(Struct):
    """All that went out in a file."""

    parcels: list[SentParcel]
    others: list[str]
    """Checksums of the paragraphs that are no translation."""


def bookmark(kind: str, parcel: int, unit: int, piece: int = 0) -> str:
    """The name of a bookmark; at most 40 characters, as Word has it."""
    return f"_diglot_{kind}_{parcel}_{unit}_{piece}"


def dump(sent: Sent) -> str:
    """The part; JSON, whose escapes carry what XML can't."""
    made = msgspec.json.encode(sent).decode()
    made = ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", made)
    # In pieces: a parser that is careful takes no text without end.
    pieces = [made[at : at + _PIECE] for at in range(0, len(made), _PIECE)]
    inside = "".join([f"<part>{escape_text(piece)}</part>" for piece in pieces])
    return f'<sent xmlns="{NAMESPACE}" version="1">{inside}</sent>'


def load(text: str, path: str) -> Sent:
    """Read the text of the part."""
    hint = "Export or build the document again, and take over by hand what was changed."
    damaged = DiglotError("what this DOCX carries for its way back is damaged.", path, hint)
    try:
        sent = msgspec.json.decode(text, type=Sent)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise damaged from error
    for parcel in sent.parcels:
        if parcel.columns < 0 or not all(
            0 <= at < max(1, parcel.columns) for at in (parcel.column, parcel.state_column)
        ):
            raise damaged
    return sent


def checksum(text: str) -> str:
    """What tells whether a text is as it was.

    Ends of lines and the forms of addresses don't count: programs have their own.
    """
    text = markup.LINK.sub(lambda link: f"]({address(link[1])})", text)
    return short_hash(xml_legal(text).replace("\r\n", "\n").replace("\r", "\n"), 8)


def address(link: str) -> str:
    """The target of a link as word processors write it.

    >>> address("https://pier.example"), address("https://pier.example/log_(2)")
    ('https://pier.example/', 'https://pier.example/log_%282%29')
    """
    link = target(link)
    return f"{link}/" if _HOST.fullmatch(link) else link


def addressed(text: str, before: str) -> str:
    """The text, with addresses as they were typed before."""
    typed = {address(link[1]): link[1] for link in markup.LINK.finditer(before)}
    return markup.LINK.sub(lambda link: f"]({typed.get(address(link[1]), link[1])})", text)


def as_read(spans: Iterable[Span]) -> str:
    """What the reader makes of these spans, when they are printed and nobody has touched them."""
    out = Paragraphs(TextBudget(""))
    _feed(out, spans, TextLook())
    return out.marked()


def _feed(out: Paragraphs, spans: Iterable[Span], look: TextLook) -> None:
    # As `runs` prints them, and as `readers.docx` reads that.
    for span in spans:
        if span.mark == "em":
            _feed(out, span.inside, look._replace(em=True))
        elif span.mark in {"strong", "label"}:
            _feed(out, span.inside, look._replace(strong=True))
        # A link inside of the file is none of its text.
        elif span.mark == "link" and not span.target.startswith("#"):
            _feed(out, span.inside, look._replace(target=look.target or target(span.target)))
        elif span.mark == "note":
            note = Paragraphs(TextBudget(""))
            _feed(note, [Span("text", " "), *without_notes(span.inside)], TextLook())
            out.span(Span("note", inside=note.spans()), look)
        elif span.mark == "ruby":
            for base, reading in span.read_as:
                out.ruby(xml_legal(base), (xml_legal(reading),))
        elif span.mark == "break":
            out.line_break()
        elif span.inside:
            _feed(out, span.inside, look)
        elif span.mark != "picture":
            # A tab is an element of its own in Word.
            for part in re.split("(\t)", xml_legal(span.text)):
                out.text(part, look)


def without_notes(spans: Sequence[Span]) -> list[Span]:
    """The spans with notes as words in brackets: Word has no note in a note."""
    made: list[Span] = []
    for span in spans:
        inside = without_notes(span.inside)
        if span.mark == "note":
            made += [Span("text", " ("), *inside, Span("text", ")")]
        else:
            made.append(span.replace(inside=tuple(inside)))
    return made
