"""What each step of `diglot review` takes at 2,000 and 20,000 turns, asked of a real server.

    python benchmarks/review_steps.py [--alignment] [--in FOLDER] [--over MS] [TURNS...]

For each step: milliseconds until it is answered, median and longest of some; CPU milliseconds of the server,
which other programs on the machine change little. Then megabytes of the server at most. Meanwhile each step
is told on the other channel as it is done. `--alignment` takes a talk that is aligned first, which takes a
minute and a half at 20,000 turns, and that the review aligns once more; with `--in`, what is made first is
kept in a folder, and made no second time. `--over 500` prints the steps alone of which one took more CPU
milliseconds, and what another page has waited.

`others` is how long another page waits at most for some messages, while somebody decides or aligns. `in a
row` are acts of all kinds with a tenth of a second between them; `meanwhile` are decisions that are made
while all of the text is read with those before them; `while confirmed` are repairs while another page
confirms all that is sure, whose CPU is counted with them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT), str(Path(__file__).parent)]

import run as projects  # noqa: E402

from reviews import Running, running  # noqa: E402
from transcripts import pair  # noqa: E402

TIMES = 5
PATIENCE = 600
"""Seconds that anything may take."""
HASTE = 0.1
"""Seconds between two acts of somebody who knows what to decide."""
SHORT = 40
"""Characters of a paragraph that is parted from the rest, at least."""
AMIDST = 0.2
"""Seconds after which somebody repairs a row while all is being confirmed."""
LEISURE = 1.6
"""Seconds after which all of a long text is being read with what was decided."""


class Server:
    """A review that is asked, and what its answers took."""

    def __init__(self, review: Running, **about: str) -> None:
        self.review, self.about = review, about
        self.taken: dict[str, list[tuple[float, float]]] = {}
        """Step -> milliseconds, and those of the processor."""

    def look(self, page: str, what: str, step: str = "", **asked: object) -> dict[str, Any]:
        """Ask for something of a page."""
        query = urlencode(self.about | {name: str(value) for name, value in asked.items()})
        return self._timed(step, lambda: self._sent("GET", f"/data/{page}/{what}?{query}"))

    def act(self, page: str, what: str, step: str = "", **given: object) -> dict[str, Any]:
        """Do something on a page."""
        return self.post(f"/act/{page}/{what}", step, **self.about, **given)

    def post(self, path: str, step: str = "", **given: object) -> dict[str, Any]:
        """Do something else."""
        return self._timed(step, lambda: self._sent("POST", path, json.dumps(given).encode()))

    def acts(self) -> list[dict[str, Any]]:
        """The last acts, newest first."""
        acts: list[dict[str, Any]] = self._sent("GET", "/history")["acts"]
        return acts

    def _sent(self, method: str, path: str, body: bytes = b"") -> dict[str, Any]:
        status, _, answer = self.review.ask(method, path, self.review.inside, body, wait=PATIENCE)
        value: dict[str, Any] = json.loads(answer)
        if status != 200:
            raise SystemExit(f"{path}: {value}")
        return value

    def _timed(self, step: str, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        start, before = time.perf_counter(), self.spent()
        answer = ask()
        took = (1000 * (time.perf_counter() - start), self.spent() - before)
        self._took(step, took)
        return answer

    def _took(self, step: str, took: tuple[float, float]) -> None:
        """Note what a step took; "" for one that isn't measured."""
        if step:
            self.taken.setdefault(step, []).append(took)
            print(f"{step:>28} {took[0]:>8.0f} ms {took[1]:>8.0f} CPU", file=sys.stderr, flush=True)

    def spent(self) -> float:
        """CPU milliseconds of the server up to now, without those of the processes that it has begun."""
        fields = (Path("/proc") / str(self.review.process) / "stat").read_text().rpartition(")")[2].split()
        return 10.0 * (int(fields[11]) + int(fields[12]))

    @contextmanager
    def another(self, page: str, step: str) -> Iterator[None]:
        """Another page asks for some rows all the time: how long it waits at most."""
        ended, waits = threading.Event(), [0.0]

        def asks() -> None:
            while not ended.wait(0.02):
                start = time.perf_counter()
                query = urlencode(self.about | {"start": 10, "count": 20})
                self._sent("GET", f"/data/{page}/rows?{query}")
                waits.append(1000 * (time.perf_counter() - start))

        thread = threading.Thread(target=asks)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
        self._took(step, (max(waits), 0.0))

    def until(
        self, page: str, what: str, step: str, done: Callable[[dict[str, Any]], bool], **asked: object
    ) -> None:
        """How long it is until an answer is as it should be."""
        start, before = time.perf_counter(), self.spent()
        while not done(self.look(page, what, **asked)):
            time.sleep(0.1)
        self._took(step, (1000 * (time.perf_counter() - start), self.spent() - before))

    def told(self, over: float) -> Iterator[str]:
        """A line for each step that took more CPU milliseconds, or in which others wait; the megabytes."""
        for step, times in self.taken.items():
            waits, spent = zip(*times, strict=True)
            if max(spent) < over and (any(spent) or max(waits) < over):
                continue
            figures = statistics.median(waits), max(waits), statistics.median(spent)
            yield " ".join([f"{step:>24}", *(f"{figure:>8.0f}" for figure in figures)])
        status = (Path("/proc") / str(self.review.process) / "status").read_text()
        peak = next(int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmHWM"))
        yield f"{'MB':>24} {peak:>8}"


def translated(server: Server) -> None:
    """What somebody does who translates, with the book beside it."""
    server.look("project", "rows", "project, first")
    server.look("project", "rows", "project")
    server.look("project", "history", "project, its past")
    server.look("translation", "summary", "translation")
    rows = server.look("translation", "rows", "messages", start=40, count=40)["rows"]
    server.until("translation", "findings", "all findings, first", lambda answer: answer["fresh"])
    server.look("book", "rows", "book, first", start=10, count=20)
    server.look("book", "choices", "book, choices")
    server.look("book", "place", "book, a place", message=rows[0]["name"])
    server.look("book", "rows", "book, another theme", theme="classic", start=10, count=20)
    server.look("translation", "helps", "memory, first", name=rows[0]["name"])
    server.until("translation", "helps", "memory is read", lambda one: not one["again"], name=rows[0]["name"])
    for number, row in enumerate(rows[:TIMES]):
        server.look("translation", "check", "findings as typed", name=row["name"], target="Ein Wort 1999.")
        edit = {"name": row["name"], "number": 40 + number, "base": "", "target": f"Mot {number}."}
        server.act("translation", "edit", "save", edits=[edit | {"stage": "translated"}])
        server.look("book", "rows", "book, after a save", start=10, count=20)
        server.look("translation", "near", "findings near it", name=row["name"])
        server.look("translation", "helps", "memory, after a save", name=row["name"])
    server.act("translation", "comment", "comment", name=rows[0]["name"], words="Is it so?")
    server.until("translation", "findings", "all findings", lambda answer: answer["fresh"])
    hits = server.look("translation", "found", "find", words="e", instead="é")["rows"]
    edits = [
        {name: hit[name] for name in ("name", "number", "base", "stage")} | {"target": hit["after"]}
        for hit in hits
    ]
    server.act("translation", "edit", f"replace {len(edits)}", edits=edits)
    server.post("/undo", f"undo {len(edits)}")
    server.post("/redo", f"redo {len(edits)}")
    # As the page of the project does, while its reader looks at it.
    server.look("project", "ready", "made ready")
    with server.another("translation", "others, meanwhile, up to date"):
        server.act("project", "extract", "bring up to date")
    with server.another("translation", "others, meanwhile, frozen"):
        server.act("project", "freeze", "freeze")
    server.look("project", "rows", "project, frozen, first")
    server.look("project", "rows", "project, frozen")


def read(server: Server) -> None:
    """What somebody does who sets the reading right."""
    rows = server.look("reading", "whole", "reading, first", start=40, count=60)["rows"]
    server.look("reading", "whole", "reading", start=40, count=60)
    plain = [row["id"] for row in rows if not row["label"]]
    window = {"start": 40, "count": 60}
    # As the page does, while its reader looks for the first doubt.
    server.look("reading", "opened", "made ready")
    server.act("reading", "decide", "decide, first", ids=plain[:1], kind="narration", **window)
    with server.another("translation", "others, meanwhile"):
        for id_ in plain[1 : TIMES + 1]:
            server.act("reading", "decide", "decide", ids=[id_], kind="narration", **window)
    server.post("/undo", "undo")
    server.look("reading", "whole", "reading, after it", **window)
    server.act("reading", "rename", "rename a speaker", speaker="Mei Okafor", name="Mei O.", **window)
    server.act("reading", "label", "decide a label", label="Yusuf Calder", who=["Ada Brandt"], **window)
    server.act("reading", "describe", "describe a speaker", speaker="Mei O.", role="host", **window)
    server.act("reading", "undecide", "leave to the reader", ids=plain[:1], **window)
    server.post("/undo")
    server.post("/undo")


def parted(server: Server) -> None:
    """What somebody does to whom paragraphs are too long or too short."""
    window = {"start": 240, "count": 60}
    # No other page writes before all is read.
    server.act("translation", "edit", edits=[])
    for number in range(TIMES):
        rows = server.look("reading", "whole", **window)["rows"]
        row = next(row for row in rows[10 * number :] if len(row["text"]) > 2 * SHORT)
        at = row["text"].index(" ", SHORT)
        step = "part" if number else "part, first"
        rows = server.act("reading", "split", step, ids=[row["id"]], at=at, **window)["rows"]
        server.look("reading", "whole", "reading, after it", **window)
        if number % 2:
            second = 1 + next(k for k, other in enumerate(rows) if other["line"] == row["line"])
            server.act("reading", "join", "put together", ids=[rows[second]["id"]], **window)


def hurried(server: Server) -> None:
    """What somebody does who doesn't wait."""
    window = {"start": 200, "count": 60}
    # Whose the labels are, as it was.
    server.post("/undo")
    server.post("/undo")
    # No other page writes before all is read.
    server.act("translation", "edit", edits=[])
    rows = server.look("reading", "whole", **window)["rows"]
    plain = iter([row["id"] for row in rows if not row["label"]])

    def decide(step: str) -> None:
        server.act("reading", "decide", step, ids=[next(plain)], kind="narration", **window)
        time.sleep(HASTE)

    decide("in a row")
    decide("in a row")
    server.act("reading", "rename", "in a row", speaker="Ada Brandt", name="Ada B.", **window)
    time.sleep(HASTE)
    decide("in a row")
    server.act("reading", "label", "in a row", label="Yusuf Calder", who=["Ada B."], **window)
    time.sleep(HASTE)
    decide("in a row")
    for _ in range(TIMES):
        time.sleep(LEISURE)
        decide("meanwhile")


def aligned(server: Server) -> None:
    """What somebody does who sets an alignment right, in the midst of it."""
    # What another page asks for meanwhile is there.
    server.look("translation", "rows", start=10, count=20)
    with server.another("translation", "others, while aligned"):
        server.until("alignment", "summary", "alignment, first", lambda answer: not answer.get("again"))
    count = server.look("alignment", "summary", "alignment")["count"]
    window = {"start": count // 2, "count": 60}
    server.look("alignment", "rows", "rows", **window)
    # As the page does, while its reader looks for the first doubt.
    server.act("alignment", "ready", "made ready")

    def act(name: str, at: int, step: str = "") -> None:
        now = server.look("alignment", "rows", **window)["rows"]
        key = next(row["key"] for row in now[at:] if row["kind"] == "pair")
        server.act("alignment", "repair", step or name, name=name, key=key, **window)

    def set_apart() -> None:
        """A row whose words stand elsewhere, too."""
        told: dict[str, list[str]] = {}
        for start in range(0, min(count, 1000), 100):
            for row in server.look("alignment", "rows", start=start, count=100)["rows"]:
                text = " ".join(one["text"] for one in row["sides"][0])
                told.setdefault(text, []).extend([row["key"]] * (row["kind"] == "pair"))
        key = next((keys[1] for keys in told.values() if len(keys) > 2), "")
        if key:
            server.act("alignment", "repair", "set apart", name="unlink", key=key, **window)
            act("merge", 32, "merge, after that")
            server.post("/undo")
            server.post("/undo", "undo what was set apart")
            server.look("alignment", "rows", "rows, after that", **window)

    act("merge", 2, "merge, first")
    with server.another("translation", "others, meanwhile"):
        for at in range(7, 5 * TIMES + 7, 5):
            act("merge", at)
    act("split", 7)
    for at, name in ((34, "swap"), (36, "source-down"), (38, "target-up")):
        act(name, at)
    for at, name in enumerate(("confirm", "unlink", "leave-out", "add", "free"), 40):
        act(name, at)
    number = server.acts()[8]["number"]
    server.post("/revert", "split, taken back alone", number=number)
    server.post("/restore", "split, done again alone", number=number)
    server.post("/undo", "undo")
    server.look("alignment", "rows", "rows, after it", **window)
    server.post("/redo", "redo")
    set_apart()
    with server.another("translation", "others, confirmed"):
        server.act("alignment", "confirm-above", "confirm what is sure", least=0.9999, **window)
    # At once: a row that is decided, of which something is decided otherwise.
    act("merge", 50, "merge, after it")
    server.post("/undo", "undo, after it")
    server.post("/undo", "undo what was sure")
    with server.another("translation", "others, taken back"):
        server.until("alignment", "summary", "taken back", lambda answer: not answer.get("again"))
    server.look("alignment", "rows", "rows, taken back", **window)
    # As the page does once it has waited for them.
    server.act("alignment", "ready", "made ready, taken back")
    act("merge", 30, "merge, taken back")


def overtaken(server: Server) -> None:
    """Repairs on one page while another confirms all that is sure."""
    asked = {"least": 0.9999, "start": 0, "count": 1}
    confirming = threading.Thread(target=server.act, args=("alignment", "confirm-above"), kwargs=asked)
    confirming.start()
    for start in (100, 200):
        time.sleep(AMIDST)
        rows = server.look("alignment", "rows", start=start, count=60)["rows"]
        key = next(row["key"] for row in rows if row["kind"] == "pair")
        if confirming.is_alive():
            server.act("alignment", "repair", "merge, while confirmed", name="merge", key=key)
    confirming.join()


def talk(folder: Path, turns: int) -> Path:
    """A talk that is aligned."""
    made = pair(3, turns)
    for name, text in (
        ("diglot.toml", 'target-languages = ["de"]\n'),
        ("source/talk.txt", made.source),
        ("translations/talk.de.txt", made.target),
    ):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, "utf-8")
    subprocess.run(
        [*projects.DIGLOT, "-q", "align", "talk", "translations/talk.de.txt", "-l", "de"],
        cwd=folder,
        check=True,
    )
    return folder


def long(folder: Path, turns: int) -> Path:
    """A transcript that is translated."""
    projects.project(folder, turns, 4)
    subprocess.run([*projects.DIGLOT, "-q", "extract"], cwd=folder, check=True)
    for path in folder.glob("locales/*/LC_MESSAGES/*.po"):
        projects.fill(path)
    return folder


def copied(make: Callable[[Path, int], Path], turns: int, kept: Path | None, folder: Path) -> Path:
    """A project in a folder of its own; kept: where it is taken from, or left for the next time."""
    if kept is None:
        return make(folder, turns)
    made = kept / f"{make.__name__}-{turns}"
    if not made.is_dir():
        make(folder, turns)
        shutil.copytree(folder, made)
    else:
        shutil.copytree(made, folder)
    return folder


def main() -> None:
    """Print a table for each number of turns."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("turns", nargs="*", type=int, default=[2000, 20000])
    arguments.add_argument("--alignment", action="store_true")
    arguments.add_argument("--in", type=Path, dest="kept")
    arguments.add_argument("--over", type=float, default=0.0)
    given = arguments.parse_args()
    for turns in given.turns:
        with tempfile.TemporaryDirectory() as folder:
            head = f"{turns:,} turns"
            print(*(f"{name:>{width}}" for name, width in ((head, 24), ("ms", 8), ("most", 8), ("CPU", 8))))
            work: tuple[Callable[[Server], None], ...] = translated, read, hurried, parted
            make, about = long, ("long", "fr")
            if given.alignment:
                work, make, about = (aligned, overtaken), talk, ("talk", "de")
            here = copied(make, turns, given.kept, Path(folder) / about[0])
            with running(here) as review:
                server = Server(review, document=about[0], lang=about[1])
                for part in work:
                    part(server)
                print(*server.told(given.over), sep="\n", flush=True)


if __name__ == "__main__":
    main()
