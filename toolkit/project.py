"""A project on disk: `diglot.toml`, `source/`, `locales/`, `build/`. Only here are a user's files opened."""

from __future__ import annotations

import contextlib
import difflib
import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from toolkit import config, languages, registry
from toolkit.config import Sidecar
from toolkit.errors import ConfigError, DiglotError
from toolkit.model import Location

CONFIG = "diglot.toml"
# No catalog and no edition could tell where it comes from. The last two are the marks around a path in a PO.
_UNNAMEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u2068\u2069]")


@dataclass(frozen=True)
class Project:
    """A folder with a `diglot.toml`."""

    root: Path
    settings: config.Project

    @cached_property
    def sources(self) -> dict[str, Path]:
        """Document name -> its transcript, sorted by name: every file in `source/` that a reader knows."""
        folder = self.root / "source"
        found: dict[str, Path] = {}
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix.lower() in registry.reader_suffixes() and not path.name.startswith("."):
                if _UNNAMEABLE.search(path.name):
                    raise DiglotError(
                        f"no document can be called {path.stem!a}: the name has control characters, or "
                        "isn't in UTF-8.",
                        self.show(folder),
                        hint="Rename the file.",
                    )
                if path.stem in found:
                    raise DiglotError(
                        f"two transcripts are called {path.stem}: {found[path.stem].name} and {path.name}.",
                        self.show(folder),
                        hint="A document is named by its file without the suffix; rename one of them.",
                    )
                found[path.stem] = path
        return found

    def documents(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the documents that are asked for, by name or by path; all where none is."""
        if not self.sources:
            raise DiglotError(
                "there is no transcript.",
                self.show(self.root / "source"),
                hint="Put one there, such as talk.txt.",
            )
        if not wanted:
            return tuple(self.sources)
        names = []
        for asked in wanted:
            name = asked if asked in self.sources else self._by_path(asked)
            if name is None:
                near = difflib.get_close_matches(asked, self.sources, 1)
                raise DiglotError(
                    f"there is no document called {asked!r} in source/.",
                    hint=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(self.sources)}.",
                )
            names.append(name)
        return tuple(dict.fromkeys(names))

    def _by_path(self, asked: str) -> str | None:
        """The document in a file: by its name in the folder, by its path from the project or from here."""
        folder = self.root / "source"
        by_file = {path.name: name for name, path in self.sources.items()}
        paths = (base / asked for base in (folder, self.root, Path()))
        return next((by_file.get(path.name) for path in paths if real(path.parent) == folder), None)

    @cached_property
    def source_lang(self) -> str:
        """BCP 47 tag of the transcripts' language, where a sidecar says nothing else."""
        return self._tag(self.settings.source_language)

    @cached_property
    def target_langs(self) -> tuple[str, ...]:
        """BCP 47 tags of the languages that `diglot.toml` names."""
        return apart([self._tag(tag) for tag in self.settings.target_languages], CONFIG)

    def _tag(self, tag: str) -> str:
        try:
            return languages.get(tag).tag
        except DiglotError as error:
            raise ConfigError(error.what, Location(CONFIG, self._line(tag)), error.hint) from error

    def _line(self, words: str) -> int:
        lines = (self.root / CONFIG).read_text("utf-8").split("\n")
        return next((number for number, line in enumerate(lines, 1) if words in line), 1)

    def template_path(self, document: str) -> Path:
        """`locales/<document>.pot`."""
        return self.root / "locales" / f"{document}.pot"

    def catalog_path(self, document: str, lang: str) -> Path:
        """`locales/<lang>/LC_MESSAGES/<document>.po`, with gettext's name of the language."""
        return self.root / "locales" / languages.get(lang).gettext / "LC_MESSAGES" / f"{document}.po"

    def ledger_path(self, document: str) -> Path:
        """`locales/<document>.ids.tsv`."""
        return self.root / "locales" / f"{document}.ids.tsv"

    def build_path(self, name: str) -> Path:
        """A file in `build/`."""
        return self.root / "build" / name

    def show(self, path: Path) -> str:
        """A path as it is shown to a person: from the project's folder."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)


def apart(tags: Iterable[str], where: str | None = None) -> tuple[str, ...]:
    """Each tag once; ConfigError where the catalogs of two would be one file."""
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


def real(path: Path) -> Path:
    """The path without links and "..". Where links go in circles, `Path.resolve` raises; this goes on."""
    return Path(os.path.realpath(path))


def root(start: Path) -> Path | None:
    """The folder of the project that a folder is in: where the nearest `diglot.toml` is, there or above."""
    start = real(start)
    return next((folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()), None)


def find(start: Path) -> Project:
    """The project that a folder is in.

    Raises ConfigError where there is none, or where its `diglot.toml` is wrong.
    """
    if not start.is_dir():
        raise ConfigError("there is no such folder.", str(start.absolute()), "Is the name right?")
    folder = root(start)
    if folder is None:
        raise ConfigError(
            f"there is no {CONFIG} here or in a folder above.",
            str(start.absolute()),
            hint="`diglot init` makes a project.",
        )
    return Project(folder, config.parse_project(_text(read(folder / CONFIG), CONFIG), CONFIG))


def sidecar(path: Path, shown: str) -> Sidecar:
    """What a sidecar says; nothing where there is none."""
    data = read_if_there(path)
    return Sidecar() if data is None else config.parse_sidecar(_text(data, shown), shown)


def _text(data: bytes, shown: str) -> str:
    try:
        # TOML is UTF-8; editors on Windows put a byte order mark before it.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError("this is not UTF-8.", Location(shown, line), "Save the file as UTF-8.") from error


def files(folder: Path) -> list[PurePath]:
    """All files in a folder and below, as paths from there, sorted; without those that are hidden.

    DiglotError where the folder can't be read.
    """
    found: list[PurePath] = []
    try:
        for path in folder.iterdir():
            if path.name.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                found += [PurePath(path.name) / below for below in files(path)]
            elif path.is_file():
                found.append(PurePath(path.name))
    except OSError as error:
        raise _refused("read", folder, error) from error
    return sorted(found)


def read(path: Path) -> bytes:
    """The bytes of a file; DiglotError where the system doesn't give them."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused("read", path, error) from error


def reading(path: Path) -> BinaryIO:
    """A file that is open for reading; DiglotError where the system doesn't give it."""
    try:
        return path.open("rb")
    except OSError as error:
        raise _refused("read", path, error) from error


def scratch() -> BinaryIO:
    """A file without a name, which is gone when it is closed; small ones stay in memory."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(1 << 24))


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file, or None where there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refused("read", path, error) from error


_CURES = {
    errno.ENOENT: "Is the name right?",
    errno.EISDIR: "This is a folder: name a file, or move the folder away.",
    errno.ENOTDIR: "A file stands where a folder is needed: move it away.",
    errno.EEXIST: "A file stands where a folder is needed: move it away.",
    errno.EACCES: "You don't have the right to do this there: change the rights of the file or its folder.",
    errno.EPERM: "You don't have the right to do this there: change the rights of the file or its folder.",
    errno.EROFS: "The disk is read-only: work in another folder.",
    errno.ENOSPC: "The disk is full: make room, and run the command again.",
}
"""What to do when the system refuses, by its error number."""


def _refused(what: str, path: Path, error: OSError) -> DiglotError:
    # A path as short as the person would write it.
    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    words = f"can't be {what}: {(error.strerror or str(error)).lower()}."
    return DiglotError(words, shown, _CURES.get(error.errno or 0, "Look at the file and its folder."))


def write(path: Path, content: bytes | Callable[[BinaryIO], None]) -> bool:
    """Put bytes, or what a function writes, into a file; whether that changed it.

    Atomic: whoever reads the file sees the old or the new bytes, also when the machine stops in between.
    A file that has these bytes already is not touched. A link stays a link.
    """
    path = real(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes) and path.exists() and path.read_bytes() == content:
            return False
        # Its name is short: that of the file may be as long as the system allows.
        handle, temporary = tempfile.mkstemp(prefix=".diglot-", dir=path.parent)
    except OSError as error:
        raise _refused("written", path, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        if not isinstance(content, bytes) and path.exists() and _same(Path(temporary), path):
            _forget(temporary)
            return False
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        _forget(temporary)
        raise _refused("written", path, error) from error
    except BaseException:
        _forget(temporary)
        raise
    return True


def _forget(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        Path(path).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        while True:
            left, right = a.read(1 << 20), b.read(1 << 20)
            if left != right:
                return False
            if not left:
                return True
