"""The memory of a project: its catalogs, and the TMX files that `diglot.toml` names.

Its indices are in `.diglot/memory/<source>-<target>.sqlite`. They are changed under the project's lock alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from toolkit import catalog, disk, languages, limits
from toolkit.catalog import contexts, memory
from toolkit.catalog.glossary import Glossary
from toolkit.catalog.memory import PastPair
from toolkit.errors import DiglotError
from toolkit.findings import Finding, refused
from toolkit.model import KINDS, Catalog
from toolkit.project import CONFIG, PRIVATE
from toolkit.text.hygiene import UNDECIDED
from toolkit.workflow import private_files
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.exchange import tmx
    from toolkit.workflow.memory_index import MemoryIndex

_T = TypeVar("_T")


class _Source(NamedTuple):
    """A file of the memory."""

    shown: str
    path: Path
    pairs: Callable[[], Iterator[PastPair]]


class ProjectMemory:
    """The memory of a project, while a command goes on."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.here = workspace.project
        self._indices: dict[tuple[str, str], MemoryIndex] = {}
        self._files: dict[tuple[str, str], list[_Source]] = {}
        self._fresh: dict[tuple[str, str], set[str]] = {}
        """Paths of those that were looked at."""
        self._told: set[tuple[str, str]] = set()
        """What is wrong, told already: one file serves many catalogs."""

    def recall(
        self, updated: Catalog, changes: catalog.Changes, glossary: Glossary | None = None
    ) -> tuple[Catalog, catalog.Changes, tuple[DiglotError, ...]]:
        """A catalog with what the memory has for its new messages.

        Besides, what changed, and what is wrong with files of the memory.
        """
        if not changes.new:
            return updated, changes, ()
        exact = self.here.settings.memory_exact == "done"
        made, wrong = self.ask(
            updated, lambda index: memory.recall(updated, changes, index, exact=exact, glossary=glossary)
        )
        return *(made or (updated, changes)), wrong

    def ask(
        self, about: Catalog, question: Callable[[MemoryIndex], _T], *, own: bool = False
    ) -> tuple[_T | None, tuple[DiglotError, ...]]:
        """The answer of what serves a catalog; None where nothing was translated elsewhere.

        Besides, what is wrong with files of the memory, each fault once a command.

        own  whether what the catalog itself has serves, too
        """
        langs = about.source_lang, about.lang
        wrong: list[DiglotError] = []
        # Once a command: of catalogs that it makes or changes itself there is nothing new to be learnt.
        if langs not in self._files:
            self._files[langs] = [*self._catalogs(langs), *self._memories(langs, wrong)]
        mine = self.here.show(self.here.catalog_path(about.document, about.lang))
        if not [file for file in self._files[langs] if own or file.shown != mine]:
            return None, self._new(wrong)
        # It takes a while to load, and most commands need none.
        import sqlite3

        for again in (self._discard, self._keep_nothing):
            try:
                return question(self._index(about, mine, wrong, own=own)), self._new(wrong)
            except sqlite3.DatabaseError:
                # Somebody has damaged it, and all of it can be made again. Or the disk is full.
                again(langs)
        return question(self._index(about, mine, wrong, own=own)), self._new(wrong)

    def sizes(self, langs: tuple[str, str]) -> dict[str, int]:
        """The files of the memory between two languages: how many bytes each has."""
        files = (*self._catalogs(langs), *self._memories(langs, []))
        return {file.shown: disk.size(file.path) for file in files}

    def unread(self, langs: tuple[str, str]) -> int:
        """How many of its bytes were never read: that takes a second for ten millions."""
        path = self._path(langs)
        known: set[str] = set()
        if path.is_file() and not path.is_symlink() and disk.size(path) and not self._unfinished(path):
            from toolkit.workflow import memory_index

            known = {shown for shown, _ in memory_index.read_files(path)}
        return sum(size for shown, size in self.sizes(langs).items() if shown not in known)

    def make(self, langs: tuple[str, str]) -> None:
        """Make an index anew, while others go on: the project is only held when it is written."""
        from toolkit.workflow.memory_index import MemoryFile, MemoryIndex

        files = (*self._catalogs(langs), *self._memories(langs, []))
        index = MemoryIndex(":memory:", langs)
        marked = [
            MemoryFile(file.shown, disk.checksum(file.path, limits.MEMORY), file.pairs) for file in files
        ]
        deque(index.refresh(marked, {file.shown for file in files}), maxlen=0)
        made = index.base.serialize()
        index.close()
        with self.workspace.changing():
            self._discard(langs)
            private_files.keep(self.here, self._path(langs), made)

    def _new(self, wrong: Sequence[DiglotError]) -> tuple[DiglotError, ...]:
        """What hasn't been told yet."""
        by_words = {(str(error), error.hint): error for error in wrong}
        fresh = tuple(error for words, error in by_words.items() if words not in self._told)
        self._told.update(by_words)
        return fresh

    def _index(self, about: Catalog, mine: str, wrong: list[DiglotError], *, own: bool) -> MemoryIndex:
        """The index of all but the catalog itself, unless that serves, too."""
        from toolkit.workflow.memory_index import MemoryFile

        langs = about.source_lang, about.lang
        files = self._files[langs]
        index = self._opened(langs)
        fresh = self._fresh.setdefault(langs, set())
        new = [file for file in files if file.shown not in fresh and (own or file.shown != mine)]
        wanted = [MemoryFile(file.shown, disk.checksum(file.path, limits.MEMORY), file.pairs) for file in new]
        wrong += index.refresh(wanted, {file.shown for file in files})
        fresh.update(file.shown for file in new)
        index.but = "" if own else about.document
        return index

    def _opened(self, langs: tuple[str, str]) -> MemoryIndex:
        if langs not in self._indices:
            from sqlite3 import OperationalError

            from toolkit.workflow.memory_index import MemoryIndex

            if self.here.read_only:
                self._indices[langs] = MemoryIndex(":memory:", langs)
                return self._indices[langs]
            path = self._path(langs)
            # Of a run that was killed, or a stranger's: SQLite would do what stands there, even to files
            # elsewhere that a journal names.
            if self._unfinished(path):
                self._discard(langs)
            try:
                if not path.exists() or path.is_symlink():
                    private_files.keep(self.here, path, b"")
                self._indices[langs] = MemoryIndex(str(path), langs)
            except OperationalError:
                # Where nothing can be kept, it is made each time.
                self._indices[langs] = MemoryIndex(":memory:", langs)
        return self._indices[langs]

    def _path(self, langs: tuple[str, str]) -> Path:
        path = self.here.own(self.here.root / PRIVATE / "memory" / f"{'-'.join(langs)}.sqlite")
        # SQLite follows links, of its journals too.
        for file in self._beside(path):
            self.here.own(file)
        return path

    @staticmethod
    def _beside(path: Path) -> list[Path]:
        """The files that SQLite may make beside an index, or reads there."""
        return [path.with_name(f"{path.name}-{end}") for end in ("journal", "wal", "shm")]

    def _unfinished(self, path: Path) -> bool:
        """Whether an index is being written, or what it says may be undone by what stands beside it."""
        return any(file.is_file() and disk.size(file) for file in self._beside(path))

    def _discard(self, langs: tuple[str, str]) -> None:
        """Begin anew: an empty file is an empty index."""
        if index := self._indices.pop(langs, None):
            index.close()
        self._fresh.pop(langs, None)
        path = self._path(langs)
        for file in (*self._beside(path), path):
            if file.exists() or file.is_symlink():
                private_files.keep(self.here, file, b"")

    def _keep_nothing(self, langs: tuple[str, str]) -> None:
        """Go on with an index that is made for this command alone."""
        from toolkit.workflow.memory_index import MemoryIndex

        self._discard(langs)
        self._indices[langs] = MemoryIndex(":memory:", langs)

    def unreadable(self, langs: Sequence[tuple[str, str]]) -> Iterator[DiglotError]:
        """What is wrong with the TMX files of the memory.

        langs  pairs of languages: a file that an index of one has is not read again
        """
        known: set[tuple[str, str]] = set()
        for pair in langs if self.here.settings.memory else ():
            # An index that isn't to be trusted only costs another look.
            with suppress(DiglotError):
                path = self._path(pair)
                linked = path.is_symlink()
                if not linked and path.is_file() and disk.size(path) and not self._unfinished(path):
                    from toolkit.workflow import memory_index

                    known |= memory_index.read_files(path)
        wrong: list[DiglotError] = []
        for file in self._memories(langs[0], wrong) if langs else ():
            try:
                if (file.shown, disk.checksum(file.path, limits.MEMORY)) not in known:
                    deque(file.pairs(), maxlen=0)
            except DiglotError as error:
                wrong.append(error)
        yield from wrong

    def close(self) -> None:
        """Let go of all indices."""
        for index in self._indices.values():
            index.close()
        self._indices.clear()

    def _catalogs(self, langs: tuple[str, str]) -> Iterator[_Source]:
        for name in (*self.here.sources, *self._left(langs[1])):
            # What is wrong with a catalog is told where it is updated, and by `check`.
            with suppress(DiglotError):
                path = self.here.catalog_path(name, langs[1])
                if path.is_file():
                    yield _Source(self.here.show(path), path, partial(self._of_catalog, name, langs))

    def _left(self, lang: str) -> Iterator[str]:
        """Documents with a catalog that aren't in `source/` any more: divided, put together, or renamed."""
        for path in sorted(self.here.catalog_path("*", lang).parent.glob("*.po")):
            if path.stem not in self.here.sources and not path.stem.startswith("."):
                yield path.stem

    def _of_catalog(self, name: str, langs: tuple[str, str]) -> Iterator[PastPair]:
        with suppress(DiglotError):
            known = self.workspace.catalog(name, langs[1])
            if known is None or not languages.alike(known.source_lang or self.here.source_lang, langs[0]):
                return
            # Catalogs of other programs may lie there, too.
            if name in self.here.sources or any(entry.key == contexts.CREDITS for entry in known.entries):
                yield from memory.past_pairs(known)

    def _memories(self, langs: tuple[str, str], wrong: list[DiglotError]) -> Iterator[_Source]:
        for number, pattern in enumerate(self.here.settings.memory):
            where = self.here.place("memory", str(number))
            try:
                folder = self.here.own(self.here.root / pattern, where).parent
                names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
                wanted = [name for name in names if fnmatchcase(name, Path(pattern).name)]
                # A folder may be empty yet.
                if not wanted and not (folder.is_dir() and "*" in pattern):
                    hint = "Is it misspelt? Paths are relative to the project; * stands for any characters."
                    raise DiglotError(f"no file is called {pattern!r}.", where, hint)
                for name in sorted(wanted):
                    path = self.here.own(folder / name, where)
                    yield _Source(self.here.show(path), path, partial(self._of_tmx, path, langs))
            except DiglotError as error:
                wrong.append(error)

    def _of_tmx(self, path: Path, langs: tuple[str, str]) -> Iterator[PastPair]:
        limits.check(disk.size(path), limits.MEMORY, self.here.show(path))
        from toolkit.exchange import tmx

        name = path.name
        with disk.reading(path) as stream:
            for unit in tmx.read(stream, self.here.show(path)):
                yield from _of_unit(unit, langs, name)


def unreadable(workspace: Workspace, langs: Sequence[str]) -> Iterator[Finding]:
    """Files of the memory that can't be read.

    langs  () for all of the project
    """
    here = workspace.project
    pairs = [(here.source_lang, lang) for lang in langs or here.target_langs]
    for error in ProjectMemory(workspace).unreadable(pairs):
        yield refused("D258", error, here.show(here.root / CONFIG))


def _of_unit(unit: tmx.MemoryUnit, langs: tuple[str, str], name: str) -> Iterator[PastPair]:
    """The pairs of a unit between two languages; none that a machine has made alone."""
    sources = _variants(unit.variants, langs[0])
    # Those of other programs have none.
    context = _context(unit.properties) if unit.properties else ""
    for target in _variants(unit.variants, langs[1]):
        if target.properties and ("x-origin", "machine") in target.properties:
            continue
        for source in sources[:1]:
            if UNDECIDED not in target.text and UNDECIDED not in source.text:
                yield PastPair(source.text, target.text, context, "", name, False)


def _context(properties: Sequence[tuple[str, str]]) -> str:
    """The context of a unit that diglot wrote; "" where nothing tells."""
    kind = dict(properties).get("x-kind", "")
    speakers = sorted(value for name, value in properties if name == "x-speaker")
    return contexts.of_paragraph(KINDS[kind].name, tuple(speakers)) if kind in KINDS else ""


def _variants(variants: Sequence[tmx.Variant], lang: str) -> list[tmx.Variant]:
    """Those in a language; where one has the very tag, no other."""
    return [variant for variant in variants if variant.lang == lang] or [
        variant for variant in variants if languages.alike(variant.lang, lang)
    ]
