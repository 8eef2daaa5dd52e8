"""How long it takes to read a transcript again when an editor has decided something about it.

    python benchmarks/deciding.py [PARAGRAPHS...]

For each number of paragraphs, of which a third has no label, in seconds of the processor: until it is read
first, in a process that goes on; the first decision; the next ones (median of eight), with a look at all
of it; a look where nothing has changed; another name for a speaker. And megabytes of the process.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import generate  # noqa: E402

from toolkit import project  # noqa: E402
from toolkit.workflow import casting, deciding  # noqa: E402
from toolkit.workflow.workspace import Workspace  # noqa: E402

DECISIONS = 8


def took(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(folder: Path, number: int) -> list[str]:
    """The figures of one transcript."""
    (folder / "source").mkdir()
    (folder / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (folder / "source/talk.txt").write_text(generate.transcript(generate.paragraphs(number)), "utf-8")
    here = Workspace(project.find(folder), held_open=True)

    def look() -> None:
        here.refresh()
        here.reading("talk", doubts=True)

    def decide(place: int) -> None:
        id_ = [paragraph.id for paragraph in here.document("talk").paragraphs()][place]
        deciding.decide(here, "talk", [id_], kind="narration")
        look()

    first = took(look)
    begun = took(lambda: decide(number // 2))
    others = [took(lambda k=k: decide(number * k // (DECISIONS + 1))) for k in range(1, DECISIONS + 1)]
    same = took(look)
    renamed = took(lambda: casting.rename(here, "talk", generate.SPEAKERS[0], "Dr. Brandt"))
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    times = (first, begun, statistics.median(others), same, renamed)
    return [*(f"{seconds:.2f}" for seconds in times), str(pages * 4096 >> 20)]


if __name__ == "__main__":
    print(*(f"{name:>10}" for name in ("paragraphs", "first", "decision", "next", "look", "renamed", "MB")))
    for number in [int(word) for word in sys.argv[1:]] or [3000, 30000]:
        with tempfile.TemporaryDirectory() as folder:
            print(*(f"{value:>10}" for value in (number, *measure(Path(folder), number))), flush=True)
