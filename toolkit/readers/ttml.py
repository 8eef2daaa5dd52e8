"""Timed Text (.ttml, .dfxp, .itt): the captions of broadcasters and of many services.

W3C, Timed Text Markup Language 2. A paragraph is a cue; so is a span, where spans alone have times. What is
inside of them is written with the tags of WebVTT, which `cue_text` reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit import languages, late
from toolkit.errors import SourceError
from toolkit.model import Location
from toolkit.model.values import clock
from toolkit.readers import Reader, containers, cues, forms, of_content
from toolkit.readers.containers import name
from toolkit.readers.cues import CueBlock, FileLine
from toolkit.readers.left_out import HIDDEN, not_read
from toolkit.reading.lines import Content
from toolkit.text.hygiene import shortened
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence
from toolkit.text.xml import escape_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLOCK = late.regex(r"(?:(\d{1,4}):)?(\d\d?):(\d\d)(?:(\.\d{1,12})|:(\d{1,4})(?:\.\d{1,4})?)?")
_OFFSET = late.regex(r"(\d{1,12}(?:\.\d{1,12})?)(h|m|s|ms|f|t)?")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_LANGUAGE = late.regex(r"""<(?:\w+:)?tt\b[^>]*?\sxml:lang\s*=\s*["']([^"'>]*)["']""")
_RUBY = {"text": "rt", "delimiter": "rp"}


def content(data: bytes, *, path: str) -> Content:
    """The cues of a file."""
    root = containers.parse(data, path)
    body = next((part for part in root if name(part) == "body"), None)
    reader = _TimedText(root, path)
    blocks = [] if body is None else list(reader.blocks(body, 0, ""))
    read = cues.content(blocks, "", path, _meta(root))
    return replace(read, findings=(*read.findings, *not_read(reader.left_out, path)))


def _meta(root: _Element) -> dict[str, str]:
    """What the head says of the whole; an agent or a part of the body may have a title as well."""
    heads = (part for part in root if name(part) == "head")
    titles = (part for head in heads for part in head.iter() if name(part) == "title")
    said = (" ".join("".join(map(str, title.itertext())).split()) for title in titles)
    title = next(filter(None, said), "")
    return {"title": title} if title else {}


class _TimedText:
    """One pass over a file."""

    def __init__(self, root: _Element, path: str) -> None:
        self.path = path
        self.frames = float(containers.whole(_about(root, "frameRate"), 9) or 30)
        # 29.97 pictures a second are "1000 1001" of 30.
        parts = str(_about(root, "frameRateMultiplier") or "").replace(":", " ").split()
        if len(parts) == 2 and all(part.isascii() and part.isdigit() and int(part) for part in parts):
            self.frames *= int(parts[0]) / int(parts[1])
        self.ticks = containers.whole(_about(root, "tickRate"), 9) or self.frames
        self.names = {
            _about(agent, "id"): " ".join("".join(map(str, agent.itertext())).split())
            for agent in root.iter()
            if name(agent) == "agent"
        }
        self.absolute = self._absolute(root)
        self.hidden = {_about(node, "id") for node in root.iter() if name(node) == "style" and _hides(node)}
        self.left_out: Counter[str] = Counter()
        self.words: Sequence[_Element] = ()
        """The words with times of the cue that is read."""
        self.since = 0
        """When their times count from."""

    def _agent(self, node: _Element) -> str:
        """Who says what is in an element; without a name, what the file calls them."""
        agent = (_about(node, "agent") or "").strip()
        return self.names.get(agent) or agent

    def _absolute(self, root: _Element) -> bool:
        """Whether all times count from the beginning of the recording, as Apple's do.

        Then a piece of a paragraph would end behind it, if its times counted from there. One that ends
        too late stands in any file; but here most pieces don't begin before their paragraph.
        """
        before = pieces = overruns = 0
        for node in root.iter():
            if name(node) != "p" or _about(node, "begin") is None:
                continue
            start, end = self._times(node, 0)
            for part in node.iter() if start else ():
                if name(part) == "span" and None not in (_about(part, "begin"), _about(part, "end")):
                    begins, ends = self._times(part, 0)
                    pieces += 1
                    before += begins < start
                    overruns += end is not None and ends is not None and start + ends > end
        return overruns > 0 and 2 * before < pieces

    def blocks(self, node: _Element, since: int, who: str) -> Iterator[CueBlock]:
        """The cues in an element; its times count from those of what it stands in."""
        if self._unseen(node):
            return
        start, end = self._times(node, 0 if self.absolute else since)
        who = self._agent(node) or who
        inner = [part for part in node.iter() if part is not node and name(part) == "span"]
        # Words with times of their own are one cue.
        self.words, self.since = _words(node), 0 if self.absolute else start
        timed = not self.words and any(_about(part, "begin") is not None for part in inner)
        # Words beside such spans belong to the paragraph, which then is one cue.
        beside = [node.text, *(part.tail for part in node)]
        if name(node) in {"body", "div"} or (timed and not any(text and text.strip() for text in beside)):
            for part in node:
                if name(part) in {"div", "p", "span"}:
                    yield from self.blocks(part, start, who)
            return
        if timed and _about(node, "begin") is None:
            start = min(self._times(part, since)[0] for part in inner if _about(part, "begin") is not None)
        line = int(node.sourceline or 1)
        # The ends of lines in the file are blanks, and those of the cue are elements.
        rows = [FileLine(line, 0, " ".join(row.split())) for row in self._written(node).split("\0")]
        yield CueBlock(start, end, rows, FileLine(line, 0, ""), who)

    def _written(self, node: _Element) -> str:
        """What is in an element, with the tags of WebVTT."""
        said = escape_text(node.text or "")
        for part in node:
            said += self._tagged(part) + escape_text(part.tail or "")
        return said

    def _tagged(self, part: _Element) -> str:
        if name(part) == "br":
            return "\0"
        if name(part) != "span" or self._unseen(part):
            return ""
        said, ruby = self._written(part), _about(part, "ruby")
        if ruby == "container":
            return f"<ruby>{said}</ruby>"
        if ruby in _RUBY:
            return f"<rt>{said}</rt>" if ruby == "text" else ""
        if _about(part, "fontStyle") in {"italic", "oblique"}:
            said = f"<i>{said}</i>"
        if part in self.words and (begins := self._moment(part, "begin")) is not None:
            # No blank need stand between them, where they are said to be words.
            apart = _about(part, "unit") == "word" and not (said[-1:] and unspaced(said[-1]))
            return f"<{clock(self.since + begins)}>{said}{' ' if apart else ''}"
        who = self._agent(part)
        return f"<v {escape_text(who)}>{said}</v>" if who else said

    def _unseen(self, node: _Element) -> bool:
        """Whether an element is never shown; that is told."""
        unseen = _hides(node) or not self.hidden.isdisjoint((_about(node, "style") or "").split())
        if unseen:
            self.left_out[HIDDEN] += 1
        return unseen

    def _times(self, node: _Element, since: int) -> tuple[int, int | None]:
        """When an element begins and ends."""
        begins, ends, lasts = (self._moment(node, key) for key in ("begin", "end", "dur"))
        start = since + (begins or 0)
        if ends is None and lasts is not None:
            return start, start + lasts
        return start, None if ends is None else since + ends

    def _moment(self, node: _Element, key: str) -> int | None:
        """A time, in milliseconds; None where there is none.

        Raises SourceError for what is no time.
        """
        said = (_about(node, key) or "").strip()
        if not said:
            return None
        if said_so := _CLOCK.fullmatch(said):
            hours, minutes, seconds, fraction, frames = said_so.groups()
            whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
            return round(1000 * (whole + float(fraction or 0) + int(frames or 0) / self.frames))
        if offset := _OFFSET.fullmatch(said):
            units = {**_SECONDS, "f": 1 / self.frames, "t": 1 / self.ticks}
            return round(1000 * float(offset[1]) * units[offset[2] or "s"])
        raise SourceError(
            f"{shortened(said, 80)!r} is no time of a cue.",
            Location(self.path, int(node.sourceline or 1)),
            "Write hours, minutes, seconds and milliseconds: 00:01:02.500.",
        )


def _words(node: _Element) -> Sequence[_Element]:
    """The words and syllables of a paragraph that is shown at its own time, where each has a time, too."""
    spans = [part for part in node if name(part) == "span"]
    if any(_about(part, "unit") == "word" for part in spans):
        return spans
    if name(node) != "p" or None in (_about(node, "begin"), _about(node, "end")):
        return ()
    texts = ["".join(map(str, part.itertext())).strip() for part in spans]
    each = len(spans) > 1 and all(_about(part, "begin") is not None for part in spans)
    words = sum(len(text.split()) < 2 for text in texts)
    # A caption may be a word, too; but then it is a sentence.
    return spans if each and 2 * words > len(texts) > 2 * sum(map(ends_sentence, texts)) else ()


def _hides(node: _Element) -> bool:
    return _about(node, "display") == "none" or _about(node, "visibility") == "hidden"


def _about(node: _Element, key: str) -> str | None:
    """An attribute, in whichever namespace."""
    return next(
        (str(value) for attribute, value in node.items() if str(attribute).rpartition("}")[2] == key), None
    )


def _stated(data: bytes, _: str) -> str:
    """The language that the root says the cues are in."""
    said = _LANGUAGE.search(forms.start(data, 8192))
    return languages.stated(said[1].strip()) if said else ""


READER = Reader(
    suffixes=(".ttml", ".dfxp", ".itt"),
    read=of_content(content),
    stated=_stated,
    sure=forms.rooted("tt"),
    syntax=("markup",),
)
