"""How fast parts of diglot are by themselves, in large inputs that are drawn from a seed.

    python benchmarks/parts.py [PART ...]

All parts, or those with these words in their names. CPU seconds are those of one machine on one day: compare
them with those of another version in the same hour.
"""

from __future__ import annotations

import io
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

Work = Callable[[], object]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def aligned(size: int) -> Iterator[tuple[str, Work]]:
    """Two texts of so many sentences."""
    from bitexts import bitext
    from toolkit.aligning import align

    source, target, _ = bitext(1, size=size, vocabulary=3 * size)
    yield (
        f"align {len(source) + len(target):,} sentences",
        lambda: align(source, target, source_lang="en", target_lang="de"),
    )


def split() -> Iterator[tuple[str, Work]]:
    """A long paragraph with what looks like ends of sentences."""
    from toolkit.text.segment import split

    text = (
        "Dr. Lind came at six. Did it rain? It did, e.g. in the valley, and Mr. Ode stayed. “No,” she said. "
    )
    text *= 5000
    yield f"split {len(split(text, 'en')):,} sentences", lambda: split(text, "en")


def catalog() -> Iterator[tuple[str, Work]]:
    """A catalog, written, read, and written again where one message is gone."""
    from catalogs import prose
    from toolkit import po
    from toolkit.model import Catalog, Entry

    generator = random.Random(1)
    entries = [
        Entry("turn|mara", prose(generator, 30), prose(generator, 30), "done", where=(f"talk.txt:s{k:06}",))
        for k in range(100_000)
    ]
    signature = Entry("meta|translator-credits", "translator-credits")
    made = Catalog("talk", "en", "fr", (*entries, signature), header=(("Language", "fr"),))
    data = po.dump(made)
    yield "write a catalog of 100,000", lambda: po.dump(made)
    yield "read it", lambda: po.load(data, "talk.po", "fr")
    fewer = replace(made, entries=made.entries[1:])
    yield "write it without one message", lambda: po.dump(fewer, data)


def matched() -> Iterator[tuple[str, Work]]:
    """Messages of two versions: one in twenty is reworded, or nothing is where it was."""
    from catalogs import prose
    from toolkit.catalog.match import match

    generator = random.Random(1)
    old = [("turn|mara", prose(generator, generator.randint(8, 60))) for _ in range(100_000)]
    new = [
        (key, text.replace("a", "o", 2) + " So it was." if k % 20 == 0 else text)
        for k, (key, text) in enumerate(old)
    ]
    yield "match 100,000, 5 % reworded", lambda: match(old, new)
    same, other = [("turn|mara", "Yes.")] * 50_000, [("turn|mara", "Yes!")] * 50_000
    for name, left, right in (
        ("same", same, same),
        ("fewer", same, same[:40_000]),
        ("edited", same, other),
        ("rewritten", old[:50_000], old[50_000:]),
    ):
        yield f"match a gap of 50,000, {name}", lambda left=left, right=right: match(left, right)


def tei() -> Iterator[tuple[str, Work]]:
    """An edition, written and looked at as by an archive."""
    from editions import long
    from toolkit.archive import checks
    from toolkit.config import BuildOptions
    from toolkit.writers.tei import write

    options = BuildOptions(publisher="Quay & Sons", modified="2026-04-05T06:07:08Z")
    made = long(100_000, "en", "zh-Hans", "fr")
    sink = io.BytesIO()
    write(made, options, sink)
    name = "big.tei.xml"
    yield "write TEI of 100,000 in three languages", lambda: write(made, options, io.BytesIO())
    yield "check it for an archive", lambda: checks.archive(sink, name, name, lambda _: None, NOW)


def main(words: list[str]) -> None:
    """The table: CPU seconds, then the megabytes that Python asks for beyond what is there."""
    for part in (lambda: aligned(1000), lambda: aligned(10_000), split, catalog, matched, tei):
        for name, work in part():
            if words and not any(word in name for word in words):
                continue
            begun = time.process_time()
            work()
            taken = time.process_time() - begun
            tracemalloc.start()
            work()
            most = tracemalloc.get_traced_memory()[1] / (1 << 20)
            tracemalloc.stop()
            print(f"{name:42} {taken:7.2f} s {most:7.0f} MB", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
