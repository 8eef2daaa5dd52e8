"""Tables in plain text: columns are told by their names, and else by their cells."""

from __future__ import annotations

import csv
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from talks import heard, read_and_asked, said
from toolkit import limits, registry
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Document
from toolkit.readers import delimited, forms
from toolkit.workflow.transcripts import read_data

ANN, BO = "Ann", "بو"
SAID = ["Did it snow?", "متر كامل. حفرنا أنفاقا.", '"And you", she said?', "犬が好きだった；とても。"]
NAMES = [ANN, BO, ANN, BO]


def read(data: str, name: str = "talk.csv") -> Document:
    reader = registry.load("reader", forms.recognise(data.encode(), name))
    document, _ = reader.read(data.encode(), name="talk", path=name, lang="und", sidecar=Sidecar())
    assert reader is delimited.READER and reader.write is not None
    assert reader.write(document) == data.encode()
    return document


def table(rows: list[list[str]], delimiter: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize(
    "head",
    [
        ["Speaker Name", "Start Time", "End Time", "Text"],
        ["Locuteur", "Début", "Fin", "Texte"],
        ["说话人", "开始", "结束", "内容"],
        ["المتحدث", "البداية", "النهاية", "النص"],
        ["tier", "Begin Time - hh:mm:ss.ms", "End Time - hh:mm:ss.ms", "What was heard"],
    ],
)
def test_the_first_row_names_the_columns(head: list[str], delimiter: str) -> None:
    times = [("0:01.5", "0:03"), ("0:04", "0:06"), ("0:09", "0:10"), ("0:12", "0:14")]
    rows = [[who, start, end, said] for who, (start, end), said in zip(NAMES, times, SAID, strict=True)]
    expected = list(zip(NAMES, [1500, 4000, 9000, 12000], SAID, strict=True))
    assert heard(read(table([head, *rows], delimiter))) == expected
    mixed = [[row[3], row[0], row[2], row[1]] for row in [head, *rows]]
    assert heard(read(table(mixed, delimiter), "talk.tsv")) == expected


def test_a_table_is_known_whatever_it_is_called() -> None:
    text = "speaker\ttext\n" + "".join(f"{who}\t{said}\n" for who, said in zip(NAMES, SAID, strict=True))
    assert heard(read(text, "talk.txt")) == [(who, None, said) for who, said in zip(NAMES, SAID, strict=True)]


@pytest.mark.parametrize(("unit", "starts"), [(1000, ["0", "4000", "9000"]), (1, ["0.0", "4.0", "9.0"])])
def test_a_number_is_seconds_or_milliseconds(unit: int, starts: list[str]) -> None:
    rows = [f"{start}\t{float(start) + unit}\t{said}\n" for start, said in zip(starts, SAID, strict=False)]
    document = read("start\tend\ttext\n" + "".join(rows), "talk.tsv")
    times = [p.times for turn in document.turns for p in turn.paragraphs]
    assert (times[0].start, times[-1].end) == (0, 10000)


def test_rows_are_put_in_the_order_of_their_times() -> None:
    """As ELAN writes tiers, without names of columns."""
    rows = [(0, 1), (2, 9), (1, 4), (3, 12)]
    text = "".join(
        f"{NAMES[k]}\t\t00:00:{start:02}.000\t00:00:{start + 1:02}.500\t{SAID[k]}\n" for k, start in rows
    )
    expected = [1000, 4000, 9000, 12000]
    assert heard(read(text, "talk.txt")) == list(zip(NAMES, expected, SAID, strict=True))


def test_paragraphs_of_a_cell_are_parted_by_blank_lines() -> None:
    document = read('speaker,text\nAnn,"One line\nand the next.\n\nAnother paragraph."\nBo,Yes.\nAnn,No.\n')
    assert [p.text for p in document.turns[0].paragraphs] == ["One line and the next.", "Another paragraph."]


def test_a_comma_that_nobody_has_quoted_is_a_part_of_what_is_said() -> None:
    document = read("speaker,text\nAnn,Well, no.\nBo,Yes.\nAnn,So, so, so.\nBo,Hm.\n")
    assert [words for _, _, words in heard(document)] == ["Well, no.", "Yes.", "So, so, so.", "Hm."]
    with pytest.raises(SourceError, match="more cells") as told_:
        read("text,speaker\nWell, no.,Ann\nYes.,Bo\nSo.,Ann\n")
    assert told_.value.hint and str(told_.value.where) == "talk.csv:2"


def test_a_cell_of_two_paragraphs_goes_where_its_time_is() -> None:
    document = read('speaker,start,text\nAnn,0:09,"So?\n\nAnd then?"\nAnn,0:12,No.\nBo,0:04,Yes.\n')
    assert [words for _, _, words in heard(document)] == ["Yes.", "So?", "And then?", "No."]


def test_rows_of_a_second_recording_stay_below_the_first() -> None:
    """Its times begin anew."""
    rows = zip(NAMES * 2, ["0:01", "0:10", "0:20", "0:30"] * 2, SAID * 2, strict=True)
    said = [words for _, _, words in heard(read(table([["name", "time", "text"], *map(list, rows)], ",")))]
    assert said == SAID * 2
    lines = "".join(
        f"{start}.5\t{start}.9\t{words}\n" for start, words in zip([1, 2, 3, 4] * 2, SAID * 2, strict=True)
    )
    assert " ".join(words for _, _, words in heard(read(f"start\tend\ttext\n{lines}"))) == " ".join(SAID * 2)


@pytest.mark.parametrize("last", ["[Both laugh]", "انتهى التسجيل", "録音終わり"])
@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_row_with_too_few_cells_loses_no_word(last: str, delimiter: str) -> None:
    rows = [[who, said] for who, said in zip(NAMES * 3, SAID * 3, strict=True)]
    said = [*read(table([["speaker", "text"], *rows, [last]], delimiter)).paragraphs()]
    assert said[-1].text == last and len(said) == len(rows) + 1


def test_a_name_may_stand_in_a_row_of_its_own() -> None:
    rows = [row for who, said in zip(NAMES, SAID, strict=True) for row in ([who, "0:01", ""], ["", "", said])]
    found = heard(read(table([["speaker", "time", "text"], *rows], ",")))
    assert found == [(who, 1000, said) for who, said in zip(NAMES, SAID, strict=True)]


def test_who_a_message_is_from_is_no_time() -> None:
    rows = zip(NAMES, NAMES[1:] + NAMES[:1], SAID, strict=True)
    data = table([["From", "To", "Message"], *map(list, rows)], ",")
    assert [(who, words) for who, _, words in heard(read(data))] == list(zip(NAMES, SAID, strict=True))
    _, findings = read_and_asked(data, path="talk.csv")
    assert [found.message for found in findings if found.code == "D165"] == [
        "left out: columns of the table (To)."
    ]


def test_words_in_a_column_of_times_or_numbers_are_told() -> None:
    data = "segment,who,start,text\nThe sea,Ann,12.5,So?\nThe sea,Bo,later,Yes.\nThe war,Ann,30.5,No.\n"
    assert [start for _, start, _ in heard(read(data))] == [12500, None, 30500]
    _, findings = read_and_asked(data, path="talk.csv")
    left = [(str(found.where), found.message) for found in findings if found.code == "D165"]
    assert left == [
        ("talk.csv:1", "left out: columns of the table (segment)."),
        ("talk.csv:3", "left out: 1 times of the table (later)."),
    ]


def test_a_quotation_mark_that_closes_too_early_names_its_line() -> None:
    with pytest.raises(SourceError, match="taken apart") as told_:
        read('speaker,text\nAnn,Yes.\n\nBo,"Yes," she said.\n')
    assert told_.value.hint and str(told_.value.where) == "talk.csv:4"


def test_a_column_that_is_not_read_is_told() -> None:
    data = "speaker,mood,text\nAnn,calm,Who rings it?\nBo,cross,The baker.\nAnn,calm,Why?\n"
    _, findings = read_and_asked(data, path="talk.csv")
    told_ = [(found.code, found.severity, "mood" in found.message) for found in findings]
    assert told_ == [("D165", "warning", True)]


@pytest.mark.parametrize(
    "data",
    [
        "apple,3\npear,4\n",
        "",
        "\n\n",
        "text\n",
        'speaker,text\nAnn,"Yes.\n',
        "id,source,target\n1,a,b\n",
        "name,price\nApple,3.20\nPear,4.10\n",
        "speaker,original,translation\nAnn,Did it snow?,هل تساقط الثلج؟\nBo,Yes.,نعم.\n",
        "0,2,Mara,So?\n2,4,Tomas,Yes.\n",
    ],
)
def test_what_is_no_transcript_is_an_error_with_a_cure(data: str) -> None:
    with pytest.raises(SourceError) as told_:
        read_data(data.encode(), Sidecar(), name="talk", path="talk.csv", lang="und")
    assert told_.value.hint


@pytest.mark.parametrize(
    "data",
    [
        "Ann\tDid it snow?\nBo\tA metre.\nAnn\tAnd you?\n",
        "Ann: Did it snow, or rain, or both?\nBo: Snow, rain, and hail, all of it.\n",
        "10:02:11\tAnn:\tDid it snow?\n10:02:15\tBo:\tYes.\n",
        "| speaker | text |\n|---|:--|\n| Ann | Did it snow? |\n| Bo | Yes. |\n",
        "speaker | text\n--- | ---\nAnn | Did it snow?\nBo | Yes.\n",
    ],
)
def test_plain_text_is_no_table(data: str) -> None:
    assert forms.recognise(data.encode(), "talk.txt") != "delimited"


@pytest.mark.parametrize("rule", ["|---|---|---|", "| :-- | --- | --: |", "|:-:|:-:|:-:|"])
@pytest.mark.parametrize(
    "head", ["| Time | Speaker | Text |", "| 時間 | 話者 | 発言 |", "| Zeit | Sprecher | Text |"]
)
def test_nobody_says_the_row_of_dashes_below_a_head(head: str, rule: str) -> None:
    rows = "| 00:03 | Ada | Did it snow? |\n| 00:11 | Bo | ---- |\n| 00:24 | Ada | هل تساقط الثلج؟ |\n"
    data = f"# The pass\n\n{head}\n{rule}\n{rows}".encode()
    for path in ("talk.txt", "talk.md"):
        document, _ = read_data(data, Sidecar(), name="talk", path=path, lang="und")
        assert said(document) == [("Ada", "Did it snow?"), ("Bo", "----"), ("Ada", "هل تساقط الثلج؟")]


WORDS = st.text(st.sampled_from("ab ,;\t\"'|éش犬.?\n"), min_size=1, max_size=12).map(
    lambda words: f"w{words}w".replace("\n\n", "\n")
)


@examples(150)
@given(
    st.lists(st.tuples(st.sampled_from([ANN, BO]), WORDS), min_size=2, max_size=8), st.sampled_from("\t,;")
)
def test_no_word_of_a_cell_is_lost(rows: list[tuple[str, str]], delimiter: str) -> None:
    document = read(table([["speaker", "text"], *map(list, rows)], delimiter))
    found = " ".join(p.text for turn in document.turns for p in turn.paragraphs)
    assert "".join(found.split()) == "".join("".join(words for _, words in rows).split())


@pytest.mark.parametrize("text", ["|" * 60_000 + "\nx", "a|b\n" + " " * 60_000 + "x", "1:11" * 15_000])
def test_a_long_line_is_looked_at_once(text: str) -> None:
    # Were it quadratic, one of these would take many seconds.
    assert forms.recognise(text.encode(), "talk.txt") == "plain"


@pytest.mark.parametrize("said", ["sep=;", '"sep=;"', "SEP=;;;"])
def test_a_first_line_may_say_what_parts_the_cells(said: str) -> None:
    rows = "".join(
        f"{who};{words}, {words}\n" for who, words in zip(NAMES, "Yes نعم 犬 No".split(), strict=True)
    )
    document = read(f"{said}\r\nspeaker;text\n{rows}")
    assert [who for who, _, _ in heard(document)] == NAMES
    with pytest.raises(SourceError) as told_:
        read(f'{said}\nspeaker;text\nAnn;"Yes\n')
    assert str(told_.value.where) == "talk.csv:3"


def test_a_character_that_no_edition_can_carry_is_told() -> None:
    data = "speaker,text\nAnn,Did it\x07 snow?\nBo,نعم\x00.\nAnn,And you?\n"
    document, findings = read_and_asked(data, path="talk.csv")
    dropped = [
        (str(found.where), dict(found.args)["character"]) for found in findings if found.code == "D106"
    ]
    assert dropped == [("talk.csv:2", "U+0007"), ("talk.csv:3", "U+0000")]
    assert [words for _, _, words in heard(document)] == ["Did it snow?", "نعم.", "And you?"]


@pytest.mark.parametrize("words", ["w" * 140_000, "Yes.\nBo,No.\n" * 14_000])
def test_a_cell_that_is_too_long_is_told_with_its_line(words: str) -> None:
    # Others, who read tables of their own in the same process, have no bound.
    before = csv.field_size_limit(sys.maxsize)
    try:
        with pytest.raises(SourceError, match="131,072") as told_:
            read(f'speaker,text\nBo,No.\nAnn,"{words}"\nBo,No.\n')
        assert csv.field_size_limit() == sys.maxsize
    finally:
        csv.field_size_limit(before)
    assert "quotation mark" in told_.value.hint and str(told_.value.where) == "talk.csv:3"


def test_a_row_has_as_many_cells_as_in_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS_OF_ROW", limits.CELLS_OF_ROW._replace(most=9))
    data = (
        "Time,Speaker,Text\n" + "1:00,Mara,So it rang.\n2:00,Ilya,It did.\n" * 9 + ",".join("a" * 10) + "\n"
    )
    with pytest.raises(DiglotError) as told:
        read_data(data.encode(), Sidecar(), name="a", path="source/a.csv", lang="en")
    assert str(told.value) == "source/a.csv:20: a row of a table may have 9 cells, and this has more."


@pytest.mark.parametrize("head", ["", "Speaker\tStart\tText\n"])
def test_quotation_marks_around_all_cells_beside_tabs_are_no_words(head: str) -> None:
    said = ["מתי מצלצלים?", "בשש.", "ומי שומע?", "מי שער."]
    rows = [f'"{who}"\t00:00:0{k}\t"{text}"\n' for k, (who, text) in enumerate(zip(NAMES, said, strict=True))]
    document = read(head + "".join(rows))
    assert heard(document) == [
        (who, 1000 * k, text) for k, (who, text) in enumerate(zip(NAMES, said, strict=True))
    ]


def test_questions_in_greek_part_no_cells() -> None:
    said = ["Πότε χτυπάτε την καμπάνα;", "Στις έξι.", "Και ποιος την ακούει;", "Όποιος ξυπνά."]
    rows = "".join(f'"{who}","{text}"\n' for who, text in zip(NAMES, said, strict=True))
    assert heard(read(rows)) == [(who, None, text) for who, text in zip(NAMES, said, strict=True)]


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_tags_and_entities_in_a_cell_are_no_words(suffix: str) -> None:
    typed = [
        "Salt &amp; <i>bread</i>&#8212;why?",
        "ملح &amp; خبز",
        "1 < 2 & 3 > 2",
        "<b>いいえ</b>、塩です",
    ]
    shown = ["Salt & *bread*—why?", "ملح & خبز", "1 < 2 & 3 > 2", "**いいえ**、塩です"]
    rows = [["speaker", "text"], *map(list, zip(NAMES, typed, strict=True))]
    text = table(rows, "," if suffix == "csv" else "\t")
    assert [
        words.replace("\\", "").replace("\u00a0", " ") for _, _, words in heard(read(text, f"talk.{suffix}"))
    ] == shown


@pytest.mark.parametrize("words", ["a<b and c>d", "هنا<i أكبر>هناك", "x<s, y>z", "q<u или w>q"])
def test_words_between_signs_for_less_and_more_are_no_tag(words: str) -> None:
    text = table([["speaker", "text"], *([name, words] for name in NAMES)], ",")
    assert {said.replace("\\", "") for _, _, said in heard(read(text, "talk.csv"))} == {words}


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("[00:03:43] where they begin", True),
        ("[0:03:43] يضحكون كلهم", True),
        ("[00:03:43]", False),
    ],
)
def test_words_beside_a_time_in_a_cell_are_told(cell: str, left: bool) -> None:
    text = f"time,speaker,text\n0:01,Ann,Why?\n{cell},بو,لأن.\n0:05:00,Ann,So?\n0:06:00,بو,لا.\n"
    reader = registry.load("reader", "delimited")
    document, found = reader.read(text.encode(), name="talk", path="talk.csv", lang="und", sidecar=Sidecar())
    assert [start for _, start, _ in heard(document)] == [1000, 223_000, 300_000, 360_000]
    assert [one.code for one in found if one.code == "D165"] == ["D165"] * left
