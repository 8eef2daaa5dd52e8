"""Which lines begin a paragraph.

Blank lines, labels, and the width that lines were broken at tell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence

from toolkit.reading.lines import Lines, first_word, width
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import bracketed, ends_sentence, is_separator
from toolkit.reading.times import cue

# Headings, items of lists and quotations begin a paragraph.
_MARKED = re.compile(r"#{1,6}\s|[*+•·‣▪]\s|[-–]\s|\(?\d{1,3}[.)]\s|>\s")
# The number of a cue in subtitles.
COUNTER = re.compile(r"\d{1,6}$")
# A heading may be underlined, as in Markdown: "-----".
UNDERLINE = re.compile(r"([-=~_*^])\1{2,}$")
MAX_WIDTH = 130
"""Columns; nobody breaks lines by hand or by machine at more, so longer lines are paragraphs."""


def paragraphs_begin(lines: Lines, labels: Mapping[int, Candidate], alone: Collection[int]) -> list[bool]:
    """For each line, whether a paragraph begins there."""
    begins = list(lines.gap)
    if lines.stated:
        # The container knows; a label begins one all the same.
        return [not i or not line.joined or i in labels for i, line in enumerate(lines.stated)]
    if all(begins):
        return begins
    runs = _runs(lines, labels, alone, begins)
    page = _LineWidths([lines.text[a:b] for a, b, _ in runs])
    for a, b, label_above in runs:
        indented = label_above and all(indent > lines.indent[a] for indent in lines.indent[a + 1 : b])
        if indented or (a and cue(lines.text[a - 1]) and not lines.gap[a]):
            continue
        local = _wrapped_alone(lines.text[a:b])
        for i in range(a + 1, b):
            begins[i] = not page.continues(lines.text[i - 1], lines.text[i], local)
    return begins


def _runs(
    lines: Lines, labels: Mapping[int, Candidate], alone: Collection[int], begins: list[bool]
) -> list[tuple[int, int, bool]]:
    """Stretches in which only the layout can tell."""
    # Of two lines or more. All other lines are marked in `begins`.
    runs = []
    start, count = 0, len(lines.text)
    single = -1
    for i in range(count + 1):
        fresh = i == count or lines.gap[i] or i in labels
        if not fresh:
            text = lines.text[i]
            if UNDERLINE.match(text) and i - 1 == start and start not in labels and i - 1 != single:
                start = single = i
                continue
            by_itself = stands_alone(text) or i in alone or numbers_cue(lines.text, i)
            fresh = by_itself or i - 1 == single or _MARKED.match(text) is not None
            if by_itself:
                single = i
        elif i < count and (i in alone or (i not in labels and stands_alone(lines.text[i]))):
            single = i
        if fresh:
            if i - start > 1 and start != single:
                runs.append((start, i, start in labels))
            if i < count:
                begins[i] = True
            start = i
    return runs


class _LineWidths:
    """Whether lines were broken to fit a width.

    Evidence from a whole document.
    """

    def __init__(self, runs: Sequence[Sequence[str]]) -> None:
        pairs = [(a, b) for run in runs for a, b in itertools.pairwise(run)]
        widths = sorted(width(a) for a, _ in pairs)
        self.width = widths[-1 - len(widths) // 50] if widths else 0
        self.wrapped = False
        if 40 <= self.width <= MAX_WIDTH and len(pairs) >= 3:
            full = sum(self.full(a, b) for a, b in pairs)
            ended = sum(ends_sentence(a) for a, _ in pairs)
            self.wrapped = full >= 0.7 * len(pairs) and ended < 0.7 * len(pairs)

    def full(self, line: str, after: str) -> bool:
        """Whether the next line's first word had no room."""
        return width(line) + 1 + first_word(after) > self.width

    def continues(self, before: str, line: str, local: bool) -> bool:
        """Whether a line goes on with a paragraph.

        The paragraph is that of the line before.
        """
        ended = ends_sentence(before)
        if not ended and line[0].islower() and width(before) <= 2 * MAX_WIDTH:
            return True
        if self.wrapped:
            return self.full(before, line) or (not ended and width(before) > 0.85 * self.width)
        return local


def _wrapped_alone(run: Sequence[str]) -> bool:
    """Whether a stretch is hard-wrapped."""
    # By its own evidence, in a document that isn't.
    if len(run) < 3:
        return False
    widths = [width(line) for line in run]
    most = max(widths)
    if not 30 <= most <= MAX_WIDTH:
        return False
    full = all(widths[i] + 1 + first_word(run[i + 1]) > most for i in range(len(run) - 1))
    ended = sum(ends_sentence(line) for line in run[:-1])
    return full and ended < 0.5 * (len(run) - 1)


def stands_alone(line: str) -> bool:
    """Whether a line is always a paragraph.

    Whatever is near it: an event, a separator, a time, a heading.
    """
    first = line[0]
    if first.isalpha():
        return False
    return bool(
        is_separator(line)
        or (first in "([（【［<〈＜{" and bracketed(line))
        or cue(line)
        or line.startswith("#")
    )


def numbers_cue(texts: Sequence[str], i: int) -> bool:
    """Whether a line is the number of a cue.

    Its time stands below.
    """
    return (
        bool(COUNTER.match(texts[i])) and i + 1 < len(texts) and "-->" in texts[i + 1] and cue(texts[i + 1])
    )
