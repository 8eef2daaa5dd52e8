"""Files and folders, read."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.limits import Limit

_PIECE = 1 << 19
"""Bytes of a long file that are held at a time."""
HELD = Path("/proc/self/fd")
"""Where Linux has names of what is open."""
_MORE = 1 << 16
"""Bytes that are asked for behind those that a file was said to have: nearly always there are none."""


def real(path: Path) -> Path:
    """The path without links and "..".

    Where links go in circles, `Path.resolve` raises; this goes on.

    DiglotError for what no file can be called.
    """
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL, or half a character
        hint = "Is the name right? Delete the NUL in it, which may be unseen."
        raise DiglotError("no file can have this name.", str(path), hint) from error


_LEFT = frozenset({".ds_store", ".localized", ".directory", "thumbs.db", "ehthumbs.db", "desktop.ini"})


def nobodys(name: str) -> bool:
    """Whether a file of this name is what a system leaves in a folder that somebody looked at.

    >>> nobodys(".DS_Store"), nobodys("images/Thumbs.db"), nobodys("notes.txt")
    (True, True, False)
    """
    name = PurePath(name).name
    return name.casefold() in _LEFT or name.startswith("._")


def hidden(name: str) -> bool:
    """Whether a file of this name is no content: editors, systems and diglot itself hide their own so."""
    return name.startswith(".") or nobodys(name)


def files(folder: Path, depth: int = 1) -> list[PurePath]:
    """All files in a folder and below, sorted.

    They are paths from there, without those that are hidden.

    DiglotError where the folder can't be read, or folders stand in each other too deep.
    """
    bounded(depth, limits.FOLDERS, folder)
    paths: list[PurePath] = []
    try:
        for path in folder.iterdir():
            if hidden(path.name):
                continue
            # A link to a folder above would never end.
            if path.is_dir() and not path.is_symlink():
                paths += [PurePath(path.name) / below for below in files(path, depth + 1)]
            elif path.is_file():
                paths.append(PurePath(path.name))
    except OSError as error:
        raise refused("read", folder, error) from error
    return sorted(paths)


def contents(folder: Path, depth: int = 1) -> Iterator[tuple[PurePath, int, str]]:
    """Whatever is in a folder and below but folders.

    Its path from there, its size, and why not to open it.

    Links are not followed: they are what isn't to be opened, as are devices and the like.
    """
    bounded(depth, limits.FOLDERS, folder)
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise refused("read", folder, error) from error
    for path in paths:
        here = PurePath(path.name)
        if path.is_symlink():
            yield here, 0, "it is a link"
        elif path.is_dir():
            yield from ((here / below, size, fault) for below, size, fault in contents(path, depth + 1))
        elif path.is_file():
            yield here, path.stat().st_size, ""
        else:
            yield here, 0, "it is no file"


def _opened(path: Path) -> io.BufferedReader:
    """Open a file for reading, as `_entered`."""
    return os.fdopen(_entered(path)[0], "rb")


def _entered(path: Path) -> tuple[int, int]:
    """The number of a file that is opened for reading, and its size.

    OSError where there is none, or what isn't one.

    All reading goes through here: a device has no end, and a pipe may never have a beginning.
    """
    # Some devices do something when they are opened; and a pipe is not waited for.
    try:
        regular(path.stat(), path)
    except ValueError as error:  # a NUL, or half a character
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from error
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        # Asked again of what was opened: between the two it may have been exchanged.
        status = os.fstat(number)
        regular(status, path)
    except OSError:
        os.close(number)
        raise
    return number, status.st_size


def regular(status: os.stat_result, path: Path) -> None:
    """Raise OSError for what is no file."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(_NO_FILE, "it is a device, a pipe or a socket", str(path))


def _whole(path: Path, limit: Limit) -> bytes:
    # By its number: a project has thousands of files, and to look after a buffer takes as long as to read.
    number, size = _entered(path)
    try:
        # Before it is read.
        bounded(size, limit, path)
        data = os.read(number, size)
        # The size that was told may be another by now, and is none for some files of the system.
        while more := os.read(number, max(_MORE, size - len(data))):
            data += more
            bounded(len(data), limit, path)
    finally:
        os.close(number)
    return data


def read(path: Path, limit: Limit = limits.OTHER) -> bytes:
    """The bytes of a file.

    DiglotError where the system doesn't give them, or there are too many.
    """
    try:
        return _whole(path, limit)
    except OSError as error:
        raise refused("read", path, error) from error


def reading(path: Path) -> BinaryIO:
    """A file that is open for reading.

    DiglotError where the system doesn't give it.
    """
    try:
        return _opened(path)
    except OSError as error:
        raise refused("read", path, error) from error


def drained(stream: BinaryIO, shown: str, limit: Limit = limits.TRANSCRIPT) -> bytes:
    """All that comes out of a stream.

    It may be one without an end.
    """
    data = bytearray()
    while piece := stream.read(_PIECE):
        data += piece
        limits.check(len(data), limit, shown)
    return bytes(data)


def scratch() -> BinaryIO:
    """A file without a name.

    It is gone when it is closed; small ones stay in memory.
    """
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(1 << 24))


def read_if_there(path: Path, limit: Limit = limits.OTHER) -> bytes | None:
    """As `read`; None for no file."""
    try:
        return _whole(path, limit)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refused("read", path, error) from error


class Stretches:
    """The bytes of a long file in pieces.

    They are read as they are gone through, any number of times.
    """

    def __init__(self, path: Path, limit: Limit) -> None:
        self._path, self._limit = path, limit

    def __iter__(self) -> Iterator[bytes]:
        """Raises DiglotError where the system doesn't give them."""
        try:
            with _opened(self._path) as file:
                bounded(os.fstat(file.fileno()).st_size, self._limit, self._path)
                while piece := file.read(_PIECE):
                    yield piece
        except OSError as error:
            raise refused("read", self._path, error) from error


def is_link(path: Path) -> bool:
    """Whether a path is a link; DiglotError where the system doesn't tell."""
    try:
        return path.is_symlink()
    except OSError as error:
        raise refused("read", path, error) from error


def size(path: Path) -> int:
    """Bytes of a file; 0 where nobody tells."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def stretches(path: Path, limit: Limit = limits.CATALOG) -> Stretches | None:
    """As `read_if_there`, without holding the file."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refused("read", path, error) from error
    return Stretches(path, limit)


def checksum(path: Path, limit: Limit = limits.OTHER) -> str:
    """The checksum of a file; "" for none.

    It is that of its bytes. DiglotError where there are too many.
    """
    try:
        with _opened(path) as file:
            bounded(os.fstat(file.fileno()).st_size, limit, path)
            # Half of it: 128 bits are enough to tell versions of one file apart.
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise refused("read", path, error) from error


def holds(path: Path, data: bytes) -> bool:
    """Whether a file has these bytes and no others: that is known sooner than its checksum."""
    try:
        with _opened(path) as file:
            if os.fstat(file.fileno()).st_size != len(data):
                return False
            at = 0
            # None of the data is copied: it is compared where it stands.
            while (piece := file.read(_PIECE)) and data.startswith(piece, at):
                at += len(piece)
            return not piece and at == len(data)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise refused("read", path, error) from error


def mark(data: bytes | None) -> str:
    """As `checksum`, of bytes; None for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()[:32]


Stamp = tuple[int, int, int, int]
"""When a file was written and changed, in nanoseconds; its size and its number."""
_FRESH = 2_000_000_000
"""Nanoseconds: some systems count seconds, and the next write may bear the same time."""


def stamp(path: Path) -> Stamp | None:
    """What is another after each write of a file; None for no file, and where it was written just now."""
    try:
        state = path.stat()
    except OSError:
        return None
    fresh = time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) < _FRESH
    return None if fresh else (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def snapshot(folders: Iterable[Path], *, deep: bool = True) -> dict[Path, tuple[int, int]]:
    """Time and size of what is in some folders.

    They are by path. Folders below are looked into if `deep`.

    Hidden files and folders are left out, and what goes away while it is looked at.
    """
    stamps: dict[Path, tuple[int, int]] = {}
    # By hand and not by `files`: it is asked twice a second.
    waiting = [str(folder) for folder in folders]
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if hidden(entry.name):
                    continue
                with contextlib.suppress(OSError):
                    if not entry.is_dir(follow_symlinks=False):
                        seen = entry.stat()
                        stamps[Path(entry.path)] = (seen.st_mtime_ns, seen.st_size)
                    elif deep:
                        waiting.append(entry.path)
    return stamps


_NO_FILE, LINKED = -1, -2
"""Error numbers that the system lacks: of what is no file, and of a link that wasn't there before."""
CURES = {
    LINKED: "Run the command again, when no other program changes links there.",
    _NO_FILE: "Name a file instead; what a pipe gives can be put into one.",
    errno.ENOENT: "Is the name right?",
    errno.EISDIR: "This is a folder: name a file, or move the folder away.",
    errno.ENOTDIR: "A file stands where a folder is needed: move it away.",
    errno.EEXIST: "A file stands where a folder is needed: move it away.",
    errno.EACCES: "You don't have the right to do this there: change the rights of the file or its folder.",
    errno.EPERM: "You don't have the right to do this there: change the rights of the file or its folder.",
    errno.EROFS: "The disk is read-only: work in another folder.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
    errno.ENOSPC: "The disk is full: make room, and run the command again.",
    errno.EDQUOT: "The disk is full: make room, and run the command again.",
}
"""What to do when the system refuses, by its error number."""


def refused(what: str, path: Path, error: OSError) -> DiglotError:
    """What the system refused, and the cure."""
    return DiglotError(
        f"can't be {what}: {(error.strerror or str(error)).lower()}.",
        named(path),
        CURES.get(error.errno or 0, "Look at the file and its folder."),
    )


def bounded(size: int, limit: Limit, path: Path) -> None:
    """Raise DiglotError where a file or a folder is more than is read."""
    # What it is called is asked of the system, and seldom needed.
    if size > limit.most:
        raise limits.beyond(limit, named(path))


def named(path: Path) -> str:
    """A path as short as a person would write it."""
    # What is below something open has a name of its own; what is open itself was named so by a person.
    if HELD in path.parent.parents:
        path = real(path.parent) / path.name
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def relative(path: Path, folder: Path) -> str:
    """The way to a file from a folder, with `/`."""
    return Path(os.path.relpath(path, folder)).as_posix()
