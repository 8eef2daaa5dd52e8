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
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from toolkit import languages
from toolkit.errors import DiglotError
from toolkit.model import Book, Edition
from toolkit.writers import Options, Writer
from toolkit.writers.colophon import ID as COLOPHON_ID
from toolkit.writers.colophon import MAKER, pieces
from toolkit.writers.html.bar import TEXT_ID, bar, credits_of
from toolkit.writers.markup import attributes, escape, html, labels
from toolkit.writers.pages import below, blocks
from toolkit.writers.rows import Setter, Setting, on_screen

VAST = 2000
"""Turns from which on a page leaves out of its layout what isn't seen."""


def write(book: Book, options: Options, sink: BinaryIO) -> None:
    """Write the page to a binary file. The same book and options give the same bytes."""
    if options.vertical:
        raise DiglotError("a web page can't be set vertically.", hint="Build an EPUB: -f epub.")
    (edition,) = book.documents
    setting = Setting(on_screen(options.layout), options.by_sentence, web=True)

    def put(*markup: str) -> None:
        sink.write("".join(f"{html(part)}\n" for part in markup).encode())

    sink.write(_head(edition, setting).encode())
    put(f'<body class="{setting.classes(edition)}">', bar(edition, setting))
    vast = " vast" if len(edition.scenes) > VAST else ""
    put(f'<main class="interview{vast}" id="{TEXT_ID}" tabindex="-1" dir="{setting.dir(edition)}">')
    first = True
    notes: list[str] = []
    for block in blocks(edition, setting, sys.maxsize):
        put(block.markup)
        notes += block.notes
        if first:
            put(credits_of(edition))
        first = False
    put(below(notes), "</main>")
    put(f'<footer aria-labelledby="{COLOPHON_ID}">', *pieces(book, [edition], "h2"))
    put("</footer>", _told(edition))
    sink.write(f"<script>{_script()}</script>\n</body>\n</html>\n".encode())


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
    """What is hidden while one language stands alone."""
    cells = Setter(edition, setting).classes.values()
    names = [classes.split()[-1] for classes in cells] if len(edition.langs) > 1 else []
    return "".join(f".only-{name} .pair > :not(.{name}, .here) {{ display: none; }}\n" for name in names)


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
