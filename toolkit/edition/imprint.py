"""The imprint: where a book comes from, whose it is, how to cite it, and how its translation was made.

It prints what is known and leaves out the rest: nothing is guessed, and no line stands empty. What a machine
did, or a program that puts sentences beside each other, is told in a few sentences; on wish with a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit import languages
from toolkit.catalog.machine_marks import UNNAMED
from toolkit.config import identifiers
from toolkit.edition.blocks import labels
from toolkit.edition.directions import slot
from toolkit.edition.page import Block
from toolkit.edition.printed_words import (
    MAKER,
    Entries,
    Spans,
    bare,
    credit,
    day,
    joined,
    makers,
    marked,
    people,
    printed,
    role_key,
    spaced,
    speakers,
    to_readers,
    tongue,
    writers,
    written,
    year,
)
from toolkit.edition.title_page import heading, logo, series
from toolkit.model import Book, Edition, Helpers
from toolkit.text.markup import Span

COLOPHON = "colophon"
"""The id of its heading."""
_ORIGINS = {
    "human": "by_person",
    "aligned": "by_alignment",
    "machine": "by_machine",
    "revised": "by_revision",
}
"""Field of `Counts` -> key of the printed word."""
_CITED = ("author", "interviewer", "interviewee", "host", "speaker")
"""By whom a book is cited: keys of printed words."""


def imprint(book: Book, documents: Sequence[Edition]) -> Iterator[Block]:
    """The last page.

    It has a heading, and paragraphs in the main language, in groups that stay together.

    documents  those of the book; their scenes are not looked at. Where there are several, each has a heading
               and a group of its own
    """
    main = book.main
    yield _group(
        heading(main, "colophon", COLOPHON), _lines(main, _whole(book), labels_=_named(book, documents))
    )
    for edition in documents:
        blocks = [*_document(edition, book)]
        # A document by itself needs no heading: the book is named as it is.
        if len(documents) > 1 and blocks:
            cell = labels(book, edition.titles)[0]
            # In a line of the readers' language, which begins where all others of the page do.
            words = slot(main, bare(marked(cell.lang, cell.text), main))
            blocks.insert(0, Block("heading", (words,), level=2, labels=(cell,)))
        if blocks:
            yield _group(*blocks)
    # A document by itself has no page for the logo before.
    shown = () if book.title_page else logo(book)
    yield _group(_lines(main, _made(book, documents)), *shown)


def _group(*blocks: Block | None) -> Block:
    return Block("group", blocks=tuple(block for block in blocks if block))


def _lines(main: str, entries: Entries, labels_: Iterable[Spans] = ()) -> Block | None:
    """Lines of one paragraph, each with what it is about before it; None where nothing is known.

    labels_  lines that need no word before them
    """
    lines = [line for line in labels_ if line]
    for key, values in entries:
        if line := joined(values):
            # No label without a value; one of "" stands before what tells what it is.
            before = (Span("strong", inside=printed(main, key)[0].inside), Span("text", " ")) if key else ()
            lines.append((*before, *line))
    if not lines:
        return None
    spans = list(lines[0])
    for line in lines[1:]:
        spans += [Span("break"), *line]
    return Block("particulars", (slot(languages.strings_lang(main), tuple(spans)),))


def _named(book: Book, documents: Sequence[Edition]) -> Iterator[Spans]:
    """Titles and series, publisher, place and date."""
    if book.title_page:
        yield joined(marked(cell.lang, cell.text) for cell in labels(book, book.titles))
    yield written(series(book) if book.series else "", book.main)
    own = _own(book, documents)
    yield joined((written(book.publisher, own), written(book.place, own), day(book.date, book.main)))


def _own(book: Book, documents: Sequence[Edition]) -> str:
    """The language in which an editor speaks of the book."""
    # Whoever publishes a book says so in its language; the name in a sidecar is in the transcript's.
    return book.main if book.title_page else documents[0].source_lang


def _whole(book: Book) -> Entries:
    """What is said of the book itself."""
    main = book.main
    named: dict[str, list[Spans]] = {}
    for contributor in book.contributors:
        cell = contributor.names[main]
        named.setdefault(role_key(contributor.role), []).append(written(cell.text, cell.lang))
    yield from named.items()
    for identifier in book.identifiers:
        number = identifiers.isbn(identifier)
        # The letters ISBN say what it is, in any language.
        shown = f"ISBN {number}" if number else identifier
        yield "" if number else "identifier", [written(shown, main)]
    yield "version", [written(book.version, main)]
    yield "rights_edition", [written(part, main) for part in (book.rights, book.licence)]
    if book.evaluation:
        evaluation = book.evaluation
        yield "evaluated", [written(part, main) for part in (evaluation.certified_by, evaluation.report)]
        yield "conforms_to", [written(standard, "en") for standard in evaluation.conforms_to]


def _document(edition: Edition, book: Book) -> Iterator[Block]:
    meta, source, main = edition.meta, edition.source_lang, book.main
    wrote = people(writers(edition), source)
    written_by = [written(author, source) for author in meta.authors]
    rights = to_readers(meta.said("rights"), main, source)
    about: Entries = [
        *([("author", wrote)] if wrote else speakers(edition, main)),
        ("original_language", [tongue(lang, main) for lang in meta.original_langs]),
        (
            "source",
            [*written_by, written(meta.publisher, source), day(meta.date, main), written(meta.url, source)],
        ),
        ("available", [day(meta.available, main)] if meta.available else []),
        ("place", [written(*to_readers(meta.said("place"), main, source))]),
        ("editor", people(meta.editors, source)),
        ("rights", [written(*rights), written(meta.licence, source)]),
        ("pictures", [*_credited(edition, main)]),
    ]
    parts = [_lines(main, about)]
    for lang in edition.counts:
        parts.append(_lines(main, _translation(edition, lang, book)))
        if book.colophon != "none":
            parts.append(_state(edition, lang, main))
    yield from filter(None, parts)
    if book.colophon == "full" and edition.counts:
        yield _table(edition, main)
        for lang in edition.counts:
            known, placed = meta.translation(lang), edition.counts[lang].placed_sentences
            if known.existed and known.counted:
                words = languages.strings(main)["share"]
                told = {"sentences": placed, "all": known.sentences}
                yield _said(main, words.format_map(_figures(main, **told)))


def _translation(edition: Edition, lang: str, book: Book) -> Entries:
    """Whose a translation is."""
    main, known = book.main, edition.meta.translation(lang)
    yield "translation", [tongue(lang, main)]
    yield "translator", people(edition.translators(lang), lang)
    helped = edition.helpers.get(lang, Helpers())
    if book.colophon != "none":
        yield "machine_translation", [written(engine, "en") for engine in helped.engines if engine != UNNAMED]
    yield "reviewer", people(helped.people, lang)
    if known.translated_from:
        yield "translated_from", [tongue(known.translated_from, main)]
    published = [written(part, lang) for part in (known.title, known.publisher, known.url)]
    yield "translation_published", [*published[:2], day(known.date, main), *published[2:]]
    source = edition.source_lang
    rights = to_readers(edition.meta.translation_rights_said(lang), main, source)
    yield "translation_rights", [written(*rights), written(known.licence, source)]


def _credited(edition: Edition, main: str) -> Iterator[Spans]:
    """Whose the pictures are, and their licences; who made many is named once."""
    source = edition.source_lang
    credits_: dict[Spans, list[str]] = {}
    for said in edition.meta.illustrations:
        # What can't be shown needs no thanks.
        if said.file in edition.pictures and (said.credit or said.licence):
            licences = credits_.setdefault(credit(said, main, source), [])
            licences += [said.licence] if said.licence not in ("", *licences) else []
    for name, licences in credits_.items():
        yield from (name, *(written(licence, source) for licence in licences))


# How the translation was made.


def _state(edition: Edition, lang: str, main: str) -> Block:
    """How far it goes, who made it, and what stands where it is missing: a sentence each."""
    return _said(main, "".join(map(spaced, _told(edition, lang, main))).rstrip())


def _said(main: str, text: str) -> Block:
    return Block("particulars", (slot(languages.strings_lang(main), (Span("text", text),)),))


def _told(edition: Edition, lang: str, main: str) -> Iterator[str]:
    """The sentences. Their figures are of paragraphs, as the catalog has them."""
    counts, words = edition.counts[lang], languages.strings(main)
    missing = counts.total - counts.translated - counts.omitted
    if counts.translated == counts.total:
        yield words["translated_whole"]
    elif missing:
        yield words["translated_part"].format_map(_figures(main, missing=missing, total=counts.total))
    if counts.omitted:
        yield words["omitted"].format_map(_figures(main, omitted=counts.omitted))
    # That all is a person's is what readers take for granted.
    if counts.human < counts.translated:
        numbers = {words[key]: getattr(counts, name) for name, key in _ORIGINS.items()}
        made = [f"{word} ({languages.figure(number, main)})" for word, number in numbers.items() if number]
        yield words["origins"].format(parts=words["semicolon"].join(made))
    if counts.translated < counts.total:
        # What a reader sees in its place, in this very edition.
        if edition.fallback == "source" and edition.source_lang not in edition.langs:
            yield words["source_stands"]
        else:
            yield words["left_out" if len(edition.langs) == 1 else "mark_stands"]


def _figures(main: str, **numbers: int) -> Mapping[str, str]:
    return {name: languages.figure(number, main) for name, number in numbers.items()}


def _table(edition: Edition, main: str) -> Block:
    """The same in figures, with a column for each translation."""
    words, own = languages.strings(main), languages.strings_lang(main)
    fields = {
        **_ORIGINS,
        "fuzzy": "drafts",
        "empty": "untranslated",
        "omitted": "omissions",
        "total": "paragraphs",
    }
    head = [slot(own, printed(main, "state")), *(slot(own, tongue(lang, main)) for lang in edition.counts)]
    rows = [Block("row", tuple(head))]
    for name, key in fields.items():
        numbers = [getattr(counts, name) for counts in edition.counts.values()]
        if any(numbers):
            figures = [slot(own, (Span("text", languages.figure(number, main)),)) for number in numbers]
            rows.append(Block("row", (slot(own, (Span("text", words[key]),)), *figures)))
    return Block("table", blocks=tuple(rows), about=("",) * len(head))


# How to cite it, and with what it was made.


def _made(book: Book, documents: Sequence[Edition]) -> Entries:
    yield "cite", [_citation(book, documents)]
    # Each family once, with what it says of its copyright and its licence.
    fonts = dict.fromkeys((font.family, font.notice) for font in book.fonts)
    yield "typeface", [written(": ".join(filter(None, font)), "en") for font in fonts]
    yield "made_with", [written(MAKER, "en")]


def _citation(book: Book, documents: Sequence[Edition]) -> Spans:
    """How to cite the book; () where nothing is known that tells it from its title.

    Names, title, editor, translator, publisher with place and year, number or address, each with a full stop.
    """
    main = book.main
    # Chinese and Japanese books are cited with Western commas (GB/T 7714, SIST 02).
    own = languages.comma(main)
    comma = own if own.endswith(" ") else ", "
    made = makers(book, None)
    # A book that has an author is not by those who speak in it.
    if len(documents) == 1 and "author" not in made:
        made = makers(book, documents[0])
    names = [*dict.fromkeys(name for role in _CITED for name in made.get(role, ()))]
    edited: Spans = ()
    if editors := joined(made.get("editor", ()), comma):
        edited = (*printed(main, "editor"), Span("text", " "), *editors)
    translated: Spans = ()
    if len(documents) == 1 and len(documents[0].counts) == 1:
        (lang,) = documents[0].counts
        if by := joined(people(documents[0].translators(lang), lang), comma):
            translated = (*printed(main, "translator"), Span("text", " "), *by)
    title = labels(book, book.titles)[0]
    lang = _own(book, documents)
    place = (written(part, lang) for part in (book.publisher, book.place))
    published = joined((*place, year(book.date, lang)), comma)
    number = ""
    if book.identifiers:
        isbn = identifiers.isbn(book.identifiers[0])
        number = f"ISBN {isbn}" if isbn else book.identifiers[0]
    where = written(number, lang)
    if not (published or where):
        return ()
    parts = (joined(names, comma), marked(title.lang, title.text), edited, translated, published, where)
    return (*joined(parts, ". "), Span("text", "."))
