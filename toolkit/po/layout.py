"""How messages lie in a file: it is cut, and put together, between the ends that are as they were.

A long file is cut into messages once. From then on it is known how long each of them is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from typing import TypeAlias

from toolkit import late
from toolkit.model.values import ends_alike
from toolkit.po.encoding import charset
from toolkit.po.reading import in_windows_lines

Sizes: TypeAlias = "array[int]"
"""How many bytes each message of a file has, header first, without the end of its last line."""
_BLANK = b"\n\n"
_PARTED = late.regex(_BLANK)
_NOTED_BELOW = late.regex(rb'\n#(?!~(?!\|))[^\n]*"(?:\n\n|\Z)')
"""A comment that ends a piece, as a string does."""
_BEGUN = b'msgid "', b'#~ msgid "'


class LaidOut:
    """A file with one blank line between two pieces, header first. Each has a message at least.

    So where there are as many pieces as messages, each has one.
    """

    def __init__(self, text: bytes, sizes: Sizes) -> None:
        """text: with line feeds alone."""
        self.text, self.sizes = text, sizes

    @classmethod
    def of(cls, data: bytes, sizes: Sizes | None = None) -> LaidOut | None:
        """A file; None for one that is laid out otherwise, or is in another charset than UTF-8.

        sizes  of this very file, where they are known
        """
        text = _with_line_feeds(data)
        if sizes is not None:
            return cls(text, sizes)
        # A file that some program has laid out in its own way is parsed.
        if _is_strange(text):
            return None
        pieces = _cut(text[:-1])
        return None if pieces is None else cls(text, _sizes(pieces))

    def __len__(self) -> int:
        """How many pieces it has."""
        return len(self.sizes)

    def pieces(self, first: int, last: int) -> list[bytes]:
        """Those from one number to another; the header is the first."""
        sizes = self.sizes[first:last]
        if not sizes:
            return []
        begin = self._begin(first)
        end = begin + sum(sizes) + len(_BLANK) * (len(sizes) - 1)
        # No piece has a blank line in it: to cut it there takes a third of the time.
        return _PARTED.split(self.text[begin:end])

    def put(self, header: bytes, first: int, last: int, pieces: Sequence[bytes]) -> LaidOut:
        """The same with another header, and with others in the place of some pieces behind it."""
        # What stays is copied once, and none of thousands of pieces for the blank line behind it.
        text = memoryview(self.text)
        before, behind = text[self._begin(1) : self._begin(first)], text[self._begin(last) :]
        # Behind the last of all stands no blank line.
        end = b"\n" if first == len(self) > 1 else b""
        between = chain.from_iterable(zip(pieces, repeat(_BLANK)))
        made = b"".join([header, _BLANK, before, end, *between, behind])
        made = made if last < len(self) else made[:-1]
        return LaidOut(made, _sizes([header]) + self.sizes[1:first] + _sizes(pieces) + self.sizes[last:])

    def become(self, data: bytes) -> tuple[LaidOut, int, int] | None:
        """What has become of it, and how many pieces are as they were: at the beginning, and at the end.

        None where it is laid out otherwise by now.
        """
        text = _with_line_feeds(data)
        if _is_strange(text):
            return None
        start, end = ends_alike(self.text, text)
        begins = [*accumulate([size + len(_BLANK) for size in self.sizes[:-1]], initial=0)]
        # With what stands on the other side of the blank line: one more line end would be another piece.
        first = max(0, bisect_left(begins, start) - 1)
        last = bisect_left(begins, len(self.text) - end + len(_BLANK) + 1)
        behind = self._begin(last) + len(text) - len(self.text)
        pieces = _cut(text[self._begin(first) : behind - len(_BLANK)])
        if pieces is None:
            return None
        sizes = self.sizes[:first] + _sizes(pieces) + self.sizes[last:]
        return LaidOut(text, sizes), first, len(self) - last

    def _begin(self, number: int) -> int:
        """Where a piece begins; behind the last, one more would."""
        return sum(self.sizes[:number]) + number * len(_BLANK)


def _sizes(pieces: Sequence[bytes]) -> Sizes:
    return array("q", map(len, pieces))


def _is_strange(text: bytes) -> bool:
    """Whether a file is in another charset than UTF-8, begins with a mark, or is cut off."""
    return charset(text) != "utf-8" or text.startswith(BOM_UTF8) or not text.endswith(b"\n")


def _with_line_feeds(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n") if in_windows_lines(data) else data


def _cut(text: bytes) -> list[bytes] | None:
    """The pieces of a text.

    None where one has no message, or ends with anything else, or where other line ends or blank lines stand.
    """
    # What is noted right below a message belongs to the next, in another piece.
    if b"\r" in text or _NOTED_BELOW.search(text):
        return None
    # A pattern finds all blank lines of a long file in a third of the time.
    pieces = _PARTED.split(text)
    # What is empty, or begins with a line end, comes before all that begins with a sign.
    least = min(pieces)
    if least[:1] <= b"\n" and not {piece[:1] for piece in pieces}.isdisjoint((b"", b"\n")):
        return None
    if any(piece[-1:] != b'"' for piece in pieces):
        return None
    # Nearly all have one: what has none is seen sooner where all others are passed over.
    others = [one for one in pieces if b'\nmsgid "' not in one]
    return pieces if all(one.startswith(_BEGUN) or b'\n#~ msgid "' in one for one in others) else None
