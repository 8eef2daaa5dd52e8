"""Lines as paragraphs.

Every line belongs to one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.reading.lines import Lines, joined, seen
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import is_separator
from toolkit.reading.times import cue
from toolkit.reading.wrapping import UNDERLINE, numbers_cue, paragraphs_begin, stands_alone

# How the number or the time of a cue may begin. Most lines need no closer look.
_CUE_BEGINS = frozenset("[(（<0123456789")


@dataclass(slots=True)
class LineBlock:
    """Lines that belong together: a paragraph."""

    first: int
    """Index of its first line, which may hold only a label, a time or the number of a cue."""
    label: Candidate | None
    time: str
    """A time that stands on a line of its own above it."""
    parts: tuple[str, ...]
    """The lines of the text, stripped, without label and time."""
    gap: bool
    end: int
    """Index of the line behind its last."""
    alone: bool = False
    """Whether the label stands on a line of its own."""
    underlined: bool = False

    def text(self) -> str:
        """On one line, without the label."""
        return joined(self.parts)

    def whole(self, lines: Lines) -> str:
        """On one line, as printed."""
        return joined([lines.said(i) for i in range(self.first, self.end)])


def blocks(lines: Lines, labels: Mapping[int, Candidate], alone: Collection[int]) -> list[LineBlock]:
    """The paragraphs of a document.

    labels  accepted labels, by index of line
    alone   indices of further lines that are paragraphs of their own
    """
    begins = paragraphs_begin(lines, labels, alone)
    begins.append(True)
    found: list[LineBlock] = []
    texts, gaps = lines.text, lines.gap
    count = len(texts)
    i = 0
    while i < count:
        text = texts[i]
        # Most paragraphs are one line that begins with a letter: the rest of the rules is for the others.
        if begins[i + 1] and text[0].isalpha():
            label = labels.get(i)
            if label is None:
                found.append(LineBlock(i, None, "", (lines.said(i),), gaps[i], i + 1))
                i += 1
                continue
            rest = lines.said(i, label.start)
            if rest[:1].isalnum():
                found.append(LineBlock(i, label, "", (rest,), gaps[i], i + 1))
                i += 1
                continue
        i = _block(lines, labels, begins, i, found)
    return found


def _block(
    lines: Lines, labels: Mapping[int, Candidate], begins: Sequence[bool], i: int, found: list[LineBlock]
) -> int:
    """Append one block; return the line after it."""
    texts, count, first = lines.text, len(lines.text), i
    time = ""
    if texts[i][0] in _CUE_BEGINS and i not in labels and not lines.stated:
        i, time = _time_above(lines, labels, i)
        if time and not _belongs(lines, labels, i):
            found.append(LineBlock(first, None, "", tuple(texts[first:i]), lines.gap[first], i))
            return i
    label = labels.get(i)
    rest = lines.said(i, label.start if label else 0).strip()
    alone = label is not None and not (rest and (rest[0].isprintable() or seen(rest)))
    parts = [] if alone else [rest]
    end = i + 1
    if alone and end < count and end not in labels and _under_label(texts[end]):
        # Even where a blank line stands between.
        parts.append(lines.said(end))
        end += 1
        if stands_alone(parts[0]):
            found.append(LineBlock(first, label, time, tuple(parts), lines.gap[first], end, True))
            return end
    underlined = False
    while end < count and not begins[end]:
        if len(parts) == 1 and label is None and UNDERLINE.match(texts[end]):
            underlined = True
        else:
            parts.append(lines.said(end))
        end += 1
    found.append(LineBlock(first, label, time, tuple(parts), lines.gap[first], end, alone, underlined))
    return end


def _under_label(line: str) -> bool:
    return not (cue(line) or is_separator(line) or line.startswith("#"))


def _time_above(lines: Lines, labels: Mapping[int, Candidate], i: int) -> tuple[int, str]:
    """Skip the number and the time of a cue."""
    # Both belong to what is said in it.
    texts, count, time = lines.text, len(lines.text), ""
    while i < count and i not in labels and not (time and lines.gap[i]):
        if not time and cue(texts[i]):
            time = texts[i]
        elif time or not numbers_cue(texts, i):
            break
        i += 1
    return i, time


def _belongs(lines: Lines, labels: Mapping[int, Candidate], i: int) -> bool:
    """Whether a time above can belong to a line."""
    # Even with a blank line between.
    return i < len(lines.text) and (i in labels or not (cue(lines.text[i]) or stands_alone(lines.text[i])))
