"""Whoever speaks and isn't known: `??`."""

import pytest

from talks import read, said

TALKS = (
    ("Ada", "Bo", "Where is it?", "Over there, by the mill.", "I see it.", "So do I."),
    ("דנה", "אורי", "איפה זה?", "שם, ליד הטחנה.", "אני רואה.", "גם אני."),
    ("林", "王", "在哪儿？", "在那边，磨坊旁边。", "我看见了。", "我也看见了。"),
)


@pytest.mark.parametrize("sign", ["?", "??", "???"])
@pytest.mark.parametrize("talk", TALKS)
def test_question_marks_before_a_colon_are_somebody(talk: tuple[str, ...], sign: str) -> None:
    first, second, *words = talk
    turns = [*zip((first, sign, second, sign), words, strict=True), (first, words[2]), (second, words[3])]
    assert said(read(*(f"{who}: {text}" for who, text in turns))) == turns
