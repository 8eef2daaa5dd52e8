"""Labels that stand on two lines, as where a program has filled them.

`ANN HOLT`, and `(Vell) – Thank you.` on the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.reading.candidates import Candidate, candidates
from toolkit.reading.forms import COLONS, LabelForm
from toolkit.reading.lines import Content, Line
from toolkit.reading.roster import labelled
from toolkit.reading.sittings import sitting
from toolkit.reading.view import view
from toolkit.reading.vocabulary import capitals
from toolkit.text.lines import joined
from toolkit.text.signs import ends_sentence

_FORMS: frozenset[LabelForm] = frozenset({"stroke", "colon"})
_SIGN = late.regex(rf"[^–—―{COLONS}-]{{0,90}}?(?:(?:^|(?<=[\s)）]))[–—―-]|[{COLONS}])(?:\s|[^\x00-\x7f])")
"""What the line below begins with, up to the sign behind a label."""
_OPENING = ("(", "（", "[")
_LONGEST = 90
"""Characters of what a label has on its first line, at most."""
_AGAIN = 2
"""Other turns of whoever has such a label, at least, where no record tells who speaks."""


class _CutLabel(NamedTuple):
    """A label on two lines."""

    line: Line
    """What both lines are together."""
    label: Candidate
    own: bool
    """Whether its last line has a label by itself: `HOLT (Vell) – Thank you.`"""


def whole_labels(content: Content) -> Content:
    """The same text, where each label that stands on several lines stands on the last one of them.

    A sign alone tells of none: in prose a clause stands before a dash, too. The label is one of a record, by
    names in capitals; or who is called so has an office or a place in brackets, and speaks again.
    """
    cut = dict(_cut(content.lines))
    if not cut:
        return content
    often = Counter(one.key for line in content.lines for one in _labels(line))
    again = {i for i, one in cut.items() if (one.own or one.label.asides) and often[one.label.key] >= _AGAIN}
    open_ = {i: one for i, one in cut.items() if i in again or not one.own}
    lines = _with(content.lines, open_)
    told = {lines[i].number for i in sitting(labelled(view(lines))).turns}
    sure = {i: one for i, one in open_.items() if i in again or one.line.number in told}
    return replace(content, lines=_with(content.lines, sure)) if sure else content


def _with(lines: Sequence[Line], cut: Mapping[int, _CutLabel]) -> list[Line]:
    """The lines, with some labels in one piece."""
    return [cut[i].line if i in cut else line for i, line in enumerate(lines) if i - 1 not in cut]


def _cut(lines: Sequence[Line]) -> Iterator[tuple[int, _CutLabel]]:
    """The lines that may begin a label which ends on the next one."""
    for i, (line, below) in enumerate(pairwise(lines)):
        if _goes_on(below) and _SIGN.match(below.text) and _may_begin(line):
            found = _label(line, below)
            if found is not None:
                yield i, found


def _may_begin(line: Line) -> bool:
    """Whether a line may be the first part of a label: a few words without its sign."""
    plain = line.form == "prose" and not (line.kind or line.speaker or line.level or line.strong)
    words = plain and len(line.text) <= _LONGEST and line.text[0].isalpha() and not ends_sentence(line.text)
    return bool(words) and not any(_labels(line))


def _goes_on(line: Line) -> bool:
    """Whether a line may be its last part."""
    return not (line.gap or line.kind or line.speaker or line.level or line.strong) and line.form == "prose"


def _label(line: Line, below: Line) -> _CutLabel | None:
    """The label that begins on one line and ends on the next; None where no words follow it there."""
    whole = joined([line.text, below.text])
    lead = whole.rfind(below.text)
    if lead < 0:
        return None
    both = below.replace(
        text=whole, number=line.number, at=line.at, gap=line.gap, indent=line.indent, lead=lead
    )
    own = not below.text.startswith(_OPENING) and any(_labels(below))
    for one in _labels(both):
        if not one.bare and one.start > lead and (one.asides or capitals(one.label)):
            return _CutLabel(both, one, own)
    return None


def _labels(line: Line) -> Iterator[Candidate]:
    """The labels before a dash or a colon."""
    return (one for one in candidates(line) if one.form in _FORMS)
