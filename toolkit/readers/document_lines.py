"""What lines of documents are, beyond how they are styled: labels, and times.

For word processors, pages, books and Markdown alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.readers import cues, headings, time_marks
from toolkit.reading.lines import Line


def believed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document, with what their styles and marks of time tell."""
    return _below_head(time_marks.of_document(headings.believable(lines)))


def _below_head(lines: list[Line]) -> list[Line]:
    """The lines, where most have a time: several short lines above the first are about the text."""
    timed = [i for i, line in enumerate(lines) if line.start is not None]
    if 2 * len(timed) <= len(lines):
        return lines
    head = [
        line.replace(kind="meta") if len(group) > 1 and line.kind is None else line
        for group in cues.together(lines[: timed[0]])
        for line in group
    ]
    return head + lines[timed[0] :]
