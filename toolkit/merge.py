"""A document and its catalogs become an edition: the one place that says what is printed as a translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit import catalog
from toolkit.model import Catalog, Cell, Counts, Document, Edition, Row, Scene, Turn
from toolkit.text import count_words, tidy

Fallback = Literal["source", "omit"]


def edition(
    document: Document, catalogs: Mapping[str, Catalog], langs: Sequence[str], fallback: Fallback = "source"
) -> Edition:
    """The document in some languages.

    langs     the language of the document first, then translations; or one language alone
    catalogs  by language; one for each translation in `langs`
    fallback  what stands where there is no finished translation: the source text, marked, or nothing

    Only entries that are neither fuzzy nor empty count as translations.
    """
    translations = [lang for lang in langs if lang != document.lang]
    desk = _Desk(
        document.lang, tuple(langs), {lang: _finished(catalogs[lang]) for lang in translations}, fallback
    )
    names = {speaker.key: desk.cells(f"speaker|{speaker.key}", speaker.name) for speaker in document.speakers}
    return Edition(
        name=document.name,
        langs=tuple(langs),
        source_lang=document.lang,
        titles=desk.cells("title", _title(document)),
        speakers=document.speakers,
        names=names,
        scenes=tuple(desk.scene(turn, number, names) for number, turn in enumerate(document.turns, 1)),
        meta=document.meta,
        credits={lang: catalog.credits(catalogs[lang]) for lang in translations},
        counts={lang: counts(document, catalogs[lang]) for lang in translations},
        fallback=fallback,
    )


def counts(document: Document, found: Catalog) -> Counts:
    """How many of the document's paragraphs are translated, drafted, and neither; separators don't count."""
    states = {(entry.context, entry.source): entry.state for entry in found.entries if tidy(entry.target)}
    tally = {"done": 0, "fuzzy": 0, "empty": 0}
    words = words_done = 0
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            if paragraph.kind == "separator":
                continue
            state = states.get((catalog.context(paragraph.kind, turn.speaker), paragraph.text), "empty")
            length = count_words(paragraph.text)
            tally[state] += 1
            words += length
            words_done += length if state == "done" else 0
    return Counts(sum(tally.values()), tally["done"], tally["fuzzy"], tally["empty"], words, words_done)


def _title(document: Document) -> str:
    """The headline. A book must have one: where the text has none, the document's name serves."""
    headlines = (p.text for turn in document.turns for p in turn.paragraphs if p.kind == "title")
    return next(headlines, document.meta.title or document.name)


def _finished(found: Catalog) -> dict[tuple[str, str], str]:
    """(context, source) -> target of what a translator has marked as done."""
    # A translator's tool may leave line breaks, blanks at the ends, and characters that XML can't carry.
    tidied = (
        (entry.context, entry.source, tidy(entry.target)) for entry in found.entries if entry.state == "done"
    )
    return {(context, source): target for context, source, target in tidied if target}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is at hand while cells are filled."""

    source_lang: str
    langs: tuple[str, ...]
    texts: Mapping[str, Mapping[tuple[str, str], str]]
    """Language -> (context, source) -> finished translation."""
    fallback: Fallback

    def cells(self, context: str, source: str) -> dict[str, Cell]:
        found = {}
        for lang in self.langs:
            if lang == self.source_lang:
                found[lang] = Cell(source, lang, "original")
                continue
            target = self.texts[lang].get((context, source))
            if target is not None:
                found[lang] = Cell(target, lang, "translated")
            # A speaker or a book must be called something, whatever the editor chose for paragraphs.
            elif self.fallback == "source" or context == "title" or context.startswith("speaker|"):
                found[lang] = Cell(source, self.source_lang, "fallback")
            else:
                found[lang] = Cell("", lang, "missing")
        return found

    def scene(self, turn: Turn, number: int, names: Mapping[str, Mapping[str, Cell]]) -> Scene:
        return Scene(
            id=turn.id,
            n=str(number),
            kind=turn.kind,
            speaker=turn.speaker,
            names=self.labels(turn, names),
            rows=tuple(self.rows(turn, number)),
        )

    def labels(self, turn: Turn, names: Mapping[str, Mapping[str, Cell]]) -> Mapping[str, Cell]:
        """The source's label as it is printed there, an alias too; in translations the speaker's name."""
        if not turn.label or turn.speaker is None:
            return {}
        labels = dict(names[turn.speaker])
        if self.source_lang in labels:
            labels[self.source_lang] = Cell(turn.label, self.source_lang, "original")
        return labels

    def rows(self, turn: Turn, number: int) -> Iterator[Row]:
        for position, paragraph in enumerate(turn.paragraphs, 1):
            if paragraph.kind == "separator":
                cells = {lang: Cell(paragraph.text, self.source_lang, "original") for lang in self.langs}
            else:
                cells = self.cells(catalog.context(paragraph.kind, turn.speaker), paragraph.text)
            yield Row(paragraph.id, f"{number}.{position}", paragraph.kind, cells)
