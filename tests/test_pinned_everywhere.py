"""What a person decided of sentences is what every output says, and nothing else is as certain."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

import tei_checks
import validators
from pace import examples
from test_adopting import read
from test_exchange_one_way import files
from toolkit import adopting, checks
from toolkit.adopting import aligned_text
from toolkit.adopting.decisions import Decisions
from toolkit.adopting.pins import PinPlaces
from toolkit.adopting.revising import written
from toolkit.catalog import About, pinned, provenance
from toolkit.config import BuildOptions, Sidecar, rules
from toolkit.edition import merge, sentences, translations
from toolkit.edition.sentences import side_by_side
from toolkit.exchange import ExportOptions
from toolkit.findings import Finding
from toolkit.model import Bead, Catalog, Document, Edition, Row
from toolkit.po import dump, load
from toolkit.workflow import documents
from toolkit.writers.tei import write

MOMENT = datetime(2026, 3, 14, tzinfo=UTC)
ENDS = {"fr": ("Fin {}.", "non"), "ar": ("كلمة {}.", "لا"), "zh": ("这句话是第{}。", "不")}
BY_SENTENCE = ExportOptions(unit="sentence")

_Bead = tuple[tuple[int, ...], tuple[int, ...]]


class Case(NamedTuple):
    """A talk in two languages, and what a person decided."""

    lang: str
    source: tuple[tuple[str, ...], ...]
    """The sentences of each turn."""
    target: tuple[tuple[str, ...], ...]
    decided: tuple[tuple[_Bead, ...], ...]
    """Of each turn, counting its sentences from 0."""


@st.composite
def runs(draw: st.DrawFn, size: int, count: int) -> list[tuple[int, ...]]:
    """So many runs of so many sentences."""
    cuts = sorted(draw(st.permutations(range(1, size)))[: count - 1])
    return [tuple(range(*span)) for span in pairwise([0, *cuts, size])]


@st.composite
def turns(
    draw: st.DrawFn, lang: str, number: int
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[_Bead, ...]]:
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    count = draw(st.integers(1, min(n, m)))
    ours, theirs = draw(runs(n, count)), draw(runs(m, count))
    if draw(st.booleans()):
        theirs = draw(st.permutations(theirs))
    beads = [bead for bead in zip(ours, theirs, strict=True) if draw(st.booleans())]
    if len(ours) > 1 and draw(st.booleans()):
        # Something has no counterpart, on either side.
        k = draw(st.integers(0, count - 1))
        beads = [bead for bead in beads if bead != (ours[k], theirs[k])]
        beads += [((i,), ()) for i in ours[k]] + [((), (j,)) for j in theirs[k]]
    again = draw(st.booleans())
    words, no = ENDS[lang]
    source = [f"Here {'yes' if again and k else f'{number} {k}'} it is." for k in range(n)]
    target = [words.format(no if again and k else f"{number}-{k}") for k in range(m)]
    return (*source,), (*target,), (*beads,)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    lang = draw(st.sampled_from(sorted(ENDS)))
    made = [draw(turns(lang, number)) for number in range(draw(st.integers(1, 4)))]
    return Case(lang, *(tuple(parts) for parts in zip(*made, strict=True)))


class Brought(NamedTuple):
    """A case that was aligned, in a catalog that was saved and loaded."""

    document: Document
    catalog: Catalog
    wanted: dict[str, list[_Bead]]
    """By paragraph, what was decided, counting the sentences of both sides that stand there."""
    made: Catalog
    """As it came out, with drafts."""


def talk(turns: Sequence[Sequence[str]], lang: str) -> Document:
    between = "" if lang == "zh" else " "
    who = "Ana Pires", "Bo Holm"
    lines = [f"{who[number % 2]}: {between.join(turn)}" for number, turn in enumerate(turns)]
    return read("\n\n".join(lines) + "\n", lang, f"talk.{lang}")


def as_written(case: Case) -> bool:
    """Whether each sentence of a case is read as one."""
    sides = (case.source, "en"), (case.target, case.lang)
    return all(aligned_text.read(talk(*side)).sentences == (*chain(*side[0]),) for side in sides)


def bring(case: Case, old: Catalog | None = None, *, with_pins: bool = True) -> Brought:
    document, translation = talk(case.source, "en"), talk(case.target, case.lang)
    places = PinPlaces(*adopting.texts_of(document, translation))
    beads: list[Bead] = []
    for own, there, decided in zip(*(side.passages for side in places.sides), case.decided, strict=True):
        beads += (
            Bead(tuple(i + own.first for i in ours), tuple(j + there.first for j in theirs))
            for ours, theirs in decided
        )
    pins = written(beads, (frozenset(), frozenset()), places)
    # As the sidecar keeps them.
    pins = [places.find(places.table(pin)) for pin in pins]  # type: ignore[misc]
    decisions = Decisions.of(pins, places) if with_pins else Decisions()
    made = adopting.bring_in(document, translation, None, old, About(), MOMENT, decisions=decisions)
    wanted = {}
    for filled in made.adoption.filled if with_pins else ():
        passage = places.source.passages[filled.passage]
        where = {j: k for k, j in enumerate(filled.sentences)}
        wanted[passage.id] = [
            (tuple(i - passage.first for i in bead.source), tuple(where[j] for j in bead.target))
            for bead in sorted(beads, key=lambda bead: bead.source)
            if bead.source and bead.source[0] in passage.numbers and filled.sentences
        ]
    # Drafts are in no edition, and a person may finish any.
    entries = tuple(entry.replace(state="done") if entry.target else entry for entry in made.catalog.entries)
    kept = load(dump(replace(made.catalog, entries=entries)), "talk.po", case.lang)
    return Brought(document, kept, wanted, made.catalog)


def edition(brought: Brought) -> Edition:
    messages = [(entry, False) for entry in brought.catalog.entries]
    texts = translations.texts(brought.document, brought.catalog.lang, messages)
    langs = ("en", brought.catalog.lang)
    return sentences.split(merge.edition(brought.document, {langs[1]: texts}, langs, "omit"))


def rows(made: Edition) -> list[Row]:
    lang = made.langs[1]
    every = chain.from_iterable(scene.rows for scene in made.scenes)
    return [row for row in every if row.cells[lang].state == "translated"]


def said(made: Edition) -> dict[str, list[_Bead]]:
    """What is as certain as a person's word, by paragraph."""
    lang = made.langs[1]
    return {
        row.id: [(bead.source, bead.target) for bead in row.beads[lang] if bead.cost == 0]
        for row in rows(made)
    }


def by_xces(made: Edition) -> dict[str, list[_Bead]]:
    links = etree.fromstring(
        next(
            data for name, data in files("xces", made, BY_SENTENCE).items() if "-" in name.rpartition("/")[2]
        )
    )
    found: dict[str, list[_Bead]] = {row.id: [] for row in rows(made)}
    for link in links.iter("link"):
        if link.get("certainty") == "1.000":
            sides = [side.split() for side in link.attrib["xtargets"].split(";")]
            stem = (sides[0] or sides[1])[0].rpartition(".")[0]
            ours, theirs = (tuple(int(one.rpartition(".")[2]) - 1 for one in side) for side in sides)
            found[stem].append((ours, theirs))
    return found


def by_tei(made: Edition) -> dict[str, list[_Bead]]:
    sink = io.BytesIO()
    write(made, BuildOptions(), sink)
    root = etree.fromstring(sink.getvalue())
    assert tei_checks.every(root) == []
    assert validators.own_schema(sink.getvalue()) == []
    found: dict[str, list[_Bead]] = {row.id: [] for row in rows(made)}
    groups = tei_checks.find(root, "t:standOff/t:linkGrp[@subtype='sentence']")
    pointers = {f"#{one.get(tei_checks.ID)}": str(one.get("target")) for group in groups for one in group}
    for one in chain.from_iterable(groups):
        decided = one.get("ana") == "#alignment.decided" or (
            tei_checks.name(one) == "ptr" and one.get("cert") and not one.get("resp")
        )
        if decided:
            assert one.get("cert") == "1"
            names = [
                name[1:] for end in str(one.get("target")).split() for name in pointers.get(end, end).split()
            ]
            sides = [[name for name in names if name.startswith(f"{lang}.")] for lang in made.langs]
            ours, theirs = (tuple(int(name.rpartition(".")[2]) - 1 for name in side) for side in sides)
            found[names[0].split(".")[1]].append((ours, theirs))
    return {stem: sorted(beads) for stem, beads in found.items()}


def by_texts(made: Edition, form: str) -> list[tuple[str, str]]:
    """The pairs of texts that are certain."""
    (data,) = files(form, made, BY_SENTENCE).values()
    if form == "jsonl":
        units = [json.loads(line) for line in data.decode().split("\n")[:-1]]
        return [tuple(unit["texts"].values()) for unit in units if unit["confidence"] == 1]
    if form == "pairs":
        lines = [line.split("\t") for line in data.decode().split("\n")[1:-1]]
        return [(line[-2], line[-1]) for line in lines if line[4] == "1.000"]
    units = [
        unit
        for unit in etree.fromstring(data).iter("tu")
        if unit.findtext("prop[@type='x-confidence']") == "1.000"
    ]
    return [tuple(str(seg.text) for seg in unit.iter("seg")) for unit in units]  # type: ignore[misc]


@examples(12)
@given(cases())
def test_every_output_says_exactly_what_was_decided(case: Case) -> None:
    assume(as_written(case))
    brought = bring(case)
    made = edition(brought)
    lang = made.langs[1]
    wanted = {row.id: brought.wanted[row.id] for row in rows(made)}
    for row in rows(made):
        ours, theirs = row.cells["en"].sentences, row.cells[lang].sentences
        # What is one sentence in both is certain by its place.
        if len(ours) == len(theirs) == 1 and row.cells[lang].confidence == 1:
            wanted[row.id] = [((0,), (0,))]
        for side, count in zip(("source", "target"), (ours, theirs), strict=True):
            assert sorted(chain.from_iterable(getattr(bead, side) for bead in row.beads[lang])) == [
                *range(len(count))
            ]
    assert {stem: sorted(beads) for stem, beads in said(made).items()} == wanted
    assert by_tei(made) == wanted
    assert {stem: sorted(beads) for stem, beads in by_xces(made).items()} == wanted
    texts = [
        tuple(
            "".join(row.cells[tag].sentences[k] for k in side).strip()
            for tag, side in zip(made.langs, bead, strict=True)
        )
        for row in rows(made)
        for bead in sorted(wanted[row.id])
        if all(bead)
    ]
    for form in ("jsonl", "pairs", "tmx"):
        assert by_texts(made, form) == texts
    # Nothing of it is told to be gone, and the same run again changes nothing.
    assert not [one for one in checks.run(brought.document, brought.catalog, "talk.po") if one.code == "D219"]
    assert bring(case, brought.made).made.entries == brought.made.entries
    assert "pinned" not in str(bring(case, brought.made, with_pins=False).made.entries)


def saying(brought: Brought, source: str, target: str) -> Brought:
    """The same, where both texts of its one turn were edited since."""
    (entry,) = [one for one in brought.catalog.entries if one.ids and one.target]
    edited = entry.replace(source=source, target=target)
    entries = tuple(edited if one == entry else one for one in brought.catalog.entries)
    document = talk([[source]], "en")
    (turn,) = document.turns
    (paragraph,) = turn.paragraphs
    turn = turn.replace(paragraphs=(paragraph.replace(id=entry.ids[0]),))
    return brought._replace(
        document=replace(document, turns=(turn,)), catalog=replace(brought.catalog, entries=entries)
    )


SWAPPED = Case(
    "fr",
    (("The bridge came.", "The ferry lay there.", "Grass grew."),),
    (("Le bac restait là.", "Le pont est venu.", "L'herbe poussait."),),
    ((((0,), (1,)), ((1,), (0,)), ((2,), (2,))),),
)


@pytest.mark.parametrize(
    ("source", "target", "wanted", "gone"),
    [
        # Blanks and marks are no words.
        ("*The bridge* came. The ferry lay there. Grass grew.", "", [(0, 1), (1, 0), (2, 2)], 0),
        ("The old bridge came. The ferry lay there. Grass grew.", "", [(1, 0), (2, 2)], 1),
        ("", "Le bac restait là. L'herbe poussait. Le pont est venu.", [(0, 2), (1, 0), (2, 1)], 0),
        ("", "Oui. Le bac restait là. Le pont est venu. L'herbe poussa.", [(0, 2), (1, 1)], 1),
        ("", "Tout autre chose.", [], 3),
    ],
)
def test_a_decision_holds_as_long_as_its_sentences_are_there(
    source: str, target: str, wanted: list[tuple[int, int]], gone: int
) -> None:
    brought = bring(SWAPPED)
    texts = [source or " ".join(SWAPPED.source[0]), target or " ".join(SWAPPED.target[0])]
    edited = saying(brought, *texts)
    (found,) = said(edition(edited)).values()
    assert found == [((i,), (j,)) for i, j in wanted]
    told = [one for one in checks.run(edited.document, edited.catalog, "talk.po") if one.code == "D219"]
    assert [dict(one.args)["beads"] for one in told] == [gone] * bool(gone)


def test_what_was_decided_last_holds() -> None:
    """The file was renamed since, and a person has changed the words: what its old name said stays there."""
    before = bring(SWAPPED)
    (entry,) = [one for one in before.catalog.entries if one.ids and one.target]
    revised = entry.replace(target=entry.target.replace("poussait", "a poussé"))
    texts = (" ".join(SWAPPED.source[0]), revised.target)
    document, file = talk(SWAPPED.source, "en"), talk(SWAPPED.target, "fr")
    places = PinPlaces(*adopting.texts_of(document, replace(file, path="renamed.txt")))
    beads = [Bead((0,), (0,)), Bead((1,), (1,))]
    decisions = Decisions.of(written(beads, (frozenset(), frozenset()), places), places)
    old = replace(
        before.catalog, entries=tuple(revised if one == entry else one for one in before.catalog.entries)
    )
    made = adopting.bring_in(
        document, replace(file, path="renamed.txt"), None, old, About(), MOMENT, decisions=decisions
    )
    (now,) = [one for one in made.catalog.entries if one.ids and one.target]
    assert sum("pinned: " in line for line in now.comments) == 5
    edited = saying(before._replace(catalog=made.catalog), *texts)
    (found,) = said(edition(edited)).values()
    assert found == [((0,), (0,)), ((1,), (1,))]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.1.2=", {"alone": True, "sentences": "3:0"}),
        ("1.1.1=", {"alone": True, "sentences": "3:0"}),
        ("1.1.2=1.1.3", {"alone": False, "sentences": "3:3"}),
        ("=1.1.2", {"alone": True, "sentences": ""}),
        ("1.1=1.1", {"alone": False, "sentences": ""}),
    ],
)
def test_a_pin_that_counts_sentences_means_no_other_one(typed: str, kept: dict[str, object]) -> None:
    """A sentence was put in before it: a number is of another one now."""
    document, file = talk(SWAPPED.source, "en"), talk(SWAPPED.target, "fr")
    places = PinPlaces(*adopting.texts_of(document, file))
    pin = places.parse(typed)
    table = places.table(pin)
    assert {"alone": table.alone, "sentences": table.sentences} == kept
    faults = rules.of_sidecar(Sidecar(pins=(table,)))
    assert not [*faults]
    assert places.find(table) == pin
    (turn,) = document.turns
    longer = talk([["Well, well.", *SWAPPED.source[0]]], "en")
    paragraph = longer.turns[0].paragraphs[0].replace(id=turn.paragraphs[0].id)
    longer = replace(longer, turns=(longer.turns[0].replace(paragraphs=(paragraph,)),))
    found = PinPlaces(*adopting.texts_of(longer, file)).find(table)
    assert isinstance(found, Finding) == bool(table.sentences)


def test_sentences_that_are_cut_otherwise_where_they_are_brought_together() -> None:
    """The first has no mark at its end: with the next it is one, and no output can part them."""
    document = read("Q: The bridge came. The ferry lay there. Grass grew.\n", "en")
    translation = read("Q: Le pont est venu\n\nle bac restait là. L'herbe poussait.\n", "fr", "traduction")
    places = PinPlaces(*adopting.texts_of(document, translation))
    assert len(places.target.sentences) == 3
    beads = [Bead((k,), (k,)) for k in range(3)]
    decisions = Decisions.of(written(beads, (frozenset(), frozenset()), places), places)
    made = adopting.bring_in(document, translation, None, None, About(), MOMENT, decisions=decisions)
    brought = Brought(document, made.catalog, {}, made.catalog)
    (found,) = said(edition(brought)).values()
    assert found == [((2,), (1,))]
    assert not [one for one in checks.run(document, made.catalog, "talk.po") if one.code == "D219"]


def test_several_languages_each_say_what_was_decided_of_them() -> None:
    other = SWAPPED._replace(lang="ar", target=(("جاء الجسر.", "بقيت العبارة هناك.", "نما العشب."),))
    other = other._replace(decided=((((0, 1), (0, 1)),),))
    brought = {case.lang: bring(case) for case in (SWAPPED, other)}
    texts = {
        lang: translations.texts(one.document, lang, [(entry, False) for entry in one.catalog.entries])
        for lang, one in brought.items()
    }
    made = sentences.split(merge.edition(brought["fr"].document, texts, ("en", "fr", "ar"), "omit"))
    (row,) = rows(made)
    assert [bead.source for bead in row.beads["ar"]] == [(0, 1), (2,)]
    assert [bead.target for bead in row.beads["fr"]] == [(1,), (0,), (2,)]
    (data,) = files("jsonl", made, BY_SENTENCE).values()
    units = [json.loads(line)["texts"] for line in data.decode().split("\n")[:-1]]
    # What one of them has together is a unit, in the order of each text.
    assert units[0] == {
        "en": "The bridge came. The ferry lay there.",
        "fr": "Le bac restait là. Le pont est venu.",
        "ar": "جاء الجسر. بقيت العبارة هناك.",
    }
    assert [unit["fr"] for unit in units[1:]] == ["L'herbe poussait."]


def test_a_sentence_inside_of_others_that_go_together() -> None:
    """Nothing translates it, and a person joined those around it."""
    case = SWAPPED._replace(decided=((((1,), ()), ((0, 2), (0, 1)), ((), (2,))),))
    made = edition(bring(case))
    (row,) = rows(made)
    assert {(bead.source, bead.target) for bead in row.beads["fr"]} == {((0, 2), (0, 1)), ((1,), ())}
    assert by_tei(made)[row.id] == [((0, 2), (0, 1)), ((1,), ())]
    # Side by side it is one piece.
    assert len(side_by_side(row, made.langs)) == 1


def test_what_an_editor_breaks_over_lines_is_read_all_the_same() -> None:
    entry = bring(SWAPPED).catalog.entries[-2]
    told = pinned.beads_of(entry)
    assert len(told) == 3
    broken = tuple("\n".join(entry.comments).replace(" ", "\n").split("\n"))
    assert pinned.beads_of(entry.replace(comments=broken)) == told
    # It is diglot's own, and goes to nobody who translates.
    assert provenance.remarks(broken) == ()


@pytest.mark.slow
def test_what_was_decided_is_valid(tmp_path: Path) -> None:
    made = [
        edition(bring(case)) for case in (SWAPPED, SWAPPED._replace(decided=((((0, 2), (0,)), ((1,), ())),)))
    ]
    memories, editions = [], []
    for number, one in enumerate(made):
        memories.append(tmp_path / f"{number}.tmx")
        (data,) = files("tmx", one, BY_SENTENCE).values()
        memories[-1].write_bytes(data)
        editions.append(tmp_path / f"{number}.xml")
        with editions[-1].open("wb") as sink:
            write(one, BuildOptions(), sink)
    assert validators.tmx(*memories) == []
    assert validators.jing(validators.TEI_SCHEMA, *editions) == []
    assert validators.schematron(*editions) == []


@pytest.mark.parametrize("changed", [False, True])
def test_an_edition_tells_what_is_decided_no_longer(changed: bool) -> None:
    """Not only `check`: these sentences are aligned anew in it."""
    brought = bring(SWAPPED)
    edited = saying(
        brought, " ".join(SWAPPED.source[0]), "Le bac restait là. Le pont vint." if changed else ""
    )
    lost: list[Finding] = []
    messages = [(entry, False) for entry in (edited if changed else brought).catalog.entries]
    assert [*documents.watched(messages, ("en", "fr"), "bells.po", lost)] == messages
    assert [one.code for one in lost] == ["D219"] * changed
