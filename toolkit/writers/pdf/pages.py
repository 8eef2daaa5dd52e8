"""Pages that come as XHTML, such as the colophon, as the blocks of `content.py`: pure, markup -> blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from toolkit.writers.pdf.content import Data, block, slot

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "link"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {"dt": "term", "dd": "value", "p": "text", "li": "item"}


def page(markup: str, lang: str) -> Iterator[Data]:
    """The blocks of a page; its first heading has level 1.

    lang  of what has no language of its own
    """
    root = etree.fromstring(f'<div xmlns:epub="http://www.idpf.org/2007/ops">{markup}</div>')
    yield from _within(root, lang)


def _within(parent: Any, lang: str) -> Iterator[Data]:
    for element in parent:
        name = etree.QName(element).localname
        own = element.get(_XML_LANG) or lang
        if name in _HEADINGS:
            yield block(
                "heading",
                cells=[slot(own, list(_spans(element, own)))],
                level=_HEADINGS[name],
                mark=" ".join("".join(element.itertext()).split()),
                keep=True,
            )
        elif name in _KINDS:
            yield block(_KINDS[name], cells=[slot(own, list(_spans(element, own)))], keep=name == "dt")
        elif name == "hr":
            yield block("separator")
        else:
            yield from _within(element, own)


def _spans(element: Any, lang: str) -> Iterator[Any]:
    if element.text:
        yield element.text
    for child in element:
        name = etree.QName(child).localname
        own = child.get(_XML_LANG) or lang
        inside = list(_spans(child, own))
        if name in _MARKS:
            yield {"m": _MARKS[name], "c": inside, **({"to": child.get("href", "")} if name == "a" else {})}
        elif own != lang:
            yield {"m": "mark", "l": own, "c": inside}
        else:
            yield from inside
        if child.tail:
            yield child.tail
