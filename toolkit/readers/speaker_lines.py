"""Lines that tell who speaks below by a word for it: `SPEAKER: S1`, and what is said on the next line."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from toolkit.readers import columns
from toolkit.reading.lines import Line
from toolkit.text.signs import ends_sentence, is_question

_TOLD = re.compile(r"([^\W\d_]+)[:：]\s*([^\s:：.?!][^:：.?!]{0,40})$")
_FIELD = re.compile(r"[^\W\d_]+[:：]\s")
"""A further field of a record, such as a message: `Sender: Ada`, and `Text: ...` below."""
_LEAST = 3
"""Lines that tell it, at least."""


def as_labels(lines: list[Line]) -> list[Line]:
    """The lines, with a label in place of each that tells who speaks, where the names come again.

    All have one word before the colon, which columns of speakers are called by. What stands below mostly ends
    sentences, and some of it asks: titles stand below authors, and what somebody does below roles.
    """
    told = {i: found for i, line in enumerate(lines) if (found := _TOLD.match(line.text)) and not line.kind}
    word, often = next(iter(Counter(found[1].lower() for found in told.values()).most_common(1)), ("", 0))
    names = {i: found[2] for i, found in told.items() if found[1].lower() == word}
    if often < _LEAST or columns.called(word) != "name" or not _speak(names, len(lines)):
        return lines
    below = [lines[i + 1].text if i + 1 < len(lines) else "" for i in names]
    talk = 2 * sum(map(ends_sentence, below)) > len(below) and any(map(is_question, below))
    if not talk or all(map(_FIELD.match, below)):
        return lines
    return [line.replace(text=f"{names[i]}:") if i in names else line for i, line in enumerate(lines)]


def _speak(names: dict[int, str], count: int) -> bool:
    """Whether names come again, and something stands below each."""
    again = 2 * len({*names.values()}) <= len(names)
    return again and all(b - a > 1 for a, b in pairwise([*names, count]))
