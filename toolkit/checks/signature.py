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
    # An address is never printed (decision 152), so that by itself it names nobody.
    own = [entry for entry in checked.finished if entry.key == CREDITS]
    if translated and not any(map(signers, own)):
        yield report(
            "D207.address" if any(entry.target.strip() for entry in own) else "D207.nobody", checked.where
        )


CHECK = Check(
    define(
        "D207",
        severity="info",
        title="Nobody has signed a translation.",
        when={"address": ["warning", "where an address stands in the place of the name"]},
        words={
            "nobody": "nobody has signed the translation, so no edition names its translator.",
            "address": "the translation is signed with an address alone, so no edition names its translator.",
        },
        advice="Sign in the last message of the catalog: `Name <address>`.",
        cure={
            "nobody": "Sign in the last message of the catalog.",
            "address": "Write a name before it in the last message of the catalog: Name <address>.",
        },
    ),
    unsigned,
)
