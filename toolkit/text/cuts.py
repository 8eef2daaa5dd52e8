"""Cut a text with marks, and count them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from toolkit.text import events, markup, segment
from toolkit.text.markup import Marked, MarkReader, Span, bare, plain


def units(text: str, lang: str) -> tuple[str, ...]:
    """The sentences of a text, none of them over a line's end.

    Nothing is lost: joined they are the text. A picture is a piece by itself.

    >>> units("A lamp,<br>a ferry. Nobody.", "en")
    ('A lamp,<br>', 'a ferry. ', 'Nobody.')
    """
    if "<" not in text and not text.startswith("!["):
        return uncut(segment.split(text, lang))
    reader = MarkReader(text)
    reader.read()
    ends = [
        end for begin, end in sorted(reader.blocks) if text[begin] == "<" or (not begin and text[0] == "!")
    ]
    pieces: list[str] = []
    for begin, end in pairwise([0, *ends, len(text)]):
        pieces += segment.split(text[begin:end], lang) if text[begin:end].strip() else [text[begin:end]]
    return uncut([piece for piece in pieces if piece])


def lines(spans: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The spans of each line.

    Emphasis and links that reach over several are whole in each; there is one line or more.
    """
    done: list[list[Span]] = [[]]
    for span in spans:
        if span.mark == "break":
            done.append([])
        elif span.mark in {"em", "strong", "link"}:
            for number, inside in enumerate(lines(span.inside)):
                if number:
                    done.append([])
                if inside:
                    done[-1].append(span.replace(inside=inside))
        else:
            done[-1].append(span)
    return list(map(tuple, done))


def balance(pieces: Sequence[str]) -> list[str]:
    """Pieces of a text with whole marks.

    One that is open at the end of a piece goes on in the next.

    >>> balance(["He *really ", "said* it."])
    ['He *really* ', '*said* it.']
    """
    whole = "".join(pieces)
    if len(pieces) < 2 or bare(whole):
        return list(pieces)
    reader = MarkReader(whole)
    reader.read()
    done: list[str] = []
    around = _around(accumulate(map(len, pieces), initial=0), reader.pairs)
    before = next(around)
    for piece, after in zip(pieces, around, strict=True):
        words = piece.rstrip()
        opened = "".join(mark for _, _, mark in before)
        closed = "".join(mark for _, _, mark in reversed(after))
        done.append(opened + words + closed + piece[len(words) :] if words else piece)
        before = after
    return done


def seen(text: str, at: int) -> int:
    """The offset in the words alone of an offset in a text with marks.

    >>> seen("so *very* old", 10), seen("so very old", 8)
    (8, 8)
    """
    if bare(text):
        return at
    reader = MarkReader(text)
    reader.read()
    if reader.blocks or "\\" in text:
        return len(plain(balance([text[:at], text[at:]])[0]))
    places = [(place, mark) for begin, end, mark in reader.pairs for place in (begin, end)]
    return at - sum(min(len(mark), max(0, at - place)) for place, mark in places)


def unseen(text: str, at: int) -> int:
    """The first offset in a text with marks of an offset in the words alone.

    >>> unseen("so *very* old", 8)
    10
    """
    return at if bare(text) else bisect_left(range(len(text)), at, key=lambda place: seen(text, place))


def uncut(pieces: Sequence[str]) -> tuple[str, ...]:
    """Pieces of a text, without cuts in what is whole.

    They are joined where a cut goes through a link, a footnote or ruby, which can't be divided. A footnote
    and the mark that closes emphasis are in the piece that they stand behind.

    >>> uncut(["It was^[Was it? ", "Yes.] old. ", "Very."])
    ('It was^[Was it? Yes.] old. ', 'Very.')
    >>> uncut(["天晴了。", "^[午后。]", "*走吧。", "*"])
    ('天晴了。^[午后。]', '*走吧。*')
    """
    whole = "".join(pieces)
    if len(pieces) < 2 or bare(whole):
        return tuple(pieces)
    reader = MarkReader(whole)
    reader.read()
    behind = {begin: end for begin, end in reader.blocks if whole[begin] == "^"}
    behind |= {end + 1 - len(mark): end + 1 for _, end, mark in reader.pairs}
    places = sorted({_moved(whole, place, behind) for place in accumulate(map(len, pieces))})
    blocks = sorted((begin, end, "") for begin, end in reader.blocks)
    ends = [
        place for place, block in zip(places, _around(places, blocks), strict=True) if place and not block
    ]
    return tuple(whole[begin:end] for begin, end in pairwise([0, *ends]))


def _moved(text: str, place: int, behind: Mapping[int, int]) -> int:
    """A cut behind what belongs to the text before it, and behind the blanks there.

    behind  where such begins -> where it ends
    """
    while place in behind:
        place = behind[place]
        while text[place : place + 1].isspace():
            place += 1
    return place


def _around(places: Iterable[int], marked: Sequence[Marked]) -> Iterator[tuple[Marked, ...]]:
    """The marks around each place.

    They come in rising order of places, outer marks first.

    marked  in the order of their beginnings; of two that share a place, one is inside of the other
    """
    opened: list[Marked] = []
    number = 0
    for place in places:
        while number < len(marked) and marked[number][0] < place:
            while opened and opened[-1][1] <= marked[number][0]:
                opened.pop()
            opened.append(marked[number])
            number += 1
        while opened and opened[-1][1] <= place:
            opened.pop()
        yield tuple(opened)


# Which marks a text has.


def happens(text: str) -> Iterator[str]:
    """What is translated once of each event in a text."""
    waiting = [] if markup.bare(text) else list(markup.parse(text))
    for span in waiting:
        if span.mark == "event":
            yield events.term(span.text)
        waiting += span.inside


def notes(text: str) -> Iterator[str]:
    """The footnotes of a text, with their marks.

    >>> list(notes("It rang^[*Twice.*] and rang."))
    ['*Twice.*']
    """
    waiting = [] if markup.bare(text) else list(markup.parse(text))
    while waiting:
        span = waiting.pop(0)
        if span.mark == "note":
            yield markup.compose(span.inside)
        waiting[:0] = span.inside


def count(text: str) -> Counter[str]:
    """How often each mark is in a text.

    Links and pictures are counted by their targets, events by what is translated of them.
    """
    counted: Counter[str] = Counter()
    waiting = [] if markup.bare(text) else list(markup.parse(text))
    while waiting:
        span = waiting.pop()
        if span.mark == "event":
            counted[events.term(span.text)] += 1
        elif span.mark == "picture":
            counted[f"![]({span.target})"] += 1
        elif span.mark != "text":
            counted[span.target or span.mark] += 1
        waiting += span.inside
    return counted
