"""Sentences that a person has put together, and of which some are there no more."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog import pinned
from toolkit.checks import Check, Checked, message_of
from toolkit.findings import Finding, define, report
from toolkit.model import Entry, Location


def undone(entry: Entry, source_lang: str, lang: str, where: Location) -> Finding | None:
    """What is told of an entry where sentences were changed since a person decided what goes with them."""
    gone = pinned.gone(entry, source_lang, lang) if entry.state == "done" else []
    return report("D219", where, message=message_of(entry), beads=len(gone)) if gone else None


def no_longer_together(checked: Checked) -> Iterator[Finding]:
    """Report each finished entry of which a sentence was changed since a person decided what goes with it."""
    langs = checked.source_lang, checked.catalog.lang
    yield from filter(None, (undone(entry, *langs, checked.where) for entry in checked.finished))


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
