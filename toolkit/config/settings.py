"""`diglot.toml`: a project, and its books."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from toolkit import languages
from toolkit.config.build_options import Look, PublishedAs
from toolkit.config.identifiers import orcid, relator, relators, urn
from toolkit.config.tables import IgnoreTable, Table, field
from toolkit.errors import ConfigError, DiglotError
from toolkit.model import Location
from toolkit.text.dates import is_date
from toolkit.text.filenames import folded

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
    from toolkit import languages

    if isinstance(value, str):
        return {main: value} if value else {}
    return {languages.get(tag).tag: text for tag, text in value.items() if text}


def tags(edition: EditionTable) -> tuple[str, ...]:
    """Its languages, as canonical tags."""
    from toolkit import languages

    return tuple(dict.fromkeys(languages.get(tag).tag for tag in edition.languages))


def main_of(edition: EditionTable) -> str:
    """The language of the book's readers.

    It is that of none where there are several books.
    """
    from toolkit import languages

    if edition.main:
        return languages.get(edition.main).tag
    found = tags(edition)
    return found[1] if len(found) > 1 and not edition.mono else found[0]


# What an `[[editions]]` table may say: where it is wrong, and what is legal.


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
STANDARDS = tuple(
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for version in ("2.0", "2.1", "2.2")
    for level in ("A", "AA", "AAA")
)
"""The strings by which EPUB Accessibility 1.1 wants conformance to be told; other standards have URLs."""
NO_FORMAT = (
    "no format is named, and nothing would be made.",
    'Write formats = ["epub"], or take the line out: without it there is a default.',
)
"""What is wrong and what would be right, where a list of formats is empty."""
Locate = Callable[[Sequence[str]], Location]


def check(editions: Sequence[EditionTable], place: Locate) -> None:
    """Refuse the first thing that no book could have.

    Raises ConfigError. What is on disk isn't looked at.
    """
    names: dict[str, str] = {}
    for number, edition in enumerate(editions):
        for keys, what, hint in chain(_identity(edition, names), _languages(edition), _known(edition)):
            raise ConfigError(what, place(["editions", str(number), *keys]), hint)
        names[folded(edition.name)] = edition.name


_Fault = tuple[list[str], str, str]
"""The keys to it, what is wrong, what would be right."""


def _identity(edition: EditionTable, names: dict[str, str]) -> Iterator[_Fault]:
    name = edition.name
    if not _NAME.fullmatch(name):
        hint = "Write ASCII letters, digits, hyphens and underscores: files are called by it."
        yield ["name"], f"no edition can be called {name!r}.", hint
    if other := names.get(folded(name)):
        same = other if other == name else f"{other} and {name}, which are one on many disks"
        yield ["name"], f"two editions are called {same}.", "Rename one of them."
    if bool(listed(edition.documents)) == bool(edition.parts):
        both = "both documents and parts." if edition.parts else "no documents."
        hint = (
            'Write documents = ["a", "b"], documents = "all", or [[editions.parts]] with documents in each.'
        )
        yield ["parts"] if edition.parts else [], f"the edition {name} has {both}", hint
    if edition.formats == ():
        yield ["formats"], *NO_FORMAT
    for number, part in enumerate(edition.parts):
        if not listed(part.documents):
            yield (
                ["parts", str(number), "documents"],
                "the part has no documents.",
                "Name some, or remove it.",
            )


def _languages(edition: EditionTable) -> Iterator[_Fault]:
    if not edition.languages:
        yield ["languages"], "the edition has no language.", 'Write languages = ["en", "fr"].'
    for key, value in (("languages", edition.languages), ("main", (edition.main,) if edition.main else ())):
        for tag in value:
            if fault := _tag(tag):
                yield [key], *fault
    own = tags(edition)
    if len(own) < len(edition.languages):
        yield ["languages"], "a language is named twice.", f"Write {', '.join(own)}."
    legal = f"Legal values: {', '.join(own)}."
    if edition.main and (edition.mono or main_of(edition) not in own):
        why = "with mono = true each book has its own." if edition.mono else "the edition isn't in it."
        yield ["main"], f"{edition.main} can't be the main language: {why}", "" if edition.mono else legal
    said: list[tuple[list[str], Said]] = [
        (["title"], edition.title),
        (["subtitle"], edition.subtitle),
        (["cover-alt"], edition.cover_alt),
        *((["parts", str(n), "title"], part.title) for n, part in enumerate(edition.parts)),
        *((["contributors", str(n), "names"], one.names) for n, one in enumerate(edition.contributors)),
    ]
    for keys, texts in said:
        yield from _said(edition, keys, texts, own)


def _said(edition: EditionTable, keys: list[str], texts: Said, own: Sequence[str]) -> Iterator[_Fault]:
    """Check texts by language.

    They are in languages of the edition, and one of them in the main one.
    """
    if isinstance(texts, str):
        return
    for tag in texts:
        if fault := _tag(tag):
            yield [*keys, tag], *fault
        if languages.get(tag).tag not in own:
            legal = f"Legal keys: {', '.join(own)}."
            yield [*keys, tag], f"the edition isn't in {tag}.", legal
    found = by_language(texts, "")
    needed = own if edition.mono else (main_of(edition),)
    missing = [tag for tag in needed if tag not in found]
    if texts and missing and keys[-1] not in {"names", "subtitle"}:
        yield keys, f"{keys[-1]!r} says nothing in {missing[0]}.", "Add it: it is a main language."


def _tag(tag: str) -> tuple[str, str] | None:
    try:
        languages.get(tag)
    except DiglotError as error:
        return error.what, error.hint
    return None


def _known(edition: EditionTable) -> Iterator[_Fault]:
    """Dates, identifiers, numbers, roles and claims."""
    if (date := edition.date) and not is_date(date):
        yield ["date"], f"{date!r} is no date.", "Write 2026, 2026-03 or 2026-03-14."
    for written in listed(edition.identifiers):
        if what := _refused(urn, written):
            yield (
                ["identifiers"],
                what,
                "Write an ISBN, a DOI, a URN (urn:...) or a web address (https://...).",
            )
    number = str(edition.series_number)
    if number and not re.fullmatch(r"\d+(\.\d+)*", number):
        yield ["series-number"], f"{number!r} is no number in a series.", "Write 3, or 3.1."
    if number and not edition.series:
        yield ["series-number"], "it is the number in no series.", 'Add series = "...", or remove it.'
    picture = picture_of(edition)
    if picture and not edition.cover_alt:
        yield ["cover"], "nothing says what the cover shows.", 'Add cover-alt = "...".'
    if edition.cover_alt and not picture:
        hint = 'Add cover = "PATH": of a generated cover all is said that is written on it.'
        yield ["cover-alt"], "there is no cover to describe.", hint
    for place, one in enumerate(edition.contributors):
        if what := _refused(relator, one.role):
            words = ", ".join(sorted(name for name in relators() if len(name) > 3))
            hint = f"Legal values: the codes of MARC relators, such as edt, and their words: {words}."
            yield ["contributors", str(place), "role"], what, hint
        if one.orcid and (what := _refused(orcid, one.orcid)):
            yield ["contributors", str(place), "orcid"], what, "Write 0000-0002-1825-0097."
    yield from _claims(edition)


def _claims(edition: EditionTable) -> Iterator[_Fault]:
    claim = edition.accessibility
    if not claim:
        return
    keys = ["accessibility"]
    if not claim.certified_by:
        yield [*keys, "certified-by"], "nobody is named who evaluated the book.", "Name the person or firm."
    for standard in listed(claim.conforms_to):
        if standard not in STANDARDS and not re.fullmatch(r"https?://[!-~]+", standard):
            legal = f"Legal values: {'; '.join(STANDARDS)}; or the address of another standard."
            yield [*keys, "conforms-to"], f"{standard!r} is no standard that can be claimed.", legal
    if not listed(claim.conforms_to):
        yield [*keys, "conforms-to"], "no standard is named.", f"Legal values: {'; '.join(STANDARDS)}."
    if claim.report and not re.fullmatch(r"https?://[!-~]+", claim.report):
        yield [*keys, "report"], f"{claim.report!r} is no web address.", "Write https://..."


def _refused(check_: Callable[[str], str], written: str) -> str:
    try:
        check_(written)
    except ValueError as error:
        return str(error)
    return ""


# `diglot.toml`.


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
