"""How texts fare of which a part is missing, or stands elsewhere, and paragraphs laid out otherwise.

    python benchmarks/align/parts.py FOLDER [--set NAME]...

FOLDER is that of `run.py`. Of each text of 100 sentences and more:

excerpts    a tenth of the target from three places, beside the whole source: is it put where it belongs?
moved       a stretch of the target (an eighth, a quarter, a half) set at the other end: is it reported?
paragraphs  both sides joined to paragraphs at the gold beads' borders, one in five borders elsewhere on the
            target's side: how many source paragraphs get just the sentences that translate them?
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from toolkit.aligning import align
from toolkit.aligning.moved import moved
from toolkit.aligning.structure import PARAGRAPH, SENTENCE, Outline, TextLayout
from toolkit.corpora import scores
from toolkit.model import Bead

ALIGN = partial(align, source_lang="und", target_lang="und")
LEAST = 100
TAKEN_OVER = 0.9
"""Confidence of a paragraph from which on it is taken over."""

Text = tuple[list[str], list[str], list[Bead]]


def main(arguments: list[str]) -> None:
    """Print a line for each of the three."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", action="append", default=[], help="only this set")
    options = parser.parse_args(arguments)
    found: list[float] = []
    blocks: dict[int, list[bool]] = {8: [], 4: [], 2: []}
    right = sure = total = 0
    for text in texts(options.folder, options.set):
        found += excerpts(*text)
        for share, held in blocks.items():
            held.extend(relocations(text[0], text[1], share))
        one, two, many = paragraphs(*text)
        right, sure, total = right + one, sure + two, total + many
    placed = sum(recall > 0 for recall in found)
    out = sys.stdout
    out.write(
        f"excerpts: {placed} of {len(found)} in their place, median strict recall "
        f"{statistics.median(found):.2f}\n"
    )
    for share, held in blocks.items():
        out.write(f"moved, 1/{share} of the text: {sum(held)} of {len(held)} reported\n")
    out.write(f"paragraphs: {sure} of {total} sure, {right} of these right to the sentence\n")


def texts(folder: Path, only: Sequence[str]) -> Iterator[Text]:
    """Source, target and gold beads of the long texts."""
    for gold in sorted(folder.glob("*/*.gold")):
        source, target = (
            gold.with_suffix(end).read_text("utf-8").removesuffix("\n").split("\n")
            for end in (".src", ".tgt")
        )
        if min(len(source), len(target)) >= LEAST and (not only or gold.parent.name in only):
            yield source, target, list(scores.parse(gold.read_text("utf-8"), str(gold)))


def excerpts(source: list[str], target: list[str], gold: list[Bead]) -> Iterator[float]:
    """Strict recall of the beads inside of each excerpt."""
    size = len(target) // 10
    for share in (0.25, 0.5, 0.75):
        begin = int(share * len(target))
        inside = {
            (bead.source, tuple(j - begin for j in bead.target))
            for bead in gold
            if bead.source and bead.target and begin <= bead.target[0] and bead.target[-1] < begin + size
        }
        beads = ALIGN(source, target[begin : begin + size])
        yield len(inside & {(bead.source, bead.target) for bead in beads}) / max(len(inside), 1)


def relocations(source: list[str], target: list[str], share: int) -> Iterator[bool]:
    """Whether a block is reported of which most is what was moved, or what it was moved over."""
    size = len(target) // share
    order = [*range(size, len(target)), *range(size)]
    there = [target[j] for j in order]
    stretches = (set(range(size)), set(range(size, len(target))))
    yield any(
        max(len(stretch.intersection(order[slice(*block.target)])) for stretch in stretches)
        >= 0.8 * (block.target[1] - block.target[0])
        for block in moved(source, there, ALIGN(source, there), ALIGN)
    )


def paragraphs(source: list[str], target: list[str], gold: list[Bead]) -> tuple[int, int, int]:
    """Sure paragraphs that are right, sure ones, and all."""
    rng = random.Random(len(source))
    cuts = []
    i = j = 0
    for bead in (bead for bead in ordered(gold) if bead.source or bead.target):
        i, j = i + len(bead.source), j + len(bead.target)
        if bead.source and bead.target and rng.random() < 0.4:
            cuts.append((i, j))
    ends = ({i for i, _ in cuts}, {j + (rng.randrange(-1, 2) if rng.random() < 0.2 else 0) for _, j in cuts})
    layouts = [
        TextLayout([PARAGRAPH if k + 1 in borders else SENTENCE for k in range(len(side))], [0] * len(side))
        for borders, side in zip(ends, (source, target), strict=True)
    ]
    beads = ALIGN(source, target, outline=Outline(*layouts))
    # How sure a paragraph is, as `toolkit.adopting` counts it: where its first bead begins and its last ends.
    begins, ends = {}, {}
    j = 0
    for bead in beads:
        last = bead.target[-1] + 1 if bead.target else j
        if bead.source:
            begins[bead.source[0]] = bead.target[0] if bead.target else j, bead.begins
            ends[bead.source[-1] + 1] = last, bead.ends
        j = last
    right = sure = 0
    pairs = [(0, 0), *cuts, (len(source), len(target))]
    for (i0, j0), (i1, j1) in pairwise(pairs):
        first, end = begins.get(i0, (-1, 0.0)), ends.get(i1, (-1, 0.0))
        if min(first[1], end[1]) >= TAKEN_OVER:
            sure += 1
            right += (first[0], end[0]) == (j0, j1)
    return right, sure, len(pairs) - 1


def ordered(beads: list[Bead]) -> list[Bead]:
    """In the order of both texts; null beads stand before what follows them in their text."""
    places = {}
    at = 0
    for bead in sorted((b for b in beads if b.source), key=lambda b: b.source):
        at = bead.target[-1] + 1 if bead.target else at
        places[id(bead)] = (bead.target[0] if bead.target else at, bead.source[0])
    for bead in beads:
        if not bead.source:
            places[id(bead)] = (bead.target[0], -1)
    return sorted(beads, key=lambda bead: places[id(bead)])


if __name__ == "__main__":
    main(sys.argv[1:])
