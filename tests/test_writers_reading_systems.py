"""Books in readers: opened and read to the end, each layout in each script, without a lost word."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import get_args

import pytest

import reading_systems
import validators
from editions import chapter, in_sentences, sample
from pace import PACE
from reading_systems import Order, assert_all_is_there, back, said
from toolkit.config import BuildOptions, Layout
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.writers import epub

pytestmark = [pytest.mark.slow, pytest.mark.law]

LAYOUTS: tuple[Layout, ...] = get_args(Layout)
LANGS = ("zh-Hans", "ja", "ar", "fr", "fr+zh-Hans+ar")
# With these two each layout meets each script; a French book can be read in a PDF from top to bottom.
FEWER = ("ja", "fr+zh-Hans+ar")
PHONE, DESK = (390, 700), (1000, 700)


def edition(layout: Layout, made: Edition) -> tuple[Edition, BuildOptions]:
    return (in_sentences(made) if layout == "alternating" else made), BuildOptions(layout)


SMALL = {
    f"{layout}-{langs}": edition(layout, sample("en", *langs.split("+")))
    for layout in LAYOUTS
    for langs in (LANGS if PACE == "long" else (*FEWER, "fr") if layout == "stacked" else FEWER)
}
# 50 turns in one file, in languages that change from layout to layout.
LARGE = {
    f"{layout}-{langs}": edition(layout, chapter(60, "en", *langs.split("+"), longest=7))
    for layout, langs in zip(LAYOUTS, (*LANGS, "ja"), strict=False)
}


def books(folder: Path, editions: dict[str, tuple[Edition, BuildOptions]]) -> dict[str, Path]:
    for name, (edition, options) in editions.items():
        with (folder / f"{name}.epub").open("wb") as sink:
            epub.write(single(edition), options, sink)
    return {name: folder / f"{name}.epub" for name in editions}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return books(tmp_path_factory.mktemp("small"), SMALL)


# Readers


def test_epub_js_and_foliate_show_every_word_of_each_layout_in_each_script(small: dict[str, Path]) -> None:
    orders = {
        # Both readers, and both sizes of window, in each layout and in each script.
        name: [Order("epubjs", book, (PHONE, DESK)[k % 2]), Order("foliate", book, (DESK, PHONE)[k % 2])]
        for k, (name, book) in enumerate(small.items())
    }
    readings = reading_systems.read([order for both in orders.values() for order in both])
    for k, name in enumerate(orders):
        for order, one in zip(orders[name], readings[2 * k : 2 * k + 2], strict=True):
            where = f"{name} in {order.reader}, {order.size}"
            assert (one.missed, one.complaints) == ([], []), where
            assert len(one.pages) > 1, where
            assert_all_is_there(where, one.text, *SMALL[name], small[name])


def test_long_chapters_are_paged_to_the_end(tmp_path: Path) -> None:
    large = books(tmp_path, LARGE)
    orders = []
    for k, book in enumerate(large.values()):
        orders += [Order("epubjs", book, (DESK, PHONE)[k % 2]), Order("foliate", book, (PHONE, DESK)[k % 2])]
    for order, one in zip(orders, reading_systems.read(orders), strict=True):
        where = f"{order.file.stem} in {order.reader}, {order.size}"
        assert (one.missed, one.complaints) == ([], []), where
        assert len(one.pages) > 5, where
        assert_all_is_there(where, one.text, *LARGE[order.file.stem], order.file)


def test_mupdf_shows_every_word(small: dict[str, Path]) -> None:
    for name, book in small.items():
        assert_all_is_there(name, reading_systems.mupdf(book), *SMALL[name], book)


@pytest.fixture(scope="module")
def converted(small: dict[str, Path]) -> dict[str, list[Path]]:
    books = list(small.values())
    formats = get_args(reading_systems.Format)
    with ThreadPoolExecutor() as pool:
        return dict(zip(formats, pool.map(partial(reading_systems.convert, books), formats), strict=True))


def test_calibre_makes_kobo_books_with_every_word(
    small: dict[str, Path], converted: dict[str, list[Path]]
) -> None:
    for (name, book), file in zip(small.items(), converted["kepub"], strict=True):
        assert_all_is_there(name, reading_systems.kepub_text(file), *SMALL[name], book)


def test_calibre_makes_kindle_books_with_every_word(
    small: dict[str, Path], converted: dict[str, list[Path]]
) -> None:
    readings = reading_systems.read([Order("foliate", file, DESK) for file in converted["azw3"]])
    for (name, book), one in zip(small.items(), readings, strict=True):
        assert (one.missed, one.complaints) == ([], []), name
        assert_all_is_there(name, one.text, *SMALL[name], book, after="TableofContents")


def test_calibre_makes_pdfs_with_every_word(small: dict[str, Path], converted: dict[str, list[Path]]) -> None:
    for (name, book), file in zip(small.items(), converted["pdf"], strict=True):
        text, (edition, options) = reading_systems.pdf_text(file), SMALL[name]
        wanted = "".join([*said(edition, options), back(book)])
        assert not letters(wanted) - letters(text), name
        # Columns, other fonts and scripts that run from the right come out in the order of the page.
        if options.layout in {"stacked", "translation-first", "reveal"} and edition.langs == ("en", "fr"):
            assert_all_is_there(name, text, edition, options, book)


def letters(text: str) -> Counter[str]:
    """Of a PDF: it has forms of letters where a text has letters."""
    return Counter(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char)[0] in "LN"
    )


def test_a_second_validator_finds_nothing(small: dict[str, Path]) -> None:
    assert validators.epubcheck_ts(small.values()) == []


def test_what_a_reader_would_lose_is_found(tmp_path: Path) -> None:
    """The measure itself: a page whose text is cut off says so."""
    source, broken = tmp_path / "whole.epub", tmp_path / "cut.epub"
    with source.open("wb") as sink:
        epub.write(single(chapter(10, "en", "fr", longest=7)), BuildOptions(), sink)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("book.css"):
                data += b".turn { height: 3em; overflow: hidden } .pair { break-inside: avoid; float: left }"
            new.writestr(name, data)
    one, other = reading_systems.read([Order("foliate", source), Order("foliate", broken)])
    assert not one.missed
    assert other.missed
