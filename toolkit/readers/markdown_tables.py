"""Tables of HTML in Markdown, each as one piece: CommonMark ends a piece of HTML at each blank line.

What stands between two blank lines in a cell is Markdown there, as people write it, and is turned into HTML.
A table that nothing closes stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.readers.html.places import UNREAD

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TABLE = late.regex(rf"{UNREAD}|<(?P<closes>/?)table\b", re.IGNORECASE | re.DOTALL)
_HTML = frozenset({"html_block", "html_inline"})
_NOTE = "note"
"""The type of a token that no page has: its table stays in pieces."""


def joined(tokens: Sequence[Token], parser: MarkdownIt) -> Sequence[Token]:
    """The tokens of a file, where each table that blank lines cut into pieces is one piece of HTML."""
    spans = [*_spans(tokens)]
    if not spans:
        return tokens
    kept: list[Token] = []
    end = 0
    # A table in a table is a part of it.
    for first, last in sorted(spans):
        if first < end:
            continue
        inside = tokens[first : last + 1]
        kept += tokens[end:first]
        end = last + 1
        if any(child.type == _NOTE for token in inside for child in token.children or ()):
            kept += inside
        else:
            kept.append(tokens[first].copy(content=_page(inside, parser)))
    return [*kept, *tokens[end:]]


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The first token and the last of each table that stands in several."""
    opened: list[int] = []
    for k, token in enumerate(tokens):
        # What a quotation or an item of a list opens isn't closed outside.
        while opened and token.level < tokens[opened[-1]].level:
            opened.pop()
        inline = token.type == "inline"
        for piece in (token.children or ()) if inline else (token,):
            if piece.type not in _HTML or "table" not in piece.content.lower():
                continue
            for tag in _TABLE.finditer(piece.content):
                if tag["unread"]:
                    continue
                if not tag["closes"]:
                    opened.append(k)
                elif opened:
                    first = opened.pop()
                    whole = token.level == tokens[first].level + inline and tokens[first].type == "html_block"
                    if whole and k > first:
                        # A paragraph ends behind its words.
                        yield first, k + inline


def _page(tokens: Sequence[Token], parser: MarkdownIt) -> str:
    """The tokens as one page, each word on the line that it has in the file."""
    made: list[str] = []
    number = tokens[0].map[0] if tokens[0].map else 0
    for token in tokens:
        down = max(0, token.map[0] - number) if token.map else 0
        written = parser.renderer.render([token], parser.options, {})
        if not (token.content or token.children):
            # Tags of blocks end lines that the file doesn't have.
            written = written.replace("\n", "")
        made.append("\n" * down + written)
        number += down + written.count("\n")
    return "".join(made)
