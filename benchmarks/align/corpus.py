"""A corpus of short pairs: pairs a CPU second, and the peak memory of the process that reads and writes.

    python benchmarks/align/corpus.py [--pairs 1000 10000] [--sentences 20] [--jobs 1] [--part 1/1]
                                      [--workers 1 4]

The pairs are made from a seed: sentences of made-up words, of which a tenth is joined, split or left out in
the translation. Memory and time are those that the system tells of the command and its processes.

--workers aligns each list on a cluster of Dask that is begun here, once with so many workers each, and
counts the CPU seconds of its tasks by the worker that did them. The first cluster's longest share over that
of another is how many times as fast its tasks are done where each worker has a core of its own, whatever this
machine has. What this process does meanwhile (it reads, writes, and is the scheduler) has no share in that,
and is told beside it: where it took longer than the longest share, more workers would wait for it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import accumulate
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from toolkit.corpora import cluster
from toolkit.corpora.listing import PairList
from toolkit.corpora.options import BitextOptions
from toolkit.corpora.shards import Corpus, ShardPlan
from toolkit.corpora.workers import Crew

_CIPHER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "iyxwvutsrqaponmlekjzhgfdcb")


def sides(
    random_: random.Random, words: list[str], weights: list[float], size: int
) -> tuple[list[str], list[str]]:
    """So many sentences, and their translation."""
    source: list[str] = []
    target: list[str] = []
    while len(source) < size:
        chosen = random_.choices(words, cum_weights=weights, k=random_.randint(3, 20))
        ours = " ".join(chosen).capitalize() + "."
        theirs = (
            " ".join(word for word in chosen if random_.random() < 0.9).translate(_CIPHER).capitalize() + "."
        )
        chance = random_.random()
        if chance < 0.05 and source:
            source[-1] += " " + ours
            target.append(theirs)
        elif chance < 0.1 and target:
            source.append(ours)
            target[-1] += " " + theirs
        else:
            source.append(ours)
            target += [theirs] * (chance > 0.12)
    return source, target


def rows(pairs: int, sentences: int) -> Iterator[str]:
    """The lines of a list of pairs."""
    random_ = random.Random(1)
    words = [
        "".join(random_.choices("abcdefghijklmnopqrstuvwxyz", k=random_.randint(2, 9))) for _ in range(20_000)
    ]
    weights = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for number in range(pairs):
        source, target = sides(random_, words, weights, sentences)
        yield (
            json.dumps({"id": f"{number % 10}/{number}", "source_text": source, "target_text": target}) + "\n"
        )


class _Counted(Crew):
    """Another crew, with the CPU seconds of its tasks for each process that did one."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self.seconds: Counter[int] = Counter()
        self.tasks = 0

    def submit(self, function: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        told: Future[Any] = Future()

        def done(made: Future[Any]) -> None:
            if (error := made.exception()) is not None:
                told.set_exception(error)
                return
            result, process, seconds = made.result()
            self.seconds[process] += seconds
            self.tasks += 1
            told.set_result(result)

        self._crew.submit(_timed, function, *arguments).add_done_callback(done)
        return told

    def ahead(self) -> int:
        return self._crew.ahead()

    def share(self, value: Any) -> Any:
        return self._crew.share(value)


def _timed(function: Callable[..., Any], *arguments: object) -> tuple[Any, int, float]:
    """What a function gives, the process that it ran in, and its CPU seconds."""
    begin = process_time()
    made = function(*arguments)
    return made, os.getpid(), process_time() - begin


def of_workers(folder: Path, workers: int, size: int, form: str) -> tuple[str, float]:
    """What the tasks of a cluster of so many workers took, and the longest share in CPU seconds."""
    options = BitextOptions(segmented=True, form=form, folder=folder)
    listed = folder / "list.jsonl"
    whole = Corpus(PairList(listed, listed.name), options, ShardPlan(size), folder / f"out-{workers}", listed)
    whole.count()
    with cluster.connected(cluster.LOCAL, workers) as crew:
        # A cluster takes its time to begin, once.
        begin, own = monotonic(), process_time()
        counted = _Counted(crew)
        made = sum(done.record.pairs for done in whole.run(counted))
        lasted, own = monotonic() - begin, process_time() - own
    total, longest = sum(counted.seconds.values()), max(counted.seconds.values())
    told = (
        f"{workers} workers ({len(counted.seconds)} of them worked): {made:,} pairs in {counted.tasks} "
        f"tasks, {total:.1f} CPU s, {total / longest:.2f} times the longest share, {longest:.1f}; "
        f"this process {own:.1f} CPU s; "
        f"{lasted:.1f} s on {os.cpu_count()} cores"
    )
    return told, longest


def main() -> None:
    """Make the lists, align them, print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--part", default="1/1", help="which shards to make: the list is read whole all the same"
    )
    parser.add_argument("--shard-size", default="1000")
    parser.add_argument("--format", default="tsv")
    parser.add_argument("--workers", type=int, nargs="+", default=[], help="of a cluster, instead of --jobs")
    asked = parser.parse_args()
    for pairs in asked.pairs:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with (folder / "list.jsonl").open("w") as file:
                file.writelines(rows(pairs, asked.sentences))
            if asked.workers:
                shares: list[float] = []
                for workers in asked.workers:
                    told, share = of_workers(folder, workers, int(asked.shard_size), asked.format)
                    shares.append(share)
                    print(f"{told}: {shares[0] / share:.2f} times {asked.workers[0]}, by tasks", flush=True)
                continue
            command = [sys.executable, "-m", "toolkit", "bitext", "--pairs", "list.jsonl", "-o", "out"]
            options = ["--jobs", str(asked.jobs), "--shard", asked.part, "--format", asked.format]
            options += ["--shard-size", asked.shard_size]
            begin = monotonic()
            process = subprocess.Popen([*command, *options], cwd=folder, stderr=subprocess.PIPE, text=True)
            said = process.stderr.read() if process.stderr else ""
            # Of this process and those that it has waited for.
            _, code, used = os.wait4(process.pid, 0)
            if code:
                sys.exit(said)
            done = int(
                next(line for line in said.splitlines() if "shard" in line).split()[0].replace(",", "")
            )
            cpu = used.ru_utime + used.ru_stime
            size = (folder / "list.jsonl").stat().st_size >> 20
            print(
                f"{pairs:,} pairs of {asked.sentences} sentences ({size} MB), {done:,} of them aligned: "
                f"{cpu:.0f} CPU s, {monotonic() - begin:.0f} s, {done / cpu:.0f} pairs a CPU s, "
                f"peak {used.ru_maxrss >> 10} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
