"""The sample that has everything, in each layout, theme and script: no validator finds anything in it."""

from __future__ import annotations

import zipfile
from itertools import product
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree

import sample_project
import validators
from browser import AXE, DESK, PHONE, Visit, browse
from pace import PACE
from toolkit.config.style import THEMES

pytestmark = [pytest.mark.slow, pytest.mark.law]

OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = sample_project.lay(tmp_path_factory.mktemp("matrix") / "project", scale=4)
    return sample_project.variants(folder, "epub", "html")


@pytest.fixture(scope="module")
def books(made: list[Path]) -> list[Path]:
    return [file for file in made if file.suffix == ".epub"]


@pytest.fixture(scope="module")
def pages(made: list[Path]) -> list[Path]:
    return [file for file in made if file.suffix == ".html"]


def looked_at(files: list[Path]) -> list[Path]:
    """Those that are looked at in a browser, which takes a second for each: all at the long pace.

    Else a third, in which each two of a script, a layout and a theme come together.
    """
    numbers = product(*(range(len(kinds)) for kinds in (sample_project.SETS, sample_project.LAYOUTS, THEMES)))
    return [
        file
        for (script, layout, theme), file in zip(numbers, files, strict=True)
        if PACE == "long" or theme == (script + layout) % len(THEMES)
    ]


def test_epubcheck_and_one_that_shares_no_code_with_it_find_nothing(books: list[Path]) -> None:
    assert validators.epubcheck(books) == []
    assert validators.epubcheck_ts(books) == []


def test_the_nu_checker_finds_nothing(pages: list[Path]) -> None:
    assert validators.vnu(*pages) == []


def test_axe_finds_nothing_on_phone_and_desk_by_day_and_by_night(pages: list[Path]) -> None:
    few = looked_at(pages)
    # Each script, each layout and each theme on each of four screens.
    screens = [k // 5 - k % 5 for k in range(len(few))]
    visits = [
        Visit(page, [AXE], PHONE if k % 2 else DESK, phone=k % 2 == 1, dark=k % 4 > 1)
        for k, page in zip(screens, few, strict=True)
    ]
    seen = {
        page.name: (found, [one for one in asked if not one.startswith("asks for data:")])
        for page, ((found,), asked) in zip(few, browse(*visits), strict=True)
    }
    assert {name: found for name, found in seen.items() if found != ([], [])} == {}


@pytest.mark.parametrize("name", sample_project.SETS)
def test_ace_finds_nothing(books: list[Path], tmp_path: Path, name: str) -> None:
    same = [book for book in looked_at(books) if book.name.partition(".")[0] == name]
    assert len(same) >= len(sample_project.LAYOUTS)
    assert validators.ace(bound(same, tmp_path / f"{name}.epub")) == []


def bound(books: list[Path], to: Path) -> Path:
    """One book with the text of all, each with its own style sheet.

    Ace takes seconds for what is around a text, and that is the same in all of them.
    """
    with zipfile.ZipFile(books[0]) as first, zipfile.ZipFile(to, "w") as made:
        for entry in first.infolist():
            if not entry.filename.endswith(".opf"):
                made.writestr(entry, first.read(entry))
        (opf,) = (entry.filename for entry in first.infolist() if entry.filename.endswith(".opf"))
        package = etree.fromstring(first.read(opf))
        manifest, spine = package.find(f"{OPF}manifest"), package.find(f"{OPF}spine")
        assert manifest is not None and spine is not None
        for number, book in enumerate(books[1:]):
            with zipfile.ZipFile(book) as other:
                for name in other.namelist():
                    text = PurePosixPath(name)
                    if text.suffix == ".css" or text.name.startswith("part-"):
                        data = other.read(name).replace(b"css/book.css", f"css/book-{number}.css".encode())
                        href = text.with_stem(f"{text.stem}-{number}")
                        made.writestr(str(href), data)
                        kind = "text/css" if text.suffix == ".css" else "application/xhtml+xml"
                        item = {"id": f"{text.stem}-{number}", "media-type": kind}
                        item["href"] = str(href.relative_to(PurePosixPath(opf).parent))
                        etree.SubElement(manifest, f"{OPF}item", item)
                        if text.suffix != ".css":
                            etree.SubElement(spine, f"{OPF}itemref", {"idref": item["id"]})
        made.writestr(opf, etree.tostring(package))
    return to
