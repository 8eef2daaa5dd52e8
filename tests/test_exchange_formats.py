"""The formats by themselves: valid, read by others, and what is refused of a file that came back."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import validators
from catalogs import PEOPLE, document, prose, translation
from test_exchange_laws import FORMATS, ODD, back, out
from toolkit import exchange, registry
from toolkit.errors import DiglotError
from toolkit.exchange import MessageUnit, RoundTrip
from toolkit.model import Catalog, Entry, Location, State


def catalog_of(seed: int) -> Catalog:
    """Messages of all states, with strange texts among them."""
    r = random.Random(seed)
    entries = []
    for number in range(r.randrange(1, 40)):
        source = r.choice(ODD) + str(number) if r.random() < 0.4 else prose(r)
        state: State = r.choice(["empty", "fuzzy", "done"])
        target = "" if state == "empty" else r.choice([r.choice(ODD), prose(r)])
        entries.append(
            Entry(
                r.choice(["turn|mara", "turn|ilyas", "title", r.choice(ODD)]),
                source,
                target,
                state,
                ids=(f"s{number:06}",) if r.random() < 0.8 else (),
                notes=tuple(r.sample(ODD, r.randrange(3))),
                comments=tuple(r.sample([*ODD, "machine", "machine: Apertium"], r.randrange(3))),
                previous=(None, r.choice(ODD)) if state == "fuzzy" and r.random() < 0.5 else None,
            )
        )
    tags = ("fr", "ar", "zh-Hans", "pt-BR", "sr-Latn", "yue")
    return Catalog(r.choice(["talk", "a b", 'q"<&>', "談話"]), "en", r.choice(tags), tuple(entries))


@pytest.mark.parametrize("form", ["xliff", "xliff12"])
def test_every_xliff_is_valid(form: str, tmp_path: Path) -> None:
    paths = []
    for seed in range(100):
        paths.append(tmp_path / f"{seed}.xlf")
        paths[-1].write_bytes(out(form, catalog_of(seed)))
    assert validators.xliff(*paths) == []


def refused(form: str, data: bytes) -> DiglotError:
    read = registry.load("format", form)
    assert isinstance(read, RoundTrip)
    with pytest.raises(DiglotError) as caught:
        read.read(data, f"talk.{form}")
    return caught.value


def the_unit(form: str, data: bytes) -> MessageUnit:
    """The only unit of a file."""
    (unit,) = back(form, data).units
    return unit


ONE = Catalog("talk", "en", "fr", (Entry("turn|mara", "Yes.", "Oui.", "done", ids=("s2PCS8K",)),))


class TestXliff:
    @pytest.mark.parametrize(
        ("said", "state"),
        [
            ('state="initial"', "fuzzy"),
            ('state="initial" subState="diglot:fuzzy"', "fuzzy"),
            ('state="translated"', "unrevised"),
            ('state="translated" subState="x:y"', "unrevised"),
            ('state="translated" subState="diglot:done"', "done"),
            ('state="reviewed"', "reviewed"),
            ('state="reviewed" subState="diglot:done"', "reviewed"),
            ('state="final"', "approved"),
            ("", "fuzzy"),
        ],
    )
    def test_states_of_version_2(self, said: str, state: str) -> None:
        data = out("xliff", ONE).replace(b'state="translated" subState="diglot:done"', said.encode())
        assert the_unit("xliff", data).state == state

    @pytest.mark.parametrize(
        ("approved", "said", "state"),
        [
            ("yes", "translated", "done"),
            ("yes", "final", "approved"),
            ("yes", "signed-off", "reviewed"),
            ("yes", "needs-review-translation", "fuzzy"),
            ("yes", "new", "fuzzy"),
            ("no", "final", "fuzzy"),
            ("no", "translated", "unrevised"),
            ("", "signed-off", "reviewed"),
            ("", "translated", "unrevised"),
            ("", "new", "fuzzy"),
            ("", "needs-l10n", "fuzzy"),
            ("no", "", "fuzzy"),
            ("", "", ""),
        ],
    )
    def test_states_of_version_1(self, approved: str, said: str, state: str) -> None:
        data = out("xliff12", ONE)
        data = data.replace(b' approved="yes"', f' approved="{approved}"'.encode() if approved else b"")
        data = data.replace(b' state="translated"', f' state="{said}"'.encode() if said else b"")
        assert the_unit("xliff12", data).state == state
        # A draft that is approved is done, whatever its state says still.
        if approved == "yes" and state == "fuzzy":
            assert the_unit("xliff12", data.replace(b">done.", b">fuzzy.")).state == "done"

    @pytest.mark.parametrize("words", [("Sieben.", "Acht."), ("שבע.", "שמונה."), ("七。", "八。")])
    def test_a_segment_without_a_translation_leaves_a_draft(self, words: tuple[str, str]) -> None:
        first, other = words
        for said, state in ((other, "done"), ("", "fuzzy"), (" ", "fuzzy")):
            pieces = f'<mrk mtype="seg" mid="1">{first}</mrk> <mrk mtype="seg" mid="2">{said}</mrk>'
            data = re.sub(r"(<target[^>]*>).*?<", rf"\g<1>{pieces}<", out("xliff12", ONE).decode(), count=1)
            unit = the_unit("xliff12", data.encode())
            assert (unit.target, unit.state) == (f"{first} {said}", state)
        # A code alone is all that a segment says.
        code = '<x id="1" ctype="x-cp-0007"/>'
        pieces = f'<mrk mtype="seg" mid="1">{first}</mrk><mrk mtype="seg" mid="2">{code}</mrk>'
        data = re.sub(r"(<target[^>]*>).*?<", rf"\g<1>{pieces}<", out("xliff12", ONE).decode(), count=1)
        unit = the_unit("xliff12", data.encode())
        assert (unit.target, unit.state) == (f"{first}\x07", "done")

    def test_what_stands_between_segments_stands_between_their_translations(self) -> None:
        data = out("xliff", ONE).decode()
        whole = re.search(r"<segment.*</segment>", data, re.DOTALL)
        assert whole
        pieces = "<ignorable><source> </source></ignorable>".join(
            f'<segment state="final"><source>{one}</source><target>{other}</target></segment>'
            for one, other in (("Seven.", "سبعة."), ("Eight.", "ثمانية."))
        )
        unit = the_unit("xliff", data.replace(whole[0], pieces).encode())
        assert (unit.source, unit.target) == ("Seven. Eight.", "سبعة. ثمانية.")
        nothing = re.sub("<target>[^<]*</target>", "", pieces)
        unit = the_unit("xliff", data.replace(whole[0], nothing).encode())
        assert (unit.target, unit.state) == ("", "empty")
        # Nor is a dash between two of which nobody has translated one.
        unit = the_unit("xliff", data.replace(whole[0], nothing.replace("> <", "> — <")).encode())
        assert (unit.source, unit.target, unit.state) == ("Seven. — Eight.", "", "empty")

    def test_a_unit_that_a_tool_has_split(self) -> None:
        data = out("xliff", ONE).replace(
            b'<segment state="translated" subState="diglot:done">\n<source>Yes.</source>\n'
            b"<target>Oui.</target>\n</segment>",
            b'<segment state="final"><source>Yes<pc id="1">, </pc></source>'
            b'<target order="3">oui</target></segment>'
            b"<ignorable><source> </source><target>, </target></ignorable>"
            b'<segment state="translated"><source>no.</source><target order="1"><mrk id="m" type="term">Non'
            b"</mrk></target></segment>",
        )
        unit = the_unit("xliff", data)
        assert (unit.source, unit.target, unit.state) == ("Yes,  no.", "Non, oui", "unrevised")
        half = data.replace(b'<target order="3">oui</target>', b"")
        assert the_unit("xliff", half).state == "fuzzy"

    @pytest.mark.parametrize("form", ["xliff", "xliff12"])
    @pytest.mark.parametrize("name", ["source", "target"])
    def test_of_two_texts_none_is_passed_over(self, form: str, name: str) -> None:
        end = f"</{name}>".encode()
        error = refused(form, out(form, ONE).replace(end, end + f"\n<{name}>Si.".encode() + end))
        assert f"there are two <{name}> in one unit" in str(error) and error.hint
        assert isinstance(error.where, Location) and error.where.line > 3

    @pytest.mark.parametrize("form", ["xliff", "xliff12"])
    def test_a_tool_that_writes_utf16(self, form: str) -> None:
        data = out(form, ONE).decode().replace("UTF-8", "UTF-16").replace("Oui.", "Ça.").encode("utf-16")
        read = registry.load("format", form)
        assert isinstance(read, RoundTrip) and read.recognises(data)
        assert the_unit(form, data).target == "Ça."

    def test_notes_of_a_translator_come_back(self) -> None:
        note = b'<notes><note>Is that\nso?</note><note category="note">ours</note></notes>\n<segment'
        assert the_unit("xliff", out("xliff", ONE).replace(b"<segment", note)).comments == ("Is that", "so?")
        note = b'<note from="Ana">Is that\nso?</note></trans-unit>'
        data = out("xliff12", ONE).replace(b"</trans-unit>", note)
        assert the_unit("xliff12", data).comments == ("Is that", "so?")

    @pytest.mark.parametrize("form", ["xliff", "xliff12"])
    def test_the_line_of_a_unit_however_far_down(self, form: str) -> None:
        entries = tuple(Entry("turn", f"{k}.", "x\n" * 40, "done") for k in range(2000))
        data = out(form, Catalog("talk", "en", "fr", entries))
        mark = b"<unit " if form == "xliff" else b"<trans-unit "
        lines = [number for number, line in enumerate(data.split(b"\n"), 1) if line.startswith(mark)]
        assert lines[-1] > 80_000
        found = [unit.line for unit in back(form, data).units]
        # libxml2 counts to 65,535, and from there on by the text inside.
        assert all(a == b or (b > 65_535 and a - b <= 1) for a, b in zip(found, lines, strict=True))

    @pytest.mark.parametrize(
        ("form", "old", "new", "line", "says"),
        [
            ("xliff", b"</file>", b"", 12, "not well-formed"),
            ("xliff", b"?>\n", b'?>\n<!DOCTYPE xliff [<!ENTITY e "x">]>\n', 2, "document type"),
            ("xliff", b"?>\n", b'?>\n<!DOCTYPE xliff SYSTEM "file:///etc/passwd">\n', 2, "document type"),
            ("xliff", b"Oui.", b"&e;", 8, "not well-formed"),
            ("xliff", b"Oui.", b'<ph id="1"/>', 8, "<ph>"),
            ("xliff", b"Oui.", b'<cp hex="0000"/>', 8, "<cp>"),
            ("xliff", b' trgLang="fr"', b"", 2, "trgLang"),
            ("xliff", b"document:2.0", b"document:9.0", 2, "no XLIFF 2"),
            ("xliff12", b"Oui.", b'<x id="1" ctype="lb"/>', 7, "<x>"),
            ("xliff12", b' target-language="fr"', b"", 3, "target-language"),
            ("xliff12", b"</body>", b"", 11, "not well-formed"),
        ],
    )
    def test_what_is_refused(self, form: str, old: bytes, new: bytes, line: int, says: str) -> None:
        data = out(form, ONE)
        assert old in data
        error = refused(form, data.replace(old, new))
        assert says in error.what and str(error.where) == f"talk.{form}:{line}"

    def test_an_entity_bomb_is_refused_at_once(self) -> None:
        entities = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 12))
        data = f'<!DOCTYPE xliff [<!ENTITY e0 "xxxxxxxxxx">{entities}]><xliff>&e11;</xliff>'.encode()
        assert "document type" in refused("xliff", data).what

    def test_translate_toolkit_reads_it_alike(self) -> None:
        from translate.storage.xliff import xlifffile

        found = translation(document())
        store = xlifffile.parsestring(out("xliff12", found))  # type: ignore[no-untyped-call]
        units = [unit for unit in store.units if unit.istranslatable()]
        read = [(unit.source, unit.target, unit.isapproved()) for unit in units]
        assert read == [(entry.source, entry.target, True) for entry in found.entries]


HEAD = b"id,source,target,document,languages"


class TestTables:
    def rows(self, form: str = "csv") -> list[list[str]]:
        text = out(form, ONE).decode("utf-8")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="," if form == "csv" else "\t"))

    def table(self, rows: Iterable[Iterable[str]], delimiter: str = ",") -> bytes:
        sink = io.StringIO(newline="")
        csv.writer(sink, delimiter=delimiter).writerows(rows)
        return sink.getvalue().encode()

    def test_the_first_row_names_the_columns(self) -> None:
        head, row = self.rows()
        assert dict(zip(head, row, strict=True)) == {
            "id": "s2PCS8K",
            "context": "turn|mara",
            "note": "",
            "previous": "",
            "source": "Yes.",
            "target": "Oui.",
            "state": "done",
            "comment": "",
            "document": "talk",
            "languages": "en > fr",
            "token": exchange.token("done", "Oui."),
        }

    def test_no_cell_is_a_formula(self) -> None:
        evil = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]
        entries = [Entry(x, x, x, "fuzzy", notes=(x,), previous=(None, x)) for x in evil]
        found = replace(ONE, entries=tuple(entries))
        for form, delimiter in (("csv", ","), ("tsv", "\t")):
            text = out(form, found).decode("utf-8")
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                assert not [cell for cell in row if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
            assert [unit.target for unit in back(form, text.encode()).units] == evil

    @pytest.mark.parametrize("target", ["'tis", "''quoted''", "L'eau", "- Oui", "'- Oui"])
    def test_an_apostrophe_of_the_translators_own_stays(self, target: str) -> None:
        found = replace(ONE, entries=(ONE.entries[0].replace(target=target),))
        assert the_unit("csv", out("csv", found)).target == target

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_as_a_spreadsheet_saves_it(self, delimiter: str, encoding: str) -> None:
        rows = self.rows()
        rows[1][5] = "Oui ; ça, oui.\tEt…"
        data = self.table(rows, delimiter).decode().encode(encoding)
        assert the_unit("csv", data).target == rows[1][5]

    def test_columns_in_another_order_and_some_gone(self) -> None:
        head, row = self.rows()
        wanted = ["token", "target", "languages", "My own", "document", "Source ", "id"]
        cells = dict(zip(head, row, strict=True)) | {"My own": "?", "Source ": "Yes."}
        data = self.table([wanted, [cells[name] for name in wanted], [], [""] * 7])
        unit = the_unit("csv", data)
        assert (unit.id, unit.source, unit.target, unit.state) == ("s2PCS8K", "Yes.", "Oui.", "")

    def test_several_documents_in_one_table(self) -> None:
        head, row = self.rows()
        other = [*row[:8], "chat", *row[9:]]
        read = registry.load("format", "csv")
        assert isinstance(read, RoundTrip)
        found = read.read(self.table([head, row, other, row]), "talk.csv")
        assert [(parcel.document, len(parcel.units)) for parcel in found] == [("talk", 2), ("chat", 1)]

    @pytest.mark.parametrize(
        ("column", "cell", "says"),
        [
            ("document", "", "“document” is empty"),
            ("languages", "fr", "no pair of languages"),
            ("state", "finished", "no state “finished”"),
        ],
    )
    def test_a_wrong_cell_is_refused_with_its_line(self, column: str, cell: str, says: str) -> None:
        head, row = self.rows()
        wrong = [cell if name == column else text for name, text in zip(head, row, strict=True)]
        wrong[head.index("note")] = "two\nlines"
        error = refused("csv", self.table([head, wrong]))
        assert says in error.what and str(error.where) == "talk.csv:2" and error.hint

    def test_a_misspelt_state_has_a_suggestion(self) -> None:
        head, row = self.rows()
        row[6] = "Fuzy"
        assert "Did you mean fuzzy?" in refused("csv", self.table([head, row])).hint

    @pytest.mark.parametrize(
        ("data", "line", "says"),
        [
            (b"", 1, "no column “source”"),
            (b"id,source,target,document\n", 1, "no column “languages”"),
            (b"source,target,document,languages\n", 1, "no column “id”"),
            (HEAD + b'\ns1,"y\n', 2, "can't be read as a table"),
            (HEAD + b'\ns1,y,z,talk,en > fr\r\nx,"y"z\n', 3, "can't be read as a table"),
            (HEAD + b"\ns1,\xff\n", 2, "not UTF-8"),
            (b"\xff\xfea", 1, "not UTF-16"),
        ],
    )
    def test_what_is_refused(self, data: bytes, line: int, says: str) -> None:
        error = refused("csv", data)
        assert says in error.what and str(error.where) == f"talk.csv:{line}"


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """A sheet as a person may fill it."""
    import xlsxwriter

    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return sink.getvalue()


class TestXlsx:
    def test_a_translator_sees_and_edits_what_they_should(self) -> None:
        found = replace(ONE, lang="ar")
        data = out("xlsx", found)
        sheet, styles = part(data, "xl/worksheets/sheet1.xml"), part(data, "xl/styles.xml")
        assert sheet.find(f"{SHEET}sheetProtection") is not None
        pane = sheet.find(f".//{SHEET}pane")
        assert pane is not None and (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
        hidden = [column.get("min") for column in sheet.iter(f"{SHEET}col") if column.get("hidden") == "1"]
        assert hidden == ["4", "9", "10", "11"]
        looks = list(styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf"))
        row = sheet.findall(f".//{SHEET}row")[1]
        cells = {cell.attrib["r"]: looks[int(cell.attrib["s"])] for cell in row}
        free = {at for at, look in cells.items() if look.find(f"{SHEET}protection[@locked='0']") is not None}
        assert free == {"F2", "G2", "H2"}
        # Format 49 is "@": text, whatever is typed.
        assert {look.get("numFmtId") for look in cells.values()} == {"49"}
        order = {at: look.find(f"{SHEET}alignment").get("readingOrder") for at, look in cells.items()}  # type: ignore[union-attr]
        assert (order["E2"], order["F2"]) == ("1", "2")
        validation = sheet.find(f".//{SHEET}dataValidation")
        assert validation is not None and validation.get("sqref") == "G2"

    def test_formulas_and_numbers_are_text(self) -> None:
        texts = ["=1+1", "1/2", "007", "1e5", "TRUE", "2026-03-01", "http://x.y", "{=1}"]
        data = out("xlsx", replace(ONE, entries=tuple(Entry("t", x, x, "done") for x in texts)))
        sheet = part(data, "xl/worksheets/sheet1.xml")
        assert not list(sheet.iter(f"{SHEET}f", f"{SHEET}hyperlink"))
        assert {cell.get("t") for cell in sheet.iter(f"{SHEET}c")} <= {"s", "inlineStr", None}
        assert [unit.target for unit in back("xlsx", data).units] == texts

    def test_previous_is_shown_where_there_is_one(self) -> None:
        fuzzy = ONE.entries[0].replace(state="fuzzy", previous=(None, "Yes?"))
        sheet = part(out("xlsx", replace(ONE, entries=(fuzzy,))), "xl/worksheets/sheet1.xml")
        hidden = [column.get("min") for column in sheet.iter(f"{SHEET}col") if column.get("hidden") == "1"]
        assert hidden == ["9", "10", "11"]

    def test_a_text_that_fits_no_cell_is_refused(self) -> None:
        for text in ("a" * 32_767, "😀" * 16_383):
            found = replace(ONE, entries=(ONE.entries[0].replace(target=text),))
            assert the_unit("xlsx", out("xlsx", found)).target == text
        for text in ("a" * 32_768, "😀" * 16_384, "\x07" * 16_384):
            with pytest.raises(DiglotError, match="32,767"):
                out("xlsx", replace(ONE, entries=(ONE.entries[0].replace(target=text),)))

    def test_a_number_that_somebody_typed(self) -> None:
        row = ["s2PCS8K", "1987", 1987, "talk", "en > fr"]
        assert the_unit("xlsx", workbook([HEAD.decode().split(","), row])).target == "1987"

    @pytest.mark.parametrize("cell", [1.5, True])
    def test_a_cell_that_is_no_text_is_refused_with_its_row(self, cell: object) -> None:
        error = refused(
            "xlsx", workbook([HEAD.decode().split(","), ["s2PCS8K", "x", cell, "talk", "en > fr"]])
        )
        assert "“target” holds no text" in error.what and str(error.where) == "talk.xlsx:2"

    def test_what_is_no_workbook_is_refused(self) -> None:
        good = out("xlsx", ONE)
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w") as archive:
            archive.writestr("a.txt", "x")
        for data in (b"", b"PK", good[:-100], sink.getvalue()):
            assert "no workbook" in refused("xlsx", data).what

    @pytest.mark.slow
    def test_what_unpacks_to_too_much_is_refused(self) -> None:
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            for k in range(6):
                archive.writestr(f"{k}", bytes(100 << 20))
        assert "unpacked" in refused("xlsx", sink.getvalue()).what

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys

        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(DiglotError) as caught:
            out("xlsx", ONE)
        assert "diglot[xlsx]" in caught.value.hint


@pytest.mark.parametrize("form", FORMATS)
def test_notes_and_people_go_out(form: str) -> None:
    data = out(form, translation(document()))
    if form in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    assert f"{PEOPLE['mara']} (interviewer) asks {PEOPLE['ilyas']}.".encode() in data
