"""A translation that nobody has signed."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.template import signers
from toolkit.checks import Check, Checked
from toolkit.findings import Finding, define, report


def unsigned(checked: Checked) -> Iterator[Finding]:
    """Report a translation that nobody has signed.

    Something is translated, and neither catalog nor sidecar names a translator.
    """
    lang, meta = checked.catalog.lang, checked.document.meta
    if meta.translation(lang).translators or any(tag == lang for tag, _ in meta.translators):
        return
    # Names may be a machine's or the aligner's work: only a finished paragraph has a translator.
    translated = any(entry.ids for entry in checked.finished)
    signed = any(entry.key == CREDITS and signers(entry) for entry in checked.finished)
    if translated and not signed:
        yield report("D207", checked.where)


CHECK = Check(
    define(
        "D207",
        severity="info",
        title="Nobody has signed a translation.",
        words="nobody has signed the translation, so no edition names its translator.",
        cure="Sign in the last message of the catalog.",
    ),
    unsigned,
)
