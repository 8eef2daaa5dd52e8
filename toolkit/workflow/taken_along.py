"""What a deposit has beside its edition, for a project that is made of it.

The deposit may be a stranger's: nothing is read that lies outside of it, and nothing takes the place of what
the project has of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from urllib.parse import unquote

from toolkit import disk, limits
from toolkit.archive import bag
from toolkit.errors import DiglotError
from toolkit.model import Catalog, Document
from toolkit.text import files, markup

_ALONE = "or name the edition alone, in data/tei/, to take nothing else."


def below(deposit: Path, place: str, shown: str) -> list[PurePath]:
    """The files in a folder of the payload and below, by their paths from the deposit.

    Raises DiglotError where one of them is a link that leads out of the deposit, or the folder itself is.
    """
    folder = PurePath(bag.PAYLOAD, place)
    if not (deposit / folder).is_dir():
        return []
    found = [folder / path for path in disk.files(deposit / folder)]
    inside = disk.real(deposit)
    for path in (folder, *found):
        target = disk.real(deposit / path)
        if not target.is_relative_to(inside):
            where = (PurePath(shown) / path).as_posix()
            hint = f"Put there what it leads to; {_ALONE}"
            raise DiglotError(f"this leads out of the deposit, to {target}.", where, hint)
    return found


def kept(document: Document, deposit: Path, shown: str) -> dict[str, bytes]:
    """What the edition counts on, by its path in the project.

    That are the ids that were frozen, and the translations that existed, which its header knows by checksum.
    Raises DiglotError where nobody knows which ids those are, and for a translation that would come to stand
    where nobody looks, or outside of the project.
    """
    copies = [path for place in ("po", "source") for path in below(deposit, place, shown)]
    found: dict[str, bytes] = {}
    frozen = [path for path in copies if path.name.endswith(".ids.tsv")]
    if len(frozen) > 1:
        one, two = frozen[:2]
        what = f"two files say which ids were frozen: {one} and {two}."
        raise DiglotError(what, shown, f"Delete the one that isn't the deposit's; {_ALONE}")
    for path in frozen:
        found[f"locales/{document.name}.ids.tsv"] = disk.read(deposit / path, limits.FROZEN_IDS)
    existed = [
        known for translation in document.meta.translations for known in translation.files if known.sha256
    ]
    for copy in copies if existed else ():
        data = disk.read(deposit / copy, limits.TRANSCRIPT)
        sha256 = hashlib.sha256(data).hexdigest()
        for known in existed:
            if known.sha256 != sha256:
                continue
            place, parts = known.path, PurePath(known.path)
            # A header may be a stranger's, and none says where programs look for what they run.
            if parts.is_absolute() or any(map(disk.hidden, parts.parts)):
                what = f"{copy} would be {place!r}: outside of the project, or hidden in it."
                raise DiglotError(what, shown, f"Get the deposit from who made it; {_ALONE}")
            found[known.path] = data
    return found


def pictures(document: Document, filled: Iterable[Catalog], deposit: Path, shown: str) -> dict[str, bytes]:
    """The pictures that a text and its translations show, by path in the project."""
    texts = [paragraph.text for paragraph in document.paragraphs()]
    texts += [entry.target for one in filled for entry in one.entries]
    spans = [span for text in texts if "![" in text for span in markup.pictures(markup.parse(text))]
    named = {name for span in spans for name in (span.target, unquote(span.target))}
    # Files of the folder, and so none that a stranger's path leads to.
    found = below(deposit, "source", shown) if named else []
    inside = {path.relative_to(PurePath(bag.PAYLOAD, "source")).as_posix(): path for path in found}
    return {
        f"source/{name}": disk.read(deposit / path, limits.PICTURE)
        for name, path in inside.items()
        if name in named
    }


def check_room(taken: Mapping[str, bytes], own: Iterable[str], shown: str) -> None:
    """Raise DiglotError where what was taken along stands in the way of the project's own, or of the rest.

    own  paths in the project
    """
    homes = {_parts(path): path for path in own}
    for path in taken:
        parts = _parts(path)
        above = (parts[:k] for k in range(len(parts)))
        other = next((homes[one] for one in above if one in homes), None) or next(
            (home for at, home in homes.items() if at[: len(parts)] == parts), None
        )
        if other is not None:
            what = f"it has a file for {path!r}, where the project would have {other}."
            raise DiglotError(what, shown, f"Get the deposit from who made it; {_ALONE}")
        homes[parts] = path


def _parts(path: str) -> tuple[str, ...]:
    return tuple(map(files.folded, PurePath(path).parts))
