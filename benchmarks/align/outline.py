"""Strict F1 with and without an outline on made-up conversations, and of excerpts.

PYTHONPATH=tests python benchmarks/align/outline.py
"""

from __future__ import annotations

import sys
import time

from bitexts import talk
from toolkit.aligning import align
from toolkit.corpora.scores import Tally, tally

CASES = {
    "two speakers": {},
    "twelve turns": {"turns": 12},
    "four speakers, words useless": {"speakers": 4, "free": 0.85},
    "much left out, words useless": {"lost": 0.3, "free": 0.8},
    "paragraphs moved, words useless": {"reshaped": 0.9, "free": 0.8},
}


def main() -> None:
    """Print a table, a line for each kind of conversation; eight of each."""
    sys.stdout.write(f"{'':34}{'units':>7}{'without':>9}{'CPU s':>7}{'with':>9}{'CPU s':>7}\n")
    for name, options in CASES.items():
        both, spent, units = [Tally(), Tally()], [0.0, 0.0], 0
        for seed in range(8):
            made = talk(seed, **options)  # type: ignore[arg-type]
            units += len(made.source) + len(made.target)
            for k, outline in enumerate((None, made.outline)):
                started = time.process_time()
                beads = align(made.source, made.target, source_lang="en", target_lang="de", outline=outline)
                spent[k] += time.process_time() - started
                both[k] += tally(beads, made.beads)
        figures = "".join(f"{both[k].strict[2]:9.3f}{spent[k]:7.2f}" for k in (0, 1))
        sys.stdout.write(f"{name:34}{units:7}{figures}\n")


if __name__ == "__main__":
    main()
