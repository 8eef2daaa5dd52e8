"""A project's glossary: how its terms are translated, and which of them a text has.

`exchange.glossary` reads it from `locales/<lang>/glossary.csv`, the one file that a person writes. What of it
occurs in a message stands there as an extracted comment, so that every tool shows it:

    #. Term: ferry = bac, traversier (not: bateau). The one on the rope.

What catalogs have settled beside it, `settled` tells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.occurrence import Finder, is_there
from toolkit.catalog.provenance import origin
from toolkit.catalog.translator_notes import TERM
from toolkit.late import WorkedOut
from toolkit.model import Entry
from toolkit.model.indexes import IndexedAs
from toolkit.text import markup
from toolkit.text.counting import count_words
from toolkit.text.hygiene import shortened, tidy

_TERM = TERM.partition("{")[0]
_LONGEST = 200
"""Characters of a note that stand in a comment."""
_WORDS = 6
"""A longer message is a text, and no term."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, as a person has decided that it is translated."""

    source: str
    targets: tuple[str, ...]
    """Any of them will do; none where only what it may not be called is decided."""
    note: str = ""
    forms: tuple[str, ...] = ()
    """Further forms of the targets, which will do as well."""
    avoid: tuple[str, ...] = ()
    """What it isn't to be called."""
    spellings: tuple[str, ...] = ()
    """Further forms of the source."""
    indexed: IndexedAs = ""
    """As what it stands in an index of names."""
    definition: str = ""
    """What readers are told of it, in the language of the translation."""
    file_as: str = ""
    """How the translation of a name is filed in an index."""

    def __str__(self) -> str:
        """As it stands in a comment, on one line."""
        avoided = f" (not: {', '.join(self.avoid)})" if self.avoid else ""
        note = f". {self.note}" if self.note else ""
        targets = f" = {', '.join(self.targets)}" if self.targets else ""
        return " ".join(f"{self.source}{targets}{avoided}".split()) + shortened(
            " ".join(note.split()), _LONGEST
        )


class TermMatch(NamedTuple):
    """A term that a text has."""

    term: Term
    times: int


@dataclass(frozen=True)
class Glossary:
    """The terms of one pair of languages."""

    terms: tuple[Term, ...] = ()
    """In their order; those of one source are one (`of`)."""
    source_lang: str = "und"
    lang: str = "und"

    @classmethod
    def of(cls, terms: Iterable[Term], source_lang: str, lang: str) -> Glossary:
        """A glossary of terms, of which several may have one source."""
        by_source: dict[str, Term] = {}
        for term in terms:
            key = folded(term.source)
            by_source[key] = _joined(by_source[key], term) if key in by_source else term
        return cls(tuple(by_source.values()), source_lang, lang)

    def terms_in(self, text: str) -> tuple[TermMatch, ...]:
        """The terms that stand in a source text, in the order of their first places.

        text  as it is read, without marks (`markup.plain`)

        >>> bac = Term("ferry", ("bac",), avoid=("bateau",))
        >>> [str(match.term) for match in Glossary.of([bac], "en", "fr").terms_in("Two ferries.")]
        ['ferry = bac (not: bateau)']
        """
        if not self.terms:
            return ()
        finder, owners = self._sources
        spans = finder.spans(text)
        times = Counter(owners[span.number] for span in spans)
        return tuple(TermMatch(self.terms[number], many) for number, many in times.items())

    def noted(self, entry: Entry) -> Entry:
        """An entry with the terms of its source in its notes, in the place of those that were there."""
        if entry.key == CREDITS:
            return entry
        there = tuple(note for note in entry.notes if not note.startswith(_TERM))
        told = tuple(f"{_TERM}{match.term}" for match in self.terms_in(markup.plain(tidy(entry.source))))
        notes = (*there, *told)
        return entry if notes == entry.notes else entry.replace(notes=notes)

    def is_used(self, term: Term, target: str) -> bool:
        """Whether a translation may have a term, in any form.

        target  as it is read
        """
        return not term.targets or any(
            is_there(words, target, self.lang) for words in (*term.targets, *term.forms)
        )

    def avoided(self, match: TermMatch, target: str) -> str:
        """What a translation calls a term though it should not; "" for nothing.

        It is nothing, too, where the term stands there as often as in the source: then it is another thing
        that is called so.
        """
        if not match.term.avoid:
            return ""
        finder, owners = self._targets
        used: dict[Term, int] = defaultdict(int)
        wrong = ""
        for span in finder.spans(target):
            term, words = owners[span.number]
            if term is match.term and words:
                wrong = wrong or words
            elif not words:
                used[term] += 1
        return wrong if used[match.term] < match.times else ""

    @WorkedOut
    def _sources(self) -> tuple[Finder, list[int]]:
        """What finds the terms in a source, and the number of the term of each word that it looks for."""
        words = [(n, form) for n, term in enumerate(self.terms) for form in (term.source, *term.spellings)]
        return Finder([form for _, form in words], self.source_lang), [n for n, _ in words]

    @WorkedOut
    def _targets(self) -> tuple[Finder, list[tuple[Term, str]]]:
        """The same for translations; with each word that is to be avoided, the word."""
        # The right words too: “bac” to be avoided is no part of “bac à voile”.
        words: list[tuple[str, tuple[Term, str]]] = []
        for term in self.terms:
            words += [(form, (term, "")) for form in (*term.targets, *term.forms)]
            words += [(form, (term, form)) for form in term.avoid]
        return Finder([form for form, _ in words], self.lang), [owner for _, owner in words]


def pairs(terms: Iterable[Term]) -> Iterator[tuple[str, str]]:
    """Source and target of each term in all of its spellings and forms, as an aligner takes them."""
    for term in terms:
        targets = (*term.targets, *term.forms)
        yield from product((term.source, *term.spellings), targets)


def folded(words: str) -> str:
    """What tells sources apart: neither capitals nor blanks do."""
    return " ".join(words.split()).casefold()


def _joined(term: Term, other: Term) -> Term:
    """One term of two with one source."""

    def both(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*ours, *theirs)))

    note = "; ".join(dict.fromkeys(filter(None, (term.note, other.note))))
    return replace(
        term,
        targets=both(term.targets, other.targets),
        note=note,
        forms=both(term.forms, other.forms),
        avoid=both(term.avoid, other.avoid),
        indexed=term.indexed or other.indexed,
        definition=term.definition or other.definition,
        file_as=term.file_as or other.file_as,
        spellings=both(term.spellings, other.spellings),
    )


def settled(entries: Iterable[Entry], *, short: bool = True) -> Iterator[tuple[str, str]]:
    """Source and translation of what catalogs have settled: names and other short messages.

    short  whether only names and messages of few words are; else all are, as in a glossary kept as a catalog

    What alignment has placed and nobody has touched since is no evidence for the next alignment.
    """
    for entry in entries:
        if entry.state != "done" or entry.context == CREDITS[0] or origin(entry) == "aligned":
            continue
        source, target = tidy(entry.source), tidy(entry.target)
        if source and target and (not short or count_words(source) <= _WORDS):
            yield source, target
