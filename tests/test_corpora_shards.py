"""A corpus in shards: whole or not there, the same bytes however made, and going on where it stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import validators
from bitexts import varied
from browser import AXE, DESK, PHONE, Visit, browse, evaluate
from conftest import Run, files
from toolkit.corpora import table
from toolkit.corpora.shards import ShardPlan
from toolkit.corpora.table import COLUMNS, CorpusRow
from toolkit.exchange import tmx


@pytest.fixture
def run(command: Run) -> Run:
    return partial(command, "bitext", "--segmented")


def listed(folder: Path, pairs: int, lines: int = 6) -> None:
    """A list of pairs of so many lines, in two folders of names."""
    rows = []
    for number in range(pairs):
        source, target = varied(number, lines)
        name = f"{'ab'[number % 2]}/doc{number}"
        rows.append({"id": name, "source_text": source, "target_text": target})
    (folder / "list.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_a_corpus_is_files_of_so_many_pairs(run: Run, tmp_path: Path) -> None:
    listed(tmp_path, 5)
    done = run("--pairs", "list.jsonl", "--shard-size", "2", "-o", "out")
    assert done.exit_code == 0 and not done.stdout
    assert "5 pairs in 3 shards: 0 unchanged, 0 failed" in done.stderr
    assert "30 beads of 30 and 30 sentences" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".diglot-bitext",
        *(f"part-0000{n}.tsv" for n in range(3)),
    ]
    head, first, *_ = (tmp_path / "out/part-00001.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == list(COLUMNS)
    assert first.split("\t")[0] == "a/doc2" and first.split("\t")[3:5] == ["0", "0"]
    again = run("--pairs", "list.jsonl", "--shard-size", "2", "-o", "out")
    assert "5 pairs in 3 shards: 5 unchanged, 0 failed" in again.stderr


def test_files_of_folders_are_a_corpus_as_well(run: Run, tmp_path: Path) -> None:
    for number in range(3):
        for folder, side in zip(("en", "xx"), varied(number, 6), strict=True):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"doc{number}.txt").write_text("\n".join(side) + "\n", "utf-8")
    (tmp_path / "list.tsv").write_text(
        "".join(f"en/doc{n}.txt\txx/doc{n}.txt\tdoc{n}\n" for n in range(3)), "utf-8"
    )
    assert run("en", "xx", "--shard-size", "2", "-o", "one").exit_code == 0
    assert run("--pairs", "list.tsv", "--shard-size", "2", "-o", "two").exit_code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.parametrize("form", table.FORMS)
def test_how_many_processes_and_runs_there_are_changes_no_byte(run: Run, tmp_path: Path, form: str) -> None:
    listed(tmp_path, 9)
    asked = ("--pairs", "list.jsonl", "--shard-size", "2", "--format", form)
    run(*asked, "-o", "one", "--stats")
    run(*asked, "-o", "two", "-j", "2", "--stats")
    for part in ("3/3", "1/3", "2/3"):
        assert run(*asked, "-o", "three", "--shard", part).exit_code == 0
    # What a part told is told of the whole.
    (tmp_path / "three/errors-3-of-3.jsonl").write_text("{}\n")
    assert "9 unchanged" in run(*asked, "-o", "three", "--stats").stderr
    assert files(tmp_path / "one") == files(tmp_path / "two") == files(tmp_path / "three")


def test_a_pair_that_cant_be_read_is_a_row_of_errors(run: Run, tmp_path: Path) -> None:
    listed(tmp_path, 2)
    with (tmp_path / "list.jsonl").open("a") as file:
        file.write('{"source": "gone.txt", "target_text": "Here."}\n')
        file.write('{"id": "odd", "source": "odd.txt", "target_text": "Here."}\n')
    (tmp_path / "odd.txt").write_bytes(b"fine\n\xff\n")
    done = run("--pairs", "list.jsonl", "--shard-size", "3", "-o", "out")
    assert done.exit_code == 1 and "4 pairs in 2 shards: 0 unchanged, 2 failed" in done.stderr
    assert "2 pairs can't be aligned: out/errors.jsonl" in done.stderr
    gone, odd = map(json.loads, (tmp_path / "out/errors.jsonl").read_text("utf-8").splitlines())
    assert (
        gone["document"] == "gone" and gone["listed"] == "list.jsonl:3" and "can't be read" in gone["error"]
    )
    assert odd["source"] == "odd.txt" and odd["error"].startswith("odd.txt:2: byte FF") and odd["hint"]
    # What is mended is made again, and the file of errors goes with the last of them.
    (tmp_path / "gone.txt").write_text("Here.", "utf-8")
    (tmp_path / "odd.txt").write_text("Here.", "utf-8")
    done = run("--pairs", "list.jsonl", "--shard-size", "3", "-o", "out")
    assert done.exit_code == 0 and "0 unchanged, 0 failed" in done.stderr
    assert not (tmp_path / "out/errors.jsonl").exists()


@pytest.mark.parametrize("name", [b"two\nlines.txt", b"a\tb.txt", b"\xff\xe9.txt"])
def test_a_name_that_no_line_holds_is_a_row_of_errors(run: Run, tmp_path: Path, name: bytes) -> None:
    for folder, side in zip(("en", "xx"), varied(1, 6), strict=True):
        (tmp_path / folder).mkdir()
        for called in (name, b"doc.txt"):
            (tmp_path / folder / os.fsdecode(called)).write_text("\n".join(side) + "\n", "utf-8")
    done = run("en", "xx", "--shard-size", "2", "--stats", "-o", "out")
    assert done.exit_code == 1 and "2 pairs in 1 shard: 0 unchanged, 1 failed" in done.stderr
    (row,) = map(json.loads, (tmp_path / "out/errors.jsonl").read_text("utf-8").splitlines())
    assert "no document can be called" in row["error"] and row["error"].startswith("en/") and row["hint"]
    # Where each pair is a file, any name will do.
    assert run("en", "xx", "-o", "single").exit_code == 0
    assert "2 unchanged" in run("en", "xx", "-o", "single").stderr


def test_what_a_part_has_mended_no_other_file_tells(run: Run, tmp_path: Path) -> None:
    names = ["a.txt", "b.txt", "c.txt", "d.txt"]
    rows = (json.dumps({"id": name[0], "source": name, "target_text": "Here."}) for name in names)
    (tmp_path / "list.jsonl").write_text("\n".join(rows), "utf-8")
    asked = ("--pairs", "list.jsonl", "--shard-size", "1", "-o", "out")

    def told() -> dict[str, str]:
        """Whose errors each file has."""
        return {
            path.name: "".join(json.loads(line)["document"] for line in path.read_text("utf-8").splitlines())
            for path in (tmp_path / "out").glob("errors*")
        }

    run(*asked)
    assert told() == {"errors.jsonl": "abcd"}
    (tmp_path / "a.txt").write_text("Here.", "utf-8")
    run(*asked, "--shard", "1/2")
    assert told() == {"errors.jsonl": "bcd", "errors-1-of-2.jsonl": "c"}
    # What has such a name and is of no run stays as it is.
    (tmp_path / "out/errors-3-of-2.jsonl").write_text('{"document": "x"}')
    (tmp_path / "c.txt").write_text("Here.", "utf-8")
    run(*asked, "--shard", "3/4")
    assert told() == {"errors.jsonl": "bd", "errors-3-of-2.jsonl": "x"}
    (tmp_path / "b.txt").write_text("Here.", "utf-8")
    run(*asked, "--shard", "2/2")
    assert told()["errors.jsonl"] == told()["errors-2-of-2.jsonl"] == "d"
    run(*asked)
    assert told() == {"errors.jsonl": "d"}


@pytest.mark.parametrize(
    ("change", "unchanged"),
    [
        (lambda _: None, 6),
        (lambda folder: (folder / "out/part-00001.tsv").write_text("edited", "utf-8"), 4),
        (lambda folder: (folder / "out/part-00001.tsv").unlink(), 4),
        (lambda folder: (folder / "out/.diglot-bitext/00001.json").write_text("{}", "utf-8"), 4),
        (lambda folder: (folder / "out/.diglot-bitext/00001.json").unlink(), 4),
        (lambda folder: listed(folder, 8), 6),
        (lambda folder: listed(folder, 4), 4),
        (lambda folder: listed(folder, 6, 7), 0),
    ],
)
def test_only_what_changed_is_made_again(
    run: Run, tmp_path: Path, change: Callable[[Path], object], unchanged: int
) -> None:
    listed(tmp_path, 6)
    asked = ("--pairs", "list.jsonl", "--shard-size", "2")
    run(*asked, "-o", "out")
    change(tmp_path)
    assert f" {unchanged} unchanged" in run(*asked, "-o", "out").stderr
    run(*asked, "-o", "whole")
    # Of a list that is shorter now, no shard is left over.
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_other_shards_of_a_folder_are_not_mixed_in(run: Run, tmp_path: Path) -> None:
    listed(tmp_path, 3)
    run("--pairs", "list.jsonl", "--shard-size", "2", "-o", "out")
    before = files(tmp_path / "out")
    for other in (("--shard-size", "3"), ("--shard-size", "2", "--format", "tmx")):
        done = run("--pairs", "list.jsonl", "-o", "out", *other)
        assert (
            done.exit_code == 1 and "shards made otherwise" in done.stderr and "--shard-size" in done.stderr
        )
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--shard", "0/3"), 2, "--shard 1/64"),
        (("--shard", "4/3"), 2, "--shard 1/64"),
        (("--shard", "some"), 2, "--shard 1/64"),
        (("--format", "ladder"), 2, "Shards have no format ladder"),
        (("--gold", "here"), 2, "Shards have no gold standards"),
        (("--scheduler", "10.0.0.1"), 1, "this is no address of a scheduler"),
    ],
)
def test_what_makes_no_sense_is_told(
    run: Run, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    listed(tmp_path, 1)
    done = run("--pairs", "list.jsonl", "-o", "out", *options)
    assert done.exit_code == code and words in done.stderr
    assert "Where do the shards go?" in run("--pairs", "list.jsonl").stderr


def test_no_shard_takes_the_place_of_a_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "part-00000.tsv").write_text("One.\n", "utf-8")
    (tmp_path / "list.tsv").write_text("part-00000.tsv\tlist.tsv\n", "utf-8")
    done = run("--pairs", "list.tsv", "--shard-size", "2", "-o", ".")
    assert done.exit_code == 1 and "part-00000.tsv: a result would take the place of a text." in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 2])
def test_a_run_that_is_killed_makes_one_shard_again_at_most(tmp_path: Path, after: int) -> None:
    listed(tmp_path, 24, 30)
    asked = [
        sys.executable,
        "-m",
        "toolkit",
        "bitext",
        "--segmented",
        "--pairs",
        "list.jsonl",
        "--shard-size",
        "4",
    ]
    with subprocess.Popen([*asked, "-o", "out"], cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(list(tmp_path.glob("out/part-*"))) < after:
            time.sleep(0.01)
        time.sleep(random.random() * 0.2)
        process.send_signal(signal.SIGKILL)
    there = len(list(tmp_path.glob("out/part-*")))
    done = subprocess.run([*asked, "-o", "out"], cwd=tmp_path, capture_output=True, text=True, check=True)
    unchanged = int(done.stderr.split(" unchanged")[0].split()[-1])
    assert unchanged >= 4 * (there - 1) and there >= after
    subprocess.run([*asked, "-o", "whole"], cwd=tmp_path, capture_output=True, check=True)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=12)
ROW = st.builds(
    CorpusRow, TEXT, TEXT, st.lists(st.integers(0, 9)).map(tuple), st.lists(st.integers(0, 9)).map(tuple),
    st.integers(0, 1000).map(lambda n: n / 1000),
)  # fmt: skip


def read_back(form: str, path: Path) -> Iterator[tuple[object, ...]]:
    """The columns of a shard that tell a bead: document, texts, numbers, probability."""
    if form == "parquet":
        for row in pyarrow.parquet.read_table(path).to_pylist():
            yield (
                row["document"],
                row["source"],
                row["target"],
                row["source_ids"],
                row["target_ids"],
                row["probability"],
            )
    elif form == "tsv":
        for line in path.read_text("utf-8").split("\n")[1:-1]:
            document, source, target, ours, theirs, probability, *_ = line.split("\t")
            yield (
                document,
                source,
                target,
                [*map(int, ours.split())],
                [*map(int, theirs.split())],
                float(probability),
            )
    else:
        with zstandard.open(path, "rb") as stream:
            for line in stream.read().decode().split("\n")[:-1]:
                yield tuple(json.loads(line)[name] for name in list(COLUMNS)[:6])


@given(documents=st.lists(st.tuples(st.sampled_from("ab"), st.lists(ROW, max_size=4)), max_size=4))
@pytest.mark.parametrize("form", ["parquet", "tsv", "jsonl.zst"])
def test_a_shard_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, form: str, documents: list[tuple[str, list[CorpusRow]]]
) -> None:
    path = tmp_path_factory.mktemp("shard") / "part"
    with path.open("wb") as sink:
        table.write(sink, form, documents, ("en", "ar"), "words")
    wanted = [
        (name, row.source, row.target, [*row.source_ids], [*row.target_ids], row.probability)
        for name, rows in documents
        for row in rows
    ]
    assert list(read_back(form, path)) == wanted


def test_a_memory_has_what_a_table_has(tmp_path: Path) -> None:
    rows = [CorpusRow("Two.  Or one.", "اثنان.", (0, 1), (0,), 0.5), CorpusRow("", "Üb\tr", (), (1,), 0.25)]
    path = tmp_path / "part.tmx"
    with path.open("wb") as sink:
        table.write(sink, "tmx", [("a/b", rows)], ("en", "ar"), "words+vectors")
    assert validators.tmx(path) == []
    first, second = tmx.read(path.read_bytes(), "part.tmx")
    assert [(one.lang, one.text) for one in first.variants] == [("en", "Two.  Or one."), ("ar", "اثنان.")]
    assert dict(first.properties) == {
        "x-document": "a/b",
        "x-confidence": "0.500",
        "x-sentences": "[0, 1]:[0]",
    }
    assert [one.lang for one in second.variants] == ["ar"] and second.id == "b2"


@pytest.mark.slow
def test_statistics_are_a_table_and_a_page(run: Run, tmp_path: Path) -> None:
    listed(tmp_path, 5, 20)
    with (tmp_path / "list.jsonl").open("a") as file:
        chance = {"id": "b/chance", "source_text": varied(90, 40)[0], "target_text": varied(91, 40)[1]}
        file.write(json.dumps(chance) + '\n{"source": "<gone>.txt", "target": "gone"}\n')
    done = run("--pairs", "list.jsonl", "--shard-size", "3", "-o", "out", "--stats")
    head, *rows = (line.split() for line in done.stdout.replace(" %", "%").splitlines())
    assert head[:6] == ["folder", "documents", "failed", "suspicious", "sentences", "sure"]
    assert [row[:5] for row in rows] == [
        ["a", "3", "0", "0", "120"],
        ["b", "3", "0", "1", "160"],
        [".", "1", "1", "0", "0"],
        ["all", "7", "1", "1", "280"],
    ]
    page = tmp_path / "out/statistics.html"
    assert validators.vnu(page) == []
    fits = evaluate("document.documentElement.scrollWidth <= innerWidth")
    for seen in browse(*(Visit(page, (AXE, fits), size) for size in (DESK, PHONE))):
        assert seen == ([[], True], [])
    assert "<b>b/chance</b>" in page.read_text("utf-8") and "[D311]" in page.read_text("utf-8")
    assert "7 documents, 1 of them not aligned (the file of errors tells why): " in page.read_text("utf-8")
    # What is there already is told all the same.
    assert run("--pairs", "list.jsonl", "--shard-size", "3", "-o", "out", "--stats").stdout == done.stdout


@given(st.integers(1, 50), st.integers(1, 7), st.integers(1, 9))
def test_parts_of_a_plan_are_the_whole(pairs: int, size: int, parts: int) -> None:
    plans = [ShardPlan(size, part, parts) for part in range(1, parts + 1)]
    numbers = [number for plan in plans for number in plan.numbers(pairs)]
    assert sorted(numbers) == list(ShardPlan(size).numbers(pairs))
    assert sum(plan.pairs(pairs) for plan in plans) == pairs
