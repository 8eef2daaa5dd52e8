"""Books: valid, complete, the same twice. What EPUBCheck doesn't look at is looked at here."""

from __future__ import annotations

import io
import os
import re
import time
import zipfile
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import validators
from editions import CREDITS, META, SAMPLE, Line, build, long, pages, sample, typed
from pace import examples
from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.edition import printed_words
from toolkit.model import Cell, Counts, Edition, Kind, Meta, Row, Speaker
from toolkit.model.editions import single
from toolkit.writers import epub

GOLDEN = Path(__file__).parent / "data" / "epub"
OPTIONS = BuildOptions(modified="2026-03-20T08:00:00Z", publisher="Quay Books")
COLUMNS = OPTIONS.replace(layout="columns")
HALF: Mapping[str, Set[Kind]] = {"ja": {"speech", "title", "note", "heading", "event"}}

BOOKS: dict[str, tuple[Edition, BuildOptions]] = {
    **{
        f"{lang}-{options.layout}": (sample("en", *lang.split("+")), options)
        for lang in ("zh-Hans", "ja", "ar", "fr", "ko", "zh-Hans+ar")
        for options in (OPTIONS, COLUMNS)
    },
    "from-arabic": (sample("ar", "en", source="ar"), COLUMNS),
    "half": (sample("en", "ja", absent=HALF), OPTIONS),
    "half-omitted": (sample("en", "ja", absent=HALF, fallback="omit"), COLUMNS),
    "single-ar": (sample("ar", source="en"), OPTIONS),
    "single-ja": (sample("ja", source="en", absent=HALF), OPTIONS),
    "single-ja-omitted": (sample("ja", source="en", absent=HALF, fallback="omit"), OPTIONS),
    "single-source": (sample("en"), OPTIONS),
    "nothing-known": (replace(sample("en", "sw", meta=Meta()), speakers=(), credits={}), BuildOptions()),
    "no-headline": (build(SAMPLE[7:9], ("en", "fr")), OPTIONS),
    "many-parts": (long(1500, "en", "zh-Hans", heading_every=170), COLUMNS),
}
SHOWN = ("zh-Hans-stacked", "zh-Hans+ar-columns", "half", "single-ja")
"""Kept as folders under tests/data/epub; DIGLOT_REGOLD=1 writes them anew."""

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(edition: Edition, options: BuildOptions = OPTIONS) -> bytes:
    sink = io.BytesIO()
    epub.write(single(edition, options.publisher), options, sink)
    return sink.getvalue()


def unpacked(edition: Edition, options: BuildOptions = OPTIONS) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(edition, options))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def identifier(edition: Edition) -> str:
    return single(edition).identifier


def package(edition: Edition, options: BuildOptions = OPTIONS) -> etree._Element:
    return etree.fromstring(unpacked(edition, options)["EPUB/content.opf"])


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    return list(tree.iterfind(path, NS))


def text(element: etree._Element) -> str:
    return typed("".join(str(part) for part in element.itertext()))


def parts(edition: Edition, options: BuildOptions = OPTIONS) -> list[etree._Element]:
    """The pages of the interview, in the order of the spine."""
    book = unpacked(edition, options)
    return [etree.fromstring(book[name]) for name in sorted(book) if "/part-" in name]


def cells(edition: Edition, options: BuildOptions = OPTIONS) -> Iterator[etree._Element]:
    """What holds text: all elements with a direction of their own, but the marks inside of them."""
    for tree in parts(edition, options):
        for element in find(tree, "h:body//*[@dir]"):
            if element.get("class") not in {"interview", "mark"}:
                yield element


# What validators see


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    for name, (edition, options) in BOOKS.items():
        (folder / f"{name}.epub").write_bytes(written(edition, options))
    return {name: folder / f"{name}.epub" for name in BOOKS}


def test_epubcheck_finds_no_error_and_no_warning(books: dict[str, Path]) -> None:
    assert validators.epubcheck(books.values()) == []


@pytest.mark.parametrize("name", ["zh-Hans+ar-columns", "half", "single-ja", "nothing-known", "many-parts"])
def test_ace_finds_nothing(books: dict[str, Path], name: str) -> None:
    assert validators.ace(books[name]) == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_book_is_what_it_was(name: str) -> None:
    book = unpacked(*BOOKS[name])
    folder = GOLDEN / name
    if os.environ.get("DIGLOT_REGOLD") == "1":
        for old in [path for path in folder.rglob("*") if path.is_file()]:
            old.unlink()
        for file, content in book.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == set(book)
    for file, content in book.items():
        assert content.decode() == (folder / file).read_text("utf-8"), file


# The archive


def test_two_builds_are_the_same_bytes_in_any_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(*BOOKS["ar-columns"])
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert written(*BOOKS["ar-columns"]) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_archive_begins_with_its_type_and_holds_no_trace_of_its_day() -> None:
    content = written(*BOOKS["half"])
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("options", "wanted"), [(OPTIONS, "2026-03-20T08:00:00Z"), (BuildOptions(), "1970-01-01T00:00:00Z")]
)
def test_modified_is_what_the_options_say_and_never_today(options: BuildOptions, wanted: str) -> None:
    (modified,) = find(package(sample("en", "fr"), options), ".//opf:meta[@property='dcterms:modified']")
    assert modified.text == wanted


# Nothing is lost


def printed(edition: Edition, row: Row) -> Iterator[str]:
    """What a reader should find of a paragraph."""
    mark = "［未訳］"  # the sample is short of translations into Japanese only
    for cell in row.cells.values():
        if cell.state in {"original", "translated"}:
            yield cell.text
        elif cell.state == "fallback":
            yield mark if len(edition.langs) > 1 else f"{mark} {cell.text}"
        elif len(edition.langs) > 1:
            yield "—"


@pytest.mark.parametrize("name", [name for name in BOOKS if name != "nothing-known"])
def test_all_that_an_edition_says_is_in_the_book_in_order_and_nothing_else(name: str) -> None:
    edition, options = BOOKS[name]
    rows = [row for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
    wanted = [typed(text) for row in rows for text in printed(edition, row)]
    found = [
        text(cell)
        for cell in cells(edition, options)
        # But for labels, and for a headline that is no paragraph of the text.
        if {cell.get("class"), parent(cell).get("class")}.isdisjoint({"label", "pair label"})
        and (not parent(cell).get("class", "").startswith("pair title") or parent(cell).get("id"))
    ]
    assert found == wanted


def parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    assert above is not None
    return above


WORDS = st.text(
    # Marks are for test_writers_inline.py.
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"),
        exclude_characters="*[{\\",
    ),
    min_size=1,
)


@examples(50)
@given(
    st.lists(st.tuples(st.sampled_from(["speech", "narration", "note", "heading", "event"]), WORDS, WORDS))
)
def test_any_text_comes_out_as_it_went_in(rows: list[tuple[Kind, str, str]]) -> None:
    lines = [Line(kind, {"en": source, "ar": target}) for kind, source, target in rows]
    edition = build(lines, ("en", "ar"), meta=replace(META, title="Title"))
    trees = [etree.fromstring(f"<body>{page.body}</body>") for page in pages(edition, 2000)]
    found = [
        "".join(element.itertext())
        for tree in trees
        for row in tree.iter("div", "h2")
        if row.get("id", "").startswith("s")
        for element in row
    ]
    assert found == [words for _, *pair in rows for words in pair]


@pytest.mark.parametrize("name", BOOKS)
def test_ids_are_unique_in_the_whole_book_and_those_of_the_edition(name: str) -> None:
    edition, options = BOOKS[name]
    ids = [str(value) for tree in parts(edition, options) for value in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    rows = [row.id for scene in edition.scenes for row in scene.rows]
    cells = {f"{lang}.{row}" for row in rows for lang in edition.langs} if len(edition.langs) > 1 else set()
    known = {*rows, *(scene.id for scene in edition.scenes)}
    # Of sentences the number of their pair stands behind.
    plain = {re.sub(r"-\d+$", "", id_) for id_ in ids}
    assert plain <= known | cells
    # Each cell of a pair has one; a rule has no cells.
    rules = {row.id for scene in edition.scenes for row in scene.rows if row.kind == "separator"}
    assert {id_ for id_ in cells if id_.partition(".")[2] in plain - rules} <= plain
    if edition.fallback == "source":
        assert {row.id for scene in edition.scenes for row in scene.rows} <= set(ids)


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_says_its_language_and_direction_and_is_not_empty(name: str) -> None:
    found = list(cells(*BOOKS[name]))
    assert found
    for cell in found:
        tag = cell.get("lang", "")
        assert cell.get(XML_LANG) == tag
        assert cell.get("dir") == languages.get(tag).dir
        assert text(cell).strip()


# Pages


def test_pages_are_divided_before_headings_and_none_is_too_long() -> None:
    edition = long(400, "en", "zh-Hans", heading_every=50)
    found = pages(edition, 50_000)
    assert len(found) > 3
    assert all(page.body.startswith("<h2") for page in found[1:])
    assert all(len(page.body.encode()) <= 50_000 for page in found)


def test_a_part_longer_than_a_page_is_divided_between_its_turns() -> None:
    edition = long(400, "en", "zh-Hans", heading_every=50)
    found = pages(edition, 12_000)
    assert all(len(page.body.encode()) <= 12_000 for page in found)
    assert all(page.body.startswith(("<h2", '<div class="turn interview')) for page in found[1:])
    assert not any(page.body.endswith("</h2>") for page in found)
    assert sum(len(page.headings) for page in found) == 8


def test_a_turn_longer_than_a_page_goes_on_in_the_next() -> None:
    speech = SAMPLE[8]
    edition = build([SAMPLE[1], speech, *[replace(speech, goes_on=True)] * 40], ("en", "zh-Hans"))
    found = [etree.fromstring(f"<body>{page.body}</body>") for page in pages(edition, 4000)]
    divs = [div for tree in found for div in tree.iter("div")]
    turns = [div for div in divs if str(div.get("class")).startswith("turn ")]
    assert len(turns) > 2
    assert [turn.get("id") for turn in turns] == [edition.scenes[1].id, *[None] * (len(turns) - 1)]
    assert sum(len(turn) for turn in turns) == 42  # the label and the paragraphs


def test_navigation_follows_the_spine_and_every_target_exists() -> None:
    for name in ("many-parts", "half", "single-ja-omitted"):
        book = unpacked(*BOOKS[name])
        opf, nav = etree.fromstring(book["EPUB/content.opf"]), etree.fromstring(book["EPUB/nav.xhtml"])
        hrefs = {item.get("id"): str(item.get("href")) for item in find(opf, ".//opf:item")}
        spine = [hrefs[ref.get("idref")] for ref in find(opf, ".//opf:itemref")]
        places = []
        for link in find(nav, ".//h:a"):
            file, fragment = urldefrag(normpath(join(dirname("nav.xhtml"), str(link.get("href")))))
            tree = etree.fromstring(book[f"EPUB/{file}"])
            ids = [str(value) for value in tree.xpath("//@id")]
            places.append((spine.index(file), ids.index(fragment) if fragment else -1))
        toc = places[:-2]  # the landmarks are in another order
        assert toc == sorted(toc)
        titled = [
            cell
            for tree in map(etree.fromstring, (book[f"EPUB/{file}"] for file in spine))
            for cell in [*find(tree, ".//h:h1"), *find(tree, ".//h:h2")]
        ]
        assert len(toc) == len(titled)


def test_entries_of_the_contents_are_in_all_languages_main_one_first() -> None:
    nav = etree.fromstring(unpacked(sample("en", "fr"))["EPUB/nav.xhtml"])
    link = find(nav, ".//h:a")[1]
    # The dot is for readers that list contents without any style: else the others stand below.
    assert [(span.text, span.get("lang"), span.get("class")) for span in link] == [
        ("Après la bouée", "fr", None),
        (" · ", None, "dot"),
        ("After the buoy", "en", "also"),
    ]


def test_the_title_is_printed_once() -> None:
    for name in ("zh-Hans-stacked", "single-ar", "half-omitted", "single-ja-omitted", "no-headline"):
        edition, options = BOOKS[name]
        (headline,) = [h for tree in parts(edition, options) for h in find(tree, ".//h:h1")]
        (tree, *_) = parts(edition, options)
        for cell in edition.titles.values():
            if cell.state != "fallback" or len(edition.langs) == 1:
                assert text(headline).count(cell.text) == 1
                assert text(find(tree, "h:body")[0]).count(cell.text) == 1


def test_a_second_line_of_kind_title_is_no_second_headline() -> None:
    second = replace(SAMPLE[1], texts={"en": "And what it knows", "fr": "Et ce qu’elle sait"})
    (tree,) = parts(build([SAMPLE[1], second, *SAMPLE[7:9]], ("en", "fr")))
    assert len(find(tree, ".//h:h1")) == 1
    assert "And what it knows" in [cell.text for cell in find(tree, ".//h:p")]


# What isn't translated


def test_beside_its_source_an_untranslated_paragraph_shows_a_mark_in_the_readers_language() -> None:
    marked = [cell for cell in cells(*BOOKS["half"]) if "fallback" in cell.get("class", "")]
    assert {(cell.text, cell.get("lang")) for cell in marked} == {("［未訳］", "ja")}
    kinds = [row.kind for scene in BOOKS["half"][0].scenes for row in scene.rows]
    assert len(marked) == sum(kind in HALF["ja"] for kind in kinds)


def test_alone_an_untranslated_paragraph_is_its_source_and_says_so() -> None:
    marked = [cell for cell in cells(*BOOKS["single-ja"]) if "fallback" in cell.get("class", "").split()]
    question = next(cell for cell in marked if "climb" in text(cell))
    assert text(question) == "［未訳］ When did you first climb the tower?"
    assert (question.get("lang"), question[0].get("lang")) == ("en", "ja")


def test_a_mark_in_a_language_without_printed_words_is_english_and_says_so() -> None:
    edition = build(SAMPLE[:9], ("en", "sw"))
    marked = [cell for cell in cells(edition) if "fallback" in cell.get("class", "")]
    assert {(cell.text, cell.get("lang")) for cell in marked} == {("[not yet translated]", "en")}
    colophon = etree.fromstring(unpacked(edition)["EPUB/text/colophon.xhtml"])
    assert {colophon.get("lang"), find(colophon, ".//h:p")[0].get("lang")} == {"en"}


def test_what_is_omitted_is_a_dash_beside_its_source_and_nothing_alone() -> None:
    beside = [cell for cell in cells(*BOOKS["half-omitted"]) if "missing" in cell.get("class", "")]
    assert {(cell[0].text, cell[0].get("aria-label")) for cell in beside} == {("—", "［未訳］")}
    alone = "".join(text(cell) for cell in cells(*BOOKS["single-ja-omitted"]))
    assert "—" not in alone
    assert "トマス・ヴェイ" not in alone  # a turn of which nothing is left has no label either


def test_the_colophon_counts_what_is_missing_and_says_what_stands_there() -> None:
    edition = sample("en", "fr", absent={"fr": {"speech"}})
    edition = replace(edition, counts={"fr": Counts(total=16, translated=11, fuzzy=3, empty=2)})
    colophon = " ".join(text(etree.fromstring(unpacked(edition)["EPUB/text/colophon.xhtml"])).split())
    assert "Sans traduction achevée : 5 paragraphes sur 16." in colophon
    assert languages.strings("fr")["mark_stands"] in colophon
    single = unpacked(replace(edition, langs=("fr",)))["EPUB/text/colophon.xhtml"].decode()
    assert languages.strings("fr")["source_stands"] in single
    omitted = unpacked(replace(edition, langs=("fr",), fallback="omit"))["EPUB/text/colophon.xhtml"].decode()
    assert languages.strings("fr")["left_out"] in omitted


def test_the_colophon_names_the_translators_of_each_language_and_invents_nobody() -> None:
    colophon = text(etree.fromstring(unpacked(sample("en", "zh-Hans", "ar"))["EPUB/text/colophon.xhtml"]))
    for lang in ("zh-Hans", "ar"):
        assert all(person.name in colophon for person in CREDITS[lang])
    bare = etree.fromstring(unpacked(*BOOKS["nothing-known"])["EPUB/text/colophon.xhtml"])
    assert [label.text for label in find(bare, ".//h:strong")] == ["Translation", "Made with"]


def test_a_link_that_is_no_link_is_printed_and_not_linked() -> None:
    meta = replace(META, url="https://pier.example/a b", licence="javascript:alert(1)")
    colophon = etree.fromstring(unpacked(sample("en", "fr", meta=meta))["EPUB/text/colophon.xhtml"])
    assert [link.get("href") for link in find(colophon, ".//h:a")] == [META.translation_licence]
    assert "javascript:alert(1)" in text(colophon)


# Speakers


@pytest.mark.parametrize(
    ("lang", "label"),
    [("fr", "Tomas Vey\N{NO-BREAK SPACE}:"), ("ja", "トマス・ヴェイ："), ("ar", "توماس فاي:")],
)
def test_a_label_before_the_words_has_the_colon_of_its_language_and_one_above_has_none(
    lang: str, label: str
) -> None:
    edition = sample("en", lang)
    above = [text(cell) for cell in cells(edition, COLUMNS)]
    assert label.rstrip("\N{NO-BREAK SPACE}:：") in above
    assert not any(typed(label) in words for words in above)
    run_in = unpacked(replace(edition, labels="run-in"), COLUMNS)["EPUB/text/part-001.xhtml"].decode()
    assert f'<b class="run-in">{label}</b>' in run_in


def test_a_name_written_alike_is_said_once_stacked_and_in_each_column() -> None:
    def first(options: BuildOptions) -> list[str | None]:
        (tree,) = parts(sample("en", "fr"), options)
        return [cell.text for cell in find(tree, ".//h:div[@class='pair label']")[0]]

    assert first(OPTIONS) == ["Noor Haddad"]
    assert first(COLUMNS) == ["Noor Haddad", "Noor Haddad"]


def test_an_apostrophe_of_another_shape_makes_no_other_name() -> None:
    edition = sample("en", "fr")
    spelt = {
        "noor-haddad": {
            "en": Cell("Noor O'Haddad", "en", "original"),
            "fr": Cell("Noor O’Haddad", "fr", "translated"),
        }
    }
    scenes = tuple(scene.replace(names=spelt.get("".join(scene.speakers), {})) for scene in edition.scenes)
    printed = [
        [cell.text for cell in pair]
        for tree in parts(replace(edition, scenes=scenes))
        for pair in find(tree, ".//h:div[@class='pair label']")
    ]
    assert printed
    assert all(pair == ["Noor O'Haddad"] for pair in printed)


def test_pairs_run_in_the_direction_of_the_source_and_a_language_alone_in_its_own() -> None:
    for name, wanted in (("ar-columns", "ltr"), ("from-arabic", "rtl"), ("single-ar", "rtl")):
        (tree,) = parts(*BOOKS[name])
        (section,) = find(tree, "h:body/h:section")
        assert section.get("dir") == wanted


# Metadata


def test_the_main_language_is_that_of_the_first_translation() -> None:
    tree = package(sample("en", "ar", "zh-Hans"))
    assert (tree.get(XML_LANG), tree.get("dir")) == ("ar", "rtl")
    assert [element.text for element in find(tree, ".//dc:language")] == ["ar", "en", "zh-Hans"]
    titles = [(title.get(XML_LANG), title.text) for title in find(tree, ".//dc:title")]
    assert titles == [("ar", "ساعة المدّ والجزر"), ("en", "The Tide Clock"), ("zh-Hans", "潮汐钟")]
    (spine,) = find(tree, "opf:spine")
    assert dict(spine.attrib) == {"page-progression-direction": "rtl"}


def roles(tree: etree._Element) -> list[tuple[str, str | None, list[str | None]]]:
    """Element, name and roles of everybody, each role right after its person."""
    found: list[tuple[str, str | None, list[str | None]]] = []
    for element in find(tree, "opf:metadata/*"):
        name = etree.QName(element).localname
        if name in {"creator", "contributor"}:
            found.append((name, element.text, []))
        elif element.get("property") == "role" and element.get("refines") != "#publisher":
            assert element.get("refines") == f"#{name_id(tree, found[-1][1])}"
            found[-1][2].append(element.text)
    return found


def name_id(tree: etree._Element, name: str | None) -> str | None:
    return next(element.get("id") for element in find(tree, "opf:metadata/*") if element.text == name)


def test_everybody_has_the_role_they_had() -> None:
    assert roles(package(sample("en", "zh-Hans"))) == [
        ("creator", "努尔·哈达德", ["ivr"]),
        ("creator", "托马斯·韦伊", ["ive", "aut"]),
        ("contributor", "苏晚", ["trl"]),
        ("contributor", "何以宁", ["trl"]),
        ("contributor", "diglot", ["bkp"]),
    ]


def test_voices_without_a_role_are_authors_where_it_is_not_known_who_answers() -> None:
    edition = sample("en", "fr")
    choir = Speaker("choir", "Pier Choir")
    assert "Pier Choir" not in [
        name for _, name, _ in roles(package(replace(edition, speakers=(choir, *edition.speakers))))
    ]
    assert roles(package(replace(edition, speakers=(choir,))))[0] == ("creator", "Pier Choir", ["spk", "aut"])
    # A label told that somebody asks, and whom they ask has a name alone.
    asks = Speaker("wang-lin", "王琳", "interviewer")
    found = roles(package(replace(edition, speakers=(asks, Speaker("li-ming", "李明")))))
    assert [(name, made) for kind, name, made in found if kind == "creator"] == [
        ("王琳", ["ivr", "aut"]),
        ("李明", ["spk"]),
    ]


@pytest.mark.parametrize("label", ["Interviewer", "Q", "记者", "Crowd 2"])
def test_who_has_no_name_is_not_credited(label: str) -> None:
    edition = sample("en", "fr")
    names = {**edition.names, "q": {lang: Cell(label, lang, "original") for lang in edition.langs}}
    more = replace(edition, speakers=(Speaker("q", label, "interviewer"), *edition.speakers), names=names)
    assert label not in [name for _, name, _ in roles(package(more))]
    assert list(printed_words.speakers(more, "fr")) == list(printed_words.speakers(edition, "fr"))


def test_what_is_not_known_is_not_there() -> None:
    tree = package(*BOOKS["nothing-known"])
    names = [etree.QName(element).localname for element in find(tree, "opf:metadata/*")]
    assert sorted({name for name in names if name != "meta"}) == [
        "contributor",
        "identifier",
        "language",
        "title",
    ]


def test_metadata_survives_what_xml_can_not_carry() -> None:
    tree = package(sample("en", "fr", meta=replace(META, description="a\x00b\x0bc", rights="R&D <all>")))
    assert [element.text for element in find(tree, ".//dc:description")] == ["ab c"]
    assert "R&D <all>" in [element.text for element in find(tree, ".//dc:rights")]


def test_accessibility_is_told_and_conformance_is_not_claimed() -> None:
    properties = {element.get("property") for element in find(package(sample("en", "fr")), ".//opf:meta")}
    wanted = "accessMode accessModeSufficient accessibilityFeature accessibilityHazard accessibilitySummary"
    assert {f"schema:{name}" for name in wanted.split()} <= properties
    assert "dcterms:conformsTo" not in properties


def test_an_edition_keeps_its_identifier_and_shares_it_with_no_other() -> None:
    edition = sample("en", "fr")
    later = replace(
        edition, titles={lang: Cell("New", lang, "original") for lang in edition.langs}, scenes=()
    )
    assert identifier(later) == identifier(edition)
    others = [
        sample("en", "ar"),
        sample("fr", source="en"),
        replace(edition, name="other"),
        replace(edition, meta=replace(META, identifier="urn:isbn:9780000000002")),
    ]
    assert len({identifier(one) for one in (edition, *others)}) == 5
    identifiers = [element.text for element in find(package(others[-1]), ".//dc:identifier")]
    assert identifiers == [identifier(others[-1]), "urn:isbn:9780000000002"]


# Style


def test_the_style_leaves_to_the_reader_what_is_the_readers() -> None:
    css = unpacked(*BOOKS["half"])["EPUB/css/book.css"].decode()
    # MuPDF can't read `:not()`, and drops the whole sheet for it.
    assert ":not(" not in css
    rules = "".join(part.partition("*/")[2] or part for part in css.split("/*"))
    # A paler one of the text's own is as dark as the reader's, by day and by night.
    rules = re.sub(r"(?:border-)?color: color-mix\(in srgb, currentColor \d+%, transparent\)", "", rules)
    # So are links.
    rules = rules.replace("a { color: inherit; }", "")
    for word in (
        "color",
        "background",
        "direction:",
        "unicode-bidi",
        "overflow",
        "font-family",
        "px;",
    ):
        assert word not in rules, word
    # No width: in a paginated chapter it would be that of all pages.
    assert set(re.findall(r"@media[^{]*", rules)) == {"@media screen "}


def test_a_narrator_is_set_off_from_the_speaker_before_in_every_layout() -> None:
    css = unpacked(*BOOKS["half"])["EPUB/css/book.css"].decode()
    # `.single p` would win over `.narration` alone.
    for selector in (".turn + .narration", ".single .turn + p.narration", ".narration + .turn"):
        assert selector in css
    lines = [
        Line("speech", {"ja": "はい。"}, "noor-haddad"),
        Line("narration", {"ja": "風が吹く。"}),
        Line("speech", {"ja": "いいえ。"}, "noor-haddad"),
    ]
    (tree,) = parts(build(lines, ["ja"]))
    (narrator,) = find(tree, ".//h:p[@class='narration']")
    around = (narrator.getprevious(), narrator.getnext())
    assert [one is not None and str(one.get("class")).split()[0] for one in around] == ["turn", "turn"]


# Printed words


def test_printed_words_have_the_same_blanks_to_fill_in_all_languages() -> None:
    def blanks(tag: str) -> dict[str, set[str]]:
        # A month may be told by its number, where its name would need another case.
        return {
            key: {name.replace("number", "month") for name in re.findall(r"\{(\w+)", words)}
            for key, words in languages.strings(tag).items()
        }

    for tag in ("ar", "de", "es", "fa", "fr", "he", "it", "ja", "ko", "pt", "ru", "zh-Hans", "zh-Hant"):
        assert languages.strings_lang(tag) == tag
        assert blanks(tag) == blanks("en"), tag
