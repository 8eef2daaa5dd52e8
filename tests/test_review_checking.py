"""What the review says of findings is what `diglot check` finds, whoever finds it and when."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from reviews import sample
from toolkit import checks, disk, project
from toolkit.corpora import bounds, workers
from toolkit.errors import DiglotError
from toolkit.giving_way import Precedence, pause
from toolkit.latest import Latest
from toolkit.review import checking
from toolkit.review.background import Background, Version
from toolkit.review.desk import Desk
from toolkit.review.people import Who
from toolkit.review.views import translation
from toolkit.review.views.view import Asked
from toolkit.workflow import catalogs, check
from toolkit.workflow.editing import name_of
from toolkit.workflow.workspace import Workspace
from waiting import PATIENCE, happened, until


def asked(**given: Any) -> Asked:
    return Asked("foghorn", "fr", "ann", given)


def told(mine: Desk) -> dict[str, Any]:
    """What is found, once it is known."""

    def fresh() -> dict[str, Any] | None:
        reply = mine.look(lambda workspace: translation.findings(workspace, asked(start=0, count=1000)))
        return reply if reply["fresh"] else None

    return until(fresh)


def checked(here: Path) -> Counter[tuple[str, str]]:
    """Name of the message and code of all that the command finds."""
    workspace = Workspace(project.find(here))
    catalog = workspace.catalog("foghorn", "fr")
    assert catalog
    names = {checks.message_of(entry): name_of(entry) for entry in catalog.entries}
    found = check.check(workspace, ["foghorn"], ["fr"])
    return Counter(
        (names[finding.about], finding.code)
        for finding in found
        if finding.about in names and not finding.known
    )


def listed(reply: dict[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((name, finding["code"]) for name, found in reply["findings"].items() for finding in found)


@pytest.mark.slow
def test_what_is_found_in_the_background_is_what_the_command_finds(tmp_path: Path) -> None:
    here = sample(tmp_path)
    mine = Desk(project.find(here))
    try:
        assert listed(told(mine)) == checked(here)
        rows = mine.look(lambda workspace: translation.rows(workspace, asked(start=0, count=100)))["rows"]
        number = next(k for k, row in enumerate(rows) if row["kind"] == "speech" and "1" in row["source"])
        wrong = {"name": rows[number]["name"], "base": "", "target": "En 1222.", "stage": "translated"}
        mine.act(
            Who("ann"), "translation", lambda workspace: translation.edit(workspace, asked(edits=[wrong]))
        )
        # The message and those beside it are checked at once, and this is what all are told.
        beside = mine.look(lambda workspace: translation.near(workspace, asked(name=wrong["name"])))[
            "findings"
        ]
        assert [finding["code"] for finding in beside[wrong["name"]]]
        now = mine.look(lambda workspace: translation.findings(workspace, asked(start=number, count=1)))
        assert now["findings"] == {wrong["name"]: beside[wrong["name"]]} and number in now["doubtful"]
        assert not now["fresh"]
        reply = told(mine)
        assert listed(reply) == checked(here) != Counter()
        again = mine.look(lambda workspace: translation.rows(workspace, asked(start=0, count=100)))["rows"]
        assert {row["name"]: row["findings"] for row in again} == reply["findings"]
    finally:
        mine.close()


def test_of_many_catalogs_the_last_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "_last", Latest(2))
    mine = Desk(project.find(sample(tmp_path)))
    try:
        for lang in ("fr", "ja", "ar", "ja"):
            about = Asked("river", lang, "ann")
            mine.look(lambda workspace, about=about: translation.summary(workspace, about))  # type: ignore[misc]
        assert [*translation._last] == [("river", "ar"), ("river", "ja")]
    finally:
        mine.close()


def never(word: str) -> tuple[Version, str]:
    raise SystemExit(word)


def wrongly(word: str) -> tuple[Version, str]:
    raise ValueError(word)


def read(path: Path) -> tuple[Version, str]:
    text = path.read_text("utf-8")
    return (text,), text


def wait(background: Background, done: int) -> None:
    """Wait until so many pieces are done."""
    until(lambda: background.done >= done)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize(("work", "error"), [(never, DiglotError), (wrongly, ValueError)])
def test_what_goes_wrong_is_told_and_not_tried_for_ever(
    background: Background, work: Callable[[str], tuple[Version, str]], error: type[Exception]
) -> None:
    assert background.known(("a",), work, "a") == (None, False)
    wait(background, 1)
    for _ in range(2):
        with pytest.raises(error):
            background.known(("a",), work, "a")
    time.sleep(0.3)
    assert background.done == 1
    # Of other files it is tried again.
    assert background.known(("b",), work, "a") == (None, False)
    wait(background, 2)


def refuses(*about: object) -> tuple[Version, checking.FoundByName]:
    raise DiglotError(f"{len(about)}")


def test_whoever_waits_for_findings_is_told_how_long_they_are_being_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(mine: Desk) -> tuple[bool, bool]:
        reply = mine.look(lambda workspace: translation.findings(workspace, asked(start=0, count=1)))
        return reply["fresh"], reply["again"]

    with closing(Desk(project.find(sample(tmp_path)))) as mine:
        assert told(mine) == (False, True)
        wait(mine.background, 1)
        assert told(mine) == (True, False)
    # What can't be found is waited for by nobody.
    monkeypatch.setattr(checking, "found_in", refuses)
    with closing(Desk(project.find(tmp_path))) as mine:
        assert told(mine) == (False, True)
        wait(mine.background, 1)
        assert told(mine) == (False, False)


def hangs(word: str) -> tuple[Version, str]:
    time.sleep(60)
    return (word,), word


@pytest.mark.slow
def test_a_process_that_hangs_holds_nobody_up_for_ever(
    background: Background, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "text"
    path.write_text("a", "utf-8")
    with monkeypatch.context() as short:
        short.setattr(bounds, "PATIENCE", 3.0)
        background.known(("a",), hangs, "a")
        wait(background, 1)
    # A busy machine takes longer than that only to begin the next.
    background.known(("a",), read, path)
    wait(background, 2)
    with pytest.raises(DiglotError, match="took longer"):
        background.known(("a",), hangs, "a")
    assert background.known(("a",), read, path) == ("a", True)


@pytest.mark.slow
def test_what_was_made_is_shown_until_it_is_made_anew(background: Background, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("later", "utf-8")
    # While it was begun, somebody has changed what it is made of, and takes that back afterwards.
    assert background.known(("first",), read, path) == (None, False)
    wait(background, 1)
    assert background.known(("later",), read, path) == ("later", True)
    path.write_text("first", "utf-8")
    assert background.known(("first",), read, path) == ("later", False)
    wait(background, 2)
    assert background.known(("first",), read, path) == ("first", True)
    # Where nothing comes of it, what was known stays.
    path.unlink()
    assert background.known(("none",), read, path) == ("first", False)
    wait(background, 3)
    with pytest.raises(FileNotFoundError):
        background.known(("none",), read, path)
    assert background.known(("first",), read, path) == ("first", True)


def written(path: Path) -> tuple[Version, str]:
    """Writes a file, and never ends."""

    def content(file: BinaryIO) -> None:
        file.write(b"half")
        file.flush()
        time.sleep(600)

    disk.write(path, content)
    return (), ""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a process can be asked to end where there are signals")
def test_what_is_ended_in_the_midst_of_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    with closing(Background()) as made:
        assert made.known(("a",), written, tmp_path / "a.z") == (None, False)
        until(lambda: [*tmp_path.iterdir()])
    assert not [*tmp_path.iterdir()]


def test_what_is_made_here_waits_for_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def each_apart(*_: object, **__: object) -> Iterator[workers.TaskResult[tuple[Version, str]]]:
        happened(ended)
        yield workers.TaskResult(True, (("first",), "checked"))

    monkeypatch.setattr(workers, "each_apart", each_apart)
    with closing(Background()) as made:
        assert made.known(("first",), read, Path("a.txt")) == (None, False)
        assert made.here(("now",), lambda _: "rows", "rows") is None
        wait(made, 1)
        assert made.here(("now",), lambda _: "rows", "rows") == "rows"
        ended.set()
        wait(made, 2)
        assert made.known(("first",), read, Path("a.txt")) == ("checked", True)


def process_of(path: Path) -> tuple[Version, int]:
    """The process in which it is worked out, once there is a file; of one that is called "lost" it ends."""
    until(path.parent.joinpath("go").exists)
    if path.name == "lost":
        os._exit(3)
    return (path.name,), os.getpid()


@pytest.mark.slow
def test_what_waits_for_the_same_work_is_made_in_one_process(tmp_path: Path) -> None:
    with closing(Background()) as made:
        names = ("first", "second", "lost", "third")
        for name in names:
            assert made.known((name,), process_of, tmp_path / name) == (None, False)
            # The others come while the first is at work.
            if name == names[0]:
                until(lambda: not made._waiting)
        (tmp_path / "go").touch()
        wait(made, len(names))
        first, second, third = (
            made.known((name,), process_of, tmp_path / name)[0] for name in names if name != "lost"
        )
        assert first is not None and second is not None and third is not None
        assert len({first, second, third}) == 3  # the third one's ended with "lost"
        with pytest.raises(DiglotError, match="ended before its time"):
            made.known(("lost",), process_of, tmp_path / "lost")


@pytest.mark.slow
def test_a_process_does_all_that_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    tasks = [(tmp_path / name,) for name in ("a", "b", "c")]
    done = [outcome.result() for outcome in workers.each_apart(process_of, tasks)]
    assert [version for version, _ in done] == [("a",), ("b",), ("c",)]
    assert len({process for _, process in done}) == 1


def test_where_no_process_can_be_begun_each_task_tells_why() -> None:
    def here(path: Path) -> Path:
        return path

    tasks = [(Path(name),) for name in ("a", "b")]
    for outcome in workers.each_apart(here, tasks):
        with pytest.raises(AttributeError, match="pickle"):
            outcome.result()
        tasks.pop()
    assert not tasks


@pytest.mark.slow
def test_what_is_handed_over_is_made_ready_while_nobody_waits(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("first", "utf-8")
    precedence, steps = Precedence(PATIENCE), [threading.Event(), threading.Event()]
    made = Background(precedence)

    def ready(word: str) -> list[str]:
        steps[0].set()
        # It works for a moment before it lets others go first.
        since = time.thread_time()
        while time.thread_time() - since < 0.1:
            pause()
        steps[1].set()
        return [word]

    with closing(made):
        with precedence.first():
            assert made.handed(("first",), read, ready, path) is None
            happened(steps[0])
            # Somebody waits for something else.
            assert not steps[1].wait(0.3)
        wait(made, 1)
        assert made.handed(("first",), read, ready, path) == ["first"]
        # Whoever got it holds it: it is made anew for others.
        assert made.handed(("first",), read, ready, path) is None
        wait(made, 2)
        # Of other files it is handed over, too: who asks knows what it is of.
        assert made.handed(("later",), read, ready, path) == ["first"]
        assert made.handed(("still later",), read, ready, path) is None
        wait(made, 3)
        assert made.handed(("first",), read, ready, path) == ["first"]

        def wrong(word: str) -> None:
            raise ValueError(word)

        path.write_text("wrong", "utf-8")
        assert made.handed(("wrong",), read, wrong, path) is None
        wait(made, 4)
        with pytest.raises(ValueError, match="wrong"):
            made.handed(("wrong",), read, wrong, path)
        # What couldn't be made ready is handed to nobody, whatever goes wrong afterwards.
        path.unlink()
        assert made.handed(("gone",), read, wrong, path) is None
        wait(made, 5)
        path.write_text("wrong", "utf-8")
        assert made.handed(("wrong",), read, ready, path) is None
        wait(made, 6)
        assert made.handed(("wrong",), read, ready, path) == ["wrong"]


def test_terms_that_are_new_in_the_glossary_stand_at_their_messages(tmp_path: Path) -> None:
    """They are in the catalog once it is brought up to date; the page has them at once."""
    here = project.find(sample(tmp_path))
    mine = Desk(here)

    def rows() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = mine.look(
            lambda workspace: translation.rows(workspace, asked(start=0, count=100))
        )["rows"]
        return found

    try:
        word = next(
            word for row in rows() for word in row["source"].split() if len(word) > 6 and word.isalpha()
        )
        assert not any("Newterm" in note for row in rows() for note in row["notes"])
        version = mine.watched.version
        here.glossary_path("fr").write_text(f"source,target\n{word},Newterm\n", "utf-8")
        mine.watch()
        assert mine.watched.version > version
        told = [row for row in rows() if "Newterm" in str(row["notes"])]
        assert told and all(word.casefold() in row["source"].casefold() for row in told)
    finally:
        mine.close()


def test_each_event_is_told_what_is_found_in_it(tmp_path: Path) -> None:
    """Events have one context and no ids: their words tell them apart."""
    here = project.find(sample(tmp_path))
    talk = "Ann: Hello. [laughs]\n\nBob: Good day. [coughs]\n\nAnn: Well. [sighs]\n\nBob: So it is.\n"
    (here.root / "source/talk.txt").write_text(talk, "utf-8")
    workspace = Workspace(here)
    for outcome in catalogs.extract(workspace, ["talk"], ["fr"], datetime(2026, 1, 1, tzinfo=UTC)):
        assert not outcome.error
    catalog = workspace.catalog("talk", "fr")
    assert catalog
    events = [entry for entry in catalog.entries if entry.context == "event"]
    assert len({checks.message_of(entry) for entry in events}) == len(events) == 3
    for event in events:
        given = Asked("talk", "fr", "ann", {"name": name_of(event), "target": "[rit\ufffd]"})
        assert translation.check(workspace, given)["findings"]
        near = checking.near(
            workspace,
            workspace.document("talk"),
            catalog,
            catalog.entries.index(event),
            event.replace(target="[rit\ufffd]", state="done"),
        )
        assert [name for name, told in near.items() if told] == [name_of(event)]
