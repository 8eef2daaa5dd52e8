"""The lines of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from toolkit.model import Kind
from toolkit.reading.content import Content, Line
from toolkit.reading.forms import forms
from toolkit.reading.lines import Lines, scan
from toolkit.reading.times import cue, interval

_CODE = ("```", "~~~")
_UNDERLINE = re.compile(r"={3,}$|-{3,}$")


def content(
    text: str, begin: int = 0, meta: Mapping[str, str] = MappingProxyType({}), cast: tuple[str, ...] = ()
) -> Content:
    """The lines of a text.

    begin       offset in the text: what stands before it is no part of it
    meta, cast  what was said there
    """
    found = scan(text)
    place = bisect_left(found.at, begin)
    number = found.number[place - 1] if place else 0
    lines: list[Line] = []
    gap, time, fenced = 0, "", False
    while place < len(found.text):
        words = found.text[place]
        gap += found.number[place] - number - 1
        number = found.number[place]
        if cue(words) or numbers_cue(found.text, place):
            # A cue's number and its time belong to what is said in it.
            time = words if cue(words) else time
            place += 1
            continue
        fence = words.startswith(_CODE)
        level = 0 if fenced or fence else _underlined(found, place)
        start, end = interval(time) if time else (None, None)
        kind: Kind | None = "meta" if fenced or fence else None
        lines.append(
            Line(words, number, found.at[place], gap, found.indent[place], start, end, kind=kind, level=level)
        )
        fenced ^= fence
        gap, time = 0, ""
        place += 2 if level else 1
        number += level > 0
    return Content(_set(lines), text, meta, cast)


def _set(lines: Sequence[Line]) -> list[Line]:
    """The lines with their forms, as far as plain text shows them."""
    found = forms(
        [line.text for line in lines], [line.gap > 0 for line in lines], [line.indent for line in lines]
    )
    return [
        line
        if own.form == "prose" or line.kind
        else line.replace(
            form=own.form,
            kind="caption" if own.form == "picture" else None,
            sign=own.start,
            joined=own.joined,
            broken=own.joined and own.form == "verse",
        )
        for line, own in zip(lines, found, strict=True)
    ]


def _underlined(found: Lines, place: int) -> int:
    """The level of a heading that is underlined, as Markdown has it; 0 for what is none."""
    below = place + 1
    if below >= len(found.text) or found.number[below] != found.number[place] + 1:
        return 0
    if not _UNDERLINE.match(found.text[below]) or _UNDERLINE.match(found.text[place]):
        return 0
    return 1 if found.text[below][0] == "=" else 2


def numbers_cue(texts: Sequence[str], i: int) -> bool:
    """Whether a line is the number of a cue: a time stands on the next."""
    return texts[i].isdigit() and i + 1 < len(texts) and cue(texts[i + 1])
