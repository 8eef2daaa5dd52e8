"""What a catalog gives to the editions of its document.

Far smaller than the catalog: nothing of it that is never printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from toolkit import catalog
from toolkit.catalog import contexts, pinned
from toolkit.catalog.comments import LeftOver
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.id_record import Messages
from toolkit.catalog.ids import units
from toolkit.model import (
    KINDS,
    Absence,
    Addition,
    Cell,
    Counts,
    Document,
    Entry,
    Helpers,
    Person,
    Translation,
)
from toolkit.text import cuts, events, markup
from toolkit.text.counting import count_words
from toolkit.text.hygiene import fold, tidy

Absent = tuple[Absence, float | None]
"""Why there is nothing to print, and how sure that is."""


@dataclass(frozen=True, slots=True)
class TranslatedTexts:
    """What a catalog gives to editions of its document.

    Paragraphs have the positions of `ids.units`, from 0.
    """

    lang: str
    cells: Sequence[Cell | None]
    """For each paragraph what is marked as done."""
    absences: Mapping[int, Absent]
    """By position, why there is nothing to print; not for what nobody has translated yet."""
    names: Mapping[MessageKey, Cell]
    """Of the title and the speakers, by message."""
    additions: Mapping[str, tuple[Addition, ...]]
    """By id of a paragraph, what the translation has beside it."""
    credits: tuple[Person, ...]
    helpers: Helpers = field(default_factory=Helpers)


def texts(document: Document, lang: str, entries: Messages) -> TranslatedTexts:
    """Lay the messages of a catalog beside its document.

    entries  gone through once, so that a long catalog needn't be held
    """
    # The number of each message, and of that of each paragraph: several may say the same.
    numbers: dict[MessageKey, int] = {}
    named = [(contexts.TITLE, title(document))]
    named += [(contexts.of_name(speaker.key), speaker.name) for speaker in document.speakers]
    for message in named:
        numbers.setdefault(message, len(numbers))
    order = [numbers.setdefault(message, len(numbers)) for _, _, message in units(document)]
    cells: list[Cell | None] = [None] * len(numbers)
    absences: dict[int, Absent] = {}
    signed: tuple[Person, ...] = ()
    left_over: list[tuple[int | None, LeftOver]] = []
    existed = document.meta.translation(lang).existed
    terms: dict[str, str] = {}
    helped = catalog.Gathering()
    for entry, obsolete in entries:
        number = numbers.get(entry.key)
        if entry.comments:
            at = None if obsolete else number
            # Of an obsolete message too: what it noted stands beside no other.
            left_over += ((at, addition) for addition in catalog.additions(entry))
        if obsolete:
            continue
        # A translator's tool may leave line breaks, blanks at the ends, and what XML can't carry.
        target = tidy(entry.target)
        # How the translator says "laughs" holds inside of turns as well.
        if target and entry.state == "done" and events.is_alone(entry.source):
            terms[entry.source] = target
        if number is None:
            if entry.key == catalog.CREDITS:
                signed = catalog.signers(entry)
            continue
        if target and entry.state == "done":
            done = cells[number] = _translated(target, lang, entry, existed=existed)
            if entry.comments:
                helped.add(entry, done.engine)
        elif why := catalog.absence(entry):
            left_out = catalog.omission(entry)
            absences[number] = why, left_out.confidence if left_out else None
    if terms:
        cells = [cell and _with_events(cell, terms) for cell in cells]
    people = _identified(signed, lang, document.meta.translators)
    return TranslatedTexts(
        lang,
        tuple([cells[number] for number in order]),
        {k: absences[number] for k, number in enumerate(order) if number in absences} if absences else {},
        {message: cell for message in named if (cell := cells[numbers[message]]) is not None},
        _additions(document, order, left_over) if left_over else {},
        people,
        helped.helpers(
            (*document.meta.editors, *(person for _, person in document.meta.translators), *people)
        ),
    )


def _additions(
    document: Document, order: Sequence[int], left_over: Iterable[tuple[int | None, LeftOver]]
) -> dict[str, tuple[Addition, ...]]:
    """Additions by the paragraph they stand beside.

    That is one of the message that the catalog keeps them with: the one at their position, or the first.
    Where that message is gone, only the position is left.

    order  the number of each paragraph's message
    left_over  what translates nothing, each with the number of its message; None where that is gone
    """
    by_message: dict[int, list[tuple[str, str]]] = {}
    ids: dict[str, str] = {}
    for number, (n, _, paragraph) in zip(order, document.numbered(), strict=True):
        if KINDS[paragraph.kind].translated:
            ids[n] = paragraph.id
            by_message.setdefault(number, []).append((n, paragraph.id))
    beside: dict[str, list[Addition]] = {}
    # What stands before all comes first, wherever the catalog has it.
    for at, addition in sorted(left_over, key=lambda pair: pair[1].place != "before all") if ids else ():
        n, before = addition.place.rpartition(" ")[2], addition.place == "before all"
        same = by_message.get(at, []) if at is not None else []
        if before:
            id_ = next(iter(ids.values()))
        else:
            near = same[0][1] if same else ids.get(n, next(reversed(ids.values())))
            id_ = next((id_ for other, id_ in same if other == n), near)
        if text := tidy(addition.text):
            beside.setdefault(id_, []).append(Addition(text, before, addition.decided))
    return {id_: tuple(some) for id_, some in beside.items()}


def counts(document: Document, translated: TranslatedTexts) -> Counts:
    """Count what is translated, drafted and neither.

    Separators don't count.
    """
    total = omitted = drafts = 0
    origins: Counter[str] = Counter()
    reviews: Counter[str] = Counter()
    for k, paragraph in enumerate(document.paragraphs()):
        if not KINDS[paragraph.kind].translated:
            continue
        # A separator has nothing to translate, and was left out above.
        total += 1
        if (cell := translated.cells[k]) is not None:
            origins[cell.origin] += 1
            reviews[cell.review] += 1
        elif absent := translated.absences.get(k):
            drafts += absent[0] == "draft"
            omitted += absent[0] == "omitted"
    existed = document.meta.translation(translated.lang)
    sentences, words = _placed(translated, existed) if existed.counted else (0, 0)
    return Counts(
        total,
        origins.total(),
        drafts,
        total - origins.total() - drafts - omitted,
        aligned=origins["aligned"],
        machine=origins["machine"],
        revised=origins["revised"],
        reviewed=reviews["reviewed"],
        approved=reviews["approved"],
        omitted=omitted,
        added=sum(map(len, translated.additions.values())),
        placed_sentences=sentences,
        placed_words=words,
    )


def _placed(translated: TranslatedTexts, existed: Translation) -> tuple[int, int]:
    """How many sentences and words of an existing translation are printed beside the source.

    A paragraph that was revised counts as it is now; all together for no more than what is not an addition.
    """
    placed = [cell.text for cell in translated.cells if cell is not None and cell.placed]
    beside = [addition.text for addition in chain.from_iterable(translated.additions.values())]
    sentences, words = _size(placed, translated.lang)
    other_sentences, other_words = _size(beside, translated.lang)
    return (
        max(0, min(sentences, existed.sentences - other_sentences)),
        max(0, min(words, existed.words - other_words)),
    )


def _size(texts: Sequence[str], lang: str) -> tuple[int, int]:
    """Sentences and words."""
    sentences = sum(len(cuts.units(text, lang)) for text in texts)
    return sentences, sum(count_words(markup.spoken(text)) for text in texts)


def title(document: Document) -> str:
    """The headline, or the document's name.

    A book must be called something.
    """
    return titled(document) or document.name


def titled(document: Document) -> str:
    """The headline, as somebody gave it.

    That of the text, else the sidecar's; "" for none.
    """
    headlines = (p.text for p in document.paragraphs() if KINDS[p.kind].prints == "headline")
    return next(headlines, document.meta.title)


def _translated(target: str, lang: str, entry: Entry, *, existed: bool) -> Cell:
    typed = "" if target == entry.target else entry.target
    if not entry.comments:
        return Cell(target, lang, "translated", "human", catalog=typed)
    sure = catalog.confidence(entry)
    placed = existed and catalog.placed(entry) is not None
    return Cell(
        target,
        lang,
        "translated",
        catalog.origin(entry),
        confidence=sure,
        placed=placed,
        review=catalog.review_of(entry),
        engine=catalog.engine(entry),
        catalog=typed,
        pinned=pinned.beads_of(entry),
    )


def _with_events(cell: Cell, terms: Mapping[str, str]) -> Cell:
    """The cell with events as the translator says them elsewhere."""
    text = events.translated(cell.text, terms)
    return cell if text == cell.text else cell.replace(text=text, catalog=cell.catalog or cell.text)


def _identified(
    signed: Sequence[Person], lang: str, known: Sequence[tuple[str, Person]]
) -> tuple[Person, ...]:
    """Translators, with what the editor knows of them.

    Those who signed come first, then those whom only the editor names.
    """
    by_name = {fold(person.name): person for tag, person in known if tag in ("", lang)}
    people = []
    for translator in signed:
        more = by_name.get(fold(translator.name), translator)
        people.append(replace(translator, orcid=translator.orcid or more.orcid))
    names = {fold(person.name) for person in signed}
    return (*people, *(person for tag, person in known if tag == lang and fold(person.name) not in names))
