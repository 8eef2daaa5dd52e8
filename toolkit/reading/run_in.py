"""Run-in questions: set off in a paragraph with their answer, such as `**When did you begin?** At six`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from toolkit.reading.lines import Content, Line
from toolkit.reading.seams import cut
from toolkit.text.markup import BREAK
from toolkit.text.signs import is_question

_SET_OFF = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?P<words>(?:(?!\1).)+?)(?<=\S)\1", re.DOTALL)
_LEAST = 3
"""Questions in bold or italics that are answered in their own line, from which on they are parted."""
_END = 3
"""Characters at the end of a question, one of which is its mark: others may close a quotation."""


def parted(content: Content) -> Content:
    """The same text, with a question in bold or italics and the answer behind it in lines of their own.

    Magazines set them in one paragraph, whose line may end between them. One or two such paragraphs tell
    nothing, nor do those of a text that mostly begin with other words that are set off.
    """
    begins = [
        (i, *off)
        for i, pair in enumerate(zip_longest(content.lines, content.lines[1:]))
        if (off := _set_off(*pair)) is not None
    ]
    asks = {i: (end, at) for i, words, end, at in begins if is_question(words[-_END:])}
    if len(asks) < max(_LEAST, len(begins) / 2):
        return content
    lines: list[Line] = []
    for i, line in enumerate(content.lines):
        end, at = asks.get(i, (0, 0))
        if at < len(line.text) and end:
            lines += [cut(line, 0, end), cut(line, at, len(line.text)).replace(gap=1)]
        elif i - 1 in asks and line.joined and asks[i - 1][1] == len(content.lines[i - 1].text):
            lines.append(line.replace(joined=False, broken=False, gap=1))
        else:
            lines.append(line)
    return replace(content, lines=lines)


def _set_off(line: Line, below: Line | None) -> tuple[str, int, int] | None:
    """The words in bold or italics that a line begins with, where they end, and where a sentence begins.

    That is the end of the line, where the one below goes on with it.
    """
    if line.speaker or line.kind or line.joined or line.form != "prose":
        return None
    if line.strong:
        words, end = line.text[: line.strong].rstrip(), line.strong
    elif match := _SET_OFF.match(line.text):
        words, end = match["words"], match.end()
    else:
        return None
    rest = line.text[end:].lstrip().removeprefix(BREAK).lstrip()
    at = len(line.text) - len(rest)
    if not rest and below is not None and below.joined and not (below.strong or _SET_OFF.match(below.text)):
        rest = below.text
    return None if not rest or rest[0].islower() else (words, end, at)
