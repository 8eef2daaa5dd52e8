"""A document and its catalogs become an edition: the one place that says what is printed as a translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal, overload

from toolkit import catalog, languages
from toolkit.catalog.ids import Messages, messages, units
from toolkit.catalog.match import MessageKey
from toolkit.catalog.provenance import LeftOver
from toolkit.model import (
    KINDS,
    Absence,
    Addition,
    Catalog,
    Cell,
    Counts,
    Document,
    Edition,
    Entry,
    Person,
    Row,
    Scene,
    Turn,
)
from toolkit.text import markup, segment
from toolkit.text.hygiene import count_words, fold, tidy

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
    desk = Desk(document)
    for lang in langs:
        if lang != document.lang:
            desk.take(lang, messages(catalogs[lang]))
    return desk.edition(langs, fallback)


class Desk:
    """A document, and of its catalogs what an edition can need: for as many editions as are wanted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.order: list[MessageKey] = []
        """The message of each paragraph, in order."""
        self.finished: dict[str, dict[MessageKey, Cell]] = {}
        """By language of translation, the cells of what is marked as done."""
        self.absent: dict[str, dict[MessageKey, tuple[Absence, float | None]]] = {}
        """By language of translation, why there is nothing to print for a message, and how sure that is; not
        for what nobody has translated yet."""
        self.added: dict[str, dict[str, tuple[Addition, ...]]] = {}
        """By language and id of a paragraph, what the translation has beside it."""
        self.credits: dict[str, tuple[Person, ...]] = {}
        names = [("title", title(document)), *((f"speaker|{one.key}", one.name) for one in document.speakers)]
        # The same words are kept once, whoever says them: a paragraph, or an entry of a catalog.
        self.known: dict[MessageKey, MessageKey] = {message: message for message in names}
        for _, _, message in units(document):
            self.order.append(self.known.setdefault(message, message))

    def take(self, lang: str, taken: Messages) -> None:
        """Lay the entries of a catalog beside the document, holding no more of them than may be printed."""
        finished: dict[MessageKey, Cell] = {}
        absent: dict[MessageKey, tuple[Absence, float | None]] = {}
        credits_: tuple[Person, ...] = ()
        over: list[tuple[MessageKey | None, LeftOver]] = []
        existed = self.document.meta.translation(lang).existed
        for entry, obsolete in taken:
            if entry.comments:
                message = (entry.context, entry.source)
                over += ((None if obsolete else message, one) for one in catalog.additions(entry))
            if obsolete:
                continue
            known = self.known.get((entry.context, entry.source))
            if known is None:
                if (entry.context, entry.source) == catalog.CREDITS:
                    credits_ = catalog.signers(entry)
                continue
            # A translator's tool may leave line breaks, blanks at the ends, and what XML can't carry.
            target = tidy(entry.target)
            if target and entry.state == "done":
                finished[known] = _translated(target, lang, entry, existed=existed)
            elif why := catalog.absence(entry):
                left = catalog.omission(entry)
                absent[known] = why, left.confidence if left else None
        credits_ = _identified(credits_, lang, self.document.meta.translators)
        self.finished[lang], self.absent[lang], self.credits[lang] = finished, absent, credits_
        self.added[lang] = self._beside(over) if over else {}

    def _beside(self, over: Iterable[tuple[MessageKey | None, LeftOver]]) -> dict[str, tuple[Addition, ...]]:
        """Additions by the id of the paragraph that they stand beside.

        That is one of the message that the catalog keeps them with: the one at their position, or the first.
        Where that message is gone, only the position is left.
        """
        by_message: dict[MessageKey, list[tuple[str, str]]] = {}
        ids = {}
        messages_ = iter(self.order)
        for number, turn in enumerate(self.document.turns, 1):
            for position, paragraph in enumerate(turn.paragraphs, 1):
                n, message = f"{number}.{position}", next(messages_)
                if KINDS[paragraph.kind].translated:
                    ids[n] = paragraph.id
                    by_message.setdefault(message, []).append((n, paragraph.id))
        found: dict[str, list[Addition]] = {}
        for at, one in sorted(over, key=lambda one: one[1].place != "before all") if ids else ():
            n, before = one.place.rpartition(" ")[2], one.place == "before all"
            here = by_message.get(at, []) if at else []
            if before:
                id_ = next(iter(ids.values()))
            else:
                near = here[0][1] if here else ids.get(n, next(reversed(ids.values())))
                id_ = next((id_ for other, id_ in here if other == n), near)
            if text := tidy(one.text):
                found.setdefault(id_, []).append(Addition(text, before, one.decided))
        return {id_: tuple(some) for id_, some in found.items()}

    def edition(
        self, langs: Sequence[str], fallback: Fallback = "source", *, readers: str = "", prefix: str = ""
    ) -> Edition:
        """The document in some of the languages that were taken; see `edition`.

        readers  the language of those whom it is for, where that isn't the first translation
        prefix   what all ids begin with, in a book with other documents
        """
        document = self.document
        scenes = _Scenes(self, tuple(langs), fallback, prefix)
        translations = [lang for lang in langs if lang != document.lang]
        return Edition(
            name=document.name,
            langs=scenes.langs,
            source_lang=document.lang,
            titles=scenes.cells(("title", title(document))),
            speakers=document.speakers,
            names=scenes.speakers,
            scenes=scenes,
            # Translators are in the credits now.
            meta=replace(document.meta.settled(translations), translators=()),
            credits={lang: self.credits[lang] for lang in translations},
            counts={lang: self.counts(lang) for lang in translations},
            fallback=fallback,
            readers=readers,
            prefix=prefix,
        )

    def counts(self, lang: str) -> Counts:
        """How many paragraphs are translated, drafted, and neither; separators don't count."""
        words = [message for message in self.order if message[0] != "separator"]
        finished = self.finished[lang]
        origins = Counter([cell.origin for message in words if (cell := finished.get(message))])
        translated = origins.total()
        absent = self.absent[lang]
        why = Counter([absent[message][0] for message in words if message in absent]) if absent else Counter()
        placed = self._placed(lang) if self.document.meta.translation(lang).counted else (0, 0)
        return Counts(
            len(words),
            translated,
            why["draft"],
            len(words) - translated - why["draft"] - why["omitted"],
            aligned=origins["aligned"],
            machine=origins["machine"],
            revised=origins["revised"],
            omitted=why["omitted"],
            added=sum(map(len, self.added[lang].values())),
            placed_sentences=placed[0],
            placed_words=placed[1],
        )

    def _placed(self, lang: str) -> tuple[int, int]:
        """How much of the translation that existed is printed: sentences and words, at most all."""
        whole = self.document.meta.translation(lang)
        finished = self.finished[lang]
        texts = [
            cell.text for message in self.order if (cell := finished.get(message)) is not None and cell.placed
        ]
        sentences = sum(len(segment.split(text, lang)) for text in texts)
        words = sum(count_words(markup.plain(text)) for text in texts)
        return min(sentences, whole.sentences), min(words, whole.words)


def title(document: Document) -> str:
    """The headline. A book must have one: where nobody gave any, the document's name serves."""
    return titled(document) or document.name


def titled(document: Document) -> str:
    """The headline of the text, else the sidecar's; "" for none."""
    headlines = (
        p.text for turn in document.turns for p in turn.paragraphs if KINDS[p.kind].prints == "headline"
    )
    return next(headlines, document.meta.title)


def _translated(target: str, lang: str, entry: Entry, *, existed: bool) -> Cell:
    if not entry.comments:
        return Cell(target, lang, "translated", "human")
    sure = catalog.confidence(entry)
    placed = existed and catalog.placed(entry) is not None
    return Cell(target, lang, "translated", catalog.origin(entry), confidence=sure, placed=placed)


def _identified(
    signed: Sequence[Person], lang: str, known: Sequence[tuple[str, Person]]
) -> tuple[Person, ...]:
    """Those who signed, with what the editor knows of them, then those whom only the editor names."""
    by_name = {fold(person.name): person for tag, person in known if tag in ("", lang)}
    found = []
    for one in signed:
        more = by_name.get(fold(one.name), one)
        found.append(replace(one, orcid=one.orcid or more.orcid))
    names = {fold(person.name) for person in signed}
    return (*found, *(person for tag, person in known if tag == lang and fold(person.name) not in names))


def _joined(names: Sequence[Cell], lang: str) -> Cell:
    """Names as one label, by the word of the language that they are in: the edition's, if one of them is."""
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
    """The scenes of an edition, made each time they are asked for: a long book is never held as a whole."""

    def __init__(self, desk: Desk, langs: tuple[str, ...], fallback: Fallback, prefix: str) -> None:
        self.desk, self.langs, self.fallback, self.prefix = desk, langs, fallback, prefix
        self.source_lang = desk.document.lang
        speakers = desk.document.speakers
        self.joint: dict[tuple[str, ...], Mapping[str, Cell]] = {}
        self.speakers = {one.key: self.cells((f"speaker|{one.key}", one.name)) for one in speakers}

    def __len__(self) -> int:
        return len(self.desk.document.turns)

    def __iter__(self) -> Iterator[Scene]:
        messages = iter(self.desk.order)
        for number, turn in enumerate(self.desk.document.turns, 1):
            yield Scene(
                self.prefix + turn.id,
                str(number),
                turn.kind,
                turn.speakers,
                self._labels(turn) if turn.label and turn.speakers else {},
                self._rows(turn, number, messages),
                turn.cert,
            )

    @overload
    def __getitem__(self, index: int) -> Scene: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Scene, ...]: ...
    def __getitem__(self, index: int | slice) -> Scene | tuple[Scene, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        place = range(len(self))[index]
        return next(islice(self, place, None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    # Like the dictionaries in a scene.
    __hash__ = None  # type: ignore[assignment]

    def cells(self, message: MessageKey, *, row: bool = False) -> dict[str, Cell]:
        """A text in all languages of the edition; of that of a row also why it isn't there."""
        context, source = message
        found = {}
        for lang in self.langs:
            if lang == self.source_lang:
                found[lang] = Cell(source, lang, "original")
            elif cell := self.desk.finished[lang].get(message):
                found[lang] = cell if row or not cell.placed else cell.replace(placed=False)
            else:
                # A speaker or a book must be called something, whatever the editor chose for paragraphs.
                named = context == "title" or context.startswith("speaker|")
                cell = (
                    Cell(source, self.source_lang, "fallback")
                    if named or self.fallback == "source"
                    else Cell("", lang, "missing")
                )
                absent = self.desk.absent[lang].get(message) if row else None
                found[lang] = (
                    cell.replace(absence=absent[0], confidence=absent[1]) if absent is not None else cell
                )
        return found

    def _labels(self, turn: Turn) -> Mapping[str, Cell]:
        """The source's label as it is printed there, an alias too; in translations the speakers' names."""
        labels = self._together(turn.speakers)
        if self.source_lang in labels and labels[self.source_lang].text != turn.label:
            labels = {**labels, self.source_lang: Cell(turn.label, self.source_lang, "original")}
        return labels

    def _together(self, speakers: tuple[str, ...]) -> Mapping[str, Cell]:
        """The names of those who speak together, by language."""
        if len(speakers) == 1:
            return self.speakers[speakers[0]]
        if speakers not in self.joint:
            names = [self.speakers[one] for one in speakers]
            self.joint[speakers] = {lang: _joined([one[lang] for one in names], lang) for lang in self.langs}
        return self.joint[speakers]

    def _rows(self, turn: Turn, number: int, messages: Iterator[MessageKey]) -> tuple[Row, ...]:
        rows = []
        for position, (paragraph, message) in enumerate(zip(turn.paragraphs, messages, strict=False), 1):
            if not KINDS[paragraph.kind].translated:
                cells = {lang: Cell(paragraph.text, self.source_lang, "original") for lang in self.langs}
            else:
                cells = self.cells(message, row=True)
            beside = {
                lang: some
                for lang, added in self.desk.added.items()
                if lang in self.langs and (some := added.get(paragraph.id))
            }
            n = f"{number}.{position}"
            rows.append(Row(self.prefix + paragraph.id, n, paragraph.kind, cells, additions=beside))
        return tuple(rows)
