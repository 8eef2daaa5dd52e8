"""What an answer may have in it: what others said, a question to oneself, the end of a letter."""

import pytest

from toolkit.config import Sidecar
from toolkit.workflow.reading_rows import rows
from toolkit.workflow.transcripts import read_data

# Two names; three questions with their answers; what the second answer goes on with.
TOLD = {
    "latin": ("Ann Lind", "Bo Hale", "When was it? | In May. | Was it cold? | Yes. | And now? | Warm.", (
        "My father said: Where is the rope?", "I said: In the boat.", "My father said: Then go.")),
    "cyrillic": ("Анна", "Борис", "Где это было? | В мае. | Было холодно? | Очень. | А теперь? | Тепло.", (
        "Отец сказал: где верёвка?", "Я сказал: в лодке.", "Отец сказал: тогда иди.")),
    "han": ("林晓", "周德", "在哪儿？ | 五月。 | 冷吗？ | 很冷。 | 现在呢？ | 暖和。", (
        "父亲说：绳子在哪儿？", "我说：在船上。", "父亲说：那就走吧。")),
    "arabic": ("ليلى", "سمير", "أين كان ذلك؟ | في أيار. | هل كان بارداً؟ | جداً. | والآن؟ | دافئ.", (
        "قال أبي: أين الحبل؟", "قلت: في القارب.", "قال أبي: إذن اذهب.")),
}  # fmt: skip


def read(*paragraphs: str) -> tuple[list[tuple[str, str]], set[int]]:
    """The kind of each paragraph and who says it, and the lines that are asked about."""
    text = "\n\n".join(paragraphs) + "\n"
    document, found = read_data(text.encode(), Sidecar(), path="x.txt", name="x", lang="und")
    asked = {line for one in found if one.code.startswith("D1") for line in one.lines}
    return [(str(row["kind"]), str(row["speaker"])) for row in rows(document)], asked


@pytest.mark.parametrize(("asker", "guest", "turns", "told"), TOLD.values(), ids=TOLD)
def test_what_somebody_tells_that_others_said_is_theirs(
    asker: str, guest: str, turns: str, told: tuple[str, ...]
) -> None:
    names = (asker, guest) * 3
    talk = [f"{name}: {words}" for name, words in zip(names, turns.split(" | "), strict=True)]
    who = [name for _, name in read(*talk[:4], *told, *talk[4:])[0]]
    assert who == [asker, guest, asker, *(guest,) * 4, asker, guest]


def test_a_name_that_is_a_verb_of_saying_speaks_beside_others() -> None:
    turns = [f"{name}: It is {n} o'clock." for n, name in enumerate(("Ann", "Bo", "Wilhelm Tell") * 3, 1)]
    assert [name for _, name in read(*turns)[0]] == ["Ann", "Bo", "Wilhelm Tell"] * 3


def test_who_answers_in_chinese_is_called_so_though_it_is_a_verb() -> None:
    turns = [
        "主持：大家好。",
        "嘉宾：你们好。",
        "主持：开始吧。",
        "嘉宾：好。",
        "问：贵吗？",
        "答：不贵。",
        "问：远吗？",
        "答：不远。",
    ]
    assert [name for _, name in read(*turns)[0]][4:] == ["问", "答"] * 2


@pytest.mark.parametrize(
    ("name", "asks", "says", "oneself", "more"),
    [
        ("Bo Hale", "Was it far?", "It was.", "What can a man take with him?", "His hands, I think."),
        ("Борис", "Далеко было?", "Далеко.", "Что человек может взять с собой?", "Руки, я думаю."),
        ("סמי", "זה היה רחוק?", "רחוק.", "מה אדם יכול לקחת איתו?", "את הידיים, אני חושב."),
    ],
)
def test_a_question_above_no_name_is_part_of_an_answer(
    name: str, asks: str, says: str, oneself: str, more: str
) -> None:
    turn = (asks, f"{name}: {says}")
    who = [said for _, said in read(*turn, *turn, oneself, more, *turn, *turn)[0]]
    assert who == ["None", name, "None", name, name, name, "None", name, "None", name]


@pytest.mark.parametrize("labels", [("Ann: ", "Bo: "), ("– ", "– ")])
def test_one_line_that_looks_as_a_heading_does_is_asked_about(labels: tuple[str, str]) -> None:
    asks, says = labels
    turns = (f"{asks}What did she write?", f"{says}Only this. I have it here.")
    letter = ("Dear Bo, the winter is long.", "Come home soon.", "Your Karin")
    more = (f"{asks}Did you go?", f"{says}I did. It took a week.") * 2
    read_, asked = read(*more, *turns, *letter, *more)
    assert read_[8][0] == "speech" or 17 in asked
    heads = ("The winter at sea", "The road home")
    found, asked = read(*more, heads[0], *turns, heads[1], *more)
    assert [found[at][0] for at in (4, 7)] == ["heading", "heading"] and not {9, 15} & asked
