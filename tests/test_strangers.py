"""A project of somebody else: it reads and writes in its own folder, and tells a terminal nothing."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from toolkit.text.hygiene import escaped
from waiting import PATIENCE

TALK = "Mira: Is the ferry late?\n\nTomas: The tide is early.\n"
OWN = "Nobody outside may read this."


@pytest.fixture
def stranger(fresh: Run, tmp_path: Path) -> Path:
    """A project, with a folder beside it that is somebody's own."""
    (tmp_path / "own").mkdir()
    for name in ("secret.txt", "preface.md", "words.en-fr.tsv"):
        (tmp_path / "own" / name).write_text(f"# {OWN}\n\nMira: {OWN}\n", encoding="utf-8")
    (tmp_path / "own/settings.toml").write_text(f'title = "{OWN}"\n', encoding="utf-8")
    assert fresh("init", "theirs").exit_code == 0
    root = tmp_path / "theirs"
    (root / "source/bells.txt").unlink()
    (root / "source/talk.txt").write_text(TALK, encoding="utf-8")
    assert fresh("-C", "theirs", "extract").exit_code == 0
    return root


def book(root: Path, line: str) -> None:
    (root / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr"]\n[align]\ndictionaries = []\n'
        f'[[editions]]\nname = "b"\nlanguages = ["en", "fr"]\ndocuments = "all"\ntitle = "T"\n{line}\n',
        encoding="utf-8",
    )


def link(at: str, to: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        path = root / at
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(to)

    return make


def linked(line: str, at: str, to: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        book(root, line)
        link(at, to)(root)

    return make


def bag(root: Path) -> None:
    """A project that an archive would take, and a link where its bag goes."""
    (root / "diglot.toml").write_text(
        'version = "1"\ndate = "2026-01-01"\npublisher = "Ferries"\nlicence = "CC0-1.0"\n', encoding="utf-8"
    )
    (root / "source/talk.toml").write_text(
        'title = "Ferry"\ndate = "2025-11-02"\nrights = "Free."\n[recording]\ndate = "2025-11-01"\n',
        encoding="utf-8",
    )
    link("build/talk-1", "../../own")(root)


WAYS = {
    "a transcript": (
        link("source/more.txt", "../../own/secret.txt"),
        "show source/more.txt",
        "source/more.txt",
    ),
    "a transcript, by its name": (
        link("source/more.txt", "../../own/secret.txt"),
        "show more",
        "source/more.txt",
    ),
    "why it is read so": (
        link("source/more.txt", "../../own/secret.txt"),
        "show more --explain 1",
        "source/more.txt",
    ),
    "what nobody reads": (link("source/more.zip", "../../own/secret.txt"), "extract", "source/more.zip"),
    "a folder of pictures": (link("source/shown", "../../own"), "extract", "source/shown"),
    "a sidecar": (link("source/talk.toml", "../../own/settings.toml"), "extract", "source/talk.toml"),
    "source": (link("source", "../own"), "build", "source"),
    "diglot.toml": (link("diglot.toml", "../own/settings.toml"), "status", "diglot.toml"),
    "locales": (link("locales", "../own"), "extract", "locales/talk.pot"),
    "a language": (link("locales/fr", "../../own"), "extract", "locales/fr/LC_MESSAGES/talk.po"),
    "a catalog": (link("locales/fr/LC_MESSAGES/talk.po", "../../../../own/new.po"), "extract", "talk.po"),
    "frozen ids": (link("locales/talk.ids.tsv", "../../own/new.tsv"), "ids --freeze", "locales/talk.ids.tsv"),
    "build": (link("build", "../own"), "build -f html", "build/talk.en-fr.html"),
    "a book": (link("build/talk.en-fr.html", "../../own/secret.txt"), "build -f html", "talk.en-fr.html"),
    "a deposit": (bag, "deposit", "build/talk-1"),
    ".diglot": (link(".diglot", "../own"), "extract", ".diglot"),
    "the lock": (link(".diglot/lock", "../../own/secret.txt"), "extract", ".diglot/lock"),
    "front matter": (
        lambda root: book(root, 'front-matter = "../own/preface.md"'),
        "build b",
        "diglot.toml:10",
    ),
    "front matter, absolute": (
        lambda root: book(root, f"front-matter = '{root.parent}/own/preface.md'"),
        "build b",
        "diglot.toml:10",
    ),
    "front matter, linked": (
        linked('front-matter = "p.md"', "p.fr.md", "../own/preface.md"),
        "build b",
        "p.fr.md",
    ),
    "a cover": (
        lambda root: book(root, 'cover = "../own/secret.txt"\ncover-alt = "x"'),
        "build b",
        "diglot.toml:10",
    ),
    "a font": (lambda root: book(root, 'fonts = "../own/secret.txt"'), "build b", "diglot.toml:10"),
    "a dictionary": (
        lambda root: (root / "diglot.toml").write_text(
            '[align]\ndictionaries = ["../own/words.en-fr.tsv"]\n'
        ),
        "align talk ../talk.fr.txt -l fr",
        "words.en-fr.tsv",
    ),
}


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("way", WAYS)
def test_what_leads_out_is_refused(way: str, fresh: Run, stranger: Path) -> None:
    make, command, named = WAYS[way]
    (stranger.parent / "talk.fr.txt").write_text(TALK, encoding="utf-8")
    make(stranger)
    own = stranger.parent / "own"
    before = state(own)
    done = fresh("-C", "theirs", *command.split())
    assert done.exit_code == 1
    assert named in done.stderr and "leads out of the project's folder" in done.stderr
    assert "--allow-outside" in done.stderr
    assert state(own) == before
    for path in stranger.rglob("*"):
        if path.is_file() and not path.is_symlink() and "own" not in path.resolve().parts:
            assert OWN.encode() not in path.read_bytes()
    assert OWN not in done.output


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize(
    "path",
    ["source/more.txt", "source/other.toml", "locales/other.ids.tsv", "locales/fr/LC_MESSAGES/other.po"],
)
@pytest.mark.parametrize("command", ["extract", "build -f html", "check", "status"])
def test_a_link_that_leads_out_keeps_no_other_document(
    path: str, command: str, fresh: Run, stranger: Path
) -> None:
    (stranger / "source/other.txt").write_text(TALK, encoding="utf-8")
    assert fresh("-C", "theirs", "extract").exit_code == 0
    (stranger / "locales/talk.pot").unlink()
    link(path, str(stranger.parent / "own/secret.txt"))(stranger)
    done = fresh("-C", "theirs", *command.split())
    assert done.exit_code == 1
    assert f"error: {path}: this leads out" in done.output and "--allow-outside" in done.output
    if command == "extract":
        assert (stranger / "locales/talk.pot").is_file()
    elif command == "build -f html":
        assert [path.name for path in (stranger / "build").glob("*talk*")] == ["talk.en-fr.html"]
    else:
        assert ("locales/talk.pot: there is no template" if command == "check" else "\ntalk ") in done.output


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_who_trusts_it_says_so(fresh: Run, stranger: Path) -> None:
    link("source/more.txt", "../../own/secret.txt")(stranger)
    book(stranger, 'front-matter = "../own/preface.md"')
    assert fresh("--allow-outside", "-C", "theirs", "extract").exit_code == 0
    assert OWN in (stranger / "locales/more.pot").read_text("utf-8")
    done = fresh("--allow-outside", "-C", "theirs", "build", "b", "-f", "html")
    assert done.exit_code == 0, done.stderr
    assert OWN in (stranger / "build/b.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_inside_are_followed(fresh: Run, stranger: Path) -> None:
    (stranger / "texts").mkdir()
    (stranger / "texts/more.txt").write_text(TALK, encoding="utf-8")
    link("source/more.txt", "../texts/more.txt")(stranger)
    (stranger.parent / "door").symlink_to("theirs")
    assert fresh("-C", "door", "extract", "more").exit_code == 0
    assert fresh("-C", "door", "build", "more", "-f", "html").exit_code == 0


def test_an_edition_includes_what_stands_beside_it_and_nothing_else(fresh: Run, tmp_path: Path) -> None:
    """A reference may be percent-encoded, and so may a slash."""
    (tmp_path / "secret.xml").write_text(f"<TEI>{OWN}</TEI>", encoding="utf-8")
    (tmp_path / "in").mkdir()
    for way in ("../secret.xml", "..%2Fsecret.xml", "..%5Csecret.xml", "%2e%2e/secret.xml", "linked.xml"):
        (tmp_path / "in/talk.xml").write_text(
            '<?diglot 1?><teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">'
            f'<teiHeader/><xi:include href="{way}"/></teiCorpus>',
            encoding="utf-8",
        )
        if way == "linked.xml" and sys.platform != "win32":
            (tmp_path / "in/linked.xml").symlink_to("../secret.xml")
        done = fresh("init", "new", "--from", "in/talk.xml")
        assert done.exit_code == 1 and "it includes" in done.stderr
        assert OWN not in done.output
        done = fresh("check", "--archive", "in/talk.xml")
        assert OWN not in done.output


# Terminals


def test_what_a_terminal_obeys_is_shown_and_all_else_stays() -> None:
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for number in range(0x11000):
        character = chr(number)
        obeyed = (
            unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
            or unicodedata.bidirectional(character) in directions
            or character in "\u061c\u200e\u200f"
        ) and character not in "\t\n"
        assert escaped(f"a{character}b") == (f"a\\u{number:04x}b" if obeyed else f"a{character}b")


def on_a_terminal(folder: Path, *arguments: str) -> tuple[str, str]:
    """What a command prints, on a terminal and into a pipe; standard error is on the terminal both times."""
    command = [sys.executable, "-m", "toolkit", "--color", "never", *arguments]
    printed = []
    for piped in (False, True):
        ours, theirs = os.openpty()
        out = subprocess.PIPE if piped else theirs
        done = subprocess.run(
            command,
            check=False,
            cwd=folder,
            stdout=out,
            stderr=theirs,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
        os.close(theirs)
        data = done.stdout or b""
        while not piped:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:
                break
            data += piece
            if not piece:
                break
        os.close(ours)
        printed.append(data.decode("utf-8", "surrogateescape").replace("\r\n", "\n"))
    return printed[0], printed[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    "command",
    [
        ("show", "bad.txt"),
        ("show", "bad.txt", "--as", "jsonl"),
        ("bitext", "bad.txt", "bad.txt"),
        ("show", "no\x1b[31m\u202e.txt"),
    ],
)
def test_a_terminal_is_told_nothing_and_a_pipe_gets_all(tmp_path: Path, command: tuple[str, ...]) -> None:
    words = "Mira: All \u202eevil\u202c \x9b31m words.\n\nTomas: \u2067More\u2069 of them.\n"
    (tmp_path / "bad.txt").write_text(words, encoding="utf-8")
    seen, piped = on_a_terminal(tmp_path, *command)
    assert "\\u202e" in seen
    assert not set(seen) & set("\x1b\x9b\u202e\u202c\u2067\u2069")
    if command[0] == "bitext":
        assert "\u202e" in piped
    if "jsonl" in command:
        assert [json.loads(line) for line in seen.splitlines() if line.startswith("{")] == [
            json.loads(line) for line in piped.splitlines()
        ]
