"""A deposit claims nothing that isn't in it, and says of pictures whose they are."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from conftest import Run
from editions import sample
from test_pictures import png
from toolkit.archive import datacite
from toolkit.archive.package import Size
from toolkit.cli import main
from toolkit.config import BuildOptions

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
_TALK = "The Ferry\n\nMira: Who keeps the ferry now?\n\nTomas: Nobody, since the flood.\n"
_SIDECAR = """
licence = "CC-BY-SA-4.0"
[[speakers]]
name = "Tomas"
role = "interviewee"
[[pictures]]
file = "shots/Old Ferry.PNG"
begins = "Nobody, since"
alt = "A ferry."
credit = { en = "Photograph: Noor Haddad", ar = "تصوير نور حدّاد" }
licence = "CC-BY-4.0"
[[pictures]]
file = "shots/flood.png"
begins = "Who keeps"
alt = "A flood."
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The payload of a talk in French; Arabic has a signature and a draft alone, Yoruba nothing."""
    here = tmp_path_factory.mktemp("ferry")
    (here / "source/shots").mkdir(parents=True)
    (here / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr", "ar", "yo"]\n'
        'publisher = "The ferry office"\nversion = "1"\ndate = 2026-05-01\n',
        encoding="utf-8",
    )
    (here / "source/ferry.txt").write_text(_TALK, encoding="utf-8")
    (here / "source/ferry.toml").write_text(_SIDECAR, encoding="utf-8")
    for name in ("Old Ferry.PNG", "flood.png"):
        (here / "source/shots" / name).write_bytes(png(4, 4))
    _run(here, "extract")
    for lang, rows in {
        "fr": {"Nobody, since": "Personne.", "translator-credits": "Camille Orsel"},
        "ar": {"Nobody, since": "لا أحد.", "translator-credits": "Zed Lom"},
    }.items():
        path = here / f"locales/{lang}/LC_MESSAGES/ferry.po"
        text = path.read_text("utf-8")
        for begins, target in rows.items():
            text, times = re.subn(rf'(msgid "{begins}.*"\nmsgstr ")"', rf'\1{target}"', text)
            assert times == 1
        if lang == "ar":
            text = re.sub(r'(msgctxt "turn\|tomas"\nmsgid "Nobody)', r"#, fuzzy\n\1", text)
            assert "#, fuzzy\nmsgctxt" in text
        path.write_text(text, encoding="utf-8")
    _run(here, "deposit")
    return here / "build/ferry-1/data"


def _run(here: Path, *arguments: str) -> str:
    done = CliRunner(env={"SOURCE_DATE_EPOCH": "1781000000"}).invoke(main, ("-C", str(here), *arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_a_language_of_which_nothing_is_printed_is_not_claimed(data: Path) -> None:
    core = etree.parse(data / "metadata/dublin-core.xml")
    assert core.xpath("//*[local-name()='language']/text()") == ["en", "fr"]
    assert core.xpath("//*[local-name()='contributor']/text()") == ["Camille Orsel"]
    record = json.loads((data / "metadata/datacite.json").read_text("utf-8"))
    assert [one["name"] for one in record["contributors"]] == ["Camille Orsel"]
    assert "Zed" not in (data / "metadata/datacite.xml").read_text("utf-8")
    assert sorted(path.name for path in (data / "epub").iterdir()) == ["ferry.en-fr.epub"]
    assert {path.name.split(".")[1] for path in (data / "align").iterdir()} == {"en-fr"}
    text = (data / "README.md").read_text("utf-8")
    assert "* Languages: English (en), French (fr)\n* Not translated yet: Arabic (ar), Yoruba (yo)\n" in text
    # The draft goes along, and who signed it.
    assert "* Arabic (ar): by Zed Lom." in text and (data / "po/ferry.ar.po").is_file()


def test_of_a_translation_that_nobody_has_begun_no_rights_are_told_and_nothing_is_asked(data: Path) -> None:
    """A draft is somebody's as well: the catalog is in the bag."""
    text = (data / "README.md").read_text("utf-8")
    assert "* Yoruba (yo): not begun. Of 5 paragraphs:\n    * 5 not translated\n" in text
    rights = (data / "RIGHTS-translations.txt").read_text("utf-8")
    for lang, times in (("French (fr)", 1), ("Arabic (ar)", 1), ("Yoruba (yo)", 0)):
        assert text.count(f"* Translation into {lang}: ") == times
        assert rights.count(f"Rights in the translation into {lang}\n") == times
    asked = _run(data.parents[2], "check", "--archive") + _run(data.parents[2], "build", "-f", "tei")
    assert "[D454]" in asked and "translations.fr" in asked
    assert not re.search(r"\byo\b.*(D401|D454|D472|D474)|translations\.(yo|ar)", asked)


def test_only_of_a_translation_that_is_begun_a_title_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "diglot.toml").write_text(
        'source-language = "en"\ntarget-languages = ["fr", "he"]\npublisher = "Own"\n'
    )
    (tmp_path / "source/ferry.toml").write_text('licence = "CC-BY-SA-4.0"\n')
    (tmp_path / "source/ferry.txt").write_text(_TALK.partition("\n\n")[2])
    _run(tmp_path, "extract")
    path = tmp_path / "locales/he/LC_MESSAGES/ferry.po"
    empty = 'msgid "Nobody, since the flood."\nmsgstr ""'
    catalog = path.read_text("utf-8")
    path.write_text(catalog.replace(empty, f'{empty[:-1]}איש לא, מאז השיטפון."'), "utf-8")
    asked = CliRunner().invoke(main, ("-C", str(tmp_path), "check", "--archive")).output
    assert catalog.count(empty) == 1
    assert re.findall(r"the text in (\w+) has no title", asked) == ["en", "he"]


def test_what_nobody_answers_in_is_no_interview() -> None:
    """A play, or the record of a sitting."""
    asked = sample("en", "he")
    played = replace(asked, speakers=tuple(replace(one, role="unknown") for one in asked.speakers))
    for made, kind in ((asked, "Parallel edition of an interview"), (played, "Parallel edition")):
        record = datacite.record(made, BuildOptions(date="2026"), Size(1, 1))
        assert record["types"] == {"resourceTypeGeneral": "Text", "resourceType": kind}


def test_whose_a_picture_is_stands_wherever_rights_do(data: Path) -> None:
    path, licence = "source/shots/old-ferry.PNG", "https://creativecommons.org/licenses/by/4.0/"
    assert (data / path).is_file()
    makers = ["Photograph: Noor Haddad", "تصوير نور حدّاد"]
    said = (data / "RIGHTS-pictures.txt").read_text("utf-8")
    # Of the other nobody has said anything.
    assert said == "\n".join([f"Rights in the picture {path}", "", f"Licence: {licence}", *makers, ""])
    assert f"* Picture `{path}`: {', '.join([licence, *makers])}\n" in (data / "README.md").read_text("utf-8")
    rights = json.loads((data / "metadata/datacite.json").read_text("utf-8"))["rightsList"]
    assert rights[-1] == {"rights": f"Picture {path}: {makers[0]}", "rightsUri": licence}
    root = etree.parse(data / "tei/ferry.tei.xml")
    named = root.xpath("//t:bibl[@type='picture']/t:idno/text()", namespaces=TEI)
    shown = root.xpath("//t:text[@xml:lang='en']//t:graphic/@url", namespaces=TEI)
    assert {f"../source/{name}" for name in named} == {f"../{path}"} <= {*shown}


@pytest.mark.slow
def test_who_wrote_a_text_as_its_file_says_is_told_wherever_its_source_is(fresh: Run, tmp_path: Path) -> None:
    """Who speaks is a creator already, and isn't told twice."""
    talk = "**Ilse Kranz:** Who rings it?\n\n**Bo Lind:** Nobody, since the ice came.\n"
    front = "---\ntitle: The Bell\nauthor: {}\ndate: 2026-05-02\n---\n\n"
    said = 'licence = "CC-BY-4.0"\n[[speakers]]\nname = "Ilse Kranz"\n[[speakers]]\nname = "Bo Lind"\n'
    several = "[Bo Lind, 'Moor, Ada', Uma Falk]"
    for name, author in (("quay", "سلمى نصر"), ("tower", "Bo Lind"), ("pier", several)):
        (tmp_path / f"source/{name}.md").write_text(front.format(author) + talk, "utf-8")
        (tmp_path / f"source/{name}.toml").write_text(said, "utf-8")
    config = tmp_path / "diglot.toml"
    config.write_text(config.read_text("utf-8") + 'publisher = "Bell & Sons"\n', "utf-8")
    with (tmp_path / "source/pier.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write('[[editors]]\nname = "Uma Falk"\n')
    fresh("extract", "quay", "tower", "pier")
    assert fresh("deposit", "quay", "tower", "pier").exit_code == 0
    assert fresh("build", "quay", "-f", "epub").exit_code == 0
    data = tmp_path / "build/quay/data"
    assert "* Source text: سلمى نصر, 2026-05-02\n" in (data / "README.md").read_text("utf-8")
    other = {"name": "سلمى نصر", "contributorType": "Other"}
    assert other in json.loads((data / "metadata/datacite.json").read_text("utf-8"))["contributors"]
    dublin_core = (data / "metadata/dublin-core.xml").read_text("utf-8")
    assert "<dc:contributor>سلمى نصر</dc:contributor>" in dublin_core
    with zipfile.ZipFile(tmp_path / "build/quay.en-fr.epub") as book:
        assert ">سلمى نصر, 2026-05-02</dc:source>" in book.read("EPUB/content.opf").decode()
        assert "سلمى نصر" in book.read("EPUB/text/colophon.xhtml").decode()
    twice = (tmp_path / "build/tower/data/metadata/dublin-core.xml").read_text("utf-8")
    assert twice.count("Bo Lind") == 1 and "<dc:creator>Bo Lind" in twice
    # Of several, each is one, and who edits isn't told twice.
    record = json.loads((tmp_path / "build/pier/data/metadata/datacite.json").read_text("utf-8"))
    told = [(one["name"], one["contributorType"]) for one in record["contributors"]]
    assert [one for one in told if one[1] == "Other"] == [("Moor, Ada", "Other")]
    assert ("Uma Falk", "Editor") in told
