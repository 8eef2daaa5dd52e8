"""Projects on disk: found, listed, written to without loss."""

from pathlib import Path
from typing import BinaryIO

import pytest

from toolkit import disk, project
from toolkit.errors import ConfigError, DiglotError, for_shell


def make(folder: Path, settings: str = "", *sources: str) -> project.Project:
    (folder / "source").mkdir()
    (folder / "diglot.toml").write_text(settings, encoding="utf-8")
    for name in sources:
        (folder / "source" / name).write_text("Text.\n", encoding="utf-8")
    return project.find(folder)


def test_a_project_is_found_from_inside(tmp_path: Path) -> None:
    make(tmp_path)
    assert project.find(tmp_path / "source").root == tmp_path


def test_no_project_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no diglot\.toml") as caught:
        project.find(tmp_path)
    assert "diglot init" in caught.value.hint
    with pytest.raises(ConfigError, match="no such folder"):
        project.find(tmp_path / "nowhere")


def test_every_transcript_is_a_document(tmp_path: Path) -> None:
    here = make(tmp_path, "", "b talk.txt", "a.TXT", "b talk.toml", ".hidden.txt", "notes.xyz")
    assert list(here.sources) == ["a", "b talk"]
    assert here.documents(()) == ("a", "b talk")
    assert here.documents(("b talk", "source/a.TXT", "a")) == ("b talk", "a")


def test_a_document_whose_name_begins_as_an_option_is_named_as_files_are(tmp_path: Path) -> None:
    here = make(tmp_path, "", "-rf.txt")
    assert here.documents((for_shell("-rf"),)) == here.documents(("-rf",)) == ("-rf",)


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_a_system_leaves_in_source_is_no_source(tmp_path: Path, name: str) -> None:
    assert make(tmp_path, "", "river.txt", name).unread_sources == ()


def test_an_unknown_document_gets_a_suggestion(tmp_path: Path) -> None:
    here = make(tmp_path, "", "river.txt")
    with pytest.raises(DiglotError, match="'rivr'") as caught:
        here.documents(("rivr",))
    assert caught.value.hint == "Did you mean river?"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    here = make(tmp_path, "", "a.txt", "a.TXT")
    with pytest.raises(DiglotError, match="would both be called a"):
        here.documents(())


def test_no_transcript_is_said(tmp_path: Path) -> None:
    with pytest.raises(DiglotError, match="no transcript"):
        make(tmp_path).documents(())


def test_languages_are_canonical_and_checked(tmp_path: Path) -> None:
    here = make(tmp_path, 'target-languages = ["zh_hans", "pt_br", "PT-BR"]\n')
    assert here.target_langs == ("zh-Hans", "pt-BR")
    assert here.show(here.root / "locales" / "x") == "locales/x"


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ('name = "x"\ntarget-languages = ["frensh!"]\n', r"diglot\.toml:2: 'frensh!'"),
        ('target-languages = ["zh-Hans", "zh-CN"]\n', "locales/zh_CN"),
    ],
)
def test_wrong_languages_are_shown(tmp_path: Path, settings: str, what: str) -> None:
    here = make(tmp_path, settings)
    with pytest.raises(ConfigError, match=what):
        _ = here.target_langs


def test_a_setting_that_is_no_utf8_is_shown(tmp_path: Path) -> None:
    (tmp_path / "diglot.toml").write_bytes(b'name = "x"\nname2 = "\xff"\n')
    with pytest.raises(ConfigError, match=r"diglot\.toml:2: this is not UTF-8"):
        project.find(tmp_path)


def test_a_write_tells_whether_it_changed_anything(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"

    def fill(sink: BinaryIO) -> None:
        sink.write(b"words")

    assert disk.write(path, b"words")
    stamp = path.stat().st_mtime_ns
    assert not disk.write(path, b"words")
    assert not disk.write(path, fill)
    assert path.stat().st_mtime_ns == stamp
    assert disk.write(path, b"other")
    assert disk.write(path, fill)
    assert path.read_bytes() == b"words"
    assert [found.name for found in path.parent.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(sink: BinaryIO) -> None:
        sink.write(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        disk.write(path, fail)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["file"]


def test_a_write_keeps_the_mode_and_follows_links(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link"
    link.symlink_to(path)
    disk.write(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_the_system_refuses_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiglotError, match=r"file/x: can't be written"):
        disk.write(tmp_path / "file" / "x", b"words")
    with pytest.raises(DiglotError, match="nothing: can't be read: no such file"):
        disk.read(tmp_path / "nothing")
    with pytest.raises(DiglotError, match="can't be written: file name too long") as caught:
        disk.write(tmp_path / ("a" * 300), b"words")
    assert caught.value.hint == "Give it a shorter name."


@pytest.mark.parametrize("name", ["two\nlines", "esc\x1b", "b\udcffd", "\u2068a\u2069", "\u202egpj"])
def test_a_name_that_no_catalog_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    here = make(tmp_path, "", "good.txt")
    (tmp_path / "source" / f"{name}.txt").write_text("Text.\n", encoding="utf-8")
    with pytest.raises(DiglotError, match="no document can be called") as caught:
        here.documents(())
    assert str(caught.value).isprintable()


def test_a_path_means_the_file_in_source_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make(tmp_path, "", "a.txt")
    monkeypatch.chdir(tmp_path / "source")
    for asked in ("a.txt", "./a.txt", "../source/a.txt", "source/a.txt", str(tmp_path / "source/a.txt")):
        assert here.documents((asked,)) == ("a",)
    for asked in ("/elsewhere/a.txt", "../a.txt"):
        with pytest.raises(DiglotError, match="no document called"):
            here.documents((asked,))


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".pot")
    assert disk.write(path, b"x")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_links_that_go_in_circles_are_said(tmp_path: Path) -> None:
    here = make(tmp_path, "", "a.txt")
    (tmp_path / "loop").symlink_to("loop")
    assert here.documents(("a.txt",)) == ("a",)
    with pytest.raises(DiglotError, match="no document called"):
        here.documents(("../loop/a.txt",))
    for act in (disk.read_if_there, lambda path: disk.write(path, b"x")):
        with pytest.raises(DiglotError, match=r"can't be (read|written)"):
            act(tmp_path / "loop" / "x")


def test_a_project_above_a_link_is_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    make(tmp_path / "inner")
    (tmp_path / "a/b").mkdir(parents=True)
    make(tmp_path / "a/b")
    assert project.find(tmp_path / "a/b/source/../../../inner").root == tmp_path / "inner"
    assert project.root(tmp_path / "a/b/../..") is None


def test_what_may_not_be_looked_at_is_no_missing_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.po").touch()
    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(DiglotError, match="permission denied"):
        disk.read_if_there(tmp_path / "x.po")


def test_a_file_that_no_reader_reads_is_told(tmp_path: Path) -> None:
    here = make(tmp_path, "", ".talk.mp3", "talk.mp3", "talk.toml")
    told = "source/talk.mp3 is there, but no reader reads .mp3. Rename it to .txt if it is plain text."
    with pytest.raises(DiglotError, match="no transcript") as caught:
        here.documents(())
    assert caught.value.hint == told
    (tmp_path / "source/other.txt").write_text("Text.\n")
    here = project.find(tmp_path)
    for asked in ("talk", "talk.mp3", "source/talk.mp3"):
        with pytest.raises(DiglotError, match="no document called") as caught:
            here.documents((asked,))
        assert caught.value.hint == told
    with pytest.raises(DiglotError, match="no document called") as caught:
        here.documents(("walk",))
    assert caught.value.hint == "There are: other."


@pytest.mark.parametrize(
    ("settings", "langs"),
    [
        ("", ("ar", "sr-Latn", "zh-Hans")),
        ("target-languages = []\n", ("ar", "sr-Latn", "zh-Hans")),
        ('target-languages = ["ko"]\n', ("ko",)),
    ],
)
def test_languages_that_nobody_named_are_those_with_a_catalog(
    tmp_path: Path, settings: str, langs: tuple[str, ...]
) -> None:
    for lang, document in (("zh_CN", "talk"), ("ar", "talk"), ("sr@latin", "talk"), ("fr", "other program")):
        catalog = tmp_path / "locales" / lang / "LC_MESSAGES" / f"{document}.po"
        catalog.parent.mkdir(parents=True)
        catalog.write_text("", "utf-8")
    assert make(tmp_path, settings, "talk.txt").target_langs == langs
