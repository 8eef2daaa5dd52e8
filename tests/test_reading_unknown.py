"""Whoever speaks and isn't known: `??`."""

import pytest

from talks import read, said

TALKS = (
    ("Ada", "Bo", "Where is it?", "Over there, by the mill.", "I see it.", "So do I."),
    ("דנה", "אורי", "איפה זה?", "שם, ליד הטחנה.", "אני רואה.", "גם אני."),
    ("林", "王", "在哪儿？", "在那边，磨坊旁边。", "我看见了。", "我也看见了。"),
)


@pytest.mark.parametrize("sign", ["?", "??", "???", "؟", "؟؟"])
@pytest.mark.parametrize("talk", TALKS)
def test_question_marks_before_a_colon_are_somebody(talk: tuple[str, ...], sign: str) -> None:
    first, second, *words = talk
    turns = [*zip((first, sign, second, sign), words, strict=True), (first, words[2]), (second, words[3])]
    assert said(read(*(f"{who}: {text}" for who, text in turns))) == turns


@pytest.mark.parametrize("talk", TALKS)
def test_a_question_mark_beside_a_name_is_no_short_name(talk: tuple[str, ...]) -> None:
    first, second, *words = talk
    turns = [
        *zip((first, "?", second, "?"), words, strict=True),
        (f"{second} (?)", words[2]),
        ("?", words[3]),
    ]
    found = said(read(*(f"{who}: {text}" for who, text in turns)))
    assert [who for who, _ in found] == [first, "?", second, "?", second, "?"]


@pytest.mark.parametrize("head", ["", "Interview, March 2026."])
def test_a_question_below_one_with_a_label_is_of_the_same_person(head: str) -> None:
    talk = [
        ("Nora", "Eels?", "How many were there?"),
        ("Bo", "Thousands.", "The water was black with them."),
    ] * 4
    document = read(
        "At the weir", head, *(part for who, one, more in talk for part in (f"{who}: {one}", more))
    )
    assert said(document) == [(who, part) for who, one, more in talk for part in (one, more)]
