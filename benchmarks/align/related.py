"""How well unrelated texts are told from related ones, over a folder of sets.

    python benchmarks/align/related.py FOLDER [--set NAME]...

FOLDER is that of `run.py`. Related are NAME.src and NAME.tgt; unrelated are NAME.src and the targets of the
next three documents of the set. The limits of `toolkit.aligning.related` belong to an aligner: measure after
changing it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from sets import documents, folders, parser

from toolkit.aligning import align
from toolkit.aligning.related import confidence, unrelated

BINS = ((10, 20), (20, 40), (40, 1 << 30))
"""Sentences of the shorter text."""


def main(arguments: list[str]) -> None:
    """Print for each size the share of pairs that are flagged, and the nearest sums of both shares."""
    options = parser(__doc__).parse_args(arguments)
    sums: dict[tuple[tuple[int, int], bool], list[float]] = {}
    flagged: dict[tuple[tuple[int, int], bool], int] = {}
    for folder in folders(options.folder, options.set):
        for source, target, related in pairs(folder):
            size = min(len(source), len(target))
            found = next((one for one in BINS if one[0] <= size < one[1]), None)
            if found is None:
                continue
            beads = align(source, target, source_lang="und", target_lang="und", calibrated=False)
            sums.setdefault((found, related), []).append(sum(confidence(beads)))
            flagged[found, related] = flagged.get((found, related), 0) + bool(unrelated(beads))
    sys.stdout.write(f"{'sentences':>12} {'':10}{'pairs':>6}{'flagged':>9}   nearest sums\n")
    for (low, high), related in sorted(sums):
        values = sorted(sums[(low, high), related], reverse=not related)[:3]
        near = " ".join(f"{value:.2f}" for value in values)
        name = f"{low}-{high}" if high < BINS[-1][1] else f"{low}+"
        kind = "related" if related else "unrelated"
        count = len(sums[(low, high), related])
        sys.stdout.write(f"{name:>12} {kind:10}{count:6}{flagged[(low, high), related]:9}   {near}\n")


def pairs(folder: Path) -> Iterator[tuple[list[str], list[str], bool]]:
    """Source, target, and whether they belong together."""
    texts = [(document.source, document.target) for document in documents(folder)]
    for number, (source, target) in enumerate(texts):
        yield source, target, True
        for step in (1, 2, 3):
            if step < len(texts):
                yield source, texts[(number + step) % len(texts)][1], False


if __name__ == "__main__":
    main(sys.argv[1:])
