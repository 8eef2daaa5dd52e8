"""Who has a part in a talk, who is called by a number, and what only looks so."""

import pytest

from talks import read, read_and_asked
from toolkit.readers import plain
from toolkit.reading.around import presented
from toolkit.reading.roster import labelled
from toolkit.reading.view import view

TALKS = "Bro: {0}\n\nMoll: {0}\n\n{1}\n\nBro: {0}\n\nMoll: {0}\n\n{2}\n\nBro: {0}\n\nMoll: {0}\n"


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("Here.", "Student 1: Where do we sit", "Student 2: I'd rather stand"),
        ("Да.", "Зритель 1: А можно вопрос", "Зритель 2: У меня тоже"),
        ("نعم.", "طالب 1: أين نجلس", "طالب 2: أفضل الوقوف"),
    ],
)
def test_what_somebody_with_a_number_may_say_is_asked_about(said: str, first: str, second: str) -> None:
    found = read_and_asked(TALKS.format(said, first, second))[1]
    assert {5, 11} <= {line for one in found for line in one.lines}


@pytest.mark.parametrize("role", ["Caller", "听众", "Zuschauer"])
def test_somebody_with_a_role_and_a_number_is_no_point(role: str) -> None:
    document = read(TALKS.format("Here it is.", f"{role} 1: I have one", f"{role} 2: I have two"))
    assert [turn.label for turn in document.turns][2::3] == [f"{role} 1", f"{role} 2"]


@pytest.mark.parametrize(
    ("above", "first", "second"),
    [
        ("Interviewer: Bo Ek\nInterviewee: Ada Berg", "BE", "AB"),
        ("Дата: 3 мая 2021\nИнтервьюер: Анна Ким\nРеспондент: Пётр Дол", "А", "П"),
        ("Host: Bo Ek. Guest: Ada Berg.", "Bo", "Ada"),
    ],
)
def test_who_has_a_part_speaks_by_first_letters(above: str, first: str, second: str) -> None:
    document = read(f"{above}\n\n" + f"{first}: When?\n\n{second}: In May. It rained.\n\n" * 3)
    assert [turn.label for turn in document.turns if turn.kind == "speech"] == [first, second] * 3


@pytest.mark.parametrize("name", ["Mara Lind", "Мара Линд", "مارا ليند"])
def test_who_is_asked_to_speak_has_no_part_told(name: str) -> None:
    talk = "".join(f"{who}: It is old.\n\n" for who in (name, "Ida Moll", name, "Ida Moll"))
    for call, told in ((f"Bo: {name}, please", []), (f"Bo: {name}", [0])):
        seen = view(plain.content(f"{call}\n\n{talk}", path="x.txt").lines)
        assert [*presented(labelled(seen))] == told


@pytest.mark.parametrize(
    "lines",
    ["Noa: No\nBen: Beer then", "مها: مهلا\nسامي: سامحيني", "Ола: О\nЮра: Юрист дома"],
)
def test_what_begins_as_a_name_does_is_no_legend(lines: str) -> None:
    one, other = (line.partition(":")[0] for line in lines.split("\n"))
    text = f"{lines}\n" + f"{one}: No. I said it twice.\n{other}: Fine. Tea it is.\n" * 3
    assert [turn.label for turn in read(text).turns] == [one, other] * 4


@pytest.mark.parametrize("label", ["Note taker", "Not identified"])
def test_somebody_in_brackets_is_no_note(label: str) -> None:
    said = f"[{label}]: Can you say that again?\n\n[Ann]: In May. I was there.\n\n"
    assert [turn.label for turn in read(said * 3).turns] == [f"[{label}]", "[Ann]"] * 3


def test_who_answers_by_a_number_is_no_point() -> None:
    asks = ("Was fällt Ihnen ein?", "Und Ihnen?", "Und sonst?")
    answers = ("Nebel", "Die Lampe", "Kalte Füße")
    pairs = zip(asks, answers, strict=True)
    talk = "".join(f"Lea: {asked}\n\nPerson {n}: {said}\n\n" for n, (asked, said) in enumerate(pairs, 1))
    document = read(talk + "Lea: Danke.\n\nBo: Danke.\n\nLea: Gern.\n\nBo: Bis bald.\n")
    assert [turn.label for turn in document.turns][1:6:2] == ["Person 1", "Person 2", "Person 3"]


@pytest.mark.parametrize(
    ("scene", "who", "said"),
    [
        ("Uftritt", ("Jean", "Marie"), ("Wo isch d'r Hüet?", "Uf 'm Tisch.")),
        ("Явление", ("Нина", "Пётр"), ("Кто там?", "Это я.")),
        ("منظر", ("ليلى", "سامي"), ("من هناك؟", "أنا.")),
    ],
)
def test_what_comes_again_with_the_next_number_heads_a_part(
    scene: str, who: tuple[str, str], said: tuple[str, str]
) -> None:
    part = "\n\n".join(f"{name}: {words}" for name, words in zip(who * 2, said * 2, strict=True))
    text = "".join(f"{number}. {scene}.\n\n{part}\n\n" for number in (1, 2, 3))
    document = read(text)
    heads = [part for part in document.paragraphs() if part.text.endswith(f"{scene}.")]
    assert [part.text for part in heads] == [f"{number}. {scene}." for number in (1, 2, 3)]
    assert "speech" not in {part.kind for part in heads}


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (("MARA", "OLD BO"), ("Who put the lamp out?", "I did, and I would again.", "You frighten me.")),
        (("МАРА", "СТАРЫЙ БО"), ("Кто погасил лампу?", "Я, и ещё раз погашу.", "Вы меня пугаете.")),
    ],
)
def test_names_in_capitals_with_a_full_stop_stand_alone_between_blank_lines(
    people: tuple[str, str], words: tuple[str, ...]
) -> None:
    turns = [(people[k % 2], words[k % 3]) for k in range(8)]
    document = read("".join(f"{who}.\n\n{said}\n\n" for who, said in turns))
    names = {speaker.key: speaker.name for speaker in document.speakers}
    assert [
        (" ".join(names[key] for key in turn.speakers), part.text)
        for turn in document.turns
        for part in turn.paragraphs
    ] == turns
    # In small letters it is a sentence.
    document = read("".join(f"{who.capitalize()}.\n\n{said}\n\n" for who, said in turns))
    assert not document.speakers


PAGES = {
    "verse": (
        "Ada: The tide is in, the lamp is lit,\nThe rope is wet.\n'Tis I who sit",
        "Bo: And is the captain here?\nHe sleeps, I fear!\nHe sleeps",
    ),
    "wrapped, Russian": (
        "Ада: Мы вышли в море утром.\nЛампа горела! Верёвка была сухая,\nа вода холодная",
        "Бо: И что было потом?\nКто видел капитана?\nОн спал",
    ),
    "a name alone, Arabic": (
        "ليلى:\nخرجنا إلى البحر صباحا.\nكان المصباح مضاء!\nوالحبل جاف",
        "سامي:\nوماذا بعد ذلك؟\nمن رأى القبطان؟\nكان نائما",
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_lines_of_a_turn_go_on_where_blank_lines_part_all_turns(page: str) -> None:
    document, found = read_and_asked("".join(f"{turn}.\n\n" for turn in PAGES[page] * 4))
    assert [len(turn.paragraphs) for turn in document.turns] == [1] * 8
    assert all(turn.speakers for turn in document.turns)
    assert "D112" not in {one.code for one in found}
    # Lines that are wider than a page are paragraphs.
    wide = "".join(f"{turn}. {'So we rowed on, and nobody asked why. ' * 3}\n\n" for turn in PAGES[page] * 4)
    document = read(wide)
    assert max(len(turn.paragraphs) for turn in document.turns) > 1


@pytest.mark.parametrize(
    "inner",
    [
        "Noor: We are late.",
        "Нура: Мы опоздали.",
        "[نور]: تأخرنا.",
        "1. We are late.",
        "ACT TWO",
    ],
)
def test_who_speaks_once_without_a_blank_line_goes_not_on(inner: str) -> None:
    """Where blank lines part all other turns, a label, an item or a head may stand without one."""
    talk = [*PAGES["verse"] * 4]
    talk[3] += f"!\n{inner}\nSo we rowed"
    document = read("".join(f"{turn}.\n\n" for turn in talk))
    words = inner.partition(": ")[2] or inner
    (paragraph,) = (part for part in document.paragraphs() if words in part.text)
    assert paragraph.text.startswith((words, inner))


@pytest.mark.parametrize(
    ("heads", "lines"),
    [
        (
            ("WINTER", "SPRING"),
            ("Snow lies upon the roof.", "Water runs along the street.", "Night is long."),
        ),
        (("ЗИМА", "ВЕСНА"), ("Снег лежит на крыше.", "Вода бежит по улице.", "Ночь длинна.")),
    ],
)
def test_heads_in_capitals_are_nobodys_where_nobody_asks(
    heads: tuple[str, str], lines: tuple[str, ...]
) -> None:
    document = read("".join(f"{heads[k % 2]}.\n\n{lines[k % 3]}\n\n" for k in range(8)))
    assert not document.speakers


REPORTS = {
    "en": (
        ("Lamps", "Ropes", "Paint", "Boats"),
        ("The keeper bought three of them in spring.", "Two are broken.", "The committee thanks her."),
    ),
    "ru": (
        ("Лампы", "Верёвки", "Краска", "Лодки"),
        ("Смотритель купил три весной.", "Две сломаны.", "Комитет благодарит его."),
    ),
}


@pytest.mark.parametrize("lang", REPORTS)
def test_what_a_report_is_about_is_nobody_though_it_quotes_with_ellipses(lang: str) -> None:
    topics, (first, second, third) = REPORTS[lang]
    text = "\n\n".join(f"{topic}: {first}\n\n... {second}\n\n{third}" for topic in topics)
    document, found = read_and_asked(text)
    labels = {speaker.name for speaker in document.speakers}
    assert labels.isdisjoint(topics[1:])
    assert {one.code for one in found} & {"D103", "D109", "D118"}


@pytest.mark.parametrize(
    ("names", "plans", "asks"),
    [
        (("NATO", "EU"), "plans a harbour near the old one.", "money is late, who pays?"),
        (("НАТО", "ЮНЕСКО"), "строит гавань у старой.", "имеет корабли, но кто на них пойдёт?"),
    ],
)
def test_what_sentences_begin_with_in_capitals_is_nobody(
    names: tuple[str, str], plans: str, asks: str
) -> None:
    news = [f"{names[k % 2]} {(plans, asks)[k // 2 % 2]}" for k in range(8)]
    assert not read("\n\n".join(news)).speakers
    # Where a sentence begins behind them, they may be people.
    talk = [f"{names[k % 2]} {(plans, asks)[k // 2 % 2].capitalize()}" for k in range(8)]
    assert [speaker.name for speaker in read("\n\n".join(talk)).speakers] == [*names]
