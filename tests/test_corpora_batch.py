"""Folders of pairs: any number of processes, resumed, scored; one broken file keeps none from being done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bitexts import varied
from conftest import Run
from toolkit.corpora import single
from toolkit.corpora.output import NAME, PairResult, ResultRecord, digest
from toolkit.corpora.single import SegmentedText
from toolkit.findings import report
from waiting import PATIENCE


@pytest.fixture
def run(command: Run) -> Run:
    return partial(command, "bitext")


@pytest.fixture
def corpus(run: Run, tmp_path: Path) -> Path:
    """Four pairs of thirty sentences, a line each."""
    assert run is not None
    for number in range(4):
        for folder, side in zip(("en", "xx"), varied(number, 30), strict=True):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"doc{number}.txt").write_text("\n".join(side) + "\n", encoding="utf-8")
    return tmp_path


def results(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_pair_gets_a_file(run: Run, corpus: Path) -> None:
    done = run("en", "xx", "--segmented", "-o", "out")
    assert done.exit_code == 0 and not done.stdout
    assert "4 pairs: 4 aligned, 0 unchanged, 0 failed" in done.stderr
    assert "120 beads of 120 and 120 sentences: 120 of them 1:1" in done.stderr
    made = results(corpus / "out")
    assert list(made) == [NAME, *(f"doc{n}.tsv" for n in range(4))]
    alone = run("en/doc2.txt", "xx/doc2.txt", "--segmented").stdout
    assert made["doc2.tsv"].decode() == alone and len(alone.splitlines()) == 30


@pytest.mark.slow
def test_the_number_of_processes_changes_no_byte(run: Run, corpus: Path) -> None:
    (corpus / "xx" / "doc1.txt").write_bytes(b"\xff")
    one = run("en", "xx", "--segmented", "-o", "one", "--format", "tmx")
    two = run("en", "xx", "--segmented", "-o", "two", "--format", "tmx", "-j", "2")
    assert results(corpus / "one") == results(corpus / "two")
    assert one.exit_code == two.exit_code == 1
    assert one.stderr == two.stderr and "xx/doc1.txt:1: byte FF" in one.stderr


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_broken_pair_keeps_no_other_from_being_done(run: Run, corpus: Path, jobs: str) -> None:
    (corpus / "en" / "doc0.txt").write_bytes(b"fine\n\xff\n")
    (corpus / "list").write_text(
        "".join(f"en/doc{n}.txt\txx/doc{n}.txt\n" for n in range(5)), encoding="utf-8"
    )
    done = run("--pairs", "list", "--segmented", "-o", "out", "-j", jobs)
    assert done.exit_code == 1
    assert (
        "error: en/doc0.txt:2: byte FF" in done.stderr and "error: en/doc4.txt: can't be read" in done.stderr
    )
    assert "5 pairs: 3 aligned, 0 unchanged, 2 failed" in done.stderr
    assert list(results(corpus / "out"))[1:] == ["doc1.tsv", "doc2.tsv", "doc3.tsv"]


@pytest.mark.parametrize(
    ("listed", "taken"),
    [
        ("en/doc0.txt\txx/doc0.txt\ntalk.tsv\ten/doc1.txt\n", "talk.tsv"),
        ("en/doc0.txt\txx/doc0.txt\nen/doc1.txt\ttalk.tsv\ttalk\n", "talk.tsv"),
        ("en/doc0.txt\txx/doc0.txt\ttalk\nen/doc1.txt\ten/../link\n", "talk.tsv"),
        ("en/doc0.txt\txx/doc0.txt\nen/doc1.txt\txx/doc1.txt\tlist\n", "list.tsv"),
    ],
)
def test_no_result_takes_the_place_of_a_text(run: Run, corpus: Path, listed: str, taken: str) -> None:
    (corpus / "list.tsv").write_text(listed, encoding="utf-8")
    (corpus / "talk.tsv").write_bytes((corpus / "xx/doc1.txt").read_bytes())
    (corpus / "link").symlink_to("talk.tsv")
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    done = run("--pairs", "list.tsv", "--segmented", "-o", ".")
    assert done.exit_code == 1 and f"{taken}: a result would take the place of a text" in done.stderr
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before
    assert run("--pairs", "list.tsv", "--segmented", "-o", "out").exit_code == 0


def test_a_pair_that_meets_a_bug_keeps_no_other_from_being_done(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    align = single.pair

    def pair(source: SegmentedText, *others: object) -> single.AlignedPair:
        if "doc1" in source.name:
            raise ValueError("too large")
        return align(source, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(single, "pair", pair)
    done = run("en", "xx", "--segmented", "-o", "out")
    assert done.exit_code == 1 and "4 pairs: 3 aligned, 0 unchanged, 1 failed" in done.stderr
    assert (
        "en/doc1.txt and xx/doc1.txt: doc1 can't be aligned, by a bug: ValueError in test_corpora_batch.py:"
        in done.stderr
    )
    assert list(results(corpus / "out"))[1:] == ["doc0.tsv", "doc2.tsv", "doc3.tsv"]


def interrupted_after(pairs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C comes while the next pair is aligned."""
    align, left = single.pair, [pairs]

    def pair(*arguments: object) -> single.AlignedPair:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return align(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(single, "pair", pair)


@pytest.mark.slow
def test_what_was_interrupted_goes_on(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        interrupted_after(2, patched)
        stopped = run("en", "xx", "--segmented", "-o", "out")
    assert stopped.exit_code == 130 and stopped.stderr == "interrupted\n"
    assert list(results(corpus / "out")) == [NAME, "doc0.tsv", "doc1.tsv"]
    assert "4 pairs: 2 aligned, 2 unchanged" in run("en", "xx", "--segmented", "-o", "out").stderr
    assert "4 pairs: 4 aligned" in run("en", "xx", "--segmented", "-o", "whole").stderr
    assert results(corpus / "out") == results(corpus / "whole")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda _: None, 0),
        (lambda folder: (folder / "en/doc1.txt").write_text("New.\n", encoding="utf-8"), 1),
        (lambda folder: (folder / "out/doc1.tsv").write_text("edited\n", encoding="utf-8"), 1),
        (lambda folder: (folder / "out/doc2.tsv").unlink(), 1),
        (lambda folder: (folder / "xx/doc1.toml").write_text('title = "x"\n', encoding="utf-8"), 1),
        (lambda folder: (folder / "out" / NAME).write_text("[broken", encoding="utf-8"), 4),
        (lambda folder: (folder / "out" / NAME).write_text('{"results": [1]}', encoding="utf-8"), 4),
        (lambda folder: (folder / "out" / NAME).unlink(), 4),
    ],
)
def test_only_what_changed_is_made_again(
    run: Run, corpus: Path, change: Callable[[Path], object], again: int
) -> None:
    first = results(corpus / "out") if run("en", "xx", "--segmented", "-o", "out").exit_code == 0 else {}
    change(corpus)
    done = run("en", "xx", "--segmented", "-o", "out")
    assert f"4 pairs: {again} aligned, {4 - again} unchanged" in done.stderr
    now = results(corpus / "out")
    assert now.keys() == first.keys()
    assert [name for name in now if now[name] != first[name]] == (
        [NAME, "doc1.tsv"] if "New." in (corpus / "en/doc1.txt").read_text("utf-8") else
        [NAME] if (corpus / "xx/doc1.toml").exists() else []
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("corpus")
def test_other_options_and_force_make_all_again(run: Run) -> None:
    run("en", "xx", "--segmented", "-o", "out")
    assert "4 aligned" in run("en", "xx", "-o", "out").stderr
    assert "4 unchanged" in run("en", "xx", "-o", "out").stderr
    assert "4 aligned" in run("en", "xx", "-o", "out", "--force").stderr


def test_what_is_odd_about_a_pair_is_said_as_long_as_it_is_so(run: Run, corpus: Path) -> None:
    (corpus / "xx" / "doc1.txt").write_text("\n")
    first = run("en", "xx", "-o", "out")
    assert "[D310]" in first.stderr and "4 aligned" in first.stderr
    again = run("en", "xx", "-o", "out")
    assert "4 unchanged" in again.stderr
    warned = [line for line in first.stderr.splitlines() if "warning" in line]
    assert [line for line in again.stderr.splitlines() if "warning" in line] == warned


def test_a_long_record_is_saved_now_and_then(tmp_path: Path) -> None:
    record = ResultRecord(tmp_path)
    for number in range(30):
        odd = (report("D310", text="a.txt"),) * (number % 2)
        record.add(f"r{number}", PairResult("key", "result", odd))
    saved = len(ResultRecord.of(tmp_path).entries)
    assert 20 <= saved < 30
    record.save()
    assert ResultRecord.of(tmp_path).entries == record.entries
    assert digest(b"a", b"b") != digest(b"ab") != digest(b"", b"ab")


def gold(folder: Path, beads: str, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.gold").write_text(beads, encoding="utf-8")


ALL = "".join(f"[{i}]:[{i}]\n" for i in range(30))


@pytest.mark.slow
def test_scores_of_many_pairs(run: Run, corpus: Path) -> None:
    gold(corpus / "en", ALL, "doc0", "doc1")
    gold(corpus / "en", ALL.replace("[0]:[0]\n[1]:[1]\n", "[0, 1]:[0, 1]\n"), "doc2")
    done = run("en", "xx", "--segmented", "--gold")
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["strict", "P", "R", "F1", "lax", "P", "R", "F1"],
        ["doc0", *["1.000"] * 6],
        ["doc1", *["1.000"] * 6],
        ["doc2", "0.933", "0.966", "0.949", *["1.000"] * 3],
        ["macro", "0.978", "0.989", "0.983", *["1.000"] * 3],
        ["micro", "0.978", "0.989", "0.983", *["1.000"] * 3],
    ]
    assert "en/doc3.gold is not there: the pair is not scored. [D314]" in done.stderr
    assert not (corpus / "out").exists()
    data = json.loads(run("en", "xx", "--segmented", "--as", "json", "--gold").stdout)
    assert [pair["name"] for pair in data["pairs"]] == ["doc0", "doc1", "doc2"]
    assert data["macro"]["lax"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert data["micro"]["strict"]["precision"] == pytest.approx(88 / 90, abs=1e-6)


def test_macro_is_the_mean_of_pairs_and_micro_of_beads(run: Run, corpus: Path) -> None:
    (corpus / "en/short.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    (corpus / "xx/short.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    gold(corpus / "g", ALL, "doc0")
    gold(corpus / "g", "[0, 1]:[0, 1]\n", "short")
    done = run("en", "xx", "--segmented", "--gold", "g", "-o", "out", "--as", "json")
    data = json.loads(done.stdout)
    assert data["macro"]["strict"]["precision"] == 0.5
    assert data["micro"]["strict"]["precision"] == pytest.approx(30 / 32, abs=1e-6)
    assert (corpus / "out/short.tsv").exists()


def test_a_broken_gold_standard_is_an_error_of_its_pair(run: Run, corpus: Path) -> None:
    gold(corpus / "en", "no bead\n", "doc0")
    gold(corpus / "en", ALL, "doc1", "doc2", "doc3")
    done = run("en", "xx", "--segmented", "--gold")
    assert done.exit_code == 1 and "en/doc0.gold:1: not a bead" in done.stderr
    assert done.stdout.count("\n") == 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_a_signal_leaves_whole_files_and_no_process(corpus: Path, sent: signal.Signals, code: int) -> None:
    for side in ("en", "xx"):
        text = (corpus / side / "doc0.txt").read_text("utf-8") * 2
        for number in range(20):
            (corpus / side / f"more{number}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "toolkit", "bitext", "en", "xx", "--segmented", "-o", "out", "-j", "2"]
    with subprocess.Popen(command, cwd=corpus, start_new_session=True, stderr=subprocess.PIPE) as process:
        while process.poll() is None and not list(corpus.glob("out/*.tsv")):
            time.sleep(0.01)
        process.send_signal(sent)
        # Ends when nobody holds the other end of the pipe any more: not a child, either.
        process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    there = {path.name: path.read_bytes() for path in (corpus / "out").iterdir()}
    if sent != signal.SIGKILL:
        assert NAME in there and all(name.endswith(".tsv") or name == NAME for name in there)
    done = subprocess.run(command, cwd=corpus, capture_output=True, text=True, check=False)
    assert "failed" in done.stderr
    assert {name: (corpus / "out" / name).read_bytes() for name in there if name.endswith(".tsv")} == {
        name: data for name, data in there.items() if name.endswith(".tsv")
    }


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="the system doesn't tell a process's children"
)
@pytest.mark.parametrize("after", [0, 0.05, 0.1, 0.2])
def test_processes_that_still_start_are_interrupted_without_a_word(corpus: Path, after: float) -> None:
    command = [sys.executable, "-m", "toolkit", "bitext", "en", "xx", "--segmented", "-o", "out", "-j", "2"]
    with subprocess.Popen(command, cwd=corpus, start_new_session=True, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and len(children.read_text().split()) < 2:
            time.sleep(0.002)
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130 and said.decode() == "interrupted\n"


@pytest.mark.slow
def test_an_encoder_that_fails_is_an_error_of_its_pair(corpus: Path) -> None:
    (corpus / "fickle.py").write_text(
        "class E:\n"
        "    def encode(self, texts):\n"
        "        if any('Hard' in text for text in texts): raise ValueError('too hard')\n"
        "        return [[1.0, 2.0] for _ in texts]\n"
    )
    # Two texts that have nothing to do with each other: all of it is in doubt, and the encoder is asked.
    for number, folder in enumerate(("en", "xx")):
        lines = varied(50 + number, 30)[number]
        (corpus / folder / "doc1.txt").write_text("".join(f"Hard {line}\n" for line in lines), "utf-8")
    command = [sys.executable, "-m", "toolkit", "bitext", "en", "xx", "--segmented", "-o", "out", "-j", "2"]
    done = subprocess.run(
        [*command, "--encoder", "fickle:E"],
        cwd=corpus,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(corpus)},
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "error: en/doc1.txt: the encoder fickle:E failed: ValueError: too hard." in done.stderr
    assert "4 pairs: 3 aligned, 0 unchanged, 1 failed" in done.stderr


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="this system holds no signals back")
def test_ctrl_c_is_held_back_while_the_first_process_is_begun() -> None:
    # With it multiprocessing begins a process of its own, once.
    script = """
import signal
from multiprocessing import resource_tracker
from toolkit.corpora import workers
with workers.unheard():
    resource_tracker.ensure_running()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ())
print(*sorted(one.name for one in held))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["SIGINT", "SIGTERM"]
