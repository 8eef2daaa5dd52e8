"""Lists within answers, bullets before names, letters without a sign, and questions without a mark."""

import re
from dataclasses import replace

import numpy as np
import pytest

from talks import read, read_plain, said
from toolkit.config import Sidecar
from toolkit.readers import plain
from toolkit.reading.inference import infer
from toolkit.reading.lattice import AT
from toolkit.reading.laws import possible
from toolkit.reading.roster import labelled
from toolkit.reading.view import view
from toolkit.reading.weights import weights
from toolkit.text.signs import is_question
from toolkit.workflow.transcripts import read_data

Talk = tuple[tuple[str, str], ...]

PEOPLE = {
    "en": (
        ("Ann Roe", "Ben Hale"),
        ("How is it built?", "I built it with friends. Here are its parts."),
    ),
    "uk": (
        ("Ганна Луць", "Остап Гай"),
        ("Як це зроблено?", "Я зробив його з друзями. Ось його частини."),
    ),
    "ar": (("ليلى حداد", "سامي نصر"), ("كيف صُنع القارب؟", "صنعته مع أصدقائي. سأريك أجزاءه.")),
    "ja": (("森", "大西"), ("渡し船はどう作りましたか？", "私は友人と作りました。部品をお見せします。")),
}
THINGS = {
    "en": ("Hull: my sister made it.", "Sails: Cy sewed them.", "Rudder: it came from a barn."),
    "uk": ("Корпус: його зробила сестра.", "Вітрила: їх пошив Лев.", "Стерно: воно з клуні."),
    "ar": ("الهيكل: صنعته أختي.", "الأشرعة: خاطها كريم.", "الدفة: جاءت من حظيرة."),
    "ja": ("船体：妹が作りました。", "帆：健が縫いました。", "舵：納屋にありました。"),
}
langs = pytest.mark.parametrize("lang", [*PEOPLE])


def talk(lang: str, bold: str = "") -> list[str]:
    """Six turns of two people, with their labels."""
    people, words = PEOPLE[lang]
    return [f"{bold}{people[i % 2]}:{bold} {words[i % 2]}" for i in range(6)]


@langs
@pytest.mark.parametrize("form", ["- **{}**: {}", "* **{}:** {}", "1. {}: {}", "- {}: {}"])
def test_things_that_a_list_in_an_answer_names_are_nobody(lang: str, form: str) -> None:
    turns = talk(lang, "**")
    items = (re.split("[:：] ?", item, maxsplit=1) for item in THINGS[lang])
    document = read(*turns[:2], "\n".join(form.format(*item) for item in items), *turns[2:], path="x.md")
    assert [who.name for who in document.speakers] == [*PEOPLE[lang][0]]
    own = "".join(words for name, words in said(document) if name == PEOPLE[lang][0][1])
    assert all(re.split("[:：] ?", item)[1] in own for item in THINGS[lang])


@langs
def test_items_are_turns_where_whoever_speaks_has_one(lang: str) -> None:
    people, words = PEOPLE[lang]
    document = read(*(f"- {people[i % 2]}: {words[i % 2]}" for i in range(4)), path="x.md")
    assert [name for name, _ in said(document)] == [*people] * 2


def test_a_role_in_a_list_speaks() -> None:
    document = read(*talk("en"), "- Audience: Does it leak?\n- Moderator: It does, I hear.", *talk("en"))
    assert {"Audience", "Moderator"} <= {who.name for who in document.speakers}


@langs
@pytest.mark.parametrize("bullet", ["- ", "* ", "• "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_bullet_may_stand_before_a_name_alone(lang: str, bullet: str, gap: str) -> None:
    people, words = PEOPLE[lang]
    turns = [(people[i % 2], words[i % 2]) for i in range(6)]
    document = read(gap.join(f"{bullet}{name}\n{words}" for name, words in turns))
    assert [*said(document)] == turns


def test_who_speaks_once_may_have_a_bullet_too() -> None:
    speakers = ("Speaker #0", "Speaker #1", "Speaker #2", "Speaker #1", "Speaker #2", "Speaker #1")
    words = (
        "Good evening to all of you. Today we talk about boats.",
        "Good evening. I am glad to be here.",
        "How did you come to boats?",
        "My father built them, and I swept the yard when I was a child.",
        "And who taught you?",
        "He did. He never said much, but I watched his hands.",
    )
    document = read("\n".join(f"- {name}\n{said_}" for name, said_ in zip(speakers, words, strict=True)))
    assert [*said(document)] == [*zip(speakers, words, strict=True)]


def test_a_title_with_a_stop_may_stand_before_a_name_alone() -> None:
    people = ("ROSE.", "MRS. HALE.", "TOM.")
    words = ("Is it late?", "So it is, my dear.", "Then let us go.", "[_To Tom._] Where to?")
    turns = [(people[i % 3], words[i % 4]) for i in range(12)]
    document = read(*(part for turn in turns for part in turn))
    assert [*said(document)] == [(name.removesuffix("."), said_) for name, said_ in turns]


def test_two_brief_sentences_alone_are_no_title_and_name() -> None:
    document = read(*("Yes. I do.", "The sea was grey, and nobody came.") * 6)
    assert not document.speakers


@pytest.mark.parametrize(
    ("asked", "people", "answers"),
    [
        (("最喜歡哪一種茶？", "為什麼？"), ("林小鷗", "周望海"), ("我喜歡綠茶。", "我不喝茶，我喝水。")),
        (
            ("Which do you like?", "And why?"),
            ("Ann", "Bo"),
            ("I like green tea.", "None. I drink milk."),
        ),
        (("אֵיזֶה תה את אוהבת?", "ולמה?"), ("דנה", "אורי"), ("אני אוהבת תה ירוק.", "אני שותה רק מים.")),
    ],
)
def test_a_letter_asks_without_a_sign_where_others_answer(
    asked: tuple[str, ...], people: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    round_ = [f"{name}: {words}" for name, words in zip(people, answers, strict=True)]
    document = read("\n".join(line for question in asked for line in (f"Q {question}", *round_)))
    assert [*said(document)][::3] == [("Q", question) for question in asked]


def test_a_letter_that_tells_something_is_no_label() -> None:
    document = read("Q is how they call the quay.", *talk("en"), "Q has no lamps.", *talk("en"))
    assert [who.name for who in document.speakers] == ["Ann Roe", "Ben Hale"]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("ทำไมเรือลำนี้จึงชื่อดาว", True),
        ("คุณเริ่มต่อเรืออย่างไรบ้างคะ", True),
        ("คุณกลัวน้ำไหมครับ", True),
        ("เรือออกเมื่อไหร่", True),
        ("ในเรือไม่มีอะไร", False),
        ("ผมต่อเรือกับเพื่อน", False),
        ("ເຮືອເປັນແນວໃດ", True),
        ("လှေရှိလား။", True),
        ("လှေရှိသည်။", False),
    ],
)
def test_some_scripts_ask_without_a_mark(text: str, asks: bool) -> None:
    assert is_question(text) is asks


def test_questions_without_a_mark_take_turns_with_answers() -> None:
    talk_ = (
        ("ทำไมคุณจึงต่อเรือ", "ผมเห็นพ่อต่อเรือตั้งแต่เด็ก ผมจึงอยากทำตามพ่อ"),
        ("เรือลำแรกเป็นอย่างไร", "มันรั่วครับ ผมนั่งวิดน้ำทั้งคืนกับน้องสาว"),
        ("คุณกลัวทะเลไหมคะ", "ไม่กลัวครับ ผมว่ายน้ำได้ แต่ผมเคารพมันเสมอ"),
    )
    paragraphs = ["สัมภาษณ์ช่างต่อเรือแห่งเกาะใหม่", *(line for pair in talk_ for line in pair)]
    data = ("\n\n".join(paragraphs) + "\n").encode()
    document, _ = read_data(data, Sidecar(), name="x", path="x.txt", lang="und")
    assert [words for _, words in said(document)] == paragraphs[1:]


@langs
def test_a_name_in_bold_that_is_surely_somebodys_is_not_told(lang: str) -> None:
    people, words = PEOPLE[lang]
    lines = [f"**{people[i % 2]}** {words[i % 2]}" for i in range(4)]
    content = plain.content("\n\n".join([*lines, f"**{people[0]} x** {words[0]}"]), path="x.txt")
    read_ = infer(labelled(view(content.lines)), weights())
    for likely, told in ((1.0, 0), (0.9, 1)):
        sure = replace(read_.best, likely=np.full_like(read_.best.likely, likely))
        mask = possible(read_.text, sure, np.ones_like(read_.p))[:, AT["narration"]]
        assert mask.tolist() == [told] * 4 + [1]


@pytest.mark.parametrize(
    ("asks", "people", "answers"),
    [
        (
            ("Which tea do you like?", "And when?"),
            ("Ann Roe", "Bo Berg", "Cy Holm", "Di Lind"),
            "I like it cold.",
        ),
        (("أي شاي تحب؟", "ومتى؟"), ("ليلى حداد", "سامي نصر", "نور عيد", "رامي سعد"), "أحبه باردًا."),
    ],
)
def test_people_may_answer_a_question_in_a_list(
    asks: tuple[str, str], people: tuple[str, ...], answers: str
) -> None:
    items = [f"- {name}: {answers}" for name in people]
    lines = [f"Reporter: {asks[0]}", *items[:2], f"Reporter: {asks[1]}", *items[2:], "Reporter: OK."]
    assert {name for name, _ in said(read("\n".join(lines)))} == {"Reporter", *people}


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Berg", "Tom Reyes"), ("ليلى حداد", "سامي نور"), ("林小鸥", "高以文")]
)
def test_a_list_of_who_was_there_is_said_by_nobody_of_them(one: str, other: str) -> None:
    talk = [f"* [{who}] {words}" for who, words in ((one, "Who has the key?"), (other, "I do.")) * 3]
    there = [f"{k}. {who} (Port)" for k, who in enumerate((one, "Ida Falk", other, "Bo Lind"), 1)]
    text = "\n".join(["## Notes", *talk, "", "# Attendees", *there])
    document = read(text, path="x.md")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    last = {names[turn.speakers[0]]: turn.paragraphs[-1].text for turn in document.turns if turn.speakers}
    assert last[one] == "Who has the key?"


KEPT = {
    "en": (
        ("When did you come?", "In spring. It was cold."),
        ("What did you take with you?", "Not much. I still know it."),
        ("Were you afraid?", "Often. I never said so."),
        ("Would you go back?", "Tomorrow, I think."),
        ("a lamp", "two books", "my knife"),
    ),
    "he": (
        ("מתי באת?", "באביב. היה קר."),
        ("מה לקחת איתך?", "לא הרבה. אני עוד זוכר."),
        ("פחדת?", "לעתים קרובות. לא אמרתי."),
        ("היית חוזר?", "מחר, אני חושב."),
        ("מנורה", "שני ספרים", "הסכין שלי"),
    ),
    "zh": (
        ("您什么时候来的？", "春天。很冷。"),
        ("您带了什么？", "不多。我还记得。"),
        ("您害怕吗？", "常常害怕。我没说过。"),
        ("您愿意回去吗？", "明天就去，我想。"),
        ("一盏灯", "两本书", "我的刀"),
    ),
}


@pytest.mark.parametrize("lang", KEPT)
@pytest.mark.parametrize("sign", ["- {}", "{n}. {}"])
def test_a_list_below_an_answer_without_a_label_is_said(lang: str, sign: str) -> None:
    *turns, things = KEPT[lang]
    items = [sign.format(thing, n=n) for n, thing in enumerate(things, 1)]
    blocks = [block for k, turn in enumerate(turns) for block in (*turn, *(items if k == 1 else ()))]
    kinds = [paragraph.kind for paragraph in read("The keeper", *blocks).paragraphs()]
    assert kinds == ["title", *["speech"] * len(blocks)]


LETTERED = {
    # Who asks, who answers, and a third; the letters of parts, and one of a list within them.
    "en": (("MR. HOLT", "MS. ARCE", "MR. LUND"), "abci", ("I ask the Minister", "I reply", "Is that all?")),
    "uk": (("ХОЛОД", "САВЧУК", "ЛІС"), "абві", ("Я питаю міністра", "Я відповідаю", "Це все?")),
    "el": (("ΛΙΝΔΟΣ", "ΑΡΗΣ", "ΡΟΔΟΥ"), "αβγι", ("Ρωτώ τον υπουργό", "Απαντώ", "Αυτό είναι όλο;")),
}


@pytest.mark.parametrize("lang", LETTERED)
def test_letters_of_parts_that_begin_anew_are_nobody(lang: str) -> None:
    (asks, answers, third), letters, (ask, reply, rest) = LETTERED[lang]
    a, b, c, i = [*letters]
    said = [
        (asks, ask, (a, b, c)),
        (answers, reply, (a, b, i)),
        (third, rest, ()),
        (answers, reply, (a, b)),
        (asks, ask, (b,)),
        (third, rest, ()),
    ]
    turns = [[f"{who}: {words}", *(f"({one}) {reply} 9." for one in parts)] for who, words, parts in said]
    document = read_plain("\n\n".join(line for turn in turns for line in turn))
    assert {one.name for one in document.speakers} == {asks, answers, third}
