"""What pages have: turns in lists, words of the page between them, and labels that few texts have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

import talks
from talks import read_and_asked
from toolkit.findings import Finding

ASKED = {
    "en": (
        ("Which boat is yours?", "The blue one.", "advertisement"),
        ("Who taught you to row?", "My aunt, on the lake.", "Follow us"),
        ("Where do you sleep?", "Below the sail.", ""),
        ("What do you eat?", "Bread, and fish on Sundays.", ""),
        ("When do you come home?", "When the wind turns.", ""),
    ),
    "he": (
        ("איזו סירה שלך?", "הכחולה.", "פרסומת"),
        ("מי לימד אותך לחתור?", "הדודה שלי, באגם.", ""),
        ("איפה אתה ישן?", "מתחת למפרש.", ""),
        ("מה אתה אוכל?", "לחם, ובשבת דג.", ""),
        ("מתי אתה חוזר הביתה?", "כשהרוח מתהפכת.", ""),
    ),
    "tr": (
        ("Hangi tekne sizin?", "Mavi olan.", "REKLAM"),
        ("Kürek çekmeyi kimden öğrendiniz?", "Teyzemden, gölde.", "Reklam"),
        ("Nerede uyuyorsunuz?", "Yelkenin altında.", ""),
        ("Ne yiyorsunuz?", "Ekmek, pazarları balık.", ""),
        ("Eve ne zaman dönersiniz?", "Rüzgâr dönünce.", ""),
    ),
}


def read(*paragraphs: str, between: str = "\n\n") -> tuple[list[tuple[str, str]], Sequence[Finding]]:
    """What is said, with who says it, and the findings."""
    text = between.join(paragraphs) + "\n"
    document, findings = read_and_asked(text)
    return talks.said(document), [*findings]


@pytest.mark.parametrize("language", ASKED)
def test_items_that_ask_and_answer_are_said(language: str) -> None:
    turns = [words for question, answer, _ in ASKED[language] for words in (question, answer)]
    said, _ = read(*(f"  • {words}" for words in turns), between="\n")
    assert [words for _, words in said] == turns
    assert not read("2026", *(f"  • {words}" for words in turns[1::2]), between="\n")[0], "points of a list"


@pytest.mark.parametrize("language", ASKED)
def test_items_of_which_some_ask_are_asked_about(language: str) -> None:
    questions = [question for question, _, _ in ASKED[language]]
    answers = [answer for _, answer, _ in ASKED[language]]
    both = [*questions[:3], *answers[:2], *questions[3:], *answers[2:]]
    said, findings = read("2026", *(f"  • {words}" for words in both), between="\n")
    asked = {line for finding in findings for line in finding.lines}
    assert len(said) == len(both) or asked >= {*range(2, len(both) + 2)}


@pytest.mark.parametrize("language", ["he", "tr"])
def test_what_a_page_adds_parts_no_interview(language: str) -> None:
    lines = [*chain.from_iterable(ASKED[language])]
    said, _ = read(*filter(None, lines))
    assert [words for _, words in said] == [words for of in ASKED[language] for words in of[:2]]


@pytest.mark.parametrize(
    ("ask", "name", "turns"),
    [
        ("Question", "Mara Holt", ("When did it begin?", "In spring.", "And then?", "Then it rained.")),
        ("سؤال", "ليلى حداد", ("متى بدأ ذلك؟", "في الربيع.", "وبعد ذلك؟", "ثم نزل المطر.")),
        ("প্রশ্ন", "মীরা সেন", ("কবে শুরু হলো?", "বসন্তে।", "তারপর?", "তারপর বৃষ্টি এলো।")),
    ],
)
def test_a_word_for_a_question_stands_alone_again_and_again(
    ask: str, name: str, turns: tuple[str, ...]
) -> None:
    asked, answered = turns[::2] * 2, turns[1::2] * 2
    said, _ = read(
        *(f"{ask}\n\n{one}\n\n{name}: {other}" for one, other in zip(asked, answered, strict=True))
    )
    assert [words for _, words in said] == [*turns] * 2
    assert [who == name for who, _ in said] == [False, True] * 4


@pytest.mark.parametrize("colon", "∶﹕：")
def test_what_looks_like_a_colon_is_one(colon: str) -> None:
    turns = [("林小鸥", "天晚了。"), ("周望海", "是吗？"), ("林小鸥", "是的。"), ("周望海", "那走吧。")]
    assert read(*(f"{who}{colon}{words}" for who, words in turns))[0] == turns


def test_a_letter_or_a_figure_beside_a_single_blank_of_japanese() -> None:
    turns = [
        ("司会", "それでは質問をどうぞ。"),
        ("質問者A", "なぜ海なのですか。"),
        ("講師", "30年前に流されました。"),
        ("質問者B", "こわくなかったですか。"),
        ("講師", "こわかったです。"),
        ("司会", "ありがとうございました。"),
    ]
    assert read(*(f"{who} {words}" for who, words in turns))[0] == turns


@pytest.mark.parametrize(
    "points",
    [
        ("Do: Test the lamp.", "Do: Take a rope.", "Don't: Run.", "Don't: Shout on the pier."),
        (
            "温馨提示：请带好绳子。",
            "温馨提示：不要在码头上奔跑。",
            "特别提示：涨潮前请离开。",
            "特别提示：请带灯。",
        ),
    ],
)
def test_what_to_do_is_nobodys_name(points: tuple[str, ...]) -> None:
    said, findings = read("2026", *points)
    assert not said or findings


SAYS_NO_YOU = {
    "cs": ("Kdy jste přijela?", "Na jaře, a já zůstala.", "Můžu já přijet na jaře?"),
    "it": ("Quando è arrivata qui?", "Io sono arrivata in primavera.", "Posso venire io in primavera?"),
    "fi": ("Milloin tulitte tänne?", "Minä tulin keväällä.", "Voinko minä tulla keväällä?"),
}


@pytest.mark.parametrize("language", SAYS_NO_YOU)
def test_where_verbs_say_who_is_meant_nobody_has_to_say_you(language: str) -> None:
    """Whoever asks a shop or an office says I."""
    question, answer, may_i = SAYS_NO_YOU[language]

    def asked(question: str) -> bool:
        turns = [f"{words[:-1]} {n}{words[-1]}" for n in range(14, 22) for words in (question, answer)]
        said, findings = read(*turns)
        assert [words for _, words in said] == turns
        return "D101" in {finding.code for finding in findings}

    assert [asked(question), asked(may_i)] == [False, True]
