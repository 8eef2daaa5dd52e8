"""Messages that were translated twice, and that nobody has decided."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.merging import CONFLICT
from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define


def undecided(checked: Checked) -> Iterator[Finding]:
    """Report each message whose comment tells of a conflict."""
    for entry in checked.catalog.entries:
        if any(line.startswith(CONFLICT) for line in entry.comments):
            yield checked.report("D208", entry, target=quoted(entry.target))


CHECK = Check(
    define(
        "D208",
        severity="warning",
        title=(
            "A message was translated in two ways on two branches of a repository, and nobody has decided "
            "between them. One stands in its comments."
        ),
        words="{target} ({message}) was translated in two ways, and the other one stands in its comments.",
        cure=(
            "Keep one, delete the comments that begin with “conflict” and “other”, and take the fuzzy mark "
            "away."
        ),
    ),
    undecided,
)
