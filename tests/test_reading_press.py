"""What newspapers put around the words of an interview: bylines, signs of questions and answers, markup."""

import pytest

from toolkit import config
from toolkit.errors import SourceError
from toolkit.model import Document
from toolkit.readers import plain


def read(text: str, sidecar: str = "") -> Document:
    settings = config.parse_sidecar(sidecar, "talk.toml")
    document, _ = plain.read(text.encode(), name="talk", path="talk.txt", lang="und", sidecar=settings)
    assert plain.write(document).decode() == text
    return document


TALK = """\
The Clockmaker of Vell

{} Anna Sorrel

SORREL
How did you become one?

HARTOG
By chance, I think. It was late.

SORREL
And then?

HARTOG
Then I stayed here.
"""


@pytest.mark.parametrize("by", "By Von Par Por Di Da De Door Av Af Przez Oleh Από Bởi Írta מאת بقلم".split())
def test_who_wrote_it_is_no_speaker(by: str) -> None:
    document = read(TALK.format(by))
    assert [turn.kind for turn in document.turns[:2]] == ["title", "byline"]
    assert [speaker.name for speaker in document.speakers] == ["SORREL", "HARTOG"]


@pytest.mark.parametrize("name", ["Von der Leyen", "Di Stefano", "De Luca", "Da Costa", "Von Trapp"])
def test_a_surname_that_begins_as_a_byline_does_is_a_name(name: str) -> None:
    words = TALK.format("By").replace("SORREL", name).replace("HARTOG", "Bruno Hartog")
    assert [speaker.name for speaker in read(words).speakers] == [name, "Bruno Hartog"]


@pytest.mark.parametrize(
    "title", ["Von Bergen und Menschen", "De Madrid al cielo", "Di Roma si parla ancora"]
)
def test_a_title_that_begins_as_a_byline_does_is_a_title(title: str) -> None:
    document = read(TALK.format("By").replace("The Clockmaker of Vell", title))
    assert [turn.kind for turn in document.turns[:2]] == ["title", "byline"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<title>x</title>\nAnna: Why?\n",
        "<html><body><p>Vell</p>\n<p>Anna: Why?</p>\n",
        "<p>Anna: Why?</p>\n<p>Bruno: Because.</p>\n\n<p>Anna: Oh.<br>\nSo it is.</p>\n",
    ],
)
def test_a_page_of_the_web_is_no_transcript(text: str) -> None:
    with pytest.raises(SourceError, match="this looks like HTML") as refused:
        read(text)
    assert "copy its text" in refused.value.hint


def test_tags_among_words_are_words() -> None:
    document = read("Anna: Why <b>not?\n\nBruno: <p> is a tag.\n\nAnna: Oh, and 3 < 4.\n")
    assert [turn.paragraphs[0].text for turn in document.turns] == [
        "Why <b>not?",
        "<p> is a tag.",
        "Oh, and 3 < 4.",
    ]


KOREAN = """\
시계를 고치는 사람

(서울=통신) 홍길동 기자 =

{0}어떻게 시계공이 되셨나요?

{1}우연이었습니다. 스무 살 때였습니다.

그때는 다들 그랬습니다.

{0}2020년에도 손님이 많았습니까?

{1}예전만 못합니다: 그래도 옵니다.

{0}마지막으로 한 말씀 부탁드립니다.

{1}2021년이 더 어려웠습니다.

{2}
"""
SIGNED = "홍길동 기자 hong@example.com"


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("- ", "▲ "), ("◇ ", "◆ "), ("◆", "◇ "), ("▶ ", "▷ "), ("― ", "▲ "), ("Q. ", "A. ")],
)
def test_signs_ask_and_answer(asks: str, answers: str) -> None:
    document = read(KOREAN.format(asks, answers, SIGNED))
    turns = [turn for turn in document.turns if turn.kind == "speech"]
    assert [turn.label for turn in turns] == [asks.strip(" ."), answers.strip(" .")] * 3
    assert [len(turn.paragraphs) for turn in turns] == [1, 2, 1, 1, 1, 1]
    assert turns[3].paragraphs[0].text == "예전만 못합니다: 그래도 옵니다."
    assert [speaker.role for speaker in document.speakers] == ["interviewer", "interviewee"]
    assert [turn.kind for turn in document.turns if turn not in turns] == ["title", "byline", "byline"]


def test_the_editor_says_whose_signs_they_are() -> None:
    text = KOREAN.format("- ", "▲ ", SIGNED)
    named = '[[speakers]]\nname = "홍길동"\naliases = ["-"]\n[[speakers]]\nname = "김철수"\naliases = ["▲"]\n'
    people = [(one.name, one.role) for one in read(text, named).speakers]
    assert people == [("홍길동", "interviewer"), ("김철수", "interviewee")]
    assert not any("▲" in (turn.label or "") for turn in read(text, 'not-speakers = ["▲"]\n').turns)


def test_signs_before_captions_and_headings_are_no_answers() -> None:
    caption = "▲ 종로의 시계방. 사진: 홍길동"
    document = read(KOREAN.format("- ", "▲ ", caption))
    assert document.turns[-1].kind == "caption" and document.turns[-1].paragraphs[0].text == caption
    list_ = "".join(f"■ 제목 {n}\n\n- 항목 하나\n\n- 항목 둘\n\n" for n in "가나다")
    assert not read(list_).speakers


@pytest.mark.parametrize(
    "line",
    [
        SIGNED,
        "홍길동 기자(hong@example.com)",
        "hong@example.com 홍길동 기자",
        "글·사진 홍길동 기자 hong@example.com",
        "/홍길동 기자",
        "김한 특파원",
    ],
)
def test_a_reporter_signs_below(line: str) -> None:
    document = read(f"기자: 왜 그러셨나요?\n\n김철수: 모르겠습니다.\n\n기자: 네?\n\n김철수: 네.\n\n{line}\n")
    assert [turn.kind for turn in document.turns] == ["speech"] * 4 + ["byline"]


@pytest.mark.parametrize(
    ("opens", "closes"), [("***", "***"), ("_**", "**_"), ("*__", "__*"), ("___", "___")]
)
def test_a_question_in_bold_and_italics_is_a_question(opens: str, closes: str) -> None:
    asked = ("Who taught you to tune a bell?", "Does a bell sleep?", "And who wakes it?")
    answers = ("My aunt did.", "In the snow it does.", "The frost, mostly. It comes early up here.")
    pairs = [f"{opens}{asks}{closes}\n\n{says}" for asks, says in zip(asked, answers, strict=True)]
    document = read(
        "\n\n".join(["Lena Holm tunes bells in the north. We met her at the pass.", *pairs]) + "\n"
    )
    kinds = [turn.kind for turn in document.turns for _ in turn.paragraphs]
    assert kinds == ["narration", *["speech"] * 6]


@pytest.mark.parametrize(
    ("asks", "says", "ask", "say"),
    [
        ("PREGUNTA", "RESPUESTA", "P", "R"),
        ("QUESTION", "ANSWER", "Q", "A"),
        ("ВОПРОС", "ОТВЕТ", "В", "О"),
    ],
)
def test_words_for_question_and_answer_are_those_that_letters_stand_for(
    asks: str, says: str, ask: str, say: str
) -> None:
    document = read(
        f"The Weaver\n\nShe weaves nets at the old quay.\n\n{asks}. How long does a net last?\n\n"
        f"{says}. A year, where the stones are kind to it.\n\n{ask}. And where they aren't?\n\n"
        f"{say}. A week. Then I come with my needle again.\n\n{ask}. Are they sold?\n\n{say}. I lend them.\n"
    )
    spoken = [turn.label for turn in document.turns if turn.kind == "speech"]
    assert len(spoken) == 6 and [speaker.name for speaker in document.speakers] == [asks, says]


def test_a_credit_that_another_one_follows_is_nobodys_label() -> None:
    document = read(
        "Rozmowa z latarnikiem\n\nTekst: Ola Wrona, zdjęcia: Jan Sowa\n\nOla Wrona: Czy światło śpi?\n"
        "Adam Mors: Nigdy. Ja śpię za nie.\n\nOla Wrona: A mgła?\nAdam Mors: Mgła jest moim sąsiadem.\n"
    )
    assert [speaker.name for speaker in document.speakers] == ["Ola Wrona", "Adam Mors"]


def test_initials_leave_out_the_small_words_of_a_name() -> None:
    document = read(
        "Gazeta do Cais: De onde vem o barro?\nRui Faro: Do rio.\nGC: E a cor?\nRui Faro: Do fogo.\n"
    )
    assert [speaker.name for speaker in document.speakers] == ["Gazeta do Cais", "Rui Faro"]


def test_an_answer_to_a_letter_stands_between_the_questions_that_it_quotes() -> None:
    questions = (
        ["1. How did you come to count the stars?"],
        ["2. Do you ever lose count? I ask because", "my sister does."],
        ["3. Who checks your numbers?"],
        ["4. And who feeds her?"],
    )
    answers = (
        "By lying on a roof that had no better view.",
        "Every night. That is why I go on.",
        "A cat.",
        "I do.",
    )
    quoted = ["\n".join(f"> {line}" for line in lines) for lines in questions]
    pairs = "\n\n".join(f"{asks}\n\n{says}" for asks, says in zip(quoted, answers, strict=True))
    head = (
        "From: Ida Falk\nTo: Bo Marsh\nSubject: Re: Questions\n\nDear Bo,\n\nthank you for your letter.\n\n"
    )
    document = read(f"{head}{pairs}\n\nAll the best\nIda\n")
    said = [one.text for turn in document.turns if turn.kind == "speech" for one in turn.paragraphs]
    assert said == [
        "1. How did you come to count the stars?",
        answers[0],
        "2. Do you ever lose count? I ask because my sister does.",
        answers[1],
        "3. Who checks your numbers?",
        answers[2],
        "4. And who feeds her?",
        answers[3],
    ]
