"""Frozen ids: promised for good, whatever becomes of the text and of the template."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import ABOUT, INTERVIEW, MOMENT, document, paragraph_ids, prose, revise, template
from pace import examples
from toolkit import catalog
from toolkit.catalog import frozen_ids, ids
from toolkit.catalog.frozen_ids import FrozenIds
from toolkit.errors import CatalogError, DiglotError
from toolkit.model import Catalog, Document

HEAD = b"id\tcontext\tchecksum\tsince\tgone\twords\tversion\n"
OLD_HEAD = HEAD.replace(b"\tversion", b"")


def assigned(parts: list[tuple[str, str]], before: Catalog | None, kept: FrozenIds) -> Document:
    return ids.assign(document(parts), before, (), [(one.id, one.context, one.code) for one in kept])


def test_frozen_ids_go_out_and_come_back() -> None:
    made = frozen_ids.freeze(ids.assign(document(), None), (), "1.0")
    assert frozen_ids.load(frozen_ids.dump(made).encode(), "talk.ids.tsv") == made
    assert frozen_ids.load(frozen_ids.dump(made).replace("\n", "\r\n").encode(), "talk.ids.tsv") == made
    assert {one.id for one in made} == set(paragraph_ids(ids.assign(document(), None)))
    assert all(one.since == "1.0" and not one.gone for one in made)


def test_a_freeze_keeps_what_was_promised_and_notes_what_is_gone() -> None:
    first = template(document())
    one = frozen_ids.freeze(assigned(list(INTERVIEW), first, ()), (), "1.0")
    shorter = assigned(list(INTERVIEW[:-1]), first, one)
    (problem,) = frozen_ids.lost(shorter, one)
    assert problem.code == "D120" and "Yes." in problem.message and "1.0" in problem.message
    two = frozen_ids.freeze(shorter, one, "2.0")
    assert [name.gone for name in two if name.gone] == ["2.0"]
    assert list(frozen_ids.lost(shorter, two)) == []
    assert {name.since for name in two} == {"1.0"}
    back = frozen_ids.freeze(assigned(list(INTERVIEW), template(shorter, first), two), two, "3.0")
    assert [name._replace(last="") for name in back] == [name._replace(last="") for name in one]


def test_without_a_template_a_text_has_the_id_with_which_it_was_frozen() -> None:
    first = template(document([("mara", "And then we left it there.")]))
    edited = [("mara", "And then we left it there, all of it.")]
    doc = assigned(edited, first, ())
    kept = frozen_ids.freeze(doc, (), "1.0")
    assert paragraph_ids(assigned(edited, None, ())) != paragraph_ids(doc)
    assert paragraph_ids(assigned(edited, None, kept)) == paragraph_ids(doc)


def test_without_a_template_frozen_ids_follow_their_words_to_another_speaker() -> None:
    parts = [("mara", "And then we left it there."), ("ilyas", "Yes."), ("mara", "Yes.")]
    edited = [(who, text.replace("there", "there, all of it")) for who, text in parts]
    doc = assigned(edited, template(document(parts)), ())
    kept = frozen_ids.freeze(doc, (), "1.0")
    assert paragraph_ids(assigned(edited, None, kept)) == paragraph_ids(doc)
    other = [("ilyas", edited[0][1]), *edited[1:]]
    assert paragraph_ids(assigned(other, None, kept)) == paragraph_ids(doc)


def test_who_says_a_frozen_text_is_frozen_too() -> None:
    before = assigned([("mara", "And then we left it there."), ("ilyas", "Did you?")], None, ())
    kept = frozen_ids.freeze(before, (), "1.0")
    turns = (before.turns[0].replace(speakers=("ilyas",)), *before.turns[1:])
    now = replace(before, turns=turns)
    (problem,) = frozen_ids.changed(now, kept, "1.0")
    assert [problem] == list(frozen_ids.changed(now, kept, "1.1"))
    assert problem.code == "D540" and "turn|ilyas" in problem.message and "turn|mara" in problem.message
    with pytest.raises(DiglotError, match="is now turn"):
        frozen_ids.freeze(now, kept, "1.0")
    assert {one.version for one in frozen_ids.freeze(now, kept, "1.1")} == {"1.0", "1.1"}


@pytest.mark.parametrize(
    ("parts", "wording"),
    [
        ([INTERVIEW[1], INTERVIEW[0], *INTERVIEW[2:]], "order"),
        (INTERVIEW[:-1], "gone"),
        ([*INTERVIEW, ("mara", "One word more, and then the boat leaves.")], "came"),
    ],
)
def test_a_version_has_one_text(parts: list[tuple[str, str]], wording: str) -> None:
    first = template(document())
    kept = frozen_ids.freeze(assigned(list(INTERVIEW), first, ()), (), "1.0")
    now = assigned(list(parts), first, kept)
    assert wording in {problem.wording for problem in frozen_ids.changed(now, kept, "1.0")}
    with pytest.raises(DiglotError, match=r"in version 1\.0"):
        frozen_ids.freeze(now, kept, "1.0")
    again = frozen_ids.freeze(now, kept, "1.1")
    assert list(frozen_ids.changed(now, again, "1.1")) == []


def test_a_version_that_was_left_has_its_text_still() -> None:
    first = template(document())
    kept = frozen_ids.freeze(assigned(list(INTERVIEW), first, ()), (), "1.0")
    kept = frozen_ids.freeze(assigned(list(INTERVIEW), first, kept), kept, "1.1")
    shorter = assigned(list(INTERVIEW[:-1]), first, kept)
    for version in ("1.0", "1.1"):
        with pytest.raises(DiglotError, match="no longer in the document"):
            frozen_ids.freeze(shorter, kept, version)


def test_a_place_of_any_digits_is_read() -> None:
    head = HEAD.replace(b"version", b"version\tlast\tplace")
    line = b"s7QKD3A\tturn\tX\t1.0\t\tYes.\t1.0\t1.0\t" + b"9" * 5000 + b"\n"
    kept = frozen_ids.load(head + line, "talk.ids.tsv")
    assert [one.wording for one in frozen_ids.changed(document([]), kept, "1.0")] == ["gone"]
    assert not {"D541", "D542"} & {one.code for one in frozen_ids.promised(document([]), kept, "1.0")}


def test_a_frozen_id_is_given_to_no_other_text() -> None:
    text = [("mara", "And then we left it there.")]
    (name,) = paragraph_ids(ids.assign(document(text), None))
    other = frozen_ids.freeze(assigned([("mara", "Something else.")], None, ()), (), "1.0")
    # As if the name that this text would get had been promised to another one.
    kept = tuple(one._replace(id=name) for one in other)
    assert paragraph_ids(assigned(text, None, kept)) != [name]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"something else\n", 1),
        (HEAD + b"s7QKD3A\tturn|mara\n", 2),
        (HEAD + b"nothing\tturn|mara\tX\t1.0\t\tYes.\t1.0\n", 2),
        (HEAD + b"s7QKD3A\tturn\tX\t1.0\t\tYes.\t1.0\ns7QKD3A\tturn\tX\t1.0\t\tYes.\t1.0\n", 3),
        (HEAD + b"<<<<<<< ours\n", 2),
        (HEAD + b"s7QKD3A\tturn\tX\t1.0\t\t\xff\n", 2),
        (HEAD + b"s7QKD3A\tturn\tX\t1.0\t\tYes.\n", 2),
        (OLD_HEAD + b"s7QKD3A\tturn\tX\t1.0\t\tYes.\t1.0\n", 2),
    ],
)
def test_what_is_no_file_of_frozen_ids_is_refused(data: bytes, line: int) -> None:
    with pytest.raises(CatalogError, match=rf"talk\.ids\.tsv:{line}: ") as caught:
        frozen_ids.load(data, "talk.ids.tsv")
    assert caught.value.hint


def test_frozen_ids_without_versions_of_their_texts_are_read() -> None:
    (one,) = frozen_ids.load(OLD_HEAD + b"s7QKD3A\tturn\tX\t0.9\t\tYes.\n", "talk.ids.tsv")
    assert one.version == one.since == "0.9"
    assert frozen_ids.load(frozen_ids.dump((one,)).encode(), "talk.ids.tsv") == (one,)


@examples(40)
@given(st.integers(0, 2**32), st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_what_was_frozen_under_a_version_has_one_text(seed: int, steps: list[tuple[bool, bool]]) -> None:
    """Law: what differs from its freeze is named; under the same version no other text can be frozen."""
    generator = random.Random(seed)
    units = [(k, "mara", prose(generator, 8)) for k in range(24)]
    version = 1
    kept: FrozenIds = ()
    before: Catalog | None = None
    frozen: tuple[str, dict[str, str]] = ("", {})
    for number, (moves_on, edited) in enumerate(steps):
        doc = assigned([(who, text) for _, who, text in units], before, kept)
        before = template_of(doc, before)
        texts = dict(zip(paragraph_ids(doc), (text for _, _, text in units), strict=True))
        differing = {one.id for one in kept if not one.gone and ids.code(texts.get(one.id, "")) != one.code}
        problems = (*frozen_ids.changed(doc, kept, "0"), *frozen_ids.lost(doc, kept))
        told = {problem.message.split()[0].strip(",") for problem in problems}
        assert told == differing
        version += moves_on
        now = str(version)
        if frozen[0] == now and list(frozen[1].items()) != list(texts.items()):
            assert list(frozen_ids.changed(doc, kept, now))
            with pytest.raises(DiglotError, match="in version"):
                frozen_ids.freeze(doc, kept, now)
        else:
            kept = frozen_ids.freeze(doc, kept, now)
            frozen = now, texts
            assert not list(frozen_ids.promised(doc, kept, now))
        if edited:
            units = revise(generator, units, 100 * (number + 1))


@examples(25)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(["edit", "freeze", "lose"]), min_size=3, max_size=8))
def test_no_id_is_given_twice_in_a_chain_of_edits(seed: int, steps: list[str]) -> None:
    """Edits, freezes and lost templates in any order: what was frozen belongs to one text for good."""
    generator = random.Random(seed)
    units = [(k, generator.choice(["mara", "ilyas"]), prose(generator, 12)) for k in range(60)]
    owners: defaultdict[str, set[int]] = defaultdict(set)
    kept: FrozenIds = ()
    before: Catalog | None = None
    for number, step in enumerate(steps):
        if step == "edit":
            units = revise(generator, units, 1000 * (number + 1))
        doc = assigned([(who, text) for _, who, text in units], before, kept)
        before = template_of(doc, before)
        if step == "freeze":
            kept = frozen_ids.freeze(doc, kept, str(number))
            for (unit, _, _), name in zip(units, paragraph_ids(doc), strict=True):
                owners[name].add(unit)
        if step == "lose":
            # Ids that nobody promised may be lost with the template; those that were frozen may not.
            before = None
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def template_of(doc: Document, before: Catalog | None) -> Catalog:
    return catalog.update(before, catalog.extract(doc), "", ABOUT, MOMENT)[0]
