"""What holds for the reading of any text at all."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from toolkit.config import Decision, SeamTable, Sidecar, SpeakerTable
from toolkit.model import Document, Kind
from toolkit.readers import plain
from toolkit.text.hygiene import tidy
from toolkit.workflow.reading_rows import rows

LABELS = [
    *(
        "Mara Lind: ",
        "Lind: ",
        "Jonas Weber: ",
        "Q. ",
        "A. ",
        "Q    ",
        "MARA\n",
        "[Mara]: ",
        "Mara (0:12):\n",
    ),
    *("记者：", "高以文：", "――", "— ", "- ", "◇ 김현정 > ", "12 M : ", "<v Rosa Blum>", "The SPEAKER. "),
    *(
        "[00:01:23] Mara Lind: ",
        "Note: ",
        "Photo: ",
        "Published: ",
        "Interview by: ",
        "방인준(이하 방): ",
        "방: ",
    ),
    *("**Mara:** ", "Mara Lind\t00:00:12\n"),
]
TEXTS = [
    *(
        "Why?",
        "Because it was there.",
        "He said: no.",
        "At 10:30.",
        "好的。",
        "네, 안녕하세요.",
        "(Laughter.)",
    ),
    *("* * *", "---", "## Part two", "A heading", "https://example.org/a:b", "JAN 3, 2026", "7", "e\u0301"),
    *("00:00:01.000 --> 00:00:02.000", "\u200b", "\ufeff", "\x00", "\u2028", "\x0b", "\u00a0", "x" * 80),
    *("lower case goes on", "◇ ◇", "<편집자주>", "Editor's Note:", "…", ".", "司会:はい。中野:え。"),
]
line = st.one_of(
    st.sampled_from(TEXTS),
    st.builds("".join, st.tuples(st.sampled_from(LABELS), st.sampled_from(TEXTS))),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
end = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " \n\n", "\n\n\n"])
texts = st.lists(st.tuples(line, end), max_size=25).map(lambda found: "".join(a + b for a, b in found))
sidecars = st.sampled_from(
    [
        Sidecar(),
        Sidecar(
            speakers=(SpeakerTable("Mara Lind", "mara", "interviewer", ("Lind", "A heading")),),
            not_speakers=("Jonas Weber",),
            decide=(
                Decision("Because", "narration"),
                Decision("Why", "speech", "Mara Lind"),
                Decision("Note", "heading"),
            ),
        ),
        Sidecar(
            decide=(
                Decision(label="Mara Lind", speakers=("Mara Lind", "Rosa Blum")),
                Decision("Why", "narration", until="He said"),
                Decision("Because", "note", which="1 of 2"),
                Decision("At 10", speaker="Mara"),
            ),
        ),
        Sidecar(
            split=(SeamTable("it was there"), SeamTable("no.", "1 of 2"), SeamTable("part two")),
            join=(SeamTable("Because"), SeamTable("lower case"), SeamTable("Mara Lind"), SeamTable("* * *")),
        ),
    ]
)


def read(text: str, sidecar: Sidecar) -> Document:
    return plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=sidecar)[0]


@given(texts, sidecars)
@example("\ufeff\ufeff\n\nMara:", Sidecar())
@examples(200)
def test_the_file_comes_back_byte_for_byte(text: str, sidecar: Sidecar) -> None:
    document = read(text, sidecar)
    assert plain.write(document) == text.encode()
    raw = "".join(document.raw)
    assert (document.bom.decode() + document.head + raw) == text


@given(texts, sidecars)
@examples(200)
def test_paragraphs_are_in_order_tidy_and_not_empty(text: str, sidecar: Sidecar) -> None:
    document = read(text, sidecar)
    lines = [row["line"] for row in rows(document)]
    assert lines == sorted(lines)
    keys = {speaker.key for speaker in document.speakers}
    assert len(keys) == len(document.speakers)
    for turn in document.turns:
        assert keys.issuperset(turn.speakers)
        assert turn.kind == "speech" or not (turn.speakers or turn.label)
        for paragraph in turn.paragraphs:
            assert paragraph.text and paragraph.text == tidy(paragraph.text)
            assert paragraph.kind == turn.kind or (turn.kind == "speech" and paragraph.kind == "event")
    assert len(document.raw) == len(lines)
    assert all(raw.strip() for raw in document.raw)


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", tidy(text)) if word != "v"]


@given(texts, sidecars)
@examples(200)
def test_no_word_is_lost(text: str, sidecar: Sidecar) -> None:
    # Numbers of turns and cues, and the markup of a voice, are no words; times are kept as numbers.
    document = read(text, sidecar)
    kept = [
        word
        for turn in document.turns
        for i, p in enumerate(turn.paragraphs)
        for part in ([turn.label, p.text] if i == 0 else [p.text])
        for word in words(part)
    ]
    assert "".join(kept) == "".join(words(text))


@given(texts, sidecars)
@examples(100)
def test_the_same_text_is_read_the_same_way(text: str, sidecar: Sidecar) -> None:
    document, found = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=sidecar)
    again, others = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=sidecar)
    problems = list(found)
    assert (document, problems) == (again, list(others))
    lines = [p.where.line for p in problems if p.where and p.where.path == "x.txt"]
    assert lines == sorted(lines)


def said(document: Document) -> list[tuple[object, ...]]:
    """All that is known of each paragraph, also what equality leaves out."""
    return [(turn.speakers, p.kind, p.text, p.where, p.p, p.other) for _, turn, p in document.numbered()]


@given(texts, sidecars, sidecars)
@examples(100)
def test_what_is_read_again_is_read_as_if_it_were_the_first_time(
    text: str, before: Sidecar, after: Sidecar
) -> None:
    _, found = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=before)
    fresh, problems = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=after)
    if found.open is not None:
        again, others = found.open.again(after)
        assert (again, said(again), list(others)) == (fresh, said(fresh), list(problems))


@given(texts, st.sampled_from(["narration", "speech", "heading", "note"]), st.data())
@example("Mara: Yes.\n\nJonas: Yes.\n\nMara: Yes.\n\nYes. No.\n", "narration", None)
@example("Why?\n\u00bc\n\u00bc\nWhy?\n", "speech", None)
@example("A:\n\nWhy?\n", "narration", None)
@example("Mara: " + 60 * "word " + ".\n\nJonas: " + 60 * "word " + ".\n", "heading", None)
@examples(150)
def test_every_paragraph_with_words_can_be_decided(text: str, kind: Kind, data: st.DataObject | None) -> None:
    _, found = plain.read(text.encode(), name="x", path="x.txt", lang="und", sidecar=Sidecar())
    open_ = found.open
    if open_ is None:
        return
    count = len(open_.now.parts)
    for k in [data.draw(st.integers(0, count - 1))] if data else range(count):
        decisions = tuple(one for _, one in open_.undecided.decisions(kind, [k]))
        if not decisions:
            assert not any(map(str.isalnum, open_.undecided.beginnings.quoted(k)))
            continue
        document, problems = open_.again(Sidecar(decide=decisions))
        decided = problems.open
        assert decided.decided.about == {0: range(k, k + 1)}
        assert [*document.paragraphs()][decided.holding(k)].kind == kind
