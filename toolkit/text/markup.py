r"""Light markup inside a paragraph.

A transcript's author and a translator can type it anywhere.

    *emphasis*   **strong**   [a link](https://example.org)   a footnote^[Its text.]   {漢字|かんじ}
    the end<br>of a line   ![a picture](file.jpg)

The first three are Markdown's, the footnote is Pandoc's, the end of a line HTML's, and ruby that of Japanese
e-book tools ({東京|とう|きょう} gives each character its reading). A backslash makes a mark plain: \*, \<br>.

What happens while people talk is a mark too, as transcripts have it: [laughs], （笑） (`text.events`).

Unlike Markdown's, emphasis may begin and end beside letters of scripts that write without blanks or join
particles to words (*강조*는), and can't beside Latin, Greek and Cyrillic letters and digits (5*3*2, f***).
What isn't whole is text: `parse` reads any string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from toolkit import late
from toolkit.model.editions import Picture
from toolkit.model.values import Value
from toolkit.text import events
from toolkit.text.scripts import between_lines

Mark = Literal[
    "text", "em", "strong", "link", "note", "ruby", "break", "picture", "event", "code", "foreign", "remark",
    "label", "dash",
]  # fmt: skip
"""The last five stand on pages alone (`toolkit.edition.blocks`): nobody can type them in a paragraph."""


class Span(Value, frozen=True, gc=False):
    """A stretch of text of one kind."""

    mark: Mark
    text: str = ""
    """Of text, code, event, dash all; of ruby its base; of a picture what it shows; of a link its title."""
    inside: tuple[Span, ...] = ()  # of em, strong, link, note, foreign, remark and label
    target: str = ""
    """Of a link; of a picture its file."""
    readings: tuple[str, ...] = ()
    """Of ruby: one for the whole base, or one for each of its characters."""
    lang: str = ""
    """Of foreign and remark: the language of what is inside; of a picture on a page that of its words."""
    number: int = 0
    """Of a footnote on a page, from 1."""
    shown: Picture | None = None
    """Of a picture on a page: what is in its file; None where that can't be shown."""

    @property
    def read_as(self) -> Iterator[tuple[str, str]]:
        """Of ruby: each part of its base that has a reading, with that."""
        return zip(self.text if len(self.readings) > 1 else [self.text], self.readings, strict=True)


BREAK = "<br>"  # how a line that ends inside of a paragraph is written
BREAKS = late.regex(r"<br ?/?>", re.IGNORECASE)  # as people write it
_MARKS = late.regex(rf"[*{{\\{re.escape(events.OPENING)}]|\^\[|!\[|<(?=br)", re.IGNORECASE)
LINK = late.regex(r"\]\(((?:https?://|mailto:)[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)")
_PATH = r"(?:[^\s()<>\\]|\([^()<>\\\n]*\))+"
# A path with blanks ends as pictures do: else it may be words.
_PATHS = rf"{_PATH}(?:(?: {_PATH})+(?<=\.jpg|jpeg|\.png|\.gif|webp|\.svg))?"
_PICTURE = late.regex(rf"!\[([^\[\]\\]*)\]\(({_PATHS})\)", re.IGNORECASE)
_ADDRESS = late.regex("[A-Za-z][A-Za-z0-9+.-]+:|//")
_BRACKETS = late.regex(rf"\\.|{LINK.pattern}|[\[\]]")
# No brackets: those of links and notes are paired over all of a text, and nothing makes them plain here.
_RUBY = late.regex(r"\{([^{}|\\\[\]]+)((?:\|[^{}|\\\[\]]+)+)\}")
_ESCAPED = frozenset("*[]{}|^\\()!")
_ESCAPES = (
    None,
    late.regex(rf"[*\[{{\\]|!(?=\[|$)|(?={BREAKS.pattern})<", re.IGNORECASE),
    late.regex(rf"[*\[\]{{}}|^\\()]|!(?=\[|$)|(?={BREAKS.pattern})<", re.IGNORECASE),
)
"""What to escape so that a text stays plain: nothing, what may begin a mark, all signs."""
_LINE_END = late.regex(r"\s*\n\s*")
_DEPTH = 4
"""Links and notes may stand in each other so deep; what is deeper is text."""
_NAMES: dict[str, Mark] = {"*": "em", "**": "strong"}


def bare(text: str) -> bool:
    """Whether a text has no sign of any mark: nearly every one has none, which is quickly found out."""
    if "*" in text or "[" in text or "{" in text or "\\" in text or "<" in text:
        return False
    return ("(" not in text and text.isascii()) or not events.may_be_among(text) or not events.among(text)


def parse(text: str) -> tuple[Span, ...]:
    """The spans of a text.

    No two neighbours are plain text.

    >>> [(span.mark, span.text or span.inside[0].text) for span in parse("so *very* old")]
    [('text', 'so '), ('em', 'very'), ('text', ' old')]
    """
    if bare(text):
        return (Span("text", text),) if text else ()
    return _read(text)


# Several look at one text, one after the other.
_read = lru_cache(maxsize=64)(lambda text: MarkReader(text).read())


def picture(text: str) -> Span | None:
    """The picture that a text begins with."""
    match = _PICTURE.match(text)
    return Span("picture", match[1], target=match[2]) if match else None


def pictures(spans: Sequence[Span]) -> Iterator[Span]:
    """All pictures in some spans, in order."""
    for span in spans:
        if span.mark == "picture":
            yield span
        yield from pictures(span.inside)


def elsewhere(target: str) -> bool:
    """Whether an address names the file of a picture; else it is a path from the transcript's folder.

    >>> elsewhere("https://example.org/map.png"), elsewhere("../pictures/map.png")
    (True, False)
    """
    return _ADDRESS.match(target) is not None


def compose(spans: Sequence[Span]) -> str:
    r"""A text with these spans.

    It has no more backslashes than it needs. Plain text that reads like an event is one.

    >>> compose(parse("so *very* old")), compose((Span("text", "*no*"),))
    ('so *very* old', '\\*no\\*')
    """
    wanted = quiet(spans)
    for escaped in _ESCAPES:
        written = _composed(spans, escaped)
        if quiet(parse(written)) == wanted:
            break
    return written


def quiet(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, with events as plain text."""
    parts: _Pieces = []
    for span in spans:
        if span.mark in {"text", "event"}:
            parts.append(span.text)
        else:
            parts.append(span.replace(inside=quiet(span.inside)) if span.inside else span)
    return _spans(parts)


def _composed(spans: Sequence[Span], escaped: re.Pattern[str] | None) -> str:
    done = []
    for span in spans:
        inside = _composed(span.inside, escaped)
        if span.mark == "text":
            done.append(escaped.sub(r"\\\g<0>", span.text) if escaped else span.text)
        elif span.mark == "em":
            done.append(f"*{inside}*")
        elif span.mark == "strong":
            done.append(f"**{inside}**")
        elif span.mark == "link":
            done.append(f"[{inside}]({span.target})")
        elif span.mark == "note":
            done.append(f"^[{inside}]")
        elif span.mark == "break":
            done.append(BREAK)
        elif span.mark == "event":
            done.append(span.text)
        elif span.mark == "picture":
            done.append(f"![{span.text}]({span.target})")
        else:
            done.append("{" + "|".join((span.text, *span.readings)) + "}")
    return "".join(done)


def plain(text: str) -> str:
    """What is read: no marks, no footnotes, no readings.

    It is on one line.

    >>> plain("a *late*<br>ferry"), plain("渡轮<br>来了"), plain("a![late](bay.png)ferry")
    ('a late ferry', '渡轮来了', 'a late ferry')
    """
    return text if bare(text) else _on_one_line(_words(parse(text), spoken=False))


def spoken(text: str) -> str:
    """What is said: `plain` without events.

    The blanks around them stay.

    >>> spoken("(As my mother said.) [laughs]")
    '(As my mother said.) '
    """
    return text if bare(text) else _on_one_line(_words(parse(text), spoken=True))


def _on_one_line(words: Iterator[str]) -> str:
    joined = "".join(words)
    return _LINE_END.sub(_between, joined) if "\n" in joined else joined


def _between(match: re.Match[str]) -> str:
    """What stands between two lines that are one.

    It is nothing where the script has no blanks.
    """
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return between_lines(before, after) if before else ""


def _words(spans: Sequence[Span], *, spoken: bool) -> Iterator[str]:
    for span in spans:
        if span.mark in {"text", "ruby"} or (span.mark == "event" and not spoken):
            yield span.text
        elif span.mark == "picture":
            yield f"\n{span.text}\n"
        elif span.mark == "break":
            yield "\n"
        elif span.mark != "note":
            yield from _words(span.inside, spoken=spoken)


Marked = tuple[int, int, str]
"""Where a mark opens, where it closes, and the mark."""
_Pieces = list[Span | str]
"""Spans with the plain text between them in pieces, as it was found."""
_OpenMark = tuple[str, int, _Pieces]
"""Emphasis that is open: its mark, where it opens, and what it has inside so far."""


def _brackets(text: str) -> dict[int, int]:
    """Where each square bracket is closed.

    Those in addresses are no brackets.
    """
    closes: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0][0] == "]" and waiting:
            closes[waiting.pop()] = match.start()
    return closes


class MarkReader:
    """One pass over a text: marks that open wait on a stack for those that close."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closes = _brackets(text)
        self.pairs: list[Marked] = []
        """Emphasis that was closed: where it opens, where it closes, and its mark; outer ones first."""
        self.blocks: list[tuple[int, int]] = []
        """Links, footnotes and ruby: where they begin and end."""

    def read(self) -> tuple[Span, ...]:
        """The spans of the text."""
        spans = self._between(0, len(self.text), 0)
        self.pairs.sort(key=lambda pair: (pair[0], -pair[1]))
        return spans

    def _between(self, at: int, end: int, depth: int) -> tuple[Span, ...]:
        """The spans between two places.

        Marks don't reach over them.
        """
        levels: list[_OpenMark] = [("", at, [])]
        while at < end:
            match = _MARKS.search(self.text, at, end)
            stop = match.start() if match else end
            if stop > at:
                levels[-1][2].append(self.text[at:stop])
            at = self._mark(stop, end, levels, depth) if stop < end else end
        return self._flat(levels)

    def _mark(self, at: int, last: int, levels: list[_OpenMark], depth: int) -> int:
        """Read the mark at a place.

        Gives where what follows it begins, at most `last`: no mark crosses another.
        """
        text, parts = self.text, levels[-1][2]
        sign = text[at]
        if sign == "*":
            return self._star(at, levels)
        begin = at + (2 if sign == "^" else 1)
        end = self.closes.get(begin - 1, 0) if sign in "[^" and depth < _DEPTH else 0
        if end > begin and sign == "^":
            return self._whole(at, end + 1, parts, Span("note", inside=self._between(begin, end, depth + 1)))
        if end > begin and (link := LINK.match(text, end, last)):
            inside = self._between(begin, end, depth + 1)
            return self._whole(at, link.end(), parts, Span("link", inside=inside, target=link[1]))
        # Brackets of an event may be plain to Markdown: it is looked for before what a backslash says.
        if stop := events.end(text, at, last):
            return self._whole(at, stop, parts, Span("event", events.shown(text[at:stop])))
        if sign == "\\" and self._escapes(at + 1, last):
            parts.append(text[at + 1])
            return at + 2
        if sign == "!" and (match := _PICTURE.match(text, at, last)):
            return self._whole(at, match.end(), parts, Span("picture", match[1], target=match[2]))
        if sign == "<" and (match := BREAKS.match(text, at, last)):
            return self._whole(at, match.end(), parts, Span("break"))
        if sign == "{" and (match := _RUBY.match(text, at, last)):
            readings = tuple(match[2][1:].split("|"))
            if len(readings) in (1, len(match[1])):
                return self._whole(at, match.end(), parts, Span("ruby", match[1], readings=readings))
        parts.append(sign)
        return at + 1

    def _escapes(self, at: int, last: int) -> bool:
        """Whether a backslash before a place is a sign."""
        text = self.text
        return at < len(text) and (text[at] in _ESCAPED or BREAKS.match(text, at, last) is not None)

    def _whole(self, at: int, end: int, parts: _Pieces, span: Span) -> int:
        """Take a span that no other mark crosses."""
        parts.append(span)
        self.blocks.append((at, end))
        return end

    def _star(self, at: int, levels: list[_OpenMark]) -> int:
        """Read a run of stars.

        It closes what is open, opens something, or is text.
        """
        text = self.text
        end = at
        while text[end : end + 1] == "*":
            end += 1
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        run = text[at:end]
        if len(run) <= 3 and before and not before.isspace() and not _joined(after):
            rest = run
            while rest and levels[-1][0] and rest.startswith(levels[-1][0]) and levels[-1][2]:
                mark, begin, inside = levels.pop()
                levels[-1][2].append(Span(_NAMES[mark], inside=_spans(inside)))
                self.pairs.append((begin, end - len(rest) + len(mark) - 1, mark))
                rest = rest[len(mark) :]
            if rest != run:
                return end - len(rest)
        # Three stars are strong emphasis: the inner mark is the single one, which closes first.
        marks = ("**", "*") if len(run) == 3 else (run,)
        opened = {mark for mark, _, _ in levels}
        if (
            len(run) <= 3
            and after
            and not after.isspace()
            and not _joined(before)
            and opened.isdisjoint(marks)
        ):
            levels += ((mark, end - 1, []) for mark in marks)
            return end
        levels[-1][2].append(run)
        return end

    @staticmethod
    def _flat(levels: list[_OpenMark]) -> tuple[Span, ...]:
        """The spans of all levels.

        What was opened and not closed is text.
        """
        parts = levels[0][2]
        for mark, _, inside in levels[1:]:
            parts += (mark, *inside)
        return _spans(parts)


def _joined(neighbour: str) -> bool:
    """Whether a character forbids emphasis beside it.

    It would be in the midst of a word.
    """
    return neighbour.isalnum() and neighbour < "\u0530"


def _spans(parts: _Pieces) -> tuple[Span, ...]:
    """The spans of these parts: no two neighbours are plain text."""
    spans: list[Span] = []
    text: list[str] = []
    for part in (*parts, None):
        if isinstance(part, str):
            text.append(part)
            continue
        if text:
            spans.append(Span("text", "".join(text)))
            text.clear()
        if part:
            spans.append(part)
    return tuple(spans)
