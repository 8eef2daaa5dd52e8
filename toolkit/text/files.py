"""Names of files, and of their encodings.

It knows which of them are one on some disk, and which no file may have.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable

from toolkit import late
from toolkit.text.hygiene import visible

# Of Windows, with any suffix behind them.
_DEVICES = frozenset(
    "con prn aux nul conin$ conout$".split()
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\xb9\xb2\xb3"]
)


# No catalog and no edition could tell where it comes from; and some make a name look like another. Two of
# them are the marks around a path in a PO.
UNNAMEABLE = late.regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def folded(name: str) -> str:
    r"""A form in which equal names are equal.

    Some disks ignore capitals and forms of accents, so names that differ in them alone are one file
    there.

    >>> folded("Ine\u0301s.txt") == folded("in\xe9s.TXT")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip(" .")


def fault(made: Iterable[tuple[str, str]]) -> str:
    """What is wrong with names of files or folders.

    It is "" where nothing is wrong.

    made  what each is made of, as a person calls it, and its name

    >>> fault([("李明", "liming"), ("黎明", "liming")])
    '李明 and 黎明 would both be called liming'
    """
    seen: dict[str, tuple[str, str]] = {}
    for origin, name in made:
        if name.partition(".")[0].rstrip(" ").casefold() in _DEVICES:
            return f"{origin} would be called {name}, which Windows keeps for a device"
        first, called = seen.setdefault(folded(visible(name)), (origin, name))
        if first != origin:
            one = "are one on many disks" if folded(name) == folded(called) else "nobody can tell apart"
            both = name if name == called else f"{' and '.join(_apart(called, name))}, which {one}"
            origins = " and ".join(_apart(first, origin))
            return f"{origins} would {'both ' if name == called else ''}be called {both}"
    return ""


def _apart(name: str, other: str) -> tuple[str, str]:
    r"""Two names, as they are seen; what makes them differ as an escape, where nobody sees it.

    >>> _apart("ab", "a\u200bb")
    ('ab', 'a\\u200bb')
    """
    first, second = (unicodedata.normalize("NFC", visible(one)) for one in (name, other))
    if first != second:
        return name, other
    return _escaped(name, other), _escaped(other, name)


def _escaped(name: str, other: str) -> str:
    return "".join(sign if sign.isascii() or sign in other else f"\\u{ord(sign):04x}" for sign in name)


# Encodings of text, by the names that files give them.


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


_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x0e\x0f\x15\x1a\x1b"))
"""Control characters that no encoding of text uses for anything, and no program for transcribing; CHAT sets
times between two of 0x15."""
_LOOKED_AT = 1 << 16
_STRAY = 0.02
"""By thought: share of such characters, from which on bytes are no text. Bytes of a picture or a recording
have a tenth; a text that was damaged has a few."""
_STRAY_LEAST = 3
"""By thought: as many may stand in any text."""


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding but UTF-16 and UTF-32, as far as their beginning tells.

    >>> is_binary("Ann: So?".encode("cp1252")), is_binary(bytes(64))
    (False, True)
    """
    head = data[:_LOOKED_AT]
    stray = len(head) - len(head.translate(None, _CONTROLS))
    return stray > max(_STRAY_LEAST, _STRAY * len(head))
