"""A question and its answer in one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, said, texts_of
from toolkit.catalog import extract, ids
from toolkit.reading.apart import enclosed
from toolkit.reading.lines import Content, Line
from toolkit.reading.run_in import parted
from toolkit.reading.view import view

TALKS = {
    "en": (
        ("Where do you live?", "Since when?", "Were you afraid?", "And now?"),
        ("By the lock.", "Since the flood.", "I was. The wind spoke.", "Now we are friends."),
        (("Q:", "A:"), ("Q.", "A."), ("Otto:", "Lena Frost:")),
    ),
    "ru": (
        ("Где вы живёте?", "С какого года?", "Вам было страшно?", "А теперь?"),
        ("У шлюза.", "С девяносто восьмого.", "Да. Ветер разговаривал.", "Теперь мы друзья."),
        (("В:", "О:"), ("В.", "О."), ("Игнат:", "Ася:")),
    ),
    "ar": (
        ("أين تسكنين؟", "منذ متى؟", "هل خفتِ؟", "والآن؟"),
        ("عند القنطرة.", "منذ ستة وعشرين عاما.", "نعم. كانت الريح تتكلم.", "الآن نحن أصدقاء."),
        (("س:", "ج:"), ("سامر:", "لينا:")),
    ),
    "zh": (
        ("你住哪儿？", "什么时候来的？", "怕不怕？", "现在呢？"),
        ("住在闸边。", "九八年。那时候还没有桥。", "怕。", "现在不怕了。"),
        (("问：", "答："), ("小林：", "阿海：")),
    ),
}
CASES = [(lang, labels) for lang, (_, _, ways) in TALKS.items() for labels in ways]


@pytest.mark.parametrize(("lang", "labels"), CASES)
@pytest.mark.parametrize("between", [" ", "\n", " **"], ids=["in a line", "wrapped", "bold"])
def test_an_answer_whose_label_begins_no_line_is_said_by_whoever_has_it(
    lang: str, labels: tuple[str, str], between: str
) -> None:
    asks, answers, _ = TALKS[lang]
    ask, answer = labels
    bold = "**" if "*" in between else ""
    begin = f"{bold}{ask}{bold}"
    middle = f"{'' if lang == 'zh' and between == ' ' else between}{answer}{bold}"
    paragraphs = [f"{begin} {a}{middle} {b}" for a, b in zip(asks, answers, strict=True)]
    names = [own.rstrip(".:：") for own in labels]
    expected = [
        (who, words)
        for pair in zip(asks, answers, strict=True)
        for who, words in zip(names, pair, strict=True)
    ]
    assert [*said(read(*paragraphs))] == expected


@pytest.mark.parametrize("lang", TALKS)
def test_one_paragraph_may_have_all_questions_and_answers(lang: str) -> None:
    """Behind letters and words for them, which nobody is called."""
    asks, answers, ((ask, answer), *_) = TALKS[lang]
    pairs = [*zip(asks, answers, strict=True)]
    text = " ".join(f"{ask} {question} {answer} {words}" for question, words in pairs)
    names = (ask[:-1], answer[:-1])
    assert [*said(read(text))] == [turn for pair in pairs for turn in zip(names, pair, strict=True)]


def test_a_talk_in_one_paragraph_is_a_story_of_whoever_tells_it() -> None:
    asks, answers, _ = TALKS["en"]
    pairs = zip(asks, answers, strict=True)
    story = " ".join(f"Otto: {question} Lena: {words}" for question, words in pairs)
    content = Content([Line(f"Mara: So it went. {story}", 1), Line("Bo: I see.", 3, gap=1)])
    assert parted(content).lines == content.lines


def test_further_turns_in_the_same_paragraph_are_parted_too() -> None:
    paragraphs = [
        "Otto: Where do you live? Lena: By the lock.",
        "Otto: Since when? Lena: Since the flood. Otto: That long! Lena: That long.",
        "Otto: Were you afraid? Lena: I was.",
    ]
    assert [who for who, _ in said(read(*paragraphs))] == ["Otto", "Lena"] * 4


@pytest.mark.parametrize(("lang", "labels"), CASES)
@pytest.mark.parametrize("dash", ["", "— "])
def test_what_is_asked_without_a_question_mark_is_answered_too(
    lang: str, labels: tuple[str, str], dash: str
) -> None:
    asks, answers, _ = TALKS[lang]
    ask, answer = labels
    asks = (asks[0][:-1] + ".。"[lang == "zh"], *asks[1:])
    paragraphs = [f"{ask} {a} {dash}{answer} {b}" for a, b in zip(asks, answers, strict=True)]
    names = [own.rstrip(".:：") for own in labels]
    assert [who for who, _ in said(read(*paragraphs))] == names * len(asks)


@pytest.mark.parametrize("dash", ["—", " — ", "--", " – "])
def test_what_stands_behind_a_number_a_question_and_a_dash_answers(dash: str) -> None:
    paragraphs = [
        f"{number}. {ask}{dash}{answer}"
        for number, (ask, answer) in enumerate(zip(*TALKS["en"][:2], strict=True), start=118)
    ]
    words = [text for _, text in said(read("Minutes of evidence on the flood", *paragraphs))]
    assert [text.lstrip("—–- ") for text in words[1::2]] == [*TALKS["en"][1]]


WAYS = ("Who", "Where", "Why", "When")
KEPT = {
    "a glossary": [f"Lock {way}: What is it? Example: The gate at Marlow." for way in WAYS],
    "books": [f"Title: {way}? Author: Mara Lind. Year: 1990." for way in WAYS],
    "two alone": ["Otto: Where? Lena: Here.", "Otto: When? Lena: Now."],
    "no questions": [f"Otto: I saw it {k} times. Lena: {k} times." for k in WAYS],
    "words of one": ["Otto: Is it far? I mean: no.", *3 * ["Otto: It is. I mean: yes."]],
    "routes": ["1. Marlow?—Skerry", "7. Ellery?—Marlow", "3. Skerry?—Ellery"],
    "choices": [
        f"Question: Which bird {way}? A. The swift. B. The owl. C. The hen."
        for way in ("sings", "dives", "wades")
    ],
    "stories of one": [
        line
        for way in ("wood", "hill", "sea")
        for line in ("Ann: And then?", f"Bo: He came to the {way}. Who is there? Owl: Nobody. So he slept.")
    ],
    "قصص": [
        line
        for way in ("الغابة", "التل", "البحر")
        for line in ("سلمى: وماذا بعد؟", f"كريم: وصل إلى {way}. من هناك؟ البومة: لا أحد. فنام.")
    ],
    "books that ask": [f"{n}. Who is {way}? – Ada Lind" for n, way in enumerate(("Mara", "Tom", "Ines"), 1)],
    "фильмы": [
        f"{n}. Кто {way}? — режиссёр Анна Берг" for n, way in enumerate(("там", "виноват", "первый"), 1)
    ],
    "initials": ["Q. Who was A. Berg?", "Q. Was it A. Lind?", "Q. Or A. Holm?", "Q. Nobody?"],
}


@pytest.mark.parametrize("lines", KEPT.values(), ids=[*KEPT])
def test_what_looks_like_a_label_in_a_sentence_stays(lines: list[str]) -> None:
    content = Content([Line(text, number) for number, text in enumerate(lines, start=1)])
    assert parted(content).lines == content.lines


PIECES = st.sampled_from(["Otto: ", "Lena: ", "Q. ", "A. ", "7. ", "Why?", "—", " Yes. ", "**", "No"])


@given(st.lists(st.lists(PIECES, max_size=8), max_size=8))
def test_no_word_is_lost_or_moved(parts: list[list[str]]) -> None:
    texts = [text for part in parts if (text := "".join(part).strip())]
    lines = [Line(text, number) for number, text in enumerate(texts, start=1)]
    then = parted(Content(lines)).lines
    assert "".join("".join(line.text for line in then).split()) == "".join("".join(texts).split())
    assert [line.number for line in then] == sorted(line.number for line in then)


def test_a_translator_is_told_what_an_answer_in_the_same_line_answers() -> None:
    lines = (f"Q. {asked} A. {answer}" for asked, answer in zip(*TALKS["en"][:2], strict=True))
    known = ids.assign(read(*lines), None)
    told = {entry.source: entry.notes for entry in extract(known).entries}
    for asked, answer in zip(*TALKS["en"][:2], strict=True):
        assert f"Answers: {asked}" in told[answer]
        assert not any(note.startswith("Answers:") for note in told[asked])


REMARKS = {
    "de": (
        "Rohr",
        "Tamm",
        "An wen ging das?",
        "Nach Emden.",
        "(Zuruf des Abg. Pohl [FDU]: Das",
        "stimmt nicht!)",
    ),
    "he": ("נועה", "יואב", "לאן זה נשלח?", "לחיפה.", "(קריאה מן האולם: זה", "לא נכון!)"),
    "zh": ("主席", "沈海", "寄给谁了？", "寄到港口。", "（有人喊：这", "不对！）"),
}


@pytest.mark.parametrize("language", REMARKS)
def test_a_remark_in_brackets_over_two_lines_is_one_event(language: str) -> None:
    one, two, asked, answered, *remark = REMARKS[language]
    turns = [f"{one}: {asked}", f"{two}: {answered}", *remark, f"{one}: {asked}", f"{two}: {answered}"]
    document = read("\n".join(turns) + "\n")
    events = texts_of(document, "event")
    assert events == [("" if language == "zh" else " ").join(remark)]


@pytest.mark.parametrize(
    "lines",
    [
        ["(she rows", "", "away)"],
        ["(she rows", "away) and sings"],
        ["(she rows", "and rows", "and rows", "and rows", "and rows", "away)"],
        ["[Ann]", "[Bo]"],
        ["(a) one", "(b) two"],
        ["(Ann: So late?", "Bo: So late.)"],
        ["[نوا: متى؟", "بو: الآن.]"],
        ["（安：几点？", "波：很晚。）"],
    ],
)
def test_what_no_pair_of_brackets_holds_stays_in_its_lines(lines: list[str]) -> None:
    gaps = [int(k > 0 and not lines[k - 1]) for k in range(len(lines))]
    given = [
        Line(text, number, gap=gap)
        for number, (text, gap) in enumerate(zip(lines, gaps, strict=True), 1)
        if text
    ]
    assert enclosed(view(given)) == ([], [])


FIELDS = {
    "en": ("Guest: Gil Moreau", "Host: Ines Roth", "Date: 3 May 2019"),
    "zh": ("嘉宾：钟小满", "主持：阿岚", "日期：2019年5月3日"),
    "he": ("אורח: גיל מור", "מנחה: נועה שור", "תאריך: 3 במאי 2019"),
}


@pytest.mark.parametrize("language", FIELDS)
@pytest.mark.parametrize("end", ["\n", "  \n", "<br>"])
def test_fields_of_a_paragraph_have_lines_of_their_own(language: str, end: str) -> None:
    talk = "**Ines:** Why salt?\n\n**Gil:** Why not?\n\n**Ines:** Is it white?\n\n**Gil:** Grey.\n"
    document = read(f"# Salt\n\n{end.join(FIELDS[language])}\n\n{talk}", path="x.md")
    texts = [paragraph.text for paragraph in document.paragraphs() if paragraph.kind != "speech"]
    assert texts == ["Salt", *FIELDS[language]]


def test_words_that_go_on_below_a_field_stay_in_its_paragraph() -> None:
    document = read(
        "# Salt\n\nNote: the sun does it,\nand we only carry it.\n\n**Ines:** Why?\n\n**Gil:** So.\n",
        path="x.md",
    )
    assert "Note: the sun does it, and we only carry it." in [words.text for words in document.paragraphs()]
