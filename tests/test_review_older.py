"""An editor who saves faster than both texts are aligned: the page shows older rows, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest

from faults import SOURCE_NAMES, TARGET_NAMES, ten_faults, texts
from test_workflow_repairing import SIDECAR, Bench
from toolkit import project
from toolkit.corpora import workers
from toolkit.errors import DiglotError
from toolkit.review.desk import Desk
from toolkit.review.people import Who
from toolkit.review.views import alignment
from toolkit.review.views.view import Asked
from toolkit.workflow import repairing
from waiting import PATIENCE, until

ANN = Who("ann")


class Editor:
    """Somebody who adds a sentence to the transcript whenever both texts are aligned."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "source/talk.txt"
        self.saving, self.number = True, 0
        self._turns = Semaphore(0)

    def let_align(self, times: int = 1) -> None:
        """Both texts are aligned so many times more: who looks meanwhile finds the same rows."""
        self._turns.release(times)

    def wait(self) -> None:
        assert self._turns.acquire(timeout=PATIENCE)

    def leave(self) -> None:
        """Nothing more is saved, and nothing waits any more."""
        self.saving = False
        self.let_align(1000)

    def save(self) -> None:
        self.number += 1
        text = self.path.read_text("utf-8").rstrip("\n")
        self.path.write_text(f"{text} They counted {self.number} boats.\n", "utf-8")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    made = ten_faults()
    Bench(tmp_path, texts(made.source, SOURCE_NAMES), texts(made.target, TARGET_NAMES))
    editor, aligned = Editor(tmp_path), repairing.aligned

    def slowly(*given: Any) -> Any:
        editor.wait()
        made = aligned(*given)
        if editor.saving:
            editor.save()
        return made

    def here(
        work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]], **_: object
    ) -> Iterator[workers.TaskResult[Any]]:
        return (workers.TaskResult(True, work(*given)) for given in tasks)

    monkeypatch.setattr(workers, "each_apart", here)
    monkeypatch.setattr(repairing, "aligned", slowly)
    yield editor
    editor.leave()


@pytest.fixture
def desk(editor: Editor) -> Iterator[Desk]:
    with closing(Desk(project.find(editor.path.parent))) as made:
        yield made


def asked(**given: Any) -> Asked:
    return Asked("talk", "de", "ann", given)


def summary(desk: Desk) -> Any:
    """What the page is told of the files as they are, once it is told anything."""

    def of_now() -> Any:
        desk.watch()
        told = desk.look(lambda workspace: alignment.summary(workspace, asked()))
        # The editor may have saved between both.
        return None if "again" in told or desk.watch() else told

    return until(of_now)


def rows(desk: Desk) -> list[Any]:
    pages = (asked(start=start) for start in (0, 100))
    return [row for page in pages for row in desk.look(lambda w: alignment.rows(w, page))["rows"]]  # noqa: B023


def last(desk: Desk) -> str:
    """The last sentence of the source that is shown."""
    text = [one["text"] for row in rows(desk) for one in row["sides"][0]][-1]
    assert isinstance(text, str)
    return text


def confirm(desk: Desk, **given: Any) -> Any:
    key = rows(desk)[3]["key"]
    told = asked(name="confirm", key=key, **given)
    return desk.act(ANN, "alignment", lambda workspace: alignment.repair(workspace, told)).answer


def settled(desk: Desk) -> Any:
    until(lambda: not summary(desk)["older"])
    return summary(desk)


def test_rows_of_older_files_are_shown_and_said_to_be(tmp_path: Path, desk: Desk, editor: Editor) -> None:
    editor.let_align()
    first = summary(desk)
    assert first["older"] and first["count"] == len(rows(desk)) > 10
    assert editor.number == 1 and not last(desk).startswith("They counted")
    # Whoever goes on saving is followed, as fast as it can be.
    editor.let_align()
    until(lambda: summary(desk)["texts"] != first["texts"])
    later = summary(desk)
    assert later["older"] and editor.number == 2 and last(desk) == "They counted 1 boats."
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.[pt]o*")}
    least = asked(least=0.5, texts=later["texts"])
    for act in (
        lambda: confirm(desk, texts=later["texts"]),
        lambda: confirm(desk),
        lambda: desk.act(ANN, "alignment", lambda workspace: alignment.confirm_above(workspace, least)),
    ):
        with pytest.raises(DiglotError, match="a text has changed since these rows were made"):
            act()
    # Nothing is made ready for them either.
    desk.act(ANN, "alignment", lambda workspace: alignment.ready(workspace, asked()))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.[pt]o*")} == before

    editor.leave()
    told = settled(desk)
    assert last(desk) == f"They counted {editor.number} boats."
    # A page that hasn't heard of it decides about other sentences.
    with pytest.raises(DiglotError, match="a text has changed since these rows were made"):
        confirm(desk, texts=later["texts"])
    assert confirm(desk, texts=told["texts"])["summary"]["decided"] == 1


def test_who_looks_for_words_in_older_rows_aligns_nothing(
    desk: Desk, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.let_align()
    assert summary(desk)["older"] and editor.number
    shown = [row["sides"][0] for row in rows(desk)]
    at = next(number for number, side in enumerate(shown) if number > 5 and side)
    # Both texts are aligned beside the review alone.
    monkeypatch.setattr(repairing.OpenAlignment, "align", None)
    told = [asked(place=shown[at][0]["place"]), asked(words=shown[at][0]["text"], at=at - 1)]
    assert [desk.look(lambda w: alignment.row(w, one))["row"] for one in told] == [at, at]  # noqa: B023


def test_who_changes_no_sentence_makes_no_row_older(tmp_path: Path, desk: Desk, editor: Editor) -> None:
    editor.leave()
    told = settled(desk)
    text = editor.path.read_text("utf-8")
    editor.path.write_text(f"{text}\n", "utf-8")
    sidecar = tmp_path / SIDECAR
    sidecar.write_text(f"# Seen.\n{sidecar.read_text('utf-8')}", "utf-8")
    assert not summary(desk)["older"]
    assert confirm(desk, texts=told["texts"])["summary"]["decided"] == 1
