"""What is doubtful in finished translations: marks that they have lost, and contexts that have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.catalog import provenance
from toolkit.findings import Finding, report
from toolkit.model import Entry, Location
from toolkit.text import markup
from toolkit.text.markup import Span

_NAMES = {"em": "*emphasis*", "strong": "**strong emphasis**", "note": "a footnote^[...]"}
_SHOWN = 40
# What looks like half a mark where it is read as text. Stars in a row are those of a word that nobody prints.
_HALVES = re.compile(r"(?<!\*)\*{1,2}(?!\*)|\^\[|\]\((?=\w+:)")


def lost_mark(entry: Entry, path: str) -> Finding | None:
    """A warning if an entry is finished and its translation hasn't the marks of its source.

    It has fewer of a kind, a link that leads elsewhere, or half a mark. Emphasis and footnotes of its own it
    may have: a translator stresses by other words, and may have something to explain.

    path  of the catalog, as it is shown

    Ruby is a reading aid of one language: a translation needs none.
    """
    if entry.state != "done" or (markup.bare(entry.source) and markup.bare(entry.target)):
        return None
    source, target = markup.count(entry.source), markup.count(entry.target)
    lost = [_NAMES.get(mark, f"the link to {mark}") for mark in source - target if mark != "ruby"]
    added = [mark for mark in target - source if mark != "ruby" and mark not in _NAMES]
    halves = sorted(set(_halves(entry.target)) - set(_halves(entry.source)))
    faults = [
        *(["has not all marks of its source: " + ", ".join(lost)] if lost else ()),
        *(["has a link that its source has not: " + ", ".join(added)] if added else ()),
        *(["has half a mark: " + ", ".join(halves)] if halves else ()),
    ]
    if not faults:
        return None
    name = "D204.half" if halves else "D204.marks"
    return report(name, Location(path, 0), target=_quoted(entry.target), faults="; it ".join(faults))


def elsewhere(entries: Sequence[Entry], path: str) -> Finding | None:
    """A warning if translations were finished in another context, and nobody has looked since.

    path  of the catalog, as it is shown
    """
    found = [entry for entry in entries if provenance.made_for(entry) is not None]
    if not found:
        return None
    return report(
        "D220.several" if len(found) > 1 else "D220.one",
        Location(path, 0),
        target=_quoted(found[0].target),
        was=provenance.made_for(found[0]) or "no context",
        now=found[0].context,
        others=len(found) - 1,
    )


def _quoted(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _halves(text: str) -> list[str]:
    """Signs of marks in what is read as text; those after a backslash are meant so."""
    if markup.bare(text):
        return []
    return [
        sign
        for span in _texts(markup.parse(text.replace("\\*", "").replace("\\[", "")))
        for sign in _HALVES.findall(span)
    ]


def _texts(spans: Sequence[Span]) -> Iterator[str]:
    for span in spans:
        if span.mark == "text":
            yield span.text
        yield from _texts(span.inside)
