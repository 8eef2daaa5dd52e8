"""What is half made: files and folders with names of their own, until they are whole.

They are called `.diglot-` and a number, and are locked while somebody makes them. What a killed run has left
is taken away by the next one that writes in the same folder, or holds the project's lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import BinaryIO

from toolkit import late
from toolkit.disk.locks import free
from toolkit.disk.places import beside, held

LOCKS = os.name == "posix"
"""Whether a file can be locked and renamed at once."""
_ASIDE = late.regex(r"\.diglot-[0-9a-f]{16}")
_OLD = 3600
"""Seconds after which nobody is taken to make a file, where files have no locks."""


@contextlib.contextmanager
def aside(parent: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file, taken away unless it is renamed."""
    while True:
        # Its name is short: that of the file may be as long as the system allows. And it is known before the
        # file is there, so that it is taken away whatever interrupts us.
        temporary = unused(parent)
        try:
            with open(temporary, "x+b", opener=partial(os.open, mode=0o600)) as file:
                if _ours(file.fileno(), temporary):
                    yield temporary, file
                    return
        finally:
            forget(temporary)


@contextlib.contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """As `aside`, of a folder."""
    while True:
        temporary = unused(parent)
        number = -1
        try:
            temporary.mkdir(0o700)
            number = os.open(temporary, os.O_RDONLY) if LOCKS else -1
            if not LOCKS or _ours(number, temporary):
                yield temporary
                return
        finally:
            if number >= 0:
                os.close(number)
            forget(temporary)


def unused(parent: Path) -> Path:
    """A name that nothing has."""
    return parent / f".diglot-{secrets.token_hex(8)}"


def rights(path: Path) -> int:
    """The rights of a file or a folder whose place something else takes; 0 where there is none.

    PermissionError where it may not be written: the system would ask for the rights of its folder alone, and
    what somebody has made read-only would be gone.
    """
    try:
        mode = path.stat().st_mode & 0o777
    except (FileNotFoundError, NotADirectoryError):
        return 0
    # Who may do all may write this too; but what nobody may write is meant to stay.
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return mode


def give_rights(file: BinaryIO, path: Path, mode: int) -> None:
    """Say who may read and write a file that is open."""
    # By its number, where the system knows that: something else may have its name by now.
    if hasattr(os, "fchmod"):
        os.fchmod(file.fileno(), mode)
    else:
        path.chmod(mode)


def unmasked(mode: int) -> int:
    """The rights that the system gives to what is new."""
    # It can only be asked by being set.
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask


def _ours(number: int, path: Path) -> bool:
    """Lock what was just made.

    False where another run has found it before, and taken it away.
    """
    try:
        return free(number) and path.exists()
    except OSError:
        return True  # There are no locks here: others go by its age.


def sweep(folders: Iterable[Path]) -> None:
    """Take away what killed runs have left.

    In some folders, whatever this run writes; links stay alone.
    """
    for folder in folders:
        if not folder.is_symlink():
            sweep_folder(beside(folder))


@cache
def sweep_folder(folder: Path) -> None:
    """Take away leftovers of one folder, once in a run."""
    with contextlib.suppress(OSError), held(folder, make=False) as place, os.scandir(place) as entries:
        for entry in entries:
            if _ASIDE.fullmatch(entry.name) and not entry.is_symlink():
                with contextlib.suppress(OSError):
                    _drop(Path(entry.path))


def _drop(path: Path) -> None:
    """Take away what nobody is making any more.

    A file or a folder; what is neither wasn't made by us.
    """
    if not (path.is_file() or path.is_dir()):
        return
    if not LOCKS:
        if time.time() - path.stat().st_mtime > _OLD:
            forget(path)
        return
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        try:
            stale = free(number)
        except OSError:
            stale = time.time() - path.stat().st_mtime > _OLD
        if stale:
            forget(path)
    finally:
        os.close(number)


def forget(path: Path) -> None:
    """Take a file or a folder away, with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
