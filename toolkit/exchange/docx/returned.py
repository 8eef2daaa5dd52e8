"""The messages of a DOCX that came back: what was touched, and what of that can be taken.

Where nobody can tell what a text is the translation of, it is told and left out: rows that were merged, texts
in several paragraphs or rows, bookmarks that are gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from toolkit.catalog import portions
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, Parcel, UnitState, stated
from toolkit.exchange.docx.places import (
    MOST,
    DocxPlace,
    DocxPlaces,
    cells,
    joined,
    open_ended,
    remarks,
    row_of,
)
from toolkit.findings import Finding, ranges, refused, report
from toolkit.model import Location
from toolkit.readers.docx import DocxFile
from toolkit.readers.docx.body import DocxBodyReader
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.line_breaks import no_break
from toolkit.text.markup import plain
from toolkit.writers.docx.runs import undirected
from toolkit.writers.docx.sent import Sent, SentParcel, SentUnit, addressed, checksum

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def parcels(file: DocxFile, sent: Sent, path: str) -> list[Parcel]:
    """The parcels of a file, one for each document and language.

    What is said of the whole file is among the findings of the first.
    """
    return _Return(file, sent, path).parcels()


class _WrongPlaceError(Exception):
    """A text can't be told to be a message's; its argument is the finding."""


class _Return:
    """One file that came back."""

    def __init__(self, file: DocxFile, sent: Sent, path: str) -> None:
        self.file, self.sent, self.path = file, sent, path
        self.places = DocxPlaces(file.body)
        self.others = frozenset(sent.others)
        self.used: set[_Element] = set()
        """Paragraphs that hold a translation, or were told."""
        self.messages: defaultdict[_Element, list[tuple[int, int]]] = defaultdict(list)
        """Paragraph -> the messages that a comment in it is about."""
        self.in_row: defaultdict[tuple[_Element, int], set[int]] = defaultdict(set)
        """Row of a table and parcel -> the messages that it is marked with."""
        self.marks: Counter[_Element] = Counter()
        """Row of a table -> how many bookmarks it has."""
        self.owners: defaultdict[_Element, set[DocxPlace]] = defaultdict(set)
        """Paragraph -> the translations that it is marked with."""
        self.halves: dict[tuple[int, int], tuple[str, str]] = {}
        """Parcel and message -> what was typed in its row, and in a new one beside it."""
        self.order: defaultdict[int, dict[int, int]] = defaultdict(dict)
        """By parcel and message, in which paragraph it begins."""
        rank = {paragraph: number for number, paragraph in enumerate(self.places.paragraphs)}
        for place, paragraphs in self.places.at.items():
            if paragraphs and place.piece == 0:
                self.order[place.parcel].setdefault(place.unit, rank[paragraphs[0]])
            row = row_of(paragraphs[0]) if paragraphs else None
            if row is not None and place.kind == "row":
                self.in_row[row, place.parcel].add(place.unit)
                self.marks[row] += 1
            for paragraph in paragraphs:
                if place.kind == "text":
                    self.owners[paragraph].add(place)
                elif row is None:
                    self.messages[paragraph].append((place.parcel, place.unit))

    def parcels(self) -> list[Parcel]:
        made = [self._parcel(number, parcel) for number, parcel in enumerate(self.sent.parcels)]
        made = self._commented(made)
        found = self._strangers()
        if made and found:
            made[0] = replace(made[0], findings=(*made[0].findings, *found))
        return made

    def _parcel(self, number: int, sent: SentParcel) -> Parcel:
        units: list[MessageUnit] = []
        wrong: dict[str, list[int]] = {}
        refusals: list[Finding] = []
        order: list[int] = []
        for at, unit in enumerate(sent.units):
            marked = [self._marked(number, at, piece) for piece in range(max(1, len(unit.seen)))]
            if None in marked:
                wrong.setdefault("D282", []).append(at)
                continue
            order.append(at)
            where = Location(self.path, at + 1)
            try:
                texts, state = self._texts(sent, unit, number, at, [place for place in marked if place])
                given = None if state is None else stated(state, where)
                units.append(_unit(sent, unit, texts, given, at + 1))
            except _WrongPlaceError as error:
                wrong.setdefault(str(error), []).append(at)
            except DiglotError as error:
                refusals.append(refused("D270", error, self.path))
        moved = self._moved(number, order)
        findings = [*self._told(number, wrong), *self._order(number, moved), *refusals]
        left_out = sum(len(rows) for fault, rows in wrong.items() if fault != "D282") + len(refusals)
        return replace(sent.parcel, units=units, findings=findings, unread=left_out)

    def _marked(self, parcel: int, unit: int, piece: int) -> DocxPlace | None:
        """The bookmark of a message's text; None where there is none, or its row was deleted."""
        row, text = DocxPlace("row", parcel, unit, piece), DocxPlace("text", parcel, unit, piece)
        if (paragraphs := self.places.at.get(row)) and row_of(paragraphs[0]) is not None:
            return row
        return text if self.places.at.get(text) else None

    def _texts(
        self, sent: SentParcel, unit: SentUnit, parcel: int, at: int, places: Sequence[DocxPlace]
    ) -> tuple[list[str], str | None]:
        """The text of each piece of a translation, and its state where the table has one."""
        state = None
        texts = []
        for piece, place in enumerate(places):
            paragraphs = self.places.at[place]
            row = row_of(paragraphs[0]) if place.kind == "row" else None
            if row is not None:
                columns = self._columns(row, sent, parcel)
                for paragraph in row.iter("{*}p"):
                    self.messages[paragraph].append((parcel, at))
                paragraphs = [*columns[sent.column].iter("{*}p")]
                # What is said in this column is about this translation alone.
                for paragraph in paragraphs:
                    self.messages[paragraph] = [(parcel, at)]
                if sent.state_column:
                    state_cell = [*columns[sent.state_column].iter("{*}p")]
                    self.used.update(state_cell)
                    state = self._reader().typed(state_cell)
            else:
                for paragraph in paragraphs:
                    self.messages[paragraph].append((parcel, at))
            self.used.update(paragraphs)
            texts.append(self._text(paragraphs, unit))
            if row is not None and [checksum(texts[-1])] != unit.seen[piece : piece + 1]:
                self._alone(row, sent, (parcel, at), texts[-1])
        return texts, state

    def _alone(self, row: _Element, sent: SentParcel, message: tuple[int, int], text: str) -> None:
        """Raise an error where a translation may go on in a new row: the half of it is no translation."""
        for following in (True, False):
            beside = next(row.itersiblings("{*}tr", preceding=not following), None)
            if beside is not None and (rest := self._new(beside, row, sent)):
                self.halves[message] = (text, rest) if following else (rest, text)
                self.used.update(beside.iter("{*}p"))
                raise _WrongPlaceError("D281.row")

    def _new(self, beside: _Element, row: _Element, sent: SentParcel) -> str:
        """What stands in place of a translation in a row that nobody sent; "" for another row."""
        paragraphs = [*beside.iter("{*}p")]
        if self.marks[beside] or not paragraphs or row_of(paragraphs[0]) is None:
            return ""
        if any(paragraph in self.owners for paragraph in paragraphs):
            return ""
        columns = cells(beside)
        mine = {checksum(text) for text in self._said(cells(row))}
        if len(columns) == sent.columns:
            # No column for states is 0.
            ours = {sent.column, sent.state_column or sent.column}
            aside = [cell for at, cell in enumerate(columns) if at not in ours]
            # It has a source of its own: it lost its bookmark, and is another message's.
            sums = map(checksum, self._said(aside))
            if any(known in self.others and known not in mine for known in sums):
                return ""
            columns = [columns[sent.column]]
        rest = [text for text in self._said(columns) if checksum(text) not in self.others]
        return " ".join(rest)

    def _said(self, columns: Iterable[_Element]) -> Iterable[str]:
        """The texts in some cells."""
        for cell in columns:
            texts = (self._reader().marked(group) for group in joined([*cell.iter("{*}p")]))
            yield from (text for text in texts if plain(text).strip())

    def _columns(self, row: _Element, sent: SentParcel, parcel: int) -> list[_Element]:
        """The cells of a row, if they are those that went out."""
        columns = cells(row)
        whole = 0 < len(columns) == sent.columns and not _merged(columns[sent.column])
        if whole and len(self.in_row[row, parcel]) == 1 and self.marks[row] < MOST:
            return columns
        # All of it is told by this, once.
        if row not in self.used:
            self.used.update([row, *row.iter("{*}p")])
        raise _WrongPlaceError("D281.merged" if whole else "D281.cells")

    def _text(self, paragraphs: Sequence[_Element], unit: SentUnit) -> str:
        if any(len(self.owners[paragraph]) > 1 for paragraph in paragraphs) or self._runs_on(paragraphs[-1]):
            raise _WrongPlaceError("D281.merged")
        texts = []
        for group in joined([*paragraphs]):
            reader = self._reader()
            texts.append(reader.typed(group) if unit.raw else reader.marked(group))
        said = [text for text in texts if text.strip()] or texts[:1]
        if len(said) > 1:
            raise _WrongPlaceError("D281.split")
        return said[0] if said else ""

    def _runs_on(self, paragraph: _Element) -> bool:
        """Whether its end was deleted, so that it goes on with what belongs to something else."""
        following = paragraph.getnext()
        return open_ended(paragraph) and following is not None and len(following) > 0

    def _reader(self) -> DocxBodyReader:
        return DocxBodyReader(self.file.sources, count(1).__next__)

    def _moved(self, parcel: int, units: Iterable[int]) -> list[int]:
        """Messages that stand in another order than they went out."""
        places = self.order[parcel]
        order = sorted((unit for unit in units if unit in places), key=places.__getitem__)
        stay = _ascending(order)
        return [unit for unit in order if unit not in stay]

    # What is told of a parcel.

    def _told(self, number: int, wrong: dict[str, list[int]]) -> Iterable[Finding]:
        for fault, rows in wrong.items():
            # Of a whole catalog the intake says what is missing.
            if fault != "D282" or not self.sent.parcels[number].parcel.whole:
                yield self._say(fault, number, rows)

    def _order(self, number: int, moved: list[int]) -> Iterable[Finding]:
        if moved:
            yield self._say("D285", number, moved)

    def _say(self, name: str, number: int, rows: Sequence[int]) -> Finding:
        where, sent = Location(self.path, min(rows) + 1), self.sent.parcels[number]
        source = shortened(plain(tidy(sent.units[rows[0]].unit.source)))
        lines = ranges(sorted(at + 1 for at in rows))
        if name == "D281.row":
            first, rest = (shortened(plain(tidy(half))) for half in self.halves[number, rows[0]])
            return report(name, where, rows=len(rows), lines=lines, source=source, first=first, rest=rest)
        return report(name, where, rows=len(rows), lines=lines, source=source)

    def _strangers(self) -> list[Finding]:
        """What stands in the file and is no translation that went out, nor what stood there beside them."""
        strange = []
        for group in joined(self.places.paragraphs):
            if self.used.isdisjoint(group):
                text = self._reader().marked(group)
                # A break between pages is no text.
                if plain(text).strip() and checksum(text) not in self.others:
                    strange.append(text)
        where = Location(self.path, 0)
        if not strange:
            return []
        return [report("D283", where, paragraphs=len(strange), text=shortened(plain(strange[0])))]

    def _commented(self, made: list[Parcel]) -> list[Parcel]:
        """The parcels, with what was said beside their translations."""
        said = remarks(self.file.part("comments"))
        about: defaultdict[tuple[int, int], dict[str, None]] = defaultdict(dict)
        homeless: dict[str, None] = {}
        for id_, paragraph in self.places.comments:
            if id_ not in said:
                continue
            places = self.messages.get(paragraph, []) if paragraph is not None else []
            for place in places:
                about[place][said[id_]] = None
            if not places:
                homeless[said[id_]] = None
        done = []
        for number, parcel in enumerate(made):
            units = [
                replace(unit, comments=(*unit.comments, *about.get((number, unit.line - 1), ())))
                for unit in parcel.units
            ]
            done.append(replace(parcel, units=units))
        if homeless and done:
            found = report(
                "D284", Location(self.path, 0), comments=len(homeless), text=shortened(next(iter(homeless)))
            )
            done[0] = replace(done[0], findings=(*done[0].findings, found))
        return done


def _merged(cell: _Element) -> bool:
    """Whether a cell is one with those above or below."""
    return next(cell.iterfind("{*}tcPr/{*}vMerge"), None) is not None


def _ascending(order: Sequence[int]) -> set[int]:
    """The longest part of some numbers that ascends."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for k, number in enumerate(order):
        at = bisect_left(ends, number)
        before.append(tails[at - 1] if at else -1)
        ends[at:], tails[at:] = [number, *ends[at + 1 :]], [k, *tails[at + 1 :]]
    chain_, k = set(), tails[-1] if tails else -1
    while k >= 0:
        chain_.add(order[k])
        k = before[k]
    return chain_


def _unit(
    sent: SentParcel, unit: SentUnit, texts: Sequence[str], state: UnitState | None, line: int
) -> MessageUnit:
    went_out = replace(unit.unit, line=line)
    untouched = [checksum(piece) for piece in texts] == unit.seen
    text = "" if untouched else _led(undirected(portions.joined(texts)), unit.lead)
    if not untouched and unit.remark:
        # Who types beside the remark doesn't always delete it.
        text = text.replace(unit.remark, "", 1).strip()
        untouched = not text
    if untouched:
        return went_out if state is None else replace(went_out, state=state)
    target = (
        text if unit.raw else _plainly(addressed(text, went_out.target), went_out.target, sent.parcel.lang)
    )
    return replace(went_out, target=target, state=state or "")


def _led(text: str, lead: str) -> str:
    """The text without what says whose it is."""
    for before in filter(None, (lead, plain(lead))):
        if text.startswith(before):
            return text.removeprefix(before).lstrip()
    if text and lead:
        # It was edited: where the text begins, nobody can tell.
        raise _WrongPlaceError("D281.label")
    return text


def _plainly(text: str, before: str, lang: str) -> str:
    """The text with plain blanks where the edition has put others, at which no line may end."""
    # Who types such blanks in this text keeps them.
    if not set(_NO_BREAK) & set(text) or set(_NO_BREAK) & set(before):
        return text
    blanks = text.translate(dict.fromkeys(map(ord, _NO_BREAK), " "))
    printed = no_break(blanks, lang)
    return "".join(
        [" " if sign in _NO_BREAK and sign == put else sign for sign, put in zip(text, printed, strict=True)]
    )
