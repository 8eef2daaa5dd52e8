"""Dictionaries by name.

Files, glossaries that are catalogs, and what the project itself has settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit import limits, po, project
from toolkit.aligning.resources import OWN, ReadFile
from toolkit.catalog.template import terms
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

    A catalog comes as lines of terms. Raises DiglotError for one that can't be loaded.
    """

    def read(name: str) -> bytes | None:
        if name == OWN:
            return None if workspace is None else _own(workspace, *langs)
        if within is not None:
            project.inside(within, folder / name, name)
        data = project.read_if_there(folder / name, limits.DICTIONARY)
        if data is None or not name.lower().endswith(".po"):
            return data
        return _lines(terms(po.load(data, name, "").entries, short=False))

    return read


def _own(workspace: Workspace, source: str, target: str) -> bytes:
    catalogs = (workspace.catalog(name, target) for name in workspace.project.sources)
    mine = (found for found in catalogs if found is not None and found.source_lang in ("", source))
    return _lines(pair for found in mine for pair in terms(found.entries))


def _lines(pairs: Iterable[tuple[str, str]]) -> bytes:
    """Terms as `dictionary.tsv` reads them, one a line."""
    lines: dict[str, None] = {}
    for source, target in pairs:
        lines["\t".join((" ".join(source.split()), " ".join(target.split())))] = None
    return "".join(f"{line}\n" for line in lines).encode()
