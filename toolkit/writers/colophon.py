"""The page that says where a book comes from, who made it, and what is missing; pure, Book -> markup.

It prints what is known and leaves out the rest: nothing is guessed, and no line stands empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from toolkit import languages
from toolkit.model import Book, Edition, Person, Role
from toolkit.text.hygiene import tidy
from toolkit.text.xml import escape
from toolkit.writers import roles
from toolkit.writers.markup import attributes, autonym, labels, words

# A URL that every reader takes; others are printed and not linked.
_URL = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_LABELS: dict[Role, str] = {
    "interviewer": "interviewer",
    "host": "interviewer",
    "interviewee": "interviewee",
    "guest": "interviewee",
    "unknown": "speaker",
}
MAKER = "diglot"
ID = "colophon"
"""Of the heading."""


Entries = Iterable[tuple[str, list[str]]]
"""Keys of printed words, with the values as markup."""


def pieces(book: Book, documents: Sequence[Edition], heading: str = "h1") -> Iterator[str]:
    """A heading, and lists of terms and values, in the main language; no element around them.

    documents  those of the book; their scenes are not looked at. Where there are several, each has a
               heading and a piece of its own

    Each translation has a list of its own: in one list no term may come twice (HTML, section 4.4.9).
    """
    main = book.main
    attrs = attributes(languages.strings_lang(main))
    title = f'<{heading} id="{ID}"{attrs}>{escape(languages.strings(main)["colophon"])}</{heading}>'
    yield "\n".join([title, *_lists(main, [_whole(book)])])
    below = f"h{int(heading[1]) + 1}"
    for edition in documents:
        lines = list(_lists(main, _document(edition, main)))
        if len(documents) > 1 and lines:
            cell = labels(book, edition.titles)[0]
            lines.insert(0, f"<{below}{attributes(cell.lang)}>{escape(cell.text)}</{below}>")
        yield "\n".join(lines)
    yield "\n".join(_lists(main, [_made(book, documents)]))


def _lists(main: str, lists: Iterable[Entries]) -> Iterator[str]:
    for entries in lists:
        known = [(key, [value for value in values if value]) for key, values in entries]
        if any(values for _, values in known):
            yield "<dl>"
            for key, values in known:
                yield from [words(main, key, "dt")] * bool(values)
                yield from (f"<dd>{value}</dd>" for value in values)
            yield "</dl>"


def _whole(book: Book) -> Entries:
    """What is said of the book itself."""
    main = book.main
    people: dict[str, list[str]] = {}
    for one in book.contributors:
        cell = one.names[main]
        people.setdefault(roles.key(one.role), []).append(_text(cell.text, cell.lang))
    number = f" {book.series_number}" if book.series_number else ""
    yield from people.items()
    yield "series", [_text(book.series and book.series + number, main)]
    yield "published", [_text(book.date, main)]
    yield "identifier", [_text(one, main) for one in book.identifiers]
    yield "rights_edition", [_text(part, main) for part in (book.rights, book.licence)]
    if book.evaluation:
        found = book.evaluation
        yield "evaluated", [_text(part, main) for part in (found.certified_by, found.report)]
        yield "conforms_to", [_text(one, "en") for one in found.conforms_to]


def _document(edition: Edition, main: str) -> Iterator[Entries]:
    meta, source = edition.meta, edition.source_lang
    spoken = [autonym(lang) for lang in meta.original_langs]
    yield [
        *_speakers(edition, main),
        ("original_language", spoken),
        ("source", [_text(part, source) for part in (meta.publisher, meta.date, meta.url) if tidy(part)]),
        ("place", [_text(meta.place, source)]),
        ("editor", [_person(person, source) for person in meta.editors]),
        ("rights", [_text(part, source) for part in (meta.rights, meta.licence)]),
    ]
    for lang in edition.counts:
        known = edition.meta.translation(lang)
        rights = [_text(part, source) for part in (known.rights, known.licence)]
        yield [*_translation(edition, lang, main), ("translation_rights", rights)]


def _made(book: Book, documents: Sequence[Edition]) -> Entries:
    lang = book.main if book.title_page else documents[0].source_lang
    yield "publisher", [_text(book.publisher, lang)]
    yield "typeface", [_text(": ".join(filter(None, one)), "en") for one in _typefaces(book)]
    yield "made_with", [_text(MAKER, "en")]


def _typefaces(book: Book) -> Iterable[tuple[str, str]]:
    """Each family once, with what it says of its copyright and its licence."""
    return dict.fromkeys((font.family, font.notice) for font in book.fonts)


def _speakers(edition: Edition, main: str) -> Iterator[tuple[str, list[str]]]:
    for label in dict.fromkeys(_LABELS.values()):
        cells = [
            edition.names[speaker.key][main]
            for speaker in edition.speakers
            if _LABELS.get(speaker.role) == label and speaker.key in edition.names
        ]
        yield label, [_text(cell.text, cell.lang) for cell in cells]


def _translation(edition: Edition, lang: str, main: str) -> Iterator[tuple[str, list[str]]]:
    """Which language, who translated into it, and how far: paragraphs, as the catalog has them."""
    yield "translation", [autonym(lang)]
    known = edition.meta.translation(lang)
    yield "translator", [_person(person, lang) for person in edition.translators(lang)]
    if known.translated_from:
        yield "translated_from", [autonym(known.translated_from)]
    published = (known.title, known.publisher, known.date, known.url)
    yield "translation_published", [_text(part, lang) for part in published]
    counts = edition.counts[lang]
    origins = ""
    if counts.human < counts.translated:
        numbers = {name: getattr(counts, name) for name in ("human", "aligned", "machine", "revised")}
        origins = words(main, "origins", **numbers)
    share = ""
    if known.existed and known.counted:
        share = words(main, "share", sentences=counts.placed_sentences, all=known.sentences)
    if counts.translated == counts.total:
        yield "state", [words(main, "all_translated", total=counts.total), origins, share]
        return
    if edition.fallback == "source" and edition.source_lang not in edition.langs:
        instead = "source_stands"
    else:
        instead = "left_out" if len(edition.langs) == 1 else "mark_stands"
    state = words(
        main,
        "some_translated",
        total=counts.total,
        translated=counts.translated,
        draft=counts.fuzzy,
        missing=counts.empty,
    )
    omitted = words(main, "omitted", omitted=counts.omitted) if counts.omitted else ""
    yield "state", [state, omitted, words(main, instead), origins, share]


def _person(person: Person, lang: str) -> str:
    return _text(person.name, lang)


def _text(text: str, lang: str) -> str:
    """What an editor wrote, in the language that it is in; "" for nothing."""
    text = tidy(text)
    if _URL.fullmatch(text):
        return f'<a href="{escape(text)}" dir="ltr">{escape(text)}</a>'
    return f"<span{attributes(lang)}>{escape(text)}</span>" if text else ""
