"""Markdown: blocks and marks, and what the front matter says."""

from __future__ import annotations

import re
from contextlib import suppress
from textwrap import fill
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pace import examples
from talks import said, texts_of, words_of
from toolkit import limits
from toolkit.cli.views import _front
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Document, Publication
from toolkit.readers.markdown import READER, content, stated
from toolkit.reading.lines import Line
from toolkit.text.markup import parse, plain
from toolkit.workflow.transcripts import read_data

TALK = """\
---
title: "At the lock: a talk"
date: 2026-03-14
lang: en
speakers:
  - Mara Lind
  - name: Otto Brandt
    role: keeper
---

# At the lock

**Mara Lind:** Why do you _ring_ it?[^eels]
**Otto Brandt:** At \\[27:08\\] the tide is early,
and the boats
are late.\\
So are we.

> Water waits.

* eels
* boats, see [the list](https://example.org/boats) and [more](boats.md)

![The lock in May](lock.jpg)

{% include player.html %}

***

<p>The <b>gate</b><br>and the sea</p>

    Mara Lind: And ^[so *they* say] in winter?

[^eels]: Because of the
    *eels*.
"""


def lines(text: str) -> list[Line]:
    return list(content(text, path="source/talk.md").lines)


def document(text: str) -> Document:
    data = text.encode()
    found = READER.read(data, name="talk", path="source/talk.md", lang="en", sidecar=Sidecar())[0]
    assert READER.write is not None and READER.write(found) == data
    return found


def test_blocks_and_marks_become_lines() -> None:
    found = content(TALK, path="source/talk.md")
    assert [(line.number, line.kind, line.form, line.strong, line.text) for line in found.lines] == [
        (11, "title", "prose", 0, "At the lock"),
        (13, None, "prose", 10, "Mara Lind: Why do you *ring* it?^[Because of the *eels*.]"),
        (14, None, "prose", 12, "Otto Brandt: At [27:08] the tide is early,"),
        (15, None, "prose", 0, "and the boats"),
        (16, None, "prose", 0, "are late."),
        (17, None, "prose", 0, "So are we."),
        (19, None, "quotation", 0, "Water waits."),
        (21, None, "item", 0, "eels"),
        (22, None, "item", 0, "boats, see [the list](https://example.org/boats) and more"),
        (24, "caption", "picture", 0, "![The lock in May](lock.jpg)"),
        (28, "separator", "prose", 0, "* * *"),
        (30, None, "prose", 0, "The **gate**"),
        (30, None, "prose", 0, "and the sea"),
        (32, None, "prose", 0, "Mara Lind: And ^[so *they* say] in winter?"),
    ]
    assert [(line.joined, line.broken) for line in found.lines[2:6]] == [
        (True, False),
        (True, False),
        (True, False),
        (True, True),
    ]
    assert all(TALK[line.at :].startswith("**") for line in found.lines if line.strong)
    assert [finding.message for finding in found.findings] == ["left out: 1 command of a site."]


@pytest.mark.parametrize(
    "typed",
    ['{{ "/lock.jpg" | absolute_url }}', "{{'/lock.jpg'|relative_url}}", "{{ site.url }}/lock.jpg"],
)
def test_a_picture_is_shown_whose_path_a_site_works_out(typed: str) -> None:
    code = f"```\n![The lock]({typed})\n```"
    picture, shown = lines(f"![The lock]({typed})\n\n{code}\n")
    assert (picture.text, "{" in shown.text) == ("![The lock](/lock.jpg)", True)


@pytest.mark.parametrize("typed", ["<my lock (1).jpg>", "my%20lock%20(1).jpg", r"my%20lock%20\(1\).jpg"])
def test_a_picture_is_shown_whatever_its_file_is_called(typed: str) -> None:
    found = lines(f"# At the lock\n\n![The lock]({typed})\n")
    (picture,) = parse(found[-1].text)
    assert (picture.mark, picture.text, unquote(picture.target)) == ("picture", "The lock", "my lock (1).jpg")


def test_front_matter_tells_of_the_text_and_who_speaks() -> None:
    found = content(TALK, path="a.md")
    assert found.cast == ("Mara Lind", "Otto Brandt")
    assert found.meta["title"] == "At the lock: a talk" and found.meta["date"] == "2026-03-14"
    assert stated(TALK.encode(), "a.md") == "en"


def test_turns_are_read_and_the_file_can_be_written_again() -> None:
    read = document(TALK)
    assert [(turn.label, turn.paragraphs[0].text) for turn in read.turns if turn.label] == [
        ("Mara Lind", "Why do you *ring* it?^[Because of the *eels*.]"),
        ("Otto Brandt", "At [27:08] the tide is early, and the boats are late.<br>So are we."),
        ("Mara Lind", "And ^[so *they* say] in winter?"),
    ]
    assert read.turns[0].kind == "title"
    document(TALK.replace("\n", "\r\n"))


def test_front_matter_may_be_toml() -> None:
    said = ('title = "鐘"', "date = 2026-03-14", "draft = false", "count = 3", 'speakers = ["Mara Lind"]')
    head = "\r\n".join(["+++", *said, "+++"])
    found = content(f"{head}\r\n\n**Mara Lind:** So?\n", path="a.md")
    assert found.meta == {
        "title": "鐘", "date": "2026-03-14", "draft": "false", "count": "3", "speakers": "Mara Lind",
    }  # fmt: skip
    assert found.cast == ("Mara Lind",) and [line.number for line in found.lines] == [9]
    # Plus signs around a text are drawn.
    assert content("+++\nSo?\n+++\n", path="a.md").lines[0].text.startswith("+++")


@pytest.mark.parametrize(
    ("language", "inside"),
    [
        ("json", '{\n\t"title": "鐘",\n\t"speakers": ["Mara Lind"],\n\t"draft": false,\n\t"count": 3\n}'),
        ("json ", '{"title": "鐘", "speakers": ["Mara Lind"], "draft": false, "count": 3,}'),
        ("toml", 'title = "鐘"\nspeakers = ["Mara Lind"]\ndraft = false\ncount = 3'),
        ("yaml", "title: 鐘\nspeakers: [Mara Lind]\ndraft: false\ncount: 3"),
    ],
)
def test_a_word_behind_the_dashes_says_what_front_matter_is(language: str, inside: str) -> None:
    found = content(f"---{language}\n{inside}\n---\n\n**Mara Lind:** So?\n", path="a.md")
    assert found.meta == {"title": "鐘", "draft": "false", "count": "3", "speakers": "Mara Lind"}
    assert found.cast == ("Mara Lind",) and len(found.lines) == 1
    before = next(_front(document(f"---{language}\n{inside}\n---\n\n**Mara Lind:** So?\n")))
    assert "鐘" in before["text"] and "---" not in before["text"]


def test_dashes_with_a_word_around_a_text_are_no_front_matter() -> None:
    for language in ("json", "toml", "yaml"):
        assert "Water" in str(content(f"---{language}\nWater.\n---\n\nSo?\n", path="a.md").lines)
    with pytest.raises(SourceError, match="can't be read as YAML"):
        content('---json\n{"title": "鐘"\n---\nWater.\n', path="a.md")


@pytest.mark.parametrize(("inside", "line"), [("a = 1\nb = [", 3), ('a = "b', 2), ("a = " + "[" * 5000, 1)])
def test_toml_that_is_broken_is_an_error_with_its_line(inside: str, line: int) -> None:
    with pytest.raises(SourceError, match="can't be read as TOML") as caught:
        content(f"+++\n{inside}\n+++\nWater.\n", path="a.md")
    assert str(caught.value.where) == f"a.md:{line}"


@pytest.mark.parametrize("word", ["The tide is early. ", "潮が早い。", "المدّ مبكر. "])
def test_a_picture_has_a_caption_and_a_paragraph_may_have_a_picture(word: str) -> None:
    kinds = [line.kind for line in lines(f"![](a.jpg) {word}\n\n[![](a.jpg)](b){word * 40}\n")]
    assert kinds == ["caption", None]


def test_the_title_of_a_picture_is_its_caption_or_is_told() -> None:
    alone = '![A quay](quay.png "The north quay, 1961")'
    assert [line.text for line in lines(alone)] == ["![A quay](quay.png)", "The north quay, 1961"]
    caption = next(iter(document(f"{alone}\n\n**Ann:** So?\n\n**Bo:** So.\n").paragraphs()))
    assert (caption.kind, caption.text) == ("caption", "![A quay](quay.png)<br>The north quay, 1961")
    told = content('It was ![dark](quay.png "Very").', path="talk.md").findings
    assert [(one.code, one.message) for one in told] == [("D165", "left out: 1 title of a picture.")]


def test_what_is_bold_below_a_picture_is_no_caption() -> None:
    found = lines("![](a.jpg)\nThe lock.\n\n![](a.jpg)\n**Who rings?**\nOtto.\n")
    assert [line.joined for line in found] == [False, True, False, False, True]


@pytest.mark.parametrize(
    ("word", "ask"), [("Question", "Who rings {}?"), ("Вопрос", "Кто {} звонит?"), ("سؤال", "من يدق {}؟")]
)
def test_headings_that_ask_behind_one_word_may_be_said(word: str, ask: str) -> None:
    asked = [f"{word} {n}. {ask.format('abc'[n - 1])}" for n in (1, 2, 3)]
    text = "".join(f"##### {heading}\n\nOtto.\n\n" for heading in asked)
    assert [line.kind for line in lines(text)] == [None] * 6
    # Chapters are counted, too.
    assert [line.kind for line in lines(text.replace("?", ".").replace("؟", "."))] == ["heading", None] * 3


@pytest.mark.parametrize(
    ("asks", "answers", "ask"),
    [
        ("Question", "Answer", "Who rings {}, and when do you hear it?"),
        ("Вопрос", "Ответ", "Кто {} звонит, и когда вы это слышите?"),
        ("سؤال", "جواب", "من يدق {} ومتى تسمعه؟"),
    ],
)
def test_a_number_in_headings_stays_where_nobody_answers_by_a_label(
    asks: str, answers: str, ask: str
) -> None:
    asked = [f"{asks} {n}: {ask.format('abc'[n - 1])}" for n in (1, 2, 3)]
    answered = ("Otto.", "Mara.", "Ilo.")
    text = "".join(f"## {heading}\n\n{words}\n\n" for heading, words in zip(asked, answered, strict=True))
    turns = [*document(text).turns]
    assert [plain(part.text) for turn in turns for part in turn.paragraphs if "1" in part.text] == asked[:1]
    assert not any(turn.label for turn in turns)
    # Nor does a fact above it, and what is asked again.
    numbers = ("1", "2", "3", "4", "5", "5 (2)")
    more = "\n\n".join(f"## {asks} {number}: {ask.format(number)}\n\nOtto." for number in numbers)
    assert not any(turn.label for turn in document(f"{answers}: Mara Lind\n\n{more}").turns)
    for other in (answers, answers + " 1"):
        named = text.replace("Otto.", f"{other}: Otto.").replace("Mara.", f"{other.replace('1', '2')}: Mara.")
        named = named.replace("Ilo.", f"{other.replace('1', '3')}: Ilo.")
        assert [bool(turn.label) for turn in document(named).turns] == [True] * 6


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    for text in ("---\n\nMara: So?\n\n---\n\nOtto: No.\n", "---\nMara: So?", "----\na: b\n---\n"):
        found = content(text, path="a.md")
        assert not found.cast and "Mara: So?" in [line.text for line in found.lines] + ["Mara: So?"] * (
            "a:" in text
        )


@pytest.mark.parametrize(
    ("inside", "what", "line"),
    [
        ("a: &x [1]\nb: *x", "refers to a value above", 3),
        ("a: [" + "[" * 30 + "]" * 30 + "]", "too deep", 2),
        ("a: 'b\nc: d", "can't be read as YAML", 4),
        ("a: b\x07", "can't be read as YAML", 1),
    ],
)
def test_front_matter_that_is_broken_or_a_bomb_is_an_error(inside: str, what: str, line: int) -> None:
    with pytest.raises(SourceError, match=what) as caught:
        content(f"---\n{inside}\n---\nWater.\n", path="a.md")
    assert str(caught.value.where) == f"a.md:{line}"


def test_speakers_may_be_told_in_many_ways() -> None:
    for told in (
        "speakers: [Mara, Otto]",
        "speakers:\n  mara: Mara\n  otto: Otto",
        "speakers:\n- mara: Mara\n- name: Otto",
        "participants:\n  Mara: {role: host}\n  Otto: {role: guest}",
        "hosts: Mara\nguests: Otto",
    ):
        cast = content(f"---\n{told}\n---\nWater.\n", path="a.md").cast
        assert [name.casefold() for name in cast] == ["mara", "otto"], told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("**Who rang\nthe bell\nin fog?** Nobody.", "**Who rang the bell in fog?** Nobody."),
        ("**Such a\nthing?**", "**Such a thing?**"),
        ("**谁敲响了\n那口钟？**", "**谁敲响了那口钟？**"),
        ("**متى جاءت\nالعبّارة؟**", "**متى جاءت العبّارة؟**"),
        ("**The half-\nlit quay?**", "**The half-lit quay?**"),
    ],
)
def test_bold_words_over_several_lines_are_one_piece(typed: str, words: str) -> None:
    (line, after) = lines(f"{typed}\n\nAfter.")
    assert (line.marked(), after.number) == (words, typed.count("\n") + 3)


SAID = (
    "**Mara:** I kept the lamp for eleven winters, and nobody came over after the second bell of the night:"
)
SONGS = [
    "The lamp is lit, the ferry late,\nthe river goes its way,\nand nobody who waits\ncan tell if it may.",
    "כבה הפנס ברציף,\nהנהר שותק,\nאיש אינו שואל,\nאיש אינו מחכה.",
    "渡轮晚点，灯已点亮，\n河水流过无人的岸，\n没有人知道它何时归来，\n也没有人等待。",
]


@pytest.mark.parametrize("song", SONGS)
@pytest.mark.parametrize("end", ["\n", "  \n", "<br>\n"])
def test_a_stanza_keeps_its_lines_however_they_are_ended(song: str, end: str) -> None:
    around = "\n\n".join([SAID, song.replace("\n", end), SAID.replace(":", "")])
    (verse,) = [one for one in document(around).paragraphs() if one.form == "verse"]
    assert verse.text == song.replace("\n", "<br>")


def test_a_tag_that_is_talked_of_is_a_word() -> None:
    """Nothing in the file closes it, and it stands as words do; else it is what it always was."""
    said = "Mara: Put it into a <script> tag, a <canvas>, or both (<div>)."
    assert document(said).turns[0].paragraphs[0].text == said.removeprefix("Mara: ").replace("(<div>)", "()")
    closed = "Mara: It is <em>late</em>, a <b> bold </b> word, one<br> and <kbd>two"
    assert document(closed).turns[0].paragraphs[0].text == "It is *late*, a **bold** word, one<br>and two"


COUPLET = "The bell is old, the rope is wet,\nand nobody has rung it yet."


@pytest.mark.parametrize("below", [True, False])
def test_a_poem_that_is_quoted_keeps_the_lines_of_its_couplets(below: bool) -> None:
    """Prose beside it in the quotation is as wide as its writer's screen, and stays one line."""
    prose = "So the keeper sang it in the winter when the ice lay in the harbour, and he\nsang it once."
    stanzas = [SONGS[0], COUPLET] if below else [COUPLET, SONGS[0]]
    quoted = "\n\n".join([*stanzas, prose]).replace("\n", "\n> ")
    read = [one.text for one in document(f"{SAID}\n\n> {quoted}\n").paragraphs() if one.form == "quotation"]
    assert read == [*(one.replace("\n", "<br>") for one in stanzas), prose.replace("\n", " ")]
    alone = document(f"{SAID}\n\n> {COUPLET}".replace("wet,\n", "wet,\n> ")).paragraphs()
    assert [one.text for one in alone][1:] == [COUPLET.replace("\n", " ")]


@given(st.lists(st.text("abcdefg,.", min_size=1, max_size=9), min_size=10, max_size=60), st.integers(20, 90))
def test_wrapped_lines_are_no_verse(words: list[str], columns: int) -> None:
    wrapped = fill(" ".join(words), columns)
    # Where a line ended with the sense at each end, nobody could tell.
    ends = [line[-1] not in ",." for line in wrapped.splitlines()[:-1]]
    assume(2 * sum(ends) > len(ends))
    assert all(line.form == "prose" for line in lines("\n\n".join([SAID, wrapped, SAID])))


def test_lines_that_have_nothing_but_ends_are_no_verse() -> None:
    address = "Harbour Office  \nQuay 7  \nNorth Basin  \nPort Ayre"
    notes = "what is the aim? more effort\nlooking at it seems to fail\nneed a plan for the flow\nlater"
    found = lines("\n\n".join([SAID, address, SAID, notes, SAID]))
    assert {line.form for line in found} == {"prose"}


CLAUSES = [
    "The lamp of the harbour is old,\nand nobody knows who built it,\nbut it burns.",
    "When the ferry is late,\npeople stand at the quay,\nlook at the light,\nand wait without a word.",
    "He asked for a room, and for work at the lamp of the harbour,\nand got both.",
]


@pytest.mark.parametrize(
    "paragraphs",
    [
        CLAUSES,
        # Only the first line has a label: half a paragraph is no stanza.
        ["Mara: I came in spring,\nwith my mother,\nwho was ill then,\nand with my brother,\nas you know."],
        ["Harbour Office,  \n12 Lamp Street,  \n4021 Oldport"],
        ["Dear Mara,\nthank you for your letter,\nwhich came in spring."],
        ['"lamp": "old",\n"rope": "wet",\n"burns": true'],
        ["نص: مارا ليند  \nصور: سامي نصر,  \nمع الشكر للميناء,  \nولكل من كان هناك,  \nفي ليلة ضباب"],
    ],
)
def test_prose_whose_lines_end_with_the_sense_is_no_verse(paragraphs: list[str]) -> None:
    found = lines("\n\n".join([SAID, *paragraphs, SAID]))
    assert {line.form for line in found} == {"prose"}


def test_a_stanza_among_lines_by_clauses_is_told_by_breaks_of_its_own() -> None:
    for end, form in (("\n", "prose"), ("  \n", "verse")):
        found = lines("\n\n".join([*CLAUSES[::2], SONGS[0].replace("\n", end), *CLAUSES]))
        assert {line.form for line in found if "river" in line.text} == {form}


def test_fences_keep_their_lines_and_tables_are_turns() -> None:
    said = (("미라", "언제요?"), ("유노", "여섯 시요."), ("미라", "왜요?"))
    rows = "".join(f"| {who} | {what} |\n" for who, what in said)
    found = lines(f"```\nMara: a *b*\n\nOtto: c\n```\n\n| Who | What |\n|--|--|\n{rows}")
    assert [(line.number, line.speaker, line.text) for line in found] == [
        (2, "", "Mara: a \\*b\\*"),
        (4, "", "Otto: c"),
        (7, "", "Who | What"),
        (9, "미라", "언제요?"),
        (10, "유노", "여섯 시요."),
        (11, "미라", "왜요?"),
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "| Год | Суда |\n|--|--|\n| 1950 | 300 |\n| 1960 | 120 |",
            ["Год | Суда", "1950 | 300", "1960 | 120"],
        ),
        ("| | 船 | 人 |\n|--|--|--|\n| 春 | 3 | 12 |\n| 秋 | 5 | |", ["船 | 人", "春 | 3 | 12", "秋 | 5"]),
        (
            "| Year | Boats | Men |\n|--|--|--|\n| 1950 | | 12 |\n| | | 7 |",
            ["Year | Boats | Men", "1950 | | 12", "| | 7"],
        ),
        ("| ملح | ثمن |\n|--|--|\n| خشن | ٢ |\n| ناعم | ٥ |", ["ملح | ثمن", "خشن | ٢", "ناعم | ٥"]),
    ],
)
def test_a_row_of_facts_is_a_line(table: str, rows: list[str]) -> None:
    read = document(f"Ann: How many?\n\nBo: See here.\n\n{table}\n\nAnn: So few?\n\nBo: So few.\n")
    every = [(turn.label, p.text, p.kind) for turn in read.turns for p in turn.paragraphs]
    said = [(label, text) for label, text, kind in every if kind == "speech"]
    assert said == [("Ann", "How many?"), ("Bo", "See here."), ("Ann", "So few?"), ("Bo", "So few.")]
    assert [text for _, text, kind in every if kind != "speech"] == rows


def test_a_line_through_words_is_told() -> None:
    read = content("Ann: Why <s>not</s>, ~~or~~ a~~b?\n", path="a.md")
    assert read.lines[0].text == "Ann: Why not, or a~~b?"
    assert [f.message for f in read.findings] == ["left out: 2 lines through words."]


def test_figures_above_the_line_and_below_it_stay_there() -> None:
    (line,) = lines("Ann: 10<sup>3</sup> l of H<sub>2</sub>O, the 1<sup>er</sup>\n")
    assert line.text == "Ann: 10³ l of H₂O, the 1er"


def test_nobody_says_a_table_of_facts() -> None:
    rows = "".join(f"| Lamp {n} | {n} of 5 | bought by the keeper |\n" for n in range(3))
    found = lines(f"| Thing | Sure | Notes |\n|--|--|--|\n{rows}")
    assert [(line.text, line.kind) for line in found[:2]] == [
        ("Thing | Sure | Notes", "narration"),
        ("Lamp 0 | 0 of 5 | bought by the keeper", "narration"),
    ]
    assert len(found) == 4
    # Two columns may be who speaks and what, though each comes once.
    assert {line.kind for line in lines("| Mara | The lamp is out. |\n|--|--|\n| Bo | Since when? |\n")} == {
        None
    }


@pytest.mark.parametrize(
    ("head", "asked", "answered"),
    [
        ("No | Question | Answer", "Who put the lamp out?", "The wind."),
        ("№ | Спросили | Сказали", "Кто погасил лампу?", "Ветер."),
        ("م | قيل | الرد", "من أطفأ المصباح؟", "الريح."),
    ],
)
def test_a_table_in_which_somebody_asks_is_none_of_facts(head: str, asked: str, answered: str) -> None:
    rows = "".join(f"| {n} | {asked} | {answered} |\n" for n in range(3))
    assert {line.kind for line in lines(f"| {head} |\n|--|--|--|\n{rows}")} == {None}


def test_what_takes_too_long_is_refused() -> None:
    slow = ("[" * 60_000, "^[" * 30_000, r"[\. " * 15_000, ("[" * 2_700 + "\n\n") * 10)
    for text in (*slow, "> " * 200 + "a", "- " * 200 + "a"):
        with pytest.raises(DiglotError, match="may have"):
            content(text, path="a.md")
    nested = "\n".join(" " * 2 * level + "- a" for level in range(80))
    with pytest.raises(DiglotError, match="50 levels"):
        content(nested, path="a.md")
    assert len(lines("\n".join(nested.split("\n")[:49]))) == 49, "nothing is left out in silence"
    assert lines("[" * 500 + "a")
    assert lines("*" * 20_000 + "a") and lines("[a] " * 20_000)
    with pytest.raises(DiglotError, match="front matter may have"):
        content("---\na: " + "b" * limits.FRONT_MATTER.most + "\n---\n", path="a.md")


MARKS = st.lists(
    st.sampled_from(
        ["a", "b ", "ש", "水", "*", "_", "**", "[", "]", "(", "\\", "`", "\n", "> ", "- ", "1. ", "# ", "!"]
    ),
    max_size=30,
)


@examples(200)
@example(["`", "`", "`", "a"])
@example(["`", "`", "`", "ש", "a", "\n", "b ", "\n", "`", "`", "`"])
@given(MARKS)
def test_no_word_is_lost_moved_or_made(pieces: list[str]) -> None:
    text = "".join(pieces)
    words = "".join(words_of(parse(line.marked())) for line in lines(text))
    # A number before a dot may be that of an item.
    assert re.sub(r"[^abש水]", "", words) == re.sub(r"[^abש水]", "", text)


@examples(100)
@given(st.text(max_size=80), MARKS)
def test_any_text_is_read_or_an_error_and_can_be_written_again(noise: str, pieces: list[str]) -> None:
    for text in (noise, "---\n" + noise + "\n---\n", "".join(pieces) + noise):
        with suppress(DiglotError, UnicodeEncodeError):
            document(text)


def test_what_the_front_matter_tells_is_known_of_the_document() -> None:
    front = "---\ntitle: Locks\ndate: 2026-03-14T08:00:00Z\nauthor: Ann Lee\npublisher: The Gate Post\n---\n"
    read = document(front + "Mara: So?\n\nOtto: No.\n")
    assert (read.meta.title, read.meta.date, read.meta.publisher) == ("Locks", "2026-03-14", "The Gate Post")
    assert read.meta.sources == (Publication("Locks", "Ann Lee", "The Gate Post", "2026-03-14"),)
    read = document(front.replace("2026-03-14T08", "in May") + "# At the lock\n\nMara: So?\n\nOtto: No.\n")
    assert read.meta.title == "" and read.meta.date == "", "what is printed has the word; no date is guessed"
    for words in ("9 mars 2026", "spring 1998", "昭和十五年ごろ", "נכתב באביב"):
        read = document(front.replace("2026-03-14T08:00:00Z", words) + "Mara: So?\n\nOtto: No.\n")
        assert read.meta.date == read.meta.sources[0].date == words
    data, sidecar = front.encode() + b"Mara: So?\n", Sidecar(title="Sluices", date="2025")
    told, _ = READER.read(data, name="talk", path="talk.md", lang="en", sidecar=sidecar)
    assert (told.meta.title, told.meta.date) == ("Sluices", "2025")


# Bold words that are closed on a line of their own.


@pytest.mark.parametrize("asked", ["Why do you ring it?", "لماذا تقرعه؟", "为什么敲钟？", "Зачем он звонит?"])
@pytest.mark.parametrize("opened", ["**", "******"])
def test_what_is_bold_may_be_closed_on_the_next_line(asked: str, opened: str) -> None:
    first, second = lines(f"{opened}{asked}\n**\n\nIt tells the tide.\n")
    assert first == lines(f"**{asked}**\n\nIt tells the tide.\n")[0]
    assert first.strong == len(asked)
    assert (second.text, second.number, second.strong) == ("It tells the tide.", 4, 0)


@pytest.mark.parametrize("text", ["Why **do you\n**", "Why?\n**", "**Why?\n*", "**Why?\nnow\n**it"])
def test_stars_that_close_nothing_stay(text: str) -> None:
    assert "*" in "".join(line.text for line in lines(text + "\n\nIt tells the tide.\n"))


def test_a_name_and_a_surname_in_angle_brackets_are_somebody() -> None:
    words = content("<Lea Berg> Is the boat in?\n\n<Tom Lind> Not <input disabled> yet.\n", path="a.md")
    assert [line.text for line in words.lines] == ["<Lea Berg> Is the boat in?", "<Tom Lind> Not yet."]


PEOPLE = [
    ("Mara", "Otto", "Why do you ring it?", "The tide is early.", "And in winter?", "We wait."),
    ("Мара", "Отто", "Почему вы звоните?", "Вода пришла рано.", "А зимой?", "Мы ждём."),
    ("مارا", "أوتو", "لماذا تقرعونها؟", "جاء المد مبكرا.", "وفي الشتاء؟", "ننتظر."),
    ("美月", "健太", "なぜ鳴らすのですか？", "潮が早いからです。", "冬は？", "待ちます。"),
]


@pytest.mark.parametrize("words", PEOPLE)
@pytest.mark.parametrize("label", ["**{}:**", "**{}**:", "{}:"])
@pytest.mark.parametrize("behind", [" ", "\n"])
def test_a_picture_before_a_label_has_no_part_in_it(words: tuple[str, ...], label: str, behind: str) -> None:
    said = [*zip(words[:2] * 2, words[2:], strict=True)]
    rows = [f"![](face{who}.png){behind}{label.format(who)} {one}" for who, one in said]
    made = document("\n\n".join([*rows, "![The lock](lock.jpg) The lock: in 1931."]))
    turns = [turn for turn in made.turns if turn.kind == "speech"]
    assert [(turn.label, turn.paragraphs[0].text) for turn in turns] == said
    captions = texts_of(made, "caption")
    faces = [unquote(f"![](face{who}.png)") for who, _ in said]
    assert [unquote(one) for one in captions] == [*faces, "![The lock](lock.jpg) The lock: in 1931."]


def test_words_below_a_few_pictures_are_captions() -> None:
    """Who is in a picture once speaks elsewhere, and what is called a photo is nobody."""
    shown = ["![](a.png) Photo: Ann Bell", "![](b.png) **Photo:** Bo Holm", "![](c.png) Otto: the keeper"]
    text = "**Mara:** So?\n\n{}\n\n**Otto:** We wait.\n\n{}\n\n**Mara:** Why?\n\n{}\n\n**Otto:** The tide.\n"
    captions = [p.text for p in document(text.format(*shown)).paragraphs() if p.kind == "caption"]
    assert " ".join(captions) == " ".join(shown)


@pytest.mark.parametrize("words", PEOPLE)
@pytest.mark.parametrize(
    "label", ["**{}**{{.speaker}}:", "[{}]{{.speaker .big}}:", "**{}:**{{: #a lang=en}}"]
)
def test_attributes_are_no_words(words: tuple[str, ...], label: str) -> None:
    said = [*zip(words[:2] * 2, (f"{one} {{.x}}" for one in words[2:]), strict=True)]
    rows = [f"{label.format(who)} {one}" for who, one in said]
    made = document("\n\n".join(["## At the lock {#lock .unnumbered}", *rows]))
    assert next(made.paragraphs()).text == "At the lock"
    turns = [turn for turn in made.turns if turn.kind == "speech"]
    assert [(turn.label, turn.paragraphs[0].text) for turn in turns] == said


HEADS = {
    "en": ("1. Youth", "2. The flood", "Mara: Where did you live?", "Otto: At the lock."),
    "fr": ("1. Jeunesse", "2. **La crue**", "Mara : Où viviez-vous ?", "Otto : À l'écluse."),
    "he": ("1. ילדות", "2. השיטפון", "מראיין: איפה גדלת?", "רותי: על שפת הנהר."),
}


@pytest.mark.parametrize("lang", HEADS)
def test_a_counted_head_is_no_list(lang: str) -> None:
    first, second, asked, answered = HEADS[lang]
    talk = f"# A talk\n\n{first}\n\n{asked}\n\n{answered}\n\n{second}\n\n{asked}\n\n{answered}\n"
    document = READER.read(talk.encode(), name="talk", path="talk.md", lang=lang, sidecar=Sidecar())[0]
    heads = [one.text for one in document.paragraphs() if one.kind == "heading"]
    assert heads == [first, second]


def test_a_list_has_its_numbers_as_marks() -> None:
    """As before: items that follow one another, and questions."""
    for talk in (
        "1. Oars\n2. A lamp\n",
        "1. Oars\n\n1. A lamp\n",
        "1. Oars\n\nText.\n\n2. Where?\n\nHere.\n",
    ):
        assert content(talk, path="talk.md").lines[0].text == "Oars"


@pytest.mark.parametrize("head", ["", "# The lamp\n\n"])
@pytest.mark.parametrize("heard", ["[music]", "(pause)", "（笑）"])
def test_what_is_heard_between_turns_of_one_block_takes_no_names_from_it(head: str, heard: str) -> None:
    talk = [("Ann", "Where is it?"), ("Bo", "In the shed."), ("Ann", "Who lights it?"), ("Bo", "My sister.")]
    rows = [f"{who}: {text}" for who, text in talk * 2]
    data = "\n".join([head + rows[0], *rows[1:3], heard, *rows[3:]]).encode()
    document, _ = read_data(data, Sidecar(), path="x.md", name="x", lang="en")
    assert said(document) == talk * 2
    assert texts_of(document, "event") == [heard]
