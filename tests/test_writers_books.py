"""Books of many documents: valid, complete, ids that never meet, metadata that are true."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

import validators
from browser import AXE, DESK, Visit, browse, evaluate
from editions import META, Line, build, in_sentences, long, sample
from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.edition.matter import blocks, split
from toolkit.model import (
    Book,
    Cell,
    Contributor,
    Edition,
    Evaluation,
    Matter,
    Meta,
    Part,
    Person,
    Picture,
    Role,
    Scene,
    Speaker,
    Translation,
)
from toolkit.model.editions import single
from toolkit.writers import epub, html, xhtml_parts

GOLDEN = Path(__file__).parent / "data" / "epub" / "two-documents"
OPTIONS = BuildOptions(modified="2026-03-20T08:00:00Z")
NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LANGS = ("en", "fr", "ar")
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 12"><rect width="8" height="12"/></svg>'


def named(edition: Edition, name: str) -> Edition:
    """The edition as one of several, with the ids that `merge` gives it then."""
    prefix = f"{name}."
    scenes = [
        Scene(
            prefix + scene.id,
            scene.n,
            scene.kind,
            scene.speakers,
            scene.names,
            tuple(row.replace(id=prefix + row.id) for row in scene.rows),
        )
        for scene in edition.scenes
    ]
    return replace(edition, name=name, prefix=prefix, readers="fr", scenes=tuple(scenes))


def cells(**texts: str) -> dict[str, Cell]:
    return {lang: Cell(text, lang, "original") for lang, text in texts.items()}


SHORT = (
    Line("title", {"en": "The Ferry", "fr": "Le bac", "ar": "العبّارة"}),
    Line("speech", {"en": "Is it late?", "fr": "Est-il en retard ?", "ar": "هل تأخّر؟"}, "noor-haddad"),
    Line("speech", {"en": "It is a ferry.", "fr": "C’est un bac.", "ar": "إنها عبّارة."}, "tomas-vey"),
)
FERRY = build(SHORT, LANGS, meta=replace(META, title="", url="https://pier.example/ferry"))


def book(**others: Any) -> Book:
    """Two interviews in two parts, with all that a book may have."""
    made = Book(
        name="piers",
        identifier="urn:isbn:9783161484100",
        langs=LANGS,
        main="fr",
        titles=cells(en="Two Piers", fr="Deux jetées", ar="رصيفان"),
        parts=(
            Part((named(sample(*LANGS), "tide-clock"),), cells(fr="Le matin", en="Morning")),
            Part((named(FERRY, "ferry"),), cells(fr="Le soir")),
        ),
        title_page=True,
        subtitles=cells(fr="Entretiens", ar="حوارات"),
        contributors=(
            Contributor(cells(fr="Ada Brandt", ar="آدا برانت"), "edc", "0000-0002-1825-0097"),
            Contributor(cells(fr="Yusuf Calder", ar="يوسف كالدر"), "pht"),
        ),
        publisher="Éditions du Quai",
        date="2026-06",
        identifiers=("urn:isbn:9783161484100", "https://doi.org/10.5555/piers"),
        rights="© 2026 Éditions du Quai",
        licence="https://creativecommons.org/licenses/by/4.0/",
        series="À deux voix",
        series_number="2",
        description="Deux gardiens parlent de l’eau.",
        subjects=("ports", "horloges"),
        front=(
            Matter("preface", "fr", "Avant l’eau", "Lire *lentement*.\n"),
            Matter("preface", "en", "Before the water", "Read *slowly*.\n"),
        ),
        back=(Matter("dedication", "fr", "", "À ceux qui attendent.\n"),),
    )
    return replace(made, **others)


def many(number: int) -> Book:
    short = [named(FERRY, f"ferry-{k}") for k in range(number)]
    return book(parts=(Part(tuple(short)),), front=(), back=())


BOOKS: dict[str, tuple[Book, BuildOptions]] = {
    "two-documents": (book(), OPTIONS),
    "with-cover": (
        book(cover=Picture(DRAWING, "image/svg+xml", Cell("Un rectangle", "fr", "original"))),
        OPTIONS,
    ),
    "arabic-first": (
        book(main="ar", parts=(Part((named(sample(*LANGS), "a"), named(FERRY, "b"))),)),
        OPTIONS.replace(layout="columns"),
    ),
    "sentences": (
        book(parts=(Part((in_sentences(named(sample(*LANGS), "a")), named(FERRY, "b"))),)),
        OPTIONS.replace(layout="alternating"),
    ),
    "claimed": (
        book(
            evaluation=Evaluation(
                "Mei Okafor",
                ("EPUB Accessibility 1.1 - WCAG 2.2 Level AA",),
                "https://pier.example/report",
            )
        ),
        OPTIONS,
    ),
    "three-hundred": (many(300), OPTIONS),
    "translations-alone": (
        book(langs=("fr", "ar"), parts=(Part((named(sample("fr", "ar", source="en"), "a"),)),)),
        OPTIONS,
    ),
}


def written(one: Book, options: BuildOptions = OPTIONS) -> bytes:
    sink = io.BytesIO()
    epub.write(one, options, sink)
    return sink.getvalue()


def unpacked(one: Book, options: BuildOptions = OPTIONS) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(one, options))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(files: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(files[f"EPUB/{name}"])


def text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    for name, (one, options) in BOOKS.items():
        (folder / f"{name}.epub").write_bytes(written(one, options))
    return {name: folder / f"{name}.epub" for name in BOOKS}


def test_epubcheck_finds_nothing(files: dict[str, Path]) -> None:
    assert validators.epubcheck(files.values()) == []


@pytest.mark.parametrize("name", ["two-documents", "with-cover", "claimed"])
def test_ace_finds_nothing(files: dict[str, Path], name: str) -> None:
    assert validators.ace(files[name]) == []


def test_the_nu_checker_finds_nothing(tmp_path: Path) -> None:
    pages = []
    for name, (one, options) in BOOKS.items():
        with (tmp_path / f"{name}.html").open("w+b") as sink:
            html.write(one, options, sink)
        pages.append(tmp_path / f"{name}.html")
    assert validators.vnu(*pages) == []


def test_a_book_is_what_it_was() -> None:
    # The picture and the style are those of the other books, which are kept beside this one.
    made = {
        name: data
        for name, data in unpacked(*BOOKS["two-documents"]).items()
        if not name.startswith(("EPUB/images/", "EPUB/css/"))
    }
    if os.environ.get("DIGLOT_REGOLD") == "1":
        for old in [path for path in GOLDEN.rglob("*") if path.is_file()]:
            old.unlink()
        for file, content in made.items():
            (GOLDEN / file).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / file).write_bytes(content)
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert kept == set(made)
    for file, content in made.items():
        assert content.decode() == (GOLDEN / file).read_text("utf-8"), file


def ids(data: bytes) -> Iterator[str]:
    for element in etree.fromstring(data).iter(etree.Element):
        if value := element.get("id"):
            yield value


@pytest.mark.parametrize("name", BOOKS)
def test_no_id_of_a_document_is_twice_in_a_book(name: str) -> None:
    found = [one for file, data in unpacked(*BOOKS[name]).items() if "/text/" in file for one in ids(data)]
    assert len(found) == len(set(found))
    documents = list(BOOKS[name][0].documents)
    rows = {row.id for one in documents for scene in one.scenes for row in scene.rows}
    assert rows <= set(found)
    assert all(one.startswith(documents[0].prefix) for one in rows if documents[0].prefix in one)


def test_the_contents_are_as_deep_as_the_book_and_follow_the_spine() -> None:
    made = unpacked(book())
    nav = tree(made, "nav.xhtml")
    (top,) = nav.iterfind(".//h:nav[@role='doc-toc']/h:ol", NS)

    def lines(level: etree._Element) -> list[object]:
        found: list[object] = []
        for item in level.iterfind("h:li", NS):
            link, *below = item
            found.append(str(link.get("href")).removeprefix("text/"))
            found += [lines(one) for one in below]
        return found

    assert lines(top) == [
        "front-1.xhtml#front-1",
        "front-2.xhtml#front-2",
        "division-1.xhtml#division-1",
        ["tide-clock-001.xhtml", ["tide-clock-001.xhtml#tide-clock.s000012"]],
        "division-2.xhtml#division-2",
        ["ferry-001.xhtml"],
        "colophon.xhtml",
    ]
    spine = [ref.get("idref") for ref in tree(made, "content.opf").iterfind(".//opf:itemref", NS)]
    assert [one for one in spine if one != "cover"] == [
        "title-page", "front-1", "front-2", "division-1", "tide-clock-001", "division-2", "ferry-001",
        "back-1", "colophon",
    ]  # fmt: skip


@pytest.mark.slow
def test_no_file_of_a_long_book_is_longer_than_readers_like() -> None:
    talks = [named(long(1500, *LANGS), "talk"), named(FERRY, "ferry")]
    made = unpacked(book(parts=(Part(tuple(talks)),)))
    made |= unpacked(many(1000))
    sizes = {name: len(data) for name, data in made.items() if "/text/" in name}
    assert max(sizes.values()) <= 300_000
    assert {"EPUB/text/talk-002.xhtml", "EPUB/text/colophon-2.xhtml"} <= sizes.keys()


def test_documents_are_gone_through_once_and_one_at_a_time() -> None:
    times: list[str] = []

    class Made(tuple[Edition, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Edition]:
            for one in super().__iter__():
                times.append(one.name)
                yield one

    documents = Made(named(FERRY, f"ferry-{k}") for k in range(3))
    written(book(parts=(Part(documents),)))
    assert times == ["ferry-0", "ferry-1", "ferry-2"]


def metadata(one: Book) -> list[tuple[str, str | None, str | None]]:
    """Name, text and what it refines of each element."""
    found = tree(unpacked(one), "content.opf").iterfind("opf:metadata/*", NS)
    return [
        (element.get("property") or etree.QName(element).localname, element.text, element.get("refines"))
        for element in found
    ]


def test_the_metadata_say_what_the_editor_said() -> None:
    found = metadata(book())
    for one in [
        ("identifier", "urn:isbn:9783161484100", None),
        ("identifier-type", "15", "#id"),
        ("identifier", "https://doi.org/10.5555/piers", None),
        ("title", "Deux jetées", None),
        ("title-type", "main", "#title-1"),
        ("title", "Entretiens", None),
        ("title-type", "subtitle", "#title-4"),
        ("date", "2026-06", None),
        ("publisher", "Éditions du Quai", None),
        ("role", "pbl", "#publisher"),
        ("belongs-to-collection", "À deux voix", None),
        ("collection-type", "series", "#series"),
        ("group-position", "2", "#series"),
        ("description", "Deux gardiens parlent de l’eau.", None),
        ("rights", "© 2026 Éditions du Quai", None),
        ("dcterms:identifier", "https://orcid.org/0000-0002-1825-0097", "#creator-1"),
    ]:
        assert found.count(one) == 1, one
    assert [value for name, value, _ in found if name == "language"] == ["fr", "en", "ar"]
    assert [value for name, value, _ in found if name == "source"] == [META.url, "https://pier.example/ferry"]
    assert "dcterms:conformsTo" not in {name for name, _, _ in found}


def test_somebody_in_two_interviews_is_one_person_with_all_roles() -> None:
    turned = replace(
        FERRY, speakers=tuple(replace(one, role="interviewee") for one in FERRY.speakers), credits={}
    )
    found = metadata(book(parts=(Part((named(sample(*LANGS), "a"), named(turned, "b"))),)))
    creators = [value for name, value, _ in found if name == "creator"]
    assert creators == ["Ada Brandt", "Yusuf Calder", "Noor Haddad", "Tomas Vey"]
    assert [value for name, value, to in found if name == "role" and to == "#creator-3"] == [
        "ivr",
        "ive",
        "aut",
    ]


def test_a_claim_of_conformance_is_that_of_a_named_person() -> None:
    found = metadata(BOOKS["claimed"][0])
    assert ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", None) in found
    assert ("a11y:certifiedBy", "Mei Okafor", "#conforms-1") in found
    (link,) = tree(unpacked(BOOKS["claimed"][0]), "content.opf").iterfind(".//opf:link", NS)
    assert dict(link.attrib) == {
        "rel": "a11y:certifierReport",
        "href": "https://pier.example/report",
        "refines": "#certifier-1",
    }


def test_the_colophon_tells_of_each_document_what_a_machine_did() -> None:
    edition = named(sample(*LANGS), "a")
    counts = {lang: replace(one, machine=2, aligned=3) for lang, one in edition.counts.items()}
    edition = replace(edition, counts=counts, meta=replace(META, editors=(Person("Mei Okafor"),)))
    colophon = tree(unpacked(book(parts=(Part((edition, named(FERRY, "b"))),))), "text/colophon.xhtml")
    said = " ".join(text(colophon).split())
    assert said.count("une machine (2)") == 2
    assert "une traduction antérieure, mise en place par un programme (3)" in said
    assert [text(one) for one in colophon.iterfind(".//h:h2", NS)] == ["L’horloge des marées", "Le bac"]


# In a browser

SEEN = """(() => {
  const shown = (one) => one.checkVisibility();
  const rows = [...document.querySelectorAll('main [id*=".s"]:not(hr, .src, .tgt)')];
  return {
    rows: rows.map((row) => [row.id, [...row.querySelectorAll("p, :scope > span")].filter(shown).length]),
    titles: [...document.querySelectorAll(".titles > span, .subtitle, .matter > .title")].filter(shown)
      .map((one) => one.textContent),
    order: [...document.querySelectorAll("main :is(h1, h2, h3)")].map((one) => one.localName).join(" "),
  };
})()"""


def test_a_text_stands_further_from_the_one_before_than_a_heading_does(tmp_path: Path) -> None:
    with (tmp_path / "piers.html").open("w+b") as sink:
        html.write(book(), OPTIONS, sink)
    room = evaluate(
        "['main > header:not(.title-page)', 'main .heading'].map((name) =>"
        " [...document.querySelectorAll(name)].map((one) => parseFloat(getComputedStyle(one).marginTop)))"
    )
    (((texts, headings),), _), *_ = browse(Visit(tmp_path / "piers.html", [room], DESK))
    assert len(texts) == 2 and headings and min(texts) > 1.5 * max(headings)


def test_a_page_of_several_documents_works_in_a_browser(tmp_path: Path) -> None:
    with (tmp_path / "piers.html").open("w+b") as sink:
        html.write(book(), OPTIONS, sink)
    alone = "document.forms.display.elements.view"
    to_french, to_english = (
        evaluate(f"({alone}.value = '{lang}', {alone}.dispatchEvent(new Event('change')))")
        for lang in ("fr", "en")
    )
    opened = evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    seen = evaluate(SEEN)
    steps = [seen, to_french, seen, to_english, seen, opened, AXE]
    visit = Visit(tmp_path / "piers.html", steps, DESK)
    ((both, _, french, _, english, _, axe), complaints), *_ = browse(visit)
    assert (axe, complaints) == ([], [])
    rows = [row.id for one in book().documents for scene in one.scenes for row in scene.rows]
    assert [id_ for id_, _ in both["rows"]] == [id_ for id_ in rows if id_ in dict(both["rows"])]
    assert set(rows) - {id_ for id_, _ in both["rows"]} <= {"tide-clock.s000015"}  # a separator
    assert {number for _, number in both["rows"]} == {3}
    assert {number for _, number in french["rows"]} == {1}
    assert both["titles"] == [
        *("Deux jetées", "Two Piers", "رصيفان", "Entretiens", "حوارات", "Avant l’eau", "Before the water"),
        *("Le matin", "Morning", "Le soir"),
    ]
    assert french["titles"] == ["Deux jetées", "Entretiens", "Avant l’eau", "Le matin", "Le soir"]
    # What isn't there in English stays as it is.
    assert english["titles"] == [
        "Two Piers",
        "Entretiens",
        "حوارات",
        "Before the water",
        "Morning",
        "Le soir",
    ]
    assert both["order"] == "h1 h2 h2 h2 h3 h2 h3"


# Front and back matter


def test_a_page_begins_with_its_title() -> None:
    assert split("# A *b*\n\nc\n") == ("A b", "c\n")
    assert split("A\n=\n\nb") == ("A", "b")
    assert split("## A\n") == ("", "## A\n")
    assert split("") == ("", "")


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("[a](https://b.example)", '<p><a href="https://b.example">a</a></p>'),
        ("![a](https://b.example/c.png)", '<span class="shown"'),
        ("### a\n\n##### b", "<h2>a</h2>\n<h3>b</h3>"),
        ("a  \nb", "<p>a<br />\nb</p>"),
        ("| a |\n|---|\n| b |", "<table>"),
        ("a\x00b\x0bc", "<p>ab c</p>"),
    ],
)
def test_markdown_is_xhtml_that_runs_and_loads_nothing(markdown: str, wanted: str) -> None:
    found = xhtml_parts.flow(blocks(markdown), str, around="und")
    root = etree.fromstring(f"<x>{found}</x>")
    assert wanted in found
    assert not {"script", "img"} & {str(one.tag) for one in root.iter()}


PARTS = (
    "# a",
    "### *b* `c`",
    "- *a*\n- b\n  - c",
    "- a\n\n- b",
    "2. a\n3. b",
    "1. a\n\n   b\n2. - c",
    "> a\n> > b\n>\n> - c",
    ">",
    "-",
    "```py & x\na < b\n```",
    "    a\n    b",
    "***",
    "| a | b |\n|:-|-:|\n| *c* | `d` |",
    "| a |\n|---|",
    "a\nb  \nc",
    '[*a*](https://b.example?c&d "e \\"f\\"") <https://g.example>',
    "**a *b* c** \\* &amp; <i>",
)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"]))
def test_markdown_is_what_its_own_printer_makes_of_it(parts: list[str], between: str) -> None:
    text = between.join(parts)
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable("table").disable("image")
    tokens = parser.parse(text)
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{2 + levels.index(token.tag)}"
    wanted = parser.renderer.render(tokens, parser.options, {})
    assert xhtml_parts.flow(blocks(text), str, around="und") == wanted.rstrip("\n")


def _imprint(whole: Book) -> str:
    return " ".join(text(tree(unpacked(whole), "text/colophon.xhtml")).split())


def test_the_imprint_has_a_number_with_hyphens_a_place_and_how_to_cite_the_book() -> None:
    said = _imprint(replace(book(), place="Nantes", version="1.2"))
    assert "Éditions du Quai · Nantes · juin 2026" in said
    assert "ISBN 978-3-16-148410-0" in said
    assert "Version 1.2" in said
    # The photographer made no part of the text.
    cited = (
        "Pour citer Deux jetées. Édition établie par Ada Brandt. "
        "Éditions du Quai, Nantes, 2026. ISBN 978-3-16-148410-0."
    )
    assert cited in said


@pytest.mark.parametrize(
    ("lang", "day", "english", "number"),
    [
        ("fr", "14 mars 2026", "anglais", "12\u202f345"),
        ("de", "14. März 2026", "Englisch", "12.345"),
        ("ar", "14 مارس 2026", "الإنجليزية", "12,345"),
        ("zh-Hans", "2026 年 3 月 14 日", "英语", "12,345"),
        ("ja", "2026年3月14日", "英語", "12,345"),
        ("ko", "2026년 3월 14일", "영어", "12,345"),
        # Without words of its own a language has English ones, whole.
        ("sw", "14 March 2026", "English", "12,345"),
    ],
)
def test_an_imprint_is_in_one_language(lang: str, day: str, english: str, number: str) -> None:
    own = f"<{lang}>"
    said = (("en", "Rights of all."), (lang, f"{own} rights"))
    meta = Meta(
        title="Two piers",
        date="2026-03-14",
        publisher="Quay Review",
        original_langs=("en",),
        rights="Rights of all.",
        translation_rights="Rights of all.",
        place="The quay",
        translations=(Translation(lang, translated_from="en", publisher="Quay Books", date="2026-03-14"),),
        wordings=(
            ("rights", said),
            ("translation_rights", said),
            ("place", (("", "The quay"), (lang, f"{own} place"))),
        ),
    )
    edition = sample("en", lang, meta=meta)
    counts = {lang: replace(edition.counts[lang], translated=9, total=12354)}
    whole = replace(single(replace(edition, counts=counts)), date="2026-03-14")
    imprint = text(tree(unpacked(whole), "text/colophon.xhtml"))
    assert imprint.count(day) == 3 and "2026-03" not in imprint
    # Of the text, and of what it was translated from.
    assert imprint.count(english) == 2
    assert number in imprint and "12345" not in imprint
    assert imprint.count(f"{own} rights") == 2 and imprint.count(f"{own} place") == 1
    assert not {"Rights of all.", "The quay"} & {*imprint.split("\n")}


def test_a_colophon_is_short_full_or_none() -> None:
    edition = named(sample("en", "fr"), "a")
    counts = {"fr": replace(edition.counts["fr"], translated=9, fuzzy=4, empty=3, machine=2, omitted=0)}
    whole = replace(single(replace(edition, counts=counts)), publisher="Quay Books")
    words = languages.strings("fr")
    short, full, none = (_imprint(replace(whole, colophon=how)) for how in ("short", "full", "none"))
    assert "Sans traduction achevée : 7 paragraphes sur 16." in short
    assert f"{words['by_machine']} (2)" in short
    assert words["drafts"] not in short
    for key, number in (("by_person", 7), ("by_machine", 2), ("drafts", 4), ("untranslated", 3)):
        assert f"{words[key]} {number}" in full
    # What it was made of is said all the same.
    assert words["by_machine"] not in none
    assert "Camille Orsel" in none
    assert "Quay Books" in none


def _credits(whole: Book) -> set[str]:
    return {text(line) for line in tree(unpacked(whole), "text/title-page.xhtml").iterfind(".//h:p", NS)}


def test_all_who_speak_are_named_for_what_they_did() -> None:
    roles: tuple[tuple[str, Role], ...] = (
        ("Noor Haddad", "host"),
        ("Tomas Vey", "narrator"),
        ("Lea Sorg", "audience"),
        ("Ivo Blum", "translator"),
    )
    speakers = tuple(Speaker(name.lower().replace(" ", "-"), name, role) for name, role in roles)
    edition = replace(
        named(sample("en", "fr"), "a"),
        speakers=speakers,
        names={speaker.key: cells(en=speaker.name, fr=speaker.name) for speaker in speakers},
    )
    whole = book(langs=("en", "fr"), parts=(Part((edition,)),), contributors=())
    lines, imprint = _credits(whole), _imprint(whole)
    for line in ("Animé par Noor Haddad", "Avec Tomas Vey · Lea Sorg · Ivo Blum"):
        assert line in lines and line in imprint
    assert not any("Propos recueillis" in line for line in lines)
    assert "Pour citer Noor Haddad. Deux jetées." in imprint


def test_whom_the_editor_names_stands_beside_the_others() -> None:
    helped = (
        Contributor(cells(fr="Ada Brandt"), "edt"),
        Contributor(cells(fr="Ida Roos"), "ivr"),
        Contributor(cells(fr="Noor Haddad"), "ivr"),
        Contributor(cells(fr="Pia Lund"), "trl"),
    )
    edition = named(sample(*LANGS), "a")
    whole = book(parts=(Part((edition,)),), contributors=helped)
    (translated,) = [line for line in _credits(whole) if line.startswith("Traduit par")]
    everybody = [person.name for lang in ("fr", "ar") for person in edition.translators(lang)]
    assert everybody and translated == "Traduit par " + " · ".join([*everybody, "Pia Lund"])
    # Each once, and an editor for an editor.
    assert "Propos recueillis par Noor Haddad · Ida Roos" in _credits(whole)
    cited = "Pour citer Noor Haddad, Ida Roos, Tomas Vey. Deux jetées. Édition établie par Ada Brandt. "
    assert cited in _imprint(whole)
    author = Contributor(cells(fr="Uma Falk"), "aut")
    assert "Pour citer Uma Falk. Deux jetées. " in _imprint(replace(whole, contributors=(author,)))
    # Each language has its comma.
    names = [edition.names[speaker.key]["ar"].text for speaker in edition.speakers]
    assert f" {'، '.join(names)}. " in _imprint(replace(whole, main="ar", contributors=()))


def test_a_title_page_says_who_speaks_in_which_languages_and_in_which_series() -> None:
    whole = book(parts=(Part((named(sample(*LANGS), "a"),)),))
    lines = [text(line) for line in tree(unpacked(whole), "text/title-page.xhtml").iterfind(".//h:p", NS)]
    assert {"Entretien avec Tomas Vey", "Propos recueillis par Noor Haddad"} <= set(lines)
    assert "English · français · العربية" in lines
    assert "À deux voix 2" in lines
    # Of several documents each has its own.
    assert "Tomas Vey" not in text(tree(unpacked(book()), "text/title-page.xhtml"))


def test_titles_contents_and_pages_of_matter_keep_the_marks_of_what_goes_the_other_way() -> None:
    titled = {"ar": Cell("سأل «Why?» مرتين", "ar", "original")}
    page = Matter("preface", "ar", "كتاب «C++»", "كُتب «*No!*» ثم «Yes!»")
    made = unpacked(book(titles=titled, front=(page,)))
    for name, *told in (
        ("text/title-page.xhtml", "Why?"),
        ("nav.xhtml", "C++"),
        ("text/front-1.xhtml", "C++", "No!", "Yes!"),
    ):
        found = [text(one) for one in tree(made, name).iterfind(".//h:span[@dir='ltr']", NS)]
        assert [one for one in found if one in told] == told, name
    assert "سأل «Why?» مرتين" in text(tree(made, "text/title-page.xhtml"))
