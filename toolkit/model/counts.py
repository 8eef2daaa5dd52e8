"""What became of a document in one translation, in figures, and who helped with it."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.model.documents import Person


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
    """Of the translated: somebody has gone over them."""
    approved: int = 0
    """Of the translated: somebody has said that they may be printed. None of them counts as reviewed, too."""
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


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who helped with what is printed of a translation, beside its translators.

    Each is named once, in the order of the catalog; a person who is named nowhere is missing.
    """

    engines: tuple[str, ...] = ()
    """Machines that wrote some of it, maybe revised by a person since: engine and model. One or more that
    nobody named are "unknown"."""
    reviewers: tuple[Person, ...] = ()
    """Who has gone over finished translations of somebody else."""
    approvers: tuple[Person, ...] = ()
    """Who has said that they may be printed."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Reviewers and approvers, each person once."""
        return tuple(
            {person.name.casefold(): person for person in (*self.approvers, *self.reviewers)}.values()
        )
