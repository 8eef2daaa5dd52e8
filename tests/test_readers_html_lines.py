"""The lines of a page: where each paragraph's first word stands in the file."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pace import examples
from toolkit.config import Sidecar
from toolkit.readers import markdown
from toolkit.readers.html import content, parse
from toolkit.readers.html.texts import put
from toolkit.reading.lines import Line

SAID = "When the bell rings at six, the keeper opens the gate, and the first boats go down to the sea. "
WORDS = [
    "the gate",
    "de sluis",
    "ворота",
    "水门关了",
    "השער נסגר",
    "बाँध",
    "R&amp;D",
    "&eacute;cluse",
    "a < b",
]
BLANKS = ["", " ", "\n", "\n\n", "\r\n", "\n  \t", "\r"]
"""Ends of lines of three systems."""
UNREAD = [
    "<!-- a\n\nnote -->", "<!---->", "<!-- <p>it's -->", "<script>if (a<b) {\n x = \"<p>\n\" }</script>",
    "<style>\n.q { color: red }\n</style>", "<?php echo\n1 ?>", "<img src='x.png'\n alt=''>",
    "<input\n type=hidden>", "<wbr>",
]  # fmt: skip
INLINE = [
    ("<b>", "</b>"), ("<a href='x'\n>", "</a\n>"), ("<span\nclass=x>", "</span>"),
    ("<font\ncolor=red>", "</font>"), ("", ""),
]  # fmt: skip
SHAPES = ["p", "open", "div", "list", "table", "pre", "breaks", "terms"]


class Made:
    """A page that is being made, with the line on which each paragraph begins."""

    def __init__(self) -> None:
        """A page with nothing but its head."""
        self.text = '<!DOCTYPE html>\n<html><head><title>A <b "c</title>\n</head><body>'
        self.begun: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"{self.text!r} {self.begun}"

    @property
    def line(self) -> int:
        """The line of its end."""
        return len(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def add(self, *pieces: str) -> None:
        """Add what stands in the file."""
        for piece in pieces:
            # What ends in half of a line end doesn't go on with the other half.
            self.text += " " * (self.text.endswith("\r") and piece.startswith("\n")) + piece

    def words(self, draw: st.DrawFn) -> None:
        """A paragraph's words, of several lines; the first is a number by which it is known."""
        opens, closes = draw(st.sampled_from(INLINE))
        self.add(draw(BETWEEN), opens, draw(st.sampled_from(BLANKS)))
        sign = f"{len(self.begun) + 100}"
        self.begun[sign] = self.line
        self.add(sign, " ", draw(st.sampled_from(WORDS)), closes)
        for words in draw(st.lists(st.sampled_from(WORDS), max_size=2)):
            self.add(draw(st.sampled_from([" ", "\n", "&#10;", "\r\n  ", "&nbsp;\n"])), draw(BETWEEN), words)


BETWEEN = st.lists(st.sampled_from([*BLANKS, *UNREAD]), max_size=3).map("".join)


@st.composite
def pages(draw: st.DrawFn) -> Made:
    made = Made()
    for shape in draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=8)):
        made.add(draw(BETWEEN))
        if shape in {"p", "div"}:
            made.add(f"<{shape}\n class=a>")
            made.words(draw)
            made.add(f"</{shape}>")
        elif shape == "open":
            made.add("<p>")
            made.words(draw)
        elif shape == "breaks":
            made.add("<p>")
            made.words(draw)
            made.add("<br>", draw(BETWEEN), "<br>")
            made.words(draw)
            made.add("</p>")
        elif shape == "list":
            made.add("<ol start=4><li><p>")
            made.words(draw)
            made.add("</p></li><li>")
            made.words(draw)
            made.add("</ol>")
        elif shape == "terms":
            made.add("<dl>", draw(BETWEEN), "<dt>")
            made.words(draw)
            made.add("<dd>", SAID)
            made.add("</dl>")
        elif shape == "table":
            made.add("<table>", draw(BETWEEN), "<tr><td>")
            made.words(draw)
            made.add("<table><tr><td>")
            made.words(draw)
            made.add("</td></tr></table></td></tr>", draw(BETWEEN), "</table>")
        else:
            made.add("<pre>")
            made.words(draw)
            made.add("</pre>")
    made.add("<p>", 3 * SAID, "</body></html>")
    return made


def begun(lines: Sequence[Line]) -> dict[str, int]:
    """The lines of the paragraphs with a sign."""
    known = {}
    for line in lines:
        bare = line.text.removeprefix("4. ").removeprefix("5. ").lstrip("*_[")
        if bare[:3].isdecimal():
            known[bare[:3]] = line.number
    return known


@given(pages())
@examples(30)
def test_each_paragraph_has_the_line_of_its_first_word(made: Made) -> None:
    lines = content(made.text.encode(), path="source/talk.html").lines
    numbers = [line.number for line in lines if not line.joined]
    if numbers != [*range(1, len(numbers) + 1)]:
        # A table of brief cells is read row by row: its other cells begin nothing.
        assert begun(lines).items() <= made.begun.items()


def numbered(body: str) -> list[tuple[int, str]]:
    lines = content(f"<html><body>\n{body}</body></html>".encode(), path="source/talk.html").lines
    return [(line.number, line.text[:3]) for line in lines]


def test_what_a_sheet_or_a_list_adds_has_the_line_of_the_words_behind_it() -> None:
    sheet = "<style>.q::before { content: 'Q: ' }</style>"
    asked = f"{sheet}<p class=q>\n<b>מתי?</b></p><p class=q>\nWhen?</p><p>{SAID}</p>"
    assert numbered(asked) == [(3, "Q: "), (4, "Q: "), (4, "Whe")]
    assert numbered(f"<ol start=4><li>\n\n<p>水门。</p></ol>\n<p>{SAID}</p>") == [(4, "4. "), (5, "Whe")]


def test_what_is_shown_elsewhere_keeps_its_line() -> None:
    cell = f"<td>{SAID}</td><td>{SAID}</td>"
    rows = "<table><tfoot><tr><td>Foot</td></tr></tfoot>\n<tbody><tr>"
    assert numbered(f"{rows}{cell}</tr></tbody>\nstray</table>") == [
        (4, "str"),
        (3, "Whe"),
        (3, "Whe"),
        (2, "Foo"),
    ]


def test_what_has_no_place_has_the_line_of_what_stands_before() -> None:
    """A line end that is written as a character ends no line of the file."""
    assert numbered(f"<p>{SAID}</p>\n\n<pre>one&#10;two\nsix</pre>") == [
        (2, "Whe"),
        (4, "one"),
        (4, "two"),
        (5, "six"),
    ]


def test_lines_are_counted_beyond_those_of_a_parser() -> None:
    far = "\n" * 70_000
    assert numbered(f"{far}<p>{SAID}</p>\n<p>End.</p>") == [(70_002, "Whe"), (70_003, "End")]


def test_html_in_markdown_has_its_lines() -> None:
    made = "Above.\n\n<div>\n<!-- a\nnote --><p>שלום</p><p\n>Zwei<br>\ndrei</p>\n</div>\n"
    lines = markdown.READER.read(made.encode(), name="a", path="a.md", lang="en", sidecar=Sidecar())[0]
    assert [paragraph.where.line for paragraph in lines.paragraphs()] == [1, 5, 6]


def test_control_characters_take_no_page_apart() -> None:
    """A parser takes what it refuses afterwards."""
    body = f"<ol start=4><li>a\x01b</li></ol><p>\n\x02c<i>d</i>\x01</p><p>{SAID}</p>"
    assert [words for _, words in numbered(body)] == ["4. ", "cd", "Whe"]
    node = next(parse("<p>a<b>c</b>d</p>", "a.html").iter("b"))
    put(node, "\x01<&", tail=True)
    put(node, " \x02")
    assert node.tail == "\x01<&" and node.text == " \x02"
