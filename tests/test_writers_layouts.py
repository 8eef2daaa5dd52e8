"""Every layout, in books: valid, complete, and paged without a lost line or a name left behind."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

import validators
from browser import DESK, PHONE, Visit, browse, evaluate, visited
from editions import NAMES, SAMPLE, Line, build, chapter, in_sentences, pages, sample, typed
from test_writers_epub import parts, text, written
from toolkit import languages
from toolkit.config import BuildOptions, Layout
from toolkit.config.style import Theme
from toolkit.edition.blocks import document
from toolkit.model import KINDS, Edition
from toolkit.model.editions import single
from toolkit.writers import epub, html
from toolkit.writers.pdf.content import PaperContent

TITLE_BLOCK = {name for name, info in KINDS.items() if info.title_block}
LAYOUTS: tuple[Layout, ...] = tuple(layout for layout in get_args(Layout) if layout != "facing")
LANGS = ("zh-Hans", "ja", "ar", "fr", "fr+zh-Hans+ar")
H = "{http://www.w3.org/1999/xhtml}"

BOOKS: dict[str, tuple[Edition, BuildOptions]] = {
    f"{options.layout}-{options.unit}-{lang}": (
        in_sentences(sample("en", *lang.split("+")))
        if options.by_sentence
        else sample("en", *lang.split("+")),
        options.replace(modified="2026-03-20T08:00:00Z"),
    )
    for options in (
        *(BuildOptions(layout) for layout in LAYOUTS),
        BuildOptions("stacked", "sentence"),
        BuildOptions("columns", "sentence"),
        BuildOptions("reveal", "sentence"),
    )
    for lang in LANGS
}
HALF = in_sentences(sample("en", "fr", "ja", absent={"ja": {"speech"}}))


def laid_out(folder: Path, edition: Edition, options: BuildOptions) -> None:
    """An EPUB in a folder, as a reading system has it."""
    with zipfile.ZipFile(io.BytesIO(written(edition, options))) as book:
        book.extractall(folder)


def rows(tree: etree._Element) -> dict[str, etree._Element]:
    return {
        element.get("id", ""): element
        for element in tree.iter(etree.Element)
        if element.get("id", "").startswith("s") and "separator" not in element.get("class", "")
    }


def cells(row: etree._Element) -> list[tuple[str, str]]:
    """Language and text of what a paragraph shows, in reading order; pieces of one language joined."""
    found: dict[str, str] = {}
    for cell in row.iter(f"{H}p", f"{H}span"):
        if set(cell.get("class", "").split()) & {"src", "tgt"}:
            lang = cell.get("lang", "")
            found[lang] = found.get(lang, "") + text(cell)
    return list(found.items())


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("layouts")
    for name, (edition, options) in BOOKS.items():
        (folder / f"{name}.epub").write_bytes(written(edition, options))
    return {name: folder / f"{name}.epub" for name in BOOKS}


def test_epubcheck_finds_no_error_and_no_warning(books: dict[str, Path]) -> None:
    assert validators.epubcheck(books.values()) == []


def order(options: BuildOptions, edition: Edition) -> list[str]:
    pivot, *others = edition.langs
    return [*others, pivot] if options.layout == "translation-first" else list(edition.langs)


@pytest.mark.parametrize("name", BOOKS)
def test_all_that_an_edition_says_is_in_the_book_in_the_order_of_the_layout(name: str) -> None:
    edition, options = BOOKS[name]
    wanted = {
        row.id: [(lang, typed(row.cells[lang].text)) for lang in order(options, edition)]
        for scene in edition.scenes
        for row in scene.rows
        if row.kind != "separator"
    }
    found = {id_: cells(row) for tree in parts(edition, options) for id_, row in rows(tree).items()}
    assert found == wanted
    assert list(found) == list(wanted)


@pytest.mark.parametrize("name", [name for name in BOOKS if "sentence" in name or "alternating" in name])
def test_by_sentence_a_paragraph_is_as_many_pairs_as_it_has_pieces(name: str) -> None:
    edition, options = BOOKS[name]
    divided = 0
    for tree in parts(edition, options):
        for row in rows(tree).values():
            pairs = [pair for pair in row.iter(f"{H}div") if pair.get("class", "").split()[0] == "pair"]
            assert all({lang for lang, _ in cells(pair)} == set(edition.langs) for pair in pairs)
            divided += len(pairs) > 1
    assert divided


def test_a_paragraph_that_lacks_a_translation_stays_whole_and_has_its_mark() -> None:
    trees = parts(HALF, BuildOptions("alternating"))
    kinds = {row.id: row.kind for scene in HALF.scenes for row in scene.rows}
    for tree in trees:
        for id_, row in rows(tree).items():
            whole = kinds[id_] == "speech" or kinds[id_] in TITLE_BLOCK or kinds[id_] == "heading"
            assert row.get("class", "").split()[0] == ("pair" if whole else "sentences")
            assert ("［未訳］" in text(row)) == (kinds[id_] == "speech")


def test_a_tap_shows_each_translation_and_headings_need_none() -> None:
    edition, options = BOOKS["reveal-paragraph-fr+zh-Hans+ar"]
    for tree in parts(edition, options):
        for row in rows(tree).values():
            taps = row.findall(f"{H}details")
            kind = row.get("class", "").split()[1]
            assert [text(one) for one in taps] == (
                [] if kind in {*TITLE_BLOCK, "heading"} else ["français", "简体中文", "العربية"]
            )
            for one in taps:
                cell = one.getnext()
                assert cell is not None and cell.tag == f"{H}p"
                assert [child.tag for child in one] == [f"{H}summary"]
                assert one.get("lang") == cell.get("lang")
                assert one.get("dir") == languages.get(one.get("lang", "")).dir


SEEN = evaluate("document.body.innerText.replace(/\\s+/g, '')")


def test_what_waits_for_a_tap_is_hidden_on_screens_alone(tmp_path: Path) -> None:
    edition, options = BOOKS["reveal-paragraph-fr+zh-Hans+ar"]
    laid_out(tmp_path, edition, options)
    page = tmp_path / "EPUB" / "text" / "part-001.xhtml"
    tap = evaluate("document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())")
    (screen, complaints), (paper, _) = browse(
        Visit(page, [SEEN, tap, SEEN], around=tmp_path), Visit(page, [SEEN], around=tmp_path, print=True)
    )
    closed, _, opened = screen
    for scene in edition.scenes:
        for row in scene.rows:
            if row.kind == "separator":
                continue
            for lang, cell in row.cells.items():
                words = "".join(cell.text.split())
                asks = lang != edition.source_lang and row.kind not in {*TITLE_BLOCK, "heading"}
                assert (words in closed) != asks, cell
                assert words in opened and words in paper[0], cell
    assert complaints == []


def test_a_mark_in_place_of_a_translation_needs_no_tap() -> None:
    for tree in parts(HALF, BuildOptions("reveal")):
        marks = [cell for cell in tree.iter(f"{H}p") if "fallback" in cell.get("class", "")]
        assert marks
        assert not [
            mark for mark in marks if (before := mark.getprevious()) is None or before.tag == f"{H}details"
        ]


@pytest.mark.parametrize(
    ("layout", "langs", "wanted"),
    [
        ("stacked", "fr", ("stacked", "ltr")),
        ("columns", "ar", ("columns", "ltr")),
        ("translation-first", "fr", ("stacked translation-first", "ltr")),
        # What is on top gives the direction: its name then stands at its own outer edge.
        ("translation-first", "ar", ("stacked translation-first", "rtl")),
        ("alternating", "fr", ("stacked alternating", "ltr")),
        # A line of both directions would be hard to follow.
        ("alternating", "ar", ("stacked", "ltr")),
        ("reveal", "fr+ar", ("stacked reveal many", "ltr")),
    ],
)
def test_style_and_direction_of_a_layout(layout: Layout, langs: str, wanted: tuple[str, str]) -> None:
    (tree,) = parts(sample("en", *langs.split("+")), BuildOptions(layout))
    body, section = tree.find(f"{H}body"), tree.find(f"{H}body/{H}section")
    assert body is not None and section is not None
    assert (body.get("class"), section.get("dir")) == wanted


def test_one_language_alone_has_no_layout() -> None:
    edition = in_sentences(sample("fr", source="en"))
    (plain,) = parts(edition, BuildOptions())
    for layout in LAYOUTS:
        (tree,) = parts(edition, BuildOptions(layout, "sentence"))
        assert etree.tostring(tree) == etree.tostring(plain)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_page_is_over_its_limit(layout: Layout) -> None:
    edition = in_sentences(chapter(60, "en", "fr", "ar"))
    found = pages(edition, 20_000, layout, by_sentence=True)
    assert len(found) > 5
    assert all(len(page.body.encode()) <= 20_000 for page in found)


# Where the feet of letters in the first lines of each pair are.
BASELINES = """[...document.querySelectorAll(".speech.pair")].map((pair) =>
  [...pair.querySelectorAll(".src, .tgt")].map((cell) => {
    const foot = document.createElement("span");
    foot.style.cssText = "display: inline-block; width: 0; height: 0";
    cell.prepend(foot);
    return foot.getBoundingClientRect().bottom;
  }))"""


def test_side_by_side_the_first_lines_stand_on_one_line(tmp_path: Path) -> None:
    edition, options = BOOKS["columns-paragraph-fr+zh-Hans+ar"]
    laid_out(tmp_path, edition, options)
    page = tmp_path / "EPUB" / "text" / "part-001.xhtml"
    (((feet,), _),) = browse(Visit(page, [evaluate(BASELINES)], around=tmp_path))
    assert feet
    for four in feet:
        assert len(four) == 4 and max(four) - min(four) < 1


ROWS = """[...document.querySelectorAll(".speech.pair")].map((pair) => {
  const names = [...pair.querySelectorAll("summary")];
  for (const name of names) name.click();
  const box = (one) => one.getBoundingClientRect();
  const texts = [...pair.querySelectorAll("p.src, p.tgt")].map(box);
  const tops = names.map((name) => box(name).top), feet = names.map((name) => box(name).bottom);
  return [names.length, Math.max(...tops) < Math.min(...feet),
    Math.min(...tops) >= texts[0].bottom - 2 && Math.max(...feet) <= texts[1].top + 2,
    texts.every((one, k) => !k || one.top >= texts[k - 1].bottom)];
})"""


def test_behind_taps_the_names_of_all_languages_stand_in_one_row(tmp_path: Path) -> None:
    edition, options = sample("en", "fr", "ar", "ja"), BuildOptions("reveal")
    laid_out(tmp_path, edition, options)
    web = tmp_path / "page.html"
    with web.open("w+b") as sink:
        html.write(single(edition), options, sink)
    part = tmp_path / "EPUB" / "text" / "part-001.xhtml"
    visits = [
        Visit(page, [evaluate(ROWS)], size, around=tmp_path) for page in (part, web) for size in (PHONE, DESK)
    ]
    for visit, ((rows,), complaints) in zip(visits, browse(*visits), strict=True):
        assert rows and complaints == []
        assert rows == [[3, True, True, True]] * len(rows), visit


SWITCHED = """["original", "translation", "both"].map((view) => {
  document.documentElement.classList.remove("original", "translation");
  if (view !== "both") document.documentElement.classList.add(view);
  return [...document.querySelectorAll(".pair > .src, .pair > .tgt")].filter((one) => one.checkVisibility())
    .map((one) => [one.classList[0], one.lang, one.getAttribute("xml:lang"), one.id]);
})"""


def test_a_reading_system_can_switch_by_the_names_of_the_contract() -> None:
    golden = Path(__file__).parent / "data" / "epub"
    for name, langs in (
        ("zh-Hans-stacked", {"src": ["en"], "tgt": ["zh-Hans"]}),
        ("zh-Hans+ar-columns", {"src": ["en"], "tgt": ["zh-Hans", "ar"]}),
    ):
        page = golden / name / "EPUB" / "text" / "part-001.xhtml"
        ((seen,),) = visited(Visit(page, [evaluate(SWITCHED)], around=golden))
        original, translation, both = (list(map(tuple, cells)) for cells in seen)
        assert original and translation
        # Nothing is in neither, and nothing in both.
        assert sorted(original + translation) == sorted(both)
        for cells, kind in ((original, "src"), (translation, "tgt")):
            assert {cell[0] for cell in cells} == {kind}
            assert {cell[1] for cell in cells} == set(langs[kind])
        for _, lang, tag, id_ in both:
            assert lang == tag
            assert not id_ or id_.startswith(f"{lang}.")


WIDTHS = """[...document.querySelectorAll(".turn .pair:not(.label)")].map((pair) => {
  const cells = [...pair.children].filter((cell) => cell.matches(".src, .tgt"));
  return cells.map((cell) => {
    const [box, style] = [cell.getBoundingClientRect(), getComputedStyle(cell)];
    return [box.left, box.width, style.hyphens, style.textAlign];
  });
})"""


@pytest.mark.parametrize("langs", [("zh-Hans",), ("ja", "ar"), ("zh-Hans", "ja"), ("fr",)])
def test_columns_are_as_wide_as_their_scripts_ask(tmp_path: Path, langs: tuple[str, ...]) -> None:
    """Where there is room for all; else they stand below each other, each as wide as the page."""
    options = BuildOptions("columns")
    laid_out(tmp_path, chapter(6, "en", *langs), options)
    page = tmp_path / "EPUB" / "text" / "part-001.xhtml"
    shares = [languages.get(lang).share for lang in ("en", *langs)]
    visits = [Visit(page, [evaluate(WIDTHS)], (width, 700), around=tmp_path) for width in (1000, 390)]
    (((wide,), _), ((narrow,), _)) = browse(*visits)
    assert wide
    for pair in wide:
        assert {(hyphens, align) for *_, hyphens, align in pair} == {("auto", "start")}
        assert len({round(left) for left, *_ in pair}) == len(pair)
        whole = sum(width for _, width, *_ in pair)
        for (_, width, *_), share in zip(pair, shares, strict=True):
            assert width == pytest.approx(whole * share / sum(shares), abs=1)
    for pair in narrow:
        widths = [width for _, width, *_ in pair]
        assert max(widths) - min(widths) < 1 and max(widths) > 340


LONG = "What the river took with it and what it brought back to us, year after year, in a town"
HEADLINE = """[...document.querySelectorAll(".title > *, .titles > *")].map((cell) => {
  const style = getComputedStyle(cell);
  return [style.fontSize, style.textWrapStyle ?? style.textWrap, style.hyphens];
})"""
BREAKS = """[...document.querySelectorAll(".pair > *, .titles > *")].map((cell) =>
  [cell.lang, getComputedStyle(cell).wordBreak])"""


def test_headlines_are_balanced_and_sized_to_their_length(tmp_path: Path) -> None:
    visits = []
    for name, title in (("short", "The river"), ("long", LONG)):
        lines = [Line("title", {"en": title, "fr": f"{title} !"}), Line("narration", {"en": "A", "fr": "B"})]
        laid_out(tmp_path / name, build(lines, ["en", "fr"]), BuildOptions())
        visits.append(
            Visit(tmp_path / name / "EPUB/text/part-001.xhtml", [evaluate(HEADLINE)], PHONE, around=tmp_path)
        )
    (((short,), _), ((long,), _)) = browse(*visits)
    assert {(wrap, hyphens) for _, wrap, hyphens in (*short, *long)} == {("balance", "auto")}
    sizes = [[float(size.removesuffix("px")) for size, *_ in cells] for cells in (short, long)]
    assert all(longer < shorter for shorter, longer in zip(*sizes, strict=True)), sizes
    assert sizes[1][0] > sizes[1][1] > 16


def test_a_long_title_is_smaller_on_a_title_page_too_and_korean_ends_lines_between_words(
    tmp_path: Path,
) -> None:
    visits = []
    langs = ["en", "ko", "ja", "zh-Hans"]
    for name, title in (("short", "The river"), ("long", LONG)):
        lines = [Line("title", {"en": title, "ko": "강이 가져간 것과", "ja": "川", "zh-Hans": "河"})]
        lines.append(Line("narration", {"en": "A", "ko": "가", "ja": "あ", "zh-Hans": "字"}))
        sink = io.BytesIO()
        epub.write(replace(single(build(lines, langs)), title_page=True), BuildOptions(), sink)
        with zipfile.ZipFile(sink) as book:
            book.extractall(tmp_path / name)
        for page in ("title-page", "part-001"):
            file = tmp_path / name / f"EPUB/text/{page}.xhtml"
            visits.append(Visit(file, [evaluate(HEADLINE), evaluate(BREAKS)], PHONE, around=tmp_path))
    seen = [found for found, _ in browse(*visits)]
    breaks = [tuple(one) for _, breaks in seen for one in breaks]
    assert {*breaks} == {*((lang, "keep-all" if lang == "ko" else "normal") for lang in langs)}
    # The titles of two pages, and a paragraph of one, of two books.
    assert len(breaks) == 2 * 3 * len(langs)
    (short, _), _, (long, _), _ = seen
    assert all(
        float(b[0].removesuffix("px")) < float(a[0].removesuffix("px"))
        for a, b in zip(short, long, strict=True)
    )


RANKS = """[...document.querySelectorAll(".pair.title, .pair.heading, .pair.label")].map((pair) =>
  [...pair.children].map((cell) => [getComputedStyle(cell).fontSize, getComputedStyle(cell).fontWeight]))"""
STARTS = """[...document.querySelectorAll(".pair.narration, .pair.event, .items .pair")].map((pair) =>
  [...pair.children].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects()[0].left;
  }))"""


@pytest.mark.parametrize("theme", ["plain", "review"])
def test_in_columns_both_texts_are_of_one_rank_and_both_are_set_in(tmp_path: Path, theme: Theme) -> None:
    words = {"en": "Here", "fr": "Ici"}
    lines = [Line("title", words), Line("heading", words)]
    lines += [Line("speech", words, speaker) for speaker in ("noor-haddad", "tomas-vey")]
    lines += [Line("narration", words, form=form) for form in ("prose", "verse", "quotation", "item")]
    lines.append(Line("event", {"en": "(Pause.)", "fr": "(Un silence.)"}))
    options = BuildOptions("columns", theme=theme)
    laid_out(tmp_path, build(lines, ["en", "fr"]), options)
    page = tmp_path / "EPUB/text/part-001.xhtml"
    (((ranks, starts), _),) = browse(
        Visit(page, [evaluate(RANKS), evaluate(STARTS)], (900, 700), around=tmp_path)
    )
    assert len(ranks) == 4
    assert all(one == other for one, other in ranks), ranks
    (left, right), *others = starts
    assert len(others) == 4
    for one, other in others:
        assert one - left == pytest.approx(other - right, abs=1) and one - left > 10, starts


# Paged


PAGED = """(() => {
  const [width, height] = [innerWidth, innerHeight];
  document.documentElement.style.height = "100vh";
  document.body.style.cssText =
    `height: ${height}px; margin: 0; padding: 0; columns: ${width}px auto; column-gap: 0; column-fill: auto`;
  for (const details of document.querySelectorAll("details")) details.open = true;
  const rects = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((rect) => rect.width && rect.height);
  };
  const place = (rect) => Math.floor((rect.left + 1) / width);
  const faults = [];
  for (const cell of document.querySelectorAll(".src, .tgt")) {
    for (const rect of rects(cell)) {
      const left = place(rect) * width;
      const beside = rect.left < left - 1 || rect.right > left + width + 1;
      if (beside || rect.top < -1 || rect.bottom > height + 1) {
        faults.push(`cut: ${cell.textContent.slice(0, 40)}`);
        break;
      }
    }
  }
  for (const before of document.querySelectorAll(".pair.label, .pair.heading")) {
    const after = before.nextElementSibling ?? before.parentElement.nextElementSibling;
    if (place(rects(before).at(-1)) !== place(rects(after)[0])) {
      faults.push(`left behind: ${before.textContent}`);
    }
  }
  const asks = ".interviewer, .host, .audience, .asked";
  for (const asked of document.querySelectorAll(asks)) {
    const next = asked.nextElementSibling, said = next?.querySelector(".pair:not(.label) > *");
    if (!said || !next.matches(".turn") || asked.lastElementChild.matches(".long, .sentences")) continue;
    if (place(rects(asked).at(-1)) !== place(rects(said)[0])) {
      faults.push(`a question alone: ${asked.textContent.slice(0, 40)}`);
    }
  }
  for (const pair of document.querySelectorAll(".pair:not(.long)")) {
    // What is said first behind a question goes on from that, and may be divided.
    const turn = pair.closest(".turn"), first = turn?.querySelector(".pair:not(.label)");
    if (turn?.previousElementSibling?.matches(asks) && pair === first) continue;
    const display = getComputedStyle(pair).display;
    const pages = new Set(rects(pair).map(place));
    if (display !== "inline" && pages.size > 1) faults.push(`divided: ${pair.textContent.slice(0, 40)}`);
  }
  return [Math.ceil(document.documentElement.scrollWidth / width), faults];
})()"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paged_no_line_is_cut_and_no_name_left_behind(tmp_path: Path, layout: Layout) -> None:
    visits = []
    for langs in (("ar",), ("zh-Hans", "fr")):
        options = BuildOptions(layout)
        edition = chapter(80, "en", *langs)
        if options.by_sentence:
            edition = in_sentences(edition)
        folder = tmp_path / langs[0]
        laid_out(folder, edition, options)
        pages = sorted((folder / "EPUB" / "text").glob("part-*.xhtml"))
        for size in ((220, 700), (390, 700), (1000, 700)):
            visits += [Visit(page, [evaluate(PAGED)], size, around=folder) for page in pages]
    for visit, ((seen,), complaints) in zip(visits, browse(*visits), strict=True):
        count, faults = seen
        assert (faults, complaints) == ([], []), visit
        assert count > 5


def dialogue(count: int, *langs: str, named: bool = True) -> Edition:
    """A chapter of short questions and of answers that are longer; questions of nobody are bold."""
    speech = [line for line in SAMPLE if line.kind == "speech"]
    lines = [SAMPLE[1]]
    for k in range(count):
        for speaker, length in zip(NAMES, (1 + k % 3, 1 + k * 4 % 9), strict=False):
            texts = [speech[(k + j) % len(speech)].texts for j in range(length)]
            said = {lang: " ".join(text[lang] for text in texts) for lang in langs}
            if not named and speaker == "noor-haddad":
                said = {lang: f"**{text}**" for lang, text in said.items()}
            lines.append(Line("speech", said, speaker if named else None))
    return build(lines, langs)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_paged_no_short_question_is_left_alone(tmp_path: Path, layout: Layout, named: bool) -> None:
    """Of questions of one to three sentences, with answers of one to nine."""
    edition = dialogue(60, "en", "fr", named=named)
    options = BuildOptions(layout)
    laid_out(tmp_path, edition, options)
    pages = sorted((tmp_path / "EPUB" / "text").glob("part-*.xhtml"))
    sizes = ((340, 560), (390, 700), (600, 800))
    visits = [Visit(page, [evaluate(PAGED)], size, around=tmp_path) for size in sizes for page in pages]
    seen = [one for ((one,), _) in browse(*visits)]
    assert [faults for _, faults in seen] == [[]] * len(visits)
    assert sum(count for count, _ in seen) > 60


def test_a_bold_turn_of_nobody_is_kept_with_its_answer() -> None:
    """So magazines print questions; a name or a word that isn't bold tells that it is none."""

    def asked(text: str, speaker: str | None = None) -> list[bool]:
        said = {"en": text, "ar": text}
        found = document(
            build([Line("speech", said, speaker), Line("speech", {"en": "No.", "ar": "لا."})], ["en", "ar"])
        )
        return [block.asked for block in found if block.kind == "turn"]

    assert asked("**Was it late?**") == [True, False]
    assert asked("**Was it** late?") == asked("Was it late?") == [False, False]
    assert asked("**It was late.**", "tomas-vey") == [False, False]
    assert asked("Was it late?", "noor-haddad") == [True, False]


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_bold_questions_stay_with_their_answers_on_paper(layout: Layout) -> None:
    book = single(dialogue(1, "en", "fr", named=False))
    made = PaperContent(book, BuildOptions(layout)).sections()
    asked = [row["keep"] for section in made for row in section["blocks"] if row.get("asked")]
    assert asked and all(asked)


@pytest.mark.parametrize("layout", ["stacked", "columns", "facing"])
def test_on_paper_room_tells_which_answer_a_bold_question_has(layout: Layout) -> None:
    book = single(dialogue(3, "en", "fr", named=False))
    made = PaperContent(book, BuildOptions(layout)).sections()
    rows = [row for section in made for row in section["blocks"] if "asked" in row]
    pairs = [*pairwise(rows)]
    near = [max(one["below"], other["above"]) for one, other in pairs if one["asked"]]
    apart = [max(one["below"], other["above"]) for one, other in pairs if other["asked"]]
    assert near and apart and max(near) < min(apart)
