"""LibreOffice's files, packed and flat."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import flat, odt, zipped
from pace import examples
from talks import words_of
from toolkit import limits
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.readers.odt import READER, content, sure
from toolkit.reading.lines import Line
from toolkit.text.markup import Span, parse


def _style(name: str, look: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
    )


STYLES = (
    _style("T1", 'fo:font-weight="bold"')
    + _style("T2", 'fo:font-style="italic"')
    + _style("T3", 'text:display="none"')
    + _style("T4", 'style:text-position="super 58%"')
    + _style("T5", 'style:text-position="-33% 58%"')
    + _style("T7", 'style:text-line-through-style="solid"')
    + _style("T6", 'style:text-position="0% 100%"')
    + '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
)


def bold(text: str) -> str:
    return f'<text:span text:style-name="T1">{text}</text:span>'


def paragraph(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def lines(body: str) -> list[Line]:
    return list(content(odt(body, styles=STYLES), path="talk.odt").lines)


def test_a_line_through_words_is_told() -> None:
    body = paragraph('Why <text:span text:style-name="T7">not</text:span>?')
    read = content(odt(body, styles=STYLES), path="talk.odt")
    assert read.lines[0].text == "Why not?"
    assert [(f.severity, f.message) for f in read.findings] == [
        ("warning", "left out: 1 line through words.")
    ]


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("complex", "متى تفتح البوابة"),
        ("complex", "เปิดประตูเมื่อไร"),
        ("asian", "水門はいつ開きますか"),
        ("asian", "언제 엽니까"),
    ],
)
def test_letters_of_each_side_have_a_weight_and_a_slope_of_their_own(side: str, words: str) -> None:
    """As LibreOffice writes it: a mark at the end may be of the western side."""
    styles = (
        _style("W", 'fo:font-weight="bold"')
        + _style("S", f'style:font-weight-{side}="bold"')
        + _style("I", f'style:font-style-{side}="italic"')
        + _style("N", f'fo:font-weight="bold" style:font-weight-{side}="normal"')
    )

    def span(style: str, text: str) -> str:
        return f'<text:span text:style-name="{style}">{text}</text:span>'

    body = (
        paragraph(span("S", words) + span("W", "?"))
        + paragraph(f"{words} {span('I', words)} {words}")
        + paragraph(span("N", words))
        + paragraph(f"Ana {span('S', 'lock')} {words}")
    )
    read = content(odt(body, styles=styles), path="talk.odt").lines
    assert [line.marked() for line in read] == [
        f"**{words}?**", f"{words} *{words}* {words}", words, f"Ana lock {words}"
    ]  # fmt: skip


def test_figures_above_the_line_and_below_it_stay_there() -> None:
    def set_(style: str, text: str) -> str:
        return f'<text:span text:style-name="{style}">{text}</text:span>'

    water = f"10{set_('T4', '3' + set_('T6', '2'))} l H{set_('T5', '2')}O, the 1{set_('T4', 'er')}"
    assert [line.text for line in lines(paragraph(water))] == ["10³2 l H₂O, the 1er"]


@pytest.mark.parametrize("made", [odt, flat])
def test_labels_kinds_and_forms_are_known(made: Callable[..., bytes]) -> None:
    body = (
        '<text:h text:outline-level="1">At the lock</text:h>'
        + paragraph(bold("ميرا:") + ' هل <text:span text:style-name="T2">البوابة</text:span> مفتوحة؟')
        + paragraph("Water waits.", "P1")
        + paragraph("Noon", "P2")
        + f"<text:list><text:list-item>{paragraph('eels')}</text:list-item></text:list>"
        + paragraph("")
        + paragraph("Tab<text:tab/>and<text:s text:c='3'/>blanks<text:line-break/>and a line")
    )
    read = content(
        made(
            body,
            styles=STYLES,
            properties="<dc:title>Locks</dc:title><meta:initial-creator>User</meta:initial-creator>",
        ),
        path="talk.odt",
    )
    assert [(line.kind, line.form, line.level, line.strong, line.text) for line in read.lines] == [
        ("title", "prose", 1, 0, "At the lock"),
        (None, "prose", 0, 5, "ميرا: هل *البوابة* مفتوحة؟"),
        (None, "quotation", 0, 0, "Water waits."),
        ("heading", "prose", 2, 0, "Noon"),
        (None, "item", 0, 0, "eels"),
        (None, "prose", 0, 0, "Tab\tand\tblanks"),
        (None, "prose", 0, 0, "and a line"),
    ]
    assert read.lines[-1].broken and read.lines[-2].gap == 2 and read.meta == {"title": "Locks"}


def test_notes_links_and_ruby_stand_in_the_text() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    )
    ruby = (
        "<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"
    )
    body = paragraph(
        f"Old{note.format(paragraph('Very *.'))}, {ruby} "
        '<text:a xlink:href="https://example.org/a">there</text:a> <text:a xlink:href="#b">here</text:a>'
    )
    (line,) = lines(body)
    assert [span for span in parse(line.text) if span.mark != "text"] == [
        Span("note", inside=(Span("text", "Very *."),)),
        Span("ruby", "漢字", readings=("かんじ",)),
        Span("link", inside=(Span("text", "there"),), target="https://example.org/a"),
    ]
    assert line.text.endswith(" here")


def test_what_is_no_transcript_is_left_out_and_said() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + paragraph(
            'We left<text:change text:change-id="c"/> late<office:annotation><text:p>Did we?</text:p>'
            '</office:annotation><text:span text:style-name="T3">unseen</text:span>'
        )
        + f"<text:table-of-content>{paragraph('Noon')}</text:table-of-content>"
        + paragraph("<draw:frame><draw:image/></draw:frame>")
        + paragraph(f"<draw:frame><draw:text-box>{paragraph('In a box')}</draw:text-box></draw:frame>")
    )
    read = content(odt(body, styles=STYLES), path="a.odt")
    assert [line.text for line in read.lines] == ["We left late", "In a box"]
    told = "left out: 1 deletion, 1 comment, hidden text, table of contents, 1 picture."
    assert [finding.message for finding in read.findings] == [told]


def test_a_table_of_speakers_and_words_is_turns() -> None:
    def row(*cells: str) -> str:
        made = "".join(f"<table:table-cell>{paragraph(one)}</table:table-cell>" for one in cells)
        return f"<table:table-row>{made}</table:table-row>"

    rows = row("晴", "水門はいつ開きますか。") + row("海", "六時です。") + row("晴", "冬もですか。")
    head = f"<table:table-header-rows>{row('誰', '何')}</table:table-header-rows>"
    data = odt(f"<table:table>{head}{rows}</table:table>")
    document, _ = READER.read(data, name="talk", path="talk.odt", lang="ja", sidecar=Sidecar())
    turns = [(turn.label, turn.paragraphs[0].text) for turn in document.turns if turn.speakers]
    assert turns == [("晴", "水門はいつ開きますか。"), ("海", "六時です。"), ("晴", "冬もですか。")]


def test_what_is_broken_or_locked_says_what_to_do() -> None:
    locked = zipped({"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": "noise"})
    with pytest.raises(SourceError, match="encrypted") as caught:
        content(locked, path="a.odt")
    assert "without a password" in caught.value.hint
    for data in (odt(paragraph("a"))[:200], zipped({"mimetype": "x"}), b"<office:document", b""):
        with pytest.raises(SourceError):
            content(data, path="a.odt")
    assert sure(odt("")) and sure(flat("")) and not sure(zipped({"a": "b"}))


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><office:document>&b;</office:document>'
    with pytest.raises(SourceError, match="document type"):
        content(bomb, path="a.fodt")
    monkeypatch.setattr(limits, "PACKAGE", limits.PACKAGE._replace(most=100_000))
    with pytest.raises(DiglotError, match="unpacked may have"):
        content(odt(paragraph("a" * 200_000)), path="a.odt")


@examples(60)
@given(st.binary(max_size=60), st.integers(0, 1500), st.integers(1, 40))
def test_garbage_is_an_error_that_can_be_read(noise: bytes, at: int, cut: int) -> None:
    for good in (odt(paragraph(bold("Mara:") + " Water.")), flat(paragraph("Water."))):
        with suppress(DiglotError):
            READER.read(
                good[:at] + noise + good[at + cut :], name="a", path="a.odt", lang="en", sidecar=Sidecar()
            )


WORDS = st.text(st.sampled_from("ab *_[]{}()\\|^水ש.!"), max_size=8)


@examples(100)
@given(st.lists(st.lists(st.tuples(WORDS, st.sampled_from(["T1", "T2", ""])), max_size=5), max_size=4))
def test_no_word_is_lost_moved_or_made(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = "".join(
        paragraph("".join(f'<text:span text:style-name="{style}">{text}</text:span>' for text, style in runs))
        for runs in paragraphs
    )
    expected = ["".join("".join(text for text, _ in runs).split()) for runs in paragraphs]
    found = ["".join(words_of(parse(line.marked())).split()) for line in lines(body)]
    assert found == [one for one in expected if one]
