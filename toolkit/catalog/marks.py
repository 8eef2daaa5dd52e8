"""Marks that a translation has lost: a link, a footnote, emphasis that the source has."""

from __future__ import annotations

from toolkit import markup
from toolkit.model import Entry, Location, Problem

_NAMES = {"em": "*emphasis*", "strong": "**strong emphasis**", "note": "a footnote^[...]"}
_SHOWN = 40


def lost_mark(entry: Entry, path: str) -> Problem | None:
    """A warning if an entry is finished and its translation has fewer marks of a kind, or breaks one.

    path  of the catalog, as it is shown

    Ruby is a reading aid of one language: a translation needs none.
    """
    wanted = markup.count(entry.source) if entry.state == "done" else None
    if not wanted:
        return None
    wanted -= markup.count(entry.target)
    lost = [_NAMES.get(mark, f"the link to {mark}") for mark in wanted if mark != "ruby"]
    if not lost:
        return None
    words = entry.target if len(entry.target) <= _SHOWN else entry.target[: _SHOWN - 1] + "…"
    return Problem(
        "D204",
        "warning",
        f"the translation “{words}” has not all marks of its source: {', '.join(lost)}.",
        Location(path, 0),
        "Put the marks around the words that they belong to, as in the source.",
    )
