"""Pieces of text that are set in some way, written as one text with diglot's marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, takewhile
from typing import Literal, NamedTuple

from toolkit import late
from toolkit.text.above import TextPlace
from toolkit.text.hygiene import tidy, visible
from toolkit.text.lines import BLANKS
from toolkit.text.markup import Span, bare, compose, parse, quiet

_EDGES = late.regex(r"(^[ \t]+|[ \t]+$)")


class TextLook(NamedTuple):
    """How a run is set."""

    strong: bool = False
    em: bool = False
    target: str = ""
    """Of a link; only such as a book can follow."""
    place: TextPlace = ""


PLAIN = TextLook()


class Fragment(NamedTuple):
    """Text that is all set in one way."""

    look: TextLook
    text: str = ""
    span: Span | None = None
    """A note or ruby, in place of text."""


def as_spans(pieces: Sequence[Fragment]) -> tuple[Span, ...]:
    """The pieces as spans."""
    return tuple(_spans(_parted(_trimmed(pieces))))


def as_text(pieces: Sequence[Fragment]) -> str:
    """The pieces as one text, with its marks."""
    return _marked(_parted(_trimmed(pieces)))


def less_alike(row: Sequence[Fragment]) -> list[Fragment]:
    """The pieces without what all of them are: that is the look of the paragraph."""
    # Blanks and notes have a look of their own, which nobody sees.
    looks = [piece.look for piece in row if piece.text.strip() and not piece.span]
    strong, em = all(look.strong for look in looks), all(look.em for look in looks)
    less = [(piece, not strong and piece.look.strong, not em and piece.look.em) for piece in row]
    return [piece._replace(look=TextLook(bold, em, piece.look.target)) for piece, bold, em in less]


@lru_cache(maxsize=256)  # short lines come again, and those that are drawn
def as_line(row: tuple[Fragment, ...]) -> tuple[str, int]:
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
    text = _marked([Fragment(TextLook(), words), *pieces[len(head) :]] if head else pieces)
    if not visible(text).strip():
        return "", 0
    label = _lined(compose((Span("text", words),))).rstrip() if head else ""
    # Bold letters that a word begins with are no label.
    cut = label[-1:].isalnum() and text[len(label) : len(label) + 1].isalnum()
    return text, len(label) if text.startswith(label) and not cut else 0


def _slanted(pieces: Sequence[Fragment]) -> int:
    """How many pieces a label in italics has: a colon ends it."""
    head = list(takewhile(lambda piece: not piece.span and piece.look == TextLook(em=True), pieces))
    return len(head) if head and head[-1].text.rstrip().endswith((":", "：")) else 0


def _label(piece: Fragment) -> bool:
    """Whether a piece is bold and no more than that, or a blank."""
    return not piece.span and (piece.look == TextLook(strong=True) or not piece.text.strip())


def _trimmed(pieces: Sequence[Fragment]) -> list[Fragment]:
    """The pieces without blanks at the edges, each run of blanks one.

    A tab stays: it may part a name from what is said.
    """
    trimmed: list[Fragment] = []
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


def _parted(pieces: Sequence[Fragment]) -> list[Fragment]:
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
    before = accumulate(parts, _last_seen, initial=Fragment(TextLook()))
    after = [*accumulate(reversed(parts), _last_seen, initial=Fragment(TextLook()))][-2::-1]
    return [
        part if _seen(part) else part._replace(look=_common(left.look, right.look))
        for part, left, right in zip(parts, before, after, strict=False)
    ]


def _seen(piece: Fragment) -> bool:
    return piece.span is not None or not piece.text.isspace()


def _last_seen(before: Fragment, piece: Fragment) -> Fragment:
    return piece if _seen(piece) else before


def _common(look: TextLook, other: TextLook) -> TextLook:
    """What two looks share: emphasis is inside of strong emphasis, and both are inside of links."""
    if look.target != other.target:
        return TextLook()
    return TextLook(
        look.strong and other.strong, look.em and other.em and look.strong == other.strong, look.target
    )


def _marked(pieces: Sequence[Fragment]) -> str:
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


def _outside_words(pieces: Sequence[Fragment]) -> list[Fragment]:
    """The pieces, without emphasis that has a letter on both sides of its edge."""
    fragments = []
    for i, piece in enumerate(pieces):
        # No emphasis can be written that begins in the midst of a word.
        before = pieces[i - 1] if i else Fragment(TextLook())
        after = pieces[i + 1] if i + 1 < len(pieces) else Fragment(TextLook())
        cut = (before.text[-1:].isalnum() and piece.text[:1].isalnum()) or (
            after.text[:1].isalnum() and piece.text[-1:].isalnum()
        )
        fragments.append(piece._replace(look=TextLook(target=piece.look.target)) if cut else piece)
    return fragments


def _looking(strong: bool, link: bool) -> Callable[[Sequence[Fragment]], list[Fragment]]:
    return lambda pieces: [
        piece._replace(look=TextLook(piece.look.strong and strong, False, piece.look.target * link))
        for piece in pieces
    ]


_FEWER: tuple[Callable[[Sequence[Fragment]], list[Fragment]], ...] = (
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


def _spans(pieces: Sequence[Fragment]) -> Iterator[Span]:
    """The spans of pieces: links outside, strong emphasis in them, emphasis inside."""
    for address, linked in groupby(pieces, lambda piece: piece.look.target):
        inside: list[Span] = []
        for strong, bold in groupby(linked, lambda piece: piece.look.strong):
            emphasized: list[Span] = []
            for em, run in groupby(bold, lambda piece: piece.look.em):
                _add(emphasized, "em" if em else "", _leaves(run))
            _add(inside, "strong" if strong else "", emphasized)
        yield from [Span("link", inside=tuple(inside), target=address)] if address else inside


def _leaves(pieces: Iterable[Fragment]) -> list[Span]:
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
