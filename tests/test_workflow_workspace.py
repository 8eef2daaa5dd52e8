"""One workspace for a command: each file is read once, and what changes is read again."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit import po
from toolkit.cli import main
from toolkit.config import PinTable
from toolkit.errors import DiglotError
from toolkit.project import find
from toolkit.workflow import build, catalogs
from toolkit.workflow.held import Choice
from toolkit.workflow.workspace import Workspace

ROOT = Path(__file__).parent.parent
_counts: list[tuple[Path, Counter[str]]] = []


def _opened(event: str, arguments: tuple[object, ...]) -> None:
    """Count what is opened for reading below the folders that are watched."""
    if event != "open" or not _counts or not isinstance(arguments[0], str | bytes):
        return
    path, flags = Path(os.fsdecode(arguments[0])).absolute(), arguments[2]
    for folder, reads in _counts:
        if path.is_relative_to(folder) and isinstance(flags, int) and not flags & (os.O_WRONLY | os.O_RDWR):
            reads[path.relative_to(folder).as_posix()] += 1


sys.addaudithook(_opened)


@contextmanager
def reads(folder: Path) -> Iterator[Counter[str]]:
    """How often each file of a folder is opened for reading, but for what diglot has made itself."""
    found: Counter[str] = Counter()
    _counts.append((folder, found))
    try:
        yield found
    finally:
        _counts.pop()
        for name in [name for name in found if name.startswith((".diglot", "build"))]:
            del found[name]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's own project."""
    for name in ("diglot.toml", "source", "locales"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(folder: Path) -> set[str]:
    """All transcripts, sidecars, templates and catalogs."""
    found = [*folder.glob("source/*.t*"), *folder.rglob("locales/**/*.po*")]
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build -f epub -f html -f tei", "build", "check --archive", "deposit"])
def test_a_command_reads_each_transcript_and_each_catalog_once(sample: Path, command: str) -> None:
    with reads(sample) as found:
        result = CliRunner().invoke(main, ["-q", *command.split()])
    made = {name: number for name, number in found.items() if name in texts(sample)}
    assert made == dict.fromkeys(made, 1)
    # `river` has drafts that no archive takes, but it is read; one of the languages is in no book.
    assert {"source/river.txt", "source/foghorn.toml", "locales/foghorn.pot"} <= made.keys(), result.stderr


def test_nothing_new_is_found_out_by_one_look_at_each_file(sample: Path) -> None:
    CliRunner().invoke(main, ["-q", "build"])
    with reads(sample) as found:
        assert CliRunner().invoke(main, ["build"]).exit_code == 0
    assert {name: found[name] for name in found if name != "diglot.toml"} == dict.fromkeys(
        found.keys() - {"diglot.toml"}, 1
    )


def test_what_is_held_open_is_read_again_where_it_has_changed_alone(sample: Path) -> None:
    workspace = Workspace(find(sample), held_open=True)
    choice = Choice(("en", "fr", "ar"))
    before = {name: workspace.edition(name, choice) for name in workspace.project.sources}
    workspace.forget(before)
    changes = build.changes(sample)
    assert next(changes) == ()
    path = sample / "locales/fr/LC_MESSAGES/river.po"
    path.write_text(path.read_text("utf-8").replace("rivière", "RIVIÈRE"), "utf-8")
    with reads(sample) as found:
        assert next(changes) == (path,)
        workspace.refresh()
        after = {name: workspace.edition(name, choice) for name in workspace.project.sources}
    # Each file once, to see whether it is another one; the settings by the watcher, too.
    assert dict.fromkeys(found, 1) | {"diglot.toml": 2} == found
    assert after["foghorn"] is before["foghorn"]
    assert after["river"] != before["river"] and "RIVIÈRE" in str(tuple(after["river"].scenes))


def test_a_transcript_that_goes_away_and_one_that_comes(sample: Path) -> None:
    workspace = Workspace(find(sample), held_open=True)
    assert workspace.document("river").meta.date
    (sample / "source/river.txt").rename(sample / "source/stream.txt")
    workspace.refresh()
    assert [*workspace.project.sources] == ["foghorn", "stream"]
    # What its sidecar says went away with its name.
    assert not workspace.document("stream").meta.date


def test_what_is_held_open_is_what_would_be_read_anew(sample: Path) -> None:
    """Whatever changes, and whatever is wrong for a moment meanwhile."""
    settings = sample / "diglot.toml"
    right = settings.read_text("utf-8")
    source = sample / "source/river.txt"
    beside = sample / "source/foghorn.toml"
    beside.write_text(beside.read_text("utf-8").replace('\nlang = "en"', ""), "utf-8")
    workspace = Workspace(find(sample), held_open=True)

    def held_is_fresh() -> None:
        fresh = Workspace(find(sample))
        for name in fresh.project.sources:
            langs = (fresh.language(name), "fr")
            assert workspace.document(name) == fresh.document(name)
            assert workspace.edition(name, Choice(langs)) == fresh.edition(name, Choice(langs))

    held_is_fresh()
    source.write_text(source.read_text("utf-8").replace("river", "stream"), "utf-8")
    settings.write_text(right + "x = [", "utf-8")
    with pytest.raises(DiglotError):
        workspace.refresh()
    settings.write_text(right, "utf-8")
    workspace.refresh()
    held_is_fresh()
    settings.write_text(right.replace('source-language = "en"', 'source-language = "cy"'), "utf-8")
    workspace.refresh()
    assert workspace.document("foghorn").lang == "cy"
    held_is_fresh()
    catalog = sample / "locales/fr/LC_MESSAGES/river.po"
    catalog.write_text(catalog.read_text("utf-8").replace("rivière", "RIVIÈRE"), "utf-8")
    source.rename(source.with_suffix(".text"))
    workspace.refresh()
    held_is_fresh()


def _edited(folder: Path, number: int) -> None:
    """One change of a project, as people make them: of a transcript, of a sidecar, or of a catalog."""
    source, beside = (folder / "source" / name for name in ("river.txt", "river.toml"))
    catalog = folder / "locales/fr/LC_MESSAGES/river.po"
    path, old, new = (
        (source, "river", "stream"),
        (source, "\n\n", "\n\nAnd nobody has said so before.\n\n"),
        (source, ". ", ".\n\n"),
        (beside, "2026-03-14", "2026-03-15"),
        (catalog, "rivière", "RIVIÈRE"),
        (catalog, '\nmsgstr "', '\nmsgstr "Donc '),
        (catalog, "\n#: ", "\n# apart\n#: "),
        (catalog, "\n\n", "\n\n\n"),
        (source, "", ""),
    )[number]
    text = path.read_text("utf-8")
    at = text.find(old, len(text) // 2)
    path.write_text(text[:at] + text[at:].replace(old, new, 1), "utf-8")


def test_what_is_held_open_is_written_as_by_another_program(
    sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Catalogs are brought up to date from what is held: the very bytes are those of whoever reads all."""
    moment = datetime(2026, 5, 4, tzinfo=UTC)
    choices = random.Random(7)
    workspace = Workspace(find(sample), held_open=True)
    for number in [0, *range(9), *choices.choices(range(9), k=9)]:
        # Who ends the program writes down what it remembers of catalogs.
        workspace.catalogs.settle()
        _edited(sample, number)
        other = tmp_path_factory.mktemp("other") / "project"
        shutil.copytree(sample, other)
        if choices.random() < 0.7:
            workspace.refresh()
            workspace.translation("river", "fr")
            workspace.catalog("river", "fr")
        for where, held in ((sample, workspace), (other, Workspace(find(other)))):
            outcomes = [*catalogs.extract(held, ["river"], (), moment), *catalogs.freeze(held, ["river"])]
            said = [(made.written, str(made.changes), str(made.error)) for made in outcomes]
            files = {
                path.relative_to(where): path.read_bytes() for path in where.glob("**/*") if path.is_file()
            }
            files = {path: data for path, data in files.items() if path.parts[0] != ".diglot"}
            if where == sample:
                wanted = said, files
                # What is held stays right, whatever was saved beside it.
                assert held.reading("river") == Workspace(find(sample)).reading("river", doubts=True)
        assert said == wanted[0]
        assert files == wanted[1]


def test_what_was_read_before_the_lock_was_held_is_read_again(sample: Path) -> None:
    workspace = Workspace(find(sample))
    path = sample / "source/river.toml"
    before = workspace.sidecar("river")
    path.write_text(path.read_text("utf-8").replace("2026-03-14", "2026-03-15"), "utf-8")
    with workspace.changing():
        assert workspace.sidecar("river") != before


@pytest.mark.parametrize("read_first", [True, False])
def test_a_catalog_is_that_of_the_bytes_that_were_read(
    sample: Path, monkeypatch: pytest.MonkeyPatch, read_first: bool
) -> None:
    """Another program saves while one looks at the files: neither is taken for the other."""
    path = sample / "locales/fr/LC_MESSAGES/river.po"
    os.utime(path, (0, 0))
    # What was written long ago is known by its time.
    monkeypatch.setattr(sys.modules["toolkit.disk.reading"], "_FRESH", -(10**18))
    workspace = Workspace(find(sample), held_open=True)
    before = workspace.catalog("river", "fr")
    workspace.refresh()
    workspace.checksum(path)
    workspace.refresh()
    (workspace.read if read_first else workspace.checksum)(path)
    path.write_text(path.read_text("utf-8").replace("rivière", "RIVIÈRE"), "utf-8")
    if not read_first:
        # An act reads the bytes, and what they say: it writes over the ones what it makes of the other.
        data = workspace.read(path)
        assert data and workspace.catalog("river", "fr") == po.load(data, "river.po", "fr") != before
        return
    assert workspace.catalog("river", "fr") == before
    workspace.refresh()
    assert "RIVIÈRE" in str(workspace.catalog("river", "fr"))


def test_a_long_file_is_never_held(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.workflow.project_files._HELD", 100)
    workspace = Workspace(find(sample))
    with reads(sample) as found:
        for path in workspace.inputs("river", ["fr"]):
            workspace.checksum(path)
        workspace.edition("river", Choice(("en", "fr")))
    assert found["source/river.txt"] == 2 and found["locales/fr/LC_MESSAGES/river.po"] > 1
    assert not [path for path, data in workspace._files.items() if data and len(data) > 100]


def test_files_make_room_for_others(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.workflow.project_files._HELD", 40_000)
    workspace = Workspace(find(sample))
    for name in workspace.project.sources:
        for path in workspace.inputs(name, workspace.project.target_langs):
            workspace.read(path)
    assert sum(len(data or b"") for data in workspace._files.values()) <= 40_000


def test_a_pin_is_no_reason_to_read_a_transcript_again(sample: Path) -> None:
    """An act of alignment writes pins into the sidecar, and all pages ask for the document after it."""
    workspace = Workspace(find(sample), held_open=True)
    taken = partial(workspace.readings.taken, name="river", path="source/river.txt", lang="en")
    data, sidecar = workspace.required(workspace.project.sources["river"]), workspace.sidecar("river")
    before = taken(data, sidecar)
    pinned = sidecar.replace(pins=(PinTable(lang="fr", source="s4QX7TM"),))
    assert pinned != sidecar and taken(data, pinned) is before
