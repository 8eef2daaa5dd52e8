"""A Document, as a reader saw it, and its Catalogs.

A document has turns of paragraphs in one language, a catalog entries of source and target.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from toolkit import late
from toolkit.model.illustrations import Illustration
from toolkit.model.kinds import Form, Kind
from toolkit.model.publications import Publication
from toolkit.model.speakers import LabelStyle, Speaker
from toolkit.model.values import Location, Times, Value, same
from toolkit.model.wordings import InLanguages, Worded

Certainty = Literal["", "low", "medium"]
"""Of what a reader had to guess: low where it is probably otherwise; "" where nothing speaks against it."""

OWN_ID = late.regex("s[0-9A-HJKMNP-TV-Z]{6}")
"""What an id looks like that diglot has made: a letter, and Crockford's base32."""


class Paragraph(Value, frozen=True, gc=False):
    """The unit of translation."""

    id: str
    """A letter and base32; unique in its document; kept when the text is only edited."""
    kind: Kind
    text: str
    """Without the speaker's label, on one line, in NFC; a line end that is kept is a mark (`text.markup`).
    Empty for a separator that is only drawn."""
    where: Location
    """Its first line; that of the label where the label stands alone above the text. Not compared."""
    apart: bool = False
    """Whether it has an entry of its own in the catalogs, though the same words stand elsewhere."""
    times: Times = Times()
    """In the recording. Offsets are those of `text`."""
    form: Form = "prose"
    p: float = 1.0
    """How likely its kind and its speaker are right, where a reader had to infer them. Not compared."""
    other: Kind | Literal[""] = ""
    """The kind that is next likely; "speech" also where somebody else may say it. Not compared."""
    cert: Certainty = ""
    """How sure it is that who speaks in its turn says this, too, where that is in doubt of it alone."""

    def __eq__(self, other: object) -> bool:
        return same(self, other, but=("where", "p", "other"))

    def __hash__(self) -> int:
        return hash((self.id, self.kind, self.text))


class Turn(Value, frozen=True, gc=False):
    """What is said until somebody else speaks.

    What is no speech, such as a heading, is a turn of its own.

    A speech may contain paragraphs of kind `event` ("(Laughter.)"); all other turns are of one kind.
    """

    kind: Kind
    speakers: tuple[str, ...]
    """`Speaker.key` of each who says it, in the order of the label; () for speech that is attributed to
    nobody, and for all else."""
    label: str
    """As printed, without its colon; "" where the turn has none (speech that goes on after narration)."""
    paragraphs: tuple[Paragraph, ...]
    """One or more."""
    cert: Certainty = ""
    """How sure it is whose the turn is, where a reader had to guess and no editor has decided."""

    @property
    def id(self) -> str:
        """The id of the turn.

        It is `t` and the stem of the id of the first paragraph, or `t.` and the id that others gave it.
        """
        first = self.paragraphs[0].id
        # Ids of others may begin with any letter, so that they are kept whole.
        return f"t{first[1:]}" if OWN_ID.fullmatch(first) else f"t.{first}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who worked on a text."""

    name: str
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """The recording that a transcript was made from.

    It may be a broadcast. A field is "" where it is not known.
    """

    date: str = ""
    """ISO 8601 date, whole or in part."""
    duration: str = ""
    """ISO 8601 duration, such as PT1H2M."""
    medium: str = ""
    """audio or video."""
    programme: str = ""
    broadcaster: str = ""
    channel: str = ""
    recordist: str = ""
    equipment: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of the edition, told by its editor."""

    date: str
    """ISO 8601 date, whole or in part."""
    what: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """A file of a translation that existed.

    Its fields are what `align` found.
    """

    path: str
    """In the project, with slashes; the name alone of a file outside of it."""
    inside: bool = True
    """Whether it lies in the project."""
    sha256: str = ""
    sentences: int = 0
    """0 where nobody has counted them."""
    words: int = 0
    """Characters of a script without blanks between words."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What is known of a translation.

    A field is "" where nobody said it; nothing is guessed.
    """

    lang: str
    title: str = ""
    """With the next three: where it was published, before it came into a catalog."""
    date: str = ""
    publisher: str = ""
    url: str = ""
    translators: tuple[Person, ...] = ()
    """Of that publication."""
    translated_from: str = ""
    """BCP 47 tag of the language that it was translated from; the transcript's own means the transcript."""
    rights: str = ""
    licence: str = ""
    files: tuple[TranslationFile, ...] = ()

    @property
    def existed(self) -> bool:
        """Whether it existed before the catalog.

        It is a source of its own then.
        """
        return any((self.title, self.date, self.publisher, self.url, self.translators, self.files))

    @property
    def counted(self) -> bool:
        """Whether it is known how long it is."""
        return bool(self.files) and all(file.words for file in self.files)

    @property
    def sentences(self) -> int:
        """Of all its files."""
        return sum(file.sentences for file in self.files)

    @property
    def words(self) -> int:
        """The words of all its files.

        In a script without blanks between words, characters are counted.
        """
        return sum(file.words for file in self.files)


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words of a paragraph that are printed large before its turn, too."""

    paragraph: str
    """Its id."""
    texts: tuple[tuple[str, str], ...]
    """Language and words; "" is the document's own language, which is always there."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a text beside its words.

    A field is "" where it is not known; nothing is guessed.
    """

    title: str = ""
    date: str = ""
    """ISO 8601 date of the first publication, 2026, 2026-03 or 2026-03-14, or words for it."""
    publisher: str = ""
    url: str = ""
    original_langs: tuple[str, ...] = ()
    """BCP 47 tags of the languages that were spoken; that of the transcript may be none of them."""
    rights: str = ""
    """Of the source text, as a sentence."""
    licence: str = ""
    """URI of the licence of the source text."""
    translation_rights: str = ""
    """Of each translation that doesn't state its own."""
    translation_licence: str = ""
    translations: tuple[Translation, ...] = ()
    """What somebody said of translations; one a language at most."""
    wordings: tuple[tuple[Worded, InLanguages], ...] = ()
    """Of these fields, what is said in several languages; they have the first of it themselves."""
    description: str = ""
    subjects: tuple[str, ...] = ()
    place: str = ""
    setting: str = ""
    writers: tuple[Person, ...] = ()
    """Who wrote the text, as of a play; counted as such where nobody in it is known to answer."""
    editors: tuple[Person, ...] = ()
    identifier: str = ""
    """A URN, DOI, handle or URI of the edition, given by the editor."""
    available: str = ""
    """ISO 8601 date from which the text may be given away; "" where nobody holds it back."""
    restricted: bool = False
    """Whether not everybody may have it, without a day from which all may."""
    short_titles: tuple[tuple[str, str], ...] = ()
    """For running heads and contents: language and text; "" is the document's own language."""
    pull_quotes: tuple[PullQuote, ...] = ()
    labels: LabelStyle | Literal[""] = ""
    """How turns say whose they are, where the editor chose it for this text."""
    translators: tuple[tuple[str, Person], ...] = ()
    """Language ("" for any in which they signed) and translator, as far as the editor names them."""
    recording: Recording = Recording()
    revisions: tuple[Revision, ...] = ()
    sources: tuple[Publication, ...] = ()
    """Of a file that others made: itself, and what it was made from."""
    illustrations: tuple[Illustration, ...] = ()
    """Of the pictures that it shows, as far as somebody said more of them than stands in the text."""

    @property
    def access(self) -> str:
        """What repositories call it where not all may have the text (OpenAIRE's words); "" where they may."""
        return "embargoedAccess" if self.available else "restrictedAccess" if self.restricted else ""

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote what the text was made from, as that itself says; each once."""
        return tuple(dict.fromkeys(name for source in self.sources for name in source.authors))

    @property
    def helped(self) -> tuple[str, ...]:
        """Who else had a part in what the text was made from, each with what that was; each once."""
        parts = (part for source in self.sources for part in source.helpers)
        return tuple(dict.fromkeys(f"{who} ({what})" if what else who for what, who in parts))

    def said(self, name: Worded) -> InLanguages:
        """What a field says, in each language."""
        return dict(self.wordings).get(name) or (("", getattr(self, name)),)

    def translation_rights_said(self, lang: str) -> InLanguages:
        """The rights in a translation, in each language."""
        own, every = self.translation(lang).rights, dict(self.wordings).get("translation_rights")
        # One that states its own has the words that its editor wrote.
        return every if every and every[0][1] == own else (("", own),)

    def translation(self, lang: str) -> Translation:
        """What somebody said of the translation into a language."""
        said = (translation for translation in self.translations if translation.lang == lang)
        translation = next(said, None) or Translation(lang)
        own = translation.rights or translation.licence
        if own or not (self.translation_rights or self.translation_licence):
            return translation
        return replace(translation, rights=self.translation_rights, licence=self.translation_licence)

    def settled(self, langs: Iterable[str]) -> Meta:
        """The same for some translations.

        Each states its own rights.
        """
        said = tuple(
            translation for lang in langs if (translation := self.translation(lang)) != Translation(lang)
        )
        return replace(self, translations=said, translation_rights="", translation_licence="")


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript in one language.

    Law: `head` and `raw`, joined and encoded, are the file.
    """

    name: str
    """File name without its suffix: the name of the document everywhere."""
    lang: str
    """BCP 47; "und" where nobody said."""
    speakers: tuple[Speaker, ...]
    """In order of their first turn."""
    turns: tuple[Turn, ...]
    meta: Meta = Meta()
    path: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""
    """The byte order mark that the file begins with."""
    head: str = ""
    """The characters before the first paragraph."""
    raw: Sequence[str] = field(default=(), compare=False, repr=False)
    """For each paragraph the very characters from there to the next, label and line ends included."""

    def names(self) -> dict[str, str]:
        """The names of its speakers, by key."""
        return {speaker.key: speaker.name for speaker in self.speakers}

    def paragraphs(self) -> Iterator[Paragraph]:
        """Those of all turns, in order."""
        for turn in self.turns:
            yield from turn.paragraphs

    def numbered(self) -> Iterator[tuple[str, Turn, Paragraph]]:
        """Those of all turns: their position for people, such as "3.2", and their turn come with them."""
        for t, turn in enumerate(self.turns, 1):
            for p, paragraph in enumerate(turn.paragraphs, 1):
                yield f"{t}.{p}", turn, paragraph


# What a translator edits.

State = Literal["empty", "fuzzy", "done"]


class Entry(Value, frozen=True, gc=False):
    """One message of a catalog."""

    context: str
    """Kind and speaker key, such as `turn|mara`; never a position."""
    source: str
    target: str = ""
    state: State = "empty"
    ids: tuple[str, ...] = ()
    """Ids of the paragraphs with this text, in order; none for names and credits."""
    notes: tuple[str, ...] = ()
    """For the translator, from diglot (`#.`)."""
    comments: tuple[str, ...] = ()
    """The translator's own lines (`#`), without the mark; kept as they are."""
    flags: tuple[str, ...] = ()
    """Other than fuzzy."""
    previous: tuple[str | None, str] | None = None
    """Context (None if it is as now) and source that the target was made for, while the entry is fuzzy."""
    plural: tuple[str, ...] = ()
    """msgid_plural and all forms of the target, in messages of other programs: kept, not used."""
    where: tuple[str, ...] = ()
    """Where its paragraphs stand, as `source/talk.txt:s7QKD3A`. Not compared."""

    @property
    def key(self) -> tuple[str, str]:
        """Context and source: no two messages of a catalog share both."""
        return self.context, self.source

    def __eq__(self, other: object) -> bool:
        return same(self, other, but=("where",))

    def __hash__(self) -> int:
        return hash((self.context, self.source, self.target))


@dataclass(frozen=True, slots=True)
class Catalog:
    """One document's messages in one language.

    It is a template where `lang` is "".
    """

    document: str
    source_lang: str
    lang: str
    entries: tuple[Entry, ...]
    obsolete: tuple[Entry, ...] = ()
    header: tuple[tuple[str, str], ...] = ()
    """Header fields in order."""
    preamble: tuple[str, ...] = ()
    """Comment lines above the header, without the mark."""
    trailer: tuple[str, ...] = ()
    """Comment lines behind the last message, without the mark."""
