"""Writing: whole or not at all, over nothing that somebody else has saved, one run at a time."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit import disk, project
from toolkit.disk import aside, locks, writing
from toolkit.disk.reading import holds
from toolkit.errors import DiglotError

ASIDE = ".diglot-0123456789abcdef"


@pytest.mark.parametrize("name", ["جسر\0.txt", "half\ud800.txt"])
def test_what_no_file_can_be_called_is_told(tmp_path: Path, name: str) -> None:
    for attempt in (disk.real, lambda path: disk.write(path, b"1"), disk.read):
        with pytest.raises(DiglotError):
            attempt(tmp_path / name)


def test_a_file_is_written_over_what_was_read_and_over_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "talk.po"
    memory = disk.Memory()
    assert memory.read(path) is None
    path.write_bytes(b"theirs")
    with pytest.raises(DiglotError, match=r"talk\.po: another program has written this") as caught:
        memory.write(path, b"ours")
    assert caught.value.hint == "Run the command again."
    assert path.read_bytes() == b"theirs"
    memory = disk.Memory()
    assert memory.read(path) == b"theirs"
    assert memory.write(path, b"ours")
    assert memory.write(path, b"ours again")
    assert not memory.write(path, b"ours again")
    path.write_bytes(b"theirs again")
    for act in (lambda: memory.read(path), lambda: memory.write(path, b"more")):
        with pytest.raises(DiglotError, match="another program"):
            act()
    assert path.read_bytes() == b"theirs again"
    assert [one.name for one in tmp_path.iterdir()] == ["talk.po"]


@pytest.mark.parametrize("was", [None, b"", b"theirs"])
def test_what_was_read_before_the_lock_is_written_over_alone(tmp_path: Path, was: bytes | None) -> None:
    path = tmp_path / "talk.po"
    if was is not None:
        path.write_bytes(was)
    memory = disk.Memory()
    memory.expect(path, was, disk.mark(was))
    memory.check(path)
    assert memory.write(path, b"ours") and memory.mark(path) == disk.mark(b"ours")
    for other in (b"theirs again", b"their", None):
        memory.expect(path, was, disk.mark(was))
        path.unlink(missing_ok=True)
        if other is not None:
            path.write_bytes(other)
        if other == was:
            continue
        with pytest.raises(DiglotError, match="another program"):
            memory.check(path)
        with pytest.raises(DiglotError, match="another program"):
            memory.write(path, b"ours again")
        assert (path.read_bytes() if path.exists() else None) == other


def test_what_was_never_read_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "talk.po"
    path.write_bytes(b"theirs")
    with pytest.raises(DiglotError, match="another program"):
        disk.Memory().write(path, b"ours")
    with pytest.raises(DiglotError, match="another program"):
        disk.create(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert not disk.create(path, b"theirs")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights there")
def test_what_is_read_only_is_not_replaced(tmp_path: Path) -> None:
    """Its folder may be written, which is all that the system asks for."""
    path, folder = tmp_path / "talk.po", tmp_path / "bag"
    path.write_bytes(b"kept")
    folder.mkdir()
    (folder / "bagit.txt").write_bytes(b"kept")
    memory = disk.Memory()
    memory.read(path)
    path.chmod(0o444)
    folder.chmod(0o555)
    for act in (
        lambda: memory.check(path),
        lambda: memory.write(path, b"new"),
        lambda: memory.write(path, None),
        lambda: disk.write(path, b"new"),
        lambda: disk.write(path, lambda sink: sink.write(b"new")),
        lambda: disk.write_folder(folder, {"bagit.txt": b"new"}),
    ):
        with pytest.raises(DiglotError, match="permission denied") as caught:
            act()
        assert "change the rights" in caught.value.hint
    assert not disk.write(path, b"kept") and not disk.write_folder(folder, {"bagit.txt": b"kept"})
    assert path.read_bytes() == (folder / "bagit.txt").read_bytes() == b"kept"
    assert sorted(tmp_path.iterdir()) == [folder, path]
    folder.chmod(0o755)


def test_a_file_is_deleted_where_it_is_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.po"
    memory = disk.Memory()
    memory.read(path)
    memory.write(path, b"ours")
    memory.write(path, None)
    assert [*tmp_path.iterdir()] == []
    # It may be made again.
    memory.write(path, b"ours again")
    path.write_bytes(b"theirs")
    for one in (memory, disk.Memory()):
        with pytest.raises(DiglotError, match="another program"):
            one.write(path, None)
    assert path.read_bytes() == b"theirs"


@pytest.mark.parametrize("data", [b"", b"a", b"ab" * (1 << 19), b"a" + b"b" * (1 << 19)])
def test_a_file_has_the_very_bytes_that_its_checksum_tells(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "talk.po"
    assert not holds(path, data)
    for there in (data, data[:-1], data[:-1] + b"c", b"c" + data[1:], data + b"b", data[::-1]):
        path.write_bytes(there)
        assert holds(path, data) == (disk.checksum(path) == disk.mark(data))


def by_renaming(path: Path) -> None:
    beside = path.with_name("beside")
    beside.write_bytes(b"saved")
    beside.replace(path)


def in_place(path: Path) -> None:
    path.write_bytes(b"saved")


@pytest.mark.parametrize("save", [by_renaming, in_place])
def test_what_is_saved_when_a_file_is_about_to_be_deleted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None]
) -> None:
    path = tmp_path / "talk.po"
    path.write_bytes(b"read")
    memory = disk.Memory()
    memory.read(path)

    def unused(parent: Path) -> Path:
        save(path)
        return aside.unused(parent)

    monkeypatch.setattr(writing, "unused", unused)
    with pytest.raises(DiglotError, match="another program"):
        memory.write(path, None)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("talk.po", b"saved")]


@pytest.mark.parametrize("save", [by_renaming, in_place])
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("moment", ["fsync", "exchange"])
@pytest.mark.parametrize("held", [True, False])
def test_a_save_at_the_last_moment_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    save: Callable[[Path], None],
    there: bool,
    moment: str,
    held: bool,
) -> None:
    """A slow disk gives an editor much time between the look at a file and its new name."""
    if moment == "exchange" and writing._renameat2() is None:
        pytest.skip("this system has no renameat2")
    path = tmp_path / "talk.po"
    if there:
        path.write_bytes(b"old")
    was = disk.read_if_there(path)
    seen = disk.mark(was)
    fsync, rename = os.fsync, writing._rename
    saves: list[bool] = []

    def slow(number: int) -> None:
        fsync(number)
        save(path)
        saves.append(True)

    def late(one: Path, to: Path, flag: int) -> bool:
        if not saves:
            save(path)
            saves.append(True)
        return rename(one, to, flag)

    if moment == "fsync":
        monkeypatch.setattr(os, "fsync", slow)
    else:
        monkeypatch.setattr(writing, "_rename", late)
    with pytest.raises(DiglotError, match="another program"):
        disk.write(path, b"ours", over=seen, was=was if held else None)
    assert saves
    assert path.read_bytes() == b"saved"
    assert [one.name for one in tmp_path.iterdir()] == ["talk.po"]


def test_an_editor_that_is_still_writing_goes_on_in_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if writing._renameat2() is None:
        pytest.skip("this system has no renameat2")
    path = tmp_path / "talk.po"
    path.write_bytes(b"old")
    rename = writing._rename
    opened: list[BinaryIO] = []

    def late(one: Path, to: Path, flag: int) -> bool:
        if not opened:
            opened.append(path.open("wb", buffering=0))
            opened[0].write(b"first ")
        return rename(one, to, flag)

    monkeypatch.setattr(writing, "_rename", late)
    with pytest.raises(DiglotError, match="another program"):
        disk.write(path, b"ours", over=disk.mark(b"old"))
    opened[0].write(b"last")
    opened[0].close()
    assert path.read_bytes() == b"first last"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes")
@pytest.mark.parametrize("moment", ["before", "at the exchange"])
def test_a_slow_editor_has_cut_the_file_and_not_yet_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """What was read is nothing, and it is nothing still."""
    path = tmp_path / "talk.po"
    path.write_bytes(b"")
    opened: list[BinaryIO] = []

    def cut(*_: object) -> None:
        if not opened:
            opened.append(path.open("wb", buffering=0))

    if moment == "before":
        cut()
    rename = writing._rename

    def late(one: Path, to: Path, flag: int) -> bool:
        cut()
        return rename(one, to, flag)

    monkeypatch.setattr(writing, "_rename", late)
    with pytest.raises(DiglotError, match="another program"):
        disk.write(path, b"ours", over=disk.mark(b""))
    opened[0].write(b"saved")
    opened[0].close()
    assert path.read_bytes() == b"saved"
    assert disk.write(path, b"ours", over=disk.mark(b"saved"))


def test_who_saves_twice_has_the_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if writing._renameat2() is None:
        pytest.skip("this system has no renameat2")
    path = tmp_path / "talk.po"
    path.write_bytes(b"old")
    rename = writing._rename
    number = iter(range(100))

    def late(one: Path, to: Path, flag: int) -> bool:
        if (n := next(number)) < 3:
            path.write_bytes(b"saved %d" % n) if n == 0 else by_renaming(path)
        return rename(one, to, flag)

    monkeypatch.setattr(writing, "_rename", late)
    with pytest.raises(DiglotError, match="another program"):
        disk.write(path, b"ours", over=disk.mark(b"old"))
    assert path.read_bytes() == b"saved"
    assert [one.name for one in tmp_path.iterdir()] == ["talk.po"]


def test_without_an_exchange_it_is_looked_at_before_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_rename", lambda *_: False)
    path, bag = tmp_path / "talk.po", tmp_path / "bag"
    assert disk.create(path, b"one")
    assert disk.write(path, b"two", over=disk.mark(b"one"))
    assert path.read_bytes() == b"two"
    assert disk.write_folder(bag, {"a": b"1"})
    assert disk.write_folder(bag, {"a": b"2", "b/c": b""})
    assert (bag / "a").read_bytes() == b"2"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bag", "talk.po"]


def test_a_folder_is_whole_or_as_it_was(tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    assert disk.write_folder(bag, {"a.txt": b"1", "data/b.txt": lambda _: None})
    assert not disk.write_folder(bag, {"a.txt": b"1", "data/b.txt": b""})

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        disk.write_folder(bag, {"a.txt": b"2", "data/b.txt": fail})
    assert (bag / "a.txt").read_bytes() == b"1"
    assert disk.write_folder(bag, {"a.txt": b"2", "data/b.txt": b"", "c/d.txt": b"3"})
    assert (bag / "a.txt").read_bytes() == b"2"
    assert (bag / "c/d.txt").read_bytes() == b"3"
    assert [one.name for one in tmp_path.iterdir()] == ["bag"]


@pytest.mark.parametrize("name", ["mine.txt", ".hidden", "data/deep.txt"])
def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path, name: str) -> None:
    bag = tmp_path / "bag"
    (bag / name).parent.mkdir(parents=True)
    (bag / name).write_bytes(b"mine")
    with pytest.raises(FileExistsError) as caught:
        disk.write_folder(bag, {"a.txt": b"1"})
    assert caught.value.filename == name
    assert [one.name for one in tmp_path.iterdir()] == ["bag"]


LEFT = [".DS_Store", "Thumbs.db", "Desktop.ini", "data/.DS_Store", "._a.txt"]


@pytest.mark.parametrize("name", LEFT)
def test_what_a_system_leaves_in_a_folder_is_no_content(tmp_path: Path, name: str) -> None:
    bag = tmp_path / "bag"
    (bag / name).parent.mkdir(parents=True)
    (bag / name).write_bytes(b"views")
    assert disk.files(bag) == []
    assert disk.write_folder(bag, {"a.txt": b"1"})
    assert [*map(str, disk.files(bag))] == ["a.txt"] and not (bag / name).exists()


def test_the_next_run_takes_away_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / ASIDE).write_bytes(b"half")
    (tmp_path / f"{ASIDE[:-1]}0" / "data").mkdir(parents=True)
    (tmp_path / f"{ASIDE[:-1]}0" / "data/a").write_bytes(b"half")
    kept = [".diglot-mine", ".diglotrc", "talk.po"]
    for name in kept:
        (tmp_path / name).write_bytes(b"")
    disk.write(tmp_path / "new", b"1")
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([*kept, "new"])


def test_what_a_living_process_makes_is_left_to_it(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom toolkit import disk\n"
        "def slow(sink):\n    sink.write(b'words'); print('now', flush=True); sys.stdin.readline()\n"
        f"disk.write(Path({str(tmp_path)!r}) / 'theirs', slow)\n"
        f"disk.write_folder(Path({str(tmp_path)!r}) / 'bag', {{'a': slow}})\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin and other.stdout
        for _ in range(2):
            assert other.stdout.readline() == "now\n"
            aside.sweep_folder.cache_clear()
            disk.write(tmp_path / "ours", os.urandom(8))
            other.stdin.write("\n")
            other.stdin.flush()
    assert other.returncode == 0
    assert (tmp_path / "theirs").read_bytes() == b"words"
    assert (tmp_path / "bag/a").read_bytes() == b"words"


HOLDER = (
    "import sys\nfrom pathlib import Path\nfrom toolkit import project\n"
    "with project.find(Path(sys.argv[1])).changing():\n"
    "    print('now', flush=True); sys.stdin.readline()\n"
)


def test_one_run_at_a_time_and_it_is_said_whose_turn_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "diglot.toml").write_bytes(b"")
    here = project.find(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin and other.stdout
        assert other.stdout.readline() == "now\n"
        monkeypatch.setattr(locks, "PATIENCE", 0.1)
        with (
            pytest.raises(DiglotError, match=rf"`-c .*` \(process {other.pid}, since 20") as caught,
            here.changing(),
        ):
            pass
        assert "run the command again" in caught.value.hint
        # Who waits long enough gets it.
        monkeypatch.setattr(locks, "PATIENCE", 30)
        threading.Timer(0.2, lambda: other.stdin and other.stdin.close()).start()
        with here.changing(), here.changing():
            assert str(os.getpid()) in (tmp_path / ".diglot/lock").read_text()
    assert (tmp_path / ".diglot/lock").read_bytes() == b""


def test_a_killed_run_holds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "diglot.toml").write_bytes(b"")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout and other.stdout.readline() == "now\n"
        other.kill()
    monkeypatch.setattr(locks, "PATIENCE", 0)
    with project.find(tmp_path).changing():
        pass


def test_a_disk_without_locks_is_worked_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(locks, "_take", none)
    (tmp_path / "diglot.toml").write_bytes(b"")
    (tmp_path / ASIDE).write_bytes(b"whose?")
    here = project.find(tmp_path)
    with here.changing():
        assert here.save(tmp_path / "new", b"1")
    # Nobody can tell whether it is being made.
    assert (tmp_path / ASIDE).exists()
    os.utime(tmp_path / ASIDE, (0, 0))
    aside.sweep_folder.cache_clear()
    disk.write(tmp_path / "other", b"1")
    assert not (tmp_path / ASIDE).exists()


def test_nothing_is_written_back_without_the_lock(tmp_path: Path) -> None:
    (tmp_path / "diglot.toml").write_bytes(b"")
    here = project.find(tmp_path)
    with pytest.raises(RuntimeError, match="without the project's lock"):
        here.save(tmp_path / "new", b"1")
    assert here.fetch(tmp_path / "new") is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=40))
@examples(60)
def test_what_is_held_has_room_and_the_first_goes_first(steps: list[tuple[int, int, bool]]) -> None:
    held, model = disk.HeldFiles(100), dict[Path, bytes | None]()
    for number, size, gone in steps:
        path = Path(str(number))
        model.pop(path, None)
        if gone:
            held.pop(path, None)
            continue
        held[path] = model[path] = bytes(size) or None
        while sum(len(data or b"") for data in model.values()) > 100:
            del model[next(path for path, data in model.items() if data)]
        assert sum(len(data or b"") for data in held.values()) <= 100
        assert held[path] == model[path]
        assert {path for path, data in model.items() if data is None} <= held.keys()
    held.clear()
    assert not held


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_where_there_is_no_room_a_file_stays_and_the_cure_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "talk.po"
    path.write_text("שלום", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiglotError, match="can't be written") as caught:
        disk.write(path, b"new")
    assert caught.value.hint == "The disk is full: make room, and run the command again."
    assert {one.name: one.read_text("utf-8") for one in tmp_path.iterdir()} == {"talk.po": "שלום"}
