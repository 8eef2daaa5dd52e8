"""Sentences that a person has put together, and of which some are there no more."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog import pinned
from toolkit.checks import Check, Checked
from toolkit.findings import Finding, define
from toolkit.text import cuts
from toolkit.text.hygiene import tidy


def no_longer_together(checked: Checked) -> Iterator[Finding]:
    """Report each finished entry of which a sentence was changed since a person decided what goes with it."""
    for entry in checked.finished:
        if told := pinned.beads_of(entry):
            ours = cuts.units(entry.source, checked.source_lang)
            theirs = cuts.units(tidy(entry.target), checked.catalog.lang)
            if gone := pinned.found(told, ours, theirs)[1]:
                yield checked.report("D219", entry, beads=len(gone))


CHECK = Check(
    define(
        "D219",
        severity="warning",
        title=(
            "A person decided which sentences of a text go together, and some of them were changed since. "
            "Those are aligned anew where editions show sentences side by side, as if nobody had decided."
        ),
        words=(
            "{beads:decision} which sentences go together {beads:means|mean} nothing now, since the words "
            "were changed ({message})."
        ),
        cure="Align the translation that it is from again, or delete the comment “pinned ...”.",
    ),
    no_longer_together,
)
