"""A web edition: one page with all in it, for a browser without a network.

The text is that of books (`writers.rows`), without what only XML needs. Around it stand a bar with contents,
switches and a box to find words with, and the colophon. Without script the page shows all languages in the
layout that it was built with; the script only hides and moves what is there.

It is written as it is made, turn by turn, so that a long page takes no more memory than its edition.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from toolkit import languages
from toolkit.errors import WritingModeError
from toolkit.model import Book, Cell, Edition, Matter
from toolkit.text.xml import escape
from toolkit.writers import Options, Writer, matter, titles
from toolkit.writers.colophon import ID as COLOPHON_ID
from toolkit.writers.colophon import MAKER, pieces
from toolkit.writers.html.bar import TEXT_ID, bar, contents, credits_of
from toolkit.writers.markup import attributes, html, labels
from toolkit.writers.pages import below, blocks
from toolkit.writers.rows import Setter, Setting, on_screen

VAST = 2000
"""Turns from which on a page leaves out of its layout what isn't seen."""


def write(book: Book, options: Options, sink: BinaryIO) -> None:
    """Write the page to a binary file. The same book and options give the same bytes."""
    if options.vertical:
        raise WritingModeError("a web page can't be set vertically.", hint="Build an EPUB: -f epub.")
    setting = Setting(on_screen(options.layout), options.by_sentence, web=True, langs=book.langs)
    page = _Page(book, setting, sink)
    # What all documents have in common.
    first = next(book.documents)
    frame = replace(first, langs=book.langs, titles=book.titles, scenes=())
    sink.write(_head(frame, setting).encode())
    listed = contents(book, setting)
    page.put(f'<body class="{setting.classes(frame)}">', bar(frame, first, setting, listed))
    vast = " vast" if listed.turns > VAST else ""
    page.put(f'<main class="interview{vast}" id="{TEXT_ID}" tabindex="-1" dir="{setting.dir(first)}">')
    page.text()
    page.put("</main>", f'<footer aria-labelledby="{COLOPHON_ID}">')
    page.put(*pieces(book, page.documents, "h2"), "</footer>", _told(frame))
    sink.write(f"<script>{_script()}</script>\n</body>\n</html>\n".encode())


class _Page:
    """The text of a page, one document after the other.

    All that can be come to by a key is a child of `main`: documents have no element around them.
    """

    def __init__(self, book: Book, setting: Setting, sink: BinaryIO) -> None:
        self.book, self.setting, self.sink = book, setting, sink
        self.documents: list[Edition] = []
        """Those that are written, without their scenes."""

    def put(self, *markup: str) -> None:
        """Write some lines."""
        self.sink.write("".join(f"{html(part)}\n" for part in markup if part).encode())

    def text(self) -> None:
        """Write the title, and the documents with what stands before and after them."""
        book = self.book
        named = book.title_page and not _repeated(book)
        if named:
            self.put(titles.page(book))
            self._matter("front", book.front)
        for number, part in enumerate(book.parts, 1):
            if part.titles:
                self.put(titles.heading(book, part.titles, f"division-{number}", "h2"))
            level = 1 if not named else 3 if part.titles else 2
            for edition in part.documents:
                self._document(edition, replace(self.setting, level=level))
        self._matter("back", book.back)

    def _matter(self, place: str, texts: Sequence[Matter]) -> None:
        """A page beside the same one in other languages, of which a reader may choose one."""
        for _, same in groupby(enumerate(texts, 1), key=lambda one: one[1].name):
            sections = [matter.section(one, f"{place}-{number}", "h2") for number, one in same]
            self.put('<div class="versions">', *sections, "</div>")

    def _document(self, edition: Edition, setting: Setting) -> None:
        self.documents.append(replace(edition, scenes=()))
        notes: list[str] = []
        for number, block in enumerate(blocks(edition, setting, sys.maxsize)):
            self.put(block.markup)
            notes += block.notes
            if number == 0:
                self.put(credits_of(edition))
        self.put(below(notes))


def _repeated(book: Book) -> bool:
    """Whether a title page would say what the headline right below it, of the only document, says again."""
    said = (book.subtitles, book.contributors, book.front, book.parts[0].titles)
    return not book.many and not any(said) and _words(book.titles) == _words(next(book.documents).titles)


def _words(titles: Mapping[str, Cell]) -> dict[str, str]:
    return {lang: cell.text for lang, cell in titles.items()}


def _head(edition: Edition, setting: Setting) -> str:
    main = edition.main
    title = labels(edition, edition.titles)[0]
    lang = "" if title.lang == main else html(attributes(title.lang))
    # Nothing from elsewhere, and no script but this one: a page that is passed on can't call home.
    allowed = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash()}'"
    policy = f"{allowed}; base-uri 'none'; form-action 'none'"
    lines = [
        "<!DOCTYPE html>",
        f"<html{html(attributes(main))}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="generator" content="{MAKER}">',
        f"<title{lang}>{escape(title.text)}</title>",
        f"<style>{_file('book.css')}{_file('page.css')}{_alone(edition, setting)}</style>",
        "</head>\n",
    ]
    return "\n".join(lines)


def _alone(edition: Edition, setting: Setting) -> str:
    """What is hidden while one language stands alone: titles and matter only where it has its own."""
    if len(edition.langs) == 1:
        return ""
    rules = []
    for tag, classes in Setter(edition, setting).classes.items():
        name, lang = classes.split()[-1], f'[lang="{languages.get(tag).tag}"]'
        # By itself: a browser that doesn't know :has leaves out the whole of a rule with it.
        rules.append(f".only-{name} .pair > :not(.{name}, .here) {{ display: none; }}")
        rules.append(f".only-{name} .title-page:has(> .subtitle{lang}) > .subtitle:not({lang}),")
        rules.append(
            f".only-{name} :is(.titles, .versions):has(> {lang}) > :not({lang}) {{ display: none; }}"
        )
        rules.append(f".only-{name} .titles > {lang} {{ margin: 0; font-size: 1.7em; font-weight: bold; }}")
    return "".join(f"{rule}\n" for rule in rules)


def _told(edition: Edition) -> str:
    """Where the page says what it did."""
    main = edition.main
    own = attributes(languages.strings_lang(main))
    words = escape(languages.strings(main)["web_copied"])
    return f'<div class="told" role="status"{own} data-words="{words}"></div>'


@cache
def _file(name: str) -> str:
    folder = files("toolkit.writers") if name == "book.css" else files(__package__)
    return "\n" + folder.joinpath(name).read_text("utf-8")


@cache
def _script() -> str:
    """The script on one line, without its comments: checkers know the hash of no longer ones."""
    lines = (line.strip() for line in _file("page.js").splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))


@cache
def _hash() -> str:
    digest = hashlib.sha256(_script().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


WRITER = Writer(suffix=".html", write=write)
