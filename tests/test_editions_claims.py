"""What an edition claims: what is left out, what is held back, and who made which link."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import tei_checks
from tei_checks import LANG, Node, find
from tei_family import editions
from toolkit import catalog, merge
from toolkit.catalog import provenance
from toolkit.deposit import package
from toolkit.model import (
    Absence,
    Catalog,
    Cell,
    Document,
    Edition,
    Entry,
    Location,
    Origin,
    Paragraph,
    Person,
    Speaker,
    State,
    Turn,
)
from toolkit.writers import Options
from toolkit.writers.tei import write

HERE = Location("source/ferry.txt", 1)
PERSONS: frozenset[Origin] = frozenset({"human", "revised", ""})


def tree(edition: Edition) -> Node:
    sink = io.BytesIO()
    write(edition, Options(), sink)
    return etree.fromstring(sink.getvalue())


def ferry(*lines: str) -> Document:
    """One turn of Ilse Brandt, a paragraph a line."""
    said = tuple(Paragraph(f"s{k:06}", "speech", text, HERE) for k, text in enumerate(lines, 1))
    return Document(
        "ferry", "en", (Speaker("ilse", "Ilse Brandt"),), (Turn("speech", ("ilse",), "Ilse Brandt", said),)
    )


def merged(document: Document, *entries: Entry, signed: str = "") -> Edition:
    """With a catalog in French."""
    credits_ = (Entry(*catalog.CREDITS, signed, "done"),) if signed else ()
    return merge.edition(document, {"fr": Catalog("ferry", "en", "fr", (*entries, *credits_))}, ["en", "fr"])


def entry(source: str, target: str = "", state: State = "empty", *comments: str) -> Entry:
    return Entry("turn|ilse", source, target, state, comments=comments)


def absences(edition: Edition, lang: str) -> Counter[Absence]:
    cells = [row.cells[lang] for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
    return Counter(cell.absence for cell in cells if cell.state in {"fallback", "missing"})


# Why there is no translation ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "absence"),
    [
        (entry("Aye."), ""),
        (entry("Aye.", "Oui.", "fuzzy"), "draft"),
        (entry("Aye.", "Oui.", "done"), ""),
        (entry("Aye.", "  ", "fuzzy"), ""),
        (entry("Aye.", "", "empty", "left out"), "omitted"),
        (entry("Aye.", "", "empty", "Left out"), "omitted"),
        (entry("Aye.", "", "empty", "left out of the second edition?"), ""),
        (entry("Aye.", "", "empty", provenance.left_out("Aye.", 0.97, file="bac.txt")), "omitted"),
        # Of other words nothing was said.
        (entry("Aye, aye.", "", "empty", provenance.left_out("Aye.", 0.97)), ""),
        # What is there isn't left out.
        (entry("Aye.", "Oui.", "fuzzy", "left out"), "draft"),
        (entry("Aye.", "", "empty", provenance.HELD_BACK), "draft"),
    ],
)
def test_why_an_entry_is_not_printed(made: Entry, absence: Absence) -> None:
    assert catalog.absence(made) == absence
    found = merged(ferry(made.source), made)
    assert absences(found, "fr")[absence] == (made.state != "done")


def test_an_omission_says_who_found_it() -> None:
    found = catalog.omission(entry("Aye.", "", "empty", provenance.left_out("Aye.", 0.978, file="bac.txt")))
    assert found == provenance.Omission(0.97, "bac.txt")
    assert catalog.omission(entry("Aye.", "", "empty", "left out")) == provenance.Omission(None, "")


def test_a_translation_takes_the_place_of_a_lack() -> None:
    before = entry("Aye.", "Oui.", "done", provenance.left_out("Aye.", 0.97, file="bac.txt"), "my words")
    assert provenance.settled(before).comments == ("my words",)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_counts_header_gaps_and_provenance_agree(edition: Edition) -> None:
    root = tree(edition)
    assert tei_checks.every(root) == []
    told = package.counts(edition)
    for lang, counts in edition.counts.items():
        assert counts.total == counts.translated + counts.fuzzy + counts.empty + counts.omitted
        cells = absences(edition, lang)
        text = next(tei for tei in find(root, "t:TEI") if tei.get(LANG) == lang)
        gaps = Counter(gap.get("reason") for gap in find(text, "t:text//t:gap[not(t:desc)]"))
        for number, absence, reason, key in (
            (counts.empty, "", "untranslated", "untranslated"),
            (counts.fuzzy, "draft", "heldBack", "heldBack"),
            (counts.omitted, "omitted", "omitted", "omitted"),
        ):
            (measure,) = find(text, f"t:teiHeader//t:measure[@unit='{reason}Paragraphs']")
            assert {number} == {
                cells[absence],  # type: ignore[index]
                gaps[reason],
                int(str(measure.get("quantity"))),
                told[lang][key],
            }


# Who made a link ------------------------------------------------------------------------------------


def _stem(pointer: str) -> str:
    return pointer.rpartition(".")[2]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(editions())
def test_a_link_is_whoevers_its_paragraphs_are_and_as_certain_as_the_least(edition: Edition) -> None:
    root = tree(edition)
    for lang in edition.counts:
        cells: dict[str, list[Cell]] = {}
        for scene in edition.scenes:
            cells[scene.id] = [row.cells[lang] for row in scene.rows]
            cells |= {row.id: [row.cells[lang]] for row in scene.rows}
        for group in find(root, "t:standOff/t:linkGrp[@subtype='turn' or @subtype='paragraph']"):
            if not str(group.get("domains")).endswith(f"-{lang}"):
                continue
            for link in find(group, "t:link"):
                here = [
                    cell
                    for cell in cells[_stem(str(link.get("target")).split()[0])]
                    if cell.state == "translated"
                ]
                sure = [cell.confidence for cell in here if cell.confidence is not None]
                assert link.get("cert") == (f"{min(sure):.2f}" if sure else None)
                made = str(link.get("resp") or group.get("resp") or "")
                if not {cell.origin for cell in here} <= PERSONS:
                    assert made == "#app.diglot"
                if sure:
                    assert link.get("ana") == "#alignment.auto"
            for pointer in find(group, "t:ptr[not(@type='addition')]"):
                here = cells[_stem(str(pointer.get("target")))]
                assert (pointer.get("type") == "omission") == {"omitted"}.issuperset(
                    cell.absence for cell in here
                )


def test_a_turn_that_was_placed_is_no_work_of_the_translator() -> None:
    placed = [entry("One.", "Un.", "done", provenance.aligned("Un.", 0.98, doubtful=False))]
    placed += [entry("Two.", "Deux.", "done", provenance.aligned("Deux.", 0.91, doubtful=False))]
    edition = merged(
        ferry("One.", "Two.", "Three."), *placed, entry("Three.", "Trois.", "done"), signed="Ada"
    )
    assert edition.credits["fr"] == (Person("Ada"),)
    root = tree(edition)
    (turn,) = find(root, "t:standOff/t:linkGrp[@subtype='turn']/t:link")
    assert (turn.get("cert"), turn.get("resp"), turn.get("ana")) == ("0.91", "#app.diglot", "#alignment.auto")
    links = find(root, "t:standOff/t:linkGrp[@subtype='paragraph']/t:link")
    assert [link.get("cert") for link in links] == ["0.98", "0.91", None]
    assert links[2].get("resp") is None
    assert find(root, "t:standOff/t:linkGrp")[0].get("resp") == "#fr.translator.1"
