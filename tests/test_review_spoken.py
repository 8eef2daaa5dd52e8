"""What a screen reader is told by the review: names, what each act did, and where the focus is."""

from __future__ import annotations

from pathlib import Path

import pytest

import review_sheets
import test_review_touch
from browser import TREE, Step, Visit, click, evaluate, press, status, visited, wait
from reviews import Running, running
from test_review_touch import READY, SAVED, STATUS

pytestmark = pytest.mark.slow
sheets, talk = test_review_touch.sheets, test_review_touch.talk
HEAR = evaluate(
    "(() => { window.heard = []; const place = document.getElementById('status');"
    " new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });"
    " return 0; })()"
)
HEARD = evaluate("heard.splice(0)")
AT = evaluate(
    "[document.activeElement.tagName, document.activeElement.closest('[data-index]')?.dataset.index ?? '']"
)
CONTROLS = {
    "button",
    "link",
    "textbox",
    "combobox",
    "listitem",
    "checkbox",
    "MenuListPopup",
    "option",
    "status",
}


def visit(review: Running, view: str, *steps: Step, **about: str) -> Visit:
    return Visit(review.address(view, **about), (READY, *steps, SAVED), around=review.root)


def test_all_that_has_the_focus_has_a_name_and_what_is_said_is_heard(sheets: Running) -> None:
    """On each page, and behind its dialogs: nothing beside a dialog is heard."""
    visits = [
        visit(
            sheets,
            view,
            TREE,
            click("#tools button:nth-of-type(3)"),
            wait("document.querySelector('dialog[open]')"),
            TREE,
            **about,
        )
        for view, (about, _) in review_sheets.PAGES.items()
    ]
    for page, in_dialog in visited(*visits):
        for nodes in (page, in_dialog):
            nameless = [node for node in nodes if node["focusable"] and not node["name"]]
            assert {node["role"] for node in nameless} <= {"main"}, nameless
            assert {"polite", "assertive"} <= {node["live"] for node in nodes}


def test_acts_of_a_reading_are_said_once_and_the_focus_stays(talk: Running) -> None:
    kind = ".opened [aria-label='What it is']"
    change = evaluate(
        f"(() => {{ const kind = document.querySelector({kind!r}); kind.focus(); kind.value = 'event';"
        " kind.dispatchEvent(new Event('change')); return 0; })()"
    )
    row = click("[data-index='5'] .number"), wait("document.querySelector('[data-index=\"5\"].opened')")
    here = evaluate("document.activeElement.getAttribute('aria-label')")
    ((_, _, first, _, at, second, third, again, last),) = visited(
        visit(
            talk, "reading", *row, HEAR, HEARD, press("t"), status("narration"), SAVED, HEARD,
            # Who has chosen in a list is still at it.
            change, status("is: event"), SAVED, here, HEARD,
            click("#tools button"), status("Taken back"), SAVED, HEARD,
            # What is said again is heard again, in its order.
            click("[data-index='5'] .number"), press("Control+z"), press("Control+z"),
            status("Nothing is left"), HEARD, press("Control+z"), SAVED, wait("heard.length"), HEARD,
        )
    )  # fmt: skip
    assert [words for words in first if "narration" in words] == first[:1] and len(first) <= 2
    assert at == "What it is" and sum("event" in words for words in second) == 1
    assert len(third) == 1 and third[0].startswith("Taken back")
    assert again[-1] == "Nothing is left to be taken back." and last == again[-1:]


def test_an_alignment_is_split_where_keys_have_put_the_cursor(sheets: Running) -> None:
    """Each step of the cursor is said; so is what became of the row, which has the focus."""
    merge = press("m"), status("Now it is: 2:2")
    ((_, said, wide, split, at),) = visited(
        visit(
            sheets, "alignment", press("g"), wait("document.activeElement.name === 'place'"),
            press("2"), press("Enter"), wait("document.querySelector('.opened')?.dataset.index === '1'"),
            *merge, HEAR, press("c"), press("v"), wait("heard.length >= 2"), HEARD,
            evaluate("document.querySelectorAll('.opened .cut.cursor').length"),
            press("/"), status("Now it is: 1:1, decided"), HEARD, AT,
            document="foghorn", lang="fr",
        )
    )  # fmt: skip
    assert [words.split(":")[0] for words in said] == [
        "Cursor in the source, before",
        "Cursor in the translation, before",
    ]
    assert wide == 2 and len(split) == 1 and at == ["DIV", "1"]


def test_a_choice_goes_on_to_wherever_somebody_goes(talk: Running) -> None:
    """A passage that goes on far takes the keys of its beginning, its end, and one."""
    row = click("[data-index='1'] .number"), wait("document.querySelector('[data-index=\"1\"].opened')")
    go = press("g"), wait("document.activeElement.name === 'place'"), *map(press, "11"), press("Enter")
    ((chosen, after),) = visited(
        visit(
            talk, "reading", *row, press("v"), *go, status("Paragraphs that are chosen"), evaluate(STATUS),
            press("t"), status("are: narration"), SAVED,
            evaluate("document.querySelectorAll('.chosen').length"),
        )
    )  # fmt: skip
    assert chosen == "Paragraphs that are chosen: 5." and after == 0


def test_a_cast_of_hundreds_takes_no_more_room_than_one_of_dozens(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    first, last = (
        "Ann Bo Cy Di Ed Flo Gus Hal Ida Jo Kit Lou Max Ned Ora".split(),
        [f"{a}{b}" for a in ("Mar", "Ler", "Ton", "Vel", "Kar") for b in ("lin", "dov", "rek", "sen")],
    )
    names = [f"{one} {other}" for one in first for other in last]
    turns = (f"{name}: It took {n} days, and I was there.\n\n" for n in range(3) for name in names)
    (tmp_path / "source/ferry.txt").write_text("".join(turns), "utf-8")
    nodes = evaluate("document.querySelectorAll('*').length")
    speakers = "document.querySelector('.opened [aria-label=\"Whose it is\"]')"
    with running(tmp_path) as review:
        ((all_, offered, shown, later),) = visited(
            visit(
                review, "reading", wait("document.querySelector('.cast li')"), nodes,
                # All are there for who comes to the list.
                evaluate(f"({speakers}.focus(), {speakers}.length)"),
                evaluate("document.querySelectorAll('.cast li').length"),
                click("[data-page='25']"), status("26 to 50 of"),
                evaluate("document.querySelector('.cast .who').textContent.trim()"),
            )
        )  # fmt: skip
    assert all_ < 1500 and offered > 250 and shown == 25 and later not in names[:20]
