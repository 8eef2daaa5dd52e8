"""Where names lead, and folders that are held while something is written there.

To look where a name leads and to write there are two steps, and another program may put a link in the place
of a folder between them. So what was looked at is kept, and a folder is opened without following a link.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from toolkit.disk.reading import HELD, LINKED, real

_SETTLED: dict[Path, Path] = {}
"""Names of a project, and where they led when that was found good: there alone is written by them."""


def settle(path: Path, there: Path | None) -> None:
    """Say where a file or a folder leads, for all that this process goes on to write; None forgets it."""
    if there is None:
        _SETTLED.pop(path, None)
    else:
        _SETTLED[path] = there


def place(path: Path) -> Path:
    """Where a file is written, without links: where its name was settled to lead, else where it leads now."""
    if there := _SETTLED.get(path):
        return there
    folder = _SETTLED.get(path.parent)
    return folder / path.name if folder else real(path)


def beside(path: Path) -> Path:
    """As `place`; of a link, itself and not what it leads to."""
    return (_SETTLED.get(path.parent) or real(path.parent)) / path.name


@contextlib.contextmanager
def held(folder: Path, *, make: bool = True) -> Iterator[Path]:
    """A folder under a name that leads to it whatever is put in its place meanwhile.

    It is under its own name where the system has no other, which only Linux has.

    folder  without links: OSError where there is one in its path now
    make    whether folders that are lacking are made
    """
    if not (hasattr(os, "O_PATH") and HELD.is_dir()):
        if make:
            folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    ways = os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW
    number = os.open(folder.anchor, ways)
    try:
        for name in folder.parts[1:]:
            try:
                below = os.open(name, ways, dir_fd=number)
            except FileNotFoundError:
                if not make:
                    raise
                with contextlib.suppress(FileExistsError):
                    os.mkdir(name, dir_fd=number)
                below = os.open(name, ways, dir_fd=number)
            except NotADirectoryError as error:
                if not stat.S_ISLNK(os.lstat(name, dir_fd=number).st_mode):
                    raise
                # One that goes in circles leads nowhere, and may have been there before.
                with contextlib.suppress(FileNotFoundError):
                    os.stat(name, dir_fd=number)
                raise OSError(LINKED, "a link was put into its path meanwhile", str(folder)) from error
            os.close(number)
            number = below
        yield HELD / str(number)
    finally:
        os.close(number)
