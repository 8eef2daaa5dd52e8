"""Names without a colon: alone on a line, in headings, angle brackets and lists; brief texts, too."""

import pytest

from talks import said
from toolkit.config import Sidecar, parse_sidecar
from toolkit.model import Document
from toolkit.reading.candidates import candidates
from toolkit.reading.lines import Line
from toolkit.workflow.transcripts import read_data

TALKS = (
    ("Tom", "Ada", "When did you come here?", "I came in spring, with two suitcases.", "Who taught you?"),
    ("سامي", "ليلى", "متى وصلتِ إلى الجزيرة؟", "جئتُ في الربيع مع أمي وحقيبتين.", "من علّمك ذلك؟"),
    ("周望海", "林小鸥", "您是什么时候来到岛上的？", "我是春天来的，带着两只箱子。", "是谁教您的？"),
    (
        "Пётр",
        "Анна",
        "Когда вы приехали на остров?",
        "Я приехала весной, с двумя чемоданами.",
        "Кто вас учил?",
    ),
)
"""Who asks, who answers, and three turns."""


def read(text: str, name: str = "x.md") -> Document:
    document, _ = read_data(text.encode(), Sidecar(), path=name, name="x", lang="und")
    return document


@pytest.mark.parametrize("form", ["**{}**\n{}", "### {}\n{}", "### {}\n\n{}", "{}\n{}", "**{}**\n\n{}"])
@pytest.mark.parametrize("talk", TALKS)
def test_a_name_alone_heads_what_stands_below(talk: tuple[str, ...], form: str) -> None:
    asks, answers, *turns = talk
    pairs = list(zip((asks, answers, asks, answers), (*turns, turns[1]), strict=True))
    text = "\n\n".join(form.format(name, words) for name, words in pairs)
    assert said(read(text + "\n")) == pairs


@pytest.mark.parametrize("form", ["**{}**\n{}", "{}\n{}", "**{}**\n\n{}"])
@pytest.mark.parametrize("talk", TALKS)
def test_one_of_them_may_speak_once(talk: tuple[str, ...], form: str) -> None:
    asks, answers, *turns = talk
    pairs = list(zip((asks, answers, asks), turns, strict=True))
    assert said(read("\n\n".join(form.format(*pair) for pair in pairs))) == pairs


def test_in_plain_text_a_heading_may_be_of_one_who_speaks_once() -> None:
    asks, answers, *turns = TALKS[0]
    pairs = list(zip((asks, answers, asks), turns, strict=True))
    assert said(read("\n\n".join("### {}\n{}".format(*pair) for pair in pairs), "x.txt")) == pairs


def test_a_heading_that_comes_once_among_others_is_no_name() -> None:
    text = "## Roofs\n\nThe roof leaks.\n\n## Lamps\n\nThe lamp is new.\n\n## Roofs\n\nIt still leaks.\n\n"
    text += "## Ferries\n\nNone came.\n\n## Budget\n\nNothing is left.\n"
    assert not said(read(text))


@pytest.mark.parametrize("names", [("Tom", "Ada"), ("Mark", "Anna-Lena")])
def test_a_name_in_angle_brackets_is_no_tag(names: tuple[str, str]) -> None:
    turns = [(names[i % 2], words) for i, words in enumerate(TALKS[0][2:])]
    text = "\n\n".join(f"<{name}> {words}" for name, words in turns)
    assert said(read(text + "\n")) == turns


def test_a_name_in_angle_brackets_alone_is_kept() -> None:
    turns = [("Tom" if i % 2 else "Ada", words) for i, words in enumerate(TALKS[0][2:] * 2)]
    text = "\n\n".join(f"<{name}>\n{words}" for name, words in turns)
    assert said(read(text + "\n")) == turns


@pytest.mark.parametrize("tag", ["<br>", "<kbd>", "<Callout>", "<CENTER>"])
def test_a_tag_is_nobody(tag: str) -> None:
    close = tag.replace("<", "</") if tag == "<Callout>" else ""
    document = read(f"Tom: Why?\n\nAda: Now {tag}then{close}.\n\nTom: Oh.\n\nAda: Now.\n")
    assert said(document)[1] == ("Ada", "Now<br>then." if tag == "<br>" else "Now then.")


@pytest.mark.parametrize("mark", [",", "，", "،", ";", ":"])
def test_bold_words_that_a_sentence_goes_on_with_are_no_label(mark: str) -> None:
    forms = {label.form for label in candidates(Line(f"- **Ada Berg**{mark} keeper of the lamp", 1))}
    assert "bold" not in forms
    assert "bold" in {label.form for label in candidates(Line("- **Ada Berg** Keeper of the lamp", 1))}


def test_who_is_there_is_no_turn() -> None:
    for asks, answers, *turns in TALKS:
        there = f"- **{asks}**, {answers}\n- **{answers}**, {asks}\n\n"
        pairs = list(zip((asks, answers, asks, answers), (*turns, turns[1]), strict=True))
        text = "# " + turns[2] + "\n\n" + there + "\n\n".join(f"**{name}:** {words}" for name, words in pairs)
        assert said(read(text + "\n")) == pairs


def test_the_log_of_a_chat_ends_few_sentences() -> None:
    log = "<cy> is the ferry late\n<mo> it always is\n<cy> then I take the bike\n<mo> take a lamp\n<cy> ok\n"
    assert [who for who, _ in said(read(log, "x.txt"))] == ["cy", "mo", "cy", "mo", "cy"]


def test_what_is_heard_in_brackets_is_short_for_nobody() -> None:
    # The sign of what couldn't be heard begins other lines, as a label might.
    talk = "\n".join(
        f"MARA LIND: The lamp was lit at {n}.\n[inaudible]: Was it {n}?\nBO BERG: It was {n}, I think."
        for n in range(5)
    )
    wrapped = (
        "So we rowed for an hour\nand went [inaudible] as far as\nthe lamp [inaudible] and back\nand home."
    )
    document = read(f"{talk}\nMARA LIND: {wrapped}\n", "x.txt")
    assert {turn.kind for turn in document.turns} <= {"title", "speech"}


def test_two_words_that_others_say_again_are_no_list_of_names() -> None:
    talk = "\n\n".join(
        f"Mara Lind:\n\nYeah. It was {n} o'clock.\n\nBo Berg:\n\nWell. I came at {n}." for n in range(5)
    )
    document = read(f"{talk}\n\nMara Lind:\n\nLittle bit more. Yeah, yeah.\n\nBo Berg:\n\nGood.\n", "x.txt")
    assert {turn.kind for turn in document.turns} == {"speech"}


HANDLES = (
    "_ann",
    "ann_",
    "ann^",
    "-ann",
    "ann`",
    "[ann]",
    "{ann}",
    "ann|away",
    "|ann",
    "(ann)",
    "ليلى_",
    "юля^",
    "鸥_",
)


@pytest.mark.parametrize("handle", HANDLES)
@pytest.mark.parametrize("form", ["<{}> {}", "[10:01] <{}> {}", "**\\<{}>** {}", "* <{}>: {}"])
def test_a_name_between_angle_brackets_keeps_all_of_its_signs(handle: str, form: str) -> None:
    said = ("Shall we begin?", "Yes, all are here.", "The fund has no news.", "Then we meet again on Sunday.")
    printed = handle.replace("_", "\\_") if "\\" in form else handle
    names = ("bo-b", printed, "bo-b", printed)
    text = "\n\n".join(form.format(name, words) for name, words in zip(names, said, strict=True))
    document = read(text, "x.md" if "\\" in form else "x.txt")
    assert [speaker.name for speaker in document.speakers] == ["bo-b", handle]
    assert [paragraph.text for paragraph in document.paragraphs()] == [*said]


@pytest.mark.parametrize("handle", ["ann_", "ann.b", "юля-7", "ליאת"])
def test_a_name_between_two_signs_of_a_log_is_somebodys(handle: str) -> None:
    said = ("Shall we begin?", "@cara@ Yes, all are here.", "The fund has no news.", "Then on Sunday.") * 2
    names = ("bo-b", handle) * 4
    text = "\n\n".join(f"@{name}@ {words}" for name, words in zip(names, said, strict=True))
    document = read(text, "x.txt")
    assert [speaker.name for speaker in document.speakers] == ["bo-b", handle]
    assert [paragraph.text for paragraph in document.paragraphs()] == [*said]


@pytest.mark.parametrize(
    "line",
    [
        "<b>Oh.</b> No.",
        "@prefix@/lib is there",
        "@ann and all others, hello",
        "<https://example.org> shows it",
        "<12:30> It rains.",
        "<...> It rains.",
    ],
)
def test_a_tag_an_address_or_a_time_between_angle_brackets_is_nobody(line: str) -> None:
    assert not any(label.form == "bracket" for label in candidates(Line(line, 1)))


BROKEN = {
    "en": (
        "When did the idea of a ferry come\nup?",
        "It\ncame on a wet night. I was waiting for a bus that never stopped, and the\nriver was there.",
        "Who helped you to build\nit?",
        "I\nwas alone at first. I paid my uncle for the planks in bread and in stories.",
        "What do people say when they\ncross?",
        "They\ntalk about the weather first. Then, in the middle, they say what they came to\nsay.",
    ),
    "de": (
        "Wann kam Ihnen der Gedanke an eine\nFähre?",
        "In\neiner nassen Nacht. Ich wartete auf einen Bus, der nie hielt, und der Fluss\nlag da.",
        "Wer hat Ihnen beim Bauen\ngeholfen?",
        "Ich\nwar zuerst allein. Die Planken bezahlte ich meinem Onkel mit Brot.",
        "Was sagen die Leute auf der\nFähre?",
        "Sie\nreden zuerst vom Wetter. Dann, in der Mitte, sagen sie, weshalb sie kamen.",
    ),
    "ru": (
        "Когда вы впервые подумали о\nпароме?",
        "Это\nбыло дождливой ночью. Я ждала автобус, который так и не пришёл, а река была\nрядом.",
        "Кто вам помогал его\nстроить?",
        "Я\nсначала была одна. За доски я платила дяде хлебом и рассказами.",
        "О чём говорят на\nпароме?",
        "Они\nсначала говорят о погоде. А на середине говорят то, ради чего пришли.",
    ),
}
"""Questions and answers, as a page breaks their lines."""


@pytest.mark.parametrize("lang", BROKEN)
def test_a_word_alone_that_a_sentence_goes_on_from_is_no_name(lang: str) -> None:
    turns = BROKEN[lang]
    text = "".join(f"Q:\n{asked}\n{told}\n" for asked, told in zip(turns[::2], turns[1::2], strict=True))
    found = said(read(f"{text}Q: {turns[2]}\n{turns[1]}\n", "x.txt"))
    assert {name for name, _ in found} <= {"Q", ""}
    for told in turns[1::2]:
        assert any(told.replace("\n", " ") in words for _, words in found)


def test_whoever_is_declared_may_be_called_by_such_a_word() -> None:
    sidecar = parse_sidecar('[[speakers]]\nname = "It"\n', "x.toml")
    text = b"It\ncame on a wet night.\n\nIt\nwent away.\n"
    document, _ = read_data(text, sidecar, path="x.md", name="x", lang="und")
    assert [name for name, _ in said(document)] == ["It", "It"]


CHATS = {
    "en": ("Ben", "Ella", "are you coming to the harbour tonight", "yes, but only after eight"),
    "de": (
        "Hans",
        "Mia",
        "wir sollten früher fahren, sonst ist der Markt zu",
        "ich weiß nicht, ob das geht",
    ),
    "es": ("Ben", "Ella", "no sé si vamos a llegar a tiempo", "claro que sí, falta poco"),
    "it": ("Mia", "Dan", "non so se arriviamo in tempo", "ma certo, manca poco"),
}
"""Names that are words somewhere, above lines without capitals."""


@pytest.mark.parametrize("lang", CHATS)
def test_a_name_that_is_a_word_elsewhere_speaks_in_a_text_without_capitals(lang: str) -> None:
    one, other, asked, told = CHATS[lang]
    turns = [(one, asked), (other, told), (one, told), (other, asked)]
    found = said(read("\n".join(f"{who}\n{words}.\n" for who, words in turns), "x.txt"))
    assert [name for name, _ in found] == [one, other] * 2
