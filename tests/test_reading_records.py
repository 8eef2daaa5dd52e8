"""Official records and plays: parties beside names, pages with numbers, and what somebody does."""

from __future__ import annotations

import pytest

from talks import read_plain
from test_reading_sittings import said
from toolkit.readers.file_lines import scan, unnumbered
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.sittings import officials
from toolkit.reading.view import view
from toolkit.reading.whole import same_heads
from toolkit.reading.whose import roles_alone

PRESENTED = {
    "German, names alone on their lines": (
        """\
12. Sitzung
Lund, Dienstag, den 3. März
Beginn: 9.00 Uhr

Vizepräsidentin Ada Berg:
Guten Morgen! Ich eröffne die Sitzung und rufe den ersten Punkt auf:
Das Wort hat der Kollege Holm.
(Beifall bei der NLP)
Dr. Jan Holm (NLP):
Frau Präsidentin! Ich habe das Feuer selbst gesehen. Es ist nicht hell genug.
(Zuruf von der VLP)
Meine Damen und Herren, ich sage Ihnen:
Wir brauchen ein zweites.
Vizepräsidentin Ada Berg:
Danke. Sie haben das Wort, Frau Kollegin.
Mia Sund (VLP):
Ich frage Sie: Wer zahlt das?
Nils Ey, Staatssekretär im Hafenamt:
Wir haben das geprüft. Ihr Amt zahlt es.
""",
        [
            ("Vizepräsidentin Ada Berg", 1), ("Dr. Jan Holm", 3), ("Vizepräsidentin Ada Berg", 1),
            ("Mia Sund", 1), ("Nils Ey", 1),
        ],
    ),
    "French, an office in brackets": (
        """\
La séance est ouverte à 14 heures.

M. Luc Aubin (Port-Nord, Lib.):
Monsieur le président, je voudrais parler du vieux quai.

Il est en bois, et personne ne le répare.

L'hon. Ida Rou (ministre des Ports, Lib.):
Nous le savons. J'irai le voir avec vous.

M. Luc Aubin:
Je vous remercie.

Mme Zoé Lam (Grande-Île, NPD):
Monsieur le président, quand allez-vous y aller?
""",
        [("M. Luc Aubin", 2), ("L'hon. Ida Rou", 1), ("M. Luc Aubin", 1), ("Mme Zoé Lam", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "who"), PRESENTED.values(), ids=PRESENTED)
def test_a_party_or_an_office_beside_a_name_makes_a_record(text: str, who: list[tuple[str, int]]) -> None:
    assert said(text) == who


@pytest.mark.parametrize(
    "text",
    [
        # A list of those who hold an office.
        (
            "Board\n\nChair Runa Berg:\nharbour and lamps\n\nTreasurer Bo Lind:\nmoney and nets\n\n"
            "Chair Runa Berg:\nalso ropes\n\nSecretary Tora Sund (VLP):\nletters\n"
        ),
        # What begins a sentence, with another part of it behind a comma.
        (
            "Meine Damen und Herren, heute sage ich:\nWir bleiben.\n\n"
            "Meine Damen und Herren, nun rufe ich auf:\nPunkt eins.\n\n"
            "Liebe Kollegen, ich frage Sie:\nWer kommt?\n"
        ),
    ],
)
def test_offices_without_talk_are_no_record(text: str) -> None:
    seen = view([Line(row, number) for number, row in enumerate(text.split("\n"), 1) if row])
    assert not officials(labelled(seen)).people


def _officials(who: str, again: str, other: str) -> set[str]:
    text = f"{who}: Who has keys?\n\n{other}: I do.\n\n{again}: You have the lamp, too.\n"
    seen = view([Line(row, number) for number, row in enumerate(text.split("\n"), 1) if row])
    known = labelled(seen)
    return {known.names[k] for k in officials(known).people}


@pytest.mark.parametrize(
    ("who", "other"),
    [
        ("Senator Berg", "Senator Berg asked"),
        ("Senator Berg", "Tora Sund"),
        ("Senator Berg", "Senator Sund 2"),
        ("Senator Berg", "Tora Sund - mail (Vell)"),
        ("Senator Berg", "The Old Lamp"),
        ("Senator Berg", "Meine Senatoren Sund (VLP)"),
        ("Senator", "Tora Sund (VLP)"),
    ],
)
def test_two_people_are_officials_or_none(who: str, other: str) -> None:
    assert _officials("Senator Berg", "Senator Berg", "Tora Sund (VLP)") == {"Senator Berg", "Tora Sund"}
    assert not _officials(who, who, other)
    # Nobody speaks again.
    assert not _officials("Senator Berg", "Mara", "Tora Sund (VLP)")


@pytest.mark.parametrize(
    "who",
    ["Präsidentin Ada Berg", "Chair Mia Sund", "Deputado Rui das Ondas", "A Sr.ª Rita Lomba", "La Sr.ª Vera"],
)
def test_a_name_may_have_a_word_that_begins_sentences_elsewhere(who: str) -> None:
    assert _officials(who, who, "Tora Sund (VLP)") == {who, "Tora Sund"}


@pytest.mark.parametrize("who", ["When Senator Berg", "Senator Berg, Dear Members"])
def test_what_begins_a_sentence_or_greets_presents_nobody(who: str) -> None:
    assert not _officials(who, who, "Tora Sund (VLP)")


TALK = """\
Министр и мэр встретились в порту.

Министр Анна Берг: Что вы хотите от меня?

Мэр Пётр Линд: Я хочу света.

Мэр посмотрел на море и долго молчал.

Министр Анна Берг: Кто за него заплатит?

Мэр Пётр Линд: Вы.

Они ушли вместе под дождём. Свет так и не зажёгся.
"""


def test_what_happens_while_two_with_titles_talk_is_told() -> None:
    kinds = [paragraph.kind for turn in read_plain(TALK).turns for paragraph in turn.paragraphs]
    assert [n for n, kind in enumerate(kinds) if kind == "speech"] == [1, 2, 4, 5]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير: هل رأيت السفينة؟\n\nقال الرئيس: أنا لم أرها.\n\nقال الوزير: هل تأتي معي؟\n",
        "وزیر گفت: آیا کشتی را دیدی؟\n\nدکتر پرسید: تو با من می‌آیی؟\n\nوزیر گفت: من نمی‌دانم.\n",
        "שאל השר: האם ראית את הספינה?\n\nאמר הרב: אני לא ראיתי.\n\nשאל השר: האם תבוא איתי?\n",
    ],
    ids=["ar", "fa", "he"],
)  # fmt: skip
def test_that_a_minister_said_it_is_no_record(text: str) -> None:
    seen = view([Line(row, number) for number, row in enumerate(text.split("\n"), 1) if row])
    assert not officials(labelled(seen)).people


NAMES = {
    "a capital within": (
        (
            "Bashar al-Hadi: Where is the boat?\n\nHuda: I left it at the quay.\n\nAl-Hadi: And ropes?\n\n"
            "Huda: They are in it.\n\nAl-Hadi: Then we go.\n\nHuda: Now?\n"
        ),
        ["Bashar al-Hadi", "Huda"] * 3,
    ),
    "an apostrophe": (
        (
            "Ida d'Arvi: Dove hai lasciato la barca?\n\nLuca: Al molo.\n\nIda: E le corde?\n\n"
            "Luca: Sono lì, non le vedi?\n\nIda: Allora andiamo.\n\nLuca: Adesso?\n"
        ),
        ["Ida d'Arvi", "Luca"] * 3,
    ),
    "a word for mine": (
        "My Linh von Holt (Vell): Where is your boat?\n\nBo Lind (Lund): I sold it.\n\n" * 3,
        ["My Linh von Holt", "Bo Lind"] * 3,
    ),
    "a word for what happens, before a full stop": (
        (
            "SHALLOW. Who comes there?\n\nSILENCE. It is I, cousin, with the rope.\n\n"
            "SHALLOW. How are you?\n\nSILENCE. I am old, and so are you.\n\nDAVY. Shall I light the lamp?\n\n"
            "SHALLOW. Do!\n\nSILENCE. I will sing.\n"
        ),
        ["SHALLOW", "SILENCE", "SHALLOW", "SILENCE", "DAVY", "SHALLOW", "SILENCE"],
    ),
    "a word for what happens, in brackets": (
        "[Sally Holt] Where is the boat?\n\n[Sally Ride] I left it at the quay.\n\n" * 3,
        ["Sally Holt", "Sally Ride"] * 3,
    ),
}


@pytest.mark.parametrize(("text", "who"), NAMES.values(), ids=NAMES)
def test_a_name_may_have_such_words(text: str, who: list[str]) -> None:
    assert [name for name, _ in said(text)] == who


DOES = {
    "Russian": (
        ("Вера (кладёт сеть). Ты видел маяк?\n\nИлья. Он погас.\n\n"
        "Вера. Кто зажжёт его?\n\nИлья (встаёт). Я.\n\n"
        "Вера звонит. Входит сторож.\n\nИлья. Я не знаю, где ключ!\n\nВера. Он у меня.\n\nИлья. Дай.\n\n"
        "Вера. Идём.\n"),
        {"Вера", "Илья"},
    ),
    "Armenian": (
        ("Անի. Դու տեսա՞ր փարոսը։\n\nԱրամ. Այն հանգել է։\n\nԱնի. Ո՞վ պիտի վառի։\n\nԱրամ. Ես։\n\n"
        "Անի ծիծաղում է. Ո՞ւր է բանալին։\n\n"
        "Արամ. Չգիտեմ։\n\nԱնի. Ինձ մոտ է։\n\nԱրամ. Տուր։\n\nԱնի. Գնանք։\n"),
        {"Անի", "Արամ"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "people"), DOES.values(), ids=DOES)
def test_what_somebody_does_is_no_part_of_their_name(text: str, people: set[str]) -> None:
    assert {name for name, _ in said(text)} == people


STANZAS = """\
THE NORTHERN LAMP

VERA
The lamp goes out upon the northern wall,
and who will climb to light it in the rain;
the keeper sleeps, and nobody at all
will hear the boat that calls us from the main.

OLA
I hear it call,
I hear it in my sleep, and turn away;
the rope is thin, the boat is far too small,
and nobody will row before the day.

VERA
Then I will row,
and I will take the lamp, and take the rope;
the tide is turning, and the wind is slow,
and you may keep the harbour and the hope.

OLA
You cannot row alone,
the rocks are many, and the night is long;
I know the reef, I know its every stone,
and I will row with you, and sing a song.
"""


def test_a_name_above_what_is_said_in_verse_is_no_line_of_it() -> None:
    assert [name for name, _ in said(STANZAS)] == ["VERA", "OLA", "VERA", "OLA"]


def test_a_page_parts_nothing_and_its_head_has_nought_for_a_number() -> None:
    lines = unnumbered(
        scan(
            "23   Q.  Did you see the lamp, and was\n24   it lit at nine?\n"
            "25   A.  I did not look at the\n0012\n"
            " 0                           Page\n 1   clock, but it was lit before.\n 2\n 3   Q.  By whom?\n"
        )
    )
    assert lines.text == [
        "Q.  Did you see the lamp, and was", "it lit at nine?", "A.  I did not look at the", "Page",
        "clock, but it was lit before.", "Q.  By whom?",
    ]  # fmt: skip
    assert lines.gap == [True, False, False, False, False, True]


def test_a_wrapped_word_for_a_question_names_nobody() -> None:
    talk = (
        "Q. Did you light the lamp, or is that the wrong\nquestion. You may have been asleep.\n"
        "A. I lit it.\nQ. When?\nA. At nine.\nQ. With whom?\nA. Alone.\nQ. Was it dark?\nA. It was.\n"
    )
    assert {name for name, _ in said(talk)} == {"Q", "A"}


@pytest.mark.parametrize(("enter", "exit_"), [("ENTER", "EXIT"), ("ENTER", "EXEUNT"), ("ВХОДИТ", "УХОДИТ")])
def test_what_a_word_of_the_stage_heads_is_said_by_nobody(enter: str, exit_: str) -> None:
    play = (
        f"KEEPER. Who goes there?\n\nOLA. It is I. I have the rope!\n\n{enter}. Ein Bote.\n\n"
        f"OLA. Will you light it?\n\nKEEPER. I will.\n\n{exit_}. Der Bote.\n\nOLA. I wait.\n\nKEEPER. Do!\n"
    )
    assert [name for name, _ in said(play)] == ["KEEPER", "OLA", "OLA", "KEEPER", "OLA", "KEEPER"]


@pytest.mark.parametrize(("above", "count"), [("Was it lit on night {}?", 0), ("It was night {}.", 3)])
def test_a_numbered_answer_below_questions_heads_no_part(above: str, count: int) -> None:
    rows = [row for n in (1, 2, 3) for row in (f"HOLT: {above.format(n)}", f"{n}. Yes.")]
    seen = view([Line(row, 2 * n + 1, gap=1) for n, row in enumerate([*rows, "BERG: I saw it."])])
    assert len([*same_heads(seen)]) == count


def test_names_in_a_row_tell_who_is_there() -> None:
    play = (
        "MARA. OTTO.\n\nMARA. Who took the rope?\n\nOTTO. I did!\n\n"
        "MARA. Give it to me.\n\nOTTO. Come.\n\n"
        "OTTO. (alone) MARA. IDA.\n\nIDA. Do you hear me?\n\nOTTO. I do.\n\n"
        "IDA. Then row!\n\nOTTO. We row.\n"
    )
    assert [name for name, _ in said(play)] == [
        "MARA", "OTTO", "MARA", "OTTO", "IDA", "OTTO", "IDA", "OTTO",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads", [("Scena 1sza.", "Scena 2ga.", "Scena 3cia."), ("1re Scène", "2e Scène", "3e Scène")]
)
def test_a_number_of_an_order_heads_a_part(heads: tuple[str, ...]) -> None:
    rows = [row for head in heads for row in (head, "Mara: I saw it.", "Otto: I did, too.")]
    seen = view([Line(row, 2 * n + 1, gap=1) for n, row in enumerate(rows)])
    assert [seen.lines[i].text for i in same_heads(seen)] == [*heads]


ROLE = """\
Diário da Câmara de Vila Rasa

Reunião de 12 de março de 2019

O Sr. Presidente (Artur Rola): — Está aberta a sessão.

Eram 15 horas e 5 minutos.

O Sr. Presidente: — Tem a palavra a Sr.ª Deputada Rita Lomba.

A Sr.ª Rita Lomba (MDV): — O mercado está fechado há 14 meses. Quando reabre?

O Sr. Presidente: — Tem a palavra o Sr. Vereador.

O Sr. Vereador das Obras (Jaime Pena): — A obra custa 1 250 000 €.

A Sr.ª Rita Lomba (MDV): — Votei contra, sim. E voltaria a votar.

O Sr. Presidente: — Está encerrada a sessão.
"""
"""The name of who presides stands beside the role once."""


def test_who_opens_a_sitting_by_role_and_name_speaks_as_whoever_has_the_role_alone() -> None:
    assert said(ROLE)[0] == ("O Sr. Presidente (Artur Rola)", 2)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        (
            ["The President: We go on.", "The President: We end."],
            {"the president (ann roe)": "the president"},
        ),
        # The role has to come again, and in the same way.
        (["The President: We go on.", "Mara: No."], {}),
        (["[The President] We go on.", "[The President] We end."], {}),
    ],
    ids=["again", "once", "otherwise"],
)
def test_a_role_with_a_name_is_held_to_the_role_alone(others: list[str], found: dict[str, str]) -> None:
    text = ["The President (Ann Roe): I open the sitting.", *others]
    known = labelled(view([Line(line, number) for number, line in enumerate(text, 1)]))
    assert {known.keys[k]: known.keys[role] for k, role in roles_alone(known).items()} == found


def test_who_presides_has_a_name_in_brackets_in_japan() -> None:
    text = (
        "委員長(海野君):ただいまより、港湾委員会を開会いたします。\n\n委員長(海野君):質疑はありませんか。\n\n"
        "本間君:灯台の修理について伺います。\n\n内山君:賛成の立場で討論に参加いたします。\n"
    )
    seen = view([Line(row, number) for number, row in enumerate(text.split("\n"), 1) if row])
    known = labelled(seen)
    people = {known.names[k] for k in officials(known).people}
    assert people == {"委員長", "本間君", "内山君"}
