"""The catalogs in a TEI edition.

They are what a project needs to go on where the edition was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from toolkit import catalog
from toolkit.catalog import ids, provenance, review
from toolkit.catalog.comments import LeftOver, code
from toolkit.config.identifiers import orcid_address
from toolkit.edition.translations import TranslatedTexts
from toolkit.model import Absence, Catalog, Cell, Document, Entry, Person
from toolkit.readers.tei.edition import Load, content, own, whole
from toolkit.readers.tei.source import XINCLUDE, about, find, first, words

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Taken:
    """An edition as a project.

    It has its document, its translations, and what `diglot.toml` said.
    """

    document: Document
    """With the ids of the edition; set apart are paragraphs whose translation differs elsewhere."""
    catalogs: Mapping[str, Catalog]
    """By language; without the words of drafts, of which an edition tells that they were held back."""
    settings: Mapping[str, Any]
    """Keys of `diglot.toml`, in their order."""
    modified: str
    """When the sources of the edition last changed, such as 2026-03-14T09:30:00Z; "" where it isn't told."""


def take(data: bytes, path: str, load: Load | None = None) -> Taken:
    """What diglot's own edition holds.

    Raises SourceError with file and line.
    """
    root = whole(data, path, load)
    name = own(root, path)
    document, translated = content(root, name, path)
    template = catalog.extract(document)
    catalogs = {lang: _filled(template, document, some) for lang, some in translated.items()}
    return Taken(document, catalogs, _settings(root, (document.lang, *translated)), _modified(root))


def _filled(template: Catalog, document: Document, translated: TranslatedTexts) -> Catalog:
    """The catalog of a language.

    All that is finished is in it.
    """
    # Messages of names, then those of paragraphs.
    cells = dict(translated.names)
    absent: dict[tuple[str, str], tuple[Absence, float | None]] = {}
    for place, (_, _, unit) in enumerate(ids.units(document)):
        if (cell := translated.cells[place]) is not None:
            cells[unit] = cell
        if place in translated.absences:
            absent[unit] = translated.absences[place]
    left = _left_over(document, translated)
    entries = tuple(
        _beside(_entry(entry, cells.get(entry.key), absent.get(entry.key)), left)
        for entry in template.entries
    )
    if translated.credits:
        lines = "\n".join(map(_signature, translated.credits))
        entries = tuple(
            entry.replace(target=lines, state="done") if entry.key == catalog.CREDITS else entry
            for entry in entries
        )
    return replace(template, lang=translated.lang, entries=entries)


def _entry(entry: Entry, cell: Cell | None, absent: tuple[Absence, float | None] | None) -> Entry:
    if cell is None:
        return entry if absent is None else entry.replace(comments=(_why(entry, *absent),))
    comments: tuple[str, ...] = ()
    machine = f"machine{cell.engine and ': '}{cell.engine} [{code(cell.text)}]"
    if cell.origin == "aligned":
        # Without a doubt: what was in doubt is no translation in an edition.
        comments = (provenance.aligned(cell.text, cell.confidence or 0, doubtful=False),)
    elif cell.origin == "machine":
        comments = (machine,)
    elif cell.origin == "revised":
        comments = (provenance.REVISED,)
        if cell.placed:  # as sure as what a person has decided
            comments = (*comments, provenance.aligned(cell.text, 1, doubtful=False))
        elif cell.engine:
            comments = (*comments, machine)
    return review.reviewed(entry.replace(target=cell.text, state="done", comments=comments), cell.review)


def _left_over(document: Document, translated: TranslatedTexts) -> Mapping[str, list[str]]:
    """Comments about additions, by paragraph.

    They tell what the translation has beside a paragraph.
    """
    comments: dict[str, list[str]] = {}
    for n, _, paragraph in document.numbered():
        for addition in translated.additions.get(paragraph.id, ()):
            place = "before all" if addition.before else f"after {n}"
            line = str(LeftOver(place, addition.text, addition.decided, "", unchanged=True))
            comments.setdefault(paragraph.id, []).append(line)
    return comments


def _beside(entry: Entry, left: Mapping[str, list[str]]) -> Entry:
    lines = [*chain.from_iterable(left.get(id_, ()) for id_ in entry.ids)]
    return entry.replace(comments=(*entry.comments, *lines)) if lines else entry


def _why(entry: Entry, absence: Absence, confidence: float | None) -> str:
    return provenance.HELD_BACK if absence == "draft" else provenance.left_out(entry.source, confidence)


def _signature(person: Person) -> str:
    return f"{person.name} <{orcid_address(person.orcid)}>" if person.orcid else person.name


def _settings(root: _Element, langs: tuple[str, ...]) -> dict[str, Any]:
    """What of `diglot.toml` can be told from the headers."""
    said: dict[str, Any] = {"source-language": langs[0], "target-languages": list(langs[1:])}
    header = first(root, "teiHeader/fileDesc")
    publisher = first(root, "teiHeader/fileDesc/publicationStmt/publisher")
    # The word without a language is diglot's own: nobody said.
    if publisher is not None and (words(publisher) != "unknown" or len(publisher.attrib)):
        said["publisher"] = words(publisher)
    if header is not None:
        told = {
            "place": "publicationStmt/pubPlace",
            "version": "editionStmt/edition",
            "date": "publicationStmt/date",
        }
        for key, path in told.items():
            if text := words(first(header, path)):
                said[key] = text
        # A licence in words, which editions could have once, is none that `diglot.toml` takes.
        licence = first(header, "publicationStmt/availability/licence")
        if licence is not None and (target := licence.get("target")):
            said["licence"] = target
    if about(root).get("fallback") == "omit":
        said["fallback"] = "omit"
    tei: dict[str, Any] = {}
    if next(root.iter("{*}sp"), None) is not None:
        tei["dialogue"] = "sp"
    if any(group.get("subtype") == "sentence" for group in root.iter("{*}linkGrp")):
        tei["sentences"] = True
    # Its parts stand where they were included by now; that they were is still declared.
    if XINCLUDE in root.nsmap.values():
        tei["files"] = "split"
    return said | ({"tei": tei} if tei else {})


def _modified(root: _Element) -> str:
    changes = (change.get("when") or "" for change in find(root, "teiHeader/revisionDesc/change"))
    return next((when for when in changes if "T" in when), "")
