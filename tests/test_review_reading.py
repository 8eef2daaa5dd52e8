"""The reading in a real browser: what is in doubt is decided by keys, and stands in the sidecar."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import browser
from browser import AXE, DESK, PHONE, REST, Step, Visit, click, evaluate, press, status, visited, wait, write
from reviews import Running, running
from toolkit.project import find
from toolkit.workflow.workspace import Workspace

pytestmark = pytest.mark.slow
TALK = """\
The Night Ferry

Published: May 4, 2026

A conversation on the pier.

Mara Lind: When did the ferry stop?

Jonas Weber: In the winter of the long ice. We walked across.

She laughs and pours the tea.

It was colder than anybody remembers, and nobody complained.

He looks at the old timetable on the wall.

He laughs and shakes his head.

Mara Lind: Yes.

Jonas Weber: Yes.

Mara Lind: And today?

The Captain: Today there is a bridge.

Nobody walks any more, and the harbour is quiet at night.

Editor's note: the interview was held in the harbour office.
"""
ARABIC = """\
مارا: متى توقفت العبّارة؟

يوناس: في شتاء الجليد الطويل. مشينا فوق النهر.

تضحك وتصبّ الشاي.

مارا: نعم.

يوناس: نعم.
"""
READY = wait("document.documentElement.dataset.ready")
SAVED = wait("!document.documentElement.dataset.waiting")
STATUS = "document.getElementById('status').textContent"
LINE = evaluate("document.activeElement.querySelector('.number')?.textContent")


def at(line: int) -> Step:
    """Waits until the paragraph of a line has the focus."""
    return wait(f"document.activeElement.querySelector('.number')?.textContent === '{line}'")


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Running]:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/ferry.txt").write_text(TALK, "utf-8")
    (tmp_path / "source/arabic.txt").write_text(ARABIC, "utf-8")
    (tmp_path / "source/arabic.toml").write_text('lang = "ar"\n', "utf-8")
    with running(tmp_path) as made:
        yield made


def visit(review: Running, *steps: Step, document: str = "ferry", **how: Any) -> Visit:
    address = review.address("reading", document=document)
    return Visit(address, (READY, *steps, SAVED), around=review.root, **how)


def said(review: Running, words: str) -> tuple[str, str]:
    """The kind and the speaker of a paragraph, as another program reads it."""
    document = Workspace(find(review.folder)).document("ferry")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return next(
        (p.kind, "+".join(names[key] for key in turn.speakers))
        for _, turn, p in document.numbered()
        if words in p.text
    )


def sidecar(review: Running) -> dict[str, Any]:
    path = review.folder / "source/ferry.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def test_what_is_in_doubt_comes_first_and_is_decided_by_keys(review: Running) -> None:
    first = evaluate("document.activeElement.className")
    told = evaluate(STATUS)
    ((shown, spoken),) = visited(visit(review, first, press("t"), status("is: narration"), told))
    assert "doubtful" in shown and "opened" in shown
    assert len(sidecar(review)["decide"]) == 1 and spoken.startswith("Line ")


def test_a_paragraph_is_given_a_kind_a_speaker_and_left_again(review: Running) -> None:
    laughs = click(".paragraph:nth-child(6)")
    visited(visit(review, laughs, at(11), press("t"), status("narration")))
    assert said(review, "She laughs") == ("narration", "")
    visited(visit(review, laughs, at(11), press("1"), status("Mara Lind")))
    assert said(review, "She laughs") == ("speech", "Mara Lind")
    kinds = (press("c"), wait("document.querySelector('dialog[open] .kinds')"), press("g"))
    visited(visit(review, laughs, at(11), *kinds, status("note")))
    assert said(review, "She laughs")[0] == "note"
    visited(visit(review, laughs, at(11), press("u"), status("left to the reader")))
    assert "decide" not in sidecar(review)
    # What was done in several visits is taken back in another one.
    back = [step for _ in range(3) for step in (press("Control+z"), status("Taken back"))]
    visited(visit(review, *back, REST))
    assert said(review, "She laughs") == ("narration", "")


def test_whoever_is_quick_loses_nothing(review: Running) -> None:
    """Keys that are pressed before the last act is done are done in their order."""
    keys = ("t", "s", "t", "j", "t", "k", "s", "k", "1")
    visited(visit(review, click(".paragraph:nth-child(6)"), at(11), *map(press, keys)))
    # Speech without a speaker of its own goes on with the one before.
    assert said(review, "She laughs") == ("speech", "Mara Lind")
    assert said(review, "It was colder") == ("narration", "")
    assert said(review, "In the winter") == ("speech", "Mara Lind")
    assert len(sidecar(review)["decide"]) == 3


def test_whoever_closes_the_page_at_once_loses_nothing(review: Running) -> None:
    """Keys and the end of the page come in one go: the first act is on its way then, and the others wait."""
    typed = (
        "for (const key of 'tjtjtjt') document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true}));"
        "const shown = () => document.querySelectorAll('.sure.decided').length;"
        "const leave = () => (shown() < 4 ? setTimeout(leave, 1) : location.assign('/project'));"
    )
    laughs = (
        click(".paragraph:nth-child(6)"),
        at(11),
        evaluate(f"(() => {{ {typed} leave(); return 1; }})()"),
    )
    gone = wait("location.pathname === '/project' && document.documentElement.dataset.ready")
    done = wait("fetch('/history').then((answer) => answer.json()).then((told) => told.acts.length === 4)")
    address = review.address("reading", document="ferry")
    visited(Visit(address, (READY, *laughs, gone, done), around=review.root))
    for words in ("She laughs", "It was colder", "He looks", "He laughs"):
        assert said(review, words) == ("narration", "")


def test_several_are_chosen_and_decided_at_once(review: Running) -> None:
    steps = (
        click(".paragraph:nth-child(6)"),
        at(11),
        press("Shift+ArrowDown"),
        status("Paragraphs that are chosen: 2"),
    )
    visited(visit(review, *steps, press("t"), status("2 paragraphs are: narration")))
    assert said(review, "She laughs") == said(review, "It was colder") == ("narration", "")
    assert len(sidecar(review)["decide"]) == 1 and "until" in sidecar(review)["decide"][0]


def test_all_like_this_is_one_key(review: Running) -> None:
    """A question about four paragraphs: one is decided, the rest are like it, and what isn't asked stays."""
    doubts = evaluate("[...document.querySelectorAll('.doubts li')].map((item) => item.textContent)")
    gone = wait("!document.querySelector('.doubts')?.textContent.includes('D101')")
    laughs = click(".paragraph:nth-child(6)")
    done = wait("fetch('/history').then((answer) => answer.json()).then((told) => told.acts.length === 2)")
    steps = (doubts, laughs, at(11), press("t"), status("narration"), press("a"), gone, done, doubts)
    ((before, after),) = visited(visit(review, *steps))
    assert sum("D101" in doubt for doubt in before) == 1
    assert sum("D101" in doubt for doubt in after) == 0
    assert said(review, "He looks") == said(review, "He laughs") == ("narration", "")
    assert said(review, "It was colder") == ("narration", "")
    assert said(review, "In the winter")[0] == "speech"


def test_a_line_is_gone_to_by_its_number(review: Running) -> None:
    steps = (press("g"), wait("document.activeElement.name === 'place'"), write("13"), press("Enter"), at(13))
    visited(visit(review, *steps))


def test_a_paragraph_is_parted_and_put_together_again(review: Running) -> None:
    """At the cursor, which stands behind the first sentence; then the second one is somebody's."""
    answer = click(".paragraph:nth-child(5)")
    asked = wait("document.activeElement.localName === 'textarea'")
    where = evaluate("document.activeElement.value.slice(document.activeElement.selectionStart)")
    steps = [answer, at(9), press("/"), asked, where, write("x"), press("Enter"), status("two paragraphs")]
    second = wait("document.activeElement.querySelector('.text')?.textContent === 'We walked across.'")
    ((words,),) = visited(visit(review, *steps, second, press("1"), status("Mara Lind")))
    assert words == "We walked across."
    assert said(review, "We walked across.") == ("speech", "Mara Lind")
    assert sidecar(review)["split"] == [{"begins": "We walked across."}]
    # Back to the one before: what was decided of it alone goes with it.
    back = (click(".paragraph:nth-child(6)"), second, press("Backspace"), status("one paragraph"))
    visited(visit(review, *back, wait("document.activeElement.textContent.includes('We walked across.')")))
    assert sidecar(review) == {}
    chosen = (click(".paragraph:nth-child(9)"), at(17), press("Shift+ArrowUp"), status("are chosen: 2"))
    visited(visit(review, *chosen, press("Backspace"), status("one paragraph")))
    assert "timetable on the wall. He laughs" in next(
        p.text for p in Workspace(find(review.folder)).document("ferry").paragraphs() if "wall" in p.text
    )
    visited(visit(review, press("Control+z"), status("Taken back")))
    assert sidecar(review) == {}


def test_speakers_are_renamed_merged_and_given_roles(review: Running) -> None:
    rename = (
        click(".cast li:nth-child(1) button"),
        wait("document.activeElement.name === 'name'"),
        write("Dr. Mara Lind"),
        press("Enter"),
        status("is called Dr. Mara Lind"),
    )
    role = evaluate(
        "(() => { const role = document.querySelector('.cast li:nth-child(1) select');"
        " role.value = 'interviewer'; role.dispatchEvent(new Event('change')); return 1; })()"
    )
    merge = (
        click(".cast li:nth-child(3) button:nth-of-type(2)"),
        wait("document.activeElement.name === 'into'"),
        evaluate("(() => { document.activeElement.value = 'Jonas Weber'; return 1; })()"),
        click("dialog .asks button"),
        status("are one"),
    )
    visited(visit(review, *rename, role, status("Dr. Mara Lind is: interviewer"), *merge))
    assert said(review, "When did") == ("speech", "Dr. Mara Lind")
    assert said(review, "a bridge") == ("speech", "Jonas Weber")
    document = Workspace(find(review.folder)).document("ferry")
    assert (document.speakers[0].name, document.speakers[0].role) == ("Dr. Mara Lind", "interviewer")
    assert len(document.speakers) == 2


def test_a_portrait_is_chosen_from_the_pictures_of_the_project(review: Running) -> None:
    picture = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    for file in (
        "source/faces/mara.svg",
        "pictures/pier.SVG",
        "build/river/cover.svg",
        "source/.old/mara.svg",
    ):
        path = review.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)
    field = "document.activeElement.name === 'portrait'"
    steps = (
        click(".cast li:nth-child(1) button:last-of-type"),
        wait(field),
        evaluate("[...document.activeElement.list.options].map((one) => one.value)"),
        write("faces/mara.svg"),
        # What it shows is needed, and asked for in its place.
        press("Enter"),
        wait("document.activeElement.name === 'portraitAlt'"),
        write("Mara at the pier"),
        press("Enter"),
        status("The portrait is decided."),
    )
    ((offers,),) = visited(visit(review, *steps))
    assert offers == ["faces/mara.svg", "../pictures/pier.SVG"]
    (speaker,) = sidecar(review)["speakers"]
    assert (speaker["portrait"], speaker["portrait-alt"]) == ("faces/mara.svg", "Mara at the pier")


def test_what_cannot_be_decided_is_told_on_the_page(review: Running) -> None:
    steps = (
        click(".cast li:nth-child(1) button"),
        wait("document.activeElement.name === 'name'"),
        write("Jonas Weber"),
        press("Enter"),
        wait("document.querySelector('#alert p')"),
        evaluate("document.querySelector('#alert p').textContent"),
    )
    ((values, _),) = browser.browse(visit(review, *steps))
    assert "already" in values[-1]
    assert sidecar(review) == {}


LABELS = """\
Mara Lind: When did the ferry stop?

Jonas Weber: In the winter. We walked across.

Mara Lind: And today?

Jonas Weber: There is a bridge.

{}

"""


@pytest.mark.parametrize(
    ("line", "key", "speakers"),
    [
        ("The point: nobody walks.", "Enter", []),
        ("The point: nobody walks.", "x", ["The point"]),
        ("Harbour and Sons: We built it.\n\nJonas Weber: They did.", "Enter", ["Harbour and Sons"]),
        ("Harbour and Sons: We built it.\n\nJonas Weber: They did.", "x", ["Harbour", "Sons"]),
    ],
)
def test_whose_a_label_is_takes_one_key(review: Running, line: str, key: str, speakers: list[str]) -> None:
    (review.folder / "source/ferry.txt").write_text(LABELS.format(line), "utf-8")
    gone = wait("!/D103|D140/.test(document.querySelector('.doubts')?.textContent ?? '')")
    visited(visit(review, at(9), press(key), status("is decided"), gone))
    document = Workspace(find(review.folder)).document("ferry")
    names = {speaker.name for speaker in document.speakers}
    assert names == {"Mara Lind", "Jonas Weber", *speakers}


@pytest.mark.parametrize(("key", "speakers"), [("x", ["The point", "The harbour"]), ("Enter", [])])
def test_labels_of_one_question_are_answered_apart_or_all_alike(
    review: Running, key: str, speakers: list[str]
) -> None:
    """One is a speaker's, and the other is like it; or each is what it was read as."""
    asked = "The point: nobody walks.\n\nThe harbour: nobody swims.\n\nJonas Weber: I do."
    (review.folder / "source/ferry.txt").write_text(LABELS.format(asked), "utf-8")
    shown = evaluate("[...document.querySelectorAll('.opened .aside button')].map((one) => one.textContent)")
    then = (press("a"),) if key == "x" else (at(11), press(key))
    gone = wait("!document.querySelector('.doubts')?.textContent.includes('D103')")
    (found,) = visited(visit(review, at(9), shown, press(key), status("is decided"), *then, gone))
    assert {"It is the label of The point", "All like this"} <= {*found[0]}
    document = Workspace(find(review.folder)).document("ferry")
    assert {speaker.name for speaker in document.speakers} == {"Mara Lind", "Jonas Weber", *speakers}


BOLD = """\
# The Bell House

**Who rang it?**

My father did, for forty years, and nobody thanked him.

He never asked for thanks.

**And who rings it now?**

The wind does.

**Do you hear it at night?**

I hear nothing else.
"""


def test_bold_questions_of_nobody_are_named_at_once(review: Running) -> None:
    """One is said to be somebody's, and `a` says it of all; likewise of the answers."""
    (review.folder / "source/bell.md").write_text(BOLD, "utf-8")

    def name(line: int, who: str, count: int) -> tuple[Step, ...]:
        field = "document.querySelector('dialog[open] input')"
        of = f"(one) => one.querySelector('.who')?.textContent === '{who}'"
        return (
            press("g"),
            wait(field),
            write(str(line)),
            press("Enter"),
            at(line),
            press("w"),
            wait(f"{field}?.name === 'who'"),
            write(who),
            press("Enter"),
            # What else it changes may be told within a moment, in the place of what it is.
            wait(f"({of})(document.activeElement)"),
            press("a"),
            wait(f"[...document.querySelectorAll('.paragraph')].filter({of}).length === {count}"),
        )

    visited(visit(review, *name(9, "Noor", 3), *name(5, "Tomas", 4), document="bell"))
    document = Workspace(find(review.folder)).document("bell")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    said = [[names[key] for key in turn.speakers] for _, turn, _ in document.numbered()]
    assert said == [[], ["Noor"], ["Tomas"], *[["Tomas"], ["Noor"]] * 2, ["Tomas"]]


def test_a_transcript_without_a_word_and_one_that_says_all_itself(review: Running) -> None:
    (review.folder / "source/empty.txt").write_text("\n", "utf-8")
    told = evaluate("document.querySelector('#alert p')?.textContent ?? ''")
    page = evaluate("document.querySelector('main').textContent")
    steps = (
        press("n"),
        status("Nothing is in doubt"),
        press("t"),
        wait("document.querySelector('#alert p')"),
    )
    (found,) = visited(visit(review, *steps, told, page, document="empty"))
    assert found[-2].startswith("There is no text.") and "There is no text." in found[-1]


def test_another_program_decides_meanwhile(review: Running) -> None:
    """The page shows what somebody typed into the sidecar."""
    path = review.folder / "source/ferry.toml"
    path.write_text('[[decide]]\nbegins = "She laughs"\nkind = "event"\n', "utf-8")
    shown = wait("document.querySelector('.paragraph:nth-child(6) .kind').textContent === 'event'")
    visited(visit(review, shown))


@pytest.mark.parametrize("document", ["ferry", "arabic"])
def test_everybody_can_use_it(review: Running, document: str) -> None:
    """Nothing that axe finds, no text that is wider than the page; a window of rows in the page."""
    wide = evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    rows = evaluate("document.querySelectorAll('.paragraph').length")
    way = evaluate("getComputedStyle(document.querySelector('.paragraph .text')).direction")
    visits = [
        visit(review, AXE, wide, rows, way, document=document, size=size, dark=dark)
        for size in (DESK, PHONE)
        for dark in (False, True)
    ]
    for axe, fits, number, direction in visited(*visits):
        assert axe == [] and fits and number <= 60
        assert direction == ("rtl" if document == "arabic" else "ltr")


def test_a_long_transcript_is_shown_through_a_window(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    turns = (
        f"{who}: It took {n} days, and I was there.\n\n" for n in range(400) for who in ("Mara", "Jonas")
    )
    (tmp_path / "source/ferry.txt").write_text("".join(turns), "utf-8")
    with running(tmp_path) as review:
        count = evaluate("document.querySelectorAll('.paragraph').length")
        nodes = evaluate("document.querySelectorAll('*').length")
        down = [press("j")] * 45
        opened = evaluate("[...document.querySelectorAll('.opened')].includes(document.activeElement)")
        steps = (count, nodes, *down, at(91), count, LINE, opened)
        ((before, all_, after, last, with_tools),) = visited(visit(review, *steps))
        assert before <= 60 and after <= 60 and all_ < 3000 and last == "91" and with_tools
