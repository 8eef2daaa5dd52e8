"""Words that are misspelt: what is too long for a word is none."""

from __future__ import annotations

from robust import growth
from robust.growth import Kind, Work
from toolkit.checks.spelling import _WrittenWords


def test_a_letter_twice_is_found_and_a_line_of_one_letter_is_no_word() -> None:
    assert _WrittenWords({"tolerate": 2}, ()).meant("tollerate") == "tolerate"

    def make(size: int) -> Work:
        endless = "b" + "l" * size + "xyz"
        words = _WrittenWords({endless[:1] + endless[2:]: 2}, ())
        return lambda: words.meant(endless + "x")

    assert make(1000)() == ""
    # Each letter was tried: 20 seconds of the processor for 200,000.
    assert not growth.complaint(Kind("letters", 1000, make))
