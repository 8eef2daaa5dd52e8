"""A review that runs, for tests: the real server in a process of its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import context, forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sources import TOOLKIT
from toolkit import project
from toolkit.review import guard, server
from waiting import PATIENCE

TOKEN = "a-token-of-the-tests"  # noqa: S105
_PROCESSES = multiprocessing.get_context("forkserver")
# Each process begins with what a review imports and makes, which takes longer than most of what is asked of
# it; and with pytest, which is `__main__` outside of xdist.
_PROCESSES.set_forkserver_preload(["pytest", "polib", "rapidfuzz", "preloaded"])
_NURSERY = "_forkserver_address", "_forkserver_authkey"
"""Where the standard library holds by what the process is found that others come from; the key is newer."""


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


def _nursery() -> dict[str, Any]:
    """Where processes come from; it is there then."""
    with pytest.MonkeyPatch.context() as patch:
        # Python 3.11 doesn't tell it where modules are.
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()
    known = vars(forkserver._forkserver)
    return {name: known[name] for name in _NURSERY if name in known}


class _Sibling(context.ForkServerProcess):
    """A process that has the environment of who begins it, as a spawned one does."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._environment = {**os.environ}

    def run(self) -> None:
        """What it is begun for."""
        os.environ.clear()
        os.environ.update(self._environment)
        super().run()


class _Siblings(context.ForkServerContext):
    Process = _Sibling


def _born_there(nursery: Mapping[str, Any]) -> None:
    """Processes that this one begins come from where it came from, and not from an interpreter of their own.

    How `toolkit` begins them, test_review_checking.py and the tests of a corpus see.
    """
    vars(forkserver._forkserver).update(nursery, ensure_running=lambda: None)
    vars(context)["_concrete_contexts"]["spawn"] = _Siblings()


def _serve(
    folder: Path,
    read_only: bool,
    slowest: float,
    environment: dict[str, str],
    first: Callable[[], object] | None,
    nursery: Mapping[str, Any],
    ready: Connection,
) -> None:
    _born_there(nursery)
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
    given = folder, read_only, slowest, {**os.environ}, first, _nursery(), theirs
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
