"""Poedit, as a person works in it: with keys and a mouse, on a screen that nobody sees.

It needs Debian's poedit, xvfb, xdotool and dbus, and isn't asked of any machine (decision 323).
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_GETTEXTS = re.compile(r"fuzzy|no-wrap|range:.*|(?:no-|possible-|impossible-)?[a-z-]+-format")
"""Flags that gettext knows: its msgcat, by which Poedit writes, drops all others."""


def saved(data: bytes, moment: str, version: str = "3.6") -> bytes:
    """A PO file as Poedit 3.6 saves one that nobody has edited.

    moment  for PO-Revision-Date

    It keeps line ends, wrapping, the order of messages and of their comments. `test_poedit.py` compares it
    with the program itself.
    """
    text = data.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    head, *messages = text.replace("\r\n", "\n").strip("\n").split("\n\n")
    head = re.sub(r'(?m)^"PO-Revision-Date: .*', lambda _: f'"PO-Revision-Date: {moment}\\n"', head)
    messages.insert(0, f'{head}\n"X-Generator: Poedit {version}\\n"')
    if all(line.startswith("#") and line[:2] != "#~" for line in messages[-1].split("\n")):
        del messages[-1]  # a comment that belongs to nothing
    lines = (line for message in messages for line in (*filter(None, map(_line, message.split("\n"))), ""))
    return "\n".join(lines).removesuffix("\n").replace("\n", ends).encode() + ends.encode()


def _line(line: str) -> str:
    """A line of a message; "" for one that isn't written."""
    if line.startswith("#,"):
        flags = filter(_GETTEXTS.fullmatch, (flag.strip() for flag in line[2:].split(",")))
        listed = ", ".join(flags)
        return f"#, {listed}" if listed else ""
    if line.startswith("#") and line[1:2] not in (".", ":", "|", "~", " "):
        line = f"# {line[1:]}"
    return line.rstrip() if line.startswith("#") and line[:2] != "#~" else line


# The program itself.


COMMANDS = ("poedit", "Xvfb", "xdotool", "dbus-run-session")
MISSING = [command for command in COMMANDS if shutil.which(command) is None]
_PATIENCE = 30
"""Seconds until something must have happened."""
_HABIT = 0.5
"""Seconds until Poedit has done what it was told."""


def until(what: Callable[[], object], told: str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + _PATIENCE
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(told)
        time.sleep(0.1)


class Poedit:
    """A file that is open in Poedit."""

    def __init__(self, file: Path, environment: dict[str, str]) -> None:
        self.file, self._environment = file, environment
        self._lines = file.read_text("utf-8").splitlines()
        until(self._windows, "Poedit's window isn't there")
        time.sleep(2 * _HABIT)
        self._do("windowfocus", self._windows()[0])

    def _do(self, *words: str) -> str:
        command = ["xdotool", *words]
        return subprocess.run(
            command, env=self._environment, check=False, capture_output=True, encoding="utf-8"
        ).stdout

    def _windows(self) -> list[str]:
        """Its windows, of which the first has the file."""
        return sorted(
            self._do("search", "--onlyvisible", "--name", f"{self.file.name}.*Poedit").split(), key=int
        )

    def at(self, words: str) -> None:
        """Go to the message with a source that has some words, as the file was when it was opened."""
        # The lines before its `msgid` are of the message before, for Poedit.
        lines = enumerate(self._lines, 1)
        number = next(n for n, line in lines if line.startswith("msgid") and words in line)
        # A second Poedit has the first go to the line, and ends, with a status of its own.
        command = ["poedit", "--line", str(number), str(self.file)]
        subprocess.run(command, env=self._environment, check=False, capture_output=True)
        time.sleep(2 * _HABIT)
        self._do("mousemove", "300", "700", "click", "1")
        time.sleep(_HABIT)

    def write(self, text: str) -> None:
        """Write a translation in the place of what is there."""
        self._do("key", "ctrl+a", "BackSpace")
        self._type(text)

    def _type(self, text: str) -> None:
        """Type a text; what is no ASCII by its code, since no keyboard has all letters."""
        for ascii_, other in re.findall(r"([ -~]+)|([^ -~])", text):
            if ascii_:
                self._do("type", "--delay", "20", "--", ascii_)
            else:
                self._do("key", "--delay", "20", "ctrl+shift+u", *f"{ord(other):x}", "Return")
        time.sleep(_HABIT)

    def needs_work(self) -> None:
        """Press “Needs work”: it goes on or off."""
        self._do("key", "ctrl+u")
        time.sleep(_HABIT)

    def comment(self, *lines: str, again: bool = False) -> None:
        """Write a comment of the translator's, below the one that is there."""
        known = self._all()
        self._do("key", "ctrl+m")
        until(lambda: self._all() - known, "the window for a comment isn't there")
        time.sleep(_HABIT)
        (window,) = self._all() - known
        shape = dict(re.findall(r"(\w+)=(\d+)", self._do("getwindowgeometry", "--shell", window)))
        left, top = int(shape["X"]), int(shape["Y"])
        width, height = int(shape["WIDTH"]), int(shape["HEIGHT"])
        self._do("mousemove", str(left + width // 2), str(top + height // 3), "click", "1")
        self._do("key", "ctrl+End")
        for number, line in enumerate(lines):
            if number or again:
                self._do("key", "Return")
            self._type(line)
        self._do("mousemove", str(left + width // 4), str(top + height - 27), "click", "1")
        until(lambda: not self._all() - known, "the window for a comment stays")
        time.sleep(_HABIT)

    def _all(self) -> set[str]:
        # Without a manager of windows a few of one pixel are there, too.
        there = self._do("search", "--onlyvisible", "--class", "poedit").split()
        return {window for window in there if "Geometry: 1x1" not in self._do("getwindowgeometry", window)}

    def save(self) -> None:
        """Save the file, and wait until it is written."""
        before = self.file.stat().st_mtime_ns
        self._do("key", "ctrl+s")
        until(lambda: self.file.exists() and self.file.stat().st_mtime_ns != before, "nothing is saved")
        # It writes the compiled file behind it.
        time.sleep(2 * _HABIT)

    def picture(self, png: Path) -> None:
        """What is on the screen, for whoever mends this."""
        command = ["import", "-window", "root", str(png)]
        subprocess.run(command, env=self._environment, check=True)


@contextmanager
def opened(file: Path, home: Path) -> Iterator[Poedit]:
    """A file, opened in Poedit on a screen of its own; it is closed without saving.

    home  a folder for its settings and its memory
    """
    run = home / "run"
    run.mkdir(parents=True, mode=0o700, exist_ok=True)
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1500x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = told.readline().strip()
    own = {"DISPLAY": f":{display}", "HOME": str(home), "XDG_RUNTIME_DIR": str(run), "LANG": "C.UTF-8"}
    settings = {"GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "GTK_IM_MODULE": "gtk-im-context-simple"}
    environment = {**os.environ, **own, **settings}
    program = subprocess.Popen(
        ["dbus-run-session", "--", "poedit", str(file)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield Poedit(file, environment)
    finally:
        for process in (program, screen):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
