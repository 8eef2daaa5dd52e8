"""Heads of parts that are counted, two signs that take turns, and who made a text."""

import pytest

from toolkit.config import Sidecar
from toolkit.workflow.reading_rows import rows
from toolkit.workflow.transcripts import read_data


def read(text: str) -> list[tuple[str, str]]:
    """The kind of each paragraph, and who says it."""
    document, _ = read_data(text.encode(), Sidecar(), path="x.txt", name="x", lang="und")
    return [(str(row["kind"]), str(row["speaker"])) for row in rows(document)]


HEADS = {
    "figure": ("1. ", "2. ", "3. "),
    "bracket": ("(1) ", "(2) ", "(3) "),
    "roman": ("I – ", "II – ", "III – "),
    "letter": ("A. ", "B. ", "C. "),
    "circle": ("① ", "② ", "③ "),
    "word": ("Part 1: ", "Part 2: ", "Part 3: "),
    "chapter": ("第一章　", "第二章　", "第三章　"),
    "within": ("4.1 ", "4.2 ", "4.3 "),
}
# The title; a head, a question and an answer of each part.
TALKS = {
    "latin": """\
The ferry
Youth on the bank | When did you first row? | At six. I was small.
The big flood | Were you afraid? | Often. I never said so.
Moving away | Would you come back? | Tomorrow, if my knees let me.""",
    "cyrillic": """\
Паром
Юность на берегу | Когда вы начали грести? | В шесть. Я был мал.
Большая вода | Вам было страшно? | Часто. Я не говорил.
Переезд | Вы бы вернулись? | Завтра, если позволят колени.""",
    "arabic": """\
العبّارة
الطفولة على الضفة | متى بدأت التجديف؟ | في السادسة. كنت صغيراً.
الفيضان الكبير | هل كنت خائفاً؟ | كثيراً. لم أقل ذلك.
الرحيل | هل تعود؟ | غداً لو سمحت ركبتاي.""",
    "han": """\
渡船
岸边的童年 | 您什么时候开始划船？ | 六岁。我还很小。
大水 | 您害怕吗？ | 常常害怕。我没说过。
搬走 | 您愿意回来吗？ | 明天就来，要是膝盖允许。""",
    "devanagari": """\
नाव
किनारे का बचपन | आपने कब खेना सीखा? | छह साल में। मैं छोटा था।
बड़ी बाढ़ | क्या आपको डर लगता था? | अक्सर। मैंने कहा नहीं।
विदाई | क्या आप लौटेंगे? | कल ही, घुटने साथ दें तो।""",
}
SIGNS = {"colon": ("Ann Lind: ", "Bo Hale: "), "dash": ("– ", "– "), "none": ("", "")}


@pytest.mark.parametrize("heads", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
@pytest.mark.parametrize("labels", SIGNS.values(), ids=SIGNS)
def test_what_is_counted_above_turns_heads_a_part(
    heads: tuple[str, ...], talk: str, labels: tuple[str, str]
) -> None:
    text, *parts = talk.split("\n")
    for number, part in zip(heads, parts, strict=True):
        for before, words in zip((number, *labels), part.split(" | "), strict=True):
            text += f"\n\n{before}{words}"
    assert [kind for kind, _ in read(text)[1:]] == ["heading", "speech", "speech"] * 3


@pytest.mark.parametrize("n", [3, 5])
def test_what_one_person_answers_is_counted_for_a_question(n: int) -> None:
    topics = ("Your first boat", "The widest river", "A night on the water", "Fear", "What you would keep")
    talk = "".join(
        f"{k}. {topic}\n\nBo Hale: I think of it often.\n\n" for k, topic in enumerate(topics[:n], 1)
    )
    assert read(f"Five words with Bo Hale\n\n{talk}")[1:] == [("speech", "None"), ("speech", "Bo Hale")] * n


@pytest.mark.parametrize("signs", ["-▲", "◇◆", "•○"])
def test_two_signs_that_take_turns_are_both_somebody(signs: str) -> None:
    # The third question has no mark, and no ending that only questions have.
    asks = ("배를 언제 처음 타셨습니까.", "무섭지 않으셨나요.", "지금은 어떤가요.", "또 타고 싶으신가요?")
    answers = (
        "여섯 살 때요. 작았어요.",
        "무서웠죠. 말은 안 했어요.",
        "강이 편해요. 집보다 편해요.",
        "내일이라도요.",
    )
    pairs = zip(asks, answers, strict=True)
    talk = "\n\n".join(f"{signs[0]}{asked}\n{signs[1]}{said}" for asked, said in pairs)
    assert [who for _, who in read(f"나룻배 사공\n\n{talk}\n")[1:]] == [*signs] * 4


@pytest.mark.parametrize(
    ("talk", "last"),
    [
        ("山本：いつですか。\n\n森：六歳です。\n\n", "（聞き手・五十嵐みどり）"),
        ("박민: 언제요?\n\n이도: 여섯 살요.\n\n", "(글 박 하늘)"),
        ("ليلى: متى؟\n\nسمير: في السادسة.\n\n", "(حوار: منى)"),
    ],
)
def test_who_made_a_text_in_scripts_without_capitals_is_no_event(talk: str, last: str) -> None:
    kind, who = read(talk * 3 + last)[-1]
    assert kind in {"byline", "meta"} and who == "None"


ASKED_BACK = {
    "latin": """\
Where you were born and raised | Mara: By the river. Where else?
What your father did | Mara: He milled. Can you guess what?
What your mother said | Mara: Nothing. What should she say?""",
    "thai": """\
เล่าเรื่องวัยเด็ก | สมชาย: อยากฟังจริงหรือครับ?
เล่าเรื่องโรงสี | สมชาย: โรงสีไหนครับ?
เล่าเรื่องสงคราม | สมชาย: ต้องเล่าด้วยหรือครับ?""",
    "han": """\
谈谈童年 | 李明：您真想听吗？
谈谈磨坊 | 李明：哪个磨坊呢？
谈谈战争 | 李明：必须谈吗？""",
    "hebrew": """\
הילדות ליד הנהר | דוד: אתה באמת רוצה לשמוע?
הטחנה הישנה | דוד: איזו טחנה?
המלחמה הגדולה | דוד: מה יש לספר?""",
}


@pytest.mark.parametrize("talk", ASKED_BACK.values(), ids=ASKED_BACK)
def test_who_asks_back_below_each_number_answers_it(talk: str) -> None:
    text = "\n\n".join(f"{k}. {line}" for k, line in enumerate(talk.split("\n"), 1))
    assert [kind for kind, _ in read(text.replace(" | ", "\n\n"))] == ["speech"] * 6


def asked_about(text: str) -> set[int]:
    """The lines that a finding names."""
    _, findings = read_data(text.encode(), Sidecar(), path="x.txt", name="x", lang="und")
    return {line for found in findings for line in found.lines}


SAID = {
    "I": ("I am here", "II was the name of the boat"),
    "A": ("A day in the hills", "B roads and rain"),
    "V": ("V for victory", "VI for nothing"),
    "king": ("Henry V of England", "Henry VI of England"),
}


@pytest.mark.parametrize("lines", SAID.values(), ids=SAID)
def test_a_sentence_that_begins_as_a_count_does_is_no_sure_head(lines: tuple[str, str]) -> None:
    text = (
        f"Ann: What did he say?\n\n{lines[0]}\n\nBo: He said it twice. I heard it.\n\n{lines[1]}\n\n"
        "Ann: What a thing to say.\n\nBo: Yes, we laughed a lot.\n"
    )
    assert asked_about(text) >= {3, 7}


def test_the_last_items_of_two_lists_are_no_sure_heads_of_parts() -> None:
    text = """\
司会：何を持ってきましたか。 | 田中：二つです。 | ① パン | ② チーズ | 司会：あとは何ですか。
田中：三つです。 | ① 塩 | ② 胡椒 | ③ 砂糖 | 司会：多いですね。 | 田中：みんなの分です。"""
    assert asked_about(text.replace("\n", " | ").replace(" | ", "\n\n")) >= {7, 17}


def test_what_somebody_does_who_spoke_makes_no_text() -> None:
    korean = "기자: 어땠습니까?\n\n김민수: 강이 넓었습니다.\n\n기자: 감사합니다.\n\n(기자 일동 박수)"
    assert read(korean)[-1] == ("event", "None")
    assert 7 in asked_about("记者：怎么样？\n\n王伟：河很宽。\n\n记者：谢谢。\n\n（记者：哈哈）")


@pytest.mark.parametrize("said", ["我在那里教日本文化，一直教到退休。", "日本文化を海外で教えていました。"])
def test_a_word_with_the_signs_for_this_text_says_nothing_of_it(said: str) -> None:
    asks, says = "记者：后来呢？", "王伟：我走了，去了很远的地方。"
    assert not asked_about(f"{asks}\n\n{says}\n\n{said}\n\n{asks}\n\n{says}\n\n{said}\n\n记者：谢谢。\n")


DAYS = {
    "latin": "May: Shall we go?\n\nJune: Not today. It rains.\n\nApril: I will come.\n\n",
    "kanji": "月：行きましょうか。\n\n火：今日は行けません。\n\n水：私は行きます。\n\n",
    "arabic": "جمعة: من جاء؟\n\nخميس: أنا جئت.\n\nسبت: وأين سالم؟\n\n",
}


@pytest.mark.parametrize("talk", DAYS.values(), ids=DAYS)
def test_people_who_are_called_as_days_and_ask_each_other_speak(talk: str) -> None:
    assert [kind for kind, _ in read(talk * 2)] == ["speech"] * 6


def test_who_asks_by_name_and_verb_is_no_part_of_what_another_says() -> None:
    talk = "Mara asks: Where?\n\nBo: By the river.\n\nCy: In the hills.\n\nBo: Not far.\n\nCy: Very far.\n\n"
    assert {who for _, who in read(talk * 2)} == {"Mara asks", "Bo", "Cy"}
