"""Fonts that an editor puts into a book."""

from __future__ import annotations

import base64
import contextlib
import html
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

import validators
from browser import AXE, Visit, browse, evaluate
from pace import examples
from toolkit.cli import main
from toolkit.errors import DiglotError
from toolkit.text.hygiene import shortened
from toolkit.writers import fonts
from toolkit.writers.html.resources import InPage

ROOT = Path(__file__).parent.parent
Build = Callable[..., tuple[int, str]]
"""Builds an edition with these `fonts`: gives the exit code, and what was said."""


def made(flags: int = 0, weight: int = 400, name: str = "Quay", **said: str) -> bytes:
    """A font of squares, for Latin and Arabic letters."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 600), (550, 600), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()
    letters = [*map(chr, range(0x20, 0x7F)), *map(chr, range(0x620, 0x64B))]
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    strings = {
        "familyName": name,
        "styleName": "Regular",
        "copyright": "© 2026 The quay",
        "licenseDescription": "Free for all.",
        "licenseInfoURL": "https://quay.example/licence",
        **said,
    }
    builder.setupNameTable(strings)
    builder.setupOS2(fsType=flags, usWeightClass=weight)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 3_800_000_000
    sink = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.font.save(sink)
    return sink.getvalue()


def test_what_a_font_says_of_itself() -> None:
    font = fonts.read(made(weight=700), "fonts/quay.ttf", "ar", "The licence.")
    assert (font.family, font.weight, font.italic) == ("Quay", 700, False)
    assert font.notice == "© 2026 The quay Free for all. https://quay.example/licence"
    assert font.licence == "The licence."


ENDLESS = "Under the Quay Licence, " + "or by leave of whoever keeps it, " * 9


@pytest.mark.parametrize(
    ("text", "address", "shown"),
    [
        (
            "Under the Quay Licence, version 1.1. ",
            "https://quay.example",
            "Under the Quay Licence, version 1.1.",
        ),
        ("Parts are of the pier (see below). ", "https://quay.example", ""),
        ("Parts are of the pier (see below). ", "", "Parts are of the pier (see below)."),
        (
            "Under the Quay Licence, " + "or by leave " * 20,
            "",
            shortened("Under the Quay Licence, " + "or by leave " * 20, 200),
        ),
    ],
)
def test_the_text_of_a_licence_is_no_line_of_an_imprint(text: str, address: str, shown: str) -> None:
    whole = text + "Whoever takes it may use it as they like. " * 9
    data = made(licenseDescription=whole, licenseInfoURL=address)
    font = fonts.read(data, "quay.ttf", "ar")
    assert font.notice == " ".join(filter(None, ("© 2026 The quay", shown, address)))
    # It goes along, unless another text stands beside the file.
    assert font.licence == f"{whole.strip()}\n"
    assert fonts.read(data, "quay.ttf", "ar", "The licence.").licence == "The licence."


@pytest.mark.parametrize(("said", "shown"), [(" \n" * 150, ""), ("Free." + " " * 300, " Free.")])
def test_blanks_are_no_text_of_a_licence(said: str, shown: str) -> None:
    font = fonts.read(made(licenseDescription=said, licenseInfoURL=""), "quay.ttf", "ar")
    assert (font.notice, font.licence) == (f"© 2026 The quay{shown}", "")


def test_only_what_is_used_is_left_and_the_names_stay() -> None:
    font = fonts.read(made(), "quay.ttf", "ar")
    small = fonts.cut(font, "نحن A中")
    assert small == fonts.cut(font, "A中نحن ")
    assert len(small) < len(font.data) / 2
    left = TTFont(io.BytesIO(small))
    assert set(map(chr, left.getBestCmap())) == set("نح A")
    assert left["name"].getDebugName(13) == "Free for all."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made(0x0002), "forbids to embed it"),
        (made(0x0100), "forbids to embed a part"),
        (made(0x0200), "bitmaps only"),
        (b"", "no OpenType font"),
        (b"wOF2" + made(), "no OpenType font"),
        (b"ttcf" + made(), "no OpenType font"),
        (made()[:700], "broken"),
        (b"\0\1\0\0", "broken"),
        (b"\0\1\0\0" + bytes(8), "no table"),
    ],
)
def test_what_may_not_or_cant_be_embedded(data: bytes, said: str) -> None:
    with pytest.raises(DiglotError) as caught:
        fonts.read(data, "fonts/x.ttf", "ar")
    assert said in caught.value.what
    assert str(caught.value.where) == "fonts/x.ttf" and caught.value.hint


def test_what_a_font_has_wrong_is_told_in_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    """And in no line of a log for each of its names."""
    data = bytearray(made())
    entry = data.index(b"name")
    table = int.from_bytes(data[entry + 8 : entry + 12], "big")
    count = int.from_bytes(data[table + 2 : table + 4], "big")
    for record in range(count):
        # Where the words of each begin: far behind the table.
        at = table + 6 + 12 * record + 10
        data[at : at + 2] = b"\xff\xf0"
    with contextlib.suppress(DiglotError):
        assert fonts.read(bytes(data), "x.ttf", "ar").family == "x.ttf"
    assert count and not caplog.records


@pytest.mark.parametrize("flags", [0x0000, 0x0004, 0x0008])
def test_what_may_be_embedded(flags: int) -> None:
    assert fonts.read(made(flags), "x.ttf", "ar").family == "Quay"


WHOLE = made()


@examples(60)
@given(st.integers(4, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_font_is_read_or_refused(at: int, noise: bytes) -> None:
    damaged = WHOLE[:at] + noise + WHOLE[at + len(noise) :]
    with contextlib.suppress(DiglotError):
        fonts.cut(fonts.read(damaged, "x.ttf", "ar"), "abc")


# In a book


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A project with the interview of this repository and a font; builds an edition with these `fonts`."""
    for folder in ("source", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "quay.ttf").write_bytes(WHOLE)
    (tmp_path / "fonts" / "bold.ttf").write_bytes(made(weight=700))
    (tmp_path / "fonts" / "closed.ttf").write_bytes(made(0x0002))
    (tmp_path / "fonts" / "LICENSE.txt").write_text("Do as you like.\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    def build(said: str, form: str = "epub", more: str = "") -> tuple[int, str]:
        Path("diglot.toml").write_text(
            f'{more}source-language = "en"\ntarget-languages = ["ar"]\n\n[[editions]]\nname = "quay"\n'
            f'languages = ["en", "ar"]\ndocuments = "river"\ntitle = "Quay"\nfonts = {said}\n',
            "utf-8",
        )
        done = CliRunner().invoke(main, ["build", "quay", "-f", form, "--force"])
        return done.exit_code, done.stderr

    return build


USED = evaluate(
    """(async () => {
      await document.fonts.ready;
      const family = (lang) => getComputedStyle(document.querySelector(`p:lang(${lang})`)).fontFamily;
      return [family("ar"), family("en"), [...document.fonts].map((one) => one.weight + one.status)];
    })()"""
)


@pytest.mark.slow
def test_a_book_with_fonts(run: Build, tmp_path: Path) -> None:
    code, told = run('["fonts/quay.ttf", "fonts/bold.ttf"]')
    assert code == 0 and told.startswith("build/quay.epub: ")
    book = tmp_path / "build" / "quay.epub"
    before = book.read_bytes()
    assert run('["fonts/quay.ttf", "fonts/bold.ttf"]')[0] == 0
    assert book.read_bytes() == before
    assert validators.epubcheck([book]) == []
    assert validators.epubcheck_ts([book]) == []
    with zipfile.ZipFile(book) as archive:
        assert archive.read("EPUB/fonts/LICENCE-1.txt") == b"Do as you like.\n"
        assert "Quay: © 2026 The quay Free for all." in archive.read("EPUB/text/colophon.xhtml").decode()
        archive.extractall(tmp_path / "book")
    page = tmp_path / "book/EPUB/text/part-001.xhtml"
    (((arabic, english, loaded),), complaints) = browse(Visit(page, [USED], around=tmp_path / "book"))[0]
    assert arabic == "book-ar, serif"
    assert "book" not in english
    assert loaded == ["400loaded", "700loaded"]
    assert complaints == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["file", "folder"])
def test_a_web_page_with_fonts(run: Build, tmp_path: Path, form: str) -> None:
    """They are in the page, or beside it, cut down as for a book; its policy allows them there alone."""
    said, more = '{ ar = ["fonts/quay.ttf", "fonts/bold.ttf"] }', f'html = "{form}"\n'
    assert run(said, "html", more)[0] == 0
    folder = tmp_path / "build" / ("quay" if form == "folder" else ".")
    page = folder / ("index.html" if form == "folder" else "quay.html")
    markup = page.read_text("utf-8")
    assert "Quay: © 2026 The quay Free for all." in markup
    if form == "folder":
        assert "; font-src 'self' file:; " in markup
        assert (folder / "fonts/LICENCE-1.txt").read_bytes() == b"Do as you like.\n"
        names = ["fonts/ar-1.ttf", "fonts/ar-2.ttf"]
        held = [(folder / name).read_bytes() for name in names]
    else:
        assert "; font-src data:; " in markup and "\n\nDo as you like.\n*/" in markup
        held = [base64.b64decode(font) for font in re.findall(r"data:font/ttf;base64,([^\"]+)", markup)]
        assert [one for one in validators.vnu(page) if "-src” directive" not in one] == []
    text = html.unescape(re.sub("<[^>]*>", "", markup[markup.index("<main") : markup.index("</footer>")]))
    used = {*text} & {*map(chr, TTFont(io.BytesIO(WHOLE)).getBestCmap())}
    for font in held:
        left = {*map(chr, TTFont(io.BytesIO(font)).getBestCmap())}
        assert {*"ابت"} <= used <= left and "~" not in left
    ((seen, complaints),) = browse(Visit(page, [USED, AXE], around=folder))
    (arabic, english, loaded), violations = seen
    assert arabic == "book-ar, serif" and "book" not in english
    assert loaded == ["400loaded", "700loaded"] and violations == []
    assert [one for one in complaints if not one.startswith("asks for data:")] == []
    before = page.read_bytes()
    assert run(said, "html", more)[0] == 0 and page.read_bytes() == before


def test_a_licence_ends_neither_the_remark_nor_the_style() -> None:
    said = InPage().licence("LICENCE-1.txt", "*/ body { } </style><script>")
    assert said.count("*/") == 1 and said.endswith("*/\n") and "</" not in said


def test_a_page_without_fonts_may_have_none(run: Build, tmp_path: Path) -> None:
    assert run("[]", "html")[0] == 0
    assert "font-src" not in (tmp_path / "build/quay.html").read_text("utf-8")


def test_fonts_by_language(run: Build, tmp_path: Path) -> None:
    code, told = run('{ en = "fonts/quay.ttf", fr = "fonts/quay.ttf" }')
    assert code == 0 and told.startswith("build/quay.epub: ")
    with zipfile.ZipFile(tmp_path / "build" / "quay.epub") as archive:
        assert [name for name in archive.namelist() if name.endswith(".ttf")] == ["EPUB/fonts/en-1.ttf"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('"fonts/none.ttf"', "diglot.toml:9: there is no file fonts/none.ttf."),
        ('"fonts/closed.ttf"', "fonts/closed.ttf: its licence forbids to embed it"),
        ('"fonts/LICENSE.txt"', "fonts/LICENSE.txt: this is no OpenType font"),
        ("7", "diglot.toml:9:"),
        ('{ xx-1 = "fonts/quay.ttf" }', "no language tag"),
    ],
)
def test_what_is_wrong_with_fonts_is_said(run: Build, said: str, message: str) -> None:
    code, stderr = run(said)
    assert code == 1
    assert message in stderr
