"""How the common words of many languages are spelt: `languages/spellings/`.

They are of the 5,000 commonest of each. Those of less than five letters are left out: a slip in them tells
too little. A language has none where a letter or a tone more or less mostly makes a word of its own.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def common(lang: str) -> frozenset[str]:
    """The common words of a language in small letters; none where nobody listed them.

    >>> "weather" in common("en"), "waether" in common("en"), common("vi")
    (True, False, frozenset())
    """
    path = files("toolkit.languages").joinpath("spellings", f"{lang}.txt")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else ()
    return frozenset(word for line in lines if line[0] != "#" for word in line.split())
