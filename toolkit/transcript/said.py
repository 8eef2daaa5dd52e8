"""What paragraphs say: their words without labels and signs, and with what is done before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from toolkit import late
from toolkit.model import Times
from toolkit.reading.candidates import Candidate
from toolkit.reading.lines import Line, LinePart, timed
from toolkit.reading.names import PARENTHESES
from toolkit.text import events
from toolkit.text.lines import joined
from toolkit.text.signs import unopened
from toolkit.text.times import interval

ParagraphWords = dict[tuple[int, tuple[int, ...], bool, int, str], tuple[str, Times]]
"""What paragraphs say, and when: by their lines, and by what is cut off."""
_HASHES = late.regex(r"^#{1,6}\s+")
_DIRECTION = late.regex("^[\u200e\u200f\u061c]+\\s+")
_ACTS: frozenset[events.Event] = frozenset({"vocal", "kinesic", "pause"})
"""What people do while they talk. All else behind a name may tell who that is: `Bo (music):`."""


def said(
    lines: Sequence[Line], first: int, body: tuple[int, ...], marked: bool, cut: int, time: str
) -> tuple[str, Times]:
    """The words of a paragraph, and when they are heard.

    body    indices of its lines; `first` is that of its label, where that stands above
    marked  whether Markdown may have marks before and behind them
    """
    # A label or a time that is cut off stands before the words; else the sign of a form does.
    pieces = [LinePart(lines[i], cut if i == first and cut else lines[i].sign) for i in body]
    texts = [piece.line.marked(piece.at).strip() for piece in pieces]
    if marked:
        texts = [_unmarked(text) for text in texts]
    text = joined(texts)
    if cut:
        # Marks of direction that belong to the label stand behind its colon.
        text = unopened(text, lines[first].text[:cut]).strip()
        text = text if text.isascii() else _DIRECTION.sub("", text)
    times = timed(pieces, text)
    if times.start is None and time:
        times = Times(*interval(time))
    return text, times


def _unmarked(text: str) -> str:
    """A heading without the marks that Markdown has before and behind it."""
    text = _HASHES.sub("", text)
    bare = text.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() else text


@lru_cache(maxsize=1 << 12)
def without_act(label: Candidate) -> tuple[str, str]:
    """A label as it is printed, without what is done between the name and its colon; and that.

    `Ada (she nods): Yes.` says of this turn what happens in it, as `Ada: (she nods) Yes.` does, and is no
    part of her name. A role, and words that nobody knows for an act, stay in the label.
    """
    found = [
        bracket
        for bracket in PARENTHESES.finditer(label.printed)
        if events.classify(act := bracket[0].strip()) in _ACTS and act not in label.label
    ]
    called = label.printed
    for bracket in reversed(found):
        called = f"{called[: bracket.start()]} {called[bracket.end() :]}".strip()
    if not any(map(str.isalnum, called)):
        return label.printed, ""
    return called, " ".join(bracket[0].strip() for bracket in found)


def before(act: str, text: str, times: Times) -> tuple[str, Times]:
    """The words of a paragraph, and when they are heard, with what is done before them."""
    whole = joined([act, text])
    more = len(whole) - len(text)
    # The first piece begins where the paragraph does.
    cues = tuple(cue._replace(at=cue.at + more if k else cue.at) for k, cue in enumerate(times.cues))
    words = tuple(word._replace(at=word.at + more) for word in times.words)
    return whole, times.replace(cues=cues, words=words)
