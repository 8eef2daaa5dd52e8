"""A project of several people, for an afternoon: nothing that was confirmed is lost.

Two people work at pages that show what was there some time ago, an editor saves files beside them, somebody
aligns by the command, and now and then the review is killed in the midst of an act. Whatever somebody writes
has a mark of its own, so that it is found again.

What is drawn is the same each time, but for the moment of a kill. The long pace draws other afternoons: the
number that a failure tells is given to `Afternoon`.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner

from pace import PACE
from reviews import Running, running
from test_review_acts import REPAIRS
from test_review_alignment import ARABIC, FERRY
from toolkit import po
from toolkit.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.law]
STEPS = 40
"""Of an afternoon."""
MARK = re.compile("Q[0-9]+Q")
ABOUT = {"document": "talk", "lang": "ar"}
CATALOG, SIDECAR, SOURCE = "locales/ar/LC_MESSAGES/talk.po", "source/talk.toml", "source/talk.txt"
TRANSLATION = "translations/talk.ar.txt"


class Afternoon:
    """The project, its review, and all that was written."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.numbers = 0
        self.confirmed: set[str] = set()
        """Marks of what somebody was told to be saved."""
        self.excused: set[str] = set()
        """Marks of what somebody has seen, and replaced."""
        for name, text in (
            ("diglot.toml", 'source-language = "en"\ntarget-languages = ["ar"]\n'),
            (SOURCE, FERRY),
            (TRANSLATION, ARABIC),
        ):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert self.command("extract") == self.align() == 0
        self.people: dict[str, dict[str, Any]] = {"ann": {}, "bo": {}}
        self.stack = ExitStack()
        self.review = self.stack.enter_context(running(folder))

    def command(self, *words: str) -> int:
        done = CliRunner().invoke(main, ["-C", str(self.folder), *words])
        assert not done.exception or isinstance(done.exception, SystemExit), done.output
        return done.exit_code

    def align(self) -> int:
        return self.command("align", "talk", str(self.folder / TRANSLATION), "-l", "ar")

    def mark(self) -> str:
        self.numbers += 1
        return f"Q{self.numbers}Q"

    # What people do.

    def look(self, view: str, what: str, review: Running | None = None, **asked: object) -> Any:
        review = review or self.review
        while True:
            path = f"/data/{view}/{what}?{urlencode(ABOUT | asked)}"
            status, _, body = review.ask("GET", path, review.inside)
            assert status in (200, 400), body
            told = json.loads(body)
            if not told.get("again"):
                return told
            time.sleep(0.1)

    def send(self, who: str, path: str, given: Mapping[str, object]) -> tuple[int, Any]:
        told = self.review.inside | {"X-Diglot-Who": quote(who)}
        status, _, body = self.review.ask("POST", path, told, json.dumps(given).encode())
        assert status in (200, 400, 409), body
        return status, json.loads(body)

    def translate(self, who: str) -> None:
        """Of a page that may have been open for long."""
        known = self.people[who]
        if not known or not self.chance.randrange(3):
            found = self.look("translation", "rows", count=100).get("rows", [])
            known.update({row["name"]: row for row in found if not row["plural"]})
        if not known:
            return
        row, mark = known[self.chance.choice([*known])], self.mark()
        stage = self.chance.choice(("draft", "translated", "reviewed"))
        edit = {"name": row["name"], "base": row["base"], "target": f"{mark} كلمة", "stage": stage}
        seen = MARK.findall(row["target"])
        status, answer = self.send(who, "/act/translation/edit", ABOUT | {"edits": [edit]})
        if status == 200:
            self.confirmed.add(mark)
            self.excused.update(seen)
        # What is there by now is shown, whoever was first.
        for now in answer.get("rows" if status == 200 else "clashes", []):
            known[now["name"]] = known[now["name"]] | now
        if status == 400:
            known.clear()

    def remark(self, who: str) -> None:
        rows = self.look("translation", "rows", count=100).get("rows", [])
        if rows:
            mark, name = self.mark(), self.chance.choice(rows)["name"]
            if self.send(who, "/act/translation/comment", ABOUT | {"name": name, "words": mark})[0] == 200:
                self.confirmed.add(mark)

    def read(self, who: str) -> None:
        rows = self.look("reading", "rows", count=100).get("rows", [])
        if not rows:
            return
        row = self.chance.choice(rows)
        ends = [match.start() for match in re.finditer(r"(?<=[.?!,]) ", row["text"])] or [1]
        acts: list[tuple[str, dict[str, object]]] = [
            ("split", {"at": self.chance.choice(ends)}),
            ("join", {}),
            ("undecide", {}),
            ("decide", {"kind": self.chance.choice(("note", "narration", "heading", "event"))}),
            ("decide", {"kind": "speech", "who": [self.chance.choice(("Mara", "Jonas"))]}),
        ]
        what, more = self.chance.choice(acts)
        self.send(who, f"/act/reading/{what}", {"document": "talk", "ids": [row["id"]], **more})

    def repair(self, who: str) -> None:
        if rows := self.look("alignment", "summary").get("count") and self.look(
            "alignment", "rows", count=100
        ):
            given = {"name": self.chance.choice(REPAIRS), "key": self.chance.choice(rows["rows"])["key"]}
            self.send(who, "/act/alignment/repair", ABOUT | given)

    def turn(self, who: str) -> None:
        self.send(who, self.chance.choice(("/undo", "/undo", "/redo")), {})

    def update(self, who: str) -> None:
        self.send(who, "/act/project/extract", {"document": "talk"})

    # What is done beside them.

    def saved(self, name: str, change: Callable[[bytes], bytes]) -> bool:
        """Another program saves a file, if nobody else has since it was read."""
        path = self.folder / name
        before = path.read_bytes()
        aside = path.with_suffix(".aside")
        aside.write_bytes(change(before))
        if path.read_bytes() != before:
            aside.unlink()
            return False
        os.replace(aside, path)  # noqa: PTH105
        return True

    def catalog_editor(self, _: str) -> None:
        mark, gone = self.mark(), list[str]()

        def change(data: bytes) -> bytes:
            catalog = po.load(data, "", "ar")
            entries = [*catalog.entries]
            at = self.chance.randrange(len(entries))
            gone.extend(MARK.findall(entries[at].target))
            entries[at] = entries[at].replace(target=f"{mark} كلمة", state="done")
            return po.dump(replace(catalog, entries=tuple(entries)), data)

        if self.saved(CATALOG, change):
            self.confirmed.add(mark)
            self.excused.update(gone)

    def sidecar_editor(self, _: str) -> None:
        mark = self.mark()
        if self.saved(SIDECAR, lambda data: f"# {mark}\n".encode() + data):
            self.confirmed.add(mark)

    def source_editor(self, _: str) -> None:
        def change(data: bytes) -> bytes:
            parts = data.decode().split("\n\n")
            at = self.chance.randrange(1, len(parts))
            if self.chance.randrange(3):
                words = parts[at].split(" ")
                words.insert(self.chance.randrange(1, len(words) + 1), self.chance.choice(("truly", "often")))
                parts[at] = " ".join(words)
            elif self.chance.randrange(2) and len(parts) > 5:
                del parts[at]
            else:
                parts.insert(at, self.chance.choice(("Mara: Yes.", "Jonas: We had 3 goats.")))
            return "\n\n".join(parts).encode()

        self.saved(SOURCE, change)

    def kill(self, who: str) -> None:
        """The review is ended in the midst of what somebody does, and started again."""
        told = MARK.findall((self.folder / CATALOG).read_text("utf-8"))

        def last() -> None:
            # Nobody hears whether it was done: what it would have replaced may be gone.
            with suppress(OSError, ValueError, IndexError, AssertionError):
                self.chance.choice((self.translate, self.read, self.repair))(who)

        act = threading.Thread(target=last)
        before = {*self.excused}
        act.start()
        time.sleep(self.chance.random() * 0.15)
        os.kill(self.review.process, signal.SIGKILL)
        act.join()
        self.stack.close()
        now = MARK.findall((self.folder / CATALOG).read_text("utf-8"))
        if self.excused == before:
            self.excused.update([mark for mark in told if mark not in now][:1])
        self.people = {name: {} for name in self.people}
        self.review = self.stack.enter_context(running(self.folder))

    def step(self) -> None:
        beside = (self.catalog_editor, self.sidecar_editor, self.source_editor)
        acts = (self.translate, self.translate, self.read, self.read, self.repair, self.repair, self.turn)
        drawn = self.chance.randrange(100)
        if drawn < 4:
            self.kill("ann")
        elif drawn < 8:
            self.align()
        elif drawn < 25:
            self.chance.choice(beside)("")
        else:
            some = (*acts, self.remark, self.update, self.turn)
            self.chance.choice(some)(self.chance.choice([*self.people]))

    # What has to be so.

    def lost(self) -> set[str]:
        """Marks of what was confirmed, and stands nowhere."""
        acts = json.loads(self.review.ask("GET", "/history", self.review.inside)[2])["acts"]
        undone = {mark for act in acts if act["undone"] for mark in MARK.findall(act["words"])}
        texts = [
            path.read_text("utf-8") for path in self.folder.rglob("*") if path.suffix in (".po", ".toml")
        ]
        return self.confirmed - self.excused - undone - {*MARK.findall(" ".join(texts))}

    def shown(self, review: Running) -> Iterator[tuple[str, Any]]:
        """What pages show, but for what is found later."""
        yield "reading", self.look("reading", "whole", review, count=100)
        found = self.look("translation", "rows", review, count=100)
        for row in found.get("rows", ()):
            del row["findings"]
        yield "translation", found
        while (summary := self.look("alignment", "summary", review)).get("older"):
            time.sleep(0.1)
        yield "contrary", summary.get("contrary")
        if "count" in summary:
            yield "alignment", self.look("alignment", "rows", review, count=100)["rows"]

    def copied(self, folder: Path) -> Path:
        """The files alone, without what is kept of them."""
        return Path(shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns(".diglot")))


def files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and ".diglot" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def spent(folder: Path, seed: int) -> None:
    """One afternoon."""
    (folder / "here").mkdir(parents=True)
    day = Afternoon(folder / "here", seed)
    with day.stack:
        for number in range(STEPS):
            day.step()
            assert not (lost := day.lost()), (seed, number, lost)
        # All that was put off is done by then.
        time.sleep(2)
        pages = dict(day.shown(day.review))
        with running(day.copied(folder / "there")) as other:
            # Who was there from the beginning sees what somebody sees who comes now.
            assert dict(day.shown(other)) == pages, seed
        # Without limit: each act of both is taken back or told, and so it is again.
        for way in ("/undo", "/redo"):
            for who in day.people:
                for _ in range(3 * STEPS):
                    status, answer = day.send(who, way, {})
                    if status == 200 and answer["act"] is None:
                        break
                else:
                    raise AssertionError((seed, who, way))
        assert not (lost := day.lost()), (seed, lost)
    if day.align() == 0:
        once = files(day.folder)
        assert day.align() == 0 and files(day.folder) == once, seed


def test_nothing_is_lost_in_an_afternoon(tmp_path: Path) -> None:
    some = [random.SystemRandom().randrange(10**6) for _ in range(12)]
    for number, seed in enumerate(some if PACE == "long" else (1,)):
        spent(tmp_path / str(number), seed)
