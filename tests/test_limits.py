"""Inputs have limits: what is no file, and what is larger than any book, is refused at once and told."""

from __future__ import annotations

import gzip
import io
import os
import re
import resource
import socket
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import growing
from toolkit import config, disk, limits, po
from toolkit.aligning import resources
from toolkit.archive import bag, container
from toolkit.archive.checks import archive
from toolkit.cli import main
from toolkit.config import Sidecar
from toolkit.edition import matter
from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, MessageUnit, Parcel, xlsx
from toolkit.model import Matter
from toolkit.readers.tei import catalogs
from toolkit.reading.lines import Content, Line
from toolkit.transcript import document
from toolkit.workflow.init import from_nothing
from toolkit.workflow.transcripts import read_data

ROOT = Path(__file__).parent.parent


def test_the_page_of_limits_is_the_table() -> None:
    page = (ROOT / "docs/reference/limits.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert rows == [f"| {one.what} | {limits.told(one)} |" for one in limits.every()]


def special(folder: Path, kind: str) -> Path:
    """What is no file, though it has the name of one."""
    path = folder / "talk.txt"
    if kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket is short
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
        os.chdir(here)
    else:
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", ["device", "pipe", "socket", "folder"])
def test_what_is_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    path = special(tmp_path, kind)
    for read in (disk.read, disk.read_if_there, disk.reading, disk.checksum):
        with pytest.raises(DiglotError, match="can't be read"):
            read(path)
    with pytest.raises(DiglotError, match="can't be read"):
        list(disk.stretches(path) or ())


@pytest.mark.parametrize("kind", ["device", "pipe", "socket", "folder"])
def test_a_project_with_what_is_no_file_in_it_says_so(tmp_path: Path, kind: str) -> None:
    list(from_nothing(tmp_path))
    (tmp_path / "source/bells.txt").unlink()
    special(tmp_path / "source", kind)
    for command in ("extract", "check", "build", "show source/talk.txt", "init --from source/talk.txt x"):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), *command.split()], catch_exceptions=False)
        assert done.exit_code == 1, command
        told = ["can't be read: ", "this leads out"] + ["this is a folder"] * command.startswith("init")
        assert any(f"talk.txt: {why}" in done.output for why in told), done.output


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    tracemalloc.start()
    with pytest.raises(DiglotError, match="a transcript may have 256 MB, and this has more") as caught:
        disk.read(path, limits.TRANSCRIPT)
    assert caught.value.hint
    with pytest.raises(DiglotError, match="a catalog may have"):
        list(disk.stretches(path) or ())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20


def test_settings_of_a_project_are_no_sidecar(tmp_path: Path) -> None:
    remarks = "# remark\n" * (limits.SETTINGS.most // 9 + 1)
    (tmp_path / "diglot.toml").write_text(f'source-language = "en"\n{remarks}', "utf-8")
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "status"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "diglot.toml: a file of settings may have 4 MB, and this has more." in done.output


def test_a_stream_without_an_end_is_cut_off() -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return bytes(size)

    with pytest.raises(DiglotError, match="may have 4 MB"):
        disk.drained(Endless(), "<stdin>", limits.SETTINGS)  # type: ignore[arg-type]


TOML = {
    "a number of many digits": ("\nversion = " + "9" * 5000, 2, "too many digits"),
    "a hexadecimal one": ("version = 0x" + "f" * 5000, 1, ""),
    "a hexadecimal date": ("\ndate = 0x" + "f" * 5000, 2, "too many digits"),
    "lists in lists": ("formats = " + "[" * 100_000 + "]" * 100_000, 0, "32 levels"),
    "lists in lists that Python can still read": ("formats = " + "[" * 100 + "]" * 100, 0, "32 levels"),
    "tables in tables": ("a = " + "{a = " * 10_000 + "1" + "}" * 10_000, 0, "32 levels"),
    "keys of many parts": (".".join("a" * 1000) + " = 1", 1, "32 levels"),
    "a header of many parts": ("[" + ".".join("a" * 1000) + "]", 1, "32 levels"),
    "a day that there is none of": ("date = 2026-13-45", 1, "not TOML"),
    "an integer beyond 64 bits": ("version = 99999999999999999999999", 1, "version"),
    "no number": ("align = nan", 1, "align"),
    "an infinite one": ("[align]\ndictionaries = inf", 2, "dictionaries"),
    "a NUL": ('name = "\0"', 1, "not TOML"),
    "a surrogate": ('name = "\\ud800"', 1, "not TOML"),
    "many unknown keys": ("".join(f"k{k} = 1\n" for k in range(50_000)), 1, "k0"),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", TOML)
def test_no_settings_are_too_odd_to_be_told(fault: str) -> None:
    text, line, words = TOML[fault]
    with growing.ending(), pytest.raises(DiglotError) as caught:
        config.parse_project(text, "x.toml")
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"x.toml:{line}: " if line else "x.toml: ")


@pytest.fixture
def bounded() -> Iterator[None]:
    """No more memory than 500 MB beyond what there is."""
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size + (500 << 20), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def transcript(data: bytes, path: str = "talk.txt") -> object:
    return read_data(data, Sidecar(), name="talk", path=path, lang="en")


def workbook(alter: Callable[[str, bytes], bytes]) -> bytes:
    """An exported workbook in which the parts were altered."""
    sink = io.BytesIO()
    exported = io.BytesIO()
    xlsx.write(
        Parcel("talk", "en", "fr", [MessageUnit("s2PCS8K", "title", "Bells")]), ExportOptions(), exported
    )
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, alter(name, old.read(name)))
    return sink.getvalue()


def far(name: str, data: bytes) -> bytes:
    cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return data.replace(b"</sheetData>", cell) if "sheet1" in name else data


def counting(data: bytes, number: bytes) -> bytes:
    """A part of a workbook that says to have so many of everything."""
    return re.sub(rb'((?:\b|unique)[cC]ount=")\d+', rb"\g<1>" + number, data)


def long_sheet(name: str, data: bytes) -> bytes:
    return data + b" " * (130 << 20) if "sheet1" in name else data


def packed(kind: int, *, damaged: bool, many: int = 0) -> bytes:
    """A bag in a zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", kind) as archive:
        for name in ("bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"):
            archive.writestr(f"a/{name}", os.urandom(64) * 99)
        for number in range(many):
            archive.writestr(f"a/tag{number}.txt", bytes(1 << 20))
    data = bytearray(sink.getvalue())
    if damaged:
        data[60:400:7] = bytes(len(data[60:400:7]))
    return bytes(data)


def opened(data: bytes) -> None:
    found = list(bag.verify(container.unpack(io.BytesIO(data)), "a.zip"))
    if found:
        raise DiglotError(found[0].message, hint=found[0].hint)


DEEP = 5000
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body></text></TEI>'
HEAD = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BOMB = gzip.compress(bytes(1 << 20), 1) * 400
"""400 MB, packed piece by piece: to pack all at once takes a second."""
ATTACKS: dict[str, Callable[[], object]] = {
    "a transcript of many short lines": lambda: transcript(b"a\r\n" * 2_100_000),
    "a page of many short lines": lambda: document(
        Content([Line("a", 1)] * 2_100_000), name="x", path="x", lang="en", sidecar=Sidecar()
    ),
    "a paragraph of 20 MB": lambda: transcript(b"word " * 4_000_000),
    "a line of 20 MB": lambda: transcript(b"MARA: " + b"a" * 20_000_000),
    "a wrapped paragraph of 1.2 MB": lambda: transcript(
        b"Mara: so\n" + (b"many words in a line, " * 4 + b"\n") * 14_000
    ),
    "a msgstr of 20 MB": lambda: po.load(
        HEAD + b'msgid "a"\nmsgstr ""\n' + b'"abc*\\n"\n' * 2_500_000, "x.po", "fr"
    ),
    "a msgstr of 20 MB in one line": lambda: po.load(
        HEAD + b'msgid "a"\nmsgstr "%b"\n' % (b"a" * 20_000_000), "x", ""
    ),
    "elements in elements": lambda: transcript(
        TEI.format("<p>" * 200 + "x" + "</p>" * 200).encode(), "x.xml"
    ),
    "many elements in elements": lambda: transcript(
        TEI.format("<p>" * DEEP + "</p>" * DEEP).encode(), "x.xml"
    ),
    "a text of 20 MB in TEI": lambda: transcript(TEI.format(f"<p>{'a' * 20_000_000}</p>").encode(), "x.xml"),
    "an attribute of 20 MB": lambda: transcript(TEI.format(f'<p n="{"a" * 20_000_000}"/>').encode(), "x.xml"),
    "entities of entities": lambda: transcript(
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "x.xml"
    ),
    "half a character in an instruction": lambda: taken(b'<?diglot {"document": "\\ud800"}?>'),
    "lists in lists in an instruction": lambda: taken(b"<?diglot " + b"[" * 100_000 + b"?>"),
    "an instruction in a choice": lambda: nothing(
        transcript(TEI.format("<p><choice><?a b?></choice></p>").encode(), "x.xml")
    ),
    "a cell at the end of the sheet": lambda: xlsx.read(workbook(far), "x.xlsx"),
    "a cell whose place is too large a number": lambda: xlsx.read(
        workbook(lambda _, data: data.replace(b'r="E2"', b'r="E14294967296"')), "x.xlsx"
    ),
    "a workbook of more texts than there is memory": lambda: xlsx.read(
        workbook(lambda _, data: counting(data, b"74294967296")),
        "x.xlsx",
    ),
    "a workbook of a number of texts with 19 digits": lambda: xlsx.read(
        workbook(lambda _, data: counting(data, b"1" + b"0" * 18)),
        "x.xlsx",
    ),
    "a workbook whose parts are deep": lambda: xlsx.read(
        workbook(lambda name, data: b"<a>" + b"<b>" * 5_000_000 if name == "xl/workbook.xml" else data),
        "x.xlsx",
    ),
    "a workbook that unpacks to much": lambda: xlsx.read(workbook(long_sheet), "x.xlsx"),
    "a damaged zip in LZMA": lambda: opened(packed(zipfile.ZIP_LZMA, damaged=True)),
    "a damaged zip in bzip2": lambda: opened(packed(zipfile.ZIP_BZIP2, damaged=True)),
    "many tag files": lambda: opened(packed(zipfile.ZIP_DEFLATED, damaged=False, many=150)),
    "a dictionary that unpacks to much": lambda: resources.load("a.tsv", {"a.tsv": BOMB}.get),
    "a NUL in a path": lambda: disk.read(Path("a\0b")),
    "half a character in a path": lambda: disk.read(Path("a\ud800b")),
    "quotes in quotes": lambda: nothing(list(matter.page(Matter("preface", "en", "", "> " * 3000 + "x")))),
    "emphasis in emphasis": lambda: matter.check("**" * 300 + "x" + "**" * 300, "front.md"),
    "emphasis with words between": lambda: matter.check("*a " * 300 + "b*" * 300, "front.md"),
    "emphasis in an address": lambda: matter.check("[x]: https" + "*" * 800 + "a" + "*" * 800, "front.md"),
    "a table of Markdown that is very wide": lambda: transcript(
        b"\n".join(cell * 40_000 for cell in (b"|a", b"|-", b"|x", b"|x")), "talk.md"
    ),
    "a line that is nearly that below the head of one": lambda: nothing(
        transcript(b"-" * 200_000 + b"x\n" + b"-|" * 100_000 + b"x", "talk.md")
    ),
    "brackets without end": lambda: matter.check("![" * 30_000, "front.md"),
    "brackets in many paragraphs": lambda: matter.check(("![" * 700 + "\n\n") * 20, "front.md"),
    "a speaker nobody knows": lambda: nothing(transcript(b"]Dr. Falk:(\n\nN):.\n\n9 Dr. Falk:")),
    "an encoding nobody knows": lambda: checked(b'<?xml version="1.0" encoding="x-9"?><TEI/>'),
}


def taken(instruction: bytes) -> object:
    """An edition with what diglot keeps for itself."""
    return catalogs.take(instruction + TEI.format("<p>x</p>").encode(), "x.xml")


def checked(data: bytes) -> None:
    (found,) = archive(io.BytesIO(data), "x.xml", "x.xml", lambda _: None, datetime(2026, 1, 1, tzinfo=UTC))
    raise DiglotError(found.message, found.where, found.hint)


def nothing(_: object) -> None:
    """It is read: that is an answer too."""
    raise DiglotError("read", hint="nothing")


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.usefixtures("bounded")
def test_an_attack_is_told_at_once_and_in_little_memory(attack: str) -> None:
    with growing.ending(), pytest.raises(DiglotError) as caught:
        ATTACKS[attack]()
    assert caught.value.what
