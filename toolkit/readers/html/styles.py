"""What the style sheets of a page say of its classes: how they are set, and what stands before them.

Word processors and programs for books set emphasis so, and labels that have no colon. Of CSS no more is read
than rules of one class or one id (`.c2`, `span.c2`, `#c2`): what such programs write.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.readers.containers import name
from toolkit.readers.html.texts import put
from toolkit.readers.html.unread import BY_SHEET

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASS = late.regex(r"([\w-]*)([.#][\w-]+)(?:::?(before|after))?")
_LOOK = late.regex(
    r"(?:font-(?:weight|style)|text-decoration(?:-line)?|vertical-align|white-space)\s*:\s*[\w-]+"
    r"|display\s*:\s*block\b",
    re.IGNORECASE,
)
_HIDING = late.regex(r"display\s*:\s*none\b|visibility\s*:\s*hidden\b", re.IGNORECASE)
_CONTENT = late.regex(r"content\s*:\s*([^;{}]*)", re.IGNORECASE)
_SHOWN = late.regex(
    r"""(?P<quote>["'])(?P<words>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)|attr\(\s*(?P<attribute>[\w-]+)\s*\)""",
    re.IGNORECASE,
)
_ESCAPED = late.regex(r"\\([0-9a-fA-F]{1,6})\s?")
_NO_RULE = False, False, 0, ""


class StyleRule(NamedTuple):
    """What a class looks like."""

    tag: str
    """Of the elements that it holds for; "" for all."""
    called: str
    """The class or the id, with the sign before it."""
    look: str
    """Declarations, as they stand in `style`."""
    where: str = ""
    """Where `words` are shown: before those of the element, or after them."""
    words: str = ""
    """What stands in `content`, such as `"Q:"` or `attr(data-speaker)`."""


def apply(page: _Element, rules: Iterable[StyleRule]) -> None:
    """Give each element the look of its classes, as if it stood in its `style`, which is worth more.

    rules  the later ones are worth more
    """
    looks: defaultdict[tuple[str, str], str] = defaultdict(str)
    words: dict[tuple[str, str, str], tuple[int, str]] = {}
    for place, rule in enumerate(rules):
        if rule.where:
            words[rule.tag, rule.called, rule.where] = place, rule.words
        else:
            looks[rule.tag, rule.called] += f"{rule.look};"
    for node in page.iter() if looks or words else ():
        called = [f".{one}" for one in (node.get("class") or "").split()]
        called += [f"#{node.get('id')}"] if node.get("id") else []
        # A rule with its tag is worth more.
        keys = [(tag, one) for tag in ("", name(node)) for one in called]
        told = [looks[key] for key in keys if key in looks]
        for where in ("before", "after"):
            said = [(tag, one, words[tag, one, where]) for tag, one in keys if (tag, one, where) in words]
            # One rule has the word: that of an id, that with its tag, or the last.
            ranked = ((one[0] == "#", bool(tag), *rule) for tag, one, rule in said)
            *_, shown = max(ranked, default=_NO_RULE)
            if added := _written(shown, node):
                _add(node, added, where)
        if told:
            node.set("style", "".join([*told, node.get("style") or ""]))


def _written(content: str, node: _Element) -> str:
    """The words that a sheet shows at an element; "" for its signs and pictures."""
    parts = [
        _ESCAPED.sub(lambda code: chr(min(int(code[1], 16), sys.maxunicode)), part["words"])
        if part["attribute"] is None
        else node.get(part["attribute"].lower()) or ""
        for part in _SHOWN.finditer(content)
    ]
    # XML has no control characters, and no halves of pairs.
    shown = "".join(sign if sign.isprintable() else " " for sign in "".join(parts)).strip()
    # A letter beside nothing is a picture, in fonts of such.
    pictured = len(shown) == 1 and not any(map(str.strip, map(str, node.itertext(with_tail=False))))
    return shown if any(map(str.isalnum, shown)) and not pictured else ""


def _add(node: _Element, words: str, where: str) -> None:
    if where == "before":
        put(node, f"{words} {(node.text or '').lstrip()}")
    elif len(node):
        put(node[-1], f"{(node[-1].tail or '').rstrip()} {words}", tail=True)
    else:
        put(node, f"{(node.text or '').rstrip()} {words}")


def of_page(page: _Element) -> Iterator[StyleRule]:
    """The rules that stand in a page itself."""
    for node in page.iter("style"):
        yield from of_sheet("".join(map(str, node.itertext())))


def of_sheet(sheet: str) -> Iterator[StyleRule]:
    """The rules of one class; what holds on paper or on a narrow screen alone is left out."""
    first, *others = sheet.split("/*")
    # Behind each comment, to the next one.
    bare = first + "".join(other.partition("*/")[2] for other in others)
    within = False
    for rule in bare.split("}"):
        head, *bodies = rule.split("{")
        if within or "@" in head:
            # A rule such as @media has others in it, up to a brace of its own.
            within = bool(bodies) if within else len(bodies) > 1
        elif bodies:
            hidden = _HIDING.search(bodies[0])
            looks = ";".join([*_LOOK.findall(bodies[0]), *([BY_SHEET] if hidden else [])])
            words = None if hidden else _CONTENT.search(bodies[0])
            for one in filter(None, (_CLASS.fullmatch(one.strip()) for one in head.split(","))):
                if one[3] and words:
                    yield StyleRule(one[1].lower(), one[2], "", one[3], words[1])
                elif looks and not one[3]:
                    yield StyleRule(one[1].lower(), one[2], looks)
