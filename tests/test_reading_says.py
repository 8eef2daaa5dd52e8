"""What a text says of itself by how it is written: headings, code, ranges of time, drawn lines."""

import pytest

from talks import read, said
from toolkit.config import Sidecar, SpeakerTable
from toolkit.model import Document
from toolkit.reading.candidates import candidates
from toolkit.reading.inference import infer
from toolkit.reading.lattice import AT
from toolkit.reading.lines import Line
from toolkit.reading.phrases import phrases, reported, sentences
from toolkit.reading.roster import labelled
from toolkit.reading.view import View, view
from toolkit.reading.weights import weights
from toolkit.reading.whose import listed_above

TALK = """\
Alright, I'm going to tell you how we keep the light of our harbour. I do that with three people.

# {0}

We began in spring, when the first boats came back. I think that it was the coldest one that I remember.

# {1}

Then I asked for a new lamp. You know how long that takes: we got it in autumn.

# {2}

So that is what I wanted to say. Thank you for listening, and let's go and look at the lamp.
"""
HEADINGS = (
    ("A lamp without oil", "Lamps: what they need", "Thanks"),
    ("没有油的灯", "灯：它们需要什么", "感谢"),
    ("مصباح بلا زيت", "المصابيح: ما تحتاجه", "شكر"),
)


def speakers(document: Document) -> list[str]:
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        names[turn.speakers[0]] if turn.speakers else "" for turn in document.turns if turn.kind == "speech"
    ]


def seen(text: str) -> View:
    return view([Line(line, number) for number, line in enumerate(text.split("\n"), 1) if line])


@pytest.mark.parametrize("words", HEADINGS)
def test_a_heading_that_heads_a_part_is_nobody(words: tuple[str, str, str]) -> None:
    assert not read(TALK.format(*words)).speakers


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Berg", "Tom Holm"), ("高以文", "林木"), ("ليلى حداد", "سامر عودة"), ("Q: Why?", "Tom Holm:")],
)
def test_a_heading_that_comes_again_is_a_label(one: str, other: str) -> None:
    headings = [f"## {one}", f"## {other}", f"## {one}", f"## {other}"]
    talk = "\n\n".join(f"{heading}\n\nI think so, and I said it twice." for heading in headings)
    assert len(read(talk).speakers) == 2


@pytest.mark.parametrize("name", ["Lena Ott", "林木", "ליאור כהן"])
def test_a_heading_that_an_editor_calls_a_speaker_is_one(name: str) -> None:
    text = TALK.format("A lamp", "Lamps: more of them", name)
    document = read(text, sidecar=Sidecar(speakers=(SpeakerTable(name),)))
    assert [speaker.name for speaker in document.speakers] == [name]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("`make`", set()),
        ("`c = f(x, y)`", set()),
        ("`P` = the sum of `P_i`", set()),
        ("`Ada`: Good morning.", {"ada"}),
        ("`Ada:` Good morning.", {"ada"}),
        ("— `make` is all that I type.", {"—"}),
        ("O`tkir: Assalomu alaykum.", {"o`tkir"}),
    ],
)
def test_code_is_nobody(line: str, keys: set[str]) -> None:
    assert {label.key for label in candidates(Line(line, 1))} == keys


@pytest.mark.parametrize("time", ["\\[57:37\\] to \\[57:53\\]", "[0:12] – [0:14]", "(1:02) - (1:07)"])
def test_a_range_is_one_time(time: str) -> None:
    label = next(label for label in candidates(Line(f"**Break:** {time}", 1)) if label.form == "colon")
    assert (label.label, label.bare, label.time) == ("Break", True, time)


@pytest.mark.parametrize("drawn", ["☆☆☆", "=", "◇ ◇", "——"])
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_a_drawn_line_has_a_text_below_it(drawn: str, name: str) -> None:
    said = [
        "Ada Berg: The light was out.",
        "Tom Holm: I saw it.",
        "Ada Berg: And then?",
        "Tom Holm: I lit it.",
    ]
    said[1] += f"\n\n{drawn}\nIt was out for a week."
    document = read("\n\n".join(said) + "\n", path=name)
    assert [speaker for speaker in speakers(document) if speaker][:2] == ["Ada Berg", "Tom Holm"]
    assert "separator" in {turn.kind for turn in document.turns}


@pytest.mark.parametrize("blank", ["    ", "\u00a0 \u00a0 ", "\u00a0\u00a0", "\t"])
@pytest.mark.parametrize("words", ["Hi. Thanks for that.", "Yes, Ada. Is it lit?", "And then: who did?"])
def test_a_wide_blank_of_any_kind_stands_behind_a_name(blank: str, words: str) -> None:
    found = {label.form: label for label in candidates(Line(f"Q{blank}{words}", 1))}
    assert found["gap"].label == "Q"
    if len(blank) > 2:
        assert {label.label for label in found.values()} == {"Q"}


BRIEFING = """\
MS. BERG:\u00a0 Good afternoon, everybody.\u00a0 The light of the harbour was out for a week, and we know
why.\u00a0 {0}: nobody had ordered any oil, and I am sorry for that.

{0}: We order it every spring.\u00a0 The keeper signs for it.

We did that for twenty years, and it was never late.

Q\u00a0 \u00a0 Thanks, Ada.\u00a0 Will it be lit again on Monday, or are we going to wait?

MS. BERG:\u00a0 It will be lit on Monday.\u00a0 Go ahead, Tom.

Q\u00a0 \u00a0 Hi.\u00a0 Thank you for doing this.\u00a0 Who pays for the oil?

MS. BERG:\u00a0 The harbour does, and it always did.

Q\u00a0 \u00a0 And the ferry?

MS. BERG:\u00a0 The ferry pays nothing.
"""


@pytest.mark.parametrize("words", ["The difference is simple", "Just to be clear", "Das ist ganz einfach"])
def test_in_a_briefing_no_sentence_speaks(words: str) -> None:
    document = read(BRIEFING.format(words))
    assert {speaker.name for speaker in document.speakers} == {"MS. BERG", "Q"}
    assert speakers(document).count("Q") == 3


DEBATE = """\
Ada Berg (Kai):
1931?
(*)
Tom Holm (Pier):
1932! It burned for nineteen years.
(*)
{0}:
The lamp is ours, and nobody pays for the oil.
I am not glad of that.
Ada Berg (Kai):
1933?
Tom Holm (Pier):
Yes, that is so.
Mara Lind (Vell):
Who pays for the oil?
Tom Holm (Pier):
The harbour does.
"""


@pytest.mark.parametrize(
    "words", ["Weiter heißt es in dem Bericht", "And then it goes on to say", "Y el informe dice además"]
)
def test_what_somebody_quotes_below_is_theirs(words: str) -> None:
    assert {speaker.name for speaker in read(DEBATE.format(words)).speakers} == {
        "Ada Berg",
        "Tom Holm",
        "Mara Lind",
    }


@pytest.mark.parametrize(
    "name", ["Frau aus dem Publikum", "Voice from the back", "Голос из зала", "Voz del público"]
)
def test_a_voice_of_the_crowd_may_come_once(name: str) -> None:
    text = f"Ada Berg: It was out.\n\nTom Holm: I saw it.\n\n{name}: I did, too.\n\n"
    text += "Ada Berg: And then?\n\nTom Holm: I lit it.\n"
    known = labelled(seen(text))
    assert known.names.index(name) not in set(phrases(known))


@pytest.mark.parametrize("words", ["The keeper wrote a book. ", "看灯的人写了书。", "השומר כתב ספר. "])
def test_no_title_is_as_long_as_a_paragraph(words: str) -> None:
    talk = seen(f"{(words * 30).strip()}\n\n{words.strip()}")
    long, short = infer(labelled(talk), weights()).p[:, AT["title"]]
    assert long == 0
    assert short > 0


RECORDS = {
    "en": ("From: {}\nType: incoming\nSent: Tue, 12 Mar\nBody: {}", ("Ada", "You"), "Is the lamp out?"),
    "fr": ("De : {}\nObjet : lampe\nDate : mardi\nTexte : {}", ("Ada", "Vous"), "La lampe est éteinte ?"),
    "he": ("מאת: {}\nסוג: נכנס\nתאריך: שלישי\nתוכן: {}", ("עדה", "אני"), "המנורה כבויה?"),
    "de": ("Absender: {}\nText: {}", ("Ada", "Bo"), "Ist die Lampe aus?"),
    "ar": ("المرسل: {}\nالنص: {}", ("نور", "سامي"), "هل انطفأ المصباح؟"),
}


@pytest.mark.parametrize("lang", RECORDS)
def test_fields_of_records_say_nothing(lang: str) -> None:
    record, people, said = RECORDS[lang]
    text = "\n\n".join(record.format(people[n % 2], said) for n in range(4))
    assert speakers(read(text)) == []
    # Two who talk in pairs of turns do, without any full stop, too.
    pairs = "\n\n".join(f"{people[0]}: {said[: n + 4]}\n{people[1]}: {said[: n + 3]}" for n in range(4))
    assert {*people} == {*speakers(read(pairs))}
    # So do people who talk in no order.
    talk = "\n\n".join(
        f"{one}: {said}\n{other}: Vell, Vell.\nMara: {said}" for one, other in (people, people[::-1]) * 3
    )
    assert {*people, "Mara"} == {*speakers(read(talk))}


ROUNDS = {
    "en": ("Moderator", "Ann", "Bo", "Who keeps the lamp?", "Nobody does."),
    "zh": ("主持人", "安娜", "王明", "谁看守灯塔？", "现在没有人。"),
    "ar": ("المذيع", "نور", "سامي", "من يحرس المنارة؟", "لا أحد."),
}


@pytest.mark.parametrize("lang", ROUNDS)
def test_people_who_answer_in_the_same_order_each_time_are_no_fields(lang: str) -> None:
    host, one, other, asks, answers = ROUNDS[lang]
    text = "\n\n".join([f"{host}: {asks}\n{one}: {answers}\n{other}: {answers}"] * 4)
    assert speakers(read(text)) == [host, one, other] * 4


@pytest.mark.parametrize("head", ["[{}] [오후 9:0{}] {}", "21:0{1} {0}: {2}", "{0} (9:0{1} PM): {2}"])
def test_a_message_of_a_log_goes_on_in_the_line_below(head: str) -> None:
    said = ("등대 불 껐어?", "응", "아마도", "켜져 있는데?")
    rows = [head.format(("배두리", "오하나")[n % 2], n, text) for n, text in enumerate(said)]
    document = read("\n".join([*rows, "두 줄이야"]))
    last = [*document.paragraphs()][-1]
    assert (last.kind, last.text) == ("speech", "두 줄이야")


@pytest.mark.parametrize("word", ["وقلت", "سألته", "وقال", "שאל", "گفت"])
def test_a_verb_of_saying_is_nobody(word: str) -> None:
    """However often it comes."""
    known = labelled(seen("".join(f"{word}: {words}\n\n" for words in ("متى?", "בלילה.", "چرا?"))))
    assert known.names.index(word) in set(phrases(known))


@pytest.mark.parametrize("word", ["هو", "היא", "Dice"])
def test_a_pronoun_may_be_a_label(word: str) -> None:
    known = labelled(seen("".join(f"{word}: {words}\n\n" for words in ("متى?", "בלילה.", "چرا?"))))
    assert known.names.index(word) not in set(phrases(known))


TOLD_TWICE = """\
{0}{2}Where were you?

{1}{2}At the lamp.

{3}

{0}{2}And then?

{1}{2}Home.

{3}
"""


@pytest.mark.parametrize("label", [": ", " (00:12)\n", "  00:12\n"])
@pytest.mark.parametrize(
    ("ask", "answer", "words"),
    [
        ("Mara Lind", "Bo Berg", 'I asked him: "Are you sure?"'),
        ("Wit Góra", "Zofia Lis", "Zapytałem go: „Na pewno?”"),
        ("钱志远", "陈文博", "我问他：“你确定吗？”"),
        ("אייל כהן", "מיכל אלמוג", 'שאלתי אותו: "אתה בטוח?"'),
        ("김민수", "박서연", '제가 물었습니다: "정말이에요?"'),
    ],
)
def test_a_verb_of_saying_before_a_quotation_is_nobody(label: str, ask: str, answer: str, words: str) -> None:
    assert {*speakers(read(TOLD_TWICE.format(ask, answer, label, words)))} <= {ask, answer, ""}


@pytest.mark.parametrize(("told", "plain"), [
    ('I told them: "Wait."', "I told them: they were late."),
    ("Я сказала: «Чекайте».", "Я сказала: Я не знаю."),
    ("אמרתי להם: \"חכו.\"", "אמרתי להם: אני לא יודע."),
])  # fmt: skip
def test_a_quotation_that_has_no_marks_once_makes_nobody_of_a_verb_of_saying(told: str, plain: str) -> None:
    turns = [
        "Mara Lind: Where were you?",
        "Bo Berg: At the lamp.",
        told,
        "Mara Lind: And then?",
        "Bo Berg: Home.",
    ]
    assert {*speakers(read("\n\n".join([*turns, told, *turns, plain])))} <= {"Mara Lind", "Bo Berg", ""}


@pytest.mark.parametrize(("asks", "answers"), [
    ('Mara asks: "{0}"', "Lind: {0}"),
    ("Мара спрашивает: «{0}»", "Линд: {0}"),
    ("周问：“{0}”", "林：{0}"),
    ("תמר שאלה: \"{0}\"", "לינד: {0}"),
])  # fmt: skip
def test_a_verb_of_saying_is_who_asks_where_one_answers(asks: str, answers: str) -> None:
    """Marks are left out once."""
    lines = (asks, answers, asks, answers, asks.strip('"”»').replace('"', "").replace("“", ""), answers)
    text = "\n".join(
        line.format(n)
        for line, n in zip(lines, ("Who?", "Me.", "When?", "Then.", "Why?", "So."), strict=True)
    )
    names = [line.replace("：", ":").split(":")[0] for line in (asks, answers)]
    known = labelled(seen(text + "\n"))
    assert {known.names.index(name) for name in names}.isdisjoint(reported(known))


def test_who_says_nothing_but_quotations_speaks() -> None:
    text = TOLD_TWICE.format("Mara Lind", "Bo Berg", ": ", 'Ida Moll: "Put it out!" is what they called.')
    assert speakers(read(text)).count("Ida Moll") == 2


VERBS = {
    "en": ("Lena says: I keep the water.", "Bo asks: Since when?", "Lena says: Since May.", "Bo says: Oh."),
    "de": ("Lena sagt: Ich hüte es.", "Bo fragt: Seit wann?", "Lena antwortet: Seit Mai.", "Bo sagt: Oh."),
    "ru": ("Лена говорит: Храню.", "Борис спрашивает: Давно?", "Лена отвечает: С мая.", "Борис говорит: О."),
    "he": ("לנה אומרת: אני שומרת על המים.", "בועז שואל: ממתי?", "לנה אומרת: ממאי.", "בועז אומר: הרבה זמן."),
}


@pytest.mark.parametrize("lang", VERBS)
def test_a_verb_of_saying_that_all_labels_end_in_is_no_part_of_a_name(lang: str) -> None:
    turns = VERBS[lang]
    names = [turn.split()[0] for turn in turns]
    assert speakers(read("\n\n".join(turns * 2))) == names * 2


def test_a_verb_before_quotations_stays() -> None:
    told = "\n\n".join(["Lena said: “I keep it.”", "They drank tea.", "Bo asked: “Since when?”"] * 3)
    assert not {"Lena", "Bo"} & {*speakers(read(told))}


SPOKEN = (
    (
        "Good morning. I am going to talk about salt. We dug it out of the hill for years.",
        "So what is salt? You know it from the table, and I know it from the mine.",
        "Thank you. That is all I have.",
    ),
    (
        "Buenos días. Voy a hablar de la sal. La sacamos de la colina durante años.",
        "¿Y qué es la sal? Ustedes la conocen de la mesa, y yo de la mina.",
        "Gracias. Eso es todo lo que tengo.",
    ),
    (
        "Доброе утро. Я расскажу о соли. Мы годами добывали её из холма.",
        "Так что же такое соль? Вы знаете её по столу, а я по шахте.",
        "Спасибо. Это всё, что у меня есть.",
    ),
    (
        "בוקר טוב. אני עומד לדבר על מלח. חפרנו אותו מהגבעה במשך שנים.",
        "אז מה זה מלח? אתם מכירים אותו מהשולחן, ואני מהמכרה.",
        "תודה. זה כל מה שיש לי.",
    ),
)


@pytest.mark.parametrize("paragraphs", SPOKEN)
def test_a_sentence_at_the_beginning_of_a_paragraph_is_nobody(paragraphs: tuple[str, ...]) -> None:
    assert not read(*paragraphs).speakers


@pytest.mark.parametrize("paragraphs", SPOKEN)
def test_who_answers_with_a_sentence_keeps_what_they_say(paragraphs: tuple[str, ...]) -> None:
    begins, asks, thanks = paragraphs
    turns = [("Ada Berg", asks), ("Tom Holm", thanks), ("Ada Berg", asks), ("Tom Holm", begins)] * 3
    assert said(read(*(f"{who}:\n\n{text}" for who, text in turns))) == turns


@pytest.mark.parametrize(("one", "other"), [("Mara", "Otto"), ("Маша", "Отец"), ("מרים", "יוסף")])
def test_names_before_a_full_stop_take_turns(one: str, other: str) -> None:
    known = seen(
        "\n".join(f"{who}. {what}" for who, what in zip([one, other] * 3, SPOKEN[0] * 2, strict=True))
    )
    keys = labelled(known)
    assert {one, other}.isdisjoint(keys.names[k] for k in sentences(keys))


def test_a_heading_that_comes_again_is_no_list_of_those_who_speak() -> None:
    heads = [
        "{0}News",
        "{0}Lamps",
        "It burns.",
        "{0}News (cont.)",
        "Does it, No, it is dark.",
        "No. It is dark.",
    ]
    text = "\n".join([*heads, "{0}Lamps (cont.)", "No. It is dark.", "So. It is dark.", "Thanks"])
    for sign, listed in (("# ", []), ("", ["Lamps", "No"])):
        known = seen(text.format(sign))
        keys = labelled(known)
        assert [keys.names[k] for k in listed_above(keys)] == listed


@pytest.mark.parametrize("topic", ["Lamp oil", "Масло для ламп", "شمن المصباح", "灯油"])
def test_one_heading_that_comes_again_is_what_a_talk_is_about(topic: str) -> None:
    talk = TALK.format(topic, topic, "Thanks") + "\n# A new lamp\n\nIt burns.\n\n# Wind\n\nIt blew.\n"
    assert not read(talk).speakers
    asked = "\n\n".join(f"{who}: {what}" for who, what in zip("QAQA", SPOKEN[0][1:] * 2, strict=True))
    assert {speaker.name for speaker in read(talk + "\n" + asked).speakers} == {"Q", "A"}


@pytest.mark.parametrize("points", ["ab", "аб", "αβ"])
def test_two_small_letters_are_of_a_list(points: str) -> None:
    first, _, *rest = TALK.format("", "", "").replace("# ", "").split("\n\n")
    listed = [f"{letter}) What we need for the lamp, and for how long." for letter in points]
    assert not read(first, *listed, *filter(str.strip, rest)).speakers


NEWS = (
    (
        "Ada Berg",
        "Hello, I am Ada, and this is the news of the harbour.",
        "The oil is cheaper than last year",
        "Write to us at the harbour office",
        "Have a good week!",
    ),
    (
        "Ада Берг",
        "Здравствуйте, я Ада, и это новости гавани.",
        "Масло дешевле, чем в прошлом году",
        "Пишите нам в контору гавани",
        "Хорошей недели!",
    ),
    (
        "עדה ברג",
        "שלום, אני עדה, ואלה חדשות הנמל.",
        "השמן זול יותר מאשר בשנה שעברה",
        "כתבו לנו למשרד הנמל",
        "שיהיה לכם שבוע טוב!",
    ),
    (
        "林木",
        "大家好，我是林木，这里是港口新闻。",
        "灯油比去年便宜",
        "请写信给港口办公室",
        "祝大家一周愉快！",
    ),
)


@pytest.mark.parametrize("words", NEWS)
def test_all_below_a_name_in_bold_is_said(words: tuple[str, ...]) -> None:
    who, hello, oil, office, week = words
    below = [hello, f"- {oil}.", f"{office}.", week]
    blocks = [paragraph for _ in range(3) for paragraph in (f"**{who}:**", *below, "https://example.org/1")]
    heard = said(read(*blocks))
    assert {name for name, _ in heard} == {who}
    assert [text.lstrip("-> ") for _, text in heard] == [text.lstrip("-> ") for text in below] * 3
    # Somebody who is named in the midst of it says nothing of it.
    document = read(*blocks, f"**{who}:**", hello, "Cy Holm:", office)
    assert [speaker.name for speaker in document.speakers] == [who]
