"""Acts of all pages, drawn at random: taken back to the first bytes, and done again to the last."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from pace import PACE
from reviews import Running, running, sample
from test_review_reading import TALK
from toolkit.catalog.workload import GIVEN
from toolkit.cli import main
from toolkit.model import KINDS
from toolkit.model.speakers import ROLES

pytestmark = pytest.mark.slow
REPAIRS = (
    *("source-up", "source-down", "target-up", "target-down", "merge", "merge-up", "split", "swap", "pair"),
    *("unlink", "leave-out", "add", "confirm", "confirm-up-to", "free"),
)
ACTS = {"quick": 30, "usual": 200, "long": 1000}[PACE]


def project_of_all(folder: Path) -> Path:
    """The sample, a talk whose reading is doubtful, one with a translation that was aligned."""
    sample(folder)
    made = ten_faults()
    (folder / "source/pier.txt").write_text(TALK, "utf-8")
    (folder / "source/talk.txt").write_text(texts(made.source, SOURCE_NAMES), "utf-8")
    (folder / "translations").mkdir()
    (folder / "translations/talk.fr.txt").write_text(texts(made.target, TARGET_NAMES), "utf-8")
    steps = (("extract",), ("align", "talk", "translations/talk.fr.txt", "-l", "fr"))
    for step in steps:
        done = CliRunner().invoke(main, ["-C", str(folder), *step])
        assert done.exit_code == 0, done.output
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """All that people edit: transcripts, sidecars, catalogs, frozen ids."""
    found = [path for name in ("source", "locales", "translations") for path in (folder / name).rglob("*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.is_file()}


class Person:
    """Somebody who does whatever a page offers."""

    def __init__(self, review: Running, seed: int) -> None:
        self.review, self.random = review, random.Random(seed)

    def look(self, view: str, what: str, document: str, lang: str = "", **asked: object) -> Any:
        path = f"/data/{view}/{what}?{urlencode({'document': document, 'lang': lang} | asked)}"
        status, _, body = self.review.ask("GET", path, self.review.inside)
        assert status == 200, body
        return json.loads(body)

    def send(self, path: str, value: Mapping[str, object]) -> tuple[int, Any]:
        body = json.dumps(value).encode()
        status, _, answer = self.review.ask("POST", path, self.review.inside, body)
        assert status in (200, 400), answer
        return status, json.loads(answer)

    def act(self) -> tuple[str, int]:
        """Do something: what it was, and how it was answered."""
        pages = (self.reading, self.reading, self.alignment, self.translation, self.project)
        view, what, value = self.random.choice(pages)()
        return f"{view}/{what}", self.send(f"/act/{view}/{what}", value)[0]

    def project(self) -> tuple[str, str, Mapping[str, object]]:
        document = self.random.choice(("pier", "talk", "river", "foghorn"))
        if self.random.randrange(3):
            return "project", self.random.choice(("extract", "freeze")), {"document": document}
        return (
            "project",
            "extract",
            {"document": document, "new": self.random.choice(("zh-Hans", "ar", "de"))},
        )

    def reading(self) -> tuple[str, str, Mapping[str, object]]:
        document = self.random.choice(("pier", "pier", "river", "foghorn", "talk"))
        told = self.look("reading", "whole", document)
        rows = told["rows"]
        start = self.random.randrange(len(rows))
        ids = [row["id"] for row in rows[start : start + self.random.choice((1, 1, 1, 3))]]
        names = [*(speaker["name"] for speaker in told["summary"]["speakers"]), "Somebody Else"]
        name, other = self.random.choice(names), self.random.choice(names)
        label = self.random.choice([row["label"] for row in rows if row["label"]] or ["Mara Lind"])
        said: dict[str, object] = {"kind": self.random.choice([*KINDS])}
        decided: Mapping[str, object] = self.random.choice((said, {"kind": "speech", "who": [name]}, {}))
        acts: dict[str, Mapping[str, object]] = {
            "decide": {"ids": ids, **decided},
            "undecide": {"ids": ids},
            "split": {"ids": ids[:1], "at": self.random.randrange(1 + len(rows[start]["text"]))},
            "join": {"ids": ids[:1]},
            "rename": {"speaker": name, "name": f"{name.split()[0]} {self.random.choice('ABC')}."},
            "merge": {"speaker": name, "into": other},
            "describe": {"speaker": name, "role": self.random.choice([*ROLES])},
            "label": {"label": label, "who": self.random.choice(([], [name], [name, other]))},
        }
        what = self.random.choice(("decide", "decide", *acts))
        return "reading", what, {"document": document, **acts[what]}

    def alignment(self) -> tuple[str, str, Mapping[str, object]]:
        about = {"document": "talk", "lang": "fr"}
        while (told := self.look("alignment", "summary", **about)).get("again"):
            time.sleep(0.1)
        # What was decided about the transcript may have moved what two decisions are about.
        if "contrary" in told:
            choice = {"which": self.random.randrange(2), "seen": told["seen"]}
            return "alignment", "take-out", about | choice
        if not self.random.randrange(20):
            return "alignment", "confirm-above", about | {"least": self.random.random()}
        row = self.random.choice(self.look("alignment", "rows", **about)["rows"])
        name = self.random.choice(REPAIRS)
        return "alignment", "repair", about | {"name": name, "key": row["key"]}

    def translation(self) -> tuple[str, str, Mapping[str, object]]:
        about = {
            "document": self.random.choice(("river", "foghorn", "talk")),
            "lang": self.random.choice(("ja", "fr")),
        }
        rows = [row for row in self.look("translation", "rows", **about)["rows"] if not row["plural"]]
        row = self.random.choice(rows)
        what = self.random.choice(("edit", "edit", "comment", "replace"))
        if what == "comment":
            return "translation", "comment", about | {"name": row["name"], "words": "Is it so?"}
        if what == "edit":
            text = f"Text {self.random.randrange(1000)}" + "\n" * ("\n" in row["source"])
            edits = [{"name": row["name"], "base": row["base"], "target": text}]
        else:
            found = self.look("translation", "found", **about, words="e", instead="é")["rows"]
            some = self.random.sample(found, min(len(found), 5))
            edits = [{"name": one["name"], "base": one["base"], "target": one["after"]} for one in some]
        stage = self.random.choice(GIVEN)
        return "translation", "edit", about | {"edits": [one | {"stage": stage} for one in edits]}

    def turn(self, way: str) -> bool:
        """Take back, or do again; whether there was anything."""
        status, answer = self.send(f"/{way}", {})
        assert status == 200, answer
        return answer["act"] is not None


def test_acts_of_all_pages_are_taken_back_and_done_again(tmp_path: Path) -> None:
    folder = project_of_all(tmp_path)
    first = files(folder)
    # What stood after each act that holds.
    states = [first]
    known: Counter[str] = Counter()
    with running(folder) as review:
        person = Person(review, 7)
        while known.total() < ACTS:
            what, status = person.act()
            now = files(folder)
            # What can't be done changes nothing.
            assert status == 200 or now == states[-1], what
            if now != states[-1]:
                states.append(now)
                known[what] += 1
            elif not person.random.randrange(4) and len(states) > 2:
                steps = person.random.randint(1, 2)
                assert all(person.turn("undo") for _ in range(steps))
                assert files(folder) == states[-1 - steps]
                assert all(person.turn("redo") for _ in range(steps))
                assert files(folder) == states[-1]
    assert len({what.partition("/")[0] for what in known}) == 4 and len(known) > 6, known
    every = {path for state in states for path in state}
    changed = {Path(path).suffix for path in every if len({state.get(path) for state in states}) > 1}
    assert {".po", ".pot", ".toml", ".tsv"} <= changed
    for way, wanted in (("undo", states[-2::-1]), ("redo", states[1:])):
        # Each begins in a new process.
        with running(folder) as review:
            person = Person(review, 7)
            for number, state in enumerate(wanted):
                assert person.turn(way) and files(folder) == state, (way, number)
            assert not person.turn(way)
