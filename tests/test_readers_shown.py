"""What a document shows, and doesn't write as text: drawn signs, words of styles, other files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import docx, flat, paragraph, run
from pace import examples
from talks import said
from toolkit.config import Sidecar
from toolkit.readers.docx import content as of_docx
from toolkit.readers.docx import symbols
from toolkit.readers.html import content as of_page
from toolkit.readers.odt import content as of_odt
from toolkit.reading.lines import Content
from toolkit.workflow.transcripts import read_data


def page(body: str, style: str = "") -> Content:
    made = f"<!DOCTYPE html><html><head><style>{style}</style></head><body>{body}</body></html>"
    return of_page(made.encode(), path="talk.html")


def word(body: str, styles: str = "") -> Content:
    return of_docx(docx(body, styles=styles), path="talk.docx")


def texts(read: Content) -> list[str]:
    return [line.text for line in read.lines]


def told(read: Content) -> list[tuple[str, str]]:
    return [(found.severity, found.message) for found in read.findings if found.code == "D165"]


# Pages.


def test_words_that_a_style_sheet_adds_are_read() -> None:
    style = """.q::before { content: 'Q:' } .a:before{content:"A: "}
        .n::before{content:'\\201C'} .m::after{content:'x'}"""
    body = "<p class='q'>Is it late?</p><p class='a'>It is.</p><p class='n'>So?</p><p class='m'>هل تأخرت؟</p>"
    assert texts(page(body, style)) == ["Q: Is it late?", "A: It is.", "So?", "هل تأخرت؟ x"]


@pytest.mark.parametrize(
    ("classes", "shown"),
    [
        ("turn q", "س: متى؟"),
        ("q turn", "س: متى؟"),
        ("turn", "Speaker متى؟"),
        ("q bare", "متى؟"),
        ("lead q", "So: متى؟"),
    ],
)
def test_a_style_sheet_adds_what_its_last_rule_says(classes: str, shown: str) -> None:
    style = """p.lead::before{content:'So:'} .turn::before{content:'Speaker'} .q::before{content:'س:'}
        .bare::before{content:none}"""
    assert texts(page(f"<p class='{classes}'>متى؟</p>", style)) == [shown]


@pytest.mark.parametrize("code", [r"\0", r"\1 ", r"\d83d\de00", r"\fffe", r"\ffffff "])
def test_what_is_no_character_in_a_style_sheet_is_none(code: str) -> None:
    style = f".q::before{{content:'س:{code}'}} .a::before{{content:'\\01F44D A:'}}"
    read = texts(page("<p class='q'>متى؟</p><p class='a'>So.</p>", style))
    assert [" ".join(one.split()) for one in read] == ["س: متى؟", "👍A: So."]


def test_letters_that_stand_for_pictures_are_none() -> None:
    style = ".icon::before{content:'m'}"
    assert texts(page("<p><i class='icon'></i>Ann: Why?</p>", style)) == ["Ann: Why?"]


@pytest.mark.parametrize("set_", ["style='display:block'", "style='display: flex'", "class='row'"])
def test_what_is_set_on_a_line_of_its_own_is_one(set_: str) -> None:
    turns = "".join(f"<span {set_}>{turn}</span>" for turn in ("Ann: Why?", "Bo: Ice.", "نور: نعم."))
    read = page(f"<div>{turns}</div>", ".row{display:block}")
    assert texts(read) == ["Ann: Why?", "Bo: Ice.", "نور: نعم."]
    assert texts(
        page(f"<h2><span {set_}>The</span><span {set_}>flood</span></h2>", ".row{display:block}")
    ) == ["The flood"]
    inline = "<p><span style='display:inline-block'>Why</span><span style='display:none'>not</span>?</p>"
    assert texts(page(inline)) == ["Why?"]


def test_a_line_that_ends_twice_ends_once() -> None:
    line = "<span style='display:block'>{}<br></span>"
    read = page("<p>" + line.format("The ice") + line.format("is thin") + "</p>")
    assert [(line.text, line.joined) for line in read.lines] == [("The ice", False), ("is thin", True)]


def test_line_ends_are_kept_where_a_style_keeps_them() -> None:
    kept = page("<div style='white-space: pre-line'>Ann: Why?\nBo: Ice.</div>")
    assert texts(kept) == ["Ann: Why?", "Bo: Ice."]
    assert texts(page("<div class='k'>Ann: Why?\nBo: Ice.</div>", ".k{white-space:pre-wrap}")) == texts(kept)
    let_go = "<pre><p style='white-space:normal'>Ann: Why\nnot?</p></pre>"
    assert texts(page(let_go)) == ["Ann: Why not?"]


def test_a_style_raises_figures_and_draws_a_line_through_words() -> None:
    style = ".u{vertical-align:super} .x{text-decoration:line-through}"
    raised = "<p>10<span class='u'>3</span> l H<span style='vertical-align: sub'>2</span>O</p>"
    assert texts(page(raised, style)) == ["10³ l H₂O"]
    others = "<p>١٠<sup>٣</sup>, 5<sup>1/2</sup>, the log.<sup>2, 3</sup> <sup>4.</sup> 1<sup>er</sup></p>"
    assert texts(page(others)) == ["١٠³, 5¹/², the log.², ³ 4. 1er"]
    struck = page("<p>Why <span class='x'>not</span>?</p>", style)
    assert told(struck) == [("warning", "left out: 1 line through words.")]


def test_pictures_of_characters_are_characters() -> None:
    read = page("<p>Fine <img class='emoji' alt='👩‍🚒'>, 好 <img alt='♥️'>.</p>")
    assert texts(read) == ["Fine 👩‍🚒, 好 ♥️."]
    assert not told(read)
    assert told(page("<p>See <img alt='A lock'> there.</p>")) == [("info", "left out: 1 picture.")]


def test_formulas_are_read_and_told() -> None:
    formula = (
        "<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>"
        "</mrow><annotation>x^2</annotation></semantics></math>"
    )
    read = page(f"<p>So {formula} it is.</p>")
    assert texts(read) == ["So x²=1/2 it is."]
    assert told(read) == [("warning", "left out: 1 layout of a formula.")]


def test_a_line_through_nothing_is_none() -> None:
    style = ".old{text-decoration:line-through}"
    body = "<p>So <s></s><del> </del><span class='old' style='text-decoration:none'>it is</span>.</p>"
    assert not told(page(body, style))
    assert told(page("<p>So <del style='text-decoration:line-through'>لا</del>.</p>"))


def test_what_is_raised_and_lowered_at_once_is_both() -> None:
    formula = "<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>"
    assert texts(page(f"<p>So {formula}.</p>")) == ["So x₁²."]
    both = "<m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub>"
    both = f"<m:oMath><m:sSubSup>{both}<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSubSup></m:oMath>"
    assert texts(word(paragraph(both))) == ["x₁²"]


def test_a_page_that_is_all_in_a_form_is_read() -> None:
    turns = "<p>Ann: Why is it late?</p><p>Бо: Шлюз закрыт.</p>"
    body = f"<form><input type='hidden' value='x'>{turns}</form><p>Harbour</p>"
    assert texts(page(body)) == ["Ann: Why is it late?", "Бо: Шлюз закрыт.", "Harbour"]
    small = page(f"{turns}<form><label>Mail</label><button>Send</button></form>")
    assert texts(small) == ["Ann: Why is it late?", "Бо: Шлюз закрыт."]
    assert told(small) == [("info", "left out: 1 form.")]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>Press <button>Start</button> now.</p>", "1 field of a form"),
        ("<p>One.</p><iframe src='a'></iframe>", "1 embedded page"),
        ("<p>One.</p><div style='display:none'>More.</div>", "hidden text"),
        ("<p>One.</p><svg><text>Lock 4</text></svg>", "1 picture"),
    ],
)
def test_what_a_page_shows_elsewhere_is_told(body: str, what: str) -> None:
    assert told(page(body)) == [("info", f"left out: {what}.")]


def test_what_shows_nothing_is_not_told() -> None:
    assert not told(page("<p>One<svg><path/></svg>.</p><div hidden> </div><button><i></i></button>"))


# Word.


def test_styles_of_words_raise_them_and_draw_a_line_through_them() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="U"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="X"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
    )
    raised = run("10") + run("3", '<w:rStyle w:val="U"/>')
    level = run("4", '<w:rStyle w:val="U"/><w:vertAlign w:val="baseline"/>')
    assert texts(word(paragraph(raised + level), styles)) == ["10³4"]
    struck = run("Why ") + run("not", '<w:rStyle w:val="Y"/>') + run("?")
    assert told(word(paragraph(struck), styles)) == [("warning", "left out: 1 line through words.")]
    kept = run("not", '<w:rStyle w:val="X"/><w:strike w:val="0"/>')
    assert not told(word(paragraph(kept), styles))


def math(inside: str) -> str:
    return paragraph(run("It is ") + f"<m:oMath>{inside}</m:oMath>" + run("."))


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", "1/2"),
        ("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", "1²"),
        ("<m:rad><m:deg/><m:e>{}{}</m:e></m:rad>", "√12"),
        ("<m:d><m:e>{}{}</m:e></m:d>", "(12)"),
    ],
)
def test_what_a_formula_of_word_draws_is_written(inside: str, shown: str) -> None:
    read = word(math(inside.format(*(f"<m:r><m:t>{part}</m:t></m:r>" for part in "12"))))
    assert texts(read) == [f"It is {shown}."]
    assert told(read) == [("warning", "left out: 1 layout of a formula.")]


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_fonts_of_signs_show_what_a_person_sees() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    read = word(paragraph(run("Fine ") + run("J", font("Wingdings")) + sign + run("b", font("Symbol"))))
    assert texts(read) == ["Fine ☺→β"]
    assert not told(read)
    # No word is lost for a font that somebody chose by mistake.
    mistaken = word(paragraph(run("Fog: ", font("Webdings")) + run("не сейчас", font("Webdings"))))
    assert texts(mistaken) == ["Fog: не сейчас"]
    assert told(mistaken) == [("info", "left out: 4 symbols.")]


@given(st.text(st.characters(exclude_categories=["Co", "Cs"])), st.sampled_from(["", "Webdings", "Arial"]))
@examples(60)
def test_letters_stay_in_fonts_that_nobody_knows(text: str, name: str) -> None:
    assert "".join(symbols.shown(name, sign) for sign in text) == text


def field(instruction: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText> {instruction} </w:instrText></w:r>{end}"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (field("FORMDROPDOWN"), [("info", "left out: 1 field.")]),
        (field("XE lock"), []),
        ("<w:r><w:drawing><g><chart/></g></w:drawing></w:r>", [("info", "left out: 1 drawing.")]),
        ("<w:r><w:pict><v:shape><v:textpath/></v:shape></w:pict></w:r>", [("info", "left out: 1 drawing.")]),
        ("<w:r><w:pict><v:line/></w:pict></w:r>", []),
    ],
)
def test_what_word_draws_is_told(inside: str, expected: list[tuple[str, str]]) -> None:
    assert told(word(paragraph(run("It is.") + inside))) == expected


@pytest.mark.parametrize("kind", ["altChunk", "subDoc"])
def test_what_stands_in_another_file_is_told(kind: str) -> None:
    read = word(paragraph(run("It is.")) + f'<w:{kind} r:id="x"/>')
    assert told(read) == [("warning", "left out: 1 part in another file.")]


# OpenDocument.


def test_hidden_sections_and_scripts_are_no_text() -> None:
    body = (
        "<text:p>One<text:script>run()</text:script>.</text:p>"
        '<text:section text:display="none"><text:p>Unseen.</text:p></text:section>'
    )
    read = of_odt(flat(body), path="talk.fodt")
    assert texts(read) == ["One."]
    assert told(read) == [("info", "left out: hidden text.")]


def test_a_line_through_a_paragraph_is_told() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    read = of_odt(flat('<text:p text:style-name="P1">Not this.</text:p>', styles=styles), path="talk.fodt")
    assert told(read) == [("warning", "left out: 1 line through words.")]


@pytest.mark.parametrize("lang", ["en", "he", "zh"])
@pytest.mark.parametrize(
    "row",
    [
        '<p><span class="speaker-name">{who}</span>{said}</p>',
        '<div><span class="author">{who}</span><span class="ts">10:0{n}</span><div>{said}</div></div>',
        "<div><b>{who}</b><time>0:0{n}</time></div><p>{said}</p>",
    ],
)
def test_what_a_style_sheet_alone_parts_from_words_is_parted(row: str, lang: str) -> None:
    talk = {
        "en": [("P1", "Where is the lamp?"), ("Bo 2", "In the shed by the water.")],
        "he": [("דנה", "איפה המנורה?"), ("יוסי", "במחסן ליד המים.")],
        "zh": [("王芳", "灯放在哪里？"), ("李雷", "在水边的棚子里。")],
    }[lang] * 2
    page = "".join(row.format(who=who, said=text, n=n) for n, (who, text) in enumerate(talk))
    data = f'<html lang="{lang}"><body><h1>-</h1>{page}</body></html>'.encode()
    document, _ = read_data(data, Sidecar(), path="x.html", name="x", lang=lang)
    assert said(document) == talk


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("会議は<b>10:30</b>から<span>11:00</span>までです。", "会議は**10:30**から11:00までです。"),
        ("We left at <i>9:15</i>am.", "We left at 9:15am."),
        ('It was <span class="speaker">Lind</span>s lamp.', "It was Linds lamp."),
    ],
)
def test_a_time_or_a_name_amid_a_sentence_is_parted_from_nothing(words: str, shown: str) -> None:
    read = page(f"<h1>-</h1><p>{words}</p>")
    assert read.lines[-1].text == shown
