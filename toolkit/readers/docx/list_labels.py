"""Words that Word writes before the items of a list, such as `Question 3:`: they stand in no paragraph.

Numbers and bullets alone are no words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from toolkit import late
from toolkit.readers.containers import child, children, name, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = late.regex(r"%([1-9])")
_ENDING = late.regex(r"%[1-9](?:-?[^\W\d_]{1,3})?(?![^\W\d_])|%[1-9]")
"""A number with the letters that it ends in: `1er`, `2-е`."""


class _ListLevel(NamedTuple):
    text: str = ""
    """What is shown, with `%1` for the number of the first level."""
    form: str = "decimal"
    start: int = 1
    strong: bool = False
    style: str = ""
    """Paragraphs of which are items of this level."""


class _List(NamedTuple):
    of: str
    """What it is counted with."""
    levels: list[_ListLevel]
    begins: dict[int, int]
    """Levels that it counts anew, and from where."""


class ListLabels:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: _Element | None) -> None:
        """`root` is the part with numberings; None for none."""
        self._lists: dict[str, _List] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        levels: dict[str, list[_ListLevel]] = {}
        styled = {value(child(node, "styleLink")): value(node, "abstractNumId") for node in children(root)}
        linked: dict[str, str] = {}
        for node in children(root):
            if name(node) == "abstractNum":
                own = value(node, "abstractNumId")
                levels[own] = [_level(part) for part in node if name(part) == "lvl"]
                # A style may tell the levels, which stand in the list that is of it.
                linked[own] = styled.get(value(child(node, "numStyleLink")) or "-", own)
            elif name(node) == "num":
                of = value(child(node, "abstractNumId"))
                of = linked.get(of, of)
                self._lists[value(node, "numId")] = _list(node, of, levels.get(of, []))
        self._named = any(_in_words(level.text) for one in self._lists.values() for level in one.levels)

    def label(self, list_: str, level: int | None, style: str) -> tuple[str, bool]:
        """The words before an item, and whether they are bold; "" for none.

        list_  its number; each call counts an item
        level  0-based; None where the style of the paragraph tells it
        """
        if not self._named or list_ not in self._lists or not self._lists[list_].levels:
            return "", False
        of, levels, begins = self._lists[list_]
        if level is None:
            level = next((k for k, one in enumerate(levels) if style and one.style == style), 0)
        level = min(level, len(levels) - 1)
        counts = self._counts[of]
        # A list that begins anew does so once.
        counts.update({k: start - 1 for k, start in begins.items()})
        begins.clear()
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]

        def shown(place: re.Match[str]) -> str:
            k = min(int(place[1]) - 1, len(levels) - 1)
            return _written(counts.get(k, levels[k].start), levels[k].form)

        text = levels[level].text
        return (_PLACE.sub(shown, text).strip(), levels[level].strong) if _in_words(text) else ("", False)


def _in_words(text: str) -> bool:
    """Whether a label has words: a letter alone is a bullet that a font draws."""
    return len(text) > 1 and any(sign.isalpha() and sign not in "ºª" for sign in _ENDING.sub(" ", text))


def _list(node: _Element, of: str, levels: list[_ListLevel]) -> _List:
    """A list, with what it has of its own in place of what it is counted with."""
    own, begins = list(levels), dict[int, int]()
    for part in [part for part in node if name(part) == "lvlOverride"]:
        level = number(part, "ilvl") or 0
        if (start := number(child(part, "startOverride"))) is not None:
            begins[level] = start
        if (told := child(part, "lvl")) is not None and level < len(own):
            own[level] = _level(told)
    return _List(of, own, begins)


def _level(node: _Element) -> _ListLevel:
    bold = child(node, "rPr", "b")
    return _ListLevel(
        value(child(node, "lvlText")),
        value(child(node, "numFmt")),
        number(child(node, "start")) or 1,
        bold is not None and value(bold) not in {"0", "false", "off"},
        value(child(node, "pStyle")),
    )


def _written(count: int, form: str) -> str:
    """A number, as a list writes it; figures for what is seldom."""
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)
