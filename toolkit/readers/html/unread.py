"""What of a page isn't read, and what people call it: nothing that has words is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from toolkit import late
from toolkit.readers.containers import name, value
from toolkit.readers.left_out import FORMULA, HIDDEN

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = frozenset(
    "script style noscript template head title rp datalist annotation annotation-xml canvas video audio"
    " area option".split()
)
"""What a browser shows nothing of, or no words."""
_FIELDS = frozenset("button select input textarea label progress meter".split())
_NOUNS = (
    dict.fromkeys(("nav", "menu"), "menu")
    | dict.fromkeys(("iframe", "object", "embed"), "embedded page")
    | {"form": "form", "dialog": "dialog", "svg": "picture"}
)
"""What may have words of the text all the same, as people call it."""
_IN_PICTURES = frozenset({"text", "foreignobject", "foreignObject"})
"""What has words in a drawing, but for those that a browser doesn't show."""
_NO_WORDS_NEEDED = frozenset({"form", "iframe", "object", "embed"})
SKIPPED = _NEVER | _FIELDS | _NOUNS.keys()
"""What is no text, or none of the page's author."""
_UNSEEN = late.regex(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_HIDES = late.regex(
    r"--hidden:|(?:opacity|font-size)\s*:\s*0(?![\d.]*[1-9])|\bclip\s*:\s*rect\("
    r"|(?:left|top|text-indent)\s*:\s*-\d{3}",
    re.IGNORECASE,
)
"""How else a style hides words; a script may show them."""
BY_SHEET = "--hidden:1"
"""What stands in the style of an element that a style sheet hides."""
_FOR_READERS = late.regex(r"\b(?:sr-only|visually-?hidden|screen-reader-text)\b", re.IGNORECASE)
"""What only programs that read aloud get, such as "Skip to content"."""


def folds(node: _Element) -> bool:
    """Whether an element is hidden in a way that a button may undo."""
    return node.get("hidden") is not None or _UNSEEN.search(node.get("style") or "") is not None


def _for_programs(node: _Element) -> bool:
    return _FOR_READERS.search(node.get("class") or "") is not None


def unseen(node: _Element) -> bool:
    """Whether a browser shows nothing of an element, or nothing that is read aloud."""
    return folds(node) or node.get("aria-hidden") == "true" or _for_programs(node)


def hides(node: _Element) -> bool:
    """Whether a style hides the words of an element, which are read all the same."""
    return _HIDES.search(node.get("style") or "") is not None and has_words(node)


def has_words(node: _Element) -> bool:
    """Whether there is a letter or a figure in an element."""
    return any(sign.isalnum() for text in node.itertext() for sign in str(text))


def noun(node: _Element, *, within: bool) -> str:
    """What an element that isn't read is called; "" for one in which a person sees and opens nothing.

    within  whether it stands in a paragraph: there a field is a part of what is said
    """
    tag = name(node)
    if tag in _FIELDS:
        seen = node.get("type") != "hidden" and (within or bool(node.get("value")) or has_words(node))
        return "field of a form" if seen else ""
    if tag == "script":
        # A program that draws formulas leaves what they are made of.
        return FORMULA if value(node, "type").startswith("math/") else ""
    if tag == "template":
        return "embedded page" if value(node, "shadowrootmode") == "open" and has_words(node) else ""
    if tag in _NEVER or _for_programs(node):
        return ""
    if tag == "dialog" and node.get("open") is None:
        return ""
    if tag == "svg" and not any(name(part) in _IN_PICTURES for part in node.iter()):
        return ""
    if tag in _NO_WORDS_NEEDED or has_words(node):
        return _NOUNS.get(tag, HIDDEN)
    return ""


def beside(body: _Element, read: Collection[_Element | None], without: Collection[_Element]) -> bool:
    """Whether a page shows words that aren't read.

    read     its article, and a headline
    without  what in the article is none of it
    """
    waiting = [*without, body]
    while waiting:
        node = waiting.pop()
        if node in read:
            continue
        texts = [node.text or "", *(part.tail or "" for part in node)]
        if any(sign.isalnum() for text in texts for sign in text):
            return True
        waiting += [part for part in node if name(part) not in {"", *_NEVER} and not unseen(part)]
    return False
