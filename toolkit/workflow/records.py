"""What was built of what, so that only what changed is made again.

A record is a small file in `.diglot/` beside `diglot.toml`: a checksum of all that went in, one of what came
out, and the findings on the way. A file is as it should be if both are the same; no time stamp is asked.
Whoever deletes a record, a file or all of `build/` only makes diglot work once more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import blake2b
from pathlib import Path, PurePath

import msgspec

from toolkit import disk, limits, project
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.workflow import private_files
from toolkit.workflow.documents import Outcome
from toolkit.workflow.tallies import EditionTally
from toolkit.workflow.workspace import Workspace

FileFindings = tuple[str, tuple[Finding, ...]]
"""A file, as it is shown, and the findings about it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of what was built at once.

    A file, or several that belong together.
    """

    inputs: str
    """Checksum."""
    outputs: Mapping[str, str]
    """Checksum of each file, by its name in `build/`."""
    findings: tuple[FileFindings, ...]
    tallies: Mapping[str, EditionTally] = field(default_factory=dict)
    """What is in each file, as far as somebody counted it."""
    read: Mapping[str, str] = field(default_factory=dict)
    """Checksum of each file that the text names, by its path as it is shown; "" for one that wasn't there."""


class Records:
    """The records of one project."""

    def __init__(self, workspace: Workspace, *, force: bool = False) -> None:
        """force: whether everything is to be made, whatever the records say."""
        self.workspace = workspace
        self.here = workspace.project
        self.force = force

    def checksum(self, what: Sequence[object], inputs: Iterable[Path]) -> str:
        """Of all that a file is made of.

        what    choices, of which two are the same when they are written the same, but for the project's place
        inputs  files that are read, or would be if they were there
        """
        # It decides dates in what is built.
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        known = (private_files.version(), epoch, self.here.outside, *map(self._told, what))
        total = blake2b(repr(known).encode(), digest_size=16)
        for path in dict.fromkeys(inputs):
            total.update(f"\0{self.here.show(path)}\0{self.workspace.checksum(path)}".encode())
        return total.hexdigest()

    def kept(self, what: Sequence[object], inputs: str) -> Record | None:
        """The record of what needn't be made again.

        what    which it is, as for `keep`
        inputs  their checksum, as it is now
        """
        record = (
            None if self.force else private_files.kept(self._path(what), msgspec.json.Decoder(Record).decode)
        )
        if record is None or record.inputs != inputs:
            return None
        # Asked of the files themselves: somebody may have edited or deleted what was built.
        same = all(self._built_checksum(name) == sum_ for name, sum_ in record.outputs.items()) and all(
            self._read_checksum(self.here.root / path) == sum_ for path, sum_ in record.read.items()
        )
        return record if same else None

    def keep(
        self,
        what: Sequence[object],
        inputs: str,
        made: Iterable[Outcome],
        before: Iterable[Outcome],
        read: Iterable[Path] = (),
    ) -> None:
        """Remember of what some files were made.

        made    what became of them; where something went wrong, nothing is remembered
        before  what was found on the way
        read    files beside the inputs
        """
        # Gone through twice.
        made = list(made)
        for outcome in made:
            # With another font on the machine, another file would be made.
            if outcome.error or any(finding.rule.machine for finding in outcome.findings):
                return
        folder = self.here.show(self.here.build_path(""))
        named = [(PurePath(outcome.path).relative_to(folder).as_posix(), outcome) for outcome in made]
        names = dict.fromkeys(name for name, _ in named)
        outputs = {name: sum_ for name in names if (sum_ := self._built_checksum(name))}
        # A file that isn't there was not made: the next build tries again.
        if len(outputs) < len(names):
            return
        findings = tuple((outcome.path, outcome.findings) for outcome in (*before, *made) if outcome.findings)
        sums = {self.here.show(path): self._read_checksum(path) for path in sorted(read)}
        tallies = {name: outcome.tally for name, outcome in named if outcome.tally}
        record = Record(inputs, outputs, findings, tallies, sums)
        # Where nothing can be kept, all is made each time.
        private_files.keep(self.here, self._path(what), msgspec.json.encode(record))

    def _read_checksum(self, path: Path) -> str:
        """The checksum of a file as this run reads it; "" where it can't be read."""
        try:
            return self.workspace.checksum(path)
        except (DiglotError, OSError, ValueError):
            return ""

    def _built_checksum(self, name: str) -> str:
        """The checksum of what was built, by its path in `build/`.

        Of a file in a folder it is that of the whole folder. It is "" for what isn't there, or can't have
        been built.
        """
        path = self.here.build_path(name)
        try:
            if "/" not in name:
                return disk.checksum(path, limits.EDITION)
            total = blake2b(digest_size=16)
            for file, _, fault in disk.contents(path.parent):
                # A link may lead to anything.
                if fault:
                    return ""
                if disk.nobodys(file.name):
                    continue
                sum_ = disk.checksum(path.parent / file, limits.EDITION)
                total.update(f"{file.as_posix()}\0{sum_}\0".encode())
            return total.hexdigest()
        except DiglotError:
            return ""

    def _path(self, what: Sequence[object]) -> Path:
        name = blake2b(repr(tuple(what)).encode(), digest_size=12).hexdigest()
        return self.here.own(self.here.root / project.PRIVATE / f"{name}.json")

    def _told(self, value: object) -> object:
        """A choice, the same wherever the project lies.

        Paths in it are as they are from there.
        """
        if isinstance(value, Path):
            return self.here.show(value)
        if is_dataclass(value):
            return type(value).__name__, *(
                self._told(getattr(value, attribute.name)) for attribute in fields(value)
            )
        # All else is written the same in every run.
        return tuple(map(self._told, value)) if isinstance(value, tuple) else value
