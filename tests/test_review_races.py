"""Two browsers and another program write to one catalog at once: nothing is lost or written over in silence.

With DIGLOT_PACE=long it is 1,000 writes.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from browser import Step, Visit, a_browser, browse, click, evaluate, press, wait, when, write
from pace import PACE
from reviews import Running, running, sample
from toolkit import disk, limits, po
from toolkit.errors import DiglotError
from waiting import PATIENCE

pytestmark = pytest.mark.slow
CATALOG = "locales/ja/LC_MESSAGES/river.po"
WRITES = {"quick": 10, "usual": 40, "long": 400}[PACE]
"""Of each browser; the other program writes half as often."""
MESSAGES = 8
"""So few that they meet."""

READY = wait("document.documentElement.dataset.ready && document.querySelector('textarea')")
WATCH = evaluate(
    "(() => { const place = document.getElementById('status'); window.log = []; window.told = [];"
    " new MutationObserver(() => told.push(place.textContent)).observe(place, { childList: true });"
    # What somebody sees when they begin to type over it, and at which message.
    " document.addEventListener('beforeinput', ({ target }) => { window.over ??="
    " [Number(target.closest('[data-index]').dataset.index), target.value]; }, true);"
    " document.addEventListener('keydown', ({ key, ctrlKey, target }) => {"
    " if (ctrlKey && key === 'Enter') window.sent = target.value; }, true); return 0; })()"
)
BEGIN = evaluate("(told.length = 0, window.over = null, window.theirs = null, 0)")
MOMENT = evaluate("new Promise((done) => setTimeout(() => done(0), 40))")
ASKED = "document.querySelector('dialog[open]')"
ANSWERED = wait(f"told.length || {ASKED} || document.getElementById('alert').textContent")


class Write(NamedTuple):
    """A text that was confirmed to whoever wrote it."""

    message: int
    over: str
    """What they had seen there."""
    text: str


def choice(number: int) -> Sequence[Step]:
    """Who is asked keeps their own twice, and then the other's."""
    keep = "section:nth-of-type(3) button" if number % 3 else "section:nth-of-type(2) button"
    look = evaluate(
        "(window.theirs = document.querySelectorAll('dialog .text')[2].textContent, told.length = 0)"
    )
    return (look, click(f"dialog[open] {keep}"), ANSWERED)


def writes(name: str, count: int) -> Sequence[Step]:
    """Somebody goes up and down, and types over what stands there."""
    drawn, steps = random.Random(name), list[Step]()
    for number in range(count):
        # Each goes where the other may be.
        top = drawn.randrange(MESSAGES)
        steps += [
            BEGIN,
            *go_to(top),
            press("Control+a"),
            write(f"{name} {number}。"),
            press("Control+Enter"),
            ANSWERED,
        ]
        for again in (1, 2, 3):
            steps.append(when(ASKED, *choice(again)))
        steps.append(
            evaluate("(log.push([...over, theirs, sent, told.at(-1) ?? document.body.innerText]), 0)")
        )
    return [READY, WATCH, *steps, evaluate("log")]


def go_to(index: int) -> Sequence[Step]:
    """A click into the message; once more where its row was made anew under the mouse."""
    row = f"[data-index='{index}']"
    there = f"document.activeElement.closest({row!r}) && document.activeElement.tagName === 'TEXTAREA'"
    opened = f"document.activeElement.matches({row!r}) && document.activeElement.querySelector('textarea')"
    into = when(opened, press("Enter"))
    # What stays at the top covers what is below it.
    seen = evaluate(f"(document.querySelector({row!r}).scrollIntoView({{ block: 'center' }}), 0)")
    again = [when(f"!({there})", seen, click(f"{row} .number"), MOMENT, into) for _ in range(5)]
    return (*again, wait(there))


class Session(threading.Thread):
    """Somebody at a browser of their own."""

    def __init__(self, review: Running, name: str) -> None:
        super().__init__()
        self.review, self.name_ = review, name
        self.seen: list[Any] = []
        self.complaints: list[str] = []

    def run(self) -> None:
        address = self.review.address("translation", document="river", lang="ja")
        visit = Visit(address, writes(self.name_, WRITES), around=self.review.root)
        with a_browser() as browser:
            ((self.seen, self.complaints),) = browse(visit, browser=browser, seconds=PATIENCE + 2 * WRITES)

    def done(self) -> list[Write]:
        """What was confirmed; all else is what the other had written, and was kept."""
        found = []
        for message, over, theirs, sent, outcome in self.seen[-1]:
            if outcome.startswith("Saved as translated"):
                found.append(Write(message, over if theirs is None else theirs, sent))
            else:
                assert outcome.startswith("Theirs is kept"), outcome
        return found


class Editor(threading.Thread):
    """Another program, which saves only over what it has read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.done: list[Write] = []

    def run(self) -> None:
        drawn = random.Random("editor")
        while len(self.done) < WRITES // 2:
            message, text = drawn.randrange(MESSAGES), f"editor {len(self.done)}。"
            memory = disk.Memory()
            before = memory.read(self.path, limits.CATALOG) or b""
            catalog = po.load(before, "", "ja")
            entries = [*catalog.entries]
            over = entries[message].target
            entries[message] = entries[message].replace(target=text, state="done")
            try:
                memory.write(self.path, po.dump(replace(catalog, entries=tuple(entries)), before))
            except DiglotError:
                continue  # somebody has saved meanwhile: it reads the file again
            self.done.append(Write(message, over, text))
            time.sleep(drawn.uniform(0.02, 0.3))


def test_two_browsers_and_another_program_lose_nothing(tmp_path: Path) -> None:
    with running(sample(tmp_path)) as review:
        path = review.folder / CATALOG
        first = [entry.target for entry in po.load(path.read_bytes(), "", "ja").entries]
        sessions, editor = [Session(review, "ann"), Session(review, "bo")], Editor(path)
        for one in (*sessions, editor):
            one.start()
        for one in (*sessions, editor):
            one.join()
        now = [entry.target for entry in po.load(path.read_bytes(), "", "ja").entries]
    done = [*editor.done, *sessions[0].done(), *sessions[1].done()]
    # Each was written over what its writer had seen, and nobody else wrote over that: from the first text
    # to the last there is one way, and all that was confirmed stands on it.
    after: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for message, over, text in done:
        after[message, over].append(text)
    for message in range(MESSAGES):
        text, way = first[message], 0
        while (message, text) in after:
            (text,) = after[message, text]
            way += 1
        assert text == now[message]
        assert way == sum(one.message == message for one in done), (message, text)
    assert first[MESSAGES:] == now[MESSAGES:]
    asked = sum(theirs is not None for session in sessions for _, _, theirs, _, _ in session.seen[-1])
    print(f"{len(done)} writes, {asked} times two at once")  # noqa: T201
    # A refusal is what the browser complains of; who was refused was asked.
    assert all("409" in one for session in sessions for one in session.complaints)
    assert len(done) + asked >= 2 * WRITES + WRITES // 2 and asked
