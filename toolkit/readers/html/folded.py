"""What a page shows only when somebody opens it, such as a transcript below a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.readers.containers import name
from toolkit.readers.html.unread import SKIPPED, unseen

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDING = ("hidden", "style")
"""Attributes that a button changes."""
_MORE = 2
"""By thought: so many times as much text as a page shows is what it is for. What pages hide else, such as
menus and questions about cookies, is less than that."""


def unfolded(body: _Element) -> _Element:
    """A page that shows what it hides at first, where that is most of its text.

    A form that most of its text stands in is none: some programs set whole pages in one.
    """
    whole = _size(body)
    for form in [node for node in body.iter("form") if 2 * _size(node) > whole]:
        form.tag = "div"
    shown, folded = 0, 0
    hidden: list[_Element] = []
    waiting = [(body, False)]
    while waiting:
        node, inside = waiting.pop()
        size = len((node.text or "").strip()) + sum(len((part.tail or "").strip()) for part in node)
        folded, shown = (folded + size, shown) if inside else (folded, shown + size)
        for part in node:
            if not name(part) or name(part) in SKIPPED:
                continue
            if unseen(part):
                # What programs that read aloud get, or don't get, is hidden for another reason.
                if not _opens(part):
                    continue
                hidden.append(part)
            waiting.append((part, inside or unseen(part)))
    if folded > _MORE * shown:
        for node in hidden:
            for key in _HIDING:
                node.attrib.pop(key, None)
    return body


def _size(node: _Element) -> int:
    """How much text is in an element."""
    return sum(
        len(text.strip())
        for part in node.iter()
        for text in (part.text or "", part.tail or "")
        if name(part) not in {"script", "style"}
    )


def _opens(node: _Element) -> bool:
    """Whether a button may open it: nothing else keeps it from being seen."""
    hidden = {key: node.attrib.pop(key) for key in _HIDING if key in node.attrib}
    opens = not unseen(node)
    node.attrib.update(hidden)
    return opens
