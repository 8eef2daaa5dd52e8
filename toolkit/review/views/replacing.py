"""Find words in a translation, and tell what would stand there with others instead."""

from __future__ import annotations

import re

from toolkit.catalog.review import review_of
from toolkit.catalog.workload import stage_of
from toolkit.errors import DiglotError
from toolkit.model import Catalog
from toolkit.review.views.view import Asked, Reply
from toolkit.workflow.editing import name_of, version_of

_FOUND = 500
"""Messages that are shown at once: a request has room for as many edits."""


def found(catalog: Catalog, asked: Asked) -> Reply:
    """The first messages whose translation has some words, and what they would be with others instead.

    count  how many have them
    """
    pattern, instead = _search(asked)
    shown = []
    count = 0
    for number, entry in enumerate(catalog.entries):
        if entry.plural or not pattern.search(entry.target):
            continue
        count += 1
        if count > _FOUND:
            continue
        # What is kept and what is found, by turns.
        parts = pattern.split(entry.target)
        lapses = bool(review_of(entry))
        shown.append(
            {
                "name": name_of(entry),
                "number": number,
                "base": version_of(entry),
                "before": parts,
                "after": instead.join(parts[::2]),
                "instead": instead,
                # A review is of words: nobody has gone over those that stand there then.
                "stage": "translated" if lapses else stage_of(entry),
                "lapses": lapses,
            }
        )
    return {"rows": shown, "count": count}


def _search(asked: Asked) -> tuple[re.Pattern[str], str]:
    words = asked.text("words", 500)
    if not words:
        raise DiglotError("write what is to be found.")
    flags = re.NOFLAG if asked.given.get("exact") in (True, "true", "1") else re.IGNORECASE
    return re.compile(f"({re.escape(words)})", flags), asked.text("instead", 500)
