"""Put an edition where somebody asks for it: a file, a folder, or an open file."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

from toolkit import disk, limits
from toolkit.errors import DiglotError
from toolkit.writers import Folder


def put_whole(
    file: str | PathLike[str] | BinaryIO, fill: Callable[[Any], object], folder: Folder[Any] | None
) -> bool:
    """Write an edition as a whole or not at all; whether that changed anything.

    fill    writes it, to a binary file or to the `Put` of a folder
    folder  how it is a folder; None for a file

    A folder takes the place of one that diglot has made, and of no other: DiglotError for that.
    """
    if not isinstance(file, str | PathLike):
        if folder:
            raise DiglotError("an open file can't hold a folder.", hint="Give the path of the folder.")
        fill(file)
        return True
    path = Path(file)
    if not folder:
        return disk.write(path, fill)
    first = path / folder.first
    foreign = folder.first if first.exists() and folder.sign not in disk.read(first, limits.EDITION) else ""
    try:
        if not foreign:
            return disk.write_folder(path, fill, folder.names.fullmatch)
    except FileExistsError as error:
        foreign = str(error.filename)
    what = f"there is a folder of this name that diglot hasn't made, with {foreign} in it."
    raise DiglotError(what, disk.named(path), "Move it away, or give the edition another name.")
