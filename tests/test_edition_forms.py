"""What an editor wishes for: short titles, endnotes, verse, in every format."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

import pdfs
import validators
from editions import MARKED, build, sample
from toolkit import config
from toolkit.config import BuildOptions
from toolkit.edition import blocks, merge
from toolkit.errors import ConfigError
from toolkit.model import Cell, Edition
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


def test_books_with_endnotes_are_valid(tmp_path) -> None:  # type: ignore[no-untyped-def]
    sink = io.BytesIO()
    epub.write(single(build(MARKED, ("en", "ar"))), BuildOptions(notes="end"), sink)
    file = tmp_path / "notes.epub"
    file.write_bytes(sink.getvalue())
    assert validators.epubcheck([file]) == []


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
