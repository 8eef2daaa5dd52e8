"""The pictures in docs/gallery.

`make gallery` makes them anew, of this repository's own interview.

Each shows pages as Chromium does, in frames of the size of a phone or of a part of a desk.
"""

from __future__ import annotations

import base64
import io
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from browser import Visit, browse, evaluate, picture
from editions import MARKED, SAMPLE, build
from toolkit import project
from toolkit.config import BuildOptions, Layout
from toolkit.edition import merge, sentences
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.workflow.workspace import Workspace
from toolkit.writers import cover, epub, html, pdf
from validators import require

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
LANGS = ("fr", "zh-Hans", "ar", "ja")
"""Four scripts."""
_START = 12
"""The turn at the top of most pictures: short ones, and a long one."""


@dataclass(frozen=True)
class Frame:
    """A page in a picture."""

    page: Path
    width: int
    height: int
    after: str = ""
    """What stands behind its address."""


def editions(folder: Path) -> tuple[dict[tuple[str, ...], Edition], dict[tuple[str, ...], Edition]]:
    """The interview by paragraph, and by sentence."""
    workspace = Workspace(project.find(folder))
    document = workspace.document("river")
    plain = {}
    for langs in (*((lang,) for lang in LANGS), LANGS[:2], LANGS[:3]):
        catalogs = {lang: workspace.catalog("river", lang) for lang in langs}
        found = {lang: catalog for lang, catalog in catalogs.items() if catalog}
        plain[langs] = merge.edition(document, found, (document.lang, *langs))
    return plain, {langs: sentences.split(edition) for langs, edition in plain.items()}


def book(edition: Edition, options: BuildOptions, folder: Path) -> Path:
    """The first page of a book's text."""
    sink = io.BytesIO()
    epub.write(single(edition, options.publisher), options, sink)
    with zipfile.ZipFile(sink) as archive:
        archive.extractall(folder)
    return folder / "EPUB" / "text" / "part-001.xhtml"


def tapped(page: Path, turn: str) -> None:
    """Open what waits for a tap in one turn."""
    before, opening, rest = page.read_text("utf-8").partition(f' id="{turn}">')
    own, after, others = rest.partition('<div class="turn ')
    own = own.replace("<details ", '<details open="open" ')
    page.write_text("".join((before, opening, own, after, others)), encoding="utf-8")


def web(edition: Edition, options: BuildOptions, file: Path) -> Path:
    """A web page."""
    with file.open("wb") as sink:
        html.write(single(edition, options.publisher), options, sink)
    return file


def sheets(edition: Edition, layout: Layout, numbers: Sequence[int], folder: Path) -> list[Frame]:
    """Some pages of a PDF, by number from 1."""
    name = f"{layout}.{'.'.join(edition.langs)}"
    file = folder / f"{name}.pdf"
    with file.open("wb") as sink:
        pdf.write(single(edition), BuildOptions(layout), sink)
    frames = []
    for number in numbers:
        picture = folder / f"{name}-{number}"
        options = ["-png", "-singlefile", "-r", "72", "-f", str(number), "-l", str(number)]
        subprocess.run([str(require("pdftoppm")), *options, str(file), str(picture)], check=True)
        frames.append(_framed(picture.with_name(f"{picture.name}.png"), 499, 709))
    return frames


def covers(editions: Sequence[Edition], folder: Path) -> list[Frame]:
    """Drawn covers, as small as in a library."""
    frames = []
    for edition in editions:
        made = folder / f"cover.{'.'.join(edition.langs)}.svg"
        made.write_text(cover.svg(single(edition, "Lantern Quay Review")), encoding="utf-8")
        frames.append(_framed(made, 320, 512))
    return frames


def _framed(picture: Path, width: int, height: int) -> Frame:
    page = picture.with_name(f"{picture.name}.html")
    style = "margin: 0; overflow: hidden"
    image = f'<img src="{picture.name}" width="{width}" height="{height}" alt="">'
    page.write_text(f'<!DOCTYPE html><body style="{style}">{image}', encoding="utf-8")
    return Frame(page, width, height)


def paper(plain: dict[tuple[str, ...], Edition], folder: Path) -> None:
    """Pictures of PDFs and covers."""
    shoot(sheets(plain["zh-Hans",], "columns", (1, 4), folder), "pdf-columns-zh", folder, 2)
    shoot(sheets(plain["ar",], "columns", (1, 4), folder), "pdf-columns-ar", folder, 2)
    shoot(sheets(plain["fr",], "facing", (2, 3), folder), "pdf-facing", folder, 2)
    stacked = sheets(plain["ja",], "stacked", (2,), folder)
    shoot([*stacked, *sheets(plain["fr", "zh-Hans"], "columns", (2,), folder)], "pdf-more", folder, 2)
    for lang in LANGS:
        shoot(covers([plain[lang,]], folder), f"cover-{lang}", folder, 1)


def scripts(folder: Path) -> None:
    """Pictures of vertical books, and of marks inside paragraphs."""
    vertical = BuildOptions(writing_mode="vertical")
    upright = [build((*SAMPLE[:4], *SAMPLE[6:]), (lang,), source="en") for lang in ("ja", "zh-Hans")]
    upright.insert(1, build(MARKED, ("ja",), source="en"))
    frames = [
        Frame(book(edition, vertical, folder / f"vertical-{k}"), width, 560)
        for k, (edition, width) in enumerate(zip(upright, (640, 420, 330), strict=True))
    ]
    shoot(frames, "vertical", folder, 3)
    looks: tuple[tuple[str, Layout, int], ...] = (
        ("ja", "columns", 640), ("ar", "stacked", 300), ("fr", "stacked", 300),
    )  # fmt: skip
    pages = [
        Frame(book(build(MARKED, ("en", lang)), BuildOptions(layout), folder / f"marks-{lang}"), width, 620)
        for lang, layout, width in looks
    ]
    shoot(pages, "marks", folder, 3)
    page = web(build(MARKED, ("en", "fr", "ja", "ar")), BuildOptions("columns"), folder / "marks.html")
    shoot([Frame(page, 980, 560), Frame(page, 300, 560, "?view=ja&theme=dark")], "web-marks", folder, 2)


def shoot(frames: Sequence[Frame], name: str, folder: Path, beside: int) -> None:
    """A picture with some frames in each row."""
    rows = [frames[k : k + beside] for k in range(0, len(frames), beside)]
    style = "body { margin: 8px; background: #777 } div { display: flex }"
    style += " iframe { margin: 0 8px 8px 0; border: 0; background: #fff }"
    lines = [f'<!DOCTYPE html><html lang="en"><title>{name}</title><style>{style}</style>']
    for row in rows:
        cells = (
            f'<iframe src="{one.page.as_uri()}{one.after}" width={one.width} height={one.height}></iframe>'
            for one in row
        )
        lines.append(f"<div>{''.join(cells)}</div>")
    sheet, raw = folder / f"{name}.html", folder / f"{name}.png"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    width = max(sum(one.width + 8 for one in row) for row in rows) + 8
    height = sum(max(one.height for one in row) + 8 for row in rows) + 8
    browse(Visit(sheet, [picture(raw)], (width, height), around=folder))
    (GALLERY / f"{name}.png").write_bytes(small(raw, sheet))


# The pixels of a picture as 4 bits a colour: a line of colours, and a line of their numbers.
_PIXELS = """(async () => {
  const image = new Image();
  image.src = "data:image/png;base64,%s";
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, image.width, image.height).data, known = new Map();
  let indices = "";
  for (let k = 0; k < data.length; k += 4) {
    const colour = (data[k] >> 4) << 8 | (data[k + 1] >> 4) << 4 | data[k + 2] >> 4;
    if (!known.has(colour)) known.set(colour, known.size);
    indices += String.fromCharCode(known.get(colour));
  }
  return [image.width, image.height, [...known.keys()], indices];
})()"""


def small(png: Path, page: Path) -> bytes:
    """The picture with few colours.

    Text on paper has no more, and takes a quarter of the room.
    """
    code = base64.b64encode(png.read_bytes()).decode()
    ((((width, height, colours, indices),), _),) = browse(
        Visit(page, [evaluate(_PIXELS % code)], around=page.parent)
    )
    if len(colours) > 256:
        raise ValueError(f"{png.name} has {len(colours)} colours")
    pixels = indices.encode("latin-1")
    lines = b"".join(b"\0" + pixels[y * width : (y + 1) * width] for y in range(height))
    palette = bytes((colour >> shift & 15) * 17 for colour in colours for shift in (8, 4, 0))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def make(layouts: Iterable[Layout]) -> None:
    """All pictures."""
    plain, divided = editions(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def pages(layout: Layout) -> dict[tuple[str, ...], Path]:
            options = BuildOptions(layout)
            found = divided if options.by_sentence else plain
            return {
                langs: book(edition, options, folder / f"{layout}.{'.'.join(langs)}")
                for langs, edition in found.items()
            }

        turns = [scene.id for scene in plain["fr",].scenes if scene.kind == "speech"]
        start = f"#{turns[_START]}"
        for layout in layouts:
            found = pages(layout)
            four = [found[lang,] for lang in LANGS]
            for page in four:
                tapped(page, turns[_START + 1])
            shoot([Frame(page, 300, 600, start) for page in four], f"{layout}-phone", folder, 4)
            shoot([Frame(page, 640, 430, start) for page in four], f"{layout}-desk", folder, 2)
        paper(plain, folder)
        scripts(folder)
        three = [pages(layout)[LANGS[:3]] for layout in ("columns", "stacked")]
        shoot([Frame(three[0], 900, 600), Frame(three[1], 320, 600, start)], "three-languages", folder, 2)

        columns = web(plain["ar",], BuildOptions("columns"), folder / "columns.html")
        tap = web(plain["ja",], BuildOptions("reveal"), folder / "tap.html")
        learn = web(divided["zh-Hans",], BuildOptions("alternating"), folder / "learn.html")
        many = web(plain[LANGS[:3]], BuildOptions(), folder / "many.html")
        shoot([Frame(columns, 1000, 600), Frame(columns, 300, 600)], "web-columns", folder, 2)
        frames = [Frame(tap, 300, 600, start), Frame(learn, 300, 600, f"?theme=dark{start}")]
        shoot([*frames, Frame(many, 640, 600, f"?view=zh-Hans{start}")], "web-switches", folder, 3)


if __name__ == "__main__":
    GALLERY.mkdir(exist_ok=True)
    make(sys.argv[1:] or [layout for layout in get_args(Layout) if layout != "facing"])  # type: ignore[arg-type]
