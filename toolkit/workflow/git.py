"""Catalogs in a repository of git.

A merge driver, and what makes git ask it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from toolkit import disk, limits, po, project
from toolkit.catalog import edits, merging
from toolkit.errors import DiglotError, for_shell
from toolkit.findings import Finding, report
from toolkit.model import Location
from toolkit.text.hygiene import shortened, tidy

# What a repository lacks, git fetches where its settings say, by a program that they name; so does plumbing.
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
_ATTRIBUTES = ("*.po merge=diglot", "*.pot merge=diglot")


def merge(folder: Path, base: str, ours: str, theirs: str, *, path: str | None) -> tuple[Finding, ...]:
    """Merge two versions of a catalog into the file of the first.

    folder  that the files are named from
    base    what both come from; an empty file where nothing is
    path    what the catalog is called; None where the files are called as they are given

    The findings tell what clashes. Raises DiglotError, and writes nothing, for a file that isn't whole.
    """
    memory = disk.Memory()
    mine = memory.read(folder / ours, limits.CATALOG)
    read = [disk.read(folder / name, limits.CATALOG) for name in (base, theirs)]
    files = [read[0], mine or b"", read[1]]
    shown, names = path or ours, [base, ours, theirs]
    # Git's own copies have names that say nothing.
    if path:
        names = [f"{path} ({side})" for side in ("before both", "ours", "theirs")]
    # Git gives an empty file for one that both sides have added.
    was = po.load_by_header(files[0], names[0]) if files[0].strip() else None
    here, there = (po.load_by_header(data, name) for data, name in zip(files[1:], names[1:], strict=True))
    if here.lang != there.lang:
        what = f"one is in {here.lang or 'no language'}, the other in {there.lang or 'no language'}."
        raise DiglotError(what, shown, "Look which of them is right, and take that file.")
    merged, clashes = merging.merge(was, here, there)
    data = po.dump(edits.told(merged), files[1], files[2])
    memory.write(folder / ours, data)
    return tuple(_findings(clashes, po.lines(data, shown), shown))


def _findings(
    clashes: tuple[merging.Clash, ...], lines: dict[tuple[str, str], int], shown: str
) -> Iterator[Finding]:
    gone = [clash.entry for clash in clashes if clash.how == "gone"]
    for clash in clashes:
        if clash.how != "gone":
            entry = clash.entry
            yield report(
                "D266" if clash.how == "both" else "D267",
                Location(shown, lines.get(entry.key, 0)),
                context=entry.context or "message",
                source=shortened(tidy(entry.source)),
                here=tidy(clash.ours),
                there=tidy(clash.theirs),
            )
    if gone:
        source = shortened(tidy(gone[0].source))
        yield report("D268", Location(shown, 0), messages=len(gone), source=source)


def install(folder: Path) -> Iterator[str]:
    """Let git merge the catalogs of a project message by message.

    Each thing that is done is yielded, in words. What is there already is left alone. DiglotError where git
    isn't there, or refuses.
    """
    if _git(folder, "rev-parse", "--is-inside-work-tree", check=False) != "true":
        _git(folder, "init", "--quiet")
        yield "made a git repository"
    path = folder / ".gitattributes"
    project.inside(folder, path, str(path))
    memory = disk.Memory()
    before = memory.read(path)
    there = (before or b"").decode("utf-8", "replace").splitlines()
    missing = [line for line in _ATTRIBUTES if line not in there]
    if missing:
        text = b"\n".join(
            filter(None, [(before or b"").rstrip(b"\r\n"), *(line.encode() for line in missing)])
        )
        memory.write(path, text + b"\n")
        yield f"{path}: {', '.join(missing)}"
    # No file of a repository can name a command: each clone is told by its owner.
    command = "diglot" if shutil.which("diglot") else f"{for_shell(sys.executable)} -m toolkit"
    for key, value in (
        ("name", "Catalogs, message by message"),
        ("driver", f"{command} merge-po --path %P %O %A %B"),
    ):
        if _git(folder, "config", "--get", f"merge.diglot.{key}", check=False) != value:
            _git(folder, "config", f"merge.diglot.{key}", value)
            yield f"git config merge.diglot.{key} {for_shell(value)}"


def _git(folder: Path, *words: str, check: bool = True) -> str:
    """What git says.

    check  whether it is an error where it fails; else it says nothing then
    """
    git = shutil.which("git")
    if git is None:
        raise DiglotError("there is no git.", str(folder), "Install git, or leave out --git.")
    done = subprocess.run(  # noqa: S603 (words of ours alone)
        [git, *words],
        cwd=folder,
        env=os.environ | _ALONE,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode and check:
        raise DiglotError(
            f"git: {tidy(done.stderr) or 'it failed'}", str(folder), "Mend that, and try again."
        )
    return done.stdout.strip() if done.returncode == 0 else ""


def versions(folder: Path, path: Path, most: int) -> Iterator[tuple[int, bytes]]:
    """The versions of a file that are in a repository, oldest first: when they came in, and their bytes.

    most  so many, spread over all of them; the last is among them. None where there is no repository

    Only plumbing is asked, and nothing is fetched: no program is run that a stranger's repository names.
    """
    if shutil.which("git") is None:
        return
    name = path.relative_to(folder).as_posix()
    lines = _git(folder, "rev-list", "--timestamp", "HEAD", "--", name, check=False).splitlines()[::-1]
    step = max(1, -(-len(lines) // most))
    for line in lines[(len(lines) - 1) % step :: step]:
        seconds, _, commit = line.partition(" ")
        blob = f"{commit}:./{name}"
        # Packed, it may be thousands of times smaller than all of it, which is held.
        size = _git(folder, "cat-file", "-s", blob, check=False)
        if not size.isdecimal() or int(size) > limits.CATALOG.most:
            continue
        data = _git(folder, "cat-file", "blob", blob, check=False)
        if seconds.isdecimal() and data:
            yield int(seconds), data.encode()
