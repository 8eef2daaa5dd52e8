"""Bytes and escapes of a PO file, as characters.

A stretch at a time: a long file is never held twice.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from toolkit import late, limits
from toolkit.errors import CatalogError
from toolkit.model import Location

_FIELD_ENDS = late.regex(rb'\\n|["\n]')
_NAME = late.regex(rb"[^\s\\;]+")
_WRAPPED = late.regex(rb'"[ \t]*\r*\n[ \t]*"')
_BLANK_LINE = late.regex(rb"\n\r?\n")
_ENDS = late.regex("(?<!\r)\r++(?=\n|\\Z)")
_OLD_ENDS = late.regex(rb'\r[ \t]*(?:#|"|msg)')
_CONTROL = late.regex("[\x80-\x9f]")
_PIECE = 1 << 16
"""Bytes of a file that are made text at a time: more would be no faster, and take more room."""
_TAIL = 1 << 12
"""Bytes at the end of a piece in which there is nearly always a blank line."""

_COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")
_PAGE = late.regex(rb"\s*<[!?a-zA-Z]")

Data: TypeAlias = bytes | Iterable[bytes]
"""A file, whole or in pieces; those can be gone through again."""


def charset(data: bytes) -> str:
    """The charset that a PO file declares.

    In Python's name for it; "utf-8" where it declares none.
    """
    return _codec(_declared(data).decode("ascii", "replace"))


@lru_cache(maxsize=16)
def _codec(declared: str) -> str:
    if declared in {"", "CHARSET"}:
        return "utf-8"
    try:
        name = codecs.lookup(declared).name
        ascii_ = bytes(range(32, 127))
        # UTF-7, UTF-16, punycode, unicode_escape and the like read ASCII as something else than ASCII.
        return name if ascii_.decode(name, "replace") == ascii_.decode("ascii") else ""
    except (LookupError, ValueError):
        return ""


def _declared(data: bytes) -> bytes:
    """The charset as the header writes it; b"" for none.

    No comment does, and no other message.
    """
    # The first message is the header. A comment above it may speak of charsets as well.
    start = max(data.find(b"msgid"), 0)
    end = data.find(b"\nmsgid", start)
    header = _WRAPPED.sub(b"", data[start : end if end >= 0 else len(data)])
    for line in _FIELD_ENDS.split(header):
        words = line.lower()
        key = words.find(b"content-type:")
        place = words.find(b"charset=", key) if key >= 0 else -1
        if place >= 0 and (match := _NAME.match(line, place + len("charset="))):
            return match[0]
    return b""


def texts(data: Data, path: str) -> Iterator[str]:
    r"""The text of a file, in stretches.

    They were parted by a blank line: "\n\n".join(...) is the whole.

    Line ends are line feeds, a byte order mark is dropped. Raises CatalogError with the line for a charset
    that no PO can be in, for line ends that none has, for bytes that are not in the charset that the header
    declares, and for a NUL.
    """
    pieces = _pieces(data) if isinstance(data, bytes) else iter(data)
    first = next(pieces, b"")
    # Of a file that is read in pieces, the header is in the first.
    name = charset(data if isinstance(data, bytes) else first)
    _check_kind(first, Location(path, 1))
    # Half of UTF-16 is NUL, so that nothing could be found in its header.
    if first[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE) or not name:
        declared = _declared(first)
        raise CatalogError(
            f"a PO can't be in the charset {declared.decode('ascii', 'replace') or 'UTF-16'}.",
            _place(first, path, 1, max(first.find(declared), 0)),
            "Save it as UTF-8 and let its header say so.",
        )
    # Neither gettext nor any editor of catalogs knows them: all would be one line, and that a comment.
    if b"\n" not in first and _OLD_ENDS.search(first):
        raise CatalogError(
            "its lines end in a carriage return alone, as on the first Macintosh, and no PO is written so.",
            Location(path, 1),
            "Save it with line ends of Unix (LF) or Windows (CR LF).",
        )
    # What grows by pieces is not copied with each.
    rest = bytearray(first.removeprefix(codecs.BOM_UTF8))
    line, looked = 1, 0
    # Other charsets may have a state that goes on from line to line: they are decoded as a whole.
    for piece in pieces if name == "utf-8" else ():
        near = max(looked, len(rest) - _TAIL)
        ends = [match.span() for match in _BLANK_LINE.finditer(rest, near)]
        ends = ends or [match.span() for match in _BLANK_LINE.finditer(rest, looked)]
        if ends:
            start, end = ends[-1]
            yield _decode(bytes(rest[:start]), name, path, line).rstrip("\r")
            line += rest.count(b"\n", 0, end)
            del rest[:end]
        looked = 0 if ends else max(0, len(rest) - 2)
        rest += piece
        # A character has four bytes at most, so that this can't refuse a message that is short enough.
        limits.check(len(rest) // 4, limits.MESSAGE, Location(path, line))
    whole = b"".join([rest, *pieces])
    text = _decode(whole, name, path, line)
    if name != "utf-8":
        _check_charset(whole, text, name, path)
    yield text


def _check_kind(first: bytes, where: Location) -> None:
    """Raise CatalogError for what is sent in place of a PO, as its first bytes tell."""
    if first.startswith(_COMPILED):
        hint = "`msgunfmt` makes a PO of it; or get the PO back from its history."
        raise CatalogError("this is a compiled catalog (MO), and no PO.", where, hint)
    if first.startswith(_PACKED):
        raise CatalogError("this is a compressed file, and no PO.", where, "Unpack it: the PO is in it.")
    if _PAGE.match(first):
        hint = "Get the PO itself. What `diglot export` has written comes back by `diglot import`."
        raise CatalogError("this is a web page or XML, and no PO.", where, hint)


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[k : k + _PIECE] for k in range(0, len(data), _PIECE))


def _check_charset(data: bytes, text: str, name: str, path: str) -> None:
    """Raise CatalogError where the declared charset is surely wrong."""
    from toolkit.text.garbled import misread

    try:
        # Bytes of UTF-8 are characters in most other charsets: nothing would fail, and all would be wrong.
        as_utf_8 = "" if data.isascii() else data.decode("utf-8")
    except UnicodeDecodeError:
        as_utf_8 = ""
    # Where characters have two bytes, a few may be UTF-8 by chance.
    several = 4 if len(b"\xc3\xa9".decode(name, "replace")) == 1 else 1
    if sum(not character.isascii() for character in as_utf_8) >= several:
        raise CatalogError(
            f"its header declares {name.upper()}, but it is in UTF-8.",
            _place(data, path, 1, data.find(_declared(data))),
            "Let its header say charset=UTF-8.",
        )
    if word := misread(text):
        raise CatalogError(
            f"its header declares {name.upper()}, in which “{word}” stands here: no language has that word.",
            Location(path, text.count("\n", 0, text.index(word)) + 1),
            "Let its header declare the charset that it is in, or save the file as UTF-8.",
        )
    if match := _CONTROL.search(text):
        raise CatalogError(
            f"its header declares {name.upper()}, in which {match[0]!a} is no character of a text.",
            Location(path, text.count("\n", 0, match.start()) + 1),
            "Let its header declare the charset that it is in (CP1252, if it comes from Windows).",
        )


def _decode(part: bytes, name: str, path: str, line: int) -> str:
    """The text in a part of the file.

    line  on which the part begins
    """
    if b"\0" in part:
        where = _place(part, path, line, part.index(b"\0"))
        raise CatalogError("there is a NUL character.", where, "Delete it, or get the whole file back.")
    try:
        return _ENDS.sub("", part.decode(name)) if b"\r" in part else part.decode(name)
    except UnicodeDecodeError as error:
        at = error.start
        column = len(part[part.rfind(b"\n", 0, at) + 1 : at].decode(name, "replace")) + 1
        raise CatalogError(
            f"byte 0x{part[at]:02X} at column {column} is not {name.upper()}.",
            _place(part, path, line, at),
            "Save the file as UTF-8, or let its header declare the charset that it is in.",
        ) from error


def _place(part: bytes, path: str, line: int, at: int) -> Location:
    return Location(path, line + part.count(b"\n", 0, at))


# Escapes in the strings of a PO file.


BYTE = r"(?:[0-3][0-7]{2}|[0-7]{1,2}(?![0-7])|x[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f]))"
"""A pattern: a byte behind a backslash, in octal or hexadecimal."""
_ESCAPE = late.regex(rf"\\(?:({BYTE})|(a)|.)")
_BYTES = late.regex("[\udc80-\udcff]+")
_UNKNOWN_TO_POLIB = late.regex(r"\\[ax0-7]")
_WRITTEN = str.maketrans(
    {
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\v": r"\v",
        "\b": r"\b",
        "\f": r"\f",
        "\a": r"\a",
    }
)


def decoded(written: str, charset: str) -> str:
    r"""The text of a string, by polib.

    charset   of bytes that are written as escapes

    Raises ValueError where such bytes are no text.

    >>> decoded(r'so\t\"on\"', "utf-8"), decoded(r"\303\251", "utf-8")
    ('so\t"on"', 'é')
    """
    from polib import unescape

    # polib knows neither \a nor bytes in octal and hexadecimal (decision 175).
    if not _UNKNOWN_TO_POLIB.search(written):
        return unescape(written)
    text = unescape(_ESCAPE.sub(_known_to_polib, written))
    # All bytes of a character together: one by one they are no text.
    text = _BYTES.sub(lambda stretch: stretch[0].encode("ascii", "surrogateescape").decode(charset), text)
    if "\0" in text:
        raise ValueError("NUL")
    return text


def _known_to_polib(escape: re.Match[str]) -> str:
    """An escape as polib knows it.

    A byte above ASCII is the surrogate that stands for it.
    """
    if escape[2]:
        return "\a"
    if not escape[1]:
        return escape[0]
    byte = int(escape[1][1:], 16) if escape[1][0] == "x" else int(escape[1], 8)
    return chr(0xDC00 + byte) if byte > 127 else escaped(chr(byte))


def has_bytes(written: str) -> bool:
    """Whether bytes above ASCII are written as escapes."""
    return _BYTES.search(_ESCAPE.sub(_known_to_polib, written)) is not None


def escaped(text: str) -> str:
    """A text as it is written between quotes."""
    return text.translate(_WRITTEN)
