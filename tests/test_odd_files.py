"""What may stand where diglot keeps its own files: no run waits for it, breaks, or replaces a device."""

import errno
import json
import os
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

import growing
from toolkit import disk
from toolkit.archive import bag
from toolkit.cli import main
from toolkit.corpora.output import NAME, ResultRecord
from toolkit.disk import aside, locks
from toolkit.errors import DiglotError
from toolkit.workflow import deposit
from toolkit.workflow.init import from_nothing

ASIDE = ".diglot-0123456789abcdef"
DEEP = 100_000
DOCUMENT = "bells"
"""The document of a new project."""


def sparse(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(1 << 40)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    list(from_nothing(tmp_path))
    settings = tmp_path / "diglot.toml"
    settings.write_text('source-language = "en"\ntarget-languages = ["fr"]\nformats = ["tei"]\n', "utf-8")
    assert run(tmp_path, "extract").exit_code == run(tmp_path, "build").exit_code == 0
    return tmp_path


def run(folder: Path, *command: str) -> Result:
    aside.sweep_folder.cache_clear()
    with growing.ending():
        return CliRunner().invoke(main, ["-C", str(folder), *command], catch_exceptions=False)


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_has_the_name_of_a_half_made_file_and_is_none_is_passed_over(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / ASIDE)
    assert disk.write(tmp_path / "new", b"1")
    assert (tmp_path / ASIDE).is_symlink() or (tmp_path / ASIDE).is_fifo()


@pytest.mark.parametrize("over", [None, ""])
def test_a_file_takes_the_place_of_no_pipe(tmp_path: Path, over: str | None) -> None:
    os.mkfifo(tmp_path / "pipe")
    for content in (b"1", lambda sink: sink.write(b"1")):
        with pytest.raises(DiglotError, match="can't be written: it is a device, a pipe or a socket"):
            disk.write(tmp_path / "pipe", content, over=over)
    assert (tmp_path / "pipe").is_fifo()


def test_a_lock_that_is_a_pipe_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    with (
        pytest.raises(DiglotError, match="lock: can't be written: it is a device"),
        disk.lock(tmp_path / "lock"),
    ):
        pass


def test_a_lock_holds_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.write", full)
    monkeypatch.setattr(locks, "PATIENCE", 0)
    said = "another run of diglot is writing in this project"
    with disk.lock(tmp_path / "lock"), pytest.raises(DiglotError, match=said), disk.lock(tmp_path / "lock"):
        pass


def test_a_file_without_an_end_is_not_summed_up_nor_read_to_be_replaced(tmp_path: Path) -> None:
    sparse(tmp_path / "talk.txt")
    with growing.ending():
        with pytest.raises(DiglotError, match="this has more"):
            disk.checksum(tmp_path / "talk.txt")
        assert disk.write(tmp_path / "talk.txt", b"1")
    assert (tmp_path / "talk.txt").read_bytes() == b"1"


@pytest.mark.parametrize(
    "name", ["build/bells.tei.xml", "locales/bells.pot", "locales/fr/LC_MESSAGES/bells.po"]
)
def test_a_build_measures_what_it_sums_up(built: Path, name: str) -> None:
    sparse(built / name)
    done = run(built, "build")
    assert (done.exit_code == 0) == name.startswith("build/")
    assert name.startswith("build/") or f"{name}: a file may have 1,024 MB" in done.output


def _deep(_: bytes) -> bytes:
    return b'{"x":' + b"[" * DEEP + b"]" * DEEP + b"}"


def _twisted(_: bytes) -> bytes:
    return json.dumps({"inputs": 1, "outputs": [], "found": "x"}).encode()


@pytest.mark.parametrize("spoilt", [_deep, _twisted, lambda data: data[:-1]])
def test_a_spoilt_record_is_made_anew(built: Path, spoilt: Callable[[bytes], bytes]) -> None:
    records = [*(built / ".diglot").glob("*.json")]
    before = [one.read_bytes() for one in records]
    assert records
    for one in records:
        one.write_bytes(spoilt(one.read_bytes()))
    assert run(built, "build").exit_code == 0
    assert before == [one.read_bytes() for one in records]


def test_a_record_that_is_no_file_costs_a_build_alone(built: Path) -> None:
    for one in (built / ".diglot").glob("*.json"):
        one.unlink()
        one.mkdir()
    assert run(built, "build").exit_code == 0


@pytest.mark.parametrize("text", [b"A: b\n" + b" x\n" * 4_000_000, b"\n" * 15_000_000, b"\r" * 15_000_000])
@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha512.txt"])
def test_a_tag_file_of_too_many_lines_is_refused(tmp_path: Path, name: str, text: bytes) -> None:
    (tmp_path / name).write_bytes(text)
    with growing.ending(), pytest.raises(DiglotError, match="a tag file of a bag may have 200,000 lines"):
        deposit.look(tmp_path, "bag")


def test_a_value_on_many_lines_is_read_in_linear_time() -> None:
    assert bag.info(b"A: b\n" + b" word\n" * 199_000) == {"A": ["b" + " word" * 199_000]}
    assert not growing.by_clock(lambda size: lambda: bag.info(b"A: b\n" + b" word\n" * size), 12_000)


ROW = msgspec.msgpack.encode({"context": "", "source": ""})
STATES: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"\x91\x81\xa1x" + b"\x91" * (1 << 20),
    "many": lambda: b"\xdd" + (1_000_000).to_bytes(4) + ROW * 1_000_000,
    "more than there are": lambda: b"\xdd\xff\xff\xff\xff" + ROW,
    "long": lambda: b"\x91\x82\xa7context\xa0\xa6source\xdb" + (1 << 27).to_bytes(4) + b" " * (1 << 27),
}
SLOW = {"long": pytest.mark.slow}


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=SLOW.get(kind, ())) for kind in STATES])
def test_a_spoilt_state_is_none(built: Path, kind: str) -> None:
    path = built / f".diglot/catalogs/fr/{DOCUMENT}.z"
    state = {"catalog": "0", "lost": [], "kept": zlib.compress(STATES[kind](), 1)}
    path.write_bytes(msgspec.msgpack.encode(state))
    for command in ("check", "extract"):
        done = run(built, command)
        assert done.exit_code == 0
        assert "D231" not in done.output


def test_a_record_of_bitexts_that_is_spoilt_is_none(tmp_path: Path) -> None:
    for data in (b'{"results": ' + b"[" * DEEP + b"]" * DEEP + b"}", b"[]", b"\xff"):
        (tmp_path / NAME).write_bytes(data)
        assert ResultRecord.of(tmp_path).entries == {}
    sparse(tmp_path / NAME)
    assert ResultRecord.of(tmp_path).entries == {}


def test_a_folder_that_may_not_be_looked_into_keeps_no_other_document(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For root, who runs tests too, no folder is closed: so the system is made to say that it is."""
    (built / "source/tides.txt").write_text("Anna: Why?\n\nTom: The moon.\n", "utf-8")
    run(built, "extract")
    looked = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        if path.name == "bells.po":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return looked(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    done = run(built, "extract")
    assert done.exit_code == 1 and "bells.po: can't be read: permission denied." in done.stderr
    assert "hint: " in done.stderr and "tides.po: 0 new" in done.stderr
