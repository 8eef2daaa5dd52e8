"""What stands around a talk: credits of captions, numbers before names, contents and introductions."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from talks import read, read_and_asked, said
from test_reading_apart import HARBOURS, languages
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading.lattice import AT, STATES, LineState
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.unsure import questioned
from toolkit.reading.view import view
from toolkit.reading.whole import announced, foretold


def told(document: Document, kind: str) -> list[str]:
    return [part.text for turn in document.turns for part in turn.paragraphs if part.kind == kind]


# Captions.


def srt(*cues: str) -> str:
    return "\n".join(
        f"{n + 1}\n00:00:{3 * n:02},000 --> 00:00:{3 * n + 3:02},000\n{cue}\n" for n, cue in enumerate(cues)
    )


CREDITED = {
    "en": ("Subtitles by Mara Lind", "We walked on until the tide came in.", "Nobody had a light."),
    "de": ("Untertitel: Ada Berg", "Wir gingen weiter, bis die Flut kam.", "Niemand hatte ein Licht."),
    "fr": ("Sous-titrage : Léa Morel", "Nous avons marché jusqu'à la marée.", "Personne n'avait de lampe."),
    "ru": ("Субтитры сделал Пётр Ильин", "Мы шли, пока не начался прилив.", "Ни у кого не было фонаря."),
    "fa": ("زیرنویس: مریم راد", "تا بالا آمدن آب راه رفتیم.", "هیچ‌کس چراغ نداشت."),
    "zh": ("字幕由海边字幕组提供", "我们一直走到涨潮。", "谁也没有灯。"),
    "recording": ("Wavelet 2 | harbour.mp3", "We walked on until the tide came in.", "Nobody had a light."),
    "address": ("www.harbour.example.org", "We walked on until the tide came in.", "Nobody had a light."),
}


@pytest.mark.parametrize("credit", CREDITED)
def test_who_made_captions_is_named_and_nobody_says_it(credit: str) -> None:
    line, *talk = CREDITED[credit]
    for cues in ((line, *talk), (*talk, line)):
        document = read(srt(*cues), path="x.srt")
        assert told(document, "meta") == [line]
        assert "".join("".join(text for _, text in said(document)).split()) == "".join("".join(talk).split())


@pytest.mark.parametrize("credit", CREDITED)
def test_in_the_midst_of_captions_and_as_all_of_them_such_words_are_said(credit: str) -> None:
    line, *talk = CREDITED[credit]
    within = read(srt(*talk, *talk, line, *talk, *talk), path="x.srt")
    assert not told(within, "meta")
    assert line in " ".join(text for _, text in said(within))
    assert said(read(srt(line), path="x.srt"))


def test_a_sentence_about_captions_is_said() -> None:
    first = "Subtitles by night are hard to read."
    assert not told(read(srt(first, "We turned the lamp off."), path="x.srt"), "meta")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Translated by my grandmother", "this book came to us."),
        ("Перевела дух и пошла", "дальше по дороге."),
        ("Söyleşi yapmak istedim", "o gün onunla."),
        ("Place: the old mill", "is where we met."),
        ("She had it all", "translated by my grandmother"),
    ],
)
def test_a_sentence_in_two_cues_is_said_whatever_they_begin_with(first: str, second: str) -> None:
    talk = ("We came home in May.", "Nobody was there.", "The bells rang at noon.")
    for cues in ((first, second, *talk), (*talk, first, second)):
        assert not told(read(srt(*cues), path="x.srt"), "meta")
    # A name of a site begins so as well.
    page = read(srt("Subtitles by Mara Lind", "www.bells.example.org", *talk), path="x.srt")
    assert told(page, "meta")


@example(["Wavelet 2 | harbour.mp3"] * 2)
@given(st.lists(st.sampled_from([line for of in CREDITED.values() for line in of]), min_size=1, max_size=9))
@examples(40)
def test_no_word_of_a_cue_is_lost_whoever_is_credited(cues: list[str]) -> None:
    document = read(srt(*cues), path="x.srt")
    whole = "".join(part.text for turn in document.turns for part in turn.paragraphs)
    labels_ = "".join(name for turn in document.turns for name in (turn.label or "",))
    for cue in cues:
        # A line that parts a label from what is said is no word.
        assert all(word in whole + labels_ for word in cue.split() if word != "|")


# Names alone with a full stop.

PLAYS = {
    "en": (
        ("Mrs Holt", "Captain Reyes", "Ada"),
        (
            "(looks at the clock). They are late again.",
            "The ferry never comes before six.",
            "There is a light!",
            "Where do you see it?",
            "Behind the pier. Now it is gone.",
            "Let her look.",
        ),
    ),
    "ru": (
        ("Анна", "Сторож", "Старый рыбак"),
        ("Опять опаздывают.", "Паром раньше шести не ходит.", "Вижу огонь!", "Где?", "За пирсом.", "Пусть."),
    ),
    "el": (
        ("Μαρίνα", "Φύλακας", "Ναύτης"),
        (
            "Άργησαν πάλι.",
            "Το πλοίο έρχεται στις έξι.",
            "Βλέπω φως!",
            "Πού;",
            "Πίσω από τον μόλο.",
            "Ας δει.",
        ),
    ),
}


@pytest.mark.parametrize("lang", PLAYS)
def test_names_alone_with_a_full_stop_speak_where_all_paragraphs_begin_so(lang: str) -> None:
    people, words = PLAYS[lang]
    who = [people[k % len(people)] for k in range(len(words))]
    play = "\n\n".join(f"{name}.\n{text}" for name, text in zip(who, words, strict=True)) + "\n"
    assert said(read(play)) == list(zip(who, words, strict=True))


def test_sentences_alone_above_others_are_no_names() -> None:
    lines = ("Yes.\nWe walked on.", "No.\nIt was late.", "We waited for an hour.\nThen the ferry came.")
    assert not {"Yes", "No"} & {name for name, _ in said(read("\n\n".join(lines * 3) + "\n"))}


@pytest.mark.parametrize("first", [("Yes", "No"), ("Still", "Snow"), ("Jamais", "Encore"), ("Ещё", "Там")])
def test_common_words_that_come_again_alone_are_no_people(first: tuple[str, str]) -> None:
    lines = ("The water stands.", "Nobody was on the bridge.", "Et nous sommes là.", "И никто не пришёл.")
    text = "\n\n".join(f"{first[k % 2]}.\n{lines[k % 4]}" for k in range(8)) + "\n"
    assert not {*first} & {name for name, _ in said(read(text))}


# Numbers before names.

COUNTED = {
    "en": (
        "Ada Holt",
        "Bo Reyes",
        "Where do you live?",
        "By the bridge.",
        "And your mother?",
        "On the island.",
    ),
    "ar": ("سلمى نور", "كريم حداد", "أين تسكنين؟", "قرب الجسر.", "وأمك؟", "في الجزيرة."),
    "ja": ("岬", "灯", "どこに住んでいますか。", "橋のそばです。", "お母さんは？", "島にいます。"),
}


@pytest.mark.parametrize("lang", COUNTED)
@pytest.mark.parametrize("sign", ["", "### 🌟 "])
def test_a_number_before_each_turn_is_no_part_of_who_speaks(lang: str, sign: str) -> None:
    one, other, *words = COUNTED[lang]
    turns = [((one, other)[k % 2], text) for k, text in enumerate(words)]
    text = "\n\n".join(f"{sign}{n:03} - {who}:\n{words}" for n, (who, words) in enumerate(turns, 1)) + "\n"
    assert said(read(text, path="x.md" if sign else "x.txt")) == turns


def test_points_that_are_counted_keep_their_numbers() -> None:
    points = ("Ropes", "Lamps", "Bread")
    text = "\n\n".join(f"{n:03} - {point}: to be bought." for n, point in enumerate(points, 1)) + "\n"
    assert not {"Ropes", "Lamps", "Bread"} & {name for name, _ in said(read(text))}


# Contents, and lessons.

LESSONS = {
    "en": (
        ("What is an anchor?", "How is a rope tied?", "What is a lighthouse for?"),
        ("It is a piece of iron.", "The rope is laid around the post.", "It shows how far the shore is."),
    ),
    "hi": (
        ("लंगर क्या है?", "रस्सी कैसे बाँधी जाती है?", "दीपस्तंभ किसलिए होता है?"),
        ("यह लोहे का टुकड़ा है।", "रस्सी खूँटे के चारों ओर लपेटी जाती है।", "वह किनारे की दूरी बताता है।"),
    ),
    "he": (
        ("מהו עוגן?", "איך קושרים חבל?", "לשם מה יש מגדלור?"),
        ("זהו גוש ברזל כבד.", "החבל נכרך סביב העמוד.", "הוא מראה את המרחק לחוף."),
    ),
}


def lesson(lang: str) -> list[str]:
    asks, tells = LESSONS[lang]
    parts = [line for pair in zip((f"## {ask}" for ask in asks), tells, strict=True) for line in pair]
    return ["# 1860", *(f"- {ask}" for ask in asks), *parts]


@pytest.mark.parametrize("lang", LESSONS)
def test_what_a_heading_below_repeats_is_contents_and_nobody_says_it(lang: str) -> None:
    document = read("\n\n".join(lesson(lang)) + "\n", path="x.md")
    assert not {text for _, text in said(document)} & {*LESSONS[lang][0]}


@pytest.mark.parametrize("lang", LESSONS)
def test_a_lesson_below_headings_that_ask_is_not_silently_a_talk(lang: str) -> None:
    text = "\n\n".join(lesson(lang)) + "\n"
    document, findings = read_and_asked(text, path="x.md")
    asked = {line for finding in findings for line in finding.lines}
    spoken = [part for turn in document.turns for part in turn.paragraphs if part.kind == "speech"]
    assert all(part.where.line in asked or part.p < 0.9 for part in spoken)


@pytest.mark.parametrize("lang", LESSONS)
@pytest.mark.parametrize("point", ["", "1. **Ann**: a point of a list", "- Ann: a point of a list"])
def test_nobody_says_a_lesson_whose_contents_are_what_it_answers(lang: str, point: str) -> None:
    assert said(read("\n\n".join([*lesson(lang), point]) + "\n", path="x.md")) == []


TALKS = {
    "en": (
        "An interview with Mara Lind",
        "I found it on the beach, and I keep it.",
        "You lay it around the post, as I was shown.",
        "I see by it how far we are from the shore.",
    ),
    "es": (
        "Entrevista con Mara Lind",
        "Yo la encontré en la playa, y la guardo.",
        "Usted la pone en el poste, como me enseñaron.",
        "Yo veo con él a qué distancia estamos.",
    ),
    "ar": (
        "مقابلة مع مريم راد",
        "أنا وجدتها على الشاطئ.",
        "أنت تلفه حول العمود كما علموني.",
        "أنا أرى به كم نحن بعيدون.",
    ),
}


@pytest.mark.parametrize("lang", TALKS)
def test_an_interview_that_says_so_may_have_its_questions_as_contents(lang: str) -> None:
    headline, *answers = TALKS[lang]
    asks = LESSONS.get(lang, LESSONS["en"])[0]
    parts = [line for pair in zip((f"## {ask}" for ask in asks), answers, strict=True) for line in pair]
    text = "\n\n".join([f"# {headline}", *(f"- {ask}" for ask in asks), *parts]) + "\n"
    assert [words for _, words in said(read(text, path="x.md"))] == answers


@given(
    st.lists(st.sampled_from(["- a?", "- b?", "- c?", "## a?", "## b?", "## c?", "## d?", "a?"]), max_size=12)
)
@examples(60)
def test_headings_that_ask_are_foretold_together_or_not_at_all(rows: list[str]) -> None:
    lines = [Line(row, n, gap=1) for n, row in enumerate(rows, 1)]
    if lines:
        seen = view(lines)
        found = foretold(seen)
        listed = {seen.plain[i] for i in announced(seen)}
        assert found.any() == (len(listed) >= 3)
        assert found.tolist() in ([False] * len(rows), [row[:2] == "##" for row in rows])


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abc")), max_size=12))
@examples(60)
def test_contents_are_what_a_heading_says_below_and_no_heading(rows: list[tuple[bool, str]]) -> None:
    lines = [Line(f"## {word}" if heads else word, n, gap=1) for n, (heads, word) in enumerate(rows, 1)]
    expected = [
        i
        for i, (heads, word) in enumerate(rows)
        if not heads and any(later == (True, word) for later in rows[i + 1 :])
    ]
    assert announced(view(lines)) == expected if lines else True


# Introductions.


@languages
def test_what_stands_above_unnamed_questions_and_says_no_i_may_introduce_them(language: str) -> None:
    _, intro, questions, answers = HARBOURS[language]
    paragraphs = [
        intro,
        answers[0],
        *(part for pair in zip(questions, answers, strict=True) for part in pair),
    ]
    seen = view(plain.content("\n\n".join(paragraphs) + "\n", path="x.txt").lines)
    assert seen.interview.unnamed.any()
    p = np.zeros((len(seen.lines), len(STATES)))
    p[:, AT["continuation"]] = 1
    none = np.zeros(len(p), dtype=np.bool_)
    states: list[LineState] = ["continuation" for _ in p]
    made, _ = questioned(labelled(seen), p, none, ~none, none, states)
    above, answer = made[0, AT["narration"]], made[1, AT["narration"]]
    assert above >= 0.3 > answer


FEET = {
    "en": "Letters from the bay|Your address|Join us|Comments (3)|Imprint|Jobs|Help|Our boats|Weather|Tides",
    "ar": "رسائل من الخليج|عنوانك|انضم إلينا|التعليقات (3)|من نحن|وظائف|مساعدة|قواربنا|الطقس|المد والجزر",
    "ru": "Письма с залива|Ваш адрес|Подписка|Отзывы (3)|О нас|Работа|Помощь|Наши лодки|Погода|Приливы",
    "zh": "海湾来信|您的地址|加入我们|评论（3）|关于我们|招聘启事|帮助中心|我们的船|今日天气|潮汐表",
}
"""What a page may have below a text."""


@languages
def test_an_interview_without_labels_is_found_above_the_foot_of_its_page(language: str) -> None:
    _, _, questions, answers = HARBOURS[language]
    talk = [*chain.from_iterable(zip(questions, answers, strict=True))]
    foot = FEET[language].split("|")

    def asked(*lines: str) -> int:
        return int(view(plain.content("\n\n".join(lines) + "\n", path="x.txt").lines).interview.asks.sum())

    assert asked(*talk, *foot, "© 2024 Ada Berg") == asked(*talk) == len(questions)
    # What is only a list may stand below questions of an essay.
    assert not asked(*talk, *foot)


# A lesson: its headings ask, and its points are in bold.

LESSON = """# Who keeps the lamps of a harbour

Every harbour needs lamps, and it pays to know who keeps them alight through the night.

## Who keeps them in yours?

The work is commonly shared among three, and it depends on how the quay is let.

**Quay**: The keeper of the quay sees to posts, oil and wires; you light the lamps and put them out.

**Vessel**: The owner sees to the lamps on deck, and you call when one goes out at night.

**Buoy**: The fishers see to the lights out at sea, and you have nothing to do but keep clear of them.

It matters to understand this, since it tells you whom to call when a lamp stays dark.

## How do you know that a lamp is good?

Walk along the quay at dusk and count the lamps. Fog makes them weak, so wipe the glass once a week.

## What is there to do in a storm?

Take down the hanging lamps and tie up the wires before the wind comes.

Look at each post after the storm, since salt eats wires fast.
"""


def test_a_label_that_comes_once_is_worth_what_hangs_on_it() -> None:
    _, found = read_and_asked(LESSON, path="x.md", lang="en")
    (asked,) = [one for one in found if one.code == "D103"]
    assert {15, 19, 23, 25} <= {*asked.lines}


BEHIND = {
    "en": ("Related posts", "The bells of the north", "This text is licensed under CC BY-SA 4.0."),
    "pl": ("Podobne artykuły", "Dzwony północy", "Tekst na licencji CC BY-SA 4.0."),
    "ar": ("مقالات ذات صلة", "أجراس الشمال", "النص منشور برخصة CC BY-SA 4.0."),
    "ja": ("関連情報", "北の鐘", "この記事は CC BY-SA 4.0 で公開されています。"),
}
"""What heads other texts of a site, the title of one, and a licence."""


@pytest.mark.parametrize("language", BEHIND)
def test_what_a_site_adds_behind_a_talk_is_said_by_nobody(language: str) -> None:
    heading, other, licence = BEHIND[language]
    (ada, tom), _, questions, answers = HARBOURS["en"]
    turns = [
        *chain(
            *((f"{tom}: {asked}", f"{ada}: {said}") for asked, said in zip(questions, answers, strict=True))
        )
    ]
    assert len(said(read(*turns, heading, other))) == len(said(read(*turns, licence))) == len(turns)


LIVES = {
    "es": (
        "Tomás Rey",
        "Lucía Prado",
        "{}, nacido en 1949, cuidó el faro. Vive cerca del puerto.",
        "Cuidé el faro.",
    ),
    "fr": (
        "Yves Kerdal",
        "Claire Morvan",
        "{}, né en 1949, tient un atelier. Il vit au port.",
        "Je tiens un atelier.",
    ),
    "ja": ("高橋健一", "佐藤美咲", "{}　1949年生まれ。灰港の灯台を守る。", "灯台を守っています。"),
}
"""Who answers and who asks, the life of the first, and what they say."""


@pytest.mark.parametrize("language", LIVES)
def test_a_life_that_begins_as_no_label_does_is_told(language: str) -> None:
    who, asks, life, words = LIVES[language]
    turns = [(name, words) for name in (asks, who) * 3]
    document = read(*(f"{name}\n{words}" for name, words in turns), life.format(who))
    assert [*said(document)] == turns
    assert [paragraph.text for paragraph in document.paragraphs()][-1] == life.format(who)


TALK = {
    "en": ("Tom", "Did it change?", "Ada", "It became shorter."),
    "ja": ("記者", "変わりましたか。", "森田", "短くなりました。"),
    "he": ("תום", "הוא השתנה?", "עדה", "הוא התקצר."),
}


@pytest.mark.parametrize(
    ("lang", "behind", "happens"),
    [
        ("en", "(Interview by Tom Reyes)", False),
        ("en", "[Interview: Tom Reyes]", False),
        ("ja", "（構成・田中奈緒）", False),
        ("ja", "（聞き手・田中奈緒）", False),
        ("he", "(ריאיון: יעל שגב)", False),
        ("en", "(Interview ends)", True),
        ("en", "(Tom: Laughs)", True),
        ("en", "(Music: waves)", True),
        ("ja", "（記者・笑）", True),
        ("he", "(צחוק)", True),
    ],
)
def test_who_made_a_text_is_told_in_brackets_behind_it_and_happens_nowhere(
    lang: str, behind: str, happens: bool
) -> None:
    asks, question, answers, answer = TALK[lang]
    sign = "：" if lang == "ja" else ": "
    turns = f"{asks}{sign}{question}\n\n{answers}{sign}{answer}\n\n"
    document = read(f"{turns}{turns}{behind}\n", lang=lang)
    assert (told(document, "event") == [behind]) is happens
    assert len(said(document)) == 4


@pytest.mark.parametrize("by", ["Photographs", "Illustrations"])
def test_who_drew_or_photographed_heads_no_text(by: str) -> None:
    text = f"INTERVIEW\n\nNobody Owns a River\n\nBy Tom Reyes\n\n{by} by Lina Park\n\nJune 3, 2026\n\n"
    document = read(text + "Tom: Did it change?\n\nAda: Yes.\n\n" * 2)
    assert told(document, "title") == ["Nobody Owns a River"]
