"""Names that files and links can have: a few letters, digits and hyphens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from functools import lru_cache

from toolkit import late

_NOT_SLUG = late.regex(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """An ASCII name in lower case with hyphens.

    It is an NCName; "x" where nothing can be spelt in ASCII.

    >>> slug("Inés O’Farrell"), slug("3rd voice")
    ('ines-o-farrell', 'x3rd-voice')
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    name = _NOT_SLUG.sub("-", text.lower()).strip("-")
    if not name or name[0].isdigit():
        name = "x" + name
    return name


def unused(wanted: str, used: Container[str], numbers: Counter[str]) -> str:
    """A slug, with a number behind it where another has it already.

    numbers  how often each was wanted so far: many of one slug take linear time
    """
    own = wanted
    while own in used:
        numbers[wanted] += 1
        own = f"{wanted}-{numbers[wanted] + 1}"
    return own
