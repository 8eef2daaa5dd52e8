"""The sample that has everything: it is complete, and nothing of it is lost in a reader."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

import pdfs
import reading_systems
import sample_project
import validators
from reading_systems import Order, printed, shown
from toolkit import project
from toolkit.model import KINDS
from toolkit.model.kinds import Form
from toolkit.workflow.workspace import Workspace

CATALOGS = sorted((sample_project.DATA / "locales").rglob("*.po*"))
BOOKS = dict(zip(sample_project.SETS, sample_project.LAYOUTS, strict=True))
PHONE, TABLET = (390, 700), (1000, 700)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_project.lay(tmp_path_factory.mktemp("sample") / "project", scale=2)


def test_it_has_all_that_an_interview_has(folder: Path) -> None:
    document = Workspace(project.find(folder)).document("snow")
    paragraphs = [one for turn in document.turns for one in turn.paragraphs]
    # Nobody signs it but its translators, and nothing else is between.
    assert {one.kind for one in paragraphs} == KINDS.keys() - {"byline", "meta", "separator"}
    assert {one.form for one in paragraphs} == set(get_args(Form))
    roles = Counter(speaker.role for speaker in document.speakers)
    assert roles == {"interviewer": 2, "interviewee": 1}
    for mark in ("^[", "[laughs]", "*settling*", "**far**"):
        assert any(mark in one.text for one in paragraphs), mark


def test_it_is_translated_and_nothing_is_to_be_said_of_it(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po*")}
    assert len(before) == len(CATALOGS) == 5
    assert sample_project.run(folder, "extract").count("44 unchanged") == 5
    assert {path: path.read_bytes() for path in before} == before
    assert "0 errors, 0 warnings" in sample_project.run(folder, "check")


def test_pages_that_face_each_other_are_columns_on_a_screen(folder: Path) -> None:
    texts = []
    for layout in ("columns", "facing"):
        # Names are run in where pages face each other, unless they are asked for otherwise.
        sample_project.run(folder, "build", "french", "-f", "epub", "--layout", layout, "--labels", "run-in")
        (file,) = (folder / "build").glob(f"french.{layout}.run-in.epub")
        with zipfile.ZipFile(file) as book:
            texts.append(
                {name: book.read(name) for name in book.namelist() if name.endswith(("xhtml", "css"))}
            )
    assert texts[0] == texts[1] and len(texts[0]) > 5


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Each set in a layout of its own, and one from top to bottom."""
    folder = sample_project.lay(tmp_path_factory.mktemp("books") / "project", scale=2)
    for name, layout in BOOKS.items():
        sample_project.run(folder, "build", name, "-f", "epub", "--layout", layout)
    sample_project.run(folder, "build", "upright", "-f", "epub")
    return sorted((folder / "build").glob("*.epub"))


@pytest.mark.slow
def test_epub_js_and_foliate_show_every_word_and_every_picture(books: list[Path]) -> None:
    orders = []
    for k, book in enumerate(books):
        orders.append(Order("epubjs", book, (PHONE, TABLET)[k % 2]))
        orders.append(Order("foliate", book, (TABLET, PHONE)[k % 2]))
    for order, one in zip(orders, reading_systems.read(orders), strict=True):
        where = f"{order.file.stem} in {order.reader}"
        assert (one.missed, one.complaints) == ([], []), where
        assert set(shown(order.file)) <= set(one.images), where
        assert one.text == printed(order.file, brackets=False, footnotes=order.reader == "epubjs"), where


@pytest.mark.slow
def test_mupdf_shows_every_word_and_every_picture(books: list[Path]) -> None:
    for book in books:
        # It draws the bullets of a list as text.
        assert reading_systems.mupdf(book).replace("•", "") == printed(book), book.stem
        assert reading_systems.mupdf_images(book) == len(shown(book)), book.stem


@pytest.mark.slow
def test_calibre_keeps_every_word_and_every_picture_for_kindle_and_kobo(books: list[Path]) -> None:
    with ThreadPoolExecutor() as pool:
        kindle, kobo = pool.map(partial(reading_systems.convert, books), ("azw3", "kepub"))
    for book, file in zip(books, kobo, strict=True):
        with zipfile.ZipFile(book) as old, zipfile.ZipFile(file) as new:
            for name in old.namelist():
                assert "/images/" not in name or any(
                    path.endswith(Path(name).name) for path in new.namelist()
                )
        assert reading_systems.kepub_text(file) == printed(book, hidden=True), book.stem
    readings = reading_systems.read([Order("foliate", file, TABLET) for file in kindle])
    for book, one in zip(books, readings, strict=True):
        assert (one.missed, one.complaints) == ([], []), book.stem
        assert set(shown(book)) <= set(one.images), book.stem
        assert one.text.partition("TableofContents")[0] == printed(book, brackets=False), book.stem


@pytest.mark.slow
def test_libreoffice_shows_every_word_of_a_docx_in_order(folder: Path) -> None:
    for name, layout in BOOKS.items():
        sample_project.run(folder, "build", name, "-f", "docx", "--layout", layout)
    files = sorted((folder / "build").glob("*.docx"))
    assert len(files) == len(BOOKS)
    validators.soffice(files, "pdf", folder)
    for file in files:
        drawn = validators.pdf_text(folder / f"{file.stem}.pdf")
        reading_systems.assert_drawn_in_order(drawn, paragraphs(file))


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["columns", "facing"])
def test_text_goes_on_before_a_picture_that_has_no_room_on_a_page(tmp_path: Path, layout: str) -> None:
    folder = sample_project.lay(tmp_path / "project", scale=2)
    settings = folder / "diglot.toml"
    # Pages of a size at which it has none in either layout.
    settings.write_text('paper = "170x240mm"\n' + settings.read_text("utf-8"), encoding="utf-8")
    sample_project.run(folder, "build", "french", "-f", "pdf", "--layout", layout)
    file = folder / f"build/french.{layout}.pdf"
    pages = validators.pdftotext(file).split("\f")
    below, after = ("The lamp burns", "There is a verse above your door.")
    (picture,), (text,) = ([k for k, page in enumerate(pages) if words in page] for words in (below, after))
    assert text < picture
    words = " ".join(pdfs.tree(file.read_bytes()).text().split())
    assert all(words.count(one) == 1 for one in (below, after))
    if layout == "columns":
        # Those who listen hear of it where it belongs.
        assert words.find(below) < words.find(after)


def paragraphs(file: Path) -> Iterator[str]:
    """The paragraphs of a DOCX."""
    with zipfile.ZipFile(file) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in body.iter(f"{W}p"):
        # A picture, a line's end and a reading stand between words.
        parts = [
            one.text if one.tag == f"{W}t" else reading_systems.GAP
            for one in paragraph.iter(f"{W}t", f"{W}br")
        ]
        yield "".join(map(str, parts))
