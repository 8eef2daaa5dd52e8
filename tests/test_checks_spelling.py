"""Words that are misspelt: what is too long for a word is none."""

from __future__ import annotations

import time

from toolkit.checks.spelling import _WrittenWords


def test_a_letter_twice_is_found_and_a_line_of_one_letter_is_no_word() -> None:
    endless = "b" + "l" * 200_000 + "xyz"
    words = _WrittenWords({"tolerate": 2, endless[:1] + endless[2:]: 2}, ())
    assert words.meant("tollerate") == "tolerate"
    begun = time.process_time()
    assert words.meant(endless + "x") == ""
    # Each letter was tried: 20 seconds of the processor.
    assert time.process_time() - begun < 1
