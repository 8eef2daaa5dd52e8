"""Editions of `diglot.toml`: built, built again where something changed, and told where they are wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import Run, invoke
from toolkit import disk, project
from toolkit.cli import main
from toolkit.config.identifiers import orcid, relator, urn
from toolkit.workflow import build, selection
from toolkit.workflow.workspace import Workspace
from waiting import PATIENCE

TALK = "{title}\n\nAda Brandt: {one}\n\nYusuf Calder: {two}\n\nAda Brandt: {three}\n\nYusuf Calder: {four}\n"
TOML = """target-languages = ["fr"]
formats = ["epub"]

[[editions]]
name = "both"
languages = ["en", "fr"]
documents = ["talk-2", "talk-10"]
title = { en = "Both", fr = "Les deux" }
front-matter = "preface.md"

[[editions]]
name = "one"
languages = ["en", "fr"]
documents = "talk-10"
formats = ["epub", "html", "tei"]
"""


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two documents, of which one is translated, and two editions."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    for number in (2, 10):
        words = {name: f"This is {name} of {number}." for name in ("title", "one", "two", "three", "four")}
        words["title"] = f"Talk {number}"
        (tmp_path / f"source/talk-{number}.txt").write_text(TALK.format(**words), encoding="utf-8")
    (tmp_path / "diglot.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "preface.md").write_text("# Avant\n\nLisez.\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["extract"]).exit_code == 0
    return tmp_path


@pytest.fixture
def run(talks: Path) -> Run:
    assert Path.cwd() == talks
    return invoke


def built(talks: Path) -> list[str]:
    return sorted(path.name for path in (talks / "build").iterdir())


def lines(result: Result) -> list[str]:
    """What is said of files, without what is in them.

    Beside that only that nothing is translated, and that the header of the TEI edition leaves things unknown.
    """
    assert result.exit_code == 0, result.stderr
    untold = ("empty. [D405]", "take away their mark (fuzzy, needs work).")
    said = [line for line in result.stderr.splitlines() if not line.endswith(untold)]
    files = [line.partition(": ")[0] for line in said if line.startswith("build/")]
    others = [line for line in said if not line.startswith("build/")]
    assert not others or (len(others) == 2 and "[D401]" in others[0] and others[1].startswith("hint: "))
    return files


@pytest.mark.slow
def test_without_a_name_all_editions_are_built_and_no_documents(talks: Path, run: Run) -> None:
    assert lines(run("build")) == [
        "build/both.epub", "build/one.epub", "build/one.html", "build/talk-10.tei.xml",
    ]  # fmt: skip
    assert built(talks) == ["both.epub", "one.epub", "one.html", "talk-10.tei.xml"]


def test_a_web_page_of_one_document_says_its_title_once(talks: Path, run: Run) -> None:
    assert run("build", "-f", "html").exit_code == 0
    one, both = ((talks / f"build/{name}.html").read_text("utf-8") for name in ("one", "both"))
    # The script names the class, too.
    page = 'class="title-page"'
    assert (one.count("<h1"), page in one, both.count(page)) == (1, False, 1)
    (talks / "diglot.toml").write_text(f'{TOML}subtitle = "Une visite"\n', encoding="utf-8")
    assert run("build", "one").exit_code == 0
    assert "Une visite" in (talks / "build/one.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["one", "-f", "epub"], ["one.epub"]),
        (["talk-2"], ["talk-2.en-fr.epub"]),
        (["talk-2", "both"], ["both.epub", "talk-2.en-fr.epub"]),
        (["-l", "fr"], ["talk-10.en-fr.epub", "talk-2.en-fr.epub"]),
        (["--mono"], ["talk-10.fr.epub", "talk-2.fr.epub"]),
    ],
)
def test_a_name_is_an_edition_or_a_document(
    talks: Path, run: Run, arguments: list[str], names: list[str]
) -> None:
    assert run("build", *arguments).exit_code == 0
    assert built(talks) == names


def test_a_mono_edition_is_a_book_for_each_language(talks: Path, run: Run) -> None:
    text = TOML.replace('name = "one"', 'name = "one"\nmono = true')
    (talks / "diglot.toml").write_text(text, encoding="utf-8")
    run("build", "one", "-f", "epub")
    assert built(talks) == ["one.en.epub", "one.fr.epub"]


def test_names_that_count_the_same_have_one_order(talks: Path) -> None:
    for name in ("talk-02", "talk-002", "talk-0010", "talk-010"):
        (talks / f"source/{name}.txt").write_text("A: Words.\n\nB: More.\n", encoding="utf-8")
    text = TOML.replace('documents = ["talk-2", "talk-10"]', 'documents = ["talk-*", "talk-010"]')
    (talks / "diglot.toml").write_text(text, encoding="utf-8")
    chosen = selection.select(project.find(talks), 0)[0]
    assert chosen.documents == ("talk-002", "talk-02", "talk-2", "talk-0010", "talk-10", "talk-010")


def test_documents_are_in_the_order_of_their_numbers(talks: Path, run: Run) -> None:
    text = TOML.replace('documents = ["talk-2", "talk-10"]', 'documents = "talk-*"')
    (talks / "diglot.toml").write_text(text, encoding="utf-8")
    run("build", "both")
    with zipfile.ZipFile(talks / "build/both.epub") as book:
        nav = book.read("EPUB/nav.xhtml").decode()
    assert nav.index("talk-2-001") < nav.index("talk-10-001")
    assert "Avant" in nav


# Indexes


def indexed(talks: Path, *lines: str) -> None:
    text = TOML.replace('title = { en = "Both"', "\n".join([*lines, 'title = { en = "Both"']))
    (talks / "diglot.toml").write_text(text, encoding="utf-8")


def test_an_index_and_a_glossary_are_built_of_speakers_and_terms(talks: Path, run: Run) -> None:
    indexed(talks, "index = true", "glossary = true")
    (talks / "source/talk-2.toml").write_text(
        '[[speakers]]\nname = "Ada Brandt"\nfile-as = "Ada, Brandt"\n', encoding="utf-8"
    )
    rows = "source,target,indexed,definition\nThis,Ceci,,Ce qui se dit.\nthree,trois,name,\n"
    (talks / "locales/fr/glossary.csv").write_text(rows, encoding="utf-8")
    said = run("build", "both", "-f", "epub", "-f", "html", "-f", "pdf")
    assert lines(said) == ["build/both.epub", "build/both.html", "build/both.pdf"]
    with zipfile.ZipFile(talks / "build/both.epub") as book:
        index = book.read("EPUB/text/index.xhtml").decode()
    # Nobody has translated the names.
    listed = re.findall(r'<li id="index-\d">(?:<span[^>]*>)?([^<]*)', index)
    assert listed == ["Ada, Brandt", "Calder, Yusuf", "trois · "]
    # Another word makes it anew.
    (talks / "locales/fr/glossary.csv").write_text(rows.replace("se dit", "fut dit"), encoding="utf-8")
    assert lines(run("build", "both")) == ["build/both.epub"]
    with zipfile.ZipFile(talks / "build/both.epub") as book:
        assert "Ce qui fut dit." in book.read("EPUB/text/glossary.xhtml").decode()
    assert lines(run("build", "both")) == ["build/both.epub (unchanged)"]


def test_an_index_of_nothing_is_told_with_what_to_do(talks: Path, run: Run) -> None:
    indexed(talks, "index = true", "glossary = true")
    for number in (2, 10):
        path = talks / f"source/talk-{number}.txt"
        text = path.read_text("utf-8").replace("Ada Brandt", "Interviewer").replace("Yusuf Calder", "Guest")
        path.write_text(text, encoding="utf-8")
    told = run("build", "both", "-f", "epub").stderr
    assert told.count("[D415]") == 2 and "diglot.toml:" in told and "glossary.csv" in told
    assert "index.xhtml" not in zipfile.ZipFile(talks / "build/both.epub").namelist()
    # It is told again of what needn't be built.
    assert run("build", "both", "-f", "epub").stderr.count("[D415]") == 2


def test_names_that_nobody_can_file_are_told(talks: Path, run: Run) -> None:
    indexed(talks, "index = true")
    for number in (2, 10):
        path = talks / f"source/talk-{number}.txt"
        path.write_text(path.read_text("utf-8").replace("Ada Brandt", "Ada Luz Brandt"), encoding="utf-8")
    told = run("build", "both", "-f", "epub").stderr
    assert "1 name as it is said" in told and "Ada Luz Brandt. [D416]" in told


def test_a_glossary_says_which_terms_are_names(talks: Path, run: Run) -> None:
    indexed(talks, "index = true")
    rows = "source,target,indexed\nTalk,Entretien,thing\n"
    (talks / "locales/fr/glossary.csv").write_text(rows, encoding="utf-8")
    done = run("build", "both", "-f", "epub")
    assert done.exit_code == 1 and "locales/fr/glossary.csv:2: “thing”" in done.stderr
    assert "person, place, name" in done.stderr


def test_what_keeps_all_formats_of_a_book_from_being_written_is_told_once(talks: Path, run: Run) -> None:
    indexed(talks, "index = true")
    (talks / "locales/fr/glossary.csv").write_text("source,target\n.*,Entretien\n", encoding="utf-8")
    said = run("build", "both", "-f", "epub", "-f", "html", "-f", "docx")
    assert said.exit_code == 1 and not (talks / "build").exists()
    assert said.stderr.count("error:") == said.stderr.count("is no word") == 1


def test_without_the_extra_an_index_says_how_to_get_it(
    talks: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(talks, "index = true")
    monkeypatch.setitem(sys.modules, "icu", None)
    done = run("build", "both", "-f", "epub")
    assert done.exit_code == 1 and "pip install 'diglot[index]'" in done.stderr


# Again


@pytest.mark.slow
def test_what_has_not_changed_is_not_built_again(run: Run) -> None:
    first = lines(run("build"))
    assert lines(run("build")) == [f"{line} (unchanged)" for line in first]


@pytest.mark.slow
def test_only_what_a_change_concerns_is_built_again(talks: Path, run: Run) -> None:
    run("build")
    catalog = talks / "locales/fr/LC_MESSAGES/talk-10.po"
    text = catalog.read_text("utf-8").replace('msgid "Talk 10"\nmsgstr ""', 'msgid "Talk 10"\nmsgstr "Dix"')
    catalog.write_text(text, encoding="utf-8")
    assert not [line for line in lines(run("build")) if "unchanged" in line]
    (talks / "preface.md").write_text("# Avant\n\nRelisez.\n", encoding="utf-8")
    assert [line for line in lines(run("build")) if "unchanged" not in line] == ["build/both.epub"]
    (talks / "source/talk-2.toml").write_text('place = "here"\n', encoding="utf-8")
    assert [line for line in lines(run("build")) if "unchanged" not in line] == ["build/both.epub"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("subtitle", '"x"'), ("layout", '"columns"'), ("rights", '"x"'), ("main", '"en"'),
        ("date", "2026-01-02"), ("fallback", '"omit"'), ("subjects", '["x"]'),
    ],
)  # fmt: skip
def test_a_change_of_a_table_builds_its_edition_alone(talks: Path, run: Run, key: str, value: str) -> None:
    run("build", "-f", "epub")
    text = TOML.replace('name = "one"', f'name = "one"\n{key} = {value}')
    (talks / "diglot.toml").write_text(text, encoding="utf-8")
    assert lines(run("build", "-f", "epub")) == ["build/both.epub (unchanged)", "build/one.epub"]


@pytest.mark.slow
def test_a_file_that_is_gone_or_changed_is_built_again(talks: Path, run: Run) -> None:
    run("build")
    first = {path.name: path.read_bytes() for path in (talks / "build").iterdir()}
    (talks / "build/both.epub").unlink()
    (talks / "build/one.html").write_bytes(b"mine")
    assert lines(run("build")) == [
        "build/both.epub", "build/one.epub (unchanged)", "build/one.html",
        "build/talk-10.tei.xml (unchanged)",
    ]  # fmt: skip
    shutil.rmtree(talks / "build")
    run("build")
    assert {path.name: path.read_bytes() for path in (talks / "build").iterdir()} == first


@pytest.mark.slow
def test_records_may_be_deleted_or_damaged(talks: Path, run: Run) -> None:
    run("build")
    for record in (talks / ".diglot").glob("*.json"):
        record.write_bytes(b'{"inputs": 3}')
    assert run("build").exit_code == 0
    shutil.rmtree(talks / ".diglot")
    (talks / ".diglot").write_text("in the way", encoding="utf-8")
    assert run("build").exit_code == 0


def test_force_builds_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "both")
    made: list[Path] = []
    real = disk.write

    def write(path: Path, content: Any) -> bool:
        made.append(path)
        return real(path, content)

    monkeypatch.setattr(disk, "write", write)
    run("build", "both")
    assert not made
    assert lines(run("build", "both", "--force")) == ["build/both.epub (unchanged)"]
    assert made[0].name == "both.epub"


def test_findings_are_told_each_time(talks: Path, run: Run) -> None:
    (talks / "locales/fr/LC_MESSAGES/talk-2.po").unlink()
    first = run("build", "both").stderr
    assert "[D201]" in first
    assert run("build", "both").stderr == first.replace("both.epub", "both.epub (unchanged)")


@pytest.mark.slow
def test_nothing_is_read_that_is_not_in_the_checksum(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build reads of a project is what its checksum is of."""
    read: set[Path] = set()
    for name in ("read", "read_if_there", "stretches"):
        real = getattr(disk, name)

        def watched(path: Path, *limit: object, real: Callable[..., object] = real) -> object:
            read.add(path)
            return real(path, *limit)

        monkeypatch.setattr(disk, name, watched)
        monkeypatch.setattr(project, name, watched, raising=False)
    asked: set[Path] = set()
    real_sum = Workspace.checksum

    def summed(workspace: Workspace, path: Path) -> str:
        asked.add(path)
        return real_sum(workspace, path)

    monkeypatch.setattr(Workspace, "checksum", summed)
    run("build", "--force")
    run("build", "talk-2", "--force")
    known = {path for path in read if path.name != "diglot.toml" and ".diglot" not in path.parts}
    assert known
    assert known <= asked


# What is wrong


DOCUMENTS = 'documents = "talk-10"'
FORMATS = 'formats = ["epub", "html", "tei"]'
MAKER = '[[editions.contributors]]\nname = "A"\n'
CLAIM = '[editions.accessibility]\ncertified-by = "A"\n'
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "line", "what", "hint"),
    [
        ('name = "one"', 'name = "o ne"', 12, "no edition can be called 'o ne'", "ASCII"),
        ('name = "one"', 'name = "Both"', 12, "both and Both", "Rename"),
        ('name = "one"', 'name = "talk-2"', 12, "an edition and a document are called talk-2", "Rename"),
        (DOCUMENTS, 'documents = "talk-1"', 14, "no document called 'talk-1'", "Did you mean talk-10?"),
        (DOCUMENTS, 'documents = "walk-*"', 14, "like 'walk-*'", "talk-2"),
        (DOCUMENTS, "", 11, "no documents", "documents"),
        ('["talk-2", "talk-10"]', '["talk-2", "talk-2"]', 7, "talk-2", "once"),
        ('"fr"]\ndocuments = "talk-10"', '"fran!"]\ndocuments = "talk-10"', 13, "fran!", "BCP 47"),
        (FORMATS, 'main = "de"', 15, "de can't be the main language", "en, fr"),
        (FORMATS, 'layuot = "columns"', 15, "`layuot`", "Did you mean layout?"),
        (FORMATS, 'layout = "column"', 15, "`layout`: 'column' can't stand here.", "columns"),
        ('formats = ["epub"]\n', 'formats = ["epbu"]\n', 2, "'epbu'", "Did you mean epub?"),
        (FORMATS, "formats = []", 15, "no format is named", 'formats = ["epub"]'),
        ('formats = ["epub"]\n', "formats = []\n", 2, "no format is named", "default"),
        (FORMATS, 'writing-mode = "vertical"', 15, "one can't be set vertically", "mono"),
        (
            FORMATS,
            'formats = ["html"]\nwriting-mode = "vertical"',
            16,
            "a web page can't be set vertically",
            "-f epub",
        ),
        (FORMATS, 'date = "2026-02-30"', 15, "'2026-02-30' is no date", "2026-03-14"),
        (FORMATS, 'identifiers = "978-3-16-148410-1"', 15, "last digit should be 0", "ISBN"),
        (FORMATS, 'identifiers = ["x"]', 15, "'x' is no identifier", "URN"),
        (FORMATS, 'isbn = { epbu = "978-3-16-148410-0" }', 15, "'epbu' is no format", "epub"),
        (FORMATS, 'isbn = "978-3-16-148410-1"', 15, "last digit should be 0", "978-3-16-148410-0"),
        (FORMATS, 'isbn = { epub = "10.5281/zenodo.17" }', 15, "is no ISBN", "as it is printed"),
        (FORMATS, "series-number = 3", 15, "no series", "series"),
        (FORMATS, 'cover = "c.png"\ncover-alt = "x"', 15, "there is no file c.png", "Paths"),
        (FORMATS, 'cover-picture = "c.png"', 15, "there is no file c.png", "the project's folder"),
        (FORMATS, 'publisher = "P"\nlogo = "c.png"', 16, "there is no file c.png", "the project's folder"),
        (FORMATS, 'css = "c.css"', 15, "there is no file c.css", "the project's folder"),
        (FORMATS, 'bleed = "3mm"', 15, "`bleed`: a text can't stand here.", "a number, without quotes"),
        (FORMATS, 'cover = "c.png"', 15, "nothing says what the cover shows", "cover-alt"),
        (FORMATS, 'cover = "preface.md"\ncover-alt = "x"', 0, "preface.md", ""),
        (FORMATS, 'title = { de = "x" }', 15, "isn't in de", "en, fr"),
        (FORMATS, 'title = { en = "x" }', 15, "nothing in fr", "main"),
        (FORMATS, 'back-matter = "after.md"', 15, "there is no file after.md", "Paths"),
        ('title = { en = "Both", fr = "Les deux" }', "", 4, "2 documents and no title", "title"),
        (FORMATS, 'formats = ["epbu"]', 15, "'epbu'", "Did you mean epub?"),
        (FORMATS, f'{MAKER}role = "edtr"', 17, "'edtr' is no role", "editor"),
        (FORMATS, f'{MAKER}role = "edt"\norcid = "0000-0002-1825-0098"', 18, "should be 7", "0000"),
        (FORMATS, f'{CLAIM}conforms-to = "WCAG 2.2"', 17, "'WCAG 2.2' is no standard", STANDARD),
        (FORMATS, '[editions.accessibility]\nconforms-to = "WCAG 2.2"', 15, "certified-by", ""),
    ],
)
def test_a_mistake_is_shown_where_it_is(
    talks: Path, run: Run, old: str, new: str, line: int, what: str, hint: str
) -> None:
    assert old in TOML
    (talks / "diglot.toml").write_text(TOML.replace(old, new), encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1
    assert what in done.stderr and hint in done.stderr
    if line:
        assert f"diglot.toml:{line}:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "made"), [("one", "one"), ("talk-2", "talk-2.en-fr")])
def test_what_can_not_be_vertical_is_told_with_the_file_that_is_not_made(
    run: Run, name: str, made: str
) -> None:
    done = run("build", name, "--vertical", "-f", "epub")
    assert done.exit_code == 1
    assert f"build/{made}.vertical.epub: {made} can't be set vertically" in done.stderr


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "empty"),
        ("# A\n\n![b](c.png)\n", "preface.md:3: there is no file c.png"),
        ("# A\n\nx\n\n[b](c.md)\n", "preface.md:5: the link to 'c.md' leads nowhere"),
    ],
)
def test_what_a_page_can_not_have_is_told(talks: Path, run: Run, text: str, what: str) -> None:
    (talks / "preface.md").write_text(text, encoding="utf-8")
    done = run("build", "both")
    assert done.exit_code == 1 and what in done.stderr
    assert run("build", "one").exit_code == 0


def test_a_page_without_a_language_is_in_the_first_that_has_none(talks: Path, run: Run) -> None:
    for names, wanted in (
        (("preface.md",), ["Avant fr"]),
        (("preface.md", "preface.fr.md"), ["preface.fr fr", "Avant en"]),
        (("preface.md", "preface.en.md"), ["Avant fr", "preface.en en"]),
    ):
        for name in names[1:]:
            (talks / name).write_text(f"# {name[:-3]}\n\nA page.\n", encoding="utf-8")
        assert run("build", "both", "-f", "html").exit_code == 0
        page = (talks / "build/both.html").read_text(encoding="utf-8")
        found = re.findall(r'<section class="matter".*? lang="(\w+)".*?>\n<h2[^>]*>(.*?)<', page)
        assert [f"{title} {lang}" for lang, title in found] == wanted
        for name in names[1:]:
            (talks / name).unlink()
    for lang in ("en", "fr"):
        (talks / f"preface.{lang}.md").write_text("# A\n\nA page.\n", encoding="utf-8")
    done = run("build", "both")
    assert done.exit_code == 1 and "diglot.toml:9: " in done.stderr and "preface.md is there" in done.stderr


@pytest.mark.slow
def test_a_broken_catalog_keeps_only_its_books_from_being_built(talks: Path, run: Run) -> None:
    (talks / "locales/fr/LC_MESSAGES/talk-2.po").write_text('msgid "', encoding="utf-8")
    done = run("build")
    assert done.exit_code == 1 and "talk-2.po:1" in done.stderr
    assert built(talks) == ["one.epub", "one.html", "talk-10.tei.xml"]


def test_an_unknown_name_is_told_with_the_nearest(run: Run) -> None:
    assert "Did you mean both?" in run("build", "boht").stderr
    assert run("build", "both", "-l", "fr").exit_code == 1


def test_each_format_of_a_book_has_its_own_number(talks: Path, run: Run) -> None:
    numbers = 'isbn = { epub = "978-3-16-148410-0", html = "979-10-95546-00-9" }'
    (talks / "diglot.toml").write_text(TOML.replace(FORMATS, f"{FORMATS}\n{numbers}"), encoding="utf-8")
    assert run("build", "one", "-f", "epub", "-f", "html", "-f", "docx").exit_code == 0
    with zipfile.ZipFile(talks / "build/one.epub") as archive:
        assert b"ISBN 978-3-16-148410-0" in archive.read("EPUB/text/colophon.xhtml")
        package = archive.read("EPUB/content.opf").decode()
        assert '<dc:identifier id="id">urn:isbn:9783161484100</dc:identifier>' in package
    page = (talks / "build/one.html").read_text(encoding="utf-8")
    assert "ISBN 979-10-95546-00-9" in page and "978-3" not in page
    with zipfile.ZipFile(talks / "build/one.docx") as archive:
        assert b"ISBN" not in archive.read("word/document.xml")


@pytest.mark.slow
def test_the_shell_offers_editions_and_documents(talks: Path) -> None:
    words = {"COMP_WORDS": "diglot build ", "COMP_CWORD": "2", "_DIGLOT_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [sys.executable, "-m", "toolkit"], cwd=talks, env={**os.environ, **words}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert {"both", "one", "talk-2", "talk-10"} <= {line.partition(",")[2] for line in done.stdout.split()}


# Identifiers


def test_identifiers_and_roles_have_one_form() -> None:
    assert urn("0-306-40615-2") == "urn:isbn:0306406152"
    assert urn("ISBN 978-0-306-40615-7") == "urn:isbn:9780306406157"
    assert urn("https://doi.org/10.1000/x") == urn("doi:10.1000/x") == "https://doi.org/10.1000/x"
    assert urn("urn:nbn:de:101") == "urn:nbn:de:101"
    assert orcid("https://orcid.org/0000-0002-1694-233X") == "0000-0002-1694-233X"
    assert relator("book-designer") == "bkd"
    for wrong in ("978-0-306-40615-8", "97803064061", "0-306-40615-X", "doi:11.1/x", "urn:x"):
        with pytest.raises(ValueError, match="is no"):
            urn(wrong)


@pytest.mark.slow
def test_what_is_kept_is_the_same_wherever_the_project_lies(
    run: Run, talks: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A project that is moved or copied to another machine is built there already."""
    assert run("build").exit_code == 0
    there = tmp_path_factory.mktemp("elsewhere") / "another name"
    shutil.copytree(talks, there)
    for root in (talks, there):
        done = lines(run("-C", str(root), "build"))
        assert done and all(line.endswith("(unchanged)") for line in done)
    kept = {path.name: path.read_bytes() for path in (talks / ".diglot").iterdir() if path.is_file()}
    assert kept == {path.name: path.read_bytes() for path in (there / ".diglot").iterdir() if path.is_file()}
    assert not any(str(talks).encode() in data for data in kept.values())
    # A build from scratch there keeps the very same.
    shutil.rmtree(there / ".diglot")
    assert run("-C", str(there), "build").exit_code == 0
    del kept["lock"]
    assert kept == {path.name: path.read_bytes() for path in (there / ".diglot").iterdir() if path.is_file()}


# Watching


@pytest.mark.slow
def test_watch_builds_what_changes_survives_errors_and_ends_with_0(talks: Path) -> None:
    command = [sys.executable, "-m", "toolkit", "build", "both", "--watch"]
    with subprocess.Popen(command, cwd=talks, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None

        def until(wanted: str) -> list[str]:
            assert process.stderr is not None
            seen: list[str] = []
            while not seen or wanted not in seen[-1]:
                line = process.stderr.readline()
                assert line, seen
                seen.append(line.rstrip("\n"))
            # Without what is in a book.
            return [line.partition("; ")[0] for line in seen]

        assert "build/both.epub: 2 documents" in until("waiting")
        (talks / "preface.md").write_text("# Avant\n\nEncore.\n", encoding="utf-8")
        seen = until("waiting")
        assert seen[0] == "changed: preface.md" and "build/both.epub: 2 documents" in seen
        (talks / "diglot.toml").write_text("x = [", encoding="utf-8")
        assert any("this is not TOML" in line for line in until("waiting"))
        (talks / "diglot.toml").write_text(TOML, encoding="utf-8")
        assert "build/both.epub (unchanged): 2 documents" in until("waiting")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert "Traceback" not in process.stderr.read()


def test_waiting_looks_twice_a_second_and_no_more(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            (talks / "source/talk-3.txt").write_text("x", encoding="utf-8")

    monkeypatch.setattr(time, "sleep", sleep)
    changes = build.changes(talks)
    assert next(changes) == ()
    assert next(changes) == (talks / "source/talk-3.txt",)
    assert slept[:3] == [0.5, 0.5, 0.5]


# Names of transcripts that have a language in them ------------------------------------------------


def test_a_transcript_that_is_called_by_its_own_language_is_told(run: Run, talks: Path) -> None:
    """Of `salt.en.txt` there would be `salt.en.en-fr.epub`."""
    (talks / "source/salt.en.txt").write_text("Ada: Salt.\n\nBo: Yes.\n", encoding="utf-8")
    (talks / "source/vote.no.txt").write_text("Ada: Vote.\n\nBo: Yes.\n", encoding="utf-8")
    for command in ("extract", "check", "build"):
        told = [line for line in run(command, "salt.en").output.splitlines() if "[D163]" in line]
        assert len(told) == 1 and told[0].startswith("warning: source/salt.en.txt: its name ends"), command
        assert "[D163]" not in run(command, "vote.no").output
    # Beside a document of the better name there is none.
    (talks / "source/salt.txt").write_text("Ada: Salt.\n\nBo: Yes.\n", encoding="utf-8")
    assert "[D163]" not in run("check").output


def test_a_part_of_a_split_edition_takes_the_place_of_no_other(run: Run, talks: Path) -> None:
    for name in ("salt", "salt.en"):
        (talks / f"source/{name}.txt").write_text("Ada: Salt.\n\nBo: Yes.\n", encoding="utf-8")
    with (talks / "diglot.toml").open("a", encoding="utf-8") as settings:
        settings.write('[tei]\nfiles = "split"\n')
    run("extract")
    made = run("build", "salt.en", "salt", "-f", "tei")
    assert made.exit_code == 1
    assert (
        "error: build/salt.en.tei.xml: a part of salt would be called as the whole of salt.en." in made.output
    )
    assert 'type="translation"' not in (talks / "build/salt.en.tei.xml").read_text("utf-8")
    assert "salt.tei.xml" not in built(talks)


@pytest.mark.parametrize("name", ["preface.fr" + "_" * 200 + "!.md", "v1.2.md", "preface.md", "preface._.md"])
def test_a_page_whose_name_has_no_language_is_told_at_once(name: str) -> None:
    """Of many low lines all ways to share them were tried."""
    assert selection.language_of(Path(name)) == ""


def test_a_page_has_its_language_in_its_name() -> None:
    names = {"preface.fr.md": "fr", "preface.zh-Hant.md": "zh-Hant", "preface.pt_BR.md": "pt-BR"}
    assert {name: selection.language_of(Path(name)) for name in names} == names
