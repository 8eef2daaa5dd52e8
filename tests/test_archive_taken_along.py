"""What a project takes out of a deposit: nothing from outside of it, nothing in place of its own files."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from conftest import invoke
from toolkit.errors import DiglotError
from toolkit.model import Document, Meta, Translation, TranslationFile
from toolkit.workflow import taken_along

OWN = ("diglot.toml", ".gitignore", "source/ferry.xml", "locales/ar/LC_MESSAGES/ferry.po")


@pytest.fixture
def bag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a deposit, of which only its payload was copied."""
    monkeypatch.chdir(tmp_path)
    Path("talk/source").mkdir(parents=True)
    Path("talk/diglot.toml").write_text(
        "source-language = 'en'\ntarget-languages = []\nlicence = 'CC-BY-4.0'\ndate = 2026-06-01\n", "utf-8"
    )
    Path("talk/source/ferry.txt").write_text(
        "The Ferry\n\nAda: Where did it go?\n\nنور: To Ellery, each day.\n\nAda: And at night?\n\n"
        "نور: It slept.\n\n![The ferry](ferry.png)\n",
        "utf-8",
    )
    Path("talk/source/ferry.png").write_bytes(b"no picture yet")
    assert invoke("-C", "talk", "build", "-f", "tei").exit_code == 0
    payload = tmp_path / "bag/data"
    payload.mkdir(parents=True)
    for place in ("po", "source", "tei"):
        (payload / place).mkdir()
    Path("talk/build/ferry.tei.xml").rename(payload / "tei/ferry.tei.xml")
    Path("private.txt").write_text("Nobody's business.", "utf-8")
    return payload.parent


def test_what_an_edition_says_that_no_project_can_makes_none(bag: Path) -> None:
    edition = bag / "data/tei/ferry.tei.xml"
    text = edition.read_text("utf-8")
    assert 'target="https://creativecommons.org/' in text
    edition.write_text(re.sub('target="https://creativecommons.org/[^"]*"', 'target="#mine"', text), "utf-8")
    done = invoke("init", "--from", str(edition), "new")
    assert done.exit_code == 1
    assert "ferry.tei.xml: what it says of its project can't stand in diglot.toml: '#mine'" in done.stderr
    assert not Path("new").exists()


@pytest.mark.parametrize("link", ["source/ferry.png", "po/ferry.ids.tsv", "tei/ferry.tei.xml"])
def test_no_link_of_a_deposit_leads_out_of_it(bag: Path, link: str) -> None:
    path = bag / "data" / link
    path.unlink(missing_ok=True)
    path.symlink_to(Path("private.txt").resolve())
    done = invoke("init", "--from", "bag", "new")
    assert done.exit_code == 1
    assert f"bag/data/{link}: this leads out of the deposit, to " in done.stderr
    assert not Path("new").exists()


@pytest.mark.parametrize("place", ["source", "tei"])
def test_no_folder_of_a_deposit_lies_elsewhere(bag: Path, place: str) -> None:
    folder = bag / "data" / place
    folder.rename("elsewhere")
    folder.symlink_to(Path("elsewhere").resolve())
    done = invoke("init", "--from", "bag", "new")
    assert done.exit_code == 1 and f"bag/data/{place}: this leads out of the deposit" in done.stderr
    assert not Path("new").exists()


def test_a_link_within_a_deposit_is_what_it_leads_to(bag: Path) -> None:
    (bag / "data/source/kept").write_bytes(b"drawn")
    (bag / "data/source/ferry.png").symlink_to("kept")
    assert invoke("init", "--from", "bag", "new").exit_code == 0
    assert Path("new/source/ferry.png").read_bytes() == b"drawn"


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("Diglot.toml", "diglot.toml"),
        ("source", "source/ferry.xml"),
        ("diglot.toml/عبّارة.txt", "diglot.toml"),
        ("locales/ar/LC_MESSAGES/./ferry.po", "locales/ar/LC_MESSAGES/ferry.po"),
        (".", "diglot.toml"),
        ("old/four.txt/more", "old/four.txt"),
    ],
)
def test_nothing_takes_the_place_of_what_the_project_has(path: str, other: str) -> None:
    taken = {"old/four.txt": b"1", path: b"2"}
    with pytest.raises(DiglotError, match="where the project would have") as raised:
        taken_along.check_room(taken, OWN, "bag")
    assert other in str(raised.value)
    taken_along.check_room({"old/four.txt": b"1", "old/five.txt": b"2"}, OWN, "bag")


def test_two_lists_of_frozen_ids_make_no_project(bag: Path) -> None:
    """Either may be a stranger's: none of them is taken in silence."""
    for place in ("po", "source"):
        (bag / f"data/{place}/ferry.ids.tsv").write_text("", "utf-8")
    done = invoke("init", "--from", "bag", "new")
    assert done.exit_code == 1 and not Path("new").exists()
    assert "which ids were frozen: data/po/ferry.ids.tsv and data/source/ferry.ids.tsv." in done.stderr


@pytest.mark.parametrize("path", ["../عبّارة.txt", "/srv/ferry.ar.txt", ".hooks/ferry.ar.txt", "old/4.txt"])
def test_an_earlier_translation_comes_to_stand_in_the_project_or_is_told(bag: Path, path: str) -> None:
    data = "آدا: إلى أين ذهبت؟\n".encode()
    (bag / "data/source/earlier.txt").write_bytes(data)
    file = TranslationFile(path, sha256=hashlib.sha256(data).hexdigest())
    document = Document("ferry", "en", (), (), Meta(translations=(Translation("ar", files=(file,)),)))
    if path == "old/4.txt":
        assert taken_along.kept(document, bag, "bag") == {path: data}
        return
    with pytest.raises(DiglotError, match="outside of the project, or hidden in it") as raised:
        taken_along.kept(document, bag, "bag")
    assert repr(path) in str(raised.value) and "data/source/earlier.txt" in str(raised.value)
