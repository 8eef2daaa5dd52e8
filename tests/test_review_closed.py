"""A page of the review that is closed while something still waits on it: all that was shown is done."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from browser import CLOSE, Step, evaluate, press, visited, wait
from reviews import Running, sample
from test_review_any_request import ask
from test_review_pages import done, visit
from toolkit import po, project
from toolkit.errors import DiglotError
from toolkit.review.app import app
from toolkit.review.desk import Desk
from toolkit.review.journal import Act
from toolkit.review.people import Who
from toolkit.review.views.view import Acted
from toolkit.workflow.editing import name_of
from waiting import happened

NEVER = evaluate(
    "window.fetch = ((real) => (path, options) => path.startsWith('/act/')"
    " ? real(path, options).then(() => new Promise(() => {})) : real(path, options))(window.fetch), 0"
)
"""No act is ever answered: what comes behind it waits as long as the page is there."""


def history(holds: str) -> Step:
    """Waits until something is true of the acts that were done, newest first."""
    return wait(f"fetch('/history').then((answer) => answer.json()).then(({{ acts }}) => {holds})")


@pytest.mark.slow
def test_what_was_decided_and_taken_back_is_so_though_the_page_is_closed_at_once(review: Running) -> None:
    one, two = (wait(f"document.documentElement.dataset.waiting === '{n}'") for n in (1, 2))
    # The second decision waits for the first, and then the key that takes a decision back.
    twice = (NEVER, press("t"), one, press("j"), press("t"), two, CLOSE, history("acts.length === 2"))
    back = (
        NEVER,
        press("j"),
        press("j"),
        press("t"),
        one,
        press("Control+z"),
        CLOSE,
        history("acts[0].undone"),
    )
    for steps in (twice, back):
        visited(visit(review, "reading", steps, document="river"))
    acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
    assert [act["undone"] for act in acts] == [True, False, False]


def test_what_waited_on_a_page_comes_behind_what_it_sent_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    begun, others = threading.Event(), threading.Event()

    def act(_: Desk, who: Who, view: str, change: object) -> Acted:
        del change
        begun.set()
        # Another page waits for nothing.
        happened(others)
        order.append(f"{who.page} {view}")
        return Acted({}, saved=True)

    def undo(_: Desk, who: Who) -> Act | None:
        order.append(f"{who.page} undo")
        if who.page == "two":
            others.set()
        return None

    monkeypatch.setattr(Desk, "act", act)
    monkeypatch.setattr(Desk, "undo", undo)
    decided = {"path": "/act/reading/decide", "value": {}}
    body = json.dumps({"changes": [{"path": "/undo", "value": {}}, decided]}).encode()

    async def all_at_once(desk: Desk) -> None:
        site = app(desk, who="ann")
        first = asyncio.create_task(ask(site, "POST", "/act/translation/edit", body=b"{}", page="one"))
        await asyncio.to_thread(happened, begun)
        await asyncio.gather(
            first, *(ask(site, "POST", "/waiting", body=body, page=page) for page in ("one", "two"))
        )

    with closing(Desk(project.find(sample(tmp_path)))) as desk:
        asyncio.run(all_at_once(desk))
    assert order.index("two undo") < order.index("one translation")
    assert [one for one in order if one.startswith("one")] == ["one translation", "one undo", "one reading"]


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ("F U", "1"),  # what couldn't be done is meant, and nothing else
        ("F 2 U", "1"),  # what was done behind it is meant
        ("2 F U U", "1"),
        ("2 F U", "1 2"),
        ("F F U U U", ""),
        ("F U U", ""),
        ("2 U R", "1 2"),
        ("F U R", "1"),
        ("F U R U U", ""),
        ("U F U R", ""),
        ("F U U R", "1"),
        ("2 U U R R", "1 2"),
        ("U R", "1"),
        ("U R F U R U U", ""),
        ("N U", "1"),  # what was so already is meant, and nothing else
        ("2 N U", "1 2"),
        ("N U U", ""),
    ],
)
def test_who_takes_something_back_on_a_closed_page_means_the_act_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: str, holds: str
) -> None:
    """1 was done before the page was closed, 2 can be done, F can't, and N is so already."""
    done, taken = ["1"], list[str]()

    def act(_: Desk, who: Who, view: str, change: object) -> Acted:
        del who, change
        if view == "reading":
            raise DiglotError("no.")
        if view == "project":
            return Acted({})
        done.append("2")
        taken.clear()
        return Acted({}, saved=True)

    def turned(of: list[str], to: list[str]) -> None:
        if of:
            to.append(of.pop())

    monkeypatch.setattr(Desk, "act", act)
    monkeypatch.setattr(Desk, "undo", lambda *_: turned(done, taken))
    monkeypatch.setattr(Desk, "redo", lambda *_: turned(taken, done))
    paths = {"2": "/act/translation/edit", "F": "/act/reading/decide", "U": "/undo", "R": "/redo"}
    paths["N"] = "/act/project/freeze"
    body = json.dumps({"changes": [{"path": paths[one], "value": {}} for one in changes.split()]}).encode()
    with closing(Desk(project.find(sample(tmp_path)))) as desk:
        asyncio.run(ask(app(desk, who="ann"), "POST", "/waiting", body=body))
    assert " ".join(done) == holds


def test_who_takes_back_what_was_under_way_and_failed_takes_back_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undone: list[str] = []
    begun, waited, wait_for = threading.Event(), threading.Event(), asyncio.wait

    def act(_: Desk, who: Who, view: str, change: object) -> Acted:
        del who, view, change
        begun.set()
        happened(waited)
        raise DiglotError("no.")

    def waiting(before: Iterable[asyncio.Future[bool]]) -> object:
        waited.set()
        return wait_for(before)

    monkeypatch.setattr(Desk, "act", act)
    monkeypatch.setattr(Desk, "undo", lambda *_: undone.append("undo"))
    monkeypatch.setattr(asyncio, "wait", waiting)
    body = json.dumps({"changes": [{"path": "/undo", "value": {}}]}).encode()

    async def both(desk: Desk) -> None:
        site = app(desk, who="ann")
        first = asyncio.create_task(ask(site, "POST", "/act/reading/decide", body=b"{}", page="one"))
        await asyncio.to_thread(happened, begun)
        await asyncio.gather(first, ask(site, "POST", "/waiting", body=body, page="one"))

    with closing(Desk(project.find(sample(tmp_path)))) as desk:
        asyncio.run(both(desk))
    assert not undone


def test_who_takes_back_what_could_not_be_done_has_what_was_done_before(tmp_path: Path) -> None:
    value = {"document": "river", "speaker": "Nobody", "name": "Else"}
    wrong = {"path": "/act/reading/rename", "value": value}
    undo = {"path": "/undo", "value": {}}
    freeze = json.dumps({"document": "river"}).encode()

    async def tried(desk: Desk) -> list[Any]:
        site = app(desk, who="ann")
        await ask(site, "POST", "/act/project/freeze", body=freeze)
        bodies = (json.dumps({"changes": changes}).encode() for changes in ([wrong, undo], [undo]))
        return [json.loads((await ask(site, "POST", "/waiting", body=body)).body)["done"] for body in bodies]

    with closing(Desk(project.find(sample(tmp_path)))) as desk:
        assert asyncio.run(tried(desk)) == [0, 1]
        assert desk.history()[0].undone


@pytest.mark.slow
def test_what_a_closed_page_could_not_do_is_told_by_the_next(review: Running) -> None:
    before = done(review, "foghorn", "fr")
    source = next(source for source, target in before.items() if target)
    path = review.folder / "locales/fr/LC_MESSAGES/foghorn.po"
    entry = next(entry for entry in po.load(path.read_bytes(), "", "fr").entries if entry.source == source)
    edit = {"name": name_of(entry), "base": "another", "target": "Autre chose.", "stage": "translated"}
    asked = {"document": "foghorn", "lang": "fr"}
    changes = [
        {"path": "/act/translation/edit", "value": asked | {"edits": [edit]}},
        {"path": "/act/reading/rename", "value": asked | {"speaker": "Nobody", "name": "Else"}},
    ]
    body = json.dumps({"changes": changes})
    send = evaluate(
        f"fetch('/waiting', {{ method: 'POST', body: `{body}` }}).then((answer) => answer.json())"
    )
    # One act after the other: what is told of the second stands below the first.
    told = wait("document.getElementById('alert').textContent.includes('Nobody')")
    words = evaluate("document.getElementById('alert').textContent")
    (seen,) = visited(visit(review, "project", (send, told, words)))
    assert seen[0] == {"done": 0}
    assert "A page was closed" in seen[-1] and "Somebody else has changed it" in seen[-1]
    assert done(review, "foghorn", "fr") == before
