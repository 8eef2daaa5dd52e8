"""Sentences beside sentences: pieces of a paragraph are its text, none without a counterpart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions import sample
from toolkit.edition import sentences
from toolkit.edition.sentences import side_by_side
from toolkit.model import Bead, Cell, Row

SOURCE = ("One. ", "Two. ", "Three. ", "Four.")
ZH = ("一。", "二。", "三。", "四。")
AR = ("أ. ", "ب. ", "ج.")


def row(beads: dict[str, list[tuple[str, str]]], **texts: tuple[str, ...]) -> Row:
    """beads: language -> pairs of digits, such as ("01", "0") for two sentences that are one."""
    cells = {
        lang: Cell("".join(pieces), lang, "translated", sentences=pieces)
        for lang, pieces in {"en": SOURCE, **texts}.items()
    }
    return Row(
        "s1",
        "1.1",
        "speech",
        cells,
        {
            lang: tuple(Bead(tuple(map(int, one)), tuple(map(int, other))) for one, other in pairs)
            for lang, pairs in beads.items()
        },
    )


@pytest.mark.parametrize(
    ("beads", "wanted"),
    [
        (
            [("0", "0"), ("1", "1"), ("2", "2"), ("3", "3")],
            ["One. |一。", "Two. |二。", "Three. |三。", "Four.|四。"],
        ),
        # What is joined stays as it stands in the text: with the blank of English, without one in Chinese.
        ([("01", "0"), ("2", "1"), ("3", "23")], ["One. Two. |一。", "Three. |二。", "Four.|三。四。"]),
        # Left out, or added: with the next that has a counterpart, or with the last.
        (
            [("0", ""), ("1", "0"), ("2", "1"), ("3", "23")],
            ["One. Two. |一。", "Three. |二。", "Four.|三。四。"],
        ),
        (
            [("", "0"), ("0", "1"), ("12", "2"), ("3", "3")],
            ["One. |一。二。", "Two. Three. |三。", "Four.|四。"],
        ),
        ([("0", "0"), ("1", "123"), ("2", ""), ("3", "")], ["One. |一。", "Two. Three. Four.|二。三。四。"]),
        ([("0", "0"), ("123", "1"), ("", "2"), ("", "3")], ["One. |一。", "Two. Three. Four.|二。三。四。"]),
        (
            [("0", ""), ("", "0123"), ("1", ""), ("2", ""), ("3", "")],
            ["One. Two. Three. Four.|一。二。三。四。"],
        ),
        # Beads that cross are one.
        (
            [("0", "1"), ("1", "0"), ("2", "2"), ("3", "3")],
            ["One. Two. |一。二。", "Three. |三。", "Four.|四。"],
        ),
    ],
)
def test_what_stands_beside_what(beads: list[tuple[str, str]], wanted: list[str]) -> None:
    found = side_by_side(row({"zh": beads}, zh=ZH), ["en", "zh"])
    assert [f"{piece['en']}|{piece['zh']}" for piece in found] == wanted


def test_with_two_translations_a_piece_ends_where_both_end() -> None:
    beads = {
        "zh": [("0", "0"), ("1", "1"), ("23", "23")],
        "ar": [("01", "0"), ("2", "1"), ("3", "2")],
    }
    found = side_by_side(row(beads, zh=ZH, ar=AR), ["en", "zh", "ar"])
    assert found == [
        {"en": "One. Two. ", "zh": "一。二。", "ar": "أ. "},
        {"en": "Three. Four.", "zh": "三。四。", "ar": "ب. ج."},
    ]


def test_what_is_not_translated_into_all_languages_stays_whole() -> None:
    beads = {"zh": [("0", "0"), ("123", "123")]}
    assert side_by_side(row(beads, zh=ZH, ar=AR), ["en", "zh", "ar"]) == []
    assert side_by_side(row({}, zh=ZH), ["en", "zh"]) == []
    assert side_by_side(row({}), ["en"]) == []


@st.composite
def alignments(draw: st.DrawFn) -> tuple[int, dict[str, list[Bead]], dict[str, int]]:
    """Beads of a source with up to eight sentences and up to three translations."""
    n = draw(st.integers(1, 8))
    found, lengths = {}, {}
    for lang in draw(st.sampled_from([["zh"], ["zh", "ar"], ["zh", "ar", "fr"]])):
        cuts = sorted({0, n, *draw(st.lists(st.integers(0, n), max_size=n))})
        beads, m = [], 0
        for a, b in pairwise(cuts):
            size = draw(st.integers(0, 3))
            beads.append(Bead(tuple(range(a, b)), tuple(range(m, m + size))))
            m += size
        more = draw(st.integers(0 if m else 1, 2))
        if more:
            beads.insert(len(beads), Bead((), tuple(range(m, m + more))))
        found[lang], lengths[lang] = beads, m + more
    return n, found, lengths


@given(alignments())
def test_pieces_are_the_text_and_none_is_empty(
    case: tuple[int, dict[str, list[Bead]], dict[str, int]],
) -> None:
    n, beads, lengths = case
    cells = {
        lang: Cell("", lang, "translated", sentences=tuple(f"{lang}{k}." for k in range(count)))
        for lang, count in {"en": n, **lengths}.items()
    }
    found = side_by_side(
        Row("s1", "1.1", "speech", cells, {lang: tuple(some) for lang, some in beads.items()}), list(cells)
    )
    assert found
    for lang, cell in cells.items():
        assert "".join(piece[lang] for piece in found) == "".join(cell.sentences)
        assert all(piece[lang] for piece in found)


def test_the_sample_can_be_divided() -> None:
    edition = sentences.split(sample("en", "zh-Hans", "fr"))
    rows = [row for scene in edition.scenes for row in scene.rows if row.kind != "separator"]
    pieces = [side_by_side(row, edition.langs) for row in rows]
    assert all(pieces)
    assert max(map(len, pieces)) > 1
