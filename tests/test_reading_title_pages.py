"""What stands above a talk or below it: days, authors, parts of a play, notes, what a page adds."""

from __future__ import annotations

import numpy as np
import pytest

from talks import kinds_of, read
from toolkit.model import Kind
from toolkit.readers import plain
from toolkit.reading import around, title_block, whole
from toolkit.reading.lattice import AT, STATES
from toolkit.reading.roster import labelled
from toolkit.reading.view import view

TALK = {
    "en": "Ada: Who lit the lamp?\n\nBo: My aunt did.\n\nAda: Each night?\n\nBo: Each night, by boat.\n",
    "ru": "Ада: Кто зажигал лампу?\n\nБорис: Моя тётя.\n\nАда: Каждую ночь?\n\nБорис: Да, на лодке.\n",
    "he": "דנה: מי הדליק את המנורה?\n\nמשה: הדודה שלי.\n\nדנה: כל לילה?\n\nמשה: כל לילה, בסירה.\n",
    "zh": "记者：谁点的灯？\n\n林晓：我姑姑点的。\n\n记者：每天晚上吗？\n\n林晓：每天晚上划船去。\n",
}


def _kinds(text: str) -> dict[str, Kind]:
    return kinds_of(read(text))


DAYS = (
    ("he", "המנורה והים", "3 באפריל 2025"),
    ("ru", "Лампа и море", "20. 6. 2003"),
    ("ru", "Лампа и море", "07.03.2003"),
    ("zh", "灯与海", "2012年7月3日（星期二）"),
    ("en", "नाव और नदी", "सोमवार, सितंबर 23, 2019"),
)


@pytest.mark.parametrize(("talk", "title", "day"), DAYS)
def test_a_day_alone_above_a_talk_or_below_it_tells_when_it_was_published(
    talk: str, title: str, day: str
) -> None:
    for text in (f"{title}\n\n{day}\n\n{TALK[talk]}", f"{title}\n\n{TALK[talk]}\n{day}\n"):
        kinds = _kinds(text)
        assert kinds[day] == "dateline" and kinds[title] == "title"


BRACKETED = (
    ("he", "(חיפה, 3 באפריל 2025)"),
    ("ru", "(Тверь, 20.6.2003)"),
    ("zh", "（长野，2026年5月3日）"),
    ("en", "(New York, May 3, 2026.)"),
    ("en", "[Bergen, le 3 mai 2026]"),
)


@pytest.mark.parametrize(("talk", "day"), BRACKETED)
def test_a_day_and_a_place_in_brackets_are_no_event(talk: str, day: str) -> None:
    for text in (f"{TALK[talk]}\n{day}\n", f"Salt\n\n{day}\n\n{TALK[talk]}"):
        assert _kinds(text)[day] == "dateline"


@pytest.mark.parametrize("event", ["(Applause, 3 May 2026)", "(All of them laugh at 1984)", "(12:30, 1984)"])
def test_what_happens_stays_an_event_though_it_has_a_year(event: str) -> None:
    assert _kinds(f"{TALK['en']}\n{event}\n")[event] != "dateline"


MINUTES = (
    ("PROTOKÓŁ NR XII/2026", "z sesji Rady Gminy Lipowiec"),
    ("PROCÈS-VERBAL N° 7", "de la séance du conseil de quai"),
    ("ПРОТОКОЛ № 12", "заседания комиссии по мосту"),
)


@pytest.mark.parametrize(("capitals", "rest"), MINUTES)
def test_a_title_in_capitals_goes_on_in_lower_case_right_below(capitals: str, rest: str) -> None:
    assert _kinds(f"{capitals}\n{rest}\n\n{TALK['en']}")[f"{capitals} {rest}"] != "speech"


def test_who_made_a_text_is_no_part_of_a_title_in_capitals() -> None:
    assert _kinds(f"THE LAMP AND THE SEA\nby Mara Lind\n\n{TALK['en']}")["by Mara Lind"] == "byline"


def test_days_that_head_entries_are_no_datelines() -> None:
    told = "We rowed out and lit the lamp, and it burned until noon.\n"
    content = plain.content("\n".join(f"{day}. 6. 2003\n\n{told}" for day in range(1, 7)), path="x.txt")
    assert around.published(labelled(view(content.lines))) == []


AUTHORS = (
    ("ru", "Лампа и море", "Беседовала Нина Орлова"),
    ("en", "The lamp and the sea", "Interview by Mara Lind"),
    ("en", "The lamp and the sea", "Written by: Mara Lind"),
    ("he", "המנורה והים", "מאת: רות לוי"),
)


@pytest.mark.parametrize(("talk", "title", "author"), AUTHORS)
def test_who_wrote_a_text_is_its_author_and_no_other_fact(talk: str, title: str, author: str) -> None:
    assert _kinds(f"{title}\n\n{author}\n\n{TALK[talk]}")[author] == "byline"


PLAYS = (
    ("ru", "Соль", "Нина Орлова", "ДЕЙСТВИЕ ПЕРВОЕ", "КАРТИНА ВТОРАЯ"),
    ("en", "Salt", "Mara Lind", "ACT ONE", "ACT TWO"),
    ("en", "Salz", "Mara Lind", "Erster Akt", "Zweite Szene"),
    ("zh", "盐", "", "第一幕", "第二幕"),
    ("he", "מלח", "רות לוי", "מערכה ראשונה", "תמונה שנייה"),
)


@pytest.mark.parametrize(("talk", "title", "author", "part", "next_"), PLAYS)
def test_a_play_has_a_title_an_author_and_parts(
    talk: str, title: str, author: str, part: str, next_: str
) -> None:
    for head in ((title, author), (author, title)):
        kinds = _kinds("\n\n".join([*filter(None, head), part, TALK[talk] + f"\n{next_}", TALK[talk]]))
        assert kinds[title] == "title" and kinds[part] == kinds[next_] == "heading"
        assert not author or kinds[author] == "byline"


def test_one_line_among_turns_that_is_called_a_part_is_none() -> None:
    content = plain.content(f"Salt\n\n{TALK['en'] * 4}\nScene change\n\n{TALK['en']}", path="x.txt")
    assert whole.acts(labelled(view(content.lines))) == []


NOTES = (
    ("zh", "（本文由编辑部整理，未经本人审阅）"),
    ("en", "[Footnote 2: See the log of the harbour, page 81.]"),
    ("en", "(This interview was shortened by the editors.)"),
    ("ru", "(Это интервью было сокращено.)"),
)


@pytest.mark.parametrize(("talk", "note"), NOTES)
def test_what_tells_of_a_text_in_brackets_behind_it_is_a_note(talk: str, note: str) -> None:
    assert _kinds(f"{TALK[talk]}\n{note}\n")[note] == "note"


def test_what_happens_in_brackets_behind_a_talk_is_no_note() -> None:
    assert _kinds(f"{TALK['en']}\n(Applause.)\n")["(Applause.)"] == "event"


ADDED = ("Facebook Twitter", "Top of page", "You are here: Home > News > Interview", "עוקבים", "寄给朋友")


@pytest.mark.parametrize("line", ADDED)
def test_what_a_page_adds_above_a_headline_is_no_title(line: str) -> None:
    title = "The lamp and the sea"
    kinds = _kinds(f"{line}\n\n{title}\n\n{TALK['en']}")
    assert kinds[line] != "title" and kinds[title] == "title"


@pytest.mark.parametrize(
    ("meta", "title", "may", "read_as"),
    [
        (0.6, 0.4, 1, "title"),
        (0.6, 0.3, 1, "title"),
        # What is plainly a field stays one, and what stands in front matter leaves no line to be the title.
        (0.8, 0.2, 1, "meta"),
        (0.6, 0.4, 0, "meta"),
    ],
)
def test_a_text_without_a_title_has_the_next_likeliest_one(
    meta: float, title: float, may: int, read_as: str
) -> None:
    p, allowed = np.full((3, len(STATES)), 1e-6), np.ones((3, len(STATES)))
    p[0, [AT["meta"], AT["title"]]] = meta, title
    p[1, [AT["dateline"], AT["title"]]] = 0.95, 0.05
    p[2, AT["narration"]] = 0.99
    allowed[:, AT["title"]] = may
    assert title_block.path(p, allowed, np.ones(3, dtype=np.bool_)) == (read_as, "dateline", "narration")


@pytest.mark.parametrize(
    "below", ["with Mara Lind and Otto Brandt", "recorded on 3 May 2026", "so, who came to the quay?"]
)
def test_who_speaks_and_when_is_no_part_of_a_title_in_capitals(below: str) -> None:
    talk = "Mara Lind: Who came to the quay?\n\nOtto Brandt: Nobody did. I went down myself.\n\n"
    assert below in _kinds(f"HARBOUR TALKS\n{below}\n\n{talk * 4}")
