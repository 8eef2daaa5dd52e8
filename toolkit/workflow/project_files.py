"""The files of a project, as one command reads and saves them: each once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from toolkit import disk, limits, po, project, registry
from toolkit.errors import ConfigError, DiglotError
from toolkit.limits import Limit
from toolkit.model import Location
from toolkit.project import Project
from toolkit.readers.forms import recognise

_HELD = 16 << 20
"""Bytes of files that are held; of more, those that were read first are let go, and read again if need be. A
longer file is never held: what is made of it takes several times as much."""
_UNREAD = "?"
"""In place of the checksum of a file that can't be read."""


def no_file(
    here: Project, path: str, where: Location, folder: Path | None = None, legal: str = ""
) -> ConfigError:
    """What to say of a path that leads to nothing.

    folder  from which it is; without one from the project's
    """
    hint = f"{legal}Paths are from the project's folder."
    if folder is not None and folder != here.root:
        hint = f"Paths are from the folder {here.show(folder)}."
    return ConfigError(f"there is no file {path}.", where, hint)


class ProjectFiles:
    """What was read of a project's files, and their checksums."""

    def __init__(self, here: Project, *, held_open: bool) -> None:
        """held_open: whether checksums are kept from one look to the next, by when files were written."""
        self.project = here
        self.held_open = held_open
        self._files = disk.HeldFiles(_HELD)
        self._checksums: dict[Path, str] = {}
        self._stamped: dict[Path, tuple[disk.Stamp, str]] = {}
        self.told: dict[Path, tuple[str, str]] = {}
        """What files of texts say of their language, with their checksums."""
        self.folders: set[Path] = set()
        """Those of all files whose checksums were asked for."""

    def read(self, path: Path, limit: Limit = limits.OTHER) -> bytes | None:
        """The bytes of a file; None for no file."""
        # Who asks with a lower limit than whoever asked first is refused all the same.
        if path in self._files:
            data = self._files[path]
            limits.check(len(data or b""), limit, self.project.show(path))
            return data
        # What was told of it before it was read may be of other bytes.
        self._checksums.pop(path, None)
        # Under the lock, `fetch` remembers what may be written over.
        data = self.project.fetch(path, limit)
        # That a file isn't there is remembered, too.
        if data is None or len(data) <= self._files.most:
            self._files[path] = data
        return data

    def required(self, path: Path, limit: Limit = limits.OTHER) -> bytes:
        """As `read`; DiglotError where there is no such file."""
        data = self.read(path, limit)
        return disk.read(path, limit) if data is None else data  # which tells why

    def text(self, path: Path, limit: Limit) -> str:
        """A file of text in UTF-8; DiglotError where it can't be read as that."""
        return project.in_utf8(self.required(path, limit), self.project.show(path))

    def stated(self, path: Path) -> str:
        """What the file of a text says of its language; where checksums are kept, it is asked once."""
        mark = self.checksum(path) if self.held_open else ""
        if not mark or self.told.get(path, ("", ""))[0] != mark:
            data, shown = self.required(path, limits.TRANSCRIPT), self.project.show(path)
            stated = registry.load("reader", recognise(data, shown)).stated
            self.told[path] = mark, stated(data, shown) if stated else ""
        return self.told[path][1]

    def pieces(self, path: Path, limit: Limit = limits.CATALOG) -> po.Data | None:
        """As `read`, of a long file in pieces, which are read as they are gone through."""
        if path in self._files or disk.size(path) <= self._files.most:
            return self.read(path, limit)
        return disk.stretches(path, limit)

    def checksum(self, path: Path) -> str:
        """As `project.checksum`, taken once: where the file was read, that of the bytes that were."""
        if path not in self._checksums:
            self.folders.add(path.parent)
            # Bytes that were read before may be older than what the disk tells now.
            stamp = disk.stamp(path) if self.held_open and path not in self._files else None
            known, checksum = self._stamped.get(path, (None, ""))
            if stamp is None or stamp != known:
                # The bytes of a file are parsed next, nearly always: they are read for both.
                long = path not in self._files and disk.size(path) > self._files.most
                checksum = disk.checksum(path) if long else self._mark(path)
            self._checksums[path] = checksum
            if stamp is not None:
                self._stamped[path] = stamp, checksum
        return self._checksums[path]

    def checksums(self, paths: Iterable[Path]) -> dict[Path, str]:
        """Those of several files. One that can't be read has its own mark, and keeps nobody from others."""
        found = dict.fromkeys(paths, _UNREAD)
        for path in found:
            # Who asks for what it says is told why.
            with contextlib.suppress(DiglotError):
                found[path] = self.checksum(path)
        return found

    def _mark(self, path: Path) -> str:
        data = self.read(path)
        # Under the lock, and of what a draft is made of, it was taken when the file was read.
        known = self._checksums.get(path) or self.project.mark(path)
        return disk.mark(data) if known is None else known

    def save(self, path: Path, data: bytes | None) -> bool:
        """As `Project.save`."""
        self.forget_file(path)
        written = self._write(path, data)
        # Who looks at it before the lock is given back sees what was saved.
        if data is None or len(data) <= self._files.most:
            self._files[path] = data
        return written

    def _write(self, path: Path, data: bytes | None) -> bool:
        return self.project.save(path, data)

    def forget_file(self, path: Path) -> None:
        """Forget what was read of a file that is another now."""
        self._files.pop(path, None)
        self._checksums.pop(path, None)

    def _forget_files(self) -> None:
        self._files.clear()
        self._checksums.clear()
