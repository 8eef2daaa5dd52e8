"""A drawn cover: all that is on it is said, nothing stands over the edge, and each book has its own."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from browser import Visit, browse, evaluate
from editions import sample
from pdfs import tree
from toolkit.model import Book, Cell, Contributor, Picture
from toolkit.model.books import single
from toolkit.writers import Options, cover, epub, pdf, typesetting
from toolkit.writers.fitting import advance, fitted
from toolkit.writers.patterns import WIDTH
from validators import ace, epubcheck

SVG = "{http://www.w3.org/2000/svg}"
LONG = {
    "en": "What Is Shut Away Has to Be Visited Sooner or Later, in the Dark, With a Lamp",
    "zh-Hans": "凡是被关起来的东西，早晚总得有人提着灯下去看看；而那个人最好认得路",
    "ar": "ما يُغلق عليه لا بدّ أن يُزار عاجلاً أو آجلاً، في الظلام، بمصباح (1934)؟",
    "ja": "しまい込んだものは、いつか誰かが明かりを持って、暗い中を見に行かねばならない",
}


def book(*langs: str, **changes: object) -> Book:
    return replace(single(sample(*langs), "Pier Press"), drawn=True, **changes)  # type: ignore[arg-type]


def titled(texts: dict[str, str]) -> dict[str, Cell]:
    return {lang: Cell(text, lang, "original") for lang, text in texts.items()}


def lines(drawing: str) -> list[etree._Element]:
    return list(etree.fromstring(drawing.encode()).iter(f"{SVG}text"))


def test_it_has_both_titles_the_people_and_the_publisher() -> None:
    drawn = [line.text for line in lines(cover.svg(book("en", "zh-Hans")))]
    assert drawn == ["潮汐钟", "The Tide Clock", "受访者 托马斯·韦伊", "采访者 努尔·哈达德", "Pier Press"]


def test_the_words_for_those_who_do_not_see_it_are_all_words() -> None:
    one = book("en", "fr", subtitles=titled({"fr": "Deux voix", "en": "Two voices"}))
    told = cover.told(one)
    assert told.startswith("Couverture\xa0: L’horloge des marées; The Tide Clock; Deux voix; Two voices")
    assert "Tomas Vey" in told
    assert told.endswith("Pier Press")


def test_authors_stand_on_it_and_not_editors() -> None:
    names = titled({"fr": "Ada Quill"})
    made = (Contributor(names, "aut"), Contributor(titled({"fr": "Bo Reed"}), "edt"))
    drawn = " ".join(line.text or "" for line in lines(cover.svg(book("en", "fr", contributors=made))))
    assert "Ada Quill" in drawn
    assert "Bo Reed" not in drawn
    assert "Tomas Vey" not in drawn


def test_right_to_left_is_said_of_its_lines() -> None:
    one = book("en", "ar", titles=titled({"en": LONG["en"], "ar": LONG["ar"]}))
    for line in lines(cover.svg(one)):
        arabic = line.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
        assert (line.get("direction") == "rtl") == arabic
        # A question mark at an end stays at the end of its language.
        assert (line.text or "").startswith("\u200f") == arabic


def test_nothing_runs_and_nothing_is_loaded() -> None:
    evil = titled({"en": '<script>alert(1)</script> & "x"', "fr": "]]> <!-- <image href='http://x'/>"})
    drawing = cover.svg(book("en", "fr", titles=evil, publisher="R&D <x>"))
    tags = {etree.QName(element).localname for element in etree.fromstring(drawing.encode()).iter()}
    assert tags <= {"svg", "title", "rect", "clipPath", "g", "path", "circle", "text"}
    assert "href" not in re.sub(">[^<]*<", "><", drawing)


def test_books_differ_and_stay_the_same() -> None:
    def field(one: Book) -> str:
        return cover.svg(one).partition("<text")[0].partition("clipPath")[2]

    one = book("en", "fr")
    assert field(replace(one, titles=titled({"en": "New", "fr": "Neuf"}))) == field(one)
    fields = {field(replace(one, identifier=f"urn:x:{k}")) for k in range(60)}
    assert len(fields) == 60


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("aWMi lé-漢字、。あ한글ابي١Жя "), min_size=1, max_size=300),
    st.floats(20, 200),
)
@example("Donaudampfschifffahrtsgesellschaftskapitän" * 9, 150.0)
@example("W" * 300, 150.0)
def test_lines_fit_and_are_the_text(text: str, size: float) -> None:
    found, made = fitted(text, size, 1340, 20)
    assert found <= size
    assert all(advance(line) * found <= 1340 + 0.01 for line in made)
    assert "".join(made).replace(" ", "") == text.replace(" ", "")


WIDE: tuple[dict[str, str], ...] = (
    LONG,
    {"en": "W" * 120, "fr": "MMMM WWWW " * 20},
    {"en": "The Tide Clock", "zh-Hans": "潮汐钟"},
    {"ar": LONG["ar"] * 3, "en": "Short"},
)


def test_no_text_is_over_an_edge_in_a_browser(tmp_path: Path) -> None:
    """Measured with the fonts of a machine, not with our own widths."""
    visits = []
    for number, texts in enumerate(WIDE):
        one = book("en", "fr", titles=titled(texts), langs=tuple(texts), subtitles=titled({"fr": "m" * 200}))
        page = tmp_path / f"{number}.html"
        page.write_text(f"<!DOCTYPE html><title>cover</title>{cover.svg(one)}", "utf-8")
        script = """[...document.querySelectorAll("text")].map((line) => {
          const box = line.getBBox(); return [box.x, box.y, box.x + box.width, box.y + box.height];
        })"""
        visits.append(Visit(page, [evaluate(script)], (1600, 2560), around=tmp_path))
    for (boxes,), _ in browse(*visits):
        assert len(boxes) > 2
        for left, top, right, bottom in boxes:
            assert left > 40
            assert right < WIDTH - 40
            assert top > 1000
            assert bottom < cover.HEIGHT
        assert_apart(boxes)


def assert_apart(boxes: Sequence[Sequence[float]]) -> None:
    """Lines don't lie on each other; their boxes are higher than their letters."""
    middles = [(top + bottom) / 2 for _, top, _, bottom in boxes]
    heights = [bottom - top for _, top, _, bottom in boxes]
    for k in range(len(boxes) - 1):
        assert middles[k + 1] - middles[k] > 0.35 * (heights[k] + heights[k + 1]) / 2 * 2 * 0.9


def test_the_picture_has_the_size_that_shops_ask_for() -> None:
    found = cover.picture(book("en", "ar"))
    assert found.media_type == "image/png"
    assert struct.unpack(">II", found.data[16:24]) == (WIDTH, cover.HEIGHT)
    assert found == cover.picture(book("en", "ar"))
    assert len(found.data) < 600_000


def test_a_drawing_stands_in_for_a_picture_with_lost_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = book("en", "fr", titles=titled({"en": "\U0010fffd", "fr": "x"}))
    assert cover.picture(odd).media_type == "image/svg+xml"
    monkeypatch.setattr(typesetting, "available", lambda: False)
    assert cover.picture(book("en", "fr")).media_type == "image/svg+xml"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("books")
    found = []
    drawing = Picture(
        cover.svg(book("en", "fr")).encode(), "image/svg+xml", Cell("A cover", "en", "original")
    )
    for name, one in (
        ("zh", book("en", "zh-Hans")),
        ("ar", book("en", "ar", titles=titled({"en": LONG["en"], "ar": LONG["ar"]}))),
        ("svg", book("en", "fr", cover=drawing)),
    ):
        found.append(folder / f"{name}.epub")
        with found[-1].open("wb") as sink:
            epub.write(one, Options(modified="2026-03-14T09:30:00Z"), sink)
    return found


def test_epubcheck_finds_nothing(books: list[Path]) -> None:
    assert epubcheck(books) == []


def test_ace_finds_nothing(books: list[Path]) -> None:
    assert ace(books[0]) == []


def test_the_cover_is_the_first_page_of_the_book(books: list[Path]) -> None:
    with zipfile.ZipFile(books[0]) as archive:
        package = archive.read(
            "EPUB/package.opf" if "EPUB/package.opf" in archive.namelist() else "EPUB/content.opf"
        )
        nav, page = archive.read("EPUB/nav.xhtml").decode(), archive.read("EPUB/text/cover.xhtml").decode()
    root = etree.fromstring(package)
    items = {item.get("id"): item for item in root.iter("{*}item")}
    (image,) = [item for item in items.values() if item.get("properties") == "cover-image"]
    assert (image.get("media-type"), image.get("href")) == ("image/png", "images/cover.png")
    first = next(root.iter("{*}itemref"))
    assert items[first.get("idref")].get("href") == "text/cover.xhtml"
    assert first.get("linear") in {None, "yes"}
    assert 'epub:type="cover" href="text/cover.xhtml"' in nav
    assert 'alt="封面：' in page
    modes = {meta.text for meta in root.iter("{*}meta") if meta.get("property") == "schema:accessMode"}
    assert modes == {"textual", "visual"}


@pytest.mark.parametrize("kind", ["drawn", "png"])
def test_it_is_the_first_page_of_a_pdf(kind: str) -> None:
    one = book("en", "zh-Hans")
    one = replace(one, cover=cover.picture(one)) if kind == "png" else one
    sink = io.BytesIO()
    pdf.write(one, Options("columns", modified="2026-03-14T09:30:00Z"), sink)
    (figure,) = tree(sink.getvalue()).all("Figure")
    assert figure.alt == cover.told(one)
    with pikepdf.open(sink) as opened:
        assert len(opened.pages[0].images) + len(opened.pages[0].Resources.get("/XObject", {})) >= (
            kind == "png"
        )
