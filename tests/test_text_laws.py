"""Laws of what is done to any text: dates, XML, JSON, similarity, line breaks."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pace import examples
from toolkit.text import data, line_breaks, xml
from toolkit.text.data import json_line, json_text
from toolkit.text.similarity import RATIO, disordered, rising, shingles, similarity

WORDS = st.sampled_from(
    "the river rose 10 000 km « non » ; 10 % 走吧 「橋」 ー、 k domu v Praze l’eau :".split()
)
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
CARRIED = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(
    lambda text: not xml.ILLEGAL.search(text)
)
MOMENTS = st.integers(-30_000_000_000, 250_000_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
"""From the year 1019 to 9892."""
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


# Dates


@given(MOMENTS, OFFSETS)
def test_a_moment_comes_back_whatever_its_zone(moment: datetime, zone: timezone) -> None:
    assert data.from_utc(data.in_utc(moment)) == moment
    elsewhere = moment.astimezone(zone).replace(second=0)
    assert data.from_header(data.in_header(elsewhere)) == elsewhere


@given(st.dates())
def test_what_the_calendar_has_is_a_date_with_or_without_its_day(day: object) -> None:
    text = str(day)
    assert all(map(data.is_date, (text, text[:7], text[:4])))
    assert not any(map(data.is_date, (f"{text} ", text[:9], text.replace("-", "/"), f"{text}T00:00")))


@pytest.mark.parametrize("text", ["2025-02-29", "2025-13", "2025-00-01", "0000", "٢٠٢٥", ""])
def test_what_it_has_not_is_none(text: str) -> None:
    assert not data.is_date(text)


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_a_duration_has_each_part_once_and_in_order(days: int, hours: int, minutes: int, rest: int) -> None:
    assert data.is_duration(f"P{days}DT{hours}H{minutes}M{rest}S")
    assert data.is_duration(f"P{days}D") and data.is_duration(f"PT{rest}.5S")
    wrong = (f"PT{minutes}M{hours}H", f"P{hours}H", f"P{days}DT", f"PT{rest}.S", "P", "PT", f"P{days}M")
    assert not any(map(data.is_duration, wrong))


# XML and JSON


@given(CARRIED)
def test_xml_gives_back_what_was_escaped(text: str) -> None:
    element = etree.fromstring(f"<x y={xml.quoted(text)}>{xml.escape_text(text)}</x>")
    assert (element.text or "") == text
    assert element.get("y") == text


@given(st.text())
def test_what_xml_carries_is_what_the_table_says(text: str) -> None:
    if xml.ILLEGAL.search(text):
        with pytest.raises((etree.XMLSyntaxError, ValueError, UnicodeError)):
            etree.fromstring(f"<x>{xml.escape_text(text)}</x>".encode())
    else:
        etree.fromstring(f"<x>{xml.escape_text(text)}</x>".encode())


@examples(40)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_json_says_the_same_on_one_line_and_on_many(value: object) -> None:
    line = json_line(value)
    assert "\n" not in line
    assert json.loads(line) == json.loads(json_text(value)) == value


# Likeness


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways_and_has_bounds(one: str, other: str) -> None:
    likeness = similarity(one, other)
    assert likeness == similarity(other, one)
    assert likeness == 0 or RATIO <= likeness <= 1
    assert similarity(one, one) == 1
    assert (likeness == 1) == (one == other)


@given(st.text(max_size=40))
def test_every_text_has_something_to_be_found_by(text: str) -> None:
    assert shingles(text) or not text.split()
    assert shingles(f"{text} {text}")


# Line breaks


@given(TEXTS)
def test_pieces_are_the_text(text: str) -> None:
    pieces = list(line_breaks.line_pieces(text))
    assert "".join(pieces) == text
    # No line begins with what closes, or ends with what opens; a blank is where a line may always end.
    for before, after in pairwise(pieces):
        assert before.endswith(" ") or (after[0] not in "、」ー" and before[-1] != "「")


@examples(60)
@given(TEXTS, st.sampled_from(["fr", "cs", "pl", "en", "ja"]))
def test_blanks_become_other_blanks_once_and_no_more(text: str, lang: str) -> None:
    set_text = line_breaks.no_break(text, lang)
    assert set_text.translate({0xA0: " ", 0x202F: " "}) == text
    assert line_breaks.no_break(set_text, lang) == set_text


@given(st.lists(st.integers(0, 12), max_size=9))
def test_what_rises_is_as_long_as_it_can_be_and_cut_where_all_before_is_before_all_behind(
    values: list[int],
) -> None:
    places = rising(values)
    found = [values[place] for place in places]
    assert places == sorted({*places}) and found == sorted(found)
    parts = [part for size in range(len(values) + 1) for part in combinations(values, size)]
    assert len(found) == max(len(part) for part in parts if [*part] == sorted(part))
    cuts = [at for at in range(1, len(values)) if max(values[:at]) <= min(values[at:])]
    borders = [0, *cuts, len(values)] if values else []
    assert disordered(values) == [part for part in pairwise(borders) if part[1] - part[0] > 1]


def test_half_of_a_pair_of_surrogates_is_written_as_it_is() -> None:
    assert json.loads(json_line({"label": "\ud800"})) == {"label": "\ud800"}
