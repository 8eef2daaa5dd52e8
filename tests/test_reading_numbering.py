"""What stands on every page is said by nobody; what people say again and again is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, read_and_asked
from toolkit.readers import plain
from toolkit.reading.candidates import candidates
from toolkit.reading.named import named


def kept(text: str) -> tuple[list[str], list[str]]:
    """The labels that are left, and all of them."""
    lines = plain.content(text, path="x.txt").lines
    found = [candidates(line) for line in lines]
    left, every = ([one.label for line in some for one in line] for some in (named(lines, found), found))
    return left, every


HEAD = "Box 7: Harbour Museum, © 2011, page {} of 40"


def heads(first: int, count: int) -> str:
    talk = ("Ann: So?", "Bo: The lamp was out.", "Ann: And the boats?")
    return "\n\n".join("\n\n".join((HEAD.format(first + n), *talk)) for n in range(count))


@given(st.integers(0, 90), st.integers(1, 12))
def test_a_line_with_the_number_of_each_page_has_no_label(first: int, count: int) -> None:
    left, every = kept(heads(first, count))
    assert "Box 7" in every and ("Box 7" in left) == (count < 3)


def test_what_somebody_says_again_is_said() -> None:
    for texts in (
        ["Ann: Now turn the wheel 3 times, please."] * 4,
        ["Ann: 1", "Ann: 2", "Ann: 3", "Ann: 4"],
        # Where all is so, it is how they talk.
        [f"Ann: This is the sentence with the number {n} of all that I said." for n in range(40)],
        ["Ann: 0:01", "Ann: 0:02", "Ann: 0:03", "Ann: 0:04"],
        [
            "Ann: Turn it 3 times, slowly now.",
            "Ann: Turn it 5 times, slowly then.",
            "Ann: Turn it 9 times, I say.",
        ],
    ):
        left, every = kept("\n\n".join(texts))
        assert left == every and len(left) >= len(texts)


def test_a_speaker_goes_on_below_the_head_of_a_page() -> None:
    said = "Ada Holt: Who kept the light?\n\nBo Lind: My uncle did, for a year,\n\n{}\n\nand then nobody.\n\n"
    pages = [said.format(HEAD.format(n)) for n in range(2, 8)]
    document = read("".join(pages), lang="en")
    assert [speaker.name for speaker in document.speakers] == ["Ada Holt", "Bo Lind"]


@pytest.mark.parametrize(
    ("ask", "answer", "between"),
    [
        ("Question 1", "Answer 1", ": "),
        ("Frage #1", "Antwort", ": "),
        ("प्रश्न 1", "उत्तर 1", " : "),
        ("س1", "ج1", ". "),
        ("Q1", "A1", ": "),
        ("Q-1", "A-1", ": "),
        ("س.1", "ج.1", ": "),
    ],
)
def test_two_numbers_are_enough_where_they_count_questions(ask: str, answer: str, between: str) -> None:
    """A word for a question or an answer has a number, and is nobody else with the next one."""
    asked = ("متى وصلتِ إلى الجزيرة؟", "من علّمك إصلاح الشباك؟") if "س" in ask else ("When?", "Who was it?")
    rows = [
        line
        for number, question in enumerate((*asked, asked[0]) if "1" not in answer else asked, 1)
        for line in (
            f"{ask.replace('1', str(number))}{between}{question}",
            f"{answer.replace('1', str(number))}{between}The ferry came in spring. It was late.",
        )
    ]
    document = read("\n".join(rows))
    assert [turn.kind for turn in document.turns] == ["speech"] * len(rows)
    assert len(document.speakers) == 2


def test_the_number_of_a_person_stays() -> None:
    rows = [f"Speaker {n}: The lamp was out, and nobody saw the boats." for n in (1, 2, 3, 1, 2, 3)]
    document = read("\n".join(rows), lang="en")
    assert len(document.speakers) == 3


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Anf. {}", ("Mara Lind", "Bo Ahl", "Mara Lind", "Bo Ahl")),
        ("Inlägg nr {}", ("Mara Lind (V)", "Statsrådet Bo Ahl (H)", "Mara Lind (V) replik", "Bo Ahl")),
        ("Выступление {}.", ("Мара Линд", "Бо Аль", "Мара Линд", "Бо Аль")),
        ("كلمة {}", ("نور حداد", "سامي زيد", "نور حداد", "سامي زيد")),
    ],
)
def test_what_counts_the_turns_is_no_part_of_a_name(head: str, names: tuple[str, ...]) -> None:
    texts = [f"{head.format(n)} {name}: The lamp is out since Friday." for n, name in enumerate(names, 12)]
    left, _ = kept("\n\n".join(texts))
    plain = [name.split(" (")[0] for name in names]
    assert [label for label in left if label in plain] == plain
    # Numbers that don't go on by one may be those of the people.
    texts = [f"{head.format(7 * n)} {name}: The lamp is out." for n, name in enumerate(names, 12)]
    left, every = kept("\n\n".join(texts))
    assert left == every


@pytest.mark.parametrize("label", ["Table {} chair", "Tisch {} Leitung", "Стол {} Глава"])
def test_numbers_before_one_and_the_same_word_are_those_of_people(label: str) -> None:
    left, every = kept("\n\n".join(f"{label.format(n)}: We have talked of boats." for n in (1, 2, 3)))
    assert left == every and label.format(2) in left


PUPILS = {
    "de": ("L", "S", "Was ist das?", "Ein Turm."),
    "en": ("Teacher", "P", "What is it?", "A tower."),
    "ru": ("Учитель", "У", "Что это?", "Башня."),
    "ar": ("المعلم", "ط", "ما هذا؟", "برج."),
}


@pytest.mark.parametrize("lang", PUPILS)
def test_numbers_of_those_who_answer_are_people_and_of_questions_are_not(lang: str) -> None:
    one, many, asks, answers = PUPILS[lang]
    left, every = kept("\n".join(f"{one}: {asks}\n{many}{n}: {answers}" for n in range(1, 6)))
    assert left == every and f"{many}3" in left
    # Whoever asks by number asks questions that are counted; so does a partner with the same numbers.
    left, _ = kept("\n".join(f"{many}{n}: {asks}\n{one}: {answers}" for n in range(1, 6)))
    assert many in left and f"{many}3" not in left
    left, _ = kept("\n".join(f"T{n}: {answers}\n{many}{n}: {answers}" for n in range(1, 6)))
    assert many in left and f"{many}3" not in left


@given(
    st.sampled_from([("a", 26), ("A", 26), ("α", 9), ("а", 9), ("א", 9)]),
    st.sampled_from(["{}) ", "({}) ", "{}. "]),
    st.lists(st.integers(1, 6), max_size=4),
)
def test_letters_that_begin_anew_count_and_are_nobody(
    row: tuple[str, int], sign: str, sizes: list[int]
) -> None:
    first, most = row
    sizes = [*sizes, 3]
    letters = [chr(ord(first) + n) for size in sizes for n in range(min(size, most))]
    lines = [f"{sign.format(letter)}Rope and lamp {n}" for n, letter in enumerate(letters)]
    left, every = kept("\n".join(lines))
    assert set(letters) <= set(every) and set(left).isdisjoint(letters)


@pytest.mark.parametrize("letters", ["ABABAB", "ABCBCACB", "QAQAQA", "abab"])
def test_letters_of_people_who_take_turns_stay(letters: str) -> None:
    left, every = kept("\n".join(f"{letter}) What did you see then?" for letter in letters))
    assert left == every and {*letters} == {*every}


def test_what_a_list_of_changes_begins_with_is_nobody() -> None:
    for words in (
        ("Added", "Removed", "Fixed"),
        ("Ajouté", "Supprimé", "Corrigé"),
        ("新增", "移除", "修复"),
        ("أضيف", "أزيل", "أضيف"),
    ):
        items = "\n".join(f"- {words[n % 3]}: a lamp at pier {n}" for n in (0, 0, 0, 1, 0, 2, 2))
        text = f"# Changes\n\n## 1.2.0\n{items}\n\n## 1.1.0\n- {words[0]}: a boat\n- {words[2]}: its oar\n"
        document = read(text, path="x.md")
        assert not document.speakers, words


JUSTIFIED = (
    "The  harbour  was  quiet  that  night,  and  nobody  came.",
    "The lamp  on the pier  went out  twice before the boats came.",
    "She  told  us  of  it  in  the  spring,  when  the  ice  went.",
    "A  boat   lay  on  the  sand,  and  its  oars  were  gone.",
)


def test_two_blanks_part_no_name_in_a_text_that_is_set_to_both_margins() -> None:
    left, every = kept("\n".join(JUSTIFIED * 2))
    assert {"The", "She", "A"} <= {*every} and {"The", "She", "A"}.isdisjoint(left)
    left, _ = kept("\n".join(f"{name}    I see a lamp.  It is far." for name in ("Ann", "Bo") * 3))
    assert {*left} == {"Ann", "Bo"}


ENTRIES = {
    "English": (
        "ANCHOR, n.",
        "BARNACLE, n.",
        "BOAT, n.",
        "DRIFT, v.",
        "FERRY, n.",
        "GULL, n.",
        "MOOR, v.",
    ),
    "Russian": ("БАКЕН, м.", "ВЕСЛО, с.", "ГАВАНЬ, ж.", "ДРЕЙФ, м.", "КАНАТ, м.", "ЛОДКА, ж.", "ПРИЧАЛ, м."),
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_words_of_a_dictionary_are_no_people(entries: tuple[str, ...]) -> None:
    left, every = kept("\n\n".join(f"{entry} Boats." for entry in entries))
    assert (left, len(every) >= len(entries)) == ([], True)


@pytest.mark.parametrize(
    "turns",
    [
        # They come again, in no order, as people do.
        ("MARA, aside.", "OTTO, aside.", "MARA, aside.", "ADA, aloud.", "OTTO, aside.", "MARA, aloud."),
        # Each says something else of how they speak.
        ("ADA, aside.", "BO, aloud.", "CARL, alone.", "DORA, laughing.", "EMIL, leaving."),
    ],
)
def test_people_in_a_play_are_no_words_of_a_dictionary(turns: tuple[str, ...]) -> None:
    left, every = kept("\n\n".join(f"{turn} Boats." for turn in turns))
    assert left == every != []


LISTS = [
    ("Mara: What do I bring?|Bo: These things.|Bring a rope.|Bring a lamp.|Wait for the tide.", "abc"),
    ("Анна: Что мне взять?|Олег: Вот что.|Возьми верёвку.|Возьми лампу.|Жди прилива.", "абв"),
    ("سامي: ماذا أحضر؟|ليلى: هذه الأشياء.|أحضر حبلا.|أحضر مصباحا.|انتظر المد.", "أبج"),
    ("رون: מה להביא?|דנה: את אלה.|תביא חבל.|תביא מנורה.|חכה לגאות.", "אבג"),
    ("영희: 뭘 가져와?|철수: 이것들.|밧줄을 가져와.|등불을 가져와.|밀물을 기다려.", "가나다"),
    ("ミナ：何を持っていく？|ケン：これだよ。|縄を持ってきて。|灯りを持ってきて。|満潮を待って。", "アイウ"),
    ("ミナ：何を持っていく？|ケン：これだよ。|縄を持ってきて。|灯りを持ってきて。|満潮を待って。", "イロハ"),
    ("小明：带什么？|阿丽：这些东西。|带一条绳子。|带一盏灯。|等涨潮再走。", "甲乙丙"),
    ("สมชาย: เอาอะไรไป?|มาลี: ของพวกนี้|เอาเชือกมา|เอาตะเกียงมา|รอน้ำขึ้น", "กขค"),
]


@pytest.mark.parametrize(("talk", "letters"), LISTS, ids=[letters for _, letters in LISTS])
@pytest.mark.parametrize("sign", ["({}) {}", "[{}] {}", "{}) {}"])
def test_letters_of_a_list_are_no_people(talk: str, letters: str, sign: str) -> None:
    asks, says, *items = talk.split("|")
    listed = [sign.format(letter, item) for letter, item in zip(letters, items, strict=True)]
    text = "\n\n".join([asks, says, *listed] * 2) + "\n"
    document, findings = read_and_asked(text)
    people = {speaker.name for speaker in document.speakers}
    assert people == {words.replace("：", ":").partition(":")[0] for words in (asks, says)}
    # They are said by whoever answers, or somebody is asked.
    told = {turn.kind for turn in document.turns if any(part.text in listed for part in turn.paragraphs)}
    assert not told or findings


@pytest.mark.parametrize("letters", ["ABAC", "BADC", "أجبأ", "나가다가", "乙甲丙甲"])
def test_letters_in_no_order_are_people(letters: str) -> None:
    left, _ = kept("\n\n".join(f"({letter}) So it was." for letter in letters * 2) + "\n")
    assert left == [*letters * 2]
