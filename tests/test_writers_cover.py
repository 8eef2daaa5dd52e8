"""A drawn cover: all that is on it is said, nothing stands over the edge, and each book has its own."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from browser import Visit, browse, evaluate
from editions import sample
from pace import examples
from pdfs import tree
from toolkit.cli import main
from toolkit.config import BuildOptions
from toolkit.model import Book, Cell, Contributor, CoverDesign, Picture
from toolkit.model.editions import single
from toolkit.text.advance import advance
from toolkit.writers import cover, epub, pdf, pictures, typesetting
from toolkit.writers.cover import fitted
from toolkit.writers.cover_designs import WIDTH, colours
from validators import ace, epubcheck, pdftotext

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


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("de", ("Ibrahim Sayegh", "Loïc Guével", "Marguerite Tardif", "Anselme Quérou")),
        ("ar", ("إبراهيم صايغ", "لويك غيفيل", "مارغريت تارديف", "أنسيلم كيرو")),
        ("en", ("Bo", "Maria da Conceição Figueiredo de Albuquerque e Castro", "Ann Lee")),
    ],
)
def test_lines_end_between_names_and_behind_the_sign(lang: str, names: tuple[str, ...]) -> None:
    made = tuple(Contributor(titled({lang: name}), "aut") for name in names)
    drawn = [line.text or "" for line in lines(cover.svg(book("en", lang, main=lang, contributors=made)))]
    rows = [" ".join(row.strip("\u2067\u2069").split()) for row in drawn]
    named = [row for row in rows if "·" in row or names[-1] in row]
    assert len(named) > 1 and not any(row.startswith("·") for row in named)
    # A name that is longer than a line has two.
    assert all(any(name in row for row in rows) for name in names if len(name) < 30)


def test_right_to_left_is_said_of_its_lines() -> None:
    one = book("en", "ar", titles=titled({"en": LONG["en"], "ar": LONG["ar"]}))
    for line in lines(cover.svg(one)):
        arabic = line.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
        assert (line.get("direction") == "rtl") == arabic
        # A question mark at an end stays at the end of its language.
        assert (line.text or "").startswith("\u2067") == arabic


def test_what_goes_the_other_way_stays_whole_in_a_line() -> None:
    quoted = titled({"en": "On “ماذا؟!”", "ar": "سأل «Why?»"})
    drawn = [line.text for line in lines(cover.svg(book("en", "ar", titles=quoted)))]
    assert {"On “\u2067ماذا؟!\u2069”", "\u2067سأل «\u2066Why?\u2069»\u2069"} <= set(drawn)


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


@examples(60)
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
            epub.write(one, BuildOptions(modified="2026-03-14T09:30:00Z"), sink)
    return found


@pytest.mark.slow
def test_epubcheck_finds_nothing(books: list[Path]) -> None:
    assert epubcheck(books) == []


@pytest.mark.slow
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
    pdf.write(one, BuildOptions("columns", modified="2026-03-14T09:30:00Z"), sink)
    (figure,) = tree(sink.getvalue()).all("Figure")
    assert figure.alt == cover.told(one)
    with pikepdf.open(sink) as opened:
        assert bool(opened.pages[0].get_images()) == (kind == "png")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "title"),
    [("ur", "بھٹی اور کھڈی"), ("hi", "भट्ठी और करघा"), ("ar", "فُرَاتٌ وَنَارٌ"), ("my", "မီးဖိုနှင့် ရက်ကန်း")],
)
def test_titles_whose_letters_are_made_of_parts(lang: str, title: str) -> None:
    """A drawing with them would be no PDF/UA: the first page is a picture, with the same words."""
    one = book("en", lang, titles=titled({"en": "The Kiln", lang: title}))
    for own in (None, Picture(cover.svg(one).encode(), "image/svg+xml", Cell("One", "en", "original"))):
        sink = io.BytesIO()
        pdf.write(replace(one, cover=own), BuildOptions(), sink)
        (figure,) = tree(sink.getvalue()).all("Figure")
        assert figure.alt == ("One" if own else cover.told(one))
        with pikepdf.open(sink) as opened:
            (image,) = opened.pages[0].get_images().values()
            assert image.Width >= WIDTH


def test_a_drawing_of_an_editor_has_its_letters_in_a_pdf(tmp_path: Path) -> None:
    drawing = cover.svg(book("en", "fr")).replace(
        "<svg", '<?xml version="1.0" encoding="ISO-8859-1"?>\n<svg', 1
    )
    own = Picture(
        drawing.encode("latin-1", "xmlcharrefreplace"), "image/svg+xml", Cell("A", "en", "original")
    )
    with (tmp_path / "book.pdf").open("wb") as sink:
        pdf.write(book("en", "fr", cover=own), BuildOptions(), sink)
    first = pdftotext(tmp_path / "book.pdf").split("\f")[0]
    assert {"The Tide Clock", "Pier Press"} <= set(first.splitlines())
    assert "L’horloge des marées" in " ".join(first.split())


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


JPEG = b"\xff\xd8\xff\xe0\0\4\0\0\xff\xc2\0\x0b\x08" + struct.pack(">HH", 900, 600) + b"\1\1\x11\0"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'


def test_pictures_are_told_by_their_bytes() -> None:
    lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (639 | 399 << 14).to_bytes(4, "little")
    extended = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + (99).to_bytes(3, "little") + (49).to_bytes(3, "little")
    lossy = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 320, 200)
    for data, kind, size in (
        (png(1600, 2560), "image/png", (1600, 2560)),
        (JPEG, "image/jpeg", (600, 900)),
        (b"GIF89a" + struct.pack("<HH", 20, 30), "image/gif", (20, 30)),
        (lossless, "image/webp", (640, 400)),
        (extended, "image/webp", (100, 50)),
        (lossy, "image/webp", (320, 200)),
        (DRAWING.format('<a x:href="#up"><path d="M0 0"/></a>').encode(), "image/svg+xml", None),
    ):
        assert pictures.media_type(data) == kind
        assert pictures.size(data, kind) == size


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "no JPEG, PNG, GIF, WebP or SVG"),
        (b"", "no JPEG"),
        (JPEG[:12], "cut off"),
        (png(0, 9), "cut off"),
        (b"\xff\xd8\xff", "cut off"),
        (DRAWING.format("<script>x()</script>").encode(), "script"),
        (DRAWING.format('<g onload="x()"/>').encode(), "script in onload"),
        (DRAWING.format('<image x:href="https://a.example/b.png"/>').encode(), "link to elsewhere"),
        (DRAWING.format('<image href="../secret.png"/>').encode(), "link to elsewhere"),
        (DRAWING.format('<a href="javascript:x()"/>').encode(), "link to elsewhere"),
        (DRAWING.format("<foreignObject/>").encode(), "foreignObject"),
        (DRAWING.format("<style>@import 'x.css';</style>").encode(), "loads something"),
        (DRAWING.format('<rect fill="url(http://a.example/#x)"/>').encode(), "loads something"),
        (DRAWING.format(r"<style>g { fill: \75rl(http://a.example) }</style>").encode(), "loads something"),
        (DRAWING.format(r'<g style="fill:u\000072 L(http://a.example)"/>').encode(), "loads something"),
        *(
            (
                DRAWING.format(f"<style>g {{ --u: 'https://a.example'; mask: {mask} }}</style>").encode(),
                "loads some",
            )
            for mask in (
                "image-set('https://a.example' 1x)",
                "image-set(/**/'https://a.example' 1x)",
                "image-set(url(#a) 1x, 'https://a.example' 2x)",
                "-webkit-image-set(var(--u) 1x)",
                "src(var(--u))",
            )
        ),
        (DRAWING.format('<a><set attributeName="href" to="javascript:x()"/></a>').encode(), "changes a link"),
        (DRAWING.format('<animate attributeName="x:href" values="b"/>').encode(), "changes a link"),
        (b"<!DOCTYPE svg [<!ENTITY x 'y'>]>" + DRAWING.format("<g/>").encode(), "entities"),
        (b"<?xml-stylesheet href='x.css'?>" + DRAWING.format("<g/>").encode(), "style sheet"),
        (DRAWING.format("<g>").encode(), "not well-formed"),
        (b"<html><body>svg</body></html>", "no JPEG"),
    ],
)
def test_what_a_book_can_not_have_as_a_picture(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        pictures.media_type(data)


@pytest.mark.parametrize(
    "drawn",
    ["<style>g { fill: url( #a ) }</style>", '<set attributeName="x" to="9"/>', '<g class="image(1)"/>'],
)
def test_what_a_drawing_may_have(drawn: str) -> None:
    assert pictures.media_type(DRAWING.format(drawn).encode()) == "image/svg+xml"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A project of two short talks."""
    for name in ("one", "two"):
        (tmp_path / "source").mkdir(exist_ok=True)
        text = f"Talk {name}\n\nMara Lind: What is it?\n\nIvo Karras: It is {name}.\n\nMara Lind: So.\n"
        (tmp_path / "source" / f"{name}.txt").write_text(text)
    return tmp_path


EDITION = """
[[editions]]
name = "both"
title = "Both talks"
documents = "all"
languages = ["en", "fr"]
"""


def built(folder: Path, config: str) -> tuple[int, str, dict[str, set[str]]]:
    """Exit code, what was said, and the pictures in each book."""
    (folder / "diglot.toml").write_text('target-languages = ["fr"]\nformats = ["epub"]\n' + config)
    done = CliRunner().invoke(main, ["-C", str(folder), "build"])
    found = {}
    for path in sorted((folder / "build").glob("*.epub")):
        with zipfile.ZipFile(path) as archive:
            found[path.name] = {name for name in archive.namelist() if "/images/" in name}
    return done.exit_code, done.output, found


@pytest.mark.slow
def test_covers_are_on_unless_somebody_says_no(talks: Path) -> None:
    images = {"EPUB/images/cover.png"}
    assert built(talks, "")[2] == {"one.en-fr.epub": images, "two.en-fr.epub": images}
    assert built(talks, 'cover = "none"\n')[2] == {"one.en-fr.epub": set(), "two.en-fr.epub": set()}
    assert built(talks, EDITION)[2]["both.epub"] == images
    assert built(talks, 'cover = "none"\n' + EDITION)[2]["both.epub"] == set()
    assert built(talks, 'cover = "none"\n' + EDITION + 'cover = "generated"')[2]["both.epub"] == images
    assert built(talks, EDITION + 'cover = "none"')[2]["both.epub"] == set()


def test_the_cover_of_an_editor(talks: Path) -> None:
    own = EDITION + 'cover = "front.png"\ncover-alt = "Two chairs by a window"\n'
    code, said, _ = built(talks, own)
    assert code == 1
    assert "there is no file front.png" in said
    assert "generated, none, or a path" in said
    front = io.BytesIO()
    Image.new("L", (600, 900), 80).save(front, "JPEG")
    (talks / "front.png").write_bytes(front.getvalue())
    code, said, found = built(talks, own)
    assert (code, found["both.epub"]) == (0, {"EPUB/images/cover.jpg"})
    assert "600 x 900 pixels" in said
    assert "D403" in said
    (talks / "front.png").write_bytes(b"%PDF-1.7")
    code, said, _ = built(talks, own)
    assert code == 1
    assert "front.png" in said
    assert "no JPEG" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('cover = "front.png"', "nothing says what the cover shows"),
        ('cover = "generated"\ncover-alt = "x"', "no cover to describe"),
    ],
)
def test_a_cover_that_is_half_said(talks: Path, line: str, words: str) -> None:
    code, said, _ = built(talks, EDITION + line)
    assert code == 1
    assert words in said
    assert "diglot.toml:" in said


def test_a_wrong_wish_names_the_legal_ones(talks: Path) -> None:
    code, said, _ = built(talks, 'cover = "front.png"\n')
    assert code == 1
    assert "Legal values: generated, none." in said


def test_the_page_of_the_cover_shows_it_whole(books: list[Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(books[0]) as archive:
        archive.extractall(tmp_path)
    page = tmp_path / "EPUB" / "text" / "cover.xhtml"
    script = """(() => {
      const box = document.querySelector("img").getBoundingClientRect();
      return [box.left, box.top, innerWidth - box.right, innerHeight - box.bottom, box.width / box.height];
    })()"""
    visits = [Visit(page, [evaluate(script)], size, around=tmp_path) for size in ((390, 700), (1000, 600))]
    for ((*edges, proportion),), _ in browse(*visits):
        assert min(edges) >= 0
        assert proportion == pytest.approx(WIDTH / cover.HEIGHT, rel=0.01)


# Designs


@pytest.mark.parametrize("design", ["field", "label", "frame"])
def test_each_design_has_all_words_the_series_the_logo_and_the_picture(design: CoverDesign) -> None:
    shown = Picture(b"\xff\xd8behind", "image/jpeg", Cell("", "en", "original"))
    logo = Picture(b"\xff\xd8logo", "image/jpeg", Cell("Quay", "en", "original"))
    whole = replace(book("en", "ar"), cover_design=design, series="Voices", series_number="2")
    drawing = cover.svg(whole)
    plain = {line.text for line in lines(cover.svg(book("en", "ar")))}
    # Lines may be others, the words are the same.
    assert set(" ".join(map(str, plain)).split()) <= set(
        " ".join(str(one.text) for one in lines(drawing)).split()
    )
    assert "\u2067Voices 2\u2069" in {line.text for line in lines(drawing)}
    assert "Voices 2" in cover.told(whole)
    with_both = cover.svg(replace(whole, cover_picture=shown, logo=logo))
    assert [base64.b64encode(one.data).decode() in with_both for one in (shown, logo)] == [True, True]
    # Words stay on the page, whatever stands there.
    for line in lines(with_both):
        assert 0 < float(line.get("y", "")) < cover.HEIGHT


def test_volumes_of_a_series_look_alike_and_differ() -> None:
    volumes = [
        replace(book("en", "fr"), series="Voices", identifier=f"urn:x:{number}") for number in range(9)
    ]
    assert len({colours(volume) for volume in volumes}) == 1
    assert len({cover.svg(volume) for volume in volumes}) == 9
    alone = {colours(replace(volume, series="")) for volume in volumes}
    assert len(alone) > 1
    assert {colours(replace(volume, series="", palette="moss")) for volume in volumes} == {
        colours(replace(volumes[0], palette="moss"))
    }


def test_a_project_names_the_picture_behind_its_covers(talks: Path) -> None:
    drawn = f'{EDITION}cover-design = "frame"\npalette = "wine"\ncover-picture = "behind.png"\n'
    code, said, _ = built(talks, drawn)
    assert (code, "behind.png" in said, "diglot.toml:" in said) == (1, True, True)
    kept = []
    for shade in (40, 200):
        behind = io.BytesIO()
        Image.new("L", (600, 300), shade).save(behind, "PNG")
        (talks / "behind.png").write_bytes(behind.getvalue())
        code, said, found = built(talks, drawn)
        assert (code, found["both.epub"]) == (0, {"EPUB/images/cover.png"})
        with zipfile.ZipFile(talks / "build/both.epub") as archive:
            kept.append(archive.read("EPUB/images/cover.png"))
    # Another picture, another cover.
    assert kept[0] != kept[1]
