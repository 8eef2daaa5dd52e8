"""Random editions in all their forms: valid by TEI and by diglot's own schema, and true to themselves."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

import tei_checks
import validators
from editions import META, SAMPLE, Line, build, in_sentences
from pace import PACE
from tei_checks import Node
from tei_family import OPTIONS, editions
from toolkit.config import BuildOptions, TeiTable
from toolkit.model import Bead, Cell, Edition, Recording
from toolkit.text import cuts, markup
from toolkit.writers.tei import files
from toolkit.writers.tei.header import findings, unknown

NUMBER = 400 if PACE == "long" else 70


@dataclass(frozen=True)
class Made:
    """An edition and its files, alone in a folder."""

    edition: Edition
    options: BuildOptions
    folder: Path
    paths: tuple[Path, ...]

    def whole(self) -> Node:
        """The edition as one tree."""
        return tei_checks.join(self.folder, self.edition.name)


def put(edition: Edition, options: BuildOptions, folder: Path) -> Made:
    folder.mkdir()
    paths = []
    for part, write in files(edition, options).items():
        sink = io.BytesIO()
        write(sink)
        paths.append(folder / f"{edition.name}{part}.tei.xml")
        paths[-1].write_bytes(sink.getvalue())
    return Made(edition, options, folder, tuple(paths))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The same editions for all tests: making them, and a validator's start, take longer than a check."""
    folder = tmp_path_factory.mktemp("editions")
    found: list[Made] = []

    @settings(
        max_examples=NUMBER, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(editions(), OPTIONS)
    def collect(edition: Edition, options: BuildOptions) -> None:
        found.append(put(edition, options, folder / str(len(found))))

    collect()
    assert len(found) >= NUMBER
    # What chance may not have drawn.
    tables = (TeiTable(), TeiTable(dialogue="sp", files="split"))
    found += [put(rich(), BuildOptions(tei=tei), folder / f"rich-{tei.files}") for tei in tables]
    return found


def rich() -> Edition:
    """Every sort of event, mark and link in one edition."""
    events = ("(Laughter.)", "[Applause]", "(door opens)", "[inaudible]")
    marked = ("*a* **b**", "{字|じ}", "[x](https://a.example/)", "y^[z]", "One. Two. Three.")
    lines = [
        *(Line("event", {"en": words}) for words in events),
        *(Line("narration", {"en": words, "ar": words}) for words in marked),
    ]
    meta = replace(META, recording=Recording(medium="audio"))
    made = in_sentences(build((*SAMPLE, *lines), ("en", "ar"), meta=meta))
    *others, last = made.scenes
    pieces = ("One. ", "Two. ", "Three.")
    cells = {lang: cell.replace(sentences=pieces) for lang, cell in last.rows[0].cells.items()}
    beads = (Bead((0, 1), (0, 1), 0.1), Bead((2,), ()), Bead((), (2,)))
    row = last.rows[0].replace(cells=cells, beads={"ar": beads})
    return replace(made, scenes=(*others, last.replace(rows=(row,))))


def whole_files(made: list[Made]) -> list[Path]:
    """All files; the root of a split edition is what it is when its parts are included."""
    found = [path for one in made for path in one.paths[len(one.paths) > 1 :]]
    for one in made:
        if len(one.paths) > 1:
            found.append(one.folder / "included.xml")
            found[-1].write_bytes(tei_checks.included(one.paths[0]))
    return found


@pytest.mark.slow
def test_they_are_of_all_sorts(made: list[Made]) -> None:
    roots = [one.whole() for one in made]
    present = {tei_checks.name(node) for root in roots for node in root.iter("{*}*")}
    wanted = "u sp s emph hi ref ruby vocal kinesic incident gap recordingStmt licence ptr".split()
    assert set(wanted) <= present
    assert sum(len(one.paths) > 1 for one in made) >= NUMBER // 10
    cardinalities = {str(node.get("n")) for root in roots for node in tei_checks.find(root, ".//t:link")}
    assert {"1:1", "2:2"} <= cardinalities
    assert any(tei_checks.find(root, ".//t:ptr[@type='addition']") for root in roots)


@pytest.mark.slow
def test_they_are_valid_tei(made: list[Made]) -> None:
    found = whole_files(made)
    assert validators.jing(validators.TEI_SCHEMA, *found) == []
    assert validators.schematron(*found) == []


@pytest.mark.slow
def test_they_are_valid_by_the_own_schema(made: list[Made]) -> None:
    for one in made:
        for path in one.paths:
            assert validators.own_schema(path.read_bytes()) == [], path
    # Joined by XInclude too, which adds `xml:base`: jing does that by itself.
    for path in whole_files(made):
        assert validators.own_schema(path.read_bytes()) == [], path


@pytest.mark.slow
def test_they_are_true_to_themselves(made: list[Made]) -> None:
    for one in made:
        root = one.whole()
        assert tei_checks.every(root) == [], one.folder
        for lang in one.edition.langs:
            (text,) = tei_checks.find(root, f"t:TEI[@xml:lang='{lang}']/t:text")
            said = {unit.get(tei_checks.ID): tei_checks.printed(unit) for unit in tei_checks.units(text)}
            # A line's end is a blank or none: a sentence that is cut there doesn't know what follows.
            assert unspaced(said) == unspaced(present(one.edition, lang))


def unspaced(texts: Mapping[Any, str]) -> dict[Any, str]:
    """Texts without blanks."""
    return {key: "".join(text.split()) for key, text in texts.items()}


def printed(cell: Cell) -> str:
    """The words of a paragraph: in sentences, each is read by itself."""
    return "".join(map(markup.plain, cuts.balance(cell.sentences or (cell.text,))))


def present(edition: Edition, lang: str) -> dict[str, str]:
    """Id -> words of what is published in a language."""
    return {
        f"{lang}.{row.id}": printed(row.cells[lang])
        for scene in edition.scenes
        for row in scene.rows
        if row.kind != "separator" and row.cells[lang].state in ("original", "translated")
    }


@pytest.mark.slow
def test_a_split_edition_says_what_one_file_says(made: list[Made], tmp_path: Path) -> None:
    for number, one in enumerate(made[:60]):
        if len(one.paths) > 1:
            tei = structs.replace(one.options.tei, files="one")
            same = put(one.edition, one.options.replace(tei=tei), tmp_path / str(number))
            assert lines(one.whole()) == lines(same.whole())


def lines(root: Node) -> list[str]:
    """The elements of a tree, with their attributes and words."""
    return [
        f"{tei_checks.name(node)} {sorted(node.attrib.items())} {(node.text or '').strip()}"
        for node in root.iter("{*}*")
    ]


@pytest.mark.slow
def test_what_is_unknown_is_counted(made: list[Made]) -> None:
    for one in made:
        missing = unknown(one.edition, one.options)
        problems = findings(one.edition, one.options)
        assert [problem.code for problem in problems] == ["D401"] * bool(missing)
        assert all(
            f"leaves {len(missing)} thing{'s' * (len(missing) != 1)} unknown" in problem.message
            for problem in problems
        )
        assert ("publisher (diglot.toml)" in missing) == (one.options.publisher == "")
