"""PDF: pages are filled: both of two that face each other alike, and those before a portrait."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from statistics import mean, mode
from tempfile import TemporaryDirectory

import pytest

from editions import META, NAMES, Line, build
from levels import Word, lines, printed_words, step, talk, whiteness
from toolkit import languages
from toolkit.config import BuildOptions, Layout
from toolkit.config.paper import sheet
from toolkit.config.style import Theme
from toolkit.model import Cell, Edition, Picture, PullQuote
from toolkit.model.editions import single
from toolkit.writers import pdf
from toolkit.writers.pdf import balance, fonts, turns
from toolkit.writers.pdf.balance import Spacing, balanced
from validators import pdftotext

OPTIONS = BuildOptions("facing", modified="2026-03-14T09:30:00Z")
POINT = 72 / 25.4
TOP = sheet(OPTIONS).top * POINT
BOTTOM = (sheet(OPTIONS).height - sheet(OPTIONS).bottom) * POINT

Spread = tuple[list[Word], list[Word]]


def spreads(edition: Edition, folder: Path) -> list[Spread]:
    """The pairs of pages of an interview, without the last one, on which it ends."""
    path = folder / "book.pdf"
    with path.open("wb") as sink:
        pdf.write(single(edition), OPTIONS, sink)
    # The first page has the title, the last one is the imprint.
    pages = printed_words(path)
    return list(zip(pages[1:-1:2], pages[2:-1:2], strict=False))[:-1]


@cache
def talked(*langs: str) -> Sequence[Spread]:
    """The pairs of pages of a talk of sixty turns, which is printed once for all tests."""
    with TemporaryDirectory() as folder:
        return spreads(talk(60, *langs), Path(folder))


def white(found: Sequence[Spread]) -> list[float]:
    """Of each pair of pages the part of the emptier one that is white."""
    sides = [[pair[k] for pair in found] for k in (0, 1)]
    steps = [step(pages, TOP, BOTTOM) for pages in sides]
    return [
        max(whiteness(words, TOP, BOTTOM, usual) for words, usual in zip(pair, steps, strict=True))
        for pair in found
    ]


PORTRAIT = Picture(
    b"<svg xmlns='http://www.w3.org/2000/svg' width='600' height='800'><circle r='300'/></svg>",
    "image/svg+xml",
    Cell("Her", "en", "original"),
    "portrait",
)


def before_portraits(folder: Path, theme: Theme, sentences: int) -> list[float]:
    """What part of a page is empty where who speaks next has a portrait, by what stands before."""
    options = BuildOptions("stacked", theme=theme, modified=OPTIONS.modified)
    page, path = sheet(options), folder / "book.pdf"
    top, bottom = page.top * POINT, (page.height - page.bottom) * POINT
    said = "Portrayed words here. " * sentences
    found = []
    for count in range(60, 170, 7):
        lines_ = [
            Line("title", {"en": "So", "fr": "Oui"}),
            Line("narration", dict.fromkeys(("en", "fr"), "filler words " * count)),
            Line("speech", {"en": "When?", "fr": "Quand ?"}, "noor-haddad"),
            Line("caption", dict.fromkeys(("en", "fr"), "![Her](her.svg)"), form="picture"),
            Line("speech", {"en": said, "fr": said}, "tomas-vey"),
        ]
        edition = replace(build(lines_, ["en", "fr"]), pictures={"her.svg": PORTRAIT})
        with path.open("wb") as sink:
            pdf.write(single(edition), options, sink)
        pages = printed_words(path)
        begun = next(k for k, words in enumerate(pages) if any(word.text == "Portrayed" for word in words))
        asked = next(k for k, words in enumerate(pages) if any(word.text == "When?" for word in words))
        if begun > asked:
            found.append((bottom - max(lines(pages[asked], top, bottom))) / (bottom - top))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "review"])
@pytest.mark.parametrize(("sentences", "most"), [(4, 0.19), (40, 0.13)])
def test_little_is_empty_before_a_portrait(tmp_path: Path, theme: Theme, sentences: int, most: float) -> None:
    """Six lines before a short answer; a long one begins at the foot, its portrait there or overleaf."""
    found = before_portraits(tmp_path, theme, sentences)
    assert found and max(found) < most, found


def test_a_turn_on_facing_pages_begins_before_its_portrait(tmp_path: Path) -> None:
    """Its first lines fill the page before, and the portrait stands beside the others."""
    said, filler = "Portrayed words here. " * 20, "filler words "
    lines_ = [
        Line("title", {"en": "So", "fr": "Oui"}),
        Line("narration", dict.fromkeys(("en", "fr"), filler * 80)),
        Line("speech", {"en": "When?", "fr": "Quand ?"}, "noor-haddad"),
        Line("caption", dict.fromkeys(("en", "fr"), "![Her](her.svg)"), form="picture"),
        Line("speech", {"en": said, "fr": said}, "tomas-vey"),
        Line("narration", dict.fromkeys(("en", "fr"), filler * 300)),
    ]
    edition = replace(build(lines_, ["en", "fr"]), pictures={"her.svg": PORTRAIT})
    first, second, *_ = spreads(edition, tmp_path)
    for left, right in zip(first, second, strict=True):
        assert any(word.text in {"When?", "Quand"} for word in left)
        assert all(any(word.text == "Portrayed" for word in words) for words in (left, right))
        assert (BOTTOM - max(lines(left, TOP, BOTTOM))) / (BOTTOM - TOP) < 0.15


PAIRS = ("en zh-Hans", "en ko", "en ja", "en fr", "en ar", "zh-Hans en", "de en")


@pytest.mark.parametrize("pair", PAIRS)
def test_neither_of_two_pages_is_empty(pair: str) -> None:
    found = white(talked(*pair.split()))
    assert len(found) > 6
    assert mean(found) < 0.08 and max(found) < 0.18, found


def test_without_balance_pages_in_chinese_are_a_third_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balance, "balanced", lambda data, *_: data)
    assert mean(white(spreads(talk(60, "en", "zh-Hans"), tmp_path))) > 0.25


def heights(found: Sequence[Spread], langs: Sequence[str], who: Sequence[str]) -> list[list[float]]:
    """How much lower each turn of some speakers begins on the right page, by openings, in points."""
    names = [[_shown(NAMES[one][lang].split()[0], lang) for one in who] for lang in langs]
    offsets = []
    for spread in found:
        tops = [
            [word.bottom for word in words if word.bottom > TOP and word.text.startswith(tuple(known))]
            for words, known in zip(spread, names, strict=True)
        ]
        assert len(tops[0]) == len(tops[1])
        offsets.append([right - left for left, right in zip(*map(sorted, tops), strict=True)])
    return offsets


def _shown(name: str, lang: str) -> str:
    """As it is read from a page: there a script from right to left comes in its visible order."""
    return name[::-1] if languages.get(lang).dir == "rtl" else name


@pytest.mark.parametrize("pair", PAIRS)
def test_a_question_stands_exactly_beside_its_translation(pair: str) -> None:
    """The faces of two scripts stand in their lines by some amount, which is the same everywhere."""
    langs = pair.split()
    found = [*chain.from_iterable(heights(talked(*langs), langs, ["noor-haddad"]))]
    assert len(found) > 20
    assert max(found) - min(found) < 0.3, found


@pytest.mark.parametrize("pair", ["en fr", "de en", "en zh-Hans", "en ja"])
def test_a_paragraph_that_goes_on_overleaf_ends_in_a_full_line(pair: str) -> None:
    """As far out as others, and further only where a stop hangs."""
    pages = [*chain.from_iterable(talked(*pair.split()))]
    cut = 0
    for words in pages:
        inside = [word for word in words if TOP < word.bottom < BOTTOM + 3]
        low = max(word.bottom for word in inside)
        last = max((word for word in inside if word.bottom > low - 4), key=lambda word: word.right)
        if re.search(r"[.?!。?!”」]$", last.text):
            continue
        cut += 1
        edge = mode(round(word.right, 1) for word in inside)
        assert -0.2 < last.right - edge < 4, (last, edge)
    assert cut > 4


def test_a_line_that_ends_on_purpose_is_not_drawn_out_at_the_foot_of_a_page(tmp_path: Path) -> None:
    text = "<br>".join(["Brief lines"] * 90)
    lines_ = [
        Line("title", {"en": "So", "fr": "Oui"}),
        Line("speech", dict.fromkeys(("en", "fr"), text), "tomas-vey"),
    ]
    for words in chain.from_iterable(spreads(build(lines_, ["en", "fr"]), tmp_path)):
        ends = [word.right - word.left for word in words if word.text == "lines"]
        gaps = [b.left - a.right for a, b in pairwise(words) if (a.text, b.text) == ("Brief", "lines")]
        assert len(ends) > 20 and max(gaps) < 2 * min(gaps)


def test_no_line_of_a_question_ends_within_a_short_word() -> None:
    """Nor at the hyphen that it is written with."""
    pages = chain.from_iterable(talked("en", "fr"))
    found = [
        word.text for words in pages for word in words if word.text.startswith(("qu’en", "qu'en", "ont-"))
    ]
    assert "ont-ils" in found and "ont-" not in found and "qu’en ont-" not in found


def test_but_not_where_lines_are_ragged(tmp_path: Path) -> None:
    """Lines of equal words end at one place; one that is drawn out would end further out."""
    lines_ = [Line("title", {"en": "So", "fr": "Oui"})]
    for text, who in (("Lingering " * 700 + "?", "noor-haddad"), ("So. " * 200, "tomas-vey")) * 2:
        lines_.append(Line("speech", dict.fromkeys(("en", "fr"), text), who))
    for words in spreads(build(lines_, ["en", "fr"]), tmp_path)[0]:
        inside = [word for word in words if TOP < word.bottom < BOTTOM + 3 and word.text == "Lingering"]
        rows = [
            max(word.right for word in inside if word.bottom == low) for low in {w.bottom for w in inside}
        ]
        low = max(word.bottom for word in inside)
        last = max(word.right for word in inside if word.bottom == low)
        assert len(rows) > 10 and last == pytest.approx(mode(rows), abs=0.2)


@pytest.mark.parametrize("pair", ["en fr", "de en", "en ko", "en ja"])
def test_lines_of_both_pages_stand_beside_each_other_where_letters_allow_it(pair: str) -> None:
    """So an answer begins beside its translation, or whole lines from it."""
    langs = pair.split()
    found = talked(*langs)
    pitches = [step([spread[k] for spread in found], TOP, BOTTOM) for k in (0, 1)]
    assert pitches[0] == pytest.approx(pitches[1], abs=0.05)
    (first, *_), *_ = offsets = heights(found, langs, list(NAMES))
    lines_apart = [(one - first) / pitches[0] for one in chain.from_iterable(offsets)]
    assert all(abs(one - round(one)) < 0.05 for one in lines_apart), lines_apart
    assert sum(round(one) == 0 for one in lines_apart) > 0.8 * len(lines_apart)


@pytest.mark.parametrize("pair", ["en fr", "de en"])
def test_running_heads_have_one_size_and_one_baseline(pair: str) -> None:
    """Though the letters of the text are larger on one page."""
    for spread in talked(*pair.split())[1:4]:
        left, right = [{(word.top, word.bottom) for word in words if word.bottom < TOP} for words in spread]
        assert left == right and len(left) == 1


def test_questions_that_run_on_as_answers_do_are_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        turns, "exchanges", lambda rows: [row | {"runs-on": row["k"] == "speech"} for row in rows]
    )
    found = heights(spreads(talk(60, "en", "zh-Hans"), tmp_path), ["en", "zh-Hans"], ["noor-haddad"])
    assert max(map(max, found)) - min(map(min, found)) > 15


def noted(folder: Path) -> list[tuple[list[str], list[str]]]:
    """Of each opening, which footnotes stand on its pages: those of long turns, at different places."""
    said = {
        "en": "Some of a long answer that goes on, with much to say of water. ",
        "fr": "Une partie d'une longue réponse qui continue, avec beaucoup à dire de l'eau. ",
    }
    lines_ = [Line("title", {"en": "So", "fr": "Oui"})]
    for k in range(24):
        parts = {lang: [text] * 12 for lang, text in said.items()}
        for lang, place in (("en", k * 5), ("fr", k * 5 + k % 3 - 1)):
            parts[lang][place % 12] += f"Here.^[{lang}{k}] "
        texts = {lang: "".join(part) for lang, part in parts.items()}
        lines_.append(Line("speech", texts, ("noor-haddad", "tomas-vey")[k % 2]))
    found = spreads(build(lines_, ["en", "fr"]), folder)
    return [
        (
            [word.text.removeprefix("en") for word in left if re.fullmatch(r"en\d+", word.text)],
            [word.text.removeprefix("fr") for word in right if re.fullmatch(r"fr\d+", word.text)],
        )
        for left, right in found
    ]


def test_a_footnote_and_its_translation_stand_on_one_opening(tmp_path: Path) -> None:
    found = noted(tmp_path)
    assert sum(len(left) for left, _ in found) > 18
    assert [pair for pair in found if pair[0] != pair[1]] == []


def asked(folder: Path, layout: Layout, *, words: int = 0, pulled: Sequence[int] = ()) -> tuple[int, int]:
    """Pages of an interview, and how many of them end in a question.

    words   how much longer all of them are
    pulled  answers out of which words are shown before them
    """
    options = BuildOptions(layout, modified=OPTIONS.modified)
    page, path = sheet(options), folder / "book.pdf"
    lines_ = [Line("title", {"en": "So", "fr": "Oui"})]
    for k in range(50):
        question = f"Why did you go there {'at all ' * (k % 9 + words)}then?"
        answer = "It was on the way home. " * (1 + k * 5 % 13)
        lines_.append(Line("speech", dict.fromkeys(("en", "fr"), question), "noor-haddad"))
        lines_.append(Line("speech", dict.fromkeys(("en", "fr"), answer), "tomas-vey"))
    quotes = [PullQuote(f"s{3 + 2 * k:06d}", (("", "On the way"), ("fr", "En route"))) for k in pulled]
    edition = build(lines_, ["en", "fr"], meta=replace(META, pull_quotes=tuple(quotes)))
    with path.open("wb") as sink:
        pdf.write(single(edition), options, sink)
    ends = []
    for page_words in printed_words(path)[1:-2]:
        inside = [word for word in page_words if word.bottom < (page.height - page.bottom) * POINT + 3]
        low = max(word.bottom for word in inside)
        ends.append(any("?" in word.text for word in inside if word.bottom > low - 4))
    return len(ends), sum(ends)


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["facing", "stacked", "columns", "alternating"])
def test_no_question_stands_at_the_foot_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: Layout
) -> None:
    count, kept = asked(tmp_path, layout)
    monkeypatch.setattr(turns, "answered", lambda rows, **_: rows)
    before, parted = asked(tmp_path, layout)
    assert kept == 0 < parted
    assert count <= before + 2, "no page is left empty for it"


@pytest.mark.parametrize(("words", "pulled"), [(50, []), (0, range(0, 50, 3))])
def test_on_facing_pages_nor_does_a_long_one_nor_one_before_a_pull_quote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: int, pulled: Sequence[int]
) -> None:
    assert asked(tmp_path, "facing", words=words, pulled=pulled)[1] == 0
    monkeypatch.setattr(turns, "answered", lambda rows, **_: rows)
    assert asked(tmp_path, "facing", words=words, pulled=pulled)[1] > 0


@pytest.mark.parametrize(
    ("lang", "letters"), [("zh-Hans", 2), ("ja", 1), ("ko", 1), ("fr", 1.3), ("ar", 1.3)]
)
def test_a_paragraph_is_set_in_by_as_many_letters_as_is_usual_in_its_script(
    tmp_path: Path, lang: str, letters: float
) -> None:
    path = tmp_path / "book.pdf"
    edition = talk(12, "en", lang)
    with path.open("wb") as sink:
        pdf.write(single(edition), OPTIONS, sink)
    right = pdftotext(path, "-bbox", "-f", "3", "-l", "3")
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', right)
    rows: dict[int, list[float]] = {}
    for left, _, end, bottom in found:
        if float(bottom) > TOP:
            near = next((key for key in rows if abs(key - float(bottom)) < 5), int(float(bottom)))
            rows.setdefault(near, []).append(-float(end) if lang == "ar" else float(left))
    starts = [min(row) for row in rows.values()]
    style = pdf.pages(single(edition), OPTIONS)["styles"][lang]
    size = 11 * style["size"]
    steps = {round((start - min(starts)) / size, 1) for start in starts}
    assert any(abs(one - letters) < 0.15 for one in steps), steps


@pytest.mark.parametrize(("lang", "letters"), [("zh-Hans", 2), ("ja", 1), ("ko", 1), ("fr", 0), ("ar", 0)])
def test_the_first_paragraph_of_a_text_is_set_in_where_the_script_sets_all_in(
    lang: str, letters: float
) -> None:
    _, right = talked("en", lang)[0]
    inside = [word for word in right if TOP < word.bottom < BOTTOM + 3]
    high = min(word.bottom for word in inside)
    starts, first = (
        [-word.right if lang == "ar" else word.left for word in words]
        for words in (inside, [word for word in inside if word.bottom < high + 4])
    )
    style = pdf.pages(single(talk(60, "en", lang)), OPTIONS)["styles"][lang]
    assert (min(first) - min(starts)) / (11 * style["size"]) == pytest.approx(letters, abs=0.15)


def test_a_note_is_set_in_where_its_script_sets_all_in() -> None:
    said = {"en": "It rained all day.", "zh-Hans": "雨下了一整天。"}
    lines = [Line("title", {"en": "Bells", "zh-Hans": "钟"}), Line("note", said), Line("note", said)]
    edition = replace(build(lines, ["en", "zh-Hans"], source="en"), labels="run-in")
    blocks = pdf.pages(single(edition), OPTIONS)["sections"][0]["blocks"]
    rows = [row for block in blocks if block["k"] == "aside" for row in block["blocks"]]
    assert [[cell["indent"] for cell in row["cells"]] for row in rows] == [[False, True]] * 2


def counted(**numbers: int) -> tuple[dict[str, Spacing], balance.Counting]:
    """Languages, and how many lines each has in letters of the usual size."""

    def count(sizes: Mapping[str, float], _: object) -> list[float]:
        return [number * sizes[lang] for lang, number in numbers.items()]

    return {lang: fonts.spacing(lang) for lang in numbers}, count


def scaled(**numbers: int) -> dict[str, tuple[float, float]]:
    """Size and distance of lines of each language, as they are chosen."""
    spacings, count = counted(**numbers)
    styles = {lang: {"scale": 1, "pitch": 1.55} for lang in numbers}
    cells = [{"l": lang, "c": ["a"]} for lang in numbers]
    blocks = [{"k": "speech", "cells": cells, "level": 0}]
    data = {"sections": [{"k": "document", "blocks": blocks}], "styles": styles}
    found = balanced(data, spacings, count)["styles"]
    return {lang: (style["scale"], style["pitch"]) for lang, style in found.items()}


def test_what_is_of_one_length_is_set_as_usual() -> None:
    for lang, (size, pitch) in scaled(en=100, fr=100).items():
        assert (size, pitch) == pytest.approx((1, fonts.spacing(lang).usual), abs=0.002)


@pytest.mark.parametrize("longer", ["en", "zh"])
def test_the_longer_text_is_smaller_and_closer_and_both_end_alike(longer: str) -> None:
    numbers = {"en": 100, "zh": 100} | {longer: 130}
    found = scaled(**numbers)
    (shorter,) = numbers.keys() - {longer}
    assert found[longer][0] < 1 < found[shorter][0]
    depths = [numbers[lang] * size**2 * pitch for lang, (size, pitch) in found.items()]
    assert depths[0] == pytest.approx(depths[1], rel=0.01)


def test_the_lines_of_both_are_as_far_apart_where_letters_alone_even_it_out() -> None:
    for numbers, level in (({"de": 100, "en": 108}, True), ({"en": 150, "zh": 100}, False)):
        distances = [size * pitch for size, pitch in scaled(**numbers).values()]
        assert (distances[0] == pytest.approx(distances[1], abs=0.001)) == level


def test_letters_and_lines_stay_as_they_are_in_books() -> None:
    """However much longer one text is."""
    for numbers in ({"en": 900, "zh": 100}, {"en": 100, "ar": 900}, {"ur": 100, "de": 900}):
        for lang, (size, pitch) in scaled(**numbers).items():
            closest, _, widest = fonts.spacing(lang)
            assert 9.5 <= 11 * size <= 11.6 and closest <= pitch <= widest


def test_a_book_in_which_nothing_is_translated_is_set_as_usual() -> None:
    edition = build([Line("title", {"en": "So", "fr": "Oui"})], ["en", "fr"])
    assert balance.measured(pdf.pages(single(edition), OPTIONS)["sections"], 2) == []
    sink = io.BytesIO()
    pdf.write(single(edition), OPTIONS, sink)
    assert sink.getvalue().startswith(b"%PDF")


def test_of_a_long_book_some_pairs_are_measured() -> None:
    data = pdf.pages(single(talk(1000, "en", "fr")), OPTIONS)
    found = balance.measured(data["sections"], 2)
    assert len(found) == 300
    assert found[0] is not found[-1] and found[-1]["cells"]
