"""Names of files on any disk.

It knows which of them are one on some disk, and which no file may have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Of Windows, with any suffix behind them.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\xb9\xb2\xb3"))
)


# No catalog and no edition could tell where it comes from. The last two are the marks around a path in a PO.
UNNAMEABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u2068\u2069]")


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
        first, called = seen.setdefault(folded(name), (origin, name))
        if first != origin:
            both = name if name == called else f"{called} and {name}, which are one on many disks"
            return f"{first} and {origin} would {'both ' if name == called else ''}be called {both}"
    return ""
