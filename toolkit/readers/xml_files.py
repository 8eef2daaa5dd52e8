"""XML, parsed without surprises.

Nothing but the bytes is read: no document type, no entity, no file that is included.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from toolkit import limits
from toolkit.errors import SourceError
from toolkit.limits import Limit
from toolkit.model import Location

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

# In UTF-16 there is a zero beside each letter.
_DOCTYPE = re.compile(rb"\0*".join(bytes([letter]) for letter in b"<!DOCTYPE"))


def parse(data: bytes, path: str, *, most: Limit | None = limits.ELEMENTS) -> _Element:
    """The root of a file.

    most  elements and attributes that it may have; None for as many as there are

    Raises SourceError with file and line for what is no XML, and for a document type, which entities come
    with.
    """
    from lxml import etree

    if most is not None:
        limits.check(elements(data), most, path)
    parser = etree.XMLParser(
        no_network=True, huge_tree=False, resolve_entities=False, load_dtd=False, remove_comments=True
    )
    if doctype := _DOCTYPE.search(data):
        # Told before the parser sees it: expanding entities is where harm is done.
        line = data.count(b"\n", 0, doctype.start()) + 1
        raise SourceError(
            "it has a document type (<!DOCTYPE>), which isn't read.",
            Location(path, line),
            "Delete it, and write characters in place of its entities.",
        )
    try:
        root = etree.fromstring(data, parser, base_url=path)
    except etree.XMLSyntaxError as error:
        # The exception is about what the first of them led to.
        said = parser.error_log[0] if len(parser.error_log) else None
        line, words = (said.line, said.message.strip()) if said else (error.lineno or 1, error.msg)
        raise SourceError(
            f"this is not well-formed XML: {words}.",
            Location(path, line),
            "Mend it in an XML editor, or get the whole file back.",
        ) from error
    limits.check(limits.XML_DEPTH.most + bool(_deeper()(root)), limits.XML_DEPTH, path)
    return root


def elements(data: bytes) -> int:
    """How many elements and attributes a file has at most: each takes many times its bytes."""
    return data.count(b"<") - data.count(b"</") + data.count(b"=")


@cache
def _deeper() -> XPath:
    """What tells whether an element is too deep."""
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * (limits.XML_DEPTH.most + 1)})")
