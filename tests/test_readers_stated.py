"""Whom a container states: each speaks, however seldom, and two that it tells apart are asked about."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit import registry
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Findings
from toolkit.model import Document
from toolkit.reading.lattice import AT
from toolkit.reading.laws import left_by_container
from toolkit.reading.lines import Line
from toolkit.reading.view import view


def read(data: str, name: str, sidecar: Sidecar | None = None) -> tuple[Document, Findings]:
    reader = registry.load("reader", {"csv": "delimited", "vtt": "vtt"}[name.rpartition(".")[2]])
    return reader.read(data.encode(), name="talk", path=name, lang="und", sidecar=sidecar or Sidecar())


@pytest.mark.parametrize(
    ("often", "once"), [("Mara Lind", "the wind"), ("ليلى نصر", "الريح"), ("森葵", "風"), ("A", "12")]
)
def test_who_is_stated_once_begins_a_turn(often: str, once: str) -> None:
    lines = [Line("and so on", k, speaker=once if k == 5 else often, kind="speech") for k in range(1, 10)]
    mask = left_by_container(view(lines), {}, "")
    assert mask is not None
    begun = np.flatnonzero(mask[:, AT["continuation"]] == 0).tolist()
    assert begun == [0, 4, 5]
    # What an editor says is nobody's may go on.
    mask = left_by_container(view(lines), {once.lower(): False}, "")
    assert mask is not None and mask[4, AT["continuation"]]


ROWS = [
    ("Doctor", "Where does it hurt?"),
    ("Nurse", "He says the left knee."),
    ("Dr. Doctor", "My name is no joke, please."),
    ("Nurse", "Nobody laughs here."),
]


def as_table(rows: list[tuple[str, str]]) -> str:
    said = [f'{k}.5,{who},"{words}"\n' for k, (who, words) in enumerate(rows)]
    return "start,speaker,text\n" + "".join(said)


def as_voices(rows: list[tuple[str, str]]) -> str:
    said = [f"\n00:{k:02}.000 --> 00:{k:02}.900\n<v {who}>{words}\n" for k, (who, words) in enumerate(rows)]
    return "WEBVTT\n" + "".join(said)


@pytest.mark.parametrize(("data", "name"), [(as_table(ROWS * 6), "a.csv"), (as_voices(ROWS * 6), "a.vtt")])
def test_two_that_a_container_tells_apart_are_asked_about(data: str, name: str) -> None:
    _, findings = read(data, name)
    assert [found.code for found in findings if found.code == "D107"] == ["D107"]
    apart = '[[speakers]]\nname = "Doctor"\n[[speakers]]\nname = "Dr. Doctor"\n'
    document, findings = read(data, name, parse_sidecar(apart, "a.toml"))
    assert "D107" not in [found.code for found in findings]
    assert len(document.speakers) == 3
    same = '[[speakers]]\nname = "Dr. Doctor"\naliases = ["Doctor"]\n'
    document, findings = read(data, name, parse_sidecar(same, "a.toml"))
    assert "D107" not in [found.code for found in findings]
    assert len(document.speakers) == 2
