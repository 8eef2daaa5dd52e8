"""PDF: every word in its language and order, tagged, nothing cut; whatever is typed is text."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from editions import NAMES, Line, build, in_sentences, long, sample
from pace import examples
from pdfs import marked, tree
from toolkit import languages
from toolkit.config import BuildOptions, Layout
from toolkit.config.paper import PAPERS
from toolkit.errors import DiglotError
from toolkit.model import Book, Cell, Contributor, Edition, Kind, Matter, Part
from toolkit.model.editions import single
from toolkit.text import cuts, markup
from toolkit.text.line_breaks import line_pieces
from toolkit.writers import pdf, typesetting
from toolkit.writers.pdf.cells import divided
from validators import mutool, pdffonts, pdfinfo, pdftotext, qpdf

MODIFIED = "2026-03-14T09:30:00Z"
LAYOUTS = get_args(Layout)


def written(edition: Edition, layout: Layout = "stacked", modified: str = MODIFIED) -> bytes:
    options = BuildOptions(layout, modified=modified, publisher="Pier Press")
    sink = io.BytesIO()
    whole = in_sentences(edition) if options.by_sentence else edition
    pdf.write(single(whole, options.publisher), options, sink)
    return sink.getvalue()


def squeezed(text: str) -> str:
    """Without what a line's end adds: blanks and hyphens."""
    return "".join(character for character in text if not character.isspace() and character != "\xad")


def texts(edition: Edition, order: tuple[str, ...] | None = None) -> Iterator[str]:
    """All paragraphs, in order."""
    for scene in edition.scenes:
        for row in scene.rows:
            if row.kind != "separator":
                yield from (row.cells[lang].text for lang in order or edition.langs)


def in_order(wanted: Iterator[str], found: str) -> list[str]:
    """The texts that don't come one after another in what was found."""
    lost, at = [], 0
    for text in wanted:
        place = found.find(squeezed(markup.plain(text)), at)
        if place < 0:
            lost.append(text)
        else:
            at = place + len(squeezed(markup.plain(text)))
    return lost


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("langs", [("zh-Hans",), ("ja",), ("ko",), ("fr",), ("zh-Hans", "fr")])
def test_every_paragraph_is_there_in_reading_order(layout: Layout, langs: tuple[str, ...]) -> None:
    edition = sample("en", *langs)
    found = squeezed(tree(written(edition, layout)).text())
    if layout in {"facing", "alternating"}:  # a page of each, or a sentence of each
        for lang in edition.langs:
            assert in_order(texts(edition, (lang,)), found) == [] or layout == "alternating"
    else:
        order = (*langs, "en") if layout == "translation-first" else edition.langs
        assert in_order(texts(edition, order), found) == []
    for lang in edition.langs:
        for names in NAMES.values():
            assert squeezed(names[lang]) in found


ARABIC = {"ar": "قال الرجل إن النهر (1934) لم يغادر المدينة، ثم سكت: «هل تسمع؟»", "en": "He said so."}


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_arabic_is_read_from_right_to_left(tmp_path: Path, layout: Layout) -> None:
    edition = build(
        [Line("title", {"en": "So", "ar": "نعم"}), Line("speech", ARABIC, "tomas-vey")], ["en", "ar"]
    )
    book = tmp_path / "book.pdf"
    book.write_bytes(written(edition, layout))
    found = re.sub("[\u200e\u200f\u202a-\u202e]", "", pdftotext(book))
    for word in re.findall(r"\w+", ARABIC["ar"]):
        assert word in found
    assert "قال الرجل إن النهر" in " ".join(mutool(book).split())


def test_every_arabic_word_is_there(tmp_path: Path) -> None:
    """Vowel signs are placed by themselves, and programs guess where they belong: letters are compared."""
    edition = sample("en", "ar")
    book = tmp_path / "book.pdf"
    book.write_bytes(written(edition, "columns"))
    found = bare(pdftotext(book, "-layout"))
    lost = [word for text in texts(edition, ("ar",)) for word in bare(text).split() if word not in found]
    # One of 106: its two signs stand over neighbours.
    assert [word for word in lost if word.isalpha()] in ([], ["سجل"])


def bare(text: str) -> str:
    """Letters and blanks alone."""
    return "".join(one for one in text if unicodedata.category(one) in {"Lo", "Zs", "Cc"})


@pytest.mark.parametrize("lang", ["zh-Hans", "ja", "ko", "fr"])
def test_two_other_programs_find_the_same_words(tmp_path: Path, lang: str) -> None:
    edition = sample("en", lang)
    book = tmp_path / "book.pdf"
    book.write_bytes(written(edition, "columns"))
    for found in (pdftotext(book), mutool(book)):
        assert [text for text in texts(edition) if squeezed(text) not in squeezed(found)] == []


def test_pdf_is_tagged_and_sound(tmp_path: Path) -> None:
    for lang in ("ar", "zh-Hans"):
        book = tmp_path / f"{lang}.pdf"
        book.write_bytes(written(sample("en", lang, absent={lang: {"event"}}), "columns"))
        assert qpdf(book) == []
        assert pdffonts(book) == []
        told = pdfinfo(book)
        assert (told["Tagged"], told["JavaScript"], told["Title"]) == (
            "yes",
            "no",
            {"ar": "ساعة المدّ والجزر", "zh-Hans": "潮汐钟"}[lang],
        )


def test_metadata_and_claims() -> None:
    with pikepdf.open(io.BytesIO(written(sample("en", "ar")))) as book:
        meta = book.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert set(meta["dc:language"]) == {"ar"}
        assert meta["xmp:CreateDate"].startswith("2026-03-14")
        assert str(book.Root.Lang) == "ar"
        assert book.Root.ViewerPreferences.DisplayDocTitle
        assert str(book.Root.ViewerPreferences.Direction) == "/R2L"
        assert all(page.Tabs == "/S" for page in book.pages if "/Annots" in page)


def test_each_text_is_marked_with_its_language() -> None:
    spoken = {text: lang for lang, text in tree(written(sample("en", "zh-Hans"), "columns")).spoken()}
    assert spoken["浮标之后"].startswith("zh")
    assert spoken["After the buoy"].startswith("en")


def test_headings_are_headings_and_bookmarks() -> None:
    data = written(sample("en", "zh-Hans"))
    found = tree(data)
    colophon = languages.strings("zh-Hans")["colophon"]
    assert [squeezed(one.text()) for one in found.all("H1")] == ["TheTideClock潮汐钟", colophon]
    assert [squeezed(one.text()) for one in found.all("H2")] == ["Afterthebuoy浮标之后"]
    with pikepdf.open(io.BytesIO(data)) as book, book.open_outline() as outline:
        marks = [(one.title, [inside.title for inside in one.children]) for one in outline.root]
    assert marks == [("潮汐钟 · The Tide Clock", ["浮标之后 · After the buoy"]), (colophon, [])]


MARKED = {
    "en": "He was *very* sure of **this**^[A note with *emphasis*.] and [the river](https://pier.example/a?b=1#c).",
    "ja": "{東京|とう|きょう}は*大きい*町で、**川**^[注です。]が[流れる](https://pier.example/ja)。",
}


@pytest.mark.parametrize("layout", ["columns", "stacked", "facing"])
def test_marks_inside_a_paragraph(layout: Layout) -> None:
    lines = [Line("title", {"en": "Marks", "ja": "印"}), Line("speech", MARKED, "tomas-vey")]
    data = written(build(lines, ["en", "ja"]), layout)
    found = tree(data)
    notes = [one.text() for one in found.all("Note")]
    assert [squeezed(note) for note in notes] == ["1Anotewithemphasis.", "1注です。"]
    assert "東とう京きょうは大きい町で、川" in squeezed(found.text())
    with pikepdf.open(io.BytesIO(data)) as book:
        uris = [
            str(note.A.URI)
            for page in book.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert {uri for uri in uris if "?" in uri or uri.endswith("/ja")} == {
        "https://pier.example/a?b=1#c",
        "https://pier.example/ja",
    }


@pytest.mark.slow
def test_facing_pages_are_in_step() -> None:
    """On each pair of pages stand the same paragraphs, the source on the left one."""
    lines = [Line("title", {"en": "Steps", "fr": "Pas"})]
    for k in range(1, 60):
        english, french = "A step more. " * (k % 17 + 1), "Encore un pas de plus, dit-on. " * (k % 13 + 1)
        texts = {"en": f"[{k}] {english.strip()}", "fr": f"[{k}] {french.strip()}"}
        lines.append(Line("speech" if k % 3 else "narration", texts, "tomas-vey" if k % 3 else None))
    data = written(build(lines, ["en", "fr"]), "facing")
    with pikepdf.open(io.BytesIO(data)) as book:
        pages = len(book.pages)
    found = [_page(data, number) for number in range(pages)]
    seen: Counter[str] = Counter()
    for left, right in zip(found[1:-1:2], found[2::2], strict=False):
        assert "Encore" not in left
        assert "A step" not in right
        on_left, on_right = (re.findall(r"\[(\d+)\]", page) for page in (left, right))
        assert on_left == on_right
        seen.update(on_left)
    assert seen == Counter(str(k) for k in range(1, 60))


@pytest.mark.slow
@pytest.mark.parametrize("before", [(0, 0), (1, 0), (2, 3), (3, 0), (4, 4)])
def test_facing_pages_have_room_for_a_footnote(before: tuple[int, int]) -> None:
    """However full a page is without it: a line that goes over would set all that follows out of step."""
    captions, separators = before
    lines = [Line("title", {"en": "Steps", "fr": "Pas"})]
    lines.append(Line("narration", {"en": "A step.^[A note.]", "fr": "Encore un pas.^[Une note.]"}))
    lines += [Line("caption", {"en": "A step", "fr": "Encore un pas"})] * captions
    lines += [Line("separator", {"en": "", "fr": ""})] * separators
    english, french = "A step more. " * 300, "Encore un pas. " * 250
    lines.append(Line("speech", {"en": english.strip(), "fr": french.strip()}, "tomas-vey"))
    data = written(build(lines, ["en", "fr"]), "facing")
    for number in range(1, 5):
        page = _page(data, number)
        assert ("Encore" in page, "step" in page) == (number % 2 == 0, number % 2 == 1)


def _page(data: bytes, number: int) -> str:
    """The text of one page, 0-based."""
    with pikepdf.open(io.BytesIO(data)) as book:
        return "".join(marked(book.pages[number]).values())


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["facing", "columns"])
def test_a_turn_longer_than_a_page_goes_on(layout: Layout) -> None:
    english = " ".join(f"word{k}." for k in range(1500))
    chinese = "".join(f"第{k}句，他说。" for k in range(900))
    lines = [Line("title", {"en": "Long", "zh-Hans": "长"})]
    lines.append(Line("speech", {"en": english, "zh-Hans": chinese}, "tomas-vey"))
    found = squeezed(tree(written(build(lines, ["en", "zh-Hans"]), layout)).text())
    # In facing pages a page of each comes after a page of the other.
    assert "".join(re.findall(r"word\d+\.", found)) == squeezed(english)
    assert chinese in re.sub(r"word\d+\.", "", found)


def test_a_script_that_climbs_spreads_the_lines_beside_its_own() -> None:
    def lines(layout: Layout, lang: str) -> tuple[float, float]:
        texts = {"en": "A step more. " * 9, lang: "ایک قدم اور۔ " * 9}
        data = pdf.pages(single(build([Line("narration", texts)], ["en", lang])), BuildOptions(layout))
        return data["styles"]["en"]["pitch"], data["styles"][lang]["pitch"]

    assert lines("columns", "ur") == lines("facing", "ur") == (2.1, 2.1)
    assert lines("stacked", "ur") == (1.42, 2.1)
    assert lines("stacked", "fa") == lines("columns", "fa") == (1.55, 1.55)


def test_labels_stay_with_what_is_said(tmp_path: Path) -> None:
    edition = long(200, "en", "fr", heading_every=9)
    for layout in ("stacked", "columns", "facing"):
        book = tmp_path / "book.pdf"
        book.write_bytes(written(edition, layout))
        for page in pdftotext(book).split("\f")[:-2]:
            *_, last = [line for line in page.splitlines() if line.strip() and not line.strip().isdigit()]
            assert not re.search(r"(Haddad|Vey) ?:$|^(After the buoy|Après la bouée)$", last), page[-200:]


# Letters of a script, and all that a typesetter's own language could take for its own.
_SIGNS = "#$@\\/*_`~<>[](){}=+-\"'%&;:!?.,|^0123456789 \u00a0\u202f"
INJECTION = '#panic() $x$ @a \\u{41} //c /*d*/ `e` _f_ ~-- #import "@preview/a:1.0.0": *'
_SCRIPTS = {
    "fr": st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=("Cc", "Cf", "Zs")),
    "zh-Hans": st.sampled_from("天地玄黄宇宙洪荒日月盈昃辰宿列张，。！？「」《》（）…—"),
    "ja": st.sampled_from("あいうえおかきくけこアイウエオ東京川、。「」ー々"),
    "ko": st.sampled_from("가나다라마바사강물다리한국어말글 "),
}


@st.composite
def typed(draw: st.DrawFn, lang: str) -> str:
    one = st.one_of(_SCRIPTS[lang], st.sampled_from(_SIGNS))
    text = draw(st.text(one, min_size=1, max_size=60))
    return " ".join(unicodedata.normalize("NFC", text).split(" ")).strip() or "x"


@pytest.mark.slow
@examples(20)
@given(
    st.fixed_dictionaries({lang: typed(lang) for lang in _SCRIPTS}), st.sampled_from(["stacked", "facing"])
)
@example(dict.fromkeys(_SCRIPTS, INJECTION), "stacked")
@example(dict.fromkeys(_SCRIPTS, INJECTION), "facing")
def test_whatever_is_typed_is_printed_as_it_is(typed: dict[str, str], layout: Layout) -> None:
    # The text of a footnote or a reading stands beside its place: the marks have a test of their own.
    assume(all({"note", "ruby"}.isdisjoint(cuts.count(text)) for text in typed.values()))
    lines = [Line("title", dict.fromkeys(["en", *typed], "T")), Line("narration", {"en": "Begin", **typed})]
    found = squeezed(tree(written(build(lines, ["en", *typed]), layout)).text())
    assert [text for text in typed.values() if squeezed(markup.plain(text)) not in found] == []


@given(st.one_of(typed("zh-Hans"), typed("ja"), typed("fr")))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(line_pieces(text)) == text
    assert all(line_pieces(text))
    long_one = {"m": "em", "c": [text * 20]}
    assert (
        "".join(piece if isinstance(piece, str) else piece["c"][0] for piece in divided([text, long_one]))
        == text * 21
    )


def test_a_character_for_private_use_is_no_archives() -> None:
    """A font has it, DejaVu Sans; what it means nobody else knows."""
    lines = [Line("title", {"en": "T", "fr": "T"}), Line("narration", {"en": "A", "fr": "A \uf6c5 b"})]
    with pikepdf.open(io.BytesIO(written(build(lines, ["en", "fr"])))) as book:
        meta = book.open_metadata()
        assert "pdfaid:part" not in meta
        assert meta["pdfuaid:part"] == "1"


def test_a_typesetter_that_breaks_down_is_told_of() -> None:
    """The compiler panics over so many accents on one letter."""
    with pytest.raises(DiglotError) as caught:
        typesetting.pdf(b'#set document(title: "x")\ne' + "\u0301".encode() * 70_000, {}, "", {})
    assert (
        caught.value.what.startswith("the typesetter can't set this: ") and "paragraphs" in caught.value.hint
    )


def refused(character: str) -> bool:
    """Whether a PDF/UA can't have it."""
    program = b"""
        #let book = json(bytes(sys.inputs.book))
        #set document(title: "character")
        #set text(font: "Libertinus Serif")
        #box(text(book))
    """
    try:
        typesetting.pdf(program, character, "", {})
    except typesetting.LostCharactersError:
        return True
    return False


@examples(8)
@given(
    st.sets(st.sampled_from(" aé\u00a0\u0301\u200d\ufe0f\U0001f3fd\U0001f469\U0001f3ff\U0001e8d0\U0010fffd"))
)
@example({" ", "a", "\U0001f3fd"})
@example({" ", "\U0001e8d0", "\U0001f469"})
def test_no_character_is_lost_for_its_neighbour(characters: set[str]) -> None:
    """A mark that no font has takes along what stands before it, where they are set together."""
    fonts = ["Libertinus Serif"]
    alone = {character for character in characters if refused(character)}
    assert set(typesetting.lost(characters, fonts)) == alone
    assert alone.isdisjoint(" a\u00e9")


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
@pytest.mark.parametrize("kind", ["meta", "note", "caption", "narration"])
def test_a_title_may_come_after_other_lines(kind: Kind, layout: Layout) -> None:
    lines = [
        Line(kind, {"en": "Before it all", "fr": "Avant tout"}),
        Line("title", {"en": "The Slow Ferry", "fr": "Le bac lent"}),
        Line("narration", {"en": "It was late.", "fr": "Il était tard."}),
    ]
    edition = build(lines, ["en", "fr"])
    found = tree(written(edition, layout))
    assert in_order(texts(edition, ("en",)), squeezed(found.text())) == []


def test_han_in_the_letters_of_a_neighbour_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    some = frozenset(name for name in typesetting.families() if not re.search("CJK SC|CJK TC", name))
    monkeypatch.setattr(typesetting, "families", lambda: some)
    sink = io.BytesIO()
    found = pdf.write(single(sample("en", "zh-Hans")), BuildOptions(modified=MODIFIED), sink).findings
    assert sink.getvalue().startswith(b"%PDF")
    assert [problem.code for problem in found] == ["D406"]
    assert "no font for Simplified Chinese (zh-Hans)" in found[0].message
    assert "fonts-noto-cjk" in found[0].hint


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    typesetting._fonts.cache_clear()
    with pytest.raises(DiglotError, match="PDF needs Typst") as caught:
        written(sample("en", "fr"))
    assert "pip install 'diglot[pdf]'" in caught.value.hint


@pytest.mark.slow
def test_same_input_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for layout in ("columns", "facing"):
        first = written(sample("en", "zh-Hans"), layout)
        for zone in ("Asia/Kathmandu", "America/New_York"):
            monkeypatch.setenv("TZ", zone)
            assert written(sample("en", "zh-Hans"), layout) == first


def test_without_a_date_there_is_none() -> None:
    with pikepdf.open(io.BytesIO(written(sample("en", "fr"), modified=""))) as book:
        assert "/CreationDate" not in book.docinfo
        assert "pdfaid:part" not in book.open_metadata()


def test_each_language_has_its_own_letters(tmp_path: Path) -> None:
    """One code point, drawn as Chinese, Japanese and Korean readers know it."""
    book = tmp_path / "book.pdf"
    book.write_bytes(written(sample("ja", "zh-Hans", "ko", source="ja"), "columns"))
    with pikepdf.open(book) as opened:
        names = {
            str(font.BaseFont).partition("+")[2]
            for page in opened.pages
            for font in page.Resources.Font.values()
        }
    for place in ("jp", "sc", "kr"):
        assert any(f"CJK{place}" in name for name in names), names


@pytest.mark.parametrize(("lang", "shaped", "plain"), [("ar", "سلسلة", "دار"), ("hi", "शक्त्या", "कमल")])
def test_words_of_another_script_are_shaped_as_their_own(
    tmp_path: Path, lang: str, shaped: str, plain: str
) -> None:
    """Letters join in a quotation as they do at home: words are as wide, by one in which none does."""
    text = {"fr": f"Elle a dit {shaped} et {plain} hier.", lang: f"{shaped} {plain}"}
    book = tmp_path / "book.pdf"
    book.write_bytes(written(build([Line("narration", text)], ["fr", lang], source="fr"), "columns"))
    widths: dict[str, list[float]] = {}
    for left, right, word in re.findall(
        r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>([^<]+)<', pdftotext(book, "-bbox")
    ):
        # From right to left words are given in the order of the page, with marks of direction.
        letters = "".join(sorted(letter for letter in word if letter in f"{shaped}{plain}"))
        widths.setdefault(letters, []).append(float(right) - float(left))
    places = (widths["".join(sorted(word))] for word in (shaped, plain))
    quoted, own = (a / b for a, b in zip(*places, strict=True))
    assert quoted == pytest.approx(own, rel=0.02)


def book_of(*langs: str) -> Book:
    """Two parts with three documents, and what stands around them."""

    def cells(text: str) -> dict[str, Cell]:
        return {lang: Cell(f"{text} ({lang})", lang, "original") for lang in langs}

    first, second = sample(*langs), replace(sample(*langs), name="two", prefix="two.")
    text = "So *it* began.\n\n## Then\n\n* one\n* two\n\n> quoted\n\n| a | b |\n|---|---|\n| c | #d |\n"
    return Book(
        "clocks",
        "urn:x:clocks",
        langs,
        langs[-1],
        cells("Clocks"),
        (Part((first,), cells("Part one")), Part((second, first), cells("Part two"))),
        title_page=True,
        subtitles=cells("And tides"),
        contributors=(Contributor(cells("Ada Quill"), "edt"),),
        publisher="Pier Press",
        front=(Matter("preface", "en", "Preface", text),),
        back=(Matter("afterword", "en", "Afterword", "The end."),),
    )


def test_names_and_addresses_of_other_languages_run_as_they_are_written(tmp_path: Path) -> None:
    """Among words from right to left, too, with the parts that stay on one line."""
    name, address = "Jean-Luc O'Hara-Diaz", "https://doi.org/10.5555/salt-3"
    cells = {lang: Cell(name, "fr", "original") for lang in ("en", "ar")}
    book = replace(book_of("en", "ar"), identifiers=(address,), contributors=(Contributor(cells, "edt"),))
    path = tmp_path / "book.pdf"
    with path.open("wb") as sink:
        pdf.write(book, BuildOptions(modified=MODIFIED), sink)
    # A name with no-break spaces is one word there; marks of direction are not drawn.
    drawn = [html.unescape(word) for word in re.findall(r">([^<]+)</word>", pdftotext(path, "-bbox"))]
    words = {re.sub("[\u200e\u200f\u202a-\u202e]", "", word) for word in drawn}
    assert {word for word in words if "Luc" in word or "salt" in word} == {name, address}


@pytest.mark.parametrize("main", ["ar", "fr"])
def test_lists_and_tables_run_in_the_direction_of_their_page(tmp_path: Path, main: str) -> None:
    """And not in that of the book."""
    text = "7. one\n8. two\n\n| four | five |\n|---|---|\n| six | sept |\n"
    front = tuple(Matter(f"page-{lang}", lang, "", text) for lang in ("en", "ar"))
    path = tmp_path / "book.pdf"
    with path.open("wb") as sink:
        pdf.write(replace(book_of("en", main), front=front), BuildOptions(modified=MODIFIED), sink)
    pages = [page.split() for page in pdftotext(path, "-layout").split("\f") if "sept" in page]
    assert len(pages) == 2
    for page, rightwards in zip(pages, (True, False), strict=True):
        number = next(page.index(word) for word in page if "8" in word)
        assert (number < page.index("two"), page.index("four") < page.index("five")) == (rightwards,) * 2


@pytest.mark.parametrize("layout", ["columns", "facing"])
def test_a_book_of_parts(tmp_path: Path, layout: Layout) -> None:
    sink = io.BytesIO()
    pdf.write(book_of("en", "fr"), BuildOptions(layout, modified=MODIFIED), sink)
    book = tmp_path / "book.pdf"
    book.write_bytes(sink.getvalue())
    assert qpdf(book) == []
    with pikepdf.open(book) as opened, opened.open_outline() as outline:
        marks = [(one.title, len(one.children)) for one in outline.root]
    assert marks == [
        ("Clocks (fr) · Clocks (en)", 0),
        (languages.strings("fr")["contents"], 0),
        ("Preface", 1),
        ("Part one (fr) · Part one (en)", 1),
        ("Part two (fr) · Part two (en)", 2),
        ("Afterword", 0),
        (languages.strings("fr")["colophon"], 3),
    ]
    found = tree(sink.getvalue())
    assert [len(found.all(tag)) for tag in ("TOC", "L", "Table", "TH")] == [
        6,
        1,
        1,
        2,
    ]  # a list of contents has one inside for each part, and for each interview with headings
    text = squeezed(found.text())
    wanted = ["Clocks(fr)", "Andtides(fr)", "Soitbegan.", "•one", "#d", "Partone(fr)", "Theend.", "AdaQuill"]
    assert [word for word in wanted if word not in text] == []
    contents = squeezed(found.all("TOC")[0].text())
    assert "L’horlogedesmaréesTheTideClock" in contents


def test_pages_that_only_name_what_follows_and_empty_ones_have_no_number(tmp_path: Path) -> None:
    book = tmp_path / "book.pdf"
    with book.open("wb") as sink:
        pdf.write(book_of("en", "fr"), BuildOptions("facing", modified=MODIFIED), sink)
    *pages, _ = pdftotext(book).split("\f")
    called = {"Clocks (fr)", "Part one (fr)", "Part two (fr)"}
    found: Counter[str] = Counter()
    for number, page in enumerate(pages, 1):
        lines = page.split("\n\n")[0].split("\n") if page.strip() else [""]
        kind = "empty" if lines == [""] else "names" if lines[0] in called else "text"
        assert (str(number) in page.split()) == (kind == "text"), page
        found[kind] += 1
    assert found["names"] == 3 and found["empty"] and found["text"] > 8


@pytest.mark.slow
def test_sizes_of_paper() -> None:
    """Four languages stand side by side where each has 40 mm."""
    edition = sample("en", "fr", "ko", "ja")
    sizes = {"a4": (210, 297), "a5": (148, 210), "b5": (176, 250), "letter": (216, 279), "6x9": (152, 229)}
    assert set(sizes) == set(PAPERS)
    for paper in PAPERS:
        sink = io.BytesIO()
        options = BuildOptions("columns", paper=paper, modified=MODIFIED)
        pdf.write(replace(single(edition), drawn=True), options, sink)
        with pikepdf.open(sink) as book:
            found = [round(float(side) / 72 * 25.4) for side in book.pages[0].MediaBox[2:]]
        assert tuple(found) == sizes[paper]
        assert pdf.pages(single(edition), options)["layout"] == ("columns" if found[0] > 200 else "stacked")
        assert in_order(texts(edition), squeezed(tree(sink.getvalue()).text())) == []


def test_on_a_screen_facing_pages_are_columns() -> None:
    from toolkit.writers import epub, html

    book = single(sample("en", "ar"), "Pier Press")
    for writer in (epub, html):
        found = []
        for layout in ("facing", "columns"):
            sink = io.BytesIO()
            writer.write(book, BuildOptions(layout, modified=MODIFIED), sink)
            found.append(sink.getvalue())
        assert found[0] == found[1]
