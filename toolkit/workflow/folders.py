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
    foreign = _foreign(path, folder)
    try:
        if not foreign:
            return disk.write_folder(path, fill, folder.names.fullmatch)
    except FileExistsError as error:
        foreign = str(error.filename)
    what = f"there is a folder of this name that diglot hasn't made, with {foreign} in it."
    raise DiglotError(what, disk.named(path), "Move it away, or give the edition another name.")


def _foreign(path: Path, folder: Folder[Any]) -> str:
    """A file of a folder that diglot hasn't made; "" where it has, or where nothing is in it.

    What is opened tells it. Where somebody has deleted that, any other file does that has diglot's sign.
    """
    names = (file.name for file in path.iterdir()) if path.is_dir() else ()
    there = sorted(name for name in names if not disk.nobodys(name))
    asked = [folder.first] if folder.first in there else [name for name in folder.signs if name in there]
    if any(folder.signs[name] in disk.read(path / name, limits.EDITION) for name in asked):
        return ""
    return next(iter([*asked, *there]), "")
