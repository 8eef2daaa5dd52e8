"""What a page sets between the turns of a talk: headings, boxes, a word for what happens; nobody says it."""

import pytest

from talks import read_and_asked
from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.reading.apart import headed
from toolkit.reading.lines import Line
from toolkit.reading.roster import labelled
from toolkit.reading.view import view
from toolkit.workflow.transcripts import read_data

TALKS = {
    "en": (
        ("Ann", "Bo"),
        ("Who lit the lamp?", "My mother did.", "And now?", "A clock does it.", "Since when?", "Since May."),
        ("After the flood: a house without doors", "The mill", "Built in 1874", "Applause", "Part two"),
    ),
    "ru": (
        ("Анна", "Олег"),
        ("Кто зажигал лампу?", "Моя мать.", "А теперь?", "Часы.", "С каких пор?", "С мая."),
        ("После наводнения: дом без дверей", "Мельница", "Построена в 1874", "Аплодисменты", "Часть вторая"),
    ),
    "he": (
        ("דנה", "יוסי"),
        ("מי הדליק את המנורה?", "אמא שלי.", "ועכשיו?", "שעון עושה את זה.", "ממתי?", "ממאי."),
        ("אחרי השיטפון: בית בלי דלתות", "הטחנה", "נבנתה בשנת 1874", "מחיאות כפיים", "חלק שני"),
    ),
    "zh": (
        ("林晓", "陈水"),
        ("谁点的灯？", "我母亲。", "现在呢？", "现在是钟。", "从什么时候起？", "从五月起。"),
        ("洪水之后：没有门的房子", "磨坊", "建于1874年", "掌声", "第二部分"),
    ),
}
"""Who speaks, what they say in turn, and what stands between."""


def read(lang: str, *between: str, label: str = "{}: {}") -> Document:
    """A talk, twice, with some lines behind its second turn."""
    people, words, _ = TALKS[lang]
    said = [label.format(people[k % 2], one) for k, one in enumerate(words * 2)]
    text = "\n\n".join([*said[:2], *between, *said[2:]]) + "\n"
    return read_data(text.encode(), Sidecar(), name="x", path="x.md", lang="und")[0]


def said(document: Document) -> list[str]:
    return [part.text for turn in document.turns for part in turn.paragraphs if part.kind == "speech"]


@pytest.mark.parametrize("label", ["{}: {}", "**{}:** {}", "{} – {}"])
@pytest.mark.parametrize("lang", TALKS)
def test_what_ends_no_sentence_right_above_a_turn_is_a_heading(lang: str, label: str) -> None:
    words, (colon, head, point, _, part) = [*TALKS[lang][1] * 2], TALKS[lang][2]
    for between in ((colon,), (f"**{colon}**",), (head,), (part, head), (head, f"- {point}", f"- {part}")):
        assert said(read(lang, *between, label=label)) == words


@pytest.mark.parametrize(
    ("lang", "verse"),
    [
        ("en", ("The sea is wide", "and no one waits")),
        ("ru", ("А море широко", "и никто не ждёт меня")),
    ],
)
def test_what_begins_with_a_small_letter_goes_on_with_what_is_said(lang: str, verse: tuple[str, str]) -> None:
    words = " ".join(said(read(lang, "\n".join(verse))))
    assert all(line in words for line in verse)


@pytest.mark.parametrize("lang", TALKS)
def test_where_turns_have_no_stops_what_has_none_tells_nothing(lang: str) -> None:
    people, words, (_, head, *_) = TALKS[lang]
    for stop, found in ((".", [2]), ("", [])):
        said = [f"{people[k % 2]}: {one.rstrip('.。')}{stop}" for k, one in enumerate(words)]
        lines = [Line(text, number=k + 1, gap=1) for k, text in enumerate([*said[:2], head, *said[2:]])]
        seen = view(lines)
        assert headed(labelled(seen)).tolist() == found


@pytest.mark.parametrize("form", ["{}", "{}.", "– {} –", "— {} —", "***{}***"])
@pytest.mark.parametrize("lang", TALKS)
def test_a_word_for_what_happens_is_said_by_nobody(lang: str, form: str) -> None:
    assert said(read(lang, form.format(TALKS[lang][2][3]))) == [*TALKS[lang][1] * 2]


@pytest.mark.parametrize("lang", TALKS)
def test_a_word_that_trails_off_is_said_and_so_is_one_in_the_midst_of_a_turn(lang: str) -> None:
    happens = TALKS[lang][2][3]
    assert f"{happens}..." in said(read(lang, f"{happens}..."))
    assert f"{happens}." in said(read(lang, f"{happens}.", TALKS[lang][1][1]))


def test_the_number_of_a_page_is_said_by_nobody() -> None:
    assert said(read("he", "– 12 –")) == [*TALKS["he"][1] * 2]


@pytest.mark.parametrize("lang", TALKS)
def test_the_same_word_answers_a_question_and_stands_below_a_name(lang: str) -> None:
    people, words, (*_, happens, _) = TALKS[lang]
    rows = [f"{people[k % 2]}\n{one}" for k, one in enumerate(words)]
    text = "\n\n".join([*rows, f"{people[0]}\n{words[0]}", f"{people[1]}\n{happens}.", *rows[:2]]) + "\n"
    document = read_data(text.encode(), Sidecar(), name="x", path="x.txt", lang="und")[0]
    assert f"{happens}." in said(document)


def test_what_somebody_quotes_in_an_answer_is_no_headline_above_all() -> None:
    he_asked, i_said = 'He asked: "Where are you going?"', 'And I said: "Out, as every night."'
    document = read("en", he_asked, i_said, label="{} – {}")
    assert said(document)[2:4] == [he_asked, i_said]


QUOTED = {
    "en": ("– Where are you going?", "– Out, as every night.", "And so it was."),
    "ru": ("– Куда ты идёшь?", "– В море, как каждую ночь.", "Так и было."),
    "he": ("– לאן אתה הולך?", "– לים, כמו בכל לילה.", "וכך היה."),
    "zh": ("——你去哪儿？", "——出海，跟每天晚上一样。", "就是这样。"),
}


@pytest.mark.parametrize("lang", QUOTED)
def test_a_talk_with_dashes_inside_an_answer_is_asked_about(lang: str) -> None:
    people, words, _ = TALKS[lang]
    turns = [f"{people[k % 2]}: {one}" for k, one in enumerate(words)]
    text = "\n\n".join([*turns[:2], *QUOTED[lang], *turns[2:]]) + "\n"
    _, findings = read_and_asked(text)
    assert {5, 7} <= {line for one in findings for line in one.every_line}
