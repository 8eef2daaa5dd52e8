"""Who may ask the review: the attacks that a page of a stranger, or a program beside it, may try."""

import asyncio
import contextlib
import gc
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from starlette.types import Message, Receive, Scope, Send

from browser import Visit, browse, evaluate, wait
from reviews import TOKEN, Running, running, sample
from toolkit import project
from toolkit.cli import main
from toolkit.review import server
from toolkit.review.guard import AT_ONCE, LARGEST, Guard
from waiting import PATIENCE


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(sample(tmp_path_factory.mktemp("review"))) as made:
        yield made


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that waits for slow requests no longer than a moment."""
    with running(sample(tmp_path_factory.mktemp("hasty")), slowest=2) as made:
        yield made


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that waits for slow requests longer than we do: it cuts nobody off for that."""
    with running(sample(tmp_path_factory.mktemp("patient")), slowest=10 * PATIENCE) as made:
        yield made


A_MOMENT = 0.2
_NO_ANSWER = 2.0
"""Seconds after which nobody is taken to listen."""
READING = (
    "/",
    "/project",
    "/translation",
    "/book",
    "/data/project/rows",
    "/words/fr",
    "/static/core.js",
    "/history",
    "/events",
)


@pytest.mark.parametrize("path", READING)
def test_nothing_is_told_without_the_token(review: Running, path: str) -> None:
    for headers in ({}, {"Cookie": f"diglot-{review.port}=wrong"}, {"Cookie": f"diglot-1={TOKEN}"}):
        status, _, body = review.ask("GET", path, headers)
        assert status == 403
        assert b"address" in body
    assert review.ask("GET", f"{path}?token=wrong")[0] == 403


def test_the_token_becomes_a_cookie_and_goes_from_the_address(review: Running) -> None:
    status, headers, _ = review.ask("GET", f"/translation?token={TOKEN}&lang=fr")
    assert (status, headers["location"]) == (303, "/translation?lang=fr")
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    # Who comes from a file on the disk is led on by a page of ours: only then the cookie goes along.
    told = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    status, headers, body = review.ask("GET", f"/translation?token={TOKEN}&lang=fr", told)
    assert status == 200 and b"url=/translation?lang=fr" in body and TOKEN.encode() not in body
    assert "samesite=strict" in headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("//evil.example/", "/evil.example/"),
        ("/\\\\evil.example/", "/%5c%5cevil.example/"),
        ("/%09/evil.example/", "/%09/evil.example/"),
        ("/%0d%0aSet-Cookie:a", "/%0d%0aset-cookie%3aa"),
        ('/"><b>', "/%22%3e%3cb%3e"),
    ],
)
def test_what_looks_like_the_address_of_another_machine_leads_to_none(
    review: Running, path: str, leads: str
) -> None:
    asked = f"{path}?token={TOKEN}"
    assert review.ask("GET", asked)[1]["location"].lower() == leads
    told = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert f'url={leads}"' in review.ask("GET", asked, told)[2].decode().lower()


@pytest.mark.parametrize(
    "other",
    ["junk", 'a={"x": 1}', "a[0]=1", 'a="x', "a=x y", "a@b=1", "a=é", "path=/", "", "diglot-PORT=wrong"],
)
def test_cookies_of_others_on_this_machine_lock_nobody_out(review: Running, other: str) -> None:
    """A browser sends the cookies of all ports together."""
    told = other.replace("PORT", str(review.port))
    mine = review.inside["Cookie"]
    for cookie in (f"{told}; {mine}", f"{mine}; {told}", f"{told};{mine};{told}"):
        assert review.ask("GET", "/words/fr", {"Cookie": cookie})[0] == 200
    assert review.ask("GET", "/words/fr", {"Cookie": f"{told}; x{mine}"})[0] == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}", "[::1]:{port}"]
)
def test_a_name_of_somebody_else_that_leads_here_is_refused(review: Running, host: str) -> None:
    """DNS rebinding: the page's own name leads to this machine, so that its origin is ours."""
    told = host.format(port=review.port)
    assert review.ask("GET", "/project", review.inside | {"Host": told, "Origin": f"http://{told}"})[0] == 421
    assert review.ask("GET", f"/project?token={TOKEN}", {"Host": told})[0] == 421


ORIGINS = (
    "http://evil.example",
    "null",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:1",
    "file://",
    "http://127.0.0.1:{port}.evil.example",
)


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    "path", ["/act/translation/edit", "/waiting", "/undo", "/redo", "/revert", "/restore"]
)
def test_another_sites_page_changes_nothing(review: Running, path: str, origin: str) -> None:
    headers = review.inside | {"Origin": origin.format(port=review.port)}
    assert review.ask("POST", path, headers, b"{}")[0] == 403
    assert review.ask("GET", "/data/project/rows", headers)[0] == 403


def test_a_change_without_an_origin_is_refused(review: Running) -> None:
    assert review.ask("POST", "/undo", review.inside | {"Origin": ""}, b"{}")[0] == 403


def test_another_sites_page_loads_no_script_and_no_data(review: Running) -> None:
    inside = {"Cookie": review.inside["Cookie"]}
    for site in ("cross-site", "same-site"):
        told = inside | {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        assert review.ask("GET", "/static/core.js", told)[0] == 403
        assert review.ask("GET", "/data/project/rows", told)[0] == 403
    # A link leads here from anywhere.
    assert (
        review.ask(
            "GET", "/project", inside | {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        )[0]
        == 200
    )


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/core.js%00",
        "/static//etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_file_but_ours_is_given_out(review: Running, path: str) -> None:
    status, _, body = review.ask("GET", path, review.inside)
    assert status in (400, 404)
    assert b"root:" not in body and b"import" not in body


BAD = [
    "../../etc/passwd",
    "/etc/passwd",
    "foghorn/../river",
    "x" * 5000,
    "\x00",
    "<script>alert(1)</script>",
    "%2e%2e%2f",
]


@pytest.mark.parametrize("value", BAD)
def test_a_path_in_a_parameter_names_nothing(review: Running, value: str) -> None:
    for asked in ({"document": value}, {"document": "foghorn", "lang": value}):
        query = "&".join(f"{name}={quote(text)}" for name, text in asked.items())
        status, headers, body = review.ask("GET", f"/data/translation/rows?{query}", review.inside)
        assert status == 400
        assert headers["content-type"] == "application/json"
        assert json.loads(body)["error"]
        status, _, page = review.ask("GET", f"/translation?{query}", review.inside)
        assert status == 200
        assert b"<script>alert" not in page


def test_what_no_file_could_have_is_refused_and_the_next_act_is_done(review: Running) -> None:
    asked = {"document": "foghorn", "lang": "ja"}
    half = asked | {"label": "\ud800", "who": ["\ud800"]}
    for path, value in (("/act/reading/label", half), ("/revert", {"number": 10**30}), ("/revert", {})):
        status, _, body = review.ask("POST", path, review.inside, json.dumps(value).encode())
        assert (status, [*json.loads(body)]) in ((400, ["error", "hint"]), (200, ["act"]))
    _, _, body = review.ask("GET", "/data/translation/rows?document=foghorn&lang=ja", review.inside)
    edit = {"name": json.loads(body)["rows"][0]["name"], "base": "", "target": "\ud800", "stage": "draft"}
    told = [
        review.ask("POST", "/act/translation/edit", review.inside, json.dumps(value).encode())[0]
        for value in (asked | {"edits": [edit | {"target": text}]} for text in ("\ud800", "a\0", "一つ。"))
    ]
    assert told == [400, 400, 200]
    status, _, body = review.ask("POST", "/undo", review.inside, b"{}")
    assert status == 200 and json.loads(body)["act"]


def test_no_large_body_is_read(review: Running) -> None:
    status, _, _ = review.ask(
        "POST", "/act/translation/edit", review.inside | {"Content-Length": str(10 << 20)}
    )
    assert status == 413
    parts = b"".join(b"%x\r\n%b\r\n" % (1 << 16, b"x" * (1 << 16)) for _ in range(LARGEST >> 15))
    told = review.inside | {"Transfer-Encoding": "chunked", "Content-Length": ""}
    try:
        status, _, _ = review.ask("POST", "/act/translation/edit", told, parts)
        assert status == 413
    except (ConnectionError, TimeoutError):
        pass  # closed while it was sent
    assert review.ask("GET", "/project", review.inside)[0] == 200


def half(review: Running) -> bytes:
    """A request whose body doesn't come."""
    lines = ["POST /undo HTTP/1.1", f"Host: 127.0.0.1:{review.port}", "Content-Length: 100"]
    lines += [f"{name}: {value}" for name, value in review.inside.items()]
    return ("\r\n".join(lines) + "\r\n\r\n{").encode()


def test_a_slow_body_holds_nobody_up(patient: Running) -> None:
    with opened(patient, half(patient)):
        assert patient.ask("GET", "/project", patient.inside)[0] == 200


@pytest.mark.slow
def test_a_slow_body_is_waited_for_no_longer_than_it_may_take(hasty: Running) -> None:
    with opened(hasty, half(hasty)) as slow:
        assert b" 408 " in slow.recv(1 << 12)


def opened(review: Running, sent: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", review.port), timeout=PATIENCE)
    made.sendall(sent)
    return made


def ended(connection: socket.socket) -> bool:
    """Whether it is closed by the other side, before our patience ends."""
    try:
        while connection.recv(1 << 12):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True


def test_who_sends_half_a_request_locks_nobody_out(patient: Running) -> None:
    with contextlib.ExitStack() as held:
        many = [held.enter_context(opened(patient, b"GET / HT")) for _ in range(200)]
        for _ in range(3):
            assert patient.ask("GET", "/project", patient.inside)[0] == 200
        # The first have made room for the last.
        assert all(map(ended, many[:100]))


def test_who_is_in_keeps_a_connection_while_others_come(patient: Running) -> None:
    head = "\r\n".join(
        f"{name}: {value}" for name, value in ({"Host": f"127.0.0.1:{patient.port}"} | patient.inside).items()
    )
    asked = f"GET /words/fr HTTP/1.1\r\n{head}\r\n\r\n".encode()
    with contextlib.ExitStack() as held:
        mine = held.enter_context(opened(patient, asked))
        assert b" 200 " in mine.recv(1 << 20)
        for _ in range(100):
            held.enter_context(opened(patient, b""))
        assert patient.ask("GET", "/project", patient.inside)[0] == 200
        mine.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while part := mine.recv(1 << 20):
                pass
            assert part, "it was closed"


def test_who_is_refused_keeps_no_connection(patient: Running) -> None:
    for sent in ("GET / HTTP/1.1", "POST /undo HTTP/1.1\r\nContent-Length: 100"):
        with opened(patient, f"{sent}\r\nHost: 127.0.0.1:{patient.port}\r\n\r\n".encode()) as stranger:
            assert ended(stranger)


@pytest.mark.slow
def test_slow_headers_are_cut_whatever_comes(hasty: Running) -> None:
    with opened(hasty, b"GET / HTTP/1.1\r\n") as slow:
        slow.settimeout(A_MOMENT)
        # Until it is cut: a line more each time that nothing comes.
        with contextlib.suppress(ConnectionError):
            for number in range(round(PATIENCE / A_MOMENT)):
                try:
                    if not slow.recv(1):
                        return
                except TimeoutError:
                    slow.sendall(b"X-%d: 1\r\n" % number)
            raise AssertionError("it goes on for ever")


def test_too_many_pages_are_told_so() -> None:
    """Whoever is in, too, finds no end of open requests."""
    statuses: list[int] = []

    async def waiting(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0)

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def nothing() -> Message:
        raise AssertionError

    async def all_at_once() -> None:
        guarded = Guard(waiting, token=TOKEN, port=1)
        headers = [(b"host", b"127.0.0.1:1"), (b"cookie", f"diglot-1={TOKEN}".encode())]
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
        await asyncio.gather(*(guarded(scope, nothing, told) for _ in range(AT_ONCE + 1)))
        await guarded(scope, nothing, told)

    asyncio.run(all_at_once())
    assert statuses == [200] * AT_ONCE + [503, 200]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"edits": 3}',
        b'{"edits": [3]}',
        b"[" * 100_000,
        b'{"document": {"a": 1}}',
        b"\xff",
    ],
)
def test_what_is_no_act_is_refused_in_words(review: Running, body: bytes) -> None:
    for path in ("/act/translation/edit", "/revert"):
        status, _, answer = review.ask("POST", path, review.inside, body)
        assert status == 400
        assert json.loads(answer)["error"]


def test_each_answer_says_what_a_browser_may_do(review: Running) -> None:
    for path in READING[1:-1]:
        status, headers, _ = review.ask("GET", path, review.inside)
        assert status == 200
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_it_listens_on_this_machine_alone(review: Running) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
        "127.0.0.1"
    }
    for address in others:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((str(address), review.port), timeout=_NO_ANSWER).close()


def test_the_log_of_acts_shows_texts_as_they_are(review: Running, tmp_path: Path) -> None:
    """Script in each field: what is stored is text, and comes back as text."""
    del tmp_path
    rows = json.loads(
        review.ask("GET", "/data/translation/rows?document=foghorn&lang=ja&count=100", review.inside)[2]
    )["rows"]
    row = next(row for row in rows if row["stage"] == "empty")
    evil = "<img src=x onerror=alert(1)>'\"&amp;</script>"
    edits = {
        "document": "foghorn",
        "lang": "ja",
        "edits": [{"name": row["name"], "base": row["base"], "target": evil, "stage": "translated"}],
    }
    told = review.inside | {"X-Diglot-Who": "%3Cb%3Eann%00%3C/b%3E"}
    status, headers, body = review.ask("POST", "/act/translation/edit", told, json.dumps(edits).encode())
    assert (status, headers["content-type"]) == (200, "application/json")
    assert json.loads(body)["rows"][0]["target"] == evil
    acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
    assert acts[0]["who"].startswith("<b>ann")
    assert "\x00" not in acts[0]["who"]


EVIL = "<img src=x onerror=document.body.replaceChildren()>"
TALK = f"""\
The {EVIL} of May

Published: {EVIL}

Mara {EVIL}: When {EVIL}? It was cold.

Jonas: In the winter {EVIL}. We walked.

She laughs {EVIL} and pours the tea.

Mara {EVIL}: And today, {EVIL}?

Jonas: Today {EVIL} there is a bridge.
"""
SIDECAR = f"""\
title = "A {EVIL} title"

[[speakers]]
name = "Jonas"
portrait = "jonas.svg"
portrait-alt = "{EVIL}"
"""


def of_evil(folder: Path) -> Path:
    """A project that has a script in each text that people write."""
    for name, text in (
        ("diglot.toml", 'source-language = "en"\ntarget-languages = ["de"]\n'),
        ("source/talk.txt", TALK),
        ("source/talk.toml", SIDECAR),
        ("source/jonas.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        ("translations/talk.de.txt", TALK.replace("winter", "Winter").replace("bridge", "Brücke")),
        ("locales/de/glossary.csv", f"source,target,note\nwinter,{EVIL},{EVIL}\n"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    done = CliRunner().invoke(
        main, ["-C", str(folder), "align", "talk", "translations/talk.de.txt", "-l", "de"]
    )
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("view", ["project", "reading", "alignment", "translation", "book"])
def test_a_script_in_a_text_is_a_text_on_each_page(tmp_path: Path, view: str) -> None:
    with running(of_evil(tmp_path)) as made:
        inside = made.inside | {"X-Diglot-Who": quote(EVIL), "X-Diglot-Page": "other"}
        _, _, body = made.ask("GET", "/data/translation/rows?document=talk&lang=de", inside)
        for row in json.loads(body)["rows"]:
            given = {"document": "talk", "lang": "de", "name": row["name"]}
            edit = {"name": row["name"], "base": row["base"], "target": EVIL, "stage": "draft"}
            for path, more in (("edit", {"edits": [edit]}), ("comment", {"words": EVIL})):
                told = json.dumps(given | more).encode()
                assert made.ask("POST", f"/act/translation/{path}", inside, told)[0] == 200
            place = json.dumps({"place": f"talk/de#{row['name']}"}).encode()
            assert made.ask("POST", "/here", inside, place)[0] == 200
        rename = {"document": "talk", "speaker": "Jonas", "name": f"Jonas {EVIL}"}
        assert made.ask("POST", "/act/reading/rename", inside, json.dumps(rename).encode())[0] == 200
        page = "[document.body, document.querySelector('iframe.book')?.contentDocument?.body]"
        shown = f"{page}.some((body) => body?.textContent.includes('<img src=x'))"
        steps = (
            wait("document.documentElement.dataset.ready"),
            wait(shown),
            evaluate("document.querySelector('#tools button:nth-last-child(2)').click()"),
            wait("document.querySelector('dialog[open] .history')"),
            # One that was made by markup would be there, and the page would have asked for it.
            evaluate(f"{page}.flatMap((body) => [...(body?.querySelectorAll('[onerror]') ?? [])]).length"),
            evaluate("document.querySelector('.history').textContent.includes('<img src=x')"),
        )
        address = made.address(view, document="talk", lang="de")
        ((seen, complaints),) = browse(Visit(address, steps, around=made.root))
    assert (seen[-2:], complaints) == ([0, True], [])


class _EnoughError(Exception):
    """Pages can be asked for."""


def test_a_process_that_goes_on_for_days_keeps_no_garbage(tmp_path: Path) -> None:
    seen = []

    def ready(_: str) -> None:
        seen.append(gc.isenabled())
        raise _EnoughError

    # As the command does, whose other runs are short.
    gc.disable()
    try:
        with pytest.raises(_EnoughError):
            server.serve(project.find(sample(tmp_path)), port=0, who="ann", ready=ready)
    finally:
        gc.enable()
    assert seen == [True]


def test_who_is_refused_writes_nothing_into_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    socket_of_any_site = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Origin": "http://elsewhere.example",
        "Sec-WebSocket-Key": "x",
        "Sec-WebSocket-Version": "13",
    }
    with running(sample(tmp_path)) as made:
        with opened(made, b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") as connection:
            assert ended(connection)
        lines = [f"{name}: {value}" for name, value in socket_of_any_site.items()]
        asked = "\r\n".join(["GET / HTTP/1.1", f"Host: 127.0.0.1:{made.port}", *lines, "", ""])
        with opened(made, asked.encode()) as connection:
            assert connection.recv(100).startswith(b"HTTP/1.1 403")
    assert capfd.readouterr().err == ""
