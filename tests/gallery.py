"""The pictures in docs/gallery: contact sheets of all that is made of the sample that has everything.

`make gallery` draws them anew; `test_gallery.py` draws them as well, and compares (`looks`).

The pages of the review are there as well (`review_sheets`).

Books are read in foliate-js and epub.js, web pages in Chromium; PDFs are drawn by poppler, files for Word by
LibreOffice.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps

import review_sheets
import sample_project
import validators
from browser import Visit, browse, evaluate, picture
from reading_systems import Order, read
from reviews import Running

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
SUFFIX = ".webp"
_GROUND = (118, 118, 118)
"""What is between pages."""
_GAP = 8
PHONE, TABLET, DESK = (340, 620), (720, 900), (1000, 640)
TEXT = "text/part-001.xhtml"
"""Where the interview begins."""
PASS, PORTRAIT, PIT = f"{TEXT}#sVHH6H1", f"{TEXT}#s92HNBB", f"{TEXT}#sKCFJJP"
LIST, VERSE, ASKED = f"{TEXT}#sG2MK05", f"{TEXT}#sB6QP9C", f"{TEXT}#sV93MAE"
"""A wide picture, who has a portrait, a heading; a list, verse, and whose words are a pull quote."""
_LANGS = {"french": "fr", "chinese": "zh-Hans", "arabic": "ar", "japanese": "ja"}

Row = Sequence[Path]


@dataclass
class Studio:
    """A project, and the pictures that are taken of what it builds.

    What is asked for is only noted down, and made by `take`, many at once: a reader and a browser open once.
    """

    folder: Path
    orders: list[Order] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    papers: list[tuple[Path, int, int, Path]] = field(default_factory=list)
    """A PDF, a page from 1, the height in pixels, and where the picture goes."""
    documents: list[Path] = field(default_factory=list)
    servers: ExitStack = field(default_factory=ExitStack)
    """What runs until the pictures are taken."""
    _review: Running | None = None
    _taken: int = 0

    def _picture(self) -> Path:
        self._taken += 1
        return self.folder / f"{self._taken}.png"

    def build(self, name: str, kind: str, **choices: str) -> Path:
        """An edition in a format; `choices` are options of the command."""
        options = [word for key, value in choices.items() for word in (f"--{key}", value)]
        told = sample_project.run(self.folder, "build", name, "-f", kind, *options)
        made = re.search(r"^build/[\w.-]+\b", told, re.MULTILINE)
        assert made, told
        return self.folder / made[0]

    def book(
        self, file: Path, at: Sequence[str], size: tuple[int, int] = PHONE, reader: str = "foliate"
    ) -> Row:
        """Pages of an EPUB, as a reader shows them."""
        places = {place: self._picture() for place in at}
        self.orders.append(Order(reader, file, size, places))  # type: ignore[arg-type]
        return [*places.values()]

    def page(
        self, file: Path, size: tuple[int, int], query: str = "", at: str = "", *, dark: bool = False
    ) -> Row:
        """A web page, scrolled to an element."""
        made = self._picture()
        there = f"document.querySelector('{at}')?.scrollIntoView()" if at else "0"
        steps = (evaluate(there), picture(made))
        self.visits.append(Visit(file, steps, size, query, phone=size[0] < 500, dark=dark))
        return [made]

    def paper(self, file: Path, pages: Sequence[int], height: int = 620) -> Row:
        """Pages of a PDF."""
        made = [self._picture() for _ in pages]
        self.papers += [(file, page, height, to) for page, to in zip(pages, made, strict=True)]
        return made

    def document(self, file: Path, pages: Sequence[int], height: int = 560) -> Row:
        """Pages of a file for Word."""
        self.documents.append(file)
        return self.paper(self.folder / f"{file.stem}.docx.pdf", pages, height)

    def cover(self, file: Path, height: int = 400) -> Row:
        """The cover of an EPUB."""
        made = self._picture()
        with (
            zipfile.ZipFile(file) as book,
            Image.open(io.BytesIO(book.read("EPUB/images/cover.png"))) as cover,
        ):
            ImageOps.contain(cover, (height, height), Image.Resampling.LANCZOS).save(made)
        return [made]

    def review(self, view: str) -> Row:
        """A page of the review, on a desk and on a phone."""
        if self._review is None:
            self._review = self.servers.enter_context(review_sheets.opened(self.folder.parent / "review"))
        made = [self._picture(), self._picture()]
        self.visits += review_sheets.visits(self._review, view, *made)
        return made

    def take(self) -> None:
        """Take all pictures that were asked for."""
        with ThreadPoolExecutor() as pool:
            tasks = [pool.submit(task) for task in (self._office, self._read, self._visit)]
            for task in tasks:
                task.result()
            # Listed, so that what goes wrong is told.
            list(pool.map(_drawn, self.papers))

    def _read(self) -> None:
        orders = self.orders
        # On a busy machine foliate-js may be told to go elsewhere while it opens a book, and stumbles.
        for _ in range(3):
            readings = read(orders) if orders else []
            orders = [order for order, one in zip(orders, readings, strict=True) if one.complaints]
        assert not orders, readings

    def _visit(self) -> None:
        for _, complaints in browse(*self.visits) if self.visits else ():
            assert not [one for one in complaints if not one.startswith("asks for data:")], complaints

    def _office(self) -> None:
        if self.documents:
            validators.soffice(self.documents, "pdf", self.folder)
        for file in self.documents:
            (self.folder / f"{file.stem}.pdf").rename(self.folder / f"{file.stem}.docx.pdf")


def _drawn(paper: tuple[Path, int, int, Path]) -> None:
    file, page, height, to = paper
    command = [str(validators.require("pdftoppm")), "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    size = ["-scale-to-x", "-1", "-scale-to-y", str(height)]
    subprocess.run([*command, *size, str(file), str(to.with_suffix(""))], check=True, capture_output=True)


# The sheets: each gives rows of pictures, which are there once they are taken


def phones(studio: Studio) -> Sequence[Row]:
    """Stacked, in four scripts: the beginning, a portrait, and a list, verse or a pull quote."""
    ends = (LIST, VERSE, VERSE, ASKED)
    rows = [
        studio.book(studio.build(name, "epub"), (TEXT, PORTRAIT, end))
        for name, end in zip(_LANGS, ends, strict=True)
    ]
    return [[row[k] for row in rows] for k in range(3)]


def tablets(studio: Studio) -> Sequence[Row]:
    """Columns, in four scripts; names beside what is said, in two."""
    places = (PIT, PASS, VERSE, PORTRAIT)
    found = [
        studio.book(studio.build(name, "epub", layout="columns"), (place,), TABLET)
        for name, place in zip(_LANGS, places, strict=True)
    ]
    stacked = [studio.book(studio.build(name, "epub"), (PORTRAIT,), TABLET) for name in ("french", "arabic")]
    rows = [*found, *stacked]
    return [[*rows[k], *rows[k + 1]] for k in (0, 2, 4)]


def layouts(studio: Studio) -> Sequence[Row]:
    """Those that are not stacked, in epub.js."""
    named = dict(zip(("translation-first", "alternating", "reveal", "columns"), _LANGS, strict=True))
    books = [studio.build(name, "epub", layout=layout) for layout, name in named.items()]
    return [[one for book in books for one in studio.book(book, (PIT,), PHONE, "epubjs")]]


def three(studio: Studio) -> Sequence[Row]:
    """Three languages: side by side, and below each other."""
    book = studio.build("three", "epub", layout="columns")
    return [[*studio.book(book, (PORTRAIT,), (780, 620), "epubjs"), *studio.book(book, (PORTRAIT,))]]


def upright(studio: Studio) -> Sequence[Row]:
    """Japanese from top to bottom."""
    book = studio.build("upright", "epub")
    return [[*studio.book(book, (TEXT, PORTRAIT), (620, 620)), *studio.book(book, (VERSE,))]]


def themes(studio: Studio) -> Sequence[Row]:
    """The three themes, as web pages in four scripts."""
    made = zip(("plain", "review", "classic"), ("french", "chinese", "arabic"), strict=True)
    return [
        [
            one
            for theme, name in made
            for one in studio.page(studio.build(name, "html", theme=theme), (440, 760), at="main header")
        ]
    ]


def web_desk(studio: Studio) -> Sequence[Row]:
    """Web pages on a desk, by day and by night."""
    french, arabic, three = (
        studio.build(name, "html", layout="columns") for name in ("french", "arabic", "three")
    )
    stacked, chinese = (studio.build(name, "html") for name in ("french", "chinese"))
    return [
        [*studio.page(stacked, DESK, at=".kicker"), *studio.page(stacked, DESK, at=".portrait")],
        [
            *studio.page(chinese, DESK, at=".portrait", dark=True),
            *studio.page(french, DESK, at=".heading", dark=True),
        ],
        [*studio.page(arabic, DESK, at=".portrait"), *studio.page(three, DESK, at=".verse")],
    ]


def web_phone(studio: Studio) -> Sequence[Row]:
    """Web pages on phones."""
    pages = {name: studio.build(name, "html") for name in _LANGS}
    top = [one for page in pages.values() for one in studio.page(page, PHONE)]
    below = [
        one
        for k, (name, page) in enumerate(pages.items())
        for one in studio.page(page, PHONE, "" if k % 2 else f"?view={_LANGS[name]}", ".verse", dark=k > 1)
    ]
    return [top, below]


def paper_columns(studio: Studio) -> Sequence[Row]:
    """Pages for paper: columns, in four scripts."""
    pages = [studio.paper(studio.build(name, "pdf", layout="columns"), (7, 9)) for name in _LANGS]
    return [[*pages[0], *pages[2]], [*pages[1], *pages[3]]]


def paper_facing(studio: Studio) -> Sequence[Row]:
    """Pages that face each other."""
    books = [studio.build(name, "pdf", layout="facing") for name in ("french", "chinese")]
    return [studio.paper(book, (8, 9, 10, 11)) for book in books]


def paper_front(studio: Studio) -> Sequence[Row]:
    """What stands around a text: title page, epigraph, appendix; glossary, index, imprint."""
    book = studio.build("french", "pdf", theme="classic")
    return [studio.paper(book, pages) for pages in ((3, 4, 13), (15, 16, 17))]


def word(studio: Studio) -> Sequence[Row]:
    """Files for Word, as LibreOffice shows them."""
    layouts = zip(("columns", "stacked", "columns", "stacked"), _LANGS, (5, 6, 6, 5), strict=True)
    files = [(studio.build(name, "docx", layout=layout), page) for layout, name, page in layouts]
    return [[one for file, page in files for one in studio.document(file, (page,))]]


def covers(studio: Studio) -> Sequence[Row]:
    """Three designs in four scripts."""
    settings = studio.folder / "diglot.toml"
    plain = settings.read_text(encoding="utf-8")
    rows = []
    for design in ("field", "label", "frame"):
        settings.write_text(f'cover-design = "{design}"\n{plain}', encoding="utf-8")
        rows.append([one for name in _LANGS for one in studio.cover(studio.build(name, "epub"))])
    settings.write_text(plain, encoding="utf-8")
    return rows


def reviewed(view: str, studio: Studio) -> Sequence[Row]:
    """A page in which people decide."""
    return [studio.review(view)]


SHEETS: Mapping[str, Callable[[Studio], Sequence[Row]]] = {
    "book-phone": phones,
    "book-tablet": tablets,
    "book-layouts": layouts,
    "book-three": three,
    "book-vertical": upright,
    "themes": themes,
    "web-desk": web_desk,
    "web-phone": web_phone,
    "pdf-columns": paper_columns,
    "pdf-facing": paper_facing,
    "pdf-front": paper_front,
    "word": word,
    "covers": covers,
    **{f"review-{view}": partial(reviewed, view) for view in review_sheets.PAGES},
}
"""Name of a picture -> what is on it."""


def draw(names: Sequence[str], to: Path) -> None:
    """Draw sheets into a folder, by their names."""
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        studio = Studio(sample_project.lay(Path(name) / "project"))
        with studio.servers:
            rows = {sheet: SHEETS[sheet](studio) for sheet in names}
            studio.take()
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(_laid, to), rows.items()))


def _laid(to: Path, sheet: tuple[str, Sequence[Row]]) -> None:
    """A contact sheet of rows."""
    name, rows = sheet
    pictures = [[Image.open(file).convert("RGB") for file in row] for row in rows]
    width = max(sum(one.width + _GAP for one in row) for row in pictures) + _GAP
    made = Image.new(
        "RGB", (width, sum(max(one.height for one in row) + _GAP for row in pictures) + _GAP), _GROUND
    )
    top = _GAP
    for row in pictures:
        left = _GAP
        for one in row:
            made.paste(one, (left, top))
            left += one.width + _GAP
        top += max(one.height for one in row) + _GAP
    if made.width > WIDEST:
        made = ImageOps.contain(made, (WIDEST, made.height), Image.Resampling.LANCZOS)
    made.save(to / f"{name}{SUFFIX}", quality=80, method=6)


WIDEST = 1400
"""Of a sheet, in pixels; a wider one is made smaller."""


if __name__ == "__main__":
    draw(sys.argv[1:] or [*SHEETS], GALLERY)
