"""The words that somebody names for an alignment: files, glossaries that are catalogs, and the project's own.

What catalogs and glossaries need is imported when one is named: short texts are aligned in less time.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import disk, limits, project
from toolkit.aligning.resources import OWN, ReadFile

if TYPE_CHECKING:
    from toolkit.workflow.workspace import Workspace


def reader(
    folder: Path,
    workspace: Workspace | None = None,
    langs: tuple[str, str] = ("", ""),
    within: Path | None = None,
) -> ReadFile:
    """How `toolkit.aligning.resources` gets at what somebody named.

    folder  where the names of files begin
    within  the folder that they may not lead out of
    workspace  of the project whose finished catalogs between `langs` are its own glossary; None for none

    A catalog or a glossary comes as lines of terms. Raises DiglotError for one that can't be loaded.
    """

    def read(name: str) -> bytes | None:
        if name == OWN:
            # `bitext` has no project, and so no glossary of its own.
            return None if workspace is None else _own(workspace, *langs)
        # Asked of the path before the file is touched, for what came from a stranger.
        if within is not None:
            project.inside(within, folder / name, name)
        data = disk.read_if_there(folder / name, limits.DICTIONARY)
        if data is not None and name.lower().endswith(".po"):
            return _of_catalog(data, name)
        if data is not None and name.lower().endswith(".csv"):
            return _of_glossary(data, name)
        return data

    return read


def _of_catalog(data: bytes, name: str) -> bytes:
    from toolkit import po
    from toolkit.catalog.glossary import settled

    return _lines(settled(po.load(data, name, "").entries, short=False))


def _of_glossary(data: bytes, name: str) -> bytes:
    from toolkit.catalog.glossary import pairs
    from toolkit.exchange.glossary import read

    return _lines(pairs(read(data, name)))


def _own(workspace: Workspace, source: str, target: str) -> bytes:
    from toolkit.catalog import glossary
    from toolkit.workflow import terms

    pairs: list[tuple[str, str]] = []
    for name in workspace.project.sources:
        catalog = workspace.catalog(name, target)
        # A document may be in another language than the project.
        if catalog is not None and catalog.source_lang in ("", source):
            pairs += glossary.settled(catalog.entries)
    own = terms.glossary(workspace, source, target)
    return _lines(chain(pairs, glossary.pairs(own.terms if own else ())))


def _lines(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Terms as `dictionary.tsv` reads them, one a line."""
    # Several catalogs may have settled the same term, and the order of files must not tell which is first.
    lines: dict[str, None] = {}
    for source, target in pairs:
        lines["\t".join((" ".join(source.split()), " ".join(target.split())))] = None
    return "".join(f"{line}\n" for line in lines).encode()
