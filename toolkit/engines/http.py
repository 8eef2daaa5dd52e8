"""Post JSON to a service, and read what it answers.

By urllib of Python itself: one kind of request is made, one after the other (decision 297). No redirect is
followed, since it would take the key and the texts to another address than a person has named.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from email.message import Message as Headers
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from toolkit import late, limits
from toolkit.engines import NoAnswerError, origin_of
from toolkit.errors import DiglotError
from toolkit.text.data import json_line
from toolkit.text.hygiene import number

PATIENCE = 120.0
"""Seconds that an answer may take."""
PAUSES = (1.0, 4.0, 16.0)
"""Seconds before it is tried again, where a service is busy or doesn't answer."""
_LONGEST_PAUSE = 60
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""What a service says that may answer later."""
_HERE = late.regex(r"http://(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]):[0-9]+")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> None:
        """Follow none: the answer is an error then."""


def post(address: str, body: Mapping[str, Any], key: str = "") -> Any:
    """What a service answers to a JSON object.

    key  goes into the header `Authorization`
    Raises NoAnswerError for what is no JSON, and DiglotError where the service refuses or can't be reached.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "diglot"}
    if key:
        guard(address, key)
        headers["Authorization"] = f"Bearer {key}"
    # A web address, by `origin_of`.
    origin = origin_of(address)
    request = Request(address, json_line(body).encode(), headers, method="POST")  # noqa: S310
    data = _answer(request, origin)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("the answer is no JSON.", address) from error


def guard(address: str, key: str) -> None:
    """Refuse to send a key that others could read on the way, or that can't be sent at all."""
    if not (key.isascii() and key.isprintable()):
        # Without the key itself: it would stand on the screen.
        hint = "Set DIGLOT_SUGGEST_KEY anew, without a line end or a letter that isn't ASCII."
        raise DiglotError("the key has a character in it that no key has.", address, hint)
    origin = origin_of(address)
    if key and origin.startswith("http:") and not _HERE.fullmatch(origin):
        hint = "Use the https address of the service, or unset DIGLOT_SUGGEST_KEY if it needs no key."
        raise DiglotError("the key would be sent unencrypted.", address, hint)


def _answer(request: Request, origin: str) -> bytes:
    for pause in (*PAUSES, None):
        try:
            with build_opener(_NoRedirect).open(request, timeout=PATIENCE) as response:
                data: bytes = response.read(limits.ANSWER.most + 1)
            limits.check(len(data), limits.ANSWER, origin)
            return data
        except HTTPError as error:
            with error:
                if error.code not in _AGAIN or pause is None:
                    raise _refused(error, origin) from error
                asked = number(error.headers.get("Retry-After", "") or "")
            time.sleep(pause if asked is None else min(asked, _LONGEST_PAUSE))
        except (URLError, HTTPException, OSError) as error:
            if pause is None:
                why = getattr(error, "reason", error) or type(error).__name__
                hint = "Is it running, and is the address right? What was suggested so far is kept."
                raise DiglotError(f"the service doesn't answer: {why}.", origin, hint) from error
            time.sleep(pause)
    raise AssertionError  # pragma: no cover: the last pause is None


def _refused(error: HTTPError, origin: str) -> DiglotError:
    what = f"the service refuses: {error.code} {error.reason}."
    if 300 <= error.code < 400:
        what = f"the service leads elsewhere ({error.code}), which isn't followed."
    hints = {401: "Is the key in DIGLOT_SUGGEST_KEY right?", 403: "Is the key in DIGLOT_SUGGEST_KEY right?"}
    hint = hints.get(error.code, "What was suggested so far is kept; try again later.")
    return DiglotError(what, origin, hint)
