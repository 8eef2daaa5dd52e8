"""The pictures of the gallery look as they are kept: a change in looks is seen, and accepted by a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

import gallery
import looks
import sample_project
from gallery import GALLERY, ROOT, SHEETS, SUFFIX

LOOK = ROOT / "build" / "gallery"
"""Where the new picture goes, and one of what differs."""
MOST = 3_000_000
"""Bytes of all pictures."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    gallery.draw([*SHEETS], folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", SHEETS)
def test_a_picture_looks_as_it_is_kept(drawn: Path, name: str) -> None:
    with Image.open(GALLERY / f"{name}{SUFFIX}") as kept, Image.open(drawn / f"{name}{SUFFIX}") as new:
        if told := compared(kept, new, name, LOOK):
            pytest.fail(told, pytrace=False)


def compared(kept: Image.Image, new: Image.Image, name: str, look: Path) -> str:
    """What to say of a picture that looks otherwise, and is left in a folder; "" where it looks the same."""
    try:
        largest = looks.difference(kept, new)
        what = f"differs by {largest:.0f} of 255 somewhere, and may by {looks.TOLERANCE:.0f}"
    except ValueError as error:
        largest, what = looks.TOLERANCE + 1, str(error)
    if largest <= looks.TOLERANCE:
        return ""
    look.mkdir(parents=True, exist_ok=True)
    new.save(look / f"{name}.png")
    if kept.size == new.size:
        looks.marked(kept, new).save(look / f"{name}.difference.png")
    return (
        f"docs/gallery/{name}{SUFFIX} is no longer what is drawn: it {what}. Look at {look}/{name}.png; in "
        f"{name}.difference.png beside it what differs is red. If it is meant so, `make gallery` keeps it."
    )


def test_the_page_shows_each_picture_and_says_what_is_on_it() -> None:
    page = (GALLERY / "README.md").read_text(encoding="utf-8")
    shown = {name: said for said, name in re.findall(r"!\[([^\]]+)\]\(([\w-]+)\.webp\)", page)}
    assert shown.keys() == SHEETS.keys()
    assert min(map(len, shown.values())) > 40
    kept = {file.name for file in GALLERY.iterdir()} - {"README.md"}
    assert kept == {f"{name}{SUFFIX}" for name in SHEETS}
    assert sum((GALLERY / name).stat().st_size for name in kept) < MOST


# The measure itself

CHANGES = {
    "a heading has another colour": ".heading > * { color: #8a2b20 }",
    "a column has moved": ".columns .pair > .tgt { margin-left: 1em }",
    "a picture is lost": "figure img { visibility: hidden }",
    "questions are regular": ".interviewer .speech > * { font-weight: normal }",
    "names are bold": ".turn .label > * { font-weight: bold }",
}
NOISE = {
    "nothing": "",
    "letters are drawn otherwise": "* { text-rendering: geometricPrecision }",
    "somewhat heavier": "* { -webkit-text-stroke: 0.08px }",
    "a little paler": "* { color: #0a0a0a }",
}


@pytest.mark.slow
def test_a_change_is_seen_and_noise_is_not(tmp_path: Path) -> None:
    studio = gallery.Studio(sample_project.lay(tmp_path / "project"))
    settings = studio.folder / "diglot.toml"
    settings.write_text(f'css = "my.css"\n{settings.read_text(encoding="utf-8")}', encoding="utf-8")
    taken: dict[str, gallery.Row] = {}
    for name, css in (NOISE | CHANGES).items():
        (studio.folder / "my.css").write_text(f"{css}\n", encoding="utf-8")
        book = studio.build("french", "epub", layout="columns")
        kept = book.rename(book.with_name(f"{len(taken)}.epub"))
        taken[name] = studio.book(kept, (gallery.PIT, gallery.PORTRAIT), gallery.TABLET)
    studio.take()
    usual = [Image.open(file) for file in taken["nothing"]]
    found = {
        name: max(looks.difference(one, Image.open(file)) for one, file in zip(usual, files, strict=True))
        for name, files in taken.items()
    }
    assert {name for name, largest in found.items() if largest > looks.TOLERANCE} == CHANGES.keys(), found


def test_a_picture_that_looks_otherwise_is_left_with_what_differs(tmp_path: Path) -> None:
    kept = Image.new("RGB", (200, 100), "white")
    same, other = kept.copy(), kept.copy()
    same.putpixel((50, 50), (0, 0, 0))
    other.paste((120, 20, 20), (40, 40, 80, 60))
    assert compared(kept, same, "page", tmp_path) == "" and not [*tmp_path.iterdir()]
    told = compared(kept, other, "page", tmp_path)
    assert "page.difference.png" in told and "`make gallery`" in told
    assert {file.name for file in tmp_path.iterdir()} == {"page.png", "page.difference.png"}
    with Image.open(tmp_path / "page.difference.png") as shown:
        inside, outside = shown.getpixel((60, 50)), shown.getpixel((160, 50))
    assert isinstance(inside, tuple) and inside[0] > inside[1] + 50 and outside == (255, 255, 255)
    assert "200 x 100 pixels have become 90 x 100" in compared(
        kept, kept.crop((0, 0, 90, 100)), "page", tmp_path
    )
