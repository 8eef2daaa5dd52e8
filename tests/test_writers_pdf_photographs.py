"""Photographs in a PDF: each as it was published, whatever the compiler was given in its place."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from editions import Line, build
from toolkit.config import BuildOptions
from toolkit.model import Cell, Edition, Picture
from toolkit.model.editions import single
from toolkit.writers import pdf, photographs, pictures
from toolkit.writers.pdf import objects, stand_ins
from validators import qpdf, require

SIZE = 240, 160


def photograph(mode: str, colour: tuple[int, ...], **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", SIZE, colour).convert(mode).save(made, "JPEG", **options)
    return made.getvalue()


# The first two have the same head.
PHOTOGRAPHS = {
    "red.jpg": photograph("RGB", (200, 20, 20)),
    "blue.jpg": photograph("RGB", (20, 20, 200)),
    "slow.jpg": photograph("RGB", (20, 160, 20), progressive=True),
    "grey.jpg": photograph("L", (128, 128, 128)),
}


def edition(files: dict[str, bytes]) -> Edition:
    lines = [
        Line("caption", {"en": f"![A wall]({name})", "fr": f"![Un mur]({name})"}, form="picture")
        for name in files
    ]
    shown = {
        name: pictures.read(data, name, Cell("A wall", "en", "original")) for name, data in files.items()
    }
    return replace(
        build([Line("title", {"en": "Walls", "fr": "Murs"}), *lines], ["en", "fr"]), pictures=shown
    )


def written(made: Edition, bleed: float = 0) -> bytes:
    sink = io.BytesIO()
    pdf.write(single(made), BuildOptions("columns", bleed=bleed), sink)
    return sink.getvalue()


@pytest.mark.parametrize("bleed", [0, 3])
def test_each_photograph_is_in_the_file_as_it_was_published(tmp_path: Path, bleed: float) -> None:
    made = edition(PHOTOGRAPHS)
    path = tmp_path / "walls.pdf"
    path.write_bytes(written(made, bleed))
    assert qpdf(path) == []
    with pikepdf.open(path) as book:
        images = [image for page in book.pages for image in page.get_images().values()]
        held = {image.read_raw_bytes(): (int(image.Width), int(image.Height)) for image in images}
    assert held == {picture.data: SIZE for picture in made.pictures.values()}


def test_a_photograph_is_seen(tmp_path: Path) -> None:
    """Another program draws it in its colour."""
    path = tmp_path / "walls.pdf"
    for name, colour in (("blue.jpg", (20, 20, 200)), ("slow.jpg", (20, 160, 20))):
        path.write_bytes(written(edition({name: PHOTOGRAPHS[name]})))
        command = [str(require("pdftoppm")), "-r", "36", str(path)]
        drawn = subprocess.run(command, check=True, capture_output=True).stdout
        seen = Image.open(io.BytesIO(drawn)).getcolors(1 << 20) or ()
        assert any(number > 999 and alike(pixel, colour) for number, pixel in seen), name


def alike(seen: object, colour: tuple[int, ...]) -> bool:
    return isinstance(seen, tuple) and all(abs(a - b) < 8 for a, b in zip(seen, colour, strict=True))


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_a_head_has_no_pixels(name: str) -> None:
    data = PHOTOGRAPHS[name]
    head = photographs.head(data, "a wall")
    assert pictures.size(head, "image/jpeg") == SIZE and b"a wall" in head
    # As a camera's: of any number of pixels.
    large = io.BytesIO()
    Image.effect_noise((900, 600), 40).save(large, "JPEG")
    assert len(photographs.head(large.getvalue(), "")) < 999 < len(large.getvalue()) / 99


def test_a_photograph_without_a_place_is_no_silent_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another compiler writes pictures otherwise, there is an error in place of an empty picture."""
    monkeypatch.setattr(stand_ins, "stand_in", lambda picture: picture.data)
    # Under this name nothing has been set before: the compiler remembers what it has drawn.
    alone = edition({"teal.jpg": photograph("RGB", (0, 90, 90))})
    with pytest.raises(ValueError, match="has no place for picture-"):
        written(alone)


def test_what_is_no_pdf_of_the_compiler_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        objects.rewrite(b"%PDF-1.7\nstartxref\n9\n%%EOF", [], io.BytesIO())


def test_what_nothing_changes_is_the_same_to_the_byte() -> None:
    data, sink = written(edition(PHOTOGRAPHS)), io.BytesIO()
    objects.rewrite(data, [lambda _: None], sink)
    assert sink.getvalue() == data


def test_a_picture_that_is_no_photograph_goes_the_usual_way() -> None:
    made = io.BytesIO()
    Image.new("RGBA", SIZE, (0, 0, 0, 60)).save(made, "PNG")
    picture = Picture(made.getvalue(), "image/png", Cell("", "en", "original"))
    assert stand_ins.stand_in(picture) is picture.data
