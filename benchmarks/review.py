"""How quick the pages of `diglot review` are at 2,000 and 20,000 turns, in a real Chromium.

    python benchmarks/review.py [TURNS...]

For each: milliseconds until the page is there and can be used; from a key to what it shows (two frames on),
and from a save to its confirmation, each as median and 95th of a hundred; nodes in the page; from a save to
the book beside it, and the nodes of both; megabytes of the server.
Needs what `.ci/run` installs for the tests.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(Path(__file__).parent)]

import run as projects  # noqa: E402

from browser import Step, Visit, browse, evaluate, press, wait, write  # noqa: E402
from reviews import Running, running  # noqa: E402

READY = wait("document.documentElement.dataset.ready && document.activeElement.tagName === 'TEXTAREA'")
SINCE = evaluate("performance.now()")
WATCH = evaluate(
    """(() => {
  window.shown = []; window.saved = []; let began = 0;
  document.addEventListener('keydown', (event) => {
    const now = performance.now();
    if (event.key === 'Control' || event.key === 'Alt') return;
    if (event.ctrlKey && event.key === 'Enter') began = now;
    requestAnimationFrame(() => requestAnimationFrame(() => window.shown.push(performance.now() - now)));
  }, true);
  new MutationObserver(() => { if (began) { window.saved.push(performance.now() - began); began = 0; } })
    .observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true });
})()"""
)
BOOK = "document.querySelector('iframe.book')?.contentDocument"
BESIDE = wait(f"{BOOK}?.querySelector('.at')")
WATCH_BOOK = evaluate(
    """(() => {
  window.seen = []; let began = 0, words = '';
  const book = document.querySelector('iframe.book').contentDocument;
  document.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || event.key !== 'Enter') return;
    began = performance.now();
    words = document.activeElement.value.slice(-6);
  }, true);
  new MutationObserver(() => {
    if (!began || !book.body.textContent.includes(words)) return;
    window.seen.push(performance.now() - began);
    began = 0;
  }).observe(book.body, { childList: true, subtree: true });
})()"""
)
SEEN = evaluate(f"[window.seen, [document, {BOOK}].map((page) => page.querySelectorAll('*').length)]")
MOVES, SAVES = 100, 20
MOVED = "document.getElementById('status').textContent !== ''"
PAUSE = evaluate("new Promise((done) => setTimeout(done, 150))")
COUNT = evaluate("[window.shown, window.saved, document.querySelectorAll('*').length]")


def measure(here: Path, lang: str) -> list[object]:
    """The figures of the Translation page, and with the book beside it."""
    moves: list[Step] = [press("Alt+ArrowDown") for _ in range(MOVES)]
    saves = [write("x"), press("Control+Enter"), wait(MOVED), PAUSE] * SAVES
    books: list[Step] = [press("Alt+b"), BESIDE, WATCH_BOOK]
    for number in range(SAVES):
        books += [write(f" <{number:04}"), press("Control+Enter")]
        books += [wait(f"window.seen.length > {number}"), PAUSE]
    with running(here) as review:
        first, *_, (shown, _, nodes) = _seen(review, lang, SINCE, WATCH, *moves, PAUSE, COUNT)
        *_, (_, saved, _) = _seen(review, lang, WATCH, *saves, COUNT)
    # In a process of its own: the checks of pages that are gone would run beside it.
    with running(here) as review:
        *_, (beside, both) = _seen(review, lang, *books, SEEN)
        memory = (Path("/proc") / str(review.process) / "status").read_text()
    peak = next(int(line.split()[1]) >> 10 for line in memory.splitlines() if line.startswith("VmHWM"))
    return [f"{first:.0f}", *_told(shown), *_told(saved), nodes, *_told(beside), sum(both), peak]


def _seen(review: Running, lang: str, *steps: Step) -> list[Any]:
    address = review.address("translation", document="long", lang=lang)
    ((values, complaints),) = browse(Visit(address, (READY, *steps), around=review.root))
    if complaints:
        raise SystemExit(f"the page complains: {complaints}")
    return values


def _told(times: list[float]) -> list[str]:
    times = sorted(times)
    return [f"{statistics.median(times):.0f}", f"{times[int(len(times) * 0.95) - 1]:.0f}"]


def main() -> None:
    """Print a line for each number of turns."""
    head = ("turns", "there", "key", "key 95", "save", "save 95", "nodes", "book", "book 95", "nodes", "MB")
    print(*(f"{name:>8}" for name in head))
    for number in map(int, sys.argv[1:] or ("2000", "20000")):
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder) / "project"
            projects.project(here, number, 4)
            subprocess.run([*projects.DIGLOT, "-q", "extract"], cwd=here, check=True)
            for path in here.glob("locales/*/LC_MESSAGES/*.po"):
                projects.fill(path)
            print(*(f"{value:>8}" for value in (number, *measure(here, "fr"))), flush=True)


if __name__ == "__main__":
    main()
