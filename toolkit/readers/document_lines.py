"""What lines of documents are, beyond how they are styled: labels, times, and verse.

For word processors, pages, books and Markdown alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.readers import cue_names, document_times, headings, label_styles, stanzas
from toolkit.reading.lines import Line
from toolkit.text.lines import width
from toolkit.text.markup import plain

_ABOUT = frozenset({"title", "heading", "meta"})
_CLAUSES = 0.2
"""Share of the line ends behind a comma that are in no stanza, from which on they are no accidents."""


def believed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document, with what their styles and marks of time tell."""
    lines = label_styles.read(_with_verse(lines))
    if all(line.form == "quotation" or line.kind for line in lines):
        # What quotes all of a text, such as callouts of Obsidian, quotes nothing.
        lines = [line.replace(form="prose") for line in lines]
    if all(line.kind in _ABOUT for line in lines):
        # Nor are facts about a text all of it.
        lines = [line.replace(kind=None) if line.kind == "meta" else line for line in lines]
    return _below_head(document_times.of_document(headings.believable(lines)))


def _with_verse(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the form of verse where a paragraph has the lines of a stanza.

    Few who write a poem tell their program that it is one. In Markdown not even its line ends count.
    """
    made = list(lines)
    if not any(line.joined for line in lines):
        return made
    texts = [plain(line.text) for line in lines]
    gaps = [not line.joined for line in lines]
    meant = [line.broken for line in lines]
    flat = [False] * len(lines)
    for form in ("prose", "quotation"):
        free = [line.form == form and line.kind is None and line.start is None for line in lines]
        found = [*stanzas.spans(texts, free, gaps, flat, quoted=form == "quotation", meant=meant)]
        told = not (found and _by_clauses(lines, texts, found))
        for first, last in found:
            if told or all(meant[first + 1 : last]):
                for k in range(first, last):
                    made[k] = lines[k].replace(
                        form="verse" if form == "prose" else form, broken=lines[k].joined
                    )
    return made


def _by_clauses(lines: Sequence[Line], texts: Sequence[str], found: Sequence[tuple[int, int]]) -> bool:
    """Whether somebody ends lines of prose with the sense, too: behind a comma with room for the next word.

    found  what looks like stanzas: a share of such ends is elsewhere then
    """
    inside = {k for first, last in found for k in range(first, last)}
    ends = [k for k, line in enumerate(lines[1:]) if line.joined and not line.broken]
    measure = max(
        (width(texts[k + j][: stanzas.ENOUGH]) for k in ends if k not in inside for j in (0, 1)), default=0
    )
    clauses = [
        k in inside
        for k in ends
        if texts[k].endswith(stanzas.GOES_ON) and texts[k + 1]
        if k in inside or width(texts[k]) + 1 + stanzas.first_word(texts[k + 1]) <= measure
    ]
    return len(clauses) - sum(clauses) > _CLAUSES * len(clauses)


def _below_head(lines: list[Line]) -> list[Line]:
    """The lines, where most have a time: several short lines above the first are about the text."""
    timed = [i for i, line in enumerate(lines) if line.start is not None]
    if 2 * len(timed) <= len(lines):
        return lines
    head = [
        line.replace(kind="meta") if len(group) > 1 and line.kind is None else line
        for group in cue_names.together(lines[: timed[0]])
        for line in group
    ]
    return head + lines[timed[0] :]
