"""What it takes to repair an alignment, and how near the result is to one that is found as a whole.

    python benchmarks/align/repairs.py [TURNS...]

For each number of turns of a made-up talk: CPU seconds until it is open, of an act (the median of twelve,
all that it writes included), of confirming all that is sure, and of an act then. Then, for several numbers of
beads that teach the aligner around a decision, the share of the beads nearby that are those of a whole
alignment, and CPU milliseconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from test_adopting import read  # noqa: E402
from toolkit import project  # noqa: E402
from toolkit.adopting import Evidence, bounds, repairs  # noqa: E402
from toolkit.adopting.adoption import JudgedBead  # noqa: E402
from toolkit.adopting.decisions import Decisions  # noqa: E402
from toolkit.adopting.nearby import Realigner  # noqa: E402
from toolkit.adopting.pins import PinPlaces  # noqa: E402
from toolkit.adopting.repairs import Repair  # noqa: E402
from toolkit.adopting.revising import revised  # noqa: E402
from toolkit.errors import DiglotError  # noqa: E402
from toolkit.workflow import align, repairing  # noqa: E402
from toolkit.workflow.workspace import Workspace  # noqa: E402
from transcripts import pair  # noqa: E402

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)
ACTS = 12
AROUND = (5, 15, 30, 60, 120, 240)
NEARBY = 6
"""Beads on either side of a decision that are compared."""


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def times(turns: int) -> list[str]:
    """Of opening, of acts, and of confirming."""
    made, chance = pair(3, turns), random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in (
            ("diglot.toml", 'target-languages = ["de"]\n'),
            ("source/talk.txt", made.source),
            ("translations/talk.de.txt", made.target),
        ):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, "utf-8")
        workspace = Workspace(project.find(root), held_open=True)
        align.align(workspace, "talk", root / "translations/talk.de.txt", "de", MOMENT)
        opened = repairing.OpenAlignment("talk", "de", *repairing.translation_files(workspace, "talk", "de"))

        def act(decide: Callable[[Sequence[JudgedBead]], Repair]) -> float:
            def work() -> None:
                with workspace.changing():
                    opened.repair(workspace, decide, MOMENT)
                opened.rows(workspace)

            return seconds(work)

        def merge(links: Sequence[JudgedBead]) -> Repair:
            return repairs.merge([link.bead for link in links], chance.randrange(len(links) - 1))

        found = [seconds(lambda: opened.rows(workspace))]
        found.append(statistics.median(act(merge) for _ in range(ACTS)))
        found.append(act(lambda links: repairs.confirm_above(links, 0.9)))
        found.append(statistics.median(act(merge) for _ in range(ACTS)))
        return [f"{len(opened.rows(workspace))}", *(f"{one:.2f}" for one in found)]


def agreement() -> dict[int, tuple[float, float]]:
    """For beads around: the share that is the same, and milliseconds."""
    right = dict.fromkeys(AROUND, 0)
    spent = dict.fromkeys(AROUND, 0.0)
    beads = decisions_made = 0
    for seed in range(1, 7):
        made, chance = pair(seed, 120, lost=0.2), random.Random(seed)
        evidence = Evidence.of(read(made.source, "en"), read(made.target, "de", "other"))
        base, places = evidence.beads(), PinPlaces(evidence.source, evidence.target)
        doubtful = [k for k, bead in enumerate(base[:-2]) if bead.cost > 0.02]
        for k in chance.choices(doubtful, k=ACTS):
            lone = repairs.leave_out if base[k].source else repairs.add
            try:
                repair = chance.choice([repairs.merge, repairs.swap, lone])(base, k)
                new = revised([], decided=repair.decided, freed=repair.freed, places=places).new
            except DiglotError:
                continue
            decisions = Decisions.of(new, places)
            whole = {(bead.source, bead.target) for bead in evidence.redeciding(decisions).beads()}
            near = range(max(0, k - NEARBY), k + NEARBY + 1)
            ours = {i for at in near if at < len(base) for i in base[at].source}
            decisions_made += 1
            for around in AROUND:
                bounds.REALIGNED_AROUND = around
                start = time.process_time()
                made_anew = Realigner(evidence, base).beads(decisions)
                spent[around] += time.process_time() - start
                compared = [bead for bead in made_anew if ours.intersection(bead.source)]
                right[around] += sum((bead.source, bead.target) in whole for bead in compared)
                beads += len(compared) if around == AROUND[0] else 0
    return {n: (right[n] / beads, 1000 * spent[n] / decisions_made) for n in AROUND}


def main() -> None:
    """Print both tables."""
    print(*(f"{name:>8}" for name in ("turns", "beads", "open", "act", "confirm", "act then")))
    for turns in map(int, sys.argv[1:] or ("60", "500", "2000")):
        print(*(f"{value:>8}" for value in (turns, *times(turns))), flush=True)
    print(*(f"{name:>8}" for name in ("around", "same", "ms")))
    for around, (share, spent) in agreement().items():
        print(f"{around:>8} {share:>8.4f} {spent:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
