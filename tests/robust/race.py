"""No save is lost while a command works.

    python -m robust.race [--count N] [--seed S]

Each time a person has a catalog or the sidecar open in an editor, writes something into it, and saves it at
some moment while a command works on the project, under a new name that is renamed, in place at once, or in
place and slowly. Then what was saved is in the file, whatever became of the command. Exits with 1 where it
isn't.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from robust import work

COMMANDS = work.COMMANDS[:3]
CATALOGS = ("locales/fr/LC_MESSAGES/talk.po", "locales/de/LC_MESSAGES/talk.po")
SIDECAR = "source/talk.toml"


def by_renaming(path: Path, data: bytes, _: float) -> None:
    beside = path.with_name("beside.tmp")
    beside.write_bytes(data)
    beside.replace(path)


def in_place(path: Path, data: bytes, _: float) -> None:
    path.write_bytes(data)


def slowly(path: Path, data: bytes, seconds: float) -> None:
    with path.open("wb", buffering=0) as file:
        time.sleep(seconds)
        file.write(data[: len(data) // 2])
        time.sleep(seconds)
        file.write(data[len(data) // 2 :])


SAVES: tuple[Callable[[Path, bytes, float], None], ...] = (by_renaming, in_place, slowly)


def edited(path: Path, words: str) -> bytes:
    """The file with a person's words in it."""
    data = path.read_bytes()
    if path.suffix == ".toml":
        return data + f"# {words}\n".encode()
    # The first message that nobody has translated, as it stands in the middle of the file.
    head, found, rest = data.partition(b'lamp 0."\nmsgstr "')
    assert found
    return head + found + words.encode() + rest


def race(project: Path, number: int, seconds: float, folder: Path, chance: random.Random) -> tuple[str, str]:
    """One save while one command works.

    How it went, and what is wrong then.
    """
    here = folder / "here"
    shutil.copytree(project, here)
    command = COMMANDS[number % len(COMMANDS)]
    name = chance.choice((*CATALOGS, SIDECAR) if command[0] == "align" else CATALOGS)
    save = chance.choice(SAVES)
    pause = chance.choice((0.0, 0.02, 0.05))
    words = f"saved in race {number}"
    data = edited(here / name, words)
    process = work.start(here, *command, before=work.slow_disk(pause))
    code = None
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0, 1.1) * (seconds + 3 * pause))
    else:
        code = work.until_written([(here / name).parent], process)
        time.sleep(chance.choice((0, 0.0005, 0.5 * pause, pause)))
    save(here / name, data, chance.uniform(0, 0.2) * seconds)
    if code is None:
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    there = (here / name).read_bytes()
    wrong = (
        "" if words.encode() in there else f"{' '.join(command)}: a save of {name} {save.__name__} is lost"
    )
    if any(path.name.startswith(".diglot-") for path in here.rglob("*")):
        wrong = wrong or f"{' '.join(command)}: something is left half made"
    shutil.rmtree(here)
    if there != data:
        how = "saved before the file was read, and kept in what came of it"
    else:
        how = "saved meanwhile, and told" if code else "saved when all was done, or before nothing was to do"
    return how, wrong


def main(arguments: list[str]) -> int:
    """A summary, and 1 where a save was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    said: Counter[str] = Counter()
    lost = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work.project(folder / "project", size=100)
        seconds = []
        for command in COMMANDS:
            shutil.copytree(folder / "project", folder / "once")
            begun = time.monotonic()
            work.run(folder / "once", *command)
            seconds.append(time.monotonic() - begun)
            shutil.rmtree(folder / "once")
        for number in range(given.count):
            how, wrong = race(folder / "project", number, seconds[number % len(COMMANDS)], folder, chance)
            said[how] += 1
            if wrong:
                lost += 1
                print(wrong, flush=True)
    for how, times in sorted(said.items()):
        print(f"{times:5} {how}")
    print(f"{given.count} races, {lost} violations")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
