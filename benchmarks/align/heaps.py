"""Two heaps of documents: which translate each other, recall and precision, CPU seconds and memory.

    python benchmarks/align/heaps.py [--documents 10000] [--seed 1]

Of each heap, seven tenths have a counterpart. The others are distractors: half of them are revised copies of
a document that has one, with half of its sentences and numbers exchanged, the other half are about the same
subjects. A quarter of the words of a translation are free, a tenth is left out, and so is a sentence in
twenty. Names of people are spelt alike, four times in five; figures are kept nine times in ten. One file in
ten is called as its counterpart is.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from itertools import accumulate
from pathlib import Path

_CIPHER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "iyxwvutsrqaponmlekjzhgfdcb")
Sentence = list[str]


class _Writer:
    """Writes documents and translates them, from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        letters = "bcdfghklmnprstvz", "aeiou"
        self.words = [self.word(letters, 1, 4) for _ in range(20_000)]
        self.common = list(accumulate(1 / (rank + 5) for rank in range(len(self.words))))
        self.people = [self.word(letters, 2, 3).capitalize() for _ in range(4_000)]
        self.subjects = [self.random.sample(self.words, 200) for _ in range(150)]

    def word(self, letters: tuple[str, str], least: int, most: int) -> str:
        """A made-up word of so many syllables."""
        return "".join(map(self.random.choice, letters * self.random.randint(least, most)))

    def sentence(self, subject: list[str]) -> Sentence:
        """A sentence about a subject."""
        size = self.random.randint(4, 18)
        own = self.random.choices(self.words, cum_weights=self.common, k=size)
        made = [self.random.choice(subject) if self.random.random() < 0.25 else word for word in own]
        if self.random.random() < 0.15:
            made.insert(self.random.randint(0, size), self.random.choice(self.people))
        if self.random.random() < 0.1:
            made.insert(self.random.randint(0, size), str(self.random.randint(2, 2100)))
        return made

    def document(self) -> tuple[list[str], list[Sentence]]:
        """A subject, and sentences about it."""
        subject = self.random.choice(self.subjects)
        return subject, [self.sentence(subject) for _ in range(self.random.randint(8, 40))]

    def revised(self, subject: list[str], document: list[Sentence]) -> list[Sentence]:
        """With half of its sentences exchanged."""
        return [self.sentence(subject) if self.random.random() < 0.5 else one for one in document]

    def translated(self, document: list[Sentence]) -> list[Sentence]:
        """In the other language."""
        return [
            [word for one in sentence if (word := self.other(one))]
            for sentence in document
            if self.random.random() > 0.05
        ]

    def other(self, word: str) -> str:
        """A word in the other language; "" for none."""
        chance = self.random.random()
        if word.isdigit():
            return word if chance < 0.9 else str(self.random.randint(2, 2100))
        if word[0].isupper():
            return word if chance < 0.8 else word.translate(_CIPHER)
        if chance < 0.1:
            return ""
        if chance < 0.35:
            word = self.random.choices(self.words, cum_weights=self.common)[0]
        return word.translate(_CIPHER)


def heaps(folder: Path, documents: int, seed: int) -> dict[str, str]:
    """Two folders of documents; the counterpart of each source that has one."""
    writer = _Writer(seed)
    paired, lone = documents * 7 // 10, documents - documents * 7 // 10
    made = [writer.document() for _ in range(paired)]
    source = [text for _, text in made]
    target = [writer.translated(text) for _, text in made]
    for heap, translate in ((source, False), (target, True)):
        for number in range(lone):
            subject, text = made[writer.random.randrange(paired)] if number % 2 else writer.document()
            text = writer.revised(subject, text) if number % 2 else text
            heap.append(writer.translated(text) if translate else text)
    names: list[list[str]] = []
    for side in ("source", "target"):
        (folder / side).mkdir()
        numbers = writer.random.sample(range(10 * documents), documents)
        own = [f"{side[0]}{number}" for number in numbers]
        names.append(own)
    for number in range(0, paired, 10):
        names[1][number] = names[0][number]
    for side, own, heap in zip(("source", "target"), names, (source, target), strict=True):
        for name, text in zip(own, heap, strict=True):
            lines = (" ".join(sentence).capitalize() + ".\n" for sentence in text)
            (folder / side / f"{name}.txt").write_text("".join(lines), "utf-8")
    return {
        f"source/{a}.txt": f"target/{b}.txt"
        for a, b in zip(names[0][:paired], names[1][:paired], strict=True)
    }


def main() -> None:
    """Make them, pair them, count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for documents in asked.documents:
        with tempfile.TemporaryDirectory() as name:
            gold = heaps(Path(name), documents, asked.seed)
            command = [
                sys.executable,
                "-m",
                "toolkit",
                "pair",
                "source",
                "target",
                "--segmented",
                "-o",
                "list.tsv",
            ]
            process = subprocess.Popen(command, cwd=name)
            _, code, used = os.wait4(process.pid, 0)
            if code:
                sys.exit(code)
            rows = [line.split("\t") for line in (Path(name) / "list.tsv").read_text("utf-8").splitlines()]
        right = [gold.get(row[0]) == row[1] for row in rows]
        print(
            f"{documents:,} x {documents:,} documents: recall {sum(right) / len(gold):.4f}, precision "
            f"{sum(right) / max(1, len(rows)):.4f}; {used.ru_utime + used.ru_stime:.0f} CPU s, "
            f"peak {used.ru_maxrss >> 10} MB",
            flush=True,
        )
        for least, most in ((0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)):
            some = [ok for ok, row in zip(right, rows, strict=True) if least <= float(row[3]) < most]
            if some:
                share = sum(some) / len(some)
                print(
                    f"  of {len(some):,} with a probability of {least} to {min(most, 1)}: {share:.3f} right"
                )


if __name__ == "__main__":
    main()
