"""Subtitles of Aegisub and its kin (.ass, .ssa): a line each, with times, a name and a text.

Which column is which is told by a line above. Signs on the screen and songs have styles of their own, but
no form tells which these are, so that all lines are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit import late
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.readers import Reader, cues, forms, plain
from toolkit.readers.cues import CueBlock, FileLine
from toolkit.readers.left_out import not_read
from toolkit.reading.lines import Content
from toolkit.text.hygiene import shortened
from toolkit.text.times import interval
from toolkit.text.xml import escape_text

_BEGINS = late.regex(r"\s*(?:;[^\n]*\n\s*)*\[Script Info\]", re.IGNORECASE)
_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_DRAWN = late.regex(r"\{[^{}]*\\p[1-9][^{}]*\}")
"""From here on numbers draw a picture."""
_OVERRIDE = late.regex(r"\{[^{}]*\}")
_SLANTED = late.regex(
    r"\{[^{}]*\\i1[^{}]*\}((?:(?!\{[^{}]*\\(?:i0|r)).)+)(?:\{[^{}]*\\(?:i0|r)[^{}]*\}|$)", re.DOTALL
)
_SIGNS = {"\\N": "\n", "\\n": " ", "\\h": "\u00a0"}
_SIGN = late.regex(r"\\[Nnh]")


def content(text: str, *, path: str) -> Content:
    """The lines that are shown, in the order of their times."""
    left_out: Counter[str] = Counter()
    blocks = sorted(_blocks(text, path, left_out), key=lambda block: block.start)
    # A line is a cue: nothing tells that the last was cut off.
    read = cues.content(blocks, "", path, dict(_meta(text)))
    return replace(read, findings=(*read.findings, *not_read(left_out, path)))


def _meta(text: str) -> Iterator[tuple[str, str]]:
    """The title in the head, but for that which the program sets itself."""
    for row in cues.file_lines(text):
        key, _, said = row.text.partition(":")
        if key.strip() == "Title" and "Aegisub" not in said and said.strip():
            yield "title", said.strip()
        if row.text.startswith("[Events]"):
            return


def _blocks(text: str, path: str, left_out: Counter[str]) -> Iterator[CueBlock]:
    """The lines of the last section, as cues."""
    fields: Sequence[str] = _FIELDS
    section = ""
    for row in cues.file_lines(text):
        kind, _, rest = row.text.partition(":")
        if row.text.lstrip().startswith("["):
            section = row.text.strip().casefold()
        elif section == "[events]" and kind.strip() == "Format":
            fields = [field.strip().casefold() for field in rest.split(",")]
        elif section == "[events]" and kind.strip() == "Comment":
            left_out["comment"] += 1
        elif section == "[events]" and kind.strip() == "Dialogue":
            yield from _block(dict(zip(fields, rest.split(",", len(fields) - 1), strict=False)), row, path)


def _block(said: dict[str, str], row: FileLine, path: str) -> Iterator[CueBlock]:
    start, end = (interval(said.get(field, "").strip())[0] for field in ("start", "end"))
    if start is None or (end is None and "end" in said) or "text" not in said:
        raise SourceError(
            f"{shortened(row.text.strip(), 80)!r} are no times of a cue.",
            Location(path, row.number),
            "Write hours, minutes, seconds and milliseconds: 00:01:02.500.",
        )
    words = said["text"]
    if _DRAWN.search(words):
        return
    at = row.at + len(row.text) - len(words)
    # Signs of WebVTT's tags are words here; slanted letters are written with its own.
    words = _OVERRIDE.sub("", _SLANTED.sub(r"<i>\1</i>", escape_text(words)))
    lines = _SIGN.sub(lambda sign: _SIGNS[sign[0]], words).split("\n")
    rows = [FileLine(row.number, at, line.strip()) for line in lines]
    who = said.get("name", said.get("actor", "")).strip()
    yield CueBlock(start, end, rows, row, "" if who == "NTP" else who)


READER = Reader(
    suffixes=(".ass", ".ssa"),
    read=plain.of_text(content),
    sure=forms.begun(_BEGINS),
    mark=r"(?i)\[script info\]",
)
