"""`align` and the review make one alignment of the same files: neither changes what nobody acted on."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from copy import copy
from operator import attrgetter
from pathlib import Path

import pytest

from test_workflow_repairing import PO, SIDECAR, Bench
from toolkit import project
from toolkit.po import load
from toolkit.workflow.repairing import OpenAlignment, translation_files
from toolkit.workflow.workspace import Workspace
from transcripts import pair

_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
_TALKS: Mapping[str, tuple[int, dict[int, int]]] = {
    "1": (1, {}),
    "2-ar": (2, _ARABIC),
    "3-ar": (3, _ARABIC),
    "7": (7, {}),
}


@pytest.fixture(scope="module", params=_TALKS.values(), ids=[*_TALKS])
def repaired(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A talk with 15 repairs at random rows, after which the review was closed."""
    seed, letters = request.param
    made = pair(seed, 25, lost=0.15)
    target = made.target.lower().translate(letters) if letters else made.target
    bench = Bench(tmp_path_factory.mktemp("repaired"), made.source, target)
    bench.do_some(random.Random(seed), 15)
    return bench


@pytest.fixture
def bench(repaired: Bench, tmp_path: Path) -> Bench:
    """That talk in a folder of the test's own, with what is kept of how it was aligned."""
    shutil.copytree(repaired.folder, tmp_path, dirs_exist_ok=True)
    made = copy(repaired)
    made.folder = tmp_path
    opened(made)
    return made


def opened(bench: Bench) -> None:
    """Another review begins."""
    bench.workspace = Workspace(project.find(bench.folder), held_open=True)
    (file,) = translation_files(bench.workspace, "talk", "de")
    bench.open = OpenAlignment("talk", "de", file)


def reopened(bench: Bench) -> None:
    """Another review begins, and nothing is kept of how both texts were aligned."""
    shutil.rmtree(bench.folder / ".diglot", ignore_errors=True)
    opened(bench)


@pytest.mark.slow
def test_after_a_review_align_changes_no_byte(bench: Bench) -> None:
    before = bench.files()
    assert before[1].count(b"[[pins]]") > 5
    for _ in range(2):
        bench.align()
        assert bench.files() == before


@pytest.mark.slow
def test_after_align_an_act_changes_its_own_messages_alone(bench: Bench) -> None:
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
        (bench.folder / PO).write_bytes(po)
        (bench.folder / SIDECAR).write_bytes(sidecar)
