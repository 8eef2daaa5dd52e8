"""What was made from what.

Results that are there already are not made again.

The record is a file in the folder of the results. A result is up to date if it was made from the same bytes
with the same options by the same version, and still has the bytes that were written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from toolkit import __version__, project
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.text.data import json_text

NAME = ".diglot-bitext.json"


def digest(*parts: bytes) -> str:
    """A digest of several byte strings.

    Each with its length, so that no two lists have the same.
    """
    sums = hashlib.sha256()
    for part in parts:
        # Without lengths ["ab", "c"] and ["a", "bc"] would be one.
        sums.update(b"%d:" % len(part))
        sums.update(part)
    return sums.hexdigest()


def made_from(options: Iterable[str], *inputs: bytes) -> str:
    """The key of a result.

    It is made of version, options, and the bytes of all files that the result is made from.
    """
    return digest(__version__.encode(), "\0".join(options).encode(), *inputs)


class PairResult(NamedTuple):
    """A result."""

    key: str
    """What it was made from."""
    result: str
    """Digest of what was written."""
    findings: tuple[Finding, ...] = ()
    """What was odd about the pair, which is so still as long as nothing is made anew."""


@dataclass(slots=True)
class ResultRecord:
    """The results of a folder."""

    folder: Path
    entries: dict[str, PairResult] = field(default_factory=dict)
    """By the file name of the result."""
    _unsaved: int = 0

    @classmethod
    def of(cls, folder: Path) -> ResultRecord:
        """The record of a folder.

        Empty where there is none or a broken one: then all is made anew.
        """
        try:
            data = project.read_if_there(folder / NAME)
            results = json.loads(data or b"{}")["results"] if data else {}
            return cls(folder, {name: _made(*entry) for name, entry in results.items()})
        except (DiglotError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(folder)

    def add(self, name: str, made: PairResult) -> None:
        """Note a result.

        The file is written now and then: what a crash forgets is made again.
        """
        self.entries[name] = made
        self._unsaved += 1
        # Written seldom, so that a record of n results isn't written n times.
        if self._unsaved > 20 + len(self.entries) // 10:
            self.save()

    def save(self) -> None:
        """Write the file, if there is anything new."""
        if self._unsaved:
            table = {"results": {name: _row(self.entries[name]) for name in sorted(self.entries)}}
            project.write(self.folder / NAME, (json_text(table) + "\n").encode())
            self._unsaved = 0


def _row(made: PairResult) -> list[object]:
    return [made.key, made.result, [[one.name, dict(one.args)] for one in made.findings]]


def _made(key: str, result: str, findings: list[tuple[str, dict[str, str | int]]]) -> PairResult:
    found = tuple(report(name, **args) for name, args in findings)
    # Put into words here: what somebody has changed in the file must not fail where it is told.
    if not all(finding.message for finding in found):
        raise ValueError(key)
    return PairResult(key, result, found)
