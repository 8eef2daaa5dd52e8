"""How much work a translation is, in words."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from catalogs import document, template, translation
from conftest import Run
from toolkit.catalog import review
from toolkit.catalog.workload import BANDS, workload

TALK = [("mara", "One two three."), ("ilyas", "Four five."), ("mara", "Four five."), ("mara", "渡轮停了。")]


def test_each_word_counts_once_by_state_and_by_what_is_near() -> None:
    made = template(document(TALK))
    near = {"One two three.": 0.9}
    load = workload(made, None, lambda entry: near.get(entry.source, 0.0), set())
    # Two names of two words each, one of them three, and a phrase that two people say.
    assert load.words == {
        "empty": 15,
        "draft": 0,
        "omitted": 0,
        "translated": 0,
        "reviewed": 0,
        "approved": 0,
    }
    assert load.repetitions == 2
    assert load.bands == {"100": 0, "95-99": 0, "85-94": 3, "75-84": 0, "new": 10}
    assert load.words["empty"] + load.words["draft"] == load.repetitions + sum(load.bands.values())
    assert load.target_characters == 0


def test_what_is_finished_is_no_work() -> None:
    made, done = template(document(TALK)), translation(document(TALK))
    entries = list(done.entries)
    entries[2] = review.reviewed(entries[2], "approved")
    entries[3] = entries[3].replace(state="fuzzy")
    seen: set[str] = set()
    load = workload(made, replace(done, entries=tuple(entries)), lambda _: 1.0, seen)
    assert load.words["approved"] == 3 and load.words["draft"] == 2 and load.words["empty"] == 0
    assert load.bands["100"] == 2 and seen == {"Four five."}
    # The same words in another document are repeated.
    assert workload(made, None, lambda _: 0.0, seen).repetitions == 4


@pytest.mark.parametrize(
    ("alike", "band"), [(1.0, "100"), (0.99, "95-99"), (0.95, "95-99"), (0.75, "75-84"), (0.7, "new")]
)
def test_bands(alike: float, band: str) -> None:
    load = workload(template(document(TALK[:1])), None, lambda _: alike, set())
    assert [name for name in BANDS if load.bands[name]] == [band]


def test_a_table_for_an_invoice(fresh: Run) -> None:
    fresh("extract")
    (row,) = json.loads(fresh("status", "--words", "--as", "json").stdout)
    shown = fresh("status", "--words").stdout.splitlines()
    assert shown[0].split()[:3] == ["document", "language", "empty"] and shown[1].split()[2] == str(
        row["empty"]
    )
    (line,) = csv.DictReader(io.StringIO(fresh("status", "--as", "csv").stdout))
    assert {key: str(value) for key, value in row.items()} == line
    assert row["empty"] + row["draft"] == row["repetitions"] + sum(row[band] for band in BANDS)
    assert fresh("status", "--as", "xlsx").stdout_bytes[:2] == b"PK"


def test_a_message_that_was_translated_elsewhere_is_found(fresh: Run, tmp_path: Path) -> None:
    fresh("extract")
    (before,) = json.loads(fresh("status", "--words", "--as", "json").stdout)
    source = tmp_path / "source/bells.txt"
    (tmp_path / "source/again.txt").write_text(source.read_text("utf-8"), "utf-8")
    rows = json.loads(fresh("status", "--words", "--as", "json").stdout)
    again, bells = (next(row for row in rows if row["document"] == name) for name in ("again", "bells"))
    # In the order of the documents: the second has nothing of its own.
    assert again["empty"] == before["empty"] and bells["repetitions"] == before["empty"] + before["draft"]
