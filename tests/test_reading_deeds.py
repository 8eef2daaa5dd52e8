"""What is told between turns without any sign, and parts of talks that begin in their midst."""

from collections.abc import Sequence

import pytest

from talks import read, read_and_asked, said
from toolkit.findings import Finding
from toolkit.languages.persons import begins_with_he_or_she

TALKS = {
    "en": (
        ("Ada Berg: When did you come?", "Tom Reyes: In May, I think.", "I had two bags with me."),
        "She gets up and closes the window.",
        "Tom Reyes laughs.",
    ),
    "ru": (
        (
            "Анна Белова: Когда вы приехали?",
            "Пётр Ильин: Я приехал в мае.",
            "У меня было две сумки.",
        ),
        "Она встаёт и закрывает окно.",
        "Пётр Ильин смеётся.",
    ),
    "ar": (
        ("ليلى حداد: متى جئت؟", "سامي نصر: أظن أنني جئت في مايو.", "كنت أنا أحمل حقيبتين."),
        "هي تنهض وتغلق النافذة.",
        "سامي نصر يضحك.",
    ),
    "he": (
        ("דנה כהן: מתי באת?", "יוסי לוי: נדמה לי שאני באתי במאי.", "היו לי שני תיקים."),
        "היא קמה והולכת אל החלון.",
        "יוסי לוי צוחק.",
    ),
    "zh": (
        ("林小鸥：你什么时候来的？", "周望海：我想是五月。", "我带了两个包。"),
        "她站起来，关上了窗户。",
        "周望海笑了。",
    ),
}
"""A question, an answer and its second paragraph; and two sentences that tell of somebody."""
talks = pytest.mark.parametrize("lang", TALKS)


def lines(findings: Sequence[Finding], code: str) -> set[int]:
    return {line for finding in findings if finding.code == code for line in finding.lines}


@talks
@pytest.mark.parametrize("which", [0, 1])
def test_a_sentence_about_somebody_between_turns_is_told_or_asked_about(lang: str, which: int) -> None:
    turns, *others = TALKS[lang]
    told = others[which]
    document, findings = read_and_asked(*turns * 2, told, *turns * 2)
    number = 2 * 6 + 1
    here = [p for turn in document.turns for p in turn.paragraphs if p.where.line == number]
    assert [p.text for p in here] == [told]
    assert here[0].kind != "speech" or number in lines(findings, "D101")


@talks
def test_a_further_paragraph_where_turns_have_none_is_asked_about(lang: str) -> None:
    ask, answer, _ = TALKS[lang][0]
    weather = {
        "en": "Night, and wind from the sea.",
        "ru": "Ночь, ветер с моря.",
        "ar": "ليل وريح من البحر.",
        "he": "לילה, ורוח מהים.",
        "zh": "夜里，海风很大。",
    }[lang]
    _, findings = read_and_asked(*(ask, answer) * 5, weather, *(ask, answer) * 5)
    assert 21 in lines(findings, "D101") | lines(findings, "D109")


@talks
def test_what_whoever_speaks_says_of_himself_is_not_asked_about(lang: str) -> None:
    document, findings = read_and_asked(*TALKS[lang][0] * 5)
    assert len([*said(document)]) == 15
    assert not lines(findings, "D101")


def test_he_and_she_are_words_of_their_languages() -> None:
    assert all(begins_with_he_or_she(TALKS[lang][1], lambda: [*TALKS]) for lang in TALKS)
    assert not begins_with_he_or_she(TALKS["ru"][1], lambda: ["en"])
    assert not any(begins_with_he_or_she(TALKS[lang][2], lambda: [*TALKS]) for lang in TALKS)


@talks
def test_a_long_turn_at_the_top_of_a_part_is_no_headline(lang: str) -> None:
    _, answer, further = TALKS[lang][0]
    label, words = answer.split("：" if lang == "zh" else ": ")
    wrapped = f"**{label}**: {words}\n{further}"
    own = f"**{label}**: {further}"
    document = read(wrapped, own, own, *(f"**{label}**: {words}",) * 3, path="x.md")
    assert [who for who, _ in said(document)] == [label] * 6


QUESTIONS = (
    "A brief interview with the author:",
    "How did you come to write?",
    "It came to me. Early in my youth I wrote poems and short stories.",
    "Is this your first book?",
    "Yes, it is my first, and I am glad of it.",
    "Have you written for long?",
    "My poems are part of my life. I had times in which I wrote every day.",
    "Where do you write?",
    "I have no place for it. I write in my kitchen when you are all asleep.",
    "Do you have a plan?",
    "No.",
)


@talks
def test_questions_and_answers_above_a_talk_with_labels_are_said(lang: str) -> None:
    ask, answer, _ = TALKS[lang][0]
    document = read("\n".join(QUESTIONS), "***", *(ask, answer) * 4)
    assert [words for _, words in said(document)][: len(QUESTIONS) - 1] == [*QUESTIONS[1:]]


HEADS = {
    "en": ("2 comments", "Bibliography", "I was there, and it rained."),
    "ru": ("2 комментария", "Список литературы", "Я была там, шёл дождь."),
    "ar": ("تعليقات", "المراجع", "كنت أنا هناك."),
    "he": ("תגובות", "ביבליוגרפיה", "אני הייתי שם."),
    "zh": ("评论", "参考文献", "那天我在那儿，下着雨。"),
}


@talks
def test_nobody_says_what_stands_below_a_heading_behind_all_turns(lang: str) -> None:
    ask, answer, further = TALKS[lang][0]
    comments, books, words = HEADS[lang]
    for head in (comments, books):
        document = read(*(ask, answer, further) * 4, head, words, "Tess, 4:12", words)
        assert len([*said(document)]) == 12
    # Above the last turn it heads what is said.
    document = read(ask, answer, *(ask, answer, further) * 2, books, further, ask, answer)
    assert [words for _, words in said(document)].count(further) >= 2


@talks
def test_a_footnote_may_have_its_number_in_brackets_or_raised(lang: str) -> None:
    ask, answer, further = TALKS[lang][0]
    for call, note in (("[1]", "[1]"), ("[^1]", "[^1]:"), ("1", "1"), ("¹", "¹")):
        document = read(ask, answer + call, f"{note} {further}", *(ask, answer) * 3)
        assert further not in [words for _, words in said(document)]
        assert len([*said(document)]) == 8
    # A number that nothing calls counts something.
    document = read(ask, answer, f"[1] {further}", *(ask, answer) * 3)
    assert [p.kind for turn in document.turns for p in turn.paragraphs].count("note") == 0


@talks
def test_a_caption_between_two_signs_is_said_by_nobody(lang: str) -> None:
    ask, answer, further = TALKS[lang][0]
    document = read(*(ask, answer, f"=ZOOM={further}=") * 3, path="x.md")
    kinds = [p.kind for turn in document.turns for p in turn.paragraphs]
    assert (kinds.count("speech"), kinds.count("caption")) == (6, 3)


@talks
def test_a_word_and_a_colon_that_come_once_in_a_turn_are_asked_about(lang: str) -> None:
    resolved = {
        "en": "After the flood: a house without doors",
        "ru": "После паводка: дом без дверей",
        "ar": "بعد الفيضان: بيت بلا أبواب",
        "he": "אחרי השיטפון: בית בלי דלתות",
        "zh": "洪水之后：没有门的房子",
    }[lang]
    turns = TALKS[lang][0]
    document, findings = read_and_asked(*turns * 4, resolved, *turns * 4)
    here = [p for turn in document.turns for p in turn.paragraphs if p.where.line == 25]
    asked = {line for finding in findings for line in finding.lines}
    assert here and (here[0].kind != "speech" or 25 in asked)
