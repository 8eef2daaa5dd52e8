"""Keep what was published of pictures for the next build.

To make a photograph as small as a page needs it takes longer than all else of a book. A file in
`.diglot/pictures/` for each picture holds what came of it, with a checksum of what it was made of; whoever
deletes it only makes diglot do it once more.
"""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from pathlib import Path

from toolkit import limits
from toolkit.errors import DiglotError
from toolkit.model import Location
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
