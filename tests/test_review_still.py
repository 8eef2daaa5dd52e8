"""The review tells what it did once it is shown, and what comes later moves nothing under a finger."""

from __future__ import annotations

import pytest

import review_sheets
import test_review_touch
from browser import REST, Step, Visit, click, evaluate, press, status, tap_at, visited, wait, write
from reviews import Running
from test_review_touch import OPENED, READY, SAVED, SCREEN, button, inside, row, visit

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
    ((*_, heard),) = visited(
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
    ((*_, heard),) = visited(
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
        "[document.querySelectorAll('.found button').length,"
        f" Math.round({freeze}.getBoundingClientRect().top)]"
    )
    steps = (
        FOUND,
        READY,
        evaluate(f"{freeze}.focus()"),
        looks,
        evaluate("window.go = true"),
        wait("document.querySelector('.found button') && !document.getElementById('renewing').textContent"),
        looks,
        # A page that is made anew has what was known before.
        evaluate("window.go = false"),
        button("Bring the catalogs up to date: foghorn"),
        status("The catalogs are up to date."),
        looks,
    )
    page = Visit(sheets.address("project"), steps, SCREEN, phone=True, around=sheets.root)
    (values,) = visited(page)
    (none, top), (all_, found), (kept, _) = (value for value in values if isinstance(value, list))
    assert none == 0 and kept == all_ > 2 and abs(found - top) <= 1


def test_a_finger_waits_for_what_moves(talk: Running) -> None:
    falls = evaluate(
        "(() => { const space = document.createElement('div'), end = performance.now() + 500;"
        " document.getElementById('main').prepend(space); (function fall() {"
        " space.style.height = `${100 + (performance.now() % 97)}px`;"
        " if (performance.now() < end) requestAnimationFrame(fall); })(); })()"
    )
    visited(visit(talk, "reading", falls, button("Go to ..."), OPENED))


SIZES = (SCREEN, (1280, 900))
KNOWN = wait("!document.getElementById('renewing')?.textContent")
"""What is found in all messages is there."""
SHIFTS = evaluate(
    "new Promise((done) => { const moved = []; new PerformanceObserver((seen) => {"
    " for (const { value, sources } of seen.getEntries()) moved.push([value,"
    " sources.map(({ node }) => (node?.outerHTML ?? node?.nodeName ?? '').slice(0, 90))]); })"
    ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(moved), 200); })"
)
"""What has moved since the page was opened, though nobody did anything: [how much, [what, ...]]."""


def top(selector: str) -> Step:
    """Where something stands on the screen."""
    return evaluate(f"Math.round(document.querySelector({selector!r}).getBoundingClientRect().top)")


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("view", [*review_sheets.PAGES])
def test_nothing_moves_while_a_page_is_loaded(sheets: Running, view: str, lang: str) -> None:
    """Also what comes late has its room: findings, the past, what helps with a message."""
    about, _ = review_sheets.PAGES[view]
    # Who waits a little sees what comes to the message that is open, and what is found.
    late = evaluate("new Promise((done) => setTimeout(() => done(true), 800))")
    steps: tuple[Step, ...] = (READY, late, REST, KNOWN, REST, SHIFTS)
    if view == "project":
        found = wait("document.querySelector('.found button')")
        steps = (FOUND, READY, late, evaluate("window.go = true"), found, KNOWN, SHIFTS)
    visits = [
        Visit(
            sheets.address(view, **about),
            steps,
            size,
            phone=size == SCREEN,
            around=sheets.root,
            languages=lang,
        )
        for size in SIZES
    ]
    for (*_, moved), size in zip(visited(*visits), SIZES, strict=True):
        assert sum(value for value, _ in moved) < 0.01, (size, moved)


@pytest.mark.parametrize("size", SIZES)
def test_what_somebody_works_at_stays_under_the_finger(sheets: Running, size: tuple[int, int]) -> None:
    """While they type, and findings, suggestions and other people come and go; when they save."""
    draft = ".opened [title='Ctrl+Shift+Enter']"
    field, next_ = top(".opened textarea"), top(".opened + .message")
    another = evaluate(
        "fetch('/here', { method: 'POST', body: JSON.stringify({ place:"
        " document.querySelector('.opened .people').dataset.at }), headers: { 'content-type':"
        " 'application/json', 'x-diglot-page': 'other', 'x-diglot-who': 'Somebody with a long name' } })"
        ".then((answer) => answer.json())"
    )
    places = (field, top(draft), next_)
    steps = (
        READY,
        wait("document.activeElement.tagName === 'TEXTAREA'"),
        *places,
        # Another figure than in the source, which is found.
        write("99 「"),
        wait("document.querySelector('.opened .unsaved') && document.querySelector('.opened .problems li')"),
        another,
        wait("document.querySelector('.opened .people').textContent"),
        REST,
        *places,
        click(draft),
        status("Saved as a draft"),
        REST,
        KNOWN,
        *places,
        evaluate(
            "['problems', 'status'].map((one) => (document.getElementById(one) ??"
            " document.querySelector(`.opened .${one}`)).getBoundingClientRect())"
            ".map(({ top, bottom }) => [top, bottom])"
        ),
    )
    about = {"document": "foghorn", "lang": "ja"}
    page = Visit(
        sheets.address("translation", **about), steps, size, phone=size == SCREEN, around=sheets.root
    )
    ((*stands, shown),) = visited(page)
    numbers = [value for value in stands if isinstance(value, int)]
    assert numbers[:3] == numbers[3:6] == numbers[6:9]
    # What is said lately covers nothing of what is found in the message.
    (_, end), (begin, _) = shown
    assert end <= begin


@pytest.mark.parametrize("view", ["reading", "alignment", "translation"])
def test_a_row_opens_where_it_is(sheets: Running, view: str) -> None:
    """The one that was open above it closes."""
    about, _ = review_sheets.PAGES[view]
    row = "document.querySelector(`[data-index='${window.at}']`)"
    place = evaluate(f"Math.round({row}.getBoundingClientRect().top)")
    steps = (
        READY,
        press("Escape"),
        evaluate(
            "window.at = document.querySelector('.opened')"
            ".nextElementSibling.nextElementSibling.dataset.index"
        ),
        evaluate(f"{row}.scrollIntoView({{ block: 'center' }})"),
        evaluate(f"{row}.querySelector('.number').id = 'wanted'"),
        place,
        click("#wanted"),
        wait(f"{row}.matches('.opened')"),
        place,
    )
    page = Visit(sheets.address(view, **about), steps, (1280, 900), around=sheets.root)
    ((*_, before, after),) = visited(page)
    assert abs(after - before) <= 1


def test_titles_in_another_direction_begin_where_the_page_does(sheets: Running) -> None:
    """An English title, and a list of names, on a page in Arabic."""
    ends = evaluate(
        "[...document.querySelectorAll('h1, h2, .document > .meta')].map((one) => {"
        " const range = document.createRange(); range.selectNodeContents(one);"
        " return Math.round(range.getBoundingClientRect().right); }).filter((right) => right > 0)"
    )
    page = Visit(sheets.address("project"), (READY, ends), SIZES[1], around=sheets.root, languages="ar")
    ((found,),) = visited(page)
    assert len(found) > 3 and max(found) - min(found) <= 1
