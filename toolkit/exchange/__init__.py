"""Bilingual texts in the formats of other programs.

Each module is a format.

To add one, write `toolkit/exchange/<format>.py` with a `FORMAT`; `diglot export -f` takes the module's name.
Packages of others register theirs under the entry point group `diglot.exchange`.

There are two sorts. A `RoundTrip` carries a catalog to a translator and back, as a `Parcel`: `parcel` makes
it, and `intake` decides what of it is taken when it comes back. A `OneWay` is made of an edition, for
programs that only read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, TypeAlias

from toolkit import catalog
from toolkit.catalog import memory_marks, provenance, review
from toolkit.catalog.ids import short_hash
from toolkit.errors import DiglotError, nearest
from toolkit.exchange.questions import TravellingAnswer, TravellingQuestion
from toolkit.findings import Finding
from toolkit.model import Catalog, Edition, Entry, Location, Origin, Review

UnitState = Literal["", "empty", "fuzzy", "unrevised", "done", "reviewed", "approved"]
"""As in a catalog; `unrevised` is done by a machine or by alignment, and no person has gone over it;
`reviewed` and `approved` are done, and somebody else has.
"" where a file doesn't say."""
STATES: Mapping[str, UnitState] = {
    "empty": "empty",
    "fuzzy": "fuzzy",
    "unrevised": "unrevised",
    "done": "done",
    "reviewed": "reviewed",
    "approved": "approved",
}
"""Those that a person may write."""
REVIEWS: Mapping[str, Review] = {"reviewed": "reviewed", "approved": "approved"}
"""State -> the review that it stands for."""


@dataclass(frozen=True, slots=True)
class MessageUnit:
    """One message of a catalog, on its way."""

    id: str
    """Unique in its parcel: the first paragraph's with this text; `m` and a hash where there is none."""
    context: str
    source: str
    target: str = ""
    state: UnitState = "empty"
    notes: tuple[str, ...] = ()
    """For the translator. They don't come back."""
    comments: tuple[str, ...] = ()
    """The translator's own, one a line."""
    previous: str = ""
    """The source that the target of a fuzzy message was made for. It doesn't come back."""
    origin: Origin = field(default="", compare=False)
    """Where the target comes from, in formats that have a place for it. It doesn't come back."""
    base: str = ""
    """State and checksum of the target as they went out (`token`); "" where a file has lost it."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file: 1-based line, or row of a table."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The messages of one document, for one translator and back."""

    document: str
    source_lang: str
    lang: str
    """BCP 47, like `source_lang`."""
    units: Sequence[MessageUnit]
    findings: Sequence[Finding] = ()
    """About its file, and rows that can't be read."""
    header: Sequence[tuple[str, str]] = ()
    """Of the catalog, for a format that has one."""
    bound: bool = False
    """Whether no translation can have come to stand beside another's source, as in a spreadsheet."""
    names_document: bool = True
    """Whether the file says in it which document it is of; if not, only its own name may."""
    translator: str = ""
    """Who has worked at it last, where its file says so."""
    unread: int = 0
    """Rows of its file that can't be read, and are left out."""
    whole: bool = True
    """Whether it went out with all messages of its catalog; an edition prints no others than paragraphs."""
    questions: Sequence[TravellingQuestion] = ()
    """About the transcript, on its way out; for a format that `asks`."""
    speakers: Sequence[str] = ()
    """Names of those who speak, of whom they may be answered."""
    answers: Sequence[TravellingAnswer] = ()
    """On their way back."""
    beside: Collection[str] = ()
    """Other languages of its file."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person chooses for an export."""

    unit: Literal["paragraph", "sentence"] = "paragraph"
    """What is put beside what, in a format of one way."""
    bom: bool = False
    """Whether a table in plain text begins with a byte order mark, by which Excel knows UTF-8."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A format that comes back."""

    suffix: str
    """Of the file that is written, with its dot."""
    write: Callable[[Parcel, ExportOptions, BinaryIO], None]
    """Writes to a binary file; the same parcel and options give the same bytes. DiglotError for what the
    format can't carry."""
    read: Callable[[bytes, str], list[Parcel]]
    """Bytes and the name of the file, for errors; DiglotError with the line for what is broken."""
    suffixes: Collection[str] = ()
    """Of files that it reads, in lower case."""
    recognises: Callable[[bytes], bool] = lambda _: True
    """Whether the bytes are its own, where several formats share a suffix."""
    asks: bool = False
    """Whether questions about the transcript go out with it."""


@dataclass(frozen=True, slots=True)
class OneWay:
    """A format that only goes out."""

    files: Callable[[Edition, ExportOptions], Mapping[str, Callable[[BinaryIO], None]]]
    """For an edition: the name of each file behind the document's, and what writes it. The same edition and
    options give the same bytes."""
    sentences: Callable[[ExportOptions], bool] = lambda options: options.unit == "sentence"
    """Whether it wants the cells in sentences, and their beads."""
    together: bool = False
    """Whether one edition has all languages that are asked for, or each its own, with the source."""


Format: TypeAlias = RoundTrip | OneWay


# The parcel that a translator gets.


def parcel(translation: Catalog, source_lang: str) -> Parcel:
    """The messages of a catalog that are in use.

    Obsolete ones have no place in the text any more; those with plural forms are another program's.

    source_lang  where the catalog doesn't say it
    """
    usable = [entry for entry in translation.entries if not entry.plural]
    units = [_unit(name, entry) for name, entry in named(usable)]
    return Parcel(
        translation.document,
        translation.source_lang or source_lang,
        translation.lang,
        units,
        header=translation.header,
    )


def named(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """Entries with the ids of their units."""
    used: set[str] = set()
    for entry in entries:
        name = entry.ids[0] if entry.ids else ""
        # A catalog that was edited by hand may have an id twice.
        if not name or name in used:
            name = "m" + short_hash(f"{entry.context}\x1f{entry.source}", 10)
        used.add(name)
        yield name, entry


def _unit(name: str, entry: Entry) -> MessageUnit:
    state = state_of(entry)
    context = provenance.made_for(entry)
    doubt = f"The translation was made for {context or 'no context'}: look whether it still fits."
    return MessageUnit(
        id=name,
        context=entry.context,
        source=entry.source,
        target=entry.target,
        state=state,
        notes=(*entry.notes, *([doubt] if context is not None else []), *memory_marks.told(entry)),
        comments=provenance.remarks(entry.comments),
        previous=entry.previous[1] if entry.previous else "",
        origin=catalog.origin(entry),
        base=token(state, entry.target),
    )


def state_of(entry: Entry) -> UnitState:
    """The state of an entry as a unit has it."""
    if gone_over := review.review_of(entry):
        return gone_over
    if entry.state == "done" and catalog.origin(entry) in {"aligned", "machine"}:
        return "unrevised"
    return entry.state


def stated(cell: str, where: Location) -> UnitState:
    """The state that a person has written in a cell; "" for none. DiglotError for a word that is no state."""
    state = cell.strip().lower()
    if state and state not in STATES:
        hint = f"{nearest(state, STATES)} There are: {', '.join(STATES)}.".lstrip()
        raise DiglotError(f"there is no state “{state}”.", where, hint)
    return STATES.get(state, "")


def token(state: UnitState, target: str) -> str:
    """State and checksum of a target, which tell whether it has changed.

    Whether a line ends in CR LF or LF doesn't count: spreadsheets change that.

    >>> token("empty", ""), token("done", "Oui.")
    ('empty', 'done.HSG70D65')
    """
    return f"{state}.{checksum(target)}" if target else state


def checksum(target: str) -> str:
    """The checksum of a target in its token."""
    return short_hash(target.replace("\r\n", "\n"), 8)


def checksum_of(base: str) -> str:
    """The checksum in a token; "" where it has none."""
    return base.partition(".")[2]
