"""Keep what was published of pictures for the next build.

To make a photograph as small as a page needs it takes longer than all else of a book. A file in
`.diglot/pictures/` for each picture holds what came of it, with a checksum of what it was made of; whoever
deletes it only makes diglot do it once more.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.model import SVG, Location, Picture
from toolkit.project import PRIVATE
from toolkit.workflow.private_files import keep, kept, version
from toolkit.workflow.workspace import Workspace
from toolkit.writers import photographs, pictures


def published(
    workspace: Workspace, path: Path, where: Location | str, area: int = photographs.AREA
) -> tuple[bytes, str]:
    """As `pictures.published`, of a file; nothing is made twice."""
    here = workspace.project
    # With all that decides what comes of it beside the bytes.
    made_of = _hash(f"{version()} {area} {workspace.checksum(path)}")
    # One a picture: what was made of another version of it is written over.
    file = here.own(here.root / PRIVATE / "pictures" / _hash(here.show(path)).hex())
    if (held := kept(file, partial(_held, made_of, where))) is not None:
        return held
    made, kind = pictures.published(workspace.required(path, limits.PICTURE), where, area)
    keep(here, file, made_of + made)
    return made, kind


def narrower(workspace: Workspace, path: Path, picture: Picture) -> Picture:
    """The picture with its copies in fewer pixels; nothing is made twice."""
    here = workspace.project
    copies: list[bytes] = []
    for width in photographs.WIDTHS if picture.media_type != SVG else ():
        # With that of what is published, which it is made of.
        made_of = _hash(f"{version()} {width} {workspace.checksum(path)}")
        file = here.own(here.root / PRIVATE / "pictures" / f"{_hash(here.show(path)).hex()}-{width}")
        copy = kept(file, partial(_copy, made_of, here.show(path)))
        if copy is None:
            copy = photographs.narrower(picture.data, width)
            keep(here, file, made_of + copy)
        copies += [copy] if copy else []
    return replace(picture, narrower=tuple(copies))


def _copy(made_of: bytes, where: str, data: bytes) -> bytes | None:
    """As `_held`; it may be empty, where a copy saves nothing."""
    if data == made_of:
        return b""
    held = _held(made_of, where, data)
    return held[0] if held else None


def _held(made_of: bytes, where: Location | str, data: bytes) -> tuple[bytes, str] | None:
    """What a file holds; None for what was made of something else, and for what is no picture."""
    if not data.startswith(made_of):
        return None
    made = data[len(made_of) :]
    try:
        # Looked at again: anybody may have damaged it.
        return made, pictures.check(made, where)
    except DiglotError:
        return None


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
