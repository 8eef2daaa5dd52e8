"""Files and folders, read and written: what the system refuses is told as a DiglotError with its cure."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from toolkit.errors import DiglotError

_PIECE = 1 << 19
"""Bytes of a long file that are held at a time."""


def real(path: Path) -> Path:
    """The path without links and "..". Where links go in circles, `Path.resolve` raises; this goes on."""
    return Path(os.path.realpath(path))


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


def contents(folder: Path) -> Iterator[tuple[PurePath, int, str]]:
    """Whatever is in a folder and below but folders: its path from there, its size, and why not to open it.

    Links are not followed: they are what isn't to be opened, as are devices and the like.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise _refused("read", folder, error) from error
    for path in found:
        here = PurePath(path.name)
        if path.is_symlink():
            yield here, 0, "it is a link"
        elif path.is_dir():
            yield from ((here / below, size, fault) for below, size, fault in contents(path))
        elif path.is_file():
            yield here, path.stat().st_size, ""
        else:
            yield here, 0, "it is no file"


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


class Stretches:
    """The bytes of a long file in pieces, read as they are gone through, any number of times."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        """Raises DiglotError where the system doesn't give them."""
        try:
            with self._path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
        except OSError as error:
            raise _refused("read", self._path, error) from error


def stretches(path: Path) -> Stretches | None:
    """As `read_if_there`, without holding the file."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _refused("read", path, error) from error
    return Stretches(path)


def checksum(path: Path) -> str:
    """Of the bytes of a file; "" where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise _refused("read", path, error) from error


def snapshot(folders: Iterable[Path], *, deep: bool = True) -> dict[Path, tuple[int, int]]:
    """What is in some folders, and in those below them if `deep`: time of change and size, by path.

    Hidden files and folders are left out, and what goes away while it is looked at.
    """
    found: dict[Path, tuple[int, int]] = {}
    waiting = [str(folder) for folder in folders]
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                with contextlib.suppress(OSError):
                    if not entry.is_dir(follow_symlinks=False):
                        seen = entry.stat()
                        found[Path(entry.path)] = (seen.st_mtime_ns, seen.st_size)
                    elif deep:
                        waiting.append(entry.path)
    return found


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
    except OSError as error:
        raise _refused("written", path, error) from error
    # Its name is short: that of the file may be as long as the system allows. And it is known before the file
    # is there, so that it is taken away whatever interrupts us.
    temporary = path.with_name(f".diglot-{secrets.token_hex(8)}")
    try:
        with open(temporary, "x+b", opener=partial(os.open, mode=0o600)) as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content(file)
            file.flush()
            os.fsync(file.fileno())
        if not isinstance(content, bytes) and path.exists() and _same(temporary, path):
            _forget(temporary)
            return False
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        _forget(temporary)
        raise _refused("written", path, error) from error
    except BaseException:
        _forget(temporary)
        raise
    return True


def _forget(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


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
