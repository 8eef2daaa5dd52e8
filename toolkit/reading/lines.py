"""Lines, as containers give them.

A line keeps what its container says of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import NamedTuple

from toolkit.findings import Finding
from toolkit.model import Cue, Kind, Times
from toolkit.model.kinds import Form
from toolkit.model.values import Value
from toolkit.text.hygiene import tidy
from toolkit.text.lines import starts
from toolkit.text.markup import BREAK, Span, parse, plain

# What a container gives: lines, and what it knows of each.
#
# A container is a form in which people have transcripts: plain text, subtitles, a word processor's file.
# Its reader takes it apart, and says nothing that the container doesn't say itself. `toolkit.reading` finds
# out the rest.


class Line(Value, frozen=True, gc=False):
    """A line that is not blank, or a paragraph of a container that has paragraphs."""

    text: str
    """Without blanks around it; emphasis, links and notes as `text.markup` writes them. Never empty."""
    number: int
    """From 1: of the line in its file, or of the paragraph where a file has no lines."""
    at: int = -1
    """Offset of the first character in `Content.text`; -1 where there is none."""
    gap: int = 0
    """Blank lines before it."""
    indent: int = 0
    """Blanks before its first character."""
    start: int | None = None
    """Milliseconds from the beginning of the recording, where the container says it."""
    end: int | None = None
    words: tuple[Cue, ...] = ()
    """Words of the line whose times the container says; offsets in `text`."""
    speaker: str = ""
    """Who says it, as the container states it apart from the text; "" where it states nobody."""
    styles: tuple[str, ...] = ()
    """What the container calls the style of its paragraph, and those that this is based on: only names."""
    names: bool = False
    """Whether its style tells that it is a label: it names who speaks below, and is no more."""
    changes: bool = False
    """Whether the container says that somebody else speaks from here, without saying who."""
    kind: Kind | None = None
    """Where the container states it: a style called Heading 1, say."""
    form: Form = "prose"
    sign: int = 0
    """Where its words begin behind the sign of its form, such as the bullet of an item."""
    level: int = 0
    """Of a heading, from 1; 0 for all else."""
    strong: int = 0
    """How many of its first characters are bold: that may be a label."""
    joined: bool = False
    """Whether it goes on with the paragraph of the line before. False where the container doesn't know."""
    decided: bool = False
    """Whether an editor says that it goes on so, whatever it begins with."""
    broken: bool = False
    """Whether the line before ended where it did on purpose: a line break, and no line that was full."""
    lead: int = 0
    """How many of its first characters are a label's that stood on the lines above."""

    @property
    def said(self) -> bool:
        """Whether it is a heading of its container that begins with the name of who says it, in bold."""
        return self.kind is None and self.level > 0 and self.strong > 0

    def marked(self, start: int = 0) -> str:
        """Its text from a place on: what stands before it is a label or a sign, and none of its words.

        What is bold there and no label is strong emphasis. A line break before it is a mark.
        """
        begins = BREAK if self.broken and start <= self.sign else ""
        if start >= self.strong:
            return begins + self.text[start:]
        bold = self.text[start : self.strong]
        words, behind = bold.strip(), bold[len(bold.rstrip()) :] + self.text[max(start, self.strong) :]
        if not words:
            return begins + self.text[start:]
        marked = bold.rstrip().replace(words, f"**{words}**") + behind
        wanted = (Span("strong", inside=parse(words)), *parse(behind))
        same = parse(marked.lstrip()) == wanted and plain(marked) == plain(self.text[start:])
        return begins + (marked if same else self.text[start:])


def pieces(line: Line, places: Sequence[int], **new: int) -> Iterator[Line]:
    """A line, parted at some offsets; what is new of its parts is so of all but the first."""
    for start, end in pairwise([0, *places, len(line.text)]):
        piece = cut(line, start, end)
        yield piece.replace(**new) if start else piece


def cut(line: Line, start: int, end: int) -> Line:
    """A part of a line, without blanks around it; times of words go with them."""
    bare = line.text[start:end]
    start += len(bare) - len(bare.lstrip())
    words = tuple(word._replace(at=word.at - start) for word in line.words if start <= word.at < end)
    part = line.replace(text=bare.strip(), words=words, strong=min(max(0, line.strong - start), end - start))
    if end < len(line.text):
        part = part.replace(end=words[-1].end if words else None)
    if start:
        part = part.replace(
            at=line.at + start if line.at >= 0 else -1,
            start=words[0].start if words else None,
            sign=0,
            speaker="",
            broken=False,
            changes=False,
            indent=0,
            lead=0,
        )
    return part


_TRANSCRIBERS = ("transcript_by", "transcribed_by", "transcribed by", "transcriber", "transcribers")
"""Keys of `Content.meta`."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a container has."""

    lines: Sequence[Line]
    text: str = ""
    """All characters of a file that is text, so that it can be written again; "" for others."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What stands in front matter or properties: `title`, `date`, `author`, `language` ... as printed."""
    cast: tuple[str, ...] = ()
    """Names of speakers, where the container lists them."""
    findings: tuple[Finding, ...] = ()
    """What is wrong or doubtful in the container itself."""
    formed: bool = False
    """Whether what it says of lines was told by the form of their times, which a list may have as well."""

    @property
    def transcribed(self) -> bool:
        """Whether the container names who wrote down what was said."""
        return any(self.meta.get(key) for key in _TRANSCRIBERS)


# When a paragraph is heard.


class LinePart(NamedTuple):
    """A part of a paragraph, as its line has it."""

    line: Line
    at: int
    """Where it begins in the text of the line: behind a label, say."""

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.at :].strip()


def timed(pieces: Sequence[LinePart], text: str) -> Times:
    """When a paragraph is heard, and its parts.

    pieces  in order; neighbours with the same times are lines of one cue, and so is a line without any
    text    of the paragraph, as `joined` makes it of the pieces
    """
    if not any(line.start is not None or line.words for line, _ in pieces):
        return Times()
    cues: list[Cue] = []
    words: list[Cue] = []
    start: int | None = None
    end: int | None = None
    for at, (line, cut) in zip(starts([piece.text for piece in pieces], text), pieces, strict=True):
        words += _words(line, cut, at, text)
        if line.start is None or (line.start, line.end) == (start, end):
            continue
        if cues and end is None:
            # A mark holds until the next one.
            cues[-1] = cues[-1]._replace(end=max(cues[-1].start, line.start))
        start, end = line.start, line.end
        cues.append(Cue(at if cues else 0, start, start if end is None else end))
    if not cues:
        return Times(words[0].start, words[-1].end, (), tuple(words))
    whole = None if end is None else max(cue.end for cue in cues)
    return Times(cues[0].start, whole, tuple(cues) if len(cues) > 1 else (), tuple(words))


def _words(line: Line, cut: int, at: int, text: str) -> Iterator[Cue]:
    """The words of a line that belong to a paragraph, with their offsets in it."""
    for word, after in zip_longest(line.words, line.words[1:]):
        if word.at >= cut:
            said = tidy(line.text[word.at : after.at if after else None])
            place = text.find(said, at) if said else -1
            if place >= 0:
                yield word._replace(at=place)
                at = place + len(said)
