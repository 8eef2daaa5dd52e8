"""`diglot bitext`: from two files to beads."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bitexts import varied
from toolkit.cli import main
from toolkit.corpora import single
from toolkit.model import Bead

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


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["bitext", *arguments], input=stdin, catch_exceptions=False)


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
    ladder = "[0]:[0]\n[1]:[1]\n[2]:[2]\n"
    assert run("a", "b", "--segmented", "--format", "ladder").stdout == ladder
    (texts / "b").write_bytes(b"One.\r\rTwo. Three.\r")
    assert run("a", "b", "--segmented", "--format", "ladder").stdout == ladder


def test_a_gold_standard_tells_how_good_it_is(texts: Path) -> None:
    (texts / "gold").write_text("[0]:[0]\n[1]:[1]\n[2, 3]:[2, 3]\n", encoding="utf-8")
    said = run("en.txt", "de.txt", "-s", "en", "-t", "de", "--gold", "gold").stdout
    assert said == "strict P 0.500 R 0.667 F1 0.571   lax P 1.000 R 1.000 F1 1.000\n"
    (texts / "en.gold").write_text("[0]:[0]\n", encoding="utf-8")
    beside = json.loads(run("en.txt", "de.txt", "-s", "en", "-t", "de", "--as", "json", "--gold").stdout)
    assert beside["pairs"][0]["strict"] == {"precision": 0.25, "recall": 1.0, "f1": 0.4}


def test_one_text_may_be_standard_input(texts: Path) -> None:
    expected = run("en.txt", "de.txt", "-s", "en", "-t", "de").stdout
    assert run("-", "de.txt", "-s", "en", "-t", "de", stdin=ENGLISH.encode()).stdout == expected
    assert run("en.txt", "-", "-s", "en", "-t", "de", stdin=GERMAN.encode()).stdout == expected
    both = run("-", "-", stdin=b"")
    assert both.exit_code == 2 and "not both" in both.stderr
    broken = run("-", "de.txt", stdin=b"\xff")
    assert broken.exit_code == 1 and "<stdin>:1: byte FF" in broken.stderr
    assert (texts / "en.txt").read_text("utf-8") == ENGLISH


def test_the_result_may_go_to_a_file_but_not_over_a_text(texts: Path) -> None:
    printed = run("en.txt", "de.txt", "--format", "jsonl")
    done = run("en.txt", "de.txt", "--format", "jsonl", "-o", "sub/out.jsonl")
    assert (texts / "sub/out.jsonl").read_text("utf-8") == printed.stdout and not done.stdout
    assert done.stderr == printed.stderr and "4 beads of 4 and 4 sentences: 4 of them 1:1" in done.stderr
    over = run("en.txt", "de.txt", "-o", "sub/../de.txt")
    assert over.exit_code == 1 and "would take the place of a text" in over.stderr
    assert (texts / "de.txt").read_text("utf-8") == GERMAN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        (varied(1, 60)[0], varied(1, 60)[1], ""),
        (varied(1, 120)[0], varied(51, 120)[1], "D311"),
        (varied(1, 60)[0], varied(1, 60)[1][:40], "D312"),
        (["One."], [], "D310"),
    ],
)
def test_what_is_odd_about_a_pair_is_said(
    texts: Path, source: list[str], target: list[str], code: str
) -> None:
    (texts / "a").write_text("\n".join(source), encoding="utf-8")
    (texts / "b").write_text("\n".join(target), encoding="utf-8")
    done = run("a", "b", "--segmented")
    assert done.exit_code == 0 and done.stdout
    assert [line.rpartition("[")[2] for line in done.stderr.splitlines() if "warning" in line] == (
        [f"{code}]"] if code else []
    )


def test_dictionaries_come_from_the_command_line_or_from_the_project(texts: Path) -> None:
    (texts / "en-de.tsv").write_text("bell\tGlocke\n", encoding="utf-8")
    plain = run("en.txt", "de.txt", "-s", "en", "-t", "de")
    given = run("en.txt", "de.txt", "-s", "en", "-t", "de", "--dictionary", "en-de.tsv")
    assert given.exit_code == 0 and given.stdout != plain.stdout
    unknown = run("en.txt", "de.txt", "--dictionary", "en-de.tsv")
    assert unknown.exit_code == 1 and "needs to know the languages" in unknown.stderr
    (texts / "diglot.toml").write_text('[align]\ndictionaries = ["en-de.tsv", "cedict"]\n', encoding="utf-8")
    assert run("en.txt", "de.txt", "-s", "en", "-t", "de").stdout == given.stdout
    assert run("en.txt", "de.txt").exit_code == 0
    (texts / "diglot.toml").write_text("", encoding="utf-8")
    refused = run("en.txt", "de.txt", "--encoder", "no_such:thing")
    assert refused.exit_code == 1 and "no_such:thing can't be imported" in refused.stderr
    assert run("en.txt", "de.txt", "-s", "en", "-t", "de", "--encoder", "none").stdout == plain.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["en.txt", "gone.txt"], "gone.txt: can't be read"),
        (["en.txt", "de.txt", "-s", "no language"], "is no language tag"),
        (["en.txt", "bad", "--segmented"], "bad:2: byte FF at column 1 is not UTF-8"),
        (["en.txt", "de.txt", "--gold", "en.txt"], "en.txt:1: not a bead"),
        (
            ["en.txt", "de.txt", "-s", "en", "-t", "de", "--dictionary", "gone.en-de.tsv"],
            "no such dictionary",
        ),
        (["en.txt", "de.txt", "--encoder", "best"], "'best' is no encoder"),
        (["--pairs", "gone"], "gone: can't be read"),
        ([".", "en.txt", "-o", "out"], "en.txt: this is no folder"),
        (["-", ".", "-o", "out"], "-: this is no folder"),
        (["en.txt", "de.txt", "-o", "out", "--stats"], "en.txt: this is no folder.\nhint: Name two folders."),
        ([".", ".", "-o", "out"], "no file of . has the name of one of ."),
    ],
)
def test_mistakes_get_a_sentence(texts: Path, arguments: list[str], words: str) -> None:
    (texts / "bad").write_bytes(b"fine\n\xff\n")
    done = run(*arguments)
    assert done.exit_code == 1 and words in done.stderr and not done.stdout


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize(
    "arguments",
    [
        ["en.txt"],
        [],
        ["en.txt", "--pairs", "list"],
        [".", ".", "-s", "en", "-t", "de"],
        ["-j", "0", "a", "b"],
    ],
)
def test_wrong_use_is_told_from_what_went_wrong(arguments: list[str]) -> None:
    Path("a.en").write_text("One.\n", encoding="utf-8")
    Path("a.de").write_text("Eins.\n", encoding="utf-8")
    done = run(*arguments)
    assert done.exit_code == 2 and not done.stdout


def test_a_share_that_is_not_all_is_never_shown_as_all() -> None:
    beads = [Bead((i,), (i,), 0.0) for i in range(999)] + [Bead((999,), ()), Bead((), (999,))]
    assert "; 99 % of the sentences in sure beads" in str(single.BeadCounts.of(beads))
    assert "; 100 % of the sentences in sure beads" in str(single.BeadCounts.of(beads[:999]))


@pytest.mark.parametrize(
    ("ladder", "where", "words", "cure"),
    [
        (
            "[0]:[0]\n[1]:[9]\n",
            ":2",
            "there is no sentence 9 in the target: it has 4 sentences, 0 to 3.",
            "the same way",
        ),
        ("[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n", ":4", "no sentence 4 in the source", "count from 1"),
        ("[0]:[0]\n\n[0]:[1]\n", ":3", "sentence 0 of the source is in two beads.", "stands in line 1 too"),
        ("[0]:[2]\n[1]:[2]\n", ":2", "sentence 2 of the target is in two beads.", "stands in line 1 too"),
        ("[0]:[0, 0]\n", ":1", "sentence 0 of the target is in two beads.", "[0]:[0, 1]"),
        ("[-1]:[0]\n", ":1", "not a bead: '[-1]:[0]'", "0-based"),
        ("", "", "there is no bead in this gold standard.", "[0, 1]:[0]"),
        ("[0]:[0]\n\udcff\n", ":2", "this is no ladder: it is not UTF-8.", "the right file"),
    ],
)
def test_a_gold_standard_that_cannot_be_is_an_error(
    texts: Path, ladder: str, where: str, words: str, cure: str
) -> None:
    (texts / "my.gold").write_bytes(ladder.encode("utf-8", "surrogateescape"))
    done = run("en.txt", "de.txt", "-s", "en", "-t", "de", "--gold", "my.gold")
    assert done.exit_code == 1 and not done.stdout
    assert f"error: my.gold{where}: " in done.stderr and words in done.stderr
    assert cure in done.stderr.split("hint: ")[1]


@pytest.mark.parametrize("sign", ["\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_row_stays_one_whatever_ends_a_line_elsewhere(texts: Path, sign: str) -> None:
    (texts / "en.txt").write_text(f"The bell{sign}cracked.\nHanne came.\n", encoding="utf-8")
    (texts / "de.txt").write_text(f"Die Glocke{sign}sprang.\nHanne kam.\n", encoding="utf-8")
    done = run("en.txt", "de.txt", "--segmented")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:2] for row in rows] == [
        ["The bell cracked.", "Die Glocke sprang."],
        ["Hanne came.", "Hanne kam."],
    ]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("en.txt", "de.txt", []),
        # The texts are exchanged; both are the same, which is told as such; one is in another script.
        ("de.txt", "en.txt", [("de.txt", "English (en)"), ("en.txt", "German (de)")]),
        ("en.txt", "en.txt", []),
        ("en.txt", "ru.txt", [("ru.txt", "German (de)")]),
    ],
)
def test_a_text_in_another_language_than_was_said_is_told(
    texts: Path, source: str, target: str, told: list[tuple[str, str]]
) -> None:
    (texts / "en.txt").write_text(ENGLISH * 6, encoding="utf-8")
    (texts / "de.txt").write_text(GERMAN * 4, encoding="utf-8")
    (texts / "ru.txt").write_text("Колокол треснул. Никто не звонил в него много лет.\n", encoding="utf-8")
    said = run(source, target, "-s", "en", "-t", "de").stderr
    assert said.count("[D121]") == len(told)
    assert all(f"{text} is read as a text in {language}" in said for text, language in told)
    assert ("[D316]" in said) == (source == target)
    # Where nobody said what they are in, nothing is known of it.
    assert "[D121]" not in run(source, target).stderr
    # The pivot of several versions is told once.
    assert run("de.txt", "de.txt", "de.txt", "-s", "en", "-t", "de", "-t", "de").stderr.count("[D121]") == 1
