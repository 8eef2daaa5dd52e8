"""Deposits: valid by the tools of archives, the same each time, and every fault in one is named."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import validators
from toolkit.archive import bag, container, package
from toolkit.archive.readme import FATES
from toolkit.cli import main
from toolkit.config import BuildOptions

SIDECAR = """\
licence = "https://creativecommons.org/licenses/by/4.0/"
translation-licence = "https://creativecommons.org/licenses/by/4.0/"
publisher = "The Bell Review"
date = 2026-05-02
description = "A talk about bells & <how> they are tuned."
subjects = ["bells"]
url = "https://bells.example/talk"
identifier = "https://doi.org/10.5555/bells.1"

[[speakers]]
name = "Hanne Roth"
role = "interviewee"

[[editors]]
name = "Ada Quill"
orcid = "0000-0002-1825-0097"
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is ready for an archive, with a signed translation of a part."""
    here = tmp_path_factory.mktemp("bells")
    run(here, "init")
    (here / "source/bells.toml").write_text(SIDECAR, encoding="utf-8")
    config = here / "diglot.toml"
    more = 'publisher = "Bell & Sons"\nversion = "1.2.0"\ndate = 2026-06-01\n'
    config.write_text(config.read_text("utf-8") + more, encoding="utf-8")
    run(here, "extract")
    path = here / "locales/fr/LC_MESSAGES/bells.po"
    text = path.read_text("utf-8")
    for source, target in (
        ("Can a cracked bell be saved?", "Peut-on sauver une cloche fêlée ?"),
        ("translator-credits", "Camille Orsel"),
    ):
        old = f'msgid "{source}"\nmsgstr "'
        assert old in text
        text = text.replace(old, old + target)
    path.write_text(text, encoding="utf-8")
    return here


def run(here: Path, *arguments: str) -> Result:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1781000000"
    try:
        return CliRunner().invoke(main, ("-C", str(here), *arguments), catch_exceptions=False)
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    """A bag as a folder."""
    done = run(project, "deposit")
    assert done.exit_code == 0, done.stderr
    return project / "build/bells-1.2.0"


@pytest.fixture(scope="module")
def packed(project: Path) -> Path:
    """A bag as a zip."""
    assert run(project, "deposit", "--zip").exit_code == 0
    return project / "build/bells-1.2.0.zip"


def verify(path: Path) -> Result:
    return run(path.parent, "deposit", "--verify", path.name)


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(Path(sys.executable).parent / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# A good one ---------------------------------------------------------------------------------------


def test_it_has_all_that_it_should(made: Path, project: Path) -> None:
    there = {
        path.relative_to(made / "data").as_posix() for path in (made / "data").rglob("*") if path.is_file()
    }
    assert there >= {
        "README.md",
        "RIGHTS-source.txt",
        "RIGHTS-translations.txt",
        "tei/bells.tei.xml",
        "tei/diglot-tei.rng",
        "epub/bells.en-fr.epub",
        "align/bells.en-fr.tmx",
        "align/bells.en-fr.xces/en-fr.xml",
        "align/bells.en-fr.pairs.tsv",
        "po/bells.pot",
        "po/bells.fr.po",
        "source/bells.txt",
        "source/bells.toml",
        "metadata/datacite.json",
        "metadata/datacite.xml",
        "metadata/dublin-core.xml",
        "metadata/provenance.json",
    }
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+(/[A-Za-z0-9.-]+)*", path) for path in there)
    source = project / "source/bells.txt"
    assert (made / "data/source/bells.txt").read_bytes() == source.read_bytes()
    assert (made / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert "Bagging-Date: 2026-06-09\n" in (made / "bag-info.txt").read_text("utf-8")


@pytest.mark.slow
def test_archives_tools_find_it_valid(made: Path, tmp_path: Path) -> None:
    validated = tool("bagit.py", "--validate", made)
    assert validated.returncode == 0, validated.stderr
    profile = json.loads((made / "bagit-profile.json").read_text("utf-8"))
    identifier = profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    checked = tool(
        "bagit_profile.py", "--no-logfile", "--file", made / "bagit-profile.json", identifier, made
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    copy = tmp_path / made.name
    shutil.copytree(made, copy)
    (copy / "data/README.md").unlink()
    assert tool("bagit.py", "--validate", copy).returncode != 0


@pytest.mark.slow
def test_what_is_held_back_says_until_when(project: Path, tmp_path: Path) -> None:
    here = tmp_path / "held"
    shutil.copytree(project, here)
    sidecar = here / "source/bells.toml"
    sidecar.write_text("available = 2031-03-01\n" + sidecar.read_text("utf-8"), encoding="utf-8")
    done = run(here, "deposit")
    # A day to come is no wrong date here.
    assert done.exit_code == 0 and "D462" not in done.stderr
    data = here / "build/bells-1.2.0/data"
    assert "* Available from: 2031-03-01\n" in (data / "README.md").read_text("utf-8")
    told = "Nothing of this is to be given away before 2031-03-01."
    for name in ("README.md", "RIGHTS-source.txt", "RIGHTS-translations.txt"):
        assert told in (data / name).read_text("utf-8")
    record = json.loads((data / "metadata/datacite.json").read_text("utf-8"))
    assert {"dateType": "Available", "date": "2031-03-01"} in record["dates"]
    assert record["publicationYear"] == "2031"
    dublin_core = (data / "metadata/dublin-core.xml").read_text("utf-8")
    assert "<dc:date>info:eu-repo/date/embargoEnd/2031-03-01</dc:date>" in dublin_core
    # Books too, for catalogs and for who reads them.
    with zipfile.ZipFile(data / "epub/bells.en-fr.epub") as book:
        assert (
            '<meta property="dcterms:available">2031-03-01</meta>' in book.read("EPUB/content.opf").decode()
        )
        assert "Disponible à partir du" in book.read("EPUB/text/colophon.xhtml").decode()
    assert validators.epubcheck([data / "epub/bells.en-fr.epub"]) == []
    tei = etree.parse(data / "tei/bells.tei.xml")
    statements = tei.findall(".//{*}publicationStmt")
    assert len(statements) == 3
    for statement in statements:
        said = [*statement.iterfind("{*}date[@type='available']"), *statement.iterfind("{*}availability")]
        assert [node.get("when") or node.get("status") for node in said] == ["2031-03-01", "restricted"]
    for grammar in (data / "tei/diglot-tei.rng", validators.TEI_SCHEMA):
        assert validators.jing(grammar, data / "tei/bells.tei.xml") == []
    # An edition is a transcript too: the day goes on with it.
    assert run(here, "init", "again", "--from", str(data / "tei/bells.tei.xml")).exit_code == 0
    again = here / "again"
    assert run(again, "build", "-f", "tei").exit_code == 0
    assert 'type="available"' in (again / "build/bells.tei.xml").read_text("utf-8")
    # Where the edition came from is nobody's matter, and no transcript of the project.
    catalog = (again / "locales/fr/LC_MESSAGES/bells.po").read_text("utf-8")
    assert "#: source/bells.xml:" in catalog and str(tmp_path) not in catalog


def test_a_deposit_becomes_a_project_again(made: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "init", "again", "--from", str(made))
    assert done.exit_code == 0, done.output
    assert run(tmp_path / "again", "build", "-f", "tei").exit_code == 0
    edition = (made / "data/tei/bells.tei.xml").read_bytes()
    assert (tmp_path / "again/build/bells.tei.xml").read_bytes() == edition
    # By hand, as its README says: with what the edition has not.
    readme = (made / "data/README.md").read_text("utf-8").partition("## How to work on")[2]
    laid = tmp_path / "laid"
    shutil.copytree(made / "data/source", laid / "source")
    for place, to in re.findall(r"\* `(.+)` becomes `(.+)`", readme):
        (laid / to).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(made / "data" / place, laid / to)
    (laid / "source/diglot.toml").unlink()
    assert "0 edited, 0 gone" in run(laid, "extract").output
    assert run(laid, "build", "-f", "tei").exit_code == 0
    assert (laid / "build/bells.tei.xml").read_bytes() == edition


@pytest.mark.slow
def test_what_an_edition_counts_on_comes_out_of_its_deposit(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    old = here / "قديم/الجرس.txt"
    old.parent.mkdir()
    old.write_text("الجرس\n\nتوم: هل يمكن إنقاذ جرس متصدع؟\n", encoding="utf-8")
    known = hashlib.sha256(old.read_bytes()).hexdigest()
    with (here / "source/bells.toml").open("a", encoding="utf-8") as sidecar:
        sidecar.write('[translations.fr]\ntitle = "الجرس"\n')
        sidecar.write(
            f'[[translations.fr.files]]\nfile = "{old.relative_to(here).as_posix()}"\nsha256 = "{known}"\n'
        )
    # A picture of the text, and one of a translation alone.
    draw = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v{}z"/></svg>'
    for number, name in enumerate(("bell", "cloche"), 3):
        (here / f"source/{name}.svg").write_text(draw.format(number), encoding="utf-8")
    with (here / "source/bells.txt").open("a", encoding="utf-8") as transcript:
        transcript.write("\n![A bell](bell.svg) The bell.\n")
    assert run(here, "extract").exit_code == 0
    catalog = here / "locales/fr/LC_MESSAGES/bells.po"
    shown = 'msgid "![A bell](bell.svg) The bell."\nmsgstr "'
    text = catalog.read_text("utf-8")
    assert shown in text
    catalog.write_text(text.replace(shown, f"{shown}![Une cloche](cloche.svg) La cloche."), encoding="utf-8")
    assert run(here, "ids", "--freeze").exit_code == 0
    assert run(here, "deposit").exit_code == 0
    bag = here / "build/bells-1.2.0"
    done = run(tmp_path, "init", "again", "--from", str(bag))
    assert done.exit_code == 0, done.output
    again = tmp_path / "again"
    assert (again / old.relative_to(here)).read_bytes() == old.read_bytes()
    for name in ("bell", "cloche"):
        assert (again / f"source/{name}.svg").read_bytes() == (here / f"source/{name}.svg").read_bytes()
    # It was frozen, and goes on to be: no citation may lead to other words under this version.
    ledger = "locales/bells.ids.tsv"
    assert (again / ledger).read_bytes() == (here / ledger).read_bytes()
    assert "[D542]" not in run(again, "check", "--archive").output


def test_what_is_no_deposit_makes_no_project(made: Path, tmp_path: Path) -> None:
    for path in (made / "data", made / "data/tei"):
        done = run(tmp_path, "init", "again", "--from", str(path))
        assert done.exit_code == 1 and "the folder of a deposit" in done.output
    shutil.make_archive(str(tmp_path / "packed"), "zip", made.parent, made.name)
    done = run(tmp_path, "init", "again", "--from", "packed.zip")
    assert done.exit_code == 1 and "Unpack it, and name its folder." in done.output
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("damage", ["tei", "po", "gone", "seal"])
def test_a_damaged_deposit_makes_no_project(made: Path, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "kept"
    shutil.copytree(made, folder)
    (edition,) = folder.glob("data/tei/*.tei.xml")
    if damage == "gone":
        next(folder.glob("data/align/*.tmx")).unlink()
    else:
        kinds = {"tei": edition, "po": next(folder.glob("data/po/*.fr.po")), "seal": folder / "bag-info.txt"}
        path = kinds[damage]
        path.write_bytes(path.read_bytes().replace(b"e", b"3", 1))
    done = run(tmp_path, "init", "again", "--from", "kept")
    assert done.exit_code == 1 and "isn't as it was made" in done.output and "--verify kept" in done.output
    assert not (tmp_path / "again").exists()
    # What lies beside it is somebody's note.
    whole = tmp_path / "whole"
    shutil.copytree(made, whole)
    (whole / "note.txt").write_text("Mine.", "utf-8")
    assert run(tmp_path, "init", "again", "--from", "whole").exit_code == 0


@pytest.mark.slow
def test_its_metadata_is_valid(made: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries of the validator
        from datacite import schema45

        record = json.loads((made / "data/metadata/datacite.json").read_text("utf-8"))
        schema45.validator.validate(record)
    assert record["doi"] == "10.5555/bells.1" and record["publicationYear"] == "2026"
    # What was worked at after the date that the edition says is told beside it.
    assert [(one["dateType"], one["date"]) for one in record["dates"]] == [
        ("Issued", "2026-06-01"),
        ("Updated", "2026-06-09"),
    ]
    assert [one["name"] for one in record["creators"]] == ["Hanne Roth"]
    assert {(one["name"], one["contributorType"]) for one in record["contributors"]} == {
        ("Ada Quill", "Editor"),
        ("Camille Orsel", "Other"),
    }
    space = {"d": "http://datacite.org/schema/kernel-4"}
    root = etree.fromstring((made / "data/metadata/datacite.xml").read_bytes())
    assert root.xpath("string(d:identifier)", namespaces=space) == "10.5555/bells.1"
    who = root.xpath("d:contributors/d:contributor[@contributorType='Translator']", namespaces=space)
    assert isinstance(who, list) and len(who) == 1
    assert "bells & <how>" in str(root.xpath("string(d:descriptions)", namespaces=space))
    # In which language the editor's words and people's names are, nobody said: so does TEI (`und`).
    assert not any("lang" in one for one in (*record["descriptions"], *record["contributors"]))
    assert not root.xpath("d:descriptions/*/@xml:lang", namespaces=space)
    core = etree.fromstring((made / "data/metadata/dublin-core.xml").read_bytes())
    assert [node.text for node in core.findall("{http://purl.org/dc/elements/1.1/}language")] == ["en", "fr"]
    (told,) = core.findall("{http://purl.org/dc/elements/1.1/}description")
    assert not told.attrib


def test_the_record_of_its_making_counts_and_names_every_file(made: Path) -> None:
    record = json.loads((made / "data/metadata/provenance.json").read_text("utf-8"))
    said = record["activity"]["bag:translation-fr"]
    numbers = {key.removeprefix("diglot:"): said[key] for key in said if isinstance(said[key], int)}
    assert numbers["human"] == 1 and numbers["machine"] == 0
    assert numbers["total"] == sum(numbers.values()) - numbers["total"]
    # README has words for each of them.
    assert numbers.keys() == FATES.keys() | {"total"}
    told = {path.removeprefix("bag:"): entity for path, entity in record["entity"].items()}
    for path, entity in told.items():
        assert hashlib.sha512((made / path).read_bytes()).hexdigest() == entity["diglot:sha512"]
        assert (made / path).stat().st_size == entity["diglot:bytes"]
    there = {path.relative_to(made).as_posix() for path in (made / "data").rglob("*") if path.is_file()}
    assert told.keys() == there - {"data/metadata/provenance.json"}


def test_the_record_of_its_making_is_prov(made: Path) -> None:
    from prov.model import ProvActivity, ProvDocument, ProvEntity

    content = (made / "data/metadata/provenance.json").read_text("utf-8")
    read = ProvDocument.deserialize(content=content, format="json")
    again = ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert again == read
    assert len(list(read.get_records(ProvEntity))) == len(json.loads(content)["entity"])
    assert len(list(read.get_records(ProvActivity))) == 2
    # No clock was asked: when the texts were changed is known, and when they were merged is not.
    (merging,) = (one for one in read.get_records(ProvActivity) if str(one.identifier) == "bag:merging")
    told = {str(name): str(value) for name, value in merging.attributes}
    assert told == {"diglot:lastChange": "2026-06-09 10:13:00+00:00"}
    for relation in ("used", "wasGeneratedBy", "wasAssociatedWith"):
        # Each end of a relation is something that is told of.
        for ends in json.loads(content)[relation].values():
            known = {**json.loads(content)["entity"], **json.loads(content)["activity"],
                     **json.loads(content)["agent"]}  # fmt: skip
            assert {end for name, end in ends.items() if name != "prov:role"} <= known.keys()
    assert read.get_provn()


def test_the_edition_in_it_is_the_one_that_is_built(made: Path, project: Path) -> None:
    run(project, "build", "-f", "tei")
    built = (project / "build/bells.tei.xml").read_bytes()
    assert (made / "data/tei/bells.tei.xml").read_bytes() == built
    assert run(project, "check", "--archive", str(made / "data/tei/bells.tei.xml")).exit_code == 0


def test_the_same_sources_give_the_same_bytes(project: Path, packed: Path, tmp_path: Path) -> None:
    assert run(project, "deposit", "--zip", "-o", str(tmp_path)).exit_code == 0
    assert (tmp_path / packed.name).read_bytes() == packed.read_bytes()
    with zipfile.ZipFile(packed) as archive:
        assert {Path(name).parts[0] for name in archive.namelist()} == {"bells-1.2.0"}
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 6, 9)}


def test_a_good_one_is_told_to_be_good(made: Path, packed: Path) -> None:
    for path in (made, packed):
        done = verify(path)
        assert done.exit_code == 0 and "as it was made" in done.stderr and not done.stdout


def test_what_an_archive_would_refuse_is_not_deposited(project: Path, tmp_path: Path) -> None:
    here = tmp_path / "bells"
    shutil.copytree(project, here, ignore=shutil.ignore_patterns("build"))
    sidecar = here / "source/bells.toml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("licence = ", "rights = ", 1), encoding="utf-8")
    sidecar.write_text(re.sub(r"^rights = .*\n", "", sidecar.read_text("utf-8")), encoding="utf-8")
    done = run(here, "deposit")
    assert done.exit_code == 1
    assert "D450" in done.stderr and "no deposit of bells" in done.stderr
    assert not (here / "build").exists()


def test_a_bag_of_this_name_that_is_another_is_left_alone(project: Path, made: Path, tmp_path: Path) -> None:
    other = tmp_path / made.name
    shutil.copytree(made, other)
    (other / "data/note.txt").write_text("mine", encoding="utf-8")
    done = run(project, "deposit", "-o", str(tmp_path))
    assert done.exit_code == 1 and "note.txt" in done.stderr and "version" in done.stderr
    assert (other / "data/note.txt").read_text("utf-8") == "mine"


def test_its_readme_says_what_is_true(made: Path) -> None:
    text = (made / "data/README.md").read_text("utf-8")
    files = [path for path in (made / "data").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    assert f"{len(files)} files, {size} bytes" in text
    assert f"Payload-Oxum: {size}.{len(files)}\n" in (made / "bag-info.txt").read_text("utf-8")
    record = json.loads((made / "data/metadata/datacite.json").read_text("utf-8"))
    assert record["sizes"] == [f"{len(files)} files", f"{size} bytes"]
    # By what it says of its tables, each text in them is whole.
    assert 'read_csv(file, sep="\\t", quoting=3, keep_default_na=False)' in text
    assert "* Hanne Roth, interviewee: 2 turns" in text and "* Tom Adeyemi: 2 turns" in text
    assert "* French (fr): by Camille Orsel. Of 10 paragraphs:\n    * 1 translated by a person\n" in text
    assert "    * 9 not translated\n" in text
    assert "\n* Edited by: Ada Quill\n" in text
    assert "import all columns as text" in text and list((made / "data").rglob("*.tsv"))
    assert "* Date: 2026-06-01\n* Last change: 2026-06-09\n" in text
    assert "> Hanne Roth (2026). The Woman Who Retunes Bells (parallel edition, version 1.2.0)" in text
    assert "https://doi.org/10.5555/bells.1" in text and "The ids were not frozen" in text
    assert "No doubt about who speaks is open." in text
    numbers = [int(number) for number in re.findall(r"^    \* (\d+) ", text, re.MULTILINE)]
    assert sum(numbers) == 10
    folders = set(re.findall(r"^\* `([a-z]+)/`", text, re.MULTILINE))
    assert folders == {path.name for path in (made / "data").iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    ("date", "modified", "told"),
    [
        ("2026-06-01", "2026-06-09T10:00:00Z", "2026-06-09"),
        ("2026-06-09", "2026-06-09T10:00:00Z", ""),
        ("2026-07-01", "2026-06-09T10:00:00Z", ""),
        ("2026", "2026-06-09T10:00:00Z", ""),
        ("2025-12", "2026-06-09T10:00:00Z", "2026-06-09"),
        ("", "2026-06-09T10:00:00Z", "2026-06-09"),
        ("2026-06-01", "", ""),
    ],
)
def test_a_last_change_is_told_where_it_is_later_than_the_date(date: str, modified: str, told: str) -> None:
    assert package.updated(BuildOptions(date=date, modified=modified)) == told


def test_the_seal_is_that_of_the_tag_manifest(
    project: Path, made: Path, packed: Path, tmp_path: Path
) -> None:
    seal = hashlib.sha512((made / "tagmanifest-sha512.txt").read_bytes()).hexdigest()
    said = run(project, "deposit")
    assert said.stdout == f"{seal}  build/bells-1.2.0/tagmanifest-sha512.txt\n"
    assert run(project, "deposit", "--zip").stdout == f"{seal}  bells-1.2.0/tagmanifest-sha512.txt\n"
    for path in (made, packed):
        assert run(path.parent, "deposit", "--verify", path.name, "--sha512", seal.upper()).exit_code == 0
    # A bag that somebody made anew agrees with itself, and not with what was written down.
    forged = tmp_path / made.name
    shutil.copytree(made, forged)
    readme = forged / "data/README.md"
    readme.write_bytes(readme.read_bytes().replace(b"Tom", b"Tim"))
    resealed(forged)
    assert verify(forged).exit_code == 0
    told = run(tmp_path, "deposit", "--verify", forged.name, "--sha512", seal)
    assert told.exit_code == 1 and "[D550]" in told.stdout
    assert run(tmp_path, "deposit", "--verify", forged.name, "--sha512", "12").exit_code == 2
    assert run(project, "deposit", "--sha512", seal).exit_code == 2


def resealed(folder: Path) -> None:
    """Manifests made anew from what is in a bag."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    for manifest, mine in (
        (MANIFEST, [path for path in files if folder / "data" in path.parents]),
        (TAGS, [path for path in files if path.parent == folder and path.name != TAGS]),
    ):
        lines = sorted(
            f"{path.relative_to(folder).as_posix()}\0{hashlib.sha512(path.read_bytes()).hexdigest()}"
            for path in mine
        )
        end = "\r\n" if b"\r\n" in (folder / "bagit.txt").read_bytes() else "\n"
        pairs = (line.split("\0") for line in lines)
        (folder / manifest).write_bytes("".join(f"{sha}  {path}{end}" for path, sha in pairs).encode())


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_tag_files_may_have_the_line_ends_of_other_systems(made: Path, tmp_path: Path, end: bytes) -> None:
    copy = tmp_path / made.name
    shutil.copytree(made, copy)
    for name in ("bagit.txt", "bag-info.txt"):
        (copy / name).write_bytes((copy / name).read_bytes().replace(b"\n", end))
    resealed(copy)
    done = verify(copy)
    assert done.exit_code == 0, done.stdout
    if end == b"\r\n":
        assert tool("bagit.py", "--validate", copy).returncode == 0
        assert b"\r\n" in (copy / MANIFEST).read_bytes()
    (copy / "bagit.txt").write_bytes(b"BagIt-Version: 0.97" + end)
    assert "[D506]" in verify(copy).stdout


# What leaves, and under which name ----------------------------------------------------------------


def copy_of(project: Path, tmp_path: Path) -> Path:
    here = tmp_path / "bells"
    shutil.copytree(project, here, ignore=shutil.ignore_patterns("build"))
    return here


@pytest.mark.parametrize(
    ("one", "other", "bag_name"),
    [("李明", "黎明", "liming"), ("Ines", "Inés", "ines"), ("a b", "a-b", "a-b"), ("1st", "x1st", "x1st")],
)
def test_documents_whose_names_become_the_same_are_refused(
    project: Path, tmp_path: Path, one: str, other: str, bag_name: str
) -> None:
    here = copy_of(project, tmp_path)
    for name in (one, other):
        shutil.copy(here / "source/bells.txt", here / f"source/{name}.txt")
        shutil.copy(here / "source/bells.toml", here / f"source/{name}.toml")
    run(here, "extract")
    for arguments in (("deposit",), ("deposit", other), ("deposit", "--zip", one)):
        done = run(here, *arguments)
        assert done.exit_code == 1 and "rename" in done.stderr
        assert all(words in done.stderr for words in (one, other, bag_name))
        assert not (here / "build").exists()
    assert run(here, "deposit", "bells").exit_code == 0


def test_a_document_called_like_a_device_is_refused(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    shutil.copy(here / "source/bells.txt", here / "source/Aux.txt")
    done = run(here, "deposit")
    assert done.exit_code == 1 and "Aux.txt" in done.stderr and "Windows" in done.stderr


def test_the_sidecar_is_always_in_it(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    (here / "source/bells.toml").unlink()
    tei = here / "build/bells.tei.xml"
    assert run(here, "build", "-f", "tei").exit_code == 0
    text = tei.read_text("utf-8").replace("No rights are stated.", "All rights reserved.")
    (here / "source/bells.txt").unlink()
    (here / "source/bells.tei.xml").write_text(text, encoding="utf-8")
    (here / "locales/bells.pot").unlink()
    assert run(here, "extract").exit_code == 0
    done = run(here, "deposit")
    assert done.exit_code == 0, done.stderr
    data = here / "build/bells-1.2.0/data/source"
    assert "no sidecar" in (data / "bells.toml").read_text("utf-8")
    # That of talk.tei.xml is talk.toml.
    (here / "source/bells.toml").write_text(SIDECAR, encoding="utf-8")
    assert run(here, "deposit").exit_code == 0
    assert (data / "bells.toml").read_text("utf-8") == SIDECAR
    assert not (data / "bells.tei.toml").exists()


@pytest.mark.slow
def test_a_text_that_changed_since_it_was_frozen_needs_a_new_version(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    assert "[D542]" in run(here, "deposit").stderr
    assert run(here, "ids", "--freeze").exit_code == 0
    first = run(here, "deposit")
    assert first.exit_code == 0 and "D54" not in first.stderr
    assert "frozen, in version 1.2.0" in (here / "build/bells-1.2.0/data/README.md").read_text("utf-8")
    source = here / "source/bells.txt"
    source.write_text(source.read_text("utf-8").replace("a little flat", "a little sharp"), encoding="utf-8")
    run(here, "extract")
    assert "[D540]" in run(here, "check").stdout
    for command in (("deposit",), ("check", "--archive"), ("ids", "--freeze")):
        done = run(here, *command)
        assert done.exit_code == 1 and "A crack has its own note" in done.stdout + done.stderr
        assert "1.2.0" in done.stdout + done.stderr and "version" in done.stdout + done.stderr
    config = here / "diglot.toml"
    config.write_text(config.read_text("utf-8").replace("1.2.0", "1.3.0"), encoding="utf-8")
    assert run(here, "deposit").exit_code == 1
    assert run(here, "ids", "--freeze").exit_code == 0
    assert run(here, "deposit").exit_code == 0
    assert (here / "build/bells-1.3.0/bagit.txt").exists()
    source.write_text(source.read_text("utf-8") + "\nTom Adeyemi: One more thing.\n", encoding="utf-8")
    run(here, "extract")
    assert "[D541]" in run(here, "check", "--archive").stdout


def test_doubts_about_who_speaks_are_told_and_kept(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    source = here / "source/bells.txt"
    source.write_text(source.read_text("utf-8") + "\nBell two: 340 kilos, cast in 1702.\n", encoding="utf-8")
    run(here, "extract")
    told = run(here, "check", "--archive")
    assert (
        told.exit_code == 0
        and 'warning: source/bells.txt:21: "Bell two"' in told.stdout
        and "[D103]" in told.stdout
    )
    assert run(here, "deposit").exit_code == 0
    data = here / "build/bells-1.2.0/data"
    (doubt,) = json.loads((data / "metadata/findings.json").read_text("utf-8"))
    assert doubt["code"] == "D103" and doubt["lines"] == [21]
    (place,) = doubt["ids"]
    assert f'xml:id="en.{place}"' in (data / "tei/bells.tei.xml").read_text("utf-8")
    assert f'* {place}: "Bell two"' in (data / "README.md").read_text("utf-8")
    sidecar = here / "source/bells.toml"
    told_of = '[[speakers]]\nname = "Bell two"\n'
    sidecar.write_text(sidecar.read_text("utf-8") + told_of, encoding="utf-8")
    assert "D103" not in run(here, "check", "--archive").stdout
    assert run(here, "deposit").exit_code == 0
    assert json.loads((data / "metadata/findings.json").read_text("utf-8")) == []


def test_a_translation_that_existed_before_goes_along(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    old = here / "old/Fr 1.txt"
    old.parent.mkdir()
    old.write_text("Une cloche.\n", encoding="utf-8")
    known = hashlib.sha256(old.read_bytes()).hexdigest()
    sidecar = here / "source/bells.toml"
    sidecar.write_text(
        sidecar.read_text("utf-8")
        + '[translations.fr]\ntitle = "La cloche"\n'
        + 'translators = ["Zoé Lind <zoe@x.example>", "Anne Bel", "Camille Orsel"]\n'
        + 'url = "https://x.example/fr"\n'
        + 'licence = "CC-BY-NC-4.0"\ntranslated-from = "en"\n'
        + f'[[translations.fr.files]]\nfile = "old/Fr 1.txt"\nsha256 = "{known}"\n'
        + "sentences = 9\nwords = 40\n",
        encoding="utf-8",
    )
    settings = here / "diglot.toml"
    settings.write_text('licence = "CC0-1.0"\n' + settings.read_text("utf-8"), encoding="utf-8")
    done = run(here, "deposit")
    assert done.exit_code == 0, done.stderr
    data = here / "build/bells-1.2.0/data"
    assert (data / "source/bells.fr.txt").read_bytes() == old.read_bytes()
    text = (data / "README.md").read_text("utf-8")
    assert "`old/Fr 1.txt` is here as `source/bells.fr.txt`" in text and "La cloche" in text
    assert "0 of 40 words and 0 of 9 sentences" in text and "translated from English (en)" in text
    assert "* Translation into French (fr): https://creativecommons.org/licenses/by-nc/4.0/" in text
    said = (data / "RIGHTS-translations.txt").read_text("utf-8")
    assert "French (fr)" in said and "by-nc/4.0" in said
    record = json.loads((data / "metadata/datacite.json").read_text("utf-8"))
    named = [one["name"] for one in record["contributors"] if one["contributorType"] == "Other"]
    # In the order in which they signed, and in which the publication names them.
    assert named[-3:] == ["Camille Orsel", "Zoé Lind", "Anne Bel"]
    assert {one["relatedIdentifier"] for one in record["relatedIdentifiers"]} >= {"https://x.example/fr"}
    assert [one["rightsUri"].split("/")[-3] for one in record["rightsList"]] == ["by", "by-nc", "zero"]
    told = json.loads((data / "metadata/provenance.json").read_text("utf-8"))
    made_by = list(told["wasAttributedTo"].values())
    assert {one["prov:entity"] for one in made_by} == {"bag:data/source/bells.fr.txt"}
    labels = [told["agent"][one["prov:agent"]]["prov:label"] for one in made_by]
    assert labels == ["Zoé Lind", "Anne Bel", "Camille Orsel"]
    # She signed the catalog, too, and is one person, beside diglot, two translators and an editor.
    signed = {one["prov:agent"] for one in told["wasAssociatedWith"].values()}
    assert made_by[-1]["prov:agent"] in signed and len(told["agent"]) == 5
    # An address in a signature is in no edition either.
    assert run(here, "build", "-f", "tei").exit_code == 0
    edition = (here / "build/bells.tei.xml").read_text("utf-8")
    assert "Zoé Lind</persName>" in edition and "zoe@" not in edition
    for spoil, word in ((lambda: old.write_text("Autre.\n"), "changed"), (old.unlink, "isn't there")):
        spoil()
        done = run(here, "deposit")
        assert done.exit_code == 1 and word in done.stderr and "old/Fr 1.txt" in done.stderr


def test_a_zip_of_this_name_that_is_another_is_left_alone(
    project: Path, packed: Path, tmp_path: Path
) -> None:
    other = rezipped(packed, tmp_path, lambda archive: archive.writestr("bells-1.2.0/data/note.txt", b"mine"))
    before = other.read_bytes()
    done = run(project, "deposit", "--zip", "-o", str(tmp_path))
    assert done.exit_code == 1 and "note.txt" in done.stderr and "version" in done.stderr
    assert other.read_bytes() == before
    other.write_bytes(b"a list of bells")
    done = run(project, "deposit", "--zip", "-o", str(tmp_path))
    assert done.exit_code == 1 and "no bag" in done.stderr and other.read_bytes() == b"a list of bells"


# Spoilt ones --------------------------------------------------------------------------------------

Spoil = Callable[[Path], None]


def edit(name: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        path = folder / name
        text = path.read_bytes().decode()
        assert re.search(old, text), old
        path.write_bytes(re.sub(old, new, text, count=1).encode())

    return spoil


def flip(name: str) -> Spoil:
    """One bit of a byte in the middle."""

    def spoil(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[len(data) // 2] ^= 1
        (folder / name).write_bytes(data)

    return spoil


def gone(name: str) -> Spoil:
    return lambda folder: (folder / name).unlink()


def added(name: str, data: bytes = b"new") -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return spoil


def cut(name: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes((folder / name).read_bytes()[:-1])

    return spoil


def moved(name: str, to: str) -> Spoil:
    return lambda folder: (folder / name).rename(folder / to).touch()


def linked(name: str, to: str) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(to)

    return spoil


def swapped(folder: Path) -> None:
    one, other = folder / "data/po/bells.pot", folder / "data/po/bells.fr.po"
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


MANIFEST, TAGS = "manifest-sha512.txt", "tagmanifest-sha512.txt"
EVERY = (
    "data/README.md",
    "data/source/bells.txt",
    "data/tei/bells.tei.xml",
    "data/epub/bells.en-fr.epub",
    "data/metadata/datacite.json",
    "data/po/bells.fr.po",
)
FAULTS: dict[str, tuple[Spoil, str, str]] = {
    **{f"a bit of {name}": (flip(name), "D502", name) for name in EVERY},
    **{f"{name} is gone": (gone(name), "D501", name) for name in EVERY},
    "a byte less": (cut("data/tei/bells.tei.xml"), "D502", "data/tei/bells.tei.xml"),
    "a byte more": (edit("data/RIGHTS-source.txt", "$", " "), "D502", "data/RIGHTS-source.txt"),
    "an empty file": (added("data/align/bells.en-fr.tmx", b""), "D502", "data/align/bells.en-fr.tmx"),
    "two files swapped": (swapped, "D502", "data/po/bells.pot"),
    "a file with another name": (moved("data/po/bells.pot", "data/po/bell.pot"), "D501", "data/po/bells.pot"),
    "a file that was added": (added("data/note.txt"), "D503", "data/note.txt"),
    "a hidden file": (added("data/.DS-Store"), "D503", "data/.DS-Store"),
    "a file beside the payload": (added("note.txt"), "D503", "note.txt"),
    "a folder with a file": (added("data/new/note.txt"), "D503", "data/new/note.txt"),
    "another declaration": (edit("bagit.txt", "1.0", "0.97"), "D506", "bagit.txt"),
    "another encoding": (edit("bagit.txt", "UTF-8", "UTF-16"), "D506", "bagit.txt"),
    "no declaration": (gone("bagit.txt"), "D500", "no bagit.txt"),
    "no manifest": (gone(MANIFEST), "D501", MANIFEST),
    "no manifest of tags": (gone(TAGS), "D501", TAGS),
    "no information": (gone("bag-info.txt"), "D501", "bag-info.txt"),
    "another date": (edit("bag-info.txt", "2026-06-09", "2026-06-10"), "D502", "bag-info.txt"),
    "a wrong size": (edit("bag-info.txt", r"Oxum: \d", "Oxum: 9"), "D506", "payload"),
    "no publisher": (edit("bag-info.txt", "Source-Organization: .*\n", ""), "D508", "Source-Organization"),
    "another profile": (edit("bag-info.txt", "urn:uuid:.", "urn:uuid:0"), "D508", "BagIt-Profile-Identifier"),
    "an altered profile": (edit("bagit-profile.json", '"1.0"', '"9.0"'), "D502", "bagit-profile.json"),
    "a line less": (edit(MANIFEST, ".*bells.pot\n", ""), "D503", "data/po/bells.pot"),
    "a line twice": (edit(MANIFEST, "(.*bells.pot\n)", r"\1\1"), "D507", "second"),
    "a line that is none": (edit(MANIFEST, "^", "scratch\n"), "D507", "scratch"),
    "a short checksum": (edit(MANIFEST, "^.", ""), "D507", "no line"),
    "a wrong checksum": (edit(MANIFEST, "^[0-9a-f]{4}", "0000"), "D502", "altered"),
    "a wrong checksum of a tag": (edit(TAGS, "^[0-9a-f]{4}", "0000"), "D502", "altered"),
    "a path out of the bag": (edit(MANIFEST, "  data/README.md", "  ../README.md"), "D505", "../README.md"),
    "an absolute path": (edit(MANIFEST, "  data/README.md", "  /etc/passwd"), "D505", "/etc/passwd"),
    "a link in the place of a file": (linked("data/README.md", "/etc/passwd"), "D505", "data/README.md"),
    "a link that was added": (linked("data/link.txt", "../.."), "D505", "data/link.txt"),
    "a name with a blank": (added("data/a note.txt"), "D508", "a note.txt"),
    "a name in another script": (added("data/注.txt"), "D508", "注.txt"),
    "names that differ in capitals": (added("data/readme.md"), "D508", "readme.md"),
    "a part that is elsewhere": (added("fetch.txt", b"https://x.example/a 1 data/a\n"), "D508", "fetch.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_single_fault_is_named(name: str, made: Path, tmp_path: Path) -> None:
    spoil, code, named = FAULTS[name]
    copy = tmp_path / made.name
    shutil.copytree(made, copy)
    spoil(copy)
    done = verify(copy)
    assert done.exit_code == 1
    lines = [line for line in done.stdout.split("\n") if f"[{code}]" in line]
    assert any(named in line for line in lines), done.stdout


def rezipped(packed: Path, to: Path, spoil: Callable[[zipfile.ZipFile], None]) -> Path:
    """The zip with something put into it."""
    shutil.copy(packed, to / packed.name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two entries of one name
        with zipfile.ZipFile(to / packed.name, "a") as archive:
            spoil(archive)
    return to / packed.name


def link(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("bells-1.2.0/data/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("bells-1.2.0/data/zeros.txt", bytes(30_000_000), zipfile.ZIP_DEFLATED)


ZIPPED: dict[str, tuple[Callable[[zipfile.ZipFile], None], str]] = {
    "a path out of the folder": (lambda archive: archive.writestr("bells-1.2.0/../x", b""), "D505"),
    "an absolute path": (lambda archive: archive.writestr("/etc/x", b""), "D505"),
    "a backslash": (lambda archive: archive.writestr("bells-1.2.0/data\\x", b""), "D505"),
    "another folder": (lambda archive: archive.writestr("other/x.txt", b""), "D505"),
    "a file twice": (lambda archive: archive.writestr("bells-1.2.0/data/README.md", b"x"), "D505"),
    "a link": (link, "D505"),
    "a bomb": (bomb, "D505"),
    "a file that was added": (lambda archive: archive.writestr("bells-1.2.0/data/x.txt", b"x"), "D503"),
}


@pytest.mark.parametrize("name", ZIPPED)
def test_a_zip_that_a_stranger_made(name: str, packed: Path, tmp_path: Path) -> None:
    spoil, code = ZIPPED[name]
    done = verify(rezipped(packed, tmp_path, spoil))
    assert done.exit_code == 1 and f"[{code}]" in done.stdout


def test_a_zip_with_something_around_it(packed: Path, tmp_path: Path) -> None:
    data = packed.read_bytes()
    for name, spoilt in {"before": b"#!/bin/sh\n" + data, "behind": data + b"<html>"}.items():
        (tmp_path / f"{name}.zip").write_bytes(spoilt)
        done = verify(tmp_path / f"{name}.zip")
        assert done.exit_code == 1 and "before or behind the zip" in done.stderr


def test_a_damaged_zip(packed: Path, tmp_path: Path) -> None:
    data = bytearray(packed.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("bells-1.2.0/data/tei/bells.tei.xml")
    data[entry.header_offset + 200] ^= 0xFF
    spoilt = tmp_path / packed.name
    spoilt.write_bytes(data)
    done = verify(spoilt)
    assert done.exit_code == 1 and "bells.tei.xml is damaged" in done.stdout and "[D504]" in done.stdout
    spoilt.write_bytes(data[:-100])
    done = verify(spoilt)
    assert done.exit_code == 1 and "no zip" in done.stderr
    assert verify(tmp_path / "nothing.zip").exit_code == 1


def test_what_is_written_is_read_and_named_the_same() -> None:
    sink = io.BytesIO()
    container.pack("x", {"a.txt": container.copied(io.BytesIO(b"one"))}, (2026, 1, 2), sink)
    (entry,) = container.unpack(sink)
    with entry.content() as data:
        assert (entry.path, entry.size, entry.fault, data.read()) == ("a.txt", 3, "", b"one")
    assert bag.digest(io.BytesIO(b"one")).size == 3


@pytest.mark.slow
def test_what_was_taken_out_of_the_transcript_is_in_no_file(project: Path, tmp_path: Path) -> None:
    here = copy_of(project, tmp_path)
    assert run(here, "ids", "--freeze").exit_code == 0
    source, settings = here / "source/bells.txt", here / "diglot.toml"
    paragraphs = source.read_text("utf-8").split("\n\n")
    gone = next(k for k, words in enumerate(paragraphs) if "a little flat" in words)
    edited = next(k for k, words in enumerate(paragraphs) if "And if it does not move?" in words)
    place = here / "locales/fr/LC_MESSAGES/bells.po"
    text = place.read_text("utf-8")
    for words, target in {"a little flat": "Trop bas.", "if it does not move": "Et sinon ?"}.items():
        text, times = re.subn(rf'(msgid ".*{words}.*"\nmsgstr ")"', rf'\1{target}"', text)
        assert times == 1
    place.write_text(text, encoding="utf-8")
    paragraphs[edited] = paragraphs[edited].replace("if it does not move", "if it sticks")
    source.write_text("\n\n".join(paragraphs[:gone] + paragraphs[gone + 1 :]), encoding="utf-8")
    settings.write_text(settings.read_text("utf-8").replace("1.2.0", "1.3.0"), encoding="utf-8")
    for command in (("extract",), ("ids", "--freeze"), ("deposit",)):
        done = run(here, *command)
        assert done.exit_code == 0, done.output + done.stderr
    # In the project they may come back.
    assert "#~ msgid" in place.read_text("utf-8") and "little flat" in place.read_text("utf-8")
    files = {path: path.read_bytes() for path in (here / "build/bells-1.3.0").rglob("*") if path.is_file()}
    for path in [path for path in files if path.suffix == ".epub"]:
        with zipfile.ZipFile(path) as book:
            files |= {path / name: book.read(name) for name in book.namelist()}
    for gone_words in (b"little flat", b"Trop bas", b"does not move", b"move-]", b"#~ msg", b"#| msg"):
        assert not [path for path, data in files.items() if gone_words in data]
    ledger = (here / "build/bells-1.3.0/data/po/bells.ids.tsv").read_text("utf-8").splitlines()
    assert [line for line in ledger if "\t1.3.0\t\t" in line]
    assert "no longer says was taken out" in (here / "build/bells-1.3.0/data/README.md").read_text("utf-8")


@pytest.mark.slow
def test_a_name_that_nobody_is_to_know_is_in_no_file(project: Path, tmp_path: Path) -> None:
    """Its key is made from that name, and stands in each context and in the ids of people."""
    here = copy_of(project, tmp_path)
    source, sidecar, settings = (here / at for at in ("source/bells.txt", "source/bells.toml", "diglot.toml"))
    place = here / "locales/fr/LC_MESSAGES/bells.po"

    def put(path: Path, *pairs: tuple[str, str]) -> None:
        text = path.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    bronze = 'msgid "Then we thank the bell and order bronze."\nmsgstr "'
    name = 'msgid "Hanne Roth"\nmsgstr "'
    put(place, (bronze, f"{bronze}On remercie la cloche."), (name, f"{name}Hanne Roth"))
    assert run(here, "ids", "--freeze").exit_code == 0
    # One of her paragraphs is withdrawn as well.
    gone = "If the note moves when you press a thumb beside it, there is hope.\n\n"
    put(source, ("Hanne Roth", "Witness A"), (gone, ""))
    put(sidecar, ("Hanne Roth", "Witness A"))
    put(settings, ("1.2.0", "1.3.0"))
    assert run(here, "extract").exit_code == 0
    told = run(here, "check", "--archive").stdout
    assert "Witness A is called hanne-roth in ids and contexts" in told and "[D548]" in told
    # Who means it writes it down.
    put(sidecar, ('name = "Witness A"\n', 'name = "Witness A"\nkey = "hanne-roth"\n'))
    assert "D548" not in run(here, "check", "--archive").stdout
    put(sidecar, ('key = "hanne-roth"', 'key = "witness-a"'))
    for command in (("extract",), ("ids", "--freeze"), ("deposit",)):
        done = run(here, *command)
        assert done.exit_code == 0, done.output + done.stderr
        assert "D548" not in done.stdout
    # What is out of use has it, and the messages in use are hers whatever her key is.
    assert "hanne-roth" in (here / "locales/bells.ids.tsv").read_text("utf-8")
    assert "context was" not in place.read_text("utf-8")
    bag_ = here / "build/bells-1.3.0"
    for path in (path for path in bag_.rglob("*") if path.is_file()):
        parts = {path.name: path.read_bytes()}
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                parts = {name: book.read(name) for name in book.namelist()}
        assert not [name for name, data in parts.items() if re.search(rb"(?i)\b(hanne|roth)\b", data)]
