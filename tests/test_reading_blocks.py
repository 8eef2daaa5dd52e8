"""Names alone on their lines above what is said, as programs that listen write them."""

from __future__ import annotations

from itertools import islice

import pytest

from talks import read_and_asked, said, texts_of

HEARD = {
    "en": (
        *("so welcome everybody today I ask about the lighthouse", "when was it lit first"),
        *(
            "it was built by my family",
            "my grandfather kept it for years",
            "I was up there with him each night",
        ),
        *("and who keeps it now",),
        *("nobody I think it is only a machine", "it does all by itself"),
        *("do you still see boats", "I mean the old ones", "or are they all gone"),
        *("some I see in summer",),
        *("and what do you do in winter", "when the ice comes"),
        *("I mend nets", "I read a lot", "and I look at the sea"),
    ),
    "th": (
        *("สวัสดีครับ วันนี้ผมมาคุยเรื่องประภาคาร", "คุณจุดไฟครั้งแรกเมื่อไร"),
        *("ครอบครัวของผมเป็นคนสร้าง", "คุณตาของผมเฝ้าอยู่หลายปี", "ผมขึ้นไปกับท่านทุกคืน"),
        *("แล้วใครดูแลตอนนี้",),
        *("ตอนนี้เราไม่มีใครแล้ว", "มีแต่เครื่องทำเองทั้งหมด"),
        *("คุณยังเห็นเรือไหม", "ผมหมายถึงเรือเก่า", "หรือไม่มีแล้ว"),
        *("ผมเห็นบ้างในหน้าร้อน",),
        *("แล้วหน้าหนาวคุณทำอะไร", "ตอนที่ทะเลเป็นน้ำแข็ง"),
        *("ผมซ่อมอวน", "ผมอ่านหนังสือมาก", "แล้วก็มองทะเล"),
    ),
    "ar": (
        *("أهلا بكم أنا أسأل اليوم عن المنارة", "متى أضيئت أول مرة"),
        *("بنتها عائلتي", "كان جدي يحرسها سنوات", "وأنا كنت أصعد معه كل ليلة"),
        *("ومن يحرسها الآن",),
        *("لا أحد فأنا أظن أنها آلة فقط", "تعمل كل شيء وحدها"),
        *("وهل أنت ترى السفن", "أعني القديمة منها", "أم ذهبت كلها"),
        *("أنا أراها في الصيف",),
        *("وماذا تفعل أنت في الشتاء", "حين يأتي الجليد"),
        *("أصلح الشباك", "أنا أقرأ كثيرا", "وأنظر إلى البحر"),
    ),
    "zh": (
        *("大家好今天我来聊聊灯塔", "它是什么时候点亮的"),
        *("是我们家建的", "我爷爷看守了很多年", "我每天晚上跟他上去"),
        *("现在谁看守",),
        *("我想没有人了只有机器", "它什么都自己做"),
        *("你还看得见船", "我说的是旧的那些", "还是都没有了"),
        *("夏天我看得见一些",),
        *("冬天你做什么", "结冰的时候"),
        *("我补渔网", "我看很多书", "也看看海"),
    ),
}
COUNTED = (
    "SPEAKER_0{}:",
    "SPEAKER_0{}",
    "[SPEAKER_0{}]",
    "Speaker {}:",
    "Speaker {}",
    "**Speaker {}**",
    "话者{}",
)


def blocks(words: tuple[str, ...], names: tuple[str, str], *, gap: int) -> str:
    """Eight blocks of one to three lines, of two people who take turns."""
    lines, rest = list[str](), iter(words)
    for turn, size in enumerate((2, 3, 1, 2, 3, 1, 2, 3)):
        lines += [names[turn % 2], *islice(rest, size), *[""] * gap]
    return "\n".join(lines)


def read_whole(text: str, names: tuple[str, str], *, asked: set[str]) -> None:
    """All is said by two people, no word is lost, and nothing else is asked about."""
    document, findings = read_and_asked(text)
    assert {finding.code for finding in findings} <= asked
    assert {paragraph.kind for paragraph in document.paragraphs()} == {"speech"}
    assert {who for who, _ in said(document)} == {*names}
    lines = [line for line in text.splitlines() if not any(name in line for name in names)]
    heard = "".join(words for _, words in said(document)).replace("<br>", "")
    assert "".join(heard.split()) == "".join("".join(lines).split())


@pytest.mark.parametrize("gap", [0, 1, 2])
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("language", HEARD)
def test_all_below_a_voice_that_a_program_has_counted_is_said(language: str, name: str, gap: int) -> None:
    names = name.format(1), name.format(2)
    bare = names[0].strip("[]*:"), names[1].strip("[]*:")
    read_whole(blocks(HEARD[language], names, gap=gap), bare, asked={"D112"})


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("name", ["{}:", "**{}:**"])
@pytest.mark.parametrize("people", [("Mara Lind", "Bo Kern"), ("ليلى", "سامي"), ("山川千歳", "森田光")])
@pytest.mark.parametrize("language", HEARD)
def test_all_below_names_alone_is_said_where_nobody_has_set_full_stops(
    language: str, people: tuple[str, str], name: str, gap: int
) -> None:
    names = name.format(people[0]), name.format(people[1])
    # Where paragraphs begin may be in doubt for so many of so brief a text that all of it is.
    read_whole(blocks(HEARD[language], names, gap=gap), people, asked={"D101", "D112", "D118"})


def test_what_an_editor_adds_to_counted_voices_stays_what_it_is() -> None:
    words = iter(HEARD["en"])
    text = "\n\n".join(
        f"Speaker {turn % 2 + 1}\n{next(words)}" + ("\n\n[a door opens]\n\n## The winter" * (turn == 3))
        for turn in range(8)
    )
    document, _ = read_and_asked(text, path="x.md")
    assert texts_of(document, "event") == ["[a door opens]"]
    assert texts_of(document, "heading") == ["The winter"]
    assert {who for who, _ in said(document)} == {"Speaker 1", "Speaker 2"}


LISTS = {
    "en": ("Needed", "Done", ("two eggs", "a cup of flour", "stir it", "bake it slowly")),
    "ar": ("المطلوب", "العمل", ("بيضتان", "كوب من الطحين", "يخلط", "يخبز ببطء")),
    "zh": ("材料", "做法", ("两个鸡蛋", "一杯面粉", "搅拌", "慢慢烤")),
}


@pytest.mark.parametrize("language", LISTS)
def test_lists_below_words_that_take_turns_are_not_said_for_certain(language: str) -> None:
    one, other, items = LISTS[language]
    text = "\n\n".join(f"{(one, other)[turn % 2]}:\n" + "\n".join(items) for turn in range(6))
    document, findings = read_and_asked(text)
    asked = {finding.code for finding in findings} & {"D101", "D103", "D118"}
    assert asked or not texts_of(document, "speech")


@pytest.mark.parametrize("label", ["Speaker {}", "Speaker {}:", "Stimme {}"])
def test_counted_things_that_come_once_are_no_voices(label: str) -> None:
    text = "\n\n".join(f"{label.format(k)}\n8 ohm, {k} kg" for k in range(1, 6))
    document, findings = read_and_asked(text)
    assert any(finding.code == "D118" for finding in findings) or not texts_of(document, "speech")


SCRIPTS = {
    "en": (
        *("ADA", "Who left the lamp on?", "VOICE 1", "Not me. I was at the nets.", "ADA", "Then who?"),
        *("", "He shrugs. The door opens.", "VOICE 2", "I did. I was afraid of the dark."),
        *("VOICE 1", "You were never afraid.", "ADA", "Let her talk.", "", "The three of them walk."),
        *("VOICE 2", "I heard a bell out there.", "VOICE 1", "There is no bell any more."),
        *("", "They look at the sea.", "ADA", "I heard it too.", "VOICE 2", "See?"),
    ),
    "ru": (
        *("АДА", "Кто оставил лампу?", "ГОЛОС 1", "Не я. Я был у сетей.", "АДА", "Тогда кто?"),
        *("", "Он пожимает плечами. Дверь открывается.", "ГОЛОС 2", "Я. Я боялась темноты."),
        *("ГОЛОС 1", "Ты никогда не боялась.", "АДА", "Пусть она скажет.", "", "Они идут втроём."),
        *("ГОЛОС 2", "Я слышала там колокол.", "ГОЛОС 1", "Колокола больше нет."),
        *("", "Они смотрят на море.", "АДА", "Я тоже слышала.", "ГОЛОС 2", "Видишь?"),
    ),
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_who_has_a_name_among_counted_voices_of_a_script_speaks_too(language: str) -> None:
    pairs = [*zip(SCRIPTS[language][::2], SCRIPTS[language][1::2], strict=True)]
    document, _ = read_and_asked("\n\n".join(f"{who}\n{words}".strip() for who, words in pairs))
    assert {pair for pair in pairs if pair[0]} <= {*said(document)}
