"""PDF: pages are filled: both of two that face each other alike, and those before a portrait."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest

from editions import Line, build
from levels import Word, lines, printed_words, step, talk, whiteness
from toolkit.config import BuildOptions, Layout
from toolkit.config.paper import sheet
from toolkit.config.style import Theme
from toolkit.model import Cell, Edition, Picture
from toolkit.model.editions import single
from toolkit.writers import pdf
from toolkit.writers.pdf import balance, fonts, turns
from toolkit.writers.pdf.balance import Spacing, balanced

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


PAIRS = ("en zh-Hans", "en ko", "en ja", "en fr", "en ar", "zh-Hans en", "de en")


@pytest.mark.parametrize("pair", PAIRS)
def test_neither_of_two_pages_is_empty(tmp_path: Path, pair: str) -> None:
    found = white(spreads(talk(60, *pair.split()), tmp_path))
    assert len(found) > 6
    assert mean(found) < 0.08 and max(found) < 0.2, found


def test_without_balance_pages_in_chinese_are_a_third_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(balance, "balanced", lambda data, *_: data)
    assert mean(white(spreads(talk(60, "en", "zh-Hans"), tmp_path))) > 0.25


@pytest.mark.parametrize(("pair", "names"), [("en ko", ("누르", "토마스")), ("de en", ("Noor", "Tomas"))])
def test_a_turn_faces_its_translation_to_a_line(tmp_path: Path, pair: str, names: tuple[str, str]) -> None:
    """Whoever looks from one page to the other finds it."""
    found = spreads(talk(60, *pair.split()), tmp_path)
    for left, right in found:
        tops = [
            [word.bottom for word in words if word.text in {*names, "Noor", "Tomas"} and word.bottom > TOP]
            for words in (left, right)
        ]
        assert len(tops[0]) == len(tops[1]) > 1
        # The letters of one language may be larger.
        assert [one for one, other in zip(*tops, strict=True) if abs(one - other) > 11 * 1.55 + 3] == []


def asked(folder: Path, layout: Layout) -> tuple[int, int]:
    """Pages of an interview, and how many of them end in a question."""
    options = BuildOptions(layout, modified=OPTIONS.modified)
    page, path = sheet(options), folder / "book.pdf"
    lines_ = [Line("title", {"en": "So", "fr": "Oui"})]
    for k in range(50):
        question = f"Why did you go there {'at all ' * (k % 9)}then?"
        answer = "It was on the way home. " * (1 + k * 5 % 13)
        lines_.append(Line("speech", dict.fromkeys(("en", "fr"), question), "noor-haddad"))
        lines_.append(Line("speech", dict.fromkeys(("en", "fr"), answer), "tomas-vey"))
    with path.open("wb") as sink:
        pdf.write(single(build(lines_, ["en", "fr"])), options, sink)
    ends = []
    for words in printed_words(path)[1:-2]:
        inside = [word for word in words if word.bottom < (page.height - page.bottom) * POINT + 3]
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
    assert found[longer][1] < fonts.spacing(longer).usual and found[shorter][1] > fonts.spacing(shorter).usual
    depths = [numbers[lang] * size**2 * pitch for lang, (size, pitch) in found.items()]
    assert depths[0] == pytest.approx(depths[1], rel=0.01)


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
