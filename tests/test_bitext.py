"""`diglot bitext`: from two files to beads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main

ENGLISH = "The bell cracked in 1904. Nobody rang it for 31 years! Then Hanne came.\n\nShe brought 2 forks.\n"
GERMAN = (
    "1904 bekam die Glocke einen Sprung. Niemand läutete sie 31 Jahre lang! Dann kam Hanne.\n\n"
    "Sie brachte 2 Gabeln mit.\n"
)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bitext", *arguments], catch_exceptions=False)


@pytest.mark.usefixtures("texts")
def test_two_texts_are_split_and_aligned() -> None:
    done = run("en.txt", "de.txt", "-s", "en", "-t", "de", "--format", "ladder")
    assert done.stdout == "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n"
    rows = [line.split("\t") for line in run("en.txt", "de.txt", "-s", "en", "-t", "de").stdout.splitlines()]
    assert rows[1][:2] == ["Nobody rang it for 31 years!", "Niemand läutete sie 31 Jahre lang!"]
    assert all(0 <= float(row[2]) <= 1 for row in rows)
    data = [json.loads(line) for line in run("en.txt", "de.txt", "--format", "jsonl").stdout.splitlines()]
    assert " ".join(part for row in data for part in row["source"]) == ENGLISH.replace("\n\n", " ").strip()


def test_lines_are_units_where_the_files_are_segmented(texts: Path) -> None:
    (texts / "a").write_text("One.\n\nTwo. Three.\n", encoding="utf-8")
    (texts / "b").write_bytes(b"One.\r\n\r\nTwo. Three.\r\n")
    assert run("a", "b", "--segmented", "--format", "ladder").stdout == "[0]:[0]\n[1]:[1]\n[2]:[2]\n"


def test_a_gold_standard_tells_how_good_it_is(texts: Path) -> None:
    (texts / "gold").write_text("[0]:[0]\n[1]:[1]\n[2, 3]:[2, 3]\n", encoding="utf-8")
    said = run("en.txt", "de.txt", "-s", "en", "-t", "de", "--gold", "gold").stdout
    assert said == "strict P 0.500 R 0.667 F1 0.571   lax P 1.000 R 1.000 F1 1.000\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["en.txt", "gone.txt"], "gone.txt: can't be read"),
        (["en.txt", "de.txt", "-s", "no language"], "is no language tag"),
        (["en.txt", "bad", "--segmented"], "bad:2: byte FF at column 1 is not UTF-8"),
        (["en.txt", "de.txt", "--gold", "en.txt"], "en.txt:1: not a bead"),
    ],
)
def test_mistakes_get_a_sentence(texts: Path, arguments: list[str], words: str) -> None:
    (texts / "bad").write_bytes(b"fine\n\xff\n")
    done = run(*arguments)
    assert done.exit_code == 1 and words in done.stderr and not done.stdout
