"""What looks like a talk, and in which nobody talks to anybody: it is said so, and never in silence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from talks import read, read_and_asked
from test_reading_apart import HARBOURS, languages, read_or_asked
from toolkit.languages.persons import says_i_or_you
from toolkit.reading.lattice import AT
from toolkit.reading.unsure import quieted

SHEETS = {
    "en": (
        "History of the harbour, part two",
        ("Who built the first lighthouse?", "Why was it moved in 1860?", "What is shown on the map?"),
        ("The Harbour Company built it in 1820.", "The coast had gone back.", "The old pier and the lamp."),
    ),
    "de": (
        "Das Anmelden eines Bootes",
        ("Wer muss ein Boot anmelden?", "Was kostet das Anmelden?", "Wo ist das Amt?"),
        (
            "Alle Eigner langer Boote.",
            "Die Gebühr beträgt dreißig Kronen.",
            "Am Hafen, im ersten Stock.",
        ),
    ),
    "ru": (
        "История гавани, часть вторая",
        ("Кто построил первый маяк?", "Почему его перенесли в 1860 году?", "Что показано на карте?"),
        ("Его построила компания гавани.", "Берег отступил от моря.", "Старый причал и фонарь."),
    ),
    "ar": (
        "تاريخ الميناء، الجزء الثاني",
        ("من بنى المنارة الأولى؟", "لماذا نُقلت المنارة؟", "ماذا تُظهر الخريطة؟"),
        ("بنتها شركة الميناء قبل مئتي سنة.", "تراجع الساحل عن البحر.", "الرصيف القديم والمصباح."),
    ),
    "zh": (
        "港口的历史，第二部分",
        ("谁建造了第一座灯塔？", "灯塔为什么搬走了？", "地图上有什么？"),
        ("港口公司在一八二零年建造的。", "海岸线后退了，船看不见灯塔。", "旧码头和新的一座，还有灯塔。"),
    ),
}
"""A title, questions, and answers in which nobody says I or you."""
LOG = (
    ("pump", "started"),
    ("lamp", "accepted key for keeper"),
    ("pump", "valve 42 open"),
    ("gate", "closed by timer"),
    ("lamp", "out of oil"),
    ("pump", "stopped"),
    ("gate", "running daily test"),
)


def sheet(title: str, questions: tuple[str, ...], answers: tuple[str, ...]) -> list[str]:
    """A page with its questions in bold."""
    pairs = zip(questions, answers, strict=True)
    return [title, *(part for question, answer in pairs for part in (f"**{question}**", answer))]


@pytest.mark.parametrize("of", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("heading", ["", "# "])
def test_an_exam_or_a_page_of_an_office_is_no_talk_in_silence(
    of: tuple[str, tuple[str, ...], tuple[str, ...]], heading: str
) -> None:
    title, *paragraphs = sheet(*of)
    read_or_asked([], f"{heading}{title}", *paragraphs, name="sheet.md")


@languages
def test_an_interview_that_is_set_so_is_asked_about_no_more(language: str) -> None:
    _, introduction, questions, answers = HARBOURS[language]
    title, *paragraphs = sheet(introduction, questions, answers)
    text = "\n\n".join([f"# {title}", *paragraphs]) + "\n"
    document, findings = read_and_asked(text, path="x.md")
    assert [turn.paragraphs[0].text for turn in document.turns if turn.kind == "speech"] == paragraphs
    assert not [finding for finding in findings if finding.code == "D101"]


@pytest.mark.parametrize("stamp", ["2031-05-04 12:{:02}:17", "12:{:02}", "[12:{:02}:00]"])
def test_the_log_of_a_computer_is_no_talk_in_silence(stamp: str) -> None:
    rows = (f"{stamp.format(3 + i)} {who}: {what}" for i, (who, what) in enumerate(LOG * 4))
    read_or_asked([], "\n".join(rows))


def test_fields_of_a_sheet_are_no_talk_in_silence() -> None:
    fields = ("Species: Cat", "Fur: Pure black, shiny.", "Eyes: Golden.", "Body: Tall.", "Tail: Long.")
    read_or_asked(
        [], "# Eric", "\n".join(f"- **{field.replace(':', ':**')}" for field in fields), name="x.md"
    )


LITTLE_KNOWN = {
    # Its own words for I and you are listed, in letters with vowels on them.
    "bn": (
        ("রহিম", "মীরা"),
        (
            "আমি নদীর ধারে বড় হয়েছি, আর আমার বাবা সারা জীবন মাঝি ছিলেন সেখানে।",
            "আমার মনে আছে, তুমি প্রতি শনিবার সাইকেলে রুটি নিয়ে আসতে সবার জন্য।",
        ),
    ),
    # Few of its words are: more of those of Russian and Ukrainian.
    "bg": (
        ("Иван", "Мария"),
        (
            "Аз израснах край реката, а баща ми беше лодкар до края на живота си.",
            "Помня, че ти идваше всяка събота с велосипеда и носеше хляб за всички.",
        ),
    ),
    # None of its words are.
    "zu": (
        ("Thandi", "Sipho"),
        (
            "Ngakhulela eduze komfula, ubaba wayengumshayeli wesikebhe kuze kube sekugcineni.",
            "Ngikhumbula ukuthi wawufika njalo ngemigqibelo, uphethe isinkwa sabo bonke abantwana.",
        ),
    ),
}


@pytest.mark.parametrize("of", LITTLE_KNOWN.values(), ids=LITTLE_KNOWN)
def test_who_talks_in_a_language_of_which_little_is_known_is_asked_about_no_more(
    of: tuple[tuple[str, str], tuple[str, str]],
) -> None:
    names, words = of
    said = [f"{name}: {word}" for name, word in zip(names, words, strict=True)] * 3
    document, findings = read_and_asked(*said)
    assert len(document.turns) == len(said)
    assert not [finding for finding in findings if finding.code in {"D101", "D103"}]


def test_a_word_of_one_language_is_another_word_elsewhere() -> None:
    assert says_i_or_you("The lamp was out.") and not says_i_or_you("The lamp was out.", "en")
    assert says_i_or_you("Byliśmy u was.", "pl")


@pytest.mark.parametrize(
    ("times", "sign", "entries"),
    [
        (
            ("7:15", "8:00", "9:30", "12:00"),
            " – ",
            ("Woke up.", "Ann came.", "The pier.", "Lunch."),
        ),
        (("07:15", "08:00", "09:30", "12:00"), " — ", ("התעוררתי.", "ארוחה עם דנה.", "הרציף.", "צהריים.")),
        (("7:15", "8:00", "9:30", "12:00"), " – ", ("起きた。", "朝ご飯。", "桟橋まで歩いた。", "昼。")),
    ],
    ids=["en", "he", "ja"],
)
def test_a_dash_behind_each_time_of_a_diary_is_nobody(
    times: tuple[str, ...], sign: str, entries: tuple[str, ...]
) -> None:
    rows = [f"{time}{sign}{entry}" for time, entry in zip(times, entries, strict=True)]
    document = read(*rows)
    assert not document.speakers


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        (
            ("Où étiez-vous ?", "Et puis ?", "Il faisait froid ?", "Qui est venu ?"),
            ("J'étais sur le quai.", "Nous attendions.", "Oui, très.", "Mon frère est venu."),
        ),
        (
            ("Где вы были?", "А потом?", "Было холодно?", "Кто пришёл?"),
            ("Я был на причале.", "Мы ждали.", "Да, очень.", "Пришёл мой брат."),
        ),
    ],
    ids=["fr", "ru"],
)
def test_a_dash_that_answers_have_without_a_time_is_no_part_of_one(
    questions: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    pairs = enumerate(zip(questions, answers, strict=True))
    said = "\n\n".join(f"0:{10 * i:02} – {asks}\n\n– {answers}" for i, (asks, answers) in pairs)
    document = read(said)
    paragraphs = [paragraph.text for paragraph in document.paragraphs()]
    assert paragraphs == [words for pair in zip(questions, answers, strict=True) for words in pair]


NAMES = {
    "en": (
        ("Mara Lind", "Bo Reyes"),
        ("Welcome here.", "We walked on.", "And then?", "We waited."),
    ),
    "one word": (("Interviewer", "Mara"), ("Could you tell us?", "There was a lamp.", "Really?", "Yes.")),
    "numbers": (
        ("Speaker 1", "Speaker 2"),
        ("Could you tell us?", "There was a lamp.", "Really?", "Yes, it was."),
    ),
    "de": (("Dr. Mara Lind", "Bo Reyes"), ("Willkommen am Hafen.", "Wir gingen.", "Und dann?", "Nichts.")),
    "he": (("דנה לוי", "יוסי כהן"), ("ברוכים הבאים.", "הלכנו אל הרציף.", "ואז?", "אני חיכיתי.")),
    "ru": (("Мара Линд", "Бо Рейес"), ("Добро пожаловать.", "Мы шли дальше.", "А потом?", "Мы ждали.")),
    "hi": (("मीरा शर्मा", "राम वर्मा"), ("बंदरगाह पर स्वागत है।", "हम चले।", "फिर क्या हुआ?", "मैंने प्रतीक्षा की।")),
    "ta": (("மீரா ராஜா", "பாலா ரவி"), ("வாருங்கள்.", "நாங்கள் நடந்தோம்.", "பிறகு?", "நான் காத்திருந்தேன்.")),
}


@pytest.mark.parametrize("of", NAMES.values(), ids=NAMES)
@given(time=st.sampled_from(["{}:", "[{}]", "{}", "({})"]), hours=st.booleans())
@examples(8)
def test_a_name_between_a_time_and_words_needs_no_sign(
    of: tuple[tuple[str, str], tuple[str, ...]], time: str, hours: bool
) -> None:
    names, words = of
    said = [(names[i % 2], word) for i, word in enumerate(words * 2)]
    stamps = (f"{'00:' * hours}00:{7 * i:02}" for i in range(len(said)))
    text = "\n".join(f"{time.format(at)} {who} {what}" for at, (who, what) in zip(stamps, said, strict=True))
    document = read(text)
    who = {speaker.key: speaker.name for speaker in document.speakers}
    assert [(who.get("".join(turn.speakers)), turn.paragraphs[0].text) for turn in document.turns] == said


@pytest.mark.parametrize(
    "rows",
    [
        ("10:00 Ann Lee Opening", "10:30 Bo Ray Lamps", "11:00 Ann Lee Closing", "11:15 Bo Ray Coffee"),
        (
            "0:00 So we went on.",
            "0:12 And nobody saw it.",
            "0:31 So he came.",
            "0:38 And the sea rose.",
        ),
        (
            "0:00 New Haven was cold that day.",
            "0:12 San Marco had rain and wind.",
            "0:21 New Haven had no snow at all.",
            "0:34 San Marco was warm by noon.",
        ),
    ],
    ids=["programme", "words", "towns"],
)
def test_what_begins_alike_behind_times_is_no_name(rows: tuple[str, ...]) -> None:
    document = read("\n".join(rows))
    assert not document.speakers


@given(st.lists(st.tuples(st.booleans(), st.lists(st.floats(0, 1), min_size=17, max_size=17)), min_size=1))
def test_the_doubt_of_a_whole_text_is_of_quiet_lines_alone(lines: list[tuple[bool, list[float]]]) -> None:
    """What is certain to be told stays so; all else gives it the same share."""
    quiet = np.array([one for one, _ in lines], dtype=np.bool_)
    p = np.array([shares for _, shares in lines])
    made = quieted(p, quiet)
    assert (made[~quiet] == p[~quiet]).all()
    told = AT["narration"]
    assert (made[quiet, told] >= 0.3).all()
    assert np.allclose(np.delete(made, told, axis=1)[quiet], 0.7 * np.delete(p, told, axis=1)[quiet])
