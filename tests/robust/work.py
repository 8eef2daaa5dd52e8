"""A small project with work to do.

Commands have processes of their own that needn't start Python.
"""

from __future__ import annotations

import csv
import importlib
import os
import pkgutil
import signal
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import toolkit

EPOCH = "1774000000"
COMMANDS = (
    ("extract",),
    ("align", "talk", "fr.txt", "-l", "fr", "--pin", "2.1=2.1"),
    ("import", "talk.csv"),
    ("ids", "--freeze"),
    ("build", "-f", "html", "-f", "tei", "--force"),
    ("deposit",),
    ("deposit", "--zip"),
)
"""All that write, in an order in which each has something to do."""
_WORDS = "tide ferry harbour bell winter rope letter lamp bridge market rain window".split()
_MOTS = "marée bac port cloche hiver corde lettre lampe pont marché pluie fenêtre".split()
_FACTS = (
    'name = "ferry"\nsource-language = "en"\n'
    'target-languages = ["fr", "de"]\nversion = "1"\ndate = "2026-01-01"\n'
    'publisher = "The ferry office"\nlicence = "CC0-1.0"\n'
)
_SIDECAR = (
    "# Kept by hand.\n"
    'title = "The ferry"\ndate = "2025-11-02"\nrights = "Free to read."\n[recording]\ndate = "2025-11-01"\n'
)


def talk(words: list[str], names: tuple[str, str], size: int, edited: int = -1) -> str:
    """A talk of so many turns, one of them edited."""
    lines = []
    for number in range(size):
        one, other, third = (words[(number * k + k) % len(words)] for k in (1, 5, 7))
        more = f" {words[0]} {words[1]}" if number == edited else ""
        lines.append(f"{names[number % 2]}: {number} {one} {other}{more}, {third} {number % 7}.\n")
    return "\n".join(lines)


def project(folder: Path, size: int = 24) -> None:
    """Make a project in which each command has work.

    It is extracted, built and deposited once, and edited.
    """
    (folder / "source").mkdir(parents=True)
    (folder / "diglot.toml").write_text(_FACTS, encoding="utf-8")
    (folder / "source/talk.txt").write_text(talk(_WORDS, ("Mira", "Tomas"), size), encoding="utf-8")
    (folder / "source/talk.toml").write_text(_SIDECAR, encoding="utf-8")
    (folder / "fr.txt").write_text(talk(_MOTS, ("Mira", "Tomas"), size), encoding="utf-8")
    for command in (
        ("extract",),
        ("ids", "--freeze"),
        ("build", "-f", "html", "-f", "tei"),
        ("deposit",),
        ("deposit", "--zip"),
    ):
        run(folder, *command)
    run(folder, "export", "-f", "csv", "-l", "de", "-o", "talk.csv")
    head, *rows = csv.reader((folder / "talk.csv").read_text("utf-8").splitlines())
    at = next(column for column, name in enumerate(head) if name.startswith("target"))
    filled = [head, *([*row[:at], f"Wort {number}", *row[at + 1 :]] for number, row in enumerate(rows))]
    with (folder / "talk.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(filled)
    edited = talk(_WORDS, ("Mira", "Tomas"), size + 1, edited=3)
    (folder / "source/talk.txt").write_text(edited, encoding="utf-8")


@cache
def _load() -> None:
    """Import all of diglot, so that no process has to."""
    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def start(folder: Path, *command: str, before: Callable[[], object] | None = None) -> int:
    """Begin a command; the number of its process.

    before  what it does first
    """
    _load()
    number = os.fork()
    if number:
        return number
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.chdir(folder)
        os.environ["SOURCE_DATE_EPOCH"] = EPOCH
        if before is not None:
            before()
        from toolkit.cli import main

        main(list(command), standalone_mode=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        os._exit(code)


def run(folder: Path, *command: str) -> int:
    """Run a command; its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(start(folder, *command), 0)[1])


def slow_disk(seconds: float) -> Callable[[], None]:
    """Make the disk take its time.

    All this matters most on one.
    """

    def before() -> None:
        fsync = os.fsync

        def slow(fd: Any) -> None:
            fsync(fd)
            time.sleep(seconds)

        os.fsync = slow

    return before


def until_written(folders: Iterable[Path], process: int) -> int | None:
    """Wait until something is being written.

    Or until the process has ended: its exit code then.
    """
    there = [folder for folder in folders if folder.is_dir()]
    while not any(path.name.startswith(".diglot-") for folder in there for path in folder.iterdir()):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0002)  # short beside any write, and leaves the processor to the command
    return None
