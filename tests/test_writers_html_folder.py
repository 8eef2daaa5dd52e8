"""A web page as a folder: the same page, with its style, script and pictures in files beside it."""

from __future__ import annotations

import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from operator import itemgetter
from pathlib import Path

import pytest
from PIL import Image

import toolkit as diglot
from browser import AXE, DESK, PHONE, Visit, browse, evaluate, press
from conftest import Run
from editions import sample
from test_pictures import DRAWING, LAMP, MAP, SETTINGS, TALK
from toolkit.config import BuildOptions
from toolkit.errors import DiglotError
from toolkit.model.editions import single
from toolkit.writers import html, photographs
from toolkit.writers.html.resources import SIGN, SIGNED
from validators import vnu

FOLDER = BuildOptions("columns", html="folder", publisher="Pier Press")


def written(options: BuildOptions = FOLDER) -> dict[str, bytes]:
    """The files of a folder, by their paths."""
    made: dict[str, bytes] = {}

    def put(name: str, content: object) -> None:
        assert name not in made
        if callable(content):
            sink = io.BytesIO()
            content(sink)
            content = sink.getvalue()
        assert isinstance(content, bytes)
        made[name] = content

    html.write_folder(single(sample("en", "ar"), options.publisher), options, put)
    return made


@pytest.fixture
def talk(fresh: Run, tmp_path: Path) -> Run:
    """A project that has its web page as a folder: of a talk with pictures."""
    source = tmp_path / "source"
    for file in source.iterdir():
        file.unlink()
    (source / "maps").mkdir()
    for name, data in {"maps/bay.png": MAP, "lamp_1.png": LAMP, "pier.svg": DRAWING.encode()}.items():
        (source / name).write_bytes(data)
    (source / "tide.txt").write_text(TALK)
    (tmp_path / "diglot.toml").write_text('html = "folder"\n' + SETTINGS)
    assert fresh("extract").exit_code == 0
    return fresh


@pytest.fixture
def folder(talk: Run, tmp_path: Path) -> Path:
    """The folder of that page."""
    assert "build/tide.en-ar/index.html: " in talk("build", "-f", "html").output
    return tmp_path / "build/tide.en-ar"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server that only gives files; where it has those of the test."""
    handler = partial(_Silent, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_page_is_the_one_of_a_single_file() -> None:
    sink = io.BytesIO()
    html.write(single(sample("en", "ar"), FOLDER.publisher), FOLDER, sink)
    alone, made = sink.getvalue().decode(), written()
    page = made["index.html"].decode()
    assert {*made} == {"index.html", "page.css", "page.js", "icon.svg"}

    def body(markup: str) -> str:
        return re.sub("<script.*?</script>", "", markup[markup.index("<body") :], flags=re.DOTALL)

    assert body(page) == body(alone)
    for name in SIGNED:
        sign, text = made[name].decode().split("\n", 1)
        assert sign == SIGN and text in alone
    assert re.findall(r'(?:href|src)="([^"#]*\.(?:css|js|svg))"', page) == ["icon.svg", "page.css", "page.js"]
    assert "data:" not in page and page.count("<style") == 0


def test_the_same_book_gives_the_same_files() -> None:
    assert written() == written()


def test_pictures_are_files_once_and_the_page_is_small(folder: Path) -> None:
    made = files(folder)
    pictures = {name: data for name, data in made.items() if name.startswith("images/")}
    page = made["index.html"].decode()
    shown = {*re.findall('<img src="([^"]*)"', page)}
    assert sorted(pictures[name] for name in shown) == sorted([MAP, LAMP, DRAWING.encode()])
    # The others are copies in fewer pixels.
    assert all(re.sub(r"-\d+[.]", ".", name) in shown for name in pictures)


SHOWN = """Promise.all([...document.images].map(async (one) => {
  one.scrollIntoView();
  await one.decode();
  return one.naturalWidth > 0;
}))"""


@pytest.mark.slow
def test_a_browser_opens_it_from_the_disk_and_from_a_server(folder: Path, address: str) -> None:
    """Script, style and pictures are there, and nothing else is asked for."""
    steps = [
        press("o"),
        evaluate("document.body.className.includes('only-src')"),
        evaluate("getComputedStyle(document.querySelector('.bar')).position"),
        evaluate(SHOWN),
        AXE,
    ]
    page = folder / "index.html"
    served = f"{address}build/tide.en-ar/"
    visits = [
        Visit(page, steps, around=folder),
        Visit(page, steps, around=folder, size=PHONE, phone=True, dark=True),
        Visit(served, steps, around=served),
    ]
    for seen, complaints in browse(*visits):
        assert complaints == []
        only, position, pictures, violations = seen
        assert (only, position, violations) == (True, "sticky", [])
        assert pictures == [True, True, True]


PHOTOGRAPH = io.BytesIO()
Image.effect_noise((1600, 1200), 60).convert("RGB").save(PHOTOGRAPH, "JPEG", quality=60)
LOADED = """(async () => {
  const image = document.querySelector("figure img"), height = document.body.scrollHeight;
  image.scrollIntoView();
  // What is asked for when somebody is there comes a frame or more later.
  while (!image.naturalWidth) await new Promise(requestAnimationFrame);
  await image.decode();
  return [image.currentSrc.match(/(-\\d+)?.jpg$/)[0], document.body.scrollHeight - height];
})()"""


@pytest.fixture
def large(talk: Run, tmp_path: Path) -> Path:
    """The folder of the page of a talk with a photograph far below its beginning."""
    lines = [
        "The tide clock\n",
        *["Mara Lind: What hangs above it, and since when?\n\nIvo Karras: A lamp.\n"] * 60,
    ]
    (tmp_path / "source/tide.txt").write_text("\n".join([*lines, "![A wall.](wall.jpg)\nThe wall.\n"]))
    (tmp_path / "source/wall.jpg").write_bytes(PHOTOGRAPH.getvalue())
    talk("extract")
    talk("build", "-f", "html")
    return tmp_path / "build/tide.en-ar"


def test_a_photograph_is_there_in_three_widths(talk: Run, tmp_path: Path, large: Path) -> None:
    made = {name: data for name, data in files(large).items() if name.startswith("images/")}
    widths = {name: Image.open(io.BytesIO(data)).width for name, data in made.items()}
    assert sorted(widths.values()) == [480, 960, 1600]
    page = (large / "index.html").read_text("utf-8")
    (image,) = re.findall("<img [^>]*>", page)
    (offered,) = re.findall('srcset="([^"]*)"', image)
    assert offered == ", ".join(
        [f"{name} {width}w" for name, width in sorted(widths.items(), key=itemgetter(1))]
    )
    assert 'width="1600" height="1200"' in image and 'loading="lazy"' in image
    # In one file there is one picture: who opens it has all of it already.
    settings = tmp_path / "diglot.toml"
    settings.write_text(settings.read_text().replace('"folder"', '"file"'))
    talk("build", "-f", "html")
    assert "srcset" not in (tmp_path / "build/tide.en-ar.html").read_text("utf-8")


def test_no_width_is_made_twice(talk: Run, large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(large)
    made: list[int] = []
    narrow = photographs.narrower

    def counted(data: bytes, width: int) -> bytes:
        made.append(width)
        return narrow(data, width)

    monkeypatch.setattr(photographs, "narrower", counted)
    assert talk("build", "-f", "html", "--force").exit_code == 0
    assert made == [] and files(large) == before
    # What somebody has damaged is made anew, also where a copy saves nothing.
    for kept in (large.parent.parent / ".diglot/pictures").glob("*-*"):
        kept.write_bytes(kept.read_bytes()[:-9])
    assert talk("build", "-f", "html", "--force").exit_code == 0
    assert sorted(made) == [480, 960] and files(large) == before


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["stacked", "columns"])
def test_a_browser_takes_the_width_that_its_screen_needs(talk: Run, large: Path, layout: str) -> None:
    """Nothing moves when a photograph comes, which is asked for when somebody is there."""
    talk("build", "-f", "html", "--layout", layout)
    folder = large.with_name(f"tide.en-ar.{layout}") if layout != "stacked" else large
    page = folder / "index.html"
    visits = [
        Visit(page, [evaluate(LOADED)], around=folder, size=size, phone=size == PHONE)
        for size in (PHONE, DESK, (300, 600))
    ]
    phone, desk, watch = [seen[0] for seen, _ in browse(*visits)]
    assert (phone, watch, desk) == (["-480.jpg", 0], ["-480.jpg", 0], ["-960.jpg", 0])


def test_the_nu_checker_has_nothing_against_it(folder: Path) -> None:
    # It doesn't know where the page lies, and so not that its own files are in its folder; browsers do. The
    # style is that of the single file, where the checker sees it.
    blocked = re.compile("blocked by “(?:style|script|img)-src” directive")
    assert [one for one in vnu(folder / "index.html") if not blocked.search(one)] == []


# Written whole, or not at all


def test_it_is_built_again_by_checksum(talk: Run, folder: Path) -> None:
    before = files(folder)
    assert "index.html (unchanged)" in talk("build", "-f", "html").output
    for damage in ("index.html", "page.js", "images"):
        path = folder / damage
        for file in sorted(path.iterdir())[:1] if path.is_dir() else [path]:
            file.unlink()
        assert "(unchanged)" not in talk("build", "-f", "html").output
        assert files(folder) == before
    (folder / "page.css").write_bytes(b"")
    assert "(unchanged)" not in talk("build", "-f", "html").output
    assert files(folder) == before


def test_a_picture_that_is_gone_from_the_text_is_gone_from_the_folder(
    talk: Run,
    tmp_path: Path,
    folder: Path,
) -> None:
    path = tmp_path / "source/tide.txt"
    path.write_text(path.read_text().replace("![a lamp](lamp_1.png) ", ""))
    assert talk("extract").exit_code == 0
    assert talk("build", "-f", "html").exit_code == 0
    assert LAMP not in files(folder).values() and MAP in files(folder).values()


@pytest.mark.parametrize("name", ["page.css", "page.js", "icon.svg", "images"])
def test_files_that_are_called_as_ours_make_no_folder_of_ours(talk: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "build" / "tide.en-ar"
    assert not folder.exists()
    (folder / "images").mkdir(parents=True)
    if name != "images":
        (folder / name).write_bytes(b"/* Mine */")
    before = files(folder)
    done = talk("build", "-f", "html")
    assert done.exit_code == 1
    told = name if name.startswith("page") else min(name, "images")
    assert f"a folder of this name that diglot hasn't made, with {told} in it." in done.stderr
    assert files(folder) == before


@pytest.mark.parametrize("name", ["notes.txt", "images/mine.png", ".hidden", "index.html"])
def test_a_folder_of_somebody_else_is_left_alone(talk: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"<title>Mine</title>")
    before = files(folder)
    done = talk("build", "-f", "html", "--force")
    assert done.exit_code == 1
    assert f"a folder of this name that diglot hasn't made, with {name} in it." in done.stderr
    assert "Move it away" in done.stderr and files(folder) == before


def test_a_file_in_place_of_the_folder_of_all_editions_is_told(talk: Run, tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"mine")
    done = talk("build", "-f", "html")
    assert done.exit_code == 1
    assert "error: build/tide.en-ar: can't be written: not a directory." in done.stderr
    assert "A file stands where a folder is needed" in done.stderr


def test_what_a_system_leaves_in_a_folder_is_no_ones(talk: Run, folder: Path) -> None:
    (folder / "images/.DS_Store").write_bytes(b"")
    assert talk("build", "-f", "html", "--force").exit_code == 0
    assert "images/.DS_Store" not in files(folder)


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_a_folder_with_nothing_else_is_an_empty_one(talk: Run, folder: Path, name: str) -> None:
    before = files(folder)
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / name).write_bytes(b"views")
    assert talk("build", "-f", "html").exit_code == 0 and files(folder) == before
    # Nor does it make an edition another one.
    (folder / name).write_bytes(b"views")
    assert "(unchanged)" in talk("build", "-f", "html").stderr


def test_an_edition_that_fails_leaves_the_folder_as_it_was(
    talk: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = files(folder)

    def fail(*_: object, **__: object) -> str:
        raise DiglotError("something is wrong.")

    monkeypatch.setattr(html, "_head", fail)
    assert talk("build", "-f", "html", "--force").exit_code == 1
    assert files(folder) == before and not [*folder.parent.glob(".diglot-*")]


def test_the_page_is_opened(talk: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert talk("build", "-f", "html", "--open").exit_code == 0
    assert opened == [str(folder / "index.html")]


def test_the_library_writes_a_folder(tmp_path: Path) -> None:
    edition = sample("en", "fr")
    diglot.write(edition, tmp_path / "page", form="html", options=FOLDER)
    assert {*files(tmp_path / "page")} == {"index.html", "page.css", "page.js", "icon.svg"}
    with pytest.raises(DiglotError, match="can't hold a folder"):
        diglot.write(edition, io.BytesIO(), form="html", options=FOLDER)


def test_its_address_is_that_of_the_folder() -> None:
    page = written(FOLDER.replace(web_address="https://quay.example/talks/"))["index.html"].decode()
    assert '<link rel="canonical" href="https://quay.example/talks/tide-clock.en-ar/">' in page
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert data["url"] == "https://quay.example/talks/tide-clock.en-ar/"
