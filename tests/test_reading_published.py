"""What papers print: a headline twice, questions that are counted, and what looks like a name in one."""

from __future__ import annotations

import pytest

from talks import read
from toolkit.model import Document
from toolkit.reading.lines import Line
from toolkit.reading.view import view

TALKS = {
    "en": (
        "Mara Lind: “The lock was never meant to last”",
        "The keeper of the lock has rung its bell for forty years, and we met her on the quay.",
        ("When did you first ring the bell?", "Who taught you to do it?", "What will happen when you stop?"),
        ("I was nine, and the eels came early.", "Nobody. You hear when it is right.", "Somebody else will."),
    ),
    "uk": (
        "Мара Лінд: «Шлюз не мав стояти вічно»",
        "Доглядачка шлюзу сорок років дзвонить у його дзвін, і ми зустріли її на набережній.",
        ("Коли ви вперше подзвонили?", "Хто вас навчив?", "Що буде, коли ви перестанете?"),
        ("Мені було дев'ять, і вугрі прийшли рано.", "Ніхто. Це чути, коли правильно.", "Хтось інший почує."),
    ),
    "ar": (
        "مارا ليند: «لم يُبنَ الهويس ليبقى»",
        "تدق حارسة الهويس جرسه منذ أربعين سنة، وقد التقينا بها على الرصيف.",
        ("متى دققت الجرس أول مرة؟", "من علّمك ذلك؟", "ماذا سيحدث حين تتوقفين؟"),
        ("كنت في التاسعة، وجاءت الأسماك مبكرة.", "لا أحد. تسمع حين يكون صحيحا.", "سيسمع شخص آخر."),
    ),
}  # fmt: skip
KEYS = pytest.mark.parametrize("lang", TALKS)


def said(document: Document) -> list[tuple[str, str]]:
    return [
        (turn.label or "", paragraph.text)
        for turn in document.turns
        if turn.kind == "speech"
        for paragraph in turn.paragraphs
        if paragraph.kind == "speech"
    ]


@KEYS
def test_a_headline_that_is_printed_twice_is_no_turn(lang: str) -> None:
    title, lead, asks, answers = TALKS[lang]
    pairs = [paragraph for pair in zip(asks, answers, strict=True) for paragraph in pair]
    found = said(read("\n\n".join([title, title, lead, *pairs]) + "\n"))
    assert found == [("", paragraph) for paragraph in pairs]
    # A question may be the headline, and be asked as well.
    found = said(read("\n\n".join([asks[0], *pairs]) + "\n"))
    assert found == [("", paragraph) for paragraph in pairs]


@KEYS
def test_what_is_counted_begins_a_paragraph(lang: str) -> None:
    _, _, asks, answers = TALKS[lang]
    # Full lines that end no sentence would go on with the next one.
    counted = [f"{n}) {ask}" for n, ask in enumerate(asks, 1)]
    texts = [text for ask in counted for text in (ask, " ".join(answers).rstrip("."))]
    seen = view([Line(text, n) for n, text in enumerate(texts, 1)])
    assert seen.counted.tolist() == [True, False] * 3 and seen.opens[::2].all()
    # Two numbers, or such as skip one, count nothing.
    for few in (texts[:4], [text.replace("2)", "7)") for text in texts]):
        assert not view([Line(text, n) for n, text in enumerate(few, 1)]).counted.any()


@KEYS
def test_a_sentence_before_a_sign_is_no_name_of_who_asks(lang: str) -> None:
    _, _, asks, answers = TALKS[lang]
    first, second, third = asks
    asks = (f"{first.rstrip('?؟')} / {first}", f"{first.rstrip('?؟')} {second.rstrip('?؟')}: {second}", third)
    pairs = [paragraph for pair in zip(asks, answers, strict=True) for paragraph in pair]
    assert said(read("\n".join(pairs) + "\n")) == [("", paragraph) for paragraph in pairs]


NOTES = {
    "en": ("Interviewer", "P2", "Observation notes", "She looks at the water."),
    "es": ("Entrevistador", "E2", "Notas de observación", "Mira el agua."),
    "ru": ("Интервьюер", "Р2", "Примечание", "Смотрит на воду."),
    "ar": ("المحاور", "م٢", "ملاحظة", "تنظر إلى الماء."),
}


@pytest.mark.parametrize("lang", NOTES)
def test_a_label_in_brackets_that_says_note_is_nobody(lang: str) -> None:
    who, other, note, words = NOTES[lang]
    _, _, asks, answers = TALKS["ar" if lang == "ar" else "uk" if lang == "ru" else "en"]
    text = "".join(
        f"**{who}:** {ask}\n\n**{other}:** {answer}\n\n**[{note}]:** {words}\n\n"
        for ask, answer in zip(asks, answers, strict=True)
    )
    document = read(text)
    assert {speaker.name for speaker in document.speakers} == {who, other}
    assert [kind for turn in document.turns if words in turn.paragraphs[-1].text for kind in [turn.kind]] == [
        "note"
    ] * 3
    # People may be in brackets, too.
    assert len(read(text.replace(note, "Ada")).speakers) == 3


@pytest.mark.parametrize(
    ("title", "pairs"),
    [
        (
            "Гутарка з Марай Лінд",
            (
                "Калі вы пачалі?",
                "Мне было дзевяць гадоў.",
                "Хто вас навучыў?",
                "Ніхто, гэта чуваць.",
            ),
        ),
        (
            "मारा लिन्डसँग कुराकानी",
            (
                "तपाईंले कहिले सुरु गर्नुभयो ?",
                "म नौ वर्षको थिएँ ।",
                "कसले सिकायो ?",
                "कसैले सिकाएन ।",
            ),
        ),
        (
            "Cyfweliad gyda Mara Lind",
            (
                "Pryd ddechreuoch chi?",
                "Naw oed oeddwn i.",
                "Pwy ddysgodd chi?",
                "Neb, mae'n glywadwy.",
            ),
        ),
    ],
    ids=["be", "ne", "cy"],
)
def test_two_questions_are_an_interview_where_the_title_says_so(title: str, pairs: tuple[str, ...]) -> None:
    found = said(read("\n\n".join([title, *pairs]) + "\n"))
    assert found == [("", paragraph) for paragraph in pairs]


def test_steps_that_are_counted_are_said_where_turns_end_in_no_stop() -> None:
    steps = ("ขั้นที่ 1: ดูน้ำ", "ขั้นที่ 2: ดูประตู")
    lines = ("นักข่าว: ป้าเปิดประตูอย่างไร", "ป้ามาลี: มีสองขั้น", *steps, "นักข่าว: แล้วใครสอน", "ป้ามาลี: ไม่มีใครสอน ฟังเอา")
    more = ("นักข่าว: เหนื่อยไหม", "ป้ามาลี: ไม่เหนื่อย")
    kinds = {
        p.text: turn.kind for turn in read("\n".join((*lines, *more)) + "\n").turns for p in turn.paragraphs
    }
    assert "heading" not in kinds.values()
