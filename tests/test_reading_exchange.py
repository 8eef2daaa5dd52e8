"""Texts that are made of turns, from the first label that comes again on."""

import pytest

from talks import read, said

CALLED = {
    "he": ("דנה", "יואב", "מיכל", '"מי שם בשעה {}?"', '"זאת אני, מהמגדלור {}. יש לך רגע?"'),
    "en": (
        "Mara",
        "The clerk",
        "Noor",
        '"Who is there, at {}?"',
        '"It is me, from lamp {}. Have you a moment?"',
    ),
    "ru": ("Анна", "Сторож", "Олег", "«Кто там, в {}?»", "«Это я, с маяка {}. У вас есть минута?»"),
    "zh": ("林小鸥", "守夜人", "周望海", "“{}点了，谁在那里？”", "“是我，从{}号灯塔来。你有时间吗？”"),
}
"""Who calls, who answers, who calls as well; an answer and a call."""
ABOVE = "A call to the harbour\n\nBats are in the lamp again.\n\nThe keeper calls.\n\nEdited by night.\n\n"


@pytest.mark.parametrize("lang", CALLED)
@pytest.mark.parametrize("times", [3, 6])
def test_names_above_and_before_what_is_said_take_turns(lang: str, times: int) -> None:
    """Who calls has the name above the words, who answers has it before them, and nothing parts the two."""
    caller, other, friend, answer, call = CALLED[lang]
    turns = []
    for n in range(times):
        turns += [(friend if n % 3 == 1 else caller, call.format(n)), (other, answer.format(n))]
    turns += [(caller, answer.format(9)), (friend, call.format(9))]
    lines = [name + (": " if name == other else ":\n") + words for name, words in turns]
    talk = "\n\n".join("\n".join(lines[k : k + 2]) for k in range(0, len(lines), 2))
    assert [*said(read(ABOVE + talk))] == turns


BOOK = (
    ("ミナ", "ねえ、灯台を見た？"), ("ミナ", "きれいだったでしょう？"), ("ソウ", "昨日の夜だ。"),
    ("ソウ", "雨だったね。"), ("ソウ", "そうだね。"), ("ソウ", "私は寝ていたよ。"),
)  # fmt: skip


def test_each_sentence_of_a_book_may_have_its_name() -> None:
    turns = [(name, f"「{words}」") for name, words in BOOK * 3]
    assert [*said(read("\n".join(map("".join, turns))))] == turns


def test_works_with_who_made_them_are_not_surely_said() -> None:
    works = ("灯台", "波", "港の朝", "夜の船", "鐘", "霧")
    listed = "\n".join(f"{name}「{title}」" for (name, _), title in zip(BOOK * 3, works * 3, strict=True))
    assert all(one.p < 0.99 for turn in read(listed).turns for one in turn.paragraphs if one.kind == "speech")
