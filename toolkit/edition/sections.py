"""A book, section by section, as it is read.

title page, front matter; for each part its title and its documents; back matter, colophon
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from toolkit import languages
from toolkit.config import Layout
from toolkit.edition import matter
from toolkit.edition.blocks import document, labels
from toolkit.edition.page import Block, Slot
from toolkit.model import Book, Cell, Edition, Matter, Person, Role
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a book with pages of its own."""

    kind: Literal["title-page", "matter", "division", "document", "colophon"]
    name: str
    """Of a matter `front-1`, of the title of a part `division-1`; the id of its heading. Of a document its
    name, of all else its kind."""
    lang: str
    """Of what surrounds its texts."""
    labels: tuple[Cell, ...]
    """What it is called; one or more."""
    blocks: Iterable[Block]
    """Made as they are gone through, once."""
    depth: int = 0
    """1 for documents below the title of a part."""
    edition: Edition | None = None
    """The document, without its scenes."""
    matter: Matter | None = None

    @property
    def motto(self) -> str:
        """`dedication` or `epigraph` for a page of matter of that name, which has few words; else ""."""
        name = self.matter.name.lower() if self.matter else ""
        return name if name in ("dedication", "epigraph") else ""


def sections(book: Book, layout: Layout = "stacked", *, by_sentence: bool = False) -> Iterator[Section]:
    """All sections, once.

    A document is made when its turn comes, and never held.
    """
    own = languages.strings_lang(book.main)
    if book.title_page:
        named = labels(book, book.titles)
        yield Section("title-page", "title-page", book.main, named, (title_page(book),))
    yield from _matter(book, "front", book.front)
    # The colophon tells of all documents, but not of their text, which may be long.
    documents: list[Edition] = []
    for number, part in enumerate(book.parts, 1):
        if part.titles:
            name = f"division-{number}"
            block = titles(book, part.titles, name)
            yield Section("division", name, book.main, block.labels, (block,))
        for edition in part.documents:
            # Without its text, which is made once and let go.
            known = replace(edition, scenes=())
            documents.append(known)
            yield Section(
                "document",
                edition.name,
                edition.main,
                labels(edition, edition.titles),
                document(edition, layout, by_sentence=by_sentence),
                depth=int(bool(part.titles)),
                edition=known,
            )
    yield from _matter(book, "back", book.back)
    words = Cell(languages.strings(own)["colophon"], own, "original")
    yield Section("colophon", "colophon", own, (words,), colophon(book, documents))


def _matter(book: Book, place: str, texts: Sequence[Matter]) -> Iterator[Section]:
    for number, text in enumerate(texts, 1):
        name = f"{place}-{number}"
        title = (Cell(text.title, text.lang, "original"),)
        named = title if text.title else labels(book, book.titles)
        yield Section("matter", name, text.lang, named, matter.page(text, name), matter=text)


# Title page, titles of parts, and colophon.
#
# The colophon says where a book comes from, who made it, and what is missing. It prints what is known and
# leaves out the rest: nothing is guessed, and no line stands empty.

MAKER = "diglot"
COLOPHON = "colophon"
"""The id of its heading."""
CREATORS = frozenset("art aut cmm com cre cwt dis edc edt hst ive ivr nrt pan pht spk".split())
"""MARC relators of those who made what a book says; all others helped."""
# MARC relator -> key of the printed word. Whoever did something else is a contributor, in print.
_RELATORS: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "edc": "editor",
    "com": "editor",
    "trl": "translator",
    "ivr": "interviewer",
    "hst": "interviewer",
    "ive": "interviewee",
    "spk": "speaker",
    "pht": "photographer",
    "ill": "illustrator",
    "trc": "transcriber",
    "pfr": "proofreader",
    "cov": "cover_designer",
    "bkd": "designer",
    "bjd": "designer",
    "wpr": "preface_by",
    "wfw": "preface_by",
    "win": "introduction_by",
    "aui": "introduction_by",
    "aft": "afterword_by",
    "waw": "afterword_by",
    "pbl": "publisher",
}
# Role of a speaker -> key of the printed word.
_SPEAKERS: Mapping[Role, str] = {
    "interviewer": "interviewer",
    "host": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "unknown": "speaker",
}
# A URL that every reader takes; others are printed and not linked.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")

Spans = tuple[Span, ...]
Entries = Iterable[tuple[str, Sequence[Spans]]]
"""Keys of printed words, each with values; those that are empty are left out."""


def role_key(relator: str) -> str:
    """The key of the printed word for a role."""
    return _RELATORS.get(relator, "contributor")


def title_page(book: Book) -> Block:
    """The page before all others.

    It has titles and subtitles, who made the book and in which role, publisher and year.
    """
    lines = [titles(book, book.titles)]
    lines += [
        Block("subtitle", (Slot(cell.lang, cell.lang, (Span("text", cell.text),)),))
        for cell in labels(book, book.subtitles)
    ]
    own = languages.strings_lang(book.main)
    # One line a role, in the order in which the editor names them.
    makers: dict[str, list[Span]] = {}
    for contributor in book.contributors:
        cell = contributor.names[book.main]
        # By the printed word: `edt` and `com` are both an editor in print.
        names = makers.setdefault(role_key(contributor.role), [])
        names += [Span("text", " · " if names else " "), *_in(cell.lang, cell.text)]
    lines += [
        Block("maker", (Slot(own, own, (*printed(book.main, role), *names)),))
        for role, names in makers.items()
    ]
    # The colophon has the whole date.
    if below := " · ".join(filter(None, (tidy(book.publisher), tidy(book.date).partition("-")[0]))):
        lines.append(Block("imprint", (Slot(book.main, book.main, (Span("text", below),)),)))
    return Block("title-page", blocks=(*lines, *_logo(book)))


def _logo(book: Book) -> Iterator[Block]:
    """The publisher's, where there is one."""
    if book.logo:
        alt = book.logo.alt
        yield Block(
            "figure",
            pictures=((Span("picture", alt.text, lang=alt.lang, shown=book.logo),),),
            about=("logo",),
        )


def titles(book: Book, cells: Mapping[str, Cell], id_: str = "") -> Block:
    """A heading in all languages there are.

    The main language comes first.
    """
    named = labels(book, cells)
    slots = tuple(Slot(cell.lang, cell.lang, (Span("text", cell.text),)) for cell in named)
    return Block("titles", slots, id=id_, level=1, labels=named)


def heading(main: str, key: str, id_: str = "") -> Block:
    """A heading in diglot's own words."""
    own, text = languages.strings_lang(main), languages.strings(main)[key]
    slot = Slot(own, own, (Span("text", text),))
    return Block("heading", (slot,), id=id_, level=1, labels=(Cell(text, own, "original"),))


def colophon(book: Book, documents: Sequence[Edition]) -> Iterator[Block]:
    """The last page: where the book comes from.

    It has a heading, and lists of terms and values in the main language, in groups that stay together.

    documents  those of the book; their scenes are not looked at. Where there are several, each has a heading
               and a group of its own

    Each translation has a list of its own: in one list no term may come twice (HTML, section 4.4.9).
    """
    main = book.main
    yield Block("group", blocks=(heading(main, "colophon", COLOPHON), *_terms(main, [_whole(book)])))
    for edition in documents:
        lists = _terms(main, _document(edition, main))
        # A document by itself needs no heading: the book is named as it is.
        if len(documents) > 1 and lists:
            cell = labels(book, edition.titles)[0]
            slot = Slot(cell.lang, cell.lang, (Span("text", cell.text),))
            lists.insert(0, Block("heading", (slot,), level=2, labels=(cell,)))
        if lists:
            yield Block("group", blocks=tuple(lists))
    # A document by itself has no page for it before.
    logo = () if book.title_page else _logo(book)
    yield Block("group", blocks=(*_terms(main, [_made(book, documents)]), *logo))


def _terms(main: str, lists: Iterable[Entries]) -> list[Block]:
    own = languages.strings_lang(main)
    blocks = []
    for entries in lists:
        lines = []
        for key, values in entries:
            # No term without a value.
            known = [Block("value", (Slot(own, own, value),)) for value in values if value]
            if known:
                lines += [Block("term", (Slot(own, own, printed(main, key)[0].inside),)), *known]
        if lines:
            blocks.append(Block("terms", blocks=tuple(lines)))
    return blocks


def _whole(book: Book) -> Entries:
    """What is said of the book itself."""
    main = book.main
    people: dict[str, list[Spans]] = {}
    for contributor in book.contributors:
        cell = contributor.names[main]
        people.setdefault(role_key(contributor.role), []).append(_text(cell.text, cell.lang))
    number = f" {book.series_number}" if book.series_number else ""
    yield from people.items()
    yield "series", [_text(book.series and book.series + number, main)]
    yield "published", [_text(book.date, main)]
    yield "identifier", [_text(identifier, main) for identifier in book.identifiers]
    yield "rights_edition", [_text(part, main) for part in (book.rights, book.licence)]
    if book.evaluation:
        evaluation = book.evaluation
        yield "evaluated", [_text(part, main) for part in (evaluation.certified_by, evaluation.report)]
        yield "conforms_to", [_text(standard, "en") for standard in evaluation.conforms_to]


def _document(edition: Edition, main: str) -> Iterator[Entries]:
    meta, source = edition.meta, edition.source_lang
    yield [
        *_speakers(edition, main),
        ("original_language", [_autonym(lang) for lang in meta.original_langs]),
        ("source", [_text(part, source) for part in (meta.publisher, meta.date, meta.url)]),
        ("place", [_text(meta.place, source)]),
        ("editor", _people(meta.editors, source)),
        ("rights", [_text(part, source) for part in (meta.rights, meta.licence)]),
        ("pictures", [_text(part, source) for part in _credited(edition)]),
    ]
    for lang in edition.counts:
        known = edition.meta.translation(lang)
        rights = [_text(part, source) for part in (known.rights, known.licence)]
        yield [*_translation(edition, lang, main), ("translation_rights", rights)]


def _credited(edition: Edition) -> Iterator[str]:
    """Whose the pictures are, and their licences; who made many is named once."""
    credits_: dict[str, list[str]] = {}
    for said in edition.meta.illustrations:
        # What can't be shown needs no thanks.
        if said.file in edition.pictures and (said.credit or said.licence):
            licences = credits_.setdefault(said.credit, [])
            licences += [said.licence] if said.licence not in ("", *licences) else []
    for credit, licences in credits_.items():
        yield from (credit, *licences)


def _made(book: Book, documents: Sequence[Edition]) -> Entries:
    # Whoever publishes a book says so in its language; the name in a sidecar is in the transcript's.
    lang = book.main if book.title_page else documents[0].source_lang
    # Each family once, with what it says of its copyright and its licence.
    fonts = dict.fromkeys((font.family, font.notice) for font in book.fonts)
    yield "publisher", [_text(book.publisher, lang)]
    yield "typeface", [_text(": ".join(filter(None, font)), "en") for font in fonts]
    yield "made_with", [_text(MAKER, "en")]


def _speakers(edition: Edition, main: str) -> Iterator[tuple[str, list[Spans]]]:
    # Each word once, though two roles share it.
    for label in dict.fromkeys(_SPEAKERS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in edition.speakers
            if _SPEAKERS.get(speaker.role) == label and speaker.key in edition.names
        ]
        yield label, [_text(cell.text, cell.lang) for cell in cells]


def _translation(edition: Edition, lang: str, main: str) -> Iterator[tuple[str, list[Spans]]]:
    """A translation: whose it is, and how far it goes.

    Its figures are of paragraphs, as the catalog has them.
    """
    known = edition.meta.translation(lang)
    published = (known.title, known.publisher, known.date, known.url)
    yield "translation", [_autonym(lang)]
    yield "translator", _people(edition.translators(lang), lang)
    if known.translated_from:
        yield "translated_from", [_autonym(known.translated_from)]
    yield "translation_published", [_text(part, lang) for part in published]
    yield "state", [*_state(edition, lang, main)]


def _state(edition: Edition, lang: str, main: str) -> Iterator[Spans]:
    counts, known = edition.counts[lang], edition.meta.translation(lang)
    if counts.translated == counts.total:
        yield printed(main, "all_translated", total=counts.total)
    else:
        yield printed(
            main,
            "some_translated",
            total=counts.total,
            translated=counts.translated,
            draft=counts.fuzzy,
            missing=counts.empty,
        )
        if counts.omitted:
            yield printed(main, "omitted", omitted=counts.omitted)
        # What a reader sees in its place, in this very edition.
        if edition.fallback == "source" and edition.source_lang not in edition.langs:
            yield printed(main, "source_stands")
        else:
            yield printed(main, "left_out" if len(edition.langs) == 1 else "mark_stands")
    # That all is a person's is what readers take for granted.
    if counts.human < counts.translated:
        numbers = {name: getattr(counts, name) for name in ("human", "aligned", "machine", "revised")}
        yield printed(main, "origins", **numbers)
    if known.existed and known.counted:
        yield printed(main, "share", sentences=counts.placed_sentences, all=known.sentences)


def _people(persons: Iterable[Person], lang: str) -> list[Spans]:
    return [_text(person.name, lang) for person in persons]


def printed(main: str, key: str, **values: object) -> Spans:
    """Words that diglot prints of its own.

    They are in the language of the readers, or in English, and say so.
    """
    return _in(languages.strings_lang(main), languages.strings(main)[key].format(**values))


def _autonym(lang: str) -> Spans:
    language = languages.get(lang)
    return _in(language.tag, language.autonym)


def _in(lang: str, text: str) -> Spans:
    return (Span("foreign", inside=(Span("text", text),), lang=lang),)


def _text(text: str, lang: str) -> Spans:
    """What an editor wrote; () for nothing."""
    text = tidy(text)
    if _URL.fullmatch(text):
        return (Span("link", inside=(Span("text", text),), target=text),)
    return _in(lang, text) if text else ()
