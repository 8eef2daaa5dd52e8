"""What the pages of the review tell where something is amiss, or is left to be done."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from browser import AXE, Step, Visit, browse, evaluate, press, status, wait
from reviews import Running, running
from waiting import PATIENCE, ended

pytestmark = pytest.mark.slow
READY = wait("document.documentElement.dataset.ready")
STATUS = "document.getElementById('status').textContent"
ALERT = "document.getElementById('alert').textContent"
TYPING = wait("document.activeElement.tagName === 'TEXTAREA'")


def seen(review: Running, view: str, *steps: Step, **asked: str) -> list[object]:
    """What a visit saw, at which nothing went wrong."""
    ((values, complaints),) = browse(
        Visit(review.address(view, **asked), (READY, *steps), around=review.root)
    )
    assert not [complaint for complaint in complaints if "400 (Bad Request)" not in complaint]
    return values


def sent(path: str, body: str) -> Step:
    """What a page sends, and the status of the answer."""
    headers = "{ 'content-type': 'application/json' }"
    asked = f"fetch('{path}', {{ method: 'POST', headers: {headers}, body: '{body}' }})"
    return evaluate(f"{asked}.then((answer) => answer.status)")


@contextmanager
def broken_between(review: Running, file: str) -> Iterator[tuple[Step, Step]]:
    """A file that another program breaks, and mends: the steps behind which it does.

    By a file of the review that program knows how far a visit is.
    """
    path = review.folder / file
    well = path.read_bytes()
    sign = review.folder / "locales/foghorn.ids.tsv"
    assert not sign.exists()

    def another_program() -> None:
        for there, data in ((True, b'msgid "a\n[['), (False, well)):
            while sign.exists() is not there:
                time.sleep(0.05)
            path.write_bytes(data)

    program = Thread(target=another_program, daemon=True)
    program.start()
    yield sent("/act/project/freeze", '{"document": "foghorn"}'), sent("/undo", "{}")
    ended(program)
    assert path.read_bytes() == well


@pytest.mark.parametrize("view", ["reading", "translation", "book"])
def test_a_file_that_another_program_breaks_is_told_until_it_is_well(review: Running, view: str) -> None:
    file = "source/river.toml" if view == "reading" else "locales/fr/LC_MESSAGES/river.po"
    with broken_between(review, file) as (breaks, mends):
        told = seen(
            review,
            view,
            breaks,
            wait(f"{ALERT}.includes('{Path(file).name}')"),
            mends,
            wait(f"{ALERT} === ''"),
            status("The files can be read again."),
            document="river",
            lang="fr",
        )
    assert told[0] == 200


def test_what_cannot_be_decided_while_a_file_is_broken_is_not_shown_as_decided(review: Running) -> None:
    row = "document.activeElement.closest('[data-index]').innerText"
    watch = (
        f"window.rows = [], new MutationObserver(() => window.rows.push({row.replace(').', ')?.')}))"
        ".observe(document, { childList: true, subtree: true, characterData: true, attributes: true })"
    )
    done = wait("!document.documentElement.dataset.waiting")
    with broken_between(review, "source/river.toml") as (breaks, mends):
        _, before, _, at_once, after, _ = seen(
            review,
            "reading",
            breaks,
            wait(f"{ALERT}.includes('river.toml')"),
            press("n"),
            evaluate(row),
            # It is shown at once, and for no longer than it takes to be refused.
            evaluate(f"({watch}, 0)"),
            press("t"),
            done,
            wait(f"{ALERT}.includes('river.toml')"),
            evaluate("window.rows.some((words) => words?.includes('decided'))"),
            evaluate(row),
            mends,
            wait(f"{ALERT} === ''"),
            status("The files can be read again."),
            document="river",
        )
    assert at_once
    assert after == before


def test_who_replaces_takes_the_replacement_back_by_one_key(review: Running) -> None:
    """Though the search was begun in a field, where something was typed before."""
    path = review.folder / "locales/fr/LC_MESSAGES/river.po"
    before = path.read_bytes()
    search = evaluate(
        "(() => { const form = document.querySelector('dialog form'); form.elements.words.value = 'e';"
        " form.elements.instead.value = 'E'; form.requestSubmit(); })()"
    )
    boxes = evaluate("[...document.querySelectorAll('.hits input')].map((box) => box.ariaLabel)")
    told = seen(
        review,
        "translation",
        TYPING,
        press("Control+Shift+f"),
        wait("document.querySelector('dialog[open] input[name=words]')"),
        search,
        wait("document.querySelector('dialog[open] .hits')"),
        boxes,
        evaluate("document.querySelector('dialog > button').click()"),
        status("were changed"),
        press("Control+z"),
        status("Taken back"),
        document="river",
        lang="fr",
    )
    labels = next(value for value in told if isinstance(value, list))
    assert len(labels) > 1 and len({*labels}) == len(labels)
    assert path.read_bytes() == before


def test_what_the_memory_offers_first_is_taken_by_a_key(review: Running) -> None:
    offers = [
        {"source": "It is.", "target": word, "likeness": 0.9, "from": "tide"} for word in ("Si.", "Oui.")
    ]
    answer = json.dumps({"marks": [], "memory": offers, "again": False})
    stub = f"""window.fetch = ((real) => async (path, options) => path.startsWith("/data/translation/helps")
      ? new Response('{answer}', {{ headers: {{ "content-type": "application/json" }} }})
      : real(path, options))(window.fetch), 0"""
    keys = "[...document.querySelectorAll('.opened .memory kbd')].map((key) => key.textContent)"
    told = seen(
        review,
        "translation",
        TYPING,
        evaluate(stub),
        press("Alt+ArrowDown"),
        wait(f"{keys}.join() === 'Alt+1,Alt+2'"),
        press("Alt+2"),
        evaluate("document.activeElement.value"),
        press("Alt+1"),
        evaluate("document.activeElement.value"),
        press("Alt+3"),
        evaluate(STATUS),
        document="river",
        lang="fr",
    )
    taken = [value for value in told if isinstance(value, str)]
    assert taken[-3:] == ["Oui.", "Si.", "The memory offers no such translation."]


def test_what_is_found_stands_below_the_field_however_long_the_source_is(review: Running) -> None:
    inside = evaluate("document.querySelector('.opened .target .aside .acts') !== null")
    assert True in seen(review, "translation", TYPING, inside, document="river", lang="fr")


def test_what_is_left_the_other_way_is_told_with_its_key(review: Running) -> None:
    """An end of the list isn't the end of the work."""
    told = seen(
        review,
        "translation",
        TYPING,
        press("Escape"),
        evaluate("document.querySelector('.rows > :last-child').click()"),
        TYPING,
        press("Escape"),
        press("n"),
        status("further on"),
        evaluate(STATUS),
        document="foghorn",
        lang="ja",
    )
    assert str(told[-1]).startswith("Nothing is unfinished further on. The other way: ")
    assert str(told[-1]).endswith("(key p).")


def tide(review: Running, sidecar: str, end: str = "") -> Path:
    """A talk of one who asks and one who answers; its sidecar."""
    asked = ("Mara Lind: Why is that?", "Jonas Weber: Because of the tide, which is never late here.")
    text = "A talk\n\n" + "\n\n".join(line.replace("tide", f"tide {n}") for n in range(4) for line in asked)
    (review.folder / "source/tide.txt").write_text(f"{text}{end}\n", "utf-8")
    path = review.folder / "source/tide.toml"
    path.write_text(sidecar, "utf-8")
    return path


def test_a_doubt_that_no_paragraph_answers_is_shown_by_its_key(review: Running) -> None:
    """A sign that is left out is taken out of the file."""
    tide(review, 'lang = "en"\n\n[[speakers]]\nname = "Mara Lind"\nrole = "interviewer"\n', "\x01")
    told = seen(review, "reading", press("n"), wait(f"{STATUS} !== ''"), evaluate(STATUS), document="tide")
    assert "In doubt in the list: U+0001" in str(told[-1])


def test_whoever_is_taken_for_the_interviewer_is_asked_about_and_no_paragraph(review: Running) -> None:
    path = tide(review, 'lang = "en"\n')
    role = evaluate("document.querySelector('.cast select').value")
    button = "[...document.querySelectorAll('.opened .acts button')].map((one) => one.textContent)"
    told = seen(
        review,
        "reading",
        wait("document.querySelector('.question')?.textContent.includes('taken for an interviewer')"),
        wait(f"{button}.includes('Mara Lind: guest')"),
        # No paragraph is like it.
        press("a"),
        status("Nothing else is in doubt for the same reason."),
        press("x"),
        status("Mara Lind is: guest. Nothing is in doubt."),
        role,
        press("Control+z"),
        wait(f"{button}.includes('Mara Lind: guest')"),
        press("Enter"),
        status("Mara Lind is: interviewer. Nothing is in doubt."),
        role,
        document="tide",
    )
    assert [value for value in told if value in ("guest", "interviewer")] == ["guest", "interviewer"]
    assert 'role = "interviewer"' in (said := path.read_text("utf-8")) and "decide" not in said


@pytest.mark.parametrize("view", ["project", "reading", "translation"])
@pytest.mark.parametrize(
    ("file", "text"), [("diglot.toml", "target-languages = ["), ("source/river.md", "**Ann**: One.\n")]
)
def test_a_page_of_what_cannot_be_read_is_a_page_and_tells_it(
    review: Running, view: str, file: str, text: str
) -> None:
    (review.folder / file).write_text(text, "utf-8")
    heading = evaluate("document.querySelector('h1').textContent")
    visit = Visit(review.address(view), (READY, evaluate(ALERT), heading, AXE), around=review.root)
    (((told, title, violations), _),) = browse(visit)
    assert Path(file).name in told and title.lower() == view and violations == []


@pytest.mark.parametrize("address", ["nopage", "nopage/talk.txt", "data/reading"])
def test_an_address_that_leads_nowhere_is_a_page_with_the_way_to_others(
    review: Running, address: str
) -> None:
    status, _, body = review.ask("GET", f"/{address}", review.inside)
    assert status == 404 and body.startswith(b"<!DOCTYPE html>")
    heading = evaluate("document.querySelector('h1').textContent")
    ways = evaluate("[...document.querySelectorAll('nav a')].map((way) => way.pathname).join()")
    visit = Visit(review.address(address), (READY, heading, evaluate(ALERT), ways, AXE), around=review.root)
    (((title, told, links, violations), _),) = browse(visit)
    assert title == "No such page" and "There are: project, reading" in told and violations == []
    assert links == "/project,/reading,/alignment,/translation,/book"


def test_a_project_without_a_text_or_a_language_says_what_is_next(tmp_path: Path) -> None:
    words = evaluate("document.getElementById('alert').innerText + document.querySelector('main').innerText")

    def told(*views: str) -> list[str]:
        with running(tmp_path) as made:
            visits = [Visit(made.address(view), (READY, words, AXE), around=made.root) for view in views]
            found = [seen for seen, _ in browse(*visits)]
        assert [violations for _, violations in found] == [[]] * len(views)
        return [told for told, _ in found]

    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text("", "utf-8")
    assert all("talk.txt" in page for page in told("project", "reading", "translation", "alignment", "book"))
    (tmp_path / "source/talk.txt").write_text("", "utf-8")
    assert all("add one on the page of the project" in page for page in told("translation", "alignment"))
    (tmp_path / "diglot.toml").write_text('target-languages = ["fr"]\n', "utf-8")
    (page,) = told("project")
    assert "nothing to translate" in page


def test_what_is_changed_while_a_page_opens_is_news_to_it(review: Running) -> None:
    """Between what it was shown and the moment from which it listens."""
    _, _, page = review.ask("GET", "/reading?document=river", review.inside)
    found = re.search(rb'"version": (\d+)', page)
    assert found
    with (review.folder / "source/river.toml").open("ab") as sidecar:
        sidecar.write(b"\n")
    # Another page has looked, and known of it.
    time.sleep(0.6)
    review.ask("GET", "/data/reading/summary?document=river", review.inside)
    told = b""
    with socket.create_connection(("127.0.0.1", review.port), timeout=PATIENCE) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in review.inside.items())
        path = f"/events?page=a&since={int(found[1])}"
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{review.port}\r\n{head}\r\n"
        connection.sendall(asked.encode())
        while b"event: changed" not in told and (part := connection.recv(1 << 16)):
            told += part
            assert told.count(b": here") < 5, "nothing is news"
    assert b"event: changed" in told


def test_a_book_that_cannot_be_made_tells_why(review: Running) -> None:
    (review.folder / "locales/fr/LC_MESSAGES/river.po").write_bytes(
        'msgid ""\nmsgstr "caf\u00e9"\n'.encode("latin-1")
    )
    frame = "document.querySelector('iframe.book')?.checkVisibility()"
    told = (wait(f"{ALERT}"), evaluate(ALERT))
    alert, shown = seen(review, "book", *told, evaluate(frame), document="river", lang="fr")
    assert "river.po:2: " in str(alert) and "UTF-8" in str(alert) and not shown
