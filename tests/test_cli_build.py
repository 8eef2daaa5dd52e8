"""`diglot build`: what it says of an edition, what it refuses, and what its files are called."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from conftest import Run
from pace import examples
from toolkit import po
from toolkit.model import Entry, State
from toolkit.project import find
from toolkit.workflow.held import Choice
from toolkit.workflow.tallies import EditionTally, MissingTexts
from toolkit.workflow.workspace import Workspace

TALK = "The Weir\n\nAda Brandt: {}\n\nYusuf Calder: {}\n\nAda Brandt: {}\n\nYusuf Calder: {}\n"
WORDS = ("Who opens the weir?", "Nobody does now.", "And in a flood?", "It opens by itself.")
FRENCH = {"The Weir": "Le barrage", **{word: f"« {word} »" for word in WORDS}}


@pytest.fixture
def run(command: Run, tmp_path: Path) -> Run:
    """Runs the command in a project with one document in two languages, of which nothing is translated."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/weir.txt").write_text(TALK.format(*WORDS), encoding="utf-8")
    (tmp_path / "diglot.toml").write_text('target-languages = ["fr", "zh-Hans"]\n', encoding="utf-8")
    assert command("extract").exit_code == 0
    return command


def translated(path: Path, states: Sequence[State] = ("done",) * 5) -> None:
    """Give the paragraphs of a catalog these states, in order."""
    data = path.read_bytes()
    catalog = po.load(data, path.name, "fr")
    waiting = iter(states)

    def filled(entry: Entry) -> Entry:
        if entry.source not in FRENCH:
            return entry
        state = next(waiting)
        return entry.replace(target="" if state == "empty" else FRENCH[entry.source], state=state)

    entries = tuple(map(filled, catalog.entries))
    path.write_bytes(po.dump(replace(catalog, entries=entries), data))


@pytest.mark.parametrize(("epoch", "day"), [("", "2026-06-01"), ("1767225600", "2026-01-01")])
def test_a_book_of_a_corrected_transcript_is_a_later_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, day: str
) -> None:
    """Its translations are as old as before: what is printed beside them is not."""
    translated(tmp_path / "locales/fr/LC_MESSAGES/weir.po")
    corrected = TALK.format(WORDS[0], "Nobody opens it, now.", *WORDS[2:])
    for moment in ("1775000000", "1780272000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        (tmp_path / "source/weir.txt").write_text(corrected, "utf-8")
        # Who runs it again, and nothing has changed, changes no day.
        corrected = corrected.replace("Who opens", "Who is it that opens")
        assert run("extract").exit_code == run("extract").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert run("extract").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run("build", "-l", "fr", "-f", "epub", "-f", "tei").exit_code == 0
    assert f'<change when="{day}' in (tmp_path / "build/weir.tei.xml").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "build/weir.en-fr.epub") as book:
        assert f'"dcterms:modified">{day}' in book.read("EPUB/content.opf").decode()


def said(result: Result, code: str) -> list[str]:
    return [line for line in result.stderr.splitlines() if f"[{code}]" in line]


def built() -> list[str]:
    return sorted(path.name for path in Path("build").iterdir())


# What is not printed


def test_a_translation_into_the_language_of_the_transcript_is_none(run: Run) -> None:
    Path("source/barrage.txt").write_text("Ada Brandt : Qui ?\n\nYusuf Calder : Lui.\n", "utf-8")
    Path("source/barrage.toml").write_text('lang = "fr"\n', "utf-8")
    (problem,) = said(run("build", "-l", "fr", "-f", "html"), "D203")
    assert "source/barrage.txt" in problem and built() == ["weir.en-fr.html"]


def test_what_diglot_toml_asks_of_all_editions_is_refused_there(run: Run) -> None:
    settings = Path("diglot.toml")
    settings.write_text(settings.read_text("utf-8") + 'writing-mode = "vertical"\n', "utf-8")
    assert "error: diglot.toml:2: " in run("build", "-l", "fr", "-f", "epub").stderr


def test_what_a_translation_leaves_out_is_a_note(run: Run) -> None:
    path = Path("locales/fr/LC_MESSAGES/weir.po")
    run("extract", "-l", "fr")
    translated(path, ("done", "done", "done", "done", "empty"))
    found = po.load(path.read_bytes(), path.name, "fr")
    entries = tuple(e.replace(comments=("left out",)) if e.source == WORDS[-1] else e for e in found.entries)
    path.write_bytes(po.dump(replace(found, entries=entries), path.read_bytes()))
    assert said(run("-v", "build", "-l", "fr", "-f", "html"), "D408")


@pytest.mark.slow
@examples(12, [HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["done", "fuzzy", "empty"]), min_size=5, max_size=5))
def test_what_is_not_printed_is_told_as_the_colophon_counts_it(run: Run, states: list[State]) -> None:
    path = Path("locales/fr/LC_MESSAGES/weir.po")
    run("extract", "-l", "fr")
    translated(path, states)
    told = said(run("build", "-l", "fr", "-f", "html", "-f", "epub"), "D405")
    lacking = 5 - states.count("done")
    assert len(told) == (lacking > 0)
    if told:
        assert (
            f"{path}: {lacking} of 5 paragraphs {'is' if lacking == 1 else 'are'} not printed in fr:"
            in told[0]
        )
        drafts, empty = states.count("fuzzy"), states.count("empty")
        assert (f"{drafts} draft" in told[0], f"{empty} empty" in told[0]) == (drafts > 0, empty > 0)
    counts = Workspace(find(Path())).edition("weir", Choice(("en", "fr"))).counts["fr"]
    assert (counts.translated, counts.fuzzy, counts.empty) == tuple(
        states.count(state) for state in ("done", "fuzzy", "empty")
    )


def test_it_is_told_once_a_document_and_language_and_again_where_nothing_changed(run: Run) -> None:
    for _ in range(2):
        told = said(run("build", "-f", "epub", "-f", "html", "-f", "tei"), "D405")
        assert [re.sub(r".*locales/(\w+)/.*", r"\1", line) for line in told] == ["fr", "zh_CN"]


def test_strict_writes_no_edition_that_lacks_a_paragraph(run: Run) -> None:
    translated(Path("locales/fr/LC_MESSAGES/weir.po"))
    result = run("build", "--strict", "-f", "epub")
    assert (result.exit_code, built()) == (1, ["weir.en-fr.epub"])
    assert said(result, "D405")[0].startswith("error: ")
    assert "build/weir.en-zh-Hans.epub: it is not written" in result.stderr
    assert "hint: Mend that, or build without --strict." in result.stderr
    # What was built before it was asked to be strict is no excuse, and stays what it was.
    assert run("build", "-f", "epub").exit_code == 0
    before = Path("build/weir.en-zh-Hans.epub").read_bytes()
    assert run("build", "--strict", "-f", "epub").exit_code == 1
    assert Path("build/weir.en-zh-Hans.epub").read_bytes() == before
    assert run("build", "--strict", "-l", "fr", "-f", "epub").exit_code == 0
    Path("locales/zh_CN/LC_MESSAGES/weir.po").unlink()
    assert run("build", "--strict", "-f", "epub").exit_code == 1


def test_a_format_that_is_none_is_called_so(run: Run) -> None:
    result = run("build", "-f", "doxc")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1,
        "error: there is no format called 'doxc'.",
    )


def test_strict_holds_for_books(run: Run) -> None:
    book = '[[editions]]\nname = "book"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'
    book += 'formats = ["epub", "html"]\n'
    Path("diglot.toml").write_text(f'target-languages = ["fr"]\n{book}', encoding="utf-8")
    result = run("build", "--strict")
    assert (result.exit_code, len(said(result, "D405")), Path("build").exists()) == (1, 1, False)
    translated(Path("locales/fr/LC_MESSAGES/weir.po"))
    assert (run("build", "--strict").exit_code, built()) == (0, ["book.epub", "book.html"])


# What else whoever builds should know


@pytest.mark.slow
def test_what_is_certain_of_a_transcript_is_told_once_a_document(run: Run) -> None:
    Path("source/weir.toml").write_text(
        '[[decide]]\nbegins = "No such words"\nkind = "heading"\n', encoding="utf-8"
    )
    Path("source/none.txt").write_text("\n", encoding="utf-8")
    Path("source/bare.txt").write_text(
        "Ada Brandt: Well?\n\nYusuf Calder: Well.\n\nAda Brandt: And now?\n\nYusuf Calder: We wait.\n",
        encoding="utf-8",
    )
    run("extract")
    for _ in range(2):
        result = run("build", "-f", "epub", "-f", "html", "-f", "tei")
        assert [len(said(result, code)) for code in ("D104", "D108", "D407")] == [1, 1, 1]
        assert "source/bare.txt: it has no title: bare stands in its place." in result.stderr
        # Below a table of the file it would be a key of that table.
        assert 'Write title = "..." at the top of source/bare.toml.' in result.stderr
    assert len([line for line in run("check").stdout.splitlines() if "[D407]" in line]) == 1
    Path("source/bare.toml").write_text('title = "Well"\n', encoding="utf-8")
    assert said(run("build", "-f", "epub"), "D407") == []


def test_what_an_archive_asks_for_is_no_warning_for_who_makes_a_book(run: Run) -> None:
    assert said(run("build"), "D401") == []
    assert "weir.tei.xml" in built()
    assert len(said(run("build", "-f", "tei"), "D401")) == 1
    assert len(said(run("-v", "build"), "D401")) == 1
    settings_ = Path("diglot.toml").read_text("utf-8")
    Path("diglot.toml").write_text(f'{settings_}formats = ["epub", "tei"]\n', encoding="utf-8")
    assert len(said(run("build"), "D401")) == 1


# Names of files


def test_of_several_layouts_each_file_says_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = ["--layout", "stacked", "--layout", "columns"]
    assert run("build", "-l", "fr", "-f", "html", "-f", "tei", *layouts).exit_code == 0
    assert built() == ["weir.en-fr.columns.html", "weir.en-fr.stacked.html", "weir.tei.xml"]
    # Both say what they are also where one of them is the usual one; alone it has no name.
    assert b'"stacked ' in Path("build/weir.en-fr.stacked.html").read_bytes()
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    assert run("build", "-l", "fr", "-f", "html", "--open", *layouts).exit_code == 0
    assert [Path(path).name for path in opened] == ["weir.en-fr.stacked.html"]
    monkeypatch.setattr("click.launch", lambda _: 1)
    assert (
        "opens build/weir.en-fr.stacked.html by itself"
        in run("build", "-l", "fr", "-f", "html", "--open", *layouts).output
    )
    monkeypatch.setattr("click.launch", opened.append)
    # Nothing is opened of what could not be made.
    assert run("build", "-l", "fr", "-f", "html", "--open", "--vertical").exit_code == 1
    assert len(opened) == 1


def test_no_look_overwrites_another(run: Run) -> None:
    run("build", "-l", "fr", "-f", "html")
    before = Path("build/weir.en-fr.html").read_bytes()
    for arguments in (["--layout", "columns"], ["--unit", "sentence"], ["--fallback", "omit"]):
        run("build", "-l", "fr", "-f", "html", *arguments)
    run("build", "-l", "fr", "-f", "html", "--layout", "columns", "--unit", "sentence")
    assert built() == [
        "weir.en-fr.columns.html", "weir.en-fr.columns.sentence.html", "weir.en-fr.html",
        "weir.en-fr.omit.html", "weir.en-fr.sentence.html",
    ]  # fmt: skip
    assert Path("build/weir.en-fr.html").read_bytes() == before
    # The usual one keeps its short name, whoever asks for it.
    run("build", "-l", "fr", "-f", "html", "--layout", "stacked")
    text = Path("diglot.toml").read_text("utf-8")
    Path("diglot.toml").write_text(f'{text}layout = "columns"\n', encoding="utf-8")
    for file in Path("build").iterdir():
        file.unlink()
    run("build", "-l", "fr", "-f", "html", "--layout", "columns")
    run("build", "-l", "fr", "-f", "html", "--layout", "stacked")
    assert built() == ["weir.en-fr.html", "weir.en-fr.stacked.html"]


def test_what_has_no_look_has_one_name_and_the_same_bytes(run: Run) -> None:
    run("build", "--mono", "-l", "fr", "-f", "html")
    run("build", "-f", "tei")
    before = {name: Path("build", name).read_bytes() for name in built()}
    for layout in ("columns", "alternating", "facing"):
        run("build", "--mono", "-l", "fr", "-f", "html", "--layout", layout)
        run("build", "-f", "tei", "--layout", layout, "--fallback", "omit")
    assert {name: Path("build", name).read_bytes() for name in built()} == before
    assert list(before) == ["weir.fr.html", "weir.tei.xml"]


def test_two_looks_of_a_book_are_two_books(run: Run) -> None:
    run("build", "-l", "fr", "-f", "epub")
    run("build", "-l", "fr", "-f", "epub", "--layout", "columns")
    found = set()
    for name in built():
        with zipfile.ZipFile(Path("build", name)) as book:
            opf = next(one for one in book.namelist() if one.endswith(".opf"))
            found.add(re.search(r"urn:uuid:[0-9a-f-]+", book.read(opf).decode()).group())  # type: ignore[union-attr]
    assert len(found) == 2


# What is in it


def told(result: Result) -> list[str]:
    return [line for line in result.stderr.splitlines() if line.startswith("build/")]


def test_a_line_a_book_says_what_is_in_it_and_what_is_missing(run: Run) -> None:
    Path("source/weir.txt").write_text(TALK.format(*WORDS) + "\n![](pump.svg)\n", "utf-8")
    Path("source/pump.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    run("extract", "-l", "fr")
    translated(Path("locales/fr/LC_MESSAGES/weir.po"), ("done", "fuzzy", "empty", "empty", "done"))
    files = ("epub", "html", "docx")
    lines = told(run("build", "-l", "fr", *(f"-f{name}" for name in files)))
    what = (
        "17 words in en, 6 in fr; 1 picture; missing: 4 of 6 paragraphs in fr (1 draft, 3 untranslated),"
        " alternative text for 1 picture"
    )
    assert lines == [f"build/weir.en-fr.{name}: {what}" for name in files]
    again = told(run("build", "-l", "fr", *(f"-f{name}" for name in files)))
    assert again == [f"build/weir.en-fr.{name} (unchanged): {what}" for name in files]
    assert not told(run("-q", "build", "-l", "fr"))


def test_pages_are_counted_where_there_are_some(run: Run) -> None:
    (line,) = told(run("build", "-l", "zh-Hans", "--mono", "-f", "pdf"))
    with pikepdf.open("build/weir.zh-Hans.pdf") as book:
        assert line.startswith(f"build/weir.zh-Hans.pdf: {len(book.pages)} pages; missing: 5 of 5 paragraphs")


@examples(60)
@given(
    st.lists(
        st.builds(
            EditionTally,
            words=st.dictionaries(st.sampled_from(("en", "fr", "ja")), st.integers(0, 3000)),
            pictures=st.integers(0, 3),
            untold=st.integers(0, 3),
            missing=st.dictionaries(
                st.sampled_from(("fr", "ja")), st.builds(MissingTexts, *[st.integers(0, 40)] * 3)
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_book_has_what_its_documents_have(tallies: list[EditionTally]) -> None:
    whole = EditionTally.all_of(tallies)
    assert whole.documents == len(tallies)
    for lang in ("en", "fr", "ja"):
        assert whole.words.get(lang, 0) == sum(one.words.get(lang, 0) for one in tallies)
        lack = whole.missing.get(lang, MissingTexts())
        for name in ("paragraphs", "untranslated", "drafts"):
            assert getattr(lack, name) == sum(
                getattr(one.missing.get(lang, MissingTexts()), name) for one in tallies
            )
    line = str(whole)
    assert ("missing" in line) == (
        whole.untold > 0 or any(lack.untranslated + lack.drafts for lack in whole.missing.values())
    )
