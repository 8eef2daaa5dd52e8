"""What a sidecar says of people is of people in the text, or it is told."""

import re
from pathlib import Path

import pytest

from conftest import Run

TALK = "BELLS\n\n{asks}: Is the tower cold?\n\n{tells}: It is. The rope freezes.\n\n{asks}: Every year?\n"
SIDECAR = """\
title = "Bells in winter"

[[speakers]]
name = "Mara Lind"
role = "interviewer"

[[speakers]]
name = "هدى سالم"
role = "interviewee"
orcid = "0000-0002-1825-0097"
"""


def told(run: Run) -> list[str]:
    return re.findall(r"^warning: (.*) \[D119\]", run("check").output, flags=re.MULTILINE)


@pytest.fixture
def run(fresh: Run, tmp_path: Path) -> Run:
    (tmp_path / "source/bells.txt").write_text(TALK.format(asks="Mara Lind", tells="هدى سالم"), "utf-8")
    (tmp_path / "source/bells.toml").write_text(SIDECAR, "utf-8")
    fresh("extract")
    return fresh


def test_a_speaker_whom_the_text_has_no_more_is_told_with_the_line(run: Run, tmp_path: Path) -> None:
    assert told(run) == []
    source, sidecar = tmp_path / "source/bells.txt", tmp_path / "source/bells.toml"
    source.write_text(TALK.format(asks="Mara Lind", tells="هدى السالم المصري"), "utf-8")
    run("extract")
    lost = "nobody in the text is called 'هدى سالم', so that no edition has what is said of them here."
    assert told(run) == [f"source/bells.toml:7: {lost}"]
    run("build", "-f", "tei")
    edition = tmp_path / "build/bells.tei.xml"
    assert "0000-0002-1825-0097" not in edition.read_text("utf-8")
    # As the cure says.
    sidecar.write_text(f'{SIDECAR}aliases = ["هدى السالم المصري"]\n', "utf-8")
    assert told(run) == []
    run("build", "-f", "tei")
    assert "0000-0002-1825-0097" in edition.read_text("utf-8")


def test_whom_an_alias_or_a_decision_names_is_in_the_text(run: Run, tmp_path: Path) -> None:
    sidecar = tmp_path / "source/bells.toml"
    sidecar.write_text(SIDECAR.replace('"Mara Lind"', '"M. Lind"\naliases = ["Mara Lind"]'), "utf-8")
    assert told(run) == []
    both = '\n[[speakers]]\nname = "Noor"\n\n[[decide]]\nbegins = "It is. The rope"\nspeaker = "{}"\n'
    sidecar.write_text(SIDECAR + both.format("Noor"), "utf-8")
    # What Noor says now was all that was said by another.
    assert [line.partition(" ")[0] for line in told(run)] == ["source/bells.toml:7:"]
    sidecar.write_text(SIDECAR + both.format("Mara Lind"), "utf-8")
    assert len(told(run)) == 2


def test_a_line_of_the_sidecar_is_no_paragraph_of_the_text(run: Run, tmp_path: Path) -> None:
    """In a deposit nothing is said of the paragraph that has the same line."""
    with (tmp_path / "diglot.toml").open("a", encoding="utf-8") as settings:
        settings.write('publisher = "Quay"\nversion = "1"\ndate = 2026-03-01\n')
    sidecar = tmp_path / "source/bells.toml"
    rights = 'licence = "CC-BY-4.0"\ntranslation-licence = "CC-BY-4.0"\n'
    sidecar.write_text(f'{rights}{SIDECAR}\n[[speakers]]\nname = "Noor"\n', "utf-8")
    assert "[D119]" in run("deposit").output
    (open_,) = (tmp_path / "build").glob("*/data/metadata/findings.json")
    assert "D119" not in open_.read_text("utf-8")
