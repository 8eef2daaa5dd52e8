"""Learn the weights of title blocks, which `toolkit.reading.title_block` uses.

    python benchmarks/reading/title_blocks.py TABLE FILE.jsonl ...

reads what `learn.py` wrote to TABLE, and writes it again with the weights of title blocks. The files are in
the form of `learn.py`'s; most are of short interviews with all that stands above
(`synthesize.py --genre headed`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import learn
import numpy as np
from examples import examples

from toolkit.reading import features, title_block
from toolkit.reading.inference import infer
from toolkit.reading.shape import Numbers
from toolkit.reading.title_block import BLOCK, OWN, BlockWeights
from toolkit.reading.weights import Weights, load

RIDGE = 1e-4
STEPS = 400
RATE = 0.05
FIRST = 150
"""Lines of a document that are read: as many as tell who speaks."""


@dataclass
class Block:
    """The title block of a document."""

    weight: float
    rows: Numbers
    allow: Numbers
    """Lines x `BLOCK`: 1 for what is right."""
    can: Numbers
    """Lines x `BLOCK`: 0 for what can't be."""


def blocks(paths: Sequence[str], weights: Weights) -> Iterator[Block]:
    """The title blocks of some files, as the reader sees them."""
    for one in examples(paths, FIRST):
        read = infer(one.text, weights, fixed=one.fixed)
        count = title_block.size(one.text, read.lattice.p)
        allow = title_block.inside(one.allow[:count])
        wrong = np.flatnonzero(~(allow > 0).any(axis=1))
        count = int(wrong[0]) if len(wrong) else count
        if count == 0 or (allow[:count] > 0).all():
            continue
        top = features.features(one.text, read.likely, read.best)[:count]
        rows = title_block.rows(one.text, top, read.lattice.p[:count])
        can = np.ones((count, len(BLOCK)), dtype=np.float32)
        can[one.text.gap[:count] > 0, -1] = 0
        right = (allow[:count] > 0) * can
        right[~right.any(axis=1)] = 1
        yield Block(one.weight, rows, right.astype(np.float32), can)


def learnt(found: Sequence[Block]) -> BlockWeights:
    """The weights that make what is right likeliest, by Adam on all blocks at once."""
    longest = max(len(block.rows) for block in found)
    width = found[0].rows.shape[1]
    rows = np.zeros((len(found), longest, width), dtype=np.float32)
    can = np.zeros((len(found), longest, len(BLOCK)))
    right = np.zeros_like(can)
    can[:, :, 0] = right[:, :, 0] = 1
    live = np.zeros((len(found), longest), dtype=bool)
    for n, block in enumerate(found):
        size = len(block.rows)
        rows[n, :size], can[n, :size], right[n, :size] = block.rows, block.can, block.allow
        live[n, :size] = True
    share = np.array([block.weight for block in found])
    share /= share.sum()
    begin = learn.as_read(width - len(OWN))
    lines, follows = begin.lines.astype(np.float64), begin.follows.astype(np.float64)
    start = lines.copy()
    moments = [np.zeros((2, *table.shape)) for table in (lines, follows)]
    for step in range(1, STEPS + 1):
        scores = (rows.reshape(-1, width) @ lines.astype(np.float32)).reshape(*can.shape).astype(np.float64)
        p, pairs, every = _sums(scores, can, follows, live)
        q, wanted, only = _sums(scores, right, follows, live)
        push = (p - q) * share[:, None, None]
        of_lines = rows.reshape(-1, width).T @ push.reshape(-1, len(BLOCK)).astype(np.float32)
        gradients = (
            of_lines + RIDGE * (lines - start),
            np.tensordot(share, pairs - wanted, axes=1) + RIDGE * follows,
        )
        rate = RATE * (1 - step / (STEPS + 1)) + 0.001
        for value, gradient, moment in zip((lines, follows), gradients, moments, strict=True):
            moment[0] += 0.1 * (gradient - moment[0])
            moment[1] += 0.01 * (gradient**2 - moment[1])
            value[:] -= rate * (moment[0] / (1 - 0.9**step)) / (np.sqrt(moment[1] / (1 - 0.99**step)) + 1e-8)
        if step % 50 == 0:
            print(f"  step {step}: {float((every - only) @ share):.4f} a block", flush=True)
    return BlockWeights(lines.astype(np.float32), follows.astype(np.float32))


def _sums(
    scores: np.ndarray, can: np.ndarray, follows: np.ndarray, live: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each block: probabilities of states, of pairs of states summed up, and the log of all paths."""
    scores = np.where(can > 0, scores, -1e30)
    count, size, width = scores.shape
    ahead, back = np.empty_like(scores), np.zeros_like(scores)
    ahead[:, 0] = scores[:, 0]
    for i in range(1, size):
        value = scores[:, i] + np.logaddexp.reduce(ahead[:, i - 1, :, None] + follows, axis=1)
        ahead[:, i] = np.where(live[:, i, None], value, ahead[:, i - 1])
    for i in range(size - 2, -1, -1):
        value = np.logaddexp.reduce(follows + (scores[:, i + 1] + back[:, i + 1])[:, None, :], axis=2)
        back[:, i] = np.where(live[:, i + 1, None], value, 0)
    total = np.logaddexp.reduce(ahead[:, -1], axis=1)
    p = np.exp(np.minimum(0, ahead + back - total[:, None, None])) * live[:, :, None]
    pairs = np.zeros((count, width, width))
    for i in range(1, size):
        part = ahead[:, i - 1, :, None] + follows + (scores[:, i] + back[:, i])[:, None, :]
        pairs += np.exp(np.minimum(0, part - total[:, None, None])) * live[:, i, None, None]
    return p, pairs, total


def main() -> None:
    """Learn, and write the table again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    text = options.table.read_text(encoding="utf-8")
    weights = load(text)
    found = list(blocks(options.files, weights))
    print(f"{len(found)} title blocks", flush=True)
    head = text.partition("\n")[0].removeprefix("# Weights of the reader, learnt on ")
    told = head.rpartition(". ")[0]
    options.table.write_text(
        learn.dump(replace(weights, block=learnt(found)), learn.SMALL, told), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
