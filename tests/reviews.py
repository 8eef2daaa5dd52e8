"""A review that runs, for tests: the real server in a process of its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from sources import TOOLKIT
from toolkit import project
from toolkit.review import guard, server
from waiting import PATIENCE

TOKEN = "a-token-of-the-tests"  # noqa: S105
_PROCESSES = multiprocessing.get_context("forkserver")
# Each process begins with what a review imports: that takes longer than most of what is asked of it.
_PROCESSES.set_forkserver_preload(["toolkit.review.server", "toolkit.transcript.read", "polib", "rapidfuzz"])


@dataclass(frozen=True)
class Running:
    """A review, and where it listens."""

    folder: Path
    port: int
    process: int
    """Its number."""

    @property
    def root(self) -> str:
        """The address that all its pages begin with."""
        return f"http://127.0.0.1:{self.port}/"

    def address(self, view: str, **asked: str) -> str:
        """Of a page, with the token."""
        query = "".join(f"&{name}={value}" for name, value in asked.items())
        return f"{self.root}{view}?token={TOKEN}{query}"

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        *,
        wait: float = PATIENCE,
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request as it is, and take the answer: status, headers, body."""
        told = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        if body:
            told["Content-Length"] = str(len(body))
        told |= headers or {}
        lines = [
            f"{method} {path} HTTP/1.1",
            *(f"{name}: {value}" for name, value in told.items() if value),
            "",
            "",
        ]
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall("\r\n".join(lines).encode() + body)
            answer = b""
            while part := connection.recv(1 << 16):
                answer += part
        head, _, rest = answer.partition(b"\r\n\r\n")
        status, *fields = head.decode("latin-1").split("\r\n")
        found = dict(field.lower().split(": ", 1) for field in fields)
        return int(status.split()[1]), found, rest

    @property
    def inside(self) -> dict[str, str]:
        """The headers of a page of this review."""
        return {
            "Cookie": f"diglot-{self.port}={TOKEN}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
        }


def sample(folder: Path) -> Path:
    """A copy of the project's own sample, whose Japanese is not finished."""
    for name in ("source", "locales"):
        shutil.copytree(TOOLKIT.parent / name, folder / name)
    shutil.copy(TOOLKIT.parent / "diglot.toml", folder)
    return folder


def _serve(
    folder: Path,
    read_only: bool,
    slowest: float,
    environment: dict[str, str],
    first: Callable[[], object] | None,
    ready: Connection,
) -> None:
    # That of the process it is forked from is older.
    os.environ.clear()
    os.environ.update(environment)
    guard.SLOWEST = slowest
    if first is not None:
        first()
    here = project.find(folder, read_only=read_only)
    server.serve(here, port=0, who="ann", ready=ready.send, token=TOKEN)


@contextlib.contextmanager
def running(
    folder: Path,
    *,
    read_only: bool = False,
    slowest: float = guard.SLOWEST,
    first: Callable[[], object] | None = None,
) -> Iterator[Running]:
    """A review of a project, until the block ends.

    slowest  seconds that a request may take to come
    first    is done in its process: a function of a module
    """
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    given = folder, read_only, slowest, {**os.environ}, first, theirs
    process = _PROCESSES.Process(target=_serve, args=given)
    process.start()
    theirs.close()
    try:
        port = urlsplit(ours.recv()).port
        assert port and process.pid
        yield Running(folder, port, process.pid)
    finally:
        process.terminate()
        process.join()
