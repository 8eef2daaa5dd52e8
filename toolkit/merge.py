"""A document and its catalogs become an edition: the one place that says what is printed as a translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from toolkit import catalog
from toolkit.model import Catalog, Cell, Counts, Document, Edition, Origin, Paragraph, Row, Scene, Turn
from toolkit.text import tidy

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
    desk = _Desk(document.lang, tuple(langs), fallback)
    for lang in langs:
        if lang != document.lang:
            desk.take(lang, catalogs[lang])
    names = {speaker.key: desk.cells(f"speaker|{speaker.key}", speaker.name) for speaker in document.speakers}
    titles = desk.cells("title", _title(document))
    return Edition(
        name=document.name,
        langs=desk.langs,
        source_lang=document.lang,
        titles=titles,
        speakers=document.speakers,
        names=names,
        scenes=tuple(desk.scene(turn, number, names) for number, turn in enumerate(document.turns, 1)),
        meta=document.meta,
        credits={lang: catalog.credits(catalogs[lang]) for lang in desk.finished},
        counts={lang: desk.counts(lang, document) for lang in desk.finished},
        fallback=fallback,
    )


def _title(document: Document) -> str:
    """The headline. A book must have one: where the text has none, the document's name serves."""
    headlines = (p.text for turn in document.turns for p in turn.paragraphs if p.kind == "title")
    return next(headlines, document.meta.title or document.name)


Message = tuple[str, str]
"""Context and source: what identifies an entry."""


def _message(turn: Turn, paragraph: Paragraph) -> Message:
    apart = paragraph.id if paragraph.apart else ""
    return catalog.context(paragraph.kind, turn.speaker, apart), paragraph.text


class _Desk:
    """What is at hand while cells are filled."""

    def __init__(self, source_lang: str, langs: tuple[str, ...], fallback: Fallback) -> None:
        self.source_lang = source_lang
        self.langs = langs
        self.fallback = fallback
        self.finished: dict[str, dict[Message, tuple[str, Origin]]] = {}
        """By language of translation, the targets that are marked as done, and where they come from."""
        self.drafts: dict[str, set[Message]] = {}
        """By language of translation, the messages whose target is fuzzy."""

    def take(self, lang: str, found: Catalog) -> None:
        """Sort the entries of a catalog into finished ones and drafts."""
        finished, drafts = {}, set()
        for entry in found.entries:
            # A translator's tool may leave line breaks, blanks at the ends, and what XML can't carry.
            target = tidy(entry.target) if entry.state != "empty" else ""
            if target and entry.state == "done":
                finished[entry.context, entry.source] = target, catalog.origin(entry)
            elif target:
                drafts.add((entry.context, entry.source))
        self.finished[lang], self.drafts[lang] = finished, drafts

    def cells(self, context: str, source: str) -> dict[str, Cell]:
        """A text in all languages of the edition."""
        found = {}
        for lang in self.langs:
            if lang == self.source_lang:
                found[lang] = Cell(source, lang, "original")
            elif target := self.finished[lang].get((context, source)):
                found[lang] = Cell(target[0], lang, "translated", target[1])
            # A speaker or a book must be called something, whatever the editor chose for paragraphs.
            elif self.fallback == "source" or context == "title" or context.startswith("speaker|"):
                found[lang] = Cell(source, self.source_lang, "fallback")
            else:
                found[lang] = Cell("", lang, "missing")
        return found

    def counts(self, lang: str, document: Document) -> Counts:
        """How many paragraphs are translated, drafted, and neither; separators don't count."""
        finished, drafts = self.finished[lang], self.drafts[lang]
        total = translated = fuzzy = 0
        for turn in document.turns:
            for paragraph in turn.paragraphs:
                if paragraph.kind != "separator":
                    message = _message(turn, paragraph)
                    total += 1
                    translated += message in finished
                    fuzzy += message in drafts
        return Counts(total, translated, fuzzy, total - translated - fuzzy)

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
                cells = self.cells(*_message(turn, paragraph))
            yield Row(paragraph.id, f"{number}.{position}", paragraph.kind, cells)
