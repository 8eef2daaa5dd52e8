"""The addresses of the review, and what is answered.

GET  /VIEW                  a page; any other address: one that says which there are
GET  /data/VIEW/WHAT        what a page asks for
GET  /file/VIEW/WHAT        a file that it loads: a style, a picture
POST /act/VIEW/WHAT         an act
POST /undo, /redo           take back, do again
POST /revert, /restore      take back one act alone, do one again
POST /waiting               those of the four above that still waited when their page was closed
POST /here                  where somebody is at work
GET  /history               the last acts
GET  /events                what changes while a page is open
"""

from __future__ import annotations

import asyncio
import getpass
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from toolkit import words
from toolkit.errors import DiglotError
from toolkit.review import pages
from toolkit.review.desk import Desk
from toolkit.review.journal import Act
from toolkit.review.people import OpenPages, Who
from toolkit.review.views import UNKNOWN, VIEWS
from toolkit.review.views.view import Acted, Asked, Reply, ReviewPage, quoted
from toolkit.review.work import ReviewWorkspace
from toolkit.text.data import json_line
from toolkit.text.hygiene import SURROGATE, tidy
from toolkit.workflow.workspace import Workspace

_LOOKS = 0.4
"""Seconds between two looks at the files."""
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HISTORY = 200
_MISSED = 20
"""Acts of closed pages that couldn't be done, and are told: the last ones."""
_ACT = "/act/"
_WAITING = 1000
"""Acts of a page that is closed."""
_TurnOfActs = Callable[[Who, Mapping[str, Any]], Act | None]


def app(desk: Desk, *, who: str) -> Starlette:
    """The pages of a project.

    who  the name of who works at it, where a page doesn't say it; "" for that of the account
    """
    site = _Site(desk, who)
    routes = [
        Route("/", site.home),
        Route("/static/{name}", site.static),
        Route("/words/{lang}", site.words),
        Route("/data/{view}/{what}", site.data),
        Route("/file/{view}/{what}", site.file),
        Route(f"{_ACT}{{view}}/{{what}}", site.change, methods=["POST"]),
        *(Route(path, site.change, methods=["POST"]) for path in site.turns),
        Route("/waiting", site.waiting, methods=["POST"]),
        Route("/history", site.history),
        Route("/here", site.here, methods=["POST"]),
        Route("/events", site.events),
        Route("/{view:path}", site.page),
    ]
    return Starlette(routes=routes, exception_handlers={DiglotError: _refused})


async def _refused(request: Request, error: Exception) -> Response:
    """What can't be done, for a page to show."""
    if not isinstance(error, DiglotError):
        raise error
    return JSONResponse(Asked("", "", "", say=words.wording(_language(request))).error(error), 400)


def _language(request: Request) -> str:
    """The language of the page that asks."""
    return words.chosen(request.cookies.get("diglot-lang", ""), request.headers.get("accept-language", ""))


class _Site:
    """The pages, and the desk behind them."""

    def __init__(self, desk: Desk, who: str) -> None:
        self.desk = desk
        self.named = who
        self.who = who or getpass.getuser()
        self.views = {view.name: view for view in VIEWS}
        self.people = OpenPages()
        self.turns: Mapping[str, _TurnOfActs] = {
            "/undo": lambda who, _: desk.undo(who),
            "/redo": lambda who, _: desk.redo(who),
            "/revert": lambda who, given: desk.revert(who, _number(given)),
            "/restore": lambda who, given: desk.restore(who, _number(given)),
        }
        """What takes acts back, or does them again, by its address."""
        self.under_way: defaultdict[str, dict[asyncio.Future[bool], str]] = defaultdict(dict)
        """What a page has sent and is being done, with its address, by the page: whether it was done."""
        self.missed: deque[str] = deque(maxlen=_MISSED)
        """What was decided on a page that was closed, and couldn't be done: the next page tells it."""

    # Pages.

    async def home(self, _: Request) -> Response:
        return RedirectResponse(f"/{VIEWS[0].name}", 303)

    async def page(self, request: Request) -> Response:
        view = self.views.get(request.path_params["view"], UNKNOWN)

        def made(workspace: ReviewWorkspace) -> str:
            return pages.page(
                workspace,
                view=view,
                views=VIEWS,
                document=request.query_params.get("document", ""),
                lang=request.query_params.get("lang", ""),
                interface=_language(request),
                who=self.who,
                version=self.desk.watched.version,
            )

        shown = await run_in_threadpool(partial(self.desk.look, made, even_broken=True))
        return HTMLResponse(shown, 404 if view is UNKNOWN else 200)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        # A name alone, of a file that we ship.
        known = {file.name: file for file in files("toolkit.review").joinpath("static").iterdir()}
        suffix = "." + name.rpartition(".")[2]
        if name not in known or suffix not in _TYPES:
            return JSONResponse({"error": "there is no such file."}, 404)
        return Response(known[name].read_bytes(), media_type=_TYPES[suffix])

    async def words(self, request: Request) -> Response:
        return JSONResponse(words.table(request.path_params["lang"]))

    # Data and acts.

    async def data(self, request: Request) -> Response:
        look = self._view(request.path_params["view"]).looks.get(request.path_params["what"])
        if look is None:
            raise DiglotError("this page has no such data.")
        given = dict(request.query_params)

        def answered() -> Reply:
            made = self.desk.look(lambda workspace: look(workspace, self._asked(workspace, request, given)))
            return made() if callable(made) else made

        return JSONResponse(await run_in_threadpool(answered))

    async def file(self, request: Request) -> Response:
        make = self._view(request.path_params["view"]).files.get(request.path_params["what"])
        if make is None:
            raise DiglotError("this page has no such file.")
        given = dict(request.query_params)
        made = await run_in_threadpool(
            self.desk.look, lambda workspace: make(workspace, self._asked(workspace, request, given))
        )
        if isinstance(made.data, Path):
            return FileResponse(made.data, media_type=made.media_type)
        return Response(made.data, media_type=made.media_type)

    async def change(self, request: Request) -> Response:
        given = await _given(request)
        with self._doing(request) as (_, mine):
            reply = await self._changed(request, request.url.path, given)
            mine.set_result(_was_done(reply))
        # What two have changed at once is told to the second, and nothing is written.
        return JSONResponse(reply, 409 if "clashes" in reply else 200)

    async def waiting(self, request: Request) -> Response:
        """Each for itself, in order: the next page is told of those that can't be done."""
        wanted = Asked("", "", "", await _given(request)).listed("changes", _WAITING)
        done = 0
        with self._doing(request) as (before, _):
            if before:
                await asyncio.wait(before)
            # Of the acts of this page, in order, whether each was done; and of those that are taken back.
            acts = [each.result() for each, path in before.items() if _decides(path)]
            back: list[bool] = []
            for one in wanted:
                path = str(one.get("path"))
                # Who took back what couldn't be done or was so already, or did that again, meant no other.
                if path == "/undo":
                    back.append(acts.pop() if acts else True)
                    if not back[-1]:
                        continue
                elif path == "/redo":
                    acts.append(back.pop() if back else True)
                    if not acts[-1]:
                        continue
                wrong, was_done = await self._missed(request, one)
                if wrong:
                    self.missed.append(wrong)
                else:
                    done += 1
                if _decides(path):
                    acts.append(was_done)
                    back.clear()
        return JSONResponse({"done": done})

    @contextmanager
    def _doing(
        self, request: Request
    ) -> Iterator[tuple[dict[asyncio.Future[bool], str], asyncio.Future[bool]]]:
        """Something that a page has sent is being done.

        Gives what it has sent before and is still being done, with the addresses, and what tells whether this
        was done: it wasn't where nothing is told.
        """
        page, mine = self._who(request).page, asyncio.get_running_loop().create_future()
        before = {**self.under_way[page]}
        self.under_way[page][mine] = request.url.path
        try:
            yield before, mine
        finally:
            if not mine.done():
                mine.set_result(False)
            del self.under_way[page][mine]
            if not self.under_way[page]:
                del self.under_way[page]

    async def _missed(self, request: Request, one: Mapping[str, Any]) -> tuple[str, bool]:
        """Do what still waited on a page that was closed; what is to be told where it can't be done.

        And whether there is something to be taken back.
        """
        asked = Asked("", "", "", one)
        try:
            reply = await self._changed(request, asked.text("path", 200), asked.fields("value"))
        except DiglotError as error:
            told = asked.error(error)
        else:
            if not (clashes := reply.get("clashes")):
                return "", _was_done(reply)
            told = {"error": "".join(f"“{quoted(row['source'])}” " for row in clashes)}
            say = words.sayer(_language(request))
            told["hint"] = say("Somebody else has changed it, and nothing is written over. Look at it again.")
        return " ".join(filter(None, told.values())), False

    async def _changed(self, request: Request, path: str, given: Mapping[str, Any]) -> Reply:
        """Do what is sent to an address, and give what came of it."""
        who = self._who(request)
        if turn := self.turns.get(path):
            act = await run_in_threadpool(turn, who, given)
            return {"act": None if act is None else _told(act)}
        *_, name, what = ("", *path.split("/"))
        view = self._view(name)
        change = view.changes.get(what)
        if change is None:
            raise DiglotError("this page has no such act.")

        def done(workspace: ReviewWorkspace) -> Acted:
            asked = self._asked(workspace, request, given)
            if view.of_document:
                asked.require(lang=view.of_language)
            return change(workspace, asked)

        acted = await run_in_threadpool(self.desk.act, who, view.name, done)
        return acted.answer | {"saved": acted.saved}

    async def history(self, request: Request) -> Response:
        asked = Asked("", "", "", dict(request.query_params))
        before = asked.number("before", 0, 1 << 53, 0)
        acts = await run_in_threadpool(self.desk.history, _HISTORY, before)
        return JSONResponse({"acts": [_told(act) for act in acts]})

    async def here(self, request: Request) -> Response:
        place = Asked("", "", "", await _given(request)).text("place", 500)
        self.people.at(self._who(request), place)
        return JSONResponse({})

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._events(request), media_type="text/event-stream")

    async def _events(self, request: Request) -> AsyncIterator[str]:
        """A line each time that a file has changed, and one now and then that says that we are there."""
        page, since = (request.query_params.get(name, "")[:40] for name in ("page", "since"))
        # What was changed while it was opened is news to a page; one that was open before looks by itself.
        seen = self.desk.watched.version
        if since.isascii() and since.isdecimal():
            seen = min(seen, int(since))
        others: list[dict[str, str]] = []
        made = 0
        try:
            yield "event: hello\ndata: {}\n\n"
            while not await request.is_disconnected():
                await run_in_threadpool(self.desk.watch)
                news = self.desk.watched.news(seen)
                for seen, cause in news:
                    yield f"event: changed\ndata: {json_line({'version': seen, 'page': cause})}\n\n"
                if self.desk.background.done != made:
                    made = self.desk.background.done
                    yield "event: made\ndata: {}\n\n"
                if self.missed:
                    told = [self.missed.popleft() for _ in range(len(self.missed))]
                    yield f"event: missed\ndata: {json_line(told)}\n\n"
                if (now := self.people.others(page)) != others:
                    others = now
                    yield f"event: people\ndata: {json_line(others)}\n\n"
                elif not news:
                    yield ": here\n\n"
                await asyncio.sleep(_LOOKS)
        finally:
            # Most often the stream is cancelled in the midst.
            self.people.gone(page)

    # What comes from a page.

    def _view(self, name: str) -> ReviewPage:
        view = self.views.get(name)
        if view is None:
            raise DiglotError(f"there is no such page. There are: {', '.join(self.views)}.")
        return view

    def _who(self, request: Request) -> Who:
        return Who(self._name(request), request.headers.get("x-diglot-page", "")[:40])

    def _name(self, request: Request) -> str:
        return tidy(unquote(request.headers.get("x-diglot-who", ""))[:100]) or self.who

    def _asked(self, workspace: Workspace, request: Request, given: Mapping[str, Any]) -> Asked:
        """What is asked for; DiglotError for a document or a language that isn't there."""
        others = dict(given)
        document, lang = str(others.pop("document", "")), str(others.pop("lang", ""))
        # Where these can't be told, that is what is wrong.
        known = workspace.project.sources
        if document and document not in known:
            raise DiglotError("there is no such document.", hint=workspace.project.suggestion(document))
        if lang and (not document or lang not in workspace.targets(document)):
            raise DiglotError("the document isn't translated into this language.")
        who = self._name(request)
        # An account's name is for the log alone: in files it would take the place of a person's.
        name = "" if who == self.who and not self.named else who
        return Asked(
            document, lang, who, others, name, words.wording(_language(request)), self._who(request).page
        )


def _decides(path: str) -> bool:
    """Whether an address is of an act by which somebody decides, not of one that makes ready for these."""
    return path.startswith(_ACT) and not path.endswith("/ready")


def _was_done(reply: Reply) -> bool:
    """Whether an act is there to be taken back: no other has stood in its way, and it wasn't so already."""
    return "clashes" not in reply and bool(reply.get("saved", True))


async def _given(request: Request) -> dict[str, Any]:
    """The object that a page sends; DiglotError where it sends anything else."""
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError):
        given = None
    # Halves of characters could stand in no file.
    if not isinstance(given, dict) or SURROGATE.search(json_line(given)):
        raise DiglotError("what was sent is no JSON object.")
    return given


def _number(given: Mapping[str, Any]) -> int:
    """Of the act that is meant."""
    return Asked("", "", "", {"number": None, **given}).number("number", 0, 1 << 53, 0)


def _told(act: Act) -> dict[str, Any]:
    return {
        "number": act.number,
        "time": act.time,
        "who": act.who,
        "view": act.view,
        "place": act.place,
        "words": act.words,
        "undone": bool(act.undone),
    }
