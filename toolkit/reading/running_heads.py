"""What stands on every page, and is said by nobody: a head or foot with the number of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from toolkit.reading.candidates import Candidate
from toolkit.reading.lines import Line, width

_NUMBER = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PAGES = 3
"""Pages, from which on what they have in common is no chance."""
_SHARE = 1 / 3
"""Of the lines with a label, those that are heads of pages at most: else it is how people talk there."""
_SHORT = 24
"""Columns of a text that somebody may say again with another number."""


def unrepeated(
    lines: Sequence[Line], found: Sequence[tuple[Candidate, ...]], known: frozenset[str] = frozenset()
) -> list[tuple[Candidate, ...]]:
    """The candidates without those of lines that come again and again with a number that grows.

    "Ref: 12 Harbour Museum, page 3 of 40" begins with no label. Neither the label nor the text may be
    otherwise, and the text has words: a label with a time behind it comes again, too.

    known  keys of labels that somebody is sure of
    """
    labelled = 0
    same: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (line, labels) in enumerate(zip(lines, found, strict=True)):
        labelled += any(label.form == "colon" and not label.bare for label in labels)
        for label in labels:
            text = line.text[label.start :].strip()
            if label.form == "colon" and not label.bare and label.key not in known and _NUMBER.search(text):
                same[label.key, _NUMBER.sub("0", text)].append(i)
    heads = {
        (key, i)
        for (key, text), at in same.items()
        if len(at) >= _PAGES
        and width(text) > _SHORT
        and _WORDS.search(text)
        and _grows([lines[i] for i in at])
        for i in at
    }
    if not 0 < len({i for _, i in heads}) <= _SHARE * labelled:
        return list(found)
    return [tuple(one for one in labels if (one.key, i) not in heads) for i, labels in enumerate(found)]


def _grows(lines: Sequence[Line]) -> bool:
    """Whether a number at one place in these lines is greater in each than in the one before."""
    columns = zip(*(map(int, _NUMBER.findall(line.text)) for line in lines), strict=False)
    return any(all(a < b for a, b in pairwise(column)) for column in columns)
