"""Text as XML has it.

What no document can carry, and what is written for the signs of markup.

The one home of both: XHTML, TEI and the formats of other programs escape by these functions.
"""

from __future__ import annotations

import contextlib
import html
import io
from typing import TYPE_CHECKING, BinaryIO

from toolkit import late, limits

if TYPE_CHECKING:
    from lxml.etree import _Element

# XML 1.0, section 2.2: no escape exists for these. Editions drop a few more (`hygiene.xml_legal`).
ILLEGAL = late.regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What a tag of too many attributes has at least: five signs for each, none of which is "<".
_LONG_TAG = late.regex(rb"<[^<]{%d}" % (5 * limits.ATTRIBUTES.most))

# A name or a number of a reasonable length; a digit string without end would be a number without end.
_ENTITY = late.regex(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def escape_text(text: str) -> str:
    r"""The text as the content of an element.

    A parser gives it back unchanged.

    >>> escape_text("R&D <plans>\r")
    'R&amp;D &lt;plans&gt;&#13;'
    """
    # Most text has none of the four: a search for one character is faster than a table for all.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    # A parser makes a line feed of a carriage return that isn't escaped.
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape(text: str) -> str:
    """The text as content or value.

    A value stands between double quotes.

    >>> escape('the "plans"')
    'the &quot;plans&quot;'
    """
    text = escape_text(text)
    return text.replace('"', "&quot;") if '"' in text else text


def quoted(value: str) -> str:
    r"""The text as a value, with its quotes.

    Blanks stay what they are.

    >>> quoted("two\nlines")
    '"two&#10;lines"'
    """
    return f'"{escape(value)}"'.replace("\n", "&#10;").replace("\t", "&#9;")


def unescape(text: str) -> str:
    """The text with characters in place of entities, as HTML names them.

    What was escaped twice is unescaped once.

    >>> unescape("R&amp;D &#8211; caf&eacute;, AT&T")
    'R&D – café, AT&T'
    """
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


class _FoundError(Exception):
    """There is a document type."""


def doctype_line(data: bytes | BinaryIO) -> int:
    """The 1-based line in which a document type begins; 1 where none is found.

    data  the file, or a stream of it, which is read anew as far as that
    """
    from xml.parsers import expat

    def found(*_: object) -> None:
        raise _FoundError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = found
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    with contextlib.suppress(expat.ExpatError, OSError, _FoundError):
        stream.seek(0)
        parser.ParseFile(stream)
        return 1
    return parser.CurrentLineNumber


def crowded(root: _Element, data: bytes) -> _Element | None:
    """The first element with more attributes than are read; None for none.

    lxml looks for each attribute from the first on: all of them take the square of their number.

    data  the file of which the root was made
    """
    # Bytes are looked through sooner than elements. A zero is that of an encoding in which "<" may be half of
    # a letter.
    if b"\0" not in data and not _LONG_TAG.search(data):
        return None
    return next((node for node in root.iter("*") if len(node.attrib) > limits.ATTRIBUTES.most), None)


def line_of(element: _Element) -> int:
    """The 1-based line in which an element begins."""
    return element.sourceline or 1
