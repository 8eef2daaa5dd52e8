"""Findings that an editor knows of: kept back, and counted.

`ignore` in `diglot.toml` and in the sidecars says which, and why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import PurePath

from toolkit import config, limits, project
from toolkit.config import IgnoreTable
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report, rule
from toolkit.grouped import grouped
from toolkit.model import Location
from toolkit.project import CONFIG
from toolkit.workflow.workspace import Workspace


class Ignoring:
    """What one command keeps back, and how often."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.number = 0
        """How many findings were kept back so far."""
        self._used: set[tuple[str, IgnoreTable]] = set()
        """With the document of the sidecar, "" for `diglot.toml`."""

    def reason(self, finding: Finding, path: str = "") -> str:
        """Why a finding is kept back; "" where it isn't, as no error is.

        path  the file that it is told of, where the finding has none
        """
        # No error can be ignored (decision 171): it would be in what is built.
        if finding.severity == "error":
            return ""
        if finding.known:
            self.number += 1
            return finding.known
        document = self._document(finding, path)
        tables = [
            (owner, table) for owner, table in self._tables([document]) if fits(table, finding, document)
        ]
        # All that fit are of use: who deletes one must not be told of the other.
        self._used.update(tables)
        # Counted, so that nobody forgets that something is kept back.
        self.number += bool(tables)
        return next((table.reason for _, table in tables), "")

    def idle(self, command: str, names: Collection[str]) -> Iterator[Finding]:
        """D150 for each table that nothing was found for.

        command  what has looked for findings, as the registry's `told` calls it
        names    the documents that it has looked at, in all their languages
        """
        # What is said for all documents can only be missed in all of them.
        everything = set(names) >= self.workspace.project.sources.keys()
        places = grouped((owner, table) for owner, table in self._tables(names))
        for owner, tables in places.items():
            for number, table in enumerate(tables):
                # `build` doesn't look for all that `check` does: what it didn't look for
                # may be there.
                looked_for = command in rule(table.code).told and (owner or everything)
                if looked_for and (owner, table) not in self._used:
                    where = self._place(owner, number)
                    if table.where:
                        yield report("D150.where", where, ignored=table.code, about=table.where)
                    else:
                        yield report("D150.any", where, ignored=table.code)

    def _tables(self, names: Collection[str]) -> Iterator[tuple[str, IgnoreTable]]:
        """Those of the project and of some documents' sidecars, each with whose it is."""
        yield from (("", table) for table in self.workspace.project.settings.ignore)
        for name in filter(None, names):
            try:
                yield from ((name, table) for table in self.workspace.sidecar(name).ignore)
            except DiglotError:
                continue  # a finding or an error of its own

    def _document(self, finding: Finding, path: str) -> str:
        """The document that a finding is about, by the name of its file; "" for none."""
        # Findings about a translation name its document; the file is the catalog.
        about = dict(finding.args).get("document") or (finding.where.path if finding.where else path)
        name = PurePath(str(about)).name
        # A catalog is called as its document, and an edition begins so.
        while name and name not in self.workspace.project.sources:
            name = name.rpartition(".")[0]
        return name

    def _place(self, owner: str, number: int) -> Location:
        here = self.workspace.project
        path, limit = here.root / CONFIG, limits.SETTINGS
        if owner:
            path, limit = project.sidecar_of(here.sources[owner]), limits.SIDECAR
        text = self.workspace.text(path, limit)
        return Location(here.show(path), config.line_of(text, ["ignore", str(number)]))


def fits(table: IgnoreTable, finding: Finding, document: str) -> bool:
    """Whether a table means a finding: by its code, and by what it is about or names."""
    # Who knows of all findings of a kind knows how many they are.
    if table.code != finding.code and ("kind", table.code) not in finding.args:
        return False
    named = {document}
    for _, value in finding.args:
        # A speaker, a language, a file: whatever the words name can be meant.
        named |= {value} if isinstance(value, str) else {*value} if isinstance(value, tuple) else set()
    if finding.where is not None:
        named |= {finding.where.path, str(finding.where)}
        # A catalog lies in the folder of its language.
        parts = PurePath(finding.where.path).parts
        named |= {lang for folder, lang in pairwise(parts) if folder == "locales"}
    return not table.where or table.where in named
