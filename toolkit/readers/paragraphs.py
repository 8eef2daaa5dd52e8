"""Runs of text become lines, with diglot's marks.

For containers that have paragraphs and know which words are set apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit import late, limits
from toolkit.readers.runs import PLAIN, Fragment, TextLook, as_line, as_spans, as_text, less_alike
from toolkit.reading.lines import Line
from toolkit.text.above import placed
from toolkit.text.hygiene import tidy
from toolkit.text.markup import Span, compose, parse
from toolkit.text.times import cue

_CAPTION = 160
"""Characters behind a picture that are its caption, at most: more are a paragraph that has a picture."""
_TARGET = late.regex(r"(?:https?://|mailto:)\S+")
_COLUMNS = late.regex(" {3,}")
"""Blanks that part columns: two may stand behind a sentence."""
_APART = frozenset({"title", "heading", "caption"})
"""Kinds that are set apart as a whole."""
_UNSAFE = {ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E"}


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

    pieces: list[Fragment]
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
            self._rows[-1].pieces.append(Fragment(look._replace(place=""), placed(text, look.place)))

    def span(self, span: Span, look: TextLook = PLAIN) -> None:
        """Add a note or ruby."""
        self._rows[-1].pieces.append(Fragment(look, span=span))

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

    def at(self, number: int) -> None:
        """Tell the number of the line, where it has none yet."""
        if not self._rows[-1].number:
            self._rows[-1] = self._rows[-1]._replace(number=number)

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
        above = like.number
        for pieces, number, meant, (start, end) in rows:
            # A heading that is all bold says no more than that it is one.
            text, strong = as_line(tuple(less_alike(pieces) if like.kind in _APART else pieces))
            if not text:
                # Two line breaks in a row part paragraphs, as people see it.
                self._gap += 1
                goes_on = False
                continue
            above = number or above
            line = like.replace(text=text, strong=strong, number=above, start=start, end=end)
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
        return as_spans(self._pieces(Fragment(PLAIN, " ")))

    def marked(self) -> str:
        """Take what was added as one text, with its marks."""
        return as_text(self._pieces(Fragment(PLAIN, span=Span("break"))))

    def typed(self) -> str:
        """Take what was added as it is typed: its lines, without marks."""
        return "".join(piece.text for piece in self._pieces(Fragment(PLAIN, "\n")))

    def _pieces(self, between: Fragment) -> list[Fragment]:
        rows, self._rows = self._rows, [_LineRow([])]
        return [piece for row in rows for piece in (between, *row.pieces)][1:]
