"""What a person sees in a document is read, or told: nothing of it is lost in silence."""

from __future__ import annotations

import json

import pytest

from office import docx, epub, flat, paragraph, run
from test_readers_shown import page, texts, told
from toolkit.readers.docx import content as of_docx
from toolkit.readers.epub import content as of_book
from toolkit.readers.markdown import content as of_markdown
from toolkit.readers.odt import content as of_odt
from toolkit.readers.speech_json import content as of_json
from toolkit.readers.ttml import content as of_captions
from toolkit.reading.lines import Content

# Pages.


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<nav><a href='#a'>Harbour</a></nav>", "1 menu"),
        ("<menu><li>Open</li></menu>", "1 menu"),
        ("<dialog open>Bo speaks.</dialog>", "1 dialog"),
        ("<button>Share</button>", "1 field of a form"),
        ("<div><input value='Лодка'></div>", "1 field of a form"),
        ("<textarea>What did you see?</textarea>", "1 field of a form"),
        ("<svg><foreignObject>Lock 4</foreignObject></svg>", "1 picture"),
        ("<template shadowrootmode='open'><p>Bo: Ice.</p></template>", "1 embedded page"),
        ("<p>Ice <span aria-hidden='true'>أبيض</span></p>", "hidden text"),
        ("<table><tr style='display:none'><td>Ice</td></tr></table>", "hidden text"),
        ("<p style='opacity: 0'>Ice.</p>", "1 style that hides words"),
        ("<p style='position:absolute; left:-9999px'>Ice.</p>", "1 style that hides words"),
    ],
)
def test_what_a_page_shows_and_nobody_reads_is_told(body: str, what: str) -> None:
    assert told(page(f"<p>One.</p>{body}")) == [("info", f"left out: {what}.")]


@pytest.mark.parametrize(
    "body",
    [
        "<dialog>Bo speaks.</dialog>",
        "<template>Ice</template><noscript>Ice</noscript>",
        "<p style='opacity: 0.5; font-size: 0.8em'>Ice.</p>",
        "<span class='sr-only'>Skip</span>",
        "<svg><title>Ice</title></svg>",
        "<nav> </nav><input type='hidden' value='a'><video>Ice</video>",
    ],
)
def test_what_nobody_sees_is_not_told(body: str) -> None:
    assert not told(page(f"<p>One.</p>{body}"))


def test_formulas_that_a_program_would_draw_are_told() -> None:
    drawn = page("<p>It is <script type='math/tex'>x^2</script>.</p>")
    assert told(drawn) == [("warning", "left out: 1 layout of a formula.")]


def test_words_that_a_sheet_hides_are_read_and_told() -> None:
    read = page(
        "<p class='h'>Лёд.</p><p id='k'>Ice.</p>", ".h{display:none !important} #k{visibility:hidden}"
    )
    assert texts(read) == ["Лёд.", "Ice."]
    assert told(read) == [("info", "left out: 2 styles that hide words.")]


def test_a_sheet_shows_attributes_and_words_behind_others() -> None:
    style = """.t::before{content: attr(data-who) ":\\A0"} #km:after{content:" km"} .x:after{content:".";
        visibility:hidden} .y::after{content:'no'; display:none}"""
    body = "<p class='t' data-who='نور'>متى؟</p><p id='km' class='x y'>It is <b>two</b></p>"
    assert texts(page(body, style)) == ["نور: متى؟", "It is **two** km"]


def test_only_what_stands_beside_an_article_is_told_as_that() -> None:
    turns = "<p>Ann: Why is it late, and who of all of you has seen it, in the night?</p>" * 4
    article = f"<article><h1>At the lock</h1>{turns}</article>"
    assert not told(page(article))
    assert not told(page(f"<h1>Lock</h1><article>{turns}</article><script>x</script>"))
    beside = [("info", "left out: what stands beside the article.")]
    assert told(page(f"{article}<footer>Imprint</footer>")) == beside
    assert told(page(f"<article>{turns}<aside><p>See also: the ice.</p></aside></article>")) == beside


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<table>Ice<tr>is<td>thin</td>here</tr></table>", ["Ice", "is", "here", "thin"]),
        ("<table><tr><div>Ice</div><td>thin</td></tr></table>", ["Ice", "thin"]),
        ("<table><form><tr><td>Ice</td></tr></form></table>", ["Ice"]),
        ("<table><td>Ice<td>thin</table>", ["Ice", "thin"]),
        ("<table><tfoot><tr><td>thin</tfoot><tr><td>Ice</table>", ["Ice", "thin"]),
        ("<dl>Лёд<dt>Ice<dd>thin</dd>wet</dl>", ["Лёд", "Ice", "thin", "wet"]),
        ("<dl><p>Ice</p><span><dt>is</dt><dd>thin</dd></span></dl>", ["Ice", "is", "thin"]),
    ],
)
def test_what_stands_between_cells_is_read_where_a_browser_shows_it(body: str, shown: list[str]) -> None:
    assert texts(page(body)) == shown


# Word.


def listed(inside: str, *labels: tuple[str, str]) -> Content:
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n, (form, text) in enumerate(labels, 1)
    )
    return of_docx(docx(inside, parts={"numbering": levels}), path="talk.docx")


def item(text: str, list_: int) -> str:
    return paragraph(run(text), more=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>')


@pytest.mark.parametrize("text", ["%1er", "%1-е", "%1.%2a)", "%1번", "%1º"])
def test_letters_that_a_number_ends_in_are_no_words_of_a_list(text: str) -> None:
    assert texts(listed(item("Ice.", 1) + item("Лёд.", 1), ("decimal", text))) == ["Ice.", "Лёд."]


_LEVEL = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Question %1:"/></w:lvl>'
_LINKED = (
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Q"/></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Q"/>{_LEVEL}</w:abstractNum>'
)
_LEVELS = f'<w:abstractNum w:abstractNumId="1">{_LEVEL}</w:abstractNum>'


@pytest.mark.parametrize(
    ("levels", "lists", "numbers"),
    [
        (_LEVELS, ("", '<w:startOverride w:val="1"/>'), "1212"),
        (_LEVELS, ("", '<w:startOverride w:val="7"/>'), "1278"),
        (_LEVELS.replace("Question ", ""), (_LEVEL, _LEVEL), "1234"),
        (_LINKED, ("", ""), "1234"),
    ],
)
def test_a_list_of_word_may_count_anew_and_have_levels_elsewhere(
    levels: str, lists: tuple[str, str], numbers: str
) -> None:
    for n, own in enumerate(lists, 1):
        levels += f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>'
        levels += f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num>'
    body = item("Why?", 1) + item("متى؟", 1) + item("Где?", 2) + item("Who?", 2)
    read = of_docx(docx(body, parts={"numbering": levels}), path="talk.docx")
    asked = zip(numbers, ["Why?", "متى؟", "Где?", "Who?"], strict=True)
    assert texts(read) == [f"Question {number}: {words}" for number, words in asked]


def test_words_that_a_list_of_word_has_before_its_items_are_read() -> None:
    body = item("Why?", 1) + item("Лёд.", 2) + item("متى؟", 1) + item("Ice.", 2)
    read = listed(body, ("decimal", "Question %1:"), ("bullet", "A:"))
    assert texts(read) == ["Question 1: Why?", "A: Лёд.", "Question 2: متى؟", "A: Ice."]
    assert {line.form for line in read.lines} == {"prose"}


@pytest.mark.parametrize(("form", "text"), [("decimal", "%1."), ("bullet", "o"), ("decimal", "%1º")])
def test_numbers_and_bullets_alone_are_no_words(form: str, text: str) -> None:
    read = listed(item("Why?", 1), (form, text))
    assert [(line.text, line.form) for line in read.lines] == [("Why?", "item")]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>Harbour</w:t></w:r>", [("info", "left out: what stands above and below each page.")]),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", []),
    ],
)
def test_what_stands_on_each_page_of_word_is_told(inside: str, expected: list[tuple[str, str]]) -> None:
    read = of_docx(docx(paragraph(run("One.")), parts={"header": paragraph(inside)}), path="talk.docx")
    assert told(read) == expected


def test_a_row_that_was_deleted_is_no_text() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('Gone.'))}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph(run('Лёд.'))}</w:tc></w:tr>"
    read = of_docx(docx(f"<w:tbl>{gone}{kept}</w:tbl>"), path="talk.docx")
    assert (texts(read), told(read)) == (["Лёд."], [("info", "left out: 1 deletion.")])


def test_what_nobody_has_heard_of_is_gone_into() -> None:
    read = of_docx(docx(paragraph(run("One ") + f"<w:newer>{run('лёд')}</w:newer>")), path="talk.docx")
    assert texts(read) == ["One лёд"]


# OpenDocument.

QUESTIONS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="Frage "'
    ' style:num-suffix=":" style:num-format="1"/></text:list-style>'
)
HIDDEN_ROW = (
    '<table:table><table:table-row table:visibility="collapse"><table:table-cell><text:p>x</text:p>'
    "</table:table-cell></table:table-row></table:table>"
)


def test_words_that_a_list_of_libreoffice_has_before_its_items_are_read() -> None:
    list_ = (
        '<text:list text:style-name="L"{}><text:list-item><text:p>{}</text:p></text:list-item></text:list>'
    )
    body = list_.format("", "Why?") + "<text:p>Лёд.</text:p>"
    body += list_.format(' text:continue-numbering="true"', "متى؟")
    read = of_odt(flat(body, styles=QUESTIONS), path="talk.fodt")
    assert texts(read) == ["Frage 1: Why?", "Лёд.", "Frage 2: متى؟"]
    assert {line.form for line in read.lines} == {"prose"}


@pytest.mark.parametrize(
    ("body", "severity", "what"),
    [
        ('<text:section text:is-hidden="true"><text:p>x</text:p></text:section>', "info", "hidden text"),
        ('<text:p><text:hidden-paragraph text:is-hidden="true"/>Ice.</text:p>', "info", "hidden text"),
        ("<text:section><text:section-source/></text:section>", "warning", "1 part in another file"),
        ("<text:bibliography><text:p>A book.</text:p></text:bibliography>", "info", "1 list of works"),
        ("<text:p>One<draw:control/></text:p>", "info", "1 field of a form"),
        (HIDDEN_ROW, "info", "hidden text"),
    ],
)
def test_what_a_text_of_libreoffice_has_and_nobody_reads_is_told(body: str, severity: str, what: str) -> None:
    read = of_odt(flat(f"<text:p>One.</text:p>{body}"), path="talk.fodt")
    assert {*texts(read)} <= {"One.", "One"}
    assert told(read) == [(severity, f"left out: {what}.")]


def test_a_field_that_hides_nothing_is_read() -> None:
    shown = '<text:p>One <text:hidden-text text:is-hidden="false">лёд</text:hidden-text></text:p>'
    assert texts(of_odt(flat(shown), path="talk.fodt")) == ["One лёд"]


# JSON.


def test_who_speaks_may_be_an_object() -> None:
    messages = [
        {"id": n, "content": text, "author": {"id": str(who), "name": "x", "nickname": ("Mara", "Бо")[who]}}
        for n, (who, text) in enumerate([(0, "Why?"), (1, "Лёд."), (0, "When?"), (1, "At six.")])
    ]
    read = of_json(json.dumps({"messages": messages}), path="talk.json")
    assert [line.speaker for line in read.lines] == ["Mara", "Бо", "Mara", "Бо"]


# Markdown.


@pytest.mark.parametrize(
    ("typed", "text", "severity", "what"),
    [
        ("Ice[^1].\n\n[^1]: Thin.\n[^2]: Лёд.", "Ice^[Thin.].", "warning", "1 note that nothing refers to"),
        ("Ice[^1].\n\n[^1]: Thin.\n[^1]: No.", "Ice^[Thin.].", "warning", "1 note that nothing refers to"),
        ("Ice <span hidden>no</span>.", "Ice .", "info", "hidden text"),
        ("Ice <b style='display:none'>no *no*</b>.", "Ice .", "info", "hidden text"),
        ("Лёд <img src='a.png' alt='b'>.", "Лёд .", "info", "1 picture"),
        ("Press <button>Start</button>.", "Press .", "info", "1 field of a form"),
        ("Ice <iframe src='a'></iframe>.", "Ice .", "info", "1 embedded page"),
    ],
)
def test_what_markdown_has_and_nobody_reads_is_told(typed: str, text: str, severity: str, what: str) -> None:
    read = of_markdown(f"{typed}\n", path="talk.md")
    assert (texts(read), told(read)) == ([text], [(severity, f"left out: {what}.")])


def test_tags_in_markdown_that_hide_nothing_stay_as_they_were() -> None:
    typed = (
        "Ice <script>no()</script><span class='a'>is</span> <ruby>漢<rp>(</rp><rt>かん</rt></ruby> <label."
    )
    read = of_markdown(f"{typed}\n", path="talk.md")
    assert texts(read) == ["Ice is {漢|かん} <label."]
    assert not told(read)


# Books and captions.


@pytest.mark.parametrize(
    ("entry", "spine", "severity", "what"),
    [
        ('<item id="p" href="p.svg" media-type="image/svg+xml"/>', "p", "info", "1 picture"),
        ("", "p", "warning", "1 missing page"),
    ],
)
def test_what_has_no_words_in_the_order_of_a_book_is_told(
    entry: str, spine: str, severity: str, what: str
) -> None:
    made = epub({"c": "<p>Лёд.</p>"}, entries=entry, spine=f'<itemref idref="{spine}"/>')
    read = of_book(made, path="talk.epub")
    assert (texts(read), told(read)) == (["Лёд."], [(severity, f"left out: {what}.")])


@pytest.mark.parametrize(
    ("beside", "text", "expected"),
    [
        ('<aside epub:type="footnote" id="n"><p>Лёд.</p></aside>', "Ice^[Лёд.].", []),
        ('<p id="m">Лёд.</p>', "Ice[1](#).", [("info", "left out: 1 page out of the order.")]),
    ],
)
def test_a_page_of_a_book_may_stand_in_no_order(
    beside: str, text: str, expected: list[tuple[str, str]]
) -> None:
    told_of = '<p>Ice<a epub:type="noteref" href="beside.xhtml#n">1</a>.</p>'
    read = of_book(epub({"c": told_of, "beside": beside}), path="talk.epub")
    assert (texts(read)[0].replace("Ice1.", "Ice[1](#)."), told(read)) == (text, expected)


def test_captions_that_are_never_shown_are_told() -> None:
    shown = '<p begin="1s" end="2s">Лёд. <span tts:visibility="hidden">No.</span></p>'
    hidden = '<p begin="3s" end="4s" style="h">No.</p><p begin="5s" end="6s" tts:display="none">No.</p>'
    read = of_captions(
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="urn:s"><head><styling><style xml:id="h"'
        f' tts:display="none"/></styling></head><body><div>{shown}{hidden}</div></body></tt>'.encode(),
        path="talk.ttml",
    )
    assert (texts(read), told(read)) == (["Лёд."], [("info", "left out: hidden text.")])
