"""What all tables of TOML files have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from itertools import chain
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import quote

import msgspec

from toolkit import languages, late
from toolkit.config import identifiers
from toolkit.model import Illustration, InLanguages, Kind, Persona, Role, Use
from toolkit.model.values import Value
from toolkit.text.slugs import slug, unused

Layout = Literal["stacked", "columns", "translation-first", "alternating", "reveal", "facing"]
"""Where a translation stands: below the source, beside it, above it, after each sentence, behind a tap, or on
the page that faces it."""
Unit = Literal["paragraph", "sentence"]
Fallback = Literal["source", "omit"]
Fault = tuple[Sequence[str], str, str]
"""The keys to it, as `positions.line_of` takes them; what is wrong; what would be right."""
Said = str | dict[str, str]
"""A text in the main language, or a table of texts by language."""
field = msgspec.field
"""For a default that is made anew for each table."""


DATES = frozenset({"date", "available"})
"""Keys, of any table, that have a date."""


class Table(Value, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A TOML table: known keys, in kebab-case.

    A key of `DATES` is an ISO 8601 date, whole or in part, also where it is written as a date of TOML.
    """

    def told(self) -> dict[str, Any]:
        """The keys that say something, as they are typed."""
        values = (getattr(self, name) for name in self.__struct_fields__)
        said = zip(self.__struct_encode_fields__, values, strict=True)
        return {key: [*value] if isinstance(value, tuple) else value for key, value in said if value}


def settle(table: Table, **values: Any) -> None:
    """Set fields of a table that is being made: it is frozen from then on."""
    for name, value in values.items():
        msgspec.structs.force_setattr(table, name, value)


def by_language(value: Said, main: str) -> dict[str, str]:
    """A text by canonical tag.

    What is said without a language is in the main one.
    """
    if isinstance(value, str):
        return {main: value} if value else {}
    return {languages.get(tag).tag: text for tag, text in value.items() if text}


def wording(value: Said) -> InLanguages:
    """A text, or a table of texts by language, of a document: "" is its own language."""
    return tuple(by_language(value, "").items())


def first_of(value: Said) -> str:
    """What stands wherever there is one language alone."""
    return next(iter(by_language(value, "").values()), "")


def literals(hint: Any) -> tuple[str, ...]:
    """The texts that a type allows; () for any.

    >>> literals(Annotated[Unit | None, "what stands beside what"])
    ('paragraph', 'sentence')
    """
    if get_origin(hint) is Literal:
        return tuple(value for value in get_args(hint) if value)
    # The first of an annotation is the type; the rest are notes.
    inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return tuple(chain.from_iterable(map(literals, inner)))


class IgnoreTable(Table, frozen=True):
    """A finding that is known, and needn't be told again."""

    code: str
    reason: str
    """For whoever comes after: why it is all right."""
    where: str = ""
    """A document, a path or what the words name; all findings of the code where it is not given."""


class PersonTable(Table, frozen=True):
    """Somebody who worked on the edition."""

    name: Annotated[str, msgspec.Meta(pattern=r"\S")]
    email: str = ""
    """For those who work on the project: no edition has it."""
    orcid: str = ""


class TranslatorTable(PersonTable, frozen=True):
    """Somebody who translated the text."""

    lang: str = ""
    """Tag of the language; without it, of each whose catalog they signed."""


class TranslationFileTable(Table, frozen=True):
    """A file of an existing translation.

    It is told as `diglot align` found it.
    """

    file: str = ""
    """Path in the project."""
    name: str = ""
    """Instead: of a file outside of the project."""
    sha256: str = ""
    sentences: int = 0
    words: int = 0


class TranslationTable(Table, frozen=True):
    """The translation into a language.

    Where it was published, and what may be done with it.
    """

    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""
    translators: tuple[str | PersonTable, ...] = ()
    translated_from: str = ""
    rights: str = ""
    licence: str = ""
    file: str = ""
    """Path in the project."""
    files: tuple[TranslationFileTable, ...] = ()
    """What `diglot align` notes of them."""


class PictureTable(Table, frozen=True):
    """A picture that the text shows.

    It stands in the text, or is placed there; then its paragraph is made of this table.
    """

    file: str
    """Path from the folder of the transcript."""
    alt: str = ""
    """What it shows, for those who don't see it; translated with the caption."""
    caption: str = ""
    decorative: bool = False
    """Whether it shows nothing that needs to be told in words."""
    credit: Said = ""
    licence: str = ""
    """URI."""
    id: str = ""
    """Of the paragraph where it is placed."""
    begins: str = ""
    """Instead: the first words of that."""
    time: str = ""
    """Instead: when that is heard, as h:mm:ss or m:ss."""
    place: Literal["after", "before"] = "after"
    """On which side of the paragraph it stands."""

    @property
    def target(self) -> str:
        """The file as a text names it."""
        return as_typed(self.file)

    @property
    def placed(self) -> bool:
        """Whether it is placed here, and doesn't stand in the text."""
        return bool(self.id or self.begins or self.time)

    def illustration(self) -> Illustration:
        """What it says of the picture, as the rest of diglot knows it."""
        use: Use = "decoration" if self.decorative else "picture"
        return Illustration(self.target, wording(self.credit), self.licence, use)


def as_typed(file: str) -> str:
    """A path as a text names it: what can't stand there is written as in an address.

    >>> as_typed("the pier (1970).jpg")
    'the%20pier%20%281970%29.jpg'
    """
    return re.sub(r"[\s()<>\\%]", lambda match: quote(match[0], safe=""), file)


class PullQuoteTable(Table, frozen=True):
    """Words of a paragraph to be printed large as well."""

    id: str
    """Of the paragraph."""
    text: str | dict[str, str]
    """In the transcript's language, or by language."""


class RevisionTable(Table, frozen=True):
    """A change of the edition that is worth telling."""

    date: str
    what: str
    who: str = ""


# Minutes may be many where no hours stand before them.
_CLOCK = late.regex(r"(?:(\d{1,3}):(?=[0-5]?\d:))?(\d{1,3}):([0-5]\d)", re.ASCII)


def milliseconds(words: str) -> int | None:
    """A time as h:mm:ss or m:ss; None for no time.

    >>> milliseconds("1:02:03"), milliseconds("75:40"), milliseconds("1:75:40")
    (3723000, 4540000, None)
    """
    match = _CLOCK.fullmatch(words)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def duration(words: str) -> str:
    """An ISO 8601 duration for h:mm:ss or m:ss.

    Other words stay as they are.

    >>> duration("1:02:03"), duration("PT40M")
    ('PT1H2M3S', 'PT40M')
    """
    match = _CLOCK.fullmatch(words)
    if match is None:
        return words
    # Hours may be missing: 40:00 is forty minutes.
    parts = zip(match.groups(), "HMS", strict=True)
    return "PT" + ("".join(f"{int(n)}{unit}" for n, unit in parts if n and int(n)) or "0S")


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
    file_as: str = ""
    """How the name stands in an index."""
    portrait: str = ""
    """Path of a picture, from the folder of the transcript."""
    portrait_alt: str = ""
    """What it shows, for those who don't see it."""

    @property
    def known_by(self) -> str:
        """The key by which they are known, given or not."""
        return self.key or slug(self.name)

    @property
    def labels(self) -> tuple[str, ...]:
        """All that they are called."""
        return (self.name, *self.aliases)

    def persona(self) -> Persona:
        """What is said of them beside the name."""
        said = {attribute.name: str(getattr(self, attribute.name)) for attribute in fields(Persona)}
        return Persona(**said | {"orcid": identifiers.bare(self.orcid) or self.orcid})


def with_keys(speakers: Sequence[SpeakerTable]) -> tuple[SpeakerTable, ...]:
    """The tables, no two of which have one key: who is given none has one that is left, in their order."""
    used = {table.key for table in speakers}
    numbers = Counter[str]()
    made = []
    for table in speakers:
        key = table.key or unused(table.known_by, used, numbers)
        used.add(key)
        made.append(table if key == table.known_by else table.replace(key=key))
    return tuple(made)


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
    which: str = ""
    """`2 of 3` where three paragraphs begin so, and it is the second."""

    @property
    def who(self) -> tuple[str, ...]:
        """Whose the speech is."""
        return self.speakers or ((self.speaker,) if self.speaker else ())


class SeamTable(Table, frozen=True):
    """Where a paragraph begins, or goes on, otherwise than its lines say."""

    begins: str = ""
    """The words that stand there."""
    which: str = ""
    """`2 of 3` where they stand in three places, and it is the second."""


def place_among(which: str) -> tuple[int, int]:
    """The number, and of how many, that `which` says; the only one for "".

    >>> place_among("2 of 3"), place_among("")
    ((2, 3), (1, 1))
    """
    place, _, of = (which or "1 of 1").partition(" of ")
    return int(place), int(of)


class PinTable(Table, frozen=True, gc=False):
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
    beads: str = ""
    """`1:1 2:1`: how many sentences of both go together from there on, bead by bead."""
    sentences: str = ""
    """`3:4`: how many the two paragraphs had when it was said; `3:0` where only one is named."""
