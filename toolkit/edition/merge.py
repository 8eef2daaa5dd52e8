"""Merge a document and its catalogs into an edition.

The one place that says what is printed as a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import overload

from toolkit import languages
from toolkit.catalog import contexts
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.id_record import messages
from toolkit.config.tables import Fallback
from toolkit.edition.translations import TranslatedTexts, counts, texts, title
from toolkit.model import KINDS, Catalog, Cell, Document, Edition, Helpers, Paragraph, Row, Scene, Turn
from toolkit.transcript.asking import taken


def edition(
    document: Document,
    catalogs: Mapping[str, Catalog | TranslatedTexts],
    langs: Sequence[str],
    fallback: Fallback = "source",
    *,
    readers: str = "",
    prefix: str = "",
) -> Edition:
    """The document in some languages.

    langs     the language of the document first, then translations; or one language alone
    catalogs  by language; one for each translation in `langs`. Of a catalog for several editions, give what
              `texts` makes of it
    fallback  what stands where there is no finished translation: the source text, marked, or nothing
    readers   the language of those whom it is for, where that isn't the first translation
    prefix    what all ids begin with, in a book with other documents

    Only entries that are neither fuzzy nor empty count as translations.
    """
    laid = {}
    for lang in langs:
        if lang != document.lang:
            given = catalogs[lang]
            laid[lang] = texts(document, lang, messages(given)) if isinstance(given, Catalog) else given
    short = {lang or document.lang: text for lang, text in document.meta.short_titles}
    scenes = _Scenes(document, laid, tuple(langs), fallback, prefix)
    asking = taken(document.speakers, document.turns)
    return Edition(
        name=document.name,
        langs=scenes.langs,
        source_lang=document.lang,
        titles=scenes.called((contexts.TITLE, title(document))),
        speakers=document.speakers,
        names=scenes.speakers,
        scenes=scenes,
        # Translators are in the credits now.
        meta=replace(document.meta.settled(laid), translators=()),
        credits={lang: some.credits for lang, some in laid.items()},
        helpers={lang: some.helpers for lang, some in laid.items() if some.helpers != Helpers()},
        counts={lang: counts(document, some) for lang, some in laid.items()},
        fallback=fallback,
        readers=readers,
        prefix=prefix,
        short_titles={lang: Cell(short[lang], lang, "original") for lang in langs if lang in short},
        taken=asking.roles,
        labels=document.meta.labels or "above",
    )


def _joined(names: Sequence[Cell], lang: str) -> Cell:
    """Several names as one label.

    They are joined by the word of their language: the edition's, if one of them is in it.
    """
    # One name in the language is enough: the others stand in it as names do.
    mine = [cell for cell in names if cell.lang == lang]
    tag = lang if mine else names[0].lang
    origins = {cell.origin for cell in mine}
    return Cell(
        languages.joined([cell.text for cell in names], tag),
        tag,
        (mine or names)[0].state,
        origins.pop() if len(origins) == 1 else "",
    )


class _Scenes(Sequence[Scene]):
    """The scenes of an edition, made on demand.

    A long book is never held as a whole.
    """

    def __init__(
        self,
        document: Document,
        translated: Mapping[str, TranslatedTexts],
        langs: tuple[str, ...],
        fallback: Fallback,
        prefix: str,
    ) -> None:
        self.document, self.translated, self.langs = document, translated, langs
        self.fallback, self.prefix = fallback, prefix
        self.columns = [(lang, translated[lang].cells) for lang in langs if lang != document.lang]
        self.beside = [(lang, some.additions) for lang, some in translated.items() if some.additions]
        self.joint: dict[tuple[str, ...], Mapping[str, Cell]] = {}
        self.speakers = {
            speaker.key: self.called((contexts.of_name(speaker.key), speaker.name))
            for speaker in document.speakers
        }

    def __len__(self) -> int:
        return len(self.document.turns)

    def __iter__(self) -> Iterator[Scene]:
        place = 0
        for number, turn in enumerate(self.document.turns, 1):
            # By position, in the order of the fields: this is done for each turn of each
            # edition.
            yield Scene(
                self.prefix + turn.id,
                str(number),
                turn.kind,
                turn.speakers,
                self._labels(turn) if turn.label and turn.speakers else {},
                self._rows(turn, number, place),
                turn.cert,
            )
            place += len(turn.paragraphs)

    @overload
    def __getitem__(self, index: int) -> Scene: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Scene, ...]: ...
    def __getitem__(self, index: int | slice) -> Scene | tuple[Scene, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        # As a list does: negative places count from the end.
        place = range(len(self))[index]
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    # Like the dictionaries in a scene.
    __hash__ = None  # type: ignore[assignment]

    def called(self, message: MessageKey) -> dict[str, Cell]:
        """A title or a name in all languages.

        Both must be called something, whatever the editor chose for paragraphs.
        """
        cells = {}
        for lang in self.langs:
            if lang == self.document.lang:
                cells[lang] = Cell(message[1], lang, "original")
            elif cell := self.translated[lang].names.get(message):
                cells[lang] = cell.replace(placed=False) if cell.placed else cell
            else:
                cells[lang] = Cell(message[1], self.document.lang, "fallback")
        return cells

    def _labels(self, turn: Turn) -> Mapping[str, Cell]:
        """The label of a turn in all languages.

        That of the source is printed as it stands, an alias too; translations have the speakers' names.
        """
        labels = self._together(turn.speakers)
        # An alias of a speaker is printed where the author wrote it, and nowhere else.
        own = self.document.lang
        if own in labels and labels[own].text != turn.label:
            labels = {**labels, own: Cell(turn.label, own, "original")}
        return labels

    def _together(self, speakers: tuple[str, ...]) -> Mapping[str, Cell]:
        """The names of those who speak together, by language."""
        # Nearly always.
        if len(speakers) == 1:
            return self.speakers[speakers[0]]
        if speakers not in self.joint:
            joint = {}
            for lang in self.langs:
                joint[lang] = _joined([self.speakers[speaker][lang] for speaker in speakers], lang)
            self.joint[speakers] = joint
        return self.joint[speakers]

    def _rows(self, turn: Turn, number: int, place: int) -> tuple[Row, ...]:
        """The rows of a turn.

        place  position of its first paragraph in the document, from 0
        """
        own = self.document.lang
        rows = []
        for position, paragraph in enumerate(turn.paragraphs):
            # Nobody translates a rule: it stands for all languages.
            cells = dict.fromkeys(self.langs, Cell(paragraph.text, own, "original"))
            if KINDS[paragraph.kind].translated:
                for lang, texts_ in self.columns:
                    cell = texts_[place + position]
                    cells[lang] = self._absent(paragraph, lang, place + position) if cell is None else cell
            beside = {}
            for lang, by_id in self.beside:
                if additions := by_id.get(paragraph.id):
                    beside[lang] = additions
            n = f"{number}.{position + 1}"
            name, kind, length = self.prefix + paragraph.id, paragraph.kind, len(paragraph.text)
            form, cert = paragraph.form, paragraph.cert
            rows.append(Row(name, n, kind, cells, {}, beside, paragraph.times, length, form, cert))
        return tuple(rows)

    def _absent(self, paragraph: Paragraph, lang: str, place: int) -> Cell:
        """What stands for a paragraph in a language that it isn't translated into, and why."""
        # A page without a headline would have no name in its contents.
        if self.fallback == "source" or KINDS[paragraph.kind].prints == "headline":
            cell = Cell(paragraph.text, self.document.lang, "fallback")
        else:
            cell = Cell("", lang, "missing")
        absent = self.translated[lang].absences.get(place)
        return cell if absent is None else cell.replace(absence=absent[0], confidence=absent[1])
