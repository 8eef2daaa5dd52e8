"""Inputs have limits: what is no file, and what is larger than any book, is refused at once and told."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit import config, disk, limits
from toolkit.cli import main
from toolkit.errors import DiglotError
from toolkit.scaffold import make

ROOT = Path(__file__).parent.parent


def test_the_page_of_limits_is_the_table() -> None:
    page = (ROOT / "docs/reference/limits.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert rows == [f"| {one.what} | {limits.told(one)} |" for one in limits.every()]


def special(folder: Path, kind: str) -> Path:
    """What is no file, though it has the name of one."""
    path = folder / "talk.txt"
    if kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
        os.chdir(here)
    else:
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", ["device", "pipe", "socket", "folder"])
def test_what_is_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    path = special(tmp_path, kind)
    begun = time.process_time()
    for read in (disk.read, disk.read_if_there, disk.reading, disk.checksum):
        with pytest.raises(DiglotError, match="can't be read"):
            read(path)
    with pytest.raises(DiglotError, match="can't be read"):
        list(disk.stretches(path) or ())
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("kind", ["device", "pipe", "socket", "folder"])
def test_a_project_with_what_is_no_file_in_it_says_so(tmp_path: Path, kind: str) -> None:
    list(make(tmp_path))
    (tmp_path / "source/bells.txt").unlink()
    special(tmp_path / "source", kind)
    for command in ("extract", "check", "build", "show source/talk.txt", "init --from source/talk.txt x"):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), *command.split()], catch_exceptions=False)
        assert done.exit_code == 1, command
        assert "talk.txt: can't be read: " in done.output or "talk.txt: this leads out" in done.output


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    begun = time.process_time()
    with pytest.raises(DiglotError, match="a transcript may have 256 MB, and this has more") as caught:
        disk.read(path, limits.TRANSCRIPT)
    assert caught.value.hint
    with pytest.raises(DiglotError, match="a catalog may have"):
        list(disk.stretches(path) or ())
    assert time.process_time() - begun < 1


def test_a_stream_without_an_end_is_cut_off() -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return bytes(size)

    with pytest.raises(DiglotError, match="may have 4 MB"):
        disk.drained(Endless(), "<stdin>", limits.SETTINGS)  # type: ignore[arg-type]


TOML = {
    "a number of many digits": ("\nversion = " + "9" * 5000, 2, "too many digits"),
    "a hexadecimal one": ("version = 0x" + "f" * 5000, 1, ""),
    "lists in lists": ("formats = " + "[" * 100_000 + "]" * 100_000, 0, "32 levels"),
    "lists in lists that Python can still read": ("formats = " + "[" * 100 + "]" * 100, 0, "32 levels"),
    "tables in tables": ("a = " + "{a = " * 10_000 + "1" + "}" * 10_000, 0, "32 levels"),
    "keys of many parts": (".".join("a" * 1000) + " = 1", 1, "32 levels"),
    "a header of many parts": ("[" + ".".join("a" * 1000) + "]", 1, "32 levels"),
    "a day that there is none of": ("date = 2026-13-45", 1, "not TOML"),
    "an integer beyond 64 bits": ("version = 99999999999999999999999", 1, "version"),
    "no number": ("align = nan", 1, "align"),
    "an infinite one": ("[align]\ndictionaries = inf", 2, "dictionaries"),
    "a NUL": ('name = "\0"', 1, "not TOML"),
    "a surrogate": ('name = "\\ud800"', 1, "not TOML"),
    "many unknown keys": ("".join(f"k{k} = 1\n" for k in range(100_000)), 1, "k0"),
}


@pytest.mark.parametrize("fault", TOML)
def test_no_settings_are_too_odd_to_be_told(fault: str) -> None:
    text, line, words = TOML[fault]
    begun = time.process_time()
    with pytest.raises(DiglotError) as caught:
        config.parse_project(text, "x.toml")
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"x.toml:{line}: " if line else "x.toml: ")
    assert time.process_time() - begun < 2
