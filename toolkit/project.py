"""A project on disk, with its paths and its lock.

`diglot.toml`, `source/`, `locales/`, `build/`; `disk` opens its files.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from toolkit import config, languages, limits, registry
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import catalog_file, document_name, sidecar_of
from toolkit.disk import Memory, hidden, is_link, lock, read, read_if_there, real, settle, sweep, write
from toolkit.errors import ConfigError, DiglotError, nearest
from toolkit.late import WorkedOut
from toolkit.limits import Limit
from toolkit.model import Location
from toolkit.text import conflicts
from toolkit.text.files import UNNAMEABLE, fault

__all__ = [
    "CONFIG",
    "IGNORE",
    "PRIVATE",
    "Project",
    "apart",
    "beside",
    "document_name",
    "find",
    "in_utf8",
    "inside",
    "root",
    "sidecar",
    "sidecar_of",
    "text",
]

CONFIG = "diglot.toml"
PRIVATE = ".diglot"
"""The folder of what diglot keeps for itself: whoever deletes it loses no work."""
IGNORE = """\
# Made from source/ and locales/, and what diglot keeps for itself or has not finished.
build/
.diglot/
.diglot-*

# Compiled catalogs, which PO editors write beside them.
*.mo
"""
"""The `.gitignore` of a new project."""


@dataclass(frozen=True)
class Project:
    """A folder with a `diglot.toml`."""

    root: Path
    settings: config.ProjectSettings
    outside: bool = False
    """Whether links and paths may lead out of the folder."""
    read_only: bool = False
    """Whether nothing at all is written, not even what diglot keeps for itself."""
    _memories: list[Memory] = field(default_factory=list, compare=False, repr=False)
    """While files are changed, what was read of them."""
    _known: set[str] = field(default_factory=set, compare=False, repr=False)
    """Folders that are inside."""

    def own(self, path: Path, where: Location | None = None) -> Path:
        """The path, which is the project's own: all that a project names comes through here.

        where: what names it. DiglotError where it leads out of the folder, unless that is allowed.
        """
        # Real paths are asked of the disk: once a folder, as a project may have thousands of files.
        folder = path.as_posix().rpartition("/")[0]
        if folder not in self._known:
            inside(self.root, path.parent, where or self.show(path), outside=self.outside)
            self._known.add(folder)
        # The folder is inside. Only a link, or the way up, can lead out of it from there.
        if is_link(path) or path.name == "..":
            inside(self.root, path, where or self.show(path), outside=self.outside)
        else:
            settle(path, None)
        return path

    def _own_source(self, path: Path) -> None:
        """As `own`, of a transcript or a sidecar, which may be links: one that leads out keeps no other."""
        if path.parent == self.root / "source":
            self.own(path)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the project's lock.

        Whoever reads files in order to write them back does it in here. It may be held already; where nothing
        is written, nothing is held. DiglotError where another process goes on to hold it.
        """
        if self._memories or self.read_only:
            yield
            return
        with lock(self.own(self.private() / "lock")):
            self._memories.append(Memory())
            sweep(self.root / name for name in ("", "source", "locales"))
            try:
                yield
            finally:
                self._memories.clear()

    @property
    def is_changing(self) -> bool:
        """Whether the project's lock is held."""
        return bool(self._memories)

    def fetch(self, path: Path, limit: Limit = limits.OTHER) -> bytes | None:
        """The bytes of a file; None for no file. While files are changed they are remembered."""
        self._own_source(path)
        return self._memories[0].read(path, limit) if self._memories else read_if_there(path, limit)

    def mark(self, path: Path) -> str | None:
        """The checksum of a file as it was read or written while files are changed; None where it wasn't."""
        return self._memories[0].mark(path) if self._memories else None

    def expect(self, path: Path, data: bytes | None, made: str) -> None:
        """As `Memory.expect`, while files are changed."""
        for memory in self._memories:
            memory.expect(path, data, made)

    def check_savable(self, paths: Iterable[Path]) -> None:
        """Raise what `save` would of any of several files, before the first is saved: all change or none."""
        for path in paths if self._memories else ():
            self._memories[0].check(path)

    def save(self, path: Path, data: bytes | None, made: str | None = None) -> bool:
        """As `Memory.write`, of a file that `fetch` gave, or a new one; whether it changed.

        Only inside of `changing`. DiglotError where another program has saved it since: nothing is lost.
        """
        if self.read_only:
            raise DiglotError("nothing is changed here: the project is open for reading.", self.show(path))
        if not self._memories:
            raise RuntimeError(f"{path} is to be changed without the project's lock")
        self._own_source(path)
        return self._memories[0].write(path, data, made)

    def private(self) -> Path:
        """`.diglot/`, made if need be."""
        folder = self.root / PRIVATE
        ignore = self.own(folder / ".gitignore")
        # Git shall not ask whether to keep it.
        if not ignore.exists():
            write(ignore, b"*\n")
        return folder

    @WorkedOut
    def sources(self) -> dict[str, Path]:
        """Document name -> its transcript, sorted by name.

        Every file in `source/` that a reader knows. A link that leads out is refused where it is read.
        """
        folder = self.own(self.root / "source")
        transcripts: list[tuple[Path, str]] = []
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() in registry.reader_suffixes() and not path.name.startswith("."):
                if UNNAMEABLE.search(path.name):
                    why = "the name has control characters, or isn't in UTF-8."
                    what = f"no document can be called {path.stem!a}: {why}"
                    raise DiglotError(what, self.show(folder), "Rename the file.")
                transcripts.append((path, document_name(path)))
        if what := fault((path.name, name) for path, name in transcripts):
            hint = "A document is named by its file without the suffix; rename one of them."
            raise DiglotError(f"{what}.", self.show(folder), hint)
        return {name: path for path, name in transcripts}

    def documents(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The documents that are asked for; all for none.

        They are asked for by name or by path.
        """
        if not self.sources:
            hint = self.unread() or "Put one there, such as talk.txt."
            raise DiglotError("there is no transcript.", self.show(self.root / "source"), hint)
        if not wanted:
            return tuple(self.sources)
        documents = []
        for asked in wanted:
            # `./-x` is a name that begins as an option does.
            own = asked.removeprefix("./")
            name = own if own in self.sources else self._by_path(asked)
            if name is None:
                what = f"there is no document called {asked!r} in source/."
                raise DiglotError(what, hint=self.suggestion(asked))
            documents.append(name)
        return tuple(dict.fromkeys(documents))

    def suggestion(self, asked: str) -> str:
        """What to write instead of an unknown document."""
        listed = f"There are: {', '.join(self.sources) or 'none'}."
        return self.unread(asked) or nearest(asked, self.sources) or listed

    @WorkedOut
    def unread_sources(self) -> tuple[Path, ...]:
        """What lies in `source/` and is no document, no sidecar and not hidden: files and folders."""
        known = {path.name for path in self.sources.values()}
        there = (path for path in sorted((self.root / "source").glob("[!.]*")) if not hidden(path.name))
        return tuple(p for p in there if p.name not in known and (p.is_dir() or sidecar_of(p) != p))

    def unread(self, asked: str = "") -> str:
        """Why a file in `source/`, such as the one asked for, is no document; "" for no such file."""
        for path in filter(Path.is_file, self.unread_sources):
            if not asked or PurePath(asked).name in {path.name, path.stem}:
                from toolkit.readers.forms import why_unread

                return why_unread(read(self.own(path), limits.TRANSCRIPT), self.show(path))
        return ""

    def _by_path(self, asked: str) -> str | None:
        """The document in a file: by its name in the folder, or its path from the project or from here."""
        folder = self.root / "source"
        by_file = {path.name: name for name, path in self.sources.items()}
        # As it is typed in `source/`, in the project's folder, or completed by a shell somewhere else.
        paths = (base / asked for base in (folder, self.root, Path()))
        return next((by_file.get(path.name) for path in paths if real(path.parent) == folder), None)

    @WorkedOut
    def source_lang(self) -> str:
        """BCP 47 tag of the transcripts' language, where a sidecar says nothing else."""
        return self._tag(self.settings.source_language, "source-language")

    @WorkedOut
    def target_langs(self) -> tuple[str, ...]:
        """BCP 47 tags of the languages to translate into.

        Those that `diglot.toml` names; where it names none, those that have a catalog.
        """
        named = [self._tag(tag, "target-languages") for tag in self.settings.target_languages]
        return apart(named, CONFIG) or tuple(self.catalog_langs())

    def catalog_langs(self) -> Iterator[str]:
        """BCP 47 tags of the languages that a document has a catalog in."""
        for folder in sorted((self.root / "locales").glob("*/LC_MESSAGES")):
            # Catalogs of other programs may lie there too.
            if any((folder / f"{document}.po").is_file() for document in self.sources):
                with contextlib.suppress(DiglotError):
                    yield languages.from_gettext(folder.parent.name)

    def targets(self, own: str, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """The languages that a document is translated into.

        Those asked for, else all of the project.

        own  the document's language; one in another language than the project's is translated into that too
        """
        wanted = tuple(asked) or self.target_langs
        # A talk in French, in a project from English, is translated into English beside the others.
        if not asked and not languages.alike(own, self.source_lang):
            wanted = apart((*wanted, self.source_lang), CONFIG)
        return tuple(lang for lang in wanted if lang != own)

    def _tag(self, tag: str, key: str) -> str:
        try:
            return languages.get(tag).tag
        except DiglotError as error:
            raise ConfigError(error.what, self.place(key), error.hint) from error

    def place(self, *keys: str) -> Location:
        """Where something stands in `diglot.toml`; keys as for `config.line_of`."""
        return Location(CONFIG, config.line_of(text(self.root / CONFIG, CONFIG, limits.SETTINGS), keys))

    def template_path(self, document: str) -> Path:
        """`locales/<document>.pot`."""
        return self.own(self.root / catalog_file(document))

    def catalog_path(self, document: str, lang: str) -> Path:
        """`locales/<lang>/LC_MESSAGES/<document>.po`, with gettext's name of the language."""
        return self.own(self.root / catalog_file(document, lang))

    def glossary_path(self, lang: str) -> Path:
        """`locales/<lang>/glossary.csv`, with gettext's name of the language."""
        return self.own(self.root / "locales" / languages.get(lang).gettext / "glossary.csv")

    def frozen_ids_path(self, document: str) -> Path:
        """`locales/<document>.ids.tsv`."""
        return self.own(self.root / "locales" / f"{document}.ids.tsv")

    def build_path(self, name: str) -> Path:
        """A file in `build/`, or that folder."""
        return self.own(self.root / "build" / name)

    def show(self, path: Path) -> str:
        """A path as a person sees it, from the project's folder."""
        shown = path.as_posix()
        return shown[len(self._before) :] if shown.startswith(self._before) else str(path)

    @WorkedOut
    def _before(self) -> str:
        """What the paths of all files begin with: `Path.relative_to` takes ten times as long to look."""
        return f"{self.root.as_posix().rstrip('/')}/"


def apart(tags: Iterable[str], where: str | None = None) -> tuple[str, ...]:
    """Each tag once.

    ConfigError where the catalogs of two would be one file.
    """
    folders: dict[str, str] = {}
    for tag in tags:
        folder = languages.get(tag).gettext
        if folders.setdefault(folder, tag) != tag:
            raise ConfigError(
                f"{folders[folder]} and {tag} would both be kept in locales/{folder}.",
                where,
                hint="Keep one of them.",
            )
    return tuple(folders.values())


def root(start: Path) -> Path | None:
    """The folder of the project around a folder.

    Where the nearest `diglot.toml` is, there or above.
    """
    # Real: from inside of a linked folder, "above" is where the link leads to.
    start = real(start)
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()), None)


def inside(folder: Path, path: Path, where: Location | str, *, outside: bool = False) -> None:
    """Refuse a path that leads out of a folder, unless outside; it leads where it does now from here on.

    where  what to mend
    Raises DiglotError.
    """
    target = real(path)
    if not outside and not target.is_relative_to(real(folder)):
        raise DiglotError(
            f"this leads out of the project's folder, to {target}.",
            where,
            "Put what it leads to into the project; or, if you trust who made that, say `--allow-outside` "
            "before the command: `diglot --allow-outside build`.",
        )
    settle(path, target)


def beside(file: Path, name: str) -> Path | None:
    """The file that another one names, beside it.

    It is None for what leads elsewhere.

    >>> beside(Path("talk.xml"), "../talk.fr.xml")
    """
    path = file.parent / name
    # A name alone, on any system: a TEI file of a stranger names it.
    there = bool(name) and not {*"/\\:\0"} & {*name} and path.is_file()
    return path if there and real(path).parent == real(file.parent) else None


def find(start: Path, *, outside: bool = False, read_only: bool = False) -> Project:
    """The project around a folder.

    outside    whether it may read and write out of its folder
    read_only  whether nothing at all is written

    Raises ConfigError where there is none, or where its `diglot.toml` is wrong.
    """
    if not start.is_dir():
        raise ConfigError("there is no such folder.", str(start.absolute()), "Is the name right?")
    folder = root(start)
    if folder is None:
        what = f"there is no {CONFIG} here or in a folder above."
        raise ConfigError(what, str(start.absolute()), hint="`diglot init` makes a project.")
    if not outside:
        inside(folder, folder / CONFIG, CONFIG)
    settings = config.parse_project(text(folder / CONFIG, CONFIG, limits.SETTINGS), CONFIG)
    return Project(folder, settings, outside, read_only)


def sidecar(path: Path, shown: str, fetch: Callable[[Path, Limit], bytes | None] = read_if_there) -> Sidecar:
    """What a sidecar says; nothing for no file.

    `fetch` gets its bytes.
    """
    data = fetch(path, limits.SIDECAR)
    return Sidecar() if data is None else config.parse_sidecar(in_utf8(data, shown), shown)


def text(path: Path, shown: str, limit: Limit) -> str:
    """A file of text in UTF-8; DiglotError where it can't be read, or is in another encoding."""
    return in_utf8(read(path, limit), shown)


def in_utf8(data: bytes, shown: str) -> str:
    """Bytes of a file as text; ConfigError where they aren't UTF-8, or git couldn't merge them."""
    try:
        # TOML is UTF-8; editors on Windows put a byte order mark before it.
        return conflicts.undisputed(data.decode("utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError("this is not UTF-8.", Location(shown, line), "Save the file as UTF-8.") from error
