"""The text of a cue: tags, voices, entities.

WebVTT's tags and those that are in use in SubRip are known. What looks like a tag and is none is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Literal, NamedTuple

from toolkit import late
from toolkit.model import Cue
from toolkit.readers import bounds
from toolkit.text import markup
from toolkit.text.hygiene import counted
from toolkit.text.markup import Span
from toolkit.text.times import interval
from toolkit.text.xml import unescape

_TAG = late.regex(
    r"<(?P<close>/?)(?P<name>[A-Za-z]{1,8})(?:\.[^\s<>]*)?(?:\s++(?P<about>[^<>]*+))?/?>"
    r"|<(?P<time>(?:\d{1,4}:)?\d\d:\d\d\.\d{3})>"
    # Commands of SubStation Alpha, such as {\an8}, are left in SubRip by converters.
    r"|\{\\[A-Za-z][^{}\n]*\}"
    r"|\n"
)
# WebVTT's own (section 6.4), and those that players of SubRip know.
_KNOWN = frozenset("b c em font i lang rt ruby s span strong u v".split())
_ANNOTATED = frozenset({"v", "lang"})
"""Those behind which words tell something."""
_MARKS: dict[str, Literal["em", "strong"]] = {"i": "em", "em": "em", "b": "strong", "strong": "strong"}
_LABEL = late.regex(r"\s*(?:\[[^\[\]]{1,60}\]|\([^()]{1,60}\)|[^:：]{1,60}[:：])\s*")
_DEPTH = 16
"""Tags that may stand in each other; what is deeper marks nothing."""


class TagRun(NamedTuple):
    """A stretch of a cue between two tags."""

    mark: Literal["text", "em", "strong", "ruby"]
    text: str
    reading: Sequence[str] = ()
    """The pieces of what stands above it; of ruby."""


@dataclass(slots=True)
class CuePart:
    """What one voice says in one line of a cue."""

    row: int
    """Index of the line."""
    voice: str
    """"" where none is named."""
    runs: list[TagRun] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    """Where words begin in its text without marks, and when."""
    length: int = 0
    """Of that text."""

    def add(self, run: TagRun) -> None:
        """Goes on."""
        self.runs.append(run)
        self.length += len(run.text)

    @property
    def plain(self) -> str:
        """Its text without marks, blanks around it too."""
        return "".join(run.text for run in self.runs)

    def composed(self, end: int) -> tuple[str, tuple[Cue, ...]]:
        """Its text as `text.markup` writes it, and its words with times.

        end  of the cue, in milliseconds
        """
        plain = self.plain.strip()
        spans: list[Span] = []
        for span in self._spans():
            if spans and spans[-1].mark == span.mark == "text":
                spans[-1] = Span("text", spans[-1].text + span.text)
            else:
                spans.append(span)
        # Neighbours of one mark were made one above: else each would have stars of its own.
        text = markup.compose(spans).strip()
        if len(spans) > 1 and markup.plain(text) != plain:
            # Emphasis inside of a word can't be written.
            text = markup.compose((Span("text", plain),))
        # Offsets are those of the text without marks, which nearly all cues with times of words have.
        return text, self._timed(end) if self.words and text == plain else ()

    def _spans(self) -> Iterator[Span]:
        """Its runs, none of which begins or ends with a blank where that would keep it from being marked."""
        for mark, runs in groupby(self.runs, key=lambda run: run.mark):
            if mark == "ruby":
                yield from (Span("ruby", run.text, readings=("".join(run.reading),)) for run in runs)
                continue
            text = "".join(run.text for run in runs)
            if mark == "text":
                yield Span("text", text)
                continue
            inside = text.strip()
            # A mark can't begin or end with a blank, so these stand outside of it.
            before, _, after = text.partition(inside)
            around = [Span("text", before), Span(mark, inside=(Span("text", inside),)), Span("text", after)]
            yield from (span for span in around if span.text or span.inside)

    def _timed(self, end: int) -> tuple[Cue, ...]:
        plain = self.plain
        lead = len(plain) - len(plain.lstrip())
        timed = []
        # A word ends where the next one begins; the last, with its cue.
        for (at, start), following in zip_longest(self.words, self.words[1:]):
            said = plain[at : following[0] if following else None]
            if said.strip():
                begins = at + len(said) - len(said.lstrip()) - lead
                timed.append(Cue(begins, start, max(start, following[1] if following else end)))
        return tuple(timed)


def untagged(text: str) -> tuple[str, str]:
    """A text without tags and entities, and the same as `text.markup` writes it, with its emphasis.

    What a tag says of voices and ruby stands in words alone: such a text stays as it is.

    >>> untagged("Salt &amp; <i>bread</i>"), untagged("a < b")
    (('Salt & bread', 'Salt & *bread*'), ('a < b', 'a < b'))
    """
    made = parts([text], 0) if "<" in text or "&" in text or "{\\" in text else []
    if len(made) != 1 or made[0].voice or any(run.mark == "ruby" for run in made[0].runs):
        return text, markup.compose((Span("text", text),))
    return made[0].plain, made[0].composed(0)[0]


def outside(rows: Sequence[str], start: int, end: int | None) -> int:
    """How many times of words stand in the lines of a cue that are no times of it: they tell nothing.

    >>> outside(["We<00:17:18.000><c> row</c>"], 3_738_000, 3_739_000)
    1
    """
    tags = (tag for row in rows if "<" in row for tag in _TAG.finditer(row) if tag["time"])
    times = [interval(tag["time"])[0] for tag in tags]
    return sum(time is not None and not of_its_piece(time, start, end) for time in times)


def left_out(outside: int) -> str:
    """What is said of times of words that are left out."""
    return counted(outside, "time of a word outside of its cue", "times of words outside of their cues")


def of_its_piece(time: int, start: int, end: int | None) -> bool:
    """Whether a word that is heard at a time may be of a cue, or of a piece of a recording."""
    return start - bounds.BESIDE <= time and (end is None or time <= end + bounds.BESIDE)


def parts(rows: Sequence[str], start: int, end: int | None = None) -> list[CuePart]:
    """Who says what in a cue, line by line; none is empty.

    rows   its lines
    start  of the cue, in milliseconds: when its first word is heard, where words have times
    end    and when it is over; None where nothing tells
    """
    reader = _CueReader(start, end)
    text = "\n".join(rows)
    at = 0
    for tag in _TAG.finditer(text):
        # "<laughs>" and the like are words that somebody typed, and so is "a<b and c>d".
        name, about = (tag["name"] or "").lower(), tag["about"] or "="
        if name and (name not in _KNOWN or (name not in _ANNOTATED and "=" not in about)):
            continue
        reader.text(text[at : tag.start()])
        reader.tag(tag)
        at = tag.end()
    reader.text(text[at:])
    said = [part for part in reader.parts if part.plain.strip()]
    # That all of a cue is slanted says that it is heard from elsewhere, and stresses nothing.
    for mark in ("em", "strong"):
        runs = [run for part in said for run in part.runs if run.text.strip()]
        # Who speaks may stand upright before it.
        if all(run.mark == mark for run in (runs[1:] if runs and _LABEL.fullmatch(runs[0].text) else runs)):
            for part in said:
                part.runs = [run._replace(mark="text") for run in part.runs]
    return said


class _CueReader:
    """One pass over the text of a cue."""

    def __init__(self, start: int, end: int | None) -> None:
        self.start = start
        self.end = end
        self.parts = [CuePart(0, "")]
        self.open: list[str] = []
        """Tags that are open, innermost last."""

    def text(self, text: str) -> None:
        """Text between two tags."""
        part, text = self.parts[-1], unescape(text)
        if not text:
            return
        # Ruby has its reading behind the base, in `rt`: it goes to the run before.
        if "rt" in self.open and part.runs and text.strip():
            base = part.runs[-1]
            if isinstance(base.reading, list):
                base.reading.append(text.strip())
            else:
                part.runs[-1] = TagRun("ruby", base.text, [text.strip()])
            return
        mark = next((_MARKS[name] for name in reversed(self.open) if name in _MARKS), None)
        part.add(TagRun(mark if mark and text.strip() else "text", text))

    def tag(self, tag: re.Match[str]) -> None:
        """A tag, a time or the end of a line."""
        part = self.parts[-1]
        if tag[0] == "\n":
            self.parts.append(CuePart(part.row + 1, part.voice))
        elif tag["time"]:
            at = interval(tag["time"])[0]
            if at is not None and not of_its_piece(at, self.start, self.end):
                return
            # The first word has no time of its own in WebVTT: it begins with the cue.
            if at is not None and not part.words and part.plain.strip():
                part.words.append((0, self.start))
            if at is not None:
                part.words.append((part.length, at))
        elif tag["name"]:
            self._element(tag["name"].lower(), tag["about"] or "", closes=bool(tag["close"]))

    def _element(self, name: str, about: str, *, closes: bool) -> None:
        if name == "v":
            voice = "" if closes else unescape(about).strip().strip('"').strip()
            # noScribe writes so where two speak at once.
            voice = voice.strip("/ ") or voice
            self.parts.append(CuePart(self.parts[-1].row, voice))
        elif not closes:
            # A cue of nothing but opening tags would make each text a walk through them.
            if len(self.open) < _DEPTH:
                self.open.append(name)
        elif name in self.open:
            # What was left open inside of it ends with it.
            del self.open[len(self.open) - 1 - self.open[::-1].index(name) :]
