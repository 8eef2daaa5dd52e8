"""What a person sees in a document is read, or told: nothing of it is lost in silence."""

from __future__ import annotations

import pytest

from test_readers_shown import page, texts, told

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
