"""A reading as rows, and what is doubtful in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from toolkit.findings import Finding
from toolkit.model import KINDS, Document, Times
from toolkit.text.markup import parse
from toolkit.workflow.on_lines import OnLines

_UNKNOWN = Times()
_SPEAKER = 0.1
"""How doubtful at least a paragraph is about whose speaker somebody is asked."""


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """One object a paragraph, in order.

    line (1-based), n ("T.P"), id, kind, speaker, text; form where it isn't prose, and start, end, cues and
    words where they are known.

    speaker is the canonical name, a list of them where several speak together, and None for all that nobody
    says: headings, but also the laughter inside a speech.
    """
    names = document.names()
    for n, turn, paragraph in document.numbered():
        said = [names[key] for key in turn.speakers]
        # A list only where several speak, so that a script can nearly always take a string.
        name = said if len(said) > 1 else next(iter(said), None)
        row = {"line": paragraph.where.line, "n": n, "id": paragraph.id, "kind": paragraph.kind}
        # Nearly all is prose, without times: each line would say so.
        if paragraph.form != "prose":
            row["form"] = paragraph.form
        row["speaker"] = name if KINDS[paragraph.kind].spoken else None
        row["text"] = paragraph.text
        if paragraph.times != _UNKNOWN:
            row |= _times(paragraph.times)
        if paragraph.other:
            row |= {"p": round(paragraph.p, 3), "other": paragraph.other}
        yield row


def unnamed(document: Document) -> tuple[list[int], list[int]]:
    """Numbers, from 0, of what is said by somebody whom nothing names: what is all in bold, and all else.

    So magazines print questions and answers. Both are empty where nothing that is said is all in bold.
    """
    found: tuple[list[int], list[int]] = [], []
    questions = False
    for number, (_, turn, paragraph) in enumerate(document.numbered()):
        if KINDS[paragraph.kind].spoken:
            text = paragraph.text
            bold = text.startswith("**") and [span.mark for span in parse(text)] == ["strong"]
            questions |= bold
            if not turn.speakers:
                found[not bold].append(number)
    return found if questions else ([], [])


def _times(times: Times) -> dict[str, Any]:
    """What is known of when a paragraph is heard."""
    known: dict[str, Any] = {"start": times.start, "end": times.end}
    for name, cues in (("cues", times.cues), ("words", times.words)):
        known[name] = [cue._asdict() for cue in cues] or None
    return {name: value for name, value in known.items() if value is not None}


class PlacedDoubt(NamedTuple):
    """A question about a reading, with all its places."""

    finding: Finding
    rows: tuple[int, ...]
    """Numbers of the paragraphs that it is about, from 0."""
    cost: float
    """How many of them are wrong, by what is likely."""


def doubts(document: Document, findings: Iterable[Finding]) -> list[PlacedDoubt]:
    """What is asked about paragraphs: what costs most comes first.

    findings  of the reading of the document
    """
    paragraphs = [*document.paragraphs()]
    begun = OnLines(paragraph.where.line for paragraph in paragraphs)
    made = []
    for finding in findings:
        if finding.where is None or finding.where.path != document.path:
            continue
        about = dict.fromkeys(k for line in finding.every_line for k in begun.holding(line))
        least = _SPEAKER if finding.rule.speaker else 0.0
        cost = sum(max(least, 1 - paragraphs[k].p) for k in about)
        made.append(PlacedDoubt(finding, tuple(about), cost))
    return sorted(made, key=lambda doubt: -doubt.cost)


def row_at(document: Document, line: int) -> int:
    """The number, from 0, of the first paragraph that begins on a line, or in which it stands.

    It is the first of all where none begins before.
    """
    begun = OnLines(paragraph.where.line for paragraph in document.paragraphs())
    return next(iter(begun.holding(line)), 0)
