"""What was read of a transcript is kept: it is never another than what would be read."""

from __future__ import annotations

import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from toolkit import limits
from toolkit.catalog import ids
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Document
from toolkit.project import Project, find
from toolkit.workflow import catalogs, kept_ids, private_files, project_files
from toolkit.workflow.private_files import KeptReadings
from toolkit.workflow.transcripts import Reading, taken
from toolkit.workflow.workspace import Workspace

TALK = "The Ferry\n\n" + "\n\n".join(
    f"{name}: {words} It is the {k}th crossing."
    for k in range(40)
    for name, words in (("Mara Lind", "הסירה יוצאת בבוקר."), ("李在明", "Did the bell ring [laughs] twice?"))
)
UNTOLD = Sidecar()
GOLDEN = sorted((Path(__file__).parent / "data" / "transcripts").glob("*/input.*"))


@pytest.fixture
def here(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text('source-language = "en"\n', "utf-8")
    (tmp_path / "source" / "talk.txt").write_text(TALK, "utf-8")
    return find(tmp_path)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were read anew."""
    names: list[str] = []

    def counted(*given: object, name: str, **more: object) -> Reading:
        names.append(name)
        return taken(*given, name=name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(private_files, "taken", counted)
    return names


def kept(here: Project) -> Path:
    return here.root / ".diglot" / "readings" / "talk.z"


def same(one: Reading, other: Reading) -> None:
    # `repr` tells more than equality: also where a paragraph stands, and how sure it is.
    assert repr(one) == repr(other)


def extracted(here: Project) -> Reading:
    """What a command reads that changes the project."""
    with here.changing():
        return seen(here)


def seen(here: Project, sidecar: Sidecar = UNTOLD, lang: str = "en", *, doubts: bool = True) -> Reading:
    data = (here.root / "source" / "talk.txt").read_bytes()
    path = "source/talk.txt"
    return KeptReadings(here).taken(data, sidecar, name="talk", path=path, lang=lang, doubts=doubts)


def test_what_was_read_is_not_read_again(here: Project, read: list[str]) -> None:
    first = extracted(here)
    assert first.findings is not None
    same(first, seen(here))
    assert seen(here, doubts=False).findings is None
    assert read == ["talk"]


def test_a_workspace_reads_so(here: Project, read: list[str]) -> None:
    with here.changing():
        first = Workspace(here).reading("talk", doubts=True)
    assert repr(Workspace(here).reading("talk", doubts=True)) == repr(first)
    assert read == ["talk"]


def test_who_only_looks_keeps_nothing(here: Project, read: list[str]) -> None:
    seen(here)
    assert not (here.root / ".diglot").exists()
    seen(here)
    assert read == ["talk", "talk"]


@pytest.mark.parametrize("what", ["text", "sidecar", "language", "version"])
def test_of_anything_else_it_is_read_anew(
    here: Project, read: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    extracted(here)
    sidecar, lang = Sidecar(), "en"
    if what == "text":
        source = here.root / "source" / "talk.txt"
        source.write_text(TALK.replace("twice", "thrice"), "utf-8")
    elif what == "sidecar":
        sidecar = Sidecar(not_speakers=("Mara Lind",))
    elif what == "language":
        lang = "sv"
    else:
        monkeypatch.setattr(private_files, "version", lambda: "another")
    data = (here.root / "source" / "talk.txt").read_bytes()
    wanted = taken(data, sidecar, name="talk", path="source/talk.txt", lang=lang)
    same(seen(here, sidecar, lang), wanted)
    assert read == ["talk", "talk"]


def test_who_did_not_look_for_doubts_has_kept_none(here: Project, read: list[str]) -> None:
    with here.changing():
        assert seen(here, doubts=False).findings is None
    assert seen(here).findings is not None
    assert read == ["talk", "talk"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not packed",
        zlib.compress(b"\xc1"),
        zlib.compress(msgspec.msgpack.encode({"made_of": 1})),
        zlib.compress(msgspec.msgpack.encode(["x"] * 3)),
    ],
)
def test_a_damaged_file_is_as_none(here: Project, read: list[str], data: bytes) -> None:
    first = extracted(here)
    kept(here).write_bytes(data)
    same(first, seen(here))
    kept(here).write_bytes(private_files.pack("x")[:-4])
    same(first, extracted(here))
    same(first, seen(here))
    assert read == ["talk"] * 3


def test_what_unpacks_to_more_than_there_may_be_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    data = private_files.pack("a" * 1000)
    assert private_files.unpacked(data, str) == "a" * 1000
    monkeypatch.setattr(private_files, "_UNPACKED", 999)
    assert private_files.unpacked(data, str) is None


def test_a_link_that_leads_out_of_the_project_is_not_followed(here: Project, tmp_path: Path) -> None:
    extracted(here)
    outside = tmp_path.parent / "outside.z"
    kept(here).replace(outside)
    kept(here).symlink_to(outside)
    with pytest.raises(DiglotError):
        seen(here)


@pytest.mark.parametrize("path", GOLDEN[::4], ids=lambda path: path.parent.name)
def test_it_is_packed_and_unpacked_as_it_was(path: Path) -> None:
    made = taken(path.read_bytes(), Sidecar(), name="talk", path=path.name, lang="und")
    file = private_files._file("", made)
    again = private_files.unpacked(private_files.pack(file), private_files._KeptReading)
    same(Reading(again.document, again.certain, again.findings), made)
    # The characters of the file are in the file.
    assert not again.document.raw


# Ids are kept beside.


@pytest.fixture
def assigned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents whose ids were asked of their templates."""
    names: list[str] = []
    assign = ids.assign

    def counted(document: Document, *given: Any, **more: Any) -> Document:
        names.append(document.name)
        return assign(document, *given, **more)

    monkeypatch.setattr(ids, "assign", counted)
    return names


def extract(here: Project, *names: str) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    done = catalogs.extract(Workspace(here), names or ["talk"], (), moment)
    assert not [made for made in done if made.error]


def edit(here: Project, old: str, new: str) -> None:
    source = here.root / "source" / "talk.txt"
    source.write_text(source.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_template_is_not_asked_twice_for_its_ids(here: Project, assigned: list[str]) -> None:
    extract(here)
    edit(here, "the 3th", "the third")
    extract(here)
    made = Workspace(here).reading("talk")
    assert assigned == ["talk", "talk"]
    for kept in (here.root / ".diglot" / "ids").glob("*.z"):
        kept.unlink()
    same(Workspace(here).reading("talk"), made)
    assert assigned == ["talk"] * 3


def test_documents_of_any_name_keep_what_is_theirs(
    here: Project, assigned: list[str], read: list[str]
) -> None:
    other = here.root / "source" / "talk.ids.txt"
    other.write_text(TALK, "utf-8")
    both = find(here.root)
    extract(both, "talk", "talk.ids")
    for names in (assigned, read):
        names.clear()
    for name in ("talk", "talk.ids"):
        Workspace(both).reading(name)
    assert (assigned, read) == ([], [])


@pytest.mark.parametrize("what", ["text", "sidecar", "template", "frozen", "damage", "markup", "lang"])
def test_ids_that_may_be_others_are_asked_for(here: Project, assigned: list[str], what: str) -> None:
    extract(here)
    folder = here.root / "locales"
    if what == "text":
        edit(here, "the 3th", "the third")
    elif what == "sidecar":
        (here.root / "source" / "talk.toml").write_text('title = "A Ferry"\n', "utf-8")
    elif what == "template":
        path = folder / "talk.pot"
        path.write_text(path.read_text("utf-8").replace("id: s", "id: t", 1), "utf-8")
    elif what == "frozen":
        (folder / "talk.ids.tsv").write_text("", "utf-8")
    else:
        kept = here.root / ".diglot" / "ids" / "talk.z"
        held = private_files.unpacked(kept.read_bytes(), kept_ids._KeptIds)
        wrong = held.replace(known=held.known.replace(paragraphs=('"', *held.known.paragraphs[1:])))
        wrong = held.replace(lang='"') if what == "lang" else wrong
        kept.write_bytes(b"?" if what == "damage" else private_files.pack(wrong))
    assigned.clear()
    Workspace(here).reading("talk")
    assert assigned == ["talk"]


@pytest.mark.parametrize(("suffix", "before"), [(".txt", ""), (".md", "---\nlang: he\n---\n\n")])
def test_the_language_of_a_document_is_kept_with_its_ids(
    here: Project, suffix: str, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here.root / "source" / "talk.txt").unlink()
    (here.root / "source" / f"talk{suffix}").write_text(before + TALK, "utf-8")
    again = find(here.root)
    extract(again)
    stated = Workspace(again).language("talk")
    assert stated == ("he" if before else "en")

    def looked(_: bytes, path: str) -> str:
        raise AssertionError(f"{path} is looked at, though it is known")

    monkeypatch.setattr(project_files, "recognise", looked)
    workspace = Workspace(again)
    assert workspace.reading("talk").document.lang == workspace.language("talk") == stated
    # The language of the project decides that of a text that says none.
    (here.root / "diglot.toml").write_text('source-language = "fr"\n', "utf-8")
    if not before:
        with pytest.raises(AssertionError):
            Workspace(find(here.root)).reading("talk")


READ_APART = """
import sys
from pathlib import Path
from toolkit import project
from toolkit.errors import DiglotError
from toolkit.workflow.workspace import Workspace
try:
    print(repr(Workspace(project.find(Path(sys.argv[1])), held_open=True).reading("talk", doubts=True)))
except DiglotError as error:
    print(error)
print(*sorted(name for name in sys.modules if name.startswith(("rapidfuzz", "toolkit.readers."))))
"""


def read_apart(here: Project) -> tuple[str, str]:
    """What a program says that goes on, such as the review, and what it has loaded to read a transcript."""
    command = [sys.executable, "-c", READ_APART, str(here.root)]
    told, loaded = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    return told, loaded


def test_what_reads_a_long_text_does_not_stay_in_a_review(here: Project) -> None:
    source = here.root / "source" / "talk.txt"
    told, loaded = read_apart(here)
    assert told == repr(Workspace(here).reading("talk", doubts=True))
    assert "rapidfuzz" in loaded
    source.write_text(TALK + "\n\n" + "\n\n".join(f"{k}. " + "and so on " * 100 for k in range(270)), "utf-8")
    told, loaded = read_apart(here)
    assert told == repr(Workspace(here).reading("talk", doubts=True))
    assert "rapidfuzz" not in loaded


def test_what_is_wrong_with_a_long_text_is_told_as_of_a_short_one(here: Project) -> None:
    source = here.root / "source" / "talk.txt"
    source.write_text(TALK + "\n\n" + "too long " * (limits.PARAGRAPH.most // 8), "utf-8")
    with pytest.raises(DiglotError) as caught:
        Workspace(here).reading("talk", doubts=True)
    assert read_apart(here)[0] == str(caught.value)
