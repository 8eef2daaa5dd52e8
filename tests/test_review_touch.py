"""A review on a phone: every act of the five views is done by a finger, on 360 pixels, without a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import review_sheets
from browser import Step, Visit, choose, evaluate, status, tap, tap_at, visited, wait, write
from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from reviews import Running, running
from test_review_reading import TALK
from test_review_recording import folder as recorded  # noqa: F401
from test_workflow_repairing import Bench
from toolkit import po
from toolkit.project import find
from toolkit.review.pages import commands
from toolkit.workflow.workspace import Workspace

pytestmark = pytest.mark.slow
SCREEN = (360, 740)
READY = wait("document.documentElement.dataset.ready")
SAVED = wait("!document.documentElement.dataset.waiting")
STATUS = "document.getElementById('status').textContent"
CHECKED = wait(
    "performance.getEntriesByType('resource').some((one) => one.name.includes('/findings?')"
    " && one.name.includes('lang=ko')) && !document.getElementById('renewing').textContent"
)
"""What `diglot check` finds in the new translation has been asked for."""
OPENED = wait("document.querySelector('dialog[open]')")
CLOSED = wait("!document.querySelector('dialog[open]')")
FRAME = "document.querySelector('iframe.book')?.contentDocument"
SMALL = evaluate(
    "[...document.querySelectorAll('a, button, input, select, textarea, summary')]"
    ".filter((one) => one.checkVisibility() && !one.matches('.skip, .go'))"
    ".map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])"
    ".filter(([{ width, height }]) => width < 24 || height < 24).map(([, words]) => words)"
)
"""Whatever is smaller than a finger needs."""


def button(words: str, within: str = "main, dialog[open], #tools") -> Step:
    """A tap at the button that says this."""
    buttons = json.dumps(", ".join(f"{one} button" for one in within.split(", ")))
    return tap_at(
        f"[...document.querySelectorAll({buttons})].find((one) => one.checkVisibility()"
        f" && (one.textContent.trim() === {json.dumps(words)} || one.ariaLabel === {json.dumps(words)}))"
    )


def act(name: str) -> tuple[Step, ...]:
    """A tap at an act in the list of all acts, by the name that its key has."""
    found = f"[...document.querySelectorAll('.keys code')].find((one) => one.textContent === {name!r})"
    return (button("Acts and keys"), OPENED, tap_at(f"{found}.closest('tr').querySelector('button')"))


def row(index: int) -> tuple[Step, ...]:
    """A tap at a row, which opens."""
    wanted = f"document.querySelector('[data-index=\"{index}\"]')"
    return (tap_at(f"{wanted}.querySelector('.number')"), wait(f"{wanted}.matches('.opened')"))


def inside(selector: str, words: str) -> Step:
    """A tap right before some words of a text."""
    return tap_at(
        f"(() => {{ const text = document.querySelector({selector!r});"
        " text.scrollIntoView({ block: 'center' });"
        " const range = document.createRange(), at = text.firstChild.data.indexOf("
        f"{json.dumps(words)}); range.setStart(text.firstChild, at); range.setEnd(text.firstChild, at + 1);"
        " const place = range.getBoundingClientRect();"
        " return [place.left + 1, place.top + place.height / 2]; })()"
    )


def visit(review: Running, view: str, *steps: Step, **about: str) -> Visit:
    return Visit(
        review.address(view, **about), (READY, *steps, SAVED), SCREEN, phone=True, around=review.root
    )


@pytest.fixture
def sheets(tmp_path: Path) -> Iterator[Running]:
    with running(review_sheets.lay(tmp_path)) as review:
        yield review


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/ferry.txt").write_text(TALK, "utf-8")
    with running(tmp_path) as review:
        yield review


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Running]:
    made = ten_faults()
    Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    with running(tmp_path) as review:
        yield review


def test_each_act_has_a_button_and_each_button_fits_a_finger(sheets: Running) -> None:
    names = evaluate(
        "[...document.querySelectorAll('.keys tr:has(button)')]"
        ".map((one) => one.querySelector('code').textContent)"
    )
    coarse = evaluate(
        "matchMedia('(pointer: coarse)').matches && document.documentElement.scrollWidth <= innerWidth"
    )
    views = list(review_sheets.PAGES.items())
    found = visited(
        *[
            visit(sheets, view, coarse, SMALL, button("Acts and keys"), OPENED, names, SMALL, **about)
            for view, (about, _) in views
        ]
    )
    for (view, _), (fits, small, offered, in_dialog) in zip(views, found, strict=True):
        assert fits and (small, in_dialog) == ([], []), view
        # The further speakers of a list are chosen from the list; sound is where a recording is.
        unheard = {name for name in commands(f"{view}.js") if name.startswith(("speaker-", "play", "back"))}
        assert {*offered} >= {*commands(f"{view}.js")} - unheard - {"help"}, view


def test_a_project_is_kept_by_taps(sheets: Running) -> None:
    visited(
        visit(
            sheets,
            "project",
            button("Freeze the ids: foghorn"),
            status("The ids are frozen."),
            button("Bring the catalogs up to date: foghorn"),
            status("The catalogs are up to date."),
            button("Add a translation: foghorn"),
            OPENED,
            tap("dialog input"),
            write("ko"),
            button("Make its catalog"),
            status("The catalog is made."),
            # What it asks about a translation that is taken back meanwhile is refused: an error.
            CHECKED,
            button("Undo"),
            status("Taken back"),
            button("History"),
            OPENED,
            button("Do this one again"),
            status("Done again"),
        )
    )
    assert (sheets.folder / "locales/ko/LC_MESSAGES/foghorn.po").exists()


def test_a_transcript_is_read_by_taps(talk: Running) -> None:
    kinds = "[aria-label='What it is']"
    text = ".opened .text"
    visited(
        visit(
            talk,
            "reading",
            button("Next doubt"),
            status("Doubt"),
            # A kind, and back to the reader.
            *row(5),
            tap(kinds),
            choose(kinds, "event"),
            status("is: event"),
            SAVED,
            button("Leave it to the reader"),
            status("left to the reader"),
            # The cursor is where the finger was.
            *row(4),
            inside(text, "We walked"),
            button("Two paragraphs ..."),
            OPENED,
            wait(
                "(({ value, selectionStart }) => value.slice(selectionStart).startsWith('We walked'))"
                "(document.querySelector('dialog textarea'))"
            ),
            button("Two paragraphs"),
            status("It is two paragraphs."),
            SAVED,
            button("On with the one before"),
            status("It is one paragraph."),
            SAVED,
            # Several at once.
            *row(3),
            button("Choose from here ..."),
            status("All is chosen from here"),
            tap_at("document.querySelector('[data-index=\"5\"] .number')"),
            status("Paragraphs that are chosen: 3."),
            tap(kinds),
            choose(kinds, "narration"),
            status("3 paragraphs are: narration"),
            SAVED,
            button("Undo"),
            status("Taken back"),
            # Speakers, who are folded up above the text; below doubts, once these are found again.
            tap_at("document.querySelector('#side > summary')"),
            wait("document.querySelector('#side > div').firstElementChild.querySelector('button')"),
            button("Rename Mara Lind"),
            OPENED,
            tap("dialog input"),
            write("Dr. "),
            button("Do it"),
            status("is called"),
            SAVED,
            *act("right"),
            SAVED,
        )
    )
    document = Workspace(find(talk.folder)).document("ferry")
    assert document.speakers[0].name == "Dr."


def test_an_alignment_is_mended_by_taps(faulty: Running) -> None:
    """Each button of a row does what it says, and a row is split where a finger has put the cursor."""
    decided = "document.getElementById('overview').textContent"
    ways = (
        "Merge below",
        "Translation ↓",
        "Source ↓",
        "Swap",
        "Unlink",
        "Pair below",
        "Merge above",
        "Source ↑",
        "Translation ↑",
        "Left out",
        "Added",
    )
    each = [
        step
        for label in ways
        for step in (button(label), status("Now it is"), button("Undo"), status("Taken back"))
    ]
    first = ".opened .source .sentence:nth-last-of-type(1) .text"
    ((before, cursors, *_, after),) = visited(
        visit(
            faulty,
            "alignment",
            evaluate("document.querySelectorAll('.opened .source .sentence').length"),
            inside(first, "a"),
            status("Cursor in the source, before"),
            evaluate("document.querySelectorAll('.opened .cut.cursor').length"),
            button("Split"),
            status("Now it is: 1:1, decided"),
            button("Find anew"),
            status("Now it is: 1:1,"),
            *each,
            button("Pair with ..."),
            status("Go to the row that it goes with"),
            *row(4),
            button("Pair with ..."),
            status("Now it is"),
            button("Undo"),
            status("Taken back"),
            button("Next doubt"),
            status("Doubt"),
            button("Right"),
            status("Now it is"),
            button("Right up to here"),
            status("All up to here is decided."),
            button("Right above ..."),
            OPENED,
            button("Do it"),
            status("Decided just now"),
            evaluate(decided),
        )
    )
    assert (before, cursors) == (2, 1) and "decided: 0," not in after


def test_a_translation_is_made_by_taps(sheets: Running) -> None:
    field = "textarea"
    (_, (drafts,)) = visited(
        visit(
            sheets,
            "translation",
            button("Next unfinished"),
            tap(field),
            write("水の話。"),
            button("Draft"),
            status("Saved as a draft"),
            button("Done"),
            status("Saved as translated"),
            button("Reviewed"),
            button("Undo"),
            status("Taken back"),
            button("Comment"),
            OPENED,
            tap("dialog input"),
            write("Which water?"),
            button("Leave the comment"),
            status("The comment is in the catalog."),
            *act("mark"),
            wait(f"{STATUS}.includes('marks are there') || document.querySelector('{field}')"),
            button("Find and replace"),
            OPENED,
            tap("dialog input[name=words]"),
            write("水の話"),
            tap("dialog input[name=instead]"),
            write("川の話"),
            button("Show what would change"),
            wait("document.querySelector('dialog .hits input')"),
            SMALL,
            button("Replace in those that are ticked"),
            status("Messages that were changed"),
            button("Book beside it"),
            wait(f"{FRAME}?.querySelector('.pair')"),
            button("Book beside it"),
            button("Go to ..."),
            OPENED,
            tap("dialog input"),
            write("3"),
            button("Go"),
            wait("document.querySelector('.opened').dataset.index === '2'"),
            document="river",
            lang="ja",
        ),
        visit(
            sheets,
            "translation",
            *act("place"),
            OPENED,
            tap("dialog input"),
            write("lanternquay"),
            button("Go"),
            CLOSED,
            wait("document.querySelector('.opened .marks button')"),
            tap(".opened .marks button"),
            evaluate("document.querySelector('textarea').value"),
            document="river",
            lang="ja",
        ),
    )
    assert "lanternquay" in drafts
    entries = po.load((sheets.folder / "locales/ja/LC_MESSAGES/river.po").read_bytes(), "", "ja").entries
    (made,) = [entry for entry in entries if "川の話" in entry.target]
    assert made.state == "done"
    assert any("Which water?" in line for entry in entries for line in entry.comments)


def test_a_book_is_looked_at_by_taps(sheets: Running) -> None:
    shown = wait(f"{FRAME}?.querySelector('.pair')")
    layout = "[name=layout]"
    visited(
        visit(
            sheets,
            "book",
            shown,
            tap(".looks summary"),
            wait("document.querySelector('.looks').open"),
            tap(layout),
            choose(layout, "columns"),
            wait(f"{FRAME}?.querySelector('.columns .pair')"),
            *act("theme"),
            CLOSED,
            *act("down"),
            wait(f"{FRAME}?.querySelector('.at')"),
            tap(".looks summary"),
            tap_at(f"{FRAME}.querySelectorAll('.pair[id]')[3]"),
            wait("location.pathname === '/translation' && document.querySelector('.opened')"),
            document="river",
            lang="ar",
        )
    )


@pytest.mark.parametrize("view", ["reading", "translation", "book"])
def test_a_recording_is_heard_by_taps(recorded: Path, view: str) -> None:  # noqa: F811
    player = "document.querySelector('audio')"
    at = "down" if view == "book" else ""
    there = {"reading": row(0), "translation": row(2), "book": (*act(at), CLOSED)}[view]
    with running(recorded) as review:
        ((time,),) = visited(
            visit(
                review,
                view,
                wait(player),
                *there,
                button("Play"),
                wait(f"{player}.currentTime > 1"),
                button("2 s back"),
                evaluate(f"{player}.currentTime"),
                document="talk",
                lang="fr",
            )
        )
    assert time < 2
