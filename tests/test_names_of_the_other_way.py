"""A name that nobody translated begins where what is said in its column does, whichever way it is written."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import polib
import pytest
from lxml import etree

import browser
from conftest import Run
from test_writers_paper import places

TALK = "The Lamp\n\nIvo Karras: The lamp is lit at five, and somebody waters the wick.\n"
ARABIC = {"The Lamp": "المصباح", "The lamp is lit": "يُضاء المصباح في الخامسة، ويسقي أحدهم الفتيل كل مساء."}
SETTINGS = 'source-language = "en"\ntarget-languages = ["ar"]\nlayout = "columns"\ncover = "none"\n'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def build(fresh: Run, tmp_path: Path) -> Path:
    """The folder of what is built of a talk in English and Arabic; the speaker has an English name alone."""
    for file in (tmp_path / "source").iterdir():
        file.unlink()
    (tmp_path / "source/lamp.txt").write_text(TALK)
    (tmp_path / "diglot.toml").write_text(SETTINGS)
    assert fresh("extract").exit_code == 0
    catalog = polib.pofile(str(tmp_path / "locales/ar/LC_MESSAGES/lamp.po"))
    for entry in catalog:
        entry.msgstr = next((said for begins, said in ARABIC.items() if entry.msgid.startswith(begins)), "")
    catalog.save()
    done = fresh("build", "-f", "html", "-f", "pdf", "-f", "docx")
    assert done.exit_code == 0, done.output
    return tmp_path / "build"


@pytest.mark.slow
def test_on_screens(build: Path) -> None:
    edges = """[...document.querySelectorAll(".label .tgt, .speech .tgt")].map(one => {
        const range = document.createRange(); range.selectNodeContents(one);
        return range.getBoundingClientRect().right })"""
    visit = browser.Visit(next(build.glob("*.html")), [browser.evaluate(edges)], browser.DESK)
    ((((name, said),), _),) = browser.browse(visit)
    assert name == pytest.approx(said, abs=2)


def test_on_paper(build: Path) -> None:
    words = [word for word in places(next(build.glob("*.pdf")), 1) if "Karras" in word[0]]
    source, named = (x for _, x, _ in words)
    # At the outer edge of the page's other half, and not at the fold.
    assert named - source > 250


def test_in_a_file_for_word(build: Path) -> None:
    with zipfile.ZipFile(next(build.glob("*.docx"))) as packed:
        body = etree.fromstring(packed.read("word/document.xml"))
    names = [one for one in body.iter(f"{W}p") if re.fullmatch("Ivo Karras", "".join(one.itertext()))]
    # The paragraph goes as its column does, its letters as they are written.
    assert [one.find(f"{W}pPr/{W}bidi") is not None for one in names] == [False, True]
    assert not [one for one in names if one.find(f".//{W}rtl") is not None]


def test_in_a_colophon_a_title_begins_where_its_lines_do(fresh: Run, tmp_path: Path) -> None:
    """Of two conversations one has a Persian title that nobody translated."""
    for file in (tmp_path / "source").iterdir():
        file.unlink()
    (tmp_path / "source/lamp.txt").write_text(TALK)
    (tmp_path / "source/well.txt").write_text("چاه\n\nبهروز: آب راه خودش را بلد است و می‌رود.\n")
    (tmp_path / "source/well.toml").write_text('lang = "fa"\n')
    book = '[[editions]]\nname = "both"\ntitle = "Both"\ndocuments = "all"\n'
    book += 'languages = ["en", "fa"]\nmain = "en"\n'
    (tmp_path / "diglot.toml").write_text(f'source-language = "en"\ntarget-languages = ["fa"]\n{book}')
    assert fresh("extract").exit_code == 0
    done = fresh("build", "both", "-f", "epub")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "build/both.epub") as packed:
        page = packed.read("EPUB/text/colophon.xhtml").decode()
    titles = re.findall(r'<h2[^>]*dir="(\w+)"[^>]*>(.*?)</h2>', page)
    assert [way for way, _ in titles] == ["ltr", "ltr"]
    assert '<span xml:lang="fa" lang="fa" dir="rtl">چاه</span>' in titles[1][1]
