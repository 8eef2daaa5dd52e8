"""Lines that a program has filled: what goes on, what begins, and what no program has filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from random import Random
from textwrap import wrap

import pytest

from talks import read_and_asked, said
from toolkit.config import parse_sidecar

TALKS = {
    "en": (
        ("Mara Lind", "Otto Brandt"),
        [
            "Who rings the bell when the fog comes in over the old harbour wall? We heard it all night long.",
            "My aunt did, and this is how it was done. She stood on a box, and pulled the rope all night.",
            "And who went out for the boats that came late? That must have been a hard job in those winters.",
            "Nobody did, since they saw the lamp. It was a good lamp, and it burned until the morning.",
        ],
    ),
    "ru": (
        ("Анна Лось", "Пётр Вяз"),
        [
            "Кто звонил в колокол, когда над старой стеной поднимался туман? Мы слышали его всю ночь.",
            "Моя тётя, и так это делалось. Она стояла на ящике, потому что была маленькая, и тянула верёвку.",
            "А кто выходил за лодками, которые опаздывали? Зимой это, наверное, было тяжёлое и опасное дело.",
            "Никто, они видели лампу. Этого хватало. Это была хорошая лампа, и она горела до самого утра.",
        ],
    ),
    "he": (
        ("מרה לינד", "יוסי ברנט"),
        [
            "מי צלצל בפעמון כשהערפל עלה מעל החומה הישנה של הנמל? שמענו אותו כל הלילה מתוך החדר הקטן שלנו.",
            "הדודה שלי, וכך זה נעשה. היא עמדה על ארגז, כי היא הייתה נמוכה, ומשכה בחבל עד שהסירות חזרו הביתה.",
            "ומי יצא אל הסירות שאיחרו? בחורפים ההם זאת בוודאי הייתה עבודה קשה ומסוכנת לכל מי שגר בנמל.",
            "אף אחד, הם ראו את המנורה. זה הספיק. היא הייתה מנורה טובה, והיא דלקה עד הבוקר בכל לילה ולילה.",
        ],
    ),
}


@pytest.mark.parametrize("tight", [False, True])
@pytest.mark.parametrize("page", [34, 44, 60, 72])
@pytest.mark.parametrize("lang", [*TALKS])
def test_full_lines_go_on_and_those_with_room_end_a_paragraph(lang: str, page: int, tight: bool) -> None:
    names, texts = TALKS[lang]
    talk = [(names[k % 2], counted(f"{text} {texts[k % 3]}", k)) for k, text in enumerate(texts * 3)]
    further = counted(texts[1], 20)
    blocks = [
        [f"{who}: {text}", further] if k % 4 == 1 else [f"{who}: {text}"]
        for k, (who, text) in enumerate(talk)
    ]
    wanted = [
        row for k, (who, text) in enumerate(talk) for row in ((who, text), (who, further))[: 1 + (k % 4 == 1)]
    ]
    filled = ["\n".join(wrap(text, page, break_on_hyphens=False)) for block in blocks for text in block]
    document, _ = read_and_asked(("\n" if tight else "\n\n").join(filled), lang=lang)
    found = said(document)
    if tight:
        # The last line of a paragraph may be full: then nothing parts it from the next one of the same turn.
        found, wanted = ([*groupby_speaker(rows)] for rows in (found, wanted))
    assert found == wanted


def counted(text: str, number: int) -> str:
    """A text whose sentences end with a word of its own: what stands again elsewhere may be a name, say."""
    own = chr(ord("a") + number % 26) * 2 + chr(ord("a") + number // 26)
    return "".join(f"{part} {own}{stop}" for part, stop in re.findall(r"([^.?]+)([.?])", text))


def groupby_speaker(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What each says up to the next."""
    for who, of in groupby(rows, lambda row: row[0]):
        yield who, " ".join(text for _, text in of)


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    names, texts = TALKS["en"]
    blocks = [
        f"{names[k % 2]}: {counted(texts[k % 2], k)}\n{counted(texts[2 + k % 2], 50 + k).lstrip()}"
        for k in range(12)
    ]
    # What ends a text may be no part of what is said.
    blocks[-1] = blocks[-1].partition("\n")[0]
    page = next(
        page
        for page in range(40, 70)
        if all(len(wrap(text, page)[-1]) < page - 12 for text in "\n".join(blocks).split("\n"))
    )
    filled = ["\n".join(wrap(text, page)) for block in blocks for text in block.split("\n")]
    document, _ = read_and_asked("\n".join(filled), lang="en")
    assert [text for _, text in said(document)] == [
        text.removeprefix(f"{names[0]}: ").removeprefix(f"{names[1]}: ")
        for block in blocks
        for text in block.split("\n")
    ]


def test_a_word_with_a_full_stop_at_the_beginning_of_a_full_line_is_no_name() -> None:
    said_ = "We kept the lamp, and what was left of the boat was old and of no use to the crew. That is all."
    rows = [f"{'Ann' if k % 2 else 'Bo'}: {said_} So it went on in year {k}, too." for k in range(16)]
    for page in range(40, 70):
        document, _ = read_and_asked("\n\n".join("\n".join(wrap(row, page)) for row in rows), lang="en")
        assert said(document) == [(row[: row.index(":")], row[row.index(":") + 2 :]) for row in rows]


LINKS = [f"https://example.org/{'harbour'[: 3 + k % 4]}/{'lamp' * (1 + k % 5)}/{k}" for k in range(12)]


@pytest.mark.parametrize("above", ["introduction", "links"])
@pytest.mark.parametrize("form", ["{}: {}", "{}\t{}", "{}  {}", "**{}** {}", "[{}] {}", "{}. {}"])
@pytest.mark.parametrize("lang", [*TALKS])
def test_lines_that_are_wider_than_a_filled_page_are_read_as_without_it(
    lang: str, form: str, above: str
) -> None:
    names, texts = TALKS[lang]
    rows = [
        (names[k % 2], counted(" ".join(texts[(k + i) % 4] for i in range(1 + k % 2)), k)) for k in range(24)
    ]
    # What ends no sentence is said to its end all the same.
    rows = [(who, words[:-1] if k % 4 == 2 else words) for k, (who, words) in enumerate(rows)]
    filled = wrap(" ".join(counted(text, 40 + k) for k, text in enumerate(TALKS["en"][1] * 4)), 66)
    talk = "\n".join(form.format(*row) for row in rows)
    document, _ = read_and_asked("\n".join(filled if above == "introduction" else LINKS), talk, lang=lang)
    assert [row for row in said(document) if row[0]] == rows


@pytest.mark.parametrize("form", ["{}  {}", "{}\t{}", "{} - {}", "{} — {}", "[{}] {}", "{}: {}"])
@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("mara", "otto", "bo"), "the lamp was out and nobody had a key for the door".split()),
        (("мара", "отто", "боря"), "лампа не горела и ключа от двери ни у кого не было".split()),
        (("小兰", "阿木", "老周"), "灯灭了谁也没有钥匙于是坐着喝茶直到天亮雨落在船上"),
    ],
)
def test_answers_of_one_length_fill_no_page(names: Sequence[str], words: Sequence[str], form: str) -> None:
    blank, order = "" if isinstance(words, str) else " ", Random(0)
    texts = [blank.join(order.choices(words, k=44))[:44].strip() for _ in range(30)]
    rows = [(names[k % 3], text) for k, text in enumerate(texts)]
    document, _ = read_and_asked("\n".join(form.format(*row) for row in rows))
    assert said(document) == rows


@pytest.mark.parametrize("label", ["voice: ", "voice\t", "[voice] ", "voice  "])
def test_whom_the_sidecar_names_speaks_below_a_full_line(label: str) -> None:
    names, texts = TALKS["en"]
    blocks = [f"{names[k % 2]}: {counted(' '.join(texts), k)}" for k in range(8)]
    lines = ["\n".join(wrap(block, 44)) for block in blocks]
    lines[3:3] = ["harbour and then all of us did go away to", f"{label}come back now"]
    sidecar = parse_sidecar('[[speakers]]\nname = "voice"', "x.toml")
    document, found = read_and_asked("\n".join(lines), lang="en", sidecar=sidecar)
    assert ("voice", "come back now") in said(document)
    assert "D119" not in {one.name for one in found}
