"""A corpus of short pairs: pairs a CPU second, and the peak memory of the process that reads and writes.

    python benchmarks/align/corpus.py [--pairs 1000 10000] [--sentences 20] [--jobs 1] [--part 1/1]

The pairs are made from a seed: sentences of made-up words, of which a tenth is joined, split or left out in
the translation. Memory and time are those that the system tells of the command and its processes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from time import monotonic

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
    asked = parser.parse_args()
    for pairs in asked.pairs:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with (folder / "list.jsonl").open("w") as file:
                file.writelines(rows(pairs, asked.sentences))
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
