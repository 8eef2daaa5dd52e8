"""A real Chromium for tests.

It opens pages, presses keys, and tells what a reader would see.

seen, complaints = browse(Visit(page, steps=(press("j"), evaluate("document.activeElement.id"))))
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import validators
from servers import Server
from waiting import PATIENCE

Step = Mapping[str, Any]

AXE: Step = {"axe": True}
"""Gives the violations that axe finds, as "impact rule: what to do (where)"."""
DESK, PHONE = (1280, 800), (390, 844)


def press(key: str) -> Step:
    """A key, such as "j" or "Enter", or "Control+Enter"."""
    return {"press": key}


def click(selector: str) -> Step:
    """The first element that the selector finds."""
    return {"click": selector}


def write(text: str) -> Step:
    """Key by key, where the focus is."""
    return {"type": text}


def evaluate(expression: str) -> Step:
    """The value of an expression. It must be data."""
    return {"evaluate": expression}


def wait(expression: str) -> Step:
    """Waits until an expression is true."""
    return {"wait": expression}


def status(words: str) -> Step:
    """Waits until a screen reader is told something, of what was done last or just before."""
    now = "document.getElementById('status')?.textContent ?? ''"
    return wait(f"[...(window.announced ?? []), {now}].some((said) => said.includes({json.dumps(words)}))")


def tap(selector: str) -> Step:
    """A finger's tap at the first element that the selector finds."""
    return tap_at(f"document.querySelector({json.dumps(selector)})")


def tap_at(expression: str) -> Step:
    """A finger's tap at the element that an expression gives, or at a point [x, y] of the screen."""
    return {"tap": expression}


def choose(selector: str, value: str) -> Step:
    """What the system's own list offers for a select element."""
    return {"choose": selector, "value": value}


def when(expression: str, *steps: Step) -> Step:
    """Steps that are taken where an expression is true by then."""
    return {"when": expression, "steps": steps}


TREE: Step = {"tree": True}
"""Gives what a screen reader is told: role, name, focusable, focused, live."""


REST: Step = {"rest": True}
"""Waits until a page of the review asks for nothing more: what comes a little later is there."""
CLOSE: Step = {"close": True}
"""The page is closed, as a person closes it; what follows is at another one of the same address."""


def picture(file: Path) -> Step:
    """A PNG of what is on the screen."""
    return {"picture": str(file)}


@dataclass(frozen=True)
class Visit:
    """A page, opened by somebody who was never there."""

    file: Path | str
    """A file, or an address."""
    steps: Sequence[Step] = ()
    size: tuple[int, int] = DESK
    query: str = ""
    """What stands behind the address: "?...", "#..." or both."""
    script: bool = True
    phone: bool = False
    """Whether it is a device with a touch screen, which zooms out of pages that are too wide."""
    dark: bool = False
    forced: bool = False
    """Whether the system decides all colours, as for high contrast."""
    print: bool = False
    around: Path | str | None = None
    """A folder, or an address, below which the page may load files from."""
    languages: str = ""
    """Those that the browser asks for."""


def browse(
    *visits: Visit, browser: Server | None = None, seconds: float = PATIENCE
) -> list[tuple[list[Any], list[str]]]:
    """What each visit saw, and what went wrong.

    The values that its steps gave; errors, and what the page asked for.

    browser  one of its own; else that of all tests
    seconds  that they may take, and ten more for each visit
    """
    # A page that hangs ends the browser; the next test gets a new one.
    orders = json.dumps([_order(visit) for visit in visits])
    answer = (browser or _browser()).ask(orders, timeout=seconds + 10 * len(visits))
    if not answer:
        raise AssertionError("the browser gave no answer; its reason is above, on standard error")
    return [(seen, complaints) for *seen, complaints in json.loads(answer)]


def visited(*visits: Visit) -> list[list[Any]]:
    """What each visit saw, where nothing went wrong."""
    found = browse(*visits)
    assert [complaints for _, complaints in found] == [[]] * len(visits)
    return [values for values, _ in found]


@contextmanager
def a_browser() -> Iterator[Server]:
    """A browser beside that of all tests, until the block ends."""
    made = _made()
    try:
        yield made
    finally:
        made.end()


@cache
def _browser() -> Server:
    """One browser for all tests.

    Its start takes longer than a visit.
    """
    return _made()


def _made() -> Server:
    node, chromium = validators.require("node"), validators.require("chromium")
    for name in ("puppeteer", "axe"):
        validators.require(name)
    script = Path(__file__).with_name("browse.mjs")
    command = [str(node), str(script), str(validators.NODE_MODULES), str(chromium)]
    return Server(lambda: command)


def _address(place: Path | str) -> str:
    return place if isinstance(place, str) else place.resolve(strict=True).as_uri()


def _order(visit: Visit) -> dict[str, Any]:
    width, height = visit.size
    return {
        **{key: value for key, value in asdict(visit).items() if key not in {"size", "file"}},
        "address": _address(visit.file),
        "around": _address(visit.around) if visit.around else None,
        "width": width,
        "height": height,
    }
