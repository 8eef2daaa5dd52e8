"""Bytes to characters and back, and what the sidecar says."""

from __future__ import annotations

import codecs
import tomllib
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit.config import Decision, Sidecar, SpeakerTable, parse_sidecar
from toolkit.errors import SourceError
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers import plain
from toolkit.reading.lines import Content
from toolkit.transcript import doubts, questions
from toolkit.workflow import transcripts
from toolkit.workflow.reading_rows import rows

TALK = "기자: 안녕하세요.\n\n서도윤: 네, 안녕하세요.\n\n기자: 등대는요?\n\n서도윤: 잘 있습니다.\n"
OWLS = "Ann Hall: Why owls?\n\nBob Stone: They were there.\n\nAnn Hall: And now?\n\nBob Stone: Gone.\n"


def read(
    data: bytes | str, sidecar: Sidecar | None = None, lang: str = "und"
) -> tuple[Document, tuple[Finding, ...]]:
    data = data.encode() if isinstance(data, str) else data
    document, problems = plain.read(
        data, name="talk", path="source/talk.txt", lang=lang, sidecar=sidecar or Sidecar()
    )
    assert plain.write(document) == data
    return document, tuple(problems)


@cache
def as_it_is(case: Path) -> tuple[Document, tuple[Finding, ...]]:
    """A transcript as it lies there, read once for all tests."""
    return read((case / "input.txt").read_text("utf-8"))


def codes(problems: tuple[Finding, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_marks_tell_the_encoding(encoding: str, mark: bytes) -> None:
    document, _ = read(mark + TALK.encode(encoding))
    assert (document.encoding, document.bom) == (encoding, mark)
    assert [row["speaker"] for row in rows(document)] == ["기자", "서도윤", "기자", "서도윤"]


def test_another_encoding_is_read_where_it_is_declared() -> None:
    data = TALK.encode("euc-kr")
    document, _ = read(data, Sidecar(encoding="EUC-KR"))
    assert document.encoding == "euc_kr"
    assert document.turns[0].label == "기자"
    with pytest.raises(SourceError, match="byte B1 at column 1 is not UTF-8") as caught:
        read(data)
    assert str(caught.value.where) == "source/talk.txt:1"
    assert 'encoding = "euc-kr"' in caught.value.hint and "talk.toml" in caught.value.hint


def test_an_undecodable_byte_is_found_in_its_line_and_column() -> None:
    with pytest.raises(SourceError, match="byte FF at column 4 is not UTF-8") as caught:
        read(b"one\r\ntwo\rd\xc3\xa9f\xff\n")
    assert str(caught.value.where) == "source/talk.txt:3"


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "utf-16", "a\0b"])
def test_an_encoding_that_is_none_is_an_error(name: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(b"x", Sidecar(encoding=name))
    assert str(caught.value.where) == "source/talk.toml"
    assert "encoding =" in caught.value.hint


def test_an_encoding_that_loses_bytes_is_an_error() -> None:
    with pytest.raises(SourceError, match="same bytes"):
        read(b'\x1b$B$"\x1b(B\x1b$B$$\x1b(B', Sidecar(encoding="iso2022_jp"))


@pytest.mark.parametrize("text", ["", "\n\n", " \r\n\t", "\ufeff\n"])
def test_a_text_without_words_has_no_turns(text: str) -> None:
    document, problems = read(text)
    assert document.turns == ()
    assert [problem.code for problem in problems] == ["D108"]


def test_lines_end_where_editors_end_them() -> None:
    document, _ = read("Ann Hall: One\u2028two\x0bthree\x85four.\r\rBob Stone: Five.\r\n\nAnn Hall: Six.\n")
    assert [(row["line"], row["text"]) for row in rows(document)] == [
        (1, "One two three four."),
        (3, "Five."),
        (5, "Six."),
    ]


def test_the_roster_of_the_sidecar_wins() -> None:
    sidecar = Sidecar(
        speakers=(
            SpeakerTable("Annabel Hall", "hall", "interviewer", ("Ann Hall",)),
            SpeakerTable("Source", "deep", "guest"),
        ),
        not_speakers=("bob stone",),
    )
    document, _ = read(OWLS + "\nSource: I was one.\n", sidecar)
    assert [(s.key, s.name, s.role) for s in document.speakers] == [
        ("hall", "Annabel Hall", "interviewer"),
        ("deep", "Source", "guest"),
    ]
    assert [row["text"] for row in rows(document)][1] == "Bob Stone: They were there."


def test_narration_that_tells_of_a_speaker_is_none_of_the_turn() -> None:
    document, problems = read(OWLS + "\nBob Stone shut the door and left.\n\nAnn Hall: Goodbye.\n")
    assert [turn.kind for turn in document.turns[-2:]] == ["narration", "speech"]
    assert not problems


TRANSCRIPTS = Path(__file__).parent / "data" / "transcripts"
CASES = sorted(path.parent for path in TRANSCRIPTS.glob("*/expected.findings"))


RIVER = """\
The river

Salma Daoud: Who crosses the river in winter?

Yusuf Najjar: Nobody. The water is cold and the boat is old.

When the boat reached the bank the sun had set. Salma lit a lamp and Yusuf laughed.

Salma Daoud: And in summer?

Yusuf Najjar: Children, ducks and the postman. I carry them all for a coin.

Yusuf stood up and walked to the window. He looked at the river for a long time before he said anything.

Salma Daoud: What did the postman bring?

Yusuf Najjar: Letters for people who had moved away.
"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hints_can_be_pasted_and_then_nothing_is_doubtful(case: Path) -> None:
    """Of each cause: the lines of the hint decide all paragraphs that it is about, and no others."""
    text = (case / "input.txt").read_text("utf-8")
    asks = {"D101", "D102", "D109", "D111"}
    if (case / "input.toml").exists():
        return
    _, problems = as_it_is(case)
    for problem in problems:
        if problem.code in asks:
            assert_decided(text, problem, asks)


@pytest.fixture
def asked_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has another reading is asked about, however unlikely that is."""
    monkeypatch.setattr(questions, "FURTHER", 0.0)
    for name in ("LABEL", "SAID", "TOLD", "KIND"):
        monkeypatch.setattr(questions, name, questions.Bound(0.0, 0.0))
    # One cause at a time.
    monkeypatch.setattr(doubts, "_MUCH", 1.0)


@pytest.mark.usefixtures("asked_all")
def test_a_hint_decides_places_that_are_apart_one_by_one() -> None:
    text = RIVER
    document, problems = read(text)
    (problem,) = (one for one in problems if one.severity == "warning")
    assert problem.every_line == (7, 13) and problem.hint.count("[[decide]]") == 2
    decided = assert_decided(text, problem, {problem.code})
    # What stands between them is whose it was.
    before = [row for row in rows(document) if row["line"] not in problem.every_line]
    after = [row for row in rows(decided) if row["line"] not in problem.every_line]
    assert [(row["text"], row["speaker"]) for row in after] == [
        (row["text"], row["speaker"]) for row in before
    ]


def test_an_answer_of_two_paragraphs_that_is_said_to_be_somebodys_is_one_turn() -> None:
    text = (
        "**Did you stay?**\n\nI did, for a year.\n\nThen the pier was closed.\n\n**And then?**\n\nI left.\n"
    )
    sidecar = Sidecar(
        speakers=(SpeakerTable("Mara Lind"),),
        decide=(
            Decision("I did, for", "speech", "Mara Lind", until="Then the pier"),
            Decision("I left", "speech", "Mara Lind"),
        ),
    )
    document, _ = read(text, sidecar)
    spoken = [[one.text for one in turn.paragraphs] for turn in document.turns if turn.speakers]
    assert spoken == [["I did, for a year.", "Then the pier was closed."], ["I left."]]


@pytest.mark.usefixtures("asked_all")
def test_of_many_places_some_are_decided_and_all_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "TABLES", 1)
    (problem,) = (one for one in read(RIVER)[1] if one.severity == "warning")
    assert "\n# Likewise from line 13 on.\n" in problem.hint
    (decision,) = parse_sidecar(problem.hint, "talk.toml").decide
    assert decision.begins.startswith("When the boat") and not decision.until


def assert_decided(text: str, problem: Finding, asks: set[str]) -> Document:
    """The text with what a hint prints: it decides each place of its finding."""
    sidecar = parse_sidecar(problem.hint.partition("\nIf it is")[0], "talk.toml")
    decided, left = read(text, sidecar)
    assert problem.where and problem.where.line == problem.every_line[0]
    wanted = {one.kind for one in sidecar.decide}
    kinds = {row["line"]: row["kind"] for row in rows(decided)}
    # What becomes part of the paragraph before has no line of its own.
    asked = [line for line in problem.every_line if line in kinds]
    assert {kinds[line] for line in asked} <= wanted
    begun = [begins for one in sidecar.decide for begins in (one.begins, one.until) if begins]
    assert len(begun) <= len(problem.every_line)
    # Each place becomes what its own lines say: of one cause some may be metadata, and others narration.
    for decision in sidecar.decide:
        for begins in filter(None, (decision.begins, decision.until)):
            assert {row["kind"] for row in rows(decided) if begins in row["text"]} == {decision.kind}
    assert not [one for one in left if one.code in asks and {*one.every_line} & {*problem.every_line}]
    return decided


SURENESS = dict.fromkeys(("D101", "D102", "D122"), "low") | dict.fromkeys(
    ("D103", "D107", "D118", "D140"), "medium"
)
"""How sure it is who speaks, where a finding is about a turn or a paragraph of it."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_finding_is_about_is_as_sure_as_it_says(case: Path) -> None:
    document, problems = as_it_is(case)
    first = [paragraph.where.line for paragraph in document.paragraphs()]
    told: dict[int, set[str]] = {}
    for problem in problems:
        for line in problem.every_line:
            told.setdefault(bisect_right(first, line) - 1, set()).add(SURENESS.get(problem.code, ""))
    number = 0
    for turn, before in zip(transcripts.doubted(document, problems).turns, document.turns, strict=True):
        alone = not turn.label and len(turn.paragraphs) > 1
        for place, paragraph in enumerate(turn.paragraphs):
            said = told.get(number, set()) if turn.speakers else set()
            number += 1
            if place or alone:
                assert paragraph.cert == gravest(said)
            else:
                assert turn.cert == gravest({before.cert, *said}) and not paragraph.cert
        if alone:
            assert turn.cert == before.cert


def gravest(of: set[str]) -> str:
    return next((cert for cert in ("low", "medium") if cert in of), "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_lines_for_a_doubtful_label_are_toml(case: Path) -> None:
    _, problems = read((case / "input.txt").read_text("utf-8"))
    for problem in problems:
        if problem.code == "D103":
            given: dict[str, Any] = dict(problem.args)
            labels = [tomllib.loads(f"name = {label}")["name"] for label in given["labels"]]
            lines = problem.hint.split("\n")
            assert tomllib.loads(lines[1]) == {"not-speakers": labels}
            assert tomllib.loads("\n".join(lines[3:])) == {"speakers": [{"name": label} for label in labels]}


def test_a_decision_outlives_typography() -> None:
    said = "Ann Hall: Well?\n\nBo Lee: Yes.\n\n{}\n\nAnn Hall: I see.\n\nBo Lee: So did we.\n"
    plain, set_ = 'He\'s "gone" - or so.', "He’s “gone”—or so."
    for begins, text in ((plain, set_), (set_, plain)):
        document, problems = read(said.format(text), Sidecar(decide=(Decision(begins, "narration"),)))
        assert problems == () and "narration" in {turn.kind for turn in document.turns}


def test_decisions_that_fit_nothing_or_too_much_are_found() -> None:
    sidecar = Sidecar(
        decide=(
            Decision("Nowhere", "narration"),
            Decision("", "narration"),
            Decision("They", "speech", "Nobody"),
            Decision("ann hall:", "heading"),
            Decision("gone", "narration"),
        )
    )
    document, problems = read(OWLS, sidecar)
    assert codes(problems) == ["D104", "D104", "D104", "D105"]
    assert {str(problem.where) for problem in problems} == {"source/talk.toml:1"}
    # A decision about a paragraph that has a label makes the label text again.
    assert (document.turns[-1].kind, document.turns[-1].paragraphs[0].text) == (
        "narration",
        "Bob Stone: Gone.",
    )


def test_speech_goes_on_after_narration_as_a_turn_without_a_label() -> None:
    text = OWLS.replace("They were there.", "They were there.\n\nHe poured the tea.\n\nThree of them.")
    document, _ = read(text, Sidecar(decide=(Decision("He poured", "narration"),)))
    assert [(turn.kind, turn.label, turn.speakers) for turn in document.turns[1:4]] == [
        ("speech", "Bob Stone", ("bob-stone",)),
        ("narration", "", ()),
        ("speech", "", ("bob-stone",)),
    ]


def test_characters_that_xml_cannot_carry_are_dropped_and_told() -> None:
    document, problems = read(
        "Ann Hall: Why\x02 owls?\n\nBob Stone: \x03They\x04.\n\nAnn Hall: Oh.\n\nBob Stone: Ah.\n"
    )
    assert [(p.code, p.where.line) for p in problems if p.where] == [("D106", 1), ("D106", 3)]
    assert document.turns[0].paragraphs[0].text == "Why owls?"


def test_a_name_that_may_be_two_peoples_is_nobody_elses() -> None:
    names = ("Ann Weber", "Jon Weber", "Weber")
    text = "".join(f"{name}: That is answer {n}.\n\n" for n in range(3) for name in names)
    document, problems = read(text)
    assert [s.name for s in document.speakers] == [*names]
    assert codes(problems) == ["D107"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("PRESIDENT ADA BERG", "BERG"),
        ("Dr. Ada Berg", "Ada Berg"),
        ("Ada Berg", "AB"),
        ("Ada Berg (hereafter Chief)", "Chief"),
        ("Ada Berg (ci-après AB)", "AB"),
        ("Ada Berg (im Folgenden Bg)", "Bg"),
        ("阿达·贝格（以下简称贝格）", "贝格"),
        ("Đặng Hải Âu (dưới đây gọi tắt là Chim)", "Chim"),
        ("高以文", "高"),
        ("서도윤 등대지기 (이하 서)", "서"),
        ("방인준(아래는 방으로 간략)", "방"),
        ("Ведущий Иван Лугов", "Лугов"),
    ],
)
def test_short_names_are_the_same_speaker(first: str, then: str) -> None:
    document, _ = read(
        f"{first}: One.\n\nTom Holm: Two?\n\n{then}: Three.\n\nTom Holm: Four?\n\n{then}: Five.\n"
    )
    keys = [turn.speakers for turn in document.turns]
    assert len(document.speakers) == 2 and keys[0] == keys[2] == keys[4]
    assert document.turns[2].label == then
    assert document.speakers[0].name == first.split("(", maxsplit=1)[0].split("（", maxsplit=1)[0].strip()


@pytest.mark.parametrize("other", ["Ms. Weber", "Speaker 2", "Reporter (BBC)"])
def test_names_that_only_look_alike_are_two(other: str) -> None:
    one = {"Ms. Weber": "Mr. Weber", "Speaker 2": "Speaker 1", "Reporter (BBC)": "Reporter (AP)"}[other]
    document, _ = read(f"{one}: One.\n\n{other}: Two.\n\n{one}: Three.\n\n{other}: Four.\n")
    assert [speaker.name for speaker in document.speakers] == [one, other]


def test_an_empty_beginning_fits_nothing_and_is_told() -> None:
    _, problems = read("Anna: Hi.\n\nBert: Ho.\n\nAnna: Ha.\n", Sidecar(decide=(Decision("", "note"),)))
    told = [problem.message for problem in problems if problem.code == "D104"]
    assert len(told) == 1
    assert "`begins` is empty" in told[0]


def test_an_unknown_speaker_is_told_even_if_the_paragraph_is_not_there() -> None:
    for begins in ("Hi", "Nothing begins so"):
        sidecar = Sidecar(decide=(Decision(begins, "speech", "Zoe"),))
        _, problems = read("Anna: Hi.\n\nBert: Ho.\n\nAnna: Ha.\n", sidecar)
        told = [problem.message for problem in problems if problem.code == "D104"]
        assert told == [f"nobody is called 'Zoe', so {begins!r} isn't given to them."]


def test_a_range_that_ends_above_its_beginning_is_told_to_be_the_wrong_way_round() -> None:
    sidecar = Sidecar(decide=(Decision("Ha", "narration", until="Hi"),))
    document, problems = read("Anna: Hi.\n\nBert: Ho.\n\nAnna: Ha.\n", sidecar)
    told = [problem.message for problem in problems if problem.code == "D104"]
    assert len(told) == 1
    assert "'Hi' stands above the one with 'Ha'" in told[0]
    assert {paragraph.kind for paragraph in document.paragraphs()} == {"speech"}


def test_a_name_that_speaks_once_speaks_until_decided() -> None:
    text = "Anna: Hi.\n\nBert: Ho.\n\nAnna: Ha.\n\nMarta: No way.\n\nBert: Oh.\n"
    assert [turn.label for turn in read(text)[0].turns][3] == "Marta"
    # Words of a sentence are nobody's name; only what they are is asked.
    _, problems = read(text.replace("Marta:", "Remember one thing:"))
    assert [(p.code, p.where and p.where.line) for p in problems] == [("D101", 7)]
    for sidecar in (
        Sidecar(not_speakers=("Marta",)),
        Sidecar(decide=(Decision("Marta: No way", "narration"),)),
    ):
        assert "Marta" not in [turn.label for turn in read(text, sidecar)[0].turns]


def test_findings_are_looked_for_only_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def dropped(content: Content, _: str) -> tuple[()]:
        looked.append(content.text)
        return ()

    monkeypatch.setattr(doubts, "dropped", dropped)
    _, problems = plain.read(OWLS.encode(), name="x", path="x.txt", lang="en", sidecar=Sidecar())
    assert not looked
    assert not list(problems)
    assert looked == [OWLS]


@pytest.mark.slow
def test_lines_that_may_go_on_are_asked_about_together() -> None:
    """D112: whether a line is a paragraph of its own, once a document with all its lines."""
    asked: dict[str, str] = {}
    for case in sorted(TRANSCRIPTS.iterdir()):
        if not (case / "input.toml").exists():
            _, problems = as_it_is(case)
            found = [problem for problem in problems if problem.code == "D112"]
            assert len({problem.name for problem in found}) == len(found)
            asked.update({problem.name: problem.message for problem in found})
    assert all("line" in message for message in asked.values())


def test_marks_of_direction_behind_a_colon_are_the_labels() -> None:
    turns = ("سلمى:\u200f كيف كان الطريق؟", "هادي: طويلا.", "سلمى:\u200f ومن رافقك؟", "هادي: \u200fلا أحد.")
    document, _ = read("\n\n".join(turns))
    # Where no blank stands behind it, a mark is the text's.
    assert [paragraph.text for paragraph in document.paragraphs()] == [
        "كيف كان الطريق؟", "طويلا.", "ومن رافقك؟", "\u200fلا أحد.",
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\v", "\x85", "\u2028", "\u2029"])
def test_lines_end_as_other_systems_write_them(end: str) -> None:
    talk = ["Mara: So?", "أمل: نعم.", "Mara: And then?", "أمل: لا."]
    data = end.join(talk).encode()
    document, _ = read(data)
    assert [(turn.label, turn.paragraphs[0].text) for turn in document.turns] == [
        tuple(line.split(": ")) for line in talk
    ]
    assert [turn.paragraphs[0].where.line for turn in document.turns] == [1, 2, 3, 4]
    assert plain.write(document) == data
    # Beside the usual line ends they are blanks, as within a paragraph of a word processor.
    document, _ = read("\n".join([f"Mara: So{end}much?", *talk[1:]]).encode())
    assert [turn.label for turn in document.turns] == ["Mara", "أمل", "Mara", "أمل"]
    assert document.turns[0].paragraphs[0].text == "So much?"
