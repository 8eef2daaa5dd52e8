"""Characters that no edition can hold."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define
from toolkit.text.hygiene import DROPPED, tidy


def unprintable(checked: Checked) -> Iterator[Finding]:
    """Report each translation with a control character or the like."""
    for entry in checked.catalog.entries:
        # `isprintable` is quick, and true of nearly every text.
        if not entry.target.isprintable() and (dropped := DROPPED.search(entry.target)):
            yield checked.report(
                "D232", entry, code=f"U+{ord(dropped[0]):04X}", text=quoted(tidy(entry.target))
            )


CHECK = Check(
    define(
        "D232",
        severity="warning",
        title=(
            "A translation has a control character or the like, which XML can't carry. Editions are built "
            "without it."
        ),
        words="{code} in the translation {text} ({message}) can't stand in XML, and is left out of editions.",
        cure="Take the character out of the catalog: a search for it finds it where it can't be seen.",
    ),
    unprintable,
)
