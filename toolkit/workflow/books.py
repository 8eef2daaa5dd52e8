"""Books of `diglot.toml`, each written as one file or folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from toolkit import config, limits, registry
from toolkit.config import ContributorTable, EditionTable, Said
from toolkit.edition import matter
from toolkit.errors import ConfigError, DiglotError, WritingModeError
from toolkit.findings import Finding, report
from toolkit.model import Book, Cell, Contributor, Edition, Evaluation, Font, Location, Matter, Part, Picture
from toolkit.model.editions import urn
from toolkit.project import CONFIG, Project
from toolkit.text.slugs import slug
from toolkit.workflow import documents
from toolkit.workflow import pictures as pictures_of
from toolkit.workflow.documents import Outcome, modified
from toolkit.workflow.editions import Choices, Given, choose, lacking, not_written, put, retold, unchanged
from toolkit.workflow.held import Choice
from toolkit.workflow.indexes import Indexes, glossaries
from toolkit.workflow.kept_pictures import published
from toolkit.workflow.records import Records
from toolkit.workflow.selection import Leaf, Selection
from toolkit.workflow.tallies import EditionTally
from toolkit.workflow.workspace import Workspace
from toolkit.writers import fonts, photographs, pictures

_SHORT, _LONG, _HEAVY = 625, 1000, 2_000_000
"""Fewest pixels of a cover's sides, most bytes."""
HELD = 16
"""Documents that a book may have to be held in memory while it is written; of more, each is read when it is
come to, and again when it is come to again."""


def build(
    workspace: Workspace,
    selection: Selection,
    formats: Sequence[str],
    given: Given,
    records: Records,
    *,
    strict: bool,
) -> Iterator[Outcome]:
    """Write a book in each format where it is due."""
    here = workspace.project
    choices = choose(here, given, selection.table, alone=len(selection.langs) == 1)
    read = [*selection.files]
    for name in selection.documents:
        read += workspace.inputs(name, selection.langs)
    read += glossaries(here, choices.options, dict.fromkeys((*selection.langs, *here.target_langs)))
    indexes = Indexes(workspace, choices.options, here.place("editions", str(selection.number), "index"))
    settings = (here.settings.name, here.settings.publisher, here.source_lang)
    inputs = records.checksum((selection, settings, choices), read)
    for format_ in formats:
        what = ("edition", selection.name, format_, choices.variant)
        record = records.kept(what, inputs)
        # What was written without --strict may lack something: then it is made again, and refused.
        if record and not (strict and lacking(findings for _, findings in record.findings)):
            yield from retold([record])
            yield from unchanged(here, record)
            continue
        documents = Documents(workspace, selection, choices, format_)
        outcomes = _written(workspace, selection, format_, documents, choices, indexes, strict=strict)
        records.keep(what, inputs, outcomes, documents.outcomes.values(), documents.looked)
        yield from documents.outcomes.values()
        yield from outcomes


def _written(
    workspace: Workspace,
    selection: Selection,
    format_: str,
    documents: Documents,
    choices: Choices,
    indexes: Indexes,
    *,
    strict: bool,
) -> Sequence[Outcome]:
    here = workspace.project
    # All is made as it is written: an error in one document keeps this book alone from being written.
    writer = registry.load("writer", format_)
    path = here.build_path(writer.called(selection.name + choices.variant, choices.options))
    try:
        if strict:
            for name in selection.documents:
                documents.make(name)
            # Asked of all documents before a byte is written.
            if lacking(outcome.findings for outcome in documents.outcomes.values()):
                return [not_written(here.show(path))]
        # Else each document says it when it is made.
        options = choices.options.replace(modified=modified([]))
        book = indexes.on(book_of(workspace, selection, documents))
        if indexes.findings:
            documents.outcomes[CONFIG] = Outcome(CONFIG, findings=indexes.findings)
        # Shops refuse small covers, so that the editor must know.
        if selection.cover and book.cover and (finding := _small(here, selection.cover, book.cover)):
            shown = here.show(selection.cover)
            documents.outcomes[shown] = Outcome(shown, findings=(finding,))
        write = writer.writes(book, options)
        return put(workspace, path, write, writer, options, tally=documents.tally, strict=strict)
    except WritingModeError as error:
        place: Location | str = here.show(path)
        if here.settings.vertical:
            place = here.place("writing-mode")
        elif selection.table.vertical:
            place = here.place("editions", str(selection.number), "writing-mode")
        return [Outcome(here.show(path), error=error.at(place))]
    except DiglotError as error:
        return [Outcome(here.show(path), error=error)]


class Documents:
    """The documents of a book, made on demand.

    What was found in their catalogs is gathered on the way.
    """

    def __init__(self, workspace: Workspace, selection: Selection, choices: Choices, format_: str) -> None:
        self.workspace, self.selection, self.choices = workspace, selection, choices
        self.format = format_
        self.by_sentence = registry.load("writer", format_).sentences(choices.options)
        self.prefixes = prefixes(selection.documents)
        self.looked: set[Path] = set()
        """Files of pictures."""
        self.outcomes: dict[str, Outcome] = {}
        """By the path of a transcript or a catalog, what was found in it; once, however often it is read."""
        self.last = ""
        """The one that was made last."""
        self.tallies: dict[str, EditionTally] = {}
        """By name, of those that were made."""

    def of(self, names: Sequence[str]) -> Sequence[Edition]:
        """Those with these names, in order."""
        return _Editions(self, names)

    def make(self, name: str) -> Edition:
        """One of the documents, by its name.

        Raises DiglotError where its transcript or a catalog can't be read.
        """
        workspace, here = self.workspace, self.workspace.project
        if len(self.prefixes) > HELD and self.last != name:
            # A book of many documents holds one at a time.
            workspace.forget([self.last])
        self.last = name
        # Doubts aren't looked for: they take a while, and `show` and `check` tell them.
        certain, document = workspace.reading(name).certain, workspace.document(name)
        langs = self.selection.langs
        shows = pictures_of.shown(workspace, name, langs)
        self.looked |= shows.looked
        if registry.load("writer", self.format).in_folder(self.choices.options):
            shows.narrow(workspace)
        self._told(document.path, (*certain, *documents.lacks(here, document), *shows.findings))
        for lang in langs:
            if lang != document.lang and (findings := workspace.translation(name, lang).findings):
                self._told(here.show(here.catalog_path(name, lang)), findings)
        # Whatever was spoken in a document stands first in it.
        order = tuple(sorted(langs, key=lambda lang: lang != document.lang))
        # Readers of the book have one language, whichever of its documents they are in.
        choice = Choice(order, self.choices.options.fallback, self.selection.main, self.prefixes[name])
        edition = workspace.edition(name, choice, by_sentence=self.by_sentence)
        changed = workspace.modified(name, langs)
        made = replace(shows.on(edition), modified=changed, labels=self.choices.labels(document))
        if name not in self.tallies:
            self.tallies[name] = EditionTally.of(made, {lang: workspace.words(name, lang) for lang in order})
        return made

    def tally(self) -> EditionTally:
        """What is in the book, when all of them are made."""
        return EditionTally.all_of(self.tallies.values())

    def _told(self, path: str, findings: tuple[Finding, ...]) -> None:
        if findings:
            self.outcomes[path] = Outcome(path, findings=findings)


class _Editions(Sequence[Edition]):
    """Some of a book's documents."""

    def __init__(self, documents: Documents, names: Sequence[str]) -> None:
        self.documents, self.names = documents, names

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, index: int) -> Edition: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Edition]: ...
    def __getitem__(self, index: int | slice) -> Edition | Sequence[Edition]:
        if isinstance(index, slice):
            return _Editions(self.documents, self.names[index])
        return self.documents.make(self.names[index])


def prefixes(names: Sequence[str]) -> Mapping[str, str]:
    """What the ids of each document begin with.

    Nothing in a book of one, else the slug of its name and a dot.
    """
    if len(names) == 1:
        return {names[0]: ""}
    by_name: dict[str, str] = {}
    # Two names may have one slug; a number that another name ends in must not be given twice either.
    taken: set[str] = set()
    for name in names:
        stem = slug(name)
        number = 1
        # Numbered from 2, as people number things of one name.
        while (unique := stem if number == 1 else f"{stem}-{number}") in taken:
            number += 1
        taken.add(unique)
        by_name[name] = f"{unique}."
    return by_name


def book_of(workspace: Workspace, selection: Selection, documents: Documents) -> Book:
    """The book, with all that its table says.

    Where it has one document, the sidecar says what the table doesn't.
    """
    here = workspace.project
    table, main = selection.table, selection.main
    numbers = (isbn_of(table, documents.format), *config.listed(table.identifiers))
    identifiers = tuple(dict.fromkeys(map(config.urn, filter(None, numbers))))
    book = Book(
        name=selection.name,
        # The first is what reading systems know the book by.
        identifier=identifiers[0] if identifiers else _identity(here, selection, documents.choices.variant),
        langs=selection.langs,
        main=main,
        titles=_cells(table.title, selection),
        parts=tuple(
            Part(documents.of(part.documents), _cells(part.title, selection)) for part in selection.parts
        ),
        title_page=True,
        subtitles=_cells(table.subtitle, selection),
        cover=_cover(workspace, selection),
        drawn=documents.choices.options.drawn,
        contributors=tuple(_contributor(contributor, selection) for contributor in table.contributors),
        publisher=table.publisher or here.settings.publisher,
        place=table.place or here.settings.place,
        version=documents.choices.options.version,
        colophon=documents.choices.options.colophon,
        cover_design=documents.choices.options.cover_design,
        palette=documents.choices.options.palette,
        cover_picture=pictures_of.behind_cover(workspace, documents.choices.options, documents.looked),
        css=pictures_of.style_sheet(workspace, documents.choices.options.css, documents.looked),
        date=table.date or here.settings.date,
        identifiers=identifiers,
        rights=table.rights,
        licence=table.licence,
        series=table.series,
        series_number=str(table.series_number),
        description=table.description,
        subjects=table.subjects,
        front=tuple(_matter(workspace, leaf, documents.looked) for leaf in selection.front),
        back=tuple(_matter(workspace, leaf, documents.looked) for leaf in selection.back),
        logo=pictures_of.logo(workspace, table, selection.main, documents.looked),
        evaluation=_evaluation(selection),
        fonts=tuple(font(workspace, leaf) for leaf in selection.fonts),
    )
    # What a sidecar says of one document would be wrong of a book of several.
    if book.many:
        return book
    edition = documents.make(selection.documents[0])
    meta = edition.meta
    return replace(
        book,
        titles=book.titles or edition.titles,
        description=book.description or meta.description,
        subjects=book.subjects or meta.subjects,
        identifiers=book.identifiers or ((meta.identifier,) if meta.identifier else ()),
    )


def isbn_of(table: EditionTable, format_: str) -> str:
    """The number of the edition in a format, as it is typed; "" for none."""
    return table.isbn if isinstance(table.isbn, str) else table.isbn.get(format_, "")


def _identity(here: Project, selection: Selection, variant: str) -> str:
    """The identifier of a book that has none of its own.

    It is made of names, not of content: a book to which an interview is added stays the same book.
    """
    parts = (here.settings.name, here.settings.contact, selection.name, *selection.langs)
    return urn((*parts, variant) if variant else parts)


def _cells(said: Said, selection: Selection) -> dict[str, Cell]:
    texts = config.by_language(said, selection.main)
    return {lang: Cell(texts[lang], lang, "original") for lang in selection.langs if lang in texts}


def _contributor(contributor: ContributorTable, selection: Selection) -> Contributor:
    names = _cells(contributor.names, selection)
    # A book always has the name in its main language.
    names.setdefault(selection.main, Cell(contributor.name, selection.main, "original"))
    # The name that somebody typed is printed somewhere, also where each language has one of its own.
    if contributor.name not in {cell.text for cell in names.values()}:
        pivot = selection.langs[0]
        names.setdefault(pivot, Cell(contributor.name, pivot, "original"))
    return Contributor(
        names, config.relator(contributor.role), config.orcid(contributor.orcid) if contributor.orcid else ""
    )


def _cover(workspace: Workspace, selection: Selection) -> Picture | None:
    if not selection.cover:
        return None
    alt = config.by_language(selection.table.cover_alt, selection.main)
    # The rules of `diglot.toml` ask for it in this language.
    said = Cell(alt[selection.main], selection.main, "original")
    shown = workspace.project.show(selection.cover)
    return Picture(*published(workspace, selection.cover, shown, photographs.COVER), said)


def font(workspace: Workspace, leaf: Leaf) -> Font:
    """A font of a book; DiglotError for one that can't be in it."""
    shown = workspace.project.show(leaf.path)
    licence = workspace.text(leaf.notice, limits.PAGE) if leaf.notice else ""
    return fonts.read(workspace.required(leaf.path, limits.FONT), shown, leaf.lang, licence)


def _small(here: Project, path: Path, cover: Picture) -> Finding | None:
    """What shops and readers would say of a picture."""
    size = pictures.size(cover.data, cover.media_type)
    where = Location(here.show(path), 0)
    small = size and (min(size) < _SHORT or max(size) < _LONG)
    heavy = len(cover.data) > _HEAVY
    pixels = f"{size[0]} x {size[1]}" if size else ""
    megabytes = f"{len(cover.data) / 1e6:.1f}"
    if small and heavy:
        return report("D403.both", where, pixels=pixels, megabytes=megabytes)
    if small:
        return report("D403.small", where, pixels=pixels)
    return report("D403.heavy", where, megabytes=megabytes) if heavy else None


def _matter(workspace: Workspace, leaf: Leaf, looked: set[Path]) -> Matter:
    """A page, with its pictures; `looked` gets their files."""
    shown = workspace.project.show(leaf.path)
    text = workspace.text(leaf.path, limits.PAGE)
    if not text.strip():
        raise ConfigError("the page is empty.", shown, "Write something, or take it out of diglot.toml.")
    # Whoever wrote the page is told before the book is made.
    matter.check(text, shown)
    found = {}
    for alt, target, line in matter.shown(text):
        said = Cell(alt, leaf.lang, "original")
        mention = pictures_of.Mention(target, said, Location(shown, line))
        found[target] = pictures_of.required(workspace, leaf.path.parent, mention, looked)
    title, rest = matter.split(text)
    # Its versions in several languages share one name.
    name = leaf.path.name.partition(".")[0]
    return Matter(name, leaf.lang, title, rest, found)


def _evaluation(selection: Selection) -> Evaluation | None:
    claim = selection.table.accessibility
    if claim is None:
        return None
    return Evaluation(claim.certified_by, config.listed(claim.conforms_to), claim.report)
