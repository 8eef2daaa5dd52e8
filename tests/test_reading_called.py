"""Who says what stays the same, whatever people are called and however their labels are printed."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.text.scripts import begins_small
from toolkit.transcript.cast import slips
from toolkit.workflow.transcripts import read_data

PEOPLE = {
    "words": ("Miller", "Baker"),
    "letters": ("K.", "T."),
    "codes": ("P01", "P02"),
    "handles": ("mara_l", "bo123"),
    "Thai": ("มานี ใจดี", "สมชาย วงศ์ดี"),
    "Khmer": ("សុខ ដារា", "ចាន់ ធីតា"),
    "Burmese": ("သီတာ", "မောင်မောင်"),
    "Ge'ez": ("ማርታ በቀለ", "አበበ ቢቂላ"),
    "Georgian": ("ნინო", "გიორგი"),
    "Arabic": ("مريم", "سعيد بن علي"),
    "Hebrew": ("נועה ברק", "אורי"),
    "Hangul": ("김민수", "이영희"),
}
ASKS = ("What did you fear?", "And the money?", "Who taught you that?", "Would you do it again?")
SAYS = (
    "I grew up beside the harbour, and nobody told me what the mill was for.",
    "We had a borrowed van, and you hear the engine before you see it.",
    "My mother kept each receipt in a tin. I still have one of them.",
    "Then the telephone rang, and you know how that ends, I suppose.",
    "I wrote a letter and asked for the plans; they sent me all of them.",
)
Said = list[tuple[str, str]]


def talk(one: str, other: str, turns: int = 6) -> Said:
    """One asks, and the other answers in several paragraphs, each with a label."""
    said = []
    for i in range(turns):
        said.append((one, ASKS[i % len(ASKS)]))
        said += [(other, SAYS[(i + k) % len(SAYS)]) for k in range(1 + 2 * (i % 3))]
    return said


def read(paragraphs: Sequence[str], path: str = "x.txt", gap: str = "\n\n") -> Document:
    text = gap.join(paragraphs).encode()
    return read_data(text, Sidecar(), name="x", path=path, lang="und")[0]


def heard(document: Document) -> Said:
    names = {speaker.key: speaker.name for speaker in document.speakers}
    spoken = (turn for turn in document.turns if turn.kind == "speech" and turn.speakers)
    return [(names[turn.speakers[0]], paragraph.text) for turn in spoken for paragraph in turn.paragraphs]


def same(said: Said, label: Callable[[str], str], path: str = "x.txt") -> None:
    assert heard(read([f"{label(who)} {words}" for who, words in said], path)) == said


@given(st.sampled_from([*PEOPLE]), st.sampled_from([*PEOPLE]), st.integers(4, 9))
@examples(15)
def test_whoever_asks_and_whoever_answers_in_paragraphs_speaks(one: str, other: str, turns: int) -> None:
    who, whom = PEOPLE[one][0].rstrip("."), PEOPLE[other][1].rstrip(".")
    same(talk(who, whom, turns), lambda name: f"{name}:")


@pytest.mark.parametrize("label", ['"{}":', "“{}”:", "«{}»:", "«{}» :", "{}]"])
@pytest.mark.parametrize("people", ["words", "Arabic", "Thai", "Hangul"])
def test_the_sign_of_a_label_is_no_part_of_its_name(label: str, people: str) -> None:
    same(talk(*PEOPLE[people]), label.format)


@pytest.mark.parametrize("label", ["*{}*", "_{}_"])
@pytest.mark.parametrize("people", ["words", "Hebrew", "Georgian"])
def test_names_in_italics_take_turns(label: str, people: str) -> None:
    one, other = PEOPLE[people]
    turns = (of for asks, says in zip(ASKS, SAYS, strict=False) for of in ((one, asks), (other, says)))
    same([*turns], label.format, "x.md")


def test_a_sentence_that_begins_in_italics_names_nobody() -> None:
    told = [f"*{'Then' if i % 2 else 'Later'}* the boat came in, and who was on it?" for i in range(3)]
    assert not heard(read([*told, *(words for _, words in talk("a", "b"))], "x.md"))


@pytest.mark.parametrize("people", ["Georgian", "Arabic", "Thai"])
def test_an_address_behind_a_name_is_no_part_of_it(people: str) -> None:
    said = talk(*PEOPLE[people])
    document = read([f"{who} <m{len(who)}@post.example>: {words}" for who, words in said])
    assert heard(document) == said
    assert {turn.label[-1] for turn in document.turns} == {">"}


@pytest.mark.parametrize(
    "words", ['"שלום": כך אמרה לו.', "“Peace”: so she said to him.", "«Мир»: так она сказала."]
)
def test_what_is_quoted_once_before_a_colon_is_nobody(words: str) -> None:
    told = ["The boat came in at six, and nobody was on it.", words, "Then it was dark, and the wind rose."]
    assert not heard(read(told))
    said = talk(*PEOPLE["words"])
    assert {who for who, _ in heard(read([*(f"{who}: {of}" for who, of in said), words]))} == {
        "Miller",
        "Baker",
    }


def test_keys_of_data_are_no_labels() -> None:
    data = [f'"name": "Mara",\n"age": {i},\n"asks": "Why do you ask me?"' for i in range(6)]
    assert not heard(read(data))


def test_two_of_a_long_surname_are_two_and_a_slip_is_one() -> None:
    assert not slips({"tobias van der meer": 9, "ines van der meer": 1})
    assert not slips({"марина римская-корсакова": 9, "олег римская-корсакова": 1})
    assert slips({"tobias van der meer": 9, "tobais van der meer": 1})
    said = [*talk("Bo Holm", "Tobias van der Meer"), ("Ines van der Meer", "And I?")]
    same(said, lambda name: f"{name}:")


def test_no_letter_of_georgian_is_a_small_one() -> None:
    said = talk("Ann Berg", "გიორგი კილაძე")
    short = [*said[:2], *((who.split()[0], words) for who, words in said[2:])]
    assert heard(read([f"{who}: {words}" for who, words in short])) == said
    assert not begins_small("გიორგი")
