"""What people sign with who don't want to be named."""

from __future__ import annotations

from functools import cache

from toolkit import late
from toolkit.text import tables
from toolkit.text.hygiene import fold

_BESIDE = late.regex(r"[\W_]+")


def is_unnamed(name: str) -> bool:
    """Whether a name is no name, in whatever language.

    Two who sign so may be one person or two: nobody knows.

    >>> is_unnamed("(Anonymous)"), is_unnamed("N.N."), is_unnamed("匿名"), is_unnamed("Ann Onymous")
    (True, True, True, False)
    """
    return _letters(name) in _unnamed()


def _letters(name: str) -> str:
    return _BESIDE.sub("", fold(name))


@cache
def _unnamed() -> frozenset[str]:
    rows = tables.rows("toolkit.languages", "unnamed.tsv")
    return frozenset(_letters(name) for _, names in rows for name in names.split("|"))
