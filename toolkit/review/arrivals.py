"""Connections of the review: whoever sends no request holds up nobody.

Any program of this machine can connect, also one without the token. It has some seconds for a request line
and headers; and where many have sent none, that one makes room which has waited longest.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from toolkit.review import guard

_WAITING = 64
"""Connections that are open without a request, at most; a page has a few between two requests."""


class Connection(H11Protocol):
    """A connection that is closed where no whole request comes in time."""

    _deadline: asyncio.TimerHandle | None = None
    """Where it waits for a request."""
    _answered = False

    def connection_made(self, transport: Any) -> None:
        """Wait for a request; where too many do, one of them is closed."""
        super().connection_made(transport)
        self._wait(guard.SLOWEST)
        waiting = [other for other in self.connections if isinstance(other, Connection) and other._waits]
        if len(waiting) > _WAITING:
            min(waiting, key=Connection._order).transport.close()

    @property
    def _waits(self) -> bool:
        return self._deadline is not None and not self.transport.is_closing()

    def _order(self) -> tuple[bool, float]:
        # Who is in has had a request: others are closed after each.
        return self._answered, self._deadline.when() if self._deadline else 0.0

    def data_received(self, data: bytes) -> None:
        """Whatever comes, the time is over when it is, unless a whole request has come."""
        super().data_received(data)
        self._begun()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._answered = True
        super().on_response_complete()
        self._wait(self.timeout_keep_alive + guard.SLOWEST)
        self._begun()

    def connection_lost(self, exc: Exception | None) -> None:
        """It waits for nothing any more."""
        self._stop()
        super().connection_lost(exc)

    def _begun(self) -> None:
        if self.conn.our_state in (h11.SEND_RESPONSE, h11.SEND_BODY):
            self._stop()

    def _wait(self, seconds: float) -> None:
        self._stop()
        if not self.transport.is_closing():
            self._deadline = self.loop.call_later(seconds, self.transport.close)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
