"""Footnotes of a page: which reference leads to which note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from toolkit import late
from toolkit.readers.containers import name, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKER = late.regex(r"\s*+[\[(]?\s*+(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*+[\])]?\s*+")
"""What a reference to a note shows."""
_BACK = late.regex(r"\s*(?:[↑↩⤴↵^]\ufe0e?|[Bb]ack|[Rr]eturn)\s*")
_REFERENCE = late.regex(r"\b(?:noteref|footnote-?ref|fnref)\b", re.IGNORECASE)
_NOTES = late.regex(r"\b(?:foot|end|rear)notes?\b", re.IGNORECASE)
_ITEMS = frozenset({"li", "p", "aside", "dd"})
_LONGEST = 100
"""Characters that a marker and the blanks around it may have."""
_HOLDS = frozenset({"li", "aside", "p", "div", "dd", "section", "td"})


@dataclass(slots=True)
class Notes:
    """The references of a page, and where their notes stand."""

    of: dict[_Element, _Element] = field(default_factory=dict)
    """Reference -> the element with the text of the note."""
    elsewhere: set[_Element] = field(default_factory=set)
    """What is read with a reference, and not where it stands."""

    def leads_back(self, node: _Element) -> bool:
        """Whether an element of a note leads to its reference, or repeats its number."""
        if name(node) == "sup":
            return _MARKER.fullmatch(_words(node)) is not None
        if name(node) != "a" or "#" not in (node.get("href") or ""):
            return False
        return _BACK.fullmatch(_words(node)) is not None or _MARKER.fullmatch(_words(node)) is not None


def find_notes(pages: Mapping[str, _Element]) -> Notes:
    """The notes of some pages, each with one reference at least.

    pages  path -> body; "" for a page that is alone
    """
    notes = Notes()
    # Of all pages together, since in books notes stand in a chapter of their own.
    elements = [(path, node) for path, page in pages.items() for node in page.iter() if name(node)]
    by_id = {(path, node.get("id")): node for path, node in elements if node.get("id")}
    for path, link in elements:
        page, mark, id_ = (link.get("href") or "").partition("#")
        if name(link) != "a" or not mark or not _refers(link):
            continue
        where = normpath(join(dirname(path), unquote(page))) if page else path
        note = by_id.get((where, id_))
        note = None if note is None else _holder(note)
        # A link that leads to what it stands in is the way back, from a note to its reference.
        if note is not None and all(up is not note for up in link.iterancestors()):
            notes.of[link] = note
    # What is in a note is read with it, and is no note of its own.
    # Whatever refers to something inside of another note would be left out with it.
    noted = set(notes.of.values())
    for link in [link for link in notes.of if any(up in noted for up in link.iterancestors())]:
        del notes.of[link]
    notes.elsewhere = set(notes.of.values())
    alone = [[*_of_notes_alone(page, notes.elsewhere)] for page in pages.values()]
    notes.elsewhere.update(*alone)
    return notes


def _refers(link: _Element) -> bool:
    if _REFERENCE.search(_told(link, "role", "class", "rel")):
        return True
    parent = link.getparent()
    # `<sup><a>1</a></sup>` and `<a><sup>1</sup></a>` are in use.
    raised = any(name(element) == "sup" for element in link) or (parent is not None and name(parent) == "sup")
    return raised and _MARKER.fullmatch(_words(link)) is not None


def _holder(note: _Element) -> _Element | None:
    """The paragraph of a note, where its id is that of a mark in it."""
    return next((node for node in (note, *note.iterancestors()) if name(node) in _HOLDS), None)


def _of_notes_alone(page: _Element, notes: set[_Element]) -> Iterator[_Element]:
    """The parts of a page that have nothing but notes with references, and perhaps a heading."""
    from lxml import etree

    within = 0
    # Of each element that is open: how many paragraphs it has, and how many that are in no such note.
    sums = [[0, 0]]
    for event, node in etree.iterwalk(page, events=("start", "end")):
        if event == "start":
            within += node in notes
            sums.append([0, 0])
            continue
        mine = sums.pop()
        if name(node) in _ITEMS:
            mine[0] += 1
            mine[1] += not within
        within -= node in notes
        # What is counted below counts for all that is around it.
        sums[-1] = [total + own for total, own in zip(sums[-1], mine, strict=True)]
        alone = mine[0] > 0 == mine[1] and node not in notes
        if alone and _NOTES.search(_told(node, "role", "class", "id")):
            yield node


def _told(node: _Element, *attributes: str) -> str:
    """What an element says that it is."""
    return " ".join([value(node, "type"), *(node.get(attribute) or "" for attribute in attributes)])


def _words(node: _Element) -> str:
    """The text of an element: as much of it as tells whether it is a marker."""
    words = ""
    for piece in map(str, node.itertext()):
        words += piece
        # Asked of every link: a long one is no marker, whatever comes behind.
        if len(words) > _LONGEST:
            break
    return words[:_LONGEST]
