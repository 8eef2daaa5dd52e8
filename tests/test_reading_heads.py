"""What stands above an interview, in many scripts and in the orders in which it is found."""

import tomllib
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold import FOLDER
from talks import kinds_of, read, read_and_asked, texts_of
from toolkit.config import Decision, Sidecar
from toolkit.readers import plain
from toolkit.reading import features, inference, laws, title_block, whole
from toolkit.reading.roster import labelled
from toolkit.reading.view import view
from toolkit.reading.weights import weights

HEADS = tomllib.loads((FOLDER / "heads.toml").read_text("utf-8"))["head"]
ORDERS = (
    "title below byline date lead",
    "kicker title below byline date lead",
    "title below lead",
    "title byline lead",
    "title date lead",
    "kicker title lead",
    "kicker title below lead",
    "title lead",
    "title",
    "title below byline date",
    "date title below lead",
    "title byline",
    "byline title below",
    "kicker title below byline lead",
)
RIGHT = {
    "kicker": ("kicker",),
    "title": ("title",),
    "below": ("title", "narration"),
    "byline": ("byline", "meta"),
    "date": ("dateline", "meta"),
    "lead": ("narration",),
}
FLOOR = 426
"""Of the 476 title blocks, those in which every line is read right."""
SILENT = 23
"""Those that are read wrongly, and not asked about."""


def texts() -> Iterator[tuple[dict[str, str], str, tuple[str, ...]]]:
    for head in HEADS:
        for order in ORDERS:
            for between in ("\n\n", "\n"):
                names = tuple(order.split())
                above = between.join(head[name] for name in names)
                yield head, above + "\n\n" + "\n\n".join(head["talk"]) + "\n", names


@pytest.mark.slow
def test_of_the_lines_above_a_talk_one_is_the_title() -> None:
    right = asked = asked_idly = most = 0
    for head, text, names in texts():
        document, findings = read_and_asked(text)
        kinds = kinds_of(document)
        doubted = "D111" in {finding.code for finding in findings}
        if all(kinds.get(head[name]) in RIGHT[name] for name in names):
            right += 1
            asked_idly += doubted
        else:
            asked += doubted
        most = max(most, sum(kind == "title" for kind in kinds.values()))
    assert right >= FLOOR and most <= 2
    # Few are read wrongly in silence, and few of the others are asked about.
    assert 476 - right - asked <= SILENT and asked_idly < 0.15 * right


def test_a_person_who_names_the_title_has_the_last_word() -> None:
    head = next(head for head in HEADS if head["lang"] == "he")
    text = "\n\n".join([head["title"], head["below"], head["lead"], *head["talk"]]) + "\n"
    sidecar = Sidecar(decide=(Decision(begins=head["below"], kind="title"),))
    document = read(text, lang="he", sidecar=sidecar)
    assert [paragraph.kind for paragraph in document.paragraphs()][1] == "title"


@given(
    st.lists(
        st.sampled_from(
            ["Night bread", "3 May 2024", "By Nora Brack", "لحن الليل", "夜のパン", "Nora: Yes.", ""]
        ),
        min_size=1,
    )
)
def test_what_a_line_may_be_beside_a_title_block_keeps_its_share(lines: list[str]) -> None:
    content = plain.content("\n".join([*lines, "A last line."]), path="x.txt")
    read = inference.infer(labelled(view(content.lines)), weights())
    rows = features.features(read.text, read.likely, read.best)
    mask = laws.possible(read.text, read.best, laws.going_on(read.text, ()))
    before = read.lattice.p
    after, above = title_block.settled(read.text, rows, before, mask, weights().block)
    assert np.allclose(before.sum(axis=1), after.sum(axis=1), atol=1e-6)
    assert (before[above:] == after[above:]).all()
    inside = title_block.inside(before).sum(axis=1), title_block.inside(after).sum(axis=1)
    assert np.allclose(*inside, atol=1e-6)


@pytest.mark.parametrize(
    ("title", "order"),
    [
        ("巷子里的钟表匠", "title below lead"),
        ("夜のパン", "title date lead"),
        ("Wasser hat keine Eile", "date title below lead"),
        ("ساعت‌ساز کوچه پایین", "title below lead"),
    ],
)
def test_what_may_be_a_second_title_is_none(title: str, order: str) -> None:
    head = next(head for head in HEADS if head["title"] == title)
    text = "\n\n".join([*(head[name] for name in order.split()), *head["talk"]]) + "\n"
    document = read(text)
    assert [paragraph.kind for paragraph in document.paragraphs()].count("title") == 1


def test_a_person_may_say_that_a_title_has_two_lines() -> None:
    head = next(head for head in HEADS if head["lang"] == "fa")
    lines = head["title"], head["below"]
    sidecar = Sidecar(decide=tuple(Decision(begins=line, kind="title") for line in lines))
    text = "\n\n".join([*lines, *head["talk"]]) + "\n"
    document = read(text, lang="fa", sidecar=sidecar)
    assert [paragraph.kind for paragraph in document.paragraphs()][:2] == ["title", "title"]


WRITERS = {
    "en": ("THE LAST KEEPER", "By Nora Quay", "Interview by Nora O'Hara", "April 3, 2025"),
    "fr": ("LES DERNIERS FEUX", "Par Nora Quay", "Entretien réalisé par Nora Quay", "3 avril 2025"),
    "nl": ("DE LAATSTE WACHTER", "Door Nora Quay", "Interview door Nora Quay", "3 april 2025"),
    "he": ("השומר האחרון", "מאת נורה קווי", "מאת נורה בר", "3 באפריל 2025"),
}
"""A headline, two forms of who wrote the text, and a date."""
KEEPER = """Interviewer: When did you come here?

Ansel Prue: In 1961. I had never seen the sea before that winter.

Interviewer: Did you like it?

Ansel Prue: After three days. I never left again.
"""


@pytest.mark.parametrize("language", WRITERS)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_who_wrote_a_text_is_no_title_below_one(language: str, between: str) -> None:
    title, *writers, date = WRITERS[language]
    for writer in writers:
        text = between.join((title, writer, date)) + "\n\n" + KEEPER
        document = read(text)
        kinds = kinds_of(document)
        assert kinds[title] == "title"
        assert kinds[writer] in RIGHT["byline"]


@pytest.mark.parametrize(
    "title", ["By Lantern Light\n\nInterview by Nora Quay", "By Land and Sea", "De Groot Family"]
)
def test_a_title_may_begin_as_a_byline_does(title: str) -> None:
    text = f"HARBOUR TALES\n\n{title}\n\nApril 3, 2025\n\n{KEEPER}"
    document = read(text, lang="en")
    titles = texts_of(document, "title")
    assert titles == [title.splitlines()[0]]


def test_a_date_of_the_buddhist_era_is_no_title() -> None:
    talk = "มาลี: ตีหนึ่ง บางวันก็ไม่ได้นอนเลย\n\nณัฐ: ครอบครัวว่าอย่างไร\n\nมาลี: เขาชินแล้ว\n\nณัฐ: เริ่มต้นอย่างไร\n"
    for date in ("12 สิงหาคม 2566", "3 ก.พ.2499"):
        text = f"เรือลำเล็ก\n\n{date}\n\n{talk}"
        document = read(text, lang="th")
        kinds = kinds_of(document)
        assert kinds["เรือลำเล็ก"] == "title" and kinds[date] == "dateline"


STATED = {
    "en": ("Salt and sun", "We talk to a salt farmer today.", "Slides: https://example.org/salt-and-sun"),
    "ar": ("ملح وشمس", "نتحدث اليوم إلى مزارع ملح.", "الشرائح: https://example.org/salt"),
    "zh": ("盐与太阳", "今天我们采访一位盐农。", "幻灯片：https://example.org/salt"),
}


@pytest.mark.parametrize("language", STATED)
@pytest.mark.parametrize("path", ["x.md", "x.txt"])
def test_a_title_in_front_matter_is_the_only_one(language: str, path: str) -> None:
    title, lead, slides = STATED[language]
    for above in (lead, slides, f"{slides}\n\n{lead}"):
        text = f"---\ntitle: {title}\n---\n\n{above}\n\n{KEEPER}\n# Bibliography\n\nAnsel Prue, *Lamps*.\n"
        document = read(text, path=path)
        assert texts_of(document, "title") == []
        assert document.meta.title == title
        said = {paragraph.text for paragraph in document.paragraphs() if paragraph.kind == "speech"}
        assert not said & {lead, slides}


@pytest.mark.parametrize("printed", ["Salt and sun", "Episode 9: Salt and Sun", "*Salt and sun*"])
def test_a_title_in_front_matter_may_be_printed_too(printed: str) -> None:
    text = f"---\ntitle: Salt and sun\n---\n\n{printed}\n\n{KEEPER}"
    document = read(text, lang="en")
    assert texts_of(document, "title") == [printed]


def test_a_heading_that_a_text_begins_with_is_its_title_whatever_front_matter_calls_the_file() -> None:
    text = f"---\ntitle: episode-9\n---\n\n# Patience\n\n{KEEPER}"
    document = read(text, path="x.md", lang="en")
    assert texts_of(document, "title") == ["Patience"]


DAYS = {
    "bn": ("নৌকা ও নদী", "3 באפריל 2025"),
    "sl": ("Zgodbe iz pristanišča", "28. julij 2018"),
    "ta": ("படகும் ஆறும்", "26 ஜனவரி 2016"),
    "ur": ("کشتی اور دریا", "۲۶ جنوری ۲۰۱۶"),
}


@pytest.mark.parametrize("language", DAYS)
def test_a_day_is_neither_a_title_nor_said(language: str) -> None:
    title, day = DAYS[language]
    for text in (f"{day}\n\n{title}\n\n{KEEPER}", f"{title}\n\n{KEEPER}\n{day}\n"):
        document = read(text)
        kinds = kinds_of(document)
        assert kinds[title] == "title"
        assert kinds[day] not in {"title", "speech"}


def test_a_day_that_was_asked_for_is_said() -> None:
    asked = ("When did you come?", "1961", "When did he go?", "12 May 1961", "Did you write?", "Each winter.")
    text = "".join(f"**{words}**\n\n" if words.endswith("?") else f"{words}\n\n" for words in asked)
    document = read(text, path="x.md", lang="en")
    assert [paragraph.kind for paragraph in document.paragraphs()] == ["speech"] * 6


TOLD_DAYS = {
    "en": (
        "Ann",
        "Bo",
        "When were you born?",
        "12 May 1987",
        "And your sister?",
        "3 June 1990",
        "Where?",
        "In Rousse.",
    ),
    "he": ("דנה", "משה", "מתי נולדת?", "12 במאי 1987", "ואחותך?", "3 ביוני 1990", "איפה?", "בחיפה."),
    "ja": ("記者", "森", "いつですか。", "2016年5月12日", "次は？", "2016年6月3日", "どこで？", "港です。"),
    "ru": (
        "Анна",
        "Борис",
        "Когда вы родились?",
        "12 мая 1987",
        "А сестра?",
        "3 июня 1990",
        "Где?",
        "В Омске.",
    ),
}


@pytest.mark.parametrize("language", TOLD_DAYS)
def test_a_day_below_a_name_alone_is_said(language: str) -> None:
    one, two, *words = TOLD_DAYS[language]
    text = "\n".join(f"{(one, two)[k % 2]}\n{said}" for k, said in enumerate(words)) + "\n"
    document = read(text)
    # The first one may be the day of the talk.
    said = texts_of(document, "speech")
    assert {*said} >= {*words} - {words[1]}


def test_a_scene_in_brackets_that_goes_on_is_no_title() -> None:
    scene = "[ANSEL, his lamp in\nhis hand, is seated\nby the stove. He is\nold, and rises when\n"
    scene += "he hears ADA on the\nstairs, who brings\nbread.]"
    document = read(f"{scene}\n\n{KEEPER}", lang="en")
    assert not [paragraph for paragraph in document.paragraphs() if paragraph.kind == "title"]


NO_HEADLINES = (
    "Reading time: 4 min", "Lukuaika 3 min", "Present: Ada Berg, Tom Holm", "ΦΩΤΟΓΡΑΦΙΕΣ: ΛΕΝΑ ΠΑΠΠΑ",
    "3 באפריל 2025", "Wednesday, February 11, 2015", "ACT I", "(c) Ada Berg", "القائمة الرئيسية",
    "Kære læsere,", "出席者：山田、鈴木", "זמן קריאה: 4 דקות",
)  # fmt: skip
HEADLINES = (
    "Interview: Ada Berg", "Haastattelu: Ada Berg", "Reading Berg in 1999", "The Present: a talk",
    "A last act", "Photographs of salt", "حوار: ليلى منصور",
)  # fmt: skip


@pytest.mark.parametrize("line", NO_HEADLINES)
def test_what_tells_of_a_text_is_no_title(line: str) -> None:
    assert _untitled(line) == [0]


@pytest.mark.parametrize("line", HEADLINES)
def test_what_only_begins_as_a_fact_may_be_the_title(line: str) -> None:
    assert _untitled(line) == []


def test_a_part_of_a_play_is_no_title_below_its_name() -> None:
    assert _untitled("Соль\n\nКАРТИНА ПЕРВАЯ") == [1]
    assert _untitled("Der letzte Akt\n\nErste Szene") == [1]
    # A headline of two lines goes on below its comma.
    assert _untitled("Salt,\nand what is left") == []


def _untitled(above: str) -> list[int]:
    content = plain.content(f"{above}\n\n{KEEPER}", path="x.txt")
    return [*whole.untitled(labelled(view(content.lines)))]
