"""Plain text with times beside names: what is said may stand below, and a name may have another behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import talks
from pace import examples
from talks import read_and_asked
from toolkit.config import Sidecar
from toolkit.readers import document_times, time_forms, time_marks
from toolkit.reading.lines import Line
from toolkit.workflow.transcripts import read_data

TALK = """\
{0}: [00:00:03] {2}

{1}: [00:00:07]
* {3}
* {4}

{0}: [00:00:15] {5}

{1}: [00:00:19] {6}
"""
SAID = [
    (
        "Ann",
        "Bo",
        "Who rings the bell?",
        "The baker does it on Mondays.",
        "All others do it on Fridays.",
        "And at night?",
        "Nobody does.",
    ),
    ("李明", "王芳", "谁敲钟？", "面包师星期一敲。", "其他人星期五敲。", "夜里呢？", "没有人敲。"),
    (
        "דנה",
        "יוסי",
        "מי מצלצל בפעמון?",
        "האופה מצלצל ביום שני.",
        "כל האחרים ביום שישי.",
        "ובלילה?",
        "אף אחד.",
    ),
]


def turns(text: str) -> list[tuple[str, int | None, list[str]]]:
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="und")
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (
            " ".join(names[key] for key in turn.speakers),
            turn.paragraphs[0].times.start,
            [p.text for p in turn.paragraphs],
        )
        for turn in document.turns
    ]


@pytest.mark.parametrize("words", SAID)
def test_below_a_name_with_a_time_stands_what_is_said(words: tuple[str, ...]) -> None:
    ann, bo, *said = words
    found = turns(TALK.format(*words))
    assert [(name, start) for name, start, _ in found] == [(ann, 3000), (bo, 7000), (ann, 15000), (bo, 19000)]
    assert found[2][2] == [said[3]]
    assert all(text in " ".join(found[1][2]) for text in said[1:3])


@pytest.mark.parametrize("words", SAID)
def test_a_name_with_a_time_may_have_another_behind_it(words: tuple[str, ...]) -> None:
    ann, bo, *_ = words
    text = TALK.format(*words).replace(f"{bo}: [00:00:19]", f"{bo} ({ann} 3): [00:00:19]")
    found = turns(text)
    assert [start for _, start, _ in found] == [3000, 7000, 15000, 19000]
    assert found[-1][0].startswith(bo)
    assert found[-1][2] == [words[-1]]


ON_AIR = """\
{0} [00:00:12]: {2}

{1} [00:00:20]: {3}

[{4}]

{0} [00:03:02]: {5}

{1} [00:03:09]: {6}

{7}
"""


@pytest.mark.parametrize(
    "words",
    [
        ("Tilda", "Ravi", "Today we mend clocks.", "So many.", "Ad break", "And we're back.", "With a fern.",
         "Thanks to our sponsors. Follow us @clockpod."),
        ("هالة", "نبيل", "اليوم نصلح الساعات.", "ما أكثرها!", "فاصل إعلاني", "عدنا إليكم.", "ومعنا نبتة.",
         "شكرا لرعاة البرنامج. تابعونا @clockpod."),
        ("健太", "美咲", "今日は時計を直します。", "たくさんありますね。", "広告", "戻ってきました。",
         "シダと一緒に。", "提供の各社に感謝します。@clockpod"),
    ],
)  # fmt: skip
def test_nobody_says_what_stands_in_brackets_of_its_own_or_below_the_last_time(
    words: tuple[str, ...],
) -> None:
    document, findings = read_and_asked(ON_AIR.format(*words), path="talk.txt")
    kinds = [p.kind for turn in document.turns for p in turn.paragraphs]
    assert kinds[:-1] == ["speech", "speech", "event", "speech", "speech"]
    assert kinds[-1] != "speech" or [finding.code for finding in findings] == ["D102"]


PAUSES = ["({})\n", "[{}]\n", "{}\n", "({}):\n", "[{}] ", "({}) "]
"""How a time without a name may stand above or before what somebody goes on to say."""
LATER = [("{} ({}):\n", ".txt"), ("**{}** ({}):\n", ".md"), ("**{}** [{}]\n", ".md")]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("pause", PAUSES)
@pytest.mark.parametrize(("head", "suffix"), LATER)
def test_a_time_without_a_name_is_when_the_same_person_goes_on(
    words: tuple[str, ...], pause: str, head: str, suffix: str
) -> None:
    first, other, *said = words
    times = ["0:03", "0:09", "0:14", "0:21", "0:26"]
    heads = [(first, 0), (other, 1), ("", 2), (first, 3), (other, 4)]
    above = [head.format(who, times[k]) if who else pause.format(times[k]) for who, k in heads]
    text = "\n\n".join(above[k] + said[k] for _, k in heads) + "\n"
    read, _ = read_data(text.encode(), Sidecar(), name="talk", path=f"talk{suffix}", lang="und")
    names = {speaker.key: speaker.name for speaker in read.speakers}
    paragraphs = [
        (names[turn.speakers[0]], one.times.start, one.text) for turn in read.turns for one in turn.paragraphs
    ]
    speakers = [first, other, other, first, other]
    assert paragraphs == [*zip(speakers, [3000, 9000, 14000, 21000, 26000], said, strict=True)]


HEADS = {
    "a name above a time": "{0}\n{1}\n",
    "a name above the time it takes": "{0}\n{1} - {2}\n",
    "a label above a time": "{0}:\n({1}) ",
    "a number above a time": "{3}\n{1} {0}\n",
    "an at before a time": "@{1} - {0}\n",
    "strokes": "{1} | {0} | ",
}


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("head", HEADS)
def test_paragraphs_of_one_turn_stay_apart_below_any_head(words: tuple[str, ...], head: str) -> None:
    first, other, asks, one, two, again, last = words
    said = [(first, [asks]), (other, [one, two]), (first, [again]), (other, [last])]
    shown = [
        HEADS[head].format(who, f"00:00:{9 * k:02}", f"00:00:{9 * k + 5:02}", k) + "\n\n".join(of)
        for k, (who, of) in enumerate(said, 1)
    ]
    starts = [9000, 18000, 27000, 36000]
    read = turns("\n\n".join(shown) + "\n")
    assert [(who, of) for who, _, of in read] == said
    assert [start for _, start, _ in read] == starts


def test_a_dash_behind_some_names_is_of_the_words() -> None:
    rows = ["00:00:02 Ann Lee – well", "00:00:05 Bo Holm Nothing.", "00:00:08 Ann Lee And then?"]
    rows += ["00:00:11 Bo Holm We rowed.", "00:00:15 Ann Lee All night?", "00:00:19 Bo Holm All night."]
    assert turns("\n\n".join(rows) + "\n")[0][2] == ["– well"]


def test_an_earlier_time_before_a_sentence_is_words() -> None:
    rows = ["Ann (0:20):", "Where is it?", "", "Bo (0:24):", "Wait.", "", "(0:03) of the tape says so.", ""]
    rows += ["Ann (0:31):", "So it does."]
    assert [said for _, _, said in turns("\n".join(rows))][1] == ["Wait.", "(0:03) of the tape says so."]


def test_a_time_behind_a_colon_is_when_a_sentence_begins() -> None:
    text = "A: 0:03 Was it cold?\nב: 0:05 מינוס שלושים.\nA: 0:09 And the dogs?\nב: 0:11 הכלבים בסדר.\n"
    assert [(name, start) for name, start, _ in turns(text)] == [
        ("A", 3000), ("ב", 5000), ("A", 9000), ("ב", 11000),
    ]  # fmt: skip


def test_a_time_in_a_sentence_behind_a_colon_is_words() -> None:
    text = "Ann: 3:16 is mine.\nBo: 3:17 is better.\nAnn: 8:30 then?\nBo: 9:15 is early.\n"
    assert [said for _, _, [said] in turns(text)] == [
        "3:16 is mine.", "3:17 is better.", "8:30 then?", "9:15 is early.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "places",
    [("Oslo", "Kiel", "Rome", "Bari"), ("Quay", "Deck", "Mast", "Quay"), ("ميناء", "جسر", "برج", "قلعة")],
)
def test_a_list_of_times_is_nobody_who_speaks(places: tuple[str, ...]) -> None:
    text = "".join(f"{place}: {hour}:10 Platform {hour}\n" for hour, place in enumerate(places, 1))
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="und")
    assert all(p.times.start is None for turn in document.turns for p in turn.paragraphs)
    assert "10 Platform 2" in " ".join(p.text for turn in document.turns for p in turn.paragraphs)


@pytest.mark.parametrize(
    "said",
    ["8:3{}  is what we said.", "8:3{} είναι η ώρα.", "8:3{}  это время."],
)
def test_a_time_in_any_small_letters_is_a_part_of_the_sentence(said: str) -> None:
    lines = [said.format(minute) for minute in range(4)]
    text = "".join(f"{name}: {line}\n" for name, line in zip(("Ann", "Bo") * 2, lines, strict=True))
    assert [" ".join(words) for _, _, words in turns(text)] == [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "صباح الخير",
            "نتحدث اليوم عن العبارة",
            "كان البحر",
            "هادئا طوال الليل",
            "ثم جاءت",
            "ريح قوية من الشمال",
        ),
        ("皆さん", "今日は船の話です", "海は静かで", "夜が明けました", "やがて北から", "風が吹いて"),
        (
            "صباح البحر",
            "والريح",
            "ليل",
            "والمطر",
            "صباح البحر",
            "والقمر",
            "جسر",
            "والميناء",
            "بيت",
            "والطريق",
        ),
        ("Guten Morgen", "Meine Damen", "Frau Lind", "Herr Berg", "Am Hafen", "Ein Schiff"),
    ],
)
def test_lines_of_captions_that_could_be_names_are_words(rows: tuple[str, ...]) -> None:
    text = "".join(
        f"0:0{k}\n{a}\n{b}\n" for k, (a, b) in enumerate(zip(rows[::2], rows[1::2], strict=True), 1)
    )
    found = turns(text)
    assert {name for name, _, _ in found} == {""}
    assert "".join("".join("".join(said).split()) for _, _, said in found) == "".join("".join(rows).split())


DROP_FRAME = "{};12 - {};28"


@pytest.mark.parametrize("times", ["{} - {}", "{}:05 - {}:20", "{}.250 – {}.900", "[{}]", DROP_FRAME])
@pytest.mark.parametrize("words", SAID)
def test_below_a_time_stands_a_name_and_below_it_what_is_said(words: tuple[str, ...], times: str) -> None:
    """As Premiere writes a transcript."""
    ann, bo, *said = words
    blocks = [(ann, 3, said[0]), (bo, 7, f"{said[1]}\n{said[2]}"), (ann, 15, said[3]), (bo, 19, said[4])]
    sign = ";" if times is DROP_FRAME else ":"
    text = "\n".join(
        f"{times.format(f'00{sign}00{sign}{start:02}', f'00{sign}00{sign}{start + 2:02}')}\n{who}\n{what}\n"
        for who, start, what in blocks
    )
    found = turns(text)
    assert [(name, (start or 0) // 1000) for name, start, _ in found] == [(w, s) for w, s, _ in blocks]
    assert ["".join("".join(texts).split()) for _, _, texts in found] == [
        "".join(what.split()) for _, _, what in blocks
    ]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("head", ["{}   {}", "{} [{}]", "[{1}] {0}", "{1} {0}", "{1} - {0}"])
@pytest.mark.parametrize("number", ["+47 900 00 000", "15550100199", "+1 (555) 010-0199"])
def test_who_calls_by_telephone_has_a_number_for_a_name(
    words: tuple[str, ...], head: str, number: str
) -> None:
    ann, bo, *said = words
    who = (ann, bo, ann, number)
    found = turns(
        "\n\n".join(
            f"{head.format(name, f'0:{n}5')}\n{text}"
            for n, (name, text) in enumerate(zip(who, said, strict=False))
        )
    )
    assert [(name, start, texts) for name, start, texts in found] == [
        (name, 1000 * (10 * n + 5), [said[n]]) for n, name in enumerate(who)
    ]


def test_no_form_says_that_chapters_are_people() -> None:
    text = "\n\n".join(
        f"0:{n}5 {head}\nNobody talks here." for n, head in enumerate(("Lamp", "Oil", "Bell", "Rope"))
    )
    assert {line.speaker for line in time_marks.content(text, path="x.txt").lines} == {""}
    # One of them comes again.
    again = time_marks.content(text.replace("Rope", "Lamp"), path="x.txt").lines
    assert [line.speaker for line in again] == ["Lamp", "Oil", "Bell", "Lamp"]


CAPTIONS = {
    "en": (
        "welcome to the lock",
        "we stand on the quay",
        "the wind is strong",
        "the bell rings",
        "since nine",
    ),
    "ja": ("水門へようこそ", "岸壁に立っています", "風が強いです", "鐘が鳴ります", "九時からです"),
    "he": ("ברוכים הבאים לסכר", "אנחנו על הרציף", "הרוח חזקה", "הפעמון מצלצל", "מתשע"),
}
SECONDS = ("00:00", "00:04", "00:09", "00:15", "00:21")


@pytest.mark.parametrize("lang", CAPTIONS)
def test_lines_with_a_time_each_few_seconds_are_said(lang: str) -> None:
    blank = "" if lang == "ja" else " "
    said = CAPTIONS[lang]
    text = "\n".join(f"{time}{blank}{words}" for time, words in zip(SECONDS, said, strict=True))
    assert turns(f"{text}\n") == [("", 0, [blank.join(said)])]


@pytest.mark.parametrize("lang", CAPTIONS)
@pytest.mark.parametrize("head", ["--- {} ---", "{}", "{} 2"])
def test_a_line_without_a_time_between_blank_lines_heads_a_part(lang: str, head: str) -> None:
    """No time stands there, so it was written into the text, and nobody says it."""
    blank = "" if lang == "ja" else " "
    *said, title = CAPTIONS[lang]
    timed = [f"[{time}] {words}" for time, words in zip(SECONDS, said, strict=False)]
    below = [f"[01:{20 + n}] {words}" for n, words in enumerate(said)]
    text = "\n".join([*timed, "", head.format(title), "", *below, ""])
    lines = time_marks.content(text, path="a.txt").lines
    assert [line.text for line in lines if line.kind != "speech"] == [head.format(title)]
    assert [kept for _, _, kept in turns(text) if head.format(title) not in kept] == [[blank.join(said)]] * 2


@pytest.mark.parametrize("chapters", [False, True])
def test_the_hours_of_a_day_and_chapters_are_not_said(chapters: bool) -> None:
    hours = ("00:00", "02:10", "05:30", "09:00", "12:05") if chapters else [f"09:{n}0" for n in range(5)]
    names = ("Doors", "The lock", "Eels", "Coffee", "The bell")
    text = "\n".join(f"{hour} {name}" for hour, name in zip(hours, names, strict=True)) + "\n"
    assert not any(line.kind == "speech" for line in time_marks.content(text, path="a.txt").lines)


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize(
    "mark", ["[00:{:02}]", "(0:00:{:02})", "[00:00:{:02}.5]", "00:{:02}", "0:00:{:02}.5"]
)
def test_a_time_behind_each_paragraph_tells_when_it_is_over(words: tuple[str, ...], mark: str) -> None:
    ann, bo, *said = words
    text = "".join(
        f"{who}: {words} {mark.format(9 * (k + 1))}\n"
        for k, (who, words) in enumerate(
            zip((ann, bo, ann, bo), (said[0], said[1], said[3], said[4]), strict=True)
        )
    )
    half = 500 if ".5" in mark else 0
    starts = [0, 9000 + half, 18000 + half, 27000 + half]
    read = turns(f"Talk 4\n\n{text}")
    spoken = [(ann, starts[0], [said[0]]), (bo, starts[1], [said[1]]), (ann, starts[2], [said[3]])]
    assert read == [("", None, ["Talk 4"]), *spoken, (bo, starts[3], [said[4]])]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("mark", ["{} - {}", "[{} --> {}]", "({}–{})"])
def test_both_times_behind_each_paragraph_tell_when_it_is_said(words: tuple[str, ...], mark: str) -> None:
    ann, bo, *said = words
    rows = [(ann, said[0]), (bo, said[1]), (ann, said[3]), (bo, said[4])]
    times = [mark.format(f"00:{9 * k + 2:02}", f"00:{9 * k + 7:02}") for k in range(4)]
    text = "".join(f"{who}: {one} {time}\n" for (who, one), time in zip(rows, times, strict=True))
    assert turns(text) == [(who, 9000 * k + 2000, [one]) for k, (who, one) in enumerate(rows)]


def test_a_time_behind_thai_needs_no_mark_before_it() -> None:
    rows = [("มะลิ", "เริ่มอย่างไร"), ("วิชัย", "ด้วยเรือลำหนึ่ง"), ("มะลิ", "แล้วอย่างไร"), ("วิชัย", "เราพายต่อไป")]
    text = "".join(f"{who}: {said} 00:{9 * k + 9:02}\n" for k, (who, said) in enumerate(rows))
    assert turns(text) == [(who, 9000 * k, [said]) for k, (who, said) in enumerate(rows)]


@pytest.mark.parametrize(
    "end", ["we left at {}", "мы ушли в {}", "غادرنا في {}", "The bells rang. We left at {}."]
)
def test_a_time_that_is_said_at_the_end_of_lines_is_words(end: str) -> None:
    said = [f"Ann: {end.format(f'0{hour}:15')}" for hour in (6, 7, 8, 9)]
    lines = time_marks.content("\n".join(said) + "\n", path="x.txt").lines
    assert [(line.text, line.start) for line in lines] == [(one, None) for one in said]


@pytest.mark.parametrize(
    "line", ["{} opens the doors.", "{} открывает двери.", "يفتح {} الأبواب.", "{}: It is {}."]
)
def test_hours_and_verses_behind_sentences_are_words(line: str) -> None:
    rows = [f"{line.format('Mara', 'so')} {hour}:{hour}0" for hour in range(1, 6)]
    lines = time_marks.content("\n".join(rows) + "\n", path="x.txt").lines
    assert [(one.text, one.start) for one in lines] == [(row, None) for row in rows]


@pytest.mark.parametrize("mark", ["[0:75]", "0:75", "(1:99)"])
def test_what_looks_as_a_time_and_is_none_is_words(mark: str) -> None:
    rows = [f"{who}: It rose and fell. {mark}" for who in ("Ann", "Отто", "مارا")]
    lines = time_marks.content("\n".join(rows) + "\n", path="x.txt").lines
    assert [one.text for one in lines] == rows


def test_times_in_brackets_behind_a_few_paragraphs_are_words() -> None:
    said = (
        "Ann: Look at 7 [01:10]",
        "Bo: Why?",
        "Ann: A bell.",
        "Bo: And here [02:10]",
        "Ann: So?",
        "Bo: Oh.",
    )
    assert turns("\n".join(said) + "\n")[0][2] == ["Look at 7 [01:10]"]


@pytest.mark.parametrize("words", ["There were {} of us.", "Нас было {}.", "كنا {}."])
def test_a_sentence_with_the_number_of_its_time_is_said(words: str) -> None:
    text = "".join(
        f"{who}  0:{n:02}\n{words.format(n)}\n\n" for n, who in enumerate(["Ann Lee", "Bo Holm"] * 3)
    )
    lines = [line.text for line in time_marks.content(text, path="x.txt").lines]
    assert lines == [words.format(n) for n in range(6)]


@pytest.mark.parametrize("half", ["am", "pm", "AM", "p.m."])
def test_a_time_of_day_before_a_name_is_no_part_of_it(half: str) -> None:
    """Programs for meetings write when each turn began, and what was said below it."""
    said = ("Are we ready?", "I am.", "Then I begin with the lamp.", "Please.")
    rows = (
        f"10:0{n}:54 {half} - {('Mara Lind', 'Bo Berg')[n % 2]}:\n  \n {words}\n\n"
        for n, words in enumerate(said)
    )
    document, _ = read_data("\n".join(rows).encode(), Sidecar(), name="x", path="x.txt", lang="en")
    assert [speaker.name for speaker in document.speakers] == ["Mara Lind", "Bo Berg"]
    assert [paragraph.text for turn in document.turns for paragraph in turn.paragraphs] == [*said]


LONGER = [
    (
        ("Mara Lind", "Bo Berg"),
        ("Who rings the bell now?", "The baker does, on Mondays.", "And on all other days?",
         "Then nobody rings it at all.", "Is that not sad?", "It is quiet, which I like."),
    ),
    (
        ("林まり", "本田"),
        ("今、誰が鐘を鳴らしますか。", "月曜日はパン屋です。", "ほかの日はどうですか。", "誰も鳴らしません。",
         "寂しくないですか。", "静かで、私は好きです。"),
    ),
    (
        ("דנה לוי", "יוסי"),
        ("מי מצלצל בפעמון עכשיו?", "האופה מצלצל ביום שני.", "ובשאר הימים?", "אז אף אחד לא מצלצל.",
         "זה לא עצוב?", "שקט כאן, ואני אוהב את זה."),
    ),
]  # fmt: skip
CLOCKS = {
    "minutes": lambda at: f"{at // 60}:{at % 60:02}",
    "hours": lambda at: f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}",
    "thousandths": lambda at: f"0:{at // 60:02}:{at % 60:02}.000",
    "both ends": lambda at: f"00:{at // 60:02}:{at % 60:02} - 00:{(at + 2) // 60:02}:{(at + 2) % 60:02}",
}


@examples(60)
@given(
    who=st.sampled_from(LONGER),
    clock=st.sampled_from(sorted(CLOCKS)),
    brackets=st.sampled_from(["", "[]", "()", "<>", "{}", "（）"]),
    sign=st.sampled_from(["", ":", " -", " –", " |", " •", ","]),
    name=st.sampled_from(["", "before", "behind", "label"]),
    below=st.booleans(),
    blank=st.booleans(),
    head=st.sampled_from(["", "The bell\n\n"]),
    steps=st.lists(st.integers(3, 14), min_size=6, max_size=6),
)
def test_a_text_may_set_its_times_in_any_way(
    who: tuple[tuple[str, str], tuple[str, ...]], clock: str, brackets: str, sign: str, name: str,
    below: bool, blank: bool, head: str, steps: list[int],
) -> None:  # fmt: skip
    """Brackets, signs and blanks around a time are the text's own; nothing need be known of its program."""
    names, said = who
    # Without a colon nothing parts a name from the words behind it.
    behind = ":" if name == "behind" else "" if name == "before" else sign
    if name == "behind" and not below:
        sign = ""
    rows, at = [], 0
    expected: list[tuple[str, int, str]] = []
    for number, (words, step) in enumerate(zip(said, steps, strict=True)):
        at += step
        time, speaker = f"{brackets[:1]}{CLOCKS[clock](at)}{brackets[1:]}", names[number % 2]
        top = {"before": f"{speaker}{sign} {time}", "behind": f"{time}{sign} {speaker}"}.get(name, time)
        own = f"{speaker}: {words}" if name == "label" else words
        rows.append(f"{top}{behind}{chr(10) if below else ' '}{own}{chr(10) * (1 + blank)}")
        expected.append((speaker if name else "", 1000 * at, words))
    found = turns(head + "".join(rows))
    everything = "".join("".join("".join(texts).split()) for _, _, texts in found)
    assert everything == "".join((head.strip() + "".join(said)).split())
    if name:
        assert [(who, start, " ".join(texts)) for who, start, texts in found[bool(head) :]] == expected


def test_a_time_above_many_lines_is_no_label_and_no_field() -> None:
    line = "The bell hangs above the {} gate, and nobody knows who has hung it there.\n"
    text = "".join(
        f"(00:{minute:02}):\n" + "".join(line.format(f"{minute}. {n}.") for n in range(5))
        for minute in range(4)
    )
    found = turns(f"Episode Transcript\nNobody has corrected it.\n{text}")
    assert [texts for _, _, texts in found[:2]] == [["Episode Transcript"], ["Nobody has corrected it."]]
    assert not any("(00:" in words for _, _, texts in found for words in texts)
    document, _ = read_data(text.encode(), Sidecar(), name="x", path="x.txt", lang="en")
    assert {p.kind for turn in document.turns for p in turn.paragraphs} == {"speech"}


def test_chapters_above_do_not_hide_how_the_times_below_are_set() -> None:
    text = "0:11 First guest\n1:15 The yard\n\n" + "".join(
        f"00:00:{n:02}.000 | {words}\n" for n, words in enumerate(LONGER[0][1])
    )
    lines = time_marks.content(text, path="x.txt").lines
    assert [line.text for line in lines if line.start is not None] == [*LONGER[0][1]]


@pytest.mark.parametrize("date", ["28-06-19", "28.06.2019", "2019-06-28", "28-06-2019"])
@pytest.mark.parametrize(("first", "second"), [("Ann", "Bo"), ("李明", "王芳"), ("דנה", "יוסי")])
def test_a_date_before_a_time_is_no_telephone(date: str, first: str, second: str) -> None:
    text = "".join(
        f"{date} 19:{minute:02} - {(first, second)[minute % 2]}: Bread {minute}, and tea.\n"
        for minute in range(2, 14)
    )
    document, _ = read_data(text.encode(), Sidecar(), name="x", path="x.txt", lang="und")
    assert {speaker.name for speaker in document.speakers} == {first, second}


CONTENTS = [
    ("[00:00]", "[03:12]", "[06:52]", "[10:57]", "[16:07]"),
    ("00:00:00 –", "00:03:12 –", "00:06:52 –", "00:10:57 –", "00:16:07 –"),
    ("{09:00} –", "{09:40} –", "{10:30} –", "{11:15} –", "{12:05} –"),
]
TITLES = [
    ("Rain on Tin", "Bucket", "Rope", "Deep", "Water"),
    ("مطر على الصفيح", "دلو", "حبل", "عميق", "ماء"),
    ("トタンの雨", "桶", "縄", "深み", "水"),
]


@pytest.mark.parametrize("times", CONTENTS)
@pytest.mark.parametrize("titles", TITLES)
def test_titles_that_stand_minutes_apart_are_said_by_nobody(
    times: tuple[str, ...], titles: tuple[str, ...]
) -> None:
    rows = [" ".join(pair) for pair in zip(times, titles, strict=True)]
    assert time_forms.form(rows) is None
    # The same with as many words as there is time for is a recording.
    full = [f"{row} {'na ' * 400}" for row in rows]
    assert time_forms.form(full) is not None


VERSES = [
    (
        "Genesis {}",
        "And the grass came up, and the herb that yields its seed, and trees that bear fruit of their kind.",
    ),
    ("[{}]", "وإذا قيل لهم اجلسوا تحت الشجرة حتى يبرد النهار قالوا إنما نحن ماشون إلى القرية قبل المساء"),
]


@pytest.mark.parametrize(("shape", "words"), VERSES)
def test_verses_are_counted_and_not_said_one_a_second(shape: str, words: str) -> None:
    def rows(step: int) -> list[str]:
        return [f"{shape.format(f'1:{10 + step * n}')} {words}" for n in range(5)]

    assert time_forms.form(rows(1)) is None
    # Some seconds for each are those of a recording.
    assert time_forms.form(rows(7)) is not None


def test_times_without_zeros_count_thousandths_and_go_back_now_and_then() -> None:
    rows = [
        ("0:0:-7.-650", "Mira Sato", "Who rings the bell?"),
        ("0:0:6.90 --> 0:0:6.500", "Tomas Beck", "My aunt did, and\nafter her my mother."),
        ("0:0:5.0 --> 0:0:9.120", "Mira Sato", "At night, too?"),
        ("0:12:37.50", "Tomas Beck", "Each night."),
        *((f"0:13:{2 * n}.120", ("Mira Sato", "Tomas Beck")[n % 2], f"So on {n}.") for n in range(5)),
    ]
    text = "\n\n\n".join(["THE BELL", *("\n".join(row) for row in rows)])
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="en")
    spoken = [
        (turn.label, turn.paragraphs[0].text, turn.paragraphs[0].times.start) for turn in document.turns
    ]
    assert spoken[:5] == [
        ("", "THE BELL", None),
        ("Mira Sato", "Who rings the bell?", 0),
        ("Tomas Beck", "My aunt did, and after her my mother.", 6090),
        ("Mira Sato", "At night, too?", 5000),
        ("Tomas Beck", "Each night.", 757_050),
    ]
    assert document.turns[2].paragraphs[0].times.end == 6500


def test_what_a_document_says_below_a_name_and_a_time_begins_with_the_upper_of_the_two() -> None:
    names, words = (
        ("Noor", "Sami") * 3,
        ("Who digs?", "نحن نحفر.", "How deep?", "ستون مترا.", "And then?", "Nothing."),
    )
    rows = ["Wells"]
    for n, (name, said) in enumerate(zip(names, words, strict=True)):
        rows += [name, f"0:00:{5 * n:02}", said]
    read = document_times.of_document([Line(row, number) for number, row in enumerate(rows, 1)])
    assert [(line.number, line.speaker, line.text) for line in read] == [
        (1, "", "Wells"), *((2 + 3 * n, names[n], words[n]) for n in range(6)),
    ]  # fmt: skip


QUOTED = """\
![{2}](pictures/bell.png)
{3}

[00:00:03] {0}: {2}

[00:00:07] {1}: {3}

> {4}
> {6}

[00:00:19] {0}: {5}

[00:00:23] {1}: {6}
"""


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("arrows", [False, True])
def test_quotations_and_pictures_are_told_by_their_sign_beside_times(
    said: tuple[str, ...], arrows: bool
) -> None:
    """But where two arrows are a change of the speaker, one is no quotation."""
    text = QUOTED.format(*said) + "\n[00:00:31] >> ...\n\n>> ...\n" * arrows
    document, _ = read_data(text.encode(), Sidecar(), name="talk", path="talk.txt", lang="und")
    paragraphs = [paragraph for turn in document.turns for paragraph in turn.paragraphs]
    set_ = {paragraph.form: paragraph.text for paragraph in paragraphs if paragraph.form != "prose"}
    if arrows:
        assert "quotation" not in set_
        return
    assert set_["picture"] == f"![{said[2]}](pictures/bell.png) {said[3]}"
    assert "".join(set_["quotation"].split()) == "".join(f"{said[4]}{said[6]}".split())


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("names", "units"),
    [
        (("Ann Lee", "Speaker 2"), ("minutes", "seconds")),
        (("Ирина Петрова", "Стоян Колев"), ("минути", "секунди")),
        (("نور حداد", "سامي نجم"), ("دقائق", "ثوان")),
    ],
)
def test_a_page_of_teams_tells_its_times_twice(
    names: tuple[str, str], units: tuple[str, str], *, together: bool
) -> None:
    said = [
        "Who rings the bell?",
        "Nobody does.",
        "It rings.",
        "The wind does it, for 3 seconds.",
        "So it is.",
    ]
    starts = [3590, 3598, 3600, 3605, 3615]
    rows: list[str] = []
    for k, (text, start) in enumerate(zip(said, starts, strict=True)):
        hours, minutes, seconds = start // 3600, start // 60 % 60, start % 60
        spoken = f"{hours} h " * bool(hours) + f"{minutes} {units[0]} {seconds} {units[1]}"
        clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        told = [spoken + clock] if together else [spoken, clock]
        rows += [names[k % 2], *told, f"{names[k % 2]} {spoken}", text]
    document, _ = read_data("\n".join(rows).encode(), Sidecar(), name="x", path="x.txt", lang="und")
    assert [(turn.label, turn.paragraphs[0].text) for turn in document.turns] == [
        (names[k % 2], text) for k, text in enumerate(said)
    ]
    assert [turn.paragraphs[0].times.start for turn in document.turns] == [1000 * start for start in starts]


@pytest.mark.parametrize(
    "form", ["{time}\t{who}\t{text}", "[{time}] {who} – {text}", "{time} - {who} - {text}"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_name_without_capitals_between_time_and_words_is_a_label(form: str, gap: str) -> None:
    """No colon and no capital tells it: names return, and take turns."""
    people = {
        "ja": ("山川千歳", "藤枝健一"),
        "th": ("มะลิ ศรีทอง", "สมชาย บุญมา"),
        "he": ("מרה לינד", "אבנר לוין"),
    }
    texts = [
        "いつ鐘を鳴らしますか。",
        "六時です。",
        "誰が聞くのですか。",
        "起きている人はみな。",
        "それから？",
        "静かです。",
    ]
    for names in people.values():
        said = [(names[k % 2], text, 4000 * k) for k, text in enumerate(texts)]
        rows = [form.format(time=f"00:{at // 1000:02}", who=who, text=text) for who, text, at in said]
        data = gap.join(rows).encode()
        document, _ = read_data(data, Sidecar(), name="talk", path="talk.txt", lang="und")
        assert [(t.label, t.paragraphs[0].text, t.paragraphs[0].times.start) for t in document.turns] == said


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("ann", "joao", ["hello", "hi ann", "the quay is open"]),
        ("小明", "阿芳", ["你好", "你好呀", "码头开了"]),
        ("دانة", "سالم", ["مرحبا", "أهلا", "فُتح الرصيف"]),
    ],
)
def test_three_messages_of_a_chat_are_three_turns(one: str, other: str, words: list[str]) -> None:
    """What no full stop ends is no sentence that is cut where a time stands."""
    said = [(one, words[0]), (other, words[1]), (one, words[2])]
    text = "".join(f"[09:1{n}] <{who}> {told}\n" for n, (who, told) in enumerate(said))
    assert [(name, told) for name, _, (told,) in turns(text)] == said
    # Who does something says nothing.
    assert [(name, told) for name, _, (told,) in turns(f"{text}[09:15] * {one} waves\n") if name] == said


@pytest.mark.parametrize("sounds", [("laughs", "coughs"), ("מוזיקה", "צחוק"), ("музыка", "смех")])
def test_what_is_heard_between_angle_brackets_writes_no_messages(sounds: tuple[str, str]) -> None:
    text = "".join(f"[00:0{n}] <{sounds[n % 2]}> {n}\n" for n in range(3))
    assert not any(name for name, _, _ in turns(text))


@pytest.mark.parametrize("stamp", ["2026-05-01 10:01:0{}", "[10:0{}]"])
def test_levels_of_a_log_are_nobody(stamp: str) -> None:
    """Also where it is brief; in small letters they might be names, and are asked about."""
    for level in (str.upper, str.lower):
        levels = [*map(level, ("info", "warn", "info", "error"))]
        text = "".join(f"{stamp.format(n)} <{of}> step {n} is over\n" for n, of in enumerate(levels))
        document, findings = read_and_asked(text)
        codes = {one.code for one in findings}
        assert codes & {"D103", "D118"} or not document.speakers


NAMES = ["Mara Lind [Quay]", "Mara Lind (Host)", "ליאת כהן [מארחת]", "山田花子 [司会]"]
LAYOUTS = [
    "{name}  {time}\n{said}",
    "{name} ({time}):\n{said}",
    "[{time}] - {name}\n{said}",
    "{time} {name}\n{said}",
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_beside_a_time_may_have_brackets(name: str, layout: str) -> None:
    _assert_names(layout, (name, "Otto Brandt"), (name.partition(" [")[0].partition(" (")[0], "Otto Brandt"))


@pytest.mark.parametrize("layout", LAYOUTS[2:])
@pytest.mark.parametrize(
    "names",
    [
        ("Speaker #1", "Speaker #2"),
        ('Mara "Mo" Lind', "3rd Floor"),
        ("דנה #1", "יוסי #2"),
        ("“Mo” Lind", '"Bo" Holm'),
        ("«مو» ليند", "بو"),
        ("「モ」リンド", "山田"),
    ],
)
def test_what_comes_again_behind_times_is_a_name_whatever_signs_it_has(
    names: tuple[str, str], layout: str
) -> None:
    _assert_names(layout, names, names)


@pytest.mark.parametrize("layout", ["{name} {time}\n{said}", "{name} ({time})\n{said}"])
@pytest.mark.parametrize("names", [("Speaker #1", "“Mo” Lind"), ("متحدث #1", "«مو» ليند")])
def test_a_name_before_a_time_may_begin_with_a_quotation_mark(names: tuple[str, str], layout: str) -> None:
    _assert_names(layout, names, names)


@pytest.mark.parametrize("layout", ["{name}  {time}\n{said}", "{name} {time}\n{said}"])
def test_the_number_of_a_telephone_takes_no_digit_of_a_time(layout: str) -> None:
    names = "+44 20 7946 0018", "Mara Lind"
    _assert_names(layout, names, names)


def _assert_names(layout: str, printed: tuple[str, str], names: tuple[str, str]) -> None:
    said = [
        "When do you ring it?",
        "At six in the morning.",
        "And when a boat is late?",
        "Then at seven.",
    ] * 2
    rows = [
        layout.format(name=printed[k % 2], time=f"00:00:{7 * k + 2:02}", said=text)
        for k, text in enumerate(said)
    ]
    found = turns("\n\n".join(rows))
    assert found == [(names[k % 2], 7000 * k + 2000, [text]) for k, text in enumerate(said)]


@pytest.mark.parametrize("sign", ["===", "***", "-!-", "-->", "<--"])
@pytest.mark.parametrize(
    ("ann", "bo", "why", "because", "told"),
    [
        ("ann", "bo", "do you hear the bell?", "i think the baker is ill", "ann is now known as ann-away"),
        ("דנה", "יוסי", "למה הפעמון מאחר", "האופה חולה", "דנה יצאה מהחדר"),
        ("李明", "王芳", "钟为什么晚了", "面包师病了", "李明 离开了"),
    ],
)
def test_what_a_program_tells_between_messages_is_said_by_nobody(
    sign: str, ann: str, bo: str, why: str, because: str, told: str
) -> None:
    rows = [(ann, why), (bo, because), (ann, why), (bo, f"{because} {told}")]
    log = [f"[02:{i:02}] <{name}> {words}" for i, (name, words) in enumerate(rows)]
    between = f"{sign} {told}"
    read, _ = read_and_asked("\n".join([*log[:2], between, between, *log[2:]]))
    kinds = [(paragraph.kind, paragraph.text) for paragraph in read.paragraphs()]
    assert [words for kind, words in kinds if kind == "event"] == [told, told]
    assert [words for kind, words in kinds if kind == "speech"] == [words for _, words in rows]


@pytest.mark.parametrize("line", ["=== Part two ===", "--- Part two ---"])
def test_a_heading_between_two_signs_is_no_message_of_a_program(line: str) -> None:
    log = [f"[02:0{i}] <{name}> why is the bell late?" for i, name in enumerate(["ann", "bo", "ann", "bo"])]
    read, _ = read_and_asked("\n".join([*log[:2], "", line, "", *log[2:]]))
    assert "event" not in {paragraph.kind for paragraph in read.paragraphs()}


HEARD = {
    "en": (
        ("Ann Moor", "Bo Dahl"),
        ("[laughs]", "(pause)"),
        ("Where is the lamp?", "In the shed by the water."),
    ),
    "fr": (("Anne", "Luc Roy"), ("[rires]", "(silence)"), ("Où est la lampe ?", "Dans la remise, là-bas.")),
    "he": (("דנה", "יוסי לוי"), ("[צוחקת]", "(שתיקה)"), ("איפה המנורה?", "במחסן ליד המים.")),
    "zh": (("王芳", "李雷"), ("（笑）", "[音乐]"), ("灯放在哪里？", "在水边的棚子里。")),
}


@pytest.mark.parametrize("timed", [True, False])
@pytest.mark.parametrize("count", [4, 10])
@pytest.mark.parametrize(
    "layout",
    [
        *LAYOUTS,
        "{name}: [{time}] {said}",
        "[{time}] {name}: {said}",
        "{time}\n{name}: {said}",
        "({time}) {name}: {said}",
    ],
)
@pytest.mark.parametrize("lang", [*HEARD])
def test_what_is_heard_between_names_beside_times_is_nobodys(
    lang: str, layout: str, count: int, timed: bool
) -> None:
    names, sounds, said = HEARD[lang]
    rows = list[str]()
    for k in range(count):
        rows.append(layout.format(name=names[k % 2], time=f"00:00:{4 * k + 2:02}", said=said[k % 2]))
        rows.append(f"[00:00:{4 * k + 4:02}] {sounds[k % 2]}" if timed else sounds[k % 2])
    document, _ = read_and_asked("\n\n".join(rows))
    assert talks.said(document) == [(names[k % 2], said[k % 2]) for k in range(count)]
    assert talks.texts_of(document, "event") == [sounds[k % 2] for k in range(count)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_below_a_blank_line_a_capital_without_a_time_begins_a_paragraph(layout: str) -> None:
    said = ["Where is the lamp?", "I don't know", "Ask my sister.", "Since when?", "Since May"]
    rows = [
        layout.format(name=name, time=f"00:00:{at:02}", said=words)
        for name, at, words in (
            ("Ann", 2, said[0]),
            ("Bo Dahl", 9, f"{said[1]}\n\n{said[2]}"),
            ("Ann", 20, said[3]),
            ("Bo Dahl", 26, said[4]),
        )
    ]
    document, _ = read_and_asked("\n\n".join(rows))
    assert [text for _, text in talks.said(document)] == said


@pytest.mark.parametrize("row", ["[00:00:{:02}]", "[00:00:{:02}]\n[music]", "（00:{:02}）\n（音楽）"])
def test_times_with_nothing_but_what_is_heard_are_read(row: str) -> None:
    document, _ = read_and_asked("\n".join(row.format(n) for n in range(2, 9)))
    assert talks.said(document) == []


@pytest.mark.parametrize("count", [333, 334, 335])
def test_a_name_in_the_last_line_that_is_looked_at_tells_no_other_form(count: int) -> None:
    rows = [f"0:{n // 60:02}:{n % 60:02} {('Ann', 'Bo')[n % 2]}\nWhere is it?\n[music]" for n in range(count)]
    document, _ = read_and_asked("\n".join(rows))
    assert [who for who, _ in talks.said(document)] == [("Ann", "Bo")[n % 2] for n in range(count)]


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("[00:0{n}:00]\n{said}\n", "--- Où est la lampe ?"),
        ("00:0{n}:00 Ann\nWhere is it\n{said}\n\n00:0{n}:30 Bo\nIn the shed.\n", "--- I mean the lamp"),
        ("[00:0{n}:00] Ann: Where is it\n{said}\n[00:0{n}:30] Bo: In the shed.", "--- I mean the lamp?"),
    ],
)
def test_a_dash_that_people_speak_behind_is_no_sign_of_a_program(layout: str, said: str) -> None:
    document, _ = read_and_asked("\n".join(layout.format(n=n, said=said) for n in range(1, 8)))
    assert talks.texts_of(document, "event") == []
    assert sum(text.count(said.strip("- ")) for _, text in talks.said(document)) == 7


@pytest.mark.parametrize(
    ("ann", "bo", "rows"),
    [
        ("Ann", "Bo Dahl", ["Monday: red", "Tuesday: yellow", "Sunday: we wash"]),
        ("رنا", "أمّ سليم", ["السبت: أحمر", "الأحد: أصفر", "الاثنين: نغسل"]),
    ],
)
def test_a_list_that_is_said_has_its_lines_where_names_stand_beside_times(
    ann: str, bo: str, rows: list[str]
) -> None:
    talk = [f"{(ann, bo)[n % 2]} (00:{n + 10}): Where is it, {n}?" for n in range(8)]
    document, _ = read_and_asked("\n".join([*talk[:4], "", *rows, "", "[music]", "", *talk[4:]]))
    assert [text for _, text in talks.said(document) if text in rows] == rows


@pytest.mark.parametrize(
    ("names", "asks", "cut"),
    [
        (("Mara", "Otto"), "Who came?", ("I was there", "--- you know how it is", "at the quay.")),
        (("小兰", "阿木"), "谁来了？", ("没有人", "--- 你知道的", "我自己下去的。")),
        (("מרה", "יוסי"), "מי בא?", ("אף אחד", "--- את יודעת", "ירדתי בעצמי.")),
        (("Мара", "Отто"), "Кто пришёл?", ("Это было", "=== скажем так", "давно.")),
    ],
)
def test_signs_amid_what_is_said_are_no_sign_of_a_program(
    names: tuple[str, str], asks: str, cut: tuple[str, ...]
) -> None:
    turns = (
        f"[00:0{n}:00] {names[0]}: {asks}\n[00:0{n}:30] {names[1]}: " + "\n".join(cut) for n in range(1, 6)
    )
    document, _ = read_and_asked("\n".join([*turns, f"[00:09:00] {names[0]}: {asks}"]))
    assert talks.texts_of(document, "event") == []
    assert sum(cut[1].strip("-= ") in text for _, text in talks.said(document)) >= 4


CUT = {
    "en": ("Mara Lind", "Bo Dahl", ["We mended the", "lamp of the pier", "before the boats", "were back."]),
    "uk": ("Мара Лінд", "Бо Даль", ["Ми лагодили", "лампу на молі", "ще до того, як", "прийшли човни."]),
    "ar": ("مارا ليند", "بو دال", ["أصلحنا مصباح", "الرصيف القديم", "قبل أن ترجع", "القوارب."]),
}


@pytest.mark.parametrize("lang", [*CUT])
@pytest.mark.parametrize("layout", ["{} ({}):", "{} [{}]"])
def test_lines_below_a_name_and_a_time_in_brackets_may_be_cut_as_often_as_a_page_is_narrow(
    lang: str, layout: str
) -> None:
    *names, lines = CUT[lang]
    rows = [[layout.format(names[k % 2], f"00:{9 * k + 2:02}"), *lines] for k in range(6)]
    # A time alone is of whoever speaks; the last may be where a part of a text was cut.
    alone = layout.format("", "00:21").strip()
    rows[2][5:] = [alone, *lines]
    found = turns("\n".join("\n".join(row) for row in rows) + f"\n{alone.replace('21', '58')}\n")
    said = " ".join(lines)
    assert [(who, paragraphs) for who, _, paragraphs in found] == [
        (names[k % 2], [said] * (1 + (k == 2))) for k in range(6)
    ]


def test_times_of_a_programme_behind_what_comes_once_are_no_names() -> None:
    points = [["Opening (9:00)"], ["Boats (9:20)"], ["Tea (10:05)"], ["Lamps (10:30)"]]
    texts = [
        text
        for row in points
        for text in [*row, "On the pier.", "With a band.", "All may come.", "None pays."]
    ]
    assert time_forms.form(texts) is None
    again = [text.replace("Tea", "Boats").replace("Lamps", "Opening") for text in texts]
    assert time_forms.form(again) is not None
