"""The index and the glossary of a book, made of its documents and the project's terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.findings import Finding, report
from toolkit.model import Book, Location
from toolkit.model.indexes import BookTerm
from toolkit.project import Project
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.catalog.glossary import Term
    from toolkit.edition.indexing import IndexedBook


def wanted(options: BuildOptions) -> bool:
    """Whether an edition has an index or a glossary."""
    return options.index or options.glossary


def glossaries(here: Project, options: BuildOptions, langs: Iterable[str]) -> Iterator[Path]:
    """The files that they are made of, beside the documents; whether they are there or not."""
    if wanted(options):
        yield from (here.glossary_path(lang) for lang in langs if not languages.alike(lang, here.source_lang))


class Indexes:
    """The index of one book, for all of its formats."""

    def __init__(self, workspace: Workspace, options: BuildOptions, where: Location) -> None:
        """where: what asks for it, for findings."""
        self.workspace, self.options, self.where = workspace, options, where
        self.findings: tuple[Finding, ...] = ()
        """Known when it is made."""
        self._made: Book | None = None

    def on(self, book: Book) -> Book:
        """The book with its index; as it is where none is wanted.

        Raises DiglotError where a document or a glossary can't be read, or where nothing sorts.
        """
        if not wanted(self.options):
            return book
        # Each format has a book of its own, and what stands where is the same in all.
        if self._made is None:
            # It loads ICU.
            from toolkit.edition import indexing

            names, terms = self.options.index, self.options.glossary
            made = indexing.index_of(book, terms_of(self.workspace, book.langs), names=names, glossary=terms)
            self._made = replace(book, index=made.index)
            self.findings = tuple(self._told(made))
        return replace(book, index=self._made.index)

    def _told(self, made: IndexedBook) -> Iterator[Finding]:
        if self.options.index and not made.index.names:
            yield report("D415.names", self.where)
        if self.options.glossary and not made.index.terms:
            yield report("D415.terms", self.where)
        doubtful, apart = made.doubtful, made.apart
        if doubtful:
            yield report("D416.said", self.where, number=len(doubtful), names=doubtful)
        if apart:
            yield report("D416.apart", self.where, number=len(apart), names=apart)


def terms_of(workspace: Workspace, langs: Sequence[str]) -> tuple[BookTerm, ...]:
    """The terms of a project in some languages; DiglotError where a glossary can't be read.

    Those of two glossaries that have one source are one.
    """
    from toolkit.catalog.glossary import folded
    from toolkit.workflow.terms import glossary

    source = workspace.project.source_lang
    by_source: dict[str, dict[str, Term]] = {}
    # A book in the language of the project alone has its terms, too.
    for lang in dict.fromkeys((*langs, *workspace.project.target_langs)):
        own = None if languages.alike(lang, source) else glossary(workspace, source, lang)
        for term in own.terms if own else ():
            by_source.setdefault(folded(term.source), {})[lang] = term
    return tuple(_joined(by_lang, source, langs) for by_lang in by_source.values())


def _joined(by_lang: dict[str, Term], source: str, langs: Sequence[str]) -> BookTerm:
    first = next(iter(by_lang.values()))
    own = {lang: term for lang, term in by_lang.items() if lang in langs}
    spellings = dict.fromkeys(form for term in by_lang.values() for form in term.spellings)
    return BookTerm(
        next((term.indexed for term in by_lang.values() if term.indexed), ""),
        {source: (first.source, *spellings)}
        | {lang: term.targets for lang, term in own.items() if term.targets},
        source,
        {lang: term.forms for lang, term in own.items()},
        {lang: term.definition for lang, term in own.items() if term.definition},
        {lang: term.file_as for lang, term in own.items() if term.file_as},
    )
