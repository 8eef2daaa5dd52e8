"""Two pages and another program write to one catalog at once: nothing is lost or written over in silence."""

import json
import os
import random
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from pace import PACE
from reviews import Running, running, sample
from toolkit import po

pytestmark = pytest.mark.slow
CATALOG = "locales/ja/LC_MESSAGES/river.po"
WRITES = {"quick": 20, "usual": 60, "long": 500}[PACE]
"""Of each page."""


def rows(review: Running) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(
        review.ask("GET", "/data/translation/rows?document=river&lang=ja&count=100", review.inside)[2]
    )["rows"]
    return [row for row in found if not row["plural"] and row["who"]]


class Page(threading.Thread):
    """Somebody at a page, who writes to messages and remembers what was confirmed."""

    def __init__(self, review: Running, name: str) -> None:
        super().__init__()
        self.review, self.name_, self.random = review, name, random.Random(name)
        self.known = {row["name"]: row["base"] for row in rows(review)}
        self.confirmed: list[tuple[str, str]] = []
        self.clashes = 0
        self.odd: list[bytes] = []

    def run(self) -> None:
        for number in range(WRITES):
            name = self.random.choice([*self.known])
            target = f"{self.name_} {number}。"
            edit = {"name": name, "base": self.known[name], "target": target, "stage": "translated"}
            body = json.dumps({"document": "river", "lang": "ja", "edits": [edit]}).encode()
            told = self.review.inside | {"X-Diglot-Who": quote(self.name_)}
            status, _, answer = self.review.ask("POST", "/act/translation/edit", told, body)
            if status == 409:
                self.clashes += 1
                row = json.loads(answer)["clashes"][0]
            elif status == 200:
                row = json.loads(answer)["rows"][0]
                self.confirmed.append((name, target))
            else:
                self.odd.append(answer)
                continue
            self.known[name] = row["base"]


def another_program(path: Path, stop: threading.Event, written: list[str]) -> None:
    """An editor that adds comments, and saves only over what it has read."""
    while not stop.is_set():
        before = path.read_bytes()
        catalog = po.load(before, "", "ja")
        words = f"seen {len(written)}"
        first, *others = catalog.entries
        made = first.replace(comments=(*first.comments, words))
        data = po.dump(replace(catalog, entries=(made, *others)), before)
        aside = path.with_suffix(".new")
        aside.write_bytes(data)
        if path.read_bytes() == before:
            os.replace(aside, path)  # noqa: PTH105
            written.append(words)
        # Nobody saves without end.
        time.sleep(0.3)


def test_two_pages_and_another_program_lose_nothing(tmp_path: Path) -> None:
    with running(sample(tmp_path)) as review:
        path = review.folder / CATALOG
        pages = [Page(review, "ann"), Page(review, "bo")]
        stop, written = threading.Event(), list[str]()
        other = threading.Thread(target=another_program, args=(path, stop, written))
        other.start()
        for page in pages:
            page.start()
        for page in pages:
            page.join()
        stop.set()
        other.join()
        assert not [page.odd for page in pages if page.odd]
        # Each confirmed text stands, or another confirmed one has taken its place, by somebody who saw it.
        names = {row["name"]: row["target"] for row in rows(review)}
        wanted = {
            name: {target for page in pages for at, target in page.confirmed if at == name} for name in names
        }
        assert not {
            name: names[name] for name, targets in wanted.items() if targets and names[name] not in targets
        }
        acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
        assert len(acts) == min(200, sum(len(page.confirmed) for page in pages))
        assert written
        assert sum(len(page.confirmed) for page in pages) > WRITES
        # What both wanted at once was told to the second.
        assert sum(page.clashes for page in pages) > 0
