"""Pages that come as XHTML, such as a preface, as the blocks of `content.py`: pure, markup -> blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from toolkit.writers.pdf.content import Data, block, slot

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKS = {"em": "em", "strong": "strong", "a": "link", "code": "code"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXTS = {"dt": "term", "dd": "value", "p": "text"}


def page(markup: str, lang: str, level: int = 1) -> list[Data]:
    """The blocks of a page.

    lang   of what has no language of its own
    level  of its first heading
    """
    root = etree.fromstring(f'<div xmlns:epub="http://www.idpf.org/2007/ops">{markup}</div>')
    return list(_within(root, lang, level - 1))


def _within(parent: Any, lang: str, lower: int) -> Iterator[Data]:
    """The blocks inside of an element. lower: how much headings are lower than the markup says."""
    # Markdown's items and cells may hold text without a paragraph around it.
    loose = _loose(parent, lang)
    if loose:
        yield block("text", cells=[slot(lang, loose)])
    for element in parent:
        name = _name(element)
        own = element.get(_XML_LANG) or lang
        if name in _HEADINGS:
            mark = " ".join("".join(element.itertext()).split())
            level = int(name[1]) + lower
            cells = [slot(own, list(_spans(element, own)))]
            title = block("heading", cells=cells, level=level, mark=mark, keep=True)
            yield title | {"listed": name == "h1"}
        elif name in _TEXTS:
            yield block(_TEXTS[name], cells=[slot(own, list(_spans(element, own)))], keep=name == "dt")
        elif name == "pre":
            yield block("code", cells=[slot(own, ["".join(element.itertext()).rstrip("\n")])])
        elif name == "hr":
            yield block("separator")
        elif name in {"ul", "ol"}:
            items = [list(_within(item, own, lower)) for item in element]
            start = int(element.get("start", 1)) if name == "ol" else 0
            yield block("list", items=items, start=start) | {"l": own}
        elif name == "blockquote":
            yield block("quote", blocks=list(_within(element, own, lower)))
        elif name == "table":
            rows = [[slot(own, list(_spans(cell, own))) for cell in row] for row in element.iter("{*}tr")]
            yield block("table", rows=rows) | {"l": own}
        elif name not in _MARKS and name != "br":
            yield from _within(element, own, lower)


def _loose(parent: Any, lang: str) -> list[Any]:
    """Text of an item that stands beside no paragraph."""
    if _name(parent) != "li" or not (parent.text or "").strip():
        return []
    found = [" ".join(parent.text.split()) if not len(parent) else parent.text.lstrip()]
    for child in parent:
        if _name(child) not in _MARKS:
            break
        found += [*_span(child, lang), child.tail or ""]
    return [piece for piece in found if piece]


def _spans(element: Any, lang: str) -> Iterator[Any]:
    if element.text:
        yield _line(element.text)
    for child in element:
        yield from _span(child, lang)
        if child.tail:
            yield _line(child.tail)


def _span(element: Any, lang: str) -> Iterator[Any]:
    name = _name(element)
    own = element.get(_XML_LANG) or lang
    inside = list(_spans(element, own))
    if name == "a":
        yield {"m": "link", "to": element.get("href", ""), "c": inside}
    elif name in _MARKS:
        yield {"m": _MARKS[name], "c": inside}
    elif name == "br":
        yield "\n"
    elif own != lang:
        yield {"m": "mark", "l": own, "c": inside}
    else:
        yield from inside


def _line(text: str) -> str:
    return text.replace("\n", " ")


def _name(element: Any) -> str:
    return etree.QName(element).localname
