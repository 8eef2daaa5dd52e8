"""Other words in the place of those of an element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.text.xml import escape_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_AROUND = "x-words"


def put(node: _Element, words: str, *, tail: bool = False, joined: bool = True) -> None:
    """Put words in the place of an element's first text, or of the text behind it.

    A parser of pages takes control characters, and lxml takes none afterwards: such words are parsed.

    joined  False where `join` is called once all words are put: it looks at all of an element
    """
    try:
        if tail:
            node.tail = words
        else:
            node.text = words
        return
    except ValueError:
        pass
    from lxml import etree

    # Its words join those beside it when the element around them is taken away.
    written = f"<div><{_AROUND}>{escape_text(words)}</{_AROUND}></div>"
    root = etree.fromstring(written.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    around = next(root.iter(_AROUND))
    parent = node.getparent() if tail else node
    if parent is None:
        return
    if tail:
        node.tail = None
        node.addnext(around)
    else:
        node.text = None
        node.insert(0, around)
    if joined:
        join(parent)


def join(parent: _Element) -> None:
    """Join words that were `put` apart with those beside them, in all of an element."""
    from lxml import etree

    etree.strip_tags(parent, _AROUND)
