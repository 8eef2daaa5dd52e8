"""Commands that are killed at any moment.

Every file is old or new, and the next run mends the rest.

    python -m robust.kill [--count N] [--seed S]

Each time one of the commands that write is ended by SIGKILL, SIGTERM, SIGINT or SIGHUP. Then each file has
the bytes from before or from after the command, a deposit is the old one or the new one as a whole, and the
same command once more gives what it gives undisturbed, and leaves nothing half made. Exits with 1 where that
doesn't hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from robust import work

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
State = Mapping[str, bytes]
"""Path -> content."""


def state(folder: Path) -> State:
    """All files, but the lock.

    Who holds it is in it.
    """
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        name: path.read_bytes()
        for path in found
        if (name := path.relative_to(folder).as_posix()) != ".diglot/lock"
    }


class Stages:
    """The project between any two commands."""

    def __init__(self, folder: Path) -> None:
        self.folders = [folder / "0"]
        work.project(self.folders[0])
        self.codes: list[int] = []
        self.seconds: list[float] = []
        for number, command in enumerate(work.COMMANDS, 1):
            after = folder / str(number)
            shutil.copytree(self.folders[-1], after)
            begun = time.monotonic()
            self.codes.append(work.run(after, *command))
            self.seconds.append(time.monotonic() - begun)
            self.folders.append(after)
        self.states = [state(one) for one in self.folders]


def torn(before: State, after: State, now: State) -> Iterator[str]:
    """What is neither old nor new."""
    for name in sorted({*before, *after, *now}):
        half_made = any(part.startswith(".diglot-") for part in name.split("/"))
        if not half_made and now.get(name) not in {before.get(name), after.get(name)}:
            yield f"{name} is neither old nor new"
    for name in ("build/talk-1/",):
        bags = [
            {file: data for file, data in one.items() if file.startswith(name)}
            for one in (before, after, now)
        ]
        if bags[2] not in bags[:2]:
            yield f"{name} is neither the old deposit nor the new one"


def kill(stages: Stages, number: int, folder: Path, chance: random.Random) -> tuple[str, list[str]]:
    """Kill one command; what is wrong then."""
    here = folder / "here"
    shutil.copytree(stages.folders[number], here)
    command = work.COMMANDS[number]
    sent = chance.choice(SIGNALS)
    pause = chance.choice((0.0, 0.03))
    process = work.start(here, *command, before=work.slow_disk(pause))
    code = None
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, 1.1) * stages.seconds[number])
    else:
        written = (
            "build",
            ".diglot",
            "source",
            "locales",
            "locales/de/LC_MESSAGES",
            "locales/fr/LC_MESSAGES",
        )
        code = work.until_written((here / name for name in chance.sample(written, 3)), process)
        time.sleep(chance.uniform(0, 1.5) * pause)
    if code is None:
        os.kill(process, sent)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    before, after = stages.states[number : number + 2]
    now = state(here)
    wrong = list(torn(before, after, now))
    half = any("/.diglot-" in f"/{name}" for name in now)
    ended = "in the middle" if code in {-sent, 130} else "after its end"
    if (code := work.run(here, *command)) != stages.codes[number]:
        wrong.append(f"the next run ends with {code}")
    again = state(here)
    wrong += [
        f"after the next run {name} is not as it is undisturbed"
        for name in sorted({*after, *again})
        if after.get(name) != again.get(name)
    ]
    shutil.rmtree(here)
    said = f"{signal.Signals(sent).name} {ended}{', something half made' if half else ''}"
    return said, [f"{' '.join(command)}, {said}: {one}" for one in wrong]


def main(arguments: list[str]) -> int:
    """A summary, and 1 where a file was torn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    wrong: list[str] = []
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        stages = Stages(Path(name))
        for number in range(given.count):
            how, found = kill(stages, number % len(work.COMMANDS), Path(name), chance)
            said[how] += 1
            wrong += found
            for one in found:
                print(one, flush=True)
    for how, times in sorted(said.items()):
        print(f"{times:5} {how}")
    print(f"{given.count} kills, {len(wrong)} violations")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
