"""Marks inside paragraphs in books and pages: each is there, in every layout, and nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import validators
from browser import AXE, DESK, PHONE, Visit, browse, evaluate
from editions import MARKED, Line, build, in_sentences, inline, typed
from toolkit.config import BuildOptions, Layout
from toolkit.model import Edition
from toolkit.model.editions import single
from toolkit.text import cuts, markup
from toolkit.text.line_breaks import no_break
from toolkit.writers import epub, html

H = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in get_args(Layout) if layout != "facing")
BOOKS: dict[str, tuple[Edition, BuildOptions]] = {
    **{
        f"{layout}-{langs}": (in_sentences(build(MARKED, ("en", *langs.split("+")))), BuildOptions(layout))
        for layout in LAYOUTS
        for langs in ("ja", "fr+ja+ar")
    },
    "single-ja": (build(MARKED, ("ja",), source="en"), BuildOptions()),
    "half": (
        build([MARKED[1], replace(MARKED[2], texts={"en": MARKED[2].texts["en"]})], ("ja",), source="en"),
        BuildOptions(),
    ),
}


def tree(edition: Edition, options: BuildOptions) -> etree._Element:
    sink = io.BytesIO()
    epub.write(single(edition), options, sink)
    with zipfile.ZipFile(sink) as book:
        return etree.fromstring(book.read("EPUB/text/part-001.xhtml"))


def words(element: etree._Element) -> str:
    """What is read, without signs of footnotes and readings."""
    for extra in list(element.iter(f"{H}sup", f"{H}rt", f"{H}rp")):
        extra.text = None
        etree.strip_elements(extra, "*", with_tail=False)
    return typed("".join(str(part) for part in element.itertext()))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("inline")
    made = {}
    for name, (edition, options) in BOOKS.items():
        made[name] = folder / f"{name}.epub", folder / f"{name}.html"
        for writer, path in zip((epub, html), made[name], strict=True):
            with path.open("wb") as sink:
                writer.write(single(edition), options, sink)
    return made


def test_validators_find_nothing(files: dict[str, tuple[Path, Path]]) -> None:
    assert validators.epubcheck(book for book, _ in files.values()) == []
    assert validators.vnu(*(page for _, page in files.values())) == []


def test_ace_finds_nothing(files: dict[str, tuple[Path, Path]]) -> None:
    assert validators.ace(files["columns-fr+ja+ar"][0]) == []


@pytest.mark.parametrize("name", BOOKS)
def test_the_words_of_each_paragraph_are_those_of_the_edition(name: str) -> None:
    edition, options = BOOKS[name]
    found: dict[tuple[str, str], str] = {}
    page = tree(edition, options)
    for row in page.iter(etree.Element):
        if row.get("id", "").startswith("s") and row.tag != f"{H}hr":
            cells = [cell for cell in row.iter() if set(cell.get("class", "").split()) & {"src", "tgt"}]
            for cell in [cell for cell in cells if cell.tag != f"{H}details"] or [row]:
                key = row.get("id", ""), cell.get("lang", "")
                found[key] = found.get(key, "") + words(cell)
    wanted = {
        (row.id, cell.lang): markup.plain(cell.text)
        for scene in edition.scenes
        for row in scene.rows
        for cell in row.cells.values()
    }
    found = {key: text.removeprefix("［未訳］ ") for key, text in found.items()}
    assert found == wanted


@pytest.mark.parametrize("name", BOOKS)
def test_each_footnote_and_its_sign_lead_to_each_other(name: str) -> None:
    edition, options = BOOKS[name]
    page = tree(edition, options)
    ids = {element.get("id"): element for element in page.iter(etree.Element) if element.get("id")}
    signs = [link for link in page.iter(f"{H}a") if link.get(TYPE) == "noteref"]
    notes = [aside for aside in page.iter(f"{H}aside") if aside.get(TYPE) == "footnote"]
    count = sum(
        cuts.count(cell.text)["note"]
        for scene in edition.scenes
        for row in scene.rows
        for cell in row.cells.values()
    )
    assert len(signs) == len(notes) == count > 0
    for sign in signs:
        note = ids[sign.get("href", "")[1:]]
        back = next(note.iter(f"{H}a"))
        assert (sign.get("role"), note.get("role"), back.get("role")) == (
            "doc-noteref",
            "doc-footnote",
            "doc-backlink",
        )
        assert ids[back.get("href", "")[1:]] is sign
        assert back.text == sign.text
        # It is in the language that it stands in.
        cell = next(one for one in sign.iterancestors() if one.get("lang"))
        assert note.get("lang") == cell.get("lang")


def test_a_footnote_stands_beside_its_translation_under_the_same_number() -> None:
    page = tree(*BOOKS["columns-fr+ja+ar"])
    pairs = [pair for pair in page.iter(f"{H}div") if "footnote" in pair.get("class", "")]
    rows = [[(note.get("lang"), words(note)) for note in pair] for pair in pairs]
    assert rows[:2] == [
        [("en", "1 A rock."), ("fr", "1 Un rocher."), ("ja", "1 岩の名。"), ("ar", "1 صخرة.")],
        [
            ("en", "2 He did. In March."),
            ("fr", "2 Si. En mars."),
            ("ja", "2 言った。三月に。"),
            ("ar", "2 بل قاله. في مارس."),
        ],
    ]
    # The Arabic translator left one out, which `build` tells of.
    assert [lang for lang, _ in rows[2]] == ["en", "fr", "ja"]


def test_marks_become_elements() -> None:
    def shown(text: str, lang: str = "en") -> str:
        return inline(text, lang)[0]

    assert shown("*so* **very** old & <new>") == "<em>so</em> <strong>very</strong> old &amp; &lt;new&gt;"
    assert shown("[a *b*](https://x.org/?a=1&b=2)") == '<a href="https://x.org/?a=1&amp;b=2">a <em>b</em></a>'
    assert shown("{東京|とう|きょう}", "ja") == (
        "<ruby>東<rp>（</rp><rt>とう</rt><rp>）</rp>京<rp>（</rp><rt>きょう</rt><rp>）</rp></ruby>"
    )
    assert shown("[see [here](https://a.b)](https://c.d)") == '<a href="https://c.d">see here</a>'
    linked = shown("[a^[b] *c^[d]*](https://x.org) e")
    assert re.sub(' (?:epub:type|role|id|href)="[^"]*"', "", linked) == (
        "<a>a <em>c</em></a><sup><a>1</a></sup><sup><a>2</a></sup> e"
    )


def test_a_footnote_of_a_footnote_comes_after_it() -> None:
    _, notes = inline("x^[one^[two]] y^[three]", "en")
    assert [re.sub("<[^>]*>", "", note) for note in notes] == ["1 one2", "2 two", "3 three"]


def test_titles_in_contents_and_metadata_have_no_marks() -> None:
    lines = [Line("title", {"en": "The *Tide* Clock^[Of 1912.]", "fr": "L’*horloge*"}), MARKED[1], MARKED[2]]
    sink = io.BytesIO()
    epub.write(single(build(lines, ("en", "fr"))), BuildOptions(), sink)
    with zipfile.ZipFile(sink) as book:
        package, nav = book.read("EPUB/content.opf").decode(), book.read("EPUB/nav.xhtml").decode()
        part = book.read("EPUB/text/part-001.xhtml").decode()
    assert ">The Tide Clock</dc:title>" in package and ">L’horloge</dc:title>" in package
    assert "*" not in nav + package and 'Le Seuil de 1912</span><span class="dot"> · ' in nav
    assert "<title>L’horloge</title>" in part and "The <em>Tide</em> Clock" in part


TEXTS = st.text("ab 漢*[](){}|^\\<&\"' \u05d0", max_size=40)


@given(TEXTS, st.sampled_from(["en", "fr", "ja", "ar", "cs"]))
def test_any_text_is_well_formed_and_keeps_its_words(text: str, lang: str) -> None:
    content, notes = inline(text, lang)
    root = etree.fromstring(
        f'<p xmlns="{H[1:-1]}" xmlns:epub="http://www.idpf.org/2007/ops">{content}{"".join(notes)}</p>'
    )
    assert not [link for link in root.iter(f"{H}a") if any(up.tag == f"{H}a" for up in link.iterancestors())]
    asides = list(root.iter(f"{H}aside"))
    assert len(asides) == len([link for link in root.iter(f"{H}a") if link.get(TYPE) == "noteref"])
    for aside in asides:
        root.remove(aside)
    assert words(root) == typed(markup.plain(text))


@given(
    st.lists(st.sampled_from(["*a. ", "b^[c. ", "d] e. ", "f* ", "[g. ", "h](http://i) ", "{漢|", "か} "]))
)
def test_no_cut_goes_through_what_cant_be_divided(pieces: list[str]) -> None:
    whole = "".join(pieces)
    done = cuts.balance(cuts.uncut(pieces))
    assert "".join(cuts.uncut(pieces)) == whole
    wanted, found = cuts.count(whole), sum(map(cuts.count, done), start=cuts.count(""))
    assert all(found[mark] == wanted[mark] for mark in wanted if mark not in {"em", "strong"})


# What a reader sees

SEEN = """(() => [
  document.querySelector("h2 em").innerText,
  getComputedStyle(document.querySelector("em:lang(ja)")).textEmphasisStyle,
  document.querySelector("ruby rt").getBoundingClientRect().bottom
    <= document.querySelector("ruby").getBoundingClientRect().top + 6,
  document.querySelectorAll(".notes aside").length,
  [...document.querySelectorAll("em:lang(en)")].every((em) => {
    const style = getComputedStyle(em);
    return style.fontStyle === "italic" && style.textEmphasisStyle === "none";
  }),
])()"""


def test_chromium_shows_marks_and_axe_finds_nothing(files: dict[str, tuple[Path, Path]]) -> None:
    visits = [
        Visit(files[name][1], [evaluate(SEEN), AXE], size, phone=size == PHONE)
        for name in ("stacked-ja", "single-ja", "columns-fr+ja+ar")
        for size in (PHONE, DESK)
    ]
    for visit, ((seen, violations), complaints) in zip(visits, browse(*visits), strict=True):
        assert seen[1] in {"sesame", "filled sesame"}, visit.file
        assert seen[2], visit.file
        assert seen[3] > 2
        # English is stressed in its own way, also in a book for readers of Japanese.
        assert seen[4], visit.file
        assert (violations, complaints) == ([], []), visit.file


def test_the_footnotes_of_one_language_alone(files: dict[str, tuple[Path, Path]]) -> None:
    count = "[...document.querySelectorAll('.notes aside')].filter((one) => one.checkVisibility()).length"
    ((seen, _),) = browse(
        Visit(files["columns-fr+ja+ar"][1], [evaluate(count)], query="?view=ar"),
    )
    assert seen == [2]


# Blanks


@pytest.mark.parametrize(
    ("lang", "text", "set_"),
    [
        ("fr", "Quoi ? Non ! Si ; oui : « bien »", "Quoi‹? Non‹! Si‹; oui~: «~bien~»"),
        ("fr", "Vraiment ?! « Ah ! »", "Vraiment‹?! «~Ah‹!~»"),
        ("fr-CA", "Oui : à 18:30", "Oui~: à 18:30"),
        ("fr", "sans blanc? «Ah»", "sans blanc? «Ah»"),
        ("fr", "un ;-) sourire", "un‹;-) sourire"),
        ("fr", "10 000 m et 96 marches", "10~000~m et 96 marches"),
        ("en", "at −12 °C, 5 km, 30 % of 10 000, 6 hours ?", "at −12~°C, 5~km, 30~% of 10~000, 6 hours ?"),
        ("en", "In 2020 300 came, 12 came, 5 men", "In 2020~300 came, 12 came, 5 men"),
        ("de", "um 6 h und 5 kg", "um 6~h und 5~kg"),
        ("ar", "على بعد 5 كم، ووزنها 400 كغ.", "على بعد 5~كم، ووزنها 400~كغ."),
        ("ru", "12 км за два дня, 40 домов", "12~км за два дня, 40 домов"),
        ("he", "12 ק״מ מכאן", "12~ק״מ מכאן"),
        ("hi", "5 किमी दूर", "5~किमी दूर"),
        ("cs", "v domě a k řece, i s ním", "v~domě a~k~řece, i~s~ním"),
        ("pl", "w domu i z nim", "w~domu i~z~nim"),
        ("zh-Hans", "GPS 浮标", "GPS 浮标"),
    ],
)
def test_no_line_ends_where_none_may(lang: str, text: str, set_: str) -> None:
    assert no_break(text, lang) == set_.replace("~", "\u00a0").replace("‹", "\u202f")


def test_what_was_typed_stays() -> None:
    typed_so = "Quoi\u00a0? Non\u202f! 5\u00a0km"
    assert no_break(typed_so, "fr") == typed_so


@given(st.text("a1 ;:!?«»%kmvi\u00a0", max_size=30), st.sampled_from(["en", "fr", "cs", "pl"]))
def test_only_blanks_change_and_a_second_time_nothing(text: str, lang: str) -> None:
    once = no_break(text, lang)
    assert len(once) == len(text) and typed(once) == typed(text)
    assert no_break(once, lang) == once


HAPPENS = Line(
    "speech",
    {"en": "*[laughs]* *No.*", "ja": "*［笑］* *いいえ。*", "ar": "*[تضحك]* *لا.*"},
    "tomas-vey",
)


def test_nobody_stresses_what_happens(tmp_path: Path) -> None:
    """Marked as emphasis, as transcripts do, it has neither dots nor more weight."""
    page = tmp_path / "page.html"
    with page.open("wb") as sink:
        html.write(single(build([HAPPENS], ("en", "ja", "ar"))), BuildOptions(), sink)
    asked = """[...document.querySelectorAll("em")].map((em) => {
      const style = getComputedStyle(em.querySelector(".happens") ?? em);
      const lang = em.closest("[lang]").lang;
      return [lang, style.textEmphasisStyle !== "none", style.fontWeight > 400];
    })"""
    (((seen,), complaints),) = browse(Visit(page, [evaluate(asked)]))
    assert complaints == []
    assert seen == [
        ["en", False, False], ["en", False, False],
        ["ja", False, False], ["ja", True, False],
        ["ar", False, False], ["ar", False, True],
    ]  # fmt: skip
