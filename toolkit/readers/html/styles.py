"""What the style sheets of a page say of its classes: how they are set, and what stands before them.

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

_CLASS = re.compile(r"([\w-]*)\.([\w-]+)(::?before)?")
_LOOK = re.compile(
    r"(?:font-(?:weight|style)|text-decoration(?:-line)?|vertical-align|white-space)\s*:\s*[\w-]+"
    r"|display\s*:\s*block\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"""content\s*:\s*(["'])([^\\"']*[^\W_][^\\"']*)\1""", re.IGNORECASE)
"""Words that a style sheet adds; not its signs and pictures."""


class StyleRule(NamedTuple):
    """What a class looks like."""

    tag: str
    """Of the elements that it holds for; "" for all."""
    called: str
    look: str
    """Declarations, as they stand in `style`."""
    before: str = ""
    """Words that are shown before those of the element, such as "Q:"."""


def apply(page: _Element, rules: Iterable[StyleRule]) -> None:
    """Give each element the look of its classes, as if it stood in its `style`, which is worth more.

    rules  the later ones are worth more
    """
    looks: defaultdict[tuple[str, str], str] = defaultdict(str)
    words: dict[tuple[str, str], str] = {}
    for rule in rules:
        looks[rule.tag, rule.called] += f"{rule.look};"
        if rule.before:
            words[rule.tag, rule.called] = rule.before
    for node in page.iter() if looks else ():
        classes = (node.get("class") or "").split()
        # A rule with its tag is worth more.
        told = [looks[of, called] for of in ("", name(node)) for called in classes if (of, called) in looks]
        for added in [words[of, one] for of in ("", name(node)) for one in classes if (of, one) in words]:
            node.text = f"{added.strip()} {(node.text or '').lstrip()}"
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
        elif bodies:
            looks, words = ";".join(_LOOK.findall(bodies[0])), _CONTENT.search(bodies[0])
            for one in filter(None, (_CLASS.fullmatch(one.strip()) for one in head.split(","))):
                if words if one[3] else looks:
                    shown = words[2] if words and one[3] else ""
                    yield StyleRule(one[1].lower(), one[2], "" if one[3] else looks, shown)
