"""Decisions on the desk of the review: what is near them is read at once, all else a moment later."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reviews import sample
from test_review_desk import ANN, desk, entries, tree
from toolkit.corpora import workers
from toolkit.errors import DiglotError
from toolkit.review import desk as desks
from toolkit.review.desk import Desk
from toolkit.review.views import reading, translation
from toolkit.review.views.view import Acted, Asked, Reply
from toolkit.review.work import ReviewWorkspace
from toolkit.workflow import catalogs, kept_ids
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace
from waiting import PATIENCE, ended, happened, until


@pytest.fixture(autouse=True)
def _decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a test takes, nothing is read behind it by itself."""
    monkeypatch.setattr(desks, "_PAUSE", 10 * PATIENCE)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return sample(tmp_path)


def decided(mine: Desk, words: str, kind: str) -> Acted:
    def change(workspace: ReviewWorkspace) -> Acted:
        paragraphs = workspace.document("foghorn").paragraphs()
        ids = [paragraph.id for paragraph in paragraphs if words in paragraph.text][:1]
        return reading.decide(workspace, Asked("foghorn", "", "ann", {"ids": ids, "kind": kind}))

    return mine.act(ANN, "reading", change)


def as_read(mine: Desk) -> Reading:
    """What a page shows once nobody has decided for a moment."""
    mine.complete()
    return mine.look(lambda workspace: workspace.reading("foghorn", doubts=True))


def test_what_is_read_near_decisions_is_read_wholly_before_anything_else_is_made_of_it(here: Path) -> None:
    mine = desk(here)
    words = [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3:6]
    for text in words:
        decided(mine, text, "note")
        seen = mine.watched.version
        assert mine.look(lambda workspace: workspace.near()) == ["foghorn"]
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)
    # Whoever looks is told that something may be another.
    assert [page for _, page in mine.watched.news(seen)] == [""]
    decided(mine, words[0], "event")

    def change(workspace: ReviewWorkspace) -> Acted:
        return Acted({"near": workspace.near()})

    assert mine.act(ANN, "project", change).answer == {"near": []}
    mine.close()


def assert_act_reads_all(mine: Desk) -> None:
    """An act of another page is given all of the document, read as a fresh program reads it."""

    def change(workspace: ReviewWorkspace) -> Acted:
        return Acted({"near": workspace.reading("foghorn").near})

    assert mine.act(ANN, "project", change).answer == {"near": False}
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)


def test_what_is_taken_back_is_read_wholly_before_anything_else_is_made_of_it(here: Path) -> None:
    mine = desk(here)
    for text in [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3:6]:
        decided(mine, text, "note")
    mine.undo(ANN)

    assert_act_reads_all(mine)
    mine.close()


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_was_read_near_decisions_before_all_of_it_was_is_read_wholly_too(
    here: Path, by_hand: bool
) -> None:
    mine = desk(here)
    for text in [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3:6]:
        decided(mine, text, "note")
    as_read(mine)
    if by_hand:
        path = here / "source/foghorn.toml"
        path.write_text(path.read_text("utf-8").replace('kind = "note"', 'kind = "event"', 1), "utf-8")
    else:
        mine.undo(ANN)

    assert_act_reads_all(mine)
    mine.close()


@pytest.mark.parametrize("view", ["project", "translation", "alignment"])
def test_what_is_decided_before_an_act_of_another_page_begins_is_read_wholly_too(
    here: Path, monkeypatch: pytest.MonkeyPatch, view: str
) -> None:
    mine = desk(here)
    words = [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3]
    complete = Desk.complete

    def late(of: Desk) -> None:
        complete(of)
        monkeypatch.undo()
        decided(mine, words, "note")

    monkeypatch.setattr(Desk, "complete", late)

    def change(workspace: ReviewWorkspace) -> Acted:
        near = workspace.near()
        return Acted({"near": near, "reading": workspace.reading("foghorn", doubts=True)})

    answer = mine.act(ANN, view, change).answer
    assert answer == {"near": [], "reading": Workspace(mine.project).reading("foghorn", doubts=True)}
    mine.close()


def test_decisions_are_taken_back_and_done_again_however_much_was_read(here: Path) -> None:
    mine, states = desk(here), []
    for text in [paragraph.text for paragraph in as_read(mine).document.paragraphs()][2:7]:
        states.append(tree(here))
        decided(mine, text, "note")
    states.append(tree(here))
    for wanted in states[-2::-1]:
        mine.undo(ANN)
        assert tree(here) == wanted
        mine.look(lambda workspace: workspace.reading("foghorn", doubts=True))
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)
    mine.close()
    mine = desk(here)
    for wanted in states[1:]:
        mine.redo(ANN)
        assert tree(here) == wanted
        mine.look(lambda workspace: workspace.reading("foghorn", doubts=True))
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)
    mine.close()


def test_what_somebody_decides_meanwhile_outweighs_what_was_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk(here)
    one, two = [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3:5]
    decided(mine, one, "note")
    complete = HeldReadings.complete

    def late(held: HeldReadings, *given: Any, **named: Any) -> None:
        complete(held, *given, **named)
        monkeypatch.undo()
        decided(mine, two, "note")

    monkeypatch.setattr(HeldReadings, "complete", late)
    mine.complete()
    document = mine.look(lambda workspace: workspace.document("foghorn"))
    for words in (one, two):
        assert next(p for p in document.paragraphs() if words in p.text).kind == "note"
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)
    mine.close()


def test_what_is_read_behind_an_act_waits_for_it_and_is_given_up(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk(here)
    begun, behind = threading.Event(), mine.background.behind

    def begins(work: Callable[[], object], wanted: Callable[[], bool]) -> None:
        begun.set()
        behind(work, wanted)

    monkeypatch.setattr(mine.background, "behind", begins)
    one, two = [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3:5]
    decided(mine, one, "note")
    thread = threading.Thread(target=mine.complete_behind)

    def change(workspace: ReviewWorkspace) -> Acted:
        thread.start()
        happened(begun)
        thread.join(0.1)
        assert thread.is_alive()
        ids = [p.id for p in workspace.document("foghorn").paragraphs() if two in p.text][:1]
        return reading.decide(workspace, Asked("foghorn", "", "ann", {"ids": ids, "kind": "note"}))

    mine.act(ANN, "reading", change)
    thread.join()
    assert mine.look(lambda workspace: workspace.near()) == ["foghorn"]
    mine.complete_behind()
    assert mine.look(lambda workspace: workspace.near()) == []
    assert as_read(mine) == Workspace(mine.project).reading("foghorn", doubts=True)
    mine.close()


def test_what_is_read_behind_an_act_that_is_refused_goes_on(here: Path) -> None:
    mine = desk(here)
    decided(mine, [*as_read(mine).document.paragraphs()][3].text, "note")
    thread = threading.Thread(target=mine.complete_behind)

    def change(_: ReviewWorkspace) -> Acted:
        thread.start()
        thread.join(0.1)
        raise DiglotError("no.")

    with pytest.raises(DiglotError, match="no"):
        mine.act(ANN, "reading", change)
    thread.join()
    assert mine.look(lambda workspace: workspace.near()) == []
    mine.close()


def test_what_a_draft_would_write_takes_no_ids_from_the_project(here: Path) -> None:
    def marked(workspace: ReviewWorkspace) -> str:
        return kept_ids.mark(workspace, "foghorn")

    with closing(desk(here)) as mine:
        read = mine.look(lambda workspace: workspace.reading("foghorn").document)
        draft = mine.look(lambda workspace: workspace.draft())
        draft.begin()
        assert [outcome.written for outcome in catalogs.freeze(draft, ["foghorn"])] == [True]
        marks = mine.look(marked), marked(draft)
        assert marks[0] != marks[1]
        # Both have them, whether it is saved or not.
        held = [draft.readings.ids("foghorn", mark) for mark in marks]
        assert [one and one.named for one in held] == [read, read]


def test_a_transcript_that_goes_while_it_is_read_hurts_nobody(here: Path) -> None:
    mine = desk(here)
    decided(mine, [*as_read(mine).document.paragraphs()][3].text, "note")
    (here / "source/foghorn.txt").unlink()
    mine.complete()
    mine.watch()
    assert "foghorn" not in mine.look(lambda workspace: workspace.project.sources)
    mine.close()


def test_a_long_memory_is_read_beside_the_review(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = translation.rows
    asked = Asked("foghorn", "ja", "ann", {"start": 0, "count": 50})
    mine = desk(here)
    shown = mine.look(lambda workspace: rows(workspace, asked))["rows"]
    named = next(row["name"] for row in shown if row["stage"] == "empty" and len(row["source"]) > 40)

    def helps() -> Reply:
        about = Asked("foghorn", "ja", "ann", {"name": named})
        return mine.look(lambda workspace: translation.helps(workspace, about))

    at_once = helps()
    assert not at_once["again"]
    mine.close()
    for path in (here / ".diglot/memory").iterdir():
        path.unlink()
    monkeypatch.setattr(translation, "_LONG", 1)
    mine = desk(here)
    seen = mine.background.done
    assert helps() == at_once | {"memory": [], "again": True}
    until(lambda: mine.background.done > seen)
    assert helps() == at_once
    mine.close()


def test_a_memory_that_could_not_be_read_is_tried_again_when_it_is_another(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "_LONG", 1)
    asked = Asked("foghorn", "ja", "ann", {"name": entries(here)[0]["name"]})

    def ended(*_: object) -> None:
        raise DiglotError("a process ended before its time.")

    with closing(desk(here)) as mine:

        def again() -> bool:
            """Whether it is being read beside the review; once that is done."""
            seen = mine.background.done
            told = mine.look(lambda workspace: translation.helps(workspace, asked))["again"]
            until(lambda: not told or mine.background.done > seen)
            return bool(told)

        with monkeypatch.context() as short:
            short.setattr(workers, "apart", ended)
            # The second time it is read at once: somebody waits.
            assert (again(), again()) == (True, False)
        for change in ("# 鐘\n", "# جرس\n"):
            for path in (here / ".diglot/memory").iterdir():
                path.unlink()
            assert not again()
            for path in (here / ".diglot/memory").iterdir():
                path.unlink()
            catalog = here / "locales/ja/LC_MESSAGES/river.po"
            catalog.write_text(change + catalog.read_text("utf-8"), "utf-8")
            assert (again(), again()) == (True, False)


def test_an_act_that_waits_for_all_of_a_text_waits_for_no_other_looks(here: Path) -> None:
    mine = desk(here)
    decided(mine, [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3], "note")
    behind = threading.Thread(target=mine.complete_behind, daemon=True)
    near: list[list[str]] = []

    def change(workspace: ReviewWorkspace) -> Acted:
        near.append(workspace.near())
        return Acted({})

    act = threading.Thread(target=mine.act, args=(ANN, "project", change), daemon=True)
    # Others look at their pages all the time, and it waits for them for as long as that.
    mine._precedence._patience = PATIENCE
    with mine._precedence.first():
        behind.start()
        behind.join(0.3)
        assert behind.is_alive()
        act.start()
        ended(act, behind)
    assert near == [[]]
    mine.close()


def test_what_is_read_behind_others_makes_no_act_wait_that_came_before(here: Path) -> None:
    mine = desk(here)
    decided(mine, [paragraph.text for paragraph in as_read(mine).document.paragraphs()][3], "note")
    behind = threading.Thread(target=mine.complete_behind, daemon=True)
    # Others look at their pages all the time, and an act is about to wait until all is read.
    with mine._precedence.first(), mine._precedence.hurry():
        behind.start()
        ended(behind)
        assert mine.look(lambda workspace: workspace.near()) == ["foghorn"]
    mine.close()


def test_a_decision_that_fits_nothing_already_holds_up_no_other(tmp_path: Path) -> None:
    """What is read near a label knows nothing yet of decisions elsewhere that fit nothing without it."""
    said = (
        "When did the ferry stop?",
        "In the winter of 1987. The ice was a metre thick.",
        "Was it sad?",
        "No. My father sold the boat for a pig and a piano.",
        "And the pig?",
        "It was called Napoleon, and it lived for nine years.",
        "How long did the bridge take?",
        "Seven years. Two mayors promised it.",
        "Do you miss the water?",
        "The water is still there. I miss the noise.",
    )
    turns = [f"{('Mara', 'Jonas')[number % 2]}: {words}\n" for number, words in enumerate(said)]
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('name = "ferry"\n', "utf-8")
    (tmp_path / "source/talk.txt").write_text("\n".join(turns), "utf-8")
    sidecar = tmp_path / "source/talk.toml"
    sidecar.write_text('[[decide]]\nbegins = "Was it sad?"\nkind = "speech"\n', "utf-8")
    mine = desk(tmp_path)
    mine.look(lambda workspace: workspace.reading("talk", doubts=True))

    def act(change: Callable[[ReviewWorkspace, Asked], Acted], **given: Any) -> None:
        mine.act(ANN, "reading", lambda workspace: change(workspace, Asked("talk", "", "ann", given)))

    act(reading.label, label="Mara", who=[])
    assert mine.look(lambda workspace: workspace.near()) == ["talk"]
    paragraphs = mine.look(lambda workspace: [*workspace.document("talk").paragraphs()])
    act(reading.join, ids=[next(paragraph.id for paragraph in paragraphs if "mayors" in paragraph.text)])
    assert "[[join]]" in sidecar.read_text("utf-8")
    mine.close()


def test_what_is_decided_beside_a_label_stays_when_the_label_is_text(tmp_path: Path) -> None:
    turns = [
        "Mara: When did it stop?",
        "Jonas: In winter.",
        "Mara: And today?",
        "The Captain: There is a bridge.",
    ]
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('name = "ferry"\n', "utf-8")
    (tmp_path / "source/talk.txt").write_text("\n\n".join([*turns, "Nobody walks any more.\n"]), "utf-8")
    mine = desk(tmp_path)
    paragraphs = mine.look(lambda workspace: [*workspace.document("talk").paragraphs()])

    def act(change: Callable[[ReviewWorkspace, Asked], Acted], **given: Any) -> None:
        mine.act(ANN, "reading", lambda workspace: change(workspace, Asked("talk", "", "ann", given)))

    act(reading.decide, ids=[paragraph.id for paragraph in paragraphs if "bridge" in paragraph.text])
    act(reading.label, label="The Captain", who=[])
    near = mine.look(lambda workspace: workspace.document("talk"))
    assert "The Captain" not in [speaker.name for speaker in near.speakers]
    mine.complete()
    whole = mine.look(lambda workspace: workspace.reading("talk", doubts=True)).document
    assert whole == Workspace(mine.project).reading("talk", doubts=True).document
    assert [turn.speakers for turn in near.turns] == [turn.speakers for turn in whole.turns]
    mine.close()
