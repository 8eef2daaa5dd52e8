"""The glossary of a project: read, added to, and filled from what catalogs have settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import disk, languages, limits
from toolkit.catalog import CREDITS, contexts
from toolkit.catalog.glossary import Glossary, Term, folded
from toolkit.catalog.occurrence import Finder, is_there
from toolkit.errors import DiglotError, nearest
from toolkit.exchange import glossary as exchanged
from toolkit.findings import Finding, refused
from toolkit.model import Entry
from toolkit.text import markup, segment
from toolkit.text.hygiene import counted, tidy
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.aligning.phrases import TermCandidate


def glossary(workspace: Workspace, source_lang: str, lang: str) -> Glossary | None:
    """The glossary for a pair of languages; None where there is none.

    It is for documents in the language of the project. DiglotError where it can't be read.
    """
    here = workspace.project
    if not languages.alike(source_lang, here.source_lang):
        return None
    path = here.glossary_path(lang)
    data = workspace.read(path, limits.GLOSSARY)
    return None if data is None else _parsed(data, here.show(path), source_lang, lang)


@lru_cache(maxsize=32)
def _parsed(data: bytes, path: str, source_lang: str, lang: str) -> Glossary:
    # Every document of a project asks for it.
    return Glossary.of(exchanged.read(data, path), source_lang, lang)


def readable(workspace: Workspace, source_lang: str, lang: str) -> Glossary | None:
    """As `glossary`; None, too, where it can't be read, which `unreadable` tells."""
    with suppress(DiglotError):
        return glossary(workspace, source_lang, lang)
    return None


def unreadable(workspace: Workspace, langs: Sequence[str]) -> Iterator[Finding]:
    """Glossaries that can't be read.

    langs  () for all of the project
    """
    here = workspace.project
    for lang in langs or here.target_langs:
        try:
            glossary(workspace, here.source_lang, lang)
        except DiglotError as error:
            yield refused("D258", error, here.show(here.glossary_path(lang)))


# What a person adds.


@dataclass(frozen=True, slots=True)
class AddedTerms:
    """What became of terms that were to be added."""

    path: str
    """Of the glossary, as it is shown."""
    terms: tuple[Term, ...]
    """Those that weren't there."""
    others: int
    """Those whose source is there: it stays as the person has it."""

    def __str__(self) -> str:
        there = f", {self.others} there already" if self.others else ""
        return f"{self.path}: {counted(len(self.terms), 'term')} added{there}"


def add(workspace: Workspace, lang: str, terms: Sequence[Term]) -> AddedTerms:
    """Add terms to a glossary, below what is there; DiglotError where it can't be read."""
    here = workspace.project
    path = here.glossary_path(lang)
    with workspace.changing():
        before = workspace.read(path, limits.GLOSSARY) or b""
        after, fresh = exchanged.added(before, terms, here.show(path))
        if fresh:
            workspace.save(path, after)
    return AddedTerms(here.show(path), tuple(fresh), len(terms) - len(fresh))


def read_file(path: Path, name: str, source_lang: str, lang: str) -> list[Term]:
    """The terms in a file that a person names, TBX or CSV; DiglotError where it can't be read."""
    data = disk.read(path, limits.EXCHANGED)
    if data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        # It loads what reads XML.
        from toolkit.exchange import tbx

        return tbx.read(data, name, source_lang, lang)
    if path.suffix.lower() in {".tbx", ".xml"}:
        raise DiglotError(
            f"it is called {path.suffix}, but it is no XML, and so no TBX.",
            name,
            "Export the glossary as TBX once more; a table is taken too, if it is called .csv.",
        )
    return exchanged.read(data, name)


def chosen(asked: Iterable[str], found: Iterable[TermCandidate]) -> list[Term]:
    """The terms that a person chose.

    asked  each a candidate by its source, or `SOURCE=TARGET` for any term
    Raises DiglotError for what is neither.
    """
    by_source = {folded(candidate.source): candidate for candidate in found}
    terms = []
    for words in asked:
        source, equals, target = (part.strip() for part in words.partition("="))
        candidate = by_source.get(folded(source))
        if equals and source and target:
            terms.append(Term(source, (target,)))
        elif candidate is None or equals:
            known = [candidate.source for candidate in by_source.values()]
            hint = f"{nearest(source, known)} Any term can be added as SOURCE=TARGET.".lstrip()
            raise DiglotError(f"{words!r} is no candidate.", hint=hint)
        else:
            terms.append(Term(candidate.source, (candidate.target,)))
    return terms


# What may be a term.


def candidates(workspace: Workspace, names: Sequence[str], lang: str) -> list[TermCandidate]:
    """Phrases that the finished catalogs of some documents translate alike, the most frequent first.

    What the glossary has, and further forms of a candidate before it, are none. DiglotError where a catalog
    or the glossary can't be read.
    """
    # numpy is loaded for it.
    from toolkit.aligning import phrases

    source_lang = workspace.project.source_lang
    pairs: dict[tuple[str, str], None] = {}
    for name in names:
        catalog = workspace.catalog(name, lang)
        if catalog is not None and languages.alike(catalog.source_lang or source_lang, source_lang):
            for entry in catalog.entries:
                pairs |= dict.fromkeys(_texts(entry, source_lang, lang))
    found = phrases.candidates([*pairs], source_lang, lang)
    own = glossary(workspace, source_lang, lang)
    return [*_new(found, own.terms if own else (), source_lang, lang)]


def _texts(entry: Entry, source_lang: str, lang: str) -> list[tuple[str, str]]:
    """The sentences of a finished message with their translations; the whole where they aren't as many."""
    if entry.state != "done" or contexts.named(entry.context) or entry.key == CREDITS:
        return []
    source, target = (markup.plain(tidy(text)) for text in (entry.source, entry.target))
    sentences = segment.split(source, source_lang), segment.split(target, lang)
    if len(sentences[0]) == len(sentences[1]):
        return [(ours.strip(), theirs.strip()) for ours, theirs in zip(*sentences, strict=True)]
    return [(source, target)]


def _new(
    found: Sequence[TermCandidate], terms: Sequence[Term], source_lang: str, lang: str
) -> Iterator[TermCandidate]:
    settled = [form for term in terms for form in (term.source, *term.spellings)]
    finder = Finder([*settled, *(candidate.source for candidate in found)], source_lang)
    shown: set[int] = set()
    for number, candidate in enumerate(found, len(settled)):
        whole = {n for n, size in _spanning(finder, candidate.source) if size}
        if any(n < len(settled) for n in whole):
            continue
        before = (found[n - len(settled)] for n in whole & shown)
        if not any(is_there(other.target, candidate.target, lang) for other in before):
            shown.add(number)
            yield candidate


def _spanning(finder: Finder, words: str) -> Iterator[tuple[int, bool]]:
    """What is found in some words, and whether it is all of them."""
    for place in finder.spans(words):
        yield place.number, place.end - place.begin >= len(words.strip())
