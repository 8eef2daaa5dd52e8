"""What another program takes out of a catalog while people work at it is told, whatever they do then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviews import sample
from test_review_desk import ANN, CATALOG, desk, edit, entries
from toolkit import project
from toolkit.model import Catalog
from toolkit.review.desk import Desk
from toolkit.review.journal import Journal
from toolkit.workflow.check import check
from toolkit.workflow.held import HeldCatalogs
from toolkit.workflow.known_state import KnownState
from toolkit.workflow.workspace import Workspace
from waiting import happened


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return sample(tmp_path)


@pytest.fixture
def mine(here: Path) -> Iterator[Desk]:
    assert not lost(here)
    with closing(desk(here)) as made:
        yield made


def lost(here: Path) -> list[str]:
    """What `check` says is gone."""
    found = check(Workspace(project.find(here)), ["foghorn"], ["ja"])
    return [finding.message for finding in found if finding.code == "D231"]


def empty(here: Path) -> list[tuple[str, str]]:
    """Messages that nobody has translated: names and bases."""
    return [(row["name"], row["base"]) for row in entries(here) if not row["target"]]


def take_out(here: Path, target: str) -> None:
    """As another program does."""
    text = (here / CATALOG).read_text("utf-8")
    assert f'msgstr "{target}"' in text
    (here / CATALOG).write_text(text.replace(f'msgstr "{target}"', 'msgstr ""'), "utf-8")


def test_a_catalog_is_remembered_while_others_look(
    here: Path, mine: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, base), (other, second) = empty(here)[:2]
    edit(mine, one, "一", "translated", base)
    asked, goes_on = threading.Event(), threading.Event()
    tell, write = KnownState.told, KnownState.write
    written = list[bytes]()

    def told(state: KnownState, catalog: Catalog, checksum: str) -> bytes:
        asked.set()
        happened(goes_on)
        return tell(state, catalog, checksum)

    def noted(state: KnownState, made: bytes) -> None:
        written.append(made)
        write(state, made)

    monkeypatch.setattr(KnownState, "told", told)
    monkeypatch.setattr(KnownState, "write", noted)
    while not asked.wait(0):
        mine.watch()
    # Nobody waits for it, and what is saved meanwhile waits for the next time.
    edit(mine, other, "二", "translated", second)
    goes_on.set()
    asked.clear()
    while not asked.wait(0):
        mine.watch()
    mine.close()
    assert len(written) == 1
    take_out(here, "二")
    assert len(lost(here)) == 1


class EndedError(BaseException):
    """The process ends."""


def stop(*_: object, **__: object) -> None:
    raise EndedError


def test_what_was_written_a_moment_ago_is_missed(here: Path, mine: Desk) -> None:
    (one, base), (other, second) = empty(here)[:2]
    edit(mine, one, "訳した。", "translated", base)
    take_out(here, "訳した。")
    edit(mine, other, "別の。", "translated", second)
    mine.close()
    assert [told for told in lost(here) if "訳した。" in told]


def test_what_is_taken_back_hides_nothing_that_another_program_took_out(here: Path, mine: Desk) -> None:
    one, base = empty(here)[0]
    gone = next(row["target"] for row in entries(here) if row["stage"] == "translated")
    take_out(here, gone)
    edit(mine, one, "訳した。", "translated", base)
    mine.undo(ANN)
    mine.close()
    assert [told for told in lost(here) if told.startswith(f"{CATALOG}: 1 ") and gone in told]
    with closing(desk(here)) as again:
        again.redo(ANN)
    assert [told for told in lost(here) if told.startswith(f"{CATALOG}: 1 ") and gone in told]


def test_what_was_written_is_missed_though_something_else_is_taken_back(here: Path, mine: Desk) -> None:
    (one, base), (other, second) = empty(here)[:2]
    edit(mine, one, "訳した。", "translated", base)
    edit(mine, other, "別の。", "translated", second)
    take_out(here, "訳した。")
    mine.undo(ANN)
    mine.close()
    assert [told for told in lost(here) if told.startswith(f"{CATALOG}: 1 ") and "訳した。" in told]


def test_what_was_taken_back_by_somebody_who_was_ended_is_not_missed(
    here: Path, mine: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, base = empty(here)[0]
    edit(mine, one, "訳した。", "translated", base)
    mine.close()
    with monkeypatch.context() as patched, closing(desk(here)) as other:
        patched.setattr(Journal, "mark", stop)
        patched.setattr(HeldCatalogs, "settle", lambda _: None)
        with pytest.raises(EndedError):
            other.undo(ANN)
    assert "訳した。" not in (here / CATALOG).read_text("utf-8")
    desk(here).close()
    assert not lost(here)


CONFLICT = "<<<<<<< HEAD\n# ours\n=======\n# theirs\n>>>>>>> other\n"


@pytest.mark.parametrize("first", ["", "先。"], ids=["new", "another"])
@pytest.mark.parametrize("ended", [False, True], ids=["at work", "ended"])
def test_what_is_taken_back_where_a_merge_has_left_marks_is_not_missed(
    here: Path, mine: Desk, monkeypatch: pytest.MonkeyPatch, first: str, ended: bool
) -> None:
    """Nothing can be read there, and what was taken back is known all the same."""
    one, base = empty(here)[0]
    gone = next(row["target"] for row in entries(here) if row["stage"] == "translated")
    if first:
        edit(mine, one, first, "translated", base)
        base = next(row["base"] for row in entries(here) if row["name"] == one)
    edit(mine, one, "訳した。", "translated", base)
    mine.close()
    (here / CATALOG).write_text(CONFLICT + (here / CATALOG).read_text("utf-8"), "utf-8")
    if ended:
        with monkeypatch.context() as patched, closing(desk(here)) as other:
            patched.setattr(Journal, "mark", stop)
            with pytest.raises(EndedError):
                other.undo(ANN)
        desk(here).close()
    else:
        with closing(desk(here)) as other:
            assert other.undo(ANN)
    text = (here / CATALOG).read_text("utf-8")
    assert text.startswith(CONFLICT) and "訳した。" not in text and first in text
    (here / CATALOG).write_text(text.removeprefix(CONFLICT), "utf-8")
    assert not lost(here)
    # What a merge takes out is still told, and what is done again there can be.
    (here / CATALOG).write_text(text, "utf-8")
    take_out(here, gone)
    with closing(desk(here)) as other:
        assert other.redo(ANN)
    text = (here / CATALOG).read_text("utf-8")
    assert "訳した。" in text
    (here / CATALOG).write_text(text.removeprefix(CONFLICT), "utf-8")
    assert [told for told in lost(here) if told.startswith(f"{CATALOG}: 1 ") and gone in told]


def test_who_is_ended_in_the_midst_of_an_undo_has_taken_it_back_though_files_were_changed_before(
    here: Path, mine: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, base = empty(here)[0]
    edit(mine, one, "訳した。", "translated", base)
    mine.close()
    (here / CATALOG).write_text("# seen\n" + (here / CATALOG).read_text("utf-8"), "utf-8")
    with monkeypatch.context() as patched, closing(desk(here)) as other:
        patched.setattr(Journal, "mark", stop)
        with pytest.raises(EndedError):
            other.undo(ANN)
    with closing(desk(here)) as other:
        assert other.history()[0].undone and other.undo(ANN) is None
        assert other.redo(ANN) and "訳した。" in (here / CATALOG).read_text("utf-8")
