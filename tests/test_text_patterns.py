"""Patterns of many words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.patterns import any_of

WORDS = st.lists(st.text("abм李.", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text("abм李. ", max_size=30))
def test_the_longest_word_is_found_where_some_begin(words: list[str], text: str) -> None:
    one_by_one = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words, longest=True), text) == re.findall(one_by_one, text)


@given(WORDS, st.text("abм李. ", max_size=30))
def test_shortest_beginnings_are_in_a_text_that_has_any_of_the_words(words: list[str], text: str) -> None:
    assert bool(re.search(any_of(words), text)) == any(word in text for word in words)


def test_no_word_is_too_long_and_none_begin_too_much_alike() -> None:
    """Who is named in a file with times may have a name of any length."""
    name = "李" * 5000
    assert re.findall(any_of([name, "bo"]), f"{name} bo") == [name, "bo"]
    sizes = range(1, 700)
    words = [*("a" * size for size in sizes), *("a" * size + "b" for size in sizes)]
    for size in (3, 60, 699):
        # What is longer is tried first, or what is shorter.
        assert re.findall(any_of(words, longest=True), "a" * size + "b") == ["a" * size + "b"]
    forks = ["a" * size + "b" for size in sizes]
    assert re.findall(any_of(forks), "a" * 650 + "b") == ["a" * 650 + "b"]
