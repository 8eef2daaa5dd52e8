"""The process of the review: it listens on this machine alone, until it is ended."""

from __future__ import annotations

import gc
import hashlib
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import uvicorn

from toolkit import disk
from toolkit.corpora import workers
from toolkit.errors import DiglotError
from toolkit.project import PRIVATE, Project
from toolkit.review import giving_back, guard
from toolkit.review.app import app
from toolkit.review.arrivals import Connection
from toolkit.review.desk import Desk
from toolkit.workflow import private_files

HOST = "127.0.0.1"
"""Nobody else's machine can reach it."""
_PORTS = range(20_000, 32_000)
"""Below those that systems give to whoever asks for any."""
_OPENING = "review.html"
"""In `.diglot/`: it opens the browser."""
_GARBAGE = 20_000
"""Values that are held, before garbage is looked for again."""


class _Server(uvicorn.Server):
    """Says when pages can be asked for."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def serve(
    here: Project,
    *,
    port: int,
    who: str,
    ready: Callable[[str], object],
    token: str = "",
) -> None:
    """Show the pages of a project until the process is ended.

    who    the name of who works at it, where a page says none; "" for that of the account
    port   where it listens; 0 for that of the project, or any that is free
    ready  is told the address once pages can be asked for
    token  the secret in the address; by default one that nobody can guess
    Raises DiglotError where the port is taken.
    """
    # A command that is short keeps its garbage; this one goes on for days. To look for it often takes a
    # fifth of the time in which a long text is read: nearly all of it goes by itself.
    gc.enable()
    gc.set_threshold(_GARBAGE)
    giving_back.always()
    workers.reckon_alone()
    secret = token or secrets.token_urlsafe(24)
    with _listening(port) if port else _usual(here) as listening, closing(Desk(here)) as desk:
        number = listening.getsockname()[1]
        guarded: Any = guard.Guard(app(desk, who=who), token=secret, port=number)
        config = uvicorn.Config(
            guarded,
            log_config=None,
            # Any program of this machine, and a page of any site, could fill the terminal with what it asks.
            log_level="error",
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=1,
            http=Connection,
            ws="none",
            h11_max_incomplete_event_size=1 << 16,
        )
        # What the first look needs, and what stays until the end: until somebody acts, none of it is looked
        # through for garbage.
        private_files.version()
        gc.freeze()
        address = f"http://{HOST}:{number}/?token={secret}"
        try:
            _Server(config, lambda: ready(address)).run([listening])
        finally:
            if not here.read_only:
                disk.remove(here.own(here.root / PRIVATE / _OPENING))


def opening(here: Project, address: str) -> str:
    """What a browser is opened with, to come to an address: a file of the project that leads there.

    The address has the secret, and everybody at a machine can read with what a program was begun. The file is
    its owner's alone, and gone when the pages end. Where nothing may be written it is the address itself.
    """
    if here.read_only:
        return address
    path = here.own(here.private() / _OPENING)
    disk.write(path, guard.onward(address).encode(), secret=True)
    return path.as_uri()


def _usual(here: Project) -> socket.socket:
    """The same port as the last time, where it is free: what a browser keeps, it keeps by address."""
    name = hashlib.blake2b(os.fsencode(here.root), digest_size=8).digest()
    try:
        return _listening(_PORTS[int.from_bytes(name) % len(_PORTS)])
    except DiglotError:
        return _listening(0)


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        hint = "Leave --port out: any that is free is taken then."
        raise DiglotError(f"port {port} can't be listened at: {error.strerror}.", hint=hint) from error
    return made
