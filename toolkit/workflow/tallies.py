"""What is in a file of `build/`, and what it lacks, in a line for whoever builds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from toolkit import languages
from toolkit.model import Edition
from toolkit.text import scripts
from toolkit.text.hygiene import counted


@dataclass(frozen=True, slots=True)
class MissingTexts:
    """What of a translation isn't printed, in paragraphs."""

    paragraphs: int = 0
    """All that are to be translated."""
    untranslated: int = 0
    drafts: int = 0

    def __add__(self, other: MissingTexts) -> MissingTexts:
        """Those of both."""
        return MissingTexts(
            self.paragraphs + other.paragraphs,
            self.untranslated + other.untranslated,
            self.drafts + other.drafts,
        )


@dataclass(frozen=True, slots=True)
class EditionTally:
    """What is in a file: words, pages and pictures; and what it lacks."""

    documents: int = 1
    words: Mapping[str, int] = field(default_factory=dict)
    """By language; characters where its script has no blanks between words."""
    pages: int = 0
    """Of a format that has pages."""
    pictures: int = 0
    untold: int = 0
    """Pictures that nobody tells in words, and that aren't marked as decoration."""
    missing: Mapping[str, MissingTexts] = field(default_factory=dict)
    """By language of translation. What it leaves out on purpose isn't missing."""

    @classmethod
    def of(cls, edition: Edition, words: Mapping[str, int]) -> Self:
        """That of one document; `words` by language, without those that it isn't in."""
        shown = edition.pictures.values()
        return cls(
            words={lang: words[lang] for lang in edition.langs},
            pictures=len(shown),
            untold=sum(not picture.alt.text and picture.use != "decoration" for picture in shown),
            missing={
                lang: MissingTexts(counts.total, counts.empty, counts.fuzzy)
                for lang, counts in edition.counts.items()
            },
        )

    @classmethod
    def all_of(cls, tallies: Iterable[EditionTally]) -> Self:
        """That of a book of several documents."""
        documents = pictures = untold = 0
        words: dict[str, int] = {}
        missing: dict[str, MissingTexts] = {}
        for one in tallies:
            documents, pictures, untold = documents + 1, pictures + one.pictures, untold + one.untold
            for lang, number in one.words.items():
                words[lang] = words.get(lang, 0) + number
            for lang, lack in one.missing.items():
                missing[lang] = missing.get(lang, MissingTexts()) + lack
        return cls(documents, words, 0, pictures, untold, missing)

    def paged(self, pages: int) -> Self:
        """The same of a format that has so many pages; 0 for one that has none."""
        return replace(self, pages=pages)

    def __str__(self) -> str:
        """In a line, without what there is none of."""
        lacks = list(self._lacks())
        parts = [
            counted(self.documents, "document") if self.documents > 1 else "",
            counted(self.pages, "page") if self.pages else self._words(),
            counted(self.pictures, "picture") if self.pictures else "",
            f"missing: {', '.join(lacks)}" if lacks else "",
        ]
        return "; ".join(filter(None, parts))

    def _words(self) -> str:
        said: list[str] = []
        unit = ""
        for lang, number in self.words.items():
            spaced = scripts.has_blanks(languages.get(lang).script)
            # The unit is said where it isn't that of the language before.
            same, unit = unit == (new := "word" if spaced else "character"), new
            said.append(f"{number:,} in {lang}" if same else f"{counted(number, unit)} in {lang}")
        return ", ".join(said)

    def _lacks(self) -> Iterator[str]:
        for lang, lack in self.missing.items():
            parts = {"draft": lack.drafts, "untranslated": lack.untranslated}
            if number := sum(parts.values()):
                why = [
                    counted(count, word, word + "s" * (word == "draft"))
                    for word, count in parts.items()
                    if count
                ]
                of_all = f"{number:,} of {counted(lack.paragraphs, 'paragraph')} in {lang}"
                yield f"{of_all} ({', '.join(why)})"
        if self.untold:
            yield f"alternative text for {counted(self.untold, 'picture')}"
