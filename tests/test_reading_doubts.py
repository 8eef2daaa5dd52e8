"""What is asked about a reading: once for each cause; and the lines that decide it either way."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import numpy as np
import pytest

from talks import read_and_asked, texts_of
from toolkit.config import Sidecar, parse_sidecar
from toolkit.findings import Finding, report
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading import weights
from toolkit.reading.inference import infer
from toolkit.reading.roster import labelled
from toolkit.reading.unsure import doubted, unknown
from toolkit.reading.view import view
from toolkit.transcript import doubts, questions
from toolkit.workflow.reading_rows import rows


def read(text: str, sidecar: str = "") -> tuple[Document, tuple[Finding, ...]]:
    told = parse_sidecar(sidecar, "talk.toml") if sidecar else Sidecar()
    document, problems = plain.read(text.encode(), name="talk", path="talk.txt", lang="und", sidecar=told)
    return document, tuple(problems)


def answers(hint: str) -> tuple[str, str]:
    """Of a hint with two parts the lines of each; remarks are none to TOML."""
    _, first, second = re.split(r"^# .*:\n", hint, flags=re.MULTILINE)
    return first, second


FERRY = """\
Anna Holt: When did the ferry stop?

Bert Riis: In the winter. We walked across the ice.

Anna Holt: And who rang the bell?

The harbour office: nobody rings it now.

It hangs in the school, and the children polish it.

The tide table: high water at six.

Bert Riis: My aunt rang it for thirty years.

Anna Holt: Thank you.
"""
FERRY_IN_ARABIC = """\
ليلى حداد: متى توقفت العبّارة؟

سامي نصر: في الشتاء. عبرنا على الجليد.

ليلى حداد: ومن كان يقرع الجرس؟

مكتب الميناء: لا أحد يقرعه الآن.

إنه في المدرسة، والأطفال يلمعونه.

جدول المد: الماء عالٍ في السادسة.

سامي نصر: عمتي قرعته ثلاثين سنة.

ليلى حداد: شكرًا.
"""


@pytest.fixture
def asked_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of labels all is asked about, however sure it is, and however often somebody speaks."""
    monkeypatch.setattr(doubts, "_KNOWN", 99)
    monkeypatch.setattr(questions, "FURTHER", -1.0)
    monkeypatch.setattr(questions, "LABEL", questions.Bound(-1.0, 0.0))


@pytest.mark.usefixtures("asked_all")
@pytest.mark.parametrize("text", [FERRY, FERRY_IN_ARABIC])
def test_labels_of_one_form_are_one_question(text: str) -> None:
    """It names what hangs on them, and tells of each line which label it is about."""
    (asked,) = (one for one in read(text)[1] if one.code == "D103")
    given: dict[str, Any] = dict(asked.args)
    printed = [line.partition(":")[0] for line in text.split("\n")]
    assert asked.every_line == (1, 3, 5, 7, 9, 11, 13, 15)
    each = [printed[line - 1] if ":" in text.split("\n")[line - 1] else "" for line in asked.every_line]
    assert list(given["each"]) == each
    assert given["number"] == 4 and given["below"] == "9"
    assert asked.message.endswith("; who says line 9 hangs on it.")


@pytest.mark.usefixtures("asked_all")
@pytest.mark.parametrize("text", [FERRY, FERRY_IN_ARABIC])
def test_what_is_asked_of_labels_is_decided_either_way(text: str) -> None:
    (asked,) = (one for one in read(text)[1] if one.code == "D103")
    as_text, as_speakers = answers(asked.hint)
    document, left = read(text, as_text)
    assert not document.speakers and not any(one.code == "D103" for one in left)
    document, left = read(text, as_speakers)
    given: dict[str, Any] = dict(asked.args)
    assert [speaker.name for speaker in document.speakers] == [*filter(None, dict.fromkeys(given["each"]))]
    assert not any(one.code == "D103" for one in left)


IN_FULL_AT_FIRST = (
    (
        "Odile Le Garrec. — ",
        "O. L. G. — ",
        "Que faisait-il la nuit ?",
        "Il notait les heures dans un cahier.",
    ),
    ("שרה לוי ברק. — ", "ש. ל. ב. — ", "מה עשה דודך בלילה?", "הוא רשם את השעות במחברת."),
)


@pytest.mark.usefixtures("asked_all")
@pytest.mark.parametrize(("full", "initials", "asks", "says"), IN_FULL_AT_FIRST)
def test_labels_of_one_person_are_proposed_as_one(
    full: str, initials: str, asks: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who takes the hint doesn't part whoever was named in full at first."""
    monkeypatch.setattr(doubts, "_MUCH", 2.0)
    text = "\n\n".join([asks, full + says, *[asks, initials + says] * 3])
    before, problems = read(text)
    (asked,) = (one for one in problems if one.code == "D103")
    document, left = read(text, answers(asked.hint)[1])
    assert len(before.speakers) == 1 and document.speakers == before.speakers
    assert [turn.speakers for turn in document.turns] == [turn.speakers for turn in before.turns]
    assert not any(one.code == "D103" for one in left)


@pytest.mark.parametrize("sign", ["-", "—", "——", "――", "■", "■■"])
def test_a_sign_that_stands_for_somebody_is_found_however_long_it_is_drawn(sign: str) -> None:
    """What a finding says to write for it decides it, either way."""
    asked, answered = "鐘はいつ鳴りましたか？", "冬の夜に、一度だけ鳴りました。"
    text = "\n\n".join((f"{sign} {asked}", f"水野：{answered}") * 3)
    document, _ = read(text, f'[[speakers]]\nname = "{sign}"\nkey = "asker"\nrole = "host"\n')
    assert ("asker", "host") in [(one.key, one.role) for one in document.speakers]
    document, _ = read(text, f'not-speakers = ["{sign}"]\n')
    assert [one.name for one in document.speakers] == ["水野"]


@pytest.mark.usefixtures("asked_all")
def test_who_surely_speaks_elsewhere_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """The more turns they have, the more it takes to doubt them."""
    turns = "Anna Holt: And {0}?\n\nBert Riis: The {0} stopped in the winter, and nobody complained.\n\n"
    text = "".join(map(turns.format, ("the ferry", "the mill", "the clock")))
    monkeypatch.setattr(doubts, "_KNOWN", 3)
    assert not any(one.code == "D103" for one in read(text)[1])
    monkeypatch.setattr(doubts, "_KNOWN", 4)
    (asked,) = (one for one in read(text)[1] if one.code == "D103")
    assert asked.every_line == (1, 3, 5, 7, 9, 11)
    # If none of their three turns were likely one.
    monkeypatch.setattr(doubts, "_KNOWN", 3)
    monkeypatch.setattr(doubts, "OPENERS", ())
    for unsure, expected in ((2.9, 0), (3.0, 1)):
        monkeypatch.setattr(doubts, "_UNSURE", unsure)
        assert sum(one.code == "D103" for one in read(text)[1]) == expected


WRAPPED = """\
Anna Holt: When did the ferry stop, and who was
on it when the ice came?

Bert Riis: In the winter. We walked
across the ice.

Anna Holt: And who rang the bell that hangs in the
school today?
Nobody rings it now.
"""


@pytest.mark.parametrize("places", [(2, 5), (8,)])
def test_where_paragraphs_begin_is_decided_either_way(
    places: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of lines that go on with the one before, and of one that doesn't."""
    monkeypatch.setattr(questions, "FURTHER", -1.0)
    monkeypatch.setattr(questions, "JOINED", questions.Bound(-1.0, 0.0))
    monkeypatch.setattr(questions, "APART", questions.Bound(-1.0, 0.0))
    asked = [one for one in read(WRAPPED)[1] if one.code == "D112" and {*places} <= {*one.every_line}]
    split, join = answers(asked[0].hint)
    begun = {paragraph.where.line for paragraph in read(WRAPPED, split)[0].paragraphs()}
    assert {*places} <= begun
    begun = {paragraph.where.line for paragraph in read(WRAPPED, join)[0].paragraphs()}
    assert not {*places} & begun


NOTES = """\
The pump is broken again

Mara - who has the key
and it was in the shed.

Beans: they are mouldy, throw them away

- Otto asks the council

Nobody was there in March.
"""


def test_a_text_of_many_doubts_is_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its doubtful lines are named once, and what somebody has decided is not asked again."""
    (told,) = read(NOTES)[1]
    # One cause is asked by itself; with another it would be two questions.
    assert told.code == "D109"
    monkeypatch.setattr(questions, "KIND", questions.Bound(0.0, 0.0))
    monkeypatch.setattr(doubts, "_MUCH", 0.0)
    (asked,) = read(NOTES)[1]
    assert asked.name == "D118.much" and {*asked.every_line} >= {*told.every_line}
    monkeypatch.setattr(doubts, "_MUCH", 1.0)
    # So are all questions what paragraphs outside of speech are.
    assert sorted(one.code for one in read(NOTES)[1]) == ["D109", "D111"]
    for kind in ("narration", "speech"):
        said = asked.hint.partition("# If these")[0].replace('kind = "narration"', f'kind = "{kind}"')
        document, left = read(NOTES, said)
        assert not any(one.code == "D118" for one in left)
        decided = [paragraph.kind for paragraph in document.paragraphs()]
        assert decided.count(kind) >= len(decided) - 1


@pytest.mark.parametrize("heads", [("The shed", "The council", "In March"), ("المخزن", "المجلس", "في آذار")])
@pytest.mark.parametrize("kind", ["narration", "speech"])
def test_headings_stay_headings_whoever_speaks(
    heads: tuple[str, ...], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of two causes, all of the text is asked about.
    monkeypatch.setattr(doubts._Doubts, "wraps", lambda _: [report("D108")])
    monkeypatch.setattr(doubts, "_MUCH", 0.0)
    first, *rest = NOTES.strip().split("\n\n")
    sections = zip(heads, rest[1:], strict=True)
    parts = [f"# {first}", rest[0], *chain.from_iterable((f"## {head}", part) for head, part in sections)]
    found = read_and_asked(*parts, path="x.md")[1]
    (asked,) = (one for one in found if one.code == "D118")
    said = asked.hint.partition("# If these")[0].replace('kind = "narration"', f'kind = "{kind}"')
    assert said.count("[[decide]]") > 2
    document, left = read_and_asked(*parts, path="x.md", sidecar=parse_sidecar(said, "x.toml"))
    assert texts_of(document, "heading") == [*heads]
    assert not {"D104", "D105", "D118"} & {one.code for one in left}


@pytest.mark.parametrize(
    "text",
    [
        (
            "The harbour press\n\nOur mill\n\nEast bank, in spring\n\nNora: What did you grind first?\n\n"
            "Emil: Rye, and later oats.\n\nNora: Who mended the wheel?\n\nEmil: My brother did.\n"
        ),
        (
            "صحافة الميناء\n\nطاحونتنا\n\nالضفة الشرقية، في الربيع\n\nنورا: ماذا طحنت أولا؟\n\n"
            "أمين: القمح، ثم الشعير.\n\nنورا: من أصلح الدولاب؟\n\nأمين: أصلحه أخي.\n"
        ),
        (
            "港口报\n\n我们的磨坊\n\n东岸，春天\n\n诺拉：您最早磨的是什么？\n\n"
            "阿敏：小麦，后来是大麦。\n\n诺拉：冬天谁修轮子？\n\n阿敏：我哥哥。\n"
        ),
    ],
)
def test_of_each_paragraph_outside_of_speech_both_kinds_are_named(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "HEAD", questions.Bound(0.0, 0.0))
    document, found = read(text)
    either = {place["line"]: f"{place['kind']}/{place['other']}" for place in rows(document)}
    (asked,) = (one for one in found if one.name == "D111.several")
    told = re.findall(r"(\d+) \((\w+/\w+)\)", asked.message)
    assert {int(line): kinds for line, kinds in told} == {line: either[line] for line in asked.every_line}


TINY = (
    "Q1. Why do bees dance?\n\nA1. To tell the way.\n",
    "SPEAKER A: Hello there.\nSPEAKER B: Hi.\n",
    "Anna (AH): Come in.\n\nThe kettle sang.\n",
    "The harbour in winter\n",
    "ليلى: متى جفّ النهر؟\n\nسامي: في الصيف.\n",
    "נועה: שלום\n",
    "问：桥是谁修的？\n答：没人知道。\n",
    "Перевозчик\n\nМы ждали его до утра.\n\nОн не пришёл.\n",
)


@pytest.mark.parametrize("text", TINY)
def test_a_tiny_text_is_doubted_whatever_it_is_read_as(text: str) -> None:
    document, problems = read(text)
    (asked,) = problems
    assert asked.code == "D118"
    assert list(asked.every_line) == [paragraph.where.line for paragraph in document.paragraphs()]
    # Nobody has to ask for more than is told, where no one speaks.
    assert asked.severity == ("info" if document.speakers else "warning")


@pytest.mark.parametrize("text", TINY)
@pytest.mark.parametrize("kind", ["narration", "speech"])
def test_a_tiny_text_is_decided_by_the_lines_of_its_hint(text: str, kind: str) -> None:
    _, (asked,) = read(text)
    said = asked.hint.partition("# If these are")[0].replace('kind = "narration"', f'kind = "{kind}"')
    document, left = read(text, said)
    assert not any(one.code == "D118" for one in left)
    assert {paragraph.kind for paragraph in document.paragraphs()} <= {kind, "title"}


@pytest.mark.parametrize("text", [text for text in TINY if ":" in text or "：" in text or "Q1" in text])
def test_who_speaks_in_a_tiny_text_is_said_with_its_hint(text: str) -> None:
    _, (asked,) = read(text)
    _, as_speakers = answers(asked.hint)
    document, left = read(text, as_speakers)
    assert document.speakers and not any(one.code == "D118" for one in left)
    labels = parse_sidecar(as_speakers, "talk.toml").speakers
    assert [speaker.name for speaker in document.speakers] == [table.name for table in labels]


def test_what_can_hardly_be_a_name_is_proposed_to_nobody() -> None:
    asks = "It is a question I hear at each supper. The honest answer: for the rope."
    essay = f"Why knots?\n\n{asks}\n\nA knot is brief. It holds.\n"
    _, (asked,) = read(essay)
    assert asked.code == "D118" and "[[speakers]]" not in asked.hint


def test_a_short_talk_in_which_somebody_speaks_twice_is_none() -> None:
    assert not read("Mara: Yes.\n\nJon: No.\n\nMara: Oh.\n")[1]
    # So is one whose speakers somebody has named.
    assert not read(TINY[1], '[[speakers]]\nname = "SPEAKER A"\n')[1]


def test_a_first_paragraph_is_a_title_and_a_range_is_told_where_somebody_says_so() -> None:
    text = FERRY.replace("Anna Holt: When", "An evening at the harbour\nAnna Holt: When", 1)
    said = (
        '[[decide]]\nbegins = "An evening"\nkind = "title"\n\n'
        '[[decide]]\nbegins = "The harbour office"\nuntil = "The tide table"\nkind = "narration"\n'
    )
    document, _ = read(text, said)
    kinds = {paragraph.where.line: paragraph.kind for paragraph in document.paragraphs()}
    assert kinds[1] == "title"
    assert [kinds[line] for line in (8, 10, 12)] == ["narration"] * 3
    assert kinds[6] == kinds[14] == "speech"


def test_each_paragraph_has_its_probability_and_what_speaks_for_it_and_for_the_next_best() -> None:
    document, problems = plain.read(
        FERRY.encode(), name="talk", path="talk.txt", lang="und", sidecar=Sidecar()
    )
    shown = [*rows(document)]
    assert all(0 < row["p"] <= 1 and row["other"] for row in shown)
    for row in shown:
        assert problems.why is not None
        best, *_ = reasons = [*problems.why(row["line"])]
        read_as, next_best = re.findall(r"([\w.]+) \d\.\d\d", best)
        told = [line.split(":")[0].removeprefix("  for ") for line in reasons if line.startswith("  for ")]
        assert told[:2] == [read_as, next_best]


CROWD = [
    f"{first}{middle} {last}"
    for first in ("Ma", "Ил", "لي", "李")
    for middle in ("ra", "лья", "لى", "明", "ne", "до")
    for last in ("Lind", "Волков", "حداد", "Holt", "Berg", "Riis", "נצר")
]


@pytest.mark.usefixtures("asked_all")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n\n".join(["The ferry rang its bell."] * 301), "D109"),
        ("\n\n".join(f"{name}: {words}" for name in CROWD for words in ("the bell", "no")), "D103"),
    ],
)
def test_a_question_about_hundreds_of_places_can_be_read(
    text: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubts, "_MUCH", 2.0)
    (asked,) = (one for one in read(text)[1] if one.code == code)
    assert len(asked.every_line) >= 300
    assert len(asked.message) < 1000
    assert len(asked.hint.splitlines()) < 50
    assert all(len(line) < 1000 for line in asked.hint.splitlines())


@pytest.mark.usefixtures("asked_all")
def test_labels_that_are_not_named_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "NAMED", 3)
    (asked,) = (one for one in read(FERRY)[1] if one.code == "D103")
    assert asked.message.startswith('"Anna Holt", "Bert Riis", "The harbour office" and 1 more may be ')
    assert (
        'not-speakers = ["Anna Holt", "Bert Riis", "The harbour office"]\n# Likewise the others.\n'
        in asked.hint
    )


TOLD = "The bell of the harbour hung there for ninety years, and nobody knew who had cast it.\n\n"
TALKED = "She looks up. When did you hear it?\n\nOn the night I was born, they say, and ever since.\n\n"


@pytest.mark.parametrize("count", [1, 2, 10, 60])
def test_a_text_is_never_surer_than_what_it_has_can_tell(count: int) -> None:
    """The share that is unknown is said on both sides; what is decided stays certain."""
    text = TOLD + TALKED * count + TOLD
    made = view(plain.content(text, path="x.txt").lines)
    found = infer(labelled(made), weights.weights())
    share = unknown(found)
    p = doubted(found, share)
    assert share.max() == pytest.approx(min(0.08, 0.4 / (2 * count + 2)))
    assert p.sum(axis=1) == pytest.approx(found.p.sum(axis=1))
    assert (p.max(axis=1) <= np.maximum(1 - share, share + found.p.min(axis=1)) + 1e-9).all()
    document, _ = read(text, '[[decide]]\nbegins = "The bell of"\nwhich = "1 of 2"\nkind = "narration"\n')
    assert document.turns[0].paragraphs[0].p == pytest.approx(1)


LISTS = {
    "people": {
        "Ida Holm": "She runs all that floats.",
        "Bo Lund": "He repairs what Ida sinks.",
        "Cara Finch": "She keeps the books.",
        "Dov Arad": "He paints the bows.",
        "Ella Roe": "She answers the telephone.",
    },
    "prices in Bengali": {
        "রুই": "তিনশো টাকা কেজি।",
        "কাতলা": "সাড়ে তিনশো টাকা।",
        "ইলিশ": "আজ আসেনি।",
        "চিংড়ি": "ছয়শো টাকা।",
    },
    "words in Japanese": {
        "凪": "風がなく波が静か。",
        "時化": "海が荒れること。",
        "潮目": "二つの潮の境。",
        "艫": "船の後ろの方。",
    },
    "what somebody likes, in Arabic": {
        "كتاب": "المنارة.",
        "لون": "الأزرق.",
        "خوف": "المصعد.",
        "مدينة": "اللاذقية.",
        "حلم": "بيت صغير.",
    },
}


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("of", LISTS.values(), ids=LISTS)
def test_where_each_label_comes_once_somebody_is_asked_about_all(of: dict[str, str], numbered: bool) -> None:
    """Nobody asks there; or numbers count what each asks: `2. Sails: Who sews them?`."""
    lines = [f"{label}: {words}" for label, words in of.items()]
    if numbered:
        lines = [f"{n}. {words.rstrip('.。')}?" for n, words in enumerate(lines, 1)]
    text = "The list\n\n" + "\n".join(lines)
    document, found = read(text)
    spoken = [paragraph for turn in document.turns if turn.label for paragraph in turn.paragraphs]
    asked = {line for one in found if one.code in {"D103", "D118"} for line in one.lines}
    assert spoken
    assert asked >= {*range(3, 3 + len(of))}


def test_where_somebody_asks_labels_that_come_once_are_no_list() -> None:
    text = "Question: When does it sail?\nAnswer: At nine.\nQ: And back?\nA: At noon, from the quay.\n"
    assert not any(one.code == "D103" for one in read(text)[1])


MISTYPED = {
    "a semicolon": ("Otto Reyes; I carried them.", "Otto Reyes"),
    "nothing": ("Otto Reyes I carried them.", "Otto Reyes"),
    "nothing behind initials": ("LF We carried them.", "LF"),
}
WHOLE = ("Otto Reyes, I carried them.", "Otto carried them.", "LF carried them.", "Otto Reyes carried them.")


def talk_of(amid: str) -> str:
    """A talk of two, in which one paragraph has no sign of a label."""
    turns = ["LF: What did you do with the books?", "Otto Reyes: They were wet, and I was tired."] * 4
    return "\n\n".join(
        ["Nine days of rain", *turns, "LF: And then, when the water rose again?", amid, *turns]
    )


@pytest.mark.parametrize(("amid", "name"), MISTYPED.values(), ids=[*MISTYPED])
def test_a_name_without_the_sign_of_a_label_is_asked_about(amid: str, name: str) -> None:
    findings = plain.read(talk_of(amid).encode(), sidecar=Sidecar(), name="x", path="x.txt", lang="en")[1]
    (found,) = [one for one in findings if one.name == "D122.begun"]
    assert str(found.where) == "x.txt:21" and f'speakers = ["{name}"]' in found.hint


@pytest.mark.parametrize("amid", WHOLE)
def test_whoever_is_called_or_told_of_by_name_is_not_asked_about(amid: str) -> None:
    findings = plain.read(talk_of(amid).encode(), sidecar=Sidecar(), name="x", path="x.txt", lang="en")[1]
    assert "D122.begun" not in {one.name for one in findings}


BELOW = {
    "en": [
        "Ada: When did you come here?",
        "Bo: In spring, and I stayed.",
        "The house was empty, and so was the harbour.",
        "Ada: And the boats?",
        "Bo: They came back later.",
    ],
    "he": [
        "עדה: מתי הגעת לכאן?",
        "רון: באביב, ונשארתי.",
        "הבית היה ריק, וגם הנמל.",
        "עדה: והסירות?",
        "רון: הן חזרו אחר כך.",
    ],
    "hi": [
        "मीरा: आप यहाँ कब आए?",
        "अनिल: वसंत में, और यहीं रह गया।",
        "घर ख़ाली था, और बंदरगाह भी।",
        "मीरा: और नावें?",
        "अनिल: वे बाद में लौटीं।",
    ],
    "ru": [
        "Анна: Когда вы сюда приехали?",
        "Пётр: Весной, и остался.",
        "Дом был пуст, и гавань тоже.",
        "Анна: А лодки?",
        "Пётр: Вернулись позже.",
    ],
    "zh": [
        "林小鸥：您什么时候来的？",
        "周望海：春天来的，后来就留下了。",
        "房子是空的，港口也是空的。",
        "林小鸥：那些船呢？",
        "周望海：后来都回来了。",
    ],
}


@pytest.mark.parametrize("language", BELOW)
def test_who_has_a_label_goes_on_below_it(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second paragraph of an answer is plainly one: whether it is told is asked where that is likely."""
    text = "\n\n".join(BELOW[language])
    document, findings = read(text)
    assert len([*document.paragraphs()]) == 5 and not [one for one in findings if one.code == "D101"]
    monkeypatch.setattr(questions, "NEAR", 0.0)
    assert [[*one.lines] for one in read(text)[1] if one.code == "D101"] == [[5]]


ABOVE = {
    "en": "Bo Lind has looked after the lamps of Fenwick for forty years. We met him at the harbour.",
    "he": "רון לביא מטפל בפנסי הנמל כבר ארבעים שנה. פגשנו אותו על הרציף.",
    "hi": "अनिल चालीस साल से बंदरगाह के दीयों की देखभाल करते हैं। हम उनसे घाट पर मिले।",
    "ru": "Пётр Ильин сорок лет смотрит за огнями гавани. Мы встретились с ним на причале.",
}


@pytest.mark.parametrize("language", ABOVE)
def test_what_introduces_a_talk_is_told(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asks, answers, told, *others = BELOW[language]
    text = "\n\n".join([ABOVE[language], told, asks, answers, *others])
    monkeypatch.setattr(questions, "TOLD", questions.Bound(0.0, 0.0))
    assert "D109" not in {one.code for one in read(text)[1]}
    monkeypatch.setattr(questions, "NEAR", 0.0)
    assert [[*one.lines] for one in read(text)[1] if one.code == "D109"] == [[3]]
