"""Workbooks: a sheet of who says what, as each program writes it, and what may be wrong with one."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter

from office import SHEETS, cell, inline, ods, row, sheet, sheets, zipped
from talks import heard
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Document
from toolkit.readers import forms
from toolkit.readers.workbook.formats import shown
from toolkit.workflow.transcripts import read_data

WHO = ["Ann", "دان", "Ann", "دان"]
SAID = ["When did it ring?", "دق الجرس في الفجر.", "Ещё раз?", "鐘は二度鳴りました。"]
SECONDS = [0.5, 72, 754, 4_000]
STARTS = [500, 72_000, 754_000, 4_000_000]
TALK = list(zip(WHO, STARTS, SAID, strict=True))
HEAD = ["Speaker", "Start", "Text"]


def written(make: Callable[[Any, Any], None], title: str = "Talk") -> bytes:
    """A workbook, of which `make` fills the first sheet."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    make(book, book.add_worksheet(title))
    book.close()
    return made.getvalue()


def talk(
    form: str = "[h]:mm:ss.000", divided: float = 86_400, seconds: Sequence[float] = SECONDS
) -> Callable[[Any, Any], None]:
    """The talk; times are numbers, as the format shows them."""

    def make(book: Any, sheet: Any) -> None:
        time = book.add_format({"num_format": form})
        sheet.write_row(0, 0, HEAD)
        for at, (who, start, said) in enumerate(zip(WHO, seconds, SAID, strict=True), 1):
            sheet.write_string(at, 0, who)
            sheet.write_number(at, 1, start / divided, time)
            sheet.write_string(at, 2, said)

    return make


OPEN = sheets(
    row(*map(cell, HEAD))
    + "".join(
        row(cell(who), cell(str(timedelta(seconds=start // 1000)) + f".{start % 1000:03}"), cell(said))
        for who, start, said in TALK
    )
    + row("<table:table-cell/>", more='table:number-rows-repeated="1048571"')
)


def read(data: bytes, path: str = "talk.xlsx") -> tuple[Document, list[str]]:
    document, findings = read_data(data, Sidecar(), name="talk", path=path, lang="und")
    return document, [found.message for found in findings if found.code == "D165"]


def told(data: bytes, path: str = "talk.xlsx") -> list[tuple[str, int | None, str]]:
    document, _ = read(data, path)
    return heard(document)


@pytest.mark.parametrize("path", ["talk.xlsx", "talk.ods", "talk.txt", "talk"])
@pytest.mark.parametrize(
    "data", [written(talk()), ods(OPEN), ods(OPEN, flat=True)], ids=["xlsx", "ods", "fods"]
)
def test_a_sheet_is_a_talk_whatever_the_file_is_called(data: bytes, path: str) -> None:
    assert forms.recognise(data, path) == "workbook"
    assert told(data, path) == TALK


@pytest.mark.parametrize(("form", "divided"), [("hh:mm:ss.000", 86_400), ("[m]:ss.0", 86_400), ("0.00", 1)])
def test_a_time_is_what_a_cell_shows(form: str, divided: float) -> None:
    assert told(written(talk(form, divided))) == TALK


def test_days_that_nobody_has_set_as_times_are_times() -> None:
    found = told(written(talk("General", 86_400, [0.5, 4, 9, 72])))
    assert [start for _, start, _ in found] == [500, 4000, 9000, 72_000]


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("0.05", "20", "1:12"),
        ("1.05", "[h]:mm", "25:12"),
        ("0.05", '[$-409]h"h" mm\\m;@', "1h 12m"),
        ("0.55", "18", "1:12 pm"),
        ("36000.75", "14", "1998-07-24"),
        ("36000.75", "yyyy/mm/dd hh:mm", "1998-07-24 18:00:00"),
        ("1998", "General", "1998"),
        ("0.1", "0%", "0.1"),
        ("1.5E-05", "", "0.000015"),
        ("12", '#,##0 "days"', "12"),
        ("9e99", "h:mm", None),
        # The last second of the last year is rounded to no day.
        ("2958465.9999999", "yyyy/mm/dd", None),
        ("nan", "h:mm", None),
        ("so", "h:mm", "so"),
    ],
)
def test_a_number_is_what_its_format_shows(number: str, code: str, words: str | None) -> None:
    assert words is None or shown(number, code, False).lower() == words.lower()
    assert shown(number, code, False)


def test_days_may_be_counted_from_1904() -> None:
    assert shown("34538", "14", True) == "1998-07-24"
    assert shown("2957003.5", "14", True) == "9999-12-31"
    assert shown("2957004.5", "14", True) == "2957004.5"


def test_texts_are_whole_however_they_are_kept() -> None:
    strings = (
        "<si><r><t>When </t></r><r><rPr><b/></rPr><t>did it ring?</t></r></si>"
        '<si><t>鐘</t><rPh sb="0" eb="1"><t>かね</t></rPh></si><si><t>Two_x000D_\nlines</t></si>'
    )
    rows = inline([["speaker", "text"]])[len("<sheetData>") : -len("</sheetData>")]
    for k, who in enumerate(["رنا", "Bo", "رنا"]):
        cells = f'<c r="A{k + 5}" t="str"><f>X1</f><v>{who}</v></c><c r="B{k + 5}" t="s"><v>{k}</v></c>'
        rows += f'<row r="{k + 5}">{cells}</row>'
    data = sheet(f"<sheetData>{rows}</sheetData>", strings)
    assert [(who, words) for who, _, words in told(data)] == [
        ("رنا", "When did it ring?"),
        ("Bo", "鐘"),
        ("رنا", "Two lines"),
    ]
    with pytest.raises(SourceError) as caught:
        told(sheet(f"<sheetData>{rows}</sheetData>", "<si/>"))
    assert caught.value.hint


def test_a_formula_without_its_result_is_an_error() -> None:
    more = '<row r="9"><c r="A9"><f>A2</f></c></row>'
    with pytest.raises(SourceError, match="formula") as caught:
        told(sheet(inline([["speaker", "text"], *map(list, zip(WHO, SAID, strict=True))], more)))
    assert str(caught.value.where) == "talk.xlsx:9" and caught.value.hint


def test_what_is_hidden_and_what_is_beside_is_told() -> None:
    def make(book: Any, sheet: Any) -> None:
        talk()(book, sheet)
        sheet.write_row(5, 0, ["Ann", "2:00:00", "Not this."])
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.write(1, 3, "Nor this.")
        sheet.set_column(3, 3, 10, None, {"hidden": True})
        sheet.write_comment(0, 0, "A remark")
        book.add_worksheet("Notes").write(0, 0, "Bells of the coast")
        away = book.add_worksheet("Old")
        away.write(0, 0, "Older")
        away.hide()

    expected = ["left out: sheets of the workbook (Notes)."]
    expected += ["left out: 1 hidden cell, 1 hidden row, 1 comment, 1 hidden sheet."]
    assert told(written(make)) == TALK
    assert sorted(read(written(make))[1]) == sorted(expected)
    comment = "<office:annotation><text:p>A remark</text:p></office:annotation>"
    tables = OPEN.replace(
        "</table:table>", row(cell("Ann"), more='table:visibility="filter"') + "</table:table>"
    )
    tables = tables.replace("<text:p>Speaker", f"{comment}<text:p>Speaker")
    tables += sheets(row(cell("Bells of the coast")), "Notes") + sheets(
        row(cell("Older")), "Old", 'table:style-name="t1"'
    )
    style = '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    assert told(ods(tables, style), "talk.ods") == TALK
    expected[1] = "left out: 1 comment, 1 hidden row, 1 hidden sheet."
    assert sorted(read(ods(tables, style), "talk.ods")[1]) == sorted(expected)


@pytest.mark.parametrize(
    ("more", "columns"), [([], "4"), ([""], "4"), (["", "Mood"], "4, Mood"), (["Mood"], "Mood")]
)
def test_a_remark_behind_the_last_named_column_is_told_and_not_said(more: list[str], columns: str) -> None:
    """Nobody names the column in which somebody writes a remark now and then."""
    head, remarks = [*HEAD, *more], {2: "sehr leise", 4: "לא ברור"}

    def make(book: Any, sheet: Any) -> None:
        talk()(book, sheet)
        sheet.write_row(0, 0, head)
        for at, remark in remarks.items():
            sheet.write(at, 3, remark)

    rows = [row(*map(cell, head))]
    for at, (who, start, words) in enumerate(TALK, 1):
        cells = (who, str(timedelta(seconds=start // 1000)) + f".{start % 1000:03}", words, remarks.get(at))
        rows.append(row(*(cell(one) for one in cells if one is not None)))
    for data, path in ((written(make), "talk.xlsx"), (ods(sheets("".join(rows))), "talk.ods")):
        assert told(data, path) == TALK
        assert read(data, path)[1] == [f"left out: columns of the table ({columns})."]


def test_one_sheet_is_a_talk_and_no_more() -> None:
    def make(book: Any, sheet: Any) -> None:
        talk()(book, sheet)
        talk()(book, book.add_worksheet("Второй день"))

    for data in (written(make), ods(OPEN + OPEN.replace('"Talk"', '"Второй день"'))):
        with pytest.raises(
            SourceError, match="several sheets have what is said: Talk, Второй день"
        ) as caught:
            read(data)
        assert caught.value.hint
    with pytest.raises(SourceError, match="nothing in the sheets"):
        read(written(lambda *_: None))
    with pytest.raises(SourceError, match="no column is known"):
        read(written(lambda _, sheet: sheet.write_row(0, 0, ["Apple", "3.20"])))


def far(place: str) -> bytes:
    return sheet(inline([["speaker", "text"]], f'<row r="9"><c r="{place}" t="str"><v>So?</v></c></row>'))


def many(number: int) -> bytes:
    """A long text that many cells refer to."""
    cells = '<row><c t="s"><v>0</v></c></row>' * number
    return sheet(f"<sheetData>{cells}</sheetData>", f"<si><t>{'Da. ' * 20_000}</t></si>")


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (written(talk())[:400], "talk.xlsx"),
        (far("XFD9"), "talk.xlsx"),
        (many(1000), "talk.xlsx"),
        (sheet("<sheetData>" + " " * 3_000_000 + "</sheetData>"), "talk.xlsx"),
        (sheet('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><sheetData/>'), "talk.xlsx"),
        (zipped({"xl/workbook.xml": "<a/>"}), "talk.xlsx"),
        (zipped({"xl/workbook.xml": ""}), "talk.xlsx"),
        (sheet('<sheetData><row r="so"><c r="1"/></row></sheetData>'), "talk.xlsx"),
        (ods(sheets(row(cell("So?"), more='table:number-rows-repeated="9999999"'))), "talk.ods"),
        (ods(sheets(row(cell("So?", 'table:number-columns-repeated="9999999"')))), "talk.ods"),
        (ods(""), "talk.ods"),
        (zipped({"mimetype": SHEETS}), "talk.ods"),
        (zipped({"mimetype": SHEETS, "META-INF/manifest.xml": "<encryption-data/>"}), "talk.ods"),
    ],
)
def test_what_is_damaged_or_made_to_do_harm_is_refused(data: bytes, path: str) -> None:
    with pytest.raises(DiglotError) as caught:
        read(data, path)
    assert caught.value.hint and str(caught.value.where).startswith(path)


def test_a_column_that_is_hidden_may_be_as_wide_as_the_sheet() -> None:
    columns = '<cols><col min="4" max="999999999" hidden="1"/></cols>'
    data = sheet(columns + inline([["speaker", "text"], *map(list, zip(WHO, SAID, strict=True))]))
    assert [words for _, _, words in told(data)] == SAID
    assert told(sheet("<sheetViews/>" + inline([["name", "text"], *map(list, zip(WHO, SAID, strict=True))])))
