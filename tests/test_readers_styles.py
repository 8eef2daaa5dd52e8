"""What style sheets and headlines of pages and books tell, where their elements tell nothing."""

from __future__ import annotations

import pytest

from office import epub
from talks import said
from toolkit.config import Sidecar
from toolkit.model import Document
from toolkit.readers.epub import READER as BOOKS
from toolkit.readers.html import READER as PAGES

TALKS = (
    (("Mara Lind", "Why did you stay here?"), ("Tobi Kern", "Nobody else knew how the lamp is lit.")),
    (("ليلى منصور", "لماذا بقيت هنا؟"), ("سامي نجار", "لا أحد غيري يعرف كيف يضاء المصباح.")),
    (("山川千歳", "なぜここに残ったのですか。"), ("森田光", "灯の入れ方を知る人がほかにいませんでした。")),
)


def talk(rows: tuple[tuple[str, str], ...], label: str = "c1", words: str = "c2") -> str:
    """Three turns of each, whose labels nothing but a class sets apart."""
    return "".join(
        f'<p class="c0"><span class="{label}">{who}</span><span class="{words}"> {text}</span></p>'
        for who, text in rows * 3
    )


def page(body: str, sheet: str, title: str = "Site") -> Document:
    data = (
        f"<!DOCTYPE html><html><head><title>{title}</title><style>{sheet}</style></head><body>{body}</body>"
    )
    document, _ = PAGES.read(data.encode(), name="talk", path="talk.html", lang="und", sidecar=Sidecar())
    return document


BOLD = [
    ".c1{font-weight:700}",
    "/* c1 */ h2.c0, span.c1 { color: red; font-weight: bold; }",
    ".c1{font-weight:400}\n.c1{font-weight:bolder} @media print { .c1 { font-weight: normal } }",
]


@pytest.mark.parametrize("rows", TALKS)
@pytest.mark.parametrize("sheet", BOLD)
def test_a_class_that_is_bold_sets_a_name_apart(sheet: str, rows: tuple[tuple[str, str], ...]) -> None:
    """As word processors and programs for books write it: `.c1{font-weight:700}`."""
    assert said(page(talk(rows), sheet)) == list(rows * 3)
    chapter = f'<link rel="stylesheet" href="looks.css"/>{talk(rows)}'
    book = epub({"one": chapter, "two": chapter}, more={"OPS/looks.css": sheet})
    document, _ = BOOKS.read(book, name="talk", path="talk.epub", lang="und", sidecar=Sidecar())
    assert said(document) == list(rows * 6)


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { .c1 { font-weight: bold } .c1 { font-weight: 900 } } .c2 { color: red }",
        "p .c1 { font-weight: bold } .c1:hover { font-weight: bold }",
        "/* .c1 { font-weight: bold } */",
        "} } .c1 { font-weight: normal",
    ],
)
def test_what_is_bold_elsewhere_is_not_here(sheet: str) -> None:
    words = page(
        '<p>So it <span class="c1">was</span>, and nobody knew of it until the spring came.</p>', sheet
    )
    assert [p.text for turn in words.turns for p in turn.paragraphs] == [
        "So it was, and nobody knew of it until the spring came."
    ]


def test_a_class_may_be_slanted_and_a_style_takes_it_back() -> None:
    sheet = ".e{font-style:italic} .b{font-weight:bold}"
    body = (
        '<p>It was <span class="e">the</span> lamp, and <span class="b" style="font-weight:normal">no</span> '
        '<b style="font-weight:normal">other</b> one in the whole of the town that we could see.</p>'
    )
    assert [p.text for turn in page(body, sheet).turns for p in turn.paragraphs] == [
        "It was *the* lamp, and no other one in the whole of the town that we could see."
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<article><header><h1>{head}</h1></header><div class='text'>{talk}</div></article>",
        "<main><div><h1>{head}</h1></div><div class='text'>{talk}</div></main>",
        "<h1>{head}</h1><p class='by'>x</p><div class='text'>{talk}</div>",
    ],
)
@pytest.mark.parametrize("head", ["The Lamp Room", "غرفة المصباح"])
def test_a_headline_that_the_title_of_the_page_lacks_is_kept(around: str, head: str) -> None:
    body = around.format(head=head, talk=talk(TALKS[0]))
    document = page(body, BOLD[0], title="Some other words")
    assert [turn.paragraphs[0].text for turn in document.turns if turn.kind == "title"] == [head]


def test_the_name_of_a_site_heads_no_article() -> None:
    body = f"<div class='site'><h1>Harbour Post</h1></div><div class='text'>{talk(TALKS[0])}</div>"
    assert not [turn for turn in page(body, BOLD[0]).turns if turn.kind == "title"]
