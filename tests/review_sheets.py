"""The pages of the review for docs/gallery: they show this repository's own interviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from browser import REST, Step, Visit, evaluate, picture, press, wait
from reviews import Running, running, sample
from toolkit import po
from toolkit.cli import main

DESK, PHONE = (1000, 640), (340, 640)
_READY = wait("document.documentElement.dataset.ready")
_SHOWN = wait("document.querySelector('iframe.book')?.contentDocument.querySelector('.pair')")
_BESIDE = wait("document.querySelector('iframe.book').contentDocument.querySelector('.columns .pair')")
_SAID = "document.getElementById('status')"
_STILL = (
    evaluate(f"{_SAID}.classList.remove('fresh')"),
    wait(f"getComputedStyle({_SAID}).opacity === '0'"),
)
"""What was said lately is shown no more."""
_KNOWN = wait("!document.getElementById('renewing')?.textContent")
"""Findings are those of now, however slow the machine is."""
PAGES: Mapping[str, tuple[Mapping[str, str], Sequence[Step]]] = {
    "project": ({}, ()),
    "reading": ({"document": "river"}, (press("n"),)),
    "alignment": ({"document": "foghorn", "lang": "fr"}, (press("j"), press("j"))),
    "translation": ({"document": "river", "lang": "ja"}, (press("Escape"), press("n"))),
    "book": ({"document": "river", "lang": "ar"}, (_SHOWN, press("l"), _BESIDE, REST, *[press("j")] * 8)),
}
"""View -> what it is about, and what is done before the picture is taken."""


def lay(folder: Path) -> Path:
    """The interviews, with doubts about a reading, and with a translation that was brought in."""
    sample(folder)
    sidecar = folder / "source/river.toml"
    sidecar.write_text(sidecar.read_text("utf-8").partition("[[decide]]")[0], "utf-8")
    catalog = folder / "locales/fr/LC_MESSAGES/foghorn.po"
    known = po.load(catalog.read_bytes(), "", "fr").entries
    names = {entry.context.partition("|")[2]: entry.target for entry in known if "speaker|" in entry.context}
    said = [
        f"{names[who]} : {entry.target}" if who in names else entry.target
        for entry in known
        if not entry.context.startswith(("speaker", "event", "meta"))
        for who in [entry.context.partition("|")[2]]
    ]
    # The translator has made one sentence of two, and left out an answer.
    said[4] = said[4].replace(". On", ", et on", 1)
    del said[6]
    catalog.unlink()
    (folder / "translations").mkdir()
    (folder / "translations/foghorn.fr.txt").write_text("\n\n".join(said) + "\n", "utf-8")
    align = ("align", "foghorn", "translations/foghorn.fr.txt", "-l", "fr")
    told = CliRunner().invoke(main, ["-C", str(folder), *align])
    assert told.exit_code == 0, told.output
    return folder


@contextmanager
def opened(folder: Path) -> Iterator[Running]:
    """The review of them, until the block ends."""
    with running(lay(folder)) as review:
        yield review


def visits(review: Running, view: str, on_desk: Path, on_phone: Path) -> Iterator[Visit]:
    """A page on a desk, and the same on a phone by night."""
    asked, steps = PAGES[view]
    for size, to in ((DESK, on_desk), (PHONE, on_phone)):
        done = (_READY, REST, *steps, REST, _KNOWN, *_STILL, REST, picture(to))
        address, phone = review.address(view, **asked), size == PHONE
        yield Visit(address, done, size, around=review.root, dark=phone, phone=phone)
