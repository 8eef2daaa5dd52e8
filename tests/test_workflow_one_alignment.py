"""`align` and the review make one alignment of the same files: neither changes what nobody acted on."""

from __future__ import annotations

import random
import shutil
from operator import attrgetter
from pathlib import Path

import pytest

from test_workflow_repairing import PO, SIDECAR, Bench
from toolkit import project
from toolkit.po import load
from toolkit.workflow.repairing import OpenAlignment
from toolkit.workflow.workspace import Workspace
from transcripts import pair

_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
TALKS = pytest.mark.parametrize(
    ("seed", "letters"), [(1, {}), (2, _ARABIC), (3, _ARABIC), (7, {})], ids=["1", "2-ar", "3-ar", "7"]
)


def repaired(folder: Path, seed: int, letters: dict[int, int]) -> Bench:
    """A talk with 15 repairs at random rows, after which the review was closed."""
    made = pair(seed, 25, lost=0.15)
    bench = Bench(folder, made.source, made.target.lower().translate(letters) if letters else made.target)
    bench.do_some(random.Random(seed), 15)
    return bench


def reopened(bench: Bench) -> None:
    """Another review begins, and nothing is kept of how both texts were aligned."""
    shutil.rmtree(bench.folder / ".diglot", ignore_errors=True)
    bench.workspace = Workspace(project.find(bench.folder), held_open=True)
    bench.open = OpenAlignment("talk", "de", bench.open.file)


@pytest.mark.slow
@TALKS
def test_after_a_review_align_changes_no_byte(tmp_path: Path, seed: int, letters: dict[int, int]) -> None:
    bench = repaired(tmp_path, seed, letters)
    before = bench.files()
    assert before[1].count(b"[[pins]]") > 5
    for _ in range(2):
        bench.align()
        assert bench.files() == before


@pytest.mark.slow
@TALKS
def test_after_align_an_act_changes_its_own_messages_alone(
    tmp_path: Path, seed: int, letters: dict[int, int]
) -> None:
    bench = repaired(tmp_path, seed, letters)
    bench.align()
    po, sidecar = bench.files()
    entries = {entry.context: entry for entry in load(po, PO, "de").entries}
    undecided = [row for row in bench.rows() if row.bead.paired and not row.decided]
    # Those in doubt are the likeliest to change something.
    for key in [row.key for row in sorted(undecided, key=attrgetter("confidence"))[:3]]:
        reopened(bench)
        (row,) = [row for row in bench.rows() if row.key == key]
        source = bench.open.look(bench.workspace).source
        own = {source.passages[source.owners[unit]].id for unit in row.bead.source}
        bench.do("confirm", key)
        now = {entry.context: entry for entry in load(bench.files()[0], PO, "de").entries}
        others = [entry for entry in now.values() if entries.get(entry.context) != entry]
        assert now.keys() == entries.keys() and all(own.intersection(entry.ids) for entry in others)
        assert bench.files()[1] != sidecar
        (tmp_path / PO).write_bytes(po)
        (tmp_path / SIDECAR).write_bytes(sidecar)
