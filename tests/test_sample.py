"""The repository is its own first project: its catalogs are up to date, its editions valid."""

import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import tei_checks
import validators
from toolkit import project
from toolkit.cli import main
from toolkit.workflow import progress
from toolkit.workflow.workspace import Workspace

ROOT = Path(__file__).parent.parent
CATALOGS = sorted((ROOT / "locales").rglob("*.po*"))


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, to run the command in."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / project.CONFIG, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_it_shows_all_that_an_interview_has() -> None:
    document, _, problems = Workspace(project.find(ROOT)).reading("river", doubts=True)[:3]
    assert problems is not None
    kinds = Counter(paragraph.kind for turn in document.turns for paragraph in turn.paragraphs)
    expected = {"kicker", "title", "dateline", "caption", "note", "narration", "heading", "speech", "event"}
    assert expected <= kinds.keys()
    assert sum(turn.kind == "speech" and bool(turn.label) for turn in document.turns) >= 25
    assert len(document.speakers) == 3
    assert max(len(turn.paragraphs) for turn in document.turns) >= 3
    assert not [problem for problem in problems if problem.severity != "info"]


def test_its_catalogs_are_up_to_date(sample: Path) -> None:
    before = {path: path.read_bytes() for path in sample.rglob("locales/**/*.po*")}
    assert len(before) == 10
    run("extract")
    assert {path: path.read_bytes() for path in before} == before


def test_three_translations_are_complete_and_one_is_half_done() -> None:
    here = Workspace(project.find(ROOT))
    for state in progress.status(here, ("foghorn",), ("fr", "zh-Hans", "ar")):
        assert not isinstance(state, Exception)
        assert state.counts.translated == state.counts.total, state.lang
    states = [*progress.status(here, ("river",), here.project.target_langs)]
    found = {state.lang: state.counts for state in states if not isinstance(state, Exception)}
    assert len(found) == len(states)
    done = {}
    for lang, counts in found.items():
        done[lang] = counts.translated / counts.total
    assert {lang for lang, share in done.items() if share == 1} == {"fr", "zh-Hans", "ar"}
    assert 0.3 < done["ja"] < 0.7


def test_the_checkers_of_gettext_have_nothing_to_say() -> None:
    assert len(CATALOGS) == 10
    for path in CATALOGS:
        # A template is in no language, of which msgfmt warns: it is for catalogs.
        none = "Language' still has the initial default value" if path.suffix == ".pot" else "no such thing"
        assert [line for line in validators.msgfmt(path) if none not in line] == []
    assert validators.i18nspector(*CATALOGS) == []


@pytest.mark.slow
def test_its_books_and_its_tei_are_valid(sample: Path) -> None:
    run("build")
    run("build", "river")
    run("build", "river", "-f", "epub", "-l", "fr+zh-Hans+ar", "--layout", "columns")
    run("build", "river", "-f", "epub", "--mono", "-l", "ar", "-l", "ja", "-l", "en", "--fallback", "omit")
    books = sorted((sample / "build").glob("*.epub"))
    assert len(books) == 9
    assert validators.epubcheck(books) == []
    run("build", "river", "-f", "html", "--layout", "alternating")
    assert validators.vnu(*sorted((sample / "build").glob("*.html"))) == []
    edition = sample / "build" / "river.tei.xml"
    assert tei_checks.every(etree.parse(edition).getroot()) == []
    assert validators.jing(validators.TEI_SCHEMA, edition) == []
    assert validators.schematron(edition) == []
    assert validators.ace(sample / "build" / "river.en-zh-Hans.epub") == []
    assert validators.ace(sample / "build" / "port-sallow.epub") == []


def test_its_book_has_both_interviews_in_three_languages(sample: Path) -> None:
    run("build", "-f", "epub")
    with zipfile.ZipFile(sample / "build/port-sallow.epub") as book:
        package = etree.fromstring(book.read("EPUB/content.opf"))
        names = book.namelist()
    languages = [one.text for one in package.iter("{http://purl.org/dc/elements/1.1/}language")]
    assert languages == ["fr", "en", "ar"]
    assert {"EPUB/text/river-001.xhtml", "EPUB/text/foghorn-001.xhtml", "EPUB/text/front-1.xhtml"} <= {*names}
