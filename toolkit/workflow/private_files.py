"""Files that diglot keeps for itself in `.diglot/`: read with care, since anybody may have damaged them.

All may be deleted at any time.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from toolkit import limits, project, registry
from toolkit.errors import DiglotError
from toolkit.project import Project

_T = TypeVar("_T")
_UNPACKED = 4 * limits.RECORD.most
"""Bytes. What is longer is not used, and made again. Transcripts of the tests are packed to a fifth."""


def kept(path: Path, decode: Callable[[bytes], _T]) -> _T | None:
    """What diglot kept for itself; None for what somebody has damaged."""
    try:
        data = project.read_if_there(path, limits.RECORD)
        return None if data is None else decode(data)
    except (DiglotError, ValueError, RecursionError):
        return None


def keep(here: Project, path: Path, data: bytes) -> None:
    """Write a file; where nothing can be kept, nothing is."""
    with suppress(DiglotError):
        here.private()
        project.write(path, data)


def packed(value: object) -> bytes:
    """A value of structs, compressed."""
    return zlib.compress(msgspec.msgpack.encode(value), 1)


def unpacked(data: bytes, form: Any) -> Any:
    """The value of this type; None for what is none."""
    try:
        # With a bound: a file of few bytes may unpack to more than there is memory.
        packed = zlib.decompressobj()
        rows = packed.decompress(data, _UNPACKED)
        return None if packed.unconsumed_tail else msgspec.msgpack.decode(rows, type=form)
    except (zlib.error, ValueError, RecursionError):
        return None


@cache
def version() -> str:
    """A checksum of diglot and of what it reads and builds with.

    Another version may read a text otherwise, or build another file.
    """
    total = blake2b(digest_size=16)
    for name, data in _own(files("toolkit"), ""):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    for point in (*registry.others("reader"), *metadata.entry_points(group="diglot.writers")):
        total.update(f"{point.name} {point.value} {point.dist and point.dist.version}".encode())
    try:
        needed = metadata.requires("diglot") or []
    except metadata.PackageNotFoundError:
        needed = []
    # What is installed decides bytes, too: a library that writes EPUB may write it otherwise.
    for name in sorted({re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needed}):
        try:
            total.update(f"{name} {metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            continue  # an extra
    return total.hexdigest()


def _own(folder: Traversable, way: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name != "__pycache__":
            yield from _own(path, f"{way}{path.name}/")
        elif path.is_file():
            yield way + path.name, path.read_bytes()
