"""Escapes in the strings of a PO file."""

from __future__ import annotations

import re

BYTE = r"(?:[0-3][0-7]{2}|[0-7]{1,2}(?![0-7])|x[0-9A-Fa-f]{1,2}(?![0-9A-Fa-f]))"
"""A pattern: a byte behind a backslash, in octal or hexadecimal."""
_ESCAPE = re.compile(rf"\\(?:({BYTE})|(a)|.)")
_BYTES = re.compile("[\udc80-\udcff]+")
_UNKNOWN_TO_POLIB = re.compile(r"\\[ax0-7]")
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

    if not _UNKNOWN_TO_POLIB.search(written):
        return unescape(written)
    text = unescape(_ESCAPE.sub(_known_to_polib, written))
    text = _BYTES.sub(lambda found: found[0].encode("ascii", "surrogateescape").decode(charset), text)
    if "\0" in text:
        raise ValueError("NUL")
    return text


def _known_to_polib(found: re.Match[str]) -> str:
    """An escape as polib knows it.

    A byte above ASCII is the surrogate that stands for it.
    """
    if found[2]:
        return "\a"
    if not found[1]:
        return found[0]
    byte = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1], 8)
    return chr(0xDC00 + byte) if byte > 127 else escaped(chr(byte))


def has_bytes(written: str) -> bool:
    """Whether bytes above ASCII are written as escapes."""
    return _BYTES.search(_ESCAPE.sub(_known_to_polib, written)) is not None


def escaped(text: str) -> str:
    """A text as it is written between quotes."""
    return text.translate(_WRITTEN)
