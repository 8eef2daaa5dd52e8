"""What the pages of the review show: lines as printed, numbers that stay, what is to be done first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import review_sheets
from browser import PHONE, Step, Visit, click, evaluate, press, tap, tap_at, visited, wait, write
from reviews import Running, running, sample
from test_review_desk import ANN, desk
from toolkit.review.views import project as project_page
from toolkit.review.views import translation
from toolkit.review.views.view import Asked, quoted
from toolkit.workflow.progress import status

READY = wait("document.documentElement.dataset.ready")
SAVED = wait("!document.documentElement.dataset.waiting")
VERSE = """\
The Night Ferry

A poem hangs in the harbour office.

Mara Lind: How does it go?

Jonas Weber: The ice was wide.<br>We walked across.<br>Nobody came back.

Mara Lind: And today?

Jonas Weber: Today there is a bridge.
"""


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/ferry.txt").write_text(VERSE, "utf-8")
    with running(tmp_path) as made:
        yield made


def seen(review: Running, view: str, *steps: Step, phone: bool = False, **asked: str) -> list[Any]:
    """What a visit saw, at which nothing went wrong."""
    size = PHONE if phone else (1280, 800)
    visit = Visit(review.address(view, **asked), (READY, *steps), size, around=review.root, phone=phone)
    (values,) = visited(visit)
    return values


@pytest.mark.slow
def test_lines_are_shown_as_lines_and_a_place_in_them_is_found(review: Running) -> None:
    verse = "document.querySelector('.paragraph:nth-child(4) .text')"
    shown = evaluate(f"[{verse}.textContent.includes('<br>'), {verse}.querySelectorAll('br').length]")
    third = (
        f"(() => {{ const range = document.createRange(); range.selectNode({verse}.childNodes[4]);"
        " const box = range.getBoundingClientRect(); return [box.left + 1, box.top + box.height / 2]; })()"
    )
    cursor = "document.querySelector('dialog[open] textarea')"
    values = seen(
        review,
        "reading",
        shown,
        evaluate(f"{verse}.scrollIntoView({{ block: 'center' }})"),
        tap_at(third),
        press("/"),
        wait(cursor),
        evaluate(f"{cursor}.value.slice({cursor}.selectionStart)"),
        press("Enter"),
        wait("document.querySelectorAll('.paragraph').length === 7"),
        SAVED,
        press("h"),
        wait("document.querySelector('dialog[open] .history')"),
        evaluate("document.querySelector('dialog[open] .history .words').textContent"),
        phone=True,
    )
    assert values[0] == [False, 2] and values[2] == "Nobody came back."
    assert values[3].startswith("The ice was wide. We walked across.")


def test_marks_are_told_as_they_are_read() -> None:
    assert quoted("The *ice*<br>was wide.") == "The ice was wide."
    assert len(quoted("x" * 100)) == 40


@pytest.mark.slow
def test_the_key_of_a_speaker_stays_whoever_is_added(review: Running) -> None:
    cast = evaluate("[...document.querySelectorAll('.cast .who')].map((one) => one.textContent)")
    values = seen(
        review,
        "reading",
        cast,
        click(".paragraph:nth-child(2)"),
        press("w"),
        wait("document.querySelector('dialog[open] input[name=who]')"),
        write("Ada Moor"),
        press("Enter"),
        wait("document.querySelectorAll('.cast li').length === 3"),
        cast,
        click(".paragraph:nth-child(6)"),
        press("1"),
        SAVED,
        evaluate("document.querySelector('.paragraph:nth-child(6) .who').textContent"),
    )
    assert values == [
        ["1 Mara Lind", "2 Jonas Weber"],
        ["1 Mara Lind", "2 Jonas Weber", "3 Ada Moor"],
        "Mara Lind",
    ]


@pytest.mark.slow
def test_what_was_said_covers_nothing_that_is_touched(review: Running) -> None:
    covers = "document.getElementById('status').classList.contains('fresh')"
    steps = (
        click(".paragraph:nth-child(2)"),
        press("t"),
        wait(covers),
        # It lets through what is meant for the words below it.
        tap_at(
            "(({ left, top, width, height }) => [left + width / 2, top + height / 2])"
            "(document.getElementById('status').getBoundingClientRect())"
        ),
        evaluate(covers),
        SAVED,
    )
    assert seen(review, "reading", *steps, phone=True) == [False]


FOLDED = evaluate("document.querySelector('#side').open")


@pytest.mark.slow
def test_on_a_phone_the_text_comes_before_the_cast_which_opens(review: Running) -> None:
    cast = evaluate("document.querySelector('.cast').checkVisibility()")
    steps = (FOLDED, cast, tap("#side > summary"), cast)
    assert seen(review, "reading", *steps, phone=True) == [False, False, True]
    assert seen(review, "reading", FOLDED) == [True]


@pytest.mark.slow
def test_what_is_said_of_a_row_goes_as_the_page_does(tmp_path: Path) -> None:
    """In Arabic the share stood before what it is of."""
    left = (
        "(() => { const text = document.getElementById('status').firstChild, range = document.createRange();"
        " const at = (words) => { range.setStart(text, text.data.indexOf(words)); range.setEnd(text,"
        " text.data.indexOf(words) + words.length); return range.getBoundingClientRect().left; };"
        " return ['من', 'محذوف', '99'].map(at); })()"
    )
    with review_sheets.opened(tmp_path) as review:
        address = review.address("alignment", document="foghorn", lang="fr")
        steps = (READY, press("n"), wait("document.getElementById('status').textContent"), evaluate(left))
        ((places,),) = visited(Visit(address, steps, around=review.root, languages="ar"))
    assert places == sorted(places, reverse=True)


FIRST = wait("document.querySelector('.paragraph[data-index=\"0\"]:focus-visible')")


@pytest.mark.slow
def test_the_outline_of_the_first_paragraph_is_seen(review: Running) -> None:
    """It is drawn around the paragraph, and the bar above would cover it."""
    room = evaluate(
        "document.querySelector('.paragraph').getBoundingClientRect().top"
        " - document.querySelector('.toolbar').getBoundingClientRect().bottom"
    )
    outline = evaluate(
        "(() => { const style = getComputedStyle(document.querySelector('.paragraph:focus-visible'));"
        " return parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset); })()"
    )
    there, needed = seen(
        review, "reading", press("k"), press("k"), press("k"), press("k"), FIRST, room, outline
    )
    assert there >= needed > 0


@pytest.mark.slow
def test_a_translation_that_nobody_has_begun_is_begun_on_its_page(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    settings = 'source-language = "en"\ntarget-languages = ["fr"]\n'
    (tmp_path / "diglot.toml").write_text(settings, "utf-8")
    (tmp_path / "source/ferry.txt").write_text(VERSE, "utf-8")
    with running(tmp_path) as review:
        values = seen(
            review,
            "translation",
            evaluate("document.querySelector('main p').textContent"),
            click("main .acts button"),
            wait("document.querySelector('textarea')"),
            lang="fr",
        )
    assert values == ["There is no catalog of this language yet."]
    assert (tmp_path / "locales/fr/LC_MESSAGES/ferry.po").is_file()


def doubts(folder: Path) -> list[tuple[str, bool]]:
    with closing(desk(folder)) as mine:
        told = mine.look(lambda workspace: project_page.rows(workspace, Asked("talk", "", "ann")))
    (row,) = told["documents"]
    return [(doubt["code"], doubt["minor"]) for doubt in row["doubts"]]


def test_who_asks_is_told_last_and_what_is_ignored_not_at_all(tmp_path: Path) -> None:
    asks = "".join(
        f"Ada: What came {number} years later?\n\nBen: Then the harbour grew, and the ships with it.\n\n"
        for number in range(2, 12)
    )
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/talk.txt").write_text(asks + "She looks at the old timetable.\n", "utf-8")
    found = doubts(tmp_path)
    assert len(found) > 1 and found[-1] == ("D115", True)
    assert not any(minor for _, minor in found[:-1])
    ignored = '[[ignore]]\ncode = "D115"\nwhere = "talk"\nreason = "It is plain."\n'
    with (tmp_path / "diglot.toml").open("a", encoding="utf-8") as settings:
        settings.write(ignored)
    assert doubts(tmp_path) == found[:-1]


def test_what_a_catalog_has_not_got_is_counted_as_status_counts_it(tmp_path: Path) -> None:
    river = sample(tmp_path) / "source/river.txt"
    river.write_text(river.read_text("utf-8") + "\nPostscript: it rang twice.\n", "utf-8")
    with closing(desk(tmp_path)) as mine:

        def counted() -> tuple[int, int]:
            def look(workspace: Any) -> tuple[Any, int]:
                (state,) = status(workspace, ["river"], ["fr"])
                return translation.behind(workspace, Asked("river", "fr", "ann")), state.behind  # type: ignore[union-attr]

            later, told = mine.look(look)
            return later()["behind"], told

        first, told = counted()
        assert first == told > 0
        extract = project_page.VIEW.changes["extract"]
        mine.act(ANN, "project", lambda workspace: extract(workspace, Asked("river", "fr", "ann")))
        assert counted() == (0, 0)


@pytest.mark.slow
def test_the_page_of_a_translation_brings_its_catalog_up_to_date(tmp_path: Path) -> None:
    river = sample(tmp_path) / "source/river.txt"
    river.write_text(river.read_text("utf-8") + "\nPostscript: it rang twice.\n", "utf-8")
    behind = "document.getElementById('behind').textContent"
    count = evaluate("document.querySelector('[aria-setsize]').ariaSetSize")
    with running(tmp_path) as review:
        told, before, after, label = seen(
            review,
            "translation",
            wait(behind),
            evaluate(behind),
            count,
            click("#extract"),
            wait(f"!{behind}"),
            count,
            evaluate("document.getElementById('extract').hidden"),
            document="river",
            lang="fr",
        )
        acts = json.loads(review.ask("GET", "/history", review.inside)[2])["acts"]
    assert re.fullmatch(r"\d+ not in the catalog yet", told)
    assert int(after) == int(before) + int(told.split()[0]) and label
    assert [act["view"] for act in acts] == ["project"]
