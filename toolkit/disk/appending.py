"""Files that are written to at their end, and files that are taken away."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from toolkit.disk.places import beside, held, settle
from toolkit.disk.reading import refused, regular


def append(path: Path, data: bytes) -> None:
    """Write bytes behind those of a file, and on the disk; the file and its folder are made if need be.

    A link is not followed. DiglotError where the system refuses.
    """
    ways = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    # A pipe is not waited for.
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        ways |= getattr(os, name, 0)
    try:
        place = beside(path)
        with held(place.parent) as folder, os.fdopen(os.open(folder / place.name, ways, 0o666), "ab") as file:
            regular(os.fstat(file.fileno()), path)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refused("written", path, error) from error


def remove(path: Path) -> None:
    """Take a file away, if it is there; a link, and not what it leads to."""
    try:
        place = beside(path)
        with contextlib.suppress(FileNotFoundError), held(place.parent, make=False) as folder:
            (folder / place.name).unlink()
        settle(path, None)
    except OSError as error:
        raise refused("deleted", path, error) from error
