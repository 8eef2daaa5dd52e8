"""What a workspace holds of a document, and what asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from toolkit.config import Fallback
from toolkit.edition.translations import TranslatedTexts
from toolkit.findings import Finding
from toolkit.model import Catalog, Edition
from toolkit.workflow.transcripts import Reading


class Choice(NamedTuple):
    """Which edition of a document."""

    langs: tuple[str, ...]
    """That of the document first, then translations; or one alone."""
    fallback: Fallback = "source"
    readers: str = ""
    """The language of those whom it is for, where that isn't the first translation."""
    prefix: str = ""
    """What all ids begin with, in a book with other documents."""


class LaidTranslation(NamedTuple):
    """A catalog, laid beside its document."""

    texts: TranslatedTexts
    header: Catalog
    """The catalog without its messages."""
    findings: tuple[Finding, ...]
    """What whoever builds an edition should know of it."""


@dataclass(slots=True)
class HeldDocument:
    """What is held of one document."""

    reading: Reading | None = None
    made_of: dict[Path, str] = field(default_factory=dict)
    """The files that it was read from, with their checksums."""
    catalogs: dict[str, dict[Path, str]] = field(default_factory=dict)
    """The same of each translation."""
    translations: dict[str, LaidTranslation] = field(default_factory=dict)
    editions: dict[Choice, Edition] = field(default_factory=dict)
    """They share what is in `translations`, and are small."""
    by_sentence: tuple[Choice, Edition] | None = None
    """The last one that was asked for by sentence: with all its sentences it is large."""

    def forget_translation(self, lang: str) -> None:
        """Forget a catalog, and what was merged with it."""
        self.translations.pop(lang, None)
        self.catalogs.pop(lang, None)
        self.editions.clear()
        self.by_sentence = None
