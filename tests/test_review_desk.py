"""The desk of the review: acts on files, taken back and done again, also by the next process."""

import errno
import os
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

import click
import pytest
import uvicorn
from click.testing import CliRunner

from conftest import refusing
from reviews import sample
from toolkit import po, project
from toolkit.cli import main
from toolkit.disk.reading import refused
from toolkit.errors import DiglotError
from toolkit.project import Project
from toolkit.review import pages
from toolkit.review.desk import Desk
from toolkit.review.journal import Intent, Journal
from toolkit.review.people import Who
from toolkit.review.views import VIEWS, translation
from toolkit.review.views.view import Acted, Asked
from toolkit.review.work import ReviewWorkspace, SavingWorkspace
from toolkit.workflow.workspace import Workspace

ANN = Who("ann")
CATALOG = Path("locales/ja/LC_MESSAGES/foghorn.po")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return sample(tmp_path)


def desk(here: Path, *, read_only: bool = False) -> Desk:
    return Desk(project.find(here, read_only=read_only))


def entries(here: Path) -> list[dict[str, str]]:
    """The messages as a page gets them."""
    asked = Asked("foghorn", "ja", "ann", {"start": 0, "count": 100})
    mine = desk(here)
    try:
        rows: list[dict[str, str]] = mine.look(lambda workspace: translation.rows(workspace, asked))["rows"]
        return rows
    finally:
        mine.close()


def edit(mine: Desk, name: str, target: str, stage: str, base: str = "", who: str = "ann") -> Acted:
    given = {"edits": [{"name": name, "base": base, "target": target, "stage": stage}]}

    def change(workspace: Workspace) -> Acted:
        return translation.edit(workspace, Asked("foghorn", "ja", who, given))

    return mine.act(Who(who), "translation", change)


def tree(here: Path) -> dict[str, bytes]:
    """What people edit; `.diglot/` may be deleted at any time."""
    files = [path for name in ("source", "locales") for path in (here / name).rglob("*") if path.is_file()]
    return {path.relative_to(here).as_posix(): path.read_bytes() for path in files}


def test_a_transcript_that_leads_out_keeps_nobody_from_others(here: Path, tmp_path: Path) -> None:
    row = next(row for row in entries(here) if row["stage"] == "empty")
    (here / "source/away.txt").symlink_to(tmp_path.parent)
    mine = desk(here)
    for _ in range(2):
        with pytest.raises(DiglotError, match="leads out"):
            mine.look(lambda workspace: workspace.reading("away", doubts=True))
        assert edit(mine, row["name"], "書いた。", "draft").answer["rows"]


def test_what_somebody_else_changed_is_told_and_nothing_is_written(here: Path) -> None:
    row = next(row for row in entries(here) if row["stage"] == "empty")
    mine = desk(here)
    edit(mine, row["name"], "先に書いた。", "translated", row["base"], who="bo")
    before = tree(here)
    acted = edit(mine, row["name"], "後に書いた。", "translated", row["base"])
    assert [clash["target"] for clash in acted.answer["clashes"]] == ["先に書いた。"]
    assert tree(here) == before
    # Who wants the same is no rival.
    assert "clashes" not in edit(mine, row["name"], "先に書いた。", "translated", row["base"]).answer
    mine.close()


def test_an_editor_beside_it_keeps_all_its_work(here: Path) -> None:
    """Another program writes other messages of the same file while acts go on."""
    empty = [row for row in entries(here) if row["stage"] == "empty"]
    mine = desk(here)
    for number, row in enumerate(empty[:8]):
        path = here / CATALOG
        catalog = po.load(path.read_bytes(), "", "ja")
        other = empty[-1]
        changed = [
            entry.replace(comments=(f"seen {number}",)) if entry.source == other["source"] else entry
            for entry in catalog.entries
        ]
        path.write_bytes(
            po.dump(
                type(catalog)(
                    catalog.document,
                    catalog.source_lang,
                    "ja",
                    tuple(changed),
                    catalog.obsolete,
                    catalog.header,
                    catalog.preamble,
                    catalog.trailer,
                ),
                path.read_bytes(),
            )
        )
        edit(mine, row["name"], f"訳 {number}。", "translated", row["base"])
    mine.close()
    catalog = po.load((here / CATALOG).read_bytes(), "", "ja")
    assert sum(entry.target.startswith("訳 ") for entry in catalog.entries) == len(empty[:8])
    assert ("seen 7",) in [entry.comments for entry in catalog.entries]


def test_what_is_saved_is_answered_though_another_program_saves_at_once(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = desk(here)
    row = next(row for row in entries(here) if row["stage"] == "empty")
    path, save = here / CATALOG, SavingWorkspace.save

    def saved(workspace: SavingWorkspace, to: Path, data: bytes | None) -> bool:
        written = save(workspace, to, data)
        if to == path:
            path.write_bytes(path.read_bytes() + b"\n# seen\n")
        return written

    monkeypatch.setattr(SavingWorkspace, "save", saved)
    edit(mine, row["name"], "訳。", "translated", row["base"])
    assert [act.words.endswith("訳。") for act in mine.history()] == [True]
    assert path.read_bytes().endswith(b"# seen\n")
    mine.close()


def test_one_old_act_is_taken_back_alone(here: Path) -> None:
    one, other = [row for row in entries(here) if row["stage"] == "empty"][:2]
    mine = desk(here)
    edit(mine, one["name"], "一つ目。", "translated")
    edit(mine, other["name"], "二つ目。", "translated", who="bo")
    number = mine.history()[-1].number
    assert mine.revert(ANN, number)
    targets = {
        entry.source: entry.target for entry in po.load((here / CATALOG).read_bytes(), "", "ja").entries
    }
    assert (targets[one["source"]], targets[other["source"]]) == ("", "二つ目。")
    # What was edited since isn't lost by it.
    edit(mine, other["name"], "三つ目。", "translated")
    with pytest.raises(DiglotError, match="was changed since"):
        mine.revert(ANN, mine.history()[1].number)
    mine.close()


def test_undo_and_redo_go_on_past_what_somebody_else_has_changed(here: Path) -> None:
    first, second, third = [row for row in entries(here) if row["stage"] == "empty"][:3]
    mine = desk(here)

    def targets() -> list[str]:
        saved = {row["source"]: row["target"] for row in entries(here)}
        return [saved[row["source"]] for row in (first, second, third)]

    for row, text in ((first, "一つ目。"), (second, "二つ目。"), (third, "三つ目。")):
        edit(mine, row["name"], text, "translated")
    edit(mine, second["name"], "ほかの人の。", "translated", who="bo")
    assert mine.undo(ANN) and targets() == ["一つ目。", "ほかの人の。", ""]
    with pytest.raises(DiglotError, match=r"二つ目.* can't be taken back: the same place") as told:
        mine.undo(ANN)
    assert "the next" in told.value.hint
    assert mine.undo(ANN) and targets() == ["", "ほかの人の。", ""]
    assert mine.undo(ANN) is None
    # Who begins anew hears of it anew.
    with pytest.raises(DiglotError, match="二つ目"):
        mine.undo(ANN)
    # So does the other way.
    edit(mine, third["name"], "別の人の。", "translated", who="bo")
    assert mine.redo(ANN) and targets() == ["一つ目。", "ほかの人の。", "別の人の。"]
    with pytest.raises(DiglotError, match=r"三つ目.* can't be done again"):
        mine.redo(ANN)
    assert mine.redo(ANN) is None and targets() == ["一つ目。", "ほかの人の。", "別の人の。"]
    # Once the other has taken theirs back, all is possible again.
    bo = Who("bo")
    assert mine.undo(bo) and mine.redo(ANN) and mine.undo(bo)
    assert targets() == ["一つ目。", "二つ目。", "三つ目。"]
    assert all(mine.undo(ANN) for _ in range(3)) and targets() == ["", "", ""]
    mine.close()


def test_an_act_that_was_taken_back_is_done_again_alone(here: Path) -> None:
    one, other = [row for row in entries(here) if row["stage"] == "empty"][:2]
    mine = desk(here)
    edit(mine, one["name"], "一つ目。", "translated")
    number = mine.history()[0].number
    # What is done after it was taken back closes the way of `redo`.
    assert mine.undo(ANN)
    edit(mine, other["name"], "二つ目。", "translated")
    assert mine.redo(ANN) is None and mine.restore(ANN, number) and mine.restore(ANN, number) is None
    saved = {row["source"]: row["target"] for row in entries(here)}
    assert (saved[one["source"]], saved[other["source"]]) == ("一つ目。", "二つ目。")
    mine.close()


def test_an_act_that_was_taken_back_halfway_is_taken_back_whole(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the process ends, between two files."""
    one, two = here / "source/foghorn.toml", here / "source/river.toml"
    first = {path: path.read_bytes() for path in (one, two)}

    def change(workspace: Workspace) -> Acted:
        for path in (one, two):
            data = workspace.read(path) or b""
            workspace.save(path, data + b"\n# seen\n")
        return Acted({}, "", "seen")

    mine = desk(here)
    mine.act(ANN, "reading", change)
    last = {path: path.read_bytes() for path in (one, two)}
    with monkeypatch.context() as patched:
        save = Project.save

        def full(project: Project, path: Path, data: bytes, made: str | None = None) -> bool:
            if path == two:
                raise DiglotError("the disk is full.")
            return save(project, path, data, made)

        patched.setattr(Project, "save", full)
        with pytest.raises(DiglotError, match="full"):
            mine.undo(ANN)
    assert (one.read_bytes(), two.read_bytes()) == (first[one], last[two])
    assert mine.undo(ANN)
    assert {path: path.read_bytes() for path in (one, two)} == first
    assert mine.redo(ANN)
    assert {path: path.read_bytes() for path in (one, two)} == last
    mine.close()


def test_what_is_taken_back_while_another_program_saves_keeps_both(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that an act has changed, and one that it has made."""
    path, made = here / "source/river.toml", here / "source/foghorn.notes.toml"

    def change(workspace: Workspace) -> Acted:
        workspace.save(path, (workspace.read(path) or b"") + b"\n# seen\n")
        return Acted({}, "", "seen")

    def make(workspace: Workspace) -> Acted:
        workspace.read(made)
        workspace.save(made, b"# made\n")
        return Acted({}, "", "made")

    mine = desk(here)
    mine.act(ANN, "project", make)
    mine.act(ANN, "reading", change)
    intend = Journal.intend
    theirs = iter((path, made))

    def intended(journal: Journal, intent: Intent, data: bytes = b"") -> None:
        intend(journal, intent, data)
        if other := next(theirs, None):
            other.write_bytes(b"# By hand.\n\n" + other.read_bytes())

    monkeypatch.setattr(Journal, "intend", intended)
    assert mine.undo(ANN)
    assert b"# By hand." in path.read_bytes() and b"# seen" not in path.read_bytes()
    assert mine.undo(ANN)
    assert made.read_bytes() == b"# By hand.\n"
    mine.close()


def test_an_act_is_taken_back_beside_what_is_broken(here: Path) -> None:
    row = next(row for row in entries(here) if row["stage"] == "empty")
    path = here / CATALOG
    mine = desk(here)
    edit(mine, row["name"], "訳した。", "translated")
    path.write_bytes(path.read_bytes() + b'\n\nmsgid "half\n')
    assert mine.undo(ANN) and "訳した。" not in path.read_text("utf-8")
    assert mine.undo(ANN) is None
    assert mine.redo(ANN) and "訳した。" in path.read_text("utf-8")
    mine.close()


def test_what_is_taken_back_is_not_told_as_lost(here: Path) -> None:
    row = next(row for row in entries(here) if row["stage"] == "empty")
    mine = desk(here)
    edit(mine, row["name"], "訳した。", "translated")
    mine.undo(ANN)
    mine.close()
    from toolkit.workflow.check import check

    found = list(check(Workspace(project.find(here)), ["foghorn"], ["ja"]))
    assert "D231" not in {finding.code for finding in found}


class _KilledError(BaseException):
    """The process ends."""


def killed_at(patched: pytest.MonkeyPatch, step: int) -> None:
    """Whatever is written from this step on isn't any more: the log and the files count together."""
    left = [step]

    def counted(cls: type, name: str) -> None:
        written = getattr(cls, name)

        def write(self: object, *given: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise _KilledError
            return written(self, *given)

        patched.setattr(cls, name, write)

    counted(Journal, "_together")
    counted(Project, "save")


# All is intended at once; then two files are saved, and the act is noted.
@pytest.mark.parametrize("step", range(4))
def test_what_a_killed_process_saved_can_be_taken_back(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    one, two = here / "source/foghorn.toml", here / "source/river.toml"
    first = tree(here)

    def change(workspace: Workspace) -> Acted:
        for path in (one, two):
            workspace.save(path, (workspace.read(path) or b"") + b"\n# seen\n")
        return Acted({}, "", "seen")

    mine = desk(here)
    with monkeypatch.context() as patched:
        killed_at(patched, step)
        with pytest.raises(_KilledError):
            mine.act(ANN, "reading", change)
    assert (tree(here) != first) == (step > 1)
    mine.close()
    mine = desk(here)
    assert bool(mine.undo(ANN)) == (step > 1) and mine.undo(ANN) is None
    assert tree(here) == first
    mine.act(ANN, "reading", change)
    last = tree(here)
    # Taking back is cut off in the same way, and then done again.
    for turn, wanted in ((mine.undo, first), (mine.redo, last)):
        with monkeypatch.context() as patched:
            killed_at(patched, step)
            with pytest.raises(_KilledError):
                turn(ANN)
        other = desk(here)
        assert tree(here) == (wanted if step > 1 else last if wanted is first else first)
        again = other.undo if wanted is first else other.redo
        assert bool(again(ANN)) == (step < 2)
        assert tree(here) == wanted
        other.close()
    mine.close()


def looked_up(mine: Desk, look: Callable[[ReviewWorkspace, Asked], object], asked: Asked) -> bool:
    """Whether there is an answer."""
    made = mine.look(lambda workspace: look(workspace, asked))
    return bool(made() if callable(made) else made)


def test_a_review_for_showing_writes_nothing_at_all(here: Path) -> None:
    row = entries(here)[0]
    shutil.rmtree(here / ".diglot")

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}

    before = files()
    mine = desk(here, read_only=True)
    with pytest.raises(DiglotError, match="for showing"):
        edit(mine, row["name"], "x", "translated")
    given = {"name": row["name"], "words": "a", "target": "x", "line": 1}
    looked = 0
    asked = Asked("foghorn", "ja", "ann", given)
    for look in chain.from_iterable((*view.looks.values(), *view.files.values()) for view in VIEWS):
        with suppress(DiglotError):
            looked += looked_up(mine, look, asked)
    assert looked > 12
    assert mine.history() == []
    mine.close()
    assert files() == before


def test_a_disk_that_is_only_read_is_shown_without_writing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(number: int) -> None:
        def write(path: Path, _: bytes) -> None:
            error = OSError(number, os.strerror(number))
            raise refused("written", path, error) from error

        monkeypatch.setattr(project, "write", write)

    shutil.rmtree(here / ".diglot", ignore_errors=True)
    for number, reason in ((errno.EROFS, "read-only"), (errno.EACCES, "denied")):
        refuses(number)
        with pytest.raises(DiglotError, match=reason) as caught:
            desk(here)
        assert "`diglot review --read-only`" in str(caught.value.hint)
    desk(here, read_only=True).close()
    refuses(errno.ENOSPC)
    with pytest.raises(DiglotError) as caught:
        desk(here)
    assert "The disk is full" in str(caught.value.hint)
    monkeypatch.undo()
    # Where somebody has worked in it before, the log is all that would be written.
    (here / ".diglot/review.sqlite").mkdir(parents=True)
    with pytest.raises(DiglotError) as caught:
        desk(here)
    assert "`diglot review --read-only`" in str(caught.value.hint)


def test_a_change_from_outside_is_seen(here: Path) -> None:
    mine = desk(here)
    mine.watch()
    assert not mine.watch()
    path = here / CATALOG
    path.write_bytes(path.read_bytes() + b"\n")
    assert mine.watch()
    mine.close()


def test_a_change_from_outside_is_seen_though_it_falls_into_an_act(here: Path) -> None:
    mine = desk(here)
    row = next(row for row in entries(here) if row["stage"] == "empty")
    mine.watch()

    def change(workspace: Workspace) -> Acted:
        other = here / "source/river.toml"
        other.write_bytes(other.read_bytes() + b"\n")
        given = {"edits": [{"name": row["name"], "base": "", "target": "訳。", "stage": "translated"}]}
        return translation.edit(workspace, Asked("foghorn", "ja", "ann", given))

    mine.act(ANN, "translation", change)
    assert mine.watch() and not mine.watch()
    # What was saved here alone is none.
    assert mine.undo(ANN) and not mine.watch()
    mine.close()


def test_a_change_beside_any_file_that_was_asked_for_is_seen(here: Path) -> None:
    path = here / "translations/foghorn.txt"
    path.parent.mkdir()
    path.write_text("Ann: Yes.\n", "utf-8")
    mine = desk(here)
    first = mine.look(lambda workspace: workspace.checksum(path))
    mine.watch()
    assert not mine.watch()
    path.write_text("Ann: No.\n", "utf-8")
    assert mine.watch()
    assert mine.look(lambda workspace: workspace.checksum(path)) != first
    mine.close()


def test_what_another_program_saved_is_shown_without_anybody_watching(here: Path) -> None:
    asked = Asked("foghorn", "ja", "ann", {"start": 0, "count": 100})
    mine = desk(here)
    before = mine.look(lambda workspace: translation.rows(workspace, asked))["rows"]
    path = here / CATALOG
    row = next(row for row in before if row["stage"] == "translated")
    path.write_text(path.read_text("utf-8").replace(row["target"], row["target"] + "！"), "utf-8")
    time.sleep(0.6)
    after = mine.look(lambda workspace: translation.rows(workspace, asked))["rows"]
    assert row["target"] + "！" in [known["target"] for known in after]
    mine.close()


def test_no_command_line_has_the_secret(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, str]] = []

    def launched(address: str) -> None:
        path = Path.from_uri(address) if hasattr(Path, "from_uri") else Path(address.removeprefix("file://"))
        assert path.stat().st_mode & 0o777 == 0o600
        opened.append((path, path.read_text("utf-8")))

    monkeypatch.setattr(click, "launch", launched)
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, _: self._ready())
    done = CliRunner().invoke(main, ["-C", str(here), "review", "foghorn"])
    assert done.exit_code == 0
    ((path, text),) = opened
    token = done.output.rpartition("token=")[2].partition("&")[0]
    assert len(token) > 20 and token in text and "document=foghorn" in text
    assert token not in str(path) and not path.exists()


def test_a_key_of_no_command_is_an_error(here: Path) -> None:
    settings = here / "diglot.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[review.keys]\nsvae = "Ctrl+s"\n', "utf-8")
    done = CliRunner().invoke(main, ["-C", str(here), "review", "--no-open"])
    line = settings.read_text("utf-8").split("\n").index('svae = "Ctrl+s"') + 1
    assert done.exit_code == 1
    assert f"diglot.toml:{line}" in done.output and "Did you mean save?" in done.output


@pytest.mark.parametrize("key", ["", "blah", "Strg+s", "Shift+1", "Ctrl+Ctrl+s", "Ctrl+", "nn", "+n"])
def test_a_key_that_nobody_can_press_is_an_error(here: Path, key: str) -> None:
    """It would leave the command without one."""
    settings = here / "diglot.toml"
    settings.write_text(settings.read_text("utf-8") + f'\n[review.keys]\nsave = "{key}"\n', "utf-8")
    done = CliRunner().invoke(main, ["-C", str(here), "review", "--no-open"])
    line = settings.read_text("utf-8").split("\n").index(f'save = "{key}"') + 1
    assert done.exit_code == 1
    assert f"diglot.toml:{line}" in done.output and f"nobody can press '{key}'" in done.output


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ('save = "s"', "Alt+s"),
        ('save-draft = "Shift+Enter"', "Alt+Shift+Enter"),
        ('mark = "Space"', "Alt+Space"),
        ('take = "Ctrl+w"', "browsers keep 'Ctrl+w' for themselves"),
        ('down = "shift+ctrl+T"', "browsers keep 'shift+ctrl+T' for themselves"),
    ],
)
def test_a_key_that_a_field_or_the_browser_needs_is_an_error(here: Path, own: str, told: str) -> None:
    """With `save = "s"` nobody could type an s."""
    settings = here / "diglot.toml"
    settings.write_text(settings.read_text("utf-8") + f"\n[review.keys]\n{own}\n", "utf-8")
    done = CliRunner().invoke(main, ["-C", str(here), "review", "--no-open"])
    line = settings.read_text("utf-8").split("\n").index(own) + 1
    assert done.exit_code == 1
    assert f"diglot.toml:{line}" in done.output and told in done.output


def test_keys_of_fields_are_those_that_the_scripts_name() -> None:
    """None of the usual ones is needed to write."""
    typing = pages.in_fields("translation.js")
    assert {"save", "next", "leave", "play-typing"} <= typing and not {"undo", "help"} & typing
    assert {"down", "undo"} <= pages.commands("reading.js").keys() - pages.in_fields("reading.js")


def test_keys_are_told_as_the_page_tells_them() -> None:
    """All of its own are, too."""
    usual = {key for view in VIEWS for key in pages.commands(f"{view.name}.js").values()}
    assert usual == {pages.pressed(key) for key in usual}
    assert pages.pressed("shift+CTRL+S") == "Ctrl+Shift+s"


@pytest.mark.parametrize(
    ("own", "wrong", "told"),
    [
        ('save = "Ctrl+z"', 'save = "Ctrl+z"', "'save' and 'undo'"),
        ('down = "n"', 'down = "n"', "'down' and 'next-"),
        ('save = "Alt+Shift+x"\nmark = "Shift+Alt+X"', 'mark = "Shift+Alt+X"', "'mark' and 'save'"),
        ('comment = "Alt+p"', 'comment = "Alt+p"', "'comment' and 'play-typing'"),
        ('speaker-3 = "j"', 'speaker-3 = "j"', "'speaker-3' and 'down'"),
    ],
)
def test_two_commands_on_one_key_are_an_error(here: Path, own: str, wrong: str, told: str) -> None:
    settings = here / "diglot.toml"
    settings.write_text(settings.read_text("utf-8") + f"\n[review.keys]\n{own}\n", "utf-8")
    done = CliRunner().invoke(main, ["-C", str(here), "review", "--no-open"])
    line = settings.read_text("utf-8").split("\n").index(wrong) + 1
    assert done.exit_code == 1
    assert f"diglot.toml:{line}" in done.output and told in done.output and "another key" in done.output


def test_the_keys_of_each_page_differ_and_may_change_places(here: Path) -> None:
    pages.check_keys(project.find(here), VIEWS)
    assert pages.commands("translation.js")["save"] == "Ctrl+Enter"
    assert pages.commands("reading.js")["speaker-9"] == "9"
    settings = here / "diglot.toml"
    swapped = '\n[review.keys]\nundo = "Ctrl+Enter"\nsave = "Ctrl+z"\n'
    settings.write_text(settings.read_text("utf-8") + swapped, "utf-8")
    pages.check_keys(project.find(here), VIEWS)


@pytest.mark.parametrize("asked", [("foghorn", "-l", "de"), ("-l", "de")])
def test_a_review_of_no_translation_is_not_begun(here: Path, asked: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, ["-C", str(here), "review", "--no-open", *asked])
    assert done.exit_code == 1
    assert "isn't translated into de" in done.output and "fr" in done.output


def test_a_log_that_failed_once_takes_the_next_act(here: Path) -> None:
    log = Journal(project.find(here))
    with pytest.raises(ValueError, match="surrogates"):
        log.add("ann", "reading", "", "\ud800", ())
    assert log.add("ann", "reading", "", "seen", ()).number == 1
    assert [act.words for act in log.listed(9)] == ["seen"]
    log.close()


def test_an_act_in_a_log_that_is_damaged_is_told(here: Path) -> None:
    name = entries(here)[0]["name"]
    with closing(desk(here)) as mine:
        edit(mine, name, "Eins.", "translated")
        before = tree(here)
        mine._journal._log.execute("UPDATE acts SET patches = ?", (b"x\x9c?",))
        with pytest.raises(DiglotError, match="can't be read") as told:
            mine.undo(ANN)
        assert "only the way back" in str(told.value.hint) and tree(here) == before


def comment(mine: Desk, row: dict[str, str], words: str, name: str) -> Acted:
    asked = Asked("foghorn", "ja", "ann", {"name": row["name"], "words": words}, name)
    return mine.act(ANN, "translation", lambda workspace: translation.comment(workspace, asked))


def test_a_comment_is_told_as_it_was_written_and_is_no_review(here: Path) -> None:
    row = next(row for row in entries(here) if row["stage"] == "translated")
    mine = desk(here)
    before = tree(here)
    for words, name in (("good", "reviewed by Boss"), ("reviewed", ""), ("left out", "")):
        with pytest.raises(DiglotError, match="would be read as a mark"):
            comment(mine, row, words, name)
    assert tree(here) == before and mine.history() == []
    # The name of an account is for the log alone.
    comment(mine, row, "هل هذا صحيح؟", "")
    comment(mine, row, "Is it so?", "Bo")
    # The list of acts says where it stands.
    assert mine.history()[0].words.endswith(" → # Bo: Is it so?")
    mine.close()
    (now,) = [other for other in entries(here) if other["name"] == row["name"]]
    assert [*now["comments"]][-2:] == ["هل هذا صحيح؟", "Bo: Is it so?"]
    assert now["stage"] == "translated"


MANY = " ".join(f"{number * number:x}" for number in range(2000))
"""Words that say little twice: what the log holds is compressed."""


def test_an_act_in_several_files_is_done_and_taken_back_whole_or_not_at_all(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = here / "source/foghorn.toml", here / CATALOG

    def change(workspace: Workspace) -> Acted:
        for path in paths:
            workspace.save(path, (workspace.read(path) or b"") + b"\n# seen\n")
        return Acted({}, "", "seen")

    def refused_in(folder: Path, does: Callable[[], object]) -> None:
        before = tree(here)
        with monkeypatch.context() as patched:
            refusing(patched)(folder)
            with pytest.raises(DiglotError, match="denied"):
                does()
        assert tree(here) == before

    with closing(desk(here)) as mine:
        for path in paths:
            refused_in(path.parent, lambda: mine.act(ANN, "alignment", change))
        first = tree(here)
        mine.act(ANN, "alignment", change)
        last = tree(here)
        assert [path for path in last if last[path] != first[path]] == [
            str(p.relative_to(here)) for p in paths
        ]
        for path in paths:
            refused_in(path.parent, lambda: mine.undo(ANN))
        assert mine.undo(ANN) and tree(here) == first
        for path in paths:
            refused_in(path.parent, lambda: mine.redo(ANN))
        assert mine.redo(ANN) and tree(here) == last


def test_a_full_disk_costs_nothing_that_was_done_and_is_told(here: Path) -> None:
    name, first = entries(here)[0]["name"], tree(here)
    with closing(desk(here)) as mine:
        edit(mine, name, "Eins.", "translated")
        before, log = tree(here), mine._journal._log
        log.execute("PRAGMA max_page_count = 1")
        with pytest.raises(DiglotError, match="full") as told:
            edit(mine, name, MANY, "translated")
        assert "room on the disk" in str(told.value.hint) and tree(here) == before
        log.execute("PRAGMA max_page_count = 100000")
        edit(mine, name, MANY, "translated")
        assert mine.undo(ANN) and mine.undo(ANN) and tree(here) == first
