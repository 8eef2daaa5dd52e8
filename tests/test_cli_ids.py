"""Ids through the commands: `extract` and `ids` over a chain of an editor's days."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import pytest

from catalogs import prose, revise
from conftest import Run

NAMES = {"mara": "Mara Lind", "ilyas": "Ilyas Okoro"}
Unit = tuple[int, str, str]


@pytest.fixture
def run(fresh: Run) -> Run:
    return fresh


def transcript(units: list[Unit]) -> str:
    return "".join(f"{NAMES[who]}: {text}\n\n" for _, who, text in units)


def listed(run: Run) -> list[dict[str, str]]:
    found = json.loads(run("ids", "--as", "json").stdout)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_ids_last(run: Run, tmp_path: Path, seed: int) -> None:
    """200 turns; each day 10 typos, 4 rewritten by half, 3 inserted, 2 deleted, a block moved."""
    generator = random.Random(seed)
    units = [
        (k, generator.choice(["mara", "ilyas"]), prose(generator, generator.randint(4, 40)))
        for k in range(200)
    ]
    source = tmp_path / "source/bells.txt"
    owners: defaultdict[str, set[int]] = defaultdict(set)
    last: dict[int, str] = {}
    kept = total = 0
    for day in range(4):
        source.write_text(transcript(units), encoding="utf-8")
        assert run("extract").exit_code == 0
        # A reader keeps consecutive turns of one speaker apart as paragraphs, so the rows are the units.
        rows = [row for row in listed(run) if row["state"] == "live"]
        assert [row["text"] for row in rows] == [text for _, _, text in units]
        now = {unit: row["id"] for (unit, _, _), row in zip(units, rows, strict=True)}
        for unit, name in now.items():
            owners[name].add(unit)
        kept += sum(last[unit] == name for unit, name in now.items() if unit in last)
        total += sum(unit in last for unit in now)
        last = now
        units = revise(generator, units, 1000 * (day + 1))
    assert all(len(who) == 1 for who in owners.values())
    assert kept / total >= 0.99


def test_a_freeze_tells_what_is_gone_from_then_on(run: Run, tmp_path: Path) -> None:
    refused = run("ids", "--freeze")
    assert refused.exit_code == 1 and "diglot extract bells" in refused.stderr
    run("extract")
    assert run("ids", "--freeze").exit_code == 0
    path = tmp_path / "locales/bells.ids.tsv"
    frozen = path.read_bytes()
    assert run("ids", "--freeze").exit_code == 0
    assert path.read_bytes() == frozen

    source = tmp_path / "source/bells.txt"
    text = source.read_text("utf-8")
    (gone,) = (row["id"] for row in listed(run) if row["text"] == "And if it does not move?")
    source.write_text(text.replace("And if it does not move?", "Who pays for all of this?"), encoding="utf-8")
    for command in (("extract",), ("ids",)):
        said = run(*command)
        assert "D120" in said.stderr and gone in said.stderr and said.exit_code == 0
    rows = {row["id"]: row for row in listed(run)}
    assert rows[gone]["state"] == "retired" and rows[gone]["frozen"] == "1.0"
    refused = run("ids", "--freeze")
    assert refused.exit_code == 1 and gone in refused.stderr and "version" in refused.stderr
    assert path.read_bytes() == frozen
    config = tmp_path / "diglot.toml"
    config.write_text('version = "1.1"\n' + config.read_text("utf-8"), encoding="utf-8")
    assert run("ids", "--freeze").exit_code == 0
    assert "D120" not in run("extract").stderr

    # Neither without the template is the id anybody else's.
    (tmp_path / "locales/bells.pot").unlink()
    assert gone not in {row["id"] for row in listed(run) if row["state"] != "retired"}
    source.write_text(text, encoding="utf-8")
    assert gone in {row["id"] for row in listed(run) if row["state"] == "new"}


def test_a_table_for_people_and_one_for_programs(run: Run) -> None:
    rows = listed(run)
    assert all(row["state"] == "new" for row in rows)
    run("extract")
    text = run("ids").stdout.split("\n")
    assert any(line.split()[:4] == [rows[4]["id"], "live", "5.1", "speech"] for line in text)
    head, *lines = (line.split("\t") for line in run("ids", "--as", "tsv").stdout.rstrip("\n").split("\n"))
    assert head == list(rows[0])
    assert [line[1] for line in lines] == [row["id"] for row in rows]


def test_damaged_frozen_ids_are_an_error(run: Run, tmp_path: Path) -> None:
    run("extract")
    (tmp_path / "locales/bells.ids.tsv").write_text("scratch\n", encoding="utf-8")
    for command in ("ids", "extract"):
        done = run(command)
        assert done.exit_code == 1 and "locales/bells.ids.tsv:1: " in done.stderr
    # An edition of a text that is as it was needs no frozen ids.
    assert run("build").exit_code == 0
