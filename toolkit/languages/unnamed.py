"""What people sign with who don't want to be named."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from toolkit.text.hygiene import fold

_BESIDE = re.compile(r"[\W_]+")


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
    lines = files(__package__).joinpath("unnamed.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t")[2] for line in lines if not line.startswith("#"))
    return frozenset(_letters(words) for row in rows for words in row.split("|"))
