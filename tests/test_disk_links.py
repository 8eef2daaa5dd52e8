"""Links that another program puts in the way while files are written: nothing is written where they lead."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from toolkit import disk
from toolkit.disk.reading import HELD
from toolkit.errors import DiglotError
from toolkit.project import CONFIG, Project, find

FOLDERS = ["locales", "locales/he", "locales/he/LC_MESSAGES"]
ACTS: dict[str, Callable[[Path], Any]] = {
    "write": lambda path: disk.write(path, "שלום".encode()),
    "write what is made": lambda path: disk.write(path, lambda file: file.write(b"new")),
    "create": lambda path: disk.create(path.with_name("new.po"), b"new"),
    "append": lambda path: disk.append(path, b"more"),
    "remove": disk.remove,
    "lock": lambda path: disk.lock(path).__enter__(),
    "folder": lambda path: disk.write_folder(path.with_name("talk"), {"index.html": b"new"}),
    "save": lambda path: disk.Memory().write(path, b"new"),
    "delete": lambda path: disk.Memory().write(path, None),
}


@pytest.fixture
def here(tmp_path: Path) -> Project:
    """A project with a catalog, beside a folder that isn't its own."""
    for folder in ("project", "outside"):
        catalog = tmp_path / folder / "locales/he/LC_MESSAGES/talk.po"
        catalog.parent.mkdir(parents=True)
        catalog.write_bytes(folder.encode())
    (tmp_path / "project" / CONFIG).write_text('source-language = "en"\n')
    return find(tmp_path / "project")


def swap(here: Project, folder: str) -> None:
    """Put a link out of the project in the place of a folder."""
    path = here.root / folder
    path.rename(here.root / "before")
    path.symlink_to(here.root.parent / "outside" / folder, target_is_directory=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.as_posix(): (folder / path).read_bytes() for path in disk.files(folder)}


@pytest.mark.skipif(not HELD.is_dir(), reason="no names of what is open")
@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_written_through_a_link_that_came_after_the_look(
    here: Project, folder: str, act: str
) -> None:
    path = here.catalog_path("talk", "he")
    outside = here.root.parent / "outside"
    before = files(outside)
    swap(here, folder)
    with pytest.raises(DiglotError, match="a link was put into its path meanwhile") as caught:
        ACTS[act](path)
    assert caught.value.hint == "Run the command again, when no other program changes links there."
    assert files(outside) == before
    # Another run looks again, and refuses it for what it is.
    with pytest.raises(DiglotError, match="leads out of the project's folder"):
        find(here.root).catalog_path("talk", "he")


@pytest.mark.skipif(not HELD.is_dir(), reason="no names of what is open")
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_being_written_goes_into_the_folder_that_was_there(here: Project, folder: str) -> None:
    path = here.catalog_path("talk", "he")
    outside = here.root.parent / "outside"
    before = files(outside)

    def fill(file: Any) -> None:
        swap(here, folder)
        file.write("שלום".encode())

    assert disk.write(path, fill)
    assert files(outside) == before
    assert (here.root / "before" / path.relative_to(here.root / folder)).read_bytes() == "שלום".encode()


def test_a_link_of_the_project_is_followed_to_where_it_was_found_to_lead(here: Project) -> None:
    shared, own = here.root / "shared.po", here.root / "locales/he/LC_MESSAGES/talk.po"
    shared.write_bytes(b"shared")
    own.unlink()
    own.symlink_to(shared)
    assert here.catalog_path("talk", "he") == own
    own.unlink()
    own.symlink_to(here.root.parent / "outside/locales/he/LC_MESSAGES/talk.po")
    assert disk.write(own, b"new")
    assert shared.read_bytes() == b"new"
    assert own.read_bytes() == b"outside"
    # Whoever puts a file in its place is asked again.
    own.unlink()
    own.write_bytes(b"file")
    assert disk.write(here.catalog_path("talk", "he"), b"newer")
    assert (shared.read_bytes(), own.read_bytes()) == (b"new", b"newer")


def test_where_the_system_has_no_such_names_files_are_written_by_their_own(
    here: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.disk.places.HELD", here.root / "nothing")
    path = here.catalog_path("talk", "he")
    assert disk.write(path, b"new") and path.read_bytes() == b"new"
    assert disk.write(path.with_name("made") / "talk.po", b"new")
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


@pytest.mark.skipif(not HELD.is_dir(), reason="no names of what is open")
def test_what_stands_in_the_way_and_is_no_new_link_is_told_for_what_it_is(tmp_path: Path) -> None:
    """Such things don't go away when the command is run again."""
    os.mkfifo(tmp_path / "קו")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "round").symlink_to("round")
    for name, words in (("קו", "not a directory"), ("file", "not a directory"), ("round", "too many levels")):
        with pytest.raises(DiglotError, match=words) as caught:
            disk.write(tmp_path / name / "talk.po", b"new")
        assert "no other program" not in caught.value.hint


@pytest.mark.skipif(not HELD.is_dir(), reason="no names of what is open")
def test_nothing_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "locales/he/talk.po"
    assert disk.write(path, b"new")
    before = len([*HELD.iterdir()])
    for number in range(20):
        disk.write(path, b"%d" % number)
        disk.write_folder(tmp_path / "build", {"a/index.html": b"%d" % number})
        with pytest.raises(DiglotError):
            disk.write(path / "below" / "talk.po", b"")
    assert len([*HELD.iterdir()]) == before


def test_what_a_person_names_by_its_number_is_called_so() -> None:
    assert disk.named(HELD / "0") == (HELD / "0").as_posix()
