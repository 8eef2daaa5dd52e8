"""What stands among turns, or right above them, with nobody's name: a break, a word, a first question."""

import pytest

from talks import kinds_of, read, read_and_asked

TURNS = {
    "en": ("Host: Who rides at three in the morning?", "Nell Fray: Four people. I know them all.",
           "Host: And do they know you?", "Nell Fray: They call me captain.", "Host: Do you mind?",
           "Nell Fray: Not at all."),
    "ru": ("Ведущая: Кто едет в три часа ночи?", "Нина Фрай: Четверо. Я знаю всех.",
           "Ведущая: А они вас знают?", "Нина Фрай: Они зовут меня капитаном.", "Ведущая: Это мешает?",
           "Нина Фрай: Нисколько."),
    "he": ("מנחה: מי נוסע בשלוש בלילה?", "נלי פריי: ארבעה. אני מכירה את כולם.", "מנחה: והם מכירים אותך?",
           "נלי פריי: הם קוראים לי קפטן.", "מנחה: זה מפריע לך?", "נלי פריי: בכלל לא."),
    "ja": ("司会：夜中の三時には誰が乗りますか。", "古井：四人です。みんな知っています。",
           "司会：向こうもあなたを知っていますか。", "古井：船長と呼ばれています。",
           "司会：嫌ではありませんか。", "古井：いいえ、全然。"),
}  # fmt: skip
BREAKS = (
    ("en", "Break: 2 minutes"),
    ("ru", "Перерыв: 10 минут"),
    ("he", "הפסקה: 2 דקות"),
    ("ja", "休憩：10分"),
)
WORDS = (("en", "OK"), ("ru", "Ладно"), ("he", "בסדר"))


@pytest.mark.parametrize(("lang", "words"), BREAKS)
def test_how_long_a_break_is_nobody_says(lang: str, words: str) -> None:
    talk = TURNS[lang]
    document = read(*talk[:4], words, *talk[4:], lang=lang)
    assert kinds_of(document)[words] == "event"
    assert len(document.speakers) == 2


def test_who_is_called_as_what_is_heard_speaks() -> None:
    """`Bell` has a label more than once."""
    talk = ("Bell: Two boats.", "Fray: How long?", "Bell: 2 minutes", "Fray: And then?", "Bell: Then we row.")
    assert [*kinds_of(read(*talk, lang="en")).values()].count("speech") == 5


@pytest.mark.parametrize(("lang", "words"), WORDS)
def test_a_lone_word_among_turns_is_asked_about(lang: str, words: str) -> None:
    """It is set as a heading, and may answer."""
    talk = TURNS[lang]
    document, asked = read_and_asked(*talk[:2], words, *talk[2:], lang=lang)
    line = next(part.where.line for part in document.paragraphs() if part.text == words)
    assert any(line in (*finding.lines, finding.where and finding.where.line) for finding in asked)


FIRST = (
    ("en", "The Night Bus", "By Otto Kahn",
     "The bus stands below the weir. When we come in, Nell Fray is sweeping its floor, as she does daily.",
     "When did you come to the bus?"),
    ("ru", "Ночной автобус", "Беседовал Пётр Дуб",
     "Автобус стоит у плотины. Когда мы входим, Нина Фрай метёт пол, как делает каждый вечер.",
     "Когда вы пришли на автобус?"),
    ("he", "אוטובוס הלילה", "מאת אוטו קאן",
     "האוטובוס עומד ליד הסכר. כשאנחנו נכנסים, נלי פריי מטאטאת את הרצפה, כמו בכל ערב.",
     "מתי הגעת אל האוטובוס?"),
)  # fmt: skip


@pytest.mark.parametrize("parts", FIRST)
def test_a_first_question_of_nobody_is_said_or_asked_about(parts: tuple[str, ...]) -> None:
    """It stands right above the first answer, which has a label."""
    lang, *above = parts
    document, asked = read_and_asked(*above, *TURNS[lang][1:], lang=lang)
    first = next(part for part in document.paragraphs() if part.text == above[-1])
    doubted = {line for finding in asked for line in finding.lines}
    assert first.kind == "speech" or first.where.line in doubted
