"""The review tells what it did once it is shown, and what comes later moves nothing under a finger."""

from __future__ import annotations

import pytest

import test_review_touch
from browser import Step, Visit, evaluate, tap_at, wait
from reviews import Running
from test_review_touch import OPENED, READY, SAVED, SCREEN, button, inside, row, seen, status, visit

pytestmark = pytest.mark.slow
sheets, talk = test_review_touch.sheets, test_review_touch.talk


LATE = evaluate(
    "(() => { const sent = fetch; window.fetch = async (...asked) => {"
    " if (asked[0].startsWith('/data/')) await new Promise((go) => setTimeout(go, 150));"
    " return sent(...asked); }; })()"
)
"""What the page looks up takes a while."""
FOUND = evaluate(
    "(() => { const sent = fetch, headers = { 'content-type': 'application/json' },"
    " one = { code: 'D221', places: 2, words: 'Another figure.', name: 'm1' },"
    " answer = JSON.stringify({ mark: '1', again: false, causes: [one] });"
    " window.fetch = async (...asked) => {"
    " if (!asked[0].startsWith('/data/project/findings')) return sent(...asked);"
    " while (!window.go) await new Promise((go) => setTimeout(go, 20));"
    " return new Response(answer, { headers }); }; })()"
)
"""In each translation something is found, once `window.go` is set."""


def watch(shown: str) -> Step:
    """Whenever something is told, it is remembered with what is shown then: [words, value]."""
    return evaluate(
        "(() => { window.heard = []; const place = document.getElementById('status');"
        f" new MutationObserver(() => heard.push([place.textContent, {shown}]))"
        ".observe(place, { childList: true }); })()"
    )


HEARD = evaluate("heard")


def test_a_project_tells_what_it_shows(sheets: Running) -> None:
    ((*_, heard),) = seen(
        visit(
            sheets,
            "project",
            LATE,
            watch("Boolean(document.querySelector('[data-lang=ko]'))"),
            button("Add a translation: foghorn"),
            OPENED,
            evaluate("document.querySelector('dialog input').value = 'ko'"),
            button("Make its catalog"),
            status("The catalog is made."),
            button("Undo"),
            status("Taken back"),
            button("Redo"),
            status("Done again"),
            HEARD,
        )
    )
    told = [(words.split(":")[0], there) for words, there in heard]
    assert told == [("The catalog is made.", True), ("Taken back", False), ("Done again", True)]


def test_a_reading_tells_what_it_shows(talk: Running) -> None:
    opened = "document.querySelector('.opened').dataset.index"
    ((*_, heard),) = seen(
        visit(
            talk,
            "reading",
            *row(4),
            LATE,
            watch(f"[{opened}, document.querySelector('.opened .text').textContent]"),
            inside(".opened .text", "We walked"),
            button("Two paragraphs ..."),
            OPENED,
            button("Two paragraphs"),
            status("It is two paragraphs."),
            SAVED,
            tap_at("document.querySelector('[data-index=\"0\"] .number')"),
            wait(f"{opened} === '0'"),
            button("Undo"),
            status("Taken back"),
            HEARD,
        )
    )
    (_, (parted_at, parted)), (_, (back_at, back)) = heard
    assert (parted_at, back_at) == ("5", "4") and parted.startswith("We walked") and back.endswith(parted)


def test_what_is_found_later_moves_nothing_under_a_finger(sheets: Running) -> None:
    freeze = "document.querySelector('[aria-label=\"Freeze the ids: river\"]')"
    looks = evaluate(
        f"[document.querySelectorAll('.found').length, Math.round({freeze}.getBoundingClientRect().top)]"
    )
    steps = (
        FOUND,
        READY,
        evaluate(f"{freeze}.focus()"),
        looks,
        evaluate("window.go = true"),
        wait("document.querySelector('.found') && !document.getElementById('renewing').textContent"),
        looks,
        # A page that is made anew has what was known before.
        evaluate("window.go = false"),
        button("Bring the catalogs up to date: foghorn"),
        status("The catalogs are up to date."),
        looks,
    )
    page = Visit(sheets.address("project"), steps, SCREEN, phone=True, around=sheets.root)
    (values,) = seen(page)
    (none, top), (all_, found), (kept, _) = (value for value in values if isinstance(value, list))
    assert none == 0 and kept == all_ > 2 and abs(found - top) <= 1


def test_a_finger_waits_for_what_moves(talk: Running) -> None:
    falls = evaluate(
        "(() => { const space = document.createElement('div'), end = performance.now() + 500;"
        " document.getElementById('main').prepend(space); (function fall() {"
        " space.style.height = `${100 + (performance.now() % 97)}px`;"
        " if (performance.now() < end) requestAnimationFrame(fall); })(); })()"
    )
    seen(visit(talk, "reading", falls, button("Go to ..."), OPENED))
