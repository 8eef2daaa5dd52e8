"""Transcripts in many scripts and shapes: what each paragraph is, and what is found doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.cli.views import rows
from toolkit.config import Sidecar, parse_sidecar
from toolkit.readers import plain

CASES = sorted((Path(__file__).parent / "data" / "transcripts").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_transcript_is_read_as_expected(case: Path) -> None:
    data = (case / "input.txt").read_bytes()
    beside = case / "input.toml"
    sidecar = parse_sidecar(beside.read_text("utf-8"), "input.toml") if beside.exists() else Sidecar()
    document, problems = plain.read(data, name=case.name, path="input.txt", lang="und", sidecar=sidecar)
    read = [{key: value for key, value in row.items() if key != "id"} for row in rows(document)]
    expected = [json.loads(line) for line in (case / "expected.jsonl").read_text("utf-8").splitlines()]
    assert read == expected
    findings = case / "expected.findings"
    found = [f"{problem.code} {problem.where.line}" for problem in problems if problem.where]
    assert found == (findings.read_text("utf-8").split("\n")[:-1] if findings.exists() else [])
    assert plain.write(document) == data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(case: Path, end: str) -> None:
    text = (case / "input.txt").read_text("utf-8")
    beside = case / "input.toml"
    sidecar = parse_sidecar(beside.read_text("utf-8"), "input.toml") if beside.exists() else Sidecar()
    once, _ = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=sidecar)
    other, _ = plain.read(
        text.replace("\n", end).encode("utf-16"), name="x", path="x.txt", lang="und", sidecar=sidecar
    )
    assert list(rows(other)) == list(rows(once))
