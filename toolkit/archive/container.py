"""A bag as a zip.

It is written with the same bytes each time, and read as what a stranger may have made.
"""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from os import SEEK_END
from shutil import copyfileobj
from typing import IO, BinaryIO, NamedTuple

from toolkit import limits
from toolkit.errors import DiglotError

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can tell."""
_END = 22
"""Bytes of the record that ends a zip without a comment."""
_RATIO = 1000
"""Times that a file may be larger than it is packed; text comes to a few hundred where it repeats itself."""
_SOME = 1 << 20
"""Bytes up to which the ratio means nothing."""


DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, NotImplementedError, RuntimeError, ValueError),
)
"""What reading a file out of a damaged zip raises, by how it was packed."""


class ZipEntry(NamedTuple):
    """A file of a bag that is looked at."""

    path: str
    """Below the folder of the bag, with slashes."""
    size: int
    content: Callable[[], AbstractContextManager[IO[bytes]]]
    fault: str = ""
    """Why it is refused, and not to be opened; "" where it isn't."""


def pack(
    name: str,
    contents: Mapping[str, Callable[[BinaryIO], object]],
    date: tuple[int, int, int],
    sink: BinaryIO,
) -> None:
    """Write a zip that unpacks to a folder.

    name      of the folder
    contents  path in it -> what writes the file
    date      year, month and day, which all entries get
    """
    moment = max((*date, 0, 0, 0), EARLIEST)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        # In one order, whatever order the files were made in.
        for path, write in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # As on Unix, wherever it is made: a zip tells the system, and the bytes must not.
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            # Its size is known only when it is written, and must not decide the form.
            with archive.open(entry, "w", force_zip64=True) as out:
                # Only `write` is offered: nobody can go back in an entry of a zip.
                write(_Unseekable(out))  # type: ignore[arg-type]


class _Unseekable:
    """A file in a zip, which can only be written on."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        """Add bytes."""
        return self.out.write(data)


def unpack(data: BinaryIO) -> Iterator[ZipEntry]:
    """The files in a zip, none of them unpacked.

    All are in one folder, which the first of them names. Raises DiglotError for what is no zip, or one that
    is made to do harm as a whole.
    """
    try:
        archive = zipfile.ZipFile(data)
    except DAMAGED as error:
        raise DiglotError(
            f"this is no zip that can be read: {str(error).lower()}.",
            hint="Get the file again, or the folder.",
        ) from error
    entries = archive.infolist()
    # Judged by what the zip says of itself, before any byte is unpacked.
    # Other programs may take a file with more in it than a zip for something else.
    data.seek(-min(_END, data.seek(0, SEEK_END)), SEEK_END)
    before = min((entry.header_offset for entry in entries), default=0)
    if before > 0 or data.read(4) != b"PK\x05\x06":
        raise DiglotError(
            "something was put before or behind the zip in this file.",
            hint="Get the file again from where it was made.",
        )
    limits.check(len(entries), limits.ENTRIES, None)
    limits.check(sum(entry.file_size for entry in entries), limits.BAG, None)
    seen: set[str] = set()
    stem = entries[0].filename.partition("/")[0] if entries else ""
    for entry in entries:
        # Folders have no bytes: files bring theirs.
        if entry.filename and entry.is_dir() and not _unsafe(entry.filename.rstrip("/")) and not _odd(entry):
            continue
        folder, mark, path = entry.filename.partition("/")
        fault = _unsafe(entry.filename) or _odd(entry)
        if not fault and (not mark or folder != stem):
            fault = f"it isn't in the folder {stem}/, to which the zip unpacks"
        if not fault and entry.filename.lower() in seen:
            fault = "there are two of this name"
        # Names that are one on some disks: the second would replace the first.
        seen.add(entry.filename.lower())
        yield ZipEntry(path or entry.filename, entry.file_size, partial(archive.open, entry), fault)


def _odd(entry: zipfile.ZipInfo) -> str:
    """Why an entry is refused by its kind or size."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and kind not in (stat.S_IFREG, stat.S_IFDIR):
        return "it is a link or a device"
    # Bit 0 (APPNOTE, 4.4.4).
    if entry.flag_bits & 1:
        return "it is encrypted"
    if entry.file_size > _SOME and entry.file_size > _RATIO * max(entry.compress_size, 1):
        return f"it would unpack to {entry.file_size} bytes, from {entry.compress_size}"
    return ""


def _unsafe(name: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or {"..", ".", ""} & {*parts}:
        return "its path could lead out of the folder"
    return ""


def copied(data: BinaryIO) -> Callable[[BinaryIO], None]:
    """A function that copies a file, from its beginning."""

    def write(sink: BinaryIO) -> None:
        data.seek(0)
        copyfileobj(data, sink, 1 << 18)

    return write
