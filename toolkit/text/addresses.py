"""Addresses of pages and of people, as they stand in a text."""

from __future__ import annotations

import re

from toolkit import late

_ADDRESS = late.regex(
    r"https?://[\w.~/?#@&=+%-]+|(?<![\w.+@-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\bwww\.[\w.~/?#&=+%-]+",
    re.ASCII,
)
_LIKE_ADDRESS = ("://", "@", "www.")
"""Some of what an address has."""


def found(words: str) -> list[str]:
    """The addresses in words without marks, without the full stop behind one.

    >>> found("It is at https://example.org/a, or https://example.org.")
    ['https://example.org/a', 'https://example.org']
    >>> found("Write to mill@example.org.")
    ['mill@example.org']
    """
    return [address.rstrip(".-") for address in _ADDRESS.findall(words)] if may_be_in(words) else []


def without(text: str) -> str:
    """A text without the addresses in it, with marks or without.

    >>> without("See [the map](https://example.org/map) of Ellery.")
    'See [the map]() of Ellery.'
    """
    return _ADDRESS.sub("", text) if may_be_in(text) else text


def may_be_in(text: str) -> bool:
    """Whether a text may have an address, which is quickly told."""
    return any(sign in text for sign in _LIKE_ADDRESS)
