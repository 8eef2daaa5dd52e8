"""How long diglot takes for a large transcript, beside what is installed of the field's tools.

    python benchmarks/run.py [--paragraphs N] [--markdown FILE]

Each task runs in a process of its own; CPU seconds (user and system) and peak memory are those that
the system counted for it. A peer that isn't installed is left out and named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import generate

T = TypeVar("T")
EDITED = 0.05
"""Share of the paragraphs that are edited for the next version."""
DIGLOT = [sys.executable, "-m", "toolkit"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed package has its bytecode: to compile all modules in each run would be measured otherwise."""


@dataclass(frozen=True)
class Result:
    """What one command took."""

    task: str
    tool: str
    cpu: float
    """Seconds, user and system."""
    wall: float
    memory: float
    """Peak, in MB."""
    note: str = ""


def measure(task: str, tool: str, command: Sequence[str], folder: Path, note: str = "") -> Result:
    """Run a command and ask the system what it took."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        errors = process.stderr.read() if process.stderr else b""
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    wall = time.perf_counter() - start
    result = Result(task, tool, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, note)
    print(f"{task:<28} {tool:<14} {result.cpu:7.2f} s CPU {result.memory:7.0f} MB  {note}", flush=True)
    return result


def project(folder: Path, number: int, sentences: int, seed: int = 1) -> Path:
    """A project with one document, `long`; beside it the next version, and both texts as Markdown."""
    apart(_project, folder, number, sentences, seed)
    return folder


def _project(folder: Path, number: int, sentences: int, seed: int) -> None:
    paragraphs = generate.paragraphs(number, seed, sentences)
    (folder / "source").mkdir(parents=True)
    (folder / "diglot.toml").write_text('target-languages = ["fr"]\nformats = ["epub"]\n', encoding="utf-8")
    (folder / "source" / "long.txt").write_text(generate.transcript(paragraphs), encoding="utf-8")
    newer = generate.transcript(generate.edited(paragraphs, EDITED))
    (folder / "newer.txt").write_text(newer, encoding="utf-8")
    with (folder / "book.md").open("w", encoding="utf-8") as file:
        file.write("% The Long Talk\n\n")
        file.writelines(f"{text}\n\n{generate.translate(text)}\n\n" for _, text in paragraphs)


def apart(task: Callable[..., T], *given: object) -> T:
    """Do a task in a process of its own.

    A child inherits the peak of its parent, so this process must stay small.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(task, *given).result()


def fill(path: Path) -> int:
    """Translate every message of a catalog; how many were drafts."""
    return apart(_fill, path)


def _fill(path: Path) -> int:
    import polib

    catalog = polib.pofile(str(path), wrapwidth=0)
    drafts = 0
    for entry in catalog:
        if not entry.obsolete:
            drafts += entry.fuzzy and bool(entry.msgstr)
            entry.msgstr = generate.translate(entry.msgid)
            entry.flags = []
    catalog.save()
    return drafts


def run(folder: Path, number: int, sentences: int, peers: bool) -> list[Result]:
    """All tasks, one after the other."""
    here = project(folder / "project", number, sentences)
    pot, po = here / "locales/long.pot", here / "locales/fr/LC_MESSAGES/long.po"
    results = [measure("read (show)", "diglot", [*DIGLOT, "show", "source/long.txt", "--as", "jsonl"], here)]
    results.append(measure("first extract", "diglot", [*DIGLOT, "-q", "extract"], here))
    if peers:
        results += first_extract_peers(folder, here)
    fill(po)
    old_po = folder / "old.po"
    shutil.copy(po, old_po)
    results.append(measure("extract, nothing new", "diglot", [*DIGLOT, "-q", "extract"], here))
    shutil.copy(here / "newer.txt", here / "source" / "long.txt")
    results.append(measure("update, 5 % edited", "diglot", [*DIGLOT, "-q", "extract"], here))
    results[-1] = replace(results[-1], note=f"{fill(po):,} of {round(number * EDITED):,} edits found")
    print(f"{'':<28} {results[-1].note}")
    if peers:
        results += update_peers(folder, old_po, pot)
    results.append(measure("build EPUB", "diglot", [*DIGLOT, "-q", "build", "-f", "epub"], here))
    if peers and shutil.which("pandoc"):
        results.append(
            measure(
                "build EPUB",
                "pandoc",
                ["pandoc", str(here / "book.md"), "-o", str(folder / "book.epub")],
                folder,
            )
        )
    results.append(measure("build TEI", "diglot", [*DIGLOT, "-q", "build", "-f", "tei"], here))
    results.append(measure("status", "diglot", [*DIGLOT, "status"], here))
    for form, suffix in (("xliff", ".xlf"), ("csv", ".csv")):
        results.append(measure(f"export {form}", "diglot", [*DIGLOT, "export", "-f", form], here))
        back = [*DIGLOT, "import", f"build/long.en-fr{suffix}"]
        results.append(measure(f"import {form}", "diglot", back, here))
    return results + three(here)


def three(here: Path) -> list[Result]:
    """What holds all languages, of a document in the source language and two others."""
    text = 'target-languages = ["fr", "de"]\n'
    (here / "diglot.toml").write_text(text, encoding="utf-8")
    apart(_run, [*DIGLOT, "-q", "extract", "-l", "de"], here)
    fill(here / "locales/de/LC_MESSAGES/long.po")
    return [
        measure("3 languages: build TEI", "diglot", [*DIGLOT, "-q", "build", "-f", "tei"], here),
        measure("3 languages: export TMX", "diglot", [*DIGLOT, "export", "-f", "tmx"], here),
    ]


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


def first_extract_peers(folder: Path, here: Path) -> list[Result]:
    """Tools that make a catalog from plain text; none of them knows speakers."""
    source = str(here / "source/long.txt")
    commands = {
        "txt2po": ["txt2po", "--progress=none", "-P", source, str(folder / "txt2po.pot")],
        "po4a-updatepo": ["po4a-updatepo", "-f", "text", "-m", source, "-p", str(folder / "po4a.po")],
    }
    return [
        measure("first extract", tool, command, folder, "no speakers, no ids")
        for tool, command in commands.items()
        if which(tool)
    ]


def update_peers(folder: Path, po: Path, pot: Path) -> list[Result]:
    """Tools that bring a catalog up to date from the same template."""
    commands = {
        "msgmerge": ["msgmerge", "--previous", "-q", "-o", str(folder / "msgmerge.po"), str(po), str(pot)],
        "pot2po": ["pot2po", "--progress=none", "-t", str(po), str(pot), str(folder / "pot2po.po")],
    }
    return [
        measure("update, 5 % edited", tool, command, folder)
        for tool, command in commands.items()
        if which(tool)
    ]


def which(tool: str) -> bool:
    """Whether a peer is installed; it is named if not."""
    if shutil.which(tool):
        return True
    print(f"({tool} is not installed)")
    return False


def small(folder: Path, turns: int = 2000) -> list[Result]:
    """Every command on a project as people have them."""
    here = project(folder / "small", turns * 3 // 2, sentences=4, seed=3)
    results = [measure(f"{turns:,} turns: extract", "diglot", [*DIGLOT, "-q", "extract"], here)]
    fill(here / "locales/fr/LC_MESSAGES/long.po")
    commands = (
        "extract", "status", "build -f epub", "build -f tei", "build -f html", "show source/long.txt",
        "check", "ids", "export -f xliff", "import build/long.en-fr.xlf", "export -f tmx",
    )  # fmt: skip
    for name in commands:
        task = f"{turns:,} turns: {name.partition(' source')[0]}"
        results.append(measure(task, "diglot", [*DIGLOT, "-q", *name.split()], here))
    results.append(measure("--help", "diglot", [*DIGLOT, "--help"], here))
    return results


def many(folder: Path, documents: int, pairs: int = 100) -> list[Result]:
    """A book of many interviews: extracted, built, and built again with nothing new."""
    here = folder / "many"
    (here / "source").mkdir(parents=True)
    edition = '[[editions]]\nname = "all"\ntitle = "All"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'
    (here / "diglot.toml").write_text(f'target-languages = ["fr"]\nformats = ["epub"]\n{edition}', "utf-8")
    paragraphs = generate.paragraphs(documents * pairs, sentences=1)
    for number in range(documents):
        text = generate.transcript(paragraphs[number * pairs : (number + 1) * pairs])
        (here / "source" / f"talk-{number + 1:04}.txt").write_text(text, encoding="utf-8")
    task = f"{documents:,} interviews"
    results = [measure(f"{task}: extract", "diglot", [*DIGLOT, "-q", "extract"], here)]
    catalogs = sorted((here / "locales/fr/LC_MESSAGES").iterdir())
    for path in catalogs:
        lines = []
        source = ""
        for line in path.read_text("utf-8").split("\n"):
            source = line[7:-1] if line.startswith("msgid ") else source
            lines.append(f'msgstr "{generate.translate(source)}"' if source and line == 'msgstr ""' else line)
        path.write_text("\n".join(lines), encoding="utf-8")
    build = [*DIGLOT, "-q", "build"]
    results.append(measure(f"{task}: build EPUB", "diglot", build, here))
    size = (here / "build/all.epub").stat().st_size / 1e6
    results[-1] = replace(results[-1], note=f"one book, {size:.1f} MB")
    results.append(measure(f"{task}: nothing new", "diglot", build, here))
    return results


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table, with the ratio to diglot in the same task."""
    own = {result.task: result.cpu for result in results if result.tool == "diglot"}
    lines = ["| task | tool | CPU s | x diglot | peak MB | |", "|---|---|---:|---:|---:|---|"]
    for result in results:
        ratio = f"{result.cpu / own[result.task]:.1f}" if result.tool != "diglot" else ""
        figures = f"{result.cpu:.2f} | {ratio} | {result.memory:.0f}"
        lines.append(f"| {result.task} | {result.tool} | {figures} | {result.note} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--sentences", type=int, default=4, help="the longest paragraph has")
    parser.add_argument("--markdown", type=Path, help="write the table to this file too")
    parser.add_argument("--documents", type=int, default=1000, help="in the book of many")
    parser.add_argument("--no-peers", action="store_true", help="diglot alone")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="diglot-bench-") as name:
        results = run(Path(name), given.paragraphs, given.sentences, not given.no_peers)
        results += small(Path(name)) + many(Path(name), given.documents)
    print("\n" + table(results))
    if given.markdown:
        given.markdown.write_text(table(results), encoding="utf-8")


if __name__ == "__main__":
    main()
