"""`source/<document>.toml`: metadata and decisions of one transcript."""

from __future__ import annotations

import re
from typing import Literal

from toolkit import languages
from toolkit.config import identifiers
from toolkit.config.tables import (
    IgnoreTable,
    PersonTable,
    RevisionTable,
    Table,
    TranslationTable,
    TranslatorTable,
    field,
)
from toolkit.model import Kind, Meta, Person, Persona, Recording, Revision, Role, Translation, TranslationFile


class SpeakerTable(Table, frozen=True):
    """A speaker, as the editor knows them."""

    name: str
    key: str = ""
    """Slug for the catalogs; made from the name where it is not given."""
    role: Role = "unknown"
    aliases: tuple[str, ...] = ()
    sex: str = ""
    age: str | int = ""
    occupation: str = ""
    affiliation: str = ""
    orcid: str = ""
    wikidata: str = ""
    viaf: str = ""

    def persona(self) -> Persona:
        """What is said of them beside the name."""
        return Persona(
            self.sex,
            str(self.age),
            self.occupation,
            self.affiliation,
            identifiers.bare(self.orcid) or self.orcid,
            self.wikidata,
            self.viaf,
        )


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


class Decision(Table, frozen=True):
    """What a paragraph is, or whose a label is.

    The paragraph is named by its first words: no line number outlives an edit.
    """

    begins: str = ""
    kind: Kind | Literal[""] = ""
    """Of the paragraph; speech where it is not given and somebody speaks."""
    speaker: str = ""
    """For speech: whose it is; the speaker before where it is not given."""
    speakers: tuple[str, ...] = ()
    """Likewise, where several speak together."""
    label: str = ""
    """Instead of `begins`: a label, as printed, of those `speakers`."""
    until: str = ""
    """First words of the last paragraph that it is about; "" where it is about one."""

    @property
    def who(self) -> tuple[str, ...]:
        """Whose the speech is."""
        return self.speakers or ((self.speaker,) if self.speaker else ())


class PinTable(Table, frozen=True):
    """Where a translation goes on, as the editor decided."""

    lang: str
    source: str = ""
    """Id of the paragraph, with the 1-based number of its sentence after a dot where it isn't the first."""
    begins: str = ""
    """The first words of the sentence of the translation that goes with it."""
    which: str = ""
    """`2 of 3` where three sentences begin so, and it is the second."""
    alone: bool = False
    """Where one of them is left out: whether that is the sentence alone, and not its paragraph."""


class Sidecar(Table, frozen=True):
    """`source/<document>.toml`."""

    title: str = ""
    lang: str = ""
    encoding: str = ""
    """Of the transcript, where it isn't UTF-8: a name that Python knows, such as euc-kr."""
    original_language: str | tuple[str, ...] = ()
    """One that was spoken, or several."""
    date: str = ""
    """A TOML date, or a string where only the year or the month is known."""
    publisher: str = ""
    url: str = ""
    rights: str = ""
    licence: str = ""
    translation_rights: str = ""
    translation_licence: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    place: str = ""
    setting: str = ""
    identifier: str = ""
    editors: tuple[PersonTable, ...] = ()
    translators: tuple[TranslatorTable, ...] = ()
    recording: RecordingTable = RecordingTable()
    revisions: tuple[RevisionTable, ...] = ()
    speakers: tuple[SpeakerTable, ...] = ()
    decide: tuple[Decision, ...] = ()
    not_speakers: tuple[str, ...] = ()
    """Labels that look like a speaker's and are text."""
    apart: tuple[str, ...] = ()
    """Ids of paragraphs with an entry of their own in the catalogs, though the same words stand elsewhere."""
    ignore: tuple[IgnoreTable, ...] = ()
    """Findings about this document that are known."""
    pins: tuple[PinTable, ...] = ()
    translations: dict[str, TranslationTable] = field(default_factory=dict)
    """By language."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that were spoken, as they were typed."""
        said = self.original_language
        return tuple(one for one in ((said,) if isinstance(said, str) else said) if one)

    def meta(self) -> Meta:
        """The metadata, as the rest of diglot knows it."""
        recording = self.recording.replace(duration=duration(self.recording.duration))
        return Meta(
            title=self.title,
            date=self.date,
            publisher=self.publisher,
            url=self.url,
            original_langs=tuple(dict.fromkeys(languages.get(tag).tag for tag in self.spoken)),
            rights=self.rights,
            licence=self.licence,
            translation_rights=self.translation_rights,
            translation_licence=self.translation_licence,
            translations=tuple(_translation(lang, one) for lang, one in self.translations.items()),
            description=self.description,
            subjects=self.subjects,
            place=self.place,
            setting=self.setting,
            editors=tuple(map(_person, self.editors)),
            identifier=identifiers.persistent(self.identifier),
            translators=tuple((p.lang and languages.get(p.lang).tag, _person(p)) for p in self.translators),
            recording=Recording(**{name: getattr(recording, name) for name in recording.__struct_fields__}),
            revisions=tuple(Revision(r.date, r.what, r.who) for r in self.revisions),
        )


def _person(table: PersonTable) -> Person:
    name, orcid = identifiers.person(table.name)
    # A number that is wrong is kept as it was typed: a check of the edition tells of it.
    return Person(name, identifiers.bare(table.orcid) or table.orcid or orcid)


def _translation(lang: str, table: TranslationTable) -> Translation:
    named = [TranslationFile(table.file)] if table.file else []
    noted = [
        TranslationFile(one.file or one.name, bool(one.file), one.sha256, one.sentences, one.words)
        for one in table.files
    ]
    # What `diglot align` has noted of a file tells more than its name.
    inside = {file.path for file in noted if file.inside}
    noted += [file for file in named if file.path not in inside]
    return Translation(
        lang=languages.get(lang).tag,
        title=table.title,
        date=table.date,
        publisher=table.publisher,
        url=table.url,
        translators=tuple(
            Person(*identifiers.person(translator)) if isinstance(translator, str) else _person(translator)
            for translator in table.translators
        ),
        translated_from=table.translated_from and languages.get(table.translated_from).tag,
        rights=table.rights,
        licence=table.licence,
        files=tuple(noted),
    )


_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)", re.ASCII)


def duration(words: str) -> str:
    """An ISO 8601 duration for h:mm:ss or m:ss.

    Other words stay as they are.

    >>> duration("1:02:03"), duration("PT40M")
    ('PT1H2M3S', 'PT40M')
    """
    match = _CLOCK.fullmatch(words)
    if match is None:
        return words
    parts = zip(match.groups(), "HMS", strict=True)
    return "PT" + ("".join(f"{int(n)}{unit}" for n, unit in parts if n and int(n)) or "0S")
