"""The tables of `diglot.toml` and of sidecars."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Literal

from toolkit import languages
from toolkit.config import identifiers
from toolkit.config.build_options import Look, PublishedAs
from toolkit.config.tables import (
    Decision,
    IgnoreTable,
    PersonTable,
    PictureTable,
    PinTable,
    PullQuoteTable,
    RevisionTable,
    Said,
    SeamTable,
    SpeakerTable,
    Table,
    TranslationTable,
    TranslatorTable,
    as_typed,
    duration,
    field,
    first_of,
    settle,
    with_keys,
    wording,
)
from toolkit.model import (
    Illustration,
    LabelStyle,
    Meta,
    Person,
    PullQuote,
    Recording,
    Revision,
    Translation,
    TranslationFile,
    Worded,
)

Some = str | tuple[str, ...]
"""One, or a list."""


class ContributorTable(Table, frozen=True):
    """Somebody who made a book.

    Beside those whom its documents name.
    """

    name: str
    role: str
    """MARC relator, as code or word: `edt`, `editor`."""
    names: dict[str, str] = field(default_factory=dict)
    """The name in other languages."""
    orcid: str = ""


class PartTable(Table, frozen=True):
    """Some documents of a book, and a title."""

    documents: Some
    title: Said = ""


class AccessibilityTable(Table, frozen=True):
    """What a person found who evaluated the book.

    diglot claims nothing by itself.
    """

    certified_by: str
    conforms_to: Some
    report: str = ""
    """URL."""


class EditionTable(Look, frozen=True, kw_only=True):
    """A book: what it holds, its look, its metadata.

    What it doesn't say of its look is what the project says.
    """

    name: str
    """Of its files, and for the command."""
    languages: tuple[str, ...]
    """The pivot first, then translations, in the order in which they are printed; or one alone."""
    documents: Some = ()
    """Names and patterns such as `talk-*`, or `all`."""
    parts: tuple[PartTable, ...] = ()
    main: str = ""
    """The language of its readers; the second of `languages` where it is not given."""
    mono: bool = False
    """Whether each of the languages has a book of its own."""
    formats: tuple[str, ...] | None = None
    """Those of the project where it is not given."""
    title: Said = ""
    subtitle: Said = ""
    fonts: Some | dict[str, Some] = ()
    """Paths of fonts to put into the book: for the main language, or by language."""
    cover_alt: Said = ""
    """What the picture shows."""
    contributors: tuple[ContributorTable, ...] = ()
    publisher: str = ""
    place: str = ""  # that of the project where it is not given
    isbn: Said = ""
    """One for all formats, or by format: each edition that is sold has its own."""
    logo: str = ""
    """Path of a picture; that of the project where it is not given."""
    date: str = ""
    identifiers: Some = ()
    """ISBN, DOI, URN or web address; the first is what reading systems know the book by."""
    rights: str = ""
    licence: str = ""
    series: str = ""
    series_number: str | int | float = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    front_matter: Some = ()
    """Paths of Markdown files: `preface.md`, or `preface.fr.md` and others for `preface.md`."""
    back_matter: Some = ()
    accessibility: AccessibilityTable | None = None


def picture_of(edition: EditionTable) -> str:
    """The path of the editor's cover; "" for none."""
    # The two words can't be paths: a file of that name is written ./none.
    return "" if edition.cover in {"generated", "none"} else edition.cover


def listed(value: Some) -> tuple[str, ...]:
    """One or a list, as a list."""
    return (value,) if isinstance(value, str) else value


def tags(edition: EditionTable) -> tuple[str, ...]:
    """Its languages, as canonical tags."""
    return tuple(dict.fromkeys(languages.get(tag).tag for tag in edition.languages))


def main_of(edition: EditionTable) -> str:
    """The language of the book's readers.

    It is that of none where there are several books.
    """
    if edition.main:
        return languages.get(edition.main).tag
    langs = tags(edition)
    # The readers of a parallel book are those of the first translation.
    return langs[1] if len(langs) > 1 and not edition.mono else langs[0]


class AlignTable(Table, frozen=True):
    """What the aligner may use beside the texts."""

    dictionaries: tuple[str, ...] = ()
    """By name, as `toolkit.aligning.resources` reads them; each is used for texts in its two languages."""
    encoder: str = ""
    """`default`; none where it is not given. MODULE:NAME is taken from the command line alone."""


class SuggestTable(Table, frozen=True):
    """What `diglot suggest` asks, where the command line doesn't say it.

    A project may come from a stranger: the address alone sends nothing (decision 296).
    """

    engine: str = "memory"
    url: str = ""
    """Of a service."""
    model: str = ""


class ReviewTable(Table, frozen=True):
    """How `diglot review` is used here."""

    keys: dict[str, str] = field(default_factory=dict)
    """Name of a command -> its key: `save = "Ctrl+s"`. The list of keys, which `?` shows, has the names."""


class ProjectSettings(PublishedAs, frozen=True):
    """`diglot.toml`."""

    source_language: str = "en"
    target_languages: tuple[str, ...] = ()
    name: str = ""
    """Of the project, for the head of its catalogs; the folder's name where it is not given."""
    contact: str = ""
    """E-mail address or web address to which translators report what is wrong in the source text."""
    formats: tuple[str, ...] | None = None
    """What `build` makes; None for what is made where nobody names any."""
    ignore: tuple[IgnoreTable, ...] = ()
    """Findings that are known, in any document."""
    memory: tuple[str, ...] = ()
    """Translation memories (TMX) beside the project's own catalogs: paths and patterns."""
    memory_exact: Literal["fuzzy", "done"] = "fuzzy"
    """What the same words in the same context are, where the memory has filled them in."""
    align: AlignTable = AlignTable()
    suggest: SuggestTable = SuggestTable()
    review: ReviewTable = ReviewTable()
    editions: tuple[EditionTable, ...] = ()


# `source/<document>.toml`: metadata and decisions of one transcript.


class RecordingTable(Table, frozen=True):
    """The recording that a transcript was made from."""

    date: str = ""
    """A TOML date, or a string where only the year or the month is known."""
    duration: str = ""
    """h:mm:ss, or an ISO 8601 duration."""
    medium: Literal["", "audio", "video"] = ""
    programme: str = ""
    broadcaster: str = ""
    channel: str = ""
    recordist: str = ""
    equipment: str = ""
    file: str = ""
    """Path from the folder of the transcript, of what the review plays. No edition has it."""


class Sidecar(Table, frozen=True):
    """`source/<document>.toml`."""

    title: str = ""
    short_title: Said = ""
    """For running heads and contents: in the transcript's language, or by language."""
    lang: str = ""
    encoding: str = ""
    """Of the transcript, where it isn't UTF-8: a name that Python knows, such as euc-kr."""
    original_language: str | tuple[str, ...] = ()
    """One that was spoken, or several."""
    date: str = ""
    """A TOML date, or a string where only the year or the month is known."""
    publisher: str = ""
    url: str = ""
    rights: Said = ""
    licence: str = ""
    translation_rights: Said = ""
    translation_licence: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    place: Said = ""
    setting: str = ""
    identifier: str = ""
    available: str = ""
    """A TOML date, of a day."""
    restricted: bool = False
    authors: tuple[PersonTable, ...] = ()
    editors: tuple[PersonTable, ...] = ()
    translators: tuple[TranslatorTable, ...] = ()
    recording: RecordingTable = RecordingTable()
    revisions: tuple[RevisionTable, ...] = ()
    speakers: tuple[SpeakerTable, ...] = ()
    decide: tuple[Decision, ...] = ()
    split: tuple[SeamTable, ...] = ()
    """Words with which a paragraph begins, in the midst of what would be one."""
    join: tuple[SeamTable, ...] = ()
    """Words of a line with which the paragraph before goes on."""
    not_speakers: tuple[str, ...] = ()
    """Labels that look like a speaker's and are text."""
    apart: tuple[str, ...] = ()
    """Ids of paragraphs with an entry of their own in the catalogs, though the same words stand elsewhere."""
    labels: LabelStyle | Literal[""] = ""
    """How turns say whose they are, in all editions; as those say it where it is not given."""
    ignore: tuple[IgnoreTable, ...] = ()
    """Findings about this document that are known."""
    pins: tuple[PinTable, ...] = ()
    pictures: tuple[PictureTable, ...] = ()
    pull_quotes: tuple[PullQuoteTable, ...] = ()
    translations: dict[str, TranslationTable] = field(default_factory=dict)
    """By language."""

    def __post_init__(self) -> None:
        """Speakers whose names are spelt alike in ASCII, as 王 and 汪 are, have a key each."""
        settle(self, speakers=with_keys(self.speakers))

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that were spoken, as they were typed."""
        said = self.original_language
        return tuple(tag for tag in ((said,) if isinstance(said, str) else said) if tag)

    @property
    def worded(self) -> dict[Worded, Said]:
        """What may be said in several languages."""
        return {
            "rights": self.rights,
            "translation_rights": self.translation_rights,
            "place": self.place,
        }

    def meta(self) -> Meta:
        """The metadata, as the rest of diglot knows it."""
        recording = self.recording.replace(duration=duration(self.recording.duration))
        # By the names of fields: what is added to both later is passed on, too.
        shared = [attribute.name for attribute in fields(Meta) if attribute.name in self.__struct_fields__]
        known: dict[str, Any] = {name: getattr(self, name) for name in shared}
        known |= {name: first_of(said) for name, said in self.worded.items()}
        known |= {
            "original_langs": tuple(dict.fromkeys(languages.get(tag).tag for tag in self.spoken)),
            "translations": tuple(_translation(lang, table) for lang, table in self.translations.items()),
            # What has a day is held back until then.
            "restricted": self.restricted and not self.available,
            "writers": tuple(map(_person, self.authors)),
            "editors": tuple(map(_person, self.editors)),
            "identifier": identifiers.persistent(self.identifier),
            "pull_quotes": tuple(PullQuote(quote.id, wording(quote.text)) for quote in self.pull_quotes),
            "short_titles": wording(self.short_title),
            "wordings": tuple(
                (name, wording(said)) for name, said in self.worded.items() if isinstance(said, dict)
            ),
            "translators": tuple(
                (p.lang and languages.get(p.lang).tag, _person(p)) for p in self.translators
            ),
            "recording": Recording(
                **{attribute.name: getattr(recording, attribute.name) for attribute in fields(Recording)}
            ),
            "revisions": tuple(Revision(r.date, r.what, r.who) for r in self.revisions),
            "illustrations": self._illustrations(),
        }
        return Meta(**known)

    def _illustrations(self) -> tuple[Illustration, ...]:
        portraits = {as_typed(speaker.portrait) for speaker in self.speakers if speaker.portrait}
        said = {table.target: table.illustration() for table in self.pictures}
        for file in sorted(portraits):
            said[file] = said.get(file, Illustration(file)).as_portrait()
        return tuple(known for known in said.values() if known != Illustration(known.file))


def _person(table: PersonTable) -> Person:
    name, orcid = identifiers.person(table.name)
    # A number that is wrong is kept as it was typed: a check of the edition tells of it.
    return Person(name, identifiers.bare(table.orcid) or table.orcid or orcid)


def _translation(lang: str, table: TranslationTable) -> Translation:
    named = [TranslationFile(table.file)] if table.file else []
    noted = [
        TranslationFile(file.file or file.name, bool(file.file), file.sha256, file.sentences, file.words)
        for file in table.files
    ]
    # What `diglot align` has noted of a file tells more than its name.
    inside = {file.path for file in noted if file.inside}
    # A file that the editor named is kept, also before `diglot align` has looked at it.
    noted += [file for file in named if file.path not in inside]
    known: dict[str, Any] = {one.name: getattr(table, one.name, "") for one in fields(Translation)}
    known |= {
        "lang": languages.get(lang).tag,
        "translators": tuple(
            Person(*identifiers.person(translator)) if isinstance(translator, str) else _person(translator)
            for translator in table.translators
        ),
        "translated_from": table.translated_from and languages.get(table.translated_from).tag,
        "files": tuple(noted),
    }
    return Translation(**known)
