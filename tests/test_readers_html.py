"""Pages of the web: the article, and what its elements say."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pace import examples
from talks import words_of
from timed_shapes import TALKS, Talk, noscribe
from toolkit import limits
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Document
from toolkit.readers.html import READER, content, stated, sure
from toolkit.reading.lines import Content, Line
from toolkit.text.markup import parse


def page(body: str, head: str = "") -> bytes:
    above = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>'
    return f"{above}<body>{body}</body></html>".encode()


def read(body: str, head: str = "") -> Content:
    return content(page(body, head), path="source/talk.html")


def lines(body: str) -> list[Line]:
    return list(read(body).lines)


def document(data: bytes) -> Document:
    return READER.read(data, name="talk", path="source/talk.html", lang="en", sidecar=Sidecar())[0]


SAID = "When the bell rings at six, the keeper opens the gate, and the first boats go down to the sea. "
MENU = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in "News Sport Weather Locks Boats".split())
NEWS = f"""
<header><a href="/">The Gate Post</a><nav><ul>{MENU}</ul></nav></header>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<h1>Mara Lind: “Water waits”</h1>
<div id="main"><div class="article-body">
  <p class="byline">By Ann Lee</p>
  <figure><img src="lock.jpg" alt="A lock"><figcaption>The lock in May. Photo: Bo Lind</figcaption></figure>
  <p>{SAID}</p>
  <p><strong>Why do you ring it?</strong></p>
  <p>Because of the eels.</p>
  <p><b>And in winter?</b></p>
  <p>{SAID}<a href="https://example.org/ice">Ice</a>, you see.</p>
  <ul class="related-links">{MENU}</ul>
  <script>var words = "none of these";</script>
</div></div>
<aside class="sidebar"><h2>Most read</h2><ul>{MENU}</ul></aside>
<div id="comments"><p>First!</p><p>I have never read anything like it, said nobody.</p></div>
<footer><p>© The Gate Post</p></footer>
"""


def test_the_article_is_found_with_its_headline() -> None:
    head = (
        '<meta property="og:title" content="Mara Lind: “Water waits” | The Gate Post">'
        '<meta name="author" content="Ann Lee">'
        '<meta property="article:published_time" content="2026-03-14T08:00:00Z">'
    )
    found = read(NEWS, head)
    assert [(line.kind, line.text.partition(".")[0]) for line in found.lines] == [
        ("title", "Mara Lind: “Water waits”"),
        (None, "By Ann Lee"),
        ("caption", "The lock in May"),
        (None, SAID.partition(".")[0]),
        (None, "Why do you ring it?"),
        (None, "Because of the eels"),
        (None, "And in winter?"),
        (None, SAID.partition(".")[0]),
    ]
    assert [line.strong for line in found.lines[4:7]] == [19, 0, 14], (
        "questions that are bold are known as such"
    )
    assert found.lines[-1].text.endswith("[Ice](https://example.org/ice), you see.")
    assert found.meta["author"] == "Ann Lee" and found.meta["date"] == "2026-03-14T08:00:00Z"
    assert [finding.message for finding in found.findings] == [
        "left out: what stands beside the article, 1 picture."
    ]
    numbers = [line.number for line in found.lines]
    assert numbers == sorted(numbers) and numbers[1] == 6, "lines are those of the file"


@pytest.mark.parametrize("level", ["h2", "h3"])
@pytest.mark.parametrize("headline", ["Water waits", "המים מחכים", "물은 기다린다"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_headline_of_a_blog_is_told_by_the_title_of_the_page(
    level: str, headline: str, *, inside: bool
) -> None:
    head, day = f"<{level}><a href='/x'>{headline}</a></{level}>", "<h2>May</h2>"
    body = f"<p>{SAID}</p><{level}>Winter</{level}><p>{SAID}</p>"
    entry = f"<div class='entry'>{head}{body}</div>" if inside else f"{head}<div class='entry'>{body}</div>"
    whole = f"<div><div id='menu'><ul>{MENU}</ul></div>{day}{entry}</div>"
    found = [
        (line.kind, line.text.partition("]")[0].strip("["))
        for line in read(whole, f"<title>{headline} - May</title>").lines
    ]
    assert found[:1] == [("title", headline)]
    assert [kind for kind, _ in found] == ["title", None, "heading", None], "a month is no title of a talk"


def test_a_page_without_an_article_is_read_whole_with_a_warning() -> None:
    found = read(f"<ul>{MENU}</ul><div>Mara: So?</div><div>Otto: No.</div>")
    assert "D166" in [finding.code for finding in found.findings]
    assert [line.text for line in found.lines][-2:] == ["Mara: So?", "Otto: No."]


def test_a_page_that_is_a_transcript_and_nothing_else_has_no_warning() -> None:
    turns = "".join(f"<p><b>{name}:</b> {SAID}</p>" for name in ("Mara", "Otto", "Mara"))
    found = read(turns)
    assert not found.findings and [line.strong for line in found.lines] == [5, 5, 5]
    made = document(page(turns))
    assert [turn.label for turn in made.turns] == ["Mara", "Otto", "Mara"]
    assert made.turns[0].paragraphs[0].text == SAID.strip()


def test_paragraphs_are_counted_where_most_share_their_line_of_the_file_with_many() -> None:
    assert [line.number for line in lines(f"<p>{SAID}</p>\n<p>a<br>b</p><p>c</p>")] == [1, 2, 2, 2]
    assert [line.number for line in lines(f"<p>{SAID}</p>\n\n<p>a<br>\nb</p>\n<p>c</p>")] == [1, 3, 4, 5]
    crowd = f"<h1>d</h1>\n<p>{SAID}</p>" + "<p>a<br>b</p>" * 4
    assert [line.number for line in lines(crowd) if not line.joined] == [1, 2, 3, 4, 5, 6]
    # One as a number, which JSON does not write as `true`.
    assert repr(lines(f"<p>{SAID}</p><p>a</p>")[0].number) == "1"


@pytest.mark.parametrize(
    "said", [2 * SAID, 3 * "حين يدق الجرس يفتح الحارس البوابة، وتنزل القوارب إلى البحر. "]
)
def test_a_block_of_sentences_with_nothing_but_line_breaks_has_as_many_paragraphs(said: str) -> None:
    turns = [f"Mara: {said}", said, "Otto: No.", f"Mara: {said}"] * 2
    assert not any(line.joined for line in lines(f"<div>{'<br>'.join(turns)}</div>"))
    verse = ["The gate,", "the sea,", "the bell.", "The keeper", "and the boats."] * 2
    assert all(line.joined for line in lines(f"<div>{'<br>'.join(verse)}</div>")[1:])


def test_line_breaks_part_lines_and_two_of_them_paragraphs() -> None:
    found = lines(f"<div>{SAID}<br>one<br>two<br><br>three</div>")
    assert [(line.text == SAID.strip() or line.text, line.joined, line.broken) for line in found] == [
        (True, False, False),
        ("one", True, True),
        ("two", True, True),
        ("three", False, False),
    ]


def test_elements_tell_forms() -> None:
    found = lines(
        f"<p>{SAID}</p><h2>Noon</h2><blockquote><p>Water waits.</p></blockquote><ul><li>eels</li></ul>"
        "<p class='verse'>The gate,<br>the sea</p><pre>a\n  b</pre><hr><p>It <i>is</i> <q>so</q>.</p>"
    )[1:]
    assert [(line.kind, line.form, line.text) for line in found] == [
        ("heading", "prose", "Noon"),
        (None, "quotation", "Water waits."),
        (None, "item", "eels"),
        (None, "verse", "The gate,"),
        (None, "verse", "the sea"),
        (None, "prose", "a"),
        (None, "prose", "b"),
        ("separator", "prose", "* * *"),
        (None, "prose", "It *is* “so”."),
    ]


def test_lists_of_terms_and_tables_may_be_turns() -> None:
    terms = (
        f"<dl><dt>Мара</dt><dd>{SAID}</dd><dt>Отто</dt><dd>В шесть.</dd><dt>Мара</dt><dd>А зимой?</dd></dl>"
    )
    assert [line.speaker for line in lines(terms)] == ["Мара", "Отто", "Мара"]
    rows = "".join(f"<tr><td>{name}<td>{SAID}" for name in ("Mara", "Otto", "Mara"))
    found = lines(f"<table><tr><th>Who<th>What{rows}</table>")
    assert [(line.speaker, line.kind) for line in found] == [
        ("", "meta"),
        ("Mara", None),
        ("Otto", None),
        ("Mara", None),
    ]


def test_a_link_without_words_is_a_button() -> None:
    found = read(
        '<p><a href="#" onclick="play(3)">▶</a> Water is <a href="#a">early</a>. <a href="#x">⏵</a></p>'
    )
    assert [line.text for line in found.lines] == ["Water is early."]
    assert any("2 symbols" in finding.message for finding in found.findings)


def test_notes_are_read_where_they_are_referred_to() -> None:
    found = lines(
        f'<p>{SAID}Old<sup><a href="#n1" id="r1">1</a></sup>, and so on.</p><p>{SAID}</p>'
        '<section class="footnotes"><h2>Notes</h2><ol><li id="n1">'
        '<p>Very <i>old</i>. <a href="#r1">↩</a></p></li></ol></section>'
    )
    assert [line.text for line in found] == [f"{SAID}Old^[Very *old*.], and so on.", SAID.strip()]


def test_ruby_and_what_is_unseen() -> None:
    found = lines(
        f'<p>{SAID}<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby><span style="display:none">x</span>'
        '<span class="sr-only">y</span><span hidden>z</span>!</p>'
    )
    assert found[0].text == f"{SAID}{{漢字|かんじ}}!"


def test_the_encoding_is_what_the_page_says() -> None:
    text = "<p>水門はいつ開きますか。</p>" * 20
    for name, codec in (("Shift_JIS", "cp932"), ("euc-jp", "euc_jp"), ("utf-8", "utf-8")):
        data = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={name}">'.encode()
        assert content(data + text.encode(codec), path="a.html").lines[0].text == "水門はいつ開きますか。"
    assert content(b"\xff\xfe" + text.encode("utf-16-le"), path="a.html").lines[0].text.startswith("水門")
    assert content(text.encode("euc_jp"), path="a.html", encoding="euc-jp").lines[0].text.startswith("水門")
    with pytest.raises(SourceError, match="names no encoding, and is not in UTF-8") as caught:
        content(b"<html>\n\xff</html>", path="a.html")
    assert str(caught.value.where) == "a.html:2" and "a.toml" in caught.value.hint
    with pytest.raises(SourceError, match="isn't in EUC_JP, as it says"):
        content(b'<meta charset="euc-jp"><p>\xff\xff', path="a.html")


def test_the_language_and_the_form_are_what_the_page_says() -> None:
    assert stated(page("<p>a</p>"), "a.html") == "en"
    assert stated(b'<html lang="pt_BR"><p>a', "a.html") == "pt-BR" and not stated(
        b'<html lang="??">', "a.html"
    )
    assert sure(page("")) and sure(b"  <HTML><body>") and not sure(b"<p>Mara: So?</p>")


def test_deep_pages_are_refused() -> None:
    with pytest.raises(DiglotError, match="200 levels"):
        content(b"<div>" * 5000 + b"deep", path="a.html")
    assert content(b"<b><div>" * 60 + b"deep", path="a.html").lines[0].text == "deep"


PIECES = st.lists(
    st.tuples(
        st.sampled_from("p div b i a li span blockquote h2 br td q sup".split()),
        st.text(st.sampled_from("ab *_[]{}()\\|^水ש.!"), max_size=8),
        st.booleans(),
    ),
    max_size=12,
)


@examples(150)
@example([("b", "a", False), ("i", "*[", False), ("b", "*", False)])
@given(PIECES)
def test_no_word_is_lost_moved_or_made(pieces: list[tuple[str, str, bool]]) -> None:
    made = "".join(f"<{tag}>{text}{f'</{tag}>' if closed else ''}" for tag, text, closed in pieces)
    found = content(page(made), path="a.html").lines
    words = "".join(words_of(parse(line.marked())) for line in found)
    assert _bare(words) == _bare("".join(text for _, text, _ in pieces))


def _bare(text: str) -> str:
    return "".join(text.translate({ord("“"): "", ord("”"): ""}).split())


@examples(100)
@given(st.binary(max_size=200), st.text(st.sampled_from("<>/=&;#\"' apbrtdh!-[]x1"), max_size=200))
def test_garbage_is_an_error_that_can_be_read(noise: bytes, text: str) -> None:
    for data in (noise, text.encode(), page(text), page("") + noise):
        with suppress(DiglotError):
            document(data)


def test_a_document_type_that_declares_entities_is_refused() -> None:
    data = (
        b'<?xml version="1.0"?>\n<!DOCTYPE html [<!ENTITY who "Ann">]>\n'
        b"<html><body><p>&who;: Yes.</p></body></html>"
    )
    with pytest.raises(DiglotError, match="declares entities") as refused:
        document(data)
    assert str(refused.value.where) == "source/talk.html:2" and refused.value.hint
    plain = data.replace(b' [<!ENTITY who "Ann">]', b"").replace(b"&who;", b"Ann")
    assert document(plain).turns


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.lang)
def test_anchors_that_are_called_by_times_say_when_their_words_are_heard(talk: Talk) -> None:
    above, *said = document(noscribe(talk)).turns
    assert above.kind == "meta" and "noScribe" in above.paragraphs[0].text
    assert [(turn.label, [one.text for one in turn.paragraphs]) for turn in said] == [
        (who, [talk.text(cues)]) for who, cues in talk.turns
    ]
    times = [turn.paragraphs[0].times for turn in said]
    heard = [(cue.start, cue.end) for one in times for cue in one.cues or [one]]
    assert heard == [(cue.start, cue.end) for _, cue in talk.cues]


def test_tags_of_fonts_part_no_paragraph_wherever_they_close() -> None:
    word = '</FONT><FONT FACE="Courier">lamp</FONT><FONT FACE="Garamond">'
    body = (
        f'<FONT FACE="Garamond">\n<P><B>Mara</B>: The {word} is out.</P>\n<P><B>Bo</B>: Which {word}?</P>\n'
    )
    assert [(line.number, line.text) for line in lines(body)] == [
        (line.number, line.text) for line in lines(re.sub("(?i)</?font[^>]*>", "", body))
    ]
    assert [line.text[line.strong :] for line in lines(body)] == [": The lamp is out.", ": Which lamp?"]


def test_a_tag_of_fonts_on_several_lines_moves_no_line() -> None:
    body = '<FONT\n FACE="Garamond"\n>\n<P>The lamp is out.</P></FONT>'
    (line,) = lines(body)
    (plain,) = lines(body.replace("FONT", "DIV"))
    assert (line.number, line.text) == (plain.number, "The lamp is out.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("鐘は冬に鳴り\n  ました。\n誰も", "鐘は冬に鳴りました。誰も"),
        ("敲钟的\n人", "敲钟的人"),
        ("鐘 は冬", "鐘 は冬"),
        ("종이\n울렸다", "종이 울렸다"),
        ("the\nbell 鐘\nbell", "the bell 鐘 bell"),
        ("ระฆังดัง\nในฤดูหนาว", "ระฆังดัง ในฤดูหนาว"),
    ],
)
def test_a_line_of_markup_that_ends_between_east_asian_signs_is_no_blank(typed: str, shown: str) -> None:
    assert shown in "\n".join(line.text for line in lines(f"<p>{typed}</p>"))


TRANSCRIPT = "".join(f"<p><b>{('מרה', 'אבנר')[k % 2]}:</b> {SAID} {k}</p>" for k in range(6))


@pytest.mark.parametrize(
    "hiding", ['hidden=""', 'style="display:none"', 'class="panel" style="display: none;"']
)
def test_a_transcript_that_a_button_opens_is_read(hiding: str) -> None:
    shown = f"<p>{SAID}</p><button>Read</button>"
    assert [line.text for line in lines(f"{shown}<div {hiding}>{TRANSCRIPT}</div>")] == [
        line.text for line in lines(f"{shown}<div>{TRANSCRIPT}</div>")
    ]


@pytest.mark.parametrize("hiding", ['hidden=""', 'style="display:none"'])
def test_what_a_page_hides_beside_its_article_is_not_read(hiding: str) -> None:
    assert lines(f"{TRANSCRIPT}<div {hiding}>{TRANSCRIPT}</div>") == lines(TRANSCRIPT)


def test_what_is_hidden_for_programs_that_read_aloud_stays_hidden() -> None:
    """No button opens it."""
    aloud = f'<div class="sr-only" style="display:none">{TRANSCRIPT * 3}</div>'
    assert [line.text for line in lines(f"<p>{SAID}</p>{aloud}")] == [SAID.strip()]


def test_a_cell_that_goes_on_below_keeps_the_columns_of_the_rows_below() -> None:
    said = [
        ("מרה", ["מתי מצלצלים?"]),
        ("Otto", ["At six.", "And late."]),
        ("מרה", ["ואז?"]),
        ("Otto", ["Nobody."]),
    ]
    rows = ""
    for who, texts in said:
        first, *rest = (f"<td>{text}</td>" for text in texts)
        rows += f'<tr><td rowspan="{len(texts)}">{who}</td>{first}</tr>' + "".join(
            f"<tr>{one}</tr>" for one in rest
        )
    made = document(page(f"<table>{rows}</table>"))
    assert [(turn.label, [p.text for p in turn.paragraphs]) for turn in made.turns] == said


@pytest.mark.parametrize(
    "facts",
    [
        ("Interviewee | Odd Berg", "Interviewer | Lena Falk", "Date | 3 May 2019"),
        ("Gast: | Odd Berg", "Fragen: | Lena Falk", "Ort: | Bergen"),
        ("受访者 | Odd Berg", "采访者 | Lena Falk", "日期 | 2019年5月3日"),
        ("الضيف | Odd Berg", "المحاور | Lena Falk", "المكان | برغن"),
    ],
)
def test_a_row_of_two_brief_cells_says_what_is_so(facts: tuple[str, ...]) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(' | '))}</tr>" for row in facts)
    asked = "".join(f"<p>LF: Where were you on day {n}?</p><p>OB: On the island.</p>" for n in range(3))
    made = document(page(f"<h1>The light</h1><table>{rows}</table>{asked}"))
    above = [p for turn in made.turns[1:4] for p in turn.paragraphs]
    assert [p.text for p in above] == [re.sub(r":? \| ", ": ", row) for row in facts]
    assert "speech" not in {p.kind for p in above}
    assert [turn.label for turn in made.turns[4:]] == ["LF", "OB"] * 3


def test_cells_that_are_long_or_said_are_read_by_themselves() -> None:
    for one, two in (
        ("The gate", "It is closed. " * 9),
        ("Ann", "It rains again."),
        ("00:01", "The gate is open"),
    ):
        rows = f"<table><tr><td>{one}<td>{two}<tr><td>{one[::-1]}<td>{two}</table>"
        assert len(read(rows).lines) == 4


def test_a_line_through_words_is_told() -> None:
    found = read(
        f'<p>{SAID}Why <s>not</s> <del>no</del> <i style="text-decoration: line-through">nay</i>?</p>'
    )
    assert "left out: 3 lines through words." in [f.message for f in found.findings]
    assert found.lines[0].text.endswith("Why not no *nay*?")


def test_figures_above_the_line_and_below_it_stay_there() -> None:
    water = "10<sup>3</sup> l of H<sub>2</sub>O<sup>1</sup>, 10<sup><b>-6</b></sup>, the 1<sup>er</sup>"
    found = read(f"<p>{SAID}{water}</p>")
    assert found.lines[0].text.endswith("10³ l of H₂O¹, 10⁻⁶, the 1er")


MUCH = " q" * (limits.TAG.most + 1)
"""More than a tag may have."""


@pytest.mark.parametrize("beside", [
    f"<script>if (a<b) {{{MUCH}}}</script>",
    f'<script>x = "<!--"; if (a<b) {{{MUCH}}}</script >',
    f"<STYLE>a<b {{{MUCH}}}</STYLE>",
    f'<iframe srcdoc="{"a<b" + MUCH}"></iframe>',
    f"<!-- <script> --><p hidden>.</p><!-- </script> a<b {MUCH} -->",
    f'<p hidden title="<script>">.</p><script>a<b {MUCH}</script>',
    f'<script src="a.js"/><p hidden>.</p><script>a<b {MUCH}</script>',
])  # fmt: skip
@pytest.mark.parametrize("said", ["Why do you ring it?", "למה את מצלצלת בו?", "なぜ鐘を鳴らすのですか。"])
def test_what_looks_like_a_tag_in_a_script_is_none(beside: str, said: str) -> None:
    """`a<b` in a program is a comparison; the lines below keep their numbers."""
    found = lines(f"\n{beside.replace(' q q', chr(10), 3)}\n<p>{said}</p>\n<p>It rang.</p>")
    assert [line.text for line in found] == [said, "It rang."]
    assert [line.number for line in found] == [6, 7]


@pytest.mark.parametrize("before", [
    "<!-->", "<!--->", "<!--x--!>", "<title/>", "<script/>", '<p x="<script>">', "<textarea>",
    f"<script>a<b{MUCH}</script>",
])  # fmt: skip
def test_a_tag_that_is_too_long_is_told_wherever_it_stands(before: str) -> None:
    with pytest.raises(DiglotError, match="a tag of HTML may have 4,000"):
        read(f"{before}<p{MUCH}>So.</p> </textarea><p x='</script>'> -->")


@pytest.mark.parametrize(("talk", "answer"), [
    ("When the bell rings at six, the keeper opens the gate. ", "I have read nothing like it, he said. "),
    ("عندما يدق الجرس في السادسة، يفتح الحارس البوابة. ", "لم أقرأ شيئا كهذا من قبل، قالت القارئة. "),
    ("六時に鐘が鳴ると、番人が門を開けて、最初の舟が海へ下ります。", "こんな話は初めて読みました、とても。"),
])  # fmt: skip
def test_the_article_with_the_headline_is_all_of_it(talk: str, answer: str) -> None:
    """What readers answer may stand in elements that are called like nothing, and be half as long."""
    said = "".join(f"<p>{talk * 3}</p>" for _ in range(6))
    answers = "".join(f"<article><p>{answer * 2}</p></article>" for _ in range(5))

    def told(inside: str, beside: str) -> str:
        body = f"<div><article>{inside}{said}</article><div>{beside}{answers}</div></div>"
        return " ".join(line.text for line in lines(body))

    title = "<h1>Water waits</h1>"
    assert answer.strip() not in told(title, "")
    # Where no article has the only headline, nothing tells which is the one.
    assert answer.strip() in told("", "")
    assert answer.strip() in told(title, title)
    # A talk may go on in the next element.
    assert answer.strip() in told(title, f"<p>{talk * 3}</p>" * 4)


def ended_early(data: bytes) -> list[str]:
    """Where pages are said to have no end."""
    return [str(one.where) for one in content(data, path="a.html").findings if one.code == "D169"]


@pytest.mark.parametrize("said", ["Water rises.", "המים עולים.", "水涨了。"])
def test_a_page_without_its_end_is_told_wherever_it_was_cut(said: str) -> None:
    whole = page(f"<main><p>Mira: {said}</p>\n<p>Otto: {said}</p></main>")
    for end in (b"", b"\n", b"<!-- saved -->"):
        assert not ended_early(whole + end)
    # Either end tag may be left out, and both may be in capitals.
    for end in (b"</body>", b"</html>", b"</BODY></HTML>"):
        assert not ended_early(whole.replace(b"</body></html>", end))
    for kept in range(whole.index(b"<p>Otto"), len(whole) - len(b"</body></html>") + 1):
        with suppress(SourceError):  # a letter was cut in two
            assert ended_early(whole[:kept]) == ["a.html:2"]
    # What never said that it is a page needs no end.
    assert not ended_early(b"<p>Mira: Water.</p>")
