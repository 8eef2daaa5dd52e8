"""Tags of HTML among the words of a paragraph in Markdown: what isn't shown, ruby, and fields."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.readers import html
from toolkit.readers.containers import name
from toolkit.readers.html.page import ruby
from toolkit.readers.html.unread import SKIPPED, noun, unseen
from toolkit.text.xml import escape_text

if TYPE_CHECKING:
    from lxml.etree import _Element
    from markdown_it.token import Token

_OPENS = late.regex(r"<([a-z][\w-]*)(?=[\s/>])", re.IGNORECASE)
_CLOSES_ONE = late.regex(r"</([a-z][\w-]*)", re.IGNORECASE)
_HIDES = late.regex(r"\s(?:hidden|style|class|aria-hidden)\b", re.IGNORECASE)
_ALONE = frozenset({"input", "embed", "img"})
"""Tags that have nothing in them."""
RUBY = "ruby"
"""The type of a token with its base as content, and its reading as info."""


def shown(tokens: Sequence[Token], left_out: Counter[str], path: str) -> Sequence[Token]:
    """The tokens without what a browser doesn't show, and ruby as tokens of its own.

    left_out  counts what isn't read
    """
    if not any(token.type == "html_inline" for token in tokens):
        return tokens
    kept: list[Token] = []
    ends, at = _ends(tokens), 0
    while at < len(tokens):
        token, end = tokens[at], ends.get(at, at)
        tag = found[1].lower() if (found := _tag(token)) else ""
        inside = tokens[at : end + 1]
        if tag == RUBY and end > at:
            element = _parsed("".join(map(_written, inside)), tag, path)
            base, reading = ("", "") if element is None else ruby(element)
            kept.append(token.copy(type=RUBY, content=base, info=reading))
        elif (element := _unseen(token, tag, path)) is not None and (end > at or tag in _ALONE):
            element.text = "".join(one.content for one in inside if one.type != "html_inline")
            what = "picture" if tag == "img" else noun(element, within=True)
            left_out[what] += bool(what)
        else:
            kept.append(token)
            end = at
        at = end + 1
    return kept


def _unseen(token: Token, tag: str, path: str) -> _Element | None:
    """The element that a tag begins, where a browser shows none of its words."""
    if not tag or not (tag in SKIPPED or tag in _ALONE or _HIDES.search(token.content)):
        return None
    element = _parsed(token.content, tag, path)
    return element if element is not None and (tag in SKIPPED or tag in _ALONE or unseen(element)) else None


def _ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Where the elements end that are closed: place of the first token -> of the last."""
    ends: dict[int, int] = {}
    opened: defaultdict[str, list[int]] = defaultdict(list)
    for k, token in enumerate(tokens):
        if token.type != "html_inline":
            continue
        if found := _tag(token):
            opened[found[1].lower()].append(k)
        elif (closes := _CLOSES_ONE.match(token.content)) and opened[closes[1].lower()]:
            ends[opened[closes[1].lower()].pop()] = k
    return ends


def _tag(token: Token) -> re.Match[str] | None:
    return _OPENS.match(token.content) if token.type == "html_inline" else None


def _written(token: Token) -> str:
    return token.content if token.type == "html_inline" else escape_text(token.content)


def _parsed(written: str, tag: str, path: str) -> _Element | None:
    root = html.parse(written, path)
    return next((node for node in root.iter() if name(node) == tag), None)
