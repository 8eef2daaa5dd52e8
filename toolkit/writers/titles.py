"""What a book prints of its titles: the title page, and the headings of its parts; pure, Book -> markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit import languages
from toolkit.model import Book, Cell
from toolkit.text.hygiene import tidy
from toolkit.text.xml import escape
from toolkit.writers.markup import attributes, labels, words
from toolkit.writers.roles import key


def heading(book: Book, cells: Mapping[str, Cell], id_: str = "", tag: str = "h1") -> str:
    """A heading in all languages that there are, the main one first."""
    named = f' id="{id_}"' if id_ else ""
    return "\n".join([f'<{tag} class="titles"{named}>', *_spans(book, cells), f"</{tag}>"])


def _spans(book: Book, cells: Mapping[str, Cell]) -> Iterator[str]:
    for cell in labels(book, cells):
        yield f"<span{attributes(cell.lang)}>{escape(cell.text)}</span>"


def page(book: Book, tag: str = "h1") -> str:
    """Titles and subtitles, who made the book and in which role, publisher and year."""
    lines = ['<header class="title-page">', heading(book, book.titles, tag=tag)]
    lines += [
        f'<p class="subtitle"{attributes(cell.lang)}>{escape(cell.text)}</p>'
        for cell in labels(book, book.subtitles)
    ]
    lines += makers(book)
    own = attributes(book.main)
    if below := imprint(book):
        lines.append(f'<p class="imprint"{own}>{escape(below)}</p>')
    return "\n".join([*lines, "</header>"])


def imprint(book: Book) -> str:
    """Publisher and year; the colophon has the whole date."""
    return " · ".join(filter(None, (tidy(book.publisher), tidy(book.date).partition("-")[0])))


def makers(book: Book) -> Iterator[str]:
    """A line for each role: what they did, and their names."""
    by_role: dict[str, list[str]] = {}
    for one in book.contributors:
        cell = one.names[book.main]
        name = f"<span{attributes(cell.lang)}>{escape(cell.text)}</span>"
        by_role.setdefault(key(one.role), []).append(name)
    own = attributes(languages.strings_lang(book.main))
    for role, names in by_role.items():
        yield f'<p class="maker"{own}>{words(book.main, role)} {" · ".join(names)}</p>'
