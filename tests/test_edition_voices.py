"""Whose a turn is: who asks, labels in the house's way, and initials in any script."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import growing
from editions import Line, build, sample
from pace import examples
from talks import words_of
from toolkit import config, languages
from toolkit.config import BuildOptions
from toolkit.edition import blocks, printed_words, voices
from toolkit.edition.initials import initials
from toolkit.edition.page import Block, Slot
from toolkit.model import Edition, LabelStyle, Location, Paragraph, Role, Speaker, Turn
from toolkit.model.editions import single
from toolkit.transcript.asking import taken
from toolkit.workflow.transcripts import read_data
from toolkit.writers import html
from toolkit.writers.pdf import pages

TALK = (
    Line("speech", {"en": "Why?", "ar": "لماذا؟", "ja": "なぜですか。"}, "noor-haddad"),
    Line("speech", {"en": "The tide.", "ar": "المدّ.", "ja": "潮です。"}, "tomas-vey"),
    Line("speech", {"en": "And then?", "ar": "وبعد؟", "ja": "それから。"}, "noor-haddad"),
    Line("speech", {"en": "Salt.", "ja": "塩。"}, "tomas-vey"),
)


def turns(edition: Edition, lang: str) -> list[str]:
    """Each turn as it is read in one language, a label on its own line with a stroke behind it."""
    read = []
    for block in blocks.document(edition):
        if block.kind == "turn":
            lines = [(inner.kind, mine(inner, lang)) for inner in block.blocks]
            read.append("".join(f"{text}|" if kind == "label" else text for kind, text in lines))
    return read


def mine(block: Block, lang: str) -> str:
    slots: tuple[Slot, ...] = block.pieces[0] if block.pieces else block.slots
    return next((words_of(slot.spans) for slot in slots if slot.column == lang), "")


STYLES: list[tuple[LabelStyle, str, list[str]]] = [
    ("above", "en", ["Noor Haddad|Why?", "Tomas Vey|The tide.", "Noor Haddad|And then?", "Tomas Vey|Salt."]),
    ("run-in", "en", ["Noor Haddad: Why?", "Tomas Vey: The tide.", "Noor Haddad: And", "Tomas Vey: Salt."]),
    (
        "run-in",
        "ja",
        ["ヌール・ハダド：なぜ", "トマス・ヴェイ：潮", "ヌール・ハダド：それ", "トマス・ヴェイ：塩"],
    ),
    ("initials", "en", ["Noor Haddad: Why?", "Tomas Vey: The tide.", "NH: And then?", "TV: Salt."]),
    ("initials", "ar", ["نور حداد: ", "توماس فاي: ", "ن. ح.: وبعد", "ت. ف.: [لم"]),
    ("initials", "ja", ["ヌール・ハダド：", "トマス・ヴェイ：", "ハダド：", "ヴェイ："]),
    ("qa", "en", ["Q: Why?", "A: The tide.", "Q: And then?", "A: Salt."]),
    ("qa", "ar", ["س: لماذا؟", "ج: المدّ.", "س: وبعد؟", "ج: "]),
    ("dash", "en", ["—\N{NO-BREAK SPACE}Why?", "—\N{NO-BREAK SPACE}The", "—\N{NO-BREAK SPACE}And", "—"]),
    ("dash", "ja", ["――なぜですか。", "潮です。", "――それから。", "塩。"]),
]


@pytest.mark.parametrize(("style", "lang", "wanted"), STYLES)
def test_labels_are_in_the_way_of_the_house(style: LabelStyle, lang: str, wanted: list[str]) -> None:
    read = turns(replace(build(TALK, ["en", "ar", "ja"]), labels=style), lang)
    assert [text[: len(begins)] for text, begins in zip(read, wanted, strict=True)] == wanted


def test_a_sign_tells_only_who_is_alone_on_their_side() -> None:
    edition = build(TALK, ["en", "ja"])
    both = replace(edition, speakers=tuple(replace(one, role="interviewee") for one in edition.speakers))
    unknown = replace(edition, speakers=tuple(replace(one, role="unknown") for one in edition.speakers))
    assert turns(replace(both, labels="qa"), "en")[0] == "Noor Haddad: Why?"
    assert turns(replace(both, labels="dash"), "en")[1] == "Tomas Vey: The tide."
    # Of two whose roles nobody knows each has a dash, and none a letter.
    assert turns(replace(unknown, labels="dash"), "ja")[:2] == ["――なぜですか。", "――潮です。"]
    assert turns(replace(unknown, labels="qa"), "en")[1] == "Tomas Vey: The tide."


def test_a_label_stays_above_what_is_no_prose() -> None:
    verse = replace(TALK[1], texts={"en": "The tide,<br>the tide.", "fr": "La mer."}, form="verse")
    read = turns(replace(build([TALK[0], verse], ["en", "fr"]), labels="run-in"), "en")
    assert read == ["Noor Haddad: Why?", "Tomas Vey|The tide,the tide."]


def test_a_question_all_in_bold_is_as_any_other() -> None:
    """Questions are bold, and what is strong in them is underlined: all of it would be."""
    texts = {"en": "**Why?**", "ar": "**لماذا؟**", "ja": "**なぜですか。**"}
    bold = replace(TALK[0], texts=texts)
    stressed = replace(TALK[2], texts={"en": "And **then**?", "ar": "**وبعد**؟", "ja": "**それから**。"})
    answer = replace(TALK[1], texts={"en": "**The tide.**", "ar": "**المدّ.**"})
    edition = build([bold, answer, stressed], ["en", "ar", "ja"])
    inner = [inner for block in blocks.document(edition) for inner in block.blocks if inner.kind == "speech"]
    strong = [
        words_of(span.inside)
        for block in inner
        for slot in block.slots
        for span in slot.spans
        if span.mark == "strong"
    ]
    assert strong == ["The tide.", "المدّ.", "then", "وبعد", "それから"]
    assert mine(inner[0], "ar") == "لماذا؟"


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("above", "Noor Haddad (laughing)|And then?"),
        ("run-in", "Noor Haddad (laughing): And then?"),
        ("initials", "NH (laughing): And then?"),
        ("qa", "Q (laughing): And then?"),
        ("dash", "—\N{NO-BREAK SPACE}(laughing) And then?"),
    ],
)
def test_what_happens_while_somebody_speaks_is_printed(style: LabelStyle, wanted: str) -> None:
    edition = build(TALK, ["en", "ja"])
    first, then, last, *others = edition.scenes
    cell = last.names["en"]
    last = last.replace(names={**last.names, "en": cell.replace(text=f"{cell.text} (laughing)")})
    edition = replace(edition, scenes=(first, then, last, *others), labels=style)
    assert turns(edition, "en")[2] == wanted


def test_a_name_stands_once_beside_itself_with_what_happens() -> None:
    """A transcript has `Noor Haddad (laughing):`, and the name is the same in the other language."""
    edition = build(TALK, ["en", "ja"])
    scene = edition.scenes[0]
    cell = scene.names["en"].replace(text="Noor Haddad (laughing)")
    for name, again in (("Noor Haddad", True), ("ヌール・ハダド", False), ("Noor Haddad (笑)", False)):
        other = scene.names["ja"].replace(text=name)
        label = blocks.document(
            replace(edition, scenes=(scene.replace(names={"en": cell, "ja": other}), *edition.scenes[1:]))
        )
        shown = next(inner for block in label if block.kind == "turn" for inner in block.blocks)
        assert [slot.again for slot in shown.slots] == [False, again]


def test_what_was_no_name_but_a_sign_is_printed_as_one() -> None:
    edition = build(TALK, ["en", "ja"])
    signs = {"noor-haddad": "—", "tomas-vey": "■"}
    scenes = tuple(
        scene.replace(
            names={
                lang: cell.replace(text=signs[scene.speakers[0]], lang="en")
                for lang, cell in scene.names.items()
            }
        )
        for scene in edition.scenes
    )
    for style in ("above", "run-in"):
        marked = replace(edition, scenes=scenes, labels=style)
        assert turns(marked, "en")[:2] == ["—\N{NO-BREAK SPACE}Why?", "■\N{NO-BREAK SPACE}The tide."]
        assert turns(marked, "ja")[0] == "――なぜですか。"


def test_turns_say_whose_they_are_in_every_format() -> None:
    sink = io.BytesIO()
    html.WRITER.write(single(sample("en", "ar")), BuildOptions(), sink)
    classes = re.findall(r'<div class="(turn[^"]*)"', sink.getvalue().decode())
    assert set(classes) == {"turn interviewer spk-noor-haddad", "turn interviewee spk-tomas-vey"}
    sections = pages(single(sample("en", "ar")), BuildOptions())["sections"]
    rows = [row for section in sections for row in section["blocks"] if row.get("who")]
    assert {(row["who"][0], row["role"], row["asks"]) for row in rows} == {
        ("noor-haddad", "interviewer", True),
        ("tomas-vey", "interviewee", False),
    }


NAMES = {
    "en": (
        {"a": "Noor Castellane", "b": "Dr. Ilse Adeyemi-Kranz", "c": "Nils Carver"},
        ["NCas", "IAK", "NCar"],
    ),
    "de": ({"a": "Anna von der Heide", "b": "Q", "c": "Öğe Ünal"}, ["AH", "Q", "ÖÜ"]),
    "zh-Hans": ({"a": "王小明", "b": "欧阳建国", "c": "伊尔莎·阿德耶米"}, ["王", "欧阳", "阿德耶米"]),
    "ja": ({"a": "山田太郎", "b": "森田 葵", "c": "ジョン・スミス"}, ["山田", "森田", "スミス"]),
    "ko": ({"a": "김민수", "b": "남궁솔", "c": "존 스미스"}, ["김", "남궁", "스미스"]),
    "ar": ({"a": "نور كاستيلان", "b": "ليلى المنصور", "c": "مارا"}, ["ن. ك.", "ل. م.", "م"]),
    "he": ({"a": "נור קסטלן", "b": "מרים"}, ["נ״ק", "מ"]),
    "hi": ({"a": "स्मिता प्रसाद", "b": "अनिल"}, ["स्मि.प्र.", "अ"]),
    "th": ({"a": "สมชาย ใจดี", "b": "เอกชัย"}, ["ส.จ.", "อ"]),
    "ru": ({"a": "Мария Ильина", "b": "Михаил Иванов"}, ["МИл", "МИв"]),
}


@pytest.mark.parametrize("lang", NAMES)
def test_initials_are_those_of_the_script(lang: str) -> None:
    names, wanted = NAMES[lang]
    assert list(initials(names, lang).values()) == wanted


PARTS = [
    "Ann",
    "Anna",
    "A",
    "von",
    "Lee",
    "王小明",
    "王",
    "山田",
    "نور",
    "المنصور",
    "김",
    "민수",
    "·",
    "-",
    "Dr.",
    "é",
]


@examples(200)
@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6)
)
def test_no_two_people_have_the_same_initials(written: list[str]) -> None:
    names = dict(enumerate(written))
    short = initials({str(key): name for key, name in names.items()}, "en")
    for key, name in names.items():
        others = [other for other in names if names[other] != name]
        assert short[str(key)] not in {short[str(other)] for other in others}
        assert all(short[str(key)] != names[other] or name == names[other] for other in others)


@pytest.mark.parametrize(("letter", "other"), ["ab", ("ن", "نور"), ("明", "明子")])
def test_long_names_are_soon_told_apart(letter: str, other: str) -> None:
    def make(size: int) -> growing.Work:
        names = {name: name for name in (letter * size, other)}
        return lambda: initials(names, "en")

    assert len({*initials({"1": letter * 60_000, "2": other}, "en").values()}) == 2
    # All beginnings of a name were made.
    assert not growing.by_clock(make, 4000)


def test_many_names_are_soon_told_apart() -> None:
    def make(size: int) -> growing.Work:
        names = {name: name for name in (f"{chr(0x4E00 + k)}明" for k in range(size))}
        return lambda: initials(names, "en")

    assert len({*initials({str(k): f"{chr(0x4E00 + k)}明" for k in range(6_000)}, "en").values()}) == 6_000
    # Each was compared with all others.
    assert not growing.by_steps(make, 100)


def interview(
    share: float, answers: str = "It is a long story, and the tide has the better half of it."
) -> list[Turn]:
    """Ten questions and answers; of the questions so many end in a mark."""
    made = []
    for k in range(10):
        asked = "Why is that?" if k < share * 10 else "Go on."
        for key, text in (("a", asked), ("b", answers)):
            paragraph = Paragraph(f"s{k}{key}", "speech", text, Location("x", k))
            made.append(Turn("speech", (key,), key.upper(), (paragraph,)))
    return made


def roles(turns: list[Turn], asks: Role = "unknown", answers: Role = "unknown") -> dict[str, Role]:
    return dict(taken((Speaker("a", "A", asks), Speaker("b", "B", answers)), turns).roles)


def test_the_editor_is_told_who_is_taken_for_the_interviewer() -> None:
    text = "\n\n".join(["Mara Lind: Why is that?", "Otto Reis: Because of the tide, as ever."] * 3)

    def told(sidecar: str) -> list[tuple[str, int]]:
        settings = config.parse_sidecar(sidecar, "talk.toml")
        found = read_data(text.encode(), settings, name="talk", path="talk.txt", lang="en")[1]
        return [(one.message, one.where.line) for one in found if one.code == "D115" and one.where]

    assert told("") == [("Mara Lind is taken for an interviewer: 3 of 3 turns end in a question.", 1)]
    assert not told('[[speakers]]\nname = "Mara Lind"\nrole = "guest"\n')


def test_who_asks_is_told_from_the_questions_or_nobody_is() -> None:
    assert roles(interview(0.7)) == {"a": "interviewer", "b": "interviewee"}
    assert [
        asker.questions for asker in taken((Speaker("a", "A"), Speaker("b", "B")), interview(0.7)).askers
    ] == [7]
    # Among equals, where few questions are asked or both ask.
    assert roles(interview(0.3)) == {}
    assert roles(interview(0.7, "Why, do you think?")) == {}
    # Who asks at greater length than anybody answers, as in court, interviews nobody.
    assert roles(interview(0.7, "Yes.")) == {}


def test_what_an_editor_states_of_one_makes_nobody_else_unknown() -> None:
    """Whoever says that one asks wants the others still to be taken for those who answer."""
    assert roles(interview(0.7), "interviewer") == {"b": "interviewee"}
    assert roles(interview(0.7), answers="guest") == {"a": "interviewer"}
    # What is stated needs no proof; the others are still told from how they talk.
    assert roles(interview(0.3), "host") == {"b": "interviewee"}
    assert roles(interview(0.3, "Why, do you think?"), "host") == {}
    assert roles(interview(0.3), answers="guest") == {}
    # Where both are on one side, or one on none, nothing is left to be told.
    assert roles(interview(0.7), "guest") == roles(interview(0.7), "translator") == {}


def test_a_role_that_was_told_from_questions_is_for_the_eye_alone() -> None:
    edition = replace(
        sample("en", "fr"),
        speakers=(Speaker("noor-haddad", "Noor Haddad"), Speaker("tomas-vey", "Tomas Vey")),
        taken={"noor-haddad": "interviewer"},
    )
    assert voices.Voices(edition).role(["noor-haddad"]) == "interviewer"
    assert voices.Voices(edition).role(["noor-haddad", "tomas-vey"]) == "unknown"
    assert [speaker.role for speaker in edition.speakers] == ["unknown", "unknown"]


def test_nobody_is_a_mere_speaker_beside_an_interviewer_who_is_stated() -> None:
    """The lines of a book that name who speaks call them what they are taken for."""

    def named(asks: Role) -> dict[str, list[str]]:
        edition = replace(
            sample("en", "fr"),
            speakers=(Speaker("noor-haddad", "Noor Haddad", asks), Speaker("tomas-vey", "Tomas Vey")),
            taken={"tomas-vey": "interviewee"},
        )
        found = printed_words.speakers(edition, "en")
        return {label: [words[0].inside[0].text for words in names] for label, names in found if names}

    assert named("interviewer") == {"interviewer": ["Noor Haddad"], "interviewee": ["Tomas Vey"]}
    assert named("unknown") == {"speaker": ["Noor Haddad", "Tomas Vey"]}


def test_letters_for_question_and_answer_differ_in_every_language() -> None:
    for tag in ("ar", "cs", "da", "fa", "he", "ja", "ko", "sk", "sr-Latn", "zh-TW", "cy"):
        signs = languages.voice_signs(tag)
        assert signs.question != signs.answer
        assert signs.dash and signs.lang in (tag, "en")
    assert languages.voice_signs("zh-TW").question == "問"
