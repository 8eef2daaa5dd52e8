"""Who may ask: whoever has the token, from this machine, from a page of ours.

A page of anybody's in the same browser can send requests here. It has no token, its origin is another, and a
name of its own that leads to this machine stands in `Host`: any of these is refused.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toolkit.text.xml import escape

LARGEST = 1 << 20
"""Bytes of a request."""
SLOWEST = 10.0
"""Seconds that a request may take to come in: its line and its headers, and then its body."""
AT_ONCE = 64
"""Requests that are answered at once; an open page has one all the time, and another or two."""
_READING = frozenset(("GET", "HEAD"))
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""What a page of ours may load and run: what is ours, and no script or style inside of a page."""


def onward(address: str) -> str:
    """A page that leads to another one."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>diglot</title>\n'
        f'<meta http-equiv="refresh" content="0; url={escape(address)}">\n'
        f'<p><a href="{escape(address)}">diglot</a></p></html>\n'
    )


class _RefusedError(Exception):
    """A request that isn't answered."""

    def __init__(self, status: int, words: str) -> None:
        # What else comes of such a connection is not waited for.
        self.answer = PlainTextResponse(f"diglot review: {words}\n", status, {"Connection": "close"})


class Guard:
    """Stands before the pages, and lets in who may come in."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        """token: the secret that the command has printed; port: where it listens."""
        self._app = app
        self._token = token
        self._cookie = f"diglot-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        try:
            welcome = self._asked(scope)
            if welcome is not None:
                await welcome(scope, receive, _safely(send))
                return
            await self._let_in(scope, receive, send)
        except _RefusedError as error:
            await error.answer(scope, receive, _safely(send))

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._inside >= AT_ONCE:
            raise _RefusedError(503, "too many pages are open. Close some, and load this one anew.")
        self._inside += 1
        try:
            # Nothing is read of who only looks; a stream of events has to notice that they went.
            reading = scope["method"] in _READING
            await self._app(scope, receive if reading else _whole(await _body(scope, receive)), _safely(send))
        finally:
            self._inside -= 1

    def _asked(self, scope: Scope) -> Response | None:
        """The answer to who comes in with the token; None for who is in.

        Raises _RefusedError.
        """
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            raise _RefusedError(421, "this is not the address that the command has printed.")
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self._hosts:
            raise _RefusedError(403, "another site's page asks; it may not.")
        site = headers.get("sec-fetch-site", "none")
        arrives = scope["method"] == "GET" and headers.get("sec-fetch-mode", "navigate") == "navigate"
        if site not in ("none", "same-origin") and not arrives:
            raise _RefusedError(403, "another site's page asks; it may not.")
        query = scope["query_string"].decode("latin-1")
        given = dict(parse_qsl(query)).get("token", "")
        if given and scope["method"] == "GET":
            if not self._is_token(given):
                raise _RefusedError(
                    403, "this token is of another time. Take the address that was printed last."
                )
            asked = [pair for pair in parse_qsl(query) if pair[0] != "token"]
            # A path that begins with two slashes would lead to another machine; so would one with "\\" or a
            # tab among them: browsers take the one for a slash, and the other out.
            address = "/" + quote(scope["path"].lstrip("/")) + (f"?{urlencode(asked)}" if asked else "")
            # Who comes from the file that opens the browser has the cookie with the next page of ours alone.
            here = site in ("none", "same-origin")
            answer = RedirectResponse(address, 303) if here else HTMLResponse(onward(address))
            answer.set_cookie(self._cookie, given, httponly=True, samesite="strict", path="/")
            return answer
        if not any(map(self._is_token, self._kept(headers))):
            raise _RefusedError(403, "open the address that the command has printed: it has the token.")
        if scope["method"] not in _READING and origin is None:
            raise _RefusedError(403, "a change comes from a page of this review, which names its origin.")
        return None

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def _kept(self, headers: Headers) -> Iterator[str]:
        """What a browser keeps under the name of our cookie.

        It sends those of everything on this machine, whatever its port. Each is looked at by itself: one
        that is written oddly, or has our name, hides no other.
        """
        for cookie in ";".join(headers.getlist("cookie")).split(";"):
            name, _, value = cookie.partition("=")
            if name.strip() == self._cookie:
                yield value.strip()


async def _body(scope: Scope, receive: Receive) -> bytes:
    """The whole body of a request; _RefusedError where it is too large or too slow."""
    stated = Headers(scope=scope).get("content-length", "0")
    if not stated.isdecimal() or int(stated) > LARGEST:
        raise _RefusedError(413, f"a request has at most {LARGEST} bytes.")
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise _RefusedError(400, "the request ended too early.")
                part = message.get("body", b"")
                size += len(part)
                if size > LARGEST:
                    raise _RefusedError(413, f"a request has at most {LARGEST} bytes.")
                parts.append(part)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise _RefusedError(408, "the request took too long.") from None


def _whole(body: bytes) -> Receive:
    """A body that has come in, for whoever reads it; then it waits for the end of the connection."""
    given = False
    never = asyncio.Event()

    async def receive() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        await never.wait()
        return {"type": "http.disconnect"}

    return receive


def _safely(send: Send) -> Send:
    """Each answer says what a browser may do with it."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = POLICY
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent
