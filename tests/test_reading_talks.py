"""Interviews as they are published: names in full at first, sentences shown twice, what stands between."""

import numpy as np
import pytest

from talks import read, read_and_asked, said
from toolkit.languages.lexicon import key
from toolkit.reading.apart import pulled
from toolkit.reading.around import at_top, credited, may_be_headline, told_of
from toolkit.reading.interview import taking_turns
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.short_names import short_for
from toolkit.reading.view import view
from toolkit.reading.whose import in_passing, listed_above, shortened
from toolkit.transcript.aliases import merge

Answers = tuple[str, str, str]
TALKS: dict[str, tuple[tuple[str, str], tuple[str, str], Answers, Answers]] = {
    "en": (
        ("Bo Lind", "Lind"),
        ("Ida Roe", "Roe"),
        ("Who lit the lamp?", "Were you alone?", "And in winter?"),
        ("My aunt did, every night.", "No, the dog was with me.", "In winter we slept below."),
    ),
    "ru": (
        ("Пётр Ильин", "Ильин"),
        ("Анна Белова", "Белова"),
        ("Кто зажигал лампу?", "Вы были одни?", "А зимой?"),
        ("Моя тётя, каждый вечер.", "Нет, со мной была собака.", "Зимой мы спали внизу."),
    ),
    "he": (
        ("דן לביא", "לביא"),
        ("נועה ברק", "ברק"),
        ("מי הדליק את המנורה?", "היית לבד?", "ובחורף?"),
        ("דודתי, כל ערב.", "לא, הכלב היה איתי.", "בחורף ישנו למטה."),
    ),
    "ka": (
        ("დათო კალაძე", "კალაძე"),
        ("მაია გელოვანი", "გელოვანი"),
        ("ვინ ანთებდა ლამპას?", "მარტო იყავით?", "ზამთარში?"),
        ("დეიდაჩემი, ყოველ საღამოს.", "არა, ძაღლი მახლდა.", "ზამთარში ქვემოთ გვეძინა."),
    ),
}
LIVES = {
    "en": "{} lives in a house below the lamp.",
    "ru": "{} живёт в доме под лампой.",
    "he": "{} גרה בבית שמתחת למנורה.",
    "ka": "{} ლამპის ქვეშ სახლში ცხოვრობს.",
}


def turns(lang: str) -> list[str]:
    (bo, _), (ida, _), asks, says = TALKS[lang]
    both = zip(asks, says, strict=True)
    return [f"{who}: {one}" for pair in both for who, one in zip((bo, ida), pair, strict=True)]


@pytest.mark.parametrize("form", ["{}: {}", "{} – {}", "[{}] {}"], ids=["colon", "dash", "brackets"])
@pytest.mark.parametrize("lang", TALKS)
def test_who_is_named_in_full_once_and_shortly_then_speaks_from_the_first_turn_on(
    lang: str, form: str
) -> None:
    (bo, lind), (ida, roe), asks, says = TALKS[lang]
    people = [(bo, ida), (lind, roe), (lind, roe)]
    words = [
        (who, one)
        for pair, *both in zip(people, asks, says, strict=True)
        for who, one in zip(pair, both, strict=True)
    ]
    text = "\n\n".join(form.format(*turn) for turn in words)
    full = {lind: bo, roe: ida}
    assert said(read(text)) == [(full.get(who, who), one) for who, one in words]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Mara Lind", "Tom", "Lind", "Lind"], {"mara lind": "lind"}),
        (["Mara Lind", "Mara Lind", "Tom", "ML", "ML", "ML"], {"mara lind": "ml"}),
        # It has to come above all of the other, and less often.
        (["Lind", "Mara Lind", "Lind", "Tom"], {}),
        (["Mara Lind", "Mara Lind", "Lind", "Lind"], {}),
        # A question and the time for it are two.
        (["Speaker 2", "Speaker", "Speaker"], {}),
    ],
    ids=["surname", "initials", "below", "as often", "numbered"],
)
def test_a_name_in_full_is_held_to_a_shorter_one_below(names: list[str], found: dict[str, str]) -> None:
    lines = [f"{name}: The lamp was lit at noon." for name in names]
    known = labelled(view([Line(line, number) for number, line in enumerate(lines, 1)]))
    assert {known.keys[k]: known.keys[short] for k, short in shortened(known).items()} == found


def test_a_headline_in_another_form_hides_no_name_in_full() -> None:
    lines = ["Mara Lind: a life", "[Mara Lind] Yes.", "[Tom] No.", "[Lind] Yes.", "[Lind] No.", "[Lind] Yes."]
    known = labelled(view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)]))
    assert {known.keys[k]: known.keys[short] for k, short in shortened(known).items()} == {
        "mara lind": "lind"
    }


@pytest.mark.parametrize(
    ("short", "full"), [("OLG", "Odile Le Goff"), ("OG", "Odile Le Goff"), ("ЕДК", "Ева Ди Капуа")]
)
def test_initials_may_count_what_is_a_title_elsewhere(short: str, full: str) -> None:
    assert short_for(key(short), key(full))
    assert merge([key(short), key(full)], {})[0][key(short)] == key(full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("VOSS", "LENA VOSS, CHANNEL NINE ANCHOR"),
        ("ЛУГОВОЙ", "ИВАН ЛУГОВОЙ, ГЛАВНЫЙ СМОТРИТЕЛЬ ПОРТА"),
        ("לביא", "נועה לביא, כתבת הערוץ הראשון"),
    ],
)
def test_who_has_a_long_office_at_first_is_called_by_the_surname_then(short: str, full: str) -> None:
    assert merge([key(short), key(full)], {})[0][key(short)] == key(full)
    # A word from the midst of the office is nobody's name.
    word = full.split()[-2]
    assert merge([key(word), key(full)], {})[0][key(word)] == key(word)


@pytest.mark.parametrize("lang", TALKS)
def test_two_who_are_named_at_first_alone_may_answer_in_several_paragraphs(lang: str) -> None:
    (bo, _), (ida, _), asks, says = TALKS[lang]
    asked = iter(zip(asks, says, strict=True))
    ask, say = next(asked)
    words = [f"{bo}: {ask}", f"{ida}: {say}", LIVES[lang].partition(" ")[2]]
    words += [one for both in asked for one in both]
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    told = taking_turns(shown)
    # A text has to call itself an interview, or ask a third time.
    assert not told.people
    words += [asks[0], says[0]]
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    told = taking_turns(shown)
    assert np.flatnonzero(told.turns).tolist() == [0, 1]
    assert np.flatnonzero(told.asks).tolist() == [3, 5, 7]


def test_a_byline_alone_on_its_line_is_no_name_in_full() -> None:
    lines = ["By Mara Lind", "Lind", "Yes.", "Tom", "No.", "Lind", "Yes."]
    assert not shortened(labelled(view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])))


MARKS = {"en": '"{}"', "ru": "«{}»", "he": '"{}"', "ka": "„{}“"}


@pytest.mark.parametrize("lang", TALKS)
def test_a_pull_quote_may_be_all_of_a_paragraph(lang: str) -> None:
    ida, says = TALKS[lang][1][0], TALKS[lang][3]
    words, again = turns(lang), MARKS[lang].format(says[1])
    words[3] = f"{ida}: {says[0]}\n\n{says[1]}"
    words.insert(4, again)
    told = [one for _, one in said(read("\n\n".join(words)))]
    assert says[1] in told and again not in told


def test_a_pull_quote_is_found_in_lines_that_are_broken() -> None:
    lines = [
        "Mara: We had no idea at all, and my mother kept",
        "every key in a tin. Then it rained.",
        "",
        "“my mother kept every key in a tin”",
    ]
    shown = view([Line(text, i, gap=int(i == 4)) for i, text in enumerate(lines, 1) if text])
    assert [*pulled(shown)] == [2]


BETWEEN = {
    "en": "What came next",
    "ru": "Что было потом",
    "he": "מה בא אחר כך",
    "ka": "რა მოხდა შემდეგ",
}


@pytest.mark.parametrize("lang", TALKS)
def test_what_stands_apart_below_a_time_is_not_said_for_certain(lang: str) -> None:
    (bo, _), (ida, _), asks, says = TALKS[lang]
    turns = [
        f"{who} (00:{10 + 7 * i + 3 * k})\n{one}"
        for i, pair in enumerate(zip(asks, says, strict=True))
        for k, (who, one) in enumerate(zip((bo, ida), pair, strict=True))
    ]
    whole = [one for pair in zip(asks, says, strict=True) for one in pair]
    assert [one for _, one in said(read("\n\n".join(turns)))] == whole
    turns.insert(4, BETWEEN[lang])
    document, findings = read_and_asked(*turns)
    (line,) = (one.where.line for one in document.paragraphs() if one.text == BETWEEN[lang])
    asked = {place for one in findings for place in one.lines}
    assert BETWEEN[lang] not in [one for _, one in said(document)] or line in asked


@pytest.mark.parametrize("lang", TALKS)
def test_a_further_sentence_below_a_time_is_said_and_nobody_is_asked(lang: str) -> None:
    (bo, _), (ida, _), asks, says = TALKS[lang]
    first = "\n\n".join([f"{ida}  00:01\n{says[0]}", *says[1:]])
    text = f"{first}\n\n{bo}  01:10\n{asks[0]}\n\n{ida}  01:15\n{says[0]}"
    document, findings = read_and_asked(text)
    assert said(document)[:3] == [(ida, one) for one in says]
    assert not {"D101", "D102"} & {one.code for one in findings}


HEADS = {
    "en": ("{}: The last lamp", "{} has kept the lamp of the harbour for thirty years."),
    "ru": ("{}: последняя лампа", "{} хранит лампу гавани тридцать лет."),
    "he": ("{}: המנורה האחרונה", "{} שומר על מנורת הנמל שלושים שנה."),
    "ka": ("{}: ბოლო ლამპა", "{} ოცდაათი წელია ნავსადგურის ლამპას უვლის."),
}


@pytest.mark.parametrize("quoted", [True, False], ids=["quotation", "phrase"])
@pytest.mark.parametrize("lang", TALKS)
def test_a_headline_with_the_name_of_who_answers_is_no_turn(lang: str, quoted: bool) -> None:
    ida = TALKS[lang][1][0]
    phrase, lead = HEADS[lang]
    head = f"{ida}: {MARKS[lang].format(TALKS[lang][3][2])}" if quoted else phrase.format(ida)
    document = read("\n\n".join([head, *([] if quoted else [lead.format(ida)]), *turns(lang)]))
    assert next(document.paragraphs()).kind == "title"
    assert len(said(document)) == 6


@pytest.mark.parametrize(
    "lines",
    [
        # Who asks may forget the stop, and the other one answers.
        ["Bo: Tell me about the lamp", "Ida: It was green.", "Bo: Why?", "Ida: So they see it.", "Bo: Ah."],
        # What is listed below is said, too.
        ["Bo: What we took", "- a rope", "Ida: And bread.", "Bo: Yes.", "Ida: And tea.", "Bo: Never."],
        # In a story all that is said is quoted.
        ['Bo: "Who is there?"', 'Ida: "It is me."', 'Bo: "Come in."', 'Ida: "No."', 'Bo: "Why?"'],
        # Who begins may quote something, and the other one goes on.
        ['Bo: "Wet paint."', "Ida: So it said.", "Bo: Where?", "Ida: There.", "Bo: Ah.", "Ida: Yes."],
        # A brief talk says too little of itself.
        ['Bo: "Wet paint."', "Ida: Where?", "Bo: There."],
    ],
    ids=["asks", "list", "quoted", "quotes", "brief"],
)
def test_a_first_turn_is_no_headline(lines: list[str]) -> None:
    shown = view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])
    assert not [*at_top(labelled(shown))]


TITLED = {
    "en": ("The Lamp-Room Rebels: What the keepers would not write", "Published: 3 October 2026"),
    "ru": ("Фонарная комната: чего не писали смотрители", "3 октября 2026"),
    "he": ("המנורה והים: מה שהשומרים לא כתבו", "פורסם: 3 באוקטובר 2026"),
    "ka": ("ლამპის ოთახი: რას არ წერდნენ მცველები", "3 ოქტომბერი, 2026"),
}


@pytest.mark.parametrize("lang", TITLED)
def test_a_headline_with_a_colon_above_its_date_names_nobody(lang: str) -> None:
    head, date = TITLED[lang]
    shown = view([Line(line, number, gap=1) for number, line in enumerate([head, date, *turns(lang)], 1)])
    assert [*at_top(labelled(shown))] == [0]
    document = read("\n\n".join([head, date, *turns(lang)]))
    assert next(document.paragraphs()).kind == "title"
    assert len(said(document)) == 6


FORMATS = {"en": "Panel discussion", "ru": "Круглый стол", "he": "רב־שיח"}
"""Words for a talk."""


@pytest.mark.parametrize("lang", FORMATS)
def test_a_word_for_a_talk_above_it_is_nobody(lang: str) -> None:
    question, *_ = TALKS[lang][2]
    document = read("\n\n".join([f"{FORMATS[lang]}: {question}", *turns(lang)]))
    assert next(document.paragraphs()).kind == "title"
    assert len(said(document)) == 6


@pytest.mark.parametrize(("lang", "head"), [("en", "Lamplight"), ("ru", "Рефлектор"), ("he", "הפנס")])
def test_whoever_asks_once_above_all_may_be_a_headline(lang: str, head: str) -> None:
    question, *_ = TALKS[lang][2]
    text = "\n\n".join([f"{head}: {question}", *turns(lang)])
    _, findings = read_and_asked(text)
    assert any(one.code == "D103" and 1 in one.lines for one in findings)
    # Who speaks again is no headline, and a sentence is said.
    for other in (f"{text}\n\n{head}: {question}", text.replace(question, TALKS[lang][3][0], 1)):
        _, findings = read_and_asked(other)
        assert not any(1 in one.lines for one in findings if one.code != "D115")


@pytest.mark.parametrize("sign", [":", " –"], ids=["colon", "dash"])
@pytest.mark.parametrize("lang", ["en", "ru", "he"])
def test_whoever_answers_may_ask_in_the_headline(lang: str, sign: str) -> None:
    ida, question = TALKS[lang][1][0], TALKS[lang][2][0]
    words = [turn.replace(":", sign, 1) for turn in turns(lang)]
    for head, likely in ((question, True), (question.rstrip("?"), True), (TALKS[lang][3][0], False)):
        lines = [f"{ida}{sign} {head}", *words]
        shown = view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])
        assert may_be_headline(labelled(shown))[0] == likely


WE = {
    "en": "We meet at the gate, and the rain has stopped.",
    "ru": "Мы встречаемся у ворот, дождь кончился.",
    "he": "אנחנו נפגשים בשער, והגשם פסק.",
    "ka": "ჩვენ ჭიშკართან ვხვდებით, წვიმამ გადაიღო.",
}


@pytest.mark.parametrize("lang", TALKS)
def test_below_a_headline_with_the_name_of_who_speaks_stands_an_introduction(lang: str) -> None:
    ida, question = TALKS[lang][1][0], TALKS[lang][2][0]
    paragraphs = [f"# {ida}: {question}", WE[lang], *(f"**{one}" for one in turns(lang))]
    text = "\n\n".join([*paragraphs[:2], *(one.replace(":", ":**", 1) for one in paragraphs[2:])])
    document = read(text, path="x.md")
    assert len(said(document)) == 6


@pytest.mark.parametrize("lang", TALKS)
def test_a_name_alone_above_an_introduction_is_no_turn(lang: str) -> None:
    """Where those who talk have colons."""
    ida, lead = TALKS[lang][1][0], HEADS[lang][1]
    document = read("\n\n".join([ida, lead.format("..."), *turns(lang)]))
    assert next(document.paragraphs()).kind == "title"
    assert len(said(document)) == 6


@pytest.mark.parametrize(
    "asked", ["I asked: “Are you sure?”, and she", "Ich fragte: „Sicher?“, und sie", "שאלתי: למה לא"]
)
def test_what_somebody_who_speaks_tells_is_no_headline(asked: str) -> None:
    lines = ["(Bo) Why?", "(Ida) It rained.", asked, *["(Bo) Why?", "(Ida) So they see it."] * 3]
    shown = view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])
    assert not may_be_headline(labelled(shown)).any()
    # Above all who speak again it may be one.
    shown = view([Line(line, number, gap=1) for number, line in enumerate(lines[2:], 1)])
    assert may_be_headline(labelled(shown)).any()


def test_who_speaks_once_above_no_date_is_somebody() -> None:
    lines = ["Cy: Tell me about the lamp", "In October", *["Bo: Why?", "Ida: So they see it."] * 3]
    shown = view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])
    assert not [*at_top(labelled(shown))]


CAPTIONS = {
    "ru": "{} (слева) с гостями на берегу, 1957.",
    "he": "{} (משמאל) עם אורחים בנמל, 1957.",
    "el": "{} (αριστερά) με επισκέπτες στο λιμάνι, 1957.",
    "hi": "{} (बाएँ) मेहमानों के साथ, 1957।",
}


@pytest.mark.parametrize("lang", CAPTIONS)
def test_who_is_on_the_left_of_a_picture_says_nothing(lang: str) -> None:
    talk = lang if lang in TALKS else "ru"
    words, caption = turns(talk), CAPTIONS[lang].format(TALKS[talk][1][0])
    words.insert(4, caption)
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    assert shown.found[0] and not shown.found[4]
    # In italics, too.
    shown = view([Line(f"*{caption}*", 1), *shown.lines[1:4]])
    assert all(one.form != "gap" for one in shown.found[0])


@pytest.mark.parametrize("lang", TALKS)
def test_nobody_tells_of_himself_by_his_full_name(lang: str) -> None:
    ida = TALKS[lang][1][0]
    life = LIVES[lang].format(ida)
    words = turns(lang)
    # Below the talk, where she speaks last, and within it.
    for place in (6, 4):
        told = [*words[:place], life, *words[place:]]
        shown = view([Line(one, number, gap=1) for number, one in enumerate(told, 1)])
        assert [*told_of(labelled(shown))] == [place]


@pytest.mark.parametrize(
    "below",
    [
        # She may say I, and another may tell of her.
        "Ida Roe, that was the name I had then.",
        "Idas lamp was green.",
        "Ida Roe – the keeper.",
    ],
)
def test_what_says_i_or_is_no_name_may_be_said(below: str) -> None:
    lines = [*turns("en"), below]
    shown = view([Line(one, number, gap=1) for number, one in enumerate(lines, 1)])
    assert not [*told_of(labelled(shown))]


@pytest.mark.parametrize(
    ("first", "other", "both", "words"),
    [
        (
            "Ada Berg",
            "Bo Lind",
            "Ada Berg and Bo Lind",
            ["Who built it?", "We did.", "When?", "In May.", "Thanks."],
        ),
        (
            "ليلى منصور",
            "سامي حداد",
            "ليلى منصور وسامي حداد",
            ["من بناه؟", "نحن بنيناه.", "متى؟", "في الربيع.", "شكرا."],
        ),
        ("李明", "王芳", "李明、王芳", ["谁造的？", "我们造的。", "什么时候？", "五月。", "谢谢。"]),
    ],
    ids=["en", "ar", "zh"],
)
def test_those_who_speak_together_last_are_not_told_of(
    first: str, other: str, both: str, words: list[str]
) -> None:
    who = [first, other, first, other, both]
    document = read("\n\n".join(f"{name}: {one}" for name, one in zip(who, words, strict=True)) + "\n")
    assert [len(turn.speakers) for turn in document.turns] == [1, 1, 1, 1, 2]


def test_somebody_else_may_tell_of_who_speaks() -> None:
    words = turns("en")
    words.insert(5, "Ida Roe was right about the lamp.")
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    assert not [*told_of(labelled(shown))]


CREDITS = {
    "en": ("Typed: Mara Lind", "About the author: Mara Lind writes for the harbour."),
    "ru": ("Печатала: Мария Линд", "Об авторе: Мария Линд пишет о гаванях."),
    "he": ("הקלידה: מרים לינד", "על המחברת: מרים לינד כותבת על נמלים."),
    "ka": ("აკრიფა: მარიამ ლინდი", "ავტორის შესახებ: მარიამ ლინდი წერს ნავსადგურებზე."),
}


@pytest.mark.parametrize("lang", TALKS)
def test_who_made_it_and_who_wrote_it_says_nothing(lang: str) -> None:
    made, wrote = CREDITS[lang]
    words = [made, *turns(lang), wrote]
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    assert [*credited(labelled(shown))] == [0, 7]
    assert len(said(read("\n\n".join(words)))) == 6


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Cutting: Mara Lind. Bell: Tom Ash."),
        ("en", "Editor: Mara Lind."),
        ("ru", "Резка: Мария Линд / Колокол: Олег Рей"),
        ("he", "גזירה: מרים לינד. פעמון: גיל שדה."),
    ],
)
def test_several_who_made_it_say_nothing(lang: str, line: str) -> None:
    for words in ([*turns(lang), line], [line, *turns(lang)]):
        shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
        assert [*credited(labelled(shown))] == [words.index(line)]
        assert len(said(read("\n\n".join(words)))) == 6


@pytest.mark.parametrize(
    "line", ["Man at the door: Good night, Mara Lind!", "Bo Lind: Mara Lind", "Ferry: Late again"]
)
def test_who_speaks_once_is_no_credit(line: str) -> None:
    words = [*turns("en"), line]
    shown = view([Line(one, number, gap=1) for number, one in enumerate(words, 1)])
    assert not [*credited(labelled(shown))]


PRESENT = {
    "en": ("Present: Bo Lind, Ida Roe, Tom Ash", "Tom Ash", "I have one question about the quay."),
    "ru": ("Участники\nПётр Ильин, Анна Белова, Олег Рей", "Олег Рей", "У меня вопрос о причале."),
    "he": ("משתתפים: דן לביא, נועה ברק, גיל שדה", "גיל שדה", "יש לי שאלה על הרציף."),
}
"""A list of those who are there, one who speaks once, and what they say."""


@pytest.mark.parametrize("lang", PRESENT)
def test_who_stands_in_a_list_with_those_who_speak_again_speaks(lang: str) -> None:
    head, who, words = PRESENT[lang]
    lines = [head, "", *turns(lang)[:3], f"{who}: {words}", *turns(lang)[3:]]
    shown = view([Line(line, number) for number, line in enumerate("\n".join(lines).split("\n"), 1) if line])
    known = labelled(shown)
    assert key(who) in {known.keys[k] for k in listed_above(known)}
    assert (who, words) in said(read("\n".join(lines)))
    # One name alone may stand in any sentence.
    shown = view([Line(line, number) for number, line in enumerate([who, *lines[2:]], 1)])
    assert not [*listed_above(labelled(shown))]


INTRODUCED = {
    "en": "{} – keeper of the harbour lamp. Her diary is out now.",
    "ru": "{} — смотритель маяка. Живёт в порту.",
    "he": "{} – שומרת המגדלור. גרה בנמל.",
    "ka": "{} – შუქურის მცველი. ცხოვრობს ნავსადგურში.",
}


@pytest.mark.parametrize("lang", INTRODUCED)
def test_behind_a_dash_a_life_is_told_where_turns_have_colons(lang: str) -> None:
    ida = TALKS[lang][1][0]
    life = INTRODUCED[lang].format(ida)
    document = read("\n\n".join([life, *turns(lang), life]))
    assert len(said(document)) == 6
    # Where turns have the dash, too, nothing tells it from what she says.
    dashes = [turn.replace(":", " –", 1) for turn in turns(lang)]
    assert len(said(read("\n\n".join([*dashes, life])))) == 7


def test_whoever_says_i_behind_a_dash_speaks() -> None:
    last = "Ida Roe – Today I fear for the boat."
    assert said(read("\n\n".join([*turns("en"), last])))[-1] == ("Ida Roe", "Today I fear for the boat.")


@pytest.mark.parametrize("sign", [" –", "."], ids=["dash", "stop"])
@pytest.mark.parametrize("lang", ["en", "ru", "he", "ka"])
def test_another_sign_in_the_first_or_the_last_turn_may_be_a_slip(lang: str, sign: str) -> None:
    """Where it asks, where it answers, and where no blank line is as above the first turn."""
    (bo, _), (ida, _), *_ = TALKS[lang]
    whole = turns(lang)
    for lines in ([whole[0].replace(":", sign, 1), *whole[1:]], [*whole[:-1], f"{ida}{sign} {RAIN[lang]}"]):
        for between in ("\n\n", "\n"):
            text = f"{HEADS[lang][0]}\n\n{between.join(lines)}"
            assert [who for who, _ in said(read(text))] == [bo, ida] * 3
    # A name may stand alone above what is said first.
    text = "\n\n".join([whole[0].replace(": ", "\n\n"), *whole[1:]])
    assert [who for who, _ in said(read(text))] == [bo, ida] * 3
    shown = view([Line(line, number) for number, line in enumerate([f"{ida}{sign} {RAIN[lang]}", *whole], 1)])
    assert in_passing(labelled(shown))[0]


RAIN = {"en": "The rain.", "ru": "Только дождь.", "he": "הגשם בלבד.", "ka": "მხოლოდ წვიმა."}


@pytest.mark.parametrize(
    ("panel", "who", "asks", "answers"),
    [
        ("Panel", "Mr Holm", "Did you sleep at all?", "No, I did not."),
        ("Podium", "Frau Lind", "Haben Sie das gelernt?", "Nein, nie."),
        ("פאנל", "דן", "מתי באת לעיר?", "במאי, באנייה."),
        ("Review", "Mr Holm", "Did you sleep at all?", "No, I did not."),
        ("토론", "민수", "언제 오셨습니까?", "오월에 왔습니다."),
    ],
)
def test_a_board_that_hears_somebody_speaks(panel: str, who: str, asks: str, answers: str) -> None:
    turns_ = [(panel, asks), (who, answers)] * 3
    assert said(read("\n".join(f"{one}: {words}" for one, words in turns_))) == turns_


@pytest.mark.parametrize(
    ("lang", "head", "thing"),
    [
        ("en", "Today: bread, nets, Bo Lind, Ida Roe", "Bread"),
        ("en", "Keywords: Bo Lind; Ida Roe; Winter", "Winter"),
        ("ru", "Ключевые слова: Пётр Ильин, Анна Белова, Зима", "Зима"),
        ("he", "מילות מפתח: דן לביא, נועה ברק, חורף", "חורף"),
    ],
)
def test_things_in_a_list_beside_people_do_not_speak(lang: str, head: str, thing: str) -> None:
    lines = [head, *turns(lang), f"{thing}: {RAIN[lang]}"]
    shown = view([Line(line, number) for number, line in enumerate(lines, 1)])
    known = labelled(shown)
    assert key(thing) not in {known.keys[k] for k in listed_above(known)}


@pytest.mark.parametrize(
    ("ida", "lead"),
    [
        ("Ida", "Ida Roe’s lamp stands at the harbour. It is old."),
        ("Анна", "Анна Белова живёт у маяка. Она одна."),
        ("נועה", "נועה ברק גרה ליד המגדלור. היא לבד."),
    ],
)
def test_a_sentence_that_begins_with_who_speaks_is_no_name_with_a_sign(ida: str, lead: str) -> None:
    lines = [lead, *["Bo: Why?", f"{ida}: It rained."] * 3]
    shown = view([Line(line, number, gap=1) for number, line in enumerate(lines, 1)])
    assert not in_passing(labelled(shown)).any()
