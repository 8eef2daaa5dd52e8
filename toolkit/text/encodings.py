"""Encodings of text, by the names that files give them."""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they say. Longest first: UTF-16's little-endian mark begins UTF-32's."""
_NONE = frozenset("idna punycode unicode_escape raw_unicode_escape utf-7 undefined".split())
"""What Python reads as an encoding, and no file of a text is in."""


def encoding(name: str) -> str:
    """Python's name of an encoding.

    Raises LookupError for what is none of text.

    >>> encoding("Latin-1")
    'iso8859-1'
    """
    try:
        known = codecs.lookup(name).name
        # Python calls other things than encodings of text by a name, such as ways to compress.
        "".encode(known)
    except ValueError as error:
        raise LookupError(name) from error
    if known in _NONE:
        raise LookupError(name)
    return known
