"""Headlines, and what stands beside them: names and colons as turns have, twice the same, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.names import name
from toolkit.reading.shape import BIT, NOBODY, OFFICE, below, distinct
from toolkit.reading.whole import may_head
from toolkit.text.lines import width

if TYPE_CHECKING:
    from toolkit.reading.roster import Labels
    from toolkit.reading.shape import Flags
    from toolkit.reading.view import View

_LONG = 24
"""Columns of a line that stands twice, at least: fewer may do so by chance."""
_TOP = 5
"""Lines among which the headline of a text stands."""


def printed_twice(view: View, known: Labels) -> Iterator[int]:
    """The lines of a head that stand twice in a row, as a page and its text have a headline.

    Whoever says the same twice has the label of these lines elsewhere, too.
    """
    for i, (before, words) in enumerate(pairwise(view.plain[:_TOP]), 1):
        if words == before and width(words) >= _LONG:
            keys = known.of[known.line == i]
            if len(keys) and known.line[np.isin(known.of, keys)].max() <= i:
                yield from (i - 1, i)


_BY = 3
"""Words before the name of who wrote a text, at most: "Interview conducted by"."""


def written_by(view: View, known: Labels) -> list[int]:
    """The line that says who wrote a text, below what may be its headline: `By Mara Lind`.

    Of two the lower one: a headline may begin with such a word, too, as a name may with `von`.
    """
    top = min((*known.line[known.again].tolist(), _TOP, len(view.plain)))
    words = lexicon()
    before = (words.by - words.particles) | words.credit
    found = []
    for i in range(int(may_head(view).argmax()) + 1, top):
        parts = view.plain[i].split()
        by = [k for k in range(1, min(_BY + 1, len(parts) - 1)) if key(" ".join(parts[:k])) in before]
        who = parts[by[-1] :] if by else []
        if not any(part[0].islower() for part in who) and name(" ".join(who)).looks == "name":
            found.append(i)
    return found[-1:]


def above_writer(view: View, known: Labels) -> list[int]:
    """The headline alone above who wrote a text: nothing that stands above one."""
    head = may_head(view)
    return [i - 1 for i in written_by(view, known) if head[i - 1]]


_ABOUT = BIT["meta"] | BIT["date"] | BIT["byline"] | BIT["credit"]
"""Lists of words before a colon that tell of a text."""


def headlined(view: View, known: Labels) -> Iterator[int]:
    """The headline above what tells of the text, whatever a page sets above it: `Mara Lind: A life at sea`.

    `Source: Harbour Post` stands right below. Whoever speaks there speaks again below a blank line; a
    headline ends no sentence, and announces nothing. `Reporter: Mara Lind` tells of the text itself.
    """
    colon = known.of_form("colon") & ~known.bare
    told, office = known.in_lists(NOBODY), known.line[colon & known.in_lists(OFFICE)]
    lines: list[int] = known.line[colon & known.again & ~told].tolist()
    first, then = [*dict.fromkeys(lines), 0, 0][:2]
    below = first + 1 in known.line[colon & known.in_lists(_ABOUT)] and not view.gap[first + 1]
    said = view.ended | view.has("asks") | view.has("colon")
    if below and first not in office and then and view.gap[then] and not said[first]:
        yield first


_OTHERS, _MOST, _WIDEST = 4, 0.8, 120
"""Turns of people who speak again, at least; the share of them that end a sentence where a headline ends
none; and columns that one has, at most."""
_DATED = 40
"""Columns of a line that says a date, and little more."""
_QUOTED = re.compile('["“”„«»「『].*["“”«»」』]$')
"""What is all between quotation marks."""


def at_top(view: View, known: Labels) -> Iterator[int]:
    """The first line with a name and a colon, where it is set as a headline: `Mara Lind: "We rowed"`.

    All of it is a quotation, and no turn is; or it ends no sentence, where turns do. What stands below a
    blank line has no label, or that of the same person, who begins but once; or it asks, below a quotation.
    Who speaks no more, `The Lamp: A life at sea`, is nobody where what tells of the text stands below.
    """
    named = ~known.in_lists(NOBODY)
    first = known.firsts(known.of_form("colon") & ~known.bare & named & ~known.in_lists(OFFICE))[:1]
    i = int(known.line[first].max(initial=-1))
    others = known.firsts(known.again & named & (known.line > i))
    if not 0 <= i < _TOP or len(others) < _OTHERS or view.widths[i] > _WIDEST:
        return
    own, at = known.of[first[0]], known.line[others]
    alone = at[0] > i + 1 and view.gap[i + 1] > 0 and not view.has("item")[i + 1]
    apart = alone or own == known.of[others[0]]
    last = below(at, len(view.lines)) - 1
    if _quotes(view, known, int(first[0])):
        apart = apart or view.has("asks")[last[0]]
        headline = apart and not any(_quotes(view, known, place) for place in others.tolist())
    else:
        ends = view.ended[last].mean() >= _MOST
        open_ = not (view.ended[i] or view.has("colon")[i])
        told = own in known.of[others] or _dated(view, known, i + 1, int(at[0]))
        headline = apart and open_ and ends and told
    if headline:
        yield i


def may_be_headline(view: View, known: Labels) -> Flags:
    """The first line with a colon, `Lamp row: Who owns the light?`, where it may be a headline.

    It ends in a question or in no sentence, alone between blank lines. Its label comes once; those below take
    turns, and none of them is short for it.
    """
    lines = np.zeros(len(view.lines), dtype=np.bool_)
    first = known.firsts(known.of_form("colon") & ~known.bare & ~known.in_lists(OFFICE))[:1]
    i = int(known.line[first].max(initial=-1))
    others = known.firsts(known.again & (known.line > i))
    if 0 <= i < _TOP and len(others) >= _OTHERS and len(distinct(known.of[others])) > 1:
        alone = known.line[others[0]] == i + 1 and view.gap[i + 1] > 0 and not known.again[first[0]]
        lines[i] = alone and (view.has("asks")[i] or not view.ended[i])
    return lines


def _dated(view: View, known: Labels, first: int, last: int) -> bool:
    """Whether any of these lines says when or where a text was published, or who wrote it."""
    about = known.line[known.of_form("colon") & ~known.bare & known.in_lists(_ABOUT)]
    dates = view.has("date") & ~view.ended & (view.widths < _DATED)
    return bool(dates[first:last].any() or ((about >= first) & (about < last)).any())


def _quotes(view: View, known: Labels, place: int) -> bool:
    """Whether all that stands behind a label is a quotation."""
    text = view.lines[int(known.line[place])].text[known.candidates[place].start :]
    return _QUOTED.match(text.strip()) is not None
