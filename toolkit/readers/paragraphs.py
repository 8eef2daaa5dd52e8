"""Runs of text become lines, with diglot's marks.

For containers that have paragraphs and know which words are set apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, takewhile
from typing import Literal, NamedTuple

from toolkit import limits
from toolkit.reading.lines import Line
from toolkit.text.above import TextPlace, placed
from toolkit.text.hygiene import tidy, visible
from toolkit.text.lines import BLANKS
from toolkit.text.markup import Span, bare, compose, parse, quiet
from toolkit.text.times import cue

_CAPTION = 160
"""Characters behind a picture that are its caption, at most: more are a paragraph that has a picture."""
_EDGES = re.compile(r"(^[ \t]+|[ \t]+$)")
_TARGET = re.compile(r"(?:https?://|mailto:)\S+")
_COLUMNS = re.compile(" {3,}")
"""Blanks that part columns: two may stand behind a sentence."""
_UNSAFE = {ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E"}


class TextLook(NamedTuple):
    """How a run is set."""

    strong: bool = False
    em: bool = False
    target: str = ""
    """Of a link; only such as a book can follow."""
    place: TextPlace = ""


PLAIN = TextLook()
_APART = frozenset({"title", "heading", "caption"})
"""Kinds that are set apart as a whole."""


class _Fragment(NamedTuple):
    look: TextLook
    text: str = ""
    span: Span | None = None
    """A note or ruby, in place of text."""


def target(address: str) -> str:
    """An address as a link has it; "" for one that leads nowhere in a book.

    >>> target("https://example.org/a_(b)"), target("page2.html")
    ('https://example.org/a_%28b%29', '')
    """
    address = address.strip()
    # Brackets would end the link in Markdown.
    return address.translate(_UNSAFE) if _TARGET.fullmatch(address) else ""


class _LineRow(NamedTuple):
    """What stands between two line breaks."""

    pieces: list[_Fragment]
    number: int = 0
    """Of its line, where it has one of its own."""
    meant: bool = True
    """Whether the line before was ended on purpose."""
    times: tuple[int | None, int | None] = (None, None)
    """When it is heard, in milliseconds, where that is said."""


class TextBudget:
    """How much text may still come of a file.

    A note or a link stands once in it, and is spelled out wherever something refers to it.
    """

    def __init__(self, path: str) -> None:
        """`path` is that of the file, as it is shown to a person."""
        self.path = path
        self._taken = 0

    def take(self, size: int) -> None:
        """Raise DiglotError for more characters than any text has."""
        self._taken += size
        limits.check(self._taken, limits.SPELLED_OUT, self.path)


class Paragraphs:
    """Takes runs in their order, and makes lines of them."""

    def __init__(self, budget: TextBudget, *, typed: bool = False) -> None:
        """`typed` tells that blanks are what people typed, and no layout of a file."""
        self._budget, self._typed = budget, typed
        self.lines: list[Line] = []
        self._rows = [_LineRow([])]
        """Of the paragraph that is open."""
        self._gap = 1

    def text(self, text: str, look: TextLook = PLAIN) -> None:
        """Add words; a time that leads to its place in a recording is a time."""
        if look.target and cue(text.strip()):
            look = look._replace(target="")
        if self._typed:
            # Who aligns words without a tab types blanks.
            text = _COLUMNS.sub("\t", text)
        if text:
            # The address is spelled out with each run of a link.
            self._budget.take(len(text) + len(look.target))
            self._rows[-1].pieces.append(_Fragment(look._replace(place=""), placed(text, look.place)))

    def span(self, span: Span, look: TextLook = PLAIN) -> None:
        """Add a note or ruby."""
        self._rows[-1].pieces.append(_Fragment(look, span=span))

    def ruby(self, base: str, readings: Sequence[str]) -> None:
        """Add ruby; the base alone where it can't be written."""
        self._budget.take(len(base) + sum(map(len, readings)))
        self._span_or(Span("ruby", tidy(base), readings=tuple(map(tidy, readings))), base)

    def picture(self, shows: str, file: str) -> None:
        """Add a picture; what it shows is kept where its file can't be named."""
        self._budget.take(len(shows) + len(file))
        self._span_or(Span("picture", tidy(shows), target=file.translate(_UNSAFE)), shows)

    def _span_or(self, span: Span, words: str) -> None:
        """Add a span; words where no mark can write it."""
        if parse(compose((span,))) == (span,):
            self.span(span)
        else:
            self.text(words)

    def line_break(self, number: int = 0, *, meant: bool = True) -> None:
        """End the line, and not the paragraph.

        number  of the next line, where it has one of its own
        meant   whether it is a line break, and not just where a line was full: behind a line break, that
                ends nothing
        """
        row = self._rows[-1]
        if not meant and not row.pieces and len(self._rows) > 1:
            self._rows[-1] = row._replace(number=number or row.number)
            return
        self._rows.append(_LineRow([], number, meant))

    def line_end(self) -> None:
        """End the line, if it has words."""
        if any(piece.span or piece.text.strip() for piece in self._rows[-1].pieces):
            self.line_break()

    def timed(self, start: int, end: int) -> None:
        """Begin a piece of the paragraph that is heard between two times, in milliseconds."""
        if self._rows[-1].pieces:
            self.line_break(meant=False)
        self._rows[-1] = self._rows[-1]._replace(times=(start, end))

    def end(self, like: Line) -> None:
        """End the paragraph.

        It becomes a line for each of its lines that has words, and the next ones go on with the first.

        like  what is known of it, and no text
        """
        rows, self._rows = self._rows, [_LineRow([])]
        goes_on = alone = False
        for pieces, number, meant, (start, end) in rows:
            # A heading that is all bold says no more than that it is one.
            text, strong = _written(tuple(_less_alike(pieces) if like.kind in _APART else pieces))
            if not text:
                # Two line breaks in a row part paragraphs, as people see it.
                self._gap += 1
                goes_on = False
                continue
            line = like.replace(text=text, strong=strong, number=number or like.number, start=start, end=end)
            pictured = pieces and pieces[0].span and pieces[0].span.mark == "picture"
            if pictured and sum(len(piece.text) for piece in pieces) <= _CAPTION:
                # What begins with a picture is the picture and its caption.
                line = line.replace(form="picture", kind=line.kind or "caption")
            # What is all bold below a picture is no caption: a question, say.
            if goes_on and not (alone and strong == len(text)):
                line = line.replace(joined=True, broken=meant)
            else:
                line = line.replace(gap=self._gap)
            self.lines.append(line)
            self._gap, goes_on, alone = 1, True, bool(pictured) and len(pieces) == 1

    def spans(self) -> tuple[Span, ...]:
        """Take what was added as spans; its lines become one."""
        return tuple(_spans(_parted(_trimmed(self._pieces(_Fragment(PLAIN, " "))))))

    def marked(self) -> str:
        """Take what was added as one text, with its marks."""
        return _marked(_parted(_trimmed(self._pieces(_Fragment(PLAIN, span=Span("break"))))))

    def typed(self) -> str:
        """Take what was added as it is typed: its lines, without marks."""
        return "".join(piece.text for piece in self._pieces(_Fragment(PLAIN, "\n")))

    def _pieces(self, between: _Fragment) -> list[_Fragment]:
        rows, self._rows = self._rows, [_LineRow([])]
        return [piece for row in rows for piece in (between, *row.pieces)][1:]


def _less_alike(row: Sequence[_Fragment]) -> list[_Fragment]:
    """The pieces without what all of them are: that is the look of the paragraph."""
    # Blanks and notes have a look of their own, which nobody sees.
    looks = [piece.look for piece in row if piece.text.strip() and not piece.span]
    strong, em = all(look.strong for look in looks), all(look.em for look in looks)
    less = [(piece, not strong and piece.look.strong, not em and piece.look.em) for piece in row]
    return [piece._replace(look=TextLook(bold, em, piece.look.target)) for piece, bold, em in less]


@lru_cache(maxsize=256)  # short lines come again, and those that are drawn
def _written(row: tuple[_Fragment, ...]) -> tuple[str, int]:
    """The text of a line, and how many of its first characters are bold."""
    trimmed = _trimmed(row)
    words = "".join(piece.text for piece in trimmed)
    if bare(words) and all(piece.look == PLAIN and piece.span is None for piece in trimmed):
        # Nearly all lines are: nothing in them could be taken for a mark.
        text = _lined(words)
        return (text if visible(text).strip() else ""), 0
    pieces = _parted(trimmed)
    looks = [piece.look for piece in trimmed if piece.text.strip() and not piece.span]
    if any(look.target for look in looks) and all(look.strong and not look.em for look in looks):
        # All of it is bold, with the links in it: it is no label that ends at the first of them.
        text = _marked([piece._replace(look=piece.look._replace(strong=False)) for piece in pieces])
        return text, len(text)
    # Bold words at the beginning of a line are likely to be the name of who speaks.
    head = list(takewhile(_label, pieces))
    while head and not head[-1].text.strip():
        head.pop()
    if not head and (slanted := _slanted(pieces)):
        head = pieces[:slanted]
    words = "".join(piece.text for piece in head)
    # The label loses its emphasis, which only said that it is one.
    text = _marked([_Fragment(TextLook(), words), *pieces[len(head) :]] if head else pieces)
    if not visible(text).strip():
        return "", 0
    label = _lined(compose((Span("text", words),))).rstrip() if head else ""
    # Bold letters that a word begins with are no label.
    cut = label[-1:].isalnum() and text[len(label) : len(label) + 1].isalnum()
    return text, len(label) if text.startswith(label) and not cut else 0


def _slanted(pieces: Sequence[_Fragment]) -> int:
    """How many pieces a label in italics has: a colon ends it."""
    head = list(takewhile(lambda piece: not piece.span and piece.look == TextLook(em=True), pieces))
    return len(head) if head and head[-1].text.rstrip().endswith((":", "：")) else 0


def _label(piece: _Fragment) -> bool:
    """Whether a piece is bold and no more than that, or a blank."""
    return not piece.span and (piece.look == TextLook(strong=True) or not piece.text.strip())


def _trimmed(pieces: Sequence[_Fragment]) -> list[_Fragment]:
    """The pieces without blanks at the edges, each run of blanks one.

    A tab stays: it may part a name from what is said.
    """
    trimmed: list[_Fragment] = []
    blank = True
    for piece in pieces:
        # A tab wins over blanks around it: it is what people part columns with.
        text = BLANKS.sub(lambda run: "\t" if "\t" in run[0] else " ", piece.text)
        if not trimmed:
            text = text.lstrip()
        elif blank:
            if text.startswith("\t") and not trimmed[-1].span:
                trimmed[-1] = trimmed[-1]._replace(text=f"{trimmed[-1].text[:-1]}\t")
            text = text.lstrip(" \t")
        if text or piece.span:
            trimmed.append(piece._replace(text=text))
            blank = text[-1:] in {" ", "\t"}
    while trimmed and not trimmed[-1].span:
        last = trimmed.pop()
        if text := last.text.rstrip():
            trimmed.append(last._replace(text=text))
            break
    return trimmed


def _parted(pieces: Sequence[_Fragment]) -> list[_Fragment]:
    """The pieces, with the blanks at their edges as pieces of their own.

    A mark can't begin or end with a blank. One between two runs that are set alike is set so too.
    """
    parts = [
        piece._replace(text=part)
        for piece in pieces
        for part in (_EDGES.split(piece.text) if not piece.span else [""])
        if part or piece.span
    ]
    # For each blank, what stands before it and behind: emphasis goes over it if both have it.
    before = accumulate(parts, _last_seen, initial=_Fragment(TextLook()))
    after = [*accumulate(reversed(parts), _last_seen, initial=_Fragment(TextLook()))][-2::-1]
    return [
        part if _seen(part) else part._replace(look=_common(left.look, right.look))
        for part, left, right in zip(parts, before, after, strict=False)
    ]


def _seen(piece: _Fragment) -> bool:
    return piece.span is not None or not piece.text.isspace()


def _last_seen(before: _Fragment, piece: _Fragment) -> _Fragment:
    return piece if _seen(piece) else before


def _common(look: TextLook, other: TextLook) -> TextLook:
    """What two looks share: emphasis is inside of strong emphasis, and both are inside of links."""
    if look.target != other.target:
        return TextLook()
    return TextLook(
        look.strong and other.strong, look.em and other.em and look.strong == other.strong, look.target
    )


def _marked(pieces: Sequence[_Fragment]) -> str:
    """The text, with as many of its marks as can be written.

    Emphasis that begins or ends inside of a word can't: there the word wins.
    """
    # From all that was marked to the bare words: the first that can be read back is taken.
    for fewer in _FEWER:
        spans = tuple(_spans(fewer(pieces)))
        written = compose(spans)
        if quiet(parse(written)) == spans:
            break
    return _lined(written)


def _outside_words(pieces: Sequence[_Fragment]) -> list[_Fragment]:
    """The pieces, without emphasis that has a letter on both sides of its edge."""
    fragments = []
    for i, piece in enumerate(pieces):
        # No emphasis can be written that begins in the midst of a word.
        before = pieces[i - 1] if i else _Fragment(TextLook())
        after = pieces[i + 1] if i + 1 < len(pieces) else _Fragment(TextLook())
        cut = (before.text[-1:].isalnum() and piece.text[:1].isalnum()) or (
            after.text[:1].isalnum() and piece.text[-1:].isalnum()
        )
        fragments.append(piece._replace(look=TextLook(target=piece.look.target)) if cut else piece)
    return fragments


def _looking(strong: bool, link: bool) -> Callable[[Sequence[_Fragment]], list[_Fragment]]:
    return lambda pieces: [
        piece._replace(look=TextLook(piece.look.strong and strong, False, piece.look.target * link))
        for piece in pieces
    ]


_FEWER: tuple[Callable[[Sequence[_Fragment]], list[_Fragment]], ...] = (
    list,
    _outside_words,
    _looking(strong=True, link=True),
    _looking(strong=False, link=True),
    _looking(strong=False, link=False),
)
"""What is given up where marks can't be written, little by little."""


def _lined(text: str) -> str:
    """The text on one line, its tabs kept."""
    return "\t".join(map(tidy, text.split("\t")))


def _spans(pieces: Sequence[_Fragment]) -> Iterator[Span]:
    """The spans of pieces: links outside, strong emphasis in them, emphasis inside."""
    for address, linked in groupby(pieces, lambda piece: piece.look.target):
        inside: list[Span] = []
        for strong, bold in groupby(linked, lambda piece: piece.look.strong):
            emphasized: list[Span] = []
            for em, run in groupby(bold, lambda piece: piece.look.em):
                _add(emphasized, "em" if em else "", _leaves(run))
            _add(inside, "strong" if strong else "", emphasized)
        yield from [Span("link", inside=tuple(inside), target=address)] if address else inside


def _leaves(pieces: Iterable[_Fragment]) -> list[Span]:
    """Pieces that are set alike, as spans."""
    spans = []
    for is_text, group in groupby(pieces, lambda piece: piece.span is None):
        if is_text:
            spans.append(Span("text", "".join(piece.text for piece in group)))
        else:
            spans += [piece.span for piece in group if piece.span]
    return spans


def _add(spans: list[Span], mark: Literal["", "em", "strong"], inside: Sequence[Span]) -> None:
    """Add spans to others, in a mark where there is one; neighbours that are text become one."""
    if mark:
        merged: list[Span] = []
        _add(merged, "", inside)
        spans.append(Span(mark, inside=tuple(merged)))
        return
    for span in inside:
        if span.mark == "text" and spans and spans[-1].mark == "text":
            spans[-1] = Span("text", spans[-1].text + span.text)
        else:
            spans.append(span)
