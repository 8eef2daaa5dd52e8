"""What is told of tables of a sidecar that are of nothing in its text: each at its own line.

Whoever reads a text is given what the tables say, and no line of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from toolkit.config import Decision, SeamTable, Sidecar
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.model import Document, Location
from toolkit.text.hygiene import fold
from toolkit.workflow.placed_pictures import SidecarLine

_NAMES_TABLE = frozenset({"begins", "kind", "label", "until", "which"})
"""What a finding quotes of its table."""


def at_their_lines(
    findings: Iterable[Finding], path: str, sidecar: Sidecar, line: SidecarLine
) -> Iterator[Finding]:
    """The findings about a text, those about tables that decide something at the line of each.

    path  of the text, as shown to a person
    """
    shown = sidecar_shown(path)
    told: Counter[Finding] = Counter()
    for finding in findings:
        where, number = finding.where, None
        if where is not None and where.path == shown:
            number = _table(finding, sidecar, told[finding])
            told[finding] += 1
        if where is None or number is None:
            yield finding
        else:
            yield replace(finding, where=where.replace(line=line((_array(finding), str(number)))))


def _array(finding: Finding) -> str:
    return finding.wording if finding.wording in ("split", "join") else "decide"


def _table(finding: Finding, sidecar: Sidecar, before: int) -> int | None:
    """Which table a finding is about, from 0; before: how many that say the same were told."""
    tables: Sequence[Decision | SeamTable] = getattr(sidecar, _array(finding))
    says = [(name, value) for name, value in finding.args if name in _NAMES_TABLE]
    fitting = (
        k
        for k, one in enumerate(tables)
        if says and all(getattr(one, name, "") == value for name, value in says)
    )
    return next(islice(fitting, before, None), None)


def of_nobody(document: Document, sidecar: Sidecar, line: SidecarLine) -> Iterator[Finding]:
    """The tables of speakers whom the text doesn't have, or calls otherwise by now."""
    names = {fold(speaker.name) for speaker in document.speakers}
    shown = sidecar_shown(document.path) or document.path
    for number, table in enumerate(sidecar.speakers):
        if fold(table.name) not in names:
            yield report("D119", Location(shown, line(("speakers", str(number)))), name=table.name)
