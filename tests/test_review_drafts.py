"""An act that takes long is made on a draft: others go on meanwhile, and nobody's work is lost."""

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Any, cast
from weakref import ref

import pytest

from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from reviews import sample
from test_workflow_repairing import Bench
from toolkit import project
from toolkit.adopting import bounds, remembering
from toolkit.corpora.workers import no_garbage
from toolkit.errors import ChangedMeanwhileError, DiglotError
from toolkit.review.desk import Desk
from toolkit.review.journal import Journal
from toolkit.review.people import Who
from toolkit.review.views import alignment, reading, translation
from toolkit.review.views.view import Acted, Asked
from toolkit.review.work import ActDraft, ReviewWorkspace, SavingWorkspace
from toolkit.workflow import private_files, repairing
from toolkit.workflow.aligned_base import AlignedBase
from toolkit.workflow.repairing import OpenAlignment
from waiting import ended, happened

ANN = Who("ann")
SIDECAR = "source/river.toml"


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(project.find(sample(tmp_path)))
    yield made
    made.close()


def about(**given: Any) -> Asked:
    return Asked("river", "", "ann", given)


def decide(mine: Desk, before: Callable[[], object]) -> Acted:
    """Decide that the first speech is told; something else is done before that is saved."""
    rows = mine.look(lambda workspace: reading.paragraphs(workspace, about()))["rows"]
    first = next(row["id"] for row in rows if row["kind"] == "speech")

    def change(workspace: ReviewWorkspace) -> Acted:
        acted = reading.decide(workspace, about(ids=[first], kind="narration"))
        before()
        return acted

    return mine.act(ANN, "reading", change)


def kinds(mine: Desk) -> list[str]:
    rows = mine.look(lambda workspace: reading.paragraphs(workspace, about()))["rows"]
    return [row["kind"] for row in rows]


def edit(mine: Desk, number: int, target: str) -> Acted:
    asked = Asked("river", "fr", "bo", {"start": 0, "count": 100})
    rows = mine.look(lambda workspace: translation.rows(workspace, asked))["rows"]
    edits = [{"name": rows[number]["name"], "base": "", "target": target, "stage": "translated"}]
    wanted = Asked("river", "fr", "bo", {"edits": edits})
    return mine.act(Who("bo"), "translation", lambda workspace: translation.edit(workspace, wanted))


def test_who_saves_a_message_does_not_wait_for_who_decides(mine: Desk) -> None:
    worked_out, saved = Event(), Event()
    before, first = (mine.project.root / SIDECAR).read_bytes(), kinds(mine)

    def meanwhile() -> None:
        worked_out.set()
        happened(saved)

    deciding = Thread(target=decide, args=(mine, meanwhile))
    deciding.start()
    happened(worked_out)
    # Nothing is written yet, and whoever looks sees what is written.
    assert (mine.project.root / SIDECAR).read_bytes() == before
    assert kinds(mine) == first
    edit(mine, 4, "Dit vite.")
    saved.set()
    ended(deciding)
    assert kinds(mine)[first.index("speech")] == "narration"
    assert "Dit vite." in (mine.project.root / "locales/fr/LC_MESSAGES/river.po").read_text("utf-8")
    assert [act.who for act in mine.history()] == ["ann", "bo"]
    for who in ("bo", "ann"):
        assert mine.undo(Who(who))
    assert (mine.project.root / SIDECAR).read_bytes() == before


def test_what_was_made_of_other_files_is_made_again(mine: Desk) -> None:
    path = mine.project.root / SIDECAR
    told = iter(["# By hand.\n", "", ""])

    def by_hand() -> None:
        path.write_text(path.read_text("utf-8") + next(told), "utf-8")

    decide(mine, by_hand)
    text = path.read_text("utf-8")
    assert text.count("# By hand.") == 1 and text.count("I'll start with an easy one") == 1
    assert len(mine.history()) == 1


def test_an_act_is_made_once_whatever_else_is_saved_meanwhile(mine: Desk) -> None:
    # Who looks at the book has both merged, and the act is about the transcript alone.
    mine.look(lambda workspace: workspace.translation("river", "fr"))
    made = iter(("Dit vite.", "Dit encore."))
    decide(mine, lambda: edit(mine, 4, next(made)))
    assert next(made) == "Dit encore." and len(mine.history()) == 2


def test_what_was_read_before_counts_where_an_act_asks_for_it(mine: Desk) -> None:
    here = SavingWorkspace(mine.project, mine.background, Journal(replace(mine.project, read_only=True)))
    here.translation("river", "fr")
    draft = here.draft()
    draft.begin()
    assert draft.seen == {}
    draft.document("river")
    assert {path.name for path in draft.seen} == {"river.txt", "river.toml", "river.pot", "river.ids.tsv"}
    draft.translation("river", "fr")
    assert {*draft.seen} == {*here.inputs("river", ["fr"])}


def test_a_file_that_is_another_when_it_is_read_again_is_not_written_over(mine: Desk) -> None:
    """What was made of it may be of both."""
    path = mine.project.root / SIDECAR
    here = SavingWorkspace(mine.project, mine.background, Journal(replace(mine.project, read_only=True)))
    draft = here.draft()
    draft.begin()
    was = draft.read(path) or b""
    draft.forget_file(path)
    path.write_bytes(was + b"# Again.\n")
    assert (draft.read(path) or b"") != was
    draft.save(path, was + b"# Ours.\n")
    draft.let_go()
    with here.changing(), pytest.raises(ChangedMeanwhileError, match="meanwhile"):
        here.take(draft)
    assert path.read_bytes() == was + b"# Again.\n"


def test_an_alignment_that_is_made_ready_meanwhile_is_held(mine: Desk) -> None:
    here, place = mine._workspace, ("river", "fr")
    opened = [OpenAlignment(*place, mine.project.root / "river.fr.txt") for _ in range(2)]
    opened[1].take(cast("AlignedBase", object()))

    def ready() -> None:
        here.alignments[place] = opened[1]

    here.alignments[place] = opened[0]
    decide(mine, ready)
    assert here.alignments[place] is opened[1]


def test_what_decides_much_tells_how_far_it_is_and_is_saved_when_all_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ten_faults()
    bench = Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    first, asked = bench.files(), Asked("talk", "de", "ann", {"least": 0.5})
    monkeypatch.setattr(bounds, "STRETCH", 4)
    desk = Desk(project.find(tmp_path))
    desk.act(ANN, "alignment", lambda workspace: alignment.ready(workspace, asked))
    desk.look(lambda workspace: alignment.rows(workspace, asked))
    # Whoever is ended in the midst of it has lost nothing: no file is another yet.
    told, stood = [], set()

    def looks() -> None:
        told.append(desk.look(lambda workspace: alignment.progress(workspace, asked))["share"])
        stood.add(bench.files())

    monkeypatch.setattr(remembering, "pause", looks)
    desk.act(ANN, "alignment", lambda workspace: alignment.confirm_above(workspace, asked))
    desk.close()
    assert told == sorted(told) and 0 < told[0] < 0.5 < told[-1] <= 1
    assert stood == {first} and bench.files() != first


def test_what_was_decided_of_much_is_taken_back_behind_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ten_faults()
    Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    asked = Asked("talk", "de", "ann", {"least": 0.0})
    desk = Desk(project.find(tmp_path))

    def summary() -> Any:
        return desk.look(lambda workspace: alignment.summary(workspace, asked))

    def told() -> Any:
        while (value := summary()).get("again"):
            sleep(0.01)
        return value, desk.look(lambda workspace: alignment.rows(workspace, asked))

    desk.act(ANN, "alignment", lambda workspace: alignment.ready(workspace, asked))
    first = told()
    desk.act(ANN, "alignment", lambda workspace: alignment.confirm_above(workspace, asked))
    monkeypatch.setattr(repairing, "MANY", 5)
    decided = told()
    desk.undo(ANN)
    assert summary() == {"again": True} and told() == first != decided
    desk.redo(ANN)
    assert summary() == {"again": True} and told() == decided
    desk.close()


def test_an_act_leaves_nothing_that_a_look_for_garbage_would_find(tmp_path: Path) -> None:
    """So what it makes isn't looked through: that would take a tenth of the time of the act."""
    made = ten_faults()
    Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    asked = Asked("talk", "de", "ann", {"least": 0.0})
    desk = Desk(project.find(tmp_path))

    def acts() -> None:
        for name in ("merge", "split", "confirm", "unlink", "leave-out", "swap"):
            row = desk.look(lambda workspace: alignment.rows(workspace, asked))["rows"][4]
            given = replace(asked, given={"name": name, "key": row["key"]})
            with suppress(DiglotError):
                desk.act(ANN, "alignment", partial(_swapped, alignment.repair, given))
        desk.act(ANN, "alignment", lambda workspace: alignment.confirm_above(workspace, asked))
        while desk.undo(ANN):
            pass

    # What is imported first is no part of it.
    acts()
    gc.collect()
    gc.disable()
    try:
        acts()
        assert gc.collect() == 0
    finally:
        gc.enable()
    # What is made meanwhile is old at once, and what others have left before is gone.
    held = ref(left := _Left())
    left.itself = left
    del left
    with no_garbage():
        assert held() is None
        fresh: list[object] = [[]]
    assert not any(one is fresh for young in (0, 1) for one in gc.get_objects(generation=young))
    assert any(one is fresh for one in gc.get_objects(generation=2))
    desk.close()


def _swapped(
    act: Callable[[ReviewWorkspace, Asked], Acted], asked: Asked, workspace: ReviewWorkspace
) -> Acted:
    return act(workspace, asked)


class _Left:
    """Something that leads back to itself."""

    itself: object


def test_what_changes_all_the_time_is_told(mine: Desk) -> None:
    path = mine.project.root / SIDECAR
    was = path.read_text("utf-8")
    ids = [row["id"] for row in mine.look(lambda w: reading.paragraphs(w, about()))["rows"]]

    def change(workspace: ReviewWorkspace) -> Acted:
        workspace.read(path)
        path.write_text(path.read_text("utf-8") + "# Again.\n", "utf-8")
        return reading.decide(workspace, about(ids=ids[-1:], kind="narration"))

    with pytest.raises(ChangedMeanwhileError):
        mine.act(ANN, "reading", change)
    assert path.read_text("utf-8").replace("# Again.\n", "") == was and mine.history() == []


def test_where_others_save_all_the_time_they_wait_at_last(mine: Desk) -> None:
    path = mine.project.root / SIDECAR
    ids = [row["id"] for row in mine.look(lambda w: reading.paragraphs(w, about()))["rows"]]

    def change(workspace: ReviewWorkspace) -> Acted:
        acted = reading.decide(workspace, about(ids=ids[-1:], kind="narration"))
        if isinstance(workspace, ActDraft):
            path.write_text(path.read_text("utf-8") + "# Again.\n", "utf-8")
        return acted

    mine.act(ANN, "reading", change)
    assert kinds(mine)[-1] == "narration" and len(mine.history()) == 1
    assert path.read_text("utf-8").count("# Again.") > 1


def test_where_something_is_wrong_nothing_is_saved(mine: Desk) -> None:
    before = (mine.project.root / SIDECAR).read_bytes()

    def wrong() -> None:
        raise DiglotError("no.")

    with pytest.raises(DiglotError, match="no"):
        decide(mine, wrong)
    assert (mine.project.root / SIDECAR).read_bytes() == before and mine.history() == []


def test_who_decides_first_finds_the_text_read(mine: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = mine.look(lambda workspace: reading.opened(workspace, about()))
    assert ready() == {"ready": True}
    monkeypatch.setattr(private_files, "opened", None)
    decide(mine, lambda: None)
    assert "narration" in kinds(mine)
