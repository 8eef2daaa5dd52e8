"""A translation memory of many pairs: CPU seconds to read it, milliseconds to look something up.

    python benchmarks/memory.py [PAIRS]

The memory is a TMX file, made from a seed in a folder that is thrown away: texts of three to twenty-two
made-up words, as unevenly common as those of any language; a fifth of the texts are two of these.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from time import process_time

from toolkit import project
from toolkit.catalog import memory
from toolkit.exchange.tmx import MemoryHeader, MemoryUnit, Variant, write
from toolkit.model import Catalog, Entry
from toolkit.workflow.memory import ProjectMemory
from toolkit.workflow.memory_index import MemoryIndex
from toolkit.workflow.workspace import Workspace

LOOKUPS = 500


def sentences(number: int, random_: random.Random) -> Iterator[str]:
    """So many texts of one sentence or two."""
    letters = "bcdfghklmnprstvz", "aeiou"
    words = ["".join(map(random_.choice, letters * random_.randint(1, 4))) for _ in range(30_000)]
    # By Zipf's law.
    common = list(accumulate(1 / (rank + 5) for rank in range(len(words))))
    for _ in range(number):
        parts = [
            " ".join(random_.choices(words, cum_weights=common, k=random_.randint(3, 22))).capitalize() + "."
            for _ in range(2 if random_.random() < 0.2 else 1)
        ]
        yield " ".join(parts)


def edited(text: str, random_: random.Random) -> str:
    """A text with another word."""
    words = text.split()
    words[random_.randrange(len(words))] = "zzyx"
    return " ".join(words)


def lookups(index: MemoryIndex, texts: Sequence[str]) -> tuple[float, float, int]:
    """Milliseconds that each takes, those of the longest, and how many are filled."""
    times, filled = [], 0
    for text in texts:
        begin = process_time()
        made = memory.remember(Entry("turn|ana", text), index, index.langs, {})
        times.append(1000 * (process_time() - begin))
        filled += made is not None and made.target != ""
    return sum(times) / len(times), max(times), filled


def main(pairs: int) -> None:
    """Make it, read it, ask it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "source").mkdir()
        (root / "source" / "talk.txt").write_text("ANA: Yes.\n", "utf-8")
        (root / "diglot.toml").write_text('target-languages = ["fr"]\nmemory = ["*.tmx"]\n', "utf-8")
        random_ = random.Random(1)
        texts = list(sentences(pairs, random_))
        units = (MemoryUnit([Variant("en", text), Variant("fr", text[::-1])]) for text in texts)
        with (root / "large.tmx").open("wb") as sink:
            write(sink, MemoryHeader("en"), units)
        size = (root / "large.tmx").stat().st_size >> 20
        workspace = Workspace(project.find(root))
        with workspace.changing():
            begin = process_time()
            talk = Catalog("talk", "en", "fr", ())
            index, wrong = ProjectMemory(workspace).ask(talk, lambda index: index)
            print(f"{pairs:,} pairs, {size} MB: read in {process_time() - begin:.1f} s", *wrong)
            if index is None:
                sys.exit("nothing was read")
            stored = (root / ".diglot/memory/en-fr.sqlite").stat().st_size >> 20
            begin = process_time()
            ProjectMemory(workspace).ask(talk, lambda index: index)
            print(f"index: {stored} MB; nothing new: {process_time() - begin:.2f} s")
            some = random_.sample(texts, LOOKUPS)
            kinds = {
                "the same": some,
                "a word other": [edited(text, random_) for text in some],
                "nothing near": list(sentences(LOOKUPS, random.Random(2))),
            }
            for name, made in kinds.items():
                mean, longest, filled = lookups(index, made)
                print(f"{name}: {mean:.2f} ms, at most {longest:.1f} ms, {filled} of {LOOKUPS} filled")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
