"""Learn the weights of the reader.

    python benchmarks/reading/learn.py OUT FILE.jsonl ...

Each file has a document a line: `text`, and `lines` with `n` (number from 1), `allow` (states that are
right; none where it isn't known) and `label` (as printed, or null). `synthesize.py` writes such files, and
`gather.py` makes them of real transcripts. FILE.jsonl*8 counts each document eight times. The same files give
the same table. With --begin TABLE learning goes on from a table, and is held to it.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from examples import Example, examples

from toolkit.reading import features, inference, roster
from toolkit.reading.features import Best
from toolkit.reading.inference import sigmoid
from toolkit.reading.lattice import AT, STATES, allowed_next, begins, forward_backward
from toolkit.reading.laws import possible, told_by_layout
from toolkit.reading.shape import Numbers
from toolkit.reading.title_block import BLOCK, OWN, BlockWeights
from toolkit.reading.weights import ABOVE, Weights, load

RIDGE = 2e-5
"""Weak, so that probabilities are not flattened."""
ROUNDS = 2
"""Of learning, where nothing is learnt on from."""
EPOCHS = (24, 10)
"""Of the first round, and of those that begin with its weights."""
MOST = 300
"""Lines of one document that are learnt from: a long one has its whole roster, and no more say."""
STEPS, LEAST = 14, 1e-3
"""Of Newton's method, at most; and how small a part of a step is tried."""
RATE = 0.05
LINES = 12_000
"""Of a batch, with what pads it."""
SMALL = 0.02
"""Weights below it are left out of the table."""


@dataclass
class Slice:
    """A stretch of a document."""

    name: str
    weight: float
    rows: Numbers
    mask: Numbers
    allow: Numbers
    gap: np.ndarray


def logistic(
    rows: Numbers, wanted: Numbers, weight: Numbers, begin: Numbers | None = None, held: float = 1.0
) -> Numbers:
    """Weights of a logistic regression, by Newton's method in double precision, with steps that are halved.

    begin  weights to begin with; None for none
    held   how much they are held to these
    """
    x = rows.astype(np.float64)
    first = np.zeros(x.shape[1]) if begin is None else begin.astype(np.float64)

    def loss(at: np.ndarray) -> float:
        score = x @ at
        missed = weight * (np.logaddexp(0, score) - wanted * score)
        return float(missed.sum() + held / 2 * ((at - first) ** 2).sum())

    result = first.copy()
    for _ in range(STEPS):
        p = sigmoid(x @ result).astype(np.float64)
        gradient = x.T @ (weight * (p - wanted)) + held * (result - first)
        bend = weight * np.maximum(p * (1 - p), 1e-4)
        step = np.linalg.solve((x * bend[:, None]).T @ x + held * np.eye(x.shape[1]), gradient)
        here, size = loss(result), 1.0
        while size > LEAST and loss(result - size * step) > here:
            size /= 2
        if size <= LEAST:
            break
        result -= size * step
    return result.astype(np.float32)


def learn_roster(
    all_examples: Sequence[Example], rows: Sequence[Numbers], begin: Numbers | None, held: float
) -> Numbers:
    """Weights of keys; each document counts alike, whatever its number of labels."""
    chosen, wanted, weight = [], [], []
    for one, x in zip(all_examples, rows, strict=True):
        told = one.speaker >= 0
        if told.any():
            chosen.append(x[told])
            wanted.append(one.speaker[told])
            weight.append(np.full(told.sum(), one.weight * min(1.0, 12 / told.sum())))
    return logistic(np.concatenate(chosen), np.concatenate(wanted), np.concatenate(weight), begin, held)


def batches(all_examples: Sequence[Slice], rng: np.random.Generator) -> Iterator[list[Slice]]:
    """Documents of like length together."""
    order = sorted(range(len(all_examples)), key=lambda i: (len(all_examples[i].allow), i))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(all_examples[i].allow) > LINES:
            groups.append([])
        groups[-1].append(i)
    for g in rng.permutation(len(groups)):
        yield [all_examples[i] for i in groups[g]]


def sums(
    scores: np.ndarray, allow: np.ndarray, gap: np.ndarray, length: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`inference.forward_backward` for many documents at once, padded.

    Logs of the sums, probabilities, and whether there is a path.
    """
    count, size, _ = scores.shape
    top = np.where(allow > 0, scores, -1e30).max(axis=2, keepdims=True)
    emit = np.exp(scores - top) * allow
    close, apart = allowed_next()
    forward, scale = np.empty_like(emit), np.ones((count, size))
    live = np.arange(size)[None, :] < length[:, None]
    row = emit[:, 0] * begins()
    whole = np.ones(count, dtype=bool)
    for i in range(size):
        if i:
            before = forward[:, i - 1]
            row = np.where(gap[:, i, None], before @ apart, before @ close) * emit[:, i]
        total = row.sum(axis=1)
        lost = live[:, i] & (total <= 0)
        whole &= ~lost
        # No path leads here: the document is left out, and goes on so that others can.
        row = np.where(lost[:, None], 1.0, row)
        total = np.where(lost | (total <= 0), 1.0, total)
        scale[:, i] = np.where(live[:, i], total, 1)
        forward[:, i] = row / total[:, None]
    backward = np.ones_like(emit)
    for i in range(size - 2, -1, -1):
        ahead = emit[:, i + 1] * backward[:, i + 1] / scale[:, i + 1, None]
        value = np.where(gap[:, i + 1, None], ahead @ apart.T, ahead @ close.T)
        backward[:, i] = np.where(live[:, i + 1, None], value, 1)
    z = (np.log(scale) + np.where(live, top[:, :, 0], 0)).sum(axis=1)
    return z, forward * backward * live[:, :, None], whole


def sliced(one: Example) -> Slice:
    """What of a document is learnt from: a stretch that begins behind a blank line, another for each name."""
    size = len(one.allow)
    if one.rows is None or one.mask is None:
        raise ValueError(f"{one.name} has no features yet")
    first = 0
    if size > MOST:
        first = zlib.crc32(one.name.encode()) % (size - MOST + 1)
        while first and one.text.gap[first] == 0:
            first -= 1
    part = slice(first, first + MOST)
    return Slice(
        one.name, one.weight, one.rows[part], one.mask[part], one.allow[part], one.text.gap[part] > 0
    )


def learn_lines(
    all_examples: Sequence[Slice], seed: int, begin: Numbers | None, held: float = 0.0
) -> Numbers:
    """Weights of lines: the likelihood of what is allowed, by Adam.

    begin  weights to begin with; None for none
    held   how much they are held to these; 0 for not
    """
    rng = np.random.default_rng(seed)
    width = len(features.FEATURES)
    weights = np.zeros((width, len(STATES))) if begin is None else begin.astype(np.float64)
    epochs = EPOCHS[begin is not None]
    high = RATE if begin is None else RATE / 3
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    total = sum(len(one.allow) for one in all_examples)
    kept, counted, step = np.zeros_like(weights), 0, 0
    steps = epochs * sum(1 for _ in batches(all_examples, np.random.default_rng(0)))
    for epoch in range(epochs):
        loss = 0.0
        for batch in batches(all_examples, rng):
            length = np.array([len(one.allow) for one in batch])
            size = int(length.max())
            rows = np.zeros((len(batch), size, width), dtype=np.float32)
            mask = np.ones((len(batch), size, len(STATES)))
            told = np.ones_like(mask)
            gap = np.ones((len(batch), size), dtype=bool)
            for b, one in enumerate(batch):
                rows[b, : length[b]] = one.rows
                mask[b, : length[b]] = one.mask
                told[b, : length[b]] = one.allow
                gap[b, : length[b]] = one.gap
            right = mask * told
            # What no path can reach says nothing.
            right = np.where(right.sum(axis=2, keepdims=True) > 0, right, mask)
            scores = (rows @ weights.astype(np.float32)).astype(np.float64)
            # Both at once: to go through the lines takes as long for few documents as for many.
            both = sums(
                *(
                    np.concatenate(pair)
                    for pair in ((scores, scores), (mask, right), (gap, gap), (length, length))
                )
            )
            (every, only), (p, q), (_, good) = (np.split(part, 2) for part in both)
            left_out = {one.name for one, ok in zip(batch, good, strict=True) if not ok}
            if epoch == 0 and left_out:
                print("  no path:", *sorted(left_out)[:5], len(left_out))
            share = np.array([one.weight * min(1.0, 120 / len(one.allow)) for one in batch]) * good
            loss += float(((every - only) * share).sum())
            push = (p - q) * share[:, None, None]
            # In single precision: to make doubles of all rows takes longer than to multiply them.
            summed = rows.reshape(-1, width).T @ push.reshape(-1, len(STATES)).astype(np.float32)
            pull = RIDGE * weights if begin is None or not held else held * (weights - begin)
            gradient = summed / LINES + pull
            step += 1
            mean = 0.9 * mean + 0.1 * gradient
            spread = 0.99 * spread + 0.01 * gradient**2
            rate = high * (1 - step / (steps + 1)) + 0.001
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
            if 2 * step > steps:
                # The mean of what the second half goes through is steadier than where it ends.
                kept += weights
                counted += 1
        if epoch % 8 == 7 or epoch in (0, epochs - 1):
            print(f"  epoch {epoch + 1}: {loss / total:.4f} a line", flush=True)
    return (kept / counted).astype(np.float32)


def as_read(features: int) -> BlockWeights:
    """Weights that leave each line what it was read as: where learning begins.

    features  how many `features.FEATURES` there are
    """
    lines = np.concatenate([np.zeros((features + len(OWN) - len(BLOCK), len(BLOCK))), np.eye(len(BLOCK))])
    return BlockWeights(lines.astype(np.float32), np.zeros((len(BLOCK), len(BLOCK)), dtype=np.float32))


def dump(weights: Weights, least: float, told: str) -> str:
    """The table: a row for each feature, with its weights.

    least  weights below it are left out
    told   what they were learnt on
    """
    lines = [f"# Weights of the reader, learnt on {told}. {len(weights.lines)} rounds."]
    for number, column in enumerate(weights.roster):
        names = roster.FEATURES[: len(column)]
        for name, value in zip(names, column, strict=True):
            if abs(value) >= least:
                lines.append(f"key {number}\t{name}\t{value:.3f}")
    for number, matrix in enumerate(weights.lines, 1):
        lines += _table(f"line {number}", features.FEATURES, STATES, matrix, least)
    lines += _table("above", ABOVE, BLOCK, weights.block.lines, least)
    lines += _table("below", BLOCK, BLOCK, weights.block.follows, least)
    return "\n".join(lines) + "\n"


def _table(
    what: str, names: Sequence[str], states: Sequence[str], matrix: Numbers, least: float
) -> Iterator[str]:
    """A row for each name that has a weight."""
    for name, row in zip(names, matrix, strict=True):
        cells = [
            f"{state}={value:.2f}" for state, value in zip(states, row, strict=True) if abs(value) >= least
        ]
        if cells:
            yield f"{what}\t{name}\t{' '.join(cells)}"


def main() -> None:
    """Learn, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--begin", type=Path, help="a table to learn on from, as many rounds as it has")
    parser.add_argument("--held", type=float, default=0.0008, help="how much its weights of lines are held")
    parser.add_argument("--held-roster", type=float, default=150.0, help="and those of the roster")
    options = parser.parse_args()
    start = time.time()
    table = load(options.begin.read_text(encoding="utf-8")) if options.begin else None
    rounds = len(table.lines) if table else ROUNDS
    of_roster = options.held_roster if table else 1.0
    data = list(examples(options.files))
    print(
        f"{len(data)} documents, {sum(len(one.allow) for one in data)} lines, {time.time() - start:.0f} s",
        flush=True,
    )
    first = learn_roster(data, [one.fixed for one in data], table and table.roster[0], of_roster)
    for one in data:
        one.likely = sigmoid(one.fixed @ first)
    of_keys, of_lines = [first], []
    for turn in range(rounds):
        rows = [
            np.concatenate([one.fixed, inference.company(one.text, one.likely, one.turns)], axis=1)
            for one in data
        ]
        of_keys.append(learn_roster(data, rows, table and table.roster[turn + 1], of_roster))
        for one, x in zip(data, rows, strict=True):
            one.likely = sigmoid(x @ of_keys[-1])
            chosen: Best = features.best(one.text, one.likely)
            one.rows = features.features(one.text, one.likely, chosen)
            one.mask = possible(one.text, chosen, told_by_layout(one.text)[0])
        print(f"round {turn + 1}: features {time.time() - start:.0f} s", flush=True)
        begin = table.lines[turn] if table else of_lines[-1] if of_lines else None
        of_lines.append(learn_lines([sliced(one) for one in data], turn, begin, options.held if table else 0))
        for one in data:
            gap = one.text.gap > 0
            p = forward_backward((one.rows @ of_lines[-1]).astype(np.float64), one.mask, gap).p
            one.turns = (p[:, AT["turn"]] + p[:, AT["label"]]).astype(np.float32)
    # Title blocks are learnt apart (`title_blocks.py`).
    block = table.block if table else as_read(len(features.FEATURES))
    weights = Weights(tuple(of_keys), tuple(of_lines), block)
    told = f"{len(data)} documents of {', '.join(Path(name).name for name in options.files)}"
    if table:
        told += f", on from a table and held to it by {options.held} (roster {options.held_roster})"
    Path(options.out).write_text(dump(weights, SMALL, told), encoding="utf-8")
    print(f"{time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
