"""PDF as pages: where they are cut, what begins on which, how lines end and are counted."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from editions import Line, build, sample
from pdfs import marked, tree
from test_writers_pdf import book_of, written
from toolkit.config import BuildOptions, Layout, parse_project
from toolkit.config.paper import MarginsTable, sheet
from toolkit.edition import headlines
from toolkit.errors import ConfigError
from toolkit.model import Book, Cell, Edition
from toolkit.model.editions import single
from toolkit.writers import fonts, pdf
from validators import pdftotext, qpdf

MODIFIED = "2026-03-14T09:30:00Z"


def printed(book: Book | Edition, options: BuildOptions) -> bytes:
    sink = io.BytesIO()
    pdf.write(book if isinstance(book, Book) else single(book), options, sink)
    return sink.getvalue()


def boxes(data: bytes) -> set[tuple[tuple[float, ...], ...]]:
    """Of all pages, each of three boxes in mm, to a tenth."""
    with pikepdf.open(io.BytesIO(data)) as book:
        return {
            tuple(
                tuple(round(float(side) / 72 * 25.4, 1) for side in page[name])
                for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            for page in book.pages
        }


@pytest.mark.parametrize(("bleed", "marks", "around"), [(3, False, 3), (3, True, 10), (0, True, 9)])
def test_pages_say_where_they_are_cut(tmp_path: Path, bleed: float, marks: bool, around: float) -> None:
    book = book_of("en", "ar")
    options = BuildOptions("columns", paper="140x205.5mm", bleed=bleed, crop_marks=marks, modified=MODIFIED)
    data = printed(book, options)
    paper, cut = (140 + 2 * around, 205.5 + 2 * around), around + 0.0
    whole = (0.0, 0.0, *(round(side, 1) for side in paper))
    bled = (cut - bleed, cut - bleed, round(paper[0] - cut + bleed, 1), round(paper[1] - cut + bleed, 1))
    trim = (cut, cut, round(paper[0] - cut, 1), round(paper[1] - cut, 1))
    assert boxes(data) == {(whole, bled, trim)}
    # The text, its tags and what the file claims are those of pages without.
    assert tree(data).text() == tree(printed(book, options.replace(bleed=0, crop_marks=False))).text()
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    assert qpdf(path) == []
    with pikepdf.open(path) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")
        assert "pdfxid:GTS_PDFXVersion" not in meta


def test_pages_that_are_not_cut_have_one_box() -> None:
    with pikepdf.open(io.BytesIO(printed(sample("en", "fr"), BuildOptions()))) as book:
        assert not [page for page in book.pages if "/TrimBox" in page or "/BleedBox" in page]


def test_margins_are_those_of_the_edition(tmp_path: Path) -> None:
    """Text begins where they end, on left pages and right ones."""
    english = " ".join(["A step more, he said."] * 400)
    edition = build([Line("narration", {"en": english, "fr": english})], ["en", "fr"])
    margins = MarginsTable(inside=31, outside=17, top=20)
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(edition, BuildOptions("stacked", margins=margins, modified=MODIFIED)))
    for number, left in ((1, 31), (2, 17), (3, 31)):
        words = places(path, number)
        assert min(x for _, x, _ in words) / 72 * 25.4 == pytest.approx(left, abs=0.4)
    # What isn't said is as wide as the page asks.
    assert sheet(BuildOptions(margins=margins)).bottom == 25


def places(path: Path, number: int) -> list[tuple[str, float, float]]:
    """The words of a page, and where they begin: from the left and the top, in points."""
    found = pdftotext(path, "-bbox", "-f", str(number), "-l", str(number))
    words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', found)
    return [(word, float(x), float(y)) for x, y, word in words]


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_parts_and_interviews_begin_on_right_pages(tmp_path: Path, layout: Layout, lang: str) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(book_of("en", lang), BuildOptions(layout, modified=MODIFIED)))
    *pages, _ = pdftotext(path).split("\f")
    # Documents begin with what stands above their title.
    begun = [
        number for number, page in enumerate(pages, 1) if re.match(r"(Part (one|two)|Conversations)", page)
    ]
    assert len(begun) == 5
    assert all(number % 2 for number in begun)
    # Nothing stands on what is left empty for it: no head and no number.
    assert any(not pages[number - 2].strip() for number in begun)


def test_a_head_is_one_line_and_stands_on_no_first_page(tmp_path: Path) -> None:
    title = "What the river took with it and what it brought back to us, year after year, " * 2
    title = f"{title}and so on"
    text = " ".join(["A step more, he said."] * 500)
    lines = [
        Line("title", {"en": title, "fr": title}),
        Line("narration", {"en": text, "fr": text}),
    ]
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(build(lines, ["en", "fr"]), BuildOptions("columns", modified=MODIFIED)))
    top = 250 * 0.095 / 25.4 * 72
    heads = [[word for word in places(path, number) if word[2] < top - 12] for number in (1, 2, 3)]
    assert heads[0] == []
    for head in heads[1:]:
        assert len({round(y) for _, _, y in head}) == 1
        assert head[-1][0].endswith("…")


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_no_line_stands_alone_at_the_foot_or_the_head_of_a_page(tmp_path: Path, layout: Layout) -> None:
    lines = [Line("title", {"en": "Lines", "fr": "Lignes"})]
    for k in range(70):
        texts = {
            lang: " ".join([f"{lang}{k}x{j}" for j in range(20 + k * 37 % 90 + extra)])
            for lang, extra in (("en", 0), ("fr", 12))
        }
        lines.append(Line("narration", texts))
    path = tmp_path / "book.pdf"
    data = written(build(lines, ["en", "fr"]), layout)
    path.write_bytes(data)
    with pikepdf.open(io.BytesIO(data)) as book:
        count = len(book.pages)
    seen: dict[str, list[set[float]]] = defaultdict(list)
    for number in range(1, count + 1):
        here: dict[str, set[float]] = defaultdict(set)
        for word, _, y in places(path, number):
            if name := re.match(r"((?:en|fr)\d+)x\d", word):
                here[name[1]].add(round(y))
        for paragraph, ys in here.items():
            seen[paragraph].append(ys)
    divided = [parts for parts in seen.values() if len(parts) > 1]
    assert len(divided) > 5
    assert [len(ys) for parts in divided for ys in parts if len(ys) < 2] == []


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_every_fifth_line_is_numbered_for_the_eye(tmp_path: Path, layout: Layout) -> None:
    english = " ".join(["A step more, he said."] * 90)
    lines = [Line("title", {"en": "So", "fr": "Oui"}), Line("narration", {"en": english, "fr": english})]
    edition = build(lines, ["en", "fr"])
    options = BuildOptions(layout, modified=MODIFIED)
    path = tmp_path / "book.pdf"
    data = printed(edition, options.replace(line_numbers=True))
    path.write_bytes(data)
    page = 2 if layout == "facing" else 1
    words = places(path, page)
    edge = min(x for word, x, _ in words if not word.isdigit())
    numbers = [(int(word), y) for word, x, y in words if word.isdigit() and x < edge]
    assert [number for number, _ in numbers] == [5 * (k + 1) for k in range(len(numbers))]
    assert len(numbers) >= 4
    steps = [below - above for (_, above), (_, below) in pairwise(numbers)]
    assert max(steps) - min(steps) < 20
    # Who listens to the text hears none of them, and no line is broken elsewhere for them.
    plain = printed(edition, options)
    assert tree(data).text() == tree(plain).text()
    with pikepdf.open(io.BytesIO(plain)) as one, pikepdf.open(io.BytesIO(data)) as other:
        texts = [[list(marked(page).values()) for page in book.pages] for book in (one, other)]
    assert texts[0] == texts[1]


def test_lines_of_a_long_name_are_as_near_as_names(tmp_path: Path) -> None:
    said = {"en": "It burns. " * 40, "ru": "Она горит. " * 40}
    edition = build([Line("title", {"en": "So", "ru": "Так"}), Line("speech", said, "tomas-vey")], [*said])
    names = {
        "en": Cell("Tomasina Margaretha Vey-Ostergaard", "en", "original"),
        "ru": Cell("Томасина Маргарета Вей-Эстергор", "ru", "translated"),
    }
    scenes = tuple(scene.replace(names=names) if scene.names else scene for scene in edition.scenes)
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(replace(edition, scenes=scenes), BuildOptions(modified=MODIFIED)))
    words = places(path, 1)
    left = min(x for word, x, _ in words if word == "It")
    lines = sorted(y for _, x, y in words if x < left - 8)
    steps = [below - above for above, below in pairwise(lines)]
    assert len(lines) == 6 and max(steps) - min(steps) < 0.5


def test_lines_of_footnotes_have_no_numbers(tmp_path: Path) -> None:
    text = f"{'A step more, he said. ' * 60}^[Footnoted: {'so it was. ' * 90}] On."
    edition = build([Line("title", {"en": "So"}), Line("narration", {"en": text})], ["en"])
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(edition, BuildOptions(line_numbers=True, modified=MODIFIED)))
    words = places(path, 1)
    ((note, edge),) = [(y, x) for word, x, y in words if word == "Footnoted:"]
    numbers = [y for word, x, y in words if word.isdigit() and x < edge - 20]
    assert len(numbers) >= 2 and max(numbers) < note


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('paper = "folio"', "`paper`"),
        ('paper = "20x30mm"', "no page of 20x30mm"),
        ('paper = "700x300mm"', "no page of 700x300mm"),
        ("margins = { inside = 90, outside = 60 }", "no room for the text"),
        ("margins = { top = -3 }", "less than nothing"),
        ("margins = { bottom = nan }", "less than nothing"),
        ("bleed = 21", "no page has 21 mm"),
        ("bleed = nan", "no page has nan mm"),
    ],
)
def test_pages_that_nobody_can_print_are_told(said: str, what: str) -> None:
    for head in ("", '[[editions]]\nname = "a"\nlanguages = ["en", "fr"]\ndocuments = "all"\n'):
        with pytest.raises(ConfigError, match=re.escape(what)) as caught:
            parse_project(f"{head}{said}\n", "diglot.toml")
        assert caught.value.hint
        assert str(caught.value.where) == f"diglot.toml:{5 if head else 1}"


def test_a_long_headline_is_smaller_and_its_lines_are_of_one_length(tmp_path: Path) -> None:
    path, heights = tmp_path / "book.pdf", []
    for count in (1, 2, 4):
        title = " ".join(["What the river took and what it brought back to us"] * count)
        edition = build([Line("title", {"en": title, "fr": "Oui"})], ["en", "fr"])
        path.write_bytes(printed(edition, BuildOptions(modified=MODIFIED)))
        found = pdftotext(path, "-bbox", "-l", "1")
        words = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">[a-zW]+</word>', found)
        lines: dict[float, list[tuple[float, ...]]] = defaultdict(list)
        for word in words[: 11 * count]:
            box = tuple(map(float, word))
            lines[box[1]].append(box)
        widths = [max(box[2] for box in line) - min(box[0] for box in line) for line in lines.values()]
        assert len(lines) <= 3 and min(widths) > 0.6 * max(widths)
        heights.append(lines[min(lines)][0][3] - min(lines))
    # 1.9 times the text, and no less than 1.1 times where three lines are not enough.
    assert heights[0] > heights[2] >= heights[0] * headlines.LEAST / (1.7 * 1.12) - 0.01


def test_columns_on_paper_are_as_wide_as_their_scripts_ask(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    lines = [Line("narration", {"en": "water " * 200, "zh-Hans": "水" * 400, "ja": "川" * 400})]
    for langs, shares in ((["en", "zh-Hans"], (3, 2)), (["en", "zh-Hans", "ja"], (3, 2, 2))):
        path.write_bytes(printed(build(lines, langs), BuildOptions("columns", paper="a4", modified=MODIFIED)))
        found = pdftotext(path, "-bbox", "-l", "1")
        lefts = [
            min(float(x) for x in re.findall(rf'xMin="([\d.]+)"[^>]*>{sign}', found))
            for sign in ("water", "水", "川")[: len(langs)]
        ]
        rooms = [after - before - 7 / 25.4 * 72 for before, after in pairwise(lefts)]
        whole = 210 * 0.78 / 25.4 * 72 - 7 / 25.4 * 72 * (len(langs) - 1)
        wanted = [whole * share / sum(shares) for share in shares[:-1]]
        assert rooms == pytest.approx(wanted, abs=1)


def faces_of(data: bytes) -> set[str]:
    """The fonts of a PDF, without the tags of their subsets."""
    with pikepdf.open(io.BytesIO(data)) as book:
        fonts = [font for page in book.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).partition("+")[2].removesuffix("-Identity-H") for font in fonts}


def test_emoji_and_signs_have_a_font_that_the_extra_brings() -> None:
    texts = {"en": "A ferry \U0001f600 \U0001f44d\U0001f3fd \U0001f1e9\U0001f1ea", "ar": "\U0001f600 عبّارة"}
    options = BuildOptions(modified=MODIFIED)
    sink = io.BytesIO()
    assert pdf.write(single(build([Line("narration", texts)], ["en", "ar"])), options, sink).findings == ()
    assert "NotoEmoji-Regular" in faces_of(sink.getvalue())
    assert "\U0001f600" in tree(sink.getvalue()).text()


def test_arabic_has_stress_in_its_own_face_and_figures_with_feet() -> None:
    texts = {"en": "Then", "ar": "وصلت العبّارة *متأخرة* في عام 1934"}
    found = faces_of(
        printed(build([Line("narration", texts)], ["en", "ar"]), BuildOptions(modified=MODIFIED))
    )
    assert {"NotoNaskhArabic-Bold", "NotoNaskhArabic-Regular", "LibertinusSerif-Regular"} <= found
    assert not [name for name in found if "Sans" in name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "*حديث، 3 مايو 2019* وأكثر"),
        ("en", "*A talk, 3 May 2019*, and more"),
    ],
)
def test_figures_among_what_is_stressed_are_slanted_where_letters_are(lang: str, text: str) -> None:
    found = faces_of(
        printed(build([Line("narration", {lang: text})], [lang]), BuildOptions(modified=MODIFIED))
    )
    assert any("Italic" in name for name in found) == (lang == "en"), found


def test_a_pdf_is_set_in_the_fonts_of_the_editor() -> None:
    """Of a language by itself: the others keep theirs."""
    spec = find_spec("manimgx_fonts")
    assert spec and spec.submodule_search_locations
    data = (Path(spec.submodule_search_locations[0]) / "NotoSansGeorgian[wght].ttf").read_bytes()
    font = fonts.read(data, "own.ttf", "ka")
    edition = build([Line("narration", {"en": "A ferry", "ka": "ბორანი"})], ["en", "ka"])
    book = replace(single(edition), fonts=(font,))
    found = [faces_of(printed(one, BuildOptions(modified=MODIFIED))) for one in (book, single(edition))]
    assert any("SansGeorgian" in name for name in found[0])
    assert not any("SansGeorgian" in name for name in found[1])
    assert "LibertinusSerif-Regular" in found[0] & found[1]
    assert printed(book, BuildOptions(modified=MODIFIED)) == printed(book, BuildOptions(modified=MODIFIED))


def test_what_is_listed_in_another_direction_stands_in_the_order_of_the_line(tmp_path: Path) -> None:
    edition = sample("en", "ar")
    meta = replace(edition.meta, publisher="Lantern", date="2026-03-14", url="https://lantern.example/bells/")
    data = printed(replace(edition, meta=meta), BuildOptions(modified=MODIFIED))
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    with pikepdf.open(io.BytesIO(data)) as book:
        words = {word.rstrip("\u202c"): x for word, x, _ in places(path, len(book.pages))}
    # From right to left, with the day of the date; and a stroke at the end of an address stays there.
    listed = [words[word] for word in ("Lantern", "14", "https://lantern.example/bells/")]
    assert listed == sorted(listed, reverse=True)
