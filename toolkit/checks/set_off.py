"""Translations that are emphasised as a whole, where their sources aren't.

A translation that was written in Word has its questions in bold, and what a machine answers is bold for no
reason. An edition tells itself who asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit import late
from toolkit.checks import Checked
from toolkit.model import Entry
from toolkit.text.signs import ends_sentence

_WHOLE = late.regex(r"\s*+(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s\\])\1\s*")
_BOLD = 2
"""Stars of what is bold; one may stand around the title of a book, which other languages set in italics."""
_MARKED = late.regex(r"[\"“”„«»‹›「」『』《》〈〉()（）]")
"""What a source sets off by marks, another language may set off by italics: titles, and what only happens."""


def as_a_whole(checked: Checked) -> Iterator[Entry]:
    """The finished translations of which all is emphasised, and nothing of the source is."""
    for entry in checked.finished:
        if "*" not in entry.target or "*" in entry.source:
            continue
        match = _WHOLE.fullmatch(entry.target)
        if match is None:
            continue
        # No title has several words and an end.
        sentence = len(match[2].split()) > 1 and ends_sentence(match[2].strip())
        if len(match[1]) >= _BOLD or (sentence and not _MARKED.search(entry.source)):
            yield entry
