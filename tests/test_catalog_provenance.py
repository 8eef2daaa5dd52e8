"""Where a translation comes from, by the comments of its entry."""

from dataclasses import replace
from datetime import UTC, datetime
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import catalog, po
from toolkit.catalog import About, memory_marks, provenance
from toolkit.catalog.comments import code
from toolkit.catalog.doubts import Doubt
from toolkit.catalog.ids import assign
from toolkit.model import Catalog, Document, Entry, Location, Origin, Paragraph, Speaker, Turn
from toolkit.workflow import editing

ENTRY = Entry("turn|ana", "Yes.", "Oui.", "done")


@pytest.mark.parametrize(
    ("comments", "origin"),
    [
        ((), "human"),
        (("A remark.",), "human"),
        ((provenance.aligned("Oui.", 0.971, doubtful=False),), "aligned"),
        (("A remark.", provenance.aligned("Non.", 0.971, doubtful=False)), "revised"),
        (("aligned 0.97",), "aligned"),
        (("aligned 0.41, doubtful: another number",), "aligned"),
        (("Aligned with the film.",), "human"),
        (("machine",), "machine"),
        (("Machine: Apertium 3.8",), "machine"),
        (("machine: Apertium 3.8",), "machine"),
        ((f"machine: Apertium 3.8 [{code('Oui.')}]",), "machine"),
        ((f"machine: Apertium 3.8 [{code('Ouais.')}]",), "revised"),
        (("machine", "revised"), "revised"),
        ((provenance.aligned("Oui.", 0.971, doubtful=False), "revised"), "revised"),
        (("revised", "machine"), "revised"),
        (("machines are meant, not people",), "human"),
    ],
)
def test_origin(comments: tuple[str, ...], origin: Origin) -> None:
    assert provenance.origin(ENTRY.replace(comments=comments)) == origin
    assert provenance.origin(ENTRY.replace(comments=comments, target=" ", state="empty")) == ""


def test_who_touched_a_placed_text() -> None:
    sure = ENTRY.replace(comments=(provenance.aligned("Oui.", 0.97, doubtful=False),))
    unsure = ENTRY.replace(state="fuzzy", comments=(provenance.aligned("Oui.", 0.4, doubtful=True),))
    assert provenance.placed(sure) == provenance.Placed(0.97, False, code("Oui."))
    assert provenance.placed(unsure) == provenance.Placed(0.4, True, code("Oui."))
    assert provenance.untouched(sure) and provenance.untouched(unsure)
    # Another program's line break at the end is nobody's work.
    assert provenance.untouched(sure.replace(target="Oui.\n"))
    assert not provenance.untouched(sure.replace(target="Oui !"))
    assert not provenance.untouched(sure.replace(state="fuzzy"))  # doubted by a person
    assert not provenance.untouched(unsure.replace(state="done"))  # approved by one
    assert not provenance.untouched(ENTRY)
    assert provenance.without(("A remark.", *sure.comments)) == ("A remark.",)


def talk(*answers: str) -> Document:
    turns = [
        Turn("speech", ("ana",), "Ana", (Paragraph("", "speech", text, Location("talk.txt", line)),))
        for line, text in enumerate(answers, 1)
    ]
    return Document("talk", "en", (Speaker("ana", "Ana"),), tuple(turns), path="talk.txt")


MOMENT = datetime(2026, 3, 14, tzinfo=UTC)


def test_the_same_words_set_apart() -> None:
    first = assign(talk("Yes.", "We went.", "Yes."), None)
    template, _ = catalog.update(None, catalog.extract(first), "", About(), MOMENT)
    french, _ = catalog.update(None, template, "fr", About(), MOMENT)
    entries = [e.replace(target="Oui.", state="done") if e.source == "Yes." else e for e in french.entries]
    french = replace(french, entries=tuple(entries))
    third = first.turns[2].paragraphs[0].id
    again = assign(talk("Yes.", "We went.", "Yes."), template, (third,))
    assert [turn.id for turn in again.turns] == [turn.id for turn in first.turns]
    apart, changes = catalog.update(template, catalog.extract(again), "", About(), MOMENT)
    assert [(e.context, e.ids) for e in apart.entries if e.source == "Yes."] == [
        ("turn|ana", (first.turns[0].paragraphs[0].id,)),
        (f"turn|ana|{third}", (third,)),
    ]
    updated, changes = catalog.update(french, apart, "fr", About(), MOMENT)
    # Nobody has to translate again what was translated.
    assert [(e.target, e.state) for e in updated.entries if e.source == "Yes."] == [("Oui.", "done")] * 2
    assert not changes.gone and po.load(po.dump(updated, None), "talk.po", "fr").entries == updated.entries
    # Together again, and apart again: what it had comes back, once.
    entries = [e.replace(target="Si.") if e.ids == (third,) else e for e in updated.entries]
    joined, _ = catalog.update(replace(updated, entries=tuple(entries)), template, "fr", About(), MOMENT)
    assert [entry.target for entry in joined.obsolete] == ["Si."]
    parted, changes = catalog.update(joined, apart, "fr", About(), MOMENT)
    assert [e.target for e in parted.entries if e.source == "Yes."] == ["Oui.", "Si."]
    assert not parted.obsolete and len(changes.back) == 1
    # Ids outlive the deletion of a neighbour, and of the paragraph itself.
    shorter = assign(talk("We went.", "Yes."), apart, (third,))
    assert third in {p.id for turn in shorter.turns for p in turn.paragraphs} or (
        first.turns[0].paragraphs[0].id in {p.id for turn in shorter.turns for p in turn.paragraphs}
    )
    without, _ = catalog.update(apart, catalog.extract(assign(talk("We went."), apart)), "", About(), MOMENT)
    back = assign(talk("Yes.", "We went.", "Yes."), without, (third,))
    assert {turn.id for turn in back.turns} == {turn.id for turn in first.turns}


SURE = st.integers(0, 99).map(lambda number: (number + 0.5) / 100)


@given(
    st.lists(
        st.tuples(SURE, st.sampled_from(["draft", "edited", "changed", "revised", "done", "person"])),
        max_size=12,
    ),
    SURE,
)
def test_only_drafts_as_alignment_left_them_are_accepted_together(
    made: list[tuple[float, str]], least: float
) -> None:
    entries = []
    for number, (sure, kind) in enumerate(made):
        target = f"Oui {number}."
        comment = provenance.aligned(
            target,
            sure,
            doubtful=kind != "done",
            doubts=[Doubt("other", ("another number",))],
            file="old.txt",
        )
        entry = Entry("turn|ana", f"Yes {number}.", target, "fuzzy", comments=("A remark.", comment))
        if kind == "edited":
            entry = entry.replace(previous=(None, "No."))
        elif kind == "changed":
            entry = entry.replace(target="Non.")
        elif kind == "revised":
            entry = entry.replace(comments=("revised", *entry.comments))
        elif kind == "done":
            entry = entry.replace(state="done")
        elif kind == "person":
            entry = entry.replace(comments=("A remark.",))
        entries.append(entry)
    before = Catalog("talk", "en", "fr", tuple(entries))
    after, said = catalog.accept(before, least)
    wanted = [
        number
        for number, (sure, kind) in enumerate(made)
        if kind == "draft" and floor(sure * 100) / 100 >= least
    ]
    assert [k for k, (a, b) in enumerate(zip(before.entries, after.entries, strict=True)) if a != b] == wanted
    assert [entry.source for entry in said.taken] == [f"Yes {number}." for number in wanted]
    assert said.below == sum(kind == "draft" and floor(sure * 100) / 100 < least for sure, kind in made)
    assert said.others == sum(kind in {"edited", "changed", "revised", "person"} for _, kind in made)
    for number in wanted:
        entry = after.entries[number]
        # Printed, and still what alignment placed, with the confidence that it had: nobody translated it.
        assert (entry.state, catalog.origin(entry), catalog.confidence(entry)) == (
            "done",
            "aligned",
            floor(made[number][0] * 100) / 100,
        )
        assert entry.comments[0] == "A remark." and "accepted in a batch [old.txt " in entry.comments[1]
        # No alignment takes a person's decision back, and what is changed from here on is a person's.
        assert not provenance.untouched(entry) and provenance.settled(entry) == entry
        assert catalog.origin(entry.replace(target="Si.")) == "revised"
        # Who takes it back to look at it again is not overruled.
        assert provenance.waiting(entry.replace(state="fuzzy")) is None
        # An editor of PO files may break the comment.
        broken = " ".join(entry.comments).replace("accepted in", "accepted\nin").split("\n")
        assert catalog.origin(entry.replace(comments=tuple(broken[-2:]))) in {"aligned", "human"}
    assert catalog.accept(after, least)[0] == after


@pytest.mark.parametrize(
    ("there", "line"),
    [
        ((), "reviewed by Boss: good"),
        ((), "Approved"),
        ((), "machine: I have seen this"),
        ((), "from: another, 90 %"),
        ((), memory_marks.offer("other", "A boat left.", "Un bateau est parti.")),
        ((), "aligned 0.97"),
        ((), "left out"),
        ((), "added after 12.1: Oui."),
        # With what stands before it.
        (("They say it was aligned 0.41,",), "doubtful: maybe [7K2M9Q]"),
    ],
)
def test_a_remark_that_would_be_a_mark_is_none(there: tuple[str, ...], line: str) -> None:
    assert editing.remarked(ENTRY.replace(comments=there), line) is None


@pytest.mark.parametrize(
    "line", ["Reviewed by whom?", "Ann: reviewed by Boss", "左記のとおり。", "هل هذا صحيح؟"]
)
def test_a_remark_is_read_back_as_it_was_written(line: str) -> None:
    there = "A remark.", provenance.aligned("Oui.", 0.971, doubtful=False), "reviewed"
    made = editing.remarked(ENTRY.replace(comments=there), line)
    assert made and provenance.remarks(made.comments) == ("A remark.", line)
