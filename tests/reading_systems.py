"""Books in programs that people read them with.

What each of them shows, as text, and what it should show.

read([Order("epubjs", book)])    epub.js and foliate-js in a real Chromium, page by page to the end
mupdf(book)                      MuPDF's text
convert([book], "azw3")          calibre's conversion: azw3, kepub or pdf, many books in one process
pdf_text(file), kepub_text(file)
assert_all_is_there(...)         every word of an edition, in order
printed(book), shown(book)       every word of a book, in order; what its pictures show
assert_drawn_in_order(...)       every word of a PDF that somebody else drew
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from lxml import etree

import validators
from servers import Server
from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.edition.sentences import side_by_side
from toolkit.model import KINDS, Edition
from waiting import PATIENCE

Format = Literal["azw3", "kepub", "pdf"]


@dataclass(frozen=True)
class Order:
    """A book, and the window to read it in."""

    reader: Literal["epubjs", "foliate"]
    file: Path
    size: tuple[int, int] = (390, 700)
    pictures: Mapping[str, Path] | None = None
    """Where PNGs go, by the place at which the book is opened; then they are all that is wanted."""


@dataclass(frozen=True)
class Reading:
    """What was seen."""

    pages: list[str]
    """The words that were new on each page, in the order of the text, without blanks."""
    missed: list[str]
    """Words that were on no page."""
    complaints: list[str]
    images: list[str]
    """What each picture shows, of those that were seen whole, on one page."""

    @property
    def text(self) -> str:
        """All pages."""
        return "".join(self.pages)


def read(orders: Sequence[Order]) -> list[Reading]:
    """Reads each book to its end, several at a time."""
    wanted = [
        {
            "reader": one.reader,
            "file": str(one.file),
            **dict(zip(("width", "height"), one.size, strict=True)),
            "pictures": {place: str(file) for place, file in (one.pictures or {}).items()} or None,
        }
        for one in orders
    ]
    answer = _browser().ask(json.dumps(wanted), timeout=PATIENCE + 20 * len(orders))
    if not answer:
        raise AssertionError("the readers gave no answer; the reason is above, on standard error")
    return [Reading(**reading) for reading in json.loads(answer)]


@cache
def _browser() -> Server:
    """One browser for all readers: its start takes as long as a book."""
    for name in ("puppeteer", "epubjs", "foliate"):
        validators.require(name)
    node, chromium = validators.require("node"), validators.require("chromium")
    script = Path(__file__).with_name("readers.mjs")
    command = [str(node), str(script), str(validators.NODE_MODULES), str(chromium)]
    return Server(lambda: command)


def mupdf(book: Path) -> str:
    """The text that MuPDF shows, without blanks."""
    command = [str(validators.require("mutool")), "draw", "-q", "-F", "txt", str(book)]
    return _bare(subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout)


def mupdf_images(book: Path) -> int:
    """How many pictures MuPDF draws."""
    command = [str(validators.require("mutool")), "draw", "-q", "-F", "trace", str(book)]
    drawn = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    return drawn.count("<fill_image ")


# calibre takes a second to start, as long as for a book.
_CONVERT = """
import sys
from calibre.ebooks.conversion.plumber import Plumber
from calibre.utils.logging import Log
suffix, *books = sys.argv[1:]
for book in books:
    Plumber(book, book.rpartition(".")[0] + "." + suffix, Log(level=Log.ERROR)).run()
"""


def convert(books: Sequence[Path], suffix: Format) -> list[Path]:
    """The books in another format, by calibre.

    The files lie beside the books.
    """
    settings = {
        # As root, and in containers, its browser engine asks for this. The books are our own.
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run(
        [str(validators.require("calibre-debug")), "-c", _CONVERT, suffix, *map(str, books)],
        capture_output=True,
        check=True,
        timeout=PATIENCE + 20 * len(books),
        env={**os.environ, **settings},
    )
    return [book.with_suffix(f".{suffix}") for book in books]


def pdf_text(file: Path) -> str:
    """The text of a PDF in the order it is drawn, without blanks."""
    command = [str(validators.require("pdftotext")), "-raw", "-enc", "UTF-8", str(file), "-"]
    return _bare(subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout)


def kepub_text(file: Path) -> str:
    """The text of a Kobo book, without blanks."""
    with zipfile.ZipFile(file) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"))
        (name,) = (str(found) for found in container.xpath("//@full-path"))
        package = etree.fromstring(book.read(name))
        places = dict(zip(package.xpath("//@id[../@href]"), package.xpath("//@href[../@id]"), strict=True))
        folder = Path(name).parent
        pages = [(folder / str(places[ref])).as_posix() for ref in package.xpath("//@idref")]
        bodies = [etree.fromstring(book.read(page)).find("{*}body") for page in pages]
    return _bare("".join(str(text) for body in bodies if body is not None for text in body.itertext()))


def _bare(text: str) -> str:
    """The text without blanks and marks of direction.

    Each format has blanks in places of its own.
    """
    marks = dict.fromkeys(
        map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\ufeff")
    )
    return "".join(text.split()).translate(marks)


# What should be there


def said(edition: Edition, options: BuildOptions) -> Iterator[str]:
    """What a page shows of an edition.

    Piece by piece in the order of its layout, without blanks.
    """
    pivot, *others = edition.langs
    order = [*others, pivot] if options.layout == "translation-first" else edition.langs
    for scene in edition.scenes:
        names = [scene.names[lang].text for lang in order if lang in scene.names]
        yield from bare(names if options.layout in {"columns", "facing"} else list(dict.fromkeys(names)))
        for row in scene.rows:
            whole = not options.by_sentence or KINDS[row.kind].title_block or row.kind == "heading"
            pieces = [] if whole else side_by_side(row, edition.langs)
            if row.kind != "separator":
                texts = {lang: row.cells[lang].text for lang in order}
                yield from bare([piece[lang] for piece in pieces or [texts] for lang in order])


def bare(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def between(edition: Edition) -> re.Pattern[str]:
    """What may stand between two pieces.

    Colons after names, and names of languages to tap on.
    """
    words = [
        ":",
        "：",
        *("".join(languages.get(lang).autonym.split()) for lang in edition.langs),
        "•",
        "▸",
        "▾",
    ]
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})*")


def back(book: Path) -> str:
    """The colophon, without blanks."""
    with zipfile.ZipFile(book) as archive:
        body = etree.fromstring(archive.read("EPUB/text/colophon.xhtml")).find("{*}body")
    assert body is not None
    return "".join("".join(str(part) for part in body.itertext()).split())


def assert_all_is_there(
    name: str, text: str, edition: Edition, options: BuildOptions, book: Path, after: str = ""
) -> None:
    """Every piece is there, in order.

    Nothing stands between them, and the colophon at the end.

    after  with which words a page begins that a converter adds
    """
    pieces = list(said(edition, options))
    # Where columns fall together a name that is written alike is said once.
    once = {name for scene in edition.scenes for name in bare([cell.text for cell in scene.names.values()])}
    at = text.find(pieces[0])
    for before, piece in pairwise(["", *pieces]):
        if piece == before and piece in once and not text.startswith(piece, at):
            continue
        found = text.find(piece, max(at, 0))
        assert found >= 0, f"{name}: {piece[:60]} is not after {text[at - 60 : at]}"
        assert between(edition).fullmatch(text[at:found]), f"{name}: {text[at:found]} before {piece}"
        at = found + len(piece)
    end = text[at:].partition(after)[0] if after else text[at:]
    assert end == back(book), name


def _bodies(book: Path) -> Iterator[etree._Element]:
    """The pages of an EPUB of ours, in the order of its spine."""
    with zipfile.ZipFile(book) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        places = {str(item.get("id")): str(item.get("href")) for item in package.iter("{*}item")}
        for reference in package.iter("{*}itemref"):
            body = etree.fromstring(archive.read(f"EPUB/{places[str(reference.get('idref'))]}")).find(
                "{*}body"
            )
            assert body is not None
            yield body


def printed(book: Path, *, hidden: bool = False, brackets: bool = True, footnotes: bool = True) -> str:
    """All that an EPUB shows, page after page, without blanks.

    hidden     descriptions for those who listen
    brackets   those around readings of characters, which a reader that can set them leaves out
    footnotes  those at the end of a page, which a reader that shows them over the page leaves out
    """
    out = {"@hidden": hidden, "self::x:rp": brackets, "@role='doc-footnote'": footnotes}
    tests = " or ".join(test for test, wanted in out.items() if not wanted) or "false()"
    search = etree.XPath(
        f".//text()[not(ancestor::*[{tests}])]", namespaces={"x": "http://www.w3.org/1999/xhtml"}
    )
    return _bare("".join(str(text) for body in _bodies(book) for text in search(body)))


def shown(book: Path) -> list[str]:
    """What each picture of an EPUB shows, in order."""
    return [image.get("alt", "") for body in _bodies(book) for image in body.iter("{*}img")]


GAP = "\0"
"""What stands in a text where a program may draw something between."""
# Letters with a mark, and ligatures of two letters: a PDF has them as they are drawn.
_MARKED = re.compile("[\u064b-\u0652]|\u0644[\u0622\u0623\u0625\u0627]")


def assert_drawn_in_order(drawn: str, texts: Iterable[str]) -> None:
    """Every text is in what was drawn, one after the other."""
    seen, at = _letters(drawn), 0
    for text in texts:
        # Of a line from right to left the words are told from its end.
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
        words = text.replace(GAP, " ").split() if arabic else text.split(GAP)
        found = [seen.find(_letters(word), at) for word in words if not (arabic and _MARKED.search(word))]
        assert -1 not in found, text
        at = min(found, default=at)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", text)))
