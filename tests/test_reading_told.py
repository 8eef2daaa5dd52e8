"""What is told around turns: who is there, bold introductions, points of an agenda, fields."""

import re

import pytest

from talks import read, said, texts_of
from test_reading_apart import read_or_asked
from toolkit.config import parse_sidecar
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading.apart import framed
from toolkit.reading.around import below_field, legend, listing
from toolkit.reading.labelled import Labelled
from toolkit.reading.lines import Content
from toolkit.reading.roster import labelled
from toolkit.reading.view import View, view
from toolkit.reading.whose import fields

TALKS = (
    ("Ada Berg: It is late.", "Tom Reyes: Is it?", "Ada Berg: So it is.", "Tom Reyes: Then let us go."),
    ("ليلى حداد: الوقت متأخر.", "سامي نصر: حقاً؟", "ليلى حداد: نعم هو كذلك.", "سامي نصر: إذن لنذهب."),
    ("林小鸥：天晚了。", "周望海：是吗？", "林小鸥：是的，晚了。", "周望海：那我们走吧。"),
    (
        "Анна Белова: Уже поздно.",
        "Пётр Ильин: Разве?",
        "Анна Белова: Да, поздно.",
        "Пётр Ильин: Тогда пойдём.",
    ),
)
talks = pytest.mark.parametrize("talk", TALKS)


def looked_at(*paragraphs: str) -> Labelled:
    content: Content = plain.content("\n\n".join(paragraphs) + "\n", path="x.txt")
    return labelled(view(content.lines))


def numbers(seen: View, found: list[int]) -> list[str]:
    return [seen.lines[i].text for i in found]


def whole(document: Document) -> list[str]:
    """What is said, with its speaker."""
    return [f"{name}: {words}" for name, words in said(document)]


def turns(talk: tuple[str, ...]) -> list[str]:
    return [turn.replace("：", ": ") for turn in talk]


@talks
def test_a_list_of_those_who_are_there_is_above_all_turns(talk: tuple[str, ...]) -> None:
    listed = "* Noor Adler (Gull) - GitHub: noor\n* Ida Falk (Tern) Github: ida\n* Bo Lind (Auk) - Github: bo"
    assert whole(read("# 2026", listed, *(talk * 4))) == turns(talk) * 4


@talks
def test_an_introduction_in_bold_is_told(talk: tuple[str, ...]) -> None:
    told = ("**The harbour is dark. I have seen it!**", "**We went there at night, and you can see why.**")
    asked = "**Why do you go there?**"
    assert whole(read(*told, asked, "**And when?**", *(talk * 4)))[-16:] == turns(talk) * 4
    assert whole(read(*told, *(talk * 4))) == turns(talk) * 4


@pytest.mark.parametrize(
    "lines", ["记：海港报记者\n林：林小鸥", "AB: Ada Berg\nTR: Tom Reyes", "س: صحيفة الميناء\nل: ليلى حداد"]
)
def test_what_labels_are_short_for_is_no_turn(lines: str) -> None:
    first, last = (line.replace("：", ":").split(":")[0] for line in lines.split("\n"))
    talk = [f"{first}: It is late.", f"{last}: Is it?", f"{first}: So it is.", f"{last}: Then let us go."]
    seen = looked_at(lines, *talk)
    assert numbers(seen, [*legend(seen)]) == lines.split("\n")
    assert [words for _, words in said(read(lines, *talk))] == [turn.split(": ")[1] for turn in talk]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("- `Bo`: interviewer\n- `Mamma`: hun som forteller", ("Bo", "Mamma")),
        ("- `ليلى`: صحفي\n- `سامي`: حارس المنارة", ("ليلى", "سامي")),
        ("* 林: 记者\n* 鸥: 守灯人", ("林", "鸥")),
    ],
)
def test_who_asks_is_told_in_a_list_above(lines: str, names: tuple[str, str]) -> None:
    first, last = names
    talk = [f"{first}: Is it late?", f"{last}: So it is.", f"{first}: Then?", f"{last}: Then let us go."]
    text = "\n\n".join(["## Names", lines, "## Talk", *talk])
    document = read(text, path="x.md")
    assert [words for _, words in said(document)] == [turn.split(": ")[1] for turn in talk]


FACTS = {
    "en": (
        "Place: the school hall\nHost: Mara Lind\nPresent: Bo Sund, Ada Holm",
        "Host: Who built the wall?\nBo: I did, with my brother.\nHost: When?\nBo: In 1978.",
    ),
    "fr": (
        "Animateur : Marc Lind\nLieu : la salle des fêtes",
        "Animateur : Qui a bâti le mur ?\nBo : Moi, avec mon frère.\nAnimateur : Quand ?\nBo : En 1978.",
    ),
    "ar": (
        "المكان: قاعة المدرسة\nالمقدم: سامي نصر\nالحضور: هدى كرم، ليلى حداد",
        "المقدم: من بنى الجدار؟\nهدى: أنا وأخي.\nالمقدم: متى؟\nهدى: سنة 1978.",
    ),
    "zh": (
        "地点：海港小学礼堂\n主持人：周敏\n出席：王海、李静",
        "主持人：防波堤是谁修的？\n王海：我和我弟弟。\n主持人：什么时候？\n王海：1978年。",
    ),
}


@pytest.mark.parametrize("lang", FACTS)
def test_who_leads_is_told_among_facts_and_speaks_below(lang: str) -> None:
    facts, talk = FACTS[lang]
    turns = [
        (who.strip(), words.strip()) for who, words in (re.split("[:：]", one) for one in talk.split("\n"))
    ]
    assert said(read(f"{facts}\n\n{talk}\n")) == turns


@pytest.mark.parametrize("lines", [
    "Place: the school\nHost: Welcome All\nBo: Hello.\nHost: Who built it?\nBo: I did.",
    "Date: 3 May\nChair: Mara Lind\nMara: Here.\nChair: Bo Sund\nBo: Here.",
    "Lugar: la escuela\nPresentador: Buenos Días\nBo: Hola.\nPresentador: ¿Quién lo hizo?\nBo: Yo.",
    "المكان: المدرسة\nالمقدم: سامي نصر\nسامي: نعم.\nالمقدم: هدى كرم\nهدى: نعم.",
])  # fmt: skip
def test_who_leads_speaks_right_above_what_is_said(lines: str) -> None:
    seen = looked_at(lines)
    assert not [*legend(seen)]


def test_short_answers_are_no_legend() -> None:
    seen = looked_at("Ada: Good morning.\nTom: Good morning.", "Ada: Is it late?", "Tom: So it is.")
    assert not [*legend(seen)]


@talks
@pytest.mark.parametrize("word", ["Present", "出席者", "الحاضرون", "Участники", "Rota"])
def test_names_behind_a_word_are_a_list(talk: tuple[str, ...], word: str) -> None:
    names = [turn.replace("：", ":").split(":")[0] for turn in talk[:2]]
    for comma in (", ", "、", "، "):
        seen = looked_at(f"{word}: {comma.join(names)}", *talk)
        assert numbers(seen, [*listing(seen)]) == [f"{word}: {comma.join(names)}"]
    assert whole(read(f"{word}: {', '.join(names)}", *talk)) == turns(talk)


ONCE = (("Ida Roe", "Bo Lind"), ("نورا زيد", "هدى بكر"), ("陈明", "李小兰"), ("Олег Рей", "Вера Сим"))
"""Beside those of each talk: somebody who speaks once, and somebody who doesn't."""


@talks
def test_whoever_is_there_and_speaks_once_or_not_at_all_is_in_the_list(talk: tuple[str, ...]) -> None:
    names = [turn.replace("：", ":").split(":")[0] for turn in talk[:2]]
    once, other = ONCE[TALKS.index(talk)]
    text = f"Rota: {', '.join([*names, once, other])}", *talk, f"{once}: {turns(talk)[0].split(': ')[1]}"
    document = read(*text)
    assert document.turns[0].kind == "meta"
    assert len([*said(document)]) == len(talk) + 1
    # What else stands there may be said, and so may a list among turns.
    for words in (
        (f"Rota: {names[0]}, {names[1]}, and a lamp that nobody had seen", *talk),
        (*talk[:3], text[0], *talk),
    ):
        seen = looked_at(*words)
        assert not [*listing(seen)]


def pairs(talk: tuple[str, ...]) -> list[tuple[str, str]]:
    """Who says what."""
    return [(name, words) for name, _, words in (turn.partition(": ") for turn in turns(talk))]


@talks
@pytest.mark.parametrize(
    "words", ["12 (3:30)", "Questions du public", "Вопросы из зала", "أسئلة", "第二部分", "Part two"]
)
@pytest.mark.parametrize("sign", ["-", "="])
def test_words_between_drawn_ends_head_a_part(talk: tuple[str, ...], words: str, sign: str) -> None:
    drawn = f"{sign * 3} {words} {sign * 3}"
    # What is drawn the same way twice is nobody's name, either.
    assert whole(read(*talk, drawn, *talk, drawn, *talk)) == turns(talk) * 3


@talks
def test_two_dashes_head_parts_where_all_lines_that_begin_so_end_so(talk: tuple[str, ...]) -> None:
    heads = ["--The harbour--", "–– الميناء ––", "--第二部分--"]
    text = [line for head in heads for line in (head, *talk)]
    assert whole(read(*text)) == turns(talk) * 3
    seen = looked_at(*text, "--And then you", "--You never said--")
    assert not framed(seen), "somebody is cut short"


def test_what_is_drawn_at_one_end_heads_no_part() -> None:
    assert not framed(looked_at("--- and then", "a --- b", "---", "---a", "-- a --", "***a***"))


@talks
def test_topics_further_out_than_turns_are_no_turns_or_asked_about(talk: tuple[str, ...]) -> None:
    inside = "\n".join(f"   {turn}" for turn in talk)
    topic = "Proposal about lamps: leave them as they are"
    read_or_asked(pairs(talk), f"{topic}\n{inside}", f"Another one: none\n{inside}")


@talks
def test_a_headline_that_stands_twice_is_nobodys_label(talk: tuple[str, ...]) -> None:
    name = talk[0].replace("：", ":").split(":")[0]
    headline = f"{name} at the quay of the harbour: a talk about the lamp"
    assert whole(read(headline, headline, *(talk * 2))) == turns(talk) * 2
    # Who says the same twice says something else as well.
    said_twice = f"{name}: I have seen it, and I have seen it."
    assert whole(read(said_twice, said_twice, *(talk * 2))) == [*turns((said_twice,)) * 2, *turns(talk) * 2]


@talks
def test_a_quotation_in_quotation_marks_is_no_turn_or_asked_about(talk: tuple[str, ...]) -> None:
    quote = "> “Nobody comes here at night.”"
    read_or_asked(pairs(talk), *talk, quote, *talk, name="x.md")


@talks
def test_below_a_field_stands_no_sentence(talk: tuple[str, ...]) -> None:
    alone = [turn.replace("：", ": ").replace(": ", ":\n\n") for turn in talk]
    document = read("Present:", "Noor Adler", "Ida Falk – Gull", "Minutes:", "Bo Lind", *alone)
    assert whole(document) == turns(talk)


def test_a_point_of_an_agenda_has_no_words() -> None:
    talk = [f"{name}: It is late, and nobody is here." for name in ("Ada", "Tom") * 4]
    seen = looked_at(*talk[:4], "Lamps:\nThe oil is old.", *talk[4:])
    assert [seen.keys[k] for k in fields(seen)] == ["lamps"]
    # One who speaks, and how, is no point.
    seen = looked_at(*talk[:4], "Tom presenting:\nThe oil is old.", *talk[4:])
    assert not [*fields(seen)]
    below = [turn.replace(": ", ":\n") for turn in talk]
    seen = looked_at(*below[:4], "Noor:\nThe oil is old.", *below[4:])
    assert not [*fields(seen)]


@talks
@pytest.mark.parametrize("row", ["{} - GitHub: gull", "{}: oil", "{}, Gull Ltd", "{} (Gull)"])
def test_right_below_a_field_stand_those_who_are_there(talk: tuple[str, ...], row: str) -> None:
    names = [turn.replace("：", ":").split(":")[0] for turn in talk[:2]]
    rows = "\n".join(["Present:", *map(row.format, names)])
    seen = looked_at(rows, *talk)
    assert [*below_field(seen)] == [1, 2]
    assert whole(read(rows, *talk)) == turns(talk)


def test_right_below_a_name_is_what_she_says() -> None:
    seen = looked_at("Noor:\nIt is late.\nNobody is here.", *TALKS[0])
    assert not [*below_field(seen)]
    bare = [turn.replace(": ", ":\n") for turn in TALKS[0]]
    seen = looked_at("Noor:\nit is late\nnobody is here", *bare)
    assert not [*below_field(seen)]


@talks
def test_names_in_a_list_may_be_longer_than_labels(talk: tuple[str, ...]) -> None:
    brief = [turn.replace("Ada Berg", "AB").replace("Tom Reyes", "Reyes") for turn in talk]
    names = [turn.replace("：", ":").split(":")[0] for turn in talk[:2]]
    field = "Present: " + ", ".join(name.replace("Ada Berg", "Ada Berg (AB)") for name in names)
    seen = looked_at(field, *brief)
    assert [*listing(seen)] == [0]


@pytest.mark.parametrize(("point", "names"), [("TOP", "GR Lind"), ("Item", "Cllr Moss"), ("Пункт", "Орлова")])
def test_points_with_the_next_number_are_no_people(point: str, names: str) -> None:
    document = read(
        f"{point} 1: The quay\n{names}: The planks are loose again.\nHolm: Which ones?\n\n"
        f"{point} 2: The lamp\nHolm: It has been dark since May.\n{names}: It was dark in April.\n\n"
        f"{point} 3: Other things\nHolm: Nothing else, then.\n"
    )
    assert [turn.kind for turn in document.turns].count("heading") == 3
    assert [speaker.name for speaker in document.speakers] == [names, "Holm"]


def test_points_are_no_people_where_hardly_anybody_speaks_again() -> None:
    document = read(
        "TOP 1: Begrüßung\n\nFrau Ahn: Guten Abend zusammen.\n\nTOP 2: Die Brücke\n\n"
        "Herr Both: Sie knarrt.\n\nFrau Cramm: Seit Jahren.\n\nFrau Ahn: Dann reparieren wir sie.\n\n"
        "TOP 3: Verschiedenes\n\nHerr Dühr: Nichts weiter.\n"
    )
    assert [turn.kind for turn in document.turns].count("heading") == 3
    assert [speaker.name for speaker in document.speakers] == [
        "Frau Ahn",
        "Herr Both",
        "Frau Cramm",
        "Herr Dühr",
    ]


def test_people_with_numbers_who_say_sentences_are_people() -> None:
    document = read(
        "Holm: Who wants to begin?\nSpeaker 1: I do.\nHolm: Please.\nSpeaker 2: Then I come after her.\n"
        "Holm: And you?\nSpeaker 3: I only came for the tea.\n"
    )
    assert len(document.speakers) == 4


CREDITS = [
    ("Host: Ann Lee", ["meta", "Mara", "Bo"]), ("Moderation: Nina Kolb, Hafenfunk", ["meta", "Mara", "Bo"]),
    ("Гость: Лев Гордин", ["meta", "Mara", "Bo"]), ("聞き手：編集部", ["meta", "Mara", "Bo"]),
    ("מראיינת: יעל דגן", ["meta", "Mara", "Bo"]),
    ("Host: Hello", ["speech", "Host", "Mara", "Bo"]),
    ("Host: Mara, please", ["speech", "Host", "Mara", "Bo"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), CREDITS)
def test_a_part_and_a_name_above_all_turns_are_said_by_nobody(line: str, told: list[str]) -> None:
    talk = "Mara: We were late, and it was dark.\n\nBo: It always is.\n\nMara: Who told you?\n\nBo: Nobody.\n"
    document = read(f"The Harbour at Night\n\n{line}\n\n{talk}")
    assert [document.turns[1].kind, *(speaker.name for speaker in document.speakers)] == told


@pytest.mark.parametrize("head", ["Editor's note:", "<편집자주>", "【编者按】", "הערת העורך:"])
def test_a_word_for_a_note_alone_heads_one(head: str) -> None:
    document = read(
        f"Mara: We were late.\n\nBo: It was dark.\n\n{head}\n\nMara: Who told you?\n\nBo: Nobody.\n"
    )
    assert [turn.kind for turn in document.turns] == ["speech", "speech", "note", "speech", "speech"]


def test_who_has_a_part_is_named_above_the_turns() -> None:
    document = read(
        "Night Watch\nGuest: Ida Moll, keeper of a lamp, ret.\nHost: Kai Bro\n\n"
        "Bro: Good evening, Mrs Moll.\n\nMoll: Good evening. It is dark here.\n\n"
        "Bro: We will have light in a minute.\n\nMoll: That is what they said in 1984, too.\n"
    )
    assert [turn.kind for turn in document.turns[:3]] == ["title", "meta", "meta"]
    assert [speaker.name for speaker in document.speakers] == ["Bro", "Moll"]


@pytest.mark.parametrize("title", ["Fog: A Conversation", "Туман: разговор о море", "الضباب: حديث عن البحر"])
def test_a_title_with_a_colon_is_no_turn(title: str) -> None:
    document = read(
        f"{title}\n\nBro: Good evening, Mrs Moll.\n\nMoll: Good evening. It is dark here.\n\n"
        "Bro: We will have light in a minute.\n\nMoll: That is what they said in 1984, too.\n"
    )
    assert document.turns[0].kind != "speech" and len(document.speakers) == 2


def test_credits_parted_by_full_stops_are_nobodys_words() -> None:
    document = read(
        "Bro: Guten Abend, Frau Moll.\n\nMoll: Hier ist es dunkel.\n\nBro: Gleich wird es hell.\n\n"
        "Moll: Das hat man 1984 auch gesagt.\n\nText: S. Kunz. Fotos: M. Adler.\n"
    )
    assert [speaker.name for speaker in document.speakers] == ["Bro", "Moll"]


def test_who_asks_what_becomes_of_letters_explains_none() -> None:
    document = read(
        "Ada: Let x = 3, y = 4. What is the sum?\nBo: Seven. And if Ada = 1, Bo = 2?\nAda: Three.\n"
        "Bo: Then we are fewer.\nAda: Always.\n"
    )
    assert [turn.kind for turn in document.turns] == ["speech"] * 5


@pytest.mark.parametrize(
    "legend",
    [
        "I = Interviewer, B = Bäuerin",
        "I: Interviewer; B: Bäuerin",
        "I: Interviewer; B: Bauer",
        "I – Frage, B – Antwort",
    ],
)
def test_what_letters_stand_for_is_told_in_one_line(legend: str) -> None:
    document = read(
        f"Interview 07\n{legend}\n\nI: Wann stehen Sie auf?\nB: Um vier. Die Kühe warten nicht.\n"
        "I: Auch sonntags?\nB: Da besonders.\nI: Danke.\nB: Bitte.\n"
    )
    assert document.turns[1].kind == "meta" and len(document.turns) == 8


@pytest.mark.parametrize("sign", [": ", " | ", " > "])
@pytest.mark.parametrize(
    ("first", "last"), [("C = 林小鸥", "M = 周望海"), ("I = Interviewer", "B = Bäuerin")]
)
def test_what_letters_stand_for_is_told_in_a_line_for_each(first: str, last: str, sign: str) -> None:
    asks, answers = first[0], last[0]
    said_ = ("Wann stehen Sie auf?", "Um vier. Die Kühe warten nicht.", "Auch sonntags?", "Da besonders.")
    talk = [f"{(asks, answers)[n % 2]}{sign}{words}" for n, words in enumerate(said_ * 2)]
    document = read("Interview 07", first, last, *talk)
    assert [words for _, words in said(document)] == [*said_ * 2]


@talks
@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_a_headline_with_a_colon_that_stands_twice_is_said_by_nobody(
    talk: tuple[str, ...], below: str
) -> None:
    """A page that was saved has its title, and the headline of the text."""
    headline = "Voices of the old harbour: a talk with the keeper"
    document = read(f"{headline}{below}{headline}", *talk)
    assert [turn.kind for turn in document.turns][:2] != ["speech", "speech"]
    assert whole(document) == turns(talk)
    assert headline.partition(":")[0] not in [speaker.name for speaker in document.speakers]


THINGS = (
    ("Problem: I can't reach the top shelf. What do I do?", "Solution: You need a longer ladder."),
    ("Myth: I see in the dark if I eat carrots. Is that so?", "Fact: You can't, but you need them."),
    ("Problema: No llego al estante. ¿Qué hago?", "Solución: Usted necesita una escalera."),
    ("问题：我够不到架子。怎么办？", "原因：你的梯子太短。"),
    ("المشكلة: لا أصل إلى الرف. ماذا أفعل؟", "الحل: تحتاج إلى سلم أطول."),
)


@pytest.mark.parametrize("pair", THINGS)
def test_words_for_things_are_nobody_whatever_they_ask(pair: tuple[str, str]) -> None:
    again = [f"{line} {word}" for word in ("Mara.", "Otto.", "Lin.") for line in pair]
    document = read(*again)
    assert not document.speakers
    # Words for people are no words for things, nor are names: all of it is a talk then.
    assert {name for name, _ in said(read(*again, "Mara: Do you see me?", "Mara: I do."))} >= {"Mara"}


def test_a_label_that_somebody_declares_speaks_whatever_word_it_is() -> None:
    text = "\n\n".join(line for _ in range(3) for line in THINGS[0])
    declared = parse_sidecar('[[speakers]]\nname = "Problem"\n', "x.toml")
    document = read(text, lang="en", sidecar=declared)
    assert "Problem" in {speaker.name for speaker in document.speakers}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_who_speaks_behind_an_equals_sign_is_heard_each_time(gap: str) -> None:
    said = [
        ("사회자", "먼저 말씀해 주시죠."), ("민도현", "전교생이 셋입니다."), ("이순자", "섬도 없어집니다."),
        ("이순자", "예산, 늘 예산이지요."), ("사회자", "잠시 쉬었다 하겠습니다."),
    ]  # fmt: skip
    document = read(gap.join(f"{who}={words}" for who, words in said) + "\n")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [
        (names[turn.speakers[0]], words.text) for turn in document.turns for words in turn.paragraphs
    ] == said


@pytest.mark.parametrize(
    ("legend", "said"),
    [
        (("I=Interviewer", "P=Participant"), ("Where were you?", "At home.")),
        (("ש=שרה", "מ=משה"), ("איפה היית?", "בבית.")),
    ],
)
def test_who_speaks_behind_an_equals_sign_is_not_heard_where_labels_are_told(
    legend: tuple[str, str], said: tuple[str, str]
) -> None:
    one, two = (line[0] for line in legend)
    document = read("\n".join((*legend, f"{one}={said[0]}", f"{two}={said[1]}")) + "\n")
    assert texts_of(document, "speech") == [*said]


@pytest.mark.parametrize("head", ["Read also:", "延伸閱讀：", "اقرأ أيضا:"])
def test_what_a_page_offers_in_a_list_is_said_by_nobody(head: str) -> None:
    talk = "Host: Why here?\n\nMara: The light.\n\nHost: And rain?\n\nMara: It is honest.\n\n"
    document = read(
        f"{talk}{head}\n- The umbrella mender\n- The last clock\n\nHost: Thank you.\n\nMara: Now go.\n"
    )
    said = texts_of(document, "speech")
    assert said == ["Why here?", "The light.", "And rain?", "It is honest.", "Thank you.", "Now go."]
