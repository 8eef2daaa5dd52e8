"""The files that make a folder a bag.

BagIt 1.0 (RFC 8493) with SHA-512. Own code, since the library for this writes version 0.97 and today's date,
and puts files on disk itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, BinaryIO, NamedTuple

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha512.txt"
TAG_MANIFEST = "tagmanifest-sha512.txt"
INFO = "bag-info.txt"
PROFILE = "bagit-profile.json"
"""The profile itself, as a tag file of each bag."""
PAYLOAD = "data/"
_PIECE = 1 << 20


class Digest(NamedTuple):
    """Checksum and size of a file."""

    sha512: str
    """In hexadecimal digits."""
    size: int
    """In bytes."""


def digest(data: BinaryIO) -> Digest:
    """The digest of an open file, from here on."""
    found, size = hashlib.sha512(), 0
    while piece := data.read(_PIECE):
        found.update(piece)
        size += len(piece)
    return Digest(found.hexdigest(), size)


def profile() -> bytes:
    """The BagIt Profile (1.3.0) of diglot's bags."""
    return files(__package__).joinpath("profile.json").read_bytes()


def rules() -> dict[str, Any]:
    """The same as data."""
    found: dict[str, Any] = json.loads(profile())
    return found


def tags(payload: Mapping[str, Digest], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of a bag beside its payload.

    payload  path below `data/` -> digest
    info     fields of bag-info.txt but for those that are counted here
    """
    size = sum(one.size for one in payload.values())
    identifier = rules()["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    fields = [
        *info,
        ("BagIt-Profile-Identifier", identifier),
        ("Payload-Oxum", f"{size}.{len(payload)}"),
    ]
    made = {
        "bagit.txt": DECLARATION,
        INFO: "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields).encode(),
        MANIFEST: manifest((PAYLOAD + path, one.sha512) for path, one in payload.items()),
        PROFILE: profile(),
    }
    # It lists itself nowhere: whoever keeps its checksum apart can tell that all is as it was.
    made[TAG_MANIFEST] = manifest((path, hashlib.sha512(data).hexdigest()) for path, data in made.items())
    return made


def manifest(lines: Iterable[tuple[str, str]]) -> bytes:
    """The lines of a manifest: path and checksum, by path."""
    return "".join(f"{checksum}  {path}\n" for path, checksum in sorted(lines)).encode()
