"""What a table of `[[editions]]` must not say, and what such rules have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from toolkit import languages, late, registry
from toolkit.config import paper, style
from toolkit.config.identifiers import URL, orcid, relator, relators, urn
from toolkit.config.settings import (
    EditionTable,
    listed,
    main_of,
    picture_of,
    tags,
)
from toolkit.config.tables import Fault, Said, by_language
from toolkit.errors import DiglotError
from toolkit.text.data import is_date
from toolkit.text.files import fault

_NAME = late.regex(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_BEGUN_DATE = late.regex(r"\d{4}-")
COVERS = ("generated", "none")
_STANDARDS = [
    f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    for version, level in product(("2.0", "2.1", "2.2"), ("A", "AA", "AAA"))
]
"""The strings by which EPUB Accessibility 1.1 wants conformance to be told; other standards have URLs."""
NO_FORMAT = (
    ["formats"],
    "no format is named, and nothing would be made.",
    'Write formats = ["epub"], or take the line out: without it there is a default.',
)


def of_edition(edition: EditionTable) -> Iterator[Fault]:
    """Faults of the table of an edition, by keys in it."""
    # In this order: later ones take for granted what earlier ones have looked at.
    for rule in (_documents, _languages, _book, _claims):
        yield from rule(edition)


def date_fault(given: str, *keys: str) -> Iterator[Fault]:
    """That something is no date."""
    if given and not is_date(given):
        yield keys, f"{given!r} is no date.", "Write 2026, 2026-03 or 2026-03-14."


def told_date_fault(given: str, *keys: str) -> Iterator[Fault]:
    """That something is neither a date nor words for one, of what was published or recorded once.

    Of that nobody may know the day. What has no letter, or begins as a date does, is a slip.
    """
    if given and not is_date(given) and (_BEGUN_DATE.match(given) or not any(map(str.isalpha, given))):
        cure = "Write 2026, 2026-03 or 2026-03-14, or in words what is known, such as “about 1998”."
        yield keys, f"{given!r} is no date.", cure


def tag_fault(tag: str, *keys: str) -> Iterator[Fault]:
    """That something is no tag of a language."""
    try:
        # "" is what isn't said, and no wrong tag.
        _ = tag and languages.get(tag)
    except DiglotError as error:
        yield keys, error.what, error.hint


def not_drawn(*table: str) -> Iterator[Fault]:
    """A picture behind a cover that nobody draws."""
    what = "`cover-picture` stands behind the words of a cover that is drawn, and none is."
    yield [*table, "cover-picture"], what, 'Take it out, or write cover = "generated".'


def _documents(edition: EditionTable) -> Iterator[Fault]:
    if not _NAME.fullmatch(edition.name):
        hint = "Write ASCII letters, digits, hyphens and underscores: files are called by it."
        yield ["name"], f"no edition can be called {edition.name!r}.", hint
    if what := fault([("the edition", edition.name)]):
        yield ["name"], f"{what}.", "Give it another name."
    if bool(listed(edition.documents)) == bool(edition.parts):
        both = "both documents and parts." if edition.parts else "no documents."
        hint = (
            'Write documents = ["a", "b"], documents = "all", or [[editions.parts]] with documents in each.'
        )
        yield ["parts"] if edition.parts else [], f"the edition {edition.name} has {both}", hint
    if edition.formats == ():
        yield NO_FORMAT
    for number, part in enumerate(edition.parts):
        if not listed(part.documents):
            keys = ["parts", str(number), "documents"]
            yield keys, "the part has no documents.", "Name some, or remove it."


def _languages(edition: EditionTable) -> Iterator[Fault]:
    if not edition.languages:
        yield ["languages"], "the edition has no language.", 'Write languages = ["en", "fr"].'
    for tag in edition.languages:
        yield from tag_fault(tag, "languages")
    yield from tag_fault(edition.main, "main")
    # Canonical: en-US and en_US are one language.
    own = tags(edition)
    if len(own) < len(edition.languages):
        yield ["languages"], "a language is named twice.", f"Write {', '.join(own)}."
    legal = f"Legal values: {', '.join(own)}."
    if edition.main and (edition.mono or main_of(edition) not in own):
        why = "with mono = true each book has its own." if edition.mono else "the edition isn't in it."
        yield ["main"], f"{edition.main} can't be the main language: {why}", "" if edition.mono else legal
    yield from _by_language(edition, own, edition.title, "title")
    yield from _by_language(edition, own, edition.subtitle, "subtitle")
    yield from _by_language(edition, own, edition.cover_alt, "cover-alt")
    for number, part in enumerate(edition.parts):
        yield from _by_language(edition, own, part.title, "parts", str(number), "title")
    for number, contributor in enumerate(edition.contributors):
        yield from _by_language(edition, own, contributor.names, "contributors", str(number), "names")


def _by_language(edition: EditionTable, own: Sequence[str], texts: Said, *keys: str) -> Iterator[Fault]:
    """Texts in other languages than the edition's, and in none of its main ones."""
    if isinstance(texts, str):
        return
    for tag in texts:
        yield from tag_fault(tag, *keys, tag)
        if languages.get(tag).tag not in own:
            yield [*keys, tag], f"the edition isn't in {tag}.", f"Legal keys: {', '.join(own)}."
    known = by_language(texts, "")
    # Titles in other languages are printed beside the main one, and may be left out.
    needed = own if edition.mono else (main_of(edition),)
    missing = [tag for tag in needed if tag not in known]
    if texts and missing and keys[-1] not in {"names", "subtitle"}:
        yield keys, f"{keys[-1]!r} says nothing in {missing[0]}.", "Add it: it is a main language."


def _book(edition: EditionTable) -> Iterator[Fault]:
    """Dates, identifiers, numbers, covers and roles."""
    yield from date_fault(edition.date, "date")
    yield from paper.faults(edition)
    yield from style.faults(edition)
    for identifier in listed(edition.identifiers):
        hint = "Write an ISBN, a DOI, a URN (urn:...) or a web address (https://...)."
        yield from _refused(urn, identifier, hint, "identifiers")
    numbers = edition.isbn if isinstance(edition.isbn, dict) else {"": edition.isbn}
    for format_, number in numbers.items():
        keys = ("isbn", format_) if format_ else ("isbn",)
        if format_ and format_ not in (legal := registry.names("writer")):
            yield keys, f"{format_!r} is no format.", f"Legal keys: {', '.join(legal)}."
        elif number:
            yield from _refused(_isbn, number, "Write it as it is printed: 978-3-16-148410-0.", *keys)
    number = str(edition.series_number)
    # EPUB wants group positions so (belongs-to-collection, group-position).
    if number and not re.fullmatch(r"\d+(\.\d+)*", number):
        yield ["series-number"], f"{number!r} is no number in a series.", "Write 3, or 3.1."
    if number and not edition.series:
        yield ["series-number"], "it is the number in no series.", 'Add series = "...", or remove it.'
    # A picture that nobody describes can't be heard.
    picture = picture_of(edition)
    if picture and not edition.cover_alt:
        yield ["cover"], "nothing says what the cover shows.", 'Add cover-alt = "...".'
    if edition.cover_alt and not picture:
        hint = 'Add cover = "PATH": of a generated cover all is said that is written on it.'
        yield ["cover-alt"], "there is no cover to describe.", hint
    for place, contributor in enumerate(edition.contributors):
        keys = ("contributors", str(place))
        # The words: codes have three letters.
        words = ", ".join(sorted(name for name in relators() if len(name) > 3))
        hint = f"Legal values: the codes of MARC relators, such as edt, and their words: {words}."
        yield from _refused(relator, contributor.role, hint, *keys, "role")
        if contributor.orcid:
            yield from _refused(orcid, contributor.orcid, "Write 0000-0002-1825-0097.", *keys, "orcid")


def _claims(edition: EditionTable) -> Iterator[Fault]:
    claim = edition.accessibility
    if not claim:
        return
    if not claim.certified_by:
        what = "nobody is named who evaluated the book."
        yield ["accessibility", "certified-by"], what, "Name the person or firm."
    legal = f"Legal values: {'; '.join(_STANDARDS)}"
    for standard in listed(claim.conforms_to):
        if standard not in _STANDARDS and not URL.fullmatch(standard):
            what = f"{standard!r} is no standard that can be claimed."
            yield ["accessibility", "conforms-to"], what, f"{legal}; or the address of another standard."
    if not listed(claim.conforms_to):
        yield ["accessibility", "conforms-to"], "no standard is named.", f"{legal}."
    if claim.report and not URL.fullmatch(claim.report):
        yield ["accessibility", "report"], f"{claim.report!r} is no web address.", "Write https://..."


def _isbn(written: str) -> str:
    if not (known := urn(written)).startswith("urn:isbn:"):
        raise ValueError(f"{written!r} is no ISBN.")
    return known


def _refused(check: Callable[[str], str], written: str, hint: str, *keys: str) -> Iterator[Fault]:
    try:
        check(written)
    except ValueError as error:
        yield keys, str(error), hint
