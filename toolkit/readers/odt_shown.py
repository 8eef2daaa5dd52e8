"""What of an OpenDocument text is shown and stands in no paragraph, and what stands there and isn't read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.readers.containers import child, name, number, value
from toolkit.readers.left_out import ELSEWHERE, HIDDEN

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = (
    "tracked-changes annotation-end forms sequence-decls variable-decls user-field-decls section-source desc"
    " title script ruby-text"
).split()
_LEFT_OUT = dict.fromkeys(_NO_TEXT, "") | {
    "annotation": "comment",
    "table-of-content": "table of contents",
    "illustration-index": "table of contents",
    "table-index": "table of contents",
    "alphabetical-index": "index",
    "bibliography": "list of works",
    "control": "field of a form",
    "floating-frame": "embedded page",
    "plugin": "embedded page",
    "applet": "embedded page",
    "object-ole": "picture",
}
"""What isn't read, and what people call it; "" for what is no text."""
_HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
_EDGE = late.regex(r"(?:header|footer)(?:-(?:left|first))?")
_DEEPEST = 10
"""Levels of a list, as the format has them."""


def unread(node: _Element) -> str | None:
    """What an element is called that isn't read, "" where it has no words; None for what is read."""
    kind = name(node)
    if kind == "section":
        if value(node, "display") == "none" or value(node, "is-hidden") == "true":
            return HIDDEN
        linked = child(node, "section-source") is not None
        return ELSEWHERE if linked and all(name(part) == "section-source" for part in node) else None
    if kind == "table-row":
        return HIDDEN if value(node, "visibility") in {"collapse", "filter"} else None
    if kind == "covered-table-cell":
        return HIDDEN if _words(node) else None
    if kind in {"p", "h"}:
        return HIDDEN if hidden(node) else None
    if kind in _HIDDEN:
        return HIDDEN if value(node, "is-hidden") != "false" else None
    return _LEFT_OUT.get(kind)


def hidden(paragraph: _Element) -> bool:
    """Whether a paragraph has a field that hides all of it."""
    return any(name(part) == "hidden-paragraph" and value(part, "is-hidden") == "true" for part in paragraph)


def edges(roots: Iterable[_Element | None]) -> bool:
    """Whether something stands above or below each page but its number."""
    found = (node for root in roots if root is not None for node in root.iter("{*}master-page"))
    return any(
        _words(node)
        for page in found
        for node in page
        if _EDGE.fullmatch(name(node)) and value(node, "display") != "false"
    )


def _words(node: _Element) -> bool:
    return any(sign.isalpha() for text in node.itertext() for sign in str(text))


class _OdtListLevel(NamedTuple):
    before: str = ""
    behind: str = ""
    counts: bool = False
    form: str = ""
    start: int = 1


class _OdtLists(NamedTuple):
    levels: Mapping[str, Mapping[int, _OdtListLevel]]
    """By the name of a style, and depth."""
    counts: defaultdict[str, dict[int, int]]


def with_labels(text: _Element, roots: Iterable[_Element | None]) -> None:
    """Put words that a list has before its items, such as `Question 3:`, before those of each.

    Numbers and bullets alone are no words. An item with such words is a paragraph.
    """
    styles: dict[str, dict[int, _OdtListLevel]] = {}
    for root in roots:
        for style in root.iter("{*}list-style") if root is not None else ():
            levels = {number(part, "level") or 1: _level(part) for part in style}
            if any(_in_words(level) for level in levels.values()):
                styles[value(style, "name")] = levels
    if styles:
        lists = _OdtLists(styles, defaultdict(dict))
        for node in [node for node in text.iter("{*}list") if _outermost(node)]:
            _count(node, "", 1, lists)


def _outermost(node: _Element) -> bool:
    around = node.getparent()
    return around is None or name(around) not in {"list-item", "list-header"}


def _count(node: _Element, style: str, depth: int, lists: _OdtLists) -> None:
    """Count the items of a list, and of those within."""
    style = value(node, "style-name") or style
    level = lists.levels.get(style, {}).get(depth, _OdtListLevel())
    counts = lists.counts[style]
    goes_on = value(node, "continue-numbering") == "true" or bool(value(node, "continue-list"))
    count = counts.get(depth, level.start - 1) if goes_on else level.start - 1
    for item in [item for item in node if name(item) in {"list-item", "list-header"}]:
        if name(item) == "list-item":
            count = count + 1 if (start := number(item, "start-value")) is None else start
            counts[depth] = count
            first = next((part for part in item if name(part) in {"p", "h"}), None)
            if first is not None and _in_words(level):
                shown = _written(count, level.form) if level.counts and level.form else ""
                label = f"{level.before}{shown}{level.behind}".strip()
                first.text = f"{label} {first.text or ''}"
                # What names who speaks is no item.
                item.tag = str(item.tag).replace("list-item", "list-header")
        for part in item if depth < _DEEPEST else ():
            if name(part) == "list":
                _count(part, style, depth + 1, lists)


def _in_words(level: _OdtListLevel) -> bool:
    """Whether a label has words: a letter alone is a bullet that a font draws."""
    text = level.before + level.behind
    return len(text) > 1 and any(sign.isalpha() and sign not in "ºª" for sign in text)


def _level(node: _Element) -> _OdtListLevel:
    bullet = value(node, "bullet-char")
    return _OdtListLevel(
        value(node, "num-prefix"),
        f"{bullet if len(bullet) > 1 else ''}{value(node, 'num-suffix')}",
        name(node) == "list-level-style-number",
        value(node, "num-format"),
        number(node, "start-value") or 1,
    )


def _written(count: int, form: str) -> str:
    """A number, as a list writes it; figures for what is seldom."""
    return chr(ord(form) + count - 1) if form in {"a", "A"} and 0 < count <= 26 else str(count)
