"""What a container gives: lines, and what it knows of each.

A container is a form in which people have transcripts: plain text, subtitles, a word processor's file. Its
reader takes it apart, and says nothing that the container doesn't say itself. `toolkit.reading` finds out
the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.findings import Finding
from toolkit.model import Cue, Kind
from toolkit.model.kinds import Form
from toolkit.model.values import Value
from toolkit.text.markup import BREAK, Span, parse


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
    broken: bool = False
    """Whether the line before ended where it did on purpose: a line break, and no line that was full."""

    def marked(self, start: int = 0) -> str:
        """Its text from a place on: what stands before it is a label, and none of its words.

        What is bold there and no label is strong emphasis. A line break before it is a mark.
        """
        begins = BREAK if self.broken and not start else ""
        bold = self.text[start : self.strong]
        rest = self.text[max(start, self.strong) :]
        if not bold.strip():
            return begins + self.text[start:]
        before, after = bold[: len(bold) - len(bold.lstrip())], bold[len(bold.rstrip()) :]
        marked = f"{before}**{bold.strip()}**{after}{rest}"
        wanted = (Span("strong", inside=parse(bold.strip())), *parse(after + rest))
        return begins + (marked if parse(marked.lstrip()) == wanted else self.text[start:])


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
