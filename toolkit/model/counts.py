"""What became of a document in one translation, in figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a document's paragraphs in one translation.

    Law: total = translated + fuzzy + empty + omitted.
    """

    total: int = 0
    translated: int = 0
    fuzzy: int = 0
    empty: int = 0
    """Nobody has translated them."""
    words: int = 0
    """Of the source, in all messages but those that are left out; 0 in an edition.

    Characters where the script has no blanks.
    """
    words_translated: int = 0
    aligned: int = 0
    """Of the translated: taken from a translation that existed, by alignment. The rest is a person's."""
    machine: int = 0
    revised: int = 0
    """Of the translated: aligned or a machine's, and since revised by a person."""
    reviewed: int = 0
    """Of the translated: somebody else has gone over them. Told of catalogs alone, as what is approved is."""
    approved: int = 0
    omitted: int = 0
    """The translation leaves them out, as the aligner or a person says."""
    added: int = 0
    """Pieces of the translation that existed, and that translate nothing of the source. Not in the total."""
    placed_sentences: int = 0
    """Of the translation that existed: how much of it is printed."""
    placed_words: int = 0
    """Characters of a script without blanks between words."""

    @property
    def human(self) -> int:
        """Of the translated: a person's from the beginning."""
        return self.translated - self.aligned - self.machine - self.revised
