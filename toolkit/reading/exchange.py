"""Brief texts in which each paragraph has a label, and each label comes again: nothing in them is told.

In four lines weights have little to go by. That two take turns, each more than once, is all that such a text
says of itself, and it is enough.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from toolkit.reading.roster import AT_FORM, Labels
from toolkit.reading.shape import CATEGORIES, TEXT, Indices, View, bits, lists

_FORMS = tuple(AT_FORM[form] for form in ("colon", "bracket", "letter", "time", "arrow"))
"""What is nothing else where all paragraphs begin so."""
NOBODY = [CATEGORIES.index(name) for name in ("meta", "date", "caption", "note", "byline", "credit", "text")]
"""What a word of a label is for that is nobody's."""
_LEAST, _MOST = 4, 8
"""Labels: a longer text tells more of itself, and some of it may be told in its midst."""
_ABOVE = 3
"""Lines above the first label: a title, who wrote it, and when."""
_ENDS = 0.5
"""Share of those that end a sentence: fields of a record seldom do."""


def exchange(view: View, known: Labels) -> tuple[Indices, Indices]:
    """The lines that begin a turn, and the keys of their labels; none where the text isn't made of turns."""
    for form in _FORMS:
        line, at = np.unique(known.line[known.form == form], return_index=True)
        if not len(line):
            continue
        place = np.flatnonzero(known.form == form)[at]
        opens = np.flatnonzero(view.opens)
        opens = opens[opens >= line[0]]
        # Below a label alone stands what is said.
        below = line[known.bare[place]] + 1
        if line[0] > _ABOVE or not np.isin(opens, np.union1d(line, below)).all():
            continue
        of = known.of[place]
        often = Counter(of.tolist())
        if not _LEAST <= len(line) <= _MOST or len(often) < 2 or min(often.values()) < 2:
            continue
        if bits(map(lists, (known.keys[key] for key in often)))[:, NOBODY].any():
            continue
        last = np.append(line[1:] - 1, len(view.lines) - 1)
        if (view.text[last, TEXT.index("ends")] > 0).mean() >= _ENDS:
            return line, np.array(sorted(often), dtype=np.intp)
    return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
