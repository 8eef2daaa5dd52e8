"""DOCX: what stands in its parts, in which order, and what another program makes of it."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

import validators
from editions import SAMPLE, Line, build, sample
from pace import examples
from toolkit import registry
from toolkit.config import BuildOptions, Layout
from toolkit.edition.page import BlockKind
from toolkit.errors import WritingModeError
from toolkit.exchange import Parcel, RoundTrip, token
from toolkit.model import Edition, Picture, Use
from toolkit.model.editions import Cell, Matter, single
from toolkit.text import markup
from toolkit.writers.docx.sent import as_read
from toolkit.writers.docx.styles import style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73"
    "00000010494441547801636030f80f440c100a001f8603fdd0b1e3e00000000049454e44ae426082"
)
MARKS = (
    Line(
        "speech",
        {
            "en": "We *really* ring at **six**: see [the log](https://pier.example/log_(2)).^[In winter.]",
            "ar": "نقرعه *حقًا* عند **السادسة**: انظر [السجل](https://pier.example/ar).^[في الشتاء.]",
            "fr": "On sonne *vraiment* à **six** heures : [le journal](https://pier.example) !^[L’hiver ?]",
            "zh-Hans": "我们*真的*在**六点**敲{钟|zhōng}。^[冬天。]",
        },
        "tomas-vey",
    ),
    Line(
        "narration",
        {
            "en": "The tide goes out,<br>the bell stays.",
            "ar": "يرحل المد<br>ويبقى الجرس.",
            "fr": "La marée s’en va,<br>la cloche reste : 5\\*3.",
            "zh-Hans": "潮去<br>钟在。",
        },
        form="verse",
    ),
    Line(
        "narration",
        {"en": "A rope.", "ar": "حبل.", "fr": "Une corde.", "zh-Hans": "绳子。"},
        form="item",
    ),
)


def made(edition: Edition, layout: Layout = "columns", vertical: bool = False) -> bytes:
    sink = io.BytesIO()
    options = BuildOptions(layout=layout, writing_mode="vertical" if vertical else "horizontal")
    registry.load("writer", "docx").write(single(edition), options, sink)
    return sink.getvalue()


@pytest.mark.slow
def test_no_page_is_empty_wherever_the_page_before_ends(tmp_path: Path) -> None:
    """The colophon begins a page: what begins it was alone on one behind a page that was full."""
    files = []
    for lines in range(24, 60):
        said = [Line("narration", {"en": "The tide came.", "fr": "La marée vint."})] * (lines // 2)
        more = [Line("event", {"en": "[laughs]", "fr": "[rires]"})] * (lines % 2)
        files.append(tmp_path / f"{lines}.docx")
        files[-1].write_bytes(made(build([*said, *more], ("en", "fr")), "stacked"))
    validators.soffice(files, "pdf", tmp_path)
    for file in files:
        *pages, end = validators.pdftotext(file.with_suffix(".pdf"), "-layout").split("\f")
        assert not end and len(pages) > 1
        # Each has its number.
        assert all(len(page.split()) > 1 for page in pages)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def back(data: bytes) -> list[Parcel]:
    form = registry.load("format", "docx")
    assert isinstance(form, RoundTrip)
    return form.read(data, "talk.docx")


def touched(parcel: Parcel) -> list[str]:
    """The targets of a parcel that aren't as they went out."""
    return [unit.target for unit in parcel.units if token(unit.state or "empty", unit.target) != unit.base]


def val(node: etree._Element | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")


def styled(data: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph that has words."""
    return [
        (val(p.find(f"{W}pPr/{W}pStyle")), words(p)) for p in part(data).iter(f"{W}p") if words(p).strip()
    ]


def test_a_paragraph_is_styled_for_what_it_is() -> None:
    edition = build((*SAMPLE, *MARKS), ("en", "fr"))
    # A name stands in the colophon too.
    names = {text: style for style, text in reversed(styled(made(edition)))}
    assert names["The Tide Clock"] == "Title" and names["L’horloge des marées"] == "TitleTranslation"
    assert names["By Noor Haddad"] == "Byline" and names["Conversations"] == "Kicker"
    assert names["After the buoy"] == "Heading2"
    assert names["Noor Haddad"] == "Speaker" and names["When did you first climb the tower?"] == "Question"
    assert (
        names["A GPS buoy measures the water. People still ask me, because I can also say why."] == "Answer"
    )
    assert names["(Laughs.)"] == "Event" and names["A rope."] == "ListItem"
    assert names["The tide goes out,the bell stays."] == "Verse"
    # Each style that a paragraph names is there, by one name.
    styles = part(made(edition), "word/styles.xml")
    ids = [style.get(f"{W}styleId") for style in styles.iter(f"{W}style")]
    shown = [val(style.find(f"{W}name")) for style in styles.iter(f"{W}style")]
    assert set(names.values()) <= set(ids)
    assert len(set(ids)) == len(ids) and len(set(shown)) == len(shown)
    assert {
        "Title",
        "Standfirst",
        "heading 2",
        "Speaker",
        "Question",
        "Answer",
        "Verse",
        "Quotation",
        "Event",
        "Note",
    } <= set(shown)


def test_every_kind_of_block_has_a_style_that_is_there() -> None:
    styles = part(made(sample("en", "fr")), "word/styles.xml")
    ids = {node.get(f"{W}styleId") for node in styles.iter(f"{W}style")}
    around = {
        "header",
        "turn",
        "aside",
        "title-page",
        "group",
        "entries",
        "list",
        "quote",
        "figure",
        "table",
        "row",
        "terms",
    }
    for kind in chain.from_iterable(get_args(part_) for part_ in get_args(BlockKind)):
        if kind not in around:
            levels = (1, 2, 9) if kind == "heading" else (0, 1, 2) if kind in {"title", "titles"} else (0,)
            assert {style(kind, level=level) for level in levels} <= ids, kind
    for kind in ("question", "picture", "language", "state", "dedication", "epigraph"):
        assert {style(kind), style(kind, below=True)} <= ids


def test_a_portrait_and_a_logo_are_small() -> None:
    line = Line("caption", {"en": "![The bell](bell.png)", "fr": "![La cloche](bell.png)"}, form="picture")
    edition = build([SAMPLE[1], line], ("en", "fr"))
    large = SVG.replace(b"40 20", b"4000 2000")
    sizes: tuple[tuple[Use, int], ...] = (("picture", 600), ("portrait", 240), ("logo", 180))
    for use, wide in sizes:
        shown = Picture(large, "image/svg+xml", Cell("", "en", "original"), use)
        pytest.importorskip("typst")
        extent = part(made(replace(edition, pictures={"bell.png": shown}))).find(".//{*}extent")
        assert extent is not None and extent.get("cx") == str(wide * 9525)


def test_a_tall_picture_leaves_room_for_its_caption_on_pages_that_lie_on_their_side() -> None:
    pytest.importorskip("typst")
    said = dict.fromkeys(("en", "fr", "ar"), "![A mast](mast.png) The mast.")
    edition = build([SAMPLE[1], Line("caption", said, form="picture")], ("en", "fr", "ar"))
    tall = Picture(
        SVG.replace(b"40 20", b"2000 4000"), "image/svg+xml", Cell("", "en", "original"), "picture"
    )
    page = part(made(replace(edition, pictures={"mast.png": tall})))
    (size,), (margin,), (extent,) = (list(page.iter(f"{{*}}{name}")) for name in ("pgSz", "pgMar", "extent"))
    # 914,400 units are an inch, of 1,440 twentieths of a point.
    text = int(size.get(f"{W}h", "")) - int(margin.get(f"{W}top", "")) - int(margin.get(f"{W}bottom", ""))
    assert 0.6 < int(extent.get("cy", "")) / 914400 / (text / 1440) < 0.8


@pytest.mark.parametrize("langs", [("en", "he"), ("en", "fr", "ar")])
def test_a_picture_among_words_is_no_wider_than_its_column(langs: tuple[str, ...]) -> None:
    pytest.importorskip("typst")
    said = dict.fromkeys(langs, "Here: ![A mast](mast.png) and on.")
    wide = Picture(SVG.replace(b"40 20", b"4000 200"), "image/svg+xml", Cell("", "en", "original"), "picture")
    edition = replace(build([Line("narration", said)], langs), pictures={"mast.png": wide})
    cells = [cell for cell in part(made(edition)).iter(f"{W}tc") if cell.find(".//{*}extent") is not None]
    assert len(cells) == len(langs)
    for cell in cells:
        (extent,), (size,) = cell.iter("{*}extent"), cell.iter(f"{W}tcW")
        # 914,400 units are an inch, of 1,440 twentieths of a point.
        assert 0.8 < int(extent.get("cx", "")) / 914400 / (int(size.get(f"{W}w", "")) / 1440) < 1
    # Where texts stand below each other it has the room that it had.
    widths = [int(one.get("cx", "")) // 9525 for one in part(made(edition, "stacked")).iter("{*}extent")]
    assert widths == [600] * len(langs)


@pytest.mark.parametrize(
    ("lang", "look"),
    [("zh-Hans", ["em=underDot"]), ("ja", ["em=comma"]), ("ko", ["em=dot"]), ("fr", ["i=", "iCs="])],
)
def test_what_is_stressed_is_marked_where_letters_are_never_slanted(lang: str, look: list[str]) -> None:
    edition = build([SAMPLE[1], Line("narration", {"en": "So", lang: "A *stress* B"})], ("en", lang))
    (said,) = [run for run in part(made(edition)).iter("{*}r") if "".join(run.itertext()) == "stress"]
    properties = said.find("{*}rPr")
    assert properties is not None
    found = [
        f"{etree.QName(node).localname}={next(iter(node.values()), '')}"
        for node in properties
        if etree.QName(node).localname in {"i", "iCs", "em"}
    ]
    assert found == look


def test_a_drawing_that_is_all_width_has_a_height() -> None:
    pytest.importorskip("typst")
    line = Line("caption", {"en": "![A line](line.svg)", "fr": "![Ligne](line.svg)"}, form="picture")
    thin = SVG.replace(b"40 20", b"4000 2")
    shown = Picture(thin, "image/svg+xml", Cell("", "en", "original"))
    edition = replace(build([SAMPLE[1], line], ("en", "fr")), pictures={"line.svg": shown})
    extent = part(made(edition)).find(".//{*}extent")
    assert extent is not None and extent.get("cy") == str(9525)


def test_a_pair_is_a_row_below_the_names_of_its_languages() -> None:
    tables = list(part(made(sample("en", "ar"))).iter(f"{W}tbl"))
    # One before the heading that parts the sample, and one behind it.
    assert len(tables) == 2
    for table in tables:
        head, *rows = table.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert [words(cell) for cell in head.findall(f"{W}tc")] == ["English", "العربية"]
        assert {len(row.findall(f"{W}tc")) for row in rows} <= {1, 2}
    said = [[words(cell) for cell in row.findall(f"{W}tc")] for row in tables[0].findall(f"{W}tr")]
    assert ["When did you first climb the tower?", "متى صعدت إلى البرج أوّل مرّة؟"] in said


def test_short_pairs_keep_together_and_three_columns_lie_on_their_side() -> None:
    long = Line("narration", {"en": "A long tale of bells. " * 40, "fr": "Un long récit. " * 40})
    data = made(build([SAMPLE[1], *MARKS, long], ("en", "fr")))
    rows = {
        words(row)[:6]: row.find(f"{W}trPr/{W}cantSplit") is not None for row in part(data).iter(f"{W}tr")
    }
    assert rows["A rope"] and rows["We rea"] and not rows["A long"]
    kept = [
        p
        for p in part(made(sample("en", "fr"), "stacked")).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert "When did you first climb the tower?" in map(words, kept)
    size = part(made(sample("en", "fr", "ar"))).find(f".//{W}pgSz")
    assert size is not None and (val(size) or size.get(f"{W}orient")) == "landscape"
    assert part(data).find(f".//{W}pgSz[@{W}orient]") is None


def test_columns_are_as_wide_as_their_scripts_need() -> None:
    def widths(*langs: str) -> list[int]:
        grid = part(made(sample(*langs))).find(f".//{W}tblGrid")
        return [int(column.get(f"{W}w", "")) for column in grid] if grid is not None else []

    (english, french), (source, chinese) = widths("en", "fr"), widths("en", "zh-Hans")
    assert english == french and abs(source * 2 - chinese * 3) < 5


def test_headings_stand_in_the_outline_once_and_outside_of_tables() -> None:
    for layout in ("columns", "stacked"):
        body = part(made(sample("en", "fr"), layout))
        paragraphs = list(body.iter(f"{W}p"))
        levels = {
            words(paragraph): val(level)
            for paragraph in paragraphs
            if (level := paragraph.find(f"{W}pPr/{W}outlineLvl")) is not None
        }
        assert levels == {
            "The Tide Clock": "9",
            "L’horloge des marées": "0",
            "After the buoy": "9",
            "Après la bouée": "1",
            "Colophon": "0",
        }
        assert not [node for node in body.iter(f"{W}outlineLvl") if list(node.iterancestors(f"{W}tbl"))]


def test_each_run_says_its_language_and_its_direction() -> None:
    body = part(made(build((*SAMPLE, *MARKS), ("en", "ar"))))
    for run in body.iter(f"{W}r"):
        if run.find(f"{W}br") is None and run.find(f"{W}fldChar") is None:
            lang = run.find(f"{W}rPr/{W}lang")
            assert lang is not None, words(run)
            said = {lang.get(f"{W}{key}") for key in ("val", "eastAsia", "bidi")}
            arabic = any("\u0600" <= letter <= "\u06ff" for letter in words(run))
            assert said == {"ar-EG"} or not arabic
            assert (run.find(f"{W}rPr/{W}rtl") is not None) == (said == {"ar-EG"})
    for paragraph in body.iter(f"{W}p"):
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in words(paragraph))
        assert not arabic or paragraph.find(f"{W}pPr/{W}bidi") is not None
    chinese = made(sample("zh-Hans", "ar"))
    assert b"SimSun" in etree.tostring(part(chinese)) and b"zh-CN" in etree.tostring(part(chinese))
    assert part(made(sample("ar", "en"))).find(f".//{W}bidiVisual") is not None
    assert part(chinese).find(f".//{W}bidiVisual") is None


@pytest.mark.parametrize(
    ("lang", "publisher", "line"),
    [
        (
            "ar",
            "Pier Press (Ltd.)",
            "{R}{L}Pier Press (Ltd.){L}{R} · 12 يونيو 2026 · {R}{L}https://pier.example/log/{L}{R}",
        ),
        ("en", "نشر چراغ", "{L}{R}نشر چراغ{R}{L} · 12 June 2026 · https://pier.example/log/"),
        ("en", "Pier Press (Ltd.)", "Pier Press (Ltd.) · 12 June 2026 · https://pier.example/log/"),
    ],
)
def test_what_goes_the_other_way_in_a_colophon_keeps_its_signs(lang: str, publisher: str, line: str) -> None:
    """A figure would be drawn into the name before it, and the last sign of an address would move."""
    edition = build(SAMPLE, (lang,))
    told = replace(edition.meta, publisher=publisher, date="2026-06-12", url="https://pier.example/log/")
    data = made(replace(edition, meta=told))
    said = [text for _, text in styled(data) if publisher in text]
    assert len(said) == 1
    assert line.format(L="\u200e", R="\u200f") in said[0]
    # What is underlined is the address alone.
    assert [words(link) for link in part(data).iter(f"{W}hyperlink")] == ["https://pier.example/log/"]
    assert not any(touched(parcel) for parcel in back(data))


@pytest.mark.parametrize("layout", ["stacked", "columns"])
@pytest.mark.parametrize(
    ("lang", "text", "old", "shown"),
    [
        ("he", "הוא שאל: ״Who’s there?״ והלך.", "Who’s there?", "״{R}{L}Who’s there?{L}{R}״ והלך."),
        ("ar", "قرأ *Open!* ثم نام.", "Open!", "قرأ {R}{L}Open!{L}{R} ثم نام."),
        ("fr", "Il a dit « من هنا؟ » et partit.", "من هنا؟", "«{L}{R}\xa0من هنا؟\xa0{R}{L}» et"),
        # The stop would go with the figure of the note, to the other side of the name.
        ("he", "הוא עלה לירה ב־Port Ellery.^[בשנת 1986.]", "Port Ellery", "ב־Port Ellery.{R}{L}{L}{R}"),
    ],
)
def test_what_is_quoted_the_other_way_keeps_its_signs_and_comes_back_without_them(
    lang: str, text: str, old: str, shown: str, layout: Layout
) -> None:
    """LibreOffice goes by letters alone, and would draw the question mark before the question."""
    data = made(build([Line("narration", {"en": "He asked.", lang: text})], ("en", lang)), layout)
    printed = "\n".join(said for _, said in styled(data))
    assert shown.format(L="\u200e", R="\u200f") in printed
    (parcel,) = back(data)
    assert not parcel.findings and not touched(parcel)
    (parcel,) = back(edited(data, old, "OK!"))
    assert touched(parcel) == [text.replace(old, "OK!")]


def test_footnotes_are_footnotes_and_links_are_links() -> None:
    data = made(build(MARKS, ("en", "fr")))
    body, notes = part(data), part(data, "word/footnotes.xml")
    said = {note.get(f"{W}id"): words(note).strip() for note in notes if note.get(f"{W}type") is None}
    assert [said[node.get(f"{W}id", "")] for node in body.iter(f"{W}footnoteReference")] == [
        "In winter.",
        "L’hiver\u202f?",
    ]
    relations = part(data, "word/_rels/document.xml.rels")
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    links = list(body.iter(f"{W}hyperlink"))
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert [(words(link), targets[link.get(name)]) for link in links][:2] == [
        ("the log", "https://pier.example/log_(2)"),
        ("le journal", "https://pier.example"),
    ]


def test_endnotes_are_endnotes_and_come_back() -> None:
    book, sink = single(build(MARKS, ("en", "fr"))), io.BytesIO()
    registry.load("writer", "docx").write(book, BuildOptions(layout="columns", notes="end"), sink)
    body, notes = part(sink.getvalue()), part(sink.getvalue(), "word/endnotes.xml")
    assert not list(body.iter(f"{W}footnoteReference")) and len(list(body.iter(f"{W}endnoteReference"))) == 2
    assert [words(note).strip() for note in notes if words(note)] == ["In winter.", "L’hiver\u202f?"]
    (parcel,) = back(sink.getvalue())
    assert not parcel.findings and not touched(parcel)


def test_a_name_before_the_words_is_no_part_of_them() -> None:
    edition = replace(build(SAMPLE, ("en", "fr")), labels="run-in")
    data = made(edition)
    asked = "Quand êtes-vous monté à la tour pour la première fois\u202f?"
    texts = [text for _, text in styled(data)]
    assert f"Noor Haddad\xa0: {asked}" in texts
    (parcel,) = back(data)
    assert not parcel.findings and not touched(parcel)
    (parcel,) = back(edited(data, asked, "Quand\u202f?"))
    # The text has a no-break blank of its own.
    assert [unit.target for unit in parcel.units if unit.state == ""] == ["Quand\u202f?"]
    # Who takes the name away leaves nobody a way to tell where the words begin.
    (parcel,) = back(edited(data, "Noor Haddad", "Noor", count=99))
    assert "D281.label" in [problem.name for problem in parcel.findings]


def edited(data: bytes, old: str, new: str, count: int = 1) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(sink, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == "word/document.xml":
                assert old in text.decode()
                text = text.decode().replace(old, new, count).encode()
            after.writestr(name, text)
    return sink.getvalue()


def test_a_picture_stands_once_and_says_what_it_shows() -> None:
    line = Line(
        "caption",
        {"en": "![The bell](bell.png) The bell in May.", "fr": "![La cloche](bell.png) La cloche en mai."},
        form="picture",
    )
    edition = build((*SAMPLE, line, line), ("en", "fr"))
    shown = Picture(PNG, "image/png", Cell("", "en", "original"))
    data = made(replace(edition, pictures={"bell.png": shown}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/media/")]) == 1
    alts = [node.get("descr") for node in part(data).iter("{*}docPr")]
    assert alts == ["The bell · La cloche"] * 2
    # Whoever edits a caption can't say what becomes of the picture: it doesn't come back, and isn't lost.
    assert len(back(data)[0].units) == len(SAMPLE) - 1
    # Without its file it is told in words.
    assert "[The bell]" in [text for _, text in styled(made(edition))]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'


def test_a_drawing_becomes_a_picture() -> None:
    pytest.importorskip("typst")
    line = Line("caption", {"en": "![A *bar*](bar.svg)", "fr": "![Barre](bar.svg)"}, form="picture")
    shown = Picture(SVG, "image/svg+xml", Cell("", "en", "original"))
    data = made(replace(build([SAMPLE[1], line], ("en", "fr")), pictures={"bar.svg": shown}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert name.endswith(".png") and archive.read(name).startswith(b"\x89PNG")
    extent = part(data).find(".//{*}extent")
    assert extent is not None and extent.get("cx") == str(40 * 9525)


GOLDEN = Path(__file__).parent / "data/docx"


@pytest.mark.parametrize("name", ["document", "footnotes", "styles"])
def test_golden_parts(name: str) -> None:
    """With DIGLOT_REGOLD=1 they are written anew."""
    data = made(build((*SAMPLE[:8], *MARKS), ("en", "ar")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(f"word/{name}.xml").decode()
    # A line for each thing, so that a change is seen.
    text = re.sub("(?=<w:(?:p|tr|tbl|style|footnote)[ >])", "\n", text)
    path = GOLDEN / f"{name}.xml"
    if os.environ.get("DIGLOT_REGOLD") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_file_says_what_it_is() -> None:
    core = part(made(sample("en", "fr")), "docProps/core.xml")
    said = {etree.QName(node).localname: node.text for node in core}
    assert said["title"] == "L’horloge des marées" and said["language"] == "fr-FR, en-US"
    assert said["creator"]
    assert "created" not in said


@pytest.mark.parametrize("layout", ["stacked", "columns", "alternating", "facing", "reveal"])
def test_the_same_book_has_the_same_bytes(layout: Layout) -> None:
    edition = build((*SAMPLE, *MARKS), ("en", "zh-Hans"))
    data = made(edition, layout)
    assert data == made(edition, layout)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_lines_from_top_to_bottom_are_refused() -> None:
    with pytest.raises(WritingModeError, match="vertically"):
        made(sample("ja"), "stacked", vertical=True)


# The order of what stands in properties (ECMA-376, part 1, annex A): Word refuses a file with another.
ORDERS = {
    "pPr": "pStyle keepNext pageBreakBefore numPr bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl em lang",
    "tblPr": "tblStyle bidiVisual tblW tblBorders tblLayout tblInd tblCellMar",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan",
    "style": "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr",
    "sectPr": "footerReference pgSz pgMar",
}


def test_properties_stand_in_the_order_of_the_standard() -> None:
    data = made(build((*SAMPLE, *MARKS), ("ar", "en", "zh-Hans")))
    for name in ("document", "styles", "footnotes", "footer", "numbering"):
        for node in part(data, f"word/{name}.xml").iter(etree.Element):
            if order := ORDERS.get(etree.QName(node).localname, "").split():
                found = [order.index(etree.QName(child).localname) for child in node]
                assert found == sorted(set(found)), etree.tostring(node)


LANGS = st.sampled_from([("en", "fr"), ("en", "ar"), ("ar", "zh-Hans"), ("fr", "en", "ar")])


@examples(25)
@given(
    st.lists(st.sampled_from([*SAMPLE, *MARKS]), max_size=6),
    LANGS,
    st.sampled_from(["stacked", "columns", "translation-first", "facing", "reveal"]),
)
def test_out_and_back_changes_nothing(lines: Sequence[Line], langs: tuple[str, ...], layout: Layout) -> None:
    edition = build([SAMPLE[1], *lines], langs)
    parcels = back(made(edition, layout))
    assert [parcel.lang for parcel in parcels] == list(langs[1:])
    for parcel in parcels:
        assert not parcel.findings and not touched(parcel)
        rows = [row for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
        assert [unit.id for unit in parcel.units] == [row.id for row in rows]
        assert [unit.source for unit in parcel.units] == [row.cells[langs[0]].text for row in rows]


SPANS = st.recursive(
    st.sampled_from([*"ab漢 .*[]ش\\", "\t", "\u00ad", "\u2011", "<br>", "[laughs]", "{漢|かん}"]),
    lambda inner: (
        st.builds(
            "{0[0]}{1}{0[1]}".format,
            st.sampled_from([("*", "*"), ("**", "**"), ("^[", "]"), ("[", "](https://a.example/b)")]),
            inner,
        )
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=8,
)


@examples(60)
@given(SPANS.filter(str.strip))
@example("x ![A *bell*](bell.png)^[![Another](bell.svg)]")
def test_a_text_reads_back_as_it_is_known_to(text: str) -> None:
    """What tells an untouched text from an edited one is what the reader makes of it."""
    edition = build([Line("narration", {"en": "One.", "fr": text})], ("en", "fr"))
    (parcel,) = back(made(edition))
    assert not touched(parcel) and not parcel.findings
    assert as_read(markup.parse(text)) is not None


def test_a_page_around_a_book_is_printed_too() -> None:
    text = "Some *words*.\n\n1. One\n2. Two\n\n> Said.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    book = replace(
        single(sample("en", "fr")), front=(Matter("preface", "fr", "Avant", text),), title_page=True
    )
    sink = io.BytesIO()
    registry.load("writer", "docx").write(book, BuildOptions(layout="columns"), sink)
    lines = styled(sink.getvalue())
    assert ("Title", "Avant") in lines and ("Quotation", "Said.") in lines
    assert ("ListItem", "1. One") in lines or ("BodyText", "1. One") in lines
    (parcel,) = back(sink.getvalue())
    assert not parcel.findings and not touched(parcel)


@pytest.mark.parametrize(("lang", "turned"), [("he", True), ("ar", True), ("fr", False)])
def test_code_on_a_page_keeps_its_lines_and_reads_from_left_to_right(lang: str, turned: bool) -> None:
    text = "`x = 1;`\n\n```sh\ndiglot build --watch;\n\n  ls -1\n```\n"
    book = replace(single(sample("en", lang)), front=(Matter("preface", lang, "Code", text),))
    data = io.BytesIO()
    registry.load("writer", "docx").write(book, BuildOptions(), data)
    (block,) = (p for p in part(data.getvalue()).iter(f"{W}p") if val(p.find(f"{W}pPr/{W}pStyle")) == "Code")
    assert words(block) == "diglot build --watch;  ls -1" and len(block.findall(f"{W}r/{W}br")) == 2
    assert (block.find(f"{W}pPr/{W}bidi") is None) and (block.find(f"{W}r/{W}rPr/{W}rtl") is None)
    (line,) = (said for style, said in styled(data.getvalue()) if "x = 1;" in said)
    assert line == ("\u200f\u200ex = 1;\u200e\u200f" if turned else "x = 1;")
    (parcel,) = back(data.getvalue())
    assert not parcel.findings and not touched(parcel)
    page = io.BytesIO()
    registry.load("writer", "html").write(book, BuildOptions(), page)
    said = page.getvalue().decode()
    own = ' lang="und-Latn" dir="ltr"'
    assert f'<pre{own * turned}><code class="language-sh">diglot build' in said
    assert (f"<span{own}><code>x = 1;</code></span>" in said) == turned
