from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogs import prose
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.match import match
from toolkit.catalog.plain_texts import PlainTexts, solid
from toolkit.text.hygiene import untypeset
from toolkit.text.similarity import similarity

contexts = st.sampled_from(["turn|mara", "turn|ilyas", "caption"])
texts = st.one_of(
    st.sampled_from(["Yes.", "No.", "And then?", "I was nine, and my father let me hold the lamp."]),
    st.text(max_size=30),
)
sequences = st.lists(st.tuples(contexts, texts), max_size=25)


def said(*texts: str) -> list[MessageKey]:
    return [("turn|mara", text) for text in texts]


def kinds(old: list[MessageKey], new: list[MessageKey]) -> list[tuple[str, int]]:
    return [(found.kind, found.old) for found in match(old, new)]


@given(sequences, sequences)
def test_laws(old: list[MessageKey], new: list[MessageKey]) -> None:
    found = match(old, new)
    assert len(found) == len(new)
    used = [one.old for one in found if one.kind != "new"]
    assert len(used) == len(set(used)), "an old unit served twice"
    assert set(used) <= set(range(len(old)))
    in_order = [one.old for one in found if one.kind == "same"]
    assert in_order == sorted(in_order)
    for one, unit in zip(found, new, strict=True):
        if one.kind in ("same", "moved"):
            assert old[one.old] == unit
            assert one.ratio == 1
        elif one.kind == "edited":
            assert old[one.old] != unit
            assert 0.6 <= one.ratio <= 1
        else:
            assert (one.old, one.ratio) == (-1, 0)


@given(
    st.lists(st.text(" .-'…—“«»\xa0\xad/:\0ab\n", max_size=60) | st.text("ab. -", min_size=9, max_size=60)),
    st.integers(1, 10),
)
def test_how_texts_begin_is_told_of_all_together_as_of_each(given_texts: list[str], size: int) -> None:
    """What they have of typography and blanks is of no matter."""
    plain = PlainTexts([("turn", text) for text in given_texts])
    alone = [solid(untypeset(text))[:size] for text in given_texts]
    assert plain.beginnings(len(given_texts), size) == alone
    assert plain.beginnings(len(given_texts) // 2, size) == alone[: len(given_texts) // 2]


@given(sequences, sequences)
def test_whatever_is_equal_is_found_whoever_says_it_and_wherever(
    old: list[MessageKey], new: list[MessageKey]
) -> None:
    found = match(old, new)
    words = [untypeset(text) for _, text in old]
    equal = Counter(untypeset(text) for one, (_, text) in zip(found, new, strict=True) if one.ratio == 1)
    assert equal == Counter(words) & Counter(untypeset(text) for _, text in new)
    for one, (_, text) in zip(found, new, strict=True):
        assert one.ratio < 1 or words[one.old] == untypeset(text)


@given(sequences, sequences, sequences)
def test_what_was_gone_comes_back_with_its_words_alone(
    old: list[MessageKey], new: list[MessageKey], spare: list[MessageKey]
) -> None:
    found = match(old, new, spare)
    known = [*old, *spare]
    equal = Counter(untypeset(text) for one, (_, text) in zip(found, new, strict=True) if one.ratio == 1)
    assert equal == Counter(untypeset(text) for _, text in known) & Counter(
        untypeset(text) for _, text in new
    )
    assert all(one.old < len(old) or one.ratio == 1 for one in found)


@given(sequences)
def test_labels_that_change_places_move_no_words(units: list[MessageKey]) -> None:
    """Texts that are said once keep their places whoever says them; so does all that stands between them."""
    units = [unit for k, one in enumerate(units) for unit in (unit_of(k), one)]
    swap = {"turn|mara": "turn|ilyas", "turn|ilyas": "turn|mara"}
    new = [(swap.get(where, where), text) for where, text in units]
    assert [one.old for one in match(units, new)] == list(range(len(units)))


def unit_of(number: int) -> MessageKey:
    return "turn|mara" if number % 3 else "turn|ilyas", f"This is what was said in place {number}."


@given(sequences)
def test_nothing_changed(units: list[MessageKey]) -> None:
    assert kinds(units, list(units)) == [("same", k) for k in range(len(units))]


@given(
    sequences, st.integers(0, 25), st.tuples(contexts, st.just("Nobody ever said such a thing: 0123456789."))
)
def test_an_insertion_leaves_the_rest_alone(units: list[MessageKey], at: int, one: MessageKey) -> None:
    at = min(at, len(units))
    found = match(units, [*units[:at], one, *units[at:]])
    rest = found[:at] + found[at + 1 :]
    assert [x.kind for x in rest] == ["same"] * len(units)


def test_a_typo_is_an_edit_in_its_place() -> None:
    old = said("I came by boat.", "It was teh coldest winter of all.", "Then the ice broke.")
    new = said("I came by boat.", "It was the coldest winter of all.", "Then the ice broke.")
    assert kinds(old, new) == [("same", 0), ("edited", 1), ("same", 2)]


def test_the_best_pair_is_taken_first_and_then_the_nearest() -> None:
    old = said("The boat was red.", "The boat was old and red.")
    new = said("The boat was old and red!", "The boat was red!")
    assert kinds(old, new) == [("edited", 1), ("edited", 0)]
    twins = said("We crossed at night.", "We crossed at night?")
    assert kinds(twins, said("We crossed at night!", "We crossed at night,")) == [
        ("edited", 0),
        ("edited", 1),
    ]


def test_repeated_answers_keep_their_places() -> None:
    old = said("How cold?", "Very.", "How dark?", "Very.", "How far?", "Very.")
    new = said("How dark?", "Very.", "How far?", "Very.")
    assert kinds(old, new) == [("same", 2), ("same", 3), ("same", 4), ("same", 5)]


def test_a_block_that_moved() -> None:
    lines = [prose(random.Random(k)) for k in range(12)]
    order = [0, 1, 7, 8, 2, 3, 4, 5, 6, 9, 10, 11]
    found = kinds(said(*lines), said(*(lines[k] for k in order)))
    assert [j for _, j in found] == order
    assert [j for kind, j in found if kind == "moved"] == [7, 8]


def test_moved_and_edited_is_recognised_where_it_is_long() -> None:
    rest = [prose(random.Random(k)) for k in range(9)]
    long = "My father kept the lamp in a box of sand, so that the ferry would never burn."
    edited = long.replace("ferry", "old ferry")
    assert kinds(said(long, *rest), said(*rest, edited))[-1] == ("edited", 0)
    assert kinds(said("Yes, sir.", *rest), said(*rest, "Yes, sirs."))[-1] == ("new", -1)


def test_han_text_that_moved_and_was_edited() -> None:
    rest = [prose(random.Random(k)) for k in range(9)]
    old, new = (
        "父亲把灯放在沙箱里，免得渡船着火，整个冬天都这样。",
        "父亲把灯放在沙箱里，免得渡轮着火，整个冬天都这样。",
    )
    assert kinds(said(old, *rest), said(*rest, new))[-1] == ("edited", 0)


def test_a_renamed_speaker_is_an_edit_of_context_alone() -> None:
    old = [("turn|mara", "Why?"), ("turn|ilyas", "Because."), ("turn|mara", "Why?")]
    new = [("turn|m-lind", text) if who == "turn|mara" else (who, text) for who, text in old]
    found = match(old, new)
    assert [(one.kind, one.old, one.ratio) for one in found] == [
        ("edited", 0, 1),
        ("same", 1, 1),
        ("edited", 2, 1),
    ]


def test_another_speaker_must_say_nearly_the_same() -> None:
    old = [("turn|mara", "We crossed the river in the dark.")]
    assert kinds(old, [("turn|ilyas", "We crossed the rivers in the dark.")]) == [("edited", 0)]
    assert kinds(old, [("turn|mara", "They crossed the river in a fog.")]) == [("edited", 0)]
    assert kinds(old, [("turn|ilyas", "They crossed the river in a fog.")]) == [("new", -1)]


@pytest.mark.parametrize("seed", range(20))
def test_unrelated_prose_is_not_an_edit(seed: int) -> None:
    generator = random.Random(seed)
    old, new = ([prose(generator, generator.randint(8, 60)) for _ in range(6)] for _ in range(2))
    assert {kind for kind, _ in kinds(said(*old), said(*new))} == {"new"}


def test_letters_alone_do_not_make_an_edit() -> None:
    a = "The captain told us to wait until the harbour lights went out, and nobody spoke."
    b = "He sold the two tents in late April without asking what they had cost her."
    assert similarity(a, b) == 0
    assert similarity(a, a.replace("wait", "stay")) > 0.9


def test_a_large_gap_is_searched_by_what_its_units_share() -> None:
    generator = random.Random(7)
    old = said(*(prose(generator) for _ in range(400)))
    order = list(range(400))
    generator.shuffle(order)
    # Every text edited and in another place: no anchor is left, and the gap is too large for all pairs.
    new = [(old[k][0], old[k][1].replace(".", ", he said.")) for k in order]
    found = match(old, new)
    assert sum(one.old == k for one, k in zip(found, order, strict=True)) >= 390


@pytest.mark.parametrize(
    ("whole", "labels", "turns"),
    [
        ("Q. Alone? A. No, with him.", ("q", "a"), ("Alone?", "No, with him.")),
        ("Ann: Where? Bo: Here. Ann: Now?", ("ann", "bo", "ann"), ("Where?", "Here.", "Now?")),
        ("س: وحدك؟ ج: لا، مع كلبي.", ("s", "j"), ("وحدك؟", "لا، مع كلبي.")),
        ("问：一个人？答：不，带着狗。", ("wen", "da"), ("一个人？", "不，带着狗。")),
    ],
)
def test_a_question_and_its_answer_without_their_labels_are_parts_of_what_was_one(
    whole: str, labels: tuple[str, ...], turns: tuple[str, ...]
) -> None:
    old = [("narration", "We met at the pier."), ("narration", whole), ("narration", "He left at noon.")]
    spoken = [(f"turn|{who}", words) for who, words in zip(labels, turns, strict=True)]
    names = [("speaker|q", "Q"), ("speaker|a", "A")]
    found = match(old, [*names, old[0], *spoken, old[2]])
    assert [one.parts for one in found[3:-1]] == [(1,)] * len(turns)
    back = match([*names, old[0], *spoken, old[2]], old)
    assert back[1].parts == tuple(range(3, 3 + len(turns)))


def test_one_text_behind_a_label_and_two_that_are_apart_are_no_parts() -> None:
    old = said("Listen to me: Yes.", "Bo: Where? Ann: Here.")
    found = match(old, said("Yes.", "Where?", "Tomorrow, at the pier.", "Here."))
    assert [one.parts for one in found] == [()] * 4
