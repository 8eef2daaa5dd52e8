"""Word's files: what a paragraph, a run, a table and a note become."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from office import bold, docx, paragraph, run, table, zipped
from pace import examples
from talks import words_of
from toolkit import limits
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Document
from toolkit.readers.docx import READER, content, sure
from toolkit.reading.lines import Line
from toolkit.text.markup import Span, parse

STYLES = (
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Ours"/>'
    '<w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Name"><w:name w:val="Speaker"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
)


def lines(body: str, **more: str) -> list[Line]:
    return list(content(docx(body, styles=STYLES, **more), path="talk.docx").lines)  # type: ignore[arg-type]


def texts(body: str, **more: str) -> list[str]:
    return [line.text for line in lines(body, **more)]


def document(data: bytes, path: str = "source/talk.docx") -> Document:
    return READER.read(data, name="talk", path=path, lang="und", sidecar=Sidecar())[0]


def test_a_bold_label_is_known_apart_from_the_text() -> None:
    (line,) = lines(paragraph(bold("Mara Lind:") + run(" Is the ") + run("ferry", "<w:i/>") + run(" late?")))
    assert (line.text, line.strong) == ("Mara Lind: Is the *ferry* late?", 10)
    assert line.marked(10) == " Is the *ferry* late?"
    (line,) = lines(paragraph(run("مرا:", '<w:rStyle w:val="Name"/>') + run(" هل تأخرت العبّارة؟")))
    assert (line.text, line.strong) == ("مرا: هل تأخرت العبّارة؟", 4)


def test_hebrew_arabic_and_thai_are_bold_by_their_own_word() -> None:
    """`bCs` and `iCs` are theirs, as LibreOffice writes them, and not those of Latin letters beside them."""
    body = (
        paragraph(run("متى تفتح البوابة", "<w:bCs/><w:rtl/>") + run("؟", "<w:b/><w:rtl/>"))
        + paragraph(run("הים ") + run("תמיד", '<w:iCs/><w:rtl w:val="true"/>') + run(" מדבר"))
        + paragraph(run("เปิดประตูเมื่อไร", "<w:bCs/>"))
        + paragraph(run("1988", "<w:bCs/><w:cs/>"))
        + paragraph(run("When?", "<w:bCs/>"))
        + paragraph(run("مرا", '<w:b/><w:bCs w:val="0"/><w:rtl/>'))
        + paragraph(run("مرا", "<w:b/><w:rtl/>"))
    )
    assert [line.marked() for line in lines(body)] == [
        "**متى تفتح البوابة؟**", "הים *תמיד* מדבר", "**เปิดประตูเมื่อไร**", "**1988**", "When?", "مرا", "**مرا**"
    ]  # fmt: skip


def test_marks_at_each_character_are_emphasis() -> None:
    (line,) = lines(paragraph(run("渡船") + run("总是", '<w:em w:val="underDot"/>') + run("晚到。")))
    assert line.text == "渡船*总是*晚到。"
    assert texts(paragraph(run("渡船晚到。", '<w:em w:val="none"/>'))) == ["渡船晚到。"]


def test_bold_that_is_no_label_is_emphasis_again() -> None:
    read = document(docx(paragraph(bold("The last ferry never waits") + run(" for anyone, they say here."))))
    assert [one.text for turn in read.turns for one in turn.paragraphs] == [
        "**The last ferry never waits** for anyone, they say here."
    ]


def test_a_style_turns_bold_over() -> None:
    body = paragraph(
        run("All is loud, ") + run("but this", '<w:rStyle w:val="Name"/>') + run(" again"), "loud"
    )
    assert [line.marked() for line in lines(body)] == ["**All is loud,** but this **again**"]
    assert texts(paragraph(bold("S") + run("tart"))) == ["Start"], "no mark stands inside of a word"


def test_styles_tell_kinds_in_every_language() -> None:
    body = (
        paragraph(run("At the lock"), "T")
        + paragraph(run("Morning"), "berschrift1")
        + paragraph(run("Noon"), "own")
        + paragraph(run("Water waits."), "Zitat")
        + paragraph(run("eels"), more='<w:numPr><w:numId w:val="3"/></w:numPr>')
        + paragraph(run("Evening"), more='<w:outlineLvl w:val="1"/>')
    )
    found = [(line.kind, line.form, line.level, line.text) for line in lines(body)]
    assert found == [
        ("title", "prose", 0, "At the lock"),
        ("heading", "prose", 1, "Morning"),
        ("heading", "prose", 1, "Noon"),
        (None, "quotation", 0, "Water waits."),
        (None, "item", 0, "eels"),
        ("heading", "prose", 2, "Evening"),
    ]
    read = document(docx(body, styles=STYLES))
    kinds = [(one.kind, one.form) for turn in read.turns for one in turn.paragraphs]
    assert kinds[0] == ("title", "prose") and kinds[1] == ("heading", "prose") and kinds[3][1] == "quotation"


def test_the_heading_that_a_text_begins_with_is_its_title() -> None:
    def kinds(*styles: str) -> list[str | None]:
        body = "".join(paragraph(run(f"The ferry {number}"), style) for number, style in enumerate(styles))
        return [line.kind for line in lines(body) if line.text]

    assert kinds("berschrift1", "", "") == ["title", None, None]
    # A title of its own, another heading as high, or text above it: it is a heading.
    assert kinds("T", "berschrift1", "") == ["title", "heading", None]
    assert kinds("berschrift1", "", "berschrift1") == ["heading", None, "heading"]
    assert kinds("", "berschrift1", "") == [None, "heading", None]


def test_a_heading_for_the_look_alone_is_none() -> None:
    long = (
        "Whoever rings the bell at six in the morning has to be there at five, in summer and in winter. " * 3
    )
    body = paragraph(run("At the lock"), "T") + paragraph(run("© 2026 Ann Lee"), "T")
    found = content(docx(body + paragraph(run(long), "berschrift1"), styles=STYLES), path="a.docx").lines
    assert [(line.kind, line.level) for line in found] == [("title", 0), (None, 0), (None, 0)]
    names = ("Mara", "Otto", "Mara", "Otto", "Mara", "Noon", "Asked:")
    found = content(
        docx("".join(paragraph(run(one), "berschrift1") for one in names), styles=STYLES), path="a"
    ).lines
    assert [line.text for line in found if line.kind == "heading"] == ["Noon"]
    assert [line.strong for line in found if line.kind is None] == [4, 4, 4, 4, 4, 6], "they may be labels"


def test_a_line_break_stays_and_a_label_behind_it_begins_a_turn() -> None:
    body = paragraph(
        run("The tide is late,<w:br/>".replace("<w:br/>", "</w:t><w:br/><w:t>") + "and so are we.")
    )
    second = lines(body)[1]
    assert second.joined and second.broken
    read = document(docx(body))
    assert read.turns[0].paragraphs[0].text == "The tide is late,<br>and so are we."


def test_the_transcripts_of_teams_are_turns_with_times() -> None:
    body = "".join(
        paragraph(bold(f"{name}") + run(f"   {time}") + f"<w:r><w:br/><w:t>{words}</w:t></w:r>")
        for name, time, words in (
            ("Mira Sato", "0:03", "Is the gate open?"),
            ("Juno Reyes", "0:07", "Since six, as every day."),
            ("Mira Sato", "1:12", "And the eels?"),
            ("Juno Reyes", "1:15", "They came on Monday."),
        )
    )
    read = document(docx(paragraph(run("Meeting at the lock"), "T") + body, styles=STYLES))
    first = [(turn.label, turn.paragraphs[0]) for turn in read.turns if turn.speakers]
    turns = [(label, paragraph.times.start, paragraph.text) for label, paragraph in first]
    assert turns == [
        ("Mira Sato", 3000, "Is the gate open?"),
        ("Juno Reyes", 7000, "Since six, as every day."),
        ("Mira Sato", 72000, "And the eels?"),
        ("Juno Reyes", 75000, "They came on Monday."),
    ]


def test_notes_and_links_stand_in_the_text() -> None:
    body = paragraph(
        run("It was old")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(", see ")
        + f'<w:hyperlink r:id="r1">{run("the list")}</w:hyperlink>'
        + f'<w:hyperlink w:anchor="here">{run(" below")}</w:hyperlink>'
    )
    note = (
        f'<w:footnote w:id="2">{paragraph(run("Built in 1874 *."))}{paragraph(run("Rebuilt."))}</w:footnote>'
    )
    data = docx(body, footnotes=note, links={"r1": "https://example.org/locks"})
    (line,) = content(data, path="a.docx").lines
    note_, link = (span for span in parse(line.text) if span.mark != "text")
    assert note_ == Span("note", inside=(Span("text", "Built in 1874 *. Rebuilt."),))
    assert link == Span("link", inside=(Span("text", "the list"),), target="https://example.org/locks")
    assert line.text.endswith(" below")


def test_a_mark_in_place_of_the_number_of_a_note_is_no_text() -> None:
    body = paragraph(
        run("It was old") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    )
    note = f'<w:footnote w:id="2">{paragraph(run("*") + run(" Built in 1874."))}</w:footnote>'
    (line,) = content(docx(body, footnotes=note), path="a.docx").lines
    assert line.text == "It was old^[Built in 1874.]"


def test_a_link_that_is_a_field_is_one() -> None:
    def field(what: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{what}"/></w:r>'

    told = '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    body = paragraph(field("begin") + told + field("separate") + run("there") + field("end") + run(" it is"))
    assert texts(body) == ["[there](https://example.org/a) it is"]


def test_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        paragraph(
            run("We left ")
            + "<w:del><w:r><w:delText>early</w:delText></w:r></w:del>"
            + f"<w:ins>{run('late')}</w:ins>"
            + '<w:r><w:commentReference w:id="0"/></w:r>'
        )
        + paragraph(run("for "), more="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("good."))
    )
    read = content(docx(body), path="source/talk.docx")
    assert [line.text for line in read.lines] == ["We left late", "for good."]
    (finding,) = read.findings
    assert finding.code == "D165" and finding.message == "left out: 1 deletion, 1 comment."


def test_contents_hidden_text_and_pictures_are_left_out_and_said() -> None:
    body = (
        paragraph(run("Chapter 1 ... 2"), "TOC1")
        + paragraph(run("not this", "<w:vanish/>") + run("but this"))
        + paragraph("<w:r><w:drawing><a><blip/></a></w:drawing></w:r>")
    )
    read = content(docx(body, styles=STYLES), path="a.docx")
    assert [line.text for line in read.lines] == ["but this"]
    assert read.findings[0].message == "left out: table of contents, hidden text, 1 picture."


def test_text_boxes_symbols_tabs_and_ruby_are_read() -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent>"
    shape = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    reading, base = "<w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt>", "<w:r><w:t>漢字</w:t></w:r>"
    ruby = f"<w:ruby>{reading}<w:rubyBase>{base}</w:rubyBase></w:ruby>"
    sign = '<w:sym w:font="Arial" w:char="2192"/>'
    body = paragraph(f"<w:r>{shape}</w:r>" + run("Q") + f"<w:r><w:tab/>{ruby}{sign}<w:noBreakHyphen/></w:r>")
    assert texts(body) == ["Q\t{漢字|かんじ}→\u2011", "In a box"]


def test_a_table_of_speakers_and_words_is_turns() -> None:
    rows = (
        ("Speaker", "Words"),
        ("Mara:", "When do you open the gate?"),
        ("Otto:", "At six, when the bell rings."),
        ("", "Or at seven."),
        ("Mara:", "And in winter?"),
    )
    found = lines(table(*rows, head=True))
    assert [(line.speaker, line.text, line.kind) for line in found] == [
        ("", "Speaker | Words", "meta"),
        ("Mara", "When do you open the gate?", None),
        ("Otto", "At six, when the bell rings.", None),
        ("Otto", "Or at seven.", None),
        ("Mara", "And in winter?", None),
    ]


def test_times_in_a_column_are_those_of_the_turns() -> None:
    rows = (
        ("Time", "Who", "What"),
        ("00:00:01", "미라", "수문은 언제 여나요?"),
        ("00:00:04", "유노", "여섯 시에 엽니다."),
        ("00:01:02", "미라", "겨울에도요?"),
    )
    found = lines(table(*rows))
    assert [(line.speaker, line.start) for line in found] == [
        ("", None),
        ("미라", 1000),
        ("유노", 4000),
        ("미라", 62000),
    ]
    read = document(docx(table(*rows)))
    starts = [turn.paragraphs[0].times.start for turn in read.turns if turn.speakers]
    assert starts == [1000, 4000, 62000]


@pytest.mark.parametrize("said", [("hello there", "so it is", "well"), ("مرحبا", "نعم هو", "حسنا")])
def test_a_table_that_is_all_of_a_text_is_in_doubt(said: tuple[str, ...]) -> None:
    rows = table(*zip(("Ann", "Bo", "Cy"), said, strict=True))
    assert {line.kind for line in lines(rows)} == {None}
    assert {line.kind for line in lines(paragraph(run("Ann: Why?")) + rows)} == {None, "meta"}


def test_a_table_of_cells_with_labels_is_none_of_facts() -> None:
    rows = table(("Ann: Where is it", "Bo: Here"), ("Ann: When", "Bo: Now"))
    found = lines(paragraph(run("A talk.")) + rows)
    assert [line.text for line in found[1:]] == ["Ann: Where is it", "Bo: Here", "Ann: When", "Bo: Now"]
    assert {line.kind for line in found} == {None}


def test_a_line_through_words_is_told() -> None:
    inside = run("Why ") + run("not", "<w:strike/>") + run("?", "<w:dstrike/>") + run(" ", "<w:strike/>")
    read = content(docx(paragraph(inside)), path="a.docx")
    assert read.lines[0].text == "Why not?"
    assert [f.message for f in read.findings] == ["left out: 2 lines through words."]
    assert not content(docx(paragraph(run("Yes", '<w:strike w:val="0"/>'))), path="a.docx").findings


def test_a_large_initial_is_part_of_its_word() -> None:
    initial = paragraph(bold("С"), more='<w:framePr w:dropCap="drop" w:lines="3"/>')
    found = lines(initial + paragraph(run("мотритель ждёт.")) + paragraph(run("Он здесь.")))
    assert [line.text for line in found] == ["Смотритель ждёт.", "Он здесь."]


@pytest.mark.parametrize("more", ['<w:framePr w:dropCap="drop"/>', "<w:rPr><w:del/></w:rPr>"])
def test_what_goes_on_with_nothing_is_not_lost(more: str) -> None:
    last, rows = paragraph(run("القفل"), more=more), table(("So.", "No."), ("Yes.", "Why?"))
    for body in (last, last + rows, f"<w:tbl><w:tr><w:tc>{last}</w:tc></w:tr></w:tbl>"):
        assert lines(paragraph(run("Here.")) + body)[1].text == "القفل"


def test_figures_above_the_line_and_below_it_stay_there() -> None:
    raised, lowered = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
    # As LibreOffice says it where it isn't raised by as much as by default.
    by_hand = ('<w:position w:val="8"/><w:sz w:val="19"/>', '<w:position w:val="-5"/><w:sz w:val="19"/>')
    for up, down in ((raised, lowered), by_hand):
        water = [run("10"), run("3", up), run(" l H"), run("2", down), run("O, the 1"), run("er", up)]
        assert [line.text for line in lines(paragraph("".join(water)))] == ["10³ l H₂O, the 1er"]
    level = paragraph(run("10") + run("3", '<w:position w:val="0"/>'))
    assert [line.text for line in lines(level)] == ["103"]


def test_a_glossary_is_no_conversation() -> None:
    found = lines(
        table(("lock", "A gate for ships."), ("weir", "A wall for water."), ("sluice", "A small gate."))
    )
    assert not any(line.speaker for line in found)
    assert [line.text for line in found][:2] == ["lock", "A gate for ships."]


def test_properties_tell_a_title_and_not_whose_machine_it_was() -> None:
    made = "<dc:title>At the lock</dc:title><dc:creator>User</dc:creator><dc:language>en-US</dc:language>"
    read = content(docx(paragraph(run("Water.")), properties=made), path="a.docx")
    assert read.meta == {"title": "At the lock"}


def test_what_is_broken_says_what_to_do() -> None:
    good = docx(paragraph(run("Water waits. " * 50)))
    for data in (
        good[:300],
        b"PK\x03\x04 and then nothing",
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": "<a/>"}),
        zipped({"mimetype": "x"}),
    ):
        with pytest.raises(SourceError) as caught:
            content(data, path="source/talk.docx")
        assert str(caught.value.where) == "source/talk.docx" and "save it again" in caught.value.hint


def test_entities_are_not_followed_and_bombs_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(SourceError, match=r"part word/document\.xml: it has a document type"):
        content(zipped({"word/document.xml": bomb}), path="a.docx")
    deep = "<w:smartTag>" * 150 + run("deep") + "</w:smartTag>" * 150
    with pytest.raises(DiglotError, match="100 levels"):
        content(docx(paragraph(deep)), path="a.docx")
    monkeypatch.setattr(limits, "PACKAGE", limits.PACKAGE._replace(most=100_000))
    with pytest.raises(DiglotError, match="unpacked may have"):
        content(docx(paragraph(run("a" * 200_000))), path="a.docx")


def test_it_is_known_by_its_bytes() -> None:
    assert sure(docx(paragraph(run("Water.")))) and not sure(zipped({"a.txt": "word"}))


WORDS = st.text(st.sampled_from("ab *_[]{}()<>\\|^水ש.!:\u00a0"), max_size=8)
LOOKS = st.sampled_from(
    ["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:em w:val='none'/>", "<w:vanish w:val='0'/>"]
)


@examples(150)
@example([[(":\u00a0", "<w:b/>"), (":", "")]])
@given(st.lists(st.lists(st.tuples(WORDS, LOOKS), max_size=5), max_size=4))
def test_no_word_is_lost_moved_or_made(paragraphs: list[list[tuple[str, str]]]) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    body = "".join(paragraph("".join(run(escaped(text), look) for text, look in runs)) for runs in paragraphs)
    read = content(docx(body), path="a.docx").lines
    expected = ["".join("".join(text for text, _ in runs).split()) for runs in paragraphs]
    found = ["".join(words_of(parse(line.marked())).split()) for line in read]
    assert found == [one for one in expected if one]
    assert all(line.text[: line.strong].strip() == line.text[: line.strong] for line in read)


@examples(60)
@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(1, 40))
def test_garbage_is_an_error_that_can_be_read(noise: bytes, at: int, cut: int) -> None:
    good = docx(paragraph(bold("Mara:") + run(" Water waits.")), styles=STYLES)
    for data in (noise, good[:at] + noise + good[at + cut :]):
        with suppress(DiglotError):
            document(data)
