"""What a web page says of itself.

For search engines, for programs that show a link with its title, and for browsers. Nothing is invented: what
nobody said is left out, and an address is given only where the project names one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.config.identifiers import orcid_address
from toolkit.edition.blocks import labels
from toolkit.edition.printed_words import credited, running, writers
from toolkit.model import ANSWERING, Book, Cell, Edition, Person, answered
from toolkit.text.data import is_date, json_line
from toolkit.text.hygiene import tidy
from toolkit.text.xml import escape

_INTERVIEW = "http://purl.org/ontology/bibo/Interview"
"""schema.org has no type of its own for an interview."""


def about(book: Book, first: Edition, options: BuildOptions) -> tuple[list[str], str]:
    """What tells what the page is: lines of its head, and data as JSON.

    first  the first document; its scenes are not looked at
    """
    title = labels(book, book.titles)[0].text
    address = _address(book, options)
    description = tidy(book.description)
    said = {
        "og:title": title,
        "og:type": "article",
        "og:description": description,
        "og:url": address,
        "og:site_name": tidy(book.publisher),
    }
    lines = [f'<meta name="description" content="{escape(description)}">'] if description else []
    lines += [f'<meta property="{key}" content="{escape(value)}">' for key, value in said.items() if value]
    lines += [f'<link rel="canonical" href="{escape(address)}">'] if address else []
    # `<` could end the element; JSON has another way to write it.
    data = json_line(_data(book, first, title, address)).replace("<", "\\u003c")
    return lines, data


def _address(book: Book, options: BuildOptions) -> str:
    """Where the page is published.

    That of its usual look, whatever look this one has: search engines shall know them as one.
    """
    folder = options.web_address
    name = f"{quote(book.name)}{'/' if options.html == 'folder' else '.html'}"
    return f"{folder.rstrip('/')}/{name}" if folder else ""


def _data(book: Book, first: Edition, title: str, address: str) -> dict[str, Any]:
    """The page in the words of schema.org."""
    entries: list[tuple[str, Any]] = [
        ("@context", "https://schema.org"),
        ("@type", "Collection" if book.many else "CreativeWork"),
        ("additionalType", "" if book.many else _kind(first)),
        ("identifier", _single(tidy(one) for one in (book.identifier, *book.identifiers))),
        ("url", address),
        ("name", title),
        ("inLanguage", list(book.langs)),
        ("description", tidy(book.description)),
        ("keywords", list(dict.fromkeys(book.subjects))),
        ("datePublished", book.date),
        ("publisher", _organization(book.publisher)),
        ("license", book.licence),
    ]
    # Of a book of many, its documents each have people and sources of their own.
    entries += [] if book.many else _of_interview(first)
    # What is said of a book comes before what is said of its text.
    known: dict[str, Any] = {}
    for key, value in entries:
        if value:
            known.setdefault(key, value)
    return known


def _kind(edition: Edition) -> str:
    """What a text is; "" where nobody is known to answer."""
    return _INTERVIEW if answered(edition.speakers) else ""


def _of_interview(edition: Edition) -> Iterator[tuple[str, Any]]:
    meta, source = edition.meta, edition.source_lang
    # Where nobody is known to answer, all who speak are authors alike.
    equal = not answered(edition.speakers)
    for key, roles in (("author", ANSWERING), ("contributor", frozenset({"interviewer", "host"}))):
        people = [
            speaker
            for speaker in credited(edition)
            if speaker.role in roles or (equal and key == "author" and speaker.role == "unknown")
        ]
        named = [
            (name, speaker.about.orcid)
            for speaker in people
            if (name := edition.names.get(speaker.key, {}).get(edition.main))
        ]
        wrote = _named(writers(edition), source)
        yield key, [_person(*one) for one in (wrote if wrote and key == "author" else named)]
    yield "editor", [_person(*one) for one in _named(meta.editors, source)]
    translated = [lang for lang in edition.langs if lang != source]
    signed = [one for lang in translated for one in _named(edition.translators(lang), lang)]
    yield "translator", [_person(*one) for one in signed]
    if translated:
        original = [
            ("@type", "CreativeWork"),
            ("additionalType", _kind(edition)),
            ("name", edition.titles[source].text if source in edition.titles else meta.title),
            ("inLanguage", source),
            ("url", meta.url),
            ("datePublished", meta.date if is_date(meta.date) else ""),
            ("publisher", _organization(meta.publisher)),
            ("license", meta.licence),
        ]
        yield "translationOfWork", {key: value for key, value in original if value}
        # A page has the source beside its translations, each under a licence of its own.
        yield (
            "hasPart",
            [
                {"@type": "CreativeWork", "inLanguage": lang, "license": licence}
                for lang in translated
                if (licence := meta.translation(lang).licence)
            ],
        )
    elif meta.licence:
        yield "license", meta.licence


def _single(values: Iterable[str]) -> str | list[str]:
    """What is said, each once: a text where there is one."""
    several = [*dict.fromkeys(filter(None, values))]
    return several if len(several) > 1 else "".join(several)


def _named(people: Iterable[Person], lang: str) -> list[tuple[Cell, str]]:
    return [(Cell(person.name, lang, "original"), person.orcid) for person in people]


def _person(cell: Cell, orcid: str = "") -> dict[str, Any]:
    named = {"@language": languages.get(running(cell.text, cell.lang)).tag, "@value": cell.text}
    known = {"sameAs": orcid_address(orcid)} if orcid else {}
    return {"@type": "Person", "name": named, **known}


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": tidy(name)} if tidy(name) else {}
