"""What holds of any two transcripts that are put together, be they translations of each other or not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from test_adopting import bring, catalogs, read
from toolkit import report
from toolkit.adopting import bounds, stretches, texts_of
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.remembering import Making, Remembering
from toolkit.adopting.stretches import BeadStretch
from toolkit.aligning.related import MeasuredBeads
from toolkit.model import Bead, Catalog, Document
from toolkit.model.values import ends_alike
from toolkit.po import dump, load

WORDS = (
    "bridge ferry 1987 40 river Otto Mara Aarhus the of and 渡轮 河 一九八七年 다리 강 паром мост عبّارة "
    "O’Neill U.S. No. 3.5 50% “so” (laughs) – naïve"
).split()
LABELS = ("Otto Brandt", "MARA LINDQVIST", "Q", "记者", "БРАНДТ", "عمر صايغ", "주인")
HEADS = (
    "The Last Ferry",
    "Published: Jan 03, 2026 02:52 PM",
    "4. Januar 2026",
    "By Karin Weiss",
    "Photo: Harbour Archive",
    "Editor's Note:",
    "INTERVIEW / HARBOUR",
    "（画面：河边的渡口）",
    "***",
    "编辑：王小楠　责任编辑：陈立",
)

sentences = st.builds(
    lambda words, mark: " ".join(words) + mark,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sampled_from([".", "?", "!", "。", "？", "...", "", " …", ".”"]),
) | st.sampled_from(["Yes.", "Yes.", "YES.", "No.", "Thank you.", "是的。", "Ja.", "Ja!"])
paragraphs = st.lists(sentences, min_size=1, max_size=4).map(" ".join)
turns = st.builds(
    lambda label, parts: "\n\n".join([f"{label}: {parts[0]}", *parts[1:]]),
    st.sampled_from(LABELS),
    st.lists(paragraphs, min_size=1, max_size=3),
)
texts = st.builds(
    lambda heads, body: "\n\n".join([*heads, *body]) + "\n",
    st.lists(st.sampled_from(HEADS), max_size=4),
    st.lists(turns | turns | paragraphs | st.sampled_from(HEADS), min_size=1, max_size=9),
).filter(lambda text: text.strip("*\n"))
"""Nothing but separators is no text: there is no entry that could hold anything."""


def words_of(document: Document) -> list[str]:
    return [
        word
        for turn in document.turns
        for paragraph in turn.paragraphs
        if paragraph.kind != "separator"
        for word in paragraph.text.split()
    ]


def held(filled: Catalog) -> str:
    return "\n".join(line for one in filled.entries for line in (*one.comments, one.target))


def in_order(numbers: Sequence[int]) -> bool:
    return list(numbers) == sorted(numbers)


@pytest.mark.slow
@examples(15)
@given(texts, texts)
@example(
    "The Last Ferry\n\nPublished: Jan 03, 2026 02:52 PM\n\nOtto Brandt: bridge.\n\nYes.\n",
    "By Karin Weiss\n\n编辑：王小楠　责任编辑：陈立\n\nbridge bridge?\n\nPublished: Jan 03, 2026 02:52 PM\n",
)
def test_every_word_of_both_texts_is_in_the_report_in_order(source: str, target: str) -> None:
    _, adoption = bring(source, target)
    for side, text, lang in ((adoption.source, source, "en"), (adoption.target, target, "de")):
        assert (
            "".join(side.sentences).split()
            == "".join(
                sentence
                for passage in side.passages
                for sentence in side.sentences[passage.first : passage.last]
            ).split()
        )
        assert " ".join(p.text for p in side.passages).split() == words_of(read(text, lang))
    assert in_order([i for link in adoption.links for i in link.bead.source])
    for units, count in (
        ([i for link in adoption.links for i in link.bead.source], len(adoption.source.sentences)),
        ([j for link in adoption.links for j in link.bead.target], len(adoption.target.sentences)),
    ):
        assert sorted(units) == list(range(count))
    # Out of the order of the translation is only what is said to be.
    if not any(doubt.code == "elsewhere" for one in adoption.filled for doubt in one.doubts):
        assert in_order([j for link in adoption.links for j in link.bead.target])
    assert report.json(adoption) and report.html(adoption)


@pytest.mark.slow
@examples(15)
@given(texts, texts)
def test_how_long_the_stretches_are_changes_nothing(source: str, target: str) -> None:
    made = bring(source, target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "STRETCH", 1)
        assert bring(source, target) == made


def cut(source: AlignedText, beads: Sequence[Bead]) -> tuple[BeadStretch, ...]:
    return stretches.cut(source, MeasuredBeads.of(beads), stretches.borders(source))


def test_an_alignment_is_cut_where_nothing_goes_across() -> None:
    names = ("Otto Brandt", "Mara Lindqvist")
    lines = [f"{names[n % 2]}: The ferry number {n} left. It came back." for n in range(8)]
    adoption = bring("\n\n".join(lines), "\n\n".join(lines))[1]
    beads = [link.bead for link in adoption.links]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "STRETCH", 1)
        found = cut(adoption.source, beads)
        assert [(one.begin, one.end) for one in found] == [(k, k + 1) for k in range(8)]
        # Over two paragraphs nothing is cut, nor beside what nothing goes with.
        joint = Bead((*beads[1].source, *beads[2].source), (*beads[1].target, *beads[2].target))
        lone = [Bead(beads[7].source, ()), Bead((), beads[7].target)]
        found = cut(adoption.source, [beads[0], joint, *beads[3:7], *lone, *beads[8:]])
        assert [(one.begin, one.end) for one in found] == [(0, 2), (2, 3), (3, 5), (5, 6), (6, 7), (7, 8)]


@examples(100)
@given(
    st.lists(st.tuples(st.lists(st.integers(0, 3), max_size=9), st.integers(0, 1)), min_size=2, max_size=6)
)
def test_what_is_remembered_along_is_what_would_be_made(asked: list[tuple[list[int], int]]) -> None:
    anew, remembering = Making(), Remembering()

    def rows(values: Sequence[int], more: int) -> npt.NDArray[np.int64]:
        return np.array([(value, value + more) for value in values], dtype=np.int64).reshape(-1, 2)

    def sums(values: Sequence[int], more: int) -> list[int]:
        return [value + more for value in values]

    for values, more in asked:
        made = [making.along("rows", rows, values, more) for making in (anew, remembering)]
        assert np.array_equal(made[0], made[1])
        assert anew.along("sums", sums, values, more) == remembering.along("sums", sums, values, more)
    # Where nothing is another, it is the very same.
    assert remembering.along("rows", rows, [*asked[-1][0]], asked[-1][1]) is made[1]


@examples(100)
@given(st.lists(st.integers(0, 2), max_size=20), st.lists(st.integers(0, 2), max_size=20))
def test_how_far_ends_are_alike(before: list[int], after: list[int]) -> None:
    start, end = ends_alike(before, after)
    least = min(len(before), len(after))
    assert before[:start] == after[:start] and before[len(before) - end :] == after[len(after) - end :]
    assert start == least or before[start] != after[start]
    assert start + end == least or before[-1 - end] != after[-1 - end]


@pytest.mark.slow
@examples(15)
@given(texts, texts)
def test_every_sentence_of_the_translation_is_in_the_catalog_once(source: str, target: str) -> None:
    filled, adoption = bring(source, target)
    there = held(filled)
    for sentence in adoption.target.sentences:
        assert " ".join(sentence.split()) in " ".join(there.split())
    placed = [j for one in adoption.filled for j in one.sentences]
    left = [j for one in adoption.leftovers for j in one.sentences]
    assert sorted([*placed, *left]) == list(range(len(adoption.target.sentences)))
    # Within a paragraph, they stand in their order.
    assert all(in_order(one.sentences) for one in adoption.filled)
    _say_what_they_do(adoption, filled)


def _say_what_they_do(adoption: Adoption, filled: Catalog) -> None:
    """What the report says of a paragraph is what stands in its entry."""
    by_id = {name: entry for entry in filled.entries for name in entry.ids}
    for one in adoption.filled:
        entry = by_id[adoption.source.passages[one.passage].id]
        states = {"placed": "done", "doubtful": "fuzzy", "empty": "empty"}
        if len(entry.ids) == 1:
            assert (entry.target, entry.state) == (one.target, states[one.fate])
        elif one.target:
            assert entry.target
        if one.fate == "doubtful":
            assert one.doubts


@pytest.mark.slow
@examples(10)
@given(texts, texts, st.sets(st.integers(0, 12), max_size=4), st.sets(st.integers(0, 12), max_size=4))
def test_what_a_person_sets_aside_stays_in_its_place(
    source: str, target: str, ours: set[int], theirs: set[int]
) -> None:
    sides = texts_of(read(source, "en"), read(target, "de", "uebersetzung"))
    there = [[passage for passage in side.passages if passage.last > passage.first] for side in sides]
    aside = [
        [side[k] for k in sorted(wanted) if k < len(side)]
        for side, wanted in zip(there, (ours, theirs), strict=True)
    ]
    pinned = (*(f"{one.n}=" for one in aside[0]), *(f"={one.n}" for one in aside[1]))
    filled, adoption = bring(source, target, pinned=pinned)
    beads = [link.bead for link in adoption.links]
    # A bead may lie around what was set aside, which then stands before it.
    assert in_order([bead.source[-1] for bead in beads if bead.source])
    if not any(doubt.code == "elsewhere" for one in adoption.filled for doubt in one.doubts):
        assert in_order([bead.target[-1] for bead in beads if bead.target])
    alone = [{number for passage in side for number in range(passage.first, passage.last)} for side in aside]
    assert all(not bead.target for bead in beads if alone[0] & {*bead.source})
    assert all(not bead.source for bead in beads if alone[1] & {*bead.target})
    # What translates nothing is in the catalog only if nobody has said so.
    out = {j for one in adoption.leftovers if one.decided for j in one.sentences}
    for j, sentence in enumerate(sides[1].sentences):
        assert j in out or " ".join(sentence.split()) in " ".join(held(filled).split())


@pytest.mark.slow
@examples(10)
@given(texts, texts)
def test_a_second_run_changes_nothing_and_the_file_holds_it_all(source: str, target: str) -> None:
    filled, _ = bring(source, target)
    written = dump(filled, None)
    again, _ = bring(source, target, load(written, "talk.po", "de"))
    assert dump(again, written) == written


@pytest.mark.slow
@examples(10)
@given(texts, texts, st.lists(st.sampled_from(["Meins.", "Ja.", "二."]), min_size=1, max_size=5))
def test_nothing_of_a_persons_is_touched(source: str, target: str, theirs: list[str]) -> None:
    _, empty = catalogs(read(source, "en"))
    entries = list(empty.entries)
    for at, text in enumerate(theirs[: len(entries)]):
        entries[at] = entries[at].replace(target=text, state="done")
    before = replace(empty, entries=tuple(entries))
    filled, adoption = bring(source, target, before)
    now = {(entry.context, entry.source): entry for entry in filled.entries}
    for entry in entries:
        if entry.target:
            same = now[entry.context, entry.source]
            assert (same.target, same.state) == (entry.target, entry.state)
    over, _ = bring(source, target, before, over=True)
    for entry in entries:
        if entry.target:
            assert entry.target in held(over)
    # Whatever a person has put there, no word of the translation is lost.
    reported = [j for link in adoption.links for j in link.bead.target]
    assert sorted(reported) == list(range(len(adoption.target.sentences)))
