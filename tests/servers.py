"""Programs that are started once for all tests.

They answer each line with a line.

server = Server(lambda: ["node", "browse.mjs"])
answer = server.ask("an order", timeout=60)
"""

from __future__ import annotations

import atexit
import os
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

_GRACE = 5
"""Seconds that a program has to end by itself."""


class Server:
    """A program that waits for orders on standard input."""

    def __init__(self, command: Callable[[], Sequence[str]], environment: Mapping[str, str] | None = None):
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def ask(self, order: str, timeout: float) -> str:
        """The answer to one line, or "" where there is none in so many seconds.

        The next order gets a new process then.
        """
        process = self._process = self._process or self._start()
        assert process.stdin and process.stdout
        watch = threading.Timer(timeout, _end, [process])
        watch.start()
        try:
            process.stdin.write(order + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        finally:
            watch.cancel()
        if not answer:
            _end(process)
            self._process = None
        return answer.rstrip("\n")

    def end(self) -> None:
        """No more orders come."""
        if self._process:
            _end(self._process)
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            self._command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, **(self._environment or {})},
            start_new_session=True,
        )
        atexit.register(_end, process)
        return process


def _end(process: subprocess.Popen[str]) -> None:
    """Let it close what it has opened (a browser) when there is nothing more to read; else end it."""
    assert process.stdin and process.stdout
    if process.poll() is None:
        with suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
    process.stdout.close()
