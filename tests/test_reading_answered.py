"""Interviews in which one side alone has a label or a sign: who answers, or who asks."""

from itertools import chain

import pytest

from talks import read, read_and_asked, said
from test_reading_apart import BUOYS, HARBOURS, LATER, STORMS
from toolkit.text.signs import is_question

ANSWERED = {
    "en": (
        "A",
        ("Where does the timetable hang?", "May I bring a dog on the boat?", "Who pays for the last one?"),
        "There was no boat this morning!",
        "It hangs at the pier. We print a new one in spring.",
        "In summer the deck gets hot, so bring some water.",
    ),
    "es": (
        "R",
        ("¿Dónde está el horario?", "¿Puedo llevar un perro?", "¿Quién paga el último barco?"),
        "Esta mañana no había barco.",
        "Está en el muelle. Lo imprimimos en primavera.",
        "En verano hace calor, traiga usted agua.",
    ),
    "he": (
        "ת",
        ("איפה תלוי לוח הזמנים?", "מותר להביא כלב לסירה?", "מי משלם על הסירה האחרונה?"),
        "הבוקר לא הייתה סירה.",
        "הוא תלוי ליד המזח. אנחנו מדפיסים חדש באביב.",
        "בקיץ חם על הסיפון, אז תביאו מים.",
    ),
    "zh": (
        "港务处",
        ("时刻表挂在哪里？", "可以带狗上船吗？", "谁付最后一班船的钱？"),
        "今天早上没有船。",
        "挂在码头上。我们春天印新的。",
        "夏天甲板很热，你们要带水。",
    ),
}
languages = pytest.mark.parametrize("lang", ANSWERED)


def answered(lang: str, label: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Paragraphs in which one alone has a label, and who says each."""
    _, asks, told, first, more = ANSWERED[lang]
    paragraphs, who = list[str](), list[tuple[str, str]]()
    for k, question in enumerate([*asks[:2], told, asks[2]]):
        words = f"{first} {k}."
        paragraphs += [question, f"{label}: {words}", *([more] if k != 2 else [])]
        who += [("", question), (label, words), *([(label, more)] if k != 2 else [])]
    return paragraphs, who


@languages
def test_what_stands_above_each_answer_is_asked_by_nobody_named(lang: str) -> None:
    paragraphs, who = answered(lang, ANSWERED[lang][0])
    assert [*said(read(*paragraphs))] == who


@languages
def test_a_letter_that_stands_below_questions_answers_whatever_it_is_short_for(lang: str) -> None:
    # "V" asks in Dutch, and answers in Finnish.
    paragraphs, who = answered(lang, "V")
    other = f"A: {ANSWERED[lang][3]}"
    document = read(*paragraphs, ANSWERED[lang][1][0], other, "")
    assert [*said(document)][: len(who)] == who
    assert {speaker.name: speaker.role for speaker in document.speakers}["V"] == "interviewee"


@languages
def test_who_asks_alone_has_no_answers(lang: str) -> None:
    _, asks, _, first, more = ANSWERED[lang]
    paragraphs = [line for k, ask in enumerate(asks) for line in (f"Ada: {ask}", f"{first} {k}.", more)]
    assert [who for who, _ in said(read(*paragraphs))] == ["Ada", "", ""] * 3


# A sign of questions alone.

SIGNED = {
    "ja": (
        "灯台守の森さんにインタビューしました。",
        "――",
        ("灯台に来たきっかけは何ですか？", "一番よかったことは？", "若い人に一言お聞かせ下さい", "これから"),
        ("海が好きだったからですね。", "夜は静かで、私は本を読んでいました。"),
    ),
    "ru": (
        "Интервью со смотрителем маяка",
        "— ",
        ("Как вы сюда попали?", "Что вам нравится больше всего?", "А кто вам помогает?", "О будущем"),
        ("Я всегда любил море.", "Ночью тихо, и я читаю свои книги."),
    ),
}


@pytest.mark.parametrize("lang", SIGNED)
def test_a_sign_before_questions_alone_is_who_asks(lang: str) -> None:
    headline, sign, asks, answers = SIGNED[lang]
    document = read(headline, *(line for ask in asks for line in (f"{sign}{ask}", *answers)))
    assert [words for who, words in said(document) if not who] == [*answers] * len(asks)


@pytest.mark.parametrize("please", ["下さい", "ください"])
def test_who_asks_for_words_asks_and_who_asks_to_look_does_not(please: str) -> None:
    assert is_question(f"ご感想をお聞かせ{please}。")
    assert not is_question(f"森さんの回答をご覧{please}。")


@pytest.mark.parametrize("sign", ["● ", "▲", "■ "])
@pytest.mark.parametrize("language", HARBOURS)
def test_behind_a_sign_that_takes_turns_with_none_half_need_no_question_mark(
    language: str, sign: str
) -> None:
    _, _, questions, answers = HARBOURS[language]
    asks = [*chain(*((f"{sign}{question}", f"{sign}{STORMS[language]}") for question in questions))]
    replies = [*chain(*((answer, BUOYS[language]) for answer in answers))]
    document = read(*(f"{ask}\n{reply}" for ask, reply in zip(asks, replies, strict=True)))
    assert [words for who, words in said(document) if not who] == replies


MARKED = {
    "ml": ("എത്ര വർഷമായി ഇവിടെ", "മുപ്പത് വർഷം. അച്ഛനും ഇവിടെയായിരുന്നു.", "കടലിനെ പേടിയുണ്ടോ", "കാറ്റിനെ മാത്രം."),
    "pl": (
        "Spytam, od kiedy pan tu jest",
        "Od trzydziestu lat. Ojciec też tu był.",
        "Boi się pan morza",
        "Tylko wiatru.",
    ),
    "ar": ("أسألك منذ متى أنت هنا", "منذ ثلاثين سنة. وكان أبي هنا.", "أتخاف البحر", "الريح وحدها."),
}


@pytest.mark.parametrize("lang", MARKED)
def test_a_question_mark_before_a_question_is_a_sign_of_who_asks(lang: str) -> None:
    first, answer, second, other = MARKED[lang]
    third, last = f"{second} – {first}", f"{other} {answer}"
    document = read("Mara", f"? {first}", answer, f"? {second}", other, f"? {third}", last)
    asked, told = (first, second, third), (answer, other, last)
    assert said(document)[-6:] == [*chain(*((("?", a), ("", b)) for a, b in zip(asked, told, strict=True)))]


ASIDES = {
    "en": "(with your own hands)",
    "ar": "(بيديك وحدك)",
    "ru": "(своими руками)",
    "zh": "(亲手的那种网)",
}
"""What stands behind the mark of a question."""


@pytest.mark.parametrize("language", HARBOURS)
def test_a_long_line_shows_that_nothing_wraps_a_brief_text(language: str) -> None:
    _, told, questions, answers = HARBOURS[language]
    asks = [questions[0], f"{questions[1]} {ASIDES[language]}", questions[2], LATER[language][0][0]]
    replies = [" ".join([*answers, told] * 2), *[BUOYS[language]] * 3]
    lines = [*chain(*zip((f"{k}. {ask}" for k, ask in enumerate(asks, 1)), replies, strict=True))]
    document = read("\n".join(lines))
    assert [paragraph.kind for paragraph in document.paragraphs()] == ["speech"] * len(lines)


# Headings.

HEADED = {
    "en": (
        "Interview with the keeper",
        ("Why did you come here?", "What do you like best?", "Who helps you?"),
        "I was told of it by my sister, and you know how she is.",
        "About the harbour",
        "The harbour was built in 1860, and it has two piers.",
    ),
    "de": (
        "Interview mit der Wärterin",
        ("Warum sind Sie hier?", "Was mögen Sie am liebsten?", "Wer hilft Ihnen?"),
        "Ich habe von meiner Schwester davon gehört, Sie kennen sie ja.",
        "Über den Hafen",
        "Der Hafen wurde 1860 gebaut, und er hat zwei Molen.",
    ),
    "ar": (
        "مقابلة مع حارسة المنارة",
        ("لماذا جئت إلى هنا؟", "ماذا تحبين أكثر؟", "من يساعدك؟"),
        "أنا سمعت بها من أختي، وأنت تعرفها.",
        "عن الميناء",
        "بني الميناء سنة 1860، وله رصيفان.",
    ),
}


@pytest.mark.parametrize("lang", HEADED)
def test_what_stands_below_a_heading_that_does_not_ask_may_be_told(lang: str) -> None:
    title, asks, answer, heading, told = HEADED[lang]
    rows = [f"# {title}", *(row for ask in asks for row in (f"## {ask}", answer)), f"## {heading}", told, ""]
    document, findings = read_and_asked(*rows, path="x.md")
    (last,) = [part for turn in document.turns for part in turn.paragraphs if part.text == told]
    answers = [part for turn in document.turns for part in turn.paragraphs if part.text == answer]
    assert last.kind != "speech" or last.p <= 0.7 < min(part.p for part in answers)
    assert last.kind != "speech" or any(last.where.line in finding.lines for finding in findings)


HOSTED = {
    "en": (
        (
            "Host: Welcome to the harbour.",
            "Why is nobody here?",
            "Where are the boats?",
            "Mara, you know it.",
        ),
        (
            "Mara Lind: They are at sea.",
            "And what do they catch?",
            "Nothing, I fear.",
            "Would you sail in this?",
        ),
        ("Host: I wouldn't.", "Will they come back?", "We shall wait."),
        ("Mara Lind: They always do.", "Good night to you all."),
    ),
    "zh": (
        ("主持人：欢迎来到港口。", "为什么没有人？", "船在哪里？", "林女士，您知道。"),
        ("林小鸥：船都出海了。", "他们捕什么呢？", "恐怕什么也没有。", "你会在这样的天气出海吗？"),
        ("主持人：我不会。", "他们会回来吗？", "我们等着。"),
        ("林小鸥：他们总会回来。", "各位晚安。"),
    ),
    "ar": (
        ("المذيع: أهلا بكم في الميناء.", "لماذا لا أحد هنا؟", "أين القوارب؟", "يا ليلى، أنت تعرفين."),
        ("ليلى حداد: هي في البحر.", "وماذا تصيد؟", "لا شيء، أخشى ذلك.", "هل تبحر في هذا الجو؟"),
        ("المذيع: لا أبحر.", "هل ستعود؟", "سننتظر."),
        ("ليلى حداد: تعود دائما.", "تصبحون على خير."),
    ),
}


@pytest.mark.parametrize("lang", HOSTED)
def test_where_a_host_has_a_label_nobody_else_asks(lang: str) -> None:
    talk = HOSTED[lang]
    found = [*said(read(*(paragraph for turn in talk for paragraph in turn)))]
    names = [turn[0].replace("：", ":").partition(":")[0] for turn in talk for _ in turn]
    assert [name for name, _ in found] == names


@pytest.mark.parametrize("word", ["Sprecher", "Konuşmacı", "المتحدث", "דובר", "वक्ता", "Ομιλητής"])
def test_a_word_that_all_have_with_a_number_is_nobodys_part(word: str) -> None:
    """Programs that write down what was said call all people so."""
    words = ("When did it begin?", "Thirty years ago.", "And what came then?", "Then came the boats.")

    def parts(*names: str) -> dict[str, str]:
        talk = "\n\n".join(f"{name}: {text}" for name, text in zip(names, words, strict=True))
        document = read(talk)
        return {speaker.name: speaker.role for speaker in document.speakers}

    one, other = f"{word} 1", f"{word} 2"
    assert {*parts(one, other, one, other).values()} == {"unknown"}
    assert parts("Ada", one, "Ada", one)[one] in ("host", "guest")


INTRODUCED = {
    "en": ("A bookseller of Lake Street talks about rain", ("Question", "Answer")),
    "ru": ("Лодочник Рахим беседует с Назией на берегу", ("Назия", "Рахим")),
    "ar": ("الملاح رحيم يتحدث إلى نازية عند النهر مساء", ("سؤال", "جواب")),
    "hi": ("मल्लाह रहीम से नाज़िया की लंबी बातचीत", ("सवाल", "जवाब")),
}
TOLD = {
    "en": ("How long have you sold?", "Forty years. My father did.", "Do the young come?", "Some do."),
    "ru": ("Давно вы возите?", "Не считал. Отец дал весло.", "Бывало страшно?", "Один раз."),
    "ar": ("منذ متى تقود القارب؟", "لا أعد. كان أبي ملاحا.", "هل خفت يوما؟", "مرة واحدة."),
    "hi": ("कब से नाव चलाते हैं?", "हिसाब नहीं। बाप भी मल्लाह थे।", "डर लगा कभी?", "एक बार।"),
}


@pytest.mark.parametrize("sign", [": ", " – "])
@pytest.mark.parametrize("lang", INTRODUCED)
def test_a_line_above_the_first_label_is_no_part_of_its_question(lang: str, sign: str) -> None:
    above, names = INTRODUCED[lang]
    turns = [f"{name}{sign}{words}" for name, words in zip(names * 2, TOLD[lang], strict=True)]
    document = read(f"{above}\n" + "\n".join(turns * 2))
    assert [turn.kind == "speech" for turn in document.turns] == [False, *[True] * 8]


@pytest.mark.parametrize("name", ["봉준우> ", "봉준우: "])
def test_what_stands_behind_q_asks_where_it_has_no_mark(name: str) -> None:
    turns = [
        "Q. 소감 한마디 부탁드리겠습니다.",
        f"{name}기쁩니다.",
        "Q. 팬분들한테 말씀을 해 주신다면.",
        f"{name}감사합니다.",
    ]
    document = read("\n".join([*turns, "Q. 그런데 두 분께서...", f"{name}계획한 건 아니에요."]))
    assert [speaker.name for speaker in document.speakers] == ["Q", "봉준우"]
    assert len(said(document)) == 6
