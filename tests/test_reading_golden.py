"""Transcripts in many scripts and shapes: what each paragraph is, and what is found doubtful."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pace import PACE
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.transcript.asking import asked
from toolkit.workflow.reading_rows import rows

CASES = sorted((Path(__file__).parent / "data" / "transcripts").iterdir())
WRONG = {
    "en-prose": "paragraphs of an essay begin with the same few words and a colon",
    "ko-signs-2": "a hyphen that answers looks like an item of a list",
}
"""Transcripts that are read partly wrong, with the cause. Their expected readings are the right ones."""


def unlike(read: list[dict[str, Any]], expected: list[dict[str, Any]]) -> set[int]:
    """Lines whose paragraph is read otherwise than expected."""
    found = {(row["line"], row["kind"], str(row["speaker"]), row["text"]) for row in read}
    wanted = {(row["line"], row["kind"], str(row["speaker"]), row["text"]) for row in expected}
    return {row[0] for row in found ^ wanted}


def reading(case: Path, data: bytes) -> tuple[Document, list[Finding]]:
    """A transcript, read as its sidecar says."""
    beside = case / "input.toml"
    sidecar = parse_sidecar(beside.read_text("utf-8"), "input.toml") if beside.exists() else Sidecar()
    document, problems = plain.read(data, name=case.name, path="input.txt", lang="und", sidecar=sidecar)
    found = [*problems, *dict(asked(document.speakers, document.turns)).values()]
    return document, sorted(found, key=lambda one: (one.where.line if one.where else 0, one.code))


def test_the_order_of_hashes_changes_no_reading() -> None:
    code = (
        "from test_reading_golden import CASES, reading; from toolkit.workflow.reading_rows import rows\n"
        "for case in CASES[::3]:\n"
        "    document, found = reading(case, (case / 'input.txt').read_bytes())\n"
        "    print(case.name, [*rows(document)], document.speakers, found)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4")
    }
    assert len(said) == 1 and said.pop().count(b"\n") == len(CASES[::3])


@cache
def as_it_is(case: Path) -> tuple[Document, list[Finding]]:
    """A transcript as it lies there, read once for all tests."""
    return reading(case, (case / "input.txt").read_bytes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_transcript_is_read_as_expected(case: Path) -> None:
    data = (case / "input.txt").read_bytes()
    document, problems = as_it_is(case)
    inferred = {"id", "p", "other"}
    read = [{key: value for key, value in row.items() if key not in inferred} for row in rows(document)]
    expected = [json.loads(line) for line in (case / "expected.jsonl").read_text("utf-8").splitlines()]
    assert plain.write(document) == data
    if case.name in WRONG:
        # Once it is right its cause is gone, and so is the entry.
        assert unlike(read, expected)
        return
    assert read == expected
    findings = case / "expected.findings"
    found = [f"{problem.code} {problem.where.line}" for problem in problems if problem.where]
    assert found == (findings.read_text("utf-8").split("\n")[:-1] if findings.exists() else [])


# At the quick pace a fifth of them: what is read then are the same lines.
@pytest.mark.parametrize("case", CASES[:: 5 if PACE == "quick" else 1], ids=lambda case: case.name)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(case: Path, end: str) -> None:
    text = (case / "input.txt").read_text("utf-8")
    other, _ = reading(case, text.replace("\n", end).encode("utf-16"))
    assert list(rows(other)) == list(rows(as_it_is(case)[0]))
