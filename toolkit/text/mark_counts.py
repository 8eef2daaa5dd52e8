"""Which marks a text has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.text import events, markup


def happens(text: str) -> Iterator[str]:
    """What is translated once of each event in a text."""
    waiting = [] if markup.bare(text) else list(markup.parse(text))
    for span in waiting:
        if span.mark == "event":
            yield events.term(span.text)
        waiting += span.inside


def count(text: str) -> Counter[str]:
    """How often each mark is in a text.

    Links and pictures are counted by their targets, events by what is translated of them.
    """
    found: Counter[str] = Counter()
    waiting = [] if markup.bare(text) else list(markup.parse(text))
    while waiting:
        span = waiting.pop()
        if span.mark == "event":
            found[events.term(span.text)] += 1
        elif span.mark == "picture":
            found[f"![]({span.target})"] += 1
        elif span.mark != "text":
            found[span.target or span.mark] += 1
        waiting += span.inside
    return found
