"""Books: their chapters in order, with notes and what they say of themselves."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import epub, zipped
from pace import examples
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.readers.epub import READER, content, stated, sure

BOOK = epub(
    {
        "nav": "<nav><ol><li><a href='one.xhtml'>One</a></li></ol></nav>",
        "one": "<h1>שער</h1><p><b>מירה:</b> מתי נפתח השער?"
        "<a epub:type='noteref' href='out.xhtml#n1'>1</a></p>",
        "two": "<p>Otto: At six&#8212;when the bell rings.</p><p class='verse'>The gate,<br/>the sea</p>",
        "out": "<aside epub:type='footnote' id='n1'><p>In <i>May</i>.</p></aside>",
    },
    properties="<dc:title>Locks</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>he</dc:language>",
)


def test_chapters_are_read_in_their_order_with_notes_of_other_files() -> None:
    read = content(BOOK, path="source/talk.epub")
    assert [(line.number, line.kind, line.form, line.text) for line in read.lines] == [
        (1, "title", "prose", "שער"),
        (2, None, "prose", "מירה: מתי נפתח השער?^[In *May*.]"),
        (3, None, "prose", "Otto: At six—when the bell rings."),
        (4, None, "verse", "The gate,"),
        (4, None, "verse", "the sea"),
    ]
    assert read.lines[1].strong == 5
    assert read.meta == {"title": "Locks", "author": "Ann Lee", "language": "he"}


def test_what_is_out_of_the_order_is_told() -> None:
    read = content(epub({"one": "<p>Water.</p>", "out": "<p>An advertisement.</p>"}), path="a.epub")
    assert [line.text for line in read.lines] == ["Water."]
    assert [finding.message for finding in read.findings] == ["left out: 1 page out of the order."]
    contents = content(BOOK, path="a.epub").findings
    assert [finding.message for finding in contents] == ["left out: table of contents."]


def test_verse_stays_verse_in_the_document() -> None:
    document, _ = READER.read(BOOK, name="talk", path="talk.epub", lang="he", sidecar=Sidecar())
    last = document.turns[-1].paragraphs[-1]
    assert (last.form, last.text) == ("verse", "The gate,<br>the sea")


def test_its_language_and_its_form_are_known() -> None:
    assert stated(BOOK, "talk.epub") == "he" and sure(BOOK) and not sure(zipped({"a": "b"}))


def test_a_chapter_without_its_end_is_not_read_as_a_whole_one() -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    name = next(name for name in parts if "Otto: At six" in parts[name])
    for words in ("Otto", "the bell", "The gate"):
        cut = parts | {name: parts[name][: parts[name].index(words)]}
        with pytest.raises(SourceError, match="can't be read") as caught:
            content(zipped(cut), path="a.epub")
        assert name in str(caught.value) and caught.value.hint


def test_a_chapter_that_ends_where_it_begins_is_empty_and_not_cut_off() -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    name = next(name for name in parts if "Otto: At six" in parts[name])
    said = {line.text for line in content(BOOK, path="a.epub").lines}
    empty = parts | {name: '<html xmlns="http://www.w3.org/1999/xhtml"/>'}
    assert {line.text for line in content(zipped(empty), path="a.epub").lines} < said


def test_what_is_locked_or_broken_says_what_to_do() -> None:
    lock = "<e><CipherReference URI='OPS/one.xhtml'/></e>"
    with pytest.raises(SourceError, match="locked") as caught:
        content(epub({"one": "<p>a</p>"}, more={"META-INF/encryption.xml": lock}), path="a.epub")
    assert "publisher" in caught.value.hint
    fonts = "<e><CipherReference URI='OPS/font.otf'/></e>"
    assert content(epub({"one": "<p>a</p>"}, more={"META-INF/encryption.xml": fonts}), path="a.epub").lines
    with pytest.raises(SourceError, match="no order"):
        content(zipped({"mimetype": "application/epub+zip"}), path="a.epub")
    with pytest.raises(SourceError, match="damaged"):
        content(BOOK[:400], path="a.epub")


@examples(60)
@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(1, 40))
def test_garbage_is_an_error_that_can_be_read(noise: bytes, at: int, cut: int) -> None:
    with suppress(DiglotError):
        content(BOOK[:at] + noise + BOOK[at + cut :], path="a.epub")
