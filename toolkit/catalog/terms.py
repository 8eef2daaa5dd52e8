"""What catalogs have settled and other texts can use: names and other short messages, as pairs of terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.catalog.provenance import origin
from toolkit.model import Entry
from toolkit.text import count_words, tidy

_WORDS = 6
"""A longer message is a text, and no term."""
_CREDITS = "meta|"


def terms(entries: Iterable[Entry], *, short: bool = True) -> Iterator[tuple[str, str]]:
    """Source and translation of each finished message that is a term.

    short  whether only names and messages of few words are; else all are, as in a glossary kept as a catalog

    What alignment has placed and nobody has touched since is no evidence for the next alignment.
    """
    for entry in entries:
        if entry.state != "done" or entry.context.startswith(_CREDITS) or origin(entry) == "aligned":
            continue
        source, target = tidy(entry.source), tidy(entry.target)
        if source and target and (not short or count_words(source) <= _WORDS):
            yield source, target
