"""Whatever is sent to the review is done, or refused in words; what is refused changes nothing."""

from __future__ import annotations

import asyncio
import inspect
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from starlette.types import ASGIApp, Message

import pace
from test_review_guard import EVIL, of_evil
from toolkit import project
from toolkit.review.app import app
from toolkit.review.desk import Desk
from toolkit.review.views import VIEWS
from toolkit.review.views.view import ReviewPage

_FIELDS = re.compile(r"""asked\.(?:text|number|share|texts|listed)\(\s*"(\w+)\"""")
ALWAYS = ("document", "lang")
_TEXTS = (
    *(
        "",
        " ",
        "x",
        "x" * 200,
        "x" * 100_001,
        "\0",
        "\ud800",
        "\n",
        "\r\n# \u2028'''\"\"\"",
        "\ufeff",
        "\u0301",
        "٣",
    ),
    *("../../etc/passwd", "/etc/passwd", "C:\\x", "file:///etc/passwd", "talk.txt", EVIL, "\u202eabc\u2066"),
    *("speech", "guest", "draft", "confirm", "pair-with", "+", "{}", "%s", "a\tb", "é" * 40),
)
_NUMBERS = (True, -1, 0, 1, 2, 0.5, 1 << 62, 10**400, -(10**30), 1e308, float("nan"), float("inf"))
_LISTS: Sequence[Any] = (
    [],
    [""],
    [None],
    [[]],
    ["x", "x"],
    ["\0"],
    ["x" * 201],
    [EVIL],
    ["x"] * 10_001,
    [{}],
    [{"name": 1}],
)
ODD: Sequence[Any] = (None, *_TEXTS, *_NUMBERS, *_LISTS, {}, {"a": 1}, json.loads("[" * 900 + "]" * 900))
"""Values of each type and size, and some that other fields have."""


def spoiled(value: Any, of: random.Random) -> Any:
    """A value that is odd somewhere in it."""
    if isinstance(value, dict | list) and value and of.random() < 0.7:
        place = of.choice([*value] if isinstance(value, dict) else range(len(value)))
        made: Any = value.copy()
        if of.random() < 0.1:
            del made[place]
        else:
            made[place] = spoiled(value[place], of)
        return made
    return of.choice(ODD)


def cut(body: bytes, of: random.Random) -> bytes:
    """What came of a request on its way."""
    at = of.randrange(len(body))
    return body[:at] + of.choice((b"", b"\xff", b"\0", b"\xe2\x82", b'"', b"[" * 100_000)) + body[at + 1 :]


class SiteAnswer(NamedTuple):
    status: int
    body: bytes


def asked_for(view: ReviewPage) -> list[str]:
    """The names of the fields that a page of the review reads."""
    sources = {inspect.getsource(inspect.getmodule(found) or found) for found in view.looks.values()}
    return sorted(
        {name for text in sources for name in _FIELDS.findall(text)} | {"role", "portrait", "portraitAlt"}
    )


async def ask(
    site: ASGIApp, method: str, path: str, query: bytes = b"", body: bytes = b"", page: str = "p"
) -> SiteAnswer:
    """What a request is answered with; whatever goes wrong inside is raised."""
    status, parts = 0, []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    headers = [
        (b"host", b"127.0.0.1"),
        (b"x-diglot-page", page.encode()),
        (b"x-diglot-who", quote(EVIL).encode()),
    ]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": headers,
    }
    await site(
        scope | {"http_version": "1.1", "scheme": "http", "root_path": "", "server": ("127.0.0.1", 1)},
        receive,
        send,
    )
    return SiteAnswer(status, b"".join(parts))


def files_of(folder: Path) -> dict[str, bytes]:
    """All that people have; not what diglot keeps for itself."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".diglot" not in file.parts
    }


class KnownValues(NamedTuple):
    """What there is, so that a request may be right but for one of its fields."""

    values: Mapping[str, Sequence[Any]]

    def like(self, name: str, of: random.Random) -> Any:
        return of.choice(self.values[name]) if name in self.values else "x"


async def known(site: ASGIApp) -> KnownValues:
    async def look(view: str, what: str) -> Any:
        answer = await ask(site, "GET", f"/data/{view}/{what}", b"document=talk&lang=de")
        assert answer.status == 200, answer
        return json.loads(answer.body)

    while (await look("alignment", "summary")).get("again"):
        await asyncio.sleep(0.1)
    paragraphs, messages, aligned = [
        (await look(view, "rows"))["rows"] for view in ("reading", "translation", "alignment")
    ]
    speakers = [one["name"] for one in (await look("reading", "summary"))["speakers"]]
    acts = [*(await look("alignment", "summary"))["acts"]]
    of_talk = {"document": "talk", "lang": "de"}
    decide = {
        "path": "/act/reading/decide",
        "value": of_talk | {"ids": [paragraphs[0]["id"]], "kind": "note"},
    }
    values: dict[str, Sequence[Any]] = {name: [value] for name, value in of_talk.items()}
    values |= {"ids": [[one["id"]] for one in paragraphs], "id": [one["id"] for one in paragraphs]}
    values |= dict.fromkeys(("speaker", "into", "label"), speakers) | {"who": [[name] for name in speakers]}
    values |= {key: [one["key"] for one in aligned] for key in ("key", "other")}
    values |= {"name": [*(one["name"] for one in messages), *acts, *speakers], "stage": ["draft"]}
    edit = {"target": "x", "stage": "draft"}
    values["edits"] = [[edit | {"name": one["name"], "base": one["base"]}] for one in messages]
    values["changes"] = [[decide, {"path": "/undo", "value": {}}], [{"path": "/redo", "value": {}}]]
    values |= {"kind": ["speech", "narration", "heading", ""], "role": ["guest", "interviewer", ""]}
    values |= {
        "at": [0, 3, 9],
        "start": [0],
        "count": [5],
        "source": [0, 1],
        "target": [0, 1, "x"],
        "which": [0],
    }
    values |= {"least": [0.5, 0.9], "new": ["fr", "ar"], "langs": ["", "en,de"], "layout": ["", "columns"]}
    values |= {"texts": [""], "theme": [""], "place": ["1.1"], "line": [3], "words": ["winter"]}
    return KnownValues(values | {"portrait": ["jonas.svg"], "portraitAlt": ["Jonas"], "number": [0, 1, 3]})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_evil(tmp_path_factory.mktemp("any"))


TIMES = {"quick": 1, "usual": 3, "long": 60}[pace.PACE]
"""Requests of each address, on average."""


def addresses() -> Iterator[tuple[str, str, list[str]]]:
    """Each address of the list of acts: method, path, fields."""
    for view in VIEWS:
        fields = asked_for(view)
        for kind, method, there in (
            ("data", "GET", view.looks),
            ("file", "GET", view.files),
            ("act", "POST", view.changes),
        ):
            for what in there:
                yield method, f"/{kind}/{view.name}/{what}", fields
        yield "POST", "/waiting", ["changes"]
    for path in ("/undo", "/redo", "/revert", "/restore"):
        yield "POST", path, ["number"]
    yield "POST", "/here", ["place"]
    yield "GET", "/history", ["before"]
    yield from (
        ("GET", f"/{path}", []) for path in ("", "project", "reading", "words/fr", "static/core.js", "x")
    )


async def try_all(site: ASGIApp, folder: Path, of: random.Random, times: int) -> list[int]:
    there = await known(site)
    statuses = []
    for method, path, fields in [*addresses()] * times:
        given = {name: there.like(name, of) for name in (*ALWAYS, *fields)}
        for name in of.sample([*given], min(len(given), of.choice((0, 1, 1, 1, 2, 5)))):
            given[name] = spoiled(given[name], of)
            if of.random() < 0.2:
                del given[name]
        before = files_of(folder)
        if method == "GET":
            words = {
                name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()
            }
            query = urlencode({name: text[:5000] for name, text in words.items()}, errors="replace").encode()
            answer = await ask(site, method, path, query)
        else:
            body = json.dumps(given).encode()
            answer = await ask(site, method, path, body=cut(body, of) if of.random() < 0.1 else body)
        statuses.append(answer.status)
        told = f"{path} {str(given)[:2000]} {answer.body[:300]!r}"
        assert answer.status in (200, 303, 400, 404, 409), told
        now = files_of(folder)
        if answer.status != 200 or method == "GET":
            assert now == before, told
        if answer.status == 400:
            assert json.loads(answer.body)["error"], told
        elif now != before and path.startswith("/act/"):
            # What was done is an act, which can be taken back.
            back = await ask(site, "POST", "/undo", body=b"{}")
            assert back.status == 200 and json.loads(back.body)["act"], told
            assert files_of(folder) == before, told
    return statuses


async def without_document(site: ASGIApp) -> list[tuple[str, int]]:
    there, of = await known(site), random.Random(18)
    found = []
    for method, path, fields in addresses():
        if path.startswith("/act/"):
            given = {name: there.like(name, of) for name in fields if name not in ALWAYS}
            found.append((path, (await ask(site, method, path, body=json.dumps(given).encode())).status))
    return found


def test_no_act_is_about_a_document_that_nobody_named(folder: Path) -> None:
    before = files_of(folder)
    with closing(Desk(project.find(folder))) as desk:
        found = asyncio.run(without_document(app(desk, who="ann")))
    assert len(found) > 10 and {status for _, status in found} == {400}, found
    assert files_of(folder) == before


def test_whatever_is_sent_is_done_or_refused_in_words(folder: Path) -> None:
    with closing(Desk(project.find(folder))) as desk:
        statuses = asyncio.run(try_all(app(desk, who="ann"), folder, random.Random(18), TIMES))
    assert {200, 400} <= {*statuses}
