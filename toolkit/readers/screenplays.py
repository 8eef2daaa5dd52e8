"""Screenplays in plain text: names in capitals, alone above what is said.

Films are written alike in many countries. A scene is headed by whether it is inside or outside. Names stand
further in than what is said below them, and that further in than what is seen; Fountain sets nothing in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit import late
from toolkit.languages.scenes import heads_scene
from toolkit.model import Kind
from toolkit.reading.candidates import labelled
from toolkit.reading.lines import Line
from toolkit.text.signs import ends_sentence

_DIRECTED = late.regex(r"\([^()]+\)")
_NAMES, _WIDEST = 3, 40
"""Names above what is said, at least, and characters of one, at most."""
_MOST = 8
"""Paragraphs for each name, at most."""


def read(lines: list[Line]) -> list[Line]:
    """The lines, with a label in place of each name, where the text is a screenplay.

    Two are named at least, and somebody again. Where no scene is headed, all names are set in.
    """
    scenes = {i for i, line in enumerate(lines) if line.gap + (i == 0) and heads_scene(line.text)}
    outside = min((line.indent for line in lines), default=0)
    cues = [i for i in range(len(lines) - 1) if i not in scenes and _named(lines[i], lines[i + 1])]
    inner = [i for i in cues if lines[i].indent > lines[i + 1].indent > outside]
    cues = inner if inner or not scenes else cues
    often = Counter(_DIRECTED.sub("", lines[i].text).strip() for i in cues)
    # Without a scene, headings may be set in, too.
    if not 1 < len(often) < len(cues) or len(cues) < (_NAMES if scenes else 2 * _NAMES):
        return lines
    first = min([*scenes, *cues])
    paragraphs = sum(line.gap > 0 for line in lines[first:])
    # Part of a film may be quoted in a talk, which has labels of its own or is longer.
    if _MOST * len(cues) < paragraphs or 2 * labelled([line.text for line in lines]) > len(cues):
        return lines
    return [*lines[:first], *_told(lines, first, scenes, {*cues})]


def _named(line: Line, below: Line) -> bool:
    """Whether a line may be a name above what is said."""
    text = _DIRECTED.sub("", line.text).strip()
    alone = line.gap > 0 and below.gap == 0 and not line.kind and len(line.text) <= _WIDEST
    return alone and text.isupper() and not ends_sentence(text) and not text.endswith(":")


def _told(lines: Sequence[Line], first: int, scenes: set[int], cues: set[int]) -> Iterator[Line]:
    """The lines from the first scene on, each with what it is."""
    said, last = False, None
    inside = {lines[i + 1].indent for i in cues} - {0}
    for i, line in enumerate(lines[first:], first):
        said = i in cues or (said and (not line.gap or line.indent in inside))
        kind = None if i in cues else line.kind or _kind(line, "speech" if said else "narration")
        kind = "heading" if i in scenes else kind
        goes_on = kind == last and kind in ("speech", "narration") and not line.gap
        text = f"{line.text}:" if i in cues else line.text
        level = int(kind == "heading")
        yield line.replace(text=text, kind=kind, level=level, joined=line.joined or goes_on)
        last = kind


def _kind(line: Line, otherwise: Kind) -> Kind:
    """What somebody does in brackets happens, and what the camera does heads what is below."""
    camera = otherwise == "narration" and line.text.isupper()
    return "event" if _DIRECTED.fullmatch(line.text) else "heading" if camera else otherwise
