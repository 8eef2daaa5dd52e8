"""Files that are made to do harm: each is read or refused, in no time, and nothing is made of it twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

import growing
from robust.files import ANNOTATION, docx, epub, odt, page, paragraph, tiers
from toolkit import config, limits
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.model import Document
from toolkit.readers import containers, html
from toolkit.readers.html import folded
from toolkit.workflow.transcripts import read_data
from toolkit.writers import pictures


@pytest.fixture(autouse=True)
def ending() -> Iterator[None]:
    with growing.ending():
        yield


def read(data: str | bytes, suffix: str, sidecar: Sidecar | None = None) -> Document:
    made = data.encode() if isinstance(data, str) else data
    return read_data(made, sidecar or Sidecar(), name="talk", path=f"talk{suffix}", lang="und")[0]


def test_many_forms_on_a_page_take_no_more_than_their_time() -> None:
    form = "<form><p>Ann: Why?</p></form>"
    bodies = {size: html.body_of(html.parse(form * size, "")) for size in (200, 800)}
    assert not growing.by_steps(lambda size: lambda: folded.unfolded(bodies[size]), 200)


def words(document: Document) -> str:
    return " ".join(paragraph.text for paragraph in document.paragraphs())


def smaller(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    monkeypatch.setattr(limits, name, getattr(limits, name)._replace(most=most))


@pytest.mark.parametrize("charset", ["UTF-7", "IBM037", "x-made-up", "UCS-2", "undefined"])
def test_a_charset_that_hides_signs_of_xml_is_refused(charset: str) -> None:
    """What is counted and looked for before anything is parsed stands there in other bytes."""
    hidden = "<!DOCTYPE TEI [<!ENTITY a 'b'>]>".encode("utf-7")
    data = f'<?xml version="1.0" encoding="{charset}"?>'.encode() + hidden + b"<TEI/>"
    # However far into the declaration the charset stands.
    far = data.replace(b" encoding", b" " * 999 + b"encoding")
    for hostile in (data, data.decode().encode("cp037")) if charset == "IBM037" else (data, far):
        with pytest.raises(DiglotError) as caught:
            containers.parse(hostile, "talk.xml")
        assert caught.value.hint and "DOCTYPE" not in str(caught.value)


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "UTF-8", "utf-8", "Shift_JIS", "GB18030"])
def test_a_charset_of_a_transcript_is_read(charset: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{charset}"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>'
        "<text><body><p>So it was.</p></body></text></TEI>"
    )
    assert words(read(text.encode(charset), ".xml")) == "So it was."


# Programs write JSON on one line, however long the recording is.
LONG = "x" * (limits.PARAGRAPH.most + 1)
ON_ONE_LINE = {
    ".json": {"segments": [{"start": 0, "end": 1, "text": "Quand sonne la cloche ?"}], "model": LONG},
    ".otr": {"text": "<p>Quand sonne la cloche ?</p>", "media": LONG},
}


@pytest.mark.parametrize("suffix", ON_ONE_LINE)
def test_a_file_may_stand_on_one_line(suffix: str) -> None:
    assert words(read(json.dumps(ON_ONE_LINE[suffix]), suffix)) == "Quand sonne la cloche ?"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (json.dumps({"segments": [{"start": 0, "end": 1, "text": LONG}]}), ".json"),
        (json.dumps({"text": f"<p>{LONG}</p>", "media": "a.ogg"}), ".otr"),
        (page(f"<p>{LONG}</p>"), ".html"),
        (tiers(ANNOTATION.replace("It rang.", LONG)), ".eaf"),
        (docx(paragraph("Да. ") + paragraph("".join(map(chr, range(0x4E00, 0x9000))) * 61)), ".docx"),
        (LONG, ".md"),
        (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{LONG}", ".vtt"),
    ],
)
def test_a_paragraph_has_a_limit_in_every_form(data: str | bytes, suffix: str) -> None:
    with pytest.raises(DiglotError, match="a text in one piece may have 1,000,000 characters"):
        read(data, suffix)


def _boxed(inside: str) -> str:
    return f"<w:p><w:r><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></w:r></w:p>"


def _framed(inside: str) -> str:
    return f"<text:p><draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame></text:p>"


def _within(times: int, around: Callable[[str], str], inside: str) -> str:
    for _ in range(times):
        inside = around(inside)
    return inside


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (docx(_within(22, _boxed, paragraph("ליאת: הפעמון מצלצל."))), ".docx"),
        (odt(_within(30, _framed, "<text:p>ליאת: הפעמון מצלצל.</text:p>")), ".odt"),
    ],
)
def test_a_box_in_a_box_is_read_once(data: bytes, suffix: str) -> None:
    assert words(read(data, suffix)).count("הפעמון") == 1


def test_a_paragraph_in_a_paragraph_of_a_note_is_read_once() -> None:
    nested = _within(60, lambda inside: f"<text:p>{inside}</text:p>", "bell")
    note = f"<text:note><text:note-body>{nested}</text:note-body></text:note>"
    assert words(read(odt(f"<text:p>Mara: So{note}.</text:p>"), ".odt")).count("bell") == 1


def test_a_tier_in_a_tier_is_read_once() -> None:
    nested = _within(60, lambda inside: f'<TIER TIER_ID="Mara">{inside}</TIER>', ANNOTATION)
    assert words(read(tiers(nested), ".eaf")) == "It rang."
    said = '<contribution speaker-reference="M">'
    folker = f"<folker-transcription>{said * 60}It rang.{'</contribution>' * 60}</folker-transcription>"
    assert words(read(folker, ".fln")) == "It rang."


@pytest.mark.parametrize(
    ("data", "suffix", "words"),
    [
        (docx(paragraph("x" * (12 << 20))), ".docx", "may have 100 times its size in the file"),
        (docx("<w:p/>" * 400_000), ".docx", "may have 100 times its size in the file"),
        (odt("<text:p/>" * 400_000), ".odt", "may have 100 times its size in the file"),
        (epub({"a.xhtml": page("<p>x" * 700_000)}), ".epub", "may have 100 times its size in the file"),
        (page("<b>" * 1_500_001), ".html", "may have 1,500,000 elements and attributes"),
        (page(f"<p {'a b ' * 100_000}>So."), ".html", "a tag of HTML may have 4,000"),
        (tiers("<a/>" * 1_500_001), ".eaf", "may have 1,500,000 elements and attributes"),
        (f'{{"segments": [{"[]," * 4_100_000}[]]}}', ".json", "may have 8,000,000 values"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 6 else "",
)
def test_what_takes_more_memory_than_bytes_is_refused(data: str | bytes, suffix: str, words: str) -> None:
    with pytest.raises(DiglotError, match=words):
        read(data, suffix)


def many(count: int) -> str:
    """So many attributes, each with the sign that ends a tag in its value."""
    return " ".join(f'a{k}=">"' for k in range(count))


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g {}/></svg>'
CROWDED: dict[str, Callable[[str], object]] = {
    ".odt": lambda told: read(odt(f"<text:p {told}>Es läutet.</text:p>"), ".odt"),
    ".docx": lambda told: read(docx(f"<w:p {told}><w:r><w:t>يدقّ الجرس.</w:t></w:r></w:p>"), ".docx"),
    ".eaf": lambda told: read(tiers("<TIER TIER_ID='a'/>").replace("<TIER ", f"<TIER {told} "), ".eaf"),
    ".fodt in UTF-16": lambda told: read(
        f'<?xml version="1.0" encoding="UTF-16"?><office:document xmlns:office="{OFFICE}" {told}/>'.encode(
            "utf-16"
        ),
        ".fodt",
    ),
    ".svg": lambda told: pictures.published(SVG.format(told).encode(), "a.svg"),
    ".svg with a document type": lambda told: pictures.published(
        f"<!DOCTYPE svg [<!ATTLIST g b CDATA #IMPLIED>]>{SVG.format(told)}".encode(), "a.svg"
    ),
}


def answer(form: str, attributes: int) -> str:
    try:
        CROWDED[form](many(attributes))
    except DiglotError as error:
        return error.what
    return ""


@pytest.mark.parametrize("form", CROWDED)
def test_an_element_has_no_more_attributes_than_are_read(form: str) -> None:
    """lxml looks for each from the first on."""
    told, most = "an element of XML may have 1,000 attributes, and this has more.", limits.ATTRIBUTES.most
    assert answer(form, most + 1) == told
    # Some have one or two of their own.
    assert answer(form, most - 3) != told


def test_what_is_unpacked_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    smaller(monkeypatch, "PACKAGE", 1000)
    with pytest.raises(DiglotError, match="unpacked may have"):
        read(docx(paragraph("So it rang. " * 200)), ".docx")


def test_a_row_stands_for_no_more_cells_than_a_table_has() -> None:
    cells = '<table:table-cell table:number-columns-repeated="999"/>' * 3
    row = f"<table:table-row>{cells}</table:table-row>"
    with pytest.raises(DiglotError, match="a row of a table may have 1,000 cells"):
        read(odt(f"<table:table>{row}</table:table>"), ".odt")


def test_many_blanks_of_one_element_are_one() -> None:
    blanks = '<text:s text:c="999"/>' * 1000
    turns = f"<text:p>Mara: So{blanks}it rang.</text:p><text:p>Ilyas: It did.</text:p>"
    assert words(read(odt(turns), ".odt")) == "So it rang. It did."


REFERS = '<w:r><w:footnoteReference w:id="1"/></w:r>'


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (page(f'<a href="https://example.org/{"y" * 2000}">{"<p>Mara: So.</p>" * 50}</a>'), ".html"),
        (page('<p>Mara: So it rang.<a class="noteref" href="#n">1</a></p>' * 50
              + f'<p id="n">{"it rang " * 300}</p>'), ".html"),
        (f"[a]: https://example.org/{'y' * 2000}\n\n" + "Mara: [a]\n\n" * 50, ".md"),
        (f"[^a]: {'it rang ' * 300}\n\n" + "Mara: So[^a]\n\n" * 50, ".md"),
        (docx(f"<w:p>{REFERS * 50}</w:p>",
              footnotes=f'<w:footnote w:id="1">{paragraph("it rang " * 300)}</w:footnote>'), ".docx"),
    ],
)  # fmt: skip
def test_what_is_referred_to_again_and_again_has_a_limit(
    monkeypatch: pytest.MonkeyPatch, data: str | bytes, suffix: str
) -> None:
    assert words(read(data, suffix))
    smaller(monkeypatch, "SPELLED_OUT", 50_000)
    with pytest.raises(DiglotError, match="with all its notes and links in their places"):
        read(data, suffix)


@pytest.mark.parametrize("name", ["rot13", "zlib_codec", "undefined", "punycode", "idna", "nothing"])
def test_what_is_no_encoding_of_text_is_none(name: str) -> None:
    assert "cloche" in words(read(f'<html><meta charset="{name}"><p>Ana : la cloche.</p></html>', ".html"))
    with pytest.raises(DiglotError, match="is no encoding of text"):
        read("Ana : la cloche.", ".txt", config.Sidecar(encoding=name))


def test_front_matter_has_a_limit_and_a_text_between_rules_has_none() -> None:
    between = "Ana : la cloche.\n" * 4000
    with pytest.raises(DiglotError, match="front matter may have 50,000 characters"):
        read(f"---\n{between}---\nAna : non.\n", ".md")
    assert "non." in words(read(f"---\n{between}---\nAna : non.\n", ".txt"))


def test_names_of_tiers_are_told_shortly() -> None:
    others = "".join(
        f'<TIER TIER_ID="{k}{"x" * 999}" PARENT_REF="a"><ANNOTATION><REF_ANNOTATION><ANNOTATION_VALUE>a'
        "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"
        for k in range(500)
    )
    data = tiers(ANNOTATION + others).encode()
    _, found = read_data(data, Sidecar(), name="talk", path="talk.eaf", lang="en")
    told = [one.message for one in found if one.code == "D161"]
    assert len(told) == 1 and len(told[0]) < 1200 and "500 tiers" in told[0]


def test_a_line_that_is_no_time_is_told_shortly() -> None:
    with pytest.raises(DiglotError, match="are no times of a cue") as caught:
        read(f"1\n00:00:01,000 --> 00:00:02,000\nSo.\n\n2\n00:1{'x' * 90_000} --> so\nSo.\n", ".srt")
    assert len(str(caught.value)) < 200


def test_a_document_of_lines_that_all_go_on_is_read_with_numbers() -> None:
    # Sums of ways that lead nowhere grow with each line.
    lines = "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nword word\n\n" * 4000
    assert len(read(lines, ".vtt").turns) == 1


@pytest.mark.parametrize("number", ["9" * 5000, "²", "٣", "-1", "x"])
def test_what_is_no_number_of_a_level_is_none(number: str) -> None:
    outline = f'<w:pPr><w:outlineLvl w:val="{number}"/></w:pPr>'
    assert words(read(docx(f"<w:p>{outline}<w:r><w:t>Mara: So.</w:t></w:r></w:p>"), ".docx"))
    assert words(read(odt(f'<text:h text:outline-level="{number}">So it rang.</text:h>'), ".odt"))
    cell = f'<table:table-cell table:number-columns-repeated="{number}"/>'
    row = (
        f"<table:table-row>{cell}<table:table-cell><text:p>So.</text:p></table:table-cell></table:table-row>"
    )
    assert words(read(odt(f"<table:table>{row}</table:table>"), ".odt"))
    times = f"0:0:{number}.5 --> 0:0:9.2"
    assert words(read(docx(paragraph(f"{times}</w:t><w:br/><w:t>Mara</w:t><w:br/><w:t>So.") * 4), ".docx"))


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 5000, "1e400"])
@pytest.mark.parametrize("field", ["start", "end", "id"])
def test_a_number_without_an_end_is_no_time(number: str, field: str) -> None:
    pieces = [
        {"start": k, "end": k + 1, "id": k, "speaker": "नूर मारा"[: 3 + k], "text": "So."} for k in range(3)
    ]
    pieces[1] |= {field: "here"}
    data = json.dumps({"segments": pieces}).replace('"here"', number)
    if field == "id":
        assert words(read(data, ".json")) == "So. So. So."
    else:
        with pytest.raises(DiglotError, match="time"):
            read(data, ".json")


def test_digits_without_an_end_in_what_is_said_leave_all_numbers_whole() -> None:
    """A program that hears nothing may write a digit again and again."""
    words = ["How are you?", "Fine, thanks.", "7" * 320, "I don't know it."]
    segments = [
        {"start": n, "end": n + 1, "speaker": 1 + n % 2, "text": text} for n, text in enumerate(words)
    ]
    data = json.dumps({"segments": segments}).encode()
    document, _ = read_data(data, Sidecar(), name="x", path="x.json", lang="und")
    assert [turn.label for turn in document.turns] == ["Speaker 1", "Speaker 2"] * 2


def test_a_number_in_sixteens_has_too_many_digits_for_front_matter() -> None:
    with pytest.raises(DiglotError, match="as TOML: a number has too many digits"):
        read(f"+++\ndate = 0x{'f' * 5000}\n+++\n\n**مارا:** نعم.\n", ".md")


@pytest.mark.parametrize("digit", ["7", "٣", "७"])
def test_digits_without_an_end_count_no_page(digit: str) -> None:
    for line in (digit * 5000, f"Maya: {digit * 5000}", f"– {digit * 5000} –"):
        text = f"Maya: When was it?\n\n{line}\n\nNoor: In May.\n\n{line}\n\n" * 3
        assert words(read(text, ".txt")).count(digit * 5000) == 6
