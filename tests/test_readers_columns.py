"""What the columns of a table are, whoever has made it: typed with signs between cells, or drawn."""

from __future__ import annotations

import csv
import io

import pytest

from office import docx, table
from talks import heard
from toolkit.config import Sidecar
from toolkit.errors import SourceError
from toolkit.model.values import clock
from toolkit.workflow.transcripts import read_data

SAID = [
    "I came when the harbour was open.",
    "And what did you find there?",
    "Nothing but gulls, and a rope.",
    "How long did you stay?",
]
HEBREW = ["מתי הגעת לנמל?", "כשהשער עוד היה פתוח.", "ומה מצאת שם?", "שחפים ואיש שמכר חבלים."]
JAPANESE = ["水門はいつ開きますか。", "六時に鐘が鳴ります。", "冬も開けますか。", "冬は凍っています。"]
WHO = ["Ann", "Bo", "Ann", "Bo"]
MOODS = ["calm", "cross", "calm", "calm"]
CLOCK = ["0:01", "0:04", "0:09", "1:12"]
STARTS = [1000, 4000, 9000, 72000]


def rows(*columns: list[str]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


def forms(cells: list[list[str]]) -> list[tuple[bytes, str]]:
    """The same table as each program makes it."""
    file = io.StringIO()
    csv.writer(file).writerows(cells)
    typed = file.getvalue()
    width = max(map(len, cells))
    head, *others = ["| " + " | ".join(row) + " |" * (1 + width - len(row)) for row in cells]
    markdown = "\n".join([head, "|--" * width + "|", *others])
    return [
        (typed.encode(), "talk.csv"),
        (docx(table(*map(tuple, cells))), "talk.docx"),
        (docx(table(*map(tuple, cells), head=True)), "talk.docx"),
        (markdown.encode(), "talk.md"),
    ]


def told(data: bytes, path: str) -> list[tuple[str, int | None, str]]:
    """Who says what, and when."""
    document, _ = read_data(data, Sidecar(), name="talk", path=path, lang="und")
    return heard(document)


@pytest.mark.parametrize(
    ("head", "columns", "starts"),
    [
        (["Speaker", "Text"], (WHO, SAID), False),
        (["Text", "Speaker"], (SAID, WHO), False),
        (["speaker_name", "start_time", "text"], (WHO, CLOCK, SAID), True),
        # Times that go on are times, by whatever name.
        (["Speaker", "Timespan", "Text"], (WHO, CLOCK, SAID), True),
        (["Who", "What was heard", "Time"], (WHO, SAID, CLOCK), True),
        (["מי", "מה"], (WHO, HEBREW), False),
        (["誰", "何"], (WHO, JAPANESE), False),
        (["No.", "発話者", "何"], (list("1234"), WHO, JAPANESE), False),
        (["Speaker", "Mood", "Text"], (WHO, MOODS, SAID), False),
        (["From", "To", "Message"], (WHO, WHO[1:] + WHO[:1], SAID), False),
        (["Zeit", "Wer dort", "Was dort"], (CLOCK, WHO, SAID), True),
        (["Speaker", "", "Text"], (WHO, [""] * 4, SAID), False),
    ],
)
def test_the_first_row_may_name_the_columns_in_any_order(
    head: list[str], columns: tuple[list[str], ...], starts: bool
) -> None:
    said = next(column for column in columns if column in (SAID, HEBREW, JAPANESE))
    expected = list(zip(WHO, STARTS if starts else [None] * 4, said, strict=True))
    for data, path in forms([head, *rows(*columns)]):
        assert told(data, path) == expected, path


@pytest.mark.parametrize(
    "columns",
    [
        (WHO, SAID),
        (CLOCK, WHO, SAID),
        (list("1234"), CLOCK, WHO, SAID),
        (["1.5", "4.5", "9.5", "72.5"], ["2", "5.1", "9.9", "80"], WHO, HEBREW),
        (["0:01 - 0:03", "0:04 - 0:05", "0:09 - 0:10", "1:12 - 1:20"], WHO, JAPANESE),
    ],
)
def test_cells_tell_what_columns_are_that_nobody_names(columns: tuple[list[str], ...]) -> None:
    found = [[(who, words) for who, _, words in told(*form)] for form in forms(rows(*columns))[:2]]
    assert found == [list(zip(WHO, columns[-1], strict=True))] * 2
    starts = {tuple(start for _, start, _ in told(*form)) for form in forms(rows(*columns))[:2]}
    assert len(starts) == 1 and ((None,) * 4 in starts) == (columns == (WHO, SAID))


@pytest.mark.parametrize(
    "above",
    [
        [["At the harbour", ""]],
        [["At the harbour", ""], ["Recorded in May", ""], ["Date", "1998"]],
        [["Speaker", "Ann Hall"], ["Date", "1998-05-02"]],
        [["الميناء", ""], ["المتحدث", "آن"]],
    ],
)
def test_a_title_may_stand_above_the_columns(above: list[list[str]]) -> None:
    for head in (
        [["Text", "Time", "Speaker"], *rows(SAID, CLOCK, WHO)],
        [["Speaker", "Text"], *rows(WHO, SAID)],
    ):
        for data, path in forms([*above, *head])[:2]:
            document, _ = read_data(data, Sidecar(), name="talk", path=path, lang="und")
            assert [(who, words) for who, _, words in told(data, path)] == list(zip(WHO, SAID, strict=True))
            kept = " ".join(p.text for turn in document.turns if not turn.speakers for p in turn.paragraphs)
            assert all(cell in kept for row in above for cell in row), "no word of them is lost"


@pytest.mark.parametrize(
    "cells",
    [
        # Nobody comes again.
        [["name", "description"], ["lock", "A gate for ships."], ["weir", "A wall for water."]],
        [["name", "role", "about"], *rows(["Ann", "Bo"], ["guest", "host"], SAID[:2])],
        [["Time", "Speaker", "Title"], *rows(CLOCK[:2], ["Ann", "Bo"], SAID[:2])],
        rows(["lock", "weir", "sluice", "gate"], SAID),
        # No words.
        [["name", "price"], ["Apple", "3.20"], ["Pear", "4.10"], ["Apple", "3.30"]],
        [["Line", "Stop", "Time"], *rows(["12", "12", "14"], ["Harbour", "Mill", "Quay"], CLOCK[:3])],
        # More than one column could be the speaker, or what is said.
        rows(WHO, MOODS, SAID),
        rows(MOODS, WHO, SAID),
        [["Line", "Time", "From", "To"], *rows(["Red line", "Blue line"], CLOCK[:2], WHO[:2], WHO[1:3])],
        [["Time", "Line", "To"], *rows(CLOCK[:3], ["12", "14", "12"], ["Harbour", "Mill", "Harbour"])],
        [["speaker", "original", "translation"], *rows(WHO, SAID, HEBREW)],
        # What a figure is of, nobody knows.
        rows(WHO, SAID, ["3", "4", "4", "2"]),
        rows(["1", "2", "1", "2"], CLOCK, SAID),
        # Rows are counted within a part, too: these are no times.
        rows(["4.1", "4.2", "4.3", "4.4"], WHO, HEBREW),
        # A name stands before what it says.
        rows(SAID, WHO),
    ],
)  # fmt: skip
def test_where_a_doubt_is_left_nothing_is_guessed(cells: list[list[str]]) -> None:
    (typed, path), *others = forms(cells)[:2]
    with pytest.raises(SourceError) as caught:
        told(typed, path)
    assert caught.value.hint
    for data, path in others:
        document, _ = read_data(data, Sidecar(), name="talk", path=path, lang="und")
        # Cell by cell: no word is lost, even where the reading takes a cell for a label, or for a time.
        words = " ".join(
            f"{turn.label} {p.text} {clock(p.times.start or 0, '').removeprefix('00:0')}"
            for turn in document.turns
            for p in turn.paragraphs
        )
        assert all(cell in words for row in cells for cell in row), path


def test_a_name_that_says_nothing_is_kept() -> None:
    cells = [["speaker", "text"], ["Cy", ""], *rows(WHO, SAID), ["[The end]", ""]]
    for data, path in forms(cells)[:2]:
        document, _ = read_data(data, Sidecar(), name="talk", path=path, lang="und")
        about = [p.text for turn in document.turns if turn.kind == "meta" for p in turn.paragraphs]
        assert {"Cy", "[The end]"} <= {*about}, path
