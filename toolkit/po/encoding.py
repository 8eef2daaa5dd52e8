"""From the bytes of a PO file to its characters, a stretch at a time: a long file is never held twice."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from toolkit.errors import CatalogError
from toolkit.model import Location

_CHARSET = re.compile(rb"Content-Type:[^\"\n]*?charset=([^\s\"\\;]+)", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_STRETCH = 1 << 19
"""Bytes after which a stretch may end, at the next blank line."""


def charset(data: bytes) -> str:
    """The charset that a PO file declares, in Python's name for it; "utf-8" where it declares none."""
    found = _CHARSET.search(data)
    name = found[1].decode("ascii", "replace") if found else "UTF-8"
    return "utf-8" if name == "CHARSET" else _codec(name)


def _codec(name: str) -> str:
    try:
        info = codecs.lookup(name)
        ascii_ = bytes(range(32, 127))
        # UTF-7, UTF-16, punycode, unicode_escape and the like read ASCII as something else than ASCII.
        if ascii_.decode(info.name, "replace") == ascii_.decode("ascii"):
            return info.name
    except (LookupError, ValueError):
        pass
    return ""


def texts(data: bytes, path: str) -> Iterator[str]:
    r"""The text in stretches that were parted by a blank line: "\n\n".join(...) is the whole.

    Line ends are line feeds, a byte order mark is dropped. Raises CatalogError with the line for a charset
    that no PO can be in, for bytes that are not in the one that the header declares, and for a NUL.
    """
    name = charset(data)
    if data[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE) or not name:
        said = _CHARSET.search(data)
        raise CatalogError(
            f"a PO can't be in the charset {said[1].decode('ascii', 'replace') if said else 'UTF-16'}.",
            _place(data, path, said.start() if said else 0),
            "Save it as UTF-8 and let its header say so.",
        )
    if b"\0" in data:
        raise CatalogError("there is a NUL character.", _place(data, path, data.index(b"\0")))
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    while start <= len(data):
        # Other charsets may have a state that goes on from line to line.
        blank = _BLANK_LINE.search(data, start + _STRETCH) if name == "utf-8" else None
        end, after = blank.span() if blank else (len(data), len(data) + 1)
        text = _decode(data[start:end], data, start, name, path).replace("\r\n", "\n")
        yield text.removesuffix("\r") if blank else text
        start = after


def _decode(part: bytes, data: bytes, start: int, name: str, path: str) -> str:
    try:
        return part.decode(name)
    except UnicodeDecodeError as error:
        at = start + error.start
        line_start = data.rfind(b"\n", 0, at) + 1
        column = len(data[line_start:at].removeprefix(codecs.BOM_UTF8).decode(name, "replace")) + 1
        raise CatalogError(
            f"byte 0x{data[at]:02X} at column {column} is not {name.upper()}.",
            _place(data, path, at),
            "Save the file as UTF-8, or let its header declare the charset that it is in.",
        ) from error


def _place(data: bytes, path: str, at: int) -> Location:
    return Location(path, data.count(b"\n", 0, at) + 1)
