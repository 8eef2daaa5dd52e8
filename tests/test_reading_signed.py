"""Signs before what is said, quotations, and pages: what tells who asks and who answers without a name."""

from __future__ import annotations

import re

import pytest

from talks import read, said
from test_reading_matrix import asked, talk
from toolkit.config import Sidecar
from toolkit.languages.lexicon import key
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading.roster import labelled
from toolkit.reading.speaking import messages
from toolkit.reading.view import view
from toolkit.workflow.transcripts import taken


def markdown(text: str) -> Document:
    return taken(text.encode(), Sidecar(), name="talk", path="talk.md", lang="und").document


ARABIC = [
    ("كيف بدأتِ الخياطة؟", "من ثوب قديم لأمي."),
    ("ومن علّمك؟", "جارتنا. كانت تقول: لا تستعجلي الإبرة."),
    ("وما أصعب ما خطته؟", "ستارة للمسرح، وهي أطول من الشارع."),
]
ENGLISH = [
    ("How did the ferry start?", "With a rope and a goat."),
    ("Was it fast?", "Faster than the goat."),
    ("Who pays for it now?", "Whoever is in a hurry."),
]


@pytest.mark.parametrize("sign", ["*", "+"])
@pytest.mark.parametrize("pairs", [ARABIC, ENGLISH], ids=["ar", "en"])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["tight", "apart"])
def test_a_star_or_a_cross_asks_and_a_dash_answers(
    sign: str, pairs: list[tuple[str, str]], between: str
) -> None:
    talk = "\n\n".join(f"{sign} {asks}{between}- {answers}" for asks, answers in pairs)
    turns = [one for asks, answers in pairs for one in ((sign, asks), ("-", answers))]
    assert said(read(f"The rope\n\n{talk}\n")) == turns


def test_a_star_asks_where_answers_have_no_sign() -> None:
    talk = "\n\n".join(f"* {asks}\n\n{answers}" for asks, answers in ENGLISH)
    turns = [one for asks, answers in ENGLISH for one in (("*", asks), ("", answers))]
    assert said(read(f"The rope\n\n{talk}\n")) == turns


@pytest.mark.parametrize(
    ("talk", "aside"),
    [
        (
            "— Сколько лет лодке?\n\n— Больше моих.\n\n— Не течёт?\n\n{}— Нет.\n\n— А зимой?\n\n— Спит.\n",
            "Пётр закрывает окно и вытирает руки.\n\n",
        ),
        (
            "– כמה שנים לסירה?\n\n– יותר ממני.\n\n– היא דולפת?\n\n{}– לא.\n\n– ובחורף?\n\n– ישנה.\n",
            "דוד סוגר חלון ומנגב ידיים.\n\n",
        ),
    ],
    ids=["ru", "he"],
)
def test_it_is_asked_who_says_a_paragraph_without_the_sign_of_all_others(talk: str, aside: str) -> None:
    findings = [
        [
            one.code
            for one in taken(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="und").findings
            or ()
        ]
        for text in (talk.format(aside), talk.format(""))
    ]
    assert findings == [["D101"], []]


VIETNAMESE = [
    ("Ông học nghề từ bao giờ?", "Từ năm mười tuổi."),
    ("Điều gì khó nhất?", "Biết dừng lại."),
    ("Ông mong điều gì?", "Có người ngồi nghe."),
]


@pytest.mark.parametrize("asker", ["Phóng viên", ""])
def test_a_name_behind_the_first_of_two_signs_is_whose_sign_it_is(asker: str) -> None:
    (asks, answers), *more = VIETNAMESE
    talk = f"* {asker}{': ' * bool(asker)}{asks}\n\n- Ông Lê Bình: {answers}\n\n"
    talk += "\n\n".join(f"* {asks}\n\n- {answers}" for asks, answers in more)
    names = (asker or "*", "Ông Lê Bình")
    assert said(read(f"Tiếng đục\n\n{talk}\n")) == [
        one for pair in VIETNAMESE for one in zip(names, pair, strict=True)
    ]


def test_names_behind_all_signs_are_those_of_their_own_lines() -> None:
    lines = [("Ann", "Is the tide in?"), ("Bo", "Not yet."), ("Ann", "And now?"), ("Cy", "It was out.")]
    talk = "\n\n".join(f"{'*-'[k % 2]} {who}: {words}" for k, (who, words) in enumerate(lines))
    assert said(read(f"{talk}\n")) == lines


def test_items_with_two_signs_are_nobodys() -> None:
    text = "The kitchen\n\n* Salt: a pinch\n* Flour\n- sifted\n- dry\n* Water\n- warm\n"
    assert not said(read(text))


ENDS = [
    ("a name above", "ja"),
    ("capitals above", "ko"),
    ("capitals above a blank line", "tr"),
    ("bold above", "ja"),
]


@pytest.mark.parametrize(("form", "lang"), ENDS)
def test_the_last_paragraph_is_said_or_asked_about_where_answers_have_several(form: str, lang: str) -> None:
    text, turns = talk(form, "paras", lang, 12, headed=True)
    read = taken(text.encode(), Sidecar(), name="x", path="x.md" if "**" in text else "x.txt", lang="und")
    last = read.document.turns[-1].paragraphs[-1]
    assert last.kind == "speech" or asked(tuple(read.findings or ()), turns[-1])


TABBED = {
    "de": ["Was war schwer?", "Das Warten. Ich wartete.", "Und Sie?", "Mir fehlte Geld.", "Und?", "Fertig."],
    "ko": ["돈은요?", "제가 다 냈습니다.", "가족은요?", "저는 혼자 살아요.", "아셨습니까?", "저는 몰랐어요."],
    "ar": ["ما أصعب شيء؟", "الانتظار. أنا انتظرت.", "وأنت؟", "لم يكن عندي مال.", "والآن؟", "الآن انتهينا."],
}
PANEL = {
    "de": ["Lea Huth", "Ulrich Brandt", "Änne Pohl", "Jan Lorenz"],
    "ko": ["송미래", "김성우", "방하린", "최도윤"],
    "ar": ["ليلى منصور", "سعاد حداد", "نادر كرم", "سليم الحاج"],
}


@pytest.mark.parametrize("lang", TABBED)
def test_behind_tabs_whoever_speaks_once_speaks(lang: str) -> None:
    asks, *others = PANEL[lang]
    who = [asks if k % 2 == 0 else others[k // 2] for k in range(len(TABBED[lang]))]
    turns = [*zip(who, TABBED[lang], strict=True)]
    assert said(read("\n\n".join(map("\t".join, turns)) + "\n")) == turns


@pytest.mark.parametrize("lang", TABBED)
def test_below_headings_whoever_speaks_once_speaks(lang: str) -> None:
    first, other, third, _ = PANEL[lang]
    words = TABBED[lang]
    turns = [*zip([first, other, first, other, first, third], words, strict=True)]
    document = markdown("".join(f"### {who}\n\n{one}\n\n" for who, one in turns))
    assert said(document) == turns


@pytest.mark.parametrize("heading", ["The old mill", "Afterword"])
def test_a_heading_that_is_no_name_heads_a_part(heading: str) -> None:
    turns = [
        ("Ann Lee", "Why?"),
        ("Bo Holm", "I was cold."),
        ("Ann Lee", "And then?"),
        ("Bo Holm", "I left."),
    ]
    talk = "".join(f"### {who}\n\n{one}\n\n" for who, one in turns)
    assert said(markdown(f"{talk}### {heading}\n\nIt burned down in May.\n")) == turns


def test_a_table_of_words_has_no_speakers() -> None:
    rows = [
        "tide\tthe sea that comes and goes",
        "quay\twhere boats wait",
        "tide\tsee ebb",
        "rope\ta line",
    ]
    assert not said(read("\n".join(rows) + "\n"))


QUOTED = {
    "ja": (
        "――{}", "「{}」",
        ["最初の船は？", "祖父の船です。", "速かった？", "いいえ、重かった。", "今は？", "庭にあります。"],
        "彼は窓の外を指した。雨だった。",
    ),
    "ko": (
        "- {}", '"{}"',
        ["첫 배는 무엇이었나?", "할아버지의 배였다.", "빨랐나?", "아니, 무거웠다.", "지금은?", "마당에."],
        "그는 창밖을 가리켰다. 비가 왔다.",
    ),
    "he": (
        "– {}", '"{}"',
        ["מה הייתה הסירה?", "של סבא שלי.", "היא הייתה מהירה?", "לא, כבדה.", "איפה היא היום?", "בחצר."],
        "הוא הצביע על החלון. ירד גשם.",
    ),
}  # fmt: skip
"""How questions and answers are set, three of each, and what is told between the second and the third."""


@pytest.mark.parametrize("lang", QUOTED)
def test_where_all_answers_are_quoted_what_is_not_is_told(lang: str) -> None:
    asks, answers, words, told = QUOTED[lang]
    rows = [(answers if k % 2 else asks).format(one) for k, one in enumerate(words)]
    document = read("\n\n".join([*rows[:4], told, *rows[4:]]) + "\n")
    kinds = {one.text: one.kind for turn in document.turns for one in turn.paragraphs}
    assert [kind for text, kind in kinds.items() if text == told] == ["narration"]
    assert [*kinds.values()].count("speech") == len(words)


@pytest.mark.parametrize("lang", QUOTED)
def test_where_an_answer_is_not_quoted_no_paragraph_is_told_for_that(lang: str) -> None:
    asks, _, words, told = QUOTED[lang]
    rows = [one if k % 2 else asks.format(one) for k, one in enumerate(words)]
    document = read("\n\n".join([*rows[:4], told, *rows[4:]]) + "\n")
    assert {one.kind for turn in document.turns for one in turn.paragraphs if one.text == told} == {"speech"}


ELLIPTIC = {
    "ja": (
        "――{}",
        "「{}」",
        ["最初の船は。", "祖父の船です。", "一番難しいのは。", "客です。", "夢は。", "海です。"],
    ),
    "ko": (
        "- {}",
        '"{}"',
        ["첫 배는.", "할아버지의 배였다.", "어려운 것은.", "손님이다.", "계획은.", "바다다."],
    ),
}
"""Questions that end in a topic, and answers."""


@pytest.mark.parametrize("lang", ELLIPTIC)
def test_what_stands_behind_a_sign_above_quotations_asks(lang: str) -> None:
    asks, answers, words = ELLIPTIC[lang]
    rows = [(answers if k % 2 else asks).format(one) for k, one in enumerate(words)]
    assert [one for _, one in said(read("\n\n".join(rows) + "\n"))] == [
        rows[k] if k % 2 else one for k, one in enumerate(words)
    ]


PAGES = {
    "en": (
        ["Skip to content", "Harbour News", "Home", "News", "Culture", "Opinion", "Share", "Email", "Print"],
        ["How did it start?", "With a chair.", "Did it float?", "For an hour.", "Who paid?", "My uncle did."],
    ),
    "fr": (
        ["Accueil", "Culture", "Entretiens", "Partager", "Envoyer", "Imprimer", "S’abonner", "Mon compte"],
        ["D’où est-ce venu ?", "Par une chaise.", "Elle flottait ?", "Une heure.", "Qui payait ?", "Moi."],
    ),
    "ru": (
        ["Главная", "Культура", "Интервью", "Мнения", "Поделиться", "Печать", "Подписка", "Вход"],
        ["С чего всё началось?", "Со стула.", "Он поплыл?", "Час плавал.", "Кто платил?", "Мой дядя."],
    ),
}  # fmt: skip
"""Lines of a page above an interview, and its words."""


@pytest.mark.parametrize("lang", PAGES)
def test_what_a_page_has_above_an_interview_makes_it_no_essay(lang: str) -> None:
    above, words = PAGES[lang]
    assert [one for _, one in said(read("\n\n".join([*above, *words]) + "\n"))] == words


@pytest.mark.parametrize(
    "path", ["Home > News > Talks", "Главная → Культура → Беседы", "ホーム　＞　文化　＞　対談"]
)
def test_where_a_page_stands_on_its_site_is_no_title(path: str) -> None:
    talk = "Ann: We were late.\n\nBo: Who told you?\n\nAnn: Nobody did.\n"
    assert read(f"{path}\n\nThe Harbour at Night\n\n{talk}").turns[0].kind == "meta"


def test_signs_of_a_chat_and_of_quotations_are_no_path() -> None:
    lines = [
        "دنى> من علّمك هذا؟",
        "سامي> سألته: «هل أنت متأكد؟» فضحك. ثم «لا» وحدها.",
        "دنى> لماذا بقيت؟",
        "سامي> للمفتاح.",
    ]
    assert [who for who, _ in said(read("\n\n".join(lines) + "\n"))] == ["دنى", "سامي"] * 2


def test_greek_in_capitals_has_no_accents() -> None:
    pairs = [("ΕΡΩΤΗΣΗ", "ΑΠΑΝΤΗΣΗ"), ("Ερ.", "Απ."), ("ΕΡ.", "ΑΠ.")]
    words = [("Πότε φύγατε;", "Το πρωί."), ("Με τι;", "Με τη βάρκα."), ("Και μετά;", "Γύρισα.")]
    rows = [
        f"{label}: {said}"
        for labels, both in zip(pairs, words, strict=True)
        for label, said in zip(labels, both, strict=True)
    ]
    assert [who for who, _ in said(read("\n".join(rows) + "\n"))] == ["ΕΡΩΤΗΣΗ", "ΑΠΑΝΤΗΣΗ"] * 3


def test_a_greek_name_is_found_in_a_text_with_accents() -> None:
    lines = view(plain.content("Η Ελένη Ράπτη είδε το πλοίο.\nΤο πλοίο έφυγε.\n", path="x.txt").lines)
    assert lines.having((key("ΕΛΕΝΗ ΡΑΠΤΗ"),)) == {0: {2: "ελενη ραπτη"}}


LOG = """\
[09:12] mara: morning all
[09:12] mara: is the lamp fixed?
[09:14] tobi_k: nope
[09:15] tobi_k: I asked for the part
[09:15] * lin has joined
[09:16] lin: what did I miss
[09:17] mara: the lamp
[09:18] lin: again??
"""


def test_messages_with_a_time_and_a_name_in_lower_case_are_said() -> None:
    lines = [line.split("] ")[1].split(": ") for line in LOG.splitlines() if "*" not in line]
    assert [*map(list, said(read(LOG)))] == lines
    assert [*map(list, said(read("# The harbour, copied in May\n\n" + LOG)))] == lines


def test_the_log_of_a_program_is_no_chat() -> None:
    log = "".join(f"[09:1{k}] {what}\n" for k, what in enumerate(PROGRAM * 2))
    lines = view(plain.content(log, path="x.txt").lines)
    assert labelled(lines).clocked.any()
    assert messages(labelled(lines)).turns == ()


PROGRAM = ["server: started", "disk: 92 % full", "server: 2 clients", "disk: 93 % full", "server: stopped"]


EXPORTED = """\
[3/3/26, 6:02:11 PM] Ada: Is the kiln still warm
[3/3/26, 6:02:40 PM] Bo Lind: it was at noon
so bring gloves
[3/3/26, 6:03:02 PM] Ada: I have none
[3/3/26, 6:03:30 PM] Mara Kern: who has the key?
[3/3/26, 6:04:00 PM] Bo Lind: me
[3/3/26, 6:04:10 PM] ליאת כהן: אני באה
עם המנורה
[3/3/26, 6:05:00 PM] Mara Kern: then we wait for you
[3/3/26, 6:05:30 PM] ליאת כהן: תודה
"""


def test_behind_a_day_and_a_time_names_have_as_many_words_as_they_like() -> None:
    entries = re.split(r"^\[.*?\] ", EXPORTED, flags=re.MULTILINE)[1:]
    turns = [entry.replace("\n", " ").strip().split(": ", 1) for entry in entries]
    heard = said(read(EXPORTED))
    assert [who for who, _ in heard if who] == [who for who, _ in turns]
    assert " ".join(words for _, words in heard) == " ".join(words for _, words in turns)
    lines = view(plain.content(EXPORTED, path="x.txt").lines)
    told = messages(labelled(lines))
    assert (len(told.turns), [*told.within]) == (8, [2, 7])
