"""What an editor saves while a command works stays, whatever file it is and however slow the disk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from toolkit.disk import aside

PO = "locales/fr/LC_MESSAGES/bells.po"
ASIDE = ".diglot-0123456789abcdef"


def tree(folder: Path) -> dict[str, bytes]:
    """The files and folders of a project, without what diglot keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if ".diglot" not in path.parts
    }


@pytest.fixture
def talks(fresh: Run, tmp_path: Path) -> Path:
    """A project, extracted, with an edit that is to be extracted, and a translation to be aligned."""
    assert fresh("extract").exit_code == 0
    assert fresh("export", "-f", "csv", "-l", "fr", "-o", "bells.csv").exit_code == 0
    table = (tmp_path / "bells.csv").read_text("utf-8")
    filled = table.replace("Can a cracked bell be saved?,,empty", "Can a cracked bell be saved?,Oui ?,empty")
    assert filled != table
    (tmp_path / "bells.csv").write_text(filled, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(
        "Tom Adeyemi : Une cloche ?\n\nHanne Roth : Parfois.\n", encoding="utf-8"
    )
    return tmp_path


def edit(talks: Path) -> None:
    path = talks / "source/bells.txt"
    path.write_text(path.read_text("utf-8").replace("Can a cracked", "Could a cracked"), encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("extract", "locales/bells.pot"),
        ("extract", PO),
        ("align bells fr.txt -l fr --pin 3.1=1.1", PO),
        ("align bells fr.txt -l fr --pin 3.1=1.1", "source/bells.toml"),
        ("import bells.csv", PO),
        ("ids --freeze", "locales/bells.ids.tsv"),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_a_save_while_the_disk_is_slow_stays(
    fresh: Run, talks: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str, there: bool
) -> None:
    path = talks / name
    if there and not path.exists():
        if name.endswith(".toml"):
            path.write_bytes(b"# kept by hand\n")
        else:
            assert fresh("ids", "--freeze").exit_code == 0
            # As if it had been frozen under an earlier version.
            path.write_bytes(path.read_bytes().replace(b"\t1.0", b"\t0.9"))
    if not there and command != "import bells.csv":
        path.unlink(missing_ok=True)
    if command == "extract":
        edit(talks)
    fsync = os.fsync
    saved = b"# what a person saved\n"

    def slow(fd: int) -> None:
        fsync(fd)
        if any(one.name.startswith(".diglot-") for one in path.parent.iterdir()):
            path.write_bytes(saved)

    monkeypatch.setattr(os, "fsync", slow)
    done = fresh(*command.split())
    assert path.read_bytes() == saved
    assert done.exit_code == 1
    assert f"{name}: another program has written this meanwhile" in done.stderr
    assert "hint: Run the command again." in done.stderr
    assert not list(talks.rglob(".diglot-*"))


def test_a_save_between_two_looks_at_the_template_stays(
    fresh: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template is read for its ids; what is compared at the end is that, and no later one."""
    from toolkit.workflow import catalogs

    path = talks / "locales/bells.pot"
    renewed = catalogs._updated_template

    def late(*arguments: object) -> object:
        found = renewed(*arguments)  # type: ignore[arg-type]
        path.write_bytes(b"# what a person saved\n")
        return found

    edit(talks)
    monkeypatch.setattr(catalogs, "_updated_template", late)
    done = fresh("extract")
    assert done.exit_code == 1 and "another program" in done.stderr
    assert path.read_bytes() == b"# what a person saved\n"


def test_what_only_reads_needs_no_lock(fresh: Run, talks: Path) -> None:
    """So a project can be looked at, and built, where diglot can keep nothing."""
    shutil.rmtree(talks / ".diglot", ignore_errors=True)
    (talks / ".diglot").write_bytes(b"no folder")
    for command in (
        "show source/bells.txt",
        "status",
        "check",
        "ids",
        "align bells fr.txt -l fr --dry-run",
        "import bells.csv --dry-run",
        "build",
    ):
        done = fresh(*command.split())
        assert done.exit_code == 0, done.stderr
    done = fresh("extract")
    assert done.exit_code == 1
    assert ".diglot" in done.stderr and "can't be written" in done.stderr


HOLDER = (
    "import sys\nfrom pathlib import Path\nfrom toolkit import project\n"
    "with project.find(Path('.')).changing():\n    print('now', flush=True); sys.stdin.readline()\n"
)


def test_a_second_command_says_who_is_at_work_and_readers_and_builds_go_on(
    fresh: Run, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.disk.locks.PATIENCE", 0.1)
    before = (talks / PO).read_bytes()
    edit(talks)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=talks, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout and other.stdout.readline() == "now\n"
        for command in (
            "extract",
            "align bells fr.txt -l fr",
            "import bells.csv",
            "ids --freeze",
        ):
            done = fresh(*command.split())
            assert done.exit_code == 1, command
            assert (
                f"(process {other.pid}, since " in done.stderr and "is writing in this project" in done.stderr
            )
        assert (talks / PO).read_bytes() == before
        for command in ("status", "show source/bells.txt", "build -f html", "export -f csv -l fr"):
            assert fresh(*command.split()).exit_code == 0, command
        other.kill()
    assert fresh("extract").exit_code == 0


@pytest.mark.parametrize(
    ("command", "folders"),
    [
        ("extract", [".", "source", "locales", "locales/fr/LC_MESSAGES"]),
        ("build -f html", ["build", ".diglot"]),
    ],
)
def test_the_next_run_takes_away_what_a_killed_one_left(
    fresh: Run, talks: Path, command: str, folders: list[str]
) -> None:
    assert fresh(*command.split()).exit_code == 0
    aside.sweep_folder.cache_clear()  # It is done once in a process.
    for name in folders:
        (talks / name / ASIDE).write_bytes(b"half")
    edit(talks)
    assert fresh(*command.split()).exit_code == 0
    assert not list(talks.rglob(".diglot-*"))


@pytest.mark.parametrize("folder", ["source", "locales", "locales/fr/LC_MESSAGES"])
@pytest.mark.parametrize("again", [False, True])
def test_files_that_belong_together_change_all_or_none(
    fresh: Run, talks: Path, refuse: Callable[[Path], None], folder: str, again: bool
) -> None:
    if again:
        assert fresh("align", "bells", "fr.txt", "-l", "fr").exit_code == 0
    before = tree(talks)
    refuse(talks / folder)
    done = fresh("align", "bells", "fr.txt", "-l", "fr", "--pin", "3.1=1.1", "--replace")
    assert done.exit_code == 1 and "can't be written: permission denied" in done.stderr
    assert folder in done.stderr and "Traceback" not in done.stderr
    assert tree(talks) == before


def test_what_is_set_apart_is_noted_where_it_gets_its_message(
    fresh: Run, talks: Path, refuse: Callable[[Path], None]
) -> None:
    with (talks / "source/bells.txt").open("a", encoding="utf-8") as source:
        source.write("\n\nTom Adeyemi: Is it gone?\n\nHanne Roth: Never.\n\nTom Adeyemi: Is it gone?\n")
    assert fresh("extract").exit_code == 0
    path = talks / PO
    head, tail = path.read_text("utf-8").split('msgid "Is it gone?"')
    start = head.rindex("msgctxt")
    path.write_text(f'{head[:start]}#, apart\n{head[start:]}msgid "Is it gone?"{tail}', encoding="utf-8")
    before = tree(talks)
    refuse(talks / "locales")
    assert fresh("extract").exit_code == 1 and tree(talks) == before
