"""The XML of a TEI file.

It is parsed without surprises. Here is what is asked of its elements, too.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from toolkit import late
from toolkit.errors import SourceError
from toolkit.model import Cue, Location, Review, Times
from toolkit.readers import containers
from toolkit.schema import REVIEWS, TEI
from toolkit.text import markup
from toolkit.text.cuts import unseen
from toolkit.text.data import json_line
from toolkit.text.hygiene import tidy
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_PREFIX = f"{{{TEI}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ROOTS = ("TEI", "teiCorpus")
XINCLUDE = "http://www.w3.org/2001/XInclude"
INCLUDE = f"{{{XINCLUDE}}}include"


def parse(data: bytes, path: str) -> _Element:
    """The root of a TEI file.

    Raises SourceError with file and line for what `containers` doesn't read, and for what is no TEI.
    """
    from lxml import etree

    # It may be a corpus.
    root = containers.parse(data, path, most=None)
    if root.tag not in {_PREFIX + name for name in _ROOTS}:
        hint = (
            f'Write <TEI xmlns="{TEI}"> at its root.'
            if etree.QName(root).localname.startswith(("TEI", "teiCorpus"))
            else "diglot reads TEI P5: a file whose root is <TEI> or <teiCorpus>."
        )
        called = f"<{etree.QName(root).localname}>"
        raise SourceError(f"this is no TEI: its root is {called}.", Location(path, line_of(root)), hint)
    return root


def name(node: _Element) -> str:
    """The name of an element.

    It has its namespace where that isn't TEI's. It is "" for what is no element.
    """
    tag = node.tag
    return tag.removeprefix(_PREFIX) if isinstance(tag, str) else ""


def children(node: _Element) -> Iterator[_Element]:
    """The elements in an element."""
    return (child for child in node if isinstance(child.tag, str))


def find(node: _Element, path: str) -> list[_Element]:
    """The elements at a path of names.

    A path is such as `fileDesc/titleStmt/title`; `//` is any depth.
    """
    return node.findall("/".join(_PREFIX + step if step else "" for step in path.split("/")))


def first(node: _Element, path: str) -> _Element | None:
    """The first of `find`."""
    elements = find(node, path)
    return elements[0] if elements else None


def words(node: _Element | None) -> str:
    """All text in an element, on one line.

    It is "" for None.
    """
    return "" if node is None else tidy("".join(map(str, node.itertext())))


def xml_id(node: _Element) -> str:
    """Its `xml:id`, or ""."""
    return node.get(f"{_XML}id") or ""


def lang_of(node: _Element) -> str:
    """Its own `xml:lang`, or ""."""
    return node.get(f"{_XML}lang") or ""


def pointed(token: str) -> str:
    """The id that a pointer means.

    Anything may stand before it: `#mara`, `file.xml#mara`, `prefix:mara`.
    """
    _, mark, fragment = token.rpartition("#")
    return fragment if mark else token.rpartition(":")[2]


def reviewed(node: _Element) -> Review:
    """How far a translated paragraph was reviewed."""
    names = map(pointed, (node.get("ana") or "").split())
    return next((_REVIEWS[name] for name in names if name in _REVIEWS), "")


_REVIEWS: Mapping[str, Review] = {name: review for review, name in REVIEWS.items()}


def stem(token: str) -> str:
    """What an id is in all languages.

    It is taken from an id of diglot's, or from a pointer to it.

    >>> stem("#en.s7QKD3A"), stem("en:s7QKD3A"), stem("talk.fr.tei.xml#fr.seg1.2")
    ('s7QKD3A', 's7QKD3A', 'seg1.2')
    """
    return re.split("[.:]", token.rpartition("#")[2], maxsplit=1)[-1]


def fault(node: _Element, what: str) -> SourceError:
    """What to raise for a changed edition.

    Somebody has changed what diglot wrote, so that it can't be read back.
    """
    where = Location(str(node.getroottree().docinfo.URL or ""), line_of(node))
    return SourceError(what, where, "Write there what diglot wrote, or get the whole file back.")


def probability(node: _Element) -> float | None:
    """The certainty of an element.

    It is from 0 to 1, and None where the element has none. Raises SourceError for anything else.
    """
    said = node.get("cert")
    if said is None:
        return None
    try:
        certainty = float(said)
    except ValueError:
        certainty = math.nan
    if not 0 <= certainty <= 1:
        raise fault(node, f"{said!r} is no probability from 0 to 1.")
    return certainty


def _json(instruction_: _Element) -> Any:
    try:
        value = json.loads(instruction_.text or "null")
        json_line(value).encode()  # JSON can spell half a character
        return value
    except (ValueError, RecursionError) as error:
        raise fault(instruction_, "diglot can't read what it once noted for itself here.") from error


def instruction(node: _Element) -> Any:
    """diglot's own words before an element's text.

    It is None where there are none.
    """
    from lxml import etree

    for child in node:
        if isinstance(child, etree._ProcessingInstruction) and child.target == "diglot":
            return _json(child)
        if isinstance(child.tag, str):
            break
    return None


def about(root: _Element) -> dict[str, str]:
    """diglot's own words above the root.

    An edition has them; other TEI has none.
    """
    from lxml import etree

    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction) and before.target == "diglot":
            noted = _json(before)
            return {str(key): str(value) for key, value in noted.items()} if isinstance(noted, dict) else {}
        before = before.getprevious()
    return {}


# When something is heard: `timeline`, and what points at it.
#
# ISO 24624, as FOLKER, EXMARaLDA and diglot write it: moments stand in a `timeline`, turns point at them by
# `start` and `end`, and an `anchor` marks a place in their words.


TimesOfPoints = Mapping[str, int]
"""Id of a moment -> milliseconds from the beginning."""

_UNITS = {"ms": 1.0, "s": 1000.0, "min": 60_000.0, "h": 3_600_000.0, "": 1000.0}
_CLOCK = late.regex(r"(?:\d{4}-\d\d-\d\dT)?(\d+):(\d\d):(\d\d(?:\.\d+)?)")
_LONGEST = 1000 * 3_600_000.0
"""A recording of a thousand hours is none."""


def moments(text: _Element) -> TimesOfPoints:
    """The moments of a text whose time is known."""
    times: dict[str, int] = {}
    for line in text.iter("{*}timeline"):
        origin = pointed(line.get("origin") or "")
        for when in find(line, "when"):
            time = _time(when, line, times, origin)
            if time is not None and 0 <= time <= _LONGEST and xml_id(when):
                times[xml_id(when)] = round(time)
    return times


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
    # Without `since` an interval counts from the origin of the timeline, and so does that of the origin.
    since = pointed(when.get("since") or "") or origin
    since = "" if since == xml_id(when) else since
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
    times = [time for time in told if time is not None]
    return Times(times[0], max(times) if len(times) > 1 else None) if times else Times()


def of_words(node: _Element, text: str, known: TimesOfPoints) -> Times:
    """What the anchors in a paragraph say.

    text  of the paragraph, marks included
    """
    if not markup.plain(text).strip():
        return around(node, known)
    points: dict[str, list[tuple[int, int]]] = {"": [], "word": []}
    for at, anchor in _anchors(node):
        time = known.get(pointed(anchor.get("synch") or ""))
        kind = anchor.get("type") or ""
        if time is not None and kind in points:
            points[kind].append((at, time))
    cues, words = (_cues(points[kind], text) for kind in ("", "word"))
    if not cues:
        return Times()
    # Where the last anchor begins a piece, nobody says when that ends.
    open_end = markup.plain(text)[points[""][-1][0] :].strip()
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
    # By hand and not by recursion, since what is in notes is passed over.
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
