"""A document as rows: what `diglot show` prints and what other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.model import Document


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """One object a paragraph, in order: line (1-based), n ("T.P"), id, kind, speaker, text.

    speaker is the canonical name, a list of them where several speak together, and None for all that nobody
    says: headings, but also the laughter inside a speech.
    """
    names = {speaker.key: speaker.name for speaker in document.speakers}
    for t, turn in enumerate(document.turns, 1):
        said = [names[key] for key in turn.speakers]
        name = said if len(said) > 1 else next(iter(said), None)
        for p, paragraph in enumerate(turn.paragraphs, 1):
            yield {
                "line": paragraph.where.line,
                "n": f"{t}.{p}",
                "id": paragraph.id,
                "kind": paragraph.kind,
                "speaker": name if paragraph.kind == "speech" else None,
                "text": paragraph.text,
            }
