"""A review that runs, for tests: the real server in a process of its own."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sources import TOOLKIT

TOKEN = "a-token-of-the-tests"  # noqa: S105
_RUN = """
import sys
from pathlib import Path
from toolkit import project
from toolkit.review import server
server.serve(
    project.find(Path(sys.argv[1]), read_only=sys.argv[2] == "1"), port=0, who="ann",
    ready=lambda address: print(address, flush=True), token=sys.argv[3],
)
"""


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
        wait: float = 20,
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


@contextlib.contextmanager
def running(folder: Path, *, read_only: bool = False) -> Iterator[Running]:
    """A review of a project, until the block ends."""
    command = [sys.executable, "-c", _RUN, str(folder), str(int(read_only)), TOKEN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            told = process.stdout.readline()
            found = re.search(r":(\d+)/", told)
            assert found, told
            yield Running(folder, int(found[1]), process.pid)
        finally:
            process.terminate()
