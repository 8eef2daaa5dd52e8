"""What press conferences, parliaments and interviews in many languages say of themselves."""

import pytest

from talks import read
from toolkit.languages import lexicon
from toolkit.languages.lexicon import calls_itself_interview
from toolkit.model import Document
from toolkit.reading.candidates import candidates
from toolkit.reading.lines import Line
from toolkit.reading.shape import CATEGORIES, lists
from toolkit.reading.short_names import short_for

CONFERENCE = """\
Conferencia de prensa sobre el puerto
3 de mayo de 2031
---
ALCALDESA MARA LINDE
Buenos días a todas y a todos.
Hoy vamos a informar sobre la lámpara del puerto y lo que ha costado.
---
PREGUNTA
Alcaldesa, ¿cuándo se enciende la lámpara?
---
ALCALDESA MARA LINDE
En otoño. Falta el aceite, y el aceite viene de lejos.
Muchas gracias.
---
TOMÁS OLMO, COORDINADOR GENERAL DE LOS FAROS, LAS BOYAS Y LAS CAMPANAS DE NIEBLA DEL PUERTO
Con su permiso, alcaldesa.
El barco llega el martes.
---
PREGUNTA
¿Y si no llega?
---
ALCALDESA MARA LINDE
Entonces esperamos otro año.
"""
CHAPTERS = """\
Three walks

We tell of three walks along the shore.
---
The lamp
It stands on the pier, and nobody lights it.
---
The boats
They lie on the sand in winter.
---
The bell
It rings when there is fog.
---
The market
Fish is sold there on Fridays.
---
The school
It has nine pupils.
---
The inn
It is closed.
"""
COMMITTEE = """\
פרוטוקול מס' 4
ועדת הנמל

 << יור >> היו"ר דנה אלון: << יור >>

שלום לכולם, אני פותחת את הישיבה. מי מדבר על המנורה?

 << אורח >> יואב ברק: << אורח >>

אני. המנורה כבויה כבר שנה.

 << יור >> היו"ר דנה אלון: << יור >>

ולמה לא מדליקים אותה?

 << אורח >> יואב ברק: << אורח >>

אין שמן.

 << דובר >> תמר גל: << דובר >>

השמן הוזמן באביב.

 << יור >> היו"ר דנה אלון: << יור >>

תודה. נמשיך בשבוע הבא.
"""
FOREWORD = """\
# 守灯人：岛上只剩我一个

**守灯人林海鸥早前在毫无预兆下熄灭了港口的灯，她说灯没有油，而油要从很远的地方运来，没有人知道什么时候能到。**

**这座岛的冬天越来越长。林海鸥一直没有说清楚的，是她究竟为什么留下来，一个人守着一盏不亮的灯。**

**没有人知道明天，不论是林海鸥自己，还是岛上剩下的人，或许有的只是迎接冬天的心态。**

**记：我们由那个晚上开始说起吧。你熄灯的时候，有没有想过会是最后一次？**

林：想过，但当时没有决定，心里很乱。

**记：有没有后悔？**

林：没有。灯没有油，亮着也没有用。

**记：岛上的人怎么说？**

林：他们什么都没有说，船也没有来。

**记：以后怎么办？**

林：等。等到秋天，油就会来的。
"""


def said(document: Document) -> list[tuple[str, int]]:
    """Who says something, and in how many paragraphs."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (names[turn.speakers[0]] if turn.speakers else "", len(turn.paragraphs))
        for turn in document.turns
        if turn.kind == "speech"
    ]


def test_a_name_below_each_drawn_line_speaks_up_to_the_next() -> None:
    mara = "ALCALDESA MARA LINDE"
    assert said(read(CONFERENCE)) == [
        (mara, 2), ("PREGUNTA", 1), (mara, 2), ("TOMÁS OLMO", 2), ("PREGUNTA", 1), (mara, 1),
    ]  # fmt: skip


def test_one_who_leads_and_others_who_speak_once_are_told_by_capitals() -> None:
    once = ["TOMÁS OLMO", "INÉS PARDO", "RAÚL VEGA"]
    parts = [
        "MODERADORA\nTiene la palabra quien sigue.",
        *(f"{name}\nGracias. Hablo de la lámpara." for name in once),
    ]
    turns = [parts[0], parts[1], parts[0], parts[2], parts[0], parts[3]]
    spoken = ["MODERADORA", once[0], "MODERADORA", once[1], "MODERADORA", once[2]]
    assert [name for name, _ in said(read("Acto\n---\n" + "\n---\n".join(turns) + "\n"))] == spoken


def test_headings_between_drawn_lines_are_nobody() -> None:
    assert not said(read(CHAPTERS))


def test_a_line_below_a_whole_paragraph_makes_no_heading_of_it() -> None:
    document = read("Ann: One.\nBo: Two.\nAnn: Three.\n---\nBo: Four.\nAnn: Five.\n")
    assert [name for name, _ in said(document)] == ["Ann", "Bo", "Ann", "Bo", "Ann"]
    assert next(turn.kind for turn in read("Lamps\n-----\n\nAnn: Why?\nBo: So.\n").turns) != "separator"


def test_the_same_mark_at_both_ends_of_a_line_is_no_part_of_a_name() -> None:
    dana = 'היו"ר דנה אלון'
    assert [name for name, _ in said(read(COMMITTEE))] == [dana, "יואב ברק", dana, "יואב ברק", "תמר גל", dana]


def test_an_introduction_tells_of_whom_it_names() -> None:
    assert said(read(FOREWORD)) == [("记", 1), ("林", 1)] * 4


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        ("Sarai | Gull Ltd: Why?", "colon", "Sarai | Gull Ltd"),
        ("LINDE- É cedo.", "stroke", "LINDE"),
        ("<< guest >> Ann Berg: << guest >>", "bracket", "Ann Berg"),
    ],
)
def test_labels_as_programs_and_hands_in_haste_write_them(text: str, form: str, label: str) -> None:
    assert (form, label) in {(found.form, found.label) for found in candidates(Line(text, 1))}


@pytest.mark.parametrize("text", ["| Ann | x: a |", "Linde- e cedo", "<< a >> Ann Berg: << b >>"])
def test_what_only_looks_like_them_has_none(text: str) -> None:
    forms = {found.form for found in candidates(Line(text, 1))}
    assert not forms & {"colon", "stroke", "bracket"}


@pytest.mark.parametrize("head", ["Anmerkung des Schreibers", "Note de la traductrice", "本刊编辑部注"])
def test_the_head_of_a_note_says_whose_it_is(head: str) -> None:
    assert lists(head) >> CATEGORIES.index("note") & 1


def test_nothing_is_parted_between_brackets() -> None:
    quoted = "记：那篇文章怎么说？\n\n林：这里有〈灯「没有油」记：谁知道〉，您看。\n\n"
    assert [name for name, _ in said(read(FOREWORD + "\n" + quoted))] == ["记", "林"] * 5


WORDS = dict(lexicon._files())
SEXLESS = {"ja", "ko"}
"""Languages whose titles are the same for men and women."""


@pytest.mark.parametrize("lang", [lang for lang, data in WORDS.items() if "titles" in data])
def test_titles_tell_men_from_women_where_a_language_does(lang: str) -> None:
    told = [(man, woman) for man in WORDS[lang].get("male", ()) for woman in WORDS[lang].get("female", ())]
    assert bool(told) != (lang in SEXLESS)
    for man, woman in told:
        assert {man, woman} <= {*WORDS[lang]["titles"]}
        # The rest of a name tells, though: only one of them is short for it.
        assert short_for(f"{man} lund", f"{man} per lund") and short_for(f"{woman} lund", f"{woman} eva lund")
        assert not short_for(f"{man} lund", f"{woman} eva lund")
        assert not short_for(f"{woman} lund", f"{man} per lund")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senyora Puig", "Senyor Marc Puig"),
        ("السيدة حداد", "السيد سامي حداد"),
        ("г-жа Орлова", "г-н Пётр Орлова"),
        ("Primera veu", "Segona veu"),
    ],
)
def test_two_who_share_a_word_are_two(one: str, other: str) -> None:
    says = ("1987?", "2 + 2 = 4.", "3!", "5.")
    document = read("".join(f"{name}: {words}\n\n" for words in says for name in (one, other)))
    assert [name for name, _ in said(document)] == [one, other] * len(says)


@pytest.mark.parametrize(
    ("box", "question"),
    [
        ("Fakta: Gården ligger i Norrby. Den har 40 getter.", "Vad heter den äldsta?"),
        ("Steckbrief: Der Hof liegt in Nordby. Er hat 40 Ziegen.", "Wie heißt die älteste?"),
        ("プロフィール：北町生まれ。ヤギを四十頭飼っている。", "一番年上は何という名前ですか。"),
    ],
)
def test_a_box_of_facts_is_nobody_s_words(box: str, question: str) -> None:
    text = (
        f"Lind: 1978.\n\nReporter: {question}\n\nLind: Ana.\n\n{box}\n\nReporter: {question}\n\nLind: Bo.\n"
    )
    assert [turn.paragraphs[0].kind for turn in read(text).turns][3] in ("note", "meta")


@pytest.mark.parametrize(
    "items",
    [
        [
            "水筒）一人一本ずつ。",
            "帽子）日差しが強いです。",
            "弁当）各自で用意。",
            "地図）一枚あれば足ります。",
        ],
        ["नदी- पानी की धारा।", "नाव- पानी पर चलती है।", "घाट- उतरने की जगह।", "जाल- मछली के लिए।"],
        ["بحر- ماء كثير.", "مركب- يسير على الماء.", "شبكة- لصيد السمك.", "مرسى- مكان المراكب."],
    ],
)
def test_items_of_which_none_comes_again_are_nobody(items: list[str]) -> None:
    assert not read("\n".join(items) + "\n").speakers


QUESTIONS = {
    "th": ("ถาม", "ตอบ", "ไฟดับเมื่อไร", "วันศุกร์"),
    "bn": ("প্রশ্ন", "উত্তর", "বাতি কবে নিভেছে?", "শুক্রবার।"),
    "ka": ("კითხვა", "პასუხი", "როდის ჩაქრა ლამპა?", "პარასკევს."),
    "hy": ("Հարց", "Պատասխան", "Ե՞րբ մարեց լամպը", "Ուրբաթ օրը։"),
    "am": ("ጥያቄ", "መልስ", "መብራቱ መቼ ጠፋ?", "ዓርብ ዕለት።"),
    "ps": ("پوښتنه", "ځواب", "څراغ کله مړ شو؟", "د جمعې په ورځ."),
    "fi": ("Kysymys", "Vastaus", "Milloin lamppu sammui?", "Perjantaina."),
    "sw": ("Swali", "Jibu", "Taa ilizimika lini?", "Ijumaa."),
    "bg": ("Въпрос", "Отговор", "Кога угасна лампата?", "В петък."),
}


@pytest.mark.parametrize("lang", QUESTIONS)
def test_question_and_answer_say_who_asks(lang: str) -> None:
    asks, answers, question, answer = QUESTIONS[lang]
    text = f"{asks}: {question}\n{answers}: {answer}\n" * 4
    document = read(text, lang=lang)
    assert {one.name: one.role for one in document.speakers} == {asks: "interviewer", answers: "interviewee"}


def test_no_word_asks_in_one_language_and_answers_in_another() -> None:
    words = lexicon.lexicon()
    both = {word for word in words.ask & words.answer if len(word) > 1}
    assert not both


@pytest.mark.parametrize(
    "text",
    [
        "Švyturio prižiūrėtoją kalbina Ona Petraitė.",
        "దీపస్తంభం కాపలాదారుతో ముఖాముఖి",
        "เราพูดคุยกับคนเฝ้าประภาคาร",
        "حاورته: سلمى حداد",
        "Latarniczka w rozmowie z Anną Berg",
        "Гэрэлт цамхагийн харгалзагчтай ярилцлаа.",
        "නෞකා තොටේ සම්මුඛ සාකච්චාව",
    ],
)
def test_how_interviews_name_themselves(text: str) -> None:
    assert calls_itself_interview(text)
