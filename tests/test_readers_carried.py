"""A talk says the same, whatever it is pasted from: other markups, pages, mails, Markdown of programs."""

import html
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talks import read, read_and_asked
from toolkit.errors import SourceError
from toolkit.findings import Finding
from toolkit.model import Document
from toolkit.readers import forms, other_markups, text_lines
from toolkit.reading.lines import Line

TALKS = {
    "en": (
        ("Mara Lind", "Bo Hale"),
        ("When did you first see the lamp & its keeper?", "What did you do then?", "Was anybody else there?"),
        ("I saw it in my first winter.", "We rowed out, and I held the rope.", "Nobody that I know of."),
    ),
    "ru": (
        ("Мара Линд", "Бо Хейл"),
        ("Когда вы впервые увидели фонарь?", "Что вы сделали потом?", "Там был кто-нибудь ещё?"),
        ("Я увидел его в первую зиму.", "Мы вышли в море, и я держал канат.", "Я никого не знаю."),
    ),
    "ar": (
        ("مارا ليند", "بو هيل"),
        ("متى رأيت المصباح أول مرة؟", "ماذا فعلت بعد ذلك؟", "هل كان هناك أحد آخر؟"),
        ("رأيته في أول شتاء لي.", "خرجنا بالقارب وأمسكت أنا الحبل.", "لا أعرف أحدا."),
    ),
    "ja": (
        ("真理", "健太"),
        ("最初に灯台を見たのはいつですか。", "それからどうしましたか。", "ほかに誰かいましたか。"),
        ("最初の冬に見ました。", "舟を出して、私が綱を持ちました。", "私の知る限り誰も。"),
    ),
}
Turns = list[tuple[str, str]]


def turns(lang: str, times: int = 1) -> Turns:
    """Who says what."""
    (asks, answers), questions, said = TALKS[lang]
    return [one for q, a in zip(questions, said, strict=True) for one in ((asks, q), (answers, a))] * times


def heard(document: Document) -> Turns:
    names = {speaker.key: speaker.name for speaker in document.speakers}
    return [
        (names[turn.speakers[0]] if turn.speakers else "", "".join(p.text for p in turn.paragraphs))
        for turn in document.turns
    ]


def asked(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings} - {"D115", "D118", "D121"}


MARKED = {
    "html": lambda name, words: f"<b>{name}:</b> {html.escape(words)}<br>\n<br>\n",
    "tags in tags": lambda name, words: (
        f'<span style="color: red"><STRONG>{name}: </STRONG></span>{words}\n\n'
    ),
    "entities": lambda name, words: f"{name}:&nbsp;{''.join(f'&#{ord(sign)};' for sign in words)}\n&nbsp;\n",
    "bbcode": lambda name, words: f"[color=#00f][b]{name}:[/b][/color] {words}\n\n",
    "wiki": lambda name, words: f"'''[[Page|{name}]]:'''\n:{words}\n\n",
    "mail": lambda name, words: f"> {name}: {words}\n>\n",
    "mail in a mail": lambda name, words: f"> {name}: {words}\n> \n",
}


@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("form", MARKED)
def test_a_talk_in_marks_of_others_says_the_same(form: str, lang: str) -> None:
    text = "".join(MARKED[form](*turn) for turn in turns(lang))
    document, findings = read_and_asked(text)
    assert heard(document) == turns(lang)
    assert not asked(findings)


@pytest.mark.parametrize("lang", TALKS)
def test_a_text_that_all_is_quoted_in_markdown_is_none(lang: str) -> None:
    text = "".join(
        f"> [!quote]\n> **{name}:** {words} ^p{k}\n\n" for k, (name, words) in enumerate(turns(lang))
    )
    document = read(text, path="x.md")
    assert heard(document) == turns(lang)
    assert {paragraph.form for paragraph in document.paragraphs()} == {"prose"}


@pytest.mark.parametrize("lang", TALKS)
def test_links_to_pages_of_obsidian_are_their_words(lang: str) -> None:
    text = "".join(
        f"[[{name}]]: [[lamps|So]] {words} ^p{k}\n\n" for k, (name, words) in enumerate(turns(lang))
    )
    document = read(text, path="x.md")
    assert heard(document) == [(name, f"So {words}") for name, words in turns(lang)]


def test_brackets_around_what_somebody_says_stay() -> None:
    document = read(
        "Mara: So? [[laughs]]\n\nBo: [[crosstalk]] Yes, 2^10 and x^2.\n\nMara: Oh?\n", path="x.md"
    )
    assert heard(document)[:2] == [("Mara", "So? [[laughs]]"), ("Bo", "[[crosstalk]] Yes, 2^10 and x^2.")]


def test_a_name_in_brackets_defines_no_link() -> None:
    said = [
        ("Mara", "Why?"),
        ("健太", "うん。"),
        ("Mara", "Oh."),
        ("健太", "寒い。"),
        ("Mara", "Yes."),
        ("健太", "はい。"),
    ]
    text = "".join(f"[{name}]: {words}\n\n" for name, words in said)
    assert heard(read(text, path="x.md")) == said
    defined = f"Mara: See [the lamp][1].\n\nBo: Oh?\n\n{text}[1]: https://example.org/a\n[2]: <b c.html>\n"
    words = [words for _, words in heard(read(defined, path="x.md"))]
    assert words[0] == "See [the lamp](https://example.org/a)."
    assert not any("b c" in one for one in words)


def test_markdown_with_times_keeps_none_of_its_escapes() -> None:
    text = "Mara Lind (00:03)\\\nWhy \\[so\\]?\n\nBo Hale (00:09)\\\nOh\\.\n\nMara Lind (00:12)\\\nWell?\n"
    document = read(text, path="x.md")
    assert heard(document) == [("Mara Lind", "Why [so]?"), ("Bo Hale", "Oh."), ("Mara Lind", "Well?")]


WORDS = [
    "Mara: Why is 3 < 4 & 5 > 2?\n\nBo: AT&T; R&D.\n\nMara: Is <p> one, and [b]?\n\nBo: \\<br> is none.\n",
    "[10:12] <b> hi\n[10:13] <i> hi, b\n[10:14] <b> well?\n[10:15] <i> yes\n[10:16] <b> ok\n",
]


@pytest.mark.parametrize("text", WORDS)
def test_what_looks_like_a_tag_is_a_word(text: str) -> None:
    lines, findings = read_and_asked(text)
    said = "".join(paragraph.text for paragraph in lines.paragraphs())
    assert all(sign in said for sign in ("<p>", "[b]", "\\<br>", "AT&T;", "3 < 4") if sign in text)
    assert "**" not in said
    assert "D168" not in {finding.code for finding in findings}


@pytest.mark.parametrize(
    "typed",
    [
        '<a class="x" href="https://example.org/a?b=c">the <i>lamp</i></a>',
        "[url=https://example.org/a?b=c]the [i]lamp[/i][/url]",
    ],
)
def test_a_link_keeps_its_address(typed: str) -> None:
    document = read(f"Mara: Why {typed}?\n\nBo: So.\n\nMara: Oh?\n\nBo: <a name='x'>Yes</a>.\n")
    said = [words for _, words in heard(document)]
    assert said[0] == "Why [the *lamp*](https://example.org/a?b=c)?"
    assert said[3] == "Yes."


def test_a_power_is_no_other_number() -> None:
    typed = "10<sup>6</sup> of x<sup>2</sup> on the 1<sup>st</sup>, H<sub>2</sub>O.<sup>3</sup>"
    document = read(f"Mara: {typed}\n\nBo: So?\n\nMara: Yes.\n\nBo: Oh.\n")
    assert heard(document)[0] == ("Mara", "10⁶ of x² on the 1st, H₂O.³")


def test_a_line_break_inside_of_a_line_is_kept() -> None:
    document = read("Mara: Why?\n\nBo: The lamp<br>is lit.\n\nMara: Oh?\n\nBo: Yes.\n")
    assert heard(document)[1] == ("Bo", "The lamp<br>is lit.")


@pytest.mark.parametrize(
    "typed",
    [
        *("== The lamp ==", "=The lamp=", "==== The lamp ====", "<h2>The lamp</h2>"),
        *('<H3 class="x"> The lamp </H3>', "<h1><span>The lamp</span></h1>"),
    ],
)
def test_a_heading_between_signs_is_its_words(typed: str) -> None:
    document = read(f"'''Mara:''' Why?\n\n'''Bo:''' So.\n\n{typed}\n\n'''Mara:''' Oh?\n\n'''Bo:''' Yes.\n")
    (heading,) = (turn for turn in document.turns if turn.kind == "heading")
    assert heading.paragraphs[0].text == "The lamp"


@pytest.mark.parametrize("typed", ["<h2>The lamp</h3>", "<h2>The lamp", "<h2></h2>"])
def test_what_no_pair_of_tags_stands_around_is_no_heading(typed: str) -> None:
    said = "<b>Mara:</b> Why?\n\n<b>Bo:</b> So.\n\n"
    document = read(f"{said}{typed}\n\n{said}")
    assert typed in [words.text for words in document.paragraphs()]


@pytest.mark.parametrize("lang", TALKS)
def test_a_title_between_tags_is_its_words(lang: str) -> None:
    (asks, answers), questions, said = TALKS[lang]
    title = said[0].rstrip(".。")
    lines = [f"<b>{asks}:</b> {questions[1]}<br>", f"<b>{answers}:</b> {said[1]}<br>"] * 2
    document, findings = read_and_asked("\n".join((f"<h1>{title}</h1>", *lines)) + "\n")
    assert [turn.kind for turn in document.turns][:1] == ["title"]
    assert document.turns[0].paragraphs[0].text == title
    assert not [finding for finding in findings if finding.code == "D168"]


HEADED = {"en": "Interview", "ru": "Интервью", "he": "ראיון", "ja": "インタビュー"}


@pytest.mark.parametrize("signs", ["= {} =", "<h1>{}</h1>"])
@pytest.mark.parametrize("lang", HEADED)
def test_what_heads_a_page_is_its_title_though_it_looks_like_a_field(lang: str, signs: str) -> None:
    (asks, answers), questions, said = TALKS.get(lang, TALKS["ar"])
    title = f"{HEADED[lang]}: {answers}"
    lines = [f"{asks}: {q}\n\n{answers}: {a}\n" for q, a in zip(questions, said, strict=True)]
    document = read("\n".join((signs.format(title) + "\n", *lines)))
    assert [(words.kind, words.text) for words in document.paragraphs()][:2] == [
        ("title", title),
        ("speech", questions[0]),
    ]
    below = read("\n".join((*lines, signs.format(title) + "\n", *lines)))
    assert not [words for words in below.paragraphs() if words.kind == "title"]


# What no reader takes.

UNREAD = {
    "LaTeX": lambda name, words: f"\\textbf{{{name}:}} {words}\n\n",
    "MediaWiki": lambda name, words: f"; {name} : {words}\n",
    "reStructuredText": lambda name, words: f":{name}: {words}\n",
    "Org": lambda name, words: f"- {name} :: {words}\n",
    "AsciiDoc": lambda name, words: f"{name}:: {words}\n",
    "Textile": lambda name, words: f"p. *{name}:* {words}\n\n",
    "troff": lambda name, words: f".PP\n\\fB{name}:\\fR {words}\n",
    "BBCode": lambda name, words: f'[quote="{name}"]{words}[/quote]\n\n',
    "HTML": lambda name, words: f"{name}: <p>{words}</p>\n\n",
    "quoted-printable": lambda name, words: f"{name}:=20 {words}=E2=80=99\n\n",
    "JSON": lambda name, words: f"{name}: {words}\\n\\n",
}


@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("what", UNREAD)
def test_a_text_in_a_markup_that_no_reader_takes_is_an_error(what: str, lang: str) -> None:
    text = "Kirkwall\n\n" + "".join(UNREAD[what](*turn) for turn in turns(lang))
    with pytest.raises(SourceError, match="its marks would be read as words") as refused:
        read_and_asked(text)
    assert what in refused.value.what
    assert str(refused.value.where).startswith("x.txt:3")
    assert refused.value.hint


WRITTEN = {
    "files on Windows": ("C:\\new\\notes", "\\\\server\\run\\data", "D:\\records\\next"),
    "sums": ("(n=20)", "x=3D.", "b=20"),
}


@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("what", WRITTEN)
def test_what_people_write_in_a_talk_is_in_no_markup(what: str, lang: str) -> None:
    said = [
        (name, f"{words} {own}") for (name, words), own in zip(turns(lang), WRITTEN[what] * 2, strict=True)
    ]
    document, findings = read_and_asked("".join(f"{name}: {words}\n\n" for name, words in said))
    assert heard(document) == said
    assert "D168" not in {finding.code for finding in findings}


def test_a_paragraph_of_many_lines_is_one_in_a_markup() -> None:
    verse = "\n".join(["| row", "| sleep", "| row again"] * 9)
    document, findings = read_and_asked(
        "".join(f"{name}: {words}\n\n" for name, words in turns("en")) + verse + "\n"
    )
    assert heard(document)[:5] == turns("en")[:5]
    assert "D168" in {finding.code for finding in findings}


def test_a_link_may_lead_to_a_page_without_any_sign_of_an_address() -> None:
    text = "Mara: See [the lamp][l].\n\nBo: Oh?\n\nMara: So.\n\nBo: Yes.\n\n[l]: intro\n"
    assert heard(read(text, path="x.md")) == [
        ("Mara", "See the lamp."), ("Bo", "Oh?"), ("Mara", "So."), ("Bo", "Yes."),
    ]  # fmt: skip


def test_a_caption_between_signs_is_no_heading() -> None:
    lines = (Line("=ZOOM=The lamp=", 1, 0), Line("= The lamp =", 2, 20))
    assert [line.text for line in other_markups.read(lines)] == ["=ZOOM=The lamp=", "The lamp"]


@pytest.mark.parametrize("lang", TALKS)
def test_what_is_said_on_each_page_is_no_running_head(lang: str) -> None:
    (one, two), questions, said = TALKS[lang]
    words = f"{one}: {questions[0]}\n{two}: {said[0]}\n"
    assert heard(read("\f".join([words] * 4))) == [(one, questions[0]), (two, said[0])] * 4


@pytest.mark.parametrize("what", [what for what in UNREAD if what != "JSON"])
def test_some_such_marks_are_told_with_their_lines(what: str) -> None:
    # Longer than a few lines: most of it is plain.
    plain = "".join(f"{name}: {words}\n\n" for name, words in turns("en", 3))
    marked = "".join(UNREAD[what](*turn) for turn in turns("en")[:2])
    document, findings = read_and_asked(plain + marked + plain)
    (told,) = (finding for finding in findings if finding.code == "D168")
    assert dict(told.args)["what"] == what
    assert told.lines
    assert all(37 <= line <= 40 for line in told.lines)
    assert heard(document)[: len(turns("en", 3)) - 1] == turns("en", 3)[:-1]


def test_marks_among_times_are_told() -> None:
    text = "".join(f"00:0{k}\n\\textbf{{{turn[0]}:}} {turn[1]}\n" for k, turn in enumerate(turns("ar")))
    with pytest.raises(SourceError, match="this looks like LaTeX"):
        read_and_asked(text)


def test_each_markup_is_tried() -> None:
    assert {markup.what for markup in other_markups._markups()} == {*UNREAD}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{\\rtf1\\ansi\nMara\tWhy?\\par\nBo\tSo.\\par\nMara\tOh?\\par\nBo\tYes.}", "an RTF file"),
        ("% made by hand\n\n\\documentclass{article}\n", "LaTeX"),
        ("#+TITLE: The lamp\n\n*Mara:* Why?\n", "Org"),
        ("= The lamp\nMara Lind\n:toc:\n\n*Mara:* Why?\n", "AsciiDoc"),
        ("= The lamp\n\n*Mara:* Why?\n", "AsciiDoc"),
    ],
)
def test_how_a_file_begins_tells_what_it_is(text: str, what: str) -> None:
    with pytest.raises(SourceError, match="no reader takes") as refused:
        forms.recognise(text.encode(), "x.txt")
    assert what in refused.value.what


# Pages.

HEADS = ("", "Talks of the harbour\n\n", "{n} | Talks of the harbour\n\n")
FEET = ("{n}", "- {n} -", "Page {n}", "第{n}页", "{n}/9")


def paged(lines: list[str], size: int, head: str, foot: str) -> str:
    cut = [lines[k : k + size] for k in range(0, len(lines), size)]
    return "".join(
        f"{head.format(n=n)}{chr(10).join(page)}\n\n{foot.format(n=n)}\n\f" for n, page in enumerate(cut, 1)
    )


def wrapped(lang: str) -> list[str]:
    """A talk whose lines are full, with a blank one between turns."""
    blank = "" if lang == "ja" else " "
    lines: list[str] = []
    for name, words in turns(lang, 2):
        pieces = words.split(blank) if blank else [words[k : k + 6] for k in range(0, len(words), 6)]
        half = (len(pieces) + 1) // 2
        lines += [
            f"{name}: {words} {blank.join(pieces[:half])}".strip(),
            blank.join(pieces[half:]) or "…",
            "",
        ]
    return lines


@pytest.mark.parametrize("lang", TALKS)
@pytest.mark.parametrize("head", HEADS)
def test_a_talk_on_pages_says_the_same(head: str, lang: str) -> None:
    lines = wrapped(lang)
    whole = read("\n".join(lines))
    document, findings = read_and_asked(paged(lines, 7, head, FEET[len(head) % 5]))
    assert heard(document) == heard(whole)
    assert "D165" in {finding.code for finding in findings}


@given(st.sampled_from([*TALKS]), st.integers(4, 40), st.sampled_from(HEADS), st.sampled_from(FEET))
def test_pages_are_joined(lang: str, size: int, head: str, foot: str) -> None:
    lines = wrapped(lang)
    # Three pages at least tell a head; and one of a blank line alone is none.
    size = min(size, len(lines) // 4 if head else len(lines))
    size += len(lines) % size == 1
    text = paged(lines, size, head, foot)
    found = text_lines.content(text, "x.txt").lines
    assert [line.text for line in found] == [line for line in lines if line]
    assert all(line.text in text[line.at : line.at + len(line.text) + 1] for line in found)


def test_what_is_said_at_the_edge_of_a_page_stays() -> None:
    text = (
        "Mara: When?\n\nBo: In\n\f1984.\n\nMara: Where?\n\nBo: There, in Room\n\f12 B."
        "\n\nMara: Oh?\n\nBo: Yes.\n"
    )
    said = [words for _, words in heard(read(text))]
    assert said == ["When?", "In 1984.", "Where?", "There, in Room 12 B.", "Oh?", "Yes."]


CUT = [
    ("The two who lived there, with what", "was left of a boat."),
    ("Nobody paid for it, so the baker", "and his wife did."),
    ("It had a roof of turf and it never", "let the rain in."),
    ("You could see it from the lock and", "from the mill."),
]
"""Sentences that go on over the edge of a page."""


@pytest.mark.parametrize(
    "around", ["{n}", "- {n} -", "Talks of the harbour, page {n}", "{n}\nTalks of the harbour"]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_numbers_within_sentences_that_go_on_by_one_are_of_pages(around: str, gap: str) -> None:
    text = "".join(
        f"Mara: What is that?\n\nBo: {begins}\n{gap}{around.format(n=n)}\n{gap}{ends}\n\nMara: And then?\n\n"
        for n, (begins, ends) in enumerate(CUT, 3)
    )
    document, findings = read_and_asked(text + "Bo: No more.\n")
    said = [words for _, words in heard(document) if words not in ("What is that?", "And then?", "No more.")]
    assert said == [" ".join(sentence) for sentence in CUT]
    assert "D165" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    "line",
    ["Part {n}", "[{n}:00]", "Bo {n}:", "Room {n} is shut."],
    ids=["heading", "time", "label", "sentence"],
)
def test_numbers_that_are_of_no_pages_stay(line: str) -> None:
    talk = "Mara: Who built it?\n\nBo: Two who lived there.\n\nMara: When?\n\nBo: Never.\n\n"
    _, findings = read_and_asked("".join(f"{line.format(n=n)}\n\n{talk}" for n in range(1, 6)))
    assert not any("running heads" in finding.message for finding in findings)


@pytest.mark.parametrize("line", ["{n}", "Slide {n}"])
@pytest.mark.parametrize("title", ["", "the harbour\n"])
def test_numbers_above_verses_in_small_letters_stay(line: str, title: str) -> None:
    verse = "the wind came up and\nthe boats went out\nto sea with all\nthe men of town\n"
    _, findings = read_and_asked(title + "".join(f"{line.format(n=n)}\n{verse}" for n in range(1, 5)))
    assert not any("running heads" in finding.message for finding in findings)


def test_no_line_of_a_talk_without_pages_is_an_edge() -> None:
    text = "Mara: How many?\n\nBo:\n\n12\n\nMara: And then?\n\nBo:\n\n13\n"
    assert [words for _, words in heard(read(text))] == ["How many?", "12", "And then?", "13"]


# The work grows with the text.


@pytest.mark.parametrize("sign", ["<b>", "[b]", "''' ", "<br>", "&", "=", "[[", "\\textbf", "<ref>"])
def test_marks_that_nothing_closes_are_words(sign: str) -> None:
    text = f"Mara: Why? {sign * 2000}\n\nBo: So.\n\nMara: Oh?\n\nBo: Yes.\n"
    document = read(text)
    assert [name for name, _ in heard(document)] == ["Mara", "Bo", "Mara", "Bo"]


def test_the_samples_are_talks() -> None:
    for lang in TALKS:
        assert all(one[0] != other[0] for one, other in pairwise(turns(lang)))


@pytest.mark.parametrize("typed", ["== a{}b", "<h1>{}b", "= a{}b"])
def test_headings_that_nothing_closes_are_looked_for_in_one_go(typed: str) -> None:
    # Were each blank tried with each other one, this would take hours.
    (line,) = other_markups.read([Line(typed.format(" " * 400_000), 1, 0)])
    assert line.level == 0
