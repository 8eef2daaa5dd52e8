"""Times in transcripts: found, taken apart, and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.reading.times import cue, dated, seconds, split_time

PARTS = st.tuples(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))


@given(PARTS, st.sampled_from(["", ".5", ",120"]))
def test_seconds_are_counted(parts: tuple[int, int, int], fraction: str) -> None:
    hours, minutes, rest = parts
    assert seconds(f"{hours:02}:{minutes:02}:{rest:02}{fraction}") == 3600 * hours + 60 * minutes + rest
    assert seconds(f"{minutes}:{rest:02}") == 60 * minutes + rest


@given(PARTS, st.sampled_from(["[{}] {}", "({}) {}", "<{}> {}", "{} {}", "{} - {}"]))
def test_a_time_and_what_it_stands_before_are_parted(parts: tuple[int, int, int], shape: str) -> None:
    time = "{:02}:{:02}:{:02}".format(*parts)
    assert split_time(shape.format(time, "And the owl.")) == (time, "And the owl.")


@given(PARTS, PARTS, st.sampled_from([" --> ", " - ", "–", " to ", " -> "]))
def test_a_range_alone_is_a_cue_and_with_words_none(
    first: tuple[int, int, int], last: tuple[int, int, int], between: str
) -> None:
    line = "{:02}:{:02}:{:02}".format(*first) + between + "{:02}:{:02}:{:02}".format(*last)
    assert cue(line) and cue(f"12 {line}") and cue(f"{line} align:start position:0%")
    assert not cue(f"{line} And the owl.")


@pytest.mark.parametrize(
    "line", ["It was 10:30.", "10:30 pm, in the rain", "Nobody came.", "12 of them: ten"]
)
def test_a_time_of_day_is_part_of_what_is_said(line: str) -> None:
    assert split_time(line) == ("", line) and not cue(line)


@pytest.mark.parametrize(
    ("time", "known"),
    [("2026-03-14 10:12", True), ("14/03/2026, 10:12", True), ("10:12", False), ("", False)],
)
def test_the_log_of_a_chat_has_dates(time: str, known: bool) -> None:
    assert dated(time) is known
