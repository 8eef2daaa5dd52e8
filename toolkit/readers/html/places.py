"""The lines of the file on which the words of a page stand: a parser tells the lines of its tags alone.

So a mark with its number is put before the first word of each line, and what a parser makes of the page is
asked for these marks, whatever stood between the words: tags, comments, programs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from toolkit import late
from toolkit.readers.html.texts import join, put

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPENS, _CLOSES = "\ufdd0", "\ufdd1"
"""Signs that Unicode keeps for programs: no text has them."""
_MARK = late.regex(f"{_OPENS}(\\d{{1,9}}){_CLOSES}")
_LINE_END = late.regex(r"\r\n?")
TAG = r"""<[A-Za-z](?>=\s*+"[^"]*+"|=\s*+'[^']*+'|[^<>])"""
"""What a tag begins with, and a piece of it; a sign in quotation marks ends none."""
UNREAD = (
    r"(?P<unread><!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<tag>script|style)\b[^<>]*+(?<!/)>.*?(?:</(?P=tag)\b[^>]*>|\Z))"
)
"""Comments, programs and style sheets."""
TITLE = r"<(?:title|textarea)\b[^<>/]*>.{0,2000}?(?=</)"
"""What is no tag in a title begins none; no long one fits in there."""
_NO_WORDS = late.regex(
    "|".join((UNREAD, TITLE, TAG + "*+>", "</[A-Za-z][^<>]*+>", "<[!?][^<>]*+>")), re.IGNORECASE | re.DOTALL
)
_MOST = 65_535
"""Lines that a parser counts of elements; it says the same of all below."""
_CROWD = 4
"""Paragraphs that begin on one line at most, where its number leads to them."""


def marked(text: str) -> str:
    """A page with a mark before the first word of each line, and behind each tag."""
    text = _LINE_END.sub("\n", text)
    made: list[str] = []
    number, end = 1, 0
    for found in _NO_WORDS.finditer(text):
        number += _mark(text[end : found.start()], number, made)
        made.append(found[0])
        number += found[0].count("\n")
        end = found.end()
    _mark(text[end:], number, made)
    return "".join(made)


def _mark(words: str, number: int, made: list[str]) -> int:
    """Add words with their marks; how many lines end in them.

    number  of the line on which they begin
    """
    for k, line in enumerate(words.split("\n")):
        bare = line.lstrip()
        made.append("\n" if k else "")
        made.append(f"{line[: len(line) - len(bare)]}{_OPENS}{number + k}{_CLOSES}{bare}" if bare else line)
    return words.count("\n")


class LinesOfWords:
    """The lines of the file on which words stand."""

    def __init__(self, root: _Element | None = None) -> None:
        """`root` is that of a page that was `marked`; its marks are taken away."""
        self._rows: dict[tuple[_Element, bool], Sequence[int]] = {}
        self._last = 1
        self._known = root is not None
        if root is None:
            return
        for node in list(root.iter()):
            for tail, text in ((False, node.text), (True, node.tail)):
                if text and _OPENS in text:
                    words, self._rows[node, tail] = _taken(text)
                    put(node, words, tail=tail, joined=False)
        join(root)
        _clean(root)

    def of(self, node: _Element, *, tail: bool = False) -> Sequence[int]:
        """The line of each row of an element's first text, or of the text behind it.

        Rows end in a line end. 0 stands for what has no place; rows that were added come first.
        """
        return self._rows.get((node, tail), ())

    def first(self, node: _Element) -> int:
        """The line of the first words of an element, or else that of its tag; 0 for one that isn't known."""
        if not self._known:
            return 0
        words = next((line for part in node.iter() for line in self.of(part) if line), 0)
        return words or (0 if (line := node.sourceline or 0) >= _MOST else line)

    def line(self, known: int) -> int:
        """A line that is known, or where it isn't, that of what was read before."""
        self._last = known or self._last
        return self._last

    def move(self, node: _Element, to: _Element, *, tail: bool) -> None:
        """Tell that the text of an element stands in another now."""
        self._rows[to, False] = self.of(node, tail=tail)


def _clean(root: _Element) -> None:
    """Take marks out of attributes: a tag that lacks a sign may have taken words for a part of itself."""
    marked_: Any = root.xpath("//*[@*[contains(name(), $mark) or contains(., $mark)]]", mark=_OPENS)
    for node in marked_:
        for key, value in list(node.attrib.items()):
            own, told = _MARK.sub("", key), _MARK.sub("", value)
            if (own, told) != (key, value):
                del node.attrib[key]
                # What no attribute may be is none.
                with suppress(ValueError):
                    node.attrib[own] = told


def _taken(text: str) -> tuple[str, list[int]]:
    """A text without its marks, and the line of each of its rows; 0 for one without words.

    A row that begins with words that were added has the line of the words behind them.
    """
    rows = []
    for row in text.split("\n"):
        _, *rest = _MARK.split(row)
        pieces = zip(rest[::2], rest[1::2], strict=True)
        rows.append(next((int(line) for line, words in pieces if words.strip()), 0))
    return _MARK.sub("", text), rows


def first(rows: Sequence[int]) -> int:
    """The line of the first of some rows that has words; 0 for none."""
    return next(filter(None, rows), 0)


def crowded(numbers: Sequence[int]) -> bool:
    """Whether the numbers of lines lead to no paragraph, since most stand on one line with many others.

    numbers  of the lines on which paragraphs begin
    """
    in_crowds = sum(count for count in Counter(numbers).values() if count > _CROWD)
    return 2 * in_crowds > len(numbers)
