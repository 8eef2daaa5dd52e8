"""What stands where on a page: numbers of lists, heads, footnotes and rules; and what no font has."""

from __future__ import annotations

import io
import random
import re
import string
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from browser import AXE, Visit, browse, evaluate
from editions import MARKED, META, Line, build, sample
from pace import examples
from pdfs import tree
from toolkit.config import BuildOptions, Layout
from toolkit.config.paper import sheet
from toolkit.config.style import StyleTable
from toolkit.findings import Finding
from toolkit.model import Book, Cell, Edition, Illustration, Matter, Part, Picture, Use
from toolkit.model.editions import single
from toolkit.model.kinds import Form, Kind
from toolkit.writers import docx, epub, html, pdf, typesetting
from toolkit.writers.pdf.content import PaperContent
from validators import pdftotext, require

MODIFIED = "2026-03-14T09:30:00Z"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def book(*documents: Edition, main: str = "fr", front: Sequence[Matter] = ()) -> Book:
    langs = documents[0].langs
    titles = {lang: Cell(f"Quay {lang}", lang, "original") for lang in langs}
    return Book("quay", "urn:x:quay", langs, main, titles, (Part(documents),), True, front=tuple(front))


def paper(one: Book, layout: Layout = "stacked") -> tuple[bytes, tuple[Finding, ...]]:
    sink = io.BytesIO()
    found = pdf.write(one, BuildOptions(layout, modified=MODIFIED), sink).findings
    return sink.getvalue(), found


def web(one: Book) -> bytes:
    sink = io.BytesIO()
    html.write(one, BuildOptions(), sink)
    return sink.getvalue()


# Numbers of lists


def listed(first: int) -> str:
    below = " " * len(f"{first + 1}. ")
    return f"{first}. One\n{first + 1}. Two\n{below}1. Below\n"


LISTS = tuple(map(listed, (1, 9, 99, 998, 99_998, 99_999_998)))
# The room before each item, and the width of its number.
ROOM = """(() => [...document.querySelectorAll(".matter ol")].map((list) => {
  const items = [...list.children], rtl = getComputedStyle(list).direction === "rtl";
  const sign = document.createElement("span"), outer = list.getBoundingClientRect();
  sign.textContent = `${list.start + items.length - 1}. `;
  sign.style.whiteSpace = "pre";
  items[0].prepend(sign);
  const width = sign.getBoundingClientRect().width;
  sign.remove();
  const inner = items[0].getBoundingClientRect();
  return (rtl ? outer.right - inner.right : inner.left - outer.left) - width;
}))()"""


def test_numbers_of_lists_stand_inside_the_page(tmp_path: Path) -> None:
    """Whatever the number, from left to right and from right to left, in books and on web pages."""
    text = "\n\nThen:\n\n".join(LISTS)
    front = [Matter("preface", "fr", "Avant", text), Matter("preface", "ar", "مقدمة", text)]
    one = book(sample("en", "fr", "ar"), front=front)
    (tmp_path / "page.html").write_bytes(web(one))
    sink = io.BytesIO()
    epub.write(one, BuildOptions(), sink)
    with zipfile.ZipFile(sink) as archive:
        archive.extractall(tmp_path / "book")
    pages = [tmp_path / "page.html", *sorted((tmp_path / "book/EPUB/text").glob("front-*.xhtml"))]
    assert len(pages) == 3
    seen = [
        values[0] for values, _ in browse(*(Visit(page, [evaluate(ROOM)], around=tmp_path) for page in pages))
    ]
    assert [len(rooms) for rooms in seen] == [4 * len(LISTS), 2 * len(LISTS), 2 * len(LISTS)]
    assert min(room for rooms in seen for room in rooms) >= 0


# Footnotes


def notes(page: bytes) -> list[tuple[str, str]]:
    """Role and name of each landmark that comes more than once."""
    found = lxml_html.fromstring(page.decode()).xpath("//*[@role='doc-footnote']")
    return [(one.get("role"), one.get("aria-label") or "") for one in found]


def test_each_footnote_has_a_name_of_its_own(tmp_path: Path) -> None:
    marked = build(MARKED, ("en", "fr", "ja"))
    other = replace(marked, name="other", prefix="other.")
    one = book(replace(marked, prefix="sample."), other)
    pages = {"one": web(single(marked)), "two": web(one)}
    sink = io.BytesIO()
    epub.write(single(marked), BuildOptions(), sink)
    with zipfile.ZipFile(sink) as archive:
        pages["book"] = b"".join(archive.read(name) for name in archive.namelist() if "/part-" in name)[54:]
    for name, page in pages.items():
        found = notes(page)
        assert len(found) > 3, name
        assert len(set(found)) == len(found) and all(label for _, label in found), name
    (tmp_path / "page.html").write_bytes(pages["two"])
    ((seen, complaints),) = browse(Visit(tmp_path / "page.html", [AXE]))
    assert (seen, complaints) == ([[]], [])


# Rules on paper


def rules(file: Path, number: int) -> list[tuple[float, float]]:
    """The lines across a page from top to bottom: where each begins and ends, as shares of its width."""
    command = [str(require("pdftoppm")), "-gray", "-r", "72", "-f", str(number), "-l", str(number), str(file)]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert head
    width = int(head[1])
    rows = [data[at : at + width] for at in range(head.end(), len(data), width)]
    found: list[tuple[float, float]] = []
    above = False
    for row in rows:
        longest = max(re.finditer(rb"[\x00-\xc8]+", row), key=lambda part: len(part[0]), default=None)
        # A fifth of the text is the shortest, and no letter is so wide.
        ruled = longest is not None and len(longest[0]) > width / 10
        if ruled and not above and longest is not None:
            found.append((longest.start() / width, longest.end() / width))
        above = ruled
    return found


ARABIC = {"en": "Water^[Cold.] is here.", "ar": "الماء^[بارد.] هنا."}


@pytest.mark.parametrize(("langs", "source", "right"), [(("en", "ar"), "en", False), (("ar",), "en", True)])
def test_the_rule_above_footnotes_is_on_the_side_where_lines_begin(
    tmp_path: Path, langs: tuple[str, ...], source: str, right: bool
) -> None:
    lines = [Line("title", {"en": "T", "ar": "ع"}), Line("narration", ARABIC)]
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, langs, source=source)))[0])
    begin, end = rules(file, 1)[-1]
    assert (begin > 0.5) == right and end - begin < 0.3


@pytest.mark.parametrize(("source", "translated"), [("en", "ar"), ("ar", "en")])
def test_on_facing_pages_each_rule_is_on_the_side_of_its_language(
    tmp_path: Path, source: str, translated: str
) -> None:
    lines = [Line("title", {"en": "T", "ar": "ع"}), Line("narration", ARABIC)]
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, (source, translated))), "facing")[0])
    begins = {lang: rules(file, page)[-1][0] for page, lang in ((2, source), (3, translated))}
    assert begins["en"] < 0.5 < begins["ar"]


@pytest.mark.parametrize("layout", ["facing", "columns"])
@pytest.mark.parametrize(("source", "translated"), [("en", "ar"), ("ar", "en")])
def test_side_by_side_each_sign_of_a_list_is_beside_its_words(
    tmp_path: Path, source: str, translated: str, layout: Layout
) -> None:
    words = {"en": "a rope that is very long", "ar": "حبل طويل جدا"}
    lines = [Line("title", {"en": "T", "ar": "ع"}), Line("narration", words, form="item")]
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, (source, translated))), layout)[0])
    places = [
        float(found[1]) for found in re.finditer(r'xMin="([0-9.]+)"[^>]*>•</word>', pdftotext(file, "-bbox"))
    ]
    width = float(re.search(r'<page width="([0-9.]+)', pdftotext(file, "-bbox"))[1])  # type: ignore[index]
    right = [place / width > 0.5 for place in places]
    # On one page they are found in whatever order.
    assert (right if layout == "facing" else sorted(right, reverse=source == "ar")) == [
        source == "ar",
        source == "en",
    ]


def test_in_columns_each_language_is_set_in(tmp_path: Path) -> None:
    words = {"en": "Here", "fr": "Ici"}
    starts = []
    for form in get_args(Form):
        if form != "picture":
            lines = [Line("title", {"en": "T", "fr": "T"}), Line("narration", words, form=form)]
            file = tmp_path / f"{form}.pdf"
            file.write_bytes(paper(single(build(lines, ("en", "fr"))), "columns")[0])
            found = pdftotext(file, "-bbox")
            places = [re.search(rf'xMin="([0-9.]+)"[^>]*>{word}<', found) for word in words.values()]
            starts.append([float(place[1]) for place in places if place])
    (left, right), *others = starts
    assert len(others) == 3
    for one, other in others:
        assert one - left == pytest.approx(other - right) and one - left > 10


def test_notes_in_a_row_are_one_box(tmp_path: Path) -> None:
    lines = [Line("title", {"en": "T", "fr": "T"})]
    lines += [Line("note", {"en": f"Note {k}.", "fr": f"Note {k}."}) for k in range(3)]
    lines += [Line("narration", {"en": "N", "fr": "N"}), Line("note", {"en": "Z", "fr": "Z"})]
    pages: dict[Layout, int] = {"stacked": 1, "columns": 1, "facing": 2}
    for layout, page in pages.items():
        file = tmp_path / f"{layout}.pdf"
        file.write_bytes(paper(single(build(lines, ("en", "fr"))), layout)[0])
        assert len(rules(file, page)) == 2 + 2, layout


# The head of a page


def test_a_portrait_stays_with_its_speaker_and_another_picture_floats() -> None:
    def printed(use: Use, said: str = "Yes.", layout: Layout = "stacked") -> list[dict[str, Any]]:
        shown = Picture(b"<svg/>", "image/svg+xml", Cell("Her", "en", "original"), use)
        lines = [
            Line("narration", {"en": "She came in.", "fr": "Elle entra."}),
            Line("caption", {"en": "![Her](her.svg)", "fr": "![Elle](her.svg)"}, form="picture"),
            Line("speech", {"en": said, "fr": said}, "noor-haddad"),
        ]
        edition = replace(build(lines, ("en", "fr")), pictures={"her.svg": shown})
        content = PaperContent(single(edition), BuildOptions(layout=layout))
        return list(content.sections())[-2]["blocks"][-3:]  # type: ignore[no-any-return]

    assert [one["k"] for one in printed("portrait")[-1]["blocks"]] == ["picture", "label", "speech"]
    # Columns have one width all along: it stands above them, with the names.
    kinds = [(one["k"], one["keep"]) for one in printed("portrait", layout="columns")]
    assert kinds[-2:] == [("presented", True), ("speech", False)]
    # What no page may hold isn't put beside it where it can't be divided.
    kinds = [(one["k"], one["keep"]) for one in printed("portrait", "Yes. " * 400, "facing")]
    assert kinds == [("picture", True), ("label", True), ("speech", False)]
    assert printed("picture")[0]["k"] == "figure"


def test_a_headline_in_korean_ends_its_lines_between_words(tmp_path: Path) -> None:
    title = "강물이 해마다 가져간 것과 우리에게 돌려준 것에 대하여 마을 사람들이 들려준 이야기"
    lines = [Line("title", {"ko": title}), Line("narration", {"ko": "끝"})]
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, ("ko",))))[0])
    said = [line.strip() for line in pdftotext(file, "-layout", "-f", "1", "-l", "1").splitlines()]
    shown = [line for line in said if line and line in title]
    assert len(shown) > 1 and " ".join(shown) == title


def heads(file: Path) -> list[str]:
    """The first line of each page behind the first."""
    pages = pdftotext(file, "-layout").split("\f")[1:]
    return [page.lstrip("\n").split("\n")[0].strip() for page in pages if page.strip()]


LONG = {
    "en": "The lamps, the ropes, the ledgers, the oars and all that a harbour keeps when nobody looks at it "
    "any more, nor asks what became of it",
    "fr": "Les lampes, les cordes, les registres, les rames et tout ce qu’un port garde sans aucun témoin, "
    "et que personne ne demande plus jamais",
    "zh-Hans": "灯、绳索、账本、焦油、船桨以及当再也没有人看着它的时候"
    "一座港口所保存的其他一切东西一直说到最后还没有说完的话",
}


@pytest.mark.parametrize("lang", ["fr", "zh-Hans"])
def test_the_head_is_one_line_of_the_readers_language(tmp_path: Path, lang: str) -> None:
    body = [Line("narration", {"en": "A word. " * 400, lang: "A word. " * 400})]
    for title, whole in ((LONG, False), ({"en": "Short", "fr": "Court", "zh-Hans": "短"}, True)):
        file = tmp_path / "a.pdf"
        file.write_bytes(paper(single(build([Line("title", title), *body], ("en", lang))))[0])
        found = heads(file)[:-1]  # the colophon has none
        assert found
        for head in found:
            squeezed = head.replace(" ", "")
            told = squeezed.removesuffix("…")
            wanted = title[lang].replace(" ", "").replace("’", "’")
            assert wanted.startswith(told) and (told == wanted) == whole == (squeezed == told)
            # A word is never cut.
            after = title[lang].removeprefix(head.removesuffix("…"))
            assert whole or lang == "zh-Hans" or not after[0].isalnum()


def test_a_head_of_one_endless_word_is_cut_in_it(tmp_path: Path) -> None:
    title = dict.fromkeys(("en", "fr"), "Donau" * 60)
    body = [Line("narration", {"en": "A word. " * 400, "fr": "A word. " * 400})]
    (tmp_path / "a.pdf").write_bytes(paper(single(build([Line("title", title), *body], ("en", "fr"))))[0])
    for head in heads(tmp_path / "a.pdf")[:-1]:
        assert head.endswith("…") and title["fr"].startswith(head[:-1]) and len(head) > 20


# Characters that no font has


LOST = "\U0010fffd\ueafe\U0010abcd"


def shaken(text: str, chosen: random.Random) -> str:
    """The text with some characters put in that no font has."""
    return "".join(chosen.choice(LOST) + one if chosen.random() < 0.2 else one for one in text)


def texts(edition: Edition) -> Iterator[str]:
    for scene in edition.scenes:
        for row in scene.rows:
            yield from (cell.text for cell in row.cells.values())


@pytest.mark.slow
@examples(6)
@given(st.sampled_from(["stacked", "columns", "facing", "alternating"]), st.randoms(use_true_random=False))
def test_a_glyph_that_is_missing_costs_that_glyph(layout: Layout, chosen: random.Random) -> None:
    words = ["Water waits.", "*Oil* burns^[Slowly.].", "See **it** there."]
    kinds = ["title", "narration", "heading", "note", "narration"]
    lines = [
        Line(kind, {lang: shaken(chosen.choice(words), chosen) for lang in ("en", "fr")})  # type: ignore[arg-type]
        for kind in kinds
    ]
    edition = build(lines, ("en", "fr"))
    data, found = paper(single(edition), layout)
    there = sorted(set("".join(texts(edition))) & set(LOST))
    assert [problem.code for problem in found] == ["D406"] * len(there)
    for character, problem in zip(there, found, strict=True):
        assert f"(U+{ord(character):04X} " in problem.message and re.search(
            r"in (paragraph|the title)", problem.message
        )
    said = tree(data).text()
    assert not set(said) & set(LOST)
    # All else is printed, and each of them has its code in its place.
    codes = sum(said.count(f"U+{ord(one):04X}") for one in LOST)
    assert codes >= sum(sum(map(text.count, LOST)) for text in texts(edition))
    letters = set(string.ascii_letters)
    assert letters & set("".join(texts(edition))) <= set(said)


def test_it_is_told_with_its_place_and_found_again_when_a_font_is_there(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from toolkit.cli import main

    (tmp_path / "source").mkdir()
    (tmp_path / "source/talk.txt").write_text(
        "Oars\n\nAda Brandt: A \U0010fffd b.\n\nYusuf: No.\n", encoding="utf-8"
    )
    (tmp_path / "diglot.toml").write_text('target-languages = ["fr"]\nformats = ["pdf"]\n')
    for _ in range(2):
        done = CliRunner().invoke(main, ["-C", str(tmp_path), "build"], catch_exceptions=False)
        assert done.exit_code == 0
        assert re.search(r"U\+10FFFD .* in paragraph 2\.1 in en\. \[D406\]", done.stderr)
        assert "unchanged" not in done.stderr.replace("build/talk.en-fr.pdf (unchanged)", "")


def test_strict_writes_no_page_that_lacks_a_letter(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from toolkit.cli import main

    def build(*more: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["-C", str(tmp_path), "build", *more], catch_exceptions=False)
        return done.exit_code, done.stderr

    table = '[[editions]]\nname = "book"\ndocuments = "all"\nlanguages = ["en"]\ntitle = "Oars"\n'
    (tmp_path / "source").mkdir()
    talk = tmp_path / "source/talk.txt"
    talk.write_text("Oars\n\nAda Brandt: A b.\n\nYusuf: No.\n\nAda Brandt: So.\n", encoding="utf-8")
    (tmp_path / "diglot.toml").write_text('formats = ["pdf", "html"]\n' + table)
    single, book = tmp_path / "build/talk.en.pdf", tmp_path / "build/book.pdf"
    assert build("--strict")[0] == build("--strict", "talk")[0] == 0
    before = single.read_bytes(), book.read_bytes()
    talk.write_text(talk.read_text("utf-8").replace("A b", "A \U0010fffd"), encoding="utf-8")
    for names, shown in ((), "book"), (("talk",), "talk.en"):
        code, told = build("--strict", *names)
        assert code == 1
        assert re.search(rf"error: build/{shown}.pdf: .*U\+10FFFD .*\[D406\]", told)
        assert f"error: build/{shown}.pdf: it is not written" in told
        assert f"build/{shown}.html" in told, "a page on the web has the fonts of its reader"
    assert (single.read_bytes(), book.read_bytes()) == before
    assert build()[0] == build("talk")[0] == 0
    assert single.read_bytes() != before[0] and book.read_bytes() != before[1]


def test_a_cover_with_it_is_a_picture() -> None:
    lines = [
        Line("title", {"en": "Oars \U0010fffd", "fr": "Rames"}),
        Line("narration", {"en": "N", "fr": "N"}),
    ]
    data, found = paper(replace(single(build(lines, ("en", "fr"))), drawn=True))
    assert data.startswith(b"%PDF") and len(found) == 1


@pytest.mark.slow
def test_a_language_without_a_font_keeps_no_book_from_being_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typesetting, "_fonts", lambda: bare)
    spoken = replace(sample("en", "fr", meta=replace(META, original_langs=("zh-Hans",))))
    assert paper(single(spoken))[0].startswith(b"%PDF")
    data, found = paper(single(sample("en", "zh-Hans")))
    assert data.startswith(b"%PDF")
    language, letters = found
    assert (
        "no font for Simplified Chinese (zh-Hans)" in language.message and "fonts-noto-cjk" in language.hint
    )
    assert re.search(r"and [0-9]+ more", letters.message), "all are told of, though not each by itself"


# What stands beside the first words


@pytest.mark.parametrize(("layout", "beside"), [("stacked", True), ("columns", False), ("facing", False)])
def test_in_a_theme_names_have_a_column_of_their_own(layout: Layout, beside: bool) -> None:
    lines = [
        Line("speech", {"en": "Yes.", "fr": "Oui."}, "noor-haddad"),
        Line("speech", {"en": "A.", "fr": "B."}),
    ]
    book = single(build(lines, ("en", "fr")))
    options = BuildOptions(layout, theme="classic")
    kinds = [block["k"] for block in pdf.pages(book, options)["sections"][-2]["blocks"]]
    assert ("named" in kinds, "label" in kinds) == (beside, not beside)
    # On a page that is too small for it they stand above.
    small = pdf.pages(book, options.replace(paper="90x150mm"))["sections"][-2]["blocks"]
    assert "named" not in [block["k"] for block in small]


@pytest.mark.slow
def test_facing_pages_have_short_lines_and_names_run_in(tmp_path: Path) -> None:
    text = "She lays her hand on the snow as one does with a horse, and waits until it answers. " * 40
    lines = [Line("title", {"en": "T", "fr": "T"}), Line("narration", {"en": text, "fr": text})]
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, ("en", "fr"))), "facing")[0])
    with pikepdf.open(file) as book:
        assert [round(float(side) / 72 * 25.4) for side in book.pages[0].MediaBox[2:]] == [148, 210]
    said = [len(line) for line in pdftotext(file, "-f", "2", "-l", "2").splitlines() if " " in line]
    full = said[:-1]
    assert len(full) > 20 and 45 <= sum(full) / len(full) <= 60
    assert BuildOptions("facing").label_style == "run-in"
    assert BuildOptions("facing", labels="above").label_style == BuildOptions().label_style == "above"


def spread(lines: Sequence[Line], tmp_path: Path, **more: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """The pages of a book whose pages face each other, in two languages; and its blocks."""
    edition = replace(build(lines, ("en", "ar")), labels="run-in", **more)
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(edition), "facing")[0])
    blocks = pdf.pages(single(edition), BuildOptions("facing"))["sections"][-2]["blocks"]
    return pdftotext(file, "-layout").split("\f"), blocks


@pytest.mark.slow
def test_facing_pages_have_heads_of_their_own_and_turns_begin_with_an_indent(tmp_path: Path) -> None:
    lines = [Line("title", {"en": "Tides", "ar": "المدّ"})]
    for _ in range(30):
        lines += [
            Line("speech", {"en": "When? " * 8, "ar": "متى؟ " * 8}, "noor-haddad"),
            Line("speech", {"en": "At noon. " * 20, "ar": "ظهرًا. " * 20}, "tomas-vey"),
        ]
    pages, blocks = spread(lines, tmp_path)
    heads = [page.lstrip("\n").split("\n")[0].strip() for page in pages]
    # Behind a page with the title, and before the imprint; a page of each in turn.
    left, right = heads[1:-2:2], heads[2:-2:2]
    assert len(left) > 4 and set(left) == {"Tides"} and len({*right}) == 1 and "Tides" not in right
    first, *said = [block for block in blocks if block["k"] == "speech"]
    assert len(said) == 59 and all(cell["indent"] for block in said for cell in block["cells"])
    assert not any(cell["indent"] for cell in first["cells"]), "behind a heading none is needed"
    assert all(block["above"] < 1 for block in said)


def test_what_is_told_between_turns_has_room_around_it_and_indents_within(tmp_path: Path) -> None:
    kinds: list[Kind] = [
        "narration",
        "narration",
        "speech",
        "speech",
        "narration",
        "heading",
        "speech",
        "speech",
    ]
    lines = [Line("title", {"en": "T", "ar": "ع"})]
    lines += [Line(kind, {"en": "Noon.", "ar": "ظهرًا."}) for kind in kinds]
    _, (_, *blocks) = spread(lines, tmp_path)
    assert [block["k"] for block in blocks] == kinds
    indents = [block["cells"][0].get("indent") for block in blocks]
    assert indents == [False, True, False, True, False, None, False, True]
    rooms = [max(one["below"], other["above"]) for one, other in pairwise(blocks)]
    line = rooms[1]
    assert line > 1.5 and rooms[0] == rooms[2] == rooms[6] < 0.5 and rooms[3] == line


def styles(**more: Any) -> dict[str, Any]:
    """The variables of an edition in whose pages names are run in."""
    book = single(build([Line("speech", {"en": "Yes.", "fr": "Oui."}, "noor-haddad")], ("en", "fr")))
    return pdf.pages(book, BuildOptions(**more))["style"]  # type: ignore[no-any-return]


def test_a_name_in_the_line_is_light_on_facing_pages_where_nobody_says_otherwise() -> None:
    def look(**more: Any) -> tuple[str, str]:
        style = styles(**more)
        return style["run-in-weight"], style["run-in-case"]

    assert look(layout="facing") == ("regular", "small-caps")
    assert look(layout="stacked") == ("bold", "as-written")
    asked = StyleTable(label_weight="bold")
    assert look(layout="facing", variables=asked) == ("bold", "small-caps")
    assert styles(layout="facing")["label-case"] == "as-written", "on a line of its own it is as elsewhere"


@pytest.mark.slow
def test_on_facing_pages_a_portrait_stands_on_the_left_one_and_an_empty_frame_on_none(tmp_path: Path) -> None:
    shown = Picture(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        "image/svg+xml",
        Cell("Her", "en", "original"),
        "portrait",
    )
    lines = [
        Line("title", {"en": "T", "ar": "ع"}),
        Line("caption", {"en": "![Her](her.svg)", "ar": "![هي](her.svg)"}, form="picture"),
        Line("speech", {"en": "At noon.^[By the clock.]", "ar": "ظهرًا.^[بالساعة.]"}, "tomas-vey"),
    ]
    pages, blocks = spread(lines, tmp_path, pictures={"her.svg": shown})
    assert [block["k"] for block in blocks if block.get("blocks")] == ["portrayed"]
    assert "At noon" in pages[1] and "By the clock" in pages[1] and "At noon" not in pages[2]
    said = blocks[-1]["blocks"][-1]["cells"]
    assert [cell["indent"] for cell in said] == [False, False], "it is the first of its kind"
    # Beside the portrait the name begins farther in than on the page without one.
    edition = replace(build(lines, ("en", "fr")), labels="run-in", pictures={"her.svg": shown})
    file = tmp_path / "both.pdf"
    file.write_bytes(paper(single(edition), "facing")[0])
    names = re.findall(r'xMin="([0-9.]+)"[^>]*>Tomas<', pdftotext(file, "-bbox", "-f", "2", "-l", "3"))
    page = sheet(BuildOptions("facing"))
    left, right = (
        float(x) - side / 25.4 * 72 for x, side in zip(names, (page.outside, page.inside), strict=True)
    )
    assert left > 15 and abs(right) < 1


@pytest.mark.slow
def test_a_short_paragraph_and_its_translation_stand_on_one_page(tmp_path: Path) -> None:
    lines = [Line("title", {"en": "T", "fr": "T"})]
    for k in range(60):
        words = "a step more, and one more after that; " * (1 + k % 7)
        lines.append(Line("narration", {"en": f"[{k}e {words}{k}e]", "fr": f"[{k}f {words}{k}f]"}))
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(single(build(lines, ("en", "fr"))))[0])
    pages = pdftotext(file).split("\f")
    for k in range(60):
        on = [n for n, page in enumerate(pages) for mark in (f"[{k}e ", f" {k}f]") if mark in page]
        assert len(on) == 2 and (k % 7 > 5 or on[0] == on[1]), k
    assert len(pages) > 5


@pytest.mark.parametrize(
    ("credit", "said"),
    [
        # The words before a name are those of each language; the name stays.
        ([("", "Photographs: Ann Roe")], ["Photographs: Ann Roe", "Photo\u00a0: Ann Roe"]),
        ([("", "Drawing: Ann Roe")], ["Drawing: Ann Roe", "Dessin\u00a0: Ann Roe"]),
        # What else is said stands once, unless an editor says it in several.
        ([("", "Ann Roe")], ["Ann Roe"]),
        ([("", "Given by: Ann Roe")], ["Given by: Ann Roe"]),
        ([("en", "By Ann Roe’s gift"), ("fr", "Don d’Ann Roe")], ["By Ann Roe’s gift", "Don d’Ann Roe"]),
        ([("fr", "Don d’Ann Roe")], ["Don d’Ann Roe"]),
    ],
)
def test_who_made_a_photograph_is_said_below_it_and_nobody_below_a_portrait(
    credit: list[tuple[str, str]], said: list[str]
) -> None:
    known = [
        Illustration("a.svg", tuple(credit)),
        Illustration("her.svg", (("", "Photo: Bo Lind"),), use="portrait"),
    ]
    picture = Picture(
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", Cell("A", "en", "original")
    )
    lines = [
        Line("narration", {"en": "One.", "fr": "Un."}),
        Line("caption", {"en": "![A](a.svg) Below.", "fr": "![A](a.svg) Dessous."}, form="picture"),
        Line("caption", {"en": "![Her](her.svg)", "fr": "![Elle](her.svg)"}, form="picture"),
        Line("speech", {"en": "Yes.", "fr": "Oui."}, "tomas-vey"),
    ]
    meta = replace(META, illustrations=tuple(known))
    pictures = {"a.svg": picture, "her.svg": replace(picture, use="portrait")}
    edition = replace(build(lines, ("en", "fr"), meta=meta), pictures=pictures)
    (figure, her) = lxml_html.fromstring(web(single(edition))).xpath("//figure")
    below = [text.text_content() for text in figure.xpath(".//figcaption//p")]
    assert below == ["Below.", "Dessous.", *said]
    assert "Bo Lind" not in her.text_content()
    # On paper and in Word's files it is the last, too.
    layouts: list[Layout] = ["stacked", "columns", "facing"]
    for layout in layouts:
        data = str(pdf.pages(single(edition), BuildOptions(layout))["sections"][-2])
        assert data.index("Dessous.") < data.index("'credit'") and "Bo Lind" not in data
        assert data.count("Ann Roe") == (2 if layout == "facing" else len(said))
        sink = io.BytesIO()
        docx.write(single(edition), BuildOptions(layout), sink)
        with zipfile.ZipFile(sink) as file:
            document = etree.fromstring(file.read("word/document.xml"))
        texts = ["".join(map(str, one.itertext())) for one in document.iter(f"{WORD}p")]
        at = [texts.index(words) for words in ("Below.", "Dessous.")]
        # Side by side each caption has its own, where they differ.
        own = layout != "stacked" and len(said) > 1
        assert ([texts[i + 1] for i in at] if own else texts[at[1] + 1 :][: len(said)]) == said
