"""`diglot init --from`: a TEI file becomes a project, and nothing of an edition is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import Result

from conftest import invoke

ROOT = Path(__file__).parent.parent
SIDECAR = """
[recording]
date = 2026-01-15
duration = "1:02:03"
medium = "audio"
programme = "Quay Talks"

[[editors]]
name = "Ada Quill"
orcid = "0000-0002-1825-0097"

[[revisions]]
date = 2026-04-01
what = "First deposit."
who = "Ada Quill"

[[translators]]
name = "B. Vey"
lang = "ar"
"""


def run(*arguments: str, code: int = 0) -> Result:
    done = invoke(*arguments)
    assert done.exit_code == code, done.stderr
    return done


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with all that an edition can tell, built."""
    folder = tmp_path / "first"
    folder.mkdir()
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    text = (ROOT / "diglot.toml").read_text("utf-8")
    # The words of drafts, of which Japanese has some, stay in the catalogs; that they are there comes along.
    text = 'date = "2026-05"\nlicence = "https://a.example/l"\n' + text
    (folder / "diglot.toml").write_text(text, "utf-8")
    with (folder / "source/river.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write(SIDECAR)
    catalog = folder / "locales/fr/LC_MESSAGES/river.po"
    lines = catalog.read_text("utf-8").split("\n\n")
    marks = ("revised", "machine: Engine 2", "aligned 0.93 [000000]")
    for number, mark in enumerate(marks, 20):
        lines[number] = f"# {mark}\n{lines[number]}"
    catalog.write_text("\n\n".join(lines), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def tei_table(folder: Path, table: str) -> None:
    with (folder / "diglot.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[tei]\n{table}\n")


@pytest.mark.parametrize("table", ["", 'dialogue = "sp"'])
def test_an_edition_that_became_a_project_builds_itself_again(edition: Path, table: str) -> None:
    tei_table(edition, table)
    run("-C", "first", "build", "-f", "tei")
    first = (edition / "build/river.tei.xml").read_bytes()
    run("init", "--from", "first/build/river.tei.xml", "second")
    assert Path("second/source/river.xml").read_bytes() == first
    run("-C", "second", "build", "-f", "tei")
    second = Path("second/build/river.tei.xml").read_bytes()
    assert second.decode().splitlines() == first.decode().splitlines()
    for mark in (b"heldBack", b"#origin.mt", b"#origin.revised", b"recordingStmt", b"B. Vey"):
        assert mark in second
    # Its catalogs are up to date, with the ids of the edition.
    done = run("-C", "second", "extract")
    assert done.stderr.count("0 new, 0") == 5
    template = (edition / "locales/river.pot").read_text("utf-8")
    ids = {line for line in template.splitlines() if line.startswith("#. s")}
    assert ids <= set(Path("second/locales/river.pot").read_text("utf-8").splitlines())


@pytest.mark.slow
def test_a_split_edition_becomes_a_project(edition: Path) -> None:
    tei_table(edition, 'files = "split"')
    run("-C", "first", "build", "-f", "tei")
    run("init", "--from", "first/build/river.tei.xml", "second")
    run("-C", "second", "build", "-f", "tei")
    first, second = (
        {
            path.name: path.read_text("utf-8").splitlines()
            for path in Path(name, "build").glob("river*.tei.xml")
        }
        for name in ("first", "second")
    )
    assert len(first) > 2
    assert second == first


TRANSCRIPT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Roads</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text xml:lang="de"><body><u who="#A"><seg xml:id="roads.u1.1">Ja.</seg></u>
<u who="#B #A"><seg xml:id="roads.u2.1">Nein.</seg></u></body></text></TEI>
"""


def test_a_transcript_of_others_becomes_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("roads.tei.xml").write_text(TRANSCRIPT, "utf-8")
    run("init", "--from", "roads.tei.xml", "talks")
    assert Path("talks/source/roads.xml").read_text("utf-8") == TRANSCRIPT
    run("-C", "talks", "build")
    assert sorted(path.name for path in Path("talks/build").iterdir()) == ["roads.de.epub", "roads.tei.xml"]
    run("-C", "talks", "extract", "-l", "fr")
    catalog = Path("talks/locales/fr/LC_MESSAGES/roads.po").read_text("utf-8")
    assert re.search(r"^#: source/roads.xml:\S+$", catalog, re.MULTILINE)
    assert 'msgctxt "turn|a+b"\nmsgid "Nein."' in catalog
    run("-C", "talks", "build", "-l", "fr", "-f", "tei")
    assert "<seg" in Path("talks/build/roads.tei.xml").read_text("utf-8")


def test_what_is_there_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("roads.xml").write_text(TRANSCRIPT, "utf-8")
    Path("talks/source").mkdir(parents=True)
    Path("talks/source/roads.xml").write_text("mine", "utf-8")
    assert "there already" in run("init", "--from", "roads.xml", "talks", code=1).stderr
    assert Path("talks/source/roads.xml").read_text("utf-8") == "mine"
    assert not Path("talks/diglot.toml").exists()
    Path("x.pdf").write_bytes(b"%PDF")
    assert "no reader" in run("init", "--from", "x.pdf", "others", code=1).stderr
    assert "no such file" in run("init", "--from", "gone.xml", "others", code=1).stderr
    run("init", "--from", "roads.xml", "others")
    assert "a diglot project already" in run("init", "--from", "roads.xml", "others", code=1).stderr


def test_a_plain_transcript_becomes_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # What looks like a mark of diglot's own is text here.
    Path("talk.txt").write_text("Talk\n\nMARA: One.\n\nILYAS: <?diglot ?>\n", "utf-8")
    refused = run("init", "--from", "talk.txt", "talks", code=1)
    assert "talk.txt: nothing says what language it is in." in refused.stderr
    assert "--lang" in refused.stderr
    assert not Path("talks").exists()
    assert "no language tag" in run("init", "--from", "talk.txt", "--lang", "?", "talks", code=1).stderr
    twice = run("init", "--from", "talk.txt", "--from", "roads.txt", "--lang", "en", "talks", code=2)
    assert "--from takes one file. Copy the other" in twice.stderr and not Path("talks").exists()
    assert "--from" in run("init", "--lang", "nl", "talks", code=2).stderr
    run("init", "--from", "talk.txt", "--lang", "nl", "talks")
    assert 'source-language = "nl"' in Path("talks/diglot.toml").read_text("utf-8")
    assert Path("talks/source/talk.txt").read_bytes() == Path("talk.txt").read_bytes()


def test_the_sidecar_of_a_transcript_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text("Talk\n\nMARA: One.\n\nILYAS: Two.\n", "utf-8")
    sidecar = 'lang = "nl"\nplace = "Quay"\n'
    Path("talk.toml").write_text(sidecar, "utf-8")
    run("init", "--from", "talk.txt", "talks")
    assert 'source-language = "nl"' in Path("talks/diglot.toml").read_text("utf-8")
    assert Path("talks/source/talk.toml").read_text("utf-8") == sidecar


def test_ids_of_others_are_those_of_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("roads.xml").write_text(TRANSCRIPT, "utf-8")
    run("init", "--from", "roads.xml", "talks")
    settings = 'source-language = "de"\ntarget-languages = ["fr"]\n[tei]\nsentences = true\n'
    Path("talks/diglot.toml").write_text(settings, "utf-8")
    run("-C", "talks", "extract")
    assert "#. id: roads.u2.1\n" in Path("talks/locales/roads.pot").read_text("utf-8")
    catalog = Path("talks/locales/fr/LC_MESSAGES/roads.po")
    text = catalog.read_text("utf-8").replace('"Nein."\nmsgstr ""', '"Nein."\nmsgstr "Non."')
    catalog.write_text(text, "utf-8")
    run("-C", "talks", "build", "-f", "tei")
    made = Path("talks/build/roads.tei.xml").read_text("utf-8")
    assert '<seg xml:id="de.roads.u2.1" type="p" n="2.1">' in made
    assert '<seg xml:id="fr.roads.u2.1" type="p" n="2.1" corresp="#de.roads.u2.1"' in made
    # The edition says all that the next project needs.
    run("init", "--from", "talks/build/roads.tei.xml", "again")
    run("-C", "again", "build", "-f", "tei")
    assert Path("again/build/roads.tei.xml").read_text("utf-8") == made
    # An edit of the words in the file keeps the id; the id of a text that is gone is no other's.
    source = Path("talks/source/roads.xml")
    source.write_text(TRANSCRIPT.replace("Nein.", "Nein, nein."), "utf-8")
    run("-C", "talks", "extract")
    template = Path("talks/locales/roads.pot").read_text("utf-8")
    where = "#. id: roads.u2.1\n#: source/roads.xml:roads.u2.1"
    assert f'{where}\nmsgctxt "turn|a+b"\nmsgid "Nein, nein."' in template
    run("-C", "talks", "ids", "--freeze")
    assert "roads.u1.1\tturn|a\t" in Path("talks/locales/roads.ids.tsv").read_text("utf-8")


def test_the_header_of_others_is_told_as_what_the_edition_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    statement = """<publicationStmt><publisher>Hill Archive</publisher><date when="2021"/><idno>r-7</idno>
<idno type="URI" subtype="handle">http://hdl.handle.net/11356/1432</idno></publicationStmt>"""
    described = """<sourceDesc><bibl><title>Evening Talk</title><author>Ana Reed</author><publisher>Quay Radio
</publisher><date when="1999-05-04"/></bibl><bibl>Transcribed from tape 12, box C.</bibl></sourceDesc>"""
    text = TRANSCRIPT.replace("<publicationStmt><p/></publicationStmt>", statement)
    Path("roads.xml").write_text(text.replace("<sourceDesc><p/></sourceDesc>", described), "utf-8")
    run("init", "--from", "roads.xml", "talks")
    run("-C", "talks", "build", "-f", "tei")
    made = Path("talks/build/roads.tei.xml").read_text("utf-8")
    for words in (
        '<idno type="handle">11356/1432</idno>',
        ">Hill Archive</publisher>",
        ">Evening Talk</title>",
        ">Ana Reed</author>",
        ">Quay Radio</publisher>",
        ">Transcribed from tape 12, box C.</title>",
    ):
        assert words in made.partition("<sourceDesc>")[2]
    # The new edition has no handle yet.
    assert "11356" not in made.partition("<sourceDesc>")[0]
    run("init", "--from", "talks/build/roads.tei.xml", "again")
    run("-C", "again", "build", "-f", "tei")
    assert Path("again/build/roads.tei.xml").read_text("utf-8") == made
