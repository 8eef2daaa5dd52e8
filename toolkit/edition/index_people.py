"""Those who speak in a book, as its index of names has them: who of them is one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from toolkit.edition.filing import is_role
from toolkit.edition.printed_words import credited
from toolkit.model import Book, Edition, Speaker
from toolkit.model.indexes import BookTerm, PrintedWords
from toolkit.model.speakers import Persona
from toolkit.text.hygiene import fold

SHORTEST = 3
"""Letters of a family name, or of another name in one word, that is looked for by itself."""


class IndexedPeople:
    """Everybody who speaks by name.

    Who is among the terms, or speaks in several documents, is one; not two speakers of one document, nor who
    has another number of the same kind (`orcid`).
    """

    def __init__(self, book: Book | None, terms: Sequence[BookTerm]) -> None:
        """Go through the documents of a book; None where nobody is looked for.

        terms  those that have the first numbers
        """
        self.terms: list[BookTerm] = []
        """Those who are no such terms; their numbers follow."""
        self.numbers: dict[tuple[str, str], int] = {}
        """By document and key of a speaker."""
        self._speakers: defaultdict[int, list[tuple[Edition, Speaker]]] = defaultdict(list)
        """By number; of each document without its scenes."""
        self._known: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        """The numbers of those who have a name, by language and name."""
        for number, term in enumerate(terms):
            if term.indexed == "person":
                for lang, form in ((lang, form) for lang, forms in term.forms.items() for form in forms):
                    self._known[lang, fold(form)] = {number: None}
        for edition in book.documents if book else ():
            for speaker in credited(edition):
                if speaker.key in edition.names:
                    self._add(edition, speaker, len(terms))
        self._namesakes: dict[int, set[int]] = {}
        """By the number of somebody, others who have the same name."""
        for alike in self._known.values():
            for number in alike if len(alike) > 1 else ():
                self._namesakes.setdefault(number, set()).update(alike.keys() - {number})

    def _add(self, edition: Edition, speaker: Speaker, first: int) -> None:
        term = _person(edition, speaker)
        keys = [(lang, fold(forms[0])) for lang, forms in term.forms.items()]
        alike = dict.fromkeys(chain.from_iterable(self._known[one] for one in keys))
        fits = [number for number in alike if self._may_be(number, edition, speaker)]
        same = [n for n in fits if speaker.key in {other.key for _, other in self._speakers[n]}]
        number = (same or fits or [first + len(self.terms)])[0]
        if number == first + len(self.terms):
            self.terms.append(term)
        self.numbers[edition.name, speaker.key] = number
        self._speakers[number].append((replace(edition, scenes=()), speaker))
        for one in keys:
            self._known[one][number] = None

    def _may_be(self, number: int, edition: Edition, speaker: Speaker) -> bool:
        """Whether a speaker may be who is known by the same name."""
        return not any(
            (before.name == edition.name and other.key != speaker.key)
            or _told_apart(other.about, speaker.about)
            for before, other in self._speakers[number]
        )

    def is_meant(self, number: int, speaking: Collection[int]) -> bool:
        """Whether a name means somebody, in a document where these speak.

        Of several who have it, it is the only one that speaks there.
        """
        others = self._namesakes.get(number)
        return not others or (number in speaking and others.isdisjoint(speaking))

    def known_by(self, number: int, titles: Mapping[str, PrintedWords]) -> tuple[PrintedWords, ...]:
        """What tells somebody from others of the same name: what they do, else the documents they speak in.

        titles  of documents, by name
        """
        if number not in self._namesakes:
            return ()
        speaks = self._speakers[number]
        said = next(_said(speaks), None)
        return (said,) if said else tuple(dict.fromkeys(titles[edition.name] for edition, _ in speaks))


def _said(speaks: Sequence[tuple[Edition, Speaker]]) -> Iterator[PrintedWords]:
    for edition, speaker in speaks:
        if about := speaker.about.occupation or speaker.about.affiliation:
            yield PrintedWords(about, edition.source_lang)


def _told_apart(one: Persona, other: Persona) -> bool:
    """Whether a number says that two are not the same person."""
    kinds = ((one.orcid, other.orcid), (one.wikidata, other.wikidata), (one.viaf, other.viaf))
    return any(first and second and first != second for first, second in kinds)


def _person(edition: Edition, speaker: Speaker) -> BookTerm:
    """A speaker, by what they are called in each language."""
    source, cells = edition.source_lang, edition.names[speaker.key]
    forms: dict[str, tuple[str, ...]]
    forms = {lang: (cell.text,) for lang, cell in cells.items() if cell.published}
    forms = forms or {source: (speaker.name,)}
    if source in forms:
        aliases = [alias for alias in speaker.aliases if not is_role(alias) and len(alias) >= SHORTEST]
        # One word of the name may be anybody's.
        aliases = [alias for alias in aliases if not words_of(alias) < words_of(speaker.name)]
        forms[source] = (*forms[source], *aliases)
    said = speaker.about.file_as
    return BookTerm("person", forms, source, file_as={source: said} if said else {})


def words_of(text: str) -> set[str]:
    """The words of a name, by which two are compared."""
    return {word.strip(".,") for word in fold(text).split()}
