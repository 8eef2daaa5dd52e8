"""What two pages decide in the same moment: whoever is second is told, and nothing is written over."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser import Step, Visit, browse, evaluate, press, status, wait
from reviews import running
from test_review_overtaken import Two
from test_review_reading import TALK
from toolkit import project
from toolkit.errors import DiglotError
from toolkit.review.desk import Desk
from toolkit.review.meanwhile import Meanwhile
from toolkit.review.patches import Patch
from toolkit.review.people import Who
from toolkit.review.views import alignment, reading
from toolkit.review.views.view import Acted, Asked
from toolkit.review.work import ReviewWorkspace

SAVED = "!document.documentElement.dataset.waiting"
STATUS = "document.getElementById('status').textContent"
SOMEBODY = "somebody else has just decided about “.+”"
PROGRAM = "another program has just changed"
TEA = "She laughs and pours the tea."
TIMETABLE = "He looks at the old timetable on the wall."


class Page:
    """A page of the reading: what it shows, until it looks again."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.name = desk, name
        self.look()

    def look(self) -> None:
        shown = self.desk.look(lambda workspace: reading.whole(workspace, self._asked()))
        self.version, self.rows = shown["summary"]["version"], shown["rows"]

    def _asked(self, **given: Any) -> Asked:
        return Asked("ferry", "", "ann", given, page=self.name)

    def row(self, text: str) -> dict[str, Any]:
        return next(row for row in self.rows if row["text"].startswith(text))

    def act(self, what: str, **given: Any) -> None:
        """What the page sends: the version is that which it shows, also behind acts of its own."""
        asked = self._asked(version=self.version, **given)

        def change(workspace: ReviewWorkspace) -> Acted:
            return reading.VIEW.changes[what](workspace, asked)

        self.desk.act(Who("ann", self.name), "reading", change)

    def decide(self, text: str, what: str = "decide", **given: Any) -> None:
        self.act(what, ids=[self.row(text)["id"]], **given)

    def right(self, text: str) -> None:
        row = self.row(text)
        self.decide(text, so=["\n".join([row["kind"], *row["who"]])])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/ferry.txt").write_text(TALK, "utf-8")
    made = Desk(project.find(tmp_path))
    yield made
    made.close()


def decided(desk: Desk) -> list[dict[str, Any]]:
    """What the sidecar says of paragraphs."""
    path = desk.project.root / "source/ferry.toml"
    told: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8")).get("decide", [])
    return told


DECISIONS: dict[str, Callable[[Page], None]] = {
    "what it is": lambda page: page.decide(TEA, kind="event"),
    "whose it is": lambda page: page.decide(TEA, kind="speech", who=["Mara Lind"]),
    "nothing": lambda page: page.decide(TEA, "undecide"),
    "that it is two": lambda page: page.decide(TEA, "split", at=11),
    "that it is one with that before": lambda page: page.decide(TEA, "join"),
    "that the next is one with it": lambda page: page.decide(
        "It was colder", "join", above=[page.row(TEA)["id"]]
    ),
    "that it is right": lambda page: page.right(TEA),
}


@pytest.mark.parametrize("second", DECISIONS)
@pytest.mark.parametrize("first", ["what it is", "that it is two"])
def test_of_two_pages_that_decide_about_a_paragraph_the_second_is_told(
    desk: Desk, first: str, second: str
) -> None:
    one, other = Page(desk, "one"), Page(desk, "other")
    DECISIONS[first](one)
    path = desk.project.root / "source/ferry.toml"
    before = path.read_bytes()
    with pytest.raises(DiglotError, match=SOMEBODY):
        DECISIONS[second](other)
    assert path.read_bytes() == before
    # Whoever has looked again may decide otherwise.
    other.look()
    other.decide("She laughs", kind="note")
    assert path.read_bytes() != before


def test_pages_that_decide_about_others_hear_nothing_of_each_other(desk: Desk) -> None:
    one, other = Page(desk, "one"), Page(desk, "other")
    one.decide(TEA, kind="event")
    other.decide(TIMETABLE, kind="note")
    # What a page has done itself is no surprise to it.
    one.decide("Editor's note", kind="narration")
    one.act("describe", speaker="Mara Lind", role="interviewer")
    other.decide("Nobody walks", kind="speech", who=["Jonas Weber"])
    assert [table["kind"] for table in decided(desk)] == ["event", "note", "narration", "speech"]


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("rename", {"speaker": "Mara Lind", "name": "Mara"}),
        ("merge", {"speaker": "Jonas Weber", "into": "Mara Lind"}),
        ("describe", {"speaker": "Mara Lind", "role": "translator"}),
        ("decide", {"kind": "speech", "who": ["Mara Lind"]}),
        ("label", {"label": "The Captain", "who": ["Mara Lind"]}),
    ],
)
def test_who_is_called_otherwise_by_now_is_told_to_pages_that_name_them(
    desk: Desk, what: str, given: dict[str, Any]
) -> None:
    one, other = Page(desk, "one"), Page(desk, "other")
    one.act("rename", speaker="Mara Lind", name="Dr. Mara Lind")
    of_row = {"ids": [other.row(TEA)["id"]]} if what == "decide" else {}
    with pytest.raises(DiglotError, match=SOMEBODY):
        other.act(what, **of_row, **given)


def test_of_two_pages_that_decide_about_a_label_the_second_is_told(desk: Desk) -> None:
    one, other = Page(desk, "one"), Page(desk, "other")
    one.act("label", label="The Captain", who=[])
    with pytest.raises(DiglotError, match=SOMEBODY):
        other.act("label", label="The Captain", who=["The Captain"])


def test_what_somebody_else_took_back_is_told(desk: Desk) -> None:
    one, other = Page(desk, "one"), Page(desk, "other")
    one.decide(TEA, kind="event")
    other.look()
    assert desk.undo(Who("ann", "one"))
    with pytest.raises(DiglotError, match=SOMEBODY):
        other.decide(TIMETABLE, kind="note")
    # The page that took it back knows.
    one.decide(TIMETABLE, kind="note")


def test_what_another_program_has_changed_is_told(desk: Desk) -> None:
    page = Page(desk, "one")
    (desk.project.root / "source/ferry.toml").write_text('title = "The ferry"\n', "utf-8")
    with pytest.raises(DiglotError, match=PROGRAM):
        page.decide(TEA, kind="event")
    page.look()
    (desk.project.root / "source/ferry.txt").write_text(TALK + "\n(He laughs.)\n", "utf-8")
    with pytest.raises(DiglotError, match=PROGRAM):
        page.decide(TEA, kind="event")


def test_what_is_right_is_what_the_page_has_shown(desk: Desk) -> None:
    page = Page(desk, "one")
    row = page.row("He looks")
    with pytest.raises(DiglotError, match="is read otherwise by now"):
        page.decide("He looks", so=["speech\nThe Captain"])
    page.decide("He looks", so=["\n".join([row["kind"], *row["who"]])])


def test_a_row_that_somebody_else_has_just_confirmed_is_not_moved(tmp_path: Path) -> None:
    two = Two(tmp_path)
    version = two.desk.look(lambda workspace: alignment.summary(workspace, two.asked()))["version"]
    keys = [row["key"] for row in two.rows()]

    def repaired(page: str, name: str, key: str) -> None:
        asked = Asked("talk", "de", page, {"name": name, "key": key, "version": version}, page=page)
        two.desk.act(Who(page, page), "alignment", lambda workspace: alignment.repair(workspace, asked))

    repaired("one", "confirm", keys[0])
    confirmed = two.bench.files()
    with pytest.raises(DiglotError, match=SOMEBODY):
        repaired("other", "merge", keys[0])
    assert two.bench.files() == confirmed
    # The next one is no matter of theirs, and one's own is one's own.
    repaired("other", "confirm", keys[3])
    repaired("one", "merge", keys[0])


@pytest.mark.parametrize("name", ["confirm-up-to", "confirm-above"])
def test_many_rows_are_confirmed_but_for_those_that_somebody_else_has_just_decided(
    tmp_path: Path, name: str
) -> None:
    two = Two(tmp_path)

    def act(page: str, name: str, version: str, **given: Any) -> None:
        asked = Asked("talk", "de", page, {"name": name, "version": version, **given}, page=page)
        done = alignment.VIEW.changes["confirm-above" if name == "confirm-above" else "repair"]
        two.desk.act(Who(page, page), "alignment", lambda workspace: done(workspace, asked))

    def version() -> str:
        told: str = two.desk.look(lambda workspace: alignment.summary(workspace, two.asked()))["version"]
        return told

    rows = two.rows()
    act("one", "confirm", version(), key=rows[1]["key"])
    seen = version()
    act("one", "free", seen, key=rows[1]["key"])
    many = {"least": 0.0} if name == "confirm-above" else {"key": rows[5]["key"]}
    act("other", name, seen, **many)
    assert [row["decided"] for row in two.rows()[:6]] == [True, False, True, True, True, True]
    # Who has seen that it is free may confirm it.
    act("other", name, version(), **many)
    assert all(row["decided"] for row in two.rows()[:6])


ABOUT = st.frozensets(st.sampled_from("abc"), max_size=2)
STEPS = st.lists(st.tuples(st.sampled_from(["one", "other", "program"]), st.none() | ABOUT), max_size=8)


@given(STEPS, st.data())
def test_who_is_told_is_whoever_could_not_know(
    steps: list[tuple[str, frozenset[str] | None]], data: st.DataObject
) -> None:
    known = Meanwhile()
    for number, (page, about) in enumerate(steps):
        known.note(page, [Patch("other.toml", f"{number + 1}", f"{number}")], about)
        if page != "program":
            known.note(page, [Patch("talk.toml", f"{number}", f"{number + 1}")], about)
    seen = data.draw(st.integers(0, len(steps)))
    mine = data.draw(ABOUT)
    unknown = [
        page == "program" or about is None or bool(about & mine)
        for page, about in steps[seen:]
        if page != "one"
    ]
    try:
        known.require("talk.toml", f"{seen}", f"{len(steps)}", "one", mine, "a")
    except DiglotError:
        assert any(unknown)
    else:
        assert not any(unknown)


def test_of_its_own_acts_a_page_hears_nothing_however_many_it_has_sent() -> None:
    known = Meanwhile()
    for number in range(2000):
        known.note("one", [Patch("talk.toml", f"{number}", f"{number + 1}")], frozenset("a"))
    known.require("talk.toml", "0", "2000", "one", {"a"}, "a")
    with pytest.raises(DiglotError, match=SOMEBODY):
        known.require("talk.toml", "0", "2000", "other", {"a"}, "a")


def test_what_is_remembered_of_acts_about_thousands_has_a_bound() -> None:
    known = Meanwhile()
    names = frozenset(map(str, range(60_000)))
    for number in range(3):
        known.note("one", [Patch("talk.toml", f"{number}", f"{number + 1}")], names)
    # What is forgotten is told as what another program has done: nobody decides over it.
    with pytest.raises(DiglotError, match=PROGRAM):
        known.require("talk.toml", "0", "3", "other", {"a"}, "a")
    known.require("talk.toml", "2", "3", "other", {"a"}, "a")


def test_a_file_that_is_again_as_it_was_is_no_other() -> None:
    known = Meanwhile()
    known.note("other", [Patch("talk.toml", "1", "2")], frozenset("a"))
    known.note("other", [Patch("talk.toml", "2", "1")], None)
    known.require("talk.toml", "1", "1", "one", {"a"}, "a")
    with pytest.raises(DiglotError):
        known.require("talk.toml", "2", "1", "one", {"a"}, "a")


@pytest.mark.slow
def test_a_page_shows_what_another_has_just_decided_and_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source/ferry.txt").write_text(TALK, "utf-8")
    # Another page decides, and this one before it can have heard of it; that is taken back at once.
    both = evaluate(
        "(async () => { const post = (path, value) => fetch(path, { method: 'POST',"
        " body: JSON.stringify(value),"
        " headers: { 'content-type': 'application/json', 'x-diglot-page': 'other' } });"
        " const row = (await (await fetch('/data/reading/rows?document=ferry')).json()).rows"
        f".find(({{ text }}) => text === '{TEA}');"
        " await post('/act/reading/decide', { document: 'ferry', ids: [row.id], kind: 'event' });"
        " const press = (more) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', { bubbles: true, ...more }));"
        " press({ key: 'Enter' }); await new Promise((done) => setTimeout(done));"
        " press({ key: 'z', ctrlKey: true }); })()"
    )

    def come_to(text: str) -> tuple[Step, ...]:
        rows = "[...document.querySelectorAll('[data-index]')]"
        row = f"{rows}.find((one) => one.textContent.includes({text!r}))"
        return evaluate(f"{row}.querySelector('.number').click()"), wait(f"{row}.matches(':focus-within')")

    with running(tmp_path) as review:
        [(values, complaints)] = browse(
            Visit(
                review.address("reading"),
                (
                    wait("document.documentElement.dataset.ready"),
                    *come_to("Nobody walks"),
                    press("Enter"),
                    wait(SAVED),
                    *come_to(TEA),
                    both,
                    status("nothing is taken back"),
                    wait("document.querySelector('.opened')?.textContent.includes('event')"),
                    wait(SAVED),
                    evaluate("document.getElementById('alert').textContent"),
                ),
                around=review.root,
            )
        )
    assert f"Somebody else has just decided about “{TEA}”." in values[-1]
    # The browser itself complains of one answer.
    assert [complaint for complaint in complaints if "400" not in complaint] == []
    told = tomllib.loads((tmp_path / "source/ferry.toml").read_text("utf-8"))["decide"]
    assert {table["begins"][:8]: table["kind"] for table in told}.keys() >= {"She laug", "Nobody w"}
    assert [table["kind"] for table in told if table["begins"].startswith("She")] == ["event"]
