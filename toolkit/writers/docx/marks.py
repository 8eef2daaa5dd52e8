"""The bookmarks of an edition, and the messages that they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from toolkit.edition.page import Block, Slot
from toolkit.exchange import MessageUnit, Parcel, UnitState, token
from toolkit.model import Cell, Edition
from toolkit.text import markup
from toolkit.text.markup import Span
from toolkit.writers.docx.runs import directed
from toolkit.writers.docx.sent import Sent, SentParcel, SentUnit, as_read, bookmark, checksum

_Place = tuple[int, int]
"""A parcel and a unit of it, both from 0."""


class Bookmarks:
    """Takes note of what is printed, and names its places."""

    def __init__(self, printed: Callable[[Iterable[Span]], tuple[Span, ...]]) -> None:
        """printed: what is printed of some spans, in spans."""
        self.printed = printed
        self.parcels: list[SentParcel] = []
        self._others: dict[str, None] = {}
        self._number = 0
        self._edition: Edition | None = None
        self._of: dict[str, int] = {}
        """Language -> its parcel, in the document that is printed."""
        self._places: dict[str, _Place] = {}
        """Language -> the message of the paragraph that is printed."""
        self._block: Block | None = None
        self._abreast = False

    def begin(self, edition: Edition, columns: Sequence[str]) -> None:
        """Begin a document; `columns` are those of its tables."""
        self._edition, self._of = edition, {}
        # In a row nobody edits the source: there the mark is safest.
        self._abreast = edition.source_lang in columns
        for lang in edition.langs:
            if lang != edition.source_lang:
                self._of[lang] = len(self.parcels)
                column = columns.index(lang) if self._abreast else 0
                parcel = Parcel(edition.name, edition.source_lang, lang, (), whole=False)
                number = len(columns) if self._abreast else 0
                self.parcels.append(SentParcel(parcel, [], number, column))

    def sent(self) -> Sent:
        """All that went out."""
        return Sent(self.parcels, list(self._others))

    def other(self, spans: Sequence[Span], lang: str) -> None:
        """Take note of a paragraph that is no translation."""
        self._others[self._checksum(spans, lang)] = None

    def _checksum(self, spans: Sequence[Span], lang: str) -> str:
        return checksum(as_read(self.printed(directed(spans, lang))))

    def around(self, block: Block, slot: Slot, piece: int, *, in_row: bool) -> tuple[str, str]:
        """What stands before a text and behind it; "" where no message comes back from there.

        in_row  whether it is a cell of a row with its source
        """
        if block is not self._block:
            self._block, self._places = block, self._registered(block)
        place = self._places.get(slot.column)
        if place is not None:
            parcel, number = place
            unit = self.parcels[parcel].units[number]
            spans = self.printed(slot.spans)
            unit.seen.append(self._checksum(slot.spans, slot.lang))
            lead = [span for span in spans[:1] if span.mark in {"label", "dash"}]
            if piece == 0:
                unit.lead = as_read(lead)
            if slot.state:
                unit.remark = as_read(spans[len(lead) :][:1])
            if in_row and self._abreast:
                return "", ""
            return self._pair([bookmark("text", parcel, number, piece)])
        self.other(slot.spans, slot.lang)
        # Where texts stand below each other, it tells what a comment on the source is about.
        if self._edition and slot.column == self._edition.source_lang:
            return self._pair([bookmark("row", *of, piece) for of in self._places.values()])
        return "", ""

    def anchor(self, name: str) -> str:
        """A place that something leads to."""
        return "".join(self._pair([name]))

    def _pair(self, names: Sequence[str]) -> tuple[str, str]:
        opening, closing = [], []
        for name in names:
            self._number += 1
            opening.append(f'<w:bookmarkStart w:id="{self._number}" w:name="{name}"/>')
            closing.append(f'<w:bookmarkEnd w:id="{self._number}"/>')
        return "".join(opening), "".join(closing)

    def _registered(self, block: Block) -> dict[str, _Place]:
        """The messages of a paragraph, by language; none where a text can't come back whole."""
        cells = block.cells
        # The picture itself is no text: whoever edits its caption can't say what becomes of it.
        if self._edition is None or not cells or any(map(_pictured, cells.values())):
            return {}
        places = {}
        id_ = block.id.removeprefix(self._edition.prefix)
        for lang, parcel in self._of.items():
            source = cells.get(self._edition.source_lang)
            unit = _unit(id_, source.text if source else "", cells[lang])
            places[lang] = parcel, len(self.parcels[parcel].units)
            self.parcels[parcel].units.append(SentUnit(unit, []))
        return places


def _pictured(cell: Cell) -> bool:
    return "![" in cell.text and any(markup.pictures(markup.parse(cell.text)))


def _unit(id_: str, source: str, cell: Cell) -> MessageUnit:
    if cell.published:
        target, state = cell.catalog or cell.text, _state(cell)
        return MessageUnit(id_, "", source, target, state, base=token(state, target))
    # Of a draft nobody knows here what it says.
    base = "" if cell.absence == "draft" else token("empty", "")
    return MessageUnit(id_, "", source, state="", base=base)


def _state(cell: Cell) -> UnitState:
    """As `exchange.state_of` has it of a catalog."""
    if cell.review:
        return cell.review
    return "unrevised" if cell.origin in {"aligned", "machine"} else "done"
