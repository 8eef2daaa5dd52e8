"""What the style sheets of a page say of its classes: which are bold, and which slanted.

Word processors and programs for books set emphasis so, and labels that have no colon. Of CSS no more is read
than rules of one class (`.c2`, `span.c2`): what such programs write.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from toolkit.readers.containers import name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASS = re.compile(r"([\w-]*)\.([\w-]+)")
_LOOK = re.compile(r"font-(?:weight|style)\s*:\s*[\w-]+", re.IGNORECASE)


class StyleRule(NamedTuple):
    """What a class looks like."""

    tag: str
    """Of the elements that it holds for; "" for all."""
    called: str
    look: str
    """Declarations, as they stand in `style`."""


def apply(page: _Element, rules: Iterable[StyleRule]) -> None:
    """Give each element the look of its classes, as if it stood in its `style`, which is worth more.

    rules  the later ones are worth more
    """
    looks: defaultdict[tuple[str, str], str] = defaultdict(str)
    for rule in rules:
        looks[rule.tag, rule.called] += f"{rule.look};"
    for node in page.iter() if looks else ():
        classes = (node.get("class") or "").split()
        # A rule with its tag is worth more.
        told = [looks[of, called] for of in ("", name(node)) for called in classes if (of, called) in looks]
        if told:
            node.set("style", "".join([*told, node.get("style") or ""]))


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
        elif bodies and (looks := _LOOK.findall(bodies[0])):
            found = (_CLASS.fullmatch(one.strip()) for one in head.split(","))
            yield from (StyleRule(one[1].lower(), one[2], ";".join(looks)) for one in found if one)
