"""What is printed: an Edition of a document, and a Book of editions.

Edition > scenes > rows > a cell for each language
Book > parts > editions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from toolkit.model.counts import Counts, Helpers
from toolkit.model.documents import Certainty, Meta, Person
from toolkit.model.illustrations import Use
from toolkit.model.indexes import BackIndex
from toolkit.model.kinds import Form, Kind
from toolkit.model.speakers import LabelStyle, Role, Speaker
from toolkit.model.values import Times, Value


class Bead(Value, frozen=True, gc=False):
    """Units that translate each other.

    It has n units of the source and m of the target. Indices are 0-based and ascending.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    cost: float = 0.0
    """-ln p."""
    begins: float = 1.0
    """Of a bead that an aligner found: the probability that the first units of both sides begin together,
    whatever goes with what behind that place."""
    ends: float = 1.0
    """Likewise, that the last ones end together."""

    @property
    def paired(self) -> bool:
        """Whether it has units of both sides; a null bead has not."""
        return bool(self.source and self.target)


CellState = Literal["original", "translated", "fallback", "missing"]
Origin = Literal["", "human", "aligned", "machine", "revised"]
"""Of a translation: a person's; a person's that diglot aligned; a machine's; one of these, since revised."""
CoverDesign = Literal["field", "label", "frame"]
Colophon = Literal["short", "full", "none"]
Review = Literal["", "reviewed", "approved"]
"""How far a finished translation was gone over by somebody else; "" where nobody says so."""
Absence = Literal["", "draft", "omitted"]
"""Why there is no translation: a draft is held back; it was left out; "" where it isn't translated yet."""


class Cell(Value, frozen=True, gc=False):
    """A paragraph in one language of an edition."""

    text: str
    lang: str
    """The language that the text is in: that of the source where `state` is fallback."""
    state: CellState
    origin: Origin = ""
    sentences: tuple[str, ...] = ()
    """The text in pieces, blanks included: "".join(sentences) == text; () where nobody asked for them."""
    confidence: float | None = None
    """From 0 to 1: of a text that alignment placed, nobody changed; or of what it found to be left out."""
    absence: Absence = ""
    """Where there is no translation, why."""
    placed: bool = False
    """Whether it is from the translation that existed (`Meta.translation`), however it was revised since."""
    review: Review = ""
    engine: str = ""
    """The machine that wrote it, however it was revised since; one of `Helpers.engines`."""
    catalog: str = ""
    """As the catalog has it, where that isn't the text to the letter."""
    pinned: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Which sentences of the source and of it a person put together, by their checksums."""

    @property
    def published(self) -> bool:
        """Whether the words are in the wanted language."""
        return self.state in ("original", "translated")


class Addition(Value, frozen=True, gc=False):
    """Text that translates nothing of the source.

    It is from a translation that existed.
    """

    text: str
    before: bool = False
    """Whether it stands before the first paragraph, and not after its own."""
    decided: bool = False
    """Whether a person said that it translates nothing; else the aligner found that."""


class Row(Value, frozen=True, gc=False):
    """One paragraph, in all languages of an edition."""

    id: str
    n: str
    """Position for people: "3.2" is the second paragraph of the third turn."""
    kind: Kind
    cells: Mapping[str, Cell]
    """By language of the edition; every language has a cell."""
    beads: Mapping[str, tuple[Bead, ...]] = {}
    """By language of translation: which sentences of the first language's cell translate which of this one's,
    where the cells have sentences and the translation is there. 0-based, each sentence in one bead."""
    additions: Mapping[str, tuple[Addition, ...]] = {}
    """By language of translation: what it has beside this paragraph and the source doesn't."""
    times: Times = Times()
    """As the paragraph has them. Offsets are those of the source text."""
    length: int = 0
    """Of the source text, in characters."""
    form: Form = "prose"
    cert: Certainty = ""
    """How sure it is that who speaks says this, too, where that is in doubt of this paragraph alone."""


SVG = "image/svg+xml"
"""The media type of a drawing: the only picture that is text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A cover, or a picture in a text."""

    data: bytes = field(repr=False)
    media_type: str
    """image/jpeg, image/png, image/gif, image/webp or image/svg+xml."""
    alt: Cell
    """What it shows, for those who don't see it. Each place of a text says it for itself: of a picture there
    it is what one of them says, or "" where one says nothing."""
    use: Use = "picture"
    narrower: tuple[bytes, ...] = ()
    """The same in fewer pixels, the fewest first: for a page that lets a browser choose by its screen."""


class Scene(Value, frozen=True, gc=False):
    """A turn, printed."""

    id: str
    n: str
    kind: Kind
    speakers: tuple[str, ...]
    """`Speaker.key` of each who says it; () where nobody does, or nobody knows who."""
    names: Mapping[str, Cell]
    """The label to print, by language; empty where the turn has none."""
    rows: tuple[Row, ...]
    cert: Certainty = ""
    """How sure it is whose the turn is, where that is in doubt."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One document in some languages, ready to be printed.

    Law: every paragraph of the document but separators without text is one row, in order.
    """

    name: str
    langs: tuple[str, ...]
    """The source language (pivot) first, then the translations; or one alone, in a monolingual edition."""
    source_lang: str
    titles: Mapping[str, Cell]
    speakers: tuple[Speaker, ...]
    names: Mapping[str, Mapping[str, Cell]]
    """Speaker key -> language -> name."""
    scenes: Sequence[Scene]
    """May be made anew each time they are gone through: hold on to what is needed again."""
    meta: Meta
    credits: Mapping[str, tuple[Person, ...]]
    """Translators, by language."""
    counts: Mapping[str, Counts]
    """By language of translation; the source has none."""
    fallback: Literal["source", "omit"] = "source"
    readers: str = ""
    """The language of those whom it is for, where an editor chose it."""
    modified: str = ""
    """When its sources last changed, such as 2026-03-14T09:30:00Z; "" where it is not known."""
    prefix: str = ""
    """What all its ids begin with, where it is one of several in a book: its name as a slug, and a dot."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Those that its texts show, by the file as it is typed there; not those that can't be shown."""
    short_titles: Mapping[str, Cell] = field(default_factory=dict)
    """For running heads and contents, by language, where somebody gave one."""
    taken: Mapping[str, Role] = field(default_factory=dict)
    """Speaker key -> role, where nobody states any and it was told from who asks (`edition.voices`)."""
    labels: LabelStyle = "above"
    """How a turn says whose it is."""
    helpers: Mapping[str, Helpers] = field(default_factory=dict)
    """Machines and reviewers, by language of translation; of one that has some."""

    def translators(self, lang: str) -> tuple[Person, ...]:
        """The translators: those who signed the catalog, then those of the publication it was taken from."""
        signed = self.credits.get(lang, ())
        # Who translated the publication often signs the catalog as well.
        names = {translator.name.casefold() for translator in signed}
        others = (
            translator
            for translator in self.meta.translation(lang).translators
            if translator.name.casefold() not in names
        )
        return (*signed, *others)

    @property
    def main(self) -> str:
        """The language of the readers.

        It is the chosen one, else that of the first translation.
        """
        return self.readers or (self.langs[1] if len(self.langs) > 1 else self.langs[0])


# A book may have more documents than fit into memory, so they are made one at a time, as they are gone
# through.


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface that the editor puts into the book."""

    lang: str
    """Of the text that is set in it."""
    family: str
    """As the font itself says."""
    weight: int
    """100 to 900; 400 is regular, 700 bold."""
    italic: bool
    data: bytes = field(repr=False)
    """OpenType, of TrueType or CFF outlines."""
    notice: str = ""
    """Copyright, and the licence in a sentence, as the font itself says; "" where it doesn't."""
    licence: str = ""
    """Text of the licence, of a file beside the font; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the book, and no document of it."""

    names: Mapping[str, Cell]
    """By language; that of the book's main language is always there."""
    role: str
    """MARC relator code, such as `edt`."""
    orcid: str = ""
    """Its sixteen digits with hyphens, without an address before them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A page around the documents, such as a preface."""

    name: str
    """That of its file, without language and suffix: `preface`; one for a text in several."""
    lang: str
    title: str
    """Plain text; "" where the page has none."""
    text: str
    """Markdown (CommonMark, tables too), without the title; `toolkit.edition.matter` reads it."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Those that it shows, by the file as it is typed."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Who found that the book is accessible.

    It tells by which standard. A person says it, never diglot.
    """

    certified_by: str
    conforms_to: tuple[str, ...]
    """Such as "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", to the letter."""
    report: str = ""
    """URL."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents, in order."""

    documents: Sequence[Edition]
    """Made anew each time they are gone through: hold on to what is needed again. One that can't be made
    raises DiglotError there."""
    titles: Mapping[str, Cell] = field(default_factory=dict)
    """By language; empty where nothing stands above the documents."""


@dataclass(frozen=True, slots=True)
class Book:
    """Documents in some languages, ready to be printed."""

    name: str
    """Stem of its file."""
    identifier: str
    """URN that stays the same while titles and texts are corrected, and that no other book has."""
    langs: tuple[str, ...]
    """In the order in which they are printed: the pivot, which others are compared with, first."""
    main: str
    """The language of the readers whom the book is for: of its metadata, its contents, its direction."""
    titles: Mapping[str, Cell]
    """By language, where there is one; that of the main language is always there."""
    parts: tuple[Part, ...]
    """One or more, with one document or more in all."""
    title_page: bool = False
    """Whether a page with the titles comes first; a document printed by itself begins with its own."""
    subtitles: Mapping[str, Cell] = field(default_factory=dict)
    cover: Picture | None = None
    """The editor's, or one that was drawn."""
    logo: Picture | None = None
    """The publisher's; its words are the publisher's name."""
    drawn: bool = False
    """Whether a cover is to be drawn where the editor has none."""
    cover_design: CoverDesign = "field"
    palette: str = ""
    cover_picture: Picture | None = None
    """Behind what is written on a drawn cover."""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    place: str = ""
    """Of the publisher."""
    version: str = ""
    """Of its texts, where an editor numbers them."""
    date: str = ""
    """Of the book's publication, ISO 8601: 2026, 2026-03 or 2026-03-14."""
    identifiers: tuple[str, ...] = ()
    """Others that it has, as URNs or URIs: urn:isbn:..., https://doi.org/..., urn:..."""
    rights: str = ""
    licence: str = ""
    """URI."""
    series: str = ""
    series_number: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    front: tuple[Matter, ...] = ()
    back: tuple[Matter, ...] = ()
    evaluation: Evaluation | None = None
    fonts: tuple[Font, ...] = ()
    css: str = ""
    """The editor's style sheet."""
    colophon: Colophon = "short"
    """What its last page says of how the translation was made: sentences, a table too, or nothing."""
    index: BackIndex = field(default_factory=BackIndex)
    """Of names and terms, where the edition has one."""

    @property
    def around(self) -> Iterator[Picture]:
        """The pictures of its pages around documents."""
        for page in (*self.front, *self.back):
            yield from page.pictures.values()
        if self.logo:
            yield self.logo

    @property
    def documents(self) -> Iterator[Edition]:
        """All of them, in order."""
        for part in self.parts:
            yield from part.documents

    @property
    def many(self) -> bool:
        """Whether there is more than one document."""
        # Counted and not made: documents are made when they are gone through.
        return sum(len(part.documents) for part in self.parts) > 1


def single(edition: Edition, publisher: str = "", variant: str = "") -> Book:
    """One document as a book.

    All that is known of it is what its sidecar says.

    variant  what tells it from the usual book of the same languages, where it isn't that
    """
    meta = edition.meta
    # What says which text it is. Titles may be corrected, and it stays the same book.
    parts = (edition.name, *edition.langs, meta.identifier, meta.url, *([variant] if variant else []))
    return Book(
        name=f"{edition.name}.{'-'.join(edition.langs)}",
        identifier=urn(parts),
        langs=edition.langs,
        main=edition.main,
        titles=edition.titles,
        parts=(Part((edition,)),),
        publisher=publisher,
        identifiers=(meta.identifier,) if meta.identifier else (),
        description=meta.description,
        subjects=meta.subjects,
    )


def urn(identity: Sequence[str]) -> str:
    """A URN of what tells a book from others.

    It is the same whenever and wherever the book is built.
    """
    # A NUL between the parts, which none of them can have: else two of them could be one.
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'diglot:edition:' + chr(0).join(identity))}"
