"""Translations that have no words: signs or blanks alone."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import late
from toolkit.catalog import contexts
from toolkit.checks import Check, Checked, quoted
from toolkit.findings import Finding, define

_SILENCE = late.regex(r"[\s.…⋯—―-]+")
_LETTER = late.regex(r"[^\W_]")


def signs_alone(checked: Checked) -> Iterator[Finding]:
    """Report translations of words that have none."""
    for entry in checked.finished:
        # The signature is the translator's to write.
        if entry.key != contexts.CREDITS and not _LETTER.search(entry.target):
            letters = sum(map(str.isalpha, entry.source))
            # Who says "Mm" may be silent in another language.
            if letters and (letters > 4 or not _SILENCE.fullmatch(entry.target)):
                yield checked.report("D252", entry, target=quoted(entry.target), source=quoted(entry.source))


CHECK = Check(
    define(
        "D252",
        severity="warning",
        title="A finished translation of words has signs or blanks alone.",
        words="{target} ({message}) has no word, and the source has: {source}.",
        cure="Translate it, or empty it.",
    ),
    signs_alone,
)
