"""What an `[[editions]]` table means in this project.

Documents by name, and files that are there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from toolkit import config, languages
from toolkit.config import EditionTable
from toolkit.errors import ConfigError, DiglotError
from toolkit.project import Project
from toolkit.workflow.project_files import no_file


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a book, with its documents."""

    title: config.Said
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file for one language: matter, or a font."""

    path: Path
    lang: str
    notice: Path | None = None
    """Of a font: the file with its licence."""


@dataclass(frozen=True, slots=True)
class Selection:
    """One book to build."""

    table: EditionTable
    number: int
    """0-based, of its table."""
    name: str
    """Of its files."""
    langs: tuple[str, ...]
    main: str
    parts: tuple[Chapter, ...]
    front: tuple[Leaf, ...]
    back: tuple[Leaf, ...]
    cover: Path | None
    fonts: tuple[Leaf, ...]
    """For the languages that are in it."""

    @property
    def documents(self) -> tuple[str, ...]:
        """In order."""
        return tuple(chain.from_iterable(part.documents for part in self.parts))

    @property
    def files(self) -> tuple[Path, ...]:
        """What is read beside the documents and their catalogs."""
        own = tuple(leaf.path for leaf in (*self.front, *self.back))
        notices = (leaf.notice for leaf in self.fonts if leaf.notice)
        return (*own, *(leaf.path for leaf in self.fonts), *notices, *([self.cover] if self.cover else ()))


def names(here: Project) -> dict[str, int]:
    """Edition name -> number of its table.

    ConfigError where one is called like a document.
    """
    for number, table in enumerate(here.settings.editions):
        if table.name in here.sources:
            raise ConfigError(
                f"an edition and a document are called {table.name}.",
                here.place("editions", str(number), "name"),
                "Rename the edition.",
            )
    return {table.name: number for number, table in enumerate(here.settings.editions)}


def select(here: Project, number: int) -> tuple[Selection, ...]:
    """The books of a table: one, or one a language.

    ConfigError where it asks for what isn't there.
    """
    table = here.settings.editions[number]
    langs, main = config.tags(table), config.main_of(table)
    parts = _parts(here, number)
    documents = list(chain.from_iterable(part.documents for part in parts))
    # One document lends the book its title; several can't.
    if len(documents) > 1 and not table.title:
        raise ConfigError(
            f"the edition {table.name} has {len(documents)} documents and no title.",
            here.place("editions", str(number)),
            'Add title = "...".',
        )
    cover = None
    if picture := config.picture_of(table):
        cover = _file(here, number, "cover", picture)
        # Looked for now: a book without its cover would be built, and nobody told.
        if not cover.is_file():
            raise _missing(here, number, "cover", picture, "Legal values: generated, none, or a path. ")

    def book(name: str, langs: tuple[str, ...], main: str) -> Selection:
        front = _leaves(here, number, "front-matter", langs, main)
        back = _leaves(here, number, "back-matter", langs, main)
        fonts = _fonts(here, number, langs, main)
        return Selection(table, number, name, langs, main, parts, front, back, cover, fonts)

    if table.mono:
        return tuple(book(f"{table.name}.{lang}", (lang,), lang) for lang in langs)
    return (book(table.name, langs, main),)


def _parts(here: Project, number: int) -> tuple[Chapter, ...]:
    """The parts of a book, each document once.

    It stands where it is named first; one that is named by itself, before any pattern.
    """
    table = here.settings.editions[number]
    wanted: list[tuple[tuple[str, ...], tuple[str, ...]]]
    if table.parts:
        wanted = [(config.listed(part.documents), ("parts", str(n))) for n, part in enumerate(table.parts)]
    else:
        wanted = [(config.listed(table.documents), ())]
    # Names first: a pattern takes what nobody has named, wherever it stands.
    taken: set[str] = set()
    for some, keys in wanted:
        for name in some:
            if name in taken:
                where = here.place("editions", str(number), *keys, "documents")
                raise ConfigError(f"{name} is in the edition {table.name} twice.", where, "Name it once.")
            if name in here.sources:
                taken.add(name)
    documents = []
    for some, keys in wanted:
        mine: list[str] = []
        for pattern in some:
            if pattern in here.sources:
                mine.append(pattern)
                continue
            # Patterns as in a shell, with capitals as they are on every system.
            matching = [name for name in here.sources if pattern == "all" or fnmatchcase(name, pattern)]
            if not matching:
                raise _unknown(here, pattern, ("editions", str(number), *keys, "documents"))
            # Whoever uses patterns numbers the files.
            mine += sorted(set(matching) - taken, key=_natural)
            taken |= set(matching)
        documents.append(tuple(mine))
    titles = [part.title for part in table.parts] or [""]
    return tuple(map(Chapter, titles, documents))


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """A key that sorts numbers in names as numbers.

    talk-2 comes before talk-10, and talk-02 before talk-2.
    """
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def _unknown(here: Project, asked: str, keys: Sequence[str]) -> ConfigError:
    what = f"there is no document called {asked!r} in source/."
    if re.search(r"[*?\[]", asked):
        what = f"no document in source/ is called like {asked!r}."
    return ConfigError(what, here.place(*keys), here.suggestion(asked))


def _file(here: Project, number: int, key: str, path: str) -> Path:
    """The file that a table names."""
    return here.own(here.root / path, here.place("editions", str(number), key))


def _missing(here: Project, number: int, key: str, path: str, legal: str = "") -> ConfigError:
    return no_file(here, path, here.place("editions", str(number), key), legal=legal)


def _leaves(here: Project, number: int, key: str, langs: Sequence[str], main: str) -> tuple[Leaf, ...]:
    """The pages that a path stands for.

    `preface.fr.md` is French; `preface.md` stands for all that differ by a language.

    By itself it is in the main one, or else in the first of the book that has no file of its own.
    """
    table = here.settings.editions[number]
    leaves = []
    for path in config.listed(table.front_matter if key == "front-matter" else table.back_matter):
        file = _file(here, number, key, path)
        # The path names one language.
        if lang := language_of(file):
            own = [Leaf(file, lang)] if file.is_file() else []
        else:
            own = [
                Leaf(here.own(leaf.path), leaf.lang)
                for leaf in _versions(file, tuple(dict.fromkeys((main, *langs))))
            ]
            # The file without a language has no language left to be in.
            if not own and file.is_file():
                what = f"{path} is there, and a file of its own for each language of the book."
                raise ConfigError(what, here.place("editions", str(number), key), "Rename one of them.")
        if not own:
            raise _missing(here, number, key, path)
        leaves += own
    return tuple(leaves)


def _versions(file: Path, order: Sequence[str]) -> list[Leaf]:
    """A page in some languages.

    It is None where the file without a language is left over.
    """
    files = {lang: file.with_name(f"{file.stem}.{lang}{file.suffix}") for lang in order}
    there = {lang: path for lang, path in files.items() if path.is_file()}
    if file.is_file():
        if not (free := next((lang for lang in order if lang not in there), "")):
            return []
        there[free] = file
    return [Leaf(there[lang], lang) for lang in order if lang in there]


_LICENCES = ("OFL.txt", "LICENSE.txt", "LICENCE.txt", "LICENSE", "LICENCE", "COPYING")


def _licence_beside(font: Path) -> Path | None:
    """The file with the licence of a font.

    One called like it, or by one of the usual names.
    """
    # As fonts are packed by those who publish them.
    names = (f"{font.stem}.txt", f"{font.stem}-LICENSE.txt", *_LICENCES)
    return next((file for name in names if (file := font.with_name(name)).is_file()), None)


def _fonts(here: Project, number: int, langs: Sequence[str], main: str) -> tuple[Leaf, ...]:
    said = here.settings.editions[number].fonts
    # Fonts without a language are for the readers' own.
    wanted = said if isinstance(said, dict) else {main: said}
    fonts = []
    for tag, paths in wanted.items():
        lang = languages.get(tag).tag
        for path in config.listed(paths):
            file = _file(here, number, "fonts", path)
            if not file.is_file():
                raise _missing(here, number, "fonts", path)
            # A table may name fonts of languages that this book hasn't.
            if lang in langs:
                notice = _licence_beside(file)
                fonts.append(Leaf(file, lang, notice and here.own(notice)))
    return tuple(fonts)


def language_of(file: Path) -> str:
    """The language in a file's name; "" for none.

    It stands before the suffix.
    """
    tag = Path(file.stem).suffix[1:]
    # "v1.2.md" has no language in its name.
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][^\W_]+)*", tag):
        return ""
    try:
        return languages.get(tag).tag
    except DiglotError:
        return ""
