"""When something is heard: `timeline`, and what points at it.

ISO 24624, as FOLKER, EXMARaLDA and diglot write it: moments stand in a `timeline`, turns point at them by
`start` and `end`, and an `anchor` marks a place in their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.model import Cue, Times
from toolkit.readers.tei.source import find, instruction, name, pointed, xml_id
from toolkit.text import markup
from toolkit.text.cuts import unseen

if TYPE_CHECKING:
    from lxml.etree import _Element

TimesOfPoints = Mapping[str, int]
"""Id of a moment -> milliseconds from the beginning."""

_UNITS = {"ms": 1.0, "s": 1000.0, "min": 60_000.0, "h": 3_600_000.0, "": 1000.0}
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\dT)?(\d+):(\d\d):(\d\d(?:\.\d+)?)")
_LONGEST = 1000 * 3_600_000.0
"""A recording of a thousand hours is none."""


def moments(text: _Element) -> TimesOfPoints:
    """The moments of a text whose time is known."""
    found: dict[str, int] = {}
    for line in text.iter("{*}timeline"):
        origin = pointed(line.get("origin") or "")
        for when in find(line, "when"):
            time = _time(when, line, found, origin)
            if time is not None and 0 <= time <= _LONGEST and xml_id(when):
                found[xml_id(when)] = round(time)
    return found


def _time(when: _Element, line: _Element, known: TimesOfPoints, origin: str) -> float | None:
    """Milliseconds; None where nobody can tell."""
    if clock := _CLOCK.fullmatch(when.get("absolute") or ""):
        hours, minutes, seconds = clock.groups()
        return ((int(hours) * 60 + int(minutes)) * 60 + float(seconds)) * 1000
    said = when.get("interval") or ""
    if not said:
        # A moment of which nothing is said is the beginning, and no other is.
        return 0.0 if xml_id(when) == origin or not known else None
    unit = _UNITS.get(when.get("unit") or line.get("unit") or "")
    since = pointed(when.get("since") or "") or origin
    if unit is None or not re.fullmatch(r"\d+(?:\.\d+)?", said) or (since and since not in known):
        return None
    return known.get(since, 0) + float(said) * unit


def of_element(node: _Element, known: TimesOfPoints) -> Times:
    """What an element says itself of its time."""
    start, end = (known.get(pointed(node.get(name_) or "")) for name_ in ("start", "end"))
    return Times() if start is None else Times(start, end if end is not None and end >= start else None)


def around(node: _Element, known: TimesOfPoints) -> Times:
    """What anchors say that stand around verse, a picture or nothing: where it begins, where it ends."""
    told = (known.get(pointed(anchor.get("synch") or "")) for anchor in find(node, "anchor"))
    found = [time for time in told if time is not None]
    return Times(found[0], max(found) if len(found) > 1 else None) if found else Times()


def of_words(node: _Element, text: str, known: TimesOfPoints) -> Times:
    """What the anchors in a paragraph say.

    text  of the paragraph, marks included
    """
    if not markup.plain(text).strip():
        return around(node, known)
    found: dict[str, list[tuple[int, int]]] = {"": [], "word": []}
    for at, anchor in _anchors(node):
        time = known.get(pointed(anchor.get("synch") or ""))
        kind = anchor.get("type") or ""
        if time is not None and kind in found:
            found[kind].append((at, time))
    cues, words = (_cues(found[kind], text) for kind in ("", "word"))
    if not cues:
        return Times()
    # Where the last anchor begins a piece, nobody says when that ends.
    open_end = markup.plain(text)[found[""][-1][0] :].strip()
    end = None if open_end else max(cue.end for cue in cues)
    return Times(cues[0].start, end, cues if len(cues) > 1 else (), words)


def _cues(anchors: list[tuple[int, int]], text: str) -> tuple[Cue, ...]:
    """The pieces between anchors.

    An anchor with nothing behind it ends a piece; all others begin one.
    """
    words = markup.plain(text)
    bounds = [*anchors, (len(words), -1)]
    return tuple(
        Cue(unseen(text, at), start, max(start, end))
        for (at, start), (until, end) in pairwise(bounds)
        if words[at:until].strip()
    )


def _anchors(node: _Element) -> Iterator[tuple[int, _Element]]:
    """The anchors in an element, each with the number of characters before it."""
    seen = 0
    waiting: list[tuple[_Element, bool]] = [(node, False)]
    while waiting:
        element, left = waiting.pop()
        if left:
            seen += len(element.tail or "")
            continue
        tag = name(element)
        if element is not node:
            waiting.append((element, True))
        if tag == "anchor":
            yield seen, element
        elif tag not in ("note", "rt", "") or element is node:
            seen += len(element.text or "") + (tag == "lb")
            if tag == "pause":  # its words are in an instruction
                seen += len(str(instruction(element) or ""))
            waiting += [(child, False) for child in reversed(element)]
