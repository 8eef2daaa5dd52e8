"""Reports of parliaments, minutes, logs of chats, a few turns: what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from talks import read_plain, said
from toolkit.readers import plain
from toolkit.reading.nameable import nameable
from toolkit.reading.roster import labelled
from toolkit.reading.shape import lists
from toolkit.reading.speaking import exchange, messages
from toolkit.reading.view import view

PARLIAMENTS = {
    "de": (
        """\
Drucksache 3/118
Überweisungsvorschlag:
Ausschuss für Häfen
  Für die Aussprache ist nach einer Vereinbarung eine halbe Stunde vorgesehen. Dann verfahren wir so.
(Beifall)
  Dr. Mara Lindner (Freie Liste):
  Frau Präsidentin! Der Hafen wird seit neun Jahren gebaut, und noch immer legt dort kein Schiff an.
  Kein Gutachten nennt ein Datum. Ich frage die Regierung, wann wir eines bekommen.
(Beifall bei der Freien Liste)
  Präsidentin Ruth Ahrens:
  Das Wort hat der Abgeordnete Jonas Feld.
  Jonas Feld (Küstenpartei):
  Meine Damen und Herren! Wer einen Hafen bauen will, muss zuerst den Grund kennen. Das haben wir beschlossen.
(Zuruf: Zu spät!)
  Vielen Dank.
(Beifall)
  Präsidentin Ruth Ahrens:
  Ich schließe die Aussprache.
""",
        ["Dr. Mara Lindner"] * 2
        + ["Präsidentin Ruth Ahrens"]
        + ["Jonas Feld"] * 2
        + ["Präsidentin Ruth Ahrens"],
    ),
    "ar": (
        """\
محضر الجلسة الثالثة
  خُصصت نصف ساعة لهذه المناقشة، وقد اتفق الجميع على ذلك.
(تصفيق)
  سامر الخطيب (قائمة الساحل):
  السيدة الرئيسة، يُبنى هذا الميناء منذ تسع سنوات، ولم ترسُ فيه سفينة واحدة. قرأنا ثلاثة تقارير.
(تصفيق)
  الرئيسة ليلى حداد:
  الكلمة الآن للنائب نبيل منصور.
  نبيل منصور (حزب الميناء):
  من يريد أن يبني ميناء عليه أن يعرف القاع أولاً. هذا ما قررناه في شهر مارس.
  الرئيسة ليلى حداد:
  انتهت المناقشة.
""",
        ["سامر الخطيب", "الرئيسة ليلى حداد", "نبيل منصور", "الرئيسة ليلى حداد"],
    ),
}


@pytest.mark.parametrize("lang", PARLIAMENTS)
def test_a_name_and_a_colon_alone_head_what_is_said(lang: str) -> None:
    """Though most who speak do so once, and lines that end in a colon stand above."""
    text, names = PARLIAMENTS[lang]
    assert [name for name, _ in said(read_plain(text))] == names


LOG = """\
# Harbour meeting

## Log

```
16:05 mara: shall we begin?
16:05 jonas: yes
16:06 mara: the first point is the new
      lock, which nobody has
      seen yet
16:06 ruth9: i have
16:07 jonas: and?
16:07 ruth9: it closes
16:08 mara: good. then the second point
```
"""


def test_a_log_between_fences_is_no_code() -> None:
    assert said(read_plain(LOG))[:3] == [
        ("mara", "shall we begin?"),
        ("jonas", "yes"),
        ("mara", "the first point is the new lock, which nobody has seen yet"),
    ]


@pytest.mark.parametrize(
    "code",
    [
        "x = {}\nfor y in x:\n    print(y)\nprint(x)\nx = 1\nreturn x\n",
        "10:12:01 INFO: up\n10:12:02 WARN: late\n10:12:03 INFO: a\n10:12:04 INFO: b\n10:12:05 INFO: no\n",
    ],
)
def test_code_between_fences_is_not_said(code: str) -> None:
    text = f"Ann: Show me.\n\nBo: Here it is.\n\n```\n{code}```\n\nAnn: I see. Thank you.\n\nBo: Of course.\n"
    assert [name for name, _ in said(read_plain(text))] == ["Ann", "Bo", "Ann", "Bo"]


MINUTES = {
    "en": """\
# Minutes

* Ann: the lock is late
* …: nobody knows why
* …: 3 ships wait
* Bo: have we asked?
* Ann: twice
* …: (in March and in May)
* Bo: then once more
""",
    "he": """\
# פרוטוקול

דנה: השער מאחר

... אף אחד לא יודע למה

... שלוש ספינות מחכות

יואב: שאלנו?

דנה: פעמיים

... במרץ ובמאי

יואב: אז שוב
""",
}


@pytest.mark.parametrize(("lang", "first", "other"), [("en", "Ann", "Bo"), ("he", "דנה", "יואב")])
def test_an_ellipsis_stands_for_the_name_of_who_spoke_last(lang: str, first: str, other: str) -> None:
    assert [name for name, _ in said(read_plain(MINUTES[lang]))] == [first] * 3 + [other] + [first] * 2 + [
        other
    ]


LONG = "We have looked at the lock since last week, and it leaks somewhere. "
CALL = f"""\
# Call 7

**Ann**: Hello all. {LONG * 5}As for the gate it has some trouble that we know
as good as done. Nobody has tried it with water yet.

**Bo**: Thank you. I have a question, please tell us when you have it. {LONG * 3}Let us know
what it is.

**Ann**: I will.

**Bo**: Good. Then the gate.

**Ann**: It is the same as ever. {LONG * 5}So we are
planning to draw it all again.

**Bo**: Fine.
"""


def test_what_goes_on_in_lower_case_is_no_paragraph_of_its_own() -> None:
    """Wherever lines end, when blank ones part the paragraphs."""
    assert [name for name, _ in said(read_plain(CALL))] == ["Ann", "Bo"] * 3


WORK = """\
# 港口何时开放

《海港报》记者上周在船闸旁见到了这位工程师。

他要求匿名，但不反对写明他参与过设计。

《海港报》：船闸为什么晚了？

工程师：因为图纸丢了。没有人知道是谁拿走的。

《海港报》：现在怎么办？

工程师：重新画。画完以后再说。

《海港报》：要多久？

工程师：三个月，也许四个月。
"""


def test_a_work_in_the_midst_of_a_sentence_says_nothing() -> None:
    assert [name for name, _ in said(read_plain(WORK))] == ["《海港报》", "工程师"] * 3


@pytest.mark.parametrize("head", ["本刊编辑部注", "海港访谈按", "港口編集室註"])
def test_a_note_may_begin_with_whose_it_is(head: str) -> None:
    assert lists(head) == lists("注")
    assert not lists(head[:-1])


def test_a_task_is_no_fuller_name() -> None:
    text = "Action Ann: draw the lock\n\nAnn: Yes. When?\n\nBo: In May.\n\nAnn: Good, in May.\n\nBo: Yes.\n"
    assert [name for name, _ in said(read_plain(text))][-4:] == ["Ann", "Bo", "Ann", "Bo"]


TURNS = {
    "es": "R. Otra vez.\n\nP. Otra vez.\n\n",
    "en": "SPEAKER A: And so—\n\nAnna Holt: It was a long night.\n\n",
    "numbered": "Q1. What about rope?\n\nA1. It was a long night.\n\n",
    "he": "דנה: שלום לכולם, ושוב תודה\n\nיואב: שלום לכולם, ושוב תודה.\n\n",
}


@pytest.mark.parametrize("lang", TURNS)
def test_a_few_turns_of_the_same_words_are_turns(lang: str) -> None:
    """Whatever a line says, and though it says it again."""
    text = TURNS[lang] * 2
    assert [paragraph.kind for turn in read_plain(text).turns for paragraph in turn.paragraphs] == [
        "speech"
    ] * 4
    assert len(read_plain(text).speakers) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Place: The harbour.\n\nDate: In March.\n\nPlace: The lock.\n\nDate: In May.\n",
        "Vell Rovers: 3\n\nPort Ellery: 4\n\nVell Rovers: 5\n\nPort Ellery: 1\n",
    ],
)
def test_fields_of_records_are_not_held_to_be_turns(text: str) -> None:
    content = plain.content(text, path="talk.txt")
    seen = view(content.lines)
    assert not len(exchange(labelled(seen))[0])


IN_HASTE = {
    "de": "nils: moin\nEbba: hej\nnils: kommst du?\nEbba: kann noch nicht\nEbba: ruf mich an\nnils: ok",
    "es": "tía: hola\nyo: hola\ntía: vienes hoy?\nyo: no sé\nyo: tengo que lavar\ntía: trae pan",
    "ru": "оля: привет\nПетя: ты где?\nоля: еду\nоля: хлеб купи\nПетя: какой\nоля: любой, я ем все",
}


@pytest.mark.parametrize("lang", IN_HASTE)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_who_writes_in_haste_talks_too(lang: str, gap: str) -> None:
    """In lower case and without stops: somebody asks, somebody says I or you, and no order is fixed."""
    turns = [tuple(line.split(": ", 1)) for line in IN_HASTE[lang].split("\n")]
    assert said(read_plain(IN_HASTE[lang].replace("\n", gap))) == turns


def test_fields_in_a_fixed_order_talk_no_more_for_questions() -> None:
    text = "front: how are you?\nback: wie geht es dir\n" * 2 + "front: i see\nback: ich verstehe\n"
    seen = view(plain.content(text, path="talk.txt").lines)
    assert not len(exchange(labelled(seen))[0])


LISTS = {
    "days": "monday: mara cooks\ntuesday: bo cooks\nmonday: tom washes\ntuesday: who cooks?\ntuesday: i wash",
    "en": "pro: it is cheap\npro: you like it\ncon: it leaks\npro: i can row\ncon: where to?\ncon: no roof",
    "ru": "за: дешево\nза: ты любишь море\nпротив: течёт\nза: я умею грести\nпротив: где хранить?\nза: рядом",
    "ar": "مع: رخيص\nمع: أنت تحب البحر\nضد: قديم\nمع: أنا أعرف الطريق\nضد: أين نضعه؟\nضد: بلا محرك",
}


@pytest.mark.parametrize("lang", LISTS)
def test_lists_in_haste_are_no_talk(lang: str) -> None:
    """Their fields are days, and words that sentences begin with."""
    assert not len(exchange(labelled(view(plain.content(LISTS[lang], path="talk.txt").lines)))[0])


def test_much_that_nobody_says_is_no_talk_for_a_question() -> None:
    done = "mara: rope\nbo: paint\nmara: bread\nbo: salt\nbo: lamp oil\n" * 4
    for asks, talks in (("mara: who pays?\nbo: i pay\n", False), ("mara: who pays?\nbo: i pay\n" * 3, True)):
        seen = view(plain.content(done + asks, path="talk.txt").lines)
        assert bool(len(exchange(labelled(seen))[0])) == talks


@pytest.mark.parametrize(
    ("label", "can"),
    [("Bug #13257", False), ("[Feature #9116] Fiber", False), ("Caller #3", True), ("متصل #12", True)],
)
def test_an_issue_has_a_number_and_is_nobody(label: str, can: bool) -> None:
    assert nameable(label) == can


def test_a_name_in_haste_is_no_other_way_of_printing() -> None:
    texts = ["Ann: Yes.", "Bo: No.", "ann: Why?", "bo: It leaks.", "Ann: Good.", "BO: Late.", "Bo: Again."]
    known = labelled(view(plain.content("\n\n".join(texts), path="talk.txt").lines))
    renamed = {one.label for one, other in zip(known.candidates, known.renamed, strict=True) if other}
    assert renamed == {"BO"}


@pytest.mark.parametrize(
    ("label", "can"),
    [
        ('Ann "Gull" Holt', True),
        ("“海鸥”Ann Holt", True),
        ("“Gull” Holt", True),
        ("«الصقر» الخطيب", True),
        ("「モ」リンド", True),
        ("“Gull” says", False),
        ("Газета «Чайка» стор. 3", False),
        ("Лев «Чайка» фон Берг", True),
        ('سامر "الصقر" الخطيب', True),
        ('He said "no"', False),
        ('"No" and again "no"', False),
    ],
)
def test_a_name_may_have_another_in_quotation_marks(label: str, can: bool) -> None:
    assert nameable(label) == can


def test_the_clock_of_a_log_may_have_twelve_hours() -> None:
    lines = ["mira> hi", "jo> hiall", "mira> shall we", "ed> +1", "lu> extract transform load :)", "mira> ok"]
    text = "".join(f"9:0{i} AM <{line}\n" for i, line in enumerate(lines))
    assert [name for name, _ in said(read_plain(text))] == [line.partition(">")[0] for line in lines]


@pytest.mark.parametrize("laugh", ["(laughter)", "[צחוק]", "（笑）"])
def test_what_happens_may_stand_in_a_quotation(laugh: str) -> None:
    words = "We did it all, and nobody was there to see it.", "I know. It was late."
    text = "".join(f"### Ann:\n{words[0]}\n\n> {laugh}\n\n### Bo:\n{words[1]}\n\n" for _ in range(3))
    kinds = [paragraph.kind for turn in read_plain(text).turns for paragraph in turn.paragraphs]
    assert kinds == ["speech", "event", "speech"] * 3


@pytest.mark.parametrize(
    "word",
    "Beschluss Décision Acuerdo Karar Határozat Решение Päätös القرار החלטה 決定 의결 มติ".split(),
)
def test_a_decision_is_nobody_though_it_comes_again(word: str) -> None:
    text = f"""\
Minutes of the harbour club

Ann Kay: The pump has been dry for three days.
Bo Dean: The pipe burst, it is changed tomorrow.
{word}: The pipe is changed.
Ann Kay: Good.
Sue Oak: Let it be the twentieth of May.
Ann Kay: Fine.
{word}: The feast is on 20 May.
"""
    assert {who for who, _ in said(read_plain(text))} == {"Ann Kay", "Bo Dean", "Sue Oak"}


CARRIED = {
    "en": (
        "Ada",
        "Bo",
        "welcome to the harbour meeting",
        "the new lamps came on Friday",
        "rope is dear this year",
    ),
    "ar": (
        "ليلى",
        "سامي",
        "أهلا بكم في اجتماع الميناء",
        "وصلت المصابيح الجديدة يوم الجمعة",
        "الحبال غالية هذا العام",
    ),
    "ja": ("青木", "浜田", "港の会議へようこそ", "新しいランプは金曜に届いた", "今年は綱が高い"),
}


@pytest.mark.parametrize("lang", CARRIED)
def test_who_has_a_label_above_an_ellipsis_speaks_and_goes_on(lang: str) -> None:
    first, second, *words = CARRIED[lang]
    lines = [f"{who}: {words[0]}\n\n... {words[1]}\n\n... {words[2]}" for who in (first, second, first)]
    links = "\n\n-> https://example.org/lamps\n\n"
    assert said(read_plain("# Minutes\n\n## Lamps\n\n" + links.join(lines) + "\n")) == [
        (who, text)
        for who in (first, second, first)
        for text in (words[0], f"... {words[1]}", f"... {words[2]}")
    ]


def test_a_label_that_only_heads_lists_is_nobodys() -> None:
    topics = ("Lamps", "Ropes", "Paint")
    text = "\n\n".join(
        f"#### {topic}\nThere is some debate about the {topic.lower()}, and who pays for them.\n\n"
        f"Resolutions:\n\n  * Ada writes to the harbour office about the {topic.lower()}.\n  * Bo looks on."
        for topic in topics
    )
    assert not said(read_plain(f"{text}\n"))
    # Where somebody else has a label, too, items may be what is said.
    talk = "\n\n".join(f"Ada:\n\n  * I asked {n}.\n\nBo:\n\n  * Who asked {n}?" for n in range(4))
    assert {who for who, _ in said(read_plain(f"{talk}\n"))} == {"Ada", "Bo"}


COLUMNS = {
    "Persian": [
        ("mira", "سلام، همه هستند؟"), ("~omid", "بله"), ("mira", "قایق کی؟"), ("-->", "sara has joined"),
        ("~omid", "فردا صبح"), ("sara", "پس من هم می‌آیم"), ("mira", "عالی"), ("sara_", "ساعت هشت"),
    ],
    "Spanish": [
        ("mira", "hola, ¿estáis todos?"), ("~omid", "sí"), ("mira", "¿y la barca?"), ("<--", "sara has quit"),
        ("~omid", "mañana"), ("sara", "entonces voy también"), ("mira", "qué bien"), ("sara_", "a las ocho"),
    ],
}  # fmt: skip


def logged(rows: Sequence[tuple[str, str]]) -> str:
    return "".join(f"2026-03-02 18:0{i}:00\t{own}\t{words}\n" for i, (own, words) in enumerate(rows))


@pytest.mark.parametrize("rows", COLUMNS.values(), ids=COLUMNS)
def test_a_log_in_columns_says_who_wrote(rows: Sequence[tuple[str, str]]) -> None:
    # What is no letter at the end of a name is no part of it.
    assert said(read_plain(logged(rows))) == [
        (own.rstrip("_"), words) for own, words in rows if own[0] not in "-<"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(("north", "south")[i % 2], f"{1.3 * i:.2f}") for i in range(9)],
        [("INFO", "started"), ("WARN", "did you close the lock?"), ("INFO", "GET /boats?id=3")] * 3,
        [("info", "started"), ("warn", "lost the lock"), ("info", "GET /boats?id=3")] * 3,
    ],
)
def test_a_table_of_figures_and_the_log_of_a_program_are_no_chat(rows: Sequence[tuple[str, str]]) -> None:
    lines = view(plain.content(logged(rows), path="x.txt").lines)
    assert messages(labelled(lines)).turns == ()
