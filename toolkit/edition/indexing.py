"""The index of names and the glossary of a book: what stands where.

A place is a paragraph: in a parallel edition it is one in all languages. It counts where a name or a term is
surely written in one of them, in any form of its language (`catalog.occurrence.Finder`). What people say
themselves is one place from the first to the last of it: nobody looks up each turn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from toolkit import languages, late
from toolkit.catalog.occurrence import Finder
from toolkit.edition.blocks import short
from toolkit.edition.collation import Collation
from toolkit.edition.filing import FiledName, filed, in_words_of, untitled
from toolkit.edition.index_people import SHORTEST, IndexedPeople, words_of
from toolkit.grouped import grouped
from toolkit.model import KINDS, Book, Edition, Row, Scene
from toolkit.model.indexes import BackIndex, BookTerm, IndexEntry, IndexPlace, PlacesOfDocument, PrintedWords
from toolkit.text import markup
from toolkit.text.hygiene import fold, normalized, untypeset
from toolkit.text.markup import Span

MOST_PLACES = 60
"""Of an entry in one document; of more, only the first and the last are named."""
_CASED = frozenset(["Latn", "Cyrl", "Grek", "Armn"])
_INSIDE = late.regex(r"[\w,;:][\s)\]\"'»”’-]*$")
"""What stands before a word that begins no sentence."""


@dataclass(eq=False, slots=True)
class _Subject:
    """A name or a term that is looked for."""

    term: BookTerm
    places: dict[str, tuple[IndexPlace, ...]] = field(default_factory=dict)
    """By document."""


@dataclass(frozen=True, slots=True)
class IndexedBook:
    """What was found for the back of a book."""

    index: BackIndex
    doubtful: tuple[str, ...] = ()
    """Names of people that are filed as they are said, since nobody says what their family name is."""
    apart: tuple[str, ...] = ()
    """Names that an editor files by words which aren't theirs."""


def index_of(book: Book, terms: Iterable[BookTerm], *, names: bool, glossary: bool) -> IndexedBook:
    """What stands at the back of a book.

    terms     those of the project
    names     whether an index of names is wanted
    glossary  whether a glossary is

    Each document is gone through once, and once before for those who speak. Raises DiglotError where a
    document can't be made, or where nothing is installed that sorts.
    """
    return _Indexer(book, terms, names, glossary).made()


class _Indexer:
    def __init__(self, book: Book, terms: Iterable[BookTerm], names: bool, glossary: bool) -> None:
        self.book = book
        self.collation = Collation(book.main)
        self.order = tuple(dict.fromkeys((book.main, *book.langs)))
        self.subjects = [
            _Subject(term)
            for term in terms
            if (names if term.indexed else glossary) and any(lang in term.forms for lang in book.langs)
        ]
        self.people = IndexedPeople(book if names else None, [subject.term for subject in self.subjects])
        self.subjects += map(_Subject, self.people.terms)
        self.looks = {
            lang: _FormFinder([subject.term for subject in self.subjects], lang) for lang in book.langs
        }
        self.titles: dict[str, PrintedWords] = {}

    def made(self) -> IndexedBook:
        for edition in self.book.documents:
            self._document(edition)
        named: list[_SortedEntry] = []
        terms: list[_SortedEntry] = []
        doubtful: list[str] = []
        apart: list[str] = []
        for number, subject in enumerate(self.subjects):
            if line := self._line(subject, number):
                (named if subject.term.indexed else terms).extend([line, *self._variants(line)])
                doubtful += [line.filed.text] if not line.filed.sure else []
                apart += [line.filed.text] if line.filed.apart else []
        index = BackIndex(self._entries(named, "index"), self._entries(terms, "glossary"))
        return IndexedBook(index, tuple(doubtful), tuple(apart))

    # Where they are.

    def _document(self, edition: Edition) -> None:
        """Note the places in a document, whose texts are held while it is gone through."""
        rows: list[Row] = []
        speaking: list[set[int]] = []
        for scene in edition.scenes:
            own = {(edition.name, speaker) for speaker in scene.speakers} & self.people.numbers.keys()
            for row in _printed(edition, scene):
                rows.append(row)
                speaking.append({self.people.numbers[one] for one in own})
        spoken = grouped((number, at) for at, numbers in enumerate(speaking) for number in numbers)
        met: dict[int, set[int]] = defaultdict(set)
        for lang, look in self.looks.items():
            cells = [row.cells.get(lang) for row in rows]
            texts = [_looked_through(cell.text) if cell and cell.published else "" for cell in cells]
            for at, numbers in look.places(texts):
                for number in numbers - speaking[at]:
                    if self.people.is_meant(number, spoken):
                        met[number].add(at)
        title = short(edition)[0]
        self.titles[edition.name] = PrintedWords(title.text, title.lang)
        for number in sorted({*spoken, *met}):
            places = _joined(sorted(met[number]), rows)
            if said := spoken.get(number):
                places.append((said[0], _from_to(rows[said[0]], rows[said[-1]]).replace(speaks=True)))
            places.sort(key=lambda pair: (pair[0], not pair[1].speaks))
            self.subjects[number].places[edition.name] = tuple(place for _, place in places)

    # What is printed.

    def _line(self, subject: _Subject, number: int) -> _SortedEntry | None:
        term = subject.term
        # Whose name nobody has translated is called as in the transcript, which the book may not be in.
        langs = [lang for lang in self.order if lang in term.forms] or [*term.forms]
        usual = {lang: term.forms[lang][0] for lang in langs}
        told = [PrintedWords(term.definitions[one], one) for one in self.order if one in term.definitions]
        # A glossary says what a word means, or what it is in another language.
        if not subject.places or not (term.indexed or told or len(usual) > 1):
            return None
        lang = langs[0]
        name = _filed(term, usual[lang], lang)
        others = [
            PrintedWords(text, other)
            for other, text in usual.items()
            if _told(text, term) != _told(usual[lang], term)
        ]
        places = [PlacesOfDocument(self.titles[one], some) for one, some in subject.places.items()]
        entry = IndexEntry(
            "",
            term.indexed,
            PrintedWords(name.text, lang),
            self.collation.letter(name.sorted_by),
            tuple(others),
            () if term.indexed else tuple(told),
            tuple(places),
            known_by=self.people.known_by(number, self.titles),
        )
        return _SortedEntry(name, entry, number)

    def _variants(self, line: _SortedEntry) -> Iterator[_SortedEntry]:
        """Other forms in the language of the readers that stand in the book, and lead to the usual one."""
        main = self.book.main
        term, words = self.subjects[line.number].term, words_of(line.filed.text)
        for form in term.forms.get(main, ())[1:]:
            # What is short for the name, or has a title before it, leads to it by itself.
            if (line.number, form) in self.looks[main].met and not words_of(form) <= words:
                other = _filed(term, form, main)
                letter = self.collation.letter(other.sorted_by)
                heading = PrintedWords(other.text, main)
                seen = line.entry.heading
                yield _SortedEntry(
                    other, IndexEntry("", term.indexed, heading, letter, seen=seen), line.number
                )

    def _entries(self, lines: list[_SortedEntry], stem: str) -> tuple[IndexEntry, ...]:
        """Sorted, with their ids."""
        lines.sort(key=lambda line: (self.collation.key(line.filed.sorted_by), line.entry.seen is not None))
        around = zip([None, *lines], lines, [*lines[1:], None], strict=False)
        # One that stands beside what it leads to isn't needed.
        kept = [
            line
            for before, line, after in around
            if not line.entry.seen
            or line.number not in {beside.number for beside in (before, after) if beside}
        ]
        ids = [f"{stem}-{number}" for number in range(1, len(kept) + 1)]
        usual = {line.number: id_ for id_, line in zip(ids, kept, strict=True) if not line.entry.seen}
        return tuple(
            line.entry.replace(id=id_, see=usual[line.number] if line.entry.seen else "")
            for id_, line in zip(ids, kept, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _SortedEntry:
    """An entry, and where it is sorted."""

    filed: FiledName
    entry: IndexEntry
    number: int
    """Of its subject."""


def _told(form: str, term: BookTerm) -> str:
    """By what a form is told from others: `Dr Ann Roe` and `Dr. Ann Roe` are filed as one name."""
    return fold(untypeset(untitled(form) if term.indexed == "person" else form))


def _filed(term: BookTerm, form: str, lang: str) -> FiledName:
    said = term.file_as.get(lang, "")
    if term.indexed != "person":
        return FiledName(said if said and in_words_of(form, said) else form, said or form)
    # What is said of a name in one language holds where it is written alike.
    alike = next((one for one in term.file_as.values() if in_words_of(form, one)), "")
    return filed(form, lang, said or alike, "" if lang == term.origin else term.origin)


def _printed(edition: Edition, scene: Scene) -> Iterator[Row]:
    """The paragraphs that an index leads to: not those of the title block, or about the publication."""
    info = KINDS[scene.kind]
    if info.translated and not (info.title_block or info.publication):
        alone = edition.langs[0] if len(edition.langs) == 1 else ""
        yield from (row for row in scene.rows if not alone or row.cells[alone].state != "missing")


def _looked_through(text: str) -> str:
    """What is read of a paragraph, and below it what its footnotes say."""
    if "^[" not in text:
        return markup.plain(text)
    notes = (markup.compose(note.inside) for note in _notes(markup.parse(text)))
    return "\n".join(map(markup.plain, [text, *notes]))


def _notes(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        if span.mark == "note":
            yield span
        yield from _notes(span.inside)


def _joined(places: Sequence[int], rows: Sequence[Row]) -> list[tuple[int, IndexPlace]]:
    """Places, of which those that follow each other are one; one from the first to the last of very many.

    Each with its position.
    """
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    if len(runs) > MOST_PLACES:
        return [(places[0], _from_to(rows[places[0]], rows[places[-1]]).replace(passim=True))]
    return [(run[0], _from_to(rows[run[0]], rows[run[-1]])) for run in runs]


def _from_to(first: Row, last: Row) -> IndexPlace:
    return IndexPlace(first.id, first.n) if first is last else IndexPlace(first.id, first.n, last.id, last.n)


class _FormFinder:
    """Finds all subjects in texts of one language."""

    def __init__(self, terms: Sequence[BookTerm], lang: str) -> None:
        self.lang = lang
        self.cased = languages.get(lang).script in _CASED
        wanted: list[tuple[int, str]] = []
        for number, term in enumerate(terms):
            forms = (*term.forms.get(lang, ()), *term.further.get(lang, ()))
            wanted += [(number, form) for form in forms]
        self.families = _families(terms, lang) if self.cased else {}
        wanted += [(number, family) for family, number in self.families.items()]
        self.wanted = wanted
        self.finder = Finder([form for _, form in wanted], lang)
        self.met: set[tuple[int, str]] = set()
        """Numbers of subjects, with the forms that were found."""

    def places(self, texts: Sequence[str]) -> Iterator[tuple[int, set[int]]]:
        """What is in each of the texts of a document: its position, and the numbers of subjects."""
        if self.cased:
            # Letter for letter as the finder has them, so that what stands before a word can be asked.
            texts = [text if text.isascii() else normalized(text, "NFKC") for text in texts]
        common = self._common(texts)
        for at, text in enumerate(texts):
            found = set()
            for place in self.finder.spans(text) if text else ():
                number, form = self.wanted[place.number]
                if form not in self.families or self._is_name(form, text, place.begin, common):
                    found.add(number)
                    self.met.add((number, form))
            if found:
                yield at, found

    def _common(self, texts: Iterable[str]) -> set[str]:
        """Family names that are usual words too, in small letters somewhere in a document."""
        small = [family.lower() for family in self.families if family.lower() != family]
        if not small:
            return set()
        words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, small))})(?!\w)")
        return set(chain.from_iterable(map(words.findall, texts)))

    def _is_name(self, family: str, text: str, begin: int, common: set[str]) -> bool:
        """Whether a family name by itself is one there, and no word that begins a sentence."""
        return family.lower() not in common or _INSIDE.search(text[max(0, begin - 8) : begin]) is not None


def _families(terms: Sequence[BookTerm], lang: str) -> Mapping[str, int]:
    """Family names that only one person has, and by which this one is called."""
    owners: dict[str, set[int]] = defaultdict(set)
    words: dict[str, set[int]] = defaultdict(set)
    for number, term in enumerate(terms):
        for form in term.forms.get(lang, ()):
            for word in words_of(form):
                words[word].add(number)
        if term.indexed == "person" and lang in term.forms:
            family = _filed(term, term.forms[lang][0], lang).family
            # A family of several words is known by all of them.
            if len(family) >= SHORTEST and family[0].isupper():
                owners[family].add(number)
    return {
        family: min(having)
        for family, having in owners.items()
        if len(having) == 1 and all(words[word] <= having for word in words_of(family))
    }
