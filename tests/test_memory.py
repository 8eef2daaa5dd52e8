"""What was translated before fills what is new, as a draft that says whence it is."""

from __future__ import annotations

import os
import re
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import ABOUT, MOMENT
from conftest import Run
from pace import examples
from toolkit import catalog, po
from toolkit.catalog import changes, memory, memory_marks
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.memory import PastPair
from toolkit.errors import DiglotError
from toolkit.exchange import tmx
from toolkit.model import Catalog, Entry
from toolkit.text.similarity import likeness, tokens
from toolkit.workflow import memory_index
from toolkit.workflow.memory_index import MemoryFile, MemoryIndex
from waiting import PATIENCE

FIRST = """\
The net mender

ADA: How long does it take to mend a net?

NURI: A torn one takes a day. A rotten one takes longer than a new one would.

ADA: And who pays for the twine?

NURI: The harbour pays for half of it, and the boats for the rest.
"""
SECOND = """\
The net mender again

ADA: How long does it take to mend a net?

NURI: A torn one takes a day. A rotten one takes longer than a new one would.

ADA: And who pays for the twine?

NURI: The harbour pays for a third of it, and the boats for the rest.
"""
FRENCH = {
    "Ada": "Ada",
    "ADA": "Ada",
    "Nuri": "Nouri",
    "NURI": "Nouri",
    "The net mender": "Le ramendeur de filets",
    "How long does it take to mend a net?": "Combien de temps faut-il pour ramender un filet ?",
    "A torn one takes a day. A rotten one takes longer than a new one would.": "Un jour. Ou plus.",
    "And who pays for the twine?": "Et qui paie le fil ?",
    "The harbour pays for half of it, and the boats for the rest.": "Le port et les bateaux.",
    "translator-credits": "Rosa Pinel <rosa@example.org>",
}
JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What begins the journal of a database."""
PO = "locales/fr/LC_MESSAGES/{}.po"


def load(name: str) -> Catalog:
    return po.load(Path(PO.format(name)).read_bytes(), name, "fr")


def store(name: str, loaded: Catalog, **targets: str) -> None:
    """A translator's work: finished texts by their sources."""
    path = Path(PO.format(name))
    entries = tuple(
        entry.replace(target=targets[entry.source], state="done", previous=None)
        if entry.source in targets
        else entry
        for entry in loaded.entries
    )
    path.write_bytes(po.dump(replace(loaded, entries=entries), path.read_bytes()))


@pytest.fixture
def run(fresh: Run) -> Run:
    """A project with a finished talk, and a second one that nobody has extracted yet."""
    Path("source/bells.txt").unlink()
    Path("source/first.txt").write_text(FIRST, "utf-8")
    fresh("extract")
    store("first", load("first"), **FRENCH)
    Path("source/second.txt").write_text(SECOND, "utf-8")
    return fresh


def test_a_second_interview_is_filled_and_nobody_has_signed_it(run: Run) -> None:
    # Two names, a headline and four paragraphs; the credits are nobody's.
    assert "second.po: 1 new, 0 fuzzy, 0 gone, 7 from memory, 0 unchanged" in run("extract").stderr
    entries = {entry.source: entry for entry in load("second").entries}
    assert entries[CREDITS[1]].target == ""
    assert all(entry.state == "fuzzy" for entry in entries.values() if entry.target)
    same = entries["And who pays for the twine?"]
    assert (same.target, same.previous) == (FRENCH[same.source], None)
    assert re.fullmatch(r"from: first, 100 % \[\w{6}\]", same.comments[0])
    near = entries["The harbour pays for a third of it, and the boats for the rest."]
    # The words that it was made for stand beside it, so that every editor shows what is other.
    assert near.previous == (None, "The harbour pays for half of it, and the boats for the rest.")
    assert re.fullmatch(r"from: first, 88 % \[\w{6}\]", near.comments[0])


@pytest.mark.parametrize("how", ["renamed", "put together"])
def test_a_document_that_is_gone_is_remembered(run: Run, how: str) -> None:
    """Its translations lay in a catalog at which nobody looked, and were asked for again."""
    if how == "renamed":
        Path("source/first.txt").rename("source/mender.txt")
        Path("source/second.txt").unlink()
        made = "mender"
    else:
        run("extract")
        store("second", load("second"), **FRENCH)
        Path("source/first.txt").unlink()
        Path("source/third.txt").write_text("NURI: It rained.\n\n" + FIRST.partition("\n\n")[2], "utf-8")
        made = "third"
        Path("source/second.txt").unlink()
    # Another program's catalog is none of ours.
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    other = f'{head}\nmsgid "It rained."\nmsgstr "Non !"\n'
    Path(PO.format("program")).write_text(other, "utf-8")
    run("extract")
    texts = {entry.source: entry for entry in load(made).entries}
    for source, target in FRENCH.items():
        if source in texts and source != CREDITS[1]:
            entry = texts[source]
            assert (entry.target, entry.state) == (target, "fuzzy") and "100 %" in entry.comments[0]
    assert not texts[CREDITS[1]].target and (made == "mender" or not texts["It rained."].target)
    before = Path(PO.format(made)).read_bytes()
    run("extract")
    assert Path(PO.format(made)).read_bytes() == before


def test_who_has_no_po_editor_reads_it_too(run: Run) -> None:
    run("extract")
    run("export", "second", "-f", "xliff", "-l", "fr")
    text = Path("build/second.en-fr.xlf").read_text("utf-8")
    assert '<note category="note">from: first, 88 %</note>' in text
    assert "0 taken, 8 unchanged" in run("import", "build/second.en-fr.xlf").stderr


def test_a_second_run_changes_nothing(run: Run) -> None:
    # Notes have an order: what is other here, then the terms.
    Path("locales/fr/glossary.csv").write_text("source,target\nharbour,port\n", "utf-8")
    run("extract")
    assert "#. Changed: " in Path(PO.format("second")).read_text("utf-8")
    before = Path(PO.format("second")).read_bytes()
    assert "from memory" not in run("extract").stderr
    assert Path(PO.format("second")).read_bytes() == before


def test_a_project_may_take_the_same_in_the_same_context_as_done(run: Run) -> None:
    Path("diglot.toml").write_text('target-languages = ["fr"]\nmemory-exact = "done"\n', "utf-8")
    run("extract")
    entries = {entry.source: entry for entry in load("second").entries}
    assert entries["And who pays for the twine?"].state == "done"
    assert "100 %, done [" in entries["And who pays for the twine?"].comments[0]
    assert entries["The harbour pays for a third of it, and the boats for the rest."].state == "fuzzy"
    before = Path(PO.format("second")).read_bytes()
    run("extract")
    assert Path(PO.format("second")).read_bytes() == before


def test_what_a_person_finishes_or_changes_is_theirs(run: Run) -> None:
    run("extract")
    loaded = load("second")
    question = "And who pays for the twine?"
    store("second", loaded, **{question: FRENCH[question]})
    text = Path(PO.format("second")).read_text("utf-8")
    other = "Combien de temps faut-il pour ramender un filet ?"
    Path(PO.format("second")).write_text(
        text.replace(other, "Un filet, ça prend combien de temps ?"), "utf-8"
    )
    run("extract")
    entries = {entry.source: entry for entry in load("second").entries}
    assert entries[question].comments == () and entries[question].state == "done"
    changed = entries["How long does it take to mend a net?"]
    assert (changed.target, changed.state) == ("Un filet, ça prend combien de temps ?", "fuzzy")
    assert changed.comments == ()


def test_nothing_is_kept_where_nothing_was_translated_elsewhere(run: Run) -> None:
    assert not Path(".diglot/memory").exists()
    run("extract")
    assert Path(".diglot/memory/en-fr.sqlite").exists()
    # As all that diglot keeps for itself, git doesn't ask for it.
    assert Path(".diglot/.gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\0" + b"\1" * 5000])
def test_an_index_that_was_damaged_is_made_again(run: Run, damage: bytes) -> None:
    Path(".diglot/memory").mkdir()
    Path(".diglot/memory/en-fr.sqlite").write_bytes(damage)
    assert "from memory" in run("extract").stderr


def test_what_was_translated_is_remembered_on_a_full_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(sqlite3.Connection):
        """A database in a file that has no room."""

        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            if sql == "COMMIT":
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *values)

    connect: Any = sqlite3.connect

    def full(path: str, **options: Any) -> Any:
        return connect(path, **options, **({} if path == ":memory:" else {"factory": Full}))

    monkeypatch.setattr(sqlite3, "connect", full)
    assert "7 from memory" in run("extract").stderr


def test_an_index_that_was_damaged_inside_is_made_again(run: Run) -> None:
    run("extract")
    index = Path(".diglot/memory/en-fr.sqlite")
    data = bytearray(index.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    index.write_bytes(data)
    Path("source/third.txt").write_text(SECOND, "utf-8")
    told = run("extract", "third")
    assert told.exit_code == 0 and "from memory" in told.stderr


def test_an_index_with_bytes_for_texts_is_made_again(run: Run) -> None:
    run("extract")
    with closing(sqlite3.connect(".diglot/memory/en-fr.sqlite")) as base, base:
        base.execute("UPDATE pairs SET target = x'ff00'")
    Path("source/third.txt").write_text(SECOND, "utf-8")
    told = run("extract", "third")
    assert told.exit_code == 0 and "from memory" in told.stderr


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE counts SET last = 'x'",
        "UPDATE counts SET last = 9223372036854775807",
        "DELETE FROM counts",
        "DROP TABLE counts",
        "UPDATE files SET first = NULL, last = 'x'",
        "UPDATE pairs SET source = x'ff00'; UPDATE counts SET gone = 99",
    ],
)
def test_an_index_whose_counts_are_none_is_made_again(run: Run, damage: str) -> None:
    run("extract")
    with closing(sqlite3.connect(".diglot/memory/en-fr.sqlite")) as base, base:
        base.executescript(damage)
    store("first", load("first"), **{"And who pays for the twine?": "Qui paie ?"})
    Path("source/third.txt").write_text(SECOND, "utf-8")
    told = run("extract", "third")
    assert told.exit_code == 0 and "from memory" in told.stderr


@pytest.mark.usefixtures("run")
def test_two_commands_at_once() -> None:
    for name in ("third", "fourth"):
        Path(f"source/{name}.txt").write_text(SECOND, "utf-8")
    commands = [
        subprocess.Popen([sys.executable, "-m", "toolkit", "extract", name], stderr=subprocess.PIPE)
        for name in ("third", "fourth")
    ]
    for command in commands:
        _, told = command.communicate(timeout=PATIENCE)
        assert command.returncode == 0 and b"from memory" in told


# Memories of others.


def write_tmx(name: str, *units: tmx.MemoryUnit) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    with Path(name).open("wb") as sink:
        tmx.write(sink, tmx.MemoryHeader("en"), units)


def test_a_memory_of_others_serves(run: Run) -> None:
    Path(PO.format("first")).unlink()
    Path("source/first.txt").unlink()
    Path("diglot.toml").write_text('target-languages = ["fr"]\nmemory = ["memory/*.tmx"]\n', "utf-8")
    units = [
        tmx.MemoryUnit(
            [tmx.Variant("en-GB", "And who pays for the twine?"), tmx.Variant("fr-CA", "Qui paye ?")]
        ),
        tmx.MemoryUnit(
            [
                tmx.Variant("en", "How long does it take to mend a net?"),
                tmx.Variant("fr", "Machine ?", [("x-origin", "machine")]),
            ]
        ),
        tmx.MemoryUnit([tmx.Variant("en", "translator-credits"), tmx.Variant("fr", "Somebody")]),
    ]
    write_tmx("memory/client.tmx", *units)
    run("extract")
    entries = {entry.source: entry for entry in load("second").entries}
    assert entries["And who pays for the twine?"].target == "Qui paye ?"
    assert entries["And who pays for the twine?"].comments[0].startswith("from: client.tmx, 100 % [")
    assert not entries["How long does it take to mend a net?"].target
    assert not entries[CREDITS[1]].target


@pytest.mark.parametrize(
    ("named", "content", "told"),
    [
        ("memory/lost.tmx", None, "no file is called 'memory/lost.tmx'"),
        ("memroy/*.tmx", None, "no file is called 'memroy/*.tmx'"),
        ("../other/*.tmx", None, "leads out of the project's folder"),
        ("/etc/*.tmx", None, "leads out of the project's folder"),
        ("memory/bad.tmx", b"<tmx><body><tu>", "this is not well-formed XML"),
        ("memory/bad.tmx", b"<html><body/></html>", "this is no translation memory (TMX)"),
        ("memory/bad.tmx", b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "a document type"),
    ],
)
def test_a_memory_that_is_wrong_is_told_and_the_rest_goes_on(
    run: Run, named: str, content: bytes | None, told: str
) -> None:
    Path("diglot.toml").write_text(f'target-languages = ["fr"]\nmemory = ["{named}"]\n', "utf-8")
    if content is not None:
        Path("memory").mkdir()
        Path(named).write_bytes(content)
    made = run("extract")
    assert made.exit_code == 1 and told in made.stderr and "from memory" in made.stderr
    checked = run("check")
    assert checked.exit_code == 1 and told in checked.stdout and "[D258]" in checked.stdout


@pytest.mark.parametrize("content", [None, b"<tmx><body><tu>"])
def test_what_is_wrong_with_a_memory_is_told_once(run: Run, content: bytes | None) -> None:
    Path("diglot.toml").write_text('target-languages = ["fr", "ja"]\nmemory = ["memory/x.tmx"]\n', "utf-8")
    if content is not None:
        Path("memory").mkdir()
        Path("memory/x.tmx").write_bytes(content)
    told = "no file is called" if content is None else "this is not well-formed XML"
    assert run("extract").stderr.count(told) == 1


def test_a_memory_that_the_index_has_is_not_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("diglot.toml").write_text('target-languages = ["fr"]\nmemory = ["memory/*.tmx"]\n', "utf-8")
    unit = tmx.MemoryUnit([tmx.Variant("en", "Who pays?"), tmx.Variant("fr", "Qui paie ?")])
    write_tmx("memory/client.tmx", unit)
    read: list[str] = []
    before = tmx.read

    def noticed(data: BinaryIO, path: str) -> Iterator[tmx.MemoryUnit]:
        read.append(path)
        return before(data, path)

    monkeypatch.setattr(tmx, "read", noticed)
    assert "D258" not in run("check").stdout and read == ["memory/client.tmx"]
    run("extract")
    assert "D258" not in run("check").stdout and len(read) == 2
    # It has changed since, and the index knows nothing of that.
    Path("memory/client.tmx").write_bytes(Path("memory/client.tmx").read_bytes()[:-9])
    assert "memory/client.tmx:" in run("check").stdout and len(read) == 3
    # What stands in the place of the index is never obeyed.
    Path(".diglot/memory/en-fr.sqlite").write_bytes(b"no database at all")
    assert "[D258]" in run("check").stdout and len(read) == 4


def test_a_link_out_of_the_project_is_not_followed(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "their.tmx"
    outside.write_bytes(b"<tmx/>")
    Path("memory").mkdir()
    Path("memory/ours.tmx").symlink_to(outside)
    Path("diglot.toml").write_text('target-languages = ["fr"]\nmemory = ["memory/*.tmx"]\n', "utf-8")
    assert "leads out of the project's folder" in run("extract").stderr


def test_an_index_of_a_stranger_writes_and_deletes_nothing_elsewhere(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "letter.txt"
    outside.write_text("Dear Ana,", "utf-8")
    run("extract")
    index = Path(".diglot/memory/en-fr.sqlite").absolute()
    Path("source/third.txt").write_text(SECOND, "utf-8")
    # A journal names another file, which SQLite deletes when it has undone what is in the journal.
    name = os.fsencode(outside)
    ends = struct.pack(">II", len(name), sum(name)) + JOURNAL
    head = JOURNAL + struct.pack(">IIIII", 0, 0, 1, 512, 4096)
    journal = index.with_name("en-fr.sqlite-journal")
    made = head.ljust(512, b"\0") + struct.pack(">I", 4096 * 64) + name + ends
    journal.write_bytes(made)
    assert "from memory" in run("extract", "third").stderr and outside.exists()
    # Nor where the index is a link inside of the project.
    index.rename("other.sqlite")
    index.symlink_to(Path("other.sqlite").absolute())
    Path("other.sqlite-journal").write_bytes(made)
    Path("source/linked.txt").write_text(SECOND, "utf-8")
    assert "from memory" in run("extract", "linked").stderr and outside.exists()
    # What it led to is somebody's text, or was: it is as it was, and the index is a file again.
    text = Path("source/first.txt").read_bytes()
    index.unlink()
    index.symlink_to(Path("source/first.txt").absolute())
    Path("source/again.txt").write_text(SECOND, "utf-8")
    assert "from memory" in run("extract", "again").stderr
    assert Path("source/first.txt").read_bytes() == text and not index.is_symlink()
    index.unlink()
    Path("other.sqlite").rename(index)
    # In the mode of a database that has a log beside it, which is a link.
    with closing(sqlite3.connect(index)) as base:
        base.execute("PRAGMA journal_mode = WAL")
    log = index.with_name("en-fr.sqlite-wal")
    log.unlink(missing_ok=True)
    log.symlink_to(outside)
    Path("source/fourth.txt").write_text(SECOND, "utf-8")
    told = run("extract", "fourth")
    assert told.exit_code == 1 and "leads out of the project's folder" in told.stderr
    assert outside.read_text("utf-8") == "Dear Ana,"


def test_codes_of_programs_are_no_words() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><body><tu>'
        b'<tuv xml:lang="en"><seg>Go <bpt i="1">&lt;b&gt;</bpt>on<ept i="1"/>, <hi>you</hi>.</seg></tuv>'
        b'<tuv lang="FR"><seg>Va.</seg></tuv><tuv xml:lang="?"><seg>...</seg></tuv></tu></body></tmx>'
    )
    (unit,) = tmx.read(data, "m.tmx")
    assert [(variant.lang, variant.text) for variant in unit.variants] == [
        ("en", "Go on, you."),
        ("fr", "Va."),
    ]


# What is near, and what is offered.


def index(*pairs: PastPair, langs: tuple[str, str] = ("en", "fr")) -> MemoryIndex:
    made = MemoryIndex(":memory:", langs)
    assert not [*made.refresh([MemoryFile("a", "1", lambda: iter(pairs))], {"a"})]
    return made


def pair(
    source: str, target: str, context: str = "turn|ana", who: str = "\x1fAna", name: str = "other"
) -> PastPair:
    return PastPair(source, target, context, who, name)


@pytest.mark.parametrize(
    ("source", "other", "target"),
    [
        (
            "The tide turned before noon, and nobody saw it.",
            "The tide turned after noon, and nobody saw it.",
            "x",
        ),
        ("渡轮在雾里等了一个下午。", "渡轮在雾里等了一个上午。", "x"),
        ("船は霧の中で半日待っていた。", "船は霧の中で一日待っていた。", "x"),
        ("انتظرت العبارة طوال النهار في الضباب", "انتظرت العبارة طوال الليل في الضباب", "x"),
        ("เรือข้ามฟากรออยู่ในหมอกทั้งวัน", "เรือข้ามฟากรออยู่ในหมอกทั้งคืน", "x"),
        ("It’s the ferryman's last trip today.", "It's the ferryman’s first trip today.", "x"),
        ("Yes, sir.", "No, sir.", ""),
        ("The tide turned before noon.", "We never saw any of them again.", ""),
    ],
)
def test_near_words_in_any_script(source: str, other: str, target: str) -> None:
    made = memory.remember(Entry("turn|ana", source), index(pair(other, "x")), ("en", "fr"), {"ana": "Ana"})
    assert (made.target if made else "") == target
    assert (likeness(tokens(source), tokens(other)) >= memory.NEAR) == bool(target)


def test_the_nearest_of_many_that_share_words_is_found() -> None:
    """In a large memory common words tell little: it is asked in another way."""
    shared = "the boat that brings the letters to the island on the far side of the bay"
    known = index(*(pair(f"On day {k} {shared} was {k} hours late.", str(k)) for k in range(300)))
    entry = Entry("turn|ana", f"On day 217 {shared} was 217 minutes late.")
    made = memory.remember(entry, known, ("en", "fr"), {})
    assert made is not None and made.target == "217"
    other = memory.remember(Entry("turn|ana", "Nobody asked about the weather."), known, ("en", "fr"), {})
    assert other is None


def test_a_sentence_inside_of_a_paragraph_is_offered() -> None:
    known = index(
        pair("We left at once. The boat was late again.", "On est partis. Le bateau était en retard."),
        pair("Nobody had told my mother.", "Personne n’avait prévenu ma mère."),
    )
    entry = Entry(
        "turn|ana", "I was nine. The boat was late again. Nobody had told my mother. So we sang, all of us."
    )
    made = memory.remember(entry, known, ("en", "fr"), {})
    assert made is not None and not made.target
    assert [line.rpartition(" [")[0] for line in made.comments] == [
        "sentence: The boat was late again. = Le bateau était en retard.",
        "sentence: Nobody had told my mother. = Personne n’avait prévenu ma mère.",
    ]
    assert memory_marks.settled(made) == made
    finished = made.replace(target="Fini.", state="done")
    assert memory_marks.settled(finished).comments == ()
    # However an editor has wrapped it.
    wrapped = tuple(made.comments[0].replace(" Le", "\nLe").split("\n"))
    assert memory_marks.settled(finished.replace(comments=(*wrapped, "Mine."))).comments == ("Mine.",)


@pytest.mark.parametrize(
    ("source", "many"), [("مركب في الليل الطويل هنا.", 0), ("مركب في الليل الطويل هناك.", 1)]
)
def test_what_the_memory_fills_tells_no_edit_from_before(source: str, many: int) -> None:
    entry = Entry("turn|ana", source, notes=("Ana speaks.", "Changed: مركب {+في الليل+}"))
    known = index(pair("مركب في الليل الطويل هنا.", "Un bateau."))
    made = memory.remember(entry, known, ("ar", "fr"), {"ana": "Ana"}, exact=True)
    assert made is not None and made.target == "Un bateau."
    told = [note for note in made.notes if note.startswith("Changed: ")]
    # One for what the translation was made for, where that is another text.
    assert len(told) == many and entry.notes[-1] not in told


def test_names_are_found_by_key_and_as_they_are_printed() -> None:
    known = index(
        pair("Mara Lind", "مارا ليند", "speaker|mara", "name\x1fMara Lind"),
        pair("Mara Lind?", "y"),
        pair("Tom", "z"),
    )
    by_name = memory.remember(Entry("speaker|mara-lind", "Mara Lind"), known, ("en", "ar"), {})
    assert by_name is not None and (by_name.target, by_name.previous) == (
        "مارا ليند",
        ("speaker|mara", "Mara Lind"),
    )
    by_key = memory.remember(Entry("speaker|mara", "Dr. Lind"), known, ("en", "ar"), {})
    assert by_key is not None and by_key.target == "مارا ليند" and by_key.previous == (None, "Mara Lind")
    # What somebody says is nobody's name.
    assert memory.remember(Entry("speaker|tom", "Tom"), known, ("en", "ar"), {}) is None


def test_two_translations_of_the_same_are_never_done() -> None:
    known = index(pair("Yes.", "Oui."), pair("Yes.", "Si."), pair("Yes.", "Oui.", name="third"))
    made = memory.remember(Entry("turn|ana", "Yes."), known, ("en", "fr"), {"ana": "Ana"}, exact=True)
    assert made is not None and (made.target, made.state) == ("Oui.", "fuzzy")
    others = memory.remember(Entry("turn|bo", "Yes."), known, ("en", "fr"), {"bo": "Bo"}, exact=True)
    assert others is not None and others.state == "fuzzy" and others.previous == ("turn|ana", "Yes.")


WORDS = st.sampled_from("the boat left late again and nobody saw it go 船 来 了 before noon".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
PAIRS = st.lists(st.builds(pair, TEXTS, TEXTS), max_size=6)


@examples(40)
@given(st.lists(st.tuples(st.sampled_from("abc"), PAIRS), min_size=1, max_size=6), TEXTS)
def test_an_index_is_what_it_would_be_if_it_were_made_anew(
    steps: list[tuple[str, list[PastPair]]], text: str
) -> None:
    grown, latest = MemoryIndex(":memory:", ("en", "fr")), dict[str, MemoryFile]()
    for number, (name, pairs) in enumerate(steps):
        if pairs:
            latest[name] = MemoryFile(name, str(number), lambda pairs=pairs: iter(pairs))  # type: ignore[misc]
        else:
            latest.pop(name, None)
        assert not [*grown.refresh([*latest.values()], latest.keys())]
    fresh = MemoryIndex(":memory:", ("en", "fr"))
    assert not [*fresh.refresh([*latest.values()], latest.keys())]
    entry = Entry("turn|ana", text)
    assert memory.remember(entry, grown, ("en", "fr"), {}) == memory.remember(entry, fresh, ("en", "fr"), {})
    for name in ("grown", "fresh"):
        locals()[name].close()


def entries() -> Iterator[st.SearchStrategy[Entry]]:
    yield st.builds(Entry, st.just("turn|ana"), TEXTS, TEXTS, st.just("done"))
    yield st.builds(Entry, st.just("turn|ana"), TEXTS)


@examples(40)
@given(st.lists(st.one_of(*entries()), unique_by=lambda entry: entry.key, max_size=6), PAIRS, st.booleans())
def test_only_new_messages_without_a_text_are_filled(
    drawn: list[Entry], pairs: list[PastPair], exact: bool
) -> None:
    before = Catalog("talk", "en", "fr", (*drawn, Entry(*CREDITS)))
    new = changes.Changes(new=tuple(drawn[::2]))
    known = index(*pairs, pair(CREDITS[1], "Rosa", CREDITS[0], ""))
    after, told = memory.recall(before, new, known, exact=exact)
    known.close()
    for was, now in zip(before.entries, after.entries, strict=True):
        if was.target or was not in new.new:
            assert now == was
        assert now.source == was.source and now.context == was.context
    assert {entry.key for entry in (*told.new, *told.remembered)} == {entry.key for entry in new.new}
    # An update of it finds nothing to do.
    template = catalog.update(None, Catalog("talk", "en", "", before.entries), "", ABOUT, MOMENT)[0]
    template = Catalog(
        "talk", "en", "", tuple(Entry(entry.context, entry.source) for entry in before.entries)
    )
    again, _ = catalog.update(after, template, "fr", ABOUT, MOMENT)
    assert again.entries == after.entries


def test_a_large_file_is_put_in_order_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_index, "_MANY", 4)
    pairs = [pair(f"On day {k} the boat came {k} hours late. Nobody saw it.", f"{k}") for k in range(9)]
    for number in (3, 4, 5, 8, 9):
        known = index(*pairs[:number])
        entry = Entry("turn|ana", "On day 2 the boat came 2 minutes late. Nobody saw it.")
        made = memory.remember(entry, known, ("en", "fr"), {})
        assert made is not None and made.target == "2"
        plan = known.base.execute("EXPLAIN QUERY PLAN SELECT id FROM pairs WHERE key = 1").fetchall()
        assert "pairs_key" in plan[0][-1]
        known.close()


def test_terms_are_made_anew_once_where_most_lead_nowhere() -> None:
    def some(name: str, version: int) -> Iterator[PastPair]:
        return (pair(f"{name} {k} of {version}", "x") for k in range(9))

    known, told = MemoryIndex(":memory:", ("en", "fr")), list[str]()
    known.base.set_trace_callback(told.append)

    def take(**versions: int) -> int:
        """How often terms were made anew."""
        told.clear()
        files = [
            MemoryFile(name, str(version), partial(some, name, version)) for name, version in versions.items()
        ]
        assert not [*known.refresh(files, set(versions))]
        return sum("delete-all" in statement for statement in told)

    assert [take(a=1, b=1, c=1), take(a=1, b=2, c=1), take(a=2, b=2, c=1)] == [0, 0, 0]
    assert [take(a=3, b=3, c=1), take(a=3, b=4, c=1), take(a=3, b=5, c=1)] == [1, 0, 0]
    known.close()


def test_of_a_file_that_changes_what_is_another_is_written() -> None:
    known, told = MemoryIndex(":memory:", ("en", "fr")), list[str]()
    texts = [f"On day {k} the boat came." for k in range(40)]
    known.base.set_trace_callback(told.append)

    def take(mark: str) -> int:
        """How many pairs were written."""
        told.clear()
        file = MemoryFile("a", mark, lambda: (pair(text, f"T {text}") for text in texts))
        assert not [*known.refresh([file], {"a"})]
        return sum(statement.startswith("INSERT INTO pairs") for statement in told)

    assert take("0") == 40
    for number in range(120):
        texts[number % 40] = f"On night {number} the boat went."
        # Now and then all is written together again.
        assert take(f"1.{number}") in (1, 40)
    assert len(known.base.execute("SELECT * FROM files").fetchall()) <= 51
    for text in ("On night 119 the boat went.", "On night 80 the boat went."):
        assert [found.target for found in known.same(memory.key_of(text))] == [f"T {text}"]
    assert known.same(memory.key_of("On night 3 the boat went.")) == []
    del texts[20:]
    assert take("2") in (0, 20)
    assert len(known.base.execute("SELECT * FROM pairs").fetchall()) == 20
    known.close()


def test_a_file_that_is_wrong_leaves_the_index_as_it_was() -> None:
    known = index(pair("Yes.", "Oui."))

    def broken() -> Iterator[PastPair]:
        yield pair("No.", "Non.")
        raise DiglotError("broken.", "b")

    assert [error.what for error in known.refresh([MemoryFile("b", "1", broken)], {"a", "b"})] == ["broken."]
    assert known.same(memory.key_of("No.")) == [] and len(known.same(memory.key_of("“Yes.”"))) == 0
    assert [found.target for found in known.same(memory.key_of("Yes."))] == ["Oui."]
