"""`diglot.toml`: a project, and its books."""

from __future__ import annotations

from toolkit import languages
from toolkit.config.build_options import Look, PublishedAs
from toolkit.config.tables import IgnoreTable, Table, field

Said = str | dict[str, str]
"""A text in the main language, or a table of texts by language."""
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
    return "" if edition.cover in {"generated", "none"} else edition.cover


def listed(value: Some) -> tuple[str, ...]:
    """One or a list, as a list."""
    return (value,) if isinstance(value, str) else value


def by_language(value: Said, main: str) -> dict[str, str]:
    """A text by canonical tag.

    What is said without a language is in the main one.
    """
    if isinstance(value, str):
        return {main: value} if value else {}
    return {languages.get(tag).tag: text for tag, text in value.items() if text}


def tags(edition: EditionTable) -> tuple[str, ...]:
    """Its languages, as canonical tags."""
    return tuple(dict.fromkeys(languages.get(tag).tag for tag in edition.languages))


def main_of(edition: EditionTable) -> str:
    """The language of the book's readers.

    It is that of none where there are several books.
    """
    if edition.main:
        return languages.get(edition.main).tag
    found = tags(edition)
    return found[1] if len(found) > 1 and not edition.mono else found[0]


class AlignTable(Table, frozen=True):
    """What the aligner may use beside the texts."""

    dictionaries: tuple[str, ...] = ()
    """By name, as `toolkit.aligning.resources` reads them; each is used for texts in its two languages."""
    encoder: str = ""
    """`default`; none where it is not given. MODULE:NAME is taken from the command line alone."""


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
    line_numbers: bool = True
    """Whether references in catalogs say file:line; false gives smaller diffs."""
    align: AlignTable = AlignTable()
    editions: tuple[EditionTable, ...] = ()
