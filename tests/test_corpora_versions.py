"""Several versions of one text through the command: units that all of them share."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import validators
from toolkit.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bitext", *arguments], catch_exceptions=False)


TALK = (
    "The bell rings. It is six.\n\nA boat is late. Nobody knows why, and nobody asks.\n",
    "Die Glocke läutet. Es ist sechs.\n\nEin Boot hat Verspätung. Niemand weiß warum. Niemand fragt.\n",
    "يرنّ الجرس، والساعة السادسة.\n\nتأخر قارب. لا أحد يعرف السبب، ولا أحد يسأل.\n",
)


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    names = ["talk.en.txt", "talk.de.txt", "talk.ar.txt"]
    for name, text in zip(names, TALK, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return names


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ladder", "tsv", "jsonl", "tmx"])
def test_several_versions_share_units(tmp_path: Path, talk: list[str], form: str) -> None:
    langs = ("-s", "en", "-t", "de", "-t", "ar")
    done = run(*talk, *langs, "--format", form, "-o", "out")
    assert done.exit_code == 0 and "of 3 texts" in done.stderr
    made = (tmp_path / "out").read_text("utf-8")
    words = "".join(made.split())
    if form == "ladder":
        sides = [[json.loads(side) for side in line.split(":")] for line in made.splitlines()]
        assert [[k for unit in sides for k in unit[n]] for n in range(3)] == [
            [*range(4)],
            [*range(5)],
            [*range(3)],
        ]
        assert sides[0][2] == [0] and [0, 1] in (sides[0][0], sides[0][1])
    else:
        assert all(word in words for text in TALK for word in text.split())
    if form == "jsonl":
        rows = [json.loads(line) for line in made.splitlines()]
        assert all(len(row["texts"]) == len(row["at"]) == 3 and 0 < row["confidence"] <= 1 for row in rows)
    if form == "tmx":
        assert validators.tmx(tmp_path / "out") == []


@pytest.mark.slow
def test_links_of_all_versions_agree_on_the_text(tmp_path: Path, talk: list[str]) -> None:
    done = run(*talk, "-s", "en", "-t", "de", "-t", "ar", "--format", "xces", "-o", "out")
    assert done.exit_code == 0
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["0.en-1.de.xml", "0.en-2.ar.xml", "0.en.xml", "1.de.xml", "2.ar.xml"]
    sentences = etree.parse(tmp_path / "out/2.ar.xml").findall(".//s")
    assert [s.get("id") for s in sentences] == ["1", "2", "3"] and sentences[1].text == "تأخر قارب."
    assert len(etree.parse(tmp_path / "out/0.en.xml").findall(".//p")) == 2
    pivots = []
    for name, last in (("0.en-1.de.xml", 5), ("0.en-2.ar.xml", 3)):
        links = etree.parse(tmp_path / "out" / name).findall(".//link")
        sides = [(link.get("xtargets") or "").split(";") for link in links]
        assert [int(k) for side in sides for k in side[1].split()] == list(range(1, last + 1))
        pivots.append([side[0] for side in sides if side[0]])
    assert pivots[0] == pivots[1] and " ".join(pivots[0]) == "1 2 3 4"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("-t", "de"), "Give no -t, or one for each TGT."),
        (("--format", "parquet"), "Several versions go as"),
        (("--format", "xces"), "XCES is several files."),
        (("--gold", "x"), "Several versions go as"),
        (("--shard-size", "4"), "Several versions go as"),
        (("--stats", "--format", "xces", "-o", "x"), "Several versions go as"),
        (("-o", "talk.ar.txt"), "the result would take the place of a text."),
    ],
)
def test_what_several_versions_cant_be_is_told(talk: list[str], options: tuple[str, ...], words: str) -> None:
    done = run(*talk, *options)
    assert done.exit_code in {1, 2} and words in done.stderr


def test_folders_are_no_versions(talk: list[str]) -> None:
    for texts in (
        (*talk, "."),
        (".", ".", "--format", "xces", "-o", "out"),
        ("--pairs", "x", "--format", "xces"),
    ):
        done = run(*texts)
        assert done.exit_code == 2 and "are of single texts" in done.stderr
