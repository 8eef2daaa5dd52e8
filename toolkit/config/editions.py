"""`[[editions]]` in `diglot.toml`: the books that are made of a project's documents."""

from __future__ import annotations

from typing import Any, Literal

from toolkit.config.tables import Layout, Paper, Table, Unit, field

Said = str | dict[str, str]
"""A text in the main language, or a table of texts by language."""
Some = str | tuple[str, ...]
"""One, or a list."""


class ContributorTable(Table, frozen=True):
    """Somebody who made a book, beside those whom its documents name."""

    name: str
    role: str
    """MARC relator, as code or word: `edt`, `editor`."""
    names: dict[str, str] = field(default_factory=dict)
    """The name in other languages."""
    orcid: str = ""


class PartTable(Table, frozen=True):
    """Some documents of a book, with or without a title above them."""

    documents: Some
    title: Said = ""


class AccessibilityTable(Table, frozen=True):
    """What a person found who evaluated the book: diglot claims nothing by itself."""

    certified_by: str
    conforms_to: Some
    report: str = ""
    """URL."""


class EditionTable(Table, frozen=True):
    """A book: what is in it, how it looks, and what is known of it."""

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
    layout: Layout | None = None
    unit: Unit | None = None
    fallback: Literal["source", "omit"] | None = None
    writing_mode: Literal["horizontal", "vertical"] = "horizontal"
    """`vertical`: lines from top to bottom, in EPUB, where the book is in Japanese or Chinese alone."""
    paper: Paper | None = None
    formats: tuple[str, ...] | None = None
    """Those of the project where it is not given."""
    title: Said = ""
    subtitle: Said = ""
    fonts: Some | dict[str, Some] = ()
    """Paths of fonts to put into the book: for the main language, or by language."""
    cover: str = ""
    """`generated`, `none`, or the path of a picture."""
    cover_alt: Said = ""
    """What the picture shows."""
    contributors: tuple[ContributorTable, ...] = ()
    publisher: str = ""
    date: Any = ""
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
    """A text by canonical tag; what is said without a language is in the main one."""
    from toolkit import languages

    if isinstance(value, str):
        return {main: value} if value else {}
    return {languages.get(tag).tag: text for tag, text in value.items() if text}


def tags(edition: EditionTable) -> tuple[str, ...]:
    """Its languages, as canonical tags."""
    from toolkit import languages

    return tuple(dict.fromkeys(languages.get(tag).tag for tag in edition.languages))


def main_of(edition: EditionTable) -> str:
    """The language of its readers; of several books that of none."""
    from toolkit import languages

    if edition.main:
        return languages.get(edition.main).tag
    found = tags(edition)
    return found[1] if len(found) > 1 and not edition.mono else found[0]
