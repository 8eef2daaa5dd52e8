"""Pictures of a text: found beside the transcript, and in every edition; what isn't there is named."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import pikepdf
import polib
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops

import browser
import pdfs
from conftest import Run
from reading_systems import Order, read
from test_writers_paper import places
from toolkit import limits, schema
from toolkit.archive import copies as packed
from toolkit.cli import main
from toolkit.config import BuildOptions, PictureTable, parse_sidecar
from toolkit.config.paper import sheet
from toolkit.errors import ConfigError, DiglotError
from toolkit.model import Cell, Picture
from toolkit.readers.tei import inline as readers
from toolkit.text import markup
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span
from toolkit.writers import photographs, pictures
from toolkit.writers.tei import inline
from validators import epubcheck, jing, own_schema, vnu

READERS: tuple[Literal["epubjs", "foliate"], ...] = ("epubjs", "foliate")
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><circle cx="40" cy="20" r="9"/>'
    "<desc>by keeper@example.org</desc></svg>"
)


def png(width: int, height: int, grey: int = 120) -> bytes:
    """A picture in one shade of grey."""
    lines = (b"\0" + bytes([grey]) * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


MAP, LAMP = png(1200, 300), png(16, 16, 30)
TALK = """The tide clock

![A map of the bay.](maps/bay.png)
The bay, drawn in winter.

Mara Lind: What hangs above it?

Ivo Karras: A lamp ![a lamp](lamp_1.png) that my father lit.

![The pier.](pier.svg)
"""
ARABIC = {
    "The tide clock": "ساعة المد",
    "![A map of the bay.](maps/bay.png) The bay, drawn in winter.": (
        "![خريطة الخليج.](maps/bay.png) الخليج كما رُسم في الشتاء."
    ),
    "A lamp ![a lamp](lamp_1.png) that my father lit.": "مصباح ![مصباح](lamp_1.png) أضاءه أبي.",
}
SETTINGS = """name = "Tides"
source-language = "en"
target-languages = ["ar"]
publisher = "Pier Press"
version = "1"
licence = "https://creativecommons.org/licenses/by/4.0/"
cover = "none"
"""


@pytest.fixture
def talk(fresh: Run, tmp_path: Path) -> Run:
    """A project with a talk that shows three pictures, half of it in Arabic."""
    source = tmp_path / "source"
    for file in source.iterdir():
        file.unlink()
    (source / "maps").mkdir()
    (source / "maps/bay.png").write_bytes(MAP)
    (source / "lamp_1.png").write_bytes(LAMP)
    (source / "pier.svg").write_text(DRAWING)
    (source / "tide.txt").write_text(TALK)
    (source / "tide.toml").write_text('rights = "Free to use."\n')
    (tmp_path / "diglot.toml").write_text(SETTINGS)
    assert fresh("extract").exit_code == 0
    catalog = polib.pofile(str(tmp_path / "locales/ar/LC_MESSAGES/tide.po"))
    for entry in catalog:
        entry.msgstr = ARABIC.get(entry.msgid, "")
    catalog.save()
    return fresh


def said(run: Run, *arguments: str) -> list[str]:
    """The findings D113 and D114, as they are told."""
    return re.findall(r"^\w+: (.*) \[D11[34]\]$", run(*arguments).output, re.MULTILINE)


def test_a_book_has_each_file_once(talk: Run, tmp_path: Path) -> None:
    assert said(talk, "build", "-f", "epub") == []
    path = tmp_path / "build/tide.en-ar.epub"
    before = path.read_bytes()
    with zipfile.ZipFile(path) as book:
        files = {book.read(name): name for name in book.namelist() if "/images/" in name}
        assert {*files} == {MAP, LAMP, DRAWING.encode()}
        package = etree.fromstring(book.read("EPUB/content.opf"))
        page = etree.fromstring(book.read("EPUB/text/part-001.xhtml"))
    items = {item.get("href"): item.get("media-type") for item in package.iter("{*}item")}
    assert [items[files[data].removeprefix("EPUB/")] for data in (MAP, DRAWING.encode())] == [
        "image/png",
        "image/svg+xml",
    ]
    # Both languages show the lamp where they have it; the map stands once, and is told in both.
    shown = [(image.get("alt"), image.get("lang")) for image in page.iter("{*}img")]
    assert shown == [("A map of the bay.", "en"), ("a lamp", "en"), ("مصباح", "ar"), ("The pier.", "en")]
    (figure, pier) = page.iter("{*}figure")
    (told,) = figure.findall("{*}span")
    assert (told.text, told.get("hidden"), told.get("dir")) == ("خريطة الخليج.", "hidden", "rtl")
    assert [image.get("aria-describedby") for image in figure.iter("{*}img")] == [told.get("id")]
    captions = ["".join(map(str, one.itertext())) for one in figure.iter("{*}p")]
    assert captions == ["The bay, drawn in winter.", "الخليج كما رُسم في الشتاء."]
    # What has no caption needs no remark that it isn't translated.
    assert [etree.QName(one).localname for one in pier] == ["img"]
    modes = [one.text for one in package.iter("{*}meta") if one.get("property") == "schema:accessMode"]
    features = [
        one.text for one in package.iter("{*}meta") if one.get("property") == "schema:accessibilityFeature"
    ]
    assert modes == ["textual", "visual"] and "alternativeText" in features
    talk("build", "-f", "epub", "--force")
    assert path.read_bytes() == before


def test_a_web_page_has_the_files_in_it(talk: Run, tmp_path: Path) -> None:
    talk("build", "-f", "html")
    path = tmp_path / "build/tide.en-ar.html"
    page = path.read_text("utf-8")
    assert page.count("data:image/png;base64,") == 3 and page.count("data:image/svg+xml;base64,") == 1
    assert "; img-src data:;" in page


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_paper_shows_them_no_wider_than_the_text(talk: Run, tmp_path: Path, layout: str) -> None:
    talk("build", "-f", "pdf", "--layout", layout)
    path = next((tmp_path / "build").glob("*.pdf"))
    document = pdfs.tree(path.read_bytes())
    alternatives = [figure.alt for figure in document.all("Figure")]
    assert "A map of the bay. · خريطة الخليج." in alternatives
    # On pages that face each other it is seen twice, and read once.
    assert alternatives.count("The pier.") == 1


def test_tei_leads_to_the_files(talk: Run, tmp_path: Path) -> None:
    talk("build", "-f", "tei")
    path = tmp_path / "build/tide.tei.xml"
    root = etree.fromstring(path.read_bytes())
    urls = [str(one) for one in root.xpath("//t:graphic/@url", namespaces=TEI)]
    assert {*urls} == {"../source/maps/bay.png", "../source/lamp_1.png", "../source/pier.svg"}
    assert all((path.parent / url).is_file() for url in urls)
    shown = [str(one) for one in root.xpath("//t:figure[@xml:id]/t:figDesc/text()", namespaces=TEI)]
    assert shown == ["A map of the bay.", "The pier.", "خريطة الخليج."]
    assert own_schema(path.read_bytes()) == []


@given(
    st.sampled_from(["", "./", "../", "../source/", "/", "maps/", "https://a.example/"]), st.text(min_size=1)
)
def test_a_picture_comes_back_from_tei_as_it_was_typed(folder: str, name: str) -> None:
    target = re.sub(r"[\s()<>\\\x00-\x1f\ud800-\udfff]", "", folder + name) or "x"
    text = f"![It]({target})"
    url = dict(inline.graphic(Span("picture", "It", target=target)).attributes)["url"]
    figure = etree.Element(f"{{{schema.TEI}}}figure")
    etree.SubElement(figure, f"{{{schema.TEI}}}graphic", url=url)
    shown = readers.picture(figure)
    again = shown.target if shown else ""
    # Where the address can't tell it, an instruction does.
    assert again == target or inline.exact(text).startswith("<?diglot")


def test_a_deposit_has_the_files_and_their_checksums(talk: Run, tmp_path: Path) -> None:
    done = talk("deposit", "tide")
    assert done.exit_code == 0, done.output
    assert "it shows 2 pictures (lamp_1.png is the first)" in done.stderr
    bag = tmp_path / "build/tide-1"
    manifest = (bag / "manifest-sha512.txt").read_text()
    for name, data in {"maps/bay.png": MAP, "lamp-1.png": LAMP}.items():
        assert (bag / "data/source" / name).read_bytes() == data
        assert f"  data/source/{name}\n" in manifest
    # A drawing is text: what is in it is cleaned, in the book as well.
    assert b"keeper" not in (bag / "data/source/pier.svg").read_bytes()
    with zipfile.ZipFile(bag / "data/epub/tide.en-ar.epub") as book:
        drawings = [book.read(name) for name in book.namelist() if name.endswith(".svg")]
    assert [b"address-removed" in one or b"keeper" not in one for one in drawings] == [True]
    (tei,) = (bag / "data/tei").glob("*.tei.xml")
    urls = etree.fromstring(tei.read_bytes()).xpath("//t:graphic/@url", namespaces=TEI)
    assert "../source/lamp-1.png" in urls and all((tei.parent / str(url)).is_file() for url in urls)
    assert "`source/lamp-1.png` is `source/lamp_1.png`" in (bag / "data/README.md").read_text("utf-8")
    assert talk("deposit", "--verify", str(bag)).exit_code == 0


def test_two_pictures_of_one_name_are_no_deposit(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "source/lamp-1.png").write_bytes(MAP)
    with (tmp_path / "source/tide.txt").open("a") as file:
        file.write("\n![Another.](lamp-1.png)\n")
    done = talk("deposit", "tide")
    assert done.exit_code == 1 and "would both be called source/lamp-1.png" in done.stderr


WRONG = {
    "gone.png": "there is no file gone.png",
    "maps": "maps can't be shown: can't be read: is a directory",
    "https://example.org/a.png": "https://example.org/a.png is an address, and nothing is fetched",
    "data:image/png,x": "data:image/png,x is an address",
    "../../bay.png": "../../bay.png can't be shown: this leads out of the project's folder",
    "/etc/hostname": "/etc/hostname can't be shown: this leads out of the project's folder",
    "maps/link.png": "maps/link.png can't be shown: this leads out of the project's folder",
    "text.png": "text.png can't be shown: this is no JPEG, PNG, GIF, WebP or SVG.",
    "half.png": "half.png can't be shown: the picture is cut off, or broken.",
    "cut.png": "cut.png can't be shown: the picture is cut off, or broken.",
    "vast.png": "vast.png can't be shown: a picture may have 200,000,000 pixels, and this has more.",
    "load.svg": "load.svg can't be shown: the drawing has a link to elsewhere",
    "bomb.svg": "bomb.svg can't be shown: a drawing may have 200,000 elements",
    "loop.svg": "loop.svg can't be shown: the drawing has an element that uses itself",
    "x" * 300: "there is no file x",
}


def test_what_can_not_be_shown_is_told_and_printed_without(talk: Run, tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "text.png").write_text("no picture")
    (source / "cut.png").write_bytes(MAP[:18])
    (source / "half.png").write_bytes(MAP[:-20])
    head = b"IHDR" + struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    (source / "vast.png").write_bytes(MAP[:12] + head + struct.pack(">I", zlib.crc32(head)) + MAP[33:])
    opening = '<svg xmlns="http://www.w3.org/2000/svg">'
    (source / "load.svg").write_text(f'{opening}<image href="https://a.example/x.png"/></svg>')
    uses = "".join(f'<g id="g{k}">{f"""<use href="#g{k + 1}"/>""" * 9}</g>' for k in range(9))
    (source / "bomb.svg").write_text(f'{opening}{uses}<g id="g9"/></svg>')
    (source / "loop.svg").write_text(f'{opening}<g id="a"><use href="#a"/><use href="#a"/></g></svg>')
    (source / "maps/link.png").symlink_to("/etc/hostname")
    lines = [f"![Bay {k}.]({target})\nCaption {k}.\n" for k, target in enumerate(WRONG)]
    (source / "tide.txt").write_text("\n".join([TALK, *lines]))
    talk("extract")
    for command in (("check",), ("build", "-f", "epub")):
        findings = said(talk, *command)
        for k, (finding, words) in enumerate(zip(findings, WRONG.values(), strict=True)):
            assert finding.startswith(f"source/tide.txt:{12 + 3 * k}: {words}")
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        page = book.read("EPUB/text/part-001.xhtml").decode()
    assert page.count("<img") == 4
    for k in range(len(WRONG)):
        assert re.search(rf"\[(<a [^>]*>)?Bay {k}\.", page) and f">Caption {k}.<" in page


def test_a_picture_with_nothing_in_it_is_named(talk: Run, tmp_path: Path) -> None:
    broken = b"IDAT" + b"x" * 9
    chunk = struct.pack(">I", 9) + broken + struct.pack(">I", zlib.crc32(broken))
    (tmp_path / "source/lamp_1.png").write_bytes(LAMP[:33] + chunk + LAMP[-12:])
    (finding,) = said(talk, "build", "-f", "pdf")
    assert finding == "source/tide.txt:8: lamp_1.png can't be shown: the picture is cut off, or broken."


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"GIF89a\1\0\1\0\0\0\0;\0", True),
        (b"GIF89a\1\0\1\0\0\0", False),
        (b"RIFF\x1a\0\0\0WEBPVP8L\5\0\0\0\x2f\0\0\0\0" + bytes(9), True),
        (b"RIFF\xff\0\0\0WEBPVP8L\5\0\0\0\x2f\0\0\0\0" + bytes(9), False),
        (b"\xff\xd8\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0\xff\xd9", True),
        (b"\xff\xd8\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0", False),
        (MAP, True),
        (MAP[:60] + b"x" + MAP[61:], False),
    ],
)
def test_a_picture_is_whole_or_refused(data: bytes, whole: bool) -> None:
    if whole:
        assert pictures.check(data, "x") in pictures.SUFFIXES
        return
    with pytest.raises(DiglotError, match="cut off, or broken"):
        pictures.check(data, "x")


def test_outside_of_the_project_only_where_it_is_allowed(talk: Run, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}.png"
    outside.write_bytes(png(3, 3))
    (tmp_path / "source/tide.txt").write_text(TALK.replace("maps/bay.png", f"../../{outside.name}"))
    talk("extract")
    assert len(said(talk, "build", "-f", "epub")) == 1
    assert said(talk, "--allow-outside", "build", "-f", "epub") == []
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        assert outside.read_bytes() in [book.read(name) for name in book.namelist()]


def test_a_picture_without_words_is_told_and_nothing_is_claimed(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "source/tide.txt").write_text(TALK.replace("[a lamp]", "[]"))
    talk("extract")
    (finding,) = said(talk, "build", "-f", "epub", "-f", "pdf")
    assert finding == "source/tide.txt:8: nothing says what lamp_1.png shows, for those who don't see it."
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        package = book.read("EPUB/content.opf").decode()
    assert "alternativeText" not in package and ">textual,visual<" in package


def test_all_pictures_together_have_a_limit(talk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURES", limits.PICTURES._replace(most=len(MAP) + len(LAMP)))
    (finding,) = said(talk, "build", "-f", "epub")
    assert finding.startswith(
        "source/tide.txt:10: pier.svg can't be shown: what a document shows in pictures"
    )


def test_what_was_built_with_another_picture_is_built_again(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "diglot.toml").write_text(
        f'{SETTINGS}\n[[editions]]\nname = "book"\ntitle = "B"\ndocuments = "all"\nlanguages = ["en", "ar"]\n'
    )
    built = {"tide.en-ar.epub": ("tide",), "book.epub": ("book",)}
    for name, asked in built.items():
        talk("build", *asked, "-f", "epub")
        path = tmp_path / "build" / name
        kept = path.stat().st_mtime_ns
        talk("build", *asked, "-f", "epub")
        assert path.stat().st_mtime_ns == kept
        other = png(5, 5, len(name))
        (tmp_path / "source/maps/bay.png").write_bytes(other)
        talk("build", *asked, "-f", "epub")
        with zipfile.ZipFile(path) as book:
            assert other in [book.read(one) for one in book.namelist()]
    (tmp_path / "source/maps/bay.png").unlink()
    assert len(said(talk, "build", "tide", "-f", "epub")) == 1
    # Told again for a file that is as it should be.
    assert len(said(talk, "build", "tide", "-f", "epub")) == 1
    # An edition without it is not whole.
    done = talk("build", "tide", "-f", "epub", "--strict")
    assert done.exit_code == 1 and "error: source/tide.txt:3: there is no file maps/bay.png" in done.output
    (tmp_path / "source/maps/bay.png").write_bytes(MAP)
    assert said(talk, "build", "tide", "-f", "epub") == []


def test_a_translation_may_have_a_picture_of_its_own(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "source/bay.ar.png").write_bytes(png(7, 7))
    catalog = tmp_path / "locales/ar/LC_MESSAGES/tide.po"
    text = catalog.read_text("utf-8").replace("الخليج.](maps/bay.png)", "الخليج.](bay.ar.png)")
    catalog.write_text(text, "utf-8")
    talk("build", "-f", "epub")
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        page = etree.fromstring(book.read("EPUB/text/part-001.xhtml"))
    figure = next(page.iter("{*}figure"))
    assert [image.get("alt") for image in figure.iter("{*}img")] == ["A map of the bay.", "خريطة الخليج."]


def test_a_folder_of_pictures_is_no_folder_of_transcripts(talk: Run, tmp_path: Path) -> None:
    assert "D162" not in talk("check").output
    (tmp_path / "source/maps/notes.txt").write_text("Ann: So?\n")
    assert "maps: it is a folder" in talk("check").output


def test_a_path_in_markdown_may_be_written_as_an_address(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "source/tide.txt").unlink()
    (tmp_path / "source/карта.png").write_bytes(MAP)
    (tmp_path / "source/tide.md").write_text(
        "# Tides\n\n![A map.](карта.png)\nThe bay.\n\n**Mara:** So.\n", "utf-8"
    )
    talk("extract")
    assert said(talk, "build", "-f", "epub") == []
    assert packed.name("%D0%BA%D0%B0%D1%80%D1%82%D0%B0.png") == "karta.png"


@pytest.mark.parametrize("name", ["my bay.png", "bay (1).PNG", "bay (the old one).png", "bay.2.png"])
def test_a_path_may_be_typed_as_it_is(talk: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "source" / name).write_bytes(MAP)
    (tmp_path / "source/tide.txt").write_text(TALK.replace("pier.svg", name))
    talk("extract")
    assert said(talk, "build", "-f", "epub", "-f", "tei") == []
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        assert book.read("EPUB/text/part-001.xhtml").decode().count("<img") == 4
    assert own_schema((tmp_path / "build/tide.tei.xml").read_bytes()) == []


@pytest.mark.parametrize(
    "words",
    ["![The pier.](the pier)", '![The pier.](pier.svg "Title")', r"![The pier.](p\pier.svg)", "![](pier"],
)
def test_what_only_looks_like_a_picture_is_told(talk: Run, tmp_path: Path, words: str) -> None:
    (tmp_path / "source/tide.txt").write_text(TALK.replace("![The pier.](pier.svg)", words))
    talk("extract")
    (finding,) = said(talk, "build", "-f", "epub")
    assert finding == f"source/tide.txt:10: {words} is printed as words: it can't be read as a picture."
    (tmp_path / "source/tide.txt").write_text(TALK.replace("![The pier.](pier.svg)", "\\" + words))
    assert said(talk, "build", "-f", "epub") == []


def test_the_size_of_a_drawing_is_what_it_says() -> None:
    def sized(about: str) -> tuple[float, float]:
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {about}/>'.encode()
        return pictures.extent(Picture(drawing, "image/svg+xml", Cell("", "en", "original")))

    assert sized('width="40px" height="20.5"') == (40, 20.5)
    assert sized('width="100%" height="5em" viewBox="0 0 80,60"') == (80, 60)
    assert sized("") == sized('width="0" height="0"') == (300, 150)


def test_a_picture_is_read_or_refused() -> None:
    alt = Cell("A map.", "en", "original")
    made = pictures.read(MAP, "bay.png", alt)
    assert (made.media_type, made.alt, made.data) == ("image/png", alt, MAP)
    assert pictures.file_name(made) == pictures.file_name(replace(made, alt=Cell("", "en", "original")))
    with pytest.raises(DiglotError, match="no JPEG") as caught:
        pictures.read(io.BytesIO(b"GIF").read(), "bay.png", alt)
    assert caught.value.hint == pictures.CURE


def test_a_photograph_is_made_small_once_for_all_formats(
    talk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photograph = io.BytesIO()
    Image.effect_noise((2400, 1600), 40).save(photograph, "JPEG")
    (tmp_path / "source/lamp_1.png").write_bytes(photograph.getvalue())
    made: list[int] = []
    draw = photographs.published

    def counted(data: bytes, *about: Any) -> tuple[bytes, str]:
        made.append(len(data))
        return draw(data, *about)

    monkeypatch.setattr(photographs, "published", counted)
    talk("build", "-f", "epub", "-f", "html", "-f", "pdf")
    book = (tmp_path / "build/tide.en-ar.epub").read_bytes()
    assert sorted(made) == sorted([len(MAP), len(photograph.getvalue())])
    # Nor again for the next build; what somebody has damaged is made anew.
    talk("build", "-f", "epub", "--force")
    assert len(made) == 2
    for kept in (tmp_path / ".diglot/pictures").iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    talk("build", "-f", "epub", "--force")
    assert len(made) == 4 and (tmp_path / "build/tide.en-ar.epub").read_bytes() == book
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".jpg")]
        assert Image.open(io.BytesIO(archive.read(name))).size == (1697, 1131)


TALKED = """The tide clock

Mara Lind: What hangs above it?

Ivo Karras: A lamp that my father lit. *Twice* a day.

Then it was ours, my sister's and mine.

Mara Lind: Who lights it now?
"""


@pytest.fixture
def placed(talk: Run, tmp_path: Path) -> Callable[[str], Run]:
    """Build the talk, without any picture in its text, with these tables in its sidecar."""

    def prepare(tables: str) -> Run:
        (tmp_path / "source/tide.txt").write_text(TALKED)
        (tmp_path / "source/tide.toml").write_text(tables)
        return talk

    return prepare


def order(folder: Path) -> list[str]:
    """The texts of a transcript in their order, as `show` has them; pictures by their files."""
    (path,) = (path for path in (folder / "source").iterdir() if path.suffix in (".txt", ".xml"))
    done = CliRunner().invoke(main, ["-C", str(folder), "show", str(path), "--as", "jsonl"])
    assert done.exit_code == 0, done.output
    texts = [json.loads(line).get("text", "") for line in done.stdout.splitlines()]
    return [match[1] if (match := re.match(r"!\[.*\]\((.*)\)", text)) else text[:6] for text in texts if text]


def ids_of(folder: Path) -> dict[str, str]:
    """The ids of a template, by the first words."""
    template = polib.pofile(str(folder / "locales/tide.pot"))
    placed = {entry.msgid[:6]: entry.occurrences[0][0] for entry in template if entry.occurrences}
    return {words: place.rpartition(":")[2] for words, place in placed.items()}


PLACED = """[[pictures]]
file = "lamp_1.png"
begins = "A lamp that MY father lit. Twice"
alt = "A lamp."
caption = "Lit at dusk."
credit = { en = "Photograph: Noor Haddad", ar = "تصوير نور حدّاد" }
licence = "CC-BY-4.0"

[[pictures]]
file = "pier.svg"
begins = "Who lights"
decorative = true
place = "before"
"""


def test_a_sidecar_places_pictures(placed: Callable[[str], Run], tmp_path: Path) -> None:
    run = placed(PLACED)
    assert run("extract").exit_code == 0
    assert order(tmp_path) == ["The ti", "What h", "A lamp", "lamp_1.png", "Then i", "pier.svg", "Who li"]
    template = polib.pofile(str(tmp_path / "locales/tide.pot"))
    assert "![A lamp.](lamp_1.png) Lit at dusk." in {entry.msgid for entry in template}
    assert said(run, "build", "-f", "epub", "-f", "tei", "-f", "pdf") == []
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        page = book.read("EPUB/text/part-001.xhtml").decode()
        colophon = etree.fromstring(book.read("EPUB/text/colophon.xhtml"))
        package = book.read("EPUB/content.opf").decode()
    # The turn goes on below the picture, and nobody is named anew.
    assert page.count("Ivo Karras") == 1 and page.count('<div class="turn') == 4
    assert page.index("Lit at dusk") < page.index("Then it was") and 'alt="" ' in page
    assert "alternativeText" in package
    words = "".join(map(str, colophon.itertext()))
    assert "نور حدّاد" in words and "creativecommons.org/licenses/by/4.0" in words
    figures = [one.alt for one in pdfs.tree((tmp_path / "build/tide.en-ar.pdf").read_bytes()).all("Figure")]
    assert figures == ["A lamp."]
    path = tmp_path / "build/tide.tei.xml"
    tei = path.read_bytes()
    assert own_schema(tei) == [] and jing(Path(__file__).parent / "schema/tei_all.rng", path) == []
    credit = etree.fromstring(tei).xpath("//t:sourceDesc/t:bibl[@type='picture']/t:author", namespaces=TEI)
    assert [one.text for one in credit] == ["Photograph: Noor Haddad", "تصوير نور حدّاد"]
    # A project that is made of the edition knows it too, and needs no table.
    run("init", "--from", str(path), str(tmp_path / "again"))
    assert order(tmp_path / "again") == order(tmp_path)


@pytest.mark.parametrize(
    ("time", "after"), [("0:06", "Older"), ("0:59", "Older"), ("1:07", "And w"), ("9:06", "")]
)
def test_a_picture_is_placed_by_what_is_heard(
    placed: Callable[[str], Run], tmp_path: Path, time: str, after: str
) -> None:
    run = placed(f'[[pictures]]\nfile = "lamp_1.png"\ntime = "{time}"\nalt = "A lamp."\n')
    (tmp_path / "source/tide.txt").unlink()
    cues = (
        ("00:01", "04", "How old is it?"),
        ("00:05", "09", "Older than us."),
        ("01:05", "09", "And who knows?"),
    )
    said_ = [
        f"{start}.000 --> {start[:3]}{end}.000\n<v {'BA'[k % 2]}nn>{text}"
        for k, (start, end, text) in enumerate(cues)
    ]
    (tmp_path / "source/tide.vtt").write_text("WEBVTT\n\n" + "\n\n".join(said_) + "\n")
    done = run("show", "tide", "--as", "jsonl")
    texts = [json.loads(line).get("text", "") for line in done.stdout.splitlines()]
    shown = [k for k, text in enumerate(texts) if "lamp_1.png" in text]
    assert [texts[k - 1][:5] for k in shown] == ([after] if after else [])
    assert ("nothing is heard at 9:06" in done.output) == (not after)


def test_a_picture_is_placed_by_an_id_that_stays(placed: Callable[[str], Run], tmp_path: Path) -> None:
    run = placed("")
    run("extract")
    ids = ids_of(tmp_path)
    run = placed(f'[[pictures]]\nfile = "lamp_1.png"\nid = "{ids["A lamp"]}"\nalt = "A lamp."\n')
    run("extract")
    assert order(tmp_path)[2:5] == ["A lamp", "lamp_1.png", "Then i"]
    now = ids_of(tmp_path)
    assert ids.items() <= now.items()
    # Also when the words of that paragraph are others.
    (tmp_path / "source/tide.txt").write_text(TALKED.replace("A lamp that my", "It is a lamp that my"))
    run("extract")
    assert order(tmp_path)[2:5] == ["It is ", "lamp_1.png", "Then i"]
    assert ids_of(tmp_path)["![A la"] == now["![A la"]


def test_a_picture_is_placed_where_it_is_spoken_of(placed: Callable[[str], Run], tmp_path: Path) -> None:
    run = placed('[[pictures]]\nfile = "lamp_1.png"\ntime = "0:01:30"\nalt = "A lamp."\n')
    times = "0:00:10", "0:01:05", "0:02:00"
    lines = [f"[{time}] Mara: This is part {k}." for k, time in enumerate(times)]
    (tmp_path / "source/tide.txt").write_text("\n\n".join(lines))
    run("extract")
    assert order(tmp_path).index("lamp_1.png") == 2


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (
            'begins = "Nobody"\nalt = "x"',
            "no paragraph begins with 'Nobody', so",
        ),
        ('id = "sXXXXXX"\nalt = "x"', "there is no paragraph sXXXXXX, so that lamp_1.png has no place."),
        ('time = "0:10"\nalt = "x"', "nothing is heard at 0:10, so that lamp_1.png has no place."),
        ('credit = "x"', "the text shows no lamp_1.png, and nothing says where it stands."),
    ],
)
def test_a_picture_without_a_place_is_told(placed: Callable[[str], Run], table: str, words: str) -> None:
    run = placed(f'title = "Tides"\n[[pictures]]\nfile = "lamp_1.png"\n{table}\n')
    run("extract")
    for command in (("check",), ("build", "-f", "epub")):
        output = run(*command).output
        assert f"warning: source/tide.toml:2: {words}" in output and "[D116]" in output


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ('file = "a.png"\nbegins = "x"', 1, "nothing says what a.png shows."),
        ('file = "a.png"\nalt = "x"', 1, "a.png has words and no place."),
        ('file = "a.png"\nid = "s1"\ntime = "0:10"\nalt = "x"', 4, "the place of a.png is said twice."),
        (
            'file = "a.png"\ndecorative = true\nbegins = "x"\nalt = "y"',
            5,
            "a.png needs no words, and has some.",
        ),
        ('file = "a.png"\nbegins = "x"\nalt = "y [z]"', 4, "`alt` has a bracket or a backslash."),
        (
            'file = "a.png"\nbegins = "x"\nalt = "y"\ncaption = "x !\u200b[zz](pat.svg)"',
            5,
            "`caption` has another picture in it.",
        ),
        ('file = "a.png"\ntime = "soon"\nalt = "y"', 3, "'soon' is no time."),
        ('file = "a.png"\ntime = "0:99"\nalt = "y"', 3, "'0:99' is no time."),
        ('file = "a.png"\ntime = "1:99:09"\nalt = "y"', 3, "'1:99:09' is no time."),
        ('file = "a.png"\n[[pictures]]\nfile = "a.png"', 4, "two tables are of this picture."),
        ('file = ""', 2, "no file is named."),
        ('file = "a.png"\nplace = "above"', 3, "`place`: 'above' can't stand here."),
        ('file = "a.png"\nlicence = "mine"', 3, "'mine' is no licence"),
    ],
)
def test_a_table_of_a_picture_that_says_too_little_or_too_much(table: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_sidecar(f"[[pictures]]\n{table}\n", "tide.toml")
    assert words in str(caught.value) and f"tide.toml:{line}:" in str(caught.value) and caught.value.hint


def test_a_portrait_stands_in_the_first_turn_of_a_speaker(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    people = (
        '[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo with a lamp."\n'
        '[[speakers]]\nname = "Nobody Here"\nportrait = "pier.svg"\nportrait-alt = "Nobody."\n'
        '[[pictures]]\nfile = "lamp_1.png"\ncredit = "Photograph: Noor Haddad"\n'
    )
    run = placed(people)
    run("extract")
    assert order(tmp_path)[1:4] == ["What h", "lamp_1.png", "A lamp"]
    assert said(run, "build", "-f", "epub", "-f", "tei", "-f", "pdf") == []
    assert "D116" not in run("check").output
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        page = etree.fromstring(book.read("EPUB/text/part-001.xhtml"))
        assert b"Noor Haddad" in book.read("EPUB/text/colophon.xhtml")
    (figure,) = page.iter("{*}figure")
    assert "portrait" in figure.get("class", "").split()
    assert [image.get("alt") for image in figure.iter("{*}img")] == ["Ivo with a lamp."]
    around = [one.get("class", "").split() for one in figure.iterancestors()]
    assert around[:2] == [["who"], ["portrayed"]] and {"turn", "spk-ivo-karras"} <= {*around[2]}
    tei = (tmp_path / "build/tide.tei.xml").read_bytes()
    assert own_schema(tei) == []
    kinds = etree.fromstring(tei).xpath("//t:sourceDesc/t:bibl/@type", namespaces=TEI)
    assert kinds == ["portrait", "portrait"]
    (tmp_path / "source/lamp_1.png").write_text("no picture")
    (finding,) = said(run, "build", "-f", "epub")
    assert finding.startswith("source/tide.toml:3: lamp_1.png can't be shown")


@pytest.mark.parametrize(
    ("table", "line", "words"),
    [
        ('portrait = "a.png"', 3, "nothing says what a.png shows."),
        ('portrait-alt = "Bo."', 3, "`portrait-alt` tells of a portrait, and there is none."),
        ('portrait = "a.png"\nportrait-alt = "[Bo]"', 4, "`portrait-alt` has a bracket or a backslash."),
        (
            'portrait = "a.png"\nportrait-alt = "B"\n[[speakers]]\nname = "C"\nportrait = "a.png"',
            7,
            "two speakers have the portrait a.png.",
        ),
    ],
)
def test_a_portrait_that_is_half_said(table: str, line: int, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_sidecar(f'[[speakers]]\nname = "Bo"\n{table}\n', "tide.toml")
    assert words in str(caught.value) and f"tide.toml:{line}:" in str(caught.value) and caught.value.hint


BOOK = """
[[editions]]
name = "book"
title = "Tides"
documents = "all"
languages = ["en", "ar"]
front-matter = "matter/preface.md"
"""


def test_pages_around_the_text_have_pictures_and_a_logo(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "diglot.toml").write_text(
        SETTINGS.replace("publisher", 'logo = "logo.svg"\npublisher') + BOOK
    )
    (tmp_path / "logo.svg").write_text(DRAWING.replace('r="9"', 'r="7"'))
    (tmp_path / "matter").mkdir()
    (tmp_path / "matter/chart.png").write_bytes(png(90, 30, 77))
    preface = '# Preface\n\nSo it was.\n\n![A chart.](chart.png "The chart of 1902.")\n'
    (tmp_path / "matter/preface.ar.md").write_text(preface)
    for asked in ("book", "tide"):
        done = talk("build", asked, "-f", "epub", "-f", "pdf", "-f", "html")
        assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "build/book.epub") as book:
        pages = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
        assert png(90, 30, 77) in [book.read(name) for name in book.namelist()]
    (page,) = (page for name, page in pages.items() if "front-1" in name)
    assert 'alt="A chart."' in page and ">The chart of 1902.</span></figcaption>" in page
    assert 'alt="Pier Press"' in pages["EPUB/text/title-page.xhtml"]
    figures = [one.alt for one in pdfs.tree((tmp_path / "build/book.pdf").read_bytes()).all("Figure")]
    assert figures[:2] == ["Pier Press", "A chart."]
    with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
        assert 'alt="Pier Press"' in book.read("EPUB/text/colophon.xhtml").decode()
    assert (tmp_path / "build/book.html").read_text().count('alt="A chart."') == 1
    # Another picture makes another book.
    (tmp_path / "matter/chart.png").write_bytes(png(90, 30, 9))
    assert "unchanged" not in talk("build", "book", "-f", "epub").output
    assert epubcheck([tmp_path / "build/book.epub"]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A ![chart](chart.png) here.", "preface.ar.md:3: a picture stands among words."),
        ("![](chart.png)", "preface.ar.md:3: nothing says what chart.png shows."),
        ("![A chart.](gone.png)", "preface.ar.md:3: there is no file gone.png"),
        ("![A chart.](https://a.example/b.png)", "is an address, and nothing is fetched"),
        ("![A chart.](../../b.png)", "this leads out of the project's folder"),
    ],
)
def test_a_picture_that_a_page_can_not_have(talk: Run, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "diglot.toml").write_text(SETTINGS + BOOK)
    (tmp_path / "matter").mkdir()
    (tmp_path / "matter/preface.ar.md").write_text(f"# Preface\n\n{text}\n")
    done = talk("build", "book", "-f", "epub")
    assert done.exit_code == 1 and words in done.output and "hint: " in done.output


def test_a_logo_needs_a_publisher(talk: Run, tmp_path: Path) -> None:
    settings = SETTINGS.replace('publisher = "Pier Press"', 'logo = "gone.svg"')
    (tmp_path / "diglot.toml").write_text(settings)
    assert "diglot.toml:4: nothing says whose logo this is." in talk("build", "-f", "epub").output
    (tmp_path / "diglot.toml").write_text(f'{settings}publisher = "Pier Press"\n')
    done = talk("build", "-f", "epub")
    assert done.exit_code == 1 and "diglot.toml:4: there is no file gone.svg" in done.output


@given(st.text(min_size=1, max_size=20))
def test_any_name_of_a_file_can_stand_in_a_text(name: str) -> None:
    table = PictureTable(file=tidy(name) or "x")
    shown = markup.picture(f"![It]({table.target}) below")
    assert shown is not None and shown.target == table.target
    assert unquote(shown.target) == table.file


def test_a_decorative_picture_in_the_text_needs_no_words(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "source/tide.txt").write_text(TALK.replace("[The pier.]", "[]"))
    talk("extract")
    assert len(said(talk, "build", "-f", "epub")) == 1
    (tmp_path / "source/tide.toml").write_text('[[pictures]]\nfile = "pier.svg"\ndecorative = true\n')
    assert said(talk, "build", "-f", "epub") == said(talk, "check") == []


@pytest.mark.slow
def test_a_portrait_keeps_its_size_beside_a_long_name(placed: Callable[[str], Run], tmp_path: Path) -> None:
    name = "Professor Emerita Ivana Karras-Hohenegg of Lichtenwald"
    names = {"ar": "الأستاذة الفخرية إيفانا كاراس هوهنيغ من ليختنفالد والوادي الأعلى"}
    Image.new("RGB", (600, 800), "red").save(tmp_path / "source/lamp_1.png")
    run = placed(f'[[speakers]]\nname = "{name}"\nportrait = "lamp_1.png"\nportrait-alt = "Her"\n')
    (tmp_path / "source/tide.txt").write_text(TALKED.replace("Ivo Karras", name))
    run("extract")
    for lang, said in names.items():
        path = tmp_path / f"locales/{lang}/LC_MESSAGES/tide.po"
        path.write_text(path.read_text("utf-8").replace(f'"{name}"\nmsgstr ""', f'"{name}"\nmsgstr "{said}"'))
    run("build", "-f", "epub", "--layout", "stacked")
    (book,) = (tmp_path / "build").glob("*.epub")
    for reader in READERS:
        shown = tmp_path / f"{reader}.png"
        read([Order(reader, book, (390, 700), {"text/part-001.xhtml": shown})])
        with Image.open(shown) as page:
            green = page.convert("RGB").getchannel("G")
            red = ImageChops.subtract(page.convert("RGB").getchannel("R"), green)
            box = red.point(lambda value: 255 * (value > 200)).getbbox()
        # Six sizes of the text high.
        assert box is not None and box[2] - box[0] > 60 and box[3] - box[1] > 85, reader


@pytest.mark.slow
def test_readers_show_every_picture_whole(placed: Callable[[str], Run], tmp_path: Path) -> None:
    sizes = {"wide": (2600, 500), "large": (2400, 1600), "tall": (500, 2600), "small": (30, 20)}
    tables = ""
    for name, size in sizes.items():
        Image.effect_noise(size, 40).save(tmp_path / f"source/{name}.jpg")
        tables += (
            f'[[pictures]]\nfile = "{name}.jpg"\nbegins = "Then it was"\nalt = "{name}"\ncaption = "Below."\n'
        )
    tables += '[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo"\n'
    tables += '[[pictures]]\nfile = "pier.svg"\nbegins = "Who lights"\nalt = "pier"\n'
    run = placed(tables)
    run("extract")
    alts = {*sizes, "Ivo", "pier"}
    for layout in ("stacked", "columns"):
        run("build", "-f", "epub", "--layout", layout)
    orders = [
        Order(reader, book, size)
        for book in (tmp_path / "build").glob("*.epub")
        for reader, size in product(READERS, ((390, 700), (1000, 700)))
    ]
    assert len(orders) == 8
    for order_, reading in zip(orders, read(orders), strict=True):
        assert (alts - {*reading.images}, reading.missed, reading.complaints) == (set(), [], []), order_


@pytest.mark.slow
def test_checkers_and_a_browser_have_nothing_against_pictures(talk: Run, tmp_path: Path) -> None:
    talk("build", "-f", "epub", "-f", "html", "-f", "tei")
    build = tmp_path / "build"
    assert epubcheck([build / "tide.en-ar.epub"]) == []
    assert jing(Path(__file__).parent / "schema/tei_all.rng", build / "tide.tei.xml") == []
    path = build / "tide.en-ar.html"
    assert vnu(path) == []
    widths = "[...document.images].map(one => one.naturalWidth)"
    ((violations, wide), asked), *_ = browser.browse(
        browser.Visit(path, (browser.AXE, browser.evaluate(widths)))
    )
    elsewhere = [one for one in asked if not one.startswith("asks for data:")]
    assert (violations, elsewhere) == ([], [])
    assert wide[0] == 1200 and all(wide)


@pytest.mark.slow
@pytest.mark.parametrize("html", ["file", "folder"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_web_page_shows_a_picture_as_wide_as_a_phone_and_whole_on_a_desk(
    talk: Run, tmp_path: Path, lang: str, html: str
) -> None:
    portrait = '[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo"\n'
    (tmp_path / "source/tide.toml").write_text(portrait)
    (tmp_path / "source/lamp_1.png").write_bytes(png(600, 900))
    (tmp_path / "source/maps/bay.png").write_bytes(png(900, 1400))
    settings = (tmp_path / "diglot.toml").read_text()
    (tmp_path / "diglot.toml").write_text(f'html = "{html}"\n{settings}')
    # From right to left the page runs where the Arabic stands alone.
    talk("build", "-f", "html", *(["--mono", "-l", "ar"] if lang == "ar" else []))
    name = "tide.ar" if lang == "ar" else "tide.en-ar"
    path = tmp_path / "build" / (f"{name}/index.html" if html == "folder" else f"{name}.html")
    found = '["figure:not(.portrait) img", ".portrait img", ".portrayed .label"]'
    boxes = f"""[document.documentElement.scrollWidth - innerWidth, ...{found}
        .map(one => document.querySelector(one).getBoundingClientRect())
        .map(box => [box.left, box.right, box.height, box.bottom])]"""
    steps = [browser.evaluate(boxes)]
    (phone, _), (desk, _) = browser.browse(
        browser.Visit(path, steps, browser.PHONE), browser.Visit(path, steps, browser.DESK)
    )
    (wider, picture, portrait, label), (_, tall, beside, named) = phone[0], desk[0]
    assert wider == 0
    assert picture[:2] == pytest.approx([0, browser.PHONE[0]], abs=0.5)
    assert tall[2] < browser.DESK[1] - 100
    # In one row with the name on a phone, above it on a desk.
    assert portrait[2] > label[2] and portrait[3] == pytest.approx(label[3], abs=2)
    assert beside[3] <= named[3] - named[2]


@pytest.mark.slow
@pytest.mark.parametrize("view", ["", "?view=ar"])
def test_above_columns_the_name_stands_at_the_foot_of_a_portrait(
    talk: Run, tmp_path: Path, view: str
) -> None:
    portrait = '[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo"\n'
    (tmp_path / "source/tide.toml").write_text(portrait)
    (tmp_path / "source/lamp_1.png").write_bytes(png(600, 800))
    talk("build", "-f", "html", "--layout", "columns")
    shown = """[".portrait img", ".portrayed .label > *", ".portrayed .speech > *"]
        .map(one => [...document.querySelectorAll(one)].find(box => box.offsetHeight)
        .getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.bottom])"""
    for size in (browser.PHONE, browser.DESK):
        visit = browser.Visit(
            next((tmp_path / "build").glob("*.html")), [browser.evaluate(shown)], size, view
        )
        ((((picture, name, said),), _),) = browser.browse(visit)
        assert picture[2] < name[2] and name[3] == pytest.approx(picture[3], abs=2)
        assert picture[3] < said[2]
        # Beside it, on whichever side it is.
        assert name[0] > picture[1] or name[1] < picture[0]


def test_on_paper_too_names_stand_at_the_foot_of_a_portrait_above_columns(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    run = placed('[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo"\n')
    (tmp_path / "source/lamp_1.png").write_bytes(png(300, 400))
    run("build", "-f", "pdf", "--layout", "columns")
    words = places(next((tmp_path / "build").glob("*.pdf")), 1)
    ivo, mara = (next(word for word in words if word[0] == name) for name in ("Ivo", "Mara"))
    # As wide as a portrait of six sizes of the text is.
    assert ivo[1] - mara[1] == pytest.approx(60 * 0.75 + 8, abs=2)
    assert [word for word in words if word != ivo and abs(word[2] - ivo[2]) < 4 and word[1] > 250]


def test_who_made_a_picture_is_said_once_where_its_caption_says_it(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    table = (
        '[[pictures]]\nfile = "lamp_1.png"\nbegins = "Then it was"\nalt = "A lamp."\n'
        'caption = "A lamp. Photograph: Noor Haddad."\ncredit = "{}"\n'
    )
    run = placed(table.format("Photograph: Noor Haddad"))
    counts = {}
    # A name alone may be that of who is shown.
    for credit in ("Photograph: Noor Haddad", "Noor Haddad", "Photograph: Noor Haddad, 1971"):
        (tmp_path / "source/tide.toml").write_text(table.format(credit), encoding="utf-8")
        run("build", "-f", "epub")
        with zipfile.ZipFile(tmp_path / "build/tide.en-ar.epub") as book:
            page = etree.fromstring(book.read("EPUB/text/part-001.xhtml"))
            assert b"Noor Haddad" in book.read("EPUB/text/colophon.xhtml")
        counts[credit] = sum("credit" in one.get("class", "").split() for one in page.iter())
    assert [bool(count) for count in counts.values()] == [False, True, True]


def test_below_a_narrow_picture_its_caption_is_as_narrow(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    (tmp_path / "source/tall.png").write_bytes(png(300, 400))
    table = (
        '[[pictures]]\nfile = "tall.png"\nbegins = "Then it was"\nalt = "A mast."\ncaption = "Masthead."\n'
    )
    run = placed(table + 'credit = "Photographed by Noor"\n')
    run("build", "-f", "pdf", "--layout", "stacked", "--layout", "columns")
    words = {
        layout: {word: x for word, x, _ in places(tmp_path / f"build/tide.en-ar{layout}.pdf", 1)}
        for layout in (".stacked", ".columns")
    }
    left = min(words[".columns"].values())
    # A pixel is three quarters of a point.
    edge = left + (sheet(BuildOptions()).text[0] / 25.4 * 72 - 300 * 0.75) / 2
    assert words[".stacked"]["Masthead."] == pytest.approx(edge, abs=2)
    assert words[".stacked"]["Noor"] < edge + 300 * 0.75
    # Beside each other languages need the whole page; who made it stands at the picture.
    assert words[".columns"]["Masthead."] == pytest.approx(left, abs=2)
    assert words[".columns"]["Noor"] < edge + 300 * 0.75


def test_in_word_no_page_parts_a_caption_from_who_made_its_picture(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    (tmp_path / "source/tall.png").write_bytes(png(300, 400))
    table = '[[pictures]]\nfile = "tall.png"\nbegins = "Then it was"\nalt = "A mast."\n'
    run = placed(table + 'caption = "Masthead."\ncredit = { en = "Photograph: Noor", ar = "تصوير: نور" }\n')
    run("build", "-f", "docx", "--layout", "columns", "--layout", "stacked")
    for layout in ("columns", "stacked"):
        with zipfile.ZipFile(tmp_path / f"build/tide.en-ar.{layout}.docx") as archive:
            body = etree.fromstring(archive.read("word/document.xml"))
        (credit, *_) = (p for p in body.iter("{*}p") if "Noor" in "".join(p.itertext()))
        if layout == "columns":
            (row,) = credit.iterancestors("{*}tr")
            assert "Masthead." in "".join(row.itertext()) and row.find(".//{*}cantSplit") is not None
        else:
            before = credit.getprevious()
            assert before is not None and before.find(".//{*}keepNext") is not None
            assert credit.find(".//{*}keepNext") is None


@pytest.mark.slow
@pytest.mark.parametrize("html", ["file", "folder"])
def test_on_a_web_page_a_caption_is_as_wide_as_its_picture(
    placed: Callable[[str], Run], tmp_path: Path, html: str
) -> None:
    (tmp_path / "source/tall.png").write_bytes(png(300, 400))
    table = '[[pictures]]\nfile = "tall.png"\nbegins = "Then it was"\nalt = "A mast."\n'
    run = placed(table + f'caption = "{"A mast in winter. " * 9}"\ncredit = "Noor"\n')
    (tmp_path / "diglot.toml").write_text(f'html = "{html}"\n{(tmp_path / "diglot.toml").read_text()}')
    run("build", "-f", "html")
    path = tmp_path / "build" / ("tide.en-ar/index.html" if html == "folder" else "tide.en-ar.html")
    edges = """["figure img", "figcaption", ".credit"].map(one => document.querySelector(one))
        .map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"""
    ((((picture, *others),), _),) = browser.browse(
        browser.Visit(path, [browser.evaluate(edges)], browser.DESK)
    )
    assert all(edge == pytest.approx(picture, abs=1) for edge in others)
    assert picture[1] - picture[0] == pytest.approx(300, abs=1)


def test_in_a_pdf_what_is_low_stays_where_it_is(placed: Callable[[str], Run], tmp_path: Path) -> None:
    """A picture that has no room goes to the next page, but no ornament with it."""
    for name, height in (("first", 330), ("second", 330), ("wave", 20)):
        (tmp_path / f"source/{name}.png").write_bytes(png(600, height, height % 200))
    tables = [
        f'[[pictures]]\nfile = "{name}.png"\nbegins = "{begins}"\nalt = "{name}"\ncaption = "Of {name}."\n'
        for name, begins in (("first", "What hangs"), ("second", "What hangs"), ("wave", "Then it was"))
    ]
    run = placed("".join(tables))
    run("build", "-f", "pdf")
    pages = [[word for word, _, _ in places(tmp_path / "build/tide.en-ar.pdf", number)] for number in (1, 2)]
    assert "wave." in pages[0] and "second." in pages[1]


def test_in_a_pdf_pictures_of_several_languages_are_never_cut(talk: Run, tmp_path: Path) -> None:
    """Each language has a map of its own, and both have no room on one page."""
    for name, tone in (("bay", 30), ("bay-ar", 200)):
        (tmp_path / f"source/maps/{name}.png").write_bytes(png(600, 900, tone))
    catalog = tmp_path / "locales/ar/LC_MESSAGES/tide.po"
    entries = polib.pofile(str(catalog))
    (told,) = (entry for entry in entries if "maps/bay.png" in entry.msgid)
    told.msgstr = told.msgstr.replace("bay.png", "bay-ar.png")
    entries.save()
    talk("build", "-f", "pdf", "--layout", "stacked")
    with pikepdf.open(next((tmp_path / "build").glob("*.pdf"))) as book:
        tall = [
            sum(image.Height > image.Width for image in page.get_images().values()) for page in book.pages
        ]
    assert sorted(tall)[-2:] == [1, 1] and sum(tall) == 2


def test_what_somebody_says_beside_a_portrait_goes_on_in_the_column_of_the_text(
    placed: Callable[[str], Run], tmp_path: Path
) -> None:
    run = placed('[[speakers]]\nname = "Ivo Karras"\nportrait = "lamp_1.png"\nportrait-alt = "Ivo"\n')
    (tmp_path / "source/lamp_1.png").write_bytes(png(300, 400))
    run("build", "-f", "pdf")
    left = {word: x for word, x, _ in places(tmp_path / "build/tide.en-ar.pdf", 1)}
    # A question, beside whose name; the answer, beside a portrait; what is said below that.
    assert left["Who"] == pytest.approx(left["A"], abs=1) == pytest.approx(left["Then"], abs=1)
    assert left["Who"] > left["Mara"] + 20


@pytest.mark.parametrize(("height", "first"), [(300, True), (900, False)])
def test_in_a_pdf_no_picture_stands_above_the_title(
    placed: Callable[[str], Run], tmp_path: Path, height: int, first: bool
) -> None:
    """It stands where it is told of, if the first page has room there, else on the next one."""
    (tmp_path / "source/tall.png").write_bytes(png(700, height))
    table = (
        '[[pictures]]\nfile = "tall.png"\nbegins = "Then it was"\nalt = "A mast."\ncaption = "Masthead."\n'
    )
    title = " ".join(["clock"] * 70)
    run = placed(table)
    text = tmp_path / "source/tide.txt"
    text.write_text(text.read_text().replace("The tide clock", f"The tide {title}"))
    run("build", "-f", "pdf", "--layout", "stacked")
    lines = {word: y for word, _, y in places(tmp_path / "build/tide.en-ar.pdf", 1)}
    assert lines["tide"] < lines["hangs"] < lines["ours,"] < lines["Who"]
    if first:
        assert lines["ours,"] < lines["Masthead."] < lines["Who"]
    else:
        assert "Masthead." in {word for word, _, _ in places(tmp_path / "build/tide.en-ar.pdf", 2)}
